//! What other programs call our records: `ext.<source>` beside a record's fields holds the id it has there, or several
//! where records were merged. An import finds by it whom a row means.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::edit::Room;
use crate::model::Id;

/// The name under which a record remembers what `source` calls it.
pub(super) fn key(source: &str) -> String {
    format!("ext.{source}")
}

/// Whether a name is such a key.
pub(super) fn is_key(name: &str) -> bool {
    name.starts_with("ext.")
}

/// The id of a record that was written here under it, for want of a name elsewhere.
pub(super) fn own(name: &str) -> Option<Id> {
    name.parse::<Id>().ok().filter(|id| !id.is_nil())
}

/// Every id that a value holds.
pub(super) fn ids(value: &Value) -> impl Iterator<Item = &str> {
    let many = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    many.iter().filter_map(Value::as_str)
}

/// A record's ids with one more: text where there is one, a list where there are several.
pub(super) fn joined(before: &Value, more: &Value) -> Value {
    let new: Vec<&str> = ids(more).filter(|id| !ids(before).any(|old| old == *id)).collect();
    let all: Vec<Value> = ids(before).chain(new).map(Value::from).collect();
    match <[Value; 1]>::try_from(all) {
        Ok([one]) => one,
        Err(many) if many.is_empty() => Value::Null,
        Err(many) => many.into(),
    }
}

/// Whom `source` means by what.
#[derive(Debug)]
pub(super) struct Known {
    source: &'static str,
    ids: BTreeMap<String, Id>,
}

impl Known {
    /// Those of a room.
    pub(super) fn of(room: &Room, source: &'static str) -> Self {
        let mut found = BTreeMap::new();
        // Of two that one name was given to, the one that was made last is meant.
        for (id, value) in room.keeping(&key(source)) {
            found.extend(ids(&value).map(|ext| (ext.to_owned(), id)));
        }
        Self { source, ids: found }
    }

    /// The record of that name: the one here, the one whose id it is, else the one it will be.
    pub(super) fn id(&self, ext_id: &str) -> Id {
        self.here(ext_id).or_else(|| own(ext_id)).unwrap_or_else(|| Id::named(self.source, ext_id))
    }

    /// The record of that name, if it is here.
    pub(super) fn here(&self, ext_id: &str) -> Option<Id> {
        self.ids.get(ext_id).copied()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_are_a_set() {
        assert_eq!(joined(&Value::Null, &json!("a")), json!("a"));
        assert_eq!(joined(&json!("a"), &json!("a")), json!("a"));
        assert_eq!(joined(&json!("a"), &json!("b")), json!(["a", "b"]));
        assert_eq!(joined(&json!(["a", "b"]), &json!("b")), json!(["a", "b"]));
    }
}
