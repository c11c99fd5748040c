use std::fmt;

use chrono::{DateTime, Utc};
use kernel::{Email, Money, Phone};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::ids::{InvoiceId, PaymentId, Reference, RefundId};

/// What one attempt asks the provider to take. Amount and currency are the order's, from our own row.
#[derive(Clone, Debug)]
pub struct PaymentOrder {
    /// Of the attempt, committed before the call. Also the idempotency key.
    pub reference: Reference,
    pub amount: Money,
    pub buyer: Buyer,
    pub language: Language,
    /// Where the shopper lands afterwards, success or not; the provider adds `paymentId` and `Id`. At most 254 characters.
    pub return_url: String,
    /// Where events of this payment go, besides what the account says.
    pub webhook_url: Option<String>,
    /// When the page stops taking money. `None`: the account's own limit.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Who pays, as far as the provider needs to know.
#[derive(Clone)]
pub struct Buyer {
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
}

impl fmt::Debug for Buyer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Buyer(…)")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    En,
    Ar,
}

impl Language {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::En => "EN",
            Self::Ar => "AR",
        }
    }
}

/// The provider's short name of a payment method: `kn` KNET, `vm` cards, `md` mada, `stc` STC Pay, `np` QPay, `ap` Apple Pay,
/// `gp` Google Pay, … Numbers of methods differ from account to account; these don't.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct MethodCode(String);

impl MethodCode {
    /// 1 to 16 ASCII letters, digits, `-` and `_`; lower case. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=16).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        fits.then(|| Self(text.to_ascii_lowercase()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MethodCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A session that holds a card. Whoever has it can spend it.
#[derive(Clone, Debug)]
pub struct SessionId(SecretString);

impl SessionId {
    /// 1 to 128 ASCII letters, digits, `-` and `_`. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=128).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        fits.then(|| Self(text.into()))
    }

    /// For the provider's script in the shopper's browser. Not for logs.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// What Apple Pay gave the shopper's device. Only the provider can decrypt it; still, it is never logged or stored.
#[derive(Clone, Debug)]
pub struct ApplePayToken(SecretString);

/// The text isn't an Apple Pay token. Says nothing of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an Apple Pay token")]
pub struct InvalidToken;

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct TokenParts {
    #[serde(alias = "PaymentData")]
    payment_data: Box<RawValue>,
    #[serde(alias = "PaymentMethod")]
    payment_method: Box<RawValue>,
    #[serde(alias = "TransactionIdentifier")]
    transaction_identifier: String,
}

#[derive(Deserialize)]
struct PaymentData {
    version: String,
    data: String,
    signature: String,
    #[serde(rename = "header")]
    _header: serde_json::Map<String, serde_json::Value>,
}

impl ApplePayToken {
    const MAX_BYTES: usize = 32 * 1024;

    /// Takes the JSON of a `PKPaymentToken` (outer keys in camel or Pascal case) and keeps it in camel case.
    ///
    /// # Errors
    /// When a part is missing or empty: such a token can only fail, and a failed try costs the shopper a new sheet.
    pub fn parse(json: &str) -> Result<Self, InvalidToken> {
        if json.len() > Self::MAX_BYTES {
            return Err(InvalidToken);
        }
        let parts: TokenParts = serde_json::from_str(json).map_err(|_| InvalidToken)?;
        let inner: PaymentData = serde_json::from_str(parts.payment_data.get()).map_err(|_| InvalidToken)?;
        let filled = [
            &inner.version,
            &inner.data,
            &inner.signature,
            &parts.transaction_identifier,
        ];
        if filled.iter().any(|part| part.is_empty()) || !parts.payment_method.get().starts_with('{') {
            return Err(InvalidToken);
        }
        let text = serde_json::to_string(&parts).map_err(|_| InvalidToken)?;
        Ok(Self(text.into()))
    }

    pub(super) fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// By what a payment is looked up.
#[derive(Clone, Copy, Debug)]
pub enum PaymentKey<'a> {
    /// What the return page's address carried, for example. It may be somebody else's: see [`Payment::check`](super::Payment::check).
    Payment(&'a PaymentId),
    Invoice(&'a InvoiceId),
    /// Ours. The provider gives the latest invoice with it, which is why no two attempts share one.
    Reference(&'a Reference),
}

/// A refund to be filed.
#[derive(Clone, Debug)]
pub struct RefundOrder {
    /// Of our refund row, committed before the call. Also the idempotency key.
    pub reference: Reference,
    pub invoice_id: InvoiceId,
    /// In the account's base currency: the provider takes no other.
    pub amount: Money,
    /// For the provider's people, who decide. No personal data.
    pub comment: String,
}

/// By what refunds are looked up.
#[derive(Clone, Copy, Debug)]
pub enum RefundKey<'a> {
    Refund(&'a RefundId),
    /// Every refund of the invoice.
    Invoice(&'a InvoiceId),
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = r#"{"paymentData":{"version":"EC_v1","data":"c2VjcmV0","signature":"c2ln","header":{"publicKeyHash":"aGFzaA=="}},
        "paymentMethod":{"displayName":"Visa 0008","network":"Visa","type":"credit"},"transactionIdentifier":"abc123"}"#;

    #[test]
    fn both_spellings_of_a_token_become_camel_case() {
        let camel = ApplePayToken::parse(TOKEN).unwrap();
        let pascal = TOKEN
            .replace("\"paymentData\"", "\"PaymentData\"")
            .replace("\"paymentMethod\"", "\"PaymentMethod\"")
            .replace("\"transactionIdentifier\"", "\"TransactionIdentifier\"");
        assert_eq!(ApplePayToken::parse(&pascal).unwrap().expose(), camel.expose());
        assert!(camel.expose().starts_with(r#"{"paymentData":{"version":"EC_v1""#));
    }

    #[test]
    fn half_a_token_is_refused() {
        for bad in [
            "",
            "null",
            "\"text\"",
            "{}",
            &TOKEN.replace("EC_v1", ""),
            &TOKEN.replace("abc123", ""),
            &TOKEN.replace(r#""header""#, r#""other""#),
            &format!("{TOKEN}{}", " ".repeat(ApplePayToken::MAX_BYTES)),
        ] {
            assert!(ApplePayToken::parse(bad).is_err(), "{bad:.60}");
        }
    }

    #[test]
    fn trap_28_secrets_are_not_printed() {
        let token = ApplePayToken::parse(TOKEN).unwrap();
        let session = SessionId::parse("KWT-5f0c2a7e").unwrap();
        let buyer = Buyer {
            name: "Noura".into(),
            phone: None,
            email: Some(Email::parse("n@example.test").unwrap()),
        };
        let printed = format!("{token:?} {session:?} {buyer:?}");
        for secret in ["c2VjcmV0", "abc123", "5f0c2a7e", "Noura", "example"] {
            assert!(!printed.contains(secret), "{printed}");
        }
    }
}
