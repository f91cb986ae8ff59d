//! The README keeps its word: its key table is the program's, its commands, examples and keys exist.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use std::collections::BTreeSet;

use common::Program;
use warroom::input::keymap::{parse, print};

const README: &str = include_str!("../README.md");

/// Options before the command that take a value.
const VALUED: [&str; 4] = ["--lang", "--data", "--config", "--now"];

/// What stands between two marks.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no {start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end} after {start}")).0
}

/// The fenced blocks of a language.
fn fenced(language: &str) -> Vec<&'static str> {
    let start = format!("```{language}\n");
    README.split(start.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The text outside fenced blocks, in backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split("```").step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2)).collect()
}

/// Every call of the program: its words, the program's name left out.
fn calls() -> Vec<Vec<&'static str>> {
    let prose = quoted(README.split("## Keys\n").next().unwrap());
    let lines = fenced("sh").into_iter().flat_map(str::lines);
    let commands =
        prose.into_iter().chain(lines).flat_map(|line| line.split('#').next().unwrap_or_default().split('|'));
    let call = |command: &'static str| match *command.split_whitespace().collect::<Vec<_>>() {
        ["warroom", ref args @ ..] | ["cargo", "run", "--release", "--", ref args @ ..] => Some(args.to_vec()),
        _ => None,
    };
    commands.filter_map(call).collect()
}

/// The command of a call and its options.
fn command<'a>(call: &[&'a str]) -> (Option<&'a str>, Vec<&'a str>) {
    let options = call.iter().copied().filter(|word| word.starts_with("--")).collect();
    let is_value = |at: usize| at > 0 && call.get(at - 1).is_some_and(|before| VALUED.contains(before));
    let words = call.iter().enumerate().filter(|(at, word)| !word.starts_with('-') && !is_value(*at));
    (words.map(|(_, word)| *word).next(), options)
}

#[test]
fn the_key_table_is_what_the_program_prints() {
    let program = Program::new();
    let printed = program.ok(&["keys", "--markdown"]);
    let shown = between(README, "<!-- keys -->\n", "<!-- /keys -->");
    assert!(shown == printed, "put the output of `warroom keys --markdown` between the marks of README.md");
}

#[test]
fn every_command_shown_exists_and_every_command_is_shown() {
    let program = Program::new();
    let help = program.ok(&["help"]);
    let listed = between(&help, "Commands:\n", "\n\n")
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("    "));
    let listed: BTreeSet<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    let mut shown = BTreeSet::from(["help"]);
    for call in calls().into_iter().filter(|call| call.first() != Some(&"help")) {
        let (name, options) = command(&call);
        let help = match name {
            Some(name) => {
                assert!(listed.contains(name), "there is no `warroom {}`", call.join(" "));
                shown.insert(name);
                program.ok(&[name, "--help"])
            }
            None => help.clone(),
        };
        for option in options {
            assert!(help.contains(option), "`warroom {}` takes no {option}", call.join(" "));
        }
    }
    assert_eq!(shown, listed);
}

#[test]
fn every_key_of_the_tour_is_bound() {
    let keys = Program::new().json(&["keys"]);
    let chords = keys.as_array().unwrap().iter().flat_map(|row| row["keys"].as_array().unwrap());
    let bound: BTreeSet<&str> = chords.map(|chord| chord["keys"].as_str().unwrap()).collect();
    let tour = quoted(between(README, "## A five-minute tour\n", "\n## "));
    assert!(tour.len() > 30, "{tour:?}");
    for chord in tour {
        let chord = print(&parse(chord).unwrap_or_else(|key| panic!("`{key}` is no key")));
        assert!(bound.contains(chord.as_str()), "nothing is bound to `{chord}`");
    }
}

#[test]
fn the_examples_can_be_imported() {
    for (language, count) in [("csv", 2), ("ndjson", 1)] {
        let examples = fenced(language);
        assert_eq!(examples.len(), count);
        for example in examples {
            let program = Program::new();
            let file = program.file(&format!("example.{language}"), example);
            let run = program.run(&["import", file.to_str().unwrap()]);
            assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
            assert!(!program.ok(&["list", "seat"]).is_empty());
        }
    }
}

#[test]
fn the_settings_and_the_keymap_are_sound() {
    let examples = fenced("toml");
    let named = |name: &str| examples.iter().copied().find(|text| text.starts_with(&format!("# {name}\n"))).unwrap();
    let program = Program::new();
    program.file("config/config.toml", named("config.toml"));
    let keymap = program.file("config/keymap.toml", named("keymap.toml"));
    let run = program.run(&["keymap", "check", keymap.to_str().unwrap()]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
}

#[test]
fn every_picture_is_there() {
    for picture in README.split("](docs/pictures/").skip(1).map(|rest| rest.split(')').next().unwrap()) {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures").join(picture);
        let size = file.metadata().unwrap_or_else(|error| panic!("{picture}: {error}")).len();
        assert!(size < 120_000, "{picture} is {size} bytes");
    }
}
