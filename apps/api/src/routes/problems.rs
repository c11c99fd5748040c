//! Failures as operations document them. 429, 500 and 503 can happen everywhere and are added to every operation.

use utoipa::IntoResponses;

use crate::dto::problem::{CodeProblem, Problem, QuoteProblem, StockProblem};

macro_rules! problems {
    ($($(#[$meta:meta])+ $name:ident($body:ident);)+) => {$(
        #[derive(IntoResponses)]
        $(#[$meta])+
        #[expect(dead_code, reason = "describes an answer to utoipa")]
        pub struct $name($body);
    )+};
}

problems! {
    #[response(status = 404, description = "There is no such thing: `not_found`", content_type = "application/problem+json")]
    NotFound(Problem);
    #[response(status = 401, description = "No live session: `unauthenticated`", content_type = "application/problem+json")]
    Unauthenticated(Problem);
    #[response(status = 403, description = "Signed in, but without the permission: `forbidden`", content_type = "application/problem+json")]
    Forbidden(Problem);
    #[response(status = 422, description = "Unknown or wrong parameters, each in `fields`: `invalid_query`", content_type = "application/problem+json")]
    InvalidQuery(Problem);
    #[response(status = 422, description = "Malformed JSON, unknown or wrong members, each in `fields`: `invalid_body`", content_type = "application/problem+json")]
    InvalidBody(Problem);
    #[response(status = 413, description = "The body is larger than 256 KiB: `body_too_large`", content_type = "application/problem+json")]
    BodyTooLarge(Problem);
    #[response(status = 415, description = "The body isn't `application/json`: `unsupported_media_type`", content_type = "application/problem+json")]
    UnsupportedMediaType(Problem);
    #[response(status = 401, description = "`cart_token_missing`, or a bearer token without a live session: `unauthenticated`", content_type = "application/problem+json")]
    NoCartToken(Problem);
    #[response(status = 404, description = "No bag belongs to the token (`cart_not_found`), or what the request names doesn’t exist (`not_found`)", content_type = "application/problem+json")]
    CartMissing(Problem);
    #[response(status = 409, description = "The bag was ordered (`cart_ordered`, with `order_code`), or the code gives nothing (`promo_not_applicable`)", content_type = "application/problem+json")]
    CartConflict(Problem);
    #[response(status = 409, description = "Not enough in stock (`out_of_stock`, with `lines`), or the bag was ordered (`cart_ordered`, with `order_code`)", content_type = "application/problem+json")]
    StockConflict(StockProblem);
    #[response(status = 409, description = "`total_changed` or `promo_not_applicable` (with `cart` as it is now), `out_of_stock` (with `lines`), or `request_in_progress`", content_type = "application/problem+json")]
    CheckoutConflict(QuoteProblem);
    #[response(status = 422, description = "`checkout_invalid` with everything that is missing or wrong in `fields`, `invalid_body`, `idempotency_key_required` or `idempotency_key_reused`", content_type = "application/problem+json")]
    InvalidCheckout(Problem);
    #[response(status = 409, description = "`illegal_transition`, `stale_version` (with `version`), or `request_in_progress`", content_type = "application/problem+json")]
    TransitionConflict(Problem);
    #[response(status = 409, description = "`nothing_owed`, `payment_expired`, `payment_in_progress`, `channel_unavailable`, `cash_unavailable`, or `too_many_payment_attempts`", content_type = "application/problem+json")]
    PaymentConflict(Problem);
    #[response(status = 401, description = "The signature isn’t the provider’s: `forged_webhook`", content_type = "application/problem+json")]
    ForgedWebhook(Problem);
    #[response(status = 409, description = "The same request is being worked on: `request_in_progress`", content_type = "application/problem+json")]
    KeyConflict(Problem);
    #[response(status = 401, description = "Wrong e-mail address or password (`invalid_credentials`), a second factor is needed (`totp_required`) or wrong (`totp_invalid`)", content_type = "application/problem+json")]
    SignInRefused(Problem);
    #[response(status = 429, description = "Too many failures (`too_many_attempts`) or requests (`rate_limited`), with `Retry-After`", content_type = "application/problem+json")]
    TooManyAttempts(Problem);
    #[response(status = 409, description = "Another account has this e-mail address: `email_taken`", content_type = "application/problem+json")]
    EmailTaken(Problem);
    #[response(status = 401, description = "The provider’s token isn’t good: forged, for another shop, too old, used before (`id_token_invalid`)", content_type = "application/problem+json")]
    IdTokenRefused(Problem);
    #[response(status = 403, description = "The provider hasn’t verified the e-mail address (`email_not_verified`), it is that of a member of staff, who sign in with a password (`staff_sign_in`), or the account is disabled (`account_disabled`)", content_type = "application/problem+json")]
    SocialForbidden(Problem);
    #[response(status = 404, description = "This way to sign in isn’t configured: `not_found`", content_type = "application/problem+json")]
    NotOffered(Problem);
    #[response(status = 401, description = "The code is wrong, used or too old: `code_invalid`, with `tries_left`", content_type = "application/problem+json")]
    CodeRefused(CodeProblem);
    #[response(status = 403, description = "It is the number of a member of staff, who sign in with a password (`staff_sign_in`), or the account is disabled (`account_disabled`)", content_type = "application/problem+json")]
    StaffSignIn(Problem);
    #[response(status = 401, description = "The token is unknown, or its session ended (`refresh_invalid`), or it was exchanged before, which ends its session (`refresh_reused`)", content_type = "application/problem+json")]
    RefreshRefused(Problem);
    #[response(status = 410, description = "The link is unknown, was used, or is too old: `link_expired`", content_type = "application/problem+json")]
    LinkExpired(Problem);
    #[response(status = 401, description = "No live session (`unauthenticated`), or the proof is wrong (`invalid_credentials`, `id_token_invalid`, `code_invalid`)", content_type = "application/problem+json")]
    ProofRefused(Problem);
    #[response(status = 401, description = "No live session (`unauthenticated`), or the current password is wrong (`invalid_credentials`)", content_type = "application/problem+json")]
    PasswordRefused(Problem);
    #[response(status = 401, description = "No live session (`unauthenticated`), or the code is wrong, used or too old (`code_invalid`, with `tries_left`)", content_type = "application/problem+json")]
    MyCodeRefused(CodeProblem);
    #[response(status = 401, description = "No live session (`unauthenticated`), or the code is wrong (`totp_invalid`)", content_type = "application/problem+json")]
    TotpRefused(Problem);
    #[response(status = 403, description = "The last proof of who is asking is older than ten minutes: `reauthentication_required`", content_type = "application/problem+json")]
    NotFresh(Problem);
    #[response(status = 403, description = "Not a member of staff (`forbidden`), or the last proof of who is asking is older than ten minutes (`reauthentication_required`)", content_type = "application/problem+json")]
    NotFreshStaff(Problem);
    #[response(status = 409, description = "Someone else changed it meanwhile: `stale_version` (with `version`)", content_type = "application/problem+json")]
    Stale(Problem);
    #[response(status = 409, description = "Another account has verified this number: `phone_taken`", content_type = "application/problem+json")]
    PhoneTaken(Problem);
    #[response(status = 409, description = "Without number and e-mail address nobody could sign in: `last_sign_in`", content_type = "application/problem+json")]
    LastSignIn(Problem);
    #[response(status = 409, description = "Members of staff are removed by an admin: `staff_account`", content_type = "application/problem+json")]
    StaffAccount(Problem);
    #[response(status = 409, description = "The address book is full: `too_many_addresses`", content_type = "application/problem+json")]
    TooManyAddresses(Problem);
    #[response(status = 409, description = "No room for another wish: `wishlist_full`", content_type = "application/problem+json")]
    WishlistFull(Problem);
    #[response(status = 409, description = "It is set up already: `totp_enrolled`", content_type = "application/problem+json")]
    TotpEnrolled(Problem);
    #[response(status = 409, description = "The shop asks a second factor of all staff: `totp_required_by_shop`", content_type = "application/problem+json")]
    TotpRequiredByShop(Problem);
    #[response(status = 403, description = "Without the permission (`forbidden`), more than one holds oneself (`beyond_own_grants`), or oneself (`own_account`)", content_type = "application/problem+json")]
    TeamForbidden(Problem);
    #[response(status = 403, description = "Without the permission (`forbidden`), more than one holds oneself (`beyond_own_grants`), or a role only admins give (`role_forbidden`)", content_type = "application/problem+json")]
    InvitationForbidden(Problem);
    #[response(status = 403, description = "Not an admin (`forbidden`), or oneself (`own_account`)", content_type = "application/problem+json")]
    RoleForbidden(Problem);
    #[response(status = 409, description = "Someone else changed it meanwhile (`stale_version`, with `version`), or the shop would be without an admin (`last_admin`)", content_type = "application/problem+json")]
    TeamConflict(Problem);
    #[response(status = 409, description = "An account (`email_taken`) or an open invitation (`already_invited`) has this e-mail address", content_type = "application/problem+json")]
    InvitationConflict(Problem);
    #[response(status = 409, description = "The invitation was accepted or revoked: `invitation_closed`", content_type = "application/problem+json")]
    InvitationClosed(Problem);
    #[response(status = 403, description = "Without the permission (`forbidden`), or more than one may give back in a day (`refund_beyond_limit`, with what is `left`)", content_type = "application/problem+json")]
    RefundForbidden(Problem);
    #[response(status = 409, description = "More than can be given back (`refund_too_much`, with what is `left`), nothing was paid (`nothing_paid`), the goods aren’t back (`goods_on_the_way`), or `request_in_progress`", content_type = "application/problem+json")]
    RefundConflict(Problem);
    #[response(status = 409, description = "Somebody has resolved it already: `alert_resolved`", content_type = "application/problem+json")]
    AlertResolved(Problem);
    #[response(status = 409, description = "The region has no merchant account: `no_payment_account`", content_type = "application/problem+json")]
    NoPaymentAccount(Problem);
    #[response(status = 409, description = "Someone else changed it meanwhile (`stale_version`, with `version`), or the region has no merchant account (`no_payment_account`)", content_type = "application/problem+json")]
    SettingsConflict(Problem);
    #[response(status = 409, description = "The file is here already (`statement_known`), or no line is about a payment of ours (`statement_foreign`)", content_type = "application/problem+json")]
    StatementConflict(Problem);
}
