use db::{Db, Transient};
use kernel::{Ctx, OrderId};
use payments::ledger::{self, LedgerError};
use payments::{IntentState, Method};
use sea_orm::DbErr;

use super::{is_busy, lock_order};
use crate::order::EventKind;
use crate::status::{OrderStatus, PaymentStatus};

#[derive(Debug, thiserror::Error)]
pub enum SwitchError {
    #[error("there is no such order")]
    NotFound,
    #[error("this order isn't waiting for money")]
    NothingOwed,
    #[error("this order can't be paid at the door")]
    CashUnavailable,
    /// The provider may be taking the money this very moment.
    #[error("a payment of this order is being made")]
    PaymentInProgress,
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl Transient for SwitchError {
    fn is_transient(&self) -> bool {
        match self {
            Self::Db(error) | Self::Ledger(LedgerError::Db(error)) => error.is_transient(),
            _ => false,
        }
    }
}

/// The customer gives up paying online and pays at the door: the order is placed. `takes_cash` is what the store and the zone say.
/// Money that comes online all the same still pays the order, as long as no cash did.
pub async fn switch_to_cash(db: &Db, ctx: &Ctx, id: OrderId, takes_cash: bool) -> Result<(), SwitchError> {
    if !takes_cash {
        return Err(SwitchError::CashUnavailable);
    }
    db::retry(|| run(db, ctx, id)).await
}

async fn run(db: &Db, ctx: &Ctx, id: OrderId) -> Result<(), SwitchError> {
    let tx = db::begin(db).await?;
    let order = lock_order(&tx, id).await?.ok_or(SwitchError::NotFound)?;
    if order.status == OrderStatus::Placed && order.method == Method::Cod {
        return Ok(());
    }
    let intent = payments::find_intent(&tx, id).await?;
    let is_owed = intent.is_some_and(|intent| intent.state == IntentState::Open);
    if order.status != OrderStatus::PendingPayment || !is_owed {
        return Err(SwitchError::NothingOwed);
    }
    promos::mark_used(&tx, ctx, id).await?;
    catalog::stock::mark_sold(&tx, ctx, id).await?;
    payments::change_method(&tx, ctx, id, Method::Cod).await?;
    payments::abandon_open(&tx, ctx, id).await?;
    // Seen last: whoever got a lease before this abandoned the others has it now, and nobody gets one any more.
    if is_busy(&tx, ctx, id).await? {
        return Err(SwitchError::PaymentInProgress);
    }
    order
        .change(
            &tx,
            ctx,
            OrderStatus::Placed,
            PaymentStatus::Unpaid,
            Method::Cod,
            EventKind::MethodChanged,
        )
        .await?;
    ledger::book_sale(&tx, ctx, &order.sale(true)).await?;
    tx.commit().await?;
    Ok(())
}
