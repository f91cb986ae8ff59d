//! What a search is held against: everything is scored, field by field, by `SkimMatcherV2`, and put in order by the rules.

#![allow(clippy::string_slice, dead_code, reason = "what is wrong ends it; not every use has use for all")]

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::{Keys, fold};

/// What an item can be found by: the forms of its name, the name first, and of what else leads to it.
pub struct Item {
    name: Vec<String>,
    also: Vec<String>,
}

impl Item {
    pub fn new(name: &str, also: &[String]) -> Self {
        let other = |text: &String| {
            let keys = Keys::of(text);
            [keys.pinyin().map(str::to_owned), Some(keys.text().to_owned())].into_iter().flatten().collect::<Vec<_>>()
        };
        let also = also.iter().filter(|text| !text.is_empty()).flat_map(other).collect();
        Self { name: Keys::of(name).forms().map(str::to_owned).collect(), also }
    }

    pub fn forms(&self) -> impl Iterator<Item = &String> {
        self.name.iter().chain(&self.also)
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
    let score = |item: &Item| -> Option<i64> {
        let one = |word: &&str| item.forms().filter_map(|form| fresh(form, word)).max();
        words.iter().map(one).sum()
    };
    let rank = |(item, at): (&Item, usize)| {
        let name = &item.name[0];
        Some((standing(item, &words), Reverse(score(item)?), name.len(), at))
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

/// 0 where each word is one of the name's, 1 where it is one of anything that leads there, 2 where it begins one or a
/// syllable, 3 elsewhere.
fn standing(item: &Item, words: &[&str]) -> u8 {
    let of = |word: &&str| {
        if has_word(&item.name[0], word) {
            0
        } else if item.also.iter().any(|text| has_word(text, word)) {
            1
        } else if item.forms().any(|form| begins(form, word)) {
            2
        } else {
            3
        }
    };
    words.iter().map(of).max().unwrap_or_default()
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
