//! The arguments: what clap reads, and of each command an example. What they mean is said in `help`.

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

/// The program.
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
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE|DIR")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "MOMENT")]
    pub now: Option<String>,
    #[arg(long, global = true, value_name = "LANG", value_parser = langs())]
    pub lang: Option<Lang>,
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    #[arg(long, global = true)]
    pub read_only: bool,
}

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(after_help = "warroom demo --lang zh-CN")]
    Demo,
    #[command(after_help = "warroom import contacts.csv --account Acme --map \"Who=name,Boss=manager\"")]
    Import(Import),
    #[command(after_help = "warroom export --sensitive -o backup.ndjson")]
    Export(Export),
    #[command(after_help = "warroom list account --filter 'tier:gold overdue:>7d -stage:lost'")]
    List(List),
    #[command(after_help = "warroom show seat zhangwei")]
    Show(Show),
    #[command(
        after_help = "warroom add seat account=Acme person=Ann title=Director support=supporter support.confidence=assumed"
    )]
    Add(Add),
    #[command(after_help = "warroom set account Acme stage=developed tier=gold --reason 'First contract'")]
    Set(Set),
    #[command(after_help = "warroom rm person 'Ann Lee' --reason 'Entered twice'")]
    Rm(Rm),
    #[command(after_help = "warroom note '张局 北京 3/12-3/15 CA1234 北京饭店 firm'")]
    Note(Note),
    #[command(after_help = "warroom undo")]
    Undo,
    #[command(after_help = "warroom redo")]
    Redo,
    #[command(after_help = "warroom today --member me")]
    Today(Today),
    #[command(after_help = "warroom where zhangwei --on fri")]
    Where(Where),
    #[command(after_help = "warroom intercepts --days 14")]
    Intercepts(Ahead<HORIZON>),
    #[command(after_help = "warroom ladder --account Acme --member 陈总")]
    Ladder(Rungs),
    #[command(after_help = "warroom forecast --days 30")]
    Forecast(Forecast),
    #[command(after_help = "warroom receivables --account Acme")]
    Receivables(Scope),
    #[command(after_help = "warroom complaints --json")]
    Complaints(Scope),
    #[command(after_help = "warroom pairings --account Acme")]
    Pairings(Scope),
    Handover(Handover),
    #[command(after_help = "warroom dedupe person")]
    Dedupe(Dedupe),
    #[command(after_help = "warroom merge person 梁静 'Liang Jing'")]
    Merge(Merge),
    #[command(after_help = "warroom backup /media/stick/warroom.gz")]
    Backup(Backup),
    #[command(after_help = "warroom restore")]
    Restore(Restore),
    Erase(Erase),
    #[command(subcommand)]
    #[command(after_help = "warroom passphrase set")]
    Passphrase(Passphrase),
    #[command(after_help = "warroom path Acme")]
    Path(Of),
    #[command(after_help = "warroom coverage Acme")]
    Coverage(Of),
    #[command(after_help = "warroom influence Acme")]
    Influence(Of),
    #[command(after_help = "warroom fragility Acme")]
    Fragility(Of),
    Plan(Plan),
    #[command(after_help = "warroom abc --period 2026Q3 --base profit")]
    Abc(Abc),
    #[command(after_help = "warroom health Acme")]
    Health(Of),
    #[command(after_help = "warroom churn Acme")]
    Churn(Of),
    #[command(after_help = "warroom kpi --json")]
    Kpi(Json),
    #[command(after_help = "warroom warnings --account Acme")]
    Warnings(Scope),
    Brief(Brief),
    Daypack(Daypack),
    #[command(after_help = "warroom history --account Acme --limit 20")]
    History(History),
    #[command(after_help = "warroom check --rebuild")]
    Check(Check),
    #[command(after_help = "warroom keys")]
    Keys(Keys),
    #[command(subcommand)]
    #[command(after_help = "warroom keymap check")]
    Keymap(KeymapCommand),
    #[command(after_help = "warroom fields seat")]
    Fields(Fields),
    #[command(after_help = "warroom sample | warroom --data DIR import -")]
    Sample,
    #[command(after_help = "warroom completions bash > ~/.local/share/bash-completion/completions/warroom")]
    Completions {
        shell: Shell,
    },
    #[command(after_help = "warroom man | man -l -")]
    Man,
}

/// What is done with the passphrase.
#[derive(Debug, Subcommand)]
pub enum Passphrase {
    Set,
    Change {
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    Remove,
}

/// One record.
#[derive(Debug, clap::Args)]
pub struct Named {
    #[arg(value_parser = kinds())]
    pub kind: Kind,
    #[arg(value_name = "ID|NAME")]
    pub name: String,
}

#[derive(Debug, clap::Args)]
pub struct Scope {
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
    #[arg(long, value_name = "N", default_value_t = DAYS, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
}

#[derive(Debug, clap::Args)]
pub struct Of {
    pub account: String,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Keys {
    #[arg(long, conflicts_with = "json")]
    pub markdown: bool,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, Subcommand)]
pub enum KeymapCommand {
    Check { file: Option<PathBuf> },
}

#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Json {
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
