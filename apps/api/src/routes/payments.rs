use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use kernel::Money;
use orders::order::Order;
use orders::order::find;
use orders::payment::execute::{Executed, Tender, Ways, execute};
use orders::payment::settle::settle;
use orders::payment::start::start;
use orders::payment::switch::switch_to_cash;
use payments::gateway::{ApplePayToken, MethodCode, MethodOffer, Outcome, SessionId};
use utoipa_actix_web::service_config::ServiceConfig;

use super::problems::{
    BodyTooLarge, InvalidBody, InvalidQuery, NotFound, PaymentConflict, UnsupportedMediaType,
};
use crate::dto::order::Order as OrderView;
use crate::dto::payment::{
    ChannelsQuery, NextStep, OrderPayment, PayAnswer, PayInput, PaymentChannel, PaymentChannelList,
    PaymentFlow, PaymentProgress, PaymentQuery,
};
use crate::error::{Code, Field, Problem};
use crate::extract::headers::OrderTokenHeader;
use crate::extract::{Body, MaybeSignedIn, OrderSecret, Query, Shop};
use crate::state::State;

mod view;
pub(super) mod webhooks;

/// The provider isn't asked about one order more often than that, however many pages wait for it.
const ASK_EVERY: Duration = Duration::from_secs(2);

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_payment_channels)
        .service(pay_order)
        .service(get_order_payment)
        .service(switch_order_to_cash)
        .configure(webhooks::routes);
}

/// Ways to pay online
///
/// What the provider offers for an amount, less what the region has switched off. Empty when the region takes no money online.
#[utoipa::path(
    operation_id = "listPaymentChannels", tag = "storefront",
    params(("region" = String, Path, description = "Slug of the region", example = "ae"), ChannelsQuery),
    responses((status = 200, description = "The ways", body = PaymentChannelList), NotFound, InvalidQuery)
)]
#[get("/stores/{region}/payment-channels")]
async fn list_payment_channels(
    state: web::Data<State>,
    region: web::Path<String>,
    Query(query): Query<ChannelsQuery>,
) -> Result<web::Json<PaymentChannelList>, Problem> {
    let shop = Shop::find(&state, &region).await?;
    if query.amount_minor < 1 {
        return Err(Problem::new(Code::InvalidQuery).field(Field::new("amount_minor", "invalid_value")));
    }
    let Shop(store) = &shop;
    let settings = payments::find_settings(&state.db, store.id).await?;
    let amount = Money::new(query.amount_minor, store.currency);
    let offers = match state.gateways.of(&store.slug).filter(|_| settings.online_enabled) {
        Some(gateway) => gateway.payment_methods(amount).await,
        None => Outcome::Success(Vec::new()),
    };
    let offers = offers
        .success()
        .ok_or_else(|| Problem::new(Code::Unavailable).retry_after(5))?;
    let shown = offers
        .into_iter()
        .filter(|offer| settings.offers(offer.code.as_str()) && !offer.is_direct);
    Ok(web::Json(PaymentChannelList {
        items: shown.map(|offer| channel(offer, amount)).collect(),
    }))
}

fn channel(offer: MethodOffer, amount: Money) -> PaymentChannel {
    let fee = offer
        .total
        .and_then(|total| total.minus(amount).ok())
        .filter(|fee| fee.minor > 0);
    PaymentChannel {
        code: offer.code.as_str().to_owned(),
        name: i18n::Localized::new(offer.name_en, offer.name_ar).into(),
        is_embedded: offer.is_embedded,
        fee: fee.map(Into::into),
        image_url: None,
    }
}

/// Pay an order
///
/// Makes one try, with the provider, for what the order owes. A double click makes two tries at most; if both are paid, the second
/// one's money goes back.
#[utoipa::path(
    operation_id = "payOrder", tag = "orders", security((), ("bearer" = [])), request_body = PayInput,
    params(("code" = String, Path, description = "Public code of the order", example = "AM-7K2M9QXD"), OrderTokenHeader),
    responses(
        (status = 201, description = "What to do next", body = PayAnswer),
        NotFound, PaymentConflict, BodyTooLarge, UnsupportedMediaType, InvalidBody,
    )
)]
#[post("/orders/{code}/payments")]
async fn pay_order(
    state: web::Data<State>,
    code: web::Path<String>,
    secret: OrderSecret,
    customer: MaybeSignedIn,
    body: Body<PayInput>,
) -> Result<HttpResponse, Problem> {
    let order = order_of(&state, &code, &secret, &customer).await?;
    let input = body.into_inner();
    let tender = tender(&input)?;
    if let Some(url) = open_page(&state, &order, &input).await? {
        return answer(&state, order, NextStep::Redirect { url }).await;
    }
    let attempt = start(&state.db, &state.ctx, order.id, &input.channel, input.flow.into()).await?;
    let ways = ways(&state, &order);
    let executed = execute(&state.db, &state.ctx, &state.gateways, attempt.id, tender, &ways).await?;
    let next = match executed {
        Executed::GoTo(url) => NextStep::Redirect { url },
        Executed::Wait | Executed::Unknown | Executed::Taken => NextStep::Wait,
        Executed::Refused { .. } => NextStep::Refused,
    };
    answer(&state, order, next).await
}

async fn answer(state: &State, order: Order, next: NextStep) -> Result<HttpResponse, Problem> {
    let payment = view::of(state, order.id).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(PayAnswer { next, payment }))
}

/// A page that was made for the same way to pay and is still open is used again: a second click makes no second invoice.
async fn open_page(state: &State, order: &Order, input: &PayInput) -> Result<Option<String>, Problem> {
    if input.flow != PaymentFlow::Hosted {
        return Ok(None);
    }
    let attempts = payments::list_attempts(&state.db, order.id).await?;
    let open = attempts.into_iter().rev().find(|attempt| {
        attempt.state == payments::AttemptState::Pending
            && attempt.channel == input.channel
            && attempt.amount == order.totals.total
    });
    Ok(open.and_then(|attempt| attempt.payment_url))
}

fn tender(input: &PayInput) -> Result<Tender, Problem> {
    let wrong = |field| Problem::new(Code::InvalidBody).field(Field::new(field, "invalid_value"));
    match input.flow {
        PaymentFlow::Hosted => {
            let method = MethodCode::parse(&input.channel).ok_or_else(|| wrong("channel"))?;
            Ok(Tender::Page {
                method: (method.as_str() != "all").then_some(method),
            })
        }
        PaymentFlow::Embedded => {
            let session = input.session_id.as_deref().and_then(SessionId::parse);
            session.map(Tender::Session).ok_or_else(|| wrong("session_id"))
        }
        PaymentFlow::ApplePay => {
            let token = input.apple_pay_token.as_deref().unwrap_or_default();
            let token = ApplePayToken::parse(token).map_err(|_| wrong("apple_pay_token"))?;
            Ok(Tender::ApplePay(token))
        }
    }
}

/// How paying an order stands
///
/// Asks the provider when there is something to ask. With `wait_seconds` the answer comes as soon as something is decided.
#[utoipa::path(
    operation_id = "getOrderPayment", tag = "orders", security((), ("bearer" = [])),
    params(("code" = String, Path, description = "Public code of the order", example = "AM-7K2M9QXD"), OrderTokenHeader, PaymentQuery),
    responses((status = 200, description = "How it stands", body = OrderPayment), NotFound, InvalidQuery)
)]
#[get("/orders/{code}/payment")]
async fn get_order_payment(
    state: web::Data<State>,
    code: web::Path<String>,
    secret: OrderSecret,
    customer: MaybeSignedIn,
    Query(query): Query<PaymentQuery>,
) -> Result<web::Json<OrderPayment>, Problem> {
    let order = order_of(&state, &code, &secret, &customer).await?;
    let wait = query.wait_seconds.unwrap_or_default();
    if wait > 25 {
        return Err(Problem::new(Code::InvalidQuery).field(Field::new("wait_seconds", "invalid_value")));
    }
    let until = tokio::time::Instant::now() + Duration::from_secs(wait.into());
    loop {
        ask(&state, &order).await?;
        let payment = view::of(&state, order.id).await?;
        let is_decided = payment.progress != PaymentProgress::InProgress;
        if is_decided || tokio::time::Instant::now() + ASK_EVERY > until {
            return Ok(web::Json(payment));
        }
        tokio::time::sleep(ASK_EVERY).await;
    }
}

/// Asks the provider about the attempts that may have changed.
async fn ask(state: &State, order: &Order) -> Result<(), Problem> {
    let attempts = payments::list_attempts(&state.db, order.id).await?;
    let worth_asking = attempts
        .iter()
        .rev()
        .filter(|attempt| attempt.invoice_id.is_some() && !attempt.state.is_settled())
        .take(3);
    for attempt in worth_asking {
        settle(&state.db, &state.ctx, &state.gateways, attempt.id).await?;
    }
    Ok(())
}

/// Pay at the door instead
///
/// The order is placed at once. Safe to repeat.
#[utoipa::path(
    operation_id = "switchOrderToCash", tag = "orders", security((), ("bearer" = [])),
    params(("code" = String, Path, description = "Public code of the order", example = "AM-7K2M9QXD"), OrderTokenHeader),
    responses((status = 200, description = "The order", body = OrderView), NotFound, PaymentConflict)
)]
#[post("/orders/{code}/switch-to-cash")]
async fn switch_order_to_cash(
    state: web::Data<State>,
    code: web::Path<String>,
    secret: OrderSecret,
    customer: MaybeSignedIn,
) -> Result<web::Json<OrderView>, Problem> {
    let order = order_of(&state, &code, &secret, &customer).await?;
    let takes_cash = view::takes_cash(&state, &order).await?;
    switch_to_cash(&state.db, &state.ctx, order.id, takes_cash).await?;
    let order = order_of(&state, &code, &secret, &customer).await?;
    Ok(web::Json(OrderView::for_customer(order)))
}

/// The order, for whoever has its link or placed it.
async fn order_of(
    state: &State,
    code: &str,
    secret: &OrderSecret,
    customer: &MaybeSignedIn,
) -> Result<Order, Problem> {
    let order = match (&secret.0, customer.id()) {
        (Some(secret), _) => find::find_by_link(&state.db, code, secret).await?,
        (None, Some(customer)) => find::find_for_customer(&state.db, code, customer).await?,
        (None, None) => None,
    };
    order.ok_or_else(Problem::not_found)
}

/// Where the provider sends people and news.
fn ways(state: &State, order: &Order) -> Ways {
    let (web, api) = (&state.config.web.url, &state.config.http.public_url);
    let locale = order.locale.code();
    Ways {
        return_url: format!(
            "{web}/{}/{locale}/orders/{}/payment",
            order.region_slug, order.code
        ),
        webhook_url: Some(format!("{api}/v1/webhooks/myfatoorah/{}", order.region_slug)),
    }
}
