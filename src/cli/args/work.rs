//! The arguments of the day's work: what to do, where who is, rungs, journeys, papers.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::{Json, Scope, bases};
use crate::model::choice::FollowUpKind;
use crate::rules::abc::Base;
use crate::rules::plan::MOST_DAYS;

#[derive(Debug, clap::Args)]
pub struct Handover {
    pub member: String,
    #[arg(long, value_name = "MEMBER")]
    pub to: String,
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    #[arg(long, value_name = "DATE", conflicts_with = "account")]
    pub left_on: Option<String>,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "FILE")]
    pub pack: Option<PathBuf>,
    #[arg(long)]
    pub sensitive: bool,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Today {
    #[command(flatten)]
    pub scope: Scope,
    #[arg(long, value_name = "NAME")]
    pub member: Option<String>,
    #[arg(long, conflicts_with_all = ["json", "snoozed"])]
    pub short: bool,
    #[arg(long)]
    pub snoozed: bool,
}

/// Which follow-ups.
#[derive(Debug, clap::Args)]
pub struct Rungs {
    #[command(flatten)]
    pub scope: Scope,
    #[arg(long, value_name = "NAME")]
    pub member: Option<String>,
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(FollowUpKind::CHOICES.codes))]
    pub kind: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Forecast {
    #[command(flatten)]
    pub rungs: Rungs,
    #[arg(long, value_name = "N", default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
}

#[derive(Debug, clap::Args)]
pub struct Where {
    pub name: String,
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "warroom plan --cities 北京,上海 --from 2026-10-19 --days 3 --members 陈总,刘经理")]
pub struct Plan {
    #[arg(long, required = true, value_name = "CITIES", value_delimiter = ',')]
    pub cities: Vec<String>,
    #[arg(long, value_name = "DATE", default_value = "today")]
    pub from: String,
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=MOST_DAYS as i64))]
    pub days: u32,
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub members: Vec<String>,
    #[arg(long)]
    pub save: bool,
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Abc {
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    #[arg(long, value_name = "BASE", default_value = "sales", value_parser = bases())]
    pub base: Base,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "warroom brief 山东电信 --format html > briefing.html")]
pub struct Brief {
    #[arg(value_name = "ACCOUNT|VISIT")]
    pub about: String,
    #[command(flatten)]
    pub paper: Paper,
}

#[derive(Debug, clap::Args)]
pub struct Daypack {
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    #[command(flatten)]
    pub paper: Paper,
}

/// How a paper is written.
#[derive(Debug, clap::Args)]
pub struct Paper {
    #[arg(long, value_name = "FORMAT", default_value = "md", value_parser = ["md", "txt", "html", "pdf"])]
    pub format: String,
    #[arg(long)]
    pub no_personal: bool,
}
