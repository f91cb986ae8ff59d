//! What of the calendar is shown alone: one kind, one person, one city, or what is all of these.

use super::Calendar;
use super::board::{Row, concerned};
use crate::model::{Id, Record};
use crate::rules::agenda::{Entry, EntryKind};
use crate::rules::presence::traveller;
use crate::screen::View;

/// What is shown alone; of each, `None` is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sift {
    /// Entries of a kind.
    pub kind: Option<EntryKind>,
    /// What concerns a person or a member.
    pub person: Option<Id>,
    /// What is in a city, or leads to it or from it.
    pub city: Option<String>,
}

impl Sift {
    /// Whether everything is shown.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an entry is shown.
    pub(super) fn shows(&self, view: &View, entry: &Entry) -> bool {
        let of_person = |id: Id| {
            let rows = [Row::Person(id), Row::Member(id)];
            entry.who == Some(id) || concerned(view, entry).iter().any(|row| rows.contains(row))
        };
        self.kind.is_none_or(|kind| entry.kind == kind)
            && self.person.is_none_or(of_person)
            && self.city.as_deref().is_none_or(|city| cities(view, entry).iter().any(|one| is_same(view, one, city)))
    }

    /// Whether somebody who is in these cities has a row.
    pub(super) fn shows_row(&self, view: &View, who: Id, cities: &[&str]) -> bool {
        self.person.is_none_or(|person| person == who)
            && self.city.as_deref().is_none_or(|city| cities.iter().any(|one| is_same(view, one, city)))
    }

    /// In words, for the title.
    pub(super) fn said(&self, view: &View) -> Option<String> {
        if self.is_open() {
            return None;
        }
        let kind = self.kind.map(|kind| view.text.t(&kind_text(kind)));
        let person = self.person.map(|id| view.room.name(id));
        let parts: Vec<String> = [kind, person, self.city.clone()].into_iter().flatten().collect();
        Some(view.text.ta("calendar-filtered", &[("what", &parts.join(" · "))]))
    }
}

impl Calendar {
    /// What is shown alone.
    pub const fn sift(&self) -> &Sift {
        &self.sift
    }

    /// Shows something else alone, or everything.
    pub fn set_sift(&mut self, sift: Sift) {
        self.sift = sift;
    }

    /// Shows everything again; false where it does already.
    pub fn leave(&mut self) -> bool {
        let narrowed = !self.sift.is_open();
        self.sift = Sift::default();
        narrowed
    }
}

/// The id of what a kind of entry is called.
pub fn kind_text(kind: EntryKind) -> String {
    format!("calendar-kind-{}", kind.code().replace('_', "-"))
}

fn is_same(view: &View, a: &str, b: &str) -> bool {
    view.terms.regions.spot(a).city == view.terms.regions.spot(b).city
}

/// The cities an entry has to do with.
fn cities(view: &View, entry: &Entry) -> Vec<String> {
    let home = |id: Id| match view.room.record(traveller(view.room, id)) {
        Some(Record::Person(person)) => person.home_city.clone(),
        Some(Record::Member(member)) => member.base_city.clone(),
        Some(Record::Account(account)) => account.city.clone(),
        _ => None,
    };
    let found = match entry.id.and_then(|id| view.room.record(id)) {
        Some(Record::Travel(travel)) => vec![travel.from_city.clone(), Some(travel.to_city.clone())],
        Some(Record::Visit(visit)) if visit.city.is_some() => vec![visit.city.clone()],
        _ => vec![entry.who.and_then(home)],
    };
    found.into_iter().flatten().collect()
}
