use std::fmt;
use std::str::FromStr;

use i18n::Localized;

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// An area of the shop that staff may look at or manage. The same names are in the database's `is_permission`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Permission { $($(#[$doc])* $name),+ }

        impl Permission {
            /// All of them, in the order people are shown them.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$name),+];

            /// The stable name, as stored and as sent to clients.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }
    };
}

permissions! {
    /// Products, their variants, prices and stock.
    Products = "products",
    Categories = "categories",
    /// The rows of the home page.
    Sections = "sections",
    Banners = "banners",
    Reviews = "reviews",
    Orders = "orders",
    /// Payments, refunds and the ledger.
    Payments = "payments",
    Promos = "promos",
    Tax = "tax",
    Regions = "regions",
    DeliveryZones = "delivery_zones",
    Customers = "customers",
    /// Colleagues, invitations and the audit log.
    Team = "team",
    /// Messages to customers.
    Notifications = "notifications",
    /// Messages from customers.
    Contact = "contact",
    Analytics = "analytics",
    Settings = "settings",
}

impl Permission {
    #[must_use]
    pub fn name(self) -> Localized {
        i18n::text(&format!("permission_{}", self.code()), &[])
    }

    /// What holding it means, in a sentence.
    #[must_use]
    pub fn description(self) -> Localized {
        i18n::text(&format!("permission_{}.description", self.code()), &[])
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is the name of no permission or level.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown permission or level {0:?}")]
pub struct UnknownName(pub String);

impl FromStr for Permission {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|permission| permission.code() == text)
            .ok_or_else(|| UnknownName(text.to_owned()))
    }
}

/// How far a permission goes: managing includes looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    View,
    Manage,
}

impl Level {
    pub const ALL: [Self; 2] = [Self::View, Self::Manage];

    /// The stable name, as stored and as sent to clients.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Manage => "manage",
        }
    }

    #[must_use]
    pub fn name(self) -> Localized {
        i18n::text(&format!("level_{}", self.code()), &[])
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Level {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|level| level.code() == text)
            .ok_or_else(|| UnknownName(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_seventeen_and_each_has_texts_in_both_languages() {
        assert_eq!(Permission::ALL.len(), 17);
        for permission in Permission::ALL {
            assert_eq!(permission.code().parse(), Ok(permission));
            let key = format!("permission_{permission}");
            assert!(i18n::find(&key, &[]).is_some(), "{key}");
            assert!(i18n::find(&format!("{key}.description"), &[]).is_some(), "{key}");
        }
        for level in Level::ALL {
            assert_eq!(level.code().parse(), Ok(level));
            assert!(i18n::find(&format!("level_{level}"), &[]).is_some(), "{level}");
        }
        assert!("orders:view".parse::<Permission>().is_err() && "".parse::<Level>().is_err());
        assert!(Level::View < Level::Manage);
    }
}
