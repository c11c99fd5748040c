use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::account::{Role, locale};
use super::common::Locale;
use crate::config::{self, Config};

/// A provider as a button needs it.
#[derive(Serialize, ToSchema)]
pub struct ProviderOption {
    pub client_id: String,
    /// Where the person goes to sign in.
    #[schema(example = "https://accounts.google.com/o/oauth2/v2/auth")]
    pub authorize_url: String,
}

/// The ways to sign in that this shop offers.
#[derive(Serialize, ToSchema)]
pub struct AuthOptions {
    #[schema(required)]
    pub google: Option<ProviderOption>,
    #[schema(required)]
    pub apple: Option<ProviderOption>,
    /// By a code sent to a telephone.
    pub phone: bool,
    /// Whether mails are sent: links to verify an address or to choose a new password.
    pub email: bool,
}

/// A new customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "layla@example.com", "password": "peonies for mama", "full_name": "Layla Hassan", "locale": "en", "region": "ae"}))]
pub struct SignUpInput {
    #[schema(max_length = 254)]
    pub email: String,
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    pub password: SecretString,
    #[schema(min_length = 1, max_length = 100)]
    pub full_name: String,
    pub locale: Locale,
    /// Slug of the region the person is in.
    pub region: Option<String>,
    /// Whether the person wants to hear of offers; not unless told.
    pub marketing_consent: Option<bool>,
}

/// What someone signs in with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "layla@example.com", "password": "peonies for mama"}))]
pub struct SignInInput {
    pub email: String,
    #[schema(value_type = String, format = Password)]
    pub password: SecretString,
    /// Six digits of an authenticator app, after `totp_required`.
    #[schema(value_type = Option<String>)]
    pub totp_code: Option<SecretString>,
    /// Instead of `totp_code`; each works once.
    #[schema(value_type = Option<String>)]
    pub recovery_code: Option<SecretString>,
}

/// What a provider said about someone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"id_token": "eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "nonce": "n-0S6_WzA2Mj", "locale": "en", "region": "ae"}))]
pub struct SocialSignInInput {
    #[schema(value_type = String)]
    pub id_token: SecretString,
    /// What this client made up before it sent the person away; the token carries its SHA-256 in hex.
    #[schema(value_type = String)]
    pub nonce: SecretString,
    pub locale: Locale,
    /// Slug of the region the person is in.
    pub region: Option<String>,
    /// For a new account, when the token names nobody. Apple tells the name only the first time.
    #[schema(max_length = 100)]
    pub full_name: Option<String>,
}

/// A number to send a code to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "050 123 4567", "country": "AE", "locale": "en"}))]
pub struct PhoneCodeInput {
    #[schema(max_length = 32)]
    pub phone: String,
    /// ISO 3166 alpha-2: of numbers written without a country code. `AE` unless told.
    pub country: Option<String>,
    /// What the message is written in.
    pub locale: Locale,
}

/// A code is on its way.
#[derive(Serialize, ToSchema)]
pub struct PhoneCodeSent {
    pub resend_after_seconds: i32,
    pub expires_in_seconds: i32,
}

/// The number and the code that was sent to it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "050 123 4567", "country": "AE", "code": "493817", "locale": "en", "region": "ae", "full_name": "Layla Hassan"}))]
pub struct PhoneSignInInput {
    #[schema(max_length = 32)]
    pub phone: String,
    /// As in the request for the code.
    pub country: Option<String>,
    #[schema(value_type = String, min_length = 6, max_length = 6)]
    pub code: SecretString,
    pub locale: Locale,
    /// Slug of the region the person is in.
    pub region: Option<String>,
    /// For a new account.
    #[schema(max_length = 100)]
    pub full_name: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"refresh_token": "r1_Zk3vTq8wXn5rYb2mLc7dHf4gJs9pQe6a"}))]
pub struct RefreshInput {
    #[schema(value_type = String)]
    pub refresh_token: SecretString,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "layla@example.com", "region": "ae"}))]
pub struct ForgotPasswordInput {
    #[schema(max_length = 254)]
    pub email: String,
    /// Slug of the region whose pages the link in the mail leads to.
    pub region: Option<String>,
}

/// The secret of a link, with a new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "Zk3vTq8wXn5rYb2mLc7dHf4gJs9pQe6aBn1", "password": "lilac hour in riyadh"}))]
pub struct ResetPasswordInput {
    #[schema(value_type = String)]
    pub token: SecretString,
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    pub password: SecretString,
}

/// The secret of a link that was sent by mail.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "Zk3vTq8wXn5rYb2mLc7dHf4gJs9pQe6aBn1"}))]
pub struct LinkTokenInput {
    #[schema(value_type = String)]
    pub token: SecretString,
}

/// Where a change of the e-mail address stands.
#[derive(Serialize, ToSchema)]
pub struct EmailChangeAnswer {
    /// False: the other mailbox has yet to agree.
    pub done: bool,
}

/// What an invitation is about, for whoever has its link.
#[derive(Serialize, ToSchema)]
pub struct InvitationPreview {
    pub email: String,
    pub full_name: String,
    pub title: String,
    pub role: Role,
    pub locale: Locale,
}

/// The secret of an invitation's link, with a password for the new account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "Zk3vTq8wXn5rYb2mLc7dHf4gJs9pQe6aBn1", "password": "ribbons and routes"}))]
pub struct AcceptInvitationInput {
    #[schema(value_type = String)]
    pub token: SecretString,
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    pub password: SecretString,
    /// As the person writes it; the name on the invitation unless told.
    #[schema(max_length = 100)]
    pub full_name: Option<String>,
}

impl AuthOptions {
    /// What is configured.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let option = |provider: &config::Provider| {
            provider.client_id().map(|client_id| ProviderOption {
                client_id: client_id.to_owned(),
                authorize_url: provider.authorize_url.clone(),
            })
        };
        Self {
            google: option(&config.google),
            apple: option(&config.apple),
            phone: config.sms.is_configured(),
            email: config.mail.is_configured(),
        }
    }
}

impl From<rbac::invitation::Invitation> for InvitationPreview {
    fn from(invitation: rbac::invitation::Invitation) -> Self {
        Self {
            locale: locale(&invitation.locale),
            email: invitation.email,
            full_name: invitation.full_name,
            title: invitation.title,
            role: invitation.role.into(),
        }
    }
}
