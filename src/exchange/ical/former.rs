//! What is here already of the events of a calendar, by their UIDs: which version it is, what was called off, and where a
//! series that is moved has its days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{FixedOffset, NaiveDateTime, TimeDelta};
use serde_json::Value;

use super::kept::{self, Said};
use super::times::Time;
use super::zones::Zone;
use super::{SOURCE, called_off, identity, repeat, reservations, times};
use crate::edit::{Room, gone};
use crate::exchange::content::Part;
use crate::exchange::ext;
use crate::model::{Id, Kind};

/// Which version of a component it is: how often it was changed, and when it was written.
pub(super) type Version = (i64, Option<NaiveDateTime>);

pub(super) fn version(part: &Part) -> Version {
    (part.text("SEQUENCE").trim().parse().unwrap_or(0), times::local(&part.text("DTSTAMP")))
}

/// When an event was last written, by whatever of it says so; a reservation of a file alone does not say it.
pub(super) fn written(part: &Part) -> Option<NaiveDateTime> {
    let said = ["DTSTAMP", "LAST-MODIFIED"].into_iter().filter_map(|name| times::local(&part.text(name)));
    said.max().filter(|_| part.get(reservations::PROPERTY).is_none())
}

/// Whether a version was there before another; one that does not say when it was written is not.
pub(super) fn is_older(one: Version, other: Version) -> bool {
    one.0 < other.0 || one.0 == other.0 && one.1.is_some() && one.1 < other.1
}

/// What of a calendar is here.
#[derive(Default)]
pub(super) struct Former {
    /// Which records came of which UID, but for the journeys.
    all: BTreeMap<String, BTreeSet<Id>>,
    /// The same of the journeys, which are of no series.
    journeys: BTreeMap<String, BTreeSet<Id>>,
    /// The UID of those journeys that have a name of their own beside it.
    names: BTreeMap<String, String>,
    /// What was called off and went.
    off: BTreeMap<String, Version>,
    /// Journeys that were deleted here.
    deleted: BTreeSet<Id>,
}

impl Former {
    pub(super) fn of(room: &Room) -> Self {
        let Self { mut all, mut journeys, mut names, mut off, mut deleted } = Self::default();
        for (id, held) in room.everything() {
            let Some(record) = &held.record else {
                if held.kind == Kind::Travel && gone::deleted(&held).is_some() {
                    deleted.insert(id);
                }
                continue;
            };
            for (uid, version) in called_off::kept(record) {
                let newest = off.entry(uid.to_owned()).or_insert(version);
                *newest = version.max(*newest);
            }
            if record.kind() == Kind::Travel {
                let said = Said::of(record);
                let uid = said.as_ref().map(Said::uid).unwrap_or_default();
                names.extend(said.map(|said| (said.name().to_owned(), uid.clone())));
                journeys.entry(uid).or_default().insert(record.id());
                continue;
            }
            for name in record.extra().get(&ext::key(SOURCE)).into_iter().flat_map(ext::ids) {
                all.entry(kept::series(name).0.to_owned()).or_default().insert(record.id());
            }
        }
        Self { all, journeys, names, off, deleted }
    }

    /// The records of one UID.
    pub(super) fn ids(&self, uid: &str) -> impl Iterator<Item = Id> + '_ {
        let journeys = self.journeys.get(uid).or_else(|| self.journeys.get(self.names.get(uid)?));
        self.all.get(uid).into_iter().chain(journeys).flatten().copied()
    }

    /// The journeys of one UID.
    pub(super) fn journeys(&self, uid: &str) -> impl Iterator<Item = Id> + '_ {
        self.journeys.get(uid).into_iter().flatten().copied()
    }

    /// Whether any journey was deleted here.
    pub(super) fn has_deleted(&self) -> bool {
        !self.deleted.is_empty()
    }

    /// Whether this journey was.
    pub(super) fn is_deleted(&self, id: Id) -> bool {
        self.deleted.contains(&id)
    }

    /// Whether an event was called off and went, and this is no later version of it.
    pub(super) fn stays_away(&self, part: &Part) -> bool {
        let uid = identity(part);
        self.is_off(&uid, part) && self.ids(&uid).next().is_none()
    }

    /// Whether what has this name was called off, and a component that speaks of it is no later version.
    pub(super) fn is_off(&self, name: &str, part: &Part) -> bool {
        self.off.get(name).is_some_and(|off| !is_older(*off, version(part)))
    }

    /// What was said at the last import of all that one UID made.
    pub(super) fn said<'r>(&self, room: &'r Room, uid: &str) -> Past<'r> {
        let records = self.all.get(uid).into_iter().flatten().filter_map(|id| room.record(*id));
        Past(records.filter_map(|record| Some((record.id(), Said::of(record)?))).collect())
    }
}

/// What is here of one UID.
pub(super) struct Past<'r>(Vec<(Id, Said<'r>)>);

impl Past<'_> {
    /// What the newest of its days says that is no exception: the series itself.
    fn master(&self) -> Option<&Said<'_>> {
        let all = self.0.iter().map(|(_, said)| said).filter(|said| said.part().get("RECURRENCE-ID").is_none());
        all.max_by_key(|said| version(said.part()))
    }

    pub(super) fn version(&self) -> Option<Version> {
        self.master().map(|said| version(said.part()))
    }

    /// The version of the exception that a record is.
    pub(super) fn version_of(&self, id: Id) -> Option<Version> {
        let (_, said) = self.0.iter().find(|(one, _)| *one == id)?;
        said.part().get("RECURRENCE-ID").map(|_| version(said.part()))
    }

    pub(super) fn start(&self, ours: Zone) -> Option<Time> {
        let said = self.master()?;
        let calendar = said.calendar(ours);
        times::time(said.part().get("DTSTART")?, &calendar.zones, &calendar.here)
    }

    /// Its days that are no exceptions and that it still holds.
    pub(super) fn days(&self) -> Vec<NaiveDateTime> {
        let plain = |said: &Said| said.part().get("RECURRENCE-ID").is_none_or(|one| one.param("RANGE").is_some());
        let live = self.0.iter().map(|(_, said)| said).filter(|said| plain(said) && said.value(kept::OFF).is_null());
        live.filter_map(|said| kept::series(said.name()).1).collect()
    }

    /// What the newest of it keeps under a name of ours.
    fn list(&self, name: &str) -> Vec<&str> {
        let newest = self.0.iter().map(|(_, said)| said).max_by_key(|said| said.rank());
        newest.map(|said| said.list(name)).unwrap_or_default()
    }

    /// Components that make no record.
    pub(super) fn rest(&self) -> Vec<Value> {
        self.list(kept::REST).into_iter().map(Value::from).collect()
    }

    /// Days that were deleted here under another name.
    pub(super) fn moved(&self) -> BTreeMap<NaiveDateTime, Id> {
        self.list(kept::MOVED).into_iter().filter_map(kept::moved).collect()
    }

    /// Which records, deleted ones among them, become which days of a series that now happens on `days`: what was on the
    /// same day, else what was as far from the beginning as it is now.
    pub(super) fn moves(
        &self,
        room: &Room,
        uid: &str,
        start: &Time,
        days: &BTreeSet<NaiveDateTime>,
        now: chrono::DateTime<FixedOffset>,
    ) -> BTreeMap<NaiveDateTime, Id> {
        let before = self.moved();
        let mut moves: BTreeMap<NaiveDateTime, Id> =
            before.iter().filter(|(at, _)| days.contains(at)).map(|(at, id)| (*at, *id)).collect();
        let (Some(master), Some(was)) = (self.master(), self.start(Zone::Fixed(*now.offset()))) else { return moves };
        let live = self.0.iter().filter(|(_, said)| said.value(kept::OFF).is_null());
        let mut old: BTreeMap<NaiveDateTime, Id> =
            live.clone().filter_map(|(id, said)| Some((kept::series(said.name()).1?, *id))).collect();
        let (planned, ..) =
            repeat::happens(master.part(), &was, &master.calendar(Zone::Fixed(*now.offset())), now.naive_local());
        let is_gone = |id: Id| room.held(id).is_some_and(|held| held.record.is_none());
        let named = |at: &NaiveDateTime| kept::named(Kind::Visit, &kept::instance(uid, *at));
        let deleted = planned.into_iter().map(|at| (at, named(&at))).chain(before);
        old.extend(deleted.filter(|(_, id)| is_gone(*id)));
        let names: BTreeSet<NaiveDateTime> = old.keys().copied().collect();
        old.retain(|at, _| !days.contains(at));
        // What was one event and no series is the day of it that it was on.
        let is_one = |said: &Said| kept::series(said.name()).1.is_none() && said.part().get("RECURRENCE-ID").is_none();
        old.extend(live.filter(|(_, said)| is_one(said)).map(|(id, _)| (was.local, *id)));
        let mut free: BTreeSet<NaiveDateTime> = days
            .iter()
            .filter(|at| !names.contains(at) && !moves.contains_key(at) && !is_gone(named(at)))
            .copied()
            .collect();
        let shift: TimeDelta = start.local - was.local;
        let same_time = |at: NaiveDateTime, free: &BTreeSet<NaiveDateTime>| free.get(&at).copied();
        let same_day = |at: NaiveDateTime, free: &BTreeSet<NaiveDateTime>| {
            free.iter().find(|new| new.date() == at.date()).copied()
        };
        let same_place = |at: NaiveDateTime, free: &BTreeSet<NaiveDateTime>| {
            at.checked_add_signed(shift).filter(|new| free.contains(new))
        };
        for way in [&same_time as &dyn Fn(_, &_) -> _, &same_day, &same_place] {
            old.retain(|at, id| {
                let Some(new) = way(*at, &free) else { return true };
                free.remove(&new);
                moves.insert(new, *id);
                false
            });
        }
        moves
    }
}
