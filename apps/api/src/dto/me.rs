use std::collections::HashMap;

use accounts::social;
use catalog::wishlist::Wish;
use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::account::{DeviceSession, Provider};
use super::catalog::ProductCard;
use super::common::Locale;
use crate::error::Field;

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"full_name": "Layla Hassan", "locale": "ar", "version": 3}))]
pub struct ProfileInput {
    #[schema(min_length = 1, max_length = 100)]
    pub full_name: Option<String>,
    pub locale: Option<Locale>,
    pub marketing_consent: Option<bool>,
    /// The version the change is based on; whichever there is unless told.
    pub version: Option<i32>,
}

/// One proof of who is asking: the password; or `provider`, `id_token` and `nonce`; or a code sent to the own number.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"password": "peonies for mama"}))]
pub struct ReauthenticateInput {
    #[schema(value_type = Option<String>, format = Password)]
    pub password: Option<SecretString>,
    pub provider: Option<Provider>,
    #[schema(value_type = Option<String>)]
    pub id_token: Option<SecretString>,
    #[schema(value_type = Option<String>)]
    pub nonce: Option<SecretString>,
    #[schema(value_type = Option<String>)]
    pub phone_code: Option<SecretString>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"current_password": "peonies for mama", "new_password": "lilac hour in riyadh"}))]
pub struct ChangePasswordInput {
    /// Needed by whoever has one.
    #[schema(value_type = Option<String>, format = Password)]
    pub current_password: Option<SecretString>,
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    pub new_password: SecretString,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "layla.hassan@example.com"}))]
pub struct ChangeEmailInput {
    #[schema(max_length = 254)]
    pub email: String,
}

/// A number of one's own to send a code to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "050 123 4567", "country": "AE"}))]
pub struct MyPhoneCodeInput {
    #[schema(max_length = 32)]
    pub phone: String,
    /// ISO 3166 alpha-2: of numbers written without a country code. `AE` unless told.
    pub country: Option<String>,
}

/// The number and the code that was sent to it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "050 123 4567", "country": "AE", "code": "493817"}))]
pub struct MyPhoneInput {
    #[schema(max_length = 32)]
    pub phone: String,
    /// As in the request for the code.
    pub country: Option<String>,
    #[schema(value_type = String, min_length = 6, max_length = 6)]
    pub code: SecretString,
}

#[derive(Serialize, ToSchema)]
pub struct DeviceSessionList {
    /// Last seen first.
    pub items: Vec<DeviceSession>,
}

/// Which region's shop the products are shown as of.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WishlistQuery {
    /// Slug.
    #[param(example = "ae")]
    pub region: String,
}

/// A wish.
#[derive(Serialize, ToSchema)]
pub struct WishlistItem {
    pub product_id: Uuid,
    pub added_at: DateTime<Utc>,
    /// `null`: not sold in this region.
    #[schema(required)]
    pub product: Option<ProductCard>,
}

#[derive(Serialize, ToSchema)]
pub struct Wishlist {
    /// Newest first.
    pub items: Vec<WishlistItem>,
}

/// Wishes made on a device before signing in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"product_ids": ["019f9a4d-c776-7967-9e82-bfa008ba6532"]}))]
pub struct WishlistMergeInput {
    /// Unknown ones are left out.
    #[schema(max_items = 100)]
    pub product_ids: Vec<Uuid>,
}

/// What the link of a guest's order holds.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "AM-7K2M9QXD", "token": "Zk3vTq8wXn5rYb2mLc7dHf4gJs9pQe6aBn1"}))]
pub struct ClaimOrderInput {
    pub code: String,
    #[schema(value_type = String)]
    pub token: SecretString,
}

/// What an authenticator app is told, as text and as the content of a QR code.
#[derive(Serialize, ToSchema)]
pub struct TotpSetup {
    /// Base32.
    #[schema(example = "JBSWY3DPEHPK3PXP")]
    pub secret: String,
    #[schema(example = "otpauth://totp/Amoonis:layla%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Amoonis")]
    pub otpauth_uri: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "493817"}))]
pub struct TotpCodeInput {
    #[schema(value_type = String, min_length = 6, max_length = 6)]
    pub code: SecretString,
}

/// Each signs in once without the authenticator app. Told only here.
#[derive(Serialize, ToSchema)]
pub struct RecoveryCodes {
    pub recovery_codes: Vec<String>,
}

impl RecoveryCodes {
    #[must_use]
    pub fn of(codes: &[SecretString]) -> Self {
        let recovery_codes = codes.iter().map(|code| code.expose_secret().to_owned());
        Self {
            recovery_codes: recovery_codes.collect(),
        }
    }
}

impl Wishlist {
    /// `cards`: those of the wished products that the region sells.
    #[must_use]
    pub fn of(wishes: Vec<Wish>, cards: Vec<catalog::view::ProductCard>) -> Self {
        let cards = cards.into_iter().map(ProductCard::from);
        let mut cards: HashMap<Uuid, ProductCard> = cards.map(|card| (card.id, card)).collect();
        let item = |wish: Wish| WishlistItem {
            product_id: wish.product.uuid(),
            added_at: wish.added_at,
            product: cards.remove(&wish.product.uuid()),
        };
        Self {
            items: wishes.into_iter().map(item).collect(),
        }
    }
}

/// What somebody proves with who they are.
pub enum Proof {
    Password(SecretString),
    Provider(social::Provider, SecretString, SecretString),
    PhoneCode(SecretString),
}

impl ReauthenticateInput {
    /// The one proof that was sent.
    pub fn proof(self) -> Result<Proof, Field> {
        match self {
            Self {
                password: Some(password),
                provider: None,
                id_token: None,
                nonce: None,
                phone_code: None,
            } => Ok(Proof::Password(password)),
            Self {
                password: None,
                provider: Some(provider),
                id_token: Some(id_token),
                nonce: Some(nonce),
                phone_code: None,
            } => Ok(Proof::Provider(provider.into(), id_token, nonce)),
            Self {
                password: None,
                provider: None,
                id_token: None,
                nonce: None,
                phone_code: Some(code),
            } => Ok(Proof::PhoneCode(code)),
            _ => Err(Field::new("", "proof_required")),
        }
    }
}
