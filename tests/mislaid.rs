//! Something else stands where a file of the store should: a pipe, a device, a link, a folder. Nothing waits for it or follows
//! it, what is derived is made anew, and of the rest it is said what to do.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::common;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use common::{Program, Run, copy};

/// Runs it, and does not wait for ever.
fn run(program: &Program, args: &[&str]) -> Run {
    let mut child = program.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let ended = (0..1200).any(|_| {
        thread::sleep(Duration::from_millis(25));
        child.try_wait().unwrap().is_some()
    });
    if !ended {
        child.kill().unwrap();
    }
    let output = child.wait_with_output().unwrap();
    assert!(ended, "{args:?} hangs");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let run = Run { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) };
    assert!(!run.err.contains("panicked"), "{args:?} {run:?}");
    run
}

/// What may stand there.
const THINGS: [&str; 4] = ["pipe", "device", "link", "folder"];

fn put(thing: &str, path: &Path) {
    match fs::symlink_metadata(path) {
        Ok(known) if known.is_dir() => fs::remove_dir_all(path).unwrap(),
        Ok(_) => fs::remove_file(path).unwrap(),
        Err(_) => {}
    }
    match thing {
        "pipe" => assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
        "device" => symlink("/dev/zero", path).unwrap(),
        "link" => symlink("/nowhere/at/all", path).unwrap(),
        _ => fs::create_dir(path).unwrap(),
    }
}

/// A store with a backup, and what is in it.
fn store() -> (Program, PathBuf, String) {
    let program = Program::with_sample();
    program.ok(&["backup"]);
    program.ok(&["add", "person", "name=魏新"]);
    let kept = program.data().with_extension("kept");
    copy(&program.data(), &kept);
    let whole = program.ok(&["export", "--sensitive"]);
    (program, kept, whole)
}

fn anew(program: &Program, kept: &Path) {
    fs::remove_dir_all(program.data()).unwrap();
    copy(kept, &program.data());
}

#[test]
fn in_the_database_it_costs_nothing() {
    let (program, kept, whole) = store();
    let snap = fs::read_dir(kept.join("db")).unwrap().flatten().map(|entry| entry.file_name().into_string().unwrap());
    let mut names: Vec<String> =
        snap.filter(|name| name.starts_with("snap.")).map(|name| format!("db/{name}")).collect();
    names.extend(["db/conf", "db/db", "db/blobs", "db"].map(str::to_owned));
    for name in names {
        for thing in THINGS {
            anew(&program, &kept);
            put(thing, &program.data().join(&name));
            let run = run(&program, &["add", "account", "name=Neu"]);
            assert_eq!(run.status, 0, "{name} {thing} {run:?}");
            program.ok(&["undo"]);
            assert_eq!(program.ok(&["export", "--sensitive"]), whole, "{name} {thing}");
            assert_eq!(program.run(&["check"]).status, 0, "{name} {thing}");
        }
    }
}

#[test]
fn elsewhere_it_is_told_of_and_moving_it_away_leads_on() {
    let (program, kept, whole) = store();
    for name in ["LOCK", "STORE", "SESSION", "journal/KEY", "journal/000000000001.ndjson"] {
        for thing in THINGS {
            anew(&program, &kept);
            let path = program.data().join(name);
            put(thing, &path);
            for args in [&["add", "account", "name=Neu"][..], &["check"], &["check", "--rebuild"], &["undo"]] {
                let refused = run(&program, args);
                let said = [refused.out.as_str(), &refused.err].concat();
                assert_eq!(refused.status, 4, "{name} {thing} {args:?} {refused:?}");
                assert!(said.contains("Move it away"), "{name} {thing} {args:?} {refused:?}");
            }
            match thing {
                "folder" => fs::remove_dir(&path).unwrap(),
                _ => fs::remove_file(&path).unwrap(),
            }
            program.ok(&["restore"]);
            assert_eq!(program.ok(&["export", "--sensitive"]), whole, "{name} {thing}");
            assert_eq!(program.run(&["check"]).status, 0, "{name} {thing}");
        }
    }
}

#[test]
fn among_the_backups_it_is_one_that_is_not_sound() {
    let (program, kept, whole) = store();
    let backup = fs::read_dir(kept.join("backups")).unwrap().next().unwrap().unwrap().file_name();
    for thing in THINGS {
        anew(&program, &kept);
        put(thing, &program.data().join("backups").join(&backup));
        assert_eq!(run(&program, &["check"]).status, 1, "{thing}");
        assert_eq!(run(&program, &["restore"]).status, 0, "{thing}");
        assert_eq!(run(&program, &["backup"]).status, 0, "{thing}");
        assert_eq!(program.ok(&["export", "--sensitive"]), whole, "{thing}");
    }
}

#[test]
fn in_the_place_of_the_journal_it_is_set_aside_by_a_restore() {
    let (program, kept, whole) = store();
    for thing in ["pipe", "link", "file"] {
        anew(&program, &kept);
        let path = program.data().join("journal");
        if thing == "file" {
            fs::remove_dir_all(&path).unwrap();
            fs::write(&path, "x").unwrap();
        } else {
            put(thing, &path);
        }
        let refused = run(&program, &["add", "account", "name=Neu"]);
        assert!(refused.status == 4 && refused.err.contains("Move it away"), "{thing} {refused:?}");
        let told = run(&program, &["restore"]);
        assert_eq!(told.status, 0, "{thing} {told:?}");
        assert_eq!(program.ok(&["export", "--sensitive"]), whole, "{thing}");
        assert_eq!(program.run(&["check"]).status, 0, "{thing}");
    }
}
