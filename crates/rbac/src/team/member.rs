use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use db::{Conn, Tx};
use kernel::{AccountId, RegionId, StaffActor};
use sea_orm::{DbErr, FromQueryResult, Statement, raw_sql};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Member, TeamError};
use crate::authority::{Authority, Sight};
use crate::grant::Grants;

/// The columns of [`Row`], of accounts `a`.
pub(super) const COLUMNS: &str = "a.id, a.email, a.full_name, a.title, a.role, a.is_active, a.version, a.created_at,
  EXISTS (SELECT FROM totp_secrets t WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL) AS totp_enrolled,
  (SELECT max(s.last_seen_at) FROM sessions s WHERE s.account_id = a.id) AS last_seen_at,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('permission', g.permission, 'level', g.level, 'region_ids', g.region_ids)), '[]')
     FROM staff_grants g WHERE g.account_id = a.id AND a.role = 'manager') AS grants";

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: Uuid,
    email: Option<String>,
    full_name: String,
    title: String,
    role: String,
    is_active: bool,
    version: i32,
    created_at: DateTime<Utc>,
    totp_enrolled: bool,
    last_seen_at: Option<DateTime<Utc>>,
    grants: Value,
}

impl Row {
    /// The member as nobody in particular sees them.
    pub(super) fn into_member(self) -> Result<Member, DbErr> {
        Ok(Member {
            id: self.id.into(),
            email: self.email.unwrap_or_default(),
            full_name: self.full_name,
            title: self.title,
            role: self.role.parse()?,
            is_active: self.is_active,
            totp_enrolled: self.totp_enrolled,
            last_seen_at: self.last_seen_at,
            grants: Grants::from_json(self.grants)?,
            may_edit: false,
            version: self.version,
            created_at: self.created_at,
        })
    }
}

impl Member {
    pub(super) fn seen_by(mut self, authority: Option<&Authority>) -> Self {
        self.may_edit = authority.is_some_and(|authority| authority.may_change(&self).is_ok());
        self
    }
}

/// These accounts, of any role, but for deleted ones.
pub(super) async fn fetch(conn: &impl Conn, ids: &[AccountId]) -> Result<Vec<Member>, DbErr> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let sql =
        format!("SELECT {COLUMNS} FROM accounts a WHERE a.id = ANY($1::uuid[]) AND a.deleted_at IS NULL");
    let statement = Statement::from_sql_and_values(sea_orm::DbBackend::Postgres, sql, [ids.into()]);
    let rows = Row::find_by_statement(statement).all(conn).await?;
    rows.into_iter().map(Row::into_member).collect()
}

/// The same, with their account rows locked in order of id, the grants being read under the lock: grants only change under it.
pub(crate) async fn lock_people(tx: &Tx, ids: &[AccountId]) -> Result<Vec<Member>, DbErr> {
    use sea_orm::ConnectionTrait as _;
    let locked: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"SELECT id FROM accounts WHERE id = ANY({locked}::uuid[]) ORDER BY id FOR NO KEY UPDATE"#
    ))
    .await?;
    fetch(tx, ids).await
}

/// Whoever acts, with their authority, and the colleague it is about, both locked.
pub(super) struct Pair {
    pub authority: Authority,
    pub target: Member,
}

/// Checks that the doer (still) may manage the team and knows of the colleague; whether they may change them is
/// [`Authority::may_change`]'s to say.
pub(super) async fn lock_pair(tx: &Tx, actor: &StaffActor, target: AccountId) -> Result<Pair, TeamError> {
    let people = lock_people(tx, &[actor.id, target]).await?;
    let by_id = |id: AccountId| people.iter().find(|person| person.id == id);
    let doer = by_id(actor.id).ok_or(TeamError::Forbidden)?;
    let authority = Authority::of_member(doer).ok_or(TeamError::Forbidden)?;
    let target = by_id(target).ok_or(TeamError::NotFound)?;
    let sight = Sight::of(doer.id, doer.role, &doer.grants);
    if !sight.is_some_and(|sight| sight.sees(Some(target.id), target.role, &target.grants)) {
        return Err(TeamError::NotFound);
    }
    Ok(Pair {
        authority,
        target: target.clone(),
    })
}

/// The slugs of all regions.
pub(crate) async fn region_slugs(conn: &impl Conn) -> Result<BTreeMap<RegionId, String>, DbErr> {
    #[derive(FromQueryResult)]
    struct Region {
        id: Uuid,
        slug: String,
    }
    let regions = Region::find_by_statement(raw_sql!(Postgres, r#"SELECT id, slug FROM regions"#))
        .all(conn)
        .await?;
    Ok(regions
        .into_iter()
        .map(|region| (region.id.into(), region.slug))
        .collect())
}

/// Grants as people read them in the audit log: a member per permission.
pub(crate) fn described(grants: &Grants, slugs: &BTreeMap<RegionId, String>) -> Value {
    let slug = |region: &RegionId| slugs.get(region).cloned().unwrap_or_else(|| region.to_string());
    let members = grants.iter().map(|grant| {
        let regions = grant
            .scope
            .only()
            .map(|regions| regions.iter().map(slug).collect::<Vec<_>>());
        let granted = json!({"level": grant.level.code(), "regions": regions});
        (grant.permission.code().to_owned(), granted)
    });
    members.collect::<Map<_, _>>().into()
}
