//! Reads keymap files, layer over layer. A bad line costs only itself, and is reported with its file and line.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Key;
use super::keymap::{Binding, Keymap, longer, parse, print};
use crate::model::Problem;

/// The table of a keymap file that names beginnings of chords.
const LABELS: &str = "labels";

/// What is wrong in a line of a keymap file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeymapProblem {
    /// The name the layer was given.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

impl Keymap {
    /// Reads layers of keymap files, `(name of the file, its text)`; a later one adds to and replaces the earlier.
    ///
    /// `commands` tells for a name whether such a command takes an argument, or `None` if there is none; `contexts`
    /// are the tables there may be.
    pub fn load(
        layers: &[(&str, &str)],
        commands: &dyn Fn(&str) -> Option<bool>,
        contexts: &[&str],
    ) -> (Self, Vec<KeymapProblem>) {
        let mut keymap = Self::default();
        let mut problems = Vec::new();
        for (file, text) in layers {
            let mut layer = Layer { text, commands, contexts, keymap: &mut keymap, problems: Vec::new() };
            layer.read();
            layer.problems.sort_by_key(|(line, _)| *line);
            let named = |(line, problem)| KeymapProblem { file: (*file).to_owned(), line, problem };
            problems.extend(layer.problems.into_iter().map(named));
        }
        (keymap, problems)
    }
}

/// One file on its way into the keymap.
struct Layer<'a> {
    text: &'a str,
    commands: &'a dyn Fn(&str) -> Option<bool>,
    contexts: &'a [&'a str],
    keymap: &'a mut Keymap,
    problems: Vec<(usize, Problem)>,
}

/// A line of a context: its chord as written, its value.
type Entry<'t, 'i> = (&'t Spanned<std::borrow::Cow<'i, str>>, &'t Spanned<DeValue<'i>>);

impl Layer<'_> {
    fn read(&mut self) {
        let text = self.text;
        let (tables, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().unwrap_or_default();
            self.report(&span, Problem::new("problem-keymap-syntax").with("reason", error.message()));
        }
        for (name, value) in tables.get_ref() {
            let context = name.get_ref().as_ref();
            let Some(table) = value.get_ref().as_table() else {
                self.report(&name.span(), Problem::new("problem-keymap-outside").with("key", context));
                continue;
            };
            if context != LABELS && !self.contexts.contains(&context) {
                let known = self.contexts.join(", ");
                let problem = Problem::new("problem-keymap-context").with("name", context).with("known", known);
                self.report(&name.span(), problem);
                continue;
            }
            // What a line that could not be read left behind means nothing.
            let mut entries: Vec<Entry<'_, '_>> = table.iter().filter(|(key, _)| !self.reported(&key.span())).collect();
            // What is unbound makes room first; then the lines in their order, so that of two that clash the later is
            // refused.
            entries.sort_by_key(|(key, value)| (value.get_ref().as_bool() != Some(false), key.span().start));
            let mut seen = Vec::new();
            for entry in entries {
                if let Err(problem) = self.entry(context, entry, &mut seen) {
                    self.report(&entry.0.span(), problem);
                }
            }
        }
    }

    fn entry(&mut self, context: &str, (key, value): Entry<'_, '_>, seen: &mut Vec<Vec<Key>>) -> Result<(), Problem> {
        let written = key.get_ref().as_ref();
        let chord = parse(written).map_err(|key| Problem::new("problem-keymap-key").with("key", key))?;
        if let Some((key, twin)) = chord.iter().find_map(|key| Some((key, key.ambiguous()?))) {
            return Err(Problem::new("problem-keymap-terminal").with("key", key).with("twin", twin));
        }
        if seen.contains(&chord) {
            return Err(Problem::new("problem-keymap-twice").with("key", written));
        }
        seen.push(chord.clone());
        if context == LABELS {
            let label =
                value.get_ref().as_str().ok_or_else(|| Problem::new("problem-keymap-value").with("key", written))?;
            self.keymap.labels.insert(chord, label.to_owned());
            return Ok(());
        }
        let run = self.run(written, value.get_ref())?;
        let chords = self.keymap.contexts.entry(context.to_owned()).or_default();
        let Some(run) = run else {
            chords.remove(&chord);
            return Ok(());
        };
        let shorter = (1..chord.len()).filter_map(|len| chord.get(..len)).find(|start| chords.contains_key(*start));
        let clash = shorter.or_else(|| longer(chords, &chord).next().map(|(chord, _)| chord.as_slice()));
        if let Some(other) = clash {
            return Err(Problem::new("problem-keymap-clash").with("key", print(&chord)).with("other", print(other)));
        }
        chords.insert(chord, run);
        Ok(())
    }

    /// The commands a line asks for; `None` where it unbinds.
    fn run(&self, key: &str, value: &DeValue<'_>) -> Result<Option<Vec<Binding>>, Problem> {
        let wrong = || Problem::new("problem-keymap-value").with("key", key);
        match value {
            DeValue::Boolean(false) => Ok(None),
            DeValue::String(line) => Ok(Some(vec![self.binding(line)?])),
            DeValue::Array(lines) if !lines.is_empty() => lines
                .iter()
                .map(|line| self.binding(line.get_ref().as_str().ok_or_else(wrong)?))
                .collect::<Result<_, _>>()
                .map(Some),
            _ => Err(wrong()),
        }
    }

    fn binding(&self, line: &str) -> Result<Binding, Problem> {
        let line = line.trim();
        let (command, arg) = line.split_once(' ').map_or((line, None), |(command, arg)| (command, Some(arg.trim())));
        let problem = |id| Problem::new(id).with("command", command);
        match ((self.commands)(command), arg) {
            (None, _) => Err(problem("problem-keymap-command")),
            (Some(true), None) => Err(problem("problem-keymap-argument-missing")),
            (Some(false), Some(arg)) => Err(problem("problem-keymap-argument-needless").with("arg", arg)),
            (Some(_), arg) => Ok(Binding { command: command.to_owned(), arg: arg.map(str::to_owned) }),
        }
    }

    fn line(&self, span: &Range<usize>) -> usize {
        self.text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1
    }

    fn reported(&self, span: &Range<usize>) -> bool {
        let line = self.line(span);
        self.problems.iter().any(|(reported, _)| *reported == line)
    }

    /// One problem a line is enough.
    fn report(&mut self, span: &Range<usize>, problem: Problem) {
        if !self.reported(span) {
            self.problems.push((self.line(span), problem));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Resolved;

    fn commands(name: &str) -> Option<bool> {
        match name {
            "quit" | "undo" => Some(false),
            "go" => Some(true),
            _ => None,
        }
    }

    fn load(layers: &[(&str, &str)]) -> (Keymap, Vec<String>) {
        let (keymap, problems) = Keymap::load(layers, &commands, &["global", "map"]);
        let told = problems.into_iter().map(|it| format!("{}:{} {}", it.file, it.line, it.problem)).collect();
        (keymap, told)
    }

    fn command(keymap: &Keymap, chord: &str) -> Option<String> {
        match keymap.resolve(&["global"], &parse(chord).unwrap()) {
            Resolved::Run(bindings) => Some(bindings[0].command.clone()),
            _ => None,
        }
    }

    #[test]
    fn a_later_layer_replaces_and_unbinds() {
        let (keymap, told) = load(&[
            ("default", "[global]\n\"q\" = \"quit\"\n\"u\" = \"undo\"\n\"g a\" = \"go accounts\""),
            ("mine", "[global]\n\"g\" = \"go today\"\n\"q\" = false\n\"u\" = \"quit\"\n\"g a\" = false"),
        ]);
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(command(&keymap, "q"), None);
        assert_eq!(command(&keymap, "u").as_deref(), Some("quit"));
        assert_eq!(command(&keymap, "g").as_deref(), Some("go"));
    }

    #[test]
    fn each_bad_line_is_told_and_costs_only_itself() {
        let file = "\
\"x\" = \"quit\"
[global]
\"hyper+x\" = \"quit\"
\"a\" = \"quitt\"
\"b\" = \"go\"
\"c\" = \"quit now\"
\"d\" = 3
\"ctrl+i\" = \"quit\"
\"g\" = \"quit\"
\"g a\" = \"go accounts\"
\"shift+h\" = \"quit\"
\"H\" = \"undo\"
\"e\" = []
\"q\" = \"quit\"
[mpa]
\"q\" = \"quit\"
[labels]
\"g\" = false
";
        let (keymap, told) = load(&[("mine", file)]);
        assert_eq!(
            told,
            [
                "mine:1 problem-keymap-outside key=x",
                "mine:3 problem-keymap-key key=hyper+x",
                "mine:4 problem-keymap-command command=quitt",
                "mine:5 problem-keymap-argument-missing command=go",
                "mine:6 problem-keymap-argument-needless command=quit arg=now",
                "mine:7 problem-keymap-value key=d",
                "mine:8 problem-keymap-terminal key=ctrl+i twin=tab",
                "mine:10 problem-keymap-clash key=g a other=g",
                "mine:12 problem-keymap-twice key=H",
                "mine:13 problem-keymap-value key=e",
                "mine:15 problem-keymap-context name=mpa known=global, map",
                "mine:18 problem-keymap-value key=g",
            ]
        );
        assert_eq!(command(&keymap, "q").as_deref(), Some("quit"));
        assert_eq!(command(&keymap, "H").as_deref(), Some("quit"));
    }

    #[test]
    fn a_line_that_is_no_toml_costs_only_itself() {
        let (keymap, told) = load(&[("mine", "[global]\n\"u\" = \"undo\"\n\"x\" = \"quit\n\"q\" = \"quit\"\n")]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("mine:3 problem-keymap-syntax"), "{told:?}");
        assert_eq!(command(&keymap, "q").as_deref(), Some("quit"));
        assert_eq!(command(&keymap, "u").as_deref(), Some("undo"));
        assert_eq!(command(&keymap, "x"), None);
    }

    #[test]
    fn every_problem_has_a_sentence() {
        let text = crate::text::Text::new(crate::text::Lang::ZhCn);
        for id in [
            "syntax",
            "outside",
            "context",
            "key",
            "terminal",
            "twice",
            "value",
            "clash",
            "command",
            "argument-missing",
            "argument-needless",
        ] {
            assert!(text.has(&format!("problem-keymap-{id}")), "{id}");
        }
    }
}
