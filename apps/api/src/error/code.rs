use actix_web::http::StatusCode;

macro_rules! codes {
    ($($name:ident = $text:literal, $status:ident;)+) => {
        /// What kind of failure. The text is stable: clients branch on it. Its messages are in `i18n`'s `errors.ftl`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($name),+ }

        impl Code {
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status),+ }
            }
        }
    };
}

codes! {
    CartTokenMissing = "cart_token_missing", UNAUTHORIZED;
    Unauthenticated = "unauthenticated", UNAUTHORIZED;
    InvalidCredentials = "invalid_credentials", UNAUTHORIZED;
    TotpRequired = "totp_required", UNAUTHORIZED;
    TotpInvalid = "totp_invalid", UNAUTHORIZED;
    IdTokenInvalid = "id_token_invalid", UNAUTHORIZED;
    CodeInvalid = "code_invalid", UNAUTHORIZED;
    RefreshInvalid = "refresh_invalid", UNAUTHORIZED;
    RefreshReused = "refresh_reused", UNAUTHORIZED;
    ForgedWebhook = "forged_webhook", UNAUTHORIZED;
    Forbidden = "forbidden", FORBIDDEN;
    TotpEnrolmentRequired = "totp_enrolment_required", FORBIDDEN;
    EmailNotVerified = "email_not_verified", FORBIDDEN;
    AccountDisabled = "account_disabled", FORBIDDEN;
    StaffSignIn = "staff_sign_in", FORBIDDEN;
    ReauthenticationRequired = "reauthentication_required", FORBIDDEN;
    BeyondOwnGrants = "beyond_own_grants", FORBIDDEN;
    OwnAccount = "own_account", FORBIDDEN;
    RoleForbidden = "role_forbidden", FORBIDDEN;
    RefundBeyondLimit = "refund_beyond_limit", FORBIDDEN;
    NotFound = "not_found", NOT_FOUND;
    CartNotFound = "cart_not_found", NOT_FOUND;
    MethodNotAllowed = "method_not_allowed", METHOD_NOT_ALLOWED;
    CartOrdered = "cart_ordered", CONFLICT;
    OutOfStock = "out_of_stock", CONFLICT;
    TotalChanged = "total_changed", CONFLICT;
    PromoNotApplicable = "promo_not_applicable", CONFLICT;
    RequestInProgress = "request_in_progress", CONFLICT;
    IllegalTransition = "illegal_transition", CONFLICT;
    StaleVersion = "stale_version", CONFLICT;
    NothingOwed = "nothing_owed", CONFLICT;
    PaymentExpired = "payment_expired", CONFLICT;
    PaymentInProgress = "payment_in_progress", CONFLICT;
    ChannelUnavailable = "channel_unavailable", CONFLICT;
    CashUnavailable = "cash_unavailable", CONFLICT;
    TooManyPaymentAttempts = "too_many_payment_attempts", CONFLICT;
    NothingPaid = "nothing_paid", CONFLICT;
    RefundTooMuch = "refund_too_much", CONFLICT;
    GoodsOnTheWay = "goods_on_the_way", CONFLICT;
    AlertResolved = "alert_resolved", CONFLICT;
    NoPaymentAccount = "no_payment_account", CONFLICT;
    StatementKnown = "statement_known", CONFLICT;
    StatementForeign = "statement_foreign", CONFLICT;
    EmailTaken = "email_taken", CONFLICT;
    PhoneTaken = "phone_taken", CONFLICT;
    LastSignIn = "last_sign_in", CONFLICT;
    StaffAccount = "staff_account", CONFLICT;
    LastAdmin = "last_admin", CONFLICT;
    AlreadyInvited = "already_invited", CONFLICT;
    InvitationClosed = "invitation_closed", CONFLICT;
    TooManyAddresses = "too_many_addresses", CONFLICT;
    WishlistFull = "wishlist_full", CONFLICT;
    TotpEnrolled = "totp_enrolled", CONFLICT;
    TotpRequiredByShop = "totp_required_by_shop", CONFLICT;
    LinkExpired = "link_expired", GONE;
    BodyTooLarge = "body_too_large", PAYLOAD_TOO_LARGE;
    UnsupportedMediaType = "unsupported_media_type", UNSUPPORTED_MEDIA_TYPE;
    InvalidBody = "invalid_body", UNPROCESSABLE_ENTITY;
    InvalidQuery = "invalid_query", UNPROCESSABLE_ENTITY;
    InvalidHeader = "invalid_header", UNPROCESSABLE_ENTITY;
    IdempotencyKeyRequired = "idempotency_key_required", UNPROCESSABLE_ENTITY;
    IdempotencyKeyReused = "idempotency_key_reused", UNPROCESSABLE_ENTITY;
    CheckoutInvalid = "checkout_invalid", UNPROCESSABLE_ENTITY;
    RateLimited = "rate_limited", TOO_MANY_REQUESTS;
    TooManyAttempts = "too_many_attempts", TOO_MANY_REQUESTS;
    InternalError = "internal_error", INTERNAL_SERVER_ERROR;
    Unavailable = "unavailable", SERVICE_UNAVAILABLE;
}

impl Code {
    /// For answers that were made without a problem of ours: by the framework, or by a middleware.
    #[must_use]
    pub fn for_status(status: StatusCode) -> Self {
        match status {
            StatusCode::UNAUTHORIZED => Self::Unauthenticated,
            StatusCode::FORBIDDEN => Self::Forbidden,
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::BodyTooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::UnsupportedMediaType,
            StatusCode::TOO_MANY_REQUESTS => Self::RateLimited,
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            status if status.is_client_error() => Self::InvalidHeader,
            _ => Self::InternalError,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_code_has_a_text_in_both_languages_and_is_unique() {
        for code in Code::ALL {
            let text =
                i18n::find(code.as_str(), &[]).unwrap_or_else(|| panic!("{} has no text", code.as_str()));
            assert!(!text.en.is_empty() && !text.ar.is_empty());
            assert!(code.status().is_client_error() || code.status().is_server_error());
        }
        let texts: HashSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(texts.len(), Code::ALL.len());
    }
}
