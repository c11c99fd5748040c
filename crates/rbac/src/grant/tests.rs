use super::*;

fn region(number: u128) -> RegionId {
    Uuid::from_u128(number).into()
}

fn only(regions: &[u128]) -> RegionScope {
    RegionScope::Only(regions.iter().copied().map(region).collect())
}

fn grant(permission: Permission, level: Level, scope: RegionScope) -> Grant {
    Grant {
        permission,
        level,
        scope,
    }
}

fn grants(list: &[Grant]) -> Grants {
    Grants::new(list.iter().cloned()).unwrap()
}

#[test]
fn managing_includes_looking_and_nothing_includes_another_permission() {
    let held = grants(&[
        grant(Permission::Orders, Level::Manage, only(&[1])),
        grant(Permission::Tax, Level::View, RegionScope::All),
    ]);
    assert_eq!(held.allows(Permission::Orders, Level::View), Some(only(&[1])));
    assert_eq!(held.allows(Permission::Orders, Level::Manage), Some(only(&[1])));
    assert_eq!(held.allows(Permission::Tax, Level::View), Some(RegionScope::All));
    assert_eq!(held.allows(Permission::Tax, Level::Manage), None);
    assert_eq!(held.allows(Permission::Payments, Level::View), None);
    for permission in Permission::ALL {
        let all = Grants::everything().allows(permission, Level::Manage);
        assert_eq!(all, Some(RegionScope::All), "{permission}");
    }
}

#[test]
fn more_than_one_holds_is_more_in_permission_level_or_region() {
    let own = grants(&[
        grant(Permission::Orders, Level::Manage, only(&[1, 2])),
        grant(Permission::Customers, Level::View, RegionScope::All),
    ]);
    for (other, within) in [
        (grant(Permission::Orders, Level::Manage, only(&[2])), true),
        (grant(Permission::Orders, Level::View, only(&[1, 2])), true),
        (grant(Permission::Customers, Level::View, only(&[9])), true),
        (grant(Permission::Customers, Level::View, RegionScope::All), true),
        (grant(Permission::Orders, Level::View, only(&[1, 3])), false),
        (grant(Permission::Orders, Level::View, RegionScope::All), false),
        (grant(Permission::Customers, Level::Manage, only(&[1])), false),
        (grant(Permission::Team, Level::View, only(&[1])), false),
    ] {
        assert_eq!(
            grants(std::slice::from_ref(&other)).within(&own),
            within,
            "{other:?}"
        );
    }
    assert!(Grants::default().within(&Grants::default()));
    assert!(own.within(&Grants::everything()) && !Grants::everything().within(&own));
}

#[test]
fn a_limit_cuts_regions_off_and_drops_what_has_none_left() {
    let held = grants(&[
        grant(Permission::Orders, Level::Manage, only(&[1, 2])),
        grant(Permission::Customers, Level::View, RegionScope::All),
        grant(Permission::Tax, Level::View, only(&[3])),
    ]);
    let left = grants(&[
        grant(Permission::Orders, Level::Manage, only(&[2])),
        grant(Permission::Customers, Level::View, only(&[2])),
    ]);
    assert_eq!(held.inside(&only(&[2])), left);
    assert_eq!(held.inside(&RegionScope::All), held);
}

#[test]
fn a_permission_is_granted_once_and_somewhere() {
    let twice = [
        grant(Permission::Orders, Level::View, RegionScope::All),
        grant(Permission::Orders, Level::Manage, only(&[1])),
    ];
    assert_eq!(Grants::new(twice), Err(InvalidGrants::Twice(Permission::Orders)));
    let nowhere = [grant(Permission::Orders, Level::View, only(&[]))];
    assert_eq!(
        Grants::new(nowhere),
        Err(InvalidGrants::NoRegion(Permission::Orders))
    );
    let repeated = [grant(Permission::Orders, Level::View, only(&[2, 1, 2]))];
    assert_eq!(Grants::new(repeated).unwrap().regions().len(), 2);
}

#[test]
fn stored_grants_are_read_back_and_strange_ones_refused() {
    let held = grants(&[
        grant(Permission::Orders, Level::Manage, only(&[1, 2])),
        grant(Permission::DeliveryZones, Level::View, RegionScope::All),
    ]);
    assert_eq!(Grants::from_json(held.to_json()).unwrap(), held);
    for strange in [
        serde_json::json!([{"permission": "everything", "level": "view", "region_ids": null}]),
        serde_json::json!([{"permission": "orders", "level": "own", "region_ids": null}]),
        serde_json::json!([{"permission": "orders", "level": "view", "region_ids": []}]),
        serde_json::json!({}),
    ] {
        assert!(Grants::from_json(strange.clone()).is_err(), "{strange}");
    }
}
