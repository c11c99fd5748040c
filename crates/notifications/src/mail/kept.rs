use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;

use crate::{Mail, Mailer, SendError};

/// A mailer for tests: keeps what it is given, in order, and fails when told to. Clones share everything.
#[derive(Clone, Debug, Default)]
pub struct KeptMails {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    mails: Vec<Mail>,
    failures: Vec<SendError>,
}

impl KeptMails {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next mail isn't taken but answered with `error`. Called twice, the next two.
    pub fn fail_next(&self, error: SendError) {
        self.state().failures.push(error);
    }

    /// The mails taken so far, oldest first.
    #[must_use]
    pub fn all(&self) -> Vec<Mail> {
        self.state().mails.clone()
    }

    /// The mails to one address, oldest first.
    #[must_use]
    pub fn to(&self, email: &str) -> Vec<Mail> {
        let mut mails = self.all();
        mails.retain(|mail| mail.to.as_str() == email);
        mails
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Mailer for KeptMails {
    async fn send(&self, mail: Mail) -> Result<(), SendError> {
        let mut state = self.state();
        if !state.failures.is_empty() {
            return Err(state.failures.remove(0));
        }
        state.mails.push(mail);
        Ok(())
    }
}
