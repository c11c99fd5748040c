use actix_web::test::TestRequest;
use serde_json::json;

use super::*;
use crate::error::Code;

fn cache() -> StorefrontCache {
    let cache = StorefrontCache::new(&config::Cache {
        enabled: true,
        max_mib: 1,
    });
    cache.set_listening(true);
    cache
}

fn request(uri: &str) -> HttpRequest {
    TestRequest::get().uri(uri).to_http_request()
}

async fn ask(cache: &StorefrontCache, uri: &str, view: &str) -> HttpResponse {
    cache
        .answer(&request(uri), async { Ok(json!({ "view": view })) })
        .await
        .unwrap()
}

async fn body(response: HttpResponse) -> String {
    let bytes = actix_web::body::to_bytes(response.into_body()).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

const REGIONS: &str = "/v1/regions";

#[actix_web::test]
async fn an_answer_is_kept_until_the_catalogue_changes() {
    let cache = cache();
    assert!(cache.peek(&request(REGIONS)).is_none());
    assert_eq!(
        body(ask(&cache, REGIONS, "first").await).await,
        r#"{"view":"first"}"#
    );
    assert_eq!(
        body(ask(&cache, REGIONS, "second").await).await,
        r#"{"view":"first"}"#
    );
    assert!(cache.peek(&request(REGIONS)).is_some());
    cache.forget();
    assert!(cache.peek(&request(REGIONS)).is_none());
    assert_eq!(
        body(ask(&cache, REGIONS, "third").await).await,
        r#"{"view":"third"}"#
    );
}

#[actix_web::test]
async fn what_was_read_before_a_change_is_not_found_after_it() {
    let cache = cache();
    let asked = request(REGIONS);
    let slow = cache.answer(&asked, async {
        // The change is heard of while the old rows are on their way.
        cache.forget();
        Ok(json!({ "view": "old" }))
    });
    assert_eq!(body(slow.await.unwrap()).await, r#"{"view":"old"}"#);
    assert_eq!(body(ask(&cache, REGIONS, "new").await).await, r#"{"view":"new"}"#);
}

#[actix_web::test]
async fn nothing_is_kept_while_changes_are_not_heard_of() {
    let cache = cache();
    ask(&cache, REGIONS, "first").await;
    cache.set_listening(false);
    assert!(cache.peek(&request(REGIONS)).is_none());
    assert_eq!(
        body(ask(&cache, REGIONS, "second").await).await,
        r#"{"view":"second"}"#
    );
    cache.set_listening(true);
    assert_eq!(
        body(ask(&cache, REGIONS, "third").await).await,
        r#"{"view":"third"}"#
    );
}

#[actix_web::test]
async fn problems_are_not_kept() {
    let cache = cache();
    let view = async { Err::<(), _>(Problem::not_found()) };
    assert_eq!(
        cache.answer(&request(REGIONS), view).await.unwrap_err().code,
        Code::NotFound
    );
    assert_eq!(
        body(ask(&cache, REGIONS, "there").await).await,
        r#"{"view":"there"}"#
    );
}

#[actix_web::test]
async fn requests_at_once_share_one_reading() {
    let cache = cache();
    let readings = AtomicU64::new(0);
    let asks = (0..20).map(|_| async {
        let view = async {
            tokio::task::yield_now().await;
            Ok(readings.fetch_add(1, Ordering::SeqCst))
        };
        body(cache.answer(&request(REGIONS), view).await.unwrap()).await
    });
    let answers = futures::future::join_all(asks).await;
    assert!(answers.iter().all(|answer| answer == "0"), "{answers:?}");
}

#[actix_web::test]
async fn a_known_tag_is_answered_without_a_body_in_any_coding() {
    let cache = cache();
    let long = "x".repeat(5000);
    ask(&cache, REGIONS, &long).await;
    let with = |name, value: &str| {
        TestRequest::get()
            .uri(REGIONS)
            .insert_header((name, value))
            .to_http_request()
    };
    let brotli = cache.peek(&with(header::ACCEPT_ENCODING, "gzip, br")).unwrap();
    let brotli = brotli.respond(with(header::ACCEPT_ENCODING, "gzip, br").headers());
    assert_eq!(brotli.headers().get(header::CONTENT_ENCODING).unwrap(), "br");
    let tag = brotli
        .headers()
        .get(header::ETAG)
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    assert!(tag.ends_with("-br\""));
    for tags in [
        tag.clone(),
        format!("\"other\", W/{tag}"),
        "*".to_owned(),
        tag.replace("-br", ""),
    ] {
        let known = cache
            .answer(&with(header::IF_NONE_MATCH, &tags), async { Ok(()) })
            .await
            .unwrap();
        assert_eq!(known.status(), 304, "{tags}");
    }
    let other = cache
        .answer(&with(header::IF_NONE_MATCH, "\"other\""), async { Ok(()) })
        .await
        .unwrap();
    assert_eq!(other.status(), 200);
}

#[test]
fn pages_of_other_origins_go_the_long_way() {
    let cache = cache();
    let request = TestRequest::get()
        .uri(REGIONS)
        .insert_header((header::ORIGIN, "http://x"))
        .to_http_request();
    assert!(cache.peek(&request).is_none());
}
