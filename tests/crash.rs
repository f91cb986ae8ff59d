//! Killed at any moment, the store has every edit it acknowledged, and each edit whole or not at all.
//!
//! The test starts its own executable as the victim: told by an environment variable where to write, it saves edits as
//! fast as it can and prints each one's number once it is saved.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use std::collections::BTreeSet;
use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use warroom::clock::Clock;
use warroom::edit::Draft;
use warroom::model::{Id, Kind, Person};
use warroom::store::{Access, Book, is_contained};

const VICTIM: &str = "WARROOM_TEST_VICTIM";
const RUNS: u64 = 24;
/// How many stores are treated so by whoever has the time.
const MANY: u64 = 10;

fn open(dir: &Path) -> Book {
    common::open(dir, Clock::System, "")
}

/// The two people of round `n`; they are always made and renamed together.
fn pair(n: u64) -> [Id; 2] {
    ["left", "right"].map(|side| Id::named(side, &n.to_string()))
}

fn fields(value: Value) -> serde_json::Map<String, Value> {
    value.as_object().cloned().unwrap()
}

fn round(book: &mut Book, n: u64) {
    let mut made = Draft::new("edit-add");
    for id in pair(n) {
        made.create(Kind::Person, id, fields(json!({ "name": n.to_string(), "family": "x".repeat(900) }))).unwrap();
    }
    match n % 3 {
        // An import: every draft a line of its own, in one group.
        0 => {
            let one = |id| Draft::adding(Kind::Person, id, fields(json!({ "name": n.to_string() }))).unwrap();
            book.commit_all(pair(n).map(one).to_vec()).unwrap();
        }
        1 => drop(book.commit(made).unwrap()),
        _ => {
            book.commit(made).unwrap();
            let mut renamed = Draft::new("edit-set");
            for id in pair(n) {
                renamed.set(book.room(), id, "name", json!(format!("{n} again"))).unwrap();
            }
            book.commit(renamed).unwrap();
        }
    }
}

/// Not a test of its own: what the killed process does.
#[test]
fn victim() {
    let Ok(dir) = env::var(VICTIM) else { return };
    let loud = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !is_contained(panic) {
            loud(panic);
        }
    }));
    let mut book = common::session(Path::new(&dir), Clock::System);
    let mut out = std::io::stdout();
    // The test harness has begun a line of its own.
    writeln!(out).unwrap();
    let first = book.room().all::<Person>().filter_map(|one| one.name.split(' ').next()?.parse().ok()).max();
    for n in first.unwrap_or(0) + 1.. {
        round(&mut book, n);
        writeln!(out, "saved {n}").unwrap();
        out.flush().unwrap();
    }
}

fn start(dir: &Path) -> Child {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "crash::victim", "--nocapture", "--test-threads=1"]).env(VICTIM, dir);
    command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap()
}

/// The round that the victim says it has saved next.
fn next_saved(out: &mut impl BufRead) -> u64 {
    let mut line = String::new();
    loop {
        line.clear();
        assert_ne!(out.read_line(&mut line).unwrap(), 0, "the victim ended by itself");
        if let Some(n) = line.strip_prefix("saved ") {
            return n.trim().parse().unwrap();
        }
    }
}

/// Runs the victim, kills it a moment after it has said that so many rounds are saved (none: after its start, so that
/// opening is what is cut short), and returns all it said were saved.
fn kill_after(dir: &Path, rounds: usize, millis: u64) -> Vec<u64> {
    let mut child = start(dir);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut saved: Vec<u64> = (0..rounds).map(|_| next_saved(&mut out)).collect();
    thread::sleep(Duration::from_millis(millis));
    child.kill().unwrap();
    child.wait().unwrap();
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    let whole = rest.rfind('\n').map_or("", |end| rest.split_at(end).0);
    saved.extend(whole.lines().filter_map(|line| line.strip_prefix("saved ")?.parse::<u64>().ok()));
    saved
}

fn expect_whole(book: &Book, saved: &BTreeSet<u64>) {
    let name = |id| book.room().get::<Person>(id).map(|one| one.name.clone());
    for n in 1..saved.last().unwrap_or(&0) + 3 {
        let [left, right] = pair(n).map(name);
        if saved.contains(&n) {
            let wanted = Some(if n % 3 == 2 { format!("{n} again") } else { n.to_string() });
            assert_eq!([&left, &right], [&wanted; 2], "round {n} was acknowledged");
        }
        // What was under way: an edit of both is on both or on neither. An import may end between its lines.
        assert!(left == right || n % 3 == 0, "round {n}: {left:?} {right:?}");
    }
    assert_eq!(book.check(), vec![]);
}

#[test]
fn killed_at_random_moments() {
    killed(0);
}

#[test]
#[ignore = "long: hundreds of kills"]
fn killed_at_many_random_moments() {
    (0..MANY).for_each(killed);
}

/// Treats one store so; each `nth` is killed at other moments.
fn killed(nth: u64) {
    let dir = tempfile::tempdir().unwrap();
    let mut saved = BTreeSet::new();
    for run in nth * RUNS..(nth + 1) * RUNS {
        // A counted number of rounds, then a moment that is never the same twice: how fast the machine is does not matter.
        let rounds = if run % 4 == 2 { 0 } else { 1 + run as usize * 5 % 11 };
        saved.extend(kill_after(dir.path(), rounds, run * 37 % 61 + run % RUNS));
        match run % 4 {
            // Gone while the next victim opens: that one is killed filling it anew.
            1 => {
                std::fs::remove_dir_all(dir.path().join("db")).unwrap();
                continue;
            }
            3 => tear(dir.path()),
            _ => {}
        }
        expect_whole(&open(dir.path()), &saved);
    }
    assert!(saved.len() >= 90, "rounds that were waited for are missing: {}", saved.len());
}

/// Half a line at the end, as a kill in the middle of a write leaves it.
fn tear(dir: &Path) {
    let files = std::fs::read_dir(dir.join("journal")).unwrap().map(|entry| entry.unwrap().path());
    let path = files.max().unwrap();
    let mut file = std::fs::File::options().append(true).open(path).unwrap();
    file.write_all(br#"{"v":1,"n":999999,"crc":"01234567","edit":{"id":"#).unwrap();
}

/// Sled panics on some damaged files, and may hang whoever opens it again in that process; so the victim opens them.
#[test]
fn damaged_database_files_cost_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut saved = BTreeSet::from_iter(kill_after(dir.path(), 5, 20));
    for damage in 0..6 {
        let db = dir.path().join("db/db");
        let mut bytes = std::fs::read(&db).unwrap();
        let middle = bytes.len() / 2;
        match damage {
            0 => bytes.truncate(middle),
            1 => bytes.truncate(100),
            2 => bytes.clear(),
            _ => bytes.iter_mut().skip(damage * 997).step_by(4099).for_each(|byte| *byte ^= 0x55),
        }
        std::fs::write(&db, bytes).unwrap();
        saved.extend(kill_after(dir.path(), 5, 20));
        // Once more: after a panic the database is only built anew by the next process.
        saved.extend(kill_after(dir.path(), 5, 20));
        expect_whole(&open(dir.path()), &saved);
    }
}

#[test]
fn another_process_is_told_who_has_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = start(dir.path());
    let mut out = BufReader::new(child.stdout.take().unwrap());
    next_saved(&mut out);
    let refused = Book::open(dir.path(), Clock::System, "乙", Access::ReadWrite).unwrap_err();
    let read = Book::open(dir.path(), Clock::System, "乙", Access::ReadOnly).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(refused.id, "problem-store-in-use");
    assert!(refused.args.contains(&("pid", child.id().to_string())), "{refused}");
    assert!(read.room().all::<Person>().count() >= 2);
    open(dir.path());
}
