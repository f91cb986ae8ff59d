//! Commands of the ladder's other views: payments of an invoice, and the course of a complaint up to its result.

use chrono::SubsecRound;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::{account, elsewhere};
use crate::command::{Command, Cx, Outcome, entries};
use crate::edit::Draft;
use crate::model::choice::{EventWhat, FollowUpKind};
use crate::model::list::DEFAULT_CURRENCY;
use crate::model::{Complaint, FollowUp, Id, Kind, Problem, Receivable, When};
use crate::rules::ageing;
use crate::rules::ladder::{act::Act, position};
use crate::text::format;

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::changing("receivable-add", |cx, _| {
        let given = [("issued", json!(cx.today())), ("currency", DEFAULT_CURRENCY.into())];
        form(cx, Kind::Receivable, given);
        Ok(())
    })
    .unless(elsewhere),
    Command::changing("payment-add", |cx, _| pay(cx)).unless(no_receivable),
    Command::changing("complaint-add", |cx, _| {
        form(cx, Kind::Complaint, [("occurred_at", now(cx))]);
        Ok(())
    })
    .unless(elsewhere),
    Command::changing("complaint-answer", |cx, _| answer(cx)).unless(no_open_complaint),
    Command::changing("complaint-course-add", |cx, _| note(cx)).unless(no_complaint),
    Command::changing("complaint-close", |cx, _| close(cx)).unless(no_open_complaint),
];

/// The invoice under the cursor.
fn receivable(cx: &Cx) -> Option<&Receivable> {
    cx.room().get(cx.selected()?)
}

/// The complaint under the cursor.
fn complaint(cx: &Cx) -> Option<&Complaint> {
    cx.room().get(cx.selected()?)
}

fn no_receivable(cx: &Cx) -> Option<&'static str> {
    receivable(cx).is_none().then_some("blocked-no-receivable")
}

fn no_complaint(cx: &Cx) -> Option<&'static str> {
    complaint(cx).is_none().then_some("blocked-no-complaint")
}

fn no_open_complaint(cx: &Cx) -> Option<&'static str> {
    let closed = || complaint(cx).is_some_and(|one| one.resolved_at.is_some()).then_some("blocked-complaint-closed");
    no_complaint(cx).or_else(closed)
}

/// This moment, to the second.
fn now(cx: &Cx) -> Value {
    json!(When::Moment(cx.now().trunc_subsecs(0)))
}

fn form<const N: usize>(cx: &mut Cx, kind: Kind, given: [(&str, Value); N]) {
    let account = account(cx).map(|account| ("account", json!(account)));
    let fields: Map<String, Value> =
        account.into_iter().chain(given).map(|(name, value)| (name.to_owned(), value)).collect();
    cx.form(kind, fields);
}

/// A payment, today and of all that is open unless something else is typed.
pub(in crate::command) fn pay(cx: &mut Cx) -> Outcome {
    let invoice = receivable(cx).ok_or_else(|| Problem::new("blocked-no-receivable"))?;
    let (id, open) = (invoice.id, ageing::open(invoice, cx.today()));
    if open.is_zero() {
        return Err(Problem::new("problem-paid-already").with("name", &invoice.number));
    }
    let given = [("at", json!(cx.today())), ("amount", json!(open))];
    entries::add(cx, id, "payments", given.map(|(name, value)| (name.to_owned(), value)).into_iter().collect())
}

/// What was paid beyond what was owed, in words.
pub(in crate::command) fn overpaid(cx: &Cx, invoices: &[Id]) -> Option<String> {
    let one = invoices.iter().find_map(|id| cx.room().get::<Receivable>(*id))?;
    let paid: Decimal = one.payments.iter().filter_map(|payment| payment.amount).sum();
    let over = paid - one.amount.filter(|amount| paid > *amount)?;
    let amount = format::money(over, &one.currency);
    Some(cx.text.ta("message-overpaid", &[("number", &one.number), ("amount", &amount)]))
}

/// The client has a first answer, as of now.
pub(in crate::command) fn answer(cx: &mut Cx) -> Outcome {
    let complaint = complaint(cx).ok_or_else(|| Problem::new("blocked-no-complaint"))?;
    if complaint.first_answered_at.is_some() {
        return Err(Problem::new("problem-answered-already").with("name", cx.room().name(complaint.id)));
    }
    let mut draft = Draft::new("edit-complaint-answer").about(cx.room().name(complaint.id));
    draft.set(cx.room(), complaint.id, "first_answered_at", now(cx))?;
    cx.commit(draft)
}

/// One more step of its course.
fn note(cx: &mut Cx) -> Outcome {
    let id = complaint(cx).ok_or_else(|| Problem::new("blocked-no-complaint"))?.id;
    let title = cx.text.ta("ladder-ask-course", &[("name", &cx.room().name(id))]);
    cx.prompt(title, "", move |cx, text| {
        if text.trim().is_empty() {
            return Err(Problem::new("problem-course-empty"));
        }
        let step = json!({ "id": Id::new(cx.now()), "at": now(cx), "text": text.trim() });
        let mut draft = Draft::new("edit-complaint-course").about(cx.room().name(id));
        draft.put(cx.room(), id, "course", step)?;
        cx.commit(draft)
    });
    Ok(())
}

/// Closes it, with the result that is asked for; the follow-ups that were opened for it are done with it.
pub(in crate::command) fn close(cx: &mut Cx) -> Outcome {
    let complaint = complaint(cx).ok_or_else(|| Problem::new("blocked-no-complaint"))?;
    let (id, result) = (complaint.id, complaint.result.clone().unwrap_or_default());
    let title = cx.text.ta("ladder-ask-result", &[("name", &cx.room().name(id))]);
    cx.prompt(title, &result, move |cx, result| {
        let draft = closing(cx, id, result.trim())?;
        cx.commit(draft)
    });
    Ok(())
}

fn closing(cx: &Cx, id: Id, result: &str) -> Result<Draft, Problem> {
    let (room, terms) = (cx.room(), &cx.terms);
    if result.is_empty() {
        return Err(Problem::new("problem-complaint-result"));
    }
    let mut draft = Draft::new("edit-complaint-close").about(room.name(id));
    draft.set(room, id, "result", result.into())?;
    draft.set(room, id, "resolved_at", now(cx))?;
    let of_it = |item: &&FollowUp| {
        item.complaint == Some(id)
            && item.kind == Some(FollowUpKind::Complaint)
            && !position(item, room, terms, cx.now()).state.is_over()
    };
    for item in room.linked::<FollowUp>(id).filter(of_it) {
        let done = Act::new(EventWhat::Done).because(result).draft(room, terms, item.id, cx.now())?;
        draft.changes.extend(done.changes);
    }
    Ok(draft)
}
