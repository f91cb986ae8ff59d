//! Commands of the pairing matrix: making, changing and removing the pairing in a cell, and what is missing or disagrees.

use serde_json::{Map, Value, json};

use super::form::Form;
use super::layer::{Layer, Then};
use super::{Answer, Command, Cx, Outcome};
use crate::edit::Draft;
use crate::model::{Id, Kind, Member, Problem};
use crate::overlay::Item;
use crate::rules::behaviour::disagreements;
use crate::screen::present::bond;
use crate::screen::{Place, Screen};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("pairing-open", |cx, _| open(cx)).unless(no_cell),
    Command::changing("pairing-remove", |cx, _| remove(cx)).unless(no_pairing),
    Command::looking("pairings-columns", |cx, _| {
        cx.screens.pairings.widen();
        Ok(())
    })
    .unless(elsewhere),
    Command::looking("pairings-uncovered", |cx, _| {
        let found = cx.screens.pairings.next_uncovered();
        found.then_some(()).ok_or_else(|| Problem::new("problem-all-covered"))
    })
    .unless(elsewhere),
    Command::looking("disagreement-list", |cx, _| list_disagreements(cx)),
];

/// What a pairing is filled in with: all but who and whom, which the cell says.
const FIELDS: [&str; 6] = ["level", "current", "target", "ideal_days", "max_days", "notes"];

pub(super) fn is_here(cx: &Cx) -> bool {
    matches!(cx.screens.place(), Place::Pairings | Place::Pairs) && !cx.screens.inspector_focused()
}

fn elsewhere(cx: &Cx) -> Option<&'static str> {
    (!is_here(cx)).then_some("blocked-not-pairings")
}

fn no_cell(cx: &Cx) -> Option<&'static str> {
    elsewhere(cx).or_else(|| cx.screens.pairings.cell().is_none().then_some("blocked-nothing-selected"))
}

fn no_pairing(cx: &Cx) -> Option<&'static str> {
    elsewhere(cx).or_else(|| cx.screens.pairings.pair().is_none().then_some("blocked-no-pairing"))
}

/// The form of the pairing in the cell, or of one that is to be there.
fn open(cx: &mut Cx) -> Outcome {
    let Some((member, seat)) = cx.screens.pairings.cell() else { return Ok(()) };
    let known = cx.screens.pairings.pair().map(|pair| pair.pairing);
    let given: Map<String, Value> = if let Some(record) = known.and_then(|id| cx.room().record(id)) {
        record.to_map().into_iter().filter(|(name, _)| FIELDS.contains(&name.as_str())).collect()
    } else {
        let level = cx.room().get::<Member>(member).and_then(|one| one.level);
        level.map(|level| ("level".to_owned(), json!(level))).into_iter().collect()
    };
    let id = known.unwrap_or_else(|| Id::new(cx.now()));
    let who = format!("{} ↔ {}", cx.room().name(member), cx.room().name(seat));
    let title = cx.text.ta(if known.is_some() { "pairings-form" } else { "pairings-form-new" }, &[("who", &who)]);
    let form = Form::of_fields(Kind::Pairing, id, &FIELDS, given, title);
    let save: Then = Box::new(move |cx, answer| {
        let Answer::Fields(fields) = answer else { return Ok(()) };
        let draft = if let Some(id) = known {
            changed(cx, id, &fields)?
        } else {
            let mut all = fields;
            all.insert("member".into(), json!(member));
            all.insert("seat".into(), json!(seat));
            Draft::adding(Kind::Pairing, id, all)?
        };
        cx.commit(draft)
    });
    cx.layers.push(Layer::Form(Box::new(form)), save);
    Ok(())
}

/// Every field of a pairing as the form leaves it, in one edit.
fn changed(cx: &Cx, id: Id, fields: &Map<String, Value>) -> Result<Draft, Problem> {
    let mut draft = Draft::new("edit-set").about(cx.room().name(id));
    for name in FIELDS {
        draft.set(cx.room(), id, name, fields.get(name).cloned().unwrap_or_default())?;
    }
    draft.forget_basis(cx.room(), id, &[])?;
    Ok(draft)
}

fn remove(cx: &mut Cx) -> Outcome {
    let Some(pair) = cx.screens.pairings.pair().map(|pair| pair.pairing) else { return Ok(()) };
    super::delete::delete(cx, pair, super::edit::ASK_ABOVE)
}

/// Where what we declare and what we do disagree, in the open account or in all; Enter goes to the pairing or the seat.
fn list_disagreements(cx: &mut Cx) -> Outcome {
    let found = disagreements(cx.room(), cx.account(), cx.now());
    if found.is_empty() {
        return Err(Problem::new("problem-no-disagreement"));
    }
    let view = cx.view();
    let item = |(at, one): (usize, &_)| {
        let one: &crate::rules::behaviour::Disagreement = one;
        let theirs = view.room.name(one.seat);
        let who = one.member.map_or_else(|| theirs.clone(), |id| format!("{} ↔ {theirs}", view.room.name(id)));
        let account = view.room.account_of(one.seat).filter(|_| view.account.is_none());
        let account = account.map(|id| view.room.name(id)).unwrap_or_default();
        Item::new(at.to_string(), format!("{who}  {}", bond::disagreement(&view, one)), account)
    };
    let items = found.iter().enumerate().map(item).collect();
    let goals: Vec<Id> = found.iter().map(|one| one.pairing.unwrap_or(one.seat)).collect();
    cx.pick(cx.text.t("command-disagreement-list"), items, move |cx, key| {
        let Some(id) = key.parse().ok().and_then(|at: usize| goals.get(at)).copied() else { return Ok(()) };
        if is_here(cx) && cx.room().get::<crate::model::Pairing>(id).is_some() {
            cx.screens.pairings.select(id);
        } else {
            cx.reveal(id);
        }
        Ok(())
    });
    Ok(())
}
