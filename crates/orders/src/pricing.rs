//! What an order costs. Pure: the same items and terms always give the same totals, to the minor unit.
//!
//! Discount first, tax after it: the discount is split over the lines by largest remainder, tax is computed per line on what
//! is left and rounded there, and sums are sums of rounded lines. So lines always add up to the totals shown.

use kernel::{Currency, Money, MoneyError, Rate};

/// A priced line: `unit_price` and `custom_name_fee` per unit.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    pub unit_price: Money,
    pub custom_name_fee: Money,
    pub quantity: i64,
}

/// What applies to the whole order.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    pub currency: Currency,
    /// Taken off the goods; more than the goods are worth counts as all of it.
    pub discount: Money,
    pub shipping: Money,
    pub vat_rate: Rate,
    pub prices_include_vat: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineTotals {
    pub subtotal: Money,
    pub discount: Money,
    pub vat: Money,
}

/// `total = subtotal − discount + shipping`, plus `vat` where prices exclude it. Never negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    pub lines: Vec<LineTotals>,
    pub subtotal: Money,
    pub discount: Money,
    pub shipping: Money,
    pub vat: Money,
    pub vat_rate: Rate,
    pub prices_include_vat: bool,
    pub total: Money,
}

impl Item {
    pub fn subtotal(&self) -> Result<Money, MoneyError> {
        self.unit_price.plus(self.custom_name_fee)?.times(self.quantity)
    }
}

/// The worth of the goods before any discount.
pub fn subtotal(currency: Currency, items: &[Item]) -> Result<Money, MoneyError> {
    items
        .iter()
        .try_fold(Money::zero(currency), |sum, item| sum.plus(item.subtotal()?))
}

pub fn price(items: &[Item], terms: &Terms) -> Result<Totals, MoneyError> {
    let currency = terms.currency;
    let subtotal = subtotal(currency, items)?;
    let discount = terms.discount.min(subtotal)?;
    let weights = items
        .iter()
        .map(|item| Ok(item.subtotal()?.minor.unsigned_abs()))
        .collect::<Result<Vec<_>, _>>()?;
    let lines = items
        .iter()
        .zip(discount.split(&weights)?)
        .map(|(item, discount)| {
            let subtotal = item.subtotal()?;
            Ok(LineTotals {
                subtotal,
                discount,
                vat: terms.vat(subtotal.minus(discount)?),
            })
        })
        .collect::<Result<Vec<_>, MoneyError>>()?;
    let goods_vat = Money::sum(currency, lines.iter().map(|line| line.vat))?;
    let vat = goods_vat.plus(terms.vat(terms.shipping))?;
    let net = subtotal.minus(discount)?.plus(terms.shipping)?;
    let total = if terms.prices_include_vat {
        net
    } else {
        net.plus(vat)?
    };
    Ok(Totals {
        lines,
        subtotal,
        discount,
        shipping: terms.shipping,
        vat,
        vat_rate: terms.vat_rate,
        prices_include_vat: terms.prices_include_vat,
        total,
    })
}

impl Terms {
    fn vat(&self, net: Money) -> Money {
        if self.prices_include_vat {
            net.included_tax(self.vat_rate)
        } else {
            net.portion(self.vat_rate)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(minor: i64) -> Money {
        Money::new(minor, Currency::Aed)
    }

    fn item(unit: i64, fee: i64, quantity: i64) -> Item {
        Item {
            unit_price: money(unit),
            custom_name_fee: money(fee),
            quantity,
        }
    }

    fn terms(discount: i64, shipping: i64, bp: i32, prices_include_vat: bool) -> Terms {
        let vat_rate = Rate::from_bp(bp).unwrap();
        Terms {
            currency: Currency::Aed,
            discount: money(discount),
            shipping: money(shipping),
            vat_rate,
            prices_include_vat,
        }
    }

    #[test]
    fn inclusive_tax_is_shown_but_not_added() {
        let totals = price(&[item(10_000, 500, 2)], &terms(1_000, 2_000, 500, true)).unwrap();
        assert_eq!(totals.subtotal, money(21_000));
        assert_eq!(totals.total, money(22_000));
        assert_eq!(totals.vat, money(952 + 95));
    }

    #[test]
    fn exclusive_tax_is_added_on_the_discounted_goods_and_on_shipping() {
        let totals = price(&[item(10_000, 0, 1)], &terms(1_000, 1_000, 1_500, false)).unwrap();
        assert_eq!(totals.vat, money(1_350 + 150));
        assert_eq!(totals.total, money(9_000 + 1_000 + 1_500));
    }

    #[test]
    fn an_empty_cart_and_free_goods_cost_the_shipping() {
        assert_eq!(price(&[], &terms(500, 0, 500, true)).unwrap().total, money(0));
        let free = price(&[item(0, 0, 3)], &terms(500, 1_500, 500, true)).unwrap();
        assert_eq!((free.discount, free.total), (money(0), money(1_500)));
    }

    #[test]
    fn amounts_beyond_the_range_are_an_error_not_a_wrong_total() {
        assert_eq!(
            price(&[item(i64::MAX, 0, 2)], &terms(0, 0, 0, true)),
            Err(MoneyError::Overflow)
        );
    }

    prop_compose! {
        fn any_item()(unit in 0_i64..5_000_000, fee in 0_i64..10_000, quantity in 1_i64..99) -> (i64, i64, i64) {
            (unit, fee, quantity)
        }
    }

    proptest! {
        #[test]
        fn lines_always_sum_to_the_totals(
            lines in prop::collection::vec(any_item(), 0..20),
            currency in prop::sample::select(Currency::ALL.to_vec()),
            discount in 0_i64..20_000_000, shipping in 0_i64..100_000, bp in 0_i32..=10_000, inclusive: bool,
        ) {
            let items: Vec<Item> = lines.iter().map(|(unit, fee, quantity)| Item {
                unit_price: Money::new(*unit, currency),
                custom_name_fee: Money::new(*fee, currency),
                quantity: *quantity,
            }).collect();
            let terms = Terms {
                currency,
                discount: Money::new(discount, currency),
                shipping: Money::new(shipping, currency),
                vat_rate: Rate::from_bp(bp).unwrap(),
                prices_include_vat: inclusive,
            };
            let totals = price(&items, &terms).unwrap();
            let sum = |part: fn(&LineTotals) -> Money| totals.lines.iter().map(|line| part(line).minor).sum::<i64>();
            prop_assert_eq!(sum(|line| line.subtotal), totals.subtotal.minor);
            prop_assert_eq!(sum(|line| line.discount), totals.discount.minor);
            prop_assert!(totals.lines.iter().all(|line| line.discount.minor >= 0 && line.discount.minor <= line.subtotal.minor));
            prop_assert!(totals.discount.minor <= totals.subtotal.minor);
            let vat_on_top = if inclusive { 0 } else { totals.vat.minor };
            prop_assert_eq!(totals.total.minor, totals.subtotal.minor - totals.discount.minor + shipping + vat_on_top);
            prop_assert!(totals.total.minor >= 0);
        }
    }
}
