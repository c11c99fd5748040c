use catalog::browse::{ListQuery, list_products};
use catalog::fixtures::NewProduct;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::support::{Shop, text};

async fn shop_with_titles(titles: &[(&str, &str)]) -> Shop {
    let shop = Shop::new().await;
    for (n, (en, ar)) in titles.iter().enumerate() {
        let mut product = NewProduct::new(shop.category, text(en, ar), &format!("S{n}"), shop.ctx.now());
        product.sort_order = i32::try_from(n).unwrap();
        product.slug = text(&format!("s{n}"), &format!("س{n}"));
        shop.add(&product, &[(100, 1)]).await;
    }
    shop
}

async fn found(shop: &Shop, q: &str) -> Vec<String> {
    let query = ListQuery {
        q: Some(q.to_owned()),
        ..ListQuery::default()
    };
    let list = list_products(shop.db(), &shop.ctx, shop.market, &query)
        .await
        .unwrap();
    assert_eq!(list.page.total, list.page.items.len() as i64);
    list.page.items.into_iter().map(|card| card.title.en).collect()
}

#[tokio::test]
async fn words_are_found_in_both_languages_however_they_are_spelt() {
    let shop = shop_with_titles(&[
        ("Red rose bouquet", "باقة ورد أحمر"),
        ("Chocolate gift box", "علبة هدايا شوكولاتة"),
        ("Oud perfume", "عطر عُود فاخر"),
    ])
    .await;
    for q in [
        "rose",
        "ROSE",
        "bouquet red",
        "bouqet",   // a letter missing
        "bouquest", // a letter too many
        "باقة",
        "باقه",   // heh for teh marbuta
        "احمر",   // no hamza
        "أَحْمَر",   // with tashkeel
        "الأحمر",  // with the article
        "وـــرد", // with tatweel
    ] {
        assert_eq!(found(&shop, q).await, ["Red rose bouquet"], "{q}");
    }
    assert_eq!(found(&shop, "عود").await, ["Oud perfume"]);
    assert_eq!(found(&shop, "الشوكولاته").await, ["Chocolate gift box"]);
    assert_eq!(
        found(&shop, "rose chocolate").await,
        Vec::<String>::new(),
        "all words must match"
    );
    assert_eq!(found(&shop, "   ").await.len(), 3);
    assert_eq!(found(&shop, "diamond").await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_typed_is_text_and_never_a_pattern() {
    let shop = shop_with_titles(&[
        ("Vase 100% glass", "مزهرية"),
        ("Vase_large", "مزهرية كبيرة"),
        ("Candle", "شمعة"),
    ])
    .await;
    assert_eq!(found(&shop, "%").await, ["Vase 100% glass"]);
    assert_eq!(found(&shop, "_").await, ["Vase_large"]);
    for q in ["'; DROP TABLE products; --", "\\", "$1", "\u{0}", "'%'"] {
        assert_eq!(
            found(&shop, q).await.len(),
            if q == "\u{0}" { 3 } else { 0 },
            "{q:?}"
        );
    }
}

#[tokio::test]
async fn the_trigram_index_serves_a_search() {
    let shop = shop_with_titles(&[("Rose", "وردة")]).await;
    let plan = "EXPLAIN SELECT id FROM products p
                 WHERE p.search_text LIKE '%' || search_fold('bouquet') || '%' OR search_fold('bouquet') <<% p.search_text";
    let tx = db::begin(shop.db()).await.unwrap();
    tx.execute_unprepared("SET LOCAL enable_seqscan = off")
        .await
        .unwrap();
    let rows = tx
        .query_all_raw(Statement::from_string(DbBackend::Postgres, plan))
        .await
        .unwrap();
    let lines: Vec<String> = rows
        .iter()
        .map(|row| row.try_get("", "QUERY PLAN").unwrap())
        .collect();
    assert!(
        lines.iter().any(|line| line.contains("products_search")),
        "{lines:#?}"
    );
}
