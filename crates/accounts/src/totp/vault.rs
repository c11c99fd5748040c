use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use kernel::{AccountId, Ctx};
use sea_orm::DbErr;

use crate::keys::Keys;
use crate::random::random_bytes;

/// 160 bits, as RFC 4226 recommends.
pub(super) const SECRET_BYTES: usize = 20;

/// Encrypts a secret for the database: nonce, ciphertext, tag. It can be opened for the same account only, so that rows can't be
/// swapped.
pub(super) fn seal(
    keys: &Keys,
    ctx: &Ctx,
    account: AccountId,
    secret: &[u8; SECRET_BYTES],
) -> Result<Vec<u8>, DbErr> {
    let nonce: [u8; NONCE_LEN] = random_bytes(ctx);
    let mut text = secret.to_vec();
    cipher(keys)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), bound_to(account), &mut text)
        .map_err(|_| DbErr::Custom("a second factor can't be encrypted".into()))?;
    Ok([nonce.as_slice(), &text].concat())
}

/// # Errors
/// When it was sealed with another key, for another account, or isn't whole.
pub(super) fn open(keys: &Keys, account: AccountId, sealed: &[u8]) -> Result<[u8; SECRET_BYTES], DbErr> {
    let unreadable = || {
        DbErr::Custom(format!(
            "the second factor of account {account} can't be decrypted"
        ))
    };
    let (nonce, text) = sealed.split_at_checked(NONCE_LEN).ok_or_else(unreadable)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| unreadable())?;
    let mut text = text.to_vec();
    let plain = cipher(keys)?
        .open_in_place(nonce, bound_to(account), &mut text)
        .map_err(|_| unreadable())?;
    <[u8; SECRET_BYTES]>::try_from(&*plain).map_err(|_| unreadable())
}

fn cipher(keys: &Keys) -> Result<LessSafeKey, DbErr> {
    let key = UnboundKey::new(&AES_256_GCM, keys.encryption_key())
        .map_err(|_| DbErr::Custom("the encryption key doesn't fit its algorithm".into()))?;
    Ok(LessSafeKey::new(key))
}

fn bound_to(account: AccountId) -> Aad<[u8; 16]> {
    Aad::from(account.uuid().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(encryption: &str) -> Keys {
        let long = || "a secret of these tests, 32 long or more";
        Keys::new(
            vec![("a".into(), long().into())],
            long().into(),
            &encryption.into(),
        )
        .unwrap()
    }

    #[test]
    fn a_secret_opens_with_its_key_for_its_account_and_whole_only() {
        let ctx = Ctx::system();
        let (account, other): (AccountId, AccountId) = (ctx.new_id(), ctx.new_id());
        let (right, wrong) = (keys(&"right".repeat(8)), keys(&"wrong".repeat(8)));
        let secret = *b"12345678901234567890";
        let sealed = seal(&right, &ctx, account, &secret).unwrap();
        assert!(
            !sealed
                .windows(4)
                .any(|part| secret.windows(4).any(|own| own == part))
        );
        assert_ne!(sealed, seal(&right, &ctx, account, &secret).unwrap());
        assert_eq!(open(&right, account, &sealed).unwrap(), secret);

        assert!(open(&wrong, account, &sealed).is_err());
        assert!(open(&right, other, &sealed).is_err());
        assert!(open(&right, account, &sealed[..sealed.len() - 1]).is_err());
        assert!(open(&right, account, &[]).is_err());
        let mut bent = sealed;
        bent[20] ^= 1;
        assert!(open(&right, account, &bent).is_err());
    }
}
