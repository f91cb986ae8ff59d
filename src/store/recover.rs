//! Edits whose lines in the journal are gone although sled has them: what they did is read off sled and written down again,
//! as edits of their own. Acknowledged is acknowledged, and the journal stays the truth.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Book;
use crate::edit::{Change, DELETED, Draft, EXISTS, Edit, Held, Room, gone};
use crate::model::{Id, Problem, Record};

/// The label of an edit that tells of them.
pub(super) const RECOVERED: &str = "edit-recovered";
/// So many records are told of by one edit: a line is read as a whole.
const AT_A_TIME: usize = 1000;

impl Book {
    /// Writes down again what sled has kept beyond the journal. The journal is sound to its end.
    pub(super) fn write_again(&mut self, kept: &Room) -> Result<(), Problem> {
        let mut told = Room::default();
        for n in 1..=self.log.len() {
            let prepared = told.prepare(Edit::clone(&*self.log.edit(n)?))?;
            told.absorb(prepared);
        }
        let group = Some(Id::new(self.pen.clock.now()));
        for draft in drafts(&told, kept) {
            let edit = Arc::new(self.pen.write(draft, group, None));
            self.log.append(std::slice::from_ref(&edit))?;
            self.history.push(&edit);
        }
        self.troubles.push(Problem::new("problem-journal-recovered"));
        Ok(())
    }
}

/// What makes the records that are held of those that a journal has `told` of.
pub(super) fn drafts<'a>(told: &'a Room, held: &'a Room) -> impl Iterator<Item = Draft> {
    let mut all = held.everything().map(|(id, held)| changes(told, id, &held)).filter(|changes| !changes.is_empty());
    std::iter::from_fn(move || {
        let changes: Vec<Change> = all.by_ref().take(AT_A_TIME).flatten().collect();
        (!changes.is_empty()).then(|| Draft { changes, ..Draft::new(RECOVERED) })
    })
}

/// What makes the record that the journal tells of the one that sled has.
fn changes(told: &Room, id: Id, held: &Held) -> Vec<Change> {
    let map = |record: Option<&Record>| record.map(Record::to_map);
    let (before, after) = (map(told.record(id)), map(held.record.as_ref()));
    if before == after {
        return Vec::new();
    }
    let change = |field: &str, before, after| {
        let field = field.into();
        Change { kind: held.kind, id, field, entry: None, before, after, seen: None }
    };
    let exists = |map: &Option<Map<String, Value>>| if map.is_some() { Value::Bool(true) } else { Value::Null };
    let existence = (before.is_some() != after.is_some()).then(|| change(EXISTS, exists(&before), exists(&after)));
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let value = |map: &Map<String, Value>, name: &str| map.get(name).cloned().unwrap_or_default();
    let mut names: Vec<&String> = before.keys().chain(after.keys()).filter(|name| *name != "id").collect();
    names.sort();
    names.dedup();
    let fields = names.into_iter().map(|name| change(name, value(&before, name), value(&after, name)));
    let fields: Vec<_> = fields.filter(|change| change.before != change.after).collect();
    // A record is made before its fields, and gone after them; that people deleted it is told first of all.
    let by_people = gone::deleted(held).map(|_| change(DELETED, Value::Null, Value::Null));
    let (first, last) = if after.is_empty() { (by_people, existence) } else { (existence, None) };
    first.into_iter().chain(fields).chain(last).collect()
}
