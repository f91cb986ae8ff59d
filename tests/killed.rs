//! The real program killed at random moments, of imports and of single edits: what it acknowledged is there afterwards,
//! an edit is there whole or not at all, and the store is sound, also without sled's folder.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::thread;
use std::time::{Duration, Instant};

use common::Program;
use warroom::model::Id;

/// Records in the imported file: several lines of the journal.
const PEOPLE: usize = 2500;

fn file() -> String {
    (0..PEOPLE).fold(String::new(), |mut text, n| {
        let id = Id::named("killed", &n.to_string());
        writeln!(text, r#"{{"kind":"person","id":"{id}","name":"人 {n}","home_city":"济南"}}"#).unwrap();
        text
    })
}

fn sound(program: &Program) {
    let run = program.run(&["check"]);
    assert_eq!(run.status, 0, "{run:?}");
}

#[test]
fn an_import_killed_at_any_moment_is_finished_by_the_next() {
    let program = Program::new();
    let path = program.file("people.ndjson", &file());
    let path = path.to_str().unwrap();
    let started = Instant::now();
    program.ok(&["import", path]);
    let whole = started.elapsed();
    for eighth in 0..8 {
        let program = Program::new();
        let mut child = program.command(&["import", path]).spawn().unwrap();
        thread::sleep(whole * eighth / 8);
        child.kill().unwrap();
        child.wait().unwrap();
        // One that is killed before it has made a store has broken none.
        if warroom::store::Book::is_in(&program.data()).unwrap() {
            sound(&program);
        }
        program.ok(&["import", path]);
        let names = program.json(&["list", "person"]);
        assert_eq!(names.as_array().map(Vec::len), Some(PEOPLE), "killed after {eighth}/8");
        sound(&program);
    }
}

#[test]
fn what_was_acknowledged_before_the_kill_is_there_without_the_database() {
    let program = Program::new();
    program.ok(&["add", "account", "name=测试局"]);
    let mut acknowledged = BTreeSet::new();
    for n in 0..20_u64 {
        let name = format!("name=人 {n}");
        let mut child = program.command(&["add", "person", &name]).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        // Half of them die while they work, half the moment they have said that it is saved.
        if n % 2 == 0 {
            thread::sleep(Duration::from_millis(n * 3));
            child.kill().unwrap();
        }
        let mut said = String::new();
        out.read_line(&mut said).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(said.trim().parse::<Id>().ok());
    }
    assert!(acknowledged.len() >= 10, "{}", acknowledged.len());
    for round in ["as it was left", "without the database"] {
        let people = program.json(&["list", "person"]);
        let there: BTreeSet<Id> =
            people.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().parse().unwrap()).collect();
        assert!(acknowledged.is_subset(&there), "{round}: {:?}", acknowledged.difference(&there));
        sound(&program);
        std::fs::remove_dir_all(program.data().join("db")).unwrap();
    }
}
