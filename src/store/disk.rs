//! Files and folders that are private to their owner, and what to say when the disk refuses.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::model::Problem;
use crate::model::problem::is_full;

/// What to tell people about a refused file operation.
pub fn problem(path: &Path, error: &io::Error) -> Problem {
    let id = match error.kind() {
        kind if is_full(kind) => "problem-disk-full",
        ErrorKind::ReadOnlyFilesystem => "problem-disk-read-only",
        ErrorKind::PermissionDenied if is_readable(path) => "problem-disk-unwritable",
        ErrorKind::PermissionDenied => "problem-disk-forbidden",
        _ => "problem-disk-error",
    };
    Problem::new(id).with("path", path.display()).failing(error)
}

/// Whether a file or a folder can be read at least.
fn is_readable(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|known| known.is_file() || known.is_dir()) && File::open(path).is_ok()
}

/// Takes a file for oneself as long as it is open; false where another process has it.
pub fn hold(file: &File) -> bool {
    // Elsewhere nobody else could read or write it meanwhile.
    !cfg!(unix) || file.try_lock().is_ok()
}

/// Makes a folder, with those above it, that only its owner can enter. The names of those that are new are on the disk: what
/// is synced in a folder that a power cut takes away is gone.
pub fn make_dir(path: &Path) -> Result<(), Problem> {
    let fresh: Vec<&Path> = path.ancestors().take_while(|dir| !dir.as_os_str().is_empty() && !dir.exists()).collect();
    let named = || fresh.iter().filter_map(|dir| dir.parent()).try_for_each(sync_dir);
    private_dir(path).and_then(|()| named()).map_err(|error| problem(path, &error))
}

/// Makes a folder, with those above it, that only its owner can enter.
pub fn private_dir(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Refuses what stands in a file's place and is none: a link would carry what is written elsewhere, a pipe never ends. Where
/// there is nothing, all is well.
pub fn plain(path: &Path) -> Result<(), Problem> {
    match fs::symlink_metadata(path) {
        Ok(known) if !known.is_file() => Err(no_file(path)),
        Err(error) if !is_nothing(&error) => Err(problem(path, &error)),
        _ => Ok(()),
    }
}

/// Whether there is nothing, nor anything above that it could be in.
pub fn is_nothing(error: &io::Error) -> bool {
    [ErrorKind::NotFound, ErrorKind::NotADirectory].contains(&error.kind())
}

/// Whether anything is there, also a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// That what stands in a file's place is none.
pub fn no_file(path: &Path) -> Problem {
    Problem::new("problem-disk-no-file").with("path", path.display())
}

/// Opens a file of ours, and nothing that stands in its place.
pub fn open(path: &Path) -> Result<File, Problem> {
    plain(path)?;
    File::open(path).map_err(|error| problem(path, &error))
}

/// Reads a file of ours whole; `None` where there is none.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, Problem> {
    plain(path)?;
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_nothing(&error) => Ok(None),
        Err(error) => Err(problem(path, &error)),
    }
}

/// How to open a file for writing that only its owner can read.
pub fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A path as a shell takes it.
#[cfg(unix)]
pub fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', "'\\''"))
}

/// Sees to it that nobody else can look into a folder: a `fresh` one is closed, one that others can enter is refused with
/// what to do.
pub fn close_to_others(dir: &Path, fresh: bool) -> Result<(), Problem> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let known = fs::metadata(dir).map_err(|error| problem(dir, &error))?;
        if known.permissions().mode() & 0o077 != 0 {
            if !fresh {
                let problem = Problem::new("problem-data-open").with("path", dir.display());
                return Err(problem.with("quoted", quoted(dir)));
            }
            fs::set_permissions(dir, fs::Permissions::from_mode(0o700)).map_err(|error| problem(dir, &error))?;
        }
    }
    Ok(())
}

/// Closes a folder and what is in it to others, whoever made it and whatever the umask was.
pub fn close_within(dir: &Path) -> Result<(), Problem> {
    #[cfg(unix)]
    {
        let Ok(entries) = fs::read_dir(dir) else { return Ok(()) };
        let within = entries.flatten().map(|entry| entry.path()).filter(|path| !path.is_symlink());
        for path in within.chain([dir.to_owned()]) {
            match close(&path) {
                // Another process has just put it elsewhere.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                closed => closed.map_err(|error| problem(&path, &error))?,
            }
        }
    }
    Ok(())
}

#[cfg(unix)]
fn close(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let known = fs::metadata(path)?;
    let mode = if known.is_dir() { 0o700 } else { 0o600 };
    if known.permissions().mode() & 0o077 != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// Replaces a file so that after a crash either the old or the new content is there.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let fresh = path.with_extension("new");
    let write = || -> io::Result<()> {
        let mut file = private().write(true).truncate(true).open(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&fresh, path)?;
        path.parent().map_or(Ok(()), sync_dir)
    };
    write().map_err(|error| problem(path, &error))
}

/// Makes new names in a folder survive a power loss.
pub fn sync_dir(path: &Path) -> io::Result<()> {
    // The folder of a bare name is the one we are in.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// How many bytes the files of a folder are; none where it cannot be read.
pub fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|known| known.len()).sum()
}

/// How many bytes there is room for where a folder is; `None` where the system does not say.
#[cfg(unix)]
fn room(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

#[cfg(not(unix))]
const fn room(_: &Path) -> Option<u64> {
    None
}

/// What to tell people where the disk of a store may soon be full: what is written anew stands beside the old for a while,
/// and a backup beside both.
pub fn scarce(data: &Path) -> Option<Problem> {
    let size: u64 = ["", "journal", "db"].iter().map(|name| size(&data.join(name))).sum();
    let room = room(data).filter(|room| is_scarce(*room, size))?;
    let problem = Problem::new("problem-disk-scarce").with("path", data.display());
    Some(problem.with("free", room >> 20).with("needed", needed(size) >> 20))
}

/// Bytes that should be free beside a store of a size.
const fn needed(size: u64) -> u64 {
    const LEAST: u64 = 64 << 20;
    let thrice = size.saturating_mul(3);
    if thrice > LEAST { thrice } else { LEAST }
}

const fn is_scarce(room: u64, size: u64) -> bool {
    room < needed(size)
}

/// Removes whatever is there, with what is in it.
pub fn remove(path: &Path) -> Result<(), Problem> {
    let gone = match fs::symlink_metadata(path) {
        Ok(known) if known.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match gone {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(problem(path, &error)),
        _ => Ok(()),
    }
}

/// Moves something damaged to `quarantine/` as evidence, in place of an older one of that name.
pub fn set_aside(data: &Path, name: &str) -> Result<(), Problem> {
    let folder = data.join("quarantine");
    make_dir(&folder)?;
    let (from, to) = (data.join(name), folder.join(name));
    remove(&to)?;
    fs::rename(&from, &to).map_err(|error| problem(&from, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_scarce_below_three_times_the_store_and_where_next_to_nothing_is_left() {
        const MB: u64 = 1 << 20;
        let cases =
            [(63 * MB, MB, true), (64 * MB, MB, false), (299 * MB, 100 * MB, true), (300 * MB, 100 * MB, false)];
        for (room, size, scarce) in cases {
            assert_eq!(is_scarce(room, size), scarce, "{room} beside {size}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_disk_tells_its_room_and_a_folder_that_is_not_there_does_not() {
        let dir = tempfile::tempdir().unwrap();
        assert!(room(dir.path()).is_some_and(|room| room > 0));
        assert_eq!(room(&dir.path().join("nowhere")), None);
    }
}
