//! Ctrl-C while something is worked out, which then ends with a word about it; and while something is saved: that is waited
//! for, so that nothing is saved in half.

use std::process::exit;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::{Handle, Signals};

use super::out::say;
use crate::term::secret;

/// What shells add to the number of the signal that ended a program.
const ENDED_BY: i32 = 128;

/// Has whoever interrupts be told that nothing was changed, until it is dropped.
pub struct Watch(Option<Handle>);

impl Watch {
    /// Begins to watch; `word` is what is said.
    pub fn begin(word: String) -> Self {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return Self(None) };
        let handle = signals.handle();
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                say(&word);
                exit(ENDED_BY + signal);
            }
        });
        Self(Some(handle))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(handle) = &self.0 {
            handle.close();
        }
    }
}

/// Does something that must not be interrupted. Whoever wanted to interrupt it finds it done.
pub fn held_back<T>(deed: impl FnOnce() -> T) -> T {
    let asked = Arc::new(AtomicBool::new(false));
    let held: Vec<_> = [SIGINT, SIGTERM, SIGHUP]
        .into_iter()
        .filter_map(|signal| signal_hook::flag::register(signal, asked.clone()).ok())
        .collect();
    secret::stop_listening();
    let done = deed();
    for id in held {
        signal_hook::low_level::unregister(id);
    }
    done
}
