//! Customers as staff see them: in the regions of their `customers` grant, contact details masked below `customers:manage`.
//!
//! A customer belongs to a region when they signed up in it or have an address there.

use accounts::address_book::Address;
use chrono::{DateTime, Utc};
use kernel::{AccountId, RegionScope};

use crate::access::Access;
use crate::permission::{Level, Permission};

mod change;
mod find;
mod list;

pub use change::{ChangeError, MAX_REASON, disable, enable, revoke_sessions};
pub use find::{Customer, find};
pub use list::{Filter, Sort, Status, list};

/// A customer in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerSummary {
    pub id: AccountId,
    pub full_name: String,
    /// Perhaps masked, like the phone.
    pub email: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    pub email_verified: bool,
    /// Of the region they signed up in.
    pub region_slug: Option<String>,
    pub is_active: bool,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: Option<DateTime<Utc>>,
}

/// Whether contact details are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Masking {
    Plain,
    Masked,
}

impl Masking {
    fn email(self, email: Option<String>) -> Option<String> {
        match self {
            Self::Plain => email,
            Self::Masked => email.map(|email| audit::mask::email(&email)),
        }
    }

    fn phone(self, phone: Option<String>) -> Option<String> {
        match self {
            Self::Plain => phone,
            Self::Masked => phone.map(|phone| audit::mask::phone(&phone)),
        }
    }

    /// The region, the zone and the country stay: they say no more than where goods go.
    fn address(self, address: Address) -> Address {
        use audit::mask::{HIDDEN, name, phone};
        match self {
            Self::Plain => address,
            Self::Masked => Address {
                label: String::new(),
                recipient_name: name(&address.recipient_name),
                recipient_phone: phone(&address.recipient_phone),
                fields: address
                    .fields
                    .into_keys()
                    .map(|field| (field, HIDDEN.to_owned()))
                    .collect(),
                ..address
            },
        }
    }
}

/// The regions whose customers somebody sees, and how.
struct Sight {
    scope: RegionScope,
    masking: Masking,
}

impl Sight {
    /// `None`: this person may not see customers. Who manages those of some regions only and may look at all of them can't be: a
    /// permission is granted once.
    fn of(viewer: &Access) -> Option<Self> {
        let scope = viewer.allows(Permission::Customers, Level::View)?;
        let manages = viewer.allows(Permission::Customers, Level::Manage).is_some();
        Some(Self {
            scope,
            masking: if manages { Masking::Plain } else { Masking::Masked },
        })
    }
}
