use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU32, Ordering};

use accounts::{
    Account, AccountDraft, Device, HashedPassword, Role, add_account, address_book, open_session,
};
use kernel::{AccountId, Currency, Email, Phone, RegionId, SessionId, StaffActor, VariantId};
use orders::fixtures::Shop;
use rbac::{Grant, Grants, Level, Permission, Scope, team};
use regions::fixtures::{NewRegion, create_region};
use reqwest::Method;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::needs::Needs;
use crate::app::{Answer, App, checkout_form};
use crate::people::PASSWORD;

/// A shop in `ae` with people and orders, and a second region, `sa`, in which nothing is.
pub struct World {
    pub app: App,
    pub shop: Shop,
    pub variant: VariantId,
    pub elsewhere: RegionId,
    pub owner: Person,
    managers: Mutex<HashMap<String, Person>>,
    /// Everything about people that the audit log may not hold.
    pub private: std::sync::Mutex<Vec<String>>,
    counter: AtomicU32,
}

/// Somebody with an account and an open session.
#[derive(Clone, Debug)]
pub struct Person {
    pub account: Account,
    pub session: SessionId,
    pub access: String,
    pub refresh: String,
}

impl Person {
    pub fn id(&self) -> AccountId {
        self.account.id
    }
}

/// An order of 140.00 dirhams.
pub struct Placed {
    pub id: String,
    pub code: String,
    pub link: String,
}

impl World {
    pub async fn open() -> Self {
        let settings = [
            ("SMS__ACCOUNT", "AC0123"),
            ("SMS__TOKEN", "a token"),
            ("SMS__FROM", "+15005550006"),
        ];
        let app = App::with(&settings).await;
        let (shop, _) = app.shop().await;
        let db = app.test.db();
        let variant = shop.sell(db, "BOX-2", 12_000, 1_000).await.unwrap();
        payments::fixtures::take_online(db, &app.ctx, shop.store.id)
            .await
            .unwrap();
        let region = NewRegion::new("sa", "SA", Currency::Sar);
        let elsewhere = create_region(db, &app.ctx, &region).await.unwrap();
        let draft = AccountDraft {
            email: Some(Email::parse("owner@example.com").unwrap()),
            email_verified: true,
            role: Role::Admin,
            ..AccountDraft::customer("Olga", "en")
        };
        let account = add_account(db, &app.ctx, draft).await.unwrap().unwrap();
        let owner = signed_in(&app, account).await;
        Self {
            app,
            shop,
            variant,
            elsewhere,
            owner,
            managers: Mutex::default(),
            private: std::sync::Mutex::default(),
            counter: AtomicU32::new(0),
        }
    }

    pub fn number(&self) -> u32 {
        self.counter.fetch_add(1, Ordering::Relaxed)
    }

    /// Must not be found in the audit log.
    pub fn keep_private(&self, text: &str) {
        self.private.lock().unwrap().push(text.to_owned());
    }

    pub fn actor(&self) -> StaffActor {
        StaffActor {
            id: self.owner.id(),
            name: "Olga".to_owned(),
            request_id: "set-up".to_owned(),
            client_address: None,
        }
    }

    fn draft(&self, role: Role) -> AccountDraft {
        let number = self.number();
        let (email, phone) = (
            format!("p{number}@people.example"),
            format!("+9715010{number:05}"),
        );
        self.keep_private(&email);
        self.keep_private(&phone);
        AccountDraft {
            email: Some(Email::parse(&email).unwrap()),
            email_verified: true,
            phone: Some(Phone::parse(&phone, "AE").unwrap()),
            phone_verified: true,
            role,
            region: Some(self.shop.store.id),
            ..AccountDraft::customer(format!("Person {number}"), "en")
        }
    }

    async fn add(&self, draft: AccountDraft) -> Person {
        let account = add_account(self.app.test.db(), &self.app.ctx, draft).await;
        let person = signed_in(&self.app, account.unwrap().unwrap()).await;
        self.keep_private(&person.access);
        self.keep_private(&person.refresh);
        person
    }

    /// Somebody new, who signed up in `ae`.
    pub async fn person(&self, role: Role) -> Person {
        self.add(self.draft(role)).await
    }

    /// A customer who can sign in with [`PASSWORD`].
    pub async fn customer_with_password(&self) -> Person {
        let password = HashedPassword::of(PASSWORD.into(), &[]).await.unwrap();
        self.keep_private(PASSWORD);
        self.add(AccountDraft {
            password: Some(password),
            ..self.draft(Role::Customer)
        })
        .await
    }

    /// The same person in a session no process has heard of.
    pub async fn again(&self, person: &Person) -> Person {
        signed_in(&self.app, person.account.clone()).await
    }

    /// A manager with these grants; always the same for the same grants.
    pub async fn manager(&self, needs: &Needs, region: Option<RegionId>) -> Person {
        let name = format!("{needs} {region:?}");
        let mut managers = self.managers.lock().await;
        if let Some(person) = managers.get(&name) {
            return person.clone();
        }
        let scope = region.map_or(Scope::All, |region| Scope::Only(vec![region]));
        let person = self.hired(needs.grants(&scope)).await;
        managers.insert(name, person.clone());
        person
    }

    /// A new manager with these grants.
    pub async fn hired(&self, grants: Vec<Grant>) -> Person {
        let person = self.person(Role::Manager).await;
        let (db, grants) = (self.app.test.db(), Grants::new(grants).unwrap());
        team::set_grants(db, &self.app.ctx, &self.actor(), person.id(), grants, 1)
            .await
            .unwrap();
        person
    }

    /// What only staff of `ae` may do: whoever works elsewhere doesn't know of those who hold it.
    pub fn local_grant(&self) -> Grant {
        Grant {
            permission: Permission::Team,
            level: Level::View,
            scope: Scope::Only(vec![self.shop.store.id]),
        }
    }

    pub async fn cart(&self) -> String {
        let token = self.app.new_cart().await;
        self.app.add(&token, self.variant, 1).await.ok();
        token
    }

    pub fn checkout_form(&self) -> Value {
        let mut form = checkout_form(14_000, self.shop.delivery_date());
        for field in ["phone", "email"] {
            self.keep_private(form["contact"][field].as_str().unwrap());
        }
        // As it is stored.
        self.keep_private("+971501234567");
        form["contact"]["name"] = "Layla Hassan".into();
        form
    }

    /// An order of this customer, or of a guest.
    pub async fn order(&self, customer: Option<&Person>) -> Placed {
        let (cart, key) = (self.cart().await, format!("order-{:05}", self.number()));
        let mut request = self
            .app
            .request(Method::POST, "/v1/carts/current/checkout")
            .header("Cart-Token", cart)
            .header("Idempotency-Key", key)
            .json(&self.checkout_form());
        if let Some(customer) = customer {
            request = request.bearer_auth(&customer.access);
        }
        let placed = self.app.send(request).await.ok();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let link = text(&placed["link_token"]);
        self.keep_private(&link);
        Placed {
            id: text(&placed["order"]["id"]),
            code: text(&placed["order"]["code"]),
            link,
        }
    }

    /// An address in `ae` in somebody's book.
    pub async fn address(&self, of: &Person) -> String {
        let fields = [
            ("area", "Jumeirah 1"),
            ("street", "Al Wasl Road"),
            ("building", "Villa 12"),
        ];
        let input = address_book::AddressInput {
            region: self.shop.store.id,
            zone: None,
            label: "Home".into(),
            recipient_name: "Layla Hassan".into(),
            recipient_phone: Phone::parse("+971501234567", "AE").unwrap(),
            country: "AE".into(),
            fields: fields
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .into_iter()
                .collect::<BTreeMap<_, _>>(),
            is_default: false,
        };
        let made = address_book::create(self.app.test.db(), &self.app.ctx, of.id(), input).await;
        made.unwrap().id.to_string()
    }

    pub async fn product(&self) -> String {
        let list = self.app.get("/v1/stores/ae/products").await.ok();
        list["items"][0]["id"].as_str().unwrap().to_owned()
    }

    /// The newest code sent to a telephone.
    pub async fn code_sent_to(&self, phone: &str) -> String {
        self.app.work().await;
        let text = self.app.sms.to(phone).pop().unwrap().text;
        text.rsplit('#').next().unwrap().to_owned()
    }

    pub async fn ask(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.app.send(self.app.request(method, path).json(body)).await
    }

    pub fn address_body() -> Value {
        json!({
            "region": "ae", "label": "Home", "recipient": {"name": "Layla Hassan", "phone": "050 123 4567"},
            "fields": {"area": "Jumeirah 1", "street": "Al Wasl Road", "building": "Villa 12"},
        })
    }
}

async fn signed_in(app: &App, account: Account) -> Person {
    let state = app.server.state();
    let tokens = open_session(&state.db, &state.ctx, &state.keys, account, &Device::default())
        .await
        .unwrap();
    Person {
        session: tokens.session,
        access: tokens.access_token.expose_secret().to_owned(),
        refresh: tokens.refresh_token.expose_secret().to_owned(),
        account: tokens.account,
    }
}
