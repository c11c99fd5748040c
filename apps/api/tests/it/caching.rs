use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, IF_NONE_MATCH, ORIGIN};
use sea_orm::ConnectionTrait as _;

use crate::app::App;

const PRODUCTS: &str = "/v1/stores/ae/products";

#[tokio::test]
async fn known_content_is_not_sent_again() {
    let app = App::new().await;
    app.shop().await;
    let first = app.get(PRODUCTS).await;
    assert_eq!(
        first.header("cache-control"),
        "public, max-age=30, stale-while-revalidate=300"
    );
    let tag = first.header("etag");
    assert!(tag.starts_with('"') && tag.ends_with('"'), "a strong tag: {tag}");
    for known in [
        tag.to_owned(),
        format!("W/{tag}"),
        format!("\"other\", {tag}"),
        "*".to_owned(),
    ] {
        let again = app
            .send(app.request(Method::GET, PRODUCTS).header(IF_NONE_MATCH, &known))
            .await;
        assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""), "{known}");
        assert_eq!(again.header("etag"), tag);
    }
    let other = app
        .send(
            app.request(Method::GET, PRODUCTS)
                .header(IF_NONE_MATCH, "\"other\""),
        )
        .await;
    assert_eq!(other.text, first.text);
}

#[tokio::test]
async fn answers_come_compressed_from_memory_and_from_the_database() {
    let app = App::new().await;
    let (shop, _) = app.shop().await;
    shop.sell(app.test.db(), "BOX-2", 9_000, 9).await.unwrap();
    let plain = app.get(PRODUCTS).await;
    app.keeps_answers().await;
    for _ in 0..2 {
        for (accept, expected) in [("gzip", "gzip"), ("br, gzip", "br"), ("identity", "")] {
            let answer = app
                .send(app.request(Method::GET, PRODUCTS).header(ACCEPT_ENCODING, accept))
                .await;
            assert_eq!(answer.header("content-encoding"), expected);
            assert!(answer.header("vary").contains("Accept-Encoding"));
            assert_eq!(answer.text == plain.text, expected.is_empty());
        }
    }
    let dynamic = app
        .request(Method::GET, "/openapi.json")
        .header(ACCEPT_ENCODING, "gzip");
    assert_eq!(app.send(dynamic).await.header("content-encoding"), "gzip");
}

#[tokio::test]
async fn answers_are_kept_until_a_change_of_the_catalogue_is_told() {
    let (app, ..) = App::opened().await;
    app.keeps_answers().await;
    let before = app.get(PRODUCTS).await;
    // Behind the triggers' back: kept answers don't change by themselves.
    let silent = "SET session_replication_role = replica; UPDATE products SET is_featured = true;
                  UPDATE products SET title = '{\"en\":\"Silent\",\"ar\":\"صامت\"}'; SET session_replication_role = DEFAULT";
    app.test.db().execute_unprepared(silent).await.unwrap();
    assert_eq!(app.get(PRODUCTS).await.text, before.text);

    let told = "UPDATE products SET title = '{\"en\":\"Told\",\"ar\":\"معلن\"}'";
    app.test.db().execute_unprepared(told).await.unwrap();
    app.until("the new title is shown", || async {
        app.get(PRODUCTS).await.text.contains("Told")
    })
    .await;
}

#[tokio::test]
async fn changes_that_were_missed_while_the_connection_was_lost_are_seen_after_it() {
    let app = App::new().await;
    app.shop().await;
    app.keeps_answers().await;
    app.get(PRODUCTS).await.ok();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ILIKE 'LISTEN %'";
    app.test.db().execute_unprepared(cut).await.unwrap();
    let unheard = "UPDATE products SET title = '{\"en\":\"Unheard\",\"ar\":\"غير مسموع\"}'";
    app.test.db().execute_unprepared(unheard).await.unwrap();
    app.until("the change is seen", || async {
        app.get(PRODUCTS).await.text.contains("Unheard")
    })
    .await;
    app.keeps_answers().await;
    assert!(app.get(PRODUCTS).await.text.contains("Unheard"));
}

#[tokio::test]
async fn pages_of_the_shops_own_origin_get_kept_answers_too() {
    let app = App::new().await;
    app.shop().await;
    app.keeps_answers().await;
    let first = app.get(PRODUCTS).await;
    let page = app
        .send(
            app.request(Method::GET, PRODUCTS)
                .header(ORIGIN, "http://localhost:3000"),
        )
        .await;
    assert_eq!(
        (page.text.as_str(), page.header("access-control-allow-origin")),
        (first.text.as_str(), "http://localhost:3000")
    );
}
