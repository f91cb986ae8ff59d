//! Tables of other programs, each known by its headers, and what all of them share: cells by column name, accounts by
//! name, managers by name or number.

mod accounts;
mod aliases;
mod apart;
pub(super) mod chain;
mod columns;
mod companies;
mod contacts;
pub mod dates;
mod doubt;
mod headers;
mod heirs;
mod holders;
mod houses;
mod inactive;
mod industries;
pub(super) mod intake;
mod kept;
mod labelled;
pub(super) mod mapped;
mod marks;
mod messengers;
pub(super) mod moved;
pub(super) mod named;
mod namesakes;
pub(super) mod nobody;
mod noted;
mod organogram;
mod own;
mod posts;
mod program;
mod read;
mod salesforce;
mod then;
mod vacancies;
mod vacant;
mod version;
mod whom;
mod words;

use std::borrow::Cow;

use self::intake::{Intake, Table};
use super::import::Options;
use super::since;
use super::table::{Cells, Sheet};
use crate::model::{Kind, Problem};

/// How many rows may stand above the headers (a title, an export's preamble).
pub(super) const PREAMBLE: usize = 10;

/// A kind of table.
struct Profile {
    /// Under what name its cells are remembered.
    source: &'static str,
    /// Whether these headers are its own.
    knows: fn(&[String]) -> bool,
    /// Reads the rows.
    read: fn(&mut Intake, &Table),
}

/// The closest description first.
const PROFILES: [Profile; 6] = [
    Profile { source: "", knows: own::knows, read: own::read },
    Profile { source: "organogram", knows: organogram::knows, read: organogram::read },
    Profile { source: "salesforce", knows: salesforce::knows_contacts, read: salesforce::read_contacts },
    Profile { source: "salesforce", knows: salesforce::knows_accounts, read: salesforce::read_accounts },
    Profile { source: accounts::SOURCE, knows: accounts::knows, read: accounts::read },
    Profile { source: "contacts", knows: headers::knows, read: contacts::read },
];

pub(super) use self::accounts::field as account_field;
pub(super) use self::apart::each;
pub(super) use self::headers::{literally, meaning, meaning_among, means};
pub(super) use self::intake::folded;
pub(super) use self::labelled::is_anniversary;
pub(super) use self::named::{as_field, keys, shown, spelt};
pub(super) use self::organogram::{FUNCTION, POST, SENIOR, disclosed};
pub(super) use self::read::parse;
pub(super) use self::salesforce::short as salesforce_id;
pub(super) use self::vacant::is_vacant;
pub(super) use self::words::CALLED;

/// The columns of a contact list, or of a table nobody knows, and what each is read as.
pub(super) fn columns(rows: &[Cells], options: &Options) -> Vec<(String, Option<String>)> {
    let header = match recognise(rows, options) {
        Ok((profile, header, _)) if profile.source == "contacts" => header,
        Ok(_) => return Vec::new(),
        Err(_) => match rows.first() {
            Some(first) => first,
            None => return Vec::new(),
        },
    };
    let heads = header.to_vec();
    let known = heads.iter().filter(|column| !column.is_empty() && *column != since::was::PROPERTY);
    known.map(|column| (column.clone(), headers::target(options, column, &heads).map(str::to_owned))).collect()
}

/// What a column of a contact list can be read as.
pub fn targets() -> Vec<&'static str> {
    headers::targets()
}

/// How one sheet of a workbook is read: what explains columns of another sheet says nothing of this one.
pub(super) fn of_sheet<'a>(sheets: &[Sheet], sheet: &Sheet, options: &'a Options) -> Cow<'a, Options> {
    let is_explained = |sheet: &Sheet| {
        let mut cells = sheet.rows.iter().take(PREAMBLE).flat_map(Cells::iter);
        cells.any(|cell| options.map.iter().any(|(column, _)| column == cell))
    };
    if options.map.is_empty() || is_explained(sheet) || !sheets.iter().any(is_explained) {
        return Cow::Borrowed(options);
    }
    Cow::Owned(Options { map: Vec::new(), ..options.clone() })
}

/// What the first row of a table is a record of; of one that nobody knows, people on a map.
pub(super) fn about(rows: &[Cells], options: &Options) -> Kind {
    let Ok((profile, header, rows)) = recognise(rows, options) else { return Kind::Seat };
    match profile.source {
        "" => rows.first().and_then(|row| own::kind(&named::keys(&header.to_vec()), row)).unwrap_or(Kind::Seat),
        accounts::SOURCE => Kind::Account,
        "salesforce" if !salesforce::knows_contacts(&named::keys(&header.to_vec())) => Kind::Account,
        _ => Kind::Seat,
    }
}

/// The row of headers, where one is known.
pub(super) fn header<'a>(rows: &'a [Cells], options: &Options) -> Option<&'a Cells> {
    recognise(rows, options).ok().map(|(_, header, _)| header)
}

fn recognise<'a>(rows: &'a [Cells], options: &Options) -> Result<(&'static Profile, &'a Cells, &'a [Cells]), Problem> {
    for (at, header) in rows.iter().enumerate().take(PREAMBLE) {
        let heads = header.to_vec();
        let columns = named::keys(&heads);
        let below = rows.get(at + 1).filter(|below| nobody::joined(header, below).is_some());
        let explains = |row: &Cells| options.map.iter().any(|(column, _)| row.iter().any(|cell| cell == column));
        // Of two rows of headers the second says all.
        if below.is_some_and(|below| !explains(header) || explains(below)) {
            continue;
        }
        let profile = match options.map.as_slice() {
            [] => {
                let is_ours = || own::is_ours(&columns, rows.get(at + 1));
                PROFILES.iter().find(|one| (one.knows)(&columns) && (!one.source.is_empty() || is_ours()))
            }
            // Who explains columns has a table of his own kind: of people, or of accounts where it names nobody.
            map => map
                .iter()
                .any(|(column, _)| heads.contains(column))
                .then(|| {
                    let said = mapped::meaningful(options);
                    let of_accounts = match said.map.as_slice() {
                        [] => accounts::knows(&columns),
                        _ => accounts::is_explained(&said, &heads),
                    };
                    PROFILES.iter().rev().find(|profile| (profile.source == accounts::SOURCE) == of_accounts)
                })
                .flatten(),
        };
        if let Some(profile) = profile {
            return Ok((profile, header, rows.get(at + 1..).unwrap_or_default()));
        }
    }
    let Some(first) = rows.first() else { return Err(Problem::new("problem-import-empty")) };
    let first = first.to_vec();
    if is_no_text(&first) {
        return Err(Problem::new("problem-import-no-text"));
    }
    if options.map.is_empty() && rows.iter().take(PREAMBLE).any(|row| organogram::is_junior(&row.to_vec())) {
        return Err(Problem::new("problem-import-junior"));
    }
    if let Some((column, _)) = options.map.first() {
        let problem = Problem::new("problem-import-no-column").with("column", column);
        return Err(problem.with("columns", told(&first)));
    }
    // A title may stand above what would have to be the headers.
    let filled = |row: &&Cells| row.iter().filter(|cell| !cell.is_empty()).count();
    let widest = rows.iter().take(PREAMBLE).rev().max_by_key(filled).map_or(first, Cells::to_vec);
    Err(mapped::unknown_table(&widest, options))
}

/// Columns as a sentence can name them: not a page of them.
fn told(columns: &[String]) -> String {
    const MOST: usize = 200;
    let all = columns.join(", ");
    let cut: String = all.chars().take(MOST).collect();
    if cut.len() < all.len() { cut + "…" } else { all }
}

/// Whether what was taken for columns is something else: a picture, a program.
fn is_no_text(columns: &[String]) -> bool {
    let odd = |c: &char| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace());
    columns.iter().flat_map(|column| column.chars()).any(|c| odd(&c))
}
