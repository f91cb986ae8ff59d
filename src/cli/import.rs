//! Files in: what each of them would do is worked out, all that is one step, and what became of every row is said.

mod foresight;
mod left;
mod repeats;
mod tally;

use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use self::repeats::{Repeats, Telling};
use self::tally::Tally;
use super::args::Import;
use super::data::Outcome;
use super::desk::{Desk, Stop};
use super::interruption;
use super::out::{progress, say};
use crate::edit::Room;
use crate::exchange::import::{Format, Options};
use crate::exchange::{self, Batch, FILE_ENDS, Plan, Row, Summary, drafts, numbered_batches, read};
use crate::model::Problem;
use crate::screen::present;
use crate::store::receive::{Input, unread};

/// Files that are named where several are one step.
const NAMED: usize = 5;
/// Rows between two looks at the progress line.
const STRIDE: usize = 100;

pub fn import(desk: &mut Desk, args: &Import) -> Outcome {
    let options = options(desk, args)?;
    left::is_text(args)?;
    let mut tally = Tally::default();
    let files = inputs(desk, args, &mut tally)?;
    left::may_be_written(args, files.len())?;
    let mut book = if args.dry_run { desk.attempt() } else { desk.make() }?;
    let watch = interruption::Watch::begin(desk.text.t("cli-import-interrupted"));
    let mut plans = plans(desk, args, &options, book.room(), &files, &mut tally)?;
    // Nothing is read after the last: its records are about to be those of the book, where they are not only foreseen.
    let mut after = plans.last_mut().map(|(_, last)| std::mem::take(&mut last.after));
    if !args.dry_run {
        // To let go of many takes a while.
        let gone = after.take();
        thread::spawn(|| drop(gone));
    }
    let batches = one_step(&mut plans, tally.summary);
    let is_refused = args.atomic && tally.amiss > 0;
    plans.sort_by_key(|(read, _)| files.iter().position(|file| std::ptr::eq(*read, file)));
    let rejects = left::of(desk, args, &options, &plans)?;
    drop(watch);
    if !args.dry_run && !is_refused {
        interruption::held_back(|| book.import(drafts(batches)))?;
    }
    // Not before: what is said to be new is saved.
    for (file, plan) in &plans {
        report(desk, file, plan, args.json, is_refused)?;
    }
    if let Some(after) = after.filter(|_| !args.json && !is_refused) {
        foresight::tell(desk, &after, &plans)?;
    }
    tally.tell(desk, args, is_refused)?;
    let written: Vec<PathBuf> = rejects.iter().map(|(path, _)| path.clone()).collect();
    left::write(desk, args, rejects, is_refused)?;
    if !args.dry_run {
        left::tidy(desk, args, files.len(), &written)?;
    }
    if is_refused {
        return Err(Problem::new("problem-import-atomic").with("count", tally.amiss).into());
    }
    Ok(tally.status())
}

fn options(desk: &Desk, args: &Import) -> Result<Options, Problem> {
    Ok(Options {
        format: args.format.as_deref().map(str::parse::<Format>).transpose()?,
        account: args.account.clone(),
        map: exchange::explained(&args.map)?,
        on_conflict: args.on_conflict.parse()?,
        date_order: args.date_order.as_deref().map(str::parse).transpose()?,
        encoding: args.encoding.as_deref().map(exchange::encoding_of).transpose()?,
        who: args.who.clone(),
        clocks: desk.terms.clocks,
        compares: args.dry_run,
        author: desk.author(),
    })
}

/// The files that are named, and those of folders that are.
fn inputs(desk: &mut Desk, args: &Import, tally: &mut Tally) -> Result<Vec<Input>, Stop> {
    let mut files = Vec::new();
    for path in &args.files {
        match Input::read(path, FILE_ENDS) {
            Ok(found) => {
                files.extend(found);
                pass_by(desk, path);
            }
            Err(problem) => pass_over(desk, args, &path.display().to_string(), problem, tally)?,
        }
    }
    Ok(files)
}

/// Names the files of a folder that are not read.
fn pass_by(desk: &Desk, path: &Path) {
    let names = unread(path);
    if !names.is_empty() {
        say(&desk.text.ta("import-unread", &[("names", &desk.text.list(&names))]));
    }
}

/// Says that a file is not read, and why. One of several costs itself alone, unless all or nothing is asked for: then that is
/// the end, and nothing went in. Scripts get the row and the counts of that, too.
fn pass_over(desk: &mut Desk, args: &Import, name: &str, problem: Problem, tally: &mut Tally) -> Result<(), Stop> {
    let is_needed = args.atomic || args.files.len() == 1;
    tally.unread += 1;
    if args.json {
        let row = Row { status: exchange::Status::Failed, problems: vec![problem.clone()], ..Row::default() };
        desk.out.json(&row.json(name, |problem| flaw(desk, problem)))?;
    }
    match (is_needed, args.json) {
        (true, true) => desk.out.json(&Tally::lost().json(false))?,
        (false, false) => say(&desk.text.problem(&problem)),
        _ => {}
    }
    if is_needed { Err(problem.into()) } else { Ok(()) }
}

/// What each file would do, read as if those before it had gone in; that they do is one step, after all are understood.
fn plans<'a>(
    desk: &mut Desk,
    args: &Import,
    options: &Options,
    room: &Room,
    files: &'a [Input],
    tally: &mut Tally,
) -> Result<Vec<(&'a Input, Plan)>, Stop> {
    let mut sorted: Vec<&Input> = files.iter().collect();
    if files.len() > 1 {
        sorted.sort_by_cached_key(|file| exchange::place(&file.bytes, &file.name, options));
    }
    let mut plans: Vec<(&Input, Plan)> = Vec::new();
    for file in sorted {
        let before = plans.last().map_or(room, |(_, plan)| &plan.after);
        match work_out(desk, before, file, options) {
            Ok(mut plan) => {
                if let Some((_, last)) = plans.last_mut() {
                    last.after = Room::default();
                }
                tally.add(&mut plan);
                plans.push((file, plan));
            }
            Err(problem) => pass_over(desk, args, &file.name, problem, tally)?,
        }
    }
    Ok(plans)
}

fn work_out(desk: &Desk, room: &Room, file: &Input, options: &Options) -> Result<Plan, Problem> {
    let name = file.name.as_str();
    let mut look = |done: usize, total: usize| {
        if done.is_multiple_of(STRIDE) || done == total {
            let counts = [("file", name.to_owned()), ("done", done.to_string()), ("total", total.to_string())];
            let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
            progress(Some(&desk.text.ta("cli-progress", &counts)));
        }
    };
    let plan = read(&file.bytes, name, options, room, desk.now(), &mut look);
    progress(None);
    plan.map_err(|problem| {
        let why = desk.text.problem(&problem);
        Problem::new("problem-file-not-understood").with("path", name).with("reason", why)
    })
}

/// What all files do as one step: whoever takes it back is told of all of it.
fn one_step(plans: &mut [(&Input, Plan)], summary: Summary) -> Vec<Batch> {
    let names: Vec<&str> = plans.iter().map(|(file, _)| exchange::called(&file.name)).collect();
    let more = names.len().saturating_sub(NAMED);
    let first = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let all = if more > 0 { format!("{first} +{more}") } else { first };
    let is_several = names.len() > 1;
    let mut batches: Vec<Batch> = plans.iter_mut().flat_map(|(_, plan)| std::mem::take(&mut plan.batches)).collect();
    for batch in batches.iter_mut().filter(|_| is_several) {
        batch.subject.clone_from(&all);
    }
    numbered_batches(&mut batches, summary);
    batches
}

/// Says what became of every row, or, to people, of those with something to say; where all was refused for some, no row went
/// in.
fn report(desk: &mut Desk, file: &Input, plan: &Plan, json: bool, refused: bool) -> io::Result<()> {
    if plan.rows.is_empty() && !json {
        say(&desk.text.ta("import-no-records", &[("name", &file.name)]));
    }
    let mut repeats = Repeats::of(plan);
    for row in &plan.rows {
        let (name, line) = file.place(row.line);
        if json {
            let row = if refused { row.clone().held_back() } else { row.clone() };
            let row = Row { line, ..row }.json(name, |problem| flaw(desk, &file.placed(problem)));
            desk.out.json(&row)?;
            continue;
        }
        for problem in &row.problems {
            let sheet = if row.sheet.is_empty() { String::new() } else { format!("{}: ", row.sheet) };
            let telling = repeats.telling(row, problem);
            if telling != Telling::Told {
                // What a folder has no file for any more stands on no line.
                let place = if row.line == 0 { name.to_owned() } else { format!("{name}:{line}") };
                say(&format!("{place}: {sheet}{}", flaw(desk, &file.placed(problem))));
            }
            if let Telling::First(count, lines) = telling {
                // Lines of one of several that are read together are none that somebody could look up.
                let lines = if name == file.name { lines } else { "none".to_owned() };
                let more = [("count", count.to_string()), ("lines", lines)];
                let more = more.each_ref().map(|(name, value)| (*name, value.as_str()));
                say(&format!("{name}: {sheet}{}", desk.text.ta("cli-import-same", &more)));
            }
        }
    }
    Ok(())
}

/// What is wrong with a row, as it is said here.
fn flaw(desk: &Desk, problem: &Problem) -> String {
    present::flaw(&desk.text, problem, desk.text.problem(problem))
}
