//! Today: one ordered list of what to do now, each line with its reason and the parts its urgency is the sum of.
//!
//! The weights are in [`weight`]; what is stuck comes before everything, then who waits longest, stands highest on the
//! ladder or means most to us.

mod days;
mod entry;
mod people;
pub mod snooze;
mod work;

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

pub use entry::{Counts, Entry, Group, Topic};
pub use people::stale_judgements;

use self::entry::About;
use super::Terms;
use super::ladder::{self, Position};
use super::workday::Calendar;
use crate::edit::Room;
use crate::model::choice::{Stage, Tier};
use crate::model::{Account, Anniversary, FollowUp, Id, Member, Pairing, Seat};

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
    let look = Look::new(room, terms, now, account);
    let mut all = Vec::new();
    look.follow_ups(&mut all);
    look.complaints(&mut all);
    look.receivables(&mut all);
    look.visits(&mut all);
    look.agreed(&mut all);
    look.contacts(&mut all);
    look.meetings(&mut all);
    look.journeys(&mut all);
    look.birthdays(&mut all);
    look.occasions(&mut all);
    look.festivals(&mut all);
    look.gifts(&mut all);
    look.reviews(&mut all);
    look.judgements(&mut all);
    look.tables(&mut all);
    snooze::mark(room, look.day(), &mut all);
    said_once(&mut all);
    all.sort_by(|a, b| a.group.cmp(&b.group).then(b.urgency.total_cmp(&a.urgency)).then_with(|| a.tie().cmp(&b.tie())));
    all
}

/// A proposal to meet, unless it is put off, says all that the overdue contact and the journey behind it would say.
fn said_once(all: &mut Vec<Entry>) {
    let awake = all.iter().filter(|entry| entry.until.is_none());
    let meetings = awake.filter_map(|entry| entry.meeting.as_ref());
    let told: BTreeSet<Id> = meetings.flat_map(|meeting| [meeting.pairing, meeting.their_travel]).flatten().collect();
    let repeats = |entry: &Entry| {
        matches!(entry.topic, Topic::Contact | Topic::Journey) && entry.id().is_some_and(|id| told.contains(&id))
    };
    all.retain(|entry| !repeats(entry));
}

/// What the list is gathered from.
struct Look<'a> {
    room: &'a Room,
    terms: &'a Terms,
    now: DateTime<FixedOffset>,
    account: Option<Id>,
    /// The follow-ups that are not over, and where they stand.
    open: Vec<(&'a FollowUp, Position)>,
    /// The follow-up that looks after a complaint or an invoice, and who holds it.
    followed: BTreeMap<Id, (&'a FollowUp, Option<Id>)>,
    /// The working days of every country there is an account in.
    calendars: BTreeMap<&'a str, Calendar>,
    /// The key players of today, by account and id.
    players: BTreeMap<Id, Vec<&'a Seat>>,
    /// The next time each yearly date comes round: many people share a day, and lunar ones are dear.
    rounds: RefCell<BTreeMap<Anniversary, Option<NaiveDate>>>,
}

impl<'a> Look<'a> {
    fn new(room: &'a Room, terms: &'a Terms, now: DateTime<FixedOffset>, account: Option<Id>) -> Self {
        let countries: BTreeSet<&str> =
            room.all::<Account>().map(|account| terms.country(Some(account))).chain([terms.country(None)]).collect();
        let calendars = countries.into_iter().map(|name| (name, terms.holidays.calendar(name))).collect();
        let open = ladder::positions(room, terms, now, account);
        let subjects = open.iter().flat_map(|(item, position)| {
            let about = [item.invoice, item.complaint].into_iter().flatten();
            about.map(|id| (id, (*item, position.holder)))
        });
        let followed = subjects.collect();
        let is_player = |seat: &Seat| seat.is_key_player() && seat.is_current(now.date_naive());
        let mut ids: Vec<Id> = if let Some(account) = account {
            room.linked::<Seat>(account).filter(|seat| is_player(seat)).map(|seat| seat.id).collect()
        } else {
            let judged = room.each_where::<Seat>("political_status", |_| true);
            judged.filter(|seat| is_player(seat)).map(|seat| seat.id).collect()
        };
        ids.sort_unstable();
        let mut players: BTreeMap<Id, Vec<&Seat>> = BTreeMap::new();
        for seat in ids.into_iter().filter_map(|id| room.get::<Seat>(id)) {
            players.entry(seat.account).or_default().push(seat);
        }
        Self { room, terms, now, account, open, followed, calendars, players, rounds: RefCell::default() }
    }

    fn day(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// The day that many days from now.
    fn in_days(&self, days: u64) -> NaiveDate {
        self.day().checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
    }

    fn in_a_week(&self) -> NaiveDate {
        self.in_days(7)
    }

    /// Whether the list is about this account.
    fn covers(&self, account: Id) -> bool {
        self.account.is_none_or(|only| only == account)
    }

    /// The accounts it is about that are not lost.
    fn accounts(&self) -> impl Iterator<Item = &'a Account> {
        self.room.all::<Account>().filter(|one| self.covers(one.id) && !is_lost(one))
    }

    /// The working days of an account's country.
    fn calendar(&self, account: Option<Id>) -> Option<&Calendar> {
        let account = account.and_then(|id| self.room.get::<Account>(id));
        self.calendars.get(self.terms.country(account))
    }

    /// A line; what its account means to us is part of every urgency. Parts are told in hundredths, so that they add up
    /// to the urgency to the last digit.
    fn entry(&self, about: About, mut parts: Vec<(&'static str, f64)>) -> Entry {
        let tier = about.account.and_then(|id| self.room.get::<Account>(id)?.tier);
        let class = match tier {
            Some(Tier::Gold) => 2.0,
            Some(Tier::Silver) => 1.0,
            Some(Tier::Bronze) | None => 0.0,
        };
        parts.push(("class", class));
        let hundredths = |part: f64| (part * 100.0).round() as i64;
        let parts: Vec<_> = parts.into_iter().map(|(name, part)| (name, hundredths(part))).collect();
        let urgency = parts.iter().map(|(_, part)| part).sum::<i64>() as f64 / 100.0;
        let parts = parts.into_iter().filter(|(_, part)| *part != 0).map(|(name, part)| (name, part as f64 / 100.0));
        Entry::new(about, parts.collect(), urgency)
    }

    fn name(&self, id: Id) -> String {
        self.room.name(id)
    }

    /// Whose it is to look after a seat: whoever is paired there, the owner of the account where nobody is.
    fn carers(&self, seat: Option<Id>, account: Option<Id>) -> Vec<Id> {
        let paired = seat.into_iter().flat_map(|seat| self.room.linked::<Pairing>(seat)).map(|pairing| pairing.member);
        let mut paired: Vec<Id> = paired.filter(|member| self.serves(*member)).collect();
        let mut known = BTreeSet::new();
        paired.retain(|member| known.insert(*member));
        if paired.is_empty() { self.owner(account) } else { paired }
    }

    /// The owner of an account, as the one whose it is.
    fn owner(&self, account: Option<Id>) -> Vec<Id> {
        account.and_then(|id| self.room.get::<Account>(id)?.owner).into_iter().collect()
    }

    /// Whether one of ours is still with us.
    fn serves(&self, member: Id) -> bool {
        self.room.get::<Member>(member).is_some_and(|one| one.left_on.is_none_or(|day| day > self.day()))
    }
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
