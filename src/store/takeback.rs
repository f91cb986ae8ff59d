//! An import that broke off is taken back: by an edit where that can be written, else by cutting the journal to what it
//! was, which needs no room on a full disk.

use super::journal::Journal;
use super::log::Log;
use super::{Book, disk};
use crate::edit::History;
use crate::model::Problem;

impl Book {
    /// Takes back every edit after number `before`, and says why none of it is there. Nobody was told that any is.
    pub(super) fn take_back(&mut self, before: u64, why: Problem) -> Problem {
        if self.closed.is_none() && matches!(self.undo(), Ok(Some(_))) {
            return why;
        }
        // What sled has of it goes first, from the disk too: ahead of its journal it would say that something was lost.
        self.abandon();
        let cleared = self.home.as_ref().map_or(Ok(()), |(data, _)| {
            disk::remove(&data.join("db"))?;
            disk::sync_dir(data).map_err(|error| disk::problem(data, &error))
        });
        let cut = cleared.and_then(|()| match &mut self.log {
            Log::Disk(journal) => Journal::cut_to(journal, before),
            Log::Memory(edits) => {
                edits.truncate(usize::try_from(before).unwrap_or(usize::MAX));
                Ok(())
            }
        });
        if let Err(problem) = cut {
            self.closed.get_or_insert_with(|| problem.clone());
            return problem;
        }
        // The records in memory are those of the import. Sled stays away: the next opening fills it.
        self.closed = self.begin_again().is_err().then(|| Problem::new("problem-import-taken-back"));
        Problem::new("problem-not-saved-import")
    }

    /// Takes records and history from the journal as it is now.
    fn begin_again(&mut self) -> Result<(), Problem> {
        let mut history = History::default();
        for n in 1..=self.log.len() {
            history.push(&*self.log.edit(n)?);
        }
        (self.room, self.history) = (self.replayed()?.after(&self.room), history);
        Ok(())
    }
}
