//! Journeys that their calendar has moved. The name of a leg holds its number and its day, for many makers call all that is
//! booked together the same; so a leg of another day or number has another name, and is found by what is not here any more.

use std::collections::{BTreeMap, BTreeSet};

use super::former::version;
use super::kept::Said;
use super::travel::{Leg, Trip};
use super::{Calendar, Event, Reader, identity, is_bare, kept};
use crate::exchange::content::Part;
use crate::exchange::profile::intake::folded;
use crate::model::{Id, Travel};

/// What the legs of a file are called, by the UIDs of which journeys are here: whole, or from the number on.
pub(super) type Names = BTreeMap<String, BTreeSet<String>>;

/// What a leg with a number is called beside its UID.
pub(super) fn tail(leg: &Leg) -> Option<String> {
    let day = leg.depart.map(|when| when.day().to_string()).unwrap_or_default();
    Some(format!("/{}/{day}", leg.number)).filter(|_| !leg.number.is_empty())
}

impl Reader<'_> {
    /// What this file calls its legs, wherever in it they stand.
    pub(super) fn names(&self, parts: &[Part]) -> Names {
        let mut all = Names::new();
        for whole in parts {
            let calendar = Calendar::of(whole, *self.intake.now.offset());
            let events = if is_bare(whole) { std::slice::from_ref(whole) } else { &whole.parts };
            for part in events.iter().filter(|part| part.name == "VEVENT") {
                let uid = identity(part);
                if self.former.journeys(&uid).next().is_none() {
                    continue;
                }
                let names = all.entry(uid.clone()).or_default();
                for (at, leg) in self.legs_of(&calendar, part).iter().enumerate() {
                    let start = part.get("DTSTART").map(|start| start.raw().trim()).unwrap_or_default();
                    let heads = [uid.clone(), format!("{uid}/{start}")];
                    let plain = |head: String| if at == 0 { head } else { format!("{head}/{at}") };
                    match tail(leg) {
                        Some(tail) => drop(names.insert(tail)),
                        None => names.extend(heads.map(plain)),
                    }
                }
            }
        }
        all
    }

    fn legs_of(&self, calendar: &Calendar, part: &Part) -> Vec<Leg> {
        let Some((start, end)) = calendar.span(part) else { return Vec::new() };
        let producer = &calendar.producer;
        let (places, here) = (&self.places, &calendar.here);
        Trip { part, producer, start: &start, end: end.as_ref(), out: None, places, here }.legs()
    }

    /// The journey that a leg with a new name was until now: the only one of its UID of which this file says no more, on
    /// the same way; on another where the calendar says that it has changed it.
    pub(super) fn rescheduled(&self, event: &Event, leg: &Leg, whose: Option<Id>) -> Option<Id> {
        let uid = identity(event.part);
        let names = self.names.get(&uid)?;
        let same = |one: Option<&str>, other: &str| folded(one.unwrap_or_default()) == folded(other);
        let fits = |id: &Id| {
            let said = Said::of(self.intake.room.record(*id)?)?;
            let travel = self.intake.room.get::<Travel>(*id)?;
            let of_another = said.value(kept::WHO).as_str().and_then(|text| text.parse::<Id>().ok());
            let is_theirs = of_another.zip(whose).is_none_or(|(one, other)| one == other);
            let is_way = same(travel.from_city.as_deref(), leg.from.as_deref().unwrap_or_default())
                && same(Some(&travel.to_city), &leg.to)
                && same(travel.hotel.as_deref(), &leg.hotel);
            let is_changed = version(event.part).0 > version(said.part()).0;
            Some(is_theirs && !is_called(said.name(), names) && (is_way || is_changed))
        };
        let mut gone = self.former.journeys(&uid).filter(|id| !self.led.contains(id) && fits(id).unwrap_or(false));
        gone.next().filter(|_| gone.next().is_none())
    }
}

/// Whether a file still has what a journey is called; one event of two travellers has the name of the second behind it.
fn is_called(name: &str, names: &BTreeSet<String>) -> bool {
    let own = name.rsplit_once('/').filter(|(_, who)| who.parse::<Id>().is_ok()).map_or(name, |(own, _)| own);
    names.iter().any(|one| if one.starts_with('/') { own.ends_with(one.as_str()) } else { own == one })
}
