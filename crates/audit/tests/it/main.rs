//! The audit log on a real Postgres.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use audit::{AuditEntry, Entry, Filter, list, record};
use chrono::TimeDelta;
use kernel::{AccountId, Ctx, FixedClock, Page, PageSize, RegionId, StaffActor};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use serde_json::{Value, json};
use test_support::{TestDb, test_ctx};
use uuid::Uuid;

struct World {
    database: TestDb,
    ctx: Ctx,
    clock: FixedClock,
}

impl World {
    async fn new() -> Self {
        let database = TestDb::new().await;
        let (ctx, clock) = test_ctx();
        Self { database, ctx, clock }
    }

    async fn staff(&self, name: &str) -> StaffActor {
        let id: AccountId = self.ctx.new_id();
        let (sql, email) = (
            "INSERT INTO accounts (id, email, full_name, role, created_at, updated_at) VALUES ($1, $2, $3, 'manager', now(), now())",
            format!("{}@example.com", name.to_lowercase()),
        );
        self.run(sql, [id.uuid().into(), email.into(), name.into()]).await;
        StaffActor {
            id,
            name: name.to_owned(),
            request_id: "req-1".to_owned(),
            client_address: Some("192.0.2.7".to_owned()),
        }
    }

    async fn region(&self, slug: &str) -> RegionId {
        let id: RegionId = self.ctx.new_id();
        let sql = r#"INSERT INTO regions (id, slug, country, name, currency, time_zone, created_at, updated_at)
                     VALUES ($1, $2, 'AE', '{"en": "x", "ar": "x"}', 'AED', 'Asia/Dubai', now(), now())"#;
        self.run(sql, [id.uuid().into(), slug.into()]).await;
        id
    }

    async fn run(&self, sql: &str, values: impl IntoIterator<Item = sea_orm::Value>) {
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        self.database.db().execute_raw(statement).await.unwrap();
    }

    async fn record(&self, actor: &StaffActor, entry: Entry) {
        self.clock.advance(TimeDelta::seconds(1));
        let tx = db::begin(self.database.db()).await.unwrap();
        record(&tx, &self.ctx, actor, entry).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn list(&self, filter: Filter) -> Vec<AuditEntry> {
        list(self.database.db(), &filter, PageSize::MAX, None)
            .await
            .unwrap()
            .items
    }

    async fn labels(&self, filter: Filter) -> Vec<String> {
        self.list(filter)
            .await
            .into_iter()
            .map(|entry| entry.label)
            .collect()
    }
}

fn entry(action: &'static str, label: &str) -> Entry {
    Entry {
        action,
        entity: "order",
        entity_id: label.to_lowercase(),
        label: label.to_owned(),
        region: None,
        before: Value::Null,
        after: json!({"status": "placed"}),
    }
}

#[tokio::test]
async fn an_entry_says_who_what_and_what_changed_with_private_things_masked() {
    let world = World::new().await;
    let (mona, ae) = (world.staff("Mona").await, world.region("ae").await);
    let state = |email: &str, active: bool| {
        json!({
            "email": email, "is_active": active, "locale": "en", "password_hash": format!("hash of {email}"),
            "full_name": "Layla Haddad", "phone": "+971501234567",
        })
    };
    world
        .record(
            &mona,
            Entry {
                entity: "customer",
                entity_id: "c-1".to_owned(),
                region: Some(ae),
                before: state("layla@example.com", true),
                after: state("lily@example.com", false),
                ..entry("customers.change", "Layla Haddad")
            },
        )
        .await;
    let [found] = world.list(Filter::default()).await.try_into().unwrap();
    assert_eq!(found.at, world.ctx.now());
    assert_eq!(
        (
            found.actor_id,
            found.actor_name.as_str(),
            found.request_id.as_str(),
            found.client_address.as_deref()
        ),
        (mona.id, "Mona", "req-1", Some("192.0.2.7"))
    );
    assert_eq!(
        (
            found.action.as_str(),
            found.entity.as_str(),
            found.entity_id.as_str(),
            found.region_slug.as_deref()
        ),
        ("customers.change", "customer", "c-1", Some("ae"))
    );
    assert_eq!(found.label, "L••• H•••", "who a customer is isn't told");
    let before = json!({"email": "l•••@example.com", "is_active": true, "password_hash": "•••"});
    let after = json!({"email": "l•••@example.com", "is_active": false, "password_hash": "•••"});
    assert_eq!((found.before, found.after), (Some(before), Some(after)));
}

#[tokio::test]
async fn an_entry_comes_and_goes_with_the_transaction_of_its_change() {
    let world = World::new().await;
    let mona = world.staff("Mona").await;
    let tx = db::begin(world.database.db()).await.unwrap();
    record(&tx, &world.ctx, &mona, entry("orders.move", "AM-1"))
        .await
        .unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(world.list(Filter::default()).await, []);
    world.record(&mona, entry("orders.move", "AM-1")).await;
    let [found] = world.list(Filter::default()).await.try_into().unwrap();
    assert_eq!(
        (found.before, found.after),
        (None, Some(json!({"status": "placed"})))
    );
}

#[tokio::test]
async fn nobody_changes_deletes_or_empties_the_log() {
    let world = World::new().await;
    let mona = world.staff("Mona").await;
    world.record(&mona, entry("orders.move", "AM-1")).await;
    for attempt in [
        "UPDATE audit_log SET actor_name = 'Somebody else'",
        "UPDATE audit_log SET after = NULL",
        "DELETE FROM audit_log",
        "TRUNCATE audit_log",
        "TRUNCATE audit_log CASCADE",
    ] {
        let error = world.database.db().execute_unprepared(attempt).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{attempt}: {error}");
    }
    assert_eq!(world.labels(Filter::default()).await, ["AM-1"]);
}

#[tokio::test]
async fn the_log_is_searched_by_who_what_where_and_when() {
    let world = World::new().await;
    let (mona, omar) = (world.staff("Mona").await, world.staff("Omar").await);
    let (ae, sa) = (world.region("ae").await, world.region("sa").await);
    let at = |region| {
        move |entry: Entry| Entry {
            region: Some(region),
            ..entry
        }
    };
    let start = world.ctx.now();
    world.record(&mona, at(ae)(entry("orders.move", "AM-1"))).await;
    world.record(&omar, at(sa)(entry("orders.note", "AM-2_%"))).await;
    world.record(&omar, entry("orders_old.move", "AM-3")).await;
    let by = |filter: Filter| world.labels(filter);
    assert_eq!(
        by(Filter::default()).await,
        ["AM-3", "AM-2_%", "AM-1"],
        "newest first"
    );
    assert_eq!(
        by(Filter {
            actor: Some(mona.id),
            ..Filter::default()
        })
        .await,
        ["AM-1"]
    );
    let action = |action: &str| Filter {
        action: Some(action.to_owned()),
        ..Filter::default()
    };
    assert_eq!(
        by(action("orders")).await,
        ["AM-2_%", "AM-1"],
        "an area is not another one's beginning"
    );
    assert_eq!(by(action("orders.note")).await, ["AM-2_%"]);
    assert_eq!(by(action("orders.")).await, Vec::<String>::new());
    let text = |text: &str| Filter {
        text: Some(text.to_owned()),
        ..Filter::default()
    };
    assert_eq!(by(text("am-1")).await, ["AM-1"]);
    assert_eq!(by(text("omar")).await, ["AM-3", "AM-2_%"]);
    assert_eq!(by(text("_%")).await, ["AM-2_%"], "wildcards are letters");
    let thing = Filter {
        entity: Some("order".into()),
        entity_id: Some("am-3".into()),
        ..Filter::default()
    };
    assert_eq!(by(thing).await, ["AM-3"]);
    let second = start + TimeDelta::seconds(2);
    assert_eq!(
        by(Filter {
            from: Some(second),
            ..Filter::default()
        })
        .await,
        ["AM-3", "AM-2_%"]
    );
    assert_eq!(
        by(Filter {
            to: Some(second),
            ..Filter::default()
        })
        .await,
        ["AM-1"]
    );
    let here = Filter {
        regions: Some(vec![ae]),
        ..Filter::default()
    };
    assert_eq!(by(here).await, ["AM-3", "AM-1"], "of this region or of none");
}

#[tokio::test]
async fn entries_by_and_about_hidden_people_and_things_are_left_out() {
    let world = World::new().await;
    let (mona, boss) = (world.staff("Mona").await, world.staff("Boss").await);
    world.record(&mona, entry("orders.move", "AM-1")).await;
    world.record(&boss, entry("orders.move", "AM-2")).await;
    let about = |person: &StaffActor| Entry {
        entity: "account",
        entity_id: person.id.to_string(),
        ..entry("team.update", &person.name)
    };
    world.record(&mona, about(&boss)).await;
    world.record(&mona, about(&mona)).await;
    let hidden = Filter {
        hidden_people: vec![boss.id],
        hidden_things: vec![("order".into(), "am-1".into())],
        ..Filter::default()
    };
    assert_eq!(world.labels(hidden).await, ["Mona"]);
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps_and_strange_cursors_are_refused() {
    let world = World::new().await;
    let mona = world.staff("Mona").await;
    for number in 0..5 {
        world
            .record(&mona, entry("orders.move", &format!("AM-{number}")))
            .await;
    }
    let page = async |cursor: Option<&str>| -> Page<AuditEntry> {
        let size = PageSize::new(2).unwrap();
        list(world.database.db(), &Filter::default(), size, cursor)
            .await
            .unwrap()
    };
    let (mut seen, mut cursor) = (vec![], None);
    loop {
        let next = page(cursor.as_deref()).await;
        assert_eq!(next.total, 5);
        seen.extend(next.items.into_iter().map(|entry| entry.label));
        cursor = next.next_cursor.map(kernel::Cursor::into_string);
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["AM-4", "AM-3", "AM-2", "AM-1", "AM-0"]);
    let far = kernel::Cursor::encode(&("+262000-01-01T00:00:00Z", Uuid::nil()));
    for strange in ["nonsense", far.as_str()] {
        let refused = list(
            world.database.db(),
            &Filter::default(),
            PageSize::MAX,
            Some(strange),
        )
        .await;
        assert!(matches!(refused, Err(audit::ListError::Cursor(_))), "{strange}");
    }
}
