use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use kernel::Phone;

use crate::{SendError, Sms};

/// An SMS provider for tests: keeps what it is given, in order, and fails when told to. Clones share everything.
#[derive(Clone, Debug, Default)]
pub struct KeptSms {
    state: Arc<Mutex<State>>,
}

/// One message a [`KeptSms`] took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentSms {
    pub to: Phone,
    pub text: String,
}

#[derive(Debug, Default)]
struct State {
    sent: Vec<SentSms>,
    failures: Vec<SendError>,
}

impl KeptSms {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next message isn't taken but answered with `error`. Called twice, the next two.
    pub fn fail_next(&self, error: SendError) {
        self.state().failures.push(error);
    }

    /// The messages taken so far, oldest first.
    #[must_use]
    pub fn all(&self) -> Vec<SentSms> {
        self.state().sent.clone()
    }

    /// The messages to one number (E.164), oldest first.
    #[must_use]
    pub fn to(&self, phone: &str) -> Vec<SentSms> {
        let mut sent = self.all();
        sent.retain(|sms| sms.to.as_str() == phone);
        sent
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Sms for KeptSms {
    async fn send(&self, to: &Phone, text: &str) -> Result<(), SendError> {
        let mut state = self.state();
        if !state.failures.is_empty() {
            return Err(state.failures.remove(0));
        }
        state.sent.push(SentSms {
            to: to.clone(),
            text: text.to_owned(),
        });
        Ok(())
    }
}
