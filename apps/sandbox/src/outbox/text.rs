/// The web addresses in `text`, in order.
pub(crate) fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("http") {
        rest = &rest[at..];
        let end = rest.find(ends_link).unwrap_or(rest.len());
        let link = rest[..end].trim_end_matches(['.', ',', '!', '?', ':', ';']);
        if link.starts_with("http://") || link.starts_with("https://") {
            found.push(link.to_owned());
        }
        rest = &rest[end.max(1)..];
    }
    found
}

fn ends_link(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '\'' | ')' | '(' | '\u{2068}' | '\u{2069}')
}

/// The first six digits in a row that aren't part of a longer number.
pub(crate) fn code(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit())
        .find(|digits| digits.len() == 6)
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_end_where_the_address_does() {
        let text = "Open https://a.example/x?y=1#z. Or (http://b.example/), <https://c.example>! httpfoo\nhttps://d.example";
        assert_eq!(
            links(text),
            [
                "https://a.example/x?y=1#z",
                "http://b.example/",
                "https://c.example",
                "https://d.example"
            ]
        );
        assert_eq!(
            links("رابط \u{2068}https://e.example/ا\u{2069}"),
            ["https://e.example/ا"]
        );
        assert_eq!(links("http http:// nothing").len(), 1);
    }

    #[test]
    fn a_code_is_six_digits_that_stand_alone() {
        assert_eq!(code("Your code is 012345."), Some("012345".into()));
        assert_eq!(code("Call +971501234567 or 12345, 654321"), Some("654321".into()));
        assert_eq!(code("1234567"), None);
    }
}
