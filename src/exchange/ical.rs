//! iCalendar: visits, journeys and important dates in; those and follow-ups out.
//!
//! What recurs comes in as what it is on each day of a window, each known by its UID and the day it was meant for, so that
//! an exception and a cancellation find it. A day that comes back every year is an occasion. An event that names neither
//! an account nor anybody of one goes in as a note: nothing is dropped.

mod apart;
mod attendee;
mod calendar;
mod called_off;
mod carriers;
mod define;
mod described;
mod former;
mod guests;
mod journeys;
mod kept;
mod lost;
mod occasions;
mod ours;
mod outgrown;
mod passengers;
mod people;
mod places;
mod renew;
mod repeat;
mod rescheduled;
mod reservations;
mod series;
mod stays;
mod take;
mod tasks;
mod team;
mod times;
mod title;
mod towns;
mod travel;
mod ways;
mod write;
mod zones;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

pub(super) use self::kept::is_of_others;
pub(super) use self::outgrown::notes;
pub(super) use self::reservations::{are_reservations, found as reservations};
pub(super) use self::team::team;
pub use self::write::{KINDS, calendar, calendar_of, files};

use self::calendar::Calendar;
use self::called_off::CalledOff;
use self::former::{Former, Version};
use self::kept::Shared;
use self::lost::Lost;
use self::occasions::{is_birthday, is_yearly};
use self::people::People;
use self::places::Places;
use self::rescheduled::{Moves, Names};
use self::times::Time;
use self::travel::Trip;
use self::ways::Ways;
use self::write::PRODUCER;
use self::zones::Zone;
use super::content::{self, Part};
use super::ext;
use super::import::Options;
use super::plan::{ANSWER, CANCELLED, Row};
use super::profile::intake::Intake;
use super::since::was::PROPERTY as WAS;
use super::waiting::Waiting;
use crate::edit::Room;
use crate::model::{Id, Kind, Member, Problem, Record, Visit};

const SOURCE: &str = "ical";

/// The account that what an export of ours says belongs to, by name.
const ACCOUNT: &str = "X-WARROOM-ACCOUNT";
/// What a journey is for, and how sure it is.
const PURPOSE: &str = "X-WARROOM-PURPOSE";
const FIRMNESS: &str = "X-WARROOM-FIRMNESS";
/// The name of whoever it is about.
const WHO: &str = "X-WARROOM-WHO";
/// The parameter that says which record is meant by a name.
const OF: &str = "X-WARROOM-ID";

/// Whether a calendar calls off what is in it, by how it begins.
pub(super) fn cancels(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).take_while(|line| !line.eq_ignore_ascii_case("BEGIN:VEVENT"));
    lines.any(|line| line.eq_ignore_ascii_case("METHOD:CANCEL"))
}

/// Refuses to read journeys of somebody who is not here, most likely a slip of the pen, where there is anybody to mean.
fn known(room: &Room, options: &Options, people: &People) -> Result<(), Problem> {
    /// Names that are told.
    const TOLD: usize = 12;
    let Some(who) = options.who.as_deref().filter(|who| people.who(who, who).is_none()) else { return Ok(()) };
    let mut names: Vec<&str> = room.all::<Member>().map(|member| member.name.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    names.sort_unstable();
    let more = if names.len() > TOLD { ", …" } else { "" };
    let names = names.into_iter().take(TOLD).collect::<Vec<_>>().join(", ") + more;
    Err(Problem::new("problem-import-who").with("name", who).with("names", names))
}

/// Reads every event. Refused where there is none.
pub(super) fn parse(
    bytes: &[u8],
    options: &Options,
    room: &Room,
    now: DateTime<FixedOffset>,
) -> Result<(Vec<Row>, Vec<Waiting>), Problem> {
    let reserved = reservations::read(bytes);
    let parts = reserved.clone().unwrap_or_else(|| within_calendars(content::parse(bytes)));
    if !parts.iter().any(|part| part.name == "VCALENDAR") {
        return Err(Problem::new("problem-import-no-card").with("what", "BEGIN:VCALENDAR"));
    }
    let people = People::of(room);
    known(room, options, &people)?;
    let mut intake = Intake::new(room, options, SOURCE, now);
    let default = options.account.as_ref().map(|name| {
        let row = 0;
        intake.account(name, row)
    });
    let mut reader = Reader {
        intake,
        people,
        places: Places::of(room, &parts),
        default,
        made: BTreeSet::new(),
        former: Former::of(room),
        off: CalledOff::default(),
        gone: called_off::of_file(&parts),
        moved: BTreeMap::new(),
        ways: Ways::of(room),
        lost: Lost::default(),
        stays: BTreeMap::new(),
        names: BTreeMap::new(),
        moves: BTreeMap::new(),
        led: BTreeSet::new(),
        travellers: BTreeMap::new(),
    };
    reader.learn_towns(&parts);
    reader.names = reader.names(&parts);
    for part in &parts {
        reader.calendar(part);
    }
    reader.keep_called_off();
    for line in if reserved.is_some() { Vec::new() } else { content::torn(bytes, &parts) } {
        let row = reader.intake.row(line);
        reader.intake.fail(row, Problem::new("problem-import-cut").with("what", "END:VCALENDAR"));
    }
    let lost = std::mem::take(&mut reader.lost);
    let (rows, mut wants) = reader.intake.finish();
    lost::keep(room, lost, &rows, &mut wants);
    // One of ours may have nothing in it: there was nothing to write.
    let says_nothing =
        |part: &Part| part.parts.iter().all(|one| one.name == "VTIMEZONE") && part.text("PRODID").trim() != PRODUCER;
    if rows.is_empty() && parts.iter().all(says_nothing) {
        return Err(Problem::new("problem-import-empty"));
    }
    Ok((rows, wants))
}

struct Reader<'a> {
    intake: Intake<'a>,
    people: People,
    places: Places,
    default: Option<Id>,
    /// Members that this file makes.
    made: BTreeSet<Id>,
    former: Former,
    /// What goes because of this file.
    off: CalledOff,
    /// What this file calls off.
    gone: BTreeMap<String, Version>,
    /// Days of series that have moved, by their new names.
    moved: BTreeMap<String, Id>,
    /// Journeys that are here, and those that this file makes.
    ways: Ways,
    /// Components that make no record.
    lost: Lost,
    /// The events that end the stays of a calendar, by the UIDs of those that begin them.
    stays: BTreeMap<String, Part>,
    /// What it calls the legs of journeys that are here.
    names: Names,
    /// What of those was moved.
    moves: Moves,
    /// Journeys that this file speaks of.
    led: BTreeSet<Id>,
    /// Who has the journey of a name in this file: others have it with theirs behind it.
    travellers: BTreeMap<String, Id>,
}

impl Reader<'_> {
    /// The zone of the clocks of whoever reads it; where nobody knows that, they are as far from Greenwich as today.
    fn ours(&self) -> Zone {
        self.intake.options.clocks.map_or(Zone::Fixed(*self.intake.now.offset()), Zone::Named)
    }
}

/// One event on one day.
#[derive(Clone)]
struct Event<'p> {
    part: &'p Part,
    row: usize,
    ext_id: String,
    start: Time,
    end: Option<Time>,
    cancelled: bool,
    recurs: bool,
    /// Whether it is a day of a series and not the first.
    is_later: bool,
    calendar: &'p Calendar,
    shared: &'p Shared,
}

impl Reader<'_> {
    fn calendar(&mut self, part: &Part) {
        if part.name != "VCALENDAR" {
            let row = self.intake.row(part.lines.0);
            self.intake.fail(row, Problem::new("problem-import-not-an-event").with("what", &part.name));
            return;
        }
        if let Some(method) = answer(part) {
            for event in part.parts.iter().filter(|event| !is_quiet(event)) {
                let row = self.intake.row(event.lines.0);
                let name = travel::one_line(&event.text("SUMMARY"));
                self.intake.skip(row, Problem::new(ANSWER).with("name", name).with("method", method));
            }
            return;
        }
        let owner = self.people.only_one_in(&part.text("X-WR-CALNAME"));
        let calendar = Calendar { owner, ..Calendar::of(part, self.ours()) };
        let mut series: BTreeMap<String, Vec<&Part>> = BTreeMap::new();
        let mut order: Vec<String> = Vec::new();
        for event in &part.parts {
            if is_quiet(event) {
                continue;
            }
            if event.cut {
                let row = self.intake.row(event.lines.0);
                let end = format!("END:{}", event.name);
                self.intake.fail(row, Problem::new("problem-import-cut").with("what", end));
                continue;
            }
            let uid = identity(event);
            let all = series.entry(uid.clone()).or_default();
            if all.is_empty() {
                order.push(uid);
            }
            all.push(event);
        }
        self.stays = stays::of(&self.places, &series);
        let ends: BTreeSet<String> = self.stays.values().map(identity).collect();
        for uid in order.into_iter().filter(|uid| !ends.contains(uid)) {
            let mut all = series.remove(&uid).unwrap_or_default();
            all.retain(|part| !self.is_called_off(&calendar, part));
            let all = all.as_slice();
            if all.is_empty() {
                continue;
            }
            match self.as_here(&calendar, &uid, all) {
                Some((kind, id)) => {
                    for part in all {
                        let row = self.intake.row(part.lines.0);
                        self.intake.lead(row, kind, id, &uid);
                        self.intake.hear_of(row, kind, id, &part.text(WAS));
                    }
                }
                None if all.iter().any(|part| part.name != "VEVENT") => {
                    for part in all {
                        self.other(&calendar, part);
                    }
                }
                None => match apart::apart(all).as_slice() {
                    [] => {
                        let uid = if let [only] = all { self.name_alone(&uid, only) } else { uid };
                        let default = self.default;
                        self.default = default.or_else(|| self.whose(&uid, all)).or_else(|| self.told_whose(all));
                        self.series(&calendar, &uid, all);
                        self.default = default;
                    }
                    several => {
                        for (uid, one) in self.names_apart(&uid, several).iter().zip(several) {
                            self.series(&calendar, uid, one);
                        }
                    }
                },
            }
        }
        if !calendar.cancels {
            self.lost.zones(&calendar.defined);
        }
        // What was cut in the middle says so itself.
        if !part.closed && !part.parts.iter().any(|within| within.cut && !is_quiet(within)) {
            self.intake
                .note_last(part.lines.1, Problem::new("problem-import-not-closed").with("what", "END:VCALENDAR"));
        }
    }

    /// What is cancelled and nobody knows here makes no record, and is remembered.
    fn cancelled(&mut self, event: &Event) {
        self.call_off_unknown(event);
        let name = travel::one_line(&event.part.text("SUMMARY"));
        self.intake.skip(event.row, Problem::new(CANCELLED).with("name", name));
        // Of a calendar that cancels all that is in it, a component does not say so itself.
        if !event.calendar.cancels {
            // A reservation says it in its own words.
            let told = (!called_off::says_cancelled(event.part)).then(|| reservations::called_off(event.part));
            self.lost.add(told.as_ref().unwrap_or(event.part));
        }
    }

    /// Opens a row for a component and reads when it is.
    fn event<'p>(
        &mut self,
        calendar: &'p Calendar,
        part: &'p Part,
        ext_id: String,
        shared: &'p Shared,
    ) -> Option<Event<'p>> {
        let row = self.intake.row(part.lines.0);
        if !part.closed {
            self.intake.note(row, Problem::new("problem-import-not-closed").with("what", "END:VEVENT"));
        }
        let Some((start, end)) = calendar.span(part) else {
            self.intake.fail(row, Problem::new("problem-import-no-start").with("name", part.text("SUMMARY")));
            return None;
        };
        if let Some(zone) = calendar.unknown_zone(part) {
            let name = travel::one_line(&part.text("SUMMARY"));
            self.intake.note(row, Problem::new("problem-import-zone").with("name", name).with("zone", zone));
        }
        if end
            .as_ref()
            .is_some_and(|end| end.is_day == start.is_day && end.zone == start.zone && end.local < start.local)
        {
            let name = travel::one_line(&part.text("SUMMARY"));
            let problem = Problem::new("problem-import-ends-before").with("name", name);
            self.intake
                .note(row, problem.with("text", part.get("DTEND").map(|end| end.raw().trim()).unwrap_or_default()));
        }
        let end = end.filter(|end| end.is_day == start.is_day && (end.local > start.local || end.zone != start.zone));
        let cancelled = calendar.cancels || called_off::says_cancelled(part);
        Some(Event { part, row, ext_id, start, end, cancelled, recurs: false, is_later: false, calendar, shared })
    }

    fn take(&mut self, mut event: Event) {
        let calendar = event.calendar;
        let known = self.known(&event);
        let kind = known.and_then(|id| self.intake.room.record(id)).map(Record::kind);
        let said = event.part.text("X-WARROOM-KIND");
        let said = said.trim();
        if let (Some(id), Some(Kind::FollowUp)) = (known, kind) {
            return self.intake.lead(event.row, Kind::FollowUp, id, &event.ext_id);
        }
        if said == "occasion" && !event.recurs && kind.is_none_or(|kind| kind == Kind::Occasion) {
            return self.own_occasion(&event, known);
        }
        if said == "person" {
            return self.own_birthday(&event);
        }
        let is_visit = kind == Some(Kind::Visit) || said == "visit" || event.recurs;
        if !is_visit {
            let out = self.stays.get(&event.ext_id).and_then(|out| calendar.time(out, "DTSTART"));
            let trip = Trip {
                part: event.part,
                producer: &calendar.producer,
                start: &event.start,
                end: event.end.as_ref(),
                out: out.as_ref(),
                places: &self.places,
                here: &calendar.here,
            };
            // What came from a calendar is what that says now.
            let came =
                |id: &Id| self.intake.room.record(*id).is_some_and(|here| here.extra().contains_key(&ext::key(SOURCE)));
            if let Some(id) = known.filter(|id| said == "travel" && kind == Some(Kind::Travel) && !came(id)) {
                return self.own_journey(&event, id, &trip.own());
            }
            let legs = if said == "travel" { vec![trip.own()] } else { trip.legs() };
            let is_off = trip.is_called_off();
            if !legs.is_empty() {
                return self.journey(&event, legs);
            }
            if let Some(id) = known.filter(|_| kind == Some(Kind::Travel)) {
                return self.bare_journey(&event, id);
            }
            event.cancelled |= is_off;
        }
        let cast = self.cast(event.part, event.row);
        if known.is_none() && !event.is_later {
            self.doubt(event.row, &cast);
        }
        if (is_yearly(event.part, &event.start) || is_birthday(event.part, &event.start)) && !is_visit {
            return self.occasion(&event, &cast);
        }
        // Of a visit that is here it is known whom it is to, though the event names nobody.
        let here = || known.and_then(|id| self.intake.room.get::<Visit>(id)).map(|visit| visit.account);
        match cast.account.or_else(here) {
            Some(account) => self.visit(&event, account, &cast, known),
            None => self.note(&event),
        }
    }
}

/// When a component ends that says only how long it lasts.
fn lasting(part: &Part, start: &Time) -> Option<Time> {
    start.after(times::duration(&part.text("DURATION"))?)
}

/// By what a calendar says that it answers an invitation, or asks for something: who organises an event has to do something
/// about it before it is another.
fn answer(calendar: &Part) -> Option<&'static str> {
    let method = calendar.text("METHOD");
    ["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"].into_iter().find(|one| method.trim().eq_ignore_ascii_case(one))
}

/// Components that stand without their calendar are in one together, with the zones beside them.
fn within_calendars(parts: Vec<Part>) -> Vec<Part> {
    let is_event = |part: &Part| matches!(part.name.as_str(), "VEVENT" | "VTODO" | "VJOURNAL");
    if !parts.iter().any(is_event) {
        return parts;
    }
    let (bare, mut all): (Vec<Part>, Vec<Part>) =
        parts.into_iter().partition(|part| is_event(part) || part.name == "VTIMEZONE");
    let lines = (bare.first().map_or(0, |one| one.lines.0), bare.last().map_or(0, |one| one.lines.1));
    all.push(Part { name: "VCALENDAR".into(), parts: bare, lines, closed: true, ..Part::default() });
    all.sort_by_key(|part| part.lines.0);
    all
}

/// Whether a component of a calendar is nothing of its own.
fn is_quiet(part: &Part) -> bool {
    matches!(part.name.as_str(), "VTIMEZONE" | "VALARM")
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
