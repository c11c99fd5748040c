//! The valid request of each operation of the back office, on rows of the region `ae`. Rows that writing would use up are new.

use accounts::Role;
use kernel::Email;
use rbac::invitation::{Invite, create};
use rbac::{Grants, customers, settings};
use serde_json::{Value, json};

use super::call::{Call, Elsewhere};
use super::payments;
use super::world::World;

/// `None`: not in the table.
pub async fn call(world: &World, operation: &str) -> Option<Call> {
    let admin = |path: &str| Call::new(format!("/v1/admin/{path}"));
    let call = match operation {
        "getAdminMe" => admin("me"),
        "listPermissions" => admin("permissions"),
        "listAudit" => admin("audit"),
        "getStaffSettings" => admin("staff-settings"),
        "setStaffSettings" => {
            let now = settings::find(world.app.test.db()).await.unwrap();
            admin("staff-settings").body(json!({"totp_required": false, "version": now.version}))
        }
        "listAdminOrders" | "getAdminOrder" | "addOrderNote" | "transitionOrder" => {
            order(world, operation).await
        }
        "listTeam" | "getTeamMember" | "updateTeamMember" | "setTeamGrants" | "setTeamRole"
        | "revokeTeamSessions" | "resetTeamTotp" => team(world, operation).await,
        "listInvitations" | "createInvitation" | "resendInvitation" | "revokeInvitation" => {
            invitation(world, operation).await
        }
        "listCustomers"
        | "getCustomer"
        | "listCustomerOrders"
        | "disableCustomer"
        | "enableCustomer"
        | "revokeCustomerSessions" => customer(world, operation).await,
        _ => return payments::call(world, operation).await,
    };
    Some(call)
}

async fn order(world: &World, operation: &str) -> Call {
    let placed = world.order(None).await;
    let path = format!("/v1/admin/orders/{}", placed.id);
    let key = format!("action-{:05}", world.number());
    match operation {
        "listAdminOrders" => Call::new("/v1/admin/orders").elsewhere(Elsewhere::Without(placed.code)),
        "getAdminOrder" => Call::new(path).elsewhere(Elsewhere::NotFound),
        "addOrderNote" => Call::new(format!("{path}/notes"))
            .header("Idempotency-Key", key)
            .body(json!({"text": "Rang twice."}))
            .elsewhere(Elsewhere::NotFound),
        _ => Call::new(format!("{path}/transitions"))
            .header("Idempotency-Key", key)
            .body(json!({"to": "preparing", "version": 1}))
            .elsewhere(Elsewhere::NotFound),
    }
}

/// Colleagues who work in `ae` only.
async fn team(world: &World, operation: &str) -> Call {
    let colleague = world.hired(vec![world.local_grant()]).await;
    let one = |rest: &str| {
        let path = format!("/v1/admin/team/{}{rest}", colleague.id());
        Call::new(path).elsewhere(Elsewhere::NotFound)
    };
    match operation {
        "listTeam" => {
            let list = Call::new("/v1/admin/team?limit=100");
            list.elsewhere(Elsewhere::Without(colleague.id().to_string()))
        }
        "getTeamMember" => one(""),
        "updateTeamMember" => one("").body(json!({"title": "Order desk", "is_active": false, "version": 2})),
        "setTeamGrants" => one("/grants").body(json!({"grants": [], "version": 2})),
        "setTeamRole" => one("/role").body(json!({"role": "customer", "version": 2})),
        "revokeTeamSessions" => one("/sessions").expect(204),
        _ => one("/totp").expect(204),
    }
}

async fn invitation(world: &World, operation: &str) -> Call {
    let email = format!("invited-{}@people.example", world.number());
    world.keep_private(&email);
    if operation == "createInvitation" {
        let grant = json!({"permission": "team", "level": "view", "regions": ["ae"]});
        let body = json!({"email": email, "full_name": "Yousef", "locale": "ar", "role": "manager", "grants": [grant]});
        let create = Call::new("/v1/admin/invitations").body(body).expect(201);
        return create.elsewhere(Elsewhere::Refused("beyond_own_grants"));
    }
    let invite = Invite {
        email: Email::parse(&email).unwrap(),
        full_name: "Yousef".into(),
        title: String::new(),
        locale: "ar".into(),
        role: Role::Manager,
        grants: Grants::new([world.local_grant()]).unwrap(),
    };
    let made = create(world.app.test.db(), &world.app.ctx, &world.actor(), invite).await;
    let id = made.unwrap().id.to_string();
    match operation {
        "listInvitations" => Call::new("/v1/admin/invitations?limit=100").elsewhere(Elsewhere::Without(id)),
        "resendInvitation" => Call::new(format!("/v1/admin/invitations/{id}/resend"))
            .expect(204)
            .elsewhere(Elsewhere::NotFound),
        _ => Call::new(format!("/v1/admin/invitations/{id}"))
            .expect(204)
            .elsewhere(Elsewhere::NotFound),
    }
}

/// Customers who signed up in `ae`.
async fn customer(world: &World, operation: &str) -> Call {
    let customer = world.person(Role::Customer).await;
    let one = |rest: &str, body: Value| {
        let path = format!("/v1/admin/customers/{}{rest}", customer.id());
        let call = Call::new(path).elsewhere(Elsewhere::NotFound);
        if body.is_null() { call } else { call.body(body) }
    };
    match operation {
        "listCustomers" => {
            let list = Call::new("/v1/admin/customers?limit=100");
            list.elsewhere(Elsewhere::Without(customer.id().to_string()))
        }
        "getCustomer" => one("", Value::Null),
        "listCustomerOrders" => one("/orders", Value::Null),
        "disableCustomer" => one("/disable", json!({"reason": "Fraud", "version": 1})),
        "enableCustomer" => {
            let (db, by) = (world.app.test.db(), world.actor());
            customers::disable(db, &world.app.ctx, &by, customer.id(), "Fraud", 1)
                .await
                .unwrap();
            one("/enable", json!({"version": 2}))
        }
        _ => one("/sessions/revoke", Value::Null).expect(204),
    }
}
