use std::sync::Arc;

use kernel::Ctx;

use crate::mail::MailServer;
use crate::myfatoorah::MyFatoorah;
use crate::oidc::Oidc;
use crate::outbox::Outbox;
use crate::sms::SmsProvider;
use crate::{Addresses, Options};

/// All parties' state. Shared by every connection.
pub(crate) struct World {
    pub(crate) ctx: Ctx,
    pub(crate) outbox: Outbox,
    pub(crate) mail: MailServer,
    pub(crate) sms: SmsProvider,
    pub(crate) oidc: Oidc,
    /// Apart from the rest: what it does later outlives a request.
    pub(crate) myfatoorah: Arc<MyFatoorah>,
}

impl World {
    pub(crate) fn new(ctx: Ctx, options: Options, addresses: &Addresses) -> anyhow::Result<Self> {
        let myfatoorah = MyFatoorah::new(&addresses.myfatoorah, options.journal.as_deref())?;
        Ok(Self {
            outbox: Outbox::default(),
            mail: MailServer::default(),
            sms: SmsProvider::new(options.sms),
            oidc: Oidc::new(addresses),
            myfatoorah: Arc::new(myfatoorah),
            ctx,
        })
    }
}
