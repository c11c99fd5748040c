use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Semaphore;

mod policy;

pub use policy::{Weakness, check};

/// OWASP's minimum for Argon2id: 19 MiB, 2 passes, 1 lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// Each hash takes 19 MiB and a core for about 60 ms; more at once only cost memory.
static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Semaphore::new(cores.min(4))
});

#[derive(Debug, thiserror::Error)]
pub enum HashError {
    #[error("argon2: {0}")]
    Argon2(#[from] argon2::password_hash::Error),
    #[error("the hashing thread failed: {0}")]
    Thread(#[from] tokio::task::JoinError),
    #[error("the server is shutting down")]
    Closed(#[from] tokio::sync::AcquireError),
}

/// Why a new password isn't taken.
#[derive(Debug, thiserror::Error)]
pub enum NewPasswordError {
    #[error(transparent)]
    Weak(#[from] Weakness),
    #[error("can't hash the password: {0}")]
    Hash(#[from] HashError),
}

/// An Argon2id hash in PHC form, of a password that passed the policy.
#[derive(Clone)]
pub struct HashedPassword(String);

impl HashedPassword {
    /// Checks the password against the policy and hashes it with a fresh salt. `hints` are what is known about its owner:
    /// e-mail address, name. Takes a core for about 60 ms: not within a transaction.
    pub async fn of(password: SecretString, hints: &[&str]) -> Result<Self, NewPasswordError> {
        let hints: Vec<String> = hints.iter().map(|hint| (*hint).to_owned()).collect();
        let hashed = on_a_thread(move || {
            let hints: Vec<&str> = hints.iter().map(String::as_str).collect();
            if let Err(weakness) = check(&password, &hints) {
                return Ok(Err(weakness));
            }
            let hash = argon2().hash_password(password.expose_secret().as_bytes())?;
            Ok(Ok(Self(hash.to_string())))
        })
        .await?;
        Ok(hashed?)
    }

    pub(crate) fn into_stored(self) -> String {
        self.0
    }
}

impl std::fmt::Debug for HashedPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HashedPassword(…)")
    }
}

/// Whether the password is the one of the hash. Without a hash the answer is no, after the same work: how long the answer
/// takes doesn't tell whether an account exists.
pub(crate) async fn verify(password: SecretString, hash: Option<String>) -> Result<bool, HashError> {
    on_a_thread(move || {
        let bytes = password.expose_secret().as_bytes();
        let Some(hash) = hash else {
            argon2().hash_password(bytes)?;
            return Ok(false);
        };
        let parsed = PasswordHash::new(&hash).map_err(argon2::password_hash::Error::from)?;
        Ok(argon2().verify_password(bytes, &parsed).is_ok())
    })
    .await
}

async fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
) -> Result<T, HashError> {
    let _permit = AT_ONCE.acquire().await?;
    metrics::counter!("accounts_passwords_hashed_total").increment(1);
    tokio::task::spawn_blocking(work).await?
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).expect("the parameters are within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_names_its_cost_and_fits_its_password_only() {
        let secret = SecretString::from("seven quiet camels");
        let hash = HashedPassword::of(secret.clone(), &[])
            .await
            .unwrap()
            .into_stored();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify(secret.clone(), Some(hash.clone())).await.unwrap());
        assert!(!verify("seven quiet camel".into(), Some(hash)).await.unwrap());
        assert!(!verify(secret.clone(), None).await.unwrap());
        assert!(verify(secret, Some("no hash".into())).await.is_err());
    }

    #[tokio::test]
    async fn a_weak_password_is_never_hashed() {
        let refused = HashedPassword::of("layla.haddad".into(), &["layla.haddad@example.com"]).await;
        assert!(matches!(refused, Err(NewPasswordError::Weak(Weakness::Common))));
    }
}
