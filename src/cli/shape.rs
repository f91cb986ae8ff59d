//! Records as the command line shows them: JSON objects in the shape that scripts rely on.

use serde_json::{Map, Value};

use crate::edit::Room;
use crate::model::field::{Field, Type};
use crate::model::value::plain;
use crate::model::{Id, Kind, Record};
use crate::screen::View;
use crate::screen::present::said;

/// What a judgement says where nobody has judged.
const UNKNOWN: &str = crate::find::filter::UNKNOWN;

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
    row(kind, name).filter(|field| !field.auto)
}

/// The same, of fields that the program writes, too.
pub fn row(kind: Kind, name: &str) -> Option<Field> {
    kind.field(if name == own_kind(kind) { "kind" } else { name })
}

/// What filters compare: a field's values as they are stored and as they are read.
pub fn values(view: &View, record: &Record, name: &str) -> Vec<Value> {
    let kind = record.kind();
    match name {
        "id" => return vec![record.id().to_string().into()],
        "name" if kind.field("name").is_none() => return vec![view.room.name(record.id()).into()],
        _ => {}
    }
    let Some(field) = row(kind, name) else { return Vec::new() };
    // The whole name: that of a judgement's basis is `support.source`.
    let name = if name == own_kind(kind) { "kind" } else { name };
    let values = said(view, &field, &record.value(name));
    if values.is_empty() && field.judged { vec![UNKNOWN.into()] } else { values }
}

/// Everything a record says, for free words of a filter.
pub fn text(view: &View, record: &Record) -> String {
    let map = record.to_map();
    let fields = record.kind().open_fields().filter_map(|field| Some(said(view, field, map.get(field.name)?)));
    let words = fields.flatten().map(|value| plain(&value));
    [view.room.name(record.id())].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}
