//! Keys as the screens have them: every command with what runs it, and what is wrong in a keymap file.

use std::collections::BTreeMap;
use std::path::Path;

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

/// Where chords stand for one argument of a command: `(context, chord)`.
type Chords = Vec<(&'static str, String)>;

pub fn keys(desk: &mut Desk, args: &Keys) -> Outcome {
    let own = desk.paths.keymap();
    let (keymap, _) = setup::keymap(desk.options.keymap, &[&own]);
    let rows: Vec<(String, Chords)> = command::all().flat_map(|command| runs(&keymap, command.name)).collect();
    let label = |line: &str| desk.text.t(&format!("command-{}", line.split(' ').next().unwrap_or(line)));
    if args.json.json {
        let row = |(line, chords): (String, Chords)| {
            let (name, arg) = line.split_once(' ').map_or((line.as_str(), None), |(name, arg)| (name, Some(arg)));
            let keys = chords.iter().map(|(context, keys)| json!({ "context": context, "keys": keys }));
            json!({ "command": name, "arg": arg, "label": label(&line), "keys": keys.collect::<Vec<_>>() })
        };
        let rows: Vec<Value> = rows.into_iter().map(row).collect();
        desk.out.array(rows)?;
        return Ok(Status::Done);
    }
    let mut table = Vec::new();
    for (line, chords) in rows {
        let mut by_context: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (context, keys) in &chords {
            by_context.entry(context).or_default().push(keys);
        }
        let what = label(&line);
        if by_context.is_empty() {
            table.push(vec![line.clone(), String::new(), String::new(), what.clone()]);
        }
        for (context, keys) in by_context {
            table.push(vec![line.clone(), context.to_owned(), keys.join(", "), what.clone()]);
        }
    }
    let heads = ["command", "context", "keys", "label"].map(|head| desk.text.t(&format!("column-{head}")));
    desk.out.table(&heads, &table)?;
    Ok(Status::Done)
}

pub fn keymap(desk: &mut Desk, args: &KeymapCommand) -> Outcome {
    let KeymapCommand::Check { file } = args;
    let own = desk.paths.keymap();
    let file: &Path = file.as_deref().unwrap_or(&own);
    let (_, bad) = setup::keymap(desk.options.keymap, &[file]);
    for BadLine { file, line, problem } in &bad {
        let line = format!("{file}:{line}: {}", desk.text.problem(problem));
        desk.out.line(&line)?;
    }
    if bad.is_empty() {
        let line = desk.text.ta("cli-keymap-sound", &[("path", &file.display().to_string())]);
        desk.out.line(&line)?;
        return Ok(Status::Done);
    }
    Ok(Status::Wrong)
}

/// A command with every argument that some chord gives it, and those chords; without chords, the command alone.
fn runs(keymap: &Keymap, name: &str) -> Vec<(String, Chords)> {
    let mut runs: BTreeMap<String, Chords> = BTreeMap::new();
    for context in setup::contexts() {
        for (chord, bindings) in keymap.bindings(context) {
            for binding in bindings.iter().filter(|binding| binding.command == name) {
                let line = binding.arg.as_ref().map_or_else(|| name.to_owned(), |arg| format!("{name} {arg}"));
                runs.entry(line).or_default().push((context, print(chord)));
            }
        }
    }
    if runs.is_empty() {
        runs.insert(name.to_owned(), Chords::new());
    }
    runs.into_iter().collect()
}
