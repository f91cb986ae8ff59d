//! A line that is typed and never shown, in the terminal's plain mode: before the screens open, and for commands.

use std::io::{self, IsTerminal, Write};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use zeroize::Zeroizing;

use crate::model::Problem;

/// Nobody types more; and what grows beyond it would leave copies behind.
const LONGEST: usize = 1024;

/// A terminal that shows nothing of what is typed, also between one question and the next, until it is dropped.
#[derive(Debug)]
pub struct Hush(());

impl Hush {
    /// Begins it. Refused without a terminal.
    pub fn begin() -> Result<Self, Problem> {
        // Another program may read standard output, and write standard input.
        if !io::stderr().is_terminal() || enable_raw_mode().is_err() {
            return Err(Problem::new("problem-usage-passphrase"));
        }
        Ok(Self(()))
    }

    /// Asks for a line. Where Ctrl-C or Esc is pressed, there is none.
    pub fn ask(&self, question: &str) -> Result<Zeroizing<String>, Problem> {
        let mut out = io::stderr();
        // Line ends are bare here: what was said before may have left the cursor anywhere.
        let typed = write!(out, "\r{question} ").and_then(|()| out.flush()).and_then(|()| typed());
        write!(out, "\r\n").ok();
        let typed = typed.map_err(|error| Problem::new("problem-terminal-failed").with("reason", error))?;
        typed.ok_or_else(|| Problem::new("problem-passphrase-cancelled"))
    }
}

impl Drop for Hush {
    fn drop(&mut self) {
        disable_raw_mode().ok();
        // Whatever was said last.
        write!(io::stderr(), "\r").ok();
    }
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
