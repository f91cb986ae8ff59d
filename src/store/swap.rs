//! Putting another journal in the place of the one there is, so that a crash at any moment leaves the one or the other,
//! whole: it is written beside, gets its name when it is complete, and from then on the exchange is finished by whoever
//! opens the store next.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::identity::Identity;
use super::journal::FULL;
use super::seal::{Key, Seal};
use super::{compact, disk, frame, line, reseal, snapshot};
use crate::edit::Edit;
use crate::model::Problem;

/// A journal that is being written; no store takes it for one.
const PART: &str = "journal.part";

/// What becomes of the journal that was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Old {
    /// It is kept under `quarantine/`.
    Kept,
    /// It is removed: it holds what must be forgotten.
    Gone,
    /// The same, and so is everything else that was written under another key, or under none.
    Resealed,
}

impl Old {
    const ALL: [Self; 3] = [Self::Kept, Self::Gone, Self::Resealed];

    /// The name of the complete new journal until it stands in its place.
    const fn name(self) -> &'static str {
        match self {
            Self::Kept => "journal.restored",
            Self::Gone => "journal.rewritten",
            Self::Resealed => "journal.resealed",
        }
    }
}

/// Writes a new journal, line by line.
pub struct Writer {
    data: PathBuf,
    file: Option<io::BufWriter<File>>,
    len: u64,
    /// How many lines were written, which is also the number of the last.
    pub lines: u64,
}

impl Writer {
    /// Begins one beside the journal of a store; `key` opens its lines, where they are sealed.
    pub fn new(data: &Path, key: Option<&Key>) -> Result<Self, Problem> {
        let part = data.join(PART);
        disk::remove(&part)?;
        disk::make_dir(&part)?;
        key.map_or(Ok(()), |key| key.write(&part))?;
        Ok(Self { data: data.to_owned(), file: None, len: 0, lines: 0 })
    }

    /// Adds a line with its line end. Its number has to be the next one.
    pub fn line(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let path = self.data.join(PART).join(format!("{:012}.ndjson", self.lines + 1));
        let refused = |error: io::Error| disk::problem(&path, &error);
        if self.file.is_none() || self.len >= FULL {
            self.settle()?;
            let file = disk::private().write(true).truncate(true).open(&path).map_err(refused)?;
            (self.file, self.len) = (Some(io::BufWriter::new(file)), 0);
        }
        if let Some(file) = &mut self.file {
            file.write_all(bytes).map_err(refused)?;
        }
        self.len += bytes.len() as u64;
        self.lines += 1;
        Ok(())
    }

    /// Adds an edit.
    pub fn edit(&mut self, edit: &Edit, seal: Option<&Seal>) -> Result<(), Problem> {
        self.line(line::write(self.lines + 1, edit, seal)?.as_bytes())
    }

    /// Hands on every line that was written so far.
    pub fn read_back(&mut self, each: Each<bool>) -> Result<(), Problem> {
        self.settle()?;
        lines(&self.data.join(PART), each).map(drop)
    }

    /// Says which store the journal is of: that is known from the moment it is in force, and no sooner.
    pub fn belongs_to(&self, identity: &Identity) -> Result<(), Problem> {
        identity.save(&self.data.join(PART))
    }

    fn settle(&mut self) -> Result<(), Problem> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let synced = file.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| file.sync_all());
        synced.map_err(|error| disk::problem(&self.data.join(PART), &error))
    }

    /// Puts it in the place of the journal. Sled's copy of the old one goes with it.
    pub fn finish(mut self, old: Old) -> Result<(), Problem> {
        self.settle()?;
        let (part, whole) = (self.data.join(PART), self.data.join(old.name()));
        let named = || -> io::Result<()> {
            disk::sync_dir(&part)?;
            fs::rename(&part, &whole)?;
            disk::sync_dir(&self.data)
        };
        named().map_err(|error| disk::problem(&whole, &error))?;
        finish(&self.data)
    }
}

/// The journal in force: a new one that is complete, whether or not it stands in its place yet.
pub fn standing(data: &Path) -> PathBuf {
    let whole = Old::ALL.iter().map(|old| data.join(old.name())).find(|path| path.exists());
    whole.unwrap_or_else(|| data.join("journal"))
}

/// Finishes what a crash may have interrupted. Called under the lock, before the journal is read.
pub fn finish(data: &Path) -> Result<(), Problem> {
    for left in [PART, compact::FRESH, compact::OLD, snapshot::PART] {
        disk::remove(&data.join(left))?;
    }
    for old in Old::ALL {
        let whole = data.join(old.name());
        if !whole.exists() {
            continue;
        }
        // It may show what the new journal no longer tells.
        for shows in [frame::NAME, snapshot::NAME] {
            disk::remove(&data.join(shows))?;
        }
        let identity = whole.join("STORE");
        if identity.exists() {
            let named = fs::rename(&identity, data.join("STORE")).and_then(|()| disk::sync_dir(data));
            named.map_err(|error| disk::problem(&identity, &error))?;
        }
        Identity::lower(data)?;
        for name in ["db", "journal"] {
            match old {
                Old::Kept if disk::is_there(&data.join(name)) => disk::set_aside(data, name)?,
                Old::Kept => {}
                Old::Gone | Old::Resealed => disk::remove(&data.join(name))?,
            }
        }
        if old == Old::Resealed {
            disk::remove(&data.join("quarantine"))?;
            reseal::settle(data, Key::read(&whole)?.as_ref())?;
        }
        let placed = fs::rename(&whole, data.join("journal")).and_then(|()| disk::sync_dir(data));
        placed.map_err(|error| disk::problem(&whole, &error))?;
    }
    disk::remove(&data.join(reseal::STAGED))
}

/// What is done with each line of a journal: its number, and its bytes with the line end.
pub type Each<'a, T> = &'a mut dyn FnMut(u64, &[u8]) -> Result<T, Problem>;

/// Every sound line of a journal in order, with its number, as long as `go_on` says so; stops at the first that is not
/// sound or whose number is not the next, and says how many were sound.
pub fn lines(dir: &Path, go_on: Each<bool>) -> Result<u64, Problem> {
    let mut sound = 0;
    let mut names: Vec<PathBuf> = match fs::read_dir(dir) {
        Ok(listing) => listing.flatten().map(|entry| entry.path()).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(disk::problem(dir, &error)),
    };
    names.retain(|path| path.extension().is_some_and(|end| end == "ndjson"));
    names.sort();
    for path in names {
        let mut reader = io::BufReader::new(disk::open(&path)?);
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let read = io::BufRead::read_until(&mut reader, b'\n', &mut bytes);
            if read.map_err(|error| disk::problem(&path, &error))? == 0 {
                break;
            }
            let next = line::read(&bytes).is_some_and(|line| line.n == sound + 1);
            if !next || !go_on(sound + 1, &bytes)? {
                return Ok(sound);
            }
            sound += 1;
        }
    }
    Ok(sound)
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::edit;
    use super::*;

    fn journal(data: &Path) -> Vec<u64> {
        let mut found = Vec::new();
        lines(&data.join("journal"), &mut |n, _| {
            found.push(n);
            Ok(true)
        })
        .unwrap();
        found
    }

    fn written(data: &Path, count: u64) -> Writer {
        let mut writer = Writer::new(data, None).unwrap();
        for n in 1..=count {
            writer.line(line::write(n, &edit(vec![]), None).unwrap().as_bytes()).unwrap();
        }
        writer
    }

    #[test]
    fn the_new_one_is_there_when_it_is_whole_and_not_before() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path();
        written(data, 2).finish(Old::Kept).unwrap();
        assert_eq!(journal(data), [1, 2]);
        // Broken off: the old one stays, and what was begun goes.
        drop(written(data, 5));
        finish(data).unwrap();
        assert_eq!(journal(data), [1, 2]);
        assert!(!data.join(PART).exists());
        // Broken off between the names: whoever comes next finishes it.
        for old in Old::ALL {
            let mut writer = written(data, 3);
            writer.settle().unwrap();
            fs::rename(data.join(PART), data.join(old.name())).unwrap();
            finish(data).unwrap();
            assert_eq!(journal(data), [1, 2, 3]);
            fs::rename(data.join("journal"), data.join(old.name())).unwrap();
            finish(data).unwrap();
            assert_eq!(journal(data), [1, 2, 3], "the old one was already out of the way");
        }
        assert!(!data.join("quarantine").exists(), "the last of them leaves nothing of another key");
    }

    #[test]
    fn lines_stop_at_the_first_that_is_not_sound() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path(), 4).finish(Old::Kept).unwrap();
        let path = dir.path().join("journal/000000000001.ndjson");
        let text = fs::read_to_string(&path).unwrap();
        let broken: Vec<&str> = text.lines().collect();
        fs::write(&path, format!("{}\n{}\n{}\n", broken[0], broken[1], broken[3])).unwrap();
        assert_eq!(journal(dir.path()), [1, 2]);
    }
}
