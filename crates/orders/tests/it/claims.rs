use kernel::{AccountId, Email};
use orders::checkout::Outcome;
use orders::order::claim::{claim_by_link, count_by_customer, link_guest_orders};
use orders::order::find::find_for_customer;

use crate::world::World;

async fn somebody(world: &World, email: &str) -> AccountId {
    let new = accounts::NewAccount {
        email: Email::parse(email).unwrap(),
        password: "peonies at noon".into(),
        full_name: "Layla".into(),
        phone: None,
        role: accounts::Role::Customer,
        locale: "en".into(),
    };
    accounts::create_account(world.db(), world.ctx(), new)
        .await
        .unwrap()
        .id
}

#[tokio::test]
async fn guest_orders_of_an_address_go_to_its_account_and_to_no_other() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let token = world.cart(&[(rose, 1)]).await;
    let mut request = world.shop.checkout("+971501234567", 12_000);
    if let Some(contact) = &mut request.choices.contact {
        contact.email = Some(" Layla@Example.com".into());
    }
    let placed = world.checkout(&token, &request, "guest-with-address").await;
    let Ok(Outcome::Created(order)) = placed else {
        panic!("{placed:?}")
    };
    let email = Email::parse("layla@example.com").unwrap();
    let (owner, other) = (
        somebody(&world, email.as_str()).await,
        somebody(&world, "other@example.com").await,
    );
    let tx = db::begin(world.db()).await.unwrap();
    assert_eq!(link_guest_orders(&tx, owner, &email).await.unwrap(), 1);
    assert_eq!(
        link_guest_orders(&tx, other, &email).await.unwrap(),
        0,
        "it is taken"
    );
    tx.commit().await.unwrap();
    let found = async |who| find_for_customer(world.db(), &order.code, who).await.unwrap();
    assert!(found(owner).await.is_some() && found(other).await.is_none());
    let counts = count_by_customer(world.db(), &[owner, other]).await.unwrap();
    assert_eq!((counts.get(&owner), counts.get(&other)), (Some(&1), None));
}

#[tokio::test]
async fn a_link_gives_an_order_to_one_account() {
    let world = World::new().await;
    let rose = world.sell("ROSE", 10_000, 5).await;
    let order = world.place(rose, 1, 12_000).await;
    let (one, other) = (
        somebody(&world, "one@example.com").await,
        somebody(&world, "other@example.com").await,
    );
    let claim = async |who, token: &str| claim_by_link(world.db(), who, &order.code, token).await.unwrap();
    assert!(!claim(one, "not its token").await);
    assert!(!claim(one, "nul\0").await);
    assert!(claim(one, &order.link_token).await);
    assert!(claim(one, &order.link_token).await, "repeating it is fine");
    assert!(!claim(other, &order.link_token).await, "it is taken");
}
