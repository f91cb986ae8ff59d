//! The power goes at any moment: every edit that was acknowledged is there afterwards, none of them half, and the store
//! goes on. What a disk may then hold is modelled on the level of files (`outage`), from what the real store wrote.
//!
//! Each such disk is opened in a process of its own, for sled may hang on it or take the process with it, and then again, as
//! whoever sits before it would. A short run is part of every `cargo test`; a long one is
//! `WARROOM_POWER_RUNS=1000 cargo test --release --test suite power:: -- --ignored`, with other cuts for each `WARROOM_POWER_SEED`.
//! When exactly sled writes is its own affair, so a seed alone may not do: what failed is kept, and where is said.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;
use crate::mangle::dice;
use crate::outage;

use std::collections::hash_map::DefaultHasher;
use std::env;
use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use dice::Dice;
use outage::{Files, Moment};
use serde_json::{Value, json};
use warroom::clock::Clock;
use warroom::edit::{Draft, Edit, Room};
use warroom::model::{Account, Id, Kind, Person};
use warroom::store::restore::{Wish, restore};
use warroom::store::{Access, Book, Strength, backup, is_contained};

/// Tells the process that opens a store where it is.
const OPENER: &str = "WARROOM_TEST_OPENER";
/// Tells it to end before it saves anything.
const ONLY_LOOKS: &str = "WARROOM_TEST_ONLY_LOOKS";
/// How what it says begins.
const SAYS: &str = "power: ";
/// How long an opening may take before whoever waits gives up. Too early does no harm: it is opened again.
const PATIENCE: Duration = Duration::from_secs(8);
/// After two that never came back the third must.
const GIVEN_UP: usize = 2;

const PASS: &str = "correct horse battery";
const OTHER: &str = "staple trombone seven";
/// Quick enough for tests.
const WEAK: Strength = Strength { memory: 64, passes: 1, lanes: 1 };

fn clock() -> Clock {
    Clock::parse(common::NOW, None).unwrap()
}

/// All records in one number.
fn told(room: &Room) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut all: Vec<String> = room.everything().map(|(id, held)| format!("{id} {held:?}")).collect();
    all.sort();
    all.hash(&mut hasher);
    hasher.finish()
}

/// The same after each edit, from none.
fn states(book: &Book) -> Vec<u64> {
    let mut room = Room::default();
    let mut all = vec![told(&room)];
    for n in 1..=book.edits() {
        let prepared = room.prepare(Edit::clone(&*book.edit_at(n).unwrap())).unwrap();
        room.absorb(prepared);
        all.push(told(&room));
    }
    all
}

// A store that is worked in.

/// One store, worked in at random, and how it was after each step.
struct Life {
    dir: PathBuf,
    book: Option<Book>,
    made: usize,
    moments: Vec<Moment>,
}

impl Life {
    fn begin(dir: &Path) -> Self {
        let mut life = Self { dir: dir.to_owned(), book: None, made: 0, moments: Vec::new() };
        life.book = Some(common::session(dir, clock()));
        life.note();
        life
    }

    fn book(&mut self) -> &mut Book {
        self.book.as_mut().unwrap()
    }

    fn note(&mut self) {
        let last = self.moments.last().map_or(0, |moment| moment.acked);
        let acked = self.book.as_ref().map_or(last, |book| book.edits() as usize);
        self.moments.push(Moment { files: outage::read(&self.dir), acked });
    }

    fn step(&mut self, dice: &mut Dice) {
        match dice.roll(20) {
            0..=6 => {
                let draft = self.draft(dice);
                self.book().commit(draft).unwrap();
            }
            9..=11 => {
                let all = self.several(2 + dice.roll(30), dice);
                self.book().commit_all(all).unwrap();
            }
            12 => {
                let all = self.several(2 + dice.roll(8), dice);
                self.book().import(all.into_iter().map(Ok)).unwrap();
            }
            13 | 14 => drop(self.book().undo().unwrap()),
            15 => drop(self.book().redo().unwrap()),
            16 => self.book().flush().unwrap(),
            7 | 8 | 17 => {
                self.book.take().unwrap().close().unwrap();
                self.note();
                self.book = Some(common::session(&self.dir, clock()));
            }
            18 => self.book().rebuild().unwrap(),
            _ => drop(backup::take(&self.dir, None, None, clock().now()).unwrap()),
        }
        self.note();
        // Now and then sled has the time to write.
        if dice.roll(4) == 0 {
            self.book().flush().unwrap();
            self.note();
        }
    }

    fn several(&mut self, count: usize, dice: &mut Dice) -> Vec<Draft> {
        (0..count).map(|_| self.adding(dice)).collect()
    }

    fn adding(&mut self, dice: &mut Dice) -> Draft {
        self.made += 1;
        let name = format!("单位 {}", self.made);
        let longest = if dice.roll(8) == 0 { 3000 } else { 200 };
        let notes = "长".repeat(dice.roll(longest));
        let fields = json!({ "name": name, "notes": notes });
        Draft::adding(Kind::Account, Id::named("power", &name), fields.as_object().cloned().unwrap()).unwrap()
    }

    /// An edit of several records at times, for none may be there in part.
    fn draft(&mut self, dice: &mut Dice) -> Draft {
        let known: Vec<Id> = self.book().room().all::<Account>().map(|one| one.id).collect();
        if known.is_empty() || dice.roll(3) == 0 {
            return self.adding(dice);
        }
        if dice.roll(8) == 0 {
            return Draft::deleting(self.book().room(), known[dice.roll(known.len())]).unwrap();
        }
        let city = Value::from(format!("{} {}", dice.roll(1000), "城".repeat(dice.roll(60))));
        let mut draft = Draft::new("edit-set");
        for _ in 0..=dice.roll(5) {
            draft.set(self.book().room(), known[dice.roll(known.len())], "city", city.clone()).ok();
        }
        draft
    }
}

// Whoever opens it afterwards.

/// Not a test of its own: opens the store, says what is there, saves something and ends.
#[test]
fn opener() {
    let Ok(dir) = env::var(OPENER) else { return };
    let loud = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !is_contained(panic) {
            loud(panic);
        }
    }));
    let mut ask = |key: &warroom::store::Key| key.open(PASS).or_else(|_| key.open(OTHER));
    let opened = Book::unlock(Path::new(&dir), clock(), "opener", Access::Session, &mut ask);
    let mut book = opened.unwrap_or_else(|problem| panic!("{problem}"));
    let shown = |all: &[&dyn Debug]| all.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>();
    let troubles: Vec<&str> = book.troubles().iter().map(|problem| problem.id).collect();
    let findings = shown(&book.check().iter().map(|found| found as &dyn Debug).collect::<Vec<_>>());
    let (edits, closed) = (book.edits(), book.closed().map(|problem| problem.id));
    say(
        &json!({ "edits": edits, "room": told(book.room()), "troubles": troubles, "findings": findings, "closed": closed }),
    );
    if env::var(ONLY_LOOKS).is_ok() {
        return;
    }
    let name = json!({ "name": format!("afterwards {edits}") });
    let draft = Draft::adding(Kind::Account, Id::new(clock().now()), name.as_object().cloned().unwrap()).unwrap();
    book.commit(draft).unwrap_or_else(|problem| panic!("{problem}"));
    say(&json!({ "saved": told(book.room()) }));
    let clean = book.closed().is_none() && book.close().is_ok();
    say(&json!({ "ended": clean }));
}

fn say(what: &Value) {
    // The harness may have begun a line of its own.
    let mut out = std::io::stdout();
    std::io::Write::write_all(&mut out, format!("\n{SAYS}{what}\n").as_bytes()).unwrap();
}

/// What came of one opening.
#[derive(Debug, Default)]
struct Opening {
    /// What it said, in order.
    said: Vec<Value>,
    err: String,
    /// Whether it never ended.
    hung: bool,
    /// Whether something took it down.
    died: bool,
}

fn opener_of(dir: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "power::opener", "--nocapture", "--test-threads=1"]).env(OPENER, dir);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Opens it, gives up after a while.
fn open(command: &mut Command, patience: Duration) -> Opening {
    let mut child = command.spawn().unwrap();
    let begun = Instant::now();
    let status = loop {
        match child.try_wait().unwrap() {
            None if begun.elapsed() < patience => thread::sleep(Duration::from_millis(4)),
            status => break status,
        }
    };
    if status.is_none() {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let (mut out, mut err) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    let said = out.lines().filter_map(|line| serde_json::from_str(line.strip_prefix(SAYS)?).ok()).collect();
    Opening { said, err, hung: status.is_none(), died: status.is_some_and(|status| !status.success()) }
}

/// What was seen in all openings.
#[derive(Debug, Default)]
struct Tally {
    cuts: usize,
    acknowledged: usize,
    with_snapshot: usize,
    rebuilt: usize,
    cut_off: usize,
    hung: usize,
    died: usize,
}

/// Opens it until all is as ever, which must be soon. `acked` edits are there at least, and the records are as after one of
/// them; `states` says how they are after each.
fn survives(dir: &Path, states: &[u64], acked: usize, tally: &mut Tally) -> Result<(), String> {
    let (mut states, mut acked, mut without) = (states.to_vec(), acked, 0);
    (tally.cuts, tally.acknowledged) = (tally.cuts + 1, tally.acknowledged + acked);
    for nth in 0..6 {
        let patience = if without == GIVEN_UP { PATIENCE * 8 } else { PATIENCE };
        let opening = open(&mut opener_of(dir), patience);
        (tally.hung, tally.died) = (tally.hung + usize::from(opening.hung), tally.died + usize::from(opening.died));
        let least = acked;
        let wrong = |what: &str| Err(format!("opening {nth}, {least} acknowledged: {what}: {opening:?}"));
        if opening.err.contains("panicked at") {
            return wrong("a panic escaped");
        }
        if let Some(found) = opening.said.first() {
            if !found["closed"].is_null() {
                return wrong("nothing may be changed");
            }
            let edits = found["edits"].as_u64().unwrap() as usize;
            if edits < acked {
                return wrong("something is lost");
            }
            if states.get(edits).is_none_or(|state| found["room"] != *state) {
                return wrong("the records are not as the edits left them");
            }
            if found["findings"].as_array().is_none_or(|found| !found.is_empty()) {
                return wrong("not all is well");
            }
            let troubles = found["troubles"].as_array().unwrap();
            tally.rebuilt += usize::from(troubles.contains(&"problem-store-rebuilt".into()));
            tally.cut_off += usize::from(troubles.contains(&"problem-journal-torn".into()));
            let Some(saved) = opening.said.get(1) else { return wrong("nothing can be saved") };
            states.truncate(edits + 1);
            states.push(saved["saved"].as_u64().unwrap());
            acked = edits + 1;
            let ended = opening.said.get(2).is_some_and(|said| said["ended"] == true);
            if ended && troubles.is_empty() && nth > 0 {
                return Ok(());
            }
        }
        without = if opening.hung || opening.died { without + 1 } else { 0 };
        if without > GIVEN_UP {
            return wrong("it never opens");
        }
    }
    Err("it is never as ever again".into())
}

/// Lays these files out and opens them; where that goes wrong, they are kept and the test ends.
fn try_out(name: &str, files: &Files, states: &[u64], acked: usize, tally: &mut Tally) {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    outage::lay(&data, files);
    tally.with_snapshot += usize::from(files.contains_key("snapshot"));
    if let Err(what) = survives(&data, states, acked, tally) {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("power-{name}"));
        outage::lay(&kept, files);
        panic!("{name}, as it was in {}: {what}", kept.display());
    }
}

/// The power goes again while what the first cut left is being opened, after a moment.
fn cut_again(files: &Files, dice: &mut Dice) -> Files {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    outage::lay(&data, files);
    open(opener_of(&data).env(ONLY_LOOKS, "1"), Duration::from_millis(dice.roll(120) as u64));
    let mut after = outage::read(&data);
    outage::tear_database(&mut after, &[files, &outage::read(&data)], dice);
    after
}

/// A store that lives for a while, and the power that goes a few times.
fn lives(seed: u64, cuts: usize, tally: &mut Tally) {
    let dir = tempfile::tempdir().unwrap();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (seed + 1).wrapping_mul(0x2545_f491_4f6c_dd1d));
    let mut life = Life::begin(&dir.path().join("data"));
    for _ in 0..10 + dice.roll(30) {
        life.step(&mut dice);
    }
    let states = states(life.book());
    let moments = std::mem::take(&mut life.moments);
    drop(life);
    for nth in 0..cuts {
        let next = 1 + dice.roll(moments.len() - 1);
        let (mut files, acked) = outage::cut(&moments[..next], &moments[next], &mut dice);
        for _ in 0..dice.roll(6).saturating_sub(3) {
            files = cut_again(&files, &mut dice);
        }
        try_out(&format!("seed-{seed}-cut-{nth}"), &files, &states, acked, tally);
    }
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    let mut tally = Tally::default();
    for seed in 0..4 {
        lives(seed, 4, &mut tally);
    }
    assert!(tally.acknowledged > 100, "{tally:?}");
}

#[test]
#[ignore = "long: WARROOM_POWER_RUNS cuts"]
fn many_power_cuts_lose_nothing_that_was_acknowledged() {
    let number = |name: &str, usual: u64| env::var(name).map_or(usual, |text| text.parse().unwrap());
    let (runs, seed) = (number("WARROOM_POWER_RUNS", 200), number("WARROOM_POWER_SEED", 1000));
    let mut tally = Tally::default();
    for life in 0..runs.div_ceil(5) {
        lives(seed + life, 5, &mut tally);
    }
    println!("{tally:?}");
    assert!(tally.with_snapshot > tally.cuts / 10, "{tally:?}");
}

#[test]
fn a_store_that_is_only_half_made_is_made() {
    let mut tally = Tally::default();
    let nothing = [told(&Room::default())];
    let begun = [("LOCK", ""), ("STORE.new", "{\"store\":\"0"), ("journal/000000000001.ndjson", ""), ("db/conf", "")];
    let mut files = Files::new();
    for (name, bytes) in begun {
        try_out("half-made", &files, &nothing, 0, &mut tally);
        files.insert(name.into(), bytes.into());
    }
    try_out("half-made", &files, &nothing, 0, &mut tally);
}

// One journal in the place of another.

/// Tries every state of an exchange: the old store whole, or the new one.
fn exchanges(name: &str, [before, after]: [&Files; 2], [old, new]: [&[u64]; 2], tally: &mut Tally) {
    let mut dice = Dice(0x5851_f42d_4c95_7f2d);
    for (nth, (named, files)) in outage::exchange(before, after, name, &mut dice).into_iter().enumerate() {
        let states = if named { new } else { old };
        try_out(&format!("{name}-{nth}"), &files, states, states.len() - 1, tally);
    }
}

#[test]
fn a_cut_while_one_journal_takes_the_place_of_another_leaves_one_of_them_whole() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let mut tally = Tally::default();
    let mut life = Life::begin(&data);
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let person = Id::named("power", "person");
    let named = json!({ "name": "陈晓东", "home_city": "济南" });
    let person_made = Draft::adding(Kind::Person, person, named.as_object().cloned().unwrap()).unwrap();
    life.book().commit(person_made).unwrap();
    for _ in 0..6 {
        let draft = life.draft(&mut dice);
        life.book().commit(draft).unwrap();
    }
    let (kept, _) = backup::take(&data, None, None, clock().now()).unwrap();
    let early = states(life.book());
    for _ in 0..6 {
        let draft = life.draft(&mut dice);
        life.book().commit(draft).unwrap();
    }
    backup::take(&data, None, None, clock().now()).unwrap();
    let whole = states(life.book());
    life.book.take().unwrap().close().unwrap();
    let clear = outage::read(&data);

    // The passphrase: set, changed, removed.
    common::open(&data, clock(), "").set_passphrase(&data, PASS, WEAK).unwrap();
    let sealed = outage::read(&data);
    exchanges("journal.resealed", [&clear, &sealed], [&whole, &whole], &mut tally);
    exchanges("journal.resealed", [&sealed, &clear], [&whole, &whole], &mut tally);
    common::open(&data, clock(), PASS).change_passphrase(&data, OTHER, WEAK).unwrap();
    let changed = outage::read(&data);
    let mut half = sealed.clone();
    half.insert("journal/KEY.new".into(), changed["journal/KEY"][..20].to_vec());
    try_out("change-0", &half, &whole, whole.len() - 1, &mut tally);
    half = sealed.clone();
    half.insert("journal/KEY".into(), changed["journal/KEY"].clone());
    try_out("change-1", &half, &whole, whole.len() - 1, &mut tally);

    // A restore of an earlier state.
    outage::lay(&data, &clear);
    let wish = Wish { only: true, lay_open: false };
    restore(&data, Some(&kept), wish, clock(), "tester", &mut |_| panic!("it has no passphrase")).unwrap();
    let restored = outage::read(&data);
    exchanges("journal.restored", [&clear, &restored], [&whole, &early], &mut tally);

    // A restore of another store.
    let elsewhere = dir.path().join("elsewhere");
    let mut other = Life::begin(&elsewhere);
    for _ in 0..3 {
        let draft = other.draft(&mut dice);
        other.book().commit(draft).unwrap();
    }
    let (kept, _) = backup::take(&elsewhere, None, None, clock().now()).unwrap();
    let theirs = states(other.book());
    outage::lay(&data, &clear);
    restore(&data, Some(&kept), wish, clock(), "tester", &mut |_| panic!("it has no passphrase")).unwrap();
    let restored = outage::read(&data);
    exchanges("journal.restored", [&clear, &restored], [&whole, &theirs], &mut tally);

    // Somebody is erased.
    outage::lay(&data, &clear);
    let book = common::open(&data, clock(), "");
    assert!(book.room().get::<Person>(person).is_some());
    book.erase(&data, person).unwrap();
    let erased = outage::read(&data);
    let forgotten = states(&common::open(&data, clock(), ""));
    // What is written anew tells of the last edit, with which the person went.
    let mut told = whole.clone();
    told.push(*forgotten.last().unwrap());
    exchanges("journal.rewritten", [&clear, &erased], [&told[..whole.len()], &forgotten], &mut tally);
    assert!(tally.cuts > 30, "{tally:?}");
}
