//! The contact calendar as one sorted list: journeys, visits, birthdays, occasions, festivals, days off, and whatever
//! falls due, between two days.
//!
//! What comes back every year is worked out for the years at hand; nothing is stored. Words are text ids with their
//! arguments: the reader's language is the screen's business.

mod due;
mod journeys;
mod yearly;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

pub use yearly::{calendar, countries, missing, years};

use super::Terms;
use super::cycle::Light;
use super::intercept::Say;
use super::presence::Clocks;
use super::visits;
use super::workday::HolidayName;
use crate::edit::Room;
use crate::model::choice::{Firmness, Level, VisitStatus};
use crate::model::{Account, Id, Member, Pairing, Seat, Visit, When};

/// What an entry is. Of several on one day, the earlier in this list stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each says what it is")]
pub enum EntryKind {
    /// Two journeys of one traveller that cannot both be true.
    Clash,
    Holiday,
    MakeupWorkday,
    Festival,
    Birthday,
    Occasion,
    /// Working days ahead of one of these.
    Reminder,
    Visit,
    /// A day on which we agreed to come again, with no visit planned yet.
    NextVisit,
    /// The clock of a rung runs out.
    Deadline,
    FollowUpDue,
    ReceivableDue,
    CycleDue,
    Travel,
    /// One of ours is off.
    Leave,
}

impl EntryKind {
    /// All of them, in their order on a day.
    pub const ALL: [Self; 15] = [
        Self::Clash,
        Self::Holiday,
        Self::MakeupWorkday,
        Self::Festival,
        Self::Birthday,
        Self::Occasion,
        Self::Reminder,
        Self::Visit,
        Self::NextVisit,
        Self::Deadline,
        Self::FollowUpDue,
        Self::ReceivableDue,
        Self::CycleDue,
        Self::Travel,
        Self::Leave,
    ];

    /// The code, as in text ids (with `-`) and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clash => "clash",
            Self::Holiday => "holiday",
            Self::MakeupWorkday => "makeup_workday",
            Self::Festival => "festival",
            Self::Birthday => "birthday",
            Self::Occasion => "occasion",
            Self::Reminder => "reminder",
            Self::Visit => "visit",
            Self::NextVisit => "next_visit",
            Self::Deadline => "deadline",
            Self::FollowUpDue => "follow_up_due",
            Self::ReceivableDue => "receivable_due",
            Self::CycleDue => "cycle_due",
            Self::Travel => "travel",
            Self::Leave => "leave",
        }
    }
}

/// What an entry is called, before it is said in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A sentence with named values.
    Text {
        /// Id of the text.
        id: &'static str,
        /// Named values for it.
        args: Vec<(&'static str, String)>,
    },
    /// A day off or a festival, named in its table.
    Named(HolidayName),
    /// What is off or worked in another country than most accounts are in.
    Abroad {
        /// What it is.
        what: Box<Label>,
        /// Where.
        country: HolidayName,
    },
    /// So many working days before something.
    Ahead {
        /// How many.
        days: i64,
        /// Whether gifts are to be thought of.
        gift: bool,
        /// What is coming.
        what: Box<Label>,
    },
}

impl Label {
    /// In words.
    pub fn said(&self, language: &str, say: Say) -> String {
        match self {
            Self::Named(name) => name.in_language(language).to_owned(),
            Self::Abroad { what, country } => {
                let aside = say("word-aside", &[("text", country.in_language(language))]);
                format!("{} {aside}", what.said(language, say))
            }
            Self::Ahead { days, gift, what } => {
                let id = if *gift { "calendar-gift-ahead" } else { "calendar-ahead" };
                say(id, &[("days", &days.to_string()), ("what", &what.said(language, say))])
            }
            Self::Text { id, args } => {
                let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
                say(id, &args)
            }
        }
    }

    const fn text(id: &'static str, args: Vec<(&'static str, String)>) -> Self {
        Self::Text { id, args }
    }
}

/// Something on the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The first day.
    pub day: NaiveDate,
    /// The last day, the same for most.
    pub end: NaiveDate,
    /// The hour on the first day, where it is known, in the zone it was noted with.
    pub time: Option<DateTime<FixedOffset>>,
    /// What it is.
    pub kind: EntryKind,
    /// The record it comes from; days off and festivals have none.
    pub id: Option<Id>,
    /// Whose it is: a person, a member or an account.
    pub who: Option<Id>,
    /// What it is called.
    pub label: Label,
    /// How sure it is: of journeys alone.
    pub firmness: Option<Firmness>,
    /// Over or done: a visit that was made.
    pub done: bool,
    /// The hours of a journey, on the clocks of the places it belongs to.
    pub clocks: Option<Clocks>,
    /// How a visit cycle stands today.
    pub light: Option<Light>,
}

impl Entry {
    const fn new(day: NaiveDate, kind: EntryKind, label: Label) -> Self {
        Self {
            day,
            end: day,
            time: None,
            kind,
            id: None,
            who: None,
            label,
            firmness: None,
            done: false,
            clocks: None,
            light: None,
        }
    }

    fn of(self, id: Id, who: Option<Id>) -> Self {
        Self { id: Some(id), who, ..self }
    }

    /// Whether any of it is on a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.day <= day && day <= self.end
    }

    fn key(&self) -> (NaiveDate, EntryKind, Option<NaiveTime>, Option<Id>) {
        (self.day, self.kind, self.time.map(|time| time.time()), self.id)
    }
}

/// Everything between two days, both included, of one account (`scope`) or of all, in order. Of ours, an account's
/// calendar shows those who are paired with somebody there, own it, or visit it.
pub fn agenda(
    room: &Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    scope: Option<Id>,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<Entry> {
    let mut span = Span::new(room, terms, now, scope, (from, to));
    span.journeys();
    span.leave();
    span.visits();
    span.next_visits();
    span.yearly();
    span.due();
    let mut all = span.found();
    all.sort_by_key(Entry::key);
    all
}

/// The people of theirs and of ours whose whereabouts a calendar shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Persons, the decision layer first, each with a seat; last those who have none and are on a journey.
    pub theirs: Vec<(Id, Option<Id>)>,
    /// Members, executives first.
    pub ours: Vec<Id>,
}

/// Who is on the board of an account, or of all, on these days. Over all accounts, of theirs only those somebody is paired
/// with, and whoever is on a journey: of theirs or of ours, a journey has its row.
pub fn on_board(
    room: &Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    scope: Option<Id>,
    (from, to): (NaiveDate, NaiveDate),
) -> People {
    let today = now.date_naive();
    let mut people = people(room, scope, today);
    let mut span = Span::new(room, terms, now, scope, (from, to));
    span.journeys();
    for who in span.found().into_iter().filter_map(|entry| entry.who) {
        if room.get::<Member>(who).is_some() {
            if !people.ours.contains(&who) {
                people.ours.push(who);
            }
        } else if !people.theirs.iter().any(|(person, _)| *person == who) {
            let seat = room.linked::<Seat>(who).find(|seat| seat.is_current(today));
            people.theirs.push((who, seat.map(|seat| seat.id)));
        }
    }
    people
}

/// Who is on the calendar of an account, or of all. Over all accounts, of theirs only those somebody is paired with.
pub fn people(room: &Room, scope: Option<Id>, today: NaiveDate) -> People {
    let fits = |seat: &&Seat| seat.is_current(today) && scope.is_none_or(|account| seat.account == account);
    let mut seats: Vec<&Seat> = if let Some(account) = scope {
        room.linked::<Seat>(account).filter(fits).collect()
    } else {
        let paired: BTreeSet<Id> = room.all::<Pairing>().map(|pairing| pairing.seat).collect();
        paired.into_iter().filter_map(|seat| room.get(seat)).filter(fits).collect()
    };
    seats.sort_by_key(|seat| (seat.layer.is_none(), seat.layer, seat.id));
    let mut known = BTreeSet::new();
    let persons = seats.into_iter().filter_map(|seat| Some((seat.person?, Some(seat.id))));
    let theirs = persons.filter(|(person, _)| known.insert(*person)).collect();
    let here = |member: &&Member| member.left_on.is_none_or(|left| left >= today);
    let serving = |member: &&Member| scope.is_none_or(|account| serves(room, member.id, account));
    let mut ours: Vec<&Member> = room.all().filter(here).filter(serving).collect();
    ours.sort_by_key(|member| (Reverse(member.level.map(Level::rung)), member.id));
    People { theirs, ours: ours.into_iter().map(|member| member.id).collect() }
}

/// Persons and members an account's calendar is about; `None` means everybody.
fn concerned(room: &Room, scope: Option<Id>, today: NaiveDate) -> Option<BTreeSet<Id>> {
    let People { theirs, ours } = people(room, Some(scope?), today);
    Some(theirs.into_iter().map(|(person, _)| person).chain(ours).collect())
}

/// Whether one of ours has to do with an account.
fn serves(room: &Room, member: Id, account: Id) -> bool {
    let paired = |pairing: &Pairing| pairing.member == member && room.account_of(pairing.seat) == Some(account);
    room.get::<Account>(account).is_some_and(|one| one.owner == Some(member))
        || room.linked::<Pairing>(member).any(paired)
        || room.linked::<Visit>(member).any(|visit| visit.account == account)
}

/// What is asked for, and what was found.
struct Span<'a> {
    room: &'a Room,
    terms: &'a Terms,
    now: DateTime<FixedOffset>,
    scope: Option<Id>,
    from: NaiveDate,
    to: NaiveDate,
    concerned: Option<BTreeSet<Id>>,
    all: Vec<Entry>,
}

impl<'a> Span<'a> {
    fn new(
        room: &'a Room,
        terms: &'a Terms,
        now: DateTime<FixedOffset>,
        scope: Option<Id>,
        (from, to): (NaiveDate, NaiveDate),
    ) -> Self {
        let concerned = concerned(room, scope, now.date_naive());
        Self { room, terms, now, scope, from, to, concerned, all: Vec::new() }
    }

    /// What was found, without what is on other days after all.
    fn found(self) -> Vec<Entry> {
        let (from, to) = (self.from, self.to);
        let mut all = self.all;
        all.retain(|entry| entry.day <= to && from <= entry.end);
        all
    }

    /// Days agreed on for the next visit.
    fn next_visits(&mut self) {
        for next in visits::agreed(self.room, self.scope) {
            if !self.has(next.day, next.day) {
                continue;
            }
            let args = vec![("account", self.room.name(next.visit.account))];
            let entry = Entry::new(next.day, EntryKind::NextVisit, Label::text("agenda-next-visit", args));
            self.all.push(entry.of(next.visit.id, Some(next.visit.account)));
        }
    }

    fn has(&self, first: NaiveDate, last: NaiveDate) -> bool {
        first <= self.to && self.from <= last
    }

    /// Whether a person or a member is looked at.
    fn concerns(&self, who: Id) -> bool {
        self.concerned.as_ref().is_none_or(|concerned| concerned.contains(&who))
    }

    /// Whether an account is looked at.
    fn covers(&self, account: Id) -> bool {
        self.scope.is_none_or(|scope| scope == account)
    }

    /// Days off of ours; without a last day until further notice.
    fn leave(&mut self) {
        let ours: Vec<&Member> = self.room.all().filter(|member: &&Member| self.concerns(member.id)).collect();
        for member in ours {
            for leave in &member.leave {
                let Some(from) = leave.from.filter(|from| self.has(*from, leave.to.unwrap_or(self.to))) else {
                    continue;
                };
                let id = if leave.reason.is_some() { "agenda-leave-for" } else { "agenda-leave" };
                let args = vec![("who", member.name.clone()), ("what", leave.reason.clone().unwrap_or_default())];
                let entry = Entry::new(from, EntryKind::Leave, Label::text(id, args)).of(member.id, Some(member.id));
                self.all.push(Entry { end: leave.to.unwrap_or(self.to).max(from), ..entry });
            }
        }
    }

    fn visits(&mut self) {
        let open = |visit: &&Visit| visit.status != Some(VisitStatus::Cancelled);
        for visit in
            self.room.all::<Visit>().filter(open).filter(|visit| self.scope.is_none_or(|one| one == visit.account))
        {
            let Some(start) = visit.start else { continue };
            // The days are those of its city.
            let city = visit.city.as_deref();
            let start = self.terms.in_city(start, city);
            let end = visit.end.map_or(start.day(), |end| self.terms.in_city(end, city).day()).max(start.day());
            if !self.has(start.day(), end) {
                continue;
            }
            let id = if visit.objective.is_some() { "agenda-visit-for" } else { "agenda-visit" };
            let what = visit.objective.clone().unwrap_or_default();
            let args = vec![("account", self.room.name(visit.account)), ("what", what)];
            self.all.push(Entry {
                end,
                time: hour(start),
                done: visit.status == Some(VisitStatus::Done),
                ..Entry::new(start.day(), EntryKind::Visit, Label::text(id, args)).of(visit.id, Some(visit.account))
            });
        }
    }
}

const fn hour(when: When) -> Option<DateTime<FixedOffset>> {
    match when {
        When::Moment(moment) => Some(moment),
        When::Day(_) => None,
    }
}

#[cfg(test)]
mod tests;
