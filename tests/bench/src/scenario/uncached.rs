use std::time::Duration;

use serde_json::{Value, json};

use super::Bench;
use crate::api::Server;
use crate::http::get;
use crate::load::{Load, repeat};
use crate::report::Row;
use crate::stats::median;

const CONNECTIONS: usize = 2;
const EACH: Duration = Duration::from_secs(2);

const QUERIES: [(&str, &str); 6] = [
    ("list", "/v1/stores/ae/products?limit=24"),
    (
        "one category by price",
        "/v1/stores/ae/products?limit=24&category=category-3&sort=price_asc",
    ),
    (
        "search for one product by name",
        "/v1/stores/ae/products?limit=24&q=lily%20vase%20777",
    ),
    (
        "search for a word of every 13th product",
        "/v1/stores/ae/products?limit=24&q=saffron",
    ),
    (
        "search for a word of every 13th product in Arabic",
        "/v1/stores/ae/products?limit=24&q=%D8%A7%D9%84%D9%8A%D8%A7%D8%B3%D9%85%D9%8A%D9%86",
    ),
    ("detail", "/v1/stores/ae/products/gift-777"),
];

/// A server without cache over a catalogue of some size.
struct Subject {
    products: u64,
    server: Server,
}

/// Every read from the database, on a small and on larger catalogues; against itself on the smallest.
pub async fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<Row>> {
    let mut subjects = Vec::new();
    for products in &bench.run.products {
        let store = bench
            .server
            .create_store(&format!("uncached_{products}"), *products)
            .await?;
        let server =
            Server::start_api(&bench.api, &store.url, &[("AMOONIS__CACHE__ENABLED", "false")]).await?;
        subjects.push(Subject {
            products: *products,
            server,
        });
    }
    let mut rows = Vec::new();
    for (name, path) in QUERIES {
        rows.push(compare(bench, name, path, &subjects).await?);
    }
    for subject in subjects {
        subject.server.stop().await?;
    }
    Ok(rows)
}

async fn compare(bench: &Bench<'_>, name: &str, path: &str, subjects: &[Subject]) -> anyhow::Result<Row> {
    let mut p50: Vec<Vec<f64>> = vec![Vec::new(); subjects.len()];
    let mut p99 = p50.clone();
    for round in 0..=bench.run.rounds {
        let time = if round == 0 { EACH / 4 } else { EACH };
        for (index, subject) in subjects.iter().enumerate() {
            let load: Load = repeat(subject.server.address, CONNECTIONS, time, get(path))
                .await?
                .only(200)?;
            if round > 0 {
                p50[index].push(load.millis(50.0));
                p99[index].push(load.millis(99.0));
            }
        }
    }
    let figure = |index: usize| (median(p50[index].clone()), median(p99[index].clone()));
    let told = |index: usize| {
        let (half, most) = figure(index);
        format!(
            "p50 {half:.1} ms, p99 {most:.1} ms at {}",
            subjects[index].products
        )
    };
    let growth = figure(subjects.len() - 1).1 / figure(0).1;
    let detail: Vec<Value> = subjects
        .iter()
        .enumerate()
        .map(|(index, subject)| json!({ "products": subject.products, "p50_ms": p50[index], "p99_ms": p99[index] }))
        .collect();
    Ok(Row {
        scenario: format!("Uncached {name}, c={CONNECTIONS}"),
        measured: (1..subjects.len()).map(told).collect::<Vec<_>>().join("; "),
        compared_with: told(0),
        result: format!("p99 {growth:.1} ×"),
        goal: "p99 ≤ 2 ×".into(),
        met: growth <= 2.0,
        detail: Value::Array(detail),
    })
}
