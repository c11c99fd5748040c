//! What a browser calls itself, in words a person knows.

/// Later ones claim to be the earlier ones too, so the order matters.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("CriOS/", "Chrome"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// `Chrome · Windows`; what can't be told is left out, and when nothing can the program's own name stays.
#[must_use]
pub fn describe(user_agent: Option<&str>) -> String {
    let Some(text) = user_agent else {
        return String::new();
    };
    let named = |names: &[(&str, &'static str)]| {
        let found = names.iter().find(|(sign, _)| text.contains(sign));
        found.map(|(_, name)| *name)
    };
    match (named(BROWSERS), named(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => text
            .split(['/', ' '])
            .next()
            .unwrap_or_default()
            .chars()
            .take(40)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_apart() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1";
        for (text, expected) in [
            (chrome.to_owned(), "Chrome · Windows"),
            (format!("{chrome} Edg/143.0.0.0"), "Edge · Windows"),
            (safari.to_owned(), "Safari · iPhone"),
            (safari.replace("Version/19.1", "CriOS/143.0"), "Chrome · iPhone"),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 15.1; rv:145.0) Gecko/20100101 Firefox/145.0".into(),
                "Firefox · macOS",
            ),
            (
                "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/143.0 Mobile Safari/537.36".into(),
                "Chrome · Android",
            ),
            ("curl/8.5.0".into(), "curl"),
            (String::new(), ""),
        ] {
            assert_eq!(describe(Some(&text)), expected, "{text}");
        }
        assert_eq!(describe(None), "");
    }
}
