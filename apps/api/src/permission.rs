//! What staff may do, as types: a handler names what it asks for in its signature (`Staff<Manage<Orders>>`), and the OpenAPI
//! document reads the same constant.

use std::marker::PhantomData;

use accounts::Role;

/// What a handler asks of staff.
pub trait Permission {
    /// `area:level`, as in `x-permission` of the OpenAPI document; `staff` for everybody in the back office, `admin` for owners.
    const NAME: &'static str;
}

/// Working in the back office at all.
#[derive(Clone, Debug)]
pub struct Enter;

impl Permission for Enter {
    const NAME: &'static str = "staff";
}

/// Being an owner of the shop: what no grant gives.
#[derive(Clone, Debug)]
pub struct Admin;

impl Permission for Admin {
    const NAME: &'static str = "admin";
}

/// One of the areas permissions are given for.
pub trait Area {
    const VIEW: &'static str;
    const MANAGE: &'static str;
}

/// Seeing an area.
#[derive(Clone, Debug)]
pub struct View<A>(PhantomData<A>);

impl<A: Area> Permission for View<A> {
    const NAME: &'static str = A::VIEW;
}

/// Changing things in an area, which includes seeing them.
#[derive(Clone, Debug)]
pub struct Manage<A>(PhantomData<A>);

impl<A: Area> Permission for Manage<A> {
    const NAME: &'static str = A::MANAGE;
}

macro_rules! areas {
    ($($name:ident = $code:literal),+ $(,)?) => {$(
        #[derive(Clone, Debug)]
        pub struct $name;

        impl Area for $name {
            const VIEW: &'static str = concat!($code, ":view");
            const MANAGE: &'static str = concat!($code, ":manage");
        }
    )+};
}

areas! {
    Orders = "orders",
    Customers = "customers",
    Team = "team",
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
