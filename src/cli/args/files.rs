//! The arguments of reading, writing and keeping.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::{Json, kinds};
use crate::exchange::address::Profile;
use crate::exchange::form::codes;
use crate::model::Kind;

#[derive(Debug, clap::Args)]
pub struct Import {
    /// What to read: files, folders of cards and events (vdir)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// ndjson, csv, xlsx, org (people as YAML or JSON), vcard or ical (reservations in JSON, too) [default: by what it holds]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// The account of rows that name none
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// Whose the journeys of a calendar are, where it does not say: one of ours or theirs who is here
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    /// What columns mean: COLUMN=FIELD, several with commas between; a field goes by its name or by what such a column is often called
    #[arg(long, value_name = "COL=FIELD", value_delimiter = ',')]
    pub map: Vec<String>,
    /// What comes first in days like 3/4/1970, where the file itself does not tell
    #[arg(long, value_name = "ORDER", value_parser = ["dmy", "mdy"])]
    pub date_order: Option<String>,
    /// What to do with records that are here already: update them (what was changed here stays), skip them, or, where a row would change something, make all of that row anew beside them
    #[arg(long, value_name = "WHAT", default_value = "update", value_parser = ["update", "skip", "new"])]
    pub on_conflict: String,
    /// Say what would happen, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// All or nothing: where a row cannot go in, none does
    #[arg(long)]
    pub atomic: bool,
    /// Write the rows that were left out here, each with why; of a workbook, a file for every sheet
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
    /// json (a record a line), csv (one kind; people by account and name, accounts
    /// by name, visits by day), vcard (persons), ical (visits,
    /// journeys, dates, follow-ups), vdir (a folder with a file for each of those);
    /// of an account the org chart, or with `edge` the circle: mermaid, dot, svg;
    /// html: the whole room of an account, or of all, as one page to print
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = PossibleValuesParser::new(codes()))]
    pub format: String,
    /// With csv, a contact list as another program writes it; `original`: as the lists that were imported
    #[arg(long, value_name = "PROFILE", value_parser = Profile::CODES)]
    pub profile: Option<String>,
    /// With `original`, where people came from several tables: whose columns, by the name of its file
    #[arg(long, value_name = "TABLE")]
    pub from: Option<String>,
    /// With csv, a mark at the beginning that tells spreadsheets the encoding
    #[arg(long)]
    pub bom: bool,
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
    /// Also where the store has a passphrase and the backup has none: then nothing is sealed any more
    #[arg(long)]
    pub lay_open: bool,
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
pub struct Check {
    /// Build the records anew from the journal first
    #[arg(long)]
    pub rebuild: bool,
    #[command(flatten)]
    pub json: Json,
}
