//! From a quote to what clients see.

use ::catalog::stock::Shortage;
use ::catalog::view;
use orders::quote::{Problem, Quote, QuoteLine, QuotePromo};

use super::*;
use crate::dto::count;
use crate::dto::problem::message;
use crate::extract::Shop;

impl From<Problem> for CartProblem {
    fn from(problem: Problem) -> Self {
        let message = message(&problem).into();
        Self {
            code: problem.code.as_str().to_owned(),
            path: problem.path,
            message,
        }
    }
}

impl Cart {
    #[must_use]
    pub fn new(quote: Quote, shop: &Shop) -> Self {
        let Quote {
            cart_id,
            lines,
            promo,
            totals,
            shipping_is_estimate,
            free_shipping_remaining,
            lead_days,
            problems,
        } = quote;
        Self {
            id: cart_id.uuid(),
            region: shop.slug.clone(),
            currency: shop.currency.code().to_owned(),
            item_count: count(lines.iter().map(|line| i64::from(line.quantity)).sum::<i64>()),
            lines: lines.into_iter().map(|line| CartLine::new(line, shop)).collect(),
            promo: promo.map(CartPromo::from),
            totals: CartTotals {
                subtotal: totals.subtotal.into(),
                discount: totals.discount.into(),
                shipping: Some(totals.shipping.into()),
                shipping_is_estimate,
                vat: totals.vat.into(),
                vat_rate_bp: totals.vat_rate.bp(),
                prices_include_vat: totals.prices_include_vat,
                total: totals.total.into(),
                free_shipping_remaining: free_shipping_remaining.map(Money::from),
            },
            lead_days: count(lead_days),
            problems: problems.into_iter().map(CartProblem::from).collect(),
        }
    }
}

impl CartLine {
    fn new(line: QuoteLine, shop: &Shop) -> Self {
        let QuoteLine {
            id,
            goods,
            offer,
            quantity,
            gift_message,
            custom_name,
            custom_name_fee,
            totals,
            problems,
        } = line;
        // What can't be bought now has no price; its problems say why.
        let unit_price = offer.map_or(kernel::Money::zero(shop.currency), |offer| offer.unit_price);
        let available = if offer.is_some() {
            i64::from(goods.available)
        } else {
            0
        };
        Self {
            id: id.uuid(),
            variant_id: goods.variant_id.uuid(),
            product_id: goods.product_id.uuid(),
            sku: goods.sku,
            slug: goods.slug.into(),
            title: goods.title.into(),
            options: goods.options.into_iter().map(ChosenOption::from).collect(),
            picture: goods.picture.map(Picture::from),
            quantity,
            max_quantity: goods.available.clamp(0, orders::cart::MAX_QUANTITY),
            unit_price: unit_price.into(),
            compare_at: offer.and_then(|offer| offer.compare_at).map(Money::from),
            custom_name_fee: custom_name_fee.into(),
            gift_message: filled(gift_message),
            custom_name: filled(custom_name),
            subtotal: totals.subtotal.into(),
            discount: totals.discount.into(),
            availability: view::Availability::of(goods.is_coming_soon, available).into(),
            problems: problems.into_iter().map(CartProblem::from).collect(),
            gift_message_enabled: goods.gift_message_enabled,
            custom_name_enabled: goods.custom_name_enabled,
        }
    }
}

impl From<QuotePromo> for CartPromo {
    fn from(promo: QuotePromo) -> Self {
        let name = promo.name().into();
        let status = if promo.refusal.is_none() {
            CartPromoStatus::Applied
        } else {
            CartPromoStatus::NotApplicable
        };
        let problem = promo
            .refusal
            .as_ref()
            .map(|refusal| Problem::of_refusal(refusal).into());
        Self {
            code: promo.code,
            name,
            status,
            problem,
        }
    }
}

impl From<Shortage> for StockShortage {
    fn from(shortage: Shortage) -> Self {
        Self {
            line_id: None,
            variant_id: shortage.variant_id.uuid(),
            requested: count(shortage.requested),
            available: count(shortage.available),
        }
    }
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
