//! One-time codes by SMS: they prove that a telephone number is in somebody's hand.
//!
//! A code has six digits, counts for ten minutes, for five guesses and for one use, and only the newest of a number counts. How
//! many are sent is limited per number and per client, in the database. The database keeps a keyed hash.

use chrono::TimeDelta;
use kernel::{Phone, PhoneCodeId};
use sea_orm::DbErr;

use crate::keys::Keys;

mod request;
mod sign_in;
mod spend;
mod verify;

pub use request::{RequestError, Requested, issue, request};
pub use sign_in::{PhoneSignIn, PhoneSignInError, PhoneSignedIn, sign_in};
pub use spend::{CodeError, prove};
pub use verify::{RemoveError, VerifyError, remove, verify_mine};

/// How long a code counts.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// How long to wait before another code is sent to the same number.
pub const RESEND_AFTER: TimeDelta = TimeDelta::minutes(1);
/// So many guesses are compared with a code.
pub const TRIES: u8 = 5;

/// Bound to the row: the same digits sent to somebody else are another code.
fn code_hash(keys: &Keys, id: PhoneCodeId, code: &str) -> [u8; 32] {
    keys.keyed_hash("phone_code", &format!("{id}:{code}"))
}

/// A number as it is stored, which is how it was parsed.
fn stored_phone(text: &str) -> Result<Phone, DbErr> {
    Phone::parse(text, "AE").map_err(|error| DbErr::Type(format!("a stored telephone number: {error}")))
}
