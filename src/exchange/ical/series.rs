//! What recurs: one event a day, its exceptions in their places, and what its calendar has called off since.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;

use super::former::{Version, is_older, version};
use super::kept::Shared;
use super::occasions::is_yearly;
use super::times::Time;
use super::{Calendar, Event, Reader, SOURCE, kept, lasting, repeat, travel};
use crate::exchange::content::{self, Part};
use crate::exchange::ext;
use crate::exchange::import::OnConflict;
use crate::exchange::plan::{NO_DAYS, STAYS_OFF};
use crate::exchange::want::Want;
use crate::model::choice::VisitStatus;
use crate::model::{Id, Kind, Problem, Visit, When};

/// The days of a series.
struct Days<'p> {
    /// Those that no exception speaks of.
    free: BTreeSet<NaiveDateTime>,
    /// Whether each of its days is excluded.
    is_void: bool,
    /// Rules nobody understands.
    unknown: Vec<&'p str>,
    /// Whether it happens on more days than these.
    is_cut: bool,
    /// Exceptions that speak of all days after theirs as well.
    ranges: BTreeMap<NaiveDateTime, &'p Part>,
}

impl Reader<'_> {
    /// Every component of one UID.
    pub(super) fn series(&mut self, calendar: &Calendar, uid: &str, parts: &[&Part]) {
        let newest = |part: &&&Part| (part.text("SEQUENCE").trim().parse::<i64>().unwrap_or(0), part.text("DTSTAMP"));
        let time = |part: &Part, name| calendar.time(part, name);
        let room = self.intake.room;
        let past = self.former.said(room, uid);
        let master = parts.iter().filter(|part| part.get("RECURRENCE-ID").is_none()).max_by_key(newest).copied();
        let (is_newer, is_old) = match (master.map(version), past.version()) {
            (Some(new), Some(old)) => (is_older(old, new), is_older(new, old)),
            _ => (false, false),
        };
        if let Some(part) = master.filter(|_| is_old) {
            self.older(part);
        }
        let master = master.filter(|_| !is_old);
        let begin = master.and_then(|part| time(part, "DTSTART"));
        let start = begin.clone().or_else(|| past.start(self.ours()));
        let hands = |time: Time| match &start {
            Some(start) if !start.is_day => time.seen_from(start.zone.clone()).local,
            _ => time.local,
        };
        let mut sorted: Vec<&&Part> = parts.iter().collect();
        sorted.sort_by_key(newest);
        let mut overrides: BTreeMap<NaiveDateTime, &Part> = BTreeMap::new();
        for part in sorted {
            if let Some(time) = time(part, "RECURRENCE-ID") {
                overrides.insert(hands(time), part);
            }
        }
        let now = self.intake.now.naive_local();
        let recurs = |part: &&Part| part.get("RRULE").is_some() || part.get("RDATE").is_some();
        let (days, unknown, is_cut) = match (master.filter(recurs), &begin) {
            (Some(part), Some(start)) if !is_yearly(part, start) => repeat::happens(part, start, calendar, now),
            _ => (BTreeSet::new(), Vec::new(), false),
        };
        let is_void = days.is_empty() && overrides.is_empty();
        let mut shared = Shared::default();
        if let (Some(start), false) = (&begin, days.is_empty()) {
            let all = days.iter().chain(overrides.keys()).copied().collect();
            for (at, id) in past.moves(room, uid, start, &all, self.intake.now) {
                self.moved.insert(kept::instance(uid, at), id);
                if room.record(id).is_none() {
                    shared.moved.push(kept::to_moved(at, id));
                }
            }
        } else {
            shared.moved.extend(past.moved().into_iter().map(|(at, id)| kept::to_moved(at, id)));
            // A series that is one event by now is the day of it that this is on.
            let is_one = overrides.is_empty() && master.is_some_and(|part| !recurs(&part));
            if let (Some(start), true, None) = (&begin, is_one, self.intake.known.here(uid)) {
                let named = self.intake.known.here(&kept::instance(uid, start.local));
                let moved =
                    || past.moves(room, uid, start, &[start.local].into(), self.intake.now).into_values().next();
                self.moved.extend(named.or_else(moved).map(|id| (uid.to_owned(), id)));
            }
        }
        // An exception of an older file says nothing new, be it with its series or without. By itself it may count its changes
        // apart from those of its series.
        let stale = |at: &NaiveDateTime, part: &Part| {
            let here = self.intake.known.here(&kept::instance(uid, *at)).and_then(|id| past.version_of(id));
            let (count, written) = version(part);
            let is_before =
                |whole: &Version| master.is_none() && count < whole.0 && written.is_some() && written < whole.1;
            let whole = past.version().filter(|whole| is_old || is_before(whole));
            !is_newer && here.into_iter().chain(whole).any(|old| is_older(version(part), old))
        };
        let stale: BTreeSet<NaiveDateTime> =
            overrides.iter().filter(|(at, part)| stale(at, part)).map(|(at, _)| *at).collect();
        // A day that was called off before its series came.
        let is_off = |at| master.is_some_and(|part| self.former.is_off(&kept::instance(uid, at), part));
        let (off, days): (BTreeSet<NaiveDateTime>, BTreeSet<NaiveDateTime>) =
            days.into_iter().filter(|at| !overrides.contains_key(at)).partition(|at| is_off(*at));
        // An exception that is here outlives what its series says alone, unless that is newer than what it was an exception to.
        let outlives = |at| {
            let here = self.intake.known.here(&kept::instance(uid, at)).and_then(|id| past.version_of(id));
            !is_newer && here.zip(master).is_some_and(|(here, part)| !is_older(here, version(part)))
        };
        let (stays, free): (BTreeSet<NaiveDateTime>, BTreeSet<NaiveDateTime>) =
            days.into_iter().partition(|at| outlives(*at));
        // A day that is called off makes no record, nor does the series where every day of it is another.
        let lost = |(at, part): (&NaiveDateTime, &&Part)| {
            let off = part.text("STATUS").trim().eq_ignore_ascii_case("CANCELLED");
            let id = kept::instance(uid, *at);
            let is_here = self.intake.known.here(&id).or_else(|| self.moved.get(&id).copied()).is_some();
            let makes_none = off && !is_here && !calendar.is_own_visit(part);
            (makes_none && !stale.contains(at)).then(|| part.written().into())
        };
        let is_day = |part: &Part| begin.as_ref().is_some_and(|start| is_yearly(part, start));
        let whole = master.filter(|part| recurs(part) && free.is_empty() && !is_day(part));
        let whole = whole.map(|part| part.written().into());
        // A file without the series says nothing of its other components.
        let others = if master.is_some() { Vec::new() } else { past.rest() };
        let is_said = |text: &Value| {
            let text = text.as_str().unwrap_or_default();
            let parts = content::parse(text.as_bytes());
            let at = parts.first().and_then(|part| time(part, "RECURRENCE-ID")).map(hands);
            at.is_some_and(|at| overrides.contains_key(&at) && !stale.contains(&at))
        };
        let others = others.into_iter().filter(|text| !is_said(text));
        shared.rest = whole.into_iter().chain(others).chain(overrides.iter().filter_map(lost)).collect();
        if let Some(part) = master {
            let said: BTreeSet<String> = overrides.keys().chain(&stays).map(|at| kept::instance(uid, *at)).collect();
            let ranges = overrides.iter().filter(|(_, part)| is_range(part)).map(|(at, part)| (*at, *part)).collect();
            let days = Days { free, is_void, unknown, is_cut, ranges };
            self.master(calendar, uid, part, &days, &shared, said);
        }
        for at in off {
            self.stays_off(master, at);
        }
        let onwards = if master.is_some() { Vec::new() } else { self.onwards(uid, &overrides, &stale) };
        for (at, from, part) in onwards {
            if let Some(event) = self.event(calendar, part, kept::instance(uid, at), &shared) {
                self.take(on(&event, event.start.local + (at - from)));
            }
        }
        for (at, part) in overrides {
            if stale.contains(&at) {
                self.older(part);
            } else if let Some(event) = self.event(calendar, part, kept::instance(uid, at), &shared) {
                self.take(Event { recurs: true, ..event });
            }
        }
    }

    /// The later days, of a series that is here and not in the file, that an exception for them and all after it speaks of:
    /// when they were meant to be, and the exception.
    fn onwards<'p>(
        &self,
        uid: &str,
        overrides: &BTreeMap<NaiveDateTime, &'p Part>,
        stale: &BTreeSet<NaiveDateTime>,
    ) -> Vec<(NaiveDateTime, NaiveDateTime, &'p Part)> {
        let ranges: BTreeMap<NaiveDateTime, &'p Part> = overrides
            .iter()
            .filter(|(at, part)| is_range(part) && !stale.contains(at))
            .map(|(at, part)| (*at, *part))
            .collect();
        let days = self.former.said(self.intake.room, uid).days();
        let days = days.into_iter().filter(|at| !overrides.contains_key(at));
        days.filter_map(|at| ranges.range(..at).next_back().map(|(from, part)| (at, *from, *part))).collect()
    }

    /// The account that the days of a series which are here already are visits to.
    pub(super) fn whose(&self, uid: &str, parts: &[&Part]) -> Option<Id> {
        let recurs = ["RRULE", "RDATE", "RECURRENCE-ID"];
        parts.iter().find(|part| recurs.iter().any(|name| part.get(name).is_some()))?;
        let is_of_it = |visit: &&Visit| {
            let mut names = visit.extra.get(&ext::key(SOURCE)).into_iter().flat_map(ext::ids);
            names.any(|name| is_day_of(name, uid))
        };
        let mut visits = self.former.ids(uid).filter_map(|id| self.intake.room.get::<Visit>(id));
        visits.find(is_of_it).map(|visit| visit.account)
    }

    /// The account of a series that comes with its exceptions, which need not say with whom they are.
    pub(super) fn told_whose(&self, parts: &[&Part]) -> Option<Id> {
        parts.iter().find(|part| part.get("RECURRENCE-ID").is_some())?;
        let mut whole = parts.iter().filter(|part| part.get("RECURRENCE-ID").is_none());
        whole.find_map(|part| self.people.cast(self.intake.room, part, None).account)
    }

    /// A day of a series that was called off by itself, which this file has not heard of.
    fn stays_off(&mut self, master: Option<&Part>, at: NaiveDateTime) {
        let Some(part) = master else { return };
        let row = self.intake.row(part.lines.0);
        let name = format!("{} · {}", travel::one_line(&part.text("SUMMARY")), at.date());
        self.intake.skip(row, Problem::new(STAYS_OFF).with("name", name));
    }

    /// A component of which a later version is here.
    fn older(&mut self, part: &Part) {
        let row = self.intake.row(part.lines.0);
        self.intake.skip(row, Problem::new("problem-import-older").with("name", part.text("SUMMARY")));
    }

    fn master(
        &mut self,
        calendar: &Calendar,
        uid: &str,
        part: &Part,
        days: &Days,
        shared: &Shared,
        mut said: BTreeSet<String>,
    ) {
        let Some(event) = self.event(calendar, part, uid.to_owned(), shared) else { return };
        let told = repeat::told_since(self.intake.now.naive_local(), &event.start);
        if is_yearly(part, &event.start) {
            return self.take(event);
        }
        if part.get("RRULE").is_none() && part.get("RDATE").is_none() {
            let row = event.row;
            self.take(event);
            said.insert(uid.to_owned());
            self.call_off(uid, row, &said, told);
            return;
        }
        if days.is_void {
            if !self.call_off(uid, event.row, &said, None) {
                let name = travel::one_line(&part.text("SUMMARY"));
                self.intake.skip(event.row, Problem::new(NO_DAYS).with("name", name));
                self.lost.add(part);
            }
            return;
        }
        // What concerns no account is said once, not every week.
        let concerns = || self.people.cast(self.intake.room, part, self.default).account;
        if part.get("X-WARROOM-ACCOUNT").is_none() && concerns().is_none() {
            return self.note(&event);
        }
        for rule in &days.unknown {
            self.intake.note(event.row, Problem::new("problem-import-rule-kept").with("text", *rule));
        }
        if let (true, Some(first), Some(last)) = (days.is_cut, days.free.first(), days.free.last()) {
            let problem = Problem::new("problem-import-rule-cut").with("from", first.date()).with("to", last.date());
            self.intake.note(event.row, problem.with("count", days.free.len()));
        }
        let first = days.free.first().copied();
        let periods = repeat::periods(part, &event.start, calendar);
        for at in days.free.iter().copied() {
            let ext_id = kept::instance(uid, at);
            said.insert(ext_id.clone());
            if let Some((from, part)) = days.ranges.range(..at).next_back() {
                if let Some(event) = self.event(calendar, part, ext_id, shared) {
                    self.take(on(&event, event.start.local + (at - *from)));
                }
                continue;
            }
            let row = if first == Some(at) { event.row } else { self.intake.row(part.lines.0) };
            let is_later = first != Some(at);
            let day = on(&event, at);
            let end = periods.get(&at).cloned().or_else(|| day.end.clone());
            self.take(Event { row, ext_id, end, is_later, ..day });
        }
        self.outgrow(&event);
        // A rule that cannot be read does not say which days are no more.
        if days.unknown.is_empty() {
            self.call_off(uid, event.row, &said, told.filter(|_| !days.is_cut));
        }
    }

    /// Visits of a series that it holds no more and that are still to come, or were to be since it tells all its days;
    /// whether there are any.
    fn call_off(&mut self, uid: &str, row: usize, said: &BTreeSet<String>, told: Option<NaiveDate>) -> bool {
        // Who reads a file without changing what is here calls nothing off.
        if self.intake.options.on_conflict != OnConflict::Update {
            return false;
        }
        let moved: BTreeSet<Id> = said.iter().filter_map(|name| self.moved.get(name).copied()).collect();
        let now = self.intake.now;
        let room = self.intake.room;
        let visits = self.former.ids(uid).filter_map(|id| room.get::<Visit>(id));
        let gone: Vec<&Visit> = visits
            .filter(|visit| {
                let names = || visit.extra.get(&ext::key(SOURCE)).into_iter().flat_map(ext::ids);
                let is_said = names().any(|name| said.contains(name)) || moved.contains(&visit.id);
                let of_it = names().any(|name| is_day_of(name, uid)) && !is_said;
                let ahead = |start: When| start >= When::from(now) || told.is_some_and(|first| start.day() >= first);
                of_it && visit.start.is_some_and(ahead) && visit.status == Some(VisitStatus::Planned)
            })
            .collect();
        for visit in &gone {
            let mut want = Want::new(row, Kind::Visit, visit.id);
            want.set("status", "cancelled", &[]);
            want.set(kept::OFF, true, &[]);
            self.intake.want(want);
            let name = visit.objective.clone().unwrap_or_else(|| room.name(visit.account));
            let on = visit.start.map(|start| start.day().to_string()).unwrap_or_default();
            self.intake.note(row, Problem::new("problem-import-day-called-off").with("name", name).with("day", on));
        }
        !gone.is_empty()
    }
}

/// Whether a name is that of a day of a series.
fn is_day_of(name: &str, uid: &str) -> bool {
    let (of, day) = kept::series(name);
    day.is_some() && of == uid
}

/// Whether an exception speaks of all later days of its series as well.
fn is_range(part: &Part) -> bool {
    let range = part.get("RECURRENCE-ID").and_then(|one| one.param("RANGE"));
    range.is_some_and(|range| range.trim().eq_ignore_ascii_case("THISANDFUTURE"))
}

/// The event of a series as it is on another day.
fn on<'p>(event: &Event<'p>, at: NaiveDateTime) -> Event<'p> {
    let start = event.start.moved(at);
    let end = event.end.as_ref().and_then(|end| {
        // Clocks of two zones change on days of their own: it lasts as long as ever.
        let apart = || {
            let lasts = end.zone.at(end.local)? - event.start.zone.at(event.start.local)?;
            let until = start.zone.at(at)?.checked_add_signed(lasts)?;
            Some(end.zone.local(until.to_utc()).naive_local())
        };
        let is_apart = !end.is_day && !start.is_day && end.zone != start.zone || start.is_skipped();
        let on_one_clock = || at.checked_add_signed(end.local - event.start.local);
        let local = if is_apart { apart() } else { None };
        let told = if event.part.get("DTEND").is_none() { lasting(event.part, &start) } else { None };
        told.or_else(|| Some(end.moved(local.or_else(on_one_clock)?)))
    });
    Event { start, end, recurs: true, ..event.clone() }
}
