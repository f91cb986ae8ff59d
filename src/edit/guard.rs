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
    for (id, held) in &prepared.after {
        let Some(record) = &held.record else {
            after.nothing_dangles(*id)?;
            continue;
        };
        after.id_is_free(*id, held.kind)?;
        complete(record)?;
        after.references_hold(record)?;
        after.no_ring(record)?;
        after.sound(record)?;
        after.leaves_nothing_behind(record)?;
    }
    Ok(())
}

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
            let Some(found) = self.record(target) else {
                let problem = Problem::new("problem-dangling").with("kind", record.kind());
                return Err(problem.with("field", field).with("id", target));
            };
            if let Some(Type::Ref(wanted)) = record.kind().field(field).map(|row| row.ty)
                && found.kind() != wanted
            {
                let problem = Problem::new("problem-wrong-kind").with("kind", record.kind());
                return Err(problem.with("field", field).with("wanted", wanted).with("found", found.kind()));
            }
        }
        Ok(())
    }

    fn nothing_dangles(&self, gone: Id) -> Result<(), Problem> {
        let still = |record: &&Record| {
            self.record(record.id()).is_some_and(|now| now.references().iter().any(|(_, target)| *target == gone))
        };
        match self.room.referrers(gone).find(still) {
            Some(record) => Err(Problem::new("problem-still-used")
                .with("name", self.room.name(gone))
                .with("kind", record.kind())
                .with("by", self.room.name(record.id()))),
            None => Ok(()),
        }
    }

    fn no_ring(&self, record: &Record) -> Result<(), Problem> {
        let up = |id: Id| match self.record(id)? {
            Record::Seat(seat) => seat.reports_to,
            Record::Account(account) => account.parent,
            Record::Member(member) => member.manager,
            Record::Goal(goal) => goal.parent,
            _ => None,
        };
        let start = record.id();
        let Some(first) = up(start) else { return Ok(()) };
        if first == start {
            return Err(Problem::new("problem-reports-to-itself").with("name", self.name(start)));
        }
        // A ring further up that does not pass through `start` (two laptops can make one) is not this edit's doing.
        let mut seen = BTreeSet::new();
        let mut at = Some(first);
        while let Some(id) = at.filter(|id| seen.insert(*id)) {
            if id == start {
                let problem = Problem::new("problem-reporting-cycle").with("name", self.name(start));
                return Err(problem.with("manager", self.name(first)));
            }
            at = up(id);
        }
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

fn visit_complete(visit: &Visit) -> Result<(), Problem> {
    in_order(visit.start, visit.end, ["start", "end"], Kind::Visit)?;
    if visit.status != Some(VisitStatus::Done) {
        return Ok(());
    }
    let needed = [("received_by", visit.received_by.is_unset()), ("content", visit.content.is_unset())];
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
