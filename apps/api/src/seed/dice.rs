/// Repeatable chance (SplitMix64): the same seed throws the same numbers on every machine and with every version of every
/// library, so the same demo shop comes out.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// An even number from 0 to `sides - 1`; 0 when there are no sides.
    pub(super) fn throw(&mut self, sides: usize) -> usize {
        let sides = u64::try_from(sides).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % sides).unwrap_or_default()
    }

    /// True in `percent` of all cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.throw(100) < percent
    }

    /// One of the items.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.throw(items.len()))
    }

    /// One of the items, as often as its weight says.
    pub(super) fn weighted<'a, T>(&mut self, items: &'a [(T, usize)]) -> Option<&'a T> {
        let mut left = self.throw(items.iter().map(|(_, weight)| weight).sum());
        items
            .iter()
            .find_map(|(item, weight)| match left.checked_sub(*weight) {
                None => Some(item),
                Some(rest) => {
                    left = rest;
                    None
                }
            })
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_and_weights_count() {
        let throw = |seed| {
            let mut dice = Dice::new(seed);
            [dice.throw(100), dice.throw(100), dice.throw(100)]
        };
        assert_eq!(throw(7), throw(7));
        assert_ne!(throw(7), throw(8));

        let mut dice = Dice::new(1);
        let heads = (0..1_000)
            .filter(|_| dice.weighted(&[(true, 3), (false, 1)]) == Some(&true))
            .count();
        assert!((650..850).contains(&heads), "{heads}");
        assert_eq!(dice.weighted::<()>(&[]), None);
    }
}
