//! A line that is typed and never shown, in the terminal's plain mode: before the screens open, and for commands.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{process, thread};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level::emulate_default_handler;
use zeroize::Zeroizing;

use crate::model::Problem;

/// Nobody types more; and what grows beyond it would leave copies behind.
const LONGEST: usize = 1024;

/// Whether a terminal is hushed now.
static HUSHED: AtomicBool = AtomicBool::new(false);

/// Who listens for signals since one was, until somebody else does.
static LISTENER: Mutex<Option<Handle>> = Mutex::new(None);

/// A terminal that shows nothing of what is typed, also between one question and the next, until it is dropped.
#[derive(Debug)]
pub struct Hush(());

impl Hush {
    /// Begins it. Refused without a terminal.
    pub fn begin() -> Result<Self, Problem> {
        // Another program may read standard output, and write standard input.
        let refused = || Problem::new("problem-usage-passphrase");
        if !io::stderr().is_terminal() || listen().is_err() {
            return Err(refused());
        }
        HUSHED.store(true, Ordering::SeqCst);
        // Dropped where it did not come about, too.
        let hush = Self(());
        enable_raw_mode().map_err(|_| refused())?;
        Ok(hush)
    }

    /// Asks for a line. Where Ctrl-C or Esc is pressed, there is none.
    pub fn ask(&self, question: &str) -> Result<Zeroizing<String>, Problem> {
        let mut out = io::stderr();
        // Line ends are bare here: what was said before may have left the cursor anywhere.
        let typed = write!(out, "\r{question} ").and_then(|()| out.flush()).and_then(|()| typed());
        write!(out, "\r\n").ok();
        let typed = typed.map_err(|error| Problem::new("problem-terminal-failed").failing(&error))?;
        typed.ok_or_else(|| Problem::new("problem-passphrase-cancelled"))
    }
}

impl Drop for Hush {
    fn drop(&mut self) {
        disable_raw_mode().ok();
        HUSHED.store(false, Ordering::SeqCst);
        // Whatever was said last.
        write!(io::stderr(), "\r").ok();
    }
}

/// Whoever wants signals for themselves says so: nobody listens for a hushed terminal any more.
pub fn stop_listening() {
    if let Some(listener) = LISTENER.lock().unwrap_or_else(PoisonError::into_inner).take() {
        listener.close();
    }
}

/// Has the terminal given back when a signal ends the program while it is hushed. Once listened for, signals do nothing by
/// themselves: at other times they are made to.
fn listen() -> io::Result<()> {
    let mut listener = LISTENER.lock().unwrap_or_else(PoisonError::into_inner);
    if listener.is_some() {
        return Ok(());
    }
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    *listener = Some(signals.handle());
    let obey = move || {
        for signal in signals.forever() {
            if HUSHED.load(Ordering::SeqCst) {
                disable_raw_mode().ok();
                writeln!(io::stderr(), "\r").ok();
                process::exit(128 + signal);
            }
            emulate_default_handler(signal).ok();
        }
    };
    thread::Builder::new().name("signals".into()).spawn(obey).map(drop)
}

fn typed() -> io::Result<Option<Zeroizing<String>>> {
    let mut line = Zeroizing::new(String::with_capacity(LONGEST));
    loop {
        let Event::Key(KeyEvent { code, modifiers, kind, .. }) = event::read()? else { continue };
        if kind == KeyEventKind::Release {
            continue;
        }
        let control = modifiers.contains(KeyModifiers::CONTROL) && !modifiers.contains(KeyModifiers::ALT);
        match code {
            // A line that was typed before anybody asked ends with the other kind of line end.
            KeyCode::Enter | KeyCode::Char('j') if code == KeyCode::Enter || control => return Ok(Some(line)),
            KeyCode::Char('c' | 'd') if control => return Ok(None),
            KeyCode::Esc => return Ok(None),
            KeyCode::Char('u') if control => line.clear(),
            KeyCode::Backspace => drop(line.pop()),
            KeyCode::Char(char) if !control && line.len() + char.len_utf8() <= LONGEST => line.push(char),
            _ => {}
        }
    }
}
