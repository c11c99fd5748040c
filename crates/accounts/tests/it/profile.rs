use accounts::{
    Caller, DeleteAccountError, ProfileChange, RefreshError, Role, UpdateProfileError, delete_account,
    evict_unverified, load_account, refresh, sign_up, update_profile,
};
use chrono::TimeDelta;
use serde_json::json;

use crate::people::{PASSWORD, device, layla, signed_in};
use crate::world::{EMAIL, World, caller, email, form};

#[tokio::test]
async fn a_profile_changes_what_is_named_and_nothing_else() {
    let world = World::new().await;
    let before = world.signs_up(EMAIL).await.account;
    let change = ProfileChange {
        full_name: Some("  ليلى حداد ".into()),
        locale: Some("en".into()),
        marketing_consent: Some(false),
        version: Some(before.version),
    };
    let after = update_profile(world.db(), &world.ctx, before.id, change.clone())
        .await
        .unwrap();
    assert_eq!(
        (
            after.full_name.as_str(),
            after.locale.as_str(),
            after.marketing_consent
        ),
        ("ليلى حداد", "en", false)
    );
    assert_eq!(after.version, before.version + 1);
    let stale = update_profile(world.db(), &world.ctx, before.id, change).await;
    assert!(matches!(stale, Err(UpdateProfileError::StaleVersion)));
    let nothing = update_profile(world.db(), &world.ctx, before.id, ProfileChange::default()).await;
    assert_eq!(nothing.unwrap().full_name, "ليلى حداد");
    let blank = ProfileChange {
        full_name: Some(" ".into()),
        ..ProfileChange::default()
    };
    let refused = update_profile(world.db(), &world.ctx, before.id, blank).await;
    assert!(matches!(refused, Err(UpdateProfileError::Name(_))));
}

#[tokio::test]
async fn a_deleted_account_is_nobodys() {
    let world = World::new().await;
    let here = world.verified(EMAIL).await;
    world.plant(&here.account).await;
    world.reset(EMAIL).await.unwrap();
    crate::people::try_sign_in(world.db(), &world.ctx, "wrong")
        .await
        .unwrap_err();
    let caller = caller(&here, &world.ctx);
    delete_account(world.db(), &world.ctx, &caller).await.unwrap();
    delete_account(world.db(), &world.ctx, &caller).await.unwrap();

    let left = load_account(world.db(), here.account.id).await.unwrap().unwrap();
    assert_eq!(
        (left.full_name.as_str(), left.email, left.phone),
        ("Deleted customer", None, None)
    );
    assert!(!left.is_active && !left.has_password && !left.marketing_consent);
    assert_eq!(
        world.planted().await,
        json!({"identities": 0, "addresses": 0, "phones": 0})
    );
    let traces = world
        .row(
            "SELECT (SELECT count(*) FROM email_tokens) AS links, (SELECT count(*) FROM refresh_tokens) AS refresh_tokens,
                    (SELECT count(*) FROM sessions WHERE revoked_reason = 'deleted' AND user_agent IS NULL) AS ended,
                    (SELECT count(*) FROM sign_in_failures WHERE scope LIKE '%layla%') AS failures,
                    (SELECT count(*) FROM accounts WHERE deleted_at IS NOT NULL) AS deleted",
        )
        .await;
    assert_eq!(
        traces,
        json!({"links": 0, "refresh_tokens": 0, "ended": 1, "failures": 0, "deleted": 1})
    );
    assert_eq!(world.jobs("accounts.forget_belongings").await.len(), 1);
    let refused = refresh(
        world.db(),
        &world.ctx,
        &world.keys,
        &here.refresh_token,
        &device(),
    )
    .await;
    assert!(matches!(refused, Err(RefreshError::Invalid)));
    assert!(!world.signs_in(PASSWORD).await);
    let again = sign_up(world.db(), &world.ctx, &world.keys, form(EMAIL))
        .await
        .unwrap();
    assert_ne!(again.account.id, here.account.id, "the address is free");
}

#[tokio::test]
async fn who_has_only_a_telephone_can_be_deleted_too() {
    let world = World::new().await;
    let here = world.signs_up(EMAIL).await;
    world.plant(&here.account).await;
    world.sql("UPDATE accounts SET email = NULL").await;
    delete_account(world.db(), &world.ctx, &caller(&here, &world.ctx))
        .await
        .unwrap();
    assert_eq!(
        world.planted().await,
        json!({"identities": 0, "addresses": 0, "phones": 0})
    );
}

#[tokio::test]
async fn staff_and_stale_sessions_delete_nothing() {
    let world = World::new().await;
    let account = layla(world.db(), &world.ctx, Role::Admin).await;
    let here = signed_in(world.db(), &world.ctx).await;
    let fresh: Caller = caller(&here, &world.ctx);
    let refused = delete_account(world.db(), &world.ctx, &fresh).await;
    assert!(matches!(refused, Err(DeleteAccountError::StaffCantDelete)));
    world.clock.advance(TimeDelta::minutes(11));
    let refused = delete_account(world.db(), &world.ctx, &fresh).await;
    assert!(matches!(
        refused,
        Err(DeleteAccountError::ReauthenticationRequired(_))
    ));
    let kept = load_account(world.db(), account.id).await.unwrap().unwrap();
    assert_eq!(kept, account);
}

#[tokio::test]
async fn only_an_unverified_customer_loses_an_address() {
    let world = World::new().await;
    let evict = async |address: &str| {
        let tx = db::begin(world.db()).await.unwrap();
        let evicted = evict_unverified(&tx, &world.ctx, &email(address)).await.unwrap();
        tx.commit().await.unwrap();
        evicted
    };
    assert!(!evict("nobody@example.com").await);
    let verified = world.verified("verified@example.com").await;
    assert!(!evict("verified@example.com").await);
    assert_eq!(world.open_sessions(&verified.account).await, 1);

    let squatter = world.signs_up(EMAIL).await;
    assert!(evict(EMAIL).await);
    assert_eq!(world.open_sessions(&squatter.account).await, 0);
    let left = load_account(world.db(), squatter.account.id)
        .await
        .unwrap()
        .unwrap();
    assert!(!left.is_active && left.email.is_none() && !left.has_password);

    let reachable = world.signs_up(EMAIL).await;
    world.plant(&reachable.account).await;
    assert!(evict(EMAIL).await);
    let left = load_account(world.db(), reachable.account.id)
        .await
        .unwrap()
        .unwrap();
    assert!(left.is_active && left.email.is_none() && left.phone_verified);
    assert_eq!(world.open_sessions(&reachable.account).await, 1);
}
