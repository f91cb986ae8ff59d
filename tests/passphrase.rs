//! A store with a passphrase: nothing of it is readable on the disk, everything works with it and nothing without, and
//! whenever setting, changing or removing it is killed, one of the two is in force and nothing is lost.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::common;
use crate::demo;

use std::env;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::terminal::Terminal;
use common::{Program, Run, holds};
use demo::{Demo, SIZES};
use flate2::read::GzDecoder;
use warroom::clock::Clock;
use warroom::store::{Book, Seal, Strength};
use warroom::text::Lang;
use warroom::widget::snapshot;

const VICTIM: &str = "WARROOM_TEST_PASSPHRASE_VICTIM";
/// How many are killed.
const RUNS: u64 = 40;
/// How many by whoever has the time.
const MANY: u64 = 200;

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
    common::open(data, clock(), pass)
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
    let refused = with(&other, PASS, &["restore", "--only", bare.to_str().unwrap()]);
    assert!(refused.status == 1 && refused.err.contains("--lay-open"), "{refused:?}");
    assert_eq!(export(&other, PASS), then, "nothing has changed");
    let open = other.run(&["restore", "--only", "--lay-open", bare.to_str().unwrap()]);
    assert!(open.status == 0 && open.err.contains("passphrase set"), "{open:?}");
    assert!(!readable(&other.data()).is_empty());
    // The key comes back with the backup, whatever it is that was lost of it.
    let refused = program.run(&["restore", "--only", bare.to_str().unwrap()]);
    assert!(refused.status == 1 && refused.err.contains("--lay-open"), "{refused:?}");
    ok(&program, PASS, &["restore", path]);
    assert_eq!(export(&program, PASS), now);
    fs::write(&key, "{}").unwrap();
    assert!(program.run(&["list", "account"]).err.contains("warroom restore"));
    ok(&program, PASS, &["restore", path]);
    assert_eq!(export(&program, PASS), now);
    ok(&program, PASS, &["check"]);
}

#[test]
fn another_one_is_that_of_the_backups_too() {
    let program = sealed();
    let data = program.data();
    ok(&program, PASS, &["backup"]);
    let file = program.file("new", OTHER);
    let mine = data.join("backups/list.txt");
    fs::write(&mine, "somebody's own").unwrap();
    let torn = data.join("backups/2026-01-01T090000.ndjson.gz");
    fs::write(&torn, "torn").unwrap();
    let said = ok(&program, PASS, &["passphrase", "change", "--new-passphrase-file", file.to_str().unwrap()]);
    assert!(said.contains("the 2 backups here") && said.contains(torn.to_str().unwrap()), "{said}");
    let backups = fs::read_dir(data.join("backups")).unwrap().flatten().map(|entry| entry.path());
    let backups: Vec<PathBuf> = backups.filter(|path| *path != torn && *path != mine).collect();
    assert_eq!(backups.len(), 2);
    for path in backups {
        let there = Program::new();
        assert_eq!(with(&there, PASS, &["restore", path.to_str().unwrap()]).status, 1);
        ok(&there, OTHER, &["restore", path.to_str().unwrap()]);
        assert!(export(&there, OTHER).contains("北方银行"));
    }
    ok(&program, OTHER, &["passphrase", "remove"]);
    let set = ok(&program, PASS, &["passphrase", "set"]);
    assert!(set.contains(mine.to_str().unwrap()), "{set}");
}

#[test]
fn a_file_with_a_passphrase_is_read_as_far_as_one_goes() {
    let program = sealed();
    let dir = program.data();
    let long = program.file("long", &"x".repeat(5000));
    let refused = |path: &Path| {
        let run = program.run(&["--passphrase-file", path.to_str().unwrap(), "list", "account"]);
        assert!(run.status == 1 && !run.err.contains("os error"), "{run:?}");
        run.err
    };
    assert!(refused(Path::new("/dev/zero")).contains("no file that a passphrase"));
    assert!(refused(&dir).contains("no file that a passphrase"));
    assert!(refused(&long).contains("longer than a passphrase"));
    assert!(refused(&dir.join("nothing")).contains("no such file"));
    assert!(refused(&program.file("empty", "")).contains("not the passphrase"));
    let file = program.file("pass", &format!("{PASS}\r\n{}", "not this\n".repeat(5000)));
    let look = || program.run(&["--passphrase-file", file.to_str().unwrap(), "list", "account"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let run = look();
        assert!(run.status == 0 && run.err.contains("chmod go="), "{run:?}");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    }
    let run = look();
    assert!(run.status == 0 && run.err.is_empty(), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_signal_gives_back_a_terminal_that_was_asked_at() {
    let program = sealed();
    for (signal, status) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let mut terminal = Terminal::start(&program, &["list", "account"], &[]);
        let shows = |terminal: &Terminal| format!("{:?}", terminal.master.get_termios()).contains("ICANON");
        terminal.see("Passphrase:");
        assert!(!shows(&terminal));
        terminal.signal(signal);
        assert_eq!(terminal.end(), status, "{signal}");
        assert!(shows(&terminal), "{signal}");
    }
    // Between the questions and after them a signal is as deadly as ever.
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.see("Passphrase:").send(&format!("{PASS}\r")).see("Today").signal("-TERM");
    assert_eq!(terminal.end(), 143);
    assert!(terminal.is_given_back());
}

/// Not a test of its own: what the killed process does, told by the environment where and what.
#[test]
fn victim() {
    let (Ok(dir), Ok(pass), Ok(new)) = (env::var(VICTIM), env::var("PASS"), env::var("NEW")) else { return };
    let data = Path::new(&dir);
    let mut book = open(data, &pass);
    match (pass.as_str(), new.as_str()) {
        ("", new) => drop(book.set_passphrase(data, new, WEAK).unwrap()),
        (_, "") => drop(book.remove_passphrase(data).unwrap()),
        (_, new) => drop(book.change_passphrase(data, new, WEAK).unwrap()),
    }
}

/// Starts the victim.
fn started(data: &Path, [pass, new]: [&str; 2]) -> Child {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", "passphrase::victim", "--test-threads=1"])
        .env(VICTIM, data)
        .env("PASS", pass)
        .env("NEW", new);
    command.stdout(Stdio::null()).spawn().unwrap()
}

/// Starts the victim and kills it after a while; true where it was not done yet.
fn killed(data: &Path, [pass, new]: [&str; 2], after: Duration) -> bool {
    let mut child = started(data, [pass, new]);
    thread::sleep(after);
    let early = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    assert!(early || child.wait().unwrap().success(), "{pass:?} to {new:?} ended badly");
    child.wait().unwrap();
    early
}

/// Which of the passphrases is in force; none is "".
fn in_force(data: &Path) -> &'static str {
    let Some(key) = Book::key_of(data).unwrap() else { return "" };
    [PASS, OTHER].into_iter().find(|pass| key.open(pass).is_ok()).unwrap()
}

#[test]
fn a_sealed_store_that_lost_its_journal_takes_nothing_in_the_clear_and_loses_no_backup() {
    let program = sealed();
    let data = program.data();
    let backups = || fs::read_dir(data.join("backups")).unwrap().count();
    let before = backups();
    assert!(before > 0);
    fs::remove_dir_all(data.join("journal")).unwrap();
    let run = program.run(&["check"]);
    assert!(run.status == 1 && run.out.contains("What is shown ends with edit 0"), "{run:?}");
    assert_eq!(program.run(&["add", "person", "name=PLAINLEAK"]).status, 4);
    assert!(readable(&data).is_empty(), "{:?}", readable(&data));
    let file = program.file("pass", PASS);
    let set = program.run(&["--passphrase-file", file.to_str().unwrap(), "passphrase", "set"]);
    assert_eq!(set.status, 4, "{set:?}");
    assert_eq!(backups(), before);
}

#[test]
fn what_is_sealed_under_another_key_stays_where_it_is() {
    let program = sealed();
    let data = program.data();
    open(&data, PASS).remove_passphrase(&data).unwrap();
    let book = open(&data, "");
    let other = sealed();
    let foreign = fs::read_dir(other.data().join("backups")).unwrap().next().unwrap().unwrap().path();
    let there = data.join("backups").join("2020-01-01T090000.ndjson.gz");
    fs::copy(foreign, &there).unwrap();
    let gone = book.set_passphrase(&data, OTHER, WEAK).unwrap();
    assert!(gone.is_empty() && there.exists(), "{gone:?}");
}

#[test]
fn a_damaged_key_is_no_wrong_passphrase() {
    let program = sealed();
    let path = program.data().join("journal/KEY");
    let text = fs::read_to_string(&path).unwrap();
    let mark = "\"sealed\":\"";
    let (head, rest) = text.split_once(mark).unwrap();
    let flipped: String = rest
        .chars()
        .enumerate()
        .map(|(at, c)| {
            if at > 0 {
                c
            } else if c == 'A' {
                'B'
            } else {
                'A'
            }
        })
        .collect();
    fs::write(&path, [head, mark, &flipped].concat()).unwrap();
    let run = program.run(&["list", "account"]);
    assert!(run.status == 4 && run.err.contains("KEY"), "{run:?}");
}

#[test]
fn killed_at_any_moment_one_of_the_two_is_in_force_and_nothing_is_lost() {
    one_of_the_two(RUNS);
}

#[test]
#[ignore = "long: hundreds of kills"]
fn killed_at_many_moments_one_of_the_two_is_in_force_and_nothing_is_lost() {
    one_of_the_two(MANY);
}

fn one_of_the_two(runs: u64) {
    let program = Program::with_sample();
    program.ok(&["set", "account", "北方银行", "notes=one"]);
    let data = program.data();
    let told = |book: &Book| -> Vec<String> {
        let mut all: Vec<String> =
            book.room().everything().map(|(id, held)| format!("{id} {:?}", held.record)).collect();
        all.sort();
        all
    };
    let whole = told(&open(&data, ""));
    // How long it takes where nobody is killed: machines differ.
    let begun = Instant::now();
    assert!(started(&data, ["", PASS]).wait().unwrap().success());
    let mut span = begun.elapsed().as_millis().max(1) as u64;
    let (mut early, mut pass) = (0, PASS);
    for run in 0..runs {
        let new = match pass {
            "" => PASS,
            PASS if run % 2 == 0 => OTHER,
            _ => "",
        };
        let is_early = killed(&data, [pass, new], Duration::from_millis(run * 67 % span));
        early += u64::from(is_early);
        if !is_early {
            // The machine has less to do by now than when it was timed.
            span = (span * 3 / 4).max(1);
        }
        pass = in_force(&data);
        let book = open(&data, pass);
        assert!(told(&book) == whole, "run {run}: {new:?} was to come, {pass:?} is there");
        assert_eq!(book.check(), vec![], "run {run}");
        book.close().unwrap();
        assert!(pass.is_empty() || readable(&data).is_empty(), "run {run}: {:?}", readable(&data));
    }
    assert!(early > runs / 4, "hardly any was killed in time: {early}");
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
    terminal.until("something shows beside the curtain", |terminal| {
        let contents = terminal.contents();
        KNOWN.iter().chain(&["山东", "Filter", "Name", "esc"]).all(|word| !contents.contains(word))
    });
    terminal.send("q\r").see("not the passphrase");
    terminal.send(&format!("{PASS}\r")).see("山东");
    terminal.send("电信\r").see("1 of 6").send("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_given_back());
    // Three wrong ones end it.
    let mut terminal = Terminal::start(&program, &[], &[]);
    for nth in 1..=3 {
        terminal.until("nobody asks", |terminal| terminal.contents().matches("Passphrase:").count() == nth);
        terminal.send("not this one\r");
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
    let mut demo = Demo::new(Lang::En, SIZES[2]);
    demo.press("ctrl+q");
    assert!(!demo.app.is_locked() && snapshot::rows(&demo.buf).join("\n").contains("warroom passphrase set"));
}

#[test]
fn who_types_a_new_one_is_told_what_a_good_one_is() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    let mut terminal = Terminal::start(&program, &["passphrase", "set"], &[]);
    terminal
        .see("several words")
        .see("New passphrase:")
        .send("horse battery\r")
        .see("Once more:")
        .send("horse battery\r");
    terminal.see("The passphrase is set");
    assert_eq!(terminal.end(), 0);
}
