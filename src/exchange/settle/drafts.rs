//! The changes of an import as what is committed: batches of a size that the store writes at a stroke.

use std::collections::BTreeSet;

use crate::edit::{Change, EXISTS, Packed, Press, Room};
use crate::exchange::plan::{BATCH, Batch};
use crate::model::{Id, Kind, Problem};

/// What becomes of a record, packed until it is committed.
pub(super) struct Done {
    /// The record; of several, the first that changes.
    pub(super) id: Id,
    kind: Kind,
    /// Whether it comes to be.
    pub(super) makes: bool,
    piece: Packed,
}

impl Done {
    /// These changes.
    pub(super) fn of(changes: Vec<Change>, press: &mut Press) -> Result<Self, Problem> {
        let (id, kind) = changes.first().map_or((Id::NIL, Kind::Note), |first| (first.id, first.kind));
        let makes = changes.iter().any(|change| change.id == id && change.field == EXISTS && !change.after.is_null());
        Ok(Self { id, kind, makes, piece: Packed::of(changes, press)? })
    }
}

/// What was done, one record after the other, cut into batches. What one completes that another makes is no update of it.
pub(super) fn batches(done: Vec<Done>, subject: &str, after: &Room) -> Result<Vec<Batch>, Problem> {
    let (mut batches, mut press) = (Vec::new(), Press::default());
    let (mut touched, mut new, mut made) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let fresh = || Batch { subject: subject.to_owned(), pieces: Vec::new() };
    let mut batch = fresh();
    for Done { id, kind, makes, piece } in done {
        if touched.len() == BATCH && !touched.contains(&id) {
            batches.push(std::mem::replace(&mut batch, fresh()));
            touched.clear();
            made.extend(std::mem::take(&mut new));
        }
        let completes = touched.insert(id) && made.contains(&id);
        if makes {
            new.insert(id);
        }
        batch.pieces.push(piece);
        if completes {
            let said = after.record(id).map(|record| record.value("updated_at")).unwrap_or_default();
            let (field, before) = ("updated_at".into(), said.clone());
            let unsigned = Change { kind, id, field, entry: None, before, after: said, seen: None };
            batch.pieces.push(Packed::of(vec![unsigned], &mut press)?);
        }
    }
    batches.extend(Some(batch).filter(|batch| !batch.pieces.is_empty()));
    Ok(batches)
}
