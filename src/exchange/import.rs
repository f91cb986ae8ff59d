//! Reading any file into a plan: bytes, to text, to what the file wants, to what changes.

use std::borrow::Cow;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;
use encoding_rs::Encoding;

use super::origin::of_sheet;
use super::plan::Plan;
use super::plan::Row;
use super::profile::dates::DateOrder;
use super::settle::{Progress, rank, settle};
use super::table::Sheet;
use super::waiting::Waiting;
use super::{content, encoding, folder, foreign, ical, ndjson, org, profile, table, vcard, xlsx};
use crate::edit::Room;
use crate::model::{Kind, Problem};

/// Bytes that tell what a file is.
const HEAD: usize = 1 << 16;

/// The forms of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Our own, a record a line.
    Ndjson,
    /// A table: comma, semicolon or tab between the cells.
    Csv,
    /// Cards of persons.
    Vcard,
    /// Calendars.
    Ical,
    /// A workbook.
    Xlsx,
    /// An organisation as YAML or JSON.
    Org,
}

impl Format {
    /// What a file is: by how it begins where that is clear, by its name, or else by what it most looks like.
    pub fn guess(name: &str, text: &str) -> Self {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        if text.as_bytes().starts_with(xlsx::MAGIC) {
            return Self::Xlsx;
        }
        let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
        let head: String = text.chars().take(15).collect();
        let begins = match head.to_uppercase() {
            head if head.starts_with(['{', '[']) && ical::are_reservations(text) => Self::Ical,
            head if head.starts_with('{') && !org::is_org(text) => Self::Ndjson,
            head if head.starts_with(['{', '[']) => Self::Org,
            head if head.starts_with("BEGIN:VCARD") => Self::Vcard,
            head if head.starts_with("BEGIN:VCALENDAR") => Self::Ical,
            _ => Self::Csv,
        };
        let named = extension.parse().unwrap_or(begins);
        match (begins, named) {
            // Nothing else begins like these, whatever the file is called.
            (Self::Vcard | Self::Ical, _) | (Self::Ndjson, Self::Csv | Self::Xlsx | Self::Vcard | Self::Ical) => begins,
            (Self::Csv, Self::Org) if is_table(text) => begins,
            (Self::Org, _) if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() => begins,
            (Self::Org, _) if extension.eq_ignore_ascii_case("json") || org::is_a_line_each(text) => begins,
            // A name that says what is nowhere in the file says nothing.
            (Self::Csv, Self::Ndjson) if !text.lines().any(|line| line.trim_start().starts_with('{')) => begins,
            (Self::Csv, Self::Xlsx) if !text.contains(['\0', '\u{fffd}']) => begins,
            (Self::Csv, Self::Vcard | Self::Ical) if !text.to_uppercase().contains("BEGIN:V") => begins,
            _ => named,
        }
    }
}

/// Whether a text that is called YAML is a table: its columns are known, or nothing in it is YAML.
fn is_table(text: &str) -> bool {
    let sheet = table::parse(text);
    let is_yaml = |line: &str| {
        let line = line.trim();
        line.starts_with("- ") || line.ends_with(':') || line.contains(": ")
    };
    profile::header(&sheet.rows, &Options::default()).is_some() || sheet.is_table() && !text.lines().any(is_yaml)
}

impl Format {
    /// Its name, as `--format` takes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Vcard => "vcard",
            Self::Ical => "ical",
            Self::Xlsx => "xlsx",
            Self::Org => "org",
        }
    }
}

impl FromStr for Format {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        match text.to_lowercase().as_str() {
            "json" | "ndjson" | "jsonl" => Ok(Self::Ndjson),
            "csv" | "tsv" => Ok(Self::Csv),
            "vcf" | "vcard" => Ok(Self::Vcard),
            "ics" | "ical" | "icalendar" | "ifb" | "vcs" => Ok(Self::Ical),
            "xlsx" | "xlsm" => Ok(Self::Xlsx),
            "yaml" | "yml" | "org" => Ok(Self::Org),
            _ => Err(Problem::new("problem-usage-format")
                .with("text", text)
                .with("formats", "ndjson csv xlsx org vcard ical")),
        }
    }
}

/// What to do with a row whose record is here already and would change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnConflict {
    /// Change it; what was changed here since stays and is reported.
    #[default]
    Update,
    /// Leave it as it is.
    Skip,
    /// Leave it as it is, and make all that the row says anew beside it: who sits somewhere with the seat, but no second
    /// account.
    New,
}

impl FromStr for OnConflict {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        match text {
            "update" => Ok(Self::Update),
            "skip" => Ok(Self::Skip),
            "new" => Ok(Self::New),
            _ => Err(Problem::new("problem-usage-on-conflict").with("text", text)),
        }
    }
}

/// How to read a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The form, where the name does not say it.
    pub format: Option<Format>,
    /// The account, by name, of rows that name none.
    pub account: Option<String>,
    /// Columns that the user explained: `(column, field)`.
    pub map: Vec<(String, String)>,
    /// What to do with records that are here already.
    pub on_conflict: OnConflict,
    /// Whose journeys they are: a name as the user gave it, or the id of somebody who was chosen.
    pub who: Option<String>,
    /// Whether the day or the month comes first in days written in figures; else the file tells, or they are left out.
    pub date_order: Option<DateOrder>,
    /// What it is written in, where it does not say so itself; else that is guessed.
    pub encoding: Option<&'static Encoding>,
    /// Where whoever imports has their clocks, if that is known: times that name no zone, or Greenwich, are told by those.
    pub clocks: Option<Tz>,
    /// Whether rows tell what they change of records that are here, which costs room for each.
    pub compares: bool,
    /// Who imports.
    pub author: String,
}

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread is one of a reader, which becomes a [`Problem`]: panic hooks keep quiet about it.
pub fn is_contained() -> bool {
    READING.get()
}

/// Runs a reader; a panic inside becomes a problem.
pub(super) fn contained<T>(reader: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    let before = READING.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(reader));
    READING.set(before);
    outcome.unwrap_or_else(|_| Err(Problem::new("problem-import-broke-off")))
}

/// The columns of a contact list and what each is read as, `None` where it is only kept; none of files that are no such
/// list, or whose columns are known by the program they come from.
pub fn columns(bytes: &[u8], name: &str, options: &Options) -> Vec<(String, Option<String>)> {
    contained(|| Ok(columns_of(bytes, name, options))).unwrap_or_default()
}

fn columns_of(bytes: &[u8], name: &str, options: &Options) -> Vec<(String, Option<String>)> {
    let bytes = &*encoding::as_said(bytes, options.encoding);
    let text = encoding::decode(bytes);
    let sheet = match options.format.unwrap_or_else(|| Format::guess(name, &text)) {
        Format::Csv => table::checked(&text).unwrap_or_default(),
        Format::Xlsx => {
            let sheets = xlsx::sheets(bytes).unwrap_or_default();
            let at = sheets.iter().position(|sheet| profile::header(&sheet.rows, options).is_some()).unwrap_or(0);
            sheets.into_iter().nth(at).unwrap_or_default()
        }
        Format::Org => org::sheet(&text).unwrap_or_default(),
        Format::Ndjson | Format::Vcard | Format::Ical => return Vec::new(),
    };
    profile::columns(&sheet.rows, options)
}

/// What a file is taken for.
pub fn form(bytes: &[u8], name: &str, options: &Options) -> Format {
    let head = &*encoding::as_said(bytes.get(..HEAD).unwrap_or(bytes), options.encoding);
    let guess = || contained(|| Ok(Format::guess(name, &encoding::decode(head))));
    options.format.or_else(|| guess().ok()).unwrap_or(Format::Csv)
}

/// Works out what importing a file would do; nothing is changed. `name` is the file's name, for its form and for the
/// history. Refuses only a file of which nothing can be understood; bad rows are rows of the plan.
pub fn read(
    bytes: &[u8],
    name: &str,
    options: &Options,
    room: &Room,
    now: DateTime<FixedOffset>,
    progress: Progress<'_>,
) -> Result<Plan, Problem> {
    contained(|| Work { bytes: &encoding::as_said(bytes, options.encoding), name, options, now }.plan(room, progress))
}

/// The same of several files, each read as if those before it had gone in, as one step under one name.
pub fn read_all(
    files: &[(&str, &[u8])],
    name: &str,
    options: &Options,
    room: &Room,
    now: DateTime<FixedOffset>,
    progress: Progress<'_>,
) -> Result<Plan, Problem> {
    let mut sorted: Vec<&(&str, &[u8])> = files.iter().collect();
    if files.len() > 1 {
        sorted.sort_by_cached_key(|(name, bytes)| place(bytes, name, options));
    }
    let mut whole: Option<Plan> = None;
    for (own, bytes) in sorted {
        let before = whole.as_ref().map_or(room, |plan| &plan.after);
        let mut next = read(bytes, own, options, before, now, progress)?;
        for row in next.rows.iter_mut().filter(|_| files.len() > 1) {
            (*own).clone_into(&mut row.file);
        }
        whole = Some(match whole {
            Some(plan) => plan.then(next),
            None => next,
        });
    }
    let mut whole = whole.unwrap_or_default();
    if files.len() > 1 {
        whole.batches.iter_mut().for_each(|batch| name.clone_into(&mut batch.subject));
    }
    Ok(whole)
}

/// A file, and how it is read.
#[derive(Clone, Copy)]
struct Work<'a> {
    bytes: &'a [u8],
    name: &'a str,
    options: &'a Options,
    now: DateTime<FixedOffset>,
}

impl Work<'_> {
    fn plan(self, room: &Room, progress: Progress<'_>) -> Result<Plan, Problem> {
        let Self { bytes, name, options, now } = self;
        foreign::refuse(bytes)?;
        let encoding::Decoded { text, mut odd, guess } = encoding::decoded(bytes);
        let format = options.format.unwrap_or_else(|| Format::guess(name, &text));
        let (rows, wants) = match format {
            Format::Ndjson => {
                let read = ndjson::parse(&text)?;
                drop(text);
                read
            }
            Format::Csv => {
                let sheet = table::checked(&text)?;
                drop(text);
                profile::parse(sheet, options, room, self.file(), now)?
            }
            Format::Xlsx => return self.workbook(room, progress),
            Format::Org => profile::parse(org::sheet(&text)?, options, room, self.file(), now)?,
            Format::Vcard | Format::Ical => {
                let plain = encoding::plain(bytes, &text);
                // Their lines are folded, and say themselves what they are in.
                odd = content::odd_lines(plain);
                if format == Format::Ical {
                    return self.calendar(plain, room, progress).map(|plan| plan.of_lines(&odd, guess));
                }
                let (mut rows, mut wants) = vcard::parse(plain, options, room, now)?;
                folder::follow(room, self.file(), options, &mut rows, &mut wants);
                (rows, wants)
            }
        };
        self.settled(room, rows, wants, progress).map(|plan| plan.of_lines(&odd, guess))
    }

    fn settled(
        self,
        room: &Room,
        rows: Vec<Row>,
        wants: Vec<Waiting>,
        progress: Progress<'_>,
    ) -> Result<Plan, Problem> {
        settle(room, wants, rows, self.options, self.file(), self.now.into(), progress)
    }

    /// What the file is called, whatever folder it lies in.
    fn file(&self) -> &str {
        called(self.name)
    }

    /// Those of ours whom it names, and what happens as if they had gone in.
    fn calendar(self, bytes: &[u8], room: &Room, progress: Progress<'_>) -> Result<Plan, Problem> {
        let (rows, wants) = ical::team(bytes, self.options, room);
        let events = |room: &Room| {
            let (mut rows, mut wants) = ical::parse(bytes, self.options, room, self.now)?;
            folder::follow(room, self.file(), self.options, &mut rows, &mut wants);
            Ok((rows, wants))
        };
        if rows.is_empty() {
            let (rows, wants) = events(room)?;
            return self.settled(room, rows, wants, progress);
        }
        let team = self.settled(room, rows, wants, progress)?;
        let (rows, wants) = events(&team.after)?;
        let events = self.settled(&team.after, rows, wants, progress)?;
        Ok(team.then(events))
    }

    /// Every sheet whose headers are known, each as if those before it had gone in; the others are named.
    fn workbook(self, room: &Room, progress: Progress<'_>) -> Result<Plan, Problem> {
        let mut sheets = xlsx::sheets(self.bytes)?;
        let of_each: Vec<Cow<Options>> =
            sheets.iter().map(|sheet| profile::of_sheet(&sheets, sheet, self.options)).collect();
        let is_known = |(sheet, options): (&Sheet, &Cow<Options>)| profile::header(&sheet.rows, options).is_some();
        if sheets.len() < 2 || !sheets.iter().zip(&of_each).any(is_known) {
            let sheet = if sheets.is_empty() { Sheet::default() } else { sheets.swap_remove(0) };
            let (rows, wants) = profile::parse(sheet, self.options, room, self.file(), self.now)?;
            return self.settled(room, rows, wants, progress);
        }
        let mut whole = Plan { after: room.clone(), ..Plan::default() };
        let mut covers = Vec::new();
        for (sheet, options) in sheets.into_iter().zip(&of_each) {
            let (name, is_known) = (sheet.name.clone(), is_known((&sheet, options)));
            let table = of_sheet(self.file(), &name);
            let unread = Problem::new("problem-import-sheet").with("sheet", &name);
            let (mut rows, wants) = match profile::parse(sheet.clone(), options, &whole.after, &table, self.now) {
                Ok(read) => read,
                // Headers and no rows.
                Err(_) if is_known => continue,
                Err(_) if sheet.is_table() => {
                    let mut row = Row::at(sheet.rows.first().map_or(1, |row| row.line));
                    row.skip(unread);
                    (vec![row], Vec::new())
                }
                Err(_) => {
                    covers.push(unread);
                    continue;
                }
            };
            for row in &mut rows {
                row.sheet.clone_from(&name);
            }
            let next = self.settled(&whole.after, rows, wants, progress)?;
            whole = whole.then(next);
        }
        if let Some(first) = whole.rows.first_mut() {
            first.problems.append(&mut covers);
        }
        Ok(whole)
    }
}

/// What a file is called, whatever folder it lies in; of all files of a folder (`cards/*.vcf`), that folder with them.
pub fn called(path: &str) -> &str {
    let after = |path: &str| path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let last = after(path);
    let Some((folder, rest)) = path.split_at_checked(last) else { return path };
    if !rest.starts_with("*.") {
        return rest;
    }
    path.get(after(folder.trim_end_matches(['/', '\\']))..).unwrap_or(rest)
}

/// Where a file comes among several, so that what it names is there: tables of accounts before those of people, calendars
/// after all, and last those that call off what is in them.
pub fn place(bytes: &[u8], name: &str, options: &Options) -> usize {
    contained(|| {
        let head = encoding::as_said(bytes.get(..HEAD).unwrap_or(bytes), options.encoding);
        let text = encoding::decode(&head);
        Ok(match options.format.unwrap_or_else(|| Format::guess(name, &text)) {
            Format::Csv => rank(profile::about(&table::parse(&text).rows, options)),
            Format::Ndjson => 0,
            Format::Xlsx | Format::Org | Format::Vcard => rank(Kind::Seat),
            Format::Ical => usize::MAX - usize::from(!ical::cancels(&text)),
        })
    })
    .unwrap_or(rank(Kind::Seat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_as_it_is_and_those_of_a_folder_with_it() {
        for (path, name) in [
            ("/home/lina/list.csv", "list.csv"),
            ("C:\\cards\\a.vcf", "a.vcf"),
            ("a.csv", "a.csv"),
            ("data/cards/*.vcf", "cards/*.vcf"),
            ("cards/*.ics", "cards/*.ics"),
            ("*.ics", "*.ics"),
            ("", ""),
        ] {
            assert_eq!(called(path), name);
        }
    }

    #[test]
    #[allow(clippy::panic, reason = "it is what is contained")]
    fn a_reader_that_panics_is_a_problem_and_no_more() {
        let panics = || -> Result<(), Problem> {
            assert!(is_contained());
            panic!("a reader went wrong")
        };
        assert_eq!(contained(panics), Err(Problem::new("problem-import-broke-off")));
        assert!(!is_contained());
        assert_eq!(contained(|| Ok(1)), Ok(1));
    }
}
