//! Writing sled anew: what it once took of the disk it never gives back by itself.

use std::fs;

use super::state::State;
use super::trees::DAMAGED;
use super::{Book, disk};
use crate::model::Problem;

/// Where it is written, and where the old one waits to be removed. What a crash left of either is removed at the next
/// opening; where sled is then missing, the journal fills it again.
pub(super) const FRESH: &str = "db.new";
pub(super) const OLD: &str = "db.old";

/// Below so many bytes nobody minds.
const SMALL: u64 = 200 << 20;
/// How many times the bytes of its records it may have.
const MOST: u64 = 3;

impl Book {
    /// Writes sled anew where it has become much larger than what it holds.
    pub(super) fn compact(&mut self) -> Result<(), Problem> {
        let (Some(state), Some((data, _))) = (&self.state, &self.home) else { return Ok(()) };
        if !state.is_open() {
            return Ok(());
        }
        let (size, records) = (disk::size(&data.join("db")), state.sum()?.unwrap_or_default().bytes);
        if is_bloated(size, records) { self.rewrite() } else { Ok(()) }
    }

    /// Writes sled anew from the records, and puts it in the place of the old one.
    pub(super) fn rewrite(&mut self) -> Result<(), Problem> {
        let Some((data, known)) = &self.home else { return Ok(()) };
        let [fresh, old, db] = [FRESH, OLD, "db"].map(|name| data.join(name));
        disk::remove(&fresh)?;
        disk::remove(&old)?;
        let state = State::open(&fresh, known.store, self.seal.clone())?;
        state.fill(&self.room, self.log.len())?;
        if !state.adds_up(&state.everything()?)? {
            return Err(Problem::new(DAMAGED).with("why", "digest"));
        }
        // Both let go of their files before these are moved.
        drop(state);
        self.state = None;
        let moved = fs::rename(&db, &old).and_then(|()| fs::rename(&fresh, &db)).and_then(|()| disk::sync_dir(data));
        moved.map_err(|error| disk::problem(&db, &error))?;
        disk::remove(&old)?;
        self.state = Some(State::open(&db, known.store, self.seal.clone())?);
        disk::close_within(&db)
    }
}

/// Whether a database takes much more of the disk than the bytes of its records.
const fn is_bloated(size: u64, records: u64) -> bool {
    records > 0 && size >= SMALL && size / MOST >= records
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::super::Access;
    use super::*;
    use crate::clock::Clock;
    use crate::edit::Draft;
    use crate::model::{Id, Kind};

    fn open(data: &Path) -> Book {
        let clock = Clock::parse("2026-10-20T09:00:00+08:00", None).unwrap();
        Book::open(data, clock, "陈晨", Access::ReadWrite).unwrap()
    }

    #[test]
    fn what_was_written_over_and_over_becomes_small_again_and_says_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let mut book = open(dir.path());
        let id = Id::named("test", "1");
        let made = Draft::adding(Kind::Account, id, json!({ "name": "海河" }).as_object().cloned().unwrap());
        book.commit(made.unwrap()).unwrap();
        for n in 0..60 {
            let text = format!("{n} {}", "长".repeat(10_000));
            book.commit(Draft::setting(book.room(), id, "notes", json!(text)).unwrap()).unwrap();
            // What follows at once would be written with it.
            book.flush().unwrap();
        }
        let before = disk::size(&dir.path().join("db"));
        book.rewrite().unwrap();
        book.commit(Draft::setting(book.room(), id, "city", json!("天津")).unwrap()).unwrap();
        book.flush().unwrap();
        let after = disk::size(&dir.path().join("db"));
        assert!(after * 2 < before, "{before} → {after}");
        assert_eq!(book.check(), vec![]);
        assert!(![FRESH, OLD].iter().any(|name| dir.path().join(name).exists()));
    }

    #[test]
    fn it_is_written_anew_where_it_is_large_and_three_times_what_it_holds() {
        const MB: u64 = 1 << 20;
        let cases = [
            (199 * MB, MB, false),
            (200 * MB, MB, true),
            (200 * MB, 66 * MB, true),
            (200 * MB, 67 * MB, false),
            (900 * MB, 300 * MB, true),
            (900 * MB, 301 * MB, false),
            // What an older version wrote does not tell.
            (900 * MB, 0, false),
        ];
        for (size, records, bloated) in cases {
            assert_eq!(is_bloated(size, records), bloated, "{size} for {records}");
        }
    }

    #[test]
    fn what_a_crash_left_is_removed_and_filled_again() {
        let dir = tempfile::tempdir().unwrap();
        let mut book = open(dir.path());
        let made = Draft::adding(Kind::Account, Id::MAX, json!({ "name": "海河" }).as_object().cloned().unwrap());
        book.commit(made.unwrap()).unwrap();
        drop(book);
        // Between the two names: sled is missing, the old one and the new one are beside its place.
        fs::rename(dir.path().join("db"), dir.path().join(OLD)).unwrap();
        disk::make_dir(&dir.path().join(FRESH)).unwrap();
        let book = open(dir.path());
        assert_eq!((book.troubles(), book.check(), book.room().name(Id::MAX)), (&[][..], vec![], "海河".into()));
        assert!(![FRESH, OLD].iter().any(|name| dir.path().join(name).exists()));
    }
}
