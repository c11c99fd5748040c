use accounts::{RevokedReason, revoke_all_sessions};
use chrono::TimeDelta;
use rbac::{Grants, Permission, Scope, TotpState, access, settings};

use crate::world::{Manage, View, World, actor, grants};

#[tokio::test]
async fn a_session_tells_who_it_is_and_what_they_may_do_where() {
    let world = World::new().await;
    let held = grants([
        (Permission::Orders, Manage, world.in_ae()),
        (Permission::Analytics, View, Scope::All),
    ]);
    let mona = world.manager("Mona", held.clone()).await;
    let access = world.access(&mona).await;
    assert_eq!((access.account.id, &access.grants), (mona.id, &held));
    assert_eq!(access.account, mona);
    assert_eq!(access.region_slugs.len(), 1);
    assert_eq!(access.region_slugs[&world.ae], "ae");
    assert_eq!(access.allows(Permission::Orders, View), Some(world.in_ae()));
    assert_eq!(access.allows(Permission::Analytics, Manage), None);
    assert_eq!(access.authenticated_at, world.ctx.now());
    assert_eq!(access.expires_at, world.ctx.now() + TimeDelta::hours(12));
    assert!(!access.is_admin());

    let owner = world.access(&world.owner).await;
    assert!(owner.is_admin());
    assert_eq!(owner.grants, Grants::everything());
    let layla = world.customer("Layla", Some(world.ae)).await;
    let layla = world.access(&layla).await;
    assert!(layla.grants.is_empty() && !layla.must_enrol());
}

#[tokio::test]
async fn grants_of_somebody_who_is_no_manager_any_more_are_nothing() {
    let world = World::new().await;
    let held = grants([(Permission::Orders, Manage, Scope::All)]);
    let mona = world.manager("Mona", held).await;
    world
        .run(
            "UPDATE accounts SET role = 'customer' WHERE id = $1",
            [mona.id.uuid().into()],
        )
        .await;
    assert!(world.access(&mona).await.grants.is_empty());
}

#[tokio::test]
async fn a_session_that_ended_or_whose_owner_is_switched_off_gives_nothing() {
    let world = World::new().await;
    let mona = world.manager("Mona", Grants::default()).await;
    let load = async |session| {
        let loaded = access::load(world.db(), session, world.ctx.now()).await;
        loaded.unwrap().is_some()
    };
    let session = world.sign_in(&mona).await.session;
    assert!(load(session).await);
    let switch = "UPDATE accounts SET is_active = $2 WHERE id = $1";
    world.run(switch, [mona.id.uuid().into(), false.into()]).await;
    assert!(!load(session).await);
    world.run(switch, [mona.id.uuid().into(), true.into()]).await;
    assert!(load(session).await);
    world.clock.advance(TimeDelta::hours(12));
    assert!(!load(session).await, "expired");
    let session = world.sign_in(&mona).await.session;
    revoke_all_sessions(world.db(), &world.ctx, mona.id, RevokedReason::Revoked)
        .await
        .unwrap();
    assert!(!load(session).await, "revoked");
    assert!(!load(uuid::Uuid::nil().into()).await, "unknown");
}

#[tokio::test]
async fn the_second_factor_is_asked_of_staff_once_an_admin_says_so() {
    let world = World::new().await;
    let mona = world.manager("Mona", Grants::everything()).await;
    let settings = settings::find(world.db()).await.unwrap();
    assert_eq!((settings.totp_required, settings.version), (false, 1));
    let by = |account| {
        let (actor, world) = (actor(account), &world);
        async move { settings::update(world.db(), &world.ctx, &actor, true, 1).await }
    };
    assert!(matches!(by(&mona).await, Err(settings::UpdateError::AdminsOnly)));
    let changed = by(&world.owner).await.unwrap();
    assert_eq!((changed.totp_required, changed.version), (true, 2));
    assert!(matches!(
        by(&world.owner).await,
        Err(settings::UpdateError::StaleVersion { current: 2 })
    ));
    let access = world.access(&mona).await;
    assert!(access.totp_required && access.must_enrol());

    let enrol = "INSERT INTO totp_secrets (account_id, secret, confirmed_at, created_at) VALUES ($1, '\\x00', $2, now())";
    world
        .run(
            enrol,
            [
                mona.id.uuid().into(),
                Option::<chrono::DateTime<chrono::Utc>>::None.into(),
            ],
        )
        .await;
    assert_eq!(
        world.access(&mona).await.totp,
        TotpState::NotEnrolled,
        "not confirmed"
    );
    world
        .run("UPDATE totp_secrets SET confirmed_at = now()", [])
        .await;
    let access = world.access(&mona).await;
    assert!(access.totp == TotpState::Enrolled && !access.must_enrol());
}
