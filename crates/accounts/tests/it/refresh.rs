use std::collections::BTreeSet;

use accounts::{
    Device, RefreshError, RevokedReason, Role, Tokens, list_sessions, refresh, revoke_all_sessions,
};
use chrono::TimeDelta;
use db::Db;
use futures::future::join_all;
use kernel::Ctx;
use sea_orm::ConnectionTrait as _;
use secrecy::{ExposeSecret as _, SecretString};
use test_support::{TestDb, test_ctx};

use crate::people::{device, keys, layla, signed_in};

async fn next(db: &Db, ctx: &Ctx, token: &SecretString) -> Result<Tokens, RefreshError> {
    refresh(db, ctx, &keys(), token, &device()).await
}

async fn count(db: &Db, sql: &str) -> i64 {
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, sql);
    let row = db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "count").unwrap()
}

#[tokio::test]
async fn a_refresh_brings_new_tokens_of_the_same_session() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    let account = layla(test.db(), &ctx, Role::Customer).await;
    let first = signed_in(test.db(), &ctx).await;
    clock.advance(TimeDelta::days(20));
    let moved = Device {
        user_agent: None,
        client_address: Some([198, 51, 100, 1].into()),
    };
    let second = refresh(test.db(), &ctx, &keys(), &first.refresh_token, &moved)
        .await
        .unwrap();
    assert_eq!((second.session, &second.account), (first.session, &account));
    assert_ne!(
        second.refresh_token.expose_secret(),
        first.refresh_token.expose_secret()
    );
    assert_eq!(second.access_expires_at, ctx.now() + TimeDelta::minutes(10));
    assert_eq!(second.refresh_expires_at, ctx.now() + TimeDelta::days(30));
    let open = list_sessions(test.db(), &ctx, account.id).await.unwrap();
    assert_eq!(open[0].last_seen_at, ctx.now());
    assert_eq!(
        (open[0].user_agent.as_deref(), open[0].client_address.as_deref()),
        (Some("test"), Some("198.51.100.1"))
    );
}

#[tokio::test]
async fn refreshes_at_once_all_get_the_same_successor() {
    let (test, (ctx, clock)) = (TestDb::with_connections(20).await, test_ctx());
    layla(test.db(), &ctx, Role::Customer).await;
    let mut token = signed_in(test.db(), &ctx).await.refresh_token;
    for _ in 0..3 {
        clock.advance(TimeDelta::minutes(10));
        let outcomes = join_all((0..20).map(|_| next(test.db(), &ctx, &token))).await;
        let successors: BTreeSet<String> = outcomes
            .into_iter()
            .map(|outcome| outcome.unwrap().refresh_token.expose_secret().to_owned())
            .collect();
        assert_eq!(successors.len(), 1);
        token = successors.into_iter().next().unwrap().into();
        let good = "SELECT count(*) FROM refresh_tokens WHERE spent_at IS NULL";
        assert_eq!(count(test.db(), good).await, 1);
    }
    assert_eq!(count(test.db(), "SELECT count(*) FROM refresh_tokens").await, 4);
}

#[tokio::test]
async fn a_lost_answer_is_given_again_for_ten_seconds() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Customer).await;
    let first = signed_in(test.db(), &ctx).await;
    let second = next(test.db(), &ctx, &first.refresh_token).await.unwrap();
    clock.advance(TimeDelta::seconds(10));
    let again = next(test.db(), &ctx, &first.refresh_token).await.unwrap();
    assert_eq!(
        again.refresh_token.expose_secret(),
        second.refresh_token.expose_secret()
    );
    next(test.db(), &ctx, &second.refresh_token).await.unwrap();
}

#[tokio::test]
async fn a_spent_token_that_comes_back_later_ends_the_session_for_everybody() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    let account = layla(test.db(), &ctx, Role::Customer).await;
    let first = signed_in(test.db(), &ctx).await;
    let elsewhere = signed_in(test.db(), &ctx).await;
    let second = next(test.db(), &ctx, &first.refresh_token).await.unwrap();
    clock.advance(TimeDelta::seconds(11));
    let reused = next(test.db(), &ctx, &first.refresh_token).await;
    assert!(matches!(reused, Err(RefreshError::Reused)));
    for token in [&first.refresh_token, &second.refresh_token] {
        let refused = next(test.db(), &ctx, token).await;
        assert!(matches!(refused, Err(RefreshError::Invalid)));
    }
    let open = list_sessions(test.db(), &ctx, account.id).await.unwrap();
    assert_eq!(open.iter().map(|s| s.id).collect::<Vec<_>>(), [elsewhere.session]);
    let reason = "SELECT count(*) FROM sessions WHERE revoked_reason = 'refresh_reused'";
    assert_eq!(count(test.db(), reason).await, 1);
}

#[tokio::test]
async fn what_has_ended_is_not_refreshed() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    let account = layla(test.db(), &ctx, Role::Customer).await;
    let refused = async |token: &SecretString| {
        let outcome = next(test.db(), &ctx, token).await;
        assert!(matches!(outcome, Err(RefreshError::Invalid)), "{outcome:?}");
    };
    refused(&"guessed".into()).await;

    let revoked = signed_in(test.db(), &ctx).await;
    revoke_all_sessions(test.db(), &ctx, account.id, RevokedReason::Revoked)
        .await
        .unwrap();
    refused(&revoked.refresh_token).await;

    let idle = signed_in(test.db(), &ctx).await;
    clock.advance(TimeDelta::days(30));
    refused(&idle.refresh_token).await;

    let disabled = signed_in(test.db(), &ctx).await;
    test.db()
        .execute_unprepared("UPDATE accounts SET is_active = false")
        .await
        .unwrap();
    refused(&disabled.refresh_token).await;
    test.db()
        .execute_unprepared("UPDATE accounts SET is_active = true")
        .await
        .unwrap();
    next(test.db(), &ctx, &disabled.refresh_token).await.unwrap();
}

#[tokio::test]
async fn staff_sign_in_each_day_and_customers_twice_a_year() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Manager).await;
    let opened = signed_in(test.db(), &ctx).await;
    clock.advance(TimeDelta::hours(11) + TimeDelta::minutes(55));
    let last = next(test.db(), &ctx, &opened.refresh_token).await.unwrap();
    assert_eq!(last.refresh_expires_at, opened.refresh_expires_at);
    assert_eq!(
        last.access_expires_at,
        ctx.now() + TimeDelta::minutes(5),
        "no token outlives its session"
    );
    clock.advance(TimeDelta::minutes(5));
    let refused = next(test.db(), &ctx, &last.refresh_token).await;
    assert!(matches!(refused, Err(RefreshError::Invalid)));

    test.db()
        .execute_unprepared("UPDATE accounts SET role = 'customer'")
        .await
        .unwrap();
    let start = ctx.now();
    let mut tokens = signed_in(test.db(), &ctx).await;
    for _ in 0..7 {
        clock.advance(TimeDelta::days(25));
        tokens = next(test.db(), &ctx, &tokens.refresh_token).await.unwrap();
    }
    assert_eq!(tokens.refresh_expires_at, start + TimeDelta::days(180));
    clock.advance(TimeDelta::days(5));
    let refused = next(test.db(), &ctx, &tokens.refresh_token).await;
    assert!(matches!(refused, Err(RefreshError::Invalid)));
}
