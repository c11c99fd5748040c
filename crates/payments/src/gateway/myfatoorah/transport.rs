use std::hash::{BuildHasher as _, RandomState};
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Method, Response, Url, redirect};
use secrecy::ExposeSecret as _;
use serde::de::DeserializeOwned;

use super::super::ids::Reference;
use super::super::outcome::{Doubt, Outcome, Refusal, RefusalCode};
use super::account::{Account, InvalidAccount, is_local};
use super::answer::{self, Answer, Stake};
use super::breaker::Breaker;

/// How patient and how pushy the client is. [`Policy::default`] is right for production.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    pub connect: Duration,
    /// The longest silence inside an answer.
    pub read: Duration,
    /// One try of a call that moves money, in all. Long: every answer given up on has to be looked up later.
    pub money: Duration,
    /// One try of any other call, in all.
    pub ask: Duration,
    /// Tries of calls that may be repeated.
    pub tries: u32,
    /// Wait before the second try; doubled for each further one.
    pub backoff: Duration,
    /// Failures in a row until nothing is sent for `rest`.
    pub failures_to_open: u32,
    pub rest: Duration,
    /// Calls per second, counted apart for money and for the rest, so that reconciling never holds up a shopper.
    pub per_second: NonZeroU32,
    /// The longest wait for one's turn.
    pub queue: Duration,
    /// The largest answer that is read.
    pub body_limit: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            read: Duration::from_secs(40),
            money: Duration::from_secs(45),
            ask: Duration::from_secs(15),
            tries: 3,
            backoff: Duration::from_millis(300),
            failures_to_open: 8,
            rest: Duration::from_secs(10),
            per_second: NonZeroU32::MIN.saturating_add(19),
            queue: Duration::from_secs(5),
            body_limit: 1024 * 1024,
        }
    }
}

/// One request.
pub(super) struct Call<'a> {
    /// For logs.
    pub name: &'static str,
    pub method: Method,
    pub path: &'a [&'a str],
    pub body: Option<Vec<u8>>,
    pub key: Option<&'a Reference>,
}

pub(super) struct Transport {
    client: Client,
    base: Url,
    breaker: Breaker,
    money: DefaultDirectRateLimiter,
    asks: DefaultDirectRateLimiter,
    policy: Policy,
    dice: RandomState,
}

impl Transport {
    pub(super) fn new(account: &Account, policy: Policy) -> Result<Self, InvalidAccount> {
        let mut bearer =
            HeaderValue::try_from(format!("Bearer {}", account.token.expose_secret())).map_err(|_| {
                InvalidAccount {
                    setting: "gateway.token",
                    why: "can't be sent in a header",
                }
            })?;
        bearer.set_sensitive(true);
        let is_local = is_local(&account.base);
        let mut builder = Client::builder()
            .default_headers(HeaderMap::from_iter([(AUTHORIZATION, bearer)]))
            .user_agent("Amoonis")
            .connect_timeout(policy.connect)
            .read_timeout(policy.read)
            .redirect(redirect::Policy::none())
            // Repeating is decided here, by what hangs on the call.
            .retry(reqwest::retry::never())
            // A connection the other side has given up would turn the next payment into a doubt.
            .pool_idle_timeout(Duration::from_secs(20))
            .https_only(account.base.scheme() == "https");
        if is_local {
            // A proxy of the network can't reach this machine's loopback.
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|_| InvalidAccount {
            setting: "gateway",
            why: "no HTTP client with these settings",
        })?;
        let quota = Quota::per_second(policy.per_second);
        Ok(Self {
            client,
            base: account.base.clone(),
            breaker: Breaker::new(policy.failures_to_open, policy.rest),
            money: RateLimiter::direct(quota),
            asks: RateLimiter::direct(quota),
            policy,
            dice: RandomState::new(),
        })
    }

    /// A call that makes something payable or moves money: sent once at most.
    pub(super) async fn once<T: DeserializeOwned>(&self, call: &Call<'_>) -> Outcome<T> {
        self.tried(call, Stake::Money, 1).await.0
    }

    /// A call that may be repeated, which it is while the provider or the network is ill. "Too many requests" isn't answered
    /// with more of them.
    pub(super) async fn ask<T: DeserializeOwned>(&self, call: &Call<'_>) -> Outcome<T> {
        let mut tried = 1;
        loop {
            let (outcome, is_outage) = self.tried(call, Stake::Nothing, tried).await;
            if !is_outage || tried >= self.policy.tries {
                return outcome;
            }
            tokio::time::sleep(self.backoff(tried)).await;
            tried += 1;
        }
    }

    /// One try, and whether it failed because the provider or the way to it was ill.
    async fn tried<T: DeserializeOwned>(
        &self,
        call: &Call<'_>,
        stake: Stake,
        tried: u32,
    ) -> (Outcome<T>, bool) {
        let started = Instant::now();
        let answer = self.exchange(call, stake).await;
        let status = answer.as_ref().ok().map(|answer| answer.status);
        let mut is_outage = matches!(answer, Err(Failure::NoConnection));
        let outcome = match answer {
            Ok(answer) => answer::read(&answer, stake),
            Err(Failure::Doubt(doubt)) => Outcome::Unknown(doubt),
            Err(not_sent) => Outcome::Refused(Refusal::new(RefusalCode::NotSent, not_sent.why())),
        };
        if let Outcome::Unknown(doubt) = &outcome {
            is_outage |= doubt.is_outage();
        }
        let (name, label, ms) = (call.name, outcome.label(), started.elapsed().as_millis());
        match &outcome {
            Outcome::Success(_) => {
                tracing::debug!(call = name, outcome = label, status, ms, tried, "gateway");
            }
            Outcome::Refused(why) => {
                tracing::info!(call = name, outcome = label, status, ms, tried, %why, "gateway");
            }
            Outcome::Unknown(why) => {
                tracing::warn!(call = name, outcome = label, status, ms, tried, %why, "gateway");
            }
        }
        (outcome, is_outage)
    }

    async fn exchange(&self, call: &Call<'_>, stake: Stake) -> Result<Answer, Failure> {
        let lane = if stake == Stake::Money {
            &self.money
        } else {
            &self.asks
        };
        tokio::time::timeout(self.policy.queue, lane.until_ready())
            .await
            .map_err(|_| Failure::Queue)?;
        let permit = self.breaker.permit(Instant::now()).ok_or(Failure::BreakerOpen)?;
        let answer = self.send(call, stake).await;
        let was_there = match &answer {
            Ok(answer) => answer.status < 500 && !answer.is_html,
            Err(_) => false,
        };
        permit.report(was_there, Instant::now());
        answer
    }

    async fn send(&self, call: &Call<'_>, stake: Stake) -> Result<Answer, Failure> {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.clear().extend(call.path);
        }
        let total = if stake == Stake::Money {
            self.policy.money
        } else {
            self.policy.ask
        };
        let mut request = self.client.request(call.method.clone(), url).timeout(total);
        if let Some(body) = &call.body {
            request = request
                .header(CONTENT_TYPE, "application/json")
                .body(body.clone());
        }
        if let Some(key) = call.key {
            request = request.header("Idempotency-Key", key.as_str());
        }
        // Errors of reqwest carry the URL, which can have a session in it: they are read, never kept.
        let response = request.send().await.map_err(|error| Failure::of(&error))?;
        self.whole(response).await
    }

    async fn whole(&self, mut response: Response) -> Result<Answer, Failure> {
        let limit = self.policy.body_limit;
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        let is_html =
            header(CONTENT_TYPE).is_some_and(|kind| kind.to_ascii_lowercase().contains("text/html"));
        let retry_after = header(RETRY_AFTER)
            .and_then(|text| text.trim().parse().ok())
            .map(Duration::from_secs);
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| Failure::of(&error))? {
            if body.len() + chunk.len() > limit {
                return Err(Failure::Doubt(Doubt::TooLarge { limit }));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status,
            is_html,
            retry_after,
            body,
        })
    }

    /// Between half and all of the doubled wait, so that callers who failed together don't come back together.
    fn backoff(&self, tried: u32) -> Duration {
        let full = self
            .policy
            .backoff
            .saturating_mul(2_u32.saturating_pow(tried - 1));
        let part = u32::try_from(self.dice.hash_one((Instant::now(), tried)) % 512).unwrap_or_default();
        full / 2 + full / 2 * part / 512
    }
}

enum Failure {
    /// No connection came about, so no byte of the request left.
    NoConnection,
    BreakerOpen,
    Queue,
    Doubt(Doubt),
}

impl Failure {
    fn of(error: &reqwest::Error) -> Self {
        if error.is_connect() || error.is_builder() {
            Self::NoConnection
        } else if error.is_timeout() {
            Self::Doubt(Doubt::Timeout)
        } else {
            Self::Doubt(Doubt::Broken)
        }
    }

    const fn why(&self) -> &'static str {
        match self {
            Self::NoConnection => "no connection",
            Self::BreakerOpen => "the provider was down a moment ago",
            Self::Queue => "too many calls are waiting",
            Self::Doubt(_) => "no clear answer",
        }
    }
}
