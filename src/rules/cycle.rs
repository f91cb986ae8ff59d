//! The visit cycle: when a pairing, a seat or an account was last in contact, and how urgent the next contact is.
//!
//! A contact is a visit that is done or a touch. Urgency = days since the last contact ÷ ideal interval. Intervals are
//! those of the class (A 14/21, B 30/45, C 90/120 days), unless the account or the pairing has its own.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::abc::{self, Class};
use super::behaviour;
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
    /// Every one.
    pub const ALL: &'static [Self] = &[Self::Green, Self::Yellow, Self::Red];

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

/// The cycles of a room at `now`. Classes are worked out once, and only where an interval hangs on one.
pub struct Cycles<'a> {
    room: &'a Room,
    now: DateTime<FixedOffset>,
    classes: OnceCell<Arc<BTreeMap<Id, Class>>>,
}

impl<'a> Cycles<'a> {
    /// Nothing is worked out yet.
    pub const fn new(room: &'a Room, now: DateTime<FixedOffset>) -> Self {
        Self { room, now, classes: OnceCell::new() }
    }

    /// The moment they are told for.
    pub const fn now(&self) -> DateTime<FixedOffset> {
        self.now
    }

    /// The class of an account by its sales; `None` without figures.
    pub fn class(&self, account: Id) -> Option<Class> {
        self.classes.get_or_init(|| abc::class_of_each(self.room, self.now)).get(&account).copied()
    }

    /// Days after which a contact with an account's people counts half.
    pub fn half_life(&self, account: Id) -> f64 {
        behaviour::half_life(self.room, account, self.class(account))
    }

    /// The cycle of a pairing.
    pub fn of_pairing(&self, pairing: &Pairing) -> Cycle {
        let last = last_contact(self.room, pairing.seat, Some(pairing.member), self.now);
        Cycle::new(last, pairing.created_at, self.interval_of_pairing(pairing), self.now)
    }

    /// The cycle of a seat, whoever of ours meets it: held against the shortest of its pairings, else its account.
    pub fn of_seat(&self, seat: &Seat) -> Cycle {
        let own = self.room.linked::<Pairing>(seat.id).map(|pairing| self.interval_of_pairing(pairing));
        let interval = own.min_by_key(|interval| interval.ideal).unwrap_or_else(|| self.interval_of(seat.account));
        Cycle::new(last_contact(self.room, seat.id, None, self.now), seat.created_at, interval, self.now)
    }

    /// The cycle of an account, whoever met whom.
    pub fn of_account(&self, account: &Account) -> Cycle {
        let visits = self.room.linked::<Visit>(account.id).filter(|visit| visit.account == account.id);
        let touches = self.room.linked::<Touch>(account.id).filter(|touch| touch.account == account.id);
        let last = latest(visits, touches, self.now);
        Cycle::new(last, account.created_at, self.interval_of(account.id), self.now)
    }

    /// The interval of a pairing: its own, else that of the account.
    pub fn interval_of_pairing(&self, pairing: &Pairing) -> Interval {
        let account = self.room.get::<Seat>(pairing.seat).map(|seat| self.interval_of(seat.account));
        overridden(account.unwrap_or(CLASS_C), pairing.ideal_days, pairing.max_days)
    }

    /// The interval of an account: its own, else that of its class.
    pub fn interval_of(&self, account: Id) -> Interval {
        let Some(account) = self.room.get::<Account>(account) else { return CLASS_C };
        if let (Some(ideal), Some(max)) = (account.cycle_ideal_days, account.cycle_max_days) {
            return overridden(CLASS_C, Some(ideal), Some(max));
        }
        overridden(self.class_interval(account), account.cycle_ideal_days, account.cycle_max_days)
    }

    /// By tier or by class, whichever asks for more; where neither says anything, by how near an account is to becoming
    /// a client.
    fn class_interval(&self, account: &Account) -> Interval {
        let tier = account.tier.map(|tier| match tier {
            Tier::Gold => Class::A,
            Tier::Silver => Class::B,
            Tier::Bronze => Class::C,
        });
        let class = if tier == Some(Class::A) { tier } else { tier.into_iter().chain(self.class(account.id)).min() };
        match (class, account.stage) {
            (Some(Class::A), _) => CLASS_A,
            (Some(Class::B), _) | (None, Some(Stage::Intent | Stage::Prospect)) => CLASS_B,
            _ => CLASS_C,
        }
    }
}

/// The cycle of one pairing; of many, ask [`Cycles`].
pub fn of_pairing(room: &Room, pairing: &Pairing, now: DateTime<FixedOffset>) -> Cycle {
    Cycles::new(room, now).of_pairing(pairing)
}

/// The cycle of one seat; of many, ask [`Cycles`].
pub fn of_seat(room: &Room, seat: &Seat, now: DateTime<FixedOffset>) -> Cycle {
    Cycles::new(room, now).of_seat(seat)
}

/// The cycle of one account; of many, ask [`Cycles`].
pub fn of_account(room: &Room, account: &Account, now: DateTime<FixedOffset>) -> Cycle {
    Cycles::new(room, now).of_account(account)
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

const CLASS_A: Interval = Interval { ideal: 14, max: 21 };
const CLASS_B: Interval = Interval { ideal: 30, max: 45 };
const CLASS_C: Interval = Interval { ideal: 90, max: 120 };

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
    fn green_to_the_ideal_yellow_to_the_maximum_and_red_after_it() {
        for (interval, class) in [(CLASS_A, (14, 21)), (CLASS_B, (30, 45)), (CLASS_C, (90, 120))] {
            assert_eq!((interval.ideal, interval.max), class);
            let at =
                |days: i64| Cycle::new(Some(now().date_naive() - chrono::TimeDelta::days(days)), None, interval, now());
            let lights = [0, class.0, class.0 + 1, class.1, class.1 + 1].map(|days| at(days).light);
            assert_eq!(lights, [Light::Green, Light::Green, Light::Yellow, Light::Yellow, Light::Red]);
            assert!((at(class.0).urgency - 1.0).abs() < 1e-12);
            assert_eq!(at(3).due(now()), now().date_naive().checked_add_days(chrono::Days::new(class.0 as u64 - 3)));
        }
    }

    #[test]
    fn a_contact_counts_to_the_day_over_months_years_and_leap_days() {
        let days = |last: &str, now: &str| Cycle::new(last.parse().ok(), None, CLASS_A, now.parse().unwrap()).days;
        assert_eq!(days("2028-02-15", "2028-03-01T08:00:00+08:00"), 15);
        assert_eq!(days("2027-02-15", "2027-03-01T08:00:00+08:00"), 14);
        assert_eq!(days("2025-12-31", "2026-01-01T00:01:00+08:00"), 1);
        // Clocks that went forward in the night between do not make a day less.
        assert_eq!(days("2026-03-15", "2026-03-29T03:30:00+02:00"), 14);
    }

    #[test]
    fn the_class_by_sales_and_the_tier_are_both_heard_and_what_is_set_by_hand_goes_first() {
        let sales = |name: &'static str, account: &str, amount: &str| {
            let money = json!({"amount": amount, "currency": "CNY"});
            (Kind::Period, name, json!({"account": account, "period": "2026-09", "sales": money}))
        };
        let developed = |name: &str, tier: Option<&str>| json!({"name": name, "stage": "developed", "tier": tier});
        let room = room(&[
            (Kind::Account, "big", developed("A", None)),
            (Kind::Account, "mid", developed("B", Some("bronze"))),
            (Kind::Account, "small", developed("C", None)),
            (Kind::Account, "silver", developed("S", Some("silver"))),
            (Kind::Account, "hopeful", json!({"name": "H", "stage": "intent"})),
            (Kind::Account, "new", json!({"name": "N"})),
            (Kind::Account, "own", json!({"name": "O", "cycle_ideal_days": 7, "cycle_max_days": 10})),
            (Kind::Seat, "seat", json!({"account": "@own"})),
            (Kind::Pairing, "pair", json!({"member": "@own", "seat": "@seat", "ideal_days": 3, "max_days": 5})),
            (Kind::Pairing, "plain", json!({"member": "@own", "seat": "@seat"})),
            sales("1", "@big", "60"),
            sales("2", "@mid", "25"),
            sales("3", "@small", "15"),
        ]);
        let cycles = Cycles::new(&room, now());
        let found = ["big", "mid", "small", "silver", "hopeful", "new"].map(|name| cycles.interval_of(id(name)));
        assert_eq!(found, [CLASS_A, CLASS_B, CLASS_C, CLASS_B, CLASS_B, CLASS_C]);
        assert_eq!(cycles.interval_of(id("own")), Interval { ideal: 7, max: 10 });
        let of = |name: &str| cycles.interval_of_pairing(room.get(id(name)).unwrap());
        assert_eq!((of("pair"), of("plain")), (Interval { ideal: 3, max: 5 }, Interval { ideal: 7, max: 10 }));
    }

    #[test]
    fn without_a_contact_the_days_count_since_we_know_of_them() {
        let room = house();
        let cycle = of_account(&room, room.get(id("own")).unwrap(), now());
        assert_eq!((cycle.last, cycle.days, cycle.interval), (None, 25, Interval { ideal: 20, max: 26 }));
        assert_eq!(cycle.light, Light::Yellow);
    }
}
