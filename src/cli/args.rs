//! The arguments: what clap reads, and nothing else. Help texts live here, in English.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use clap_complete::Shell;

use crate::model::Kind;
use crate::model::choice::FollowUpKind;
use crate::rules::abc::Base;
use crate::rules::intercept::HORIZON;
use crate::rules::plan::MOST_DAYS;
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
    #[command(after_help = "Example: warroom demo --lang zh-CN")]
    Demo,
    /// Read records from files; - is standard input
    #[command(after_help = "Example: warroom import contacts.csv --account Acme --map \"Who=name,Boss=manager\"")]
    Import(Import),
    /// Write records, one a line
    #[command(after_help = "Example: warroom export --sensitive -o backup.ndjson")]
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
    /// Bring the records back from a backup, and what the journal has after it
    #[command(after_help = "Example: warroom restore")]
    Restore(Restore),
    /// Forget a person: gone from records, journal and every backup made from then on
    Erase(Erase),
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

#[derive(Debug, clap::Args)]
pub struct Import {
    /// What to read: files, folders of cards and events (vdir)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// ndjson, csv, vcard or ical [default: by the name, else by how it begins]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// The account of rows that name none
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// Whose the journeys of a calendar are, where it does not say
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    /// What columns mean: COLUMN=FIELD, several with commas between
    #[arg(long, value_name = "COL=FIELD", value_delimiter = ',')]
    pub map: Vec<String>,
    /// What to do with records that are here already: update them (what was changed here stays), skip them, or add new ones beside them
    #[arg(long, value_name = "WHAT", default_value = "update", value_parser = ["update", "skip", "new"])]
    pub on_conflict: String,
    /// Say what would happen, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// All or nothing: where a row cannot go in, none does
    #[arg(long)]
    pub atomic: bool,
    /// Write the rows that were left out here, each with why
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Print JSON: an object a row, the counts last
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    /// Which kinds [default: all]
    #[arg(value_name = "KIND", value_parser = kinds())]
    pub kinds: Vec<Kind>,
    /// json (a record a line), csv (one kind), vcard (persons), ical (visits,
    /// journeys, dates, follow-ups), vdir (a folder with a file for each of those);
    /// of an account the org chart, or with `edge` the circle: mermaid, dot, svg
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = ["json", "ndjson", "csv", "vcard", "ical", "vdir", "mermaid", "dot", "svg"])]
    pub format: String,
    /// Which version of vCard
    #[arg(long, value_name = "VERSION", default_value = "4.0", value_parser = ["3.0", "4.0"])]
    pub vcard: String,
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
    /// The line, as in the screens: "张局 北京 3/12-3/15 CA1234 北京饭店 firm"; `-` reads lines from standard input
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
pub struct Backup {
    /// Where to [default: the store's own folder of backups]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Restore {
    /// From which [default: the newest sound one of the store's own]
    pub file: Option<PathBuf>,
    /// The backup alone, whatever is here now and whatever was done after it
    #[arg(long)]
    pub only: bool,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Erase {
    /// Whom: a person, an id or a name that only one has
    pub person: String,
    /// At a terminal, too, do it without asking
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Dedupe {
    /// Only among these: account, person or member
    #[arg(value_parser = kinds())]
    pub kind: Option<Kind>,
    #[command(flatten)]
    pub scope: Scope,
}

#[derive(Debug, clap::Args)]
pub struct Merge {
    /// What they are
    #[arg(value_parser = kinds())]
    pub kind: Kind,
    /// Which stays: its id, or a name that only one has
    #[arg(value_name = "A")]
    pub kept: String,
    /// Which goes: its id, or a name that only one has
    #[arg(value_name = "B")]
    pub gone: String,
    /// Say what would be lost, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Why, for the history
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
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

#[derive(Debug, clap::Args)]
pub struct Today {
    #[command(flatten)]
    pub scope: Scope,
    /// Only what one of ours must do; "me" is whoever config.toml says you are
    #[arg(long, value_name = "NAME")]
    pub member: Option<String>,
    /// One line for a shell prompt, nothing where nothing is due
    #[arg(long, conflicts_with_all = ["json", "snoozed"])]
    pub short: bool,
    /// What is put off, and until when
    #[arg(long)]
    pub snoozed: bool,
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

/// Which follow-ups.
#[derive(Debug, clap::Args)]
pub struct Rungs {
    #[command(flatten)]
    pub scope: Scope,
    /// Only what this one of ours is on the hook for
    #[arg(long, value_name = "NAME")]
    pub member: Option<String>,
    /// Only this kind
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(FollowUpKind::CHOICES.codes))]
    pub kind: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Forecast {
    #[command(flatten)]
    pub rungs: Rungs,
    /// How many days to look ahead
    #[arg(long, value_name = "N", default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=3650))]
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
#[command(after_help = "Example: warroom plan --cities 北京,上海 --from 2026-10-19 --days 3 --members 陈总,刘经理")]
pub struct Plan {
    /// Where to go, with commas between
    #[arg(long, required = true, value_name = "CITIES", value_delimiter = ',')]
    pub cities: Vec<String>,
    /// The first day: 2026-10-19, mon, +3d
    #[arg(long, value_name = "DATE", default_value = "today")]
    pub from: String,
    /// How many days
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=MOST_DAYS as i64))]
    pub days: u32,
    /// Who of ours travels, with commas between [default: everybody]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub members: Vec<String>,
    /// Make the stops of the plan planned visits
    #[arg(long)]
    pub save: bool,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Abc {
    /// A month (2026-09), a quarter (2026Q3) or a year (2026) [default: the last twelve full months]
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// What accounts are ranked by
    #[arg(long, value_name = "BASE", default_value = "sales", value_parser = bases())]
    pub base: Base,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Example: warroom brief 山东电信 --format html > briefing.html")]
pub struct Brief {
    /// An account or a visit: its id or name
    #[arg(value_name = "ACCOUNT|VISIT")]
    pub about: String,
    #[command(flatten)]
    pub paper: Paper,
}

#[derive(Debug, clap::Args)]
pub struct Daypack {
    /// Which day: 2026-10-20, fri, +1d [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    #[command(flatten)]
    pub paper: Paper,
}

/// How a paper is written.
#[derive(Debug, clap::Args)]
pub struct Paper {
    /// As Markdown, plain text or a web page that prints on A4
    #[arg(long, value_name = "FORMAT", default_value = "md", value_parser = ["md", "txt", "html", "pdf"])]
    pub format: String,
    /// Without likes and taboos, for handing it on
    #[arg(long)]
    pub no_personal: bool,
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
