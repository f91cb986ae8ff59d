//! Where people are: the home or base city by default, journeys on top.
//!
//! A life is one chain of stays from moment to moment, so that somebody is in one place at a time whatever the clocks on
//! the way say. What people ask for is days and half days on the clocks of the place: who flies east over the date line
//! has a day in two cities, who flies west may have one in none. A day somebody noted without an hour is taken at its
//! face, in the city it was noted for.

mod answer;
mod clash;
mod trip;

#[cfg(test)]
mod tests;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Timelike};
use chrono_tz::Tz;

pub use self::answer::{Whereabouts, where_row, whereabouts};
pub use self::clash::{Clash, clashes};
pub(super) use self::trip::Home;
pub use self::trip::{Clocks, clocks};
use self::trip::{Trip, trips};
use super::Terms;
use super::city::on_clocks;
use crate::edit::Room;
use crate::model::choice::Firmness;
use crate::model::{Id, When};

/// Half of a day; noon begins the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// Before noon.
    Am,
    /// From noon on.
    Pm,
}

/// A half day: the grain of presence. Ordered as time runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// The day, where the person is.
    pub day: NaiveDate,
    /// Which half of it.
    pub half: Half,
}

impl Slot {
    /// The first half of a day.
    pub const fn first(day: NaiveDate) -> Self {
        Self { day, half: Half::Am }
    }

    /// The second half of a day.
    pub const fn last(day: NaiveDate) -> Self {
        Self { day, half: Half::Pm }
    }

    /// The half day a moment is in, on the clocks it was noted with; a whole day is all `otherwise`.
    pub(super) fn of(when: When, otherwise: Half) -> Self {
        match when {
            When::Moment(moment) => Self::at(moment),
            When::Day(day) => Self { day, half: otherwise },
        }
    }

    pub(super) fn at(moment: DateTime<FixedOffset>) -> Self {
        let half = if moment.hour() < 12 { Half::Am } else { Half::Pm };
        Self { day: moment.date_naive(), half }
    }

    /// The half day that ends at a moment, or is cut by it.
    fn until(moment: DateTime<FixedOffset>) -> Self {
        Self::at(moment - TimeDelta::seconds(1))
    }

    fn next(self) -> Self {
        match self.half {
            Half::Am => Self::last(self.day),
            Half::Pm => Self::first(self.day.succ_opt().unwrap_or(self.day)),
        }
    }

    fn previous(self) -> Self {
        match self.half {
            Half::Pm => Self::first(self.day),
            Half::Am => Self::last(self.day.pred_opt().unwrap_or(self.day)),
        }
    }
}

/// An unbroken time in one place, or on the way to one.
#[derive(Clone, Debug, PartialEq)]
pub struct Stay {
    /// Where; `None` on the way, and if nobody noted a home city.
    pub city: Option<String>,
    /// What its clocks follow, if that is known.
    pub zone: Option<Tz>,
    /// When it begins; `None` for a time at home that has always been.
    pub since: Option<DateTime<FixedOffset>>,
    /// When it is over; `None` for a time at home without an end in sight.
    pub until: Option<DateTime<FixedOffset>>,
    /// The first half day of it that is free of travelling, on the clocks there.
    pub from: Option<Slot>,
    /// The last one.
    pub to: Option<Slot>,
    /// The last day any of it is on: that of the departure, however early.
    pub last: Option<NaiveDate>,
    /// How sure it is; home is firm, a journey nobody judged is `None`.
    pub firmness: Option<Firmness>,
    /// The journey; `None` at home.
    pub travel: Option<Id>,
    /// Between departure and arrival.
    pub under_way: bool,
    /// Another journey claims some of the same time: one of the two is wrong.
    pub clash: bool,
}

impl Stay {
    /// Whether a half day is spent there.
    pub fn covers(&self, slot: Slot) -> bool {
        !self.under_way && self.from.is_none_or(|from| from <= slot) && self.to.is_none_or(|to| to >= slot)
    }

    /// Whether any of it is on a day; on the way, whether all of the day is.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from.day <= day) && self.last.is_none_or(|last| day <= last)
    }

    /// The whole and half days it has between two days, both included.
    pub fn clip(&self, from: NaiveDate, to: NaiveDate) -> Option<(Slot, Slot)> {
        let first = self.from.map_or(Slot::first(from), |slot| slot.max(Slot::first(from)));
        let last = self.to.map_or(Slot::last(to), |slot| slot.min(Slot::last(to)));
        (first <= last).then_some((first, last))
    }
}

/// Where somebody is on a day. Who moves that day is where the day ends: who arrives is there, who only leaves is still
/// where they left. A day spent wholly on the way is in no city.
pub fn where_is(room: &Room, terms: &Terms, who: Id, on: NaiveDate) -> Stay {
    let all = lives(room, terms, who, Some((on, on)));
    let there = all.iter().rev().find(|stay| stay.is_on(on) && !stay.under_way);
    let found = there.or_else(|| all.iter().find(|stay| stay.is_on(on)));
    // Between the clocks of two cities a day can fall through: then it is spent on the way back.
    let found = found.or_else(|| all.iter().rev().find(|stay| stay.from.is_none_or(|from| from.day <= on)));
    found.cloned().unwrap_or_else(|| Home::of(room, terms, traveller(room, who)).stay())
}

/// Where somebody is between two days, both included, in order. Stays are whole: the first may begin before `from`, the
/// last may end after `to`.
pub fn stays(room: &Room, terms: &Terms, who: Id, from: NaiveDate, to: NaiveDate) -> Vec<Stay> {
    let shown = |stay: &Stay| {
        let begins = stay.from.is_none_or(|first| first.day <= to);
        begins && stay.last.is_none_or(|last| last >= from)
    };
    lives(room, terms, who, Some((from, to))).into_iter().filter(shown).collect()
}

/// The one journeys are noted for: a seat's person, or the person or member itself.
pub fn traveller(room: &Room, who: Id) -> Id {
    room.person_of(who).map_or(who, |person| person.id)
}

/// Every stay of a life: each begins the moment the one before it ends.
pub fn timeline(room: &Room, terms: &Terms, who: Id) -> Vec<Stay> {
    lives(room, terms, who, None)
}

/// The same, of what bears on some days.
fn lives(room: &Room, terms: &Terms, who: Id, days: Option<(NaiveDate, NaiveDate)>) -> Vec<Stay> {
    let who = traveller(room, who);
    let home = Home::of(room, terms, who);
    let mut trips = trips(room, terms, who, &home);
    if let Some((from, to)) = days {
        trips = trip::near(trips, from, to);
    }
    let found = clash::among(&trips);
    let mut bounds: Vec<_> = trips.iter().flat_map(|trip| [trip.leaves, trip.arrives, trip.ends]).collect();
    bounds.sort_unstable();
    bounds.dedup();
    let mut all: Vec<Stay> = Vec::new();
    let starts = [None].into_iter().chain(bounds.iter().copied().map(Some));
    let ends = bounds.iter().copied().map(Some).chain([None]);
    for (since, until) in starts.zip(ends) {
        let claims = |trip: &&Trip| since.is_some_and(|since| trip.leaves <= since && since < trip.ends);
        let trip = trips.iter().filter(claims).max_by_key(|trip| trip.rank());
        let under_way = trip.is_some_and(|trip| since.is_some_and(|since| since < trip.arrives));
        let travel = trip.map(|trip| trip.travel.id);
        if let Some(last) = all.last_mut().filter(|last| (last.travel, last.under_way) == (travel, under_way)) {
            last.until = until;
            continue;
        }
        let place = trip.map_or_else(|| home.stay(), |trip| trip.stay(under_way));
        let clash = travel.is_some_and(|id| found.iter().any(|one| one.first == id || one.second == id));
        all.push(Stay { since, until, clash, ..place });
    }
    for stay in &mut all {
        settle_days(stay, &trips, &home);
    }
    all
}

/// Works out the days and half days of a stay from what it begins and ends with.
fn settle_days(stay: &mut Stay, trips: &[Trip], home: &Home) {
    let own = trips.iter().find(|trip| Some(trip.travel.id) == stay.travel);
    let zone = stay.zone;
    // What cuts a stay short, or what it goes on after, is the beginning or the end of another journey.
    let left = |at| trips.iter().find(|trip| trip.leaves == at && Some(trip.travel.id) != stay.travel);
    let over = |at| trips.iter().find(|trip| trip.ends == at && Some(trip.travel.id) != stay.travel);
    if stay.under_way {
        let days = own.map(|trip| (trip.left_on.succ_opt(), trip.first.day.pred_opt()));
        let (first, last) = days.unwrap_or_default();
        (stay.from, stay.to, stay.last) = (first.map(Slot::first), last.map(Slot::last), last);
        return;
    }
    stay.from = stay.since.map(|since| match (own, over(since)) {
        (Some(trip), _) if trip.arrives == since => trip.first,
        (None, Some(before)) => before.home_from(home),
        _ => Slot::until(on_clocks(since, zone)).next(),
    });
    let ends = stay.until.map(|until| match (own, left(until)) {
        (Some(trip), _) if trip.ends == until => (trip.last, trip.last.day),
        (_, Some(next)) => (next.before, next.left_on),
        _ => (Slot::until(on_clocks(until, zone)), Slot::until(on_clocks(until, zone)).day),
    });
    (stay.to, stay.last) = (ends.map(|(to, _)| to), ends.map(|(_, last)| last));
}

/// Whether two names mean one city.
pub fn same_city(a: &str, b: &str) -> bool {
    city_key(a) == city_key(b)
}

/// A city's name without what people spell differently: case, blanks and a final 市.
pub fn city_key(name: &str) -> String {
    name.trim().trim_end_matches('市').to_lowercase()
}
