//! What was changed here since a file told it otherwise: the next version of that file does not overwrite it silently.
//! While a record stays in its store, the stamps of its fields tell; when it moves to another, it takes along which of its
//! values are its own.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, Utc};
use serde_json::{Map, Value};

use super::origin::is_note;
use super::want::{Want, Wish};
use crate::edit::{Held, Stamp};
use crate::model::field::{Field, Type};
use crate::model::{Kind, Record, When, value};

/// The name under which a record takes that along.
pub(super) const KEY: &str = "changed_here";

/// When a record was made, and when it was last changed, where it was.
const CREATED_AT: &str = "created_at";
const UPDATED_AT: &str = "updated_at";

/// Stamped with every change.
const STAMPS: [&str; 4] = [CREATED_AT, "created_by", UPDATED_AT, "updated_by"];

/// The fields that were changed here since a file told them, with their values; null where there are none.
pub(super) fn own(held: &Held) -> Value {
    let Some(record) = &held.record else { return Value::Null };
    let read = read(held);
    let map = record.to_map();
    let now = |name: &str| map.get(name).cloned().unwrap_or_default();
    let told = |field: &&Field| !field.many && field.ty != Type::Ref(record.kind());
    let since = written_since(held, &read).filter(|field| !read.is_empty() && told(field));
    let mut own: Map<String, Value> = since.map(|field| (field.name.to_owned(), now(field.name))).collect();
    let before = record.extra().get(KEY).and_then(Value::as_object).into_iter().flatten();
    own.extend(before.filter(|(name, value)| now(name) == **value).map(|(name, value)| (name.clone(), value.clone())));
    if own.is_empty() { Value::Null } else { own.into() }
}

/// The fields of a record that are not as files told them: all that are set where none did.
pub(super) fn changed(held: &Held) -> Vec<&'static str> {
    let Some(record) = &held.record else { return Vec::new() };
    let read = read(held);
    let mut changed: Vec<&'static str> = written_since(held, &read).map(|field| field.name).collect();
    // What was changed in the store it came from.
    if let Some(before) = record.extra().get(KEY).and_then(Value::as_object) {
        let map = record.to_map();
        let fields = held.kind.fields().iter().map(|field| field.name);
        changed.extend(fields.filter(|name| before.get(*name).is_some_and(|value| map.get(*name) == Some(value))));
    }
    changed
}

/// When its cells were read.
fn read(held: &Held) -> BTreeSet<Stamp> {
    let cells = held.record.iter().flat_map(|record| record.extra().keys().filter(|name| is_cell(record, name)));
    cells.filter_map(|cell| held.stamp(cell)).collect()
}

/// Whether what a record remembers is a cell of a file: what a judgement rests on is none, nor is a name there.
pub(super) fn is_cell(record: &Record, name: &str) -> bool {
    name.contains('.') && record.kind().field(name).is_none() && !super::ext::is_key(name) && !is_note(name)
}

/// The fields that were not written with a cell: what a file sets is stamped with the cells it comes from.
fn written_since(held: &Held, read: &BTreeSet<Stamp>) -> impl Iterator<Item = &'static Field> {
    let told = |name: &str| held.stamp(name).is_none_or(|stamp| read.contains(&stamp));
    held.kind.fields().iter().filter(move |field| !STAMPS.contains(&field.name) && !told(field.name))
}

/// As of which moment a file of ours tells of a record that was changed here after that; `None` of any other.
pub(super) fn state(want: &Want, map: &Map<String, Value>) -> Option<DateTime<Utc>> {
    fn moment<'a>(said: impl Fn(&'static str) -> Option<&'a Value>) -> Option<DateTime<Utc>> {
        match [UPDATED_AT, CREATED_AT].into_iter().find_map(|name| said(name)?.as_str()?.parse().ok())? {
            When::Moment(moment) => Some(moment.to_utc()),
            When::Day(_) => None,
        }
    }
    let there = moment(|name| Some(&want.fields.get(name)?.value))?;
    (there < moment(|name| map.get(name))?).then_some(there)
}

/// Whether a field was changed after a moment, and not only made with its record. Moments are told to the second.
pub(super) fn was_changed(held: &Held, name: &str, state: DateTime<Utc>) -> bool {
    let is_later = |stamp: &Stamp| stamp.millis.div_euclid(1000) > state.timestamp();
    let is_told = held.kind.field(name).is_some() && !STAMPS.contains(&name);
    is_told && held.stamp(name).filter(is_later).is_some_and(|stamp| stamp > held.stamps.base)
}

/// The name under which a want says what its record was like when it went out from here.
pub(super) const WAS: &str = "out.=columns";

/// What cards and calendars say of records. A digest of anything else would tell who tries all values what stays home.
const GOES_OUT: [(Kind, &[&str]); 6] = [
    (Kind::Person, &["name", "honorific", "phones", "emails", "home_city", "time_zone"]),
    (Kind::Seat, &["account", "person", "title", "department", "reports_to"]),
    (Kind::Visit, &["account", "status", "start", "end", "city", "place", "objective"]),
    (Kind::Travel, &["from_city", "to_city", "depart", "arrive", "return", "transport", "number", "hotel"]),
    (Kind::FollowUp, &["account", "subject", "kind", "opened_at", "due", "policy", "seat", "member"]),
    (Kind::Occasion, &["account", "what", "date"]),
];

/// The fields of a kind of which a file says what they were like.
fn going_out(kind: Kind) -> impl Iterator<Item = Field> {
    let names = GOES_OUT.iter().find(|(other, _)| *other == kind).map_or(&[][..], |(_, names)| names);
    names.iter().filter_map(move |name| kind.field(name))
}

/// What a record is like, for a file that it goes out with: when that comes back it tells what was changed there and what
/// here. Of each field a digest.
pub(super) fn was(record: &Record) -> String {
    let kind = record.kind();
    let one = |field: Field| {
        let digest = digest(&field, &record.value(field.name)).filter(|_| !field.sensitive)?;
        Some(format!("{kind}/{}={digest:08x}", field.name))
    };
    going_out(kind).filter_map(one).collect::<Vec<_>>().join(" ")
}

/// What a value comes to; `None` where there is none. A moment is the same on whatever clock.
fn digest(field: &Field, value: &Value) -> Option<u32> {
    let stored = value::fitted(field, value).ok()?;
    let moment = stored.as_str().filter(|_| field.ty == Type::When).and_then(|text| text.parse::<When>().ok());
    let said = match (moment, stored.as_array()) {
        (Some(When::Moment(moment)), _) => moment.timestamp().to_string(),
        // What a line has beside its text, a file may not have room for.
        (_, Some(lines)) => {
            let mut texts: Vec<String> =
                lines.iter().map(|line| line.get("value").unwrap_or(line).to_string()).collect();
            texts.sort_unstable();
            texts.join("\n")
        }
        _ => stored.to_string(),
    };
    (!stored.is_null() && !said.is_empty()).then(|| crc32fast::hash(said.as_bytes()))
}

/// The digests of what records of a kind were like, by their fields.
fn digests(was: &str, kind: Kind) -> BTreeMap<&str, &str> {
    let prefix = format!("{kind}/");
    was.split_whitespace().filter_map(|one| one.strip_prefix(&prefix)?.split_once('=')).collect()
}

/// Whether a file says of a field what it went out with.
pub(super) fn is_as_it_was(was: &str, kind: Kind, name: &str, value: &Value) -> bool {
    let digest = kind.field(name).and_then(|field| digest(&field, value));
    let was = digests(was, kind).get(name).copied();
    was.is_some() && digest.map(|digest| format!("{digest:08x}")).as_deref() == was
}

/// Drops of a want what its file says as it went out from here and is another here since; what is here as it went out is not
/// changed here, and what is neither was changed on both sides.
pub(super) fn heed_was(want: &mut Want, map: Option<&Map<String, Value>>) {
    let was = want.fields.remove(WAS);
    let (Some(Wish { value: Value::String(was), .. }), Some(map)) = (was, map) else { return };
    let was = digests(&was, want.kind);
    for field in going_out(want.kind).filter(|field| !field.sensitive) {
        // Who was not here when it was read may be here by now.
        let Some(wish) = want.fields.get_mut(field.name).filter(|wish| !wish.anew) else { continue };
        let here = map.get(field.name).unwrap_or(&Value::Null);
        let was = was.get(field.name).copied();
        let is_as_it_was =
            |value: &Value| digest(&field, value).map(|digest| format!("{digest:08x}")).as_deref() == was;
        match (is_as_it_was(&wish.value), is_as_it_was(here)) {
            (true, false) => drop(want.fields.remove(field.name)),
            (false, true) => wish.base = Some(Box::new(here.clone())),
            // Whatever was read since: it was neither of both. Lists that were changed on both sides are joined.
            (false, false) if !field.many && digest(&field, &wish.value) != digest(&field, here) => {
                wish.base = Some(Box::new(wish.value.clone()));
            }
            _ => {}
        }
    }
}

/// Whether a field was written since its record was made, and with no cell.
pub(super) fn is_by_hand(held: &Held, name: &str) -> bool {
    held.stamp(name).is_some_and(|stamp| stamp > held.stamps.base && !read(held).contains(&stamp))
}

/// What the one cell of a field came to when it was last read, where it is read as it stands: a stamp cannot tell that of
/// a cell that an undo brought back.
pub(super) fn said_before(
    want: &Want,
    name: &str,
    map: &Map<String, Value>,
    now: DateTime<FixedOffset>,
) -> Option<Value> {
    let (field, wish) = (want.kind.field(name)?, want.fields.get(name)?);
    let [cell] = &*wish.cells else { return None };
    let read = |text: &Value| value::parse(&field, text.as_str()?.trim(), &Value::Null, now).ok();
    let is_as_it_stands = matches!(field.ty, Type::Text) && read(want.cell(cell)).as_ref() == Some(&wish.value);
    read(map.get(&**cell)?).filter(|_| is_as_it_stands)
}

/// Whether a value was a record's own when it came from another store, and still is.
pub(super) fn is_own(map: &Map<String, Value>, name: &str, here: &Value) -> bool {
    map.get(KEY).and_then(|own| own.get(name)) == Some(here)
}
