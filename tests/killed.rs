//! The real program killed at random moments, of imports, single edits and everything else that writes: what it acknowledged
//! is there afterwards, an edit is there whole or not at all, and the store is sound, also without sled's folder. A passphrase
//! that is being set is killed in `passphrase`, edits in a row in `crash`.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use crate::common;
use crate::mangle::dice;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::thread;
use std::time::{Duration, Instant};

use common::{Program, holds};
use dice::Dice;
use serde_json::Value;
use warroom::model::Id;
use warroom::store::backup;

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
        // Whatever was in is in no part afterwards, and one undo takes all of the next one back.
        program.ok(&["import", path]);
        let people = || program.json(&["list", "person"]).as_array().map(Vec::len);
        assert_eq!(people(), Some(PEOPLE), "killed after {eighth}/8");
        if program.ok(&["undo"]).contains("people.ndjson") {
            assert_eq!(people(), Some(0), "killed after {eighth}/8");
        }
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

/// What it is killed at, in turn.
#[derive(Clone, Copy, Debug)]
enum Job {
    Edit,
    Import,
    Undo,
    Backup,
    Compaction,
    Migration,
    Erase,
    Restore,
}

const JOBS: [Job; 8] =
    [Job::Edit, Job::Import, Job::Undo, Job::Backup, Job::Compaction, Job::Migration, Job::Erase, Job::Restore];

/// Somebody who is to be erased, by run.
fn doomed(run: usize) -> String {
    format!("抹除{run}")
}

/// Everybody's city, by name.
fn cities(program: &Program) -> Vec<(String, String)> {
    let people = program.json(&["list", "person"]);
    let text = |one: &Value, field: &str| one[field].as_str().unwrap_or_default().to_owned();
    let mut all: Vec<_> =
        people.as_array().unwrap().iter().map(|one| (text(one, "name"), text(one, "home_city"))).collect();
    all.sort();
    all
}

/// Makes of the store one that an older version left: sled's copy is of no use to this one, and is made anew.
fn age(program: &Program) {
    let path = program.data().join("STORE");
    let mut store: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    store["schema"] = 1.into();
    store["store"] = Id::new(chrono::Local::now().fixed_offset()).to_string().into();
    std::fs::write(path, store.to_string()).unwrap();
}

/// Takes the last lines of the journal away: sled alone has what they did.
fn lose_the_end(program: &Program) {
    for nth in 0..3 {
        program.ok(&["add", "person", &format!("name=末 {nth}"), "home_city=济南"]);
    }
    let files = std::fs::read_dir(program.data().join("journal")).unwrap().flatten();
    let path =
        files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|end| end == "ndjson")).max().unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    std::fs::write(path, lines[..lines.len() - 3].concat()).unwrap();
}

/// Runs it and kills it after a while; true where it was done by then.
fn killed(program: &Program, args: &[String], after: Duration) -> bool {
    let mut child = program.command(args).spawn().unwrap();
    thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap().success()
}

impl Job {
    /// Makes the store what it is done to; who is in it then.
    fn prepare(self, program: &Program, run: usize) -> Vec<(String, String)> {
        match self {
            Self::Erase => drop(program.ok(&["add", "person", &format!("name={}", doomed(run)), "home_city=济南"])),
            Self::Restore => lose_the_end(program),
            _ => {}
        }
        let people = cities(program);
        if matches!(self, Self::Migration) {
            age(program);
        }
        people
    }

    /// What the program is told; `list` is a file of people.
    fn command(self, run: usize, list: &str) -> Vec<String> {
        let (name, doomed) = (format!("name=某人 {run}"), doomed(run));
        let words: &[&str] = match self {
            Self::Edit => &["add", "person", &name],
            Self::Import => &["import", list],
            Self::Undo => &["undo"],
            Self::Backup => &["backup"],
            Self::Compaction => &["check", "--rebuild"],
            Self::Migration => &["check"],
            Self::Erase => &["erase", "--yes", &doomed],
            Self::Restore => &["restore"],
        };
        words.iter().map(ToString::to_string).collect()
    }
}

fn killed_at_anything(runs: usize) {
    let program = Program::new();
    let list = |city: &str| {
        let people = file().lines().take(600).fold(String::new(), |text, line| text + line + "\n");
        program.file("people.ndjson", &people.replace("济南", city)).to_str().unwrap().to_owned()
    };
    program.ok(&["import", &list("济南")]);
    // How long each takes when it is left alone.
    let lengths = JOBS.map(|job| {
        job.prepare(&program, runs);
        let begun = Instant::now();
        program.ok(&job.command(runs, &list("城")));
        begun.elapsed()
    });
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut early = 0;
    for run in 0..runs {
        let (job, length) = (JOBS[run % JOBS.len()], lengths[run % JOBS.len()]);
        let city = format!("城 {run}");
        let args = job.command(run, &list(&city));
        let before = job.prepare(&program, run);
        let done = killed(&program, &args, length * dice.roll(1100) as u32 / 1000);
        early += usize::from(!done);
        if matches!(job, Job::Restore) {
            assert_eq!(cities(&program), before, "run {run}: {job:?}");
            program.ok(&args);
        }
        sound(&program);
        let after = cities(&program);
        match job {
            Job::Edit => assert!(after.len() == before.len() + 1 || !done && after == before, "run {run}: {job:?}"),
            // An import may end between its edits; what it has changed of a record is there whole.
            Job::Import | Job::Undo => {
                assert_eq!(after.len(), before.len(), "run {run}: {job:?}");
                let known = |city: &String| city == "济南" || city.is_empty() || city.starts_with("城");
                assert!(after.iter().all(|(_, city)| known(city)), "run {run}: {job:?}");
                if matches!(job, Job::Import) {
                    assert!(!done || after.iter().filter(|(_, there)| *there == city).count() == 600, "run {run}");
                    program.ok(&args);
                    assert_eq!(cities(&program).iter().filter(|(_, there)| *there == city).count(), 600, "run {run}");
                }
            }
            Job::Backup | Job::Compaction | Job::Migration | Job::Restore => {
                assert_eq!(after, before, "run {run}: {job:?}");
            }
            Job::Erase => {
                let name = doomed(run);
                let is_there = after.iter().any(|(there, _)| *there == name);
                assert!(!(done && is_there), "run {run}: it was said to be erased");
                // There whole, or nowhere: not in what is left of it on the disk either.
                let files = std::fs::read_dir(program.data().join("journal")).unwrap().flatten();
                let journal: Vec<u8> = files.flat_map(|file| std::fs::read(file.path()).unwrap()).collect();
                let is_told = holds(&journal, &name);
                assert_eq!(is_there, is_told, "run {run}: {job:?}");
                assert!(after == before || !is_there && after.len() + 1 == before.len(), "run {run}: {job:?}");
            }
        }
        for path in backup::list(&program.data()) {
            assert!(backup::verify(&path).is_ok(), "run {run}: {job:?}: {}", path.display());
        }
        assert!(!["db.new", "db.old"].iter().any(|name| program.data().join(name).exists()), "run {run}: {job:?}");
    }
    assert!(early > runs / 4, "hardly any was killed in time: {early} of {runs}");
}

#[test]
fn whatever_it_was_killed_at_nothing_is_lost() {
    killed_at_anything(16);
}

#[test]
#[ignore = "long: hundreds of kills"]
fn whatever_it_was_killed_at_over_and_over_nothing_is_lost() {
    killed_at_anything(300);
}
