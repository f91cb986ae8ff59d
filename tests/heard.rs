//! Stores that exchange everything (NDJSON): whoever has heard of what another store knows is later, in whatever order files
//! are read.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use crate::common::Program;
use crate::common::stores::{import, only};

/// Moments an hour apart.
const HOURS: [&str; 8] = [
    "2026-10-20T09:00:00+08:00",
    "2026-10-20T10:00:00+08:00",
    "2026-10-20T11:00:00+08:00",
    "2026-10-20T12:00:00+08:00",
    "2026-10-20T13:00:00+08:00",
    "2026-10-20T14:00:00+08:00",
    "2026-10-20T15:00:00+08:00",
    "2026-10-20T16:00:00+08:00",
];

/// Stores that all have Ann, who lives in Oslo, and the hour it is there.
struct Stores([Program; 3], usize);

impl Stores {
    fn new() -> Self {
        let stores = [0; 3].map(|_| Program::new().at(HOURS[0]));
        stores[0].ok(&["add", "person", "name=Ann", "home_city=Oslo", "notes=likes tea"]);
        let all = stores[0].ok(&["export", "--sensitive"]);
        let mut stores = Self(stores, 0);
        for other in [1, 2] {
            stores.reads(other, &all);
        }
        stores
    }

    /// One of them, an hour later.
    fn later(&mut self, one: usize) -> &Program {
        self.1 += 1;
        let hour = HOURS[self.1.min(HOURS.len() - 1)];
        self.0 = std::mem::replace(&mut self.0, [0; 3].map(|_| Program::new())).map(|store| store.at(hour));
        &self.0[one]
    }

    fn set(&mut self, one: usize, field: &str) -> String {
        let store = self.later(one);
        store.ok(&["set", "person", "Ann", field]);
        store.ok(&["export", "--sensitive"])
    }

    fn undo(&mut self, one: usize) -> String {
        let store = self.later(one);
        store.ok(&["undo"]);
        store.ok(&["export", "--sensitive"])
    }

    fn reads(&mut self, one: usize, file: &str) -> String {
        import(&self.0[one], "all.ndjson", file)
    }

    fn says(&self, one: usize, field: &str) -> String {
        only(&self.0[one], "person")[field].as_str().unwrap_or_default().to_owned()
    }
}

#[test]
fn what_was_set_back_stays_so_where_the_newest_file_is_read_first() {
    for by_undo in [false, true] {
        let mut stores = Stores::new();
        let first = stores.set(0, "home_city=Rome");
        let second = if by_undo { stores.undo(0) } else { stores.set(0, "home_city=Oslo") };
        stores.reads(1, &second);
        let told = stores.reads(1, &first);
        assert_eq!(stores.says(1, "home_city"), "Oslo", "{by_undo}");
        assert!(told.contains("Rome"), "{told}");
        // In their order it is the same.
        stores.reads(2, &first);
        assert_eq!(stores.says(2, "home_city"), "Rome");
        stores.reads(2, &second);
        assert_eq!(stores.says(2, "home_city"), "Oslo", "{by_undo}");
        let again = stores.reads(2, &second);
        assert!(again.contains("0 added, 0 updated, 1 unchanged"), "{again}");
    }
}

#[test]
fn an_older_file_that_another_store_passes_on_takes_nothing_back() {
    let mut stores = Stores::new();
    let first = stores.set(0, "home_city=Rome");
    stores.reads(1, &first);
    let passed_on = stores.0[1].ok(&["export", "--sensitive"]);
    let second = stores.set(0, "home_city=Oslo");
    stores.reads(2, &second);
    stores.reads(2, &passed_on);
    assert_eq!(stores.says(2, "home_city"), "Oslo");
    // Nor where it had news of its own, which come.
    let passed_on = stores.set(1, "notes=likes coffee");
    stores.reads(2, &passed_on);
    assert_eq!((stores.says(2, "home_city"), stores.says(2, "notes")), ("Oslo".into(), "likes coffee".into()));
}

#[test]
fn what_two_stores_changed_apart_is_told_and_an_answer_counts() {
    let mut stores = Stores::new();
    let ours = stores.set(0, "home_city=Rome");
    let theirs = stores.set(1, "home_city=Paris");
    for (one, file) in [(1, &ours), (0, &theirs)] {
        let told = stores.reads(one, file);
        assert!(told.contains("Rome") && told.contains("Paris"), "{told}");
    }
    assert_eq!((stores.says(0, "home_city"), stores.says(1, "home_city")), ("Rome".into(), "Paris".into()));
    let answer = stores.set(0, "home_city=Paris");
    stores.reads(1, &answer);
    let again = stores.set(0, "notes=likes coffee");
    stores.reads(1, &again);
    assert_eq!((stores.says(1, "home_city"), stores.says(1, "notes")), ("Paris".into(), "likes coffee".into()));
}

#[test]
fn what_was_changed_apart_in_other_fields_comes_together() {
    let mut stores = Stores::new();
    let ours = stores.set(0, "home_city=Rome");
    let theirs = stores.set(1, "notes=likes coffee");
    stores.reads(0, &theirs);
    stores.reads(1, &ours);
    for one in [0, 1] {
        assert_eq!((stores.says(one, "home_city"), stores.says(one, "notes")), ("Rome".into(), "likes coffee".into()));
    }
    let all = stores.0[0].ok(&["export", "--sensitive"]);
    let again = stores.reads(1, &all);
    assert!(again.contains("0 added, 0 updated, 1 unchanged"), "{again}");
}

#[test]
fn who_mends_a_file_by_hand_may_have_changed_something_here_since() {
    let mut stores = Stores::new();
    let file = stores.set(0, "home_city=Rome");
    stores.set(0, "notes=likes coffee");
    stores.reads(0, &file.replace("Rome", "Milan"));
    assert_eq!((stores.says(0, "home_city"), stores.says(0, "notes")), ("Milan".into(), "likes coffee".into()));
}
