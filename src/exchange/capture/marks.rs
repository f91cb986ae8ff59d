//! What is known by its form: flight and train numbers, hotels, amounts, how sure it is, what for.

use std::ops::Range;

use rust_decimal::Decimal;

use super::cities::Cities;
use super::line::{Line, is_mark};
use super::words::Words;
use crate::model::choice::{Firmness, Transport};

/// Every flight or train number, and where it stands.
pub(super) fn numbers(line: &mut Line) -> Vec<(usize, Transport, String)> {
    std::iter::from_fn(|| {
        let (transport, said) = number(line)?;
        let at = line.spans.last().map_or(0, |(_, range)| range.start);
        Some((at, transport, said))
    })
    .collect()
}

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
pub(super) fn means(line: &mut Line, words: &Words) -> Option<Transport> {
    let kinds = [
        (Transport::Car, &words.car),
        (Transport::Train, &words.train),
        (Transport::Flight, &words.flight),
        (Transport::Ship, &words.ship),
    ];
    let (transport, range) = kinds.into_iter().find_map(|(transport, words)| Some((transport, line.find(words)?)))?;
    line.claim("transport", range);
    Some(transport)
}

/// How sure a journey is; of two words the weaker counts.
pub(super) fn firmness(line: &mut Line, words: &Words) -> Option<Firmness> {
    let kinds = [(Firmness::Rumour, &words.rumour), (Firmness::Likely, &words.likely), (Firmness::Firm, &words.firm)];
    let mut found = None;
    for (firmness, words) in kinds {
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

/// Every hotel, claimed as a field, and where it stands.
pub(super) fn hotels(line: &mut Line, words: &Words, field: &'static str, cities: &Cities) -> Vec<(usize, String)> {
    std::iter::from_fn(|| hotel(line, words, field, cities)).collect()
}

/// The name of a hotel, claimed as a field, and where it stands.
pub(super) fn hotel(line: &mut Line, words: &Words, field: &'static str, cities: &Cities) -> Option<(usize, String)> {
    let range = chinese_hotel(line, words, cities).or_else(|| latin_hotel(line)).or_else(|| lodging(line, words))?;
    let said = line.said(range.clone());
    line.claim_with(field, range.clone(), &words.stays, &[""; 0]);
    Some((range.start, said))
}

/// What somebody stays at, whatever it is called: `住东方君悦`.
fn lodging(line: &Line, words: &Words) -> Option<Range<usize>> {
    let lead = line.find(&words.lodges)?;
    let start = line.on(lead.end);
    let end = (start..line.len()).take_while(|at| {
        line.is_free(*at) && !line.char(*at).is_some_and(|c| is_mark(c) && !matches!(c, ' ' | '-' | '\''))
    });
    let end = line.back(end.last()? + 1);
    let counted = line.char(start).is_some_and(|c| c.is_ascii_digit() || "一二两三四五六七八九十几在院".contains(c));
    (end > start + 1 && !counted).then_some(start..end)
}

fn chinese_hotel(line: &Line, words: &Words, cities: &Cities) -> Option<Range<usize>> {
    let kinds = ["大酒店", "大饭店", "酒店", "饭店", "宾馆", "招待所", "旅馆", "客栈", "国宾馆"];
    let kind = (0..line.len())
        .find_map(|at| kinds.iter().filter_map(|kind| line.word_at(at, &[*kind])).max_by_key(|r| r.end))?;
    let mut start = kind.start;
    while let Some(before) = start.checked_sub(1) {
        let stop = !line.is_free(before) || line.char(before).is_none_or(is_mark);
        let led = line.word_before(start, &words.stays).is_some_and(|word| word.end == start);
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

/// Money: how much, and in which currency where that is said.
pub(super) type Amount = (String, Option<&'static str>);

/// An amount and its currency, claimed: `200元`, `¥200`, `300 NOK`, `5万`. `bare`: a number alone counts as well.
pub(super) fn amount(line: &mut Line, bare: bool) -> Option<Amount> {
    const UNITS: [(&str, &[&str]); 9] = [
        ("CNY", &["元", "块钱", "块", "人民币", "rmb", "cny", "yuan"]),
        ("USD", &["美元", "美金", "usd", "dollars", "$"]),
        ("EUR", &["欧元", "eur", "euros", "euro", "€"]),
        ("GBP", &["英镑", "gbp", "pounds", "£"]),
        ("NOK", &["nok", "克朗"]),
        ("SEK", &["sek"]),
        ("HKD", &["港币", "hkd"]),
        ("TWD", &["台币", "新台币", "twd"]),
        ("JPY", &["日元", "jpy"]),
    ];
    const POWERS: [(&str, u32); 6] = [("千万", 7), ("百万", 6), ("万", 4), ("千", 3), ("亿", 8), ("k", 3)];
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
        let after = line.free(end);
        let power = POWERS.into_iter().find(|(word, _)| after.starts_with(word));
        let (power, end) = power.map_or((0, end), |(word, power)| (power, end + word.chars().count()));
        // A number that goes on is another number.
        if line.char(end).is_some_and(|c| c.is_ascii_alphanumeric()) && line.is_free(end) {
            continue;
        }
        let unit = UNITS.iter().find_map(|(code, words)| Some((*code, line.word_after(end, words)?)));
        let (code, range) = match (sign, unit) {
            (Some((_, code)), _) => (Some(*code), at..end),
            (None, Some((code, unit))) => (Some(code), at..unit.end),
            (None, None) if power > 0 || bare => (None, at..end),
            (None, None) => continue,
        };
        let Ok(count) = digits.replace(',', "").parse::<Decimal>() else { continue };
        let Some(count) = 10i64.checked_pow(power).and_then(|power| count.checked_mul(power.into())) else { continue };
        line.claim("value", range);
        return Some((count.normalize().to_string(), code));
    }
    None
}

/// What a journey is for, claimed, and where it stands.
pub(super) fn purpose(line: &mut Line, words: &Words) -> Option<(usize, String)> {
    let led = line.find(&words.purpose_lead);
    let (start, range) = match (line.find(&words.purpose), led) {
        // `on holiday` leaves the `on` out.
        (Some(begin), _) if line.word_at(begin.start, &words.purpose_plain).is_some() => {
            let said = line.said(begin.clone());
            let what = said.split_once(' ').map_or(said.clone(), |(_, what)| what.to_owned());
            line.claim("purpose", begin.clone());
            return Some((begin.start, what));
        }
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
    if ["the", "a", "an"].contains(&said.as_str()) {
        return None;
    }
    line.use_up(range.start..start);
    line.claim("purpose", start..end);
    Some((start, said))
}

/// Words that are understood without a field of their own, used up.
pub(super) fn drop_words<W: AsRef<str>>(line: &mut Line, words: &[W]) {
    while let Some(range) = line.find(words) {
        line.use_up(range);
    }
}
