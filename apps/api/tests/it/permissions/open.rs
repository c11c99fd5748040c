//! A request of each operation that asks for no session, with the status it is answered with: by the secret it carries, or
//! by nothing at all.

use accounts::Role;
use serde_json::{Value, json};

use super::call::Call;
use super::world::World;
use crate::people::PASSWORD;

/// `None`: not in the table.
pub async fn call(world: &World, operation: &str) -> Option<Call> {
    let call = match operation {
        "getHealth" => Call::new("/healthz"),
        "getReadiness" => Call::new("/readyz"),
        "getMetrics" => Call::new("/metrics"),
        "getMedia" => Call::new("/media/nothing.webp").expect(404),
        "listRegions" => Call::new("/v1/regions"),
        "getAddressSchema" => Call::new("/v1/address-schemas/AE"),
        "getStore" => store(""),
        "getHome" => store("/home"),
        "listCategories" => store("/categories"),
        "getCategory" => store("/categories/nothing").expect(404),
        "listProducts" => store("/products"),
        "getProduct" => store("/products/nothing").expect(404),
        "listDeliveryDays" => store("/delivery-days?zone=dubai"),
        "createCart" => store("/carts").body(json!({})).expect(201),
        "listPaymentChannels" => store("/payment-channels?amount_minor=14000"),
        "getOrder" | "getOrderPayment" | "payOrder" | "switchOrderToCash" => order(world, operation).await,
        // Not configured here; signatures are looked at elsewhere.
        "receivePaymentEvent" => Call::new("/v1/webhooks/myfatoorah/sa")
            .body(json!({}))
            .expect(404),
        "getCart" | "checkout" | "addCartLine" | "updateCartLine" | "removeCartLine" | "applyPromo"
        | "removePromo" | "quoteCart" => cart(world, operation).await,
        _ => return auth(world, operation).await,
    };
    Some(call)
}

fn store(rest: &str) -> Call {
    Call::new(format!("/v1/stores/ae{rest}"))
}

/// With the secret of its link; `by` may do the same without it.
async fn order(world: &World, operation: &str) -> Call {
    let me = world.person(Role::Customer).await;
    let placed = world.order(Some(&me)).await;
    let one = |rest: &str| Call::new(format!("/v1/orders/{}{rest}", placed.code));
    let call = match operation {
        "getOrder" => one(""),
        "getOrderPayment" => one("/payment"),
        // Who was to pay at the door may pay ahead.
        "payOrder" => one("/payments")
            .body(json!({"channel": "vm", "flow": "hosted"}))
            .expect(201),
        _ => one("/switch-to-cash"),
    };
    call.header("Order-Token", placed.link).by(me)
}

async fn cart(world: &World, operation: &str) -> Call {
    let token = world.cart().await;
    let mine = |path: &str| Call::new(format!("/v1/carts/current{path}")).header("Cart-Token", token.clone());
    let shown = mine("").send(world, &reqwest::Method::GET, None).await.ok();
    let line = format!("/lines/{}", shown["lines"][0]["id"].as_str().unwrap());
    match operation {
        "getCart" => mine(""),
        "checkout" => mine("/checkout")
            .header("Idempotency-Key", format!("checkout-{:05}", world.number()))
            .body(world.checkout_form())
            .expect(201),
        "addCartLine" => mine("/lines").body(json!({"variant_id": world.variant, "quantity": 1})),
        "updateCartLine" => mine(&line).body(json!({"quantity": 2})),
        "removeCartLine" => mine(&line),
        "applyPromo" => mine("/promo").body(json!({"code": "NOTHING"})).expect(409),
        "removePromo" => mine("/promo"),
        _ => mine("/quote").body(json!({})),
    }
}

async fn auth(world: &World, operation: &str) -> Option<Call> {
    let post = |path: &str, body: Value| Call::new(format!("/v1/auth/{path}")).body(body);
    let nothing = || json!({"token": "nothing"});
    let provider = || json!({"id_token": "a.b.c", "nonce": "n", "locale": "en"});
    let number = world.number();
    let call = match operation {
        "getAuthOptions" => Call::new("/v1/auth/options"),
        "signUp" => {
            let email = format!("up-{number}@people.example");
            let body = json!({"email": email, "password": PASSWORD, "full_name": "Layla", "locale": "en"});
            post("sign-up", body).expect(201)
        }
        "signIn" => {
            let me = world.customer_with_password().await;
            post(
                "sign-in",
                json!({"email": me.account.email, "password": PASSWORD}),
            )
        }
        "refreshSession" => {
            let me = world.person(Role::Customer).await;
            post("refresh", json!({"refresh_token": me.refresh}))
        }
        // Not configured here; `ways_in` signs in with them.
        "signInWithGoogle" => post("google", provider()).expect(404),
        "signInWithApple" => post("apple", provider()).expect(404),
        "requestPhoneCode" => {
            let body = json!({"phone": format!("+9715530{number:05}"), "locale": "en"});
            post("phone/code", body).expect(202)
        }
        "signInByPhone" => {
            let phone = format!("+9715540{number:05}");
            let ask = json!({"phone": phone, "locale": "en"});
            let sent = world
                .ask(reqwest::Method::POST, "/v1/auth/phone/code", &ask)
                .await;
            assert_eq!(sent.status, 202, "{}", sent.text);
            let code = world.code_sent_to(&phone).await;
            let offer = json!({"phone": phone, "code": code, "locale": "en", "full_name": "Layla"});
            post("phone/sign-in", offer).expect(201)
        }
        "forgotPassword" => post("forgot-password", json!({"email": "nobody@people.example"})).expect(202),
        "resetPassword" => post(
            "reset-password",
            json!({"token": "nothing", "password": PASSWORD}),
        )
        .expect(410),
        "verifyEmail" => post("verify-email", nothing()).expect(410),
        "confirmEmailChange" => post("confirm-email-change", nothing()).expect(410),
        "previewInvitation" => post("invitations/preview", nothing()).expect(410),
        "acceptInvitation" => post(
            "invitations/accept",
            json!({"token": "nothing", "password": PASSWORD}),
        )
        .expect(410),
        _ => return None,
    };
    Some(call)
}
