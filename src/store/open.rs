//! Opening a book: lock, journal, sled, what the journal has beyond sled. Damage is never passed over in silence: either
//! it does no harm, then it is reported among the book's troubles, or the book is closed for changes.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::backup::Keeper;
use super::identity::{Identity, UNREADABLE};
use super::journal::{Hole, Journal, Survey, Tail};
use super::kept::Kept;
use super::later::{self, Found, Later, REBUILT};
use super::lock::{Lock, Stay};
use super::log::Log;
use super::seal::{self, Key, Seal};
use super::snapshot::{self, Base};
use super::state::State;
use super::trees::FOREIGN;
use super::{Book, disk, swap};
use crate::clock::Clock;
use crate::edit::{Edit, Turn};
use crate::model::Problem;
use crate::model::subject::Subject;

/// What a book is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To have it for oneself. Makes it where there is none; one process at a time.
    ReadWrite,
    /// The same, for as long as somebody works with it: where the snapshot and the journal say it all, and the last session
    /// ended in order, sled is opened when something is first written.
    Session,
    /// To change something in it: like [`Access::ReadWrite`], but where another process has it and serves others, through
    /// that one.
    Shared,
    /// To look at it for a moment. Makes none where there is none. Where the snapshot and the journal say it all, nothing
    /// else is opened; else it is as with [`Access::Inspect`].
    Glance,
    /// To see what is in all of it. Makes none where there is none. What is derived helps, and is mended, where nobody else
    /// has the store; else it is read as with [`Access::ReadOnly`].
    Inspect,
    /// To look at it, even while another process changes it or where nothing can be written. Touches nothing.
    ReadOnly,
}

impl Access {
    /// For how long a store is taken for that.
    const fn stay(self) -> Stay {
        match self {
            Self::ReadWrite | Self::Session => Stay::Long,
            Self::Shared => Stay::Work,
            Self::Glance | Self::Inspect | Self::ReadOnly => Stay::Brief,
        }
    }
}

/// How the passphrase of a store is asked for: what opens its key.
pub type Ask<'a> = &'a mut dyn FnMut(&Key) -> Result<Seal, Problem>;

/// The problem that there is nothing to look at.
pub const NO_STORE: &str = "problem-store-none";

/// The problem that what is sealed cannot be opened.
pub(super) const NO_KEY: &str = "problem-store-damaged-key";

/// The problem that another process has it.
const IN_USE: &str = "problem-store-in-use";

/// What an import means.
const IMPORT: &str = "edit-import";

/// The problem that only a part of an import is in.
const CUT_OFF: &str = "problem-import-cut-off";

/// Problems of whoever writes; the journal can be read all the same.
const OUT_OF_REACH: [&str; 7] = [
    IN_USE,
    "problem-db-refused",
    "problem-db-full",
    "problem-disk-forbidden",
    "problem-disk-unwritable",
    "problem-disk-read-only",
    "problem-disk-full",
];

impl Book {
    /// Opens the store in a folder. One with a passphrase is refused: see [`Book::unlock`].
    pub fn open(data: &Path, clock: Clock, author: &str, access: Access) -> Result<Self, Problem> {
        Self::unlock(data, clock, author, access, &mut |_| Err(Problem::new("problem-usage-passphrase")))
    }

    /// The same; where the store has a passphrase, `ask` opens its key. Nobody else is kept waiting for that.
    pub fn unlock(data: &Path, clock: Clock, author: &str, access: Access, ask: Ask) -> Result<Self, Problem> {
        let seal = Self::key_of(data)?.map(|key| ask(&key)).transpose()?;
        match access {
            Access::ReadWrite | Access::Session => Self::write(data, clock, author, seal, access),
            Access::Shared => match Self::write(data, clock, author, seal.clone(), access) {
                Err(problem) if problem.id == IN_USE => Self::through(data, clock, author, seal, problem),
                opened => opened,
            },
            Access::ReadOnly => Self::read(data, clock, author, seal),
            Access::Glance | Access::Inspect if !Self::is_in(data)? => Err(none(data)),
            Access::Glance => match Self::glimpse(data, clock, author, seal.as_ref())? {
                Some(book) => Ok(book),
                None => Self::inspect(data, clock, author, seal),
            },
            Access::Inspect => Self::inspect(data, clock, author, seal),
        }
    }

    /// What a passphrase is tried on before a store is opened, where it has one.
    pub fn key_of(data: &Path) -> Result<Option<Key>, Problem> {
        Key::read(&swap::standing(data))
    }

    /// Whether a store was ever made in a folder.
    pub fn is_in(data: &Path) -> Result<bool, Problem> {
        ["STORE", "journal", "db"].iter().try_fold(false, |found, name| {
            let path = data.join(name);
            match fs::symlink_metadata(&path) {
                Ok(_) => Ok(true),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(found),
                Err(error) => Err(disk::problem(&path, &error)),
            }
        })
    }

    pub(super) fn read(data: &Path, clock: Clock, author: &str, seal: Option<Seal>) -> Result<Self, Problem> {
        if !Self::is_in(data)? {
            return Err(none(data));
        }
        disk::close_to_others(data, false)?;
        let identity = Identity::read(data)?;
        let floor = identity.map_or(0, |known| known.floor);
        let mut book = Self::in_memory(clock, author);
        book.take_key(data, seal.as_ref())?;
        let (journal, survey, base) = Self::begin(data, identity.as_ref(), seal.as_ref(), &mut book.troubles)?;
        if journal.len() < floor {
            book.shut(short(journal.len(), floor, journal.len()));
        }
        book.closed.get_or_insert(Problem::new("problem-read-only"));
        book.remember(journal, &survey);
        // Another process may be at the end of the file: what is unfinished there is not yet an edit.
        let from = base.map_or(1, |base| book.stand_on(base));
        book.replay(from, &survey, None)?;
        Ok(book)
    }

    fn inspect(data: &Path, clock: Clock, author: &str, seal: Option<Seal>) -> Result<Self, Problem> {
        match Self::write(data, clock, author, seal.clone(), Access::Inspect) {
            Err(problem) if OUT_OF_REACH.contains(&problem.id) => Self::read(data, clock, author, seal),
            opened => opened,
        }
    }

    /// What a snapshot and the journal after it say, where both are sound and nothing waits to be mended; neither a lock nor sled
    /// is needed for that.
    fn glimpse(data: &Path, clock: Clock, author: &str, seal: Option<&Seal>) -> Result<Option<Self>, Problem> {
        if !data.join(snapshot::NAME).exists() {
            return Ok(None);
        }
        disk::close_to_others(data, false)?;
        let Ok(Some(identity)) = Identity::read(data) else { return Ok(None) };
        let mut book = Self::in_memory(clock, author);
        book.take_key(data, seal)?;
        let (journal, survey, base) = Self::begin(data, Some(&identity), seal, &mut book.troubles)?;
        let is_sound = survey.holes.is_empty() && survey.tail.is_none() && journal.len() >= identity.floor;
        let Some(base) = base.filter(|_| is_sound) else { return Ok(None) };
        book.remember(journal, &survey);
        let from = book.stand_on(base);
        book.replay(from, &survey, None)?;
        if !book.troubles.is_empty() || book.closed.is_some() || book.half_an_import(&survey).is_some() {
            return Ok(None);
        }
        book.closed = Some(Problem::new("problem-read-only"));
        Ok(Some(book))
    }

    fn write(data: &Path, clock: Clock, author: &str, seal: Option<Seal>, access: Access) -> Result<Self, Problem> {
        let fresh = !Self::is_in(data)?;
        disk::make_dir(&data.join("journal"))?;
        disk::close_to_others(data, fresh)?;
        let lock = Lock::take(data, clock.now(), access.stay())?;
        swap::finish(data)?;
        let mut book = Self::in_memory(clock, author);
        let identity = match Identity::settle(data, clock.now()) {
            Err(problem) if problem.id == UNREADABLE => {
                disk::set_aside(data, "STORE")?;
                book.troubles.push(Problem::new("problem-store-identity-anew"));
                Identity::settle(data, clock.now())?
            }
            settled => settled?,
        };
        book.take_key(data, seal.as_ref())?;
        book.lock = Some(lock);
        book.home = Some((data.to_owned(), identity));
        book.keeper = Some(Keeper::new(data));
        book.pen.device = identity.device;
        let (journal, survey, base) = Self::begin(data, Some(&identity), seal.as_ref(), &mut book.troubles)?;
        let is_in_order = journal.len() == identity.floor && survey.holes.is_empty() && survey.tail.is_none();
        match base {
            Some(base) if access == Access::Session && is_in_order => {
                book.remember(journal, &survey);
                book.stand_with_sled_later(data, identity, base, &survey)?;
            }
            base => book.stand_on_sled(data, identity, journal, base, &survey)?,
        }
        // Folders that were copied from elsewhere bring the modes they had there.
        ["", "journal", "backups", "quarantine", "db"]
            .iter()
            .try_for_each(|name| disk::close_within(&data.join(name)))?;
        let half = book.half_an_import(&survey).map(|problem| book.rid_of_half(problem));
        book.troubles.extend(half);
        book.troubles.extend(disk::scarce(data));
        Ok(book)
    }

    /// Goes on from what the snapshot and the journal say: sled has nothing beyond that.
    fn stand_with_sled_later(
        &mut self,
        data: &Path,
        identity: Identity,
        base: Base,
        survey: &Survey,
    ) -> Result<(), Problem> {
        let from = self.stand_on(base);
        self.replay(from, survey, None)?;
        if self.closed.is_none() {
            let (data, seal, room) = (data.to_owned(), self.seal.clone(), self.aside());
            self.state = Some(State::later(Later { data, store: identity.store, seal, room, n: self.log.len() })?);
        }
        Ok(())
    }

    /// Goes on from what sled has, where that is sound, and brings it to where the journal is.
    fn stand_on_sled(
        &mut self,
        data: &Path,
        identity: Identity,
        journal: Journal,
        base: Option<Base>,
        survey: &Survey,
    ) -> Result<(), Problem> {
        let (edits, n) = (journal.len(), base.as_ref().map(|base| base.n));
        // Ahead of the journal, or behind the snapshot, sled is asked what it has.
        let is_known = |applied: Option<u64>| n.is_some_and(|n| applied.is_none_or(|upto| (n..=edits).contains(&upto)));
        let kept = self.open_state(data, identity, is_known);
        self.remember(journal, survey);
        let mut kept = match kept {
            Err(problem) if problem.id == FOREIGN => self.open_state_anew(data, identity, &problem).map(Some)?,
            kept => kept?,
        };
        self.settle_tail(data, survey, kept.as_mut())?;
        self.take_up(kept, base, survey)
    }

    /// Takes the key that everything is read with. Another may have come since the passphrase was asked for.
    fn take_key(&mut self, data: &Path, seal: Option<&Seal>) -> Result<(), Problem> {
        self.key = Key::read(&swap::standing(data))?;
        seal::fits(self.key.as_ref(), seal)?;
        self.seal = seal.cloned();
        Ok(())
    }

    /// The journal, and what its heads tell.
    fn remember(&mut self, journal: Journal, survey: &Survey) {
        self.note(survey);
        self.log = Log::Disk(journal);
    }

    /// What the heads of the journal's lines tell.
    pub(super) fn note(&mut self, survey: &Survey) {
        for head in &survey.heads {
            self.history.note(head.id, head.group, head.turn);
            self.pen.stamp = self.pen.stamp.max(head.at);
        }
    }

    /// Opens sled; after a panic this process goes on without it.
    fn open_state(
        &mut self,
        data: &Path,
        identity: Identity,
        is_known: impl Fn(Option<u64>) -> bool,
    ) -> Result<Option<Kept>, Problem> {
        let path = data.join("db");
        let open = || Kept::open(&path, identity.store, self.seal.clone(), &is_known);
        let (kept, is_sound) = match later::carefully(data, open)? {
            Found::Sound(kept) => (Some(kept), true),
            Found::Anew(kept) => (Some(kept), false),
            Found::Nothing => (None, false),
        };
        self.troubles.extend((!is_sound).then(|| Problem::new(REBUILT)));
        Ok(kept)
    }

    /// Sets sled aside that is of another store, or sealed under another key, and begins anew. Where the journal has not all
    /// there was, the key is what is missing.
    fn open_state_anew(&mut self, data: &Path, identity: Identity, why: &Problem) -> Result<Kept, Problem> {
        if self.log.len() < identity.floor && why.args.contains(&("why", "key".into())) {
            return Err(Problem::new(NO_KEY).with("path", data.join("journal/KEY").display()));
        }
        disk::set_aside(data, "db")?;
        self.troubles.push(why.clone());
        Kept::open(&data.join("db"), identity.store, self.seal.clone(), |_| true)
    }

    /// Cuts what is unfinished at the journal's end. Where sled has the edit that stood there, it is written down again.
    fn settle_tail(&mut self, data: &Path, survey: &Survey, kept: Option<&mut Kept>) -> Result<(), Problem> {
        let applied = kept.as_ref().and_then(|kept| kept.applied).unwrap_or_default();
        let known = self.home.as_ref().map_or(0, |(_, known)| known.floor).max(applied);
        let next = self.log.len() + 1;
        let lost_but_kept = (known, applied) == (next, next) && survey.holes.is_empty();
        if known >= next && !lost_but_kept {
            self.shut(short(self.log.len(), known, self.log.len().max(applied)));
            return Ok(());
        }
        if let Some(tail) = survey.tail.as_ref().filter(|tail| tail.lines > 1) {
            // No write that broke off does that: what was saved is damaged, and cutting it off would lose it.
            let problem = Problem::new("problem-store-damaged-journal").with("path", tail.path.display());
            self.shut(problem.with("row", tail.row));
            return Ok(());
        }
        if let (Some(tail), Log::Disk(journal)) = (&survey.tail, &mut self.log) {
            journal.cut(data, tail)?;
            if !lost_but_kept {
                self.troubles.push(torn(tail));
            }
        }
        if let Some(kept) = kept.filter(|_| lost_but_kept)
            && let Some(room) = kept.room.take()
        {
            self.write_again(&room)?;
            // The stamps are those of the new line: what sled holds is built anew from the journal.
            kept.applied = None;
        }
        Ok(())
    }

    /// Goes on from what sled has, or else the snapshot, or else from nothing.
    fn take_up(&mut self, kept: Option<Kept>, base: Option<Base>, survey: &Survey) -> Result<(), Problem> {
        let Some(Kept { state, applied, room }) = kept else {
            let from = base.map_or(1, |base| self.stand_on(base));
            return self.replay(from, survey, None);
        };
        let from = match (applied, room, base) {
            (Some(applied), Some(room), _) => self.stand_on(Base { n: applied, room }),
            (_, _, Some(base)) => self.stand_on(base),
            _ => 1,
        };
        self.replay(from, survey, applied.map(|applied| (&state, applied)))?;
        if applied.is_none() {
            if self.closed.is_some() {
                return Ok(());
            }
            state.fill(&self.room, self.log.len())?;
        }
        self.state = Some(state);
        Ok(())
    }

    /// Begins with these records, and returns the number of the first edit that is not in them.
    fn stand_on(&mut self, base: Base) -> u64 {
        self.room = base.room;
        base.n + 1
    }

    /// Does every edit from number `from` on again, in sled too those after the one it holds. Stops before what cannot be
    /// read and closes the book there.
    pub(super) fn replay(&mut self, from: u64, survey: &Survey, state: Option<(&State, u64)>) -> Result<(), Problem> {
        let mut end = self.log.len();
        for hole in &survey.holes {
            if hole.last < from {
                self.troubles.push(damaged("problem-journal-damaged-but-safe", hole));
            } else {
                end = end.min(hole.first - 1);
                self.shut(damaged("problem-store-damaged-journal", hole));
            }
        }
        for n in from..=end {
            let prepared = self.log.edit(n).and_then(|edit| self.room.prepare(Edit::clone(&edit)));
            let prepared = match prepared {
                Ok(prepared) => prepared,
                Err(problem) => {
                    self.shut(Problem::new("problem-store-damaged-edit").with("number", n).with("why", problem));
                    break;
                }
            };
            if let Some((state, applied)) = state
                && n > applied
            {
                state.apply(&self.room, &prepared, n)?;
            }
            self.room.absorb(prepared);
        }
        Ok(())
    }

    /// An import whose last part never came, or whose undo was not done to the end, where nothing was done since: somebody
    /// was killed. One that was then done again as it is was wanted so, and is only told of.
    fn half_an_import(&self, survey: &Survey) -> Option<(Problem, bool)> {
        let Log::Disk(journal) = &self.log else { return None };
        let last = *self.history.undoable().first()?;
        let title = journal.title(journal.find(last)?).ok().filter(|title| title.label == IMPORT)?;
        let Subject { name, part, .. } = Subject::read(&title.subject);
        let part = part.filter(|part| part.split_once('/').is_some_and(|(nth, all)| nth != all))?;
        let group = survey.heads.iter().rev().find(|head| head.id == last)?.group;
        let end = survey.heads.last()?;
        let is_cut_off = end.group == group && group.is_some() && !matches!(end.turn, Some(Turn::Redoes(_)));
        Some((Problem::new(CUT_OFF).with("file", name).with("part", part), is_cut_off))
    }

    /// Takes back what an import that was cut off has left, and says so: it is in as a whole or not at all. Where nothing
    /// can be written it is only told of.
    fn rid_of_half(&mut self, (problem, is_cut_off): (Problem, bool)) -> Problem {
        if is_cut_off && self.closed.is_none() && matches!(self.undo(), Ok(Some(_))) {
            return Problem { id: "problem-import-cut-off-undone", ..problem };
        }
        problem
    }

    /// Closes the book for changes.
    fn shut(&mut self, why: Problem) {
        self.troubles.push(why.clone());
        self.closed.get_or_insert(why);
    }
}

/// The problem that the journal ends too soon; `shown` is the last edit whose records are there all the same.
fn short(found: u64, known: u64, shown: u64) -> Problem {
    let id = if shown < known { "problem-store-damaged-short" } else { "problem-store-damaged-end" };
    Problem::new(id).with("number", found).with("applied", known).with("shown", shown)
}

fn none(data: &Path) -> Problem {
    Problem::new(NO_STORE).with("path", data.display())
}

fn damaged(id: &'static str, hole: &Hole) -> Problem {
    Problem::new(id).with("path", hole.path.display()).with("row", hole.row)
}

fn torn(tail: &Tail) -> Problem {
    Problem::new("problem-journal-torn").with("path", tail.path.display()).with("row", tail.row)
}
