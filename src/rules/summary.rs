//! One row an account: what the table of accounts shows, each figure worked out once for all of them.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};

use super::abc::{self, Base, Class};
use super::ageing::{self, Ageing};
use super::cycle::{Cycle, Cycles};
use super::portions::{self, PORTION};
use super::scope::Scope;
use super::{Terms, health, ladder};
use crate::edit::Room;
use crate::model::choice::{Choices, VisitStatus};
use crate::model::field::{DAY, DECIMAL, Field, choice};
use crate::model::{Account, Id, Kind, Seat, Visit};

/// What is computed of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The account.
    pub account: Id,
    /// Its class; `None` without figures.
    pub class: Option<Class>,
    /// Per cent of all sales in its currency.
    pub share: Option<f64>,
    /// How healthy it is, 0–100; `None` where nothing is known of it.
    pub health: Option<f64>,
    /// People in current seats.
    pub people: usize,
    /// Follow-ups that are not over.
    pub open: usize,
    /// Those above their first rung.
    pub climbed: usize,
    /// Those with nowhere left to climb.
    pub stuck: usize,
    /// The next planned visit.
    pub next_visit: Option<NaiveDate>,
    /// The last contact, and how urgent the next one is.
    pub cycle: Cycle,
    /// What it owes, by currency.
    pub debts: Vec<Ageing>,
}

impl Summary {
    /// Days the oldest debt is late; 0 where none is.
    pub fn days_late(&self) -> i64 {
        self.debts.iter().map(|one| one.days).max().unwrap_or(0)
    }
}

/// What can be asked of an account beside its fields.
pub const COMPUTED: &[Field] = &[
    choice(&CLASSES).named("abc"),
    DECIMAL.named("share"),
    DECIMAL.named("health"),
    DECIMAL.named("people"),
    DECIMAL.named("open"),
    DECIMAL.named("climbed"),
    DECIMAL.named("stuck"),
    DECIMAL.named("overdue"),
    DAY.named("next_visit"),
    DAY.named("last_contact"),
    DECIMAL.named("silent"),
    choice(&LIGHTS).named("cycle"),
];

const CLASSES: Choices = Choices { name: "", codes: &["A", "B", "C"] };
const LIGHTS: Choices = Choices { name: "", codes: &["green", "yellow", "red"] };

/// The row of what is computed under a name, or of the account's own field.
pub fn field(name: &str) -> Option<Field> {
    COMPUTED.iter().find(|field| field.name == name).copied().or_else(|| Kind::Account.field(name))
}

impl Summary {
    /// What is computed under one of the names of [`COMPUTED`], for filters; `None` for any other name.
    pub fn computed(&self, name: &str) -> Option<Value> {
        let days_late = Some(self.days_late()).filter(|days| *days > 0);
        Some(match name {
            "abc" => json!(self.class.map(Class::code)),
            "share" => json!(self.share),
            "health" => json!(self.health.map(f64::round)),
            "people" => json!(self.people),
            "open" => json!(self.open),
            "climbed" => json!(self.climbed),
            "stuck" => json!(self.stuck),
            "overdue" => json!(days_late),
            "next_visit" => json!(self.next_visit),
            "last_contact" => json!(self.cycle.last),
            "silent" => json!(self.cycle.days),
            "cycle" => json!(self.cycle.light.code()),
            _ => return None,
        })
    }
}

/// The rows of all accounts, in the order they were made.
pub fn all(room: &Room, terms: &Terms, now: DateTime<FixedOffset>) -> Vec<Summary> {
    let shares: BTreeMap<Id, (Option<Class>, f64)> =
        abc::shares(room, Base::Sales, now).iter().map(|one| (one.account, (one.class, one.share))).collect();
    let accounts: Vec<Id> = room.ids(Kind::Account).collect();
    portions::answered(room, &accounts, PORTION, |room, portion| some(room, terms, now, portion, &shares))
}

fn some(
    room: &Room,
    terms: &Terms,
    now: DateTime<FixedOffset>,
    accounts: &[Id],
    shares: &BTreeMap<Id, (Option<Class>, f64)>,
) -> Vec<Summary> {
    let mut follow_ups: BTreeMap<Id, (usize, usize, usize)> = BTreeMap::new();
    for (item, position) in ladder::positions(room, terms, now, Scope::These(accounts)) {
        let (open, climbed, stuck) = follow_ups.entry(item.account).or_default();
        *open += 1;
        *climbed += usize::from(position.rung > 1);
        *stuck += usize::from(position.is_stuck());
    }
    let (today, cycles) = (now.date_naive(), Cycles::new(room, now));
    let row = |account: &Account| {
        let (class, share) = shares.get(&account.id).map_or((None, None), |(class, share)| (*class, Some(*share)));
        let (open, climbed, stuck) = follow_ups.get(&account.id).copied().unwrap_or_default();
        let seats = room.linked::<Seat>(account.id).filter(|seat| seat.account == account.id);
        Summary {
            account: account.id,
            class,
            share,
            health: health::among(room, terms, account.id, now, &cycles).value(),
            people: seats.filter(|seat| seat.person.is_some() && seat.is_current(today)).count(),
            open,
            climbed,
            stuck,
            next_visit: next_visit(room, account.id, today),
            cycle: cycles.of_account(account),
            debts: ageing::of_account(room, terms, account.id, now),
        }
    };
    accounts.iter().filter_map(|id| room.get::<Account>(*id)).map(row).collect()
}

fn next_visit(room: &Room, account: Id, today: NaiveDate) -> Option<NaiveDate> {
    let planned = room
        .linked::<Visit>(account)
        .filter(|visit| visit.account == account && visit.status == Some(VisitStatus::Planned));
    planned.filter_map(|visit| visit.start).map(|start| start.day()).filter(|day| *day >= today).min()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Kind;
    use crate::rules::cycle::Light;
    use crate::rules::fixture::{id, room};

    #[test]
    fn a_row_counts_what_the_records_say() {
        let visit = |status: &str, start: &str| json!({"account": "@a", "status": status, "start": start});
        let money = |amount: &str| json!({"amount": amount, "currency": "CNY"});
        let room = room(&[
            (Kind::Account, "a", json!({"name": "A", "tier": "gold", "stage": "developed"})),
            (Kind::Account, "b", json!({"name": "B"})),
            (Kind::Person, "p", json!({"name": "P"})),
            (Kind::Seat, "held", json!({"account": "@a", "person": "@p"})),
            (Kind::Seat, "left", json!({"account": "@a", "person": "@p", "to": "2026-01-01"})),
            (Kind::Seat, "vacant", json!({"account": "@a"})),
            (Kind::Visit, "past", visit("planned", "2026-10-19")),
            (Kind::Visit, "late", visit("planned", "2026-11-09")),
            (Kind::Visit, "next", visit("planned", "2026-10-22T10:00:00+08:00")),
            (Kind::Visit, "off", visit("cancelled", "2026-10-21")),
            (Kind::Visit, "done", visit("done", "2026-10-01")),
            (Kind::Period, "m", json!({"account": "@a", "period": "2026-09", "sales": money("10")})),
            (
                Kind::FollowUp,
                "f",
                json!({"account": "@a", "subject": "F", "kind": "pursue", "opened_at": "2026-10-01"}),
            ),
            (
                Kind::FollowUp,
                "new",
                json!({"account": "@a", "subject": "N", "kind": "pursue", "opened_at": "2026-10-20"}),
            ),
            (
                Kind::Receivable,
                "r",
                json!({"account": "@a", "number": "1", "amount": "5", "currency": "CNY", "issued": "2026-09-01",
                "due": "2026-10-10"}),
            ),
        ]);
        let rows = all(&room, &Terms::builtin(), "2026-10-20T09:00:00+08:00".parse().unwrap());
        let a = rows.iter().find(|row| row.account == id("a")).unwrap();
        assert_eq!((a.class, a.share, a.people), (Some(Class::A), Some(100.0), 1));
        assert_eq!((a.open, a.climbed, a.stuck, a.days_late()), (2, 1, 0, 10));
        assert_eq!(a.next_visit, "2026-10-22".parse().ok());
        assert_eq!((a.cycle.last, a.cycle.light), ("2026-10-01".parse().ok(), Light::Yellow));
        let b = rows.iter().find(|row| row.account == id("b")).unwrap();
        assert_eq!((b.class, b.people, b.open, b.next_visit, b.debts.len()), (None, 0, 0, None, 0));
    }
}
