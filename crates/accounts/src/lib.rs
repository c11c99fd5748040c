//! Who people are: accounts of customers and staff, how they prove it, and their sessions.

mod access_token;
mod account;
pub mod address_book;
mod change_email;
mod change_password;
pub mod email_token;
mod evict;
mod keys;
mod password;
pub mod phone_code;
mod random;
mod reset_password;
mod session;
mod sign_up;
pub mod social;
pub mod totp;
mod verify_email;
pub mod work;

pub use access_token::{Claims, verify_access};
pub use account::{
    Account, AccountDraft, CreateAccountError, DeleteAccountError, InvalidName, NewAccount, ProfileChange,
    Role, UpdateProfileError, add_account, clean_name, create_account, delete_account, find_account,
    load_account, update_profile,
};
pub use change_email::{
    ConfirmEmailChangeError, EmailChange, RequestEmailChangeError, confirm_email_change, find_email_change,
    last_email_change, request_email_change,
};
pub use change_password::{ChangePasswordError, change_password};
pub use email_token::{Letter, LinkError};
pub use evict::evict_unverified;
pub use keys::{InvalidKeys, Keys};
pub use password::{HashError, HashedPassword, NewPasswordError, Weakness, check as check_password};
pub use reset_password::{ResetPasswordError, forgot_password, reset_password};
pub use session::{
    Caller, Device, FRESH_FOR, ReauthenticateError, ReauthenticationRequired, RefreshError, RevokedReason,
    SecondFactor, SessionInfo, SignIn, SignInError, Tokens, confirm_presence, list_sessions, open_session,
    reauthenticate_with_password, refresh, require_fresh, revoke_all_sessions, revoke_other_sessions,
    revoke_session, sign_in, sign_out, sweep,
};
pub use sign_up::{SignUp, SignUpError, sign_up};
pub use verify_email::{ResendVerificationError, resend_verification, verify_email};
