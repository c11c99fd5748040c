//! Who may change whom, and what they may hand out: pure rules.

use accounts::Role;
use kernel::{AccountId, RegionScope};

use crate::grant::Grants;
use crate::permission::{Level, Permission};
use crate::team::{Member, TeamError};

/// What somebody may do with the team, from what is in the database now.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Authority {
    Admin,
    /// A manager and what they may hand out: what they hold, inside the regions their `team` grant reaches to.
    Manager(AccountId, Grants),
}

impl Authority {
    /// `None`: this person may not manage the team.
    pub(crate) fn of(id: AccountId, role: Role, is_active: bool, grants: &Grants) -> Option<Self> {
        match role {
            _ if !is_active => None,
            Role::Admin => Some(Self::Admin),
            Role::Manager => {
                let reach = grants.allows(Permission::Team, Level::Manage)?;
                Some(Self::Manager(id, grants.inside(&reach)))
            }
            Role::Customer => None,
        }
    }

    pub(crate) fn of_member(member: &Member) -> Option<Self> {
        Self::of(member.id, member.role, member.is_active, &member.grants)
    }

    /// Whether a person of this role and these grants may be made by whoever has this authority, or be changed by them.
    pub(crate) fn reaches(&self, role: Role, grants: &Grants) -> Result<(), TeamError> {
        match self {
            Self::Admin => Ok(()),
            Self::Manager(..) if role != Role::Manager => Err(TeamError::AdminsOnly),
            Self::Manager(_, own) if grants.within(own) => Ok(()),
            Self::Manager(..) => Err(TeamError::BeyondOwnGrants),
        }
    }

    /// Whether they may change this colleague at all.
    pub(crate) fn may_change(&self, colleague: &Member) -> Result<(), TeamError> {
        match self {
            Self::Manager(id, _) if *id == colleague.id => Err(TeamError::OwnAccount),
            _ => self.reaches(colleague.role, &colleague.grants),
        }
    }
}

/// Whose accounts and invitations somebody sees.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    Everybody,
    /// Managers who work in these regions (or, so far, nowhere), and oneself.
    Managers(AccountId, RegionScope),
}

impl Sight {
    /// `None`: this person may not see the team.
    pub(crate) fn of(id: AccountId, role: Role, grants: &Grants) -> Option<Self> {
        match role {
            Role::Admin => Some(Self::Everybody),
            Role::Manager => Some(Self::Managers(id, grants.allows(Permission::Team, Level::View)?)),
            Role::Customer => None,
        }
    }

    pub(crate) fn sees(&self, id: Option<AccountId>, role: Role, grants: &Grants) -> bool {
        match self {
            Self::Everybody => role.is_staff(),
            Self::Managers(own, _) if id == Some(*own) => true,
            Self::Managers(_, scope) => {
                role == Role::Manager
                    && (grants.is_empty() || grants.iter().any(|grant| overlap(&grant.scope, scope)))
            }
        }
    }
}

fn overlap(a: &RegionScope, b: &RegionScope) -> bool {
    match (a.only(), b.only()) {
        (Some(a), Some(b)) => a.iter().any(|region| b.contains(region)),
        _ => true,
    }
}
