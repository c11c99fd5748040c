use db::Conn;
use kernel::{AccountId, Cursor, InvalidCursor, Page, PageSize};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use super::Member;
use super::member::{self, COLUMNS, Row};
use crate::access::Access;
use crate::authority::{Authority, Sight};
use crate::query::{self, ListError};

/// Which colleagues to list. Empty filters let everybody through.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a name, a title or an e-mail address.
    pub text: Option<String>,
    pub is_active: Option<bool>,
}

#[derive(FromQueryResult)]
struct Total {
    count: i64,
}

/// A page of the colleagues `viewer` sees, by name.
pub async fn list(
    conn: &impl Conn,
    viewer: &Access,
    filter: &Filter,
    size: PageSize,
    cursor: Option<&str>,
) -> Result<Page<Member>, ListError> {
    let Some(sight) = sight(viewer) else {
        return Ok(Page::from_rows(vec![], size, 0, |_| Cursor::encode(&())));
    };
    let mut query = query::Query::new("a.role IN ('manager', 'admin') AND a.deleted_at IS NULL");
    seen(&mut query, &sight);
    if let Some(is_active) = filter.is_active {
        let is_active = query.bind(is_active);
        query.and(format!("a.is_active = {is_active}"));
    }
    if let Some(pattern) = query::contains(filter.text.as_deref()) {
        let pattern = query.bind(pattern);
        query.and(format!(
            "concat_ws(' ', a.full_name, a.title, a.email) ILIKE {pattern}"
        ));
    }
    let count = format!(
        "SELECT count(*) AS count FROM accounts a WHERE {}",
        query.conditions()
    );
    let total = Total::find_by_statement(query.statement(count)).one(conn).await?;
    if let Some(cursor) = cursor {
        let (name, id): (String, Uuid) = Cursor::decode(cursor)?;
        // Postgres keeps no NUL in any text.
        if name.contains('\0') {
            return Err(InvalidCursor.into());
        }
        let (name, id) = (query.bind(name), query.bind(id));
        query.and(format!("(a.full_name, a.id) > ({name}, {id})"));
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM accounts a WHERE {} ORDER BY a.full_name, a.id LIMIT {}",
        query.conditions(),
        size.limit_with_sentinel()
    );
    let authority = authority(viewer);
    let rows = Row::find_by_statement(query.statement(sql)).all(conn).await?;
    let members = rows
        .into_iter()
        .map(|row| Ok(row.into_member()?.seen_by(authority.as_ref())))
        .collect::<Result<Vec<_>, DbErr>>()?;
    let total = total.map_or(0, |total| total.count);
    Ok(Page::from_rows(members, size, total, |member: &Member| {
        Cursor::encode(&(&member.full_name, member.id))
    }))
}

/// One colleague; `None` when there is none or `viewer` may not know.
pub async fn find(conn: &impl Conn, viewer: &Access, id: AccountId) -> Result<Option<Member>, DbErr> {
    let Some(sight) = sight(viewer) else {
        return Ok(None);
    };
    let found = member::fetch(conn, &[id]).await?.pop();
    let visible = found.filter(|member| sight.sees(Some(member.id), member.role, &member.grants));
    Ok(visible.map(|member| member.seen_by(authority(viewer).as_ref())))
}

fn sight(viewer: &Access) -> Option<Sight> {
    Sight::of(viewer.account.id, viewer.account.role, &viewer.grants)
}

fn authority(viewer: &Access) -> Option<Authority> {
    // Somebody with a live session is active.
    Authority::of(viewer.account.id, viewer.account.role, true, &viewer.grants)
}

/// [`Sight::sees`] in SQL, of accounts `a`.
fn seen(query: &mut query::Query, sight: &Sight) {
    let Sight::Managers(own, scope) = sight else {
        return;
    };
    let own = query.bind(own.uuid());
    let works_there = match scope.only() {
        None => "true".to_owned(),
        Some(regions) => {
            let regions: Vec<Uuid> = regions.iter().map(|region| region.uuid()).collect();
            let regions = query.bind(regions);
            format!(
                "(NOT EXISTS (SELECT FROM staff_grants g WHERE g.account_id = a.id)
                  OR EXISTS (SELECT FROM staff_grants g
                              WHERE g.account_id = a.id AND (g.region_ids IS NULL OR g.region_ids && {regions}::uuid[])))"
            )
        }
    };
    query.and(format!(
        "(a.id = {own} OR (a.role = 'manager' AND {works_there}))"
    ));
}

/// The staff `viewer` may not know of.
pub(crate) async fn hidden_from(conn: &impl Conn, viewer: &Access) -> Result<Vec<AccountId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Hidden {
        id: Uuid,
    }
    let Some(sight) = sight(viewer) else {
        return Ok(vec![]);
    };
    let mut visible = query::Query::new("true");
    seen(&mut visible, &sight);
    let sql = format!(
        "SELECT a.id FROM accounts a WHERE a.role IN ('manager', 'admin') AND NOT ({})",
        visible.conditions()
    );
    let hidden = Hidden::find_by_statement(visible.statement(sql))
        .all(conn)
        .await?;
    Ok(hidden.into_iter().map(|row| row.id.into()).collect())
}
