//! A handover as one edit.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use super::{Handover, Move, What, is_on_hook};
use crate::edit::{Draft, Room};
use crate::model::choice::EventWhat;
use crate::model::{FollowUp, Id, Member, Problem, Visit};
use crate::rules::Terms;
use crate::rules::ladder::{self, act::Act};

impl Handover {
    /// The edit that moves what is `chosen`, for a reason; one undo takes all of it back.
    pub fn draft(
        &self,
        room: &Room,
        terms: &Terms,
        now: DateTime<FixedOffset>,
        reason: &str,
        chosen: &dyn Fn(&Move) -> bool,
    ) -> Result<Draft, Problem> {
        let (from, to) = (self.wish.from, self.wish.to);
        let mut draft = Draft::new("edit-handover")
            .about(format!("{} → {}", room.name(from), room.name(to)))
            .because(Some(reason.to_owned()));
        for one in self.moves.iter().filter(|one| chosen(one)) {
            match one.what {
                What::FollowUp => self.follow_up(&mut draft, room, terms, now, one.id, reason)?,
                What::Pairing if one.merged => draft.delete(room, one.id)?,
                What::Pairing => {
                    draft.set(room, one.id, "member", json!(to))?;
                    // What somebody was to them says nothing of whoever comes next.
                    draft.set(room, one.id, "current", Value::Null)?;
                    draft.forget_basis(room, one.id, &[])?;
                }
                What::Owner | What::Complaint | What::Swot => draft.set(room, one.id, "owner", json!(to))?,
                What::Visit => self.visit(&mut draft, room, one.id)?,
                What::Deputy => draft.set(room, one.id, "deputy", json!(self.heir(room, one)))?,
                What::Manager => draft.set(room, one.id, "manager", json!(self.heir(room, one)))?,
            }
        }
        if let Some(day) = self.wish.left_on {
            draft.set(room, from, "left_on", json!(day))?;
        }
        Ok(draft)
    }

    /// Assigns the rung it is on, and names whoever takes over where the one who leaves was named for all of them.
    fn follow_up(
        &self,
        draft: &mut Draft,
        room: &Room,
        terms: &Terms,
        now: DateTime<FixedOffset>,
        id: Id,
        reason: &str,
    ) -> Result<(), Problem> {
        let Some(item) = room.get::<FollowUp>(id) else { return Ok(()) };
        if is_on_hook(&ladder::position(item, room, terms, now), self.wish.from) {
            let act = Act::new(EventWhat::Assign).to(self.wish.to).because(reason);
            draft.changes.extend(act.draft(room, terms, id, now)?.changes);
        }
        if item.member == Some(self.wish.from) {
            draft.set(room, id, "member", json!(self.wish.to))?;
        }
        Ok(())
    }

    /// Whoever takes over goes in the part of the one who leaves, or goes anyway.
    fn visit(&self, draft: &mut Draft, room: &Room, id: Id) -> Result<(), Problem> {
        let Some(visit) = room.get::<Visit>(id) else { return Ok(()) };
        let goes = visit.ours.iter().any(|one| one.member == self.wish.to);
        let mut ours = visit.ours.clone();
        if goes {
            ours.retain(|one| one.member != self.wish.from);
        }
        for one in ours.iter_mut().filter(|one| one.member == self.wish.from) {
            one.member = self.wish.to;
        }
        draft.set(room, id, "ours", json!(ours))
    }

    /// Who takes something over: the successor, but for places in the team that would then be held against oneself.
    pub fn heir(&self, room: &Room, one: &Move) -> Option<Id> {
        match one.what {
            What::Deputy => self.deputy(room, one.id),
            What::Manager => self.manager(room, one.id),
            What::FollowUp | What::Pairing | What::Owner | What::Visit | What::Complaint | What::Swot => {
                Some(self.wish.to)
            }
        }
    }

    /// Nobody stands in for themselves.
    fn deputy(&self, room: &Room, member: Id) -> Option<Id> {
        if member != self.wish.to {
            return Some(self.wish.to);
        }
        let next = room.get::<Member>(self.wish.from).and_then(|one| one.deputy);
        next.filter(|id| *id != self.wish.to && *id != self.wish.from)
    }

    /// Nobody is managed by somebody they manage: those above whoever takes over, and they themselves, go to the manager of
    /// the one who leaves.
    fn manager(&self, room: &Room, member: Id) -> Option<Id> {
        let up = |id: Id| room.get::<Member>(id).and_then(|one| one.manager);
        let mut above = vec![self.wish.to];
        while let Some(next) = above.last().and_then(|id| up(*id)).filter(|id| !above.contains(id)) {
            above.push(next);
        }
        if above.contains(&member) { up(self.wish.from).filter(|id| *id != member) } else { Some(self.wish.to) }
    }
}
