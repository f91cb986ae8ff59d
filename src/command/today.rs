//! Commands of Today: why a line is there, ticking it off, putting it off, handing it over, and whose lines are shown.

mod done;
mod hand;
mod put_off;

pub use done::{now, reviewed};

use super::{Command, Cx, Effect, Layer, Outcome, ladder};
use crate::model::{Id, Member, Problem};
use crate::overlay::{Explain, Item};
use crate::rules::today::Entry;
use crate::screen::Place;
use crate::screen::calendar::words;
use crate::screen::present::agendum;

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::looking("today-explain", |cx, _| explain(cx)).unless(no_line),
    Command::changing("today-done", |cx, _| done::done(cx)).unless(no_line),
    Command::changing("today-snooze", |cx, _| put_off::snooze(cx)).unless(no_line),
    Command::looking("today-snoozed", |cx, _| {
        let asleep = cx.screens.today.is_asleep();
        cx.screens.today.show_asleep(!asleep);
        Ok(())
    })
    .unless(elsewhere),
    Command::changing("today-hand-over", |cx, _| hand::hand_over(cx)).unless(no_line),
    Command::looking("today-member", |cx, _| {
        pick_member(cx);
        Ok(())
    })
    .unless(elsewhere),
    Command::new("member-me", |cx, _| pick_me(cx)),
];

fn elsewhere(cx: &Cx) -> Option<&'static str> {
    (cx.screens.place() != Place::Today).then_some("blocked-not-today")
}

fn no_line(cx: &Cx) -> Option<&'static str> {
    elsewhere(cx).or_else(|| cx.screens.today.entry().is_none().then_some("blocked-nothing-selected"))
}

/// The line under the cursor.
fn line(cx: &Cx) -> Result<Entry, Problem> {
    cx.screens.today.entry().cloned().ok_or_else(|| Problem::new("blocked-nothing-selected"))
}

/// What a line is called in messages and questions.
fn called(cx: &Cx, entry: &Entry) -> String {
    agendum::line(&cx.view(), entry)
}

/// Lays open why a line is there, and what its urgency is the sum of. Enter goes on to where it comes from.
fn explain(cx: &mut Cx) -> Outcome {
    let entry = line(cx)?;
    let view = cx.view();
    let meeting = entry.meeting.as_deref();
    let facts = [
        agendum::who(&view, &entry),
        entry.account.map(|account| view.room.name(account)).unwrap_or_default(),
        entry.due.map(|due| agendum::date(&view, due)).unwrap_or_default(),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let told = meeting.map(|meeting| [words::intercept_line(&view, meeting), words::intercept_score(&view, meeting)]);
    let parts = entry.parts.iter();
    let parts =
        parts.map(|(name, part)| (view.text.t(&format!("today-part-{}", name.replace('_', "-"))), signed(*part)));
    let (goes, back) = (key(cx, "overlay-accept"), key(cx, "overlay-cancel"));
    let explain = Explain {
        title: agendum::what(&view, &entry),
        facts: [facts.join(" · "), agendum::why(&view, &entry)].into_iter().chain(told.into_iter().flatten()).collect(),
        parts: parts.collect(),
        total: (view.text.t("today-urgency"), format!("{:.2}", entry.urgency)),
        keys: view.text.ta("today-explain-keys", &[("goes", &goes), ("back", &back)]),
    };
    let id = entry.id();
    let jump = move |cx: &mut Cx, _| match id {
        Some(id) => {
            cx.reveal(id);
            Ok(())
        }
        None => Err(Problem::new("problem-today-table")),
    };
    cx.layers.push(Layer::Explain(explain), Box::new(jump));
    Ok(())
}

/// The easiest key of a command in an explanation.
fn key(cx: &Cx, command: &str) -> String {
    cx.keymap.keys_for(command, None, &["explain"]).into_iter().next().unwrap_or_else(|| command.to_owned())
}

fn signed(part: f64) -> String {
    format!("{part:+.2}")
}

/// Ours as items, everybody first where everybody can be meant; whoever works here next.
fn pick_member(cx: &mut Cx) {
    let me = cx.me();
    let (mine, others): (Vec<Item>, Vec<Item>) =
        ladder::members(cx).into_iter().partition(|item| me.is_some_and(|me| item.key == me.to_string()));
    let everybody = Item::new("", cx.text.t("ladder-everybody"), "");
    let items = std::iter::once(everybody).chain(mine).chain(others).collect();
    cx.pick(cx.text.t("command-today-member"), items, |cx, key| {
        let member = if key.is_empty() { None } else { Some(key.parse()?) };
        cx.screens.today.show_member(member);
        Ok(())
    });
}

/// Says which of ours works here, for this session and the next ones.
fn pick_me(cx: &mut Cx) -> Outcome {
    let items = ladder::members(cx);
    if items.is_empty() {
        return Err(Problem::new("problem-no-members"));
    }
    cx.pick(cx.text.t("command-member-me"), items, |cx, key| {
        let id: Id = key.parse()?;
        let name = cx.room().name(id);
        let namesakes = cx.room().all::<Member>().filter(|member| member.name == name).count();
        let me = if namesakes == 1 { name.clone() } else { id.to_string() };
        cx.options.me = Some(me.clone());
        cx.screens.today.show_member(Some(id));
        cx.say(cx.text.ta("message-me", &[("name", &name)]));
        cx.effect(Effect::Remember("me", me));
        Ok(())
    });
    Ok(())
}
