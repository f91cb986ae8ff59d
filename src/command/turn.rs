//! Undo and redo as people mean them: an import that only remembered what its file calls what is here is no step of
//! theirs, and is passed over on the way to one that is.

use std::sync::Arc;

use crate::edit::Edit;
use crate::model::Problem;
use crate::screen::present::only_remembers;
use crate::store::Book;

/// What a turn comes to: the last edit that did it, `None` where there is nothing to turn.
type Turned = Result<Option<Arc<Edit>>, Problem>;

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
