//! Sled: the records as of one line of the journal, whose number it knows. The only file that says `sled::`.
//!
//! All is in one tree, so that a batch of it is written whole or not at all: records under the keys of `codec`, and behind
//! them the number and a digest, which is the sum, wrapping, of a hash of every record's key and value. Sled that comes
//! back as it was some time ago, or torn, does not add up.
//!
//! Every call is contained: sled panics on some damaged files. After that it must not be used, dropped or opened again
//! in this process.

use std::fs::{self, File};
use std::hash::Hasher;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

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
    digest: AtomicU64,
}

/// What one edit leaves behind: its number, and each record as it was and as it is.
pub struct Step {
    /// The number.
    pub n: u64,
    /// The records.
    pub records: Vec<(Id, Option<Arc<Held>>, Arc<Held>)>,
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
            let (path, records, digest) = (path.to_owned(), db.open_tree(RECORDS)?, AtomicU64::new(0));
            Ok(Self { path, db, records, seal, digest })
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
        trees.digest.store(trees.digest()?.unwrap_or_default(), Ordering::Relaxed);
        Ok(trees)
    }

    /// The number of the last edit it holds; `None` while it is empty or half filled.
    pub fn applied(&self) -> Result<Option<u64>, Problem> {
        self.number(APPLIED)
    }

    /// The digest of what it holds, as it was written down with that number.
    pub fn digest(&self) -> Result<Option<u64>, Problem> {
        self.number(DIGEST)
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

    /// Writes what one edit leaves behind, its number and the digest, all or nothing.
    pub fn write(&self, step: &Step) -> Result<(), Problem> {
        let mut batch = Batch::default();
        let mut digest = self.digest.load(Ordering::Relaxed);
        for (id, old, new) in &step.records {
            if let Some(old) = old {
                digest = digest.wrapping_sub(self.remove(&mut batch, *id, old)?);
            }
            digest = digest.wrapping_add(self.insert(&mut batch, *id, new)?);
        }
        batch.insert(behind(DIGEST), &digest.to_be_bytes());
        batch.insert(behind(APPLIED), &step.n.to_be_bytes());
        contain(|| self.records.apply_batch(batch))?;
        self.digest.store(digest, Ordering::Relaxed);
        Ok(())
    }

    /// Replaces everything with the records of a room, as of edit `n`. Killed in the middle, it counts as empty.
    pub fn fill(&self, room: &Room, n: u64) -> Result<(), Problem> {
        let owner = contain(|| self.records.get(behind(STORE)))?.unwrap_or_default();
        contain(|| {
            self.records.remove(behind(APPLIED))?;
            self.records.clear()?;
            self.records.insert(behind(STORE), owner).map(drop)
        })?;
        let mut digest = 0_u64;
        let mut everything = room.everything().peekable();
        while everything.peek().is_some() {
            let mut batch = Batch::default();
            for (id, held) in everything.by_ref().take(BULK) {
                digest = digest.wrapping_add(self.insert(&mut batch, id, &held)?);
            }
            contain(|| self.records.apply_batch(batch))?;
        }
        let mut batch = Batch::default();
        batch.insert(behind(DIGEST), &digest.to_be_bytes());
        batch.insert(behind(APPLIED), &n.to_be_bytes());
        contain(|| self.records.apply_batch(batch))?;
        self.digest.store(digest, Ordering::Relaxed);
        self.flush()
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

    fn number(&self, name: &[u8]) -> Result<Option<u64>, Problem> {
        let bytes = contain(|| self.records.get(behind(name)))?;
        Ok(bytes.and_then(|bytes| Some(u64::from_be_bytes(*bytes.first_chunk()?))))
    }

    /// Takes a record out, and returns what it added to the digest.
    fn remove(&self, batch: &mut Batch, id: Id, held: &Held) -> Result<u64, Problem> {
        let key = codec::key(id, held);
        let parts = contain(|| self.records.scan_prefix(key).collect::<sled::Result<Vec<_>>>())?;
        let mut value = Vec::new();
        for (part, bytes) in &parts {
            value.extend_from_slice(bytes);
            batch.remove(part);
        }
        Ok(if parts.is_empty() { 0 } else { hash(&key, &value) })
    }

    /// Puts a record in, and returns what it adds to the digest.
    fn insert(&self, batch: &mut Batch, id: Id, held: &Held) -> Result<u64, Problem> {
        let key = codec::key(id, held);
        let value = codec::encode(&key, held, self.seal.as_ref())?;
        for (part, bytes) in (0_u16..).zip(value.chunks(PART)) {
            batch.insert([&key[..], &part.to_be_bytes()].concat(), bytes);
        }
        Ok(hash(&key, &value))
    }
}

/// The key of what is no record.
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

fn behind(name: &[u8]) -> Vec<u8> {
    [&BEHIND[..], name].concat()
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
            sled::Error::Io(why) if is_full(why.kind()) => Problem::new("problem-db-full"),
            sled::Error::Io(..) => Problem::new("problem-db-refused").saying("why", error),
            _ => Problem::new(DAMAGED).with("why", error),
        }),
        Err(_) => Err(Problem::new(PANICKED)),
    }
}
