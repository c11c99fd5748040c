use secrecy::{ExposeSecret as _, SecretString};
use zxcvbn::feedback::{Feedback, Warning};
use zxcvbn::{Score, zxcvbn};

const SHORTEST: usize = 10;
const LONGEST: usize = 128;
/// What a password has besides the owner's name and address.
const REST: usize = 5;

/// What is wrong with a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weakness {
    #[error("a password has at least 10 characters")]
    TooShort,
    #[error("a password has at most 128 characters")]
    TooLong,
    /// Among the first ones anybody would try, this person's name and address included.
    #[error("the password is easy to guess")]
    Common,
}

/// Whether a new password will do: 10 to 128 characters that aren't easy to guess for who knows the hints, such as the e-mail
/// address and the name of its owner. No rules on what kinds of characters it has.
pub fn check(password: &SecretString, hints: &[&str]) -> Result<(), Weakness> {
    let password = password.expose_secret();
    match password.chars().count() {
        0..SHORTEST => return Err(Weakness::TooShort),
        SHORTEST..=LONGEST => {}
        _ => return Err(Weakness::TooLong),
    }
    let mut words = vec!["amoonis"];
    for hint in hints {
        words.push(hint);
        words.extend(hint.split(|c: char| !c.is_alphanumeric()));
    }
    words.retain(|word| word.chars().count() > 2);
    let verdict = zxcvbn(password, &words);
    let listed = verdict
        .feedback()
        .and_then(Feedback::warning)
        .is_some_and(is_of_a_list);
    if verdict.score() < Score::Two || listed || is_little_more_than(&words, password) {
        return Err(Weakness::Common);
    }
    Ok(())
}

/// Whether hardly anything is left of the password without these words: a name and a year.
fn is_little_more_than(words: &[&str], password: &str) -> bool {
    let mut words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = words.iter().fold(password.to_lowercase(), |rest, word| {
        rest.replace(word.as_str(), "")
    });
    rest.chars().filter(|c| c.is_alphanumeric()).count() < REST
}

fn is_of_a_list(warning: Warning) -> bool {
    matches!(
        warning,
        Warning::ThisIsATop10Password | Warning::ThisIsATop100Password | Warning::ThisIsACommonPassword
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(password: &str) -> Result<(), Weakness> {
        check(&password.into(), &["layla.haddad@example.com", "Layla Haddad"])
    }

    #[test]
    fn lengths_count_characters_not_bytes() {
        assert_eq!(verdict("q7#Lz0w!x"), Err(Weakness::TooShort));
        assert_eq!(verdict("q7#Lz0w!xP"), Ok(()));
        assert_eq!(verdict("زهرة قمر"), Err(Weakness::TooShort));
        assert_eq!(verdict(&"q7#Lz0w!".repeat(16)), Ok(()));
        assert_eq!(
            verdict(&format!("{}x", "q7#Lz0w!".repeat(16))),
            Err(Weakness::TooLong)
        );
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for easy in [
            "password123",
            "1234567890",
            "qwertyuiop",
            "aaaaaaaaaaaa",
            "iloveyou1234",
            "layla.haddad",
            "LaylaHaddad1",
            "amoonis123",
            "haddad-2026",
        ] {
            assert_eq!(verdict(easy), Err(Weakness::Common), "{easy}");
        }
    }

    #[test]
    fn phrases_in_any_script_will_do() {
        for good in [
            "peonies in the morning",
            "ribbons-and-routes",
            "قهوة مع الهيل صباحا",
        ] {
            assert_eq!(verdict(good), Ok(()), "{good}");
        }
    }
}
