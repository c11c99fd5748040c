//! Which orders the demo shop has had: drawn up before anything is sold, so that the goods for them can be received first.
//! Pure and repeatable; only what follows from the calendar is left to the making.

use std::collections::BTreeMap;

use anyhow::Context as _;
use i18n::Locale;

use super::data::{Account, Demo, Product, Region, Variant, minor, some_minor};
use super::dice::Dice;

const ORDERS: usize = 236;
const DAYS: usize = 90;
const DAY: usize = 24 * 60;
/// New products have been on sale for less than this.
const NEW_SINCE: usize = 10 * DAY;

pub(super) struct PlannedOrder {
    /// Position in the history; guests' e-mail addresses carry it.
    pub number: usize,
    pub region: String,
    pub locale: Locale,
    /// Minutes before the shop is made.
    pub age: usize,
    pub customer: Customer,
    pub zone: String,
    pub address: BTreeMap<String, String>,
    /// Somebody else receives the gift.
    pub recipient: Option<(String, String)>,
    pub note: String,
    pub lines: Vec<PlannedLine>,
    pub promo: Option<&'static str>,
    /// Which of the possible delivery days is taken.
    pub day: usize,
    /// 0 to 99: how the order ends, once its day has come.
    pub fate: usize,
    pub cancel_reason: String,
}

pub(super) struct Customer {
    pub name: String,
    pub phone: String,
    pub email: String,
    pub has_account: bool,
}

pub(super) struct PlannedLine {
    pub sku: String,
    pub quantity: u16,
    pub gift_message: String,
    pub custom_name: String,
}

/// The address of the guest who made this order.
pub(super) fn guest_email(number: usize) -> String {
    format!("guest-{number:03}@amoonis.example")
}

/// All orders, oldest first. The last one is a guest's.
pub(super) fn orders(data: &Demo) -> anyhow::Result<Vec<PlannedOrder>> {
    let mut dice = Dice::new(0x0a30_0215);
    let mut ages: Vec<usize> = (0..ORDERS).map(|_| age(&mut dice)).collect();
    ages.sort_unstable_by(|a, b| b.cmp(a));
    let mut plan = Vec::with_capacity(ORDERS);
    for (number, age) in ages.into_iter().enumerate() {
        let planner = Planner { data, number, age };
        plan.push(planner.order(&mut dice)?);
    }
    Ok(plan)
}

/// Business grows: for half of the orders the smaller of two throws is taken. And there is always something to do today.
fn age(dice: &mut Dice) -> usize {
    let (one, other) = (dice.throw(DAYS * DAY), dice.throw(DAYS * DAY));
    let days = if dice.chance(12) {
        one % (2 * DAY)
    } else if dice.chance(50) {
        one.min(other)
    } else {
        one
    };
    20 + days
}

struct Planner<'a> {
    data: &'a Demo,
    number: usize,
    age: usize,
}

impl Planner<'_> {
    fn order(&self, dice: &mut Dice) -> anyhow::Result<PlannedOrder> {
        let slug = dice
            .weighted(&[("ae", 60), ("sa", 25), ("kw", 15)])
            .copied()
            .context("no region")?;
        let region = self.data.region(slug)?;
        let arabic = if slug == "ae" { 45 } else { 78 };
        let locale = if dice.chance(arabic) {
            Locale::Ar
        } else {
            Locale::En
        };
        let people = &self.data.people;
        let customer = self.customer(dice, region, locale)?;
        let recipient = dice
            .chance(55)
            .then(|| (text(dice, people.names.of(locale)), self.phone(dice, region)));
        let note = text(dice, people.notes.of(locale));
        let cancel_reason = text(dice, people.cancel_reasons.of(locale));
        let address = people
            .addresses
            .get(&region.country)
            .and_then(|all| dice.pick(all))
            .context("no address")?;
        let mut lines = self.lines(dice, region, locale)?;
        let zone = self.zone(dice, region, &mut lines)?;
        let address = address.clone();
        Ok(PlannedOrder {
            number: self.number,
            region: slug.to_owned(),
            locale,
            age: self.age,
            promo: self.promo(dice, slug, customer.has_account),
            customer,
            zone,
            address,
            recipient,
            note,
            lines,
            day: dice.throw(4),
            fate: dice.throw(100),
            cancel_reason,
        })
    }

    fn customer(&self, dice: &mut Dice, region: &Region, locale: Locale) -> anyhow::Result<Customer> {
        let is_last = self.number + 1 == ORDERS;
        let prefix = match region.country.as_str() {
            "SA" => "+966",
            "KW" => "+965",
            _ => "+971",
        };
        let local = |person: &&Account| person.role == "customer" && person.phone.starts_with(prefix);
        let known = self.data.people.accounts.iter().find(local);
        if let Some(person) = known.filter(|_| dice.chance(14) && !is_last) {
            let Account {
                name, phone, email, ..
            } = person;
            return Ok(Customer {
                name: name.clone(),
                phone: phone.clone(),
                email: email.clone(),
                has_account: true,
            });
        }
        let name = text(dice, self.data.people.names.of(locale));
        Ok(Customer {
            name,
            phone: self.phone(dice, region),
            email: guest_email(self.number),
            has_account: false,
        })
    }

    /// A mobile number of the region; the order's position keeps guests apart.
    fn phone(&self, dice: &mut Dice, region: &Region) -> String {
        let prefixes = self
            .data
            .people
            .mobile_prefixes
            .get(&region.country)
            .map_or(&[][..], Vec::as_slice);
        let prefix = dice.pick(prefixes).map_or("", String::as_str);
        let unique = 100 + self.number % 900;
        // Kuwait's numbers have eight digits, the others nine.
        if region.country == "KW" {
            format!("{prefix}{unique:03}{:03}", dice.throw(1_000))
        } else {
            format!("{prefix}{unique:03}{:04}", dice.throw(10_000))
        }
    }

    fn lines(&self, dice: &mut Dice, region: &Region, locale: Locale) -> anyhow::Result<Vec<PlannedLine>> {
        let offers = self.offers(region);
        let count = *dice.weighted(&[(1, 62), (2, 30), (3, 8)]).context("no count")?;
        let mut lines: Vec<PlannedLine> = Vec::new();
        for _ in 0..count {
            let (product, variant) = dice.pick(&offers).copied().context("nothing to sell")?;
            if lines.iter().any(|line| line.sku == variant.sku) {
                continue;
            }
            let people = &self.data.people;
            let is_giveaway = price(region, variant)? < minor_of_giveaways(region);
            let quantity = if is_giveaway {
                6 + dice.throw(10)
            } else {
                *dice.weighted(&[(1, 88), (2, 12)]).unwrap_or(&1)
            };
            let gift_message = if dice.chance(60) {
                text(dice, people.messages.of(locale))
            } else {
                String::new()
            };
            let named = product.custom_name && dice.chance(25);
            lines.push(PlannedLine {
                sku: variant.sku.clone(),
                quantity: u16::try_from(quantity)?,
                gift_message,
                custom_name: if named {
                    text(dice, people.custom_names.of(locale))
                } else {
                    String::new()
                },
            });
        }
        Ok(lines)
    }

    /// Everything that was on sale in the region then; what is featured sells twice as often.
    fn offers(&self, region: &Region) -> Vec<(&Product, &Variant)> {
        let on_sale = |product: &Product| !product.coming_soon && (!product.new || self.age < NEW_SINCE);
        self.data
            .products
            .iter()
            .map(|(_, product)| product)
            .filter(|product| on_sale(product))
            .flat_map(|product| std::iter::repeat_n(product, 1 + usize::from(product.featured)))
            .flat_map(|product| product.variants.iter().map(move |variant| (product, variant)))
            .filter(|(_, variant)| variant.prices.contains_key(&region.slug))
            .collect()
    }

    /// Mostly the biggest cities. Where an order must be worth more, more is ordered.
    fn zone(&self, dice: &mut Dice, region: &Region, lines: &mut [PlannedLine]) -> anyhow::Result<String> {
        let zones: Vec<_> = region
            .zones
            .iter()
            .filter(|zone| zone.cod != Some(false))
            .collect();
        let near = zones.len().min(4);
        let zone = zones
            .get(if dice.chance(75) {
                dice.throw(near)
            } else {
                dice.throw(zones.len())
            })
            .context("no zone")?;
        let least = zone.min_order.as_ref().or(region.min_order.as_ref());
        let least = some_minor(least, region.currency)?.unwrap_or_default();
        let mut worth = 0;
        for line in lines.iter() {
            worth += self.price_of(region, &line.sku)? * i64::from(line.quantity);
        }
        if let Some(first) = lines.first_mut() {
            let each = self.price_of(region, &first.sku)?;
            while worth < least {
                first.quantity += 1;
                worth += each;
            }
        }
        Ok(zone.code.clone())
    }

    fn price_of(&self, region: &Region, sku: &str) -> anyhow::Result<i64> {
        let variants = self
            .data
            .products
            .iter()
            .flat_map(|(_, product)| &product.variants);
        price(
            region,
            variants
                .into_iter()
                .find(|variant| variant.sku == sku)
                .context("unknown SKU")?,
        )
    }

    fn promo(&self, dice: &mut Dice, region: &str, has_account: bool) -> Option<&'static str> {
        if !dice.chance(18) {
            return None;
        }
        match dice.throw(4) {
            0 if !has_account => Some("WELCOME10"),
            1 => Some("EID50"),
            2 if self.age > 46 * DAY => Some("SUMMER20"),
            3 if region == "kw" => Some("KUWAIT5"),
            _ => Some("FIRST200"),
        }
    }
}

fn price(region: &Region, variant: &Variant) -> anyhow::Result<i64> {
    let price = variant.prices.get(&region.slug).context("not sold there")?;
    minor(&price.price, region.currency)
}

/// What costs less than this many units of the currency is bought by the dozen.
fn minor_of_giveaways(region: &Region) -> i64 {
    let units = if region.currency.exponent() == 3 { 4 } else { 50 };
    units * 10_i64.pow(region.currency.exponent())
}

fn text(dice: &mut Dice, texts: &[String]) -> String {
    dice.pick(texts).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_is_the_same_every_time_and_goes_on_until_today() {
        let data = Demo::read(&crate::seed::default_folder()).unwrap();
        let (plan, again) = (orders(&data).unwrap(), orders(&data).unwrap());
        assert_eq!(plan.len(), ORDERS);
        assert!(
            plan.iter()
                .zip(&again)
                .all(|(a, b)| a.age == b.age && a.customer.email == b.customer.email)
        );
        assert!(plan.windows(2).all(|pair| pair[0].age >= pair[1].age));
        assert!(plan.first().unwrap().age > 80 * DAY && plan.last().unwrap().age < 2 * DAY);
        assert_eq!(plan.last().unwrap().customer.email, guest_email(ORDERS - 1));
        assert!(plan.iter().all(|order| !order.lines.is_empty()));
    }
}
