use accounts::totp::{self, BeginError, ConfirmError, RECOVERY_CODES, RegenerateError};
use accounts::{Account, Role, SecondFactor, list_sessions};
use chrono::TimeDelta;
use futures::future::join_all;
use kernel::{Ctx, FixedClock};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use secrecy::{ExposeSecret as _, SecretString};
use test_support::{TestDb, test_ctx};
use totp_rs::{Builder, Secret, Totp};

use crate::people::{keys, layla, signed_in};

/// A manager with the authenticator that was set up with their secret.
struct Staff {
    test: TestDb,
    ctx: Ctx,
    clock: FixedClock,
    account: Account,
    authenticator: Totp,
    recovery: Vec<SecretString>,
}

fn authenticator(secret: &SecretString) -> Totp {
    Builder::new()
        .with_secret(Secret::try_from_base32(secret.expose_secret()).unwrap())
        .with_account_name("layla@example.com")
        .build()
        .unwrap()
}

fn code(authenticator: &Totp, ctx: &Ctx, steps: i64) -> SecretString {
    let at = ctx.now().timestamp() + 30 * steps;
    authenticator.generate(at.try_into().unwrap()).to_string().into()
}

impl Staff {
    async fn enrolled() -> Self {
        let (test, (ctx, clock)) = (TestDb::with_connections(12).await, test_ctx());
        let account = layla(test.db(), &ctx, Role::Manager).await;
        let session = signed_in(test.db(), &ctx).await.session;
        let begun = totp::begin(test.db(), &ctx, &keys(), account.id).await.unwrap();
        let authenticator = authenticator(&begun.secret);
        let now = code(&authenticator, &ctx, 0);
        let recovery = totp::confirm(test.db(), &ctx, &keys(), account.id, session, &now)
            .await
            .unwrap();
        clock.advance(TimeDelta::minutes(2));
        Self {
            test,
            ctx,
            clock,
            account,
            authenticator,
            recovery,
        }
    }

    async fn check(&self, factor: SecondFactor) -> bool {
        totp::check(self.test.db(), &self.ctx, &keys(), self.account.id, &factor)
            .await
            .unwrap()
    }

    async fn check_code(&self, steps: i64) -> bool {
        self.check(SecondFactor::Totp(code(&self.authenticator, &self.ctx, steps)))
            .await
    }
}

#[tokio::test]
async fn a_secret_counts_once_a_code_of_it_was_confirmed() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    let (db, account) = (test.db(), layla(test.db(), &ctx, Role::Manager).await);
    let (session, other) = (
        signed_in(db, &ctx).await.session,
        signed_in(db, &ctx).await.session,
    );
    let refused = totp::confirm(db, &ctx, &keys(), account.id, session, &"123456".into()).await;
    assert!(matches!(refused, Err(ConfirmError::NotBegun)));

    let first = totp::begin(db, &ctx, &keys(), account.id).await.unwrap();
    let begun = totp::begin(db, &ctx, &keys(), account.id).await.unwrap();
    assert!(
        begun
            .otpauth_uri
            .expose_secret()
            .contains(begun.secret.expose_secret())
    );
    let factor = SecondFactor::Totp(code(&authenticator(&begun.secret), &ctx, 0));
    assert!(!totp::check(db, &ctx, &keys(), account.id, &factor).await.unwrap());
    let stale = code(&authenticator(&first.secret), &ctx, 0);
    let refused = totp::confirm(db, &ctx, &keys(), account.id, session, &stale).await;
    assert!(matches!(refused, Err(ConfirmError::WrongCode)));
    assert!(!totp::state(db, account.id).await.unwrap().is_enrolled);

    let right = code(&authenticator(&begun.secret), &ctx, 0);
    let codes = totp::confirm(db, &ctx, &keys(), account.id, session, &right)
        .await
        .unwrap();
    assert_eq!(codes.len(), RECOVERY_CODES);
    let state = totp::state(db, account.id).await.unwrap();
    assert_eq!((state.is_enrolled, state.recovery_codes_left), (true, 10));
    let open = list_sessions(db, &ctx, account.id).await.unwrap();
    let open: Vec<_> = open.iter().map(|open| open.id).collect();
    assert!(open.contains(&session) && !open.contains(&other), "{open:?}");
    // The code that confirmed is used up.
    assert!(!totp::check(db, &ctx, &keys(), account.id, &factor).await.unwrap());
    let refused = totp::begin(db, &ctx, &keys(), account.id).await;
    assert!(matches!(refused, Err(BeginError::AlreadyEnrolled)));
}

#[tokio::test]
async fn customers_have_no_second_factor() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    let account = layla(test.db(), &ctx, Role::Customer).await;
    let refused = totp::begin(test.db(), &ctx, &keys(), account.id).await;
    assert!(matches!(refused, Err(BeginError::NotStaff)));
}

#[tokio::test]
async fn a_code_works_once_also_when_it_is_shown_ten_times_at_once() {
    let staff = Staff::enrolled().await;
    let at_once = join_all((0..10).map(|_| staff.check_code(0))).await;
    assert_eq!(at_once.into_iter().filter(|accepted| *accepted).count(), 1);
    assert!(!staff.check_code(0).await);
    assert!(!staff.check_code(-1).await, "an older code after a newer one");
    staff.clock.advance(TimeDelta::seconds(30));
    assert!(staff.check_code(0).await);
}

#[tokio::test]
async fn a_code_may_be_a_step_early_or_late() {
    for (steps, is_good) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
        let staff = Staff::enrolled().await;
        assert_eq!(staff.check_code(steps).await, is_good, "{steps}");
    }
}

#[tokio::test]
async fn recovery_codes_work_once_each() {
    let staff = Staff::enrolled().await;
    let first = &staff.recovery[0];
    let at_once = (0..10).map(|_| staff.check(SecondFactor::Recovery(first.clone())));
    let accepted = join_all(at_once).await.into_iter().filter(|ok| *ok).count();
    assert_eq!(accepted, 1);
    let typed = staff.recovery[1].expose_secret().to_lowercase().replace('-', " ");
    assert!(staff.check(SecondFactor::Recovery(typed.into())).await);
    assert!(!staff.check(SecondFactor::Recovery("AAAA-AAAA-AAAA".into())).await);
    let (db, account) = (staff.test.db(), staff.account.id);
    assert_eq!(totp::state(db, account).await.unwrap().recovery_codes_left, 8);

    let renewed = totp::regenerate_recovery(db, &staff.ctx, &keys(), account)
        .await
        .unwrap();
    assert!(
        !staff
            .check(SecondFactor::Recovery(staff.recovery[2].clone()))
            .await
    );
    assert!(staff.check(SecondFactor::Recovery(renewed[0].clone())).await);
    assert_eq!(totp::state(db, account).await.unwrap().recovery_codes_left, 9);
}

#[tokio::test]
async fn giving_it_up_makes_everything_of_it_worthless() {
    let staff = Staff::enrolled().await;
    let (db, ctx, account) = (staff.test.db(), &staff.ctx, staff.account.id);
    let open = list_sessions(db, ctx, account).await.unwrap();
    let keep = open[0].id;
    assert!(totp::disable(db, ctx, account, keep).await.unwrap());
    assert!(!totp::disable(db, ctx, account, keep).await.unwrap());
    assert!(!staff.check_code(0).await);
    assert!(
        !staff
            .check(SecondFactor::Recovery(staff.recovery[0].clone()))
            .await
    );
    let refused = totp::regenerate_recovery(db, ctx, &keys(), account).await;
    assert!(matches!(refused, Err(RegenerateError::NotEnrolled)));
    totp::begin(db, ctx, &keys(), account).await.unwrap();
}

#[tokio::test]
async fn the_database_holds_neither_the_secret_nor_a_recovery_code() {
    let staff = Staff::enrolled().await;
    let sql = "SELECT concat((SELECT string_agg(encode(secret, 'hex'), ' ') FROM totp_secrets), ' ',
                      (SELECT string_agg(encode(code_hash, 'hex') || ' ' || encode(code_hash, 'escape'), ' ') FROM recovery_codes))
                      AS stored";
    let row = staff
        .test
        .db()
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
        .unwrap()
        .unwrap();
    let stored: String = row.try_get("", "stored").unwrap();
    let secret: String = staff
        .authenticator
        .secret()
        .as_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert!(!stored.contains(&secret));
    for code in &staff.recovery {
        assert!(!stored.contains(code.expose_secret()));
        assert!(!stored.contains(&code.expose_secret().replace('-', "")));
    }
}
