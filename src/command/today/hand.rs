//! Handing a line over: what is somebody's own changes hands; of anything else the other gets a follow-up.

use chrono::Days;
use serde_json::{Map, Value, json};

use super::{called, line};
use crate::command::{Cx, Outcome, ladder};
use crate::edit::Draft;
use crate::model::choice::{EventWhat, FollowUpKind, Grade};
use crate::model::{Id, Kind, Pairing, Problem, Visit};
use crate::rules::ladder::act::{Act, open};
use crate::rules::today::snooze::put_off;
use crate::rules::today::{Entry, Topic};
use crate::screen::present::agendum;

/// Asks who takes over the line under the cursor.
pub(super) fn hand_over(cx: &mut Cx) -> Outcome {
    let entry = line(cx)?;
    if entry.account.is_none() {
        return Err(Problem::new("problem-today-no-account"));
    }
    let title = cx.text.ta("ladder-ask-whom", &[("name", &called(cx, &entry))]);
    let items = ladder::members(cx);
    cx.pick(title, items, move |cx, key| {
        let member: Id = key.parse()?;
        let draft = handed(cx, &entry, member)?;
        let about = format!("{} → {}", called(cx, &entry), cx.room().name(member));
        cx.commit(Draft { label: "edit-today-hand-over".into(), subject: about, ..draft })
    });
    Ok(())
}

fn handed(cx: &Cx, entry: &Entry, to: Id) -> Result<Draft, Problem> {
    let room = cx.room();
    let mut draft = Draft::new("");
    match (entry.topic, entry.subject) {
        (Topic::FollowUp, Some((_, id))) => {
            return Act { by: cx.me(), ..Act::new(EventWhat::Assign).to(to) }.draft(room, &cx.terms, id, cx.now());
        }
        (Topic::Contact, Some((Kind::Pairing, id))) => {
            let seat = room.get::<Pairing>(id).map(|pairing| pairing.seat);
            let paired = seat.into_iter().flat_map(|seat| room.linked::<Pairing>(seat)).find(|one| one.member == to);
            if let Some(known) = paired {
                return Err(Problem::new("problem-paired-already").with("name", room.name(known.id)));
            }
            draft.set(room, id, "member", json!(to))?;
        }
        (Topic::Complaint, Some((_, id))) => draft.set(room, id, "owner", json!(to))?,
        (Topic::Visit | Topic::Debrief, Some((_, id))) => attend(cx, &mut draft, id, to)?,
        _ => return follow_up(cx, entry, to),
    }
    if draft.is_empty() {
        return Err(Problem::new("problem-today-theirs-already").with("name", room.name(to)));
    }
    Ok(draft)
}

/// Whoever leads a visit stays at home, and the other goes.
fn attend(cx: &Cx, draft: &mut Draft, visit: Id, to: Id) -> Outcome {
    let first = cx.room().get::<Visit>(visit).map(|visit| &visit.ours).and_then(|ours| {
        let there = ours.iter().any(|one| one.member == to);
        ours.first().filter(|_| !there)
    });
    let known = cx.room().get::<Visit>(visit).is_some_and(|visit| !visit.ours.is_empty());
    match first {
        Some(one) => draft.put(cx.room(), visit, "ours", json!({"id": one.id, "member": to, "role": one.role})),
        None if known => Ok(()),
        None => draft.put(cx.room(), visit, "ours", json!({"id": Id::new(cx.now()), "member": to, "role": "lead"})),
    }
}

/// A follow-up for the other, which says the same; the line itself stays away.
fn follow_up(cx: &Cx, entry: &Entry, to: Id) -> Result<Draft, Problem> {
    let kind = match entry.topic {
        Topic::Receivable => FollowUpKind::Collection,
        Topic::Festival | Topic::Gift => FollowUpKind::Gift,
        Topic::Contact | Topic::Meeting => FollowUpKind::Maintain,
        _ => FollowUpKind::Other,
    };
    let due = entry.due.map(|due| due.max(cx.today()));
    let invoice = entry.id().filter(|_| entry.topic == Topic::Receivable);
    let seat = match entry.subject {
        Some((Kind::Seat, id)) => Some(id),
        Some((Kind::Pairing, id)) => cx.room().get::<Pairing>(id).map(|pairing| pairing.seat),
        _ => None,
    };
    let fields: Map<String, Value> = [
        ("account", json!(entry.account)),
        ("subject", agendum::what(&cx.view(), entry).into()),
        ("kind", json!(kind)),
        ("member", json!(to)),
        ("seat", json!(seat)),
        ("due", json!(due)),
        ("invoice", json!(invoice)),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_null())
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    let (id, mut draft) = open(cx.room(), fields, &cx.terms, cx.now())?;
    // An invoice is told of by its follow-up.
    if entry.topic != Topic::Receivable {
        let back = due.unwrap_or_else(|| cx.today()).checked_add_days(Days::new(if due.is_some() { 1 } else { 7 }));
        put_off(
            &mut draft,
            cx.room(),
            entry,
            back.unwrap_or_else(|| cx.today()),
            Grade::Stuck,
            Id::after(id, cx.now()),
        )?;
    }
    Ok(draft)
}
