//! Takes events to the shop, again and again until it says yes or there have been enough tries.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::runtime::Handle;

use super::account::Version;
use crate::faults::once;

/// How an event is sent instead of once, at once and as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EventTrouble {
    Never,
    Twice,
    Late,
    /// Until they are released.
    Hold,
    /// Another with a wrong signature comes first.
    Forged,
    /// With ten times the amount, rightly signed.
    Inflated,
    /// One that says the payment failed comes first.
    FailedFirst,
    /// One that says the payment failed comes after it.
    FailedAfter,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventFault {
    pub event: EventTrouble,
    /// Only events about an invoice whose reference has this in it.
    pub having: Option<String>,
    #[serde(default)]
    pub ms: u64,
    #[serde(default = "once")]
    pub times: u32,
}

/// One event for one address.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub account: String,
    /// Of the event.
    pub id: String,
    /// The shop's.
    pub reference: String,
    pub version: Version,
    pub url: String,
    pub signature: String,
    pub body: String,
    pub delay: Duration,
}

/// A letter and what became of it.
#[derive(Serialize)]
pub(super) struct Sent {
    pub number: usize,
    pub id: String,
    pub account: String,
    pub reference: String,
    pub version: Version,
    pub url: String,
    pub signature: String,
    pub body: String,
    /// Statuses of the shop's answers; 0 is none.
    pub answers: Vec<u16>,
}

#[derive(Default)]
struct State {
    sent: Vec<Sent>,
    letters: Vec<Letter>,
    held: Vec<usize>,
}

pub(super) struct Post {
    client: reqwest::Client,
    runtime: Handle,
    /// The real one waits 10 (version 1) or up to 180 (version 2) seconds.
    retry: Mutex<Duration>,
    state: Mutex<State>,
}

const USUAL_RETRY: Duration = Duration::from_millis(1_000);
const PATIENCE: Duration = Duration::from_secs(30);

impl Post {
    /// Sends from the runtime it is made in.
    pub(super) fn new() -> anyhow::Result<Self> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()?;
        Ok(Self {
            client,
            runtime: Handle::current(),
            retry: Mutex::new(USUAL_RETRY),
            state: Mutex::default(),
        })
    }

    pub(super) fn set_retry(&self, wait: Duration) {
        *self.retry.lock().unwrap_or_else(PoisonError::into_inner) = wait;
    }

    /// Writes letters down without sending them.
    pub(super) fn hold(&self, letters: Vec<Letter>, for_release: bool) {
        for letter in letters {
            let number = self.note(letter);
            if for_release {
                self.state().held.push(number);
            }
        }
    }

    /// Sends letters one after the other.
    pub(super) fn send(self: &Arc<Self>, letters: Vec<Letter>) {
        let numbers: Vec<usize> = letters.into_iter().map(|letter| self.note(letter)).collect();
        self.deliver_all(numbers);
    }

    /// Sends a letter once more; false when there is none with this number.
    pub(super) fn resend(self: &Arc<Self>, number: usize) -> bool {
        let exists = number < self.state().letters.len();
        if exists {
            self.deliver_all(vec![number]);
        }
        exists
    }

    /// Sends what was held, the last first or as it came; says how many that were.
    pub(super) fn release(self: &Arc<Self>, reversed: bool) -> usize {
        let mut held = std::mem::take(&mut self.state().held);
        if reversed {
            held.reverse();
        }
        let count = held.len();
        self.deliver_all(held);
        count
    }

    /// Does something after a while.
    pub(super) fn later(&self, wait: Duration, work: impl FnOnce() + Send + 'static) {
        self.runtime.spawn(async move {
            tokio::time::sleep(wait).await;
            work();
        });
    }

    /// What was sent about a reference, or everything.
    pub(super) fn sent(&self, reference: Option<&str>) -> serde_json::Value {
        let state = self.state();
        let wanted: Vec<&Sent> = state
            .sent
            .iter()
            .filter(|sent| reference.is_none_or(|reference| sent.reference == reference))
            .collect();
        serde_json::json!({ "items": wanted })
    }

    fn deliver_all(self: &Arc<Self>, numbers: Vec<usize>) {
        let post = Arc::clone(self);
        self.runtime.spawn(async move {
            for number in numbers {
                post.deliver(number).await;
            }
        });
    }

    async fn deliver(&self, number: usize) {
        let Some(letter) = self.state().letters.get(number).cloned() else {
            return;
        };
        tokio::time::sleep(letter.delay).await;
        let tries = match letter.version {
            Version::V1 => 4,
            Version::V2 => 6,
        };
        for tried in 1..=tries {
            let answer = self
                .client
                .post(&letter.url)
                .header("MyFatoorah-Signature", &letter.signature)
                .header("MyFatoorah-Webhook-Version", letter.version.word())
                .header("Content-Type", "application/json")
                .body(letter.body.clone())
                .send()
                .await;
            let status = answer.map_or(0, |answer| answer.status().as_u16());
            if let Some(sent) = self.state().sent.get_mut(number) {
                sent.answers.push(status);
            }
            if (200..300).contains(&status) {
                return;
            }
            tracing::info!(event = letter.id, status, tried, "the shop didn't take an event");
            if tried < tries {
                let wait = *self.retry.lock().unwrap_or_else(PoisonError::into_inner);
                tokio::time::sleep(wait).await;
            }
        }
    }

    fn note(&self, letter: Letter) -> usize {
        let mut state = self.state();
        let number = state.letters.len();
        state.sent.push(Sent {
            number,
            id: letter.id.clone(),
            account: letter.account.clone(),
            reference: letter.reference.clone(),
            version: letter.version,
            url: letter.url.clone(),
            signature: letter.signature.clone(),
            body: letter.body.clone(),
            answers: Vec::new(),
        });
        state.letters.push(letter);
        number
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
