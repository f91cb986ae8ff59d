//! The arguments of what looks at records and changes them.

use super::{Json, Named, Scope, kinds};
use crate::model::Kind;

#[derive(Debug, clap::Args)]
pub struct List {
    #[arg(value_parser = kinds())]
    pub kind: Kind,
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
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
    #[arg(value_parser = kinds())]
    pub kind: Kind,
    #[arg(value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reason: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Set {
    #[command(flatten)]
    pub record: Named,
    #[arg(required = true, value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reason: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Rm {
    #[command(flatten)]
    pub record: Named,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reason: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Note {
    #[arg(required = true, value_name = "ONE LINE")]
    pub line: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct Dedupe {
    #[arg(value_parser = kinds())]
    pub kind: Option<Kind>,
    #[command(flatten)]
    pub scope: Scope,
}

#[derive(Debug, clap::Args)]
pub struct Merge {
    #[arg(value_parser = kinds())]
    pub kind: Kind,
    #[arg(value_name = "A")]
    pub kept: String,
    #[arg(value_name = "B")]
    pub gone: String,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, clap::Args)]
pub struct History {
    #[command(flatten)]
    pub scope: Scope,
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, clap::Args)]
pub struct Fields {
    #[arg(value_parser = kinds())]
    pub kind: Option<Kind>,
    #[command(flatten)]
    pub json: Json,
}
