//! Whom to see: contacts that are due, meetings that journeys make possible, and whom to judge anew.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::entry::About;
use super::look::Look;
use super::{Entry, Group, Topic, nearness, weight};
use crate::model::choice::VisitStatus;
use crate::model::{Account, Id, Kind, Pairing, Problem, Record, Seat, Visit};
use crate::rules::cycle::{Cycle, Cycles, Light};
use crate::rules::intercept::{self, Intercept};

/// Days ahead in which a meeting that a journey makes possible is looked for.
pub const MEETING_DAYS: u32 = 14;
/// Days after which a judgement of a key player has gone stale.
pub const STALE_DAYS: i64 = 180;

impl<'a> Look<'a> {
    /// Contacts past their interval, unless a visit is planned: of pairings, and of accounts where nobody is paired.
    pub(super) fn contacts(&self, out: &mut Vec<Entry>) {
        let today = self.day();
        let cycles = Cycles::new(self.room, self.now);
        let mut paired = BTreeSet::new();
        let seats = self.of(|seat: &Seat| seat.account).filter(|seat| seat.is_current(today));
        let pairs = |seat: &'a Seat| self.room.linked::<Pairing>(seat.id).map(move |pairing| (seat, pairing));
        for (seat, pairing) in seats.flat_map(pairs).filter(|(_, pairing)| self.serves(pairing.member)) {
            paired.insert(seat.account);
            if self.visits_ahead(seat.id).next().is_some() {
                continue;
            }
            let cycle = cycles.of_pairing(pairing);
            let key = if seat.is_key_player() { weight::KEY_PLAYER } else { 0.0 };
            let whom = (vec![pairing.member], vec![pairing.seat]);
            out.extend(self.contact(cycle, (Kind::Pairing, pairing.id), seat.account, whom, key));
        }
        for account in self.accounts() {
            if paired.contains(&account.id) || self.visits_ahead(account.id).next().is_some() {
                continue;
            }
            let cycle = cycles.of_account(account);
            let whom = (self.owner(Some(account.id)), vec![account.id]);
            out.extend(self.contact(cycle, (Kind::Account, account.id), account.id, whom, 0.0));
        }
    }

    fn contact(
        &self,
        cycle: Cycle,
        subject: (Kind, Id),
        account: Id,
        (ours, theirs): (Vec<Id>, Vec<Id>),
        key_player: f64,
    ) -> Option<Entry> {
        let (group, id) = match (cycle.light, cycle.last) {
            (Light::Green, _) => return None,
            (Light::Yellow, Some(_)) => (Group::Watch, "today-why-yellow"),
            (Light::Yellow, None) => (Group::Watch, "today-why-never-met"),
            (Light::Red, Some(_)) => (Group::ThisWeek, "today-why-red"),
            (Light::Red, None) => (Group::ThisWeek, "today-why-never-met"),
        };
        let why = Problem::new(id).with("days", cycle.days).with("ideal", cycle.interval.ideal);
        let about = About {
            topic: Topic::Contact,
            group,
            what: Problem::new("today-what-contact"),
            why: why.with("max", cycle.interval.max),
            subject: Some(subject),
            account: Some(account),
            ours,
            theirs,
            due: cycle.due(self.now),
        };
        let share = (cycle.urgency * weight::CYCLE).min(weight::MOST_CYCLES);
        Some(self.entry(about, vec![("cycle", share), ("key_player", key_player)]))
    }

    /// Where journeys cross within two weeks: the best chance of each pairing, and of each key player who is nobody's.
    pub(super) fn meetings(&self, out: &mut Vec<Entry>) {
        let mut seen = BTreeSet::new();
        let (room, team) = (self.room, &self.almanac.team);
        let meetings = intercept::of(room, self.terms, self.now, self.scope(), team, &self.open);
        for meeting in meetings.into_iter().filter(|meeting| !meeting.is_at_home()) {
            if self.will_meet(&meeting) || !seen.insert(meeting.subject()) {
                continue;
            }
            let today = self.day();
            // Who is to be met the day after tomorrow has to be asked today.
            let soon = (meeting.from - today).num_days() <= 2;
            let id = match (meeting.waiting.first(), meeting.contact.last) {
                (Some(_), _) => "today-why-meeting-waits",
                (None, None) => "today-why-meeting-never-met",
                (None, Some(_)) => "today-why-meeting",
            };
            let waits = meeting.waiting.first().map(|id| self.name(*id)).unwrap_or_default();
            let why = Problem::new(id).with("days", meeting.days).with("sure", meeting.firmness.code());
            let subject = meeting.subject();
            let about = About {
                topic: Topic::Meeting,
                group: if soon { Group::Now } else { Group::of(meeting.from, today) },
                what: Problem::new("today-what-meeting").with("city", &meeting.city),
                why: why.with("what", waits).with("contact", meeting.contact.days),
                subject: Some((self.room.record(subject).map_or(Kind::Seat, Record::kind), subject)),
                account: Some(meeting.account),
                ours: vec![meeting.member],
                theirs: vec![meeting.seat],
                due: Some(meeting.from),
            };
            let worth = meeting.score().min(weight::MOST_WORTH);
            let parts = vec![("meeting", weight::MEETING), ("worth", worth), ("near", nearness(meeting.from, today))];
            let entry = self.entry(about, parts).marked(meeting.city.as_str());
            out.push(Entry { meeting: Some(Box::new(meeting)), ..entry });
        }
    }

    /// Whether the two have a visit planned, whatever day.
    fn will_meet(&self, meeting: &Intercept) -> bool {
        let ours = |visit: &&Visit| visit.ours.iter().any(|one| one.member == meeting.member);
        self.visits_ahead(meeting.seat).any(|visit| ours(&visit))
    }

    /// Visits that are planned with a seat, or at an account.
    pub(super) fn visits_ahead(&self, with: Id) -> impl Iterator<Item = &Visit> {
        let today = self.day();
        let ahead = move |visit: &&Visit| visit.start.is_some_and(|start| start.day() >= today);
        self.room.linked::<Visit>(with).filter(|visit| visit.status == Some(VisitStatus::Planned)).filter(ahead)
    }

    /// Key players of whom we think something that was last checked long ago; one line an account.
    pub(super) fn judgements(&self, out: &mut Vec<Entry>) {
        let mut stale: BTreeMap<Id, Vec<(NaiveDate, Id)>> = BTreeMap::new();
        let today = self.day();
        for seat in self.players.values().flatten() {
            let Some(day) = stale_since(seat, today) else { continue };
            let lost = self.room.get::<Account>(seat.account).is_none_or(super::is_lost);
            if self.covers(seat.account) && !lost {
                stale.entry(seat.account).or_default().push((day, seat.id));
            }
        }
        for (account, mut seats) in stale {
            seats.sort_unstable();
            let Some((oldest, _)) = seats.first().copied() else { continue };
            let seats: Vec<Id> = seats.into_iter().map(|(_, id)| id).collect();
            let about = About {
                topic: Topic::Judgement,
                group: Group::Watch,
                what: Problem::new("today-what-judgement").with("count", seats.len()),
                why: Problem::new("today-why-judgement").with("day", oldest),
                subject: seats.first().map(|id| (Kind::Seat, *id)),
                account: Some(account),
                ours: self.owner(Some(account)),
                theirs: seats.clone(),
                due: None,
            };
            let parts = vec![("stale", (weight::STALE * seats.len() as f64).min(weight::MOST_STALE))];
            out.push(self.entry(about, parts));
        }
    }
}

/// Of when the oldest judgement of a seat is that has gone stale.
fn stale_since(seat: &Seat, today: NaiveDate) -> Option<NaiveDate> {
    stale_judgements(seat, today).map(|(_, day)| day).min()
}

/// The judgements of a seat that have gone stale, by their field, and of when each is.
pub fn stale_judgements(seat: &Seat, today: NaiveDate) -> impl Iterator<Item = (&str, NaiveDate)> {
    seat.extra.iter().filter_map(move |(name, day)| {
        let day: NaiveDate = day.as_str()?.parse().ok()?;
        let field = name.strip_suffix(".as_of")?;
        ((today - day).num_days() > STALE_DAYS).then_some((field, day))
    })
}
