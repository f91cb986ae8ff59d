//! Who travels, as a calendar says it in words: `Passenger: Ada Lind`, `乘车人：张伟（成人）`. Only names come of it; whose the
//! journey is decides who is here.

use regex::Regex;

/// What stands before the names, in whatever language; in small letters, longer ones before those they begin with.
const BEFORE: &str = "passenger names?|passengers?|name of passenger|lead passenger|travell?er names?|travell?ers?|\
    lead guest|guest names?|guests?|main guest|reisende[rn]?|passagiere?|fahrgäste|fahrgast|gäste|gast(?:name)?|\
    noms? des voyageurs|voyageurs?|passagers?|viajeros?|pasajeros?|huésped(?:es)?|passegger[oi]|viaggiator[ei]|ospit[ei]";

/// The same in Chinese and Japanese.
const BEFORE_IN_CHINESE: &str = "乘车人|乘車人|乘机人|乘機人|乘客|旅客|登机人|登機人|出行人|入住人|住客|搭乗者名?";

/// What follows a label: the rest of its line, or the next line where that is a name as tickets have it.
const REST: &str = r"[^\n]*\S[^\n]*|\s*\n\s*(?-i:[A-Z'-]+/[A-Z' -]+|[A-Z'-]+(?: [A-Z'-]+)+)\s*(?:\n|$)";

/// How people are addressed, which is no part of their names.
const ADDRESSES: [&str; 18] = [
    "mr", "mrs", "ms", "miss", "mstr", "mx", "dr", "prof", "herr", "frau", "mme", "mlle", "m", "monsieur", "madame",
    "sr", "sra", "sig",
];

/// The same as airlines glue it to a given name; longer ones before those they end with.
const GLUED: [&str; 6] = ["mstr", "miss", "mrs", "mr", "ms", "dr"];

/// Words behind a Chinese name that are none.
const NO_NAMES: [&str; 14] = [
    "成人",
    "儿童",
    "兒童",
    "学生",
    "學生",
    "婴儿",
    "嬰兒",
    "先生",
    "女士",
    "小姐",
    "二等座",
    "一等座",
    "商务座",
    "身份证",
];

/// Words of a name at most, and characters of a Chinese one.
const MOST: usize = 5;

/// What finds names, made once.
pub(super) struct Rules {
    labelled: Option<Regex>,
    chinese: Option<Regex>,
    /// Without a colon, where a short name stands alone.
    bare: Option<Regex>,
}

impl Rules {
    pub(super) fn new() -> Self {
        let rule = |text: String| Regex::new(&text).ok();
        Self {
            labelled: rule(format!(
                r"(?im)(?:^|[|;•·]|<br ?/?>)[\s*-]*(?:{BEFORE})\s*(?:\(s\)|\([a-z]+\)|\d)?\s*[:：]({REST})"
            )),
            chinese: rule(format!(r"(?:{BEFORE_IN_CHINESE})(?:姓名|名单|名單|信息)?\s*\d?\s*[:：]({REST})")),
            bare: rule(r"乘[车車机機]人\s?(\p{Han}{2,4})(?:[\s，,;；。、|]|$)".to_owned()),
        }
    }

    /// Those who travel, one after the other; empty where nobody is named.
    pub(super) fn named(&self, text: &str) -> String {
        let mut all: Vec<String> = Vec::new();
        for rule in [&self.labelled, &self.chinese, &self.bare].into_iter().flatten() {
            for caught in rule.captures_iter(text) {
                let said = caught.get(1).map_or("", |said| said.as_str());
                all.extend(names(said));
            }
            // The first that names anybody says it all.
            if !all.is_empty() {
                break;
            }
        }
        let mut once: Vec<String> = Vec::new();
        for name in all {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        once.join(SEPARATOR)
    }
}

/// What stands between names that were found.
pub(super) const SEPARATOR: &str = ", ";

/// The names at the beginning of what stands behind a label.
fn names(said: &str) -> Vec<String> {
    let parts = said.split([',', '，', '、', ';', '；', '|', '&', '+']).flat_map(|part| part.split(" / "));
    let all: Vec<Option<String>> = parts.map(name).collect();
    // What is no name ends them.
    all.into_iter().map_while(|name| name).collect()
}

/// A name without how somebody is addressed, and without what stands in brackets behind it; `None` where it is none.
fn name(said: &str) -> Option<String> {
    let said = said.split(['(', '（', '[', '【', '<']).next().unwrap_or_default().trim();
    let said = said.strip_suffix('様').unwrap_or(said);
    let is_han = |word: &str| word.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}'));
    if said.contains([':', '：', '@']) {
        return None;
    }
    if said.split_whitespace().next().is_some_and(is_han) {
        // What follows a Chinese name is a seat or a number.
        let first = said.split_whitespace().next()?;
        let first = NO_NAMES.iter().fold(first, |name, word| name.strip_suffix(word).unwrap_or(name));
        let count = first.chars().count();
        let is_name = first.chars().all(|c| c.is_alphabetic() || matches!(c, '·' | '*' | '•'));
        return (2..=MOST + 4).contains(&count).then(|| first.to_owned()).filter(|_| is_name);
    }
    let words: Vec<&str> = unaddressed(said).collect();
    let is_name = |word: &&str| word.chars().all(|c| c.is_alphabetic() || "-'’./*".contains(c));
    let is_one = !words.is_empty() && words.len() <= MOST && words.iter().all(is_name);
    is_one.then(|| words.join(" ")).filter(|name| name.chars().filter(|c| c.is_alphabetic()).count() > 1)
}

/// The words of a name without how somebody is addressed.
fn unaddressed(name: &str) -> impl Iterator<Item = &str> {
    let is_address = |word: &&str| ADDRESSES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    name.split_whitespace().filter(move |word| !is_address(word))
}

/// What people may be called whom a ticket calls `OWNER/BOB MR`, the likeliest first; the name is folded. None where it is no
/// such name.
pub(super) fn spoken(name: &str) -> impl Iterator<Item = String> + use<> {
    let bare = |name: &str| unaddressed(name).collect::<Vec<_>>().join(" ");
    let parts = name.split_once('/').map(|(last, first)| (bare(last), bare(first)));
    parts.into_iter().flat_map(|(last, first)| {
        let unglued = GLUED.iter().filter_map(|address| first.strip_suffix(address).map(str::trim_end));
        let given: Vec<&str> = [first.as_str()].into_iter().chain(unglued).filter(|given| !given.is_empty()).collect();
        given.into_iter().map(|given| format!("{given} {last}")).collect::<Vec<_>>()
    })
}

/// How a ticket may write a name that is folded.
pub(super) fn ticketed(name: &str) -> impl Iterator<Item = String> + use<> {
    let parts = name.split_once(' ').map(|(first, last)| format!("{last}/{first}"));
    parts.into_iter().flat_map(|name| {
        let glued = GLUED.map(|address| format!("{name}{address}"));
        [name].into_iter().chain(glued)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_behind_their_labels() {
        let rules = Rules::new();
        for (text, told) in [
            ("车次：G7\n乘车人：张伟\n座位：05车12F", "张伟"),
            ("乘车人：张伟（成人票） 二等座", "张伟"),
            ("乘车人：张伟 05车12F号、王芳 05车12D号", "张伟, 王芳"),
            ("订单E123，乘车人张伟，G7次", "张伟"),
            ("乘机人姓名：ZHANG/WEI MR", "ZHANG/WEI"),
            ("旅客姓名：王小明先生", "王小明"),
            ("旅客姓名: 买买提·艾力", "买买提·艾力"),
            ("旅客：张*伟", "张*伟"),
            ("入住人：李雷, 韩梅梅", "李雷, 韩梅梅"),
            ("Passenger: Mr. John Smith (Adult)", "John Smith"),
            ("Passengers: JOHN SMITH, JANE SMITH", "JOHN SMITH, JANE SMITH"),
            ("Flight LH400\nPassenger name: SMITH/JOHN MR\nSeat: 12A", "SMITH/JOHN"),
            ("Reisende: Frau Dr. Ada Lind", "Ada Lind"),
            ("Voyageur 1 : Mme Marie Curie", "Marie Curie"),
            ("Guest name: Ada Lind", "Ada Lind"),
            ("Passengers:\nLIND/ADA MS\nSeat: 12A", "LIND/ADA"),
            ("搭乗者名：LIND ADA様", "LIND ADA"),
        ] {
            assert_eq!(rules.named(text), told, "{text}");
        }
        for nobody in [
            "旅客须知：请提前30分钟到达车站",
            "请乘车人凭身份证进站",
            "Passengers: 2",
            "Guests: 2 adults",
            "Passenger:\nSeat: 12A",
            "Travellers are asked to be early: at 8",
            "乘客：2人",
            "",
        ] {
            assert_eq!(rules.named(nobody), "", "{nobody}");
        }
    }
    #[test]
    fn names_of_tickets_are_turned_and_lose_how_somebody_is_addressed() {
        for ticket in ["owner/bob", "owner/bob mr", "owner/mr bob", "owner / bob dr.", "mr owner/bob"] {
            assert_eq!(spoken(ticket).next().as_deref(), Some("bob owner"), "{ticket}");
        }
        for ticket in ["owner/bobmr", "owner/bobmrs", "owner/bobms", "owner/bobmstr", "owner/bobdr"] {
            assert!(spoken(ticket).any(|name| name == "bob owner"), "{ticket}");
            assert!(ticketed("bob owner").any(|name| name == ticket), "{ticket}");
        }
        // Who is called Adams is so first.
        assert_eq!(spoken("lind/adams").collect::<Vec<_>>(), ["adams lind", "ada lind"]);
        assert_eq!((spoken("bob owner").count(), spoken("owner/mr").count()), (0, 0));
    }
}
