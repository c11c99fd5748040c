//! Who sees whom.

use accounts::Account;
use chrono::TimeDelta;
use kernel::{Email, PageSize};
use rbac::invitation::{self, Invite};
use rbac::team::{self, Filter};
use rbac::{Access, Grants, ListError, Permission, Scope};

use crate::world::{Manage, View, World, actor, grants};

impl World {
    async fn team(&self, viewer: &Access, filter: &Filter) -> Vec<String> {
        let page = team::list(self.db(), viewer, filter, PageSize::MAX, None)
            .await
            .unwrap();
        assert_eq!(page.total, page.items.len() as i64);
        page.items.into_iter().map(|member| member.full_name).collect()
    }

    async fn invited(&self, viewer: &Access) -> Vec<String> {
        let page = invitation::list(self.db(), viewer, self.ctx.now(), PageSize::MAX, None)
            .await
            .unwrap();
        assert_eq!(page.total, page.items.len() as i64);
        page.items.into_iter().map(|invited| invited.full_name).collect()
    }

    pub async fn invite(
        &self,
        doer: &Account,
        name: &str,
        role: accounts::Role,
        grants: Grants,
    ) -> invitation::Invitation {
        let invite = Invite {
            email: Email::parse(&format!("{}@example.com", name.to_lowercase())).unwrap(),
            full_name: name.to_owned(),
            title: "Helper".to_owned(),
            locale: "ar".to_owned(),
            role,
            grants,
        };
        self.clock.advance(TimeDelta::seconds(1));
        invitation::create(self.db(), &self.ctx, &actor(doer), invite)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn managers_see_managers_of_their_regions_and_admins_see_everybody() {
    let world = World::new().await;
    let orders = |scope| grants([(Permission::Orders, View, scope)]);
    world.manager("Amal in ae", orders(world.in_ae())).await;
    world.manager("Badr in sa", orders(world.in_sa())).await;
    world.manager("Carla everywhere", orders(Scope::All)).await;
    world.manager("Dana without", Grants::default()).await;
    world.customer("Layla", Some(world.ae)).await;
    let anywhere = world
        .manager("Viewer anywhere", grants([(Permission::Team, View, Scope::All)]))
        .await;
    let here = world
        .manager(
            "Viewer here",
            grants([
                (Permission::Team, Manage, world.in_ae()),
                (Permission::Orders, Manage, world.in_ae()),
            ]),
        )
        .await;
    let (owner, anywhere, here) = (
        world.access(&world.owner).await,
        world.access(&anywhere).await,
        world.access(&here).await,
    );
    let all = Filter::default();
    let everybody = [
        "Amal in ae",
        "Badr in sa",
        "Carla everywhere",
        "Dana without",
        "Olga",
        "Viewer anywhere",
        "Viewer here",
    ];
    assert_eq!(world.team(&owner, &all).await, everybody);
    let managers: Vec<&str> = everybody.into_iter().filter(|name| *name != "Olga").collect();
    assert_eq!(
        world.team(&anywhere, &all).await,
        managers,
        "admins are invisible"
    );
    let in_ae: Vec<&str> = managers
        .iter()
        .copied()
        .filter(|name| *name != "Badr in sa")
        .collect();
    assert_eq!(world.team(&here, &all).await, in_ae);
    let nothing = world.manager("Zed", orders(Scope::All)).await;
    assert_eq!(world.team(&world.access(&nothing).await, &all).await, [""; 0]);

    // A single look agrees with the list, and tells whom one may change.
    let page = team::list(world.db(), &owner, &all, PageSize::MAX, None)
        .await
        .unwrap();
    for member in page.items {
        for viewer in [&anywhere, &here] {
            let listed = world.team(viewer, &all).await.contains(&member.full_name);
            let found = team::find(world.db(), viewer, member.id).await.unwrap();
            assert_eq!(found.is_some(), listed, "{}", member.full_name);
            let may_edit = viewer.account.full_name == "Viewer here"
                && ["Amal in ae", "Dana without"].contains(&member.full_name.as_str());
            assert_eq!(
                found.is_some_and(|found| found.may_edit),
                may_edit,
                "{}",
                member.full_name
            );
        }
        assert!(member.may_edit, "the owner may change anybody");
    }
}

#[tokio::test]
async fn the_team_is_searched_filtered_and_paged() {
    let world = World::new().await;
    let mona = world.manager("Mona 100%", Grants::default()).await;
    world.manager("Omar", Grants::default()).await;
    world
        .run(
            "UPDATE accounts SET title = 'Order desk', is_active = false WHERE id = $1",
            [mona.id.uuid().into()],
        )
        .await;
    let owner = world.access(&world.owner).await;
    let text = |text: &str| Filter {
        text: Some(text.to_owned()),
        ..Filter::default()
    };
    assert_eq!(world.team(&owner, &text("0%")).await, ["Mona 100%"]);
    assert_eq!(
        world.team(&owner, &text("%")).await,
        ["Mona 100%"],
        "a wildcard is a letter"
    );
    assert_eq!(world.team(&owner, &text("OMAR@")).await, ["Omar"]);
    assert_eq!(world.team(&owner, &text("order desk")).await, ["Mona 100%"]);
    let off = Filter {
        is_active: Some(false),
        ..Filter::default()
    };
    assert_eq!(world.team(&owner, &off).await, ["Mona 100%"]);
    let one = PageSize::new(1).unwrap();
    let mut names = vec![];
    let mut cursor: Option<String> = None;
    loop {
        let page = team::list(world.db(), &owner, &Filter::default(), one, cursor.as_deref())
            .await
            .unwrap();
        names.extend(page.items.into_iter().map(|member| member.full_name));
        cursor = page.next_cursor.map(kernel::Cursor::into_string);
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(names, ["Mona 100%", "Olga", "Omar"]);
    let nul = kernel::Cursor::encode(&("a\0b", uuid::Uuid::nil()));
    let refused = team::list(world.db(), &owner, &Filter::default(), one, Some(nul.as_str())).await;
    assert!(matches!(refused, Err(ListError::Cursor(_))));
}

#[tokio::test]
async fn invitations_are_seen_like_the_people_they_make() {
    let world = World::new().await;
    let orders = |scope| grants([(Permission::Orders, View, scope)]);
    let lead = world
        .manager(
            "Lead",
            grants([
                (Permission::Team, Manage, world.in_ae()),
                (Permission::Orders, Manage, Scope::All),
            ]),
        )
        .await;
    let owner = world.owner.clone();
    let admin = world
        .invite(&owner, "Boss", accounts::Role::Admin, Grants::default())
        .await;
    world
        .invite(&owner, "Amal", accounts::Role::Manager, orders(world.in_ae()))
        .await;
    let badr = world
        .invite(&owner, "Badr", accounts::Role::Manager, orders(world.in_sa()))
        .await;
    world
        .invite(&owner, "Carla", accounts::Role::Manager, orders(Scope::All))
        .await;
    world
        .invite(&lead, "Dana", accounts::Role::Manager, Grants::default())
        .await;
    let (all, here) = (world.access(&owner).await, world.access(&lead).await);
    assert_eq!(
        world.invited(&all).await,
        ["Dana", "Carla", "Badr", "Amal", "Boss"]
    );
    assert_eq!(world.invited(&here).await, ["Dana", "Carla", "Amal"]);
    let page = invitation::list(world.db(), &here, world.ctx.now(), PageSize::MAX, None)
        .await
        .unwrap();
    let told: Vec<(bool, bool)> = page
        .items
        .iter()
        .map(|one| (one.invited_by.is_some(), one.may_edit))
        .collect();
    assert_eq!(
        told,
        [(true, true), (false, false), (false, true)],
        "by an admin: nobody one may know of"
    );
    for hidden in [admin.id, badr.id] {
        let found = invitation::find(world.db(), &here, world.ctx.now(), hidden)
            .await
            .unwrap();
        assert_eq!(found, None);
        let (db, ctx, by) = (world.db(), &world.ctx, actor(&lead));
        let resent = invitation::resend(db, ctx, &by, hidden).await;
        assert!(matches!(
            resent,
            Err(invitation::ManageError::Team(team::TeamError::NotFound))
        ));
        let revoked = invitation::revoke(db, ctx, &by, hidden).await;
        assert!(matches!(
            revoked,
            Err(invitation::ManageError::Team(team::TeamError::NotFound))
        ));
    }
    let one = PageSize::new(2).unwrap();
    let first = invitation::list(world.db(), &all, world.ctx.now(), one, None)
        .await
        .unwrap();
    let cursor = first.next_cursor.unwrap();
    let second = invitation::list(world.db(), &all, world.ctx.now(), one, Some(cursor.as_str()))
        .await
        .unwrap();
    let names: Vec<_> = second
        .items
        .into_iter()
        .map(|invited| invited.full_name)
        .collect();
    assert_eq!(names, ["Badr", "Amal"]);
}
