//! The terminal: every mode that was turned on is turned off, on every way out.
//!
//! The program's own exit, a panic, a signal, a suspension and somebody else's editor all go through
//! [`modes::Modes`]. What is drawn and what keys mean is decided elsewhere. Unix only.

mod brush;
mod clipboard;
mod editor;
mod modes;
mod paint;
pub mod secret;
mod slide;

use std::io::{self, IsTerminal, Stdout, stdout};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{self, Event};
use crossterm::execute;
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal};
use signal_hook::consts::{SIGTSTP, SIGWINCH};

use crate::model::Problem;
use modes::Modes;
use paint::{Painter, Wanted};

/// The terminal while the program owns it; dropped, it is as it was before.
pub struct Screen {
    terminal: Terminal<Painter<Stdout>>,
    modes: Arc<Modes>,
    /// What is to be drawn next, as the terminal takes it.
    wanted: Wanted,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, and the mouse if asked for. From now on a
    /// panic of this thread and a terminating signal give it back first. Call once.
    pub fn enter(mouse: bool) -> Result<Self, Problem> {
        if !stdout().is_terminal() || !io::stdin().is_terminal() {
            return Err(Problem::new("problem-terminal-none"));
        }
        let modes = Arc::new(Modes::new(mouse).map_err(failed)?);
        modes.hook().map_err(failed)?;
        modes.enter().map_err(failed)?;
        // From here on, dropping gives the terminal back.
        let wanted = Wanted::default();
        let terminal = Terminal::new(Painter::new(stdout(), Rc::clone(&wanted))).map_err(|error| {
            modes.leave();
            failed(error)
        })?;
        let screen = Self { terminal, modes, wanted };
        // Changes of size are noticed from the first look for events on, which must not come after the first frame.
        event::poll(Duration::ZERO).map_err(failed)?;
        Ok(screen)
    }

    /// Draws one frame.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> Result<(), Problem> {
        let _writing = self.modes.writing();
        if self.modes.was_lost() {
            // Not `Terminal::clear`: it asks the terminal for the cursor first, and fails where the answer is slow.
            let area = self.area()?;
            self.terminal.resize(area).map_err(failed)?;
        }
        let wanted = &self.wanted;
        let drawn = self.terminal.draw(|frame| {
            draw(frame);
            *wanted.borrow_mut() = Some(frame.buffer_mut().clone());
        });
        drawn.map(drop).map_err(failed)
    }

    /// The whole of it, from its upper left corner.
    pub fn area(&self) -> Result<Rect, Problem> {
        let size = self.terminal.size().map_err(failed)?;
        Ok(Rect::from((Position::ORIGIN, size)))
    }

    /// Waits for the next event; `None` if `wait` is over. Without `wait` it sleeps until there is one.
    pub fn next(&self, wait: Option<Duration>) -> Result<Option<Event>, Problem> {
        if wait.is_some_and(|wait| matches!(event::poll(wait), Ok(false))) {
            return Ok(None);
        }
        event::read().map(Some).map_err(failed)
    }

    /// Draws everything anew with the next frame.
    pub fn clear(&self) {
        self.modes.lose();
    }

    /// Gives the terminal back and stops, as Ctrl-Z does elsewhere; returns when the shell continues the program.
    pub fn suspend(&mut self) -> Result<(), Problem> {
        self.away(|| signal_hook::low_level::emulate_default_handler(SIGTSTP)).map(drop)
    }

    /// Lets the user write in `$VISUAL` or `$EDITOR`; `None` if nothing was changed.
    pub fn run_editor(&mut self, text: &str) -> Result<Option<String>, Problem> {
        self.away(|| editor::edit(text, &editor::command()))?
    }

    /// Offers text to the system's clipboard through the terminal (OSC 52), which also works over SSH. Whether it was
    /// taken the terminal does not tell.
    pub fn copy(&mut self, text: &str) -> Result<(), Problem> {
        let sequence = clipboard::sequence(text)?;
        let _writing = self.modes.writing();
        execute!(self.terminal.backend_mut(), crossterm::style::Print(sequence)).map_err(failed)
    }

    /// Does something while the terminal is as it was before, then takes it again and draws everything anew.
    pub fn away<T>(&mut self, act: impl FnOnce() -> T) -> Result<T, Problem> {
        self.modes.leave();
        let done = act();
        self.modes.enter().map_err(failed)?;
        Ok(done)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.modes.release();
    }
}

/// Makes [`Screen::next`] return, from whatever thread: as if the size had changed, which every frame looks at anyway.
pub fn wake() {
    // The signal is a harmless one; where it cannot be sent, the next key wakes as well.
    let _ = signal_hook::low_level::raise(SIGWINCH);
}

fn failed(error: impl std::fmt::Display) -> Problem {
    Problem::new("problem-terminal-failed").with("fault", "other").saying("reason", error)
}
