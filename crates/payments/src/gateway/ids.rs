use std::fmt;

use serde::Serialize;

/// Longer than any id seen, short enough for a column and a log line.
const MAX: usize = 64;

/// The text can't be an id of the provider: empty, too long, or with characters no id has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the payment provider")]
pub struct InvalidId;

fn is_id(text: &str) -> bool {
    (1..=MAX).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

macro_rules! text_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// 1 to 64 ASCII letters, digits, `-` and `_`, so that it is safe in a path and in a log.
            pub fn parse(text: &str) -> Result<Self, InvalidId> {
                if is_id(text) { Ok(Self(text.to_owned())) } else { Err(InvalidId) }
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

text_ids! {
    /// The provider's number of an invoice. A number in some answers and text in others: always text here.
    InvoiceId,
    /// The provider's number of one try to pay an invoice. Has leading zeros and more digits than an integer holds.
    PaymentId,
    /// The provider's number of a refund.
    RefundId,
    /// Our own name of one attempt or refund, unique for ever. It is also the idempotency key of the call that makes it, so a
    /// new amount, currency or method needs a new one.
    Reference,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_text_that_is_safe_in_a_path() {
        assert_eq!(
            PaymentId::parse("07077000123330077775").unwrap().as_str(),
            "07077000123330077775"
        );
        for bad in ["", "a/b", "..", "1 2", "x?y", "é", &"9".repeat(65)] {
            assert_eq!(InvoiceId::parse(bad), Err(InvalidId), "{bad}");
        }
    }
}
