//! The OpenAPI document, made from the handlers.

use std::sync::LazyLock;

use actix_web::App;
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Content, Ref};
use utoipa_actix_web::AppExt as _;

use crate::dto::admin_payment::AttemptState;
use crate::dto::cart::StockShortage;
use crate::dto::catalog::ProductSort;
use crate::dto::customer::{CustomerSort, CustomerStatus};
use crate::dto::order::{AdminOrderSort, OrderStatus};
use crate::dto::problem::{CodeProblem, FieldProblem, Problem, QuoteProblem, StockProblem};
use crate::dto::staff::TeamStatus;
use crate::routes::routes;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Amoonis API",
        description = "The API of a gift boutique in the Gulf.\n\nAll texts come in English and Arabic. Amounts are integers in minor units of their \
                       currency. Times are RFC 3339 in UTC, dates are days in the region's time zone. Unknown members of a body and unknown query \
                       parameters are refused. Every failure is a problem (RFC 9457) with a stable `code`; every answer has `X-Request-Id`.",
        license(name = "Proprietary")
    ),
    servers((url = "/")),
    components(schemas(
        Problem, FieldProblem, StockProblem, StockShortage, QuoteProblem, CodeProblem, ProductSort, OrderStatus, AdminOrderSort,
        TeamStatus, CustomerStatus, CustomerSort, AttemptState
    )),
    tags(
        (name = "storefront", description = "What the shop sells. Public; answers have `ETag` and may be kept for 30 seconds."),
        (name = "carts", description = "Bags of guests and customers. The secret `Cart-Token` owns one."),
        (name = "orders", description = "Orders, for whoever has their link or placed them."),
        (name = "payments", description = "For the payment provider."),
        (name = "auth", description = "Becoming a customer, signing in and out, and the links of mails."),
        (name = "me", description = "One's own account."),
        (name = "admin", description = "The back office. `x-permission` names what an operation asks for: `area:level`, several of them (all are needed), `staff` for anyone who works here, `admin` for owners."),
        (name = "media", description = "Pictures and other files."),
        (name = "system", description = "For operators."),
    )
)]
struct Document;

/// The whole document. The same bytes on every machine: nothing in it depends on the configuration.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let (_, mut document) = App::new()
        .into_utoipa_app()
        .openapi(Document::openapi())
        .configure(routes)
        .split_for_parts();
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("bearer", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    for (path, item) in &mut document.paths.paths {
        for operation in operations(item) {
            add_common_answers(path, operation);
        }
    }
    document
}

/// The document as it is served and kept in `docs/openapi.json`.
#[must_use]
pub fn json() -> &'static str {
    static JSON: LazyLock<String> = LazyLock::new(|| {
        let mut json = document().to_pretty_json().expect("the document is plain data");
        json.push('\n');
        json
    });
    &JSON
}

/// Which methods a path of the document has, for telling 404 from 405.
pub(crate) fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem {
        get,
        put,
        post,
        delete,
        patch,
        ..
    } = item;
    [get, put, post, delete, patch].into_iter().flatten()
}

fn add_common_answers(path: &str, operation: &mut Operation) {
    let mut common = vec![("500", "Our fault: `internal_error`")];
    if path.starts_with("/v1") {
        common.push((
            "429",
            "Too many requests of this client: `rate_limited`, with `Retry-After`",
        ));
        common.push(("503", "Busy: `unavailable`, with `Retry-After`"));
    }
    for (status, description) in common {
        let content = Content::new(Some(Ref::from_schema_name("Problem")));
        let response = ResponseBuilder::new()
            .description(description)
            .content("application/problem+json", content)
            .build();
        operation
            .responses
            .responses
            .entry(status.to_owned())
            .or_insert_with(|| response.into());
    }
}
