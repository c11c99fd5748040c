use async_trait::async_trait;
use kernel::Phone;

use crate::{Mail, Mailer, SendError, Sms};

/// Stands where a shop without a mail server or SMS provider would have one: sends nothing and says so.
#[derive(Clone, Copy, Debug)]
pub struct NotConfigured;

#[async_trait]
impl Mailer for NotConfigured {
    async fn send(&self, _: Mail) -> Result<(), SendError> {
        Err(SendError::NotConfigured("mail server"))
    }
}

#[async_trait]
impl Sms for NotConfigured {
    async fn send(&self, _: &Phone, _: &str) -> Result<(), SendError> {
        Err(SendError::NotConfigured("SMS provider"))
    }
}
