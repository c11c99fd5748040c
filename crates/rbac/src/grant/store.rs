use db::Tx;
use kernel::AccountId;
use sea_orm::{ConnectionTrait as _, DbErr, raw_sql};
use uuid::Uuid;

use super::Grants;

/// Puts these grants in place of all the account has.
pub(crate) async fn replace(tx: &Tx, id: AccountId, grants: &Grants) -> Result<(), DbErr> {
    let id = id.uuid();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"DELETE FROM staff_grants WHERE account_id = {id}"#
    ))
    .await?;
    for grant in grants.iter() {
        let (permission, level) = (grant.permission.code(), grant.level.code());
        let regions: Option<Vec<Uuid>> = grant
            .scope
            .only()
            .map(|regions| regions.iter().map(|region| region.uuid()).collect());
        tx.execute_raw(raw_sql!(
            Postgres,
            r#"INSERT INTO staff_grants (account_id, permission, level, region_ids)
               VALUES ({id}, {permission}, {level}, {regions})"#
        ))
        .await?;
    }
    Ok(())
}
