use accounts::{
    NewPasswordError, ResendVerificationError, SignUp, SignUpError, Weakness, find_account,
    resend_verification, sign_up, verify_email,
};
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::json;

use crate::people::PASSWORD;
use crate::world::{EMAIL, World, email, form, secret};

#[tokio::test]
async fn a_sign_up_opens_an_account_a_session_and_asks_for_a_link() {
    let world = World::new().await;
    let tokens = world.signs_up(EMAIL).await;
    let account = &tokens.account;
    assert_eq!(
        (account.email.as_deref(), account.email_verified),
        (Some(EMAIL), false)
    );
    assert_eq!(
        (account.full_name.as_str(), account.has_password),
        ("Layla Haddad", true)
    );
    assert!(account.marketing_consent && account.is_active && !account.role.is_staff());
    assert_eq!(world.open_sessions(account).await, 1);
    assert!(world.signs_in(PASSWORD).await);
    assert_eq!(
        world.jobs("accounts.send_verification").await,
        [json!({"account_id": account.id})]
    );
}

#[tokio::test]
async fn a_taken_address_is_refused_verified_or_not() {
    let world = World::new().await;
    let first = world.signs_up(EMAIL).await;
    let again = || SignUp {
        password: "another long password".into(),
        full_name: "Someone Else".into(),
        ..form(" LAYLA@example.com")
    };
    for _ in 0..2 {
        let refused = sign_up(world.db(), &world.ctx, &world.keys, again()).await;
        assert!(matches!(refused, Err(SignUpError::EmailTaken)));
        world
            .sql("UPDATE accounts SET email_verified_at = created_at")
            .await;
    }
    let account = find_account(world.db(), &email(EMAIL)).await.unwrap().unwrap();
    assert_eq!(
        (account.id, account.full_name.as_str()),
        (first.account.id, "Layla Haddad")
    );
    assert!(world.signs_in(PASSWORD).await);
    assert_eq!(world.jobs("accounts.send_verification").await.len(), 1);
}

#[tokio::test]
async fn of_sign_ups_at_once_with_one_address_one_wins() {
    let world = World::new().await;
    let attempts = (0..10).map(|_| sign_up(world.db(), &world.ctx, &world.keys, form(EMAIL)));
    let (won, lost): (Vec<_>, Vec<_>) = join_all(attempts).await.into_iter().partition(Result::is_ok);
    assert_eq!(won.len(), 1);
    assert!(
        lost.iter()
            .all(|outcome| matches!(outcome, Err(SignUpError::EmailTaken)))
    );
    let rows = world
        .row(
            "SELECT (SELECT count(*) FROM accounts) AS accounts, (SELECT count(*) FROM sessions) AS sessions",
        )
        .await;
    assert_eq!(rows, json!({"accounts": 1, "sessions": 1}));
}

#[tokio::test]
async fn weak_passwords_and_invisible_names_open_nothing() {
    let world = World::new().await;
    let weak = SignUp {
        password: "layla.haddad1".into(),
        ..form(EMAIL)
    };
    let refused = sign_up(world.db(), &world.ctx, &world.keys, weak).await;
    assert!(matches!(
        refused,
        Err(SignUpError::Password(NewPasswordError::Weak(Weakness::Common)))
    ));
    let nameless = SignUp {
        full_name: " \u{200B}".into(),
        ..form(EMAIL)
    };
    let refused = sign_up(world.db(), &world.ctx, &world.keys, nameless).await;
    assert!(matches!(refused, Err(SignUpError::Name(_))));
    assert_eq!(
        world.row("SELECT count(*) FROM accounts").await,
        json!({"count": 0})
    );
}

#[tokio::test]
async fn a_link_verifies_the_address_once_and_within_a_day() {
    let world = World::new().await;
    let account = world.signs_up(EMAIL).await.account;
    let (late, other, good) = (
        world.verification(&account).await.unwrap(),
        world.verification(&account).await.unwrap(),
        world.verification(&account).await.unwrap(),
    );
    assert_eq!(good.to, EMAIL);
    world.clock.advance(TimeDelta::hours(24));
    verify_email(world.db(), &world.ctx, &late.token)
        .await
        .unwrap_err();
    world.clock.advance(-TimeDelta::seconds(1));
    verify_email(world.db(), &world.ctx, &good.token).await.unwrap();
    let found = find_account(world.db(), &email(EMAIL)).await.unwrap().unwrap();
    assert!(found.email_verified && found.version > account.version);
    assert_eq!(
        world.jobs("accounts.email_verified").await,
        [json!({"account_id": account.id})]
    );
    for used in [&good.token, &other.token, &secret("guessed")] {
        verify_email(world.db(), &world.ctx, used).await.unwrap_err();
    }
    assert!(
        world.verification(&account).await.is_none(),
        "nothing is left to verify"
    );
}

#[tokio::test]
async fn a_link_is_void_once_the_account_has_another_address() {
    let world = World::new().await;
    let account = world.signs_up(EMAIL).await.account;
    let letter = world.verification(&account).await.unwrap();
    world.sql("UPDATE accounts SET email = 'other@example.com'").await;
    verify_email(world.db(), &world.ctx, &letter.token)
        .await
        .unwrap_err();
    world
        .sql("UPDATE accounts SET email = 'layla@example.com', is_active = false")
        .await;
    verify_email(world.db(), &world.ctx, &letter.token)
        .await
        .unwrap_err();
}

#[tokio::test]
async fn a_mailbox_gets_three_letters_in_a_quarter_of_an_hour() {
    let world = World::new().await;
    let account = world.signs_up(EMAIL).await.account;
    for _ in 0..3 {
        resend_verification(world.db(), &world.ctx, account.id)
            .await
            .unwrap();
    }
    let refused = resend_verification(world.db(), &world.ctx, account.id).await;
    assert!(
        matches!(refused, Err(ResendVerificationError::TooOften { retry_after }) if retry_after == TimeDelta::minutes(15))
    );
    world.clock.advance(TimeDelta::minutes(15));
    resend_verification(world.db(), &world.ctx, account.id)
        .await
        .unwrap();
    world
        .sql("UPDATE accounts SET email_verified_at = created_at")
        .await;
    for _ in 0..9 {
        resend_verification(world.db(), &world.ctx, account.id)
            .await
            .unwrap();
    }
}
