/// Whether a reader would see nothing: only spaces, and characters that have no shape of their own.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
}

/// White space, controls, format characters (general category Cf, without the few that Arabic prints: number and verse
/// signs), variation selectors, and the letters and symbols that are blank by definition (Hangul fillers, empty Braille).
pub(super) fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1D159}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Format characters that change how the text around them is read: embeddings, overrides and isolates of direction, which
/// could make an address look like another one, and marks that only hide in it. Joiners stay: words need them.
pub(super) fn is_stray(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_can_see_is_blank() {
        for text in [
            "",
            " \t\n",
            "\u{00A0}\u{3000}",
            "\u{200B}\u{200F}\u{061C}",
            "\u{FEFF}",
            "\u{3164}",
            "\u{2800} \u{2800}",
            "\u{202E}\u{2066}",
            "\u{E0041}",
        ] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["7", "٧", "ش", ".", "e\u{200B}", "\u{0600}", "花"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }
}
