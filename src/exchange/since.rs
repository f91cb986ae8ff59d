//! What was changed here since a file told it otherwise: the next version of that file does not overwrite it silently.
//! While a record stays in its store, the stamps of its fields tell; when it moves to another, it takes along which of its
//! values are its own.

pub(super) mod was;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, Utc};
use serde_json::{Map, Value};

use super::origin::is_note;
use super::want::Want;
use crate::edit::{Held, Stamp};
use crate::model::field::{Field, Type};
use crate::model::{Record, When, value};

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
