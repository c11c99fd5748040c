//! What the two checkout scenarios share.

use serde_json::json;

use crate::database::Store;
use crate::http::post;

/// The requests that order these carts, each for `total`.
pub fn checkouts(store: &Store, carts: &[i64], total: i64) -> Vec<Vec<u8>> {
    let body = json!({
        "expected_total": { "minor": total, "currency": "AED" },
        "payment_method": "cod",
        "contact": { "name": "Layla Hassan", "phone": "+971501234567" },
        "zone": "dubai",
        "address": { "area": "Jumeirah 1", "street": "Al Wasl Road", "building": "Villa 12" },
        "delivery_date": store.shop.delivery_date().to_string(),
        "locale": "en",
    })
    .to_string();
    let request = |cart: &i64| {
        let headers = format!("Cart-Token: bench-{cart}\r\nIdempotency-Key: bench-key-{cart}\r\n");
        post("/v1/carts/current/checkout", &headers, &body)
    };
    carts.iter().map(request).collect()
}

/// The rows the scripts of pgbench refer to.
pub async fn variables(store: &Store) -> anyhow::Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("region", store.shop.store.id.to_string()),
        ("warehouse", store.shop.warehouse.to_string()),
        (
            "zone",
            store
                .text("SELECT (SELECT id::text FROM delivery_zones LIMIT 1)")
                .await?,
        ),
        (
            "promo",
            store
                .text("SELECT (SELECT id::text FROM promo_codes LIMIT 1)")
                .await?,
        ),
    ])
}
