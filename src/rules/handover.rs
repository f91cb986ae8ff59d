//! Handing over: what one of ours has on hand that goes to another, in one edit; what of it has no natural successor; and
//! whom only the one who leaves knows.
//!
//! The past stays whose it was: done visits, touches, moves on a ladder. What is open goes: follow-ups, pairings, planned
//! visits, open complaints, accounts and SWOT entries answered for, and the places of deputy and manager.

mod draft;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};

use super::ladder::{self, Position};
use super::{Terms, cycle};
use crate::edit::Room;
use crate::model::choice::{Layer, Level, VisitStatus};
use crate::model::{Account, Complaint, FollowUp, Id, Member, Pairing, Problem, Seat, Swot, Touch, Visit};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Whose things are handed over.
    pub from: Id,
    /// To whom.
    pub to: Id,
    /// Only what belongs to this account, which changes hands; places in the team stay.
    pub account: Option<Id>,
    /// The last day of the one who leaves, to be noted with it.
    pub left_on: Option<NaiveDate>,
}

/// What changes hands. In the order in which it is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// An open follow-up on a rung of theirs.
    FollowUp,
    /// Somebody of theirs to face.
    Pairing,
    /// An account to answer for.
    Owner,
    /// A planned visit to take part in.
    Visit,
    /// An open complaint.
    Complaint,
    /// An entry of the SWOT.
    Swot,
    /// Standing in for somebody of ours.
    Deputy,
    /// Managing somebody of ours.
    Manager,
}

impl What {
    /// The code, as in texts and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FollowUp => "follow_up",
            Self::Pairing => "pairing",
            Self::Owner => "owner",
            Self::Visit => "visit",
            Self::Complaint => "complaint",
            Self::Swot => "swot",
            Self::Deputy => "deputy",
            Self::Manager => "manager",
        }
    }
}

/// Why whoever takes something over is not its natural successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It wants somebody of another level.
    Level {
        /// The level it wants.
        needs: Level,
        /// The level of whoever takes it.
        has: Option<Level>,
    },
    /// They would face somebody of another rung.
    Crossing {
        /// Ours.
        level: Level,
        /// Theirs.
        layer: Layer,
    },
    /// Their hands are full.
    Capacity {
        /// Follow-ups they would then hold.
        load: usize,
        /// How many they can hold.
        capacity: usize,
    },
}

impl Doubt {
    /// The code, as in texts and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Level { .. } => "lacks_level",
            Self::Crossing { .. } => "cross_level",
            Self::Capacity { .. } => "no_capacity",
        }
    }
}

/// One thing that changes hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// What it is.
    pub what: What,
    /// The record.
    pub id: Id,
    /// Its account.
    pub account: Option<Id>,
    /// Whether whoever takes over has it already, so that only the one who leaves is taken off.
    pub merged: bool,
    /// Why they are no natural successor.
    pub doubts: Vec<Doubt>,
}

/// Somebody of theirs whom nobody else of ours is paired with or has ever met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    /// The seat.
    pub seat: Id,
    /// Its account.
    pub account: Id,
    /// Whether it is a key player.
    pub is_key: bool,
    /// The last contact.
    pub last: Option<NaiveDate>,
}

/// A handover, worked out and not yet done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// What was asked for.
    pub wish: Wish,
    /// What changes hands.
    pub moves: Vec<Move>,
    /// Whom only the one who leaves knows, key players first.
    pub alone: Vec<Alone>,
    /// Follow-ups on hand of whoever takes over, before and after.
    pub load: (usize, usize),
    /// How many they can hold.
    pub capacity: Option<usize>,
}

impl Handover {
    /// Works out a handover; refuses one to oneself, or to somebody who has left.
    pub fn of(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, wish: Wish) -> Result<Self, Problem> {
        let gone = |id: Id| Problem::new("problem-gone").with("kind", id);
        let from = room.get::<Member>(wish.from).ok_or_else(|| gone(wish.from))?;
        let to = room.get::<Member>(wish.to).ok_or_else(|| gone(wish.to))?;
        if from.id == to.id {
            return Err(Problem::new("problem-handover-self").with("name", &from.name));
        }
        if to.left_on.is_some_and(|day| day <= now.date_naive()) {
            return Err(Problem::new("problem-handover-left").with("name", &to.name));
        }
        let positions = ladder::positions(room, terms, now, None);
        let before = ladder::load(&positions).get(&to.id).copied().unwrap_or(0);
        let capacity = to.capacity.and_then(|most| usize::try_from(most).ok()).filter(|most| *most > 0);
        let mut look = Look { room, wish, from, to, moves: Vec::new() };
        let after = look.follow_ups(&positions, before, capacity);
        look.pairings();
        look.records();
        look.team();
        look.moves.sort_by_key(|one| (one.what, one.account, one.id));
        let alone = alone(room, &wish, now);
        Ok(Self { wish, moves: look.moves, alone, load: (before, after), capacity })
    }

    /// What has no natural successor.
    pub fn doubtful(&self) -> impl Iterator<Item = &Move> {
        self.moves.iter().filter(|one| !one.doubts.is_empty())
    }

    /// The handover as JSON.
    pub fn row(&self, room: &Room, saved: bool) -> Value {
        let one = |one: &Move| {
            let doubts: Vec<Value> = one.doubts.iter().map(|doubt| json!(doubt.code())).collect();
            json!({
                "what": one.what.code(), "kind": room.record(one.id).map(crate::model::Record::kind), "id": one.id,
                "name": room.name(one.id), "account": one.account, "account_name": one.account.map(|id| room.name(id)),
                "merged": one.merged, "doubts": doubts,
            })
        };
        let alone = |one: &Alone| {
            json!({
                "seat": one.seat, "name": room.name(one.seat), "account": one.account,
                "account_name": room.name(one.account), "key_player": one.is_key, "last_contact": one.last,
            })
        };
        json!({
            "member": self.wish.from, "member_name": room.name(self.wish.from),
            "to": self.wish.to, "to_name": room.name(self.wish.to),
            "account": self.wish.account, "left_on": self.wish.left_on,
            "load": {"before": self.load.0, "after": self.load.1, "capacity": self.capacity},
            "moves": self.moves.iter().map(one).collect::<Vec<_>>(),
            "no_successor": self.doubtful().map(one).collect::<Vec<_>>(),
            "only_known": self.alone.iter().map(alone).collect::<Vec<_>>(),
            "saved": saved,
        })
    }
}

/// What is gathered while looking.
struct Look<'a> {
    room: &'a Room,
    wish: Wish,
    from: &'a Member,
    to: &'a Member,
    moves: Vec<Move>,
}

impl Look<'_> {
    fn covers(&self, account: Id) -> bool {
        self.wish.account.is_none_or(|only| only == account)
    }

    fn note(&mut self, what: What, id: Id, account: Option<Id>, merged: bool, doubts: Vec<Doubt>) {
        self.moves.push(Move { what, id, account, merged, doubts });
    }

    /// Open follow-ups that are on the hook of the one who leaves, or that name them; says how many whoever takes over
    /// then holds.
    fn follow_ups(&mut self, positions: &[(&FollowUp, Position)], before: usize, capacity: Option<usize>) -> usize {
        let mut load = before;
        for (item, position) in positions {
            let own = is_on_hook(position, self.from.id);
            if !self.covers(item.account) || !own && item.member != Some(self.from.id) {
                continue;
            }
            let mut doubts = Vec::new();
            if own {
                let levels = position.step.as_ref().map(|step| step.ours.clone()).unwrap_or_default();
                let fits = levels.is_empty() || self.to.level.is_some_and(|level| levels.contains(&level));
                let needs = levels.first().copied().filter(|_| !fits);
                doubts.extend(needs.map(|needs| Doubt::Level { needs, has: self.to.level }));
                load += usize::from(position.holder != Some(self.to.id));
                let full = capacity.filter(|most| load > *most);
                doubts.extend(full.map(|capacity| Doubt::Capacity { load, capacity }));
            }
            self.note(What::FollowUp, item.id, Some(item.account), false, doubts);
        }
        load
    }

    fn pairings(&mut self) {
        for pairing in self.room.linked::<Pairing>(self.from.id) {
            let Some(seat) = self.room.get::<Seat>(pairing.seat).filter(|seat| self.covers(seat.account)) else {
                continue;
            };
            let merged = self.room.linked::<Pairing>(seat.id).any(|one| one.member == self.to.id);
            let mut doubts = Vec::new();
            if !merged {
                let needs = pairing.level.filter(|level| self.to.level.is_none_or(|own| own.rung() != level.rung()));
                doubts.extend(needs.map(|needs| Doubt::Level { needs, has: self.to.level }));
                let crossing = self.to.level.zip(seat.layer).filter(|(level, layer)| level.rung() != layer.rung());
                doubts.extend(crossing.map(|(level, layer)| Doubt::Crossing { level, layer }));
            }
            self.note(What::Pairing, pairing.id, Some(seat.account), merged, doubts);
        }
    }

    fn records(&mut self) {
        let (room, from, to) = (self.room, self.from.id, self.to.id);
        for account in room.linked::<Account>(from).filter(|one| one.owner == Some(from)) {
            if self.covers(account.id) {
                self.note(What::Owner, account.id, Some(account.id), false, Vec::new());
            }
        }
        for visit in room.linked::<Visit>(from).filter(|one| one.status == Some(VisitStatus::Planned)) {
            if self.covers(visit.account) {
                let merged = visit.ours.iter().any(|one| one.member == to);
                self.note(What::Visit, visit.id, Some(visit.account), merged, Vec::new());
            }
        }
        for complaint in room.linked::<Complaint>(from) {
            let open = complaint.owner == Some(from) && complaint.resolved_at.is_none();
            if open && self.covers(complaint.account) {
                self.note(What::Complaint, complaint.id, Some(complaint.account), false, Vec::new());
            }
        }
        for swot in room.linked::<Swot>(from).filter(|one| one.owner == Some(from)) {
            if self.covers(swot.account) {
                self.note(What::Swot, swot.id, Some(swot.account), false, Vec::new());
            }
        }
    }

    /// Places in the team; who only gives up an account keeps them.
    fn team(&mut self) {
        if self.wish.account.is_some() {
            return;
        }
        for member in self.room.linked::<Member>(self.from.id) {
            if member.deputy == Some(self.from.id) {
                self.note(What::Deputy, member.id, None, false, Vec::new());
            }
            if member.manager == Some(self.from.id) {
                self.note(What::Manager, member.id, None, false, Vec::new());
            }
        }
    }
}

/// Whether an item waits for a member, or for whoever stands in for them.
fn is_on_hook(position: &Position, member: Id) -> bool {
    position.holder == Some(member) || position.stands_for == Some(member)
}

/// Whom of theirs only the one who leaves is paired with or has met.
fn alone(room: &Room, wish: &Wish, now: DateTime<FixedOffset>) -> Vec<Alone> {
    let today = now.date_naive();
    let mut known: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    let mut note = |seat: Id, member: Id| {
        known.entry(seat).or_default().insert(member);
    };
    room.all::<Pairing>().for_each(|pairing| note(pairing.seat, pairing.member));
    for touch in room.all::<Touch>() {
        touch.seats.iter().for_each(|seat| note(*seat, touch.member));
    }
    for visit in room.all::<Visit>().filter(|visit| visit.status == Some(VisitStatus::Done)) {
        for member in visit.ours.iter().map(|one| one.member) {
            visit.theirs.iter().chain(&visit.received_by).for_each(|seat| note(*seat, member));
        }
    }
    let stays = |id: &Id| room.get::<Member>(*id).is_some_and(|one| one.left_on.is_none_or(|day| day > today));
    let only = |members: &BTreeSet<Id>| {
        members.contains(&wish.from) && !members.iter().any(|member| *member != wish.from && stays(member))
    };
    let seats = known.iter().filter(|(_, members)| only(members)).filter_map(|(seat, _)| room.get::<Seat>(*seat));
    let here = |seat: &&Seat| {
        seat.person.is_some() && seat.is_current(today) && wish.account.is_none_or(|account| account == seat.account)
    };
    let mut found: Vec<Alone> = seats
        .filter(here)
        .map(|seat| Alone {
            seat: seat.id,
            account: seat.account,
            is_key: seat.is_key_player(),
            last: cycle::last_contact(room, seat.id, None, now),
        })
        .collect();
    found.sort_by_key(|one| (!one.is_key, one.account, Reverse(one.last), one.seat));
    found
}

#[cfg(test)]
mod tests;
