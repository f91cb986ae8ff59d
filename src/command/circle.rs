//! Commands of the influence circle.

use serde_json::{Map, Value};

use super::{Command, Cx, Outcome, edit};
use crate::edit::Draft;
use crate::model::choice::EdgeKind;
use crate::model::{Edge, Id, Kind, Problem, Seat};
use crate::overlay::Item;
use crate::screen::present::choice_label;
use crate::screen::{Place, Screen, Target};

/// Marks the key of a kind of line that is to point the other way, at whoever is selected.
const BACKWARDS: char = '<';

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::looking("circle-recentre", |cx, _| recentre(cx)).unless(in_centre),
    Command::looking("circle-back", |cx, _| back(cx)),
    Command::looking("circle-lines", |cx, _| {
        cx.screens.circle.next_part();
        Ok(())
    })
    .unless(nobody),
    Command::looking("circle-path", |cx, _| {
        cx.screens.circle.next_route();
        Ok(())
    })
    .unless(nobody),
    Command::looking("circle-what-if", |cx, _| what_if(cx)).unless(nobody),
    Command::looking("circle-remove", |cx, _| {
        cx.screens.circle.toggle_gone();
        Ok(())
    })
    .unless(no_sandbox),
    Command::looking("circle-win", |cx, _| sway(cx, 1)).unless(no_sandbox),
    Command::looking("circle-lose", |cx, _| sway(cx, -1)).unless(no_sandbox),
    Command::looking("circle-filter-kind", |cx, _| filter(cx)),
    Command::changing("edge-add", |cx, _| add(cx)).unless(nobody),
    Command::new("edge-edit", |cx, _| with_line(cx, "command-edge-edit", edit_line)).unless(nobody),
    Command::changing("edge-delete", |cx, _| with_line(cx, "command-edge-delete", delete)).unless(nobody),
    Command::changing("edge-heavier", |cx, _| with_line(cx, "command-edge-heavier", |cx, id| weigh(cx, id, 1)))
        .unless(nobody),
    Command::changing("edge-lighter", |cx, _| with_line(cx, "command-edge-lighter", |cx, id| weigh(cx, id, -1)))
        .unless(nobody),
];

/// Whether the open screen is a what-if, of which nothing is saved.
pub fn is_what_if(cx: &Cx) -> bool {
    cx.screens.place() == Place::Circle && cx.screens.circle.is_sandbox()
}

fn nobody(cx: &Cx) -> Option<&'static str> {
    cx.screens.circle.person().is_none().then_some("blocked-circle-empty")
}

/// Whoever is in the centre cannot be put there; in the panel and on a line the key edits.
fn in_centre(cx: &Cx) -> Option<&'static str> {
    let circle = &cx.screens.circle;
    let walks = !cx.screens.inspector_focused() && circle.target().is_none();
    nobody(cx).or_else(|| (walks && circle.is_in_centre()).then_some("blocked-centre-already"))
}

fn no_sandbox(cx: &Cx) -> Option<&'static str> {
    nobody(cx).or_else(|| (!cx.screens.circle.is_sandbox()).then_some("blocked-circle-no-sandbox"))
}

/// Enter: on a field of a line it edits that field, on a person it moves them into the centre.
fn recentre(cx: &mut Cx) -> Outcome {
    if cx.screens.inspector_focused() {
        cx.run("field-open", "");
        return Ok(());
    }
    if let Some(target) = cx.screens.circle.target() {
        edit_here(cx, target)
    } else {
        cx.screens.circle.recentre();
        Ok(())
    }
}

/// A weight is chosen among three; every other field opens where it stands.
fn edit_here(cx: &mut Cx, target: Target) -> Outcome {
    if target.field != "weight" {
        return edit::edit(cx, target);
    }
    cx.must_be_now()?;
    cx.pick(cx.text.t("field-weight"), weights(cx), move |cx, weight| {
        let draft = Draft::setting(cx.room(), target.id, "weight", weight.parse::<i64>().unwrap_or(1).into())?;
        cx.commit(draft)
    });
    Ok(())
}

fn weights(cx: &Cx) -> Vec<Item> {
    let item =
        |weight: usize| Item::new(weight.to_string(), crate::widget::dots(&cx.theme, weight, 3), weight.to_string());
    (1..=3).map(item).collect()
}

/// Who stood in the centre before; where nobody did, back to the screen before.
fn back(cx: &mut Cx) -> Outcome {
    if cx.screens.inspector_focused() || !cx.screens.circle.back() {
        cx.run("go-back", "");
    }
    Ok(())
}

fn what_if(cx: &mut Cx) -> Outcome {
    cx.screens.circle.toggle_sandbox();
    let id = if cx.screens.circle.is_sandbox() { "circle-sandbox-opened" } else { "circle-sandbox-closed" };
    cx.say(cx.text.t(id));
    Ok(())
}

fn sway(cx: &mut Cx, by: isize) -> Outcome {
    cx.screens.circle.sway(by);
    Ok(())
}

fn filter(cx: &mut Cx) -> Outcome {
    let all = Item::new("", cx.text.t("circle-all-kinds"), "");
    let kinds =
        EdgeKind::ALL.iter().map(|kind| Item::new(kind.code(), choice_label(&cx.text, "edge-kind", kind.code()), ""));
    let items = std::iter::once(all).chain(kinds).collect();
    cx.pick(cx.text.t("command-circle-filter-kind"), items, |cx, code| {
        cx.screens.circle.show_only(EdgeKind::ALL.iter().copied().find(|kind| kind.code() == code));
        Ok(())
    });
    Ok(())
}

/// Person, kind, weight: three choices and one edit.
fn add(cx: &mut Cx) -> Outcome {
    let Some((here, account)) = cx.screens.circle.person().zip(cx.account()) else { return Ok(()) };
    let today = cx.today();
    let seats = cx.room().linked::<Seat>(account).filter(|seat| seat.id != here && seat.is_current(today));
    let item =
        |seat: &Seat| Item::new(seat.id.to_string(), cx.room().name(seat.id), seat.title.clone().unwrap_or_default());
    let items = seats.map(item).collect();
    let title = cx.text.ta("circle-pick-person", &[("name", &cx.room().name(here))]);
    cx.pick(title, items, move |cx, other| {
        pick_kind(cx, account, here, other.parse()?);
        Ok(())
    });
    Ok(())
}

fn pick_kind(cx: &mut Cx, account: Id, here: Id, other: Id) {
    let (own, theirs) = (cx.room().name(here), cx.room().name(other));
    let [_, east, ..] = cx.theme.lines().arrows;
    let items = EdgeKind::ALL.iter().flat_map(|kind| {
        let label = choice_label(&cx.text, "edge-kind", kind.code());
        let way = |from: &str, to: &str| format!("{from} {east} {to}");
        let there = Item::new(kind.code(), label.clone(), way(&own, &theirs));
        let back = || Item::new(format!("{BACKWARDS}{}", kind.code()), label.clone(), way(&theirs, &own));
        if kind.is_directed() { vec![there, back()] } else { vec![Item::new(kind.code(), label.clone(), "")] }
    });
    let items = items.collect();
    cx.pick(cx.text.t("field-edge-kind"), items, move |cx, key| {
        let (from, to) = if key.starts_with(BACKWARDS) { (other, here) } else { (here, other) };
        pick_weight(cx, account, (from, to), key.trim_start_matches(BACKWARDS).to_owned());
        Ok(())
    });
}

fn pick_weight(cx: &mut Cx, account: Id, (from, to): (Id, Id), kind: String) {
    cx.pick(cx.text.t("field-weight"), weights(cx), move |cx, weight| {
        let weight: i64 = weight.parse().unwrap_or(1);
        let fields = [
            ("account", Value::from(account.to_string())),
            ("from", from.to_string().into()),
            ("to", to.to_string().into()),
            ("kind", kind.as_str().into()),
            ("weight", weight.into()),
        ];
        let id = Id::new(cx.now());
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>();
        cx.commit(Draft::adding(Kind::Edge, id, fields)?)?;
        cx.screens.circle.follow_line(id);
        Ok(())
    });
}

/// Acts on the line under the cursor; in the chart on the only line of the selected person, or lets one be picked.
fn with_line(cx: &mut Cx, title: &str, act: fn(&mut Cx, Id) -> Outcome) -> Outcome {
    let ids = match cx.screens.circle.line() {
        Some(line) => vec![line],
        None => cx.screens.circle.lines_at_hand(),
    };
    match ids.as_slice() {
        [] => Err(Problem::new("problem-no-line-here")),
        [only] => act(cx, *only),
        many => {
            let items = many.iter().filter_map(|id| {
                let edge = cx.room().get::<Edge>(*id)?;
                let kind = edge.kind.map(|kind| choice_label(&cx.text, "edge-kind", kind.code())).unwrap_or_default();
                Some(Item::new(id.to_string(), cx.room().name(*id), kind))
            });
            let items = items.collect();
            cx.pick(cx.text.t(title), items, move |cx, id| act(cx, id.parse()?));
            Ok(())
        }
    }
}

/// Puts the cursor on the line, or opens the field under it.
fn edit_line(cx: &mut Cx, id: Id) -> Outcome {
    if let Some(target) = cx.screens.circle.target() {
        return edit_here(cx, target);
    }
    cx.screens.circle.select(id);
    Ok(())
}

fn delete(cx: &mut Cx, id: Id) -> Outcome {
    super::delete::delete(cx, id, super::edit::ASK_ABOVE)
}

fn weigh(cx: &mut Cx, id: Id, by: i64) -> Outcome {
    let now = cx.room().get::<Edge>(id).and_then(|edge| edge.weight).unwrap_or(1);
    let then = now + by;
    if !(1..=3).contains(&then) {
        let why = if by > 0 { "problem-line-heaviest" } else { "problem-line-lightest" };
        return Err(Problem::new(why).with("name", cx.room().name(id)));
    }
    let draft = Draft::setting(cx.room(), id, "weight", then.into())?;
    cx.commit(draft)
}

#[cfg(test)]
mod tests;
