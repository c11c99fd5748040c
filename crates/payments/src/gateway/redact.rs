//! Text of the provider made safe for logs, alerts and staff.

const MAX: usize = 300;
/// A word longer than this is a key, a token or a session.
const LONGEST_WORD: usize = 40;
/// As many digits in a row can be a card.
const CARD_DIGITS: usize = 12;

/// `text` on one line and cut short, without e-mail addresses, long numbers, or words long enough to be a secret.
pub(super) fn text(text: &str) -> String {
    let mut safe = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !safe.is_empty() {
            safe.push(' ');
        }
        if safe.len() + word.len() > MAX {
            safe.push('…');
            break;
        }
        if is_private(word) {
            safe.push_str("[hidden]");
        } else {
            safe.push_str(word);
        }
    }
    safe
}

fn is_private(word: &str) -> bool {
    let digits = word.chars().filter(|c| c.is_numeric()).count();
    word.len() > LONGEST_WORD || word.contains('@') || digits >= CARD_DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_private_is_hidden_and_the_rest_is_readable() {
        let told = "Invalid data:\n card 5123450000000008, buyer@example.test SK_KWT_0123456789012345678901234567890123456789012";
        assert_eq!(text(told), "Invalid data: card [hidden] [hidden] [hidden]");
        assert_eq!(
            text("Invoice value must be more than 0"),
            "Invoice value must be more than 0"
        );
        assert!(text(&"word ".repeat(500)).len() <= MAX + 4);
    }
}
