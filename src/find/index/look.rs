//! Looking at values and at those who have them: where a word begins, where its letters are, and who of these is among the best.

use std::cmp::Reverse;
use std::sync::Arc;

use super::known::How;
use super::{AT_ONCE, Index, MANY_AT_ONCE, MOST_HOLDERS, Part, Run, Visit};
use crate::find::catalog::Catalog;
use crate::find::mark::Of;
use crate::find::word::{Standing, Word};

impl Index {
    /// Looks at some of the values in which a word may begin, the next of a run; where to go on in that.
    pub(super) fn look_begun(&mut self, nth: usize, run: usize, at: usize) -> Option<usize> {
        let (words, run) = (Arc::clone(&self.words), self.runs.get(run)?.clone());
        let Run { part, places, called, is_first } = run;
        let (word, catalog) = (words.get(nth)?, Arc::clone(&self.parts.get(part)?.catalog));
        let begun = Standing::begun(called);
        let most: i32 = words.iter().map(Word::most).sum();
        let later = most - word.most() + word.most_later();
        let mut next = places.start + at;
        let mut of = Of::All;
        for _ in 0..AT_ONCE {
            let place = catalog.next_place(word, of, next..places.end)?;
            next = place + 1;
            let value = catalog.value_at(place);
            // Whoever comes behind one who comes too late does so, too, but for those of whom more may be said. Who has a text
            // that begins with a single character was seen in another run, or is not among the best.
            let is_late = |most| self.is_late(&catalog, part, value, begun, most);
            if of == Of::All && !is_first && is_late(later) {
                of = if word.is_short() { Of::Whole } else { Of::Heads };
            }
            if of != Of::Whole && is_late(most) {
                of = Of::Whole;
            }
            let is_of_use = |standing| match of {
                Of::All => true,
                Of::Heads => catalog.is_head(place) || standing < begun,
                Of::Whole => standing < begun,
            };
            if !catalog.stands_at(word, place).is_some_and(is_of_use) {
                continue;
            }
            match self.promise(nth, part, value) {
                Some(visit) if visit.standing <= begun => self.visit(visit),
                later => self.later.extend(later),
            }
        }
        Some(next - places.start)
    }

    /// How all words stand and what they are worth at most in those who have a value, if no other has this one better; that is
    /// known of each that stands better here than it can beside it.
    fn promise(&mut self, nth: usize, part: usize, value: u32) -> Option<Visit> {
        let (words, catalog) = (Arc::clone(&self.words), Arc::clone(&self.parts.get(part)?.catalog));
        let (mut standing, mut most) = self.known.look(&words, nth, &catalog, part, value)?;
        let (called, mut open) = (usize::from(catalog.is_called(value)), 0);
        let mut exact = standing < *self.beside.get(nth)?.get(called)?;
        for (other, word) in words.iter().enumerate().filter(|(other, _)| *other != nth) {
            let beside = self.beside.get(other)?.get(called).copied()?;
            match self.known.look(&words, other, &catalog, part, value) {
                Some((here, score)) if here < beside => (standing, most) = (standing.max(here), most + score),
                _ => {
                    (standing, most) = (standing.max(beside), most + word.most());
                    open |= 1u64.checked_shl(other as u32).unwrap_or_default();
                    exact = false;
                }
            }
        }
        Some(Visit { part, value, from: 0, standing, most, open, exact })
    }

    /// Whether nobody can be among the best any more who has a value in which a word begins, stands no better for it, and is worth
    /// no more.
    fn is_late(&self, catalog: &Catalog, part: usize, value: u32, begun: Standing, most: i32) -> bool {
        let Some((worst, first)) = self.worst().zip(catalog.holders(value).first()) else { return false };
        worst < (begun, Reverse(most), catalog.length(*first), self.place(part, *first))
    }

    /// Whether there is such a lap, and somebody in it may be among the best.
    pub(super) fn is_needed(&self, lap: usize) -> bool {
        // Who has one word beside the name may have another in it.
        let best = Standing::within(lap < self.parts.len() || self.words.len() > 1);
        let is_late = || self.worst().is_some_and(|(standing, ..)| standing < best);
        lap < self.parts.len() * 2 && !is_late()
    }

    /// Looks at some of all values of a lap that may have the letters of a word; where to go on there.
    pub(super) fn look_within(&mut self, nth: usize, lap: usize, at: usize) -> Option<usize> {
        let (words, part) = (Arc::clone(&self.words), lap % self.parts.len());
        let (word, catalog) = (words.get(nth)?, Arc::clone(&self.parts.get(part)?.catalog));
        let shorter = self.narrowed.as_ref().filter(|(shorter, _)| word.text.starts_with(shorter.as_str()));
        let (some, next): (Vec<u32>, _) = if let Some(all) = shorter.and_then(|(_, laps)| laps.get(lap)) {
            (all.iter().skip(at).take(AT_ONCE).copied().collect(), Some(at + AT_ONCE).filter(|at| *at < all.len()))
        } else {
            let (masks, called) = catalog.masks(at);
            let is_for_names = lap < self.parts.len();
            let some = masks.iter().zip(called).zip(at as u32..).take(MANY_AT_ONCE);
            let some = some.filter(|((mask, called), _)| word.mask & !**mask == 0 && **called == is_for_names);
            let next = (masks.len() > MANY_AT_ONCE).then_some(at + MANY_AT_ONCE);
            (some.map(|(_, value)| value).collect(), next)
        };
        if at == 0 {
            self.narrowing.push(Vec::new());
        }
        for value in some {
            let Some((standing, _)) = self.known.look(&words, nth, &catalog, part, value) else { continue };
            if let Some(narrowing) = self.narrowing.last_mut() {
                narrowing.push(value);
            }
            // Who has the only word in a value that begins with it was seen.
            if words.len() > 1 || standing >= Standing::Within {
                let Some(visit) = self.promise(nth, part, value) else { continue };
                let exact = visit.exact && visit.standing >= Standing::Within;
                self.visit(Visit { standing: visit.standing.max(Standing::Within), exact, ..visit });
            }
        }
        next
    }

    /// Considers some of those who have a value, as long as they can be among the best.
    pub(super) fn visit(&mut self, visit: Visit) {
        let Visit { part, value, from, standing, most, open, exact } = visit;
        if self.worst().is_some_and(|worst| (worst.0, worst.1) < (standing, Reverse(most))) {
            return;
        }
        let Some(catalog) = self.parts.get(part).map(|part| Arc::clone(&part.catalog)) else { return };
        let words = Arc::clone(&self.words);
        let holders = catalog.holders(value).get(from..).unwrap_or_default();
        for item in holders.iter().take(MOST_HOLDERS) {
            let place = self.place(part, *item);
            if let Some(worst) = self.worst() {
                let length = catalog.length(*item);
                if worst < (standing, Reverse(most), length, place) {
                    return;
                }
                let heads = if open == 0 { 0 } else { catalog.reach(*item).heads };
                let is_later = |(nth, word): &(u32, &Word)| open >> nth & 1 != 0 && word.head() & heads == 0;
                let later = (0..u64::BITS).zip(words.iter()).filter(is_later);
                let less: i32 = later.map(|(_, word)| word.most() - word.most_later()).sum();
                if worst < (standing, Reverse(most - less), length, place) {
                    continue;
                }
            }
            self.consider(part, *item, place, exact.then_some((standing, most)));
        }
        if holders.len() > MOST_HOLDERS {
            self.left.push(Visit { from: from + MOST_HOLDERS, ..visit });
        }
    }

    /// Puts an item among the best, where it belongs there and was not looked at. How the words stand in it may be known.
    pub(super) fn consider(&mut self, part: usize, item: u32, place: u32, how: How) {
        let Some(Part { catalog, from }) = self.parts.get(part) else { return };
        let number = from + item;
        let (Some(seen), bit) = (self.seen.get_mut(number as usize / 64), 1 << (number % 64)) else { return };
        if *seen & bit != 0 {
            return;
        }
        *seen |= bit;
        let how = how.or_else(|| self.known.weigh(&self.words, catalog, part, item));
        let Some((standing, score)) = how else { return };
        let rank = (standing, Reverse(score), catalog.length(item), place);
        if self.worst().is_none_or(|worst| rank < worst) {
            self.best.push((rank, number));
        }
        if self.best.len() > self.limit {
            self.best.pop();
        }
    }
}
