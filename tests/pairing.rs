//! The pairing matrix and contacts in one line, by keys and on the command line.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::common;
use crate::demo;

use common::Program;
use demo::Demo;
use serde_json::Value;
use warroom::model::choice::{Channel, Level, Relationship};
use warroom::model::{Account, Id, Pairing, Seat, Touch};
use warroom::screen::Place;
use warroom::text::Lang;

const ACCOUNT: &str = "北方银行";

fn open() -> Demo {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let room = demo.app.cx.room();
    let account = room.all::<Account>().find(|one| room.name(one.id) == ACCOUNT).map(|one| one.id);
    demo.app.cx.screens.go(Place::Pairs, account);
    demo.draw();
    demo
}

fn pairings(demo: &Demo) -> usize {
    demo.app.cx.room().all::<Pairing>().count()
}

#[test]
fn enter_on_an_empty_cell_makes_a_pairing_and_on_a_full_one_changes_it() {
    let mut demo = open();
    let before = demo.dump();
    let (member, seat) = demo.app.cx.screens.pairings.cell().unwrap();
    assert!(demo.app.cx.screens.pairings.pair().is_none() && demo.says("are not paired"));
    demo.press("enter");
    assert!(demo.says("New pairing"));
    demo.press("down down enter").typed("14").press("enter ctrl+s");
    let room = demo.app.cx.room();
    let made = room.linked::<Pairing>(seat).find(|one| one.member == member).unwrap();
    assert_eq!((made.level, made.ideal_days), (Some(Level::Executive), Some(14)));
    let made = made.id;
    demo.press("enter");
    demo.press("down enter").typed("trusted").press("enter ctrl+s");
    let known = demo.app.cx.room().get::<Pairing>(made).unwrap();
    assert_eq!((known.current, known.target, known.ideal_days), (None, Some(Relationship::TrustedAdvisor), Some(14)));
    demo.press("u u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn a_pairing_is_removed_and_comes_back_and_an_empty_cell_loses_nobody() {
    let mut demo = open();
    let (seats, before) = (demo.app.cx.room().all::<Seat>().count(), pairings(&demo));
    demo.press("x");
    assert_eq!((demo.app.cx.room().all::<Seat>().count(), pairings(&demo)), (seats, before));
    assert!(demo.says("Put the cursor on a pairing first."));
    demo.press("right x");
    assert_eq!(pairings(&demo), before - 1);
    demo.press("u");
    assert_eq!(pairings(&demo), before);
}

#[test]
fn a_pairing_across_levels_is_explained_on_the_line() {
    let mut demo = open();
    demo.press("down down down down");
    let pair = demo.app.cx.screens.pairings.pair().unwrap();
    assert!(pair.crossing.is_some());
    assert!(demo.says("Across levels: our Rep faces their Decision layer."));
}

#[test]
fn a_contact_is_logged_in_one_line_and_the_cycle_starts_anew() {
    let mut demo = open();
    demo.press("right");
    let pair = demo.app.cx.screens.pairings.pair().unwrap().clone();
    assert!(pair.cycle.days > 0);
    demo.press("M").typed("spoke about the framework").press("enter");
    assert!(demo.says("Begin with how"), "{}", demo.screen());
    demo.press("ctrl+u").typed("call: spoke about the framework").press("enter");
    let now = demo.app.cx.screens.pairings.pair().unwrap();
    assert_eq!((now.pairing, now.cycle.days), (pair.pairing, 0));
    let touch = demo.app.cx.room().all::<Touch>().last().unwrap();
    assert_eq!((touch.channel, touch.member), (Some(Channel::Call), pair.member));
    assert_eq!(touch.text.as_deref(), Some("spoke about the framework"));
    assert!(demo.says("Contact noted"));
    demo.press("u");
    assert_eq!(demo.app.cx.screens.pairings.pair().unwrap().cycle.days, pair.cycle.days);
}

#[test]
fn the_same_key_logs_a_contact_on_the_map_the_circle_and_today() {
    for keys in ["1", "2", "g t"] {
        let mut demo = open();
        demo.press(keys);
        let before = demo.app.cx.room().all::<Touch>().count();
        demo.press("M");
        // Whoever is meant is asked where the screen does not say.
        for _ in 0..3 {
            if demo.says("how, and what about?") {
                break;
            }
            demo.press("enter");
        }
        demo.typed("yesterday message: sent the drawings").press("enter");
        let after: Vec<&Touch> = demo.app.cx.room().all::<Touch>().collect();
        assert_eq!(after.len(), before + 1, "{keys}\n{}", demo.screen());
        let last = after.last().unwrap();
        assert_eq!((last.channel, last.at.unwrap().day().to_string()), (Some(Channel::Message), "2026-10-19".into()));
        assert_eq!(last.seats.len(), 1);
    }
}

#[test]
fn the_team_and_its_pairings_are_neighbours() {
    let mut demo = Demo::new(Lang::En, (80, 24));
    demo.press("g m tab");
    assert_eq!(demo.app.cx.screens.place(), Place::Pairings);
    demo.press("!");
    assert!(demo.says("Nobody of ours faces"), "{}", demo.screen());
    demo.press("tab");
    assert_eq!(demo.app.cx.screens.place(), Place::Team);
}

#[test]
fn what_is_declared_and_not_lived_is_listed_and_gone_to() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("g x D");
    assert!(demo.says("called “"), "{}", demo.screen());
    demo.press("enter");
    assert!(demo.app.cx.layers.is_empty());
}

#[test]
fn the_command_line_has_every_pairing_with_what_is_computed() {
    let program = Program::with_sample();
    let Value::Array(rows) = program.json(&["pairings", "--account", ACCOUNT]) else { panic!("an array") };
    let cross = rows.iter().find(|row| row["person_name"] == "许振华").unwrap();
    assert_eq!(
        (&cross["level"], &cross["cross_level"], &cross["light"]),
        (&"rep".into(), &true.into(), &"green".into())
    );
    assert_eq!(cross["days"], 29);
    let bare: Vec<&Value> = rows.iter().filter(|row| row["uncovered"] == true).collect();
    assert!(bare.iter().all(|row| row["member"].is_null()) && bare.len() == 2, "{bare:?}");
    assert!(cross["pairing"].as_str().unwrap().parse::<Id>().is_ok());
    let said = program.ok(&["pairings", "--account", ACCOUNT]);
    assert!(said.contains("许振华") && said.contains("overdue"), "{said}");
}
