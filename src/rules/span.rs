//! A stretch of full months, and an account's figures in it.

use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate};

use crate::edit::Room;
use crate::model::{Id, Period, PeriodKey, Problem};

/// Full months, from the first day of one to the last day of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
}

impl Span {
    /// The last twelve full months.
    pub fn year(now: DateTime<FixedOffset>) -> Self {
        let end = PeriodKey::month_of(now.date_naive()).first_day();
        Self::months(end.checked_sub_months(Months::new(12)).unwrap_or(end), 12)
    }

    /// Reads a month (`2026-09`), a quarter (`2026Q3`) or a year (`2026`).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let unreadable = || Problem::new("problem-span-unreadable").with("text", text);
        let text = text.trim();
        if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let year = text.parse().map_err(|_| unreadable())?;
            return NaiveDate::from_ymd_opt(year, 1, 1).map(|first| Self::months(first, 12)).ok_or_else(unreadable);
        }
        let key: PeriodKey = text.parse().map_err(|_| unreadable())?;
        Ok(Self { first: key.first_day(), last: key.last_day() })
    }

    /// As many months just before it.
    #[must_use]
    pub fn before(self) -> Self {
        let number = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
        let count = u32::try_from(number(self.last) - number(self.first) + 1).unwrap_or(1);
        let first = self.first.checked_sub_months(Months::new(count)).unwrap_or(self.first);
        Self { first, last: self.first.pred_opt().unwrap_or(self.first) }
    }

    /// Whether it holds all of a period.
    pub fn holds(self, key: PeriodKey) -> bool {
        key.first_day() >= self.first && key.last_day() <= self.last
    }

    fn months(first: NaiveDate, count: u32) -> Self {
        let end = first.checked_add_months(Months::new(count)).and_then(|end| end.pred_opt());
        Self { first, last: end.unwrap_or(first) }
    }
}

/// The periods of an account within a span, oldest first. A quarter counts only where none of its months is known, so
/// that nothing counts twice.
pub fn periods(room: &Room, account: Id, span: Span) -> Vec<&Period> {
    let mut found: Vec<(PeriodKey, &Period)> = room
        .linked::<Period>(account)
        .filter_map(|period| Some((period.period?, period)))
        .filter(|(key, _)| span.holds(*key))
        .collect();
    found.sort_by_key(|(key, period)| (*key, period.id));
    told_once(found, |(key, _)| *key).map(|(_, period)| period).collect()
}

/// Those of an account's periods that count, in the order given: a quarter does not where one of its months is told.
pub(super) fn told_once<T>(all: Vec<T>, key: impl Fn(&T) -> PeriodKey) -> impl Iterator<Item = T> {
    let months: Vec<NaiveDate> =
        all.iter().map(&key).filter(|key| !key.is_quarter()).map(PeriodKey::first_day).collect();
    let told = move |key: PeriodKey| months.iter().any(|month| (key.first_day()..=key.last_day()).contains(month));
    all.into_iter().filter(move |one| !key(one).is_quarter() || !told(key(one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(span: Span) -> String {
        format!("{} {}", span.first, span.last)
    }

    #[test]
    fn spans_are_full_months() {
        let year = |now: &str| told(Span::year(now.parse().unwrap()));
        assert_eq!(year("2026-10-20T09:00:00+08:00"), "2025-10-01 2026-09-30");
        assert_eq!(year("2025-03-01T00:00:00+08:00"), "2024-03-01 2025-02-28");
        let read = |text: &str| Span::parse(text).map(told).unwrap_or_default();
        assert_eq!(read("2024-02"), "2024-02-01 2024-02-29");
        assert_eq!(read("2026Q4"), "2026-10-01 2026-12-31");
        assert_eq!(read(" 2026 "), "2026-01-01 2026-12-31");
        for text in ["", "26", "2026-13", "2026Q5", "last year", "+026"] {
            assert_eq!(Span::parse(text).unwrap_err().id, "problem-span-unreadable", "{text}");
        }
    }

    #[test]
    fn before_a_span_comes_one_as_long() {
        let before = |text: &str| told(Span::parse(text).unwrap().before());
        assert_eq!(before("2026-03"), "2026-02-01 2026-02-28");
        assert_eq!(before("2026Q1"), "2025-10-01 2025-12-31");
        assert_eq!(before("2025"), "2024-01-01 2024-12-31");
    }
}
