use std::sync::LazyLock;

use kernel::{PageSize, RegionId};
use rbac::invitation::{Invite, Status};
use rbac::team::{self, Member};
use rbac::{Access, Grant, Grants, InvalidGrants, Scope};
use regions::Names;

use super::{
    AdminMe, Invitation, InvitationInput, InvitationPage, InvitationStatus, InvitationsQuery, Permission,
    PermissionCatalogue, PermissionGrant, PermissionInfo, PermissionLevel, Preset, PresetGrant,
    StaffSettings, TeamMember, TeamMemberPage, TeamQuery, TeamStatus, TotpState,
};
use crate::dto::account::{Account, PersonRef, locale};
use crate::dto::{check, count, page_size};
use crate::error::Field;

macro_rules! same_names {
    ($ours:ident, $theirs:path: $($name:ident),+ $(,)?) => {
        impl From<$theirs> for $ours {
            fn from(one: $theirs) -> Self {
                use $theirs as Theirs;
                match one { $(Theirs::$name => Self::$name),+ }
            }
        }

        impl From<$ours> for $theirs {
            fn from(one: $ours) -> Self {
                match one { $($ours::$name => Self::$name),+ }
            }
        }
    };
}

same_names!(
    Permission, rbac::Permission: Products, Categories, Sections, Banners, Reviews, Orders, Payments, Promos, Tax, Regions,
    DeliveryZones, Customers, Team, Notifications, Contact, Analytics, Settings,
);
same_names!(PermissionLevel, rbac::Level: View, Manage);

impl PermissionGrant {
    /// `slug`: of a region.
    fn all_of<'a>(grants: &Grants, slug: impl Fn(RegionId) -> Option<&'a str>) -> Vec<Self> {
        let slugs = |regions: &[RegionId]| -> Vec<String> {
            let known = regions.iter().filter_map(|region| slug(*region));
            known.map(str::to_owned).collect()
        };
        let view = |grant: Grant| Self {
            permission: grant.permission.into(),
            level: grant.level.into(),
            regions: grant.scope.only().map(slugs),
        };
        grants.iter().map(view).collect()
    }

    /// The grants of a body, or everything that is wrong with them.
    pub fn read(list: Vec<Self>, names: &Names) -> Result<Grants, Vec<Field>> {
        let mut faults = Vec::new();
        let mut grants = Vec::new();
        for (index, grant) in list.into_iter().enumerate() {
            let scope = match grant.regions {
                None => Scope::All,
                Some(slugs) => {
                    let known = slugs.iter().map(|slug| names.region(slug));
                    let regions = known.collect::<Option<Vec<_>>>();
                    let path = format!("grants[{index}].regions");
                    if regions.is_none() {
                        faults.push(Field::new(path, "unknown_region"));
                    } else if slugs.is_empty() {
                        faults.push(Field::new(path, "blank"));
                    }
                    Scope::Only(regions.unwrap_or_default())
                }
            };
            grants.push(Grant {
                permission: grant.permission.into(),
                level: grant.level.into(),
                scope,
            });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Grants::new(grants).map_err(|error| {
            let code = match error {
                InvalidGrants::Twice(_) => "duplicate_permission",
                InvalidGrants::NoRegion(_) => "blank",
            };
            vec![Field::new("grants", code)]
        })
    }
}

impl AdminMe {
    #[must_use]
    pub fn of(account: Account, access: &Access) -> Self {
        let slug = |region: RegionId| access.region_slugs.get(&region).map(String::as_str);
        Self {
            account,
            permissions: PermissionGrant::all_of(&access.grants, slug),
            totp: TotpState {
                enrolled: access.totp == rbac::TotpState::Enrolled,
                required: access.totp_required,
            },
        }
    }
}

impl PermissionCatalogue {
    #[must_use]
    pub fn everything() -> &'static Self {
        // Texts and rules of the program: they don't change while it runs.
        static EVERYTHING: LazyLock<PermissionCatalogue> = LazyLock::new(PermissionCatalogue::put_together);
        &EVERYTHING
    }

    fn put_together() -> Self {
        let permission = |one: rbac::Permission| PermissionInfo {
            code: one.into(),
            name: one.name().into(),
            description: one.description().into(),
        };
        let preset = |one: rbac::Preset| Preset {
            code: one.code().to_owned(),
            name: one.name().into(),
            description: one.description().into(),
            grants: one
                .grants()
                .iter()
                .map(|(permission, level)| PresetGrant {
                    permission: (*permission).into(),
                    level: (*level).into(),
                })
                .collect(),
        };
        Self {
            permissions: rbac::Permission::ALL.into_iter().map(permission).collect(),
            levels: rbac::Level::ALL.into_iter().map(PermissionLevel::from).collect(),
            presets: rbac::Preset::ALL.into_iter().map(preset).collect(),
        }
    }
}

impl TeamQuery {
    /// What to list and how.
    pub fn list(self) -> Result<(team::Filter, PageSize, Option<String>), Field> {
        let filter = team::Filter {
            text: self.q,
            is_active: self.status.map(|status| status == TeamStatus::Active),
        };
        Ok((
            filter,
            page_size(self.limit)?.unwrap_or(PageSize::DEFAULT),
            self.cursor,
        ))
    }
}

impl InvitationsQuery {
    pub fn list(self) -> Result<(PageSize, Option<String>), Field> {
        Ok((page_size(self.limit)?.unwrap_or(PageSize::DEFAULT), self.cursor))
    }
}

impl TeamMember {
    #[must_use]
    pub fn of(member: Member, names: &Names) -> Self {
        Self {
            id: member.id.uuid(),
            email: member.email,
            full_name: member.full_name,
            title: member.title,
            role: member.role.into(),
            is_active: member.is_active,
            totp_enrolled: member.totp_enrolled,
            last_seen_at: member.last_seen_at,
            grants: PermissionGrant::all_of(&member.grants, |region| names.slug(region)),
            may_edit: member.may_edit,
            version: member.version,
            created_at: member.created_at,
        }
    }
}

impl TeamMemberPage {
    #[must_use]
    pub fn of(page: kernel::Page<Member>, names: &Names) -> Self {
        let page = page.map(|member| TeamMember::of(member, names));
        Self {
            items: page.items,
            next_cursor: page.next_cursor.map(kernel::Cursor::into_string),
            total: count(page.total),
        }
    }
}

impl From<Status> for InvitationStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Open => Self::Open,
            Status::Expired => Self::Expired,
            Status::Accepted => Self::Accepted,
            Status::Revoked => Self::Revoked,
        }
    }
}

impl Invitation {
    #[must_use]
    pub fn of(invitation: rbac::invitation::Invitation, names: &Names) -> Self {
        let person = |(id, name): (kernel::AccountId, String)| PersonRef { id: id.uuid(), name };
        Self {
            id: invitation.id.uuid(),
            email: invitation.email,
            full_name: invitation.full_name,
            title: invitation.title,
            locale: locale(&invitation.locale),
            role: invitation.role.into(),
            grants: PermissionGrant::all_of(&invitation.grants, |region| names.slug(region)),
            invited_by: invitation.invited_by.map(person),
            expires_at: invitation.expires_at,
            status: invitation.status.into(),
            may_edit: invitation.may_edit,
            created_at: invitation.created_at,
        }
    }
}

impl InvitationPage {
    #[must_use]
    pub fn of(page: kernel::Page<rbac::invitation::Invitation>, names: &Names) -> Self {
        let page = page.map(|invitation| Invitation::of(invitation, names));
        Self {
            items: page.items,
            next_cursor: page.next_cursor.map(kernel::Cursor::into_string),
            total: count(page.total),
        }
    }
}

impl InvitationInput {
    /// The invitation as it is made, or everything that is wrong with the body.
    pub fn invite(self, names: &Names) -> Result<Invite, Vec<Field>> {
        let email = check::email("email", &self.email);
        let grants = PermissionGrant::read(self.grants, names);
        match (email, grants) {
            (Ok(email), Ok(grants)) => Ok(Invite {
                email,
                full_name: self.full_name,
                title: self.title.unwrap_or_default(),
                locale: i18n::Locale::from(self.locale).code().to_owned(),
                role: self.role.into(),
                grants,
            }),
            (email, grants) => {
                let mut faults: Vec<Field> = email.err().into_iter().collect();
                faults.extend(grants.err().into_iter().flatten());
                Err(faults)
            }
        }
    }
}

impl From<rbac::settings::StaffSettings> for StaffSettings {
    fn from(settings: rbac::settings::StaffSettings) -> Self {
        Self {
            totp_required: settings.totp_required,
            version: settings.version,
        }
    }
}
