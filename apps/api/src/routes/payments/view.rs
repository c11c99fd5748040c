use kernel::OrderId;
use orders::order::{Order, find};
use orders::{OrderStatus, PaymentStatus};
use payments::{Attempt, AttemptState, Method};

use crate::dto::payment::{OrderPayment, PaymentAttempt, PaymentProgress};
use crate::error::Problem;
use crate::state::State;

/// How paying an order stands, as the database has it.
pub(super) async fn of(state: &State, id: OrderId) -> Result<OrderPayment, Problem> {
    let order = find::find_by_id(&state.db, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let attempts = payments::list_attempts(&state.db, id).await?;
    let now = state.ctx.now();
    let latest = attempts.last();
    let progress = progress(&order, &attempts);
    let waits = order.status == OrderStatus::PendingPayment;
    let in_time = order.payment_due_at.is_none_or(|due| due > now);
    let may_pay = waits && in_time && progress != PaymentProgress::InReview;
    let is_busy = attempts.iter().any(|attempt| attempt.is_leased(now));
    Ok(OrderPayment {
        progress,
        amount: order.totals.total.into(),
        due_at: order.payment_due_at.filter(|_| waits),
        may_pay,
        may_switch_to_cash: may_pay && !is_busy && takes_cash(state, &order).await?,
        attempt: latest.map(PaymentAttempt::from),
    })
}

fn progress(order: &Order, attempts: &[Attempt]) -> PaymentProgress {
    let has = |state| attempts.iter().any(|attempt| attempt.state == state);
    match (order.status, order.payment_status) {
        (OrderStatus::Cancelled | OrderStatus::Expired, PaymentStatus::Paid | PaymentStatus::Refunded) => {
            PaymentProgress::GoingBack
        }
        (_, PaymentStatus::Paid | PaymentStatus::PartiallyRefunded | PaymentStatus::Refunded) => {
            PaymentProgress::Paid
        }
        _ if has(AttemptState::IntegrityFailure) => PaymentProgress::InReview,
        (OrderStatus::Cancelled | OrderStatus::Expired | OrderStatus::Returned, _) => PaymentProgress::Ended,
        _ if order.payment_method != Method::Online => PaymentProgress::NotNeeded,
        _ => match attempts.last().map(|attempt| attempt.state) {
            None => PaymentProgress::Waiting,
            Some(AttemptState::Failed | AttemptState::Abandoned) => PaymentProgress::Failed,
            Some(_) => PaymentProgress::InProgress,
        },
    }
}

/// Whether the order's region and zone take cash at the door.
pub(super) async fn takes_cash(state: &State, order: &Order) -> Result<bool, Problem> {
    let store = regions::get_store(&state.db, order.region_id).await?;
    let zone = store.zones.iter().find(|zone| zone.name == order.zone_name);
    Ok(zone.map_or(store.terms.cod_enabled, |zone| zone.terms.cod_enabled))
}
