use std::collections::{BTreeMap, BTreeSet};

use kernel::{RegionId, RegionScope};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::permission::{Level, Permission};

mod store;

pub(crate) use store::replace;

/// One permission, how far it goes and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub permission: Permission,
    pub level: Level,
    pub scope: RegionScope,
}

/// What somebody may do: at most one grant per permission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants(BTreeMap<Permission, (Level, RegionScope)>);

/// The grants make no set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidGrants {
    #[error("{0} is granted twice")]
    Twice(Permission),
    #[error("{0} is granted in no region")]
    NoRegion(Permission),
}

impl Grants {
    /// Everything, everywhere: what admins hold.
    #[must_use]
    pub fn everything() -> Self {
        let all = Permission::ALL.map(|permission| (permission, (Level::Manage, RegionScope::All)));
        Self(all.into())
    }

    /// A set of these grants. Regions named twice count once.
    pub fn new(grants: impl IntoIterator<Item = Grant>) -> Result<Self, InvalidGrants> {
        let mut set = BTreeMap::new();
        for Grant {
            permission,
            level,
            scope,
        } in grants
        {
            let scope = match scope {
                RegionScope::All => RegionScope::All,
                RegionScope::Only(regions) => {
                    let distinct: BTreeSet<RegionId> = regions.into_iter().collect();
                    if distinct.is_empty() {
                        return Err(InvalidGrants::NoRegion(permission));
                    }
                    RegionScope::Only(distinct.into_iter().collect())
                }
            };
            if set.insert(permission, (level, scope)).is_some() {
                return Err(InvalidGrants::Twice(permission));
            }
        }
        Ok(Self(set))
    }

    /// Where the permission is held at this level or a higher one; `None` when nowhere.
    #[must_use]
    pub fn allows(&self, permission: Permission, level: Level) -> Option<RegionScope> {
        let (held, scope) = self.0.get(&permission)?;
        (*held >= level).then(|| scope.clone())
    }

    /// Whether whoever holds `other` may hand these out: every grant is held there at its level in all of its regions.
    #[must_use]
    pub fn within(&self, other: &Self) -> bool {
        self.0.iter().all(|(permission, (level, scope))| {
            other
                .allows(*permission, *level)
                .is_some_and(|held| scope.is_within(&held))
        })
    }

    /// What is left of these grants inside `limit`.
    #[must_use]
    pub fn inside(&self, limit: &RegionScope) -> Self {
        let left = self.0.iter().filter_map(|(permission, (level, scope))| {
            let scope = scope.both(limit)?;
            Some((*permission, (*level, scope)))
        });
        Self(left.collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = Grant> {
        self.0.iter().map(|(permission, (level, scope))| Grant {
            permission: *permission,
            level: *level,
            scope: scope.clone(),
        })
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The regions that are named in any grant.
    #[must_use]
    pub fn regions(&self) -> BTreeSet<RegionId> {
        let named = self.0.values().filter_map(|(_, scope)| scope.only());
        named.flatten().copied().collect()
    }

    /// As kept in an invitation, and as the queries of this crate return `staff_grants`.
    pub(crate) fn to_json(&self) -> Value {
        let stored: Vec<Stored> = self.iter().map(Stored::from).collect();
        serde_json::to_value(stored).expect("grants are plain data")
    }

    pub(crate) fn from_json(json: Value) -> Result<Self, DbErr> {
        let stored: Vec<Stored> =
            serde_json::from_value(json).map_err(|error| DbErr::Json(format!("grants: {error}")))?;
        let grants = stored
            .into_iter()
            .map(Grant::try_from)
            .collect::<Result<Vec<_>, _>>()?;
        Self::new(grants).map_err(|error| DbErr::Type(error.to_string()))
    }
}

/// A row of `staff_grants`, but for whose it is.
#[derive(Serialize, Deserialize)]
struct Stored {
    permission: String,
    level: String,
    region_ids: Option<Vec<Uuid>>,
}

impl From<Grant> for Stored {
    fn from(grant: Grant) -> Self {
        Self {
            permission: grant.permission.code().to_owned(),
            level: grant.level.code().to_owned(),
            region_ids: grant
                .scope
                .only()
                .map(|regions| regions.iter().map(|region| region.uuid()).collect()),
        }
    }
}

impl TryFrom<Stored> for Grant {
    type Error = DbErr;

    fn try_from(stored: Stored) -> Result<Self, DbErr> {
        let unknown = |error: crate::permission::UnknownName| DbErr::Type(error.to_string());
        Ok(Self {
            permission: stored.permission.parse().map_err(unknown)?,
            level: stored.level.parse().map_err(unknown)?,
            scope: stored.region_ids.map_or(RegionScope::All, |regions| {
                RegionScope::Only(regions.into_iter().map(Into::into).collect())
            }),
        })
    }
}

#[cfg(test)]
mod tests;
