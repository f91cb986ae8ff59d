//! What an edit must not break. Every guard looks at the room as it would be afterwards and refuses with a sentence that
//! names what is wrong.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use super::change::EXISTS;
use super::room::{Prepared, Room};
use crate::model::choice::{Stage, VisitStatus};
use crate::model::field::Type;
use crate::model::list::Unset;
use crate::model::{
    Account, Complaint, Edge, Id, Kind, Member, Problem, Receivable, Record, Seat, Travel, Typed, Visit, When,
};

/// Refuses an edit that would leave the records contradicting themselves.
pub fn check(room: &Room, prepared: &Prepared) -> Result<(), Problem> {
    let after = After { room, prepared };
    let mut rooted = BTreeSet::new();
    // What is gone comes first: that it is missed says more than what is wrong with whoever misses it.
    let gone = prepared.after.iter().filter(|(_, held)| held.record.is_none());
    gone.map(|(id, _)| *id).try_for_each(|id| after.nobody_misses(id))?;
    for (id, held) in &prepared.after {
        let Some(record) = &held.record else { continue };
        after.id_is_free(*id, held.kind)?;
        complete(record)?;
        after.references_hold(record)?;
        after.no_ring(record, &mut rooted)?;
        after.sound(record)?;
        after.leaves_nothing_behind(record)?;
    }
    Ok(())
}

/// Where a visit says who received us.
const RECEIVED_BY: &str = "received_by";

/// The room as it would be.
struct After<'a> {
    room: &'a Room,
    prepared: &'a Prepared,
}

impl After<'_> {
    fn record(&self, id: Id) -> Option<&Record> {
        match self.prepared.after.get(&id) {
            Some(held) => held.record.as_ref(),
            None => self.room.record(id),
        }
    }

    fn kind(&self, id: Id) -> Option<Kind> {
        match self.prepared.after.get(&id) {
            Some(held) => held.record.as_ref().map(Record::kind),
            None => self.room.kind(id),
        }
    }

    fn get<T: Typed>(&self, id: Id) -> Option<&T> {
        T::of(self.record(id)?)
    }

    fn name(&self, id: Id) -> String {
        let name = match self.record(id) {
            Some(Record::Seat(seat)) => seat.person.map(|person| self.name(person)).or_else(|| seat.title.clone()),
            Some(Record::Person(person)) => Some(person.name.clone()),
            _ => None,
        };
        name.unwrap_or_else(|| self.room.name(id))
    }

    /// An id that names something may not be given to something else; a deleted one only comes back as what it was.
    fn id_is_free(&self, id: Id, kind: Kind) -> Result<(), Problem> {
        let Some(held) = self.room.held(id) else { return Ok(()) };
        let edit = &self.prepared.edit;
        let created =
            edit.changes.iter().any(|change| change.id == id && change.field == EXISTS && !change.after.is_null());
        if held.kind != kind || created && held.record.is_some() {
            return Err(Problem::new("problem-id-taken").with("id", id).with("kind", held.kind));
        }
        Ok(())
    }

    fn references_hold(&self, record: &Record) -> Result<(), Problem> {
        for (field, target) in record.references() {
            let Some(found) = self.kind(target) else {
                let problem = Problem::new("problem-dangling").with("kind", record.kind());
                return Err(problem.with("field", field).with("id", target));
            };
            if let Some(Type::Ref(wanted)) = record.kind().field(field).map(|row| row.ty)
                && found != wanted
            {
                let problem = Problem::new("problem-wrong-kind").with("kind", record.kind());
                return Err(problem.with("field", field).with("wanted", wanted).with("found", found));
            }
        }
        Ok(())
    }

    /// What is deleted is named nowhere any more, and was nobody's only host of a visit that is done. The refusal tells who
    /// stands in the way, and in which field.
    fn nobody_misses(&self, gone: Id) -> Result<(), Problem> {
        let missed_in = |before: &Record| {
            let now = self.record(before.id())?;
            let named = now.references().into_iter().find(|(_, target)| *target == gone).map(|(field, _)| field);
            let was_host = matches!(before, Record::Visit(visit) if visit.received_by == Some(gone));
            named.or_else(|| (was_host && lacks_host(now)).then_some(RECEIVED_BY))
        };
        let mut missing = self.room.referrers(gone).filter_map(|one| Some((one, missed_in(one)?)));
        let Some((first, field)) = missing.next() else { return Ok(()) };
        let of = self.room.held(gone).map_or("", |held| held.kind.code());
        Err(Problem::new("problem-still-used")
            .with("name", self.room.name(gone))
            .with("of", of)
            .with("kind", first.kind())
            .with("field", field)
            .with("by", self.room.name(first.id()))
            .with("others", missing.count()))
    }

    /// What a record answers to.
    fn up(&self, id: Id) -> Option<Id> {
        match self.record(id)? {
            Record::Seat(seat) => seat.reports_to,
            Record::Account(account) => account.parent,
            Record::Member(member) => member.manager,
            Record::Goal(goal) => goal.parent,
            _ => None,
        }
    }

    /// Of `rooted` it is known that nothing above them answers to them; what is found out joins them, so that long
    /// lines of command are walked once and not once by each of those in them.
    fn no_ring(&self, record: &Record, rooted: &mut BTreeSet<Id>) -> Result<(), Problem> {
        let start = record.id();
        let Some(first) = self.up(start) else { return Ok(()) };
        if first == start {
            return Err(Problem::new("problem-reports-to-itself").with("name", self.name(start)));
        }
        let is_alone = self.prepared.after.len() == 1;
        if is_alone && self.room.referrers(start).next().is_none() {
            return Ok(());
        }
        // A ring further up that does not pass through `start` (two laptops can make one) is not this edit's doing.
        let mut seen = BTreeSet::new();
        let mut at = Some(first);
        while let Some(id) = at {
            if rooted.contains(&id) {
                break;
            }
            if !seen.insert(id) {
                return Ok(());
            }
            if id == start {
                let problem = Problem::new("problem-reporting-cycle").with("name", self.name(start));
                return Err(problem.with("manager", self.name(first)));
            }
            at = self.up(id);
        }
        rooted.extend(seen);
        rooted.insert(start);
        Ok(())
    }

    fn sound(&self, record: &Record) -> Result<(), Problem> {
        match record {
            Record::Account(account) => tier_fits_stage(account).and_then(|()| zone_is_one(account)),
            Record::Seat(seat) => self.seat(seat),
            Record::Edge(edge) => self.edge(edge),
            Record::Member(member) => leave_in_order(member),
            Record::Visit(visit) => visit_complete(visit),
            Record::Travel(travel) => travel_in_order(travel),
            Record::Complaint(complaint) => complaint_closed_with_result(complaint),
            Record::Receivable(invoice) => payments_are_money(invoice),
            _ => Ok(()),
        }
    }

    fn seat(&self, seat: &Seat) -> Result<(), Problem> {
        in_order(seat.from.map(When::Day), seat.to.map(When::Day), ["from", "to"], Kind::Seat)?;
        let manager = seat.reports_to.and_then(|id| self.get::<Seat>(id));
        if manager.is_some_and(|manager| manager.account != seat.account) {
            return Err(Problem::new("problem-manager-elsewhere").with("name", self.name(seat.id)));
        }
        Ok(())
    }

    /// A seat that goes to another account must not leave those who report to it, or lines to it, in the old one.
    fn leaves_nothing_behind(&self, record: &Record) -> Result<(), Problem> {
        let Record::Seat(seat) = record else { return Ok(()) };
        if self.room.get::<Seat>(seat.id).is_none_or(|before| before.account == seat.account) {
            return Ok(());
        }
        self.room.referrers(seat.id).filter_map(|one| self.record(one.id())).try_for_each(|one| self.sound(one))
    }

    fn edge(&self, edge: &Edge) -> Result<(), Problem> {
        if edge.from == edge.to {
            return Err(Problem::new("problem-edge-to-itself").with("name", self.name(edge.from)));
        }
        let elsewhere = |id| self.get::<Seat>(id).is_some_and(|seat| seat.account != edge.account);
        if elsewhere(edge.from) || elsewhere(edge.to) {
            return Err(Problem::new("problem-edge-across-accounts"));
        }
        Ok(())
    }
}

fn complete(record: &Record) -> Result<(), Problem> {
    let missing = record.kind().fields().iter().find(|field| field.required && !record.has(field.name));
    match missing {
        Some(field) => Err(Problem::new("problem-required").with("kind", record.kind()).with("field", field.name)),
        None => one_of_two(record),
    }
}

/// A journey is that of one of theirs or of one of ours, a day to remember somebody's or an account's.
fn one_of_two(record: &Record) -> Result<(), Problem> {
    let Some(pair) = record.kind().either() else { return Ok(()) };
    let [neither, both] = match record {
        Record::Travel(_) => ["problem-travel-of-nobody", "problem-travel-of-two"],
        _ => ["problem-occasion-of-nobody", "problem-occasion-of-two"],
    };
    match pair.into_iter().filter(|field| record.has(field)).count() {
        0 => Err(Problem::new(neither)),
        1 => Ok(()),
        _ => Err(Problem::new(both)),
    }
}

fn tier_fits_stage(account: &Account) -> Result<(), Problem> {
    if account.tier.is_some() && account.stage != Some(Stage::Developed) {
        return Err(Problem::new("problem-tier-outside-developed").with("name", &account.name));
    }
    Ok(())
}

/// The clock of an account is one that its days can be counted by.
fn zone_is_one(account: &Account) -> Result<(), Problem> {
    match &account.time_zone {
        Some(zone) if zone.trim().parse::<Tz>().is_err() => Err(Problem::new("problem-time-zone").with("zone", zone)),
        _ => Ok(()),
    }
}

fn leave_in_order(member: &Member) -> Result<(), Problem> {
    let day = |day: Option<NaiveDate>| day.map(When::Day);
    member.leave.iter().try_for_each(|one| in_order(day(one.from), day(one.to), ["from", "to"], Kind::Member))
}

fn payments_are_money(invoice: &Receivable) -> Result<(), Problem> {
    let nothing = |amount: &Decimal| *amount <= Decimal::ZERO;
    match invoice.payments.iter().filter_map(|payment| payment.amount).find(nothing) {
        Some(amount) => Err(Problem::new("problem-payment-positive").with("amount", amount.normalize())),
        None => Ok(()),
    }
}

/// Whether a record is a visit that is done and says nothing of who received us.
fn lacks_host(record: &Record) -> bool {
    matches!(record, Record::Visit(visit) if visit.status == Some(VisitStatus::Done) && visit.received_by.is_unset())
}

fn visit_complete(visit: &Visit) -> Result<(), Problem> {
    in_order(visit.start, visit.end, ["start", "end"], Kind::Visit)?;
    if visit.status != Some(VisitStatus::Done) {
        return Ok(());
    }
    let needed = [(RECEIVED_BY, visit.received_by.is_unset()), ("content", visit.content.is_unset())];
    match needed.into_iter().find(|(_, unset)| *unset) {
        Some((field, _)) => {
            Err(Problem::new("problem-done-visit-needs").with("kind", Kind::Visit).with("field", field))
        }
        None => Ok(()),
    }
}

fn travel_in_order(travel: &Travel) -> Result<(), Problem> {
    in_order(travel.depart, travel.arrive, ["depart", "arrive"], Kind::Travel)?;
    in_order(travel.arrive, travel.r#return, ["arrive", "return"], Kind::Travel)
}

fn complaint_closed_with_result(complaint: &Complaint) -> Result<(), Problem> {
    if complaint.resolved_at.is_some() && complaint.result.is_unset() {
        return Err(Problem::new("problem-closing-needs-result"));
    }
    Ok(())
}

/// Compares days where either is a day: an arrival "on the 12th" is not before a departure at noon of the 12th.
/// A time as people write it, with its distance from Greenwich: two that are compared may be of two places.
fn readable(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Moment(moment) => moment.format("%Y-%m-%d %H:%M %:z").to_string(),
    }
}

fn in_order(first: Option<When>, second: Option<When>, [from, to]: [&str; 2], kind: Kind) -> Result<(), Problem> {
    let (Some(first), Some(second)) = (first, second) else { return Ok(()) };
    let wrong = match (first, second) {
        (When::Moment(a), When::Moment(b)) => b < a,
        // Over the date line, a day without an hour may be the one before.
        (When::Moment(_), When::Day(_)) | (When::Day(_), When::Moment(_)) if kind == Kind::Travel => {
            second.day() < first.day() - Days::new(1)
        }
        _ => second.day() < first.day(),
    };
    if wrong {
        let problem = Problem::new("problem-out-of-order").with("kind", kind).with("first", from).with("second", to);
        return Err(problem.with("from", readable(first)).with("to", readable(second)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::edit::Draft;
    use crate::rules::fixture::{fields, id, room, tried};

    /// A seat `top`, to whom `mid` answers, to whom `low` answers; an account beside theirs with a seat; a visit.
    fn house() -> Room {
        room(&[
            (Kind::Account, "a", json!({"name": "海河"})),
            (Kind::Account, "b", json!({"name": "Other"})),
            (Kind::Seat, "top", json!({"account": "@a", "title": "CEO"})),
            (Kind::Seat, "mid", json!({"account": "@a", "title": "VP", "reports_to": "@top"})),
            (Kind::Seat, "low", json!({"account": "@a", "title": "Clerk", "reports_to": "@mid"})),
            (Kind::Seat, "out", json!({"account": "@b", "title": "CFO"})),
            (Kind::Member, "m", json!({"name": "陈晨"})),
            (Kind::Visit, "v", json!({"account": "@a", "start": "2026-10-20", "status": "planned"})),
            (Kind::Complaint, "c", json!({"account": "@a", "occurred_at": "2026-10-01", "content": "late"})),
        ])
    }

    /// A draft that sets fields of records by their test names.
    fn setting(room: &Room, changes: Value) -> Draft {
        let mut draft = Draft::new("edit-set");
        for (name, set) in changes.as_object().unwrap() {
            for (field, value) in fields(set.clone()) {
                draft.set(room, id(name), &field, value).unwrap();
            }
        }
        draft
    }

    fn refusal(room: &Room, draft: Draft) -> Option<&'static str> {
        tried(room, draft).err().map(|problem| problem.id)
    }

    #[test]
    fn what_would_contradict_itself_is_refused() {
        let room = house();
        for (changes, why) in [
            (json!({"top": {"reports_to": "@top"}}), Some("problem-reports-to-itself")),
            (json!({"top": {"reports_to": "@low"}}), Some("problem-reporting-cycle")),
            (json!({"top": {"reports_to": "@low"}, "mid": {"reports_to": null}}), None),
            (json!({"top": {"reports_to": "@mid"}, "mid": {"reports_to": "@low"}}), Some("problem-reporting-cycle")),
            (json!({"mid": {"reports_to": "@out"}}), Some("problem-manager-elsewhere")),
            (json!({"mid": {"account": "@b"}}), Some("problem-manager-elsewhere")),
            (json!({"mid": {"account": "@b", "reports_to": "@out"}}), Some("problem-manager-elsewhere")),
            (json!({"low": {"account": "@b", "reports_to": "@out"}}), None),
            (json!({"low": {"account": "@m"}}), Some("problem-wrong-kind")),
            (json!({"low": {"account": "@nobody"}}), Some("problem-dangling")),
            (json!({"low": {"account": null}}), Some("problem-required")),
            (json!({"low": {"from": "2026-02-01", "to": "2026-01-01"}}), Some("problem-out-of-order")),
            (json!({"a": {"tier": "gold"}}), Some("problem-tier-outside-developed")),
            (json!({"a": {"tier": "gold", "stage": "developed"}}), None),
            (json!({"a": {"time_zone": "Asia/Nowhere"}}), Some("problem-time-zone")),
            (json!({"v": {"status": "done"}}), Some("problem-done-visit-needs")),
            (json!({"v": {"end": "2026-10-19"}}), Some("problem-out-of-order")),
            (json!({"c": {"resolved_at": "2026-10-19"}}), Some("problem-closing-needs-result")),
        ] {
            assert_eq!(refusal(&room, setting(&room, changes.clone())), why, "{changes}");
        }
    }

    #[test]
    fn what_is_made_is_held_to_the_same() {
        let room = house();
        let adding = |kind, name: &str, value| Draft::adding(kind, id(name), fields(value)).unwrap();
        let edge = |from, to| json!({"account": "@a", "from": from, "to": to, "kind": "influences"});
        for (draft, why) in [
            (adding(Kind::Edge, "e", edge("@low", "@low")), Some("problem-edge-to-itself")),
            (adding(Kind::Edge, "e", edge("@low", "@out")), Some("problem-edge-across-accounts")),
            (adding(Kind::Edge, "e", edge("@low", "@top")), None),
            (adding(Kind::Account, "a", json!({"name": "Again"})), Some("problem-id-taken")),
            (
                adding(Kind::Travel, "t", json!({"to_city": "Paris", "depart": "2026-10-20", "arrive": "2026-10-20"})),
                Some("problem-travel-of-nobody"),
            ),
        ] {
            assert_eq!(refusal(&room, draft), why);
        }
        let mut ring = adding(Kind::Seat, "x", json!({"account": "@a", "title": "X", "reports_to": "@y"}));
        let other = adding(Kind::Seat, "y", json!({"account": "@a", "title": "Y", "reports_to": "@x"}));
        ring.changes.extend(other.changes);
        assert_eq!(refusal(&room, ring), Some("problem-reporting-cycle"));
        let mut gone = Draft::new("edit-delete");
        gone.remove(&room, id("mid"));
        assert_eq!(refusal(&room, gone), Some("problem-still-used"), "somebody still answers to it");
    }

    #[test]
    fn who_is_missed_is_told_with_those_who_miss_them() {
        let visit = |seat: &str| json!({"account": "@a", "start": "2026-10-01", "status": "done", "content": "ok", "received_by": seat});
        let room = room(&[
            (Kind::Account, "a", json!({"name": "海河"})),
            (Kind::Seat, "x", json!({"account": "@a", "title": "X"})),
            (Kind::Seat, "y", json!({"account": "@a", "title": "Y"})),
            (Kind::Visit, "v", visit("@x")),
            (Kind::Visit, "w", visit("@x")),
        ]);
        let Err(problem) = tried(&room, Draft::deleting(&room, id("x")).unwrap()) else { panic!("two visits miss X") };
        assert_eq!(problem.id, "problem-still-used");
        for said in
            [("name", "X"), ("of", "seat"), ("by", "2026-10-01 海河"), ("others", "1"), ("field", "received_by")]
        {
            assert!(problem.args.contains(&(said.0, said.1.into())), "{said:?} {problem}");
        }
        assert_eq!(refusal(&room, Draft::deleting(&room, id("y")).unwrap()), None);
        assert_eq!(refusal(&room, Draft::deleting(&room, id("a")).unwrap()), None, "the visits go as well");
    }

    #[test]
    fn a_ring_that_two_laptops_made_stands_in_the_way_of_nobody_below_it() {
        let room = room(&[
            (Kind::Account, "a", json!({"name": "海河"})),
            (Kind::Seat, "x", json!({"account": "@a", "title": "X", "reports_to": "@y"})),
            (Kind::Seat, "y", json!({"account": "@a", "title": "Y", "reports_to": "@x"})),
            (Kind::Seat, "z", json!({"account": "@a", "title": "Z"})),
            (Kind::Seat, "w", json!({"account": "@a", "title": "W", "reports_to": "@z"})),
        ]);
        assert_eq!(refusal(&room, setting(&room, json!({"z": {"reports_to": "@x"}}))), None);
        assert_eq!(
            refusal(&room, setting(&room, json!({"x": {"reports_to": "@y", "notes": "?"}}))),
            Some("problem-reporting-cycle")
        );
        assert_eq!(refusal(&room, setting(&room, json!({"x": {"reports_to": null}}))), None);
    }
}
