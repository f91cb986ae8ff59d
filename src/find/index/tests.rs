//! What is found is what scoring everything finds, in whatever slices, parts and keys that is asked for.
#![allow(clippy::string_slice, clippy::indexing_slicing, reason = "a test ends where anything is wrong")]

#[path = "../../../benches/brute/mod.rs"]
mod brute;

use proptest::prelude::*;

use super::*;
use crate::find::Keys;

const NAMES: [&str; 8] = ["张建国", "章金刚", "李建国", "单田芳", "Lin Zhang", "王建", "Müller", "中国建设银行"];

/// What things are made of that are looked for by chance: readings that differ, signs, letters alone, words within words.
const BITS: [&str; 36] = [
    "王", "章", "单", "曾", "欧阳", "建国", "志强", "重庆", "长", "乐", "Lin", "Anna", "an", "Zhang", "zj", "a",
    "A. J.", "O'Hara", "北京", "电信", "行", "New York", "x-y", "z", "集团", "77", "139", "001", "+", "++", "p1@a.org",
    " ", " ", "aa", "g", "(VIP)",
];

/// What is typed: begins, goes on within a word, takes initials, says too much.
const TYPED: [&str; 30] = [
    "z", "zh", "zhang", "zj", "an", "a", "aa", "王", "建", "重", "chang", "zhong", "le", "yue", "j g", "o", "ou",
    "ouy", "001", "13", "a.o", "@", "+", "++", "x-y", "n y", "77 z", "bei j", "hang", "dx",
];

fn found(query: &str) -> Vec<&'static str> {
    Index::new(NAMES).search(query, 10).iter().map(|hit| NAMES[hit.index]).collect()
}

fn numbers(index: &mut Index, query: &str) -> Vec<usize> {
    index.search(query, 9).iter().map(|hit| hit.index).collect()
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
    let mut signs = Index::new(["++ Mentor", "+ Supporter", "0 Neutral"]);
    assert_eq!(numbers(&mut signs, "+"), [1, 0]);
    assert_eq!(numbers(&mut signs, "++"), [0]);
}

#[test]
fn whole_words_come_before_beginnings_and_those_before_scattered_letters() {
    let forms: [(&str, &[&str]); 6] = [
        ("Contact list for Dynamics 365", &[".csv", "dynamics"]),
        ("Some very grand cards", &[]),
        ("Visits (iCalendar)", &[".ics", "ical"]),
        ("Org chart (SVG)", &[".svg"]),
        ("Icsbury", &[]),
        ("Cards of persons (vCard)", &[".vcf"]),
    ];
    let catalog = Catalog::new(forms.map(|(name, also)| (name, also.iter().copied())));
    let mut index = Index::over([Arc::new(catalog)], &[]);
    assert_eq!(numbers(&mut index, "svg"), [3, 1]);
    assert_eq!(numbers(&mut index, "ics"), [2, 4, 0], "a word, a beginning, within a word");
    assert_eq!(numbers(&mut index, ".csv"), [0]);
    assert_eq!(numbers(&mut index, "vcard")[0], 5);
    assert_eq!(numbers(&mut index, "org svg")[0], 3);
}

#[test]
fn names_come_before_what_else_leads_to_them() {
    let people: [(&str, &[&str]); 4] =
        [("仇国栋", &["处长", "监管局"]), ("赵倩", &["局长"]), ("张建国", &["主任"]), ("Jo Brown", &["Zhang Holding"])];
    let catalog = Catalog::new(people.map(|(name, also)| (name, also.iter().copied())));
    let mut index = Index::over([Arc::new(catalog)], &[]);
    assert_eq!(
        numbers(&mut index, "zhang"),
        [3, 2, 1, 0],
        "a word of a company, then a name, then what titles sound like"
    );
    assert_eq!(numbers(&mut index, "zhan"), [2, 3, 1, 0], "a name, then what begins so, then syllables further on");
    assert_eq!(numbers(&mut index, "zhang jg")[0], 2);
    assert_eq!(numbers(&mut index, "jg")[0], 2, "initials of a name before those of a company");
}

#[test]
fn what_else_leads_to_a_name_is_not_part_of_it() {
    let catalog = Catalog::new([("张伟", ["山东电信", "13955500001", ""])]);
    let mut index = Index::over([Arc::new(catalog)], &[]);
    let mut lit = |typed| index.search(typed, 9).pop().map(|hit| index.positions(hit.index));
    assert_eq!([lit("sddx"), lit("dianxin zw"), lit("5550")], [Some(vec![]), Some(vec![0, 1]), Some(vec![])]);
    assert_eq!((lit("zhang"), lit("北京")), (Some(vec![0]), None));
}

#[test]
fn an_empty_query_keeps_the_order() {
    assert_eq!(found(" "), NAMES);
    assert_eq!(Index::new(NAMES).search("", 3).len(), 3);
}

#[test]
fn highlights_are_characters_of_the_original() {
    let lit = |query: &str, name: &str| {
        let mut index = Index::new([name]);
        index.search(query, 1);
        index.positions(0)
    };
    assert_eq!(lit("建国", "张建国"), [1, 2]);
    assert_eq!(lit("jg", "张建国"), [1, 2]);
    assert_eq!(lit("zhangg", "张建国"), [0, 2]);
    assert_eq!(lit("guo zhang", "张建国"), [0, 2]);
    assert_eq!(lit("mu", "Müller"), [0, 1]);
}

#[test]
fn a_limit_keeps_the_best() {
    let many: Vec<String> = (0..10_000).map(|i| format!("a{i}b")).chain(["ab".to_owned()]).collect();
    assert_eq!(Index::new(many.iter().map(String::as_str)).search("ab", 1)[0].index, 10_000);
}

#[test]
fn parts_are_searched_as_one_and_some_come_first_where_nothing_else_decides() {
    let part = |names: &[&'static str]| Arc::new(Catalog::new(names.iter().map(|name| (*name, []))));
    let parts = [part(&["王芳", "张伟"]), part(&[]), part(&["李伟", "张伟", "张伟明"])];
    let mut index = Index::over(parts, &[3, 4]);
    assert_eq!(index.len(), 5);
    assert_eq!(numbers(&mut index, ""), [3, 4, 0, 1, 2]);
    assert_eq!(numbers(&mut index, "zhangw"), [3, 1, 4], "a shorter name is the better match, wherever it is");
    assert_eq!(numbers(&mut index, "lw"), [2]);
    assert_eq!(numbers(&mut index, "w"), numbers(&mut index, "w "));
}

#[test]
fn what_is_found_in_slices_is_what_is_found_at_once() {
    let many: Vec<String> = (0..20_000).map(|i| format!("{} {i}", NAMES[i % NAMES.len()])).collect();
    let catalog = Arc::new(Catalog::new(many.iter().map(|name| (name.as_str(), ["北京"]))));
    let mut index = Index::over([Arc::clone(&catalog)], &[]);
    for query in ["g", "jg", "19", "jian 7", "xx", "jing", "jg"] {
        let mut slices = 1;
        index.begin(query, 64);
        while !index.go_on(Some(Instant::now())) {
            slices += 1;
        }
        assert!(slices > 1 || query == "xx", "{query}");
        let found = index.hits();
        // What was begun and given up leaves nothing behind.
        index.begin("j", 64);
        index.go_on(Some(Instant::now()));
        assert_eq!(found, index.search(query, 64), "{query}");
        assert_eq!(found, Index::over([Arc::clone(&catalog)], &[]).search(query, 64), "{query}");
    }
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&BITS[..]), 1..4).prop_map(|bits| bits.concat())
}

fn item() -> impl Strategy<Value = (String, Vec<String>)> {
    (text(), proptest::collection::vec(text(), 0..3))
}

fn typed() -> impl Strategy<Value = String> {
    let some = proptest::sample::select(&TYPED[..]).prop_map(str::to_owned);
    prop_oneof![some, "[a-z王 ]{1,5}", text()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Key by key, over parts some of which come first, the best are those that scoring all by the rules finds.
    #[test]
    fn the_best_of_many_are_those_that_scoring_all_of_them_finds(
        items in proptest::collection::vec(item(), 1..250),
        parted in 0usize..250,
        first in proptest::collection::btree_set(0u32..250, 0..9),
        typed in typed(),
        limit in 1usize..40,
    ) {
        let also = |(name, also): &(String, Vec<String>)| brute::Item::new(name, also);
        let first: Vec<u32> = first.into_iter().filter(|at| (*at as usize) < items.len()).collect();
        let rest = (0..items.len() as u32).filter(|at| !first.contains(at));
        let order: Vec<usize> = first.iter().copied().chain(rest).map(|at| at as usize).collect();
        let plain: Vec<brute::Item> = order.iter().map(|at| also(&items[*at])).collect();
        let part = |items: &[(String, Vec<String>)]| {
            Arc::new(Catalog::new(items.iter().map(|(name, also)| (name.as_str(), also.iter().map(String::as_str)))))
        };
        let (one, other) = items.split_at(parted.min(items.len()));
        let mut index = Index::over([part(one), part(other)], &first);
        for end in typed.char_indices().map(|(at, c)| at + c.len_utf8()) {
            let query = &typed[..end];
            if query.trim().is_empty() {
                continue;
            }
            let best = brute::best(&plain, query, limit).into_iter().map(|(score, at)| (score, order[at]));
            let hits = index.search(query, limit).into_iter().map(|hit| (hit.score, hit.index));
            prop_assert_eq!(hits.collect::<Vec<_>>(), best.collect::<Vec<_>>(), "{}", query);
        }
    }

    #[test]
    fn narrowing_finds_what_a_fresh_search_finds(typed in "[a-z张建 ]{0,6}", deleted in 0usize..4, more in "[a-z ]{0,3}") {
        let mut index = Index::new(NAMES);
        let mut query = String::new();
        let kept: String = typed.chars().take(typed.chars().count().saturating_sub(deleted)).collect();
        for c in typed.chars() {
            query.push(c);
            prop_assert_eq!(index.search(&query, 10), Index::new(NAMES).search(&query, 10));
        }
        for query in [kept.clone(), kept + &more] {
            prop_assert_eq!(index.search(&query, 10), Index::new(NAMES).search(&query, 10));
        }
    }

    #[test]
    fn nothing_typed_or_named_panics(query in "\\PC{0,12}", name in "\\PC{0,24}", also in "\\PC{0,8}") {
        let mut index = Index::over([Arc::new(Catalog::new([(name.as_str(), [also.as_str()])]))], &[]);
        for hit in index.search(&query, 1) {
            prop_assert!(index.positions(hit.index).iter().all(|at| *at < name.chars().count()));
        }
    }
}
