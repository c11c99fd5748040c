use i18n::Localized;

use crate::permission::{Level, Permission};

/// A usual job in a shop and the permissions it needs; fills the grid of grants, is stored nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    OrderDesk,
    Merchandiser,
    Marketing,
    Accountant,
    StoreManager,
}

impl Preset {
    pub const ALL: [Self; 5] = [
        Self::OrderDesk,
        Self::Merchandiser,
        Self::Marketing,
        Self::Accountant,
        Self::StoreManager,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OrderDesk => "order_desk",
            Self::Merchandiser => "merchandiser",
            Self::Marketing => "marketing",
            Self::Accountant => "accountant",
            Self::StoreManager => "store_manager",
        }
    }

    #[must_use]
    pub fn name(self) -> Localized {
        i18n::text(&format!("preset_{}", self.code()), &[])
    }

    #[must_use]
    pub fn description(self) -> Localized {
        i18n::text(&format!("preset_{}.description", self.code()), &[])
    }

    /// What the job needs, in no particular region.
    #[must_use]
    pub const fn grants(self) -> &'static [(Permission, Level)] {
        use Level::{Manage, View};
        use Permission::{
            Analytics, Banners, Categories, Contact, Customers, DeliveryZones, Notifications, Orders,
            Payments, Products, Promos, Regions, Reviews, Sections, Settings, Tax, Team,
        };
        match self {
            Self::OrderDesk => &[
                (Products, View),
                (Orders, Manage),
                (Payments, View),
                (DeliveryZones, View),
                (Customers, View),
                (Contact, Manage),
            ],
            Self::Merchandiser => &[
                (Products, Manage),
                (Categories, Manage),
                (Sections, Manage),
                (Banners, Manage),
                (Reviews, Manage),
                (Regions, View),
            ],
            Self::Marketing => &[
                (Products, View),
                (Sections, Manage),
                (Banners, Manage),
                (Reviews, View),
                (Promos, Manage),
                (Notifications, Manage),
                (Analytics, View),
            ],
            Self::Accountant => &[
                (Orders, View),
                (Payments, Manage),
                (Promos, View),
                (Tax, Manage),
                (Analytics, View),
            ],
            Self::StoreManager => &[
                (Products, Manage),
                (Categories, Manage),
                (Sections, Manage),
                (Banners, Manage),
                (Reviews, Manage),
                (Orders, Manage),
                (Payments, Manage),
                (Promos, Manage),
                (Tax, View),
                (Regions, View),
                (DeliveryZones, Manage),
                (Customers, Manage),
                (Team, View),
                (Notifications, Manage),
                (Contact, Manage),
                (Analytics, View),
                (Settings, View),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn presets_have_texts_and_name_each_permission_once() {
        for preset in Preset::ALL {
            let key = format!("preset_{}", preset.code());
            assert!(i18n::find(&key, &[]).is_some(), "{key}");
            assert!(i18n::find(&format!("{key}.description"), &[]).is_some(), "{key}");
            let named: HashSet<Permission> = preset.grants().iter().map(|(named, _)| *named).collect();
            assert_eq!(named.len(), preset.grants().len(), "{key}");
            assert!(
                !preset.grants().contains(&(Permission::Team, Level::Manage)),
                "{key}"
            );
        }
    }
}
