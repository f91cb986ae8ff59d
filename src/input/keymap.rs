//! From keys to commands: which chord means what in which context.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::Key;

/// A command by name, with its argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Name of the command.
    pub command: String,
    /// What it is given, if it takes something.
    pub arg: Option<String>,
}

/// What the keys pressed so far mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// These commands, in order.
    Run(Vec<Binding>),
    /// The beginning of chords: the keys that may follow, and what each leads to.
    Pending(Vec<(Key, Continuation)>),
    /// Nothing.
    Unbound,
}

/// Where the next key of a chord leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Continuation {
    /// To commands.
    Run(Vec<Binding>),
    /// To more keys; with the id of the text that names them, if they have a name.
    More(Option<String>),
}

/// The bindings of every context, after all layers. Made by [`Keymap::load`].
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    pub(super) contexts: BTreeMap<String, BTreeMap<Vec<Key>, Vec<Binding>>>,
    pub(super) labels: BTreeMap<Vec<Key>, String>,
}

impl Keymap {
    /// What `pending` means in a stack of contexts, the innermost first. A chord that a context has wins over those of
    /// the contexts around it; beginnings of chords are gathered from all of them.
    pub fn resolve(&self, contexts: &[&str], pending: &[Key]) -> Resolved {
        let mut next: BTreeMap<Key, Continuation> = BTreeMap::new();
        for chords in contexts.iter().filter_map(|context| self.contexts.get(*context)) {
            match chords.get(pending) {
                Some(bindings) if next.is_empty() => return Resolved::Run(bindings.clone()),
                Some(_) => break,
                None => {}
            }
            for (chord, bindings) in longer(chords, pending) {
                let Some(key) = chord.get(pending.len()) else { continue };
                next.entry(*key).or_insert_with(|| {
                    if chord.len() == pending.len() + 1 {
                        Continuation::Run(bindings.clone())
                    } else {
                        Continuation::More(
                            chord.get(..=pending.len()).and_then(|way| self.label(way)).map(str::to_owned),
                        )
                    }
                });
            }
        }
        if next.is_empty() { Resolved::Unbound } else { Resolved::Pending(next.into_iter().collect()) }
    }

    /// The chords that run exactly this command in a stack of contexts, as they are printed, the easiest first: fewer
    /// keys, then no modifier, then the shorter name. One that an inner context uses otherwise is not among them.
    pub fn keys_for(&self, command: &str, arg: Option<&str>, contexts: &[&str]) -> Vec<String> {
        let is_it =
            |bindings: &[Binding]| matches!(bindings, [only] if only.command == command && only.arg.as_deref() == arg);
        let mut chords: Vec<&[Key]> = contexts
            .iter()
            .flat_map(|context| self.bindings(context))
            .filter(|(_, bindings)| is_it(bindings))
            .map(|(chord, _)| chord)
            .filter(|chord| matches!(self.resolve(contexts, chord), Resolved::Run(bindings) if is_it(&bindings)))
            .collect();
        let effort = |chord: &&[Key]| {
            let modified = chord.iter().filter(|key| key.ctrl || key.alt).count();
            (chord.len(), modified, print(chord).len())
        };
        chords.sort_by_cached_key(effort);
        chords.dedup();
        chords.into_iter().map(print).collect()
    }

    /// Every chord of a context with its commands, in the order of the keys.
    pub fn bindings(&self, context: &str) -> impl Iterator<Item = (&[Key], &[Binding])> + use<'_> {
        self.contexts.get(context).into_iter().flatten().map(|(chord, run)| (chord.as_slice(), run.as_slice()))
    }

    /// The id of the text that names the beginning of some chords.
    pub fn label(&self, beginning: &[Key]) -> Option<&str> {
        self.labels.get(beginning).map(String::as_str)
    }
}

/// A chord as it is written in a keymap file: `g a`.
pub fn print(chord: &[Key]) -> String {
    chord.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

/// Reads a chord; the key that is none is the error.
pub fn parse(chord: &str) -> Result<Vec<Key>, &str> {
    if chord.trim().is_empty() {
        return Err(chord);
    }
    chord.split_whitespace().map(|key| Key::parse(key).ok_or(key)).collect()
}

/// The chords that begin with `start` and are longer.
pub(super) fn longer<'a, T>(
    chords: &'a BTreeMap<Vec<Key>, T>,
    start: &'a [Key],
) -> impl Iterator<Item = (&'a Vec<Key>, &'a T)> {
    chords
        .range::<[Key], _>((Bound::Excluded(start), Bound::Unbounded))
        .take_while(move |(chord, _)| chord.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        [global]
        "q" = "quit"
        "g a" = "go accounts"
        "g t" = "go today"
        "g x y" = ["undo", "go today"]
        "z" = "undo"
        "?" = "help"
        [map]
        "q" = "close"
        "g x z" = "redo"
        "z z" = "center"
        "?" = "help"
        [labels]
        "g" = "label-go"
        "g x" = "label-more"
    "#;

    fn keymap() -> Keymap {
        let commands = |name: &str| {
            ["quit", "close", "undo", "redo", "center", "help"]
                .contains(&name)
                .then_some(false)
                .or((name == "go").then_some(true))
        };
        let (keymap, problems) = Keymap::load(&[("test.toml", FILE)], &commands, &["global", "map"]);
        assert!(problems.is_empty(), "{problems:?}");
        keymap
    }

    fn keys(chord: &str) -> Vec<Key> {
        parse(chord).unwrap()
    }

    fn run(command: &str, arg: Option<&str>) -> Binding {
        Binding { command: command.into(), arg: arg.map(str::to_owned) }
    }

    #[test]
    fn the_innermost_context_wins() {
        let keymap = keymap();
        assert_eq!(keymap.resolve(&["map", "global"], &keys("q")), Resolved::Run(vec![run("close", None)]));
        assert_eq!(keymap.resolve(&["global"], &keys("q")), Resolved::Run(vec![run("quit", None)]));
        assert_eq!(keymap.resolve(&["map"], &keys("g a")), Resolved::Unbound);
        assert_eq!(
            keymap.resolve(&["map", "global"], &keys("g x y")),
            Resolved::Run(vec![run("undo", None), run("go", Some("today"))])
        );
    }

    #[test]
    fn a_beginning_gathers_what_may_follow() {
        let Resolved::Pending(next) = keymap().resolve(&["map", "global"], &keys("g")) else { panic!() };
        assert_eq!(
            next,
            [
                (keys("a")[0], Continuation::Run(vec![run("go", Some("accounts"))])),
                (keys("t")[0], Continuation::Run(vec![run("go", Some("today"))])),
                (keys("x")[0], Continuation::More(Some("label-more".into()))),
            ]
        );
        let Resolved::Pending(next) = keymap().resolve(&["map", "global"], &keys("g x")) else { panic!() };
        assert_eq!(next.len(), 2);
    }

    #[test]
    fn an_inner_chord_hides_an_outer_key_with_the_same_beginning() {
        assert!(matches!(keymap().resolve(&["map", "global"], &keys("z")), Resolved::Pending(next) if next.len() == 1));
    }

    #[test]
    fn keys_for_a_command_are_those_that_would_run_it() {
        let keymap = keymap();
        assert_eq!(keymap.keys_for("quit", None, &["global"]), ["q"]);
        assert!(keymap.keys_for("quit", None, &["map", "global"]).is_empty());
        assert!(keymap.keys_for("undo", None, &["map", "global"]).is_empty());
        assert_eq!(keymap.keys_for("go", Some("today"), &["map", "global"]), ["g t"]);
        assert_eq!(keymap.keys_for("help", None, &["map", "global"]), ["?"]);
        assert_eq!(keymap.label(&keys("g")), Some("label-go"));
        assert_eq!(
            keymap.bindings("map").map(|(chord, _)| print(chord)).collect::<Vec<_>>().join("|"),
            "?|g x z|q|z z"
        );
    }
}
