use serde_json::json;

use crate::support::{Open, open};

async fn mail(sandbox: &Open, to: &str, subject: &str) {
    let mut wire = sandbox.smtp().await;
    let to = format!("RCPT TO:<{to}>");
    wire.talk(&[
        ("EHLO me.example", "250"),
        ("MAIL FROM:<shop@b.example>", "250"),
        (to.as_str(), "250"),
        ("DATA", "354"),
    ])
    .await;
    let html =
        "<html><head></head><body><script>alert(1)</script><a href=\"https://a.example\">x</a></body></html>";
    wire.send(format!(
        "Subject: {subject}\r\nContent-Type: text/html\r\n\r\n{html}\r\n.\r\n"
    ))
    .await;
    assert!(wire.reply().await.starts_with("250 "));
}

#[tokio::test]
async fn messages_are_listed_newest_first_filtered_and_forgotten_on_demand() {
    let sandbox = open().await;
    mail(&sandbox, "a@x.example", "one").await;
    mail(&sandbox, "B@x.example", "two").await;
    mail(&sandbox, "a@x.example", "three").await;
    let subjects = async |query: &str| -> Vec<String> {
        let items = sandbox.outbox(query).await;
        items
            .iter()
            .map(|item| item["subject"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(subjects("").await, ["three", "two", "one"]);
    assert_eq!(subjects("?to=A@X.example").await, ["three", "one"]);
    assert_eq!(subjects("?to=b@x.example&kind=mail").await, ["two"]);
    assert_eq!(subjects("?after=1").await, ["three", "two"]);
    assert!(subjects("?kind=sms").await.is_empty());
    assert_eq!(sandbox.get("/outbox?unknown=1").await.status(), 400);

    assert_eq!(sandbox.delete("/outbox").await.status(), 204);
    assert!(subjects("").await.is_empty());
    mail(&sandbox, "a@x.example", "four").await;
    assert_eq!(sandbox.outbox("?after=3").await[0]["id"], 4, "ids go on");
}

#[tokio::test]
async fn a_question_may_wait_for_its_answer() {
    let sandbox = open().await;
    let (found, ()) = tokio::join!(sandbox.outbox("?to=late@x.example&wait=20"), async {
        mail(&sandbox, "other@x.example", "not this").await;
        mail(&sandbox, "late@x.example", "this").await;
    });
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["subject"], "this");
    assert_eq!(
        sandbox.outbox("?to=never@x.example&wait=0").await,
        Vec::<serde_json::Value>::new()
    );
}

#[tokio::test]
async fn mails_are_shown_without_their_scripts_and_the_page_is_there() {
    let sandbox = open().await;
    mail(&sandbox, "a@x.example", "one").await;
    let shown = sandbox.get("/outbox/1/html").await;
    let policy = shown.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.starts_with("sandbox allow-popups") && policy.contains("default-src 'none'"),
        "{policy}"
    );
    assert!(
        !policy.contains("allow-scripts") && !policy.contains("allow-same-origin"),
        "{policy}"
    );
    assert!(shown.text().await.unwrap().contains(r#"<base target="_blank">"#));
    for (path, kind) in [
        ("/", "text/html"),
        ("/outbox.js", "text/javascript"),
        ("/sandbox.css", "text/css"),
    ] {
        let page = sandbox.get(path).await;
        assert_eq!(page.status(), 200);
        assert!(page.headers()["content-type"].to_str().unwrap().starts_with(kind));
    }
    assert_eq!(sandbox.get("/outbox/9/html").await.status(), 404);
    let nothing = sandbox.get("/nothing").await;
    assert_eq!(nothing.status(), 404);
    assert_eq!(
        nothing.json::<serde_json::Value>().await.unwrap(),
        json!({"error": "nothing at /nothing"})
    );
}

#[tokio::test]
async fn orders_that_make_no_sense_are_refused() {
    let sandbox = open().await;
    for (path, order) in [
        (
            "/mail/faults",
            json!({"stage": "recipient", "code": 250, "text": "fine"}),
        ),
        (
            "/mail/faults",
            json!({"stage": "recipient", "code": 550, "text": "two\r\nlines"}),
        ),
        (
            "/mail/faults",
            json!({"stage": "never", "code": 550, "text": "x"}),
        ),
        ("/sms/faults", json!({"status": 200, "code": 1, "message": "x"})),
        ("/oidc/google/keys/faults", json!({"status": 99})),
        ("/oidc/google/tokens", json!({"client_id": "x"})),
    ] {
        let answer = sandbox.post(path, &order).await;
        assert_eq!(answer.status(), 400, "{order}");
        assert!(answer.json::<serde_json::Value>().await.unwrap()["error"].is_string());
    }
}
