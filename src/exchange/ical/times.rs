//! Days and moments as calendars write them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use super::zones::{Zone, Zones};
use crate::exchange::content::Property;
use crate::model::When;

/// A time as written: a day, an instant, or a local time in a zone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Time {
    /// What the clock on the wall says; midnight for a day.
    pub(super) local: NaiveDateTime,
    pub(super) is_day: bool,
    pub(super) zone: Zone,
    /// Whether no zone was named.
    pub(super) floats: bool,
}

impl Time {
    pub(super) fn when(&self) -> Option<When> {
        if self.is_day { Some(When::Day(self.local.date())) } else { Some(When::Moment(self.zone.at(self.local)?)) }
    }

    /// Whether it was written in UTC, wherever it is.
    pub(super) fn is_utc(&self) -> bool {
        !self.is_day && !self.floats && matches!(&self.zone, Zone::Fixed(offset) if offset.local_minus_utc() == 0)
    }

    /// When what begins then is over: so many days later by the calendar, and then so many seconds, though the clock be set
    /// between.
    pub(super) fn after(&self, Lasts { days, seconds }: Lasts) -> Option<Self> {
        let day = self.moved(self.local.checked_add_signed(days)?);
        if self.is_day || seconds.is_zero() {
            return Some(day.moved(day.local.checked_add_signed(seconds)?));
        }
        let end = self.zone.at(day.local)?.checked_add_signed(seconds)?;
        Some(self.on(self.zone.clone(), end.to_utc()))
    }

    /// The same at an instant, on the clocks of a zone.
    fn on(&self, zone: Zone, instant: DateTime<Utc>) -> Self {
        let shown = zone.local(instant);
        let local = shown.naive_local();
        // The second of two hours of one name has to say which it is.
        let is_first = zone.at(local) == Some(shown);
        let zone = if is_first { zone } else { Zone::Fixed(*shown.offset()) };
        Self { local, zone, ..*self }
    }

    /// Whether the clock never says so: it was put forward over it.
    pub(super) fn is_skipped(&self) -> bool {
        !self.is_day && self.zone.at(self.local).is_some_and(|at| at.naive_local() != self.local)
    }

    /// The same at another local time.
    pub(super) fn moved(&self, local: NaiveDateTime) -> Self {
        Self { local, ..self.clone() }
    }

    /// The same instant in another zone; one that floats stays where the hands are.
    pub(super) fn seen_from(&self, zone: Zone) -> Self {
        if self.is_day {
            return self.clone();
        }
        let there = if self.floats { None } else { self.zone.at(self.local) };
        let seen = Self { floats: false, ..self.clone() };
        match there {
            Some(at) => seen.on(zone, at.to_utc()),
            None => Self { zone, ..seen },
        }
    }
}

/// The time a property says; `here` is where one is that names no zone.
pub(super) fn time(property: &Property, zones: &Zones, here: &Zone) -> Option<Time> {
    of(property.raw(), property.param("TZID"), zones, here)
}

/// One of several times of a property.
pub(super) fn of(text: &str, tzid: Option<&str>, zones: &Zones, here: &Zone) -> Option<Time> {
    let text = text.split('/').next().unwrap_or(text).trim();
    if let Some(day) = day(text) {
        return Some(Time { local: day.and_hms_opt(0, 0, 0)?, is_day: true, zone: here.clone(), floats: true });
    }
    let local = local(text)?;
    if text.ends_with(['Z', 'z']) {
        let utc = Zone::Fixed(FixedOffset::east_opt(0)?);
        return Some(Time { local, is_day: false, zone: utc, floats: false });
    }
    let zone = tzid.and_then(|name| zones.find(name));
    Some(Time { local, is_day: false, floats: zone.is_none(), zone: zone.unwrap_or_else(|| here.clone()) })
}

fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    (text.len() == 8)
        .then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok())
        .flatten()
        .or_else(|| (text.len() == 10).then(|| text.parse().ok()).flatten())
}

/// A local time; of a day, its midnight.
pub(super) fn local(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim().trim_end_matches(['Z', 'z']);
    let forms = ["%Y%m%dT%H%M%S", "%Y%m%dT%H%M", "%Y-%m-%dT%H:%M:%S"];
    let whole = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    whole.or_else(|| day(text)?.and_hms_opt(0, 0, 0))
}

/// How long something lasts: days are as long as they are, hours are not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lasts {
    days: TimeDelta,
    seconds: TimeDelta,
}

/// `P1DT2H30M`, `PT45M`, `P2W`.
pub(super) fn duration(text: &str) -> Option<Lasts> {
    let text = text.trim();
    let (sign, rest) = text.strip_prefix('-').map_or((1, text.trim_start_matches('+')), |rest| (-1, rest));
    let (mut days, mut seconds): (i64, i64) = (0, 0);
    let mut number = String::new();
    for c in rest.strip_prefix(['P', 'p'])?.chars() {
        if c.is_ascii_digit() && number.len() < 7 {
            number.push(c);
            continue;
        }
        let unit = c.to_ascii_uppercase();
        if unit == 'T' {
            continue;
        }
        let count = number.parse::<i64>().ok()?;
        match unit {
            'W' => days += count * 7,
            'D' => days += count,
            'H' => seconds += count * 3600,
            'M' => seconds += count * 60,
            'S' => seconds += count,
            _ => return None,
        }
        number.clear();
    }
    Some(Lasts { days: TimeDelta::try_days(sign * days)?, seconds: TimeDelta::try_seconds(sign * seconds)? })
}

/// A moment as iCalendar writes it in UTC.
pub(super) fn utc(moment: DateTime<FixedOffset>) -> String {
    moment.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string()
}
