//! Finding where two lives cross: everything that every pair is held against, worked out once.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, FixedOffset, IsoWeek, NaiveDate, Timelike};

use super::{Intercept, Parts};
use crate::edit::Room;
use crate::model::choice::{Firmness, Level, Tier, VisitStatus};
use crate::model::{Account, FollowUp, Id, Member, Pairing, Seat, Travel, Visit, When};
use crate::rules::Terms;
use crate::rules::agenda::calendar;
use crate::rules::cycle::{Cycle, Cycles, Light};
use crate::rules::ladder::Position;
use crate::rules::presence::{Half, Slot, Stay, stays};
use crate::rules::region::Spot;
use crate::rules::scope::Scope;
use crate::rules::workday::Calendar;

/// More days together add nothing.
const DAYS_COUNTED: i64 = 3;
/// What a key player is worth who is nobody's, against a pairing that is just due.
pub(in crate::rules) const UNPAIRED: f64 = 0.5;

/// A stay, and the place it is in as places are compared.
#[derive(Debug)]
struct Placed {
    stay: Stay,
    city: String,
    spot: Spot,
}

/// Somebody's whereabouts.
#[derive(Debug)]
struct Life {
    placed: Vec<Placed>,
}

/// One of ours and one of theirs.
struct Pair<'a> {
    pairing: Option<Id>,
    member: &'a Member,
    seat: &'a Seat,
    level: Option<Level>,
    contact: Cycle,
    urgency: f64,
}

/// Where each of ours is on some days.
#[derive(Debug)]
pub struct Team {
    from: NaiveDate,
    to: NaiveDate,
    ours: BTreeMap<Id, (Member, Life)>,
}

impl Team {
    /// Of the days from `from` (never before now) to `to`.
    pub fn new(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, (from, to): (NaiveDate, NaiveDate)) -> Self {
        let today = now.date_naive();
        // Where it is still yesterday, yesterday is not over.
        let from = if from <= today { today.pred_opt().unwrap_or(today) } else { from };
        let here = room.all::<Member>().filter(|one| one.left_on.is_none_or(|left| left >= from));
        let ours = here.map(|one| (one.id, (one.clone(), life(room, terms, one.id, (from, to))))).collect();
        Self { from, to, ours }
    }
}

fn life(room: &Room, terms: &Terms, who: Id, (from, to): (NaiveDate, NaiveDate)) -> Life {
    let placed = stays(room, terms, who, from, to).into_iter().filter_map(|stay| {
        let city = stay.city.clone()?;
        Some(Placed { spot: terms.regions.spot(&city), city, stay })
    });
    Life { placed: placed.collect() }
}

/// The search.
pub(super) struct Search<'a> {
    room: &'a Room,
    terms: &'a Terms,
    now: DateTime<FixedOffset>,
    scope: Scope<'a>,
    team: &'a Team,
    calendars: BTreeMap<Id, Calendar>,
    /// What waits on the rung of each level, by account.
    waiting: BTreeMap<(Id, Level), Vec<Id>>,
    cycles: Cycles<'a>,
}

impl<'a> Search<'a> {
    /// Of some accounts, of which it is known what is open.
    pub(super) fn new(
        room: &'a Room,
        terms: &'a Terms,
        now: DateTime<FixedOffset>,
        scope: Scope<'a>,
        team: &'a Team,
        open: &[(&FollowUp, Position)],
    ) -> Self {
        let mut waiting: BTreeMap<(Id, Level), Vec<Id>> = BTreeMap::new();
        for (item, position) in open {
            for level in position.step.iter().flat_map(|step| &step.ours) {
                waiting.entry((item.account, *level)).or_default().push(item.id);
            }
        }
        let calendars = scope.ids(room).map(|id| (id, calendar(room, terms, Some(id)))).collect();
        Self { room, terms, now, scope, team, calendars, waiting, cycles: Cycles::new(room, now) }
    }

    /// Every proposal, in no order.
    pub(super) fn all(&self) -> Vec<Intercept> {
        let pairings: Box<dyn Iterator<Item = &Pairing>> = match self.scope {
            Scope::All => Box::new(self.room.all::<Pairing>()),
            some => Box::new(
                some.of(self.room, |seat: &Seat| seat.account)
                    .flat_map(|seat| self.room.linked::<Pairing>(seat.id).filter(|pairing| pairing.seat == seat.id)),
            ),
        };
        let mut all: Vec<Intercept> = pairings.flat_map(|pairing| self.of(pairing)).collect();
        all.extend(self.unpaired());
        all
    }

    /// The proposals of a pairing.
    fn of(&self, pairing: &Pairing) -> Vec<Intercept> {
        let Some(seat) = self.seat(pairing.seat) else { return Vec::new() };
        let Some((member, ours)) = self.team.ours.get(&pairing.member) else { return Vec::new() };
        let contact = self.cycles.of_pairing(pairing);
        let pair =
            Pair { pairing: Some(pairing.id), member, seat, level: pairing.level, urgency: due(&contact), contact };
        let theirs = self.life_of(seat);
        let journeys = self.crossings(&pair, ours, &theirs, false);
        let ahead = |start: When| start.day() >= self.now.date_naive();
        if !journeys.is_empty() || contact.light == Light::Green || self.planned(&pair).any(ahead) {
            return journeys;
        }
        self.crossings(&pair, ours, &theirs, true).into_iter().take(1).collect()
    }

    /// The proposals for key players whom none of ours is paired with, and each of ours.
    fn unpaired(&self) -> Vec<Intercept> {
        let mut found = Vec::new();
        let here = |pairing: &Pairing| self.team.ours.contains_key(&pairing.member);
        let players: Vec<Id> = match self.scope {
            Scope::All => {
                let judged = self.room.each_where::<Seat>("political_status", |_| true);
                judged.filter(|seat| seat.is_key_player()).map(|seat| seat.id).collect()
            }
            some => {
                let seats = some.of(self.room, |seat: &Seat| seat.account);
                seats.filter(|seat| seat.is_key_player()).map(|seat| seat.id).collect()
            }
        };
        for seat in players.into_iter().filter_map(|id| self.seat(id)) {
            if self.room.linked::<Pairing>(seat.id).any(here) {
                continue;
            }
            let theirs = self.life_of(seat);
            let contact = self.cycles.of_seat(seat);
            let urgency = due(&contact).min(1.0) * UNPAIRED;
            for (member, ours) in self.team.ours.values() {
                let pair = Pair { pairing: None, member, seat, level: member.level, contact, urgency };
                found.extend(self.crossings(&pair, ours, &theirs, false));
            }
        }
        found
    }

    /// A seat of the accounts looked at that somebody holds today.
    fn seat(&self, id: Id) -> Option<&'a Seat> {
        let seat = self.room.get::<Seat>(id)?;
        let held = seat.person.is_some() && seat.is_current(self.now.date_naive());
        (held && self.calendars.contains_key(&seat.account)).then_some(seat)
    }

    fn life_of(&self, seat: &Seat) -> Life {
        life(self.room, self.terms, seat.id, (self.team.from, self.team.to))
    }

    /// Where the two could meet, one proposal for each week and city: on a journey of one of them, or `at_home`.
    fn crossings(&self, pair: &Pair, ours: &Life, theirs: &Life, at_home: bool) -> Vec<Intercept> {
        let Some(calendar) = self.calendars.get(&pair.seat.account) else { return Vec::new() };
        let mut weeks: BTreeMap<(IsoWeek, &str), Intercept> = BTreeMap::new();
        for (mine, other) in ours.placed.iter().flat_map(|mine| theirs.placed.iter().map(move |other| (mine, other))) {
            let is_home = mine.stay.travel.is_none() && other.stay.travel.is_none();
            if is_home != at_home {
                continue;
            }
            let near = mine.spot.nearness(&other.spot).filter(|near| !is_home || *near >= 1.0);
            let Some(near) = near else { continue };
            let here = self.now_there(mine, other);
            for day in self.shared(&mine.stay, &other.stay).filter(|day| calendar.is_workday(*day)) {
                let open = |slot: &Slot| !is_over(here, *slot) && mine.stay.covers(*slot) && other.stay.covers(*slot);
                if !pair.serve_on(day) || !self.is_free(pair, day, open) {
                    continue;
                }
                let found = weeks
                    .entry((day.iso_week(), other.spot.city.as_str()))
                    .or_insert_with(|| self.proposal(pair, mine, other, near, day));
                found.to = day;
                found.days += 1;
                found.parts.days = found.days.min(DAYS_COUNTED) as f64;
            }
        }
        let planned = self.planned_weeks(pair);
        weeks.into_iter().filter(|((week, _), _)| !planned.contains(week)).map(|(_, found)| found).collect()
    }

    /// The days both stays have, of those looked at.
    fn shared(&self, mine: &Stay, other: &Stay) -> impl Iterator<Item = NaiveDate> + use<> {
        let (from, to) = (self.team.from, self.team.to);
        let both = mine.clip(from, to).zip(other.clip(from, to));
        let days = both.map(|((a, b), (c, d))| (a.max(c), b.min(d))).filter(|(first, last)| first <= last);
        days.into_iter().flat_map(|(first, last)| first.day.iter_days().take_while(move |day| *day <= last.day))
    }

    /// Whether both have a half of the day that is open to them and not taken by another visit.
    fn is_free(&self, pair: &Pair, day: NaiveDate, open: impl Fn(&Slot) -> bool) -> bool {
        let halves = [Slot::first(day), Slot::last(day)];
        let person = pair.seat.person;
        let seats = person.into_iter().flat_map(|person| self.room.linked::<Seat>(person)).map(|seat| seat.id);
        let visits: Vec<&Visit> = seats.chain([pair.member.id]).flat_map(|who| self.visits(who)).collect();
        halves.into_iter().filter(open).any(|slot| !visits.iter().any(|visit| takes(self.terms, visit, slot)))
    }

    fn visits(&self, who: Id) -> impl Iterator<Item = &'a Visit> + use<'a> {
        self.room.linked::<Visit>(who).filter(|visit| visit.status == Some(VisitStatus::Planned))
    }

    /// The planned visits of the two; of anybody with a key player who is nobody's.
    fn planned(&self, pair: &Pair) -> impl Iterator<Item = When> {
        let (anybody, member) = (pair.pairing.is_none(), pair.member.id);
        let both = move |visit: &&Visit| anybody || visit.ours.iter().any(|one| one.member == member);
        self.visits(pair.seat.id).filter(both).filter_map(|visit| visit.start)
    }

    fn planned_weeks(&self, pair: &Pair) -> Vec<IsoWeek> {
        self.planned(pair).map(|start| start.day().iso_week()).collect()
    }

    /// How urgent it is on that day: a meeting that is planned before it will have been the last contact.
    fn urgency_on(&self, pair: &Pair, day: NaiveDate) -> f64 {
        let ahead =
            self.planned(pair).map(|start| start.day()).filter(|met| *met >= self.now.date_naive() && *met <= day);
        let since = ahead.max().map(|met| (day - met).num_days() as f64 / pair.contact.interval.ideal.max(1) as f64);
        since.map_or(pair.urgency, |since| since.min(pair.urgency))
    }

    /// Now, on the clocks of the place; where nobody knows them, as the journey there was noted.
    fn now_there(&self, mine: &Placed, other: &Placed) -> DateTime<FixedOffset> {
        if let Some(zone) = other.stay.zone.or(mine.stay.zone) {
            return self.now.with_timezone(&zone).fixed_offset();
        }
        let noted =
            [other, mine].into_iter().find_map(|placed| match self.room.get::<Travel>(placed.stay.travel?)?.arrive? {
                When::Moment(arrival) => Some(*arrival.offset()),
                When::Day(_) => None,
            });
        noted.map_or(self.now, |offset| self.now.with_timezone(&offset))
    }

    fn proposal(&self, pair: &Pair, mine: &Placed, other: &Placed, near: f64, day: NaiveDate) -> Intercept {
        let account = pair.seat.account;
        let waiting = pair.level.and_then(|level| self.waiting.get(&(account, level))).cloned().unwrap_or_default();
        let tier = self.room.get::<Account>(account).and_then(|account| account.tier);
        let sure = [&mine.stay, &other.stay].map(|stay| stay.firmness.unwrap_or(Firmness::Likely));
        let parts = Parts {
            days: 0.0,
            urgency: self.urgency_on(pair, day),
            rung: if waiting.is_empty() { 1.0 } else { 2.0 },
            firmness: sure.iter().map(|one| certainty(*one)).product(),
            place: near,
            class: class_weight(tier),
        };
        Intercept {
            pairing: pair.pairing,
            member: pair.member.id,
            seat: pair.seat.id,
            account,
            city: other.city.clone(),
            our_city: mine.city.clone(),
            from: day,
            to: day,
            days: 0,
            parts,
            firmness: sure.into_iter().max().unwrap_or(Firmness::Firm),
            contact: pair.contact,
            waiting,
            our_travel: mine.stay.travel,
            their_travel: other.stay.travel,
        }
    }
}

impl Pair<'_> {
    /// Whether both have their place on that day.
    fn serve_on(&self, day: NaiveDate) -> bool {
        self.member.left_on.is_none_or(|left| day <= left)
            && self.member.leave_on(day).is_none()
            && self.seat.to.is_none_or(|to| day <= to)
            && self.seat.from.is_none_or(|from| from <= day)
    }
}

/// Two who have never met are due whenever they can; else it is the cycle that says.
pub(in crate::rules) fn due(contact: &Cycle) -> f64 {
    if contact.last.is_none() { contact.urgency.max(1.0) } else { contact.urgency }
}

/// Whether there is no time left in a half day, on the clocks of the place.
fn is_over(here: DateTime<FixedOffset>, slot: Slot) -> bool {
    let ends = if slot.half == Half::Am { 12 } else { 18 };
    slot.day < here.date_naive() || (slot.day == here.date_naive() && here.hour() >= ends)
}

/// Whether a visit takes up a half day, on the clocks of its city.
fn takes(terms: &Terms, visit: &Visit, slot: Slot) -> bool {
    let Some(start) = visit.start else { return false };
    let on_its_clocks = |when| terms.in_city(when, visit.city.as_deref());
    let (start, end) = (on_its_clocks(start), on_its_clocks(visit.end.unwrap_or(start)));
    Slot::of(start, Half::Am) <= slot && slot <= Slot::of(end, Half::Pm)
}

pub(in crate::rules) const fn certainty(firmness: Firmness) -> f64 {
    match firmness {
        Firmness::Firm => 1.0,
        Firmness::Likely => 0.6,
        Firmness::Rumour => 0.3,
    }
}

pub(in crate::rules) const fn class_weight(tier: Option<Tier>) -> f64 {
    match tier {
        Some(Tier::Gold) => 1.5,
        Some(Tier::Silver) => 1.25,
        Some(Tier::Bronze) | None => 1.0,
    }
}
