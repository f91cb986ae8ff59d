//! What a calendar said, word for word, as a record keeps it: `ical.SUMMARY` and its like beside the record's fields.
//! Names that begin with `=` are ours: no property is called so.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde_json::Value;

use super::lost::LOST;
use super::write::component;
use super::zones::Zone;
use super::{Calendar, Event, SOURCE, WAS, define};
use crate::edit::gone::CALLED_OFF;
use crate::exchange::content::{self, Part};
use crate::exchange::ext;
use crate::model::extra::Extra;
use crate::model::{Id, Kind, Record};

/// From when to when it is, as it was read.
const SPAN: [&str; 2] = [START, "ical.END"];
/// When it begins, as it was read.
pub(super) const START: &str = "ical.START";
/// Components of its series that make no record.
pub(super) const REST: &str = "ical.=rest";
/// What its calendar says of itself.
pub(super) const CALENDAR: &str = "ical.=calendar";
/// What it is called between its `BEGIN` and its `END`, where that is not `VEVENT`.
pub(super) const COMPONENT: &str = "ical.=component";
/// How its calendar defines the zones it names.
pub(super) const ZONES: &str = "ical.=zones";
/// Components within it.
const PARTS: &str = "ical.=parts";
/// How many journeys one event is.
pub(super) const LEGS: &str = "ical.=legs";
/// Whose journey it was said to be.
pub(super) const WHO: &str = "ical.=who";
/// The number of the booking a journey is of.
pub(super) const BOOKING: &str = "ical.=booking";
/// What another source of a journey says of it.
pub(super) const MORE: &str = "ical.=more";
/// Whom it names that are nobody here, or sit nowhere.
pub(super) const OPEN: &str = "ical.=open";
/// Whether its series holds it no more.
pub(super) const OFF: &str = "ical.=off";

/// What its calendar called it last, where it had another name before.
pub(super) const NAME: &str = "ical.=name";
/// Days of its series that were deleted here before they were moved.
pub(super) const MOVED: &str = "ical.=moved";

/// Whether the first day of its series keeps more of what was said.
const SHORT: &str = "ical.=short";

/// Bytes that a later day of a series keeps of what says nothing of the day.
const LATER: usize = 4096;
/// What says something of it.
const OF_A_DAY: [&str; 13] = [
    "UID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "SUMMARY",
    "LOCATION",
    "DESCRIPTION",
    "STATUS",
    "SEQUENCE",
    "DTSTAMP",
    "RRULE",
    "RECURRENCE-ID",
    "X-WARROOM-KIND",
];

/// What most components of a calendar are.
const EVENT: &str = "VEVENT";

/// What every calendar says.
const COMMON: [&str; 4] = ["VERSION", "PRODID", "CALSCALE", "METHOD"];

/// What the day of a series is called that was meant to be then.
pub(super) fn instance(uid: &str, at: NaiveDateTime) -> String {
    format!("{uid}#{}", stamp(at))
}

/// A time on the hands of the clock, as calendars write it.
pub(super) fn stamp(at: NaiveDateTime) -> String {
    at.format(AT).to_string()
}

/// What the record will be that an event makes.
pub(super) fn named(kind: Kind, ext_id: &str) -> Id {
    Id::named(&format!("ical:{kind}"), ext_id)
}

/// The UID of an event, and when it was meant to be where it is one of a series.
pub(super) fn series(ext_id: &str) -> (&str, Option<NaiveDateTime>) {
    let day = ext_id.rsplit_once('#').and_then(|(uid, at)| {
        let at = NaiveDateTime::parse_from_str(at, AT).ok()?;
        Some((uid, Some(at)))
    });
    day.unwrap_or((ext_id, None))
}

/// What all days of a series keep.
#[derive(Default)]
pub(super) struct Shared {
    /// Components that make no record of their own, as they stand in the file.
    pub(super) rest: Vec<Value>,
    /// Days that were deleted here under another name.
    pub(super) moved: Vec<Value>,
}

const AT: &str = "%Y%m%dT%H%M%S";

/// A day that was deleted here before it was moved, as it is kept.
pub(super) fn to_moved(at: NaiveDateTime, id: Id) -> Value {
    format!("{}={id}", at.format(AT)).into()
}

/// The same, read.
pub(super) fn moved(text: &str) -> Option<(NaiveDateTime, Id)> {
    let (at, id) = text.split_once('=')?;
    Some((NaiveDateTime::parse_from_str(at, AT).ok()?, id.parse().ok()?))
}

/// Whether a record remembers under this name what an event said.
pub(super) fn is_said(name: &str) -> bool {
    name.starts_with("ical.")
        && (!name.starts_with("ical.=")
            || [REST, CALENDAR, COMPONENT, ZONES, PARTS, OFF, SHORT, NAME, MOVED, OPEN].contains(&name))
        && !SPAN.contains(&name)
}

/// Whether a record keeps under this name what its series, its calendar or others there say: that changes, and the event
/// of the record is as it was.
pub(in crate::exchange) fn is_of_others(name: &str) -> bool {
    [REST, MOVED, CALENDAR, ZONES, LOST, CALLED_OFF].contains(&name)
}

/// What a calendar says of itself.
pub(super) fn of_itself(calendar: &Part) -> Vec<Value> {
    let own = calendar.properties.iter().filter(|one| !COMMON.contains(&one.name.as_str()) && one.name != "X-ERROR");
    own.map(|one| one.text.as_str().into()).collect()
}

/// The zones a calendar defines.
pub(super) fn zones(calendar: &Part) -> BTreeMap<String, String> {
    let all = calendar.parts.iter().filter(|part| part.name == "VTIMEZONE" && !define::is_added(part));
    all.map(|part| (part.text("TZID").trim().to_owned(), part.written())).collect()
}

/// All that an event says, by the names under which its record remembers it.
pub(super) fn said(event: &Event) -> BTreeMap<String, Value> {
    let mut all: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let passing = ["X-ERROR", WAS];
    for property in event.part.properties.iter().filter(|property| !passing.contains(&property.name.as_str())) {
        all.entry(format!("ical.{}", property.name)).or_default().push(property.text.as_str().into());
    }
    let named = event.part.properties.iter().filter_map(|property| property.param("TZID"));
    let mut zones: Vec<Value> =
        named.filter_map(|name| event.calendar.defined.get(name.trim())).map(|text| text.as_str().into()).collect();
    zones.sort_by_key(Value::to_string);
    zones.dedup();
    let parts = event.part.parts.iter().map(|part| part.written().into()).collect();
    let component = Some(event.part.name.as_str()).filter(|name| *name != EVENT);
    for (name, list) in [
        (ZONES, zones),
        (PARTS, parts),
        (COMPONENT, component.into_iter().map(Value::from).collect()),
        (CALENDAR, event.calendar.own.clone()),
        (REST, event.shared.rest.clone()),
        (MOVED, event.shared.moved.clone()),
    ] {
        if !list.is_empty() {
            all.insert(name.into(), list);
        }
    }
    if event.is_later && shorten(&mut all) {
        all.insert(SHORT.into(), vec![true.into()]);
    }
    let value = |mut list: Vec<Value>| if list.len() == 1 { list.pop().unwrap_or_default() } else { list.into() };
    all.into_iter().map(|(name, list)| (name, value(list))).collect()
}

/// Leaves out what is long and says nothing of one day: a series of a thousand days is not to keep it a thousand times.
fn shorten(all: &mut BTreeMap<String, Vec<Value>>) -> bool {
    let size = |list: &Vec<Value>| list.iter().filter_map(Value::as_str).map(str::len).sum::<usize>();
    let mut left = LATER;
    let before = all.len();
    all.retain(|name, list| {
        if name.strip_prefix("ical.").is_some_and(|name| OF_A_DAY.contains(&name)) {
            return true;
        }
        let fits = left.checked_sub(size(list));
        left = fits.unwrap_or(left);
        fits.is_some()
    });
    all.len() < before
}

/// What a calendar said of one record.
pub(super) struct Said<'a> {
    extra: &'a Extra,
    /// Its properties, read.
    part: Part,
}

impl<'a> Said<'a> {
    /// Of a record that came from a calendar.
    pub(super) fn of(record: &'a Record) -> Option<Self> {
        let extra = record.extra();
        let component = extra.get(COMPONENT).and_then(Value::as_str);
        if component.is_none() {
            extra.get("ical.DTSTART")?;
        }
        let properties = extra.iter().filter(|(name, _)| is_said(name) && !name.starts_with("ical.="));
        let part = Part::of(component.unwrap_or(EVENT), properties.flat_map(|(_, value)| ext::ids(value)));
        Some(Self { extra, part })
    }

    /// The component it was, with these lines in it.
    pub(super) fn component(&self, lines: Vec<String>) -> Vec<String> {
        component(&self.part.name, lines)
    }

    /// The name by which the calendar knows it.
    pub(super) fn name(&self) -> &'a str {
        let last = self.extra.get(NAME).and_then(Value::as_str);
        last.or_else(|| self.first_name()).unwrap_or_default()
    }

    fn first_name(&self) -> Option<&'a str> {
        self.extra.get(&ext::key(SOURCE)).and_then(|value| ext::ids(value).next())
    }

    /// What it said, property by property.
    pub(super) const fn part(&self) -> &Part {
        &self.part
    }

    /// The text of a property.
    pub(super) fn text(&self, name: &str) -> String {
        self.part.text(name).trim().to_owned()
    }

    /// The texts under a name of ours.
    pub(super) fn list(&self, name: &str) -> Vec<&'a str> {
        self.extra.get(name).into_iter().flat_map(ext::ids).collect()
    }

    /// The value under a name of ours.
    pub(super) fn value(&self, name: &str) -> &'a Value {
        self.extra.get(name).unwrap_or(&Value::Null)
    }

    /// Whether it was then as the record says now.
    pub(super) fn is_then(&self, record: &Record) -> bool {
        let [start, end] = SPAN.map(|name| self.value(name));
        *start == record.value("start") && *end == record.value("end")
    }

    /// Its lines, and those of the components within it.
    pub(super) fn split(&self) -> [Vec<String>; 2] {
        let within = self.list(PARTS).into_iter().flat_map(|part| part.split('\n'));
        [self.part.properties.iter().map(|one| one.text.clone()).collect(), within.map(str::to_owned).collect()]
    }

    /// All of it.
    pub(super) fn lines(&self) -> Vec<String> {
        self.split().concat()
    }

    /// The UID of its component.
    pub(super) fn uid(&self) -> String {
        let uid = self.text("UID");
        match series(self.name()) {
            (uid, Some(_)) => uid.to_owned(),
            (name, None) => {
                if uid.is_empty() {
                    name.to_owned()
                } else {
                    uid
                }
            }
        }
    }

    /// How new it is, for later versions of an event are counted and stamped, and whether it is whole.
    pub(super) fn version(&self) -> (i64, String, bool) {
        (self.text("SEQUENCE").parse().unwrap_or(0), self.text("DTSTAMP"), self.value(SHORT).is_null())
    }

    /// How far it speaks for its series: what that holds no more does last.
    pub(super) fn rank(&self) -> (bool, (i64, String, bool)) {
        (self.value(OFF).is_null(), self.version())
    }

    /// The calendar it stood in, as far as its times need it.
    pub(super) fn calendar(&self, ours: Zone) -> Calendar {
        let lines = [self.list(CALENDAR), self.list(ZONES)].concat().join("\n");
        let whole = content::parse(format!("BEGIN:VCALENDAR\n{lines}\nEND:VCALENDAR\n").as_bytes());
        Calendar::of(&whole.into_iter().next().unwrap_or_default(), ours)
    }
}
