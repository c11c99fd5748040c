//! One kind of job whose handler does what the test says.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use db::Db;
use jobs::{Enqueue, Job, JobError, JobId, Options, Registry, Run, enqueue};
use kernel::Ctx;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ring {
    pub bell: String,
}

impl Job for Ring {
    const KIND: &'static str = "test.ring";

    fn options() -> Options {
        Options {
            max_attempts: 3,
            timeout: Duration::from_secs(30),
            ..Options::default()
        }
    }
}

pub fn ring(bell: &str) -> Ring {
    Ring {
        bell: bell.to_owned(),
    }
}

/// What handlers have done, in order.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    pub fn add(&self, bell: String) {
        self.0.lock().unwrap().push(bell);
    }

    pub fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

/// A registry whose handler writes down each bell.
pub fn listening(heard: &Heard) -> Registry {
    let heard = heard.clone();
    Registry::new().handle(move |_: Run, job: Ring| {
        let heard = heard.clone();
        async move {
            heard.add(job.bell);
            Ok(())
        }
    })
}

/// A registry whose handler always fails.
pub fn failing(error: JobError) -> Registry {
    Registry::new().handle(move |_: Run, _: Ring| std::future::ready(Err(error.clone())))
}

pub async fn add(db: &Db, ctx: &Ctx, bell: &str) -> JobId {
    enqueue(db, ctx, &ring(bell), Enqueue::default())
        .await
        .unwrap()
        .expect("no unique key was given")
}

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Row {
    pub state: String,
    pub attempts: i16,
    pub run_at: chrono::DateTime<chrono::Utc>,
    pub locked_until: Option<chrono::DateTime<chrono::Utc>>,
    pub last_error: Option<String>,
}

pub async fn row(db: &Db, id: JobId) -> Row {
    let query = "SELECT state, attempts, run_at, locked_until, last_error FROM jobs WHERE id = $1";
    let query = Statement::from_sql_and_values(DbBackend::Postgres, query, [id.uuid().into()]);
    Row::find_by_statement(query)
        .one(db)
        .await
        .unwrap()
        .expect("the job exists")
}

pub async fn number(db: &Db, query: &str) -> i64 {
    let row = db
        .query_one_raw(Statement::from_string(DbBackend::Postgres, query))
        .await
        .unwrap();
    row.expect("one row").try_get_by_index(0).unwrap()
}

/// Looks until `holds` answers, for 20 seconds at most.
pub async fn eventually<T>(what: &str, mut holds: impl AsyncFnMut() -> Option<T>) -> T {
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(answer) = holds().await {
            return answer;
        }
        assert!(tokio::time::Instant::now() < deadline, "still not: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
