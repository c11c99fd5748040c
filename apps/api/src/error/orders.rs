use i18n::Arg;
use orders::cart::{
    AddLineError, CartAccessError, ChangeError, MAX_CUSTOM_NAME, MAX_GIFT_MESSAGE, MAX_QUANTITY,
    PromoChangeError,
};
use orders::checkout::CheckoutError;
use orders::idempotency::KeyError;
use orders::order::list::ListError;
use orders::order::note::{AddNoteError, MAX_NOTE_LENGTH};
use orders::order::transition::{MAX_REASON_LENGTH, TransitionError};
use orders::quote::{Problem as CartFault, QuoteError};
use serde_json::json;

use super::{Code, Field, Problem};
use crate::dto::cart::StockShortage;
use crate::dto::problem::message;

impl From<CartFault> for Field {
    fn from(fault: CartFault) -> Self {
        let message = message(&fault);
        Self {
            path: fault.path.unwrap_or_default(),
            code: fault.code.as_str().to_owned(),
            message,
        }
    }
}

impl From<KeyError> for Problem {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Malformed => Self::new(Code::IdempotencyKeyRequired),
            KeyError::Reused => Self::new(Code::IdempotencyKeyReused),
            KeyError::InProgress => Self::new(Code::RequestInProgress).retry_after(1),
            KeyError::Db(error) => error.into(),
        }
    }
}

impl From<CartAccessError> for Problem {
    fn from(error: CartAccessError) -> Self {
        match error {
            CartAccessError::NotFound => Self::new(Code::CartNotFound),
            CartAccessError::Ordered { code } => Self::new(Code::CartOrdered).extra("order_code", code),
            CartAccessError::Db(error) => error.into(),
        }
    }
}

impl From<ChangeError> for Problem {
    fn from(error: ChangeError) -> Self {
        let invalid = |field| Self::new(Code::InvalidBody).field(field);
        let too_long = |path, code, most: usize| {
            invalid(Field::with(path, code, &[("maximum", Arg::Number(most as i64))]))
        };
        match error {
            ChangeError::Access(error) => error.into(),
            ChangeError::LineNotFound | ChangeError::VariantNotFound => Self::not_found(),
            ChangeError::ComingSoon => invalid(Field::new("variant_id", "coming_soon")),
            ChangeError::BadQuantity => {
                let range = [
                    ("minimum", Arg::Number(1)),
                    ("maximum", Arg::Number(MAX_QUANTITY.into())),
                ];
                invalid(Field::with("quantity", "quantity_out_of_range", &range))
            }
            ChangeError::OutOfStock {
                variant_id,
                requested,
                available,
            } => {
                let line = json!({"line_id": null, "variant_id": variant_id, "requested": requested, "available": available});
                Self::new(Code::OutOfStock).extra("lines", [line])
            }
            ChangeError::CartFull => invalid(Field::new("", "cart_full")),
            ChangeError::GiftMessageNotOffered => {
                invalid(Field::new("gift_message", "gift_message_not_offered"))
            }
            ChangeError::GiftMessageTooLong => {
                too_long("gift_message", "gift_message_too_long", MAX_GIFT_MESSAGE)
            }
            ChangeError::CustomNameNotOffered => {
                invalid(Field::new("custom_name", "custom_name_not_offered"))
            }
            ChangeError::CustomNameTooLong => {
                too_long("custom_name", "custom_name_too_long", MAX_CUSTOM_NAME)
            }
            ChangeError::Db(error) => error.into(),
        }
    }
}

impl From<AddLineError> for Problem {
    fn from(error: AddLineError) -> Self {
        match error {
            AddLineError::Change(error) => error.into(),
            AddLineError::Key(error) => error.into(),
        }
    }
}

impl From<PromoChangeError> for Problem {
    fn from(error: PromoChangeError) -> Self {
        match error {
            PromoChangeError::Access(error) => error.into(),
            PromoChangeError::BadCode => {
                Self::new(Code::InvalidBody).field(Field::new("code", "invalid_value"))
            }
            PromoChangeError::Db(error) => error.into(),
        }
    }
}

impl From<QuoteError> for Problem {
    fn from(error: QuoteError) -> Self {
        match error {
            QuoteError::Money(error) => Self::internal(&error),
            QuoteError::Db(error) => error.into(),
        }
    }
}

impl Problem {
    /// The code can't be used for this cart.
    #[must_use]
    pub fn promo_refused(refusal: &promos::Refusal) -> Self {
        let field = Field {
            path: "code".to_owned(),
            ..CartFault::of_refusal(refusal).into()
        };
        Self::new(Code::PromoNotApplicable).field(field)
    }
}

impl From<CheckoutError> for Problem {
    fn from(error: CheckoutError) -> Self {
        match error {
            CheckoutError::CartNotFound => Self::new(Code::CartNotFound),
            CheckoutError::TotalChanged(_) => Self::new(Code::TotalChanged),
            CheckoutError::OutOfStock(shortages) => {
                let lines: Vec<StockShortage> = shortages.into_iter().map(StockShortage::from).collect();
                Self::new(Code::OutOfStock).extra("lines", lines)
            }
            CheckoutError::Invalid(problems) => {
                Self::new(Code::CheckoutInvalid).fields(problems.into_iter().map(Field::from))
            }
            CheckoutError::PromoRefused(refusal) => Self::promo_refused(&refusal),
            CheckoutError::Key(error) => error.into(),
            CheckoutError::Money(error) => Self::internal(&error),
            CheckoutError::Db(error) => error.into(),
        }
    }
}

impl From<ListError> for Problem {
    fn from(error: ListError) -> Self {
        match error {
            ListError::Cursor(_) => {
                Self::new(Code::InvalidQuery).field(Field::new("cursor", "invalid_cursor"))
            }
            ListError::Db(error) => error.into(),
        }
    }
}

impl From<TransitionError> for Problem {
    fn from(error: TransitionError) -> Self {
        let invalid = |field| Self::new(Code::InvalidBody).field(field);
        match error {
            TransitionError::NotFound => Self::not_found(),
            TransitionError::StaleVersion { current } => {
                Self::new(Code::StaleVersion).extra("version", current)
            }
            TransitionError::Illegal { from, to } => Self::new(Code::IllegalTransition)
                .extra("from", from.as_str())
                .extra("to", to.as_str()),
            TransitionError::BadReason => {
                let most = [("maximum", Arg::Number(MAX_REASON_LENGTH as i64))];
                invalid(Field::with("reason", "reason_required", &most))
            }
            TransitionError::RestockUndecided => invalid(Field::new("restock", "restock_undecided")),
            TransitionError::CashNotCollected => invalid(Field::new("cash_collected", "cash_not_collected")),
            TransitionError::Key(error) => error.into(),
            TransitionError::Ledger(error) => Self::internal(&error),
            TransitionError::Db(error) => error.into(),
        }
    }
}

impl From<AddNoteError> for Problem {
    fn from(error: AddNoteError) -> Self {
        match error {
            AddNoteError::NotFound => Self::not_found(),
            AddNoteError::Empty => Self::new(Code::InvalidBody).field(Field::new("text", "blank")),
            AddNoteError::TooLong => {
                let most = [("max", Arg::Number(MAX_NOTE_LENGTH as i64))];
                Self::new(Code::InvalidBody).field(Field::with("text", "too_long", &most))
            }
            AddNoteError::Key(error) => error.into(),
            AddNoteError::Db(error) => error.into(),
        }
    }
}
