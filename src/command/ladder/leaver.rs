//! Handing over what somebody who leaves had on hand: listed with who takes each, and moved in one edit.

use std::collections::BTreeMap;

use super::meant_member;
use crate::command::{Answer, Command, Cx, Layer, Outcome};
use crate::edit::Draft;
use crate::model::choice::EventWhat;
use crate::model::{Id, Member, Problem};
use crate::overlay::{Item, Picker};
use crate::rules::ladder::{self, act::Act};
use crate::text::format::day;

/// The table.
pub const COMMANDS: &[Command] = &[Command::new("member-hand-over", |cx, _| hand_over(cx))];

/// The one under the cursor who leaves, or one that is chosen among them.
fn hand_over(cx: &mut Cx) -> Outcome {
    if let Some(member) = meant_member(cx) {
        return list(cx, member);
    }
    let leavers = cx.room().all::<Member>().filter_map(|one| {
        let left = one.left_on?;
        Some(Item::new(one.id.to_string(), &one.name, cx.text.ta("ladder-member-left", &[("day", &day(left))])))
    });
    let leavers: Vec<Item> = leavers.collect();
    if leavers.is_empty() {
        return Err(Problem::new("problem-nobody-left"));
    }
    cx.pick(cx.text.t("ladder-ask-leaver"), leavers, |cx, key| list(cx, key.parse()?));
    Ok(())
}

/// The open follow-ups that are still theirs, all marked, each with who takes it.
fn list(cx: &mut Cx, member: Id) -> Outcome {
    let name = cx.room().name(member);
    let Some(left) = cx.room().get::<Member>(member).and_then(|one| one.left_on) else {
        return Err(Problem::new("problem-member-stays").with("name", name));
    };
    let heirs = heirs(cx, member);
    if heirs.is_empty() {
        return Err(Problem::new("problem-nothing-to-hand-over").with("name", name));
    }
    if heirs.values().all(Option::is_none) {
        return Err(Problem::new("problem-no-heir").with("name", name));
    }
    let arrow = if cx.theme.ascii { "->" } else { "→" };
    let item = |(id, heir): (&Id, &Option<Id>)| {
        let account = cx.room().account_of(*id).map(|account| cx.room().name(account)).unwrap_or_default();
        let heir = heir.map_or_else(|| cx.text.t("ladder-nobody"), |heir| cx.room().name(heir));
        Item::new(id.to_string(), cx.room().name(*id), format!("{account} {arrow} {heir}"))
    };
    let items: Vec<Item> = heirs.iter().map(item).collect();
    let marked: Vec<String> = heirs.iter().filter(|(_, heir)| heir.is_some()).map(|(id, _)| id.to_string()).collect();
    let title = cx.text.ta("ladder-ask-hand-over", &[("name", &name), ("count", &heirs.len().to_string())]);
    let reason = cx.text.ta("ladder-hand-over-reason", &[("name", &name), ("day", &left.to_string())]);
    let picker = Picker::new(title, items, None, None).many(marked);
    let then = move |cx: &mut Cx, answer| {
        let Answer::Many(keys) = answer else { return Ok(()) };
        let mut draft = Draft::new("edit-follow-ups-hand-over").about(cx.room().name(member));
        for key in keys {
            let id: Id = key.parse()?;
            let Some(heir) = heirs.get(&id).copied().flatten() else { continue };
            let act = Act::new(EventWhat::Assign).to(heir).because(reason.as_str());
            draft.changes.extend(act.draft(cx.room(), &cx.terms, id, cx.now())?.changes);
        }
        cx.commit(draft)
    };
    cx.layers.push(Layer::Picker(Box::new(picker)), Box::new(then));
    Ok(())
}

/// Each open follow-up in their name, and who takes it: whoever stands in already, else the deputy or the manager.
fn heirs(cx: &Cx, member: Id) -> BTreeMap<Id, Option<Id>> {
    let stays = |id: &Id| cx.room().get::<Member>(*id).is_some_and(|one| one.left_on.is_none());
    let next =
        cx.room().get::<Member>(member).and_then(|one| [one.deputy, one.manager].into_iter().flatten().find(stays));
    let all = ladder::positions(cx.room(), &cx.terms, cx.now(), None);
    let theirs = all.into_iter().filter_map(|(item, position)| {
        let own = position.holder == Some(member) || position.stands_for == Some(member);
        own.then(|| (item.id, position.holder.filter(|holder| *holder != member).or(next)))
    });
    theirs.collect()
}
