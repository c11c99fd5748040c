const LONGEST: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name has 1 to 100 characters one can see")]
pub struct InvalidName;

/// A name as typed, with single spaces and without invisible characters.
pub fn clean_name(typed: &str) -> Result<String, InvalidName> {
    let visible: String = typed.chars().filter(|c| !is_invisible(*c)).collect();
    let name = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    if length == 0 || length > LONGEST {
        return Err(InvalidName);
    }
    Ok(name)
}

/// Characters that show nothing, reorder what stands around them, or break lines. The joiner and non-joiner belong to writing.
fn is_invisible(c: char) -> bool {
    let is_format = matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}'
            // Letters and symbols that are blank by definition: Hangul fillers, empty Braille.
            | '\u{115F}'..='\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
    );
    is_format || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tidied_or_refused() {
        assert_eq!(clean_name("  Layla \t\n Haddad ").unwrap(), "Layla Haddad");
        assert_eq!(clean_name("\u{202E}Layla\0").unwrap(), "Layla");
        assert_eq!(clean_name("نورة العتيبي").unwrap(), "نورة العتيبي");
        for bad in ["", "  ", "\u{200B}\u{200F}", "\u{3164}\u{2800}", &"x".repeat(101)] {
            assert_eq!(clean_name(bad), Err(InvalidName), "{bad:?}");
        }
    }
}
