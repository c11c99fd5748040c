//! Every write of staff is in the audit log, and who may read what of it.

use accounts::Role;
use audit::{AuditEntry, Filter};
use chrono::TimeDelta;
use kernel::PageSize;
use rbac::team::Update;
use rbac::{Access, Grants, Permission, Scope, activity, customers, invitation, settings, team};
use serde_json::{Value, json};

use crate::world::{Manage, View, World, actor, grants};

impl World {
    async fn activity(&self, viewer: &Access, filter: Filter) -> Vec<AuditEntry> {
        let page = activity::list(self.db(), viewer, filter, PageSize::MAX, None)
            .await
            .unwrap();
        assert_eq!(page.total, page.items.len() as i64);
        page.items
    }

    async fn labels(&self, viewer: &Access) -> Vec<String> {
        let entries = self.activity(viewer, Filter::default()).await.into_iter();
        entries
            .map(|entry| format!("{} {}", entry.action, entry.label))
            .collect()
    }
}

#[tokio::test]
async fn every_write_is_logged_with_what_changed_and_nothing_private() {
    let world = World::new().await;
    let mona = world.manager("Mona", Grants::default()).await;
    let layla = world.customer("Layla Haddad", Some(world.ae)).await;
    let (db, ctx, by) = (world.db(), &world.ctx, actor(&world.owner));
    let title = Update {
        title: Some("Order desk".into()),
        version: 1,
        ..Update::default()
    };
    world.clock.advance(TimeDelta::seconds(1));
    team::update(db, ctx, &by, mona.id, title).await.unwrap();
    let some = grants([
        (Permission::Orders, View, world.in_ae()),
        (Permission::Tax, Manage, Scope::All),
    ]);
    world.clock.advance(TimeDelta::seconds(1));
    team::set_grants(db, ctx, &by, mona.id, some, 2).await.unwrap();
    let more = grants([
        (Permission::Orders, Manage, world.in_ae()),
        (Permission::Tax, Manage, Scope::All),
    ]);
    world.clock.advance(TimeDelta::seconds(1));
    team::set_grants(db, ctx, &by, mona.id, more.clone(), 3)
        .await
        .unwrap();
    world.sign_in(&mona).await;
    world.clock.advance(TimeDelta::seconds(1));
    team::revoke_sessions(db, ctx, &by, mona.id).await.unwrap();
    world.clock.advance(TimeDelta::seconds(1));
    team::reset_totp(db, ctx, &by, mona.id).await.unwrap();
    world.clock.advance(TimeDelta::seconds(1));
    team::set_role(db, ctx, &by, mona.id, Role::Customer, 4)
        .await
        .unwrap();
    world.clock.advance(TimeDelta::seconds(1));
    settings::update(db, ctx, &by, true, 1).await.unwrap();
    let invited = world.invite(&world.owner, "Yousef", Role::Manager, more).await;
    world.clock.advance(TimeDelta::seconds(1));
    invitation::resend(db, ctx, &by, invited.id).await.unwrap();
    world.clock.advance(TimeDelta::seconds(1));
    invitation::revoke(db, ctx, &by, invited.id).await.unwrap();
    world.clock.advance(TimeDelta::seconds(1));
    customers::disable(db, ctx, &by, layla.id, "Fraud", 1)
        .await
        .unwrap();
    world.clock.advance(TimeDelta::seconds(1));
    customers::enable(db, ctx, &by, layla.id, 2).await.unwrap();
    world.clock.advance(TimeDelta::seconds(1));
    customers::revoke_sessions(db, ctx, &by, layla.id).await.unwrap();

    let owner = world.access(&world.owner).await;
    let mut entries = world.activity(&owner, Filter::default()).await;
    entries.reverse();
    let expected: [(&str, &str, Value, Value); 13] = [
        (
            "team.update",
            "Mona",
            json!({"title": ""}),
            json!({"title": "Order desk"}),
        ),
        (
            "team.grant",
            "Mona",
            json!({}),
            json!({"orders": {"level": "view", "regions": ["ae"]}, "tax": {"level": "manage", "regions": null}}),
        ),
        (
            "team.grant",
            "Mona",
            json!({"orders": {"level": "view"}}),
            json!({"orders": {"level": "manage"}}),
        ),
        (
            "team.sign_out",
            "Mona",
            json!({"open_sessions": 1}),
            json!({"open_sessions": 0}),
        ),
        ("team.reset_totp", "Mona", json!({}), json!({})),
        (
            "team.role",
            "Mona",
            json!({
                "role": "manager",
                "grants": {"orders": {"level": "manage", "regions": ["ae"]}, "tax": {"level": "manage", "regions": null}},
            }),
            json!({"role": "customer", "grants": {}}),
        ),
        (
            "team.settings",
            "",
            json!({"totp_required": false}),
            json!({"totp_required": true}),
        ),
        (
            "invitation.create",
            "Yousef",
            Value::Null,
            json!({
                "email": "y•••@example.com", "full_name": "Yousef", "title": "Helper", "role": "manager",
                "grants": {"orders": {"level": "manage", "regions": ["ae"]}, "tax": {"level": "manage", "regions": null}},
            }),
        ),
        (
            "invitation.resend",
            "Yousef",
            json!({"expires_at": "2026-03-08T08:00:08Z"}),
            json!({"expires_at": "2026-03-08T08:00:09Z"}),
        ),
        (
            "invitation.revoke",
            "Yousef",
            json!({"revoked": false}),
            json!({"revoked": true}),
        ),
        (
            "customers.disable",
            "L••• H•••",
            json!({"is_active": true, "disabled_reason": ""}),
            json!({"is_active": false, "disabled_reason": "Fraud"}),
        ),
        (
            "customers.enable",
            "L••• H•••",
            json!({"is_active": false, "disabled_reason": "Fraud"}),
            json!({"is_active": true, "disabled_reason": ""}),
        ),
        ("customers.sign_out", "L••• H•••", json!({}), json!({})),
    ];
    assert_eq!(entries.len(), expected.len());
    for (entry, (action, label, before, after)) in entries.iter().zip(expected) {
        assert_eq!((entry.action.as_str(), entry.label.as_str()), (action, label));
        assert_eq!(entry.before.clone().unwrap_or_default(), before, "{action}");
        assert_eq!(entry.after.clone().unwrap_or_default(), after, "{action}");
        assert_eq!(
            (entry.actor_id, entry.request_id.as_str()),
            (world.owner.id, "req-1"),
            "{action}"
        );
    }
}

#[tokio::test]
async fn the_log_tells_managers_nothing_of_admins_and_of_other_regions() {
    let world = World::new().await;
    let (db, ctx) = (world.db(), &world.ctx);
    let team_of = |scope| {
        grants([
            (Permission::Team, Manage, scope),
            (Permission::Customers, Manage, Scope::All),
        ])
    };
    let lead = world.manager("Lead", team_of(Scope::All)).await;
    let here = world.manager("Here", team_of(world.in_ae())).await;
    let mona = world.manager("Mona", Grants::default()).await;
    let badr = world
        .manager("Badr", grants([(Permission::Customers, View, world.in_sa())]))
        .await;
    let (amal, said) = (
        world.customer("Amal", Some(world.ae)).await,
        world.customer("Said", Some(world.sa)).await,
    );
    let title = |version| Update {
        title: Some("Desk".into()),
        version,
        ..Update::default()
    };
    let (owner, by_lead) = (actor(&world.owner), actor(&lead));
    team::update(db, ctx, &owner, mona.id, title(1)).await.unwrap();
    let second = world.admin("Second").await;
    team::update(db, ctx, &owner, second.id, title(1)).await.unwrap();
    world
        .invite(&world.owner, "Boss", Role::Admin, Grants::default())
        .await;
    team::update(db, ctx, &by_lead, mona.id, title(2)).await.unwrap();
    team::update(db, ctx, &by_lead, badr.id, title(1)).await.unwrap();
    customers::disable(db, ctx, &by_lead, amal.id, "Fraud", 1)
        .await
        .unwrap();
    customers::disable(db, ctx, &by_lead, said.id, "Fraud", 1)
        .await
        .unwrap();
    let (all, everywhere, in_ae) = (
        world.access(&world.owner).await,
        world.access(&lead).await,
        world.access(&here).await,
    );
    assert_eq!(world.labels(&all).await.len(), 7);
    let mut seen = world.labels(&everywhere).await;
    seen.sort();
    assert_eq!(
        seen,
        [
            "customers.disable A•••",
            "customers.disable S•••",
            "team.update Badr",
            "team.update Mona"
        ]
    );
    let mut seen = world.labels(&in_ae).await;
    seen.sort();
    assert_eq!(seen, ["customers.disable A•••", "team.update Mona"]);
    let by_admin = Filter {
        actor: Some(world.owner.id),
        ..Filter::default()
    };
    assert_eq!(world.activity(&everywhere, by_admin.clone()).await, []);
    assert_eq!(world.activity(&all, by_admin).await.len(), 3);
    // Whoever may not see the team reads nothing.
    let none = world
        .manager("None", grants([(Permission::Orders, Manage, Scope::All)]))
        .await;
    let none = world.access(&none).await;
    assert_eq!(world.activity(&none, Filter::default()).await, []);
}
