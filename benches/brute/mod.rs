//! What a search is held against: everything is scored, field by field, by `SkimMatcherV2`, and put in order by the rules.

#![allow(clippy::string_slice, dead_code, reason = "what is wrong ends it; not every use has use for all")]

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::{Keys, fold};

/// What an item can be found by: its name, what else leads to it, and how these are read.
pub struct Item {
    forms: Vec<Form>,
}

struct Form {
    text: String,
    is_name: bool,
    is_read: bool,
}

impl Item {
    pub fn new(name: &str, also: &[String]) -> Self {
        let of = |text: &str, is_name: bool| {
            let keys = Keys::of(text);
            let written = Form { text: keys.text().to_owned(), is_name, is_read: false };
            let read = keys.forms().skip(1).take(if is_name { usize::MAX } else { 1 });
            let read = read.map(move |text| Form { text: text.to_owned(), is_name, is_read: true });
            std::iter::once(written).chain(read).collect::<Vec<_>>()
        };
        let also = also.iter().filter(|text| !text.is_empty()).flat_map(|text| of(text, false));
        Self { forms: of(name, true).into_iter().chain(also).collect() }
    }

    pub fn forms(&self) -> impl Iterator<Item = &String> {
        self.forms.iter().map(|form| &form.text)
    }
}

/// How well each item matches by the matcher alone, the best first: what a search would be without an index.
pub fn scored(items: &[Item], query: &str, limit: usize) -> Vec<(i64, usize)> {
    let matcher = SkimMatcherV2::default().respect_case();
    let folded = fold(query);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let score = |item: &Item| -> Option<i64> {
        words.iter().map(|word| item.forms().filter_map(|form| matcher.fuzzy_match(form, word)).max()).sum()
    };
    let mut all: Vec<_> = items.iter().zip(0..).filter_map(|(item, at)| Some((score(item)?, at))).collect();
    all.sort_unstable_by_key(|(score, at)| (Reverse(*score), *at));
    all.truncate(limit);
    all
}

/// The best by the rules: the score and number of each.
pub fn best(items: &[Item], query: &str, limit: usize) -> Vec<(i64, usize)> {
    let folded = fold(query);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let rank = |(item, at): (&Item, usize)| {
        let (mut worst, mut all) = (0, 0);
        for word in &words {
            let (standing, Reverse(score)) = item.forms.iter().filter_map(|form| weighed(form, word)).min()?;
            (worst, all) = (worst.max(standing), all + score);
        }
        Some((worst, Reverse(all), item.forms[0].text.len(), at))
    };
    let mut all: Vec<_> = items.iter().zip(0..).filter_map(rank).collect();
    all.sort_unstable();
    all.truncate(limit);
    all.into_iter().map(|(_, score, _, at)| (score.0, at)).collect()
}

/// The score of a matcher that was asked nothing else: in its table it leaves what an earlier text put there, and in one that is
/// squeezed, what an earlier row did.
pub fn fresh(form: &str, word: &str) -> Option<i64> {
    let mut wanted = word.chars().peekable();
    for c in form.chars() {
        wanted.next_if_eq(&c);
    }
    let matcher = wanted.peek().is_none().then(|| SkimMatcherV2::default().respect_case())?;
    Some(matcher.fuzzy_indices(form, word)?.0)
}

/// How a word stands in a form and what it is worth there. 0 where it is one of the name's, 1 where it is one of what else leads
/// there, 2 and 3 where it begins one or a syllable of these, 4 and 5 where they have its letters.
fn weighed(form: &Form, word: &str) -> Option<(u8, Reverse<i64>)> {
    let score = fresh(&form.text, word)?;
    let standing = if !form.is_read && has_word(&form.text, word) {
        0
    } else if begins(&form.text, word) {
        2
    } else {
        4
    };
    Some((standing + u8::from(!form.is_name), Reverse(score)))
}

/// Whether a text has a word, with or without the signs around it.
fn has_word(text: &str, word: &str) -> bool {
    text.split_whitespace()
        .any(|said| said == word || said.split(|c: char| !c.is_alphanumeric()).any(|bare| bare == word))
}

fn begins(form: &str, word: &str) -> bool {
    form.char_indices().any(|(at, c)| {
        let before = form[..at].chars().next_back();
        form[at..].starts_with(word) && before.is_none_or(|before| !before.is_alphanumeric() || !c.is_ascii())
    })
}
