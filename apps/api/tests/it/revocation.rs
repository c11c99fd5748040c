//! What one process takes away, another one no longer gives; and what that costs.

use std::time::{Duration, Instant};

use accounts::{Account, AccountDraft, Device, Role, add_account, open_session};
use api::{Server, State};
use kernel::{AccountId, Email, SessionId, StaffActor};
use rbac::{Grant, Grants, Level, Permission, Scope, team};
use reqwest::Method;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use crate::app::{Answer, App};
use crate::wire::Wire;

/// Two processes on one database: `app`, and a second one behind a wire.
struct Two {
    app: App,
    second: Server,
    wire: Wire,
    owner: Person,
}

struct Person {
    id: AccountId,
    session: SessionId,
    access: String,
}

impl Two {
    async fn processes() -> Self {
        let app = App::new().await;
        app.keeps_answers().await;
        let wire = Wire::to(&app.test.url()).await;
        let mut config = app.server.state().config.clone();
        config.database.url = wire.url(&app.test.url()).into();
        // One connection: statements are prepared once.
        let settings = db::Settings::new(config.database.url.expose_secret(), "second").max_connections(1);
        let pool = db::connect(&settings).await.unwrap();
        let second = Server::start(State::new(config, pool, app.ctx.clone())).unwrap();
        let owner = signed_in(&app, "Olga", Role::Admin).await;
        let two = Self {
            app,
            second,
            wire,
            owner,
        };
        two.hears().await;
        two
    }

    /// Waits until the second process listens.
    async fn hears(&self) {
        self.app
            .until("the second process listens", || async {
                self.second.state().cache_is_listening()
            })
            .await;
    }

    /// A manager who sees orders, known to the second process.
    async fn manager(&self, name: &str) -> Person {
        let person = signed_in(&self.app, name, Role::Manager).await;
        let grant = Grant {
            permission: Permission::Orders,
            level: Level::View,
            scope: Scope::All,
        };
        let actor = StaffActor {
            id: self.owner.id,
            name: "Olga".into(),
            request_id: "set-up".into(),
            client_address: None,
        };
        let grants = Grants::new([grant]).unwrap();
        team::set_grants(self.app.test.db(), &self.app.ctx, &actor, person.id, grants, 1)
            .await
            .unwrap();
        self.second(&person, "/v1/admin/orders").await.ok();
        self.second(&person, "/v1/admin/orders").await.ok();
        person
    }

    /// Asks the second process.
    async fn second(&self, person: &Person, path: &str) -> Answer {
        let url = format!("http://{}{path}", self.second.address());
        self.app
            .send(self.app.http.get(url).bearer_auth(&person.access))
            .await
    }

    /// The owner's change, by the first process.
    async fn change(&self, method: Method, path: &str, body: &Value) {
        let answer = self.app.send_as(&self.owner.access, method, path, body).await;
        assert!(answer.status.is_success(), "{}", answer.text);
    }

    /// Ends the connection on which the second process listens.
    async fn kill_listener(&self) {
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND query LIKE 'LISTEN%'";
        let killed = self
            .app
            .test
            .db()
            .query_all_raw(Statement::from_string(DbBackend::Postgres, sql))
            .await;
        assert!(!killed.unwrap().is_empty());
    }
}

async fn signed_in(app: &App, name: &str, role: Role) -> Person {
    let state = app.server.state();
    let draft = AccountDraft {
        email: Some(Email::parse(&format!("{}@example.com", name.to_lowercase())).unwrap()),
        email_verified: true,
        role,
        ..AccountDraft::customer(name, "en")
    };
    let account: Account = add_account(&state.db, &state.ctx, draft).await.unwrap().unwrap();
    let id = account.id;
    let tokens = open_session(&state.db, &state.ctx, &state.keys, account, &Device::default())
        .await
        .unwrap();
    Person {
        id,
        session: tokens.session,
        access: tokens.access_token.expose_secret().to_owned(),
    }
}

/// What can be taken away from a manager, and how they are refused then.
fn losses(person: &Person, version: i32) -> [(&'static str, Method, String, Value, u16); 5] {
    let team = |rest: &str| format!("/v1/admin/team/{}{rest}", person.id);
    [
        (
            "a grant",
            Method::PUT,
            team("/grants"),
            json!({"grants": [], "version": version}),
            403,
        ),
        (
            "the role",
            Method::PUT,
            team("/role"),
            json!({"role": "customer", "version": version}),
            401,
        ),
        (
            "the job",
            Method::PATCH,
            team(""),
            json!({"is_active": false, "version": version}),
            401,
        ),
        (
            "the sessions",
            Method::DELETE,
            team("/sessions"),
            Value::Null,
            401,
        ),
        (
            "the second factor",
            Method::DELETE,
            team("/totp"),
            Value::Null,
            401,
        ),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_process_takes_away_the_other_refuses() {
    let two = Two::processes().await;
    let mut slowest = Duration::ZERO;
    for index in 0..5 {
        let person = two.manager(&format!("manager{index}")).await;
        let (what, method, path, body, status) = losses(&person, 2)[index].clone();
        two.change(method, &path, &body).await;
        let changed = Instant::now();
        let mut asked = 0;
        // Nothing but the news may stand between the change and the refusal.
        while two.second(&person, "/v1/admin/orders").await.status.as_u16() != status {
            asked += 1;
            assert!(
                changed.elapsed() < Duration::from_secs(5),
                "{what} is still there"
            );
        }
        let delay = changed.elapsed();
        slowest = slowest.max(delay);
        println!(
            "{what}: refused {:.2?} after the change was answered, {asked} requests slipped through",
            delay
        );
    }
    // Far below what an entry would be kept for: it was heard of.
    assert!(slowest < Duration::from_secs(5));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_hears_nothing_asks_each_time() {
    let two = Two::processes().await;
    let mut people = Vec::new();
    for index in 0..5 {
        people.push(two.manager(&format!("manager{index}")).await);
    }
    two.wire.refuse(true);
    two.kill_listener().await;
    two.app
        .until("the second process notices", || async {
            !two.second.state().cache_is_listening()
        })
        .await;
    for (index, person) in people.iter().enumerate() {
        two.second(person, "/v1/admin/orders").await.ok();
        let (what, method, path, body, status) = losses(person, 2)[index].clone();
        two.change(method, &path, &body).await;
        let next = two.second(person, "/v1/admin/orders").await;
        assert_eq!(
            next.status.as_u16(),
            status,
            "{what}: the very next request is refused"
        );
    }

    // Once it hears again it remembers again, and nothing of before.
    two.wire.refuse(false);
    two.hears().await;
    let person = two.manager("Late").await;
    let (_, method, path, body, status) = losses(&person, 2)[0].clone();
    two.change(method, &path, &body).await;
    two.app
        .until("the news arrives", || async {
            two.second(&person, "/v1/admin/orders").await.status.as_u16() == status
        })
        .await;
}

/// The session that somebody ends on another device, through another process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_ended_elsewhere_is_over_here() {
    let two = Two::processes().await;
    let layla = signed_in(&two.app, "Layla", Role::Customer).await;
    let state = two.app.server.state();
    let account = accounts::load_account(&state.db, layla.id)
        .await
        .unwrap()
        .unwrap();
    let phone = open_session(&state.db, &state.ctx, &state.keys, account, &Device::default())
        .await
        .unwrap();
    two.second(&layla, "/v1/me").await.ok();
    let path = format!("/v1/me/sessions/{}", layla.session);
    let ended = two.app.delete_as(phone.access_token.expose_secret(), &path).await;
    assert_eq!(ended.status, 204);
    let changed = Instant::now();
    two.app
        .until("the news arrives", || async {
            two.second(&layla, "/v1/me").await.status == 401
        })
        .await;
    println!("a session: refused {:.2?} after it was ended", changed.elapsed());
    two.app
        .get_as(phone.access_token.expose_secret(), "/v1/me")
        .await
        .ok();
}

/// Statements the second process sends to Postgres during 200 requests, the first ones not counted.
async fn statements(two: &Two, person: &Person, path: &str) -> u64 {
    // The first one looks the session up; the second one finds all statements prepared.
    for _ in 0..2 {
        two.second(person, path).await.ok();
    }
    let before = two.wire.statements();
    for _ in 0..200 {
        two.second(person, path).await.ok();
    }
    two.wire.statements() - before
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_costs_no_round_trip_to_the_database() {
    let two = Two::processes().await;
    let (permissions, me) = ("/v1/admin/permissions", "/v1/me");
    let check = statements(&two, &two.owner, permissions).await;
    let own = statements(&two, &two.owner, me).await;
    assert_eq!(check, 0, "nothing but the token needs looking up here");

    // The same without memory: the look-up for each request, and nothing else.
    two.wire.refuse(true);
    two.kill_listener().await;
    two.app
        .until("the second process notices", || async {
            !two.second.state().cache_is_listening()
        })
        .await;
    let check_asking = statements(&two, &two.owner, permissions).await;
    let own_asking = statements(&two, &two.owner, me).await;
    println!(
        "statements of 200 × {permissions}: {check}, without memory {check_asking}; of 200 × {me}: {own}, without memory {own_asking}"
    );
    assert_eq!((check_asking, own_asking), (200, own + 200));
}
