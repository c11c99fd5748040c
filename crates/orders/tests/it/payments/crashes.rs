//! A process that dies is a future that is dropped, or an answer nobody hears. Afterwards only the clock is left to make it good.

use async_trait::async_trait;
use chrono::TimeDelta;
use kernel::{Currency, Money};
use orders::payment::Gateways;
use payments::gateway::{
    ApplePayToken, Executed, Fault, FiledRefund, Gateway, Hosted, MethodCode, MethodOffer, Outcome, Payment,
    PaymentKey, PaymentOrder, PaymentSession, Refund, RefundKey, RefundOrder, SessionId, SessionState,
    WebhookEvent, WebhookHeaders, WebhookRefused,
};
use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::Notify;

use super::facts::{Facts, paid};
use super::till::{TOTAL, Till, WINDOW, apple_token};

/// The provider as a process sees it that dies in the call: before anything was sent, or after all of it was done.
struct Deadly {
    inner: Arc<dyn Gateway>,
    point: Point,
    calls: AtomicU32,
    reached: Arc<Notify>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    BeforeMoneyCall,
    AfterMoneyCall,
    BeforeRead,
    AfterRead,
}

impl Deadly {
    async fn die_at(&self, point: Point) {
        if self.point == point {
            self.calls.fetch_add(1, Ordering::SeqCst);
            self.reached.notify_one();
            pending::<()>().await;
        }
    }
}

#[async_trait]
impl Gateway for Deadly {
    fn base_currency(&self) -> Currency {
        self.inner.base_currency()
    }

    async fn payment_methods(&self, amount: Money) -> Outcome<Vec<MethodOffer>> {
        self.inner.payment_methods(amount).await
    }

    async fn create_hosted(&self, order: &PaymentOrder, method: Option<&MethodCode>) -> Outcome<Hosted> {
        self.die_at(Point::BeforeMoneyCall).await;
        let done = self.inner.create_hosted(order, method).await;
        self.die_at(Point::AfterMoneyCall).await;
        done
    }

    async fn create_session(&self, order: &PaymentOrder) -> Outcome<PaymentSession> {
        self.inner.create_session(order).await
    }

    async fn find_session(&self, session: &SessionId) -> Outcome<Option<SessionState>> {
        self.inner.find_session(session).await
    }

    async fn pay_with_session(&self, order: &PaymentOrder, session: &SessionId) -> Outcome<Executed> {
        self.inner.pay_with_session(order, session).await
    }

    async fn pay_with_apple(&self, order: &PaymentOrder, token: &ApplePayToken) -> Outcome<Executed> {
        self.die_at(Point::BeforeMoneyCall).await;
        let done = self.inner.pay_with_apple(order, token).await;
        self.die_at(Point::AfterMoneyCall).await;
        done
    }

    async fn find_payment(&self, key: PaymentKey<'_>) -> Outcome<Option<Payment>> {
        self.die_at(Point::BeforeRead).await;
        let found = self.inner.find_payment(key).await;
        self.die_at(Point::AfterRead).await;
        found
    }

    async fn request_refund(&self, order: &RefundOrder) -> Outcome<FiledRefund> {
        self.die_at(Point::BeforeMoneyCall).await;
        let done = self.inner.request_refund(order).await;
        self.die_at(Point::AfterMoneyCall).await;
        done
    }

    async fn find_refunds(&self, key: RefundKey<'_>) -> Outcome<Vec<Refund>> {
        self.die_at(Point::BeforeRead).await;
        let found = self.inner.find_refunds(key).await;
        self.die_at(Point::AfterRead).await;
        found
    }

    fn read_webhook(&self, headers: WebhookHeaders<'_>, body: &[u8]) -> Result<WebhookEvent, WebhookRefused> {
        self.inner.read_webhook(headers, body)
    }
}

/// Runs `work` against a provider at whose `point` the process dies; says whether it got there.
async fn dies_at<T>(till: &mut Till, point: Point, work: impl AsyncFnOnce(&Till) -> T) {
    let reached = Arc::new(Notify::new());
    let deadly = Deadly {
        inner: Arc::new(till.gateway.clone()),
        point,
        calls: AtomicU32::new(0),
        reached: Arc::clone(&reached),
    };
    let alive = std::mem::replace(
        &mut till.gateways,
        Gateways::new([("ae".to_owned(), Arc::new(deadly) as _)]),
    );
    let dying = async {
        tokio::select! {
            biased;
            () = reached.notified() => {}
            _ = work(till) => panic!("{point:?} wasn't reached"),
        }
    };
    let died = tokio::time::timeout(Duration::from_secs(60), dying).await;
    died.unwrap_or_else(|_| panic!("{point:?} hangs"));
    till.gateways = alive;
}

impl Till {
    /// Everything the clock does in the next day.
    async fn let_time_heal(&self) {
        for _ in 0..12 {
            self.pass(TimeDelta::minutes(5)).await;
        }
        self.pass(TimeDelta::hours(1)).await;
    }
}

#[tokio::test]
async fn a_page_nobody_was_sent_to_costs_nothing() {
    for point in [Point::BeforeMoneyCall, Point::AfterMoneyCall] {
        let mut till = Till::new().await;
        let order = till.order().await;
        let attempt = till.created(order.id).await;
        dies_at(&mut till, point, async |till| till.execute(attempt.id).await).await;
        till.let_time_heal().await;
        let facts = till.facts(order.id).await;
        assert_eq!(
            (facts.order.as_str(), till.in_stock().await),
            ("expired/void/online", 5),
            "{point:?}"
        );
        till.world.assert_books().await;
        till.assert_same_books_as_provider().await;
    }
}

#[tokio::test]
async fn an_apple_pay_charge_whose_caller_died_pays_the_order() {
    let mut till = Till::new().await;
    let order = till.order().await;
    let attempt = till.created(order.id).await;
    let apple = async |till: &Till| till.execute_with(attempt.id, apple_token("one")).await;
    dies_at(&mut till, Point::AfterMoneyCall, apple).await;
    till.let_time_heal().await;
    till.assert(order.id, paid()).await;
    till.give_back(order.id, TOTAL).await.unwrap();
    till.finish_refunds(order.id, true).await;
    assert_eq!(till.facts(order.id).await.order, "placed/refunded/online");
    till.assert_same_books_as_provider().await;
}

#[tokio::test]
async fn an_apple_pay_charge_whose_answer_was_lost_pays_the_order_even_late() {
    let till = Till::new().await;
    let order = till.order().await;
    let attempt = till.created(order.id).await;
    till.gateway.fault(Fault::AnswerLost);
    till.execute_with(attempt.id, apple_token("one")).await.unwrap();
    till.world.clock.advance(WINDOW);
    till.pass(TimeDelta::minutes(1)).await;
    till.assert(order.id, paid()).await;
    assert_eq!(till.gateway.money_calls().len(), 1);
}

#[tokio::test]
async fn a_charge_that_never_left_is_not_repeated() {
    let mut till = Till::new().await;
    let order = till.order().await;
    let attempt = till.created(order.id).await;
    let apple = async |till: &Till| till.execute_with(attempt.id, apple_token("one")).await;
    dies_at(&mut till, Point::BeforeMoneyCall, apple).await;
    till.pass(TimeDelta::minutes(5)).await;
    let facts = till.facts(order.id).await;
    assert_eq!(
        (facts.attempts.as_str(), facts.order.as_str()),
        ("failed", "pending_payment/unpaid/online")
    );
    assert_eq!(till.gateway.money_calls().len(), 0);
    // The payer has a new sheet.
    let again = till.created(order.id).await;
    till.execute_with(again.id, apple_token("two")).await.unwrap();
    till.settle(&again).await;
    let expected = Facts {
        attempts: "failed paid".into(),
        events: "created payment_started payment_failed payment_started paid".into(),
        ..paid()
    };
    till.assert(order.id, expected).await;
}

#[tokio::test]
async fn an_attempt_nobody_ever_sent_is_let_go() {
    let till = Till::new().await;
    let order = till.order_paid_by("cod").await;
    let attempt = till.created(order.id).await;
    till.settle(&attempt).await;
    assert_eq!(till.facts(order.id).await.attempts, "created");
    till.pass(TimeDelta::minutes(3)).await;
    assert_eq!(till.facts(order.id).await.attempts, "failed");
}

#[tokio::test]
async fn settling_that_dies_is_done_by_the_next() {
    for point in [Point::BeforeRead, Point::AfterRead] {
        let mut till = Till::new().await;
        let order = till.order().await;
        let attempt = till.page(order.id).await;
        till.approve(&attempt);
        dies_at(&mut till, point, async |till| till.try_settle(attempt.id).await).await;
        till.let_time_heal().await;
        till.assert(order.id, paid()).await;
        till.assert_same_books_as_provider().await;
    }
}

#[tokio::test]
async fn a_refund_whose_caller_died_is_paid_out_once() {
    for point in [Point::BeforeMoneyCall, Point::AfterMoneyCall] {
        let mut till = Till::new().await;
        let order = till.order().await;
        let attempt = till.page(order.id).await;
        till.approve(&attempt);
        till.settle(&attempt).await;
        let refund = till.give_back(order.id, TOTAL).await.unwrap();
        dies_at(&mut till, point, async |till| till.advance(refund).await).await;
        till.let_time_heal().await;
        assert_eq!(
            till.facts(order.id).await.refunds,
            "staff:pending_provider:11000",
            "{point:?}"
        );
        till.finish_refunds(order.id, true).await;
        assert_eq!(till.facts(order.id).await.order, "placed/refunded/online");
        assert_eq!(till.gateway.money_calls().len(), 2, "{point:?}");
        till.world.assert_books().await;
        till.assert_same_books_as_provider().await;
    }
}
