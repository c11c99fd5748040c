use std::sync::atomic::{AtomicU32, Ordering};

use accounts::{Account, AccountDraft, Device, Role, add_account, load_account, open_session};
use kernel::{AccountId, Currency, Email, RegionId, StaffActor, VariantId};
use orders::fixtures::Shop;
use payments::gateway::{InvoiceId, Reference};
use rbac::{Grant, Grants, Level, Permission, Scope, team};
use regions::fixtures::{NewRegion, create_region};
use reqwest::Method;
use sea_orm::ConnectionTrait as _;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use crate::app::{Answer, App, checkout_form};

/// What an order comes to.
pub const TOTAL: i64 = 14_000;

/// A shop in `ae` that takes money online, one in `sa` that doesn't, and an owner.
pub struct Till {
    pub app: App,
    pub shop: Shop,
    pub variant: VariantId,
    pub elsewhere: RegionId,
    pub owner: Clerk,
    counter: AtomicU32,
}

/// A member of staff with an open session.
pub struct Clerk {
    pub id: AccountId,
    pub token: String,
}

/// An order with a page where it can be paid.
pub struct Waiting {
    pub id: String,
    pub code: String,
    pub invoice: InvoiceId,
}

impl Till {
    pub async fn open() -> Self {
        let app = App::new().await;
        let (shop, _) = app.shop().await;
        let db = app.test.db();
        let variant = shop.sell(db, "BOX-2", 12_000, 100).await.unwrap();
        payments::fixtures::take_online(db, &app.ctx, shop.store.id)
            .await
            .unwrap();
        let region = NewRegion::new("sa", "SA", Currency::Sar);
        let elsewhere = create_region(db, &app.ctx, &region).await.unwrap();
        let owner = hire(&app, "Olga", Role::Admin).await;
        Self {
            app,
            shop,
            variant,
            elsewhere,
            owner,
            counter: AtomicU32::new(0),
        }
    }

    fn number(&self) -> u32 {
        self.counter.fetch_add(1, Ordering::Relaxed)
    }

    /// A new manager who holds payments at this level, everywhere or in one region.
    pub async fn clerk(&self, level: Level, region: Option<RegionId>) -> Clerk {
        let clerk = hire(&self.app, &format!("Clerk {}", self.number()), Role::Manager).await;
        let actor = StaffActor {
            id: self.owner.id,
            name: "Olga".to_owned(),
            request_id: "set-up".to_owned(),
            client_address: None,
        };
        let grant = Grant {
            permission: Permission::Payments,
            level,
            scope: region.map_or(Scope::All, |region| Scope::Only(vec![region])),
        };
        let (db, ctx) = (self.app.test.db(), &self.app.ctx);
        team::set_grants(db, ctx, &actor, clerk.id, Grants::new([grant]).unwrap(), 1)
            .await
            .unwrap();
        clerk
    }

    /// The same person later, when the session of before has ended.
    pub async fn again(&self, clerk: &Clerk) -> Clerk {
        let account = load_account(self.app.test.db(), clerk.id).await.unwrap();
        sign_in(&self.app, account.unwrap()).await
    }

    /// An order whose customer is on the provider's page.
    pub async fn waiting(&self) -> Waiting {
        let token = self.app.new_cart().await;
        self.app.add(&token, self.variant, 1).await.ok();
        let mut form = checkout_form(TOTAL, self.shop.delivery_date());
        form["payment_method"] = "online".into();
        let key = format!("checkout-{}", self.number());
        let placed = self.app.checkout(&token, &key, &form).await.ok();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let (id, code) = (text(&placed["order"]["id"]), text(&placed["order"]["code"]));
        let link = placed["link_token"].as_str().unwrap();
        let request = self
            .app
            .request(Method::POST, &format!("/v1/orders/{code}/payments"))
            .header("Order-Token", link)
            .json(&json!({"channel": "kn", "flow": "hosted"}));
        let answer = self.app.send(request).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let reference = Reference::parse(&format!("{code}-1")).unwrap();
        let invoice = self.app.provider.invoices(&reference).pop().unwrap();
        Waiting { id, code, invoice }
    }

    /// An order that is paid, as staff were told.
    pub async fn paid(&self) -> Waiting {
        let order = self.waiting().await;
        self.app.provider.approve(&order.invoice);
        let attempt = self.attempt(&order).await;
        let answer = self.verify(&self.owner, &attempt).await.ok();
        assert_eq!(answer["outcome"], "paid", "{answer}");
        order
    }

    /// The id of an order's first attempt.
    pub async fn attempt(&self, order: &Waiting) -> String {
        let money = self.money(&self.owner, order).await.ok();
        money["attempts"][0]["id"].as_str().unwrap().to_owned()
    }

    pub async fn money(&self, who: &Clerk, order: &Waiting) -> Answer {
        self.get(who, &format!("/orders/{}/payments", order.id)).await
    }

    pub async fn verify(&self, who: &Clerk, attempt: &str) -> Answer {
        let path = format!("/v1/admin/payments/{attempt}/verify");
        let request = self.app.request(Method::POST, &path).bearer_auth(&who.token);
        self.app.send(request).await
    }

    pub async fn give_back(&self, who: &Clerk, order: &Waiting, minor: i64, key: &str) -> Answer {
        let body = json!({
            "amount": {"minor": minor, "currency": "AED"}, "reason": "A wilted bouquet", "restock": false,
        });
        let path = format!("/v1/admin/orders/{}/refunds", order.id);
        self.app.post_as(&who.token, &path, key, &body).await
    }

    pub async fn get(&self, who: &Clerk, path: &str) -> Answer {
        self.app.get_as(&who.token, &format!("/v1/admin{path}")).await
    }

    pub async fn post(&self, who: &Clerk, path: &str, body: &Value) -> Answer {
        let path = format!("/v1/admin{path}");
        self.app.send_as(&who.token, Method::POST, &path, body).await
    }

    pub async fn put(&self, who: &Clerk, path: &str, body: &Value) -> Answer {
        let path = format!("/v1/admin{path}");
        self.app.send_as(&who.token, Method::PUT, &path, body).await
    }

    /// How often something was written down in the staff's log.
    pub async fn logged(&self, action: &str) -> i64 {
        let log = self
            .get(&self.owner, &format!("/audit?action={action}"))
            .await
            .ok();
        log["total"].as_i64().unwrap()
    }

    /// Changes rows behind everybody's back.
    pub async fn tamper(&self, sql: &str) {
        self.app.test.db().execute_unprepared(sql).await.unwrap();
    }
}

async fn hire(app: &App, name: &str, role: Role) -> Clerk {
    let state = app.server.state();
    let email = format!("{}@example.com", name.to_lowercase().replace(' ', "-"));
    let draft = AccountDraft {
        email: Some(Email::parse(&email).unwrap()),
        email_verified: true,
        role,
        ..AccountDraft::customer(name, "en")
    };
    let account = add_account(&state.db, &state.ctx, draft).await.unwrap().unwrap();
    sign_in(app, account).await
}

async fn sign_in(app: &App, account: Account) -> Clerk {
    let (state, id) = (app.server.state(), account.id);
    let session = open_session(&state.db, &state.ctx, &state.keys, account, &Device::default())
        .await
        .unwrap();
    Clerk {
        id,
        token: session.access_token.expose_secret().to_owned(),
    }
}
