use chrono::TimeDelta;
use db::{Conn as _, Db};
use kernel::{Ctx, Money, RefundId};
use payments::gateway::{
    InvoiceId, Outcome, Reference, Refund as Told, RefundKey, RefundOrder, RefundStatus,
};
use payments::ledger::{self, GivenBack, LedgerError};
use payments::{AlertKind, EventKind as ProviderEventKind, Finished, NewEvent, Refund, RefundState};
use sea_orm::DbErr;
use serde_json::json;

use super::super::{Gateways, LockedOrder, lock_order, stuck};
use super::RefundError;
use crate::order::note::record_event;
use crate::order::{Actor, EventKind};
use crate::status::PaymentStatus;

/// Longer than a call to the provider may take.
const LEASE: TimeDelta = TimeDelta::seconds(90);

/// Brings a refund as far as it goes now: asks the provider once, and from then on how far it has come. Safe to repeat, and by any
/// number of workers.
pub async fn advance(
    db: &Db,
    ctx: &Ctx,
    gateways: &Gateways,
    id: RefundId,
) -> Result<RefundState, RefundError> {
    let refund = payments::find_refund(db, id)
        .await?
        .ok_or(RefundError::NotFound)?;
    match refund.state {
        RefundState::Requested => file(db, ctx, gateways, refund).await,
        RefundState::Executing | RefundState::PendingProvider => follow(db, ctx, gateways, refund).await,
        RefundState::Refunded | RefundState::Rejected => Ok(refund.state),
    }
}

async fn file(db: &Db, ctx: &Ctx, gateways: &Gateways, refund: Refund) -> Result<RefundState, RefundError> {
    let (account, invoice) = invoice_of(db, &refund).await?;
    let gateway = gateways
        .of(&account)
        .ok_or_else(|| RefundError::NoAccount(account.clone()))?;
    let order = RefundOrder {
        reference: Reference::parse(&refund.reference)
            .map_err(|error| RefundError::BadId(error.to_string()))?,
        invoice_id: invoice,
        amount: refund.amount,
        comment: refund.cause.as_str().to_owned(),
    };
    let Some(lease) = payments::claim_refund(db, ctx, refund.id, LEASE).await? else {
        return Ok(RefundState::Executing);
    };
    let answer = gateway.request_refund(&order).await;
    keep_event(
        db,
        ctx,
        &refund,
        &account,
        ProviderEventKind::Refund,
        answer.label(),
        &answer,
    )
    .await?;
    match answer {
        Outcome::Success(filed) => {
            payments::filed(db, ctx, refund.id, &filed.id.to_string()).await?;
            Ok(RefundState::PendingProvider)
        }
        Outcome::Refused(refusal) if refusal.can_retry => {
            lease.give_back(db, ctx).await?;
            Ok(RefundState::Requested)
        }
        Outcome::Refused(refusal) => {
            // An earlier call that was given up for lost may be the very reason for the refusal.
            match gateway.find_refunds(RefundKey::Invoice(&order.invoice_id)).await {
                Outcome::Success(all) => match all.iter().find(|told| is_same(told, &refund)) {
                    Some(told) => believe(db, ctx, &refund, told).await,
                    None => reject(db, ctx, &refund, &refusal.to_string()).await,
                },
                Outcome::Refused(_) | Outcome::Unknown(_) => Ok(RefundState::Executing),
            }
        }
        Outcome::Unknown(_) => Ok(RefundState::Executing),
    }
}

/// What the provider says of a refund it was (or may have been) asked for.
async fn follow(db: &Db, ctx: &Ctx, gateways: &Gateways, refund: Refund) -> Result<RefundState, RefundError> {
    let (account, invoice) = invoice_of(db, &refund).await?;
    let gateway = gateways
        .of(&account)
        .ok_or_else(|| RefundError::NoAccount(account.clone()))?;
    let answer = gateway.find_refunds(RefundKey::Invoice(&invoice)).await;
    keep_event(
        db,
        ctx,
        &refund,
        &account,
        ProviderEventKind::RefundPoll,
        answer.label(),
        &answer,
    )
    .await?;
    let Outcome::Success(all) = answer else {
        return Ok(refund.state);
    };
    if let Some(told) = all.iter().find(|told| is_same(told, &refund)) {
        return believe(db, ctx, &refund, told).await;
    }
    let is_lost = payments::file_again(db, ctx, refund.id).await?;
    Ok(if is_lost {
        RefundState::Requested
    } else {
        refund.state
    })
}

/// Does what follows from what the provider says of a refund.
async fn believe(db: &Db, ctx: &Ctx, refund: &Refund, told: &Told) -> Result<RefundState, RefundError> {
    if told.amount.is_some_and(|amount| amount != refund.amount) {
        stuck::alert_refund(
            db,
            ctx,
            refund,
            AlertKind::IntegrityFailure,
            "the provider gives back another amount",
        )
        .await?;
        return Ok(refund.state);
    }
    match &told.status {
        RefundStatus::Refunded => {
            db::retry(|| complete(db, ctx, refund)).await?;
            Ok(RefundState::Refunded)
        }
        RefundStatus::Rejected => reject(db, ctx, refund, "the provider said no").await,
        RefundStatus::Pending | RefundStatus::Other(_) => {
            payments::filed(db, ctx, refund.id, &told.id.to_string()).await?;
            Ok(RefundState::PendingProvider)
        }
    }
}

fn is_same(told: &Told, refund: &Refund) -> bool {
    let by_id = refund.provider_refund_id.as_deref() == Some(told.id.to_string().as_str());
    by_id || told.reference.as_deref() == Some(refund.reference.as_str())
}

async fn complete(db: &Db, ctx: &Ctx, refund: &Refund) -> Result<(), RefundError> {
    let tx = db::begin(db).await?;
    let order = lock_order(&tx, refund.order_id)
        .await?
        .ok_or(RefundError::NotFound)?;
    finish(&tx, ctx, &order, refund, &Actor::system()).await?;
    tx.commit().await?;
    Ok(())
}

/// The money is back: books it, once.
pub(super) async fn finish(
    tx: &db::Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    refund: &Refund,
    actor: &Actor,
) -> Result<(), RefundError> {
    let intent = payments::find_intent(tx, order.id)
        .await?
        .ok_or(RefundError::NotFound)?;
    let finished = payments::mark_refunded(tx, ctx, refund).await?;
    if finished == Finished::Again {
        return Ok(());
    }
    let is_excess = match refund.attempt_id {
        Some(attempt) => ledger::is_excess(tx, attempt).await?,
        None => false,
    };
    let before = intent.refunded;
    let after = before.plus(refund.amount).map_err(LedgerError::Money)?;
    let back = GivenBack {
        order: order.id,
        refund: refund.id,
        amount: refund.amount,
        // Of sums, not of parts: the tax of all parts is the tax of the whole.
        vat: vat_within(order, after)
            .minus(vat_within(order, before))
            .map_err(LedgerError::Money)?,
        is_excess,
        is_cash: refund.attempt_id.is_none(),
    };
    ledger::book_refund(tx, ctx, &back).await?;
    let payment = match finished {
        Finished::AllBack => PaymentStatus::Refunded,
        _ if refund.cause.is_excess() => order.payment_status,
        _ => PaymentStatus::PartiallyRefunded,
    };
    write_status(tx, ctx, order, payment).await?;
    record_event(
        tx,
        ctx,
        order.id,
        EventKind::Refunded,
        None,
        None,
        actor,
        &refund.reference,
    )
    .await?;
    Ok(())
}

/// The VAT that a part of the order's total has in it, rounded half up.
fn vat_within(order: &LockedOrder, amount: Money) -> Money {
    let (vat, total) = (i128::from(order.vat.minor), i128::from(order.total.minor));
    let minor = if total == 0 {
        0
    } else {
        (i128::from(amount.minor) * vat * 2 + total) / (total * 2)
    };
    Money::new(i64::try_from(minor).unwrap_or_default(), amount.currency)
}

async fn write_status(
    tx: &db::Tx,
    ctx: &Ctx,
    order: &LockedOrder,
    payment: PaymentStatus,
) -> Result<(), DbErr> {
    let (id, now, payment) = (order.id.uuid(), ctx.now(), payment.as_str());
    tx.execute_raw(sea_orm::raw_sql!(
        Postgres,
        r#"UPDATE orders SET payment_status = {payment}, version = version + 1, updated_at = {now} WHERE id = {id}"#
    ))
    .await?;
    Ok(())
}

async fn reject(db: &Db, ctx: &Ctx, refund: &Refund, why: &str) -> Result<RefundState, RefundError> {
    db::retry(|| run_reject(db, ctx, refund, why)).await?;
    Ok(RefundState::Rejected)
}

async fn run_reject(db: &Db, ctx: &Ctx, refund: &Refund, why: &str) -> Result<(), RefundError> {
    let tx = db::begin(db).await?;
    let order = lock_order(&tx, refund.order_id)
        .await?
        .ok_or(RefundError::NotFound)?;
    if payments::mark_rejected(&tx, ctx, refund, why).await? {
        record_event(
            &tx,
            ctx,
            order.id,
            EventKind::RefundRejected,
            None,
            None,
            &Actor::system(),
            why,
        )
        .await?;
        stuck::alert_refund(&tx, ctx, refund, AlertKind::RefundRejected, why).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Keeps what the provider said about a refund.
#[expect(clippy::too_many_arguments, reason = "one argument per column")]
async fn keep_event(
    db: &Db,
    ctx: &Ctx,
    refund: &Refund,
    account: &str,
    kind: ProviderEventKind,
    outcome: &str,
    said: &impl std::fmt::Debug,
) -> Result<(), DbErr> {
    let event = NewEvent {
        account: account.to_owned(),
        kind,
        provider_id: None,
        attempt: None,
        refund: Some(refund.id),
        outcome: outcome.to_owned(),
        body: json!({ "said": format!("{said:?}"), "outcome": outcome }),
    };
    payments::record_event(db, ctx, event).await?;
    Ok(())
}

async fn invoice_of(db: &Db, refund: &Refund) -> Result<(String, InvoiceId), RefundError> {
    let id = refund.attempt_id.ok_or(RefundError::NotFound)?;
    let attempt = payments::find_attempt(db, id)
        .await?
        .ok_or(RefundError::NotFound)?;
    let invoice = attempt.invoice_id.as_deref().unwrap_or_default();
    let invoice = InvoiceId::parse(invoice).map_err(|error| RefundError::BadId(error.to_string()))?;
    Ok((attempt.account, invoice))
}
