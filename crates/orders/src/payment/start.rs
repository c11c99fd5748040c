use db::{Db, Transient};
use kernel::{Ctx, OrderId};
use payments::{Attempt, CreateAttemptError, Flow, IntentState, NewAttempt};
use sea_orm::DbErr;

use super::lock_order;
use crate::order::note::record_event;
use crate::order::{Actor, EventKind};
use crate::status::OrderStatus;

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("there is no such order")]
    NotFound,
    /// It is paid, over, or was never to be paid online.
    #[error("this order isn't waiting for money")]
    NothingOwed,
    /// Its time to be paid is over; the clock will end it.
    #[error("the time to pay this order is over")]
    Expired,
    #[error("this order can't be paid that way")]
    ChannelUnavailable,
    #[error("too many attempts were made to pay this order")]
    TooManyAttempts,
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl Transient for StartError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Db(error) if error.is_transient())
    }
}

impl From<CreateAttemptError> for StartError {
    fn from(error: CreateAttemptError) -> Self {
        match error {
            CreateAttemptError::NothingOwed => Self::NothingOwed,
            CreateAttemptError::TooMany => Self::TooManyAttempts,
            CreateAttemptError::Db(error) => Self::Db(error),
        }
    }
}

/// Writes down a new attempt to pay an order, before anybody calls the provider. Earlier attempts stay as they are: if two of
/// them are paid, the second one's money goes back.
pub async fn start(
    db: &Db,
    ctx: &Ctx,
    order: OrderId,
    channel: &str,
    flow: Flow,
) -> Result<Attempt, StartError> {
    db::retry(|| run(db, ctx, order, channel, flow)).await
}

async fn run(db: &Db, ctx: &Ctx, id: OrderId, channel: &str, flow: Flow) -> Result<Attempt, StartError> {
    let tx = db::begin(db).await?;
    let order = lock_order(&tx, id).await?.ok_or(StartError::NotFound)?;
    let settings = payments::find_settings(&tx, order.region_id.into()).await?;
    if !settings.offers(channel) {
        return Err(StartError::ChannelUnavailable);
    }
    let may_pay = matches!(
        order.status,
        OrderStatus::PendingPayment | OrderStatus::Placed | OrderStatus::Preparing | OrderStatus::OnHold
    );
    let intent = payments::find_intent(&tx, id).await?;
    if !may_pay || intent.is_none_or(|intent| intent.state != IntentState::Open) {
        return Err(StartError::NothingOwed);
    }
    if order.status == OrderStatus::PendingPayment && order.payment_due_at.is_some_and(|due| due <= ctx.now())
    {
        return Err(StartError::Expired);
    }
    let new = NewAttempt {
        order_id: id,
        order_code: order.code.clone(),
        account: order.region_slug.clone(),
        channel: channel.to_owned(),
        flow,
    };
    let attempt = payments::create_attempt(&tx, ctx, new).await?;
    record_event(
        &tx,
        ctx,
        id,
        EventKind::PaymentStarted,
        None,
        None,
        &Actor::system(),
        channel,
    )
    .await?;
    tx.commit().await?;
    Ok(attempt)
}
