//! One word of what was typed: whether a text has it, how it stands there, and how well that is.
//!
//! The score is that of `fuzzy-matcher`'s `SkimMatcherV2`, without what that forgets to clear between two rows of its
//! table; most texts need no table here. `the_score_is_the_matchers` holds it against the matcher.

use std::cmp::Reverse;

use super::keys::{bit, mask};
use super::mark::Wanted;

/// For a character that matches.
const MATCH: i32 = 16;

/// For one right behind another.
const CONSECUTIVE: i32 = 4;

/// For the first of a text.
const FIRST: i32 = 16;

/// For the first of a word further on.
const LATER: i32 = 8;

/// For one that is left out before the first, behind a match, and behind another that is left out.
const SKIPPED: i32 = -1;
const GAP: i32 = -4;

/// Where nothing matches. So far below that no text is long enough to make it more than a match.
const NOWHERE: i32 = i32::MIN / 2;

/// Of a longer word only so many characters are weighed.
const MOST_WEIGHED: usize = 64;

/// How the words that were typed stand in what they are looked for in, the best first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Each is a word of the name: `+` means `+ supporter`, never `++ mentor`.
    #[default]
    Named,
    /// Each is a word of the name or of what else leads to it.
    Known,
    /// Each begins a word or a syllable of the name.
    Begun,
    /// Each begins a word or a syllable of the name or of what else leads to it.
    BegunElsewhere,
    /// They stand within words of the name, or their letters are scattered in it.
    Within,
    /// The same of the name or of what else leads to it.
    WithinElsewhere,
}

impl Standing {
    /// How a word stands that begins one of the name, or of what else leads to it.
    pub(super) const fn begun(called: bool) -> Self {
        if called { Self::Begun } else { Self::BegunElsewhere }
    }

    /// The same of one whose letters are there.
    pub(super) const fn within(called: bool) -> Self {
        if called { Self::Within } else { Self::WithinElsewhere }
    }
}

/// Where a word is in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is one of its words.
    Whole,
    /// It begins one of its words or syllables.
    Begun,
    /// It is within one, or its letters are scattered.
    Within,
}

/// A text that a word is looked for in.
#[derive(Clone, Copy)]
pub(super) struct Form<'a> {
    pub(super) text: &'a str,
    /// Whether it is the name, and not what else leads to that.
    pub(super) called: bool,
    /// Whether it is how that is read aloud, in which no syllable is a word that was written.
    pub(super) read: bool,
}

impl Form<'_> {
    /// How a word stands that is there like this.
    pub(super) const fn standing(&self, fit: Fit) -> Standing {
        match fit {
            Fit::Whole if !self.read && self.called => Standing::Named,
            Fit::Whole if !self.read => Standing::Known,
            Fit::Whole | Fit::Begun => Standing::begun(self.called),
            Fit::Within => Standing::within(self.called),
        }
    }
}

/// A word.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    /// What may stand in it; see [`mask`].
    pub(super) mask: u64,
    chars: Vec<char>,
    /// What its characters are worth in one piece, but for what the first is worth where it stands.
    piece: i32,
    /// Whether it is one where signs part words.
    is_bare: bool,
    /// What is asked of a place before its text is.
    pub(super) wanted: Wanted,
}

/// What is needed to weigh a word, kept from one text to the next.
#[derive(Debug, Default)]
pub(super) struct Scales {
    chars: Vec<char>,
    /// What the place of each character is worth.
    bonus: Vec<i32>,
    /// Where each character of the word can be at the earliest.
    earliest: Vec<usize>,
    /// The best so far that ends with a match at each character, and that leaves it out.
    ended: Vec<i32>,
    skipped: Vec<i32>,
}

impl Word {
    /// A word of a folded text.
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().take(MOST_WEIGHED).collect();
        let piece = chars.iter().map(|before| MATCH + CONSECUTIVE.max(bonus(*before)));
        let last = chars.last().map_or(0, |last| MATCH + CONSECUTIVE.max(bonus(*last)));
        let is_bare = chars.iter().all(|c| c.is_alphanumeric());
        Self {
            text: text.to_owned(),
            mask: mask(text),
            piece: MATCH + SKIPPED + piece.sum::<i32>() - last,
            is_bare,
            wanted: Wanted::new(text, is_bare),
            chars,
        }
    }

    /// What no text can be worth more than: one that begins with it.
    pub(super) const fn most(&self) -> i32 {
        self.piece + FIRST
    }

    /// The same of texts none of which begins with its first character.
    pub(super) const fn most_later(&self) -> i32 {
        self.piece + LATER
    }

    /// Whether it is a single character.
    pub(super) fn is_short(&self) -> bool {
        self.chars.len() == 1
    }

    /// The bit of its first character.
    pub(super) fn head(&self) -> u64 {
        self.chars.first().map_or(0, |c| 1 << bit(*c))
    }

    /// Whether its characters stand in a text in their order.
    pub(super) fn is_in(&self, text: &str) -> bool {
        if text.is_ascii() {
            let mut rest = text.bytes();
            return self.text.bytes().all(|wanted| rest.any(|byte| byte == wanted));
        }
        let mut rest = text.chars();
        self.text.chars().all(|wanted| rest.any(|c| c == wanted))
    }

    /// How it fits where it begins at a byte of a text, if it does.
    pub(super) fn fits_at(&self, text: &str, at: usize) -> Option<Fit> {
        let (before, from) = text.split_at_checked(at)?;
        let behind = from.strip_prefix(self.text.as_str())?.chars().next();
        let before = before.chars().next_back();
        let parted = |parts: fn(char) -> bool| before.is_none_or(parts) && behind.is_none_or(parts);
        Some(if parted(char::is_whitespace) || self.is_bare && parted(|c| !c.is_alphanumeric()) {
            Fit::Whole
        } else if before.is_none_or(|before| from.starts_with(|c| begins(before, c))) {
            Fit::Begun
        } else {
            Fit::Within
        })
    }

    /// How it stands at best in one of several forms, and what it is worth where it stands like that.
    pub(super) fn look<'a>(
        &self,
        forms: impl Iterator<Item = Form<'a>>,
        scales: &mut Scales,
    ) -> Option<(Standing, i32)> {
        let each = forms.filter_map(|form| self.look_at(form, scales));
        each.min_by_key(|(standing, score)| (*standing, Reverse(*score)))
    }

    /// How it stands in a form, and what it is worth there.
    pub(super) fn look_at(&self, form: Form, scales: &mut Scales) -> Option<(Standing, i32)> {
        let first = self.text.chars().next()?;
        let mut found = None;
        // What the places are worth where its first character is, and where all of it is.
        let (mut somewhere, mut here) = (NOWHERE, NOWHERE);
        let mut lead = [0; 4];
        let lead = first.encode_utf8(&mut lead).as_bytes();
        let bytes = form.text.as_bytes();
        for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| Some(*byte) == lead.first()) {
            let Some(from) = bytes.get(at..).filter(|from| from.starts_with(lead)) else { continue };
            // All that parts words is ASCII.
            let worth = at.checked_sub(1).and_then(|at| bytes.get(at)).map_or(FIRST, |byte| bonus(char::from(*byte)));
            somewhere = somewhere.max(worth);
            if from.starts_with(self.text.as_bytes()) {
                here = here.max(worth);
                let fit = self.fits_at(form.text, at)?;
                found = Some(found.map_or(fit, |best: Fit| best.min(fit)));
            }
        }
        // Nothing is better than in one piece where it begins best.
        if here == somewhere && here != NOWHERE {
            return Some((form.standing(found?), self.piece + here));
        }
        let score = self.weigh(form.text, scales)?;
        Some((form.standing(found.unwrap_or(Fit::Within)), score))
    }

    /// What the best way to lay the word over a text is worth.
    fn weigh(&self, text: &str, scales: &mut Scales) -> Option<i32> {
        if !self.is_in(text) {
            return None;
        }
        let Scales { chars, bonus: worth, earliest, ended, skipped } = scales;
        chars.clear();
        chars.extend(text.chars());
        earliest.clear();
        let mut wanted = self.chars.iter().peekable();
        earliest.extend(chars.iter().enumerate().filter_map(|(at, c)| wanted.next_if_eq(&c).map(|_| at)));
        worth.clear();
        worth.push(FIRST);
        worth.extend(chars.iter().map(|before| bonus(*before)));
        // Before anything is matched. Columns are one more than characters: the first stands before the text.
        ended.clear();
        ended.resize(chars.len() + 1, NOWHERE);
        skipped.clear();
        skipped.resize(chars.len() + 1, SKIPPED);
        for (wanted, from) in self.chars.iter().zip(earliest.iter()) {
            let (mut last_ended, mut last_skipped) = (NOWHERE, NOWHERE);
            let mut cells = ended.iter_mut().zip(skipped.iter_mut()).skip(*from);
            let Some((mut before_ended, mut before_skipped)) = cells.next().map(|(e, s)| (*e, *s)) else { continue };
            for ((c, worth), (ended, skipped)) in chars.iter().zip(worth.iter()).skip(*from).zip(cells) {
                let here = if c == wanted {
                    MATCH + (before_ended + CONSECUTIVE.max(*worth)).max(before_skipped + worth)
                } else {
                    NOWHERE
                };
                let skip = (last_ended + GAP).max(last_skipped + SKIPPED).max(NOWHERE);
                (before_ended, before_skipped) = (*ended, *skipped);
                (last_ended, last_skipped) = (here, skip);
                (*ended, *skipped) = (here, skip);
            }
        }
        ended.iter().skip(earliest.last()? + 1).max().copied()
    }
}

/// Whether a word begins with a character behind another: behind a sign, and where a Han character is a word of its own.
pub(super) fn begins(before: char, c: char) -> bool {
    !before.is_alphanumeric() || !c.is_ascii()
}

/// What a character is worth more behind another, as the matcher has it.
const fn bonus(before: char) -> i32 {
    match before {
        '\0' | ' ' | '/' | '\\' | '|' | '(' | ')' | '[' | ']' | '{' | '}' => LATER,
        '!'..='\'' | '*'..='.' | ':'..='@' | '^'..='`' | '~' => 7,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_score_is_the_matchers(text in "[abz建 .(-]{0,14}", word in "[abz建.(-]{1,5}") {
            // One that was asked something before may have left that in its table.
            let matcher = SkimMatcherV2::default().respect_case();
            let score = matcher.fuzzy_indices(&text, &word).map(|(score, _)| score);
            let form = Form { text: &text, called: true, read: false };
            let (word, scales) = (Word::new(&word), &mut Scales::default());
            let looked = word.look_at(form, scales).map(|(_, score)| i64::from(score));
            prop_assert_eq!((looked, word.weigh(&text, scales).map(i64::from)), (score, score));
            prop_assert!(score.is_none_or(|score| score <= i64::from(word.most())));
            let later = !text.starts_with(|c| word.text.starts_with(c));
            prop_assert!(!later || score.is_none_or(|score| score <= i64::from(word.most_later())));
        }
    }
}
