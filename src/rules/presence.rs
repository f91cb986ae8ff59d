//! Where people are: the home or base city by default, journeys on top, in half days.
//!
//! Answers "where is X on D" and "where is X these weeks" for one of theirs (a person, or a seat with somebody in it)
//! and one of ours (a member). Meeting them there is `intercept`'s business.

use std::cmp::Reverse;

use chrono::{NaiveDate, Timelike};
use serde_json::{Value, json};

use crate::edit::Room;
use crate::model::choice::Firmness;
use crate::model::{Id, Kind, Record, Travel, When};

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

    /// The half day a moment is in; a whole day is all `otherwise`.
    pub(super) fn of(when: When, otherwise: Half) -> Self {
        let half = match when {
            When::Moment(moment) if moment.hour() < 12 => Half::Am,
            When::Moment(_) => Half::Pm,
            When::Day(_) => otherwise,
        };
        Self { day: when.day(), half }
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

/// An unbroken time in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Where; `None` if nobody noted a home city.
    pub city: Option<String>,
    /// The first half day; `None` for a time at home that has always been.
    pub from: Option<Slot>,
    /// The last half day; `None` for a time at home without an end in sight.
    pub to: Option<Slot>,
    /// How sure it is; home is firm, a journey nobody judged is `None`.
    pub firmness: Option<Firmness>,
    /// The journey; `None` at home.
    pub travel: Option<Id>,
    /// Another journey claims some of the same time: one of the two is wrong.
    pub clash: bool,
}

impl Stay {
    /// Whether it covers a half day.
    pub fn covers(&self, slot: Slot) -> bool {
        self.from.is_none_or(|from| from <= slot) && self.to.is_none_or(|to| to >= slot)
    }

    /// The whole and half days it has between two days, both included.
    pub fn clip(&self, from: NaiveDate, to: NaiveDate) -> Option<(Slot, Slot)> {
        let first = self.from.map_or(Slot::first(from), |slot| slot.max(Slot::first(from)));
        let last = self.to.map_or(Slot::last(to), |slot| slot.min(Slot::last(to)));
        (first <= last).then_some((first, last))
    }
}

/// Where somebody is on a day; where they spend the evening, if they move that day.
pub fn where_is(room: &Room, who: Id, on: NaiveDate) -> Stay {
    let evening = Slot::last(on);
    timeline(room, who).into_iter().find(|stay| stay.covers(evening)).unwrap_or_else(|| home(room, who))
}

/// Where somebody is between two days, both included: without gaps, in order, never overlapping. Stays are whole: the
/// first may begin before `from`, the last may end after `to`.
pub fn stays(room: &Room, who: Id, from: NaiveDate, to: NaiveDate) -> Vec<Stay> {
    timeline(room, who).into_iter().filter(|stay| stay.clip(from, to).is_some()).collect()
}

/// The JSON of `warroom where`.
pub fn where_row(room: &Room, who: Id, on: NaiveDate) -> Value {
    let stay = where_is(room, who, on);
    let who = traveller(room, who);
    let kind = room.record(who).map_or(Kind::Person, Record::kind);
    let mut row = json!({
        "name": room.name(who),
        "city": stay.city,
        "from": stay.from.map(|slot| slot.day),
        "to": stay.to.map(|slot| slot.day),
        "firmness": stay.firmness,
        "travel": stay.travel,
        "clash": stay.clash,
    });
    if let Value::Object(row) = &mut row {
        row.insert(kind.code().into(), json!(who));
    }
    row
}

/// The one journeys are noted for: a seat's person, or the person or member itself.
pub fn traveller(room: &Room, who: Id) -> Id {
    room.person_of(who).map_or(who, |person| person.id)
}

/// A journey's time away, from arrival to return.
struct Trip<'a> {
    travel: &'a Travel,
    from: Slot,
    to: Slot,
}

impl Trip<'_> {
    /// Firm plans win over rumours, and of equals the one that begins later: it was made knowing the other.
    fn rank(&self) -> (Reverse<Option<Firmness>>, Slot, Id) {
        (Reverse(Some(self.travel.firmness.unwrap_or(Firmness::Likely))), self.from, self.travel.id)
    }

    fn meets(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

fn trips(room: &Room, who: Id) -> Vec<Trip<'_>> {
    let mut journeys: Vec<_> = room
        .linked::<Travel>(who)
        .filter(|travel| travel.person == Some(who) || travel.member == Some(who))
        .filter_map(|travel| Some((Slot::of(travel.arrive.or(travel.depart)?, Half::Am), travel)))
        .collect();
    journeys.sort_by_key(|(from, travel)| (*from, travel.id));
    let next = journeys.iter().skip(1).map(Some).chain([None]);
    journeys
        .iter()
        .zip(next)
        .map(|((from, travel), next)| Trip { travel, from: *from, to: end(travel, *from, next).max(*from) })
        .collect()
}

/// The last half day of a journey: its return; without one the departure of the next, if that leaves from here; else
/// the day of arrival is all we know.
fn end(travel: &Travel, from: Slot, next: Option<&(Slot, &Travel)>) -> Slot {
    if let Some(back) = travel.r#return {
        return Slot::of(back, Half::Pm);
    }
    let onward = next.filter(|(_, next)| next.from_city.as_ref().is_none_or(|city| same_city(city, &travel.to_city)));
    match onward {
        Some((arrival, next)) => {
            let departs = next.depart.map_or(*arrival, |depart| Slot::of(depart, Half::Pm));
            departs.min(arrival.previous())
        }
        None => Slot::last(from.day),
    }
}

/// Every stay of a life, in order.
fn timeline(room: &Room, who: Id) -> Vec<Stay> {
    let who = traveller(room, who);
    let trips = trips(room, who);
    let home = home(room, who);
    let mut bounds: Vec<Slot> = trips.iter().flat_map(|trip| [trip.from, trip.to.next()]).collect();
    bounds.sort_unstable();
    bounds.dedup();
    let mut stays: Vec<Stay> = Vec::new();
    let starts = [None].into_iter().chain(bounds.iter().copied().map(Some));
    let ends = bounds.iter().map(|bound| Some(bound.previous())).chain([None]);
    for (from, to) in starts.zip(ends) {
        let here = trips.iter().filter(|trip| from.is_some_and(|from| trip.from <= from && from <= trip.to));
        let stay = match here.max_by_key(|trip| trip.rank()) {
            Some(trip) => Stay {
                city: Some(trip.travel.to_city.clone()),
                firmness: trip.travel.firmness,
                travel: Some(trip.travel.id),
                clash: trips.iter().any(|other| other.travel.id != trip.travel.id && other.meets(trip)),
                ..home.clone()
            },
            None => home.clone(),
        };
        match stays.last_mut().filter(|last| last.travel == stay.travel) {
            Some(last) => last.to = to,
            None => stays.push(Stay { from, to, ..stay }),
        }
    }
    stays
}

fn home(room: &Room, who: Id) -> Stay {
    let city = match room.record(traveller(room, who)) {
        Some(Record::Person(person)) => person.home_city.clone(),
        Some(Record::Member(member)) => member.base_city.clone(),
        _ => None,
    };
    Stay { city, from: None, to: None, firmness: Some(Firmness::Firm), travel: None, clash: false }
}

/// Whether two names mean one city.
pub fn same_city(a: &str, b: &str) -> bool {
    city_key(a) == city_key(b)
}

/// A city's name without what people spell differently: case, blanks and a final 市.
pub fn city_key(name: &str) -> String {
    name.trim().trim_end_matches('市').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::{self, id};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn trip(to_city: &str, arrive: &str, back: Option<&str>) -> Value {
        json!({"person": "@zhang", "to_city": to_city, "depart": arrive, "arrive": arrive, "return": back,
            "firmness": "firm"})
    }

    fn room(trips: &[Value]) -> Room {
        let mut all = vec![(Kind::Person, "zhang", json!({"name": "张伟", "home_city": "济南"}))];
        let names = ["first", "second"];
        all.extend(trips.iter().zip(names).map(|(trip, name)| (Kind::Travel, name, trip.clone())));
        fixture::room(&all)
    }

    fn cities(room: &Room, days: &[&str]) -> Vec<String> {
        days.iter().map(|on| where_is(room, id("zhang"), day(&format!("2026-{on}"))).city.unwrap()).collect()
    }

    fn october(room: &Room) -> Vec<Stay> {
        stays(room, id("zhang"), day("2026-10-08"), day("2026-10-12"))
    }

    fn shown(stays: &[Stay]) -> Vec<String> {
        let slot = |slot: Option<Slot>| {
            slot.map_or("…".into(), |slot| format!("{} {:?}", slot.day.format("%m-%d"), slot.half))
        };
        stays.iter().map(|s| format!("{} {}–{}", s.city.as_deref().unwrap_or("?"), slot(s.from), slot(s.to))).collect()
    }

    #[test]
    fn home_is_where_people_are_when_nothing_else_is_known() {
        assert_eq!(cities(&room(&[]), &["10-05"]), ["济南"]);
        assert_eq!(where_is(&room(&[]), id("nobody"), day("2026-10-05")).city, None);
        let ours = fixture::room(&[(Kind::Member, "chen", json!({"name": "陈总", "base_city": "北京"}))]);
        let stay = where_is(&ours, id("chen"), day("2026-10-05"));
        assert_eq!((stay.city.as_deref(), stay.travel, stay.from, stay.to), (Some("北京"), None, None, None));
    }

    #[test]
    fn a_seat_is_where_its_person_is() {
        let mut all = vec![(Kind::Person, "zhang", json!({"name": "张伟", "home_city": "济南"}))];
        all.push((Kind::Seat, "seat", json!({"account": "@a", "person": "@zhang"})));
        all.push((Kind::Travel, "trip", trip("北京", "2026-10-08", Some("2026-10-11"))));
        let room = fixture::room(&all);
        assert_eq!(where_is(&room, id("seat"), day("2026-10-09")).travel, Some(id("trip")));
        let row = where_row(&room, id("seat"), day("2026-10-09"));
        assert_eq!(row["person"], id("zhang").to_string());
        assert_eq!(
            (&row["city"], &row["to"], &row["firmness"]),
            (&json!("北京"), &json!("2026-10-11"), &json!("firm"))
        );
    }

    #[test]
    fn a_journey_lasts_from_arrival_through_return() {
        let room = room(&[trip("北京", "2026-10-08", Some("2026-10-11"))]);
        let all = stays(&room, id("zhang"), day("2026-10-01"), day("2026-10-31"));
        assert_eq!(shown(&all), ["济南 …–10-07 Pm", "北京 10-08 Am–10-11 Pm", "济南 10-12 Am–…"]);
        assert_eq!(cities(&room, &["10-07", "10-08", "10-11", "10-12"]), ["济南", "北京", "北京", "济南"]);
        assert_eq!(stays(&room, id("zhang"), day("2026-10-09"), day("2026-10-10")).len(), 1);
    }

    #[test]
    fn moments_give_half_days() {
        let room = room(&[trip("北京", "2026-10-08T14:00:00+08:00", Some("2026-10-10T09:30:00+08:00"))]);
        assert_eq!(shown(&october(&room)), ["济南 …–10-08 Am", "北京 10-08 Pm–10-10 Am", "济南 10-10 Pm–…"]);
    }

    #[test]
    fn without_a_return_the_next_departure_ends_it() {
        let mut onward = trip("上海", "2026-10-08", Some("2026-10-09"));
        let open = room(&[trip("北京", "2026-10-05", None), onward.clone()]);
        assert_eq!(cities(&open, &["10-05", "10-07", "10-08", "10-10"]), ["北京", "北京", "上海", "济南"]);
        // Somebody who next leaves from home has come home in between, nobody knows when.
        onward["from_city"] = "济南市".into();
        let back = room(&[trip("北京", "2026-10-05", None), onward]);
        assert_eq!(cities(&back, &["10-05", "10-06"]), ["北京", "济南"]);
        assert_eq!(cities(&room(&[trip("北京", "2026-10-05", None)]), &["10-05", "10-06"]), ["北京", "济南"]);
    }

    #[test]
    fn overlapping_journeys_are_flagged_and_the_firmer_wins() {
        let mut rumour = trip("上海", "2026-10-09", Some("2026-10-12"));
        rumour["firmness"] = "rumour".into();
        let stays = october(&room(&[trip("北京", "2026-10-08", Some("2026-10-10")), rumour]));
        assert_eq!(shown(&stays), ["北京 10-08 Am–10-10 Pm", "上海 10-11 Am–10-12 Pm"]);
        assert!(stays.iter().all(|stay| stay.clash));
    }

    #[test]
    fn a_journey_inside_another_leaves_its_two_ends() {
        let outer = trip("北京", "2026-10-08", Some("2026-10-12"));
        let room = room(&[outer, trip("天津", "2026-10-09", Some("2026-10-09"))]);
        assert_eq!(cities(&room, &["10-08", "10-09", "10-10"]), ["北京", "天津", "北京"]);
    }

    #[test]
    fn cities_are_compared_as_people_mean_them() {
        assert!(same_city(" 北京市", "北京") && same_city("Beijing", "beijing") && !same_city("北京", "南京"));
    }
}
