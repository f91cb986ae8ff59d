//! What a file wants of one record, before it is held against the room.

use std::collections::BTreeMap;

use serde_json::Value;

use super::ext;
use crate::model::{Id, Kind};

/// One field as a file has it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    /// The value, in a form the field's table row can check; null unsets.
    pub(super) value: Value,
    /// Which cells it comes from, by the names under which the record remembers them. Where all of them still say what
    /// they said at the last import, the wish is an old one and changes nothing. Without cells it always counts.
    pub(super) cells: Vec<String>,
    /// What those cells came to at the last import, where the reader can tell; it tells a change made here from one made
    /// in the file.
    pub(super) base: Option<Value>,
    /// Whether it counts though its cells say what they said: they are read in another way.
    pub(super) anew: bool,
}

/// One record as a file has it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Want {
    /// Which of the plan's rows it belongs to.
    pub(super) row: usize,
    /// Its kind.
    pub(super) kind: Kind,
    /// Its identity.
    pub(super) id: Id,
    /// The fields, and the cells as they are written (`salesforce.Title`).
    /// Boxed: a map takes room for eleven at a time, and most records have few.
    pub(super) fields: BTreeMap<String, Box<Wish>>,
    /// Whether the file calls it off: where it is here, it goes.
    pub(super) gone: bool,
}

impl Want {
    /// A record of which nothing is wanted yet.
    pub(super) const fn new(row: usize, kind: Kind, id: Id) -> Self {
        Self { row, kind, id, fields: BTreeMap::new(), gone: false }
    }

    /// Wants a field to have a value that comes from these cells.
    pub(super) fn set(&mut self, field: &str, value: impl Into<Value>, cells: &[&str]) {
        let cells = cells.iter().map(ToString::to_string).collect();
        self.fields.insert(field.into(), Box::new(Wish { value: value.into(), cells, base: None, anew: false }));
    }

    /// Remembers what the file calls the record, so that it is found again.
    pub(super) fn name_it(&mut self, source: &str, ext_id: &str) {
        self.set(&ext::key(source), ext_id, &[]);
    }

    /// What the file says in a cell now, as it will be remembered.
    pub(super) fn cell(&self, name: &str) -> &Value {
        self.fields.get(name).map_or(&Value::Null, |wish| &wish.value)
    }
}
