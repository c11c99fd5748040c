use audit::Entry;
use db::Db;
use kernel::{Ctx, PaymentAttemptId, RegionScope, StaffActor};
use serde_json::json;

use super::Gateways;
use super::settle::{SettleError, Settled, settle};

impl Settled {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Duplicate => "duplicate",
            Self::TooLate => "too_late",
            Self::Mismatch => "mismatch",
            Self::Failed => "failed",
            Self::Pending => "pending",
            Self::Unknown => "unknown",
        }
    }
}

/// A member of staff has the provider asked about an attempt now: the same [`settle`] as everybody's, with an entry in their log.
pub async fn verify(
    db: &Db,
    ctx: &Ctx,
    gateways: &Gateways,
    by: &StaffActor,
    scope: &RegionScope,
    id: PaymentAttemptId,
) -> Result<Settled, SettleError> {
    let before = payments::find_attempt_in_scope(db, ctx.now(), scope, id)
        .await?
        .ok_or(SettleError::NotFound)?;
    let settled = settle(db, ctx, gateways, id).await?;
    let after = payments::find_attempt(db, id)
        .await?
        .ok_or(SettleError::NotFound)?;
    let entry = Entry {
        action: "payments.verify",
        entity: "payment_attempt",
        entity_id: id.to_string(),
        label: after.reference.clone(),
        region: Some(before.region_id),
        before: json!({ "state": before.attempt.state.as_str() }),
        after: json!({ "state": after.state.as_str(), "outcome": settled.as_str() }),
    };
    let tx = db::begin(db).await?;
    audit::record(&tx, ctx, by, entry).await?;
    tx.commit().await?;
    Ok(settled)
}
