use kernel::VariantId;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

/// What the API answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: StatusCode,
    pub body: Value,
}

impl Answer {
    /// The total of the order or cart in it, in minor units.
    pub fn total(&self) -> i64 {
        let holder = if self.body["order"].is_object() {
            &self.body["order"]
        } else {
            &self.body
        };
        holder["totals"]["total"]["minor"]
            .as_i64()
            .unwrap_or_else(|| panic!("no total in {self:?}"))
    }

    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The public code of the order in it.
    pub fn order(&self) -> &str {
        self.body["order"]["code"]
            .as_str()
            .unwrap_or_else(|| panic!("no order in {self:?}"))
    }

    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{:#}", self.body);
        self
    }
}

/// Somebody with a cart of their own.
#[derive(Clone)]
pub struct Shopper {
    pub http: Client,
    pub base: String,
    pub token: String,
    pub phone: String,
}

impl Shopper {
    pub async fn enter(http: &Client, base: &str, phone: &str) -> Self {
        let opened = http
            .post(format!("{base}/v1/stores/ae/carts"))
            .json(&json!({}))
            .send()
            .await
            .unwrap();
        assert_eq!(opened.status(), StatusCode::CREATED);
        let opened: Value = opened.json().await.unwrap();
        let token = opened["token"]
            .as_str()
            .expect("a new cart comes with its token")
            .to_owned();
        Self {
            http: http.clone(),
            base: base.to_owned(),
            token,
            phone: phone.to_owned(),
        }
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        self.try_send(method, path, None, body).await.unwrap()
    }

    /// Fails when the connection does.
    async fn try_send(
        &self,
        method: Method,
        path: &str,
        key: Option<&str>,
        body: Option<&Value>,
    ) -> reqwest::Result<Answer> {
        let mut request = self
            .http
            .request(method, format!("{}/v1/carts/current{path}", self.base))
            .header("Cart-Token", &self.token);
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        let body = if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&text).unwrap_or(Value::String(text))
        };
        Ok(Answer { status, body })
    }

    pub async fn add(&self, variant: VariantId, quantity: i32) -> Answer {
        let line = json!({ "variant_id": variant, "quantity": quantity });
        self.send(Method::POST, "/lines", Some(&line)).await
    }

    pub async fn set_quantity(&self, line: &str, quantity: i32) -> Answer {
        self.send(
            Method::PATCH,
            &format!("/lines/{line}"),
            Some(&json!({ "quantity": quantity })),
        )
        .await
    }

    pub async fn set_promo(&self, code: &str) -> Answer {
        self.send(Method::PUT, "/promo", Some(&json!({ "code": code })))
            .await
    }

    pub async fn cart(&self) -> Answer {
        self.send(Method::GET, "", None).await
    }

    /// Submits the cart for what the customer believes it costs.
    pub async fn checkout(&self, total: i64, delivery_date: &str, key: &str) -> Answer {
        self.try_checkout(total, delivery_date, key).await.unwrap()
    }

    /// The same for a server that may die meanwhile.
    pub async fn try_checkout(&self, total: i64, delivery_date: &str, key: &str) -> reqwest::Result<Answer> {
        let input = json!({
            "expected_total": { "minor": total, "currency": "AED" },
            "payment_method": "cod",
            "contact": { "name": "Layla Hassan", "phone": self.phone },
            "zone": "dubai",
            "address": { "area": "Jumeirah 1", "street": "Al Wasl Road", "building": "Villa 12" },
            "delivery_date": delivery_date,
            "locale": "en",
        });
        self.try_send(Method::POST, "/checkout", Some(key), Some(&input))
            .await
    }
}
