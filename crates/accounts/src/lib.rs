//! Who people are: accounts of customers and staff, their passwords, sign-in and sessions.

mod account;
mod password;
mod session;

pub use account::{Account, CreateAccountError, NewAccount, Role, create_account, find_account};
pub use session::{Session, SignIn, SignInError, authenticate, sign_in, sign_out, sweep};
