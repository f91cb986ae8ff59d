//! The arguments of the day's work: what to do, where who is, rungs, journeys, papers.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::{Json, Scope, bases};
use crate::model::choice::FollowUpKind;
use crate::rules::abc::Base;
use crate::rules::plan::MOST_DAYS;

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
    /// Write the plan here as a calendar (.ics)
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
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
