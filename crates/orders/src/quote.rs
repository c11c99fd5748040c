//! A cart priced now, with everything that keeps it from being ordered.

mod choices;
mod problem;

use std::collections::HashMap;

use catalog::stock::Shortage;
use catalog::{Market, Offer, Sellability, Sellable};
use chrono::{DateTime, Utc};
use db::Conn;
use i18n::Localized;
use kernel::{CartId, CartLineId, Ctx, Money, MoneyError, VariantId};
use promos::{PromoCode, Refusal};
use regions::{Store, Terms as DeliveryTerms};
use sea_orm::DbErr;

use crate::cart::{self, Cart, CartLine};
use crate::pricing::{self, Item, LineTotals, Totals};

use choices::Payable;
pub use choices::{Choices, ContactInput, Delivery, RecipientInput};
pub use problem::{Param, Problem, ProblemCode};

/// What a cart costs now and what is missing before it can be ordered.
#[derive(Clone, Debug)]
pub struct Quote {
    pub cart_id: CartId,
    pub lines: Vec<QuoteLine>,
    pub promo: Option<QuotePromo>,
    pub totals: Totals,
    /// No zone was chosen yet: shipping is the region's usual fee.
    pub shipping_is_estimate: bool,
    /// How much more the goods must be worth for free delivery; `None` when delivery is free already or never is.
    pub free_shipping_remaining: Option<Money>,
    /// The longest preparation time among the goods.
    pub lead_days: u32,
    /// In the order a person would fix them.
    pub problems: Vec<Problem>,
}

#[derive(Clone, Debug)]
pub struct QuoteLine {
    pub id: CartLineId,
    pub goods: Sellable,
    /// What a unit costs in this region; `None` when it can't be bought.
    pub offer: Option<Offer>,
    pub quantity: i32,
    pub gift_message: String,
    pub custom_name: String,
    /// Zero without a custom name.
    pub custom_name_fee: Money,
    pub totals: LineTotals,
    pub problems: Vec<Problem>,
}

/// The code on the cart and, unless it gives nothing, its discount in the totals.
#[derive(Clone, Debug)]
pub struct QuotePromo {
    pub code: String,
    /// `None`: there is no such code.
    pub promo: Option<PromoCode>,
    pub refusal: Option<Refusal>,
}

#[derive(Debug, thiserror::Error)]
pub enum QuoteError {
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// A quote with what checkout needs beyond it.
pub(crate) struct Draft {
    pub quote: Quote,
    /// `Some` when the choices were given and are all in order.
    pub delivery: Option<Delivery>,
    pub shortages: Vec<Shortage>,
}

/// Prices the cart. Without `choices` only the goods are judged; with them, everything checkout asks for.
pub async fn quote(
    conn: &impl Conn,
    ctx: &Ctx,
    store: &Store,
    cart: &Cart,
    choices: Option<&Choices>,
) -> Result<Quote, QuoteError> {
    Ok(draft(conn, ctx, store, cart, choices).await?.quote)
}

pub(crate) async fn draft(
    conn: &impl Conn,
    ctx: &Ctx,
    store: &Store,
    cart: &Cart,
    choices: Option<&Choices>,
) -> Result<Draft, QuoteError> {
    let lines = cart::lines(conn, cart.id).await?;
    let variants: Vec<VariantId> = lines.iter().map(|line| line.variant_id).collect();
    let goods = catalog::find_sellable(conn, market(store), &variants).await?;
    let promo = match &cart.promo_code {
        Some(code) => Some((code.clone(), promos::find(conn, code, store.currency).await?)),
        None => None,
    };
    let wants_online = choices.is_some_and(Choices::is_online);
    let basket = Basket {
        cart_id: cart.id,
        lines,
        goods,
        promo,
        takes_online: wants_online && payments::find_settings(conn, store.id).await?.online_enabled,
    };
    Ok(compose(ctx.now(), store, basket, choices)?)
}

/// What was read from the database to make a quote.
struct Basket {
    cart_id: CartId,
    lines: Vec<CartLine>,
    goods: Vec<Sellable>,
    /// The code on the cart and what is known of it.
    promo: Option<(String, Option<PromoCode>)>,
    /// Asked only when the choices want it.
    takes_online: bool,
}

/// The pure rest: goods, terms and choices in, totals and problems out.
fn compose(
    now: DateTime<Utc>,
    store: &Store,
    basket: Basket,
    choices: Option<&Choices>,
) -> Result<Draft, MoneyError> {
    let Basket {
        cart_id,
        lines,
        goods,
        promo,
        takes_online,
    } = basket;
    let goods: HashMap<VariantId, Sellable> =
        goods.into_iter().map(|goods| (goods.variant_id, goods)).collect();
    let lines: Vec<(CartLine, Sellable)> = lines
        .into_iter()
        .filter_map(|line| goods.get(&line.variant_id).cloned().map(|goods| (line, goods)))
        .collect();
    // Goods that can't be bought cost nothing in the totals; their line says why.
    let items: Vec<Item> = lines
        .iter()
        .map(|(line, goods)| item(line, goods, store))
        .collect();
    let subtotal = pricing::subtotal(store.currency, &items)?;
    let (promo, discount) = apply_promo(now, store, subtotal, promo);
    let net = subtotal.minus(discount)?;
    let zone = choices
        .and_then(|choices| choices.zone.as_deref())
        .and_then(|code| store.zone(code));
    let terms = zone.map_or(&store.terms, |zone| &zone.terms);
    let (shipping, free_shipping_remaining) = shipping(terms, net, items.is_empty())?;
    let totals = pricing::price(
        &items,
        &pricing::Terms {
            currency: store.currency,
            discount,
            shipping,
            vat_rate: store.vat_rate,
            prices_include_vat: store.prices_include_vat,
        },
    )?;
    let shortages = shortages(&lines);
    let lead_days = lines
        .iter()
        .map(|(_, goods)| goods.lead_days)
        .max()
        .unwrap_or_default();
    let lines: Vec<QuoteLine> = lines
        .into_iter()
        .zip(items.iter().zip(&totals.lines))
        .map(|(line, priced)| quote_line(line, priced, &shortages))
        .collect();

    let mut problems = Vec::new();
    if !store.is_active {
        problems.push(Problem::new(ProblemCode::RegionClosed));
    }
    if lines.is_empty() {
        problems.push(Problem::new(ProblemCode::CartEmpty));
    }
    for (index, line) in lines.iter().enumerate() {
        problems.extend(
            line.problems
                .iter()
                .map(|problem| problem.clone().at(format!("lines.{index}"))),
        );
    }
    if let Some(refusal) = promo.as_ref().and_then(|promo| promo.refusal.as_ref()) {
        problems.push(Problem::of_refusal(refusal));
    }
    if !lines.is_empty() {
        problems.extend(order_size(terms, net));
    }
    let payable = Payable {
        total: totals.total,
        takes_online,
    };
    let delivery = match choices {
        Some(choices) => match choices.check(store, zone, lead_days, now, payable) {
            Ok(delivery) => Some(delivery),
            Err(found) => {
                problems.extend(found);
                None
            }
        },
        None => None,
    };
    let quote = Quote {
        cart_id,
        lines,
        promo,
        totals,
        shipping_is_estimate: zone.is_none(),
        free_shipping_remaining,
        lead_days,
        problems,
    };
    Ok(Draft {
        quote,
        delivery,
        shortages,
    })
}

/// The region's catalogue, prices and warehouse.
pub(crate) fn market(store: &Store) -> Market {
    Market {
        region: store.id,
        currency: store.currency,
    }
}

fn offer(goods: &Sellable) -> Option<Offer> {
    match goods.sellability() {
        Sellability::ForSale(offer) => Some(offer),
        Sellability::ComingSoon | Sellability::Withdrawn | Sellability::NotInRegion => None,
    }
}

fn item(line: &CartLine, goods: &Sellable, store: &Store) -> Item {
    let none = Money::zero(store.currency);
    let offer = offer(goods);
    Item {
        unit_price: offer.map_or(none, |offer| offer.unit_price),
        custom_name_fee: offer
            .filter(|_| !line.custom_name.is_empty())
            .map_or(none, |offer| offer.custom_name_fee),
        quantity: i64::from(line.quantity),
    }
}

fn apply_promo(
    now: DateTime<Utc>,
    store: &Store,
    subtotal: Money,
    promo: Option<(String, Option<PromoCode>)>,
) -> (Option<QuotePromo>, Money) {
    let none = Money::zero(store.currency);
    let Some((code, promo)) = promo else {
        return (None, none);
    };
    let worth = promo
        .as_ref()
        .ok_or(Refusal::Unknown)
        .and_then(|promo| promo.discount(now, store.id, subtotal));
    let (discount, refusal) = match worth {
        Ok(discount) => (discount, None),
        Err(refusal) => (none, Some(refusal)),
    };
    (Some(QuotePromo { code, promo, refusal }), discount)
}

fn shipping(terms: &DeliveryTerms, net: Money, is_empty: bool) -> Result<(Money, Option<Money>), MoneyError> {
    let free = Money::zero(net.currency);
    if is_empty {
        return Ok((free, terms.free_shipping_from));
    }
    match terms.free_shipping_from {
        Some(threshold) if net.minor >= threshold.minor => Ok((free, None)),
        Some(threshold) if !terms.shipping_fee.is_zero() => {
            Ok((terms.shipping_fee, Some(threshold.minus(net)?)))
        }
        _ => Ok((terms.shipping_fee, None)),
    }
}

fn order_size(terms: &DeliveryTerms, net: Money) -> Option<Problem> {
    if let Some(min) = terms.min_order.filter(|min| net.minor < min.minor) {
        return Some(Problem::new(ProblemCode::MinOrder).with("minimum", Param::Money(min)));
    }
    let max = terms.max_order.filter(|max| net.minor > max.minor)?;
    Some(Problem::new(ProblemCode::MaxOrder).with("maximum", Param::Money(max)))
}

/// Demand is summed per variant first: two lines of one variant share its stock.
fn shortages(lines: &[(CartLine, Sellable)]) -> Vec<Shortage> {
    let mut demand: Vec<Shortage> = Vec::new();
    for (line, goods) in lines.iter().filter(|(_, goods)| offer(goods).is_some()) {
        let quantity = i64::from(line.quantity);
        match demand
            .iter_mut()
            .find(|known| known.variant_id == goods.variant_id)
        {
            Some(known) => known.requested += quantity,
            None => demand.push(Shortage {
                variant_id: goods.variant_id,
                requested: quantity,
                available: goods.available.into(),
            }),
        }
    }
    demand.retain(|demand| demand.requested > demand.available);
    demand
}

/// What the line asks for and its goods no longer offer.
fn gift_fields(line: &CartLine, goods: &Sellable) -> Vec<Problem> {
    [
        (
            !line.gift_message.is_empty() && !goods.gift_message_enabled,
            ProblemCode::GiftMessageNotOffered,
        ),
        (
            !line.custom_name.is_empty() && !goods.custom_name_enabled,
            ProblemCode::CustomNameNotOffered,
        ),
    ]
    .into_iter()
    .filter(|(is_asked_in_vain, _)| *is_asked_in_vain)
    .map(|(_, code)| Problem::new(code))
    .collect()
}

fn quote_line(
    (line, goods): (CartLine, Sellable),
    (item, totals): (&Item, &LineTotals),
    shortages: &[Shortage],
) -> QuoteLine {
    let mut problems = Vec::new();
    match goods.sellability() {
        Sellability::ForSale(_) => problems.extend(gift_fields(&line, &goods)),
        Sellability::ComingSoon => problems.push(Problem::new(ProblemCode::ComingSoon)),
        Sellability::Withdrawn | Sellability::NotInRegion => {
            problems.push(Problem::new(ProblemCode::ProductUnavailable));
        }
    }
    if let Some(short) = shortages
        .iter()
        .find(|short| short.variant_id == goods.variant_id)
    {
        problems.push(Problem::new(ProblemCode::OutOfStock).with("available", Param::Count(short.available)));
    }
    QuoteLine {
        id: line.id,
        quantity: line.quantity,
        gift_message: line.gift_message,
        custom_name: line.custom_name,
        custom_name_fee: item.custom_name_fee,
        offer: offer(&goods),
        goods,
        totals: *totals,
        problems,
    }
}

impl QuotePromo {
    /// The code's name, or the code itself when there is no such code.
    #[must_use]
    pub fn name(&self) -> Localized {
        self.promo.as_ref().map_or_else(
            || Localized::new(&self.code, &self.code),
            |promo| promo.name.clone(),
        )
    }
}
