//! Days written in figures, `3/4/1970`: whether the day or the month comes first is seen from the whole file, or said by
//! the user. Where neither tells, such a day is not guessed. Years of the Republic of China, `民國113年5月6日`, are told by
//! their words, their column or their three figures, those of the emperors of Japan by their words.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::exchange::table::Cells;
use crate::model::{Anniversary, Problem};

/// What comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// The day.
    Dmy,
    /// The month.
    Mdy,
}

impl FromStr for DateOrder {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        match text {
            "dmy" => Ok(Self::Dmy),
            "mdy" => Ok(Self::Mdy),
            _ => Err(Problem::new("problem-usage-date-order").with("text", text)),
        }
    }
}

/// What every day in figures of a file means.
pub(in crate::exchange) type Days = BTreeMap<String, Told>;

/// What a day in figures means.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::exchange) struct Told {
    /// The day; `None` where nobody can tell, or there is none.
    pub(super) day: Option<NaiveDate>,
    /// The day it would be in the other order.
    pub(super) other: Option<NaiveDate>,
    /// Why nobody can tell which of two days it is; else, without a day, there is none like it.
    doubt: Option<Doubt>,
}

#[derive(Clone, Copy, Debug)]
enum Doubt {
    /// Nothing in the file tells what comes first.
    Untold,
    /// The file has the day first in some places, and the month in others.
    Both,
}

impl Told {
    /// Why there is no day.
    pub(super) fn problem(self) -> Problem {
        Problem::new(match self.doubt {
            None => "problem-no-such-day",
            Some(Doubt::Untold) => "problem-import-date-order",
            Some(Doubt::Both) => "problem-import-date-orders",
        })
    }
}

/// Reads the days of all rows.
pub(super) fn of(header: &Cells, rows: &[Cells], said: Option<DateOrder>, today: NaiveDate) -> Days {
    let counts = |column: usize| REPUBLIC.iter().any(|name| header.get(column).contains(name));
    let all = rows.iter().flat_map(|row| row.iter().enumerate());
    let eras = all.filter_map(|(at, cell)| Some((cell.to_owned(), of_era(cell, counts(at))?)));
    let cells = || rows.iter().flat_map(Cells::iter).map(without_midnight);
    let cells = || cells().filter_map(|cell| Some((cell, parts(cell)?)));
    let order = said.map_or_else(|| evidence(cells().map(|(_, parts)| parts)), Ok);
    let read = |(first, second, year, dots): Parts| {
        let year = if year < 100 { century(year, today) } else { year };
        let day = |day, month| NaiveDate::from_ymd_opt(year, month, day);
        let (dmy, mdy) = (day(first, second), day(second, first));
        match order {
            // Where dots stand between, the day comes first everywhere.
            _ if dots => Told { day: dmy, ..Told::default() },
            Ok(DateOrder::Dmy) => Told { day: dmy, other: mdy, doubt: None },
            Ok(DateOrder::Mdy) => Told { day: mdy, other: dmy, doubt: None },
            Err(doubt) if first != second && dmy.and(mdy).is_some() => Told { doubt: Some(doubt), ..Told::default() },
            Err(_) => Told { day: dmy.or(mdy), ..Told::default() },
        }
    };
    cells().map(|(cell, parts)| (cell.to_owned(), read(parts))).chain(eras).collect()
}

/// What years of the Republic of China are told by, in both scripts.
const REPUBLIC: [&str; 2] = ["民國", "民国"];
/// The year before the first of the Republic.
const BEFORE_REPUBLIC: i32 = 1911;
/// What years of the emperors of Japan are told by, and the year before the first.
const EMPERORS: [(&str, i32); 8] = [
    ("大正", 1911),
    ("昭和", 1925),
    ("平成", 1988),
    ("令和", 2018),
    ("T", 1911),
    ("S", 1925),
    ("H", 1988),
    ("R", 2018),
];

/// A day in years of an era, without a day where there is none such: it says so, or its column says that it is of the
/// Republic of China, or its year has three figures, as no other has today.
fn of_era(cell: &str, column: bool) -> Option<Told> {
    let bare = cell.trim().trim_start_matches(['中', '華', '华']);
    let republic = REPUBLIC.into_iter().map(|name| (name, BEFORE_REPUBLIC));
    let mut said = republic.chain(EMPERORS).filter_map(|(name, before)| Some((bare.strip_prefix(name)?, before)));
    let said = said.next();
    let (text, before) = said.unwrap_or((bare, BEFORE_REPUBLIC));
    let mut figures = text.trim().trim_end_matches('日').split(['年', '月', '/', '.', '-']).map(str::trim);
    let (year, month, day) = (figures.next()?, figures.next()?, figures.next()?);
    let year = if year == "元" { "1" } else { year };
    let is_number = |part: &str, most| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let fits = is_number(year, 3) && is_number(month, 2) && is_number(day, 2) && figures.next().is_none();
    let is_known = said.is_some() || column || year.len() == 3 && year.starts_with(['0', '1']);
    if !(fits && is_known) {
        return None;
    }
    let year = year.parse::<i32>().ok().filter(|year| *year > 0);
    let day = year.and_then(|year| NaiveDate::from_ymd_opt(year + before, month.parse().ok()?, day.parse().ok()?));
    Some(Told { day, ..Told::default() })
}

/// A day that is written as the moment at which it begins, as databases do (`1980-02-29 00:00:00`), without that; other texts as
/// they are.
pub(super) fn without_midnight(text: &str) -> &str {
    let time = text.trim_end().trim_end_matches('Z').trim_end_matches(['0', ':', '.']);
    let Some(day) = time.strip_suffix(['T', ' ']).map(str::trim_end).filter(|day| day.len() >= 6) else { return text };
    let rest = text.get(time.len()..).unwrap_or_default();
    if rest.starts_with("00:00") || rest.starts_with("0:00") { day } else { text }
}

/// Whether a day is all noughts, as some write that there is none: `0/0/00`.
pub(super) fn is_none(text: &str) -> bool {
    text.contains('0') && text.contains(['/', '.', '-']) && text.chars().all(|c| matches!(c, '0' | '/' | '.' | '-'))
}

/// First and second figure, year, whether dots stand between.
type Parts = (u32, u32, i32, bool);

fn parts(cell: &str) -> Option<Parts> {
    let separator = cell.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let mut figures = cell.split(separator);
    let (first, second, year) = (figures.next()?, figures.next()?, figures.next()?);
    let short = |figure: &str| (1..=2).contains(&figure.len()) && figure.bytes().all(|byte| byte.is_ascii_digit());
    let fits = short(first) && short(second) && matches!(year.len(), 2 | 4) && year.bytes().all(|b| b.is_ascii_digit());
    if !fits || figures.next().is_some() {
        return None;
    }
    Some((first.parse().ok()?, second.parse().ok()?, year.parse().ok()?, separator == '.'))
}

/// What days that can be read in one way only say of the others, or why they say nothing.
fn evidence(all: impl Iterator<Item = Parts>) -> Result<DateOrder, Doubt> {
    let (mut dmy, mut mdy) = (false, false);
    for (first, second, ..) in all.filter(|(.., dots)| !dots) {
        dmy |= first > 12 && second <= 12;
        mdy |= second > 12 && first <= 12;
    }
    match (dmy, mdy) {
        (true, false) => Ok(DateOrder::Dmy),
        (false, true) => Ok(DateOrder::Mdy),
        (true, true) => Err(Doubt::Both),
        (false, false) => Err(Doubt::Untold),
    }
}

/// The year of two figures that is not ahead.
fn century(year: i32, today: NaiveDate) -> i32 {
    use chrono::Datelike;
    let this = today.year();
    let near = this - this.rem_euclid(100) + year;
    if near > this { near - 100 } else { near }
}

/// A day of a column of lunar days, as a day that says so itself.
pub(super) fn lunar(text: &str) -> String {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("lunar:{text}");
    }
    let says_so =
        text.parse::<Anniversary>().is_ok() || ["农", "農", "阴", "陰"].iter().any(|head| text.starts_with(head));
    if says_so || text.is_ascii() { text.to_owned() } else { format!("农历{text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[&str], said: Option<DateOrder>) -> Vec<Option<String>> {
        let rows: Vec<Cells> = cells.iter().map(|cell| Cells::new(1, vec![(*cell).to_owned()])).collect();
        let head = Cells::new(1, vec!["生日".to_owned()]);
        let days = of(&head, &rows, said, NaiveDate::from_ymd_opt(2026, 10, 20).unwrap());
        cells.iter().map(|cell| days.get(*cell).and_then(|told| told.day).map(|day| day.to_string())).collect()
    }

    #[test]
    fn midnight_behind_a_day_is_no_part_of_it() {
        for text in ["1980-02-20 00:00:00", "1980-02-20T00:00:00.000Z", "1980-02-20 0:00", "1980-02-20"] {
            assert_eq!(without_midnight(text), "1980-02-20", "{text}");
        }
        for text in ["1980-02-20 10:00:00", "10/10/2000", "2000", "", "T 00:00", "1980-02-20 00"] {
            assert_eq!(without_midnight(text), text);
        }
    }

    #[test]
    fn years_of_an_era_are_told_by_word_by_column_or_by_three_figures() {
        let day = |text: &str, column| of_era(text, column).map(|told| told.day.map(|day| day.to_string()));
        let some = |day: &str| Some(Some(day.to_owned()));
        for text in ["民國113年5月6日", "中華民國113年05月06日", "民国113/5/6", "113/05/06", "113.5.6"] {
            assert_eq!(day(text, false), some("2024-05-06"), "{text}");
        }
        for text in ["075/03/08", "075.03.08", "昭和61年3月8日", "S61.3.8", "民國75-3-8"] {
            assert_eq!(day(text, false), some("1986-03-08"), "{text}");
        }
        for (text, expected) in [
            ("大正14年12月1日", "1925-12-01"),
            ("平成元年1月8日", "1989-01-08"),
            ("令和5年3月8日", "2023-03-08"),
            ("R5/3/8", "2023-03-08"),
            ("民國元年1月1日", "1912-01-01"),
        ] {
            assert_eq!(day(text, false), some(expected), "{text}");
        }
        assert_eq!((day("85/05/06", true), day("85/05/06", false)), (some("1996-05-06"), None));
        for text in ["113.02.30", "民國113年2月30日", "113/13/06", "000/01/01", "昭和50年2月29日"] {
            assert_eq!(day(text, false), Some(None), "{text}");
        }
        for text in ["213/05/06", "113/05", "1913/05/06", "113/05/06/07", "民國", "113年", "1+3/5/6", "S. Hill", ""]
        {
            assert_eq!(day(text, false), None, "{text}");
        }
        let some = |day: &str| Some(day.to_owned());
        assert_eq!(
            read(&["113/05/06", "3/4/1970", "25/12/1971"], None),
            [some("2024-05-06"), some("1970-04-03"), some("1971-12-25")]
        );
    }

    #[test]
    fn one_day_that_can_be_read_in_one_way_only_tells_the_order_of_the_file() {
        let some = |day: &str| Some(day.to_owned());
        assert_eq!(read(&["3/4/1970", "25/12/1971"], None), [some("1970-04-03"), some("1971-12-25")]);
        assert_eq!(read(&["3/4/1970", "12/25/1971"], None), [some("1970-03-04"), some("1971-12-25")]);
        assert_eq!(read(&["3/4/1970"], None), [None]);
        assert_eq!(read(&["3/4/1970"], Some(DateOrder::Mdy)), [some("1970-03-04")]);
        assert_eq!(read(&["3.4.70", "5/5/24"], None), [some("1970-04-03"), some("2024-05-05")]);
        let both = ["25/12/1971", "12/26/1971", "3/4/1970", "5/5/24", "31/4/1970", "30/30/1970"];
        let told = [some("1971-12-25"), some("1971-12-26"), None, some("2024-05-05"), None, None];
        assert_eq!(read(&both, None), told);
        assert!(is_none("0/0/00") && is_none("0000-00-00") && !is_none("10/10/00") && !is_none("-") && !is_none("0"));
        assert_eq!(read(&["1970-04-03", "5-1", "13800/1/1", "x"], None), [None, None, None, None]);
    }
}
