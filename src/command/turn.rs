//! Undo and redo as people mean them: an import that only remembered what its file calls what is here is no step of
//! theirs, and is passed over on the way to one that is.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Cx, Outcome};
use crate::edit::Edit;
use crate::model::subject::Subject;
use crate::model::{Account, Id, Problem};
use crate::screen::present::{IMPORT, about, only_remembers, step};
use crate::store::Book;

/// What a turn comes to: the last edit that did it, `None` where there is nothing to turn.
type Turned = Result<Option<Arc<Edit>>, Problem>;

/// A step of up to so many records is taken back unasked.
const UNASKED: usize = 25;

/// Of imports of more rows the records are not counted.
const READ: usize = 1000;

impl Cx {
    /// Takes the last step back; asks first where that is of many records.
    pub fn undo(&mut self) -> Outcome {
        self.undo_after(|_| Ok(()))
    }

    /// The same; `first` is done before it, once it is sure.
    pub fn undo_after(&mut self, first: fn(&mut Self) -> Outcome) -> Outcome {
        let take_back = move |cx: &mut Self| first(cx).and_then(|()| cx.take_back());
        let Some(ahead) = ahead(&self.book).filter(|ahead| ahead.records > UNASKED) else {
            return take_back(self);
        };
        let what = step(&self.view(), &ahead.edit, ahead.edits);
        let question = self.text.ta("ask-undo-many", &[("what", &what), ("count", &ahead.records.to_string())]);
        let asked = ahead.edit.id;
        self.ask(question, move |cx| {
            // Another program may have saved something since.
            if super::turn::ahead(&cx.book).is_some_and(|ahead| ahead.edit.id == asked) {
                take_back(cx)
            } else {
                Err(Problem::new("problem-undo-moved"))
            }
        });
        Ok(())
    }

    /// Takes the last step back, however much it is of.
    fn take_back(&mut self) -> Outcome {
        let before = self.book.edits();
        let undone = undo(&mut self.book)?;
        self.turned(undone, before, "message-undone", "message-nothing-to-undo")
    }

    /// Does the last edit that was taken back again.
    pub fn redo(&mut self) -> Outcome {
        let before = self.book.edits();
        let redone = redo(&mut self.book)?;
        self.turned(redone, before, "message-redone", "message-nothing-to-redo")
    }

    fn turned(&mut self, edit: Option<Arc<Edit>>, before: u64, done: &str, nothing: &str) -> Outcome {
        let text = match edit {
            Some(edit) => {
                let count = self.book.edits() - before;
                let what = step(&self.view(), &edit, count);
                self.find_what_is_back(&edit);
                self.text.ta(done, &[("what", &what)])
            }
            None => self.text.t(nothing),
        };
        self.leave_what_is_gone();
        self.say(text);
        Ok(())
    }

    /// Puts the cursor on the record that a turn brought back, where it is among such records.
    fn find_what_is_back(&mut self, edit: &Edit) {
        let is_among =
            |kind| self.selected().is_none_or(|id| self.room().held(id).is_none_or(|held| held.kind == kind));
        let back = about(edit).filter(|change| self.room().record(change.id).is_some() && is_among(change.kind));
        if let Some(change) = back {
            self.screens.select(change.id);
        }
    }

    /// Leaves the room of an account that is there no more.
    pub fn leave_what_is_gone(&mut self) {
        let last = self.screens.last_account().filter(|id| self.room().get::<Account>(*id).is_none());
        if let Some(gone) = last {
            self.screens.forget(gone);
        }
    }
}

/// What `undo` is about to take back.
struct Ahead {
    /// Its last edit.
    edit: Arc<Edit>,
    /// How many edits it is.
    edits: u64,
    /// How many records they are of.
    records: usize,
}

/// The step that [`undo`] takes back; `None` where there is none, or it cannot be read.
fn ahead(book: &Book) -> Option<Ahead> {
    let last = |step: Vec<u64>| Some((book.edit_at(*step.first()?).ok()?, step));
    let (edit, step) = book.undoable().map_while(last).find(|(edit, _)| !only_remembers(edit))?;
    let told = Subject::read(&edit.subject).counts.filter(|_| edit.label == IMPORT);
    // An import says how many rows it was; to read all of a large one takes long.
    let rows = told.map(|counts| counts.into_iter().sum()).filter(|rows| *rows > READ);
    let records = rows.unwrap_or_else(|| records(book, &step));
    Some(Ahead { edits: step.len() as u64, edit, records })
}

fn records(book: &Book, step: &[u64]) -> usize {
    let edits = step.iter().filter_map(|n| book.edit_at(*n).ok());
    let touched = |edit: Arc<Edit>| edit.changes.iter().map(|change| change.id).collect::<BTreeSet<Id>>();
    edits.flat_map(touched).collect::<BTreeSet<Id>>().len()
}

/// Takes the last step back.
pub fn undo(book: &mut Book) -> Turned {
    to_a_step(book, Book::undo)
}

/// Does again the last step that was taken back.
pub fn redo(book: &mut Book) -> Turned {
    to_a_step(book, Book::redo)
}

fn to_a_step(book: &mut Book, turn: fn(&mut Book) -> Turned) -> Turned {
    let mut passed = None;
    while let Some(edit) = turn(book)? {
        if !only_remembers(&edit) {
            return Ok(Some(edit));
        }
        passed = Some(edit);
    }
    // Where there is nothing beyond, what was turned is told.
    Ok(passed)
}
