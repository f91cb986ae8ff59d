//! Sled that is opened when something is first written has all the same what the journal has, whatever became of it before.

use super::snapshots::{PEOPLE, founded, person};
use super::*;

fn session(dir: &Path) -> Book {
    Book::open(dir, clock(), "陈晨", Access::Session).unwrap()
}

fn is_open(book: &Book) -> bool {
    book.state.as_ref().unwrap().is_open()
}

/// Puts a copy of a folder in the place of another.
fn copy(from: &Path, to: &Path) {
    fs::remove_dir_all(to).ok();
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Saves two edits, waits until they are written, and says what is told of it.
fn written(book: &mut Book) -> Vec<Problem> {
    person(book, PEOPLE + 1, "周丽");
    assert_eq!(book.state.as_ref().unwrap().applied().unwrap(), Some(book.edits()));
    person(book, PEOPLE + 2, "吴磊");
    book.troubles().to_vec()
}

/// Whether a store has everything at its next opening, too, in sled and in the journal.
fn is_sound(dir: &Path, book: Book) {
    let whole = export(book.room());
    drop(book);
    let book = open(dir);
    assert_eq!((export(book.room()), book.troubles(), book.check()), (whole, &[][..], vec![]));
}

#[test]
fn who_only_looks_leaves_it_closed() {
    let dir = tempfile::tempdir().unwrap();
    let whole = founded(dir.path());
    fs::rename(dir.path().join("db"), dir.path().join("elsewhere")).unwrap();
    let book = session(dir.path());
    assert_eq!((export(book.room()), is_open(&book), book.troubles()), (whole, false, &[][..]));
    drop(book);
    assert!(!dir.path().join("db").exists());
    fs::rename(dir.path().join("elsewhere"), dir.path().join("db")).unwrap();
    let mut book = session(dir.path());
    assert_eq!((written(&mut book), is_open(&book)), (vec![], true));
    is_sound(dir.path(), book);
}

#[test]
fn a_session_that_did_not_end_in_order_has_it_opened_at_once() {
    let dir = tempfile::tempdir().unwrap();
    founded(dir.path());
    let mut known = Identity::read(dir.path()).unwrap().unwrap();
    known.floor -= 1;
    known.save(dir.path()).unwrap();
    assert!(is_open(&session(dir.path())));
}

#[test]
fn what_is_gone_or_behind_is_filled_again() {
    let dir = tempfile::tempdir().unwrap();
    founded(dir.path());
    let (db, old) = (dir.path().join("db"), dir.path().join("old"));
    copy(&db, &old);
    let mut book = open(dir.path());
    person(&mut book, PEOPLE + 3, "郑强");
    drop(book);
    for replaced in [false, true] {
        fs::remove_dir_all(&db).unwrap();
        if replaced {
            copy(&old, &db);
        }
        let mut book = session(dir.path());
        assert_eq!(written(&mut book), vec![]);
        assert!(book.undo().unwrap().is_some() && book.undo().unwrap().is_some());
        is_sound(dir.path(), book);
    }
}

#[test]
fn what_is_damaged_or_ahead_or_another_stores_is_set_aside_and_told() {
    let dir = tempfile::tempdir().unwrap();
    founded(dir.path());
    let db = dir.path().join("db");
    let damage = |what: &str| match what {
        "damaged" => {
            // The snapshot of sled's log is written when it is opened.
            drop(open(dir.path()));
            let files = fs::read_dir(&db).unwrap().map(|entry| entry.unwrap().path());
            let snapshot = files.into_iter().find(|path| path.to_string_lossy().contains("snap.")).unwrap();
            fs::write(snapshot, "nonsense that is long enough").unwrap();
        }
        "ahead" => {
            let kept = dir.path().join("kept");
            fs::create_dir(&kept).unwrap();
            copy(&dir.path().join("journal"), &kept.join("journal"));
            fs::copy(dir.path().join("STORE"), kept.join("STORE")).unwrap();
            let mut book = open(dir.path());
            person(&mut book, PEOPLE + 3, "郑强");
            drop(book);
            copy(&kept.join("journal"), &dir.path().join("journal"));
            fs::copy(kept.join("STORE"), dir.path().join("STORE")).unwrap();
        }
        _ => {
            let other = tempfile::tempdir().unwrap();
            founded(other.path());
            copy(&other.path().join("db"), &db);
        }
    };
    for (what, told) in [
        ("damaged", "problem-store-rebuilt"),
        ("ahead", "problem-store-rebuilt"),
        ("another's", "problem-store-damaged-foreign"),
    ] {
        damage(what);
        fs::remove_dir_all(dir.path().join("quarantine")).ok();
        let mut book = session(dir.path());
        assert!(!is_open(&book), "{what}");
        let troubles: Vec<_> = written(&mut book).iter().map(|trouble| trouble.id).collect();
        assert_eq!((troubles, dir.path().join("quarantine/db/conf").exists()), (vec![told], true), "{what}");
        assert!(book.undo().unwrap().is_some() && book.undo().unwrap().is_some());
        is_sound(dir.path(), book);
    }
}
