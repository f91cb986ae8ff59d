//! Lines that somebody put off: they stay away until their day, unless things get worse before it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::{Entry, Group};
use crate::edit::{Draft, Room};
use crate::model::choice::Grade;
use crate::model::{Id, Kind, Problem, Snooze};

/// How bad a line is, as a snooze remembers it.
pub fn grade(entry: &Entry) -> Grade {
    match entry.group {
        _ if entry.is_stuck() => Grade::Stuck,
        Group::Now => Grade::Now,
        Group::ThisWeek => Grade::ThisWeek,
        Group::Watch => Grade::Watch,
    }
}

/// Marks the lines that are put off with the day they come back.
pub(super) fn mark(room: &Room, today: NaiveDate, all: &mut [Arc<Entry>]) {
    let mut known: BTreeMap<&str, Vec<&Snooze>> = BTreeMap::new();
    for snooze in room.all::<Snooze>().filter(|snooze| snooze.until.is_some_and(|until| until > today)) {
        known.entry(snooze.about.as_str()).or_default().push(snooze);
    }
    if known.is_empty() {
        return;
    }
    let subjects: BTreeSet<&str> = known.keys().filter_map(|about| about.split(':').nth(1)).collect();
    let may_be = |entry: &&mut Arc<Entry>| entry.id().is_none_or(|id| subjects.contains(id.to_string().as_str()));
    for entry in all.iter_mut().filter(may_be) {
        let key = entry.key();
        let snoozes = known.get(key.as_str()).into_iter().flatten();
        let until = snoozes.filter(|snooze| !is_worse(entry, snooze)).filter_map(|snooze| snooze.until).max();
        if until.is_some() {
            Arc::make_mut(entry).until = until;
        }
    }
}

/// Whether a line has got worse since it was put off: it moved up, or to somebody else.
fn is_worse(entry: &Entry, snooze: &Snooze) -> bool {
    snooze.grade.is_some_and(|then| grade(entry) < then) || snooze.member.is_some_and(|member| !entry.is_for(member))
}

/// Adds to a draft that a line stays away until a day. What was put off before is put off anew.
pub fn put_off(
    draft: &mut Draft,
    room: &Room,
    entry: &Entry,
    until: NaiveDate,
    worst: Grade,
    id: Id,
) -> Result<(), Problem> {
    let key = entry.key();
    let whose = entry.ours.first();
    if let Some(known) = room.all::<Snooze>().find(|snooze| snooze.about == key) {
        draft.set(room, known.id, "until", json!(until))?;
        draft.set(room, known.id, "grade", json!(worst))?;
        return draft.set(room, known.id, "member", json!(whose));
    }
    let fields: Map<String, Value> = [
        ("account", json!(entry.account)),
        ("about", json!(key)),
        ("until", json!(until)),
        ("grade", json!(worst)),
        ("member", json!(whose)),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_null())
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    draft.create(Kind::Snooze, id, fields)
}

/// Adds to a draft that a line comes back at once.
pub fn wake(draft: &mut Draft, room: &Room, entry: &Entry) -> Result<(), Problem> {
    let key = entry.key();
    let known: Vec<Id> = room.all::<Snooze>().filter(|snooze| snooze.about == key).map(|snooze| snooze.id).collect();
    known.into_iter().try_for_each(|id| draft.delete(room, id))
}
