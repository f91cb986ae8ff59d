//! Journeys by what they are, whatever a calendar calls them: a carrier's event, the reservation beside it and the same in a
//! file of its own are one journey.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;

use super::kept;
use super::travel::Leg;
use crate::edit::Room;
use crate::exchange::ext;
use crate::exchange::profile::intake::folded;
use crate::model::{Id, Travel, When};

/// What tells one journey from another.
#[derive(Clone, Debug)]
pub(super) struct Way {
    owner: Id,
    /// Whether somebody said whose it is.
    is_said: bool,
    booking: String,
    number: String,
    from: String,
    to: String,
    hotel: String,
    depart: Option<When>,
    until: Option<When>,
}

/// Those that are here, by the day they begin.
#[derive(Debug, Default)]
pub(super) struct Ways(BTreeMap<NaiveDate, Vec<(Way, Id)>>);

impl Ways {
    /// Those of a room that came from calendars.
    pub(super) fn of(room: &Room) -> Self {
        let mut ways = Self::default();
        for travel in room.all::<Travel>().filter(|travel| travel.extra.contains_key(&ext::key(super::SOURCE))) {
            if let Some(way) = Way::of(travel) {
                ways.add(way, travel.id);
            }
        }
        ways
    }

    pub(super) fn add(&mut self, way: Way, id: Id) {
        if let Some(day) = way.depart.map(|when| when.day()) {
            self.0.entry(day).or_default().push((way, id));
        }
    }

    /// The journey that this is; `presumed` is whose those are taken for that say nothing of it.
    pub(super) fn find(&self, way: &Way, presumed: Id) -> Option<Id> {
        let all = self.0.get(&way.depart?.day())?;
        let is_whose = |other: &Way| other.owner == way.owner || !other.is_said && other.owner == presumed;
        all.iter().find(|(other, _)| is_whose(other) && way.is(other)).map(|(_, id)| *id)
    }

    /// Those of the same leg of one booking, whoever's they are.
    pub(super) fn booked(&self, way: &Way) -> impl Iterator<Item = Id> {
        let all = way.depart.and_then(|when| self.0.get(&when.day())).into_iter().flatten();
        let is_booked = |other: &Way| !way.booking.is_empty() && way.booking == other.booking && way.is(other);
        all.filter(move |(other, _)| is_booked(other)).map(|(_, id)| *id)
    }
}

impl Way {
    fn of(travel: &Travel) -> Option<Self> {
        let text = |text: &Option<String>| folded(text.as_deref().unwrap_or_default());
        let kept = |name: &str| travel.extra.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        Some(Self {
            owner: travel.member.or(travel.person)?,
            is_said: travel.extra.get(kept::WHO).is_some_and(Value::is_string),
            booking: kept(kept::BOOKING),
            number: bare(travel.number.as_deref().unwrap_or_default()),
            from: text(&travel.from_city),
            to: folded(&travel.to_city),
            hotel: text(&travel.hotel),
            depart: travel.depart,
            until: travel.r#return,
        })
    }

    /// One that a file makes: nobody else of that file takes it over.
    pub(super) fn of_leg(leg: &Leg, owner: Id) -> Self {
        Self {
            owner,
            is_said: true,
            booking: leg.booking.clone(),
            number: bare(&leg.number),
            from: folded(leg.from.as_deref().unwrap_or_default()),
            to: folded(&leg.to),
            hotel: folded(&leg.hotel),
            depart: leg.depart,
            until: leg.until,
        }
    }

    /// Whether it is the same on the same day: the same leg of one booking, else one that leaves at that moment for there.
    fn is(&self, other: &Self) -> bool {
        let both = |one: &str, other: &str| !one.is_empty() && !other.is_empty();
        let apart = |one: &str, other: &str| both(one, other) && one != other;
        if apart(&self.booking, &other.booking) || self.from.is_empty() != other.from.is_empty() {
            return false;
        }
        let day = |when: Option<When>| when.map(|when| when.day());
        if self.from.is_empty() {
            // Who is away may have a bed there: that is said apart, and each is known by its own.
            let there = self.to == other.to || !self.hotel.is_empty();
            return there && self.hotel == other.hotel && day(self.until) == day(other.until);
        }
        let booked = both(&self.booking, &other.booking) && self.number == other.number;
        let same = self.depart == other.depart && !apart(&self.number, &other.number);
        self.to == other.to && (booked && self.from == other.from || same)
    }
}

/// A number without what one source writes and another leaves out: `BA0117` is `BA 117`.
pub(super) fn bare(number: &str) -> String {
    let letters: String = number.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let at = letters
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + letters.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let (line, number) = letters.split_at(at);
    format!("{line}{}", number.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        assert_eq!([bare("BA0117"), bare("BA 117")], ["ba117", "ba117"]);
        assert_eq!([bare("AVE 03142"), bare("G7"), bare(""), bare("九100")], ["ave3142", "g7", "", "九100"]);
    }
}
