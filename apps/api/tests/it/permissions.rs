//! Who may do what, for every operation of the OpenAPI document: what it declares is what everybody meets.

use std::time::Instant;

use accounts::Role;
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::app::Answer;

mod back_office;
mod call;
mod log;
mod needs;
mod open;
mod own_things;
mod payments;
mod world;

use call::{Call, Elsewhere};
use log::Log;
use needs::{Asks, Needs};
use world::{Person, World};

/// An operation as the document declares it.
struct Operation {
    id: String,
    method: Method,
    template: String,
    permission: Option<String>,
    security: Value,
    statuses: Vec<String>,
}

fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(api::openapi::json()).unwrap();
    let paths = document["paths"].as_object().unwrap().clone();
    let mut all = Vec::new();
    for (template, item) in paths {
        for (method, declared) in item.as_object().unwrap() {
            all.push(Operation {
                id: declared["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                template: template.clone(),
                permission: declared["x-permission"].as_str().map(str::to_owned),
                security: declared["security"].clone(),
                statuses: declared["responses"]
                    .as_object()
                    .unwrap()
                    .keys()
                    .cloned()
                    .collect(),
            });
        }
    }
    all
}

impl Operation {
    fn is_admin(&self) -> bool {
        self.template.starts_with("/v1/admin/")
    }

    fn needs_session(&self) -> bool {
        self.security == serde_json::json!([{"bearer": []}])
    }

    fn takes_session(&self) -> bool {
        self.security
            .as_array()
            .is_some_and(|ways| ways.iter().any(|way| way["bearer"].is_array()))
    }

    /// A valid request; an operation nobody wrote one for fails the test.
    async fn call(&self, world: &World) -> Call {
        let call = if self.is_admin() {
            back_office::call(world, &self.id).await
        } else if self.needs_session() {
            own_things::call(world, &self.id).await
        } else {
            open::call(world, &self.id).await
        };
        let call = call.unwrap_or_else(|| panic!("{} has no valid request in permissions/", self.id));
        call.fits(&self.template);
        call
    }

    #[track_caller]
    fn check(&self, answer: &Answer, who: &str, expected: (u16, Option<&str>)) {
        let code = serde_json::from_str::<Value>(&answer.text)
            .ok()
            .and_then(|body| body["code"].as_str().map(str::to_owned));
        let is_problem = !answer.status.is_success();
        let code = code.filter(|_| is_problem);
        let (status, expected_code) = expected;
        let matches =
            answer.status.as_u16() == status && (expected_code.is_none() || code.as_deref() == expected_code);
        assert!(
            matches,
            "{} as {who}: {} {:?}, expected {expected:?}\n{}",
            self.id, answer.status, code, answer.text
        );
        assert!(
            self.statuses.contains(&status.to_string()),
            "{} answers {status}, which it doesn't declare",
            self.id
        );
    }
}

#[test]
fn the_back_office_and_nothing_else_asks_for_permissions() {
    for operation in operations() {
        let name = &operation.id;
        assert_eq!(operation.permission.is_some(), operation.is_admin(), "{name}");
        assert!(!operation.is_admin() || operation.needs_session(), "{name}");
        let is_mine = operation.template.starts_with("/v1/me");
        assert!(!is_mine || operation.needs_session(), "{name}");
        if let Some(permission) = &operation.permission {
            Asks::parse(permission);
        }
    }
}

/// Everybody who is refused, in a session this process hasn't heard of yet and in one it knows, with a request that is right and
/// with one in which everything is wrong.
async fn refused(
    world: &World,
    operation: &Operation,
    call: &Call,
    person: &Person,
    (who, code): (&str, &str),
    log: &mut Log,
) {
    let cold = world.again(person).await;
    let Operation { method, template, .. } = operation;
    let garbage = call
        .send_garbage(world, method, Some(&cold.access), template)
        .await;
    operation.check(&garbage, &format!("{who}, garbage"), (403, Some(code)));
    for token in [&person.access, &cold.access] {
        let answer = call.send(world, method, Some(token)).await;
        operation.check(&answer, who, (403, Some(code)));
        log.refused(&answer);
    }
}

/// Requests without a session.
async fn anonymous(world: &World, operation: &Operation, call: &Call, log: &mut Log) {
    let Operation { method, template, .. } = operation;
    for token in [None, Some("guessed")] {
        let answer = call.send(world, method, token).await;
        operation.check(&answer, "nobody", (401, Some("unauthenticated")));
        log.refused(&answer);
        let garbage = call.send_garbage(world, method, token, template).await;
        operation.check(&garbage, "nobody, garbage", (401, Some("unauthenticated")));
    }
}

#[tokio::test]
async fn the_back_office_answers_each_as_declared_and_logs_every_change() {
    let (started, world, mut log) = (Instant::now(), World::open().await, Log::default());
    let operations: Vec<Operation> = operations().into_iter().filter(Operation::is_admin).collect();
    let customers = [
        world.person(Role::Customer).await,
        world.person(Role::Customer).await,
    ];
    let everything = world.manager(&Needs::everything(), None).await;
    for operation in &operations {
        let call = operation.call(&world).await;
        anonymous(&world, operation, &call, &mut log).await;
        for customer in &customers {
            refused(
                &world,
                operation,
                &call,
                customer,
                ("a customer", "forbidden"),
                &mut log,
            )
            .await;
        }
        let mut allowed = vec![("an admin".to_owned(), world.owner.clone())];
        match Asks::parse(operation.permission.as_deref().unwrap()) {
            Asks::Staff => {
                let nobody = world.manager(&Needs::none(), None).await;
                allowed.push(("staff without permissions".to_owned(), nobody));
            }
            Asks::Admin => {
                let who = "staff with all permissions";
                refused(
                    &world,
                    operation,
                    &call,
                    &everything,
                    (who, "forbidden"),
                    &mut log,
                )
                .await;
            }
            Asks::Grants(needs) => {
                for short in needs.not_enough() {
                    let person = world.manager(&short, None).await;
                    let who = format!("staff with {short}");
                    refused(&world, operation, &call, &person, (&who, "forbidden"), &mut log).await;
                }
                for enough in needs.enough() {
                    let person = world.manager(&enough, None).await;
                    allowed.push((format!("staff with {enough}"), person));
                    let person = world.manager(&enough, Some(world.elsewhere)).await;
                    let who = format!("staff with {enough}elsewhere");
                    elsewhere(&world, operation, &call, &person, &who, &mut log).await;
                }
            }
        }
        for (who, person) in allowed {
            let call = operation.call(&world).await;
            let answer = call.send(&world, &operation.method, Some(&person.access)).await;
            operation.check(&answer, &who, (call.expect, None));
            log.done(operation, &answer);
        }
    }
    second_factor_due(&world, &operations, &mut log).await;
    let entries = log.check(&world).await;
    println!(
        "{} operations, {entries} entries in the log, {:.1} s",
        operations.len(),
        started.elapsed().as_secs_f32()
    );
}

async fn elsewhere(
    world: &World,
    operation: &Operation,
    call: &Call,
    person: &Person,
    who: &str,
    log: &mut Log,
) {
    let mut own = None;
    let call = match &call.elsewhere {
        // They do it, in their region: with a request of its own.
        Elsewhere::Alike => own.insert(operation.call(world).await),
        _ => call,
    };
    let answer = call.send(world, &operation.method, Some(&person.access)).await;
    match &call.elsewhere {
        Elsewhere::NotFound => operation.check(&answer, who, (404, Some("not_found"))),
        Elsewhere::Refused(code) => operation.check(&answer, who, (403, Some(code))),
        Elsewhere::Alike => operation.check(&answer, who, (call.expect, None)),
        Elsewhere::Without(row) => {
            operation.check(&answer, who, (call.expect, None));
            assert!(
                !answer.text.contains(row),
                "{} as {who} shows {row}",
                operation.id
            );
        }
    }
    if answer.status.is_success() {
        log.done(operation, &answer);
    } else {
        log.refused(&answer);
    }
}

/// Once the shop asks for a second factor, whoever has none is let in nowhere, whatever they may do otherwise.
async fn second_factor_due(world: &World, operations: &[Operation], log: &mut Log) {
    let (db, ctx) = (world.app.test.db(), &world.app.ctx);
    let settings = rbac::settings::find(db).await.unwrap();
    rbac::settings::update(db, ctx, &world.actor(), true, settings.version)
        .await
        .unwrap();
    let staff = [
        world.owner.clone(),
        world.manager(&Needs::everything(), None).await,
    ];
    world
        .app
        .until("the news arrives", || async {
            let heard = staff
                .iter()
                .map(|person| world.app.get_as(&person.access, "/v1/admin/orders"));
            futures::future::join_all(heard)
                .await
                .iter()
                .all(|answer| answer.status == StatusCode::FORBIDDEN)
        })
        .await;
    let customer = world.person(Role::Customer).await;
    for operation in operations {
        let call = operation.call(world).await;
        let is_open = operation.permission.as_deref() == Some("staff");
        for person in &staff {
            if is_open {
                let answer = call.send(world, &operation.method, Some(&person.access)).await;
                operation.check(&answer, "staff without a second factor", (200, None));
            } else {
                let (who, code) = ("staff without a second factor", "totp_enrolment_required");
                refused(world, operation, &call, person, (who, code), log).await;
            }
        }
        refused(
            world,
            operation,
            &call,
            &customer,
            ("a customer", "forbidden"),
            log,
        )
        .await;
    }
    for person in &staff {
        world.app.get_as(&person.access, "/v1/me").await.ok();
    }
}

#[tokio::test]
async fn ones_own_things_are_for_oneself() {
    let (world, mut log) = (World::open().await, Log::default());
    let strangers = [
        ("another customer", world.person(Role::Customer).await),
        ("an admin", world.owner.clone()),
        (
            "staff with all permissions",
            world.manager(&Needs::everything(), None).await,
        ),
    ];
    for operation in operations()
        .iter()
        .filter(|operation| !operation.is_admin() && operation.needs_session())
    {
        let call = operation.call(&world).await;
        anonymous(&world, operation, &call, &mut log).await;
        let has_id = operation.template.contains('{') && !operation.template.starts_with("/v1/me/wishlist/");
        assert_eq!(
            call.is_private,
            has_id || operation.id == "claimOrder",
            "{}",
            operation.id
        );
        if call.is_private {
            for (who, stranger) in &strangers {
                let answer = call.send(&world, &operation.method, Some(&stranger.access)).await;
                operation.check(&answer, who, (404, Some("not_found")));
            }
        }
        let me = call.by.as_ref().unwrap();
        if me.account.role.is_staff() {
            let customer = &strangers[0].1;
            refused(
                &world,
                operation,
                &call,
                customer,
                ("a customer", "forbidden"),
                &mut log,
            )
            .await;
        }
        let answer = call.send(&world, &operation.method, Some(&me.access)).await;
        operation.check(&answer, "its owner", (call.expect, None));
    }
}

#[tokio::test]
async fn what_is_open_asks_nobody_for_a_session() {
    let world = World::open().await;
    let customer = world.person(Role::Customer).await;
    for operation in operations().iter().filter(|operation| !operation.needs_session()) {
        for token in [None, Some(&customer.access), Some(&world.owner.access)] {
            let call = operation.call(&world).await;
            let answer = call
                .send(&world, &operation.method, token.map(String::as_str))
                .await;
            operation.check(&answer, "anybody", (call.expect, None));
        }
        let call = operation.call(&world).await;
        let answer = call.send(&world, &operation.method, Some("guessed")).await;
        if operation.takes_session() {
            assert_eq!(answer.status.as_u16(), 401, "{}: {}", operation.id, answer.text);
        } else {
            operation.check(
                &answer,
                "somebody with a token nobody asked for",
                (call.expect, None),
            );
        }
    }
}

/// Orders by their code: for whoever placed them, and whoever has their link.
#[tokio::test]
async fn an_order_is_for_its_customer_and_its_link() {
    let world = World::open().await;
    let other = world.person(Role::Customer).await;
    for operation in operations()
        .iter()
        .filter(|operation| operation.template.starts_with("/v1/orders/"))
    {
        let mut call = operation.call(&world).await;
        let me = call.by.clone().unwrap();
        let link = std::mem::take(&mut call.headers);
        let strangers = [
            ("nobody", None),
            ("another customer", Some(&other)),
            ("an admin", Some(&world.owner)),
        ];
        for (who, stranger) in strangers {
            for headers in [vec![], vec![("Order-Token", "guessed".to_owned())]] {
                call.headers = headers;
                let token = stranger.map(|stranger| stranger.access.as_str());
                let answer = call.send(&world, &operation.method, token).await;
                operation.check(&answer, who, (404, Some("not_found")));
            }
        }
        for (headers, token) in [(vec![], Some(me.access.as_str())), (link, None)] {
            call.headers = headers;
            let answer = call.send(&world, &operation.method, token).await;
            operation.check(&answer, "its customer", (call.expect, None));
        }
    }
}
