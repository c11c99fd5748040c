use accounts::work::Side;
use accounts::{
    ConfirmEmailChangeError, Letter, RequestEmailChangeError, Tokens, confirm_email_change, find_account,
    load_account, request_email_change, reset_password,
};
use chrono::TimeDelta;
use kernel::EmailChangeId;
use serde_json::json;

use crate::people::signed_in;
use crate::world::{EMAIL, World, caller, email, secret};

const NEW: &str = "layla@new.example";

async fn request(world: &World, tokens: &Tokens, address: &str) -> Result<(), RequestEmailChangeError> {
    // Jobs of one instant have no order.
    world.clock.advance(TimeDelta::milliseconds(1));
    request_email_change(
        world.db(),
        &world.ctx,
        &caller(tokens, &world.ctx),
        &email(address),
    )
    .await
}

/// What the worker sends for the latest request.
async fn letter(world: &World, side: Side) -> Option<Letter> {
    let job = world.jobs("accounts.send_email_change").await.pop().unwrap();
    let id: EmailChangeId = job["change_id"].as_str().unwrap().parse().unwrap();
    world.change(id, side).await
}

async fn confirm(world: &World, letter: &Letter) -> Result<bool, ConfirmEmailChangeError> {
    confirm_email_change(world.db(), &world.ctx, &letter.token).await
}

#[tokio::test]
async fn an_address_changes_when_both_mailboxes_agreed_in_any_order() {
    for first in [Side::Old, Side::New] {
        let world = World::new().await;
        let here = world.verified(EMAIL).await;
        signed_in(world.db(), &world.ctx).await;
        request(&world, &here, NEW).await.unwrap();
        let (old, new) = (
            letter(&world, Side::Old).await.unwrap(),
            letter(&world, Side::New).await.unwrap(),
        );
        assert_eq!((old.to.as_str(), new.to.as_str()), (EMAIL, NEW));
        let reset = world.reset(EMAIL).await.unwrap();
        let order = if first == Side::Old {
            [&old, &new]
        } else {
            [&new, &old]
        };
        assert!(!confirm(&world, order[0]).await.unwrap());
        assert!(confirm(&world, order[0]).await.is_err(), "each link once");
        assert!(find_account(world.db(), &email(NEW)).await.unwrap().is_none());
        assert!(confirm(&world, order[1]).await.unwrap());

        let account = find_account(world.db(), &email(NEW)).await.unwrap().unwrap();
        assert_eq!((account.id, account.email_verified), (here.account.id, true));
        assert_eq!(
            world.open_sessions(&account).await,
            1,
            "the session that asked stays"
        );
        reset_password(world.db(), &world.ctx, &reset.token, secret("another password"))
            .await
            .unwrap_err();
        assert_eq!(
            world.jobs("accounts.security_notice").await,
            [json!({"account_id": account.id, "kind": "email_changed"})]
        );
    }
}

#[tokio::test]
async fn an_address_nobody_verified_isnt_asked() {
    let world = World::new().await;
    let here = world.signs_up(EMAIL).await;
    request(&world, &here, NEW).await.unwrap();
    assert_eq!(world.jobs("accounts.send_email_change").await.len(), 1);
    assert!(letter(&world, Side::Old).await.is_none());
    assert!(
        confirm(&world, &letter(&world, Side::New).await.unwrap())
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_change_needs_a_fresh_session_another_address_and_patience() {
    let world = World::new().await;
    let here = world.verified(EMAIL).await;
    let same = request(&world, &here, EMAIL).await;
    assert!(matches!(same, Err(RequestEmailChangeError::Unchanged)));
    let proved = caller(&here, &world.ctx);
    world.clock.advance(TimeDelta::minutes(11));
    let stale = request_email_change(world.db(), &world.ctx, &proved, &email(NEW)).await;
    assert!(matches!(
        stale,
        Err(RequestEmailChangeError::ReauthenticationRequired(_))
    ));
    for _ in 0..3 {
        request(&world, &here, NEW).await.unwrap();
    }
    let often = request(&world, &here, NEW).await;
    assert!(matches!(often, Err(RequestEmailChangeError::TooOften { .. })));
}

#[tokio::test]
async fn a_newer_request_a_day_or_a_reset_end_a_change() {
    let world = World::new().await;
    let here = world.verified(EMAIL).await;
    request(&world, &here, NEW).await.unwrap();
    let overtaken = letter(&world, Side::New).await.unwrap();
    request(&world, &here, "layla@newer.example").await.unwrap();
    confirm(&world, &overtaken).await.unwrap_err();

    let late = letter(&world, Side::New).await.unwrap();
    world.clock.advance(TimeDelta::hours(24));
    confirm(&world, &late).await.unwrap_err();

    request(&world, &here, NEW).await.unwrap();
    let stopped = letter(&world, Side::New).await.unwrap();
    let reset = world.reset(EMAIL).await.unwrap();
    reset_password(
        world.db(),
        &world.ctx,
        &reset.token,
        secret("lanterns over the creek"),
    )
    .await
    .unwrap();
    confirm(&world, &stopped).await.unwrap_err();
    assert!(letter(&world, Side::New).await.is_none());
}

#[tokio::test]
async fn a_taken_address_stays_with_who_proved_it() {
    let world = World::new().await;
    let here = world.verified(EMAIL).await;
    let other = world.signs_up(NEW).await;
    request(&world, &here, NEW).await.unwrap();
    let (old, new) = (
        letter(&world, Side::Old).await.unwrap(),
        letter(&world, Side::New).await.unwrap(),
    );
    confirm(&world, &old).await.unwrap();
    world
        .sql("UPDATE accounts SET email_verified_at = created_at WHERE email = 'layla@new.example'")
        .await;
    for _ in 0..2 {
        let refused = confirm(&world, &new).await;
        assert!(matches!(refused, Err(ConfirmEmailChangeError::EmailTaken)));
    }
    assert!(
        letter(&world, Side::New).await.is_none(),
        "a taken mailbox isn't written to"
    );

    world
        .sql("UPDATE accounts SET email_verified_at = NULL WHERE email = 'layla@new.example'")
        .await;
    assert!(confirm(&world, &new).await.unwrap());
    let evicted = load_account(world.db(), other.account.id).await.unwrap().unwrap();
    assert_eq!((evicted.email, evicted.is_active), (None, false));
    assert_eq!(world.open_sessions(&other.account).await, 0);
}
