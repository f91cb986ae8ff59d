//! Files in and out: import, export, and the bundled sample.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;
use std::{fs, io};

use serde_json::{Map, Value};

use super::args::{Export, Import};
use super::data::Outcome;
use super::desk::Desk;
use super::doubles::pairs;
use super::out::{progress, say};
use super::repeats::{Repeats, Telling};
use super::status::Status;
use super::{foresight, interruption, names};
use crate::command::export::page;
use crate::edit::Room;
use crate::exchange::address;
use crate::exchange::chart::{Form, Picture, chart};
use crate::exchange::double::Alike;
use crate::exchange::import::{Format, Options};
use crate::exchange::{
    self, Batch, FILE_ENDS, Plan, Rejects, Row, Selection, Summary, are_rejects, drafts, form, ical, ndjson,
    numbered_batches, read, rejects, sample, sheet, vcard,
};
use crate::model::{Kind, Problem};
use crate::report::Brief;
use crate::screen::present::{self, made};
use crate::store::deliver::{self, deliver, of_sheet, unwritable};
use crate::store::folders::folder;
use crate::store::receive::{Input, opened, unread};

/// Files that are named where several are one step.
const NAMED: usize = 5;
/// Rows between two looks at the progress line.
const STRIDE: usize = 100;

pub fn import(desk: &mut Desk, args: &Import) -> Outcome {
    let options = Options {
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
    };
    // One of several that cannot be read costs itself alone; all or nothing is what `--atomic` asks for.
    let alone = args.atomic || args.files.len() == 1;
    let mut lost = 0;
    let mut files: Vec<Input> = Vec::new();
    if let Some(path) = &args.rejects {
        is_text(path)?;
    }
    for path in &args.files {
        match Input::read(path, FILE_ENDS) {
            Ok(found) => {
                files.extend(found);
                pass_by(desk, path);
            }
            Err(problem) if alone => return give_up(desk, &path.display().to_string(), problem, args.json),
            Err(problem) => lost += pass_over(desk, &path.display().to_string(), problem, args.json)?,
        }
    }
    if let Some(path) = &args.rejects {
        (0..files.len()).try_for_each(|at| may_write(&numbered(path, at), args))?;
    }
    let mut book = if args.dry_run { desk.attempt() } else { desk.make() }?;
    let watch = interruption::Watch::begin(desk.text.t("cli-import-interrupted"));
    let mut summary = Summary::default();
    let mut kept: Vec<String> = Vec::new();
    let mut guess = None;
    let (mut flawed, mut amiss, mut contested) = (0, 0, 0);
    let mut alike = Alike::default();
    let mut batches: Vec<Batch> = Vec::new();
    let mut new: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut plans: Vec<(&Input, Plan)> = Vec::new();
    let mut sorted: Vec<&Input> = files.iter().collect();
    if files.len() > 1 {
        sorted.sort_by_cached_key(|file| exchange::place(&file.bytes, &file.name, &options));
    }
    // Each file is read as if those before it had gone in; that they do is one step, after all are understood.
    for file in sorted {
        let before = plans.last().map_or(book.room(), |(_, plan)| &plan.after);
        let mut plan = match work_out(desk, before, file, &options) {
            Ok(plan) => plan,
            Err(problem) if alone => return give_up(desk, &file.name, problem, args.json),
            Err(problem) => {
                lost += pass_over(desk, &file.name, problem, args.json)?;
                continue;
            }
        };
        if let Some((_, last)) = plans.last_mut() {
            last.after = Room::default();
        }
        batches.append(&mut plan.batches);
        summary = summary.plus(plan.summary);
        alike = alike.and(std::mem::take(&mut plan.alike));
        kept.extend(plan.kept.iter().filter(|column| !kept.contains(column)).cloned().collect::<Vec<_>>());
        guess = guess.or(plan.encoding);
        for (kind, count) in &plan.made {
            *new.entry(*kind).or_insert(0) += count;
        }
        flawed += plan.rows.iter().filter(|row| !row.is_left_out() && !row.problems.is_empty()).count();
        amiss += plan.rows.iter().filter(|row| row.is_amiss()).count();
        contested += plan.rows.iter().filter(|row| row.is_contested()).count();
        plans.push((file, plan));
    }
    if let [_, _, ..] = plans.as_slice() {
        // It is one step, and whoever takes it back is told of all of it.
        let names: Vec<&str> = plans.iter().map(|(file, _)| exchange::called(&file.name)).collect();
        let more = names.len().saturating_sub(NAMED);
        let names = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let all = if more > 0 { format!("{names} +{more}") } else { names };
        for batch in &mut batches {
            batch.subject.clone_from(&all);
        }
    }
    // Nothing is read after the last: its records are about to be those of the book, where they are not only foreseen.
    let mut after = plans.last_mut().map(|(_, last)| std::mem::take(&mut last.after));
    if !args.dry_run {
        // To let go of many takes a while.
        let gone = after.take();
        thread::spawn(|| drop(gone));
    }
    let refused = args.atomic && amiss > 0;
    let alike = if refused { Alike::default() } else { alike };
    let rejected = rejected(desk, args, &options, &files, &plans)?;
    numbered_batches(&mut batches, summary);
    drop(watch);
    if !args.dry_run && !refused {
        interruption::held_back(|| book.import(drafts(batches)))?;
    }
    plans.sort_by_key(|(read, _)| files.iter().position(|file| std::ptr::eq(*read, file)));
    // Not before: what is said to be new is saved.
    for (file, plan) in &plans {
        report(desk, file, plan, args.json, refused)?;
    }
    if let Some(after) = after.filter(|_| !args.json && !refused) {
        foresight::tell(desk, &after, &plans)?;
    }
    if args.json {
        let said = if refused { summary.held_back() } else { summary };
        let mut total = said.json();
        total["summary"]["flawed"] = flawed.into();
        if lost > 0 {
            total["summary"]["unread"] = lost.into();
        }
        if alike.count > 0 {
            total["summary"]["alike"] = alike.count.into();
        }
        if !kept.is_empty() {
            total["summary"]["kept"] = kept.into();
        }
        if let Some(guess) = guess {
            total["summary"]["encoding"] = guess.to_lowercase().into();
        }
        let new = new.iter().filter(|_| !refused).map(|(kind, count)| (kind.code().to_owned(), Value::from(*count)));
        total["new"] = new.collect::<Map<String, Value>>().into();
        desk.out.json(&total)?;
    } else {
        let counts = [
            ("created", summary.created),
            ("updated", summary.updated),
            ("unchanged", summary.unchanged),
            ("left", summary.skipped + summary.failed),
            ("flawed", flawed),
        ]
        .map(|(name, count)| (name, count.to_string()));
        let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
        let untouched = args.dry_run || refused;
        let line = desk.text.ta(if untouched { "cli-would-import" } else { "cli-imported" }, &counts);
        let made = made(&desk.text, &new);
        let parts: Vec<String> = [line, made].into_iter().filter(|part| !part.is_empty()).collect();
        desk.out.line(&parts.join(" — "))?;
        if !kept.is_empty() {
            desk.out.line(&desk.text.ta("import-kept-columns", &[("columns", &desk.text.list(&kept))]))?;
        }
        if let Some(guess) = guess {
            desk.out.line(&desk.text.ta("cli-import-encoding", &[("encoding", guess)]))?;
        }
        if alike.count > 0 {
            desk.out.line(&desk.text.ta("import-alike", &[("count", &alike.count.to_string())]))?;
            desk.out.line(&pairs(&desk.text, &alike))?;
        }
    }
    let left: Vec<PathBuf> = rejected.iter().map(|(path, _)| path.clone()).collect();
    for (path, rejects) in rejected {
        deliver(&path, std::iter::once(rejects.text)).map_err(|error| unwritable(&path, error))?;
        // Where nothing went in, that file alone would be the loss of all other rows.
        let id = match (rejects.sheet.is_empty(), refused, args.dry_run) {
            (true, true, _) => "cli-rejects-refused",
            (true, _, true) => "cli-rejects-foreseen",
            (true, ..) => "cli-rejects",
            (false, ..) => "cli-rejects-sheet",
        };
        say(&desk.text.ta(id, &[("sheet", &rejects.sheet), ("path", &path.display().to_string())]));
    }
    if !args.dry_run {
        tidy(desk, args, files.len(), &left)?;
    }
    if refused {
        return Err(Problem::new("problem-import-atomic").with("count", amiss).into());
    }
    // A row of which a part stays out, because it was changed here, stays out in that part however often it is read.
    let left_out = summary.skipped + summary.failed;
    Ok(if left_out + lost + contested > 0 { Status::Wrong } else { Status::Done })
}

pub fn export(desk: &mut Desk, args: &Export) -> Outcome {
    let profile = args.profile.as_deref().map(str::parse::<address::Profile>).transpose()?;
    let csv = args.format == "csv" && profile.is_none();
    if profile.is_some() && args.format != "csv" {
        return Err(Problem::new("problem-usage-profile-csv").into());
    }
    // As a file that is read, a lone dash is none.
    let output = args.output.as_ref().filter(|path| path.as_os_str() != "-");
    if args.from.is_some() && profile != Some(address::Profile::Original) {
        return Err(Problem::new("problem-usage-from").into());
    }
    let kind = match args.kinds.as_slice() {
        [only] => Some(*only),
        _ if csv => return Err(Problem::new("problem-usage-csv-kind").into()),
        _ => None,
    };
    let book = desk.look()?;
    let room = book.room();
    let account = names::account(room, args.account.as_deref())?;
    if let Ok(form) = args.format.parse::<Form>() {
        let account = account.ok_or_else(|| Problem::new("problem-usage-chart-account"))?;
        let picture = if args.kinds.contains(&Kind::Edge) { Picture::Circle } else { Picture::Org };
        let say = |id: &str| desk.text.t(id);
        let text = chart(room, account, picture, form, desk.now().date_naive(), &say);
        match output {
            None => desk.out.raw(&text)?,
            Some(path) => deliver(path, std::iter::once(text)).map_err(|error| unwritable(path, error))?,
        }
        return Ok(Status::Done);
    }
    if args.format == "html" {
        let (terms, text, now) = (&desk.terms, &desk.text, desk.now());
        let text = page(Brief { room, before: None, terms, text, now, personal: args.sensitive }, account)?;
        match output {
            None => desk.out.raw(&text)?,
            Some(path) => deliver(path, std::iter::once(text)).map_err(|error| unwritable(path, error))?,
        }
        return Ok(Status::Done);
    }
    let mut selection =
        Selection { kinds: args.kinds.clone(), account, sensitive: args.sensitive, table: args.from.clone() };
    let today = desk.now().date_naive();
    let (mut homeless, mut withheld) = (address::Homeless::default(), None);
    let version = if args.vcard == "3.0" { vcard::Version::V3 } else { vcard::Version::V4 };
    match args.format.as_str() {
        "vcard" => selection.kinds = vec![Kind::Person],
        "ical" if args.kinds.is_empty() => selection.kinds = ical::KINDS.to_vec(),
        _ => {}
    }
    if ["ical", "vdir"].contains(&args.format.as_str()) {
        homeless = address::Homeless::of_calendar(room, &selection);
    }
    if args.format == "vdir" {
        let Some(path) = output else { return Err(Problem::new("problem-usage-vdir-output").into()) };
        let is_gone = |id| room.held(id).is_some_and(|held| held.record.is_none());
        let left = folder(path, "vcf", vcard::files(room, &selection, version, today), &is_gone)?
            + folder(path, "ics", ical::files(room, &selection, desk.now()), &is_gone)?;
        left.told().for_each(|problem| say(&desk.text.problem(&problem)));
    } else {
        let lines: Box<dyn Iterator<Item = String>> = match kind {
            _ if let Some(profile) = profile => {
                let told = address::write_told(room, profile, &selection, today)?;
                (homeless, withheld) = (told.homeless, Some(told.withheld));
                Box::new(std::iter::once(told.text))
            }
            Some(kind) if csv => Box::new(std::iter::once(sheet::write(room, kind, &selection))),
            _ if args.format == "vcard" => {
                Box::new(vcard::cards(room, &selection, version, today).map(|(_, card)| card))
            }
            _ if args.format == "ical" => Box::new(std::iter::once(ical::calendar(room, &selection, desk.now()))),
            _ => Box::new(ndjson::lines(room, &selection).map(|line| line + "\n")),
        };
        // Spreadsheets take a table for UTF-8 only where a mark says so.
        let mark = (args.bom && args.format == "csv").then(|| "\u{feff}".to_owned());
        let mut lines = mark.into_iter().chain(lines);
        match output {
            None => lines.try_for_each(|line| desk.out.raw(&line))?,
            Some(path) => deliver(path, lines).map_err(|error| unwritable(path, error))?,
        }
    }
    for said in present::homeless(&desk.text, &homeless.fields, homeless.counts()) {
        say(&said);
    }
    // What a form has no room for would not be in it with all that is personal either.
    let writes = |kind: Kind, name: &str| match args.format.as_str() {
        "csv" => kind.field(name).is_some(),
        "vcard" | "vdir" => kind.field(name).is_some() || name.starts_with("vcard."),
        "ical" => kind != Kind::Person || name == "birthday",
        _ => true,
    };
    let withheld = withheld.unwrap_or_else(|| selection.withheld(room, writes));
    if withheld > 0 {
        say(&desk.text.ta("cli-withheld", &[("count", &withheld.to_string())]));
    }
    Ok(Status::Done)
}

pub fn sample(desk: &mut Desk) -> Outcome {
    desk.out.raw(&sample::render(desk.now()))?;
    Ok(Status::Done)
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

/// Says that one of several files is not read, and why; counts as one.
fn pass_over(desk: &mut Desk, name: &str, problem: Problem, json: bool) -> io::Result<usize> {
    if json {
        let row = Row { status: exchange::Status::Failed, problems: vec![problem], ..Row::default() };
        desk.out.json(&row.json(name, |problem| flaw(desk, problem)))?;
    } else {
        say(&desk.text.problem(&problem));
    }
    Ok(1)
}

/// Names the files of a folder that are not read.
fn pass_by(desk: &Desk, path: &Path) {
    let names = unread(path);
    if !names.is_empty() {
        say(&desk.text.ta("import-unread", &[("names", &desk.text.list(&names))]));
    }
}

/// Ends an import of which a file that is needed cannot be read: nothing went in. Scripts get the row and the counts, too.
fn give_up(desk: &mut Desk, name: &str, problem: Problem, json: bool) -> Outcome {
    if json {
        let lost = pass_over(desk, name, problem.clone(), json)?;
        let mut total = Summary::default().json();
        total["summary"]["unread"] = lost.into();
        desk.out.json(&total)?;
    }
    Err(problem.into())
}

/// Refuses a name for the rejects that promises a workbook: what is written is text.
fn is_text(path: &Path) -> Result<(), Problem> {
    const WORKBOOKS: [&str; 6] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "numbers"];
    match path.extension().filter(|end| WORKBOOKS.iter().any(|workbook| end.eq_ignore_ascii_case(workbook))) {
        Some(_) => Err(Problem::new("problem-usage-rejects-workbook").with("path", path.display())),
        None => Ok(()),
    }
}

/// Refuses a file for the rejects that is one of those to be read, cannot be written, or, where nothing is to be
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

/// What was left out, and the files it goes into: one of each file of which something was, and of every sheet of a workbook
/// after the first, which is named in it.
fn rejected(
    desk: &Desk,
    args: &Import,
    options: &Options,
    files: &[Input],
    plans: &[(&Input, Plan)],
) -> Result<Vec<(PathBuf, Rejects)>, Problem> {
    let Some(path) = &args.rejects else { return Ok(Vec::new()) };
    let mut all: Vec<(PathBuf, Rejects)> = Vec::new();
    let mut in_order: Vec<&(&Input, Plan)> = plans.iter().collect();
    in_order.sort_by_key(|(read, _)| files.iter().position(|file| std::ptr::eq(*read, file)));
    let lost = |plan: &Plan| plan.rows.iter().any(Row::is_to_mend);
    for (at, (file, plan)) in in_order.into_iter().enumerate().filter(|(_, (_, plan))| lost(plan)) {
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

/// Takes away what an earlier import left out, where this one has written nothing over it: it would be taken for this one's.
fn tidy(desk: &Desk, args: &Import, files: usize, written: &[PathBuf]) -> Result<(), Problem> {
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

/// What is wrong with a row, as it is said here.
fn flaw(desk: &Desk, problem: &Problem) -> String {
    present::flaw(&desk.text, problem, desk.text.problem(problem))
}
