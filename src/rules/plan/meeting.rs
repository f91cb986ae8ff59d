//! The meetings there could be: whom of theirs each of ours on the journey is paired with, those who would see the same
//! of ours together, and key players whom nobody is paired with.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::whereabouts::Whereabouts;
use super::{Wish, Worth};
use crate::edit::Room;
use crate::model::choice::{Layer, Level, Tier};
use crate::model::{Account, Id, Member, Pairing, Seat};
use crate::rules::Terms;
use crate::rules::cycle::{Cycle, Cycles};
use crate::rules::intercept::{Parts, UNPAIRED, certainty, class_weight, due};
use crate::rules::ladder::positions;
use crate::rules::presence::Slot;
use crate::rules::tour::{Offer, Place, Window};

/// At most so many of theirs in one meeting: more is an event.
const MOST_TOGETHER: usize = 3;

/// A meeting there could be.
#[derive(Clone, Debug)]
pub(super) struct Meeting {
    pub(super) account: Id,
    pub(super) seats: Vec<Id>,
    pub(super) members: Vec<Id>,
    /// Everybody who has to be there: persons, who may have a seat elsewhere, too, and members.
    people: Vec<Id>,
    pub(super) places: Vec<Venue>,
}

/// A city it could be held in, when, and what it is worth there.
#[derive(Clone, Debug)]
pub(super) struct Venue {
    pub(super) city: usize,
    pub(super) open: Window,
    pub(super) worth: Vec<Worth>,
}

impl Venue {
    /// What the meeting is worth here.
    pub(super) fn score(&self) -> f64 {
        self.worth.iter().map(|one| one.parts.score()).sum()
    }
}

impl Meeting {
    /// Where somebody fixed it.
    pub(super) fn fixed(&self, wish: &Wish) -> Option<Slot> {
        self.seats.iter().find_map(|seat| wish.fixed.get(seat)).copied()
    }

    /// Everybody who has to be there.
    pub(super) fn people(&self) -> impl Iterator<Item = Id> {
        self.people.iter().copied()
    }

    /// As numbers, people by those given.
    pub(super) fn offer(&self, wish: &Wish, numbers: &BTreeMap<Id, usize>) -> Offer {
        let fixed = self.fixed(wish);
        let only = fixed.map_or(Window::MAX, |slot| {
            wish.slots().filter(|(_, one)| *one == slot).fold(0, |all, (half, _)| all | 1 << half)
        });
        let place = |venue: &Venue| Place { city: venue.city, open: venue.open & only, score: venue.score() };
        Offer {
            who: self.people().filter_map(|id| numbers.get(&id)).copied().collect(),
            places: self.places.iter().map(place).collect(),
            must: fixed.is_some(),
        }
    }
}

/// Every meeting that could be held.
pub(super) fn meetings(
    room: &Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    wish: &Wish,
    whereabouts: &Whereabouts,
) -> Vec<Meeting> {
    let gather = Gather { room, wish, whereabouts, cycles: Cycles::new(room, now), waiting: waiting(room, terms, now) };
    let mut all: Vec<Meeting> = Vec::new();
    // Those of one account with the same of ours.
    let mut alike: BTreeMap<(Id, Vec<Id>), Vec<usize>> = BTreeMap::new();
    for seat in room.all::<Seat>().filter(|seat| seat.person.is_some() && !wish.dropped.contains(&seat.id)) {
        // Whom a planned visit meets in those days need not be met again.
        if whereabouts.is_met(seat.id) {
            continue;
        }
        let Some(one) = gather.meeting(seat) else { continue };
        let others = alike.entry((one.account, one.members.clone())).or_default();
        if !others.iter().any(|at| all.get_mut(*at).is_some_and(|other| join(other, &one, wish))) {
            others.push(all.len());
            all.push(one);
        }
    }
    // Of tours that are worth the same, the one that goes through the cities as they were named comes first.
    all.sort_by_key(|meeting| meeting.places.first().map(|venue| venue.city));
    all
}

/// Adds those of a meeting to another one, where the same of ours would see both and all can be there at once.
fn join(into: &mut Meeting, one: &Meeting, wish: &Wish) -> bool {
    let alike = into.account == one.account && into.members == one.members && into.seats.len() < MOST_TOGETHER;
    let both = |venue: &Venue| {
        let other = one.places.iter().find(|other| other.city == venue.city && other.open & venue.open != 0)?;
        let worth = venue.worth.iter().chain(&other.worth).copied().collect();
        Some(Venue { city: venue.city, open: venue.open & other.open, worth })
    };
    let places: Vec<Venue> = into.places.iter().filter_map(both).collect();
    // Nobody loses a city by it, and what was fixed stays as it was.
    let whole = places.len() == into.places.len() && places.len() == one.places.len();
    if !alike || !whole || into.fixed(wish).is_some() != one.fixed(wish).is_some() {
        return false;
    }
    into.places = places;
    into.seats.extend(&one.seats);
    into.people.extend(&one.people);
    true
}

fn waiting(room: &Room, terms: &Terms, now: DateTime<FixedOffset>) -> BTreeMap<(Id, Level), usize> {
    let mut all = BTreeMap::new();
    for (item, position) in positions(room, terms, now, None) {
        for level in position.step.into_iter().flat_map(|step| step.ours) {
            *all.entry((item.account, level)).or_default() += 1;
        }
    }
    all
}

struct Gather<'a> {
    room: &'a Room,
    wish: &'a Wish,
    whereabouts: &'a Whereabouts<'a>,
    cycles: Cycles<'a>,
    waiting: BTreeMap<(Id, Level), usize>,
}

impl Gather<'_> {
    fn meeting(&self, seat: &Seat) -> Option<Meeting> {
        let pairings: Vec<&Pairing> =
            self.room.linked::<Pairing>(seat.id).filter(|pairing| pairing.seat == seat.id).collect();
        let coming: Vec<&Pairing> = pairings
            .iter()
            .copied()
            .filter(|pairing| self.wish.members.contains(&pairing.member) && self.is_there(pairing.member))
            .collect();
        let contact = coming.iter().map(|pairing| self.cycles.of_pairing(pairing));
        let contact = contact.max_by(|a, b| a.urgency.total_cmp(&b.urgency));
        let (mut members, levels, urgency): (Vec<Id>, Vec<Level>, f64) = match contact {
            Some(contact) => (
                coming.iter().map(|pairing| pairing.member).collect(),
                coming.iter().filter_map(|pairing| pairing.level).collect(),
                due(&contact),
            ),
            None if pairings.is_empty() && seat.is_key_player() => self.stranger(seat)?,
            None => return None,
        };
        // The highest level leads.
        let level = |id: &Id| self.room.get::<Member>(*id).and_then(|member| member.level);
        members.sort_by_key(|id| (std::cmp::Reverse(level(id)), *id));
        members.dedup();
        let waits = levels.iter().any(|level| self.waiting.contains_key(&(seat.account, *level)));
        let tier: Option<Tier> = self.room.get::<Account>(seat.account)?.tier;
        let parts = Parts {
            days: 1.0,
            urgency,
            rung: if waits { 2.0 } else { 1.0 },
            firmness: 1.0,
            place: 1.0,
            class: class_weight(tier),
        };
        let places: Vec<Venue> =
            (0..self.wish.cities.len()).filter_map(|city| self.venue(seat, &members, city, parts)).collect();
        let people = seat.person.iter().chain(&members).copied().collect();
        (!places.is_empty()).then(|| Meeting { account: seat.account, seats: vec![seat.id], members, people, places })
    }

    /// Whether one of ours can be in any of the cities at all: who is on leave all the while keeps nobody from meeting.
    fn is_there(&self, member: Id) -> bool {
        let member = self.room.get::<Member>(member);
        member.is_some_and(|member| (0..self.wish.cities.len()).any(|city| self.whereabouts.ours(member, city) != 0))
    }

    /// Who of ours introduces themselves to a key player nobody is paired with: those of the fitting level, the first.
    fn stranger(&self, seat: &Seat) -> Option<(Vec<Id>, Vec<Level>, f64)> {
        let level = level_of(seat.layer?);
        let members = self.wish.members.iter().filter_map(|id| self.room.get::<Member>(*id));
        let member = members.into_iter().find(|member| member.level == Some(level))?;
        let contact: Cycle = self.cycles.of_seat(seat);
        Some((vec![member.id], vec![level], due(&contact).min(1.0) * UNPAIRED))
    }

    fn venue(&self, seat: &Seat, members: &[Id], city: usize, parts: Parts) -> Option<Venue> {
        let (theirs, sure) = self.whereabouts.theirs(seat, city);
        let ours = members.iter().filter_map(|id| self.room.get::<Member>(*id));
        let open = ours.fold(theirs, |open, member| open & self.whereabouts.ours(member, city));
        let parts = Parts { firmness: certainty(sure), ..parts };
        (open != 0).then(|| Venue { city, open, worth: vec![Worth { seat: seat.id, parts }] })
    }
}

/// Who of ours is of an age with whom of theirs.
const fn level_of(layer: Layer) -> Level {
    match layer {
        Layer::Decision => Level::Executive,
        Layer::Management => Level::Manager,
        Layer::Operations | Layer::Peripheral => Level::Rep,
    }
}
