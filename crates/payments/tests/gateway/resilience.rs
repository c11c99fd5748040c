//! Time, failures and limits.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use payments::gateway::{Account, Doubt, Gateway as _, MyFatoorah, Outcome, PaymentKey, Policy, RefusalCode};

use crate::bodies;
use crate::support::*;

fn not_sent<T: std::fmt::Debug>(outcome: &Outcome<T>) -> &str {
    match outcome {
        Outcome::Refused(refusal) if refusal.code == RefusalCode::NotSent => {
            assert!(refusal.can_retry);
            &refusal.message
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_question_is_asked_again_while_the_provider_is_ill() {
    let server = Server::start().await;
    server
        .on("POST /v2/InitiatePayment", json(503, ""))
        .on("POST /v2/InitiatePayment", Reply::Drop)
        .on("POST /v2/InitiatePayment", ok(bodies::METHODS));
    assert!(server.gateway().payment_methods(kwd(1)).await.success().is_some());
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn the_tries_are_counted() {
    let server = Server::start().await;
    server.on("POST /v2/InitiatePayment", json(502, ""));
    let outcome = server.gateway().payment_methods(kwd(1)).await;
    assert_eq!(outcome, Outcome::Unknown(Doubt::ServerError { status: 502 }));
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn too_many_requests_and_clear_answers_are_not_answered_with_more_requests() {
    for reply in [
        json(429, ""),
        no(400, "Invalid data"),
        json(200, "[]"),
        json(200, ""),
    ] {
        let server = Server::start().await;
        server.on("POST /v2/InitiatePayment", reply);
        assert!(server.gateway().payment_methods(kwd(1)).await.success().is_none());
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn after_too_many_requests_version_2_is_not_asked_instead() {
    let server = Server::start().await;
    server.on("GET /v3/invoices/7000123", json(429, ""));
    let found = server
        .gateway()
        .find_payment(PaymentKey::Invoice(&invoice("7000123")))
        .await;
    assert_eq!(found, Outcome::Unknown(Doubt::RateLimited { retry_after: None }));
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn silence_ends_and_is_a_doubt() {
    let server = Server::start().await;
    server
        .on("POST /v3/payments", Reply::Hang)
        .on("POST /v2/InitiatePayment", Reply::Hang);
    let short = Duration::from_millis(400);
    let gateway = server.gateway_with(Policy {
        money: short,
        ask: short,
        ..quick()
    });
    assert_eq!(
        gateway.create_hosted(&order(), None).await,
        Outcome::Unknown(Doubt::Timeout)
    );
    assert_eq!(
        gateway.payment_methods(kwd(1)).await,
        Outcome::Unknown(Doubt::Timeout)
    );
    // The silence inside an answer counts by itself.
    let gateway = server.gateway_with(Policy {
        read: short,
        ..quick()
    });
    assert_eq!(
        gateway.create_hosted(&order(), None).await,
        Outcome::Unknown(Doubt::Timeout)
    );
}

#[tokio::test]
async fn half_an_answer_is_none() {
    let server = Server::start().await;
    server.on(
        "POST /v3/payments",
        Reply::Half(r#"{"IsSuccess":true,"#.to_owned()),
    );
    assert_eq!(
        server.gateway().create_hosted(&order(), None).await,
        Outcome::Unknown(Doubt::Broken)
    );
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent_which_is_clear() {
    let url = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let account = Account::simulated(&url, TOKEN.into(), SECRET.into()).unwrap();
    let gateway = MyFatoorah::new(account, quick()).unwrap();
    assert_eq!(
        not_sent(&gateway.create_hosted(&order(), None).await),
        "no connection"
    );
    assert_eq!(not_sent(&gateway.payment_methods(kwd(1)).await), "no connection");
}

#[tokio::test]
async fn a_provider_that_is_down_is_left_alone_until_a_probe_finds_it_back() {
    let server = Server::start().await;
    server
        .on("POST /v3/payments", json(503, ""))
        .on("POST /v3/payments", json(503, ""))
        .on(
            "POST /v3/payments",
            ok(&bodies::hosted("https://demo.myfatoorah.com/x")),
        );
    let gateway = server.gateway_with(Policy {
        failures_to_open: 2,
        rest: Duration::from_secs(1),
        ..quick()
    });
    for _ in 0..2 {
        let outcome = gateway.create_hosted(&order(), None).await;
        assert_eq!(outcome, Outcome::Unknown(Doubt::ServerError { status: 503 }));
    }
    assert_eq!(
        not_sent(&gateway.create_hosted(&order(), None).await),
        "the provider was down a moment ago"
    );
    assert_eq!(server.seen().len(), 2, "nothing reached it");
    let started = Instant::now();
    while gateway.create_hosted(&order(), None).await.success().is_none() {
        assert!(started.elapsed() < Duration::from_secs(10), "never tried again");
        tokio::task::yield_now().await;
    }
    assert_eq!(server.seen().len(), 3, "one probe");
}

#[tokio::test]
async fn a_no_is_no_failure_of_the_provider() {
    let server = Server::start().await;
    server.on("POST /v3/payments", no(400, "Invalid data"));
    let gateway = server.gateway_with(Policy {
        failures_to_open: 1,
        ..quick()
    });
    for _ in 0..3 {
        assert!(matches!(
            gateway.create_hosted(&order(), None).await,
            Outcome::Refused(_)
        ));
    }
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn calls_wait_their_turn_and_questions_do_not_hold_up_payments() {
    let server = Server::start().await;
    server.on("POST /v2/InitiatePayment", ok(bodies::METHODS)).on(
        "POST /v3/payments",
        ok(&bodies::hosted("https://demo.myfatoorah.com/x")),
    );
    let policy = Policy {
        per_second: NonZeroU32::MIN,
        queue: Duration::from_millis(20),
        ..quick()
    };
    let gateway = server.gateway_with(policy);
    let (first, second) = futures::join!(gateway.payment_methods(kwd(1)), gateway.payment_methods(kwd(1)));
    assert!(first.success().is_some());
    assert_eq!(not_sent(&second), "too many calls are waiting");
    assert!(
        gateway.create_hosted(&order(), None).await.success().is_some(),
        "a lane of its own"
    );
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn an_endless_answer_is_cut_off() {
    let server = Server::start().await;
    server.on("POST /v3/payments", ok(&format!("\"{}\"", "x".repeat(10_000))));
    let gateway = server.gateway_with(Policy {
        body_limit: 5_000,
        ..quick()
    });
    assert_eq!(
        gateway.create_hosted(&order(), None).await,
        Outcome::Unknown(Doubt::TooLarge { limit: 5_000 })
    );
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = Server::start().await;
    let server = Server::start().await;
    let headers = vec![("location", format!("{}/v3/payments", elsewhere.url))];
    server.on(
        "POST /v3/payments",
        Reply::Answer {
            status: 307,
            headers,
            body: Vec::new(),
        },
    );
    assert_eq!(
        server.gateway().create_hosted(&order(), None).await,
        Outcome::Unknown(Doubt::Redirect { status: 307 })
    );
    assert!(elsewhere.seen().is_empty(), "the token went nowhere else");
}

#[tokio::test]
async fn what_could_only_be_refused_is_not_sent() {
    let server = Server::start().await;
    let gateway = server.gateway();
    let free = payments::gateway::PaymentOrder {
        amount: kwd(0),
        ..order()
    };
    let far = payments::gateway::PaymentOrder {
        return_url: format!("https://shop.example.test/{}", "x".repeat(254)),
        ..order()
    };
    for order in [free, far] {
        assert!(matches!(
            gateway.create_hosted(&order, None).await,
            Outcome::Refused(_)
        ));
        assert!(matches!(
            gateway.pay_with_apple(&order, &apple_token()).await,
            Outcome::Refused(_)
        ));
    }
    assert!(server.seen().is_empty());
}
