//! What the provider signs: not the body, but `name=value` pairs of some of its fields, joined by commas.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;

use super::WebhookRefused;
use super::tree::{Object, Printed};

/// The fields that version 2 signs, in order, by event code.
fn signed_fields(code: u32) -> Option<&'static [[&'static str; 2]]> {
    Some(match code {
        1 => &[
            ["Invoice", "Id"],
            ["Invoice", "Status"],
            ["Transaction", "Status"],
            ["Transaction", "PaymentId"],
            ["Invoice", "ExternalIdentifier"],
        ],
        2 => &[
            ["Refund", "Id"],
            ["Refund", "Status"],
            ["Amount", "ValueInBaseCurrency"],
            ["ReferencedInvoice", "Id"],
        ],
        3 => &[
            ["Deposit", "Reference"],
            ["Deposit", "ValueInBaseCurrency"],
            ["Deposit", "NumberOfTransactions"],
        ],
        4 => &[["Supplier", "Code"], ["KycDecision", "Status"]],
        5 => &[
            ["Recurring", "Id"],
            ["Recurring", "Status"],
            ["Recurring", "InitialInvoiceId"],
        ],
        6 => &[
            ["Dispute", "DisputeTransactionId"],
            ["Dispute", "Status"],
            ["Invoice", "Id"],
            ["Invoice", "Status"],
            ["Transaction", "Status"],
            ["Transaction", "PaymentId"],
            ["Invoice", "ExternalIdentifier"],
        ],
        7 => &[["Supplier", "Code"], ["RequestStatus", "Status"]],
        _ => return None,
    })
}

/// The text version 1 signs: every field of `Data` but the ones it leaves out, sorted without regard to case.
pub(super) fn text_v1(event: u32, data: &Object) -> Result<String, WebhookRefused> {
    let left_out = match event {
        2 => Some("GatewayReference"),
        4 => Some("KycFeedback"),
        _ => None,
    };
    let mut keys: Vec<&str> = data.keys().filter(|key| Some(*key) != left_out).collect();
    keys.sort_by_key(|key| key.to_ascii_lowercase());
    let mut pairs = Vec::with_capacity(keys.len());
    for key in keys {
        pairs.push(pair(key, data.printed(key))?);
    }
    Ok(pairs.join(","))
}

/// The text version 2 signs.
pub(super) fn text_v2(code: u32, data: &Object) -> Result<String, WebhookRefused> {
    let fields = signed_fields(code).ok_or(WebhookRefused::UnknownEvent)?;
    let mut pairs = Vec::with_capacity(fields.len());
    for [parent, field] in fields {
        let value = data
            .object(parent)
            .map_or_else(|| Printed::Text(String::new()), |parent| parent.printed(field));
        pairs.push(pair(&format!("{parent}.{field}"), value)?);
    }
    Ok(pairs.join(","))
}

fn pair(name: &str, value: Printed) -> Result<String, WebhookRefused> {
    match value {
        Printed::Text(value) => Ok(format!("{name}={value}")),
        Printed::Nested => Err(WebhookRefused::Malformed),
    }
}

/// In constant time for signatures of the right length.
pub(super) fn verify(secret: &SecretString, text: &str, signature: &str) -> Result<(), WebhookRefused> {
    let given = BASE64_STANDARD
        .decode(signature.trim())
        .map_err(|_| WebhookRefused::BadSignature)?;
    mac(secret, text)
        .verify_slice(&given)
        .map_err(|_| WebhookRefused::BadSignature)
}

fn mac(secret: &SecretString, text: &str) -> Hmac<Sha256> {
    let key = secret.expose_secret().as_bytes();
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    mac
}

/// Signs a text as the provider would: for fakes and tests.
#[cfg(feature = "fixtures")]
#[must_use]
pub fn sign(secret: &SecretString, text: &str) -> String {
    BASE64_STANDARD.encode(mac(secret, text).finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> SecretString {
        "gbx-demo-secret-0001".into()
    }

    /// The worked examples of the reference (section 6.4, D to G): text and signature.
    #[test]
    fn the_texts_of_the_worked_examples_have_their_signatures() {
        for (text, signature) in [
            (
                "Invoice.Id=7000123,Invoice.Status=PAID,Transaction.Status=SUCCESS,Transaction.PaymentId=07077000123330077775,Invoice.ExternalIdentifier=GBX-1001-A1",
                "DW2v8l1qkoMFpL49a0/lnKFjsB/IXgVInT0tyyc2CkU=",
            ),
            (
                "Invoice.Id=7000123,Invoice.Status=PENDING,Transaction.Status=FAILED,Transaction.PaymentId=07077000123330077675,Invoice.ExternalIdentifier=",
                "msWOO3egoCM6paQ1OjOe5Ks5g6thhIgYf/LGADNei70=",
            ),
            (
                "Refund.Id=4001,Refund.Status=REFUNDED,Amount.ValueInBaseCurrency=12.5,ReferencedInvoice.Id=7000123",
                "iwL1EDLFnID1sBt1Yo0sHK/T0SJsANZb58NC704JDTw=",
            ),
            (
                "Deposit.Reference=2026000009,Deposit.ValueInBaseCurrency=15968.333,Deposit.NumberOfTransactions=511",
                "toACWYTXHtdZ3mbt8bNvAyXrOsPvgQWFj3AERHCXp74=",
            ),
        ] {
            assert_eq!(verify(&secret(), text, signature), Ok(()), "{text}");
            assert_eq!(
                verify(&secret(), &format!("{text} "), signature),
                Err(WebhookRefused::BadSignature)
            );
            assert_eq!(
                verify(&"another".into(), text, signature),
                Err(WebhookRefused::BadSignature)
            );
        }
    }

    #[test]
    fn numbers_are_signed_as_they_are_written() {
        let data = Object::parse(r#"{"B":1.50,"a":"x,y","C":null,"d":100000000000000000000}"#).unwrap();
        assert_eq!(
            text_v1(1, &data).unwrap(),
            "a=x,y,B=1.50,C=,d=100000000000000000000"
        );
    }

    #[test]
    fn what_the_signature_cannot_print_is_malformed() {
        let data = Object::parse(r#"{"A":{"B":1}}"#).unwrap();
        assert_eq!(text_v1(1, &data), Err(WebhookRefused::Malformed));
        let data = Object::parse(r#"{"Supplier":{"Code":[1]}}"#).unwrap();
        assert_eq!(text_v2(4, &data), Err(WebhookRefused::Malformed));
    }
}
