//! Medians and percentiles.

/// The middle value; with an even number of values the lower of the two.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    percentile(values, 50.0)
}

/// The smallest value that `percent` of the values don't exceed; 0 for none.
pub fn percentile(values: impl IntoIterator<Item = f64>, percent: f64) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_unstable_by(f64::total_cmp);
    let rank = (values.len() as f64 * percent / 100.0).ceil() as usize;
    values.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_nearest_ranks() {
        let hundred = || (1..=100).map(f64::from);
        assert_eq!(percentile(hundred(), 99.0), 99.0);
        assert_eq!(percentile(hundred(), 100.0), 100.0);
        assert_eq!(median(hundred()), 50.0);
        assert_eq!(median([3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median([]), 0.0);
    }
}
