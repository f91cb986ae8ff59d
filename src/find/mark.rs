//! What of a text is asked before the text is: what it goes on with behind its first two characters, and how long its word is.
//!
//! Places where words begin lie together by those two; among thousands that begin alike these few bits, one behind the other,
//! say which need not be looked at.

use super::keys::bit;

/// How many characters behind the first two it tells of, and in how many bits each.
const TOLD: usize = 4;
const BITS: u32 = 6;

/// Whether the whole text begins with the same character as here; below that stands the length.
const HEAD: u32 = 1 << 7;
const LONG: u32 = HEAD - 1;

/// The mark of one place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark(u32);

/// What a word asks of a mark.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    says: u32,
    begun: u32,
    whole: u32,
}

/// Which places are still of use for a search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Of {
    /// All where the word begins.
    #[default]
    All,
    /// Those where it is worth more than in the middle of a text that begins otherwise, or is whole.
    Heads,
    /// Those where it is whole.
    Whole,
}

impl Mark {
    /// Of what stands from a place of a text on.
    pub(super) fn new(text: &str, from: &str) -> Self {
        let long = from.find(|c: char| !c.is_alphanumeric()).unwrap_or(from.len());
        let long = u32::try_from(long).unwrap_or(LONG).min(LONG);
        let head = if text.chars().next() == from.chars().next() { HEAD } else { 0 };
        Self(behind(from).fold(long | head, |mark, (c, shift)| mark | c << shift))
    }

    /// Whether the whole text begins with the same character.
    pub(super) const fn is_head(self) -> bool {
        self.0 & HEAD != 0
    }

    /// Whether a place is of use.
    pub(super) const fn is(self, wanted: Wanted, of: Of) -> bool {
        let not = self.0 ^ wanted.says;
        match of {
            Of::All => not & wanted.begun == 0,
            Of::Heads => not & wanted.begun == 0 && (self.is_head() || not & wanted.whole == 0),
            Of::Whole => not & wanted.whole == 0,
        }
    }
}

impl Wanted {
    /// Of a word, which may be one where signs part words (bare), or has signs itself: of that no length is known.
    pub(super) fn new(word: &str, is_bare: bool) -> Self {
        let begun = behind(word).fold(0, |mask, (_, shift)| mask | ((1 << BITS) - 1) << shift);
        Self { says: Mark::new(word, word).0, begun, whole: begun | if is_bare { LONG } else { 0 } }
    }
}

/// The bits of the characters that are told of, and where in the mark they stand.
fn behind(text: &str) -> impl Iterator<Item = (u32, u32)> {
    text.chars().skip(2).take(TOLD).zip(0..).map(|(c, nth)| (bit(c), u8::BITS + nth * BITS))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Nothing that begins with a word is passed over, nor the word itself.
        #[test]
        fn a_mark_denies_nothing_that_is_there(word in "[a-z0-9王建é.@]{1,9}", rest in "[a-z王. ]{0,4}") {
            let wanted = Wanted::new(&word, word.chars().all(char::is_alphanumeric));
            let mark = |from: String| Mark::new("", &from);
            prop_assert!(mark(word.clone() + &rest).is(wanted, Of::All));
            for whole in [word.clone(), word.clone() + " " + &rest] {
                prop_assert!([Of::All, Of::Heads, Of::Whole].iter().all(|of| mark(whole.clone()).is(wanted, *of)));
            }
        }
    }

    #[test]
    fn a_mark_tells_apart_what_begins_alike() {
        let may = |word: &str, text: &str, from: &str, of| Mark::new(text, from).is(Wanted::new(word, true), of);
        assert!(may("zhang", "zhang jian", "zhang jian", Of::All) && may("zhang", "li zhang", "zhang", Of::Whole));
        assert!(!may("zhangj", "zhang jian", "zhang jian", Of::All) && !may("zhe", "zhang", "zhang", Of::All));
        assert!(!may("zhan", "zhang", "zhang", Of::Whole) && !may("zhan", "li zhang", "zhang", Of::Heads));
        assert!(may("zhan", "zhao zhang", "zhang", Of::Heads) && may("zhang", "li zhang", "zhang", Of::Heads));
    }
}
