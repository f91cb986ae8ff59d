//! The follow-up ladder: where every item stands at `now`, who is on the hook, and who will be if nobody acts.
//!
//! Nothing here is stored. [`position`] is worked out from when the item opened, the policy it took along and what people
//! did to it, so that a program closed for a month shows every climb with the moment it really had.

pub mod act;
pub mod cast;
pub mod policy;
pub mod rows;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use rust_decimal::Decimal;

pub use cast::Cast;
pub use policy::{Ladders, Policy, Rung, Theirs};
pub use rows::{forecast_rows, ladder_rows};

use self::walk::{Happening, Walk};
use super::Terms;
use super::zone::Zone;
use crate::edit::Room;
use crate::model::choice::EventWhat;
use crate::model::{Account, Complaint, FollowUp, Id, Receivable, When};

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

/// Where the items of an account, or of all, stand that are not over; by account, then in the order they were made.
pub fn positions<'a>(
    room: &'a Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    account: Option<Id>,
) -> Vec<(&'a FollowUp, Position)> {
    let mut all = Vec::new();
    for (cast, items) in ladders(room, terms, now, account) {
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
    for (cast, items) in ladders(room, terms, now, account) {
        let mut later: BTreeMap<DateTime<FixedOffset>, Cast> = BTreeMap::new();
        for item in items {
            let policy = terms.ladders.policy_of(item);
            let mut walk = walk(item, &policy, &cast, room, now);
            let past = walk.climbs.len();
            walk.advance(until.max(now));
            all.extend(walk.climbs.iter().skip(past).map(|climb| {
                let at = climb.to - 1;
                // Who is away or has left by then, not who is today.
                let then = later.entry(climb.at).or_insert_with(|| Cast::of(room, terms, item.account, climb.at));
                let holder = then.holder(item, &policy, at, walk.holders.get(&at).copied());
                Coming { id: item.id, account: item.account, climb: *climb, holder }
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
    account: Option<Id>,
) -> impl Iterator<Item = (Cast<'a>, Vec<&'a FollowUp>)> {
    let accounts: Vec<Id> = account.map_or_else(|| room.all::<Account>().map(|one| one.id).collect(), |one| vec![one]);
    accounts.into_iter().filter_map(move |account| {
        let items: Vec<&FollowUp> = items(room, account).collect();
        (!items.is_empty()).then(|| (Cast::of(room, terms, account, now), items))
    })
}

fn items(room: &Room, account: Id) -> impl Iterator<Item = &FollowUp> {
    room.linked::<FollowUp>(account).filter(move |item| item.account == account)
}

fn place(item: &FollowUp, cast: &Cast, room: &Room, terms: &Terms, now: DateTime<FixedOffset>) -> Position {
    let policy = terms.ladders.policy_of(item);
    let walk = walk(item, &policy, cast, room, now);
    let assigned = walk.holders.get(&walk.rung).copied();
    let holder = cast.holder(item, &policy, walk.rung, assigned);
    let stands_for = cast.meant(item, &policy, walk.rung, assigned).filter(|meant| Some(*meant) != holder);
    let step = policy.rungs.get(walk.rung).cloned();
    let counterparts = cast.counterparts(item, &policy, walk.rung, holder);
    let due = due(item, room);
    let today = cast.zone(item).local(now).date_naive();
    let late = due.map_or(0, |due| (today - due).num_days());
    Position {
        rung: walk.rung + 1,
        rungs: policy.rungs.len(),
        step,
        holder,
        stands_for,
        counterparts,
        state: walk.state,
        held: walk.held,
        since: walk.since,
        climbs_at: walk.runs_out(),
        used: walk.used,
        allowed: walk.allowed(),
        climbs: walk.climbs,
        due,
        overdue_days: if walk.state.is_over() { 0 } else { late.max(0) },
    }
}

/// The walk of an item, with everything that is known of it at `now`.
fn walk<'a>(item: &FollowUp, policy: &'a Policy, cast: &'a Cast, room: &Room, now: DateTime<FixedOffset>) -> Walk<'a> {
    let zone = cast.zone(item);
    let opened = zone.moment(item.opened_at.unwrap_or(When::Moment(now)));
    let first = opened.date_naive();
    let start = if policy.from_due { due(item, room).unwrap_or(first) } else { first };
    let mut walk = Walk::new(policy, &cast.calendar, zone, opened, start);
    for (at, what) in happenings(item, room, zone, opened).into_iter().take_while(|(at, _)| *at <= now) {
        walk.advance(at);
        walk.take(what, at);
    }
    walk.advance(now);
    walk
}

/// The day an item is due: its own, or its invoice's, or the invoice's day of issue plus the account's terms.
pub fn due(item: &FollowUp, room: &Room) -> Option<NaiveDate> {
    let of_invoice = || {
        let invoice = room.get::<Receivable>(item.invoice?)?;
        let terms = || room.get::<Account>(invoice.account)?.payment_terms_days;
        invoice.due.or_else(|| invoice.issued?.checked_add_days(Days::new(terms()?.unsigned_abs())))
    };
    item.due.map(|due| due.day()).or_else(of_invoice)
}

/// What people did, and what the records it is about say, in order; nothing is earlier than the opening.
fn happenings(
    item: &FollowUp,
    room: &Room,
    zone: Zone,
    opened: DateTime<FixedOffset>,
) -> Vec<(DateTime<FixedOffset>, Happening)> {
    let events = item.events.iter().filter_map(|event| {
        let what = match event.what? {
            EventWhat::Ack => Happening::Stop(State::Acknowledged),
            EventWhat::Wait => Happening::Stop(State::WaitingClient),
            EventWhat::Pause => Happening::Stop(State::Paused),
            EventWhat::Resume => Happening::Resume,
            EventWhat::Up => Happening::Move(Cause::Up),
            EventWhat::Down => Happening::Move(Cause::Down),
            EventWhat::Assign => Happening::Assign(event.to?),
            EventWhat::Done => Happening::End(State::Done),
            EventWhat::Drop => Happening::End(State::Dropped),
            EventWhat::Note => return None,
        };
        Some((event.at?, event.id, what))
    });
    let facts = facts(item, room).into_iter().map(|(at, what)| (at, Id::NIL, what));
    let mut all: Vec<_> = events.chain(facts).map(|(at, id, what)| (zone.moment(at).max(opened), id, what)).collect();
    all.sort_by_key(|(at, id, _)| (*at, *id));
    all.into_iter().map(|(at, _, what)| (at, what)).collect()
}

/// What the complaint or the invoice an item is about says of it: answered, resolved, paid, disputed.
fn facts(item: &FollowUp, room: &Room) -> Vec<(When, Happening)> {
    let mut facts = Vec::new();
    if let Some(complaint) = item.complaint.and_then(|id| room.get::<Complaint>(id)) {
        facts.extend(complaint.first_answered_at.map(|at| (at, Happening::Answered)));
    }
    let Some(invoice) = item.invoice.and_then(|id| room.get::<Receivable>(id)) else { return facts };
    facts.extend(paid_on(invoice).map(|day| (When::Day(day), Happening::End(State::Done))));
    if let Some(dispute) = invoice.disputed_by.and_then(|id| room.get::<Complaint>(id)) {
        facts.extend(dispute.occurred_at.map(|at| (at, Happening::Held(true))));
        facts.extend(dispute.resolved_at.map(|at| (at, Happening::Held(false))));
    }
    facts
}

/// The day an invoice was paid in full.
pub fn paid_on(invoice: &Receivable) -> Option<NaiveDate> {
    let amount = invoice.amount?;
    let mut payments: Vec<_> = invoice.payments.iter().filter_map(|one| Some((one.at?, one.amount?))).collect();
    payments.sort_unstable();
    let mut sum = Decimal::ZERO;
    payments.into_iter().find_map(|(day, part)| {
        sum += part;
        (sum >= amount).then_some(day)
    })
}
