//! Records as the command line shows them: JSON objects in the shape that scripts rely on.

use serde_json::{Map, Value};

use crate::edit::Room;
use crate::model::field::{Field, Type};
use crate::model::value::plain;
use crate::model::{Id, Kind, Record};

/// What a judgement says where nobody has judged.
const UNKNOWN: &str = "unknown";

/// `{kind, id, …}` with every field that is set, and `unknown` for judgements that are not. A field of the record's own
/// that is called `kind` is written `<kind>_kind`.
pub fn record(record: &Record) -> Map<String, Value> {
    let kind = record.kind();
    let mut map = record.to_map();
    if let Some(own) = map.remove("kind") {
        map.insert(own_kind(kind), own);
    }
    map.insert("kind".into(), kind.code().into());
    for field in kind.fields().iter().filter(|field| field.judged) {
        map.entry(field.name).or_insert_with(|| UNKNOWN.into());
    }
    map
}

/// The same, with names beside ids for reading.
pub fn named(room: &Room, one: &Record) -> Map<String, Value> {
    let mut map = record(one);
    for field in one.kind().fields().iter().filter(|field| matches!(field.ty, Type::Ref(_)) && !field.many) {
        let target = map.get(field.name).and_then(Value::as_str).and_then(|text| text.parse::<Id>().ok());
        if let Some(target) = target {
            map.entry(format!("{}_name", field.name)).or_insert_with(|| room.name(target).into());
        }
    }
    map.entry("name").or_insert_with(|| room.name(one.id()).into());
    map
}

/// How a record's own field `kind` is written beside the kind of the record.
pub fn own_kind(kind: Kind) -> String {
    format!("{kind}_kind")
}

/// The row of a field by the name people may write it under.
pub fn field(kind: Kind, name: &str) -> Option<Field> {
    let name = if name == own_kind(kind) { "kind" } else { name };
    kind.field(name).filter(|field| !field.auto)
}

/// What filters and searches compare: a field's values, and the names of what it refers to.
pub fn values(room: &Room, record: &Record, name: &str) -> Vec<Value> {
    match name {
        "id" => return vec![record.id().to_string().into()],
        "name" if record.kind().field("name").is_none() => return vec![room.name(record.id()).into()],
        _ => {}
    }
    let name = if name == own_kind(record.kind()) { "kind" } else { name };
    let value = record.value(name);
    let refers = record.kind().field(name).is_some_and(|field| matches!(field.ty, Type::Ref(_)));
    let ids: Vec<Value> = match value {
        Value::Null => return Vec::new(),
        Value::Array(many) => many,
        one => vec![one],
    };
    let names = ids.iter().filter(|_| refers).filter_map(|id| id.as_str()?.parse().ok()).map(|id: Id| room.name(id));
    names.map(Value::from).chain(ids.iter().cloned()).collect()
}

/// Everything a record says, for free words of a filter.
pub fn text(room: &Room, record: &Record) -> String {
    let map = record.to_map();
    let said = record.kind().open_fields().filter_map(|field| {
        map.get(field.name)?;
        let values = values(room, record, field.name);
        Some(values.iter().map(plain).collect::<Vec<_>>().join(" "))
    });
    [room.name(record.id())].into_iter().chain(said).collect::<Vec<_>>().join(" ")
}
