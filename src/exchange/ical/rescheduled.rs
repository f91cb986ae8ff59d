//! Journeys that their calendar has moved. The name of a leg holds its number and its day, for many makers call all that is
//! booked together the same; so a leg of another day or number has another name, and is found by what is not here any more.
//! Of several on the same way the first stays the first. What was deleted here is found by the names it may have had.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, TimeDelta};

use super::former::{Version, is_older, version};
use super::kept::Said;
use super::travel::{Leg, Trip};
use super::ways::{Way, bare};
use super::{Calendar, Event, Reader, identity, kept, reservations};
use crate::edit::{EXISTS, Stamp};
use crate::exchange::content::Part;
use crate::exchange::profile::intake::folded;
use crate::model::{Id, Kind, Travel};

/// How many days a journey that was deleted here is looked for around the day it was moved to.
const AROUND: u64 = 60;

/// The legs of a file, by the UIDs of which journeys are or were here.
pub(super) type Names = BTreeMap<String, Vec<Called>>;

/// Which of the legs of one UID which journeys were until now, for whom it is read.
pub(super) type Moves = BTreeMap<(String, Option<Id>), BTreeMap<usize, Id>>;

/// A leg, and what it is called: whole, or from the number on.
pub(super) struct Called {
    names: BTreeSet<String>,
    leg: Leg,
    /// Where its event begins, as it is written.
    start: String,
    version: Version,
}

/// A journey of which a file says no more.
struct Left {
    id: Id,
    day: Option<NaiveDate>,
    way: [String; 3],
    /// Its number; empty where it has none, or none is known any more.
    number: String,
    version: Version,
    /// Whether another file of the same import told it.
    is_new: bool,
}

/// What a leg with a number is called beside its UID.
pub(super) fn tail(leg: &Leg) -> Option<String> {
    numbered(leg, leg.depart.map(|when| when.day()))
}

fn numbered(leg: &Leg, day: Option<NaiveDate>) -> Option<String> {
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    Some(format!("/{}/{day}", leg.number)).filter(|_| !leg.number.is_empty())
}

fn way(leg: &Leg) -> [String; 3] {
    [leg.from.as_deref().unwrap_or_default(), &leg.to, &leg.hotel].map(folded)
}

impl Called {
    /// Whether a journey is called so; one event of two travellers has the name of the second behind it.
    fn is(&self, name: &str) -> bool {
        let own = name.rsplit_once('/').filter(|(_, who)| who.parse::<Id>().is_ok()).map_or(name, |(own, _)| own);
        self.names.iter().any(|one| if one.starts_with('/') { own.ends_with(one.as_str()) } else { own == one })
    }

    fn day(&self) -> Option<NaiveDate> {
        self.leg.depart.map(|when| when.day())
    }

    /// What it would be called on another day.
    fn names_on<'c>(&'c self, uid: &'c str, day: NaiveDate) -> impl Iterator<Item = String> + 'c {
        let start = self.start.get(8..).map(|time| format!("{uid}/{}{time}", day.format("%Y%m%d")));
        let tail = numbered(&self.leg, Some(day));
        let heads = [Some(uid.to_owned()), start].into_iter().flatten();
        heads.filter_map(move |head| Some(head + tail.as_deref()?))
    }
}

impl Reader<'_> {
    /// What this file calls its legs, wherever in it they stand.
    pub(super) fn names(&self, parts: &[Part]) -> Names {
        let mut all = Names::new();
        for whole in parts {
            let calendar = Calendar::of(whole, self.ours());
            let events = &whole.parts;
            for part in events.iter().filter(|part| part.name == "VEVENT") {
                let uid = identity(part);
                if self.former.journeys(&uid).next().is_none() && !self.former.has_deleted() {
                    continue;
                }
                // A reservation of a file alone does not say when it was written.
                let stamp = version(part).1.filter(|_| part.get(reservations::PROPERTY).is_none());
                let version = (version(part).0, stamp);
                let start = part.get("DTSTART").map(|start| start.raw().trim().to_owned()).unwrap_or_default();
                for (at, leg) in self.legs_of(&calendar, part).into_iter().enumerate() {
                    let heads = [uid.clone(), format!("{uid}/{start}")];
                    let plain = |head: String| if at == 0 { head } else { format!("{head}/{at}") };
                    let names = match tail(&leg) {
                        Some(tail) => BTreeSet::from([tail]),
                        None => heads.map(plain).into(),
                    };
                    let called = Called { names, leg, start: start.clone(), version };
                    let known: &mut Vec<Called> = all.entry(uid.clone()).or_default();
                    if !known.iter().any(|one| one.names == called.names) {
                        known.push(called);
                    }
                }
            }
        }
        all
    }

    /// The legs that an event of a calendar is.
    pub(super) fn legs_of(&self, calendar: &Calendar, part: &Part) -> Vec<Leg> {
        let Some((start, end)) = calendar.span(part) else { return Vec::new() };
        let producer = &calendar.producer;
        let (places, here) = (&self.places, &calendar.here);
        Trip { part, producer, start: &start, end: end.as_ref(), out: None, places, here }.legs()
    }

    /// The journey that a leg with a new name was until now, be it one that was deleted here.
    pub(super) fn rescheduled(&mut self, event: &Event, ext_id: &str, whose: Option<Id>) -> Option<Id> {
        let uid = identity(event.part);
        let at = self.names.get(&uid)?.iter().position(|one| one.is(ext_id))?;
        let key = (uid, whose);
        if !self.moves.contains_key(&key) {
            let moves = self.moves_of(&key.0, whose);
            self.moves.insert(key.clone(), moves);
        }
        self.moves.get(&key)?.get(&at).copied().filter(|id| !self.led.contains(id))
    }

    /// Those on the same way in the order of time; on another where the calendar says that it has changed them. A leg of
    /// another number is another leg, unless the calendar says the same of it, or the file tells of others of the journey too
    /// and no more of this one.
    fn moves_of(&self, uid: &str, whose: Option<Id>) -> BTreeMap<usize, Id> {
        let all = self.names.get(uid).map(Vec::as_slice).unwrap_or_default();
        let here: Vec<&str> =
            self.former.journeys(uid).filter_map(|id| self.said(id)).map(|said| said.name()).collect();
        let is_new = |(_, one): &(usize, &Called)| {
            let way = Way::of_leg(&one.leg, whose.unwrap_or_else(|| self.presumed()));
            !here.iter().any(|name| one.is(name)) && self.ways.find(&way, self.presumed()).is_none()
        };
        let mut new: Vec<(usize, &Called)> = all.iter().enumerate().filter(is_new).collect();
        let mut left: Vec<Left> = self.former.journeys(uid).filter_map(|id| self.left(id, all, whose)).collect();
        left.extend(self.deleted(uid, all, &new));
        new.sort_by_key(|(_, one)| one.leg.depart);
        left.sort_by_key(|one| (one.day, one.id));
        let changed = |one: &Called, left: &Left| one.version.0 > left.version.0;
        let is_whole = here.iter().any(|name| all.iter().any(|one| one.is(name)));
        let is_other = |one: &str, other: &str| {
            let (one, other) = (bare(one), bare(other));
            !is_whole && !one.is_empty() && !other.is_empty() && one != other
        };
        let mut moves = BTreeMap::new();
        for (at, one) in &new {
            if moves.contains_key(at) {
                continue;
            }
            let is_way =
                |other: &Called| way(&other.leg) == way(&one.leg) && !is_other(&other.leg.number, &one.leg.number);
            let same: Vec<(usize, &Called)> = new.iter().filter(|(_, other)| is_way(other)).copied().collect();
            let fits = |left: &&Left| {
                let is_one = changed(one, left) || !is_other(&left.number, &one.leg.number);
                is_one && left.way == way(&one.leg) && (!left.is_new || is_older(left.version, one.version))
            };
            pair(&same, &left.iter().filter(fits).collect::<Vec<_>>(), &mut moves);
        }
        let is_free = |left: &&Left| !self.former.is_deleted(left.id) && !moves.values().any(|id| *id == left.id);
        let rest: Vec<(usize, &Called)> = new.iter().filter(|(at, _)| !moves.contains_key(at)).copied().collect();
        let open: Vec<&Left> =
            left.iter().filter(is_free).filter(|left| rest.iter().any(|(_, one)| changed(one, left))).collect();
        pair(&rest, &open, &mut moves);
        moves
    }

    /// What was said at the last import of a journey that is here.
    pub(super) fn said(&self, id: Id) -> Option<Said<'_>> {
        self.intake.room.record(id).and_then(Said::of)
    }

    /// A journey that is here and that none of these legs is.
    fn left(&self, id: Id, all: &[Called], whose: Option<Id>) -> Option<Left> {
        let (said, travel) = (self.said(id)?, self.intake.room.get::<Travel>(id)?);
        let of_another = said.value(kept::WHO).as_str().and_then(|text| text.parse::<Id>().ok());
        let is_theirs = of_another.zip(whose).is_none_or(|(one, other)| one == other);
        let is_left = is_theirs && !self.led.contains(&id) && !all.iter().any(|one| one.is(said.name()));
        let way = [travel.from_city.as_deref(), Some(travel.to_city.as_str()), travel.hotel.as_deref()];
        is_left.then(|| Left {
            id,
            day: travel.depart.map(|when| when.day()),
            way: way.map(|text| folded(text.unwrap_or_default())),
            number: travel.number.clone().unwrap_or_default(),
            version: version(said.part()),
            is_new: self.intake.room.stamp(id, EXISTS) == Some(Stamp::default()),
        })
    }

    /// Journeys that were deleted here, and that new legs would be if they were on another day.
    fn deleted(&self, uid: &str, all: &[Called], new: &[(usize, &Called)]) -> Vec<Left> {
        let mut found: BTreeMap<Id, Left> = BTreeMap::new();
        if !self.former.has_deleted() {
            return Vec::new();
        }
        for (_, one) in new {
            let Some(last) = one.day().and_then(|day| day.checked_add_days(Days::new(AROUND))) else { continue };
            let days = (0..=2 * AROUND).filter_map(|back| last.checked_sub_days(Days::new(back)));
            for day in days {
                let names = one.names_on(uid, day).filter(|name| !all.iter().any(|other| other.is(name)));
                let gone = names.map(|name| kept::named(Kind::Travel, &name)).find(|id| self.former.is_deleted(*id));
                if let Some(id) = gone {
                    let (way, number, version) = (way(&one.leg), one.leg.number.clone(), Version::default());
                    found.insert(id, Left { id, day: Some(day), way, number, version, is_new: false });
                }
            }
        }
        found.into_values().collect()
    }
}

/// Says which legs which journeys were, both in order of time: each after each where there are as many, else the nearest.
fn pair(new: &[(usize, &Called)], left: &[&Left], moves: &mut BTreeMap<usize, Id>) {
    if new.len() == left.len() {
        moves.extend(new.iter().zip(left).map(|((at, _), left)| (*at, left.id)));
        return;
    }
    let far =
        |one: &Called, left: &Left| one.day().zip(left.day).map_or(TimeDelta::MAX, |(one, day)| (one - day).abs());
    let mut all: Vec<(TimeDelta, usize, Id)> =
        new.iter().flat_map(|(at, one)| left.iter().map(|left| (far(one, left), *at, left.id))).collect();
    all.sort_unstable();
    for (_, at, id) in all {
        if !moves.contains_key(&at) && !moves.values().any(|taken| *taken == id) {
            moves.insert(at, id);
        }
    }
}
