use accounts::{
    Caller, ChangePasswordError, NewPasswordError, ReauthenticateError, Weakness, change_password,
    list_sessions, load_account, reauthenticate_with_password, require_fresh, reset_password,
};
use chrono::TimeDelta;
use serde_json::json;

use crate::people::{PASSWORD, signed_in};
use crate::world::{EMAIL, World, caller, secret};

const NEW: &str = "lanterns over the creek";

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_open_links() {
    let world = World::new().await;
    let here = world.verified(EMAIL).await;
    signed_in(world.db(), &world.ctx).await;
    let letter = world.reset(EMAIL).await.unwrap();
    let caller = caller(&here, &world.ctx);
    change_password(
        world.db(),
        &world.ctx,
        &caller,
        Some(secret(PASSWORD)),
        secret(NEW),
    )
    .await
    .unwrap();
    let open = list_sessions(world.db(), &world.ctx, here.account.id)
        .await
        .unwrap();
    assert_eq!(open.iter().map(|s| s.id).collect::<Vec<_>>(), [here.session]);
    assert!(!world.signs_in(PASSWORD).await);
    assert!(world.signs_in(NEW).await);
    reset_password(world.db(), &world.ctx, &letter.token, secret("another password"))
        .await
        .unwrap_err();
    assert_eq!(
        world.jobs("accounts.security_notice").await,
        [json!({"account_id": here.account.id, "kind": "password_changed"})]
    );
}

#[tokio::test]
async fn the_current_password_is_needed_and_not_to_be_guessed() {
    let world = World::new().await;
    let here = world.verified(EMAIL).await;
    let caller = caller(&here, &world.ctx);
    let change = async |current: Option<&str>, new: &str| {
        change_password(world.db(), &world.ctx, &caller, current.map(secret), secret(new)).await
    };
    let missing = change(None, NEW).await;
    assert!(matches!(missing, Err(ChangePasswordError::WrongPassword)));
    let weak = change(Some(PASSWORD), "1234567890").await;
    assert!(matches!(
        weak,
        Err(ChangePasswordError::Password(NewPasswordError::Weak(
            Weakness::Common
        )))
    ));
    for _ in 0..10 {
        let wrong = change(Some("guess"), NEW).await;
        assert!(matches!(wrong, Err(ChangePasswordError::WrongPassword)));
    }
    let shut = change(Some(PASSWORD), NEW).await;
    assert!(matches!(shut, Err(ChangePasswordError::TooManyFailures { .. })));
    assert!(
        world.signs_in(PASSWORD).await,
        "nobody is kept from signing in by that"
    );
}

#[tokio::test]
async fn an_account_without_a_password_gets_one_in_a_fresh_session() {
    let world = World::new().await;
    let here = world.verified(EMAIL).await;
    world.sql("UPDATE accounts SET password_hash = NULL").await;
    let proved = caller(&here, &world.ctx);
    world.clock.advance(TimeDelta::minutes(11));
    let stale = change_password(world.db(), &world.ctx, &proved, None, secret(NEW)).await;
    assert!(matches!(
        stale,
        Err(ChangePasswordError::ReauthenticationRequired(_))
    ));
    let fresh = caller(&here, &world.ctx);
    change_password(world.db(), &world.ctx, &fresh, None, secret(NEW))
        .await
        .unwrap();
    let account = load_account(world.db(), here.account.id).await.unwrap().unwrap();
    assert!(account.has_password && world.signs_in(NEW).await);
}

#[tokio::test]
async fn a_password_makes_a_session_fresh_again() {
    let world = World::new().await;
    let here = world.verified(EMAIL).await;
    let caller: Caller = caller(&here, &world.ctx);
    world.clock.advance(TimeDelta::minutes(10));
    require_fresh(caller.authenticated_at, world.ctx.now()).unwrap();
    world.clock.advance(TimeDelta::seconds(1));
    require_fresh(caller.authenticated_at, world.ctx.now()).unwrap_err();
    let proof = async |password: &str| {
        reauthenticate_with_password(world.db(), &world.ctx, &caller, secret(password)).await
    };
    let wrong = proof("guess").await;
    assert!(matches!(wrong, Err(ReauthenticateError::WrongPassword)));
    let at = "SELECT authenticated_at = created_at AS is_old FROM sessions";
    assert_eq!(world.row(at).await, json!({"is_old": true}));
    proof(PASSWORD).await.unwrap();
    assert_eq!(world.row(at).await, json!({"is_old": false}));
}
