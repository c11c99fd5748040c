use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The six GCC currencies. Exponents are those of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    Aed,
    Bhd,
    Kwd,
    Omr,
    Qar,
    Sar,
}

/// The text isn't the code of a GCC currency.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown currency {0:?}")]
pub struct UnknownCurrency(pub String);

impl Currency {
    pub const ALL: [Self; 6] = [Self::Aed, Self::Bhd, Self::Kwd, Self::Omr, Self::Qar, Self::Sar];

    /// The ISO 4217 alphabetic code, upper case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Aed => "AED",
            Self::Bhd => "BHD",
            Self::Kwd => "KWD",
            Self::Omr => "OMR",
            Self::Qar => "QAR",
            Self::Sar => "SAR",
        }
    }

    /// How many decimal digits a minor unit stands behind: 3 for dinars and rials of Oman, else 2.
    #[must_use]
    pub const fn exponent(self) -> u32 {
        match self {
            Self::Bhd | Self::Kwd | Self::Omr => 3,
            Self::Aed | Self::Qar | Self::Sar => 2,
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|currency| currency.code() == text)
            .ok_or_else(|| UnknownCurrency(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_and_lower_case_is_refused() {
        for currency in Currency::ALL {
            assert_eq!(currency.code().parse(), Ok(currency));
            assert_eq!(serde_json::to_value(currency).unwrap(), currency.code());
        }
        assert_eq!("aed".parse::<Currency>(), Err(UnknownCurrency("aed".into())));
    }
}
