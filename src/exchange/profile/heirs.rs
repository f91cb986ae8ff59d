//! Who stands for people that were merged: a list may go on naming both.

use std::collections::BTreeMap;

use super::intake::folded;
use crate::edit::Room;
use crate::edit::merge::{MERGED, merged};
use crate::model::Id;

/// Those who stand for others, by the ids and by the names of those.
#[derive(Default)]
pub(super) struct Heirs {
    ids: BTreeMap<Id, Id>,
    names: BTreeMap<String, Vec<Id>>,
}

impl Heirs {
    pub(super) fn of(room: &Room) -> Self {
        let mut all = Self::default();
        for (heir, lines) in room.keeping(MERGED) {
            for (id, name) in merged(&lines).filter(|(id, _)| room.record(*id).is_none()) {
                all.ids.insert(id, heir);
                all.names.entry(folded(name)).or_default().push(heir);
            }
        }
        all
    }

    /// Whoever stands for somebody; they themselves where nobody does.
    pub(super) fn of_id(&self, id: Id) -> Id {
        self.ids.get(&id).copied().unwrap_or(id)
    }

    /// Those who stand for somebody of this name.
    pub(super) fn of_name(&self, name: &str) -> &[Id] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }
}
