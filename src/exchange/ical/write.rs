//! Visits, journeys, important dates and open follow-ups as iCalendar. What came from a calendar and was not changed
//! goes back as it was.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};
use serde_json::Value;

use super::times::utc;
use crate::edit::Room;
use crate::exchange::content::{escaped, folded};
use crate::exchange::ext;
use crate::exchange::selection::Selection;
use crate::model::choice::VisitStatus;
use crate::model::{Account, Anniversary, FollowUp, Id, Kind, Member, Occasion, Person, Record, Travel, Visit, When};
use crate::rules::lunar;

/// Years for which lunar dates are written as the days they fall on.
const LUNAR_YEARS: u32 = 10;

/// Kinds that a calendar has room for.
pub const KINDS: [Kind; 5] = [Kind::Visit, Kind::Travel, Kind::FollowUp, Kind::Occasion, Kind::Person];

const HEAD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//warroom//warroom//EN\r\nCALSCALE:GREGORIAN\r\n";

/// The chosen records as one calendar.
pub fn calendar(room: &Room, selection: &Selection, now: DateTime<FixedOffset>) -> String {
    let parts: String = components(room, selection, now).map(|(_, text)| text).collect();
    format!("{HEAD}{parts}END:VCALENDAR\r\n")
}

/// Some records as one calendar, in their order.
pub fn calendar_of(room: &Room, ids: &[Id], now: DateTime<FixedOffset>) -> String {
    let writer = Writer { room, selection: &Selection::default(), now };
    let parts: String = ids.iter().filter_map(|id| room.record(*id)).map(|record| writer.component(record)).collect();
    format!("{HEAD}{parts}END:VCALENDAR\r\n")
}

/// The chosen records as a calendar each, with the name of its file.
pub fn files<'a>(
    room: &'a Room,
    selection: &'a Selection,
    now: DateTime<FixedOffset>,
) -> impl Iterator<Item = (String, String)> + 'a {
    components(room, selection, now).flat_map(|(id, text)| {
        let parts: Vec<String> = text.split_inclusive("END:VEVENT\r\n").map(str::to_owned).collect();
        parts.into_iter().enumerate().map(move |(at, text)| {
            let stem = if at == 0 { id.to_string() } else { format!("{id}-{}", at + 1) };
            (stem, format!("{HEAD}{text}END:VCALENDAR\r\n"))
        })
    })
}

fn components<'a>(
    room: &'a Room,
    selection: &'a Selection,
    now: DateTime<FixedOffset>,
) -> impl Iterator<Item = (Id, String)> + 'a {
    let writer = Writer { room, selection, now };
    selection.records(room).into_iter().map(move |record| (record.id(), writer.component(record)))
}

struct Writer<'a> {
    room: &'a Room,
    selection: &'a Selection,
    now: DateTime<FixedOffset>,
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

    fn when(&mut self, name: &str, when: When) {
        self.lines.push(match when {
            When::Day(day) => format!("{name};VALUE=DATE:{}", day.format("%Y%m%d")),
            When::Moment(moment) => format!("{name}:{}", utc(moment)),
        });
    }

    fn done(self) -> String {
        let body: String = self.lines.iter().map(|line| folded(line)).collect();
        format!("BEGIN:{}\r\n{body}END:{}\r\n", self.name, self.name)
    }
}

impl Writer<'_> {
    fn component(&self, record: &Record) -> String {
        match record {
            Record::Visit(visit) => self.visit(visit),
            Record::Travel(travel) => self.travel(travel),
            Record::FollowUp(item) => self.follow_up(item),
            Record::Occasion(occasion) => self.occasion(occasion),
            Record::Person(person) => self.birthday(person),
            _ => String::new(),
        }
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
        if let Some(account) = self.room.account_of(record.id()).and_then(|id| self.room.get::<Account>(id)) {
            lines.text("X-WARROOM-ACCOUNT", &account.name);
        }
        lines
    }

    /// What a calendar said of a record, as it stood there, where the record still says the same.
    fn kept(record: &Record, same: impl Fn(&str) -> bool) -> Option<String> {
        const FIELDS: [&str; 4] = ["SUMMARY", "LOCATION", "DESCRIPTION", "DTSTART"];
        let extra = record.extra();
        let is_series =
            |name: &str| ext::ids(extra.get("ext.ical").unwrap_or(&Value::Null)).any(|id| id.contains(name));
        if !extra.contains_key("ical.DTSTART") || is_series("#") || !FIELDS.into_iter().all(same) {
            return None;
        }
        let property = |name: &str| name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
        let kept = extra.iter().filter(|(key, _)| {
            key.strip_prefix("ical.").is_some_and(|name| property(name) && !matches!(name, "START" | "END"))
        });
        let lines = kept.flat_map(|(_, value)| ext::ids(value)).map(str::to_owned).collect();
        Some(Lines { name: "VEVENT", lines }.done())
    }

    /// What a record's field was at the last import.
    fn was(record: &Record, name: &str) -> Option<String> {
        let part = super::Part::of("VEVENT", ext::ids(record.extra().get(&format!("ical.{name}"))?));
        part.get(name).map(|property| property.text().trim().to_owned())
    }

    fn visit(&self, visit: &Visit) -> String {
        let record = Record::from(visit.clone());
        let same = |name: &str| {
            let was = || Self::was(&record, name).unwrap_or_default();
            let line = |text: &Option<String>| text.clone().unwrap_or_default();
            match name {
                "SUMMARY" => super::travel::one_line(&was()) == line(&visit.objective),
                "LOCATION" => super::travel::one_line(&was()) == line(&visit.place),
                "DESCRIPTION" => was() == line(&visit.notes),
                _ => {
                    let start = record.extra().get("ical.START").cloned().unwrap_or(Value::Null);
                    let end = record.extra().get("ical.END").cloned().unwrap_or(Value::Null);
                    start == record.value("start") && end == record.value("end")
                }
            }
        };
        let planned = visit.status == Some(VisitStatus::Planned);
        if let Some(text) = Self::kept(&record, same).filter(|_| planned) {
            return text;
        }
        let uid = Self::uid(&record);
        let mut lines = self.begin("VEVENT", &record, &uid);
        let Some(start) = visit.start else { return String::new() };
        lines.when("DTSTART", start);
        if let Some(end) = visit.end {
            // A last day is the day before the end.
            let end = match (start, end) {
                (When::Day(_), When::Day(day)) => Some(When::Day(day.checked_add_days(Days::new(1)).unwrap_or(day))),
                (When::Moment(_), When::Moment(_)) => Some(end),
                _ => None,
            };
            if let Some(end) = end {
                lines.when("DTEND", end);
            }
        }
        lines.text("SUMMARY", visit.objective.as_deref().unwrap_or(&self.room.name(visit.account)));
        lines.text("LOCATION", visit.place.as_deref().or(visit.city.as_deref()).unwrap_or_default());
        lines.text("X-WARROOM-CITY", visit.city.as_deref().unwrap_or_default());
        let home = self.selection.fields(self.room, &record);
        lines.text("DESCRIPTION", home.get("notes").and_then(Value::as_str).unwrap_or_default());
        let status = match visit.status {
            Some(VisitStatus::Cancelled) => "CANCELLED",
            _ => "CONFIRMED",
        };
        lines.lines.push(format!("STATUS:{status}"));
        for one in &visit.ours {
            if let Some(member) = self.room.get::<Member>(one.member) {
                lines.lines.push(attendee(&member.name, member.email.as_deref()));
            }
        }
        for person in visit.theirs.iter().filter_map(|seat| self.room.person_of(*seat)) {
            lines.lines.push(attendee(&person.name, person.emails.first().map(|line| line.value.as_str())));
        }
        lines.done()
    }

    /// What a calendar calls a record: as the calendar did that it came from, else by its id.
    fn uid(record: &Record) -> String {
        let known = ext::ids(record.extra().get("ext.ical").unwrap_or(&Value::Null)).next().map(str::to_owned);
        known.filter(|uid| !uid.contains('/')).unwrap_or_else(|| record.id().to_string())
    }

    fn travel(&self, travel: &Travel) -> String {
        let record = Record::from(travel.clone());
        let whole = |field: &str| {
            let cell = record.extra().get(&format!("ical.={field}"));
            cell.unwrap_or(&Value::Null) == &record.value(field)
        };
        let fields = ["from_city", "to_city", "depart", "arrive", "return", "transport", "number", "hotel"];
        let single = !ext::ids(record.extra().get("ext.ical").unwrap_or(&Value::Null)).any(|id| id.contains('/'));
        let same = |_: &str| fields.into_iter().all(whole);
        if let Some(text) = Self::kept(&record, same)
            .filter(|_| single || record.extra().contains_key("ical.X-KDE-KITINERARY-RESERVATION"))
        {
            return text;
        }
        let mut lines = self.begin("VEVENT", &record, &travel.id.to_string());
        let (Some(depart), Some(arrive)) = (travel.depart, travel.arrive) else { return String::new() };
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
        let who = travel.person.or(travel.member).map(|id| self.room.name(id)).unwrap_or_default();
        for (name, text) in [
            ("X-WARROOM-WHO", who.clone()),
            ("X-WARROOM-FROM", travel.from_city.clone().unwrap_or_default()),
            ("X-WARROOM-TO", travel.to_city.clone()),
            ("X-WARROOM-NUMBER", travel.number.clone().unwrap_or_default()),
            ("X-WARROOM-ARRIVE", arrive.to_string()),
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
        let said: Vec<&str> = [travel.purpose.as_deref(), travel.notes.as_deref()].into_iter().flatten().collect();
        lines.text("DESCRIPTION", &said.join("\n"));
        lines.done()
    }

    fn follow_up(&self, item: &FollowUp) -> String {
        let record = Record::from(item.clone());
        let mut lines = self.begin("VTODO", &record, &item.id.to_string());
        lines.text("SUMMARY", &item.subject);
        if let Some(opened) = item.opened_at {
            lines.when("DTSTART", opened);
        }
        if let Some(due) = item.due.filter(|due| item.opened_at.is_none_or(|opened| *due > opened)) {
            // Both have to be of one kind.
            let due = match item.opened_at {
                Some(When::Day(_)) => When::Day(due.day()),
                Some(When::Moment(opened)) => match due {
                    When::Day(day) => day
                        .and_hms_opt(23, 59, 0)
                        .and_then(|end| end.and_local_timezone(*opened.offset()).single())
                        .map_or(due, When::from),
                    moment @ When::Moment(_) => moment,
                },
                None => due,
            };
            lines.when("DUE", due);
        }
        let ended = item
            .events
            .iter()
            .rev()
            .find(|event| event.what.is_some_and(|what| matches!(what.code(), "done" | "drop")));
        let status = match ended.and_then(|event| event.what).map(crate::model::choice::EventWhat::code) {
            Some("done") => "COMPLETED",
            Some(_) => "CANCELLED",
            None => "NEEDS-ACTION",
        };
        lines.lines.push(format!("STATUS:{status}"));
        if let Some(When::Moment(at)) = ended.and_then(|event| event.at).filter(|_| status == "COMPLETED") {
            lines.lines.push(format!("COMPLETED:{}", utc(at)));
        }
        lines.text("DESCRIPTION", item.notes.as_deref().unwrap_or_default());
        lines.done()
    }

    fn occasion(&self, occasion: &Occasion) -> String {
        let record = Record::from(occasion.clone());
        let same = |name: &str| match name {
            "SUMMARY" => super::travel::one_line(&Self::was(&record, name).unwrap_or_default()) == occasion.what,
            "DTSTART" => record.extra().get("ical.START").and_then(Value::as_str) == record.value("date").as_str(),
            _ => true,
        };
        if let Some(text) = Self::kept(&record, same) {
            return text;
        }
        let Some(date) = occasion.date else { return String::new() };
        let who = occasion.person.or(occasion.account).map(|id| self.room.name(id)).unwrap_or_default();
        let what =
            if occasion.what.contains(&who) { occasion.what.clone() } else { format!("{who}: {}", occasion.what) };
        self.day(&record, "", &what, date, occasion.yearly.unwrap_or(false))
    }

    fn birthday(&self, person: &Person) -> String {
        let Some(date) = person.birthday.filter(|_| self.selection.sensitive) else { return String::new() };
        self.day(&Record::from(person.clone()), "birthday-", &format!("🎂 {}", person.name), date, true)
    }

    /// A day that comes back; a lunar one as the days it falls on.
    fn day(&self, record: &Record, prefix: &str, what: &str, date: Anniversary, yearly: bool) -> String {
        let today = self.now.date_naive();
        let uid = format!("{prefix}{}", record.id());
        let one = |uid: &str, day: NaiveDate, rule: Option<&str>| {
            let mut lines = self.begin("VEVENT", record, uid);
            lines.when("DTSTART", When::Day(day));
            lines.when("DTEND", When::Day(day.succ_opt().unwrap_or(day)));
            lines.lines.extend(rule.map(|rule| format!("RRULE:{rule}")));
            lines.text("SUMMARY", what);
            lines.lines.push("TRANSP:TRANSPARENT".into());
            lines.done()
        };
        match date {
            Anniversary::Solar { year, month, day } => {
                // A 29th of February begins in a year that has one.
                let years =
                    year.map_or_else(|| (today.year()..today.year() + 9).collect::<Vec<_>>(), |year| vec![year]);
                let first = years.into_iter().find_map(|year| NaiveDate::from_ymd_opt(year, month, day));
                first.map(|first| one(&uid, first, yearly.then_some("FREQ=YEARLY"))).unwrap_or_default()
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

fn attendee(name: &str, email: Option<&str>) -> String {
    let name: String = name.chars().filter(|c| !c.is_control() && *c != '"').collect();
    let address = email.map(|email| email.split_whitespace().collect::<String>()).filter(|email| !email.is_empty());
    format!("ATTENDEE;CN=\"{name}\":mailto:{}", address.as_deref().unwrap_or("unknown@invalid"))
}
