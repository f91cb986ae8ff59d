//! A store with a passphrase: nothing of it is readable on the disk, everything works with it and nothing without, and
//! whenever setting, changing or removing it is killed, one of the two is in force and nothing is lost.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;
mod demo;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use common::terminal::Terminal;
use common::{Program, Run};
use demo::{Demo, SIZES};
use flate2::read::GzDecoder;
use warroom::clock::Clock;
use warroom::store::{Access, Book, Key, Seal, Strength};
use warroom::text::Lang;
use warroom::widget::snapshot;

const PASS: &str = "correct horse battery";
const OTHER: &str = "staple trombone seven";
/// Quick enough for tests.
const WEAK: Strength = Strength { memory: 64, passes: 1, lanes: 1 };
/// Somebody and something the sample holds.
const KNOWN: [&str; 3] = ["山东电信", "张伟", "Calderbrook"];

fn clock() -> Clock {
    Clock::parse(common::NOW, None).unwrap()
}

fn open(data: &Path, pass: &str) -> Book {
    Book::unlock(data, clock(), "tester", Access::ReadWrite, &mut |key: &Key| key.open(pass)).unwrap()
}

/// The sample, with backups, under [`PASS`].
fn sealed() -> Program {
    let program = Program::with_sample();
    program.ok(&["set", "account", "北方银行", "notes=one"]);
    open(&program.data(), "").set_passphrase(&program.data(), PASS, WEAK).unwrap();
    program
}

/// Runs it with a passphrase in the environment.
fn with(program: &Program, pass: &str, args: &[&str]) -> Run {
    let output = program.command(args).env("WARROOM_PASSPHRASE", pass).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

fn ok(program: &Program, pass: &str, args: &[&str]) -> String {
    let run = with(program, pass, args);
    assert_eq!(run.status, 0, "{args:?} {}", run.err);
    run.out
}

fn export(program: &Program, pass: &str) -> String {
    ok(program, pass, &["export", "--sensitive"])
}

/// Every file under a folder with what it holds; what is compressed is told as it is inside, too.
fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(files(&path));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let mut inside = Vec::new();
        GzDecoder::new(&bytes[..]).read_to_end(&mut inside).ok();
        all.push((path, [bytes, inside].concat()));
    }
    all
}

fn readable(data: &Path) -> Vec<PathBuf> {
    let holds = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    let says = |bytes: &[u8]| KNOWN.iter().any(|word| holds(bytes, word) || holds(bytes, &word.to_lowercase()));
    files(data).into_iter().filter(|(_, bytes)| says(bytes)).map(|(path, _)| path).collect()
}

#[test]
fn nothing_on_the_disk_can_be_read_and_everything_works() {
    let program = Program::with_sample();
    let data = program.data();
    program.ok(&["set", "account", "北方银行", "notes=one"]);
    program.ok(&["backup"]);
    let inside = data.join("backups/mine.ndjson.gz");
    program.ok(&["backup", inside.to_str().unwrap()]);
    fs::write(data.join("backups/2026-01-01T090000.ndjson.gz"), "torn").unwrap();
    fs::write(data.join("backups/list.txt"), "somebody's own").unwrap();
    let part = data.join("backups/2026-01-02T090000.part");
    fs::write(&part, KNOWN.concat()).unwrap();
    fs::create_dir_all(data.join("quarantine")).unwrap();
    fs::write(data.join("quarantine/torn.ndjson"), KNOWN.concat()).unwrap();
    let before = program.ok(&["export", "--sensitive"]);
    assert!(readable(&data).len() >= 6, "{:?}", readable(&data));

    let gone = open(&data, "").set_passphrase(&data, PASS, WEAK).unwrap();
    assert_eq!(gone, [data.join("backups/2026-01-01T090000.ndjson.gz")]);
    assert_eq!(readable(&data), [] as [PathBuf; 0]);
    assert!(!part.exists() && data.join("backups/list.txt").exists(), "what others put there stays");
    assert_eq!(export(&program, PASS), before);
    assert_eq!(readable(&data), [] as [PathBuf; 0], "nor in what opening builds anew");

    // Work of every kind.
    ok(&program, PASS, &["add", "account", "name=Calderbrook Two"]);
    ok(&program, PASS, &["set", "account", "Calderbrook Two", "city=山东电信"]);
    ok(&program, PASS, &["undo"]);
    ok(&program, PASS, &["redo"]);
    let list = program.file("people.csv", "Name,Company\nCalderbrook Jane,Calderbrook\n");
    ok(&program, PASS, &["import", list.to_str().unwrap()]);
    assert!(ok(&program, PASS, &["today"]).len() > 10);
    assert!(ok(&program, PASS, &["history"]).contains("Calderbrook Two"));
    ok(&program, PASS, &["erase", "Calderbrook Jane"]);
    ok(&program, PASS, &["check"]);
    ok(&program, PASS, &["check", "--rebuild"]);
    ok(&program, PASS, &["backup"]);
    assert_eq!(readable(&data), [] as [PathBuf; 0]);
    let after = export(&program, PASS);

    // And back.
    assert_eq!(open(&data, PASS).remove_passphrase(&data).unwrap(), [] as [PathBuf; 0]);
    assert_eq!(program.ok(&["export", "--sensitive"]), after);
    program.ok(&["check"]);
    for backup in fs::read_dir(data.join("backups")).unwrap().flatten().map(|entry| entry.path()) {
        if backup.extension().is_some_and(|end| end == "gz") {
            Program::new().ok(&["restore", backup.to_str().unwrap()]);
        }
    }
}

#[test]
fn without_it_or_with_a_wrong_one_nothing_is_opened_and_nothing_changes() {
    let program = sealed();
    let before = files(&program.data());
    for args in [&["list", "account"][..], &["--read-only", "today"], &["add", "account", "name=A"], &["check"]] {
        let none = program.run(args);
        assert!(none.status == 2 && none.out.is_empty() && none.err.contains("--passphrase-file"), "{args:?} {none:?}");
        let wrong = with(&program, "not this one", args);
        assert!(wrong.status == 1 && wrong.out.is_empty() && wrong.err.contains("not the passphrase"), "{wrong:?}");
    }
    for command in ["set", "change", "remove"] {
        assert_ne!(with(&program, "not this one", &["passphrase", command]).status, 0);
    }
    assert!(files(&program.data()) == before, "something was written");
    let file = program.file("pass", &format!("{PASS}\nnot this\n"));
    ok(&program, "not this one", &["--passphrase-file", file.to_str().unwrap(), "list", "account"]);
    assert_eq!(program.run(&["--passphrase-file", "-", "list", "account"]).status, 2);
    // Another process that has it open is read beside.
    let book = open(&program.data(), PASS);
    assert!(ok(&program, PASS, &["list", "account"]).contains("北方银行"));
    drop(book);
}

#[test]
fn by_its_commands_it_is_set_changed_and_removed() {
    let program = Program::new();
    let run = with(&program, "short", &["passphrase", "set"]);
    assert!(run.status == 1 && run.err.contains("at least 8"), "{run:?}");
    ok(&program, PASS, &["passphrase", "set"]);
    ok(&program, PASS, &["add", "account", "name=Calderbrook"]);
    assert_eq!(readable(&program.data()), [] as [PathBuf; 0]);
    assert!(with(&program, PASS, &["passphrase", "set"]).err.contains("already"));
    let file = program.file("new", OTHER);
    ok(&program, PASS, &["passphrase", "change", "--new-passphrase-file", file.to_str().unwrap()]);
    assert_eq!(with(&program, PASS, &["list", "account"]).status, 1);
    assert!(ok(&program, OTHER, &["list", "account"]).contains("Calderbrook"));
    ok(&program, OTHER, &["passphrase", "remove"]);
    assert!(program.ok(&["list", "account"]).contains("Calderbrook"));
    assert!(program.refused(&["passphrase", "remove"]).contains("no passphrase"));
}

#[test]
fn a_backup_comes_back_with_the_passphrase_of_then() {
    let program = sealed();
    let file = program.data().with_extension("gz");
    let path = file.to_str().unwrap();
    ok(&program, PASS, &["backup", path]);
    let then = export(&program, PASS);
    open(&program.data(), PASS).change_passphrase(&program.data(), OTHER, WEAK).unwrap();
    ok(&program, OTHER, &["set", "account", "北方银行", "notes=after"]);
    let now = export(&program, OTHER);
    // On another machine.
    let other = Program::new();
    let wrong = with(&other, OTHER, &["restore", path]);
    assert!(wrong.status == 1 && !other.data().join("journal").exists(), "{wrong:?}");
    ok(&other, PASS, &["restore", path]);
    assert_eq!(export(&other, PASS), then);
    assert_eq!(readable(&other.data()), [] as [PathBuf; 0]);
    // Here, into a damaged journal, with the passphrase of now.
    let journal = program.data().join("journal/000000000001.ndjson");
    let text = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, text.replacen("\"crc\"", "\"cxx\"", 1)).unwrap();
    fs::remove_dir_all(program.data().join("db")).unwrap();
    ok(&program, OTHER, &["restore", path]);
    assert_eq!(export(&program, OTHER), now);
    ok(&program, OTHER, &["check"]);
    // A key that is lost: refused without touching anything, and brought back by the backup.
    let key = program.data().join("journal/KEY");
    fs::remove_file(&key).unwrap();
    let before = files(&program.data());
    let lost = program.run(&["list", "account"]);
    assert!(lost.status == 4 && lost.err.contains("warroom restore"), "{lost:?}");
    let lines = |all: &[(PathBuf, Vec<u8>)]| -> Vec<_> {
        all.iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "ndjson")).cloned().collect()
    };
    assert_eq!(lines(&files(&program.data())), lines(&before));
    // A backup without one lays the store open only where it is told to.
    let clear = Program::with_sample();
    let bare = clear.data().with_extension("gz");
    clear.ok(&["backup", bare.to_str().unwrap()]);
    let refused = with(&other, PASS, &["restore", bare.to_str().unwrap()]);
    assert!(refused.status == 1 && refused.err.contains("--only"), "{refused:?}");
}

/// Starts a command, kills it after a while, and says whether it had ended by itself.
fn killed(mut command: Command, after: Duration) -> bool {
    let mut child = command.spawn().unwrap();
    let deadline = Instant::now() + after;
    while Instant::now() < deadline {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    false
}

/// Which of the passphrases is in force; none is "".
fn in_force(program: &Program) -> &'static str {
    let Some(key) = Book::key_of(&program.data()).unwrap() else { return "" };
    [PASS, OTHER].into_iter().find(|pass| key.open(pass).is_ok()).unwrap()
}

#[test]
fn killed_at_any_moment_one_of_the_two_is_in_force_and_nothing_is_lost() {
    let program = Program::with_sample();
    program.ok(&["set", "account", "北方银行", "notes=one"]);
    let whole = program.ok(&["export", "--sensitive"]);
    let mut turns = [0; 3];
    let mut pass = "";
    for run in 0..36_u64 {
        let (which, args) = match pass {
            "" => (0, "set"),
            PASS if run % 2 == 0 => (1, "change"),
            _ => (2, "remove"),
        };
        let mut command = program.command(&["passphrase", args]);
        command.env("WARROOM_PASSPHRASE", if pass.is_empty() { PASS } else { pass });
        command.env("WARROOM_NEW_PASSPHRASE", OTHER);
        if !killed(command, Duration::from_millis(20 + run * 131 % 1900)) {
            turns[which] += 1;
        }
        pass = in_force(&program);
        assert_eq!(export(&program, pass), whole, "{args}, run {run}");
        ok(&program, pass, &["check"]);
        if pass.is_empty() {
            continue;
        }
        assert_eq!(readable(&program.data()), [] as [PathBuf; 0], "{args}, run {run}");
    }
    assert!(turns.iter().sum::<i32>() > 5, "hardly any was killed: {turns:?}");
}

#[test]
fn the_screens_ask_hide_and_come_back() {
    let program = sealed();
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal
        .see("Passphrase:")
        .send("not this one\r")
        .see("not the passphrase")
        .send(&format!("{PASS}\r"))
        .see("Today");
    assert!(!String::from_utf8_lossy(&terminal.raw).contains("horse"), "it is never shown");
    terminal.send("ga").see("Name").send("/").see("Filter: words").send("山东");
    terminal.send("\x11").see("locked");
    let contents = terminal.contents();
    assert!(KNOWN.iter().chain(&["山东", "Filter", "Name"]).all(|word| !contents.contains(word)), "{contents}");
    terminal.send("q\r").see("not the passphrase");
    terminal.send(&format!("{PASS}\r")).see("山东");
    terminal.send("电信\r").see("1 of 6").send("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_given_back());
    // Three wrong ones end it.
    let mut terminal = Terminal::start(&program, &[], &[]);
    for _ in 0..3 {
        terminal.see("Passphrase:").send("not this one\r");
        terminal.until("no answer", |terminal| !terminal.contents().trim_end().ends_with("Passphrase:"));
    }
    assert_eq!(terminal.end(), 1);
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.see("Passphrase:").send("\x03");
    assert_eq!(terminal.end(), 1);
}

#[test]
fn behind_the_curtain_nothing_shows() {
    for lang in [Lang::En, Lang::ZhCn] {
        for size in SIZES {
            let mut demo = Demo::new(lang, size);
            let open = snapshot::rows(&demo.buf);
            demo.app.cx.key = Some(Seal::new().unwrap().key(PASS, WEAK).unwrap());
            demo.press("ctrl+q");
            assert!(demo.app.is_locked());
            demo.app.paste("half of it");
            demo.draw();
            insta::assert_snapshot!(
                format!("curtain-{}-{}", lang.code(), size.0),
                snapshot::rows(&demo.buf).join("\n")
            );
            demo.press("ctrl+u");
            demo.app.paste(PASS);
            demo.press("enter");
            while demo.app.is_locked() {
                thread::sleep(Duration::from_millis(5));
                demo.draw();
            }
            demo.draw();
            assert_eq!(snapshot::rows(&demo.buf), open, "it comes back where it was");
        }
    }
    let mut demo = Demo::new(Lang::En, SIZES[0]);
    demo.press("ctrl+q");
    demo.draw();
    assert!(!demo.app.is_locked() && snapshot::rows(&demo.buf).join("\n").contains("warroom passphrase set"));
}
