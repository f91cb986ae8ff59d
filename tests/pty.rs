//! The real program on a real terminal, from the other end of it: what is typed is there after a restart, and the
//! terminal is given back on every way out. Nothing here sleeps: it waits for what it wants to see.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::common;

use common::Program;
use common::terminal::{Terminal, size};

#[test]
fn what_was_edited_is_there_after_a_restart() {
    let program = Program::with_sample();
    let mut terminal = Terminal::start(&program, &[], &[]);
    // Somebody's journey, where it stands: the account, its calendar, the presence board, his Saturday.
    terminal.see("Today").send("ga").see("Name").send("/").see("Filter: words").send("山东电信\r").see("1 of 6");
    terminal.send("\r").see("DECISION").send("4").see("[Month]").send("\t\t\t").see("[Presence]");
    terminal
        .send("jllll")
        .see("Sa 2026-10-24")
        .send("\r")
        .see("Departs")
        .send("\r")
        .see("next field")
        .send("\x15天津\r")
        .see("undo: u");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_given_back());
    let city = || program.json(&["where", "张伟", "--on", "2026-10-24"])["city"].clone();
    assert_eq!(city(), "天津");
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.see("Today").send("u").see("Undone").send("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(city(), "北京");
}

#[test]
fn the_next_start_shows_at_once_what_was_seen_last_and_keys_typed_meanwhile_count() {
    let program = Program::with_sample();
    let frame = program.data().join("frame");
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.see("Today").send("ga").see("Name").send("q");
    assert_eq!(terminal.end(), 0);
    assert!(frame.exists());
    // In another language it would not look right.
    for (args, is_shown) in [(&[][..], true), (&["--lang", "zh-TW"], false), (&["--lang", "zh-TW"], true)] {
        let mut terminal = Terminal::start(&program, args, &[]);
        terminal.send("ga").see(if args.is_empty() { "Name" } else { "名稱" }).send("q");
        assert_eq!(terminal.end(), 0);
        let sent = String::from_utf8_lossy(&terminal.raw).into_owned();
        let (first, _) = sent.split_once("ctrl+c").unwrap_or_default();
        let shown = ["warroom", "2026-10-20 09:00", "NB-0087"].map(|text| first.contains(text));
        assert_eq!(shown, [is_shown; 3], "{args:?}");
    }
    // What is typed on what is no longer so is not done: it would be done to something else.
    let items = program.json(&["list", "follow_up"]);
    let first =
        items.as_array().unwrap().iter().find(|one| one["subject"].as_str().unwrap().contains("NB-0087")).unwrap();
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.see("Today").send("q");
    assert_eq!(terminal.end(), 0);
    program.ok(&["rm", "follow_up", first["id"].as_str().unwrap(), "--reason", "gone"]);
    let before = program.ok(&["export", "--sensitive"]);
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.send("x").see("was not done").send("q");
    assert_eq!((terminal.end(), program.ok(&["export", "--sensitive"])), (0, before));
    program.ok(&["erase", "张伟", "--yes"]);
    assert!(!frame.exists(), "it may show who was erased");
}

#[test]
fn the_terminal_is_given_back_on_every_way_out() {
    let program = Program::new();
    for (way, signal, status) in [("q", None, 0), ("", Some("-TERM"), 143), ("", Some("-HUP"), 129), ("\x03", None, 0)]
    {
        let mut terminal = Terminal::start(&program, &["demo"], &[]);
        terminal.see("warroom");
        assert!(!terminal.is_given_back());
        terminal.send(way);
        if let Some(signal) = signal {
            terminal.signal(signal);
        }
        assert_eq!(terminal.end(), status, "{way:?} {signal:?}");
        assert!(terminal.is_given_back(), "{way:?} {signal:?}");
    }
}

#[test]
fn suspended_it_gives_the_terminal_back_and_comes_again() {
    let mut terminal = Terminal::start(&Program::new(), &["demo"], &[]);
    terminal.see("warroom");
    for (key, signal) in [("\x1a", None), ("", Some("-TSTP"))] {
        terminal.send(key);
        if let Some(signal) = signal {
            terminal.signal(signal);
        }
        terminal.until("it does not stop", |terminal| terminal.is_stopped());
        terminal.until("the terminal is not given back", |terminal| terminal.is_given_back());
        terminal.signal("-CONT");
        terminal.until("it does not come again", |terminal| terminal.screen.screen().alternate_screen());
        terminal.see("warroom");
    }
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn without_colour_no_colour_is_sent() {
    let mut terminal = Terminal::start(&Program::new(), &["demo"], &[("NO_COLOR", "1")]);
    terminal.see("warroom").send("ga").see("Name").send("\r").see("DECISION").send("q");
    assert_eq!(terminal.end(), 0);
    let sent = String::from_utf8_lossy(&terminal.raw).into_owned();
    let styles = sent.split("\x1b[").skip(1).filter_map(|rest| {
        rest.split_once(char::is_alphabetic)
            .filter(|_| rest.trim_start_matches(|char: char| !char.is_alphabetic()).starts_with('m'))
    });
    let is_colour = |number: &str| matches!(number.parse().unwrap_or(0), 30..=49 | 90..=107);
    let coloured = styles.map(|(numbers, _)| numbers).find(|numbers| numbers.split([';', ':']).any(is_colour));
    assert_eq!(coloured, None);
}

#[test]
fn it_takes_any_size_at_any_moment() {
    let mut terminal = Terminal::start(&Program::new(), &["demo"], &[]);
    terminal.see("warroom");
    for (cols, rows, seen) in [(20, 5, "Too small"), (80, 24, "? help"), (200, 60, "? help"), (120, 40, "? help")] {
        terminal.screen.screen_mut().set_size(rows, cols);
        terminal.master.resize(size(cols, rows)).unwrap();
        terminal.until(&format!("{seen:?} is not seen at {cols}×{rows}"), |terminal| {
            let last = terminal.screen.screen().rows(0, cols).last().unwrap_or_default();
            last.contains(seen) || terminal.contents().contains(seen)
        });
    }
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

#[cfg(unix)]
#[test]
fn an_opening_that_takes_long_shows_that_it_goes_on_and_can_be_left() {
    let program = Program::with_sample();
    // Somebody has the store who is soon done, and is not.
    let lock = || {
        let file = std::fs::File::options().write(true).open(program.data().join("LOCK")).unwrap();
        file.lock().unwrap();
        file
    };
    let held = lock();
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.see("ctrl+c leaves");
    drop(held);
    terminal.see("Today").send("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_given_back());
    let held = lock();
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.see("ctrl+c leaves").send("\x03");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_given_back());
    // Where that one stays, it is said, without a name that nobody gave.
    let mut terminal = Terminal::start(&program, &[], &[]);
    terminal.see("another process");
    assert_eq!(terminal.end(), 3);
    assert!(terminal.is_given_back());
    drop(held);
}

#[test]
fn no_key_is_lost_in_a_crowd() {
    let mut terminal = Terminal::start(&Program::new(), &["demo"], &[]);
    terminal.see("warroom").send(&"jk".repeat(1500)).send(":").see("─ commands");
    // A change of size and a key at one and the same moment.
    terminal.signal("-STOP").until("it does not stop", |terminal| terminal.is_stopped());
    terminal.master.resize(size(100, 30)).unwrap();
    terminal.send("redraw").signal("-CONT").see("> redraw");
    terminal.signal("-STOP").until("it does not stop", |terminal| terminal.is_stopped());
    terminal.master.resize(size(120, 40)).unwrap();
    terminal
        .send("\r")
        .signal("-CONT")
        .until("the commands stay", |terminal| !terminal.contents().contains("─ commands"));
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_second_one_says_who_has_the_store() {
    let program = Program::with_sample();
    let mut first = Terminal::start(&program, &[], &[]);
    first.see("Today");
    let mut second = Terminal::start(&program, &[], &[]);
    second.see(&first.child.process_id().unwrap().to_string());
    assert_eq!(second.end(), 3);
    assert!(second.is_given_back());
    first.send("q");
    assert_eq!(first.end(), 0);
}
