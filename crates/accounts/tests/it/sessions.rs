use accounts::{
    RevokedReason, Role, SignInError, list_sessions, refresh, request_email_change, revoke_all_sessions,
    revoke_other_sessions, revoke_session, sign_out, sweep, verify_access,
};
use chrono::TimeDelta;
use sea_orm::ConnectionTrait as _;
use secrecy::ExposeSecret as _;
use test_support::{TestDb, test_ctx};

use crate::people::{PASSWORD, device, keys, layla, offer, signed_in, try_sign_in};
use crate::world::{World, caller, email};

#[tokio::test]
async fn a_sign_in_opens_a_session_until_sign_out() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    let (db, account) = (test.db(), layla(test.db(), &ctx, Role::Customer).await);
    let tokens = accounts::sign_in(db, &ctx, &keys(), offer(" Layla@Example.com ", PASSWORD))
        .await
        .unwrap();
    let other = signed_in(db, &ctx).await;
    assert_ne!(tokens.session, other.session);
    assert_eq!(tokens.account, account);
    let claims = verify_access(&keys(), &ctx, tokens.access_token.expose_secret()).unwrap();
    assert_eq!((claims.account, claims.session), (account.id, tokens.session));

    let open = list_sessions(db, &ctx, account.id).await.unwrap();
    assert_eq!(open.len(), 2);
    assert_eq!(
        (open[0].user_agent.as_deref(), open[0].client_address.as_deref()),
        (Some("test"), Some("192.0.2.1"))
    );
    sign_out(db, &ctx, tokens.session).await.unwrap();
    sign_out(db, &ctx, tokens.session).await.unwrap();
    let open = list_sessions(db, &ctx, account.id).await.unwrap();
    assert_eq!(open.iter().map(|s| s.id).collect::<Vec<_>>(), [other.session]);
}

#[tokio::test]
async fn sessions_are_revoked_by_their_owner_only() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    let (db, account) = (test.db(), layla(test.db(), &ctx, Role::Customer).await);
    let stranger = accounts::create_account(
        db,
        &ctx,
        crate::people::person("omar@example.com", Role::Customer),
    )
    .await
    .unwrap();
    let [a, b, c] = [
        signed_in(db, &ctx).await,
        signed_in(db, &ctx).await,
        signed_in(db, &ctx).await,
    ];
    assert!(!revoke_session(db, &ctx, stranger.id, a.session).await.unwrap());
    assert!(revoke_session(db, &ctx, account.id, a.session).await.unwrap());
    assert!(!revoke_session(db, &ctx, account.id, a.session).await.unwrap());
    let others = revoke_other_sessions(db, &ctx, account.id, b.session, RevokedReason::Revoked).await;
    assert_eq!(others.unwrap(), 1);
    let open = list_sessions(db, &ctx, account.id).await.unwrap();
    assert_eq!(open.iter().map(|s| s.id).collect::<Vec<_>>(), [b.session]);
    assert_ne!(c.session, b.session);
    let all = revoke_all_sessions(db, &ctx, account.id, RevokedReason::Disabled).await;
    assert_eq!(all.unwrap(), 1);
}

#[tokio::test]
async fn tokens_are_not_stored() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Customer).await;
    let tokens = signed_in(test.db(), &ctx).await;
    let row = test
        .db()
        .query_one_raw(sea_orm::Statement::from_string(
            sea_orm::DbBackend::Postgres,
            "SELECT (SELECT row_to_json(s)::text FROM sessions s) || (SELECT row_to_json(t)::text FROM refresh_tokens t) AS row",
        ))
        .await
        .unwrap()
        .unwrap();
    let row: String = row.try_get("", "row").unwrap();
    assert!(!row.contains(tokens.refresh_token.expose_secret()), "{row}");
    assert!(!row.contains(tokens.access_token.expose_secret()), "{row}");
    assert!(!format!("{tokens:?}").contains(tokens.refresh_token.expose_secret()));
}

#[tokio::test]
async fn an_account_that_is_switched_off_opens_no_sessions() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Customer).await;
    test.db()
        .execute_unprepared("UPDATE accounts SET is_active = false")
        .await
        .unwrap();
    let refused = try_sign_in(test.db(), &ctx, PASSWORD).await;
    assert!(matches!(refused, Err(SignInError::InvalidCredentials)));
}

#[tokio::test]
async fn ended_sessions_are_swept_after_a_month() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    layla(test.db(), &ctx, Role::Admin).await;
    signed_in(test.db(), &ctx).await;
    try_sign_in(test.db(), &ctx, "wrong").await.unwrap_err();
    assert_eq!(sweep(test.db(), &ctx).await.unwrap(), 0);
    clock.advance(TimeDelta::days(31));
    // The session, and the failure for the account, for its network and for the client's address.
    assert_eq!(sweep(test.db(), &ctx).await.unwrap(), 4);
}

#[tokio::test]
async fn what_no_longer_counts_is_swept_and_nothing_else() {
    let world = World::new().await;
    let tokens = world.verified("layla@example.com").await;
    world.reset("layla@example.com").await.unwrap();
    let now = world.ctx.now().to_rfc3339();
    world
        .sql(&format!(
            "INSERT INTO used_nonces VALUES (sha256('nonce'), timestamptz '{now}' + interval '1 hour');
             INSERT INTO phone_codes (id, phone, expires_at, created_at) VALUES (gen_random_uuid(), '+971501234567', '{now}', '{now}')"
        ))
        .await;
    let caller = caller(&tokens, &world.ctx);
    let new_email = email("layla@new.example");
    request_email_change(world.db(), &world.ctx, &caller, &new_email)
        .await
        .unwrap();
    world.clock.advance(TimeDelta::minutes(10));
    refresh(
        world.db(),
        &world.ctx,
        &world.keys,
        &tokens.refresh_token,
        &device(),
    )
    .await
    .unwrap();
    let left = async || {
        sweep(world.db(), &world.ctx).await.unwrap();
        let left = world
            .row(
                "SELECT (SELECT count(*) FROM sign_in_failures) AS failures, (SELECT count(*) FROM email_tokens) AS links,
                        (SELECT count(*) FROM used_nonces) AS nonces, (SELECT count(*) FROM phone_codes) AS codes,
                        (SELECT count(*) FROM refresh_tokens) AS refresh_tokens, (SELECT count(*) FROM email_changes) AS changes,
                        (SELECT count(*) FROM sessions) AS sessions",
            )
            .await;
        [
            "failures",
            "links",
            "nonces",
            "codes",
            "refresh_tokens",
            "changes",
            "sessions",
        ]
        .map(|table| left[table].as_i64().unwrap())
    };
    assert_eq!(left().await, [1, 2, 1, 1, 2, 1, 1]);
    world.clock.advance(TimeDelta::hours(1));
    assert_eq!(
        left().await,
        [0, 1, 0, 1, 2, 1, 1],
        "the link that verifies lives for a day"
    );
    world.clock.advance(TimeDelta::hours(24));
    assert_eq!(left().await, [0, 0, 0, 0, 2, 1, 1]);
    world.clock.advance(TimeDelta::days(7));
    assert_eq!(
        left().await,
        [0, 0, 0, 0, 1, 1, 1],
        "a refresh token that was spent a week ago"
    );
    world.clock.advance(TimeDelta::days(24));
    assert_eq!(left().await, [0, 0, 0, 0, 1, 0, 1]);
    world.clock.advance(TimeDelta::days(30));
    assert_eq!(left().await, [0; 7]);
}
