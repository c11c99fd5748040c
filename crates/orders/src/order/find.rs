use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use db::Conn;
use i18n::Localized;
use kernel::{AccountId, CartId, Currency, Money, OrderId, Rate, RegionScope};
use sea_orm::{DbBackend, DbErr, FromQueryResult, Statement, raw_sql};
use serde_json::Value;
use uuid::Uuid;

use super::{
    Actor, ActorKind, Contact, EventKind, LineOption, Order, OrderEvent, OrderLine, OrderTotals, Recipient,
};

/// The order behind a guest's secret link: code and token must belong together.
pub async fn find_by_link(conn: &impl Conn, code: &str, link_token: &str) -> Result<Option<Order>, DbErr> {
    find_where(
        conn,
        Key::Link {
            code: code.to_owned(),
            token: link_token.to_owned(),
        },
    )
    .await
}

/// A customer's own order.
pub async fn find_for_customer(
    conn: &impl Conn,
    code: &str,
    customer: AccountId,
) -> Result<Option<Order>, DbErr> {
    find_where(
        conn,
        Key::Customer {
            code: code.to_owned(),
            customer: customer.uuid(),
        },
    )
    .await
}

/// Any order.
pub async fn find_by_id(conn: &impl Conn, id: OrderId) -> Result<Option<Order>, DbErr> {
    find_where(conn, Key::Id(id.uuid())).await
}

/// An order of the regions a member of staff may see; others don't exist for them.
pub async fn find_in_scope(
    conn: &impl Conn,
    id: OrderId,
    scope: &RegionScope,
) -> Result<Option<Order>, DbErr> {
    let found = find_by_id(conn, id).await?;
    Ok(found.filter(|order| scope.covers(order.region_id)))
}

/// Which order a cart became, if it did.
pub(crate) async fn find_id_by_cart(conn: &impl Conn, cart: CartId) -> Result<Option<OrderId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Found {
        id: Uuid,
    }
    let cart = cart.uuid();
    let query = raw_sql!(Postgres, r#"SELECT id FROM orders WHERE cart_id = {cart}"#);
    let found = Found::find_by_statement(query).one(conn).await?;
    Ok(found.map(|found| found.id.into()))
}

enum Key {
    Id(Uuid),
    Link { code: String, token: String },
    Customer { code: String, customer: Uuid },
}

#[derive(FromQueryResult)]
struct OrderRow {
    id: Uuid,
    number: i64,
    code: String,
    link_token: String,
    cart_id: Uuid,
    region_id: Uuid,
    region_slug: String,
    customer_id: Option<Uuid>,
    locale: String,
    status: String,
    payment_status: String,
    payment_method: String,
    contact_name: String,
    contact_phone: String,
    contact_email: Option<String>,
    recipient_name: String,
    recipient_phone: String,
    zone_name: Localized,
    country: String,
    address: Value,
    delivery_date: NaiveDate,
    note: String,
    currency: String,
    vat_rate_bp: i32,
    prices_include_vat: bool,
    subtotal_minor: i64,
    discount_minor: i64,
    shipping_minor: i64,
    vat_minor: i64,
    total_minor: i64,
    promo_code: Option<String>,
    version: i32,
    created_at: DateTime<Utc>,
    placed_at: Option<DateTime<Utc>>,
    payment_due_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    product_id: Uuid,
    variant_id: Uuid,
    sku: String,
    slug: Localized,
    title: Localized,
    options: Value,
    picture_key: Option<String>,
    quantity: i32,
    unit_price_minor: i64,
    compare_at_minor: Option<i64>,
    custom_name_fee_minor: i64,
    subtotal_minor: i64,
    discount_minor: i64,
    vat_minor: i64,
    gift_message: String,
    custom_name: String,
}

#[derive(FromQueryResult)]
struct EventRow {
    kind: String,
    from_status: Option<String>,
    to_status: Option<String>,
    actor_kind: String,
    actor_id: Option<Uuid>,
    actor_name: String,
    reason: String,
    created_at: DateTime<Utc>,
}

/// The columns of [`OrderRow`].
const HEAD: &str = "SELECT o.id, o.number, o.code, o.link_token, o.cart_id, o.region_id, r.slug AS region_slug, o.customer_id,
        o.locale, o.status, o.payment_status, o.payment_method, o.contact_name, o.contact_phone, o.contact_email,
        o.recipient_name, o.recipient_phone, o.zone_name, o.country::text AS country, o.address, o.delivery_date, o.note,
        o.currency::text AS currency, o.vat_rate_bp, o.prices_include_vat, o.subtotal_minor, o.discount_minor,
        o.shipping_minor, o.vat_minor, o.total_minor, o.promo_code, o.version, o.created_at, o.placed_at, o.payment_due_at
   FROM orders o JOIN regions r ON r.id = o.region_id";

async fn find_where(conn: &impl Conn, key: Key) -> Result<Option<Order>, DbErr> {
    // Postgres refuses the character NUL in any text.
    if matches!(&key, Key::Link { code, .. } | Key::Customer { code, .. } if code.contains('\0'))
        || matches!(&key, Key::Link { token, .. } if token.contains('\0'))
    {
        return Ok(None);
    }
    // One plain condition per key: Postgres keeps such a plan, and plans anything cleverer anew each time.
    let (condition, values): (&str, Vec<sea_orm::Value>) = match key {
        Key::Id(id) => ("o.id = $1", vec![id.into()]),
        Key::Link { code, token } => (
            "o.code = $1 AND o.link_token = $2",
            vec![code.into(), token.into()],
        ),
        Key::Customer { code, customer } => (
            "o.code = $1 AND o.customer_id = $2",
            vec![code.into(), customer.into()],
        ),
    };
    let sql = format!("{HEAD} WHERE {condition}");
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let row = OrderRow::find_by_statement(statement).one(conn).await?;
    let Some(row) = row else { return Ok(None) };
    let id = row.id;
    let lines = LineRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id, product_id, variant_id, sku, slug, title, options, picture_key, quantity, unit_price_minor,
                  compare_at_minor, custom_name_fee_minor, subtotal_minor, discount_minor, vat_minor, gift_message, custom_name
             FROM order_lines WHERE order_id = {id} ORDER BY position"#
    ))
    .all(conn)
    .await?;
    let events = EventRow::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT kind, from_status, to_status, actor_kind, actor_id, actor_name, reason, created_at
             FROM order_events WHERE order_id = {id} ORDER BY created_at, id"#
    ))
    .all(conn)
    .await?;
    row.into_order(lines, events).map(Some)
}

/// A stored value this version doesn't know: the database is newer than the program.
pub(crate) fn unreadable(what: &'static str) -> impl FnOnce() -> DbErr {
    move || DbErr::Type(format!("unreadable {what}"))
}

impl OrderRow {
    fn into_order(self, lines: Vec<LineRow>, events: Vec<EventRow>) -> Result<Order, DbErr> {
        let currency: Currency = self.currency.parse().ok().ok_or_else(unreadable("currency"))?;
        let money = |minor| Money::new(minor, currency);
        let address: BTreeMap<String, String> = serde_json::from_value(self.address)
            .ok()
            .ok_or_else(unreadable("address"))?;
        Ok(Order {
            id: self.id.into(),
            number: self.number,
            code: self.code,
            link_token: self.link_token,
            cart_id: self.cart_id.into(),
            region_id: self.region_id.into(),
            region_slug: self.region_slug,
            customer_id: self.customer_id.map(Into::into),
            locale: self.locale.parse().ok().ok_or_else(unreadable("locale"))?,
            status: self.status.parse().ok().ok_or_else(unreadable("order status"))?,
            payment_status: self
                .payment_status
                .parse()
                .ok()
                .ok_or_else(unreadable("payment status"))?,
            payment_method: self
                .payment_method
                .parse()
                .ok()
                .ok_or_else(unreadable("payment method"))?,
            contact: Contact {
                name: self.contact_name,
                phone: self.contact_phone,
                email: self.contact_email,
            },
            recipient: Recipient {
                name: self.recipient_name,
                phone: self.recipient_phone,
            },
            zone_name: self.zone_name,
            country: self.country,
            address,
            delivery_date: self.delivery_date,
            note: self.note,
            totals: OrderTotals {
                subtotal: money(self.subtotal_minor),
                discount: money(self.discount_minor),
                shipping: money(self.shipping_minor),
                vat: money(self.vat_minor),
                vat_rate: Rate::from_bp(self.vat_rate_bp).ok_or_else(unreadable("tax rate"))?,
                prices_include_vat: self.prices_include_vat,
                total: money(self.total_minor),
            },
            promo_code: self.promo_code,
            version: self.version,
            created_at: self.created_at,
            placed_at: self.placed_at,
            payment_due_at: self.payment_due_at,
            lines: lines
                .into_iter()
                .map(|line| line.into_line(currency))
                .collect::<Result<_, _>>()?,
            events: events
                .into_iter()
                .map(EventRow::into_event)
                .collect::<Result<_, _>>()?,
        })
    }
}

impl LineRow {
    fn into_line(self, currency: Currency) -> Result<OrderLine, DbErr> {
        let money = |minor| Money::new(minor, currency);
        let options: Vec<LineOption> = serde_json::from_value(self.options)
            .ok()
            .ok_or_else(unreadable("options"))?;
        Ok(OrderLine {
            id: self.id.into(),
            product_id: self.product_id.into(),
            variant_id: self.variant_id.into(),
            sku: self.sku,
            slug: self.slug,
            title: self.title,
            options,
            picture_key: self.picture_key,
            quantity: self.quantity,
            unit_price: money(self.unit_price_minor),
            compare_at: self.compare_at_minor.map(money),
            custom_name_fee: money(self.custom_name_fee_minor),
            subtotal: money(self.subtotal_minor),
            discount: money(self.discount_minor),
            vat: money(self.vat_minor),
            gift_message: self.gift_message,
            custom_name: self.custom_name,
        })
    }
}

impl EventRow {
    fn into_event(self) -> Result<OrderEvent, DbErr> {
        let status = |text: Option<String>| {
            text.map(|text| text.parse().ok().ok_or_else(unreadable("event status")))
                .transpose()
        };
        Ok(OrderEvent {
            kind: EventKind::parse(&self.kind).ok_or_else(unreadable("event kind"))?,
            from_status: status(self.from_status)?,
            to_status: status(self.to_status)?,
            actor: Actor {
                kind: ActorKind::parse(&self.actor_kind).ok_or_else(unreadable("actor kind"))?,
                id: self.actor_id.map(Into::into),
                name: self.actor_name,
            },
            reason: self.reason,
            created_at: self.created_at,
        })
    }
}
