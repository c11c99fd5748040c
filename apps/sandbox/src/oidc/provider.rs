use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Provider {
    Google,
    Apple,
}

impl Provider {
    /// Below which everything of this provider lies.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Google => "/oidc/google",
            Self::Apple => "/oidc/apple",
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Google => "Google",
            Self::Apple => "Apple",
        }
    }

    /// The response type that brings an ID token by form post. Apple gives none without a code.
    pub(super) const fn response_type(self) -> &'static str {
        match self {
            Self::Google => "id_token",
            Self::Apple => "code id_token",
        }
    }

    /// What is answered to somebody who turned back.
    pub(super) const fn cancelled(self) -> &'static str {
        match self {
            Self::Google => "access_denied",
            Self::Apple => "user_cancelled_authorize",
        }
    }

    pub(super) fn discovery(self, issuer: &str) -> Value {
        json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": [self.response_type()],
            "response_modes_supported": ["form_post"],
            "subject_types_supported": [if self == Self::Apple { "pairwise" } else { "public" }],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "email", if self == Self::Apple { "name" } else { "profile" }],
            "claims_supported": ["aud", "email", "email_verified", "exp", "iat", "iss", "nonce", "sub"],
        })
    }
}
