use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Digits without look-alikes (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const HALF_BITS: u32 = 20;
const HALF_MASK: u64 = (1 << HALF_BITS) - 1;
const ROUNDS: u8 = 6;

/// Turns order numbers into public codes. A keyed permutation (a Feistel network over 40 bits): codes never collide, and
/// without the key nobody can tell from two of them how many orders lie between.
#[derive(Clone)]
pub struct OrderCodes {
    key: [u8; 32],
}

impl OrderCodes {
    #[must_use]
    pub const fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// `AM-` and eight characters, for instance `AM-7K2M9QXD`. `number` comes from a sequence and stays below 2⁴⁰.
    #[must_use]
    pub fn code(&self, number: i64) -> String {
        let mixed = self.permute(number.unsigned_abs() & ((1 << (2 * HALF_BITS)) - 1));
        let digits = (0..8)
            .rev()
            .map(|place| char::from(ALPHABET[(mixed >> (5 * place)) as usize & 31]));
        format!("AM-{}", digits.collect::<String>())
    }

    fn permute(&self, number: u64) -> u64 {
        let (mut left, mut right) = (number >> HALF_BITS, number & HALF_MASK);
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ self.round(round, right));
        }
        (left << HALF_BITS) | right
    }

    fn round(&self, round: u8, half: u64) -> u64 {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes keys of any length");
        mac.update(&[round]);
        mac.update(&half.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        u64::from(u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])) & HALF_MASK
    }
}

impl fmt::Debug for OrderCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OrderCodes(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_distinct_readable_and_keyed() {
        let codes = OrderCodes::new([7; 32]);
        let made: HashSet<String> = (1001..6001).map(|number| codes.code(number)).collect();
        assert_eq!(made.len(), 5000);
        assert!(
            made.iter()
                .all(|code| code.len() == 11 && code.starts_with("AM-"))
        );
        assert_ne!(codes.code(1001), OrderCodes::new([8; 32]).code(1001));
    }

    #[test]
    fn neighbours_look_unrelated() {
        let codes = OrderCodes::new([7; 32]);
        let (a, b) = (codes.code(1001), codes.code(1002));
        let same = a.bytes().zip(b.bytes()).skip(3).filter(|(a, b)| a == b).count();
        assert!(same <= 3, "{a} and {b} share {same} characters");
    }
}
