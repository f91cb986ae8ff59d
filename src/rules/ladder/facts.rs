//! What happened to an item, in order: what people did to it, and what the records it is about say of it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_decimal::Decimal;

use super::policy::Policy;
use super::walk::Happening;
use super::{Cause, State};
use crate::edit::Room;
use crate::model::choice::{EventWhat, FollowUpKind};
use crate::model::{Complaint, Event, FollowUp, Id, Receivable, When};
use crate::rules::ageing;
use crate::rules::zone::Zone;

/// When an item opened, and when its clock began: the same, but for one that counts from a due day before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub opened: DateTime<FixedOffset>,
    /// The day after which working days count.
    pub day: NaiveDate,
    /// Nothing that the records say counts as earlier than this.
    pub from: DateTime<FixedOffset>,
}

/// Where the clock of an item starts.
pub(super) fn start(item: &FollowUp, policy: &Policy, room: &Room, zone: Zone, now: DateTime<FixedOffset>) -> Start {
    let opened = zone.moment(item.opened_at.unwrap_or(When::Moment(now)));
    let first = opened.date_naive();
    let day = if policy.from_due { due(item, room).unwrap_or(first) } else { first };
    Start { opened, day, from: if day < first { zone.end_of(day) } else { opened } }
}

/// The day an item is due: its own, or its invoice's after the credit days.
pub fn due(item: &FollowUp, room: &Room) -> Option<NaiveDate> {
    let of_invoice = || ageing::due(room, room.get::<Receivable>(item.invoice?)?);
    item.due.map(|due| due.day()).or_else(of_invoice)
}

/// What people did, and what the records it is about say, in order. Nobody did anything before it opened; of the same
/// moment, what the records say comes first.
pub(super) fn happenings(
    item: &FollowUp,
    policy: &Policy,
    room: &Room,
    zone: Zone,
    start: Start,
) -> Vec<(DateTime<FixedOffset>, Happening)> {
    // Whoever takes a complaint in hand that has no card of its own has answered it.
    let answers = |event: &Event| event.what == Some(EventWhat::Ack) && item.complaint.is_none();
    let events = item.events.iter().flat_map(|event| {
        let at = event.at.map(|at| (zone.moment(at).max(start.opened), event.id));
        let answered = answers(event).then_some(Happening::Answered);
        let all = answered.into_iter().chain(deed(event));
        all.filter_map(move |what| at.map(|(at, id)| (at, id, what))).collect::<Vec<_>>()
    });
    let mut facts = facts(item, room, zone);
    facts.extend(entry(item, policy, room, zone, start));
    let facts = facts.into_iter().map(|(at, what)| (at.max(start.from), Id::NIL, what));
    let mut all: Vec<_> = facts.chain(events).collect();
    all.sort_by_key(|(at, id, _)| (*at, *id));
    all.into_iter().map(|(at, _, what)| (at, what)).collect()
}

fn deed(event: &Event) -> Option<Happening> {
    Some(match event.what? {
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
    })
}

/// What the complaint or the invoice an item is about says of it: answered, resolved, paid, disputed.
fn facts(item: &FollowUp, room: &Room, zone: Zone) -> Vec<(DateTime<FixedOffset>, Happening)> {
    let mut facts = Vec::new();
    if let Some(complaint) = item.complaint.and_then(|id| room.get::<Complaint>(id)) {
        facts.extend(complaint.first_answered_at.map(|at| (zone.moment(at), Happening::Answered)));
        if item.kind == Some(FollowUpKind::Complaint) {
            facts.extend(complaint.resolved_at.map(|at| (zone.moment(at), Happening::End(State::Done))));
        }
    }
    let Some(invoice) = item.invoice.and_then(|id| room.get::<Receivable>(id)) else { return facts };
    facts.extend(settlements(invoice, zone));
    if let Some((_, from, until)) = dispute(invoice, room, zone) {
        facts.push((from, Happening::Held(true)));
        facts.extend(until.map(|until| (until, Happening::Held(false))));
    }
    facts
}

/// The complaint that disputes an invoice, since when, and until when where it is resolved.
pub(super) fn dispute(
    invoice: &Receivable,
    room: &Room,
    zone: Zone,
) -> Option<(Id, DateTime<FixedOffset>, Option<DateTime<FixedOffset>>)> {
    let dispute = room.get::<Complaint>(invoice.disputed_by?)?;
    let from = zone.moment(dispute.occurred_at?);
    let until = dispute.resolved_at.map(|at| zone.moment(at));
    until.is_none_or(|until| until > from).then_some((dispute.id, from, until))
}

/// When an invoice was paid in full, and when it was owed again because a payment was taken back.
fn settlements(invoice: &Receivable, zone: Zone) -> Vec<(DateTime<FixedOffset>, Happening)> {
    let turns = ageing::settled(invoice).into_iter();
    let turn = |(day, paid)| {
        let what = if paid { Happening::End(State::Done) } else { Happening::Resume };
        (day, what)
    };
    turns.map(turn).map(|(day, what)| (zone.start_of(day), what)).collect()
}

/// The rung that an invoice starts on for its amount, when it falls due or, later, is taken up.
fn entry(
    item: &FollowUp,
    policy: &Policy,
    room: &Room,
    zone: Zone,
    start: Start,
) -> Option<(DateTime<FixedOffset>, Happening)> {
    let invoice = room.get::<Receivable>(item.invoice?)?;
    let at = start.opened.max(zone.end_of(start.day));
    let at = if policy.from_due { at } else { start.opened };
    let rung = policy.entry(ageing::open(invoice, at.date_naive()), &invoice.currency);
    (rung > 0).then_some((at, Happening::Enter(rung)))
}

/// What is still open of the invoice an item is about.
pub fn open_amount<'a>(item: &FollowUp, room: &'a Room, today: NaiveDate) -> Option<(Decimal, &'a str)> {
    let invoice = room.get::<Receivable>(item.invoice?)?;
    Some((ageing::open(invoice, today), invoice.currency.as_str()))
}
