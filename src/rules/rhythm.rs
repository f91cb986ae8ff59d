//! The rhythm in which somebody orders, and how far the present silence is out of it.
//!
//! With the gaps between orders, L = days since the last order ÷ mean gap, and z = (days − mean) ÷ standard deviation of
//! the sample.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_decimal::Decimal;

use crate::edit::Room;
use crate::model::{Id, Period, PeriodKey, Receivable};

/// From these on the silence is worth a look; both must be reached.
const WATCH: (f64, f64) = (1.0, 1.0);
/// From these on it is an alarm; both must be reached.
const ALARM: (f64, f64) = (2.0, 3.0);
/// However regular somebody is, a day sooner or later says nothing.
const LEAST_DEVIATION: f64 = 1.0;

/// How worrying something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// As always.
    Calm,
    /// Worth a look.
    Watch,
    /// Something is wrong.
    Alarm,
}

impl Level {
    /// The code; the label is `level-…`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Watch => "watch",
            Self::Alarm => "alarm",
        }
    }
}

/// A rhythm, and where it stands today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rhythm {
    /// The last order.
    pub last: NaiveDate,
    /// Days since then.
    pub days: i64,
    /// The mean gap, in days.
    pub mean: f64,
    /// Standard deviation of the gaps, as of a sample.
    pub sd: f64,
    /// Days ÷ mean.
    pub l: f64,
    /// How many deviations the silence is above the mean.
    pub z: f64,
}

impl Rhythm {
    /// The rhythm of orders on these days; orders to come do not count. Three on different days are the fewest that
    /// make one.
    pub fn of(orders: impl IntoIterator<Item = NaiveDate>, today: NaiveDate) -> Option<Self> {
        let days: Vec<NaiveDate> =
            orders.into_iter().filter(|day| *day <= today).collect::<BTreeSet<_>>().into_iter().collect();
        let pairs = days.iter().zip(days.iter().skip(1));
        let gaps: Vec<f64> = pairs.map(|(one, next)| (*next - *one).num_days() as f64).collect();
        if gaps.len() < 2 {
            return None;
        }
        let last = *days.last()?;
        let count = gaps.len() as f64;
        let mean = gaps.iter().sum::<f64>() / count;
        let sd = (gaps.iter().map(|gap| (gap - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt();
        let days = (today - last).num_days();
        let (l, z) = (days as f64 / mean, (days as f64 - mean) / sd.max(LEAST_DEVIATION));
        Some(Self { last, days, mean, sd, l, z })
    }

    /// How worrying the silence is.
    pub fn level(&self) -> Level {
        let reaches = |(l, z): (f64, f64)| self.l >= l && self.z >= z;
        if reaches(ALARM) {
            Level::Alarm
        } else if reaches(WATCH) {
            Level::Watch
        } else {
            Level::Calm
        }
    }
}

/// The rhythm of an account: of its invoices, or where there are too few, of the months in which it ordered, which are
/// told only when they are over.
pub fn of_account(room: &Room, account: Id, now: DateTime<FixedOffset>) -> Option<Rhythm> {
    let today = now.date_naive();
    let invoices = room.linked::<Receivable>(account).filter(|invoice| invoice.account == account);
    Rhythm::of(invoices.filter_map(|invoice| invoice.issued), today).or_else(|| {
        let periods = room.linked::<Period>(account).filter(|period| period.account == account);
        let ordered = |period: &&Period| {
            let sold = period.sales.as_ref().is_some_and(|sales| sales.amount > Decimal::ZERO);
            period.orders.map_or(sold, |orders| orders > 0)
        };
        let months = periods.filter(ordered).filter_map(|period| period.period).filter(|key| !key.is_quarter());
        // A month that is not over does not count yet.
        Rhythm::of(months.map(PeriodKey::last_day), today)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn orders() -> [NaiveDate; 5] {
        ["2026-01-10", "2026-02-12", "2026-03-09", "2026-04-15", "2026-05-12"].map(day)
    }

    fn hundredths(value: f64) -> i64 {
        (value * 100.0).round() as i64
    }

    #[test]
    fn the_silence_is_held_against_the_rhythm() {
        let june = Rhythm::of(orders(), day("2026-06-20")).unwrap();
        assert_eq!([june.mean, june.sd, june.l, june.z].map(hundredths), [3050, 551, 128, 154]);
        assert_eq!((june.days, june.level()), (39, Level::Watch));
        let august = Rhythm::of(orders(), day("2026-08-01")).unwrap();
        assert_eq!([august.l, august.z].map(hundredths), [266, 917]);
        assert_eq!((august.days, august.level()), (81, Level::Alarm));
        assert_eq!(Rhythm::of(orders(), day("2026-06-01")).unwrap().level(), Level::Calm);
    }

    #[test]
    fn two_gaps_make_a_rhythm_and_orders_to_come_do_not() {
        let [first, second, third, ..] = orders();
        assert_eq!(Rhythm::of([first, second, second], day("2026-06-20")), None);
        assert_eq!(Rhythm::of([first, second, third], day("2026-03-01")), None);
        assert!(Rhythm::of([third, first, second], day("2026-06-20")).is_some());
    }

    #[test]
    fn a_metronome_is_not_alarmed_by_a_day() {
        let days = ["2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31"].map(day);
        assert_eq!(Rhythm::of(days, day("2026-02-10")).unwrap().level(), Level::Calm);
        assert_eq!(Rhythm::of(days, day("2026-02-12")).unwrap().level(), Level::Watch);
        assert_eq!(Rhythm::of(days, day("2026-02-20")).unwrap().level(), Level::Alarm);
    }

    #[test]
    fn invoices_tell_more_than_months() {
        let invoice = |nth: usize, day: NaiveDate| {
            let fields =
                json!({"account": "@a", "number": nth.to_string(), "amount": "1", "currency": "CNY", "issued": day});
            (Kind::Receivable, format!("i{nth}"), fields)
        };
        let month = |key: &str, orders: i64| {
            (Kind::Period, key.to_string(), json!({"account": "@a", "period": key, "orders": orders}))
        };
        let account = || (Kind::Account, "a".to_string(), json!({"name": "A"}));
        let built = |records: Vec<(Kind, String, serde_json::Value)>| {
            let records: Vec<_> =
                records.iter().map(|(kind, name, fields)| (*kind, name.as_str(), fields.clone())).collect();
            of_account(&room(&records), id("a"), "2026-06-20T09:00:00+08:00".parse().unwrap())
        };
        let months = || [month("2026-01", 2), month("2026-02", 1), month("2026-03", 0), month("2026-04", 1)];
        let by_month = built([account()].into_iter().chain(months()).collect()).unwrap();
        assert_eq!((by_month.last, by_month.mean), (day("2026-04-30"), 44.5));
        let invoices = orders().into_iter().enumerate().map(|(nth, day)| invoice(nth, day));
        let by_invoice = built([account()].into_iter().chain(months()).chain(invoices).collect()).unwrap();
        assert_eq!(hundredths(by_invoice.mean), 3050);
        assert_eq!(built(vec![account()]), None);
    }

    proptest! {
        #[test]
        fn it_worries_no_less_tomorrow(gaps in prop::collection::vec(1_i64..60, 2..12), wait in 0_i64..200) {
            let mut at = day("2024-02-28");
            let mut days = vec![at];
            for gap in gaps {
                at += chrono::TimeDelta::days(gap);
                days.push(at);
            }
            let on = |days: &[NaiveDate], wait| Rhythm::of(days.iter().copied(), at + chrono::TimeDelta::days(wait)).unwrap();
            let (today, tomorrow) = (on(&days, wait), on(&days, wait + 1));
            prop_assert!(tomorrow.l > today.l && tomorrow.z > today.z && tomorrow.level() >= today.level());
            prop_assert!(today.sd.is_finite() && today.z.is_finite());
        }
    }
}
