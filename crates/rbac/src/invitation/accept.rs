use accounts::{
    Account, AccountDraft, Device, HashedPassword, InvalidName, Keys, NewPasswordError, Tokens, add_account,
    clean_name, evict_unverified, open_session,
};
use audit::Entry;
use db::{Conn, Db, Tx};
use kernel::{AccountId, Ctx, Email, StaffActor};
use sea_orm::{DbErr, FromQueryResult as _, raw_sql};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;

use super::{Invitation, Row, SELECT, Status, token_hash};
use crate::authority::Authority;
use crate::grant;
use crate::query::Query;
use crate::team::{described, lock_people, region_slugs};

/// What somebody who was invited sends to join.
#[derive(Clone, Debug)]
pub struct Accept {
    /// Of the link.
    pub token: SecretString,
    pub password: SecretString,
    /// Instead of the name the inviter wrote.
    pub full_name: Option<String>,
    pub device: Device,
    pub request_id: String,
}

#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// Unknown, used, taken back or too old; or whoever vouched for it may not hand this out any more.
    #[error("the link doesn't work any more")]
    LinkExpired,
    #[error(transparent)]
    Password(#[from] NewPasswordError),
    #[error(transparent)]
    Name(#[from] InvalidName),
    #[error("somebody has an account with this e-mail address")]
    EmailTaken,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The open invitation of a link.
pub async fn preview(conn: &impl Conn, ctx: &Ctx, token: &SecretString) -> Result<Option<Invitation>, DbErr> {
    Ok(find_open(conn, ctx, token, "")
        .await?
        .map(|(invitation, _)| invitation))
}

/// Joins the team: makes the account, with the e-mail address proved by the link, and opens its first session. Of any number of
/// attempts with one link, one succeeds.
pub async fn accept(db: &Db, ctx: &Ctx, keys: &Keys, accept: Accept) -> Result<Tokens, AcceptError> {
    let (invitation, inviter) = find_open(db, ctx, &accept.token, "")
        .await?
        .ok_or(AcceptError::LinkExpired)?;
    let full_name = match &accept.full_name {
        Some(name) => clean_name(name)?,
        None => invitation.full_name,
    };
    let password = HashedPassword::of(accept.password.clone(), &[&invitation.email, &full_name]).await?;
    let tx = db::begin(db).await?;
    // The inviter first, as everywhere; what they hold can't change now until this is done.
    let vouching = lock_people(&tx, &[inviter]).await?.pop();
    let (invitation, vouched_by) = find_open(&tx, ctx, &accept.token, "FOR UPDATE OF i")
        .await?
        .ok_or(AcceptError::LinkExpired)?;
    let holds = vouching
        .as_ref()
        .and_then(Authority::of_member)
        .is_some_and(|authority| authority.reaches(invitation.role, &invitation.grants).is_ok());
    if vouched_by != inviter || !holds {
        return Err(AcceptError::LinkExpired);
    }
    let account = add(&tx, ctx, &invitation, full_name, password).await?;
    mark_accepted(&tx, ctx, &invitation).await?;
    record(&tx, ctx, &accept, &invitation, &account).await?;
    let tokens = open_session(&tx, ctx, keys, account, &accept.device).await?;
    tx.commit().await?;
    Ok(tokens)
}

async fn find_open(
    conn: &impl Conn,
    ctx: &Ctx,
    token: &SecretString,
    lock: &str,
) -> Result<Option<(Invitation, AccountId)>, DbErr> {
    let mut query = Query::new("true");
    let hash = query.bind(token_hash(token.expose_secret()));
    let sql = format!("{SELECT} WHERE i.token_hash = {hash} {lock}");
    let Some(row) = Row::find_by_statement(query.statement(sql)).one(conn).await? else {
        return Ok(None);
    };
    let inviter = row.invited_by.into();
    let invitation = row.into_invitation(ctx.now())?;
    Ok((invitation.status == Status::Open).then_some((invitation, inviter)))
}

async fn add(
    tx: &Tx,
    ctx: &Ctx,
    invitation: &Invitation,
    full_name: String,
    password: HashedPassword,
) -> Result<Account, AcceptError> {
    let email = Email::parse(&invitation.email)
        .map_err(|error| DbErr::Type(format!("invitation {}: {error}", invitation.id)))?;
    // Whoever signed up with this address without proving it isn't its owner.
    evict_unverified(tx, ctx, &email).await?;
    let draft = AccountDraft {
        email: Some(email),
        email_verified: true,
        password: Some(password),
        role: invitation.role,
        title: invitation.title.clone(),
        ..AccountDraft::customer(full_name, invitation.locale.clone())
    };
    let account = add_account(tx, ctx, draft)
        .await?
        .ok_or(AcceptError::EmailTaken)?;
    grant::replace(tx, account.id, &invitation.grants).await?;
    Ok(account)
}

async fn mark_accepted(tx: &Tx, ctx: &Ctx, invitation: &Invitation) -> Result<(), DbErr> {
    let (id, now) = (invitation.id.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE staff_invitations SET accepted_at = {now} WHERE id = {id}"#
    ))
    .await?;
    Ok(())
}

/// The newcomer's first entry is their own.
async fn record(
    tx: &Tx,
    ctx: &Ctx,
    accept: &Accept,
    invitation: &Invitation,
    account: &Account,
) -> Result<(), DbErr> {
    let actor = StaffActor {
        id: account.id,
        name: account.full_name.clone(),
        request_id: accept.request_id.clone(),
        client_address: accept
            .device
            .client_address
            .map(|address| address.to_canonical().to_string()),
    };
    let slugs = region_slugs(tx).await?;
    let entry = Entry {
        action: "invitation.accept",
        entity: "account",
        entity_id: account.id.to_string(),
        label: account.full_name.clone(),
        region: None,
        before: json!(null),
        after: json!({
            "invitation": invitation.id, "email": account.email, "full_name": account.full_name, "title": account.title,
            "role": account.role.code(), "grants": described(&invitation.grants, &slugs),
        }),
    };
    audit::record(tx, ctx, &actor, entry).await
}
