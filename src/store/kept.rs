//! What sled has, read whole and proven by its digest, before anybody builds on it.

use std::path::Path;

use super::seal::Seal;
use super::state::State;
use super::trees::{DAMAGED, PANICKED};
use crate::edit::Room;
use crate::model::{Id, Problem};

/// What sled has.
pub struct Kept {
    /// The open database.
    pub state: State,
    /// The number of the last edit it holds; `None` where it is empty, or not to be built on.
    pub applied: Option<u64>,
    /// Its records; `None` where they were not read.
    pub room: Option<Room>,
}

impl Kept {
    /// Opens sled and reads everything, unless the records as of the edit it holds are `known`. One that does not add up is
    /// damaged.
    pub fn open(
        path: &Path,
        store: Id,
        seal: Option<Seal>,
        known: impl Fn(Option<u64>) -> bool,
    ) -> Result<Self, Problem> {
        let state = State::open(path, store, seal)?;
        let read = |state: &State| {
            let applied = state.applied()?;
            let room = if known(applied) { None } else { Some(read(state, applied)?) };
            Ok::<_, Problem>((applied, room))
        };
        match read(&state) {
            Ok((applied, room)) => Ok(Self { state, applied, room }),
            Err(problem) => {
                if problem.id == PANICKED {
                    state.abandon();
                }
                Err(problem)
            }
        }
    }
}

fn read(state: &State, applied: Option<u64>) -> Result<Room, Problem> {
    let all = state.everything()?;
    if applied.is_some() && !state.adds_up(&all)? {
        return Err(Problem::new(DAMAGED).with("why", "digest"));
    }
    match all.wrong.into_iter().next() {
        Some(problem) => Err(problem),
        None => Ok(Room::packed(all.records)),
    }
}
