use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, Utc};
use kernel::{Page, PageSize};

use super::{AuditEntry, AuditPage, AuditQuery};
use crate::dto::account::PersonRef;
use crate::dto::{count, page_size};
use crate::error::Field;

impl AuditQuery {
    /// What to list and how, or everything that is wrong with the query.
    pub fn list(self) -> Result<(audit::Filter, PageSize, Option<String>), Vec<Field>> {
        let mut faults = Vec::new();
        let mut time = |name: &str, day: Option<NaiveDate>| -> Option<DateTime<Utc>> {
            let day = day?;
            // Days that Postgres has too.
            if !(1..=9998).contains(&day.year()) {
                faults.push(Field::new(name, "invalid_value"));
            }
            Some(day.and_time(NaiveTime::MIN).and_utc())
        };
        let from = time("from", self.from);
        let to = time("to", self.to).and_then(|day| day.checked_add_days(Days::new(1)));
        if from.zip(to).is_some_and(|(from, to)| from >= to) {
            faults.push(Field::new("to", "invalid_value"));
        }
        let size = match page_size(self.limit) {
            Ok(size) => size.unwrap_or(PageSize::DEFAULT),
            Err(fault) => {
                faults.push(fault);
                PageSize::DEFAULT
            }
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        let filter = audit::Filter {
            actor: self.actor.map(Into::into),
            action: self.action,
            entity: self.entity,
            entity_id: self.entity_id,
            text: self.q,
            from,
            to,
            ..audit::Filter::default()
        };
        Ok((filter, size, self.cursor))
    }
}

impl From<audit::AuditEntry> for AuditEntry {
    fn from(entry: audit::AuditEntry) -> Self {
        Self {
            id: entry.id.uuid(),
            at: entry.at,
            actor: PersonRef {
                id: entry.actor_id.uuid(),
                name: entry.actor_name,
            },
            action: entry.action,
            entity: entry.entity,
            entity_id: entry.entity_id,
            label: entry.label,
            region: entry.region_slug,
            before: entry.before,
            after: entry.after,
            request_id: entry.request_id,
            client_address: entry.client_address,
        }
    }
}

impl From<Page<audit::AuditEntry>> for AuditPage {
    fn from(page: Page<audit::AuditEntry>) -> Self {
        let page = page.map(AuditEntry::from);
        Self {
            items: page.items,
            next_cursor: page.next_cursor.map(kernel::Cursor::into_string),
            total: count(page.total),
        }
    }
}
