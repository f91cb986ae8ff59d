//! Reading a file on the screens: which one, what it would do row by row, what its columns mean, and then doing it. The
//! plan is the one the command line makes; it is worked out beside the screen and saved as one step that one undo takes
//! back.

mod offer;
mod path;
mod rows;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub use self::offer::{Offer, Report};
use super::directory::Share;
use super::export::whole;
use super::layer::{Layer, Then};
use super::{Answer, Command, Cx, Outcome};
use crate::exchange::{FILE_ENDS, Options, Summary, targets};
use crate::model::{Kind, Member};
use crate::overlay::{Item, Page, Picker};
use crate::screen::present::{flaw, label};
use crate::store::deliver::{deliver, of_sheet, unwritable};
use crate::store::receive::{Input, unread};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::changing("import-open", |cx, _| choose(cx)),
    Command::new("import-go", |cx, _| go(cx)).unless(refused),
    Command::new("import-rejects", |cx, _| give_back(cx)).unless(nothing_left_out),
    Command::new("import-map", |cx, _| map(cx)).unless(no_columns),
    Command::new("import-conflict", |cx, _| turn(cx, offer::next_conflict)).unless(unreadable),
    Command::new("import-dates", |cx, _| turn(cx, offer::next_dates)).unless(no_table),
    Command::new("import-encoding", |cx, _| turn(cx, offer::next_encoding)).unless(unreadable),
    Command::new("import-account", |cx, _| account(cx)).unless(unreadable),
    Command::new("import-who", |cx, _| whose(cx)).unless(no_calendar),
    Command::new("import-undo", |cx, _| take_back(cx)).unless(nothing_saved),
    Command::new("import-close", |cx, _| close(cx)),
    Command::new("import-row", |cx, _| read_row(cx)).unless(no_row),
];

/// What can be read, by the ends of names.
const ENDS: [&str; 13] =
    ["csv", "tsv", "xlsx", "xlsm", "vcf", "ics", "json", "ndjson", "jsonl", "yaml", "yml", "ifb", "vcs"];
/// Where people keep what they were sent, seen from their home.
const FOLDERS: [&str; 4] = ["Downloads", "Desktop", "Documents", ""];
/// Files offered.
const OFFERED: usize = 200;

/// Why the offer on top cannot be read in another way; `why` is asked where it is one that can.
fn unless_offered(cx: &Cx, why: impl Fn(&Offer) -> Option<&'static str>) -> Option<&'static str> {
    match cx.layers.top() {
        Some(Layer::Import(offer)) => why(offer),
        _ => Some("blocked-not-import"),
    }
}

fn ended(cx: &Cx) -> Option<&'static str> {
    unless_offered(cx, |offer| offer.is_ended().then_some("blocked-import-ended"))
}

/// Why there is nothing to say yes to.
fn refused(cx: &Cx) -> Option<&'static str> {
    let is_early = |offer: &Offer| offer.is_working().then_some("problem-import-still-reading");
    let is_refused = |offer: &Offer| offer.refusal().map(|_| "blocked-import-refused");
    ended(cx).or_else(|| unless_offered(cx, is_early)).or_else(|| unless_offered(cx, is_refused))
}

/// Why no other way of reading it helps.
fn unreadable(cx: &Cx) -> Option<&'static str> {
    let is_lost = |offer: &Offer| offer.refusal().is_some_and(|problem| !cx.text.names_a_key(problem));
    ended(cx).or_else(|| unless_offered(cx, |offer| is_lost(offer).then_some("blocked-import-refused")))
}

fn no_table(cx: &Cx) -> Option<&'static str> {
    let no_table = |offer: &Offer| (!offer.is_table()).then_some("blocked-import-no-table");
    unreadable(cx).or_else(|| unless_offered(cx, no_table))
}

fn no_columns(cx: &Cx) -> Option<&'static str> {
    let no_columns = |offer: &Offer| match offer.columns() {
        [] if offer.is_working() => Some("problem-import-still-reading"),
        [] => Some("blocked-import-no-columns"),
        _ => None,
    };
    no_table(cx).or_else(|| unless_offered(cx, no_columns))
}

fn no_calendar(cx: &Cx) -> Option<&'static str> {
    let no_calendar = |offer: &Offer| (!offer.is_calendar()).then_some("blocked-import-no-calendar");
    unreadable(cx).or_else(|| unless_offered(cx, no_calendar))
}

fn nothing_left_out(cx: &Cx) -> Option<&'static str> {
    unless_offered(cx, |offer| (offer.left_out() == 0).then_some("blocked-import-all-in"))
}

/// Where another process has saved something since, the last step is no longer this import.
fn nothing_saved(cx: &Cx) -> Option<&'static str> {
    let is_last = |offer: &Offer| offer.saved() == Some(cx.book().edits());
    unless_offered(cx, |offer| (!is_last(offer)).then_some("blocked-import-not-saved"))
}

/// The offer on top.
fn offer(cx: &mut Cx) -> Option<&mut Offer> {
    match cx.layers.top_mut() {
        Some(Layer::Import(offer)) => Some(offer),
        _ => None,
    }
}

/// Lets a file be chosen, the newest first; any other is typed.
fn choose(cx: &mut Cx) -> Outcome {
    let home = std::env::home_dir();
    let mut found: Vec<(SystemTime, PathBuf)> =
        folders(Path::new("."), home.as_deref()).iter().flat_map(|folder| readable(folder)).collect();
    found.sort_by_key(|(changed, path)| (Reverse(*changed), path.clone()));
    let item = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        Item::new(path.display().to_string(), name, folder)
    };
    let items: Vec<Item> = found.into_iter().take(OFFERED).map(|(_, path)| item(path)).collect();
    let picker = Picker::new(cx.text.t("import-ask-file"), items, None, None).creating(cx.text.t("import-this-file"));
    let picker = picker.completing().or_else_saying(cx.text.t("import-no-files"));
    let then: Then = Box::new(|cx, answer| match answer {
        Answer::Chosen(path) | Answer::New(path) => open(cx, &path),
        _ => Ok(()),
    });
    cx.layers.push(Layer::Picker(Box::new(picker)), then);
    Ok(())
}

/// Where files are looked for: here, and where people keep what they were sent. Each once, for who begins at home is there.
fn folders(here: &Path, home: Option<&Path>) -> Vec<PathBuf> {
    let of_home = FOLDERS.iter().filter_map(|folder| Some(home?.join(folder)));
    let mut known: BTreeSet<PathBuf> = BTreeSet::new();
    let mut all: Vec<PathBuf> = std::iter::once(here.to_owned()).chain(of_home).collect();
    all.retain(|folder| known.insert(fs::canonicalize(folder).unwrap_or_else(|_| folder.clone())));
    all
}

/// Completes the path that is typed, and shows what it may become.
pub(super) fn complete(cx: &mut Cx) -> Outcome {
    let Some(Layer::Picker(picker)) = cx.layers.top_mut() else { return Ok(()) };
    let typed = picker.input.text().to_owned();
    let found = path::completed(&typed, std::env::home_dir().as_deref(), is_readable);
    let Some((text, found)) = found else {
        cx.say(cx.text.t("import-no-such-path"));
        return Ok(());
    };
    let items = found.into_iter().map(|text| Item::new(text.clone(), text, "")).collect();
    picker.go_on(&text, items);
    Ok(())
}

/// Whether a file can be read, by the end of its name.
fn is_readable(path: &Path) -> bool {
    path.extension().is_some_and(|end| ENDS.iter().any(|one| end.eq_ignore_ascii_case(one)))
}

/// The files of a folder that can be read; not those in folders within.
fn readable(folder: &Path) -> Vec<(SystemTime, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let files = entries.flatten().filter(|entry| is_readable(&entry.path()));
    files.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect()
}

fn open(cx: &mut Cx, path: &str) -> Outcome {
    let typed = path.trim();
    let path = match (typed.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    };
    let files = Input::read(&path, FILE_ENDS)?;
    offered(cx, path.display().to_string(), files, unread(&path));
    Ok(())
}

/// Shows what files would do that were chosen by one name; others that it is the name of, too, are not read.
pub(super) fn offered(cx: &mut Cx, name: String, files: Vec<Input>, unread: Vec<String>) {
    let options = Options {
        author: cx.book().author().to_owned(),
        clocks: cx.terms.clocks,
        compares: true,
        ..Options::default()
    };
    let offer = Offer::new(name, files, options, &cx.book().aside(), cx.now()).passing(unread);
    cx.layers.push(Layer::Import(Box::new(offer)), Box::new(|_, _| Ok(())));
}

/// Takes what has been worked out beside the screen, and saves what was said yes to.
pub fn go_on(cx: &mut Cx) {
    let Some(offer) = offer(cx) else { return };
    offer.listen();
    let Some((batches, name)) = offer.take_over() else { return };
    let (summary, count) = (offer.summary(), batches.len());
    let alike = offer.alike();
    let stays = offer.is_flawed() || alike > 0;
    let mut undoable = false;
    let said = if count > 0 {
        match cx.import(batches, summary) {
            Ok(more) => undoable = more,
            Err(problem) => {
                cx.layers.cancel();
                cx.refuse(&problem);
                return;
            }
        }
        let counts =
            [("created", summary.created), ("updated", summary.updated), ("left", summary.skipped + summary.failed)];
        let counts = counts.map(|(name, count)| (name, count.to_string()));
        let mut args: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
        args.push(("name", &name));
        let done = cx.text.ta("import-done", &args);
        let again = (alike > 0).then(|| cx.text.ta("import-alike", &[("count", &alike.to_string())]));
        std::iter::once(done).chain(again).collect::<Vec<_>>().join(&cx.text.t("word-and-whole"))
    } else {
        let left = (summary.skipped + summary.failed).to_string();
        let text = match summary {
            _ if summary == Summary::default() => "import-no-records",
            _ if stays => "import-none",
            _ => "import-nothing",
        };
        cx.text.ta(text, &[("name", &name), ("left", &left)])
    };
    let saved = undoable.then(|| cx.book().edits());
    // What is not as the file has it can still be read, row by row.
    if let Some(offer) = self::offer(cx).filter(|_| stays) {
        offer.end(Report { said, saved });
    } else {
        cx.layers.cancel();
        cx.message.text = said;
    }
}

fn no_row(cx: &Cx) -> Option<&'static str> {
    unless_offered(cx, |offer| offer.current().is_none().then_some("blocked-nothing-selected"))
}

/// All that is said of the row under the cursor, on a page of its own.
fn read_row(cx: &mut Cx) -> Outcome {
    let Some(Layer::Import(offer)) = cx.layers.top() else { return Ok(()) };
    let view = cx.view();
    let Some((plan, row)) = offer.current() else { return Ok(()) };
    let title = rows::called(&view, plan, row).unwrap_or_default();
    let mut page = Page::read(title, &offer.whole(&view, plan, row));
    page.message = cx.text.t("handover-pack-keys");
    cx.layers.push(Layer::Page(page), Box::new(|_, _| Ok(())));
    Ok(())
}

/// Closes the report.
fn close(cx: &mut Cx) -> Outcome {
    if offer(cx).is_some() {
        cx.layers.cancel();
    }
    Ok(())
}

/// Takes back what the report is of.
fn take_back(cx: &mut Cx) -> Outcome {
    cx.undo_after(close)
}

/// Says yes: it is saved as soon as that has been drawn.
fn go(cx: &mut Cx) -> Outcome {
    let why = offer(cx).and_then(|offer| offer.accept().err());
    why.map_or(Ok(()), Err)
}

/// Writes the rows that were left out into a file of their own, each with why.
fn give_back(cx: &mut Cx) -> Outcome {
    let Some((layer, then)) = cx.layers.take() else { return Ok(()) };
    let found = match &layer {
        Layer::Import(offer) => {
            Some(offer.rejects(|problem| flaw(&cx.text, problem, cx.text.problem_on_screen(problem))))
        }
        _ => None,
    };
    cx.layers.push(layer, then);
    let Some((name, count, all)) = found.transpose()? else { return Ok(()) };
    let title = cx.text.t("import-ask-rejects");
    super::export::to_file(cx, title, &name, move |cx, path| {
        for (at, one) in all.iter().enumerate() {
            let own = if at == 0 { path.to_owned() } else { of_sheet(path, &one.sheet) };
            deliver(&own, std::iter::once(one.text.clone())).map_err(|error| unwritable(&own, error))?;
        }
        let args = [("path", whole(path)), ("count", count.to_string())];
        let args = args.each_ref().map(|(name, text)| (*name, text.as_str()));
        cx.say(cx.text.ta("import-rejects-written", &args));
        Ok(())
    });
    Ok(())
}

/// Reads the file anew in another way.
fn turn(cx: &mut Cx, change: fn(&mut Options)) -> Outcome {
    again(cx, change);
    Ok(())
}

fn again(cx: &mut Cx, change: impl FnOnce(&mut Options)) {
    let Some((layer, then)) = cx.layers.take() else { return };
    let Layer::Import(mut offer) = layer else { return cx.layers.push(layer, then) };
    offer.change(change, &cx.book().aside(), cx.now());
    cx.layers.push(Layer::Import(offer), then);
}

/// Says what a column means.
fn map(cx: &mut Cx) -> Outcome {
    let Some(offer) = offer(cx) else { return Ok(()) };
    let all = offer.columns().to_vec();
    let items = all.iter().map(|(column, target)| {
        let target = target.as_deref().map_or_else(|| cx.text.t("import-kept"), |target| said(cx, target));
        Item::new(column.clone(), column.clone(), target)
    });
    let items = items.collect();
    cx.pick(cx.text.t("import-ask-column"), items, |cx, column| {
        let column = column.to_owned();
        let mut items = vec![Item::new("", cx.text.t("import-kept"), "")];
        // Who knows the names of --map finds by them, too.
        items.extend(targets().into_iter().map(|target| {
            let said = said(cx, target);
            let name = if said == target { said } else { format!("{said} · {target}") };
            Item::new(target, name, "")
        }));
        let title = cx.text.ta("import-ask-meaning", &[("column", &column)]);
        cx.pick(title, items, move |cx, target| {
            let pair = (column.clone(), target.to_owned());
            again(cx, |options| {
                options.map.retain(|(name, _)| *name != pair.0);
                options.map.push(pair);
            });
            Ok(())
        });
        Ok(())
    });
    Ok(())
}

/// What a column is read as, in the reader's words.
fn said(cx: &Cx, target: &str) -> String {
    let own = format!("import-target-{}", target.replace('_', "-"));
    if cx.text.has(&own) {
        return cx.text.t(&own);
    }
    let kind = [Kind::Person, Kind::Seat].into_iter().find(|kind| kind.field(target).is_some());
    kind.map_or_else(|| target.to_owned(), |kind| label(&cx.text, kind, target))
}

/// The account of rows that name none.
fn account(cx: &mut Cx) -> Outcome {
    let offer = cx.offer_all(Kind::Account, Vec::new());
    cx.pick_or_create(cx.text.t("import-ask-account"), offer, |cx, answer| {
        let name = match answer {
            Answer::Chosen(key) => key.parse().map(|id| cx.room().name(id))?,
            Answer::New(name) => name,
            _ => return Ok(()),
        };
        again(cx, |options| options.account = Some(name));
        Ok(())
    });
    Ok(())
}

/// Whose the journeys are: of one of ours or of theirs; of somebody new only where there is nobody of ours yet.
fn whose(cx: &mut Cx) -> Outcome {
    let as_told = Item::new("", cx.text.t("import-who-file"), "");
    let offer = cx.offer(vec![Share::These(vec![as_told]), Share::All(Kind::Member), Share::All(Kind::Person)]);
    let title = cx.text.t("import-ask-who");
    let read = |cx: &mut Cx, who: String| {
        again(cx, |options| options.who = Some(who).filter(|who| !who.is_empty()));
        Ok(())
    };
    if cx.room().all::<Member>().next().is_some() {
        cx.pick_of(title, offer, move |cx, key| read(cx, key.to_owned()));
        return Ok(());
    }
    cx.pick_or_create(title, offer, move |cx, answer| match answer {
        Answer::Chosen(who) | Answer::New(who) => read(cx, who),
        _ => Ok(()),
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_goes_by_two_names_is_looked_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("home");
        fs::create_dir_all(home.join("Downloads")).unwrap();
        let here = home.join("Downloads").join("..");
        let all = folders(&here, Some(&home));
        assert_eq!(all.iter().filter(|folder| folder.exists()).count(), 2, "{all:?}");
        assert_eq!(all.first(), Some(&here));
        assert_eq!(folders(&home.join("Downloads"), Some(&home)).iter().filter(|one| one.exists()).count(), 2);
    }
}
