//! What an import left out, in a file of its own: the user's rows as they were, each with why.

use std::fs;
use std::path::{Path, PathBuf};

use super::flaw;
use crate::cli::args::Import;
use crate::cli::desk::Desk;
use crate::cli::out::say;
use crate::exchange::import::{Format, Options};
use crate::exchange::{Plan, Rejects, Row, are_rejects, form, rejects};
use crate::model::Problem;
use crate::store::deliver::{self, deliver, of_sheet, unwritable};
use crate::store::receive::{Input, opened};

/// Refuses a name for the file that promises a workbook: what is written is text.
pub(super) fn is_text(args: &Import) -> Result<(), Problem> {
    const WORKBOOKS: [&str; 6] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "numbers"];
    let is_workbook = |path: &&PathBuf| {
        path.extension().is_some_and(|end| WORKBOOKS.iter().any(|workbook| end.eq_ignore_ascii_case(workbook)))
    };
    match args.rejects.as_ref().filter(is_workbook) {
        Some(path) => Err(Problem::new("problem-usage-rejects-workbook").with("path", path.display())),
        None => Ok(()),
    }
}

/// Refuses files that cannot be written for so many that are read.
pub(super) fn may_be_written(args: &Import, files: usize) -> Result<(), Problem> {
    let Some(path) = &args.rejects else { return Ok(()) };
    (0..files).try_for_each(|at| may_write(&numbered(path, at), args))
}

/// Refuses a file that is one of those to be read, cannot be written, or, where nothing is to be
/// changed, is there already.
fn may_write(path: &Path, args: &Import) -> Result<(), Problem> {
    let there = fs::canonicalize(path).ok();
    // A folder is read with all that is in it.
    let is_read = |there: &PathBuf| {
        let opened = args.files.iter().filter_map(|file| fs::canonicalize(opened(file)).ok());
        opened.into_iter().any(|file| there.starts_with(file))
    };
    if there.as_ref().is_some_and(is_read) {
        return Err(Problem::new("problem-usage-rejects-input").with("path", path.display()));
    }
    if args.dry_run && there.is_some_and(|there| there.is_file()) {
        return Err(Problem::new("problem-usage-rejects-there").with("path", path.display()));
    }
    deliver::writable(path).map_err(|error| unwritable(path, error))
}

/// What was left out of plans in the order of their files, and the files it goes into: one of each file of which something was, and of every sheet of a workbook
/// after the first, which is named in it.
pub(super) fn of(
    desk: &Desk,
    args: &Import,
    options: &Options,
    plans: &[(&Input, Plan)],
) -> Result<Vec<(PathBuf, Rejects)>, Problem> {
    let Some(path) = &args.rejects else { return Ok(Vec::new()) };
    let mut all: Vec<(PathBuf, Rejects)> = Vec::new();
    let lost = |plan: &Plan| plan.rows.iter().any(Row::is_to_mend);
    for (at, (file, plan)) in plans.iter().enumerate().filter(|(_, (_, plan))| lost(plan)) {
        let path = numbered(path, at);
        for (at, rejects) in
            rejects(&file.bytes, &file.name, options, plan, |problem| flaw(desk, &file.placed(problem)))
                .into_iter()
                .enumerate()
        {
            let is_table = matches!(form(&file.bytes, &file.name, options), Format::Csv | Format::Xlsx | Format::Org);
            let has_tabs = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("tsv"));
            let rejects = if is_table && has_tabs { rejects.with_tabs() } else { rejects };
            let mut own = if at == 0 { path.clone() } else { of_sheet(&path, &rejects.sheet) };
            if all.iter().any(|(taken, _)| *taken == own) {
                own = numbered(&own, at);
            }
            if at > 0 {
                may_write(&own, args)?;
            }
            all.push((own, rejects));
        }
    }
    Ok(all)
}

/// Writes it, and says where it is.
pub(super) fn write(desk: &Desk, args: &Import, all: Vec<(PathBuf, Rejects)>, is_refused: bool) -> Result<(), Problem> {
    for (path, rejects) in all {
        deliver(&path, std::iter::once(rejects.text)).map_err(|error| unwritable(&path, error))?;
        // Where nothing went in, that file alone would be the loss of all other rows.
        let id = match (rejects.sheet.is_empty(), is_refused, args.dry_run) {
            (true, true, _) => "cli-rejects-refused",
            (true, _, true) => "cli-rejects-foreseen",
            (true, ..) => "cli-rejects",
            (false, ..) => "cli-rejects-sheet",
        };
        say(&desk.text.ta(id, &[("sheet", &rejects.sheet), ("path", &path.display().to_string())]));
    }
    Ok(())
}

/// Takes away what an earlier import left out, where this one has written nothing over it: it would be taken for this one's.
pub(super) fn tidy(desk: &Desk, args: &Import, files: usize, written: &[PathBuf]) -> Result<(), Problem> {
    let Some(path) = &args.rejects else { return Ok(()) };
    let say_of = |id: &str, path: &Path| say(&desk.text.ta(id, &[("path", &path.display().to_string())]));
    for stale in (0..files).map(|at| numbered(path, at)).filter(|path| !written.contains(path)) {
        match fs::read(&stale) {
            Ok(bytes) if are_rejects(&String::from_utf8_lossy(&bytes)) => {
                fs::remove_file(&stale).map_err(|error| unwritable(&stale, error))?;
                say_of("cli-rejects-gone", &stale);
            }
            Ok(_) => say_of("cli-rejects-stays", &stale),
            Err(_) if written.is_empty() && stale == *path => say_of("cli-rejects-none", path),
            Err(_) => {}
        }
    }
    Ok(())
}

/// The name of the file for the rejects of one of several.
fn numbered(path: &Path, at: usize) -> PathBuf {
    if at == 0 {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let end = path.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem}-{}{end}", at + 1))
}
