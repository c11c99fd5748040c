use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use secrecy::SecretString;
use totp_rs::{Algorithm, Builder, Totp};

use super::vault::SECRET_BYTES;

const ISSUER: &str = "Amoonis";

/// The step (30 seconds since 1970) whose code was typed, if it is this one or a neighbour. Spaces between digits and digits of
/// other scripts are understood.
pub(super) fn matching_step(secret: &[u8; SECRET_BYTES], typed: &str, now: DateTime<Utc>) -> Option<i64> {
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(ascii_digit)
        .collect();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let time = u64::try_from(now.timestamp()).ok()?;
    let totp = generator(secret, "").ok()?;
    i64::try_from(totp.check(&digits, time)?).ok()
}

/// What an authenticator reads from a QR code.
pub(super) fn uri(secret: &[u8; SECRET_BYTES], account: &str) -> Result<(SecretString, SecretString), DbErr> {
    // A colon separates issuer and account in the label.
    let totp = generator(secret, &account.replace(':', "_"))?;
    let uri = totp
        .to_url()
        .map_err(|error| DbErr::Custom(format!("the address of an authenticator: {error}")))?;
    Ok((totp.secret().to_base32().into(), uri.into()))
}

fn generator(secret: &[u8; SECRET_BYTES], account: &str) -> Result<Totp, DbErr> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_skew(1)
        .with_secret(*secret)
        .with_account_name(account)
        .with_issuer(Some(ISSUER))
        .build()
        .map_err(|error| DbErr::Custom(format!("a generator of one-time codes: {error}")))
}

fn ascii_digit(c: char) -> char {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return c,
    };
    char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use secrecy::ExposeSecret as _;

    use super::*;

    /// The secret of RFC 6238's appendix B, whose table has the code 94287082 for 59 seconds.
    const RFC: &[u8; 20] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_rfc_one_step_early_or_late() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        assert_eq!(matching_step(RFC, "287082", at(59)), Some(1));
        for near in [0, 31, 60, 89] {
            assert_eq!(matching_step(RFC, "287 082", at(near)), Some(1), "{near}");
        }
        assert_eq!(matching_step(RFC, "287082", at(90)), None);
        assert_eq!(matching_step(RFC, "٢٨٧٠٨٢", at(59)), Some(1));
        for wrong in ["", "28708", "2870822", "94287082", "28708x", "000000"] {
            assert_eq!(matching_step(RFC, wrong, at(59)), None, "{wrong}");
        }
        let later = at(1_111_111_109) + TimeDelta::zero();
        assert_eq!(matching_step(RFC, "081804", later), Some(37_037_036));
    }

    #[test]
    fn an_authenticator_is_told_the_shop_the_account_and_the_secret() {
        let (secret, uri) = uri(RFC, "a:b@example.com").unwrap();
        assert_eq!(secret.expose_secret(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let uri = uri.expose_secret();
        assert!(uri.starts_with("otpauth://totp/Amoonis:a_b"), "{uri}");
        assert!(uri.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") && uri.contains("issuer=Amoonis"));
    }
}
