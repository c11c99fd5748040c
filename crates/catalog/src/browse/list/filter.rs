use sea_orm::Value;
use uuid::Uuid;

use super::ListQuery;
use crate::sql::{Amount, SOLD};

/// Longer queries are cut: nobody types them, and each word costs an index scan.
const MAX_WORDS: usize = 8;
/// Shorter words are looked for as they are: nearly everything resembles them.
const FUZZY_FROM: usize = 5;

/// The conditions of a list, one per facet, over product `p` and its offer `o`; `true` where nothing is asked. `values` are the
/// parameters from 2 on.
pub(super) struct Filter {
    pub(super) values: Vec<Value>,
    pub(super) search: String,
    pub(super) category: String,
    pub(super) price: String,
    pub(super) availability: String,
    pub(super) colour: String,
}

impl Filter {
    pub(super) fn new(query: &ListQuery, category: Option<Uuid>) -> Self {
        let mut values: Vec<Value> = Vec::new();
        let mut bind = |value: Value| {
            values.push(value);
            format!("${}", values.len() + 1)
        };
        let search: Vec<String> = words(query.q.as_deref().unwrap_or_default())
            .into_iter()
            .map(|word| word_condition(&word, &mut bind))
            .collect();
        let category = category.map(|id| format!("p.category_id = {}", bind(id.into())));
        let bounds = [(query.min_price, ">="), (query.max_price, "<=")];
        let price: Vec<String> = bounds
            .into_iter()
            .filter_map(|(bound, op)| Some(format!("o.price_min {op} {}", bind(bound?.into()))))
            .collect();
        let colour = query
            .colour
            .as_deref()
            .map(|colour| colour_condition(colour, &mut bind));
        let availability = match (query.in_stock, query.coming_soon) {
            (false, false) => ANYTHING,
            (true, false) => "NOT p.is_coming_soon AND o.available > 0",
            (false, true) => "p.is_coming_soon",
            (true, true) => "(p.is_coming_soon OR o.available > 0)",
        };
        Self {
            values,
            search: and(&search),
            category: category.unwrap_or_else(|| ANYTHING.to_owned()),
            price: and(&price),
            availability: availability.to_owned(),
            colour: colour.unwrap_or_else(|| ANYTHING.to_owned()),
        }
    }

    /// Whether a condition is about prices or stock.
    pub(super) fn needs_offer(&self) -> bool {
        self.price != ANYTHING || self.availability.contains("o.available")
    }

    /// How much the facets look at: all that the words find.
    pub(super) fn amount_searched(&self) -> Amount {
        if self.search == ANYTHING {
            Amount::Most
        } else {
            Amount::Few
        }
    }

    /// How much a page looks at: all that its filters leave.
    pub(super) fn amount_on_page(&self) -> Amount {
        if self.category == ANYTHING {
            self.amount_searched()
        } else {
            Amount::Few
        }
    }

    pub(super) fn all(&self) -> String {
        [
            &self.search,
            &self.category,
            &self.price,
            &self.availability,
            &self.colour,
        ]
        .map(String::as_str)
        .join(" AND ")
    }
}

const ANYTHING: &str = "true";

fn and(conditions: &[String]) -> String {
    if conditions.is_empty() {
        ANYTHING.to_owned()
    } else {
        conditions.join(" AND ")
    }
}

/// Text that is no colour is the colour of nothing.
fn colour_condition(colour: &str, bind: &mut impl FnMut(Value) -> String) -> String {
    let digits = colour.trim_start_matches('#').to_ascii_lowercase();
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return "false".to_owned();
    }
    format!(
        "EXISTS (SELECT FROM {SOLD}
            JOIN variant_option_values vov ON vov.variant_id = v.id
            JOIN product_option_values ov ON ov.id = vov.option_value_id
           WHERE v.product_id = p.id AND ov.colour = {})",
        bind(format!("#{digits}").into())
    )
}

/// A word is found as it is written, or, when it is long enough, nearly so: both ways folded like the stored text and by the
/// same trigram index.
fn word_condition(word: &str, bind: &mut impl FnMut(Value) -> String) -> String {
    let mut escaped = String::with_capacity(word.len());
    for c in word.chars() {
        if matches!(c, '\\' | '%' | '_') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    let exact = format!(
        "p.search_text LIKE '%' || search_fold({}) || '%'",
        bind(escaped.into())
    );
    if word.chars().count() < FUZZY_FROM {
        return exact;
    }
    format!(
        "({exact} OR search_fold({}) <<% p.search_text)",
        bind(word.into())
    )
}

/// The words of a query, without the Arabic article: who asks for "the roses" means roses.
fn words(q: &str) -> Vec<String> {
    q.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .take(MAX_WORDS)
        .map(|word| match word.strip_prefix("ال") {
            Some(bare) if bare.chars().count() >= 3 => bare.to_owned(),
            _ => word.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_the_article_but_not_their_own_first_letters() {
        assert_eq!(words("  الورد   Red\tالم "), ["ورد", "Red", "الم"]);
        assert_eq!(words(&"a ".repeat(50)).len(), MAX_WORDS);
        assert!(words(" \u{0} ").is_empty());
    }

    #[test]
    fn wildcards_of_like_are_plain_characters() {
        let mut bound = Vec::new();
        let condition = word_condition("5%_", &mut |value| {
            bound.push(value);
            "$2".to_owned()
        });
        assert_eq!(condition, "p.search_text LIKE '%' || search_fold($2) || '%'");
        assert_eq!(bound, [Value::from(r"5\%\_")]);
    }

    #[test]
    fn parameters_go_on_from_the_region() {
        let query = ListQuery {
            q: Some("red roses".into()),
            min_price: Some(1),
            colour: Some("FF00aa".into()),
            ..ListQuery::default()
        };
        let filter = Filter::new(&query, Some(Uuid::nil()));
        assert_eq!(
            filter.values.len(),
            6,
            "red, roses twice, category, price, colour"
        );
        assert_eq!(filter.category, "p.category_id = $5");
        assert_eq!(filter.price, "o.price_min >= $6");
        assert!(filter.colour.ends_with("ov.colour = $7)"));
        assert_eq!(filter.values[5], Value::from("#ff00aa"));
    }
}
