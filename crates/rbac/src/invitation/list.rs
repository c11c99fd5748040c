use chrono::{DateTime, Datelike as _, Utc};
use db::Conn;
use kernel::{Cursor, InvalidCursor, InvitationId, Page, PageSize};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use super::{Invitation, Row, SELECT};
use crate::access::Access;
use crate::authority::{Authority, Sight};
use crate::query::{ListError, Query};
use crate::team;

#[derive(FromQueryResult)]
struct Total {
    count: i64,
}

/// A page of the invitations `viewer` sees, newest first: a manager sees those of managers in the regions they see the team of.
pub async fn list(
    conn: &impl Conn,
    viewer: &Access,
    now: DateTime<Utc>,
    size: PageSize,
    cursor: Option<&str>,
) -> Result<Page<Invitation>, ListError> {
    let Some(sight) = sight(viewer) else {
        return Ok(Page::from_rows(vec![], size, 0, |_| Cursor::encode(&())));
    };
    let mut query = Query::new("true");
    seen(&mut query, &sight);
    let count = format!(
        "SELECT count(*) AS count FROM staff_invitations i WHERE {}",
        query.conditions()
    );
    let total = Total::find_by_statement(query.statement(count)).one(conn).await?;
    if let Some(cursor) = cursor {
        let (at, id): (DateTime<Utc>, Uuid) = Cursor::decode(cursor)?;
        // Cursors come from clients, and Postgres refuses years that the types here can hold.
        if !(1..=9999).contains(&at.year()) {
            return Err(InvalidCursor.into());
        }
        let (at, id) = (query.bind(at), query.bind(id));
        query.and(format!("(i.created_at, i.id) < ({at}, {id})"));
    }
    let sql = format!(
        "{SELECT} WHERE {} ORDER BY i.created_at DESC, i.id DESC LIMIT {}",
        query.conditions(),
        size.limit_with_sentinel()
    );
    let rows = Row::find_by_statement(query.statement(sql)).all(conn).await?;
    let hidden = team::hidden_from(conn, viewer).await?;
    let invitations = rows
        .into_iter()
        .map(|row| Ok(row.into_invitation(now)?.seen_by(viewer, &hidden)))
        .collect::<Result<Vec<_>, DbErr>>()?;
    let total = total.map_or(0, |total| total.count);
    Ok(Page::from_rows(
        invitations,
        size,
        total,
        |invitation: &Invitation| Cursor::encode(&(invitation.created_at, invitation.id)),
    ))
}

/// One invitation; `None` when there is none or `viewer` may not know.
pub async fn find(
    conn: &impl Conn,
    viewer: &Access,
    now: DateTime<Utc>,
    id: InvitationId,
) -> Result<Option<Invitation>, DbErr> {
    let Some(sight) = sight(viewer) else {
        return Ok(None);
    };
    let found = by_id(conn, now, id, "").await?;
    let visible = found.filter(|invitation| sight.sees(None, invitation.role, &invitation.grants));
    let Some(invitation) = visible else {
        return Ok(None);
    };
    let hidden = team::hidden_from(conn, viewer).await?;
    Ok(Some(invitation.seen_by(viewer, &hidden)))
}

/// Any invitation, as nobody in particular sees it. `lock`: nothing, or `FOR UPDATE OF i`.
pub(super) async fn by_id(
    conn: &impl Conn,
    now: DateTime<Utc>,
    id: InvitationId,
    lock: &str,
) -> Result<Option<Invitation>, DbErr> {
    let mut query = Query::new("true");
    let id = query.bind(id.uuid());
    let sql = format!("{SELECT} WHERE i.id = {id} {lock}");
    let row = Row::find_by_statement(query.statement(sql)).one(conn).await?;
    row.map(|row| row.into_invitation(now)).transpose()
}

impl Invitation {
    fn seen_by(mut self, viewer: &Access, hidden: &[kernel::AccountId]) -> Self {
        let account = &viewer.account;
        self.may_edit = Authority::of(account.id, account.role, true, &viewer.grants)
            .is_some_and(|authority| authority.reaches(self.role, &self.grants).is_ok());
        self.invited_by = self.invited_by.filter(|(id, _)| !hidden.contains(id));
        self
    }
}

fn sight(viewer: &Access) -> Option<Sight> {
    Sight::of(viewer.account.id, viewer.account.role, &viewer.grants)
}

/// [`Sight::sees`] in SQL, of invitations `i`.
fn seen(query: &mut Query, sight: &Sight) {
    let Sight::Managers(_, scope) = sight else { return };
    query.and("i.role = 'manager'");
    if let Some(regions) = scope.only() {
        let regions: Vec<String> = regions.iter().map(ToString::to_string).collect();
        let regions = query.bind(regions);
        query.and(format!(
            "(i.grants = '[]' OR EXISTS (SELECT FROM jsonb_array_elements(i.grants) AS g
                WHERE jsonb_typeof(g -> 'region_ids') = 'null' OR g -> 'region_ids' ?| {regions}::text[]))"
        ));
    }
}

/// The invitations `viewer` may not know of.
pub(crate) async fn hidden_from(conn: &impl Conn, viewer: &Access) -> Result<Vec<InvitationId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Hidden {
        id: Uuid,
    }
    let Some(sight) = sight(viewer) else {
        return Ok(vec![]);
    };
    let mut visible = Query::new("true");
    seen(&mut visible, &sight);
    let sql = format!(
        "SELECT i.id FROM staff_invitations i WHERE NOT ({})",
        visible.conditions()
    );
    let hidden = Hidden::find_by_statement(visible.statement(sql))
        .all(conn)
        .await?;
    Ok(hidden.into_iter().map(|row| row.id.into()).collect())
}
