//! The Chinese lunar calendar, over `tyme4rs`: lunar dates to solar ones and back, the next birthday, Qingming.
//!
//! Nothing here panics: the crate's constructors do when asked for a leap month a year has not, so the leap month is
//! always asked for first, and years far from ours are refused.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use tyme4rs::tyme::{
    lunar::{LunarDay, LunarMonth, LunarYear},
    solar::{SolarDay, SolarTerm},
};

use crate::model::Anniversary;

/// Lunar years answered for: after the Gregorian reform, before the astronomy grows vague.
const YEARS: RangeInclusive<i32> = 1600..=2400;

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDate {
    /// The lunar year, numbered as the solar year it begins in.
    pub year: i32,
    /// 1–12; the text is `lunar-month-N`.
    pub month: u32,
    /// 1–30; the text is `lunar-day-N`.
    pub day: u32,
    /// In the leap month after the ordinary one.
    pub leap: bool,
}

/// The solar day of a lunar date. The 30th falls to the 29th in a short month, a leap month to the ordinary one in a
/// year that has no such leap month. `None` for a month or day that cannot be, or a year before 1600 or after 2400.
pub fn lunar_to_solar(year: i32, month: u32, day: u32, leap: bool) -> Option<NaiveDate> {
    if !YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    let leap = leap && LunarYear::new(year as isize).ok()?.get_leap_month() == month as usize;
    let signed = if leap { -(month as isize) } else { month as isize };
    let length = LunarMonth::new(year as isize, signed).ok()?.get_day_count();
    let solar = LunarDay::new(year as isize, signed, length.min(day as usize)).ok()?.get_solar_day();
    NaiveDate::from_ymd_opt(solar.get_year() as i32, solar.get_month() as u32, solar.get_day() as u32)
}

/// The first time a lunar month and day come round on or after `from`.
pub fn next_lunar(month: u32, day: u32, leap: bool, from: NaiveDate) -> Option<NaiveDate> {
    // A lunar year ends in the following solar one.
    let years = from.year().checked_sub(1)?..=from.year().checked_add(1)?;
    years.filter_map(|year| lunar_to_solar(year, month, day, leap)).find(|solar| *solar >= from)
}

/// The first time an anniversary comes round on or after `from`, and never before the year it began; 29 February is
/// kept on the 28th in ordinary years.
pub fn next_anniversary(anniversary: Anniversary, from: NaiveDate) -> Option<NaiveDate> {
    match anniversary {
        Anniversary::Lunar { year, month, day, leap } => {
            let first = year.and_then(|year| lunar_to_solar(year, month, day, leap));
            next_lunar(month, day, leap, first.map_or(from, |first| first.max(from)))
        }
        Anniversary::Solar { year, month, day } => {
            let start = year.map_or(from.year(), |year| year.max(from.year()));
            (start..=start.checked_add(1)?)
                .filter_map(|year| {
                    let short = || NaiveDate::from_ymd_opt(year, month, day.checked_sub(1)?);
                    NaiveDate::from_ymd_opt(year, month, day).or_else(short)
                })
                .find(|solar| *solar >= from)
        }
    }
}

/// The lunar date of a solar day between 1601 and 2400.
pub fn lunar_of(date: NaiveDate) -> Option<LunarDate> {
    if date.year() <= *YEARS.start() || date.year() > *YEARS.end() {
        return None;
    }
    let solar = SolarDay::new(date.year() as isize, date.month() as usize, date.day() as usize).ok()?;
    let lunar = solar.get_lunar_day();
    let month = lunar.get_lunar_month();
    Some(LunarDate {
        year: lunar.get_year() as i32,
        month: month.get_month() as u32,
        day: lunar.get_day() as u32,
        leap: month.is_leap(),
    })
}

/// Qingming of a year: solar term 7, counted from the winter solstice (0) before it.
pub fn qingming(year: i32) -> Option<NaiveDate> {
    if !YEARS.contains(&year) {
        return None;
    }
    let solar = SolarTerm::from_index(year as isize, 7).get_julian_day().get_solar_day();
    NaiveDate::from_ymd_opt(solar.get_year() as i32, solar.get_month() as u32, solar.get_day() as u32)
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn new_year_and_mid_autumn() {
        for (year, solar) in [(2026, "2026-02-17"), (2027, "2027-02-06"), (2028, "2028-01-26")] {
            assert_eq!(lunar_to_solar(year, 1, 1, false), Some(day(solar)));
        }
        assert_eq!(lunar_to_solar(2026, 8, 15, false), Some(day("2026-09-25")));
        assert_eq!(lunar_to_solar(2027, 8, 15, false), Some(day("2027-09-15")));
    }

    #[test]
    fn the_years_to_come_are_those_of_the_almanac() {
        // Spring festival, dragon boat, mid-autumn, double ninth.
        for (year, days) in [
            (2026, ["2026-02-17", "2026-06-19", "2026-09-25", "2026-10-18"]),
            (2027, ["2027-02-06", "2027-06-09", "2027-09-15", "2027-10-08"]),
            (2028, ["2028-01-26", "2028-05-28", "2028-10-03", "2028-10-26"]),
            (2029, ["2029-02-13", "2029-06-16", "2029-09-22", "2029-10-16"]),
            (2030, ["2030-02-03", "2030-06-05", "2030-09-12", "2030-10-05"]),
            (2031, ["2031-01-23", "2031-06-24", "2031-10-01", "2031-10-24"]),
            (2032, ["2032-02-11", "2032-06-12", "2032-09-19", "2032-10-12"]),
            (2033, ["2033-01-31", "2033-06-01", "2033-09-08", "2033-10-01"]),
        ] {
            let found = [(1, 1), (5, 5), (8, 15), (9, 9)].map(|(month, day)| lunar_to_solar(year, month, day, false));
            assert_eq!(found, days.map(|text| Some(day(text))), "{year}");
        }
        for (year, month) in [(2025, 6), (2028, 5), (2031, 3), (2033, 11)] {
            let leap = |month| lunar_to_solar(year, month, 1, true) != lunar_to_solar(year, month, 1, false);
            assert_eq!((1..=12).filter(|one| leap(*one)).collect::<Vec<_>>(), [month], "{year}");
        }
        // A birthday in a leap month is kept in it where there is one, else in the ordinary month of that number.
        let kept = |year: i32| lunar_to_solar(year, 5, 10, true).unwrap();
        assert_eq!(lunar_of(kept(2028)), Some(LunarDate { year: 2028, month: 5, day: 10, leap: true }));
        assert_eq!(lunar_of(kept(2029)), Some(LunarDate { year: 2029, month: 5, day: 10, leap: false }));
        // In the year of a leap month, an ordinary birthday is kept once, before it.
        let first = next_lunar(5, 10, false, day("2028-01-01")).unwrap();
        assert!(first < kept(2028) && next_lunar(5, 10, false, first.succ_opt().unwrap()).unwrap() > day("2029-01-01"));
    }

    #[test]
    fn the_thirtieth_falls_to_the_twenty_ninth_in_a_short_month() {
        assert_eq!(lunar_to_solar(2026, 12, 30, false), Some(day("2027-02-05")));
        assert_eq!(next_lunar(12, 30, false, day("2026-06-01")), Some(day("2027-02-05")));
    }

    #[test]
    fn a_leap_month_is_its_own_and_falls_back_where_there_is_none() {
        assert_eq!(lunar_to_solar(2025, 6, 1, false), Some(day("2025-06-25")));
        assert_eq!(lunar_to_solar(2025, 6, 1, true), Some(day("2025-07-25")));
        assert_eq!(lunar_to_solar(2026, 6, 1, true), lunar_to_solar(2026, 6, 1, false));
        assert_eq!(lunar_of(day("2025-07-25")), Some(LunarDate { year: 2025, month: 6, day: 1, leap: true }));
    }

    #[test]
    fn what_cannot_be_is_none() {
        for (year, month, day) in [(2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 31), (99_999, 1, 1), (-5, 1, 1)]
        {
            assert_eq!(lunar_to_solar(year, month, day, true), None);
        }
        assert_eq!((lunar_of(NaiveDate::MAX), next_lunar(1, 1, false, NaiveDate::MIN)), (None, None));
    }

    #[test]
    fn the_next_one_is_today_or_later() {
        assert_eq!(next_lunar(1, 1, false, day("2026-02-17")), Some(day("2026-02-17")));
        assert_eq!(next_lunar(1, 1, false, day("2026-02-18")), Some(day("2027-02-06")));
        assert_eq!(next_lunar(12, 8, false, day("2026-01-01")), Some(day("2026-01-26")));
    }

    #[test]
    fn anniversaries_come_round() {
        let next = |text: &str, from: &str| next_anniversary(text.parse().unwrap(), day(from));
        assert_eq!(next("1964-02-29", "2026-01-01"), Some(day("2026-02-28")));
        assert_eq!(next("02-29", "2027-03-01"), Some(day("2028-02-29")));
        assert_eq!(next("1962-05-12", "2026-05-13"), Some(day("2027-05-12")));
        assert_eq!(next("2030-05-12", "2026-05-13"), Some(day("2030-05-12")));
        assert_eq!(next("lunar:1962-05-05", "2026-01-01"), Some(day("2026-06-19")));
        assert_eq!(next("lunar:06-01-leap", "2025-07-01"), Some(day("2025-07-25")));
    }

    proptest! {
        #[test]
        fn there_and_back(offset in 0u64..280_000) {
            let date = day("1620-01-01") + Days::new(offset);
            let lunar = lunar_of(date).unwrap();
            prop_assert_eq!(lunar_to_solar(lunar.year, lunar.month, lunar.day, lunar.leap), Some(date));
        }
    }
}
