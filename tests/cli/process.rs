//! The program as a process: exit statuses, languages, a store that is in use, damaged, private.

use crate::common;

use std::io::{BufRead, BufReader};

use common::Program;

#[test]
fn endings_are_told_by_the_status() {
    let program = Program::new();
    for usage in [&["list", "dragon"][..], &["nonsense"], &["add"], &["--lang", "fr", "check"], &["import"]] {
        assert_eq!(program.run(usage).status, 2, "{usage:?}");
    }
    assert_eq!(program.run(&["add", "account", "Acme"]).status, 2);
    assert_eq!(Program::new().at("yesterday").run(&["check"]).status, 2);
    assert_eq!(program.run(&["export", "--format", "csv"]).status, 2);
    assert_eq!((program.run(&["--help"]).status, program.run(&["--version"]).status), (0, 0));
    let read_only = program.run(&["--read-only", "add", "account", "name=Acme"]);
    assert_eq!(read_only.status, 1, "{read_only:?}");
}

#[test]
fn a_store_in_use_is_looked_at_and_not_changed() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    // This process is the other one.
    let holder = warroom::store::Book::open(
        &program.data(),
        warroom::clock::Clock::System,
        "test",
        warroom::store::Access::ReadWrite,
    )
    .unwrap();
    for looks in [
        &["list", "account"][..],
        &["show", "account", "Acme"],
        &["today"],
        &["today", "--short"],
        &["ladder"],
        &["history"],
        &["export"],
    ] {
        for run in [program.run(looks), program.run(&[&["--read-only"], looks].concat())] {
            assert!(run.status == 0 && !run.err.contains("warroom:"), "{looks:?}: {run:?}");
        }
    }
    assert!(program.ok(&["check"]).contains("sound"));
    for changes in [&["add", "account", "name=Beta"][..], &["undo"], &["set", "account", "Acme", "city=Oslo"]] {
        let run = program.run(changes);
        assert_eq!(run.status, 3, "{run:?}");
        assert!(run.err.contains(&format!("pid {}", std::process::id())), "{}", run.err);
    }
    drop(holder);
    // A program that another test starts holds for a moment, until it runs, whatever is open here: locks too.
    let mut freed = program.run(&["set", "account", "Acme", "city=Oslo"]);
    for _ in 0..500 {
        if freed.status != 3 {
            break;
        }
        freed = program.run(&["set", "account", "Acme", "city=Oslo"]);
    }
    assert_eq!(freed.status, 0, "{freed:?}");
}

#[test]
fn looking_makes_no_store() {
    let program = Program::new();
    for looks in [
        &["list", "account"][..],
        &["show", "account", "Acme"],
        &["today"],
        &["where", "Ann"],
        &["intercepts"],
        &["history"],
        &["export"],
        &["check"],
        &["undo"],
        &["rm", "account", "Acme"],
        &["set", "account", "Acme", "city=Oslo"],
        &["--read-only"],
    ] {
        let said = program.refused(looks);
        assert!(said.contains("no store in") && said.contains("warroom import"), "{looks:?}: {said}");
    }
    let file = program.file("in.csv", "Name,Company\nAnn,Acme\n");
    assert!(program.ok(&["import", "--dry-run", file.to_str().unwrap()]).contains("1 added"));
    assert!(!program.data().exists());
}

#[test]
fn damage_is_told_by_the_status() {
    let program = Program::new();
    for name in ["Acme", "Beta", "Cube"] {
        program.ok(&["add", "account", &format!("name={name}")]);
    }
    let journal = std::fs::read_dir(program.data().join("journal")).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, text.replace("Beta", "Bita")).unwrap();
    std::fs::remove_dir_all(program.data().join("db")).unwrap();
    let run = program.run(&["add", "account", "name=Dune"]);
    assert_eq!((run.status, run.out.as_str()), (4, ""), "{run:?}");
    assert!(run.err.contains("warroom restore"), "{}", run.err);
    assert_eq!(program.run(&["check"]).status, 1);
}

#[test]
fn a_reader_who_has_enough_is_not_told_off() {
    let program = Program::with_sample();
    let mut child = program.command(&["export"]).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && !err.contains("panicked") && !err.contains("Broken pipe"), "{err}");
}

#[test]
fn every_language_is_spoken() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Beta"]);
    for (lang, word) in [("en", "sound"), ("zh-CN", "一切正常"), ("zh-TW", "一切正常")] {
        assert!(program.ok(&["--lang", lang, "check"]).contains(word));
    }
    program.file("config/config.toml", "lang = \"zh-TW\"\nmouse = 3\nthem = \"dark\"\n");
    let run = program.run(&["show", "account", "Acme"]);
    assert!(run.err.contains("config.toml:2: ") && run.err.contains("沒有"), "{}", run.err);
    assert!(run.err.contains("config.toml:3: ") && run.err.contains("「theme」"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn the_store_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    assert_eq!(program.data().metadata().unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn the_program_describes_itself() {
    let program = Program::new();
    let page = program.ok(&["man"]);
    assert!(page.contains(".TH warroom") && page.contains(".SS \"where\"") && page.contains("Example: warroom where"));
    assert!(program.ok(&["completions", "zsh"]).contains("#compdef warroom"));
    assert!(program.ok(&["fields", "seat"]).contains("political_status"));
    let bad = program.file("bad.toml", "[global]\n\"q\" = \"no-such-command\"\n");
    let run = program.run(&["keymap", "check", bad.to_str().unwrap()]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("bad.toml:2: "), "{}", run.out);
    assert!(program.refused(&["keymap", "check", "missing.toml"]).contains("missing.toml"));
    let none = program.ok(&["keymap", "check"]);
    assert!(none.contains("keymap default") && none.contains(program.config().to_str().unwrap()), "{none}");
    assert!(!program.data().exists(), "describing itself makes no store");
}
