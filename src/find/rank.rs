//! Fuzzy ranking: a cheap filter says who is a candidate, `fuzzy-matcher` puts the candidates in order.

use std::cmp::Reverse;
use std::sync::Arc;

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use super::{Keys, fold, keys::mask};

/// Of more candidates than this only the most likely are scored: an order beyond them is seen by nobody.
const MOST_SCORED: usize = 4096;

/// So many are enough where all of them hold the words in one piece: those score alike where they stand alike, and then the
/// shorter text comes first, which is known without scoring.
const ENOUGH: usize = 256;

/// How far from a prefix a word is that is scattered over a text: farther than all words of any query that stand in one
/// piece. See [`Query::places`].
const SCATTERED: u32 = 1 << 16;

/// How far a word is at most that begins a word or syllable of a text.
const BEGUN: u32 = 1;

/// Texts so long that alignment would need more cells than this are matched greedily.
const MOST_CELLS: usize = 100_000;

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which item.
    pub index: usize,
    /// Higher is better; comparable within one search only.
    pub score: i64,
    /// The characters (not bytes) of the original text to highlight, ascending.
    pub positions: Vec<usize>,
}

/// The best `limit` of `items` for what was typed. Every word must match, in any order, in text, pinyin or initials.
/// What holds the words as they were typed comes first, see [`Standing`]; equal scores keep the shorter text first, then
/// the given order; an empty query keeps the given order.
pub fn rank<'a>(query: &str, items: impl Iterator<Item = (usize, &'a Keys)>, limit: usize) -> Vec<Hit> {
    let query = Query::new(query);
    let candidates = items.filter(|(_, keys)| query.lets_through(keys));
    if query.words.is_empty() {
        return candidates.take(limit).map(|(index, _)| Hit { index, score: 0, positions: Vec::new() }).collect();
    }
    query.best(candidates.collect(), limit)
}

/// A searchable list that narrows as letters are added: what did not match `zh` is not asked about `zha`.
#[derive(Debug, Default)]
pub struct Index {
    /// In parts, which others may share.
    keys: Vec<Arc<[Keys]>>,
    /// The item at each place; empty where each is in its own. Of two that are found alike, the one before is the better.
    order: Vec<u32>,
    query: String,
    /// The places of those that are found.
    candidates: Vec<u32>,
}

impl Index {
    /// An index of some items, found by their position.
    pub fn new(keys: impl IntoIterator<Item = Keys>) -> Self {
        Self::over([keys.into_iter().collect()], &[])
    }

    /// An index of items in parts, of which some come first: their numbers.
    pub fn over(parts: impl IntoIterator<Item = Arc<[Keys]>>, first: &[u32]) -> Self {
        let mut index = Self { keys: parts.into_iter().collect(), ..Self::default() };
        if !first.is_empty() {
            let all = index.len() as u32;
            let rest = (0..all).filter(|at| first.binary_search(at).is_err());
            index.order = first.iter().copied().filter(|at| *at < all).chain(rest).collect();
        }
        index.widen();
        index
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.keys.iter().map(|part| part.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// As [`rank`], over the whole list.
    pub fn search(&mut self, query: &str, limit: usize) -> Vec<Hit> {
        let folded = fold(query);
        if !folded.starts_with(&self.query) {
            self.widen();
        }
        let query = Query::new(&folded);
        let (keys, order) = (&self.keys, &self.order);
        let item = |place: u32| order.get(place as usize).copied().unwrap_or(place) as usize;
        let key = |place: u32| {
            let mut at = item(place);
            keys.iter().find_map(|part| {
                let found = part.get(at);
                at = at.saturating_sub(part.len());
                found
            })
        };
        self.candidates.retain(|at| key(*at).is_some_and(|keys| query.lets_through(keys)));
        self.query = folded;
        let items = self.candidates.iter().filter_map(|at| Some((*at as usize, key(*at)?)));
        let hits = if query.words.is_empty() { rank("", items, limit) } else { query.best(items.collect(), limit) };
        hits.into_iter().map(|hit| Hit { index: item(hit.index as u32), ..hit }).collect()
    }

    fn widen(&mut self) {
        self.query.clear();
        self.candidates = (0..self.len() as u32).collect();
    }
}

/// How the words that were typed stand in what they are looked for in, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// Each is a word of the text: `+` means `+ supporter`, never `++ mentor`.
    Named,
    /// Each is a word of the text or of what else leads to it.
    Known,
    /// Each begins a word or a syllable.
    Begun,
    /// They stand within words, or their letters are scattered.
    Within,
}

/// A query split into words.
struct Query {
    words: Vec<String>,
    mask: u64,
}

impl Query {
    fn new(query: &str) -> Self {
        let folded = fold(query);
        Self { words: folded.split_whitespace().map(str::to_owned).collect(), mask: mask(&folded) }
    }

    /// Whether every word is a subsequence of some form.
    fn lets_through(&self, keys: &Keys) -> bool {
        self.mask & !keys.mask() == 0
            && self.words.iter().all(|word| keys.forms().any(|form| is_subsequence(word, form)))
    }

    fn best(&self, mut candidates: Vec<(usize, &Keys)>, limit: usize) -> Vec<Hit> {
        if candidates.len() > ENOUGH.max(limit) {
            candidates = self.likeliest(candidates, limit);
        }
        self.in_order(candidates, limit)
    }

    fn in_order(&self, candidates: Vec<(usize, &Keys)>, limit: usize) -> Vec<Hit> {
        // Everything is folded already, so comparing case would only cost time.
        let matcher = SkimMatcherV2::default().respect_case().element_limit(MOST_CELLS);
        let mut scored: Vec<_> = candidates
            .into_iter()
            .filter_map(|(index, keys)| Some((self.score(&matcher, keys)?, keys.text().len(), index, keys)))
            .collect();
        let standing = |keys| self.standing(&self.places(keys), keys);
        scored.sort_by_cached_key(|(score, length, index, keys)| (standing(keys), Reverse(*score), *length, *index));
        scored.truncate(limit);
        let hit = |(score, _, index, keys)| Hit { index, score, positions: self.positions(&matcher, keys) };
        scored.into_iter().map(hit).collect()
    }

    /// As many of the most likely as have to be scored to know the best.
    fn likeliest<'a>(&self, candidates: Vec<(usize, &'a Keys)>, limit: usize) -> Vec<(usize, &'a Keys)> {
        let likely = |(index, keys): (usize, &'a Keys)| {
            let places = self.places(keys);
            ((self.standing(&places, keys), places.iter().sum::<u32>(), keys.text().len(), index), keys)
        };
        let mut all: Vec<_> = candidates.into_iter().map(likely).collect();
        let whole = all.iter().filter(|((_, far, ..), _)| *far < SCATTERED).count();
        let most = if whole >= ENOUGH.max(limit) { ENOUGH.max(limit) } else { MOST_SCORED.max(limit) };
        if all.len() > most {
            all.select_nth_unstable_by_key(most, |(likely, _)| *likely);
            all.truncate(most);
        }
        all.into_iter().map(|((.., index), keys)| (index, keys)).collect()
    }

    /// How the words stand there, of which it is known how far from a prefix they are.
    fn standing(&self, places: &[u32], keys: &Keys) -> Standing {
        // A whole word begins somewhere; to look for one takes longer than to see that none does.
        if places.iter().any(|far| *far > BEGUN) {
            return Standing::Within;
        }
        if self.words.iter().all(|word| has_word(keys.text(), word)) {
            return Standing::Named;
        }
        let is_known = |word: &String| has_word(keys.text(), word) || keys.others().any(|text| has_word(text, word));
        if self.words.iter().all(is_known) { Standing::Known } else { Standing::Begun }
    }

    /// How far from a prefix each word is: prefix, start of a word or syllable, somewhere, scattered.
    fn places(&self, keys: &Keys) -> Vec<u32> {
        let far = |word: &String, form: &str| {
            form.match_indices(word.as_str()).map(|(at, _)| place(form, at)).min().unwrap_or(SCATTERED)
        };
        self.words.iter().map(|word| keys.forms().map(|form| far(word, form)).min().unwrap_or(SCATTERED)).collect()
    }

    /// The sum over the words of each one's best form.
    fn score(&self, matcher: &SkimMatcherV2, keys: &Keys) -> Option<i64> {
        self.words.iter().map(|word| keys.forms().filter_map(|form| matcher.fuzzy_match(form, word)).max()).sum()
    }

    fn positions(&self, matcher: &SkimMatcherV2, keys: &Keys) -> Vec<usize> {
        let best = |word: &String| {
            let each = keys.forms().filter_map(|form| Some((matcher.fuzzy_indices(form, word)?, form)));
            // The first of equals, so that the text itself wins over its pinyin.
            each.min_by_key(|((score, _), _)| Reverse(*score))
        };
        let mut positions: Vec<usize> = Vec::new();
        for ((_, indices), form) in self.words.iter().filter_map(best) {
            let origins = keys.origins(form);
            positions.extend(indices.into_iter().filter_map(|at| origins.get(at)));
        }
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}

/// How far from a prefix a word is that stands there in one piece.
fn place(form: &str, at: usize) -> u32 {
    let (before, after) = form.split_at_checked(at).unwrap_or_default();
    let begins = |before: char| !before.is_alphanumeric() || !after.starts_with(|c: char| c.is_ascii());
    before.chars().next_back().map_or(0, |before| if begins(before) { BEGUN } else { BEGUN + 1 })
}

/// Whether a text has a word, with or without the signs around it.
fn has_word(text: &str, word: &str) -> bool {
    text.split_whitespace()
        .any(|said| said == word || said.split(|c: char| !c.is_alphanumeric()).any(|bare| bare == word))
}

fn is_subsequence(word: &str, form: &str) -> bool {
    let mut form = form.chars();
    word.chars().all(|wanted| form.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAMES: [&str; 8] = ["张建国", "章金刚", "李建国", "单田芳", "Lin Zhang", "王建", "Müller", "中国建设银行"];

    fn keys() -> Vec<Keys> {
        NAMES.iter().map(|name| Keys::of(name)).collect()
    }

    fn found(query: &str) -> Vec<&'static str> {
        rank(query, keys().iter().enumerate(), 10).iter().map(|hit| NAMES[hit.index]).collect()
    }

    #[test]
    fn names_are_found_by_text_pinyin_and_initials() {
        for query in ["张建国", "zhangjianguo", "zhang jian guo", "zhjianguo", "ZHANG 国"] {
            assert_eq!(found(query).first(), Some(&"张建国"), "{query}");
        }
        for query in ["zjg", "ＺＪＧ", "zhangjg"] {
            assert!(found(query)[..2].contains(&"张建国") && found(query)[..2].contains(&"章金刚"), "{query}");
        }
        assert_eq!(found("jian guo")[..2], ["张建国", "李建国"]);
        assert_eq!(found("shan").first(), Some(&"单田芳"));
        assert_eq!(found("dan").first(), Some(&"单田芳"));
        assert_eq!(found("muller"), ["Müller"]);
        assert_eq!(found("zhang lin"), ["Lin Zhang"]);
        assert!(found("xyz").is_empty());
    }

    #[test]
    fn a_word_that_is_there_as_it_was_typed_comes_first() {
        let signs = ["++ Mentor", "+ Supporter", "0 Neutral"].map(Keys::of);
        let found = |query| rank(query, signs.iter().enumerate(), 9).iter().map(|hit| hit.index).collect::<Vec<_>>();
        assert_eq!(found("+"), [1, 0]);
        assert_eq!(found("++"), [0]);
    }

    #[test]
    fn whole_words_come_before_beginnings_and_those_before_scattered_letters() {
        let forms = [
            Keys::of("Contact list for Dynamics 365").also([".csv", "dynamics"]),
            Keys::of("Some very grand cards"),
            Keys::of("Visits (iCalendar)").also([".ics", "ical"]),
            Keys::of("Org chart (SVG)").also([".svg"]),
            Keys::of("Icsbury"),
            Keys::of("Cards of persons (vCard)").also([".vcf"]),
        ];
        let found = |query| rank(query, forms.iter().enumerate(), 9).iter().map(|hit| hit.index).collect::<Vec<_>>();
        assert_eq!(found("svg"), [3, 1]);
        assert_eq!(found("ics"), [2, 4, 0], "a word, a beginning, within a word");
        assert_eq!(found(".csv"), [0]);
        assert_eq!(found("vcard")[0], 5);
        assert_eq!(found("org svg")[0], 3);
    }

    #[test]
    fn an_empty_query_keeps_the_order() {
        assert_eq!(found(" "), NAMES);
        assert_eq!(rank("", keys().iter().enumerate(), 3).len(), 3);
    }

    #[test]
    fn highlights_are_characters_of_the_original() {
        let lit = |query: &str, name: &str| rank(query, [(7, &Keys::of(name))].into_iter(), 1)[0].positions.clone();
        assert_eq!(lit("建国", "张建国"), [1, 2]);
        assert_eq!(lit("jg", "张建国"), [1, 2]);
        assert_eq!(lit("zhangg", "张建国"), [0, 2]);
        assert_eq!(lit("guo zhang", "张建国"), [0, 2]);
        assert_eq!(lit("mu", "Müller"), [0, 1]);
    }

    #[test]
    fn a_limit_keeps_the_best() {
        let many: Vec<Keys> = (0..10_000).map(|i| Keys::of(&format!("a{i}b"))).chain([Keys::of("ab")]).collect();
        assert_eq!(rank("ab", many.iter().enumerate(), 1)[0].index, 10_000);
    }

    #[test]
    fn the_best_of_many_are_those_that_scoring_all_of_them_finds() {
        let first = ["王", "章", "Lin", "欧阳", "Anna", "Jan", "Zhan", "李"];
        let last = ["建国", "Zhang", "刚", "Garcia", "an", "志强", "Nan Xu", "O'Hara", "中", "zj"];
        let name = |at: usize| {
            let (one, other) = (first[at % first.len()], last[at / first.len() % last.len()]);
            if at.is_multiple_of(3) { format!("{other} {one}{at}") } else { format!("{one} {other} {}", at % 7) }
        };
        let keys: Vec<Keys> = (0..3000).map(|at| Keys::of(&name(at))).collect();
        for query in ["z", "a", "an", "zh", "j g", "王", "zhang", "li", "n x", "o", "1", "a g"] {
            let query = Query::new(query);
            let all = || keys.iter().enumerate().filter(|(_, keys)| query.lets_through(keys)).collect::<Vec<_>>();
            let scores = |hits: Vec<Hit>| hits.into_iter().map(|hit| (hit.score, hit.index)).collect::<Vec<_>>();
            assert!(all().len() > ENOUGH, "{:?}", query.words);
            assert_eq!(scores(query.best(all(), 64)), scores(query.in_order(all(), 64)), "{:?}", query.words);
        }
    }

    #[test]
    fn parts_are_searched_as_one_and_some_come_first_where_nothing_else_decides() {
        let part = |names: &[&str]| names.iter().map(|name| Keys::of(name)).collect::<Arc<[Keys]>>();
        let mut index = Index::over([part(&["王芳", "张伟"]), part(&[]), part(&["李伟", "张伟", "张伟明"])], &[3, 4]);
        let mut found = |query: &str| index.search(query, 9).into_iter().map(|hit| hit.index).collect::<Vec<_>>();
        assert_eq!(found(""), [3, 4, 0, 1, 2]);
        assert_eq!(found("zhangw"), [3, 1, 4], "a shorter name is the better match, wherever it is");
        assert_eq!(found("lw"), [2]);
        assert_eq!(found("w"), found("w "));
    }

    proptest! {
        #[test]
        fn narrowing_finds_what_a_fresh_search_finds(typed in "[a-z张建 ]{0,6}", deleted in 0usize..4, more in "[a-z ]{0,3}") {
            let mut index = Index::new(keys());
            let mut query = String::new();
            let kept: String = typed.chars().take(typed.chars().count().saturating_sub(deleted)).collect();
            for c in typed.chars() {
                query.push(c);
                prop_assert_eq!(index.search(&query, 10), rank(&query, keys().iter().enumerate(), 10));
            }
            for query in [kept.clone(), kept + &more] {
                prop_assert_eq!(index.search(&query, 10), rank(&query, keys().iter().enumerate(), 10));
            }
        }

        #[test]
        fn nothing_typed_or_named_panics(query in "\\PC{0,12}", name in "\\PC{0,24}", entered in proptest::option::of("\\PC{0,8}")) {
            let keys = Keys::with_key(&name, entered.as_deref());
            for hit in rank(&query, [(0, &keys)].into_iter(), 1) {
                prop_assert!(hit.positions.iter().all(|at| *at < name.chars().count()));
            }
        }
    }
}
