//! A disk that takes no more, and a folder that may not be written: a sentence, an exit status that scripts know, and
//! nothing worse than before.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use common::{Program, Run, copy};

/// Runs it where no file may grow beyond so many bytes: writes beyond that fail as on a full disk.
fn limited(program: &Program, bytes: u64, args: &[&str]) -> Run {
    let inner = program.command(args);
    let mut shell = Command::new("sh");
    // Units of 512 bytes, as POSIX has it.
    let script = format!("ulimit -f {}; trap '' XFSZ; exec \"$0\" \"$@\"", bytes / 512);
    shell.args(["-c", &script]).arg(inner.get_program()).args(inner.get_args()).env_clear();
    for (name, value) in inner.get_envs() {
        shell.env(name, value.unwrap());
    }
    let output = shell.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Run { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn a_full_disk_at_any_write_costs_at_most_what_was_not_yet_saved() {
    let program = Program::with_sample();
    let kept = program.data().with_extension("kept");
    copy(&program.data(), &kept);
    let before = program.ok(&["export", "--sensitive"]);
    let long = format!("notes={}", "x".repeat(700));
    let largest = |dir: &str| {
        let files = fs::read_dir(kept.join(dir)).unwrap().flatten();
        files.map(|entry| entry.metadata().unwrap().len()).max().unwrap()
    };
    // Around the end of the journal, around that of the database, and from nothing at all.
    let (journal, db) = (largest("journal"), largest("db"));
    let around = |len: u64| [len.saturating_sub(600), len + 100, len + 600, len + 1200, len + 2400];
    let sizes = [0, 512, 4096, 64 << 20].into_iter().chain(around(journal)).chain(around(db));
    let (mut saved, mut refused) = (0, 0);
    for bytes in sizes {
        fs::remove_dir_all(program.data()).unwrap();
        copy(&kept, &program.data());
        let run = limited(&program, bytes, &["set", "account", "北方银行", &long]);
        assert!([0, 4].contains(&run.status), "{bytes}: {run:?}");
        assert!(run.status == 0 || run.err.starts_with("warroom: "), "{bytes}: {run:?}");
        assert!(!run.err.contains("panicked"), "{bytes}: {run:?}");
        let after = program.ok(&["export", "--sensitive"]);
        let done = program.ok(&["show", "account", "北方银行"]).contains("xxxxxx");
        assert!(done || run.status == 4, "{bytes}: it was acknowledged and is not there");
        assert!(done || after == before, "{bytes}: half of it is there");
        assert_eq!(program.run(&["check"]).status, 0, "{bytes}");
        if run.status == 0 { saved += 1 } else { refused += 1 }
    }
    assert!(saved > 0 && refused > 0, "{saved} saved, {refused} refused");
}

#[test]
fn an_import_onto_a_full_disk_is_there_whole_or_not_at_all() {
    let program = Program::with_sample();
    let kept = program.data().with_extension("kept");
    copy(&program.data(), &kept);
    let before = program.ok(&["export", "--sensitive"]);
    let people =
        (0..2200).fold(String::from("Name,Notes\n"), |text, n| text + &format!("Somebody {n},{}\n", "y".repeat(100)));
    let file = program.file("people.csv", &people);
    let largest = |dir: &str| {
        let files = fs::read_dir(kept.join(dir)).unwrap().flatten();
        files.map(|entry| entry.metadata().unwrap().len()).max().unwrap()
    };
    let (journal, db) = (largest("journal"), largest("db"));
    // An edit of an import is about half of this.
    let sizes = [journal + 600, journal + 800_000, db + 600, db + 400_000, db + 1_200_000, 64 << 20];
    let (mut refused, mut broken_off) = (0, 0);
    for bytes in sizes {
        fs::remove_dir_all(program.data()).unwrap();
        copy(&kept, &program.data());
        let run = limited(&program, bytes, &["import", file.to_str().unwrap()]);
        assert!([0, 4].contains(&run.status) && !run.err.contains("panicked"), "{bytes}: {run:?}");
        let check = program.run(&["check"]);
        assert_eq!(check.status, 0, "{bytes}: {run:?} {check:?}");
        let after = program.ok(&["export", "--sensitive"]);
        if run.status == 0 {
            assert!(after.contains("Somebody 2199"), "{bytes}: it was acknowledged and is not there");
            continue;
        }
        refused += 1;
        assert!(after == before, "{bytes}: some of it is there");
        assert!(run.err.contains("Free some space"), "{bytes}: {run:?}");
        broken_off += usize::from(run.err.contains("Nothing was imported"));
        program.ok(&["import", file.to_str().unwrap()]);
    }
    assert!((1..sizes.len()).contains(&refused) && broken_off > 0, "{refused} refused, {broken_off} broken off");
}

#[test]
fn a_folder_that_may_not_be_written_is_looked_at_and_not_changed() {
    let program = Program::with_sample();
    let data = program.data();
    let probe = data.join("probe");
    let modes = |dir: u32, file: u32| {
        let mut open = vec![data.clone()];
        while let Some(dir_path) = open.pop() {
            for entry in fs::read_dir(&dir_path).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    fs::set_permissions(&path, fs::Permissions::from_mode(file)).unwrap();
                }
            }
            fs::set_permissions(&dir_path, fs::Permissions::from_mode(dir)).unwrap();
        }
    };
    modes(0o500, 0o400);
    // The administrator may write anything: then somebody else does it, to whom it belongs.
    let root = fs::write(&probe, "").is_ok();
    if root {
        fs::remove_file(&probe).unwrap();
        fs::set_permissions(data.parent().unwrap(), fs::Permissions::from_mode(0o755)).unwrap();
        assert!(Command::new("chown").args(["-R", "65534:65534"]).arg(&data).status().unwrap().success());
    }
    let run = |args: &[&str]| -> Option<Run> {
        let mut command = program.command(args);
        if root {
            command.uid(65534).gid(65534);
        }
        // Where nobody else can reach the program, there is nothing to be seen.
        let output = command.output().ok()?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Some(Run { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) })
    };
    if let Some(looked) = run(&["list", "account"]) {
        assert!(looked.status == 0 && looked.out.contains("北方银行"), "{looked:?}");
        let refused = run(&["add", "account", "name=A"]).unwrap();
        assert!(refused.status == 4 && refused.err.contains("may not be written"), "{refused:?}");
        assert!(refused.err.contains("see whose it is") && refused.err.contains("chmod u+w"), "{refused:?}");
        assert!(!refused.err.contains("os error"), "{refused:?}");
        let check = run(&["--read-only", "check"]).unwrap();
        assert_eq!(check.status, 0, "{check:?}");
    }
    if root {
        assert!(Command::new("chown").args(["-R", "0:0"]).arg(&data).status().unwrap().success());
    }
    modes(0o700, 0o600);
    program.ok(&["add", "account", "name=A"]);
    // Something else stands where the folder should be.
    let file = program.file("nothing/file", "");
    let refused = program.run(&["--data", file.to_str().unwrap(), "add", "account", "name=A"]);
    assert!(refused.status == 4 && refused.err.starts_with("warroom: "), "{refused:?}");
}

#[test]
fn what_the_system_refuses_is_told_in_words_with_what_to_do() {
    let program = Program::with_sample();
    let dir = program.file("dir/inside", "").parent().unwrap().to_owned();
    let settings = program.file("settings/config.toml/inside", "").parent().unwrap().parent().unwrap().to_owned();
    program.file("settings/keymap.toml/inside", "");
    let (dir, settings) = (dir.to_str().unwrap(), settings.to_str().unwrap());
    let inside = format!("{dir}/inside");
    let below = format!("{inside}/x");
    let nowhere = format!("{dir}/no/x.gz");
    let sample = program.file("a.ndjson", "");
    let sample = sample.to_str().unwrap();
    let commands: [(&[&str], &str); 18] = [
        (&["import", &nowhere], "no such file"),
        (&["import", &below], "is a file, not a folder"),
        (&["import", sample, "--rejects", dir], "Name a file"),
        (&["export", "-o", dir], "Name a file"),
        (&["export", "-o", &nowhere], "no such file or folder"),
        (&["export", "-o", &below], "is a file, not a folder"),
        (&["export", "--format", "vdir", "-o", &inside], "of that name"),
        (&["restore", dir], "Name a file"),
        (&["restore", &nowhere], "no such file"),
        (&["backup", dir], "Name a file"),
        (&["backup", &nowhere], "no such file or folder"),
        (&["keymap", "check", dir], "Name a file"),
        (&["keymap", "check", &nowhere], "no such file"),
        (&["--config", settings, "list", "account"], "Name a file"),
        (&["--config", &below, "list", "account"], "is a file, not a folder"),
        (&["--data", &inside, "list", "account"], "is a file, not a folder"),
        (&["--data", &below, "add", "account", "name=A"], "is a file, not a folder"),
        (&["handover", "陈晓东", "--to", "孙悦", "--pack", dir], "Name a file"),
    ];
    for (args, told) in commands {
        let run = program.run(args);
        let said = [run.out.as_str(), &run.err].concat();
        assert!(said.contains(told) && !said.contains("os error") && !said.contains(".part"), "{args:?} {run:?}");
        assert_eq!(said.matches(told).count(), 1, "{args:?} {run:?}");
    }
}
