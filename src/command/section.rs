//! Commands of the screens that are made of sections: the card and the strategy of an account.

use serde_json::Value;

use super::{Command, Cx, Outcome, blocked};
use crate::model::choice::GoalKind;
use crate::model::{Account, Goal, Kind, Problem};
use crate::screen::Place;
use crate::screen::sections::Sections;
use crate::screen::sheet::Row;

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("section-open", |cx, _| open(cx)),
    Command::changing("section-add", |cx, _| add(cx)).unless(nothing_to_add),
    Command::changing("section-delete", |cx, _| delete(cx)).unless(nothing_to_delete),
    Command::changing("card-review", |cx, _| review(cx)).unless(blocked::no_account),
];

fn sections(cx: &Cx) -> Option<&Sections> {
    match cx.screens.place() {
        Place::Card => Some(cx.screens.card.sections()),
        Place::Strategy => Some(cx.screens.strategy.sections()),
        Place::Debrief => Some(cx.screens.debrief.sections()),
        _ => None,
    }
}

fn nothing_to_add(cx: &Cx) -> Option<&'static str> {
    let adds = sections(cx).and_then(Sections::section).is_some_and(|section| section.adds.is_some());
    (!adds).then_some("blocked-nothing-to-add")
}

fn nothing_to_delete(cx: &Cx) -> Option<&'static str> {
    let record = matches!(sections(cx).and_then(Sections::current), Some(Row::Record { .. }));
    (!record && !cx.screens.inspector_focused()).then_some("blocked-no-record")
}

/// Enter: adds where nothing is yet, else edits what the cursor is on.
fn open(cx: &mut Cx) -> Outcome {
    if matches!(sections(cx).and_then(Sections::current), Some(Row::Add(_))) {
        cx.run("section-add", "");
        return Ok(());
    }
    cx.run("field-open", "");
    Ok(())
}

/// Adds a record of the kind the section holds; below a goal, the next link of its chain.
fn add(cx: &mut Cx) -> Outcome {
    let section = sections(cx).and_then(Sections::section).and_then(|section| section.adds.clone());
    let (kind, mut given) = section.ok_or_else(|| Problem::new("blocked-nothing-to-add"))?;
    let above = cx.selected().and_then(|id| cx.room().get::<Goal>(id)).filter(|_| kind == Kind::Goal);
    if let Some(goal) = above {
        let next = match goal.kind {
            Some(GoalKind::Goal) => GoalKind::Pressure,
            Some(GoalKind::Pressure) => GoalKind::Initiative,
            _ => GoalKind::Obstacle,
        };
        given.insert("parent".into(), goal.id.to_string().into());
        given.insert("kind".into(), Value::from(next.code()));
    }
    cx.form(kind, given);
    Ok(())
}

/// Deletes the record under the cursor; never the account itself, whose fields stand beside them.
fn delete(cx: &mut Cx) -> Outcome {
    if cx.selected().is_none_or(|id| cx.room().get::<Account>(id).is_some()) {
        return Err(Problem::new("blocked-no-record"));
    }
    cx.run("record-delete", "");
    Ok(())
}

fn review(cx: &mut Cx) -> Outcome {
    let Some(account) = cx.account() else { return Ok(()) };
    let draft = super::today::reviewed(cx, account)?;
    cx.commit(draft)
}
