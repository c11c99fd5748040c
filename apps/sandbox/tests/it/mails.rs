use chrono::TimeDelta;
use i18n::Locale;
use kernel::Email;
use notifications::{Mail, Mailer as _, Message, SendError, Smtp};
use secrecy::SecretString;
use serde_json::json;

use crate::support::{Open, open};

const LINK: &str =
    "https://amoonis.example/ar/reset#token=s3cret-token-value-0123456789-0123456789-0123456789";

fn smtp(sandbox: &Open) -> Smtp {
    Smtp::new(
        &SecretString::from(sandbox.addresses().smtp.as_str()),
        "Amoonis <hello@amoonis.example>",
    )
    .unwrap()
}

fn mail(locale: Locale) -> Mail {
    let message = Message::ResetPassword {
        name: "ليلى".into(),
        link: LINK.into(),
        valid_for: TimeDelta::minutes(30),
    };
    Mail::new(
        Email::parse("layla@example.com").unwrap(),
        locale,
        message.render(locale),
    )
}

#[tokio::test]
async fn the_shops_letters_arrive_whole_in_both_languages() {
    let sandbox = open().await;
    let mailer = smtp(&sandbox);
    for (locale, code) in [(Locale::En, "en"), (Locale::Ar, "ar")] {
        let sent = mail(locale);
        mailer.send(sent.clone()).await.unwrap();
        let got = sandbox.outbox("?to=layla@example.com").await.remove(0);
        assert_eq!(got["subject"], sent.subject);
        assert_eq!(got["text"].as_str().unwrap().replace("\r\n", "\n"), sent.text);
        assert_eq!(got["html"].as_str().unwrap().replace("\r\n", "\n"), sent.html);
        assert_eq!(got["links"], json!([LINK]));
        assert_eq!(got["language"], code);
        assert_eq!(got["from"], "hello@amoonis.example");
        let source = sandbox
            .get(&format!("/outbox/{}/source", got["id"]))
            .await
            .text()
            .await
            .unwrap();
        for header in [
            "From: ",
            "Date: ",
            "Message-ID: <",
            "Auto-Submitted: auto-generated\r\n",
        ] {
            assert!(source.contains(header), "{header}: {source}");
        }
    }
}

#[tokio::test]
async fn refusals_of_the_mail_are_told_from_those_of_the_moment() {
    let sandbox = open().await;
    let mailer = smtp(&sandbox);
    for (stage, code, text, is_temporary) in [
        ("recipient", 550, "5.1.1 <layla@example.com> unknown", false),
        ("recipient", 450, "4.2.1 <layla@example.com> is busy", true),
        ("message", 554, "5.7.1 Looks like spam", false),
        ("message", 451, "4.3.0 Try later", true),
        ("sender", 530, "5.7.0 Authentication required", true),
        ("connect", 421, "4.3.2 Shutting down", true),
    ] {
        let order = json!({"stage": stage, "code": code, "text": text});
        // A connection of the pool is past its greeting.
        let fresh = (stage == "connect").then(|| smtp(&sandbox));
        let mailer = fresh.as_ref().unwrap_or(&mailer);
        assert_eq!(sandbox.post("/mail/faults", &order).await.status(), 204);
        let error = mailer.send(mail(Locale::En)).await.unwrap_err();
        assert_eq!(error.is_temporary(), is_temporary, "{error}");
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("layla"), "{shown}");
        assert!(shown.contains(&code.to_string()), "{shown}");
    }
    assert!(sandbox.outbox("").await.is_empty());
    mailer.send(mail(Locale::En)).await.unwrap();
    assert_eq!(sandbox.outbox("").await.len(), 1);
}

#[tokio::test]
async fn a_wrong_password_is_ours_to_mend_and_a_missing_server_too() {
    let sandbox = open().await;
    let with_password = sandbox.addresses().smtp.replace("smtp://", "smtp://shop:p%40ss@");
    let mailer = Smtp::new(&with_password.into(), "hello@amoonis.example").unwrap();
    let order = json!({"stage": "auth", "code": 535, "text": "5.7.8 Wrong password"});
    sandbox.post("/mail/faults", &order).await;
    let error = mailer.send(mail(Locale::En)).await.unwrap_err();
    assert!(
        error.is_temporary() && !error.to_string().contains("ss@"),
        "{error}"
    );
    mailer.send(mail(Locale::En)).await.unwrap();

    let nobody = Smtp::new(&"smtp://127.0.0.1:1".into(), "hello@amoonis.example").unwrap();
    let error = nobody.send(mail(Locale::En)).await.unwrap_err();
    assert!(matches!(error, SendError::Unavailable(_)), "{error}");
}

#[tokio::test]
async fn addresses_beyond_ascii_are_delivered() {
    let sandbox = open().await;
    let mail = Mail {
        to: Email::parse("ليلى@مثال.example").unwrap(),
        ..mail(Locale::Ar)
    };
    smtp(&sandbox).send(mail).await.unwrap();
    assert_eq!(sandbox.outbox("").await.len(), 1);
}

#[tokio::test]
async fn the_server_keeps_to_the_protocol() {
    let sandbox = open().await;
    let mut wire = sandbox.smtp().await;
    wire.talk(&[
        ("MAIL FROM:<a@b.example>", "503"),
        ("EHLO me.example", "250"),
        ("RCPT TO:<c@d.example>", "503"),
        ("DATA", "503"),
        ("MAIL FROM:<a@b.example> BODY=8BITMIME", "250"),
        ("MAIL FROM:<a@b.example>", "503"),
        ("DATA", "503"),
        ("RCPT TO:<ليلى@d.example>", "553"),
        ("RCPT TO:<c@d.example>", "250"),
        ("RCPT TO:<e@d.example>", "250"),
        ("nonsense", "500"),
        ("VRFY c", "252"),
        ("DATA", "354"),
    ])
    .await;
    // Stuffed dots, 8-bit text, and a bare LF around a dot, which is no end.
    wire.send("Subject: dots\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n..one\r\n...two\r\nوردة\n.\nlast\r\n.\r\n")
        .await;
    assert!(wire.reply().await.starts_with("250 "));
    let got = sandbox.outbox("").await.remove(0);
    assert_eq!(
        got["text"].as_str().unwrap(),
        ".one\r\n..two\r\nوردة\n.\nlast\r\n"
    );
    assert_eq!(got["to"], json!(["c@d.example", "e@d.example"]));
    assert_eq!(got["subject"], "dots");

    // The transaction is over; RSET drops one; several commands may come at once; QUIT ends it.
    wire.talk(&[
        ("DATA", "503"),
        ("MAIL FROM:<>", "250"),
        ("RSET", "250"),
        ("DATA", "503"),
    ])
    .await;
    wire.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nNOOP\r\n")
        .await;
    for _ in 0..3 {
        assert!(wire.reply().await.starts_with("250 "));
    }
    let long = "NOOP ".to_owned() + &"x".repeat(10_000);
    wire.talk(&[(long.as_str(), "500"), ("NOOP", "250"), ("QUIT", "221")])
        .await;
    assert_eq!(wire.reply().await, "");
    assert_eq!(sandbox.outbox("").await.len(), 1);
}

#[tokio::test]
async fn what_is_too_big_is_refused_and_the_connection_goes_on() {
    let sandbox = open().await;
    let mut wire = sandbox.smtp().await;
    wire.talk(&[
        ("EHLO me.example", "250"),
        ("MAIL FROM:<a@b.example> SIZE=99999999", "552"),
        ("MAIL FROM:<a@b.example>", "250"),
        ("RCPT TO:<c@d.example>", "250"),
        ("DATA", "354"),
    ])
    .await;
    let line = "x".repeat(1_000) + "\r\n";
    wire.send(line.repeat(11_000)).await;
    wire.send(".\r\n").await;
    assert!(wire.reply().await.starts_with("552 "));
    wire.talk(&[("NOOP", "250")]).await;
    assert!(sandbox.outbox("").await.is_empty());
}
