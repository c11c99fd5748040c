//! Who people are: accounts of customers and staff, how they prove it, and their sessions.

mod access_token;
mod account;
pub mod address_book;
mod keys;
mod password;
mod random;
mod session;
pub mod totp;
pub mod work;

pub use access_token::{Claims, verify_access};
pub use account::{
    Account, AccountDraft, CreateAccountError, NewAccount, Role, add_account, create_account, find_account,
    load_account,
};
pub use keys::{InvalidKeys, Keys};
pub use password::{HashError, HashedPassword, NewPasswordError, Weakness, check as check_password};
pub use session::{
    Caller, Device, FRESH_FOR, ReauthenticateError, ReauthenticationRequired, RefreshError, RevokedReason,
    SecondFactor, SessionInfo, SignIn, SignInError, Tokens, confirm_presence, list_sessions, open_session,
    reauthenticate_with_password, refresh, require_fresh, revoke_all_sessions, revoke_other_sessions,
    revoke_session, sign_in, sign_out, sweep,
};
