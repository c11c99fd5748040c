use db::{Conn, Tx};
use i18n::Localized;
use kernel::{AccountId, Ctx};
use payments::Method;
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use serde::Serialize;
use uuid::Uuid;

use super::NewOrder;
use crate::status::PaymentStatus;

pub(super) async fn next_number(tx: &Tx) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Number {
        number: i64,
    }
    let row = Number::find_by_statement(raw_sql!(Postgres, r#"SELECT nextval('order_numbers') AS number"#))
        .one(tx)
        .await?;
    row.map(|row| row.number)
        .ok_or_else(|| DbErr::RecordNotFound("order_numbers".to_owned()))
}

pub(super) async fn insert_order(tx: &Tx, ctx: &Ctx, order: &NewOrder<'_>) -> Result<(), DbErr> {
    let (id, number, code, link_token) = (
        order.id.uuid(),
        order.number,
        order.code.clone(),
        order.link_token.clone(),
    );
    let (cart, region, country) = (
        order.quote.cart_id.uuid(),
        order.store.id.uuid(),
        order.store.country.clone(),
    );
    let (customer, locale) = (
        order.request.customer.map(AccountId::uuid),
        order.request.locale.code(),
    );
    let delivery = order.delivery.clone();
    let (zone, zone_name, method) = (
        delivery.zone.id.uuid(),
        delivery.zone.name,
        delivery.method.as_str(),
    );
    let address = serde_json::to_value(&delivery.address).map_err(|error| DbErr::Json(error.to_string()))?;
    let (contact, recipient, date, note) =
        (delivery.contact, delivery.recipient, delivery.date, delivery.note);
    let totals = &order.quote.totals;
    let (currency, rate, inclusive) = (
        totals.total.currency.code(),
        totals.vat_rate.bp(),
        totals.prices_include_vat,
    );
    let (subtotal, discount, shipping) = (
        totals.subtotal.minor,
        totals.discount.minor,
        totals.shipping.minor,
    );
    let (vat, total, promo_code) = (
        totals.vat.minor,
        totals.total.minor,
        order.promo().map(|promo| promo.code.clone()),
    );
    let now = ctx.now();
    let (status, due_at) = (order.status().as_str(), order.payment_due_at);
    let placed_at = order.payment_due_at.is_none().then_some(now);
    let payment_status = if delivery.method == Method::Free {
        PaymentStatus::Paid
    } else {
        PaymentStatus::Unpaid
    };
    let payment_status = payment_status.as_str();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO orders (id, number, code, link_token, cart_id, region_id, customer_id, locale, status, payment_status,
             payment_method, contact_name, contact_phone, contact_email, recipient_name, recipient_phone, zone_id, zone_name,
             country, address, delivery_date, note, currency, vat_rate_bp, prices_include_vat, subtotal_minor, discount_minor,
             shipping_minor, vat_minor, total_minor, promo_code, created_at, placed_at, payment_due_at, updated_at)
           VALUES ({id}, {number}, {code}, {link_token}, {cart}, {region}, {customer}, {locale}, {status}, {payment_status},
             {method}, {contact.name}, {contact.phone}, {contact.email}, {recipient.name}, {recipient.phone}, {zone}, {zone_name},
             {country}, {address}, {date}, {note}, {currency}, {rate}, {inclusive}, {subtotal}, {discount},
             {shipping}, {vat}, {total}, {promo_code}, {now}, {placed_at}, {due_at}, {now})"#
    ))
    .await?;
    Ok(())
}

/// A line as its table names it; the whole list travels as one JSON parameter.
#[derive(Serialize)]
struct LineRecord<'a> {
    id: Uuid,
    position: usize,
    product_id: Uuid,
    variant_id: Uuid,
    sku: &'a str,
    slug: &'a Localized,
    title: &'a Localized,
    options: &'a [catalog::ChosenOption],
    picture_key: Option<&'a str>,
    quantity: i32,
    unit_price_minor: i64,
    compare_at_minor: Option<i64>,
    custom_name_fee_minor: i64,
    subtotal_minor: i64,
    discount_minor: i64,
    vat_minor: i64,
    gift_message: &'a str,
    custom_name: &'a str,
}

pub(super) async fn insert_lines(tx: &Tx, order: &NewOrder<'_>) -> Result<(), DbErr> {
    let records: Vec<LineRecord<'_>> = order
        .lines
        .iter()
        .enumerate()
        .filter_map(|(index, (id, line))| {
            let offer = line.offer?;
            Some(LineRecord {
                id: id.uuid(),
                position: index + 1,
                product_id: line.goods.product_id.uuid(),
                variant_id: line.goods.variant_id.uuid(),
                sku: &line.goods.sku,
                slug: &line.goods.slug,
                title: &line.goods.title,
                options: &line.goods.options,
                picture_key: line.goods.picture.as_ref().map(|picture| picture.key.as_str()),
                quantity: line.quantity,
                unit_price_minor: offer.unit_price.minor,
                compare_at_minor: offer.compare_at.map(|price| price.minor),
                custom_name_fee_minor: line.custom_name_fee.minor,
                subtotal_minor: line.totals.subtotal.minor,
                discount_minor: line.totals.discount.minor,
                vat_minor: line.totals.vat.minor,
                gift_message: &line.gift_message,
                custom_name: &line.custom_name,
            })
        })
        .collect();
    let records = serde_json::to_value(records).map_err(|error| DbErr::Json(error.to_string()))?;
    let order = order.id.uuid();
    tx.execute_raw(raw_sql!(
        Postgres,
        r#"INSERT INTO order_lines (id, order_id, position, product_id, variant_id, sku, slug, title, options, picture_key,
             quantity, unit_price_minor, compare_at_minor, custom_name_fee_minor, subtotal_minor, discount_minor, vat_minor,
             gift_message, custom_name)
           SELECT l.id, {order}, l.position, l.product_id, l.variant_id, l.sku, l.slug, l.title, l.options, l.picture_key,
             l.quantity, l.unit_price_minor, l.compare_at_minor, l.custom_name_fee_minor, l.subtotal_minor, l.discount_minor,
             l.vat_minor, l.gift_message, l.custom_name
             FROM jsonb_to_recordset({records}) AS l(id uuid, position int, product_id uuid, variant_id uuid, sku text,
               slug jsonb, title jsonb, options jsonb, picture_key text, quantity int, unit_price_minor bigint,
               compare_at_minor bigint, custom_name_fee_minor bigint, subtotal_minor bigint, discount_minor bigint,
               vat_minor bigint, gift_message text, custom_name text)"#
    ))
    .await?;
    Ok(())
}
