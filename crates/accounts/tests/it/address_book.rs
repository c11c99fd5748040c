use std::collections::BTreeMap;

use accounts::Role;
use accounts::address_book::{
    Address, AddressInput, CreateError, MAX_ADDRESSES, NotFound, create, delete, find, list, set_default,
    update,
};
use chrono::TimeDelta;
use db::Db;
use futures::future::join_all;
use kernel::{AccountId, AddressId, Ctx, Phone, RegionId};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use test_support::{TestDb, test_ctx};

use crate::people::{layla, person};

async fn region(db: &Db, ctx: &Ctx) -> RegionId {
    let id: RegionId = ctx.new_id();
    let sql = "INSERT INTO regions (id, slug, country, name, currency, time_zone, created_at, updated_at)
               VALUES ($1, 'ae', 'AE', '{\"en\": \"UAE\", \"ar\": \"الإمارات\"}', 'AED', 'Asia/Dubai', $2, $2)";
    let values = [id.uuid().into(), ctx.now().into()];
    db.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values))
        .await
        .unwrap();
    id
}

fn home(region: RegionId, label: &str) -> AddressInput {
    AddressInput {
        region,
        zone: None,
        label: label.into(),
        recipient_name: "نورة العتيبي".into(),
        recipient_phone: Phone::parse("0501234567", "AE").unwrap(),
        country: "AE".into(),
        fields: BTreeMap::from([("area".into(), "Mirdif".into())]),
        is_default: false,
    }
}

async fn labels(db: &Db, account: AccountId) -> Vec<(String, bool)> {
    let book = list(db, account).await.unwrap();
    book.into_iter()
        .map(|address| (address.label, address.is_default))
        .collect()
}

async fn defaults(db: &Db, account: AccountId) -> usize {
    let book = list(db, account).await.unwrap();
    book.iter().filter(|address| address.is_default).count()
}

struct Book {
    test: TestDb,
    ctx: Ctx,
    clock: kernel::FixedClock,
    account: AccountId,
    region: RegionId,
}

impl Book {
    async fn new() -> Self {
        let (test, (ctx, clock)) = (TestDb::with_connections(12).await, test_ctx());
        let account = layla(test.db(), &ctx, Role::Customer).await.id;
        let region = region(test.db(), &ctx).await;
        Self {
            test,
            ctx,
            clock,
            account,
            region,
        }
    }

    async fn add(&self, label: &str) -> Address {
        self.clock.advance(TimeDelta::seconds(1));
        create(self.test.db(), &self.ctx, self.account, home(self.region, label))
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn the_first_is_the_default_and_the_newest_inherits() {
    let book = Book::new().await;
    let (db, ctx, account) = (book.test.db(), &book.ctx, book.account);
    let first = book.add("home").await;
    assert_eq!(
        (first.recipient_phone.as_str(), first.fields["area"].as_str()),
        ("+971501234567", "Mirdif")
    );
    book.add("work").await;
    book.add("mother").await;
    let shown = |list: &[(&str, bool)]| -> Vec<(String, bool)> {
        list.iter().map(|(l, d)| ((*l).to_owned(), *d)).collect()
    };
    assert_eq!(
        labels(db, account).await,
        shown(&[("home", true), ("mother", false), ("work", false)])
    );
    delete(db, ctx, account, first.id).await.unwrap();
    assert_eq!(
        labels(db, account).await,
        shown(&[("mother", true), ("work", false)])
    );
    let refused = delete(db, ctx, account, first.id).await;
    assert!(matches!(refused, Err(NotFound::NotFound)));
}

#[tokio::test]
async fn an_update_can_make_an_address_the_default_but_not_take_that_away() {
    let book = Book::new().await;
    let (db, ctx, account) = (book.test.db(), &book.ctx, book.account);
    let (first, second) = (book.add("home").await, book.add("work").await);
    let input = home(book.region, "house");
    let updated = update(db, ctx, account, first.id, input).await.unwrap();
    assert_eq!((updated.label.as_str(), updated.is_default), ("house", true));
    let input = AddressInput {
        is_default: true,
        ..home(book.region, "office")
    };
    assert!(
        update(db, ctx, account, second.id, input)
            .await
            .unwrap()
            .is_default
    );
    assert_eq!(
        labels(db, account).await,
        [("office".to_owned(), true), ("house".to_owned(), false)]
    );
    let input = AddressInput {
        is_default: true,
        ..home(book.region, "mother")
    };
    assert!(create(db, ctx, account, input).await.unwrap().is_default);
    assert_eq!(defaults(db, account).await, 1);
}

#[tokio::test]
async fn a_book_is_its_owners_alone() {
    let book = Book::new().await;
    let (db, ctx) = (book.test.db(), &book.ctx);
    let mine = book.add("home").await;
    let other = accounts::create_account(db, ctx, person("other@example.com", Role::Customer))
        .await
        .unwrap()
        .id;
    assert_eq!(find(db, other, mine.id).await.unwrap(), None);
    let input = home(book.region, "stolen");
    assert!(matches!(
        update(db, ctx, other, mine.id, input).await,
        Err(NotFound::NotFound)
    ));
    assert!(matches!(
        delete(db, ctx, other, mine.id).await,
        Err(NotFound::NotFound)
    ));
    assert!(matches!(
        set_default(db, ctx, other, mine.id).await,
        Err(NotFound::NotFound)
    ));
    assert_eq!(find(db, book.account, mine.id).await.unwrap(), Some(mine));
}

#[tokio::test]
async fn a_book_has_room_for_twenty() {
    let book = Book::new().await;
    let (db, ctx, account, region) = (book.test.db(), &book.ctx, book.account, book.region);
    let attempts = (0..MAX_ADDRESSES + 8).map(|n| create(db, ctx, account, home(region, &n.to_string())));
    let outcomes = join_all(attempts).await;
    let made = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(made, MAX_ADDRESSES);
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Ok(_) | Err(CreateError::TooMany)))
    );
    assert_eq!(list(db, account).await.unwrap().len(), MAX_ADDRESSES);
}

/// Whatever happens at once, an onlooker never sees a book with addresses and without exactly one default.
#[tokio::test]
async fn there_is_exactly_one_default_whatever_happens_at_once() {
    let book = Book::new().await;
    let (db, ctx, account, region) = (book.test.db(), &book.ctx, book.account, book.region);
    let mut known: Vec<AddressId> = Vec::new();
    for n in 0..6 {
        known.push(book.add(&format!("old {n}")).await.id);
    }
    for round in 0..4_usize {
        let changes = (0..20_usize).map(|n| {
            let id = known[n % known.len()];
            async move {
                let input = AddressInput {
                    is_default: n % 2 == 0,
                    ..home(region, &format!("new {n}"))
                };
                match (n + round) % 4 {
                    0 => create(db, ctx, account, input).await.map(drop).ok(),
                    1 => delete(db, ctx, account, id).await.ok(),
                    2 => update(db, ctx, account, id, input).await.map(drop).ok(),
                    _ => set_default(db, ctx, account, id).await.ok(),
                };
                // One snapshot: what is committed at this moment.
                let seen = list(db, account).await.unwrap();
                let defaults = seen.iter().filter(|address| address.is_default).count();
                assert_eq!(defaults, usize::from(!seen.is_empty()));
            }
        });
        join_all(changes).await;
        known = list(db, account).await.unwrap().iter().map(|a| a.id).collect();
        assert!(!known.is_empty());
    }
    let emptying = known.iter().map(|id| delete(db, ctx, account, *id));
    assert!(join_all(emptying).await.iter().all(Result::is_ok));
    assert!(list(db, account).await.unwrap().is_empty());
}
