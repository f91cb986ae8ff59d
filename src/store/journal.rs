//! `DATA/journal/<first number>.ndjson`: every edit, one a line, appended and synced. The truth; sled is only a copy.
//!
//! Lines are found again by their place, so memory holds no edit. What to do about damage is decided in `open`.

mod volume;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::line::{self, Head, Line, Title};
use super::seal::Seal;
use super::{disk, migrate, swap};
use crate::edit::Edit;
use crate::model::problem::is_full;
use crate::model::{Id, Problem};

pub use volume::{Volume, heads};

/// Bytes read at a time.
const AT_A_TIME: usize = 256 << 10;

/// A file that has grown to this many bytes is followed by the next.
pub(super) const FULL: u64 = 16 << 20;

/// The journal of a store.
#[derive(Debug)]
pub struct Journal {
    dir: PathBuf,
    /// Where each line is, line 1 first; `None` for one that cannot be read.
    places: Vec<Option<Place>>,
    /// The file that grows.
    last: Option<Segment>,
    full: u64,
    /// What its lines are sealed with.
    seal: Option<Seal>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    edit: Id,
    /// Number of the first line of the file it is in.
    file: u64,
    at: u64,
}

#[derive(Debug)]
struct Segment {
    first: u64,
    len: u64,
    file: Option<File>,
}

/// Lines that cannot be read, with sound ones behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Number of the first missing line.
    pub first: u64,
    /// Number of the last one.
    pub last: u64,
    /// The file.
    pub path: PathBuf,
    /// The line in it, from 1.
    pub row: usize,
}

/// What the last file ends with, when that is no sound line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The file.
    pub path: PathBuf,
    /// The line in it, from 1.
    pub row: usize,
    /// How long the file is without it.
    pub sound: u64,
    /// How many lines were begun in it. A write that broke off leaves one at most, whatever else the disk has there.
    pub lines: usize,
}

/// What reading a whole journal found.
#[derive(Debug, Default)]
pub struct Survey {
    /// Heads of all sound lines, in order.
    pub heads: Vec<Head>,
    /// What is missing in the middle.
    pub holes: Vec<Hole>,
    /// What is wrong at the end.
    pub tail: Option<Tail>,
}

impl Journal {
    /// Reads a journal without touching it. A folder that is not there is an empty journal; files that are as they are known
    /// are not read.
    pub fn read(data: &Path, seal: Option<Seal>, known: &[Volume]) -> Result<(Self, Survey), Problem> {
        Self::read_sized(data, FULL, seal, known)
    }

    fn read_sized(data: &Path, full: u64, seal: Option<Seal>, known: &[Volume]) -> Result<(Self, Survey), Problem> {
        let mut journal = Self { dir: swap::standing(data), places: Vec::new(), last: None, full, seal };
        let mut survey = Survey::default();
        for first in journal.files()? {
            if !journal.takes(first, known, &mut survey) {
                journal.survey(first, 0, &mut survey)?;
            }
        }
        Ok((journal, survey))
    }

    /// Reads on behind the last line that is known: what another process has written since.
    pub fn follow(&mut self) -> Result<Survey, Problem> {
        let mut survey = Survey::default();
        let last = self.places.last().copied().flatten();
        let fresh = |first: &u64| last.is_none_or(|place| *first >= place.file);
        for first in self.files()?.into_iter().filter(fresh) {
            let known = last.filter(|place| place.file == first).map(|place| place.at);
            self.survey(first, known.map_or(Ok(0), |at| self.end_of_line(first, at))?, &mut survey)?;
        }
        Ok(survey)
    }

    /// How many lines there are.
    pub fn len(&self) -> u64 {
        self.places.len() as u64
    }

    /// The edit of line `n`, read from the disk.
    pub fn edit(&self, n: u64) -> Result<Edit, Problem> {
        self.read_line(n, |line| line.edit(self.seal.as_ref()))
    }

    /// What the edit of line `n` is called.
    pub fn title(&self, n: u64) -> Result<Title, Problem> {
        self.read_line(n, |line| line.head(self.seal.as_ref()))
    }

    fn read_line<T>(&self, n: u64, told: impl Fn(&Line) -> serde_json::Result<T>) -> Result<T, Problem> {
        let damaged = || Problem::new("problem-store-damaged-edit").with("number", n);
        let place = self.place(n).ok_or_else(damaged)?;
        let path = self.path(place.file);
        let read = || -> io::Result<Vec<u8>> {
            let mut file = BufReader::new(File::open(&path)?);
            file.seek(SeekFrom::Start(place.at))?;
            let mut bytes = Vec::new();
            file.read_until(b'\n', &mut bytes)?;
            Ok(bytes)
        };
        let bytes = read().map_err(|error| disk::problem(&path, &error))?;
        let line = line::read(&bytes).filter(|line| line.n == n).ok_or_else(damaged)?;
        told(&line).map_err(|error| damaged().with("why", error))
    }

    /// The number of the line that holds an edit; the newest are found first.
    pub fn find(&self, edit: Id) -> Option<u64> {
        let at = self.places.iter().rposition(|place| place.is_some_and(|place| place.edit == edit))?;
        Some(at as u64 + 1)
    }

    /// Appends edits, all or none, and returns the number of the first. Each line is synced before the next one is begun:
    /// in what order the pages of one write reach the disk nobody knows, and a gap between sound lines is damage.
    pub fn append(&mut self, edits: &[Arc<Edit>]) -> Result<u64, Problem> {
        let first = self.len() + 1;
        let lines: Vec<String> =
            (first..).zip(edits).map(|(n, edit)| line::write(n, edit, self.seal.as_ref())).collect::<Result<_, _>>()?;
        let (file, mut at) = self.grow(first, &lines).map_err(|error| not_saved(&error))?;
        for (edit, line) in edits.iter().zip(&lines) {
            self.places.push(Some(Place { edit: edit.id, file, at }));
            at += line.len() as u64;
        }
        Ok(first)
    }

    /// Cuts off what the survey found wrong at the end, after a copy of the file went to `quarantine/`.
    pub fn cut(&mut self, data: &Path, tail: &Tail) -> Result<(), Problem> {
        let kept = data.join("quarantine");
        disk::make_dir(&kept)?;
        let cut = || {
            fs::copy(&tail.path, kept.join("torn.ndjson"))?;
            let file = File::options().write(true).open(&tail.path)?;
            file.set_len(tail.sound)?;
            file.sync_all()
        };
        cut().map_err(|error| disk::problem(&tail.path, &error))?;
        if let Some(segment) = &mut self.last {
            segment.len = tail.sound;
        }
        Ok(())
    }

    /// Cuts off every line after number `n`, also on a disk that takes no more.
    pub fn cut_to(&mut self, n: u64) -> Result<(), Problem> {
        let first = self.place(n + 1).map(|place| (place.file, place.at));
        let Some((first, at)) = first else { return Ok(()) };
        for later in self.files()?.into_iter().filter(|file| *file > first) {
            let path = self.path(later);
            fs::remove_file(&path).map_err(|error| disk::problem(&path, &error))?;
        }
        let path = self.path(first);
        let cut = || -> io::Result<()> {
            let file = File::options().write(true).open(&path)?;
            file.set_len(at)?;
            file.sync_all()?;
            disk::sync_dir(&self.dir)
        };
        cut().map_err(|error| disk::problem(&path, &error))?;
        self.places.truncate(usize::try_from(n).unwrap_or(usize::MAX));
        self.last = Some(Segment { first, len: at, file: None });
        Ok(())
    }

    /// The number of the first line and the name of the file it would be in.
    fn path(&self, first: u64) -> PathBuf {
        self.dir.join(format!("{first:012}.ndjson"))
    }

    fn place(&self, n: u64) -> Option<Place> {
        *self.places.get(usize::try_from(n.checked_sub(1)?).ok()?)?
    }

    /// First numbers of the files there are, in order.
    fn files(&self) -> Result<Vec<u64>, Problem> {
        let listing = match fs::read_dir(&self.dir) {
            Ok(listing) => listing,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(disk::problem(&self.dir, &error)),
        };
        let names = listing.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut firsts: Vec<u64> = names.filter_map(|name| name.strip_suffix(".ndjson")?.parse().ok()).collect();
        firsts.sort_unstable();
        Ok(firsts)
    }

    /// Where the line ends that begins at a place of a file.
    fn end_of_line(&self, first: u64, at: u64) -> Result<u64, Problem> {
        let path = self.path(first);
        let read = || -> io::Result<usize> {
            let mut file = BufReader::new(File::open(&path)?);
            file.seek(SeekFrom::Start(at))?;
            file.skip_until(b'\n')
        };
        read().map(|len| at + len as u64).map_err(|error| disk::problem(&path, &error))
    }

    /// Reads a file from one of its lines on.
    fn survey(&mut self, first: u64, from: u64, survey: &mut Survey) -> Result<(), Problem> {
        let path = self.path(first);
        let refused = |error: io::Error| disk::problem(&path, &error);
        let mut file = BufReader::with_capacity(AT_A_TIME, disk::open(&path)?);
        file.seek(SeekFrom::Start(from)).map_err(refused)?;
        let (mut at, mut line) = (from, Vec::new());
        for row in 0.. {
            line.clear();
            if file.read_until(b'\n', &mut line).map_err(refused)? == 0 {
                break;
            }
            let place = at;
            at += line.len() as u64;
            let expected = self.len() + 1;
            let sound = line::read(&line).filter(|line| line.n >= expected);
            if let Some(line) = sound
                && line.schema > migrate::SCHEMA
            {
                return Err(migrate::newer(line.schema));
            }
            // Without its key it is not damaged, and with one that is not its own nothing may be done about it.
            if sound.is_some_and(|line| line.is_sealed() != self.seal.is_some()) {
                return Err(Problem::new("problem-store-damaged-key").with("path", self.dir.join("KEY").display()));
            }
            let Some((n, head)) = sound.and_then(|line| Some((line.n, line.head::<Head>(self.seal.as_ref()).ok()?)))
            else {
                let tail = survey.tail.get_or_insert_with(|| Tail {
                    path: path.clone(),
                    row: row + 1,
                    sound: place,
                    lines: 0,
                });
                tail.lines += usize::from(line.starts_with(line::BEGINS));
                continue;
            };
            if n > expected {
                let (path, row) = match survey.tail.take() {
                    Some(tail) => (tail.path, tail.row),
                    None => (path.clone(), row + 1),
                };
                survey.holes.push(Hole { first: expected, last: n - 1, path, row });
                self.places.resize((n - 1) as usize, None);
            }
            // Without a gap in the numbers, what could not be read was no edit.
            survey.tail = None;
            self.places.push(Some(Place { edit: head.id, file: first, at: place }));
            survey.heads.push(head);
        }
        self.last = Some(Segment { first, len: at, file: None });
        Ok(())
    }

    /// Puts lines at the end of the file that grows, and returns its first number and where they begin.
    fn grow(&mut self, next: u64, lines: &[String]) -> io::Result<(u64, u64)> {
        if self.last.as_ref().is_none_or(|segment| segment.len >= self.full) {
            self.last = Some(Segment { first: next, len: 0, file: None });
        }
        let Some(first) = self.last.as_ref().map(|segment| segment.first) else {
            return Err(ErrorKind::NotFound.into());
        };
        let path = self.path(first);
        let Some(segment) = &mut self.last else { return Err(ErrorKind::NotFound.into()) };
        segment.append(&path, lines).map(|at| (first, at))
    }
}

impl Segment {
    fn append(&mut self, path: &Path, lines: &[String]) -> io::Result<u64> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => open(path, self.len)?,
        };
        let at = self.len;
        let mut write = |line: &String| file.write_all(line.as_bytes()).and_then(|()| file.sync_data());
        if let Err(error) = lines.iter().try_for_each(&mut write) {
            // Opened anew before the next line: what a failed sync left in this handle is not to be trusted.
            file.set_len(at)?;
            return Err(error);
        }
        self.file = Some(file);
        self.len += lines.iter().map(|line| line.len() as u64).sum::<u64>();
        Ok(at)
    }
}

/// Opens the file that grows, and cuts off what an append that failed may have left there.
fn open(path: &Path, len: u64) -> io::Result<File> {
    let file = disk::private().append(true).open(path)?;
    // Also of one that somebody made who was killed before the name was on the disk.
    if len == 0 {
        path.parent().map_or(Ok(()), disk::sync_dir)?;
    }
    if file.metadata()?.len() > len {
        file.set_len(len)?;
    }
    Ok(file)
}

fn not_saved(error: &io::Error) -> Problem {
    if is_full(error.kind()) {
        return Problem::new("problem-not-saved-full");
    }
    Problem::new("problem-not-saved").saying("why", error)
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::edit;
    use super::*;

    fn edits(range: std::ops::RangeInclusive<u32>) -> Vec<Arc<Edit>> {
        range.map(|n| Arc::new(Edit { id: Id::named("edit", &n.to_string()), ..edit(vec![]) })).collect()
    }

    fn journal(data: &Path, full: u64) -> (Journal, Survey) {
        disk::make_dir(&data.join("journal")).unwrap();
        Journal::read_sized(data, full, None, &[]).unwrap()
    }

    #[test]
    fn whoever_follows_learns_what_is_whole() {
        let dir = tempfile::tempdir().unwrap();
        let (mut writer, _) = journal(dir.path(), 600);
        let (mut reader, _) = journal(dir.path(), 600);
        let news = |reader: &mut Journal| -> (Vec<Id>, bool) {
            let survey = reader.follow().unwrap();
            (survey.heads.into_iter().map(|head| head.id).collect(), survey.tail.is_some())
        };
        let mut known = 0;
        for upto in [1, 2, 7, 7, 8] {
            writer.append(&edits(known + 1..=upto)).unwrap();
            // What is unfinished at the end is nothing yet.
            let path = writer.path(writer.last.as_ref().unwrap().first);
            let whole = fs::read(&path).unwrap();
            fs::write(&path, [&whole, &b"{\"v\":1,\"n\":"[..]].concat()).unwrap();
            let expected: Vec<Id> = edits(known + 1..=upto).iter().map(|edit| edit.id).collect();
            assert_eq!(news(&mut reader), (expected, true), "{upto}");
            fs::write(&path, whole).unwrap();
            assert_eq!(news(&mut reader), (Vec::new(), false), "{upto}");
            known = upto;
        }
        assert_eq!(reader.len(), 8);
        assert!((1..=8).all(|n| reader.edit(n).unwrap() == writer.edit(n).unwrap()));
    }

    #[test]
    fn a_full_file_is_followed_by_the_next_and_all_lines_are_found_again() {
        let dir = tempfile::tempdir().unwrap();
        let (mut first, _) = journal(dir.path(), 600);
        for edit in edits(1..=10) {
            first.append(&[edit]).unwrap();
        }
        let (mut second, survey) = journal(dir.path(), 600);
        assert!(second.files().unwrap().len() > 2);
        assert_eq!((survey.heads.len(), survey.holes, survey.tail), (10, vec![], None));
        assert_eq!(second.append(&edits(11..=12)).unwrap(), 11);
        for (n, edit) in (1..).zip(edits(1..=12)) {
            assert_eq!((second.find(edit.id), second.edit(n).unwrap()), (Some(n), Edit::clone(&edit)));
        }
        assert!(second.edit(13).is_err() && second.edit(0).is_err());
    }

    #[test]
    fn a_lost_file_in_the_middle_is_a_hole() {
        let dir = tempfile::tempdir().unwrap();
        let (mut whole, _) = journal(dir.path(), 600);
        for edit in edits(1..=10) {
            whole.append(&[edit]).unwrap();
        }
        let files = whole.files().unwrap();
        fs::remove_file(whole.path(files[1])).unwrap();
        let (_, survey) = journal(dir.path(), 600);
        assert_eq!(survey.holes.len(), 1);
        assert_eq!((survey.holes[0].first, survey.holes[0].last), (files[1], files[2] - 1));
    }

    #[test]
    fn what_the_disk_held_behind_the_last_line_is_told_from_lines_that_are_damaged() {
        let dir = tempfile::tempdir().unwrap();
        let (mut whole, _) = journal(dir.path(), FULL);
        whole.append(&edits(1..=2)).unwrap();
        let (path, begun) = (whole.path(1), line::write(3, &edits(3..=3)[0], None).unwrap());
        let sound = fs::read(&path).unwrap();
        let lines = |behind: &str| {
            fs::write(&path, [&sound, behind.as_bytes()].concat()).unwrap();
            journal(dir.path(), FULL).1.tail.map(|tail| tail.lines)
        };
        let torn = begun.replacen("author", "\n\0\n", 1);
        assert_eq!([lines(""), lines("\0\n}\nx\n"), lines(&torn)], [None, Some(0), Some(1)]);
        assert_eq!(lines(&[torn.as_str(); 2].concat()), Some(2));
    }

    #[test]
    fn what_a_failed_append_left_is_gone_before_the_next() {
        let dir = tempfile::tempdir().unwrap();
        let (mut journal, _) = journal(dir.path(), FULL);
        journal.append(&edits(1..=2)).unwrap();
        // A handle that refuses to write, as a full disk does; behind its back, half a line got through.
        let path = journal.path(1);
        let len = fs::metadata(&path).unwrap().len();
        journal.last.as_mut().unwrap().file = Some(File::open(&path).unwrap());
        File::options().append(true).open(&path).unwrap().write_all(b"{\"v\":1,").unwrap();
        assert_eq!(journal.append(&edits(3..=3)).unwrap_err().id, "problem-not-saved");
        assert_eq!(journal.len(), 2);
        assert_eq!(journal.append(&edits(3..=3)).unwrap(), 3);
        assert!(fs::metadata(&path).unwrap().len() > len);
        let (_, survey) = self::journal(dir.path(), FULL);
        assert_eq!((survey.heads.len(), survey.tail), (3, None));
    }
}
