//! What was changed here since a file told it otherwise: the next version of that file does not overwrite it silently.
//! While a record stays in its store, the stamps of its fields tell; when it moves to another, it takes along which of its
//! values are its own.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::origin::is_note;
use crate::edit::{Held, Stamp};
use crate::model::Record;
use crate::model::field::{Field, Type};

/// The name under which a record takes that along.
pub(super) const KEY: &str = "changed_here";

/// Stamped with every change.
const STAMPS: [&str; 4] = ["created_at", "created_by", "updated_at", "updated_by"];

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

/// Whether a value was a record's own when it came from another store, and still is.
pub(super) fn is_own(map: &Map<String, Value>, name: &str, here: &Value) -> bool {
    map.get(KEY).and_then(|own| own.get(name)) == Some(here)
}
