//! Paying for orders: where payments, stock, promo uses and the order's own status meet in one transaction.
//!
//! Nothing here talks to the provider while a transaction is open. Whoever hears that something may have been paid (return page,
//! webhook, clock, staff) calls [`settle::settle`], which asks the provider and believes nobody else.

pub mod execute;
pub mod expire;
pub mod refund;
pub mod settle;
pub mod start;
pub mod stuck;
pub mod switch;
pub mod verify;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use db::{Conn, Tx};
use kernel::{Ctx, Currency, Money, OrderId};
use payments::gateway::Gateway;
use payments::ledger::Sale;
use payments::{EventKind as ProviderEventKind, Method, NewEvent};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

use crate::order::find::unreadable;
use crate::order::note::record_event;
use crate::order::{Actor, EventKind};
use crate::status::{OrderStatus, PaymentStatus};

/// The merchant accounts of the shop, by region's slug.
#[derive(Clone, Default)]
pub struct Gateways(HashMap<String, Arc<dyn Gateway>>);

impl Gateways {
    #[must_use]
    pub fn new(accounts: impl IntoIterator<Item = (String, Arc<dyn Gateway>)>) -> Self {
        Self(accounts.into_iter().collect())
    }

    #[must_use]
    pub fn of(&self, account: &str) -> Option<&dyn Gateway> {
        self.0.get(account).map(AsRef::as_ref)
    }
}

/// An order under its lock: nobody else changes its status, its intent or its refunds until the transaction ends.
pub(crate) struct LockedOrder {
    pub id: OrderId,
    pub code: String,
    pub region_id: Uuid,
    pub region_slug: String,
    pub status: OrderStatus,
    pub payment_status: PaymentStatus,
    pub method: Method,
    pub total: Money,
    pub vat: Money,
    pub delivery_net: Money,
    pub payment_due_at: Option<DateTime<Utc>>,
    pub version: i32,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    code: String,
    region_id: Uuid,
    region_slug: String,
    status: String,
    payment_status: String,
    payment_method: String,
    currency: String,
    total_minor: i64,
    vat_minor: i64,
    shipping_minor: i64,
    lines_vat_minor: i64,
    prices_include_vat: bool,
    payment_due_at: Option<DateTime<Utc>>,
    version: i32,
}

pub(crate) async fn lock_order(tx: &Tx, id: OrderId) -> Result<Option<LockedOrder>, DbErr> {
    let id = id.uuid();
    let row = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT o.id, o.code, o.region_id, r.slug AS region_slug, o.status, o.payment_status, o.payment_method,
                  o.currency::text AS currency, o.total_minor, o.vat_minor, o.shipping_minor, o.prices_include_vat, o.payment_due_at, o.version,
                  (SELECT coalesce(sum(l.vat_minor), 0)::bigint FROM order_lines l WHERE l.order_id = o.id) AS lines_vat_minor
             FROM orders o JOIN regions r ON r.id = o.region_id
            WHERE o.id = {id} FOR UPDATE OF o"#
    ))
    .one(tx)
    .await?;
    row.map(LockedOrder::try_from).transpose()
}

impl TryFrom<Row> for LockedOrder {
    type Error = DbErr;

    fn try_from(row: Row) -> Result<Self, DbErr> {
        let currency: Currency = row.currency.parse().ok().ok_or_else(unreadable("currency"))?;
        let money = |minor| Money::new(minor, currency);
        let shipping_vat = row.vat_minor - row.lines_vat_minor;
        Ok(Self {
            id: row.id.into(),
            code: row.code,
            region_id: row.region_id,
            region_slug: row.region_slug,
            status: row.status.parse().ok().ok_or_else(unreadable("order status"))?,
            payment_status: row
                .payment_status
                .parse()
                .ok()
                .ok_or_else(unreadable("payment status"))?,
            method: row
                .payment_method
                .parse()
                .ok()
                .ok_or_else(unreadable("payment method"))?,
            total: money(row.total_minor),
            vat: money(row.vat_minor),
            delivery_net: money(if row.prices_include_vat {
                row.shipping_minor - shipping_vat
            } else {
                row.shipping_minor
            }),
            payment_due_at: row.payment_due_at,
            version: row.version,
        })
    }
}

impl LockedOrder {
    pub(crate) fn sale(&self, is_cash: bool) -> Sale {
        Sale {
            order: self.id,
            is_cash,
            total: self.total,
            vat: self.vat,
            delivery: self.delivery_net,
        }
    }

    /// Writes where the order stands now, with the event that says why.
    #[expect(clippy::too_many_arguments, reason = "one argument per column")]
    pub(crate) async fn change(
        &self,
        tx: &Tx,
        ctx: &Ctx,
        to: OrderStatus,
        payment: PaymentStatus,
        method: Method,
        event: EventKind,
    ) -> Result<(), DbErr> {
        let (id, now) = (self.id.uuid(), ctx.now());
        let (status, payment, method) = (to.as_str(), payment.as_str(), method.as_str());
        tx.execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE orders SET status = {status}, payment_status = {payment}, payment_method = {method}, version = version + 1,
                      placed_at = CASE WHEN {status} = 'placed' THEN coalesce(placed_at, {now}) ELSE placed_at END, updated_at = {now}
                WHERE id = {id}"#
        ))
        .await?;
        let moved = (to != self.status).then_some((self.status, to)).unzip();
        record_event(tx, ctx, self.id, event, moved.0, moved.1, &Actor::system(), "").await
    }
}

/// Whether somebody may be talking to the provider about the order right now.
pub(crate) async fn is_busy(tx: &Tx, ctx: &Ctx, id: OrderId) -> Result<bool, DbErr> {
    let attempts = payments::list_attempts(tx, id).await?;
    Ok(attempts.iter().any(|attempt| attempt.is_leased(ctx.now())))
}

/// Keeps what the provider said about an attempt. What it says is ours to read later, not to act on.
pub(crate) async fn keep_event(
    conn: &impl Conn,
    ctx: &Ctx,
    attempt: &payments::Attempt,
    kind: ProviderEventKind,
    outcome: &str,
    said: &impl std::fmt::Debug,
) -> Result<(), DbErr> {
    let event = NewEvent {
        account: attempt.account.clone(),
        kind,
        provider_id: None,
        attempt: Some(attempt.id),
        refund: None,
        outcome: outcome.to_owned(),
        body: serde_json::json!({ "said": format!("{said:?}"), "outcome": outcome }),
    };
    payments::record_event(conn, ctx, event).await?;
    Ok(())
}
