//! Backups: every edit there is, compressed, in one file that proves itself. Any number of lines of the journal is a
//! state of the store, so a backup is sound while others write, and what the journal has beyond it can follow it.
//!
//! The file is gzip over lines: a head `{"warroom":"backup",…}`, then the journal's lines as they are, each with its own
//! checksum; where there is a passphrase, the head holds the key as well. One is taken on the first change of a day and before many changes at once, read again after it was written,
//! and thinned out: the last of each of 7 days, 4 weeks and 12 months.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::identity::Identity;
use super::seal::Key;
use super::{disk, line, migrate, swap};
use crate::model::{Id, Problem};

/// How backups are called in `DATA/backups`.
const NAME: &str = "%Y-%m-%dT%H%M%S";
const END: &str = ".ndjson.gz";
/// How one is called that is being written.
pub(super) const PART: &str = "part";
/// How many days, weeks and months keep their last one.
const KEPT: [usize; 3] = [7, 4, 12];
/// No head is longer.
const LONGEST_HEAD: u64 = 4096;

/// What a backup is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// What the file is, for people and programs that open it.
    pub(super) warroom: String,
    /// Version of the format of its lines.
    pub schema: u16,
    /// The store.
    pub store: Id,
    /// What opens its lines, for whoever knows the passphrase of then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// How many edits it holds.
    pub edits: u64,
    /// When it was taken.
    pub at: DateTime<FixedOffset>,
}

/// Where the automatic ones are.
pub fn folder(data: &Path) -> PathBuf {
    data.join("backups")
}

/// The automatic ones there are, the newest first.
pub fn list(data: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = names(data).into_iter().map(|(_, path)| path).collect();
    all.reverse();
    all
}

fn names(data: &Path) -> Vec<(NaiveDateTime, PathBuf)> {
    let named = |path: PathBuf| {
        let name = path.file_name()?.to_str()?.strip_suffix(END)?;
        let day = name.find('T')?;
        let (moment, nth) = match name.rfind('-').filter(|at| *at > day) {
            Some(at) => (name.get(..at)?, name.get(at + 1..)?.parse().ok()?),
            None => (name, 1_u32),
        };
        Some((NaiveDateTime::parse_from_str(moment, NAME).ok()?, nth, path))
    };
    let listing = fs::read_dir(folder(data)).into_iter().flatten().flatten();
    let mut all: Vec<_> = listing.filter_map(|entry| named(entry.path())).collect();
    all.sort();
    all.into_iter().map(|(at, _, path)| (at, path)).collect()
}

/// What lies beside them that is not sealed.
pub fn strangers(data: &Path) -> Vec<PathBuf> {
    let listing = fs::read_dir(folder(data)).into_iter().flatten().flatten();
    let sealed = |path: &PathBuf| head(path).is_ok_and(|head| head.key.is_some());
    let mut all: Vec<PathBuf> = listing.map(|entry| entry.path()).filter(|path| !sealed(path)).collect();
    all.sort();
    all
}

/// Whether a file is called like one.
pub(super) fn is_one(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.ends_with(END))
}

/// A name among the automatic ones that nobody else has or gets: of several in one second, each has its own. Whoever has
/// the file that is being written has the name, and has it locked, so that others can tell it from what a kill left.
fn reserve(data: &Path, now: DateTime<FixedOffset>) -> Result<(PathBuf, PathBuf, File), Problem> {
    let moment = now.format(NAME).to_string();
    let mut nth = 1;
    loop {
        let name = if nth == 1 { moment.clone() } else { format!("{moment}-{nth}") };
        let [path, part] = [END, ".part"].map(|end| folder(data).join(format!("{name}{end}")));
        match disk::private().write(true).create_new(true).open(&part) {
            Ok(file) if !path.exists() && disk::hold(&file) && part.exists() => return Ok((path, part, file)),
            Ok(_) if !path.exists() => {}
            Ok(_) => fs::remove_file(&part).map_err(|error| disk::problem(&part, &error))?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(disk::problem(&part, &error)),
        }
        nth += 1;
    }
}

/// Removes what was being written when somebody was killed.
fn clear_left(data: &Path) {
    let listing = fs::read_dir(folder(data)).into_iter().flatten().flatten();
    for path in listing.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == PART)) {
        // Where it cannot be removed it does no harm.
        if File::open(&path).is_ok_and(|file| cfg!(unix) && disk::hold(&file)) {
            fs::remove_file(&path).ok();
        }
    }
}

/// Takes a backup into a file, reads it again, and only then gives it its name. `file` is none: among the automatic ones.
/// Also while somebody writes; then it holds what was saved when it began. `upto` is the last edit that goes in.
pub fn take(
    data: &Path,
    file: Option<&Path>,
    upto: Option<u64>,
    now: DateTime<FixedOffset>,
) -> Result<(PathBuf, Backup), Problem> {
    disk::close_to_others(data, false).or_else(|problem| if data.exists() { Err(problem) } else { Ok(()) })?;
    let identity = Identity::read(data)?.ok_or_else(|| Problem::new(super::NO_STORE).with("path", data.display()))?;
    let (path, part, _held) = if let Some(file) = file {
        // A file of that name is replaced; a device or a link is somebody else's.
        if file.is_dir() {
            return Err(disk::problem(file, &io::ErrorKind::IsADirectory.into()));
        }
        disk::plain(file)?;
        (file.to_path_buf(), file.with_extension(format!("{}.{PART}", std::process::id())), None)
    } else {
        disk::make_dir(&folder(data))?;
        clear_left(data);
        let (path, part, held) = reserve(data, now)?;
        (path, part, Some(held))
    };
    let taken = write(data, &part, identity, upto, now).and_then(|()| verify(&part));
    let named = taken.and_then(|backup| {
        // Whoever sets or removes the passphrase meanwhile could not know of this one.
        if Key::read(&swap::standing(data))?.as_ref().map(Key::id) != backup.key.as_ref().map(Key::id) {
            return Err(Problem::new("problem-passphrase-changed"));
        }
        fs::rename(&part, &path).map_err(|error| disk::problem(&path, &error))?;
        path.parent().map_or(Ok(()), disk::sync_dir).map_err(|error| disk::problem(&path, &error))?;
        Ok((path, backup))
    });
    named.map_err(|mut problem| {
        fs::remove_file(&part).ok();
        // Nobody has asked for that one.
        let asked = problem.args.iter_mut().filter(|(_, value)| *value == part.display().to_string());
        asked.for_each(|(_, value)| *value = file.unwrap_or(&part).display().to_string());
        problem
    })
}

fn write(
    data: &Path,
    part: &Path,
    Identity { store, floor, .. }: Identity,
    upto: Option<u64>,
    now: DateTime<FixedOffset>,
) -> Result<(), Problem> {
    let dir = swap::standing(data);
    let key = Key::read(&dir)?;
    // How many lines there are is said first, for whoever looks at the file alone.
    let edits = swap::lines(&dir, &mut |n, _| Ok(upto.is_none_or(|last| n <= last)))?;
    if edits < upto.unwrap_or(floor) {
        return Err(Problem::new("problem-backup-damaged").with("edits", edits));
    }
    let head = Backup { warroom: "backup".into(), schema: migrate::SCHEMA, store, key, edits, at: now };
    let mut pack = Pack::new(part, &head)?;
    swap::lines(&dir, &mut |n, bytes| {
        if n <= edits {
            pack.line(bytes)?;
        }
        Ok(n <= edits)
    })?;
    pack.finish()
}

/// A backup that is being written.
pub(super) struct Pack {
    path: PathBuf,
    packed: GzEncoder<BufWriter<File>>,
}

impl Pack {
    /// Begins one with its head.
    pub fn new(path: &Path, head: &Backup) -> Result<Self, Problem> {
        let file = disk::private().write(true).truncate(true).open(path);
        let file = file.map_err(|error| disk::problem(path, &error))?;
        let packed = GzEncoder::new(BufWriter::new(file), Compression::default());
        let head = serde_json::to_string(head).map_err(|error| Problem::new("problem-not-saved").with("why", error))?;
        let mut pack = Self { path: path.to_owned(), packed };
        pack.line(format!("{head}\n").as_bytes())?;
        Ok(pack)
    }

    /// Adds a line with its line end.
    pub fn line(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.packed.write_all(bytes).map_err(|error| disk::problem(&self.path, &error))
    }

    /// Ends it, synced.
    pub fn finish(self) -> Result<(), Problem> {
        let file = self.packed.finish().and_then(|buffer| buffer.into_inner().map_err(io::IntoInnerError::into_error));
        file.and_then(|file| file.sync_all()).map_err(|error| disk::problem(&self.path, &error))
    }
}

/// Reads a whole backup: every line sound, in order, as many as its head says.
pub fn verify(path: &Path) -> Result<Backup, Problem> {
    read(path, &mut |_| Ok(()))
}

/// What a file says of itself.
pub(super) fn head(path: &Path) -> Result<Backup, Problem> {
    begin(path).map(|(head, _)| head)
}

type Reader = BufReader<GzDecoder<BufReader<File>>>;

fn begin(path: &Path) -> Result<(Backup, Reader), Problem> {
    let damaged = || Problem::new("problem-backup-unsound").with("path", path.display()).with("row", 1);
    let opened = match fs::metadata(path) {
        // Opened, a folder would pass for a file that cannot be read.
        Ok(known) if known.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        // It is read more than once, and a pipe would be waited for.
        Ok(known) if !known.is_file() => return Err(disk::no_file(path)),
        _ => File::open(path),
    };
    let file = opened.map_err(|error| disk::problem(path, &error))?;
    let mut reader = BufReader::new(GzDecoder::new(BufReader::new(file)));
    let mut head = String::new();
    io::Read::take(&mut reader, LONGEST_HEAD).read_line(&mut head).map_err(|_| damaged())?;
    let head: Backup = serde_json::from_str(&head).map_err(|_| damaged())?;
    if head.warroom != "backup" {
        return Err(damaged());
    }
    if head.schema > migrate::SCHEMA {
        return Err(migrate::newer(head.schema));
    }
    Ok((head, reader))
}

pub(super) fn read(path: &Path, each: &mut dyn FnMut(&[u8]) -> Result<(), Problem>) -> Result<Backup, Problem> {
    let damaged = |row: u64| Problem::new("problem-backup-unsound").with("path", path.display()).with("row", row);
    let (head, mut reader) = begin(path)?;
    let mut bytes = Vec::new();
    for n in 1..=head.edits {
        bytes.clear();
        reader.read_until(b'\n', &mut bytes).map_err(|_| damaged(n + 1))?;
        if line::read(&bytes).is_none_or(|line| line.n != n || line.is_sealed() != head.key.is_some()) {
            return Err(damaged(n + 1));
        }
        each(&bytes)?;
    }
    // The checksum of the whole is read with its end.
    if io::Read::read(&mut reader, &mut [0]).map_err(|_| damaged(head.edits + 1))? > 0 {
        return Err(damaged(head.edits + 2));
    }
    Ok(head)
}

/// Removes the automatic ones that are not the last of one of the days, weeks and months that are kept; those of today
/// all stay.
pub fn thin(data: &Path, today: NaiveDate) -> Result<(), Problem> {
    let all = names(data);
    let mut kept: BTreeSet<&PathBuf> = all.iter().filter(|(at, _)| at.date() >= today).map(|(_, path)| path).collect();
    let spans: [fn(NaiveDate) -> (i32, u32); 3] = [
        |day| (day.year(), day.ordinal()),
        |day| (day.iso_week().year(), day.iso_week().week()),
        |day| (day.year(), day.month()),
    ];
    for (span, most) in spans.into_iter().zip(KEPT) {
        let mut seen = BTreeSet::new();
        for (at, path) in all.iter().rev() {
            if seen.len() < most && seen.insert(span(at.date())) {
                kept.insert(path);
            }
        }
    }
    for (_, path) in all.iter().filter(|(_, path)| !kept.contains(path)) {
        fs::remove_file(path).map_err(|error| disk::problem(path, &error))?;
    }
    Ok(())
}

/// Takes the automatic ones, beside whatever else is done.
#[derive(Debug)]
pub struct Keeper {
    data: PathBuf,
    /// The day of the last one.
    day: Option<NaiveDate>,
    /// How many edits the last one had.
    edits: u64,
    running: Option<JoinHandle<Result<(), Problem>>>,
}

impl Keeper {
    /// For a store.
    pub fn new(data: &Path) -> Self {
        clear_left(data);
        let day = names(data).last().map(|(at, _)| at.date());
        Self { data: data.to_owned(), day, edits: 0, running: None }
    }

    /// Before a change: takes one where today has none, or where `many` changes come at once. `edits` is how many there
    /// are so far.
    pub fn before(&mut self, edits: u64, many: bool, now: DateTime<FixedOffset>) {
        let due = self.day != Some(now.date_naive()) || many && self.edits != edits;
        if edits == 0 || !due || self.running.is_some() {
            return;
        }
        (self.day, self.edits) = (Some(now.date_naive()), edits);
        let data = self.data.clone();
        self.running = thread::Builder::new()
            .name("backup".into())
            .spawn(move || take(&data, None, Some(edits), now).and_then(|_| thin(&data, now.date_naive())))
            .ok();
    }

    /// What came of the one that was taken, once it is there; `wait` for it.
    pub fn outcome(&mut self, wait: bool) -> Result<(), Problem> {
        match self.running.take() {
            Some(running) if wait || running.is_finished() => running.join().unwrap_or(Ok(())),
            other => {
                self.running = other;
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_in_one_second_each_have_a_name_and_stand_in_their_order() {
        let dir = tempfile::tempdir().unwrap();
        disk::make_dir(&folder(dir.path())).unwrap();
        let now = "2026-11-28T09:30:00+08:00".parse().unwrap();
        // Two that are being written at once, and others after them.
        let both = [(); 2].map(|()| reserve(dir.path(), now).unwrap());
        assert_ne!(both[0].0, both[1].0);
        clear_left(dir.path());
        for (path, part, _) in both {
            fs::rename(part, path).unwrap();
        }
        for _ in 0..10 {
            let (path, part, _) = reserve(dir.path(), now).unwrap();
            assert!(!path.exists());
            fs::rename(part, path).unwrap();
        }
        let named = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().trim_end_matches(END).to_owned();
        let all: Vec<String> = list(dir.path()).iter().map(named).collect();
        assert_eq!((all.len(), all[0].as_str(), all[11].as_str()), (12, "2026-11-28T093000-12", "2026-11-28T093000"));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_kill_left_goes_and_what_is_being_written_stays() {
        let dir = tempfile::tempdir().unwrap();
        disk::make_dir(&folder(dir.path())).unwrap();
        let now = "2026-11-28T09:30:00+08:00".parse().unwrap();
        let [(_, left, gone), (_, going, _held)] = [(); 2].map(|()| reserve(dir.path(), now).unwrap());
        drop(gone);
        clear_left(dir.path());
        assert_eq!((left.exists(), going.exists()), (false, true));
    }

    #[test]
    fn the_last_of_each_day_week_and_month_stays() {
        let dir = tempfile::tempdir().unwrap();
        disk::make_dir(&folder(dir.path())).unwrap();
        let today: NaiveDate = "2026-11-28".parse().unwrap();
        for day in today.iter_days().rev().take(400) {
            for hour in [9, 17] {
                let at = day.and_hms_opt(hour, 0, 0).unwrap();
                fs::write(folder(dir.path()).join(format!("{}{END}", at.format(NAME))), "").unwrap();
            }
        }
        fs::write(folder(dir.path()).join("mine.ndjson.gz"), "").unwrap();
        thin(dir.path(), today).unwrap();
        let left: Vec<String> = names(dir.path()).iter().map(|(at, _)| at.format("%m-%dT%H").to_string()).collect();
        let days = ["11-22T17", "11-23T17", "11-24T17", "11-25T17", "11-26T17", "11-27T17", "11-28T09", "11-28T17"];
        assert!(left.ends_with(&days.map(str::to_owned)), "{left:?}");
        // Weeks end on the 22nd (kept as a day), 15th and 8th; months on their last days, eleven of them before this one.
        assert_eq!(left.len(), 8 + 2 + 11, "{left:?}");
        assert!(left.contains(&"11-15T17".to_owned()) && left.contains(&"10-31T17".to_owned()), "{left:?}");
        assert!(folder(dir.path()).join("mine.ndjson.gz").exists(), "others' files stay");
        let before = left;
        thin(dir.path(), today).unwrap();
        assert_eq!(names(dir.path()).len(), before.len());
    }
}
