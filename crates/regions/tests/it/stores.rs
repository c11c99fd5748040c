use chrono::NaiveDate;
use i18n::Localized;
use kernel::{Currency, Money};
use regions::fixtures::{NewRegion, NewZone, create_blackout, create_region, create_zone};
use regions::{find_store, get_store, list_active, names};
use test_support::{TestDb, test_ctx};

fn kwd(minor: i64) -> Money {
    Money::new(minor, Currency::Kwd)
}

#[tokio::test]
async fn a_zone_inherits_what_it_does_not_say() {
    let test = TestDb::new().await;
    let (ctx, _) = test_ctx();
    let kuwait = NewRegion {
        shipping_fee: 1_500,
        free_shipping_from: Some(20_000),
        min_order: Some(3_000),
        time_zone: "Asia/Kuwait".into(),
        ..NewRegion::new("kw", "KW", Currency::Kwd)
    };
    let region = create_region(test.db(), &ctx, &kuwait).await.unwrap();
    let plain = NewZone::new("hawalli", Localized::new("Hawalli", "حولي"));
    let far = NewZone {
        shipping_fee: Some(3_250),
        max_order: Some(90_000),
        cod_enabled: Some(false),
        lead_days: Some(2),
        sort_order: -1,
        ..NewZone::new("wafra", Localized::new("Wafra", "الوفرة"))
    };
    let closed = NewZone {
        is_active: false,
        ..NewZone::new("closed", Localized::new("Closed", "مغلق"))
    };
    for zone in [&plain, &far, &closed] {
        create_zone(test.db(), &ctx, region, zone).await.unwrap();
    }
    let (first, second) = (
        NaiveDate::from_ymd_opt(2026, 3, 20),
        NaiveDate::from_ymd_opt(2026, 3, 21),
    );
    for date in [second, first].into_iter().flatten() {
        create_blackout(test.db(), &ctx, region, date, Localized::new("Eid", "عيد"))
            .await
            .unwrap();
    }

    let store = find_store(test.db(), "kw").await.unwrap().unwrap();
    assert_eq!((store.country.as_str(), store.dial_code()), ("KW", "+965"));
    assert_eq!(store.terms.shipping_fee, kwd(1_500));
    let codes: Vec<_> = store.zones.iter().map(|zone| zone.code.as_str()).collect();
    assert_eq!(
        codes,
        ["wafra", "hawalli"],
        "in their order, closed ones left out"
    );
    assert_eq!(store.zone("hawalli").unwrap().terms, store.terms);
    let wafra = store.zone("wafra").unwrap().terms;
    assert_eq!(
        (wafra.shipping_fee, wafra.max_order),
        (kwd(3_250), Some(kwd(90_000)))
    );
    assert_eq!(
        (wafra.free_shipping_from, wafra.min_order),
        (Some(kwd(20_000)), Some(kwd(3_000)))
    );
    assert_eq!((wafra.cod_enabled, wafra.lead_days), (false, 2));
    assert!(store.zone("closed").is_none() && store.zone("").is_none());
    assert_eq!(
        store.blackouts.iter().map(|b| Some(b.date)).collect::<Vec<_>>(),
        [first, second]
    );
    assert_eq!(get_store(test.db(), region).await.unwrap(), store);
}

#[tokio::test]
async fn closed_regions_are_found_only_by_id_and_the_default_comes_first() {
    let test = TestDb::new().await;
    let (ctx, _) = test_ctx();
    let closed = NewRegion {
        is_active: false,
        ..NewRegion::new("qa", "QA", Currency::Qar)
    };
    let closed_id = create_region(test.db(), &ctx, &closed).await.unwrap();
    let saudi = NewRegion::new("sa", "SA", Currency::Sar);
    let emirates = NewRegion {
        is_default: true,
        sort_order: 9,
        ..NewRegion::new("ae", "AE", Currency::Aed)
    };
    for region in [&saudi, &emirates] {
        create_region(test.db(), &ctx, region).await.unwrap();
    }
    let listed: Vec<_> = list_active(test.db())
        .await
        .unwrap()
        .into_iter()
        .map(|store| store.slug)
        .collect();
    assert_eq!(listed, ["ae", "sa"]);
    assert_eq!(find_store(test.db(), "qa").await.unwrap(), None);
    for unknown in ["nowhere", "", "a\0e", "AE"] {
        assert_eq!(find_store(test.db(), unknown).await.unwrap(), None, "{unknown:?}");
    }
    assert!(!get_store(test.db(), closed_id).await.unwrap().is_active);
}

#[tokio::test]
async fn fixtures_leave_alone_what_is_there() {
    let test = TestDb::new().await;
    let (ctx, _) = test_ctx();
    let first = NewRegion::new("ae", "AE", Currency::Aed);
    let again = NewRegion {
        shipping_fee: 999,
        ..first.clone()
    };
    let zone = NewZone::new("dubai", Localized::new("Dubai", "دبي"));
    let ids = [
        create_region(test.db(), &ctx, &first).await.unwrap(),
        create_region(test.db(), &ctx, &again).await.unwrap(),
    ];
    assert_eq!(ids[0], ids[1]);
    let zones = [
        create_zone(test.db(), &ctx, ids[0], &zone).await.unwrap(),
        create_zone(
            test.db(),
            &ctx,
            ids[0],
            &NewZone {
                lead_days: Some(9),
                ..zone
            },
        )
        .await
        .unwrap(),
    ];
    assert_eq!(zones[0], zones[1]);
    let store = find_store(test.db(), "ae").await.unwrap().unwrap();
    assert!(store.terms.shipping_fee.is_zero());
    assert_eq!(store.zones[0].terms.lead_days, 1);
}

#[tokio::test]
async fn closed_regions_and_zones_keep_their_names() {
    let test = TestDb::new().await;
    let (ctx, _) = test_ctx();
    let closed = NewRegion {
        is_active: false,
        is_default: false,
        ..NewRegion::new("bh", "BH", Currency::Bhd)
    };
    let region = create_region(test.db(), &ctx, &closed).await.unwrap();
    let zone = NewZone {
        is_active: false,
        ..NewZone::new("manama", Localized::new("Manama", "المنامة"))
    };
    let zone = create_zone(test.db(), &ctx, region, &zone).await.unwrap();
    let names = names(test.db()).await.unwrap();
    assert_eq!(
        (names.slug(region), names.zone_code(zone)),
        (Some("bh"), Some("manama"))
    );
    assert_eq!((names.region("bh"), names.region("ae")), (Some(region), None));
}
