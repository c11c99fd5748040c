use super::*;

const LINK: &str = "https://amoonis.example/en/account/confirm#token=a&b";

/// Every message there is, with the same name and link.
fn all(name: &str) -> Vec<Message> {
    let name = || name.to_owned();
    let link = || SecretString::from(LINK);
    let page = || LINK.to_owned();
    let new_email = || Email::parse("new@example.com").unwrap();
    let valid_for = TimeDelta::seconds(30 * 60);
    vec![
        Message::VerifyEmail {
            name: name(),
            link: link(),
            valid_for,
        },
        Message::ResetPassword {
            name: name(),
            link: link(),
            valid_for,
        },
        Message::ConfirmOldEmail {
            name: name(),
            new_email: new_email(),
            link: link(),
            valid_for,
        },
        Message::ConfirmNewEmail {
            name: name(),
            link: link(),
            valid_for,
        },
        Message::Invitation {
            name: name(),
            invited_by: "Omar".into(),
            link: link(),
            valid_for,
        },
        Message::PasswordChanged {
            name: name(),
            link: page(),
        },
        Message::EmailChanged {
            name: name(),
            new_email: new_email(),
            link: page(),
        },
        Message::TotpChanged {
            name: name(),
            enabled: true,
            link: page(),
        },
        Message::TotpChanged {
            name: name(),
            enabled: false,
            link: page(),
        },
        Message::StaffSignIn {
            name: name(),
            device: "Firefox <b>· Linux".into(),
            link: page(),
        },
    ]
}

#[test]
fn every_message_is_whole_in_both_languages_and_both_forms() {
    for message in all("Layla") {
        let contents = Locale::ALL.map(|locale| (locale, message.render(locale)));
        assert_ne!(contents[0].1.subject, contents[1].1.subject);
        for (locale, content) in contents {
            let what = format!("{locale} {content:?}\n{}", content.text);
            assert!(content.text.contains(LINK), "{what}");
            assert!(
                content.html.contains(&LINK.replace('&', "&amp;")) && !content.html.contains("a&b"),
                "{what}"
            );
            assert!(
                content.text.contains("Layla") && content.html.contains("Layla"),
                "{what}"
            );
            for part in [&content.subject, &content.text, &content.html] {
                assert!(
                    !part.contains("mail_") && !part.contains("{$"),
                    "a forgotten text: {what}"
                );
            }
            let dir = if locale == Locale::Ar { "rtl" } else { "ltr" };
            assert!(
                content
                    .html
                    .contains(&format!(r#"<html lang="{}" dir="{dir}">"#, locale.code())),
                "{what}"
            );
            assert!(
                !content.html.contains("<img") && !content.html.contains("<b>"),
                "{what}"
            );
            assert!(!content.subject.contains(['\n', '\r']), "{what}");
        }
    }
}

#[test]
fn a_name_that_advertises_is_left_out() {
    for name in [
        "Win at https://evil.example now",
        "evil.example",
        "<b>You won</b>",
        "a@b.example",
        "line\nbreak",
        "",
        "   ",
        &"long ".repeat(20),
    ] {
        let content = Message::VerifyEmail {
            name: name.to_owned(),
            link: LINK.into(),
            valid_for: TimeDelta::seconds(3600),
        }
        .render(Locale::En);
        assert!(content.text.starts_with("Hello,\n"), "{name:?}: {}", content.text);
    }
    for name in ["Dr. Layla", "Anne-Marie O'Neil", "ليلى", "J. R. R."] {
        assert_eq!(words::printable_name(name), Some(name));
    }
}

#[test]
fn foreign_words_are_set_apart_so_that_they_do_not_turn_the_sentence() {
    let arabic = |name: &str| all(name)[0].render(Locale::Ar).text;
    let english = |name: &str| all(name)[0].render(Locale::En).text;
    assert!(arabic("Layla").contains("\u{2068}Layla\u{2069}"));
    assert!(english("ليلى").contains("\u{2068}ليلى\u{2069}"));
    assert!(english("Layla").starts_with("Hello Layla,"));
}

#[test]
fn durations_are_said_in_the_largest_unit_that_fits() {
    for (seconds, en, ar) in [
        (60, "1 minute", "دقيقة واحدة"),
        (30 * 60, "30 minutes", "30 دقيقة"),
        (90 * 60, "90 minutes", "90 دقيقة"),
        (3600, "1 hour", "ساعة واحدة"),
        (24 * 3600, "1 day", "يوم واحد"),
        (36 * 3600, "36 hours", "36 ساعة"),
        (3 * 86_400, "3 days", "3 أيام"),
    ] {
        assert_eq!(duration(TimeDelta::seconds(seconds)), Localized::new(en, ar));
    }
}

#[test]
fn an_sms_ends_with_the_line_that_binds_the_code_to_the_site() {
    let text = Text::Code {
        code: "123456".into(),
        site: "amoonis.example".into(),
        valid_for: TimeDelta::minutes(10),
    };
    for locale in Locale::ALL {
        let sms = text.render(locale);
        assert!(sms.ends_with("\n\n@amoonis.example #123456"), "{sms}");
        assert_eq!(sms.matches("123456").count(), 2, "{sms}");
        // Arabic is sent in UCS-2: 67 characters to a part.
        let most = if locale == Locale::Ar { 134 } else { 160 };
        assert!(sms.chars().count() <= most, "{}: {sms}", sms.chars().count());
    }
    assert!(!format!("{text:?}").contains("123456"));
}

#[test]
fn what_is_printed_of_a_message_has_no_link_that_signs_in() {
    for message in &all("Layla")[..5] {
        assert!(!format!("{message:?} {:?}", message.render(Locale::En)).contains("token="));
    }
}
