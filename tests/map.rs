//! The map, key by key, on the sample.

#![allow(clippy::expect_used, reason = "a test ends where anything is wrong")]

use crate::demo;

use demo::{Demo, SIZES};
use warroom::model::choice::Layer;
use warroom::model::{Account, Id, Seat};
use warroom::screen::Place;
use warroom::text::Lang;

fn map(lang: Lang, size: (u16, u16)) -> Demo {
    let mut demo = Demo::new(lang, size);
    let cx = &mut demo.app.cx;
    let yard =
        cx.room().all::<Account>().find(|account| account.name.starts_with("Halvorsen")).map(|account| account.id);
    cx.screens.go(Place::Map, yard);
    demo.draw();
    demo
}

/// The name and the seat under the cursor.
fn current(demo: &Demo) -> (Id, String, Seat) {
    let cx = &demo.app.cx;
    let id = cx.screens.selected().expect("somebody is selected");
    (id, cx.room().name(id), cx.room().get::<Seat>(id).expect("it is a seat").clone())
}

/// Two screens, row by row but for the message.
fn same(now: &str, before: &str) {
    for (row, (now, before)) in now.lines().zip(before.lines()).enumerate() {
        assert_eq!(now, before, "row {row}");
    }
}

#[test]
fn somebody_new_stands_beside_or_below() {
    let mut demo = map(Lang::En, (120, 40));
    let before = demo.dump();
    let (boss, ..) = current(&demo);
    demo.press("A").typed("Zoe Quist").press("enter");
    let (_, name, seat) = current(&demo);
    assert_eq!((name.as_str(), seat.reports_to, seat.layer), ("Zoe Quist", Some(boss), Some(Layer::Management)));
    assert!(demo.says("Zoe Quist"), "{}", demo.screen());
    demo.press("a").typed("Yan Quist").press("enter");
    assert_eq!(current(&demo).2.reports_to, Some(boss));
    demo.press("V").typed("Head of Hulls").press("enter");
    assert_eq!(current(&demo).2.person, None);
    assert!(demo.says("Head of Hulls"), "{}", demo.screen());
    demo.press("u u u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn a_ring_is_refused_by_name_and_nothing_is_lost() {
    let mut demo = map(Lang::En, (120, 40));
    let before = demo.dump();
    demo.press("r").typed("Marit").press("enter");
    assert!(demo.says("cannot report to Marit"), "{}", demo.screen());
    assert_eq!(demo.dump(), before);
    demo.press("esc down r").typed("nobody").press("enter");
    assert_eq!(current(&demo).2.reports_to, None, "{}", demo.screen());
    demo.press("u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn layers_change_and_end() {
    let mut demo = map(Lang::En, (120, 40));
    let before = demo.dump();
    demo.press("[");
    assert!(demo.says("no further layer"), "{}", demo.screen());
    for layer in [Some(Layer::Management), Some(Layer::Operations), Some(Layer::Peripheral), None] {
        demo.press("]");
        assert_eq!(current(&demo).2.layer, layer);
    }
    demo.press("u u u u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn a_dropped_card_is_one_edit_and_esc_puts_it_back() {
    let mut demo = map(Lang::En, (120, 40));
    demo.press("down");
    let (before, screen) = (demo.dump(), demo.screen());
    demo.press("m right down");
    assert!(demo.says("moving"), "{}", demo.screen());
    demo.press("esc");
    assert_eq!(demo.dump(), before);
    same(&demo.screen(), &screen);
    let layer = current(&demo).2.layer;
    demo.press("m right left down enter");
    assert_ne!(current(&demo).2.layer, layer);
    demo.press("u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn a_judgement_is_two_keys_away() {
    let mut demo = map(Lang::En, (120, 40));
    demo.press("s").typed("enemy").press("enter");
    assert_eq!(current(&demo).2.support.map(warroom::model::choice::Support::code), Some("enemy"));
    demo.press("i").press("ctrl+u").typed("3").press("enter");
    assert_eq!(current(&demo).2.influence, Some(3));
    assert!(demo.says("−−"), "{}", demo.screen());
}

#[test]
fn views_and_attributes_come_round_and_keep_the_cursor() {
    for size in SIZES {
        let mut demo = map(Lang::ZhCn, size);
        demo.press("down");
        let (here, screen) = (current(&demo).0, demo.screen());
        demo.press("o o o c c c c c tab esc");
        assert_eq!(current(&demo).0, here);
        same(&demo.screen(), &screen);
        demo.press("right left");
        assert_eq!(current(&demo).0, here);
    }
}

#[test]
fn a_filter_is_typed_and_cleared() {
    let mut demo = map(Lang::En, (120, 40));
    let screen = demo.screen();
    demo.press("/").typed("support:non_supporter").press("enter");
    assert!(demo.says("2 of 14") || demo.says("of 14)"), "{}", demo.screen());
    demo.press("/").typed(" colour:red").press("enter");
    assert!(demo.says("colour"), "{}", demo.screen());
    demo.press("ctrl+u enter");
    same(&demo.screen(), &screen);
}

#[test]
fn no_size_breaks_any_view() {
    let mut demo = map(Lang::ZhTw, (120, 40));
    for size in [(40, 10), (60, 18), (300, 100), (41, 50), (200, 11), (80, 24)] {
        demo.resize(size.0, size.1);
        demo.press("down o right o left o m down esc z Z c G home");
    }
}

#[test]
fn deleting_a_seat_says_what_goes_along_and_how_it_comes_back() {
    let mut demo = Demo::new(Lang::En, (80, 24));
    demo.press("ctrl+p").typed("张伟").press("enter d");
    let said = &demo.app.cx.message.text;
    assert!(said.contains(", and with it ") && said.contains("no longer name"), "{said}");
    assert!(demo.says("Goal 2") && demo.says("undo: u"), "to the end: {}", demo.screen());
}

#[test]
fn who_was_deleted_and_comes_back_is_under_the_cursor() {
    let mut demo = map(Lang::En, (120, 40));
    demo.press("down down");
    let before = current(&demo).0;
    demo.press("d");
    assert_ne!(current(&demo).0, before, "{}", demo.screen());
    demo.press("u");
    assert_eq!(current(&demo).0, before, "{}", demo.screen());
}
