//! Just enough of Rust's lexical grammar to look at code without its comments and literals.

/// `source` with every comment, string and character literal blanked out by spaces. Line breaks stay, so
/// line numbers still hold.
#[must_use]
pub fn code_only(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let end = literal_end(&chars, at);
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

/// Where the comment or literal that starts at `at` ends, or `at` when none starts there.
fn literal_end(chars: &[char], at: usize) -> usize {
    match (chars[at], chars.get(at + 1)) {
        ('/', Some('/')) => find(chars, at, |c| c == '\n'),
        ('/', Some('*')) => block_comment_end(chars, at),
        ('"', _) => string_end(chars, at),
        ('r', Some('"' | '#')) if !in_word(chars, at) => raw_string_end(chars, at),
        ('\'', Some('\\')) => find(chars, at + 3, |c| c == '\'') + 1,
        ('\'', Some(_)) if chars.get(at + 2) == Some(&'\'') => at + 3,
        _ => at,
    }
    .min(chars.len())
}

/// True when the character at `at` belongs to a longer word, so that an `r` there doesn't start a literal. The `b`
/// of `br"…"` and the `c` of `cr"…"` are part of the literal.
fn in_word(chars: &[char], at: usize) -> bool {
    let word_at = |n: usize| {
        at.checked_sub(n)
            .is_some_and(|i| chars[i].is_alphanumeric() || chars[i] == '_')
    };
    let prefix = at > 0 && matches!(chars[at - 1], 'b' | 'c') && !word_at(2);
    word_at(1) && !prefix
}

fn find(chars: &[char], from: usize, stop: impl Fn(char) -> bool) -> usize {
    (from..chars.len())
        .find(|i| stop(chars[*i]))
        .unwrap_or(chars.len())
}

fn block_comment_end(chars: &[char], at: usize) -> usize {
    let mut depth = 0;
    let mut i = at;
    while i + 1 < chars.len() {
        match (chars[i], chars[i + 1]) {
            ('/', '*') => {
                depth += 1;
                i += 2;
            }
            ('*', '/') => {
                depth -= 1;
                i += 2;
                if depth == 0 {
                    return i;
                }
            }
            _ => i += 1,
        }
    }
    chars.len()
}

fn string_end(chars: &[char], at: usize) -> usize {
    let mut i = at + 1;
    while i < chars.len() {
        match chars[i] {
            '\\' => i += 2,
            '"' => return i + 1,
            _ => i += 1,
        }
    }
    chars.len()
}

/// The end of `r"…"` or `r#"…"#`; `at` itself for a raw identifier (`r#type`).
fn raw_string_end(chars: &[char], at: usize) -> usize {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    let open = at + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return at;
    }
    let closes =
        |i: usize| chars[i] == '"' && chars[i + 1..].iter().take_while(|c| **c == '#').count() >= hashes;
    (open + 1..chars.len())
        .find(|i| closes(*i))
        .map_or(chars.len(), |i| i + 1 + hashes)
}

#[cfg(test)]
mod tests {
    use super::code_only;

    #[test]
    fn comments_and_literals_vanish_and_lines_stay() {
        for (source, expected) in [
            ("a(); // b()\nc()", "a();       \nc()"),
            ("a /* b /* c */ d */ e", "a                   e"),
            ("f(\"b\\\"()\") g", "f(       ) g"),
            ("f(r#\"x\" y\"#, 1)", "f(         , 1)"),
            ("br\"x\" z", "b     z"),
            ("let r#type = bar\"", "let r#type = bar "),
            ("('\"', '\\'', '\\u{41}') ok", "(   ,     ,         ) ok"),
            ("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}"),
            ("\"one\ntwo\" x", "    \n     x"),
        ] {
            let got = code_only(source);
            assert_eq!(got.trim_end(), expected.trim_end(), "{source}");
            assert_eq!(got.lines().count(), source.lines().count(), "{source}");
        }
    }
}
