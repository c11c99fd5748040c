use std::collections::HashMap;

use kernel::{AccountId, Page, PageSize, RegionId};
use rbac::customers::{self, CustomerSummary, Filter, Sort, Status};
use regions::Names;

use super::{Customer, CustomerPage, CustomerRow, CustomerSort, CustomerStatus, CustomersQuery};
use crate::dto::account::{Provider, locale};
use crate::dto::address::Address;
use crate::dto::{count, page_size};
use crate::error::Field;

impl CustomersQuery {
    /// What to list and how; `names` are those of the regions.
    pub fn list(self, names: &Names) -> Result<(Filter, Sort, PageSize, Option<String>), Field> {
        let known = |slug: &String| -> Result<RegionId, Field> {
            names
                .region(slug)
                .ok_or_else(|| Field::new("region", "unknown_region"))
        };
        let filter = Filter {
            text: self.q,
            status: self.status.map(Status::from),
            region: self.region.as_ref().map(known).transpose()?,
        };
        let sort = match self.sort.unwrap_or_default() {
            CustomerSort::Newest => Sort::Newest,
            CustomerSort::Oldest => Sort::Oldest,
            CustomerSort::Name => Sort::Name,
        };
        let size = page_size(self.limit)?.unwrap_or(PageSize::DEFAULT);
        Ok((filter, sort, size, self.cursor))
    }
}

impl From<CustomerStatus> for Status {
    fn from(status: CustomerStatus) -> Self {
        match status {
            CustomerStatus::Active => Self::Active,
            CustomerStatus::Disabled => Self::Disabled,
            CustomerStatus::Unverified => Self::Unverified,
        }
    }
}

impl CustomerRow {
    fn of(customer: CustomerSummary, orders: &HashMap<AccountId, i64>) -> Self {
        Self {
            id: customer.id.uuid(),
            full_name: customer.full_name,
            email: customer.email,
            phone: customer.phone,
            email_verified: customer.email_verified,
            region: customer.region_slug,
            is_active: customer.is_active,
            order_count: count(orders.get(&customer.id).copied().unwrap_or_default()),
            created_at: customer.created_at,
            last_seen_at: customer.last_seen_at,
        }
    }
}

impl CustomerPage {
    /// `orders`: how many each of them has.
    #[must_use]
    pub fn of(page: Page<CustomerSummary>, orders: &HashMap<AccountId, i64>) -> Self {
        let page = page.map(|customer| CustomerRow::of(customer, orders));
        Self {
            items: page.items,
            next_cursor: page.next_cursor.map(kernel::Cursor::into_string),
            total: count(page.total),
        }
    }
}

impl Customer {
    #[must_use]
    pub fn of(customer: customers::Customer, orders: &HashMap<AccountId, i64>, names: &Names) -> Self {
        let provider = |code: &String| match code.as_str() {
            "google" => Some(Provider::Google),
            "apple" => Some(Provider::Apple),
            _ => None,
        };
        let mut addresses: Vec<Address> = customer
            .addresses
            .into_iter()
            .map(|address| Address::of(address, names))
            .collect();
        if customer.is_masked {
            for address in &mut addresses {
                address.one_line = audit::mask::HIDDEN.to_owned();
            }
        }
        Self {
            row: CustomerRow::of(customer.summary, orders),
            disabled_reason: customer.disabled_reason,
            providers: customer.providers.iter().filter_map(provider).collect(),
            addresses,
            locale: locale(&customer.locale),
            version: customer.version,
            is_masked: customer.is_masked,
        }
    }
}
