use std::fmt;
use std::sync::Arc;

use hmac::{Hmac, KeyInit as _, Mac as _};
use jsonwebtoken::{DecodingKey, EncodingKey};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

/// The shortest secret there is a point in: 256 bits as text.
const SHORTEST: usize = 32;

/// The secrets of this context, from the configuration. Cheap to clone; never printed.
#[derive(Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    signing: (String, EncodingKey),
    verifying: Vec<(String, DecodingKey)>,
    pepper: SecretString,
    encryption: [u8; 32],
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKeys {
    #[error("at least one access key is needed")]
    NoAccessKey,
    #[error("access keys need names that differ: {0:?} isn't a good one")]
    KeyId(String),
    #[error("{0} must have at least 32 characters")]
    Short(&'static str),
}

impl Keys {
    /// `access`: names and secrets of the keys of access tokens; the first one signs, all of them verify, so a key is replaced by
    /// putting a new one in front and dropping the old one ten minutes later. `pepper` goes into every keyed hash,
    /// `encryption` hides the secrets of second factors: changing either of them makes what was stored with it useless.
    pub fn new(
        access: Vec<(String, SecretString)>,
        pepper: SecretString,
        encryption: &SecretString,
    ) -> Result<Self, InvalidKeys> {
        for (name, secret) in [("the pepper", &pepper), ("the encryption key", encryption)] {
            long_enough(name, secret)?;
        }
        let mut verifying: Vec<(String, DecodingKey)> = Vec::new();
        for (id, secret) in &access {
            long_enough("an access key", secret)?;
            if id.is_empty() || verifying.iter().any(|(other, _)| other == id) {
                return Err(InvalidKeys::KeyId(id.clone()));
            }
            let key = DecodingKey::from_secret(secret.expose_secret().as_bytes());
            verifying.push((id.clone(), key));
        }
        let (id, secret) = access.into_iter().next().ok_or(InvalidKeys::NoAccessKey)?;
        let signing = EncodingKey::from_secret(secret.expose_secret().as_bytes());
        Ok(Self(Arc::new(Inner {
            signing: (id, signing),
            verifying,
            encryption: Sha256::digest(encryption.expose_secret()).into(),
            pepper,
        })))
    }

    /// A hash only who has the pepper can compute. Hashes of different purposes never meet.
    pub(crate) fn keyed_hash(&self, purpose: &str, message: &str) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.pepper.expose_secret().as_bytes())
            .expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.update(b":");
        mac.update(message.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// For AES-256.
    pub(crate) fn encryption_key(&self) -> &[u8; 32] {
        &self.0.encryption
    }

    pub(crate) fn signing(&self) -> (&str, &EncodingKey) {
        (&self.0.signing.0, &self.0.signing.1)
    }

    pub(crate) fn verifying(&self, id: &str) -> Option<&DecodingKey> {
        let found = self.0.verifying.iter().find(|(known, _)| known == id);
        found.map(|(_, key)| key)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

fn long_enough(name: &'static str, secret: &SecretString) -> Result<(), InvalidKeys> {
    if secret.expose_secret().len() < SHORTEST {
        return Err(InvalidKeys::Short(name));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "a secret of these tests, 32 long or more";

    fn keys(access: &[(&str, &str)], pepper: &str) -> Result<Keys, InvalidKeys> {
        let access = access
            .iter()
            .map(|(id, secret)| ((*id).to_owned(), SecretString::from(*secret)));
        Keys::new(access.collect(), pepper.into(), &LONG.into())
    }

    #[test]
    fn weak_nameless_and_missing_keys_are_refused() {
        assert_eq!(keys(&[], LONG).unwrap_err(), InvalidKeys::NoAccessKey);
        assert_eq!(
            keys(&[("a", "short")], LONG).unwrap_err(),
            InvalidKeys::Short("an access key")
        );
        assert_eq!(
            keys(&[("a", LONG)], "short").unwrap_err(),
            InvalidKeys::Short("the pepper")
        );
        let twice = keys(&[("a", LONG), ("a", LONG)], LONG);
        assert_eq!(twice.unwrap_err(), InvalidKeys::KeyId("a".into()));
    }

    #[test]
    fn hashes_depend_on_pepper_purpose_and_message() {
        let one = keys(&[("a", LONG)], LONG).unwrap();
        let other = keys(&[("a", LONG)], &LONG.replace('a', "b")).unwrap();
        let hash = one.keyed_hash("refresh", "token");
        assert_eq!(hash, one.clone().keyed_hash("refresh", "token"));
        for different in [
            other.keyed_hash("refresh", "token"),
            one.keyed_hash("code", "token"),
            one.keyed_hash("refresh", "other"),
        ] {
            assert_ne!(hash, different);
        }
    }

    #[test]
    fn nothing_is_printed() {
        assert_eq!(format!("{:?}", keys(&[("a", LONG)], LONG).unwrap()), "Keys(…)");
    }
}
