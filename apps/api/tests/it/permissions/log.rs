use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use std::collections::{BTreeMap, BTreeSet};

use super::Operation;
use super::world::World;
use crate::app::Answer;

/// What the audit log must, and must not, have by the end.
#[derive(Default)]
pub struct Log {
    changes: BTreeMap<String, String>,
    others: BTreeSet<String>,
}

impl Log {
    pub fn refused(&mut self, answer: &Answer) {
        self.others.insert(answer.header("x-request-id").to_owned());
    }

    pub fn done(&mut self, operation: &Operation, answer: &Answer) {
        let id = answer.header("x-request-id").to_owned();
        assert!(!id.is_empty());
        if operation.method.is_safe() {
            self.others.insert(id);
        } else {
            self.changes.insert(id, operation.id.clone());
        }
    }

    /// Every change is there under its request's id; nothing is that didn't happen; nobody's data is readable. How many
    /// entries there are.
    pub async fn check(&self, world: &World) -> usize {
        let sql = "SELECT request_id, audit_log::text AS row FROM audit_log ORDER BY at, id";
        let rows = world
            .app
            .test
            .db()
            .query_all_raw(Statement::from_string(DbBackend::Postgres, sql))
            .await
            .unwrap();
        let rows: Vec<(String, String)> = rows
            .iter()
            .map(|row| {
                (
                    row.try_get("", "request_id").unwrap(),
                    row.try_get("", "row").unwrap(),
                )
            })
            .collect();
        let logged: BTreeSet<&String> = rows.iter().map(|(id, _)| id).collect();
        assert!(!self.changes.is_empty());
        for (id, operation) in &self.changes {
            assert!(logged.contains(id), "{operation} left nothing in the audit log");
        }
        for id in &self.others {
            assert!(
                !logged.contains(id),
                "a request that changed nothing is in the audit log"
            );
        }
        let private = world.private.lock().unwrap();
        assert!(private.len() > 100);
        for (_, row) in &rows {
            for text in private.iter() {
                assert!(
                    !row.contains(text.as_str()),
                    "{text} is readable in the audit log: {row}"
                );
            }
        }
        rows.len()
    }
}
