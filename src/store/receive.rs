//! Files in: one, standard input, or a folder that holds a file for each card or event.

use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::model::Problem;

/// The name of standard input.
const STDIN: &str = "-";

/// Bytes of a file.
const MOST: u64 = 1 << 30;

/// What folders hold a file for each of.
const IN_FOLDERS: [&str; 2] = ["vcf", "ics"];

/// A file to import.
#[derive(Debug)]
pub struct Input {
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Where in `bytes` each file of a folder begins: its first line, and its name.
    places: Vec<(u64, String)>,
}

impl Input {
    /// Reads a file, or a folder: all cards of it together and all calendars of it together, a line of `ends` after each.
    pub fn read(path: &Path, ends: &[u8]) -> Result<Vec<Self>, Problem> {
        if path.is_dir() {
            return folder(path, ends);
        }
        if let Ok(known) = fs::metadata(path) {
            fit(path, &known)?;
        }
        let mut bytes = Vec::new();
        let (name, read) = if path == Path::new(STDIN) {
            (STDIN.to_owned(), io::stdin().read_to_end(&mut bytes).map(drop))
        } else {
            (path.display().to_string(), fs::read(path).map(|all| bytes = all))
        };
        read.map_err(|error| unreadable(&name, error))?;
        Ok(vec![Self { name, bytes, places: Vec::new() }])
    }

    /// What came without a file.
    pub const fn of(name: String, bytes: Vec<u8>) -> Self {
        Self { name, bytes, places: Vec::new() }
    }

    /// The same problem with the line it speaks of as somebody can look it up: of files that are read together, the one it
    /// is in and its line there.
    pub fn placed(&self, problem: &Problem) -> Problem {
        let mut problem = problem.clone();
        for (_, value) in problem.args.iter_mut().filter(|(name, _)| *name == "line") {
            let Some((name, line)) = value.parse().ok().map(|line| self.place(line)) else { continue };
            if name != self.name {
                *value = format!("{line} ({name})");
            }
        }
        problem
    }

    /// The file and its line that a line is.
    pub fn place(&self, line: u64) -> (&str, u64) {
        let at = self.places.partition_point(|(first, _)| *first <= line);
        match at.checked_sub(1).and_then(|at| self.places.get(at)) {
            Some((first, name)) => (name, line - first + 1),
            None => (&self.name, line),
        }
    }
}

/// What stands behind a path that is read: standard input may be a file, too.
pub fn opened(path: &Path) -> &Path {
    if path == Path::new(STDIN) { Path::new("/dev/stdin") } else { path }
}

/// Whether something read has an end: a file, or what a shell hands over (`<(…)`), a pipe with a writer.
pub fn has_an_end(path: &Path, known: &fs::Metadata) -> bool {
    let handed = path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd") || path == Path::new("/dev/stdin");
    known.is_file() || (handed && !known.is_dir())
}

/// Whether others can read a file with a passphrase, as a problem that says how to close it.
pub fn open_to_others(path: &Path) -> Option<Problem> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let known = fs::metadata(path).ok()?;
        if known.is_file() && known.permissions().mode() & 0o077 != 0 {
            let problem = Problem::new("problem-passphrase-file-open").with("path", path.display());
            return Some(problem.with("quoted", super::disk::quoted(path)));
        }
    }
    None
}

/// Refuses what has no end or is too much to hold: devices, sockets, pipes nobody writes to, files of gigabytes.
fn fit(path: &Path, known: &fs::Metadata) -> Result<(), Problem> {
    if !has_an_end(path, known) {
        return Err(Problem::new("problem-file-special").with("path", path.display()));
    }
    if known.len() > MOST {
        return Err(Problem::new("problem-file-too-big").with("path", path.display()).with("most", MOST >> 20));
    }
    Ok(())
}

fn unreadable(name: &str, error: io::Error) -> Problem {
    Problem::new("problem-file-unreadable").with("path", name).failing(&error)
}

fn folder(path: &Path, ends: &[u8]) -> Result<Vec<Input>, Problem> {
    let mut files = Vec::new();
    gather(path, &mut files, 0, &|_, kind| kind.is_file())
        .map_err(|error| unreadable(&path.display().to_string(), error))?;
    files.sort();
    let mut found = Vec::new();
    for extension in IN_FOLDERS {
        let is_such = |file: &&PathBuf| file.extension().is_some_and(|end| end.eq_ignore_ascii_case(extension));
        let mut input =
            Input { name: format!("{}/*.{extension}", path.display()), bytes: Vec::new(), places: Vec::new() };
        let mut line = 1;
        for file in files.iter().filter(is_such) {
            let name = file.display().to_string();
            let mut bytes = fs::read(file).map_err(|error| unreadable(&name, error))?;
            bytes.extend([b"\n", ends, b"\n"].concat());
            input.places.push((line, name));
            line += line_ends(&bytes);
            input.bytes.append(&mut bytes);
        }
        if !input.places.is_empty() {
            found.push(input);
        }
    }
    if found.is_empty() {
        return Err(Problem::new("problem-import-empty-folder").with("path", path.display()));
    }
    Ok(found)
}

/// How many lines end, as who reads cards and calendars counts them: CR LF, LF or CR ends one.
fn line_ends(bytes: &[u8]) -> u64 {
    let next = bytes.iter().skip(1).map(Some).chain([None]);
    let ends = |(byte, next): &(&u8, Option<&u8>)| **byte == b'\n' || **byte == b'\r' && *next != Some(&b'\n');
    bytes.iter().zip(next).filter(ends).count() as u64
}

/// The files of a folder that are none of those that are read of one, by what they are called in it.
pub fn unread(path: &Path) -> Vec<String> {
    let mut files = Vec::new();
    if path.is_dir() {
        let is_read = |end: &OsStr| IN_FOLDERS.iter().any(|one| end.eq_ignore_ascii_case(one));
        // A link may lead anywhere, and a pipe have no end.
        let is_left = |file: &Path, kind: FileType| !(kind.is_file() && file.extension().is_some_and(is_read));
        // What cannot be listed was refused when it was to be read.
        gather(path, &mut files, 0, &is_left).ok();
    }
    files.sort();
    files.iter().map(|file| file.strip_prefix(path).unwrap_or(file).display().to_string()).collect()
}

/// The files of a folder and of the collections in it; what begins with a dot is a tool's own.
fn gather(
    path: &Path,
    files: &mut Vec<PathBuf>,
    depth: usize,
    is_meant: &dyn Fn(&Path, FileType) -> bool,
) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() && depth < 3 {
            gather(&entry.path(), files, depth + 1, is_meant)?;
        } else if is_meant(&entry.path(), kind) {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_the_file_has_them() {
        for (bytes, expected) in [
            (&b""[..], 0),
            (b"a", 0),
            (b"a\rb\rc", 2),
            (b"a\nb\n", 2),
            (b"a\r\nb\r\n", 2),
            (b"a\r\nb\rc\nd\r", 4),
            (b"\n\r\n\r", 3),
        ] {
            assert_eq!(line_ends(bytes), expected, "{bytes:?}");
        }
    }
}
