//! Sled: the records and their indexes as of one line of the journal, whose number it knows. The only file that says
//! `sled::`.
//!
//! Every call is contained: sled panics on some damaged files. After that it must not be used, dropped or opened again
//! in this process.
//!
//! With the number goes a digest: the sum, wrapping, of a hash of every record's key and value. Sled that comes back as it
//! was some time ago, or torn, does not add up.

use std::fs::File;
use std::hash::Hasher;
use std::ops::RangeBounds;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use siphasher::sip::SipHasher13;
use sled::{Batch, Db, Mode, Transactional, Tree};

use super::codec::{self, KEY};
use super::index::{self, Index};
use super::migrate::SCHEMA;
use super::seal::Seal;
use crate::edit::{Held, Room};
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
const DIGEST: &[u8] = b"digest";
const INDEXES: &[u8] = b"indexes";
const STORE: &[u8] = b"store";

/// An open database.
#[derive(Debug)]
pub struct Trees {
    path: PathBuf,
    db: Db,
    records: Tree,
    /// In the order of [`Index::ALL`].
    indexes: [Tree; 4],
    meta: Tree,
    /// What values are sealed with. The indexes hold words of records, so they are not kept then.
    seal: Option<Seal>,
    /// Of what is written.
    digest: AtomicU64,
}

/// What one edit leaves behind: its number, and each record as it was and as it is.
pub struct Step {
    /// The number.
    pub n: u64,
    /// The records.
    pub records: Vec<(Id, Option<Arc<Held>>, Arc<Held>)>,
}

/// A record's key, and its value put together again.
pub type Raw = ([u8; KEY], Vec<u8>);

/// What one edit writes: to the records, and to each index.
#[derive(Default)]
struct Writes {
    seal: Option<Seal>,
    records: Batch,
    indexes: [Batch; 4],
}

impl Trees {
    /// Opens or makes the database. One of another store or of an older format is emptied: the journal fills it again. One
    /// under another key is damaged: somebody took the journal and its key away from it.
    pub fn open(path: &Path, store: Id, seal: Option<Seal>) -> Result<Self, Problem> {
        let key = seal.as_ref().map(Seal::id).unwrap_or_default().to_owned();
        let trees = contain(|| {
            let config = sled::Config::new().path(path).cache_capacity(64 << 20).mode(Mode::HighThroughput);
            let db = config.open()?;
            Ok(Self {
                path: path.to_owned(),
                records: db.open_tree("records")?,
                indexes: [
                    db.open_tree("by_day")?,
                    db.open_tree("by_city")?,
                    db.open_tree("by_name")?,
                    db.open_tree("summaries")?,
                ],
                meta: db.open_tree("meta")?,
                digest: AtomicU64::new(0),
                seal,
                db,
            })
        })?;
        let format = [&store.bytes()[..], &SCHEMA.to_be_bytes(), &codec::FORMAT.to_be_bytes()].concat();
        let owner = [&format[..], key.as_bytes()].concat();
        let found = contain(|| trees.meta.get(STORE))?;
        if found.as_ref().is_some_and(|found| found.starts_with(&format) && **found != *owner) {
            return Err(Problem::new(DAMAGED).with("why", "key"));
        }
        contain(|| {
            if found.is_none_or(|found| found != owner) {
                trees.meta.clear()?;
                trees.clear()?;
                trees.meta.insert(STORE, owner)?;
            }
            Ok(())
        })?;
        trees.digest.store(trees.digest()?.unwrap_or_default(), Ordering::Relaxed);
        Ok(trees)
    }

    /// The number of the last edit it holds; `None` while it is empty or half filled.
    pub fn applied(&self) -> Result<Option<u64>, Problem> {
        let bytes = contain(|| self.meta.get(APPLIED))?;
        Ok(bytes.and_then(|bytes| Some(u64::from_be_bytes(*bytes.first_chunk()?))))
    }

    /// The digest of what it holds, as it was written down with that number.
    pub fn digest(&self) -> Result<Option<u64>, Problem> {
        let bytes = contain(|| self.meta.get(DIGEST))?;
        Ok(bytes.and_then(|bytes| Some(u64::from_be_bytes(*bytes.first_chunk()?))))
    }

    /// Hands on every record as it lies there, in order of the keys.
    pub fn scan(&self, mut each: impl FnMut(Raw)) -> Result<(), Problem> {
        contain(|| {
            let mut whole: Option<Raw> = None;
            for entry in &self.records {
                let (key, value) = entry?;
                let key = key.first_chunk().copied().unwrap_or([0; KEY]);
                match &mut whole {
                    Some((last, bytes)) if key == *last => bytes.extend_from_slice(&value),
                    _ => whole.replace((key, value.to_vec())).into_iter().for_each(&mut each),
                }
            }
            whole.into_iter().for_each(each);
            Ok(())
        })
    }

    /// What a record is, by its key and value.
    pub fn decode(&self, (key, value): &Raw) -> Result<(Id, Held), Problem> {
        codec::decode(key, value, self.seal.as_ref())
    }

    /// Writes what one edit leaves behind, its number and the digest, in one transaction.
    pub fn write(&self, step: &Step) -> Result<(), Problem> {
        let mut writes = self.writes();
        let mut digest = self.digest.load(Ordering::Relaxed);
        for (id, old, new) in &step.records {
            if let Some(old) = old {
                digest = digest.wrapping_sub(self.remove(&mut writes, *id, old)?);
            }
            digest = digest.wrapping_add(writes.insert(*id, new)?);
        }
        let [day, city, name, summary] = &self.indexes;
        let trees = (&self.records, day, city, name, summary, &self.meta);
        contain(|| {
            let result = trees.transaction(|(records, day, city, name, summary, meta)| {
                records.apply_batch(&writes.records)?;
                for (tree, batch) in [day, city, name, summary].into_iter().zip(&writes.indexes) {
                    tree.apply_batch(batch)?;
                }
                meta.insert(DIGEST, &digest.to_be_bytes())?;
                meta.insert(APPLIED, &step.n.to_be_bytes())?;
                Ok(())
            });
            result.map_err(|error| match error {
                sled::transaction::TransactionError::Abort(error)
                | sled::transaction::TransactionError::Storage(error) => error,
            })
        })?;
        self.digest.store(digest, Ordering::Relaxed);
        Ok(())
    }

    /// Replaces everything with the records of a room, as of edit `n`. Killed in the middle, it counts as empty.
    pub fn fill(&self, room: &Room, n: u64) -> Result<(), Problem> {
        contain(|| {
            self.meta.remove(APPLIED)?;
            self.clear()
        })?;
        let mut digest = 0_u64;
        let mut everything = room.everything().peekable();
        while everything.peek().is_some() {
            let mut writes = self.writes();
            for (id, held) in everything.by_ref().take(BULK) {
                digest = digest.wrapping_add(writes.insert(id, held)?);
            }
            contain(|| {
                self.records.apply_batch(writes.records)?;
                self.indexes.iter().zip(writes.indexes).try_for_each(|(tree, batch)| tree.apply_batch(batch))
            })?;
        }
        contain(|| {
            self.meta.insert(INDEXES, &index::VERSION.to_be_bytes())?;
            self.meta.insert(DIGEST, &digest.to_be_bytes())?;
            self.meta.insert(APPLIED, &n.to_be_bytes())?;
            Ok(())
        })?;
        self.flush()?;
        self.digest.store(digest, Ordering::Relaxed);
        Ok(())
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

    /// Writes out what sled still holds back, to the disk itself: what sled calls a flush gets no further than the system.
    pub fn flush(&self) -> Result<(), Problem> {
        contain(|| {
            self.db.flush()?;
            Ok(File::open(self.path.join("db"))?.sync_data()?)
        })
    }

    /// Loses the first record without a word, as a torn file does.
    #[cfg(test)]
    pub fn lose_one(&self) {
        self.records.pop_min().unwrap().unwrap();
    }

    fn clear(&self) -> sled::Result<()> {
        self.records.clear()?;
        self.indexes.iter().try_for_each(Tree::clear)
    }

    /// Takes a record out, and returns what it added to the digest.
    fn remove(&self, writes: &mut Writes, id: Id, held: &Held) -> Result<u64, Problem> {
        for (index, key) in writes.keys(held) {
            writes.index(index).remove(key);
        }
        let key = codec::key(id, held);
        let parts = contain(|| self.records.scan_prefix(key).collect::<sled::Result<Vec<_>>>())?;
        let mut value = Vec::new();
        for (part, bytes) in &parts {
            value.extend_from_slice(bytes);
            writes.records.remove(part);
        }
        Ok(if parts.is_empty() { 0 } else { hash(&key, &value) })
    }
}

impl Writes {
    /// Puts a record in, and returns what it adds to the digest.
    fn insert(&mut self, id: Id, held: &Held) -> Result<u64, Problem> {
        let key = codec::key(id, held);
        let value = codec::encode(&key, held, self.seal.as_ref())?;
        for (part, bytes) in (0_u16..).zip(value.chunks(PART)) {
            self.records.insert([&key[..], &part.to_be_bytes()].concat(), bytes);
        }
        for (index, key) in self.keys(held) {
            self.index(index).insert(key, &[]);
        }
        Ok(hash(&key, &value))
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

/// What a record adds to the digest: `SipHash`-1-3 of its key and its value.
pub fn hash(key: &[u8; KEY], value: &[u8]) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(key);
    hasher.write(value);
    hasher.finish()
}

/// Whether a panic came from inside sled, where it is caught and becomes a [`Problem`]: panic hooks keep quiet about it.
pub fn is_contained(panic: &PanicHookInfo<'_>) -> bool {
    panic.location().is_some_and(|place| place.file().contains("sled-0.34"))
}

/// Runs a call to sled; a panic inside becomes a problem.
fn contain<T>(call: impl FnOnce() -> sled::Result<T>) -> Result<T, Problem> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(answer) => answer.map_err(|error| match &error {
            sled::Error::Io(..) => Problem::new("problem-db-refused").with("why", error),
            _ => Problem::new(DAMAGED).with("why", error),
        }),
        Err(_) => Err(Problem::new(PANICKED)),
    }
}
