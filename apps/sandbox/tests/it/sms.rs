use kernel::Phone;
use notifications::{SendError, Sms as _, Text, TwilioAccount, TwilioSms};
use sandbox::SmsAccount;
use serde_json::json;

use crate::support::{Open, open};

fn account(sandbox: &Open) -> TwilioAccount {
    let SmsAccount { id, token } = SmsAccount::default();
    TwilioAccount {
        base_url: sandbox.addresses().sms.clone(),
        account: id,
        token: token.into(),
        from: "+15005550006".into(),
    }
}

fn phone() -> Phone {
    Phone::parse("+971501234567", "AE").unwrap()
}

#[tokio::test]
async fn codes_arrive_in_both_languages() {
    let sandbox = open().await;
    let sms = TwilioSms::new(account(&sandbox)).unwrap();
    let text = Text::Code {
        code: "048215".into(),
        site: "amoonis.example".into(),
        valid_for: chrono::TimeDelta::minutes(10),
    };
    for locale in i18n::Locale::ALL {
        let text = text.render(locale);
        sms.send(&phone(), &text).await.unwrap();
        // With the plus as a person would type it, and as a program would.
        for to in ["+971501234567", "%2B971501234567"] {
            let got = sandbox.outbox(&format!("?kind=sms&to={to}")).await.remove(0);
            assert_eq!(got["text"], text);
            assert_eq!(got["code"], "048215");
            assert_eq!(got["from"], "+15005550006");
            assert_eq!(got["subject"], json!(null));
        }
    }
    let service = TwilioAccount {
        from: "MG0123".into(),
        ..account(&sandbox)
    };
    TwilioSms::new(service)
        .unwrap()
        .send(&phone(), "x")
        .await
        .unwrap();
    assert_eq!(sandbox.outbox("").await[0]["from"], "MG0123");
}

#[tokio::test]
async fn refusals_of_the_message_are_told_from_those_of_the_moment() {
    let sandbox = open().await;
    let sms = TwilioSms::new(account(&sandbox)).unwrap();
    for (status, code, message, is_temporary) in [
        (
            400,
            21211,
            "The 'To' number +971501234567 is not a valid phone number.",
            false,
        ),
        (400, 21610, "Attempt to send to unsubscribed recipient", false),
        (429, 20429, "Too many requests", true),
        (500, 20500, "Internal error", true),
        (403, 20003, "Account suspended", true),
    ] {
        let order = json!({"status": status, "code": code, "message": message});
        assert_eq!(sandbox.post("/sms/faults", &order).await.status(), 204);
        let error = sms.send(&phone(), "x").await.unwrap_err();
        assert_eq!(error.is_temporary(), is_temporary, "{error}");
        let shown = error.to_string();
        assert!(
            shown.contains(&code.to_string()) && !shown.contains("97150"),
            "{shown}"
        );
    }
    assert!(sandbox.outbox("").await.is_empty());
}

#[tokio::test]
async fn a_wrong_token_and_a_missing_provider_may_be_mended() {
    let sandbox = open().await;
    for wrong in [
        TwilioAccount {
            token: "wrong".into(),
            ..account(&sandbox)
        },
        TwilioAccount {
            base_url: "http://127.0.0.1:1".into(),
            ..account(&sandbox)
        },
    ] {
        let error = TwilioSms::new(wrong)
            .unwrap()
            .send(&phone(), "x")
            .await
            .unwrap_err();
        assert!(matches!(error, SendError::Unavailable(_)), "{error}");
        assert!(!error.to_string().contains("127.0.0.1"), "{error}");
    }
}

#[tokio::test]
async fn the_provider_answers_like_twilio() {
    let sandbox = open().await;
    let SmsAccount { id, token } = SmsAccount::default();
    let path = format!("/twilio/2010-04-01/Accounts/{id}/Messages.json");
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let send = async |path: &str, form: &[(&str, &str)]| {
        let answer = client
            .post(format!("{}{path}", sandbox.addresses().http))
            .basic_auth(&id, Some(&token))
            .form(form)
            .send()
            .await
            .unwrap();
        (
            answer.status().as_u16(),
            answer.json::<serde_json::Value>().await.unwrap(),
        )
    };
    let full = [("To", "+971501234567"), ("From", "Amoonis"), ("Body", "Hi")];
    let (status, body) = send(&path, &full).await;
    assert_eq!(
        (status, &body["status"], &body["body"]),
        (201, &json!("queued"), &json!("Hi"))
    );
    assert!(body["sid"].as_str().unwrap().starts_with("SM") && body["sid"].as_str().unwrap().len() == 34);
    for (form, code) in [
        (vec![full[1], full[2]], 21604),
        (vec![full[0], full[2]], 21603),
        (vec![full[0], full[1]], 21602),
        (vec![("To", "+15005550001"), full[1], full[2]], 21211),
        (vec![("To", "0501234567"), full[1], full[2]], 21211),
    ] {
        let (status, body) = send(&path, &form).await;
        assert_eq!((status, body["code"].as_u64()), (400, Some(code)), "{body}");
        assert_eq!(body["status"], 400);
        assert_eq!(
            body["more_info"],
            format!("https://www.twilio.com/docs/errors/{code}")
        );
    }
    let (status, body) = send("/twilio/2010-04-01/Accounts/ACother/Messages.json", &full).await;
    assert_eq!((status, &body["code"]), (404, &json!(20404)));
    assert_eq!(sandbox.post_form(&path, &full).await.status(), 401);
}
