use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kernel::Ctx;

/// `N` bytes nobody can guess; at most 32.
pub(crate) fn random_bytes<const N: usize>(ctx: &Ctx) -> [u8; N] {
    const { assert!(N <= 32, "a secret has 32 bytes") };
    let secret = BASE64_URL_SAFE_NO_PAD
        .decode(ctx.new_secret())
        .expect("a secret is written in this alphabet");
    let mut bytes = [0; N];
    bytes.copy_from_slice(&secret[secret.len() - N..]);
    bytes
}
