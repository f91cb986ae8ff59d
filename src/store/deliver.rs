//! Files out: whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::disk;
use crate::model::Problem;

/// Why a file could not be written.
pub fn unwritable(path: &Path, error: io::Error) -> Problem {
    Problem::new("problem-file-unwritable").with("path", path.display()).failing(&error)
}

/// Writes a file whole or not at all: an export that broke off must not pass for one. A new one only its owner can
/// read; one that is replaced keeps its mode, also behind a link. A device or a pipe is written to as it is.
pub fn deliver(path: &Path, lines: impl Iterator<Item = String>) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let known = fs::metadata(&path).ok();
    if known.as_ref().is_some_and(|known| !known.is_file()) {
        return write(File::options().write(true).open(&path)?, lines).map(drop);
    }
    let beside = beside(&path);
    let fresh = || -> io::Result<()> {
        let file = write(disk::private().write(true).truncate(true).open(&beside)?, lines)?;
        if let Some(known) = known {
            file.set_permissions(known.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&beside, &path)
    };
    fresh().inspect_err(|_| {
        // What is left of it is of no use to anybody.
        fs::remove_file(&beside).ok();
    })
}

/// Whether a file could be delivered there, before what it is to hold is known. What there is stays as it is.
pub fn writable(path: &Path) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&path) {
        Ok(known) if known.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        // Who waits at the other end of a pipe would take a look for the whole.
        Ok(known) if !known.is_file() => Ok(()),
        _ => {
            let beside = beside(&path);
            disk::private().write(true).open(&beside)?;
            fs::remove_file(&beside)
        }
    }
}

fn write(file: File, mut lines: impl Iterator<Item = String>) -> io::Result<File> {
    let mut file = io::BufWriter::new(file);
    lines.try_for_each(|line| file.write_all(line.as_bytes()))?;
    file.into_inner().map_err(io::IntoInnerError::into_error)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}
/// The name of the file for the rejects of another sheet.
pub fn of_sheet(path: &Path, sheet: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let sheet: String = sheet.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let end = path.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem}-{sheet}{end}"))
}
