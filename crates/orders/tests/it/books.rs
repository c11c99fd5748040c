use kernel::{PageSize, RegionScope};
use orders::OrderStatus;
use orders::order::audit::audit;
use orders::order::list::{Filter, Sort, list};

use crate::world::World;

#[tokio::test]
async fn the_audit_sees_tampering() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 9).await;
    let (a, b) = (
        world.place(rose, 1, 12_000).await,
        world.place(rose, 1, 12_000).await,
    );
    world.assert_books().await;
    world.execute(&format!(
        "UPDATE order_lines SET quantity = 2, subtotal_minor = 20000 WHERE order_id = '{}'; DELETE FROM stock_holds WHERE order_id = '{}'",
        a.id, b.id
    )).await;
    let found: Vec<_> = audit(world.db(), None)
        .await
        .unwrap()
        .into_iter()
        .map(|found| (found.order_id, found.what))
        .collect();
    assert!(found.contains(&(a.id, "lines do not sum to the totals".into())));
    assert!(found.contains(&(a.id, "stock holds do not match the lines".into())));
    assert!(found.contains(&(b.id, "stock holds do not match the lines".into())));
    assert!(
        audit(world.db(), Some(b.id))
            .await
            .unwrap()
            .iter()
            .all(|found| found.order_id == b.id)
    );
}

#[tokio::test]
async fn pages_hold_every_order_once_in_each_order() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 50).await;
    for _ in 0..7 {
        world.place(rose, 1, 12_000).await;
        world.clock.advance(chrono::TimeDelta::minutes(1));
    }
    for sort in [Sort::Newest, Sort::Oldest, Sort::DeliveryDate] {
        let mut seen = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let size = PageSize::new(3).unwrap();
            let found = list(
                world.db(),
                &Filter::of(RegionScope::All),
                sort,
                size,
                cursor.as_deref(),
            )
            .await
            .unwrap();
            assert_eq!(found.page.total, 7);
            assert_eq!(found.status_counts, [(OrderStatus::Placed, 7)]);
            seen.extend(found.page.items.into_iter().map(|row| (row.created_at, row.id)));
            match found.page.next_cursor {
                Some(next) => cursor = Some(next.into_string()),
                None => break,
            }
        }
        assert_eq!(seen.len(), 7, "{sort:?}");
        let mut sorted = seen.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), 7, "{sort:?}");
    }
}

#[tokio::test]
async fn filters_narrow_and_wildcards_are_plain_text() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 50).await;
    let order = world.place(rose, 2, 22_000).await;
    let matching = async |filter: Filter| {
        list(world.db(), &filter, Sort::Newest, PageSize::DEFAULT, None)
            .await
            .unwrap()
            .page
            .items
            .len()
    };
    let text = |text: &str| Filter {
        text: Some(text.into()),
        ..Filter::of(RegionScope::All)
    };
    assert_eq!(matching(text("layla")).await, 1);
    assert_eq!(matching(text(&order.code[3..9].to_lowercase())).await, 1);
    assert_eq!(matching(text("%")).await, 0);
    assert_eq!(
        matching(Filter {
            status: Some(OrderStatus::Cancelled),
            ..Filter::of(RegionScope::All)
        })
        .await,
        0
    );
    assert_eq!(
        matching(Filter {
            region_slug: Some("sa".into()),
            ..Filter::of(RegionScope::All)
        })
        .await,
        0
    );
    let today = world.ctx().now().date_naive();
    assert_eq!(
        matching(Filter {
            from: Some(today),
            to: Some(today),
            ..Filter::of(RegionScope::All)
        })
        .await,
        1
    );
    assert_eq!(
        matching(Filter {
            from: today.succ_opt(),
            ..Filter::of(RegionScope::All)
        })
        .await,
        0
    );
    assert!(
        list(
            world.db(),
            &Filter::of(RegionScope::All),
            Sort::Newest,
            PageSize::DEFAULT,
            Some("bogus")
        )
        .await
        .is_err()
    );
}
