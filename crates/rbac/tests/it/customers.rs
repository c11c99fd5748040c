use accounts::Account;
use kernel::{PageSize, RegionId};
use rbac::customers::{self, ChangeError, Filter, Sort, Status};
use rbac::{Access, Grants, Level, ListError, Permission, Scope};

use crate::world::{Manage, View, World, actor, grants, nobody};

impl World {
    async fn staff(&self, name: &str, level: Level, scope: Scope) -> Account {
        self.manager(name, grants([(Permission::Customers, level, scope)]))
            .await
    }

    async fn customers(&self, viewer: &Access, filter: &Filter) -> Vec<String> {
        let page = customers::list(self.db(), viewer, filter, Sort::Name, (PageSize::MAX, None))
            .await
            .unwrap();
        assert_eq!(page.total, page.items.len() as i64);
        page.items
            .into_iter()
            .map(|customer| customer.full_name)
            .collect()
    }

    async fn address(&self, customer: &Account, region: RegionId) {
        self.run(
            r#"INSERT INTO addresses (id, account_id, region_id, label, recipient_name, recipient_phone, country, fields, is_default,
                                      created_at, updated_at)
               VALUES ($1, $2, $3, 'Home', 'Mum Haddad', '+971501234567', 'AE', '{"street": "Al Wasl"}',
                       NOT EXISTS (SELECT FROM addresses WHERE account_id = $2), now(), now())"#,
            [self.ctx.new_id::<uuid::Uuid>().into(), customer.id.uuid().into(), region.uuid().into()],
        )
        .await;
    }
}

#[tokio::test]
async fn staff_of_a_region_see_its_customers_and_no_others() {
    let world = World::new().await;
    let amal = world.customer("Amal", Some(world.ae)).await;
    let badr = world.customer("Badr", Some(world.sa)).await;
    let carla = world.customer("Carla", Some(world.sa)).await;
    let dana = world.customer("Dana", None).await;
    world.address(&carla, world.ae).await;
    world.address(&carla, world.sa).await;
    let (here, anywhere) = (
        world.staff("Here", Manage, world.in_ae()).await,
        world.staff("Anywhere", Manage, Scope::All).await,
    );
    let (by_here, by_anywhere) = (actor(&here), actor(&anywhere));
    let (here, anywhere) = (world.access(&here).await, world.access(&anywhere).await);
    let all = Filter::default();
    assert_eq!(
        world.customers(&anywhere, &all).await,
        ["Amal", "Badr", "Carla", "Dana"]
    );
    assert_eq!(world.customers(&here, &all).await, ["Amal", "Carla"]);
    let in_sa = Filter {
        region: Some(world.sa),
        ..Filter::default()
    };
    assert_eq!(world.customers(&anywhere, &in_sa).await, ["Badr", "Carla"]);
    assert_eq!(world.customers(&here, &in_sa).await, ["Carla"]);
    for customer in [&amal, &badr, &carla, &dana] {
        let seen = ["Amal", "Carla"].contains(&customer.full_name.as_str());
        let found = customers::find(world.db(), &here, customer.id).await.unwrap();
        assert_eq!(found.is_some(), seen, "{}", customer.full_name);
        let changed = customers::disable(world.db(), &world.ctx, &by_here, customer.id, "Fraud", 1).await;
        assert_eq!(changed.is_ok(), seen, "{}", customer.full_name);
        let signed_out = customers::revoke_sessions(world.db(), &world.ctx, &by_here, customer.id).await;
        assert_eq!(matches!(signed_out, Err(ChangeError::NotFound)), !seen);
    }
    let addresses = async |viewer| {
        customers::find(world.db(), viewer, carla.id)
            .await
            .unwrap()
            .unwrap()
            .addresses
    };
    assert_eq!(addresses(&anywhere).await.len(), 2);
    let [only] = addresses(&here).await.try_into().unwrap();
    assert_eq!(only.region, world.ae);
    // Colleagues are no customers.
    for id in [world.owner.id, by_anywhere.id, nobody()] {
        assert!(
            customers::find(world.db(), &anywhere, id)
                .await
                .unwrap()
                .is_none()
        );
        let changed = customers::disable(world.db(), &world.ctx, &by_anywhere, id, "Fraud", 1).await;
        assert!(matches!(changed, Err(ChangeError::NotFound)));
    }
}

#[tokio::test]
async fn below_managing_contact_details_are_masked_and_cannot_be_guessed() {
    let world = World::new().await;
    let layla = world.customer("Layla Haddad", Some(world.ae)).await;
    world.address(&layla, world.ae).await;
    world
        .run(
            "UPDATE accounts SET phone = '+971501234567' WHERE id = $1",
            [layla.id.uuid().into()],
        )
        .await;
    let viewer = world.staff("Viewer", View, Scope::All).await;
    let manager = world.staff("Manager", Manage, Scope::All).await;
    let (viewer, manager) = (world.access(&viewer).await, world.access(&manager).await);
    let masked = customers::find(world.db(), &viewer, layla.id)
        .await
        .unwrap()
        .unwrap();
    assert!(masked.is_masked);
    assert_eq!(masked.summary.full_name, "Layla Haddad");
    assert_eq!(masked.summary.email.as_deref(), Some("l•••@example.com"));
    assert_eq!(masked.summary.phone.as_deref(), Some("+9715••••••67"));
    let address = &masked.addresses[0];
    assert_eq!(
        (address.label.as_str(), address.recipient_name.as_str()),
        ("", "M••• H•••")
    );
    assert_eq!(
        (
            address.recipient_phone.as_str(),
            address.fields["street"].as_str()
        ),
        ("+9715••••••67", "•••")
    );
    let plain = customers::find(world.db(), &manager, layla.id)
        .await
        .unwrap()
        .unwrap();
    assert!(!plain.is_masked);
    assert_eq!(plain.summary.email.as_deref(), Some("layla.haddad@example.com"));
    assert_eq!(plain.addresses[0].fields["street"], "Al Wasl");

    let text = |text: &str| Filter {
        text: Some(text.to_owned()),
        ..Filter::default()
    };
    for (search, of_viewer, of_manager) in [
        ("hadd", true, true),
        ("layla.haddad@example.com", true, true),
        ("+971 50 123 4567", true, false),
        ("+971501234567", true, true),
        ("layla.h", false, true),
        ("@example.com", false, true),
        ("+9715012", false, true),
        ("nobody", false, false),
        ("%", false, false),
    ] {
        for (access, expected) in [(&viewer, of_viewer), (&manager, of_manager)] {
            let found = world.customers(access, &text(search)).await;
            assert_eq!(!found.is_empty(), expected, "{search}");
        }
    }
    let page = customers::list(
        world.db(),
        &viewer,
        &Filter::default(),
        Sort::Newest,
        (PageSize::MAX, None),
    )
    .await;
    assert_eq!(page.unwrap().items[0].email.as_deref(), Some("l•••@example.com"));
}

#[tokio::test]
async fn a_customer_is_switched_off_for_a_reason_and_let_in_again() {
    let world = World::new().await;
    let layla = world.customer("Layla", Some(world.ae)).await;
    let manager = world.staff("Manager", Manage, Scope::All).await;
    let (db, ctx, by) = (world.db(), &world.ctx, actor(&manager));
    world.sign_in(&layla).await;
    for bad in ["", "  ", "x".repeat(501).as_str()] {
        let refused = customers::disable(db, ctx, &by, layla.id, bad, 1).await;
        assert!(matches!(refused, Err(ChangeError::InvalidReason)));
    }
    customers::disable(db, ctx, &by, layla.id, " Other people's names ", 1)
        .await
        .unwrap();
    assert_eq!(world.open_sessions(&layla).await, 0);
    let stale = customers::enable(db, ctx, &by, layla.id, 1).await;
    assert!(matches!(stale, Err(ChangeError::StaleVersion { current: 2 })));
    let access = world.access(&manager).await;
    let found = customers::find(db, &access, layla.id).await.unwrap().unwrap();
    assert_eq!(
        (found.summary.is_active, found.disabled_reason.as_str()),
        (false, "Other people's names")
    );
    let status = |status| Filter {
        status: Some(status),
        ..Filter::default()
    };
    assert_eq!(
        world.customers(&access, &status(Status::Disabled)).await,
        ["Layla"]
    );
    assert_eq!(world.customers(&access, &status(Status::Active)).await, [""; 0]);
    customers::enable(db, ctx, &by, layla.id, 2).await.unwrap();
    let found = customers::find(db, &access, layla.id).await.unwrap().unwrap();
    assert_eq!(
        (
            found.summary.is_active,
            found.disabled_reason.as_str(),
            found.version
        ),
        (true, "", 3)
    );
    assert_eq!(
        world.customers(&access, &status(Status::Unverified)).await,
        [""; 0]
    );
    world
        .run(
            "UPDATE accounts SET email_verified_at = NULL WHERE id = $1",
            [layla.id.uuid().into()],
        )
        .await;
    assert_eq!(
        world.customers(&access, &status(Status::Unverified)).await,
        ["Layla"]
    );
}

#[tokio::test]
async fn looking_is_not_managing_and_neither_comes_with_another_permission() {
    let world = World::new().await;
    let layla = world.customer("Layla", Some(world.ae)).await;
    let viewer = world.staff("Viewer", View, Scope::All).await;
    let other = world
        .manager("Other", grants([(Permission::Orders, Manage, Scope::All)]))
        .await;
    for account in [&viewer, &other, &layla] {
        let by = actor(account);
        let refused = customers::disable(world.db(), &world.ctx, &by, layla.id, "Fraud", 1).await;
        assert!(matches!(refused, Err(ChangeError::Forbidden)));
    }
    let other = world.access(&other).await;
    assert_eq!(world.customers(&other, &Filter::default()).await, [""; 0]);
    assert!(
        customers::find(world.db(), &other, layla.id)
            .await
            .unwrap()
            .is_none()
    );
    // What was taken away a moment ago gives nothing.
    let manager = world.staff("Manager", Manage, Scope::All).await;
    world.give(&manager, Grants::default()).await;
    let refused = customers::disable(world.db(), &world.ctx, &actor(&manager), layla.id, "Fraud", 1).await;
    assert!(matches!(refused, Err(ChangeError::Forbidden)));
}

#[tokio::test]
async fn customers_are_paged_in_every_order() {
    let world = World::new().await;
    for name in ["Dana", "Amal", "Carla", "Badr"] {
        world.clock.advance(chrono::TimeDelta::seconds(1));
        world.customer(name, None).await;
    }
    let owner = world.access(&world.owner).await;
    let two = PageSize::new(2).unwrap();
    for (sort, expected) in [
        (Sort::Newest, ["Badr", "Carla", "Amal", "Dana"]),
        (Sort::Oldest, ["Dana", "Amal", "Carla", "Badr"]),
        (Sort::Name, ["Amal", "Badr", "Carla", "Dana"]),
    ] {
        let all = Filter::default();
        let first = customers::list(world.db(), &owner, &all, sort, (two, None))
            .await
            .unwrap();
        let cursor = first.next_cursor.unwrap().into_string();
        let second = customers::list(world.db(), &owner, &all, sort, (two, Some(&cursor)))
            .await
            .unwrap();
        assert_eq!((first.total, second.next_cursor), (4, None));
        let names: Vec<_> = first
            .items
            .into_iter()
            .chain(second.items)
            .map(|customer| customer.full_name)
            .collect();
        assert_eq!(names, expected);
        let strange = customers::list(world.db(), &owner, &all, sort, (two, Some("nonsense"))).await;
        assert!(matches!(strange, Err(ListError::Cursor(_))));
    }
}
