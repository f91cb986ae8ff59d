//! The arguments of what looks at records and changes them.

use super::{Json, Named, Scope, kinds};
use crate::model::Kind;

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
pub struct History {
    #[command(flatten)]
    pub scope: Scope,
    /// How many, the newest first [default: all]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Every change of an edit, also where there are many
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, clap::Args)]
pub struct Fields {
    /// Only this kind
    #[arg(value_parser = kinds())]
    pub kind: Option<Kind>,
    #[command(flatten)]
    pub json: Json,
}
