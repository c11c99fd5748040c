use accounts::{Account, Role};
use futures::future::join;
use rbac::team::{self, Member, TeamError, Update};
use rbac::{Grants, Permission, Scope};

use crate::world::{Manage, View, World, actor, grants, nobody};

impl World {
    async fn set_grants(
        &self,
        doer: &Account,
        target: &Account,
        grants: Grants,
    ) -> Result<Member, TeamError> {
        let version = self.version(target).await;
        team::set_grants(self.db(), &self.ctx, &actor(doer), target.id, grants, version).await
    }

    async fn set_role(&self, doer: &Account, target: &Account, role: Role) -> Result<Member, TeamError> {
        let version = self.version(target).await;
        team::set_role(self.db(), &self.ctx, &actor(doer), target.id, role, version).await
    }

    async fn switch(&self, doer: &Account, target: &Account, is_active: bool) -> Result<Member, TeamError> {
        let update = Update {
            is_active: Some(is_active),
            version: self.version(target).await,
            ..Update::default()
        };
        team::update(self.db(), &self.ctx, &actor(doer), target.id, update).await
    }

    /// Runs the team of `ae`, takes orders there and sees all figures.
    async fn lead(&self) -> Account {
        let held = grants([
            (Permission::Team, Manage, self.in_ae()),
            (Permission::Orders, Manage, Scope::All),
            (Permission::Customers, View, self.in_ae()),
            (Permission::Analytics, View, Scope::All),
        ]);
        self.manager("Lead", held).await
    }
}

#[tokio::test]
async fn nobody_hands_out_a_permission_level_or_region_they_do_not_hold() {
    let world = World::new().await;
    let (lead, mona) = (world.lead().await, world.manager("Mona", Grants::default()).await);
    for (beyond, why) in [
        (
            grants([(Permission::Payments, View, world.in_ae())]),
            "a permission",
        ),
        (
            grants([(Permission::Customers, Manage, world.in_ae())]),
            "a level",
        ),
        (grants([(Permission::Customers, View, world.in_sa())]), "a region"),
        (grants([(Permission::Customers, View, Scope::All)]), "all regions"),
        (
            grants([(Permission::Orders, View, world.in_sa())]),
            "a region outside the reach over the team",
        ),
        (
            grants([(Permission::Orders, View, Scope::All)]),
            "more than the reach over the team",
        ),
        (
            grants([(Permission::Team, Manage, Scope::All)]),
            "the team elsewhere",
        ),
        (Grants::everything(), "everything"),
    ] {
        let refused = world.set_grants(&lead, &mona, beyond).await;
        assert!(
            matches!(refused, Err(TeamError::BeyondOwnGrants)),
            "{why}: {refused:?}"
        );
    }
    let within = grants([
        (Permission::Orders, Manage, world.in_ae()),
        (Permission::Customers, View, world.in_ae()),
        (Permission::Analytics, View, world.in_ae()),
    ]);
    let member = world.set_grants(&lead, &mona, within.clone()).await.unwrap();
    assert_eq!(
        (&member.grants, member.may_edit, member.version),
        (&within, true, 2)
    );
    assert_eq!(world.access(&mona).await.grants, within, "from the next look on");
    let less = world.set_grants(&lead, &mona, Grants::default()).await.unwrap();
    assert!(less.grants.is_empty());
    assert_eq!(world.logged().await.len(), 2, "what was refused isn't in the log");
}

#[tokio::test]
async fn who_holds_more_is_out_of_reach_of_every_change() {
    let world = World::new().await;
    let lead = world.lead().await;
    let stronger = grants([
        (Permission::Orders, View, world.in_ae()),
        (Permission::Payments, View, world.in_ae()),
    ]);
    let paula = world.manager("Paula", stronger).await;
    let id = paula.id;
    let taken = world.set_grants(&lead, &paula, Grants::default()).await;
    assert!(
        matches!(taken, Err(TeamError::BeyondOwnGrants)),
        "taking away is a use of power"
    );
    let off = world.switch(&lead, &paula, false).await;
    assert!(matches!(off, Err(TeamError::BeyondOwnGrants)));
    let signed_out = team::revoke_sessions(world.db(), &world.ctx, &actor(&lead), id).await;
    assert!(matches!(signed_out, Err(TeamError::BeyondOwnGrants)));
    // Works also in a region the lead doesn't run the team of.
    let wide = world
        .manager("Wanda", grants([(Permission::Orders, View, Scope::All)]))
        .await;
    let off = world.switch(&lead, &wide, false).await;
    assert!(matches!(off, Err(TeamError::BeyondOwnGrants)));
    assert_eq!(world.logged().await, []);
}

#[tokio::test]
async fn no_manager_changes_their_own_account_or_any_role() {
    let world = World::new().await;
    let lead = world.lead().await;
    let more = world.set_grants(&lead, &lead, Grants::everything()).await;
    assert!(matches!(more, Err(TeamError::OwnAccount)));
    let same = world.set_grants(&lead, &lead, Grants::default()).await;
    assert!(matches!(same, Err(TeamError::OwnAccount)));
    assert!(matches!(
        world.switch(&lead, &lead, false).await,
        Err(TeamError::OwnAccount)
    ));
    let mona = world.manager("Mona", Grants::default()).await;
    let layla = world.customer("Layla", None).await;
    // Holding every permission there is makes nobody an admin.
    let (all, deputy) = (
        Grants::everything(),
        world.manager("Deputy", Grants::everything()).await,
    );
    assert_eq!(world.access(&deputy).await.grants, all);
    for doer in [&lead, &deputy] {
        for target in [doer, &mona, &layla, &world.owner] {
            for role in [Role::Admin, Role::Manager, Role::Customer] {
                let refused = world.set_role(doer, target, role).await;
                assert!(matches!(refused, Err(TeamError::AdminsOnly)), "{role}");
            }
        }
        let id = mona.id;
        let reset = team::reset_totp(world.db(), &world.ctx, &actor(doer), id).await;
        assert!(matches!(reset, Err(TeamError::AdminsOnly)));
    }
}

#[tokio::test]
async fn admins_do_not_exist_for_managers() {
    let world = World::new().await;
    let deputy = world.manager("Deputy", Grants::everything()).await;
    let boss = world.owner.clone();
    let found = |result: Result<Member, TeamError>| matches!(result, Err(TeamError::NotFound));
    assert!(found(world.set_grants(&deputy, &boss, Grants::default()).await));
    assert!(found(world.switch(&deputy, &boss, false).await));
    let (db, ctx, by) = (world.db(), &world.ctx, actor(&deputy));
    for id in [boss.id, nobody()] {
        let signed_out = team::revoke_sessions(db, ctx, &by, id).await;
        assert!(matches!(signed_out, Err(TeamError::NotFound)));
        let reset = team::reset_totp(db, ctx, &by, id).await;
        assert!(matches!(reset, Err(TeamError::NotFound | TeamError::AdminsOnly)));
    }
    // Customers are no colleagues either, for anybody.
    let layla = world.customer("Layla", None).await;
    assert!(found(world.switch(&deputy, &layla, false).await));
    assert!(found(world.switch(&boss, &layla, false).await));
}

#[tokio::test]
async fn what_the_doer_lost_a_moment_ago_gives_nothing() {
    let world = World::new().await;
    let (lead, mona) = (world.lead().await, world.manager("Mona", Grants::default()).await);
    let some = grants([(Permission::Orders, View, world.in_ae())]);
    for lost in [
        Grants::default(),
        grants([
            (Permission::Team, View, Scope::All),
            (Permission::Orders, Manage, Scope::All),
        ]),
    ] {
        world.give(&lead, lost).await;
        let refused = world.set_grants(&lead, &mona, some.clone()).await;
        assert!(matches!(refused, Err(TeamError::Forbidden)), "{refused:?}");
    }
    world.give(&lead, Grants::everything()).await;
    world
        .run(
            "UPDATE accounts SET is_active = false WHERE id = $1",
            [lead.id.uuid().into()],
        )
        .await;
    let refused = world.set_grants(&lead, &mona, some.clone()).await;
    assert!(matches!(refused, Err(TeamError::Forbidden)));
    let layla = world.customer("Layla", None).await;
    let refused = world.set_grants(&layla, &mona, some).await;
    assert!(matches!(refused, Err(TeamError::Forbidden)));
}

#[tokio::test]
async fn switching_off_and_changing_roles_end_sessions_and_changing_grants_does_not() {
    let world = World::new().await;
    let mona = world.manager("Mona", Grants::default()).await;
    world.sign_in(&mona).await;
    let some = grants([(Permission::Orders, View, world.in_ae())]);
    world.set_grants(&world.owner, &mona, some).await.unwrap();
    assert_eq!(world.open_sessions(&mona).await, 1);
    let off = world.switch(&world.owner, &mona, false).await.unwrap();
    assert!(!off.is_active);
    assert_eq!(world.open_sessions(&mona).await, 0);
    world.switch(&world.owner, &mona, true).await.unwrap();
    world.sign_in(&mona).await;
    let admin = world.set_role(&world.owner, &mona, Role::Admin).await.unwrap();
    assert_eq!((admin.role, admin.grants.is_empty()), (Role::Admin, true));
    assert_eq!(world.open_sessions(&mona).await, 0);
    let back = world.set_role(&world.owner, &mona, Role::Manager).await.unwrap();
    assert!(back.grants.is_empty(), "old grants don't come back with the role");
    let gone = world.set_role(&world.owner, &mona, Role::Customer).await.unwrap();
    assert_eq!(gone.role, Role::Customer);
    world.sign_in(&mona).await;
    let again = world.set_role(&world.owner, &mona, Role::Customer).await.unwrap();
    assert_eq!(again.version, gone.version, "nothing to change");
    assert_eq!(world.open_sessions(&mona).await, 1);
}

#[tokio::test]
async fn staff_need_an_address_they_proved() {
    let world = World::new().await;
    let layla = world.customer("Layla", None).await;
    world
        .run(
            "UPDATE accounts SET email_verified_at = NULL WHERE id = $1",
            [layla.id.uuid().into()],
        )
        .await;
    let refused = world.set_role(&world.owner, &layla, Role::Manager).await;
    assert!(matches!(refused, Err(TeamError::EmailNotVerified)));
    let missing = team::set_role(
        world.db(),
        &world.ctx,
        &actor(&world.owner),
        nobody(),
        Role::Manager,
        1,
    )
    .await;
    assert!(matches!(missing, Err(TeamError::NotFound)));
}

#[tokio::test]
async fn the_last_admin_stays() {
    let world = World::new().await;
    let owner = &world.owner;
    let demoted = world.set_role(owner, owner, Role::Manager).await;
    assert!(matches!(demoted, Err(TeamError::LastAdmin)), "{demoted:?}");
    assert!(matches!(
        world.switch(owner, owner, false).await,
        Err(TeamError::LastAdmin)
    ));
    let second = world.admin("Second").await;
    world.switch(owner, &second, false).await.unwrap();
    let demoted = world.set_role(owner, owner, Role::Customer).await;
    assert!(
        matches!(demoted, Err(TeamError::LastAdmin)),
        "an admin who is off is none"
    );
    assert_eq!(world.access(owner).await.account.role, Role::Admin);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_admins_can_neither_demote_each_other_nor_step_down_at_once() {
    for both_themselves in [true, false] {
        let world = World::new().await;
        for round in 0..8 {
            let (one, two) = (&world.owner, world.admin(&format!("Admin {round}")).await);
            let outcomes = if both_themselves {
                join(
                    world.set_role(one, one, Role::Manager),
                    world.switch(&two, &two, false),
                )
                .await
            } else {
                join(
                    world.set_role(one, &two, Role::Manager),
                    world.set_role(&two, one, Role::Customer),
                )
                .await
            };
            let (first, second) = outcomes;
            assert!(
                first.is_ok() != second.is_ok(),
                "one of them: {first:?} {second:?}"
            );
            let refused = first.err().or(second.err()).unwrap();
            let expected = if both_themselves {
                matches!(refused, TeamError::LastAdmin)
            } else {
                matches!(refused, TeamError::AdminsOnly)
            };
            assert!(expected, "{refused:?}");
            let admins = "SELECT count(*) FROM accounts WHERE role = 'admin' AND is_active";
            assert_eq!(world.number(admins).await, 1);
            // Whoever it is, the owner starts the next round as the only one.
            world
                .run("ALTER TABLE accounts DISABLE TRIGGER accounts_last_admin", [])
                .await;
            world
                .run(
                    "UPDATE accounts SET role = CASE WHEN id = $1 THEN 'admin' ELSE 'manager' END, is_active = true",
                    [world.owner.id.uuid().into()],
                )
                .await;
            world
                .run("ALTER TABLE accounts ENABLE TRIGGER accounts_last_admin", [])
                .await;
        }
    }
}

#[tokio::test]
async fn a_change_based_on_an_old_look_is_refused() {
    let world = World::new().await;
    let mona = world.manager("Mona", Grants::default()).await;
    let title = |title: &str, version| Update {
        title: Some(title.to_owned()),
        version,
        ..Update::default()
    };
    let by = actor(&world.owner);
    let (db, ctx) = (world.db(), &world.ctx);
    let member = team::update(db, ctx, &by, mona.id, title(" Order desk ", 1))
        .await
        .unwrap();
    assert_eq!((member.title.as_str(), member.version), ("Order desk", 2));
    let stale = team::update(db, ctx, &by, mona.id, title("Sales", 1)).await;
    assert!(matches!(stale, Err(TeamError::StaleVersion { .. })));
    let stale = team::set_grants(db, ctx, &by, mona.id, Grants::default(), 1).await;
    assert!(matches!(stale, Err(TeamError::StaleVersion { .. })));
    let stale = team::set_role(db, ctx, &by, mona.id, Role::Admin, 1).await;
    assert!(matches!(stale, Err(TeamError::StaleVersion { .. })));
    for (update, name) in [
        (
            Update {
                full_name: Some("  ".into()),
                version: 2,
                ..Update::default()
            },
            true,
        ),
        (
            Update {
                full_name: Some("x".repeat(101)),
                version: 2,
                ..Update::default()
            },
            true,
        ),
        (title(&"x".repeat(81), 2), false),
    ] {
        let refused = team::update(db, ctx, &by, mona.id, update).await.unwrap_err();
        assert_eq!(matches!(refused, TeamError::InvalidName), name, "{refused}");
        assert_eq!(matches!(refused, TeamError::InvalidTitle), !name, "{refused}");
    }
    let admin = world.admin("Anna").await;
    let grants = team::set_grants(db, ctx, &by, admin.id, Grants::default(), 1).await;
    assert!(matches!(grants, Err(TeamError::NotAManager)));
}

#[tokio::test]
async fn an_admin_takes_a_lost_second_factor_away_and_its_owner_is_told() {
    let world = World::new().await;
    let mona = world.manager("Mona", Grants::default()).await;
    let id = mona.id.uuid();
    world
        .run(
            "INSERT INTO totp_secrets (account_id, secret, confirmed_at, created_at) VALUES ($1, '\\x00', now(), now())",
            [id.into()],
        )
        .await;
    world
        .run(
            "INSERT INTO recovery_codes (account_id, code_hash) VALUES ($1, $2)",
            [id.into(), vec![1_u8; 32].into()],
        )
        .await;
    world.sign_in(&mona).await;
    let by = actor(&world.owner);
    team::reset_totp(world.db(), &world.ctx, &by, mona.id)
        .await
        .unwrap();
    assert_eq!(world.number("SELECT count(*) FROM totp_secrets").await, 0);
    assert_eq!(world.number("SELECT count(*) FROM recovery_codes").await, 0);
    assert_eq!(world.open_sessions(&mona).await, 0);
    let notices = "SELECT count(*) FROM jobs WHERE kind = 'accounts.security_notice'";
    assert_eq!(world.number(notices).await, 1);
    let own = team::reset_totp(world.db(), &world.ctx, &by, world.owner.id).await;
    assert!(matches!(own, Err(TeamError::OwnAccount)));
}
