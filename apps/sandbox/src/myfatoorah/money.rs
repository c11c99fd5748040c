//! Amounts as the gateway writes them. Integers of minor units inside, decimal text outside, nothing between.

use kernel::{Currency, Money};

/// `12.5`, `12.500` or `12`: exactly that many minor units, or nothing.
pub(super) fn exact(text: &str, currency: Currency) -> Option<Money> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let digits = currency.exponent() as usize;
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > digits {
        return None;
    }
    let minor = format!("{whole}{fraction:0<digits$}").parse().ok()?;
    Some(Money::new(minor, currency))
}

/// As version 3 and webhooks have it, without padding: `12.5`, `20`.
pub(super) fn plain(money: Money) -> String {
    let text = money.to_decimal_string();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// As version 2 has it, three digits whatever the currency, with commas: `12,345.000`.
pub(super) fn grouped(money: Money) -> String {
    let text = money.to_decimal_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{out}.{fraction:0<3}")
}

/// The gateway's own short names.
pub(super) const fn symbol(currency: Currency) -> &'static str {
    match currency {
        Currency::Aed => "AED",
        Currency::Bhd => "BD",
        Currency::Kwd => "KD",
        Currency::Omr => "OR",
        Currency::Qar => "QR",
        Currency::Sar => "SR",
    }
}

/// What one unit is worth, in millionths of a Kuwaiti dinar. Made up, near the truth, and never changing.
const fn worth(currency: Currency) -> i128 {
    match currency {
        Currency::Aed => 83_500,
        Currency::Bhd => 815_000,
        Currency::Kwd => 1_000_000,
        Currency::Omr => 798_000,
        Currency::Qar => 84_300,
        Currency::Sar => 81_800,
    }
}

/// The amount in another currency, rounded half up to a minor unit.
pub(super) fn convert(money: Money, to: Currency) -> Money {
    if money.currency == to {
        return money;
    }
    let unit = |currency: Currency| 10_i128.pow(currency.exponent());
    let above = i128::from(money.minor) * worth(money.currency) * unit(to);
    let below = worth(to) * unit(money.currency);
    let minor = i64::try_from((above + below / 2) / below).unwrap_or(i64::MAX);
    Money::new(minor, to)
}

/// Up to the next hundredth of a unit, as the gateway does with what it computes itself, dinars included.
pub(super) fn up_to_hundredths(money: Money) -> Money {
    let step = 10_i64.pow(money.currency.exponent().saturating_sub(2));
    let minor = (money.minor + step - 1).div_euclid(step) * step;
    Money::new(minor, money.currency)
}

/// How many units of `other` one unit of `base` is, with eight digits.
pub(super) fn rate(base: Currency, other: Currency) -> String {
    const DIGITS: i128 = 100_000_000;
    let scaled = (worth(base) * DIGITS + worth(other) / 2) / worth(other);
    format!("{}.{:08}", scaled / DIGITS, scaled % DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kwd(minor: i64) -> Money {
        Money::new(minor, Currency::Kwd)
    }

    #[test]
    fn text_in_is_exact_or_refused() {
        assert_eq!(exact("12.5", Currency::Kwd), Some(kwd(12_500)));
        assert_eq!(exact("12.5000", Currency::Kwd), Some(kwd(12_500)));
        assert_eq!(exact("20", Currency::Aed), Some(Money::new(2_000, Currency::Aed)));
        for bad in ["", ".5", "-1", "1e3", "1,000", "12.3456", "99999999999999999999"] {
            assert_eq!(exact(bad, Currency::Kwd), None, "{bad}");
        }
    }

    #[test]
    fn text_out_is_as_each_version_has_it() {
        assert_eq!(plain(kwd(12_500)), "12.5");
        assert_eq!(plain(kwd(20_000)), "20");
        assert_eq!(plain(kwd(101)), "0.101");
        assert_eq!(grouped(kwd(12_345_000)), "12,345.000");
        assert_eq!(grouped(kwd(999)), "0.999");
        assert_eq!(grouped(Money::new(123_456_789, Currency::Aed)), "1,234,567.890");
    }

    #[test]
    fn conversion_rounds_to_minor_units_and_back_again_near_where_it_was() {
        assert_eq!(
            convert(Money::new(10_000, Currency::Aed), Currency::Kwd),
            kwd(8_350)
        );
        assert_eq!(
            convert(kwd(8_350), Currency::Aed),
            Money::new(10_000, Currency::Aed)
        );
        assert_eq!(convert(kwd(1), Currency::Kwd), kwd(1));
        assert_eq!(up_to_hundredths(kwd(12_530_175)), kwd(12_530_180));
        assert_eq!(up_to_hundredths(Money::new(1_234, Currency::Aed)).minor, 1_234);
        assert_eq!(rate(Currency::Kwd, Currency::Kwd), "1.00000000");
        assert_eq!(rate(Currency::Kwd, Currency::Aed), "11.97604790");
    }
}
