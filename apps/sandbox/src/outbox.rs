use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::web::ServiceConfig;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

mod http;
mod text;

pub(crate) use text::{code, links};

/// Older messages are forgotten.
const KEPT: usize = 1_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Mail,
    Sms,
}

/// One mail or SMS the shop sent.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Message {
    /// Counts up from 1 for as long as the sandbox runs, also over clearing.
    pub(crate) id: u64,
    #[serde(flatten)]
    pub(crate) content: Content,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Content {
    pub(crate) kind: Kind,
    pub(crate) at: DateTime<Utc>,
    pub(crate) from: String,
    /// Of the envelope: who really gets it.
    pub(crate) to: Vec<String>,
    /// Of a mail.
    pub(crate) subject: Option<String>,
    pub(crate) text: String,
    pub(crate) html: Option<String>,
    pub(crate) language: Option<String>,
    /// The web addresses in the text, in order.
    pub(crate) links: Vec<String>,
    /// Of an SMS: the one-time code in it.
    pub(crate) code: Option<String>,
    /// A mail as it came over the wire.
    #[serde(skip)]
    pub(crate) source: Vec<u8>,
}

/// Which messages somebody asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Filter {
    /// An address or number.
    to: Option<String>,
    kind: Option<Kind>,
    /// Only those with a higher id.
    after: u64,
    /// Seconds to wait for one when there is none yet.
    wait: u64,
}

impl Filter {
    fn matches(&self, message: &Message) -> bool {
        let Content { kind, to, .. } = &message.content;
        message.id > self.after
            && self.kind.is_none_or(|wanted| wanted == *kind)
            && self.to.as_deref().is_none_or(|wanted| {
                // A `+` that wasn't percent-encoded arrives as a space.
                let wanted = wanted.to_lowercase().replace(' ', "+");
                to.iter().any(|one| one.to_lowercase() == wanted)
            })
    }
}

/// What the shop sent, newest first.
pub(crate) struct Outbox {
    state: Mutex<State>,
    arrived: watch::Sender<()>,
}

#[derive(Default)]
struct State {
    last_id: u64,
    messages: VecDeque<Message>,
}

impl Default for Outbox {
    fn default() -> Self {
        Self {
            state: Mutex::default(),
            arrived: watch::Sender::new(()),
        }
    }
}

impl Outbox {
    /// Keeps one and wakes who waits for it. Returns its id.
    pub(crate) fn add(&self, content: Content) -> u64 {
        let id = {
            let mut state = self.state();
            state.last_id += 1;
            let id = state.last_id;
            state.messages.push_front(Message { id, content });
            state.messages.truncate(KEPT);
            id
        };
        self.arrived.send_replace(());
        id
    }

    pub(crate) fn clear(&self) {
        self.state().messages.clear();
    }

    pub(crate) fn get(&self, id: u64) -> Option<Message> {
        self.state()
            .messages
            .iter()
            .find(|message| message.id == id)
            .cloned()
    }

    /// The messages of `filter`, newest first. When there is none, waits up to `filter.wait` for the first.
    pub(crate) async fn find(&self, filter: &Filter, most_wait: Duration) -> Vec<Message> {
        let mut arrived = self.arrived.subscribe();
        let wait = Duration::from_secs(filter.wait).min(most_wait);
        let first = async {
            loop {
                let found = self.matching(filter);
                if !found.is_empty() || arrived.changed().await.is_err() {
                    return found;
                }
            }
        };
        tokio::time::timeout(wait, first).await.unwrap_or_default()
    }

    fn matching(&self, filter: &Filter) -> Vec<Message> {
        let state = self.state();
        state
            .messages
            .iter()
            .filter(|message| filter.matches(message))
            .cloned()
            .collect()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn routes(config: &mut ServiceConfig) {
    http::routes(config);
}
