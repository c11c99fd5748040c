use accounts::work::Side;
use accounts::{Account, Caller, Keys, Letter, SignUp, Tokens, email_token, sign_up};
use db::Db;
use kernel::{Ctx, Email, EmailChangeId, FixedClock};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use secrecy::SecretString;
use serde_json::Value;
use test_support::{TestDb, test_ctx};
use uuid::Uuid;

use crate::people::{PASSWORD, device, keys};

pub const EMAIL: &str = "layla@example.com";

pub fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

/// A database, a clock and the letters a worker would send.
pub struct World {
    pub test: TestDb,
    pub ctx: Ctx,
    pub clock: FixedClock,
    pub keys: Keys,
}

impl World {
    pub async fn new() -> Self {
        let (ctx, clock) = test_ctx();
        Self {
            test: TestDb::with_connections(20).await,
            ctx,
            clock,
            keys: keys(),
        }
    }

    pub fn db(&self) -> &Db {
        self.test.db()
    }

    pub async fn signs_up(&self, address: &str) -> Tokens {
        let new = form(address);
        sign_up(self.db(), &self.ctx, &self.keys, new).await.unwrap()
    }

    /// Signs up and follows the link.
    pub async fn verified(&self, address: &str) -> Tokens {
        let tokens = self.signs_up(address).await;
        let letter = self.verification(&tokens.account).await.unwrap();
        accounts::verify_email(self.db(), &self.ctx, &letter.token)
            .await
            .unwrap();
        tokens
    }

    pub async fn verification(&self, account: &Account) -> Option<Letter> {
        let tx = db::begin(self.db()).await.unwrap();
        let letter = email_token::issue_verification(&tx, &self.ctx, account.id).await;
        tx.commit().await.unwrap();
        letter.unwrap()
    }

    pub async fn reset(&self, address: &str) -> Option<Letter> {
        let tx = db::begin(self.db()).await.unwrap();
        let letter = email_token::issue_reset(&tx, &self.ctx, address).await;
        tx.commit().await.unwrap();
        letter.unwrap()
    }

    pub async fn change(&self, change: EmailChangeId, side: Side) -> Option<Letter> {
        let tx = db::begin(self.db()).await.unwrap();
        let letter = email_token::issue_change(&tx, &self.ctx, change, side).await;
        tx.commit().await.unwrap();
        letter.unwrap()
    }

    /// Whether Layla's password is this one.
    pub async fn signs_in(&self, password: &str) -> bool {
        crate::people::try_sign_in(self.db(), &self.ctx, password)
            .await
            .is_ok()
    }

    pub async fn open_sessions(&self, account: &Account) -> usize {
        accounts::list_sessions(self.db(), &self.ctx, account.id)
            .await
            .unwrap()
            .len()
    }

    /// The inputs of all jobs of a kind, oldest first.
    pub async fn jobs(&self, kind: &str) -> Vec<Value> {
        let statement = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT payload FROM jobs WHERE kind = $1 ORDER BY id",
            [kind.into()],
        );
        let rows = self.db().query_all_raw(statement).await.unwrap();
        rows.iter()
            .map(|row| row.try_get("", "payload").unwrap())
            .collect()
    }

    pub async fn sql(&self, sql: &str) {
        self.db().execute_unprepared(sql).await.unwrap();
    }

    /// A statement's only row as JSON.
    pub async fn row(&self, sql: &str) -> Value {
        let sql = format!("SELECT to_jsonb(found) AS row FROM ({sql}) found");
        let statement = Statement::from_string(DbBackend::Postgres, sql);
        let row = self.db().query_one_raw(statement).await.unwrap().unwrap();
        row.try_get("", "row").unwrap()
    }

    /// Gives the account what a squatter might plant: a Google identity, a verified telephone, an address.
    pub async fn plant(&self, account: &Account) {
        let (id, region): (Uuid, Uuid) = (account.id.uuid(), self.ctx.new_id());
        let at = self.ctx.now().to_rfc3339();
        self.sql(&format!(
            "INSERT INTO regions (id, slug, country, name, currency, time_zone, created_at, updated_at)
             VALUES ('{region}', 'ae', 'AE', '{{\"en\": \"UAE\", \"ar\": \"الإمارات\"}}', 'AED', 'Asia/Dubai', '{at}', '{at}');
             INSERT INTO identities (provider, subject, account_id, created_at) VALUES ('google', 'someone', '{id}', '{at}');
             UPDATE accounts SET phone = '+971501234567', phone_verified_at = '{at}' WHERE id = '{id}';
             INSERT INTO addresses (id, account_id, region_id, recipient_name, recipient_phone, country, fields, is_default,
                                    created_at, updated_at)
             VALUES ('{region}', '{id}', '{region}', 'Someone', '+971501234567', 'AE', '{{}}', true, '{at}', '{at}')"
        ))
        .await;
    }

    pub async fn planted(&self) -> Value {
        self.row(
            "SELECT (SELECT count(*) FROM identities) AS identities, (SELECT count(*) FROM addresses) AS addresses,
                    (SELECT count(*) FROM accounts WHERE phone IS NOT NULL) AS phones",
        )
        .await
    }
}

pub fn form(address: &str) -> SignUp {
    SignUp {
        email: email(address),
        password: PASSWORD.into(),
        full_name: " Layla  Haddad ".into(),
        locale: "ar".into(),
        region: None,
        marketing_consent: true,
        device: device(),
    }
}

/// The session, proved just when it was opened.
pub fn caller(tokens: &Tokens, ctx: &Ctx) -> Caller {
    Caller {
        account: tokens.account.id,
        session: tokens.session,
        authenticated_at: ctx.now(),
    }
}

pub fn secret(text: &str) -> SecretString {
    text.into()
}
