//! Files in and out: import, export, and the bundled sample.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::args::{Export, Import};
use super::data::Outcome;
use super::desk::{Desk, Stop};
use super::names;
use super::out::{progress, say};
use super::status::Status;
use crate::exchange::import::{Format, Options};
use crate::exchange::{Selection, Summary, ndjson, read, sample, sheet};
use crate::model::{Kind, Problem};
use crate::screen::present::label;
use crate::store::{Book, disk};

/// Rows between two looks at the progress line.
const STRIDE: usize = 100;

/// The name of standard input.
const STDIN: &str = "-";

pub fn import(desk: &mut Desk, args: &Import) -> Outcome {
    let options = Options {
        format: args.format.as_deref().map(str::parse::<Format>).transpose()?,
        account: args.account.clone(),
        map: args.map.iter().map(|pair| column(pair)).collect::<Result<_, _>>()?,
    };
    let files: Vec<Input> = args.files.iter().map(|path| Input::read(path)).collect::<Result<_, _>>()?;
    let mut book = if args.dry_run { desk.attempt() } else { desk.make() }?;
    let mut summary = Summary::default();
    let mut flawed = 0;
    let mut rows: Vec<Value> = Vec::new();
    for file in &files {
        let told = take_in(desk, &mut book, file, &options, args)?;
        rows.extend(told.rows);
        summary = summary.plus(told.summary);
        flawed += told.flawed;
    }
    if args.json.json {
        let mut total = summary.json();
        total["summary"]["flawed"] = flawed.into();
        desk.out.array(rows.into_iter().chain([total]))?;
    } else {
        let counts = [
            ("created", summary.created),
            ("updated", summary.updated),
            ("unchanged", summary.unchanged),
            ("skipped", summary.skipped),
            ("failed", summary.failed),
            ("flawed", flawed),
        ]
        .map(|(name, count)| (name, count.to_string()));
        let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
        let line = desk.text.ta(if args.dry_run { "cli-would-import" } else { "cli-imported" }, &counts);
        desk.out.line(&line)?;
    }
    Ok(if summary.failed + summary.skipped > 0 { Status::Wrong } else { Status::Done })
}

pub fn export(desk: &mut Desk, args: &Export) -> Outcome {
    let csv = args.format == "csv";
    let kind = match args.kinds.as_slice() {
        [only] => Some(*only),
        _ if csv => return Err(Problem::new("problem-usage-csv-kind").into()),
        _ => None,
    };
    let book = desk.look()?;
    let account = names::account(book.room(), args.account.as_deref())?;
    let selection = Selection { kinds: args.kinds.clone(), account, sensitive: args.sensitive };
    let mut lines: Box<dyn Iterator<Item = String>> = match kind {
        Some(kind) if csv => Box::new(std::iter::once(sheet::write(book.room(), kind, &selection))),
        _ => Box::new(ndjson::lines(book.room(), &selection).map(|line| line + "\n")),
    };
    match &args.output {
        None => lines.try_for_each(|line| desk.out.raw(&line))?,
        Some(path) => deliver(path, lines).map_err(|error| {
            Problem::new("problem-file-unwritable").with("path", path.display()).with("reason", error)
        })?,
    }
    let withheld = selection.withheld(book.room());
    if withheld > 0 {
        say(&desk.text.ta("cli-withheld", &[("count", &withheld.to_string())]));
    }
    Ok(Status::Done)
}

pub fn sample(desk: &mut Desk) -> Outcome {
    desk.out.raw(&sample::render(desk.now()))?;
    Ok(Status::Done)
}

/// A file to import.
struct Input {
    name: String,
    bytes: Vec<u8>,
}

impl Input {
    fn read(path: &Path) -> Result<Self, Problem> {
        let mut bytes = Vec::new();
        let (name, read) = if path == Path::new(STDIN) {
            (STDIN.to_owned(), io::stdin().read_to_end(&mut bytes).map(drop))
        } else {
            (path.display().to_string(), fs::read(path).map(|all| bytes = all))
        };
        let unreadable = |error| Problem::new("problem-file-unreadable").with("path", &name).with("reason", error);
        read.map_err(unreadable)?;
        Ok(Self { name, bytes })
    }
}

/// What became of one file.
struct Told {
    rows: Vec<Value>,
    summary: Summary,
    /// Rows that went in without something they had, or with something else.
    flawed: usize,
}

fn take_in(desk: &Desk, book: &mut Book, file: &Input, options: &Options, args: &Import) -> Result<Told, Stop> {
    let name = file.name.as_str();
    let mut look = |done: usize, total: usize| {
        if done.is_multiple_of(STRIDE) || done == total {
            let counts = [("file", name.to_owned()), ("done", done.to_string()), ("total", total.to_string())];
            let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
            progress(Some(&desk.text.ta("cli-progress", &counts)));
        }
    };
    let plan = read(&file.bytes, name, options, book.room(), desk.now(), &mut look);
    progress(None);
    let plan = plan.map_err(|problem| {
        let why = desk.text.problem(&problem);
        Problem::new("problem-file-not-understood").with("path", name).with("reason", why)
    })?;
    if !args.dry_run {
        book.commit_all(plan.drafts)?;
    }
    let flawed = plan.rows.iter().filter(|row| !row.is_left_out() && !row.problems.is_empty()).count();
    if args.json.json {
        let rows = plan.rows.iter().map(|row| row.json(name, |problem| flaw(desk, problem))).collect();
        return Ok(Told { rows, summary: plan.summary, flawed });
    }
    for row in &plan.rows {
        for problem in &row.problems {
            say(&format!("{name}:{}: {}", row.line, flaw(desk, problem)));
        }
    }
    Ok(Told { rows: Vec::new(), summary: plan.summary, flawed })
}

/// What is wrong with a row, and which field it was left without for that.
fn flaw(desk: &Desk, problem: &Problem) -> String {
    let what = desk.text.problem(problem);
    let arg = |wanted| problem.args.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str());
    let kind = arg("kind").and_then(|kind| kind.parse::<Kind>().ok());
    let Some((kind, field)) = kind.zip(arg("dropped")) else { return what };
    let field = label(&desk.text, kind, field);
    desk.text.ta("cli-dropped", &[("what", &what), ("field", &field)])
}

fn column(pair: &str) -> Result<(String, String), Problem> {
    let (column, field) =
        pair.split_once('=').ok_or_else(|| Problem::new("problem-usage-assignment").with("text", pair))?;
    Ok((column.trim().to_owned(), field.trim().to_owned()))
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
