use db::Conn;
use i18n::Localized;
use kernel::{Ctx, Currency, Money};
use sea_orm::DbErr;

use super::card::read_cards;
use super::list_categories;
use crate::Market;
use crate::sql::{Amount, PRICED, PRODUCTS, SHOWN, join_price_and_stock};
use crate::view::{Home, Rail, RailKey};

/// The start page: categories, and a dozen products each of what staff feature, what came last and what is affordable now.
pub async fn home(conn: &impl Conn, ctx: &Ctx, market: Market) -> Result<Home, DbErr> {
    let categories = list_categories(conn, market).await?;
    let budget = budget(market.currency);
    let cards = read_cards(conn, market, &picked(), vec![budget.minor.into()]).await?;
    let mut rails = [RailKey::Featured, RailKey::NewArrivals, RailKey::UnderBudget].map(|key| Rail {
        key,
        title: title(key, budget),
        items: Vec::new(),
    });
    for row in cards {
        let rail = usize::try_from(row.rail)
            .ok()
            .and_then(|rail| rails.get_mut(rail));
        let rail = rail.ok_or_else(|| DbErr::Type("unknown rail".to_owned()))?;
        rail.items.push(row.into_card(market, ctx.now()));
    }
    let rails = rails.into_iter().filter(|rail| !rail.items.is_empty()).collect();
    Ok(Home { categories, rails })
}

fn picked() -> String {
    let featured = "p.sort_order, p.id";
    let newest = "p.created_at DESC, p.id DESC";
    let offers = join_price_and_stock(Amount::Few);
    let favourites = "p.is_featured DESC, p.sort_order, p.id";
    format!(
        "(SELECT 0, row_number() OVER (ORDER BY {featured}), p.id FROM {PRODUCTS}
           WHERE {SHOWN} AND p.is_featured AND {PRICED} ORDER BY {featured} LIMIT 12)
         UNION ALL
         (SELECT 1, row_number() OVER (ORDER BY {newest}), p.id FROM {PRODUCTS}
           WHERE {SHOWN} AND {PRICED} ORDER BY {newest} LIMIT 12)
         UNION ALL
         (SELECT 2, row_number() OVER (ORDER BY {favourites}), p.id FROM {PRODUCTS} {offers}
           WHERE {SHOWN} AND NOT p.is_coming_soon AND o.available > 0 AND o.price_min <= $2
           ORDER BY {favourites} LIMIT 12)"
    )
}

/// A round sum for a small gift: 20 000 minor units are 200 dirhams or riyals, and 20 dinars or Omani rials, which are worth
/// about as much.
const fn budget(currency: Currency) -> Money {
    Money::new(20_000, currency)
}

fn title(key: RailKey, budget: Money) -> Localized {
    match key {
        RailKey::Featured => Localized::new("Featured", "مختارات مميزة"),
        RailKey::NewArrivals => Localized::new("New arrivals", "وصل حديثًا"),
        RailKey::UnderBudget => {
            let whole = budget.minor / 10_i64.pow(budget.currency.exponent());
            let unit = match budget.currency {
                Currency::Aed => "درهم",
                Currency::Bhd | Currency::Kwd => "دينارًا",
                Currency::Omr | Currency::Qar | Currency::Sar => "ريال",
            };
            Localized::new(
                format!("Under {} {whole}", budget.currency),
                format!("أقل من {whole} {unit}"),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_rail_names_a_whole_amount_in_every_currency() {
        for currency in Currency::ALL {
            let budget = budget(currency);
            assert_eq!(budget.minor % 10_i64.pow(currency.exponent()), 0, "{currency}");
        }
        let title = title(RailKey::UnderBudget, budget(Currency::Kwd));
        assert_eq!(title, Localized::new("Under KWD 20", "أقل من 20 دينارًا"));
    }
}
