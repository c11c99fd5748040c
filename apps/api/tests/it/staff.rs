//! The team, its invitations, customers and the audit log, as staff of different means meet them.

use accounts::{AccountDraft, Device, Role, add_account, open_session};
use kernel::{AccountId, Email};
use rbac::{Grant, Grants, Level, Permission, Scope, team};
use reqwest::Method;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use crate::app::App;

/// Somebody with an account and an open session.
struct Person {
    id: AccountId,
    token: String,
}

impl Person {
    fn path(&self, area: &str, rest: &str) -> String {
        format!("/v1/admin/{area}/{}{rest}", self.id)
    }
}

impl App {
    async fn person_of(&self, name: &str, role: Role) -> Person {
        let state = self.server.state();
        let email = format!("{}@example.com", name.to_lowercase());
        let draft = AccountDraft {
            email: Some(Email::parse(&email).unwrap()),
            email_verified: true,
            role,
            ..AccountDraft::customer(name, "en")
        };
        let account = add_account(&state.db, &state.ctx, draft).await.unwrap().unwrap();
        let id = account.id;
        let session = open_session(&state.db, &state.ctx, &state.keys, account, &Device::default())
            .await
            .unwrap();
        Person {
            id,
            token: session.access_token.expose_secret().to_owned(),
        }
    }

    async fn owner(&self) -> Person {
        self.person_of("Olga", Role::Admin).await
    }

    /// A manager with these grants everywhere, given by the owner.
    async fn manager(&self, owner: &Person, name: &str, grants: &[(Permission, Level)]) -> Person {
        let person = self.person_of(name, Role::Manager).await;
        let state = self.server.state();
        let actor = kernel::StaffActor {
            id: owner.id,
            name: "Olga".to_owned(),
            request_id: "set-up".to_owned(),
            client_address: None,
        };
        let grants = grants.iter().map(|(permission, level)| Grant {
            permission: *permission,
            level: *level,
            scope: Scope::All,
        });
        let grants = Grants::new(grants).unwrap();
        team::set_grants(&state.db, &state.ctx, &actor, person.id, grants, 1)
            .await
            .unwrap();
        person
    }

    async fn put(&self, who: &Person, path: &str, body: &Value) -> crate::app::Answer {
        self.send_as(&who.token, Method::PUT, path, body).await
    }
}

fn granted(permission: &str, level: &str, regions: Value) -> Value {
    let mut grant = json!({"permission": permission, "level": level});
    grant["regions"] = regions;
    grant
}

#[tokio::test]
async fn everything_that_can_be_granted_is_told_in_words() {
    let app = App::new().await;
    let owner = app.owner().await;
    let all = app.get_as(&owner.token, "/v1/admin/permissions").await.ok();
    assert_eq!(all["permissions"].as_array().unwrap().len(), 17);
    assert_eq!(all["levels"], json!(["view", "manage"]));
    assert_eq!(all["presets"].as_array().unwrap().len(), 5);
    let zones = &all["permissions"][10];
    assert_eq!(
        (&zones["code"], &zones["name"]["en"]),
        (&json!("delivery_zones"), &json!("Delivery zones"))
    );
    let me = app.get_as(&owner.token, "/v1/admin/me").await.ok();
    assert_eq!(me["permissions"].as_array().unwrap().len(), 17);
    assert_eq!(me["permissions"][0], granted("products", "manage", Value::Null));
    assert_eq!(me["totp"], json!({"enrolled": false, "required": false}));
}

#[tokio::test]
async fn a_colleague_is_found_changed_and_given_permissions_that_count_at_once() {
    let app = App::new().await;
    app.shop().await;
    let (owner, mona) = (app.owner().await, app.person_of("Mona", Role::Manager).await);
    app.get_as(&mona.token, "/v1/admin/orders")
        .await
        .problem(403, "forbidden");
    let list = app
        .get_as(&owner.token, "/v1/admin/team?q=mona&status=active")
        .await
        .ok();
    assert_eq!(
        (&list["total"], &list["items"][0]["email"]),
        (&json!(1), &json!("mona@example.com"))
    );
    let grants = json!({"grants": [granted("orders", "view", json!(["ae"]))], "version": 1});
    let member = app.put(&owner, &mona.path("team", "/grants"), &grants).await.ok();
    assert_eq!(member["grants"], grants["grants"]);
    app.until("the news arrives", || async {
        app.get_as(&mona.token, "/v1/admin/orders").await.status == 200
    })
    .await;
    let me = app.get_as(&mona.token, "/v1/admin/me").await.ok();
    assert_eq!(me["permissions"], grants["grants"]);

    let change = json!({"title": "Order desk", "version": 2});
    let member = app
        .send_as(&owner.token, Method::PATCH, &mona.path("team", ""), &change)
        .await
        .ok();
    assert_eq!(
        (&member["title"], &member["version"], &member["may_edit"]),
        (&json!("Order desk"), &json!(3), &json!(true))
    );
    let stale = app
        .send_as(&owner.token, Method::PATCH, &mona.path("team", ""), &change)
        .await;
    assert_eq!(stale.problem(409, "stale_version")["version"], 3);
    let detail = app.get_as(&owner.token, &mona.path("team", "")).await.ok();
    assert_eq!(detail["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(detail["full_name"], "Mona");

    let none = json!({"grants": [], "version": 3});
    app.put(&owner, &mona.path("team", "/grants"), &none).await.ok();
    app.until("the news arrives", || async {
        app.get_as(&mona.token, "/v1/admin/orders").await.status == 403
    })
    .await;
    let out = app.delete_as(&owner.token, &mona.path("team", "/sessions")).await;
    assert_eq!(out.status, 204);
    app.until("the news arrives", || async {
        app.get_as(&mona.token, "/v1/admin/me").await.status == 401
    })
    .await;
}

#[tokio::test]
async fn wrong_grants_are_told_where_they_are_wrong() {
    let app = App::new().await;
    app.shop().await;
    let (owner, mona) = (app.owner().await, app.person_of("Mona", Role::Manager).await);
    let path = mona.path("team", "/grants");
    for (grants, at, code) in [
        (
            json!([granted("orders", "view", json!(["ae", "xx"]))]),
            "grants[0].regions",
            "unknown_region",
        ),
        (
            json!([granted("orders", "view", json!([]))]),
            "grants[0].regions",
            "blank",
        ),
        (
            json!([
                granted("orders", "view", Value::Null),
                granted("orders", "manage", Value::Null)
            ]),
            "grants",
            "duplicate_permission",
        ),
        (
            json!([granted("everything", "view", Value::Null)]),
            "grants[0].permission",
            "invalid_value",
        ),
        (
            json!([{"permission": "orders", "level": "view"}]),
            "grants[0].regions",
            "missing_field",
        ),
    ] {
        let body = json!({"grants": grants, "version": 1});
        let problem = app.put(&owner, &path, &body).await.problem(422, "invalid_body");
        let field = &problem["fields"][0];
        assert_eq!(
            (field["path"].as_str(), field["code"].as_str()),
            (Some(at), Some(code)),
            "{grants}"
        );
    }
    let second = app.person_of("Second", Role::Admin).await;
    let body = json!({"grants": [], "version": 1});
    let problem = app
        .put(&owner, &second.path("team", "/grants"), &body)
        .await
        .problem(422, "invalid_body");
    assert_eq!(problem["fields"][0]["code"], "grants_of_admin");
}

#[tokio::test]
async fn what_a_manager_may_not_do_with_the_team_is_refused_by_name() {
    use Level::{Manage, View};
    let app = App::new().await;
    let owner = app.owner().await;
    let lead = app
        .manager(
            &owner,
            "Lead",
            &[(Permission::Team, Manage), (Permission::Orders, View)],
        )
        .await;
    let paula = app
        .manager(&owner, "Paula", &[(Permission::Payments, View)])
        .await;
    let mona = app.person_of("Mona", Role::Manager).await;
    let none = json!({"grants": [], "version": 2});
    app.put(&lead, &lead.path("team", "/grants"), &none)
        .await
        .problem(403, "own_account");
    app.put(&lead, &paula.path("team", "/grants"), &none)
        .await
        .problem(403, "beyond_own_grants");
    app.put(&lead, &owner.path("team", "/grants"), &none)
        .await
        .problem(404, "not_found");
    let more = json!({"grants": [granted("orders", "manage", Value::Null)], "version": 1});
    app.put(&lead, &mona.path("team", "/grants"), &more)
        .await
        .problem(403, "beyond_own_grants");
    let promoted = json!({"role": "admin", "version": 1});
    app.put(&lead, &mona.path("team", "/role"), &promoted)
        .await
        .problem(403, "forbidden");
    app.delete_as(&lead.token, &mona.path("team", "/totp"))
        .await
        .problem(403, "forbidden");
    app.get_as(&lead.token, &owner.path("team", ""))
        .await
        .problem(404, "not_found");
    let settings = json!({"totp_required": true, "version": 1});
    app.put(&lead, "/v1/admin/staff-settings", &settings)
        .await
        .problem(403, "forbidden");
    let last = json!({"role": "manager", "version": 1});
    app.put(&owner, &owner.path("team", "/role"), &last)
        .await
        .problem(409, "last_admin");
    let off = json!({"is_active": false, "version": 1});
    let refused = app
        .send_as(&owner.token, Method::PATCH, &owner.path("team", ""), &off)
        .await;
    refused.problem(409, "last_admin");
    app.put(&owner, &mona.path("team", "/role"), &promoted).await.ok();
}

#[tokio::test]
async fn a_second_factor_can_be_asked_of_everybody() {
    let app = App::new().await;
    let (owner, mona) = (app.owner().await, app.person_of("Mona", Role::Admin).await);
    let settings = app.get_as(&owner.token, "/v1/admin/staff-settings").await.ok();
    assert_eq!(settings, json!({"totp_required": false, "version": 1}));
    let asked = json!({"totp_required": true, "version": 1});
    let now = app.put(&owner, "/v1/admin/staff-settings", &asked).await.ok();
    assert_eq!(now, json!({"totp_required": true, "version": 2}));
    app.until("the news arrives", || async {
        app.get_as(&mona.token, "/v1/admin/team").await.status == 403
    })
    .await;
    let refused = app.get_as(&mona.token, "/v1/admin/team").await;
    refused.problem(403, "totp_enrolment_required");
    let me = app.get_as(&mona.token, "/v1/admin/me").await.ok();
    assert_eq!(me["totp"], json!({"enrolled": false, "required": true}));
}

#[tokio::test]
async fn an_invitation_brings_a_colleague_in_once() {
    let app = App::new().await;
    app.shop().await;
    let owner = app.owner().await;
    let body = json!({
        "email": "Yousef@Example.com", "full_name": "Yousef Khalil", "title": "Order desk", "locale": "ar", "role": "manager",
        "grants": [granted("orders", "manage", json!(["ae"]))],
    });
    let made = app
        .send_as(&owner.token, Method::POST, "/v1/admin/invitations", &body)
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    let made = made.json();
    assert_eq!(
        (&made["email"], &made["status"]),
        (&json!("yousef@example.com"), &json!("open"))
    );
    assert_eq!(
        (&made["grants"], &made["invited_by"]["name"]),
        (&body["grants"], &json!("Olga"))
    );
    let again = app
        .send_as(&owner.token, Method::POST, "/v1/admin/invitations", &body)
        .await;
    again.problem(409, "already_invited");
    let taken = json!({"email": "olga@example.com", "full_name": "O", "locale": "en", "role": "manager", "grants": []});
    let taken = app
        .send_as(&owner.token, Method::POST, "/v1/admin/invitations", &taken)
        .await;
    taken.problem(409, "email_taken");
    let bad = json!({"email": "nobody", "full_name": "O", "locale": "en", "role": "customer", "grants": [granted("orders", "view", json!(["xx"]))]});
    let bad = app
        .send_as(&owner.token, Method::POST, "/v1/admin/invitations", &bad)
        .await;
    let paths: Vec<String> = bad.problem(422, "invalid_body")["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["path"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(paths, ["email", "grants[0].regions"]);

    app.work().await;
    let token = app.mailed_token("yousef@example.com");
    let shown = app
        .post("/v1/auth/invitations/preview", &json!({"token": token}))
        .await
        .ok();
    assert_eq!(
        (&shown["full_name"], &shown["role"]),
        (&json!("Yousef Khalil"), &json!("manager"))
    );
    let join = json!({"token": token, "password": "ribbons and routes"});
    let joined = app.post("/v1/auth/invitations/accept", &join).await;
    assert_eq!(joined.status, 201, "{}", joined.text);
    let access = joined.json()["access_token"].as_str().unwrap().to_owned();
    let me = app.get_as(&access, "/v1/admin/me").await.ok();
    assert_eq!(
        (&me["permissions"], &me["account"]["title"]),
        (&body["grants"], &json!("Order desk"))
    );
    app.post("/v1/auth/invitations/accept", &join)
        .await
        .problem(410, "link_expired");

    let path = format!("/v1/admin/invitations/{}", made["id"].as_str().unwrap());
    let closed = app
        .send_as(&owner.token, Method::POST, &format!("{path}/resend"), &json!({}))
        .await;
    closed.problem(409, "invitation_closed");
    app.delete_as(&owner.token, &path)
        .await
        .problem(409, "invitation_closed");
    let list = app.get_as(&owner.token, "/v1/admin/invitations").await.ok();
    assert_eq!(
        (&list["total"], &list["items"][0]["status"]),
        (&json!(1), &json!("accepted"))
    );
}

#[tokio::test]
async fn customers_are_read_in_full_only_by_who_manages_them() {
    use Level::{Manage, View};
    let app = App::new().await;
    let owner = app.owner().await;
    let layla = app.person_of("Layla", Role::Customer).await;
    let viewer = app
        .manager(&owner, "Viewer", &[(Permission::Customers, View)])
        .await;
    let desk = app
        .manager(
            &owner,
            "Desk",
            &[(Permission::Customers, Manage), (Permission::Orders, View)],
        )
        .await;
    let seen = app
        .get_as(&viewer.token, "/v1/admin/customers?q=layla&sort=name")
        .await
        .ok();
    assert_eq!(
        (&seen["total"], &seen["items"][0]["email"]),
        (&json!(1), &json!("l•••@example.com"))
    );
    let seen = app.get_as(&viewer.token, &layla.path("customers", "")).await.ok();
    assert_eq!(
        (&seen["is_masked"], &seen["order_count"]),
        (&json!(true), &json!(0))
    );
    let seen = app.get_as(&desk.token, &layla.path("customers", "")).await.ok();
    assert_eq!(
        (&seen["is_masked"], &seen["email"]),
        (&json!(false), &json!("layla@example.com"))
    );
    app.get_as(&viewer.token, &layla.path("customers", "/orders"))
        .await
        .problem(403, "forbidden");
    let orders = app
        .get_as(&desk.token, &layla.path("customers", "/orders?limit=5"))
        .await
        .ok();
    assert_eq!(orders["total"], 0);
    app.get_as(&desk.token, &viewer.path("customers", "/orders"))
        .await
        .problem(404, "not_found");
    let unknown = app.get_as(&desk.token, "/v1/admin/customers?region=xx").await;
    assert_eq!(
        unknown.problem(422, "invalid_query")["fields"][0]["code"],
        "unknown_region"
    );

    let off = json!({"reason": "Fraud", "version": 1});
    let refused = app
        .send_as(
            &viewer.token,
            Method::POST,
            &layla.path("customers", "/disable"),
            &off,
        )
        .await;
    refused.problem(403, "forbidden");
    let unexplained = json!({"reason": " ", "version": 1});
    let path = layla.path("customers", "/disable");
    let problem = app
        .send_as(&desk.token, Method::POST, &path, &unexplained)
        .await
        .problem(422, "invalid_body");
    assert_eq!(problem["fields"][0]["code"], "reason_required");
    let now = app.send_as(&desk.token, Method::POST, &path, &off).await.ok();
    assert_eq!(
        (&now["is_active"], &now["disabled_reason"], &now["version"]),
        (&json!(false), &json!("Fraud"), &json!(2))
    );
    app.until("the news arrives", || async {
        app.get_as(&layla.token, "/v1/me").await.status == 401
    })
    .await;
    app.send_as(&desk.token, Method::POST, &path, &off)
        .await
        .problem(409, "stale_version");
    let again = json!({"version": 2});
    let path = layla.path("customers", "/enable");
    let now = app.send_as(&desk.token, Method::POST, &path, &again).await.ok();
    assert_eq!(now["is_active"], true);
    let path = layla.path("customers", "/sessions/revoke");
    let out = app.send_as(&desk.token, Method::POST, &path, &json!({})).await;
    assert_eq!(out.status, 204);
}

#[tokio::test]
async fn the_log_tells_who_did_what_and_hides_the_owner_from_managers() {
    let app = App::new().await;
    let owner = app.owner().await;
    let layla = app.person_of("Layla", Role::Customer).await;
    let reader = app
        .manager(&owner, "Reader", &[(Permission::Team, Level::View)])
        .await;
    let desk = app
        .manager(&owner, "Desk", &[(Permission::Customers, Level::Manage)])
        .await;
    let off = json!({"reason": "Fraud", "version": 1});
    app.send_as(
        &desk.token,
        Method::POST,
        &layla.path("customers", "/disable"),
        &off,
    )
    .await
    .ok();
    let log = app.get_as(&owner.token, "/v1/admin/audit").await.ok();
    assert_eq!(log["total"], 3);
    let log = app
        .get_as(&reader.token, "/v1/admin/audit?from=2026-03-01&to=2026-03-01")
        .await
        .ok();
    assert_eq!(log["total"], 1, "{log}");
    let entry = &log["items"][0];
    assert_eq!(
        (&entry["action"], &entry["actor"]["name"], &entry["label"]),
        (&json!("customers.disable"), &json!("Desk"), &json!("L•••"))
    );
    assert_eq!(
        entry["after"],
        json!({"is_active": false, "disabled_reason": "Fraud"})
    );
    assert!(!entry["request_id"].as_str().unwrap().is_empty());
    for query in [
        "action=customers",
        "action=customers.disable",
        "entity=customer",
        "q=reader",
    ] {
        let log = app
            .get_as(&owner.token, &format!("/v1/admin/audit?{query}"))
            .await
            .ok();
        assert_eq!(log["total"], 1, "{query}");
    }
    for (query, path) in [
        ("from=2026-03-02&to=2026-03-01", "to"),
        ("from=9999-01-01", "from"),
        ("limit=0", "limit"),
        ("cursor=x", "cursor"),
        ("actor=me", "actor"),
    ] {
        let refused = app
            .get_as(&owner.token, &format!("/v1/admin/audit?{query}"))
            .await;
        assert_eq!(
            refused.problem(422, "invalid_query")["fields"][0]["path"],
            path,
            "{query}"
        );
    }
    app.get_as(&desk.token, "/v1/admin/audit")
        .await
        .problem(403, "forbidden");
}
