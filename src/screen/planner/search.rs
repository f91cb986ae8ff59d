//! Looking for a tour beside the screen: at once where that takes no time, else on a thread of its own that says how far
//! it is and stops when told.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::rules::Terms;
use crate::rules::plan::{Planner, Proposal};

/// So long a key may wait for the answer.
const AT_ONCE: Duration = Duration::from_millis(20);
/// So long a better answer is looked for.
const LONGEST: Duration = Duration::from_millis(1800);

/// A search under way.
#[derive(Debug)]
pub(super) struct Search {
    worker: Option<JoinHandle<Proposal>>,
    stopped: Arc<AtomicBool>,
    /// The share of the work done, in thousandths.
    done: Arc<AtomicU32>,
}

impl Search {
    /// Looks for a tour among what `gather` finds in the records. Where there are `many`, all of it is done beside; else it
    /// looks for a moment, and gives the best so far, and the search that goes on from there if it was not over.
    pub(super) fn begin(
        many: bool,
        gather: impl FnOnce(&Terms) -> Planner + Send + 'static,
        terms: &Terms,
    ) -> (Proposal, Option<Self>) {
        if many {
            return (Proposal::default(), Self::spawn(gather, terms));
        }
        let planner = gather(terms);
        let (start, mut whole) = (Instant::now(), true);
        let first = planner.propose(terms, &mut |_| {
            whole = start.elapsed() < AT_ONCE;
            whole
        });
        if whole {
            return (first, None);
        }
        // Where no thread can be had, the best so far is the answer.
        (first, Self::spawn(|_| planner, terms))
    }

    fn spawn(gather: impl FnOnce(&Terms) -> Planner + Send + 'static, terms: &Terms) -> Option<Self> {
        let (stopped, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
        let (terms, told, share) = (terms.clone(), stopped.clone(), done.clone());
        let work = move || {
            let planner = gather(&terms);
            let start = Instant::now();
            planner.propose(&terms, &mut |part| {
                let spent = start.elapsed().as_secs_f64() / LONGEST.as_secs_f64();
                share.store((part.max(spent).min(1.0) * 1000.0) as u32, Ordering::Relaxed);
                spent < 1.0 && !told.load(Ordering::Relaxed)
            })
        };
        let worker = thread::Builder::new().name("planner".into()).spawn(work).ok();
        worker.map(|worker| Self { worker: Some(worker), stopped, done })
    }

    /// The answer, once it is there.
    pub(super) fn outcome(&mut self) -> Option<Proposal> {
        let worker = self.worker.take_if(|worker| worker.is_finished())?;
        worker.join().ok()
    }

    /// The share of the work done, 0–1.
    pub(super) fn share(&self) -> f64 {
        f64::from(self.done.load(Ordering::Relaxed)) / 1000.0
    }

    /// Lets it end by itself, soon.
    pub(super) fn stop(self) {
        self.stopped.store(true, Ordering::Relaxed);
    }
}
