//! A snapshot says the same as journal and sled, or is not used.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

use super::super::Strength;
use super::super::snapshot::NAME;
use super::*;

/// People in a store, each an edit of their own.
pub(super) const PEOPLE: usize = 40;

pub(super) fn person(book: &mut Book, n: usize, name: &str) {
    let draft = Draft::adding(Kind::Person, id(n), fields(json!({ "name": name, "notes": "靠窗" }))).unwrap();
    book.commit(draft).unwrap();
}

/// A store with a snapshot and a few edits behind it.
pub(super) fn founded(dir: &Path) -> String {
    let mut book = open(dir);
    for n in 0..PEOPLE {
        person(&mut book, n, &format!("王{n}"));
    }
    book.write_snapshot().unwrap();
    person(&mut book, PEOPLE, "李明");
    book.commit(Draft::setting(book.room(), id(3), "name", json!("李娜")).unwrap()).unwrap();
    book.commit(Draft::deleting(book.room(), id(4)).unwrap()).unwrap();
    export(book.room())
}

/// How many records came from the snapshot.
fn shelved(book: &Book) -> usize {
    let (all, loose) = book.room().count();
    all - loose.min(all)
}

#[test]
fn it_is_opened_with_what_came_after_it_and_everything_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let whole = founded(dir.path());
    for turn in 0..2 {
        let mut book = open(dir.path());
        assert_eq!((export(book.room()), shelved(&book) > PEOPLE - 5), (whole.clone(), true));
        assert_eq!((book.check(), book.troubles(), book.edits()), (vec![], &[][..], PEOPLE as u64 + 3 + 2 * turn));
        book.undo().unwrap();
        assert_eq!(book.room().name(id(4)), "王4");
        book.redo().unwrap();
        assert_eq!(export(book.room()), whole);
    }
    let looked = Book::open(dir.path(), clock(), "陈晨", Access::ReadOnly).unwrap();
    assert_eq!((export(looked.room()), shelved(&looked) > PEOPLE - 5), (whole.clone(), true));
    drop(looked);
    // One that was opened with another is written anew with what came since.
    let mut book = open(dir.path());
    book.write_snapshot().unwrap();
    drop(book);
    let book = open(dir.path());
    assert_eq!((export(book.room()), book.room().count()), (whole, (PEOPLE + 1, 0)));
}

#[test]
fn without_sled_it_is_what_sled_is_filled_with() {
    let dir = tempfile::tempdir().unwrap();
    let whole = founded(dir.path());
    fs::remove_dir_all(dir.path().join("db")).unwrap();
    let book = open(dir.path());
    assert_eq!((export(book.room()), book.check()), (whole.clone(), vec![]));
    assert!(shelved(&book) > 0);
    drop(book);
    fs::remove_file(dir.path().join(NAME)).unwrap();
    let book = open(dir.path());
    assert_eq!((export(book.room()), shelved(&book)), (whole, 0));
}

#[test]
fn sled_that_is_behind_or_ahead_is_asked_itself() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path();
    let mut book = open(path);
    person(&mut book, 0, "王强");
    drop(book);
    let copy = path.join("earlier");
    copy_dir(&path.join("db"), &copy);
    let whole = founded_on(path);
    // Sled as it was before the snapshot was made: the journal makes up for it.
    fs::remove_dir_all(path.join("db")).unwrap();
    fs::rename(&copy, path.join("db")).unwrap();
    let book = open(path);
    assert_eq!((export(book.room()), book.check(), shelved(&book)), (whole, vec![], 0));
}

fn founded_on(path: &Path) -> String {
    let mut book = open(path);
    for n in 1..PEOPLE {
        person(&mut book, n, &format!("王{n}"));
    }
    book.write_snapshot().unwrap();
    export(book.room())
}

fn copy_dir(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        if entry.file_type().unwrap().is_dir() {
            copy_dir(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn a_damaged_one_is_told_of_and_not_used() {
    let dir = tempfile::tempdir().unwrap();
    let whole = founded(dir.path());
    let path = dir.path().join(NAME);
    let sound = fs::read(&path).unwrap();
    let mut tried = 0;
    for at in (0..sound.len()).step_by(sound.len() / 60) {
        let mut flipped = sound.clone();
        flipped[at] ^= 1;
        for bytes in [&flipped[..], &sound[..at]] {
            fs::write(&path, bytes).unwrap();
            let book = open(dir.path());
            // What does not even begin like one is none.
            let told = if at < 8 && bytes.len() > 8 { None } else { Some("problem-snapshot-damaged") };
            assert_eq!(book.troubles().first().map(|problem| problem.id), told, "byte {at} of {}", bytes.len());
            assert_eq!((export(book.room()), shelved(&book)), (whole.clone(), 0));
            tried += 1;
        }
    }
    assert!(tried > 100);
    // It is in nobody's way when the next one is written.
    open(dir.path()).write_snapshot().unwrap();
    assert!(shelved(&open(dir.path())) > 0);
}

#[test]
fn that_of_another_store_or_of_another_journal_is_not_used() {
    let [dir, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let whole = founded(dir.path());
    founded(other.path());
    let (own, strange) = (dir.path().join(NAME), other.path().join(NAME));
    let kept = fs::read(&own).unwrap();
    fs::copy(&strange, &own).unwrap();
    let book = open(dir.path());
    assert_eq!((export(book.room()), shelved(&book)), (whole, 0));
    drop(book);
    // The journal went back to a copy that was made before, and took another way.
    fs::write(&own, &kept).unwrap();
    let first = fs::read_to_string(dir.path().join("journal/000000000001.ndjson")).unwrap();
    let lines: Vec<&str> = first.lines().take(5).collect();
    fs::write(dir.path().join("journal/000000000001.ndjson"), lines.join("\n") + "\n").unwrap();
    fs::remove_dir_all(dir.path().join("db")).unwrap();
    let identity = Identity::read(dir.path()).unwrap().unwrap();
    Identity { floor: 0, ..identity }.save(dir.path()).unwrap();
    let mut book = open(dir.path());
    assert_eq!((book.edits(), shelved(&book)), (5, 0));
    for n in 100..100 + PEOPLE {
        person(&mut book, n, "赵敏");
    }
    let whole = export(book.room());
    drop(book);
    fs::write(&own, &kept).unwrap();
    let book = open(dir.path());
    assert_eq!((export(book.room()), shelved(&book)), (whole, 0));
}

#[test]
fn it_goes_when_somebody_is_erased_and_with_a_passphrase_it_tells_nothing() {
    let dir = tempfile::tempdir().unwrap();
    founded(dir.path());
    let path = dir.path().join(NAME);
    open(dir.path()).erase(dir.path(), id(7)).unwrap();
    assert!(!path.exists());

    let mut book = open(dir.path());
    let whole = export(book.room());
    book.write_snapshot().unwrap();
    assert!(path.exists());
    let weak = Strength { memory: 64, passes: 1, lanes: 1 };
    book.set_passphrase(dir.path(), "correct horse", weak).unwrap();
    assert!(!path.exists());
    let unlock = || {
        let key = Book::key_of(dir.path()).unwrap().unwrap();
        let ask = &mut |_: &super::super::Key| key.open("correct horse");
        Book::unlock(dir.path(), clock(), "陈晨", Access::ReadWrite, ask).unwrap()
    };
    unlock().write_snapshot().unwrap();
    let book = unlock();
    assert_eq!((export(book.room()), book.room().count().1, book.check()), (whole, 0, vec![]));
    let bytes = fs::read(&path).unwrap();
    for said in ["靠窗", "李娜", "person"].map(str::as_bytes).into_iter().chain([&id(3).bytes()[..]]) {
        assert!(!bytes.windows(said.len()).any(|window| window == said));
    }
}

#[test]
fn where_it_can_no_longer_be_read_nothing_is_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let whole = founded(dir.path());
    let mut book = open(dir.path());
    let path = dir.path().join(NAME);
    // Somebody writes over it in its place.
    let mut file = File::options().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    file.write_all(&vec![0; fs::metadata(&path).unwrap().len() as usize]).unwrap();
    // One of them was deleted, and some lie where was looked already.
    assert!((0..PEOPLE).filter(|n| book.room().name(id(*n)).is_empty()).count() > 10);
    let draft = Draft::adding(Kind::Person, id(99), fields(json!({ "name": "赵敏" }))).unwrap();
    assert_eq!(book.commit(draft).unwrap_err().id, "problem-snapshot-lost");
    drop(book);
    let book = open(dir.path());
    assert_eq!((export(book.room()), book.check()), (whole, vec![]));
}
