use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Stops calling a provider that is down: after some failures in a row nothing is sent for a while, then one call at a time
/// tries whether it is back.
#[derive(Debug)]
pub(super) struct Breaker {
    failures_to_open: u32,
    rest: Duration,
    state: Mutex<State>,
}

#[derive(Debug)]
enum State {
    Closed {
        failures: u32,
    },
    Open {
        until: Instant,
    },
    /// A probe is under way.
    Probing,
}

/// Leave to make one call. Dropping it without a report (the caller went away) counts neither way.
pub(super) struct Permit<'a> {
    breaker: &'a Breaker,
    is_probe: bool,
    is_reported: bool,
}

impl Breaker {
    pub(super) fn new(failures_to_open: u32, rest: Duration) -> Self {
        Self {
            failures_to_open,
            rest,
            state: Mutex::new(State::Closed { failures: 0 }),
        }
    }

    /// `None`: don't call.
    pub(super) fn permit(&self, now: Instant) -> Option<Permit<'_>> {
        let mut state = self.state();
        let is_probe = match *state {
            State::Closed { .. } => false,
            State::Open { until } if now >= until => {
                *state = State::Probing;
                true
            }
            State::Open { .. } | State::Probing => return None,
        };
        Some(Permit {
            breaker: self,
            is_probe,
            is_reported: false,
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// How the call went: whether the provider was there at all, whatever it said.
    pub(super) fn report(mut self, was_there: bool, now: Instant) {
        self.is_reported = true;
        let breaker = self.breaker;
        let mut state = breaker.state();
        *state = match (&*state, was_there) {
            // A late answer of a call from before doesn't end the rest: the probe does.
            (State::Open { until }, _) if !self.is_probe => State::Open { until: *until },
            (State::Probing, _) if !self.is_probe => State::Probing,
            (_, true) => State::Closed { failures: 0 },
            (State::Closed { failures }, false) if failures + 1 < breaker.failures_to_open => State::Closed {
                failures: failures + 1,
            },
            (_, false) => State::Open {
                until: now + breaker.rest,
            },
        };
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if self.is_probe && !self.is_reported {
            *self.breaker.state() = State::Open {
                until: Instant::now(),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: Duration = Duration::from_secs(10);

    fn fail(breaker: &Breaker, times: u32, now: Instant) {
        for _ in 0..times {
            breaker.permit(now).unwrap().report(false, now);
        }
    }

    #[test]
    fn it_opens_after_failures_in_a_row_only() {
        let (breaker, now) = (Breaker::new(3, REST), Instant::now());
        fail(&breaker, 2, now);
        breaker.permit(now).unwrap().report(true, now);
        fail(&breaker, 2, now);
        assert!(breaker.permit(now).is_some());
        fail(&breaker, 1, now);
        assert!(breaker.permit(now).is_none());
    }

    #[test]
    fn one_probe_decides_and_a_lost_probe_does_not_lock_it_for_ever() {
        let (breaker, now) = (Breaker::new(1, REST), Instant::now());
        fail(&breaker, 1, now);
        let later = now + REST;
        let probe = breaker.permit(later).unwrap();
        assert!(breaker.permit(later).is_none(), "one at a time");
        probe.report(false, later);
        assert!(breaker.permit(later).is_none(), "still down");
        let later = later + REST;
        drop(breaker.permit(later).unwrap());
        breaker.permit(later).unwrap().report(true, later);
        assert!(breaker.permit(later).is_some() && breaker.permit(later).is_some());
    }

    #[test]
    fn late_answers_of_old_calls_decide_nothing() {
        let (breaker, now) = (Breaker::new(1, REST), Instant::now());
        let old = breaker.permit(now).unwrap();
        fail(&breaker, 1, now);
        old.report(true, now);
        assert!(breaker.permit(now).is_none());
    }
}
