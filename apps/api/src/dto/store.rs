use chrono::NaiveDate;
use i18n::text;
use regions::address;
use regions::delivery::{DeliveryDay as Day, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::{Localized, Money};
use super::count;

/// A region in a list of regions.
#[derive(Serialize, ToSchema)]
pub struct RegionSummary {
    /// Names the region in paths.
    #[schema(example = "ae")]
    pub slug: String,
    /// ISO 3166 alpha-2.
    #[schema(example = "AE")]
    pub country: String,
    pub name: Localized,
    #[schema(example = "AED")]
    pub currency: String,
    /// Decimal digits of the currency: 2 or 3.
    pub currency_exponent: i32,
    /// True for exactly one.
    pub is_default: bool,
}

#[derive(Serialize, ToSchema)]
pub struct RegionList {
    pub items: Vec<RegionSummary>,
}

impl From<regions::Store> for RegionSummary {
    fn from(store: regions::Store) -> Self {
        Self {
            slug: store.slug,
            country: store.country,
            name: store.name.into(),
            currency: store.currency.code().to_owned(),
            currency_exponent: count(store.currency.exponent()),
            is_default: store.is_default,
        }
    }
}

/// A way to pay. `cod`: in cash on delivery; `online`: with the payment provider; `free`: nothing is to be paid. A store says which
/// it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    Cod,
    Online,
    Free,
}

impl PaymentMethod {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cod => "cod",
            Self::Online => "online",
            Self::Free => "free",
        }
    }
}

impl From<payments::Method> for PaymentMethod {
    fn from(method: payments::Method) -> Self {
        match method {
            payments::Method::Cod => Self::Cod,
            payments::Method::Online => Self::Online,
            payments::Method::Free => Self::Free,
        }
    }
}

/// One region's shop.
#[derive(Serialize, ToSchema)]
pub struct Store {
    #[schema(example = "ae")]
    pub slug: String,
    pub country: String,
    pub name: Localized,
    #[schema(example = "AED")]
    pub currency: String,
    pub currency_exponent: i32,
    /// IANA name; delivery days are days of this zone.
    #[schema(example = "Asia/Dubai")]
    pub time_zone: String,
    /// Basis points: 500 is 5 %.
    pub vat_rate_bp: i32,
    pub prices_include_vat: bool,
    /// Before a zone is chosen.
    pub shipping_fee: Money,
    #[schema(required)]
    pub free_shipping_from: Option<Money>,
    #[schema(required)]
    pub min_order: Option<Money>,
    #[schema(required)]
    pub max_order: Option<Money>,
    pub payment_methods: Vec<PaymentMethod>,
    pub zones: Vec<Zone>,
    pub address_fields: Vec<AddressField>,
    /// How many days ahead a delivery can be booked.
    pub booking_window_days: i32,
    #[schema(example = "+971")]
    pub phone_country_code: String,
}

/// A delivery area with the conditions that hold there.
#[derive(Serialize, ToSchema)]
pub struct Zone {
    pub id: Uuid,
    #[schema(example = "dubai")]
    pub code: String,
    pub name: Localized,
    pub shipping_fee: Money,
    #[schema(required)]
    pub free_shipping_from: Option<Money>,
    #[schema(required)]
    pub min_order: Option<Money>,
    #[schema(required)]
    pub max_order: Option<Money>,
    pub cod_enabled: bool,
    pub lead_days: i32,
}

/// One line of the region's address form.
#[derive(Serialize, ToSchema)]
pub struct AddressField {
    /// The member of `address` in a checkout.
    #[schema(example = "street")]
    pub key: String,
    pub label: Localized,
    pub required: bool,
    /// Characters.
    pub max_length: i32,
    #[schema(required)]
    pub hint: Option<Localized>,
    pub format: AddressFormat,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AddressFormat {
    Text,
    /// Digits only, in any script; kept as ASCII.
    Number,
    /// Saudi National Address: four letters and four digits.
    ShortAddress,
}

impl Store {
    /// The store as it is shown. `takes_online`: it has a merchant account and staff switched it on.
    #[must_use]
    pub fn of(store: regions::Store, takes_online: bool) -> Self {
        let any_cod = store.terms.cod_enabled || store.zones.iter().any(|zone| zone.terms.cod_enabled);
        Self {
            phone_country_code: store.dial_code().to_owned(),
            address_fields: address::fields(&store.country)
                .iter()
                .map(AddressField::from)
                .collect(),
            slug: store.slug,
            country: store.country,
            name: store.name.into(),
            currency: store.currency.code().to_owned(),
            currency_exponent: count(store.currency.exponent()),
            time_zone: store.time_zone.name().to_owned(),
            vat_rate_bp: store.vat_rate.bp(),
            prices_include_vat: store.prices_include_vat,
            shipping_fee: store.terms.shipping_fee.into(),
            free_shipping_from: store.terms.free_shipping_from.map(Money::from),
            min_order: store.terms.min_order.map(Money::from),
            max_order: store.terms.max_order.map(Money::from),
            payment_methods: [
                (takes_online, PaymentMethod::Online),
                (any_cod, PaymentMethod::Cod),
            ]
            .into_iter()
            .filter_map(|(is_taken, method)| is_taken.then_some(method))
            .collect(),
            zones: store.zones.into_iter().map(Zone::from).collect(),
            booking_window_days: count(store.booking_window_days),
        }
    }
}

impl From<regions::ZoneTerms> for Zone {
    fn from(zone: regions::ZoneTerms) -> Self {
        let regions::ZoneTerms {
            id,
            code,
            name,
            terms,
        } = zone;
        Self {
            id: id.uuid(),
            code,
            name: name.into(),
            shipping_fee: terms.shipping_fee.into(),
            free_shipping_from: terms.free_shipping_from.map(Money::from),
            min_order: terms.min_order.map(Money::from),
            max_order: terms.max_order.map(Money::from),
            cod_enabled: terms.cod_enabled,
            lead_days: count(terms.lead_days),
        }
    }
}

impl From<&address::AddressField> for AddressField {
    fn from(field: &address::AddressField) -> Self {
        Self {
            key: field.key.to_owned(),
            label: field.label.localized().into(),
            required: field.required,
            max_length: count(field.max_length),
            hint: field.hint.map(|hint| hint.localized().into()),
            format: match field.format {
                address::Format::Free => AddressFormat::Text,
                address::Format::Number => AddressFormat::Number,
                address::Format::ShortAddress => AddressFormat::ShortAddress,
            },
        }
    }
}

/// Where to and what for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeliveryDaysQuery {
    /// Code of the delivery zone.
    #[param(example = "dubai")]
    pub zone: String,
    /// Days the goods need to be made: the longest of the bag.
    #[param(minimum = 0, maximum = 30)]
    pub lead_days: Option<i32>,
}

/// Why nothing is delivered on a day.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryDayReasonCode {
    LeadTime,
    Weekday,
    Blackout,
}

#[derive(Serialize, ToSchema)]
pub struct DeliveryDayReason {
    pub code: DeliveryDayReasonCode,
    pub text: Localized,
}

/// A day of the region's calendar.
#[derive(Serialize, ToSchema)]
pub struct DeliveryDay {
    pub date: NaiveDate,
    pub is_available: bool,
    /// Why not; `null` when it is.
    #[schema(required)]
    pub reason: Option<DeliveryDayReason>,
}

#[derive(Serialize, ToSchema)]
pub struct DeliveryDayList {
    /// From today to the end of the booking window.
    pub items: Vec<DeliveryDay>,
}

impl From<Day> for DeliveryDay {
    fn from(day: Day) -> Self {
        Self {
            date: day.date,
            is_available: day.refusal.is_none(),
            reason: day.refusal.map(DeliveryDayReason::from),
        }
    }
}

impl From<Refusal> for DeliveryDayReason {
    fn from(refusal: Refusal) -> Self {
        let (code, text) = match refusal {
            // The calendar ends with the window, so a day beyond it is as unavailable as one too soon.
            Refusal::LeadTime | Refusal::BeyondWindow => {
                (DeliveryDayReasonCode::LeadTime, text("delivery_lead_time", &[]))
            }
            Refusal::Weekday => (DeliveryDayReasonCode::Weekday, text("delivery_weekday", &[])),
            Refusal::Blackout(reason) => (DeliveryDayReasonCode::Blackout, reason),
        };
        Self {
            code,
            text: text.into(),
        }
    }
}
