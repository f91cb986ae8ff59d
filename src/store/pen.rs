//! Who writes, on which device and when: what turns a draft into an edit.
//!
//! Who made and last changed a record are ordinary changes of the same edit, so that undo takes them back too.

use std::collections::{BTreeMap, BTreeSet};

use chrono::SubsecRound;
use serde_json::Value;

use crate::clock::Clock;
use crate::edit::{Change, Draft, EXISTS, Edit, Room, Stamp, Turn};
use crate::model::{Id, Record, When};

/// Writes the edits of one author on one device.
#[derive(Debug)]
pub struct Pen {
    /// Whose edits they are.
    pub author: String,
    /// When they are made.
    pub clock: Clock,
    /// Where.
    pub device: u32,
    /// Of the last edit, of whatever device.
    pub stamp: Stamp,
}

impl Pen {
    /// The edit of a draft, signed by its author.
    pub fn edit(&mut self, mut draft: Draft, room: &Room, group: Option<Id>) -> Edit {
        let when = When::Moment(self.clock.now().trunc_subsecs(0));
        sign(&mut draft, room, &self.author, when);
        self.write(draft, group, None)
    }

    /// The edit that takes an earlier one back, or does it again.
    pub fn turn(&mut self, old: &Edit, turn: Turn) -> Edit {
        let changes = match turn {
            Turn::Undoes(_) => old.inverse(),
            Turn::Redoes(_) => old.changes.clone(),
        };
        let (label, subject, reason) = (old.label.clone(), old.subject.clone(), old.reason.clone());
        self.write(Draft { label, subject, reason, changes }, old.group, Some(turn))
    }

    /// The edit of a draft as it stands.
    pub fn write(&mut self, draft: Draft, group: Option<Id>, turn: Option<Turn>) -> Edit {
        let now = self.clock.now();
        self.stamp = self.stamp.next(now.timestamp_millis(), self.device);
        Edit {
            id: Id::new(now),
            at: self.stamp,
            when: When::Moment(now.trunc_subsecs(0)),
            author: self.author.clone(),
            label: draft.label,
            subject: draft.subject,
            reason: draft.reason,
            group,
            turn,
            changes: draft.changes,
        }
    }
}

/// Adds to a draft who touches its records. What it creates gets `created_at` and `created_by`, what it changes gets
/// `updated_at` and `updated_by`; a record that brings its own (an import) keeps them.
fn sign(draft: &mut Draft, room: &Room, author: &str, when: When) {
    let mut touched = BTreeMap::new();
    let mut signed = BTreeSet::new();
    // Behind which change of a record its signature stands at the soonest.
    let mut made: BTreeMap<Id, usize> = BTreeMap::new();
    let mut last = None;
    for (at, change) in draft.changes.iter().enumerate() {
        // What a record remembers of a file is no change of it.
        let is_told = change.field == EXISTS || change.kind.field(&change.field).is_some();
        if is_told && last.replace(change.id) != Some(change.id) {
            touched.entry(change.id).or_insert((change.kind, None));
        }
        match change.field.as_str() {
            EXISTS => {
                touched.insert(change.id, (change.kind, Some(!change.after.is_null())));
                made.insert(change.id, at);
            }
            "created_at" | "updated_at" => drop(signed.insert(change.id)),
            _ => {}
        }
    }
    let mut signatures: BTreeMap<Id, Vec<Change>> = BTreeMap::new();
    let moment = Value::from(when.to_string());
    for (id, (kind, exists)) in touched.into_iter().filter(|(id, _)| !signed.contains(id)) {
        let fields = match exists {
            Some(false) => continue,
            Some(true) => ["created_at", "created_by"],
            None => ["updated_at", "updated_by"],
        };
        let old = room.record(id).map(Record::to_map).unwrap_or_default();
        for (field, after) in fields.into_iter().zip([moment.clone(), Value::from(author)]) {
            let before = old.get(field).cloned().unwrap_or_default();
            if before != after {
                let seen = room.stamp(id, field);
                let change = Change { kind, id, field: field.into(), entry: None, before, after, seen };
                signatures.entry(id).or_default().push(change);
            }
        }
    }
    // Beside the other fields of its record: what comes to be is written as a whole.
    let all = draft.changes.len() + signatures.values().map(Vec::len).sum::<usize>();
    let changes = std::mem::replace(&mut draft.changes, Vec::with_capacity(all));
    let mut changes = changes.into_iter().enumerate().peekable();
    while let Some((at, change)) = changes.next() {
        let id = change.id;
        draft.changes.push(change);
        let ends = changes.peek().is_none_or(|(_, next)| next.id != id);
        if ends && made.get(&id).is_none_or(|made| *made <= at) {
            draft.changes.extend(signatures.remove(&id).into_iter().flatten());
        }
    }
}
