//! Tasks (VTODO) as follow-ups, of ours and of others, and what of a calendar is neither event nor task.

use serde_json::{Map, Value, json};

use super::kept::Shared;
use super::people::Cast;
use super::{Calendar, Event, OF, Reader, SOURCE, described, identity, kept, outgrown, times, travel};
use crate::exchange::content::{Part, Property};
use crate::exchange::ext;
use crate::exchange::want::Want;
use crate::model::choice::{EventWhat, FollowUpKind};
use crate::model::{FollowUp, Id, Kind, Member, Problem, Record, Seat, When};

/// What an export of ours says of a follow-up beside what every task has.
pub(super) const WHAT: &str = "X-WARROOM-FOLLOW-UP";
pub(super) const DUE: &str = "X-WARROOM-DUE";
pub(super) const POLICY: &str = "X-WARROOM-POLICY";
pub(super) const SEAT: &str = "X-WARROOM-SEAT";
/// What was done about it, each as a record has it, with the names of those who did.
pub(super) const EVENTS: &str = "X-WARROOM-EVENTS";
/// When it ended that was not done, or not at an hour that is known.
pub(super) const ENDED: &str = "X-WARROOM-ENDED";
/// Also the parameter by which an attendee is one of ours, and which.
pub(super) const MEMBER: &str = "X-WARROOM-MEMBER";

/// Until when a task was said to last, as it was read.
pub(super) const UNTIL: &str = "ical.=until";

/// What says when a task or an entry is, best first: the first says when it begins, the last when it was written.
const TIMES: [&str; 6] = ["DTSTART", "DUE", "COMPLETED", "CREATED", "LAST-MODIFIED", "DTSTAMP"];

impl Reader<'_> {
    /// What is no event. A follow-up of ours is known, or comes to be; a task of others is a follow-up where it names an
    /// account; their entries, and tasks that name none, are notes.
    pub(super) fn other(&mut self, calendar: &Calendar, part: &Part) {
        let uid = part.text("UID").trim().to_owned();
        let own = ext::own(&uid);
        let day = part.get("RECURRENCE-ID").and_then(|at| times::local(at.raw()));
        let ext_id = day.map_or_else(|| identity(part), |at| kept::instance(&identity(part), at));
        let known = self.intake.known.here(&ext_id).or(own).and_then(|id| self.intake.room.record(id));
        let is_ours = part.name == "VTODO" && part.text("X-WARROOM-KIND").trim() == Kind::FollowUp.code();
        // Of one that was made here it tells what was changed elsewhere only where it says what it was like.
        let is_known_then = is_ours && part.get(super::WAS).is_some();
        let is_from_file = |record: &Record| is_known_then || record.extra().contains_key(&ext::key(SOURCE));
        match (known, own) {
            (Some(record), _) if !is_from_file(record) || is_ours && record.kind() != Kind::FollowUp => {
                let row = self.intake.row(part.lines.0);
                self.intake.lead(row, record.kind(), record.id(), &uid);
            }
            (_, Some(own)) if is_ours => {
                let row = self.intake.row(part.lines.0);
                self.follow_up(row, calendar, part, known.map_or(own, Record::id));
            }
            _ => self.foreign(calendar, part, ext_id),
        }
    }

    /// A task or an entry of others; anything else is kept and makes no record.
    fn foreign(&mut self, calendar: &Calendar, part: &Part, ext_id: String) {
        let row = self.intake.row(part.lines.0);
        let time = |name| calendar.time(part, name);
        let problem = match part.name.as_str() {
            "VTODO" => Problem::new("problem-import-task"),
            "VJOURNAL" => Problem::new("problem-import-journal"),
            _ => Problem::new("problem-import-not-an-event"),
        };
        let is_known = matches!(part.name.as_str(), "VTODO" | "VJOURNAL");
        let Some(start) = TIMES.into_iter().find_map(time).filter(|_| is_known) else {
            let name = [part.text("SUMMARY"), described::text(part), part.name.clone()];
            let name = name.into_iter().map(|text| travel::one_line(&text)).find(|text| !text.is_empty());
            self.intake.skip(row, problem.with("what", &part.name).with("name", name.unwrap_or_default()));
            return self.lost.add(part);
        };
        if !part.closed {
            let end = format!("END:{}", part.name);
            self.intake.note(row, Problem::new("problem-import-not-closed").with("what", end));
        }
        let shared = Shared::default();
        let (end, cancelled, recurs, is_later) = (None, false, false, false);
        let event = Event { part, row, ext_id, start, end, cancelled, recurs, is_later, calendar, shared: &shared };
        let room = self.intake.room;
        let here = self.known(&event).and_then(|id| room.record(id));
        let is_new = here.is_none();
        let cast = self.cast(part, row);
        if is_new {
            self.doubt(row, &cast);
        }
        let account = cast.account.or_else(|| Some(room.get::<FollowUp>(here?.id())?.account));
        // What it became once it stays, though it names an account since.
        let is_note = here.is_some_and(|record| record.kind() == Kind::Note);
        // Unless the user says whose it is, and nobody has made anything of the note.
        let is_put = self.default.is_some() && here.is_some_and(|record| outgrown::is_untouched(room, record));
        match account.filter(|_| part.name == "VTODO" && (!is_note || is_put)) {
            Some(account) => {
                self.task(&event, account, &cast);
                self.outgrow(&event);
            }
            None => self.entry(&event, account),
        }
    }

    /// An entry of a diary, or a task of no account, as a note.
    fn entry(&mut self, event: &Event, account: Option<Id>) {
        if event.part.name == "VTODO" && account.is_none() {
            return self.note(event);
        }
        let mut want = self.noted(event);
        if let Some(account) = account {
            want.set("account", account.to_string(), &["ical.SUMMARY"]);
        }
        self.intake.want(want);
    }

    /// A task of others that names an account.
    fn task(&mut self, event: &Event, account: Id, cast: &Cast) {
        let room = self.intake.room;
        let id = self.id(event, Kind::FollowUp, self.known(event));
        self.intake.lead(event.row, Kind::FollowUp, id, &event.ext_id);
        let mut want = self.begin(event, Kind::FollowUp, id);
        want.set("account", account.to_string(), &["ical.SUMMARY"]);
        want.set("kind", FollowUpKind::Other.code(), &["ical.UID"]);
        let due = self.course(&mut want, event.calendar, event.part, event.start.when());
        want.set(UNTIL, json!(due), &[]);
        let seat = |person: &Id| room.linked::<Seat>(*person).find(|seat| seat.account == account).map(|seat| seat.id);
        for (field, one) in [("member", cast.members.first().copied()), ("seat", cast.persons.iter().find_map(seat))] {
            if let Some(one) = one {
                want.set(field, one.to_string(), &["ical.ATTENDEE", "ical.SUMMARY"]);
            }
        }
        self.intake.want(want);
    }

    /// A follow-up that was written elsewhere.
    fn follow_up(&mut self, row: usize, calendar: &Calendar, part: &Part, id: Id) {
        let subject = travel::one_line(&part.text("SUMMARY"));
        let Some(account) = self.account(part, row).or(self.default) else {
            let problem = Problem::new("problem-import-task-account").with("name", subject);
            return self.intake.skip(row, problem);
        };
        self.intake.lead(row, Kind::FollowUp, id, part.text("UID").trim());
        let mut want = Want::new(row, Kind::FollowUp, id);
        want.name_it(SOURCE, part.text("UID").trim());
        want.was(&part.text(super::WAS));
        for name in ["SUMMARY", "DTSTART", "DUE", "DESCRIPTION", "STATUS", WHAT, DUE, POLICY, SEAT, MEMBER, EVENTS] {
            want.set(&format!("{SOURCE}.{name}"), json!(part.get(name).map(|one| one.text.as_str())), &[]);
        }
        want.set("account", account.to_string(), &["ical.SUMMARY"]);
        let kind = FollowUpKind::ALL.iter().copied().find(|kind| kind.code() == part.text(WHAT).trim());
        want.set("kind", json!(kind.map(FollowUpKind::code)), &[&format!("{SOURCE}.{WHAT}")]);
        let opened = calendar.time(part, "DTSTART");
        self.course(&mut want, calendar, part, opened.and_then(|time| time.when()));
        self.intake.set(&mut want, "policy", &part.text(POLICY), &[&format!("{SOURCE}.{POLICY}")]);
        self.who_follows(row, part, account, &mut want);
        self.intake.want(want);
    }

    /// What it is about, from when to when, and whether it is done, as every task says it. Tells until when.
    fn course(&mut self, want: &mut Want, calendar: &Calendar, part: &Part, opened: Option<When>) -> Option<When> {
        let zone = calendar.here.clone();
        let when = |name: &str| {
            let time = times::time(part.get(name)?, &calendar.zones, &zone)?;
            if time.is_utc() { time.seen_from(zone.clone()).when() } else { time.when() }
        };
        let written = when("DTSTAMP").unwrap_or(When::from(self.intake.now));
        // What says when it is due says nothing of when it was begun, but that it was not later.
        let at_latest = || opened.map_or(written, |opened| opened.min(written));
        let opened = when("DTSTART").or_else(|| when("CREATED")).unwrap_or_else(at_latest);
        // What it says for us is more, where it is the same.
        let due = match (part.text(DUE).trim().parse::<When>().ok(), when("DUE")) {
            (Some(ours), Some(When::Day(day))) if ours.day() == day => Some(ours),
            (ours, due) => due.or(ours),
        };
        self.intake.set(want, "subject", &travel::one_line(&part.text("SUMMARY")), &["ical.SUMMARY"]);
        want.set("opened_at", json!(opened), &["ical.DTSTART"]);
        want.set("due", json!(due), &["ical.DUE", &format!("{SOURCE}.{DUE}")]);
        self.intake.set(want, "notes", described::text(part).trim(), &described::CELLS);
        let ended = ended(part);
        let here = self.intake.room.get::<FollowUp>(want.id);
        let is_open = here.is_none_or(|item| item.events.iter().all(|event| event.what != ended));
        let mut events = self.events(part);
        let is_told = |what: EventWhat| events.iter().any(|event| event.get("what") == Some(&what.code().into()));
        if let Some(what) = ended.filter(|what| is_open && !is_told(*what)) {
            let at = when("COMPLETED").or_else(|| part.text(ENDED).trim().parse().ok()).unwrap_or(written);
            let event = json!({"id": end_by_status(want.id), "at": at, "what": what.code()});
            events.push(event);
        }
        if !events.is_empty() {
            want.set("events", events, &["ical.STATUS", &format!("{SOURCE}.{EVENTS}")]);
        }
        due
    }

    /// What was done about a follow-up, as far as one of ours says it; who is not one of us here did nothing here.
    fn events(&self, part: &Part) -> Vec<Value> {
        let told: Vec<Map<String, Value>> = serde_json::from_str(&part.text(EVENTS)).unwrap_or_default();
        let member = |told: &str| {
            let (id, name) = told.split_once(' ').unwrap_or((told, ""));
            let named = || self.people.who(name, "");
            let is_one = |id: &Id| self.intake.room.get::<Member>(*id).is_some();
            id.parse::<Id>().ok().filter(is_one).or_else(|| named().filter(is_one))
        };
        let event = |told: Map<String, Value>| {
            let text = |name: &str| told.get(name).and_then(Value::as_str);
            let (id, at): (Id, When) = (text("id")?.parse().ok()?, text("at")?.parse().ok()?);
            let what = EventWhat::ALL.iter().find(|what| text("what") == Some(what.code()))?;
            let mut event =
                Map::from_iter([("id", json!(id)), ("at", json!(at)), ("what", what.code().into())].map(own));
            event.extend(["by", "to"].into_iter().filter_map(|name| Some(own((name, json!(member(text(name)?)?))))));
            event.extend(text("reason").map(|reason| own(("reason", travel::one_line(reason).into()))));
            Some(Value::from(event))
        };
        told.into_iter().filter_map(event).collect()
    }

    /// Whom a follow-up is with and who of ours has it, as far as they are here; who is not is taken up once they are.
    fn who_follows(&mut self, row: usize, part: &Part, account: Id, want: &mut Want) {
        let room = self.intake.room;
        let id_of = |one: &Property| one.param(OF).and_then(|id| id.parse::<Id>().ok());
        let here = room.get::<FollowUp>(want.id);
        let open = here.and_then(|item| item.extra.get(kept::OPEN)).cloned().unwrap_or_default();
        let mut strangers = Vec::new();
        for (cell, field) in [(SEAT, "seat"), (MEMBER, "member")] {
            let Some(one) = part.get(cell) else { continue };
            let name = one.text().trim().to_owned();
            let known = id_of(one).filter(|id| match room.record(*id) {
                Some(Record::Seat(seat)) => field == "seat" && seat.account == account,
                Some(Record::Member(_)) => field == "member",
                _ => false,
            });
            let named = || match field {
                "seat" => self.intake.seated(account, &name).first().map(|seat| seat.id),
                _ => self.people.who(&name, "").filter(|id| room.get::<Member>(*id).is_some()),
            };
            let Some(id) = known.or_else(named) else {
                strangers.push(name);
                continue;
            };
            want.set(field, id.to_string(), &[&format!("{SOURCE}.{cell}")]);
            let is_late = ext::ids(&open).any(|other| other == name);
            want.fields.get_mut(field).into_iter().for_each(|wish| wish.anew = is_late);
        }
        want.set(kept::OPEN, json!(Some(&strangers).filter(|names| !names.is_empty())), &[]);
        if !strangers.is_empty() {
            let problem = Problem::new("problem-import-task-strangers").with("names", strangers.join(", "));
            self.intake.note(row, problem);
        }
    }
}

fn own((name, value): (&str, Value)) -> (String, Value) {
    (name.to_owned(), value)
}

/// The event that a follow-up ended with, where all that is known of it is the status of a task.
pub(super) fn end_by_status(item: Id) -> Id {
    Id::named("ical:ended", &item.to_string())
}

/// How a task ended, where it did.
pub(super) fn ended(part: &Part) -> Option<EventWhat> {
    match part.text("STATUS").trim() {
        "COMPLETED" => Some(EventWhat::Done),
        "CANCELLED" => Some(EventWhat::Drop),
        "" => part.get("COMPLETED").map(|_| EventWhat::Done),
        _ => None,
    }
}
