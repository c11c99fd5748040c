//! The files of the demo folder as they are written. Amounts are decimal texts in the region's currency.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use i18n::{Locale, Localized};
use kernel::{Currency, Money};
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub(super) struct Demo {
    pub regions: Vec<Region>,
    pub categories: Vec<Category>,
    /// Products with the code of their category, in the order of the shop.
    pub products: Vec<(String, Product)>,
    pub promos: Vec<Promo>,
    pub people: People,
}

impl Demo {
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let categories: Vec<Category> = read(&folder.join("categories.json"))?;
        let mut products = Vec::new();
        for category in &categories {
            let file = folder.join("products").join(format!("{}.json", category.code));
            let listed: Vec<Product> = read(&file)?;
            products.extend(listed.into_iter().map(|product| (category.code.clone(), product)));
        }
        let demo = Self {
            regions: read(&folder.join("regions.json"))?,
            categories,
            products,
            promos: read(&folder.join("promos.json"))?,
            people: read(&folder.join("people.json"))?,
        };
        demo.check()?;
        Ok(demo)
    }

    pub(super) fn region(&self, slug: &str) -> anyhow::Result<&Region> {
        self.regions
            .iter()
            .find(|region| region.slug == slug)
            .with_context(|| format!("unknown region {slug:?}"))
    }

    /// What the schema can't know: that each variant has one value per option, and prices and stock in the same regions.
    fn check(&self) -> anyhow::Result<()> {
        for (_, product) in &self.products {
            ensure!(!product.variants.is_empty(), "{} has no variant", product.code);
            for variant in &product.variants {
                let fits = variant.values.len() == product.options.len()
                    && variant
                        .values
                        .iter()
                        .zip(&product.options)
                        .all(|(value, option)| *value < option.values.len());
                ensure!(fits, "{}: one value per option", variant.sku);
                ensure!(
                    variant.prices.keys().eq(variant.stock.keys()),
                    "{}: prices and stock in other regions",
                    variant.sku
                );
                for (slug, price) in &variant.prices {
                    let currency = self.region(slug).with_context(|| variant.sku.clone())?.currency;
                    let now = minor(&price.price, currency)?;
                    let before = price.was.as_ref().map(|was| minor(was, currency)).transpose()?;
                    ensure!(
                        before.is_none_or(|before| before > now),
                        "{}: not a reduction in {slug}",
                        variant.sku
                    );
                }
            }
        }
        Ok(())
    }
}

fn read<T: DeserializeOwned>(file: &Path) -> anyhow::Result<T> {
    let text = std::fs::read(file).with_context(|| format!("can't read {}", file.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{} isn't as it should be", file.display()))
}

/// `"24.500"` in dinars is 24 500: the text must have exactly the currency's digits.
pub(super) fn minor(text: &str, currency: Currency) -> anyhow::Result<i64> {
    let digits = usize::try_from(currency.exponent())?;
    let Some((whole, fraction)) = text.split_once('.') else {
        bail!("{text:?} has no decimals")
    };
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    ensure!(
        plain(whole) && plain(fraction) && fraction.len() == digits,
        "{text:?} isn't an amount in {currency}"
    );
    format!("{whole}{fraction}")
        .parse()
        .with_context(|| format!("{text:?} is out of range"))
}

/// As [`minor`], if there is an amount.
pub(super) fn some_minor(text: Option<&String>, currency: Currency) -> anyhow::Result<Option<i64>> {
    text.map(|text| minor(text, currency)).transpose()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Region {
    pub slug: String,
    pub country: String,
    pub name: Localized,
    pub currency: Currency,
    pub time_zone: String,
    pub default: bool,
    pub vat_rate_bp: i32,
    pub shipping_fee: String,
    pub free_shipping_from: Option<String>,
    pub min_order: Option<String>,
    pub max_order: Option<String>,
    pub lead_days: i32,
    pub delivery_weekdays: Vec<i32>,
    pub booking_window_days: i32,
    /// `HH:MM`
    pub same_day_cutoff: Option<String>,
    pub custom_name_fee: String,
    pub warehouse: Warehouse,
    pub zones: Vec<Zone>,
    pub blackouts: Vec<Blackout>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Warehouse {
    pub code: String,
    pub name: Localized,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Zone {
    pub code: String,
    pub name: Localized,
    pub shipping_fee: Option<String>,
    pub free_shipping_from: Option<String>,
    pub min_order: Option<String>,
    pub lead_days: Option<i32>,
    pub cod: Option<bool>,
}

/// Either the next time of a day of the year, or so many days from the day the shop is made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Blackout {
    pub month: Option<u32>,
    pub day: Option<u32>,
    pub in_days: Option<u64>,
    pub reason: Localized,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Category {
    pub code: String,
    pub slug: Localized,
    pub name: Localized,
    pub description: Localized,
    pub picture: Picture,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Picture {
    pub file: String,
    pub alt: Localized,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Product {
    pub code: String,
    pub slug: Localized,
    pub title: Localized,
    pub subtitle: Localized,
    pub description: Localized,
    pub lead_days: i32,
    pub featured: bool,
    pub coming_soon: bool,
    pub new: bool,
    pub custom_name: bool,
    pub pictures: Vec<Picture>,
    pub options: Vec<ProductOption>,
    pub variants: Vec<Variant>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProductOption {
    pub name: Localized,
    pub kind: OptionKind,
    pub values: Vec<OptionValue>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum OptionKind {
    Choice,
    Colour,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionValue {
    pub name: Localized,
    pub colour: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Variant {
    pub sku: String,
    /// For each option, the position of its value.
    pub values: Vec<usize>,
    /// By region.
    pub prices: BTreeMap<String, Price>,
    /// Units left today, by region.
    pub stock: BTreeMap<String, u16>,
    pub picture: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Price {
    pub price: String,
    pub was: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Promo {
    pub code: String,
    pub name: Localized,
    pub percent_bp: Option<i32>,
    pub usage_limit: Option<i32>,
    pub per_customer_limit: Option<i32>,
    pub starts_in_days: Option<i64>,
    pub ends_in_days: Option<i64>,
    #[serde(default)]
    pub regions: Vec<String>,
    pub amounts: BTreeMap<Currency, Amounts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amounts {
    pub amount: Option<String>,
    pub min_subtotal: Option<String>,
    pub max_discount: Option<String>,
}

impl Amounts {
    pub(super) fn money(text: Option<&String>, currency: Currency) -> anyhow::Result<Option<Money>> {
        Ok(some_minor(text, currency)?.map(|minor| Money::new(minor, currency)))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub accounts: Vec<Account>,
    pub names: ByLocale,
    pub mobile_prefixes: BTreeMap<String, Vec<String>>,
    pub addresses: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    pub messages: ByLocale,
    pub custom_names: ByLocale,
    pub notes: ByLocale,
    pub cancel_reasons: ByLocale,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    pub email: String,
    pub password: String,
    pub name: String,
    pub phone: String,
    pub role: String,
    pub locale: String,
    /// Of managers.
    pub job: Option<Job>,
}

/// What somebody does in the shop.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Job {
    pub title: String,
    /// A code of `rbac::Preset`.
    pub preset: String,
    /// Slugs; all regions unless told.
    pub regions: Option<Vec<String>>,
}

/// Texts people write, in the language they write in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ByLocale {
    en: Vec<String>,
    ar: Vec<String>,
}

impl ByLocale {
    pub(super) fn of(&self, locale: Locale) -> &[String] {
        match locale {
            Locale::En => &self.en,
            Locale::Ar => &self.ar,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_the_digits_of_their_currency() {
        assert_eq!(minor("24.500", Currency::Kwd).unwrap(), 24_500);
        assert_eq!(minor("0.05", Currency::Aed).unwrap(), 5);
        for bad in ["24", "24.5", "24.500", "-1.00", "1.0x", ".50", "1,000.00"] {
            assert!(minor(bad, Currency::Aed).is_err(), "{bad}");
        }
    }
}
