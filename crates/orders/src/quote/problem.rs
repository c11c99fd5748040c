use std::collections::BTreeMap;

use i18n::Localized;
use kernel::Money;
use promos::Refusal;

/// Something a human must fix before the cart can be ordered. The words are the API's ([`ProblemCode::as_str`] names the
/// message), the facts are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub code: ProblemCode,
    /// The input it belongs to, for instance `contact.phone` or `lines.0`.
    pub path: Option<String>,
    pub params: BTreeMap<&'static str, Param>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Param {
    Money(Money),
    Count(i64),
    Text(Localized),
}

impl Problem {
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self {
            code,
            path: None,
            params: BTreeMap::new(),
        }
    }

    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, param: Param) -> Self {
        self.params.insert(name, param);
        self
    }

    /// Why a promo code gives nothing.
    #[must_use]
    pub fn of_refusal(refusal: &Refusal) -> Self {
        let code = match refusal {
            Refusal::Unknown => ProblemCode::PromoUnknown,
            Refusal::Inactive => ProblemCode::PromoInactive,
            Refusal::NotStarted => ProblemCode::PromoNotStarted,
            Refusal::Expired => ProblemCode::PromoExpired,
            Refusal::RegionNotAvailable => ProblemCode::PromoRegionNotAvailable,
            Refusal::MinSubtotal(_) => ProblemCode::PromoMinSubtotal,
            Refusal::LimitReached => ProblemCode::PromoLimitReached,
            Refusal::CustomerLimitReached => ProblemCode::PromoCustomerLimitReached,
        };
        let problem = Self::new(code).at("promo");
        match refusal {
            Refusal::MinSubtotal(min) => problem.with("minimum", Param::Money(*min)),
            _ => problem,
        }
    }
}

macro_rules! problem_codes {
    ($($variant:ident => $code:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ProblemCode { $($variant),+ }

        impl ProblemCode {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code clients see.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }
    };
}

problem_codes! {
    RegionClosed => "region_closed",
    CartEmpty => "cart_empty",
    OutOfStock => "out_of_stock",
    ProductUnavailable => "product_unavailable",
    ComingSoon => "coming_soon",
    GiftMessageNotOffered => "gift_message_not_offered",
    CustomNameNotOffered => "custom_name_not_offered",
    MinOrder => "min_order",
    MaxOrder => "max_order",
    ContactNameRequired => "contact_name_required",
    ContactPhoneInvalid => "contact_phone_invalid",
    ContactEmailInvalid => "contact_email_invalid",
    RecipientNameRequired => "recipient_name_required",
    RecipientPhoneInvalid => "recipient_phone_invalid",
    NameTooLong => "name_too_long",
    NoteTooLong => "note_too_long",
    ZoneRequired => "zone_required",
    ZoneUnknown => "zone_unknown",
    AddressFieldRequired => "address_field_required",
    AddressFieldTooLong => "address_field_too_long",
    AddressFieldInvalid => "address_field_invalid",
    AddressFieldUnknown => "address_field_unknown",
    DeliveryDateRequired => "delivery_date_required",
    DeliveryDateUnavailable => "delivery_date_unavailable",
    PaymentMethodRequired => "payment_method_required",
    PaymentMethodUnavailable => "payment_method_unavailable",
    PromoUnknown => "promo_unknown",
    PromoInactive => "promo_inactive",
    PromoNotStarted => "promo_not_started",
    PromoExpired => "promo_expired",
    PromoRegionNotAvailable => "promo_region_not_available",
    PromoMinSubtotal => "promo_min_subtotal",
    PromoLimitReached => "promo_limit_reached",
    PromoCustomerLimitReached => "promo_customer_limit_reached",
}
