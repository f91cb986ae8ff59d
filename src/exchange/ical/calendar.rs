//! What all events of a calendar share: who wrote it, its zones, whose it says to be.

use std::collections::BTreeMap;

use serde_json::Value;

use super::times::{self, Time};
use super::write::PRODUCER;
use super::zones::{self, Zone, Zones};
use super::{kept, lasting};
use crate::exchange::content::Part;
use crate::model::Id;

/// What all events of a calendar share.
pub(super) struct Calendar {
    pub(super) producer: String,
    pub(super) cancels: bool,
    pub(super) zones: Zones,
    pub(super) here: Zone,
    /// What it says of itself, as it said it.
    pub(super) own: Vec<Value>,
    /// How it defines its zones, by their names.
    pub(super) defined: BTreeMap<String, String>,
    /// Whose it says to be.
    pub(super) owner: Option<Id>,
}

impl Calendar {
    /// `ours` is where times are that name no zone, unless the calendar says so: a zone that it defines is that of the times
    /// that name it.
    pub(super) fn of(part: &Part, ours: Zone) -> Self {
        let here = zones::named(&part.text("X-WR-TIMEZONE")).filter(|_| part.get("X-WR-TIMEZONE").is_some());
        let zones = Zones::of(part);
        let here = here.unwrap_or(ours);
        Self {
            producer: part.text("PRODID"),
            cancels: part.text("METHOD").trim().eq_ignore_ascii_case("CANCEL"),
            zones,
            here,
            own: kept::of_itself(part),
            defined: kept::zones(part),
            owner: None,
        }
    }

    /// Whether a component is a visit of ours, which is known to be one though it is called off.
    pub(super) fn is_own_visit(&self, part: &Part) -> bool {
        self.producer == PRODUCER && part.text("X-WARROOM-KIND").trim() == "visit"
    }

    /// When a component says something is.
    pub(super) fn time(&self, part: &Part, name: &str) -> Option<Time> {
        times::time(part.get(name)?, &self.zones, &self.here)
    }

    /// The zone of a time of a component that nobody knows, and that the calendar does not define.
    pub(super) fn unknown_zone<'p>(&self, part: &'p Part) -> Option<&'p str> {
        let times = ["DTSTART", "DTEND"].into_iter().filter_map(|name| part.get(name));
        let local = times.filter(|one| one.raw().contains(['T', 't']) && !one.raw().trim().ends_with(['Z', 'z']));
        local.filter_map(|one| one.param("TZID")).find(|name| self.zones.find(name).is_none())
    }

    /// From when to when a component says it is.
    pub(super) fn span(&self, part: &Part) -> Option<(Time, Option<Time>)> {
        let start = self.time(part, "DTSTART")?;
        let end = self.time(part, "DTEND").or_else(|| lasting(part, &start));
        Some((start, end))
    }
}
