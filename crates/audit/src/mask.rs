//! Personal data and secrets made unreadable, with just enough left to recognise what one already knows.

use serde_json::{Map, Value};

/// What stands for what isn't shown.
pub const HIDDEN: &str = "•••";

/// `layla@example.com` → `l•••@example.com`.
#[must_use]
pub fn email(email: &str) -> String {
    match email.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{domain}", text(local)),
        None => text(email),
    }
}

/// `+971501234567` → `+9715•••••67`: the country, the kind of number and its end.
#[must_use]
pub fn phone(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().collect();
    if digits.len() < 9 {
        return HIDDEN.to_owned();
    }
    let (start, end) = (&digits[..5], &digits[digits.len() - 2..]);
    let hidden = digits.len() - start.len() - end.len();
    start
        .iter()
        .copied()
        .chain(std::iter::repeat_n('•', hidden))
        .chain(end.iter().copied())
        .collect()
}

/// `Layla Haddad` → `L••• H•••`.
#[must_use]
pub fn name(name: &str) -> String {
    name.split_whitespace().map(text).collect::<Vec<_>>().join(" ")
}

/// The first character and no more: not even how long the text is.
#[must_use]
pub fn text(text: &str) -> String {
    text.chars().take(1).chain(HIDDEN.chars()).collect()
}

/// What a member of an entry holds, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Secret,
    Personal,
}

fn kind(name: &str, of_a_customer: bool) -> Kind {
    if is_secret(name) {
        return Kind::Secret;
    }
    let personal = name == "email"
        || name.ends_with("_email")
        || name == "phone"
        || name.ends_with("_phone")
        || name.starts_with("contact_")
        || name.starts_with("recipient")
        || matches!(
            name,
            "contact" | "address" | "addresses" | "fields" | "one_line" | "gift_message"
        );
    if personal || (of_a_customer && matches!(name, "full_name" | "name")) {
        Kind::Personal
    } else {
        Kind::Plain
    }
}

/// By whole words: `totp_required` tells of no one-time password.
fn is_secret(name: &str) -> bool {
    let secret = |word| {
        matches!(
            word,
            "password" | "passwords" | "secret" | "secrets" | "token" | "tokens" | "otp" | "pin" | "hash"
        )
    };
    name.split('_').any(secret) || name.contains("recovery_code")
}

/// Masks the members of an object, at any depth, that hold secrets or personal data. `of_a_customer`: so are names.
#[must_use]
pub(crate) fn value(value: Value, of_a_customer: bool) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|(name, member)| {
                    let masked = match kind(&name, of_a_customer) {
                        Kind::Plain => self::value(member, of_a_customer),
                        Kind::Secret if member.is_null() => member,
                        Kind::Secret => HIDDEN.into(),
                        Kind::Personal => personal(member, &name),
                    };
                    (name, masked)
                })
                .collect::<Map<_, _>>(),
        ),
        Value::Array(items) => items
            .into_iter()
            .map(|item| self::value(item, of_a_customer))
            .collect(),
        plain => plain,
    }
}

/// Everything inside a personal member is personal.
fn personal(value: Value, member: &str) -> Value {
    match value {
        Value::String(text) => by_shape(&text, member).into(),
        Value::Number(_) => HIDDEN.into(),
        Value::Array(items) => items.into_iter().map(|item| personal(item, member)).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, member)| {
                let masked = personal(member, &name);
                (name, masked)
            })
            .collect::<Map<_, _>>()
            .into(),
        nothing @ (Value::Null | Value::Bool(_)) => nothing,
    }
}

fn by_shape(content: &str, member: &str) -> String {
    if content.is_empty() {
        String::new()
    } else if content.contains('@') && !content.contains(char::is_whitespace) {
        email(content)
    } else if content.starts_with('+') {
        phone(content)
    } else if member.contains("name") {
        name(content)
    } else {
        HIDDEN.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_left_is_recognised_by_who_knows_it() {
        assert_eq!(email("layla@example.com"), "l•••@example.com");
        assert_eq!(phone("+971501234567"), "+9715••••••67");
        assert_eq!(phone("+1234567"), "•••");
        assert_eq!(name("Layla  Haddad"), "L••• H•••");
        assert_eq!(name("ليلى حداد"), "ل••• ح•••");
        assert_eq!((text(""), name("")), ("•••".to_owned(), String::new()));
    }

    #[test]
    fn secrets_and_personal_members_are_masked_at_any_depth() {
        let entry = json!({
            "full_name": "Layla Haddad", "email": "layla@example.com", "contact_phone": "+971501234567",
            "contact": {"name": "Layla Haddad", "email": null},
            "password_hash": "$argon2id$…", "totp": {"secret": [1, 2, 3], "enrolled": true},
            "refresh_token": "abc", "token_hash": null, "is_active": true,
            "address": {"fields": {"street": "Al Wasl Road", "building": 12}},
            "grants": [{"permission": "orders", "level": "view", "regions": null}],
        });
        let masked = json!({
            "full_name": "Layla Haddad", "email": "l•••@example.com", "contact_phone": "+9715••••••67",
            "contact": {"name": "L••• H•••", "email": null},
            "password_hash": "•••", "totp": {"secret": "•••", "enrolled": true},
            "refresh_token": "•••", "token_hash": null, "is_active": true,
            "address": {"fields": {"street": "•••", "building": "•••"}},
            "grants": [{"permission": "orders", "level": "view", "regions": null}],
        });
        assert_eq!(value(entry.clone(), false), masked);
        assert_eq!(value(entry, true)["full_name"], "L••• H•••");
    }
}
