use std::str::FromStr;

use db::{Conn, Tx};
use kernel::{Ctx, Money, MoneyError, OrderId, PaymentIntentId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::sql::{money, statement};

/// How an order is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Cash on delivery.
    Cod,
    /// With the provider, over whichever channel the payer chooses.
    Online,
    /// Nothing is to be paid.
    Free,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown payment method {0:?}")]
pub struct UnknownMethod(pub String);

impl Method {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cod => "cod",
            Self::Online => "online",
            Self::Free => "free",
        }
    }
}

impl FromStr for Method {
    type Err = UnknownMethod;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Cod, Self::Online, Self::Free]
            .into_iter()
            .find(|method| method.as_str() == text)
            .ok_or_else(|| UnknownMethod(text.to_owned()))
    }
}

/// `open → paid → (partially_)refunded`, or `open → void`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntentState {
    Open,
    Paid,
    PartiallyRefunded,
    Refunded,
    Void,
}

impl IntentState {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paid => "paid",
            Self::PartiallyRefunded => "partially_refunded",
            Self::Refunded => "refunded",
            Self::Void => "void",
        }
    }

    fn parse(text: &str) -> Result<Self, DbErr> {
        [
            Self::Open,
            Self::Paid,
            Self::PartiallyRefunded,
            Self::Refunded,
            Self::Void,
        ]
        .into_iter()
        .find(|state| state.as_str() == text)
        .ok_or_else(|| DbErr::Type(format!("unknown intent state {text:?}")))
    }
}

/// What one order owes. Amount and currency are those of the order, for ever.
#[derive(Clone, Debug)]
pub struct Intent {
    pub id: PaymentIntentId,
    pub order_id: OrderId,
    pub method: Method,
    pub amount: Money,
    pub captured: Money,
    /// What went back already.
    pub refunded: Money,
    /// What is on its way back.
    pub refunding: Money,
    pub state: IntentState,
}

impl Intent {
    /// What may still be given back.
    pub fn refundable(&self) -> Result<Money, MoneyError> {
        self.captured.minus(self.refunded)?.minus(self.refunding)
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    order_id: Uuid,
    method: String,
    amount_minor: i64,
    captured_minor: i64,
    refunded_minor: i64,
    refunding_minor: i64,
    currency: String,
    state: String,
}

const COLUMNS: &str = "id, order_id, method, amount_minor, captured_minor, refunded_minor, refunding_minor, currency::text AS currency, \
    state";

impl TryFrom<Row> for Intent {
    type Error = DbErr;

    fn try_from(row: Row) -> Result<Self, DbErr> {
        let money = |minor| money(minor, &row.currency);
        Ok(Self {
            id: row.id.into(),
            order_id: row.order_id.into(),
            method: row
                .method
                .parse()
                .map_err(|error| DbErr::Type(format!("{error}")))?,
            amount: money(row.amount_minor)?,
            captured: money(row.captured_minor)?,
            refunded: money(row.refunded_minor)?,
            refunding: money(row.refunding_minor)?,
            state: IntentState::parse(&row.state)?,
        })
    }
}

/// Opens what a new order owes. One per order: a second call violates a unique key.
pub async fn open_intent(
    tx: &Tx,
    ctx: &Ctx,
    order_id: OrderId,
    method: Method,
    amount: Money,
) -> Result<PaymentIntentId, DbErr> {
    let id: PaymentIntentId = ctx.new_id();
    let (uuid, order, now) = (id.uuid(), order_id.uuid(), ctx.now());
    let (minor, currency, method) = (amount.minor, amount.currency.code(), method.as_str());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO payment_intents (id, order_id, method, amount_minor, currency, state, created_at, updated_at)
           VALUES ({uuid}, {order}, {method}, {minor}, {currency}, 'open', {now}, {now})"#
    ))
    .await?;
    Ok(id)
}

/// The courier brought the cash of a cash-on-delivery order: `open → paid`, once. Returns whether this call did it.
pub async fn collect_cash(tx: &Tx, ctx: &Ctx, order_id: OrderId) -> Result<bool, DbErr> {
    let (order, now) = (order_id.uuid(), ctx.now());
    let flipped = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE payment_intents SET state = 'paid', captured_minor = amount_minor, updated_at = {now}
                WHERE order_id = {order} AND method = 'cod' AND state = 'open'"#
        ))
        .await?;
    Ok(flipped.rows_affected() == 1)
}

/// Nothing is owed any more: `open → void`, once. Returns whether this call did it.
pub async fn void_intent(tx: &Tx, ctx: &Ctx, order_id: OrderId) -> Result<bool, DbErr> {
    let (order, now) = (order_id.uuid(), ctx.now());
    let flipped = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE payment_intents SET state = 'void', updated_at = {now} WHERE order_id = {order} AND state = 'open'"#
        ))
        .await?;
    Ok(flipped.rows_affected() == 1)
}

pub async fn find_intent(conn: &impl Conn, order_id: OrderId) -> Result<Option<Intent>, DbErr> {
    select(conn, order_id, "").await
}

/// The intent, locked: what is read stays true until the transaction ends.
pub(crate) async fn lock_intent(tx: &Tx, order_id: OrderId) -> Result<Option<Intent>, DbErr> {
    select(tx, order_id, "FOR UPDATE").await
}

async fn select(conn: &impl Conn, order_id: OrderId, lock: &str) -> Result<Option<Intent>, DbErr> {
    let sql = format!("SELECT {COLUMNS} FROM payment_intents WHERE order_id = $1 {lock}");
    let row = Row::find_by_statement(statement(sql, [order_id.uuid().into()]))
        .one(conn)
        .await?;
    row.map(TryInto::try_into).transpose()
}

/// The order will be paid another way, or was, late. Only while nothing was paid.
pub async fn change_method(tx: &Tx, ctx: &Ctx, order_id: OrderId, method: Method) -> Result<bool, DbErr> {
    let (order, now, method) = (order_id.uuid(), ctx.now(), method.as_str());
    let changed = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE payment_intents SET method = {method}, updated_at = {now} WHERE order_id = {order} AND state IN ('open', 'void')"#
        ))
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Nothing was to be paid: `open → paid`.
pub async fn settle_free(tx: &Tx, ctx: &Ctx, order_id: OrderId) -> Result<bool, DbErr> {
    let (order, now) = (order_id.uuid(), ctx.now());
    let flipped = tx
        .execute_raw(raw_sql!(
            Postgres,
            r#"UPDATE payment_intents SET state = 'paid', updated_at = {now}
                WHERE order_id = {order} AND method = 'free' AND amount_minor = 0 AND state = 'open'"#
        ))
        .await?;
    Ok(flipped.rows_affected() == 1)
}
