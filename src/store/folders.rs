//! Folders of one file each, which other programs read and change, too: nothing of theirs is written over, and what a narrower
//! export leaves out stays.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::deliver::{deliver, unwritable};
use super::disk;
use crate::model::{Id, Problem};

/// What became of files that were there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Those that others had changed, which stay beside the new ones.
    pub aside: usize,
    /// Those of records that are no more.
    pub gone: usize,
}

impl Left {
    /// What there is to say of it.
    pub fn told(self) -> impl Iterator<Item = Problem> {
        let all = [("problem-folder-aside", self.aside), ("problem-folder-gone", self.gone)];
        all.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| Problem::new(id).with("count", count))
    }
}

impl std::ops::Add for Left {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { aside: self.aside + other.aside, gone: self.gone + other.gone }
    }
}

/// Behind the name of a file that somebody had changed.
const BEFORE: &str = "before";

/// What was written of a record: as what, and into which file.
struct Written {
    digest: String,
    id: Option<Id>,
}

/// Writes a folder with a file for each, a new one such that only its owner can enter. What others have changed there since it was
/// written stays as `NAME.before`; the files of records that `is_gone` are taken away. What others put there stays, and where it
/// has the UID of what is written, it is what is written over: programs take two files of one UID for damage.
pub fn folder(
    path: &Path,
    extension: &str,
    files: impl Iterator<Item = (String, String)>,
    is_gone: &dyn Fn(Id) -> bool,
) -> Result<Left, Problem> {
    disk::private_dir(path).map_err(|error| unwritable(path, error))?;
    // What was written, for a look at whether it still is so. A tool's own file begins with a dot.
    let known = path.join(format!(".warroom-{extension}"));
    let mut written: BTreeMap<String, Written> =
        fs::read_to_string(&known).map_or_else(|_| BTreeMap::new(), |text| text.lines().filter_map(line).collect());
    let named = named(path, extension).map_err(|error| unwritable(path, error))?;
    let mut left = Left::default();
    for (stem, text) in files {
        let own = format!("{stem}.{extension}");
        let same = || only(uids(&text)).and_then(|uid| named.get(&uid)).cloned();
        let name = if written.contains_key(&own) { own } else { same().unwrap_or(own) };
        let file = path.join(&name);
        // What stands there already is left alone, so that a synchroniser sees only what changed.
        let there = match fs::read(&file) {
            Ok(there) => Some(there),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(unwritable(&file, error)),
        };
        if there.as_deref() != Some(text.as_bytes()) {
            if there.is_some_and(|there| written.get(&name).is_none_or(|one| one.digest != digest(&there))) {
                let aside = aside(path, &name);
                fs::rename(&file, &aside).map_err(|error| unwritable(&aside, error))?;
                left.aside += 1;
            }
            deliver(&file, std::iter::once(text.clone())).map_err(|error| unwritable(&file, error))?;
        }
        written.insert(name, Written { digest: digest(text.as_bytes()), id: id(&stem) });
    }
    let is_of_nobody = |one: &Written| one.id.is_some_and(is_gone);
    let gone: Vec<String> = written.iter().filter(|(_, one)| is_of_nobody(one)).map(|(name, _)| name.clone()).collect();
    for name in gone {
        let file = path.join(&name);
        let was = written.remove(&name);
        if fs::read(&file).is_ok_and(|there| was.is_some_and(|was| was.digest == digest(&there))) {
            fs::remove_file(&file).map_err(|error| unwritable(&file, error))?;
            left.gone += 1;
        }
    }
    let lines = written.into_iter().map(|(name, Written { digest, id })| match id {
        Some(id) => format!("{digest} {id} {name}\n"),
        None => format!("{digest} {name}\n"),
    });
    deliver(&known, lines).map_err(|error| unwritable(&known, error))?;
    Ok(left)
}

/// A line of what is remembered of a folder.
fn line(text: &str) -> Option<(String, Written)> {
    let (digest, rest) = text.split_once(' ')?;
    let (id, name) = match rest.split_once(' ').and_then(|(id, name)| Some((id.parse().ok()?, name))) {
        Some((id, name)) => (Some(id), name),
        None => (self::id(rest), rest),
    };
    Some((name.to_owned(), Written { digest: digest.to_owned(), id }))
}

/// The record whose file goes by a name of ours.
fn id(name: &str) -> Option<Id> {
    name.get(..36)?.parse().ok()
}

/// The files of a folder by the one UID that is in each.
fn named(path: &Path, extension: &str) -> io::Result<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_one = Path::new(&name).extension().is_some_and(|end| end.eq_ignore_ascii_case(extension))
            && !name.starts_with('.')
            && entry.file_type()?.is_file();
        // What cannot be read stays what it is.
        let text = if is_one { fs::read(entry.path()).unwrap_or_default() } else { Vec::new() };
        if let Some(uid) = only(uids(&String::from_utf8_lossy(&text))) {
            all.entry(uid).or_insert(name);
        }
    }
    Ok(all)
}

/// The UIDs in a card or a calendar.
fn uids(text: &str) -> BTreeSet<String> {
    let whole = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let is_uid = |name: &str| name.split(';').next().is_some_and(|name| name.eq_ignore_ascii_case("UID"));
    let said = whole.lines().filter_map(|line| line.split_once(':')).filter(|(name, _)| is_uid(name));
    said.map(|(_, uid)| uid.trim().to_owned()).filter(|uid| !uid.is_empty()).collect()
}

fn only(uids: BTreeSet<String>) -> Option<String> {
    let mut uids = uids.into_iter();
    uids.next().filter(|_| uids.next().is_none())
}

/// Where a file goes that somebody had changed: what went there before stays, too.
fn aside(path: &Path, name: &str) -> PathBuf {
    let nth = |nth: usize| if nth == 1 { String::new() } else { nth.to_string() };
    let mut all = (1..).map(|count| path.join(format!("{name}.{BEFORE}{}", nth(count))));
    all.find(|file| !file.exists()).unwrap_or_default()
}

fn digest(bytes: &[u8]) -> String {
    Id::named("file", &String::from_utf8_lossy(bytes)).to_string()
}
