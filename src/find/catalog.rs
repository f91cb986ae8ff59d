//! What can be found, ready to be searched: made once, shared by whoever searches it.
//!
//! Items share values: a city that ten thousand people live in is held and looked at once. All texts lie one behind the other, and
//! so does what is asked of each value before its text is.

use std::collections::HashMap;
use std::ops::Range;

use super::fold;
use super::keys::{bit, mask, readings};
use super::mark::{Mark, Of};
use super::word::{Fit, Form, Standing, Word, begins};

/// Between two forms: whatever looks beyond one sees that it ends.
const END: char = '\n';

/// As many characters as can be told apart by their bit, and none.
const SECOND: u16 = 65;

/// As many pairs of characters can be told apart, in a name or elsewhere, at the beginning of a text or later.
const PAIRS: usize = 64 * 2 * 2 * SECOND as usize;

/// Items with what they are found by.
#[derive(Debug, Default)]
pub struct Catalog {
    text: String,
    /// Where each form begins, and one more would. The first of a value is the value itself.
    forms: Vec<u32>,
    /// The first form of each value, and one more.
    values: Vec<u32>,
    /// Whether a value is what items are called, or what else leads to them.
    called: Vec<bool>,
    /// Which characters occur in each value; see [`mask`].
    masks: Vec<u64>,
    /// The values of each item, the first of which it is called.
    items: Lists,
    /// The items of each value, the one with the shortest name first.
    holders: Lists,
    /// How long the name of each item is.
    lengths: Vec<u32>,
    reach: Vec<Reach>,
    /// Where words and syllables begin, by their first two characters; those in names before the others, and those that begin
    /// a text before those further on; of those that begin alike, the one whose first holder comes first.
    begun: Vec<Begun>,
    /// What each goes on with.
    marks: Vec<Mark>,
    /// Where in them each pair of characters ends.
    pairs: Vec<u32>,
}

/// Which characters occur in all that an item is found by, and which that begins with; see [`mask`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reach {
    pub(super) all: u64,
    pub(super) heads: u64,
}

/// Where a word or a syllable begins: in which value, and at which byte of all texts.
#[derive(Clone, Copy, Debug, Default)]
struct Begun {
    value: u32,
    at: u32,
}

/// The same as it is found: where its form begins, and with what pair of characters it does.
struct Begins {
    form: u32,
    at: u32,
    pair: usize,
}

/// Lists of numbers, one behind the other.
#[derive(Debug, Default)]
struct Lists {
    ends: Vec<u32>,
    all: Vec<u32>,
}

impl Lists {
    fn get(&self, nth: u32) -> &[u32] {
        self.all.get(range(&self.ends, nth as usize)).unwrap_or_default()
    }
}

/// What lies before the end of that number, and behind the one before.
fn range(ends: &[u32], nth: usize) -> Range<usize> {
    let end = |nth: usize| ends.get(nth).copied().unwrap_or_default() as usize;
    nth.checked_sub(1).map_or(0, end)..end(nth)
}

/// Where each list begins, of so many numbers each.
fn starts(mut counts: Vec<u32>) -> Vec<u32> {
    let mut all = 0;
    for count in &mut counts {
        all += std::mem::replace(count, all);
    }
    counts
}

/// Puts a number into a list at its end, which moves on.
fn put<T>(all: &mut [T], ends: &mut [u32], nth: usize, one: T) {
    let Some(end) = ends.get_mut(nth) else { return };
    if let Some(place) = all.get_mut(*end as usize) {
        *place = one;
    }
    *end += 1;
}

impl Catalog {
    /// What is called so, and what else leads to each: a company, a city, a number.
    pub fn new<'a, A: IntoIterator<Item = &'a str>>(items: impl IntoIterator<Item = (&'a str, A)>) -> Self {
        let mut catalog = Self { forms: vec![0], values: vec![0], ..Self::default() };
        let mut known = HashMap::new();
        let mut all = Vec::new();
        for (name, also) in items {
            all.clear();
            let also = also.into_iter().filter(|text| !text.is_empty()).map(|text| (text, false));
            for (text, called) in std::iter::once((name, true)).chain(also) {
                let value = *known.entry((text, called)).or_insert_with(|| catalog.add(text, called));
                if !all.contains(&value) {
                    all.push(value);
                }
            }
            catalog.hold(&all);
        }
        drop(known);
        catalog.turn();
        catalog.sort();
        catalog.fit();
        catalog
    }

    /// Adds a value that is new.
    fn add(&mut self, text: &str, called: bool) -> u32 {
        let folded = fold(text);
        let mut read = readings(&folded);
        if !called {
            read.truncate(1);
        }
        let value = self.masks.len() as u32;
        let mut all = 0;
        for (nth, form) in std::iter::once(&folded).chain(&read).enumerate() {
            if read.iter().take(nth.saturating_sub(1)).any(|known| known == form) {
                continue;
            }
            all |= mask(form);
            self.text.push_str(form);
            self.text.push(END);
            self.forms.push(self.text.len() as u32);
        }
        self.values.push((self.forms.len() - 1) as u32);
        self.masks.push(all);
        self.called.push(called);
        value
    }

    /// Adds an item.
    fn hold(&mut self, values: &[u32]) {
        let length = values.first().and_then(|name| self.forms(*name).next()).map_or(0, |form| form.text.len());
        let mut reach = Reach::default();
        for value in values {
            reach.all |= self.mask(*value);
            for form in self.forms(*value) {
                reach.heads |= form.text.chars().next().map_or(0, |c| 1 << bit(c));
            }
        }
        self.lengths.push(length as u32);
        self.reach.push(reach);
        self.items.all.extend_from_slice(values);
        self.items.ends.push(self.items.all.len() as u32);
    }

    /// Says of each value which items have it.
    fn turn(&mut self) {
        let mut counts = vec![0; self.masks.len()];
        for count in self.items.all.iter().map(|value| *value as usize) {
            if let Some(count) = counts.get_mut(count) {
                *count += 1;
            }
        }
        let mut ends = starts(counts);
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_by_key(|item| self.length(*item));
        let mut all = vec![0; self.items.all.len()];
        for item in order {
            for value in self.items.get(item) {
                put(&mut all, &mut ends, *value as usize, item);
            }
        }
        self.holders = Lists { ends, all };
    }

    /// Says where words begin, in the order of what they begin with, and of who comes first there.
    fn sort(&mut self) {
        let mut counts = vec![0; PAIRS];
        for begins in (0..self.masks.len() as u32).flat_map(|value| self.begins(value)) {
            if let Some(count) = counts.get_mut(begins.pair) {
                *count += 1;
            }
        }
        let all = counts.iter().sum::<u32>() as usize;
        let mut ends = starts(counts);
        let first = |value: u32| self.holders(value).first().map(|item| (self.length(*item), *item));
        let mut order: Vec<_> = (0..self.masks.len() as u32).map(|value| (first(value), value)).collect();
        order.sort_unstable();
        let (mut begun, mut marks) = (vec![Begun::default(); all], vec![Mark::default(); all]);
        let from = |at: u32| self.text.get(at as usize..).unwrap_or_default();
        for (_, value) in order {
            for Begins { form, at, pair } in self.begins(value) {
                let Some(place) = ends.get(pair).map(|end| *end as usize) else { continue };
                if let Some(mark) = marks.get_mut(place) {
                    *mark = Mark::new(from(form), from(at));
                }
                put(&mut begun, &mut ends, pair, Begun { value, at });
            }
        }
        self.marks = marks;
        (self.begun, self.pairs) = (begun, ends);
    }

    /// Where words and syllables begin in a value.
    fn begins(&self, value: u32) -> impl Iterator<Item = Begins> {
        let called = self.is_called(value);
        self.numbers(value).flat_map(move |form| {
            let form_at = self.forms.get(form).copied().unwrap_or_default();
            let mut before = None;
            let mut chars = self.form(form).char_indices().peekable();
            std::iter::from_fn(move || {
                let (at, c) = chars.next()?;
                let before = before.replace(c);
                let begins = before.is_none_or(|before| begins(before, c)) && !c.is_whitespace();
                let second = chars.peek().map(|(_, second)| *second).filter(|c| !c.is_whitespace());
                let pair = || usize::from(pair(c, second, called, before.is_none()));
                Some(begins.then(|| Begins { form: form_at, at: form_at + at as u32, pair: pair() }))
            })
            .flatten()
        })
    }

    /// Lets go of what was held for more to come.
    fn fit(&mut self) {
        let Self { text, forms, values, called, masks, items, lengths, reach, .. } = self;
        text.shrink_to_fit();
        [forms, values, &mut items.ends, &mut items.all, lengths].into_iter().for_each(Vec::shrink_to_fit);
        called.shrink_to_fit();
        masks.shrink_to_fit();
        reach.shrink_to_fit();
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The values of an item, the first of which it is called.
    pub(super) fn values(&self, item: u32) -> &[u32] {
        self.items.get(item)
    }

    /// Who has a value, the one with the shortest name first, and of those the one that comes first.
    pub(super) fn holders(&self, value: u32) -> &[u32] {
        self.holders.get(value)
    }

    /// How long an item's name is.
    pub(super) fn length(&self, item: u32) -> u32 {
        self.lengths.get(item as usize).copied().unwrap_or_default()
    }

    /// Which characters an item has.
    pub(super) fn reach(&self, item: u32) -> Reach {
        self.reach.get(item as usize).copied().unwrap_or_default()
    }

    /// Which characters a value has.
    pub(super) fn mask(&self, value: u32) -> u64 {
        self.masks.get(value as usize).copied().unwrap_or_default()
    }

    /// The same of all of them from one on, and whether each is a name.
    pub(super) fn masks(&self, from: usize) -> (&[u64], &[bool]) {
        (self.masks.get(from..).unwrap_or_default(), self.called.get(from..).unwrap_or_default())
    }

    /// Whether a value is what items are called, and not what else leads to them.
    pub(super) fn is_called(&self, value: u32) -> bool {
        self.called.get(value as usize).copied().unwrap_or_default()
    }

    /// What a value can be found by, itself first.
    pub(super) fn forms(&self, value: u32) -> impl Iterator<Item = Form<'_>> {
        let called = self.is_called(value);
        self.numbers(value).zip(0..).map(move |(form, nth)| Form { text: self.form(form), called, read: nth > 0 })
    }

    /// The numbers of a value's forms.
    fn numbers(&self, value: u32) -> Range<usize> {
        let at = |nth: usize| self.values.get(nth).copied().unwrap_or_default() as usize;
        at(value as usize)..at(value as usize + 1)
    }

    fn form(&self, nth: usize) -> &str {
        let at = |nth: usize| self.forms.get(nth).copied().unwrap_or_default() as usize;
        self.text.get(at(nth)..at(nth + 1) - END.len_utf8()).unwrap_or_default()
    }

    /// Where a word may begin a name or a text that else leads to one, or a word or syllable further on in that: places among all
    /// of those, each with who comes first before those who come later.
    pub(super) fn beginnings(&self, word: &str, called: bool, is_first: bool) -> impl Iterator<Item = Range<usize>> {
        let mut chars = word.chars();
        let (first, second) = (chars.next().unwrap_or_default(), chars.next());
        let start = pair(first, second, called, is_first);
        let pairs = if second.is_some() { start..start + 1 } else { start..start + SECOND };
        pairs.map(|pair| range(&self.pairs, pair as usize)).filter(|range| !range.is_empty())
    }

    /// Whether the text of a place begins with the same character.
    pub(super) fn is_head(&self, place: usize) -> bool {
        self.marks.get(place).is_some_and(|mark| mark.is_head())
    }

    /// The value of a place where a word may begin.
    pub(super) fn value_at(&self, place: usize) -> u32 {
        self.begun.get(place).map_or(0, |begun| begun.value)
    }

    /// The first of some places that may be of use for a word.
    pub(super) fn next_place(&self, word: &Word, of: Of, places: Range<usize>) -> Option<usize> {
        let marks = self.marks.get(places.clone())?;
        marks.iter().position(|mark| mark.is(word.wanted, of)).map(|nth| places.start + nth)
    }

    /// How a word stands where it may begin, if it does.
    pub(super) fn stands_at(&self, word: &Word, place: usize) -> Option<Standing> {
        let Begun { value, at } = *self.begun.get(place)?;
        let fit = word.fits_at(&self.text, at as usize)?;
        let starts = self.numbers(value).map(|form| self.forms.get(form).copied().unwrap_or_default());
        // Whether it is the text as it is written matters to whole words only.
        let read = fit == Fit::Whole && starts.skip(1).any(|start| start <= at);
        Some(Form { text: "", called: self.is_called(value), read }.standing(fit))
    }
}

/// A number for what a word begins with, whether that is in a name, and whether it is the first of a text. One character alone
/// comes before all it begins.
fn pair(first: char, second: Option<char>, called: bool, is_first: bool) -> u16 {
    let second = second.map_or(0, |second| bit(second) as u16 + 1);
    (bit(first) as u16 * 4 + u16::from(!called) * 2 + u16::from(!is_first)) * SECOND + second
}
