//! Finding among many: the best for what was typed so far, with as little looking as that takes.
//!
//! A search goes on in slices; the next key gives up those that are left. First come the texts in which a word begins, which the
//! catalog holds by their first characters; only where these are not enough, all that have its letters, of which a longer word
//! needs no others. Nobody is looked at who can no longer be among the best.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use super::catalog::Catalog;
use super::fold;
use super::keys::origins;
use super::mark::Of;
use super::word::{Scales, Standing, Word};
use known::Known;

mod known;
mod look;

/// So many are looked at between two looks at the time.
const AT_ONCE: usize = 256;

/// So many who have a value are considered at once.
const MOST_HOLDERS: usize = 2048;

/// Of so many values it is asked at once whether they have some letters, which takes next to no time.
const MANY_AT_ONCE: usize = 1 << 14;

/// Texts so long that to lay a word over one would need more cells than this are lit greedily.
const MOST_CELLS: usize = 100_000;

/// Something found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which item.
    pub index: usize,
    /// Higher is better; comparable within one search only.
    pub score: i64,
}

/// A searchable list. Every word that is typed must match, in any order, in text, pinyin or initials. What holds the words as
/// they were typed comes first, see [`Standing`]; equal scores keep the shorter text first, then the given order; where nothing
/// is typed that order is kept.
#[derive(Debug, Default)]
pub struct Index {
    parts: Vec<Part>,
    /// Who come before all others where nothing else decides, ascending.
    first: Vec<u32>,
    words: Arc<[Word]>,
    limit: usize,
    /// The best so far, the last of them on top.
    best: BinaryHeap<(Rank, u32)>,
    /// Who was looked at, a bit for each.
    seen: Vec<u64>,
    stage: Stage,
    /// Values of which only some holders were considered.
    left: Vec<Visit>,
    /// Values in which a word begins, though whoever has them stands worse for another word: when all others were considered.
    later: Vec<Visit>,
    /// How each word stands at best beside a text that leads to a name, and beside a name.
    beside: Vec<[Standing; 2]>,
    /// Where a word may begin: in names before elsewhere, and first where it begins a text.
    runs: Vec<Run>,
    known: Known,
    /// The values of each lap that have the letters of this word; of those that were not needed nothing is known.
    narrowed: Option<(String, Vec<Vec<u32>>)>,
    /// The same of the word that is looked for, as far as it is known.
    narrowing: Vec<Vec<u32>>,
}

#[derive(Debug)]
struct Part {
    catalog: Arc<Catalog>,
    /// The number of its first item.
    from: u32,
}

/// Places of a part where words begin alike.
#[derive(Clone, Debug)]
struct Run {
    part: usize,
    places: Range<usize>,
    /// Whether that is in names.
    called: bool,
    /// Whether texts begin there.
    is_first: bool,
}

/// A value whose holders are to be considered, from one on: they stand no better than that and are worth no more, but for those
/// of whom another value says more and is visited, too.
#[derive(Clone, Copy, Debug)]
struct Visit {
    part: usize,
    value: u32,
    from: usize,
    standing: Standing,
    most: i32,
    /// Which words may stand better beside the value, a bit for each.
    open: u64,
    /// Whether none does: then that is how they stand, and what they are worth.
    exact: bool,
}

/// The smaller the better: how the words stand, what they are worth, how long the name is, the place in the given order.
type Rank = (Standing, Reverse<i32>, u32, u32);

/// How far a search is.
#[derive(Clone, Copy, Debug, Default)]
enum Stage {
    /// Among the values in which this word begins: in which run, and how many of that were looked at.
    Begun { word: usize, run: usize, at: usize },
    /// Among all values that have the letters of this one: in which lap, and how many of that were looked at. A lap goes over
    /// the names of a part, or over what else leads to them, which come after the names of all parts.
    Within { word: usize, lap: usize, at: usize },
    #[default]
    Done,
}

impl Index {
    /// An index of some texts, found by their position.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::over([Arc::new(Catalog::new(texts.into_iter().map(|text| (text, []))))], &[])
    }

    /// An index of items in parts, of which some come first: their numbers, ascending.
    pub fn over(parts: impl IntoIterator<Item = Arc<Catalog>>, first: &[u32]) -> Self {
        let mut all = 0;
        let part = |catalog: Arc<Catalog>| {
            let from = all;
            all += catalog.len() as u32;
            Part { catalog, from }
        };
        let parts = parts.into_iter().map(part).collect();
        let first = first.iter().copied().filter(|item| *item < all).collect();
        Self { parts, first, ..Self::default() }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.catalog.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The best so many for what was typed.
    pub fn search(&mut self, query: &str, limit: usize) -> Vec<Hit> {
        self.begin(query, limit);
        self.go_on(None);
        self.hits()
    }

    /// Begins to look for what was typed, and gives up what was looked for before.
    pub fn begin(&mut self, query: &str, limit: usize) {
        self.words = fold(query).split_whitespace().map(Word::new).collect();
        self.limit = limit;
        self.best.clear();
        self.left.clear();
        self.later.clear();
        self.seen.clear();
        self.seen.resize(self.len().div_ceil(64), 0);
        self.known.forget();
        let rarest = self.words.iter().map(|word| self.runs(word)).enumerate();
        let rarest = rarest.min_by_key(|(_, runs)| runs.iter().map(|run| run.places.len()).sum::<usize>());
        let Some((word, runs)) = rarest else {
            self.stage = Stage::Done;
            return;
        };
        self.stage = Stage::Begun { word, run: 0, at: 0 };
        self.runs = runs;
        self.beside = self.words.iter().map(|word| self.beside(word)).collect();
        let first: Vec<_> = self.first.iter().map(|item| self.locate(*item)).collect();
        for (place, (part, item)) in first.into_iter().enumerate().filter_map(|(place, one)| Some((place, one?))) {
            self.consider(part, item, place as u32, None);
        }
    }

    /// Goes on with a search until it is done, or until then. True where it is done.
    pub fn go_on(&mut self, until: Option<Instant>) -> bool {
        loop {
            match self.left.pop() {
                Some(left) => self.visit(left),
                None => self.stage = self.step(self.stage),
            }
            let is_done = self.left.is_empty() && matches!(self.stage, Stage::Done);
            if is_done || until.is_some_and(|until| Instant::now() >= until) {
                return is_done;
            }
        }
    }

    /// Looks at some more; how far the search is then.
    fn step(&mut self, stage: Stage) -> Stage {
        match stage {
            Stage::Begun { word, run, at } if run < self.runs.len() => {
                let (run, at) = self.look_begun(word, run, at).map_or((run + 1, 0), |at| (run, at));
                Stage::Begun { word, run, at }
            }
            Stage::Begun { .. } if !self.later.is_empty() => {
                let some = self.later.len().saturating_sub(AT_ONCE);
                for visit in self.later.split_off(some) {
                    self.visit(visit);
                }
                stage
            }
            Stage::Begun { .. } if self.worst().is_some_and(|(standing, ..)| standing < Standing::Within) => {
                Stage::Done
            }
            Stage::Begun { .. } => {
                self.narrowing.clear();
                let longest = self.words.iter().enumerate().max_by_key(|(_, word)| word.text.len());
                Stage::Within { word: longest.map_or(0, |(word, _)| word), lap: 0, at: 0 }
            }
            Stage::Within { word, lap, at } if self.is_needed(lap) => {
                let (lap, at) = self.look_within(word, lap, at).map_or((lap + 1, 0), |at| (lap, at));
                Stage::Within { word, lap, at }
            }
            Stage::Within { word, .. } => {
                let narrowed = std::mem::take(&mut self.narrowing);
                self.narrowed = self.words.get(word).map(|word| (word.text.clone(), narrowed));
                Stage::Done
            }
            Stage::Done => Stage::Done,
        }
    }

    /// The best that were found so far.
    pub fn hits(&self) -> Vec<Hit> {
        if self.words.is_empty() {
            let rest = (0..self.len() as u32).filter(|item| self.first.binary_search(item).is_err());
            let all = self.first.iter().copied().chain(rest).take(self.limit);
            return all.map(|item| Hit { index: item as usize, score: 0 }).collect();
        }
        let mut best: Vec<_> = self.best.iter().collect();
        best.sort_unstable();
        let hit = |((_, score, ..), item): &(Rank, u32)| Hit { index: *item as usize, score: score.0.into() };
        best.into_iter().map(hit).collect()
    }

    /// The characters (not bytes) of an item's text for which it was found, ascending.
    pub fn positions(&self, index: usize) -> Vec<usize> {
        let here = self.locate(index as u32).and_then(|(part, item)| Some((&self.parts.get(part)?.catalog, item)));
        let Some((catalog, item)) = here else { return Vec::new() };
        let name = catalog.values(item).first().copied();
        let text = name.and_then(|name| catalog.forms(name).next()).map(|form| form.text).unwrap_or_default();
        // Everything is folded already, so comparing case would only cost time.
        let matcher = SkimMatcherV2::default().respect_case().element_limit(MOST_CELLS);
        let mut scales = Scales::default();
        let mut positions = Vec::new();
        for word in self.words.iter() {
            let values = catalog.values(item).iter().map(|value| (*value, Some(*value) == name));
            let forms = values.flat_map(|(value, is_own)| catalog.forms(value).map(move |form| (form, is_own)));
            let weighed = forms.filter_map(|(form, is_own)| Some((word.look_at(form, &mut scales)?.1, form, is_own)));
            // The first of equals, so that the text itself wins over its pinyin.
            let Some((_, form, true)) = weighed.min_by_key(|(score, ..)| Reverse(*score)) else { continue };
            let origins = origins(text, form.text);
            let lit = matcher.fuzzy_indices(form.text, &word.text).map(|(_, lit)| lit).unwrap_or_default();
            positions.extend(lit.into_iter().filter_map(|at| origins.get(at)));
        }
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    /// Where a word may begin.
    fn runs(&self, word: &Word) -> Vec<Run> {
        let mut runs = Vec::new();
        for (called, is_first) in [(true, true), (true, false), (false, true), (false, false)] {
            for (part, Part { catalog, .. }) in self.parts.iter().enumerate() {
                let places = catalog.beginnings(&word.text, called, is_first);
                runs.extend(places.map(|places| Run { part, places, called, is_first }));
            }
        }
        runs
    }

    /// How a word stands at best beside a text that leads to a name, and beside a name.
    fn beside(&self, word: &Word) -> [Standing; 2] {
        let beside_name = if self.is_word(word, false) { Standing::Known } else { Standing::BegunElsewhere };
        let in_name = if self.is_word(word, true) { Standing::Named } else { Standing::Begun };
        [beside_name.min(in_name), beside_name]
    }

    /// Whether a word is one of any name, or of anything else, and not the beginning of such.
    fn is_word(&self, word: &Word, called: bool) -> bool {
        let is_word = |catalog: &Catalog, places: Range<usize>| {
            let mut next = places.start;
            let next = || catalog.next_place(word, Of::Whole, next..places.end).inspect(|place| next = place + 1);
            let mut stands = std::iter::from_fn(next).filter_map(|place| catalog.stands_at(word, place));
            stands.any(|standing| standing < Standing::Begun)
        };
        let runs = self.runs(word).into_iter().filter(|run| run.called == called);
        runs.filter_map(|run| Some((&self.parts.get(run.part)?.catalog, run.places)))
            .any(|(catalog, places)| is_word(catalog, places))
    }

    /// The part an item is of, and its number there.
    fn locate(&self, item: u32) -> Option<(usize, u32)> {
        let part = self.parts.partition_point(|part| part.from <= item).checked_sub(1)?;
        Some((part, item - self.parts.get(part)?.from))
    }

    /// An item's place in the given order, if it is none of the first.
    fn place(&self, part: usize, item: u32) -> u32 {
        self.first.len() as u32 + self.parts.get(part).map_or(0, |part| part.from) + item
    }

    /// The last of the best, once there are enough.
    fn worst(&self) -> Option<Rank> {
        self.best.peek().filter(|_| self.best.len() >= self.limit).map(|(rank, _)| *rank)
    }
}

#[cfg(test)]
mod tests;
