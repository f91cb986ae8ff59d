//! Folders of one file each, which other programs read and change, too: nothing of theirs is written over, and what a narrower
//! export leaves out stays.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
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

/// Writes a folder with a file for each, a new one such that only its owner can enter. What others have changed there since it was
/// written stays as `NAME.before`; the files of records that `is_gone` are taken away. What others put there stays.
pub fn folder(
    path: &Path,
    extension: &str,
    files: impl Iterator<Item = (String, String)>,
    is_gone: &dyn Fn(Id) -> bool,
) -> Result<Left, Problem> {
    disk::private_dir(path).map_err(|error| unwritable(path, error))?;
    // What was written, for a look at whether it still is so. A tool's own file begins with a dot.
    let known = path.join(format!(".warroom-{extension}"));
    let mut written: BTreeMap<String, String> = fs::read_to_string(&known).map_or_else(
        |_| BTreeMap::new(),
        |text| {
            text.lines().filter_map(|line| line.split_once(' ')).map(|(at, name)| (name.into(), at.into())).collect()
        },
    );
    let mut left = Left::default();
    for (stem, text) in files {
        let name = format!("{stem}.{extension}");
        let file = path.join(&name);
        // What stands there already is left alone, so that a synchroniser sees only what changed.
        let there = match fs::read(&file) {
            Ok(there) => Some(there),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(unwritable(&file, error)),
        };
        if there.as_deref() != Some(text.as_bytes()) {
            if there.is_some_and(|there| written.get(&name) != Some(&digest(&there))) {
                let aside = aside(path, &name);
                fs::rename(&file, &aside).map_err(|error| unwritable(&aside, error))?;
                left.aside += 1;
            }
            deliver(&file, std::iter::once(text.clone())).map_err(|error| unwritable(&file, error))?;
        }
        written.insert(name, digest(text.as_bytes()));
    }
    let is_of_nobody = |name: &str| name.get(..36).and_then(|id| id.parse().ok()).is_some_and(is_gone);
    let gone: Vec<String> = written.keys().filter(|name| is_of_nobody(name)).cloned().collect();
    for name in gone {
        let file = path.join(&name);
        let is_as_written = fs::read(&file).is_ok_and(|there| written.get(&name) == Some(&digest(&there)));
        if is_as_written {
            fs::remove_file(&file).map_err(|error| unwritable(&file, error))?;
            left.gone += 1;
        }
        written.remove(&name);
    }
    let lines = written.into_iter().map(|(name, digest)| format!("{digest} {name}\n"));
    deliver(&known, lines).map_err(|error| unwritable(&known, error))?;
    Ok(left)
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
