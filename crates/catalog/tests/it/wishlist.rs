use catalog::browse::find_cards;
use catalog::wishlist::{AddError, MAX_ITEMS, add, clear, list, merge, remove};
use chrono::TimeDelta;
use futures::future::join_all;
use kernel::{AccountId, Currency, ProductId};
use uuid::Uuid;

use crate::support::Shop;

async fn customer(shop: &Shop) -> AccountId {
    let id: AccountId = shop.ctx.new_id();
    shop.execute(
        "INSERT INTO accounts (id, email, full_name, role, locale, created_at, updated_at)
         VALUES ($1, $1::text || '@example.com', 'Layla Haddad', 'customer', 'en', $2, $2)",
        [id.uuid().into(), shop.ctx.now().into()],
    )
    .await;
    id
}

async fn gift(shop: &Shop, sku: &str) -> ProductId {
    shop.add(&shop.product(&format!("Gift {sku}"), sku), &[(10_000, 5)])
        .await
        .id
}

/// Published products without anything to sell: enough to be wished for.
async fn many(shop: &Shop, count: usize) -> Vec<ProductId> {
    let ids: Vec<Uuid> = (0..count).map(|_| shop.ctx.new_id()).collect();
    let template = gift(shop, "TEMPLATE").await;
    shop.execute(
        "INSERT INTO products (id, category_id, slug_en, slug_ar, title, subtitle, description, status, created_at, updated_at)
         SELECT new.id, p.category_id, 'copy-' || new.id, 'copy-' || new.id, p.title, p.subtitle, p.description, p.status,
                p.created_at, p.updated_at
           FROM products p, unnest($2::uuid[]) AS new(id) WHERE p.id = $1",
        [template.uuid().into(), ids.clone().into()],
    )
    .await;
    ids.into_iter().map(ProductId::from).collect()
}

async fn ids(shop: &Shop, account: AccountId) -> Vec<ProductId> {
    let wishes = list(shop.db(), account).await.unwrap();
    wishes.into_iter().map(|wish| wish.product).collect()
}

#[tokio::test]
async fn products_come_and_go_and_the_newest_is_first() {
    let shop = Shop::new().await;
    let (account, other) = (customer(&shop).await, customer(&shop).await);
    let (rose, box_) = (gift(&shop, "ROSE").await, gift(&shop, "BOX").await);
    add(shop.db(), &shop.ctx, account, rose).await.unwrap();
    shop.clock.advance(TimeDelta::minutes(1));
    add(shop.db(), &shop.ctx, account, box_).await.unwrap();
    shop.clock.advance(TimeDelta::minutes(1));
    add(shop.db(), &shop.ctx, account, rose).await.unwrap();
    assert_eq!(
        ids(&shop, account).await,
        [box_, rose],
        "adding again moves nothing"
    );
    assert!(ids(&shop, other).await.is_empty());

    remove(shop.db(), other, rose).await.unwrap();
    remove(shop.db(), account, rose).await.unwrap();
    remove(shop.db(), account, rose).await.unwrap();
    assert_eq!(ids(&shop, account).await, [box_]);
}

#[tokio::test]
async fn only_published_products_can_be_wished_for_and_they_stay_when_they_are_hidden() {
    let shop = Shop::new().await;
    let account = customer(&shop).await;
    let draft = gift(&shop, "DRAFT").await;
    shop.execute(
        "UPDATE products SET status = 'draft' WHERE id = $1",
        [draft.uuid().into()],
    )
    .await;
    for unknown in [draft, shop.ctx.new_id()] {
        let refused = add(shop.db(), &shop.ctx, account, unknown).await;
        assert!(matches!(refused, Err(AddError::UnknownProduct)));
    }
    let rose = gift(&shop, "ROSE").await;
    add(shop.db(), &shop.ctx, account, rose).await.unwrap();
    shop.execute(
        "UPDATE products SET status = 'draft' WHERE id = $1",
        [rose.uuid().into()],
    )
    .await;
    add(shop.db(), &shop.ctx, account, rose).await.unwrap();
    assert_eq!(ids(&shop, account).await, [rose]);
}

#[tokio::test]
async fn merging_is_idempotent_and_passes_over_what_it_does_not_know() {
    let shop = Shop::new().await;
    let account = customer(&shop).await;
    let (rose, box_) = (gift(&shop, "ROSE").await, gift(&shop, "BOX").await);
    add(shop.db(), &shop.ctx, account, rose).await.unwrap();
    let device = [box_, shop.ctx.new_id(), rose, box_];
    shop.clock.advance(TimeDelta::minutes(1));
    merge(shop.db(), &shop.ctx, account, &device).await.unwrap();
    let merged = list(shop.db(), account).await.unwrap();
    assert_eq!(ids(&shop, account).await, [box_, rose]);
    shop.clock.advance(TimeDelta::minutes(1));
    let again = (0..8).map(|_| merge(shop.db(), &shop.ctx, account, &device));
    for outcome in join_all(again).await {
        outcome.unwrap();
    }
    assert_eq!(list(shop.db(), account).await.unwrap(), merged);
}

#[tokio::test]
async fn a_wishlist_never_grows_beyond_its_limit() {
    let shop = Shop::new().await;
    let account = customer(&shop).await;
    let products = many(&shop, MAX_ITEMS + 20).await;
    merge(shop.db(), &shop.ctx, account, &products[..MAX_ITEMS - 5])
        .await
        .unwrap();
    let (db, ctx) = (shop.db(), &shop.ctx);
    let adds = products[MAX_ITEMS - 5..MAX_ITEMS + 10]
        .iter()
        .map(|product| add(db, ctx, account, *product));
    let outcomes = join_all(adds).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 5);
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Ok(()) | Err(AddError::Full)))
    );
    merge(db, ctx, account, &products).await.unwrap();
    assert_eq!(ids(&shop, account).await.len(), MAX_ITEMS);

    let tx = db::begin(db).await.unwrap();
    clear(&tx, account).await.unwrap();
    tx.commit().await.unwrap();
    merge(db, ctx, account, &products).await.unwrap();
    let kept = ids(&shop, account).await;
    assert_eq!(kept.len(), MAX_ITEMS);
    assert!(
        products[..MAX_ITEMS].iter().all(|product| kept.contains(product)),
        "the first of the list were taken"
    );
}

#[tokio::test]
async fn cards_come_in_the_order_asked_for_and_only_where_they_are_sold() {
    let shop = Shop::new().await;
    let (rose, box_) = (gift(&shop, "ROSE").await, gift(&shop, "BOX").await);
    let asked = [box_, shop.ctx.new_id(), rose];
    let cards = find_cards(shop.db(), &shop.ctx, shop.market, &asked)
        .await
        .unwrap();
    let found: Vec<ProductId> = cards.iter().map(|card| card.id).collect();
    assert_eq!(found, [box_, rose]);
    let elsewhere = shop.other_region("kw", Currency::Kwd).await;
    assert!(
        find_cards(shop.db(), &shop.ctx, elsewhere, &asked)
            .await
            .unwrap()
            .is_empty()
    );
}
