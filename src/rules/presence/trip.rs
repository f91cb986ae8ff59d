//! Journeys of one traveller, on the clocks of the cities they lead from and to.

use std::cmp::Reverse;

use chrono::{DateTime, FixedOffset, NaiveDate, Offset, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{Half, Slot, Stay, same_city};
use crate::edit::Room;
use crate::model::choice::Firmness;
use crate::model::{Id, Record, Travel, When};
use crate::rules::Terms;
use crate::rules::city::{on_clocks, there};
use crate::rules::zone::Zone;

type Moment = DateTime<FixedOffset>;

/// Where somebody is when nothing else is known.
pub(in crate::rules) struct Home {
    pub(super) city: Option<String>,
    pub(super) zone: Option<Tz>,
}

impl Home {
    /// The home of a person, the base of a member.
    pub(in crate::rules) fn of(room: &Room, terms: &Terms, who: Id) -> Self {
        let (city, own) = match room.record(who) {
            Some(Record::Person(person)) => (person.home_city.clone(), person.time_zone.as_deref()),
            Some(Record::Member(member)) => (member.base_city.clone(), member.time_zone.as_deref()),
            _ => (None, None),
        };
        let own = own.and_then(|name| name.trim().parse().ok());
        let zone = own.or_else(|| terms.zone(city.as_deref()?));
        Self { city, zone }
    }

    /// A time at home without beginning or end.
    pub(super) fn stay(&self) -> Stay {
        Stay {
            city: self.city.clone(),
            zone: self.zone,
            since: None,
            until: None,
            from: None,
            to: None,
            last: None,
            firmness: Some(Firmness::Firm),
            travel: None,
            under_way: false,
            clash: false,
        }
    }

    /// What the clocks of a city follow: at home those of the traveller.
    pub(super) fn zone_in(&self, terms: &Terms, city: &str) -> Option<Tz> {
        let is_home = self.city.as_deref().is_some_and(|home| same_city(home, city));
        self.zone.filter(|_| is_home).or_else(|| terms.zone(city))
    }

    /// The same where a home may be unknown; without a city it is home.
    pub(in crate::rules) fn zone_at(home: Option<&Self>, terms: &Terms, city: Option<&str>) -> Option<Tz> {
        match (home, city) {
            (Some(home), Some(city)) => home.zone_in(terms, city),
            (None, Some(city)) => terms.zone(city),
            (home, None) => home?.zone,
        }
    }
}

/// A journey: on the way, then away, until it is over.
pub(super) struct Trip<'a> {
    pub(super) travel: &'a Travel,
    /// What the clocks follow where it begins.
    pub(super) origin: Option<Tz>,
    /// What they follow where it leads.
    pub(super) zone: Option<Tz>,
    pub(super) leaves: Moment,
    pub(super) arrives: Moment,
    pub(super) ends: Moment,
    /// The last half day that is spent before it, and the day it begins on; where it begins.
    pub(super) before: Slot,
    pub(super) left_on: NaiveDate,
    /// The first and the last half day there.
    pub(super) first: Slot,
    pub(super) last: Slot,
}

impl<'a> Trip<'a> {
    /// A journey that is taken to be over on the day of arrival, until more is known.
    fn new(travel: &'a Travel, origin: Option<Tz>, zone: Option<Tz>) -> Option<Self> {
        let arrive = travel.arrive.or(travel.depart)?;
        let depart = travel.depart.unwrap_or(arrive);
        let leaves = match depart {
            When::Moment(moment) => Some(on_clocks(moment, origin)),
            When::Day(_) => None,
        };
        // Nobody arrives before leaving: of an arrival without an hour, that is all that is known of it.
        let (arrives, first) = match (arrive, leaves) {
            (When::Moment(moment), _) => (on_clocks(moment, zone), Slot::at(on_clocks(moment, zone))),
            (When::Day(day), Some(leaves)) if day == leaves.date_naive() => (leaves, Slot::at(leaves)),
            (When::Day(day), _) => (begins(day, zone.or(origin)), Slot::first(day)),
        };
        let arrives = leaves.map_or(arrives, |leaves| arrives.max(leaves));
        let (leaves, before, left_on) = match (leaves, depart.day()) {
            (Some(leaves), _) => (leaves, Slot::at(leaves).previous(), leaves.date_naive()),
            (None, day) if day < first.day => (ends(day, origin.or(zone)).min(arrives), Slot::last(day), day),
            (None, day) if day == first.day => (arrives, first.previous(), first.previous().day),
            // Over the date line, a day is gained.
            (None, day) => (arrives, Slot::first(day), day),
        };
        let over = ends(first.day, zone.or(origin)).max(arrives + TimeDelta::seconds(1));
        let last = Slot::last(first.day);
        Some(Self { travel, origin, zone, leaves, arrives, ends: over, before, left_on, first, last })
    }

    /// Ends it: with its return; without one with the departure of the next, if that leaves from here.
    fn end_with(&mut self, next: Option<&Trip>) {
        let (over, last) = match (self.travel.r#return, next) {
            (Some(When::Moment(moment)), _) => {
                let over = on_clocks(moment, self.zone);
                (over, Slot::until(over))
            }
            (Some(When::Day(day)), _) => (ends(day, self.zone.or(self.origin)), Slot::last(day)),
            (None, Some(next))
                if next.travel.from_city.as_ref().is_none_or(|city| same_city(city, &self.travel.to_city)) =>
            {
                (next.leaves, next.before)
            }
            (None, _) => return,
        };
        self.ends = over.max(self.arrives + TimeDelta::seconds(1));
        self.last = last.max(self.first);
    }

    /// The first half day at home after it: whoever returns is under way for the rest of the half.
    pub(super) fn home_from(&self, home: &Home) -> Slot {
        match self.travel.r#return {
            Some(When::Moment(_)) => Slot::until(on_clocks(self.ends, home.zone)).next().max(self.last.next()),
            _ => self.last.next(),
        }
    }

    /// Firm plans win over rumours, and of equals the one that begins later: it was made knowing the other.
    pub(super) fn rank(&self) -> (Reverse<Firmness>, Moment, Id) {
        (Reverse(self.travel.firmness.unwrap_or(Firmness::Likely)), self.arrives, self.travel.id)
    }

    /// The time on the way, or there.
    pub(super) fn stay(&self, under_way: bool) -> Stay {
        Stay {
            city: (!under_way).then(|| self.travel.to_city.clone()),
            zone: self.zone,
            since: Some(self.leaves),
            until: Some(self.ends),
            from: Some(self.first),
            to: Some(self.last),
            last: Some(self.last.day),
            firmness: self.travel.firmness,
            travel: Some(self.travel.id),
            under_way,
            clash: false,
        }
    }
}

/// Every journey of somebody, in the order of arrival.
pub(super) fn trips<'a>(room: &'a Room, terms: &Terms, who: Id, home: &Home) -> Vec<Trip<'a>> {
    let mut journeys: Vec<&Travel> =
        room.linked::<Travel>(who).filter(|travel| travel.person == Some(who) || travel.member == Some(who)).collect();
    journeys.sort_by_key(|travel| (travel.arrive.or(travel.depart).map(|when| Slot::of(when, Half::Am)), travel.id));
    let mut all: Vec<Trip> = Vec::new();
    for travel in journeys {
        // Where nobody says, a journey goes on from the one before it that has no return, else from home.
        let here = all.last().filter(|last| last.travel.r#return.is_none()).map(|last| last.zone);
        let origin = match travel.from_city.as_deref() {
            Some(city) => home.zone_in(terms, city),
            None => here.unwrap_or(home.zone),
        };
        all.extend(Trip::new(travel, origin, home.zone_in(terms, &travel.to_city)));
    }
    all.sort_by_key(|trip| (trip.arrives, trip.travel.id));
    let mut ended: Vec<Trip> = Vec::with_capacity(all.len());
    for mut trip in all.into_iter().rev() {
        trip.end_with(ended.last());
        ended.push(trip);
    }
    ended.reverse();
    end_with_whole(&mut ended);
    ended
}

/// Ends ways there with the journey that they are part of: calendars of journeys have an entry for the whole of it, which says
/// when it is over, beside its flights. Who leaves from there right after it was there until then.
fn end_with_whole(trips: &mut [Trip]) {
    let wholes: Vec<(String, NaiveDate, Moment, Slot)> = trips
        .iter()
        .filter(|trip| trip.travel.r#return.is_some())
        .map(|trip| (trip.travel.to_city.clone(), trip.first.day, trip.ends, trip.last))
        .collect();
    for trip in trips.iter_mut().filter(|trip| trip.travel.r#return.is_none()) {
        let is_part = |(city, from, ends, _): &&(String, NaiveDate, Moment, Slot)| {
            let is_within = *from <= trip.first.day && trip.arrives < *ends;
            is_within && trip.ends > *ends + TimeDelta::days(1) && same_city(city, &trip.travel.to_city)
        };
        if let Some((_, _, ends, last)) = wholes.iter().filter(is_part).min_by_key(|(_, _, ends, _)| *ends) {
            trip.ends = *ends;
            trip.last = (*last).max(trip.first);
        }
    }
}

/// Those that bear on the days from `from` to `to`: those there, those that overlap them, and what comes before and after.
pub(super) fn near(mut all: Vec<Trip<'_>>, from: NaiveDate, to: NaiveDate) -> Vec<Trip<'_>> {
    let margin = TimeDelta::days(2);
    let (mut from, mut to) = (begins(from, None) - margin, ends(to, None) + margin);
    loop {
        let here = || all.iter().filter(|trip| trip.leaves <= to && trip.ends >= from);
        let first = here().map(|trip| trip.leaves).min().map_or(from, |first| first.min(from));
        let last = here().map(|trip| trip.ends).max().map_or(to, |last| last.max(to));
        if (first, last) == (from, to) {
            break;
        }
        (from, to) = (first, last);
    }
    let before = all.iter().map(|trip| trip.ends).filter(|ends| *ends < from).max();
    let after = all.iter().map(|trip| trip.leaves).filter(|leaves| *leaves > to).min();
    all.retain(|trip| {
        (trip.leaves <= to && trip.ends >= from) || Some(trip.ends) == before || Some(trip.leaves) == after
    });
    all
}

/// When a day begins somewhere.
pub(super) fn begins(day: NaiveDate, zone: Option<Tz>) -> Moment {
    zone.map_or(Zone::Fixed(Utc.fix()), Zone::Named).start_of(day)
}

/// When a day is over somewhere.
fn ends(day: NaiveDate, zone: Option<Tz>) -> Moment {
    begins(day.succ_opt().unwrap_or(day), zone)
}

/// The hours of a journey, each on the clocks of the place it belongs to; days where no hour is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// The departure, where it begins.
    pub depart: Option<When>,
    /// The arrival, where it leads; `None` where nothing but the departure is known.
    pub arrive: Option<When>,
    /// The departure from there.
    pub back: Option<When>,
}

/// The hours of a journey.
pub fn clocks(room: &Room, terms: &Terms, travel: &Travel) -> Clocks {
    let home = travel.person.or(travel.member).map(|who| Home::of(room, terms, who));
    let origin = Home::zone_at(home.as_ref(), terms, travel.from_city.as_deref());
    let zone = Home::zone_at(home.as_ref(), terms, Some(&travel.to_city));
    let arrive = travel.arrive.filter(|arrive| Some(*arrive) != travel.depart);
    Clocks {
        depart: travel.depart.map(|when| there(when, origin)),
        arrive: arrive.map(|when| there(when, zone)),
        back: travel.r#return.map(|when| there(when, zone)),
    }
}
