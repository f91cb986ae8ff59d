//! Journeys with their hours, and those that cannot both be true.

use std::collections::BTreeSet;

use super::{Entry, EntryKind, Label, Span, hour};
use crate::model::{Travel, When};
use crate::rules::presence::{clashes, clocks};

impl Span<'_> {
    /// Journeys, each on the days it takes where it is, and the clashes among those of one traveller.
    pub(super) fn journeys(&mut self) {
        let mut travellers = BTreeSet::new();
        for travel in self.room.all::<Travel>() {
            let Some(who) = travel.person.or(travel.member) else { continue };
            // The zones of the world differ by two days at most: most journeys need no clocks to be passed over.
            let noted = [travel.depart, travel.arrive, travel.r#return].into_iter().flatten().map(|when| when.day());
            let (Some(first), Some(last)) = (noted.clone().min(), noted.max()) else { continue };
            let margin = chrono::TimeDelta::days(2);
            if !self.has(first - margin, last + margin) || !self.concerns(who) {
                continue;
            }
            let clocks = clocks(self.room, self.terms, travel);
            let hours = [clocks.depart, clocks.arrive, clocks.back].into_iter().flatten();
            // Over the date line, an arrival can be on the day before the departure.
            let Some(begins) = hours.clone().min_by_key(When::day) else { continue };
            let last = hours.map(|when| when.day()).max().unwrap_or(begins.day());
            if !self.has(begins.day(), last) {
                continue;
            }
            travellers.insert(who);
            let id = if travel.number.is_some() { "agenda-travel-by" } else { "agenda-travel" };
            let number = travel.number.clone().unwrap_or_default();
            let args = vec![("who", self.room.name(who)), ("city", travel.to_city.clone()), ("number", number)];
            self.all.push(Entry {
                end: last,
                time: hour(begins),
                firmness: travel.firmness,
                clocks: Some(clocks),
                ..Entry::new(begins.day(), EntryKind::Travel, Label::text(id, args)).of(travel.id, Some(who))
            });
        }
        for who in travellers {
            for clash in clashes(self.room, self.terms, who, self.from, self.to) {
                let city = |id| self.room.get::<Travel>(id).map(|travel| travel.to_city.clone()).unwrap_or_default();
                let args =
                    vec![("who", self.room.name(who)), ("first", city(clash.first)), ("second", city(clash.second))];
                let entry = Entry::new(clash.from, EntryKind::Clash, Label::text("agenda-clash", args));
                self.all.push(Entry { end: clash.to, ..entry.of(clash.second, Some(who)) });
            }
        }
    }
}
