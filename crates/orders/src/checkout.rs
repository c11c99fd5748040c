//! Checkout: an open cart becomes an order, its stock, its promo use and what it owes, in one transaction or not at all.

mod snapshot;

use catalog::stock::{self, Demand, HoldState, ReserveError, Shortage};
use chrono::{DateTime, Utc};
use db::{Conn, Db, Transient, Tx};
use i18n::Locale;
use jobs::Enqueue;
use kernel::{AccountId, CartId, Ctx, Money, MoneyError, OrderId, OrderLineId};
use payments::Method;
use payments::ledger::{self, LedgerError, Sale};
use promos::{Claim, ClaimError, PromoCode, Refusal};
use regions::Store;
use sea_orm::{DbErr, raw_sql};

use crate::cart::{CartAccessError, CartToken, Locked, lock_cart};
use crate::code::OrderCodes;
use crate::idempotency::{IdempotencyKey, KeyError};
use crate::order::note::record_event;
use crate::order::{Actor, EventKind, Order, find};
use crate::quote::{Choices, Delivery, Draft, Problem, ProblemCode, Quote, QuoteError, QuoteLine, draft};
use crate::status::OrderStatus;
use crate::work::VerifyOrder;

/// What a customer submits.
#[derive(Clone, Debug)]
pub struct Checkout {
    pub choices: Choices,
    /// The total the customer saw; the order is made only if it is still the total.
    pub expected_total: Money,
    /// The language of later messages.
    pub locale: Locale,
    pub customer: Option<AccountId>,
}

#[derive(Clone, Debug)]
pub enum Outcome {
    Created(Order),
    /// The order was made before, by this request or by another for the same cart.
    Replayed(Order),
}

#[derive(Debug, thiserror::Error)]
pub enum CheckoutError {
    #[error("no cart belongs to this token")]
    CartNotFound,
    #[error("the total is {} now", .0.totals.total)]
    TotalChanged(Box<Quote>),
    #[error("not enough in stock of {} variant(s)", .0.len())]
    OutOfStock(Vec<Shortage>),
    #[error("{} problem(s) keep the cart from being ordered", .0.len())]
    Invalid(Vec<Problem>),
    #[error("the promo code was refused: {0}")]
    PromoRefused(Refusal),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl Transient for CheckoutError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Db(error) if error.is_transient())
    }
}

impl From<LedgerError> for CheckoutError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Money(error) => Self::Money(error),
            LedgerError::Db(error) => Self::Db(error),
        }
    }
}

impl From<QuoteError> for CheckoutError {
    fn from(error: QuoteError) -> Self {
        match error {
            QuoteError::Money(error) => Self::Money(error),
            QuoteError::Db(error) => Self::Db(error),
        }
    }
}

impl From<ReserveError> for CheckoutError {
    fn from(error: ReserveError) -> Self {
        match error {
            ReserveError::Short(shortages) => Self::OutOfStock(shortages),
            ReserveError::Db(error) => Self::Db(error),
        }
    }
}

impl From<ClaimError> for CheckoutError {
    fn from(error: ClaimError) -> Self {
        match error {
            ClaimError::Refused(refusal) => Self::PromoRefused(refusal),
            ClaimError::Db(error) => Self::Db(error),
        }
    }
}

impl From<CartAccessError> for CheckoutError {
    fn from(error: CartAccessError) -> Self {
        match error {
            CartAccessError::Db(error) => Self::Db(error),
            CartAccessError::NotFound | CartAccessError::Ordered { .. } => Self::CartNotFound,
        }
    }
}

/// Turns the cart of `token` into an order. Safe to repeat with the same key, and a cart never becomes two orders whatever
/// the keys.
///
/// Locks, in this order: idempotency key, cart, promo, stock. On any error nothing is written.
pub async fn checkout(
    db: &Db,
    ctx: &Ctx,
    codes: &OrderCodes,
    token: &CartToken,
    request: &Checkout,
    key: &IdempotencyKey,
) -> Result<Outcome, CheckoutError> {
    let (order_id, is_new) = db::retry(|| run(db, ctx, codes, token, request, key)).await?;
    let order = find::find_by_id(db, order_id)
        .await?
        .ok_or_else(|| DbErr::RecordNotFound(order_id.to_string()))?;
    Ok(if is_new {
        Outcome::Created(order)
    } else {
        Outcome::Replayed(order)
    })
}

async fn run(
    db: &Db,
    ctx: &Ctx,
    codes: &OrderCodes,
    token: &CartToken,
    request: &Checkout,
    key: &IdempotencyKey,
) -> Result<(OrderId, bool), CheckoutError> {
    let scope = token.scope("checkout");
    let tx = db::begin(db).await?;
    if let Some(order) = key.claim::<OrderId>(&tx, ctx, &scope).await? {
        return Ok((order, false));
    }
    let cart = match lock_cart(&tx, token).await?.ok_or(CheckoutError::CartNotFound)? {
        Locked::Open(cart) => cart,
        Locked::Ordered(cart) => return Ok((order_of(&tx, cart.id).await?, false)),
    };
    let store = regions::get_store(&tx, cart.region_id).await?;
    let draft = draft(&tx, ctx, &store, &cart, Some(&request.choices)).await?;
    let (quote, delivery) = accept(draft, request.expected_total)?;

    let number = snapshot::next_number(&tx).await?;
    let order = NewOrder {
        id: ctx.new_id(),
        number,
        code: codes.code(number),
        link_token: ctx.new_secret(),
        store: &store,
        request,
        quote: &quote,
        delivery: &delivery,
        lines: quote.lines.iter().map(|line| (ctx.new_id(), line)).collect(),
        payment_due_at: payment_due_at(&tx, ctx, &store, delivery.method).await?,
    };
    order.insert(&tx, ctx).await?;
    claim_promo(&tx, ctx, &order).await?;
    stock::reserve(&tx, ctx, order.id, &order.demands(), order.hold()).await?;
    owe(&tx, ctx, &order).await?;
    freeze(&tx, ctx, cart.id).await?;
    let verify = VerifyOrder {
        order_id: Some(order.id),
    };
    jobs::enqueue(&tx, ctx, &verify, Enqueue::default()).await?;
    key.keep(&tx, &scope, &order.id).await?;
    tx.commit().await?;
    metrics::counter!("orders_placed_total", "region" => store.slug.clone()).increment(1);
    Ok((order.id, true))
}

/// An order about to be written: the accepted quote with its new ids.
struct NewOrder<'a> {
    id: OrderId,
    number: i64,
    code: String,
    link_token: String,
    store: &'a Store,
    request: &'a Checkout,
    quote: &'a Quote,
    delivery: &'a Delivery,
    lines: Vec<(OrderLineId, &'a QuoteLine)>,
    /// Set when the order waits for money.
    payment_due_at: Option<DateTime<Utc>>,
}

impl<'a> NewOrder<'a> {
    fn status(&self) -> OrderStatus {
        if self.payment_due_at.is_some() {
            OrderStatus::PendingPayment
        } else {
            OrderStatus::Placed
        }
    }

    fn hold(&self) -> HoldState {
        if self.payment_due_at.is_some() {
            HoldState::Held
        } else {
            HoldState::Sold
        }
    }

    fn sale(&self) -> Result<Sale, MoneyError> {
        let totals = &self.quote.totals;
        let goods_vat = totals
            .lines
            .iter()
            .try_fold(Money::new(0, totals.vat.currency), |sum, line| sum.plus(line.vat))?;
        let delivery = if totals.prices_include_vat {
            totals.shipping.minus(totals.vat.minus(goods_vat)?)?
        } else {
            totals.shipping
        };
        Ok(Sale {
            order: self.id,
            is_cash: true,
            total: totals.total,
            vat: totals.vat,
            delivery,
        })
    }

    /// The order, its lines and the first event of its timeline.
    async fn insert(&self, tx: &Tx, ctx: &Ctx) -> Result<(), DbErr> {
        snapshot::insert_order(tx, ctx, self).await?;
        snapshot::insert_lines(tx, self).await?;
        let actor = Actor::customer(self.request.customer, &self.delivery.contact.name);
        record_event(
            tx,
            ctx,
            self.id,
            EventKind::Created,
            None,
            Some(self.status()),
            &actor,
            "",
        )
        .await
    }

    fn promo(&self) -> Option<&'a PromoCode> {
        self.quote.promo.as_ref().and_then(|promo| promo.promo.as_ref())
    }

    fn demands(&self) -> Vec<Demand> {
        self.lines
            .iter()
            .filter_map(|(id, line)| {
                let warehouse_id = line.goods.warehouse_id?;
                Some(Demand {
                    order_line_id: *id,
                    variant_id: line.goods.variant_id,
                    warehouse_id,
                    quantity: line.quantity,
                })
            })
            .collect()
    }

    /// Who takes the promo use; any of them counts against a per-customer limit.
    fn identities(&self) -> Vec<String> {
        let contact = &self.delivery.contact;
        let account = self.request.customer.map(|id| format!("account:{id}"));
        let email = contact.email.as_ref().map(|email| format!("email:{email}"));
        [Some(format!("phone:{}", contact.phone)), account, email]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Lets a draft through only if it costs what the customer saw and nothing is missing.
fn accept(draft: Draft, expected_total: Money) -> Result<(Quote, Delivery), CheckoutError> {
    let Draft {
        quote,
        delivery,
        shortages,
    } = draft;
    if quote.totals.total != expected_total {
        return Err(CheckoutError::TotalChanged(Box::new(quote)));
    }
    let only_stock = quote
        .problems
        .iter()
        .all(|problem| problem.code == ProblemCode::OutOfStock);
    match delivery {
        Some(delivery) if quote.problems.is_empty() => Ok((quote, delivery)),
        Some(_) if only_stock => Err(CheckoutError::OutOfStock(shortages)),
        _ => Err(CheckoutError::Invalid(quote.problems)),
    }
}

/// Until when an order that is paid online waits for its money; `None` for others.
async fn payment_due_at(
    tx: &Tx,
    ctx: &Ctx,
    store: &Store,
    method: Method,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    if method != Method::Online {
        return Ok(None);
    }
    let settings = payments::find_settings(tx, store.id).await?;
    Ok(Some(ctx.now() + settings.window))
}

/// What the order owes, and what the books say of it so far.
async fn owe(tx: &Tx, ctx: &Ctx, order: &NewOrder<'_>) -> Result<(), CheckoutError> {
    let (method, total) = (order.delivery.method, order.quote.totals.total);
    payments::open_intent(tx, ctx, order.id, method, total).await?;
    match method {
        Method::Cod => ledger::book_sale(tx, ctx, &order.sale()?).await?,
        Method::Free => {
            payments::settle_free(tx, ctx, order.id).await?;
        }
        Method::Online => {}
    }
    Ok(())
}

async fn claim_promo(tx: &Tx, ctx: &Ctx, order: &NewOrder<'_>) -> Result<(), ClaimError> {
    let Some(code) = order.promo() else { return Ok(()) };
    let discount = order.quote.totals.discount;
    let claim = Claim {
        code,
        order_id: order.id,
        identities: order.identities(),
        discount,
        is_final: order.payment_due_at.is_none(),
    };
    promos::claim(tx, ctx, claim).await
}

async fn freeze(tx: &Tx, ctx: &Ctx, cart: CartId) -> Result<(), DbErr> {
    let (id, now) = (cart.uuid(), ctx.now());
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"UPDATE carts SET state = 'ordered', updated_at = {now} WHERE id = {id}"#
    ))
    .await?;
    Ok(())
}

async fn order_of(tx: &Tx, cart: CartId) -> Result<OrderId, DbErr> {
    let order = find::find_id_by_cart(tx, cart).await?;
    order.ok_or_else(|| DbErr::RecordNotFound(cart.to_string()))
}
