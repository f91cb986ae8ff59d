//! What people do to a follow-up, as drafts of edits: opening one, and every event that moves it or stops its clock.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value, json};

use super::{Position, position};
use crate::edit::{Draft, Room};
use crate::model::choice::{EventWhat, FollowUpKind};
use crate::model::{Account, Event, FollowUp, Id, Kind, Problem, When};
use crate::rules::Terms;

/// Fills in what a new follow-up takes along: when it opened, and the ladder of its kind.
pub fn capture(room: &Room, fields: &mut Map<String, Value>, terms: &Terms, now: DateTime<FixedOffset>) {
    let kind = fields.get("kind").and_then(Value::as_str);
    let kind = FollowUpKind::ALL.iter().copied().find(|one| Some(one.code()) == kind).unwrap_or(FollowUpKind::Other);
    fields.entry("opened_at").or_insert_with(|| json!(When::Moment(now)));
    let account = fields.get("account").and_then(Value::as_str).and_then(|id| room.get::<Account>(id.parse().ok()?));
    let policy = terms.ladders.policy(kind, account).to_string();
    fields.entry("policy").or_insert_with(|| policy.into());
}

/// A new follow-up with these fields, under a fresh id.
pub fn open(
    room: &Room,
    mut fields: Map<String, Value>,
    terms: &Terms,
    now: DateTime<FixedOffset>,
) -> Result<(Id, Draft), Problem> {
    capture(room, &mut fields, terms, now);
    let id = Id::new(now);
    Ok((id, Draft::adding(Kind::FollowUp, id, fields)?))
}

/// Why something cannot be done to an item that stands there; `None` when it can. The text says it.
pub fn refusal(position: &Position, what: EventWhat) -> Option<&'static str> {
    match what {
        EventWhat::Note => None,
        EventWhat::Resume if position.state.is_over() || position.state.is_stopped() => None,
        EventWhat::Resume => Some("problem-follow-up-runs"),
        _ if position.state.is_over() => Some("problem-follow-up-over"),
        EventWhat::Up if position.rung >= position.rungs => Some("problem-follow-up-top"),
        EventWhat::Down if position.rung <= 1 => Some("problem-follow-up-bottom"),
        _ => None,
    }
}

/// What somebody does to a follow-up.
#[derive(Clone, Debug)]
pub struct Act {
    /// What.
    pub what: EventWhat,
    /// Who does it, where that is known.
    pub by: Option<Id>,
    /// Whom it is assigned to.
    pub to: Option<Id>,
    /// Why; moving an item up or down needs one.
    pub reason: Option<String>,
}

impl Act {
    /// Doing something without more words.
    pub const fn new(what: EventWhat) -> Self {
        Self { what, by: None, to: None, reason: None }
    }

    /// The same, for a reason.
    #[must_use]
    pub fn because(self, reason: impl Into<String>) -> Self {
        Self { reason: Some(reason.into().trim().to_owned()).filter(|text| !text.is_empty()), ..self }
    }

    /// The same, to somebody.
    #[must_use]
    pub fn to(self, member: Id) -> Self {
        Self { to: Some(member), ..self }
    }

    /// The edit that notes it. Refused where the item's position forbids it, or the reason or the member is missing.
    pub fn draft(self, room: &Room, terms: &Terms, item: Id, now: DateTime<FixedOffset>) -> Result<Draft, Problem> {
        let gone = || Problem::new("problem-gone").with("kind", Kind::FollowUp);
        let record = room.get::<FollowUp>(item).ok_or_else(gone)?;
        if let Some(refused) = refusal(&position(record, room, terms, now), self.what) {
            return Err(Problem::new(refused).with("name", &record.subject));
        }
        if matches!(self.what, EventWhat::Up | EventWhat::Down) && self.reason.is_none() {
            return Err(Problem::new("problem-follow-up-reason").with("name", &record.subject));
        }
        if self.what == EventWhat::Assign && self.to.is_none() {
            return Err(Problem::new("problem-required").with("kind", Kind::FollowUp).with("field", "to"));
        }
        // Events of the same moment are told apart by their ids.
        let moment = |event: &&Event| event.at == Some(When::Moment(now));
        let last = record.events.iter().filter(moment).map(|event| event.id).max();
        let event = json!({
            "id": last.map_or_else(|| Id::new(now), |last| Id::after(last, now)), "at": When::Moment(now), "by": self.by, "what": self.what, "to": self.to,
            "reason": &self.reason,
        });
        let mut draft = Draft::new(label(self.what)).about(room.name(item)).because(self.reason);
        draft.put(room, item, "events", event)?;
        Ok(draft)
    }
}

/// The edit that does one thing to many follow-ups, and how many of them could not take it; those are left as they are.
/// Refused, as the first was, where none could.
pub fn draft_all(
    act: &Act,
    room: &Room,
    terms: &Terms,
    items: &[Id],
    now: DateTime<FixedOffset>,
) -> Result<(Draft, usize), Problem> {
    let mut refused = None;
    let mut left = 0;
    let mut all = Draft::new(label_of_many(act.what)).because(act.reason.clone());
    if let Some(member) = act.to {
        all = all.about(room.name(member));
    }
    for item in items {
        match act.clone().draft(room, terms, *item, now) {
            Ok(one) => all.changes.extend(one.changes),
            Err(problem) => {
                left += 1;
                refused.get_or_insert(problem);
            }
        }
    }
    match refused {
        Some(problem) if all.is_empty() => Err(problem),
        _ => Ok((all, left)),
    }
}

const fn label_of_many(what: EventWhat) -> &'static str {
    match what {
        EventWhat::Ack => "edit-follow-ups-ack",
        EventWhat::Wait => "edit-follow-ups-wait",
        EventWhat::Resume => "edit-follow-ups-resume",
        EventWhat::Pause => "edit-follow-ups-pause",
        EventWhat::Up => "edit-follow-ups-up",
        EventWhat::Down => "edit-follow-ups-down",
        EventWhat::Assign => "edit-follow-ups-assign",
        EventWhat::Done => "edit-follow-ups-done",
        EventWhat::Drop => "edit-follow-ups-drop",
        EventWhat::Note => "edit-follow-ups-note",
    }
}

const fn label(what: EventWhat) -> &'static str {
    match what {
        EventWhat::Ack => "edit-follow-up-ack",
        EventWhat::Wait => "edit-follow-up-wait",
        EventWhat::Resume => "edit-follow-up-resume",
        EventWhat::Pause => "edit-follow-up-pause",
        EventWhat::Up => "edit-follow-up-up",
        EventWhat::Down => "edit-follow-up-down",
        EventWhat::Assign => "edit-follow-up-assign",
        EventWhat::Done => "edit-follow-up-done",
        EventWhat::Drop => "edit-follow-up-drop",
        EventWhat::Note => "edit-follow-up-note",
    }
}
