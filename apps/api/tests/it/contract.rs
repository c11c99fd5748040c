//! The OpenAPI document: kept in the repository, complete, and true.

use std::collections::BTreeSet;

use accounts::Role;
use reqwest::Method;
use serde_json::Value;

use crate::app::{App, checkout_form};

fn document() -> Value {
    serde_json::from_str(api::openapi::json()).unwrap()
}

fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().iter();
            methods.map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation))
        })
        .collect()
}

#[test]
fn the_document_in_the_repository_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == api::openapi::json(),
        "docs/openapi.json is old: run `just openapi` and look at the difference"
    );
}

#[test]
fn every_operation_says_what_it_is_who_may_and_how_it_fails() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let mut ids = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let name = format!("{method} {path}");
        assert!(
            ids.insert(
                operation["operationId"]
                    .as_str()
                    .unwrap_or_else(|| panic!("{name}: operationId"))
            ),
            "{name}"
        );
        for text in ["summary", "description"] {
            assert!(
                operation[text].as_str().is_some_and(|text| !text.is_empty()),
                "{name}: {text}"
            );
        }
        assert_eq!(
            operation["tags"].as_array().map(Vec::len),
            Some(1),
            "{name}: one tag"
        );
        let is_admin = path.starts_with("/v1/admin/");
        assert_eq!(
            operation["x-permission"].is_string(),
            is_admin,
            "{name}: x-permission"
        );
        let needs_session = operation["security"] == serde_json::json!([{"bearer": []}]);
        assert_eq!(
            needs_session,
            operation["responses"]["401"]["description"]
                .as_str()
                .is_some_and(|text| text.contains("`unauthenticated`") && !text.contains("cart_token")),
            "{name}: 401"
        );
        assert!(!is_admin || needs_session, "{name}: staff sign in");
        // The provider's events are its own: signed, and read as they come.
        let takes_body = operation["requestBody"].is_object() && !path.starts_with("/v1/webhooks/");
        for status in ["413", "415", "422"] {
            assert!(
                !takes_body || operation["responses"][status].is_object(),
                "{name}: {status}"
            );
        }
        if takes_body {
            let schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
                .as_str()
                .unwrap();
            let schema = &document["components"]["schemas"][schema.rsplit('/').next().unwrap()];
            assert!(schema["example"].is_object(), "{name}: an example body");
            assert_eq!(
                schema["additionalProperties"], false,
                "{name}: unknown members are refused"
            );
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            assert!(
                parameter["description"]
                    .as_str()
                    .is_some_and(|text| !text.is_empty()),
                "{name}: {parameter}"
            );
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let mut open = vec![&document];
    while let Some(value) = open.pop() {
        if let Some(reference) = value["$ref"].as_str() {
            let pointer = reference.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{reference}");
        }
        match value {
            Value::Object(members) => open.extend(members.values()),
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}

#[tokio::test]
async fn the_document_and_a_page_to_browse_it_are_served() {
    let app = App::new().await;
    assert_eq!(app.get("/openapi.json").await.text, api::openapi::json());
    let moved = app.get("/docs").await;
    assert_eq!((moved.status.as_u16(), moved.header("location")), (308, "/docs/"));
    let page = app.get("/docs/").await;
    assert!(
        page.text.contains("swagger-ui") && !page.text.contains("https://"),
        "{}",
        page.text
    );
    assert!(
        page.header("content-security-policy")
            .contains("default-src 'self'")
    );
    assert_eq!(app.get("/docs/swagger-ui-bundle.js").await.status, 200);
}

/// Every member that an answer has is in its schema, and every member the schema requires is in the answer.
fn conforms(document: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        return conforms(document, document.pointer(&reference[1..]).unwrap(), value, at);
    }
    if let Some(variants) = schema["oneOf"].as_array() {
        let variant = variants
            .iter()
            .find(|variant| (variant["type"] == "null") == value.is_null());
        return conforms(
            document,
            variant.unwrap_or_else(|| panic!("{at}: {value}")),
            value,
            at,
        );
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let members: Vec<String> = parts.iter().flat_map(|part| members(document, part)).collect();
        let unknown = value
            .as_object()
            .unwrap()
            .keys()
            .find(|name| !members.contains(name));
        assert!(unknown.is_none(), "{at}.{unknown:?} isn't in the document");
        return;
    }
    match value {
        Value::Object(object) if schema["properties"].is_object() => {
            for name in schema["required"].as_array().into_iter().flatten() {
                assert!(
                    object.contains_key(name.as_str().unwrap()),
                    "{at}.{name} is required"
                );
            }
            for (name, inner) in object {
                let property = &schema["properties"][name];
                assert!(property.is_object(), "{at}.{name} isn't in the document");
                conforms(document, property, inner, &format!("{at}.{name}"));
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| conforms(document, &schema["items"], item, &format!("{at}[]"))),
        Value::String(text) => {
            let allowed = schema["enum"]
                .as_array()
                .is_none_or(|allowed| allowed.contains(value));
            assert!(allowed, "{at}: {text} isn't one of {}", schema["enum"]);
        }
        _ => {}
    }
}

fn members(document: &Value, schema: &Value) -> Vec<String> {
    let schema = schema["$ref"]
        .as_str()
        .map_or(schema, |reference| document.pointer(&reference[1..]).unwrap());
    schema["properties"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

#[tokio::test]
async fn answers_are_what_the_document_says() {
    let app = App::new().await;
    let (shop, variant) = app.shop().await;
    let (document, admin, token) = (document(), app.signed_in(Role::Admin).await, app.new_cart().await);
    app.add(&token, variant, 2).await.ok();
    let placed = app
        .checkout(&token, "checkout-1", &checkout_form(26_000, shop.delivery_date()))
        .await
        .ok();
    let id = placed["order"]["id"].as_str().unwrap().to_owned();
    let slug = app.get("/v1/stores/ae/products").await.ok()["items"][0]["slug"]["en"]
        .as_str()
        .unwrap()
        .to_owned();
    let bag = app.new_cart().await;
    app.add(&bag, variant, 1).await.ok();
    for (operation, path) in [
        ("listRegions", "/v1/regions".to_owned()),
        ("getStore", "/v1/stores/ae".to_owned()),
        ("getHome", "/v1/stores/ae/home".to_owned()),
        ("listCategories", "/v1/stores/ae/categories".to_owned()),
        ("listProducts", "/v1/stores/ae/products".to_owned()),
        ("getProduct", format!("/v1/stores/ae/products/{slug}")),
        (
            "listDeliveryDays",
            "/v1/stores/ae/delivery-days?zone=dubai".to_owned(),
        ),
        ("getCart", "/v1/carts/current".to_owned()),
        ("getMe", "/v1/me".to_owned()),
        ("getAuthOptions", "/v1/auth/options".to_owned()),
        ("getAddressSchema", "/v1/address-schemas/SA".to_owned()),
        ("listMySessions", "/v1/me/sessions".to_owned()),
        ("listMyAddresses", "/v1/me/addresses".to_owned()),
        ("getMyWishlist", "/v1/me/wishlist?region=ae".to_owned()),
        ("getAdminMe", "/v1/admin/me".to_owned()),
        ("listPermissions", "/v1/admin/permissions".to_owned()),
        ("listTeam", "/v1/admin/team".to_owned()),
        ("listInvitations", "/v1/admin/invitations".to_owned()),
        ("getStaffSettings", "/v1/admin/staff-settings".to_owned()),
        ("listCustomers", "/v1/admin/customers".to_owned()),
        ("listAudit", "/v1/admin/audit".to_owned()),
        ("listAdminOrders", "/v1/admin/orders".to_owned()),
        ("getAdminOrder", format!("/v1/admin/orders/{id}")),
        ("listMyOrders", "/v1/me/orders".to_owned()),
    ] {
        let request = app
            .request(Method::GET, &path)
            .bearer_auth(&admin)
            .header("Cart-Token", &bag);
        let answer = app.send(request).await.ok();
        let all = operations(&document);
        let (_, _, described) = all
            .iter()
            .find(|(_, _, known)| known["operationId"] == operation)
            .unwrap();
        conforms(
            &document,
            &described["responses"]["200"]["content"]["application/json"]["schema"],
            &answer,
            operation,
        );
    }
    let answer = document.pointer("/components/schemas/CheckoutAnswer").unwrap();
    conforms(&document, answer, &placed, "checkout");
}
