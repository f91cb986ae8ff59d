//! `DATA/SESSION`: there while sled is being opened, and how often in a row that was begun. On files that a power cut tore,
//! sled may hang or take the process with it; what never came back is not tried for ever.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::disk;
use crate::model::Problem;

/// So many openings may end without a word: somebody was in a hurry, or pulled the plug. After that it is sled.
const MOST: usize = 2;

/// An opening that has begun.
pub struct Attempt {
    path: PathBuf,
    /// How many before it never came back.
    before: usize,
}

impl Attempt {
    /// Begins one. Called under the lock.
    pub fn begin(data: &Path) -> Result<Self, Problem> {
        let path = data.join("SESSION");
        disk::plain(&path)?;
        let before = match fs::metadata(&path) {
            Ok(known) => known.len() as usize,
            Err(error) if error.kind() == ErrorKind::NotFound => 0,
            Err(error) => return Err(disk::problem(&path, &error)),
        };
        // One byte each. Not synced: after a power cut one may be missing, and is then counted the next time.
        let begun = disk::private().append(true).open(&path).and_then(|mut file| file.write_all(b"."));
        begun.map_err(|error| disk::problem(&path, &error))?;
        Ok(Self { path, before })
    }

    /// Whether sled is better left alone.
    pub const fn is_hopeless(&self) -> bool {
        self.before >= MOST
    }

    /// It came back.
    pub fn end(self) -> Result<(), Problem> {
        fs::remove_file(&self.path).map_err(|error| disk::problem(&self.path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_that_never_comes_back_is_tried_again_but_not_for_ever() {
        let dir = tempfile::tempdir().unwrap();
        let hopeless = || Attempt::begin(dir.path()).unwrap().is_hopeless();
        assert_eq!([hopeless(), hopeless(), hopeless()], [false, false, true]);
        Attempt::begin(dir.path()).unwrap().end().unwrap();
        assert!(!hopeless(), "one that came back ends the row");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let elsewhere = dir.path().join("elsewhere");
        fs::write(&elsewhere, "precious").unwrap();
        for name in ["SESSION", "LOCK"] {
            std::os::unix::fs::symlink(&elsewhere, dir.path().join(name)).unwrap();
        }
        let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
        let refused = [
            Attempt::begin(dir.path()).err(),
            super::super::lock::Lock::take(dir.path(), now, super::super::lock::Stay::Long).err(),
        ];
        assert!(
            refused.iter().all(|one| one.as_ref().is_some_and(|one| one.id == "problem-disk-no-file")),
            "{refused:?}"
        );
        assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "precious");
    }
}
