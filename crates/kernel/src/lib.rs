//! Words every other crate speaks: money, typed ids, the request context, pages, contact details. No I/O.

mod actor;
mod contact;
mod ctx;
mod currency;
mod id;
mod money;
mod page;
mod scope;

pub use actor::StaffActor;
pub use contact::{Email, InvalidEmail, InvalidPhone, Phone};
pub use ctx::{Clock, Ctx, FixedClock, IdSource, RandomIds, SequenceIds, SystemClock};
pub use currency::{Currency, UnknownCurrency};
pub use id::*;
pub use money::{Money, MoneyError, Rate};
pub use page::{Cursor, InvalidCursor, Page, PageSize};
pub use scope::RegionScope;
