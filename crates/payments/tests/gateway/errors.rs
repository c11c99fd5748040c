//! Every error shape of the reference (section 9), for a call that moves money and for one that doesn't. Trap 26 is to
//! expect only one of them.

use std::time::Duration;

use payments::gateway::{Doubt, Gateway as _, Hosted, MethodOffer, Outcome, RefusalCode};

use crate::bodies;
use crate::support::*;

/// The same answer to a call that makes a payment and to a harmless one.
async fn both(reply: Reply) -> (Outcome<Hosted>, Outcome<Vec<MethodOffer>>) {
    let server = Server::start().await;
    server
        .on("POST /v3/payments", reply.clone())
        .on("POST /v2/InitiatePayment", reply);
    let gateway = server.gateway();
    (
        gateway.create_hosted(&order(), None).await,
        gateway.payment_methods(kwd(12_500)).await,
    )
}

fn refusal<T: std::fmt::Debug>(outcome: &Outcome<T>) -> (RefusalCode, &str) {
    match outcome {
        Outcome::Refused(refusal) => (refusal.code, refusal.message.as_str()),
        other => panic!("{other:?}"),
    }
}

fn doubt<T: std::fmt::Debug>(outcome: Outcome<T>) -> Doubt {
    match outcome {
        Outcome::Unknown(doubt) => doubt,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn trap_26_shape_1_validation_errors_are_a_refusal_that_names_the_field() {
    let body = r#"{"IsSuccess":false,"Message":"Invalid data","ValidationErrors":[{"Name":"InvoiceValue","Error":"Invoice value must be more than 0"}],"Data":null}"#;
    let (money, ask) = both(json(400, body)).await;
    let expected = (
        RefusalCode::Invalid,
        "Invalid data; InvoiceValue: Invoice value must be more than 0",
    );
    assert_eq!(refusal(&money), expected);
    assert_eq!(refusal(&ask), expected);
}

#[tokio::test]
async fn trap_26_shape_2_fields_errors_are_the_same() {
    let body = r#"{"IsSuccess":false,"Message":"Invalid data","FieldsErrors":[{"Name":"CustomerMobile","Error":"too long"}],"Data":null}"#;
    let (money, _) = both(json(400, body)).await;
    assert_eq!(
        refusal(&money),
        (RefusalCode::Invalid, "Invalid data; CustomerMobile: too long")
    );
}

#[tokio::test]
async fn trap_26_shape_3_a_field_without_a_reason_is_still_named() {
    for error in ["\"\"", "null"] {
        let body = format!(
            r#"{{"IsSuccess":false,"Message":null,"ValidationErrors":[{{"Name":"invoiceCreate.InvoiceItems","Error":{error}}}]}}"#
        );
        let (money, _) = both(json(400, &body)).await;
        assert_eq!(
            refusal(&money),
            (RefusalCode::Invalid, "invoiceCreate.InvoiceItems")
        );
    }
}

#[tokio::test]
async fn trap_26_shape_4_an_error_inside_data_is_told() {
    let body = r#"{"IsSuccess":false,"Message":"","Data":{"ErrorMessage":"Session is not valid"}}"#;
    let (money, _) = both(json(400, body)).await;
    assert_eq!(refusal(&money), (RefusalCode::Invalid, "Session is not valid"));
    // It says no, and names an invoice: something was made.
    let body = r#"{"IsSuccess":false,"Message":"","Data":{"ErrorMessage":"no","InvoiceId":7000123}}"#;
    let (money, ask) = both(json(400, body)).await;
    assert!(matches!(doubt(money), Doubt::Contradiction(_)));
    assert_eq!(refusal(&ask), (RefusalCode::Invalid, "no"));
}

#[tokio::test]
async fn trap_26_shape_5_an_unknown_route_says_nothing_about_the_payment() {
    let body = r#"{"Message":"No HTTP resource was found that matches the request","MessageDetail":"x"}"#;
    let (money, ask) = both(json(404, body)).await;
    let expected = Doubt::Shape {
        status: 404,
        what: "an object of Message, MessageDetail".into(),
    };
    assert_eq!(doubt(money), expected);
    assert_eq!(doubt(ask), expected);
}

#[tokio::test]
async fn trap_26_shape_6_html_is_a_doubt_by_header_and_by_content() {
    let page = "<html><title>403 Forbidden</title>Microsoft-Azure-Application-Gateway/v2</html>";
    for reply in [html(403, page), json(403, page), html(200, "{}")] {
        let (money, ask) = both(reply).await;
        assert!(matches!(doubt(money), Doubt::Html { .. }));
        assert!(matches!(doubt(ask), Doubt::Html { .. }));
    }
}

#[tokio::test]
async fn trap_26_shape_7_an_empty_body_is_a_doubt_whatever_the_status() {
    for status in [200, 201, 400, 401] {
        let (money, _) = both(json(status, " \r\n")).await;
        assert_eq!(doubt(money), Doubt::Empty { status });
    }
}

#[tokio::test]
async fn trap_26_shape_8_a_bare_string_is_a_doubt() {
    let (money, ask) = both(json(400, r#""An error has occurred with SK_KWT_secret""#)).await;
    let expected = Doubt::Shape {
        status: 400,
        what: "a string".into(),
    };
    assert_eq!((doubt(money), doubt(ask)), (expected.clone(), expected));
}

#[tokio::test]
async fn trap_26_shape_9_a_bare_list_is_a_doubt_where_an_envelope_is_due() {
    let (money, _) = both(json(200, r#"[{"Text":"KWD","Value":"1.00000000"}]"#)).await;
    assert_eq!(
        doubt(money),
        Doubt::Shape {
            status: 200,
            what: "a list".into()
        }
    );
}

#[tokio::test]
async fn a_wrong_token_is_refused_in_each_of_its_words() {
    for (status, message) in [
        (401, "The token does not have the required permissions!"),
        (401, "The token is not valid or it is expired!"),
        (400, "You are not Authorized to use API."),
    ] {
        let (money, ask) = both(no(status, message)).await;
        assert_eq!(refusal(&money), (RefusalCode::Unauthorized, message));
        assert_eq!(refusal(&ask), (RefusalCode::Unauthorized, message));
    }
}

#[tokio::test]
async fn a_no_with_a_status_of_success_is_unclear_only_where_money_is() {
    let (money, ask) = both(no(200, "Something went wrong")).await;
    let expected = Doubt::UnclearRefusal {
        status: 200,
        message: "Something went wrong".into(),
    };
    assert_eq!(doubt(money), expected);
    assert_eq!(refusal(&ask), (RefusalCode::Invalid, "Something went wrong"));
}

#[tokio::test]
async fn a_conflict_or_a_time_out_of_the_provider_is_a_doubt() {
    for status in [408, 409, 425] {
        let (money, ask) = both(no(status, "Another request is in progress")).await;
        assert!(matches!(doubt(money), Doubt::UnclearRefusal { .. }));
        assert!(matches!(doubt(ask), Doubt::UnclearRefusal { .. }));
    }
}

#[tokio::test]
async fn errors_of_the_server_are_doubts_even_with_a_well_formed_no() {
    for status in [500, 502, 503, 504] {
        let (money, ask) = both(no(status, "Invalid data")).await;
        assert_eq!(doubt(money), Doubt::ServerError { status });
        assert_eq!(doubt(ask), Doubt::ServerError { status });
    }
}

#[tokio::test]
async fn too_many_requests_is_a_doubt_that_says_when_to_come_back() {
    let limited = |headers| Reply::Answer {
        status: 429,
        headers,
        body: Vec::new(),
    };
    let (money, ask) = both(limited(vec![("retry-after", "7".into())])).await;
    let expected = Doubt::RateLimited {
        retry_after: Some(Duration::from_secs(7)),
    };
    assert_eq!((doubt(money), doubt(ask)), (expected.clone(), expected));
    let (money, _) = both(limited(vec![])).await;
    assert_eq!(doubt(money), Doubt::RateLimited { retry_after: None });
}

#[tokio::test]
async fn success_needs_all_of_it() {
    let page = bodies::hosted("https://demo.myfatoorah.com/KWT/ie/key");
    for (status, body) in [
        (200, r#"{"IsSuccess":true,"Message":"","Data":null}"#.to_owned()),
        (200, r#"{"IsSuccess":true,"Message":""}"#.to_owned()),
        (200, r#"{"IsSuccess":null,"Data":{}}"#.to_owned()),
        (200, format!(r#"{{"IsSuccess":1,"Data":{page}}}"#)),
        (200, r#"{"IsSuccess":true,"Data":{"InvoiceId":{}}}"#.to_owned()),
        (200, r#"{"IsSuccess":true,"Data":[]}"#.to_owned()),
        (200, r#"{"IsSuccess":true,"Data":{"Invoi"#.to_owned()),
        (200, "null".to_owned()),
        (400, format!(r#"{{"IsSuccess":true,"Data":{page}}}"#)),
    ] {
        let (money, _) = both(json(status, &body)).await;
        assert!(matches!(doubt(money), Doubt::Shape { .. }), "{body}");
    }
    let (money, _) = both(json(
        200,
        &format!("\u{feff}{{\"IsSuccess\":true,\"Data\":{page}}}"),
    ))
    .await;
    assert!(money.success().is_some(), "a byte order mark is no harm");
}

#[tokio::test]
async fn a_success_without_an_invoice_is_a_contradiction() {
    for id in ["null", "\"\"", "\"../x\""] {
        let page = bodies::hosted("https://demo.myfatoorah.com/x").replace("\"7000123\"", id);
        let (money, _) = both(ok(&page)).await;
        assert!(matches!(doubt(money), Doubt::Contradiction(_)), "{id}");
    }
}

#[tokio::test]
async fn refusals_of_a_refund_are_told_apart() {
    use payments::gateway::RefundOrder;
    let refund = RefundOrder {
        reference: reference("R1"),
        invoice_id: invoice("7000123"),
        amount: kwd(12_500),
        comment: "x".into(),
    };
    for (status, message, code) in [
        (
            400,
            "The transaction is already under processing!",
            RefusalCode::RefundInProgress,
        ),
        (
            200,
            "The transaction is already under processing!",
            RefusalCode::RefundInProgress,
        ),
        (
            200,
            "Insufficient balance for vendor",
            RefusalCode::InsufficientBalance,
        ),
        (400, "Amount exceeds the paid amount", RefusalCode::Invalid),
    ] {
        let server = Server::start().await;
        server.on("POST /v2/MakeRefund", no(status, message));
        match server.gateway().request_refund(&refund).await {
            Outcome::Refused(refusal) => {
                assert_eq!((refusal.code, refusal.message.as_str()), (code, message));
                assert_eq!(refusal.can_retry, code != RefusalCode::Invalid);
            }
            other => panic!("{other:?}"),
        }
    }
    // An answer about another refund isn't ours.
    for (from, to) in [
        ("GBX-1001-R1", "GBX-1001-R2"),
        ("12.5", "12.51"),
        ("4001", "null"),
    ] {
        let server = Server::start().await;
        server.on(
            "POST /v2/MakeRefund",
            ok(&bodies::REFUND_MADE.replacen(from, to, 1)),
        );
        let ours = RefundOrder {
            reference: reference("GBX-1001-R1"),
            ..refund.clone()
        };
        assert!(
            matches!(
                doubt(server.gateway().request_refund(&ours).await),
                Doubt::Contradiction(_)
            ),
            "{to}"
        );
    }
}
