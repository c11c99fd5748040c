use kernel::Ctx;

use crate::Addresses;
use crate::mail::MailServer;
use crate::oidc::Oidc;
use crate::outbox::Outbox;
use crate::sms::{SmsAccount, SmsProvider};

/// All parties' state. Shared by every connection.
pub(crate) struct World {
    pub(crate) ctx: Ctx,
    pub(crate) outbox: Outbox,
    pub(crate) mail: MailServer,
    pub(crate) sms: SmsProvider,
    pub(crate) oidc: Oidc,
}

impl World {
    pub(crate) fn new(ctx: Ctx, sms: SmsAccount, addresses: &Addresses) -> Self {
        Self {
            outbox: Outbox::default(),
            mail: MailServer::default(),
            sms: SmsProvider::new(sms),
            oidc: Oidc::new(addresses),
            ctx,
        }
    }
}
