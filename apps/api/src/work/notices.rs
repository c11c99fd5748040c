//! Mails that tell people what happened to their account, so that they notice when it wasn't them.

use std::sync::Arc;

use accounts::work::{Notice, SecurityNotice};
use accounts::{Account, totp};
use jobs::{JobError, Run};
use kernel::Email;
use notifications::Message;

use super::Outside;
use super::letters::{language, send};
use super::pages::region;
use crate::dto::device::describe;

pub(super) async fn send_notice(
    outside: Arc<Outside>,
    run: Run,
    job: SecurityNotice,
) -> Result<(), JobError> {
    let account = accounts::load_account(&run.db, job.account_id).await?;
    let Some(account) = account.filter(|account| account.is_active) else {
        return Ok(());
    };
    let (name, link) = (account.full_name.clone(), page(&outside, &run, &account).await?);
    let mut to = account.email.clone();
    let message = match job.kind {
        Notice::PasswordChanged => Message::PasswordChanged { name, link },
        Notice::TotpChanged => Message::TotpChanged {
            name,
            enabled: totp::state(&run.db, account.id).await?.is_enrolled,
            link,
        },
        Notice::NewSignInStaff => Message::StaffSignIn {
            name,
            device: newest_device(&run, &account).await?,
            link,
        },
        Notice::EmailChanged => {
            let Some(change) = accounts::last_email_change(&run.db, account.id).await? else {
                return Ok(());
            };
            to = change.old_email;
            Message::EmailChanged {
                name,
                new_email: Email::parse(&change.new_email).map_err(JobError::fatal)?,
                link,
            }
        }
    };
    let Some(to) = to else { return Ok(()) };
    send(&outside, &to, language(&account.locale), &message).await
}

/// Where something can be done about it.
async fn page(outside: &Outside, run: &Run, account: &Account) -> Result<String, JobError> {
    let locale = language(&account.locale);
    if account.role.is_staff() {
        return Ok(outside.pages.admin(locale, "security"));
    }
    let region = region(&run.db, &[account.region_id]).await?;
    Ok(outside.pages.store(&region, locale, "account/security"))
}

async fn newest_device(run: &Run, account: &Account) -> Result<String, JobError> {
    let sessions = accounts::list_sessions(&run.db, &run.ctx, account.id).await?;
    let newest = sessions.iter().max_by_key(|session| session.created_at);
    Ok(describe(newest.and_then(|session| session.user_agent.as_deref())))
}
