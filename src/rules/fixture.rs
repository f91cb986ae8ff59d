//! Small rooms for tests, from a few records written as JSON.

use serde_json::{Map, Value};

use crate::edit::{Draft, Edit, Room, Stamp, guard};
use crate::edit::{Held, Stamps};
use crate::model::{Id, Kind, Problem, Record};

/// The id of a record by its test name.
pub fn id(name: &str) -> Id {
    Id::named("test", name)
}

/// A room of these records: kind, name, fields. A string `@name` in a field is the id of that record.
pub fn room(records: &[(Kind, &str, Value)]) -> Room {
    Room::of(records.iter().map(|(kind, name, fields)| {
        let mut map = self::fields(fields.clone());
        map.insert("id".into(), id(name).to_string().into());
        let record = Record::from_map(*kind, map).unwrap();
        (id(name), Held { kind: *kind, record: Some(record), stamps: Stamps::default() })
    }))
}

/// The room after a draft, which the guards let pass.
pub fn after(room: &Room, draft: Draft) -> Room {
    tried(room, draft).unwrap()
}

/// The room after a draft, or why the guards refuse it.
pub fn tried(room: &Room, draft: Draft) -> Result<Room, Problem> {
    let edit = Edit {
        id: id("edit"),
        at: Stamp::default(),
        when: "2026-10-20".parse().unwrap(),
        author: String::new(),
        label: draft.label,
        subject: draft.subject,
        reason: draft.reason,
        group: None,
        turn: None,
        changes: draft.changes,
    };
    let prepared = room.prepare(edit)?;
    guard::check(room, &prepared)?;
    let mut room = room.clone();
    room.absorb(prepared);
    Ok(room)
}

/// The fields of a record written as JSON.
pub fn fields(value: Value) -> Map<String, Value> {
    let Value::Object(map) = linked(value) else { panic!("fields are an object") };
    map
}

fn linked(value: Value) -> Value {
    match value {
        Value::String(text) => {
            text.strip_prefix('@').map_or(Value::String(text.clone()), |name| id(name).to_string().into())
        }
        Value::Array(many) => many.into_iter().map(linked).collect(),
        Value::Object(map) => map.into_iter().map(|(name, value)| (name, linked(value))).collect(),
        other => other,
    }
}
