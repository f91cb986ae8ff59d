//! Sled: the records and their indexes as of one line of the journal, whose number it knows. The only file that says
//! `sled::`.
//!
//! Every call is contained: sled panics on some damaged files. After that it must not be used, dropped or opened again
//! in this process, so [`State::abandon`] leaks it.

use std::ops::RangeBounds;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::Path;

use sled::{Batch, Db, Mode, Transactional, Tree};

use super::codec::{self, KEY};
use super::index::{self, Index};
use super::migrate::SCHEMA;
use super::seal::Seal;
use crate::edit::Room;
use crate::edit::{Held, Prepared};
use crate::model::problem::is_full;
use crate::model::{Id, Problem};

/// Values longer than this are split: sled spills longer ones to files that it never syncs.
const PART: usize = 4096;
/// Records written at a time when everything is written.
const BULK: usize = 1000;

/// The problem that only a fresh database solves.
pub const DAMAGED: &str = "problem-store-damaged-db";
/// The same, and sled must not be used in this process any more.
pub const PANICKED: &str = "problem-store-damaged-panic";

const APPLIED: &[u8] = b"applied";
const INDEXES: &[u8] = b"indexes";
const STORE: &[u8] = b"store";

/// An open database.
#[derive(Debug)]
pub struct State {
    db: Db,
    records: Tree,
    /// In the order of [`Index::ALL`].
    indexes: [Tree; 4],
    meta: Tree,
    /// What values are sealed with. The indexes hold words of records, so they are not kept then.
    seal: Option<Seal>,
}

/// A record, or why it cannot be read.
pub type Found = Result<(Id, Held), Problem>;

/// What one edit writes: to the records, and to each index.
#[derive(Default)]
struct Writes {
    seal: Option<Seal>,
    records: Batch,
    indexes: [Batch; 4],
}

impl State {
    /// Opens or makes the database. One of another store or of an older format is emptied: the journal fills it again. One
    /// under another key is damaged: somebody took the journal and its key away from it.
    pub fn open(path: &Path, store: Id, seal: Option<Seal>) -> Result<Self, Problem> {
        let key = seal.as_ref().map(Seal::id).unwrap_or_default().to_owned();
        let state = contain(|| {
            let config = sled::Config::new().path(path).cache_capacity(64 << 20).mode(Mode::HighThroughput);
            let db = config.open()?;
            Ok(Self {
                records: db.open_tree("records")?,
                indexes: [
                    db.open_tree("by_day")?,
                    db.open_tree("by_city")?,
                    db.open_tree("by_name")?,
                    db.open_tree("summaries")?,
                ],
                meta: db.open_tree("meta")?,
                seal,
                db,
            })
        })?;
        let format = [&store.bytes()[..], &SCHEMA.to_be_bytes(), &codec::FORMAT.to_be_bytes()].concat();
        let owner = [&format[..], key.as_bytes()].concat();
        let found = contain(|| state.meta.get(STORE))?;
        if found.as_ref().is_some_and(|found| found.starts_with(&format) && **found != *owner) {
            return Err(Problem::new(DAMAGED).with("why", "key"));
        }
        contain(|| {
            if found.is_none_or(|found| found != owner) {
                state.meta.clear()?;
                state.clear()?;
                state.meta.insert(STORE, owner)?;
            }
            Ok(())
        })?;
        Ok(state)
    }

    /// The number of the last edit it holds; `None` while it is empty or half filled.
    pub fn applied(&self) -> Result<Option<u64>, Problem> {
        let bytes = contain(|| self.meta.get(APPLIED))?;
        Ok(bytes.and_then(|bytes| Some(u64::from_be_bytes(*bytes.first_chunk()?))))
    }

    /// Every record, or what is wrong with it.
    pub fn records(&self) -> Result<Vec<Found>, Problem> {
        contain(|| {
            let mut found = Vec::new();
            let mut whole: Option<([u8; KEY], Vec<u8>)> = None;
            for entry in &self.records {
                let (key, value) = entry?;
                match (key.first_chunk().copied(), &mut whole) {
                    (Some(key), Some((last, bytes))) if key == *last => bytes.extend_from_slice(&value),
                    (key, _) => {
                        let next = (key.unwrap_or([0; KEY]), value.to_vec());
                        found.extend(
                            whole.replace(next).map(|(key, value)| codec::decode(&key, &value, self.seal.as_ref())),
                        );
                    }
                }
            }
            found.extend(whole.map(|(key, value)| codec::decode(&key, &value, self.seal.as_ref())));
            Ok(found)
        })
    }

    /// Writes what one edit leaves behind, and its number, in one transaction. `room` is as it was before.
    pub fn apply(&self, room: &Room, prepared: &Prepared, n: u64) -> Result<(), Problem> {
        let mut writes = self.writes();
        for (id, held) in &prepared.after {
            if let Some(old) = room.held(*id) {
                self.remove(&mut writes, *id, old)?;
            }
            writes.insert(*id, held)?;
        }
        let [day, city, name, summary] = &self.indexes;
        let trees = (&self.records, day, city, name, summary, &self.meta);
        contain(|| {
            let result = trees.transaction(|(records, day, city, name, summary, meta)| {
                records.apply_batch(&writes.records)?;
                for (tree, batch) in [day, city, name, summary].into_iter().zip(&writes.indexes) {
                    tree.apply_batch(batch)?;
                }
                meta.insert(APPLIED, &n.to_be_bytes())?;
                Ok(())
            });
            result.map_err(|error| match error {
                sled::transaction::TransactionError::Abort(error)
                | sled::transaction::TransactionError::Storage(error) => error,
            })
        })
    }

    /// Replaces everything with the records of a room, as of edit `n`. Killed in the middle, it counts as empty.
    pub fn fill(&self, room: &Room, n: u64) -> Result<(), Problem> {
        contain(|| {
            self.meta.remove(APPLIED)?;
            self.clear()
        })?;
        let mut everything = room.everything().peekable();
        while everything.peek().is_some() {
            let mut writes = self.writes();
            everything.by_ref().take(BULK).try_for_each(|(id, held)| writes.insert(id, held))?;
            contain(|| {
                self.records.apply_batch(writes.records)?;
                self.indexes.iter().zip(writes.indexes).try_for_each(|(tree, batch)| tree.apply_batch(batch))
            })?;
        }
        contain(|| {
            self.meta.insert(INDEXES, &index::VERSION.to_be_bytes())?;
            self.meta.insert(APPLIED, &n.to_be_bytes())?;
            self.db.flush().map(drop)
        })
    }

    /// Whether it keeps the indexes; else they are derived whenever they are asked for.
    pub const fn keeps_indexes(&self) -> bool {
        self.seal.is_none()
    }

    fn writes(&self) -> Writes {
        Writes { seal: self.seal.clone(), ..Writes::default() }
    }

    /// Whether the indexes were derived by this version.
    pub fn is_indexed(&self) -> Result<bool, Problem> {
        contain(|| Ok(self.meta.get(INDEXES)?.is_some_and(|found| found == index::VERSION.to_be_bytes())))
    }

    /// Every key of an index within a range.
    pub fn keys(&self, index: Index, range: impl RangeBounds<Vec<u8>>) -> Result<Vec<Vec<u8>>, Problem> {
        let [day, city, name, summary] = &self.indexes;
        let tree = match index {
            Index::Day => day,
            Index::City => city,
            Index::Name => name,
            Index::Summary => summary,
        };
        contain(|| tree.range(range).keys().map(|key| key.map(|key| key.to_vec())).collect())
    }

    /// Writes out what sled still holds back.
    pub fn flush(&self) -> Result<(), Problem> {
        contain(|| self.db.flush().map(drop))
    }

    /// Lets go of it without running any of its code.
    pub fn abandon(self) {
        std::mem::forget(self);
    }

    fn clear(&self) -> sled::Result<()> {
        self.records.clear()?;
        self.indexes.iter().try_for_each(Tree::clear)
    }

    fn remove(&self, writes: &mut Writes, id: Id, held: &Held) -> Result<(), Problem> {
        for (index, key) in writes.keys(held) {
            writes.index(index).remove(key);
        }
        let parts =
            contain(|| self.records.scan_prefix(codec::key(id, held)).keys().collect::<sled::Result<Vec<_>>>())?;
        for key in parts {
            writes.records.remove(key);
        }
        Ok(())
    }
}

impl Writes {
    fn insert(&mut self, id: Id, held: &Held) -> Result<(), Problem> {
        let key = codec::key(id, held);
        let value = codec::encode(&key, held, self.seal.as_ref())?;
        for (part, bytes) in (0_u16..).zip(value.chunks(PART)) {
            self.records.insert([&key[..], &part.to_be_bytes()].concat(), bytes);
        }
        for (index, key) in self.keys(held) {
            self.index(index).insert(key, &[]);
        }
        Ok(())
    }

    /// What the indexes are told of a record.
    fn keys(&self, held: &Held) -> Vec<(Index, Vec<u8>)> {
        held.record.as_ref().filter(|_| self.seal.is_none()).map(index::keys).unwrap_or_default()
    }

    const fn index(&mut self, index: Index) -> &mut Batch {
        let [day, city, name, summary] = &mut self.indexes;
        match index {
            Index::Day => day,
            Index::City => city,
            Index::Name => name,
            Index::Summary => summary,
        }
    }
}

/// Whether a panic came from inside sled, where it is caught and becomes a [`Problem`]: panic hooks keep quiet about it.
pub fn is_contained(panic: &PanicHookInfo<'_>) -> bool {
    panic.location().is_some_and(|place| place.file().contains("sled-0.34"))
}

/// Runs a call to sled; a panic inside becomes a problem.
fn contain<T>(call: impl FnOnce() -> sled::Result<T>) -> Result<T, Problem> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(answer) => answer.map_err(|error| match &error {
            sled::Error::Io(why) if is_full(why.kind()) => Problem::new("problem-db-full"),
            sled::Error::Io(..) => Problem::new("problem-db-refused").saying("why", error),
            _ => Problem::new(DAMAGED).with("why", error),
        }),
        Err(_) => Err(Problem::new(PANICKED)),
    }
}
