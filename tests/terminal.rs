//! The terminal is as it was before on every way out: seen from the other end of a pseudo-terminal.
//!
//! Each case runs this very test binary again, on its own terminal, to take the screen and leave it in one way.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::env;
use std::io::{Read, Write};
use std::process::Command;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use warroom::term::Screen;
use warroom::widget::put;

const PATIENCE: Duration = Duration::from_secs(20);
const WAY: &str = "WARROOM_TEST_WAY_OUT";

/// What the other end of the terminal sees.
struct Seen {
    /// The modes while the screen was taken, and after the program was gone.
    inside: Modes,
    after: Modes,
    /// The line settings before and after.
    settings: (String, String),
    output: String,
    status: u32,
}

#[derive(Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each mode is on or off by itself")]
struct Modes {
    alternate: bool,
    paste: bool,
    mouse: bool,
    hidden: bool,
}

const ON: Modes = Modes { alternate: true, paste: true, mouse: true, hidden: true };
const OFF: Modes = Modes { alternate: false, paste: false, mouse: false, hidden: false };

fn modes(parser: &vt100::Parser) -> Modes {
    let screen = parser.screen();
    Modes {
        alternate: screen.alternate_screen(),
        paste: screen.bracketed_paste(),
        mouse: screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None,
        hidden: screen.hide_cursor(),
    }
}

/// Runs `child` below on a terminal of its own; `act` gets its process id when the screen was seen.
fn run(way: &str, act: impl FnOnce(u32)) -> Seen {
    let pty = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    let before = format!("{:?}", pty.master.get_termios().unwrap());
    let mut command = CommandBuilder::new(env::current_exe().unwrap());
    command.args(["--exact", "terminal::child", "--nocapture", "--test-threads=1"]);
    command.env(WAY, way);
    command.env("VISUAL", "sh -c 'echo in-the-editor'");
    let mut child = pty.slave.spawn_command(command).unwrap();
    let mut reader = pty.master.try_clone_reader().unwrap();
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Some(len) = reader.read(&mut bytes).ok().filter(|len| *len > 0) {
            let _ = send.send(bytes[..len].to_vec());
        }
    });
    let mut parser = vt100::Parser::new(24, 80, 0);
    let mut output = Vec::new();
    while !parser.screen().contents().contains("ready") {
        let bytes = receive.recv_timeout(PATIENCE).expect("the program drew nothing");
        parser.process(&bytes);
        output.extend(bytes);
    }
    let inside = modes(&parser);
    // The child goes on when it is given a key, so that what it showed was seen.
    pty.master.take_writer().unwrap().write_all(b"x").unwrap();
    act(child.process_id().unwrap());
    let status = soon("the program did not end", || child.try_wait().unwrap()).exit_code();
    let after_settings = format!("{:?}", pty.master.get_termios().unwrap());
    // Open until here, so that the line settings could be asked for; closed, the reading ends.
    drop(pty.slave);
    while let Ok(bytes) = receive.recv_timeout(PATIENCE) {
        parser.process(&bytes);
        output.extend(bytes);
    }
    let settings = (before, after_settings);
    Seen { inside, after: modes(&parser), settings, output: String::from_utf8_lossy(&output).into_owned(), status }
}

fn soon<T>(otherwise: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < deadline, "{otherwise}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn assert_restored(seen: &Seen) {
    assert_eq!(seen.inside, ON);
    assert_eq!(seen.after, OFF);
    assert_eq!(seen.settings.0, seen.settings.1);
    let last_reset = seen.output.rfind("\u{1b}[0m").unwrap();
    assert!(!seen.output[last_reset..].contains("\u{1b}[?2026h"), "an update was left open");
}

fn kill(signal: &'static str) -> impl FnOnce(u32) {
    move |pid| assert!(Command::new("kill").args([signal, &pid.to_string()]).status().unwrap().success())
}

#[test]
fn leaving_restores_everything() {
    let seen = run("drop", |_| ());
    assert_restored(&seen);
    assert_eq!(seen.status, 0);
}

#[test]
fn a_panic_restores_first_and_then_tells() {
    let seen = run("panic", |_| ());
    assert_restored(&seen);
    assert!(seen.output.rfind("boom") > seen.output.rfind("\u{1b}[?1049l"));
}

#[test]
fn another_threads_panic_leaves_the_screen_alone() {
    let seen = run("thread", |_| ());
    assert_restored(&seen);
    assert!(!seen.output.contains("boom"));
    assert_eq!(seen.status, 0);
}

#[test]
fn a_signal_restores_and_tells_its_number() {
    for (signal, status) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let seen = run("wait", kill(signal));
        assert_restored(&seen);
        assert_eq!(seen.status, status, "{signal}");
    }
}

#[test]
fn suspending_restores_and_comes_back() {
    let seen = run("suspend", |pid| {
        let stopped = || {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
            stat.rsplit(')').next().unwrap().trim_start().starts_with('T')
        };
        soon("the program did not stop", || stopped().then_some(()));
        kill("-CONT")(pid);
    });
    assert_restored(&seen);
    assert_eq!(seen.output.matches("\u{1b}[?1049h").count(), 2);
    assert_eq!(seen.output.matches("\u{1b}[?1049l").count(), 2);
}

#[test]
fn the_editor_has_the_terminal_to_itself() {
    let seen = run("editor", |_| ());
    assert_restored(&seen);
    let editor = seen.output.find("in-the-editor").unwrap();
    let left = seen.output.find("\u{1b}[?1049l").unwrap();
    let back = seen.output.rfind("\u{1b}[?1049h").unwrap();
    assert!(left < editor && editor < back);
}

#[test]
fn without_a_terminal_there_is_a_sentence() {
    let child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "terminal::child", "--nocapture"])
        .env(WAY, "drop")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&child.stderr).contains("problem-terminal-none"));
}

/// Not a test of its own: what the others run, on a terminal.
#[test]
fn child() {
    let Ok(way) = env::var(WAY) else { return };
    let mut screen = Screen::enter(true).unwrap();
    let show = |screen: &mut Screen| {
        screen
            .draw(|frame| {
                let area = frame.area();
                put(frame.buffer_mut(), area, "ready", ratatui::style::Style::new());
            })
            .unwrap();
    };
    show(&mut screen);
    screen.next(None).unwrap();
    match way.as_str() {
        "panic" => panic!("boom"),
        "thread" => assert!(std::thread::spawn(|| panic!("boom")).join().is_err()),
        "wait" => loop {
            screen.next(None).unwrap();
        },
        "suspend" => screen.suspend().unwrap(),
        "editor" => assert_eq!(screen.run_editor("text").unwrap(), None),
        _ => {}
    }
    show(&mut screen);
}
