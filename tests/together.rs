//! A second terminal: commands that change the store while the screens have it open go through the running program, which
//! shows at once what they did; whatever else comes to its socket disturbs nobody.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use crate::common;

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use common::Program;
use common::terminal::Terminal;
use warroom::model::Id;

/// The screens, ready to serve.
fn screens(program: &Program) -> Terminal {
    let mut screens = Terminal::start(program, &[], &[]);
    screens.see("Today");
    screens.until("nobody listens", |_| UnixStream::connect(socket(program)).is_ok());
    screens
}

fn socket(program: &Program) -> PathBuf {
    program.data().join("socket")
}

fn leave(mut screens: Terminal) {
    screens.send("q");
    assert_eq!(screens.end(), 0);
    assert!(screens.is_given_back());
}

fn people(program: &Program) -> usize {
    program.json(&["list", "person"]).as_array().unwrap().len()
}

/// A file of many people.
fn file(program: &Program, many: usize) -> String {
    let text = (0..many).fold(String::new(), |mut text, n| {
        let id = Id::named("together", &n.to_string());
        writeln!(text, r#"{{"kind":"person","id":"{id}","name":"人 {n}","home_city":"济南"}}"#).unwrap();
        text
    });
    program.file("people.ndjson", &text).to_str().unwrap().to_owned()
}

#[test]
fn what_a_second_terminal_does_is_on_the_screen_at_once() {
    let program = Program::with_sample();
    let mut screens = screens(&program);
    let mode = std::fs::symlink_metadata(socket(&program)).unwrap();
    assert!(mode.file_type().is_socket() && mode.mode() & 0o777 == 0o600, "{:o}", mode.mode());
    let id = program.ok(&["add", "account", "name=Harbour Works"]);
    screens.see("Harbour Works · from another terminal").see("undo: u").send("ga").see("Harbour Works");
    let said = program.json(&["set", "account", id.trim(), "short_name=Quay"]);
    assert_eq!(said["short_name"], "Quay");
    screens.see("lina: ").see("Quay");
    assert!(program.ok(&["undo"]).starts_with("Undone: "));
    assert_eq!(program.json(&["show", "account", id.trim()])["short_name"], serde_json::Value::Null);
    screens.see("Undone: ").see("Harbour Works");
    program.ok(&["redo"]);
    screens.see("Done again: ").see("Quay");
    let noted = program.json(&["note", "梁静说预算年底前批"]);
    assert_eq!(noted["saved"], true, "{noted}");
    screens.see("lina: ").see("another terminal");
    program.ok(&["rm", "account", id.trim()]);
    screens.until("it stays", |screens| !screens.contents().contains("Quay  "));
    // What came from there is taken back from here, like anything else.
    screens.send("u").see("Undone").see("Quay");
    leave(screens);
    assert!(!socket(&program).exists());
    assert_eq!(program.json(&["show", "account", id.trim()])["short_name"], "Quay");
    assert_eq!(program.run(&["check"]).status, 0);
}

#[test]
fn what_is_being_typed_stays() {
    let program = Program::with_sample();
    let mut screens = screens(&program);
    screens.send("ga").see("Name").send("a").see("Ctrl+S save").send("\r").see("next field").send("Half a na");
    screens.see("Half a na");
    program.ok(&["add", "account", "name=Harbour Works"]);
    screens.see("from another terminal").see("Half a na").send("me");
    screens.see("Half a name");
    program.ok(&["import", &file(&program, 3)]);
    screens.see("Half a name").see("Imported people.ndjson: 3 added, 0 updated · from another terminal");
    screens.send("\r\x13").until("it is not saved", |screens| !screens.contents().contains("Ctrl+S save"));
    screens.see("undo: u");
    leave(screens);
    let accounts = program.json(&["list", "account"]);
    let names: Vec<_> = accounts.as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    assert!(names.contains(&"Half a name") && names.contains(&"Harbour Works"), "{names:?}");
}

#[test]
fn an_import_comes_as_one_step() {
    let program = Program::with_sample();
    let mut screens = screens(&program);
    let before = people(&program);
    let path = file(&program, 3000);
    let said = program.ok(&["import", &path]);
    assert!(said.contains("3000"), "{said}");
    screens.see("lina: Imported people.ndjson: 3000 added, 0 updated · from another terminal");
    assert_eq!(people(&program), before + 3000);
    assert!(program.ok(&["import", &path]).contains("3000"), "all are there already");
    screens.send("u").see("Take back").send("y").see("Undone");
    assert_eq!(people(&program), before);
    leave(screens);
    assert_eq!(program.run(&["check"]).status, 0);
}

#[test]
fn an_import_that_is_looked_at_is_worked_out_anew() {
    let program = Program::with_sample();
    let path = file(&program, 3);
    let mut screens = screens(&program);
    screens.send("go").see("Import which file").send(&path).see(&path).send("\r").see("3 new · 0 changed");
    program.ok(&["import", &path]);
    screens.see("0 new · 0 changed · 3 here already").see("from another terminal");
    screens.send("\x1b").until("it stays", |screens| !screens.contents().contains("here already"));
    leave(screens);
}

#[test]
fn many_at_once_are_all_done() {
    const EACH: usize = 6;
    let program = Program::new();
    program.ok(&["add", "account", "name=Harbour Works"]);
    let mut screens = screens(&program);
    thread::scope(|scope| {
        for one in 0..2 * EACH {
            let program = &program;
            scope.spawn(move || program.ok(&["add", "person", &format!("name=Somebody {one}")]));
        }
    });
    screens.see("from another terminal");
    assert_eq!(people(&program), 2 * EACH);
    // Two that change the same: either the second saw the first, or it is told to look again.
    let runs: Vec<_> = thread::scope(|scope| {
        let one = |name: &'static str| {
            let program = &program;
            scope.spawn(move || program.run(&["set", "account", "Harbour Works", name]))
        };
        let both = [one("notes=first"), one("notes=second")];
        both.into_iter().map(|run| run.join().unwrap()).collect()
    });
    for run in &runs {
        assert!(run.status == 0 || (run.status == 1 && run.err.contains("changed meanwhile")), "{run:?}");
    }
    assert!(runs.iter().any(|run| run.status == 0), "{runs:?}");
    leave(screens);
    assert_eq!(program.run(&["check"]).status, 0);
}

#[test]
fn without_screens_many_at_once_wait_for_each_other() {
    let program = Program::new();
    let runs: Vec<_> = thread::scope(|scope| {
        let all: Vec<_> = (0..8)
            .map(|one| {
                let program = &program;
                scope.spawn(move || program.run(&["add", "person", &format!("name=Somebody {one}")]))
            })
            .collect();
        all.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert!(runs.iter().all(|run| run.status == 0), "{runs:?}");
    assert_eq!(people(&program), 8);
    assert_eq!(program.run(&["check"]).status, 0);
}

#[test]
fn a_crowd_that_says_nothing_keeps_nobody_out() {
    let program = Program::with_sample();
    let mut screens = screens(&program);
    let path = socket(&program);
    let mut silent: Vec<UnixStream> = (0..100).map(|_| UnixStream::connect(&path).unwrap()).collect();
    // Half of them say that they will say something.
    for one in &mut silent[50..] {
        one.write_all(&[0, 0, 0x0f, 0xff, b'{']).ok();
    }
    let started = Instant::now();
    program.ok(&["add", "account", "name=Harbour Works"]);
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    screens.see("Harbour Works · from another terminal");
    drop(silent);
    leave(screens);
}

#[test]
fn a_refusal_is_said_in_the_language_of_who_asked() {
    let program = Program::with_sample();
    let screens = screens(&program);
    let there = program.run(&["--lang", "zh-CN", "set", "account", "北方银行", "parent=北方银行"]);
    leave(screens);
    let alone = program.run(&["--lang", "zh-CN", "set", "account", "北方银行", "parent=北方银行"]);
    assert_eq!((there.status, there.out, there.err), (alone.status, alone.out, alone.err));
    assert_eq!(alone.status, 1);
}

#[test]
fn one_that_is_killed_in_the_middle_is_done_or_not_done() {
    const MANY: usize = 1500;
    let program = Program::new();
    program.ok(&["add", "account", "name=Harbour Works"]);
    let path = file(&program, MANY);
    let mut screens = screens(&program);
    let started = Instant::now();
    program.ok(&["import", &path]);
    let whole = started.elapsed();
    program.ok(&["undo"]);
    assert_eq!(people(&program), 0);
    for eighth in 1..8 {
        let mut child = program.command(&["import", &path]).spawn().unwrap();
        thread::sleep(whole * eighth / 8);
        child.kill().unwrap();
        child.wait().unwrap();
        // Whatever was handed over by then is done before the next thing is.
        program.ok(&["set", "account", "Harbour Works", &format!("notes=after {eighth}")]);
        let there = people(&program);
        assert!([0, MANY].contains(&there), "{there} after {eighth}/8");
        if there == MANY {
            screens.send("u").see("Undone").send("u").see("Take back").send("y");
            screens.until("it is not taken back", |_| people(&program) == 0);
        }
    }
    leave(screens);
    assert_eq!(program.run(&["check"]).status, 0);
}

#[test]
fn strangers_disturb_nobody() {
    let program = Program::with_sample();
    let mut screens = screens(&program);
    let path = socket(&program);
    let call = || UnixStream::connect(&path).unwrap();
    for bytes in [
        &b"GET / HTTP/1.1\r\n\r\n"[..],
        &[0xff; 64],
        &[0, 0, 0, 2, b'{', b'}'],
        &[0, 0, 0, 0],
        b"\0\0\0\x40{\"version\":1,\"author\":\"\x1b[2J\",\"deed\":\"undo\"}",
    ] {
        call().write_all(bytes).unwrap();
    }
    // Those that say nothing, and those that stop half way; more of them than are heard at a time.
    let mut silent: Vec<UnixStream> = (0..6).map(|_| call()).collect();
    for one in &mut silent[3..] {
        one.write_all(&[0x0f, 0xff, 0xff, 0xff, b'{']).unwrap();
    }
    let started = Instant::now();
    screens.send("ga").see("Name").send("gt").see("Today");
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    program.ok(&["add", "account", "name=Harbour Works"]);
    screens.see("Harbour Works · from another terminal");
    // A whole wish whose caller hangs up before it is asked whether it still waits.
    let edits = program.json(&["history"]).as_array().unwrap().len();
    let wish = format!(
        r#"{{"version":1,"author":"x","now":"2026-10-20T09:00:00+08:00","known":{edits},"stamp":"0-0-0","deed":"undo"}}"#
    );
    let mut gone = call();
    gone.write_all(&(wish.len() as u32).to_be_bytes()).unwrap();
    gone.write_all(wish.as_bytes()).unwrap();
    drop(gone);
    // One of another version.
    let other = wish.replace("\"version\":1", "\"version\":9");
    let mut newer = call();
    newer.write_all(&(other.len() as u32).to_be_bytes()).unwrap();
    newer.write_all(other.as_bytes()).unwrap();
    let answer = |from: &mut UnixStream| {
        let mut len = [0; 4];
        from.read_exact(&mut len).unwrap();
        let mut body = vec![0; u32::from_be_bytes(len) as usize];
        from.read_exact(&mut body).unwrap();
        String::from_utf8(body).unwrap()
    };
    assert_eq!(answer(&mut newer), "\"ready\"");
    newer.write_all(b"\0\0\0\x06\"here\"").unwrap();
    assert_eq!(answer(&mut newer), "\"busy\"");
    program.ok(&["set", "account", "Harbour Works", "notes=still there"]);
    assert_eq!(program.json(&["history"]).as_array().unwrap().len(), edits + 1);
    drop(silent);
    leave(screens);
}

#[test]
fn where_nobody_answers_it_is_refused_and_not_done_later() {
    let program = Program::with_sample();
    let mut screens = screens(&program);
    let before = people(&program);
    screens.signal("-STOP").until("it does not stop", |screens| screens.is_stopped());
    let started = Instant::now();
    let run = program.run(&["add", "person", "name=Too Late"]);
    assert_eq!((run.status, run.out.as_str()), (3, ""), "{run:?}");
    assert!(run.err.contains(&screens.child.process_id().unwrap().to_string()), "{run:?}");
    assert!(started.elapsed() < Duration::from_secs(15), "{:?}", started.elapsed());
    screens.signal("-CONT").send("ga").see("Name");
    program.ok(&["add", "person", "name=In Time"]);
    screens.see("In Time · from another terminal");
    assert_eq!(people(&program), before + 1);
    leave(screens);
}

#[test]
fn who_must_have_the_store_alone_is_refused() {
    let program = Program::with_sample();
    let mut screens = screens(&program);
    let pid = screens.child.process_id().unwrap().to_string();
    for args in [&["restore"][..], &["erase", "--yes", "梁静"], &["check", "--rebuild"], &["passphrase", "set"]] {
        let run = program.run(args);
        assert!(run.status == 3 && run.err.contains(&pid), "{args:?} {run:?}");
    }
    let mut second = Terminal::start(&program, &[], &[]);
    second.see(&pid);
    assert_eq!(second.end(), 3);
    // It took nothing away.
    program.ok(&["add", "account", "name=Harbour Works"]);
    screens.see("Harbour Works · from another terminal");
    leave(screens);
}

#[test]
fn after_a_kill_the_command_does_it_itself_and_the_next_screens_serve() {
    let program = Program::with_sample();
    let mut killed = screens(&program);
    killed.child.kill().unwrap();
    killed.child.wait().unwrap();
    assert!(socket(&program).symlink_metadata().is_ok(), "nobody was left to take it away");
    program.ok(&["add", "account", "name=Harbour Works"]);
    let mut next = screens(&program);
    program.ok(&["set", "account", "Harbour Works", "short_name=Quay"]);
    next.see("Quay");
    leave(next);
}

#[test]
fn who_only_looks_or_shows_the_sample_serves_nobody() {
    let program = Program::with_sample();
    for args in [&["--read-only"][..], &["demo"]] {
        let mut screens = Terminal::start(&program, args, &[]);
        screens.see("Today").send("ga").see("Name");
        assert!(!socket(&program).exists(), "{args:?}");
        leave(screens);
    }
}

#[test]
fn idle_screens_stay_idle() {
    let program = Program::with_sample();
    let mut screens = screens(&program);
    program.ok(&["add", "account", "name=Harbour Works"]);
    screens.see("Harbour Works · from another terminal");
    while screens.read(Duration::from_millis(1500)) {}
    let switches = |screens: &Terminal| {
        let pid = screens.child.process_id().unwrap();
        let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap().flatten();
        let counted = tasks.filter_map(|task| {
            let name = std::fs::read_to_string(task.path().join("comm")).ok()?;
            // The database's own threads wake up by themselves.
            let ours = ["warroom", "server", "caller", "signals"].contains(&name.trim());
            let status = std::fs::read_to_string(task.path().join("status")).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
            line.trim().parse::<u64>().ok().filter(|_| ours)
        });
        counted.collect::<Vec<_>>()
    };
    let before = switches(&screens);
    assert!(!screens.read(Duration::from_secs(3)), "something is drawn");
    assert_eq!(switches(&screens), before);
    assert!(before.len() >= 3, "{before:?}");
    leave(screens);
}
