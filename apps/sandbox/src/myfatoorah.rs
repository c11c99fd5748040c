//! MyFatoorah: the payment gateway, versions 2 and 3 of its API, its payment pages, its webhooks and its people. Accounts,
//! invoices and refunds have the real one's states; no money moves.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig};
use chrono::{DateTime, Utc};
use kernel::Ctx;

mod account;
mod act;
mod answer;
mod books;
mod call;
mod cards;
mod control;
mod decline;
mod events;
mod journal;
mod ledger;
mod make;
mod method;
mod money;
mod node;
mod notice;
mod operator;
mod page;
mod post;
mod refund;
mod telling;
mod trouble;
mod v2;
mod v3;
mod wire;
mod words;

use account::{Account, Refunds};
pub use account::{DEMO_ACCOUNTS, DemoAccount};
use answer::Answer;
use books::{Books, RefundState};
use events::Event;
use journal::Journal;
use notice::Notice;
use post::{EventFault, EventTrouble, Letter, Post};
pub(crate) use trouble::Wire;
use trouble::{CallKind, Chaos, Fault, http};

use crate::faults::Faults;

pub(crate) struct MyFatoorah {
    base_url: String,
    accounts: Mutex<Vec<Account>>,
    books: Mutex<Books>,
    call_faults: Faults<Fault>,
    event_faults: Faults<EventFault>,
    chaos: Mutex<Option<Chaos>>,
    post: Arc<Post>,
}

impl MyFatoorah {
    /// With the books of a journal, when there is one.
    pub(crate) fn new(base_url: &str, journal: Option<&Path>) -> anyhow::Result<Self> {
        let books = match journal {
            Some(path) => Books::with(Journal::open(path)?)?,
            None => Books::default(),
        };
        Ok(Self {
            base_url: base_url.to_owned(),
            accounts: Mutex::new(Account::demo()),
            books: Mutex::new(books),
            call_faults: Faults::default(),
            event_faults: Faults::default(),
            chaos: Mutex::new(None),
            post: Arc::new(Post::new()?),
        })
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        lock(&self.books)
    }

    fn account(&self, name: &str) -> Option<Account> {
        lock(&self.accounts)
            .iter()
            .find(|account| account.name == name)
            .cloned()
    }

    /// Where an invoice can be paid.
    fn page_of(&self, invoice: &books::Invoice) -> String {
        self.account(&invoice.account)
            .map_or_else(String::new, |account| {
                make::page(&self.base_url, &account, invoice)
            })
    }

    /// Whose token it is, or what the gateway says to somebody else.
    fn account_of(&self, token: &str) -> Result<Account, Answer> {
        let accounts = lock(&self.accounts);
        if let Some(account) = accounts.iter().find(|account| account.token == token) {
            return Ok(account.clone());
        }
        let Some((country, _)) = token.strip_prefix("SK_").and_then(|rest| rest.split_once('_')) else {
            return Err(Answer::silent(401));
        };
        let is_here = accounts.iter().any(|account| account.country == country);
        let why = if is_here {
            "The token is not valid or it is expired!"
        } else {
            "You are not Authorized to use API."
        };
        Err(Answer::no(401, why))
    }

    /// What goes wrong with a call: ordered faults first, then chance.
    fn fault(&self, kind: CallKind, text: &str) -> Option<Fault> {
        self.call_faults
            .take(|fault| fault.applies(kind, text))
            .or_else(|| lock(&self.chaos).as_mut().and_then(|chaos| chaos.fault(kind)))
    }

    /// Sends events of what happened.
    fn tell(&self, notices: Vec<Notice>, now: DateTime<Utc>) {
        for notice in notices {
            let invoice = notice.invoice();
            let Some(account) = self.account(&invoice.account) else {
                continue;
            };
            let Some(url) = invoice
                .webhook_url
                .clone()
                .or_else(|| account.settings.webhook_url.clone())
            else {
                continue;
            };
            let reference = invoice.reference.clone();
            let trouble = self.event_trouble(&reference);
            for version in &account.settings.webhooks {
                let number = self.books().next_event();
                let event = Event::of(&account, &notice, *version, number, now);
                let letter = |event: &Event, secret: &str, ms: u64| Letter {
                    account: account.name.clone(),
                    id: event.reference.clone(),
                    reference: reference.clone(),
                    version: event.version,
                    url: url.clone(),
                    signature: event.signature(secret),
                    body: event.body.to_json(),
                    delay: Duration::from_millis(ms),
                };
                self.dispatch(&event, trouble, |event, secret, ms| {
                    letter(event, secret.unwrap_or(&account.secret), ms)
                });
            }
        }
    }

    fn dispatch(
        &self,
        event: &Event,
        trouble: Option<(EventTrouble, u64)>,
        letter: impl Fn(&Event, Option<&str>, u64) -> Letter,
    ) {
        let genuine = |ms| letter(event, None, ms);
        let failed = || {
            let mut event = event.clone();
            event.contradict();
            letter(&event, None, 0)
        };
        let (trouble, ms) = trouble.unzip();
        let ms = ms.unwrap_or_default();
        match trouble {
            None => self.post.send(vec![genuine(0)]),
            Some(EventTrouble::Never) => self.post.hold(vec![genuine(0)], false),
            Some(EventTrouble::Hold) => self.post.hold(vec![genuine(0)], true),
            Some(EventTrouble::Twice) => self.post.send(vec![genuine(0), genuine(ms)]),
            Some(EventTrouble::Late) => self.post.send(vec![genuine(ms)]),
            Some(EventTrouble::Forged) => {
                let forged = letter(event, Some("not the secret"), 0);
                self.post.send(vec![forged]);
                self.post.send(vec![genuine(ms)]);
            }
            Some(EventTrouble::Inflated) => {
                let mut event = event.clone();
                event.inflate();
                self.post.send(vec![letter(&event, None, ms)]);
            }
            Some(EventTrouble::FailedFirst) => self.post.send(vec![failed(), genuine(ms)]),
            Some(EventTrouble::FailedAfter) => self.post.send(vec![genuine(ms), failed()]),
        }
    }

    fn event_trouble(&self, reference: &str) -> Option<(EventTrouble, u64)> {
        let ordered = self.event_faults.take(|fault| {
            fault
                .having
                .as_ref()
                .is_none_or(|having| reference.contains(having))
        });
        ordered
            .map(|fault| (fault.event, fault.ms))
            .or_else(|| lock(&self.chaos).as_mut().and_then(Chaos::event))
    }

    /// Decides about refunds where the account is set to.
    fn decide_by_itself(self: &Arc<Self>, ctx: &Ctx) {
        let pending: Vec<(u64, String)> = self
            .books()
            .refunds()
            .iter()
            .filter(|refund| refund.state == RefundState::Pending)
            .map(|refund| (refund.id, refund.account.clone()))
            .collect();
        for (refund, account) in pending {
            let Some(settings) = self.account(&account).map(|account| account.settings) else {
                continue;
            };
            let approve = match settings.refunds {
                Refunds::Operator => continue,
                Refunds::Approve => true,
                Refunds::Reject => false,
            };
            let (gateway, ctx) = (Arc::clone(self), ctx.clone());
            self.post
                .later(Duration::from_millis(settings.refund_ms), move || {
                    // Somebody may have decided in the meantime, which is fine.
                    let _decided = gateway.decide(refund, approve, ctx.now());
                });
        }
    }

    fn decide(&self, refund: u64, approve: bool, now: DateTime<Utc>) -> Result<books::Refund, &'static str> {
        self.change(now, |books| act::decide(books, refund, approve, now))
    }

    /// Does something with an invoice that a person or a test wants done, and tells the shop.
    fn act(
        &self,
        invoice: u64,
        (method, deed): (Option<&str>, act::Act),
        now: DateTime<Utc>,
    ) -> Result<String, &'static str> {
        self.change(now, |books| {
            let account = books
                .invoice(invoice)
                .and_then(|invoice| self.account(&invoice.account))
                .ok_or("no such invoice")?;
            let method = match method {
                Some(code) => {
                    Some(method::Method::by_code(account.country, code).ok_or("no such method here")?)
                }
                None => None,
            };
            act::act(books, &account, invoice, (method, deed), now)
        })
    }

    fn change<T>(&self, now: DateTime<Utc>, work: impl FnOnce(&mut Books) -> T) -> T {
        let (done, notices) = {
            let mut books = self.books();
            (work(&mut books), std::mem::take(&mut books.notices))
        };
        self.tell(notices, now);
        done
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(v3::routes)
        .configure(v2::routes)
        .configure(refund::routes)
        .configure(page::routes)
        .configure(cards::routes)
        .configure(operator::routes)
        .configure(control::routes)
        .configure(ledger::routes)
        .service(web::resource("/v2/{rest:.*}").to(no_route))
        .service(web::resource("/v3/{rest:.*}").to(no_route));
}

/// Unknown routes have an answer of their own, without the envelope.
async fn no_route() -> HttpResponse {
    http(&Answer::no_route())
}
