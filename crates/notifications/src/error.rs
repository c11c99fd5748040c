/// Why a mail or SMS didn't leave. The texts name no recipient, no content and no credential: they end up in logs and
/// beside dead jobs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// This message will never be taken: sending it again is pointless.
    #[error("refused: {0}")]
    Refused(String),
    /// The other side is away, busy, or doesn't accept our credentials (which somebody will mend): try again later.
    #[error("not available: {0}")]
    Unavailable(String),
    /// The shop has no mail server (or SMS provider) at all.
    #[error("no {0} is configured")]
    NotConfigured(&'static str),
}

impl SendError {
    /// Whether the same message may get through later.
    #[must_use]
    pub const fn is_temporary(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

/// The settings of a mail server or SMS provider can't work. Says which and why, without their value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: {why}")]
pub struct InvalidSettings {
    /// The part of the configuration: `mail.url`.
    pub setting: &'static str,
    pub why: String,
}

impl InvalidSettings {
    pub(crate) fn new(setting: &'static str, why: impl Into<String>) -> Self {
        Self {
            setting,
            why: why.into(),
        }
    }
}

/// `text` of another party in one short line without addresses, numbers of telephones and other words that may name a
/// person.
pub(crate) fn without_names(text: &str) -> String {
    let names_nobody = |word: &&str| {
        !word.contains('@') && !word.contains("://") && word.chars().filter(char::is_ascii_digit).count() < 7
    };
    let words: Vec<&str> = text.split_whitespace().filter(names_nobody).collect();
    words.join(" ").chars().take(160).collect()
}

/// Whether `host` is this machine, so that an unencrypted connection to it can't be listened to.
pub(crate) fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_name_people_are_left_out() {
        assert_eq!(
            without_names("5.1.1 <layla@example.com>: user\r\nunknown, see https://example.com/x"),
            "5.1.1 user unknown, see"
        );
        assert_eq!(
            without_names("The 'To' number +971501234567 is not valid"),
            "The 'To' number is not valid"
        );
        assert_eq!(without_names(&"x ".repeat(500)).len(), 160);
    }

    #[test]
    fn this_machine_is_told_from_others() {
        for host in ["localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["example.com", "10.0.0.1", "localhost.example.com", "::"] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
