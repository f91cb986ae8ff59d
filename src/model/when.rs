//! Points in time as records keep them: a day or a moment, a yearly date (solar or lunar), a month or quarter.
//!
//! Each type is one string in files; reading what people *type* lives in `speak`, turning a lunar date into a solar
//! one in `rules::lunar`.

mod strict;

use std::{cmp::Ordering, fmt, str::FromStr};

use chrono::{
    DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveTime, Offset, SecondsFormat, TimeZone, Utc,
};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Problem;

/// A whole day, or a moment that remembers the offset it was written with.
///
/// In files: `2026-03-12`, or RFC 3339 `2026-03-12T14:30:00+08:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// A day wherever it is read.
    Day(NaiveDate),
    /// An instant; two of them are equal when the instants are.
    Moment(DateTime<FixedOffset>),
}

impl When {
    /// The calendar day, in the offset it was written with.
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::Day(day) => *day,
            Self::Moment(moment) => moment.date_naive(),
        }
    }

    /// The instant it begins; a day begins at midnight of `default_offset`.
    pub fn instant(&self, default_offset: FixedOffset) -> DateTime<Utc> {
        match self {
            Self::Day(day) => midnight(*day, default_offset),
            Self::Moment(moment) => moment.to_utc(),
        }
    }

    /// The instant it is over: the next midnight for a day, the same instant for a moment.
    pub fn end_instant(&self, default_offset: FixedOffset) -> DateTime<Utc> {
        match self {
            Self::Day(day) => midnight(day.succ_opt().unwrap_or(*day), default_offset),
            Self::Moment(moment) => moment.to_utc(),
        }
    }

    /// Whether an hour is known.
    pub const fn is_moment(&self) -> bool {
        matches!(self, Self::Moment(_))
    }
}

fn midnight(day: NaiveDate, offset: FixedOffset) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    local.checked_sub_offset(offset).unwrap_or(local).and_utc()
}

/// By instant, days beginning at midnight UTC; a day comes before the moment at its midnight.
impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |when: &Self| (when.instant(Utc.fix()), when.is_moment());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<NaiveDate> for When {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl<Z: TimeZone> From<DateTime<Z>> for When {
    fn from(moment: DateTime<Z>) -> Self {
        Self::Moment(moment.fixed_offset())
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Moment(moment) => f.write_str(&moment.to_rfc3339_opts(SecondsFormat::AutoSi, false)),
        }
    }
}

impl FromStr for When {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        if let Some(when) = strict::when(text.as_bytes()) {
            return Ok(when);
        }
        if let Some(day) = text.parse().ok().filter(|_| digits_first(text) == 4) {
            return Ok(Self::Day(day));
        }
        DateTime::parse_from_rfc3339(text)
            .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"))
            .map(Self::Moment)
            .map_err(|_| Problem::new("problem-when-unreadable").with("text", text))
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = When;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a day or a moment")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<When, E> {
                text.parse().map_err(E::custom)
            }
        }

        from.deserialize_str(Text)
    }
}

/// A date that comes back every year, with the year it began if that is known.
///
/// In files: `1962-05-12`, `05-12`, `lunar:05-05`, `lunar:05-05-leap`, `lunar:1962-05-05`. A leap month may only be
/// claimed for lunar dates; whether a given year has it is a question for `rules::lunar`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Anniversary {
    /// A date of the Gregorian calendar.
    Solar {
        /// The first year, e.g. of birth.
        year: Option<i32>,
        /// 1–12.
        month: u32,
        /// 1–31.
        day: u32,
    },
    /// A date of the Chinese lunar calendar.
    Lunar {
        /// The first lunar year.
        year: Option<i32>,
        /// 1–12.
        month: u32,
        /// 1–30.
        day: u32,
        /// In the leap month that follows the ordinary `month`.
        leap: bool,
    },
}

impl Anniversary {
    /// The year it began, for "turns 60".
    pub const fn year(&self) -> Option<i32> {
        match self {
            Self::Solar { year, .. } | Self::Lunar { year, .. } => *year,
        }
    }

    /// Whether such a day can exist at all (29 February may, 31 April may not).
    pub(super) fn is_possible(&self) -> bool {
        match *self {
            Self::Solar { year, month, day } => NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day).is_some(),
            Self::Lunar { month, day, .. } => (1..=12).contains(&month) && (1..=30).contains(&day),
        }
    }
}

impl fmt::Display for Anniversary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Solar { year, month, day } | Self::Lunar { year, month, day, .. }) = self;
        if matches!(self, Self::Lunar { .. }) {
            f.write_str("lunar:")?;
        }
        if let Some(year) = year {
            write!(f, "{year:04}-")?;
        }
        write!(f, "{month:02}-{day:02}")?;
        if matches!(self, Self::Lunar { leap: true, .. }) {
            f.write_str("-leap")?;
        }
        Ok(())
    }
}

impl FromStr for Anniversary {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        parse_anniversary(text.trim())
            .filter(Self::is_possible)
            .ok_or_else(|| Problem::new("problem-anniversary-unreadable").with("text", text))
    }
}

/// Less than a day, as cards and people write it, with `?` for what is not known: `1975-11` is `1975-11-?`, `--11` is `11-?`,
/// `1975` is `1975-?`.
pub fn half_of_a_day(text: &str) -> Option<String> {
    let month = |text: &str| digits(text).filter(|month| text.len() == 2 && (1..=12).contains(month));
    let year = |text: &str| digits(text).filter(|_| text.len() == 4);
    if let Some(text) = text.strip_prefix("--") {
        return month(text.trim_end_matches('-')).map(|month| format!("{month:02}-?"));
    }
    match text.split_once('-') {
        Some((first, second)) => Some(format!("{:04}-{:02}-?", year(first)?, month(second)?)),
        None => year(text).map(|year| format!("{year:04}-?")),
    }
}

fn parse_anniversary(text: &str) -> Option<Anniversary> {
    let (lunar, rest) = text.strip_prefix("lunar:").map_or((false, text), |rest| (true, rest));
    let (leap, rest) = rest.strip_suffix("-leap").map_or((false, rest), |rest| (true, rest));
    let parts: Vec<u32> = rest.split('-').map(digits).collect::<Option<_>>()?;
    let (year, month, day) = match *parts.as_slice() {
        [month, day] => (None, month, day),
        // A year of two figures is of some century.
        [year @ 1..=9999, month, day] if digits_first(rest) == 4 => (Some(year as i32), month, day),
        _ => return None,
    };
    match (lunar, leap) {
        (true, leap) => Some(Anniversary::Lunar { year, month, day, leap }),
        (false, false) => Some(Anniversary::Solar { year, month, day }),
        (false, true) => None,
    }
}

/// How many digits a text begins with.
fn digits_first(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Digits only: `str::parse` would also take a sign.
fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// A month or a quarter: the key of an account's figures. Ordered by first day, a month before its quarter.
///
/// In files: `2026-09`, `2026Q3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PeriodKey {
    start: NaiveDate,
    span: Span,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Span {
    Month,
    Quarter,
}

impl PeriodKey {
    /// The month that holds `day`.
    pub fn month_of(day: NaiveDate) -> Self {
        Self { start: day - Days::new(day.day0().into()), span: Span::Month }
    }

    /// The quarter that holds `day`.
    pub fn quarter_of(day: NaiveDate) -> Self {
        let start = Self::month_of(day).start - Months::new(day.month0() % 3);
        Self { start, span: Span::Quarter }
    }

    /// Its first day.
    pub const fn first_day(self) -> NaiveDate {
        self.start
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.next().start.pred_opt().unwrap_or(self.start)
    }

    /// The period of the same length just before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self { start: self.start.checked_sub_months(self.months()).unwrap_or(self.start), ..self }
    }

    /// The period of the same length just after.
    #[must_use]
    pub fn next(self) -> Self {
        Self { start: self.start.checked_add_months(self.months()).unwrap_or(self.start), ..self }
    }

    /// Whether it is a quarter rather than a month.
    pub const fn is_quarter(self) -> bool {
        matches!(self.span, Span::Quarter)
    }

    const fn months(self) -> Months {
        match self.span {
            Span::Month => Months::new(1),
            Span::Quarter => Months::new(3),
        }
    }
}

impl fmt::Display for PeriodKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.span {
            Span::Month => write!(f, "{:04}-{:02}", self.start.year(), self.start.month()),
            Span::Quarter => write!(f, "{:04}Q{}", self.start.year(), self.start.month0() / 3 + 1),
        }
    }
}

impl FromStr for PeriodKey {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        parse_period(text.trim()).ok_or_else(|| Problem::new("problem-period-unreadable").with("text", text))
    }
}

fn parse_period(text: &str) -> Option<PeriodKey> {
    let (year, part, span) = match text.split_once(['Q', 'q']) {
        Some((year, quarter)) => (year, quarter, Span::Quarter),
        None => text.split_once('-').map(|(year, month)| (year, month, Span::Month))?,
    };
    let year = digits(year).filter(|year| (1000..=9999).contains(year))?;
    let month = match (span, digits(part)?) {
        (Span::Month, month) => month,
        (Span::Quarter, quarter @ 1..=4) => quarter * 3 - 2,
        (Span::Quarter, _) => return None,
    };
    Some(PeriodKey { start: NaiveDate::from_ymd_opt(year as i32, month, 1)?, span })
}

// serde's `try_from` and `into`: a record's file form is its `Display`.

impl From<When> for String {
    fn from(value: When) -> Self {
        value.to_string()
    }
}

impl TryFrom<String> for When {
    type Error = Problem;

    fn try_from(text: String) -> Result<Self, Problem> {
        text.parse()
    }
}

impl From<Anniversary> for String {
    fn from(value: Anniversary) -> Self {
        value.to_string()
    }
}

impl TryFrom<String> for Anniversary {
    type Error = Problem;

    fn try_from(text: String) -> Result<Self, Problem> {
        text.parse()
    }
}

impl From<PeriodKey> for String {
    fn from(value: PeriodKey) -> Self {
        value.to_string()
    }
}

impl TryFrom<String> for PeriodKey {
    type Error = Problem;

    fn try_from(text: String) -> Result<Self, Problem> {
        text.parse()
    }
}

#[cfg(test)]
mod tests;
