//! The book: a room of records that stays. Every change goes the same way: draft → edit → prepared → guarded → journal
//! (from here on it is saved) → sled → room → history.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use super::Host;
use super::backup::Keeper;
use super::erase::ERASE;
use super::identity::Identity;
use super::later::REBUILT;
use super::lock::Lock;
use super::log::Log;
use super::pen::Pen;
use super::seal::{Key, Seal};
use super::state::State;
use super::wire::Deed;
use crate::clock::Clock;
use crate::edit::Prepared;
use crate::edit::{Draft, Edit, History, Room, Stamp, Turn, guard};
use crate::model::{Id, Problem};

/// So many records at once are an import, before which a backup is taken.
const MANY: usize = 100;

/// An open store.
#[derive(Debug)]
pub struct Book {
    pub(super) room: Room,
    pub(super) log: Log,
    pub(super) history: History,
    /// `None` in memory, when only reading, and after sled failed.
    pub(super) state: Option<State>,
    pub(super) pen: Pen,
    pub(super) troubles: Vec<Problem>,
    /// Why nothing may be changed.
    pub(super) closed: Option<Problem>,
    /// Where it is and what is known of it; `None` where nothing is written.
    pub(super) home: Option<(PathBuf, Identity)>,
    /// Takes backups; `None` where nothing is written.
    pub(super) keeper: Option<Keeper>,
    /// The process that has the store and changes it for this one.
    pub(super) host: Option<Host>,
    /// What opens what is on the disk, where there is a passphrase.
    pub(super) seal: Option<Seal>,
    pub(super) key: Option<Key>,
    /// Let go of last.
    pub(super) lock: Option<Lock>,
}

impl Book {
    /// An empty book that is forgotten at the end: for the demo and for tests.
    pub fn in_memory(clock: Clock, author: &str) -> Self {
        Self {
            room: Room::default(),
            log: Log::Memory(Vec::new()),
            history: History::default(),
            state: None,
            pen: Pen { author: author.into(), clock, device: 0, stamp: Stamp::default() },
            troubles: Vec::new(),
            closed: None,
            home: None,
            keeper: None,
            host: None,
            seal: None,
            key: None,
            lock: None,
        }
    }

    /// A book of records that are only looked at; `why` nothing of it can be changed.
    pub fn to_look_at(room: Room, clock: Clock, author: &str, why: Problem) -> Self {
        let mut book = Self::in_memory(clock, author);
        (book.room, book.closed) = (room, Some(why));
        book
    }

    /// Takes what is there as given: nothing of it is listed as history or undone. For the sample of the demo.
    #[must_use]
    pub fn as_given(mut self) -> Self {
        if let Log::Memory(edits) = &mut self.log {
            edits.clear();
            self.history = History::default();
        }
        self
    }

    /// The records.
    pub const fn room(&self) -> &Room {
        &self.room
    }

    /// The same, to be worked with beside what goes on here.
    pub fn aside(&self) -> Arc<Room> {
        Arc::new(self.room.aside())
    }

    /// Lets go of what was unpacked of the records to be looked at.
    pub fn fold(&mut self) {
        self.room.fold();
    }

    /// What a passphrase is tried on, where there is one.
    pub const fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }

    /// The clock that stamps its edits.
    pub const fn clock(&self) -> Clock {
        self.pen.clock
    }

    /// Whose edits these are.
    pub fn author(&self) -> &str {
        &self.pen.author
    }

    /// What was wrong at opening but does not stand in the way.
    pub fn troubles(&self) -> &[Problem] {
        &self.troubles
    }

    /// Why nothing may be changed, where that is so.
    pub const fn closed(&self) -> Option<&Problem> {
        self.closed.as_ref()
    }

    /// Saves a draft. An empty one saves nothing and comes back as an edit without changes.
    pub fn commit(&mut self, draft: Draft) -> Result<Arc<Edit>, Problem> {
        self.open_for_changes()?;
        if self.host.is_some() && !draft.is_empty() {
            return self.entrust(Deed::One(draft))?.ok_or_else(|| Problem::new("problem-host-silent"));
        }
        let edit = self.pen.edit(draft, &self.room, None);
        if edit.changes.is_empty() {
            return Ok(Arc::new(edit));
        }
        let prepared = guarded(&self.room, edit)?;
        let edit = prepared.edit.clone();
        self.save_all(vec![prepared])?;
        Ok(edit)
    }

    /// Saves several drafts as one group, which undo takes back as one; each may build on those before it. One that is
    /// refused refuses all.
    pub fn commit_all(&mut self, drafts: Vec<Draft>) -> Result<(), Problem> {
        self.open_for_changes()?;
        if self.host.is_some() {
            return self.entrust(Deed::All(drafts)).map(drop);
        }
        let group = Some(Id::new(self.pen.clock.now()));
        let pen = &mut self.pen;
        let drafts = drafts.into_iter().filter(|draft| !draft.is_empty());
        let all = prepare_all(&self.room, drafts, |draft, room| Ok(pen.edit(draft, room, group)))?;
        self.save_all(all)
    }

    /// Saves the drafts of an import as one group, which undo takes back as one: each as soon as it is worked out, so that
    /// no more of it is held than one. One that is refused takes back those before it.
    pub fn import(&mut self, drafts: impl IntoIterator<Item = Result<Draft, Problem>>) -> Result<(), Problem> {
        self.open_for_changes()?;
        if self.host.is_some() {
            return self.entrust(Deed::Import(drafts.into_iter().collect::<Result<_, _>>()?)).map(drop);
        }
        let (before, group) = (self.log.len(), Some(Id::new(self.pen.clock.now())));
        let is_something = |draft: &Result<Draft, Problem>| draft.as_ref().map_or(true, |draft| !draft.is_empty());
        for draft in drafts.into_iter().filter(is_something) {
            let edit = draft.map(|draft| self.pen.edit(draft, &self.room, group));
            let saved = edit.and_then(|edit| guarded(&self.room, edit)).and_then(|prepared| {
                if self.log.len() == before {
                    self.back_up_before(prepared.after.len());
                }
                self.save(vec![prepared])
            });
            if let Err(problem) = saved {
                return Err(if self.log.len() > before { self.take_back(before, problem) } else { problem });
            }
        }
        Ok(())
    }

    /// Takes the last edit back, or its whole group, and returns the last edit that did; `None` where there is nothing
    /// to take back.
    pub fn undo(&mut self) -> Result<Option<Arc<Edit>>, Problem> {
        if self.host.is_some() { self.entrust(Deed::Undo) } else { self.turn(self.history.undoable(), Turn::Undoes) }
    }

    /// Does again what was last taken back.
    pub fn redo(&mut self) -> Result<Option<Arc<Edit>>, Problem> {
        if self.host.is_some() { self.entrust(Deed::Redo) } else { self.turn(self.history.redoable(), Turn::Redoes) }
    }

    /// What [`Self::undo`] takes back one time after the other: the numbers of the edits, the last first.
    pub fn undoable(&self) -> impl Iterator<Item = Vec<u64>> {
        self.history.steps().map(|step| step.into_iter().filter_map(|id| self.log.find(id)).collect())
    }

    /// How many edits were ever saved.
    pub fn edits(&self) -> u64 {
        self.log.len()
    }

    /// The `n`th edit, from 1.
    pub fn edit_at(&self, n: u64) -> Result<Arc<Edit>, Problem> {
        self.log.edit(n)
    }

    /// Every edit, newest first, each read when asked for.
    pub fn history(&self) -> impl Iterator<Item = Result<Arc<Edit>, Problem>> {
        (1..=self.log.len()).rev().map(|n| self.log.edit(n))
    }

    /// Writes out everything and ends. Dropping the book does the same, without a word when it fails.
    pub fn close(mut self) -> Result<(), Problem> {
        self.end()
    }

    fn end(&mut self) -> Result<(), Problem> {
        self.flush()?;
        // Both are about room and time alone: where there is no room to do them in, they are tried at the end of the next session.
        self.compact().ok();
        self.keep_snapshot().ok();
        self.backed_up(true)
    }

    /// What came of the backup that is being taken, once it is there; `wait` for it.
    pub(super) fn backed_up(&mut self, wait: bool) -> Result<(), Problem> {
        let outcome = self.keeper.as_mut().map_or(Ok(()), |keeper| keeper.outcome(wait));
        outcome.map_err(|why| Problem::new("problem-backup-failed").with("why", why))
    }

    /// Writes out what sled holds back, and down how many edits there are: for idle moments.
    pub fn flush(&mut self) -> Result<(), Problem> {
        self.raise_floor()?;
        match self.state.as_ref().map(State::flush) {
            Some(Err(problem)) => {
                self.abandon();
                Err(problem)
            }
            _ => self.backed_up(false),
        }
    }

    /// Has the floor written down anew: the journal was put in the place of another.
    pub(super) fn forget_floor(&mut self) {
        if let Some((_, known)) = &mut self.home {
            known.floor = 0;
        }
    }

    fn raise_floor(&mut self) -> Result<(), Problem> {
        let edits = self.log.len();
        if let Some((data, known)) = &mut self.home
            && edits > known.floor
            && self.closed.is_none()
        {
            known.floor = edits;
            known.save(data)?;
        }
        Ok(())
    }

    pub(super) fn abandon(&mut self) {
        if let Some(state) = self.state.take() {
            state.abandon();
        }
    }

    pub(super) fn open_for_changes(&self) -> Result<(), Problem> {
        if !self.room.is_whole() {
            return Err(Problem::new("problem-snapshot-lost"));
        }
        self.closed.clone().map_or(Ok(()), Err)
    }

    pub(super) fn turn(&mut self, ids: Vec<Id>, turn: fn(Id) -> Turn) -> Result<Option<Arc<Edit>>, Problem> {
        self.open_for_changes()?;
        let (pen, log) = (&mut self.pen, &self.log);
        let all = prepare_all(&self.room, ids, |id, _| {
            let n = log.find(id).ok_or_else(|| Problem::new("problem-gone").with("kind", id))?;
            let edit = log.edit(n)?;
            if edit.label == ERASE {
                return Err(Problem::new("problem-erased-for-good"));
            }
            Ok(pen.turn(&edit, turn(id)))
        })?;
        let last = all.last().map(|prepared| prepared.edit.clone());
        self.save_all(all)?;
        Ok(last)
    }

    /// Backs up what is there before so many records change.
    fn back_up_before(&mut self, records: usize) {
        if let Some(keeper) = &mut self.keeper {
            keeper.before(self.log.len(), records >= MANY, self.pen.clock.now());
        }
    }

    fn save_all(&mut self, all: Vec<Prepared>) -> Result<(), Problem> {
        self.back_up_before(all.iter().map(|prepared| prepared.after.len()).sum());
        self.save(all)
    }

    fn save(&mut self, all: Vec<Prepared>) -> Result<(), Problem> {
        if !all.is_empty() {
            let edits: Vec<_> = all.iter().map(|prepared| prepared.edit.clone()).collect();
            let first = self.log.append(&edits)?;
            (first..).zip(all).for_each(|(n, prepared)| self.keep(n, prepared));
        }
        self.open_for_changes()
    }

    /// Takes over what the journal has. If sled fails, it is saved all the same, but nothing more can be.
    fn keep(&mut self, n: u64, prepared: Prepared) {
        let applied = self.state.as_ref().map(|state| state.apply(&self.room, &prepared, n));
        self.troubles.extend(self.state.iter().flat_map(State::troubles));
        match applied {
            // What could not be opened stands aside, and the next session fills a new one.
            Some(Err(problem)) if problem.id == REBUILT => {
                self.abandon();
                self.troubles.push(problem);
            }
            Some(Err(problem)) => {
                self.abandon();
                self.closed = Some(Problem { id: "problem-saved-but-closed", ..problem });
            }
            _ => {}
        }
        self.history.push(&prepared.edit);
        self.room.absorb(prepared);
    }
}

impl Drop for Book {
    fn drop(&mut self) {
        // Nobody is left to tell; the journal has everything.
        if thread::panicking() {
            self.flush().ok();
            self.backed_up(true).ok();
        } else {
            self.end().ok();
        }
        // A book ends with its program: to give its records back one by one would take as long as reading them.
        std::mem::forget(std::mem::take(&mut self.room));
    }
}

/// Prepares edits that build on each other; the room itself stays as it is.
fn prepare_all<T>(
    room: &Room,
    sources: impl IntoIterator<Item = T>,
    mut edit: impl FnMut(T, &Room) -> Result<Edit, Problem>,
) -> Result<Vec<Prepared>, Problem> {
    let mut room = Cow::Borrowed(room);
    let mut all: Vec<Prepared> = Vec::new();
    for source in sources {
        // Copied only where a second edit has to see the first.
        if let Some(last) = all.last() {
            room.to_mut().absorb(last.clone());
        }
        let edit = edit(source, &room)?;
        all.push(guarded(&room, edit)?);
    }
    Ok(all)
}

pub(super) fn guarded(room: &Room, edit: Edit) -> Result<Prepared, Problem> {
    let prepared = room.prepare(edit)?;
    guard::check(room, &prepared)?;
    Ok(prepared)
}
