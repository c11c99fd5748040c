//! What staff may do. A permission is a type, so a handler names it in its signature and the OpenAPI document reads the same
//! constant.

use accounts::Role;

/// Something staff may be allowed to do.
pub trait Permission {
    /// `area:level`, as in `x-permission` of the OpenAPI document.
    const NAME: &'static str;
}

/// Working in the back office at all.
#[derive(Clone, Debug)]
pub struct Enter;

impl Permission for Enter {
    const NAME: &'static str = "staff";
}

/// Seeing orders.
#[derive(Clone, Debug)]
pub struct ViewOrders;

impl Permission for ViewOrders {
    const NAME: &'static str = "orders:view";
}

/// Moving orders along and writing notes on them.
#[derive(Clone, Debug)]
pub struct ManageOrders;

impl Permission for ManageOrders {
    const NAME: &'static str = "orders:manage";
}

/// Whether a role holds a permission: every member of staff holds all there are.
#[must_use]
pub fn holds<P: Permission>(role: Role) -> bool {
    role.is_staff()
}

/// The areas there are, each with its highest level, of a role.
#[must_use]
pub fn areas(role: Role) -> &'static [&'static str] {
    if role.is_staff() { &["orders"] } else { &[] }
}
