//! How words stand in values, remembered for as long as they are looked for: what many items share is looked at once.

use std::cmp::Reverse;

use crate::find::catalog::Catalog;
use crate::find::word::{Scales, Standing, Word};

/// So much is remembered at a time.
const REMEMBERED: usize = 4096;

/// How the words of one search stand in what they were looked for in.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Of which word, part and value that is, and how it stands there.
    values: Vec<(Of, How)>,
    /// How many searches there were: what is known of earlier ones is of no use.
    asked: u32,
    scales: Scales,
}

/// A search, a word of it, a part, and a value of that.
type Of = (u32, u32, u32, u32);

/// How it stands and what it is worth, if it is there.
pub(super) type How = Option<(Standing, i32)>;

impl Known {
    /// Forgets all of it: other words are looked for.
    pub(super) fn forget(&mut self) {
        self.asked = self.asked.wrapping_add(1);
        if self.values.is_empty() || self.asked == 0 {
            (self.values, self.asked) = (vec![Default::default(); REMEMBERED], 1);
        }
    }

    /// How a word stands in a value, and what it is worth there.
    pub(super) fn look(&mut self, words: &[Word], nth: usize, catalog: &Catalog, part: usize, value: u32) -> How {
        let word = words.get(nth)?;
        if word.mask & !catalog.mask(value) != 0 {
            return None;
        }
        let slot = (value as usize).wrapping_mul(words.len()).wrapping_add(nth) % REMEMBERED;
        let of = (self.asked, nth as u32, part as u32, value);
        let (whose, how) = self.values.get_mut(slot)?;
        if *whose != of {
            (*whose, *how) = (of, word.look(catalog.forms(value), &mut self.scales));
        }
        *how
    }

    /// How all words stand in an item, and what they are worth together where each stands best.
    pub(super) fn weigh(&mut self, words: &[Word], catalog: &Catalog, part: usize, item: u32) -> How {
        let reach = catalog.reach(item).all;
        if words.iter().any(|word| word.mask & !reach != 0) {
            return None;
        }
        let mut all = (Standing::Named, 0);
        for nth in 0..words.len() {
            let each = catalog.values(item).iter().filter_map(|value| self.look(words, nth, catalog, part, *value));
            let (standing, score) = each.min_by_key(|(standing, score)| (*standing, Reverse(*score)))?;
            all = (all.0.max(standing), all.1 + score);
        }
        Some(all)
    }
}
