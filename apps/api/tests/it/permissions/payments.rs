//! The valid request of each operation on payments, in the region `ae`.

use orders::payment::settle::{Settled, settle};
use payments::gateway::{InvoiceId, Reference};
use payments::{AlertKind, Attempt, NewAlert};
use reqwest::Method;
use sea_orm::ConnectionTrait as _;
use serde_json::json;

use super::call::{Call, Elsewhere};
use super::world::World;

/// `None`: not in the table.
pub async fn call(world: &World, operation: &str) -> Option<Call> {
    let admin = |path: &str| Call::new(format!("/v1/admin/{path}"));
    let call = match operation {
        "listPayments" | "verifyPayment" | "getOrderPayments" | "refundOrder" | "importStatement" => {
            paid(world, operation).await
        }
        "getRefundLimits" | "setRefundLimits" => {
            let colleague = world.hired(vec![world.local_grant()]).await;
            let one = admin(&format!("refund-limits/{}", colleague.id()));
            match operation {
                "getRefundLimits" => one,
                _ => one.body(json!({"limits": [{"minor": 5_000, "currency": "AED"}]})),
            }
        }
        "listPaymentAlerts" | "resolvePaymentAlert" => alert(world, operation).await,
        "getBooks" => admin("books"),
        "auditBooks" => admin("books/audit").expect(202),
        "listPaymentSettings" => {
            admin("payment-settings").elsewhere(Elsewhere::Without(r#""region":"ae""#.to_owned()))
        }
        "setPaymentSettings" => {
            let now = payments::find_settings(world.app.test.db(), world.shop.store.id).await;
            let body = json!({
                "online_enabled": true, "disabled_channels": [], "window_minutes": 30, "version": now.unwrap().version,
            });
            admin("payment-settings/ae")
                .body(body)
                .elsewhere(Elsewhere::NotFound)
        }
        "listAccountChannels" => admin("payment-settings/ae/channels").elsewhere(Elsewhere::NotFound),
        "getDailyPaymentReport" => {
            admin("payment-reports/daily?region=ae&date=2026-03-01").elsewhere(Elsewhere::NotFound)
        }
        _ => return None,
    };
    Some(call)
}

/// An order that was paid online.
async fn paid(world: &World, operation: &str) -> Call {
    let (attempt, invoice) = paid_attempt(world).await;
    let order = format!("/v1/admin/orders/{}", attempt.order_id);
    match operation {
        "listPayments" => {
            let list = Call::new("/v1/admin/payments?limit=100");
            list.elsewhere(Elsewhere::Without(attempt.reference))
        }
        "verifyPayment" => {
            let path = format!("/v1/admin/payments/{}/verify", attempt.id);
            Call::new(path).elsewhere(Elsewhere::NotFound)
        }
        "getOrderPayments" => Call::new(format!("{order}/payments")).elsewhere(Elsewhere::NotFound),
        "refundOrder" => {
            let limits =
                "INSERT INTO refund_limits SELECT id, 'AED', 1000000 FROM accounts WHERE role = 'manager'
                          ON CONFLICT DO NOTHING";
            world.app.test.db().execute_unprepared(limits).await.unwrap();
            let body =
                json!({"amount": {"minor": 1, "currency": "AED"}, "reason": "Wilted", "restock": false});
            Call::new(format!("{order}/refunds"))
                .header("Idempotency-Key", format!("refund-{:05}", world.number()))
                .body(body)
                .expect(201)
                .elsewhere(Elsewhere::NotFound)
        }
        _ => {
            let csv = format!(
                "type,reference,provider_id,date,amount,fee,currency\ncapture,{},{invoice},2026-03-01,140,0,AED\n",
                attempt.reference
            );
            Call::new("/v1/admin/payment-statements")
                .body(json!({"region": "ae", "file_name": "statement.csv", "csv": csv}))
                .expect(201)
                .elsewhere(Elsewhere::NotFound)
        }
    }
}

async fn paid_attempt(world: &World) -> (Attempt, InvoiceId) {
    let (app, db) = (&world.app, world.app.test.db());
    let mut form = world.checkout_form();
    form["payment_method"] = "online".into();
    let (cart, key) = (world.cart().await, format!("online-{:05}", world.number()));
    let placed = app.checkout(&cart, &key, &form).await.ok();
    let (code, link) = (
        placed["order"]["code"].as_str().unwrap(),
        placed["link_token"].as_str().unwrap(),
    );
    let request = app
        .request(Method::POST, &format!("/v1/orders/{code}/payments"))
        .header("Order-Token", link)
        .json(&json!({"channel": "kn", "flow": "hosted"}));
    app.send(request).await.ok();
    let reference = format!("{code}-1");
    let invoice = app
        .provider
        .invoices(&Reference::parse(&reference).unwrap())
        .pop()
        .unwrap();
    app.provider.approve(&invoice);
    let attempt = payments::find_attempt_by_reference(db, &reference)
        .await
        .unwrap()
        .unwrap();
    let settled = settle(db, &app.ctx, &app.gateways, attempt.id).await.unwrap();
    assert_eq!(settled, Settled::Paid);
    (attempt, invoice)
}

async fn alert(world: &World, operation: &str) -> Call {
    let (db, ctx) = (world.app.test.db(), &world.app.ctx);
    let subject = format!("trouble-{:05}", world.number());
    let new = NewAlert {
        kind: AlertKind::StuckAttempt,
        subject: subject.clone(),
        region: Some(world.shop.store.id),
        order: None,
        detail: json!({}),
    };
    payments::raise_alert(db, ctx, new).await.unwrap();
    if operation == "listPaymentAlerts" {
        let list = Call::new("/v1/admin/payment-alerts?limit=100");
        return list.elsewhere(Elsewhere::Without(subject));
    }
    let size = kernel::PageSize::MAX;
    let open = payments::list_alerts(db, &kernel::RegionScope::All, true, size, None)
        .await
        .unwrap();
    let alert = open
        .items
        .into_iter()
        .find(|alert| alert.subject == subject)
        .unwrap();
    Call::new(format!("/v1/admin/payment-alerts/{}/resolve", alert.id))
        .body(json!({"resolution": "Looked into."}))
        .elsewhere(Elsewhere::NotFound)
}
