//! What of the ladder is shown alone, and what is marked for a common action; and the way back from both.

use std::collections::BTreeSet;

use super::{Ladder, Mode};
use crate::model::choice::FollowUpKind;
use crate::model::{FollowUp, Id, Pairing};
use crate::rules::ladder::{Coming, Position};
use crate::screen::present::choice_label;
use crate::screen::{Step, View};

/// Which follow-ups are shown alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sift {
    /// Those of a kind.
    pub kind: Option<FollowUpKind>,
    /// Those that one of ours holds, or that are about one seat of theirs.
    pub person: Option<Id>,
}

impl Sift {
    /// Whether everything is shown.
    pub fn is_open(self) -> bool {
        self == Self::default()
    }

    /// What is shown alone, in words, and how much is not; `None` where everything is.
    pub(super) fn said(self, view: &View, hidden: usize) -> Option<String> {
        let kind = self.kind.map(|kind| choice_label(view.text, "follow-up-kind", kind.code()));
        let person = self.person.map(|id| view.room.name(id));
        let only: Vec<String> = kind.into_iter().chain(person).collect();
        let args = [("kind", only.join(" · ")), ("hidden", hidden.to_string())];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        (!only.is_empty()).then(|| view.text.ta("ladder-filtered", &args))
    }

    pub(super) fn shows(self, item: &FollowUp, position: &Position) -> bool {
        let fits =
            |id| [position.holder, position.stands_for, item.seat].contains(&Some(id)) || position.counterparts == [id];
        self.kind.is_none_or(|kind| item.kind.unwrap_or(FollowUpKind::Other) == kind) && self.person.is_none_or(fits)
    }

    /// The same of a climb that is to come, by who will be on the hook.
    pub(super) fn foresees(self, view: &View, coming: &Coming) -> bool {
        let item = view.room.get::<FollowUp>(coming.id);
        let kind = item.and_then(|item| item.kind).unwrap_or(FollowUpKind::Other);
        let fits = |id| [coming.holder, coming.stands_for, item.and_then(|item| item.seat)].contains(&Some(id));
        self.kind.is_none_or(|one| one == kind) && self.person.is_none_or(fits)
    }

    pub(super) fn pairs(self, pairing: &Pairing) -> bool {
        self.person.is_none_or(|id| [pairing.member, pairing.seat].contains(&id))
    }
}

impl Ladder {
    /// What is shown alone.
    pub const fn sift(&self) -> Sift {
        self.sift
    }

    /// Shows something else alone, or all.
    pub const fn set_sift(&mut self, sift: Sift) {
        self.sift = sift;
    }

    /// The follow-ups that are marked for a common action.
    pub const fn marks(&self) -> &BTreeSet<Id> {
        &self.marks
    }

    /// Takes every mark away.
    pub fn unmark(&mut self) {
        self.marks.clear();
    }

    /// Marks the follow-up under the cursor, or takes its mark away, and goes on to the next.
    pub fn mark(&mut self) {
        let Some(id) = self.cursor.filter(|id| self.board.item(*id).is_some()) else { return };
        if !self.marks.remove(&id) {
            self.marks.insert(id);
        }
        self.walk(Step::Down);
    }

    /// Marks every follow-up that is shown; where all are marked already, none.
    pub fn mark_all(&mut self) {
        let all: BTreeSet<Id> = self.board.rungs.iter().flat_map(|rung| &rung.items).map(|item| item.id).collect();
        self.marks = if self.marks == all { BTreeSet::new() } else { all };
    }

    /// Takes back one step: another view than the rungs, then marks, then what is shown alone. False where there is none.
    pub fn leave(&mut self) -> bool {
        if self.mode != Mode::Items {
            self.mode = Mode::Items;
            return true;
        }
        if !self.marks.is_empty() {
            self.marks.clear();
            return true;
        }
        let narrowed = !self.sift.is_open();
        self.sift = Sift::default();
        narrowed
    }
}
