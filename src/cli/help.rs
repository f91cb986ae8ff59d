//! What commands and their options are for, in the reader's language. What there is the arguments say; here they are joined
//! with the sentences about them, `help-COMMAND` and `help-COMMAND-OPTION`.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Args;
use crate::text::Text;

/// What the program goes by, among its commands.
const WHOLE: &str = "warroom";

/// All commands with their options, each with what it is for, what it is unless said otherwise, and what it can be.
pub fn command(text: &Text) -> Command {
    whole(text, true)
}

/// The same for shells, which list themselves what something can be.
pub fn for_shells(text: &Text) -> Command {
    whole(text, false)
}

fn whole(text: &Text, values: bool) -> Command {
    let mut all = told(Args::command(), text, WHOLE, values);
    all.build();
    named(all, text)
}

/// The command for help, which is only there once all is built, within every command that has others within it.
fn named(command: Command, text: &Text) -> Command {
    command.mut_subcommands(|within| match within.get_name() {
        "help" => within.about(text.t("help-help")),
        _ => named(within, text),
    })
}

/// A command and those within it; `name` is said with the names of those it is within: `keymap-check`.
fn told(command: Command, text: &Text, name: &str, values: bool) -> Command {
    let (id, more) = (format!("help-{name}"), format!("help-{name}-more"));
    let more = text.has(&more).then(|| text.t(&more));
    let example = command.get_after_help().map(|example| text.ta("help-example", &[("example", &example.to_string())]));
    let about = text.t(&id);
    let style = *command.get_styles().get_usage();
    let usage = text.ta("misuse-usage", &[("usage", "{usage}")]);
    let (label, rest) = usage.split_once("{usage}").unwrap_or((&usage, ""));
    let blank = label.strip_prefix(label.trim_end()).unwrap_or_default();
    let usage = format!("{style}{}{style:#}{blank}{{usage}}{rest}", label.trim_end());
    let mut command = command
        .about(about.clone())
        .help_template(format!("{{about-with-newline}}\n{usage}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(text.t("help-commands"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .next_help_heading(None::<&str>)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version));
    let end: Vec<String> = if name == WHOLE {
        command = command.long_about([about].into_iter().chain(more).collect::<Vec<_>>().join("\n\n"));
        Vec::new()
    } else {
        more.into_iter().chain(example).collect()
    };
    if !end.is_empty() {
        command = command.after_help(end.join("\n\n"));
    }
    // Under a heading of ours arguments would go by their names.
    let mut place = 0..;
    let mut explained = |arg: Arg| {
        let arg = explained(arg, text, name, values);
        arg.display_order(place.next())
    };
    command.mut_args(&mut explained).mut_subcommands(|within| {
        let name = name_within(name, &within);
        told(within, text, &name, values)
    })
}

/// What a command within another goes by.
fn name_within(name: &str, within: &Command) -> String {
    if name == WHOLE { within.get_name().to_owned() } else { format!("{name}-{}", within.get_name()) }
}

/// What an option or an argument of a command is for, and what it can be.
fn explained(arg: Arg, text: &Text, command: &str, values: bool) -> Arg {
    let name = arg.get_id().as_str().replace('_', "-");
    let heading = match arg.get_help_heading() {
        Some(_) => "help-global",
        // Of the whole there are no others.
        None if command == WHOLE => "help-global",
        None if arg.is_positional() => "help-arguments",
        None => "help-options",
    };
    let said = text.t(&text_id(&arg, text, command, &name));
    let takes = values && arg.get_action().takes_values();
    let default: Vec<String> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into()).collect();
    let default = (takes && !default.is_empty()).then(|| text.ta("help-default", &[("value", &default.join(" "))]));
    let possible = arg.get_possible_values();
    let possible: Vec<&str> =
        possible.iter().filter(|value| !value.is_hide_set()).map(PossibleValue::get_name).collect();
    let possible = (takes && !possible.is_empty()).then(|| text.ta("help-values", &[("values", &possible.join(", "))]));
    let said: Vec<String> = [said].into_iter().chain(default).chain(possible).collect();
    arg.help(said.join(" ")).help_heading(text.t(heading)).hide_default_value(takes).hide_possible_values(takes)
}

/// Its own sentence, else the one that goes for all of that name.
fn text_id(arg: &Arg, text: &Text, command: &str, name: &str) -> String {
    let own = format!("help-{command}-{name}");
    let shared = if arg.is_positional() { "what" } else { "arg" };
    if text.has(&own) { own } else { format!("help-{shared}-{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    /// The commands of a command and within those, each with its name.
    fn all(command: &Command, name: &str) -> Vec<(String, Command)> {
        let within = command.get_subcommands().flat_map(|one| all(one, &name_within(name, one)));
        [(name.to_owned(), command.clone())].into_iter().chain(within).collect()
    }

    #[test]
    fn every_command_and_every_option_says_what_it_is_for() {
        let text = Text::new(Lang::En);
        let mut missing = Vec::new();
        for (name, command) in all(&Args::command(), WHOLE) {
            let of_args =
                command.get_arguments().map(|arg| text_id(arg, &text, &name, &arg.get_id().as_str().replace('_', "-")));
            let ids = [format!("help-{name}")].into_iter().chain(of_args);
            missing.extend(ids.filter(|id| !text.has(id)));
        }
        assert!(missing.is_empty(), "{missing:#?}");
        for lang in Lang::ALL {
            command(&Text::new(lang)).debug_assert();
        }
    }
}
