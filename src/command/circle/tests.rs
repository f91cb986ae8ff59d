use ratatui::layout::Rect;

use super::*;
use crate::clock::Clock;
use crate::command::layer;
use crate::config::Options;
use crate::input::Keymap;
use crate::rules::Terms;
use crate::screen::Place;
use crate::store::Book;
use crate::text::{Lang, Text};
use crate::theme::Theme;

/// Three people of one account and a line between two of them, with the circle open.
fn opened() -> (Cx, [Id; 3]) {
    let clock = Clock::parse("2026-10-20T09:00:00+08:00", None).unwrap();
    let mut book = Book::in_memory(clock, "test");
    let now = clock.now();
    let (account, seats, line) = (Id::new(now), [(); 3].map(|()| Id::new(now)), Id::new(now));
    let mut draft = Draft::new("edit-import");
    let map = |value: Value| value.as_object().cloned().unwrap();
    draft.create(Kind::Account, account, map(serde_json::json!({"name": "A"}))).unwrap();
    for (seat, title) in seats.iter().zip(["Chair", "Deputy", "Office"]) {
        let layer = if title == "Chair" { "decision" } else { "management" };
        let fields =
            serde_json::json!({"account": account.to_string(), "title": title, "layer": layer, "influence": 5});
        draft.create(Kind::Seat, *seat, map(fields)).unwrap();
    }
    let fields = serde_json::json!({"account": account.to_string(), "from": seats[1].to_string(),
        "to": seats[0].to_string(), "kind": "influences", "weight": 2});
    draft.create(Kind::Edge, line, map(fields)).unwrap();
    book.commit(draft).unwrap();
    let (text, theme) = (Text::new(Lang::En), Theme::default());
    let mut cx = Cx::new(book, clock, Options::default(), Keymap::default(), text, theme, Terms::builtin());
    cx.screens.go(Place::Circle, Some(account));
    settle(&mut cx);
    (cx, seats)
}

fn settle(cx: &mut Cx) {
    let (screens, _, view) = cx.parts();
    screens.layout(Rect::new(0, 0, 90, 30), &view);
}

fn run(cx: &mut Cx, name: &str) {
    cx.run(name, "");
    assert!(!cx.message.refused, "{name}: {}", cx.message.text);
    settle(cx);
}

/// The weights of all lines; ids made at one fixed moment come in no order.
fn weights(cx: &Cx) -> Vec<i64> {
    let mut weights: Vec<i64> = cx.room().all::<Edge>().filter_map(|edge| edge.weight).collect();
    weights.sort_unstable();
    weights
}

#[test]
fn a_line_is_three_choices_and_one_edit() {
    let (mut cx, [chair, ..]) = opened();
    assert_eq!(cx.screens.circle.centre(), Some(chair));
    run(&mut cx, "edge-add");
    for _ in 0..3 {
        layer::accept(&mut cx).unwrap();
    }
    assert_eq!(weights(&cx), [1, 2]);
    let edge = cx.room().all::<Edge>().find(|edge| edge.from == chair).unwrap();
    assert_eq!(edge.kind, Some(EdgeKind::Influences));
    cx.undo().unwrap();
    assert_eq!(weights(&cx), [2]);
}

#[test]
fn a_line_gets_heavier_lighter_and_goes() {
    let (mut cx, _) = opened();
    run(&mut cx, "edge-heavier");
    assert_eq!(weights(&cx), [3]);
    cx.run("edge-heavier", "");
    assert!(cx.message.refused, "there is nothing heavier, and it says so");
    run(&mut cx, "edge-lighter");
    assert_eq!(weights(&cx), [2]);
    run(&mut cx, "edge-delete");
    assert_eq!(weights(&cx), [0; 0]);
    cx.run("edge-delete", "");
    assert!(cx.message.refused);
    cx.undo().unwrap();
    assert_eq!(weights(&cx), [2]);
}

#[test]
fn the_centre_moves_and_comes_back() {
    let (mut cx, [chair, deputy, _]) = opened();
    cx.screens.select(deputy);
    run(&mut cx, "circle-recentre");
    assert_eq!(cx.screens.circle.centre(), Some(deputy));
    run(&mut cx, "circle-back");
    assert_eq!((cx.screens.circle.centre(), cx.screens.circle.person()), (Some(chair), Some(deputy)));
    run(&mut cx, "circle-lines");
    assert_eq!(cx.screens.circle.target().map(|target| target.field), Some("kind"));
    run(&mut cx, "circle-recentre");
    assert!(!cx.layers.is_empty(), "on a line, Enter edits");
}

#[test]
fn a_what_if_saves_nothing() {
    let (mut cx, [_, deputy, _]) = opened();
    let before = cx.room().version();
    cx.run("circle-remove", "");
    assert!(cx.message.refused, "only in a what-if");
    cx.message = crate::command::Message::default();
    run(&mut cx, "circle-what-if");
    cx.screens.select(deputy);
    for name in ["circle-remove", "circle-win", "circle-win", "circle-lose", "circle-remove", "circle-what-if"] {
        run(&mut cx, name);
    }
    assert!(!cx.screens.circle.is_sandbox());
    assert_eq!(cx.room().version(), before);
}

#[test]
fn undo_in_a_what_if_takes_its_last_step_back_and_nothing_that_is_saved() {
    let (mut cx, [_, deputy, _]) = opened();
    let before = cx.room().version();
    run(&mut cx, "circle-what-if");
    cx.screens.select(deputy);
    settle(&mut cx);
    let said = |cx: &mut Cx, name: &str| {
        run(cx, name);
        cx.message.text.clone()
    };
    let (back, none) = (cx.text.t("circle-step-taken-back"), cx.text.t("circle-no-step"));
    assert_eq!(said(&mut cx, "undo"), none);
    run(&mut cx, "circle-remove");
    run(&mut cx, "circle-win");
    assert_eq!(said(&mut cx, "undo"), back);
    assert_eq!(said(&mut cx, "redo"), cx.text.t("circle-step-again"));
    assert_eq!(said(&mut cx, "redo"), cx.text.t("circle-no-step-again"));
    for expected in [&back, &back, &none] {
        assert_eq!(&said(&mut cx, "undo"), expected);
    }
    assert_eq!((cx.room().version(), cx.book().edits()), (before, 1), "the people are still there");
    // What was tried in one what-if is not taken back in the next.
    for name in ["circle-remove", "circle-what-if", "circle-what-if"] {
        run(&mut cx, name);
    }
    assert_eq!(said(&mut cx, "undo"), none);
    run(&mut cx, "circle-what-if");
    run(&mut cx, "undo");
    assert_eq!(cx.book().edits(), 2, "outside, it is the last edit that is taken back");
}
