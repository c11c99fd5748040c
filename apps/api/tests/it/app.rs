use std::collections::BTreeMap;
use std::sync::Arc;

use api::config::{self, Config};
use api::work::{self, Outside};
use api::{Server, State};
use chrono::NaiveDate;
use kernel::{Ctx, Currency, FixedClock, VariantId};
use notifications::{KeptMails, KeptSms};
use orders::fixtures::Shop;
use orders::payment::Gateways;
use payments::gateway::FakeGateway;
use reqwest::header::HeaderMap;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use test_support::{TestDb, test_ctx};

/// A running API on a database of its own, with a clock that stands still.
pub struct App {
    pub server: Server,
    pub ctx: Ctx,
    pub clock: FixedClock,
    pub http: reqwest::Client,
    pub test: TestDb,
    pub mails: KeptMails,
    pub sms: KeptSms,
    /// What the merchant account of `ae` is.
    pub provider: FakeGateway,
    pub gateways: Gateways,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Checks that this is a problem of this kind, and returns it.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        let problem = self.json();
        assert_eq!(
            (self.status.as_u16(), problem["code"].as_str()),
            (status, Some(code)),
            "{}",
            self.text
        );
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(problem["status"], status);
        assert_eq!(problem["request_id"], self.header("x-request-id"));
        for language in ["en", "ar"] {
            assert!(!problem["title"][language].as_str().unwrap().is_empty());
        }
        problem
    }

    #[track_caller]
    pub fn ok(&self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.text);
        self.json()
    }
}

impl App {
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// With other settings, named as in the environment without the prefix: `LIMITS__BODY_KIB`.
    pub async fn with(settings: &[(&str, &str)]) -> Self {
        Self::on(TestDb::new().await, settings)
    }

    /// On a shop as of [`App::shop`] that was opened before the server started: no news of it is still on its way.
    pub async fn opened() -> (Self, Shop, VariantId) {
        let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
        let (shop, variant) = open(&test, &ctx).await;
        (Self::on(test, &[]), shop, variant)
    }

    fn on(test: TestDb, settings: &[(&str, &str)]) -> Self {
        let (ctx, clock) = test_ctx();
        let provider = FakeGateway::new(Currency::Aed, ctx.now());
        let gateways = Gateways::new([("ae".to_owned(), Arc::new(provider.clone()) as _)]);
        let state = State::new(configuration(&test, settings), test.db().clone(), ctx.clone())
            .with_gateways(gateways.clone());
        let server = Server::start(state).expect("a free port");
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self {
            server,
            ctx,
            clock,
            http,
            test,
            mails: KeptMails::new(),
            sms: KeptSms::new(),
            provider,
            gateways,
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address())
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.url(path))
    }

    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("the server answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let text = String::from_utf8_lossy(&response.bytes().await.expect("the body comes")).into_owned();
        Answer {
            status,
            headers,
            text,
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    /// Runs all jobs that are due, as a worker would; mails and short messages are kept.
    pub async fn work(&self) {
        let (mails, sms) = (Arc::new(self.mails.clone()), Arc::new(self.sms.clone()));
        let outside =
            Outside::new(&self.server.state().config, mails, sms).with_gateways(self.gateways.clone());
        let registry = work::registry(outside).unwrap();
        let report = jobs::run_due(self.test.db(), &self.ctx, &registry).await.unwrap();
        assert_eq!((report.retried, report.dead), (0, 0), "{report:?}");
    }

    /// Opens the shop `ae` with one product `BOX-1` of 120.00 dirhams, five in stock.
    pub async fn shop(&self) -> (Shop, VariantId) {
        open(&self.test, &self.ctx).await
    }

    /// Waits until the server hears of changes of the catalogue; from then on it keeps answers.
    pub async fn keeps_answers(&self) {
        self.until("the cache works", || async {
            self.server.state().cache_is_listening()
        })
        .await;
    }

    /// Asks again and again, for at most ten seconds.
    pub async fn until<F: Future<Output = bool>>(&self, what: &str, mut is_so: impl FnMut() -> F) {
        let asking = async {
            while !is_so().await {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(10), asking)
            .await
            .unwrap_or_else(|_| panic!("{what}"));
    }
}

async fn open(test: &TestDb, ctx: &Ctx) -> (Shop, VariantId) {
    let shop = Shop::open(test.db(), ctx).await.unwrap();
    let variant = shop.sell(test.db(), "BOX-1", 12_000, 5).await.unwrap();
    (shop, variant)
}

fn configuration(test: &TestDb, settings: &[(&str, &str)]) -> Config {
    let media = std::env::temp_dir().join(format!("api-test-media-{}", std::process::id()));
    let mut environment = BTreeMap::from([
        ("DATABASE_URL".to_owned(), test.url()),
        ("AMOONIS__HTTP__BIND".to_owned(), "127.0.0.1:0".to_owned()),
        ("AMOONIS__HTTP__WORKERS".to_owned(), "2".to_owned()),
        (
            "AMOONIS__MEDIA__DIR".to_owned(),
            media.to_str().unwrap().to_owned(),
        ),
        ("AMOONIS__LIMITS__ENABLED".to_owned(), "false".to_owned()),
    ]);
    environment.extend(
        settings
            .iter()
            .map(|(name, value)| (format!("AMOONIS__{name}"), (*value).to_owned())),
    );
    config::load(None, &environment).expect("the test's configuration is fine")
}

/// A complete checkout form for the shop of [`App::shop`].
pub fn checkout_form(total: i64, date: NaiveDate) -> Value {
    json!({
        "expected_total": {"minor": total, "currency": "AED"},
        "payment_method": "cod",
        "contact": {"name": "Layla Hassan", "phone": "050 123 4567", "email": "layla@example.com"},
        "zone": "dubai",
        "address": {"area": "Jumeirah 1", "street": "Al Wasl Road", "building": "Villa 12"},
        "delivery_date": date,
        "locale": "ar",
    })
}
