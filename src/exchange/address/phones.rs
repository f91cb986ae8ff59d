//! Telephones among the columns that a program has for them: those that people carry along have one of their own. And what
//! a file called telephones and addresses, for programs that want a word for each.

use super::columns::What;
use crate::edit::Room;
use crate::exchange::ext::ids;
use crate::exchange::origin::parts;
use crate::exchange::profile::{each, shown};
use crate::model::{Id, Record};

/// How Chinese ones do.
const CHINESE: [&str; 7] = ["13", "14", "15", "16", "17", "18", "19"];
/// How numbers begin that people carry along, country by country, where that tells.
const CARRIED: [(&str, &[&str]); 18] = [
    ("86", &CHINESE),
    ("886", &["9"]),
    ("852", &["5", "6", "9"]),
    ("81", &["70", "80", "90"]),
    ("82", &["10"]),
    ("65", &["8", "9"]),
    ("91", &["6", "7", "8", "9"]),
    ("61", &["4"]),
    ("49", &["15", "16", "17"]),
    ("43", &["65", "66", "67", "68", "69"]),
    ("41", &["75", "76", "77", "78", "79"]),
    ("44", &["71", "73", "74", "75", "77", "78", "79"]),
    ("33", &["6", "7"]),
    ("34", &["6", "7"]),
    ("39", &["3"]),
    ("46", &["70", "72", "73", "76", "79"]),
    ("31", &["6"]),
    ("7", &["9"]),
];

/// Digits of a Chinese mobile number, as it is dialled at home.
const AT_HOME: usize = 11;

/// Words for what is carried along, in names of columns and types of cards.
const WORDS: [&str; 7] = ["mobil", "handy", "cell", "手机", "手機", "移动电话", "携帯"];

/// Whether a number is one that somebody carries along: it begins like one, or a column it came in says so.
pub(super) fn is_mobile(room: &Room, who: Option<Id>, number: &str) -> bool {
    looks_carried(number) || who.and_then(|id| room.record(id)).is_some_and(|record| is_said(record, number))
}

fn looks_carried(number: &str) -> bool {
    let all = digits(number);
    let begins = |rest: &str, ways: &[&str]| ways.iter().any(|way| rest.starts_with(way));
    if !number.trim_start().starts_with(['+', '＋']) && !all.starts_with("00") {
        return all.len() == AT_HOME && begins(&all, &CHINESE);
    }
    let far = all.trim_start_matches('0');
    let is_of = |(country, ways): &(&str, &[&str])| {
        far.strip_prefix(country).is_some_and(|rest| begins(rest.trim_start_matches('0'), ways))
    };
    CARRIED.iter().any(is_of)
}

fn is_said(record: &Record, number: &str) -> bool {
    let is_word = |text: &str| {
        let text = text.to_lowercase();
        WORDS.iter().any(|word| text.contains(word))
    };
    let is_it = |text: &str| digits(text) == digits(number);
    let cells = record.extra().iter().filter_map(|(name, value)| Some((parts(name)?, value)));
    cells.flat_map(|(name, value)| ids(value).map(move |text| (name, text))).any(
        |((source, column), text)| match source {
            "vcard" => {
                column == "TEL" && text.split_once(':').is_some_and(|(kinds, value)| is_word(kinds) && is_it(value))
            }
            _ => is_word(shown(column)) && each(text).any(is_it),
        },
    ) || label(record, number).is_some_and(is_word)
}

/// Labels that everybody uses; another may say what is personal.
const USUAL: [&str; 14] = [
    "mobile", "work", "home", "main", "other", "work fax", "home fax", "pager", "手机", "手機", "工作", "公司", "住宅",
    "其他",
];

/// The word for a number or an address: what a file called it, or else whether a number is carried along.
pub(super) fn sort(room: &Room, who: Option<Id>, line: &str, sensitive: bool) -> String {
    let is_usual = |label: &&str| USUAL.contains(&label.trim_start_matches(['*', ' ']).to_lowercase().as_str());
    let label = who.and_then(|id| room.record(id)).and_then(|record| label(record, line));
    let word = match label.filter(|label| sensitive || is_usual(label)) {
        _ if line.is_empty() => "",
        Some(label) => label,
        None if line.contains('@') => "",
        None if is_mobile(room, who, line) => "Mobile",
        None => "Work",
    };
    word.to_owned()
}

/// What a file said in the column beside that of a number or an address, as Google's do.
fn label<'r>(record: &'r Record, line: &str) -> Option<&'r str> {
    let is_it = |text: &str| {
        if line.contains('@') { text.eq_ignore_ascii_case(line) } else { digits(text) == digits(line) }
    };
    let extra = record.extra();
    let beside = |name: &str| {
        let of = name.strip_suffix(" - Value")?;
        [" - Label", " - Type"].iter().find_map(|end| extra.get(&format!("{of}{end}"))?.as_str())
    };
    let has = |value| ids(value).flat_map(each).any(is_it);
    let mut found = extra.iter().filter(|(name, value)| name.ends_with(" - Value") && has(value));
    found.find_map(|(name, _)| beside(name)).map(str::trim).filter(|label| !label.is_empty())
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Numbers in the order of a program's columns for them: the first that is carried along where there is a column for such
/// ones, the others in those that are left, and there as they come.
pub(super) fn placed(
    columns: impl Iterator<Item = What>,
    numbers: Vec<&String>,
    is_mobile: impl Fn(&str) -> bool,
) -> Vec<Option<&String>> {
    let columns: Vec<What> = columns.collect();
    let has_one = columns.contains(&What::Mobile);
    let mut rest = numbers;
    let carried = rest.iter().position(|number| has_one && is_mobile(number)).map(|at| rest.remove(at));
    let mut rest = rest.into_iter();
    let mut cells: Vec<Option<&String>> =
        columns.iter().map(|what| if *what == What::Mobile { carried } else { rest.next() }).collect();
    // Better a number in a column for others than none.
    for cell in cells.iter_mut().filter(|cell| cell.is_none()) {
        *cell = rest.next();
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_carried_along_are_known_by_how_they_begin() {
        for number in [
            "13800138000",
            "+86 138 0013 8000",
            "0086-13800138000",
            "+44 (0)7700 900123",
            "+49 171 123",
            "+852 9123 4567",
        ] {
            assert!(looks_carried(number), "{number}");
        }
        for number in ["010-5550 3000", "+86 10 5550 3000", "+49 30 123", "1380013800", "", "+1 202 555 0100"] {
            assert!(!looks_carried(number), "{number}");
        }
    }

    #[test]
    fn a_number_that_is_carried_along_is_in_the_column_for_it() {
        let columns = [What::Phone(0), What::Mobile, What::Phone(1)];
        let in_columns = |numbers: &[&str]| {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            let cells = placed(columns.into_iter(), numbers.iter().collect(), |one| one.starts_with('1'));
            cells.into_iter().map(|cell| cell.cloned().unwrap_or_default()).collect::<Vec<_>>().join(",")
        };
        assert_eq!(in_columns(&["13"]), ",13,");
        assert_eq!(in_columns(&["13", "010"]), "010,13,");
        assert_eq!(in_columns(&["010", "13", "14"]), "010,13,14");
        assert_eq!(in_columns(&["010", "020", "030"]), "010,030,020");
    }
}
