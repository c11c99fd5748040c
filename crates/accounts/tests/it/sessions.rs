use accounts::{Role, SignInError, authenticate, sign_in, sign_out, sweep};
use chrono::TimeDelta;
use sea_orm::ConnectionTrait as _;
use test_support::{TestDb, test_ctx};

use crate::people::{PASSWORD, layla, offer};

#[tokio::test]
async fn a_token_opens_the_account_until_sign_out() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    let (db, account) = (test.db(), layla(test.db(), &ctx, Role::Customer).await);
    let session = sign_in(db, &ctx, offer(" Layla@Example.com ", PASSWORD))
        .await
        .unwrap();
    let other = sign_in(db, &ctx, offer("layla@example.com", PASSWORD))
        .await
        .unwrap();
    assert_ne!(session.token, other.token);
    assert_eq!(
        authenticate(db, &ctx, &session.token).await.unwrap(),
        Some(account)
    );
    assert_eq!(authenticate(db, &ctx, "guess").await.unwrap(), None);

    sign_out(db, &ctx, &session.token).await.unwrap();
    sign_out(db, &ctx, &session.token).await.unwrap();
    assert_eq!(authenticate(db, &ctx, &session.token).await.unwrap(), None);
    assert!(
        authenticate(db, &ctx, &other.token).await.unwrap().is_some(),
        "other sessions go on"
    );
}

#[tokio::test]
async fn tokens_are_not_stored() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Customer).await;
    let session = sign_in(test.db(), &ctx, offer("layla@example.com", PASSWORD))
        .await
        .unwrap();
    let row = test
        .db()
        .query_one_raw(sea_orm::Statement::from_string(
            sea_orm::DbBackend::Postgres,
            "SELECT row_to_json(s)::text AS row FROM sessions s",
        ))
        .await
        .unwrap()
        .unwrap();
    let row: String = row.try_get("", "row").unwrap();
    assert!(!row.contains(&session.token), "{row}");
}

#[tokio::test]
async fn staff_sessions_last_half_a_day_and_customers_a_month() {
    for (role, lifetime) in [
        (Role::Manager, TimeDelta::hours(12)),
        (Role::Customer, TimeDelta::days(30)),
    ] {
        let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
        let account = layla(test.db(), &ctx, role).await;
        let session = sign_in(test.db(), &ctx, offer("layla@example.com", PASSWORD))
            .await
            .unwrap();
        assert_eq!(session.expires_at, ctx.now() + lifetime);
        clock.advance(lifetime - TimeDelta::seconds(1));
        assert_eq!(
            authenticate(test.db(), &ctx, &session.token).await.unwrap(),
            Some(account)
        );
        clock.advance(TimeDelta::seconds(1));
        assert_eq!(authenticate(test.db(), &ctx, &session.token).await.unwrap(), None);
    }
}

#[tokio::test]
async fn switching_an_account_off_ends_its_sessions_and_sign_ins() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Admin).await;
    let session = sign_in(test.db(), &ctx, offer("layla@example.com", PASSWORD))
        .await
        .unwrap();
    test.db()
        .execute_unprepared("UPDATE accounts SET is_active = false")
        .await
        .unwrap();
    assert_eq!(authenticate(test.db(), &ctx, &session.token).await.unwrap(), None);
    let refused = sign_in(test.db(), &ctx, offer("layla@example.com", PASSWORD)).await;
    assert!(matches!(refused, Err(SignInError::InvalidCredentials)));
}

#[tokio::test]
async fn ended_sessions_are_swept_after_a_month() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Admin).await;
    sign_in(test.db(), &ctx, offer("layla@example.com", PASSWORD))
        .await
        .unwrap();
    sign_in(test.db(), &ctx, offer("layla@example.com", "wrong"))
        .await
        .unwrap_err();
    assert_eq!(sweep(test.db(), &ctx).await.unwrap(), 0);
    clock.advance(TimeDelta::days(31));
    // The session, and the failure for the e-mail address and for the client's.
    assert_eq!(sweep(test.db(), &ctx).await.unwrap(), 3);
}
