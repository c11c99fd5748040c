use async_trait::async_trait;
use kernel::Phone;

use crate::SendError;

#[cfg(feature = "fixtures")]
mod kept;
mod twilio;

#[cfg(feature = "fixtures")]
pub use kept::{KeptSms, SentSms};
pub use twilio::{TwilioAccount, TwilioSms};

/// Something that brings short messages to telephones.
#[async_trait]
pub trait Sms: Send + Sync {
    /// Hands one message over. `Ok` means the provider took it, not that it arrived. Ends within 15 seconds.
    async fn send(&self, to: &Phone, text: &str) -> Result<(), SendError>;
}
