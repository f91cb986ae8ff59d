//! The database beside the journal, as the book sees it. What is written is done by a thread of its own, in order, while the
//! book goes on: the journal has it already. Edits close behind one another are written together when they pause, for sled
//! reads and writes the disk for each, and the next edit would wait for that. Whoever reads waits until all is written.
//!
//! A panic inside sled is caught in `trees`; after it sled must not be used, dropped or opened again in this process, so
//! [`State::abandon`] leaks it.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::codec::KEY;
use super::later::{Door, Later};
use super::seal::Seal;
use super::trees::{Key, PANICKED, Step, Sum, Trees};
use crate::edit::{Packer, Prepared, Room};
use crate::model::{Id, Problem};

/// Edits that may wait to be looked at by the writer. One of an import is large.
const WAITING: usize = 4;
/// Edits are written when so long none came,
const PAUSE: Duration = Duration::from_millis(100);
/// or when they are of so many records.
const MANY: usize = 256;
/// Records read by one thread at a time.
const CHUNK: usize = 1024;
/// Threads that read records, at most.
const READERS: usize = 4;

/// An open database.
#[derive(Debug)]
pub struct State {
    door: Arc<Door>,
    jobs: Option<SyncSender<Job>>,
    writer: Option<JoinHandle<()>>,
    /// Why nothing is written any more.
    failed: Arc<OnceLock<Problem>>,
}

/// Keys and values, one behind the other: each by itself would be freed by another thread than asked for it.
#[derive(Default)]
struct Chunk {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Chunk {
    fn add(&mut self, key: &Key, value: &[u8]) {
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(value);
        self.ends.push(self.bytes.len());
    }

    fn iter(&self) -> impl Iterator<Item = (&Key, &[u8])> {
        let mut from = 0;
        self.ends.iter().filter_map(move |end| {
            let one = self.bytes.get(std::mem::replace(&mut from, *end)..*end)?;
            one.split_first_chunk::<KEY>()
        })
    }
}

enum Job {
    Write(Step),
    /// Says when all before it is written.
    Tell(SyncSender<()>),
}

/// Everything a database holds.
#[derive(Default)]
pub struct Everything {
    /// Every record, in the order of the keys.
    pub records: Packer,
    /// What is wrong with those that are missing there.
    pub wrong: Vec<Problem>,
    /// What they add up to.
    pub sum: Sum,
}

impl State {
    /// Opens or makes the database. One of an older format is emptied: the journal fills it again. One of another store or
    /// under another key is foreign: somebody took the journal and its key away from it, and it may have more.
    pub fn open(path: &Path, store: Id, seal: Option<Seal>) -> Result<Self, Problem> {
        Self::behind(Door::open(Trees::open(path, store, seal)?))
    }

    /// The database, to be opened when it is first written or asked.
    pub fn later(later: Later) -> Result<Self, Problem> {
        Self::behind(Door::later(later))
    }

    fn behind(door: Door) -> Result<Self, Problem> {
        let door = Arc::new(door);
        let (jobs, todo) = sync_channel(WAITING);
        let failed = Arc::new(OnceLock::new());
        let (at, told) = (door.clone(), failed.clone());
        let writer = thread::Builder::new().name("sled".into()).spawn(move || write(&at, &todo, &told));
        let writer = writer.map_err(|error| Problem::new("problem-db-refused").saying("why", &error))?;
        Ok(Self { door, jobs: Some(jobs), writer: Some(writer), failed })
    }

    /// The number of the last edit it holds; `None` while it is empty or half filled.
    pub fn applied(&self) -> Result<Option<u64>, Problem> {
        self.settle()?;
        self.door.trees()?.applied()
    }

    /// What all its records add up to, as it was written down with that number.
    pub fn sum(&self) -> Result<Option<Sum>, Problem> {
        self.settle()?;
        self.door.trees()?.sum()
    }

    /// Whether that is what they add up to.
    pub fn adds_up(&self, all: &Everything) -> Result<bool, Problem> {
        Ok(self.sum()?.is_some_and(|sum| sum.agrees(all.sum)))
    }

    /// Every record, read by several threads where there are many.
    pub fn everything(&self) -> Result<Everything, Problem> {
        self.settle()?;
        let trees = self.door.trees()?;
        let mut chunk = Chunk::default();
        thread::scope(|scope| {
            let (chunks, todo) = sync_channel::<(usize, Chunk)>(READERS);
            let todo = Arc::new(Mutex::new(todo));
            let mut readers = Vec::new();
            let mut count = 0;
            let most = thread::available_parallelism().map_or(1, usize::from).min(READERS);
            let scanned = trees.scan(|key, value| {
                chunk.add(key, value);
                if chunk.ends.len() < CHUNK {
                    return;
                }
                if readers.len() < most {
                    let todo = todo.clone();
                    readers.push(scope.spawn(move || read_all(trees, &todo)));
                }
                // Whoever is gone has panicked, which is told when it is waited for.
                chunks.send((count, std::mem::take(&mut chunk))).ok();
                count += 1;
            });
            drop(chunks);
            let mut parts = vec![(count, read(trees, &chunk))];
            for reader in readers {
                parts.extend(reader.join().map_err(|_| Problem::new(PANICKED))?);
            }
            scanned?;
            parts.sort_unstable_by_key(|(at, _)| *at);
            let all = parts.into_iter().fold(Everything::default(), |mut all, (_, part)| {
                all.records.append(part.records);
                all.wrong.extend(part.wrong);
                all.sum = all.sum.with(part.sum);
                all
            });
            // What an older version wrote does not say how many bytes they are.
            if trees.sum()?.is_some_and(|sum| sum.agrees(all.sum)) {
                trees.comes_to(all.sum);
            }
            Ok(all)
        })
    }

    /// Has written what one edit leaves behind, and its number. `room` is as it was before. What went wrong with an edit
    /// before this one is told now.
    pub fn apply(&self, room: &Room, prepared: &Prepared, n: u64) -> Result<(), Problem> {
        let records = prepared.after.iter().map(|(id, held)| (*id, (room.shared(*id), held.clone()))).collect();
        self.send(Job::Write(Step { n, records }))
    }

    /// Replaces everything with the records of a room, as of edit `n`. Killed in the middle, it counts as empty.
    pub fn fill(&self, room: &Room, n: u64) -> Result<(), Problem> {
        self.settle()?;
        self.door.trees()?.fill(room, n)
    }

    /// Writes out what sled still holds back.
    pub fn flush(&self) -> Result<(), Problem> {
        self.settle()?;
        self.door.opened().map_or(Ok(()), Trees::flush)
    }

    /// Whether it is open: asking it anything would open it.
    pub fn is_open(&self) -> bool {
        self.door.opened().is_some()
    }

    /// What was wrong when it was opened, told once.
    pub fn troubles(&self) -> Vec<Problem> {
        self.door.troubles()
    }

    /// Lets go of it without running any of sled's code.
    pub fn abandon(self) {
        self.failed.set(Problem::new(PANICKED)).ok();
        std::mem::forget(self);
    }

    /// Waits until all is written.
    fn settle(&self) -> Result<(), Problem> {
        let (done, told) = sync_channel(1);
        self.send(Job::Tell(done))?;
        told.recv().map_err(|_| Problem::new(PANICKED))?;
        self.failed.get().map_or(Ok(()), |problem| Err(problem.clone()))
    }

    fn send(&self, job: Job) -> Result<(), Problem> {
        if let Some(problem) = self.failed.get() {
            return Err(problem.clone());
        }
        let sent = self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok());
        if sent { Ok(()) } else { Err(Problem::new(PANICKED)) }
    }
}

impl Drop for State {
    fn drop(&mut self) {
        // What waits is written first: sled lets go of its files when the last one lets go of it.
        self.jobs = None;
        if let Some(writer) = self.writer.take() {
            writer.join().ok();
        }
    }
}

/// What is in the chunks that come, by their numbers.
fn read_all(trees: &Trees, todo: &Mutex<Receiver<(usize, Chunk)>>) -> Vec<(usize, Everything)> {
    let next = || todo.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
    std::iter::from_fn(next).map(|(at, chunk)| (at, read(trees, &chunk))).collect()
}

fn read(trees: &Trees, chunk: &Chunk) -> Everything {
    let (mut records, mut wrong) = (Packer::default(), Vec::new());
    let mut sum = Sum::default();
    for (key, value) in chunk.iter() {
        sum = sum.with(Sum::of(key, value));
        match trees.parcel(key, value) {
            Ok(parcel) => records.add(parcel),
            Err(problem) => wrong.push(problem),
        }
    }
    Everything { records, wrong, sum }
}

/// Writes what comes, until nothing can come any more. After a failure nothing is written: the journal has it.
fn write(door: &Door, todo: &Receiver<Job>, failed: &OnceLock<Problem>) {
    let put = |step: Step| {
        if failed.get().is_none()
            && let Err(problem) = door.trees().and_then(|trees| trees.write(&step))
        {
            failed.set(problem).ok();
        }
    };
    while let Ok(job) = todo.recv() {
        let mut next = Some(job);
        let mut waiting: Option<Step> = None;
        while let Some(Job::Write(step)) = next {
            match &mut waiting {
                Some(before) => before.go_on(step),
                none => *none = Some(step),
            }
            let is_much = waiting.as_ref().is_some_and(|step| step.records.len() >= MANY);
            next = if is_much { None } else { todo.recv_timeout(PAUSE).ok() };
        }
        waiting.into_iter().for_each(put);
        if let Some(Job::Tell(done)) = next {
            done.send(()).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::pen::Pen;
    use super::*;
    use crate::clock::Clock;
    use crate::edit::{Draft, Stamp};
    use crate::model::Kind;

    #[test]
    fn what_comes_together_adds_up_to_what_it_would_alone() {
        let dir = tempfile::tempdir().unwrap();
        let state = State::open(&dir.path().join("db"), Id::named("test", "store"), None).unwrap();
        let clock = Clock::parse("2026-10-20T09:00:00+08:00", None).unwrap();
        let mut pen = Pen { author: "陈晨".into(), clock, device: 0, stamp: Stamp::default() };
        let mut room = Room::default();
        let mut count = 0;
        let mut save = |room: &mut Room, draft: Draft| {
            count += 1;
            let prepared = room.prepare(pen.edit(draft, room, None)).unwrap();
            state.apply(room, &prepared, count).unwrap();
            room.absorb(prepared);
        };
        let adding = |id, name| Draft::adding(Kind::Account, id, json!({ "name": name }).as_object().cloned().unwrap());
        let (one, other) = (Id::named("test", "1"), Id::named("test", "2"));
        save(&mut room, adding(one, "海河").unwrap());
        for n in 0..50 {
            let draft = Draft::setting(&room, one, "city", json!("长".repeat(n))).unwrap();
            save(&mut room, draft);
        }
        save(&mut room, adding(other, "长江").unwrap());
        let draft = Draft::deleting(&room, one).unwrap();
        save(&mut room, draft);
        let all = state.everything().unwrap();
        assert_eq!((state.applied(), all.wrong.len()), (Ok(Some(53)), 0));
        assert!(state.adds_up(&all).unwrap());
    }
}
