//! The arguments: what clap reads, and nothing else. Help texts live here, in English.

mod files;
mod records;
mod work;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use clap_complete::Shell;

pub use self::files::*;
pub use self::records::*;
pub use self::work::*;
use crate::model::Kind;
use crate::rules::abc::Base;
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
    /// File whose first line is the passphrase [default: $WARROOM_PASSPHRASE, else it is asked for]
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Look, and change nothing; works while another process has the store
    #[arg(long, global = true)]
    pub read_only: bool,
}

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the screens on a throw-away copy of the bundled sample
    #[command(after_help = "Example: warroom demo --lang zh-CN")]
    Demo,
    /// Read records from files; - is standard input
    #[command(after_help = "Example: warroom import contacts.csv --account Acme --map \"Who=name,Boss=manager\"")]
    Import(Import),
    /// Write records out: as NDJSON, a table, cards, a calendar, a chart or a page to print
    #[command(
        after_help = "What is exported anybody can read, also from a store with a passphrase.\n\nExample: warroom export --sensitive -o backup.ndjson"
    )]
    Export(Export),
    /// List the records of one kind
    #[command(after_help = "Example: warroom list account --filter 'tier:gold overdue:>7d -stage:lost'")]
    List(List),
    /// Show one record
    #[command(after_help = "Example: warroom show seat zhangwei")]
    Show(Show),
    /// Add a record and print its id
    #[command(
        after_help = "Example: warroom add seat account=Acme person=Ann title=Director support=supporter support.confidence=assumed"
    )]
    Add(Add),
    /// Change fields of a record; an empty value clears
    #[command(after_help = "Example: warroom set account Acme stage=developed tier=gold --reason 'First contract'")]
    Set(Set),
    /// Delete a record and what cannot be without it
    #[command(after_help = "Example: warroom rm person 'Ann Lee' --reason 'Entered twice'")]
    Rm(Rm),
    /// Save one line as what it says: a journey, a visit, a promise, a call, a gift, a birthday, else a note
    #[command(after_help = "Example: warroom note '张局 北京 3/12-3/15 CA1234 北京饭店 firm'")]
    Note(Note),
    /// Take the last change back
    #[command(after_help = "Example: warroom undo")]
    Undo,
    /// Do again what was last taken back
    #[command(after_help = "Example: warroom redo")]
    Redo,
    /// What to do now, and why
    #[command(after_help = "Example: warroom today --member me")]
    Today(Today),
    /// Where somebody of theirs or ours is
    #[command(after_help = "Example: warroom where zhangwei --on fri")]
    Where(Where),
    /// Where one of ours and their counterpart will be in the same city, the best chance first
    #[command(after_help = "Example: warroom intercepts --days 14")]
    Intercepts(Ahead<HORIZON>),
    /// Where every open follow-up stands on its ladder
    #[command(after_help = "Example: warroom ladder --account Acme --member 陈总")]
    Ladder(Rungs),
    /// Which follow-ups climb, when and to whom, if nobody acts
    #[command(after_help = "Example: warroom forecast --days 30")]
    Forecast(Forecast),
    /// What is owed, how late, and how many days of sales it stands for
    #[command(after_help = "Example: warroom receivables --account Acme")]
    Receivables(Scope),
    /// Complaints against their clocks: the first answer, and the end
    #[command(after_help = "Example: warroom complaints --json")]
    Complaints(Scope),
    /// Who of ours faces whom, when they last met, and whom nobody faces
    #[command(after_help = "Example: warroom pairings --account Acme")]
    Pairings(Scope),
    /// Hand everything somebody of ours has on hand to somebody else, in one change
    Handover(Handover),
    /// Records that may mean the same, and why
    #[command(after_help = "Example: warroom dedupe person")]
    Dedupe(Dedupe),
    /// Make one record of two: the first stays and takes over what the second knew
    #[command(after_help = "Example: warroom merge person 梁静 'Liang Jing'")]
    Merge(Merge),
    /// Write everything there is into one compressed file, and read it again to be sure
    #[command(after_help = "Example: warroom backup /media/stick/warroom.gz")]
    Backup(Backup),
    /// Put back from a backup what the journal here has lost
    #[command(after_help = "Example: warroom restore")]
    Restore(Restore),
    /// Forget a person: gone from records, journal and every backup made from then on
    Erase(Erase),
    /// Seal everything on the disk with a passphrase
    #[command(subcommand)]
    #[command(after_help = SEALED)]
    Passphrase(Passphrase),
    /// The best ways from us to who decides
    #[command(after_help = "Example: warroom path Acme")]
    Path(Of),
    /// How well the key players are covered
    #[command(after_help = "Example: warroom coverage Acme")]
    Coverage(Of),
    /// Who moves whom: computed against declared
    #[command(after_help = "Example: warroom influence Acme")]
    Influence(Of),
    /// Whose leaving would cut us off
    #[command(after_help = "Example: warroom fragility Acme")]
    Fragility(Of),
    /// Plan a team visit: the best tour of meetings through some cities
    Plan(Plan),
    /// Classes A, B and C by sales or profit, and how far the business hangs on few clients
    #[command(after_help = "Example: warroom abc --period 2026Q3 --base profit")]
    Abc(Abc),
    /// How healthy an account is, and what of
    #[command(after_help = "Example: warroom health Acme")]
    Health(Of),
    /// How likely an account is to leave us, and why
    #[command(after_help = "Example: warroom churn Acme")]
    Churn(Of),
    /// The key figures of the last twelve full months
    #[command(after_help = "Example: warroom kpi --json")]
    Kpi(Json),
    /// What to worry about, each with the numbers that say so
    #[command(after_help = "Example: warroom warnings --account Acme")]
    Warnings(Scope),
    /// The briefing of a visit or an account: whom one meets, what is open, what to ask
    Brief(Brief),
    /// The briefings of a day's visits
    Daypack(Daypack),
    /// Every change: who, when, what, old and new, why
    #[command(after_help = "Example: warroom history --account Acme --limit 20")]
    History(History),
    /// Verify every record, reference and index
    #[command(after_help = "Example: warroom check --rebuild")]
    Check(Check),
    /// Every command of the screens and its keys
    #[command(after_help = "Example: warroom keys")]
    Keys(Keys),
    /// Look after a keymap
    #[command(subcommand)]
    #[command(after_help = "Example: warroom keymap check")]
    Keymap(KeymapCommand),
    /// The fields of every kind of record
    #[command(after_help = "Example: warroom fields seat")]
    Fields(Fields),
    /// The bundled sample as records, one a line: warroom sample | warroom import -
    #[command(after_help = "Example: warroom sample | warroom --data DIR import -")]
    Sample,
    /// Completions for a shell
    #[command(after_help = "Example: warroom completions bash > ~/.local/share/bash-completion/completions/warroom")]
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// The manual page
    #[command(after_help = "Example: warroom man | man -l -")]
    Man,
}

/// What the passphrase does and does not.
const SEALED: &str = "\
With a passphrase every command asks for it, and so do the screens. It is typed on the terminal and not shown, or taken
from --passphrase-file or $WARROOM_PASSPHRASE, never from an argument. Without any of these: exit 2; with a wrong one, by
the third try on a terminal: exit 1. A wrong one changes nothing. Nobody can open what is sealed without it.

Sealed are records, history and backups. Exports, and backups that were copied elsewhere before, are as they are.

Example: warroom passphrase set";

/// What is done with the passphrase.
#[derive(Debug, Subcommand)]
pub enum Passphrase {
    /// Seal records, history and backups with one
    Set,
    /// Put another one in its place
    Change {
        /// File whose first line is the new one [default: $WARROOM_NEW_PASSPHRASE, else it is asked for]
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Write everything as it was without one
    Remove,
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
pub struct Of {
    /// An account: its id or name
    pub account: String,
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

fn bases() -> impl TypedValueParser<Value = Base> {
    PossibleValuesParser::new(["sales", "profit"]).map(|text| if text == "profit" { Base::Profit } else { Base::Sales })
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
