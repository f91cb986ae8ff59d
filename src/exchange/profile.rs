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
mod salesforce;
mod then;
mod vacancies;
mod vacant;
mod version;
mod whom;
mod words;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, FixedOffset};

use self::intake::{Intake, Table};
use self::then::Then;
use super::address::{Ours, accounts_of};
use super::import::Options;
use super::origin::Origins;
use super::plan::Row;
use super::rejects::ERROR;
use super::sheet::original;
use super::since;
use super::table::{self, Cells, Said, Sheet};
use super::waiting::Waiting;
use crate::edit::{Held, Room};
use crate::model::{Account, Kind, Problem};

/// How many rows may stand above the headers (a title, an export's preamble).
pub(super) const PREAMBLE: usize = 10;
/// Bytes of it that are remembered at most.
const MOST_ABOVE: usize = 2048;

/// A kind of table.
struct Profile {
    /// Under what name its cells are remembered.
    source: &'static str,
    /// Whether these headers are its own.
    knows: fn(&[String]) -> bool,
    /// Reads the rows.
    read: fn(&mut Intake, &Table),
}

/// Tables in which two rows that say the same are two of a kind, or which see to that themselves: posts that are shared, and
/// those of ours.
const SHARED: [&str; 2] = ["", "organogram"];

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
pub(super) use self::salesforce::short as salesforce_id;
pub(super) use self::vacant::is_vacant;
pub(super) use self::words::CALLED;

/// Reads a table of a file. Refused where no profile knows its headers.
pub(super) fn parse(
    mut sheet: Sheet,
    options: &Options,
    room: &Room,
    file: &str,
    now: DateTime<FixedOffset>,
) -> Result<(Vec<Row>, Vec<Waiting>), Problem> {
    // What a table kept from being run as a formula is no part of it.
    let is_guarded = |cell: &str| original(cell).len() < cell.len();
    for row in sheet.rows.iter_mut().filter(|row| row.iter().any(is_guarded)) {
        let bare = |at: usize| if is_guarded(row.get(at)) { original(row.get(at)) } else { row.written(at) };
        *row = Cells::new(row.line, (0..row.len()).map(bare));
    }
    let mut then = Then::taken_from(&mut sheet, PREAMBLE);
    let is_mended = forget_why(&mut sheet, options);
    let (profile, header, rows) = recognise(&sheet.rows, options)?;
    let heads = header.to_vec();
    let options = &mapped::understood(options, profile.source == accounts::SOURCE);
    // A table of ours has no rows where there are no such records.
    if rows.is_empty() && sheet.faults.is_empty() && !profile.source.is_empty() {
        return Err(Problem::new("problem-import-no-rows"));
    }
    let mut cut = sheet.stray(header);
    cut.extend(sheet.cut(header).filter(|(line, _)| cut.iter().all(|(other, _)| other != line)));
    let surplus = surplus(rows, heads.len());
    if !options.map.is_empty() {
        match profile.source {
            accounts::SOURCE => accounts::check(options, &heads)?,
            _ => contacts::check(options, &heads)?,
        }
    }
    let mut told = Cow::Borrowed(options);
    // How somebody is addressed is no job for want of the column that told the two apart.
    if then.lacks("Job Title", &heads) {
        told.to_mut().map.push(("Title".to_owned(), "honorific".to_owned()));
    }
    let options = told.as_ref();
    let before;
    let days = dates::of(header, rows, options.date_order, now.date_naive());
    let form = sheet.form;
    let above = if sheet.is_text { table::above(&sheet.rows, header, &form) } else { String::new() };
    let above = if above.len() > MOST_ABOVE { String::new() } else { above };
    let mut intake = Intake::new(room, options, profile.source, now).dated(days);
    for (line, problem) in sheet.faults {
        let row = intake.row(line);
        intake.fail(row, problem);
    }
    let again = if SHARED.contains(&profile.source) { Vec::new() } else { again(rows, header) };
    let mut left = Vec::new();
    if !again.is_empty() {
        let lines: BTreeSet<u64> = again.iter().map(|(line, _)| *line).collect();
        left.extend(rows.iter().filter(|row| !lines.contains(&row.line)).cloned());
    }
    let rows = if again.is_empty() { rows } else { left.as_slice() };
    let columns = named::keys(&heads);
    let told = heads.iter().rposition(|column| !column.is_empty()).map_or(0, |last| last + 1);
    let ours = Ours::of(room, columns.get(..told).unwrap_or_default());
    let (mut told_here, mut aside) = (BTreeSet::new(), room.aside());
    for (at, cells) in rows.iter().enumerate().filter(|_| !ours.is_empty()) {
        aside.fold();
        if let Some((kind, id, ext_id)) = ours.find(&aside, cells) {
            let row = intake.row(cells.line);
            intake.lead(row, kind, id, &ext_id);
            let said = then.of(cells.line);
            intake.hear_of(row, kind, id, said);
            if let (Kind::Person, (_, Some(seat))) = (kind, then::who(said)) {
                intake.hear_of(row, Kind::Seat, seat, said);
            }
            let house = since::house::Said::of(said, 1);
            if let Some(account) = house.id {
                intake.hear_of(row, Kind::Account, account, &house.was);
            }
            told_here.insert(at);
        }
    }
    // Most tables are nobody's of ours and are read as they lie.
    let rows = if told_here.is_empty() {
        Cow::Borrowed(rows)
    } else {
        let news = rows.iter().enumerate().filter(|(at, _)| !told_here.contains(at));
        news.map(|(_, cells)| cells.clone()).collect()
    };
    let origins = Origins::of(room);
    let shares = |source: &str| is_mended || version::shares_rows(room, source, &columns, &rows);
    let source = origins.source(profile.source, &heads, file, shares);
    // A list of ours is about people who are known here by the cells of another, and goes on with those.
    let is_known = origins.iter().any(|one| one.source == source);
    let goes_on = ours.is_fixed() && !is_known && source != profile.source;
    let source = if goes_on { profile.source.to_owned() } else { source };
    let kept = kept::columns(profile.source, &columns, &rows, options);
    then.hold_against(&columns);
    let mut table = Table::new(&source, &columns, &rows, &then);
    table.is_text = sheet.is_text;
    // On which lines they are says nothing where they are of another file.
    table.is_placed = !(is_mended && origins.know(&source, &heads));
    intake.goes_on(&source);
    let beside = origins.file_beside(&source, file).filter(|_| !is_mended && !ours.is_fixed() && !then.is_told());
    if let Some(known) = beside {
        intake.goes_beside(known);
        table.is_beside = true;
        table.is_placed = false;
    }
    let may_be_as_before =
        is_known && !rows.is_empty() && profile.source == "contacts" && names_no_account(options, &columns, &rows);
    let put_at = Some(&source).filter(|_| may_be_as_before).and_then(|source| account_before(room, source, &origins));
    if let Some(account) = put_at.filter(|_| version::shares_rows(room, &source, &columns, &rows)) {
        before = Options { account: Some(account), ..options.clone() };
        intake.options = &before;
    }
    let is_as_before = intake.options.account != options.account;
    (profile.read)(&mut intake, &table);
    if let Some(account) = intake.options.account.clone().filter(|_| is_as_before) {
        intake.note_first(Problem::new("problem-import-account-before").with("account", account));
    }
    // A table of ours has no cells that are remembered.
    if !goes_on && !source.is_empty() && !origins.know(&source, &heads) {
        let written: Vec<String> = (0..heads.len()).map(|at| header.written(at).to_owned()).collect();
        intake.remember_columns(&source, &written, file, [&form, &above]);
    }
    if sheet.is_hidden {
        intake.note_first(Problem::new("problem-import-hidden-sheet").with("name", &sheet.name));
    }
    sheet.untold.into_iter().for_each(|problem| intake.note_first(problem));
    for (line, problem) in surplus {
        intake.note_line(line, problem);
    }
    for (line, problem) in cut {
        intake.fail_line(line, problem);
    }
    // Nothing else is said of them: it is said of the rows they repeat.
    for (line, problem) in again {
        let row = intake.row(line);
        intake.note(row, problem);
    }
    let (mut rows, wants) = intake.finish();
    if let Some(first) = rows.first_mut().filter(|_| !ours.is_fixed()) {
        first.kept = kept;
    }
    Ok((rows, wants))
}

/// Whether a list says of nobody where they are, nor the user.
fn names_no_account(options: &Options, header: &[String], rows: &[Cells]) -> bool {
    let is_company = |column: &String| headers::target(options, column, header) == Some("account");
    let mut companies = header.iter().enumerate().filter(|(_, column)| is_company(column));
    options.account.is_none() && companies.all(|(at, _)| rows.iter().all(|row| row.get(at).is_empty()))
}

/// The one account that a list which names none put all its people at when it was read before.
fn account_before(room: &Room, source: &str, origins: &Origins) -> Option<String> {
    let columns: Vec<String> =
        origins.iter().filter(|one| one.source == source).flat_map(|one| keys(&one.written)).collect();
    let companies = columns.iter().filter(|column| meaning_among(column, &columns) == Some("account"));
    let mut named = companies.filter(|column| {
        let cell = format!("{source}.{column}");
        let says = |held: &Held| held.record.as_ref().is_some_and(|record| record.extra().contains_key(&cell));
        room.mentioning(&cell).any(|(_, held)| says(&held))
    });
    let mut accounts = accounts_of(room, Some(source)).into_iter();
    let only = accounts.next().flatten().filter(|_| accounts.next().is_none() && named.next().is_none())?;
    room.get::<Account>(only).map(|account| account.name.clone())
}

/// Why a row was left out the last time is no part of it. Whether it is said: then these are rows of a list that was read.
fn forget_why(sheet: &mut Sheet, options: &Options) -> bool {
    let place = |row: &Cells| row.iter().position(|column| column == ERROR);
    let Some(at) = header(&sheet.rows, options).and_then(place) else { return false };
    sheet.rows.iter_mut().for_each(|row| row.remove(at));
    true
}

/// Rows that say word for word what one before them says, and not the headers once more: nobody is made of them a second time.
fn again(rows: &[Cells], header: &Cells) -> Vec<(u64, Problem)> {
    let mut first: HashMap<Said, u64> = HashMap::with_capacity(rows.len());
    let mut all = Vec::new();
    for row in rows.iter().filter(|row| Said(row) != Said(header)) {
        let line = *first.entry(Said(row)).or_insert(row.line);
        let mut said = row.iter().filter(|cell| !cell.is_empty());
        let first_cell = said.next();
        // A row of one cell is none.
        // Nor is one of nobody: there may be two such posts.
        let mut is_again = || said.next().is_some() && !row.iter().any(is_vacant);
        if let Some(name) = first_cell.filter(|_| line != row.line && is_again()) {
            all.push((row.line, Problem::new("problem-import-row-again").with("name", name).with("line", line)));
        }
    }
    all
}

/// What stands behind the last column of a row: most likely a separator inside a cell without quotes.
fn surplus(rows: &[Cells], columns: usize) -> Vec<(u64, Problem)> {
    let beyond = |row: &Cells| {
        let more: Vec<&str> = row.iter().skip(columns).filter(|cell| !cell.is_empty()).collect();
        (!more.is_empty()).then(|| (row.line, Problem::new("problem-import-surplus").with("cells", more.join(", "))))
    };
    rows.iter().filter_map(beyond).collect()
}

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
