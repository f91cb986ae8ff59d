//! Keys as the screens have them: every command with what runs it, and what is wrong in a keymap file.

use std::collections::BTreeMap;
use std::io::ErrorKind;

use serde_json::{Value, json};

use super::args::{KeymapCommand, Keys};
use super::data::Outcome;
use super::desk::Desk;
use super::status::Status;
use crate::app::setup;
use crate::command;
use crate::config::BadLine;
use crate::input::Keymap;
use crate::input::keymap::print;
use crate::model::Problem;
use crate::text::Text;

/// A command with one of its arguments, and the chords that run just that.
struct Run {
    name: &'static str,
    arg: Option<String>,
    /// Context and chord.
    chords: Vec<(&'static str, String)>,
}

impl Run {
    /// As in a keymap file: `go map`.
    fn line(&self) -> String {
        self.arg.as_ref().map_or_else(|| self.name.to_owned(), |arg| format!("{} {arg}", self.name))
    }

    fn label(&self, text: &Text) -> String {
        command::label(text, self.name, self.arg.as_deref())
    }

    /// The chords of one context.
    fn within(&self, context: &str) -> Vec<&str> {
        self.chords.iter().filter(|(of, _)| *of == context).map(|(_, chord)| chord.as_str()).collect()
    }
}

pub fn keys(desk: &mut Desk, args: &Keys) -> Outcome {
    let own = desk.paths.keymap();
    let (keymap, _) = setup::keymap(desk.options.keymap, &[&own]);
    let runs: Vec<Run> = command::all().flat_map(|command| runs(&keymap, command.name)).collect();
    if args.markdown {
        return markdown(desk, &runs);
    }
    if args.json.json {
        let row = |run: &Run| {
            let keys: Vec<_> =
                run.chords.iter().map(|(context, keys)| json!({ "context": context, "keys": keys })).collect();
            json!({ "command": run.name, "arg": run.arg, "label": run.label(&desk.text), "keys": keys })
        };
        let rows: Vec<Value> = runs.iter().map(row).collect();
        desk.out.array(rows)?;
        return Ok(Status::Done);
    }
    let mut table = Vec::new();
    for run in &runs {
        let row = |context: &str, keys: String| vec![run.line(), context.to_owned(), keys, run.label(&desk.text)];
        if run.chords.is_empty() {
            table.push(row("", String::new()));
        }
        let used = |context: &&str| !run.within(context).is_empty();
        table.extend(
            setup::contexts().into_iter().filter(used).map(|context| row(context, run.within(context).join(", "))),
        );
    }
    let heads = ["command", "context", "keys", "label"].map(|head| desk.text.t(&format!("column-{head}")));
    desk.out.table(&heads, &table)?;
    Ok(Status::Done)
}

/// A table for each context that has keys, under its title and the name it goes by in keymap files.
fn markdown(desk: &mut Desk, runs: &[Run]) -> Outcome {
    let [keys, label, name] = ["keys", "label", "command"].map(|head| desk.text.t(&format!("column-{head}")));
    let mut gap = "";
    for context in setup::contexts() {
        let rows: Vec<(&Run, Vec<&str>)> =
            runs.iter().map(|run| (run, run.within(context))).filter(|(_, chords)| !chords.is_empty()).collect();
        if rows.is_empty() {
            continue;
        }
        let title = ["place", "context"].map(|kind| format!("{kind}-{context}"));
        let title = title.iter().find(|id| desk.text.has(id)).map_or_else(String::new, |id| desk.text.t(id));
        desk.out
            .line(&format!("{gap}### {title} `[{context}]`\n\n| {keys} | {label} | {name} |\n| --- | --- | --- |"))?;
        for (run, chords) in rows {
            // A bar would end the cell, in code, too.
            let chords: Vec<String> = chords.iter().map(|chord| format!("`{}`", chord.replace('|', "\\|"))).collect();
            desk.out.line(&format!("| {} | {} | `{}` |", chords.join(" "), run.label(&desk.text), run.line()))?;
        }
        gap = "\n";
    }
    Ok(Status::Done)
}

pub fn keymap(desk: &mut Desk, args: &KeymapCommand) -> Outcome {
    let KeymapCommand::Check { file } = args;
    let own = desk.paths.keymap();
    let base = desk.options.keymap;
    let (named, file) = (file.is_some(), file.as_deref().unwrap_or(&own));
    if let Err(error) = file.metadata() {
        let path = file.display().to_string();
        // A file named by hand has to be there; that one has no keymap of one's own is fine.
        if named || error.kind() != ErrorKind::NotFound {
            return Err(Problem::new("problem-file-unreadable").with("path", path).failing(&error).into());
        }
        let line = desk.text.ta("cli-keymap-none", &[("base", base.code()), ("path", &path)]);
        desk.out.line(&line)?;
        return Ok(Status::Done);
    }
    let (_, bad) = setup::keymap(base, &[file]);
    for BadLine { file, line, problem } in &bad {
        let line = format!("{file}:{line}: {}", desk.text.problem(problem));
        desk.out.line(&line)?;
    }
    if bad.is_empty() {
        let args = [("base", base.code()), ("path", &file.display().to_string())];
        let line = desk.text.ta("cli-keymap-sound", &args);
        desk.out.line(&line)?;
        return Ok(Status::Done);
    }
    Ok(Status::Wrong)
}

/// A command with every argument that some chord gives it, in the order of the chords; without any, the command alone.
fn runs(keymap: &Keymap, name: &'static str) -> Vec<Run> {
    let mut runs: BTreeMap<Option<String>, Vec<(&'static str, String)>> = BTreeMap::new();
    for context in setup::contexts() {
        for (chord, bindings) in keymap.bindings(context) {
            for binding in bindings.iter().filter(|binding| binding.command == name) {
                runs.entry(binding.arg.clone()).or_default().push((context, print(chord)));
            }
        }
    }
    if runs.is_empty() {
        runs.insert(None, Vec::new());
    }
    let mut runs: Vec<Run> = runs.into_iter().map(|(arg, chords)| Run { name, arg, chords }).collect();
    runs.sort_by(|one, other| one.chords.cmp(&other.chords));
    runs
}
