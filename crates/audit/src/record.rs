use db::Tx;
use kernel::{Ctx, RegionId, StaffActor};
use sea_orm::{ConnectionTrait as _, DbErr, raw_sql};
use serde_json::Value;
use uuid::Uuid;

use crate::{changes, mask};

/// One thing a member of staff did.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `area.verb` in small letters and underscores: `orders.move`, `team.grant`.
    pub action: &'static str,
    /// What was changed: `order`, `account`, `customer`, `invitation`. Names of customers are masked.
    pub entity: &'static str,
    pub entity_id: String,
    /// What people call it: an order's code, a colleague's name.
    pub label: String,
    /// Where it belongs, when it belongs to one region: only staff of that region see the entry.
    pub region: Option<RegionId>,
    /// As it was; `Null` when it is new.
    pub before: Value,
    /// As it is now; `Null` when it is gone.
    pub after: Value,
}

/// Writes the entry in the transaction of the change. Of two objects only the differing members are kept; passwords, tokens and
/// secrets are left out of them, personal data is masked (by the names of the members, see [`mask`]).
pub async fn record(tx: &Tx, ctx: &Ctx, actor: &StaffActor, entry: Entry) -> Result<(), DbErr> {
    let of_a_customer = entry.entity == "customer";
    let (before, after) = changes::differing(entry.before, entry.after);
    let (before, after) = (
        stored(mask::value(before, of_a_customer)),
        stored(mask::value(after, of_a_customer)),
    );
    let label = if of_a_customer {
        mask::name(&entry.label)
    } else {
        entry.label
    };
    let (id, now): (Uuid, _) = (ctx.new_id(), ctx.now());
    let (actor_id, region_id) = (actor.id.uuid(), entry.region.map(RegionId::uuid));
    let StaffActor {
        name,
        request_id,
        client_address,
        ..
    } = actor.clone();
    let (action, entity, entity_id) = (entry.action, entry.entity, entry.entity_id);
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO audit_log (id, at, actor_id, actor_name, action, entity, entity_id, entity_label, region_id, before, after,
                                  request_id, client_address)
           VALUES ({id}, {now}, {actor_id}, {name}, {action}, {entity}, {entity_id}, {label}, {region_id}, {before}, {after},
                   {request_id}, {client_address})"#
    ))
    .await?;
    Ok(())
}

/// SQL's NULL for JSON's null.
fn stored(value: Value) -> Option<Value> {
    (!value.is_null()).then_some(value)
}
