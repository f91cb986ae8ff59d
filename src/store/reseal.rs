//! Setting, changing and removing the passphrase. To change it seals one key anew. To set or remove it writes the journal
//! and the backups anew beside the old ones, which go in one step: that of `swap`, finished by whoever opens the store
//! next. Nothing stays that was written under the other key, or under none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::backup::{self, Pack};
use super::seal::{Key, Seal, Strength};
use super::swap::{self, Old, Writer};
use super::{Book, disk, line};
use crate::model::Problem;

/// Where backups are written anew. They are only worth something beside a journal that is complete.
pub const STAGED: &str = "backups.resealed";

/// What became of the backups when the passphrase was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// How many open with the new one.
    pub backups: usize,
    /// Those that could not be read.
    pub left: Vec<PathBuf>,
}

/// What is wrong with a backup that cannot be written anew; everything else is trouble with the disk.
const UNREADABLE: [&str; 4] =
    ["problem-backup-unsound", "problem-store-newer", "problem-store-damaged-edit", "problem-restore-key"];

impl Book {
    /// Seals everything with a passphrase, and ends. Backups that could not be read, and so are gone, are told of.
    pub fn set_passphrase(self, data: &Path, passphrase: &str, strength: Strength) -> Result<Vec<PathBuf>, Problem> {
        if self.key.is_some() {
            return Err(Problem::new("problem-passphrase-there"));
        }
        let seal = Seal::new()?;
        let key = seal.key(passphrase, strength)?;
        self.reseal(data, Some(&key), Some(&seal))
    }

    /// Puts another passphrase in the place of the one that it was opened with, also for the backups and what was set
    /// aside. Stopped half way, some of them still open with the old one; done again, none does.
    pub fn change_passphrase(&mut self, data: &Path, passphrase: &str, strength: Strength) -> Result<Changed, Problem> {
        self.open_for_changes()?;
        self.backed_up(true)?;
        let key = self.seal.as_ref().ok_or_else(no_passphrase)?.key(passphrase, strength)?;
        key.write(&data.join("journal"))?;
        let aside = data.join("quarantine/journal");
        if Key::read(&aside).ok().flatten().is_some_and(|old| old.id() == key.id()) {
            key.write(&aside)?;
        }
        let mut changed = Changed::default();
        for path in files(&backup::folder(data))? {
            match backup::head(&path) {
                Ok(head) if head.key.as_ref().is_some_and(|old| old.id() == key.id()) => {
                    match rekey(&path, backup::Backup { key: Some(key.clone()), ..head }) {
                        Err(problem) if UNREADABLE.contains(&problem.id) => changed.left.push(path),
                        done => done.map(|()| changed.backups += 1)?,
                    }
                }
                Err(_) if backup::is_one(&path) => changed.left.push(path),
                _ => {}
            }
        }
        Ok(changed)
    }

    /// Writes everything as it was without a passphrase, and ends; else as [`Book::set_passphrase`].
    pub fn remove_passphrase(self, data: &Path) -> Result<Vec<PathBuf>, Problem> {
        if self.key.is_none() {
            return Err(no_passphrase());
        }
        self.reseal(data, None, None)
    }

    fn reseal(mut self, data: &Path, key: Option<&Key>, seal: Option<&Seal>) -> Result<Vec<PathBuf>, Problem> {
        self.open_for_changes()?;
        self.backed_up(true)?;
        let own = self.seal.clone();
        let gone = self.stage(data, key, seal)?;
        let mut writer = Writer::new(data, key)?;
        swap::lines(&data.join("journal"), &mut |_, bytes| {
            let anew = line::read(bytes).map(|line| line.anew(own.as_ref(), seal));
            anew.map_or(Ok(false), |anew| writer.line(anew?.as_bytes()).map(|()| true))
        })?;
        if writer.lines != self.edits() {
            return Err(Problem::new("problem-store-damaged-edit").with("number", writer.lines + 1));
        }
        // Sled lets go of its files before they are removed; the lock stays until all is in its place.
        self.flush()?;
        self.state = None;
        writer.finish(Old::Resealed)?;
        self.forget_floor();
        Ok(gone)
    }

    /// Writes every backup anew under another key, beside the old ones; those that cannot be read are told of.
    fn stage(&self, data: &Path, key: Option<&Key>, seal: Option<&Seal>) -> Result<Vec<PathBuf>, Problem> {
        let staged = data.join(STAGED);
        disk::remove(&staged)?;
        disk::make_dir(&staged)?;
        let mut gone = Vec::new();
        for path in files(&backup::folder(data))? {
            let (Ok(head), Some(name)) = (backup::head(&path), path.file_name()) else {
                gone.extend(backup::is_one(&path).then_some(path));
                continue;
            };
            let own = head.key.as_ref().map(Key::id) == self.key.as_ref().map(Key::id);
            // Under a key that is not this store's it tells nobody anything, and is not ours to throw away.
            let sealed = head.key.is_some();
            let anew = || {
                let mut pack = Pack::new(&staged.join(name), &backup::Backup { key: key.cloned(), ..head })?;
                backup::read(&path, &mut |bytes| {
                    let line = line::read(bytes).ok_or_else(|| Problem::new("problem-backup-unsound"))?;
                    pack.line(line.anew(self.seal.as_ref(), seal)?.as_bytes())
                })?;
                pack.finish()
            };
            if !own && sealed {
                continue;
            }
            match if own { anew() } else { Err(Problem::new("problem-restore-key")) } {
                Err(problem) if UNREADABLE.contains(&problem.id) => {
                    // What was begun of it is worth nothing.
                    fs::remove_file(staged.join(name)).ok();
                    gone.push(path);
                }
                done => done?,
            }
        }
        disk::sync_dir(&staged).map_err(|error| disk::problem(&staged, &error))?;
        Ok(gone)
    }
}

/// Writes a backup anew with another head; the lines stay as they are.
fn rekey(path: &Path, head: backup::Backup) -> Result<(), Problem> {
    let part = path.with_extension(backup::PART);
    let write = || {
        let mut pack = Pack::new(&part, &head)?;
        backup::read(path, &mut |bytes| pack.line(bytes))?;
        pack.finish()?;
        let placed = fs::rename(&part, path).and_then(|()| path.parent().map_or(Ok(()), disk::sync_dir));
        placed.map_err(|error| disk::problem(path, &error))
    };
    write().inspect_err(|_| {
        // What was begun of it is worth nothing.
        fs::remove_file(&part).ok();
    })
}

/// Puts the backups that were written anew in the place of the old ones and removes what is under another key than this.
/// Done as often as one likes, also after a part of it.
pub fn settle(data: &Path, key: Option<&Key>) -> Result<(), Problem> {
    let (staged, folder) = (data.join(STAGED), backup::folder(data));
    let placed = files(&staged)?.into_iter().try_for_each(|path| {
        let name = path.file_name().unwrap_or_default();
        fs::rename(&path, folder.join(name)).map_err(|error| disk::problem(&path, &error))
    });
    placed?;
    for path in files(&folder)? {
        let stays = match backup::head(&path) {
            Ok(head) => head.key.is_some() || key.is_none(),
            Err(_) => !backup::is_one(&path) && path.extension().is_none_or(|end| end != backup::PART),
        };
        if !stays {
            fs::remove_file(&path).map_err(|error| disk::problem(&path, &error))?;
        }
    }
    if folder.exists() {
        disk::sync_dir(&folder).map_err(|error| disk::problem(&folder, &error))?;
    }
    disk::remove(&staged)
}

/// The files of a folder; of one that is not there, none.
fn files(dir: &Path) -> Result<Vec<PathBuf>, Problem> {
    match fs::read_dir(dir) {
        Ok(listing) => Ok(listing.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(disk::problem(dir, &error)),
    }
}

fn no_passphrase() -> Problem {
    Problem::new("problem-passphrase-none")
}
