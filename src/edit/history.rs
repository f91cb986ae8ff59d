//! What can be undone and redone: two stacks of edit ids, worked out from the journal alone, so they survive a restart.

use super::change::{Edit, Turn};
use crate::model::Id;

/// One edit on a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    id: Id,
    group: Option<Id>,
}

/// The stacks.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Takes note of an edit, in journal order.
    pub fn push(&mut self, edit: &Edit) {
        self.note(edit.id, edit.group, edit.turn);
    }

    /// The same, of an edit whose changes are not at hand.
    pub fn note(&mut self, id: Id, group: Option<Id>, turn: Option<Turn>) {
        match turn {
            None => {
                self.done.push(Step { id, group });
                self.undone.clear();
            }
            Some(Turn::Undoes(id)) => shift(&mut self.done, &mut self.undone, id),
            Some(Turn::Redoes(id)) => shift(&mut self.undone, &mut self.done, id),
        }
    }

    /// What `undo` takes back: the last edit, or all edits of its group, in the order to take them back.
    pub fn undoable(&self) -> Vec<Id> {
        self.steps().next().unwrap_or_default()
    }

    /// What `undo` takes back one time after the other.
    pub fn steps(&self) -> impl Iterator<Item = Vec<Id>> {
        steps(&self.done)
    }

    /// What `redo` does again, in the order to do it.
    pub fn redoable(&self) -> Vec<Id> {
        steps(&self.undone).next().unwrap_or_default()
    }
}

fn shift(from: &mut Vec<Step>, to: &mut Vec<Step>, id: Id) {
    if let Some(at) = from.iter().rposition(|step| step.id == id) {
        to.push(from.remove(at));
    }
}

/// Steps, the last first, each with its edits in the order to turn them.
fn steps(stack: &[Step]) -> impl Iterator<Item = Vec<Id>> {
    let is_same = |one: &Step, other: &Step| one.group.is_some() && one.group == other.group;
    stack.chunk_by(is_same).rev().map(|step| step.iter().rev().map(|one| one.id).collect())
}
