//! The visit cycle: when a pairing, a seat or an account was last in contact, and how urgent the next contact is.
//!
//! A contact is a visit that is done or a touch. Urgency = days since the last contact ÷ ideal interval.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::edit::Room;
use crate::model::choice::{Stage, Tier, VisitStatus};
use crate::model::{Account, Id, Pairing, Seat, Touch, Visit, When};

/// How a cycle stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// Within the ideal interval.
    Green,
    /// Past the ideal, within the maximum.
    Yellow,
    /// Past the maximum.
    Red,
}

impl Light {
    /// The code, as in texts and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }
}

/// Ideal and longest interval between contacts, in calendar days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The interval we aim at.
    pub ideal: i64,
    /// The longest one that is still no neglect.
    pub max: i64,
}

/// How a cycle stands, and the numbers it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cycle {
    /// The last contact; `None` where there was none yet.
    pub last: Option<NaiveDate>,
    /// Days since then, or since we have known of them.
    pub days: i64,
    /// The intervals it is held against.
    pub interval: Interval,
    /// Days ÷ ideal interval.
    pub urgency: f64,
    /// Green ≤ ideal < yellow ≤ maximum < red.
    pub light: Light,
}

impl Cycle {
    fn new(last: Option<NaiveDate>, known: Option<When>, interval: Interval, now: DateTime<FixedOffset>) -> Self {
        let today = now.date_naive();
        let since = last.or(known.map(|when| when.day())).unwrap_or(today);
        let days = (today - since).num_days().max(0);
        let light = match days {
            days if days <= interval.ideal => Light::Green,
            days if days <= interval.max => Light::Yellow,
            _ => Light::Red,
        };
        Self { last, days, interval, urgency: days as f64 / interval.ideal.max(1) as f64, light }
    }

    /// The day the next contact is ideally made.
    pub fn due(&self, now: DateTime<FixedOffset>) -> Option<NaiveDate> {
        now.date_naive().checked_add_signed(chrono::TimeDelta::days(self.interval.ideal - self.days))
    }

    /// The day it turns red.
    pub fn red_after(&self, now: DateTime<FixedOffset>) -> Option<NaiveDate> {
        now.date_naive().checked_add_signed(chrono::TimeDelta::days(self.interval.max - self.days))
    }
}

/// The cycle of a pairing.
pub fn of_pairing(room: &Room, pairing: &Pairing, now: DateTime<FixedOffset>) -> Cycle {
    let last = last_contact(room, pairing.seat, Some(pairing.member), now);
    Cycle::new(last, pairing.created_at, interval_of_pairing(room, pairing), now)
}

/// The cycle of a seat, whoever of ours meets it: held against the shortest of its pairings, else its account.
pub fn of_seat(room: &Room, seat: &Seat, now: DateTime<FixedOffset>) -> Cycle {
    let own = room.linked::<Pairing>(seat.id).map(|pairing| interval_of_pairing(room, pairing));
    let interval = own.min_by_key(|interval| interval.ideal).unwrap_or_else(|| interval_of(room, seat.account));
    Cycle::new(last_contact(room, seat.id, None, now), seat.created_at, interval, now)
}

/// The cycle of an account, whoever met whom.
pub fn of_account(room: &Room, account: &Account, now: DateTime<FixedOffset>) -> Cycle {
    let visits = room.linked::<Visit>(account.id).filter(|visit| visit.account == account.id);
    let touches = room.linked::<Touch>(account.id).filter(|touch| touch.account == account.id);
    let last = latest(visits, touches, now);
    Cycle::new(last, account.created_at, interval_of(room, account.id), now)
}

/// The last contact with a seat, by one of ours or by anybody.
pub fn last_contact(room: &Room, seat: Id, member: Option<Id>, now: DateTime<FixedOffset>) -> Option<NaiveDate> {
    let ours = |visit: &&Visit| member.is_none_or(|id| visit.ours.iter().any(|one| one.member == id));
    let theirs = |visit: &&Visit| visit.theirs.contains(&seat) || visit.received_by == Some(seat);
    let visits = room.linked::<Visit>(seat).filter(ours).filter(theirs);
    let touches = room.linked::<Touch>(seat);
    latest(visits, touches.filter(|touch| member.is_none_or(|id| touch.member == id)), now)
}

fn latest<'a>(
    visits: impl Iterator<Item = &'a Visit>,
    touches: impl Iterator<Item = &'a Touch>,
    now: DateTime<FixedOffset>,
) -> Option<NaiveDate> {
    let done = visits.filter(|visit| visit.status == Some(VisitStatus::Done)).filter_map(|visit| visit.start);
    let all = done.chain(touches.filter_map(|touch| touch.at));
    all.map(|when| when.day()).filter(|day| *day <= now.date_naive()).max()
}

/// The interval of a pairing: its own, else that of the account.
pub fn interval_of_pairing(room: &Room, pairing: &Pairing) -> Interval {
    let account = room.get::<Seat>(pairing.seat).map(|seat| interval_of(room, seat.account));
    overridden(account.unwrap_or(CLASS_C), pairing.ideal_days, pairing.max_days)
}

/// The interval of an account: its own, else that of its class.
pub fn interval_of(room: &Room, account: Id) -> Interval {
    let Some(account) = room.get::<Account>(account) else { return CLASS_C };
    overridden(class_interval(account), account.cycle_ideal_days, account.cycle_max_days)
}

const CLASS_A: Interval = Interval { ideal: 14, max: 21 };
const CLASS_B: Interval = Interval { ideal: 30, max: 45 };
const CLASS_C: Interval = Interval { ideal: 90, max: 120 };

/// By tier, and before there is one by how near an account is to becoming a client.
const fn class_interval(account: &Account) -> Interval {
    match (account.tier, account.stage) {
        (Some(Tier::Gold), _) => CLASS_A,
        (Some(Tier::Silver), _) | (None, Some(Stage::Intent | Stage::Prospect)) => CLASS_B,
        _ => CLASS_C,
    }
}

/// An ideal of one's own keeps the default's proportion to the maximum, unless that too is given.
fn overridden(default: Interval, ideal: Option<i64>, max: Option<i64>) -> Interval {
    let ideal = ideal.or(max.map(|max| max.min(default.ideal))).unwrap_or(default.ideal).max(1);
    Interval { ideal, max: max.unwrap_or(default.max * ideal / default.ideal).max(ideal) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn now() -> DateTime<FixedOffset> {
        "2026-10-20T09:00:00+08:00".parse().unwrap()
    }

    fn house() -> Room {
        room(&[
            (Kind::Member, "rep", json!({"name": "小陈", "level": "rep"})),
            (Kind::Member, "boss", json!({"name": "陈总", "level": "executive"})),
            (Kind::Account, "gold", json!({"name": "G", "stage": "developed", "tier": "gold"})),
            (Kind::Account, "own", json!({"name": "O", "cycle_ideal_days": 20, "created_at": "2026-09-25"})),
            (Kind::Seat, "clerk", json!({"account": "@gold", "layer": "operations"})),
            (Kind::Pairing, "pair", json!({"member": "@rep", "seat": "@clerk", "level": "rep"})),
            (
                Kind::Pairing,
                "wide",
                json!({"member": "@boss", "seat": "@clerk", "level": "executive", "ideal_days": 28}),
            ),
            (
                Kind::Visit,
                "met",
                json!({"account": "@gold", "status": "done", "start": "2026-10-04T10:00:00+08:00",
                "ours": [{"id": id("a"), "member": "@rep"}], "theirs": ["@clerk"]}),
            ),
            (
                Kind::Visit,
                "plan",
                json!({"account": "@gold", "status": "planned", "start": "2026-10-19",
                "ours": [{"id": id("b"), "member": "@rep"}], "theirs": ["@clerk"]}),
            ),
            (
                Kind::Touch,
                "call",
                json!({"account": "@gold", "member": "@boss", "seats": ["@clerk"], "at": "2026-09-01"}),
            ),
        ])
    }

    #[test]
    fn contacts_are_done_visits_and_touches_of_the_very_pair() {
        let room = house();
        let of = |name: &str| of_pairing(&room, room.get(id(name)).unwrap(), now());
        let rep = of("pair");
        assert_eq!((rep.last, rep.days, rep.light), ("2026-10-04".parse().ok(), 16, Light::Yellow));
        assert!((rep.urgency - 16.0 / 14.0).abs() < 1e-9);
        let boss = of("wide");
        assert_eq!((boss.days, boss.interval, boss.light), (49, Interval { ideal: 28, max: 42 }, Light::Red));
        let seat = of_seat(&room, room.get(id("clerk")).unwrap(), now());
        assert_eq!((seat.days, seat.interval), (16, CLASS_A));
        let account = of_account(&room, room.get(id("gold")).unwrap(), now());
        assert_eq!((account.days, account.due(now())), (16, "2026-10-18".parse().ok()));
    }

    #[test]
    fn without_a_contact_the_days_count_since_we_know_of_them() {
        let room = house();
        let cycle = of_account(&room, room.get(id("own")).unwrap(), now());
        assert_eq!((cycle.last, cycle.days, cycle.interval), (None, 25, Interval { ideal: 20, max: 26 }));
        assert_eq!(cycle.light, Light::Yellow);
    }
}
