//! Bringing a store back from what there is of it: the journal that is here, a backup where that has lost lines, and the
//! database where both have. What loses least comes first; what is lost all the same is counted.

use std::path::{Path, PathBuf};

use super::backup::{Backup, folder, list, read, verify};
use super::identity::Identity;
use super::lock::{Lock, Stay};
use super::open::Ask;
use super::pen::Pen;
use super::seal::{Key, Seal};
use super::shown::{Lines, Shown};
use super::swap::{self, Old, Writer};
use super::trees::{FOREIGN, PANICKED};
use super::{Book, disk, line};
use crate::clock::Clock;
use crate::edit::Stamp;
use crate::model::Problem;

/// What a restore brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// The backup, and the file it is in; none where there is no sound one.
    pub source: Option<(PathBuf, Backup)>,
    /// Edits that only the backup still had; of a journal that is whole, none.
    pub taken: u64,
    /// Edits that followed it in the journal that was there.
    pub followed: u64,
    /// Edits that nobody can list any more, while what they did was read off the database and is there.
    pub recovered: u64,
    /// Edits of that journal that could not follow, because some before them are gone.
    pub lost: u64,
    /// Edits that were saved here, as far as anything here still knows, and what they did is not there any more.
    pub gone: u64,
    /// Whether something in that journal could not be read.
    pub damaged: bool,
    /// Whether the key was missing here and is there again.
    pub unlocked: bool,
    /// Whether the database failed so that this process must not open another.
    pub panicked: bool,
    /// Whether somebody was erased after the backup was taken, whom it knows.
    pub erased: bool,
    /// Whether the store had a passphrase, and the backup has none.
    pub laid_open: bool,
    /// Whether the store had no passphrase, and the backup has one.
    pub sealed: bool,
    /// Whether how many edits there were is written down here; else nobody can say that none is gone.
    pub counted: bool,
    /// Whether there was no store before.
    pub fresh: bool,
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

/// Brings a store back: the backup, what the journal that is there has after it, and what the database has beyond both.
/// `only` the backup, whatever is there now; that is kept under `quarantine/` in either case. Without a file the newest
/// sound one of the automatic ones, or none. `ask` opens the key, where there is one: that of the store where it is the
/// same, else that of the backup. One without a passphrase comes into a store that has one only where that may `lay_open`
/// everything.
pub fn restore(
    data: &Path,
    file: Option<&Path>,
    Wish { only, lay_open }: Wish,
    clock: Clock,
    author: &str,
    ask: Ask,
) -> Result<Restored, Problem> {
    let fresh = !Book::is_in(data)?;
    disk::make_dir(data)?;
    disk::close_to_others(data, fresh)?;
    let _lock = Lock::take(data, clock.now(), Stay::Long)?;
    swap::finish(data)?;
    let mut done = Restored::default();
    let own = Identity::read(data).ok().flatten();
    let dir = data.join("journal");
    let there = Key::read(&dir);
    let mut sealed = !matches!(there, Ok(None));
    let mut lines = Lines::of(&dir)?;
    let mut here = 0;
    while let Some((n, bytes)) = lines.next()? {
        here = n;
        sealed |= line::read(&bytes).is_some_and(|line| line.is_sealed());
    }
    done.damaged = lines.damaged;
    let there = there.ok().flatten();
    let holds = own.filter(|own| own.floor.max(here) > 0);
    // What opens with another passphrase than the journal here does not go together with it.
    let readable = here > 0 && there.is_some() == sealed;
    let fits = |backup: &Backup| {
        let opens = backup.key.as_ref().map(Key::id) == there.as_ref().map(Key::id);
        holds.is_none_or(|own| own.store == backup.store) && (opens || !readable)
    };
    done.source = if let Some(file) = file {
        Some((file.to_path_buf(), verify(file)?))
    } else {
        newest(data, &fits, &mut done.unsound)
    };
    let backup = done.source.as_ref().map(|(_, backup)| backup);
    let foreign = own.zip(backup).is_some_and(|(own, backup)| own.store != backup.store);
    if let Some((file, _)) = done.source.as_ref().filter(|_| foreign && !only && holds.is_some()) {
        return Err(Problem::new("problem-restore-other").with("path", file.display()));
    }
    let key = match backup {
        Some(backup) if there.as_ref().map(Key::id) != backup.key.as_ref().map(Key::id) => backup.key.clone(),
        _ => there.clone(),
    };
    let same = there.as_ref().map(Key::id) == key.as_ref().map(Key::id);
    done.unlocked = sealed && !same && !only;
    done.laid_open = sealed && key.is_none();
    done.sealed = here > 0 && !sealed && key.is_some();
    // Where nothing was, nothing is missing.
    done.counted = own.is_some() || fresh;
    done.fresh = fresh;
    if backup.is_none() && (only || done.laid_open) {
        return Err(done.none(data));
    }
    let seal = key.as_ref().map(ask).transpose()?;
    let shown = own.filter(|_| !foreign).and_then(|own| done.shown(data, &own, seal.as_ref()));
    let upto = shown.as_ref().map_or(0, |shown| shown.upto);
    let known = own.map_or(0, |own| own.floor).max(here).max(upto);
    let mut writer = Writer::new(data, key.as_ref())?;
    let shown = shown.filter(|_| !only);
    let reached = shown.as_ref().map_or(0, |shown| shown.upto);
    done.fill(&dir, only, shown.as_ref().map(|shown| (shown, author)), seal.as_ref(), &mut writer)?;
    done.erased |= own.is_some_and(|own| !foreign && own.erased > done.in_backup());
    if done.source.is_none() && writer.lines.max(reached) == 0 {
        swap::finish(data)?;
        return Err(done.none(data));
    }
    // Of another store nothing of what was here is there any more.
    done.gone = if foreign { known } else { known.saturating_sub(writer.lines.max(reached)) };
    if let Some(shown) = shown.filter(|_| reached > writer.lines) {
        done.recovered += reached - writer.lines;
        let device = own.map_or(0, |own| own.device);
        let pen = Pen { author: author.into(), clock, device, stamp: Stamp::default() };
        shown.write_down(pen, seal.as_ref(), &mut writer)?;
    }
    if !done.has_mended() {
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
    if let Some((file, _)) = done.source.as_ref().filter(|_| done.laid_open && !lay_open) {
        swap::finish(data)?;
        return Err(Problem::new("problem-restore-lays-open").with("path", file.display()));
    }
    if let Some((_, backup)) = done.source.as_ref().filter(|_| own.is_none() || foreign) {
        writer.belongs_to(&Identity { store: backup.store, ..Identity::new(clock.now()) })?;
    }
    writer.finish(Old::Kept)?;
    Ok(done)
}

impl Restored {
    /// Whether the journal is another one now.
    pub const fn has_mended(&self) -> bool {
        self.taken > 0 || self.recovered > 0 || self.lost > 0 || self.damaged || self.unlocked
    }

    /// How many edits the backup has.
    pub fn in_backup(&self) -> u64 {
        self.source.as_ref().map_or(0, |(_, backup)| backup.edits)
    }

    fn none(&self, data: &Path) -> Problem {
        let none = Problem::new("problem-restore-none").with("path", folder(data).display());
        none.with("unsound", self.unsound.len())
    }

    /// What the database has, where it adds up, with what the journal has right behind it.
    fn shown(&mut self, data: &Path, own: &Identity, seal: Option<&Seal>) -> Option<Shown> {
        let path = data.join("db");
        if !path.exists() {
            return None;
        }
        let shown = Shown::open(&path, &data.join("journal"), own, seal).map_err(|problem| {
            self.panicked = problem.id == PANICKED;
            // Of what the key went with, the database may be all that is left.
            self.laid_open |= problem.id == FOREIGN && seal.is_none();
        });
        shown.ok().flatten()
    }

    /// Writes the journal anew: each line as it is here where it is sound, else as the backup has it, then what is here
    /// beyond it. What is here comes first because an erasure has rewritten it. What could not follow is lost, unless the
    /// database has `shown` more, which the one named tells of then.
    fn fill(
        &mut self,
        dir: &Path,
        only: bool,
        shown: Option<(&Shown, &str)>,
        seal: Option<&Seal>,
        writer: &mut Writer,
    ) -> Result<(), Problem> {
        let reached = shown.map_or(0, |(shown, _)| shown.upto);
        let mut own = Lines::of(dir)?;
        let mut next = own.next()?;
        let (mut n, mut differs, mut taken) = (0, false, 0);
        let file = self.source.as_ref().map(|(file, _)| file.as_path());
        let foreign = Problem::new("problem-restore-key").with("path", file.unwrap_or(dir).display());
        let told = |bytes: &[u8]| {
            let edit = line::read(bytes).and_then(|line| Some(line.json(seal).ok()?.into_owned()));
            edit.ok_or_else(|| foreign.clone())
        };
        let mut each = |bytes: &[u8]| {
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
        };
        file.map_or(Ok(()), |file| read(file, &mut each).map(drop))?;
        self.taken = taken;
        if let Some(file) = file.filter(|_| differs && taken > 0) {
            return Err(Problem::new("problem-restore-differs").with("path", file.display()));
        }
        let edits = self.in_backup();
        let mut bridge = shown;
        while let Some((here, bytes)) = next {
            let edit = told(&bytes);
            if !only {
                edit.clone()?;
            }
            self.erased |= here > edits && edit.is_ok_and(|edit| edit.contains(ERASURE));
            if let Some((shown, author)) = bridge.take_if(|_| here > writer.lines + 1) {
                self.recovered += shown.bridge(dir, author, seal, writer)?;
            }
            if here == writer.lines + 1 && !only {
                writer.line(&bytes)?;
                self.followed += 1;
            } else if here > writer.lines.max(reached) && !only {
                self.lost += 1;
            }
            next = own.next()?;
        }
        Ok(())
    }
}

/// How the line of an erasure says so.
const ERASURE: &str = "\"label\":\"edit-erase\"";

/// The newest sound one of the automatic ones that fits; others are passed over, such as those of a store whose place this one
/// has taken.
fn newest(data: &Path, fits: &dyn Fn(&Backup) -> bool, unsound: &mut Vec<PathBuf>) -> Option<(PathBuf, Backup)> {
    for path in list(data) {
        match verify(&path) {
            Ok(backup) if fits(&backup) => return Some((path, backup)),
            Ok(_) => {}
            Err(_) => unsound.push(path),
        }
    }
    None
}
