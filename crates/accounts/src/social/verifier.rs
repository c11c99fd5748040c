use std::fmt;

use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use kernel::Ctx;
use secrecy::{ExposeSecret as _, SecretString};

use super::Provider;
use super::claims::{Claims, IdTokenError, Person};
use super::jwks::{Jwks, client};

/// Google's and Apple's have one to two kilobytes.
const MAX_TOKEN: usize = 8 * 1024;

/// What is known about a provider beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderConfig {
    /// The values of `iss` it uses.
    pub issuers: Vec<String>,
    /// The ids this shop has there: of the web site, of the apps.
    pub audiences: Vec<String>,
    /// Where it publishes its keys.
    pub jwks_url: String,
}

/// Checks ID tokens of the providers that are set up. Cheap to clone; clones share the providers' keys.
#[derive(Clone)]
pub struct IdTokens {
    google: Option<Configured>,
    apple: Option<Configured>,
}

#[derive(Clone)]
struct Configured {
    keys: Jwks,
    validation: Validation,
}

impl IdTokens {
    /// # Errors
    /// When the HTTP client can't be made, as without any certificate authority.
    pub fn new(
        google: Option<ProviderConfig>,
        apple: Option<ProviderConfig>,
    ) -> Result<Self, reqwest::Error> {
        let http = client()?;
        let configured = |config: ProviderConfig| Configured {
            validation: validation(&config),
            keys: Jwks::new(http.clone(), config.jwks_url),
        };
        Ok(Self {
            google: google.map(configured),
            apple: apple.map(configured),
        })
    }

    #[must_use]
    pub fn is_configured(&self, provider: Provider) -> bool {
        self.configured(provider).is_some()
    }

    /// What the token says, if the provider signed it for this shop just now and for who knows the nonce. That it wasn't used before
    /// is the caller's to check.
    pub(super) async fn verify(
        &self,
        ctx: &Ctx,
        provider: Provider,
        id_token: &SecretString,
        raw_nonce: &SecretString,
    ) -> Result<Person, IdTokenError> {
        let configured = self.configured(provider).ok_or(IdTokenError::NotConfigured)?;
        let token = id_token.expose_secret();
        if token.len() > MAX_TOKEN {
            return Err(IdTokenError::Invalid("too long"));
        }
        let header = decode_header(token).map_err(|_| IdTokenError::Invalid("unreadable header"))?;
        if header.alg != Algorithm::RS256 || header.crit.is_some() {
            return Err(IdTokenError::Invalid("another algorithm"));
        }
        let id = header.kid.ok_or(IdTokenError::Invalid("no key id"))?;
        let key = configured.keys.find(ctx, &id).await?;
        let key = key.ok_or(IdTokenError::Invalid("unknown key"))?;
        let claims = decode::<Claims>(token, &key, &configured.validation)
            .map_err(|error| IdTokenError::Invalid(reason(&error)))?
            .claims;
        claims.into_person(provider, raw_nonce, ctx.now())
    }

    const fn configured(&self, provider: Provider) -> Option<&Configured> {
        match provider {
            Provider::Google => self.google.as_ref(),
            Provider::Apple => self.apple.as_ref(),
        }
    }
}

impl fmt::Debug for IdTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdTokens")
            .field("google", &self.google.is_some())
            .field("apple", &self.apple.is_some())
            .finish()
    }
}

fn validation(config: &ProviderConfig) -> Validation {
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_issuer(&config.issuers);
    validation.set_audience(&config.audiences);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // The library would ask the wall clock; `Claims` asks ours.
    validation.validate_exp = false;
    validation
}

fn reason(error: &jsonwebtoken::errors::Error) -> &'static str {
    use jsonwebtoken::errors::ErrorKind;
    match error.kind() {
        ErrorKind::InvalidSignature => "another signature",
        ErrorKind::InvalidIssuer => "another issuer",
        ErrorKind::InvalidAudience => "another audience",
        ErrorKind::MissingRequiredClaim(_) => "a claim is missing",
        _ => "malformed",
    }
}
