//! Who is where on the half days of a journey: what a plan is laid on.

use super::{Plan, Proposal, Wish};
use crate::edit::Room;
use crate::model::choice::VisitStatus;
use crate::model::{Id, Member, Visit};
use crate::rules::Terms;
use crate::rules::presence::{Slot, stays};

/// One of ours or of theirs over the half days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// The member or the seat.
    pub who: Id,
    /// Whether it is one of ours.
    pub is_ours: bool,
    /// What each half day holds.
    pub cells: Vec<Spell>,
}

/// A half day of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spell {
    /// Where they are, as far as that is known; with a meeting, where that is.
    pub city: Option<String>,
    /// The meeting of the plan, counted from 0.
    pub meeting: Option<usize>,
    /// Another visit that is planned already.
    pub visit: Option<Id>,
    /// On leave.
    pub on_leave: bool,
    /// On a journey of their own.
    pub travels: bool,
}

/// The half days of a journey.
pub fn slots(wish: &Wish) -> Vec<Slot> {
    wish.slots().map(|(_, slot)| slot).collect()
}

/// Ours who travel, then theirs: whom the plan meets, as time runs, and the key players it does not.
pub fn board(room: &Room, terms: &Terms, wish: &Wish, plan: &Plan, proposal: &Proposal) -> Vec<Track> {
    let mut theirs: Vec<Id> = Vec::new();
    let met = plan.stops.iter().flat_map(|stop| stop.seats.iter().copied());
    for seat in met.chain(proposal.unmet.iter().map(|one| one.seat)) {
        if !theirs.contains(&seat) {
            theirs.push(seat);
        }
    }
    let ours = wish.members.iter().map(|id| (*id, true));
    let all = ours.chain(theirs.into_iter().map(|id| (id, false)));
    all.map(|(who, is_ours)| track(room, terms, wish, plan, who, is_ours)).collect()
}

fn track(room: &Room, terms: &Terms, wish: &Wish, plan: &Plan, who: Id, is_ours: bool) -> Track {
    let stays = stays(room, terms, who, wish.from, wish.to());
    let member = room.get::<Member>(who);
    let visits: Vec<&Visit> =
        room.linked::<Visit>(who).filter(|visit| visit.status == Some(VisitStatus::Planned)).collect();
    let spell = |slot: Slot| {
        let meets =
            |stop: &super::Stop| stop.slot == slot && (stop.members.contains(&who) || stop.seats.contains(&who));
        let meeting = plan.stops.iter().position(meets);
        let stay = stays.iter().find(|stay| stay.covers(slot));
        let visit = visits.iter().find(|visit| super::whereabouts::takes(visit, slot)).map(|visit| visit.id);
        let city = meeting.and_then(|at| plan.stops.get(at)).map(|stop| stop.city.clone());
        Spell {
            city: city.or_else(|| stay?.city.clone()),
            meeting,
            visit,
            on_leave: member.is_some_and(|member| member.leave_on(slot.day).is_some()),
            travels: stay.is_some_and(|stay| stay.travel.is_some()),
        }
    };
    Track { who, is_ours, cells: slots(wish).into_iter().map(spell).collect() }
}
