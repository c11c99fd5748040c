//! The shapes clients see. Each is made from what a context returns (`From`) or turned into what it takes; nothing else
//! happens here. Fields that may be absent in a context are `null` here, never left out.

use i18n::Arg;
use kernel::PageSize;

use crate::error::Field;

pub mod account;
pub mod address;
pub mod admin_payment;
pub mod audit;
pub mod auth;
pub mod cart;
pub mod catalog;
pub mod check;
pub mod common;
pub mod customer;
pub mod device;
pub mod me;
pub mod order;
pub mod payment;
pub mod problem;
pub mod staff;
pub mod store;

/// Counts are small; clients get them as plain 32-bit numbers.
pub(crate) fn count(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}

/// The `limit` of a list: 1 to 100, or the usual.
pub(crate) fn page_size(limit: Option<i32>) -> Result<Option<PageSize>, Field> {
    let Some(limit) = limit else { return Ok(None) };
    let size = u32::try_from(limit).ok().and_then(PageSize::new);
    size.map(Some).ok_or_else(|| match limit {
        ..1 => Field::with("limit", "too_small", &[("min", Arg::Number(1))]),
        _ => Field::with("limit", "too_large", &[("max", Arg::Number(100))]),
    })
}
