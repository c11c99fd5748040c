use chrono_tz::Tz;
use kernel::Currency;
use serde::{Deserialize, Serialize};

/// An account everybody may use in development and tests. Real ones look alike and are as secret as these aren't.
#[derive(Clone, Copy, Debug)]
pub struct DemoAccount {
    /// The slug of the shop's region.
    pub name: &'static str,
    /// ISO 3166 alpha-3, as the gateway names countries.
    pub country: &'static str,
    pub token: &'static str,
    pub webhook_secret: &'static str,
    /// What the account keeps its books in.
    pub currency: Currency,
    /// In which version 2 tells the time.
    pub time_zone: Tz,
}

/// One account per country the shop may open in.
pub const DEMO_ACCOUNTS: [DemoAccount; 6] = [
    demo("kw", "KWT", Currency::Kwd, Tz::Asia__Kuwait),
    demo("sa", "SAU", Currency::Sar, Tz::Asia__Riyadh),
    demo("ae", "ARE", Currency::Aed, Tz::Asia__Dubai),
    demo("qa", "QAT", Currency::Qar, Tz::Asia__Qatar),
    demo("bh", "BHR", Currency::Bhd, Tz::Asia__Kuwait),
    demo("om", "OMN", Currency::Omr, Tz::Asia__Kuwait),
];

const fn demo(name: &'static str, country: &'static str, currency: Currency, time_zone: Tz) -> DemoAccount {
    let (token, webhook_secret) = match country.as_bytes() {
        b"KWT" => ("SK_KWT_amoonis-sandbox-token", "amoonis-sandbox-webhooks-kwt"),
        b"SAU" => ("SK_SAU_amoonis-sandbox-token", "amoonis-sandbox-webhooks-sau"),
        b"ARE" => ("SK_ARE_amoonis-sandbox-token", "amoonis-sandbox-webhooks-are"),
        b"QAT" => ("SK_QAT_amoonis-sandbox-token", "amoonis-sandbox-webhooks-qat"),
        b"BHR" => ("SK_BHR_amoonis-sandbox-token", "amoonis-sandbox-webhooks-bhr"),
        _ => ("SK_OMN_amoonis-sandbox-token", "amoonis-sandbox-webhooks-omn"),
    };
    DemoAccount {
        name,
        country,
        token,
        webhook_secret,
        currency,
        time_zone,
    }
}

/// Webhooks come in two formats, as the account's portal is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Version {
    V1,
    V2,
}

impl Version {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
        }
    }
}

/// Nobody outside knows what the gateway does with a session that has been spent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SpentSession {
    #[default]
    Refuse,
    /// The card is charged again, on another invoice.
    ChargeAgain,
}

/// Who decides about refunds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Refunds {
    /// A person, on the page or through the control API.
    #[default]
    Operator,
    Approve,
    Reject,
}

/// What the portal of an account can be set to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Settings {
    /// Where events of invoices without an address of their own go.
    pub webhook_url: Option<String>,
    /// In which formats; each event is sent in all of them.
    pub webhooks: Vec<Version>,
    /// The shopper pays the fee on top.
    pub customer_bears_fee: bool,
    /// `12.500 KWD` instead of `12.500 KD`.
    pub iso_display: bool,
    /// Whether version 2 heeds `Idempotency-Key`. Unknown of the real one, so it doesn't unless told.
    pub idempotent_v2: bool,
    pub spent_session: SpentSession,
    pub refunds: Refunds,
    /// When those who decide by themselves do.
    pub refund_ms: u64,
    /// The real one doesn't send shoppers back to this machine; a shop in development is there.
    pub refuse_localhost: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            webhook_url: None,
            webhooks: vec![Version::V2],
            customer_bears_fee: false,
            iso_display: false,
            idempotent_v2: false,
            spent_session: SpentSession::default(),
            refunds: Refunds::default(),
            refund_ms: 0,
            refuse_localhost: false,
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Account {
    pub name: String,
    pub country: &'static str,
    pub token: String,
    pub secret: String,
    pub base: Currency,
    pub zone: Tz,
    pub settings: Settings,
}

impl Account {
    pub(super) fn demo() -> Vec<Self> {
        DEMO_ACCOUNTS
            .iter()
            .map(|demo| Self {
                name: demo.name.to_owned(),
                country: demo.country,
                token: demo.token.to_owned(),
                secret: demo.webhook_secret.to_owned(),
                base: demo.currency,
                zone: demo.time_zone,
                settings: Settings::default(),
            })
            .collect()
    }
}
