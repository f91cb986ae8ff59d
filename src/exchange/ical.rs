//! iCalendar: visits, journeys and important dates in; those and follow-ups out.
//!
//! What recurs comes in as what it is on each day of a window, each known by its UID and the day it was meant for, so that
//! an exception and a cancellation find it. A day that comes back every year is an occasion. An event that names neither
//! an account nor anybody of one goes in as a note: nothing is dropped.

mod people;
mod places;
mod repeat;
mod take;
mod times;
mod travel;
mod write;
mod zones;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDateTime, Offset, Utc};

pub use self::write::{KINDS, calendar, calendar_of, files};

use self::people::People;
use self::places::Places;
use self::times::Time;
use self::travel::Trip;
use self::zones::{Zone, Zones};
use super::content::{self, Part};
use super::ext;
use super::import::Options;
use super::plan::Row;
use super::profile::intake::Intake;
use super::want::Want;
use crate::edit::Room;
use crate::model::choice::VisitStatus;
use crate::model::{Id, Kind, Problem, Record, Visit, When};

const SOURCE: &str = "ical";

/// How many days around now what has no end is read for.
const WINDOW: u64 = 366;

/// Reads every event. Refused where there is none.
pub(super) fn parse(
    bytes: &[u8],
    options: &Options,
    room: &Room,
    now: DateTime<FixedOffset>,
) -> Result<(Vec<Row>, Vec<Want>), Problem> {
    let parts = content::parse(bytes);
    if !parts.iter().any(|part| matches!(part.name.as_str(), "VCALENDAR" | "VEVENT")) {
        return Err(Problem::new("problem-import-no-card").with("what", "BEGIN:VCALENDAR"));
    }
    let mut intake = Intake::new(room, options, SOURCE, now);
    let default = options.account.as_ref().map(|name| {
        let row = 0;
        intake.account(name, row)
    });
    let mut reader =
        Reader { intake, people: People::of(room), places: Places::of(room), default, made: BTreeSet::new() };
    for part in &parts {
        reader.calendar(part);
    }
    Ok(reader.intake.finish())
}

struct Reader<'a> {
    intake: Intake<'a>,
    people: People,
    places: Places,
    default: Option<Id>,
    /// Members that this file makes.
    made: BTreeSet<Id>,
}

/// What all events of a calendar share.
struct Calendar {
    producer: String,
    cancels: bool,
    zones: Zones,
    here: Zone,
}

/// One event on one day.
struct Event<'p> {
    part: &'p Part,
    row: usize,
    ext_id: String,
    start: Time,
    end: Option<Time>,
    cancelled: bool,
    recurs: bool,
    /// Where a time in UTC is read.
    here: Zone,
}

impl Reader<'_> {
    fn calendar(&mut self, part: &Part) {
        if part.name == "VEVENT" {
            // One without its calendar.
            let bare = Part { name: "VCALENDAR".into(), parts: vec![part.clone()], ..Part::default() };
            return self.calendar(&bare);
        }
        if part.name != "VCALENDAR" {
            let row = self.intake.row(part.lines.0);
            self.intake.fail(row, Problem::new("problem-import-not-an-event").with("what", &part.name));
            return;
        }
        let here = zones::named(&part.text("X-WR-TIMEZONE")).filter(|_| part.get("X-WR-TIMEZONE").is_some());
        let zones = Zones::of(part);
        let here = here.or_else(|| zones.only()).unwrap_or_else(|| Zone::Fixed(*self.intake.now.offset()));
        let calendar = Calendar {
            producer: part.text("PRODID"),
            cancels: part.text("METHOD").trim().eq_ignore_ascii_case("CANCEL"),
            zones,
            here,
        };
        let mut series: BTreeMap<String, Vec<&Part>> = BTreeMap::new();
        let mut order: Vec<String> = Vec::new();
        for event in &part.parts {
            match event.name.as_str() {
                "VEVENT" if event.cut => {
                    let row = self.intake.row(event.lines.0);
                    self.intake.fail(row, Problem::new("problem-import-cut").with("what", "END:VEVENT"));
                }
                "VEVENT" => {
                    let uid = identity(event);
                    let all = series.entry(uid.clone()).or_default();
                    if all.is_empty() {
                        order.push(uid);
                    }
                    all.push(event);
                }
                "VTIMEZONE" | "VALARM" => {}
                _ => self.other(event),
            }
        }
        for uid in order {
            self.series(&calendar, &uid, series.get(&uid).map_or(&[], Vec::as_slice));
        }
    }

    /// A task, a journal: of ours it is known, of others it is nothing we keep.
    fn other(&mut self, part: &Part) {
        let row = self.intake.row(part.lines.0);
        let known = part.text("UID").trim().parse::<Id>().ok().and_then(|id| self.intake.room.record(id));
        match known {
            Some(record) => self.intake.lead(row, record.kind(), record.id(), part.text("UID").trim()),
            None => self.intake.skip(row, Problem::new("problem-import-not-an-event").with("what", &part.name)),
        }
    }

    fn series(&mut self, calendar: &Calendar, uid: &str, parts: &[&Part]) {
        let newest = |part: &&&Part| (part.text("SEQUENCE").trim().parse::<i64>().unwrap_or(0), part.text("DTSTAMP"));
        let meant =
            |part: &Part| part.get("RECURRENCE-ID").and_then(|id| times::time(id, &calendar.zones, &calendar.here));
        let master = parts.iter().filter(|part| part.get("RECURRENCE-ID").is_none()).max_by_key(newest);
        let mut overrides: BTreeMap<NaiveDateTime, &Part> = BTreeMap::new();
        let zone = master.and_then(|part| times::time(part.get("DTSTART")?, &calendar.zones, &calendar.here));
        let hands = |time: Time| match &zone {
            Some(start) if !start.is_day => time.seen_from(start.zone.clone()).local,
            _ => time.local,
        };
        let mut sorted: Vec<&&Part> = parts.iter().collect();
        sorted.sort_by_key(newest);
        for part in sorted {
            if let Some(time) = meant(part) {
                overrides.insert(hands(time), part);
            }
        }
        let mut produced: BTreeSet<String> = BTreeSet::new();
        if let Some(master) = master {
            self.master(calendar, uid, master, &overrides, &mut produced);
        }
        for (at, part) in overrides {
            let ext_id = format!("{uid}#{}", at.format("%Y%m%dT%H%M%S"));
            produced.insert(ext_id.clone());
            if let Some(event) = self.event(calendar, part, ext_id, true) {
                self.take(calendar, event);
            }
        }
    }

    fn master(
        &mut self,
        calendar: &Calendar,
        uid: &str,
        part: &Part,
        overrides: &BTreeMap<NaiveDateTime, &Part>,
        produced: &mut BTreeSet<String>,
    ) {
        let Some(event) = self.event(calendar, part, uid.to_owned(), false) else { return };
        if is_yearly(part, &event.start) || part.get("RRULE").is_none() && part.get("RDATE").is_none() {
            self.take(calendar, event);
            return;
        }
        // What concerns no account is said once, not every week.
        let concerns = || self.people.cast(self.intake.room, part, self.default).account;
        if part.get("X-WARROOM-ACCOUNT").is_none() && concerns().is_none() {
            return self.note(&event);
        }
        let days = |time: NaiveDateTime, forward: bool| {
            let days = Days::new(WINDOW);
            if forward { time.checked_add_days(days) } else { time.checked_sub_days(days) }.unwrap_or(time)
        };
        let now = self.intake.now.naive_local();
        let window = (days(now, false), days(now, true));
        let offset = event.start.zone.at(event.start.local).map_or_else(|| Utc.fix(), |at| *at.offset());
        let mut all: BTreeSet<NaiveDateTime> = BTreeSet::new();
        for rule in part.all("RRULE").filter(|rule| !rule.raw().trim().is_empty()) {
            match repeat::within(event.start.local, rule.raw(), offset, window) {
                Some(times) => all.extend(times),
                None => self.intake.note(event.row, Problem::new("problem-import-rule-kept").with("text", rule.raw())),
            }
        }
        let ends = part.all("RRULE").any(|rule| repeat::is_finite(rule.raw()));
        if ends || event.start.local >= window.0 || part.get("RRULE").is_none() || all.is_empty() {
            all.insert(event.start.local);
        }
        let hands = |text: &str, tzid: Option<&str>| {
            let time = times::of(text, tzid, &calendar.zones, &calendar.here)?;
            Some(if event.start.is_day { time.local } else { time.seen_from(event.start.zone.clone()).local })
        };
        for dates in part.all("RDATE") {
            all.extend(dates.raw().split(',').filter_map(|text| hands(text, dates.param("TZID"))));
        }
        for dates in part.all("EXDATE") {
            for text in dates.raw().split(',') {
                let Some(at) = hands(text, dates.param("TZID")) else { continue };
                // Some name only the day.
                let whole = text.trim().len() == 8;
                all.retain(|time| *time != at && !(whole && time.date() == at.date()));
            }
        }
        let length = event.end.as_ref().map(|end| end.local - event.start.local);
        let first = all.iter().next().copied();
        for at in all.into_iter().filter(|at| !overrides.contains_key(at)) {
            let ext_id = format!("{uid}#{}", at.format("%Y%m%dT%H%M%S"));
            produced.insert(ext_id.clone());
            let row = if first == Some(at) { event.row } else { self.intake.row(part.lines.0) };
            let start = event.start.moved(at);
            let end = length
                .zip(event.end.as_ref())
                .and_then(|(length, end)| Some(end.moved(at.checked_add_signed(length)?)));
            let cancelled = event.cancelled;
            self.take(
                calendar,
                Event { part, row, ext_id, start, end, cancelled, recurs: true, here: calendar.here.clone() },
            );
        }
        produced.extend(overrides.keys().map(|at| format!("{uid}#{}", at.format("%Y%m%dT%H%M%S"))));
        self.call_off(uid, event.row, produced);
    }

    /// Visits of a series that it holds no more and that are still to come.
    fn call_off(&mut self, uid: &str, row: usize, produced: &BTreeSet<String>) {
        let prefix = format!("{uid}#");
        let now = self.intake.now;
        let room = self.intake.room;
        let gone = room.all::<Visit>().filter(|visit| {
            let names = visit.extra.get(&ext::key(SOURCE)).into_iter().flat_map(ext::ids);
            let of_it = names.into_iter().any(|name| name.starts_with(&prefix) && !produced.contains(name));
            let ahead = visit.start.is_some_and(|start| start >= When::from(now));
            of_it && ahead && visit.status == Some(VisitStatus::Planned)
        });
        for visit in gone {
            let mut want = Want::new(row, Kind::Visit, visit.id);
            want.set("status", "cancelled", &[]);
            self.intake.want(want);
        }
    }

    /// Opens a row for a component and reads when it is.
    fn event<'p>(&mut self, calendar: &Calendar, part: &'p Part, ext_id: String, recurs: bool) -> Option<Event<'p>> {
        let row = self.intake.row(part.lines.0);
        if !part.closed {
            self.intake.note(row, Problem::new("problem-import-not-closed").with("what", "END:VEVENT"));
        }
        let time = |name: &str| part.get(name).and_then(|one| times::time(one, &calendar.zones, &calendar.here));
        let Some(start) = time("DTSTART") else {
            self.intake.fail(row, Problem::new("problem-import-no-start").with("name", part.text("SUMMARY")));
            return None;
        };
        let end = time("DTEND").or_else(|| {
            let length = times::duration(&part.text("DURATION"))?;
            Some(start.moved(start.local.checked_add_signed(length)?))
        });
        let end = end.filter(|end| end.is_day == start.is_day && (end.local > start.local || end.zone != start.zone));
        let cancelled = calendar.cancels || part.text("STATUS").trim().eq_ignore_ascii_case("CANCELLED");
        Some(Event { part, row, ext_id, start, end, cancelled, recurs, here: calendar.here.clone() })
    }

    fn take(&mut self, calendar: &Calendar, event: Event) {
        let known = self.known(&event);
        let kind = known.and_then(|id| self.intake.room.record(id)).map(Record::kind);
        let said = event.part.text("X-WARROOM-KIND");
        let said = said.trim();
        if matches!(kind, Some(Kind::FollowUp)) || said == "occasion" && kind == Some(Kind::Occasion) {
            let id = known.unwrap_or_default();
            return self.intake.lead(event.row, kind.unwrap_or(Kind::Occasion), id, &event.ext_id);
        }
        // Days of ours that are written out one by one.
        if said == "person" || said == "occasion" && event.part.get("RRULE").is_none() {
            return;
        }
        let is_visit = kind == Some(Kind::Visit) || said == "visit" || event.recurs;
        if said == "travel" && kind == Some(Kind::Travel) {
            return self.intake.lead(event.row, Kind::Travel, known.unwrap_or_default(), &event.ext_id);
        }
        if !is_visit {
            let trip = Trip {
                part: event.part,
                producer: &calendar.producer,
                start: &event.start,
                end: event.end.as_ref(),
                places: &self.places,
                here: &calendar.here,
            };
            let legs = if said == "travel" { vec![trip.own()] } else { trip.legs() };
            if !legs.is_empty() {
                return self.journey(&event, legs);
            }
        }
        let account = event.part.text("X-WARROOM-ACCOUNT");
        let default = match account.trim() {
            "" => self.default,
            name => Some(self.intake.account(name, event.row)),
        };
        let cast = self.people.cast(self.intake.room, event.part, default);
        if is_yearly(event.part, &event.start) && !is_visit {
            return self.occasion(&event, &cast);
        }
        match cast.account {
            Some(account) => self.visit(&event, account, &cast, known),
            None => self.note(&event),
        }
    }
}

/// Whether an event is a day that comes back every year.
fn is_yearly(part: &Part, start: &Time) -> bool {
    let Some(rule) = part.get("RRULE").map(|rule| rule.raw().to_uppercase()) else { return false };
    let day = start.local.date();
    let harmless = |part: &str| match part.split_once('=') {
        Some(("FREQ", how)) => how == "YEARLY",
        Some(("INTERVAL", every)) => every == "1",
        Some(("BYMONTH", month)) => month.parse() == Ok(day.month()),
        Some(("BYMONTHDAY", of)) => of.parse() == Ok(day.day()),
        Some(("WKST" | "SKIP", _) | ("RSCALE", "CHINESE")) => true,
        _ => false,
    };
    start.is_day && rule.contains("FREQ=YEARLY") && rule.split(';').filter(|part| !part.is_empty()).all(harmless)
}

/// What an event is known by: its UID, else all it says.
fn identity(part: &Part) -> String {
    let uid = part.text("UID");
    let uid = uid.trim();
    if !uid.is_empty() {
        return uid.strip_prefix("urn:uuid:").unwrap_or(uid).to_owned();
    }
    let mut lines: Vec<&str> = part
        .properties
        .iter()
        .filter(|one| !matches!(one.name.as_str(), "DTSTAMP" | "X-ERROR" | "LAST-MODIFIED"))
        .map(|one| one.text.trim())
        .collect();
    lines.sort_unstable();
    Id::named("ical:content", &lines.join("\n")).to_string()
}
