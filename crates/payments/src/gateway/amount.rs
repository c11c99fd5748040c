//! Decimal text ↔ minor units, exactly. An amount that isn't a whole number of minor units is refused, never rounded.

use kernel::{Currency, Money};

/// The text isn't an exact, non-negative amount of that currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAmount {
    #[error("not a decimal number")]
    NotDecimal,
    #[error("finer than a minor unit of the currency")]
    TooFine,
    #[error("too large")]
    TooLarge,
}

/// Reads `12.5`, `12.500` or `12`, as version 3 and webhooks write amounts. Padding with zeros beyond the currency's digits is
/// fine (`12.500` AED); signs, exponents, spaces and commas aren't.
pub fn parse_plain(text: &str, currency: Currency) -> Result<Money, InvalidAmount> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
        Some(_) => return Err(InvalidAmount::NotDecimal),
        None => (text, ""),
    };
    if !is_digits(whole) {
        return Err(InvalidAmount::NotDecimal);
    }
    let digits = currency.exponent() as usize;
    let (kept, beyond) = fraction.split_at(fraction.len().min(digits));
    if beyond.bytes().any(|digit| digit != b'0') {
        return Err(InvalidAmount::TooFine);
    }
    let minor = format!("{whole}{kept:0<digits$}");
    let minor = minor.parse().map_err(|_| InvalidAmount::TooLarge)?;
    Ok(Money::new(minor, currency))
}

/// As [`parse_plain`], with the thousands commas of version 2: `12,345.000`. A comma anywhere else is refused.
pub fn parse_grouped(text: &str, currency: Currency) -> Result<Money, InvalidAmount> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    if !whole.contains(',') {
        return parse_plain(text, currency);
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    if !(1..=3).contains(&first.len()) || groups.any(|group| group.len() != 3) {
        return Err(InvalidAmount::NotDecimal);
    }
    let (head, tail) = text.split_at(whole.len());
    parse_plain(&format!("{}{tail}", head.replace(',', "")), currency)
}

/// Reads `12,345.000 KD`: an amount, a space and the provider's symbol or the ISO code of its currency. `None` when either
/// can't be read, also for currencies the shop doesn't sell in.
pub(super) fn parse_display(text: &str) -> Option<Money> {
    let (amount, symbol) = text.trim().split_once(' ')?;
    parse_grouped(amount, currency_by_symbol(symbol)?).ok()
}

/// The provider's own short names of currencies beside the ISO codes.
pub(super) fn currency_by_symbol(symbol: &str) -> Option<Currency> {
    match symbol {
        "KD" => Some(Currency::Kwd),
        "SR" => Some(Currency::Sar),
        "BD" => Some(Currency::Bhd),
        "OR" => Some(Currency::Omr),
        "QR" => Some(Currency::Qar),
        iso => iso.parse().ok(),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kwd(minor: i64) -> Money {
        Money::new(minor, Currency::Kwd)
    }

    #[test]
    fn padding_doesnt_change_an_amount_and_precision_is_never_lost() {
        for text in ["12.5", "12.50", "12.500", "12.5000"] {
            assert_eq!(parse_plain(text, Currency::Kwd), Ok(kwd(12_500)), "{text}");
            assert_eq!(parse_plain(text, Currency::Aed).unwrap().minor, 1_250, "{text}");
        }
        assert_eq!(parse_plain("12.345", Currency::Aed), Err(InvalidAmount::TooFine));
        assert_eq!(parse_plain("0.0001", Currency::Kwd), Err(InvalidAmount::TooFine));
        assert_eq!(
            parse_plain("99999999999999999999", Currency::Kwd),
            Err(InvalidAmount::TooLarge)
        );
    }

    #[test]
    fn what_isnt_a_plain_decimal_is_refused() {
        for bad in [
            "", ".", ".5", "5.", "-1", "+1", "1e3", "1 000", "1,000", "١٢", "12.5 KD", "NaN", "0x1",
        ] {
            assert_eq!(
                parse_plain(bad, Currency::Kwd),
                Err(InvalidAmount::NotDecimal),
                "{bad}"
            );
        }
    }

    #[test]
    fn commas_group_thousands_and_nothing_else() {
        assert_eq!(parse_grouped("12,345.000", Currency::Kwd), Ok(kwd(12_345_000)));
        assert_eq!(parse_grouped("1,234,567", Currency::Kwd), Ok(kwd(1_234_567_000)));
        assert_eq!(parse_grouped("12.500", Currency::Kwd), Ok(kwd(12_500)));
        for bad in [
            "1,23", "1234,567", ",123", "1,,234", "12,34.5", "1.2,345", "1,2345",
        ] {
            assert!(parse_grouped(bad, Currency::Kwd).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_display_value_names_its_currency_by_symbol_or_by_code() {
        for text in ["12,345.000 KD", "12,345.000 KWD", "12345.000 KD"] {
            assert_eq!(parse_display(text), Some(kwd(12_345_000)), "{text}");
        }
        assert_eq!(parse_display("50.00 SR"), Some(Money::new(5_000, Currency::Sar)));
        assert_eq!(
            parse_display("50.000 AED"),
            Some(Money::new(5_000, Currency::Aed))
        );
        for bad in ["12.500", "12.500 JD", "12.500 kd", "KD 12.500", "", "12.500  KD"] {
            assert_eq!(parse_display(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_amount_survives_the_trip_to_text_and_back(minor in 0_i64..=i64::MAX, pick in 0_usize..6) {
            let money = Money::new(minor, Currency::ALL[pick]);
            let text = money.to_decimal_string();
            prop_assert_eq!(parse_plain(&text, money.currency), Ok(money));
            prop_assert_eq!(parse_plain(&format!("{text}0"), money.currency), Ok(money));
            let short = text.trim_end_matches('0').trim_end_matches('.');
            if !short.is_empty() && text.contains('.') {
                prop_assert_eq!(parse_plain(short, money.currency), Ok(money));
            }
        }

        #[test]
        fn commas_change_nothing(minor in 0_i64..=i64::MAX, pick in 0_usize..6) {
            let money = Money::new(minor, Currency::ALL[pick]);
            let text = money.to_decimal_string();
            let (whole, fraction) = text.split_once('.').unwrap();
            let mut grouped = String::new();
            for (index, digit) in whole.chars().enumerate() {
                if index > 0 && (whole.len() - index) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            prop_assert_eq!(parse_grouped(&format!("{grouped}.{fraction}"), money.currency), Ok(money));
        }

        #[test]
        fn no_text_makes_it_panic_and_what_is_read_means_the_same_number(text in "[0-9.,]{0,24}") {
            if let Ok(money) = parse_grouped(&text, Currency::Aed) {
                let plain = text.replace(',', "");
                prop_assert_eq!(parse_plain(&plain, Currency::Aed), Ok(money));
            }
        }
    }
}
