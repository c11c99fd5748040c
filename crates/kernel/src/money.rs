use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Currency;

/// An amount of money: integer minor units of one currency. Arithmetic is checked: it never wraps, never mixes
/// currencies and never touches floating point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

/// Why an amount can't be computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("can't combine {0} with {1}")]
    CurrencyMismatch(Currency, Currency),
    #[error("amount out of range")]
    Overflow,
    #[error("can't split by weights that sum to zero")]
    NoWeights,
}

/// A percentage in basis points (1/100 of a per cent): 500 is 5 %. Between 0 and 10 000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rate(u16);

impl Rate {
    pub const ZERO: Self = Self(0);

    /// `None` outside 0 to 10 000 basis points.
    #[must_use]
    pub const fn from_bp(bp: i32) -> Option<Self> {
        if bp >= 0 && bp <= 10_000 {
            Some(Self(bp as u16))
        } else {
            None
        }
    }

    #[must_use]
    pub const fn bp(self) -> i32 {
        self.0 as i32
    }
}

impl Money {
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    pub fn times(self, quantity: i64) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(quantity).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The smaller of two amounts of one currency.
    pub fn min(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Ok(if other.minor < self.minor { other } else { self })
    }

    /// Sums amounts of `currency`; an empty list is zero.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    /// `rate` of this amount, rounded half away from zero to a minor unit.
    #[must_use]
    pub fn portion(self, rate: Rate) -> Self {
        self.scaled(i128::from(rate.bp()), 10_000)
    }

    /// The tax that is already inside this tax-inclusive amount: `amount − amount / (1 + rate)`, rounded half away from zero.
    #[must_use]
    pub fn included_tax(self, rate: Rate) -> Self {
        self.scaled(i128::from(rate.bp()), 10_000 + i128::from(rate.bp()))
    }

    /// Splits the amount in proportion to `weights` by largest remainder: the parts always sum to the amount, each part
    /// differs from its exact share by less than one minor unit, and ties go to the earlier part.
    pub fn split(self, weights: &[u64]) -> Result<Vec<Self>, MoneyError> {
        let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        if total == 0 {
            return if self.is_zero() {
                Ok(vec![self; weights.len()])
            } else {
                Err(MoneyError::NoWeights)
            };
        }
        let amount = i128::from(self.minor);
        let shares: Vec<(i128, i128)> = weights
            .iter()
            .map(|weight| {
                let exact = amount * i128::from(*weight);
                (exact.div_euclid(total), exact.rem_euclid(total))
            })
            .collect();
        let left = amount - shares.iter().map(|(whole, _)| whole).sum::<i128>();
        let mut order: Vec<usize> = (0..shares.len()).collect();
        order.sort_by(|a, b| shares[*b].1.cmp(&shares[*a].1).then(a.cmp(b)));
        let mut parts: Vec<i128> = shares.iter().map(|(whole, _)| *whole).collect();
        for index in order
            .into_iter()
            .take(usize::try_from(left).map_err(|_| MoneyError::Overflow)?)
        {
            parts[index] += 1;
        }
        parts
            .into_iter()
            .map(|part| {
                i64::try_from(part)
                    .map(|minor| Self { minor, ..self })
                    .map_err(|_| MoneyError::Overflow)
            })
            .collect()
    }

    /// The amount as a plain decimal with the currency's digits: `-1.500`.
    #[must_use]
    pub fn to_decimal_string(self) -> String {
        let digits = self.currency.exponent();
        let unit = 10_u64.pow(digits);
        let magnitude = self.minor.unsigned_abs();
        let sign = if self.minor < 0 { "-" } else { "" };
        format!(
            "{sign}{}.{:0width$}",
            magnitude / unit,
            magnitude % unit,
            width = digits as usize
        )
    }

    fn combine(self, other: Self, op: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = op(self.minor, other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::CurrencyMismatch(self.currency, other.currency))
        }
    }

    /// `minor × numerator / denominator`, half away from zero. The quotient is never larger than `minor`, so it fits.
    fn scaled(self, numerator: i128, denominator: i128) -> Self {
        let exact = i128::from(self.minor) * numerator;
        let half = denominator / 2;
        let rounded = if exact >= 0 {
            (exact + half) / denominator
        } else {
            (exact - half) / denominator
        };
        Self {
            minor: rounded as i64,
            ..self
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.to_decimal_string(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn aed(minor: i64) -> Money {
        Money::new(minor, Currency::Aed)
    }

    fn rate(bp: i32) -> Rate {
        Rate::from_bp(bp).unwrap()
    }

    #[test]
    fn decimal_text_has_the_digits_of_the_currency() {
        assert_eq!(aed(12_345).to_decimal_string(), "123.45");
        assert_eq!(aed(-5).to_decimal_string(), "-0.05");
        assert_eq!(Money::new(24_500, Currency::Kwd).to_string(), "24.500 KWD");
    }

    #[test]
    fn arithmetic_refuses_mixed_currencies_and_overflow() {
        assert_eq!(
            aed(1).plus(Money::new(1, Currency::Sar)),
            Err(MoneyError::CurrencyMismatch(Currency::Aed, Currency::Sar))
        );
        assert_eq!(aed(i64::MAX).plus(aed(1)), Err(MoneyError::Overflow));
        assert_eq!(aed(i64::MAX).times(2), Err(MoneyError::Overflow));
    }

    #[test]
    fn tax_is_rounded_half_away_from_zero() {
        assert_eq!(aed(10_500).included_tax(rate(500)), aed(500));
        assert_eq!(aed(10).portion(rate(500)), aed(1));
        assert_eq!(aed(9).portion(rate(500)), aed(0));
        assert_eq!(aed(-10).portion(rate(500)), aed(-1));
    }

    #[test]
    fn a_split_gives_the_odd_units_to_the_largest_remainders() {
        assert_eq!(aed(100).split(&[1, 1, 1]).unwrap(), [aed(34), aed(33), aed(33)]);
        assert_eq!(aed(0).split(&[0, 0]).unwrap(), [aed(0), aed(0)]);
        assert_eq!(aed(1).split(&[0]), Err(MoneyError::NoWeights));
    }

    proptest! {
        #[test]
        fn split_parts_sum_to_the_amount(minor in -1_000_000_000_i64..1_000_000_000, weights in prop::collection::vec(0_u64..1_000_000, 1..12)) {
            prop_assume!(weights.iter().any(|weight| *weight > 0));
            let parts = aed(minor).split(&weights).unwrap();
            prop_assert_eq!(parts.iter().map(|part| part.minor).sum::<i64>(), minor);
            let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
            for (part, weight) in parts.iter().zip(&weights) {
                let off = i128::from(part.minor) * total - i128::from(minor) * i128::from(*weight);
                prop_assert!(off.abs() < total);
            }
        }

        #[test]
        fn included_tax_never_exceeds_the_amount(minor in 0_i64..i64::MAX / 2, bp in 0_i32..=10_000) {
            let tax = aed(minor).included_tax(rate(bp));
            prop_assert!(tax.minor >= 0 && tax.minor <= minor);
        }
    }
}
