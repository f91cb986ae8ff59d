//! Telephones among the columns that a program has for them: those of some sorts have one of their own. And what a file called telephones and addresses, for programs that want a word for each.

use super::columns::What;
use super::sorts::{Sort, digits, label};
use crate::edit::Room;
use crate::model::Id;

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

/// Of what sort a number is: as a file said that told of it, or else by how it begins.
pub(super) fn sort(room: &Room, who: Option<Id>, number: &str) -> Option<Sort> {
    let told = who.and_then(|id| room.record(id)).and_then(|record| Sort::told(record.extra(), number));
    told.or_else(|| looks_carried(number).then_some(Sort::Mobile))
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

/// Labels that everybody uses; another may say what is personal.
const USUAL: [&str; 14] = [
    "mobile", "work", "home", "main", "other", "work fax", "home fax", "pager", "手机", "手機", "工作", "公司", "住宅",
    "其他",
];

/// The word for a number or an address: what a file called it, or else of what sort a number is.
pub(super) fn word(room: &Room, who: Option<Id>, line: &str, sensitive: bool) -> String {
    let is_usual = |label: &&str| USUAL.contains(&label.trim_start_matches(['*', ' ']).to_lowercase().as_str());
    let label = who.and_then(|id| room.record(id)).and_then(|record| label(record.extra(), line));
    let word = match label.filter(|label| sensitive || is_usual(label)) {
        _ if line.is_empty() => "",
        Some(label) => label,
        None if line.contains('@') => "",
        None => sort(room, who, line).unwrap_or(Sort::Work).label(),
    };
    word.to_owned()
}

/// Numbers in the order of a program's columns for them: the first of each sort where there is a column for such ones, the
/// others in those that are left, and there as they come.
pub(super) fn placed(
    columns: impl Iterator<Item = What>,
    numbers: Vec<&String>,
    sort: impl Fn(&str) -> Option<Sort>,
) -> Vec<Option<&String>> {
    let mut rest: Vec<(&String, Option<Sort>)> = numbers.into_iter().map(|number| (number, sort(number))).collect();
    let columns: Vec<What> = columns.collect();
    let mut take = |is_it: &dyn Fn(Option<Sort>) -> bool| {
        let at = rest.iter().position(|(_, sort)| is_it(*sort))?;
        Some(rest.remove(at).0)
    };
    let mut cells: Vec<Option<&String>> =
        columns.iter().map(|what| of(*what).and_then(|own| take(&|sort| sort == Some(own)))).collect();
    let mut fill = |wanted: &dyn Fn(What) -> bool, is_it: &dyn Fn(Option<Sort>) -> bool| {
        for (cell, _) in cells.iter_mut().zip(&columns).filter(|(cell, what)| cell.is_none() && wanted(**what)) {
            *cell = take(is_it);
        }
    };
    // Where there are columns for some sorts, those for any are rather for work.
    if columns.iter().any(|what| of(*what).is_some()) {
        fill(&|what| of(what).is_none(), &|sort| sort.is_none_or(|sort| sort == Sort::Work));
    }
    fill(&|what| of(what).is_none(), &|_| true);
    // Better a number in a column for others than none, unless it is known to be none of those.
    fill(&|what| what == What::Mobile, &|sort| sort.is_none());
    cells
}

/// The sort that a column is for.
const fn of(what: What) -> Option<Sort> {
    match what {
        What::Mobile => Some(Sort::Mobile),
        What::Home => Some(Sort::Home),
        _ => None,
    }
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
    fn a_number_of_a_sort_is_in_the_column_for_it() {
        let columns = [What::Phone(0), What::Mobile, What::Phone(1), What::Home];
        let sort = |one: &str| match one.as_bytes() {
            [b'1', ..] => Some(Sort::Mobile),
            [b'2', ..] => Some(Sort::Home),
            _ => None,
        };
        let in_columns = |numbers: &[&str]| {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            let cells = placed(columns.into_iter(), numbers.iter().collect(), sort);
            cells.into_iter().map(|cell| cell.cloned().unwrap_or_default()).collect::<Vec<_>>().join(",")
        };
        assert_eq!(in_columns(&["13"]), ",13,,");
        assert_eq!(in_columns(&["13", "010"]), "010,13,,");
        assert_eq!(in_columns(&["010", "13", "14"]), "010,13,14,");
        assert_eq!(in_columns(&["010", "020", "030"]), "010,030,020,");
        assert_eq!(in_columns(&["20", "010"]), "010,,,20");
        assert_eq!(in_columns(&["13", "14", "010"]), "010,13,14,");
        assert_eq!(in_columns(&["010", "020", "20", "21"]), "010,,020,20");
    }
}
