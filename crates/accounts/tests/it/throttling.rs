use accounts::{Device, Role, SignIn, SignInError, Tokens};
use chrono::TimeDelta;
use db::Db;
use futures::future::join_all;
use kernel::Ctx;
use test_support::{TestDb, test_ctx};

use crate::people::{PASSWORD, device, keys, layla, offer};

async fn sign_in(db: &Db, ctx: &Ctx, offer: SignIn) -> Result<Tokens, SignInError> {
    accounts::sign_in(db, ctx, &keys(), offer).await
}

fn from(address: [u8; 4], email: &str, password: &str) -> SignIn {
    SignIn {
        device: Device {
            client_address: Some(address.into()),
            ..device()
        },
        ..offer(email, password)
    }
}

#[tokio::test]
async fn ten_failures_at_an_account_close_it_to_their_network_for_a_quarter_of_an_hour() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Customer).await;
    for guess in 0..10_u8 {
        let refused = sign_in(
            test.db(),
            &ctx,
            from([192, 0, 2, guess], "layla@example.com", "wrong"),
        )
        .await;
        assert!(
            matches!(refused, Err(SignInError::InvalidCredentials)),
            "guess {guess}"
        );
    }
    let right = from([192, 0, 2, 99], "layla@example.com", PASSWORD);
    let refused = sign_in(test.db(), &ctx, right.clone()).await;
    assert!(
        matches!(refused, Err(SignInError::TooManyFailures { retry_after }) if retry_after == TimeDelta::minutes(15))
    );
    clock.advance(TimeDelta::minutes(15));
    sign_in(test.db(), &ctx, right).await.unwrap();
}

#[tokio::test]
async fn a_stranger_shuts_out_the_owner_only_with_a_hundred_failures_from_many_networks() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Customer).await;
    let home = [198, 51, 100, 7];
    let guess = |n: u8| from([203, 0, n / 10, n], "layla@example.com", "wrong");
    for n in 0..99 {
        sign_in(test.db(), &ctx, guess(n)).await.unwrap_err();
    }
    sign_in(test.db(), &ctx, from(home, "layla@example.com", PASSWORD))
        .await
        .unwrap();
    // The owner's success isn't held for the stranger's: their hundredth failure counts.
    sign_in(test.db(), &ctx, guess(99)).await.unwrap_err();
    let refused = sign_in(test.db(), &ctx, from(home, "layla@example.com", PASSWORD)).await;
    assert!(matches!(refused, Err(SignInError::TooManyFailures { .. })));
    clock.advance(TimeDelta::minutes(15));
    sign_in(test.db(), &ctx, from(home, "layla@example.com", PASSWORD))
        .await
        .unwrap();
}

#[tokio::test]
async fn ten_failures_of_an_address_close_it_for_every_account() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Customer).await;
    for guess in 0..10 {
        sign_in(
            test.db(),
            &ctx,
            from([192, 0, 2, 7], &format!("guess{guess}@example.com"), "wrong"),
        )
        .await
        .unwrap_err();
    }
    let refused = sign_in(
        test.db(),
        &ctx,
        from([192, 0, 2, 7], "layla@example.com", PASSWORD),
    )
    .await;
    assert!(matches!(refused, Err(SignInError::TooManyFailures { .. })));
    sign_in(
        test.db(),
        &ctx,
        from([192, 0, 2, 8], "layla@example.com", PASSWORD),
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn a_success_forgets_the_failures_of_the_account() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Customer).await;
    for round in 0..3_u8 {
        for _ in 0..6 {
            sign_in(
                test.db(),
                &ctx,
                from([192, 0, 2, round], "layla@example.com", "wrong"),
            )
            .await
            .unwrap_err();
        }
        sign_in(
            test.db(),
            &ctx,
            from([192, 0, 2, round], "layla@example.com", PASSWORD),
        )
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn guesses_at_once_get_no_further_than_guesses_one_by_one() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Customer).await;
    let guesses = (0..30).map(|_| sign_in(test.db(), &ctx, offer("layla@example.com", "wrong")));
    let outcomes = join_all(guesses).await;
    let tried = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Err(SignInError::InvalidCredentials)))
        .count();
    assert!(tried <= 10, "{tried} passwords were tried");
    assert!(
        outcomes
            .iter()
            .all(|outcome| !matches!(outcome, Err(SignInError::Database(_))))
    );
}
