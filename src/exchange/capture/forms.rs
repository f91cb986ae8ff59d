//! Who is called how. A million people are called in ten million ways: of each only its hash is kept, and who is meant.

use std::hash::{BuildHasher, RandomState};

/// How a name was said; the surer one comes later where both fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// `zw`
    Initials,
    /// `Wang`, `小陈`
    Surname,
    /// `海峰`, `Daniel`
    Given,
    /// `张局`, `Mr Okafor`
    Title,
    /// `zhang wei` of 张伟
    Read,
    /// `张伟`, and what the records say people call them
    Full,
}

/// All of them, in order.
const TIERS: [Tier; 6] = [Tier::Initials, Tier::Surname, Tier::Given, Tier::Title, Tier::Read, Tier::Full];
/// Bits of a tier, below those of a number: no room holds as many people as are left.
const BITS: u32 = 3;

/// Forms, and the numbers of those who are called so.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// Both halves of the hash, then number and tier.
    all: Vec<[u32; 3]>,
    /// Nobody can choose a name that has the hash of another: its key is drawn each time.
    key: RandomState,
}

impl Forms {
    /// Puts in what somebody is called. Found once [`Forms::settled`].
    pub fn put(&mut self, form: &str, number: u32, tier: Tier) {
        let [high, low] = self.hash(form);
        self.all.push([high, low, number << BITS | tier as u32]);
    }

    /// The same, ready to be asked.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.all.sort_unstable();
        // Of the ways in which one form means somebody the surest counts, which comes last.
        self.all.reverse();
        self.all.dedup_by_key(|[high, low, who]| [*high, *low, *who >> BITS]);
        self.all.reverse();
        self.all.shrink_to_fit();
        self
    }

    /// The numbers of those who are called so, each with the surest way in which that is meant.
    pub fn of(&self, form: &str) -> impl Iterator<Item = (u32, Tier)> {
        let hash = self.hash(form);
        let from = self.all.partition_point(|[high, low, _]| [*high, *low] < hash);
        let found =
            self.all.get(from..).unwrap_or_default().iter().take_while(move |[high, low, _]| [*high, *low] == hash);
        found.filter_map(|[.., who]| Some((who >> BITS, *TIERS.get((who & ((1 << BITS) - 1)) as usize)?)))
    }

    fn hash(&self, form: &str) -> [u32; 2] {
        let hash = self.key.hash_one(form);
        [(hash >> u32::BITS) as u32, hash as u32]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_means_whoever_is_called_so_in_the_surest_way() {
        let mut forms = Forms::default();
        for (form, number, tier) in [
            ("wang", 7, Tier::Surname),
            ("wang", 2, Tier::Full),
            ("zw", 2, Tier::Initials),
            ("wang", 7, Tier::Title),
            ("wang", 7, Tier::Initials),
        ] {
            forms.put(form, number, tier);
        }
        let forms = forms.settled();
        let of = |form: &str| forms.of(form).collect::<Vec<_>>();
        assert_eq!(of("wang"), [(2, Tier::Full), (7, Tier::Title)]);
        assert_eq!((of("zw"), of("nobody")), (vec![(2, Tier::Initials)], vec![]));
        assert!(TIERS.iter().enumerate().all(|(at, tier)| *tier as usize == at));
    }
}
