//! Contact lists as other programs write them: a row for every seat somebody has and for everybody without one, columns
//! under the names those programs look for. A cell that an import kept and that still says what is here goes back as it stood.

mod accounts;
mod columns;
mod days;
mod homeless;
mod names;
mod notes;
mod numbers;
mod ours;
mod phones;
mod places;
mod row;
mod sorts;
mod was;

use std::collections::BTreeSet;
use std::str::FromStr;

use chrono::NaiveDate;

pub(super) use self::columns::{LUNAR, is_open};
use self::columns::{What, has, is_seldom, own, told};
pub use self::homeless::Homeless;
pub(super) use self::names::{bare, in_chinese, parts_told};
pub(super) use self::ours::Ours;
pub(super) use self::places::of as accounts_of;
use self::row::{Column, Page, Row};
pub(super) use self::sorts::Sort;
use super::order;
use super::origin::{self, kind};
use super::profile::{keys, shown};
use super::selection::Selection;
use super::{since, table};
use crate::edit::Room;
use crate::model::{Kind, Problem, Seat};

/// Whose columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Plain English ones.
    Contacts,
    /// Plain Chinese ones.
    Chinese,
    /// Google Contacts'.
    Google,
    /// Outlook's.
    Outlook,
    /// HubSpot's.
    Hubspot,
    /// Dynamics 365's.
    Dynamics,
    /// Salesforce's, as its Data Loader takes them.
    Salesforce,
    /// Those of the tables that were imported: contact lists, Salesforce contacts, organograms.
    Original,
}

impl Profile {
    /// Those whose columns are always the same.
    const FIXED: [Self; 7] =
        [Self::Contacts, Self::Chinese, Self::Google, Self::Outlook, Self::Hubspot, Self::Dynamics, Self::Salesforce];

    /// Their codes, as the command line takes them.
    pub const CODES: [&str; 8] =
        ["contacts", "chinese", "google", "outlook", "hubspot", "dynamics", "salesforce", "original"];
}

impl FromStr for Profile {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        Ok(match text {
            "contacts" => Self::Contacts,
            "chinese" => Self::Chinese,
            "google" => Self::Google,
            "outlook" => Self::Outlook,
            "hubspot" => Self::Hubspot,
            "dynamics" => Self::Dynamics,
            "salesforce" => Self::Salesforce,
            "original" => Self::Original,
            _ => {
                return Err(Problem::new("problem-usage-format")
                    .with("text", text)
                    .with("formats", Self::CODES.join(" ")));
            }
        })
    }
}

/// The kinds of tables of people whose cells are remembered.
const TABLES: [&str; 3] = ["contacts", "salesforce", "organogram"];

/// The list, header first. Of records a selection leaves out, of kinds or accounts, there is no row.
pub fn write(room: &Room, profile: Profile, selection: &Selection, today: NaiveDate) -> Result<String, Problem> {
    write_told(room, profile, selection, today).map(|told| told.text)
}

/// A list, and what is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The list.
    pub text: String,
    /// What has no column or no row there.
    pub homeless: Homeless,
    /// Of how many people something is left out because it is personal.
    pub withheld: usize,
}

/// The same, and what of it is not there.
pub fn write_told(room: &Room, profile: Profile, selection: &Selection, today: NaiveDate) -> Result<Told, Problem> {
    let mut page = Page::new(room, profile, Selection { kinds: vec![Kind::Seat], ..selection.clone() }, today);
    let is_accounts = selection.kinds == [Kind::Account];
    if is_accounts && profile != Profile::Original {
        return Err(Problem::new("problem-usage-accounts"));
    }
    page.table = meant(&page, selection)?;
    let is_of_accounts = page.table.as_deref().map(kind) == Some(accounts::LISTS);
    let (mut rows, former) = if is_accounts || is_of_accounts { (Vec::new(), 0) } else { rows(&page) };
    if profile == Profile::Original {
        if rows.iter().all(|row| row.columns.is_empty()) {
            return Ok(Told { text: accounts::write(&page, selection)?, ..Told::default() });
        }
        let all = rows.iter().flat_map(|row| row.sources.iter().map(String::as_str)).collect();
        of_one_table(&page, &all)?;
        rows.sort_by_key(|row| row.place.unwrap_or(u64::MAX));
    } else {
        let place = |row: &Row| order::of_theirs(room, row.seat.and_then(|id| room.get(id)), row.who);
        rows.sort_by_cached_key(|row| (place(row), row.who, row.seat));
    }
    let (mut columns, headers) = columns(profile, &rows);
    let withheld = homeless::withheld(&page, &rows, &columns);
    // An empty column would say that nobody has a birthday.
    columns.retain(|(_, what)| selection.sensitive || what.is_none_or(|what| !what.is_sensitive()));
    let mut cells: Vec<Vec<String>> = rows.iter().map(|row| row.cells(&page, &columns)).collect();
    if profile == Profile::Salesforce {
        numbers::in_one_form(&mut cells, &columns);
    }
    let is_there = |(at, (key, what)): (usize, &Column)| {
        let always = what.is_none_or(|what| !is_seldom(profile, key, what));
        let is_filled = || cells.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()));
        // What was taken away here is to be empty elsewhere, too.
        let is_emptied = || what.is_some_and(|what| rows.iter().any(|row| row.emptied(room, what)));
        always || is_filled() || is_emptied()
    };
    let stay: Vec<bool> = columns.iter().enumerate().map(is_there).collect();
    // The lists that came in say what they said: that there is more here is nothing new.
    let is_ours = profile != Profile::Original;
    let last = |text: String| Some(text).filter(|_| is_ours);
    let header = columns.iter().map(|(key, _)| headers(key)).collect::<Vec<_>>();
    let header = kept(header, &stay).chain(last(since::was::PROPERTY.to_owned())).collect();
    let columns_there: Vec<&Column> =
        columns.iter().zip(&stay).filter(|(_, stays)| **stays).map(|(column, _)| column).collect();
    let of_rows = || Homeless { former, ..Homeless::of(&page, &rows, &cells, &columns) };
    let homeless = if is_ours { of_rows() } else { Homeless::default() };
    // A file goes back with the separators and the line ends it had.
    let source = page.table.as_deref().or_else(|| rows.first().map(|row| row.source.as_str()));
    let origin = source.filter(|_| !is_ours);
    let form = origin.map_or("", |source| page.origins().form(source));
    let above = origin.map_or("", |source| page.origins().above(source));
    let lines = rows.iter().zip(cells).map(|(row, cells)| {
        let cells: Vec<String> = kept(cells, &stay).collect();
        let was = last(row.was(&page, &columns_there, &cells));
        cells.into_iter().chain(was).collect()
    });
    let text = above.to_owned() + &table::write(std::iter::once(header).chain(lines), form);
    Ok(Told { text, homeless, withheld })
}

/// The cells of a row whose columns stay.
fn kept(row: Vec<String>, stay: &[bool]) -> impl Iterator<Item = String> {
    row.into_iter().zip(stay).filter(|(_, stays)| **stays).map(|(cell, _)| cell)
}

/// The table that is asked for.
fn meant(page: &Page, selection: &Selection) -> Result<Option<String>, Problem> {
    let Some(said) = &selection.table else { return Ok(None) };
    if page.profile != Profile::Original {
        return Err(Problem::new("problem-usage-from"));
    }
    let found = page.origins().meant(said).map(str::to_owned);
    let tables = || {
        let all: BTreeSet<String> = page.origins().iter().map(|one| page.origins().called(&one.source)).collect();
        if all.is_empty() { "none".to_owned() } else { all.into_iter().collect::<Vec<_>>().join(" · ") }
    };
    found
        .map(Some)
        .ok_or_else(|| Problem::new("problem-export-no-such-original").with("table", said).with("tables", tables()))
}

/// Refuses what came from several tables where none is chosen: no program reads the columns of two.
fn of_one_table(page: &Page, sources: &BTreeSet<&str>) -> Result<(), Problem> {
    if sources.len() < 2 || page.table.is_some() {
        return Ok(());
    }
    let tables: Vec<String> = sources.iter().map(|source| page.origins().called(source)).collect();
    let first = sources.first().map(|source| page.origins().told_by(source)).unwrap_or_default();
    let problem = Problem::new("problem-export-several-originals").with("tables", tables.join(" · "));
    Err(problem.with("first", first))
}

/// Whether it is a seat of somebody whom a list tells of in another: one that they have beside it, or had before. A list has
/// one row of them.
fn is_left_behind(page: &Page, seat: &Seat) -> bool {
    // What its judgements rest on is remembered beside cells.
    let is_cell = |name: &str| origin::parts(name).is_some_and(|(of, _)| Kind::Seat.field(of).is_none());
    let told = |seat: &Seat| seat.extra.keys().any(is_cell);
    let others = || seat.person.into_iter().flat_map(|person| page.room.linked::<Seat>(person));
    page.profile == Profile::Original && !told(seat) && others().any(told)
}

/// Whether it is a seat of the past of somebody who has one of today, in a list that cannot tell the two apart: whoever reads
/// it would have them at both.
fn is_outgrown(page: &Page, seat: &Seat) -> bool {
    let tells = page.profile == Profile::Original || has(page.profile, What::Field("to"));
    let mut theirs = seat.person.into_iter().flat_map(|person| page.room.linked::<Seat>(person));
    let is_current = |one: &Seat| one.person == seat.person && one.is_current(page.today);
    !tells && !seat.is_current(page.today) && theirs.any(is_current)
}

/// Those of theirs a list is about, and how many seats of the past it leaves out.
fn rows(page: &Page) -> (Vec<Row>, usize) {
    let (room, selection) = (page.room, &page.selection);
    let seats = selection.records(room).into_iter().filter_map(|record| room.get(record.id()));
    let (former, seats): (Vec<&Seat>, Vec<&Seat>) = seats.partition(|seat| is_outgrown(page, seat));
    let seated = seats.into_iter().filter(|seat| !is_left_behind(page, seat));
    let seated = seated.filter_map(|seat| Row::of(page, Some(seat), seat.person));
    // Who sits nowhere belongs to no account.
    let loose = room.ids(Kind::Person).filter(|id| selection.account.is_none() && !room.has_linked::<Seat>(*id));
    let mut rows: Vec<Row> = seated.chain(loose.filter_map(|id| Row::of(page, None, Some(id)))).collect();
    // Where who remembers the columns is none of these, somebody else does.
    let mut known: BTreeSet<String> = rows.iter().flat_map(|row| keys(&row.order)).collect();
    for row in &mut rows {
        if row.columns.is_subset(&known) {
            continue;
        }
        if let Some(order) = page.order(&row.source, &row.columns) {
            known.extend(keys(order));
            row.order.clone_from(order);
        }
    }
    (rows, former.len())
}

/// The columns of a program, and after them what an import kept of columns that we do not manage, as the file had them;
/// and what each is called there.
fn columns(profile: Profile, rows: &[Row]) -> (Vec<Column>, impl Fn(&str) -> String) {
    let mut all: Vec<String> = own(profile).map(|(name, _)| name.to_owned()).collect();
    // Under which name its cells are remembered, and how it is written.
    let written: Vec<(String, String)> =
        rows.iter().flat_map(|row| keys(&row.order).into_iter().zip(row.order.iter().cloned())).collect();
    let left: BTreeSet<&String> = rows.iter().flat_map(|row| &row.columns).collect();
    let mut theirs: Vec<&String> = written.iter().map(|(key, _)| key).chain(left.iter().copied()).collect();
    match profile {
        Profile::Original => {}
        // Its loader takes no columns of one name.
        Profile::Salesforce => theirs.retain(|key| !key.starts_with('=')),
        _ => theirs.clear(),
    }
    for key in theirs {
        if !all.contains(key) {
            all.push(key.clone());
        }
    }
    let mut columns = told(profile, all);
    // A column we do not manage is written where somebody's cell of it may leave the house, or nobody has one.
    let leaves = |key: &String| !left.contains(key) || rows.iter().any(|row| row.kept.contains_key(key));
    columns.retain(|(key, what)| what.is_some() || leaves(key));
    // Those of Salesforce are in one case: that of a file that had all in capitals, or else Salesforce's own.
    let is_salesforce = profile == Profile::Salesforce;
    let is_loud = |(_, name): &(String, String)| !name.chars().any(char::is_lowercase);
    let is_loud = is_salesforce && !written.is_empty() && written.iter().all(is_loud);
    let header = move |key: &str| {
        if is_salesforce {
            return if is_loud { key.to_uppercase() } else { key.to_owned() };
        }
        let own = written.iter().find(|(known, _)| known == key).map(|(_, name)| name.clone());
        own.unwrap_or_else(|| shown(key).to_owned())
    };
    (columns, header)
}
