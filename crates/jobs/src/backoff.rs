use std::time::Duration;

use crate::job::JobId;

const LONGEST: u64 = 3_600_000;

/// How long a job waits after its `attempt`th failure: 2, 4, 8, … seconds up to an hour, each ± 25 %.
///
/// The jitter comes from the id, so jobs that failed together don't come back together, and needs no randomness.
pub(crate) fn backoff(id: JobId, attempt: i16) -> Duration {
    let exponent = u32::try_from(attempt).unwrap_or(0).min(12);
    let base = (1000_u64 << exponent).min(LONGEST);
    let low = u64::try_from(id.uuid().as_u128() & u128::from(u64::MAX)).unwrap_or(0);
    let spread = mix(low ^ u64::from(exponent)) % (base / 2);
    Duration::from_millis(base - base / 4 + spread)
}

/// The finaliser of splitmix64: spreads neighbouring inputs over all outputs.
const fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use uuid::Uuid;

    use super::*;

    #[test]
    fn doubles_up_to_an_hour_within_a_quarter() {
        for (attempt, base) in [
            (1, 2_000),
            (2, 4_000),
            (5, 32_000),
            (11, 2_048_000),
            (12, LONGEST),
            (40, LONGEST),
        ] {
            for id in 0..200 {
                let wait = u64::try_from(backoff(Uuid::from_u128(id).into(), attempt).as_millis()).unwrap();
                assert!(
                    (base - base / 4..base + base / 4).contains(&wait),
                    "{wait} for attempt {attempt}"
                );
            }
        }
    }

    #[test]
    fn jobs_that_failed_together_spread_out() {
        let waits: HashSet<_> = (0..200)
            .map(|id| backoff(Uuid::from_u128(id).into(), 8))
            .collect();
        assert!(waits.len() > 190, "only {} different waits", waits.len());
    }
}
