//! Days written in figures, `3/4/1970`: whether the day or the month comes first is seen from the whole file, or said by
//! the user. Where neither tells, such a day is not guessed.

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
    /// Whether nobody can tell which of two days it is; else, without a day, there is none like it.
    pub(super) open: bool,
}

/// Reads the days of all rows.
pub(super) fn of(rows: &[Cells], said: Option<DateOrder>, today: NaiveDate) -> Days {
    let cells = || rows.iter().flat_map(|row| &row.cells).filter_map(|cell| Some((cell, parts(cell)?)));
    let order = said.or_else(|| evidence(cells().map(|(_, parts)| parts)));
    let read = |(first, second, year, dots): Parts| {
        let year = if year < 100 { century(year, today) } else { year };
        let day = |day, month| NaiveDate::from_ymd_opt(year, month, day);
        let (dmy, mdy) = (day(first, second), day(second, first));
        match order {
            // Where dots stand between, the day comes first everywhere.
            _ if dots => Told { day: dmy, ..Told::default() },
            Some(DateOrder::Dmy) => Told { day: dmy, other: mdy, open: false },
            Some(DateOrder::Mdy) => Told { day: mdy, other: dmy, open: false },
            None if first == second => Told { day: dmy, ..Told::default() },
            None => Told { open: dmy.or(mdy).is_some(), ..Told::default() },
        }
    };
    cells().map(|(cell, parts)| (cell.clone(), read(parts))).collect()
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

/// What days that can be read in one way only say of the others; nothing where they disagree.
fn evidence(all: impl Iterator<Item = Parts>) -> Option<DateOrder> {
    let (mut dmy, mut mdy) = (false, false);
    for (first, second, ..) in all.filter(|(.., dots)| !dots) {
        dmy |= first > 12 && second <= 12;
        mdy |= second > 12 && first <= 12;
    }
    match (dmy, mdy) {
        (true, false) => Some(DateOrder::Dmy),
        (false, true) => Some(DateOrder::Mdy),
        _ => None,
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
        let rows: Vec<Cells> = cells.iter().map(|cell| Cells { line: 1, cells: vec![(*cell).to_owned()] }).collect();
        let days = of(&rows, said, NaiveDate::from_ymd_opt(2026, 10, 20).unwrap());
        cells.iter().map(|cell| days.get(*cell).and_then(|told| told.day).map(|day| day.to_string())).collect()
    }

    #[test]
    fn one_day_that_can_be_read_in_one_way_only_tells_the_order_of_the_file() {
        let some = |day: &str| Some(day.to_owned());
        assert_eq!(read(&["3/4/1970", "25/12/1971"], None), [some("1970-04-03"), some("1971-12-25")]);
        assert_eq!(read(&["3/4/1970", "12/25/1971"], None), [some("1970-03-04"), some("1971-12-25")]);
        assert_eq!(read(&["3/4/1970"], None), [None]);
        assert_eq!(read(&["3/4/1970"], Some(DateOrder::Mdy)), [some("1970-03-04")]);
        assert_eq!(read(&["3.4.70", "5/5/24"], None), [some("1970-04-03"), some("2024-05-05")]);
        assert_eq!(read(&["25/12/1971", "12/25/1971", "3/4/1970"], None), [None, None, None]);
        assert!(is_none("0/0/00") && is_none("0000-00-00") && !is_none("10/10/00") && !is_none("-") && !is_none("0"));
        assert_eq!(read(&["1970-04-03", "5-1", "13800/1/1", "x"], None), [None, None, None, None]);
    }
}
