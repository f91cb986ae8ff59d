//! The modes a full-screen program turns on, and everything that must turn them off again.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};
use std::{panic, process, thread};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};

/// The terminal is as it was.
const OFF: u8 = 0;
/// The modes are on.
const ON: u8 = 1;
/// The terminal is lent to another program, and Ctrl-C there is none of our business.
const LENT: u8 = 2;

/// How long a signal waits for the frame that is being written. A terminal that takes nothing must not keep the program.
const FRAME: Duration = Duration::from_millis(250);

/// Which modes are on. It writes to a handle of its own: a thread that stands in the middle of a frame, holding the
/// lock of standard output, cannot keep it from restoring.
pub(super) struct Modes {
    out: File,
    mouse: bool,
    state: AtomicU8,
    /// Held while a frame is written: what came behind the restoring would undo it.
    writing: Mutex<()>,
    /// Whether the terminal lost what was drawn.
    stale: AtomicBool,
}

impl Modes {
    pub(super) fn new(mouse: bool) -> io::Result<Self> {
        Ok(Self {
            out: io::stdout().as_fd().try_clone_to_owned()?.into(),
            mouse,
            state: AtomicU8::new(OFF),
            writing: Mutex::default(),
            stale: AtomicBool::new(false),
        })
    }

    /// Turns the modes on; if one fails, those before it are off again.
    pub(super) fn enter(&self) -> io::Result<()> {
        let _writing = self.writing();
        self.take()
    }

    /// Held while a frame is written.
    pub(super) fn writing(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was drawn is there no more.
    pub(super) fn lose(&self) {
        self.stale.store(true, Ordering::SeqCst);
    }

    /// Whether the terminal lost what was drawn since this was last asked.
    pub(super) fn was_lost(&self) -> bool {
        self.stale.swap(false, Ordering::SeqCst)
    }

    fn take(&self) -> io::Result<()> {
        self.state.store(ON, Ordering::SeqCst);
        self.lose();
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

    /// From now on a panic of this thread and SIGTERM, SIGHUP, SIGINT and SIGTSTP turn the modes off before anything
    /// else.
    pub(super) fn hook(self: &Arc<Self>) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP])?;
        super::secret::stop_listening();
        let modes = Arc::clone(self);
        thread::Builder::new().name("signals".into()).spawn(move || {
            for signal in signals.forever() {
                modes.obey(signal);
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

    /// Does what a signal asks for, between two frames.
    fn obey(&self, signal: i32) {
        let lent = self.state.load(Ordering::SeqCst) == LENT;
        if signal == SIGINT && lent {
            return;
        }
        let _writing = self.between_frames();
        if signal != SIGTSTP {
            self.release();
            process::exit(128 + signal);
        }
        self.leave();
        // It stops here, and goes on here when the shell continues it.
        let stopped = emulate_default_handler(SIGTSTP);
        if !lent && stopped.and_then(|()| self.take()).is_ok() {
            // Wakes whoever waits for an event, so that everything is drawn anew.
            let _ = raise(SIGWINCH);
        }
    }

    /// Waits for the end of the frame that is being written, but not for ever.
    fn between_frames(&self) -> Option<MutexGuard<'_, ()>> {
        let deadline = Instant::now() + FRAME;
        loop {
            match self.writing.try_lock() {
                Ok(held) => return Some(held),
                Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) if Instant::now() >= deadline => return None,
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
            }
        }
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
        // A frame that broke off may have left margins.
        let _ = queue!(out, EndSynchronizedUpdate, SetAttribute(Attribute::Reset), Print("\x1b[r"));
        if self.mouse {
            let _ = queue!(out, DisableMouseCapture);
        }
        let _ = queue!(out, DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = (&self.out).write_all(&out);
        let _ = disable_raw_mode();
    }
}
