use accounts::{Account, AccountDraft, Device, Keys, Role, Tokens, add_account, open_session};
use kernel::{AccountId, Ctx, Email, FixedClock, PageSize, RegionId, StaffActor};
use rbac::{Access, Grant, Grants, Level, Permission, Scope, access};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement, Value};
use test_support::{TestDb, test_ctx};
use uuid::Uuid;

pub use Level::{Manage, View};

/// A shop with two regions and an owner.
pub struct World {
    pub database: TestDb,
    pub ctx: Ctx,
    pub clock: FixedClock,
    pub keys: Keys,
    pub ae: RegionId,
    pub sa: RegionId,
    pub owner: Account,
}

impl World {
    pub async fn new() -> Self {
        let database = TestDb::with_connections(20).await;
        let (ctx, clock) = test_ctx();
        let secret = "a secret of these tests, 32 characters or more";
        let keys = Keys::new(
            vec![("test".into(), secret.into())],
            secret.into(),
            &secret.into(),
        );
        let ae = region(&database, &ctx, "ae").await;
        let sa = region(&database, &ctx, "sa").await;
        let owner = person(&database, &ctx, "Olga", Role::Admin, None).await;
        Self {
            database,
            ctx,
            clock,
            keys: keys.unwrap(),
            ae,
            sa,
            owner,
        }
    }

    pub fn db(&self) -> &db::Db {
        self.database.db()
    }

    pub async fn admin(&self, name: &str) -> Account {
        person(&self.database, &self.ctx, name, Role::Admin, None).await
    }

    pub async fn manager(&self, name: &str, grants: Grants) -> Account {
        let account = person(&self.database, &self.ctx, name, Role::Manager, None).await;
        self.give(&account, grants).await;
        account
    }

    pub async fn customer(&self, name: &str, region: Option<RegionId>) -> Account {
        person(&self.database, &self.ctx, name, Role::Customer, region).await
    }

    /// Without anybody's leave.
    pub async fn give(&self, account: &Account, grants: Grants) {
        let id = account.id.uuid();
        self.run("DELETE FROM staff_grants WHERE account_id = $1", [id.into()])
            .await;
        for grant in grants.iter() {
            let regions: Option<Vec<Uuid>> = grant
                .scope
                .only()
                .map(|regions| regions.iter().map(|region| region.uuid()).collect());
            self.run(
                "INSERT INTO staff_grants (account_id, permission, level, region_ids) VALUES ($1, $2, $3, $4)",
                [
                    id.into(),
                    grant.permission.code().into(),
                    grant.level.code().into(),
                    regions.into(),
                ],
            )
            .await;
        }
    }

    pub async fn sign_in(&self, account: &Account) -> Tokens {
        let device = Device::default();
        open_session(self.db(), &self.ctx, &self.keys, account.clone(), &device)
            .await
            .unwrap()
    }

    pub async fn access(&self, account: &Account) -> Access {
        let session = self.sign_in(account).await.session;
        access::load(self.db(), session, self.ctx.now())
            .await
            .unwrap()
            .expect("a session that was just opened")
    }

    pub fn in_ae(&self) -> Scope {
        Scope::Only(vec![self.ae])
    }

    pub fn in_sa(&self) -> Scope {
        Scope::Only(vec![self.sa])
    }

    pub async fn version(&self, account: &Account) -> i32 {
        let found = accounts::load_account(self.db(), account.id).await.unwrap();
        found.unwrap().version
    }

    pub async fn open_sessions(&self, account: &Account) -> usize {
        let open = accounts::list_sessions(self.db(), &self.ctx, account.id).await;
        open.unwrap().len()
    }

    /// The newest entries of the audit log, newest first: action and label.
    pub async fn logged(&self) -> Vec<(String, String)> {
        let page = audit::list(self.db(), &audit::Filter::default(), PageSize::MAX, None).await;
        let entries = page.unwrap().items.into_iter();
        entries.map(|entry| (entry.action, entry.label)).collect()
    }

    pub async fn number(&self, sql: &str) -> i64 {
        let statement = Statement::from_string(DbBackend::Postgres, sql);
        let row = self.db().query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    pub async fn run(&self, sql: &str, values: impl IntoIterator<Item = Value>) {
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        self.db().execute_raw(statement).await.unwrap();
    }
}

pub fn actor(account: &Account) -> StaffActor {
    StaffActor {
        id: account.id,
        name: account.full_name.clone(),
        request_id: "req-1".to_owned(),
        client_address: Some("192.0.2.7".to_owned()),
    }
}

pub fn grants<const N: usize>(list: [(Permission, Level, Scope); N]) -> Grants {
    let grants = list.map(|(permission, level, scope)| Grant {
        permission,
        level,
        scope,
    });
    Grants::new(grants).unwrap()
}

pub fn nobody() -> AccountId {
    Uuid::from_u128(7).into()
}

async fn person(database: &TestDb, ctx: &Ctx, name: &str, role: Role, region: Option<RegionId>) -> Account {
    let email = format!("{}@example.com", name.to_lowercase().replace(' ', "."));
    let draft = AccountDraft {
        email: Some(Email::parse(&email).unwrap()),
        email_verified: true,
        role,
        region,
        ..AccountDraft::customer(name, "en")
    };
    add_account(database.db(), ctx, draft).await.unwrap().unwrap()
}

async fn region(database: &TestDb, ctx: &Ctx, slug: &str) -> RegionId {
    let id: RegionId = ctx.new_id();
    let sql = r#"INSERT INTO regions (id, slug, country, name, currency, time_zone, created_at, updated_at)
                 VALUES ($1, $2, 'AE', '{"en": "x", "ar": "x"}', 'AED', 'Asia/Dubai', now(), now())"#;
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [id.uuid().into(), slug.into()]);
    database.db().execute_raw(statement).await.unwrap();
    id
}
