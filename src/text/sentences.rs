//! The sentences of one language. Each is read when it is first said: a command says a few of some thousand, and to read them
//! all would take it longer than its errand.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

use super::{KeyOf, Lang, sources};

type Bundle = FluentBundle<FluentResource>;

pub(super) struct Sentences {
    /// Each as it is written, by its id.
    written: HashMap<&'static str, &'static str>,
    /// Those that were said.
    read: RwLock<Bundle>,
}

impl Sentences {
    /// Those of a language. Where they name a key they name its command.
    pub(super) fn of(lang: Lang, keys: &KeyOf) -> Self {
        let mut written = HashMap::with_capacity(4096);
        for (_, source) in sources::of(lang) {
            for (id, text) in entries(source) {
                written.entry(id).or_insert(text);
            }
        }
        Self { written, read: RwLock::new(bundle(lang, keys)) }
    }

    /// Whether some sentence has this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.written.contains_key(id)
    }

    /// The sentence of that id; `None` where there is none.
    pub(super) fn say(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        if !self.read.read().unwrap_or_else(PoisonError::into_inner).has_message(id) {
            self.learn(id);
        }
        let bundle = self.read.read().unwrap_or_else(PoisonError::into_inner);
        let pattern = bundle.get_message(id)?.value()?;
        Some(bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned())
    }

    /// Reads a sentence, and those it is made of.
    fn learn(&self, id: &str) {
        let mut bundle = self.read.write().unwrap_or_else(PoisonError::into_inner);
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            let Some(text) = self.written.get(id).filter(|_| !bundle.has_message(id)) else { continue };
            // A broken message costs only itself; the tests hold the files to no broken message at all.
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            if bundle.add_resource(resource).is_ok() {
                waiting.extend(named_in(text));
            }
        }
    }
}

/// The entries of a file with their ids: each begins at the beginning of a line and ends where the next one does.
fn entries(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let begins =
        |at: &usize| source.as_bytes().get(*at).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'-');
    let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', source.as_bytes()).map(|end| end + 1));
    let mut starts = lines.filter(begins).peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let text = source.get(start..starts.peek().copied().unwrap_or(source.len()))?;
        let (id, _) = text.split_once('=')?;
        Some((id.trim_end(), text))
    })
}

/// The sentences that one may be made of: `{ today-bucket }`.
fn named_in(text: &str) -> impl Iterator<Item = &str> {
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let placed = text.split('{').skip(1).map(str::trim_start);
    placed.filter_map(move |placed| placed.split(|c| !is_of_id(c)).next()).filter(|id| !id.is_empty())
}

fn bundle(lang: Lang, keys: &KeyOf) -> Bundle {
    let mut bundle = Bundle::new_concurrent(lang.code().parse().into_iter().collect());
    // Isolation marks would be drawn as garbage, or reorder a row, in many terminals: where they say something, they are
    // taken out of each sentence.
    bundle.set_use_isolating(lang != Lang::En);
    let keys = keys.clone();
    // No other function has this name.
    let _ = bundle.add_function("KEY", move |args, _| {
        let text = |at: usize| match args.get(at) {
            Some(FluentValue::String(text)) => Some(text.as_ref()),
            _ => None,
        };
        let command = text(0).unwrap_or_default();
        FluentValue::from(keys(command, text(1)).unwrap_or_else(|| command.to_owned()))
    });
    bundle
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// A bundle that has read everything says the same.
    #[test]
    fn a_sentence_alone_is_what_it_is_among_all() {
        let keys: KeyOf = Arc::new(|_, _| None);
        let args: FluentArgs = [("count", FluentValue::from(2)), ("name", "Ann".into())].into_iter().collect();
        for lang in Lang::ALL {
            let sentences = Sentences::of(lang, &keys);
            let mut all = bundle(lang, &keys);
            for (_, source) in sources::of(lang) {
                all.add_resource(FluentResource::try_new((*source).to_owned()).unwrap()).unwrap();
            }
            assert!(sentences.written.len() > 1000);
            for id in sentences.written.keys() {
                let pattern = all.get_message(id).and_then(|message| message.value()).unwrap();
                let whole = all.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned();
                assert_eq!(sentences.say(id, Some(&args)), Some(whole), "{id}");
            }
        }
    }

    #[test]
    fn entries_end_where_the_next_begins() {
        let found: Vec<_> = entries("# no entry\n\na = 1\n  2\n# of b\nb={ a }\n\n").collect();
        assert_eq!(found, [("a", "a = 1\n  2\n# of b\n"), ("b", "b={ a }\n\n")]);
        assert_eq!(entries("").count() + entries("\n# x\n").count(), 0);
        let text = "{ a-b } { $c } { \"d\" } { KEY(\"e\") } {f->\n [one] { g }\n}";
        assert_eq!(named_in(text).collect::<Vec<_>>(), ["a-b", "KEY", "f-", "g"]);
    }
}
