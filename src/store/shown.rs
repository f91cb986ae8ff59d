//! What the database has of a store whose journal lost lines, and how it is told again: behind the journal, or in the place of
//! the lines that are missing, where sound ones follow.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::erase::ERASE;
use super::identity::Identity;
use super::kept::Kept;
use super::pen::Pen;
use super::seal::Seal;
use super::swap::Writer;
use super::{disk, line, recover};
use crate::edit::{Draft, Edit, Room, Stamp};
use crate::model::{Id, Problem};

/// The records as they were after an edit, whatever the journal still tells of how they came to be.
pub(super) struct Shown {
    room: Room,
    /// The number of that edit.
    pub(super) upto: u64,
    /// That of the edit by which somebody was erased last.
    erased: u64,
}

impl Shown {
    /// What the database has, where it adds up, with what the journal in `dir` has right behind it. None where it is empty.
    pub(super) fn open(path: &Path, dir: &Path, own: &Identity, seal: Option<&Seal>) -> Result<Option<Self>, Problem> {
        let kept = Kept::open(path, own.store, seal.cloned(), |_| false)?;
        let (Some(upto), Some(room)) = (kept.applied, kept.room) else { return Ok(None) };
        let mut shown = Self { room, upto, erased: own.erased };
        let mut lines = Lines::of(dir)?;
        while let Some((n, bytes)) = lines.next()? {
            if n == shown.upto + 1 {
                take_in(&mut shown.room, &told(&bytes, seal, n)?)?;
                shown.upto = n;
            }
        }
        Ok(Some(shown))
    }

    /// Adds to a journal what makes these records of those it tells of.
    pub(super) fn write_down(&self, mut pen: Pen, seal: Option<&Seal>, writer: &mut Writer) -> Result<(), Problem> {
        let Story { room, last } = Story::of(seal, writer)?;
        let stamps = self.room.everything().map(|(_, held)| held.stamps.latest());
        pen.stamp = stamps.chain(last.map(|last| last.at)).fold(pen.stamp, Stamp::max);
        let group = Some(Id::new(pen.clock.now()));
        for draft in recover::drafts(&room, &self.room) {
            writer.edit(&pen.write(draft, group, None), seal)?;
        }
        Ok(())
    }

    /// Adds to a journal, in the place of lines that are missing in `dir` and have sound ones behind them, what those did: what is
    /// known after them, taken back from here, less what was known before. Of several gaps one is made, with what stands
    /// between. Returns how many lines that were; none where nothing is missing, or it cannot be told.
    pub(super) fn bridge(
        &self,
        dir: &Path,
        author: &str,
        seal: Option<&Seal>,
        writer: &mut Writer,
    ) -> Result<u64, Problem> {
        let from = writer.lines;
        let Some(behind) = self.behind(dir, seal, from)? else { return Ok(0) };
        let missing = self.upto - behind.len() as u64 - from;
        let Some(after) = self.without(&behind).filter(|_| missing > 0) else { return Ok(0) };
        let before = Story::of(seal, writer)?;
        let mut drafts: Vec<Draft> = recover::drafts(&before.room, &after).collect();
        let rest = drafts.split_off(drafts.len().min(missing as usize));
        if let Some(last) = drafts.last_mut() {
            last.changes.extend(rest.into_iter().flat_map(|draft| draft.changes));
        }
        drafts.resize_with(missing as usize, || Draft::new(recover::RECOVERED));
        let first = || behind.last().map(|first| Edit { at: first.at.before(), ..first.clone() });
        let Some(edit) = before.last.or_else(first) else { return Ok(0) };
        let (author, subject) = (author.to_owned(), String::new());
        let mut edit = Edit { author, subject, reason: None, group: None, turn: None, changes: Vec::new(), ..edit };
        for Draft { label, changes, .. } in drafts {
            // Of the time of the line before: whoever rewinds the journal goes by that.
            edit.at = edit.at.next(edit.at.millis, edit.at.device);
            let id = Id::named("recovered", &format!("{} {}", edit.id, edit.at));
            // Nothing before an erasure is undone, also where its own line is gone.
            let label = if writer.lines + 1 == self.erased { ERASE.into() } else { label };
            edit = Edit { id, label, changes, ..edit };
            writer.edit(&edit, seal)?;
        }
        Ok(missing)
    }

    /// The edits of the lines up to the last, newest first, that stand without a gap behind the last gap after line `from`.
    fn behind(&self, dir: &Path, seal: Option<&Seal>, from: u64) -> Result<Option<Vec<Edit>>, Problem> {
        let (mut lines, mut behind, mut next) = (Lines::of(dir)?, Vec::new(), from + 1);
        while let Some((n, bytes)) = lines.next()? {
            if n <= from || n > self.upto {
                continue;
            }
            if n != next {
                behind.clear();
            }
            behind.push(told(&bytes, seal, n)?);
            next = n + 1;
        }
        behind.reverse();
        Ok(Some(behind).filter(|behind| !behind.is_empty() && next == self.upto + 1))
    }

    /// The records without what these edits did; none where one cannot be taken back, such as one that erased somebody.
    fn without(&self, newest_first: &[Edit]) -> Option<Room> {
        let mut room = Room::clone(&self.room);
        for edit in newest_first {
            take_in(&mut room, &Edit { changes: edit.inverse(), ..edit.clone() }).ok()?;
        }
        Some(room)
    }
}

/// What the lines of a journal that is being written tell.
struct Story {
    room: Room,
    last: Option<Edit>,
}

impl Story {
    fn of(seal: Option<&Seal>, writer: &mut Writer) -> Result<Self, Problem> {
        let mut story = Self { room: Room::default(), last: None };
        writer.read_back(&mut |n, bytes| {
            let edit = told(bytes, seal, n)?;
            take_in(&mut story.room, &edit)?;
            story.last = Some(edit);
            Ok(true)
        })?;
        Ok(story)
    }
}

fn told(bytes: &[u8], seal: Option<&Seal>, n: u64) -> Result<Edit, Problem> {
    let edit = line::read(bytes).and_then(|line| line.edit(seal).ok());
    edit.ok_or_else(|| Problem::new("problem-store-damaged-edit").with("number", n))
}

fn take_in(room: &mut Room, edit: &Edit) -> Result<(), Problem> {
    let prepared = room.prepare(edit.clone())?;
    room.absorb(prepared);
    Ok(())
}

/// The sound lines of a journal in order, whatever is wrong between them.
pub(super) struct Lines {
    /// Those still to be read, the next one last.
    files: Vec<PathBuf>,
    open: Option<BufReader<File>>,
    path: PathBuf,
    /// Whether something was passed over.
    pub(super) damaged: bool,
}

impl Lines {
    pub(super) fn of(dir: &Path) -> Result<Self, Problem> {
        let listing = match fs::read_dir(dir) {
            Ok(listing) => listing,
            Err(error) if disk::is_nothing(&error) => {
                let damaged = disk::is_there(dir);
                return Ok(Self { files: Vec::new(), open: None, path: dir.to_owned(), damaged });
            }
            Err(error) => return Err(disk::problem(dir, &error)),
        };
        let mut files: Vec<PathBuf> = listing.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|end| end == "ndjson"));
        files.sort_by(|a, b| b.cmp(a));
        Ok(Self { files, open: None, path: dir.to_owned(), damaged: false })
    }

    pub(super) fn next(&mut self) -> Result<Option<(u64, Vec<u8>)>, Problem> {
        loop {
            let Some(reader) = &mut self.open else {
                let Some(path) = self.files.pop() else { return Ok(None) };
                (self.open, self.path) = (Some(BufReader::new(disk::open(&path)?)), path);
                continue;
            };
            let mut bytes = Vec::new();
            if reader.read_until(b'\n', &mut bytes).map_err(|error| disk::problem(&self.path, &error))? == 0 {
                self.open = None;
            } else if let Some(n) = line::read(&bytes).map(|line| line.n) {
                return Ok(Some((n, bytes)));
            } else {
                self.damaged = true;
            }
        }
    }
}
