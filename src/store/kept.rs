//! What sled has, read whole and proven by its digest, before anybody builds on it.

use std::path::Path;

use super::seal::Seal;
use super::state::State;
use super::trees::{DAMAGED, PANICKED};
use crate::edit::Room;
use crate::model::{Id, Problem};

/// The number of the last edit, and every record.
type Contents = (Option<u64>, Room);

/// What sled has.
pub struct Kept {
    /// The open database.
    pub state: State,
    /// The number of the last edit it holds; `None` where it is empty, or not to be built on.
    pub applied: Option<u64>,
    /// Its records.
    pub room: Room,
}

impl Kept {
    /// Opens sled and reads everything. One that does not add up is damaged.
    pub fn open(path: &Path, store: Id, seal: Option<Seal>) -> Result<Self, Problem> {
        let state = State::open(path, store, seal)?;
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

fn read(state: &State) -> Result<Contents, Problem> {
    let applied = state.applied()?;
    let all = state.everything()?;
    if applied.is_some() && state.digest()? != Some(all.digest) {
        return Err(Problem::new(DAMAGED).with("why", "digest"));
    }
    match all.wrong.into_iter().next() {
        Some(problem) => Err(problem),
        None => Ok((applied, Room::packed(all.records))),
    }
}
