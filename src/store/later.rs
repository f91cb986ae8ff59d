//! Sled that is opened when something is first written: whoever only looks need not wait for it, nor hold what it holds.
//!
//! Only where the last session ended in order, so that the journal is known to have all that sled could have.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::{fmt, mem};

use super::attempt::Attempt;
use super::disk;
use super::seal::Seal;
use super::trees::{DAMAGED, FOREIGN, PANICKED, Trees};
use crate::edit::Room;
use crate::model::{Id, Problem};

/// The problem that sled was set aside and begins anew.
pub const REBUILT: &str = "problem-store-rebuilt";

/// The way to sled, which may be open or not yet.
#[derive(Debug)]
pub struct Door {
    trees: OnceLock<Result<Trees, Problem>>,
    later: Mutex<Option<Later>>,
    /// What was wrong when it was opened.
    troubles: Mutex<Vec<Problem>>,
}

impl Door {
    /// One that stands open.
    pub fn open(trees: Trees) -> Self {
        Self { trees: OnceLock::from(Ok(trees)), later: Mutex::default(), troubles: Mutex::default() }
    }

    /// One that opens for the first who wants in.
    pub fn later(later: Later) -> Self {
        Self { trees: OnceLock::new(), later: Mutex::new(Some(later)), troubles: Mutex::default() }
    }

    /// Sled, opened now if it was not before.
    pub fn trees(&self) -> Result<&Trees, Problem> {
        let open = || {
            let later = held(&self.later).take();
            later.map_or_else(|| Err(Problem::new(PANICKED)), |later| later.open(&mut held(&self.troubles)))
        };
        self.trees.get_or_init(open).as_ref().map_err(Clone::clone)
    }

    /// Sled, if it is open.
    pub fn opened(&self) -> Option<&Trees> {
        self.trees.get()?.as_ref().ok()
    }

    /// What was wrong when it was opened, told once.
    pub fn troubles(&self) -> Vec<Problem> {
        // Whoever opens it holds them: what comes of that is told the next time.
        self.troubles.try_lock().map_or_else(|_| Vec::new(), |mut troubles| mem::take(&mut *troubles))
    }
}

fn held<T>(lock: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What sled is opened with, and filled with where it does not have it.
pub struct Later {
    /// The folder of the store.
    pub data: PathBuf,
    /// The store's id.
    pub store: Id,
    /// What values are sealed with.
    pub seal: Option<Seal>,
    /// The records.
    pub room: Arc<Room>,
    /// The number of the edit they are as of.
    pub n: u64,
}

impl fmt::Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Later").field("data", &self.data).field("n", &self.n).finish_non_exhaustive()
    }
}

impl Later {
    fn open(self, troubles: &mut Vec<Problem>) -> Result<Trees, Problem> {
        let path = self.data.join("db");
        // What it cannot say the number of is damaged, too.
        let open = || {
            let trees = Trees::open(&path, self.store, self.seal.clone())?;
            let applied = trees.applied();
            whole(trees, applied)
        };
        let anew = || disk::set_aside(&self.data, "db").and_then(|()| open());
        let ((mut trees, mut applied), mut wrong) = match carefully(&self.data, open) {
            Ok(Found::Sound(found)) => (found, None),
            Ok(Found::Anew(found)) => (found, Some(Problem::new(REBUILT))),
            Ok(Found::Nothing) => return Err(Problem::new(REBUILT)),
            Err(why) if why.id == FOREIGN => (anew()?, Some(why)),
            Err(why) => return Err(why),
        };
        if applied.is_some_and(|applied| applied > self.n) {
            // It has what the journal lost: that is kept for whoever wants to look for it.
            drop(trees);
            ((trees, applied), wrong) = (anew()?, Some(Problem::new(REBUILT)));
        }
        troubles.extend(wrong);
        disk::close_within(&path)?;
        if applied == Some(self.n) {
            return Ok(trees);
        }
        let filled = trees.fill(&self.room, self.n);
        whole(trees, filled).map(|(trees, ())| trees)
    }
}

/// Sled with what it answered. After a panic none of its code may run any more, also not to let go of it.
fn whole<T>(trees: Trees, answer: Result<T, Problem>) -> Result<(Trees, T), Problem> {
    match answer {
        Ok(answer) => Ok((trees, answer)),
        Err(problem) => {
            if problem.id == PANICKED {
                mem::forget(trees);
            }
            Err(problem)
        }
    }
}

/// What came of opening sled.
pub enum Found<T> {
    /// It was sound, or there was none.
    Sound(T),
    /// It was damaged and set aside; this is a new one.
    Anew(T),
    /// It was damaged and set aside, and this process must do without.
    Nothing,
}

/// Opens sled; damaged files are set aside, and it begins anew. After a panic this process has to go on without it.
pub fn carefully<T>(data: &Path, open: impl Fn() -> Result<T, Problem>) -> Result<Found<T>, Problem> {
    let attempt = Attempt::begin(data)?;
    let is_hopeless = attempt.is_hopeless() && data.join("db").exists();
    if is_hopeless {
        disk::set_aside(data, "db")?;
    }
    let opened = open();
    attempt.end()?;
    match opened {
        Err(problem) if problem.id == PANICKED => {
            disk::set_aside(data, "db")?;
            Ok(Found::Nothing)
        }
        Err(problem) if problem.id == DAMAGED => {
            disk::set_aside(data, "db")?;
            open().map(Found::Anew)
        }
        Ok(found) if is_hopeless => Ok(Found::Anew(found)),
        other => other.map(Found::Sound),
    }
}
