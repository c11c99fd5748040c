//! Whose account an ID token opens.

use accounts::social::{
    IdTokens, ProveError, Provider, SocialSignIn, SocialSignInError, SocialSignedIn, prove, providers,
    sign_in,
};
use accounts::{
    Account, Role, SignInError, SignUp, create_account, find_account, list_sessions, load_account, refresh,
    sign_up,
};
use chrono::TimeDelta;
use db::Db;
use futures::future::join_all;
use kernel::{Ctx, Email, FixedClock};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use secrecy::SecretString;
use test_support::{TestDb, test_ctx};

use crate::people::{PASSWORD, device, keys, layla, person, try_sign_in};
use crate::provider::{Key, TestProvider, claims};

struct Desk {
    test: TestDb,
    ctx: Ctx,
    clock: FixedClock,
    key: Key,
    verifier: IdTokens,
}

type Outcome = Result<SocialSignedIn, SocialSignInError>;

impl Desk {
    /// The same provider stands in for both.
    async fn new() -> Self {
        let (test, (ctx, clock)) = (TestDb::with_connections(12).await, test_ctx());
        let key = Key::new("first");
        let provider = TestProvider::start(&key).await;
        let verifier = IdTokens::new(Some(provider.config()), Some(provider.config())).unwrap();
        Self {
            test,
            ctx,
            clock,
            key,
            verifier,
        }
    }

    fn db(&self) -> &Db {
        self.test.db()
    }

    /// A token of this person with a nonce of its own.
    fn token(&self, subject: &str, email: &str) -> (SecretString, SecretString) {
        let nonce = self.ctx.new_secret();
        let token = self.key.sign(&claims(&self.ctx, subject, email, &nonce));
        (token, nonce.into())
    }

    async fn come(&self, provider: Provider, subject: &str, email: &str) -> Outcome {
        let (id_token, nonce) = self.token(subject, email);
        let offer = SocialSignIn {
            provider,
            id_token,
            nonce,
            full_name: None,
            locale: "ar".into(),
            region: None,
            device: device(),
        };
        sign_in(self.db(), &self.ctx, &keys(), &self.verifier, offer).await
    }

    async fn google(&self) -> Outcome {
        self.come(Provider::Google, "1001", "layla@example.com").await
    }

    async fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) AS rows FROM {table}");
        let row = self
            .db()
            .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
            .await
            .unwrap()
            .unwrap();
        row.try_get("", "rows").unwrap()
    }

    async fn by_email(&self) -> Option<Account> {
        find_account(self.db(), &Email::parse("layla@example.com").unwrap())
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_first_sign_in_opens_an_account_and_the_next_finds_it_by_its_subject() {
    let desk = Desk::new().await;
    let first = desk.google().await.unwrap();
    let account = first.tokens.account;
    assert!(first.is_new && account.email_verified && !account.has_password);
    assert_eq!(
        (account.full_name.as_str(), account.locale.as_str(), account.role),
        ("Layla Haddad", "ar", Role::Customer)
    );
    // People change their address at the provider; the subject stays.
    let again = desk
        .come(Provider::Google, "1001", "haddad@example.com")
        .await
        .unwrap();
    assert_eq!((again.is_new, &again.tokens.account), (false, &account));
    // The other provider vouches for the same address.
    let apple = desk
        .come(Provider::Apple, "a.1001", "Layla@Example.com")
        .await
        .unwrap();
    assert_eq!((apple.is_new, &apple.tokens.account), (false, &account));
    let linked = providers(desk.db(), account.id).await.unwrap();
    assert_eq!(linked, [Provider::Apple, Provider::Google]);
    assert_eq!(
        list_sessions(desk.db(), &desk.ctx, account.id)
            .await
            .unwrap()
            .len(),
        3
    );
}

#[tokio::test]
async fn first_sign_ins_at_once_open_one_account() {
    let desk = Desk::new().await;
    let outcomes = join_all((0..10).map(|_| desk.google())).await;
    let new = outcomes.iter().filter(|outcome| outcome.as_ref().unwrap().is_new);
    assert_eq!(new.count(), 1);
    // Both providers at once, for somebody else.
    let both = join_all((0..10).map(|n| {
        let (provider, subject) = if n % 2 == 0 {
            (Provider::Google, "2002")
        } else {
            (Provider::Apple, "a.2002")
        };
        desk.come(provider, subject, "noura@example.com")
    }))
    .await;
    let new = both.iter().filter(|outcome| outcome.as_ref().unwrap().is_new);
    assert_eq!(new.count(), 1);
    assert_eq!(
        (desk.count("accounts").await, desk.count("identities").await),
        (2, 3)
    );
}

#[tokio::test]
async fn a_verified_account_is_linked_and_keeps_its_password() {
    let desk = Desk::new().await;
    let account = layla(desk.db(), &desk.ctx, Role::Customer).await;
    let signed_in = desk.google().await.unwrap();
    assert_eq!(
        (signed_in.is_new, signed_in.tokens.account.id),
        (false, account.id)
    );
    try_sign_in(desk.db(), &desk.ctx, PASSWORD).await.unwrap();
    assert_eq!(desk.count("accounts").await, 1);
}

/// Somebody opens an account with another person's address and waits for them to come.
#[tokio::test]
async fn who_squats_on_an_address_loses_it_to_its_owner() {
    for provider in Provider::ALL {
        let desk = Desk::new().await;
        let squat = SignUp {
            email: Email::parse("layla@example.com").unwrap(),
            password: PASSWORD.into(),
            full_name: "Not Layla".into(),
            locale: "en".into(),
            region: None,
            marketing_consent: false,
            device: device(),
        };
        let squatter = sign_up(desk.db(), &desk.ctx, &keys(), squat).await.unwrap();

        let owner = desk.come(provider, "1001", "layla@example.com").await.unwrap();
        assert!(owner.is_new && owner.tokens.account.id != squatter.account.id);
        assert_eq!(desk.by_email().await.unwrap().id, owner.tokens.account.id);

        let evicted = load_account(desk.db(), squatter.account.id)
            .await
            .unwrap()
            .unwrap();
        assert!(!evicted.is_active && evicted.email.is_none() && !evicted.has_password);
        let open = list_sessions(desk.db(), &desk.ctx, squatter.account.id)
            .await
            .unwrap();
        assert!(open.is_empty(), "{open:?}");
        assert!(
            refresh(desk.db(), &desk.ctx, &keys(), &squatter.refresh_token, &device())
                .await
                .is_err()
        );
        let refused = try_sign_in(desk.db(), &desk.ctx, PASSWORD).await;
        assert!(matches!(refused, Err(SignInError::InvalidCredentials)));
    }
}

#[tokio::test]
async fn staff_and_disabled_people_do_not_sign_in_with_a_provider() {
    let desk = Desk::new().await;
    layla(desk.db(), &desk.ctx, Role::Manager).await;
    assert!(matches!(desk.google().await, Err(SocialSignInError::Staff)));
    // Not even when nobody has verified the address: staff aren't evicted.
    desk.db()
        .execute_unprepared("UPDATE accounts SET email_verified_at = NULL")
        .await
        .unwrap();
    assert!(matches!(desk.google().await, Err(SocialSignInError::Staff)));

    desk.db()
        .execute_unprepared(
            "UPDATE accounts SET role = 'customer', is_active = false, email_verified_at = created_at",
        )
        .await
        .unwrap();
    assert!(matches!(desk.google().await, Err(SocialSignInError::Disabled)));
    assert_eq!(
        (desk.count("identities").await, desk.count("sessions").await),
        (0, 0)
    );

    // An account that became a colleague's after it was linked.
    desk.db()
        .execute_unprepared("UPDATE accounts SET is_active = true")
        .await
        .unwrap();
    desk.google().await.unwrap();
    desk.db()
        .execute_unprepared("UPDATE accounts SET role = 'manager'")
        .await
        .unwrap();
    assert!(matches!(desk.google().await, Err(SocialSignInError::Staff)));
    desk.db()
        .execute_unprepared("UPDATE accounts SET role = 'customer', is_active = false")
        .await
        .unwrap();
    assert!(matches!(desk.google().await, Err(SocialSignInError::Disabled)));
}

#[tokio::test]
async fn an_address_that_changed_hands_at_the_provider_does_not_change_hands_here() {
    let desk = Desk::new().await;
    desk.google().await.unwrap();
    let other = desk.come(Provider::Google, "9009", "layla@example.com").await;
    assert!(matches!(other, Err(SocialSignInError::EmailTaken)));
    assert_eq!(desk.count("identities").await, 1);
}

#[tokio::test]
async fn an_id_token_proves_presence_to_its_own_account_once() {
    let desk = Desk::new().await;
    let account = desk.google().await.unwrap().tokens.account;
    let other = create_account(desk.db(), &desk.ctx, person("other@example.com", Role::Customer))
        .await
        .unwrap();
    desk.clock.advance(TimeDelta::minutes(20));
    let show = async |account: &Account, (token, nonce): &(SecretString, SecretString)| {
        prove(
            desk.db(),
            &desk.ctx,
            &desk.verifier,
            account.id,
            Provider::Google,
            (token, nonce),
        )
        .await
    };
    let token = desk.token("1001", "layla@example.com");
    show(&account, &token).await.unwrap();
    assert!(matches!(
        show(&account, &token).await,
        Err(ProveError::IdToken(_))
    ));
    let token = desk.token("1001", "layla@example.com");
    assert!(matches!(
        show(&other, &token).await,
        Err(ProveError::AnotherPerson)
    ));
    let token = desk.token("4004", "layla@example.com");
    assert!(matches!(
        show(&account, &token).await,
        Err(ProveError::AnotherPerson)
    ));
}
