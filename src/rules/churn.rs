//! The risk that an account leaves us, with what points that way and which of the five causes it points to (S0).

use std::collections::BTreeMap;

use chrono::{DateTime, Days, FixedOffset};
use serde_json::Value;

use super::ageing;
use super::balance::{Balance, Part};
use super::circle::{Sandbox, Web};
use super::cycle::Cycles;
use super::rhythm::{self, Level, Rhythm};
use super::terms::Terms;
use crate::edit::{Edit, Room};
use crate::model::choice::{BuyingRole, Support};
use crate::model::{Competitor, Complaint, Id, Problem, Receivable, Seat};

/// Days over which a change of support or the leaving of a champion counts as news.
pub const NEWS: u64 = 180;
/// Days late from which overdue money worries fully.
const LATE: f64 = 90.0;
/// From this risk on one watches, and from that on one is alarmed.
const LEVELS: (f64, f64) = (25.0, 50.0);

/// What points to each part, and how much it weighs.
const WEIGHTS: [(&str, f64, &str); 6] = [
    ("rhythm", 30.0, "supplier_selection"),
    ("complaints", 20.0, "unresolved_complaint"),
    ("support", 15.0, "supplier_selection"),
    ("competitor", 15.0, "stronger_competitor"),
    ("money", 10.0, "strategy_change"),
    ("champion", 10.0, "strategy_change"),
];

/// How likely an account is to leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Churn {
    /// The risk, 0–100, and its parts.
    pub balance: Balance,
    /// The rhythm of its orders, where there is one.
    pub rhythm: Option<Rhythm>,
}

impl Churn {
    /// How worrying it is: the greater of what the risk and what the silence alone say.
    pub fn level(&self) -> Level {
        let risk = self.balance.value().unwrap_or(0.0);
        let by_risk = match risk {
            risk if risk >= LEVELS.1 => Level::Alarm,
            risk if risk >= LEVELS.0 => Level::Watch,
            _ => Level::Calm,
        };
        by_risk.max(self.rhythm.map_or(Level::Calm, |rhythm| rhythm.level()))
    }

    /// The parts that add most to it.
    pub fn reasons(&self) -> Vec<&Part> {
        self.balance.foremost(3)
    }

    /// As JSON; `say` turns a note into a sentence.
    pub fn row(&self, say: &dyn Fn(&Problem) -> String) -> Value {
        let mut row = self.balance.row(say);
        if let Some(parts) = row["parts"].as_array_mut() {
            for part in parts {
                part["cause"] = part["name"].as_str().and_then(cause).into();
            }
        }
        row["level"] = self.level().code().into();
        row["reasons"] = self.reasons().into_iter().map(|part| say(&part.note)).collect();
        row["rhythm"] = self.rhythm.map_or(Value::Null, |one| {
            serde_json::json!({"last": one.last, "days": one.days, "mean": one.mean, "sd": one.sd, "l": one.l, "z": one.z})
        });
        row
    }
}

/// Which of the five causes of losing a client a part points to.
pub fn cause(part: &str) -> Option<&'static str> {
    WEIGHTS.iter().find(|(name, ..)| *name == part).map(|(.., cause)| *cause)
}

/// The support of seats as it was before the edits since `NEWS` days ago: edits come newest first.
pub fn support_before<'a>(edits: impl IntoIterator<Item = &'a Edit>) -> BTreeMap<Id, Support> {
    let mut before = BTreeMap::new();
    for edit in edits {
        for change in edit.changes.iter().rev().filter(|change| change.field == "support") {
            match serde_json::from_value(change.before.clone()) {
                Ok(support) => drop(before.insert(change.id, support)),
                // Nobody had judged them: that somebody does now is news, not a fall.
                Err(_) => drop(before.remove(&change.id)),
            }
        }
    }
    before
}

/// The risk of an account. `before` is what support was, where it was another [`NEWS`] days ago.
pub fn of_account(room: &Room, terms: &Terms, account: Id, cycles: &Cycles, before: &BTreeMap<Id, Support>) -> Churn {
    let now = cycles.now();
    let rhythm = rhythm::of_account(room, account, now);
    let found = [
        silence(rhythm),
        complaints(room, account, now),
        support(room, account, cycles, before),
        competitor(room, account, now),
        money(room, terms, account, now),
        champion(room, account, now),
    ];
    let part = |((name, weight, _), (value, note)): (&(&'static str, f64, &str), (Option<f64>, Problem))| Part {
        name,
        value,
        weight: *weight,
        note,
    };
    Churn { balance: Balance { parts: WEIGHTS.iter().zip(found).map(part).collect() }, rhythm }
}

type Found = (Option<f64>, Problem);

fn no_data(id: &'static str) -> Found {
    (None, Problem::new(id))
}

fn silence(rhythm: Option<Rhythm>) -> Found {
    let Some(rhythm) = rhythm else { return no_data("churn-rhythm-unknown") };
    let value = match rhythm.level() {
        Level::Calm => 0.0,
        Level::Watch => 50.0,
        Level::Alarm => 100.0,
    };
    let note = Problem::new("churn-rhythm").with("days", rhythm.days).with("mean", format!("{:.1}", rhythm.mean));
    (Some(value), note.with("l", format!("{:.2}", rhythm.l)).with("z", format!("{:.2}", rhythm.z)))
}

fn complaints(room: &Room, account: Id, now: DateTime<FixedOffset>) -> Found {
    let today = now.date_naive();
    let heard = |one: &&Complaint| one.account == account && one.occurred_at.is_some_and(|at| at.day() <= today);
    let by = |when: &Option<crate::model::When>| when.is_some_and(|at| at.day() <= today);
    let open = || room.linked::<Complaint>(account).filter(heard).filter(|one| !by(&one.resolved_at));
    let unanswered = open().filter(|one| !by(&one.first_answered_at)).count();
    let value = match (unanswered, open().count()) {
        (0, 0) => 0.0,
        (0, _) => 50.0,
        _ => 100.0,
    };
    (Some(value), Problem::new("churn-complaints").with("open", open().count()).with("unanswered", unanswered))
}

fn support(room: &Room, account: Id, cycles: &Cycles, before: &BTreeMap<Id, Support>) -> Found {
    let net = |support: BTreeMap<Id, Support>| {
        Web::among(room, account, &Sandbox { support, ..Sandbox::default() }, cycles).net_support().value
    };
    let Some(today) = net(BTreeMap::new()) else { return no_data("churn-support-unknown") };
    let then = if before.is_empty() { today } else { net(before.clone()).unwrap_or(today) };
    let fall = then - today;
    // A fall of half the scale is as bad as it gets.
    let note = Problem::new("churn-support").with("now", format!("{today:+.2}")).with("then", format!("{then:+.2}"));
    (Some((200.0 * fall).clamp(0.0, 100.0)), note)
}

fn competitor(room: &Room, account: Id, now: DateTime<FixedOffset>) -> Found {
    let key =
        |seat: Id| room.get::<Seat>(seat).is_some_and(|seat| seat.is_key_player() && seat.is_current(now.date_naive()));
    let rivals = room.linked::<Competitor>(account).filter(|one| one.account == account);
    let leanings = rivals.flat_map(|rival| rival.leanings.iter().map(move |leaning| (rival, leaning)));
    let known = leanings.filter(|(_, leaning)| key(leaning.seat));
    let strongest =
        known.filter_map(|(rival, leaning)| Some((leaning.value?, rival, leaning.seat))).max_by_key(|one| one.0);
    match strongest {
        None => no_data("churn-competitor-unknown"),
        Some((..=0, ..)) => (Some(0.0), Problem::new("churn-competitor-none")),
        Some((value, rival, seat)) => {
            let note = Problem::new("churn-competitor").with("name", room.name(seat)).with("rival", &rival.name);
            (Some((50.0 * value as f64).clamp(0.0, 100.0)), note)
        }
    }
}

fn money(room: &Room, terms: &Terms, account: Id, now: DateTime<FixedOffset>) -> Found {
    if room.linked::<Receivable>(account).all(|invoice| invoice.account != account) {
        return no_data("churn-money-unknown");
    }
    let days = ageing::of_account(room, terms, account, now).iter().map(|one| one.days).max().unwrap_or(0);
    (Some((100.0 * days as f64 / LATE).min(100.0)), Problem::new("churn-money").with("days", days))
}

fn champion(room: &Room, account: Id, now: DateTime<FixedOffset>) -> Found {
    let today = now.date_naive();
    let since = today.checked_sub_days(Days::new(NEWS)).unwrap_or(today);
    let ours = |seat: &&Seat| {
        let roles = [BuyingRole::Champion, BuyingRole::Coach];
        seat.account == account && roles.iter().any(|role| seat.buying_roles.contains(role))
    };
    let champions: Vec<&Seat> = room.linked::<Seat>(account).filter(ours).collect();
    let left = champions.iter().find(|seat| seat.to.is_some_and(|to| (since..today).contains(&to)));
    match left {
        _ if champions.is_empty() => no_data("churn-champion-unknown"),
        None => (Some(0.0), Problem::new("churn-champion-here")),
        Some(seat) => (Some(100.0), Problem::new("churn-champion-left").with("name", room.name(seat.id))),
    }
}
