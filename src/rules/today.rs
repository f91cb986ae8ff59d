//! Today: one ordered list of what to do now, each line with its reason and the parts its urgency is the sum of.
//!
//! The weights are in [`weight`]; what is stuck comes before everything, then who waits longest, stands highest on the
//! ladder or means most to us.

mod days;
mod entry;
mod look;
mod people;
mod portions;
pub mod snooze;
mod told;
mod work;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

pub use entry::{Counts, Entry, Group, Topic};
pub use people::stale_judgements;
pub use told::Told;

use self::look::{Almanac, Look, Sight};
use super::Terms;
use crate::edit::Room;
use crate::model::choice::Stage;
use crate::model::{Account, Id};

/// What each reason weighs. One point is about a day's patience.
mod weight {
    /// More than all the others together: what is stuck is first.
    pub const STUCK: f64 = 50.0;
    pub const CLIMBS: f64 = 4.0;
    pub const OVERDUE: f64 = 5.0;
    pub const PER_DAY: f64 = 0.25;
    pub const MOST_DAYS: f64 = 5.0;
    pub const DUE: f64 = 4.0;
    pub const SOON: f64 = 1.0;
    pub const PER_RUNG: f64 = 1.0;
    pub const MOST_RUNGS: f64 = 4.0;
    pub const STOPPED: f64 = -3.0;
    pub const PROMISE: f64 = 1.0;
    pub const COMPLAINT: f64 = 3.0;
    pub const PER_SEVERITY: f64 = 1.0;
    pub const UNANSWERED: f64 = 8.0;
    pub const VISIT: f64 = 4.0;
    pub const DEBRIEF: f64 = 5.0;
    pub const AGREED: f64 = 3.0;
    pub const CYCLE: f64 = 2.0;
    pub const MOST_CYCLES: f64 = 4.0;
    pub const KEY_PLAYER: f64 = 1.0;
    pub const MEETING: f64 = 4.0;
    pub const MOST_WORTH: f64 = 6.0;
    pub const MONEY: f64 = 3.0;
    pub const PER_BUCKET: f64 = 1.0;
    pub const DISPUTED: f64 = -2.0;
    pub const OCCASION: f64 = 3.0;
    pub const GIFT: f64 = 2.0;
    pub const JOURNEY: f64 = 1.0;
    pub const REVIEW: f64 = 1.0;
    pub const STALE: f64 = 0.5;
    pub const MOST_STALE: f64 = 3.0;
    pub const TABLE: f64 = 2.0;
}

/// The list at `now`, of one account or of all, by heading and then the most urgent first; without what is put off.
pub fn today(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, account: Option<Id>) -> Vec<Entry> {
    let mut all = everything(room, terms, now, account);
    all.retain(|entry| entry.until.is_none());
    all
}

/// The same, with what is put off.
pub fn everything(room: &Room, terms: &Terms, now: DateTime<FixedOffset>, account: Option<Id>) -> Vec<Entry> {
    let Some(one) = account else { return Told::of(room, terms, now).into_lines() };
    let (almanac, only) = (Almanac::new(room, terms, now), [one]);
    let look = Look::new(Sight { room, terms, now, almanac: &almanac }, &only, true);
    let mut all = Vec::new();
    look.gather(&mut all);
    look.tables(&mut all);
    let mut all: Vec<Arc<Entry>> = all.into_iter().map(Arc::new).collect();
    snooze::mark(room, now.date_naive(), &mut all);
    said_once(&mut all);
    all.sort_by(|one, other| in_order(one, other));
    all.into_iter().map(Arc::unwrap_or_clone).collect()
}

/// By heading, then the most urgent first, then as [`Entry::tie`] says.
fn in_order(one: &Entry, other: &Entry) -> Ordering {
    let urgent = || other.urgency.total_cmp(&one.urgency);
    one.group.cmp(&other.group).then_with(urgent).then_with(|| one.tie().cmp(&other.tie()))
}

/// A proposal to meet, unless it is put off, says all that the overdue contact and the journey behind it would say.
fn said_once(all: &mut Vec<Arc<Entry>>) {
    let awake = all.iter().filter(|entry| entry.until.is_none());
    let meetings = awake.filter_map(|entry| entry.meeting.as_ref());
    let told: BTreeSet<Id> = meetings.flat_map(|meeting| [meeting.pairing, meeting.their_travel]).flatten().collect();
    let repeats = |entry: &Arc<Entry>| {
        matches!(entry.topic, Topic::Contact | Topic::Journey) && entry.id().is_some_and(|id| told.contains(&id))
    };
    all.retain(|entry| !repeats(entry));
}

fn is_lost(account: &Account) -> bool {
    account.stage == Some(Stage::Lost)
}

/// Days late as urgency, up to a bound: a year-old debt is not a hundred times a new one.
fn lateness(days: i64) -> f64 {
    (days.max(0) as f64 * weight::PER_DAY).min(weight::MOST_DAYS)
}

/// How near a day is that is ahead, as urgency.
fn nearness(day: NaiveDate, today: NaiveDate) -> f64 {
    (5 - (day - today).num_days()).max(0) as f64 * weight::PER_DAY
}
