use audit::Entry;
use db::{Conn as _, Db};
use kernel::{Ctx, PaymentAlertId, RegionScope, StaffActor};
use sea_orm::{DbErr, FromQueryResult};
use serde_json::json;
use uuid::Uuid;

use crate::sql::statement;

#[derive(Debug, thiserror::Error)]
pub enum ResolveAlertError {
    /// There is none, or none in the scope.
    #[error("there is no such alert")]
    NotFound,
    #[error("somebody has resolved it already")]
    Resolved,
    #[error(transparent)]
    Db(#[from] DbErr),
}

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    subject: String,
    region_id: Option<Uuid>,
    is_resolved: bool,
}

/// Somebody has looked at it, and says what came of it in at most 500 characters.
pub async fn resolve_alert(
    db: &Db,
    ctx: &Ctx,
    by: &StaffActor,
    scope: &RegionScope,
    id: PaymentAlertId,
    resolution: &str,
) -> Result<(), ResolveAlertError> {
    let tx = db::begin(db).await?;
    let find = "SELECT kind, subject, region_id, resolved_at IS NOT NULL AS is_resolved FROM payment_alerts
                 WHERE id = $1 AND ($2::uuid[] IS NULL OR region_id = ANY($2) OR region_id IS NULL) FOR UPDATE";
    let regions: Option<Vec<Uuid>> = scope
        .only()
        .map(|regions| regions.iter().map(|region| region.uuid()).collect());
    let alert = Row::find_by_statement(statement(find, [id.uuid().into(), regions.into()]))
        .one(&tx)
        .await?
        .ok_or(ResolveAlertError::NotFound)?;
    if alert.is_resolved {
        return Err(ResolveAlertError::Resolved);
    }
    let write = "UPDATE payment_alerts SET resolved_at = $2, resolved_by = $3, resolution = $4 WHERE id = $1";
    let values = [
        id.uuid().into(),
        ctx.now().into(),
        by.id.uuid().into(),
        resolution.into(),
    ];
    tx.execute_raw(statement(write, values)).await?;
    let entry = Entry {
        action: "payments.resolve_alert",
        entity: "payment_alert",
        entity_id: id.to_string(),
        label: format!("{}: {}", alert.kind, alert.subject),
        region: alert.region_id.map(Into::into),
        before: json!({ "resolved": false }),
        after: json!({ "resolved": true, "resolution": resolution }),
    };
    audit::record(&tx, ctx, by, entry).await?;
    tx.commit().await?;
    Ok(())
}
