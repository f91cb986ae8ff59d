//! Building an edit: what is meant, worked out against the room as it is, nothing done yet.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::change::{Change, DELETED, EXISTS};
use super::room::Room;
use crate::model::field::{BASIS, Type};
use crate::model::value::{self, entry_id};
use crate::model::{Id, Kind, Name, Problem, Record};

/// Changes that belong together, before they have an author, a time and an identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// What is meant: a text id.
    pub label: String,
    /// What it is about.
    pub subject: String,
    /// Why.
    pub reason: Option<String>,
    /// The changes so far.
    pub changes: Vec<Change>,
}

impl Draft {
    /// An empty draft with a label.
    pub fn new(label: &str) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// The same, about something by name.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// The same, with a reason.
    #[must_use]
    pub fn because(mut self, reason: Option<String>) -> Self {
        self.reason = reason.filter(|text| !text.trim().is_empty());
        self
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// A draft that sets one field; of a judgement, what its old value rested on goes with it.
    pub fn setting(room: &Room, id: Id, field: &str, after: Value) -> Result<Self, Problem> {
        let mut draft = Self::new("edit-set").about(room.name(id));
        draft.set(room, id, field, after)?;
        draft.forget_basis(room, id, &[field])?;
        draft.leave_one(room, id, &[field])?;
        Ok(draft)
    }

    /// A draft that adds one record.
    pub fn adding<N: Into<Name>>(
        kind: Kind,
        id: Id,
        fields: impl IntoIterator<Item = (N, Value)>,
    ) -> Result<Self, Problem> {
        let mut draft = Self::new("edit-add");
        draft.create(kind, id, fields)?;
        Ok(draft)
    }

    /// A draft that deletes one record and mends what pointed to it.
    pub fn deleting(room: &Room, id: Id) -> Result<Self, Problem> {
        let mut draft = Self::new("edit-delete").about(room.name(id));
        draft.delete(room, id)?;
        Ok(draft)
    }

    /// Sets a field of a live record to a value that fits it; nothing is noted where it is that already.
    pub fn set(&mut self, room: &Room, id: Id, field: &str, after: Value) -> Result<(), Problem> {
        let record = room.record(id).ok_or_else(|| Problem::new("problem-gone").with("kind", id))?;
        let kind = record.kind();
        let row = kind.field(field).ok_or_else(|| unknown_field(kind, field))?;
        let after = value::check(&row, &after)?;
        let before = record.value(field);
        let listed = row.many && !matches!(row.ty, Type::Choice(_) | Type::Ref(_));
        let changes = if listed { entry_changes(&before, &after) } else { vec![(None, before, after)] };
        for (entry, before, after) in changes.into_iter().filter(|(_, before, after)| before != after) {
            let seen = room.stamp(id, field);
            self.changes.push(Change { kind, id, field: field.into(), entry, before, after, seen });
        }
        Ok(())
    }

    /// Takes the basis off the judgements of a record that this draft changes: who said the old value, and when, says
    /// nothing of the new one. Fields that were `given`, such as `support.source`, stay as they are.
    pub fn forget_basis(&mut self, room: &Room, id: Id, given: &[&str]) -> Result<(), Problem> {
        let judged =
            |change: &&Change| change.id == id && change.kind.field(&change.field).is_some_and(|row| row.judged);
        let judgements: Vec<String> =
            self.changes.iter().filter(judged).map(|change| change.field.to_string()).collect();
        let basis = judgements.iter().flat_map(|field| BASIS.map(|part| format!("{field}.{}", part.name)));
        let outdated: Vec<String> = basis.filter(|name| !given.contains(&name.as_str())).collect();
        outdated.iter().try_for_each(|name| self.set(room, id, name, Value::Null))
    }

    /// Clears the other one of two fields of which only one can be set, where this draft sets one: a journey that is given
    /// to another traveller is no longer the first one's. Where both were `given`, both stay, to be refused.
    pub fn leave_one(&mut self, room: &Room, id: Id, given: &[&str]) -> Result<(), Problem> {
        let set = |change: &&Change| change.id == id && !change.after.is_null();
        let others: Vec<&str> =
            self.changes.iter().filter(set).filter_map(|change| change.kind.other_of(&change.field)).collect();
        let others = others.into_iter().filter(|other| !given.contains(other));
        others.into_iter().try_for_each(|other| self.set(room, id, other, Value::Null))
    }

    /// Puts an entry into a list of a live record, replacing the one with its id.
    pub fn put(&mut self, room: &Room, id: Id, field: &str, entry: Value) -> Result<(), Problem> {
        let record = room.record(id).ok_or_else(|| Problem::new("problem-gone").with("kind", id))?;
        let mut list = match record.value(field) {
            Value::Array(list) => list,
            _ => Vec::new(),
        };
        list.retain(|one| entry_id(one).is_nil() || entry_id(one) != entry_id(&entry));
        list.push(entry);
        self.set(room, id, field, Value::Array(list))
    }

    /// Creates a record with these fields; unknown ones are kept as they are.
    pub fn create<N: Into<Name>>(
        &mut self,
        kind: Kind,
        id: Id,
        fields: impl IntoIterator<Item = (N, Value)>,
    ) -> Result<(), Problem> {
        let change = |field, after| Change { kind, id, field, entry: None, before: Value::Null, after, seen: None };
        self.changes.push(change(Name::Known(EXISTS), true.into()));
        let fields = fields.into_iter().map(|(name, value)| (name.into(), value));
        for (name, value) in fields.filter(|(name, _): &(Name, _)| *name != *"id") {
            let fitted = match kind.field(&name).map(|row| value::fitted(&row, &value)).transpose()? {
                Some(Cow::Owned(fitted)) => fitted,
                Some(Cow::Borrowed(_)) | None => value,
            };
            if !fitted.is_null() {
                self.changes.push(change(name, fitted));
            }
        }
        Ok(())
    }

    /// Deletes a record. What cannot be without it goes too; what merely names it lets go; reports of a deleted seat
    /// move up to whom it reported to.
    pub fn delete(&mut self, room: &Room, id: Id) -> Result<(), Problem> {
        let doomed = doomed(room, id);
        let mut lifted: BTreeMap<(Id, &str), Value> = BTreeMap::new();
        for gone in &doomed {
            for referrer in room.referrers(*gone).filter(|referrer| !doomed.contains(&referrer.id())) {
                for (field, _) in referrer.references().into_iter().filter(|(_, target)| target == gone) {
                    let value = lifted.remove(&(referrer.id(), field)).unwrap_or_else(|| referrer.value(field));
                    let heir = heir(room, *gone, field, &doomed);
                    lifted.insert((referrer.id(), field), without(value, *gone, heir));
                }
            }
        }
        for ((referrer, field), after) in lifted {
            self.set(room, referrer, field, after)?;
        }
        for gone in doomed {
            self.remove(room, gone);
        }
        Ok(())
    }

    /// Takes a record out and mends nothing: for who has mended what pointed to it.
    pub fn remove(&mut self, room: &Room, id: Id) {
        let Some(record) = room.record(id) else { return };
        let fields = record.to_map().into_iter().filter(|(name, _)| name != "id");
        self.note(room, record, Name::Known(DELETED), Value::Null, Value::Null);
        for (field, before) in fields {
            self.note(room, record, field.into(), before, Value::Null);
        }
        self.note(room, record, Name::Known(EXISTS), true.into(), Value::Null);
    }

    /// Sets something that no field table knows: a column of another program, an id there.
    pub fn keep(&mut self, room: &Room, id: Id, name: &str, after: Value) {
        let Some(record) = room.record(id) else { return };
        let before = record.extra().get(name).cloned().unwrap_or_default();
        self.note(room, record, name.into(), before, after);
    }

    fn note(&mut self, room: &Room, record: &Record, field: Name, before: Value, after: Value) {
        let (kind, id) = (record.kind(), record.id());
        let seen = room.stamp(id, &field);
        self.changes.push(Change { kind, id, field, entry: None, before, after, seen });
    }
}

/// How many records go when this one is deleted, itself included.
pub fn doomed(room: &Room, id: Id) -> BTreeSet<Id> {
    let mut doomed = BTreeSet::from([id]);
    let mut open = vec![id];
    while let Some(next) = open.pop() {
        for referrer in room.referrers(next) {
            let needs = |(field, target): &(&str, Id)| *target == next && is_vital(referrer, field, next);
            if referrer.references().iter().any(needs) && doomed.insert(referrer.id()) {
                open.push(referrer.id());
            }
        }
    }
    doomed
}

/// A refusal that names the fields there are.
pub fn unknown_field(kind: Kind, field: &str) -> Problem {
    let all: Vec<_> = kind.open_fields().map(|field| field.name).collect();
    let problem = Problem::new("problem-unknown-field").with("kind", kind).with("word", field);
    problem.with("fields", all.join(" ")).near(field, all)
}

/// Whether `record` makes no sense without `target` in `field`: the field is required, or it loses its only owner.
fn is_vital(record: &Record, field: &str, target: Id) -> bool {
    match record {
        Record::Travel(_) => true,
        Record::Occasion(_) | Record::Note(_) => !record.references().iter().any(|(_, other)| *other != target),
        _ => record.kind().field(field).is_some_and(|row| row.required),
    }
}

/// Who takes the place of a deleted record in a field: whom a deleted seat, member or parent itself answered to.
fn heir(room: &Room, gone: Id, field: &str, doomed: &BTreeSet<Id>) -> Option<Id> {
    let mut heir = gone;
    while doomed.contains(&heir) {
        let upward = |name: &str| name == field && matches!(name, "reports_to" | "parent" | "manager");
        heir = room.record(heir)?.references().into_iter().find(|(name, _)| upward(name))?.1;
    }
    Some(heir)
}

/// A reference or a list without what points to `gone`.
fn without(value: Value, gone: Id, heir: Option<Id>) -> Value {
    let name = Value::from(gone.to_string());
    let mentions = |entry: &Value| {
        entry.as_object().is_some_and(|map| map.iter().any(|(field, value)| field != "id" && *value == name))
    };
    match value {
        Value::Array(many) => many.into_iter().filter(|one| *one != name && !mentions(one)).collect(),
        _ => heir.map_or(Value::Null, |heir| heir.to_string().into()),
    }
}

/// What changed between two lists, entry by entry.
fn entry_changes(before: &Value, after: &Value) -> Vec<(Option<Id>, Value, Value)> {
    let by_id = |list: &Value| -> BTreeMap<Id, Value> {
        list.as_array().into_iter().flatten().map(|one| (entry_id(one), one.clone())).collect()
    };
    let (old, new) = (by_id(before), by_id(after));
    let ids: BTreeSet<Id> = old.keys().chain(new.keys()).copied().collect();
    let side = |map: &BTreeMap<Id, Value>, id| map.get(&id).cloned().unwrap_or(Value::Null);
    ids.into_iter().map(|id| (Some(id), side(&old, id), side(&new, id))).collect()
}
