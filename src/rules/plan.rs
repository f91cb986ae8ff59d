//! The team visit: which meetings could be held on a journey of several of ours through several cities, the best tour
//! through them, and which key players it leaves out.
//!
//! Here records become numbers for `tour` and its answer becomes stops again. What a meeting is worth is told as for a
//! coincidence of a day in one city (`intercept`).

mod board;
mod meeting;
mod save;
mod unmet;
mod whereabouts;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use serde_json::{Value, json};

pub use self::board::{Spell, Track, board, slots};
pub use self::save::draft;
pub use self::unmet::{Reason, Unmet};

use self::meeting::Meeting;
use self::whereabouts::Whereabouts;
use super::Terms;
use super::intercept::{Parts, Say};
use super::presence::{Half, Slot};
use super::tour::{self, HALF_DAYS, HalfDay, Offer, Tour};
use crate::edit::Room;
use crate::model::Id;

/// The longest journey that can be planned.
pub const MOST_DAYS: u32 = (HALF_DAYS / 2) as u32;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wish {
    /// Where to go.
    pub cities: Vec<String>,
    /// The first day.
    pub from: NaiveDate,
    /// How many days, at most [`MOST_DAYS`].
    pub days: u32,
    /// Who of ours travels.
    pub members: Vec<Id>,
    /// Meetings that have to be in the tour, by one of their seats: in which half day.
    pub fixed: BTreeMap<Id, Slot>,
    /// Seats that are left out.
    pub dropped: BTreeSet<Id>,
}

impl Wish {
    /// The half day that is `by` half days from another, if it is one of the journey.
    pub fn beside(&self, slot: Slot, by: i32) -> Option<Slot> {
        let all: Vec<Slot> = self.slots().map(|(_, slot)| slot).collect();
        let at = all.iter().position(|one| *one == slot)?;
        all.get(at.checked_add_signed(by as isize)?).copied()
    }

    /// The last day.
    pub fn to(&self) -> NaiveDate {
        self.slot(self.halves().saturating_sub(1)).day
    }

    /// How many half days there are.
    fn halves(&self) -> HalfDay {
        (self.days.min(MOST_DAYS) * 2) as HalfDay
    }

    fn slot(&self, half: HalfDay) -> Slot {
        let day = self.from.checked_add_days(Days::new((half / 2).into())).unwrap_or(self.from);
        if half.is_multiple_of(2) { Slot::first(day) } else { Slot::last(day) }
    }

    fn slots(&self) -> impl Iterator<Item = (HalfDay, Slot)> {
        (0..self.halves()).map(|half| (half, self.slot(half)))
    }
}

/// A seat that is met, and what that is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// The seat.
    pub seat: Id,
    /// The numbers its score is the product of.
    pub parts: Parts,
}

/// A meeting of the tour.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// The account.
    pub account: Id,
    /// Who of theirs.
    pub seats: Vec<Id>,
    /// Who of ours.
    pub members: Vec<Id>,
    /// Where, as it was asked for.
    pub city: String,
    /// When.
    pub slot: Slot,
    /// What it is worth: the sum of its parts' scores.
    pub score: f64,
    /// What each of theirs is worth.
    pub worth: Vec<Worth>,
    /// It was fixed by hand.
    pub fixed: bool,
}

/// A tour through the cities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What it is worth: the sum of its stops' scores.
    pub score: f64,
    /// The meetings, as time runs.
    pub stops: Vec<Stop>,
}

/// The answer: plans, the best first, and who is left out of the best.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// Empty where what was fixed by hand cannot all be held.
    pub plans: Vec<Plan>,
    /// Key players whom the best plan does not meet, and why.
    pub unmet: Vec<Unmet>,
}

/// Everything a tour is looked for in. Made quickly; looking may take a while, and needs the records no more.
pub struct Planner {
    wish: Wish,
    meetings: Vec<Meeting>,
    unmet: Vec<Unmet>,
}

impl Planner {
    /// Gathers the meetings there could be.
    pub fn new(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, wish: Wish) -> Self {
        let whereabouts = Whereabouts::new(room, terms, now, &wish);
        let meetings = meeting::meetings(room, terms, now, &wish, &whereabouts);
        let unmet = unmet::unmet(room, &wish, &whereabouts, &meetings);
        Self { wish, meetings, unmet }
    }

    /// Looks for the best tours. `go_on` is told the share of the work done and stops it by saying no.
    pub fn propose(&self, terms: &Terms, go_on: &mut dyn FnMut(f64) -> bool) -> Proposal {
        let people: BTreeSet<Id> = self.meetings.iter().flat_map(Meeting::people).collect();
        let numbers: BTreeMap<Id, usize> = people.into_iter().enumerate().map(|(number, id)| (id, number)).collect();
        let offers: Vec<Offer> = self.meetings.iter().map(|meeting| meeting.offer(&self.wish, &numbers)).collect();
        let transfers = terms.transfers_between(&self.wish.cities);
        let tours = tour::Search { offers: &offers, transfers: &transfers }.tours(go_on);
        let plans: Vec<Plan> = tours.iter().map(|tour| self.plan(tour)).collect();
        let mut unmet = self.unmet.clone();
        let met: BTreeSet<Id> =
            plans.first().into_iter().flat_map(|plan| &plan.stops).flat_map(|stop| &stop.seats).copied().collect();
        unmet.retain(|one| !met.contains(&one.seat));
        Proposal { plans, unmet }
    }

    fn plan(&self, tour: &Tour) -> Plan {
        let stop = |held: &tour::Held| {
            let meeting = self.meetings.get(held.offer)?;
            let place = meeting.places.get(held.place)?;
            Some(Stop {
                account: meeting.account,
                seats: meeting.seats.clone(),
                members: meeting.members.clone(),
                city: self.wish.cities.get(place.city)?.clone(),
                slot: self.wish.slot(held.at),
                score: place.score(),
                worth: place.worth.clone(),
                fixed: meeting.fixed(&self.wish).is_some(),
            })
        };
        Plan { score: tour.score, stops: tour.held.iter().filter_map(stop).collect() }
    }
}

/// The JSON of `warroom plan`.
pub fn plan_row(room: &Room, proposal: &Proposal, say: Say) -> Value {
    let best = proposal.plans.first().cloned().unwrap_or_default();
    let stops = |plan: &Plan| plan.stops.iter().map(|stop| stop_row(room, stop)).collect::<Vec<_>>();
    let unmet = |one: &Unmet| {
        json!({"seat": one.seat, "name": room.name(one.seat), "account": room.account_of(one.seat),
            "account_name": room.account_of(one.seat).map(|id| room.name(id)), "why": one.why(room, say)})
    };
    let other = |plan: &Plan| json!({"score": plan.score, "stops": stops(plan)});
    json!({
        "score": best.score,
        "stops": stops(&best),
        "unmet": proposal.unmet.iter().map(unmet).collect::<Vec<_>>(),
        "alternatives": proposal.plans.iter().skip(1).map(other).collect::<Vec<_>>(),
    })
}

fn stop_row(room: &Room, stop: &Stop) -> Value {
    let names = |ids: &[Id]| ids.iter().map(|id| room.name(*id)).collect::<Vec<_>>();
    let part = |worth: &Worth| {
        let Parts { urgency, rung, firmness, class, .. } = worth.parts;
        json!({"seat": worth.seat, "name": room.name(worth.seat), "value": worth.parts.score(), "urgency": urgency,
            "rung": rung, "firmness": firmness, "class": class})
    };
    json!({
        "account": stop.account, "account_name": room.name(stop.account),
        "seats": stop.seats, "seat_names": names(&stop.seats),
        "members": stop.members, "member_names": names(&stop.members),
        "city": stop.city, "date": stop.slot.day, "half": half_code(stop.slot.half), "score": stop.score,
        "parts": stop.worth.iter().map(part).collect::<Vec<_>>(),
    })
}

/// The code of a half day, as in JSON and text ids.
pub const fn half_code(half: Half) -> &'static str {
    match half {
        Half::Am => "am",
        Half::Pm => "pm",
    }
}
