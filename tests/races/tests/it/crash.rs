use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{Notify, watch};

use crate::server::Server;
use crate::shopper::Shopper;
use crate::world::{SHIPPING, World};

const SHOPPERS: usize = 16;
const CHECKOUTS_EACH: usize = 25;
const KILLS: usize = 8;

/// Answers received so far, and a bell for whoever waits for more of them.
#[derive(Default)]
struct Progress {
    answered: AtomicUsize,
    bell: Notify,
}

impl Progress {
    fn one_more(&self) {
        self.answered.fetch_add(1, Ordering::SeqCst);
        self.bell.notify_waiters();
    }

    async fn reaches(&self, answers: usize) {
        loop {
            let rung = self.bell.notified();
            if self.answered.load(Ordering::SeqCst) >= answers {
                return;
            }
            rung.await;
        }
    }
}

/// The process is killed again and again amid checkouts. Clients do what good clients do: they repeat the request with the
/// same key until they have an answer. In the end everybody has exactly the orders they know of, and the books are right.
#[tokio::test(flavor = "multi_thread")]
async fn a_process_killed_amid_checkouts_loses_no_order_and_makes_none_twice() {
    let mut world = World::open().await;
    let rose = world.sell("ROSE", 10_000, 1_000).await;
    let mut queues = Vec::new();
    for _ in 0..SHOPPERS {
        queues.push(world.shoppers_with(CHECKOUTS_EACH, &[(rose, 1)]).await);
    }
    let (base, current_base) = watch::channel(world.server.base.clone());
    let progress = Arc::new(Progress::default());
    let date = world.delivery_date();
    let shopping: Vec<_> = queues
        .into_iter()
        .enumerate()
        .map(|(queue, carts)| {
            tokio::spawn(shop(
                carts,
                queue,
                date.clone(),
                current_base.clone(),
                Arc::clone(&progress),
            ))
        })
        .collect();

    for kill in 1..=KILLS {
        // In the thick of it: the others of the sixteen are somewhere between their request and their answer.
        progress
            .reaches(kill * SHOPPERS * CHECKOUTS_EACH / (KILLS + 2))
            .await;
        world.server.kill().await;
        world.server = Server::start(&world.database.url()).await;
        base.send_replace(world.server.base.clone());
    }
    let mut codes = Vec::new();
    for task in shopping {
        codes.extend(task.await.unwrap());
    }
    let placed = codes.len();
    codes.sort_unstable();
    codes.dedup();

    assert_eq!(
        (placed, codes.len()),
        (SHOPPERS * CHECKOUTS_EACH, SHOPPERS * CHECKOUTS_EACH)
    );
    assert_eq!(world.orders().await, i64::try_from(placed).unwrap());
    assert_eq!(
        world.available(rose).await,
        1_000 - i64::try_from(placed).unwrap()
    );
    world.assert_books().await;
}

/// Submits the carts one after the other; the codes of their orders.
async fn shop(
    carts: Vec<Shopper>,
    queue: usize,
    date: String,
    mut current_base: watch::Receiver<String>,
    progress: Arc<Progress>,
) -> Vec<String> {
    let mut codes = Vec::new();
    for (index, mut cart) in carts.into_iter().enumerate() {
        let key = format!("crash-{queue:02}-{index:03}");
        let answer = loop {
            cart.base.clone_from(&current_base.borrow());
            match cart.try_checkout(10_000 + SHIPPING, &date, &key).await {
                Ok(answer) => break answer,
                // The server is gone: on to the next one.
                Err(_) => current_base
                    .wait_for(|base| *base != cart.base)
                    .await
                    .map(drop)
                    .expect("the test goes on"),
            }
        };
        // 200: the order was made before the process died and could say so.
        assert!(answer.status.is_success(), "{answer:?}");
        codes.push(answer.order().to_owned());
        progress.one_more();
    }
    codes
}
