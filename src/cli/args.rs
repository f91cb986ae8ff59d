//! The arguments: what clap reads, and nothing else. Help texts live here, in English.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use clap_complete::Shell;

use crate::model::Kind;
use crate::rules::intercept::HORIZON;
use crate::text::Lang;

/// The war room of a key-account team: org chart, influence circle, follow-up ladder and contact calendar.
///
/// Without a command it opens the screens.
#[derive(Debug, Parser)]
#[command(name = "warroom", version, propagate_version = true, max_term_width = 100)]
pub struct Args {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Options {
    /// Where the records are [default: $WARROOM_DATA, else the platform's data directory]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// File or directory of options [default: $WARROOM_CONFIG, else the platform's configuration directory]
    #[arg(long, global = true, value_name = "FILE|DIR")]
    pub config: Option<PathBuf>,
    /// Pretend it is this moment: RFC 3339, or a day
    #[arg(long, global = true, value_name = "MOMENT")]
    pub now: Option<String>,
    /// Language of texts
    #[arg(long, global = true, value_name = "LANG", value_parser = langs())]
    pub lang: Option<Lang>,
    /// Look, and change nothing; works while another process has the store
    #[arg(long, global = true)]
    pub read_only: bool,
}

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the screens on a throw-away copy of the bundled sample
    Demo,
    /// Read records from files; - is standard input
    Import(Import),
    /// Write records, one a line
    Export(Export),
    /// List the records of one kind
    List(List),
    /// Show one record
    Show(Show),
    /// Add a record and print its id
    Add(Add),
    /// Change fields of a record; an empty value clears
    Set(Set),
    /// Delete a record and what cannot be without it
    Rm(Rm),
    /// Save one line as what it says: a journey, a visit, a promise, a call, a gift, a birthday, else a note
    Note(Note),
    /// Take the last change back
    Undo,
    /// Do again what was last taken back
    Redo,
    /// What to do now, and why
    Today(Scope),
    /// Where somebody of theirs or ours is
    Where(Where),
    /// Where one of ours and their counterpart will be in the same city, the best chance first
    Intercepts(Ahead<HORIZON>),
    /// Where every open follow-up stands on its ladder
    Ladder(Scope),
    /// Which follow-ups climb, when and to whom, if nobody acts
    Forecast(Ahead<365>),
    /// Who of ours faces whom, when they last met, and whom nobody faces
    Pairings(Scope),
    /// Hand everything somebody of ours has on hand to somebody else, in one change
    Handover(Handover),
    /// The best ways from us to who decides
    Path(Of),
    /// How well the key players are covered
    Coverage(Of),
    /// Who moves whom: computed against declared
    Influence(Of),
    /// Whose leaving would cut us off
    Fragility(Of),
    /// Every change: who, when, what, old and new, why
    History(History),
    /// Verify every record, reference and index
    Check(Check),
    /// Every command of the screens and its keys
    Keys(Keys),
    /// Look after a keymap
    #[command(subcommand)]
    Keymap(KeymapCommand),
    /// The fields of every kind of record
    Fields(Fields),
    /// The bundled sample as records, one a line: warroom sample | warroom import -
    Sample,
    /// Completions for a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// The manual page
    Man,
}

#[derive(Debug, clap::Args)]
pub struct Import {
    /// What to read
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// ndjson or csv [default: by the name, else by how it begins]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// The account of rows that name none
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// What columns mean: COLUMN=FIELD, several with commas between
    #[arg(long, value_name = "COL=FIELD", value_delimiter = ',')]
    pub map: Vec<String>,
    /// Say what would happen, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    /// Which kinds [default: all]
    #[arg(value_name = "KIND", value_parser = kinds())]
    pub kinds: Vec<Kind>,
    /// json (a record a line) or csv (one kind)
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = ["json", "ndjson", "csv"])]
    pub format: String,
    /// Write here instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Only what belongs to this account
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// With personal fields: birthdays, families, likes
    #[arg(long)]
    pub sensitive: bool,
}

#[derive(Debug, clap::Args)]
pub struct List {
    /// What to list
    #[arg(value_parser = kinds())]
    pub kind: Kind,
    /// Only what belongs to this account
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// As in the screens: 'tier:gold city:北京 -stage:lost'
    #[arg(long, value_name = "EXPR", allow_hyphen_values = true)]
    pub filter: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Show {
    #[command(flatten)]
    pub record: Named,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Add {
    /// What to add
    #[arg(value_parser = kinds())]
    pub kind: Kind,
    /// Its fields; `warroom fields KIND` lists them
    #[arg(value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
    /// Why, for the history
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reason: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Set {
    #[command(flatten)]
    pub record: Named,
    /// What to change
    #[arg(required = true, value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
    /// Why, for the history
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reason: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Rm {
    #[command(flatten)]
    pub record: Named,
    /// Why, for the history
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reason: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Note {
    /// The line, as in the screens: "张局 北京 3/12-3/15 CA1234 北京饭店 firm"
    #[arg(required = true, value_name = "ONE LINE")]
    pub line: Vec<String>,
    /// The account whose people are meant first
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// Say what it is understood as, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// At a terminal, too, save without asking
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    pub json: Json,
}

/// One record.
#[derive(Debug, clap::Args)]
pub struct Named {
    /// What it is
    #[arg(value_parser = kinds())]
    pub kind: Kind,
    /// Which one: its id, or a name that only one has
    #[arg(value_name = "ID|NAME")]
    pub name: String,
}

#[derive(Debug, clap::Args)]
pub struct Scope {
    /// Only this account
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Handover {
    /// Whose: one of ours, an id or a name
    pub member: String,
    /// Who takes over: one of ours, an id or a name
    #[arg(long, value_name = "MEMBER")]
    pub to: String,
    /// Only what belongs to this account
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// Note with it the last day of the one who leaves: 2026-10-31, fri, +3d
    #[arg(long, value_name = "DATE", conflicts_with = "account")]
    pub left_on: Option<String>,
    /// Say what would move, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write the handover pack, Markdown, here instead of printing it; - is standard output
    #[arg(long, value_name = "FILE")]
    pub pack: Option<PathBuf>,
    /// With what is personal in the pack: families, likes, birthdays
    #[arg(long)]
    pub sensitive: bool,
    #[command(flatten)]
    pub json: Json,
}

/// What is to come within `DAYS` days, unless told otherwise.
#[derive(Debug, clap::Args)]
pub struct Ahead<const DAYS: u32> {
    #[command(flatten)]
    pub scope: Scope,
    /// How many days to look ahead
    #[arg(long, value_name = "N", default_value_t = DAYS, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
}

#[derive(Debug, clap::Args)]
pub struct Where {
    /// A person or one of ours: an id or a name
    pub name: String,
    /// Which day: 2026-03-12, fri, +3d [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Of {
    /// An account: its id or name
    pub account: String,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct History {
    #[command(flatten)]
    pub scope: Scope,
    /// How many, the newest first [default: all]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, clap::Args)]
pub struct Check {
    /// Build the records and indexes anew from the journal first
    #[arg(long)]
    pub rebuild: bool,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Keys {
    /// As tables for a page of documentation, one for each place where keys are pressed
    #[arg(long, conflicts_with = "json")]
    pub markdown: bool,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, Subcommand)]
pub enum KeymapCommand {
    /// Say what is wrong in a keymap file, line by line
    Check {
        /// The file [default: your own keymap.toml]
        file: Option<PathBuf>,
    },
}

#[derive(Debug, clap::Args)]
pub struct Fields {
    /// Only this kind
    #[arg(value_parser = kinds())]
    pub kind: Option<Kind>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Json {
    /// For programs: one JSON array, or one object for a single thing
    #[arg(long)]
    pub json: bool,
}

fn kinds() -> impl TypedValueParser<Value = Kind> {
    let values = Kind::ALL.iter().map(|kind| PossibleValue::new(kind.code()).alias(kind.code().replace('_', "-")));
    PossibleValuesParser::new(values).try_map(|text| text.parse::<Kind>())
}

fn langs() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::code))
        .try_map(|text| Lang::parse(&text).ok_or_else(|| crate::model::Problem::new("problem-config-choice")))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn kinds_may_be_written_with_a_hyphen() {
        let args = Args::try_parse_from(["warroom", "list", "follow-up"]).unwrap();
        assert!(matches!(args.command, Some(Command::List(List { kind: Kind::FollowUp, .. }))));
        assert!(Args::try_parse_from(["warroom", "list", "dragon"]).is_err());
    }
}
