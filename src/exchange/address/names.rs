//! Names in their parts, and what lists in Chinese say in words.

use std::collections::BTreeMap;

use super::Profile;
use super::columns::{What, has};
use super::row::Page;
use crate::exchange::content::{Part, Property};
use crate::exchange::given::whole_name;
use crate::exchange::profile::{CALLED, meaning};
use crate::exchange::{ext, origin};
use crate::model::Anniversary;
use crate::model::choice::Layer;
use crate::model::extra::Extra;
use crate::rules::lunar::next_anniversary;

/// Given name and family name: a Chinese name begins with the family's. A name that its parts would not give again is not parted.
pub(in crate::exchange) fn parts(name: &str) -> (String, String) {
    let name = name.trim();
    let (given, family) = in_two(name);
    if whole_name(&family, &given, "") == name { (given, family) } else { (String::new(), name.to_owned()) }
}

/// The same of somebody who came in files that told the parts: as one of them did, while the name is still of these.
pub(in crate::exchange) fn parts_told(extra: &Extra, name: &str) -> (String, String) {
    let name = name.trim();
    let divided = |(given, family): (&str, &str)| {
        let whole = whole_name(family, given, "");
        (whole == name).then(|| (given.to_owned(), family.to_owned()))
    };
    // Between them stands what has a column of its own there.
    let by_family = |family: &str| {
        let rest = name.strip_suffix(family).or_else(|| name.strip_prefix(family))?;
        divided((rest.trim(), family))
    };
    let told = told(extra);
    let found = told.values().find_map(|[given, family]| match (&**given, &**family) {
        ("", "") => None,
        (given, "") => divided((given, "")),
        (_, family) => by_family(family),
    });
    found.unwrap_or_else(|| parts(name))
}

/// Given name and family name in the cells that somebody has of each file.
fn told(extra: &Extra) -> BTreeMap<&str, [String; 2]> {
    let mut told: BTreeMap<&str, [String; 2]> = BTreeMap::new();
    for (name, value) in extra.iter() {
        let Some((source, column)) = origin::parts(name) else { continue };
        if name == CARD_NAME {
            let card = Part::of("VCARD", ext::ids(value));
            let parts = card.get("N").map(Property::parts).unwrap_or_default();
            let part = |at: usize| parts.get(at).map_or("", |part| part.trim()).to_owned();
            told.insert(source, [part(1), part(0)]);
            continue;
        }
        let at = match meaning(column) {
            Some("first_name") => 0,
            Some("last_name") => 1,
            _ => continue,
        };
        let cell = value.as_str().unwrap_or_default().trim();
        if let Some(part) = told.entry(source).or_default().get_mut(at) {
            cell.clone_into(part);
        }
    }
    told
}

/// The name under which somebody remembers that line of their card.
const CARD_NAME: &str = "vcard.N";

fn in_two(name: &str) -> (String, String) {
    const DOUBLE: [&str; 8] = ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "单于"];
    if let Some((first, last)) = parted(name) {
        return (first.to_owned(), last.to_owned());
    }
    let family = DOUBLE.into_iter().find(|family| name.starts_with(family)).map_or(1, |_| 2);
    let count = name.chars().count();
    if count <= family {
        return (String::new(), name.to_owned());
    }
    (name.chars().skip(family).collect(), name.chars().take(family).collect())
}

/// What stands behind a family name and is none.
const SUFFIXES: [&str; 13] = ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "MD", "M.D.", "PhD", "Ph.D.", "MBA", "Esq."];

/// The same of words: the last is the family's, with what is said behind it (Doe Jr.) and before it (van der Berg).
fn parted(name: &str) -> Option<(&str, &str)> {
    let (mut first, mut last) = name.rsplit_once(' ')?;
    while let Some((before, word)) = first.rsplit_once(' ') {
        let is_suffix = SUFFIXES.contains(&last.trim_end_matches(','));
        if !is_suffix && !word.starts_with(char::is_lowercase) {
            break;
        }
        last = name.get(before.len() + 1..)?;
        first = before;
    }
    Some((first, last))
}

/// A name without the honorific it begins with, that has a column of its own.
pub(in crate::exchange) fn bare<'a>(name: &'a str, honorific: &str) -> &'a str {
    let honorific = honorific.trim();
    let rest = name.strip_prefix(honorific).filter(|rest| !honorific.is_empty() && rest.starts_with(' '));
    rest.map_or(name, str::trim_start)
}

/// A birthday as the program takes it: a lunar one as the day it falls on next, or in words where no column of its own says
/// that it is one.
pub(super) fn birthday(page: &Page, now: String) -> String {
    match now.parse() {
        Ok(lunar @ Anniversary::Lunar { .. }) if has(page.profile, What::Lunar) => {
            next_anniversary(lunar, page.today).map(|day| day.to_string()).unwrap_or_default()
        }
        Ok(Anniversary::Lunar { .. }) => in_chinese(&now),
        // As Google writes a day of no year.
        Ok(Anniversary::Solar { year: None, .. }) if page.profile == Profile::Google => format!("--{now}"),
        _ => now,
    }
}

/// A layer, a part in a purchase or a lunar day in words; anything else as it is.
pub(in crate::exchange) fn in_chinese(code: &str) -> String {
    if let Some((name, _)) = CALLED.iter().find(|(_, role)| role.code() == code) {
        return (*name).to_owned();
    }
    if let Some(layer) = Layer::ALL.iter().find(|layer| layer.code() == code) {
        return match layer {
            Layer::Decision => "决策层",
            Layer::Management => "管理层",
            Layer::Operations => "操作层",
            Layer::Peripheral => "外围",
        }
        .into();
    }
    match code.parse() {
        Ok(Anniversary::Lunar { year, month, day, leap }) => {
            let year = year.map(|year| format!("{year}年")).unwrap_or_default();
            let leap = if leap { "闰" } else { "" };
            let month = if month == 1 { "正".into() } else { figures(month) };
            let day = match day {
                1..=10 => format!("初{}", figures(day)),
                21..=29 => format!("廿{}", figures(day - 20)),
                _ => figures(day),
            };
            format!("农历{year}{leap}{month}月{day}")
        }
        _ => code.to_owned(),
    }
}

/// A number below a hundred.
fn figures(number: u32) -> String {
    const ONES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let one = |at: u32| ONES.get(at as usize).copied().unwrap_or_default();
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".into(),
        tens => format!("{}十", one(tens)),
    };
    tens + one(number % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::choice::Layer;
    use crate::model::speak::parse_anniversary;

    #[test]
    fn what_is_said_in_chinese_is_read_as_it_was() {
        for (code, words) in [
            ("lunar:03-18", "农历三月十八"),
            ("lunar:01-01", "农历正月初一"),
            ("lunar:06-20-leap", "农历闰六月二十"),
            ("lunar:12-30", "农历十二月三十"),
            ("lunar:1962-11-29", "农历1962年十一月廿九"),
            ("1975-03-08", "1975-03-08"),
        ] {
            assert_eq!(in_chinese(code), words);
            assert_eq!(parse_anniversary(words).unwrap().to_string(), code);
        }
        for layer in Layer::ALL {
            let words = in_chinese(layer.code());
            assert!(!words.is_ascii(), "{words}");
        }
        assert_eq!(in_chinese(""), "");
    }

    #[test]
    fn a_name_is_without_what_stands_beside_it() {
        assert_eq!(bare("Mr. John Doe Sr.", "Mr."), "John Doe Sr.");
        for (name, honorific) in [("Drew Barr", "Dr"), ("Mr.", "Mr."), ("李娜", "李主任"), ("Ada", "")] {
            assert_eq!(bare(name, honorific), name);
        }
    }

    #[test]
    fn names_are_parted_as_they_are_said() {
        for (name, first, last) in [
            ("Vera Lindholm", "Vera", "Lindholm"),
            ("Jean Paul Sartre", "Jean Paul", "Sartre"),
            ("John Richter James Doe Sr.", "John Richter James", "Doe Sr."),
            ("Ludwig van der Berg", "Ludwig", "van der Berg"),
            ("Ana de Souza III", "Ana", "de Souza III"),
            ("Doe Jr.", "Doe", "Jr."),
            ("张伟", "伟", "张"),
            ("欧阳修", "修", "欧阳"),
            ("Pelé", "", "Pelé"),
            ("王", "", "王"),
            ("ÑÑÑ", "", "ÑÑÑ"),
            ("Иван", "", "Иван"),
            ("张 伟", "", "张 伟"),
            ("김철수", "철수", "김"),
            ("Mr.", "", "Mr."),
        ] {
            assert_eq!(parts(name), (first.to_owned(), last.to_owned()), "{name}");
        }
    }
}
