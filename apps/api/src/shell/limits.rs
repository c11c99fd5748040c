use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config;
use crate::error::{Code, Problem};

/// How often one client address may ask. In memory, per process; what must hold across processes (failed sign-ins, uses of
/// a promo code) is counted in the database.
pub struct Limits {
    enabled: bool,
    requests: DefaultKeyedRateLimiter<Network>,
    sign_ins: DefaultKeyedRateLimiter<Network>,
    messages: DefaultKeyedRateLimiter<Network>,
    refreshes: DefaultKeyedRateLimiter<Network>,
    clock: DefaultClock,
}

/// Mails and SMS cost money and annoy: a quarter of the attempts to sign in.
const MESSAGES_ARE_RARER: u32 = 4;
/// Every open page goes on with its session every ten minutes.
const REFRESHES_ARE_MORE: u32 = 6;

/// An IPv4 address or an IPv6 /64, which one household commonly has whole.
type Network = u128;

impl Limits {
    #[must_use]
    pub fn new(limits: &config::Limits) -> Self {
        let per_second = at_least_one(limits.requests_per_second);
        let requests = Quota::per_second(per_second).allow_burst(at_least_one(limits.request_burst));
        let per_minute = |number: u32| RateLimiter::keyed(Quota::per_minute(at_least_one(number)));
        let sign_ins = limits.sign_ins_per_minute;
        Self {
            enabled: limits.enabled,
            requests: RateLimiter::keyed(requests),
            sign_ins: per_minute(sign_ins),
            messages: per_minute(sign_ins / MESSAGES_ARE_RARER),
            refreshes: per_minute(sign_ins.saturating_mul(REFRESHES_ARE_MORE)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts a request of any kind.
    pub fn check_request(&self, client: IpAddr) -> Result<(), Problem> {
        self.check(&self.requests, client)
    }

    /// Counts an attempt to sign in, to sign up, or to use a link or code.
    pub fn check_sign_in(&self, client: IpAddr) -> Result<(), Problem> {
        self.check(&self.sign_ins, client)
    }

    /// Counts a request that sends somebody a mail or an SMS.
    pub fn check_message(&self, client: IpAddr) -> Result<(), Problem> {
        self.check(&self.messages, client)
    }

    /// Counts a request to go on with a session. Not as an attempt to sign in: whoever makes many of those mustn't end the
    /// sessions of others behind the same address.
    pub fn check_refresh(&self, client: IpAddr) -> Result<(), Problem> {
        self.check(&self.refreshes, client)
    }

    /// Forgets clients that haven't asked for so long that they have their full allowance again.
    pub fn forget_idle(&self) {
        self.requests.retain_recent();
        self.sign_ins.retain_recent();
        self.messages.retain_recent();
        self.refreshes.retain_recent();
    }

    fn check(&self, limiter: &DefaultKeyedRateLimiter<Network>, client: IpAddr) -> Result<(), Problem> {
        if !self.enabled {
            return Ok(());
        }
        limiter.check_key(&network(client)).map_err(|refused| {
            let wait = refused.wait_time_from(self.clock.now());
            Problem::new(Code::RateLimited).retry_after(wait.as_secs() + 1)
        })
    }
}

fn network(client: IpAddr) -> Network {
    match client {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits() >> 64 << 64,
    }
}

fn at_least_one(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_out_of_allowance_is_refused_and_others_are_not() {
        let settings = config::Limits {
            enabled: true,
            requests_per_second: 1,
            request_burst: 3,
            sign_ins_per_minute: 2,
            body_kib: 256,
        };
        let limits = Limits::new(&settings);
        let (one, other): (IpAddr, IpAddr) =
            ("2001:db8::1".parse().unwrap(), "2001:db8:0:1::1".parse().unwrap());
        for _ in 0..3 {
            limits.check_request(one).unwrap();
        }
        let neighbour = "2001:db8::ffff".parse().unwrap();
        let refused = limits.check_request(neighbour).unwrap_err();
        assert_eq!((refused.code, refused.retry_after), (Code::RateLimited, Some(1)));
        limits.check_request(other).unwrap();
        limits.check_sign_in(one).unwrap();
        limits.check_message(one).unwrap();
        assert_eq!(limits.check_message(one).unwrap_err().code, Code::RateLimited);
        for _ in 0..12 {
            limits.check_refresh(one).unwrap();
        }
        limits.check_refresh(one).unwrap_err();
    }
}
