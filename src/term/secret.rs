//! A line that is typed and never shown, in the terminal's plain mode: before the screens open, and for commands.

use std::io::{self, IsTerminal, Write};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use zeroize::Zeroizing;

use crate::model::Problem;

/// Nobody types more; and what grows beyond it would leave copies behind.
const LONGEST: usize = 1024;

/// Asks for a line. Without a terminal, and where Ctrl-C or Esc is pressed, there is none.
pub fn ask(question: &str) -> Result<Zeroizing<String>, Problem> {
    let mut out = io::stderr();
    // Another program may read standard output, and write standard input.
    if !out.is_terminal() || enable_raw_mode().is_err() {
        return Err(Problem::new("problem-usage-passphrase"));
    }
    let typed = write!(out, "{question} ").and_then(|()| out.flush()).and_then(|()| typed());
    let given_back = disable_raw_mode();
    writeln!(out).ok();
    let failed = |error: io::Error| Problem::new("problem-terminal-failed").with("reason", error);
    given_back.map_err(failed)?;
    typed.map_err(failed)?.ok_or_else(|| Problem::new("problem-passphrase-cancelled"))
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
