//! Arguments that cannot be read, and help: said in the reader's language. Of mistakes the parser's own words do in English.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help;
use super::out::say;
use crate::config::{self, Paths};
use crate::text::{Lang, Text};

/// Says what is wrong with the arguments; help and version come this way, too.
pub fn tell(said: &clap::Error, args: &[OsString]) {
    let lang = language(args);
    match frame(said.kind()) {
        Some(frame) if lang != Lang::En => say(&sentences(&Text::new(lang), frame, said)),
        Some(_) => drop(said.print()),
        // Asked again, with what everything is for.
        None => drop(help::command(&Text::new(lang)).try_get_matches_from(args).map_err(|said| said.print())),
    }
}

/// The sentence that says what is wrong; `None` of what is no mistake.
const fn frame(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::UnknownArgument => "misuse-unknown-option",
        ErrorKind::InvalidSubcommand => "misuse-unknown-command",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "misuse-value",
        ErrorKind::NoEquals
        | ErrorKind::TooFewValues
        | ErrorKind::MissingRequiredArgument
        | ErrorKind::MissingSubcommand => "misuse-missing",
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => "misuse-too-many",
        ErrorKind::ArgumentConflict => "misuse-conflict",
        ErrorKind::InvalidUtf8 => "misuse-no-text",
        _ => return None,
    })
}

fn sentences(text: &Text, frame: &str, said: &clap::Error) -> String {
    let of = |kinds: &[ContextKind]| {
        let found = kinds.iter().find_map(|kind| said.get(*kind)).map(|value| plain(text, value));
        found.unwrap_or_default()
    };
    let what = of(&[ContextKind::InvalidArg, ContextKind::InvalidSubcommand]);
    let (value, other) = (of(&[ContextKind::InvalidValue]), of(&[ContextKind::PriorArg]));
    // An option without its value is no wrong value of it.
    let frame = if frame == "misuse-value" && value.is_empty() { "misuse-missing-value" } else { frame };
    let mut lines = vec![text.ta(frame, &[("what", &what), ("value", &value), ("other", &other)])];
    let near = of(&[ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]);
    let valid = of(&[ContextKind::ValidValue, ContextKind::ValidSubcommand]);
    let more = [("misuse-meant", near), ("misuse-valid", valid)];
    lines.extend(more.iter().filter(|(_, said)| !said.is_empty()).map(|(id, said)| text.ta(id, &[("said", said)])));
    let usage = of(&[ContextKind::Usage]);
    let usage = usage.trim_start_matches("Usage:").trim();
    if !usage.is_empty() {
        lines.push(text.ta("misuse-usage", &[("usage", usage)]));
    }
    let is_word =
        |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && !word.starts_with('-');
    let command: Vec<&str> = usage.split_whitespace().take_while(is_word).collect();
    let command = if command.is_empty() { "warroom".to_owned() } else { command.join(" ") };
    lines.push(text.ta("misuse-help", &[("command", &command)]));
    lines.join("\n")
}

fn plain(text: &Text, value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => text.list(all),
        ContextValue::StyledStrs(all) => text.list(&all.iter().map(ToString::to_string).collect::<Vec<_>>()),
        other => other.to_string(),
    }
}

/// The language that was asked for, as far as that can be told.
fn language(args: &[OsString]) -> Lang {
    let given = |name: &str| {
        let all = args.iter().take_while(|arg| *arg != "--").enumerate();
        all.filter_map(|(at, arg)| {
            let rest = arg.to_str()?.strip_prefix(name)?;
            rest.strip_prefix('=').map(OsString::from).or_else(|| args.get(at + 1).filter(|_| rest.is_empty()).cloned())
        })
        .last()
    };
    let asked = given("--lang").and_then(|code| Lang::parse(code.to_str()?));
    let config = given("--config").map(std::path::PathBuf::from);
    let paths = Paths::find(None, config.as_deref(), &|name| std::env::var_os(name));
    let options = paths.map(|paths| config::Options::load(&paths.options()).0).unwrap_or_default();
    options.language(asked, &|name| std::env::var(name).ok())
}
