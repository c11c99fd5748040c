//! The audit log as a member of staff may read it.

use audit::{AuditEntry, Filter, ListError};
use db::Conn;
use kernel::{Cursor, Page, PageSize, RegionId};

use crate::access::Access;
use crate::permission::{Level, Permission};
use crate::{invitation, team};

/// A page of entries, newest first: of the regions the viewer's `team` grant reaches to, and without what would tell of people
/// the viewer may not know of. The filter's own fields for that are overwritten.
pub async fn list(
    conn: &impl Conn,
    viewer: &Access,
    filter: Filter,
    size: PageSize,
    cursor: Option<&str>,
) -> Result<Page<AuditEntry>, ListError> {
    let Some(scope) = viewer.allows(Permission::Team, Level::View) else {
        return Ok(Page::from_rows(vec![], size, 0, |_| Cursor::encode(&())));
    };
    let invitations = invitation::hidden_from(conn, viewer).await?;
    let filter = Filter {
        regions: scope.only().map(<[RegionId]>::to_vec),
        hidden_people: team::hidden_from(conn, viewer).await?,
        hidden_things: invitations
            .into_iter()
            .map(|id| ("invitation".to_owned(), id.to_string()))
            .collect(),
        ..filter
    };
    audit::list(conn, &filter, size, cursor).await
}
