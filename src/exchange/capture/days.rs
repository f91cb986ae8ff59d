//! When: days, times and stretches of them in a line, festivals among them, and which of them begins and which ends.

use std::ops::Range;

use chrono::{Days, Months, NaiveDate};

use super::line::Line;
use crate::model::near::is_slip;
use crate::model::speak::{self, Bias, Point, Stretch};
use crate::model::{Anniversary, Problem};
use crate::rules::Terms;
use crate::rules::lunar::next_anniversary;
use crate::rules::workday::Calendar;

/// A day, a time or a stretch of them, as it stands in the line.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Where.
    pub(super) at: Range<usize>,
    /// What it says.
    pub(super) stretch: Stretch,
    /// Whether it says when something ends: `30号回`, `back 5 Nov`.
    pub(super) ends: bool,
    /// Whether it is said that it is before or about that: `周五前`, `10/28 前后`.
    pub(super) loose: bool,
}

/// Everything a line says about when.
#[derive(Debug, Default)]
pub(super) struct When {
    /// In the order of the line.
    pub(super) pieces: Vec<Piece>,
    /// What looked like a day and cannot be one.
    pub(super) wrong: Option<(String, Problem)>,
}

const BEFORE: [&str; 35] = [
    "on the",
    "from the",
    "back on the",
    "back the",
    "returning on",
    "returning on the",
    "return on",
    "return",
    "home on",
    "home on the",
    "home",
    "for the",
    "the",
    "by the",
    "before the",
    "on",
    "at",
    "by",
    "before",
    "from",
    "due",
    "until",
    "till",
    "于",
    "在",
    "从",
    "自",
    "截止",
    "截至",
    "最迟",
    "到",
    "至",
    "back",
    "back on",
    "returning",
];

const AFTER: [&str; 12] = ["返程", "前后", "前", "之前", "以前", "回来", "回", "返回", "返", "左右", "的", "内"];

/// Words before and after a day that say that it ends something.
const ENDS: ([&str; 20], [&str; 5]) = (
    [
        "back",
        "back on",
        "back on the",
        "back the",
        "back by",
        "returning",
        "returning on",
        "returning on the",
        "return on",
        "return",
        "returns",
        "home on",
        "home on the",
        "home",
        "until",
        "till",
        "返回",
        "至",
        "到",
        "返程",
    ],
    ["回来", "回", "返回", "返", "返程"],
);

/// Words before and after a day that say that it is not the day itself.
const LOOSE: ([&str; 6], [&str; 8]) = (
    ["before", "before the", "about", "around", "by", "大约"],
    ["前", "之前", "以前", "前后", "左右", "上下", "or so", "or thereabouts"],
);

/// Days that were lately: said without a year, they are as likely meant as those of next year.
pub(super) const LATELY: i64 = 60;
/// The same of days said without a month.
const LATELY_MONTHLY: i64 = 10;
/// No journey and no task goes on for so many days without a year being said.
pub(super) const LONGEST: i64 = 180;

/// Parts of a day.
const PARTS: [&str; 13] =
    ["一早", "早上", "上午", "中午", "下午", "傍晚", "晚上", "深夜", "早", "晚", "morning", "afternoon", "evening"];

impl When {
    /// Reads and claims every day and time.
    pub(super) fn of(line: &mut Line, today: NaiveDate, bias: Bias, terms: &Terms) -> Self {
        let mut when = Self::default();
        for at in line.starts() {
            if !line.is_free(at) || inside_number(line, at) {
                continue;
            }
            let free = line.free(at);
            let Some((stretch, len)) = read(&free, today, bias, terms).or_else(|| misspelt(line, at, &free)) else {
                continue;
            };
            let range = at..at + len;
            let stretch = match stretch {
                Ok(stretch) => stretch,
                Err(problem) => {
                    when.wrong = Some((line.said(range.clone()), problem));
                    line.claim_with("when", range, &BEFORE, &AFTER);
                    continue;
                }
            };
            // `后天晚上回`: the part of the day stands between the day and what it says of it.
            let said = line.word_after(range.end, &PARTS).map_or(range.end, |part| part.end);
            let ends = line.word_before(at, &ENDS.0).is_some() || line.word_after(said, &ENDS.1).is_some();
            // Who leaves next Monday and is back on Wednesday is back on the Wednesday after that.
            let first = when.pieces.last().and_then(|piece| piece.stretch.from.day);
            let first = first.filter(|_| ends || bias == Bias::Future);
            let again = first.filter(|first| stretch.from.day.is_some_and(|day| day < *first));
            let again = again.and_then(|first| read(&free, first, Bias::Future, terms)?.0.ok());
            let stretch = again.unwrap_or(stretch);
            let stretch = this_year(&line.said(range.clone()), stretch, today);
            let loose = line.word_after(range.end, &LOOSE.1).is_some() || line.word_before(at, &LOOSE.0).is_some();
            if let Some(last) = when.pieces.last_mut().filter(|_| !ends)
                && goes_on(line, last, &range, stretch)
            {
                line.use_up(last.at.end..range.start);
                (last.stretch.to, last.at.end) = (Some(stretch.from), range.end);
                line.claim_with("when", range, &BEFORE, &AFTER);
                continue;
            }
            when.pieces.push(Piece { at: range.clone(), stretch, ends, loose });
            // `明早`: the day is understood, the part of the day is not, and is kept with it.
            if !matches!(line.char(range.end), Some('早' | '晚')) {
                line.claim_with("when", range, &BEFORE, &AFTER);
            }
            if said > at + len && ends {
                line.word_after(said, &AFTER).into_iter().for_each(|word| line.use_up(word));
            }
        }
        when
    }

    /// Where it begins and ends; days and times that stand apart are put together.
    pub(super) fn bounds(&self) -> (Option<Point>, Option<Point>) {
        let (mut from, mut to): (Option<Point>, Option<Point>) = (None, None);
        for piece in &self.pieces {
            let Stretch { from: first, to: last, .. } = piece.stretch;
            let target = if piece.ends && from.is_some() { &mut to } else { &mut from };
            *target = Some(match *target {
                Some(point) => Point { day: point.day.or(first.day), time: point.time.or(first.time) },
                None => first,
            });
            to = to.or(last);
        }
        (from, to)
    }

    /// The piece of which nobody knows which day it means.
    pub(super) fn vague(&self) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.stretch.vague)
    }

    /// Whether more days stand side by side than a beginning and an end.
    pub(super) fn is_crowded(&self) -> bool {
        let begins = |piece: &&Piece| !piece.ends && piece.stretch.from.day.is_some();
        let times = |piece: &&Piece| !piece.ends && piece.stretch.from.time.is_some();
        self.pieces.iter().filter(begins).count() > 1 || self.pieces.iter().filter(times).count() > 1
    }
}

/// Days by their English names, long enough to be known though a letter is wrong.
const NAMES: [&str; 9] =
    ["tomorrow", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A day with a letter wrong: to take it for a note would put a visit on another day.
fn misspelt(line: &Line, at: usize, free: &str) -> Option<(Result<Stretch, Problem>, usize)> {
    let end = free.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(free.len());
    let word = free.get(..end).filter(|word| NAMES.iter().any(|name| is_slip(word, name)))?;
    // Names of people begin with a capital letter.
    let is_small = line.typed(at).is_some_and(char::is_lowercase);
    let is_whole = line.ends(at + word.len()) && line.char(at + word.len()) != Some('-');
    (is_small && is_whole).then(|| (Err(Problem::new("problem-no-such-day").with("text", word)), word.len()))
}

/// A day without a year that is ahead is taken for this year's where that is under way; where that was lately, or where the
/// end stands before the beginning, nobody can tell which is meant.
fn this_year(said: &str, stretch: Stretch, today: NaiveDate) -> Stretch {
    let figures = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
    let relative = ["年", "next", "下", "+", "in "].into_iter().any(|word| said.to_lowercase().contains(word));
    let numbered = said.contains(|c: char| c.is_ascii_digit());
    let Some(from) = stretch.from.day.filter(|_| numbered && !figures(said) && !relative) else { return stretch };
    let to = stretch.to.and_then(|to| to.day);
    if to.is_some_and(|to| (to - from).num_days() > LONGEST) {
        return Stretch { vague: true, ..stretch };
    }
    // `15号` without a month, a few days past: this month's as well as the next one's.
    let monthly = !said.contains('月') && ["号", "日", "th", "st", "nd", "rd"].iter().any(|mark| said.contains(mark));
    let named = said.chars().filter(char::is_ascii_alphabetic).count() > 2;
    let span = if monthly && !named { 1 } else { 12 };
    let back = |day: NaiveDate| day.checked_sub_months(Months::new(span));
    let Some(was) = back(from)
        .filter(|was| *was < today && (today - *was).num_days() <= if span == 1 { LATELY_MONTHLY } else { LATELY })
    else {
        return stretch;
    };
    match to.and_then(back) {
        Some(end) if end >= today => Stretch {
            from: Point { day: Some(was), ..stretch.from },
            to: stretch.to.map(|to| Point { day: Some(end), ..to }),
            ..stretch
        },
        _ => Stretch { vague: true, ..stretch },
    }
}

/// Whether a day says how long the one before it lasts: `周四周五`, `22号、23号`, `Thu and Fri` are two days on end.
fn goes_on(line: &Line, last: &Piece, next: &Range<usize>, stretch: Stretch) -> bool {
    const JOINS: [&str; 7] = ["", "、", "和", "及", ",", "and", "&"];
    let between = line.said(last.at.end..next.start);
    let (Some(day), Some(then)) = (last.stretch.from.day, stretch.from.day) else { return false };
    let bare = |stretch: Stretch| stretch.to.is_none() && stretch.from.time.is_none() && !stretch.vague;
    let joined = last.at.end <= next.start && JOINS.contains(&between.trim());
    joined && !last.ends && bare(last.stretch) && bare(stretch) && day.succ_opt() == Some(then)
}

fn read(free: &str, today: NaiveDate, bias: Bias, terms: &Terms) -> Option<(Result<Stretch, Problem>, usize)> {
    if let Some((stretch, len)) = festive(free, today, &terms.holidays.calendar("CN")) {
        return Some((Ok(stretch), len));
    }
    // A hyphen parts words; only people who write `-3d` on purpose mean days ago.
    if free.starts_with(['-', '.', '/', ':']) {
        return None;
    }
    let (stretch, taken) = speak::stretch(free, today, bias)?;
    Some((stretch, free.get(..taken)?.chars().count()))
}

/// Whether the digits here go on from a number before them: `1.234`, `10:30`.
fn inside_number(line: &Line, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let digit = |at: usize| line.char(at).is_some_and(|c| c.is_ascii_digit());
    digit(at) && matches!(line.char(before), Some('.' | ':' | '/' | '-')) && before > 0 && digit(before - 1)
}

/// Days that people say by name: solar or lunar month and day.
const FESTIVALS: [(&str, bool, u32, u32); 26] = [
    ("spring festival", true, 1, 1),
    ("chinese new year", true, 1, 1),
    ("lunar new year", true, 1, 1),
    ("mid-autumn festival", true, 8, 15),
    ("mid-autumn", true, 8, 15),
    ("dragon boat festival", true, 5, 5),
    ("national day", false, 10, 1),
    ("labour day", false, 5, 1),
    ("new year's day", false, 1, 1),
    ("new year", false, 1, 1),
    ("christmas", false, 12, 25),
    ("春节", true, 1, 1),
    ("过年", true, 1, 1),
    ("元宵节", true, 1, 15),
    ("元宵", true, 1, 15),
    ("端午节", true, 5, 5),
    ("端午", true, 5, 5),
    ("七夕", true, 7, 7),
    ("中秋节", true, 8, 15),
    ("中秋", true, 8, 15),
    ("重阳", true, 9, 9),
    ("国庆节", false, 10, 1),
    ("国庆", false, 10, 1),
    ("五一", false, 5, 1),
    ("元旦", false, 1, 1),
    ("圣诞", false, 12, 25),
];

/// `中秋`, `春节前`, `国庆后第一天`, `before christmas` (its `before` stays a word of its own).
fn festive(text: &str, today: NaiveDate, calendar: &Calendar) -> Option<(Stretch, usize)> {
    let lead = ["the first day after ", "first day after ", "day after ", "after ", "before ", "by "];
    let lead = lead.into_iter().find(|lead| text.starts_with(lead)).unwrap_or_default();
    let text = text.strip_prefix(lead)?;
    let (name, lunar, month, day) = FESTIVALS.into_iter().find(|(name, ..)| text.starts_with(name))?;
    let rest = text.strip_prefix(name)?;
    if name.is_ascii() && rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let anniversary = if lunar {
        Anniversary::Lunar { year: None, month, day, leap: false }
    } else {
        Anniversary::Solar { year: None, month, day }
    };
    let feast = next_anniversary(anniversary, today)?;
    let known = calendar.missing_years(feast..=feast).is_empty();
    let off = |day: NaiveDate| calendar.holiday(day).is_some();
    let last_off = feast.iter_days().take_while(|day| *day == feast || off(*day)).last().unwrap_or(feast);
    let first_off =
        std::iter::successors(Some(feast), |day| day.pred_opt().filter(|day| off(*day))).last().unwrap_or(feast);
    let eve = || if known { calendar.add_workdays(first_off, -1) } else { feast - Days::new(1) };
    let (word, number) = after(rest);
    let taken = lead.chars().count() + name.chars().count() + word.chars().count();
    let point = |day| Point { day: Some(day), time: None };
    let (day, vague) = match (lead, word) {
        ("before " | "by ", _) => (eve(), true),
        ("after ", _) => (last_off + Days::new(1), true),
        ("", "") => (feast, false),
        ("", word) if word.ends_with('前') => (eve(), true),
        ("", word) if word.ends_with("前一天") => (first_off - Days::new(1), !known),
        // How long people are off is announced year by year; where it is not known yet, it is asked.
        ("", _) if number.is_none() => (last_off + Days::new(1), true),
        _ => (last_off + Days::new(number.unwrap_or(1)), !known),
    };
    Some((Stretch { from: point(day), to: None, vague }, taken))
}

/// What follows a festival's name and says which day around it is meant, and the number in it.
fn after(rest: &str) -> (&str, Option<u64>) {
    const WORDS: [(&str, Option<u64>); 17] = [
        ("假期后第一天", Some(1)),
        ("后第一个工作日", Some(1)),
        ("节后第一天", Some(1)),
        ("后第一天", Some(1)),
        ("后第二天", Some(2)),
        ("后第三天", Some(3)),
        ("后一天", Some(1)),
        ("前一天", Some(1)),
        ("假期后", None),
        ("假期前", None),
        ("假期", None),
        ("期间", None),
        ("之前", None),
        ("之后", None),
        ("以前", None),
        ("前", None),
        ("后", None),
    ];
    WORDS.into_iter().find(|(word, _)| rest.starts_with(word)).unwrap_or_default()
}

/// Numbers as English spells them, from one on.
const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// How many days somebody stays, claimed: `两天`, `for 3 days`, `住两晚`. Nights are one more day.
pub(super) fn stay(line: &mut Line) -> Option<u64> {
    for at in line.starts() {
        let free = line.free(at);
        let digits = free.chars().take_while(char::is_ascii_digit).count();
        let count = if digits > 0 {
            free.get(..digits)?.parse().ok()
        } else {
            "零一二三四五六七八九十"
                .chars()
                .zip(0u64..)
                .chain([('两', 2), ('兩', 2)])
                .find(|(c, _)| free.starts_with(*c))
                .map(|(_, n)| n)
        };
        let spelt = NUMBERS.iter().zip(1u64..).find(|(word, _)| line.word_at(at, &[**word]).is_some());
        let (count, digits) = match spelt {
            Some((word, count)) => (Some(count), word.len()),
            None => (count, digits),
        };
        let Some(count) = count.filter(|count| (1..=60).contains(count)) else { continue };
        if line.char(at.wrapping_sub(1)) == Some('第') {
            continue;
        }
        let after = at + digits.max(1);
        let unit = line.word_after(after, &["天", "日", "晚", "夜", "day", "days", "night", "nights"]);
        let Some(unit) = unit.filter(|unit| line.word_after(unit.end, &["后", "前", "内", "ago"]).is_none()) else {
            continue;
        };
        let nights = matches!(line.char(unit.start), Some('晚' | '夜' | 'n'));
        line.claim_with("return", at..unit.end, &["for", "住", "待", "呆", "共", "stay", "staying"], &[""; 0]);
        return Some(if nights { count + 1 } else { count });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, today: &str) -> Option<(String, bool, usize)> {
        let (found, len) = festive(text, today.parse().unwrap(), &Calendar::for_country("CN"))?;
        Some((found.from.day?.to_string(), found.vague, len))
    }

    #[test]
    fn festivals_are_days_and_what_is_around_them_is_as_sure_as_the_holiday_table() {
        for (text, today, day, vague, len) in [
            ("中秋去", "2026-08-20", "2026-09-25", false, 2),
            ("国庆后第一天飞", "2026-09-20", "2026-10-08", false, 6),
            ("国庆后第一天飞", "2026-10-20", "2027-10-02", true, 6),
            ("春节前", "2026-01-20", "2026-02-14", true, 3),
            ("春节前", "2026-10-20", "2027-02-05", true, 3),
            ("before christmas", "2026-10-20", "2026-12-24", true, 16),
            ("元旦 北京", "2026-10-20", "2027-01-01", false, 2),
        ] {
            assert_eq!(read(text, today), Some((day.into(), vague, len)), "{text} {today}");
        }
        assert_eq!(read("国道", "2026-10-20"), None);
    }
}
