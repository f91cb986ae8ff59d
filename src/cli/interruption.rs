//! Ctrl-C while something is saved: it is waited for, so that nothing is saved in half.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::term::secret;

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
