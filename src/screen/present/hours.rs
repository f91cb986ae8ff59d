//! The hours of a journey: on the clocks of the places it leads from and to, and on ours where those differ.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::model::{Travel, When};
use crate::rules::presence::{Clash, Clocks};
use crate::screen::View;

/// An hour, and how many days it is from the one a journey begins on.
fn clock(view: &View, moment: DateTime<FixedOffset>, first: NaiveDate) -> String {
    let days = (moment.date_naive() - first).num_days();
    format!("{}{}", moment.format("%H:%M"), day_mark(view, days))
}

/// How many days later an hour is than the departure, `+1`; earlier over the date line.
pub fn day_mark(view: &View, days: i64) -> String {
    let minus = if view.theme.ascii { "-" } else { "−" };
    match days {
        0 => String::new(),
        1.. => format!("+{days}"),
        _ => format!("{minus}{}", -days),
    }
}

/// How far some clocks are from Greenwich, where they are not ours: ` UTC−7`.
fn offset(view: &View, moment: DateTime<FixedOffset>) -> String {
    if is_ours(view, moment) { String::new() } else { format!(" {}", zone(view, moment)) }
}

/// How far some clocks are from Greenwich: `UTC+5:30`.
pub fn zone(view: &View, moment: DateTime<FixedOffset>) -> String {
    let minutes = moment.offset().local_minus_utc() / 60;
    let sign = match (minutes < 0, view.theme.ascii) {
        (false, _) => "+",
        (true, false) => "−",
        (true, true) => "-",
    };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if rest == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{rest:02}") }
}

/// When something is: `2026-10-20 09:00`, with how far the clocks there are from Greenwich where those at home differ then.
pub fn stamp(view: &View, when: &When) -> String {
    let When::Moment(moment) = when else { return super::moment(when) };
    if is_ours(view, *moment) {
        super::moment(when)
    } else {
        format!("{} {}", super::moment(when), zone(view, *moment))
    }
}

fn ours(view: &View, moment: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    // The same place has other hours in winter; where nobody knows which, ours are those of today.
    view.terms
        .clocks
        .map_or_else(|| moment.with_timezone(view.now.offset()), |zone| moment.with_timezone(&zone).fixed_offset())
}

fn is_ours(view: &View, moment: DateTime<FixedOffset>) -> bool {
    moment.offset() == ours(view, moment).offset()
}

const fn moment(when: Option<When>) -> Option<DateTime<FixedOffset>> {
    match when {
        Some(When::Moment(moment)) => Some(moment),
        _ => None,
    }
}

/// Departure and arrival, `17:00 UTC+9 → 10:05 UTC−7 (16:00 → 01:05+1 here)`, then the way back; empty where no hour
/// is known. A mark says that an hour is of another day than the departure.
pub fn hours(view: &View, clocks: &Clocks) -> String {
    let (depart, arrive, back) = (moment(clocks.depart), moment(clocks.arrive), moment(clocks.back));
    let mut said = Vec::new();
    if let Some(first) = depart.or(arrive).map(|moment| moment.date_naive()) {
        let both = |tell: &dyn Fn(DateTime<FixedOffset>) -> String| match (depart, arrive) {
            (Some(depart), Some(arrive)) => format!("{} → {}", tell(depart), tell(arrive)),
            (Some(depart), None) => tell(depart),
            (None, Some(arrive)) => format!("→ {}", tell(arrive)),
            (None, None) => String::new(),
        };
        let there = both(&|moment| format!("{}{}", clock(view, moment, first), offset(view, moment)));
        let foreign = [depart, arrive].into_iter().flatten().any(|moment| !is_ours(view, moment));
        let here = foreign.then(|| both(&|moment| clock(view, ours(view, moment), first)));
        said.push(beside(view, there, here));
    }
    if let Some(back) = back {
        let when = |moment: DateTime<FixedOffset>| moment.format("%m-%d %H:%M").to_string();
        let here = (!is_ours(view, back)).then(|| when(ours(view, back)));
        let there = view.text.ta("calendar-back", &[("when", &format!("{}{}", when(back), offset(view, back)))]);
        said.push(beside(view, there, here));
    }
    said.join(" · ")
}

/// One hour on its own clocks and on ours.
pub fn hour(view: &View, moment: DateTime<FixedOffset>) -> String {
    let there = format!("{}{}", moment.format("%H:%M"), offset(view, moment));
    let here = (!is_ours(view, moment)).then(|| clock(view, ours(view, moment), moment.date_naive()));
    beside(view, there, here)
}

/// A day and an hour on the clocks of a place, and on ours.
pub fn at(view: &View, moment: DateTime<FixedOffset>) -> String {
    format!("{} {}", moment.date_naive(), hour(view, moment))
}

/// Two journeys that cannot both be true, and the days of both.
pub fn clash(view: &View, clash: &Clash) -> String {
    let city = |id| view.room.get::<Travel>(id).map(|travel| travel.to_city.clone()).unwrap_or_default();
    let days = if clash.from == clash.to {
        clash.from.format("%m-%d").to_string()
    } else {
        format!("{}–{}", clash.from.format("%m-%d"), clash.to.format("%m-%d"))
    };
    let args = [("days", &*days), ("first", &*city(clash.first)), ("second", &*city(clash.second))];
    view.text.ta("calendar-clash", &args)
}

fn beside(view: &View, there: String, here: Option<String>) -> String {
    match here {
        Some(here) => {
            let here = view.text.ta("calendar-our-time", &[("time", &here)]);
            format!("{there} {}", view.text.aside(&here))
        }
        None => there,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::fixture::House;
    use crate::text::Lang;

    fn told(house: &House, depart: &str, arrive: &str, back: Option<&str>) -> String {
        let when = |text: &str| text.parse().ok();
        hours(&house.view(), &Clocks { depart: when(depart), arrive: when(arrive), back: back.and_then(when) })
    }

    #[test]
    fn hours_stand_in_the_zone_of_each_end_and_in_ours() {
        let house = House::new(Lang::En, None);
        for (depart, arrive, back, expected) in [
            ("2026-10-23T09:05:00+08:00", "2026-10-23T10:15:00+08:00", None, "09:05 → 10:15"),
            ("2026-10-23T23:50:00+08:00", "2026-10-24T05:30:00+08:00", None, "23:50 → 05:30+1"),
            (
                "2026-10-08T17:00:00+09:00",
                "2026-10-08T10:05:00-07:00",
                Some("2026-10-12T13:00:00-07:00"),
                "17:00 UTC+9 → 10:05 UTC−7 (16:00 → 01:05+1 here) · back 10-12 13:00 UTC−7 (10-13 04:00 here)",
            ),
            (
                "2026-03-10T09:00:00+13:00",
                "2026-03-09T18:30:00-10:00",
                None,
                "09:00 UTC+13 → 18:30−1 UTC−10 (04:00 → 12:30 here)",
            ),
            ("2026-10-23", "2026-10-24", None, ""),
        ] {
            assert_eq!(told(&house, depart, arrive, back), expected);
        }
    }
}
