//! What people type where a day, a time or a range is asked for: `fri`, `+3d`, `3/12`, `下周三下午2点半`.
//!
//! Only reading lives here; how dates are stored is `when`'s business.

mod hour;
mod scan;
mod stretch;
mod yearly;

use chrono::{DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveTime, TimeDelta, Weekday};

use self::hour::time;
use self::scan::{Scan, fold};
pub use self::stretch::{Point, Stretch, stretch};
pub use self::yearly::parse_anniversary;
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
    /// A day of this month, or of one so many months away.
    DayOf {
        months: i64,
        day: u32,
    },
}

impl Shape {
    const fn days(count: i64) -> Self {
        Self::Shift { count, unit: Unit::Day }
    }

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
            Self::DayOf { months, day } => shift_months(today.with_day(1)?, months)?.with_day(day),
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
    named(scan)
        .or_else(|| signed(scan))
        .or_else(|| counted(scan))
        .or_else(|| weekday(scan))
        .or_else(|| of_month(scan))
        .or_else(|| date(scan))
}

/// `本月25号`, `下个月3日`.
fn of_month(scan: Scan) -> Read<Shape> {
    let (months, rest) = scan.word(&WEEKS)?;
    let (day, rest) = rest.eat(&["月"])?.number()?;
    Some((Shape::DayOf { months, day }, rest.eat(&DAY)?))
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
    Some((Shape::days(count), rest))
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

const AWAY: [(&str, i64); 10] = [
    ("后", 1),
    ("以后", 1),
    ("之后", 1),
    ("内", 1),
    ("以内", 1),
    ("之内", 1),
    ("前", -1),
    ("以前", -1),
    ("之前", -1),
    ("ago", -1),
];

/// Numbers in English words, as far as people count days and weeks in them.
const NUMBERS: [(&str, u32); 12] = [
    ("a couple of", 2),
    ("an", 1),
    ("a", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("ten", 10),
];

/// `3天后`, `3天内`, `两周前`, `in 3 days`, `3 days ago`.
fn counted(scan: Scan) -> Read<Shape> {
    let ahead = scan.eat(&["in", "within"]);
    let rest = ahead.unwrap_or(scan);
    let (count, rest) = rest.number().or_else(|| rest.word(&NUMBERS))?;
    let (unit, rest) = rest.word(&UNITS)?;
    let (sign, rest) = match ahead {
        Some(_) => (1, rest),
        None => rest.word(&AWAY)?,
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
    if let Some(rest) = rest.eat(&DAY).or_else(|| rest.eat(&["st", "nd", "rd", "th"])) {
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
mod tests;
