/// The longest name that is stored, in characters.
const LONGEST: usize = 100;

/// A person's name as another system gives it: in one line, not too long. `None`: nothing that could be read aloud is left.
pub(crate) fn tidy_name(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let name: String = words.join(" ").chars().take(LONGEST).collect();
    name.chars()
        .any(char::is_alphanumeric)
        .then(|| name.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::tidy_name;

    #[test]
    fn a_name_is_one_line_that_says_something() {
        assert_eq!(
            tidy_name("  Layla \n Al\tHaddad\0 ").as_deref(),
            Some("Layla Al Haddad")
        );
        assert_eq!(tidy_name("ليلى").as_deref(), Some("ليلى"));
        for nothing in ["", " \n", "\u{200B}\u{202E}", "•••"] {
            assert_eq!(tidy_name(nothing), None, "{nothing:?}");
        }
        assert_eq!(
            tidy_name(&"ن".repeat(300)).map(|name| name.chars().count()),
            Some(100)
        );
    }
}
