//! Who stands for people that were merged: a list may go on naming both.

use std::collections::BTreeMap;

use super::intake::{Intake, folded};
use crate::edit::Room;
use crate::edit::merge::{MERGED, merged};
use crate::model::{Id, Seat};

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

impl Intake<'_> {
    /// Who stands for somebody: they themselves, or whoever they were merged with.
    pub(super) fn heir(&self, person: Id) -> Id {
        self.heirs.of_id(person)
    }

    /// Whether somebody of this name became part of them.
    pub(super) fn is_heir(&self, person: Id, name: &str) -> bool {
        self.heirs.of_name(&folded(name)).contains(&person)
    }

    /// Who sits on an account and had somebody of this name become part of them, and where they sit.
    pub(super) fn heir_seated(&self, account: Id, name: &str) -> Option<(Id, Id)> {
        let heirs = self.heirs.of_name(&folded(name));
        let seats = heirs.iter().flat_map(|heir| self.aside.linked::<Seat>(*heir));
        let here = seats.filter(|seat| seat.account == account).find_map(|seat| Some((seat.person?, seat.id)));
        here.filter(|_| self.seated(account, name).is_empty())
    }
}
