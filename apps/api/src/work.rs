//! The jobs and schedules of all contexts, with the handlers of those that need several of them or the outside world.

use std::sync::Arc;

use accounts::Keys;
use accounts::work::{EmailVerified, ForgetBelongings};
use chrono_tz::Tz;
use jobs::{InvalidSchedule, Job, JobError, Options, Priority, Registry, Run};
use kernel::Email;
use notifications::{Mailer, Sms};
use orders::payment::Gateways;
use serde::{Deserialize, Serialize};

mod codes;
mod letters;
mod notices;
mod pages;

use pages::Pages;

use crate::config::Config;

/// What handlers reach people by.
pub struct Outside {
    mailer: Arc<dyn Mailer>,
    sms: Arc<dyn Sms>,
    keys: Keys,
    pages: Pages,
    gateways: Gateways,
}

impl Outside {
    /// As configured, but for what mails and short messages leave by.
    #[must_use]
    pub fn new(config: &Config, mailer: Arc<dyn Mailer>, sms: Arc<dyn Sms>) -> Self {
        Self {
            mailer,
            sms,
            keys: config
                .secrets
                .keys()
                .expect("the configuration was checked when it was read"),
            pages: Pages::new(&config.web.url),
            gateways: config
                .payments
                .gateways()
                .expect("the configuration was checked when it was read"),
        }
    }

    /// With other merchant accounts than the configured ones.
    #[must_use]
    pub fn with_gateways(mut self, gateways: Gateways) -> Self {
        self.gateways = gateways;
        self
    }
}

/// All jobs and schedules.
pub fn registry(outside: Outside) -> Result<Registry, InvalidSchedule> {
    let outside = Arc::new(outside);
    let registry = orders::work::register(Registry::new(), &outside.gateways)?
        .handle(sweep_accounts)
        .handle(forget_belongings)
        .handle(link_orders)
        .handle(with(&outside, letters::send_verification))
        .handle(with(&outside, letters::send_reset))
        .handle(with(&outside, letters::send_email_change))
        .handle(with(&outside, letters::send_invitation))
        .handle(with(&outside, notices::send_notice))
        .handle(with(&outside, codes::send_phone_code));
    registry.schedule("accounts.sweep", "10 * * * *", Tz::UTC, &SweepAccounts {})
}

/// A handler that reaches the outside.
fn with<J, F, Fut>(outside: &Arc<Outside>, handler: F) -> impl Fn(Run, J) -> Fut + Send + Sync + 'static
where
    F: Fn(Arc<Outside>, Run, J) -> Fut + Send + Sync + 'static,
{
    let outside = Arc::clone(outside);
    move |run, job| handler(Arc::clone(&outside), run, job)
}

/// Forgets old failed sign-ins, links, codes and ended sessions.
#[derive(Serialize, Deserialize)]
struct SweepAccounts {}

impl Job for SweepAccounts {
    const KIND: &'static str = "accounts.sweep";

    fn options() -> Options {
        Options {
            priority: Priority::Low,
            ..Options::default()
        }
    }
}

async fn sweep_accounts(run: Run, _: SweepAccounts) -> Result<(), JobError> {
    let swept = accounts::sweep(&run.db, &run.ctx).await?;
    tracing::info!(swept, "what accounts no longer need was swept");
    Ok(())
}

async fn forget_belongings(run: Run, job: ForgetBelongings) -> Result<(), JobError> {
    let tx = db::begin(&run.db).await?;
    catalog::wishlist::clear(&tx, job.account_id).await?;
    Ok(tx.commit().await?)
}

/// Gives the orders placed as a guest to the account whose owner has proved that the e-mail address is theirs.
async fn link_orders(run: Run, job: EmailVerified) -> Result<(), JobError> {
    let tx = db::begin(&run.db).await?;
    let account = accounts::load_account(&tx, job.account_id).await?;
    let verified = account.filter(|account| account.is_active && account.email_verified);
    let email = verified.and_then(|account| Email::parse(account.email.as_deref()?).ok());
    let Some(email) = email else { return Ok(()) };
    let linked = orders::order::claim::link_guest_orders(&tx, job.account_id, &email).await?;
    tx.commit().await?;
    tracing::info!(linked, account = %job.account_id, "a guest's orders found their account");
    Ok(())
}
