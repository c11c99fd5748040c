use accounts::{
    Account, CreateAccountError, Device, Keys, NewAccount, NewPasswordError, Role, SignIn, SignInError,
    Tokens, Weakness, create_account, sign_in,
};
use db::Db;
use kernel::{Ctx, Email, Phone};
use test_support::{TestDb, test_ctx};

pub const PASSWORD: &str = "seven quiet camels";

/// The keys of these tests: one to sign with, and the one before it.
pub fn keys() -> Keys {
    keys_named(&["new", "old"])
}

pub fn keys_named(access: &[&str]) -> Keys {
    let key = |id: &&str| {
        (
            (*id).to_owned(),
            format!("{id} access key of tests, long enough").into(),
        )
    };
    let pepper = "pepper of tests, at least 32 characters".into();
    let encryption = "encryption key of tests, 32 characters".into();
    Keys::new(access.iter().map(key).collect(), pepper, &encryption).unwrap()
}

pub fn person(email: &str, role: Role) -> NewAccount {
    NewAccount {
        email: Email::parse(email).unwrap(),
        password: PASSWORD.into(),
        full_name: "Layla Haddad".into(),
        phone: Some(Phone::parse("0501234567", "AE").unwrap()),
        role,
        locale: "ar".into(),
    }
}

pub async fn layla(db: &Db, ctx: &Ctx, role: Role) -> Account {
    create_account(db, ctx, person("layla@example.com", role))
        .await
        .unwrap()
}

pub fn offer(email: &str, password: &str) -> SignIn {
    SignIn {
        email: email.into(),
        password: password.into(),
        second_factor: None,
        device: device(),
    }
}

pub fn device() -> Device {
    Device {
        user_agent: Some("test".into()),
        client_address: Some([192, 0, 2, 1].into()),
    }
}

/// Layla signs in with this password.
pub async fn try_sign_in(db: &Db, ctx: &Ctx, password: &str) -> Result<Tokens, SignInError> {
    sign_in(db, ctx, &keys(), offer("layla@example.com", password)).await
}

pub async fn signed_in(db: &Db, ctx: &Ctx) -> Tokens {
    try_sign_in(db, ctx, PASSWORD).await.unwrap()
}

#[tokio::test]
async fn making_an_account_again_leaves_it_as_it_is() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    let first = layla(test.db(), &ctx, Role::Customer).await;
    let other = NewAccount {
        full_name: "Someone Else".into(),
        role: Role::Admin,
        ..person("LAYLA@example.com", Role::Admin)
    };
    assert_eq!(create_account(test.db(), &ctx, other).await.unwrap(), first);
    assert_eq!(
        (first.full_name.as_str(), first.phone.as_deref()),
        ("Layla Haddad", Some("+971501234567"))
    );
}

#[tokio::test]
async fn weak_passwords_are_refused() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    let weak = NewAccount {
        password: "layla.haddad".into(),
        ..person("layla@example.com", Role::Customer)
    };
    let refused = create_account(test.db(), &ctx, weak).await;
    assert!(matches!(
        refused,
        Err(CreateAccountError::Password(NewPasswordError::Weak(
            Weakness::Common
        )))
    ));
}
