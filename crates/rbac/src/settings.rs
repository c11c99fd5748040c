//! What holds for all staff.

use accounts::Role;
use audit::Entry;
use db::{Conn, Db};
use kernel::{Ctx, StaffActor};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use serde_json::json;

use crate::team::lock_people;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct StaffSettings {
    /// Staff without a second factor can do nothing but set one up.
    pub totp_required: bool,
    pub version: i32,
}

pub async fn find(conn: &impl Conn) -> Result<StaffSettings, DbErr> {
    StaffSettings::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT totp_required, version FROM staff_settings"#
    ))
    .one(conn)
    .await?
    .ok_or_else(|| DbErr::RecordNotFound("staff_settings has its one row from the start".into()))
}

#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    #[error("only admins do this")]
    AdminsOnly,
    #[error("the settings were changed meanwhile")]
    StaleVersion { current: i32 },
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Changes the settings; holds from the next request on, in every process.
pub async fn update(
    db: &Db,
    ctx: &Ctx,
    actor: &StaffActor,
    totp_required: bool,
    version: i32,
) -> Result<StaffSettings, UpdateError> {
    let tx = db::begin(db).await?;
    let doer = lock_people(&tx, &[actor.id]).await?.pop();
    if !doer.is_some_and(|doer| doer.is_active && doer.role == Role::Admin) {
        return Err(UpdateError::AdminsOnly);
    }
    let updated = StaffSettings::find_by_statement(raw_sql!(
        Postgres,
        r#"UPDATE staff_settings SET totp_required = {totp_required}, version = version + 1 WHERE version = {version}
           RETURNING totp_required, version"#
    ));
    let before = find(&tx).await?;
    let after = updated.one(&tx).await?.ok_or(UpdateError::StaleVersion {
        current: before.version,
    })?;
    let entry = Entry {
        action: "team.settings",
        entity: "staff_settings",
        entity_id: "staff".to_owned(),
        label: String::new(),
        region: None,
        before: json!({"totp_required": before.totp_required}),
        after: json!({"totp_required": after.totp_required}),
    };
    audit::record(&tx, ctx, actor, entry).await?;
    tx.commit().await?;
    Ok(after)
}
