//! What staff may do, as types: a handler names what it asks for in its signature (`Staff<Manage<Orders>>`), and the OpenAPI
//! document reads the same constant.

use std::marker::PhantomData;

use rbac::{Access, Level, Scope};

/// What a handler asks of staff.
pub trait Permission {
    /// `area:level`, as in `x-permission` of the OpenAPI document; `staff` for everybody in the back office, `admin` for owners.
    const NAME: &'static str;

    /// Whether it is given even to those who still have to set up the second factor that the shop asks for.
    const BEFORE_ENROLMENT: bool = false;

    /// Where a member of staff has it; `None` when nowhere.
    fn scope(access: &Access) -> Option<Scope>;
}

/// Working in the back office at all.
#[derive(Clone, Debug)]
pub struct Enter;

impl Permission for Enter {
    const NAME: &'static str = "staff";
    const BEFORE_ENROLMENT: bool = true;

    fn scope(_: &Access) -> Option<Scope> {
        Some(Scope::All)
    }
}

/// Being an owner of the shop: what no grant gives.
#[derive(Clone, Debug)]
pub struct Admin;

impl Permission for Admin {
    const NAME: &'static str = "admin";

    fn scope(access: &Access) -> Option<Scope> {
        access.is_admin().then_some(Scope::All)
    }
}

/// One of the areas permissions are given for.
pub trait Area {
    const PERMISSION: rbac::Permission;
    const VIEW: &'static str;
    const MANAGE: &'static str;
}

/// Seeing an area.
#[derive(Clone, Debug)]
pub struct View<A>(PhantomData<A>);

impl<A: Area> Permission for View<A> {
    const NAME: &'static str = A::VIEW;

    fn scope(access: &Access) -> Option<Scope> {
        access.allows(A::PERMISSION, Level::View)
    }
}

/// Changing things in an area, which includes seeing them.
#[derive(Clone, Debug)]
pub struct Manage<A>(PhantomData<A>);

impl<A: Area> Permission for Manage<A> {
    const NAME: &'static str = A::MANAGE;

    fn scope(access: &Access) -> Option<Scope> {
        access.allows(A::PERMISSION, Level::Manage)
    }
}

macro_rules! areas {
    ($($name:ident = $code:literal),+ $(,)?) => {$(
        #[derive(Clone, Debug)]
        pub struct $name;

        impl Area for $name {
            const PERMISSION: rbac::Permission = rbac::Permission::$name;
            const VIEW: &'static str = concat!($code, ":view");
            const MANAGE: &'static str = concat!($code, ":manage");
        }
    )+};
}

areas! {
    Orders = "orders",
    Payments = "payments",
    Customers = "customers",
    Team = "team",
}

/// Seeing a customer's orders: needs both areas, and reaches to the regions both reach to.
#[derive(Clone, Debug)]
pub struct ViewCustomerOrders;

impl Permission for ViewCustomerOrders {
    const NAME: &'static str = "customers:view orders:view";

    fn scope(access: &Access) -> Option<Scope> {
        let customers = View::<Customers>::scope(access)?;
        View::<Orders>::scope(access)?.both(&customers)
    }
}
