//! Today: one ordered list of what to do now, each line with its reason and the parts its urgency is the sum of.
//!
//! The weights are in [`weight`]; who waits longest, stands highest on the ladder or means most to us comes first.

mod people;
mod work;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use serde_json::{Value, json};

use super::Terms;
use super::intercept::Intercept;
use crate::edit::Room;
use crate::model::choice::Tier;
use crate::model::{Account, Id, Kind, Problem};

/// When a line wants to be dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Today.
    Now,
    /// Within seven days.
    ThisWeek,
    /// Nothing to do yet but to know of it.
    Watch,
}

impl Group {
    /// The code, as in JSON; the heading is `today-group-…`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::ThisWeek => "this_week",
            Self::Watch => "watch",
        }
    }

    /// Where a day falls: today or earlier is now, within a week this week.
    fn of(day: NaiveDate, today: NaiveDate) -> Self {
        match (day - today).num_days() {
            ..=0 => Self::Now,
            1..=7 => Self::ThisWeek,
            _ => Self::Watch,
        }
    }
}

/// One line. `what` and `why` are sentences: a text id and its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Under which heading it stands.
    pub group: Group,
    /// What it is about.
    pub what: Problem,
    /// Why it is here.
    pub why: Problem,
    /// Kind of the record to jump to.
    pub kind: Kind,
    /// The record to jump to.
    pub id: Id,
    /// Its account.
    pub account: Option<Id>,
    /// The day it is, or was, due.
    pub due: Option<NaiveDate>,
    /// The sum of the parts.
    pub urgency: f64,
    /// What makes it urgent; the label is `today-part-…`.
    pub parts: Vec<(&'static str, f64)>,
    /// The meeting it proposes.
    pub meeting: Option<Box<Intercept>>,
}

impl Entry {
    /// The line in the shape the command line promises, its sentences already worded.
    pub fn row(&self, room: &Room, what: &str, why: &str) -> Value {
        let parts: serde_json::Map<_, _> =
            self.parts.iter().map(|(name, part)| ((*name).into(), json!(part))).collect();
        json!({
            "group": self.group.code(),
            "what": what,
            "why": why,
            "kind": self.kind,
            "id": self.id,
            "account": self.account,
            "account_name": self.account.map(|id| room.name(id)),
            "due": self.due,
            "urgency": (self.urgency * 100.0).round() / 100.0,
            "parts": parts,
        })
    }
}

/// What each reason weighs. One point is about a day's patience.
mod weight {
    pub const STUCK: f64 = 10.0;
    pub const CLIMBS: f64 = 4.0;
    pub const OVERDUE: f64 = 5.0;
    pub const PER_DAY: f64 = 0.25;
    pub const MOST_DAYS: f64 = 5.0;
    pub const DUE: f64 = 4.0;
    pub const SOON: f64 = 1.0;
    pub const PER_RUNG: f64 = 1.0;
    pub const STOPPED: f64 = -3.0;
    pub const COMPLAINT: f64 = 3.0;
    pub const UNANSWERED: f64 = 8.0;
    pub const VISIT: f64 = 4.0;
    pub const DEBRIEF: f64 = 5.0;
    pub const CYCLE: f64 = 2.0;
    pub const MOST_CYCLES: f64 = 4.0;
    pub const MEETING: f64 = 4.0;
    pub const MOST_WORTH: f64 = 6.0;
    pub const MONEY: f64 = 3.0;
    pub const DISPUTED: f64 = -2.0;
    pub const OCCASION: f64 = 3.0;
    pub const REVIEW: f64 = 1.0;
    pub const STALE: f64 = 0.5;
}

/// The list at `now`, of one account or of all, by heading and then the most urgent first.
pub fn today(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, account: Option<Id>) -> Vec<Entry> {
    let look = Look { room, terms, now, account };
    let mut entries = Vec::new();
    look.follow_ups(&mut entries);
    look.complaints(&mut entries);
    look.receivables(&mut entries);
    look.visits(&mut entries);
    look.cycles(&mut entries);
    look.meetings(&mut entries);
    look.birthdays(&mut entries);
    look.occasions(&mut entries);
    look.reviews(&mut entries);
    look.judgements(&mut entries);
    entries.sort_by(|a, b| a.group.cmp(&b.group).then(b.urgency.total_cmp(&a.urgency)).then(a.id.cmp(&b.id)));
    entries
}

/// What the list is gathered from.
struct Look<'a> {
    room: &'a Room,
    terms: &'a Terms,
    now: DateTime<FixedOffset>,
    account: Option<Id>,
}

/// What a line is about, before its urgency is summed up.
struct About {
    group: Group,
    what: Problem,
    why: Problem,
    kind: Kind,
    id: Id,
    account: Option<Id>,
    due: Option<NaiveDate>,
}

impl Look<'_> {
    fn day(&self) -> NaiveDate {
        self.now.date_naive()
    }

    fn in_a_week(&self) -> NaiveDate {
        self.day().checked_add_days(Days::new(7)).unwrap_or(self.day())
    }

    /// Whether the list is about this account.
    fn covers(&self, account: Id) -> bool {
        self.account.is_none_or(|only| only == account)
    }

    /// A line; what its account means to us is part of every urgency.
    fn entry(&self, about: About, mut parts: Vec<(&'static str, f64)>) -> Entry {
        let tier = about.account.and_then(|id| self.room.get::<Account>(id)?.tier);
        let class = match tier {
            Some(Tier::Gold) => 2.0,
            Some(Tier::Silver) => 1.0,
            Some(Tier::Bronze) | None => 0.0,
        };
        parts.push(("class", class));
        parts.retain(|(_, part)| *part != 0.0);
        let urgency = parts.iter().fold(0.0, |sum, (_, part)| sum + part);
        let About { group, what, why, kind, id, account, due } = about;
        Entry { group, what, why, kind, id, account, due, urgency, parts, meeting: None }
    }

    fn name(&self, id: Id) -> String {
        self.room.name(id)
    }

    fn names(&self, ids: impl IntoIterator<Item = Id>) -> String {
        let names: Vec<_> = ids.into_iter().map(|id| self.name(id)).filter(|name| !name.is_empty()).collect();
        names.join(", ")
    }
}

/// Days late as urgency, up to a bound: a year-old debt is not a hundred times a new one.
fn lateness(days: i64) -> f64 {
    (days.max(0) as f64 * weight::PER_DAY).min(weight::MOST_DAYS)
}
