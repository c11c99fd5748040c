use accounts::{
    ChangePasswordError, NewPasswordError, ResetPasswordError, RevokedReason, SignInError, Tokens, Weakness,
    change_password, email_token, find_account, forgot_password, reset_password, revoke_all_sessions,
};
use chrono::TimeDelta;
use futures::future::join_all;
use sea_orm::ConnectionTrait as _;
use serde_json::json;

use crate::people::PASSWORD;
use crate::world::{EMAIL, World, caller, email, secret};

const NEW: &str = "lanterns over the creek";

#[tokio::test]
async fn asking_does_the_same_for_known_and_unknown_addresses() {
    let world = World::new().await;
    world.signs_up(EMAIL).await;
    for address in [EMAIL, "nobody@example.com"] {
        for _ in 0..5 {
            forgot_password(world.db(), &world.ctx, &email(address), None)
                .await
                .unwrap();
        }
    }
    let asked = world.jobs("accounts.send_reset").await;
    let letters = |address: &str| asked.iter().filter(|job| job["email"] == address).count();
    assert_eq!((letters(EMAIL), letters("nobody@example.com")), (3, 3));
    assert!(world.reset(EMAIL).await.is_some());
    assert!(world.reset("nobody@example.com").await.is_none());
    world.sql("UPDATE accounts SET is_active = false").await;
    assert!(world.reset(EMAIL).await.is_none());
}

#[tokio::test]
async fn asking_at_once_brings_no_more_letters() {
    let world = World::new().await;
    let address = email(EMAIL);
    let asking = (0..10).map(|_| forgot_password(world.db(), &world.ctx, &address, None));
    assert!(join_all(asking).await.iter().all(Result::is_ok));
    assert_eq!(world.jobs("accounts.send_reset").await.len(), 3);
}

/// Runs an attempt up to where it waits for an account that a reset has changed, and lets the reset have the last word.
async fn overtaken<T>(world: &World, tokens: &Tokens, attempt: impl Future<Output = T>) -> T {
    let reset = db::begin(world.db()).await.unwrap();
    reset
        .execute_unprepared("UPDATE accounts SET password_hash = 'another one'")
        .await
        .unwrap();
    let ended = revoke_all_sessions(
        &reset,
        &world.ctx,
        tokens.account.id,
        RevokedReason::PasswordReset,
    );
    ended.await.unwrap();
    let waits = "SELECT count(*) > 0 AS waits FROM pg_stat_activity
                  WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let until_it_waits = async {
        while world.row(waits).await["waits"] == false {
            tokio::task::yield_now().await;
        }
        reset.commit().await.unwrap();
    };
    tokio::join!(attempt, until_it_waits).0
}

#[tokio::test]
async fn a_sign_in_that_a_reset_overtakes_opens_nothing() {
    let world = World::new().await;
    let tokens = world.verified(EMAIL).await;
    let attempt = crate::people::try_sign_in(world.db(), &world.ctx, PASSWORD);
    let outcome = overtaken(&world, &tokens, attempt).await;
    assert!(
        matches!(outcome, Err(SignInError::InvalidCredentials)),
        "{outcome:?}"
    );
    assert_eq!(world.open_sessions(&tokens.account).await, 0);
}

#[tokio::test]
async fn a_change_that_a_reset_overtakes_changes_nothing() {
    let world = World::new().await;
    let tokens = world.verified(EMAIL).await;
    let caller = caller(&tokens, &world.ctx);
    let attempt = change_password(
        world.db(),
        &world.ctx,
        &caller,
        Some(secret(PASSWORD)),
        secret("the thief's own choice"),
    );
    let outcome = overtaken(&world, &tokens, attempt).await;
    assert!(
        matches!(outcome, Err(ChangePasswordError::WrongPassword)),
        "{outcome:?}"
    );
    let stored = world.row("SELECT password_hash FROM accounts").await;
    assert_eq!(stored, json!({"password_hash": "another one"}));
}

#[tokio::test]
async fn a_new_password_replaces_the_old_one_and_ends_all_sessions() {
    let world = World::new().await;
    let tokens = world.verified(EMAIL).await;
    world.plant(&tokens.account).await;
    let (letter, other) = (
        world.reset(EMAIL).await.unwrap(),
        world.reset(EMAIL).await.unwrap(),
    );
    reset_password(world.db(), &world.ctx, &letter.token, secret(NEW))
        .await
        .unwrap();
    assert_eq!(world.open_sessions(&tokens.account).await, 0);
    assert!(!world.signs_in(PASSWORD).await);
    assert!(world.signs_in(NEW).await);
    for used in [&letter.token, &other.token] {
        let refused = reset_password(world.db(), &world.ctx, used, secret("another password")).await;
        assert!(matches!(refused, Err(ResetPasswordError::Expired)));
    }
    assert_eq!(
        world.planted().await,
        json!({"identities": 1, "addresses": 1, "phones": 1}),
        "a verified owner keeps what is theirs"
    );
    assert_eq!(
        world.jobs("accounts.security_notice").await,
        [json!({"account_id": tokens.account.id, "kind": "password_changed"})]
    );
    assert_eq!(world.jobs("accounts.email_verified").await.len(), 1);
}

#[tokio::test]
async fn links_serve_half_an_hour_and_weak_passwords_dont_use_them_up() {
    let world = World::new().await;
    world.verified(EMAIL).await;
    let letter = world.reset(EMAIL).await.unwrap();
    let weak = reset_password(world.db(), &world.ctx, &letter.token, secret("qwertyuiop")).await;
    assert!(matches!(
        weak,
        Err(ResetPasswordError::Password(NewPasswordError::Weak(
            Weakness::Common
        )))
    ));
    world.clock.advance(TimeDelta::minutes(30));
    let late = reset_password(world.db(), &world.ctx, &letter.token, secret(NEW)).await;
    assert!(matches!(late, Err(ResetPasswordError::Expired)));
    world.clock.advance(-TimeDelta::seconds(1));
    reset_password(world.db(), &world.ctx, &letter.token, secret(NEW))
        .await
        .unwrap();
}

#[tokio::test]
async fn of_resets_at_once_with_one_link_one_wins() {
    let world = World::new().await;
    world.verified(EMAIL).await;
    let letter = world.reset(EMAIL).await.unwrap();
    let passwords: Vec<String> = (0..10).map(|n| format!("{NEW} number {n}")).collect();
    let attempts = passwords
        .iter()
        .map(|password| reset_password(world.db(), &world.ctx, &letter.token, secret(password)));
    let outcomes = join_all(attempts).await;
    let won: Vec<&String> = passwords
        .iter()
        .zip(&outcomes)
        .filter(|(_, outcome)| outcome.is_ok())
        .map(|(password, _)| password)
        .collect();
    assert_eq!(won.len(), 1);
    let lost = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Err(ResetPasswordError::Expired)));
    assert_eq!(lost.count(), 9);
    assert!(world.signs_in(won[0]).await);
}

#[tokio::test]
async fn who_proves_the_address_first_gets_nothing_a_squatter_planted() {
    let world = World::new().await;
    let squatter = world.signs_up(EMAIL).await;
    world.plant(&squatter.account).await;
    let letter = world.reset(EMAIL).await.unwrap();
    reset_password(world.db(), &world.ctx, &letter.token, secret(NEW))
        .await
        .unwrap();
    assert_eq!(
        world.planted().await,
        json!({"identities": 0, "addresses": 0, "phones": 0})
    );
    assert_eq!(world.open_sessions(&squatter.account).await, 0);
    assert!(!world.signs_in(PASSWORD).await);
    assert!(
        find_account(world.db(), &email(EMAIL))
            .await
            .unwrap()
            .unwrap()
            .email_verified
    );
    let id = squatter.account.id;
    for kind in ["accounts.forget_belongings", "accounts.email_verified"] {
        assert_eq!(world.jobs(kind).await, [json!({"account_id": id})], "{kind}");
    }
}

#[tokio::test]
async fn who_forgot_the_password_isnt_shut_out_by_having_tried() {
    let world = World::new().await;
    world.verified(EMAIL).await;
    for n in 0..10_u8 {
        let mut guess = crate::people::offer(EMAIL, "was it this one?");
        guess.device.client_address = Some([192, 0, 2, 100 + n].into());
        accounts::sign_in(world.db(), &world.ctx, &world.keys, guess)
            .await
            .unwrap_err();
    }
    assert!(!world.signs_in(PASSWORD).await);
    let letter = world.reset(EMAIL).await.unwrap();
    reset_password(world.db(), &world.ctx, &letter.token, secret(NEW))
        .await
        .unwrap();
    assert!(world.signs_in(NEW).await);
}

#[tokio::test]
async fn links_are_not_stored() {
    let world = World::new().await;
    let account = world.signs_up(EMAIL).await.account;
    let tx = db::begin(world.db()).await.unwrap();
    let letter = email_token::issue_verification(&tx, &world.ctx, account.id)
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
    let stored = world
        .row("SELECT json_agg(email_tokens)::text AS all FROM email_tokens")
        .await;
    let token = secrecy::ExposeSecret::expose_secret(&letter.token);
    assert!(!stored.to_string().contains(token));
    assert!(!format!("{letter:?}").contains(token));
}
