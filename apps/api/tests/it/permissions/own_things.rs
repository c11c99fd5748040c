//! The valid request of each operation on one's own account, by somebody new each time.

use accounts::{Role, totp};
use secrecy::ExposeSecret as _;
use serde_json::json;

use super::call::Call;
use super::world::{Person, World};
use crate::auth::totp_code;
use crate::people::PASSWORD;

/// `None`: not in the table.
pub async fn call(world: &World, operation: &str) -> Option<Call> {
    let me = world.person(Role::Customer).await;
    let mine = |path: &str| Call::new(format!("/v1/me{path}"));
    let call = match operation {
        "getMe" => mine(""),
        "updateMe" => mine("").body(json!({"full_name": "Somebody Else"})),
        "deleteMe" => mine("").expect(204),
        "signOut" => Call::new("/v1/auth/sign-out").expect(204),
        "listMySessions" => mine("/sessions"),
        "revokeMyOtherSessions" => mine("/sessions").expect(204),
        "revokeMySession" => {
            let other = world.again(&me).await;
            mine(&format!("/sessions/{}", other.session))
                .expect(204)
                .private()
        }
        "changeEmail" => {
            let email = format!("new-{}@people.example", world.number());
            mine("/email").body(json!({"email": email})).expect(202)
        }
        "resendVerification" => mine("/email/verification").expect(202),
        "removeMyPhone" => mine("/phone"),
        "requestMyPhoneCode" => mine("/phone/code")
            .body(json!({"phone": me.account.phone}))
            .expect(202),
        "listMyOrders" => mine("/orders"),
        "getMyWishlist" => mine("/wishlist?region=ae"),
        "mergeWishlist" => mine("/wishlist/merge")
            .body(json!({"product_ids": []}))
            .expect(204),
        "addWish" | "removeWish" => mine(&format!("/wishlist/{}", world.product().await)).expect(204),
        "claimOrder" => {
            // Somebody else's order, even with its link, is nobody else's.
            let placed = world.order(Some(&me)).await;
            mine("/orders/claim")
                .body(json!({"code": placed.code, "token": placed.link}))
                .private()
        }
        "setMyPhone" => set_phone(world, &me).await,
        "reauthenticate" | "changePassword" => {
            let me = world.customer_with_password().await;
            let call = match operation {
                "reauthenticate" => mine("/reauthenticate").body(json!({"password": PASSWORD})),
                _ => mine("/password").body(
                    json!({"current_password": PASSWORD, "new_password": "nine loud camels, more or less"}),
                ),
            };
            return Some(call.expect(204).by(me));
        }
        "listMyAddresses"
        | "addMyAddress"
        | "updateMyAddress"
        | "deleteMyAddress"
        | "setMyDefaultAddress" => address(world, operation, &me).await,
        "beginTotp" | "confirmTotp" | "disableTotp" | "renewRecoveryCodes" => {
            return Some(second_factor(world, operation).await);
        }
        _ => return None,
    };
    Some(call.by(me))
}

async fn set_phone(world: &World, me: &Person) -> Call {
    let phone = format!("+9715520{:05}", world.number());
    let asked = Call::new("/v1/me/phone/code").body(json!({ "phone": phone }));
    let sent = asked.send(world, &reqwest::Method::POST, Some(&me.access)).await;
    assert_eq!(sent.status, 202, "{}", sent.text);
    let code = world.code_sent_to(&phone).await;
    Call::new("/v1/me/phone").body(json!({"phone": phone, "code": code}))
}

async fn address(world: &World, operation: &str, me: &Person) -> Call {
    let id = world.address(me).await;
    let one = format!("/v1/me/addresses/{id}");
    match operation {
        "listMyAddresses" => Call::new("/v1/me/addresses"),
        "addMyAddress" => Call::new("/v1/me/addresses")
            .body(World::address_body())
            .expect(201),
        "updateMyAddress" => Call::new(one).body(World::address_body()).private(),
        "deleteMyAddress" => Call::new(one).expect(204).private(),
        _ => Call::new(format!("{one}/default")).expect(204).private(),
    }
}

/// For staff: begun, confirmed or neither, as the operation needs it.
async fn second_factor(world: &World, operation: &str) -> Call {
    let (app, me) = (&world.app, world.person(Role::Manager).await);
    let state = app.server.state();
    if operation == "beginTotp" {
        return Call::new("/v1/me/totp").by(me);
    }
    let begun = totp::begin(&state.db, &state.ctx, &state.keys, me.id())
        .await
        .unwrap();
    let code = totp_code(begun.secret.expose_secret(), app);
    if operation == "confirmTotp" {
        return Call::new("/v1/me/totp/confirm")
            .body(json!({ "code": code }))
            .by(me);
    }
    totp::confirm(
        &state.db,
        &state.ctx,
        &state.keys,
        me.id(),
        me.session,
        &code.into(),
    )
    .await
    .unwrap();
    match operation {
        "disableTotp" => Call::new("/v1/me/totp").expect(204).by(me),
        _ => Call::new("/v1/me/totp/recovery-codes").by(me),
    }
}
