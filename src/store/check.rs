//! Verifying everything: records, references, the journal, and that its replay is what sled holds.

use super::state::State;
use super::trees::DAMAGED;
use super::{Book, disk, snapshot};
use crate::edit::{Edit, Room};
use crate::model::field::Type;
use crate::model::{Id, Kind, Problem, Record};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Kind of the record, where it is about one.
    pub kind: Option<Kind>,
    /// The record.
    pub id: Option<Id>,
    /// What is wrong.
    pub what: Problem,
    /// What to do: a text id.
    pub fix: &'static str,
}

/// Text ids of what to do.
const REBUILD: &str = "fix-rebuild";
const EDIT: &str = "fix-edit";
const RESTORE: &str = "fix-restore";

impl Book {
    /// Looks at everything there is; empty where all is well.
    pub fn check(&self) -> Vec<Finding> {
        // That somebody only looks is no fault of the store.
        let shut = self.closed().filter(|problem| problem.id != "problem-read-only");
        let mut found: Vec<_> = shut.into_iter().map(|problem| general(problem.clone(), RESTORE)).collect();
        for (_, held) in self.room.everything() {
            found.extend(held.record.iter().flat_map(|record| references(&self.room, record)));
        }
        // What the journal lost tells nothing of what is there; that it lost something is said.
        let replayed = if shut.is_some() { None } else { Some(self.replayed()) };
        let replayed = replayed.transpose().unwrap_or_else(|problem| {
            found.push(general(problem, RESTORE));
            None
        });
        let checked = self.state.as_ref().map(|state| check_state(state, replayed.as_ref(), self.edits()));
        match checked {
            Some(Ok(more)) => found.extend(more),
            Some(Err(problem)) => found.push(general(problem, REBUILD)),
            None => {}
        }
        found.extend(replayed.iter().flat_map(|room| compare(&self.room, room)));
        found.sort_by_key(|finding| (finding.kind, finding.id));
        found.dedup();
        found
    }

    /// Writes sled anew from the journal. Refused where the journal is not whole.
    pub fn rebuild(&mut self) -> Result<(), Problem> {
        self.open_for_changes()?;
        if let Some((data, _)) = &self.home {
            disk::remove(&data.join(snapshot::NAME))?;
        }
        self.room = self.replayed()?;
        // Where sled failed in this process it stays out of it; the next one begins anew.
        if self.state.is_some() { self.rewrite() } else { Ok(()) }
    }

    /// The records as the journal tells them.
    pub(super) fn replayed(&self) -> Result<Room, Problem> {
        let mut room = Room::default();
        for n in 1..=self.edits() {
            let edit = self.edit_at(n)?;
            room.absorb(room.prepare(Edit::clone(&edit))?);
        }
        Ok(room)
    }
}

fn check_state(state: &State, replayed: Option<&Room>, edits: u64) -> Result<Vec<Finding>, Problem> {
    let mut found = Vec::new();
    let all = state.everything()?;
    if !state.adds_up(&all)? {
        found.push(general(Problem::new(DAMAGED).with("why", "digest"), REBUILD));
    }
    found.extend(all.wrong.into_iter().map(|problem| general(problem, REBUILD)));
    let applied = state.applied()?;
    if applied < Some(edits) && edits > 0 {
        let problem = Problem::new("problem-store-behind").with("number", edits);
        found.push(general(problem.with("applied", applied.unwrap_or_default()), REBUILD));
    }
    if let Some(room) = replayed {
        found.extend(compare(&Room::packed(all.records), room));
    }
    Ok(found)
}

/// What is not in both rooms the same.
fn compare(kept: &Room, wanted: &Room) -> Vec<Finding> {
    let differs = kept.everything().filter(|(id, held)| wanted.held(*id) != Some(held));
    let missing = wanted.everything().filter(|(id, _)| kept.held(*id).is_none());
    let mut all: Vec<(Id, Kind)> = differs.chain(missing).map(|(id, held)| (id, held.kind)).collect();
    all.sort_unstable();
    let finding = |(id, kind)| Finding {
        kind: Some(kind),
        id: Some(id),
        what: Problem::new("problem-record-differs").with("id", id),
        fix: REBUILD,
    };
    all.into_iter().map(finding).collect()
}

fn references(room: &Room, record: &Record) -> Vec<Finding> {
    let kind = record.kind();
    let finding = |what| Finding { kind: Some(kind), id: Some(record.id()), what, fix: EDIT };
    let wrong = |(field, target): (&'static str, Id)| match (room.record(target), kind.field(field).map(|row| row.ty)) {
        (None, _) => Some(Problem::new("problem-dangling").with("kind", kind).with("field", field).with("id", target)),
        (Some(found), Some(Type::Ref(wanted))) if found.kind() != wanted => Some(
            Problem::new("problem-wrong-kind")
                .with("kind", kind)
                .with("field", field)
                .with("wanted", wanted)
                .with("found", found.kind()),
        ),
        _ => None,
    };
    record.references().into_iter().filter_map(wrong).map(finding).collect()
}

const fn general(what: Problem, fix: &'static str) -> Finding {
    Finding { kind: None, id: None, what, fix }
}
