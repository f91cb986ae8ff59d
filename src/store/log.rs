//! Where edits go: to the journal on the disk, or nowhere but memory (the demo, tests).

use std::sync::Arc;

use super::journal::Journal;
use crate::edit::Edit;
use crate::model::{Id, Problem};

/// All edits there ever were, by number from 1.
#[derive(Debug)]
pub enum Log {
    /// On the disk.
    Disk(Journal),
    /// Forgotten at the end.
    Memory(Vec<Arc<Edit>>),
}

impl Log {
    /// How many there are, which is also the number of the newest.
    pub fn len(&self) -> u64 {
        match self {
            Self::Disk(journal) => journal.len(),
            Self::Memory(edits) => edits.len() as u64,
        }
    }

    /// One of them.
    pub fn edit(&self, n: u64) -> Result<Arc<Edit>, Problem> {
        let memory = match self {
            Self::Disk(journal) => return journal.edit(n).map(Arc::new),
            Self::Memory(edits) => edits,
        };
        let at = n.checked_sub(1).and_then(|at| usize::try_from(at).ok());
        let found = at.and_then(|at| memory.get(at)).cloned();
        found.ok_or_else(|| Problem::new("problem-store-damaged-edit").with("number", n))
    }

    /// The number of an edit.
    pub fn find(&self, id: Id) -> Option<u64> {
        match self {
            Self::Disk(journal) => journal.find(id),
            Self::Memory(edits) => edits.iter().rposition(|edit| edit.id == id).map(|at| at as u64 + 1),
        }
    }

    /// Adds edits, all or none, and returns the number of the first. When this returns, they are saved.
    pub fn append(&mut self, edits: &[Arc<Edit>]) -> Result<u64, Problem> {
        match self {
            Self::Disk(journal) => journal.append(edits),
            Self::Memory(memory) => {
                memory.extend_from_slice(edits);
                Ok(memory.len() as u64 + 1 - edits.len() as u64)
            }
        }
    }
}
