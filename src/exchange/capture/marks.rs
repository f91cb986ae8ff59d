//! What is known by its form: flight and train numbers, hotels, amounts, how sure it is, what for.

use std::ops::Range;

use super::cities::Cities;
use super::line::{Line, is_mark};
use crate::model::choice::{Firmness, Transport};

/// A flight or train number: which, and as it is written.
pub(super) fn number(line: &mut Line) -> Option<(Transport, String)> {
    for at in line.starts() {
        let free: Vec<char> = line.free(at).chars().take_while(char::is_ascii_alphanumeric).collect();
        let typed: String = free.iter().collect::<String>().to_uppercase();
        if let Some(transport) = numbered(&typed) {
            line.claim_with(
                "number",
                at..at + free.len(),
                &["flight", "train", "航班", "车次", "坐", "乘"],
                &["次", "航班"],
            );
            return Some((transport, typed));
        }
        // `BA 970`, in capitals.
        let capitals = free.len() == 2 && (at..at + 2).all(|at| line.typed(at).is_some_and(|c| c.is_ascii_uppercase()));
        if capitals && line.char(at + 2) == Some(' ') {
            let digits = line.free(at + 3).chars().take_while(char::is_ascii_digit).count();
            let whole = at..at + 3 + digits;
            if (3..=4).contains(&digits) && line.ends(whole.end) {
                let said = line.said(whole.clone()).replace(' ', "");
                line.claim("number", whole);
                return Some((Transport::Flight, said));
            }
        }
    }
    None
}

fn numbered(text: &str) -> Option<Transport> {
    let digits = text.chars().rev().take_while(char::is_ascii_digit).count();
    let letters = text.len().checked_sub(digits)?;
    let code: Vec<char> = text.chars().take(letters).collect();
    match (code.as_slice(), digits) {
        (['G' | 'D'], 1..=4) | (['C' | 'Z' | 'K' | 'Y' | 'S'], 2..=4) => Some(Transport::Train),
        ([a, b], 3..=4) if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Some(Transport::Flight),
        // `3U8633`, `9C8888`.
        ([a, b], 4) if a.is_ascii_digit() && b.is_ascii_uppercase() => Some(Transport::Flight),
        _ => None,
    }
}

/// The means of travel, where it is said in words.
pub(super) fn means(line: &mut Line) -> Option<Transport> {
    const WORDS: [(Transport, &[&str]); 4] = [
        (Transport::Car, &["自驾", "开车", "驾车", "坐车", "by car", "drives", "driving", "drive"]),
        (
            Transport::Train,
            &["坐高铁", "乘高铁", "高铁", "动车", "火车", "坐火车", "by train", "takes the train", "train"],
        ),
        (
            Transport::Flight,
            &["坐飞机", "乘飞机", "飞机", "飞往", "飞", "by plane", "by air", "flies", "flying", "fly", "flight"],
        ),
        (Transport::Ship, &["坐船", "轮船", "by ship", "by ferry", "ferry"]),
    ];
    let (transport, range) = WORDS.iter().find_map(|(transport, words)| Some((*transport, line.find(words)?)))?;
    line.claim("transport", range);
    Some(transport)
}

/// How sure a journey is; of two words the weaker counts.
pub(super) fn firmness(line: &mut Line) -> Option<Firmness> {
    const WORDS: [(Firmness, &[&str]); 3] = [
        (
            Firmness::Rumour,
            &[
                "听说",
                "据说",
                "传闻",
                "传言",
                "风闻",
                "rumour",
                "rumor",
                "rumoured",
                "hearsay",
                "heard that",
                "i heard",
                "heard",
            ],
        ),
        (
            Firmness::Likely,
            &[
                "可能",
                "大概",
                "也许",
                "应该",
                "或许",
                "大约",
                "待定",
                "暂定",
                "估计",
                "likely",
                "probably",
                "maybe",
                "perhaps",
                "tentative",
                "tentatively",
                "might",
                "tbc",
            ],
        ),
        (
            Firmness::Firm,
            &[
                "确定",
                "已定",
                "定了",
                "敲定",
                "已确认",
                "确认",
                "肯定",
                "firm",
                "confirmed",
                "definitely",
                "certain",
                "sure",
            ],
        ),
    ];
    let mut found = None;
    for (firmness, words) in WORDS {
        while let Some(range) = line.find(words) {
            line.claim("firmness", range);
            found = found.or(Some(firmness));
        }
    }
    let doubt = (0..line.len()).find(|at| line.is_free(*at) && matches!(line.char(*at), Some('?' | '？')));
    if let Some(at) = doubt {
        line.claim("firmness", at..at + 1);
        found = found.or(Some(Firmness::Likely));
    }
    found
}

/// Words before a hotel that are not part of its name.
const STAYS: [&str; 20] = [
    "入住",
    "住在",
    "下榻",
    "住",
    "在",
    "到",
    "去",
    "于",
    "staying at the",
    "staying at",
    "stays at",
    "stay at",
    "staying in",
    "at the",
    "at",
    "in",
    "hotel:",
    "酒店:",
    "酒店：",
    "住：",
];

/// The name of a hotel, claimed as a field.
pub(super) fn hotel(line: &mut Line, field: &'static str, cities: &Cities) -> Option<String> {
    let range = chinese_hotel(line, cities).or_else(|| latin_hotel(line))?;
    let said = line.said(range.clone());
    line.claim_with(field, range, &STAYS, &[]);
    Some(said)
}

fn chinese_hotel(line: &Line, cities: &Cities) -> Option<Range<usize>> {
    let kinds = ["大酒店", "大饭店", "酒店", "饭店", "飯店", "宾馆", "賓館", "招待所", "旅馆", "客栈", "国宾馆"];
    let kind = (0..line.len())
        .find_map(|at| kinds.iter().filter_map(|kind| line.word_at(at, &[*kind])).max_by_key(|r| r.end))?;
    let mut start = kind.start;
    while let Some(before) = start.checked_sub(1) {
        let stop = !line.is_free(before) || line.char(before).is_none_or(is_mark);
        let led = STAYS.iter().any(|word| line.word_before(start, &[*word]).is_some_and(|word| word.end == start));
        // `在北京饭店`: what leads to it ends it, but `住` may be part of no name at all.
        if stop || led {
            break;
        }
        start = before;
    }
    // `去北京北京饭店` has the city twice, and the first is where they go.
    let text: String = (start..kind.start).filter_map(|at| line.char(at)).collect();
    if let Some((city, len)) = cities.begin(&text) {
        let rest: String = text.chars().skip(len).collect();
        if cities.begin(&rest).is_some_and(|(again, _)| again == city) {
            start += len;
        }
    }
    (start < kind.start).then_some(start..kind.end)
}

fn latin_hotel(line: &Line) -> Option<Range<usize>> {
    let kind = line
        .find(&["hotel", "inn", "hilton", "marriott", "hyatt", "sheraton", "radisson", "scandic", "ibis", "novotel"])?;
    let named = line.char(kind.start) != Some('h') || line.said(kind.clone()).to_lowercase() != "hotel";
    let mut range = kind.clone();
    // Capitalised words before it, at most three.
    for _ in 0..3 {
        let end = line.back(range.start);
        if end == range.start {
            break;
        }
        let start =
            (0..end).rev().take_while(|at| line.is_free(*at) && line.char(*at).is_some_and(|c| !is_mark(c))).last();
        match start.filter(|start| line.typed(*start).is_some_and(char::is_uppercase)) {
            Some(start) => range.start = start,
            None => break,
        }
    }
    if range.start == kind.start {
        // `Hotel Atlantic`: the word after it.
        let start = line.on(kind.end);
        let len = line.free(start).chars().take_while(|c| !is_mark(*c)).count();
        if len > 0 && line.typed(start).is_some_and(char::is_uppercase) {
            range.end = start + len;
        }
    }
    (named || range != kind).then_some(range)
}

/// An amount and its currency, claimed: `200元`, `¥200`, `300 NOK`.
pub(super) fn amount(line: &mut Line) -> Option<(String, &'static str)> {
    const UNITS: [(&str, &[&str]); 9] = [
        ("CNY", &["元", "块钱", "块", "人民币", "rmb", "cny", "yuan"]),
        ("USD", &["美元", "usd", "dollars", "$"]),
        ("EUR", &["欧元", "eur", "euros", "euro", "€"]),
        ("GBP", &["英镑", "gbp", "pounds", "£"]),
        ("NOK", &["nok"]),
        ("SEK", &["sek"]),
        ("HKD", &["港币", "hkd"]),
        ("TWD", &["台币", "twd"]),
        ("JPY", &["日元", "jpy"]),
    ];
    const SIGNS: [(char, &str); 5] = [('¥', "CNY"), ('￥', "CNY"), ('$', "USD"), ('€', "EUR"), ('£', "GBP")];
    for at in 0..line.len() {
        let sign = SIGNS.iter().find(|(sign, _)| line.is_free(at) && line.char(at) == Some(*sign));
        let start = if sign.is_some() { at + 1 } else { at };
        let before = start.checked_sub(1).and_then(|at| line.char(at));
        if sign.is_none() && before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.') {
            continue;
        }
        let digits: String =
            line.free(start).chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
        let digits = digits.trim_end_matches(['.', ',']);
        if !digits.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let end = start + digits.chars().count();
        let unit = UNITS.iter().find_map(|(code, words)| Some((*code, line.word_after(end, words)?)));
        let (code, range) = match (sign, unit) {
            (Some((_, code)), _) => (*code, at..end),
            (None, Some((code, unit))) => (code, at..unit.end),
            (None, None) => continue,
        };
        line.claim("value", range);
        return Some((digits.replace(',', ""), code));
    }
    None
}

/// What a journey is for, claimed.
pub(super) fn purpose(line: &mut Line) -> Option<String> {
    const BEGINS: [&str; 20] = [
        "参加", "出席", "开会", "出差", "考察", "调研", "检查", "度假", "休假", "探亲", "学习", "参展", "述职", "汇报",
        "签约", "领奖", "洽谈", "谈", "看展", "年会",
    ];
    let led = line.find(&["to attend", "for a", "for an", "for", "为了", "为"]);
    let (start, range) = match (line.find(&BEGINS), led) {
        (Some(begin), _) => (begin.start, begin),
        (None, Some(lead)) => {
            // `for a visit` keeps its article.
            let word =
                if line.said(lead.clone()).to_lowercase().starts_with("for") { lead.start + 3 } else { lead.end };
            (line.on(word), lead)
        }
        (None, None) => return None,
    };
    // `参加上海水展`: the city is where they go, and still a part of what for.
    let city = |at: usize| line.spans.iter().any(|(field, range)| *field == "city" && range.contains(&at));
    let parts = |c: char| is_mark(c) && !matches!(c, ' ' | '-' | '/');
    let stop = |at: &usize| (line.is_free(*at) || *at > start && city(*at)) && !line.char(*at).is_some_and(parts);
    let end = line.back((start..line.len()).take_while(stop).last().map_or(start, |at| at + 1));
    if end <= start {
        return None;
    }
    let said = line.said(start..end);
    line.use_up(range.start..start);
    line.claim("purpose", start..end);
    Some(said)
}

/// Words that are understood without a field of their own, used up.
pub(super) fn drop_words(line: &mut Line, words: &[&str]) {
    while let Some(range) = line.find(words) {
        line.use_up(range);
    }
}
