//! The ways to pay that an account offers.

use kernel::{Currency, Money, Rate};

use super::money::{convert, up_to_hundredths};

#[derive(Debug)]
pub(super) struct Method {
    /// What version 2 calls it, short and the same everywhere.
    pub code: &'static str,
    /// What version 3 and webhooks call it.
    pub name: &'static str,
    pub name_en: &'static str,
    pub name_ar: &'static str,
    /// On an account without further ones; see [`Method::id`].
    number: u64,
    /// What the shopper's bank is charged in; the invoice's own currency when there is none.
    pay_currency: Option<Currency>,
    fee_bp: i32,
    pub is_embedded: bool,
    /// Wants card data from the shop's server.
    pub is_direct: bool,
    /// Country codes; empty: all.
    countries: &'static [&'static str],
}

const METHODS: [Method; 10] = [
    Method {
        code: "kn",
        name: "KNET",
        name_en: "KNET",
        name_ar: "كي نت",
        number: 1,
        pay_currency: Some(Currency::Kwd),
        fee_bp: 100,
        is_embedded: false,
        is_direct: false,
        countries: &["KWT"],
    },
    Method {
        code: "vm",
        name: "CARD",
        name_en: "VISA/MASTER",
        name_ar: "فيزا / ماستر",
        number: 2,
        pay_currency: None,
        fee_bp: 250,
        is_embedded: true,
        is_direct: false,
        countries: &[],
    },
    Method {
        code: "bn",
        name: "BENEFIT",
        name_en: "Benefit",
        name_ar: "بنفت",
        number: 5,
        pay_currency: Some(Currency::Bhd),
        fee_bp: 100,
        is_embedded: false,
        is_direct: false,
        countries: &["BHR"],
    },
    Method {
        code: "md",
        name: "MADA",
        name_en: "mada",
        name_ar: "مدى",
        number: 6,
        pay_currency: Some(Currency::Sar),
        fee_bp: 100,
        is_embedded: true,
        is_direct: false,
        countries: &["KWT", "SAU"],
    },
    Method {
        code: "np",
        name: "NAPS",
        name_en: "QPay",
        name_ar: "كيو باي",
        number: 7,
        pay_currency: Some(Currency::Qar),
        fee_bp: 150,
        is_embedded: false,
        is_direct: false,
        countries: &["QAT"],
    },
    Method {
        code: "ap",
        name: "APPLE_PAY",
        name_en: "Apple Pay",
        name_ar: "أبل باي",
        number: 11,
        pay_currency: None,
        fee_bp: 250,
        is_embedded: true,
        is_direct: false,
        countries: &[],
    },
    Method {
        code: "stc",
        name: "STC_PAY",
        name_en: "STC Pay",
        name_ar: "إس تي سي باي",
        number: 14,
        pay_currency: Some(Currency::Sar),
        fee_bp: 170,
        is_embedded: false,
        is_direct: false,
        countries: &["KWT", "SAU"],
    },
    Method {
        code: "vm",
        name: "CARD",
        name_en: "VISA/MASTER Direct",
        name_ar: "فيزا / ماستر مباشر",
        number: 20,
        pay_currency: None,
        fee_bp: 250,
        is_embedded: false,
        is_direct: true,
        countries: &[],
    },
    Method {
        code: "gp",
        name: "GOOGLE_PAY",
        name_en: "Google Pay",
        name_ar: "جوجل باي",
        number: 32,
        pay_currency: None,
        fee_bp: 250,
        is_embedded: true,
        is_direct: false,
        countries: &[],
    },
    Method {
        code: "on",
        name: "OMANNET",
        name_en: "OmanNet",
        name_ar: "عُمان نت",
        number: 41,
        pay_currency: Some(Currency::Omr),
        fee_bp: 150,
        is_embedded: false,
        is_direct: false,
        countries: &["OMN"],
    },
];

/// In this order the countries' accounts number their methods.
const COUNTRIES: [&str; 6] = ["KWT", "SAU", "ARE", "QAT", "BHR", "OMN"];

impl Method {
    /// What an account in a country offers.
    pub(super) fn of(country: &str) -> impl Iterator<Item = &'static Self> {
        METHODS
            .iter()
            .filter(move |method| method.countries.is_empty() || method.countries.contains(&country))
    }

    /// A method the shopper can be sent to.
    pub(super) fn by_code(country: &str, code: &str) -> Option<&'static Self> {
        Self::of(country).find(|method| method.code == code && !method.is_direct)
    }

    pub(super) fn by_name(country: &str, name: &str) -> Option<&'static Self> {
        Self::of(country).find(|method| method.name == name && !method.is_direct)
    }

    pub(super) fn by_id(country: &str, id: u64) -> Option<&'static Self> {
        Self::of(country).find(|method| method.id(country) == id)
    }

    /// For records, whatever the country.
    pub(super) fn known(code: &str) -> &'static Self {
        METHODS
            .iter()
            .find(|method| method.code == code)
            .unwrap_or(&METHODS[1])
    }

    /// Numbers are the account's own: whoever keeps one of another country has the wrong one.
    pub(super) fn id(&self, country: &str) -> u64 {
        let account = COUNTRIES.iter().position(|known| *known == country);
        self.number + 100 * u64::try_from(account.unwrap_or_default()).unwrap_or_default()
    }

    /// What the gateway keeps of an amount.
    pub(super) fn fee(&self, amount: Money) -> Money {
        Rate::from_bp(self.fee_bp).map_or(Money::zero(amount.currency), |rate| amount.portion(rate))
    }

    pub(super) fn currency(&self, asked: Currency) -> Currency {
        self.pay_currency.unwrap_or(asked)
    }

    /// What the shopper's bank is charged for an amount.
    pub(super) fn charged(&self, asked: Money) -> Money {
        let to = self.currency(asked.currency);
        if to == asked.currency {
            asked
        } else {
            up_to_hundredths(convert(asked, to))
        }
    }
}
