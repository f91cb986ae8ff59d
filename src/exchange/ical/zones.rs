//! Where a local time is: zones by their names, by Windows' names, by what a calendar defines itself.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::define;
use super::repeat::{self, Hands};
use crate::exchange::content::Part;

const WINDOWS: &str = include_str!("../../../assets/windows-zones.txt");

/// What makes an instant of a local time.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Zone {
    Named(Tz),
    Fixed(FixedOffset),
    /// When its clock was set, in local time, and what to; first the offset before all of that.
    Own(FixedOffset, Vec<(NaiveDateTime, FixedOffset)>),
}

impl Zone {
    /// The instant of a local time. One that happens twice is the first; one that is skipped counts as if the clock had
    /// not been set.
    pub(super) fn at(&self, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        let fixed = |offset: &FixedOffset| local.checked_sub_offset(*offset).map(|utc| offset.from_utc_datetime(&utc));
        match self {
            Self::Fixed(offset) => fixed(offset),
            Self::Named(zone) => {
                if let Some(found) = zone.from_local_datetime(&local).earliest() {
                    return Some(found.fixed_offset());
                }
                let before = zone.from_local_datetime(&(local.checked_sub_signed(TimeDelta::hours(4))?)).earliest()?;
                let utc = local.checked_sub_offset(before.offset().fix())?;
                Some(zone.from_utc_datetime(&utc).fixed_offset())
            }
            Self::Own(first, changes) => {
                let at = changes.partition_point(|(onset, _)| *onset <= local);
                let offset = |at: Option<usize>| at.and_then(|at| changes.get(at)).map_or(first, |(_, offset)| offset);
                let (now, before) = (offset(at.checked_sub(1)), offset(at.checked_sub(2)));
                let onset = at.checked_sub(1).and_then(|at| changes.get(at)).map(|(onset, _)| *onset);
                let leap = TimeDelta::seconds((now.local_minus_utc() - before.local_minus_utc()).into());
                // An hour that was left out when the clock was put forward.
                let is_skipped = onset.and_then(|onset| onset.checked_add_signed(leap)).is_some_and(|end| local < end);
                if is_skipped { fixed(before).map(|at| at.with_timezone(now)) } else { fixed(now) }
            }
        }
    }

    /// The local time of an instant.
    pub(super) fn local(&self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        match self {
            Self::Named(zone) => instant.with_timezone(zone).fixed_offset(),
            Self::Fixed(offset) => instant.with_timezone(offset),
            Self::Own(first, changes) => {
                let is_past = |(onset, offset): &&(NaiveDateTime, FixedOffset)| {
                    instant.with_timezone(offset).naive_local() >= *onset
                };
                let offset = changes.iter().rev().find(is_past).map_or(first, |(_, offset)| offset);
                instant.with_timezone(offset)
            }
        }
    }
}

/// The zones a calendar names.
#[derive(Clone, Debug, Default)]
pub(super) struct Zones {
    own: BTreeMap<String, Zone>,
}

impl Zones {
    pub(super) fn of(calendar: &Part) -> Self {
        let mut own = BTreeMap::new();
        for part in calendar.parts.iter().filter(|part| part.name == "VTIMEZONE" && !define::is_added(part)) {
            let name = part.text("TZID");
            let located = part.text("X-LIC-LOCATION").trim().parse().ok().map(Zone::Named);
            if let Some(zone) = named(&name).or(located).or_else(|| defined(part)) {
                own.insert(name.trim().to_owned(), zone);
            }
        }
        Self { own }
    }

    /// The zone of that name.
    pub(super) fn find(&self, name: &str) -> Option<Zone> {
        self.own.get(name.trim()).cloned().or_else(|| named(name))
    }
}

/// A zone that everybody knows: `Europe/Berlin`, `/vendor/2024/Europe/Berlin`, `W. Europe Standard Time`, `UTC+8`.
pub(super) fn named(name: &str) -> Option<Zone> {
    let name = name.trim().trim_matches('"');
    let whole = |name: &str| name.parse::<Tz>().ok().map(Zone::Named);
    let windows = || {
        let lines = WINDOWS.lines().filter_map(|line| line.split_once('='));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).find_map(|(_, zone)| whole(zone))
    };
    let tail = || {
        let parts: Vec<&str> = name.split('/').collect();
        let tails = (0..parts.len()).filter_map(|at| parts.get(at..));
        tails.filter(|tail| tail.len() >= 2 && tail.len() <= 3).find_map(|tail| whole(&tail.join("/")))
    };
    let exchange = || name.strip_prefix("tzone://Microsoft/").and_then(named);
    let fixed = || offset(name).map(Zone::Fixed);
    whole(name).or_else(windows).or_else(tail).or_else(exchange).or_else(|| shown(name)).or_else(fixed)
}

/// A zone as Windows shows it: `(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi`.
fn shown(name: &str) -> Option<Zone> {
    let (away, cities) = name.strip_prefix('(')?.split_once(')')?;
    let away = offset(away)?;
    let called = |city: &str| {
        let city = city.trim().replace(' ', "_");
        let all = chrono_tz::TZ_VARIANTS.iter();
        // A city of that name may be elsewhere.
        let is_it = |zone: &&Tz| zone.name().rsplit('/').next() == Some(&*city) && has_been(**zone, away);
        all.copied().find(|zone| is_it(&zone)).map(Zone::Named)
    };
    cities.split([',', ';']).find_map(called).or(Some(Zone::Fixed(away)))
}

/// Whether the clocks of a zone are so far from Greenwich in winter or in summer.
fn has_been(zone: Tz, away: FixedOffset) -> bool {
    let days = [1, 7].into_iter().filter_map(|month| NaiveDate::from_ymd_opt(2026, month, 1)?.and_hms_opt(0, 0, 0));
    days.into_iter().any(|at| zone.offset_from_utc_datetime(&at).fix() == away)
}

/// `+0800`, `UTC+08:00`, `GMT+8`.
pub(super) fn offset(text: &str) -> Option<FixedOffset> {
    let upper = text.trim().to_uppercase();
    let rest = upper.trim_start_matches("UTC").trim_start_matches("GMT").trim();
    if rest == "Z" || rest.is_empty() && !upper.is_empty() {
        return FixedOffset::east_opt(0);
    }
    let sign = match rest.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = rest.chars().skip(1).filter(|c| *c != ':').collect();
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or("0").parse::<i32>().ok();
    let (hours, minutes, seconds) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, 0, 0),
        4 => (part(0, 2)?, part(2, 4)?, 0),
        6 => (part(0, 2)?, part(2, 4)?, part(4, 6)?),
        _ => return None,
    };
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60 + seconds))
}

/// A zone as a calendar defines it.
fn defined(part: &Part) -> Option<Zone> {
    let mut changes = Vec::new();
    let mut first: Option<(NaiveDateTime, FixedOffset)> = None;
    for rule in part.parts.iter().filter(|part| matches!(part.name.as_str(), "STANDARD" | "DAYLIGHT")) {
        let (Some(to), Some(from)) = (offset(&rule.text("TZOFFSETTO")), offset(&rule.text("TZOFFSETFROM"))) else {
            continue;
        };
        let Some(start) = super::times::local(&rule.text("DTSTART")) else { continue };
        if first.is_none_or(|(onset, _)| start < onset) {
            first = Some((start, from));
        }
        let mut onsets = vec![start];
        let hands = Hands { zone: &Zone::Fixed(from), floats: false };
        for rule in rule.all("RRULE") {
            onsets.extend(repeat::local(start, rule.raw(), hands, 1000).unwrap_or_default());
        }
        for more in rule.all("RDATE") {
            onsets.extend(more.raw().split(',').filter_map(super::times::local));
        }
        changes.extend(onsets.into_iter().map(|onset| (onset, to)));
    }
    changes.sort_by_key(|(onset, _)| *onset);
    changes.dedup();
    first.map(|(_, before)| Zone::Own(before, changes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_by_whatever_name() {
        for line in WINDOWS.lines().filter(|line| !line.starts_with('#')) {
            let (name, zone) = line.split_once('=').unwrap();
            assert!(zone.parse::<Tz>().is_ok() && named(name).is_some(), "{line}");
        }
        let berlin = Some(Zone::Named(Tz::Europe__Berlin));
        for name in ["Europe/Berlin", "W. Europe Standard Time", "/freeassociation.sourceforge.net/Europe/Berlin"] {
            assert_eq!(named(name), berlin, "{name}");
        }
        for name in ["(UTC+01:00) Amsterdam, Berlin, Bern, Rome", "tzone://Microsoft/W. Europe Standard Time"] {
            assert!(matches!(named(name), Some(Zone::Named(Tz::Europe__Amsterdam | Tz::Europe__Berlin))), "{name}");
        }
        assert_eq!(named("tzone://Microsoft/Utc"), Some(Zone::Named(Tz::Etc__UTC)));
        assert_eq!(named("(UTC+08:00) Beijing, Hong Kong, Urumqi"), Some(Zone::Named(Tz::Asia__Hong_Kong)));
        assert_eq!(named("(UTC-05:00) Nowhere"), Some(Zone::Fixed(FixedOffset::west_opt(18000).unwrap())));
        assert_eq!(named("GMT+8"), Some(Zone::Fixed(FixedOffset::east_opt(28800).unwrap())));
        assert_eq!(named("Customized Time Zone"), None);
    }

    #[test]
    fn clocks_that_are_set() {
        let berlin = Zone::Named(Tz::Europe__Berlin);
        let at = |zone: &Zone, text: &str| zone.at(text.parse().unwrap()).unwrap().to_rfc3339();
        assert_eq!(at(&berlin, "2026-03-29T02:30:00"), "2026-03-29T03:30:00+02:00", "skipped");
        assert_eq!(at(&berlin, "2026-10-25T02:30:00"), "2026-10-25T02:30:00+02:00", "twice");
        let york = Zone::Named(Tz::America__New_York);
        assert_eq!(at(&york, "2026-03-08T02:30:00"), "2026-03-08T03:30:00-04:00", "skipped");
        assert_eq!(at(&york, "2026-11-01T01:30:00"), "2026-11-01T01:30:00-04:00", "twice");
        let text = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\nEND:VCALENDAR\n";
        let ours = Zones::of(&crate::exchange::content::parse(text.as_bytes())[0]).find("Ours").unwrap();
        for (text, told) in [
            ("2026-07-01T12:00:00", "2026-07-01T12:00:00+02:00"),
            ("2026-01-01T12:00:00", "2026-01-01T12:00:00+01:00"),
            ("2026-03-29T01:59:00", "2026-03-29T01:59:00+01:00"),
            ("2026-03-29T02:30:00", "2026-03-29T03:30:00+02:00"),
            ("2026-03-29T03:30:00", "2026-03-29T03:30:00+02:00"),
            ("2026-10-25T02:30:00", "2026-10-25T02:30:00+02:00"),
            ("2026-10-25T03:30:00", "2026-10-25T03:30:00+01:00"),
        ] {
            assert_eq!(at(&ours, text), told);
        }
    }
}
