//! Journeys of one traveller that cannot both be true.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::same_city;
use super::trip::{Home, Trip, begins, near, trips};
use crate::edit::Room;
use crate::model::{Id, When};
use crate::rules::Terms;

/// Two journeys that claim the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The one that begins first.
    pub first: Id,
    /// The other.
    pub second: Id,
    /// The first day both claim.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
}

/// The clashes of a traveller that touch the days from `from` to `to`.
pub fn clashes(room: &Room, terms: &Terms, who: Id, from: NaiveDate, to: NaiveDate) -> Vec<Clash> {
    let who = super::traveller(room, who);
    let home = Home::of(room, terms, who);
    let mut found = among(&near(trips(room, terms, who, &home), from, to));
    found.retain(|clash| clash.from <= to && from <= clash.to);
    found
}

/// The clashes among journeys, which come in the order of arrival.
pub(super) fn among(trips: &[Trip]) -> Vec<Clash> {
    let mut claims: Vec<_> = trips.iter().map(|trip| (claim(trip), trip)).collect();
    claims.sort_by_key(|((from, _), trip)| (*from, trip.travel.id));
    let mut found = Vec::new();
    for (at, ((_, until), first)) in claims.iter().enumerate() {
        let later = claims.iter().skip(at + 1).take_while(|((from, _), _)| from < until);
        let fit = |one: &Trip, other: &Trip| is_side_trip(one, other) || is_stay_there(one, other);
        for (_, second) in later.filter(|(_, second)| !fit(second, first) && !fit(first, second)) {
            let from = first.first.day.max(second.first.day);
            let to = first.last.day.min(second.last.day).max(from);
            found.push(Clash { first: first.travel.id, second: second.travel.id, from, to });
        }
    }
    found
}

/// The time a journey certainly takes. Of a day without an hour nobody knows more than noon: who is back that day may
/// leave again, but a day that is the whole journey is taken.
fn claim(trip: &Trip) -> (DateTime<FixedOffset>, DateTime<FixedOffset>) {
    let noon = |day: NaiveDate, zone: Option<Tz>| begins(day, zone) + TimeDelta::hours(12);
    let travel = trip.travel;
    let from = match travel.depart.or(travel.arrive) {
        Some(When::Day(day)) => noon(day, trip.origin.or(trip.zone)),
        Some(When::Moment(_)) | None => trip.leaves,
    };
    let until = match travel.r#return {
        Some(When::Day(day)) => noon(day, trip.zone.or(trip.origin)),
        Some(When::Moment(_)) => trip.ends,
        // Where nothing is said of the return, nothing is certain after the arrival.
        None if matches!(travel.arrive, Some(When::Day(_)) | None) => noon(trip.first.day, trip.zone.or(trip.origin)),
        None => trip.arrives,
    };
    if until > from { (from, until) } else { (from - TimeDelta::hours(6), from + TimeDelta::hours(6)) }
}

/// Whether one journey sets out from where the other leads, and is over before it.
fn is_side_trip(inner: &Trip, outer: &Trip) -> bool {
    let from_there = inner.travel.from_city.as_deref().is_some_and(|city| same_city(city, &outer.travel.to_city));
    from_there && inner.travel.r#return.is_some() && outer.arrives <= inner.leaves && inner.ends <= outer.ends
}

/// Whether one says only where somebody stays, and the other leads there.
fn is_stay_there(stay: &Trip, way: &Trip) -> bool {
    let (stay, way) = (stay.travel, way.travel);
    stay.from_city.is_none() && way.from_city.is_some() && same_city(&stay.to_city, &way.to_city)
}
