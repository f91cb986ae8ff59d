//! Who made and last changed a record, and when: ordinary changes of the same edit, so that undo takes them back too.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::edit::{Change, Draft, EXISTS, Room};
use crate::model::When;

/// Adds to a draft who touches its records. What it creates gets `created_at` and `created_by`, what it changes gets
/// `updated_at` and `updated_by`; a record that brings its own (an import) keeps them.
pub fn sign(draft: &mut Draft, room: &Room, author: &str, when: When) {
    let mut touched = BTreeMap::new();
    let mut signed = BTreeSet::new();
    for change in &draft.changes {
        let (_, exists) = touched.entry(change.id).or_insert((change.kind, None));
        match change.field.as_str() {
            EXISTS => *exists = Some(!change.after.is_null()),
            "created_at" | "updated_at" => drop(signed.insert(change.id)),
            _ => {}
        }
    }
    for (id, (kind, exists)) in touched.into_iter().filter(|(id, _)| !signed.contains(id)) {
        let fields = match exists {
            Some(false) => continue,
            Some(true) => ["created_at", "created_by"],
            None => ["updated_at", "updated_by"],
        };
        let old = room.record(id).map(crate::model::Record::to_map).unwrap_or_default();
        let stamps = room.held(id).map(|held| &held.stamps);
        for (field, after) in fields.into_iter().zip([Value::from(when.to_string()), Value::from(author)]) {
            let before = old.get(field).cloned().unwrap_or_default();
            if before != after {
                let seen = stamps.and_then(|stamps| stamps.get(field)).copied();
                draft.changes.push(Change { kind, id, field: field.into(), entry: None, before, after, seen });
            }
        }
    }
}
