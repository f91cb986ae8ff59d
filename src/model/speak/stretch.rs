//! Days and times in the middle of a sentence: what a text begins with, however it goes on.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike, Weekday};

use super::hour::time;
use super::scan::{Scan, fold};
use super::{Bias, DAY, MONTHS, Problem, Read, Shape, bare_day, choose, impossible, monday, shape, shift_months, span};

/// A day, a time of day, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// The day, where one was said.
    pub day: Option<NaiveDate>,
    /// The time, where one was said.
    pub time: Option<NaiveTime>,
}

/// A point, or the time between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The point, or the first one.
    pub from: Point,
    /// The last one, where there are two.
    pub to: Option<Point>,
    /// Said of a time as a whole (`下周`, `月底`): some day of it is meant, and nobody said which.
    pub vague: bool,
}

/// What a text begins with, and how many bytes of it that takes. `None` where it begins with no day or time; a problem
/// where it begins with a day that cannot be. The text must be in lower case, so that folding keeps its length.
pub fn stretch(text: &str, today: NaiveDate, bias: Bias) -> Option<(Result<Stretch, Problem>, usize)> {
    let folded = fold(text);
    let scan = Scan::new(&folded);
    let (found, rest) =
        days_of_a_month(scan).or_else(|| hours(scan)).or_else(|| between(scan)).or_else(|| some_day(scan, today))?;
    let taken = folded.trim_end().len().checked_sub(rest.len())?;
    let said = text.get(..taken).unwrap_or(text);
    Some((found.resolve(said, today, bias), taken))
}

/// A day and a time as they were said.
type Said = (Option<Shape>, Option<NaiveTime>);

/// Points as they were said.
enum Found {
    Known(Stretch),
    Said { from: Said, to: Option<Said> },
}

impl Found {
    fn resolve(self, said: &str, today: NaiveDate, bias: Bias) -> Result<Stretch, Problem> {
        let (from, to) = match self {
            Self::Known(stretch) => return Ok(stretch),
            Self::Said { from, to } => (from, to),
        };
        let day = |shape: Option<Shape>, anchor, bias| {
            shape.map(|shape| shape.resolve(today, anchor, bias).ok_or_else(|| impossible(said))).transpose()
        };
        let first = Point { day: day(from.0, today, bias)?, time: from.1 };
        let last = match to {
            Some((shape, time)) => Some(Point { day: day(shape, first.day.unwrap_or(today), Bias::Future)?, time }),
            None => None,
        };
        // `下午三点到五点`: the second hour is in the half of the day that the first one said.
        let last = last.map(|last| match (first.time, last.time) {
            (Some(from), Some(to))
                if last.day.is_none()
                    && to < from
                    && to.hour() < 12
                    && to.overflowing_add_signed(TimeDelta::hours(12)).0 > from =>
            {
                Point { time: Some(to.overflowing_add_signed(TimeDelta::hours(12)).0), ..last }
            }
            _ => last,
        });
        match (first.day, last.and_then(|last| last.day)) {
            (Some(first), Some(last)) if last < first => {
                Err(Problem::new("problem-range-backwards").with("first", first).with("last", last))
            }
            _ => Ok(Stretch { from: first, to: last, vague: false }),
        }
    }
}

const TO: [&str; 10] = ["--", "-", "–", "——", "—", "~", "..", "to", "至", "到"];

/// `12-15 mar`, `12到15号`: two days of which only the second says of what.
fn days_of_a_month(scan: Scan) -> Read<Found> {
    let (first, rest) = scan.number()?;
    let rest = rest.eat(&TO)?;
    let (last, rest) = rest.number()?;
    let (month, rest) = match rest.word(&MONTHS) {
        Some((month, rest)) => (Some(month), rest),
        // `10-24日` is the 24th of October.
        None if scan.number()?.1.eat(&["-", "–", "—"]).is_none() => (None, rest.eat(&DAY)?),
        None => return None,
    };
    let date = |day| (Some(Shape::Date { year: None, month, day }), None);
    Some((Found::Said { from: date(first), to: Some(date(last)) }, rest))
}

/// `2-4pm`: two hours of which only the second says of which half of the day.
fn hours(scan: Scan) -> Read<Found> {
    let (first, rest) = scan.number().filter(|(hour, _)| (1..=12).contains(hour))?;
    let rest = rest.eat(&["-", "–", "to"])?;
    let (bare, after) = rest.number()?;
    after.eat(&["am", "pm"])?;
    let (last, rest) = time(rest)?;
    let half = if last.hour() >= 12 && first <= bare && first != 12 { 12 } else { 0 };
    let first = NaiveTime::from_hms_opt(first + half, 0, 0)?;
    Some((Found::Said { from: (None, Some(first)), to: Some((None, Some(last))) }, rest))
}

/// A day with or without a time, a time alone, or two of them.
fn between(scan: Scan) -> Read<Found> {
    let (from, rest) = point(scan)?;
    let second = |rest: Scan<'_>| -> Option<(Said, usize)> {
        let rest = rest.eat(&TO).or_else(|| rest.eat(&["until", "till"]))?;
        if let Some((to, rest)) = point(rest) {
            return Some((to, rest.len()));
        }
        let counts = matches!(from.0, Some(Shape::Date { .. }));
        let (day, rest) = bare_day(rest).filter(|_| counts)?;
        let rest = rest.skip(&DAY);
        (!rest.counts_something()).then_some(((Some(day), None), rest.len()))
    };
    match second(rest) {
        Some((to, left)) => Some((Found::Said { from, to: Some(to) }, rest.last(left))),
        None => Some((Found::Said { from, to: None }, rest)),
    }
}

fn point(scan: Scan) -> Read<Said> {
    let Some((day, rest)) = half_named(scan).or_else(|| shape(scan)) else {
        return time(scan).map(|(time, rest)| ((None, Some(time)), rest));
    };
    match time(rest.skip(&["at", ",", "t", "的"])) {
        Some((time, rest)) => Some(((Some(day), Some(time)), rest)),
        None => Some(((Some(day), None), rest)),
    }
}

/// `今晚`, `明早`: the day; which part of it is said by what follows.
fn half_named(scan: Scan) -> Read<Shape> {
    let (count, rest) = scan.word(&[("今", 0), ("明", 1), ("后", 2), ("昨", -1)])?;
    rest.eat(&["早", "晚"])?;
    Some((Shape::days(count), rest))
}

/// `下周`, `next month`, `月底`.
fn some_day(scan: Scan, today: NaiveDate) -> Read<Found> {
    let known = |first, last: Option<NaiveDate>| {
        let point = |day| Point { day: Some(day), time: None };
        Found::Known(Stretch { from: point(first), to: last.map(point), vague: true })
    };
    let ends = [
        ("下个月底", 1),
        ("下月底", 1),
        ("本月底", 0),
        ("这个月底", 0),
        ("月底", 0),
        ("月末", 0),
        ("end of next month", 1),
    ];
    let ends = scan.word(&ends).or_else(|| {
        let words = ["end of the month", "end of this month", "end of month", "month end", "month-end", "eom"];
        scan.eat(&words).map(|rest| (0, rest))
    });
    if let Some((months, rest)) = ends {
        let next = shift_months(today.with_day(1)?, months + 1)?;
        return Some((known(next.pred_opt()?, None), rest));
    }
    if let Some((last, rest)) = end_of_month(scan, today) {
        return Some((known(last, None), rest));
    }
    if let Some(((first, last), rest)) = part_of_month(scan, today) {
        return Some((known(first, Some(last)), rest));
    }
    let weeks = [
        ("end of next week", 1),
        ("end of this week", 0),
        ("end of the week", 0),
        ("end of week", 0),
        ("late next week", 1),
    ];
    if let Some((weeks, rest)) = scan.word(&weeks) {
        let friday = monday(today)? + TimeDelta::days(weeks * 7 + 4);
        return Some((known(friday, None), rest));
    }
    if let Some(rest) = scan.eat(&["年底", "年末", "今年底", "end of the year", "end of year", "year end"]) {
        return Some((known(NaiveDate::from_ymd_opt(today.year(), 12, 31)?, None), rest));
    }
    if let Some(rest) = scan.eat(&["周末", "本周末", "这周末", "this weekend", "weekend"]) {
        let days = today.iter_days().skip(1);
        let saturday = days.take(7).find(|day| day.weekday() == Weekday::Sat)?;
        return Some((known(saturday, saturday.succ_opt()), rest));
    }
    let ((first, last), rest) = span(scan, today)?;
    Some((known(first, Some(last)), rest))
}

/// `11月底`, `end of november`: the last day of the coming such month.
fn end_of_month(scan: Scan, today: NaiveDate) -> Read<NaiveDate> {
    let (month, rest) = if let Some(rest) = scan.eat(&["end of"]) {
        rest.word(&MONTHS)?
    } else {
        let (month, rest) = scan.number()?;
        (month, rest.eat(&["月底", "月末"])?)
    };
    let lasts = (0..=1).filter_map(|years| {
        let first = NaiveDate::from_ymd_opt(today.year() + years, month, 1)?;
        shift_months(first, 1)?.pred_opt()
    });
    Some((choose(lasts, today, Bias::Future)?, rest))
}

/// `12月初`, `下月中旬`, `early november`, `mid-november`: ten days of the coming such month.
fn part_of_month(scan: Scan, today: NaiveDate) -> Read<(NaiveDate, NaiveDate)> {
    const PARTS: [(&str, u32); 9] = [
        ("初", 1),
        ("上旬", 1),
        ("中旬", 11),
        ("中", 11),
        ("下旬", 21),
        ("early", 1),
        ("mid-", 11),
        ("mid", 11),
        ("late", 21),
    ];
    let month = |month| {
        let firsts = (0..=1).filter_map(|years| NaiveDate::from_ymd_opt(today.year() + years, month, 1));
        firsts.into_iter().find(|first| shift_months(*first, 1).is_some_and(|next| next > today))
    };
    let chinese = || {
        let said = scan.word(&[("下个月", 1), ("下月", 1), ("这个月", 0), ("本月", 0)]);
        let (first, rest) = if let Some((months, rest)) = said {
            (shift_months(today.with_day(1)?, months)?, rest)
        } else {
            let (number, rest) = scan.number()?;
            (month(number)?, rest.eat(&["月"])?)
        };
        let (day, rest) = rest.word(&PARTS)?;
        Some((first, day, rest))
    };
    let english = || {
        let (day, rest) = scan.word(&PARTS)?;
        let (number, rest) = rest.word(&MONTHS)?;
        Some((month(number)?, day, rest))
    };
    let (first, day, rest) = chinese().or_else(english)?;
    let last = if day > 20 { shift_months(first, 1)?.pred_opt()? } else { first.with_day(day + 9)? };
    Some(((first.with_day(day)?, last), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, bias: Bias) -> Option<(String, &str)> {
        let today = "2026-10-20".parse().unwrap();
        let (found, taken) = stretch(text, today, bias)?;
        let point = |point: Point| {
            let day = point.day.map(|day| day.format("%m-%d").to_string());
            let time = point.time.map(|time| time.format("%H:%M").to_string());
            day.into_iter().chain(time).collect::<Vec<_>>().join(" ")
        };
        let shown = match found {
            Ok(found) => {
                let to = found.to.map(|to| format!(" – {}", point(to))).unwrap_or_default();
                format!("{}{to}{}", point(found.from), if found.vague { " ?" } else { "" })
            }
            Err(problem) => problem.id.to_owned(),
        };
        Some((shown, text.get(taken..)?))
    }

    #[test]
    fn a_sentence_begins_with_a_day_a_time_or_a_stretch_of_them() {
        for (text, shown, rest) in [
            ("下周三去北京", "10-28", "去北京"),
            ("下周三到周五去北京", "10-28 – 10-30", "去北京"),
            ("周三到北京", "10-21", "到北京"),
            ("fri-sun at home", "10-23 – 10-25", " at home"),
            ("fri to beijing", "10-23", " to beijing"),
            ("3/12-3/15 ca1234", "03-12 – 03-15", " ca1234"),
            ("3/12-15去北京", "03-12 – 03-15", "去北京"),
            ("12-15 mar", "03-12 – 03-15", ""),
            ("28 oct - 30 oct lh", "10-28 – 10-30", " lh"),
            ("25日到28号", "10-25 – 10-28", ""),
            ("10-24至10-26", "10-24 – 10-26", ""),
            ("10/23 9:05 ca", "10-23 09:05", " ca"),
            ("下周二14:30-16:00 和", "10-27 14:30 – 16:00", " 和"),
            ("明天下午3点在", "10-21 15:00", "在"),
            ("明早去", "10-21", "早去"),
            ("明早9点去", "10-21 09:00", "去"),
            ("2-4pm", "14:00 – 16:00", ""),
            ("fri 9:30-11:00", "10-23 09:30 – 11:00", ""),
            ("三天内给", "10-23", "给"),
            ("in 2 weeks", "11-03", ""),
            ("下周去", "10-26 – 11-01 ?", "去"),
            ("月底前", "10-31 ?", "前"),
            ("end of month", "10-31 ?", ""),
            ("11月底前", "11-30 ?", "前"),
            ("12月初去", "12-01 – 12-10 ?", "去"),
            ("下月中旬", "11-11 – 11-20 ?", ""),
            ("2月下旬", "02-21 – 02-28 ?", ""),
            ("mid-november", "11-11 – 11-20 ?", ""),
            ("in two weeks", "11-03", ""),
            ("end of next week", "10-30 ?", ""),
            ("end of november", "11-30 ?", ""),
            ("年底", "12-31 ?", ""),
            ("周末去", "10-24 – 10-25 ?", "去"),
            ("下午三点到五点在", "15:00 – 17:00", "在"),
            ("2月30日去", "problem-no-such-day", "去"),
        ] {
            assert_eq!(read(text, Bias::Future), Some((shown.into(), rest)), "{text}");
        }
        assert_eq!(read("周一跟", Bias::Past), Some(("10-19".into(), "跟")));
        for text in ["北京", "5楼", "一盒茶叶", "200元", "sunny", "may be", "1234"] {
            assert_eq!(read(text, Bias::Future), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_no_more_is_taken_than_is_there(text in "[0-9/:.~ 周三五到至月日号天前后内下午点半底明早-]{0,16}") {
            let today = "2026-10-20".parse().unwrap();
            if let Some((_, taken)) = stretch(&text, today, Bias::Future) {
                proptest::prop_assert!(text.is_char_boundary(taken) && taken <= text.len());
            }
        }
    }
}
