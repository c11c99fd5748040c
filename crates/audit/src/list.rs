use chrono::{DateTime, Datelike as _, Utc};
use db::Conn;
use kernel::{AccountId, AuditEntryId, Cursor, InvalidCursor, Page, PageSize, RegionId};
use sea_orm::{DbBackend, DbErr, FromQueryResult, Statement};
use serde_json::Value;
use uuid::Uuid;

/// Which entries to list. Empty filters let everything through.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub actor: Option<AccountId>,
    /// A whole action (`orders.move`) or an area (`orders`).
    pub action: Option<String>,
    pub entity: Option<String>,
    pub entity_id: Option<String>,
    /// Part of the label, of the actor's name or of the request's id.
    pub text: Option<String>,
    /// Only entries of these regions or of none.
    pub regions: Option<Vec<RegionId>>,
    /// Entries by these people or about them are left out, as are those about any other of these things: (entity, id).
    pub hidden_people: Vec<AccountId>,
    pub hidden_things: Vec<(String, String)>,
    /// Not before.
    pub from: Option<DateTime<Utc>>,
    /// Before.
    pub to: Option<DateTime<Utc>>,
}

/// Something a member of staff did. Secrets and personal data in it are masked for good.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEntry {
    pub id: AuditEntryId,
    pub at: DateTime<Utc>,
    pub actor_id: AccountId,
    /// As it was then.
    pub actor_name: String,
    pub action: String,
    pub entity: String,
    pub entity_id: String,
    pub label: String,
    pub region_slug: Option<String>,
    pub before: Option<Value>,
    pub after: Option<Value>,
    pub request_id: String,
    pub client_address: Option<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum ListError {
    #[error(transparent)]
    Cursor(#[from] InvalidCursor),
    #[error(transparent)]
    Db(#[from] DbErr),
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    actor_id: Uuid,
    actor_name: String,
    action: String,
    entity: String,
    entity_id: String,
    entity_label: String,
    region_slug: Option<String>,
    before: Option<Value>,
    after: Option<Value>,
    request_id: String,
    client_address: Option<String>,
}

#[derive(FromQueryResult)]
struct Total {
    count: i64,
}

/// A page of entries, newest first.
pub async fn list(
    conn: &impl Conn,
    filter: &Filter,
    size: PageSize,
    cursor: Option<&str>,
) -> Result<Page<AuditEntry>, ListError> {
    let mut query = Query::new(filter);
    let counted = Total::find_by_statement(query.statement(&format!(
        "SELECT count(*) AS count FROM audit_log e WHERE {}",
        query.conditions.join(" AND ")
    )))
    .one(conn)
    .await?;
    query.after(cursor)?;
    let sql = format!(
        "SELECT e.id, e.at, e.actor_id, e.actor_name, e.action, e.entity, e.entity_id, e.entity_label, r.slug AS region_slug,
                e.before, e.after, e.request_id, e.client_address
           FROM audit_log e LEFT JOIN regions r ON r.id = e.region_id
          WHERE {} ORDER BY e.at DESC, e.id DESC LIMIT {}",
        query.conditions.join(" AND "),
        size.limit_with_sentinel()
    );
    let rows = Row::find_by_statement(query.statement(&sql)).all(conn).await?;
    let entries = rows.into_iter().map(AuditEntry::from).collect();
    let total = counted.map_or(0, |total| total.count);
    Ok(Page::from_rows(entries, size, total, |entry: &AuditEntry| {
        Cursor::encode(&(entry.at, entry.id))
    }))
}

/// Conditions with their bound values; what comes from outside is only ever bound.
struct Query {
    conditions: Vec<String>,
    values: Vec<sea_orm::Value>,
}

impl Query {
    fn new(filter: &Filter) -> Self {
        let mut query = Self {
            conditions: vec!["true".to_owned()],
            values: vec![],
        };
        if let Some(actor) = filter.actor {
            query.equal("e.actor_id", actor.uuid());
        }
        if let Some(entity) = &filter.entity {
            query.equal("e.entity", entity.clone());
        }
        if let Some(entity_id) = &filter.entity_id {
            query.equal("e.entity_id", entity_id.clone());
        }
        if let Some(action) = &filter.action {
            let action = query.bind(action.clone());
            query.conditions.push(format!(
                "(e.action = {action} OR starts_with(e.action, {action} || '.'))"
            ));
        }
        if let Some(from) = filter.from {
            let from = query.bind(from);
            query.conditions.push(format!("e.at >= {from}"));
        }
        if let Some(to) = filter.to {
            let to = query.bind(to);
            query.conditions.push(format!("e.at < {to}"));
        }
        let text = filter.text.as_deref().map(str::trim);
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let pattern = query.bind(format!("%{}%", escape_like(text)));
            query.conditions.push(format!(
                "concat_ws(' ', e.entity_label, e.actor_name, e.request_id) ILIKE {pattern}"
            ));
        }
        query.within(filter);
        query
    }

    /// What the reader may see.
    fn within(&mut self, filter: &Filter) {
        if let Some(regions) = &filter.regions {
            let ids: Vec<Uuid> = regions.iter().map(|region| region.uuid()).collect();
            let ids = self.bind(ids);
            self.conditions.push(format!(
                "(e.region_id IS NULL OR e.region_id = ANY({ids}::uuid[]))"
            ));
        }
        if !filter.hidden_people.is_empty() {
            let ids: Vec<Uuid> = filter.hidden_people.iter().map(|person| person.uuid()).collect();
            let ids = self.bind(ids);
            self.conditions.push(format!(
                "e.actor_id <> ALL({ids}::uuid[]) AND NOT (e.entity = 'account' AND e.entity_id = ANY({ids}::text[]))"
            ));
        }
        if !filter.hidden_things.is_empty() {
            let (entities, ids): (Vec<String>, Vec<String>) = filter.hidden_things.iter().cloned().unzip();
            let (entities, ids) = (self.bind(entities), self.bind(ids));
            self.conditions.push(format!(
                "NOT EXISTS (SELECT FROM unnest({entities}::text[], {ids}::text[]) AS hidden(entity, id)
                              WHERE hidden.entity = e.entity AND hidden.id = e.entity_id)"
            ));
        }
    }

    fn equal(&mut self, column: &str, value: impl Into<sea_orm::Value>) {
        let value = self.bind(value);
        self.conditions.push(format!("{column} = {value}"));
    }

    fn bind(&mut self, value: impl Into<sea_orm::Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn after(&mut self, cursor: Option<&str>) -> Result<(), InvalidCursor> {
        let Some(cursor) = cursor else { return Ok(()) };
        let (at, id): (DateTime<Utc>, Uuid) = Cursor::decode(cursor)?;
        // Cursors come from clients, and Postgres refuses years that the types here can hold.
        if !(1..=9999).contains(&at.year()) {
            return Err(InvalidCursor);
        }
        let (at, id) = (self.bind(at), self.bind(id));
        self.conditions.push(format!("(e.at, e.id) < ({at}, {id})"));
        Ok(())
    }

    fn statement(&self, sql: &str) -> Statement {
        Statement::from_sql_and_values(DbBackend::Postgres, sql, self.values.iter().cloned())
    }
}

fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

impl From<Row> for AuditEntry {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            at: row.at,
            actor_id: row.actor_id.into(),
            actor_name: row.actor_name,
            action: row.action,
            entity: row.entity,
            entity_id: row.entity_id,
            label: row.entity_label,
            region_slug: row.region_slug,
            before: row.before,
            after: row.after,
            request_id: row.request_id,
            client_address: row.client_address,
        }
    }
}
