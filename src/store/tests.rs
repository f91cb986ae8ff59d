//! The book as a whole: undo, redo, restart, loss of sled, damage of the journal, a clock that goes back.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::identity::Identity;
use super::migrate::SCHEMA;
use super::trees::Trees;
use super::{Access, Book};
use crate::clock::Clock;
use crate::edit::{Draft, Room};
use crate::model::{Id, Kind, Problem, Record};

mod later;
mod lost;
mod snapshots;

fn clock() -> Clock {
    Clock::parse("2026-10-20T09:00:00+08:00", None).unwrap()
}

/// Opens a store that was just let go of. A program that another test starts holds for a moment, until it runs, whatever
/// is open here: locks too.
fn try_open(dir: &Path, clock: Clock) -> Result<Book, Problem> {
    let held = |problem: &Problem| ["problem-store-in-use", "problem-db-refused"].contains(&problem.id);
    for _ in 0..500 {
        match Book::open(dir, clock, "陈晨", Access::ReadWrite) {
            Err(problem) if held(&problem) => std::thread::sleep(std::time::Duration::from_millis(10)),
            opened => return opened,
        }
    }
    panic!("somebody keeps {}", dir.display())
}

fn open_at(dir: &Path, clock: Clock) -> Book {
    try_open(dir, clock).unwrap()
}

fn open(dir: &Path) -> Book {
    open_at(dir, clock())
}

fn fields(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap()
}

fn id(n: usize) -> Id {
    Id::named("test", &n.to_string())
}

/// Everything alive, as text, sorted: what an export would be.
fn export(room: &Room) -> String {
    let line = |record: &Record| format!("{} {}", record.kind(), Value::Object(record.to_map()));
    let mut lines: Vec<String> = room.everything().filter_map(|(_, held)| held.record.as_ref().map(line)).collect();
    lines.sort();
    lines.join("\n")
}

/// What a person might do next.
#[derive(Clone, Debug)]
enum Deed {
    Person(String),
    Seat { person: usize, manager: usize },
    Rename(usize, String),
    Phones(usize, Vec<String>),
    Judge(usize, u8),
    Delete(usize),
    Both(usize, usize),
    Import(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        "[a-z王李张]{1,6}".prop_map(Deed::Person),
        (0..40_usize, 0..40_usize).prop_map(|(person, manager)| Deed::Seat { person, manager }),
        (0..40_usize, "[a-z王李张]{1,6}").prop_map(|(which, name)| Deed::Rename(which, name)),
        (0..40_usize, prop::collection::vec("[0-9]{3}", 0..4)).prop_map(|(which, list)| Deed::Phones(which, list)),
        (0..40_usize, 0..=10_u8).prop_map(|(which, value)| Deed::Judge(which, value)),
        (0..40_usize).prop_map(Deed::Delete),
        (0..40_usize, 0..40_usize).prop_map(|(a, b)| Deed::Both(a, b)),
        (1..4_u8).prop_map(Deed::Import),
    ]
}

fn pick(room: &Room, kind: Kind, which: usize) -> Option<Id> {
    let all: Vec<_> = room.ids(kind).collect();
    all.get(which % all.len().max(1)).copied()
}

/// Does it if the guards let it; returns whether there is something to undo.
fn act(book: &mut Book, next: &mut usize, deed: Deed) -> bool {
    let before = book.edits();
    *next += 10;
    let fresh = id(*next);
    let room = book.room();
    let draft = match deed {
        Deed::Person(name) => Draft::adding(Kind::Person, fresh, fields(json!({ "name": name }))),
        Deed::Seat { person, manager } => {
            let account = pick(room, Kind::Account, 0);
            let (person, manager) = (pick(room, Kind::Person, person), pick(room, Kind::Seat, manager));
            let seat = json!({ "account": account, "person": person, "reports_to": manager, "position": 1.5 });
            Draft::adding(Kind::Seat, fresh, fields(seat))
        }
        Deed::Rename(which, name) => change(room, Kind::Person, which, "name", json!(name)),
        Deed::Phones(which, list) => change(room, Kind::Person, which, "phones", json!(list)),
        Deed::Judge(which, value) => change(room, Kind::Seat, which, "influence", json!(value)),
        Deed::Delete(which) => Draft::deleting(room, pick(room, Kind::Seat, which).unwrap_or(id(0))),
        Deed::Both(a, b) => change(room, Kind::Seat, a, "reports_to", json!(pick(room, Kind::Seat, b))),
        Deed::Import(count) => {
            let one = |n| Draft::adding(Kind::Person, id(*next + n), fields(json!({ "name": "进口" }))).unwrap();
            let drafts = (0..usize::from(count)).map(one).collect();
            return book.commit_all(drafts).is_ok();
        }
    };
    draft.and_then(|draft| book.commit(draft)).is_ok() && book.edits() > before
}

fn change(room: &Room, kind: Kind, which: usize, field: &str, value: Value) -> Result<Draft, Problem> {
    Draft::setting(room, pick(room, kind, which).unwrap_or(id(0)), field, value)
}

fn founded(dir: &Path) -> Book {
    let mut book = open(dir);
    let account = Draft::adding(Kind::Account, id(1), fields(json!({ "name": "海河", "city": "Tianjin" })));
    book.commit(account.unwrap()).unwrap();
    book
}

fn people(book: &mut Book, count: usize) {
    for n in 0..count {
        let draft = Draft::adding(Kind::Person, id(100 + n), fields(json!({ "name": format!("人{n}") })));
        book.commit(draft.unwrap()).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn undone_and_redone_to_the_byte(deeds in prop::collection::vec(deed(), 1..40)) {
        let dir = tempfile::tempdir().unwrap();
        let mut book = founded(dir.path());
        let mut next = 1000;
        let mut exports = vec![export(book.room())];
        for deed in deeds {
            if act(&mut book, &mut next, deed) {
                exports.push(export(book.room()));
            }
        }
        for expected in exports.iter().rev().skip(1) {
            prop_assert!(book.undo().unwrap().is_some());
            prop_assert_eq!(&export(book.room()), expected);
        }
        drop(book);
        let mut book = open(dir.path());
        prop_assert_eq!(&export(book.room()), &exports[0]);
        for expected in exports.iter().skip(1) {
            prop_assert!(book.redo().unwrap().is_some());
            prop_assert_eq!(&export(book.room()), expected);
        }
        prop_assert!(book.redo().unwrap().is_none());
        prop_assert_eq!(book.check(), vec![]);
        drop(book);
        fs::remove_dir_all(dir.path().join("db")).unwrap();
        let book = open(dir.path());
        prop_assert_eq!(&export(book.room()), exports.last().unwrap());
        prop_assert_eq!(book.check(), vec![]);
    }
}

#[test]
fn undo_brings_back_who_changed_it_last() {
    let mut book = Book::in_memory(clock(), "甲");
    book.commit(Draft::adding(Kind::Person, id(1), fields(json!({ "name": "王" }))).unwrap()).unwrap();
    let made = export(book.room());
    assert!(made.contains(r#""created_by":"甲""#) && !made.contains("updated_at"), "{made}");
    book.commit(Draft::setting(book.room(), id(1), "name", json!("李")).unwrap()).unwrap();
    assert!(export(book.room()).contains(r#""updated_at":"2026-10-20T09:00:00+08:00""#));
    book.undo().unwrap();
    assert_eq!(export(book.room()), made);
}

#[test]
fn nothing_meant_is_nothing_saved() {
    let mut book = Book::in_memory(clock(), "甲");
    people(&mut book, 1);
    let same = Draft::setting(book.room(), id(100), "name", json!("人0")).unwrap();
    assert!(book.commit(same).unwrap().changes.is_empty());
    assert_eq!(book.edits(), 1);
}

#[test]
fn a_group_is_refused_as_a_whole_and_undone_as_a_whole() {
    let mut book = Book::in_memory(clock(), "甲");
    let person = |n| Draft::adding(Kind::Person, id(n), fields(json!({ "name": "王" }))).unwrap();
    assert!(book.commit_all(vec![person(1), person(1)]).is_err());
    assert_eq!((book.edits(), book.room().ids(Kind::Person).count()), (0, 0));
    book.commit_all(vec![person(2), person(3)]).unwrap();
    book.undo().unwrap();
    assert_eq!(book.room().ids(Kind::Person).count(), 0);
    book.redo().unwrap();
    assert_eq!(book.room().ids(Kind::Person).count(), 2);
    assert_eq!(book.history().count(), 6);
}

#[test]
fn the_second_to_come_is_told_and_a_reader_is_let_in() {
    let dir = tempfile::tempdir().unwrap();
    let book = founded(dir.path());
    let refused = Book::open(dir.path(), clock(), "乙", Access::ReadWrite).unwrap_err();
    assert_eq!(refused.id, "problem-store-in-use");
    let mut reader = Book::open(dir.path(), clock(), "乙", Access::ReadOnly).unwrap();
    assert_eq!(export(reader.room()), export(book.room()));
    let draft = Draft::adding(Kind::Person, id(5), fields(json!({ "name": "王" }))).unwrap();
    assert_eq!(reader.commit(draft).unwrap_err().id, "problem-read-only");
}

#[test]
fn the_stamp_never_goes_back() {
    let dir = tempfile::tempdir().unwrap();
    let last = founded(dir.path()).edit_at(1).unwrap().at;
    let earlier = Clock::parse("2020-01-01T09:00:00+08:00", None).unwrap();
    let mut book = open_at(dir.path(), earlier);
    people(&mut book, 1);
    assert!(book.edit_at(2).unwrap().at > last);
    assert_eq!(book.edit_at(2).unwrap().at.device, last.device);
}

fn journal(dir: &Path) -> std::path::PathBuf {
    dir.join("journal/000000000001.ndjson")
}

#[test]
fn an_unfinished_last_line_is_cut_and_told() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = founded(dir.path());
    people(&mut book, 3);
    let whole = export(book.room());
    drop(book);
    let mut bytes = fs::read(journal(dir.path())).unwrap();
    let sound = bytes.len();
    bytes.extend_from_slice(br#"{"v":1,"n":5,"crc":"00"#);
    fs::write(journal(dir.path()), &bytes).unwrap();
    let mut book = open(dir.path());
    assert_eq!(book.troubles().iter().map(|problem| problem.id).collect::<Vec<_>>(), ["problem-journal-torn"]);
    assert_eq!(export(book.room()), whole);
    assert_eq!(fs::metadata(journal(dir.path())).unwrap().len(), sound as u64);
    book.undo().unwrap();
    assert_eq!(book.check(), vec![]);
}

#[test]
fn an_unacknowledged_last_line_that_is_torn_is_no_edit() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = founded(dir.path());
    people(&mut book, 2);
    drop(book);
    fs::remove_dir_all(dir.path().join("db")).unwrap();
    let bytes = fs::read(journal(dir.path())).unwrap();
    fs::write(journal(dir.path()), &bytes[..bytes.len() - 9]).unwrap();
    // What was written down when the book was closed is known to have been saved …
    assert_eq!(open(dir.path()).closed().unwrap().id, "problem-store-damaged-short");
    // … and what a write left behind that broke off is not.
    Identity::lower(dir.path()).unwrap();
    let book = open(dir.path());
    assert_eq!((book.edits(), book.room().ids(Kind::Person).count()), (2, 1));
    assert_eq!(book.check(), vec![]);
}

fn flip_second_line(dir: &Path) {
    let mut bytes = fs::read(journal(dir)).unwrap();
    let second = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    bytes[second + 60] ^= 1;
    fs::write(journal(dir), bytes).unwrap();
}

#[test]
fn damage_in_the_middle_that_sled_has_is_a_warning() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = founded(dir.path());
    people(&mut book, 3);
    let whole = export(book.room());
    drop(book);
    flip_second_line(dir.path());
    let mut book = open(dir.path());
    assert_eq!(book.troubles()[0].id, "problem-journal-damaged-but-safe");
    assert!(book.troubles()[0].args.contains(&("row", "2".into())));
    assert_eq!(export(book.room()), whole);
    assert!(book.undo().unwrap().is_some());
    assert!(book.rebuild().is_err());
    assert!(!book.check().is_empty());
}

#[test]
fn damage_in_the_middle_that_sled_lacks_closes_the_book() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = founded(dir.path());
    people(&mut book, 3);
    drop(book);
    fs::remove_dir_all(dir.path().join("db")).unwrap();
    flip_second_line(dir.path());
    let before = fs::read(journal(dir.path())).unwrap();
    let mut book = open(dir.path());
    assert_eq!(book.closed().unwrap().id, "problem-store-damaged-journal");
    assert_eq!(book.room().everything().count(), 1);
    assert_eq!(book.undo().unwrap_err().id, "problem-store-damaged-journal");
    drop(book);
    assert_eq!(fs::read(journal(dir.path())).unwrap(), before);
}

#[test]
fn damaged_sled_files_are_set_aside_and_built_anew() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = founded(dir.path());
    people(&mut book, 3);
    let whole = export(book.room());
    drop(book);
    // The snapshot of sled's log is written when it is opened.
    drop(open(dir.path()));
    let files = fs::read_dir(dir.path().join("db")).unwrap().map(|entry| entry.unwrap().path());
    let snapshot = files.into_iter().find(|path| path.to_string_lossy().contains("snap.")).unwrap();
    fs::write(snapshot, "nonsense that is long enough").unwrap();
    let book = open(dir.path());
    assert_eq!(book.troubles()[0].id, "problem-store-rebuilt");
    assert_eq!(export(book.room()), whole);
    assert!(dir.path().join("quarantine/db/conf").exists());
    assert_eq!(book.check(), vec![]);
}

#[test]
fn a_database_that_lost_something_without_a_word_is_built_anew() {
    let dir = tempfile::tempdir().unwrap();
    let book = founded(dir.path());
    let (whole, (_, known)) = (export(book.room()), book.home.clone().unwrap());
    drop(book);
    Trees::open(&dir.path().join("db"), known.store, None).unwrap().lose_one();
    let book = open(dir.path());
    assert_eq!(book.troubles()[0].id, "problem-store-rebuilt");
    assert_eq!((export(book.room()), book.check()), (whole, vec![]));
}

#[test]
fn a_damaged_name_of_the_store_is_written_anew() {
    let dir = tempfile::tempdir().unwrap();
    let whole = export(founded(dir.path()).room());
    fs::write(dir.path().join("STORE"), "{\"store\":\"0").unwrap();
    let book = open(dir.path());
    assert_eq!(book.troubles()[0].id, "problem-store-identity-anew");
    assert_eq!((export(book.room()), book.check()), (whole, vec![]));
    drop(book);
    assert_eq!((open(dir.path()).troubles(), dir.path().join("quarantine/STORE").exists()), (&[][..], true));
}

#[test]
fn a_database_whose_opening_never_came_back_is_set_aside() {
    let dir = tempfile::tempdir().unwrap();
    let whole = export(founded(dir.path()).room());
    fs::write(dir.path().join("SESSION"), ".").unwrap();
    let book = open(dir.path());
    assert_eq!((book.troubles(), dir.path().join("SESSION").exists()), (&[][..], false));
    drop(book);
    fs::write(dir.path().join("SESSION"), "..").unwrap();
    let book = open(dir.path());
    assert_eq!(book.troubles()[0].id, "problem-store-rebuilt");
    assert!(dir.path().join("quarantine/db/conf").exists() && !dir.path().join("SESSION").exists());
    assert_eq!((export(book.room()), book.check()), (whole, vec![]));
}

#[test]
fn a_long_note_is_split() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = founded(dir.path());
    for text in ["长".repeat(9000), "短".into(), "中".repeat(2000)] {
        book.commit(Draft::setting(book.room(), id(1), "notes", json!(text)).unwrap()).unwrap();
        assert_eq!(book.check(), vec![]);
    }
    let whole = export(book.room());
    drop(book);
    let mut book = open(dir.path());
    assert_eq!(export(book.room()), whole);
    book.rebuild().unwrap();
    assert_eq!((export(book.room()), book.check()), (whole, vec![]));
}

#[test]
fn a_store_of_a_newer_program_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    drop(founded(dir.path()));
    let path = dir.path().join("STORE");
    let newer = fs::read_to_string(&path).unwrap().replace(&format!(r#""schema":{SCHEMA}"#), r#""schema":99"#);
    fs::write(path, newer).unwrap();
    let refused = try_open(dir.path(), clock()).unwrap_err();
    assert_eq!(refused.id, "problem-store-newer");
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_look_inside() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("a/b");
    drop(founded(&data));
    let mode = |path: &str| fs::metadata(data.join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!([mode(""), mode("journal")], [0o700; 2]);
    assert_eq!([mode("LOCK"), mode("STORE"), mode("journal/000000000001.ndjson")], [0o600; 3]);
}

#[test]
fn thousands_in_one_group_come_and_go() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = open(dir.path());
    let person = |n| Draft::adding(Kind::Person, id(n), fields(json!({ "name": format!("人{n}") }))).unwrap();
    book.commit_all((0..2500).map(person).collect()).unwrap();
    assert_eq!(book.room().ids(Kind::Person).count(), 2500);
    book.undo().unwrap();
    assert_eq!(book.room().ids(Kind::Person).count(), 0);
    drop(book);
    let mut book = open(dir.path());
    book.redo().unwrap();
    assert_eq!((book.room().ids(Kind::Person).count(), book.check()), (2500, vec![]));
}

#[test]
fn a_seat_leaves_nobody_behind_in_its_old_account() {
    let mut book = Book::in_memory(clock(), "甲");
    let mut draft = Draft::new("edit-import");
    for (kind, n, value) in [
        (Kind::Account, 1, json!({ "name": "甲局" })),
        (Kind::Account, 2, json!({ "name": "乙局" })),
        (Kind::Seat, 3, json!({ "account": id(1), "title": "局长" })),
        (Kind::Seat, 4, json!({ "account": id(1), "title": "主任", "reports_to": id(3) })),
    ] {
        draft.create(kind, id(n), fields(value)).unwrap();
    }
    book.commit(draft).unwrap();
    let moving = Draft::setting(book.room(), id(3), "account", json!(id(2))).unwrap();
    let refused = book.commit(moving).unwrap_err();
    assert_eq!(refused, Problem::new("problem-manager-elsewhere").with("name", "主任"));
}
