//! Handing over: who takes it, what goes with what doubts, and the pack for whoever takes over. One edit, one undo.

use std::collections::BTreeSet;

use super::ladder::{meant_member, members};
use super::layer::Then;
use super::{Answer, Command, Cx, Layer, Outcome};
use crate::exchange::pack::Pack;
use crate::model::{Id, Member, Problem};
use crate::overlay::{Item, Page, Picker};
use crate::rules::handover::{Handover, Move, Wish};
use crate::screen::View;
use crate::screen::present::handover::{alone_line, doubt_line, move_line, reason};
use crate::text::format::day;

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::changing("member-hand-over", |cx, _| {
        whose(cx, |cx, from| {
            take(cx, from, preview);
            Ok(())
        })
    }),
    Command::new("handover-pack", |cx, _| {
        whose(cx, |cx, from| {
            take(cx, from, pack);
            Ok(())
        })
    }),
];

/// Marks the last day of the one who leaves among what is chosen.
const LEAVES: &str = "left";
/// Says something and moves nothing.
const SAYS: &str = "";

/// The one under the cursor, or one that is chosen: those who leave first.
fn whose(cx: &mut Cx, then: fn(&mut Cx, Id) -> Outcome) -> Outcome {
    if let Some(member) = meant_member(cx) {
        return then(cx, member);
    }
    let mut all: Vec<&Member> = cx.room().all::<Member>().collect();
    all.sort_by_key(|one| (one.left_on.is_none(), one.id));
    let item = |one: &Member| {
        let left = one.left_on.map(|left| cx.text.ta("ladder-member-left", &[("day", &day(left))]));
        Item::new(one.id.to_string(), &one.name, left.unwrap_or_default())
    };
    let items: Vec<Item> = all.into_iter().map(item).collect();
    if items.is_empty() {
        return Err(Problem::new("problem-touch-no-member"));
    }
    cx.pick(cx.text.t("ladder-ask-leaver"), items, move |cx, key| then(cx, key.parse()?));
    Ok(())
}

/// Asks who takes over, the deputy and the manager proposed.
fn take(cx: &mut Cx, from: Id, then: fn(&mut Cx, Wish) -> Outcome) {
    let stands_in = cx.room().get::<Member>(from).map(|one| [one.deputy, one.manager]).unwrap_or_default();
    let mut items: Vec<Item> = members(cx).into_iter().filter(|item| item.key != from.to_string()).collect();
    let near = |item: &Item| stands_in.iter().position(|id| id.is_some_and(|id| id.to_string() == item.key));
    items.sort_by_key(|item| near(item).unwrap_or(stands_in.len()));
    let title = cx.text.ta("handover-ask-whom", &[("name", &cx.room().name(from))]);
    let account = cx.account();
    cx.pick(title, items, move |cx, key| {
        let to = key.parse()?;
        let leaves = cx.room().get::<Member>(from).is_some_and(|one| one.left_on.is_some());
        match account.filter(|_| !leaves) {
            None => then(cx, Wish { from, to, account: None, left_on: None }),
            Some(account) => {
                scope(cx, Wish { from, to, account: Some(account), left_on: None }, then);
                Ok(())
            }
        }
    });
}

/// In the room of an account it may be that alone which changes hands.
fn scope(cx: &mut Cx, wish: Wish, then: fn(&mut Cx, Wish) -> Outcome) {
    let account = wish.account.map(|id| cx.room().name(id)).unwrap_or_default();
    let items = vec![
        Item::new("one", cx.text.ta("handover-one-account", &[("name", &account)]), ""),
        Item::new("all", cx.text.t("handover-all-accounts"), ""),
    ];
    cx.pick(cx.text.t("handover-ask-scope"), items, move |cx, key| {
        then(cx, Wish { account: wish.account.filter(|_| key == "one"), ..wish })
    });
}

/// Everything that would go, marked, what has no natural successor first; Enter hands over what is marked.
fn preview(cx: &mut Cx, wish: Wish) -> Outcome {
    let handover = Handover::of(cx.room(), &cx.terms, cx.now(), wish)?;
    let (from, to) = (cx.room().name(wish.from), cx.room().name(wish.to));
    let leaves = cx.room().get::<Member>(wish.from).is_some_and(|one| one.left_on.is_none()) && wish.account.is_none();
    if handover.moves.is_empty() && !leaves {
        return Err(Problem::new("problem-nothing-to-hand-over").with("name", from));
    }
    let view = cx.view();
    let mut items = Vec::new();
    if !handover.alone.is_empty() {
        items.push(known_only_to(&view, &handover, &from));
    }
    if leaves {
        let text = view.text.ta("handover-leaves", &[("name", &from), ("day", &day(cx.today()))]);
        items.push(Item::new(LEAVES, text, ""));
    }
    let (doubtful, plain): (Vec<&Move>, Vec<&Move>) = handover.moves.iter().partition(|one| !one.doubts.is_empty());
    items.extend(doubtful.into_iter().chain(plain).map(|one| item(&view, &handover, one)));
    let doubts = handover.doubtful().count().to_string();
    let args = [("from", &from), ("to", &to), ("count", &handover.moves.len().to_string()), ("doubts", &doubts)];
    let title = cx.text.ta("handover-title", &args.map(|(name, value)| (name, value.as_str())));
    let marked: Vec<String> = handover.moves.iter().map(key).collect();
    let picker = Picker::new(title, items, None, None).many(marked);
    let then: Then = Box::new(move |cx, answer| {
        let Answer::Many(keys) = answer else { return Ok(()) };
        let keys: BTreeSet<String> = keys.into_iter().collect();
        hand_over(cx, &handover, &keys)
    });
    cx.layers.push(Layer::Picker(Box::new(picker)), then);
    Ok(())
}

fn hand_over(cx: &mut Cx, handover: &Handover, keys: &BTreeSet<String>) -> Outcome {
    let left_on = keys.contains(LEAVES).then(|| cx.today());
    let handover = Handover { wish: Wish { left_on, ..handover.wish }, ..handover.clone() };
    let reason = reason(&cx.view(), &handover.wish);
    let draft = handover.draft(cx.room(), &cx.terms, cx.now(), &reason, &|one| keys.contains(&key(one)))?;
    cx.commit(draft)
}

fn key(one: &Move) -> String {
    format!("{} {}", one.what.code(), one.id)
}

fn item(view: &View, handover: &Handover, one: &Move) -> Item {
    let sign = if one.doubts.is_empty() { "" } else { "! " };
    let account = one.account.filter(|id| *id != one.id).map(|id| view.room.name(id)).unwrap_or_default();
    let doubts: Vec<String> = one.doubts.iter().map(|doubt| doubt_line(view, handover.wish.to, *doubt)).collect();
    let line = move_line(view, handover, one);
    let more = [vec![line.clone()], doubts].concat().join("\n");
    let detail = if one.merged { view.text.t("handover-merged") } else { account };
    Item::new(key(one), format!("{sign}{line}"), detail).with_more(more)
}

fn known_only_to(view: &View, handover: &Handover, from: &str) -> Item {
    let names: Vec<String> = handover.alone.iter().map(|one| alone_line(view, one)).collect();
    let keys = handover.alone.iter().filter(|one| one.is_key).count().to_string();
    let args = [("name", from), ("count", &names.len().to_string()), ("keys", &keys)];
    let text = view.text.ta("handover-only-known", &args);
    Item::new(SAYS, format!("! {text}"), "").with_more(view.text.list(&names))
}

/// The pack for whoever takes over, to be read, copied or opened in an editor.
fn pack(cx: &mut Cx, wish: Wish) -> Outcome {
    let handover = Handover::of(cx.room(), &cx.terms, cx.now(), wish)?;
    let say = |id: &str, args: &[(&str, &str)]| cx.text.ta(id, args);
    let pack = Pack { room: cx.room(), terms: &cx.terms, now: cx.now(), say: &say, sensitive: false };
    let text = pack.markdown(&handover);
    let title = cx.text.ta("handover-pack-title", &[("name", &cx.room().name(wish.from))]);
    let mut page = Page::read(title, &text);
    page.message = cx.text.t("handover-pack-keys");
    cx.layers.push(Layer::Page(page), Box::new(|_, _| Ok(())));
    Ok(())
}
