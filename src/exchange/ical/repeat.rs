//! When what recurs happens: rules expanded on the hands of the clock, within bounds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime, TimeZone, Utc};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

use super::Calendar;
use super::times::{self, Time};
use super::zones::Zone;
use crate::exchange::content::{Part, Property};

/// How many days around now what has no end is read for.
const WINDOW: u64 = 366;

/// Most that a rule is followed to find what is asked for.
const MOST_STEPS: usize = 60_000;

/// When a series that begins at `start` happens around `now`, on the hands of its own clock; the rules nobody
/// understands; and whether it happens on more days than were taken.
pub(super) fn happens<'p>(
    part: &'p Part,
    start: &Time,
    calendar: &Calendar,
    now: NaiveDateTime,
) -> (BTreeSet<NaiveDateTime>, Vec<&'p str>, bool) {
    let days = Days::new(WINDOW);
    let window = (now.checked_sub_days(days).unwrap_or(now), now.checked_add_days(days).unwrap_or(now));
    let hands_of = Hands { zone: &start.zone, floats: start.floats };
    let rules = |name| part.all(name).map(Property::raw).filter(|rule| !rule.trim().is_empty());
    let (mut all, mut unknown, mut is_cut) = (BTreeSet::new(), Vec::new(), false);
    for rule in rules("RRULE") {
        match within(start.local, rule, hands_of, window) {
            Some((times, more)) => {
                all.extend(times);
                is_cut |= more;
            }
            None => unknown.push(rule),
        }
    }
    // When it begins is one of its days, but of a long series only where that is among those that are taken.
    let is_whole = rules("RRULE").any(is_finite) && !is_cut;
    if is_whole || start.local >= window.0 || rules("RRULE").next().is_none() || all.is_empty() {
        all.insert(start.local);
    }
    let hands = |text: &str, dates: &Property| {
        let time = times::of(text, dates.param("TZID"), &calendar.zones, &calendar.here)?;
        Some(if start.is_day { time.local } else { time.seen_from(start.zone.clone()).local })
    };
    for dates in part.all("RDATE") {
        all.extend(dates.raw().split(',').filter_map(|text| hands(text, dates)));
    }
    for rule in rules("EXRULE") {
        for at in within(start.local, rule, hands_of, window).unwrap_or_default().0 {
            all.remove(&at);
        }
    }
    for dates in part.all("EXDATE") {
        for text in dates.raw().split(',') {
            let Some(at) = hands(text, dates) else { continue };
            // Some name only the day.
            let whole = text.trim().len() == 8;
            all.retain(|time| *time != at && !(whole && time.date() == at.date()));
        }
    }
    (all, unknown, is_cut)
}

/// The first day from which on `happens` tells every day of a series that begins at `start`.
pub(super) fn told_since(now: NaiveDateTime, start: &Time) -> Option<NaiveDate> {
    Some(now.checked_sub_days(Days::new(WINDOW))?.max(start.local).date())
}

/// When those days of a series end that are given as periods, by when they begin on the hands of its own clock.
pub(super) fn periods(part: &Part, start: &Time, calendar: &Calendar) -> BTreeMap<NaiveDateTime, Time> {
    let all = part.all("RDATE").flat_map(|dates| dates.raw().split(',').map(move |text| (dates, text)));
    let period = |(dates, text): (&Property, &str)| {
        let (from, to) = text.split_once('/')?;
        let time = |text| times::of(text, dates.param("TZID"), &calendar.zones, &calendar.here);
        let from = time(from)?.seen_from(start.zone.clone());
        let length = || from.after(times::duration(to)?);
        let end = time(to).map(|end| end.seen_from(start.zone.clone())).or_else(length)?;
        Some((from.local, end))
    };
    all.filter_map(period).collect()
}

/// The clock that a rule goes by, for an end that is given on another.
#[derive(Clone, Copy)]
pub(super) struct Hands<'a> {
    pub(super) zone: &'a Zone,
    /// Whether it is no clock of any place: days, and times without a zone.
    pub(super) floats: bool,
}

/// The local times of a rule that begins at `start`, at most so many. `None` where the rule cannot be understood.
pub(super) fn local(start: NaiveDateTime, rule: &str, hands: Hands, most: usize) -> Option<Vec<NaiveDateTime>> {
    let set = rules(start, rule, hands)?;
    Some((&set).into_iter().take(steps(&set, start)).map(|at| at.naive_utc()).take(most).collect())
}

/// Those that a reader of today cares for: all, where there is an end and they are few; else those of the window; and whether there are
/// more.
fn within(
    start: NaiveDateTime,
    rule: &str,
    hands: Hands,
    (from, to): (NaiveDateTime, NaiveDateTime),
) -> Option<(Vec<NaiveDateTime>, bool)> {
    if is_finite(rule) {
        let all = local(start, rule, hands, MOST + 1)?;
        if all.len() <= MOST {
            return Some((all, false));
        }
    }
    let set = rules(start, rule, hands)?;
    let times = (&set).into_iter().take(steps(&set, start)).map(|at| at.naive_utc());
    Some((times.skip_while(|at| *at < from).take_while(|at| *at <= to).take(MOST).collect(), true))
}

/// How far a rule is followed: when it begins counts as the first time, though it be none of those of the rule.
fn steps(set: &RRuleSet, start: NaiveDateTime) -> usize {
    let count = set.get_rrule().first().and_then(RRule::get_count);
    let is_one = set.into_iter().next().is_some_and(|first| first.naive_utc() == start);
    let left = |count: u32| usize::try_from(count.saturating_sub(1)).unwrap_or(MOST_STEPS);
    count.filter(|_| !is_one).map_or(MOST_STEPS, left).min(MOST_STEPS)
}

/// Whether a rule has an end.
fn is_finite(rule: &str) -> bool {
    let rule = rule.to_uppercase();
    rule.contains("COUNT=") || rule.contains("UNTIL=")
}

/// Most that one rule brings.
const MOST: usize = 1000;

fn rules(start: NaiveDateTime, rule: &str, hands: Hands) -> Option<RRuleSet> {
    // No rule has other letters, and the reader of rules cuts them in half. Nobody is met every second, and to find that such
    // a rule never comes true takes most of one.
    if !rule.is_ascii() || rule.to_uppercase().contains("FREQ=SECONDLY") {
        return None;
    }
    let parts: Vec<String> = rule.split(';').filter_map(|part| part_of(part, hands)).collect();
    let begin = Tz::UTC.from_utc_datetime(&start);
    let rule: RRule<Unvalidated> = parts.join(";").parse().ok()?;
    Some(RRuleSet::new(begin).rrule(rule.validate(begin).ok()?).limit())
}

/// A part of a rule; its end on the hands of the clock, which here pass for UTC. Where that is not given on the clock that the
/// standard wants (UTC for what has a zone, else none), it is read on either, and the later counts: no day is lost.
fn part_of(part: &str, hands: Hands) -> Option<String> {
    let (name, value) = part.trim().split_once('=')?;
    let (name, value) = (name.trim().to_uppercase(), value.trim().to_uppercase());
    // The calendar and the way to skip that hold anyway.
    let plain = matches!((name.as_str(), value.as_str()), ("RSCALE", "GREGORIAN") | ("SKIP", "OMIT"));
    if plain || name.starts_with("X-") || value.is_empty() {
        return None;
    }
    if name != "UNTIL" {
        return Some(format!("{name}={value}"));
    }
    let at = times::local(&value)?;
    let is_day = !value.contains('T');
    let seen = || hands.zone.local(Utc.from_utc_datetime(&at)).naive_local();
    let at = match (is_day, value.ends_with('Z') == hands.floats) {
        (true, _) => at.date().and_hms_opt(23, 59, 59)?,
        (false, true) => at.max(seen()),
        (false, false) if hands.floats => at,
        (false, false) => seen(),
    };
    Some(format!("UNTIL={}", at.format("%Y%m%dT%H%M%SZ")))
}
