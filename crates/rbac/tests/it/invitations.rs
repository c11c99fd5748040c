use accounts::{Account, Device, NewPasswordError, Role, SignIn, Tokens, Weakness, sign_in};
use chrono::TimeDelta;
use futures::future::join_all;
use kernel::{Email, InvitationId};
use rbac::invitation::{
    self, Accept, AcceptError, Invitation, Invite, InviteError, LIFETIME, ManageError, Status,
};
use rbac::team::{self, TeamError};
use rbac::{Grants, Permission, Scope};
use secrecy::{ExposeSecret as _, SecretString};

use crate::world::{Manage, View, World, actor, grants};

const PASSWORD: &str = "peonies in the morning";

impl World {
    async fn try_invite(
        &self,
        doer: &Account,
        email: &str,
        role: Role,
        grants: Grants,
    ) -> Result<Invitation, InviteError> {
        let invite = Invite {
            email: Email::parse(email).unwrap(),
            full_name: "Yousef Khalil".to_owned(),
            title: "Order desk".to_owned(),
            locale: "ar".to_owned(),
            role,
            grants,
        };
        invitation::create(self.db(), &self.ctx, &actor(doer), invite).await
    }

    async fn link(&self, id: InvitationId) -> Option<SecretString> {
        let tx = db::begin(self.db()).await.unwrap();
        let link = invitation::issue_link(&tx, &self.ctx, id).await.unwrap();
        tx.commit().await.unwrap();
        link.map(|(_, token)| token)
    }

    async fn accept(&self, token: &SecretString) -> Result<Tokens, AcceptError> {
        let accept = Accept {
            token: token.clone(),
            password: PASSWORD.into(),
            full_name: None,
            device: Device::default(),
            request_id: "req-2".to_owned(),
        };
        invitation::accept(self.db(), &self.ctx, &self.keys, accept).await
    }

    async fn status(&self, id: InvitationId) -> Status {
        let owner = self.access(&self.owner).await;
        let found = invitation::find(self.db(), &owner, self.ctx.now(), id)
            .await
            .unwrap();
        found.unwrap().status
    }

    fn orders(&self) -> Grants {
        grants([(Permission::Orders, Manage, self.in_ae())])
    }

    async fn recruiter(&self) -> Account {
        let held = grants([
            (Permission::Team, Manage, Scope::All),
            (Permission::Orders, Manage, self.in_ae()),
        ]);
        self.manager("Lead", held).await
    }
}

#[tokio::test]
async fn an_invitation_makes_a_colleague_with_its_grants_and_a_password_of_their_own() {
    let world = World::new().await;
    let lead = world.recruiter().await;
    let invited = world
        .try_invite(&lead, "yousef@example.com", Role::Manager, world.orders())
        .await
        .unwrap();
    assert_eq!((invited.status, invited.may_edit), (Status::Open, true));
    assert_eq!(invited.expires_at, world.ctx.now() + LIFETIME);
    let jobs = "SELECT count(*) FROM jobs WHERE kind = 'rbac.send_invitation'";
    assert_eq!(world.number(jobs).await, 1);
    let token = world.link(invited.id).await.unwrap();
    let stored = "SELECT count(*) FROM jobs WHERE payload::text LIKE '%token%'";
    assert_eq!(world.number(stored).await, 0, "jobs carry no secret");

    let shown = invitation::preview(world.db(), &world.ctx, &token)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (shown.email.as_str(), shown.full_name.as_str()),
        ("yousef@example.com", "Yousef Khalil")
    );
    let tokens = world.accept(&token).await.unwrap();
    let account = &tokens.account;
    assert_eq!(
        (
            account.email.as_deref(),
            account.email_verified,
            account.role,
            account.title.as_str(),
            account.locale.as_str()
        ),
        (
            Some("yousef@example.com"),
            true,
            Role::Manager,
            "Order desk",
            "ar"
        )
    );
    assert_eq!(world.access(account).await.grants, world.orders());
    assert_eq!(world.status(invited.id).await, Status::Accepted);
    let offer = SignIn {
        email: "yousef@example.com".into(),
        password: PASSWORD.into(),
        second_factor: None,
        device: Device::default(),
    };
    sign_in(world.db(), &world.ctx, &world.keys, offer).await.unwrap();

    let used = world.accept(&token).await;
    assert!(matches!(used, Err(AcceptError::LinkExpired)), "{used:?}");
    assert_eq!(
        invitation::preview(world.db(), &world.ctx, &token).await.unwrap(),
        None
    );
    assert!(world.link(invited.id).await.is_none(), "a late job sends no link");
}

#[tokio::test]
async fn nobody_invites_somebody_stronger() {
    let world = World::new().await;
    let lead = world.recruiter().await;
    let deputy = world.manager("Deputy", Grants::everything()).await;
    for beyond in [
        grants([(Permission::Payments, View, world.in_ae())]),
        grants([(Permission::Orders, View, world.in_sa())]),
        grants([(Permission::Orders, View, Scope::All)]),
        Grants::everything(),
    ] {
        let refused = world
            .try_invite(&lead, "y@example.com", Role::Manager, beyond)
            .await;
        assert!(
            matches!(refused, Err(InviteError::Team(TeamError::BeyondOwnGrants))),
            "{refused:?}"
        );
    }
    for doer in [&lead, &deputy] {
        let refused = world
            .try_invite(doer, "y@example.com", Role::Admin, Grants::default())
            .await;
        assert!(
            matches!(refused, Err(InviteError::Team(TeamError::AdminsOnly))),
            "{refused:?}"
        );
    }
    let refused = world
        .try_invite(&world.owner, "y@example.com", Role::Customer, Grants::default())
        .await;
    assert!(matches!(refused, Err(InviteError::NotStaff)));
    let refused = world
        .try_invite(&world.owner, "y@example.com", Role::Admin, world.orders())
        .await;
    assert!(matches!(refused, Err(InviteError::GrantsOfAdmin)));
    let viewer = world
        .manager("Viewer", grants([(Permission::Team, View, Scope::All)]))
        .await;
    let refused = world
        .try_invite(&viewer, "y@example.com", Role::Manager, Grants::default())
        .await;
    assert!(matches!(refused, Err(InviteError::Team(TeamError::Forbidden))));
    assert_eq!(world.number("SELECT count(*) FROM staff_invitations").await, 0);
    assert_eq!(world.number("SELECT count(*) FROM jobs").await, 0);
}

#[tokio::test]
async fn what_the_inviter_has_lost_meanwhile_nobody_gets_from_them() {
    let world = World::new().await;
    let owner_level = world.admin("Second").await;
    let lead = world.recruiter().await;
    let invited = world
        .try_invite(&lead, "y@example.com", Role::Manager, world.orders())
        .await
        .unwrap();
    let boss = world
        .try_invite(&owner_level, "boss@example.com", Role::Admin, Grants::default())
        .await
        .unwrap();
    let (token, boss_token) = (
        world.link(invited.id).await.unwrap(),
        world.link(boss.id).await.unwrap(),
    );
    let orders_only_seen = grants([
        (Permission::Team, Manage, Scope::All),
        (Permission::Orders, View, world.in_ae()),
    ]);
    let no_team = world.orders();
    for weaker in [orders_only_seen, no_team, Grants::default()] {
        world.give(&lead, weaker).await;
        let refused = world.accept(&token).await;
        assert!(matches!(refused, Err(AcceptError::LinkExpired)), "{refused:?}");
    }
    let switch = "UPDATE accounts SET is_active = $2 WHERE id = $1";
    world.give(&lead, Grants::everything()).await;
    world.run(switch, [lead.id.uuid().into(), false.into()]).await;
    assert!(world.accept(&token).await.is_err(), "of somebody who left");
    // Holding everything still makes no admin.
    let demote = "UPDATE accounts SET role = 'manager' WHERE id = $1";
    world.run(demote, [owner_level.id.uuid().into()]).await;
    world.give(&owner_level, Grants::everything()).await;
    assert!(
        world.accept(&boss_token).await.is_err(),
        "of somebody who is no admin any more"
    );
    let made = "SELECT count(*) FROM accounts WHERE email IN ('y@example.com', 'boss@example.com')";
    assert_eq!(world.number(made).await, 0);

    // Whoever sends it again vouches for it.
    invitation::resend(world.db(), &world.ctx, &actor(&world.owner), invited.id)
        .await
        .unwrap();
    let renewed = world.link(invited.id).await.unwrap();
    assert!(world.accept(&token).await.is_err(), "the earlier link is dead");
    assert_eq!(world.accept(&renewed).await.unwrap().account.role, Role::Manager);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_acceptances_at_once_one_succeeds() {
    let world = World::new().await;
    let invited = world
        .try_invite(&world.owner, "y@example.com", Role::Manager, world.orders())
        .await
        .unwrap();
    let token = world.link(invited.id).await.unwrap();
    let outcomes = join_all((0..8).map(|_| world.accept(&token))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let refused = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    for error in refused {
        assert!(matches!(error, AcceptError::LinkExpired), "{error:?}");
    }
    assert_eq!(
        world
            .number("SELECT count(*) FROM accounts WHERE email = 'y@example.com'")
            .await,
        1
    );
    assert_eq!(
        world
            .number("SELECT count(*) FROM audit_log WHERE action = 'invitation.accept'")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acceptance_and_the_loss_of_what_it_hands_out_come_one_after_the_other() {
    let world = World::new().await;
    for round in 0..6 {
        let email = format!("y{round}@example.com");
        let lead = world
            .manager(&format!("Lead {round}"), Grants::everything())
            .await;
        let invited = world
            .try_invite(&lead, &email, Role::Manager, world.orders())
            .await
            .unwrap();
        let token = world.link(invited.id).await.unwrap();
        let by = actor(&world.owner);
        let (accepted, taken) = futures::join!(
            world.accept(&token),
            team::set_grants(world.db(), &world.ctx, &by, lead.id, Grants::default(), 1)
        );
        taken.unwrap();
        let actions: Vec<String> = world
            .logged()
            .await
            .into_iter()
            .map(|(action, _)| action)
            .collect();
        let made = world
            .number(&format!("SELECT count(*) FROM accounts WHERE email = '{email}'"))
            .await;
        assert_eq!(made, i64::from(accepted.is_ok()), "{actions:?}");
        let locked = world.accept(&token).await;
        assert!(matches!(locked, Err(AcceptError::LinkExpired)));
    }
}

#[tokio::test]
async fn links_end_by_time_by_being_taken_back_and_by_a_newer_one() {
    let world = World::new().await;
    let (db, ctx, by) = (world.db(), &world.ctx, actor(&world.owner));
    let invited = world
        .try_invite(&world.owner, "y@example.com", Role::Manager, Grants::default())
        .await
        .unwrap();
    let unknown = world.accept(&"nothing anybody was sent".into()).await;
    assert!(matches!(unknown, Err(AcceptError::LinkExpired)));
    let first = world.link(invited.id).await.unwrap();
    let second = world.link(invited.id).await.unwrap();
    assert_ne!(first.expose_secret(), second.expose_secret());
    assert!(matches!(
        world.accept(&first).await,
        Err(AcceptError::LinkExpired)
    ));
    let again = world
        .try_invite(&world.owner, "y@example.com", Role::Manager, Grants::default())
        .await;
    assert!(matches!(again, Err(InviteError::AlreadyInvited)));

    world.clock.advance(LIFETIME);
    assert_eq!(world.status(invited.id).await, Status::Expired);
    assert!(matches!(
        world.accept(&second).await,
        Err(AcceptError::LinkExpired)
    ));
    assert!(world.link(invited.id).await.is_none());
    let fresh = world
        .try_invite(&world.owner, "y@example.com", Role::Manager, Grants::default())
        .await
        .unwrap();
    assert_eq!(
        world.status(invited.id).await,
        Status::Revoked,
        "another one took its place"
    );
    let late = invitation::resend(db, ctx, &by, invited.id).await;
    assert!(matches!(late, Err(ManageError::Closed)));

    let token = world.link(fresh.id).await.unwrap();
    invitation::revoke(db, ctx, &by, fresh.id).await.unwrap();
    assert!(matches!(
        world.accept(&token).await,
        Err(AcceptError::LinkExpired)
    ));
    let twice = invitation::revoke(db, ctx, &by, fresh.id).await;
    assert!(matches!(twice, Err(ManageError::Closed)));
}

#[tokio::test]
async fn an_expired_invitation_can_be_sent_again() {
    let world = World::new().await;
    let invited = world
        .try_invite(&world.owner, "y@example.com", Role::Manager, Grants::default())
        .await
        .unwrap();
    let old = world.link(invited.id).await.unwrap();
    world.clock.advance(LIFETIME + TimeDelta::days(1));
    invitation::resend(world.db(), &world.ctx, &actor(&world.owner), invited.id)
        .await
        .unwrap();
    assert!(world.accept(&old).await.is_err(), "the earlier link stays dead");
    let token = world.link(invited.id).await.unwrap();
    assert!(world.accept(&token).await.is_ok());
}

#[tokio::test]
async fn weak_passwords_and_empty_names_join_nobody() {
    let world = World::new().await;
    let invited = world
        .try_invite(
            &world.owner,
            "yousef.khalil@example.com",
            Role::Manager,
            Grants::default(),
        )
        .await
        .unwrap();
    let token = world.link(invited.id).await.unwrap();
    let accept = |password: &str, name: Option<&str>| Accept {
        token: token.clone(),
        password: password.into(),
        full_name: name.map(str::to_owned),
        device: Device::default(),
        request_id: "req-2".to_owned(),
    };
    let join = async |accept| invitation::accept(world.db(), &world.ctx, &world.keys, accept).await;
    for (password, weakness) in [
        ("short", Weakness::TooShort),
        ("password123", Weakness::Common),
        ("yousef.khalil", Weakness::Common),
    ] {
        let refused = join(accept(password, None)).await;
        let Err(AcceptError::Password(NewPasswordError::Weak(found))) = refused else {
            panic!("{password}: {refused:?}");
        };
        assert_eq!(found, weakness, "{password}");
    }
    assert!(matches!(
        join(accept(PASSWORD, Some("  "))).await,
        Err(AcceptError::Name(_))
    ));
    let joined = join(accept(PASSWORD, Some(" Yousef K. "))).await.unwrap();
    assert_eq!(joined.account.full_name, "Yousef K.");
}

#[tokio::test]
async fn an_address_somebody_proved_is_taken_and_one_somebody_only_claimed_is_not() {
    let world = World::new().await;
    world.customer("Layla", None).await;
    let taken = world
        .try_invite(
            &world.owner,
            "layla@example.com",
            Role::Manager,
            Grants::default(),
        )
        .await;
    assert!(matches!(taken, Err(InviteError::EmailTaken)));

    let invited = world
        .try_invite(&world.owner, "y@example.com", Role::Manager, world.orders())
        .await
        .unwrap();
    let token = world.link(invited.id).await.unwrap();
    let squatter = world.customer("Y", None).await;
    let unprove = "UPDATE accounts SET email_verified_at = NULL WHERE id = $1";
    world.run(unprove, [squatter.id.uuid().into()]).await;
    world.sign_in(&squatter).await;
    let joined = world.accept(&token).await.unwrap().account;
    assert_ne!(joined.id, squatter.id);
    assert_eq!(world.open_sessions(&squatter).await, 0, "the squatter is out");
    assert!(
        world
            .access(&joined)
            .await
            .allows(Permission::Orders, Manage)
            .is_some()
    );
}
