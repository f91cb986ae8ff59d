//! The modes a full-screen program turns on, and everything that must turn them off again.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::{panic, process, thread};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// The terminal is as it was.
const OFF: u8 = 0;
/// The modes are on.
const ON: u8 = 1;
/// The terminal is lent to another program, and Ctrl-C there is none of our business.
const LENT: u8 = 2;

/// Which modes are on. It writes to a handle of its own: a thread that stands in the middle of a frame, holding the
/// lock of standard output, cannot keep it from restoring.
pub(super) struct Modes {
    out: File,
    mouse: bool,
    state: AtomicU8,
}

impl Modes {
    pub(super) fn new(mouse: bool) -> io::Result<Self> {
        Ok(Self { out: io::stdout().as_fd().try_clone_to_owned()?.into(), mouse, state: AtomicU8::new(OFF) })
    }

    /// Turns the modes on; if one fails, those before it are off again.
    pub(super) fn enter(&self) -> io::Result<()> {
        self.state.store(ON, Ordering::SeqCst);
        let entered = enable_raw_mode().and_then(|()| self.switch_on());
        if entered.is_err() {
            self.release();
        }
        entered
    }

    /// Turns the modes off while another program has the terminal.
    pub(super) fn leave(&self) {
        self.turn_off(LENT);
    }

    /// Turns the modes off for good. A second call does nothing.
    pub(super) fn release(&self) {
        self.turn_off(OFF);
    }

    /// From now on a panic of this thread and SIGTERM, SIGHUP and SIGINT turn the modes off before anything else.
    pub(super) fn hook(self: &Arc<Self>) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
        let modes = Arc::clone(self);
        thread::Builder::new().name("signals".into()).spawn(move || {
            for signal in signals.forever() {
                if signal == SIGINT && modes.state.load(Ordering::SeqCst) == LENT {
                    continue;
                }
                modes.release();
                process::exit(128 + signal);
            }
        })?;
        let (modes, owner, report) = (Arc::clone(self), thread::current().id(), panic::take_hook());
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == owner {
                modes.release();
            }
            // Another thread's panic is told by whoever waits for it; its message must not be written over the screen.
            if modes.state.load(Ordering::SeqCst) != ON {
                report(info);
            }
        }));
        Ok(())
    }

    fn switch_on(&self) -> io::Result<()> {
        let mut out = Vec::new();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        if self.mouse {
            queue!(out, EnableMouseCapture)?;
        }
        (&self.out).write_all(&out)
    }

    fn turn_off(&self, state: u8) {
        if self.state.swap(state, Ordering::SeqCst) != ON {
            return;
        }
        // A terminal that is gone takes nothing any more, and there is nobody left to tell.
        let mut out = Vec::new();
        let _ = queue!(out, EndSynchronizedUpdate, SetAttribute(Attribute::Reset));
        if self.mouse {
            let _ = queue!(out, DisableMouseCapture);
        }
        let _ = queue!(out, DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = (&self.out).write_all(&out);
        let _ = disable_raw_mode();
    }
}
