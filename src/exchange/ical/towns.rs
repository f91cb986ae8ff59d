//! Towns that only the journeys of a calendar tell of: what is there is there for all of its events, whichever comes first,
//! as it is when the calendar is read again. What a town is called lives in `places`.

use super::{Calendar, Reader, called_off};
use crate::exchange::content::Part;

/// How often what was learnt may tell of more.
const ROUNDS: usize = 4;

/// Where ours say they lead, and are.
const OWN: [&str; 3] = ["X-WARROOM-FROM", "X-WARROOM-TO", "X-WARROOM-CITY"];

impl Reader<'_> {
    /// Learns where the journeys of a file lead.
    pub(super) fn learn_towns(&mut self, parts: &[Part]) {
        for _ in 0..ROUNDS {
            let towns: Vec<String> = parts.iter().flat_map(|whole| self.towns(whole)).collect();
            let new = towns.iter().filter(|town| self.places.learn(town)).count();
            if new == 0 {
                return;
            }
        }
    }

    fn towns(&self, whole: &Part) -> Vec<String> {
        let calendar = Calendar::of(whole, self.ours());
        // What recurs is a visit or a note.
        let recurs = |part: &Part| ["RRULE", "RDATE", "RECURRENCE-ID"].iter().any(|name| part.get(name).is_some());
        let is_off = |part: &Part| calendar.cancels || called_off::says_cancelled(part);
        let events = whole.parts.iter().filter(|part| part.name == "VEVENT" && !is_off(part));
        let towns = events.flat_map(|part| {
            if part.get("X-WARROOM-KIND").is_some() {
                return OWN.iter().map(|name| part.text(name)).collect();
            }
            let legs = if recurs(part) { Vec::new() } else { self.legs_of(&calendar, part) };
            let legs = legs.into_iter().filter(|leg| !leg.cancelled);
            legs.flat_map(|leg| leg.from.into_iter().chain([leg.to])).collect::<Vec<_>>()
        });
        towns.filter(|town| !town.trim().is_empty()).collect()
    }
}
