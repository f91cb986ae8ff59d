//! Who of ours cannot hold a rung: on leave, or on a journey. Of each it is looked up once, when it is first asked.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, Utc};

use crate::edit::Room;
use crate::model::choice::Firmness;
use crate::model::{Id, Member, Travel, When};
use crate::rules::presence::same_city;

/// A time somebody is not there.
struct Absence<'a> {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    /// Where to; `None` on leave.
    city: Option<&'a str>,
}

/// The absences of all of ours.
pub(super) struct Absences<'a> {
    room: &'a Room,
    /// Where the days of leave and journeys begin and end.
    offset: FixedOffset,
    of: BTreeMap<Id, OnceCell<Vec<Absence<'a>>>>,
}

impl<'a> Absences<'a> {
    pub fn of(room: &'a Room, offset: FixedOffset) -> Self {
        Self { room, offset, of: room.all::<Member>().map(|member| (member.id, OnceCell::new())).collect() }
    }

    /// Whether a member is on leave, or on a journey that is more than a rumour and leads neither home nor to the very
    /// client, in `city`.
    pub fn is_away(&self, member: &Member, at: DateTime<FixedOffset>, city: Option<&str>) -> bool {
        let Some(known) = self.of.get(&member.id) else { return false };
        let near = [city, member.base_city.as_deref()];
        known.get_or_init(|| self.gather(member.id)).iter().any(|absence| {
            let here = |to: &str| near.into_iter().flatten().any(|city| same_city(city, to));
            absence.from <= at && at < absence.until && !absence.city.is_some_and(here)
        })
    }

    fn gather(&self, id: Id) -> Vec<Absence<'a>> {
        let Some(member) = self.room.get::<Member>(id) else { return Vec::new() };
        let leave = member.leave.iter().filter_map(|one| {
            let until = one.to.map_or(DateTime::<Utc>::MAX_UTC, |to| When::Day(to).end_instant(self.offset));
            Some(Absence { from: When::Day(one.from?).instant(self.offset), until, city: None })
        });
        let journeys = self
            .room
            .linked::<Travel>(id)
            .filter(|journey| journey.member == Some(id) && journey.firmness != Some(Firmness::Rumour));
        let journeys = journeys.filter_map(|journey| {
            let until = journey.r#return.or(journey.arrive)?.end_instant(self.offset);
            let from = journey.depart?.instant(self.offset);
            Some(Absence { from, until, city: Some(journey.to_city.as_str()) })
        });
        leave.chain(journeys).collect()
    }
}
