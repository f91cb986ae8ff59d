//! Commands of Today.

use serde_json::json;

use super::{Command, Cx, Outcome, blocked};
use crate::edit::Draft;
use crate::model::choice::EventWhat;
use crate::model::{Problem, Record, When};
use crate::rules::ladder::act::Act;

/// The table.
pub const COMMANDS: &[Command] = &[Command::new("today-done", |cx, _| done(cx)).unless(blocked::nothing_selected)];

/// Ticks off what can be done with a key: a follow-up is over, a card was looked through.
fn done(cx: &mut Cx) -> Outcome {
    let Some(id) = cx.selected() else { return Ok(()) };
    let draft = match cx.room().record(id) {
        Some(Record::FollowUp(_)) => Act::new(EventWhat::Done).draft(cx.room(), &cx.terms, id, cx.now())?,
        Some(Record::Account(_)) => reviewed(cx, id)?,
        _ => return Err(Problem::new("problem-today-not-done")),
    };
    cx.commit(draft)
}

/// Notes that the card of an account was looked through, now and by whom.
pub fn reviewed(cx: &Cx, account: crate::model::Id) -> Result<Draft, Problem> {
    let mut draft = Draft::new("edit-review").about(cx.room().name(account));
    let now = chrono::SubsecRound::trunc_subsecs(cx.now(), 0);
    draft.set(cx.room(), account, "reviewed_at", json!(When::Moment(now)))?;
    draft.set(cx.room(), account, "reviewed_by", cx.book().author().into())?;
    Ok(draft)
}
