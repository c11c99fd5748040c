//! What answers don't tell, the work behind them doesn't tell either. Work is counted, not timed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use accounts::{SignInError, SignUp, SignUpError, sign_in, sign_up};
use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};

use crate::people::offer;
use crate::world::{EMAIL, World, form};

/// Counts the hashes computed on this thread's behalf.
#[derive(Default)]
struct Hashes(Arc<AtomicU64>);

impl Recorder for Hashes {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        if key.name() == "accounts_passwords_hashed_total" {
            Counter::from_arc(Arc::clone(&self.0))
        } else {
            Counter::noop()
        }
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

#[tokio::test]
async fn known_and_unknown_addresses_cost_the_same() {
    let world = World::new().await;
    world.signs_up(EMAIL).await;
    world.signs_up("off@example.com").await;
    world.signs_up("social@example.com").await;
    world
        .sql(
            "UPDATE accounts SET is_active = false WHERE email = 'off@example.com';
             UPDATE accounts SET password_hash = NULL WHERE email = 'social@example.com'",
        )
        .await;
    let hashes = Hashes::default();
    let _counting = metrics::set_default_local_recorder(&hashes);
    for address in [
        EMAIL,
        "nobody@example.com",
        "off@example.com",
        "social@example.com",
        "not an address",
    ] {
        hashes.0.store(0, Ordering::Relaxed);
        let refused = sign_in(world.db(), &world.ctx, &world.keys, offer(address, "wrong")).await;
        assert!(
            matches!(refused, Err(SignInError::InvalidCredentials)),
            "{address}"
        );
        assert_eq!(hashes.0.load(Ordering::Relaxed), 1, "{address}");
    }
}

#[tokio::test]
async fn a_taken_address_costs_a_sign_up_the_same_as_a_free_one() {
    let world = World::new().await;
    let hashes = Hashes::default();
    let _counting = metrics::set_default_local_recorder(&hashes);
    for taken in [false, true] {
        hashes.0.store(0, Ordering::Relaxed);
        let new: SignUp = form(EMAIL);
        let outcome = sign_up(world.db(), &world.ctx, &world.keys, new).await;
        assert_eq!(matches!(outcome, Err(SignUpError::EmailTaken)), taken);
        assert_eq!(hashes.0.load(Ordering::Relaxed), 1);
    }
}
