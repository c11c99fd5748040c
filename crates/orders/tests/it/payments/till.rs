use chrono::TimeDelta;
use kernel::{Currency, Money, OrderId, PaymentAttemptId, RefundId, RegionScope, StaffActor, VariantId};
use orders::OrderStatus;
use orders::checkout::{Checkout, Outcome};
use orders::idempotency::IdempotencyKey;
use orders::order::Order;
use orders::order::find::find_by_id;
use orders::order::transition::{Transition, TransitionError, transition};
use orders::payment::Gateways;
use orders::payment::execute::{ExecuteError, Executed, Tender, Ways, execute};
use orders::payment::expire::{Expired, expire};
use orders::payment::refund::{self, RefundError, RefundRequest};
use orders::payment::settle::{SettleError, Settled, settle};
use orders::payment::start::{StartError, start};
use orders::payment::switch::{SwitchError, switch_to_cash};
use payments::gateway::{ApplePayToken, FakeGateway, InvoiceId, Reference};
use payments::{Attempt, Flow, Refund, RefundState};
use promos::fixtures::{NewPromoCode, ensure_promo_code};
use std::sync::Arc;

use crate::world::World;

/// 10 000 less 10 %, and 2 000 for delivery.
pub const TOTAL: i64 = 11_000;
/// How long an order waits for its money.
pub const WINDOW: TimeDelta = TimeDelta::minutes(30);

/// A shop that takes money online, and its provider.
pub struct Till {
    pub world: World,
    pub gateway: FakeGateway,
    pub gateways: Gateways,
    pub rose: VariantId,
    pub staff: StaffActor,
}

impl Till {
    /// With five roses in stock.
    pub async fn new() -> Self {
        Self::with(10, 5).await
    }

    pub async fn with(connections: u32, stock: u16) -> Self {
        let world = World::with_connections(connections).await;
        let rose = world.sell("ROSE", 10_000, stock).await;
        let code = NewPromoCode {
            usage_limit: Some(100_000),
            ..NewPromoCode::percentage("TENTH", 1_000)
        };
        ensure_promo_code(world.db(), world.ctx(), code).await.unwrap();
        let staff: kernel::AccountId = world.ctx().new_id();
        world
            .execute(&format!(
                "INSERT INTO payment_settings (region_id, online_enabled, disabled_channels, updated_at)
                   SELECT id, true, '{{stc}}', now() FROM regions;
                 INSERT INTO accounts (id, email, full_name, role, created_at, updated_at)
                   VALUES ('{staff}', 'mona@example.test', 'Mona', 'manager', now(), now())"
            ))
            .await;
        let gateway = FakeGateway::new(Currency::Aed, world.ctx().now());
        let gateways = Gateways::new([("ae".to_owned(), Arc::new(gateway.clone()) as _)]);
        let staff = StaffActor {
            id: staff,
            name: "Mona".into(),
            request_id: "test".into(),
            client_address: None,
        };
        Self {
            world,
            gateway,
            gateways,
            rose,
            staff,
        }
    }

    /// An order of one rose that waits for its money.
    pub async fn order(&self) -> Order {
        self.order_paid_by("online").await
    }

    pub async fn order_paid_by(&self, method: &str) -> Order {
        self.order_of(self.rose, method).await
    }

    /// One unit of a variant that costs what a rose does.
    pub async fn order_of(&self, variant: VariantId, method: &str) -> Order {
        let token = self.world.cart(&[(variant, 1)]).await;
        orders::cart::set_promo(self.world.db(), self.world.ctx(), &token, "TENTH")
            .await
            .unwrap();
        let request = self.request(method, TOTAL);
        let key = self.world.ctx().new_secret();
        match self.world.checkout(&token, &request, &key).await.unwrap() {
            Outcome::Created(order) => order,
            Outcome::Replayed(order) => panic!("{} was there already", order.code),
        }
    }

    pub fn request(&self, method: &str, total: i64) -> Checkout {
        let mut request = self.world.shop.checkout("+971501234567", total);
        request.choices.payment_method = Some(method.to_owned());
        request
    }

    pub async fn reload(&self, order: OrderId) -> Order {
        find_by_id(self.world.db(), order).await.unwrap().unwrap()
    }

    pub async fn start(&self, order: OrderId) -> Result<Attempt, StartError> {
        start(self.world.db(), self.world.ctx(), order, "kn", Flow::Hosted).await
    }

    /// An attempt written down and nobody called yet.
    pub async fn created(&self, order: OrderId) -> Attempt {
        self.start(order).await.unwrap()
    }

    /// An attempt whose page is open.
    pub async fn page(&self, order: OrderId) -> Attempt {
        let attempt = self.created(order).await;
        let executed = self.execute(attempt.id).await.unwrap();
        assert!(matches!(executed, Executed::GoTo(_)), "{executed:?}");
        self.attempt(attempt.id).await
    }

    pub async fn attempt(&self, id: PaymentAttemptId) -> Attempt {
        payments::find_attempt(self.world.db(), id)
            .await
            .unwrap()
            .unwrap()
    }

    pub async fn execute(&self, id: PaymentAttemptId) -> Result<Executed, ExecuteError> {
        self.execute_with(id, Tender::Page { method: None }).await
    }

    pub async fn execute_with(&self, id: PaymentAttemptId, tender: Tender) -> Result<Executed, ExecuteError> {
        let ways = Ways {
            return_url: "https://shop.example.test/return".into(),
            webhook_url: None,
        };
        execute(
            self.world.db(),
            self.world.ctx(),
            &self.gateways,
            id,
            tender,
            &ways,
        )
        .await
    }

    /// The provider's invoice of an attempt.
    pub fn invoice(&self, attempt: &Attempt) -> InvoiceId {
        let reference = Reference::parse(&attempt.reference).unwrap();
        self.gateway
            .invoices(&reference)
            .pop()
            .expect("the provider has an invoice")
    }

    /// Somebody pays on the attempt's page.
    pub fn approve(&self, attempt: &Attempt) {
        self.gateway.approve(&self.invoice(attempt));
    }

    pub async fn try_settle(&self, id: PaymentAttemptId) -> Result<Settled, SettleError> {
        settle(self.world.db(), self.world.ctx(), &self.gateways, id).await
    }

    pub async fn settle(&self, attempt: &Attempt) -> Settled {
        self.try_settle(attempt.id).await.unwrap()
    }

    pub async fn expire(&self, order: OrderId) -> Expired {
        expire(self.world.db(), self.world.ctx(), &self.gateways, order)
            .await
            .unwrap()
    }

    /// The order's time passes, and the clock looks at it.
    pub async fn expire_in_time(&self, order: OrderId) -> Expired {
        self.world.clock.advance(WINDOW);
        self.expire(order).await
    }

    pub async fn switch(&self, order: OrderId) -> Result<(), SwitchError> {
        switch_to_cash(self.world.db(), self.world.ctx(), order, true).await
    }

    pub async fn go(&self, order: OrderId, to: OrderStatus, restock: bool) -> Result<(), TransitionError> {
        let wanted = Transition {
            order_id: order,
            to,
            version: self.reload(order).await.version,
            reason: "the customer asked for it".into(),
            restock: Some(restock),
            cash_collected: Some(true),
        };
        let key = IdempotencyKey::new(&self.world.ctx().new_secret(), b"").unwrap();
        let (db, ctx) = (self.world.db(), self.world.ctx());
        transition(db, ctx, &self.staff, &RegionScope::All, &wanted, &key).await
    }

    pub async fn cancel(&self, order: OrderId) {
        self.go(order, OrderStatus::Cancelled, true).await.unwrap();
    }

    pub async fn give_back(&self, order: OrderId, minor: i64) -> Result<RefundId, RefundError> {
        let wanted = self.wanted_back(order, minor);
        self.ask_back(&wanted, &self.world.ctx().new_secret()).await
    }

    pub fn wanted_back(&self, order: OrderId, minor: i64) -> RefundRequest {
        RefundRequest {
            order_id: order,
            amount: Money::new(minor, Currency::Aed),
            reason: "arrived broken".into(),
            restock: false,
            daily_limit: None,
        }
    }

    pub async fn ask_back(&self, wanted: &RefundRequest, key: &str) -> Result<RefundId, RefundError> {
        let key = IdempotencyKey::new(key, format!("{wanted:?}").as_bytes()).unwrap();
        let (db, ctx) = (self.world.db(), self.world.ctx());
        refund::request(db, ctx, &self.staff, &RegionScope::All, wanted, &key).await
    }

    pub async fn advance(&self, refund: RefundId) -> RefundState {
        refund::advance(self.world.db(), self.world.ctx(), &self.gateways, refund)
            .await
            .unwrap()
    }

    pub async fn refunds(&self, order: OrderId) -> Vec<Refund> {
        payments::list_refunds(self.world.db(), order).await.unwrap()
    }

    /// Brings every refund of the order to its end: filed, decided by the provider's people, and heard of.
    pub async fn finish_refunds(&self, order: OrderId, pay_out: bool) {
        for refund in self.refunds(order).await {
            if refund.state.is_over() || self.advance(refund.id).await.is_over() {
                continue;
            }
            let filed = payments::find_refund(self.world.db(), refund.id)
                .await
                .unwrap()
                .unwrap();
            let id = filed.provider_refund_id.expect("filed");
            self.gateway
                .decide_refund(&payments::gateway::RefundId::parse(&id).unwrap(), pay_out);
            assert!(self.advance(refund.id).await.is_over());
        }
    }

    /// Our books of online money against the provider's, to the minor unit.
    pub async fn assert_same_books_as_provider(&self) {
        let ours = self
            .world
            .number(
                "SELECT coalesce(sum(debit_minor - credit_minor), 0)::bigint FROM ledger_entries WHERE account = 'gateway_receivable'",
            )
            .await;
        assert_eq!(
            ours,
            self.gateway.balance().minor,
            "our books against the provider's"
        );
    }
}

/// A token of a device; another name is another token.
pub fn apple_token(name: &str) -> Tender {
    let json = format!(
        r#"{{"paymentData":{{"version":"EC_v1","data":"{name}","signature":"c2ln","header":{{"publicKeyHash":"aGFzaA=="}}}},
            "paymentMethod":{{"network":"Visa"}},"transactionIdentifier":"{name}"}}"#
    );
    Tender::ApplePay(ApplePayToken::parse(&json).unwrap())
}
