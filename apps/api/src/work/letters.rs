//! Mails with a link that proves something. The secret of a link is made here, in the job: its hash is stored first, then the
//! mail is sent. An attempt that fails in between leaves a link nobody knows, and the next attempt makes another.

use std::sync::Arc;

use accounts::email_token::{self, Letter};
use accounts::work::{SendEmailChange, SendReset, SendVerification, Side};
use chrono::{DateTime, TimeDelta, Utc};
use i18n::Locale;
use jobs::{JobError, Run};
use kernel::{Email, RegionId};
use notifications::{Mail, Message, SendError};
use rbac::invitation::{self, SendInvitation};
use secrecy::SecretString;

use super::Outside;
use super::pages::{region, with_token};

pub(super) async fn send_verification(
    outside: Arc<Outside>,
    run: Run,
    job: SendVerification,
) -> Result<(), JobError> {
    let tx = db::begin(&run.db).await?;
    run.fence(&tx).await?;
    let letter = email_token::issue_verification(&tx, &run.ctx, job.account_id).await?;
    tx.commit().await?;
    let Some(letter) = letter else { return Ok(()) };
    let (link, valid_for) = link(&outside, &run, &letter, "verify-email", None).await?;
    let name = letter.account.full_name.clone();
    post(
        &outside,
        &letter,
        Message::VerifyEmail {
            name,
            link,
            valid_for,
        },
    )
    .await
}

pub(super) async fn send_reset(outside: Arc<Outside>, run: Run, job: SendReset) -> Result<(), JobError> {
    let tx = db::begin(&run.db).await?;
    run.fence(&tx).await?;
    let letter = email_token::issue_reset(&tx, &run.ctx, &job.email).await?;
    tx.commit().await?;
    let Some(letter) = letter else { return Ok(()) };
    let (link, valid_for) = link(&outside, &run, &letter, "reset-password", job.region_id).await?;
    let name = letter.account.full_name.clone();
    post(
        &outside,
        &letter,
        Message::ResetPassword {
            name,
            link,
            valid_for,
        },
    )
    .await
}

pub(super) async fn send_email_change(
    outside: Arc<Outside>,
    run: Run,
    job: SendEmailChange,
) -> Result<(), JobError> {
    let tx = db::begin(&run.db).await?;
    run.fence(&tx).await?;
    let change = accounts::find_email_change(&tx, job.change_id).await?;
    let letter = email_token::issue_change(&tx, &run.ctx, job.change_id, job.side).await?;
    tx.commit().await?;
    let (Some(letter), Some(change)) = (letter, change) else {
        return Ok(());
    };
    let (link, valid_for) = link(&outside, &run, &letter, "confirm-email", None).await?;
    let name = letter.account.full_name.clone();
    let message = match job.side {
        Side::New => Message::ConfirmNewEmail {
            name,
            link,
            valid_for,
        },
        Side::Old => Message::ConfirmOldEmail {
            name,
            new_email: Email::parse(&change.new_email).map_err(JobError::fatal)?,
            link,
            valid_for,
        },
    };
    post(&outside, &letter, message).await
}

pub(super) async fn send_invitation(
    outside: Arc<Outside>,
    run: Run,
    job: SendInvitation,
) -> Result<(), JobError> {
    let tx = db::begin(&run.db).await?;
    run.fence(&tx).await?;
    let issued = invitation::issue_link(&tx, &run.ctx, job.invitation_id).await?;
    tx.commit().await?;
    let Some((invitation, token)) = issued else {
        return Ok(());
    };
    let locale = language(&invitation.locale);
    let message = Message::Invitation {
        name: invitation.full_name,
        invited_by: invitation.invited_by.map(|(_, name)| name).unwrap_or_default(),
        link: with_token(&outside.pages.admin(locale, "invitation"), &token),
        valid_for: left(&run, invitation.expires_at),
    };
    send(&outside, &invitation.email, locale, &message).await
}

/// What somebody reads.
pub(super) fn language(code: &str) -> Locale {
    code.parse().unwrap_or_default()
}

/// Sends a mail. What can't ever be sent isn't tried again.
pub(super) async fn send(
    outside: &Outside,
    to: &str,
    locale: Locale,
    message: &Message,
) -> Result<(), JobError> {
    let to = Email::parse(to).map_err(JobError::fatal)?;
    let mail = Mail::new(to, locale, message.render(locale));
    outside.mailer.send(mail).await.map_err(verdict)
}

/// Whether trying again makes sense.
pub(super) fn verdict(error: SendError) -> JobError {
    if error.is_temporary() {
        return error.into();
    }
    JobError::fatal(error)
}

async fn post(outside: &Outside, letter: &Letter, message: Message) -> Result<(), JobError> {
    send(outside, &letter.to, language(&letter.account.locale), &message).await
}

/// The link to a page of the shop that is told the letter's secret, and how long it is good for.
async fn link(
    outside: &Outside,
    run: &Run,
    letter: &Letter,
    page: &str,
    asked_from: Option<RegionId>,
) -> Result<(SecretString, TimeDelta), JobError> {
    let account = &letter.account;
    let region = region(&run.db, &[asked_from, account.region_id]).await?;
    let page = outside.pages.store(&region, language(&account.locale), page);
    Ok((with_token(&page, &letter.token), left(run, letter.expires_at)))
}

fn left(run: &Run, until: DateTime<Utc>) -> TimeDelta {
    until - run.ctx.now()
}
