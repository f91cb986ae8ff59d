//! What people type where a day, a time or a range is asked for: `fri`, `+3d`, `3/12`, `下周三下午2点半`.
//!
//! Only reading lives here; how dates are stored is `when`'s business.

mod hour;
mod scan;
mod yearly;

use chrono::{DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveTime, TimeDelta, Weekday};

pub use self::yearly::parse_anniversary;
use self::{
    hour::time,
    scan::{Scan, fold},
};
use super::{Problem, When};

/// Which way a date without a year looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bias {
    /// The coming one, today included: due dates, plans.
    Future,
    /// The last one if it was at most 60 days ago, else the nearest: what has happened.
    Past,
}

/// Reads a day.
pub fn parse_day(text: &str, today: NaiveDate, bias: Bias) -> Result<NaiveDate, Problem> {
    let folded = fold(text);
    match shape(Scan::new(&folded)) {
        Some((shape, rest)) if rest.is_done() => shape.resolve(today, today, bias).ok_or_else(|| impossible(text)),
        _ => Err(Problem::new("problem-day-unreadable").with("text", text.trim())),
    }
}

/// Reads a time of day.
pub fn parse_time(text: &str) -> Result<NaiveTime, Problem> {
    let folded = fold(text);
    time(Scan::new(&folded))
        .filter(|(_, rest)| rest.is_done())
        .map(|(time, _)| time)
        .ok_or_else(|| Problem::new("problem-time-unreadable").with("text", text.trim()))
}

/// Reads a day, a day with a time, a time alone (today's), or an exact moment. Times are in `now`'s offset.
pub fn parse_when(text: &str, now: DateTime<FixedOffset>, bias: Bias) -> Result<When, Problem> {
    if let Ok(exact) = text.parse() {
        return Ok(exact);
    }
    let folded = fold(text);
    let scan = Scan::new(&folded);
    if scan.eat(&["now", "现在"]).is_some_and(Scan::is_done) {
        return Ok(now.into());
    }
    let today = now.date_naive();
    let (day, rest) = match shape(scan) {
        Some((shape, rest)) => (shape.resolve(today, today, bias).ok_or_else(|| impossible(text))?, rest),
        None => (today, scan),
    };
    if rest.is_done() && !scan.is_done() {
        return Ok(day.into());
    }
    time(rest.skip(&["at", ",", "t"]))
        .filter(|(_, rest)| rest.is_done())
        .and_then(|(time, _)| day.and_time(time).and_local_timezone(*now.offset()).single())
        .map(When::Moment)
        .ok_or_else(|| Problem::new("problem-when-not-understood").with("text", text.trim()))
}

/// Reads the first and the last day of a range; one day alone is both. The end follows the start: `12/30-1/2` ends in
/// the next year, `3/12-15` in the same month.
pub fn parse_range(text: &str, today: NaiveDate, bias: Bias) -> Result<(NaiveDate, NaiveDate), Problem> {
    let unreadable = || Problem::new("problem-range-unreadable").with("text", text.trim());
    let folded = fold(text);
    let scan = Scan::new(&folded);
    if let Some((range, _)) = span(scan, today).filter(|(_, rest)| rest.is_done()) {
        return Ok(range);
    }
    let (from, rest) = shape(scan).ok_or_else(unreadable)?;
    let first = from.resolve(today, today, bias).ok_or_else(|| impossible(text))?;
    if rest.is_done() {
        return Ok((first, first));
    }
    let rest = rest.eat(&["-", "–", "—", "~", "..", "to", "until", "至", "到"]).ok_or_else(unreadable)?;
    let (to, rest) = shape(rest).or_else(|| bare_day(rest)).ok_or_else(unreadable)?;
    if !rest.is_done() {
        return Err(unreadable());
    }
    let last = to.resolve(today, first, Bias::Future).ok_or_else(|| impossible(text))?;
    if last < first {
        return Err(Problem::new("problem-range-backwards").with("first", first).with("last", last));
    }
    Ok((first, last))
}

fn impossible(text: &str) -> Problem {
    Problem::new("problem-no-such-day").with("text", text.trim())
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A day as it was said, before it is held against today.
#[derive(Clone, Copy)]
enum Shape {
    Shift {
        count: i64,
        unit: Unit,
    },
    /// `week` counts from the current one (Monday first); without it the coming such day is meant.
    Weekday {
        week: Option<i64>,
        weekday: Weekday,
    },
    Date {
        year: Option<i32>,
        month: Option<u32>,
        day: u32,
    },
}

impl Shape {
    /// `None` if there is no such day. What is said relatively counts from `today`, what is left open follows `anchor`.
    fn resolve(self, today: NaiveDate, anchor: NaiveDate, bias: Bias) -> Option<NaiveDate> {
        match self {
            Self::Shift { count, unit: Unit::Day } => shift_days(today, count),
            Self::Shift { count, unit: Unit::Week } => shift_days(today, count.checked_mul(7)?),
            Self::Shift { count, unit: Unit::Month } => shift_months(today, count),
            Self::Shift { count, unit: Unit::Year } => shift_months(today, count.checked_mul(12)?),
            Self::Weekday { week: Some(week), weekday } => {
                shift_days(monday(today)?, week * 7 + i64::from(weekday.num_days_from_monday()))
            }
            Self::Weekday { week: None, weekday } => match bias {
                Bias::Future => anchor.iter_days().skip(1).take(7).find(|day| day.weekday() == weekday),
                Bias::Past => anchor.iter_days().rev().skip(1).take(7).find(|day| day.weekday() == weekday),
            },
            Self::Date { year: Some(year), month, day } => NaiveDate::from_ymd_opt(year, month?, day),
            Self::Date { year: None, month: Some(month), day } => {
                let year = anchor.year();
                let years = year.checked_sub(1)?..=year.checked_add(1)?;
                choose(years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)), anchor, bias)
            }
            Self::Date { year: None, month: None, day } => {
                let months = (-2..=2).filter_map(|count| shift_months(anchor.with_day(1)?, count));
                choose(months.filter_map(|first| first.with_day(day)), anchor, bias)
            }
        }
    }
}

/// Which of some days, in ascending order, was meant.
fn choose(days: impl Iterator<Item = NaiveDate> + Clone, anchor: NaiveDate, bias: Bias) -> Option<NaiveDate> {
    let coming = days.clone().find(|day| *day >= anchor);
    let Bias::Past = bias else { return coming };
    let Some(last) = days.take_while(|day| *day <= anchor).last() else { return coming };
    let ago = (anchor - last).num_days();
    coming.filter(|coming| ago > 60 && (*coming - anchor).num_days() < ago).or(Some(last))
}

fn shift_days(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    day.checked_add_signed(TimeDelta::try_days(count)?)
}

fn shift_months(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
}

fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
}

/// What was read, and the rest.
type Read<'a, T> = Option<(T, Scan<'a>)>;

fn shape(scan: Scan) -> Read<Shape> {
    named(scan).or_else(|| signed(scan)).or_else(|| counted(scan)).or_else(|| weekday(scan)).or_else(|| date(scan))
}

const NAMED: [(&str, i64); 14] = [
    ("today", 0),
    ("tomorrow", 1),
    ("tmr", 1),
    ("yesterday", -1),
    ("今天", 0),
    ("今日", 0),
    ("明天", 1),
    ("明日", 1),
    ("大后天", 3),
    ("后天", 2),
    ("昨天", -1),
    ("昨日", -1),
    ("大前天", -3),
    ("前天", -2),
];

fn named(scan: Scan) -> Read<Shape> {
    let (count, rest) = scan.word(&NAMED)?;
    Some((Shape::Shift { count, unit: Unit::Day }, rest))
}

const UNITS: [(&str, Unit); 21] = [
    ("d", Unit::Day),
    ("day", Unit::Day),
    ("days", Unit::Day),
    ("天", Unit::Day),
    ("w", Unit::Week),
    ("wk", Unit::Week),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("个星期", Unit::Week),
    ("星期", Unit::Week),
    ("个礼拜", Unit::Week),
    ("礼拜", Unit::Week),
    ("周", Unit::Week),
    ("m", Unit::Month),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("个月", Unit::Month),
    ("y", Unit::Year),
    ("year", Unit::Year),
    ("years", Unit::Year),
    ("年", Unit::Year),
];

/// `+3d`, `-2w`, `+5` (days).
fn signed(scan: Scan) -> Read<Shape> {
    let (sign, rest) = scan.word(&[("+", 1), ("-", -1)])?;
    let (count, rest) = rest.number()?;
    let (unit, rest) = rest.word(&UNITS).unwrap_or((Unit::Day, rest));
    Some((Shape::Shift { count: sign * i64::from(count), unit }, rest))
}

/// `3天后`, `两周前`, `in 3 days`, `3 days ago`.
fn counted(scan: Scan) -> Read<Shape> {
    let ahead = scan.eat(&["in"]);
    let (count, rest) = ahead.unwrap_or(scan).number()?;
    let (unit, rest) = rest.word(&UNITS)?;
    let (sign, rest) = match ahead {
        Some(_) => (1, rest),
        None => {
            rest.word(&[("后", 1), ("以后", 1), ("之后", 1), ("前", -1), ("以前", -1), ("之前", -1), ("ago", -1)])?
        }
    };
    Some((Shape::Shift { count: sign * i64::from(count), unit }, rest))
}

const WEEKS: [(&str, i64); 14] = [
    ("下下个", 2),
    ("下下", 2),
    ("下个", 1),
    ("下", 1),
    ("next", 1),
    ("这个", 0),
    ("这", 0),
    ("本", 0),
    ("this", 0),
    ("上上个", -2),
    ("上上", -2),
    ("上个", -1),
    ("上", -1),
    ("last", -1),
];

const ZH_DAYS: [(&str, Weekday); 8] = [
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
    ("天", Weekday::Sun),
];

const EN_DAYS: [(&str, Weekday); 17] = [
    ("mon", Weekday::Mon),
    ("monday", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("tues", Weekday::Tue),
    ("tuesday", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("wednesday", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("thur", Weekday::Thu),
    ("thurs", Weekday::Thu),
    ("thursday", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("friday", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("saturday", Weekday::Sat),
    ("sun", Weekday::Sun),
    ("sunday", Weekday::Sun),
];

const WEEK: [&str; 3] = ["周", "星期", "礼拜"];

fn weekday(scan: Scan) -> Read<Shape> {
    let (week, rest) = scan.word(&WEEKS).map_or((None, scan), |(week, rest)| (Some(week), rest));
    let (weekday, rest) = match rest.eat(&WEEK) {
        Some(rest) => rest.word(&ZH_DAYS)?,
        None => rest.word(&EN_DAYS)?,
    };
    Some((Shape::Weekday { week, weekday }, rest))
}

const MONTHS: [(&str, u32); 24] = [
    ("jan", 1),
    ("january", 1),
    ("feb", 2),
    ("february", 2),
    ("mar", 3),
    ("march", 3),
    ("apr", 4),
    ("april", 4),
    ("may", 5),
    ("jun", 6),
    ("june", 6),
    ("jul", 7),
    ("july", 7),
    ("aug", 8),
    ("august", 8),
    ("sep", 9),
    ("sept", 9),
    ("september", 9),
    ("oct", 10),
    ("october", 10),
    ("nov", 11),
    ("november", 11),
    ("dec", 12),
    ("december", 12),
];

/// Separators between the parts of a date; the second must be the first again, so that `3/12-3/15` stays a range.
const SEPARATORS: [(&str, &str); 5] = [("-", "-"), ("/", "/"), (".", "."), ("年", "月"), ("月", "")];

const DAY: [&str; 2] = ["日", "号"];

fn date(scan: Scan) -> Read<Shape> {
    if let Some((month, rest)) = scan.word(&MONTHS) {
        let (day, rest) = rest.number()?;
        let (year, rest) = year(ordinal(rest).skip(&[","]));
        return Some((Shape::Date { year, month: Some(month), day }, rest));
    }
    let (first, rest) = scan.number()?;
    if first >= 1_000_101 {
        let shape =
            Shape::Date { year: Some((first / 10_000) as i32), month: Some(first / 100 % 100), day: first % 100 };
        return Some((shape, rest));
    }
    if let Some((month, rest)) = ordinal(rest).word(&MONTHS) {
        let (year, rest) = year(rest);
        return Some((Shape::Date { year, month: Some(month), day: first }, rest));
    }
    if let Some(rest) = rest.eat(&DAY) {
        return Some((Shape::Date { year: None, month: None, day: first }, rest));
    }
    let (again, rest) = rest.word(&SEPARATORS)?;
    let (second, rest) = rest.number()?;
    if first < 1000 {
        return Some((Shape::Date { year: None, month: Some(first), day: second }, rest.skip(&DAY)));
    }
    let (day, rest) = rest.eat(&[again])?.number()?;
    Some((Shape::Date { year: Some(first as i32), month: Some(second), day }, rest.skip(&DAY)))
}

/// Skips the `th` of `12th`.
fn ordinal(scan: Scan) -> Scan {
    scan.skip(&["st", "nd", "rd", "th"])
}

fn year(scan: Scan) -> (Option<i32>, Scan) {
    scan.number()
        .filter(|(year, _)| (1000..10_000).contains(year))
        .map_or((None, scan), |(y, rest)| (Some(y as i32), rest))
}

/// The `15` of `3/12-15`.
fn bare_day(scan: Scan) -> Read<Shape> {
    let (day, rest) = scan.number()?;
    Some((Shape::Date { year: None, month: None, day }, rest))
}

/// `this week`, `下周`, `本月`.
fn span(scan: Scan, today: NaiveDate) -> Read<(NaiveDate, NaiveDate)> {
    let (count, rest) = scan.word(&WEEKS)?;
    if let Some(rest) = rest.eat(&WEEK).or_else(|| rest.eat(&["week"])) {
        let first = shift_days(monday(today)?, count * 7)?;
        return Some(((first, shift_days(first, 6)?), rest));
    }
    let rest = rest.eat(&["月", "month"])?;
    let first = shift_months(today.with_day(1)?, count)?;
    Some(((first, shift_months(first, 1)?.pred_opt()?), rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A Wednesday.
    const TODAY: &str = "2026-03-11";

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-03-11T10:00:00+08:00").unwrap()
    }

    #[test]
    fn days_as_people_type_them() {
        for (text, expected) in [
            ("today", "2026-03-11"),
            (" Tomorrow ", "2026-03-12"),
            ("昨天", "2026-03-10"),
            ("大后天", "2026-03-14"),
            ("大後天", "2026-03-14"),
            ("+3d", "2026-03-14"),
            ("-2w", "2026-02-25"),
            ("+1m", "2026-04-11"),
            ("+5", "2026-03-16"),
            ("3天后", "2026-03-14"),
            ("两周后", "2026-03-25"),
            ("三个月前", "2025-12-11"),
            ("in 2 weeks", "2026-03-25"),
            ("3 days ago", "2026-03-08"),
            ("fri", "2026-03-13"),
            ("wed", "2026-03-18"),
            ("next fri", "2026-03-20"),
            ("last Friday", "2026-03-06"),
            ("周三", "2026-03-18"),
            ("下周三", "2026-03-18"),
            ("本周五", "2026-03-13"),
            ("下下周一", "2026-03-23"),
            ("星期天", "2026-03-15"),
            ("禮拜三", "2026-03-18"),
            ("3/12", "2026-03-12"),
            ("3/10", "2027-03-10"),
            ("３／１２", "2026-03-12"),
            ("3月12日", "2026-03-12"),
            ("三月十二号", "2026-03-12"),
            ("12日", "2026-03-12"),
            ("10号", "2026-04-10"),
            ("31日", "2026-03-31"),
            ("2026-03-12", "2026-03-12"),
            ("2026/3/12", "2026-03-12"),
            ("2026年3月12日", "2026-03-12"),
            ("20260312", "2026-03-12"),
            ("12 Mar", "2026-03-12"),
            ("March 12th, 2027", "2027-03-12"),
        ] {
            assert_eq!(parse_day(text, day(TODAY), Bias::Future), Ok(day(expected)), "{text}");
        }
    }

    #[test]
    fn what_has_happened_looks_back() {
        for (text, expected) in [
            ("3/10", "2026-03-10"),
            ("1/15", "2026-01-15"),
            ("11/12", "2025-11-12"),
            ("5/1", "2026-05-01"),
            ("12日", "2026-02-12"),
            ("fri", "2026-03-06"),
        ] {
            assert_eq!(parse_day(text, day(TODAY), Bias::Past), Ok(day(expected)), "{text}");
        }
    }

    #[test]
    fn impossible_days_are_refused_by_name() {
        for text in ["2/30", "2026-02-29", "13/1", "4月31日", "32日", "2/29", "+99999999y"] {
            let problem = parse_day(text, day(TODAY), Bias::Future).unwrap_err();
            assert_eq!(problem, Problem::new("problem-no-such-day").with("text", text));
        }
        for text in ["", "soon", "12", "3/12x", "month", "3/12/2026", "周八", "2026-03"] {
            assert_eq!(parse_day(text, day(TODAY), Bias::Future).unwrap_err().id, "problem-day-unreadable", "{text}");
        }
    }

    #[test]
    fn times_as_people_type_them() {
        for (text, expected) in [
            ("14:30", "14:30:00"),
            ("１４：３０", "14:30:00"),
            ("2pm", "14:00:00"),
            ("12am", "00:00:00"),
            ("12:15 pm", "12:15:00"),
            ("下午2点半", "14:30:00"),
            ("下午兩點一刻", "14:15:00"),
            ("9点", "09:00:00"),
            ("上午十点15分", "10:15:00"),
            ("中午12点", "12:00:00"),
            ("晚上8点", "20:00:00"),
        ] {
            assert_eq!(parse_time(text), Ok(expected.parse().unwrap()), "{text}");
        }
        for text in ["", "9", "25:00", "9:60", "13am", "晚上12点", "2pmx"] {
            assert_eq!(parse_time(text).unwrap_err().id, "problem-time-unreadable", "{text}");
        }
    }

    #[test]
    fn a_day_may_carry_a_time() {
        for (text, expected) in [
            ("tomorrow 2pm", "2026-03-12T14:00:00+08:00"),
            ("明天下午2点半", "2026-03-12T14:30:00+08:00"),
            ("3/12 at 9:05", "2026-03-12T09:05:00+08:00"),
            ("2026-03-12T14:30", "2026-03-12T14:30:00+08:00"),
            ("周五", "2026-03-13"),
            ("14:30", "2026-03-11T14:30:00+08:00"),
            ("now", "2026-03-11T10:00:00+08:00"),
            ("2026-03-12T14:30:00+01:00", "2026-03-12T14:30:00+01:00"),
        ] {
            assert_eq!(parse_when(text, now(), Bias::Future).unwrap().to_string(), expected, "{text}");
        }
        for text in ["", "tomorrow noonish", "tomorrow 9"] {
            assert_eq!(parse_when(text, now(), Bias::Future).unwrap_err().id, "problem-when-not-understood", "{text}");
        }
    }

    #[test]
    fn ranges_end_after_they_begin() {
        for (text, first, last) in [
            ("3/12-3/15", "2026-03-12", "2026-03-15"),
            ("3/12 to 3/15", "2026-03-12", "2026-03-15"),
            ("3/12-15", "2026-03-12", "2026-03-15"),
            ("3月12日至15日", "2026-03-12", "2026-03-15"),
            ("fri-sun", "2026-03-13", "2026-03-15"),
            ("明天到后天", "2026-03-12", "2026-03-13"),
            ("12/30-1/2", "2026-12-30", "2027-01-02"),
            ("2026-03-12~2026-03-15", "2026-03-12", "2026-03-15"),
            ("2026-03-12-2026-03-15", "2026-03-12", "2026-03-15"),
            ("fri", "2026-03-13", "2026-03-13"),
            ("next week", "2026-03-16", "2026-03-22"),
            ("本月", "2026-03-01", "2026-03-31"),
        ] {
            assert_eq!(parse_range(text, day(TODAY), Bias::Future), Ok((day(first), day(last))), "{text}");
        }
        let id = |text| parse_range(text, day(TODAY), Bias::Future).unwrap_err().id;
        assert_eq!(id("2026-03-15 to 2026-03-12"), "problem-range-backwards");
        assert_eq!(id("3/12 and 3/15"), "problem-range-unreadable");
        assert_eq!(id("2/30-3/2"), "problem-no-such-day");
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(text in "[0-9+\\-/:.年月日周下上天后前个一十 admnextwkyfri]{0,16}") {
            for bias in [Bias::Future, Bias::Past] {
                for today in [day(TODAY), NaiveDate::MIN, NaiveDate::MAX] {
                    let _ = (parse_day(&text, today, bias), parse_range(&text, today, bias));
                }
                let _ = (parse_when(&text, now(), bias), parse_time(&text));
            }
        }

        #[test]
        fn a_date_with_a_year_is_itself(offset in 0u64..100_000, bias in prop_oneof![Just(Bias::Future), Just(Bias::Past)]) {
            let date = day("1900-01-01") + Days::new(offset);
            for text in [date.to_string(), date.format("%Y/%-m/%-d").to_string(), date.format("%Y年%-m月%-d日").to_string()] {
                prop_assert_eq!(parse_day(&text, day(TODAY), bias), Ok(date));
            }
        }
    }
}
