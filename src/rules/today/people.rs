//! What people are due: contacts, birthdays and occasions, and a fresh look at what we think of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{About, Entry, Group, Look, lateness, weight};
use crate::model::choice::{Stage, VisitStatus};
use crate::model::{Account, Anniversary, Id, Kind, Member, Occasion, Pairing, Person, Problem, Record, Seat, Visit};
use crate::rules::cycle::{Cycles, Light};
use crate::rules::intercept;
use crate::rules::intercept::Intercept;
use crate::rules::lunar::next_anniversary;

/// Working days ahead of a birthday or occasion that names no lead of its own.
const LEAD: i64 = 5;
/// Days after which a card wants to be looked at again (S2: weekly).
const REVIEW_DAYS: i64 = 7;
/// Days ahead in which a meeting that a journey makes possible is looked for.
const MEETING_DAYS: u32 = 14;
/// Days after which a judgement of a key player has gone stale.
const STALE_DAYS: i64 = 180;

impl Look<'_> {
    /// Pairings past their interval, unless a visit is planned.
    pub(super) fn cycles(&self, out: &mut Vec<Entry>) {
        let today = self.day();
        let cycles = Cycles::new(self.room, self.now);
        for pairing in self.room.all::<Pairing>() {
            let Some(seat) = self.room.get::<Seat>(pairing.seat).filter(|seat| seat.is_current(today)) else {
                continue;
            };
            let left = self.room.get::<Member>(pairing.member).and_then(|member| member.left_on);
            if !self.covers(seat.account) || left.is_some_and(|day| day <= today) || self.is_planned(seat.id) {
                continue;
            }
            let cycle = cycles.of_pairing(pairing);
            let (group, id) = match (cycle.light, cycle.last) {
                (Light::Green, _) => continue,
                (Light::Yellow, _) => (Group::Watch, "today-why-yellow"),
                (Light::Red, Some(_)) => (Group::ThisWeek, "today-why-red"),
                (Light::Red, None) => (Group::ThisWeek, "today-why-never-met"),
            };
            let names = (self.name(pairing.member), self.name(pairing.seat));
            let why = Problem::new(id).with("days", cycle.days).with("ideal", cycle.interval.ideal);
            let about = About {
                group,
                what: Problem::new("today-what-contact").with("ours", names.0).with("theirs", names.1),
                why: why.with("max", cycle.interval.max),
                kind: Kind::Pairing,
                id: pairing.id,
                account: Some(seat.account),
                due: cycle.due(self.now),
            };
            let share = (cycle.urgency * weight::CYCLE).min(weight::MOST_CYCLES);
            let key = if seat.is_key_player() { 1.0 } else { 0.0 };
            out.push(self.entry(about, vec![("cycle", share), ("key_player", key)]));
        }
    }

    /// Where journeys cross within two weeks: the best chance of each pairing.
    pub(super) fn meetings(&self, out: &mut Vec<Entry>) {
        let mut seen = BTreeSet::new();
        for meeting in intercept::upcoming(self.room, self.terms, self.now, self.account, MEETING_DAYS) {
            if meeting.pairing.is_none() || self.will_meet(&meeting) || !seen.insert(meeting.pairing) {
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
            let what = Problem::new("today-what-meeting").with("city", &meeting.city);
            let subject = meeting.subject();
            let about = About {
                group: if soon { Group::Now } else { Group::of(meeting.from, today) },
                what: what.with("ours", self.name(meeting.member)).with("theirs", self.name(meeting.seat)),
                why: why.with("what", waits).with("contact", meeting.contact.days),
                kind: self.room.record(subject).map_or(Kind::Seat, Record::kind),
                id: subject,
                account: Some(meeting.account),
                due: Some(meeting.from),
            };
            let worth = meeting.score().min(weight::MOST_WORTH);
            let parts = vec![("meeting", weight::MEETING), ("worth", worth), ("near", nearness(meeting.from, today))];
            let entry = self.entry(about, parts);
            out.push(Entry { meeting: Some(Box::new(meeting)), ..entry });
        }
    }

    /// Whether the two have a visit planned, whatever day.
    fn will_meet(&self, meeting: &Intercept) -> bool {
        let ours = |visit: &&Visit| visit.ours.iter().any(|one| one.member == meeting.member);
        self.visits_ahead(meeting.seat).any(|visit| ours(&visit))
    }

    fn visits_ahead(&self, seat: Id) -> impl Iterator<Item = &Visit> {
        let today = self.day();
        let ahead = move |visit: &&Visit| visit.start.is_some_and(|start| start.day() >= today);
        self.room.linked::<Visit>(seat).filter(|visit| visit.status == Some(VisitStatus::Planned)).filter(ahead)
    }

    fn is_planned(&self, seat: Id) -> bool {
        self.visits_ahead(seat).next().is_some()
    }

    /// Birthdays of people who hold a seat.
    pub(super) fn birthdays(&self, out: &mut Vec<Entry>) {
        for person in self.room.all::<Person>() {
            let Some(birthday) = person.birthday else { continue };
            let today = self.day();
            let seats = || self.room.linked::<Seat>(person.id).filter(|seat| seat.is_current(today));
            let Some(seat) = seats().find(|seat| self.covers(seat.account)) else { continue };
            let Some(day) = self.upcoming(birthday, true, LEAD, Some(seat.account)) else { continue };
            let age = birthday.year().map(|born| chrono::Datelike::year(&day) - born).filter(|age| *age > 0);
            let what = match age {
                Some(age) => Problem::new("today-what-birthday-age").with("age", age),
                None => Problem::new("today-what-birthday"),
            };
            let about = About {
                group: Group::of(day, today),
                what: what.with("name", &person.name),
                why: Problem::new("today-why-day").with("day", day),
                kind: Kind::Person,
                id: person.id,
                account: Some(seat.account),
                due: Some(day),
            };
            out.push(self.entry(about, vec![("occasion", weight::OCCASION), ("near", nearness(day, today))]));
        }
    }

    /// Other days to remember.
    pub(super) fn occasions(&self, out: &mut Vec<Entry>) {
        for occasion in self.room.all::<Occasion>() {
            let of_person = || self.room.account_of(occasion.person?);
            let account = occasion.account.or_else(of_person);
            if account.is_some_and(|account| !self.covers(account)) || (account.is_none() && self.account.is_some()) {
                continue;
            }
            let Some(date) = occasion.date else { continue };
            let lead = occasion.lead_working_days.unwrap_or(LEAD);
            let Some(day) = self.upcoming(date, occasion.yearly.unwrap_or(true), lead, account) else { continue };
            let whose = occasion.person.or(occasion.account).map(|id| self.name(id)).unwrap_or_default();
            let about = About {
                group: Group::of(day, self.day()),
                what: Problem::new("today-what-occasion").with("what", &occasion.what).with("name", whose),
                why: Problem::new("today-why-day").with("day", day),
                kind: Kind::Occasion,
                id: occasion.id,
                account,
                due: Some(day),
            };
            out.push(self.entry(about, vec![("occasion", weight::OCCASION), ("near", nearness(day, self.day()))]));
        }
    }

    /// The next time a date comes round, if that is within `lead` working days.
    fn upcoming(&self, date: Anniversary, yearly: bool, lead: i64, account: Option<Id>) -> Option<NaiveDate> {
        let day = next_anniversary(date, self.day())?;
        if !yearly && date.year().is_some_and(|year| chrono::Datelike::year(&day) != year) {
            return None;
        }
        // No holiday is a month long: whatever is further off needs no calendar to say so.
        if (day - self.day()).num_days() > lead * 2 + 31 {
            return None;
        }
        let calendar = self.terms.calendar_of(self.room, account.unwrap_or(Id::NIL));
        (day <= calendar.add_workdays(self.day(), lead as i32)).then_some(day)
    }

    /// Cards that nobody has looked at for a week.
    pub(super) fn reviews(&self, out: &mut Vec<Entry>) {
        for account in self.room.all::<Account>().filter(|one| self.covers(one.id) && one.stage != Some(Stage::Lost)) {
            let known = account.reviewed_at.or(account.created_at);
            let days = known.map_or(REVIEW_DAYS + 1, |when| (self.day() - when.day()).num_days());
            if days <= REVIEW_DAYS {
                continue;
            }
            let why = match account.reviewed_at {
                Some(_) => Problem::new("today-why-review").with("days", days),
                None => Problem::new("today-why-never-reviewed"),
            };
            let about = About {
                group: Group::Watch,
                what: Problem::new("today-what-review").with("name", self.name(account.id)),
                why,
                kind: Kind::Account,
                id: account.id,
                account: Some(account.id),
                due: None,
            };
            out.push(self.entry(about, vec![("review", weight::REVIEW), ("overdue", lateness(days - REVIEW_DAYS))]));
        }
    }

    /// Key players of whom we think something that was last checked long ago; one line an account.
    pub(super) fn judgements(&self, out: &mut Vec<Entry>) {
        let mut stale: BTreeMap<Id, Vec<(NaiveDate, Id)>> = BTreeMap::new();
        let today = self.day();
        for seat in self.room.all::<Seat>().filter(|seat| seat.is_key_player() && seat.is_current(today)) {
            let known = seat.extra.get("support.as_of").and_then(|day| day.as_str()?.parse().ok());
            let Some(day) = known.filter(|day: &NaiveDate| (today - *day).num_days() > STALE_DAYS) else { continue };
            if self.covers(seat.account) {
                stale.entry(seat.account).or_default().push((day, seat.id));
            }
        }
        for (account, mut seats) in stale {
            seats.sort_unstable();
            let Some((oldest, first)) = seats.first().copied() else { continue };
            let names = self.names(seats.iter().take(3).map(|(_, id)| *id));
            let about = About {
                group: Group::Watch,
                what: Problem::new("today-what-judgement").with("names", names).with("count", seats.len()),
                why: Problem::new("today-why-judgement").with("day", oldest),
                kind: Kind::Seat,
                id: first,
                account: Some(account),
                due: None,
            };
            out.push(self.entry(about, vec![("stale", weight::STALE * seats.len() as f64)]));
        }
    }
}

fn nearness(day: NaiveDate, today: NaiveDate) -> f64 {
    (LEAD - (day - today).num_days()).max(0) as f64 * weight::PER_DAY
}
