//! Undo and redo as people mean them: an import that only remembered what its file calls what is here is no step of
//! theirs, and is passed over on the way to one that is.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::edit::Edit;
use crate::model::subject::Subject;
use crate::model::{Id, Problem};
use crate::screen::present::{IMPORT, only_remembers};
use crate::store::Book;

/// What a turn comes to: the last edit that did it, `None` where there is nothing to turn.
type Turned = Result<Option<Arc<Edit>>, Problem>;

/// What `undo` is about to take back.
pub struct Ahead {
    /// Its last edit.
    pub edit: Arc<Edit>,
    /// How many edits it is.
    pub edits: u64,
    /// How many records they are of.
    pub records: usize,
}

/// The step that [`undo`] takes back; `None` where there is none, or it cannot be read.
pub fn ahead(book: &Book) -> Option<Ahead> {
    let last = |step: Vec<u64>| Some((book.edit_at(*step.first()?).ok()?, step));
    let (edit, step) = book.undoable().map_while(last).find(|(edit, _)| !only_remembers(edit))?;
    let told = Subject::read(&edit.subject).counts.filter(|_| edit.label == IMPORT);
    // An import says how many; to read all of it takes long.
    let records = told.map_or_else(|| records(book, &step), |counts| counts.into_iter().sum());
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
