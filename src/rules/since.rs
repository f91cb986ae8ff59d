//! What changed at an account between two states of its records, in sentences: support, influence, people, open items and
//! the rungs they reached, complaints, money, competitors.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use rust_decimal::Decimal;

use super::{Terms, ageing, ladder};
use crate::edit::Room;
use crate::model::choice::{Support, VisitStatus};
use crate::model::{Competitor, Complaint, FollowUp, Id, Problem, Receivable, Seat, Typed, Visit};

/// The two states that are held against each other.
struct Between<'a> {
    old: &'a Room,
    new: &'a Room,
    account: Id,
    said: Vec<Problem>,
}

/// Every change worth a sentence from `old`, as it was at `then`, to `new`, as it is at `now`.
pub fn changes(
    (old, then): (&Room, DateTime<FixedOffset>),
    (new, now): (&Room, DateTime<FixedOffset>),
    terms: &Terms,
    account: Id,
) -> Vec<Problem> {
    let mut between = Between { old, new, account, said: Vec::new() };
    between.seats();
    between.added::<Competitor>("since-competitor", |_| true);
    between.added::<Complaint>("since-complaint", |_| true);
    between.turned::<Complaint>("since-complaint-resolved", |one| one.resolved_at.is_some());
    between.added::<FollowUp>("since-item", |_| true);
    between.climbs(terms, then, now);
    between.added::<Visit>("since-visit", |one| one.status == Some(VisitStatus::Done));
    between.turned::<Visit>("since-visit", |one| one.status == Some(VisitStatus::Done));
    between.added::<Receivable>("since-invoice", |_| true);
    let paid = |one: &Receivable| ageing::open(one, now.date_naive()) == Decimal::ZERO;
    between.turned::<Receivable>("since-paid", paid);
    between.said
}

impl<'a> Between<'a> {
    fn say(&mut self, id: &'static str, args: &[(&'static str, String)]) {
        self.said.push(args.iter().fold(Problem::new(id), |problem, (name, value)| problem.with(name, value)));
    }

    /// The records of one kind that belong to the account, as they are now.
    fn all<T: Typed + 'a>(&self) -> Vec<(Id, &'a T)> {
        let ids: BTreeSet<Id> =
            self.new.ids(T::KIND).filter(|id| self.new.account_of(*id) == Some(self.account)).collect();
        ids.into_iter().filter_map(|id| Some((id, self.new.get::<T>(id)?))).collect()
    }

    /// Those that were not there, and are of some interest.
    fn added<T: Typed + 'a>(&mut self, id: &'static str, wanted: impl Fn(&T) -> bool) {
        for (record, _) in self.all::<T>().into_iter().filter(|(id, one)| self.old.record(*id).is_none() && wanted(one))
        {
            self.say(id, &[("what", self.new.name(record))]);
        }
    }

    /// Those that were there and only now are so.
    fn turned<T: Typed + 'a>(&mut self, id: &'static str, is: impl Fn(&T) -> bool) {
        for (record, one) in self.all::<T>() {
            if is(one) && self.old.get::<T>(record).is_some_and(|before| !is(before)) {
                self.say(id, &[("what", self.new.name(record))]);
            }
        }
    }

    fn seats(&mut self) {
        for (id, seat) in self.all::<Seat>() {
            let name = self.new.name(id);
            let Some(before) = self.old.get::<Seat>(id) else {
                self.say("since-person", &[("name", name)]);
                continue;
            };
            if before.person != seat.person {
                self.say("since-holder", &[("from", self.old.name(id)), ("to", name)]);
                continue;
            }
            let sign = |seat: &Seat| seat.support.map_or("?", Support::sign).to_owned();
            let number = |seat: &Seat| seat.influence.map_or_else(|| "?".to_owned(), |value| value.to_string());
            if sign(before) != sign(seat) {
                self.say("since-support", &[("name", name.clone()), ("from", sign(before)), ("to", sign(seat))]);
            }
            if before.influence != seat.influence {
                self.say("since-influence", &[("name", name.clone()), ("from", number(before)), ("to", number(seat))]);
            }
            if let (None, Some(left)) = (before.to, seat.to) {
                self.say("since-left", &[("name", name), ("day", left.to_string())]);
            }
        }
        let gone = self.old.linked::<Seat>(self.account).filter(|seat| self.new.record(seat.id).is_none());
        let gone: Vec<String> = gone.map(|seat| self.old.name(seat.id)).collect();
        for name in gone {
            self.say("since-removed", &[("name", name)]);
        }
    }

    /// Every rung that was reached, and every item that was settled, between the two moments.
    fn climbs(&mut self, terms: &Terms, then: DateTime<FixedOffset>, now: DateTime<FixedOffset>) {
        for (_, item) in self.all::<FollowUp>() {
            let position = ladder::position(item, self.new, terms, now);
            for climb in position.climbs.iter().filter(|climb| climb.at > then && climb.to > climb.from) {
                let args = [
                    ("what", item.subject.clone()),
                    ("rung", climb.to.to_string()),
                    ("day", climb.at.date_naive().to_string()),
                ];
                self.say("since-rung", &args);
            }
            let was_open = self
                .old
                .get::<FollowUp>(item.id)
                .is_some_and(|old| !ladder::position(old, self.old, terms, then).state.is_over());
            if was_open && position.state.is_over() {
                self.say("since-settled", &[("what", item.subject.clone())]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn records(support: &str, more: &[(Kind, &'static str, Value)]) -> Room {
        let mut all = vec![
            (Kind::Account, "a", json!({"name": "A", "country": "CN"})),
            (Kind::Person, "wang", json!({"name": "王强"})),
            (Kind::Seat, "seat", json!({"account": "@a", "person": "@wang", "support": support})),
        ];
        all.extend(more.iter().cloned());
        room(&all)
    }

    fn said(old: &Room, new: &Room) -> Vec<String> {
        let then = "2026-09-30T09:00:00+08:00".parse().unwrap();
        let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
        let args = |one: &Problem| one.args.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>().join(" ");
        let all = changes((old, then), (new, now), &Terms::builtin(), id("a"));
        all.iter().map(|one| format!("{} {}", one.id, args(one))).collect()
    }

    #[test]
    fn nothing_changed_says_nothing() {
        assert!(said(&records("neutral", &[]), &records("neutral", &[])).is_empty());
    }

    #[test]
    fn support_people_items_and_rungs_are_told() {
        let item =
            json!({"account": "@a", "subject": "样品", "kind": "pursue", "opened_at": "2026-09-30T10:00:00+08:00"});
        let new = records(
            "neutral",
            &[
                (Kind::Person, "li", json!({"name": "李娜"})),
                (Kind::Seat, "li-seat", json!({"account": "@a", "person": "@li"})),
                (Kind::FollowUp, "item", item),
            ],
        );
        let all = said(&records("non_supporter", &[]), &new);
        assert!(all.contains(&"since-support 王强 − 0".to_owned()), "{all:?}");
        assert!(all.contains(&"since-person 李娜".to_owned()));
        assert!(all.contains(&"since-item 样品".to_owned()));
        assert!(
            all.contains(&"since-rung 样品 2 2026-10-13".to_owned())
                || all.contains(&"since-rung 样品 2 2026-10-14".to_owned()),
            "{all:?}"
        );
    }

    #[test]
    fn what_is_settled_or_gone_is_told() {
        let open = json!({"account": "@a", "occurred_at": "2026-09-01", "content": "late"});
        let mut solved = open.clone();
        solved["resolved_at"] = "2026-10-10".into();
        let old = records("neutral", &[(Kind::Complaint, "c", open)]);
        let new = records("neutral", &[(Kind::Complaint, "c", solved)]);
        assert_eq!(said(&old, &new), ["since-complaint-resolved late"]);
        let more = records("neutral", &[(Kind::Seat, "gone", json!({"account": "@a", "title": "科员"}))]);
        assert_eq!(said(&more, &records("neutral", &[])), ["since-removed 科员"]);
    }
}
