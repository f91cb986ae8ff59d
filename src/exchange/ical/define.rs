//! Definitions of zones that events name and their calendar does not define: everybody knows `Europe/Berlin`, but the
//! standard wants it spelt out, and some programs do not read it otherwise.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use super::zones::{Zone, named};
use crate::exchange::content::Part;

/// What a definition of ours once said, so that whoever reads it here knows the zone by its name.
const ADDED: &str = "X-WARROOM-ADDED";
/// Years before and after the days that are named.
const AROUND: (i32, i32) = (1, 10);
/// Years at most.
const MOST: i32 = 60;

/// Whether a definition was added here: it is the one that would be.
pub(super) fn is_added(part: &Part) -> bool {
    let written = part.written();
    let dates =
        written.lines().filter_map(|line| line.strip_prefix("DTSTART:").or_else(|| line.strip_prefix("RDATE:")));
    let years = dates.flat_map(|dates| dates.split(',')).filter_map(|date| date.get(..4)?.parse().ok());
    let (first, last) = years.fold((i32::MAX, 0), |(first, last), year: i32| (first.min(year), last.max(year)));
    let name = part.text("TZID");
    // West of Greenwich its first year begins on the last evening of the one before.
    let is_ours = |zone: Tz| {
        let is_such = |first| definition(&name, zone, first, last).join("\n") == written;
        (1969..=2100).contains(&first)
            && (first..=first + MOST + 1).contains(&last)
            && [first, first + 1].into_iter().any(is_such)
    };
    part.get(ADDED).is_some() || !written.contains("RRULE") && by_name(&name).is_some_and(is_ours)
}

/// The lines that define what these lines name and `known` does not hold.
pub(super) fn missing(lines: &[&str], known: &BTreeSet<String>) -> Vec<String> {
    let mut years: BTreeMap<&str, (i32, i32)> = BTreeMap::new();
    for line in lines {
        let Some((head, value)) = line.split_once(':') else { continue };
        let Some(name) = head.split(";TZID=").nth(1).and_then(|rest| rest.split(';').next()) else { continue };
        let name = name.trim_matches('"');
        let Some(year) = value.get(..4).and_then(|year| year.parse().ok()).filter(|_| !known.contains(name)) else {
            continue;
        };
        let (first, last) = years.entry(name).or_insert((year, year));
        (*first, *last) = ((*first).min(year), (*last).max(year));
    }
    let all = years.into_iter().filter_map(|(name, (first, last))| Some((name, by_name(name)?, first, last)));
    all.flat_map(|(name, zone, first, last)| {
        let first = (first - AROUND.0).clamp(1970, 2100);
        definition(name, zone, first, (last + AROUND.1).clamp(first, first + MOST))
    })
    .collect()
}

/// The zone that a name means to everybody, in whatever list it has it.
fn by_name(name: &str) -> Option<Tz> {
    match named(name)? {
        Zone::Named(zone) => Some(zone),
        _ => None,
    }
}

/// What the clock of a zone was set to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Setting {
    is_summer: bool,
    from: i32,
    to: i32,
}

fn definition(name: &str, zone: Tz, first: i32, last: i32) -> Vec<String> {
    let midnight = |year| NaiveDate::from_ymd_opt(year, 1, 1)?.and_hms_opt(0, 0, 0).map(|at| at.and_utc());
    let (Some(start), Some(end)) = (midnight(first), midnight(last + 1)) else { return Vec::new() };
    let offset = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc());
    let seconds = |at| offset(at).fix().local_minus_utc();
    let is_summer = |at| !offset(at).dst_offset().is_zero();
    let begins = Setting { is_summer: is_summer(start), from: seconds(start), to: seconds(start) };
    let mut settings: BTreeMap<Setting, Vec<DateTime<Utc>>> = BTreeMap::from([(begins, vec![start])]);
    let mut at = start;
    while at < end {
        let next = at + TimeDelta::days(1);
        if offset(next) != offset(at) {
            // To the minute.
            let (mut before, mut after) = (at, next);
            while after - before > TimeDelta::minutes(1) {
                let middle = before + (after - before) / 2;
                let middle = middle - TimeDelta::seconds(middle.timestamp().rem_euclid(60));
                if middle <= before {
                    break;
                }
                if offset(middle) == offset(at) { before = middle } else { after = middle }
            }
            let one = Setting { is_summer: is_summer(after), from: seconds(at), to: seconds(after) };
            settings.entry(one).or_default().push(after);
        }
        at = next;
    }
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{name}")];
    for (Setting { is_summer, from, to }, onsets) in settings {
        let kind = if is_summer { "DAYLIGHT" } else { "STANDARD" };
        let clock = FixedOffset::east_opt(from).unwrap_or_else(|| Utc.fix());
        let told = |at: &DateTime<Utc>| at.with_timezone(&clock).format("%Y%m%dT%H%M%S").to_string();
        let (head, rest) = onsets.split_first().map_or((None, &[][..]), |(head, rest)| (Some(head), rest));
        let Some(head) = head else { continue };
        lines.extend([format!("BEGIN:{kind}"), format!("DTSTART:{}", told(head))]);
        if !rest.is_empty() {
            lines.push(format!("RDATE:{}", rest.iter().map(told).collect::<Vec<_>>().join(",")));
        }
        lines.extend([format!("TZOFFSETFROM:{}", hands(from)), format!("TZOFFSETTO:{}", hands(to))]);
        lines.extend(offset(*head).abbreviation().map(|name| format!("TZNAME:{name}")));
        lines.push(format!("END:{kind}"));
    }
    lines.push("END:VTIMEZONE".into());
    lines
}

/// `+0530`, with seconds where there are any.
fn hands(seconds: i32) -> String {
    let (sign, all) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    let rest = if all % 60 == 0 { String::new() } else { format!("{:02}", all % 60) };
    format!("{sign}{:02}{:02}{rest}", all / 3600, all / 60 % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::content;

    #[test]
    fn a_zone_is_defined_as_its_clock_is_set() {
        let lines = ["DTSTART;TZID=Europe/Berlin:20260701T120000", "DTEND;TZID=\"Asia/Shanghai\":20260701T200000"];
        let defined = missing(&lines, &BTreeSet::new());
        let count = |text: &str| defined.iter().filter(|line| *line == text).count();
        assert_eq!((count("BEGIN:VTIMEZONE"), count("TZID:Europe/Berlin"), count("TZID:Asia/Shanghai")), (2, 1, 1));
        assert_eq!((count("TZOFFSETTO:+0200"), count("TZOFFSETTO:+0800")), (1, 1));
        let summer = defined.iter().position(|line| line == "BEGIN:DAYLIGHT").unwrap();
        assert_eq!(defined[summer + 1], "DTSTART:20250330T020000");
        assert!(defined[summer + 2].starts_with("RDATE:20260329T020000,20270328T020000,"), "{}", defined[summer + 2]);
        // It is known again, and no other is taken for it.
        let parts = content::parse(defined.join("\n").as_bytes());
        assert_eq!((parts.len(), parts.iter().all(is_added)), (2, true));
        let west = missing(&["DTSTART;TZID=America/New_York:20260701T120000"], &BTreeSet::new()).join("\n");
        assert!(content::parse(west.as_bytes()).iter().all(is_added), "{west}");
        let other = defined.join("\n").replace("RDATE:20260329T020000,", "RDATE:");
        assert!(!is_added(&content::parse(other.as_bytes())[1]));
        // Once only, and nothing that nobody knows.
        assert_eq!(missing(&lines[..1], &BTreeSet::from(["Europe/Berlin".to_owned()])), Vec::<String>::new());
        assert_eq!(missing(&["DTSTART;TZID=Nowhere:20260701T120000"], &BTreeSet::new()), Vec::<String>::new());
        assert_eq!(hands(-12_600), "-0330");
    }
}
