//! What was changed here since a file told it otherwise: the next version of that file does not overwrite it silently.
//! While a record stays in its store, the stamps of its fields tell; when it moves to another, it takes along which of its
//! values are its own.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::edit::{Held, Stamp};
use crate::model::field::Type;

/// The name under which a record takes that along.
pub(super) const KEY: &str = "changed_here";

/// Stamped with every change.
const STAMPS: [&str; 4] = ["created_at", "created_by", "updated_at", "updated_by"];

/// The fields that were changed here since a file told them, with their values; null where there are none.
pub(super) fn own(held: &Held) -> Value {
    let Some(record) = &held.record else { return Value::Null };
    // What a judgement rests on is no cell of a file, nor is a name there.
    let cell = |name: &&str| name.contains('.') && record.kind().field(name).is_none() && !super::ext::is_key(name);
    let read: BTreeSet<Stamp> = record.extra().keys().filter(cell).filter_map(|cell| held.stamp(cell)).collect();
    let map = record.to_map();
    let now = |name: &str| map.get(name).cloned().unwrap_or_default();
    let mut own = Map::new();
    if !read.is_empty() {
        // What a file sets is stamped with the cells it comes from.
        let told = |name: &str| held.stamp(name).is_none_or(|stamp| read.contains(&stamp));
        let own_fields = record
            .kind()
            .fields()
            .iter()
            .filter(|field| !field.many && !STAMPS.contains(&field.name) && field.ty != Type::Ref(record.kind()));
        own.extend(own_fields.filter(|field| !told(field.name)).map(|field| (field.name.to_owned(), now(field.name))));
    }
    let before = record.extra().get(KEY).and_then(Value::as_object).into_iter().flatten();
    own.extend(before.filter(|(name, value)| now(name) == **value).map(|(name, value)| (name.clone(), value.clone())));
    if own.is_empty() { Value::Null } else { own.into() }
}

/// Whether a value was a record's own when it came from another store, and still is.
pub(super) fn is_own(map: &Map<String, Value>, name: &str, here: &Value) -> bool {
    map.get(KEY).and_then(|own| own.get(name)) == Some(here)
}
