//! The jobs of this context. Their handlers are registered in `apps/api`, which has the mailer and what else they need.
//!
//! Jobs carry ids, never a secret: the handler has the token or code made when it sends it. A retry makes another one; the
//! earlier ones stay good until one of them is used.

use jobs::{Job, Options, Priority};
use kernel::{AccountId, EmailChangeId, PhoneCodeId, RegionId};
use serde::{Deserialize, Serialize};

/// Somebody sits before a screen and waits for the message.
fn awaited() -> Options {
    Options {
        priority: Priority::High,
        ..Options::default()
    }
}

/// Send the link that proves the e-mail address: [`crate::email_token::issue_verification`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendVerification {
    pub account_id: AccountId,
}

impl Job for SendVerification {
    const KIND: &'static str = "accounts.send_verification";

    fn options() -> Options {
        awaited()
    }
}

/// Send the link to a new password, if the address has an account: [`crate::email_token::issue_reset`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendReset {
    /// As in [`kernel::Email`].
    pub email: String,
    /// Where the person asked from: the link leads there.
    pub region_id: Option<RegionId>,
}

impl Job for SendReset {
    const KIND: &'static str = "accounts.send_reset";

    fn options() -> Options {
        awaited()
    }
}

/// The two mailboxes of a change of e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Old,
    New,
}

/// Ask one of the mailboxes whether the change is wanted: [`crate::email_token::issue_change`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendEmailChange {
    pub change_id: EmailChangeId,
    pub side: Side,
}

impl Job for SendEmailChange {
    const KIND: &'static str = "accounts.send_email_change";

    fn options() -> Options {
        awaited()
    }
}

/// Send a one-time code by SMS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendPhoneCode {
    pub phone_code_id: PhoneCodeId,
    /// `en` or `ar`.
    pub locale: String,
}

impl Job for SendPhoneCode {
    const KIND: &'static str = "accounts.send_phone_code";

    fn options() -> Options {
        awaited()
    }
}

/// Somebody proved that the account's e-mail address is theirs: what was done with this address as a guest is theirs too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailVerified {
    pub account_id: AccountId,
}

impl Job for EmailVerified {
    const KIND: &'static str = "accounts.email_verified";
}

/// What other contexts keep about the person alone (the wishlist) has to go: the account was deleted, or turned out to have
/// been opened by somebody else than its e-mail address's owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetBelongings {
    pub account_id: AccountId,
}

impl Job for ForgetBelongings {
    const KIND: &'static str = "accounts.forget_belongings";
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    PasswordChanged,
    EmailChanged,
    TotpChanged,
    /// Staff signed in on a device they hadn't used before.
    NewSignInStaff,
}

/// Tell the account's owner that something happened they should know of if it wasn't them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityNotice {
    pub account_id: AccountId,
    pub kind: Notice,
}

impl Job for SecurityNotice {
    const KIND: &'static str = "accounts.security_notice";
}
