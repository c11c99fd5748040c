use crate::RegionId;

/// The regions a permission reaches to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegionScope {
    /// Every region, also those to come.
    All,
    /// These and no others.
    Only(Vec<RegionId>),
}

impl RegionScope {
    #[must_use]
    pub fn covers(&self, region: RegionId) -> bool {
        match self {
            Self::All => true,
            Self::Only(regions) => regions.contains(&region),
        }
    }

    /// The regions to narrow a query down to; `None` when it needn't be narrowed.
    #[must_use]
    pub fn only(&self) -> Option<&[RegionId]> {
        match self {
            Self::All => None,
            Self::Only(regions) => Some(regions),
        }
    }

    /// The regions both reach to; `None` when there are none.
    #[must_use]
    pub fn both(&self, other: &Self) -> Option<Self> {
        let regions: Vec<RegionId> = match (self, other) {
            (Self::All, one) | (one, Self::All) => return Some(one.clone()),
            (Self::Only(regions), other) => regions
                .iter()
                .copied()
                .filter(|region| other.covers(*region))
                .collect(),
        };
        (!regions.is_empty()).then_some(Self::Only(regions))
    }

    /// Whether everything within this scope is also within `other`.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        match self {
            Self::All => *other == Self::All,
            Self::Only(regions) => regions.iter().all(|region| other.covers(*region)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_regions_are_more_than_any_list_of_them() {
        let region = |number| RegionId::from(uuid::Uuid::from_u128(number));
        let one = RegionScope::Only(vec![region(1)]);
        let both = RegionScope::Only(vec![region(2), region(1)]);
        assert!(one.is_within(&both) && one.is_within(&RegionScope::All));
        assert!(!both.is_within(&one) && !RegionScope::All.is_within(&both));
        assert!(RegionScope::All.is_within(&RegionScope::All));
        assert!(both.covers(region(2)) && !one.covers(region(2)));
        assert_eq!(RegionScope::All.only(), None);
        assert_eq!(one.both(&both), Some(one.clone()));
        assert_eq!(RegionScope::All.both(&both), Some(both.clone()));
        assert_eq!(one.both(&RegionScope::Only(vec![region(2)])), None);
    }
}
