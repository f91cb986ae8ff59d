//! A journal that lost something: what is there is told, nothing that anything here still knows is lost, and whoever does
//! what the sentences say has a store that goes on.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::common;
use crate::common::stores::whole;

use std::fs;
use std::path::PathBuf;

use common::{Program, Run};

const PASS: &str = "correct horse battery";

/// A store that was changed a few times after its last backup, and what it said then.
struct Case {
    program: Program,
    sealed: bool,
    whole: String,
}

impl Case {
    /// With four changes after the backup, or without any backup.
    fn new(sealed: bool, backed_up: bool) -> Self {
        let program = Program::with_sample();
        let mut case = Self { program, sealed: false, whole: String::new() };
        for note in ["one", "two"] {
            case.ok(&["set", "account", "北方银行", &format!("notes={note}")]);
        }
        case.ok(&["rm", "person", "梁静"]);
        case.ok(&["add", "person", "name=魏新"]);
        if sealed {
            let set = case.program.command(&["passphrase", "set"]).env("WARROOM_PASSPHRASE", PASS).output().unwrap();
            assert!(set.status.success(), "{set:?}");
            case.sealed = true;
        }
        if !backed_up {
            fs::remove_dir_all(case.program.data().join("backups")).unwrap();
        }
        case.whole = case.export();
        case
    }

    fn run(&self, args: &[&str]) -> Run {
        let mut command = self.program.command(args);
        if self.sealed {
            command.env("WARROOM_PASSPHRASE", PASS);
        }
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    fn ok(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.status, 0, "{args:?} {run:?}");
        run.out
    }

    fn export(&self) -> String {
        whole(&self.ok(&["export", "--sensitive"]))
    }

    fn journal(&self) -> PathBuf {
        self.program.data().join("journal/000000000001.ndjson")
    }

    fn lines(&self) -> Vec<String> {
        fs::read_to_string(self.journal()).unwrap().split_inclusive('\n').map(str::to_owned).collect()
    }

    fn without_database(&self) {
        // Whoever only looks makes none.
        let db = self.program.data().join("db");
        assert!(!db.exists() || fs::remove_dir_all(db).is_ok());
    }

    /// Nothing of it can be changed; the sentence says why, and what to do. All that it names leads on.
    fn is_shut(&self, said: &str) {
        for args in [&["set", "account", "北方银行", "notes=four"][..], &["check", "--rebuild"], &["undo"]] {
            let run = self.run(args);
            assert_eq!(run.status, 4, "{args:?} {run:?}");
            assert!(run.err.contains(said) && run.err.contains("warroom restore"), "{args:?} {run:?}");
        }
        let check = self.run(&["check"]);
        assert!(check.status == 1 && check.out.contains(said), "{check:?}");
        // Each finding says once what helps.
        assert!(check.out.lines().all(|line| line.matches("un: warroom restore").count() == 1), "{check:?}");
    }

    /// What is known to have lost something takes no place among the backups.
    fn is_not_backed_up(&self) {
        let backup = self.run(&["backup"]);
        assert!(backup.status != 0 && backup.err.contains("warroom check"), "{backup:?}");
    }

    /// It is as ever, and everything works.
    fn goes_on(&self) {
        let check = self.run(&["check"]);
        assert!(check.status == 0 && check.err.is_empty(), "{check:?}");
        self.ok(&["set", "account", "北方银行", "notes=five"]);
        self.ok(&["undo"]);
        self.ok(&["backup"]);
        self.without_database();
        assert_eq!(self.run(&["check"]).status, 0, "the journal alone has everything");
    }
}

#[test]
fn a_journal_that_lost_its_end_is_written_on_from_the_database() {
    for (sealed, backed_up, left) in [(false, true, 3), (true, true, 3), (false, false, 3), (false, false, 0)] {
        let case = Case::new(sealed, backed_up);
        let lines = case.lines();
        let cut = lines.len() - 3;
        let said = format!("{sealed} {backed_up} {left}");
        fs::write(case.journal(), lines[..cut.min(left * 9)].concat()).unwrap();
        case.is_shut("The database still has all records");
        case.is_not_backed_up();
        assert_eq!(case.export(), case.whole, "{said}: all of it is shown");
        let told = case.ok(&["restore"]);
        assert!(told.contains("missing from the journal"), "{said}: {told}");
        assert!(!told.contains("is lost") || told.contains("Nothing that was saved"), "{said}: {told}");
        assert_eq!(case.export(), case.whole, "{said}");
        let history = case.ok(&["history", "--json"]);
        assert!(history.contains("edit-recovered"), "{said}");
        case.goes_on();
        assert_eq!(case.export(), case.whole, "{said}");
    }
}

#[test]
fn without_the_database_the_backup_has_what_it_has_and_the_rest_is_counted() {
    let case = Case::new(false, true);
    let early = case.program.data().with_extension("gz");
    case.ok(&["backup", early.to_str().unwrap()]);
    case.ok(&["set", "account", "北方银行", "notes=later"]);
    let lines = case.lines();
    fs::write(case.journal(), lines[..lines.len() - 3].concat()).unwrap();
    case.without_database();
    case.is_shut("part of the journal is missing");
    case.is_not_backed_up();
    let told = case.ok(&["restore", early.to_str().unwrap()]);
    assert!(told.contains("1 change that was saved after that is lost"), "{told}");
    assert_eq!(case.export(), case.whole);
    case.goes_on();
    // Without any backup it goes on from what is here.
    fs::remove_dir_all(case.program.data().join("backups")).unwrap();
    let lines = case.lines();
    fs::write(case.journal(), lines[..lines.len() - 3].concat()).unwrap();
    case.without_database();
    case.is_shut("part of the journal is missing");
    case.is_not_backed_up();
    let told = case.ok(&["restore"]);
    assert!(told.contains("3 changes that were saved after it are lost"), "{told}");
    case.goes_on();
    // With nothing left there is nothing to go on from, and that is said.
    fs::remove_dir_all(case.program.data().join("backups")).unwrap();
    fs::remove_dir_all(case.program.data().join("journal")).unwrap();
    case.without_database();
    let refused = case.run(&["restore"]);
    assert!(refused.status == 1 && refused.err.contains("restore FILE"), "{refused:?}");
    case.ok(&["restore", early.to_str().unwrap()]);
    assert_eq!(case.export(), case.whole);
}

#[test]
fn damage_in_the_middle_is_mended_from_the_database() {
    for sealed in [false, true] {
        let case = Case::new(sealed, false);
        let mut lines = case.lines();
        let at = lines.len() - 3;
        lines[at] = lines[at].replacen("\"crc\"", "\"cxx\"", 1);
        fs::write(case.journal(), lines.concat()).unwrap();
        let check = case.run(&["check"]);
        assert!(check.status == 1 && check.err.contains("The records are safe"), "{check:?}");
        assert!(check.out.contains("Run: warroom restore"), "{check:?}");
        let told = case.ok(&["restore"]);
        assert!(told.contains("1 change was missing") && told.contains("Nothing that was saved is lost"), "{told}");
        assert_eq!(case.export(), case.whole);
        // What stands behind it is told as ever, and can be taken back.
        assert!(case.ok(&["history"]).contains("梁静"), "{sealed}");
        case.goes_on();
        case.ok(&["undo"]);
        assert!(!case.ok(&["list", "person"]).contains("魏新"), "{sealed}");
        case.ok(&["undo"]);
        assert!(case.ok(&["list", "person"]).contains("梁静"), "{sealed}");
    }
}

#[test]
fn of_several_gaps_one_is_made_and_what_stands_behind_the_last_is_kept() {
    let case = Case::new(false, false);
    let mut lines = case.lines();
    let end = lines.len();
    for at in [end - 4, end - 2] {
        lines[at] = lines[at].replacen("\"crc\"", "\"cxx\"", 1);
    }
    fs::write(case.journal(), lines.concat()).unwrap();
    let told = case.ok(&["restore"]);
    assert!(told.contains("3 changes were missing"), "{told}");
    assert_eq!(case.export(), case.whole);
    let history = case.ok(&["history", "--json"]);
    assert_eq!(history.matches("\"stamp\"").count(), end, "each line that follows keeps its number: {history}");
    case.goes_on();
    case.ok(&["undo"]);
    assert!(!case.ok(&["list", "person"]).contains("魏新"));
}

#[test]
fn nothing_before_an_erasure_is_undone_also_where_its_line_is_gone() {
    let case = Case::new(false, false);
    case.ok(&["erase", "--yes", "魏新"]);
    case.ok(&["add", "person", "name=尾"]);
    let mut lines = case.lines();
    let at = lines.len() - 2;
    lines[at] = lines[at].replacen("\"crc\"", "\"cxx\"", 1);
    fs::write(case.journal(), lines.concat()).unwrap();
    case.ok(&["restore"]);
    case.ok(&["undo"]);
    let refused = case.run(&["undo"]);
    assert!(refused.status == 1 && refused.err.contains("before an erasure"), "{refused:?}");
}

#[test]
fn a_last_line_that_the_database_has_is_not_said_to_be_unsaved() {
    let case = Case::new(false, false);
    let mut lines = case.lines();
    let at = lines.len() - 1;
    lines[at] = lines[at].replacen("\"crc\"", "\"cxx\"", 1);
    fs::write(case.journal(), lines.concat()).unwrap();
    let check = case.run(&["check"]);
    assert!(check.status == 0 && check.err.contains("No record is lost"), "{check:?}");
    assert!(!check.err.contains("not saved"), "{check:?}");
    assert_eq!(case.export(), case.whole);
    case.goes_on();
}

#[test]
fn what_is_lost_is_not_denied_where_nothing_says_how_much_there_was() {
    let case = Case::new(false, true);
    let lines = case.lines();
    fs::write(case.journal(), lines[..lines.len() - 1].concat()).unwrap();
    case.without_database();
    fs::remove_file(case.program.data().join("STORE")).unwrap();
    let run = case.run(&["restore"]);
    assert!(run.status == 0 && run.err.contains("cannot be told"), "{run:?}");
    assert!(!run.out.contains("othing that was saved"), "{run:?}");
}

#[test]
fn somebody_erased_does_not_come_back_without_a_word() {
    let case = Case::new(false, true);
    let early = case.program.data().with_extension("gz");
    case.ok(&["backup", early.to_str().unwrap()]);
    case.ok(&["erase", "--yes", "魏新"]);
    fs::remove_dir_all(case.program.data().join("journal")).unwrap();
    case.without_database();
    let run = case.run(&["restore", early.to_str().unwrap()]);
    assert!(run.status == 0 && run.err.contains("was erased after this backup"), "{run:?}");
    assert!(case.ok(&["list", "person"]).contains("魏新"));
}

#[test]
fn a_backup_with_a_passphrase_does_not_seal_an_open_store_without_a_word() {
    let case = Case::new(true, true);
    let sealed = case.program.data().with_extension("gz");
    case.ok(&["backup", sealed.to_str().unwrap()]);
    let open = Program::with_sample();
    let mut restore = open.command(&["restore", "--only", sealed.to_str().unwrap()]);
    let run = restore.env("WARROOM_PASSPHRASE", PASS).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success() && said.contains("has a passphrase, so the store has it"), "{said}");
}

#[test]
fn damaged_lines_at_the_end_that_nobody_else_has_are_cut_off_when_that_is_asked_for() {
    let case = Case::new(false, false);
    let mut lines = case.lines();
    for line in lines.iter_mut().rev().take(3) {
        *line = line.replacen("\"crc\"", "\"cxx\"", 1);
    }
    fs::write(case.journal(), lines.concat()).unwrap();
    case.without_database();
    let store = case.program.data().join("STORE");
    let mut known: serde_json::Value = serde_json::from_slice(&fs::read(&store).unwrap()).unwrap();
    known["floor"] = 0.into();
    fs::write(store, known.to_string()).unwrap();
    case.is_shut("is damaged. What you see is everything before it");
    let told = case.ok(&["restore"]);
    assert!(told.contains("in order again"), "{told}");
    assert!(case.program.data().join("quarantine/journal").exists());
    case.goes_on();
}

#[test]
fn a_sealed_store_that_lost_its_journal_loses_nothing_that_the_database_has() {
    let case = Case::new(true, true);
    case.ok(&["backup"]);
    case.ok(&["set", "account", "北方银行", "notes=after the backup"]);
    let whole = case.export();
    fs::remove_dir_all(case.program.data().join("journal")).unwrap();
    let run = case.run(&["list", "account"]);
    assert!(run.status == 4 && run.err.contains("are sealed") && !run.err.contains("is shown"), "{run:?}");
    assert!(case.program.data().join("db").exists() && !case.program.data().join("quarantine/db").exists());
    let told = case.ok(&["restore"]);
    assert!(told.contains("1 change was missing"), "{told}");
    assert_eq!(case.export(), whole);
    case.goes_on();
    assert!(case.ok(&["history"]).contains("魏新"), "what the backup tells is told");
}

#[test]
fn a_sealed_store_that_lost_its_journal_is_not_laid_open_unasked() {
    let mut case = Case::new(false, true);
    let early = case.program.data().with_extension("gz");
    let early = early.to_str().unwrap();
    case.ok(&["backup", early]);
    let set = case.program.command(&["passphrase", "set"]).env("WARROOM_PASSPHRASE", PASS).output().unwrap();
    assert!(set.status.success(), "{set:?}");
    case.sealed = true;
    case.ok(&["list", "account"]);
    fs::remove_dir_all(case.program.data().join("journal")).unwrap();
    case.sealed = false;
    let refused = case.run(&["restore", early]);
    assert!(refused.status == 1 && refused.err.contains("has no passphrase"), "{refused:?}");
    case.ok(&["restore", "--only", "--lay-open", early]);
    assert_eq!(case.export(), case.whole);
}

#[test]
fn a_backup_of_another_store_does_not_take_the_place_of_what_only_the_database_has() {
    let case = Case::new(false, false);
    let other = Program::with_sample();
    let foreign = other.data().with_extension("gz");
    other.ok(&["backup", foreign.to_str().unwrap()]);
    fs::remove_dir_all(case.program.data().join("journal")).unwrap();
    let refused = case.run(&["restore", foreign.to_str().unwrap()]);
    assert!(refused.status == 1 && refused.err.contains("--only"), "{refused:?}");
    // Nor does one that lies among the automatic ones.
    fs::create_dir(case.program.data().join("backups")).unwrap();
    fs::copy(foreign, case.program.data().join("backups/2026-11-01T090000.ndjson.gz")).unwrap();
    case.ok(&["restore"]);
    assert_eq!(case.export(), case.whole);
    // What is whole is not refused: another store's backup is none of its own, and that is all.
    let told = case.ok(&["restore"]);
    assert!(told.contains("nothing to restore") && told.contains("no sound backup of this store"), "{told}");
}

#[test]
fn a_backup_that_opens_otherwise_is_passed_over_and_nothing_is_lost() {
    let case = Case::new(true, true);
    let folder = case.program.data().join("backups");
    // One without a passphrase, of this very store: such as a restore of an older file leaves behind.
    let open = Case::new(false, true);
    let id = |program: &Program| fs::read(program.data().join("STORE")).unwrap();
    assert_ne!(id(&case.program), id(&open.program));
    let own = case.program.file("own", "");
    fs::remove_file(&own).unwrap();
    common::copy(&case.program.data(), &own);
    let removed = case
        .program
        .command(&["passphrase", "remove", "--data"])
        .arg(&own)
        .env("WARROOM_PASSPHRASE", PASS)
        .output()
        .unwrap();
    assert!(removed.status.success(), "{removed:?}");
    for backup in fs::read_dir(own.join("backups")).unwrap().flatten() {
        let name = backup.file_name().into_string().unwrap().replace("20", "21");
        fs::copy(backup.path(), folder.join(name)).unwrap();
    }
    let lines = fs::read_dir(case.program.data().join("journal")).unwrap().flatten().map(|entry| entry.path());
    let lines = lines.into_iter().find(|path| path.extension().is_some_and(|end| end == "ndjson")).unwrap();
    let mut bytes = fs::read(&lines).unwrap();
    let last = bytes.len() - 40;
    bytes[last] ^= 1;
    fs::write(&lines, bytes).unwrap();
    case.ok(&["restore"]);
    assert_eq!(case.export(), case.whole);
}

#[test]
fn a_store_of_which_only_the_database_is_left_is_not_taken_for_none() {
    let case = Case::new(false, true);
    fs::remove_dir_all(case.program.data().join("journal")).unwrap();
    fs::remove_file(case.program.data().join("STORE")).unwrap();
    let run = case.run(&["list", "person"]);
    assert!(run.err.contains("warroom restore") && !run.err.contains("no store"), "{run:?}");
    let run = case.run(&["check"]);
    assert_eq!((run.status, run.out.matches("warroom restore").count()), (1, 1), "{run:?}");
    case.ok(&["restore"]);
    assert_eq!(case.export(), case.whole);
}
