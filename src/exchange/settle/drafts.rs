//! The changes of an import as what is committed: drafts of a size that the store writes at a stroke.

use std::collections::BTreeSet;

use crate::edit::{Change, Draft, EXISTS, Room};
use crate::exchange::plan::BATCH;
use crate::model::Id;

/// Changes, one record after the other, cut into drafts. What one completes that another makes is no update of it.
pub(super) fn drafts(done: Vec<Vec<Change>>, subject: &str, after: &Room) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let (mut touched, mut new, mut made) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut draft = Draft::new("edit-import").about(subject);
    for changes in done {
        let id = changes.first().map_or(Id::NIL, |change| change.id);
        if touched.len() == BATCH && !touched.contains(&id) {
            drafts.push(std::mem::replace(&mut draft, Draft::new("edit-import").about(subject)));
            touched.clear();
            made.append(&mut new);
        }
        let completes = touched.insert(id) && made.contains(&id);
        new.extend(changes.iter().filter(|change| change.field == EXISTS).map(|change| change.id));
        let unsigned = changes.first().filter(|_| completes).map(|change| {
            let said = after.record(id).map(|record| record.value("updated_at")).unwrap_or_default();
            Change {
                field: "updated_at".into(),
                entry: None,
                before: said.clone(),
                after: said,
                seen: None,
                ..change.clone()
            }
        });
        draft.changes.extend(changes);
        draft.changes.extend(unsigned);
    }
    drafts.extend(Some(draft).filter(|draft| !draft.is_empty()));
    drafts
}
