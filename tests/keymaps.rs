//! The keymaps that come with the program, and what they can reach.

use std::collections::BTreeSet;

use warroom::app::setup;
use warroom::command;
use warroom::config::Base;
use warroom::input::keymap::print;
use warroom::screen::Place;
use warroom::text::{Lang, Text};

/// Commands for keymaps of the user's own: each has a way by picker that needs no argument.
const FOR_OWN_KEYMAPS: &[&str] = &["calendar-view", "field-edit", "map-filter-set", "record-add", "theme-set"];

/// Commands bound in some context of a keymap, each with its argument.
fn bound(base: Base) -> BTreeSet<(String, Option<String>)> {
    let (keymap, _) = setup::keymap(base, &[]);
    let contexts = setup::contexts();
    let bindings = contexts.iter().flat_map(|context| keymap.bindings(context)).flat_map(|(_, run)| run.to_vec());
    bindings.map(|binding| (binding.command, binding.arg)).collect()
}

#[test]
fn every_keymap_loads_without_problems() {
    for base in Base::ALL {
        let (_, bad) = setup::keymap(base, &[]);
        assert_eq!(bad, [], "{}", base.code());
    }
}

#[test]
fn every_command_has_a_name_and_no_two_are_called_alike() {
    let text = Text::new(Lang::En);
    let mut names = BTreeSet::new();
    for command in command::all() {
        // That the other languages have what English has is the text room's own test.
        assert!(text.has(&format!("command-{}", command.name)), "{}", command.name);
        assert!(names.insert(command.name), "two commands are called {}", command.name);
    }
}

#[test]
fn every_place_has_a_name_and_a_way_to_it() {
    let text = Text::new(Lang::En);
    let bound = bound(Base::Default);
    for place in Place::ALL.iter().map(|place| place.name()) {
        assert!(text.has(&format!("place-{place}")), "{place}");
        assert!(text.has(&format!("command-go-{place}")), "{place}");
        // A debriefing is of a visit, and opened on it.
        let opened = place == Place::Debrief.name() && bound.contains(&("debrief-open".into(), None));
        assert!(opened || bound.contains(&("go".into(), Some(place.into()))), "no key goes to {place}");
    }
}

#[test]
fn every_command_can_be_reached() {
    let bound: BTreeSet<String> = bound(Base::Default).into_iter().map(|(command, _)| command).collect();
    let in_palette = |command: &command::Command| !command.arg && !command::global::is_typing(command.name);
    let lost: Vec<_> = command::all()
        .filter(|command| !bound.contains(command.name) && !in_palette(command))
        .map(|command| command.name)
        .filter(|name| !FOR_OWN_KEYMAPS.contains(name))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn the_other_keymaps_lose_no_command_of_the_default_one() {
    let default = bound(Base::Default);
    for base in Base::ALL {
        let lost: Vec<_> = default.difference(&bound(base)).cloned().collect();
        assert!(lost.is_empty(), "{}: {lost:?}", base.code());
    }
}

#[test]
fn the_first_keys_of_chords_have_a_name() {
    let (keymap, _) = setup::keymap(Base::Default, &[]);
    let text = Text::new(Lang::En);
    for (chord, _) in setup::contexts().iter().flat_map(|context| keymap.bindings(context)) {
        for len in 1..chord.len() {
            if let Some(label) = keymap.label(&chord[..len]) {
                assert!(text.has(label), "{label}, for {}", print(chord));
            }
        }
    }
}
