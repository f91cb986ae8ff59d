//! In which half days of the journey somebody can be met in which of its cities.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};

use super::Wish;
use crate::edit::Room;
use crate::model::choice::{Firmness, VisitStatus};
use crate::model::{Account, Id, Member, Seat, Travel, Visit};
use crate::rules::Terms;
use crate::rules::presence::{Half, Slot, Stay, stays, traveller};
use crate::rules::region::Spot;
use crate::rules::tour::{HalfDay, Transfers, Window};
use crate::rules::workday::Calendar;

/// What keeps one of ours from a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Absent {
    /// Leave.
    OnLeave,
    /// A journey of their own.
    Travels,
}

/// Where everybody is on those days.
pub(super) struct Whereabouts<'a> {
    room: &'a Room,
    terms: &'a Terms,
    wish: &'a Wish,
    spots: Vec<Spot>,
    transfers: Transfers,
    /// Half days that are still to come.
    ahead: Window,
    calendars: BTreeMap<Id, Calendar>,
    /// When each of ours can be in each city, of those asked for: many of theirs are faced by the same.
    ours: RefCell<BTreeMap<(Id, usize), Window>>,
}

impl<'a> Whereabouts<'a> {
    pub(super) fn new(room: &'a Room, terms: &'a Terms, now: DateTime<FixedOffset>, wish: &'a Wish) -> Self {
        let over = |slot: Slot| {
            let ends = if slot.half == Half::Am { 12 } else { 18 };
            slot.day < now.date_naive() || (slot.day == now.date_naive() && now.hour() >= ends)
        };
        Self {
            room,
            terms,
            wish,
            spots: wish.cities.iter().map(|city| terms.regions.spot(city)).collect(),
            transfers: terms.transfers_between(&wish.cities),
            ahead: window(wish, |slot| !over(slot)),
            calendars: room.all::<Account>().map(|one| (one.id, terms.calendar_of(room, one.id))).collect(),
            ours: RefCell::default(),
        }
    }

    /// The half days in which one of theirs can be met in a city, and how sure it is that they are there.
    pub(super) fn theirs(&self, seat: &Seat, city: usize) -> (Window, Firmness) {
        let (there, sure) = self.there(seat.id, city);
        let works = self
            .calendars
            .get(&seat.account)
            .map_or(0, |calendar| window(self.wish, |slot| calendar.is_workday(slot.day) && holds(seat, slot.day)));
        let same_person = seat.person.into_iter().flat_map(|person| self.room.linked::<Seat>(person));
        let taken = same_person.map(|seat| self.taken(seat.id)).fold(0, |all, one| all | one);
        (there & works & self.ahead & !taken, sure)
    }

    /// The half days in which one of theirs is in a city, free or not, and how sure that is.
    pub(super) fn there(&self, seat: Id, city: usize) -> (Window, Firmness) {
        let here = self.stays(seat).into_iter().filter(|stay| self.is_in(stay, city));
        let (mut there, mut sure) = (0, Firmness::Firm);
        for stay in here {
            there |= window(self.wish, |slot| stay.covers(slot));
            sure = sure.max(stay.firmness.unwrap_or(Firmness::Likely));
        }
        (there & !self.under_way(seat), sure)
    }

    /// Where one of theirs is in the middle of those days, for saying why they are not met.
    pub(super) fn elsewhere(&self, seat: Id) -> Option<String> {
        let middle = self.wish.slot(self.wish.halves() / 2);
        self.stays(seat).into_iter().find(|stay| stay.covers(middle))?.city
    }

    /// The half days in which one of ours can be in a city: not on leave, not on a journey elsewhere, not at another
    /// visit, and in time from that visit and back to it.
    pub(super) fn ours(&self, member: &Member, city: usize) -> Window {
        if let Some(known) = self.ours.borrow().get(&(member.id, city)) {
            return *known;
        }
        let window = self.window_of(member, city);
        self.ours.borrow_mut().insert((member.id, city), window);
        window
    }

    fn window_of(&self, member: &Member, city: usize) -> Window {
        let away = self.stays(member.id).into_iter().filter(|stay| stay.travel.is_some() && !self.is_in(stay, city));
        let away = away.fold(0, |all, stay| all | window(self.wish, |slot| stay.covers(slot)));
        let serves = window(self.wish, |slot| {
            member.left_on.is_none_or(|left| slot.day <= left) && member.leave_on(slot.day).is_none()
        });
        let visits = self.visits(member.id).fold(0, |all, visit| all | self.blocked(visit, city));
        serves & !away & !visits & !self.under_way(member.id)
    }

    /// Whether a visit that is planned meets one of theirs in those days.
    pub(super) fn is_met(&self, seat: Id) -> bool {
        self.visits(seat).any(|visit| visit.theirs.contains(&seat) && window(self.wish, |slot| takes(visit, slot)) != 0)
    }

    /// What keeps one of ours from the whole journey; `None` where they could come on some half day.
    pub(super) fn keeps_away(&self, member: Id) -> Option<Absent> {
        let member = self.room.get::<Member>(member)?;
        let all = window(self.wish, |_| true);
        if window(self.wish, |slot| member.leave_on(slot.day).is_some()) == all {
            return Some(Absent::OnLeave);
        }
        let comes = (0..self.wish.cities.len()).any(|city| self.ours(member, city) & self.ahead != 0);
        (!comes && self.visits(member.id).next().is_none()).then_some(Absent::Travels)
    }

    /// Whether there is a working day of theirs among those of the journey.
    pub(super) fn works(&self, seat: &Seat) -> bool {
        let calendar = self.calendars.get(&seat.account);
        calendar.is_none_or(|calendar| window(self.wish, |slot| calendar.is_workday(slot.day)) != 0)
    }

    fn stays(&self, who: Id) -> Vec<Stay> {
        stays(self.room, self.terms, who, self.wish.from, self.wish.to())
    }

    fn is_in(&self, stay: &Stay, city: usize) -> bool {
        let spot = stay.city.as_deref().map(|city| self.terms.regions.spot(city));
        spot.is_some_and(|spot| self.spots.get(city).is_some_and(|wanted| wanted.city == spot.city))
    }

    fn under_way(&self, who: Id) -> Window {
        let journeys = self
            .room
            .linked::<Travel>(traveller(self.room, who))
            .filter_map(|travel| Some((Slot::of(travel.depart?, Half::Pm), Slot::of(travel.arrive?, Half::Am))));
        journeys.fold(0, |all, (left, there)| all | window(self.wish, |slot| left <= slot && slot < there))
    }

    fn visits(&self, who: Id) -> impl Iterator<Item = &'a Visit> + use<'a> {
        self.room.linked::<Visit>(who).filter(|visit| visit.status == Some(VisitStatus::Planned))
    }

    /// The half days that the planned visits of somebody take.
    fn taken(&self, who: Id) -> Window {
        self.visits(who).fold(0, |all, visit| all | window(self.wish, |slot| takes(visit, slot)))
    }

    /// The half days in which nobody who makes this visit can be in a city.
    fn blocked(&self, visit: &Visit, city: usize) -> Window {
        let taken = window(self.wish, |slot| takes(visit, slot));
        let spot = visit.city.as_deref().map(|city| self.terms.regions.spot(city));
        let there = spot.and_then(|spot| self.spots.iter().position(|known| known.city == spot.city));
        if taken == 0 || there == Some(city) || visit.city.is_none() {
            return taken;
        }
        let held = |half: &HalfDay| taken >> half & 1 == 1;
        let too_near = |a: HalfDay, b: HalfDay| self.transfers.ready(a, there, city) > b;
        let all = || 0..self.wish.halves();
        all()
            .filter(|half| {
                all().filter(held).any(|at| if at < *half { too_near(at, *half) } else { too_near(*half, at) })
            })
            .fold(0, |all, half| all | 1 << half)
    }
}

/// The half days of a journey that pass a test.
fn window(wish: &Wish, passes: impl Fn(Slot) -> bool) -> Window {
    wish.slots().filter(|(_, slot)| passes(*slot)).fold(0, |all, (half, _)| all | 1 << half)
}

fn holds(seat: &Seat, day: NaiveDate) -> bool {
    seat.from.is_none_or(|from| from <= day) && seat.to.is_none_or(|to| day <= to)
}

/// Whether a visit takes up a half day.
pub(super) fn takes(visit: &Visit, slot: Slot) -> bool {
    let Some(start) = visit.start else { return false };
    Slot::of(start, Half::Am) <= slot && slot <= Slot::of(visit.end.unwrap_or(start), Half::Pm)
}
