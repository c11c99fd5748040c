//! Problems as the OpenAPI document describes them; `error::Problem` writes them.

use i18n::Arg;
use kernel::{Currency, Money};
use orders::quote::{Param, Problem as CartFault};
use serde::Serialize;
use utoipa::ToSchema;

use super::cart::{Cart, StockShortage};
use super::common::Localized;

/// What went wrong (RFC 9457), with texts in both languages.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "type": "urn:amoonis:problem:not_found", "title": {"en": "We couldn’t find what you were looking for.", "ar": "لم نعثر على ما تبحث عنه."},
    "status": 404, "code": "not_found", "detail": null, "fields": [], "request_id": "5f3b9c1d2e4a6071"
}))]
pub struct Problem {
    pub r#type: String,
    pub title: Localized,
    pub status: i32,
    /// Stable; clients branch on it.
    pub code: String,
    /// What to do about it.
    pub detail: Option<Localized>,
    pub fields: Vec<FieldProblem>,
    /// Also in the header X-Request-Id; names the request in the shop's logs.
    pub request_id: String,
}

/// What is wrong with one part of the request.
#[derive(Serialize, ToSchema)]
pub struct FieldProblem {
    /// `contact.phone`, `lines[0].quantity`, a query parameter; empty for the whole.
    pub path: String,
    pub code: String,
    pub message: Localized,
}

/// `out_of_stock`, naming what is short.
#[derive(Serialize, ToSchema)]
pub struct StockProblem {
    #[serde(flatten)]
    pub problem: Problem,
    pub lines: Vec<StockShortage>,
}

/// `code_invalid`, with how often one may still try.
#[derive(Serialize, ToSchema)]
pub struct CodeProblem {
    #[serde(flatten)]
    pub problem: Problem,
    /// Zero: ask for a new code.
    pub tries_left: i32,
}

/// `total_changed` or `promo_not_applicable`, with the cart as it is now.
#[derive(Serialize, ToSchema)]
pub struct QuoteProblem {
    #[serde(flatten)]
    pub problem: Problem,
    pub cart: Cart,
}

/// A cart's problem in words: the message of its code, or the more telling one its facts allow.
#[must_use]
pub fn message(problem: &CartFault) -> i18n::Localized {
    let args: Vec<(&str, Arg)> = problem
        .params
        .iter()
        .map(|(name, param)| (*name, arg(param)))
        .collect();
    let code = problem.code.as_str();
    let telling = problem
        .params
        .keys()
        .find_map(|name| i18n::find(&format!("{code}.{name}"), &args));
    telling.unwrap_or_else(|| i18n::text(code, &args))
}

fn arg(param: &Param) -> Arg {
    match param {
        Param::Money(money) => amount(*money).into(),
        Param::Count(number) => (*number).into(),
        Param::Text(text) => text.clone().into(),
    }
}

/// An amount as it is read in each language.
fn amount(money: Money) -> i18n::Localized {
    let symbol = match money.currency {
        Currency::Aed => "د.إ",
        Currency::Bhd => "د.ب",
        Currency::Kwd => "د.ك",
        Currency::Omr => "ر.ع.",
        Currency::Qar => "ر.ق",
        Currency::Sar => "ر.س",
    };
    let digits = money.to_decimal_string();
    i18n::Localized::new(
        format!("{} {digits}", money.currency),
        format!("{digits} {symbol}"),
    )
}

#[cfg(test)]
mod tests {
    use orders::quote::ProblemCode;

    use super::*;

    #[test]
    fn every_problem_of_a_cart_has_words_in_both_languages() {
        for code in ProblemCode::ALL {
            assert!(
                i18n::find(code.as_str(), &[]).is_some(),
                "{} has no message",
                code.as_str()
            );
        }
    }

    #[test]
    fn facts_are_told_in_each_language() {
        let few = CartFault::new(ProblemCode::OutOfStock).with("available", Param::Count(2));
        assert_eq!(
            message(&few),
            i18n::Localized::new("Only 2 are left.", "بقيت قطعتان فقط.")
        );
        let minimum = Param::Money(Money::new(10_500, Currency::Kwd));
        let small = message(&CartFault::new(ProblemCode::MinOrder).with("minimum", minimum));
        assert_eq!(small.en, "Orders to this area start at KWD 10.500.");
        assert!(small.ar.contains("10.500 د.ك"), "{}", small.ar);
        let eid = i18n::Localized::new("Eid", "العيد");
        let closed = CartFault::new(ProblemCode::DeliveryDateUnavailable).with("reason", Param::Text(eid));
        assert!(message(&closed).en.ends_with("on this day: Eid."));
        assert!(
            message(&CartFault::new(ProblemCode::DeliveryDateUnavailable))
                .en
                .ends_with("on this day.")
        );
    }
}
