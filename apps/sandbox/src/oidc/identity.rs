use sha2::{Digest as _, Sha256};

use super::Provider;

/// Somebody with an account at the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) subject: String,
    pub(super) email: String,
    pub(super) email_verified: bool,
    pub(super) name: String,
    /// Apple's: the address forwards to one the shop doesn't learn.
    pub(super) is_private_email: bool,
}

/// People to pick from. The first is also a customer of the demo shop.
pub(super) const DEMO: &[(&str, &str, bool)] = &[
    ("layla@amoonis.example", "Layla Haddad", true),
    ("maryam@people.example", "Maryam Al Farsi", true),
    ("faisal@people.example", "فيصل العتيبي", true),
    ("unverified@people.example", "Rana Unverified", false),
];

impl Identity {
    /// The same address is always the same person.
    pub(super) fn of(provider: Provider, email: &str, name: &str, email_verified: bool) -> Self {
        let email = email.trim().to_lowercase();
        Self {
            subject: subject(provider, &email),
            email,
            email_verified,
            name: name.trim().to_owned(),
            is_private_email: false,
        }
    }

    /// The same person behind an address of Apple's relay.
    pub(super) fn behind_relay(mut self) -> Self {
        let alias: String = hex(&Sha256::digest(format!("relay:{}", self.email)))
            .chars()
            .take(10)
            .collect();
        self.email = format!("{alias}@privaterelay.appleid.com");
        self.is_private_email = true;
        self
    }

    /// First name and the rest.
    pub(super) fn names(&self) -> (&str, &str) {
        self.name.split_once(' ').unwrap_or((&self.name, ""))
    }
}

/// An id in the provider's form.
fn subject(provider: Provider, email: &str) -> String {
    let hash = Sha256::digest(email);
    let digits = |count: usize| -> String {
        hash.iter()
            .map(|byte| char::from(b'0' + byte % 10))
            .take(count)
            .collect()
    };
    match provider {
        Provider::Google => format!("1{}", digits(20)),
        Provider::Apple => format!("00{}.{}.{}", digits(4), &hex(&hash)[..32], digits(4)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_have_the_providers_forms_and_follow_the_address() {
        let google = Identity::of(Provider::Google, " A@b.example", "A B", true);
        assert_eq!(google.subject.len(), 21);
        assert!(google.subject.chars().all(|c| c.is_ascii_digit()));
        assert_eq!(
            google,
            Identity::of(Provider::Google, "a@B.example ", "A B", true)
        );
        let apple = Identity::of(Provider::Apple, "a@b.example", "A B", true);
        let lengths: Vec<usize> = apple.subject.split('.').map(str::len).collect();
        assert_eq!(lengths, [6, 32, 4]);
        let hidden = apple.clone().behind_relay();
        assert_eq!(hidden.subject, apple.subject);
        assert!(hidden.email.ends_with("@privaterelay.appleid.com") && hidden.is_private_email);
    }
}
