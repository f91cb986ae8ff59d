//! The follow-up ladder: where every item stands at `now`, who is on the hook, and who will be if nobody acts.
//!
//! Nothing here is stored. [`position`] is worked out from when the item opened, the policy it took along and what people
//! did to it, so that a program closed for a month shows every climb with the moment it really had.

pub mod act;
mod away;
pub mod cast;
mod facts;
pub mod policy;
pub mod rows;
pub mod table;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, FixedOffset, NaiveDate};

pub use cast::Cast;
pub use facts::{due, open_amount};
pub use policy::{Policy, Rung, Theirs};
pub use rows::{forecast_rows, ladder_rows};
pub use table::Ladders;

use self::away::Absences;
use self::facts::{Start, happenings, start};
use self::walk::Walk;
use super::Terms;
use super::scope::Scope;
use crate::edit::Room;
use crate::model::{FollowUp, Id, Receivable};

/// What an item waits for. The label is `choice-follow-up-state-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The clock runs.
    Open,
    /// The holder has it in hand.
    Acknowledged,
    /// It is the client's turn.
    WaitingClient,
    /// Put aside.
    Paused,
    /// On the last rung, with no time left.
    Stuck,
    /// Over, with success.
    Done,
    /// Over, without.
    Dropped,
}

impl State {
    /// The code, as in files and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged => "acknowledged",
            Self::WaitingClient => "waiting_client",
            Self::Paused => "paused",
            Self::Stuck => "stuck",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// Whether nothing more is to be done.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }

    /// Whether people have stopped its clock.
    pub const fn is_stopped(self) -> bool {
        matches!(self, Self::Acknowledged | Self::WaitingClient | Self::Paused)
    }
}

/// What took an item to another rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Its time ran out.
    Clock,
    /// So much is owed that it starts higher up.
    Amount,
    /// Somebody sent it up.
    Up,
    /// Somebody sent it down.
    Down,
}

/// A change of rung; rungs count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Climb {
    /// The exact moment.
    pub at: DateTime<FixedOffset>,
    /// The rung it left.
    pub from: usize,
    /// The rung it came to.
    pub to: usize,
    /// Why.
    pub cause: Cause,
}

/// Where an item stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The rung, counted from 1 at the bottom.
    pub rung: usize,
    /// How many rungs its ladder has.
    pub rungs: usize,
    /// That rung of its policy.
    pub step: Option<Rung>,
    /// Who of ours is on the hook.
    pub holder: Option<Id>,
    /// Who would be, had they not left or gone away: the holder stands in for them.
    pub stands_for: Option<Id>,
    /// The seats it is about on this rung.
    pub counterparts: Vec<Id>,
    /// What it waits for.
    pub state: State,
    /// Whether a disputed invoice holds the next rung.
    pub held: bool,
    /// The complaint that does.
    pub held_by: Option<Id>,
    /// Since when it stands on this rung.
    pub since: DateTime<FixedOffset>,
    /// When the rung's time runs out if nobody acts; `None` when the clock stands still.
    pub climbs_at: Option<DateTime<FixedOffset>>,
    /// Working days used on this rung.
    pub used: i64,
    /// Working days the rung has; `None` where it has no clock.
    pub allowed: Option<i64>,
    /// Every change of rung so far, in order.
    pub climbs: Vec<Climb>,
    /// The day it is due.
    pub due: Option<NaiveDate>,
    /// Calendar days past its due day; 0 where it is in time, or over.
    pub overdue_days: i64,
    /// Years its clock runs through without a table of days off: only weekends were taken off.
    pub missing_years: Vec<i32>,
}

impl Position {
    /// Whether it has nowhere left to climb and no time left.
    pub fn is_stuck(&self) -> bool {
        self.state == State::Stuck
    }
}

/// Where one item stands at `now`.
pub fn position(item: &FollowUp, room: &Room, terms: &Terms, now: DateTime<FixedOffset>) -> Position {
    place(item, &Cast::of(room, terms, item.account, now), room, terms, now)
}

/// Where the items of some accounts stand that are not over; by account, then in the order they were made.
pub fn positions<'a>(
    room: &'a Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    scope: impl Into<Scope<'a>>,
) -> Vec<(&'a FollowUp, Position)> {
    let mut all = Vec::new();
    for (cast, items) in ladders(room, terms, now, scope.into()) {
        let placed = items.into_iter().map(|item| (item, place(item, &cast, room, terms, now)));
        all.extend(placed.filter(|(_, position)| !position.state.is_over()));
    }
    all
}

/// How many of these items each of ours holds.
pub fn load(all: &[(&FollowUp, Position)]) -> BTreeMap<Id, usize> {
    let mut load = BTreeMap::new();
    for holder in all.iter().filter_map(|(_, position)| position.holder) {
        *load.entry(holder).or_default() += 1;
    }
    load
}

/// A change of rung that has yet to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Coming {
    /// The item.
    pub id: Id,
    /// Its account.
    pub account: Id,
    /// When, and from which rung to which.
    pub climb: Climb,
    /// Who will be on the hook.
    pub holder: Option<Id>,
    /// Who would be, had they not left or gone away by then.
    pub stands_for: Option<Id>,
    /// Years on the way there without a table of days off.
    pub missing_years: Vec<i32>,
}

/// What climbs between `now` and `until` if nobody acts, soonest first: the same walk with the clock advanced.
pub fn forecast(
    room: &Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    until: DateTime<FixedOffset>,
    account: Option<Id>,
) -> Vec<Coming> {
    let mut all = Vec::new();
    for (cast, items) in ladders(room, terms, now, account.into()) {
        let mut later: BTreeMap<DateTime<FixedOffset>, Cast> = BTreeMap::new();
        for item in items {
            let policy = terms.ladders.policy_of(item, cast.account());
            let (walk, start) = walk(item, &policy, &cast, room, until.max(now));
            all.extend(walk.climbs.iter().filter(|climb| climb.at > now).map(|climb| {
                let at = climb.to - 1;
                // Who is away or has left by then, not who is today.
                let then = later.entry(climb.at).or_insert_with(|| cast.at(climb.at));
                let meant = then.meant(item, &policy, at, walk.holders.get(&at).copied());
                let holder = meant.and_then(|meant| then.present(meant));
                let stands_for = meant.filter(|meant| Some(*meant) != holder);
                let days = start.day..=climb.at.date_naive().max(start.day);
                let missing_years = cast.calendar.missing_years(days);
                Coming { id: item.id, account: item.account, climb: *climb, holder, stands_for, missing_years }
            }));
        }
    }
    all.sort_by_key(|coming| (coming.climb.at, coming.id));
    all
}

/// The items of an account, or of each that has any, with the people they climb to.
fn ladders<'a>(
    room: &'a Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    scope: Scope<'a>,
) -> impl Iterator<Item = (Cast<'a>, Vec<&'a FollowUp>)> {
    let absences = Rc::new(Absences::of(room, *now.offset()));
    scope.ids(room).filter_map(move |account| {
        let items: Vec<&FollowUp> = items(room, account).collect();
        (!items.is_empty()).then(|| (Cast::among(room, terms, account, now, Rc::clone(&absences)), items))
    })
}

fn items(room: &Room, account: Id) -> impl Iterator<Item = &FollowUp> {
    room.linked::<FollowUp>(account).filter(move |item| item.account == account)
}

fn place(item: &FollowUp, cast: &Cast, room: &Room, terms: &Terms, now: DateTime<FixedOffset>) -> Position {
    let policy = terms.ladders.policy_of(item, cast.account());
    let (walk, start) = walk(item, &policy, cast, room, now);
    let assigned = walk.holders.get(&walk.rung).copied();
    let meant = cast.meant(item, &policy, walk.rung, assigned);
    let holder = meant.and_then(|meant| cast.present(meant));
    let step = policy.rungs.get(walk.rung).cloned();
    let counterparts = cast.counterparts(item, &policy, walk.rung, holder);
    let due = due(item, room);
    // Of a debt there is one number of days, with a follow-up or without.
    let there = item.invoice.map_or_else(|| cast.zone(item).local(now), |_| terms.there(room, item.account, now));
    let today = there.date_naive();
    let late = due.map_or(0, |due| (today - due).num_days());
    let invoice = item.invoice.and_then(|id| room.get::<Receivable>(id)).filter(|_| walk.held);
    Position {
        rung: walk.rung + 1,
        rungs: policy.rungs.len(),
        step,
        holder,
        stands_for: meant.filter(|meant| Some(*meant) != holder),
        counterparts,
        state: walk.state,
        held: walk.held,
        held_by: invoice.and_then(|invoice| invoice.disputed_by),
        since: walk.since,
        climbs_at: walk.runs_out(),
        used: walk.used,
        allowed: walk.allowed(),
        missing_years: missing_years(&walk, start, cast, today),
        climbs: walk.climbs,
        due,
        overdue_days: if walk.state.is_over() { 0 } else { late.max(0) },
    }
}

/// The walk of an item up to `now`, with everything that is known of it by then, and where it started.
fn walk<'a>(
    item: &FollowUp,
    policy: &'a Policy,
    cast: &'a Cast,
    room: &Room,
    now: DateTime<FixedOffset>,
) -> (Walk<'a>, Start) {
    let zone = cast.zone(item);
    let start = start(item, policy, room, zone, now);
    let mut walk = Walk::new(policy, &cast.calendar, zone, start);
    for (at, what) in happenings(item, policy, room, zone, start).into_iter().take_while(|(at, _)| *at <= now) {
        walk.advance(at);
        walk.take(what, at);
    }
    walk.advance(now);
    (walk, start)
}

/// Years of the days that its clock counted, or will until the rung is over, that have no table.
fn missing_years(walk: &Walk, start: Start, cast: &Cast, today: NaiveDate) -> Vec<i32> {
    let last = match walk.state {
        State::Done | State::Dropped => return Vec::new(),
        State::Stuck => walk.since.date_naive(),
        _ => walk.runs_out().map_or(today, |at| at.date_naive()),
    };
    cast.calendar.missing_years(start.day..=last.max(start.day))
}
