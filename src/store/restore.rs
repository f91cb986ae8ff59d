//! Bringing a store back from a backup, with what the journal that is there has after it.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::backup::{Backup, folder, list, read, verify};
use super::identity::Identity;
use super::lock::{Lock, Stay};
use super::open::Ask;
use super::seal::{Key, Seal};
use super::state::State;
use super::swap::{self, Old, Writer};
use super::trees::PANICKED;
use super::{Book, disk, line};
use crate::model::Problem;

/// What a restore brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The file it came from.
    pub file: PathBuf,
    /// The backup.
    pub backup: Backup,
    /// Edits that only the backup still had; of a journal that is whole, none.
    pub taken: u64,
    /// Edits that followed it in the journal that was there.
    pub followed: u64,
    /// Edits of that journal that could not follow, because some before them are gone.
    pub lost: u64,
    /// Edits that were saved here, as far as anything here still knows, and are not there any more.
    pub gone: u64,
    /// Whether the key was missing here and is there again.
    pub unlocked: bool,
    /// Whether the database failed so that this process must not open another.
    pub panicked: bool,
    /// Whether somebody was erased after the backup was taken, whom it knows.
    pub erased: bool,
    /// Whether the store had a passphrase, and the backup has none.
    pub laid_open: bool,
    /// Backups that were passed over, because they are not sound.
    pub unsound: Vec<PathBuf>,
}

/// How a store is to be brought back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// From the backup alone.
    pub only: bool,
    /// Also where there was a passphrase, and will be none.
    pub lay_open: bool,
}

/// Brings a store back: the backup, and what the journal that is there has after it. `only` the backup, whatever is there
/// now; that is kept under `quarantine/` in either case. Without a file the newest sound one of the automatic ones. `ask`
/// opens the key, where there is one: that of the store where it is the same, else that of the backup. One without a
/// passphrase comes into a store that has one only where that may `lay_open` everything.
pub fn restore(
    data: &Path,
    file: Option<&Path>,
    Wish { only, lay_open }: Wish,
    now: DateTime<FixedOffset>,
    ask: Ask,
) -> Result<Restored, Problem> {
    let fresh = !Book::is_in(data)?;
    disk::make_dir(data)?;
    disk::close_to_others(data, fresh)?;
    let _lock = Lock::take(data, now, Stay::Long)?;
    swap::finish(data)?;
    let (file, backup, unsound) = match file {
        Some(file) => (file.to_path_buf(), verify(file)?, Vec::new()),
        None => newest(data)?,
    };
    let own = Identity::read(data).ok().flatten();
    let dir = data.join("journal");
    let mut sealed = !matches!(Key::read(&dir), Ok(None));
    let here = swap::lines(&dir, &mut |_, bytes| {
        sealed |= line::read(bytes).is_some_and(|line| line.is_sealed());
        Ok(true)
    })?;
    if own.is_some_and(|own| own.store != backup.store) && here > 0 && !only {
        return Err(Problem::new("problem-restore-other").with("path", file.display()));
    }
    let there = Key::read(&dir).ok().flatten();
    let same = there.as_ref().map(Key::id) == backup.key.as_ref().map(Key::id);
    let laid_open = sealed && backup.key.is_none();
    let key = if same { there } else { backup.key.clone() };
    let seal = key.as_ref().map(ask).transpose()?;
    let mut writer = Writer::new(data, key.as_ref())?;
    let mut done = Restored {
        file,
        taken: 0,
        followed: 0,
        lost: 0,
        gone: own.map_or(0, |own| own.floor),
        unlocked: sealed && !same && !only,
        panicked: false,
        erased: false,
        laid_open,
        unsound,
        backup,
    };
    if same {
        done.ask_state(data, own, seal.clone());
    }
    done.fill(&dir, only, seal.as_ref(), &mut writer)?;
    // Of another store nothing of what was here is there any more.
    if own.is_none_or(|own| own.store == done.backup.store) {
        done.gone = done.gone.saturating_sub(writer.lines);
    }
    if done.taken == 0 && !done.unlocked {
        // There is nothing that the backup knows better. Where more was saved than the journal has, that is over.
        swap::finish(data)?;
        if done.gone > 0 {
            Identity::lower(data)?;
            if data.join("db").exists() {
                disk::set_aside(data, "db")?;
            }
        }
        return Ok(done);
    }
    if done.laid_open && !lay_open {
        swap::finish(data)?;
        return Err(Problem::new("problem-restore-lays-open").with("path", done.file.display()));
    }
    let identity = match own {
        Some(own) if own.store == done.backup.store => own,
        _ => Identity { store: done.backup.store, ..Identity::new(now) },
    };
    identity.save(data)?;
    writer.finish(Old::Kept)?;
    Ok(done)
}

impl Restored {
    /// How many edits the database says were saved here.
    fn ask_state(&mut self, data: &Path, own: Option<Identity>, seal: Option<Seal>) {
        let path = data.join("db");
        let Some(own) = own.filter(|_| path.exists()) else { return };
        match State::open(&path, own.store, seal).and_then(|state| state.applied()) {
            Ok(applied) => self.gone = self.gone.max(applied.unwrap_or_default()),
            Err(problem) => self.panicked = problem.id == PANICKED,
        }
    }

    /// Writes the journal anew: each line as it is here where it is sound, else as the backup has it, then what is here
    /// beyond it. What is here comes first because an erasure has rewritten it.
    fn fill(&mut self, dir: &Path, only: bool, seal: Option<&Seal>, writer: &mut Writer) -> Result<(), Problem> {
        let mut own = Lines::of(dir)?;
        let mut next = own.next()?;
        let (mut n, mut differs, edits) = (0, false, self.backup.edits);
        let mut taken = 0;
        let foreign = Problem::new("problem-restore-key").with("path", self.file.display());
        let told = |bytes: &[u8]| {
            let edit = line::read(bytes).and_then(|line| Some(line.json(seal).ok()?.into_owned()));
            edit.ok_or_else(|| foreign.clone())
        };
        read(&self.file, &mut |bytes| {
            n += 1;
            while next.as_ref().is_some_and(|(here, _)| *here < n) {
                next = own.next()?;
            }
            match &next {
                Some((here, kept)) if *here == n && !only => {
                    // Sealed, the same edit is never written twice in the same way.
                    differs |= kept != bytes && told(kept)? != told(bytes)?;
                    writer.line(kept)
                }
                _ => {
                    taken += 1;
                    writer.line(bytes)
                }
            }
        })?;
        self.taken = taken;
        if differs && taken > 0 {
            return Err(Problem::new("problem-restore-differs").with("path", self.file.display()));
        }
        while let Some((here, bytes)) = next {
            self.gone = self.gone.max(here);
            let edit = told(&bytes);
            if !only {
                edit.clone()?;
            }
            self.erased |= here > edits && edit.is_ok_and(|edit| edit.contains(ERASURE));
            if here == writer.lines + 1 && !only {
                writer.line(&bytes)?;
                self.followed += 1;
            } else if here > writer.lines && !only {
                self.lost += 1;
            }
            next = own.next()?;
        }
        Ok(())
    }
}

/// How the line of an erasure says so.
const ERASURE: &str = "\"label\":\"edit-erase\"";

/// The sound lines of a journal in order, whatever is wrong between them.
struct Lines {
    /// Those still to be read, the next one last.
    files: Vec<PathBuf>,
    open: Option<BufReader<File>>,
    path: PathBuf,
}

impl Lines {
    fn of(dir: &Path) -> Result<Self, Problem> {
        let listing = match fs::read_dir(dir) {
            Ok(listing) => listing,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { files: Vec::new(), open: None, path: dir.to_owned() });
            }
            Err(error) => return Err(disk::problem(dir, &error)),
        };
        let mut files: Vec<PathBuf> = listing.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|end| end == "ndjson"));
        files.sort_by(|a, b| b.cmp(a));
        Ok(Self { files, open: None, path: dir.to_owned() })
    }

    fn next(&mut self) -> Result<Option<(u64, Vec<u8>)>, Problem> {
        loop {
            let Some(reader) = &mut self.open else {
                let Some(path) = self.files.pop() else { return Ok(None) };
                let file = File::open(&path).map_err(|error| disk::problem(&path, &error))?;
                (self.open, self.path) = (Some(BufReader::new(file)), path);
                continue;
            };
            let mut bytes = Vec::new();
            if reader.read_until(b'\n', &mut bytes).map_err(|error| disk::problem(&self.path, &error))? == 0 {
                self.open = None;
            } else if let Some(n) = line::read(&bytes).map(|line| line.n) {
                return Ok(Some((n, bytes)));
            }
        }
    }
}

fn newest(data: &Path) -> Result<(PathBuf, Backup, Vec<PathBuf>), Problem> {
    let mut unsound = Vec::new();
    for path in list(data) {
        match verify(&path) {
            Ok(backup) => return Ok((path, backup, unsound)),
            Err(_) => unsound.push(path),
        }
    }
    Err(Problem::new("problem-restore-none").with("path", folder(data).display()).with("unsound", unsound.len()))
}
