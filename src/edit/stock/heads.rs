//! Where to look for an id among many in order: of every few of them the first bytes lie close together.

use std::ops::Range;

use crate::model::Id;

/// Ids of which the first one is remembered.
const TOGETHER: usize = 16;

/// The first bytes of the first id of every few.
#[derive(Debug, Default)]
pub(super) struct Heads {
    firsts: Box<[u64]>,
    all: usize,
}

impl Heads {
    /// Those of so many ids in order.
    pub(super) fn of(ids: impl ExactSizeIterator<Item = Id>) -> Self {
        Self { all: ids.len(), firsts: ids.step_by(TOGETHER).map(first).collect() }
    }

    /// Where an id stands, if it is there.
    pub(super) fn range(&self, id: Id) -> Range<usize> {
        let id = first(id);
        let from = self.firsts.partition_point(|first| *first < id);
        let rest = self.firsts.get(from..).unwrap_or_default();
        // Hardly ever do two begin alike.
        let alike = if rest.first() == Some(&id) { rest.partition_point(|first| *first == id) } else { 0 };
        from.saturating_sub(1) * TOGETHER..((from + alike) * TOGETHER).min(self.all)
    }
}

/// The first bytes of an id, in the order ids sort.
fn first(id: Id) -> u64 {
    id.bytes().first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_in_its_range_however_many_there_are_and_however_they_begin() {
        let named = |n: u32| Id::named("heads", &n.to_string());
        let made = |n: u32| Id::from_bytes(u128::from(n).to_be_bytes());
        for id in [named, made] {
            for count in [0, 1, 15, 16, 17, 100, 1000] {
                let mut ids: Vec<Id> = (0..count).map(id).collect();
                ids.sort_unstable();
                let heads = Heads::of(ids.iter().copied());
                for (at, id) in ids.iter().enumerate() {
                    assert!(heads.range(*id).contains(&at), "{at} of {count}");
                }
                for other in [named(count), made(count), Id::NIL, Id::MAX] {
                    let range = heads.range(other);
                    assert!(range.start <= range.end && range.end <= ids.len(), "{range:?} of {count}");
                }
            }
        }
        let mut ids: Vec<Id> = (0..1000).map(named).collect();
        ids.sort_unstable();
        let heads = Heads::of(ids.iter().copied());
        assert!(ids.iter().all(|id| heads.range(*id).len() <= 2 * TOGETHER), "few are left to look at");
    }
}
