use accounts::{Account, CreateAccountError, NewAccount, Role, SignIn, create_account};
use db::Db;
use kernel::{Ctx, Email, Phone};
use test_support::{TestDb, test_ctx};

pub const PASSWORD: &str = "correct horse";

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
        user_agent: Some("test".into()),
        client_address: Some([192, 0, 2, 1].into()),
    }
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
async fn short_passwords_are_refused() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    let weak = NewAccount {
        password: "1234567".into(),
        ..person("layla@example.com", Role::Customer)
    };
    let refused = create_account(test.db(), &ctx, weak).await;
    assert!(matches!(refused, Err(CreateAccountError::PasswordLength)));
}
