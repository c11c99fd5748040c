use accounts::{Account, Role, load_account};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, put, web};
use chrono::TimeDelta;
use kernel::{AccountId, Currency, Money};
use orders::payment::refund::{RefundRequest, request};
use rbac::Access;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::dto::account::PersonRef;
use crate::dto::admin_payment::{AdminRefund, RefundInput, RefundLimits, RefundLimitsInput};
use crate::error::{Code, Problem};
use crate::extract::headers::RequiredIdempotencyKey;
use crate::extract::{Body, IdempotencyHeader, Staff};
use crate::permission::{Admin, Manage, Payments, Permission as _};
use crate::routes::problems::{
    BodyTooLarge, Forbidden, InvalidBody, NotFound, RefundConflict, RefundForbidden, Unauthenticated,
    UnsupportedMediaType,
};
use crate::state::State;

/// Limits are for so long.
const DAY: TimeDelta = TimeDelta::hours(24);

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(refund_order)
        .service(get_refund_limits)
        .service(set_refund_limits);
}

/// What someone may give back in a day; `None`: as much as they like.
async fn limit(state: &State, access: &Access, currency: Currency) -> Result<Option<Money>, Problem> {
    if access.is_admin() {
        return Ok(None);
    }
    let limit = payments::refund_limit(&state.db, access.account.id, currency).await?;
    Ok(Some(limit))
}

/// What is left of it now.
pub(super) async fn limit_left(
    state: &State,
    access: &Access,
    currency: Currency,
) -> Result<Option<Money>, Problem> {
    let Some(limit) = limit(state, access, currency).await? else {
        return Ok(None);
    };
    let given = given(state, access.account.id, currency).await?;
    Ok(Some(Money::new((limit.minor - given.minor).max(0), currency)))
}

async fn given(state: &State, by: AccountId, currency: Currency) -> Result<Money, Problem> {
    let since = state.ctx.now() - DAY;
    Ok(payments::given_back_today(&state.db, by, currency, since).await?)
}

/// Give money back
///
/// Online money goes back by the provider, which decides later; cash is booked as given at once. Whoever isn't an admin gives back no
/// more in 24 hours than their limit. Safe to repeat with the same Idempotency-Key.
#[utoipa::path(
    operation_id = "refundOrder", tag = "admin", security(("bearer" = [])), request_body = RefundInput,
    params(("id" = Uuid, Path, description = "The order"), RequiredIdempotencyKey),
    responses(
        (status = 201, description = "The refund", body = AdminRefund),
        Unauthenticated, RefundForbidden, NotFound, RefundConflict, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Manage::<Payments>::NAME)))
)]
#[post("/admin/orders/{id}/refunds")]
async fn refund_order(
    state: web::Data<State>,
    staff: Staff<Manage<Payments>>,
    id: web::Path<Uuid>,
    key: IdempotencyHeader,
    body: Body<RefundInput>,
) -> Result<HttpResponse, Problem> {
    let key = key.with(&body)?;
    let RefundInput {
        amount,
        reason,
        restock,
    } = body.into_inner();
    let wanted = RefundRequest {
        order_id: id.into_inner().into(),
        amount: amount.into(),
        reason,
        restock,
        daily_limit: limit(&state, &staff.access, amount.currency).await?,
    };
    let State { db, ctx, .. } = &**state;
    let refund = request(db, ctx, &staff.actor(), staff.scope(), &wanted, &key).await?;
    let refund = payments::find_refund(db, refund)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(AdminRefund::from(refund)))
}

/// How much a member of staff may give back
///
/// Within 24 hours, per currency, and how much they did.
#[utoipa::path(
    operation_id = "getRefundLimits", tag = "admin", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses((status = 200, description = "Their limits", body = RefundLimits), Unauthenticated, Forbidden, NotFound),
    extensions(("x-permission" = json!(Admin::NAME)))
)]
#[get("/admin/refund-limits/{id}")]
async fn get_refund_limits(
    state: web::Data<State>,
    _: Staff<Admin>,
    id: web::Path<Uuid>,
) -> Result<web::Json<RefundLimits>, Problem> {
    let colleague = colleague(&state, id.into_inner().into()).await?;
    view(&state, colleague).await
}

/// Set how much a member of staff may give back
///
/// Within 24 hours, per currency; of currencies that aren't named: nothing. Counts from their next refund.
#[utoipa::path(
    operation_id = "setRefundLimits", tag = "admin", security(("bearer" = [])), request_body = RefundLimitsInput,
    params(("id" = Uuid, Path, description = "The member of staff")),
    responses(
        (status = 200, description = "Their limits as they are now", body = RefundLimits),
        Unauthenticated, Forbidden, NotFound, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    ),
    extensions(("x-permission" = json!(Admin::NAME)))
)]
#[put("/admin/refund-limits/{id}")]
async fn set_refund_limits(
    state: web::Data<State>,
    staff: Staff<Admin>,
    id: web::Path<Uuid>,
    body: Body<RefundLimitsInput>,
) -> Result<web::Json<RefundLimits>, Problem> {
    let limits = body.into_inner().read();
    let limits = limits.map_err(|faults| Problem::new(Code::InvalidBody).fields(faults))?;
    let colleague = colleague(&state, id.into_inner().into()).await?;
    let (by, name) = (staff.actor(), &colleague.full_name);
    payments::set_refund_limits(&state.db, &state.ctx, &by, colleague.id, name, &limits).await?;
    view(&state, colleague).await
}

async fn colleague(state: &State, id: AccountId) -> Result<Account, Problem> {
    let account = load_account(&state.db, id).await?;
    account
        .filter(|account| account.role.is_staff())
        .ok_or_else(Problem::not_found)
}

async fn view(state: &State, colleague: Account) -> Result<web::Json<RefundLimits>, Problem> {
    let limits = payments::list_refund_limits(&state.db, colleague.id).await?;
    let mut sums = Vec::new();
    for limit in &limits {
        sums.push(given(state, colleague.id, limit.currency).await?.into());
    }
    Ok(web::Json(RefundLimits {
        is_unlimited: colleague.role == Role::Admin,
        account: PersonRef {
            id: colleague.id.uuid(),
            name: colleague.full_name,
        },
        limits: limits.into_iter().map(Into::into).collect(),
        given: sums,
    }))
}
