//! The arguments of reading, writing and keeping.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::{Json, kinds};
use crate::exchange::address::Profile;
use crate::exchange::form::codes;
use crate::model::Kind;

#[derive(Debug, clap::Args)]
pub struct Import {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    #[arg(long, value_name = "COL=FIELD")]
    pub map: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    #[arg(long, value_name = "ORDER", value_parser = ["dmy", "mdy"])]
    pub date_order: Option<String>,
    #[arg(long, value_name = "WHAT", default_value = "update", value_parser = ["update", "skip", "new"])]
    pub on_conflict: String,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub atomic: bool,
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    #[arg(value_name = "KIND", value_parser = kinds())]
    pub kinds: Vec<Kind>,
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = PossibleValuesParser::new(codes()))]
    pub format: String,
    #[arg(long, value_name = "PROFILE", value_parser = Profile::CODES)]
    pub profile: Option<String>,
    #[arg(long, value_name = "TABLE")]
    pub from: Option<String>,
    #[arg(long)]
    pub bom: bool,
    #[arg(long, value_name = "VERSION", default_value = "4.0", value_parser = ["3.0", "4.0"])]
    pub vcard: String,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    #[arg(long)]
    pub sensitive: bool,
}

#[derive(Debug, clap::Args)]
pub struct Backup {
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Restore {
    pub file: Option<PathBuf>,
    #[arg(long)]
    pub only: bool,
    #[arg(long)]
    pub lay_open: bool,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Erase {
    pub person: String,
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Check {
    #[arg(long)]
    pub rebuild: bool,
    #[command(flatten)]
    pub json: Json,
}
