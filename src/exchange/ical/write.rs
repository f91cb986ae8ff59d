//! Visits, journeys, important dates and open follow-ups as iCalendar. What came from a calendar and was not changed
//! goes back as it was.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};
use serde_json::Value;

use super::attendee::{Attendee, on_rung};
use super::former::{Version, is_older, version};
use super::occasions::{DATE, LEAD};
use super::times::utc;
use super::{ACCOUNT, FIRMNESS, OF, PURPOSE, WAS, WHO, called_off, define, tasks};
use crate::edit::Room;
use crate::exchange::content::{Part, escaped, folded};
use crate::exchange::selection::Selection;
use crate::exchange::{ext, since};
use crate::model::choice::{EventWhat, Firmness, FollowUpKind, Transport, VisitStatus};
use crate::model::{Account, Anniversary, FollowUp, Id, Kind, Member, Occasion, Person, Record, Travel, Visit, When};
use crate::rules::lunar;

/// Years for which lunar dates are written as the days they fall on.
const LUNAR_YEARS: u32 = 10;

/// Kinds that a calendar has room for.
pub const KINDS: [Kind; 6] = [Kind::Visit, Kind::Travel, Kind::FollowUp, Kind::Occasion, Kind::Person, Kind::Note];

/// The field of what is noted of a record.
const NOTES: &str = "notes";

/// By what a calendar says that it was written here.
pub(super) const PRODUCER: &str = "-//warroom//warroom//EN";

/// The chosen records as one calendar.
pub fn calendar(room: &Room, selection: &Selection, now: DateTime<FixedOffset>) -> String {
    let writer = Writer::new(room, selection, now);
    file(writer.items(selection.records(room)))
}

/// Some records as one calendar, in their order.
pub fn calendar_of(room: &Room, ids: &[Id], now: DateTime<FixedOffset>) -> String {
    let selection = Selection::default();
    let writer = Writer::new(room, &selection, now);
    file(ids.iter().filter_map(|id| room.record(*id)).flat_map(|record| writer.fresh(record)).collect())
}

/// The chosen records as a calendar each, with the name of its file.
pub fn files(room: &Room, selection: &Selection, now: DateTime<FixedOffset>) -> impl Iterator<Item = (String, String)> {
    let writer = Writer::new(room, selection, now);
    let mut seen: BTreeMap<Id, usize> = BTreeMap::new();
    let items = writer.items(selection.records(room)).into_iter().flat_map(Item::by_uid);
    let named = items.map(move |item| {
        let nth = *seen.entry(item.id).and_modify(|count| *count += 1).or_insert(1);
        let stem = if nth == 1 { item.id.to_string() } else { format!("{}-{nth}", item.id) };
        (stem, file(vec![item]))
    });
    named.collect::<Vec<_>>().into_iter()
}

/// Components of one UID, their lines not folded, and what their calendar said that they need.
#[derive(Debug)]
pub(super) struct Item {
    /// The record it is named after.
    pub(super) id: Id,
    pub(super) lines: Vec<String>,
    /// Definitions of zones, and what the calendar says of itself.
    pub(super) zones: Vec<String>,
    pub(super) own: Vec<String>,
}

impl Item {
    /// One for each UID: legs of a booking go by names of their own, and programs pass over a file that has two.
    fn by_uid(self) -> Vec<Self> {
        let mut all: Vec<(String, Self)> = Vec::new();
        let (mut depth, mut component) = (0_usize, Vec::new());
        for line in self.lines {
            depth += usize::from(line.starts_with("BEGIN:"));
            depth = depth.saturating_sub(usize::from(line.starts_with("END:")));
            component.push(line);
            if depth > 0 {
                continue;
            }
            let mut lines = std::mem::take(&mut component);
            let uid = lines.iter().find_map(|line: &String| line.strip_prefix("UID")).unwrap_or_default().to_owned();
            if let Some((_, item)) = all.iter_mut().find(|(other, _)| *other == uid) {
                item.lines.append(&mut lines);
            } else {
                let item = Self { id: self.id, lines, zones: self.zones.clone(), own: self.own.clone() };
                all.push((uid, item));
            }
        }
        all.into_iter().map(|(_, item)| item).collect()
    }
}

/// A calendar of items. A zone that two of them define in their own ways gets a name for each.
fn file(mut items: Vec<Item>) -> String {
    let mut zones: BTreeMap<String, String> = BTreeMap::new();
    for item in &mut items {
        for text in std::mem::take(&mut item.zones) {
            let name = text.lines().find_map(|line| line.strip_prefix("TZID:")).unwrap_or_default().to_owned();
            let called = |nth: usize| if nth == 1 { name.clone() } else { format!("{name} {nth}") };
            let told = |nth: usize| text.replace(&format!("\nTZID:{name}\n"), &format!("\nTZID:{}\n", called(nth)));
            let fits = |nth: &usize| zones.get(&called(*nth)).is_none_or(|known| *known == told(*nth));
            let Some(nth) = (1..=zones.len() + 1).find(fits) else { continue };
            if nth > 1 {
                for line in item.lines.iter_mut().filter(|line| line.contains(&name)) {
                    for (open, end) in [("", ":"), ("", ";"), ("\"", "\"")] {
                        let (old, new) = (format!(";TZID={open}{name}{end}"), called(nth));
                        *line = line.replacen(&old, &format!(";TZID=\"{new}\"{}", end.trim_matches('"')), 1);
                    }
                }
            }
            zones.insert(called(nth), told(nth));
        }
    }
    // What calendars say of themselves is said where they agree.
    let mut own = items.iter().filter(|item| !item.own.is_empty()).map(|item| &item.own);
    let first = own.next();
    let own = first.filter(|first| own.all(|other| other == *first)).into_iter().flatten().map(String::as_str);
    let zones = zones.values().flat_map(|text| text.split('\n'));
    let lines = items.iter().flat_map(|item| &item.lines).map(String::as_str);
    let lines: Vec<&str> = lines.collect();
    let known = zones.clone().filter_map(|line| line.strip_prefix("TZID:")).map(str::to_owned).collect();
    let added = define::missing(&lines, &known);
    let added = added.iter().map(String::as_str);
    let body: String = own.chain(zones).chain(added).chain(lines.iter().copied()).map(folded).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCER}\r\nCALSCALE:GREGORIAN\r\n{body}END:VCALENDAR\r\n")
}

pub(super) struct Writer<'a> {
    pub(super) room: &'a Room,
    pub(super) selection: &'a Selection,
    pub(super) now: DateTime<FixedOffset>,
    /// What was called off and is not here, where it is asked for.
    off: OnceCell<BTreeMap<String, Version>>,
}

/// A component being written.
struct Lines {
    name: &'static str,
    lines: Vec<String>,
}

impl Lines {
    fn text(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.lines.push(format!("{name}:{}", escaped(text.trim())));
        }
    }

    /// A record by its name, and which it is.
    fn named(&mut self, name: &str, id: &str, called: &str) {
        if !called.trim().is_empty() {
            self.lines.push(format!("{name};{OF}={id}:{}", escaped(called.trim())));
        }
    }

    fn when(&mut self, name: &str, when: When) {
        self.lines.push(match when {
            When::Day(day) => format!("{name};VALUE=DATE:{}", day.format("%Y%m%d")),
            When::Moment(moment) => format!("{name}:{}", utc(moment)),
        });
    }

    fn done(self) -> Vec<String> {
        component(self.name, self.lines)
    }
}

/// Lines between their `BEGIN` and their `END`.
pub(super) fn component(name: &str, lines: Vec<String>) -> Vec<String> {
    [vec![format!("BEGIN:{name}")], lines, vec![format!("END:{name}")]].concat()
}

impl<'a> Writer<'a> {
    pub(super) const fn new(room: &'a Room, selection: &'a Selection, now: DateTime<FixedOffset>) -> Self {
        Self { room, selection, now, off: OnceCell::new() }
    }

    /// Whether what has this name was called off, and not taken up again by what is said of it.
    pub(super) fn is_off(&self, name: &str, said: &Part) -> bool {
        let off = self.off.get_or_init(|| called_off::of_all(self.room));
        off.get(name).is_some_and(|off| !is_older(*off, version(said)))
    }
}

impl Writer<'_> {
    /// A record as it is here, whatever a calendar said of it.
    pub(super) fn fresh(&self, record: &Record) -> Vec<Item> {
        let all = match record {
            Record::Visit(visit) => vec![self.visit(visit)],
            Record::Travel(travel) => vec![self.travel(travel)],
            Record::FollowUp(item) => vec![self.follow_up(item)],
            Record::Occasion(occasion) => self.occasion(occasion),
            Record::Person(person) => self.birthday(person),
            _ => Vec::new(),
        };
        let item = |lines| Item { id: record.id(), lines, zones: Vec::new(), own: Vec::new() };
        all.into_iter().filter(|lines| !lines.is_empty()).map(item).collect()
    }

    fn begin(&self, name: &'static str, record: &Record, uid: &str) -> Lines {
        let map = record.to_map();
        let stamp = ["updated_at", "created_at"].into_iter().find_map(|name| map.get(name)?.as_str()?.parse().ok());
        let stamp = match stamp {
            Some(When::Moment(moment)) => moment,
            _ => self.now,
        };
        let lines =
            vec![format!("UID:{uid}"), format!("DTSTAMP:{}", utc(stamp)), format!("X-WARROOM-KIND:{}", record.kind())];
        let mut lines = Lines { name, lines };
        // Of a person a calendar has the birthday alone: what it says of nothing else it tells no digest of.
        if record.kind() != Kind::Person {
            lines.text(WAS, &self.was(record));
        }
        if let Some(id) = self.room.account_of(record.id()) {
            lines.named(
                ACCOUNT,
                &id.to_string(),
                &self.room.get::<Account>(id).map(|one| one.name.clone()).unwrap_or_default(),
            );
        }
        lines
    }

    /// What a record is like here, for the day it comes back.
    pub(super) fn was(&self, record: &Record) -> String {
        since::was::of(self.room, record, if self.says_notes(record) { &[NOTES] } else { &[] })
    }

    /// Whether all that is noted of a record stands in its description.
    fn says_notes(&self, record: &Record) -> bool {
        let may_leave = || !record.has(NOTES) || self.selection.fields(self.room, record).contains_key(NOTES);
        let has_room = matches!(record.kind(), Kind::Visit | Kind::Travel | Kind::FollowUp | Kind::Occasion);
        has_room && may_leave()
    }

    fn visit(&self, visit: &Visit) -> Vec<String> {
        let record = Record::from(visit.clone());
        let uid = Self::uid(&record);
        let mut lines = self.begin("VEVENT", &record, &uid);
        let Some(start) = visit.start else { return Vec::new() };
        lines.when("DTSTART", start);
        if let Some(end) = visit.end.and_then(|end| end_of(start, end)) {
            lines.when("DTEND", end);
        }
        lines.text("SUMMARY", visit.objective.as_deref().unwrap_or(&self.room.name(visit.account)));
        lines.text("LOCATION", visit.place.as_deref().or(visit.city.as_deref()).unwrap_or_default());
        lines.text("X-WARROOM-CITY", visit.city.as_deref().unwrap_or_default());
        lines.text("X-WARROOM-PLACE", visit.place.as_deref().unwrap_or_default());
        let notes = visit.notes.as_deref().filter(|_| self.says_notes(&record));
        lines.text("DESCRIPTION", notes.unwrap_or_default());
        let status = match visit.status {
            Some(VisitStatus::Cancelled) => "CANCELLED",
            _ => "CONFIRMED",
        };
        lines.lines.push(format!("STATUS:{status}"));
        let attendees = self.attendees(visit).into_iter().map(|one| one.line());
        lines.lines.extend(attendees);
        lines.done()
    }

    /// Who takes part in a visit.
    pub(super) fn attendees(&self, visit: &Visit) -> Vec<Attendee> {
        let ours = visit.ours.iter().filter_map(|one| Some((self.room.get::<Member>(one.member)?, one.role)));
        let theirs = visit.theirs.iter().filter_map(|seat| self.room.person_of(*seat));
        let ours = ours.map(|(one, role)| Attendee {
            id: one.id,
            is_ours: true,
            level: one.level,
            role,
            name: one.name.clone(),
            emails: one.email.iter().cloned().collect(),
        });
        let theirs = theirs.map(|one| Attendee {
            id: one.id,
            is_ours: false,
            level: None,
            role: None,
            name: one.name.clone(),
            emails: one.emails.iter().map(|line| line.value.clone()).collect(),
        });
        ours.chain(theirs).collect()
    }

    /// What a calendar calls a record: as the calendar did that it came from, else by its id.
    fn uid(record: &Record) -> String {
        let known = ext::ids(record.extra().get("ext.ical").unwrap_or(&Value::Null)).next().map(str::to_owned);
        known.filter(|uid| !uid.contains('/')).unwrap_or_else(|| record.id().to_string())
    }

    fn travel(&self, travel: &Travel) -> Vec<String> {
        let record = Record::from(travel.clone());
        let mut lines = self.begin("VEVENT", &record, &travel.id.to_string());
        let (Some(depart), Some(arrive)) = (travel.depart, travel.arrive) else { return Vec::new() };
        lines.when("DTSTART", depart);
        let until = travel.r#return.unwrap_or(arrive);
        match (depart, until) {
            (When::Day(_), until) => {
                let day = until.day();
                lines.when("DTEND", When::Day(day.checked_add_days(Days::new(1)).unwrap_or(day)));
            }
            (When::Moment(start), When::Moment(end)) if end > start => lines.when("DTEND", until),
            (When::Moment(start), When::Day(day)) => {
                let end = day.and_hms_opt(23, 59, 0).and_then(|end| end.and_local_timezone(*start.offset()).single());
                if let Some(end) = end {
                    lines.when("DTEND", When::Moment(end));
                }
            }
            _ => {}
        }
        lines.lines.extend(self.whose(travel));
        let who = travel.person.or(travel.member).map(|id| self.room.name(id)).unwrap_or_default();
        for (name, text) in [
            ("X-WARROOM-FROM", travel.from_city.clone().unwrap_or_default()),
            ("X-WARROOM-TO", travel.to_city.clone()),
            ("X-WARROOM-NUMBER", travel.number.clone().unwrap_or_default()),
            ("X-WARROOM-ARRIVE", arrive.to_string()),
            ("X-WARROOM-RETURN", travel.r#return.map(|when| when.to_string()).unwrap_or_default()),
            ("X-WARROOM-TRANSPORT", travel.transport.map(Transport::code).unwrap_or_default().to_owned()),
            ("X-WARROOM-HOTEL", travel.hotel.clone().unwrap_or_default()),
            (PURPOSE, travel.purpose.clone().unwrap_or_default()),
            (FIRMNESS, travel.firmness.map(Firmness::code).unwrap_or_default().to_owned()),
        ] {
            lines.text(name, &text);
        }
        let way = travel
            .from_city
            .as_ref()
            .map_or_else(|| travel.to_city.clone(), |from| format!("{from} → {}", travel.to_city));
        let number = travel.number.as_deref().unwrap_or_default();
        lines.text(
            "SUMMARY",
            &[who.as_str(), number, &way].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "),
        );
        lines.text("LOCATION", travel.hotel.as_deref().unwrap_or(&travel.to_city));
        let notes = travel.notes.as_deref().filter(|_| self.says_notes(&record));
        let said: Vec<&str> = [travel.purpose.as_deref(), notes].into_iter().flatten().collect();
        lines.text("DESCRIPTION", &said.join("\n"));
        lines.done()
    }

    /// Whose journey it is, for a reader who knows them and for one who does not.
    pub(super) fn whose(&self, travel: &Travel) -> Vec<String> {
        let one = travel.person.map(|id| ("PERSON", id)).or(travel.member.map(|id| ("MEMBER", id)));
        let Some((field, id)) = one else { return Vec::new() };
        vec![format!("X-WARROOM-{field}:{id}"), format!("{WHO}:{}", escaped(&self.room.name(id)))]
    }

    fn follow_up(&self, item: &FollowUp) -> Vec<String> {
        let record = Record::from(item.clone());
        let mut lines = self.begin("VTODO", &record, &item.id.to_string());
        lines.text("SUMMARY", &item.subject);
        let due = item.due.filter(|due| item.opened_at.is_none_or(|opened| *due > opened));
        // Begin and end have to be of one kind; a day is one wherever it is read.
        match (item.opened_at, due) {
            (Some(When::Moment(opened)), Some(When::Day(_))) => lines.lines.push(format!("CREATED:{}", utc(opened))),
            (Some(opened), _) => lines.when("DTSTART", opened),
            (None, _) => {}
        }
        match (item.opened_at, due) {
            (Some(When::Day(_)), Some(due)) => lines.when("DUE", When::Day(due.day())),
            (_, Some(due)) => lines.when("DUE", due),
            (_, None) => {}
        }
        lines.text(tasks::WHAT, item.kind.map(FollowUpKind::code).unwrap_or_default());
        lines.text(tasks::DUE, &item.due.map(|due| due.to_string()).unwrap_or_default());
        lines.text(tasks::POLICY, item.policy.as_deref().unwrap_or_default());
        for (name, id) in [(tasks::SEAT, item.seat), (tasks::MEMBER, item.member)] {
            if let Some(id) = id {
                let level = self.room.get::<Member>(id).map(|one| on_rung(one.level)).unwrap_or_default();
                lines.named(name, &format!("{id}{level}"), &self.room.name(id));
            }
        }
        lines.lines.extend(Self::status(item));
        lines.text(tasks::EVENTS, &self.events(item));
        lines.text("DESCRIPTION", item.notes.as_deref().unwrap_or_default());
        lines.done()
    }

    /// What was done about a follow-up, but for what the status of its task says; empty where nothing was.
    pub(super) fn events(&self, item: &FollowUp) -> String {
        let mut said = item.clone();
        said.events.retain(|event| event.id != tasks::end_by_status(item.id));
        let mut events = Record::from(said).value("events");
        let all = events.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut);
        let members = all.flat_map(|event| event.iter_mut()).filter(|(name, _)| matches!(name.as_str(), "by" | "to"));
        for (_, member) in members {
            let name = member.as_str().and_then(|id| id.parse().ok()).map(|id| self.room.name(id)).unwrap_or_default();
            *member = format!("{} {name}", member.as_str().unwrap_or_default()).into();
        }
        if events.is_null() { String::new() } else { events.to_string() }
    }

    /// What ended a follow-up.
    pub(super) fn last(item: &FollowUp) -> Option<&crate::model::Event> {
        item.events.iter().rev().find(|event| matches!(event.what, Some(EventWhat::Done | EventWhat::Drop)))
    }

    /// How far a follow-up is.
    pub(super) fn status(item: &FollowUp) -> Vec<String> {
        let ended = Self::last(item);
        let status = match ended.and_then(|event| event.what).map(EventWhat::code) {
            Some("done") => "COMPLETED",
            Some(_) => "CANCELLED",
            None => "NEEDS-ACTION",
        };
        let at = match ended.and_then(|event| event.at) {
            Some(When::Moment(at)) if status == "COMPLETED" => Some(format!("COMPLETED:{}", utc(at))),
            at => at.map(|at| format!("{}:{at}", tasks::ENDED)),
        };
        [format!("STATUS:{status}")].into_iter().chain(at).collect()
    }

    fn occasion(&self, occasion: &Occasion) -> Vec<Vec<String>> {
        let record = Record::from(occasion.clone());
        let Some(date) = occasion.date else { return Vec::new() };
        let who = occasion.person.or(occasion.account).map(|id| self.room.name(id)).unwrap_or_default();
        let what =
            if occasion.what.contains(&who) { occasion.what.clone() } else { format!("{who}: {}", occasion.what) };
        let notes = occasion.notes.as_deref().filter(|_| self.says_notes(&record)).unwrap_or_default();
        let lead = occasion.lead_working_days.map(|days| days.to_string()).unwrap_or_default();
        let told =
            [("SUMMARY", &*what), (WHO, &*who), (DATE, &*date.to_string()), (LEAD, &*lead), ("DESCRIPTION", notes)];
        self.day(&record, "", &told, date, occasion.yearly.unwrap_or(false))
    }

    fn birthday(&self, person: &Person) -> Vec<Vec<String>> {
        let Some(date) = person.birthday.filter(|_| self.selection.sensitive) else { return Vec::new() };
        let what = format!("🎂 {}", person.name);
        self.day(
            &Record::from(person.clone()),
            "birthday-",
            &[("SUMMARY", &what), (DATE, &date.to_string())],
            date,
            true,
        )
    }

    /// A day that comes back; a lunar one as the days it falls on.
    fn day(
        &self,
        record: &Record,
        prefix: &str,
        told: &[(&str, &str)],
        date: Anniversary,
        yearly: bool,
    ) -> Vec<Vec<String>> {
        let today = self.now.date_naive();
        let uid = format!("{prefix}{}", record.id());
        let one = |uid: &str, day: NaiveDate, rule: Option<&str>| {
            let mut lines = self.begin("VEVENT", record, uid);
            lines.when("DTSTART", When::Day(day));
            lines.when("DTEND", When::Day(day.succ_opt().unwrap_or(day)));
            lines.lines.extend(rule.map(|rule| format!("RRULE:{rule}")));
            for (name, text) in told {
                lines.text(name, text);
            }
            lines.lines.push("TRANSP:TRANSPARENT".into());
            lines.done()
        };
        match date {
            Anniversary::Solar { year, month, day } => {
                // A 29th of February begins in a year that has one.
                let years =
                    year.map_or_else(|| (today.year()..today.year() + 9).collect::<Vec<_>>(), |year| vec![year]);
                let first = years.into_iter().find_map(|year| NaiveDate::from_ymd_opt(year, month, day));
                let rule = if (month, day) == (2, 29) { LEAP_DAY } else { "FREQ=YEARLY" };
                first.map(|first| one(&uid, first, yearly.then_some(rule))).into_iter().collect()
            }
            Anniversary::Lunar { .. } => {
                let last = today.checked_add_months(chrono::Months::new(12 * LUNAR_YEARS)).unwrap_or(today);
                let next = |from: NaiveDate| lunar::next_anniversary(date, from).filter(|day| *day < last);
                let days = std::iter::successors(next(today), |day| next(day.succ_opt()?));
                days.map(|day| one(&format!("{uid}-{}", day.year()), day, None)).collect()
            }
        }
    }
}

/// The rule of a 29th of February: in other years it is the 28th, as on the screens, and not left out.
pub(super) const LEAP_DAY: &str = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1";

/// The end that a calendar says of what lasts until `end`: of days, the day after the last.
pub(super) fn end_of(start: When, end: When) -> Option<When> {
    match (start, end) {
        (When::Day(_), When::Day(day)) => Some(When::Day(day.checked_add_days(Days::new(1)).unwrap_or(day))),
        (When::Moment(_), When::Moment(_)) => Some(end),
        _ => None,
    }
}
