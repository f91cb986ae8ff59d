//! Sled: the records as of one line of the journal, whose number it knows. The only file that says `sled::`.
//!
//! All is in one tree, so that a batch of it is written whole or not at all: records under the keys of `codec`, and behind
//! them the number and what they add up to ([`Sum`]). Sled that comes back as it was some time ago, or torn, does not add up.
//!
//! Every call is contained: sled panics on some damaged files. After that it must not be used, dropped or opened again
//! in this process.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::Hasher;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use siphasher::sip::SipHasher13;
use sled::{Batch, Db, Mode, Tree};

use super::codec::{self, KEY};
use super::migrate::SCHEMA;
use super::seal::Seal;
use crate::edit::{Held, Parcel, Room};
use crate::model::problem::is_full;
use crate::model::{Id, Problem};

/// Values longer than this are split: sled spills longer ones to files that it never syncs.
const PART: usize = 4096;
/// Records written at a time when everything is written.
const BULK: usize = 1000;
/// Bytes of pages that sled may keep; it takes two or three times that. Records are read once, at opening.
const CACHE: u64 = 8 << 20;

/// The problem that only a fresh database solves.
pub const DAMAGED: &str = "problem-store-damaged-db";
/// The database is of another store, or sealed under another key.
pub const FOREIGN: &str = "problem-store-damaged-foreign";
/// The same, and sled must not be used in this process any more.
pub const PANICKED: &str = "problem-store-damaged-panic";

/// The only folder that sled makes in its own.
const FOLDER: &str = "blobs";
/// The tree that sled always has.
const OWN: &str = "__sled__default";
/// Where the records are.
const RECORDS: &str = "records";
/// Behind all records: no kind has the number 255.
const BEHIND: [u8; 17] = [u8::MAX; 17];
const APPLIED: &[u8] = b"applied";
const DIGEST: &[u8] = b"digest";
const STORE: &[u8] = b"store";

/// An open database.
#[derive(Debug)]
pub struct Trees {
    path: PathBuf,
    db: Db,
    records: Tree,
    /// What values are sealed with.
    seal: Option<Seal>,
    /// Of what is written.
    sum: Mutex<Sum>,
}

/// What records add up to: the sum, wrapping, of a hash of every key and value, and how many bytes they are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    hashes: u64,
    /// Bytes of keys and values.
    pub bytes: u64,
}

impl Sum {
    /// Of one record.
    pub fn of(key: &Key, value: &[u8]) -> Self {
        let mut hasher = SipHasher13::new();
        hasher.write(key);
        hasher.write(value);
        Self { hashes: hasher.finish(), bytes: (key.len() + value.len()) as u64 }
    }

    /// With more.
    #[must_use]
    pub const fn with(self, more: Self) -> Self {
        Self { hashes: self.hashes.wrapping_add(more.hashes), bytes: self.bytes.wrapping_add(more.bytes) }
    }

    const fn without(self, some: Self) -> Self {
        Self { hashes: self.hashes.wrapping_sub(some.hashes), bytes: self.bytes.wrapping_sub(some.bytes) }
    }

    /// Whether both are of the same records.
    pub const fn agrees(self, other: Self) -> bool {
        self.hashes == other.hashes
    }

    fn written(self) -> [[u8; 8]; 2] {
        [self.hashes, self.bytes].map(u64::to_be_bytes)
    }

    /// Older versions did not write how many bytes there are.
    fn read(value: &[u8]) -> Option<Self> {
        let (hashes, rest) = value.split_first_chunk()?;
        let bytes = rest.first_chunk().copied().map_or(0, u64::from_be_bytes);
        Some(Self { hashes: u64::from_be_bytes(*hashes), bytes })
    }
}

/// What edits leave behind: the number of the last, and each record as it was and as it is.
pub struct Step {
    /// The number.
    pub n: u64,
    /// The records.
    pub records: BTreeMap<Id, (Option<Arc<Held>>, Arc<Held>)>,
}

impl Step {
    /// Goes on with what the next edit leaves behind.
    pub fn go_on(&mut self, next: Self) {
        self.n = next.n;
        for (id, (old, new)) in next.records {
            self.records.entry(id).and_modify(|(_, last)| *last = new.clone()).or_insert((old, new));
        }
    }
}

/// A record's key.
pub type Key = [u8; KEY];

impl Trees {
    /// Opens or makes the database. One of an older format is emptied: the journal fills it again. One of another store or
    /// under another key is foreign: somebody took the journal and its key away from it, and it may have more.
    pub fn open(path: &Path, store: Id, seal: Option<Seal>) -> Result<Self, Problem> {
        if !is_orderly(path) {
            return Err(Problem::new(DAMAGED).with("why", "files"));
        }
        let key = seal.as_ref().map(Seal::id).unwrap_or_default().to_owned();
        let trees = contain(|| {
            let config = sled::Config::new().path(path).cache_capacity(CACHE).mode(Mode::LowSpace);
            let db = config.open()?;
            let (path, records, sum) = (path.to_owned(), db.open_tree(RECORDS)?, Mutex::default());
            Ok(Self { path, db, records, seal, sum })
        })?;
        let format = [&store.bytes()[..], &SCHEMA.to_be_bytes(), &codec::FORMAT.to_be_bytes()].concat();
        let owner = [&format[..], key.as_bytes()].concat();
        let found = contain(|| trees.records.get(behind(STORE)))?;
        if found.as_ref().is_some_and(|found| found.starts_with(&format) && **found != *owner) {
            return Err(Problem::new(FOREIGN).with("why", "key"));
        }
        if found.as_ref().is_some_and(|found| !found.starts_with(&store.bytes())) {
            return Err(Problem::new(FOREIGN).with("why", "store"));
        }
        if found.is_none_or(|found| found != owner) {
            contain(|| {
                let names = trees.db.tree_names();
                for name in names.into_iter().filter(|name| *name != RECORDS && *name != OWN) {
                    trees.db.drop_tree(name)?;
                }
                trees.records.clear()?;
                trees.records.insert(behind(STORE), owner).map(drop)
            })?;
        }
        trees.comes_to(trees.sum()?.unwrap_or_default());
        Ok(trees)
    }

    /// The number of the last edit it holds; `None` while it is empty or half filled.
    pub fn applied(&self) -> Result<Option<u64>, Problem> {
        let bytes = contain(|| self.records.get(behind(APPLIED)))?;
        Ok(bytes.and_then(|bytes| Some(u64::from_be_bytes(*bytes.first_chunk()?))))
    }

    /// What it holds adds up to this, as it was written down with that number.
    pub fn sum(&self) -> Result<Option<Sum>, Problem> {
        Ok(contain(|| self.records.get(behind(DIGEST)))?.and_then(|value| Sum::read(&value)))
    }

    /// Notes what it holds adds up to.
    pub fn comes_to(&self, sum: Sum) {
        *self.sum.lock().unwrap_or_else(PoisonError::into_inner) = sum;
    }

    /// Hands on the key and the value, put together again, of every record as it lies there, in order of the keys.
    pub fn scan(&self, mut each: impl FnMut(&Key, &[u8])) -> Result<(), Problem> {
        contain(|| {
            let (mut last, mut whole): (Option<Key>, Vec<u8>) = (None, Vec::new());
            for entry in self.records.range(..&BEHIND[..]) {
                let (key, value) = entry?;
                let key = key.first_chunk().copied().unwrap_or([0; KEY]);
                if last != Some(key) {
                    last.replace(key).iter().for_each(|last| each(last, &whole));
                    whole.clear();
                }
                whole.extend_from_slice(&value);
            }
            if let Some(last) = last {
                each(&last, &whole);
            }
            Ok(())
        })
    }

    /// A record by its key and value, ready to be packed.
    pub fn parcel(&self, key: &Key, value: &[u8]) -> Result<Parcel, Problem> {
        codec::parcel(key, value, self.seal.as_ref())
    }

    /// Writes what edits leave behind, the number and the digest, all or nothing.
    pub fn write(&self, step: &Step) -> Result<(), Problem> {
        let mut batch = Batch::default();
        let mut sum = *self.sum.lock().unwrap_or_else(PoisonError::into_inner);
        for (id, (old, new)) in &step.records {
            if let Some(old) = old {
                sum = sum.without(self.remove(&mut batch, *id, old)?);
            }
            sum = sum.with(self.insert(&mut batch, *id, new)?);
        }
        self.end(batch, sum, step.n)
    }

    /// Replaces everything with the records of a room, as of edit `n`. Killed in the middle, it counts as empty.
    pub fn fill(&self, room: &Room, n: u64) -> Result<(), Problem> {
        let owner = contain(|| self.records.get(behind(STORE)))?.unwrap_or_default();
        contain(|| {
            self.records.remove(behind(APPLIED))?;
            self.records.clear()?;
            self.records.insert(behind(STORE), owner).map(drop)
        })?;
        let mut sum = Sum::default();
        let mut everything = room.everything().peekable();
        while everything.peek().is_some() {
            let mut batch = Batch::default();
            for (id, held) in everything.by_ref().take(BULK) {
                sum = sum.with(self.insert(&mut batch, id, &held)?);
            }
            contain(|| self.records.apply_batch(batch))?;
        }
        self.end(Batch::default(), sum, n)?;
        self.flush()
    }

    /// Writes a batch together with the number it brings everything to and what that adds up to.
    fn end(&self, mut batch: Batch, sum: Sum, n: u64) -> Result<(), Problem> {
        batch.insert(behind(DIGEST), sum.written().as_flattened());
        batch.insert(behind(APPLIED), &n.to_be_bytes());
        contain(|| self.records.apply_batch(batch))?;
        self.comes_to(sum);
        Ok(())
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

    /// Takes a record out, and returns what it added to the sum.
    fn remove(&self, batch: &mut Batch, id: Id, held: &Held) -> Result<Sum, Problem> {
        let key = codec::key(id, held);
        let parts = contain(|| self.records.scan_prefix(key).collect::<sled::Result<Vec<_>>>())?;
        let mut value = Vec::new();
        for (part, bytes) in &parts {
            value.extend_from_slice(bytes);
            batch.remove(part);
        }
        Ok(if parts.is_empty() { Sum::default() } else { Sum::of(&key, &value) })
    }

    /// Puts a record in, and returns what it adds to the sum.
    fn insert(&self, batch: &mut Batch, id: Id, held: &Held) -> Result<Sum, Problem> {
        let key = codec::key(id, held);
        let value = codec::encode(&key, held, self.seal.as_ref())?;
        for (part, bytes) in (0_u16..).zip(value.chunks(PART)) {
            batch.insert([&key[..], &part.to_be_bytes()].concat(), bytes);
        }
        Ok(Sum::of(&key, &value))
    }
}

/// Whether what is there is what sled makes: it would wait for a pipe for ever, follow a link anywhere, and stumble over what
/// is a folder and should be a file. What may not be looked at is told of when it is opened.
fn is_orderly(path: &Path) -> bool {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries.flatten(),
        Err(error) => return error.kind() == ErrorKind::PermissionDenied || fs::symlink_metadata(path).is_err(),
    };
    let is_as_made = |entry: fs::DirEntry| {
        let is_folder = entry.file_name() == FOLDER;
        entry.file_type().is_ok_and(|kind| if is_folder { kind.is_dir() } else { kind.is_file() })
    };
    entries.into_iter().all(is_as_made)
}

/// The key of what is no record.
fn behind(name: &[u8]) -> Vec<u8> {
    [&BEHIND[..], name].concat()
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
