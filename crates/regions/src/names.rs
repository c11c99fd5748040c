use std::collections::HashMap;

use db::Conn;
use kernel::{RegionId, ZoneId};
use sea_orm::{DbErr, FromQueryResult, raw_sql};
use uuid::Uuid;

/// What all regions and zones are called in paths and bodies, those that are closed too: things of the past lie there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    regions: HashMap<RegionId, String>,
    zones: HashMap<ZoneId, String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    is_region: bool,
}

impl Names {
    /// The slug of a region.
    #[must_use]
    pub fn slug(&self, region: RegionId) -> Option<&str> {
        self.regions.get(&region).map(String::as_str)
    }

    /// The region with this slug.
    #[must_use]
    pub fn region(&self, slug: &str) -> Option<RegionId> {
        let found = self.regions.iter().find(|(_, name)| *name == slug);
        found.map(|(id, _)| *id)
    }

    /// The code of a zone, which only its region has once.
    #[must_use]
    pub fn zone_code(&self, zone: ZoneId) -> Option<&str> {
        self.zones.get(&zone).map(String::as_str)
    }
}

/// Reads all names.
pub async fn names(conn: &impl Conn) -> Result<Names, DbErr> {
    let rows = Row::find_by_statement(raw_sql!(
        Postgres,
        r#"SELECT id, slug AS name, true AS is_region FROM regions
           UNION ALL SELECT id, code, false FROM delivery_zones"#
    ))
    .all(conn)
    .await?;
    let mut names = Names::default();
    for row in rows {
        if row.is_region {
            names.regions.insert(row.id.into(), row.name);
        } else {
            names.zones.insert(row.id.into(), row.name);
        }
    }
    Ok(names)
}
