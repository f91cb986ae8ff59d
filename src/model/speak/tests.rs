//! Days, times and ranges as people type them, on a Wednesday in March.

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
