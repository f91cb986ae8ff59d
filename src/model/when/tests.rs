//! What is written is read back, in order, and nothing impossible is.

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn when(text: &str) -> When {
    text.parse().unwrap()
}

#[test]
fn a_moment_keeps_its_offset_and_its_own_day() {
    let late = when("2026-03-12T01:30:00+08:00");
    assert_eq!(late.to_string(), "2026-03-12T01:30:00+08:00");
    assert_eq!(late.day(), day("2026-03-12"));
    assert_eq!(late.instant(Utc.fix()).to_rfc3339(), "2026-03-11T17:30:00+00:00");
    assert_eq!(when("2026-03-12T01:30+08:00"), late);
}

#[test]
fn a_day_spans_from_midnight_to_midnight_of_the_given_offset() {
    let china = FixedOffset::east_opt(8 * 3600).unwrap();
    let it = when("2026-03-12");
    assert_eq!(it.instant(china).to_rfc3339(), "2026-03-11T16:00:00+00:00");
    assert_eq!((it.end_instant(china) - it.instant(china)).num_hours(), 24);
}

#[test]
fn order_is_by_instant_with_the_day_first() {
    let sorted = ["2026-03-12T00:30:00+08:00", "2026-03-12", "2026-03-12T00:00:00Z", "2026-03-12T09:00:00+08:00"];
    assert!(sorted.map(when).is_sorted_by(|a, b| a < b));
    assert_eq!(when("2026-03-12T08:00:00+08:00"), when("2026-03-12T00:00:00Z"));
}

#[test]
fn anniversaries_read_and_write_every_form() {
    for text in ["1962-05-12", "05-12", "02-29", "lunar:05-05", "lunar:05-30-leap", "lunar:1962-05-05"] {
        assert_eq!(text.parse::<Anniversary>().unwrap().to_string(), text);
    }
    for text in ["", "13-01", "04-31", "2025-02-29", "05-12-leap", "lunar:05-31", "lunar:13-01", "+5-12", "1-2-3-4"] {
        assert_eq!(text.parse::<Anniversary>().unwrap_err().id, "problem-anniversary-unreadable", "{text}");
    }
}

#[test]
fn periods_know_their_days_and_neighbours() {
    let key = |text: &str| text.parse::<PeriodKey>().unwrap();
    let quarter = key("2026Q3");
    assert_eq!((quarter.first_day(), quarter.last_day()), (day("2026-07-01"), day("2026-09-30")));
    assert_eq!((quarter.previous(), key("2026-01").previous()), (key("2026Q2"), key("2025-12")));
    assert_eq!(key("2024-02").last_day(), day("2024-02-29"));
    assert_eq!(PeriodKey::quarter_of(day("2026-12-31")), key("2026Q4"));
    assert!([key("2026-06"), key("2026-07"), quarter, key("2026-08")].is_sorted());
    for text in ["2026", "2026-13", "2026Q5", "2026Q0", "26-01", "2026-+1"] {
        assert!(text.parse::<PeriodKey>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn moments_survive_json(seconds in -2_000_000_000i64..7_000_000_000, minutes in -720i32..840, nanos in 0u32..1000) {
        let offset = FixedOffset::east_opt(minutes * 60).unwrap();
        let moment = When::from(DateTime::from_timestamp(seconds, nanos * 1_000_000).unwrap().with_timezone(&offset));
        let back: When = serde_json::from_value(serde_json::to_value(moment).unwrap()).unwrap();
        prop_assert_eq!(back.to_string(), moment.to_string());
        prop_assert_eq!(back, moment);
        prop_assert_eq!(back.day(), moment.day());
    }

    #[test]
    fn days_and_periods_survive_json(days in 0u64..200_000) {
        let day = day("1700-01-01") + Days::new(days);
        let (month, quarter) = (PeriodKey::month_of(day), PeriodKey::quarter_of(day));
        let json = serde_json::to_string(&(When::Day(day), month, quarter)).unwrap();
        prop_assert_eq!(serde_json::from_str::<(When, PeriodKey, PeriodKey)>(&json).unwrap(), (When::Day(day), month, quarter));
        prop_assert!(quarter.first_day() <= month.first_day() && month.last_day() <= quarter.last_day());
        prop_assert_eq!((month.next().previous(), quarter.previous().next()), (month, quarter));
    }

    #[test]
    fn anniversaries_survive_json(year in proptest::option::of(1i32..9999), month in 1u32..=12, day in 1u32..=30, leap: bool) {
        let it = Anniversary::Lunar { year, month, day, leap };
        let json = serde_json::to_string(&it).unwrap();
        prop_assert_eq!(serde_json::from_str::<Anniversary>(&json).unwrap(), it);
    }

    #[test]
    fn nothing_typed_panics(text in "\\PC{0,20}") {
        let _ = (text.parse::<When>(), text.parse::<Anniversary>(), text.parse::<PeriodKey>());
    }
}
