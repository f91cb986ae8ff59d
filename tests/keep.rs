//! Keeping and forgetting: backups that prove themselves and come back, and a person who is erased from everything.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::common;
use crate::common::stores::whole;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Program, holds};
use serde_json::Value;

fn export(program: &Program) -> String {
    program.ok(&["export", "--sensitive"])
}

fn backups(program: &Program) -> Vec<PathBuf> {
    let listing = fs::read_dir(program.data().join("backups")).into_iter().flatten().flatten();
    let mut all: Vec<PathBuf> = listing.map(|entry| entry.path()).collect();
    all.sort();
    all
}

/// Every byte under a folder, but for the backups.
fn bytes(dir: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("backups") {
            all.extend(bytes(&path));
        } else if path.is_file() {
            all.extend(fs::read(&path).unwrap());
        }
    }
    all
}

#[test]
fn a_backup_comes_back_with_what_was_done_after_it() {
    let program = Program::with_sample();
    let file = program.data().with_extension("gz");
    let path = file.to_str().unwrap();
    let taken = program.json(&["backup", path]);
    assert!(taken["edits"].as_u64().unwrap() > 0 && taken["bytes"].as_u64().unwrap() > 0, "{taken}");
    let then = export(&program);
    program.ok(&["set", "account", "北方银行", "notes=after the backup"]);
    let now = export(&program);
    // The head of the journal is lost, its end is whole.
    let journal = program.data().join("journal/000000000001.ndjson");
    let text = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, text.replacen("\"crc\"", "\"cxx\"", 1)).unwrap();
    fs::remove_dir_all(program.data().join("db")).unwrap();
    assert_eq!(program.run(&["check"]).status, 1, "nothing of it is thrown away");
    let back = program.json(&["restore", path]);
    assert_eq!((back["followed"].as_u64(), back["lost"].as_u64()), (Some(1), Some(0)), "{back}");
    assert_eq!(export(&program), now);
    assert_eq!(program.run(&["check"]).status, 0);
    program.ok(&["restore", "--only", path]);
    assert_eq!(export(&program), then, "the backup alone");
    assert!(program.data().join("quarantine/journal").exists());
    // On another machine there is nothing yet.
    let other = Program::new();
    let said = other.run(&["restore", path]);
    assert_eq!((said.status, said.err.as_str()), (0, ""), "nothing is missing where nothing was: {said:?}");
    assert!(!said.out.contains("quarantine"), "{said:?}");
    assert_eq!(export(&other), then);
    other.ok(&["set", "account", "北方银行", "notes=here"]);
    // A store of its own is not overwritten by a slip.
    let third = Program::new();
    third.ok(&["add", "account", "name=Ours"]);
    let refused = third.run(&["restore", path]);
    assert_eq!((refused.status, refused.out.as_str()), (1, ""), "{refused:?}");
    assert!(refused.err.contains("--only"), "{refused:?}");
    assert_eq!(third.json(&["list", "account"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_bare_name_is_a_file_of_the_folder_one_is_in() {
    let program = Program::with_sample();
    let here = program.data().parent().unwrap().to_owned();
    for args in [["backup", "mine.gz"], ["restore", "mine.gz"]] {
        let run = program.command(&args).current_dir(&here).output().unwrap();
        assert!(run.status.success() && run.stderr.is_empty(), "{args:?} {run:?}");
    }
    assert!(here.join("mine.gz").exists());
}

#[test]
fn one_is_taken_by_itself_and_an_unsound_one_is_passed_over() {
    let program = Program::with_sample();
    assert_eq!(backups(&program).len(), 0, "an empty store is not worth one");
    program.ok(&["set", "account", "北方银行", "notes=one"]);
    assert_eq!(backups(&program).len(), 1, "the first change of a day");
    program.ok(&["set", "account", "北方银行", "notes=two"]);
    assert_eq!(backups(&program).len(), 1);
    let program = program.at("2026-10-21T09:00+08:00");
    let before = export(&program);
    program.ok(&["set", "account", "北方银行", "notes=three"]);
    let all = backups(&program);
    assert_eq!(all.len(), 2);
    let mut torn = fs::read(&all[1]).unwrap();
    torn.truncate(torn.len() - 9);
    fs::write(&all[1], torn).unwrap();
    let refused = program.run(&["restore", all[1].to_str().unwrap()]);
    assert!(refused.status == 1 && refused.err.contains("no sound backup"), "{refused:?}");
    let back = program.json(&["restore"]);
    assert_eq!(back["unsound"].as_array().map(Vec::len), Some(1), "{back}");
    assert_eq!(back["taken"].as_u64(), Some(0), "the journal is whole: nothing is put in its place");
    assert!(!program.data().join("quarantine").exists());
    program.ok(&["undo"]);
    assert_eq!(whole(&export(&program)), whole(&before));
}

#[test]
fn it_is_sound_while_somebody_else_has_the_store() {
    let program = Program::with_sample();
    let clock = warroom::clock::Clock::parse(common::NOW, None).unwrap();
    let book = warroom::store::Book::open(&program.data(), clock, "else", warroom::store::Access::ReadWrite).unwrap();
    let taken = program.json(&["backup"]);
    assert_eq!(taken["edits"].as_u64(), Some(book.edits()));
    assert_eq!(program.run(&["restore"]).status, 3, "restoring waits its turn");
}

#[test]
fn an_erased_person_is_nowhere_but_in_what_was_copied_before() {
    let program = Program::with_sample();
    program.ok(&["set", "person", "梁静", "phones=13900001234", "likes=chess at night"]);
    program.ok(&["note", "梁静说预算年底前批"]);
    program.ok(&["set", "account", "北方银行", "notes=梁静 knows the way"]);
    let people = |program: &Program| program.json(&["list", "person"]).as_array().map_or(0, Vec::len);
    let (before, edits) = (people(&program), program.json(&["history"]).as_array().map_or(0, Vec::len));
    let early = program.data().with_extension("early.gz");
    program.ok(&["backup", early.to_str().unwrap()]);
    let said = program.json(&["erase", "梁静"]);
    assert!(said["records"].as_u64().unwrap() >= 2, "{said}");
    let mentions: Vec<&Value> = said["mentions"].as_array().unwrap().iter().map(|one| &one["field"]).collect();
    assert!(mentions.contains(&&Value::from("notes")), "what others wrote of them is for people to change: {said}");
    assert_eq!(said["backups"].as_array().map(Vec::len), Some(1), "{said}");
    program.ok(&["set", "account", "北方银行", "notes="]);
    for word in ["13900001234", "chess at night", "预算年底前批"] {
        assert!(!holds(&bytes(&program.data()), word), "{word} is still in the store");
        assert!(!export(&program).contains(word));
    }
    assert_eq!(people(&program), before - 1);
    assert!(program.json(&["history"]).as_array().map_or(0, Vec::len) > edits, "no edit is missing");
    assert_eq!(program.run(&["check"]).status, 0);
    // A backup from before does not bring them back into a journal that is whole.
    assert_eq!(program.json(&["restore"])["taken"].as_u64(), Some(0));
    assert!(!holds(&bytes(&program.data()), "13900001234"));
    program.ok(&["undo"]);
    let refused = program.run(&["undo"]);
    assert!(refused.status == 1 && refused.err.contains("erasure"), "{refused:?}");
    program.ok(&["backup"]);
    let back = program.run(&["restore", "--only", early.to_str().unwrap()]);
    assert!(back.status == 0 && back.err.contains("erase them again"), "{back:?}");
}

#[test]
fn who_became_part_of_somebody_is_erased_with_them_and_a_merge_that_was_taken_back_is_none() {
    for is_back in [false, true] {
        let program = Program::new();
        program.ok(&["add", "account", "name=Nord"]);
        for (name, phone) in [("Bob Baker", "13900001234"), ("Roberto Panadero", "13900005678")] {
            program.ok(&["add", "person", &format!("name={name}"), &format!("phones={phone}")]);
            program.ok(&["add", "seat", "account=Nord", &format!("person={name}")]);
        }
        program.ok(&["merge", "person", "Bob Baker", "Roberto Panadero"]);
        if is_back {
            program.ok(&["undo"]);
        }
        program.json(&["erase", "Bob Baker"]);
        for word in ["Bob Baker", "13900001234"] {
            assert!(!holds(&bytes(&program.data()), word), "{word} {is_back}");
        }
        for word in ["Roberto Panadero", "13900005678"] {
            assert_eq!(holds(&bytes(&program.data()), word), is_back, "{word}");
        }
        assert_eq!(program.run(&["check"]).status, 0);
    }
}

#[test]
fn somebody_who_was_deleted_before_is_erased_too() {
    let program = Program::with_sample();
    program.ok(&["set", "person", "梁静", "phones=13900001234", "likes=chess at night"]);
    program.ok(&["note", "梁静说预算年底前批"]);
    let id = program.json(&["show", "person", "梁静"])["id"].as_str().unwrap().to_owned();
    let early = program.data().with_extension("early.gz");
    program.ok(&["backup", early.to_str().unwrap()]);
    program.ok(&["rm", "person", "梁静"]);
    // A colleague of the same name comes and goes: a name alone is not enough.
    program.ok(&["add", "person", "name=梁静"]);
    program.ok(&["rm", "person", "梁静"]);
    let refused = program.refused(&["erase", "--yes", "梁静"]);
    assert!(refused.contains(&id), "{refused}");
    let said = program.json(&["erase", &id]);
    assert!(said["records"].as_u64().unwrap() >= 2 && said["edits"].as_u64().unwrap() >= 4, "{said}");
    assert!(said["backups"].as_array().is_some_and(|all| !all.is_empty()), "{said}");
    for word in ["13900001234", "chess at night", "预算年底前批"] {
        assert!(!holds(&bytes(&program.data()), word), "{word} is still in the store");
    }
    assert_eq!(program.run(&["check"]).status, 0);
    program.ok(&["backup", early.to_str().unwrap()]);
    let mut text = String::new();
    let packed = fs::File::open(&early).unwrap();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(packed), &mut text).unwrap();
    assert!(text.contains("edit-erase") && !text.contains("13900001234"));
    assert!(program.refused(&["undo"]).contains("erasure"));
    // Who is erased, or never was, is not found; the other one still is.
    for nobody in [id.as_str(), "谁也不是"] {
        assert!(!program.refused(&["erase", "--yes", nobody]).contains("Erased"));
    }
    assert!(program.ok(&["erase", "--yes", "梁静"]).contains("梁静"));
    assert!(!holds(&bytes(&program.data()), "梁静\""), "no record is called so any more");
}

#[cfg(unix)]
#[test]
fn what_others_can_read_is_refused_with_the_fix() {
    use std::os::unix::fs::PermissionsExt;
    let program = Program::with_sample();
    fs::set_permissions(program.data(), fs::Permissions::from_mode(0o755)).unwrap();
    for args in [&["list", "account"][..], &["add", "account", "name=A"], &["--read-only", "today"]] {
        let refused = program.run(args);
        assert!(refused.status == 1 && refused.err.contains("chmod -R go="), "{args:?} {refused:?}");
    }
    fs::set_permissions(program.data(), fs::Permissions::from_mode(0o700)).unwrap();
    program.ok(&["list", "account"]);
    // A folder that was made for it is closed, not refused.
    let fresh = Program::new();
    fs::create_dir(fresh.data()).unwrap();
    fs::set_permissions(fresh.data(), fs::Permissions::from_mode(0o755)).unwrap();
    fresh.ok(&["add", "account", "name=A"]);
    assert_eq!(fs::metadata(fresh.data()).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_restore_says_what_is_lost_by_it() {
    let program = Program::with_sample();
    let file = program.data().with_extension("gz");
    let path = file.to_str().unwrap();
    program.ok(&["backup", path]);
    for note in ["one", "two", "three"] {
        program.ok(&["set", "account", "北方银行", &format!("notes={note}")]);
    }
    // The end of the journal is gone, and the store knows how long it was.
    let journal = program.data().join("journal/000000000001.ndjson");
    let text = fs::read_to_string(&journal).unwrap();
    let kept: Vec<&str> = text.split_inclusive('\n').collect();
    fs::write(&journal, kept[..kept.len() - 2].concat()).unwrap();
    fs::remove_dir_all(program.data().join("db")).unwrap();
    assert_eq!(program.run(&["set", "account", "北方银行", "notes=four"]).status, 4);
    let said = program.ok(&["restore", path]);
    assert!(said.contains("2 changes that were saved after it are lost"), "{said}");
    let run = program.run(&["set", "account", "北方银行", "notes=four"]);
    assert!(run.status == 0 && run.err.is_empty(), "it goes on from there: {run:?}");
    assert_eq!(program.run(&["check"]).status, 0);
    let said = program.ok(&["restore", "--only", path]);
    assert!(said.contains("2 changes that were saved after that are lost"), "{said}");
    fs::remove_dir_all(program.data().join("journal")).unwrap();
    let back = program.json(&["restore", path]);
    assert_eq!((back["taken"].as_u64() > Some(0), back["gone"].as_u64()), (true, Some(0)), "{back}");
    program.ok(&["set", "account", "北方银行", "notes=five"]);
    fs::remove_dir_all(program.data().join("journal")).unwrap();
    fs::remove_dir_all(program.data().join("db")).unwrap();
    let said = program.ok(&["restore", path]);
    assert!(said.contains("1 change that was saved after that is lost"), "{said}");
    fs::remove_dir_all(program.data().join("journal")).unwrap();
    let said = program.ok(&["restore", path]);
    assert!(said.contains("Nothing that was saved after that is lost"), "{said}");
}

#[test]
fn a_check_counts_the_steps_that_the_history_tells() {
    let program = Program::new();
    let rows: Vec<String> = (0..1200).map(|n| format!("Person {n},Firm {n}")).collect();
    let file = program.file("many.csv", &format!("Name,Company\n{}\n", rows.join("\n")));
    program.ok(&["import", file.to_str().unwrap()]);
    let said = program.ok(&["check"]);
    assert!(said.contains("3600 records, 1 step in the history"), "{said}");
    program.ok(&["undo"]);
    program.ok(&["add", "account", "name=Acme"]);
    let told = program.ok(&["history"]).lines().filter(|line| line.starts_with("20")).count();
    let said = program.ok(&["check"]);
    assert!(said.contains(&format!("1 record, {told} steps in the history")) && told == 3, "{told} {said}");
}
