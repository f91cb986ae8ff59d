//! Journals that end too soon, databases that stray in, and imports that are taken back.

use super::super::kept::Kept;
use super::*;
use crate::edit::Turn;

fn in_memory() -> Book {
    let mut book = Book::in_memory(clock(), "甲");
    let account = Draft::adding(Kind::Account, id(1), fields(json!({ "name": "海河" })));
    book.commit(account.unwrap()).unwrap();
    book
}

#[test]
fn a_store_that_lost_its_journal_is_not_an_empty_one() {
    for lost in [&["journal"][..], &["journal", "db"]] {
        let dir = tempfile::tempdir().unwrap();
        let mut book = founded(dir.path());
        people(&mut book, 3);
        drop(book);
        for name in lost {
            fs::remove_dir_all(dir.path().join(name)).unwrap();
        }
        for access in [Access::ReadOnly, Access::ReadWrite] {
            let mut book = Book::open(dir.path(), clock(), "甲", access).unwrap();
            let closed = book.closed().unwrap();
            // Who reads the journal alone does not see what sled has.
            let all = lost.len() == 1 && access == Access::ReadWrite;
            let id = if all { "problem-store-damaged-end" } else { "problem-store-damaged-short" };
            assert_eq!(closed.id, id, "{lost:?} {access:?}");
            assert!(closed.args.contains(&("shown", if all { "4" } else { "0" }.into())), "{closed}");
            assert_eq!(book.room().everything().count(), if all { 4 } else { 0 }, "{lost:?} {access:?}");
            assert!(!book.check().is_empty(), "{lost:?} {access:?}");
            assert!(book.undo().is_err() && book.rebuild().is_err(), "{lost:?} {access:?}");
        }
    }
}

#[test]
fn a_lost_last_line_that_sled_has_is_written_down_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = founded(dir.path());
    people(&mut book, 3);
    let (whole, edits) = (export(book.room()), book.edits());
    drop(book);
    let bytes = fs::read(journal(dir.path())).unwrap();
    let end = bytes[..bytes.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
    fs::write(journal(dir.path()), &bytes[..=end]).unwrap();
    let book = open(dir.path());
    assert_eq!((book.closed(), book.edits()), (None, edits));
    assert_eq!(export(book.room()), whole);
    assert_eq!(book.check(), vec![]);
}

#[test]
fn a_journal_shorter_than_sled_does_not_win() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = founded(dir.path());
    people(&mut book, 3);
    let whole = export(book.room());
    drop(book);
    let bytes = fs::read(journal(dir.path())).unwrap();
    let first = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    fs::write(journal(dir.path()), &bytes[..=first]).unwrap();
    let book = open(dir.path());
    assert_eq!(book.closed().unwrap().id, "problem-store-damaged-end");
    assert_eq!(export(book.room()), whole);
}

#[test]
fn a_torn_last_line_that_sled_has_is_written_down_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = founded(dir.path());
    people(&mut book, 3);
    let last = book.room().ids(Kind::Person).last().unwrap();
    book.commit(Draft::deleting(book.room(), last).unwrap()).unwrap();
    let (whole, edits) = (export(book.room()), book.edits());
    drop(book);
    let bytes = fs::read(journal(dir.path())).unwrap();
    fs::write(journal(dir.path()), &bytes[..bytes.len() - 5]).unwrap();
    let mut book = open(dir.path());
    assert_eq!((book.closed(), book.edits()), (None, edits));
    assert_eq!(export(book.room()), whole);
    assert!(book.check().is_empty(), "{:?}", book.check());
    book.undo().unwrap();
    assert!(book.room().record(last).is_some(), "the deletion can still be undone");
    drop(book);
    assert!(open(dir.path()).troubles().is_empty());
}

#[test]
fn a_database_of_another_store_is_set_aside_and_not_emptied() {
    let [dir, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let whole = export(founded(dir.path()).room());
    let mut book = founded(other.path());
    people(&mut book, 3);
    let (theirs, (_, known)) = (export(book.room()), book.home.clone().unwrap());
    drop(book);
    fs::remove_dir_all(dir.path().join("db")).unwrap();
    fs::rename(other.path().join("db"), dir.path().join("db")).unwrap();
    let book = open(dir.path());
    assert_eq!(book.troubles()[0].id, "problem-store-damaged-foreign");
    assert_eq!((export(book.room()), book.check()), (whole, vec![]));
    let kept = Kept::open(&dir.path().join("quarantine/db"), known.store, None, |_| false).unwrap();
    assert_eq!(export(&kept.room.unwrap()), theirs);
}

#[test]
fn after_an_import_that_was_taken_back_it_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    for mut book in [founded(dir.path()), in_memory()] {
        people(&mut book, 3);
        book.undo().unwrap();
        let (whole, edits, version) = (export(book.room()), book.edits(), book.room().version());
        let person = |n| Draft::adding(Kind::Person, id(n), fields(json!({ "name": "进口" }))).unwrap();
        book.import([person(201), person(202)].map(Ok)).unwrap();
        // Sled takes no more, so nothing can be taken back by an edit.
        book.closed = Some(Problem::new("problem-saved-but-closed"));
        let said = book.take_back(edits, Problem::new("problem-not-saved-full"));
        assert_eq!((said.id, book.closed()), ("problem-not-saved-import", None));
        assert_eq!((export(book.room()), book.edits()), (whole.clone(), edits));
        assert!(book.room().version() > version, "what was kept of its answers is looked up again");
        assert_eq!(book.check(), vec![]);
        book.redo().unwrap();
        book.undo().unwrap();
        book.import([person(201)].map(Ok)).unwrap();
        book.undo().unwrap();
        assert_eq!((export(book.room()), book.check()), (whole.clone(), vec![]));
        let stays = book.home.is_some();
        drop(book);
        if stays {
            let book = open(dir.path());
            assert_eq!((export(book.room()), book.check(), book.troubles()), (whole, vec![], &[][..]));
        }
    }
}

#[test]
fn an_import_whose_last_part_never_came_is_taken_back_by_the_next_opening() {
    let dir = tempfile::tempdir().unwrap();
    let part = |n: usize, part: &str| {
        let draft = Draft::adding(Kind::Person, id(n), fields(json!({ "name": "王强" }))).unwrap();
        Ok(Draft { label: "edit-import".into(), subject: format!("a.csv · +2 ~0 · {part}"), ..draft })
    };
    let told = |book: &Book| book.troubles().iter().map(|problem| problem.id).collect::<Vec<_>>();
    let mut book = open(dir.path());
    book.commit(Draft::adding(Kind::Person, id(9), fields(json!({ "name": "李娜" }))).unwrap()).unwrap();
    let before = export(book.room());
    book.import([part(1, "1/3"), part(2, "2/3")]).unwrap();
    drop(book);
    let mut book = open(dir.path());
    assert_eq!((told(&book), export(book.room())), (vec!["problem-import-cut-off-undone"], before.clone()));
    assert!(book.troubles()[0].args.contains(&("file", "a.csv".into())));
    // Whoever does it again as it is wants it so.
    book.redo().unwrap();
    drop(book);
    let mut book = open(dir.path());
    assert_eq!((told(&book), book.room().record(id(2)).is_some()), (vec!["problem-import-cut-off"], true));
    book.undo().unwrap();
    drop(book);
    let mut book = open(dir.path());
    assert_eq!((told(&book), export(book.room())), (vec![], before.clone()));
    // Imported again, it is one step; an undo of it that was cut off is done to its end.
    book.import([part(3, "1/3"), part(4, "2/3"), part(5, "3/3")]).unwrap();
    drop(book);
    let mut book = open(dir.path());
    assert_eq!(told(&book), Vec::<&str>::new());
    let last = book.edit_at(book.edits()).unwrap().id;
    book.turn(vec![last], Turn::Undoes).unwrap();
    drop(book);
    let book = open(dir.path());
    assert_eq!((told(&book), export(book.room())), (vec!["problem-import-cut-off-undone"], before));
}
