use std::net::IpAddr;

use accounts::phone_code::{
    self, CodeError, PhoneSignIn, PhoneSignInError, PhoneSignedIn, RemoveError, RequestError, TRIES,
    VerifyError,
};
use accounts::work::SendPhoneCode;
use accounts::{Role, create_account, find_account};
use chrono::TimeDelta;
use db::Db;
use futures::future::join_all;
use jobs::Job as _;
use kernel::{Ctx, Email, Phone, PhoneCodeId};
use sea_orm::{ConnectionTrait as _, DbBackend, FromQueryResult, Statement};
use secrecy::{ExposeSecret as _, SecretString};
use test_support::{TestDb, test_ctx};

use crate::people::{device, keys, layla, person};

fn phone(last: u32) -> Phone {
    Phone::parse(&format!("+97150{last:07}"), "AE").unwrap()
}

fn client(last: u8) -> Option<IpAddr> {
    Some([192, 0, 2, last].into())
}

#[derive(FromQueryResult)]
struct JobRow {
    payload: serde_json::Value,
}

/// What the worker does with the newest request: makes the code and sends it.
async fn send(db: &Db, ctx: &Ctx) -> Option<(Phone, SecretString)> {
    let sql = "SELECT payload FROM jobs WHERE kind = $1 ORDER BY created_at DESC, id DESC LIMIT 1";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [SendPhoneCode::KIND.into()]);
    let row = JobRow::find_by_statement(statement)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let job: SendPhoneCode = serde_json::from_value(row.payload).unwrap();
    issue(db, ctx, job.phone_code_id).await
}

async fn issue(db: &Db, ctx: &Ctx, id: PhoneCodeId) -> Option<(Phone, SecretString)> {
    let tx = db::begin(db).await.unwrap();
    let issued = phone_code::issue(&tx, ctx, &keys(), id).await.unwrap();
    tx.commit().await.unwrap();
    issued
}

async fn code_for(db: &Db, ctx: &Ctx, phone: &Phone) -> SecretString {
    phone_code::request(db, ctx, phone, client(1), "ar")
        .await
        .unwrap();
    let (sent_to, code) = send(db, ctx).await.unwrap();
    assert_eq!(&sent_to, phone);
    code
}

/// A code that isn't this one.
fn wrong(code: &SecretString, n: u32) -> SecretString {
    let number: u32 = code.expose_secret().parse().unwrap();
    format!("{:06}", (number + 1 + n) % 1_000_000).into()
}

async fn prove(db: &Db, ctx: &Ctx, phone: &Phone, code: &SecretString) -> Result<(), CodeError> {
    phone_code::prove(db, ctx, &keys(), phone, code).await
}

async fn sign_in(
    db: &Db,
    ctx: &Ctx,
    phone: &Phone,
    code: SecretString,
) -> Result<PhoneSignedIn, PhoneSignInError> {
    let offer = PhoneSignIn {
        phone: phone.clone(),
        code,
        full_name: None,
        locale: "ar".into(),
        region: None,
        device: device(),
    };
    phone_code::sign_in(db, ctx, &keys(), offer).await
}

#[tokio::test]
async fn a_code_counts_once_also_at_once() {
    let (test, (ctx, clock)) = (TestDb::with_connections(12).await, test_ctx());
    let (db, number) = (test.db(), phone(1_234_567));
    let code = code_for(db, &ctx, &number).await;
    assert_eq!(code.expose_secret().len(), 6);
    let other = prove(db, &ctx, &phone(7_654_321), &code).await;
    assert!(matches!(other, Err(CodeError::Invalid { tries_left: 0 })));
    let outcomes = join_all((0..5).map(|_| prove(db, &ctx, &number, &code))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);

    clock.advance(TimeDelta::minutes(1));
    let code = code_for(db, &ctx, &number).await;
    let signed_in = join_all((0..5).map(|_| sign_in(db, &ctx, &number, code.clone()))).await;
    assert_eq!(signed_in.iter().filter(|outcome| outcome.is_ok()).count(), 1);
}

#[tokio::test]
async fn five_guesses_are_compared_however_many_come_at_once() {
    let (test, (ctx, _)) = (TestDb::with_connections(12).await, test_ctx());
    let (db, number) = (test.db(), phone(1_234_567));
    let code = code_for(db, &ctx, &number).await;
    let guesses: Vec<SecretString> = (0..20).map(|n| wrong(&code, n)).collect();
    let outcomes = join_all(guesses.iter().map(|guess| prove(db, &ctx, &number, guess))).await;
    let mut left: Vec<u8> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Err(CodeError::Invalid { tries_left }) => *tries_left,
            other => panic!("{other:?}"),
        })
        .collect();
    left.sort_unstable();
    // The fifth guess leaves none, as do all that weren't compared.
    assert_eq!(left[16..], [1, 2, 3, 4]);
    assert_eq!(left[..16], [0; 16]);
    let right = prove(db, &ctx, &number, &code).await;
    assert!(matches!(right, Err(CodeError::Invalid { tries_left: 0 })));
    let sql = "SELECT tries FROM phone_codes";
    let row = db
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.try_get::<i32>("", "tries").unwrap(), i32::from(TRIES));
}

#[tokio::test]
async fn guesses_stay_counted_when_the_code_is_sent_again() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    let (db, number) = (test.db(), phone(1_234_567));
    let first = code_for(db, &ctx, &number).await;
    for n in 0..3 {
        prove(db, &ctx, &number, &wrong(&first, n)).await.unwrap_err();
    }
    // The job runs again, as after a crash of its worker.
    let (_, second) = send(db, &ctx).await.unwrap();
    let refused = prove(db, &ctx, &number, &wrong(&second, 0)).await;
    assert!(matches!(refused, Err(CodeError::Invalid { tries_left: 1 })));
    prove(db, &ctx, &number, &second).await.unwrap();
    assert!(send(db, &ctx).await.is_none(), "nothing is sent for a used code");

    // Only the newest code of a number counts.
    clock.advance(TimeDelta::minutes(1));
    let older = code_for(db, &ctx, &number).await;
    clock.advance(TimeDelta::minutes(1));
    let newer = code_for(db, &ctx, &number).await;
    if older.expose_secret() != newer.expose_secret() {
        prove(db, &ctx, &number, &older).await.unwrap_err();
    }
    prove(db, &ctx, &number, &newer).await.unwrap();
}

#[tokio::test]
async fn a_code_expires_after_ten_minutes() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    let (db, number) = (test.db(), phone(1_234_567));
    let code = code_for(db, &ctx, &number).await;
    clock.advance(TimeDelta::minutes(10));
    assert!(prove(db, &ctx, &number, &code).await.is_err());
    assert!(
        send(db, &ctx).await.is_none(),
        "nothing is sent when it's too late"
    );
    let code = code_for(db, &ctx, &number).await;
    clock.advance(TimeDelta::minutes(10) - TimeDelta::seconds(1));
    prove(db, &ctx, &number, &code).await.unwrap();
}

#[tokio::test]
async fn the_database_does_not_hold_the_code() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    let code = code_for(test.db(), &ctx, &phone(1_234_567)).await;
    let sql = "SELECT encode(code_hash, 'escape') || (SELECT string_agg(payload::text, '') FROM jobs) AS stored FROM phone_codes";
    let row = test
        .db()
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
        .unwrap()
        .unwrap();
    let stored: String = row.try_get("", "stored").unwrap();
    assert!(!stored.contains(code.expose_secret()), "{stored}");
}

async fn wait(db: &Db, ctx: &Ctx, phone: &Phone, from: Option<IpAddr>) -> Option<TimeDelta> {
    match phone_code::request(db, ctx, phone, from, "en").await {
        Ok(_) => None,
        Err(RequestError::TooMany { retry_after }) => Some(retry_after),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_number_gets_one_code_a_minute_and_five_an_hour() {
    let (test, (ctx, clock)) = (TestDb::with_connections(12).await, test_ctx());
    let (db, number) = (test.db(), phone(1_234_567));
    let (ctx, asked) = (&ctx, &number);
    let at_once = join_all((0..10).map(|n| wait(db, ctx, asked, client(n)))).await;
    assert_eq!(at_once.iter().filter(|wait| wait.is_none()).count(), 1);
    assert_eq!(at_once.iter().flatten().max(), Some(&TimeDelta::minutes(1)));
    for _ in 0..4 {
        clock.advance(TimeDelta::minutes(1));
        assert_eq!(wait(db, ctx, &number, client(1)).await, None);
    }
    clock.advance(TimeDelta::minutes(1));
    assert_eq!(
        wait(db, ctx, &number, client(2)).await,
        Some(TimeDelta::minutes(55))
    );
    assert_eq!(wait(db, ctx, &phone(7_654_321), client(2)).await, None);
    clock.advance(TimeDelta::minutes(55));
    assert_eq!(wait(db, ctx, &number, client(2)).await, None);
}

#[tokio::test]
async fn a_client_has_twenty_codes_sent_in_an_hour() {
    let (test, (ctx, clock)) = (TestDb::with_connections(12).await, test_ctx());
    let numbers: Vec<Phone> = (0..24).map(|n| phone(1_000_000 + n)).collect();
    let (db, ctx) = (test.db(), &ctx);
    let at_once = join_all(numbers.iter().map(|number| wait(db, ctx, number, client(1)))).await;
    assert_eq!(at_once.iter().filter(|wait| wait.is_none()).count(), 20);
    assert_eq!(wait(db, ctx, &phone(2_000_000), client(2)).await, None);
    clock.advance(TimeDelta::hours(1));
    assert_eq!(wait(db, ctx, &phone(3_000_000), client(1)).await, None);
}

#[tokio::test]
async fn the_first_sign_in_opens_an_account_and_the_next_finds_it() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    let (db, number) = (test.db(), phone(1_234_567));
    let code = code_for(db, &ctx, &number).await;
    let first = sign_in(db, &ctx, &number, code).await.unwrap();
    let account = &first.tokens.account;
    assert!(first.is_new && account.phone_verified && account.email.is_none());
    assert_eq!(
        (account.full_name.as_str(), account.phone.as_deref()),
        ("•••4567", Some("+971501234567"))
    );
    clock.advance(TimeDelta::minutes(1));
    let code = code_for(db, &ctx, &number).await;
    let again = sign_in(db, &ctx, &number, code).await.unwrap();
    assert_eq!((again.is_new, again.tokens.account.id), (false, account.id));
}

#[tokio::test]
async fn a_number_that_was_only_written_down_opens_nothing() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    let db = test.db();
    let theirs = layla(db, &ctx, Role::Customer).await;
    let number = phone(1_234_567);
    assert_eq!(theirs.phone.as_deref(), Some(number.as_str()));
    let code = code_for(db, &ctx, &number).await;
    let signed_in = sign_in(db, &ctx, &number, code).await.unwrap();
    assert!(signed_in.is_new && signed_in.tokens.account.id != theirs.id);
}

#[tokio::test]
async fn staff_and_disabled_people_do_not_sign_in_by_telephone() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    let (db, number) = (test.db(), phone(1_234_567));
    layla(db, &ctx, Role::Manager).await;
    db.execute_unprepared("UPDATE accounts SET phone_verified_at = created_at")
        .await
        .unwrap();
    let code = code_for(db, &ctx, &number).await;
    assert!(matches!(
        sign_in(db, &ctx, &number, code).await,
        Err(PhoneSignInError::Staff)
    ));
    db.execute_unprepared("UPDATE accounts SET role = 'customer', is_active = false")
        .await
        .unwrap();
    clock.advance(TimeDelta::minutes(1));
    let code = code_for(db, &ctx, &number).await;
    assert!(matches!(
        sign_in(db, &ctx, &number, code).await,
        Err(PhoneSignInError::Disabled)
    ));
    let sql = "SELECT count(*) AS sessions FROM sessions";
    let row = db
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.try_get::<i64>("", "sessions").unwrap(), 0);
}

#[tokio::test]
async fn a_number_belongs_to_who_verified_it() {
    let (test, (ctx, clock)) = (TestDb::new().await, test_ctx());
    let (db, number) = (test.db(), phone(1_234_567));
    let mine = layla(db, &ctx, Role::Customer).await;
    let verify = async |account, code: &SecretString| {
        phone_code::verify_mine(db, &ctx, &keys(), account, &number, code).await
    };
    let code = code_for(db, &ctx, &number).await;
    assert!(matches!(
        verify(mine.id, &wrong(&code, 0)).await,
        Err(VerifyError::Code(CodeError::Invalid { tries_left: 4 }))
    ));
    let verified = verify(mine.id, &code).await.unwrap();
    assert!(verified.phone_verified && verified.version > mine.version);

    let other = create_account(db, &ctx, person("other@example.com", Role::Customer))
        .await
        .unwrap();
    clock.advance(TimeDelta::minutes(1));
    let code = code_for(db, &ctx, &number).await;
    assert!(matches!(
        verify(other.id, &code).await,
        Err(VerifyError::PhoneTaken)
    ));
    let untouched = find_account(db, &Email::parse("layla@example.com").unwrap()).await;
    assert_eq!(untouched.unwrap(), Some(verified));
}

#[tokio::test]
async fn a_number_goes_unless_it_is_the_only_way_in() {
    let (test, (ctx, _)) = (TestDb::new().await, test_ctx());
    let db = test.db();
    let mine = layla(db, &ctx, Role::Customer).await;
    let without = phone_code::remove(db, &ctx, mine.id).await.unwrap();
    assert_eq!((without.phone, without.phone_verified), (None, false));

    let number = phone(7_654_321);
    let code = code_for(db, &ctx, &number).await;
    let by_phone = sign_in(db, &ctx, &number, code).await.unwrap().tokens.account;
    let refused = phone_code::remove(db, &ctx, by_phone.id).await;
    assert!(matches!(refused, Err(RemoveError::OnlyWayIn)));
}
