//! Reading a table: what it is, which list of those that were read before it goes on, and which of its rows are ours.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, FixedOffset};

use super::intake::{Intake, Table};
use super::named::keys;
use super::then::{self, Then};
use super::{
    PREAMBLE, Profile, accounts, contacts, dates, header, headers, is_vacant, kept, mapped, meaning_among, recognise,
    version,
};
use crate::edit::{Held, Room};
use crate::exchange::address::{Ours, accounts_of};
use crate::exchange::import::Options;
use crate::exchange::origin::Origins;
use crate::exchange::plan::Row;
use crate::exchange::rejects::ERROR;
use crate::exchange::sheet::original;
use crate::exchange::since::house;
use crate::exchange::table::{self, Cells, Said, Sheet};
use crate::exchange::waiting::Waiting;
use crate::model::{Account, Id, Kind, Problem};

/// Bytes above the headers that are remembered at most.
const MOST_ABOVE: usize = 2048;

/// Tables in which two rows that say the same are two of a kind, or which see to that themselves: posts that are shared, and
/// those of ours.
const SHARED: [&str; 2] = ["", "organogram"];

/// Reads a table of a file. Refused where no profile knows its headers.
pub(in crate::exchange) fn parse(
    mut sheet: Sheet,
    options: &Options,
    room: &Room,
    file: &str,
    now: DateTime<FixedOffset>,
) -> Result<(Vec<Row>, Vec<Waiting>), Problem> {
    unguard(&mut sheet);
    let mut then = Then::taken_from(&mut sheet, PREAMBLE);
    let is_mended = forget_why(&mut sheet, options);
    let (profile, header, rows) = recognise(&sheet.rows, options)?;
    let heads = header.to_vec();
    let options = &mapped::understood(options, profile.source == accounts::SOURCE);
    // A table of ours has no rows where there are no such records.
    if rows.is_empty() && sheet.faults.is_empty() && !profile.source.is_empty() {
        return Err(Problem::new("problem-import-no-rows"));
    }
    check(profile, options, &heads)?;
    let options = addressed(options, &then, &heads);
    let days = dates::of(header, rows, options.date_order, now.date_naive());
    let remarks = Remarks::of(&sheet, profile, header, rows);
    let columns = keys(&heads);
    let rows = remarks.once_each(rows);
    let told = heads.iter().rposition(|column| !column.is_empty()).map_or(0, |last| last + 1);
    let ours = Ours::of(room, columns.get(..told).unwrap_or_default());
    let (here, rows) = those_here(room, &ours, rows);
    let origins = Origins::of(room);
    let shares = |source: &str| is_mended || version::shares_rows(room, source, &columns, &rows);
    let source = origins.source(profile.source, &heads, file, shares);
    // A list of ours is about people who are known here by the cells of another, and goes on with those.
    let is_known = origins.iter().any(|one| one.source == source);
    let goes_on = ours.is_fixed() && !is_known && source != profile.source;
    let source = if goes_on { profile.source.to_owned() } else { source };
    let put_at = Some(&source)
        .filter(|_| is_known && !rows.is_empty() && profile.source == "contacts")
        .filter(|_| names_no_account(&options, &columns, &rows))
        .and_then(|source| account_before(room, source, &origins))
        .filter(|_| version::shares_rows(room, &source, &columns, &rows));
    let options = match put_at.clone() {
        Some(account) => Cow::Owned(Options { account: Some(account), ..options.into_owned() }),
        None => options,
    };
    let mut intake = Intake::new(room, &options, profile.source, now).dated(days);
    for (line, problem) in sheet.faults {
        let row = intake.row(line);
        intake.fail(row, problem);
    }
    for one in here {
        lead(&mut intake, &then, one);
    }
    let kept = kept::columns(profile.source, &columns, &rows, &options);
    then.hold_against(&columns);
    let mut table = Table::new(&source, &columns, &rows, &then);
    table.is_text = sheet.is_text;
    // On which lines they are says nothing where they are of another file.
    table.is_placed = !(is_mended && origins.know(&source, &heads));
    intake.goes_on(&source);
    let beside = origins.file_beside(&source, file).filter(|_| !is_mended && !ours.is_fixed() && !then.is_told());
    if let Some(known) = beside {
        intake.goes_beside(known);
        (table.is_beside, table.is_placed) = (true, false);
    }
    (profile.read)(&mut intake, &table);
    if let Some(account) = put_at {
        intake.note_first(Problem::new("problem-import-account-before").with("account", account));
    }
    // A table of ours has no cells that are remembered.
    if !goes_on && !source.is_empty() && !origins.know(&source, &heads) {
        let written: Vec<String> = (0..heads.len()).map(|at| header.written(at).to_owned()).collect();
        let above = if sheet.is_text { table::above(&sheet.rows, header, &sheet.form) } else { String::new() };
        let above = if above.len() > MOST_ABOVE { "" } else { above.as_str() };
        intake.remember_columns(&source, &written, file, [&sheet.form, above]);
    }
    if sheet.is_hidden {
        intake.note_first(Problem::new("problem-import-hidden-sheet").with("name", &sheet.name));
    }
    sheet.untold.into_iter().for_each(|problem| intake.note_first(problem));
    remarks.tell(&mut intake);
    let (mut rows, wants) = intake.finish();
    if let Some(first) = rows.first_mut().filter(|_| !ours.is_fixed()) {
        first.kept = kept;
    }
    Ok((rows, wants))
}

/// Takes off what a table kept from being run as a formula: it is no part of it.
fn unguard(sheet: &mut Sheet) {
    let is_guarded = |cell: &str| original(cell).len() < cell.len();
    for row in sheet.rows.iter_mut().filter(|row| row.iter().any(is_guarded)) {
        let bare = |at: usize| if is_guarded(row.get(at)) { original(row.get(at)) } else { row.written(at) };
        *row = Cells::new(row.line, (0..row.len()).map(bare));
    }
}

/// Holds what the user explained against the columns there are.
fn check(profile: &Profile, options: &Options, heads: &[String]) -> Result<(), Problem> {
    match profile.source {
        _ if options.map.is_empty() => Ok(()),
        accounts::SOURCE => accounts::check(options, heads),
        _ => contacts::check(options, heads),
    }
}

/// How somebody is addressed is no job for want of the column that told the two apart.
fn addressed<'o>(options: &'o Options, then: &Then, heads: &[String]) -> Cow<'o, Options> {
    let mut told = Cow::Borrowed(options);
    if then.lacks("Job Title", heads) {
        told.to_mut().map.push(("Title".to_owned(), "honorific".to_owned()));
    }
    told
}

/// What there is to say of rows, whatever they are about: by their lines.
struct Remarks {
    /// Those that end too early, or are no row.
    cut: Vec<(u64, Problem)>,
    /// Those that go on behind the last column.
    surplus: Vec<(u64, Problem)>,
    /// Those that repeat another.
    again: Vec<(u64, Problem)>,
}

impl Remarks {
    fn of(sheet: &Sheet, profile: &Profile, header: &Cells, rows: &[Cells]) -> Self {
        let mut cut = sheet.stray(header);
        let is_new = |line: &u64| cut.iter().all(|(other, _)| other != line);
        let short = sheet.cut(header).filter(|(line, _)| is_new(line));
        cut.extend(short);
        let again = if SHARED.contains(&profile.source) { Vec::new() } else { again(rows, header) };
        Self { cut, surplus: surplus(rows, header.len()), again }
    }

    /// The rows that repeat none.
    fn once_each<'r>(&self, rows: &'r [Cells]) -> Cow<'r, [Cells]> {
        if self.again.is_empty() {
            return Cow::Borrowed(rows);
        }
        let lines: BTreeSet<u64> = self.again.iter().map(|(line, _)| *line).collect();
        rows.iter().filter(|row| !lines.contains(&row.line)).cloned().collect()
    }

    fn tell(self, intake: &mut Intake) {
        for (line, problem) in self.surplus {
            intake.note_line(line, problem);
        }
        for (line, problem) in self.cut {
            intake.fail_line(line, problem);
        }
        // Nothing else is said of them: it is said of the rows they repeat.
        for (line, problem) in self.again {
            let row = intake.row(line);
            intake.note(row, problem);
        }
    }
}

/// A row of a list of ours that says what is here already.
struct Here {
    line: u64,
    kind: Kind,
    id: Id,
    ext_id: String,
}

/// The rows that say what is here, and the others. Most tables are nobody's of ours and are read as they lie.
fn those_here<'r>(room: &Room, ours: &Ours, rows: Cow<'r, [Cells]>) -> (Vec<Here>, Cow<'r, [Cells]>) {
    if ours.is_empty() {
        return (Vec::new(), rows);
    }
    let mut aside = room.aside();
    let mut here = Vec::new();
    for cells in rows.iter() {
        aside.fold();
        here.extend(ours.find(&aside, cells).map(|(kind, id, ext_id)| Here { line: cells.line, kind, id, ext_id }));
    }
    if here.is_empty() {
        return (here, rows);
    }
    let lines: BTreeSet<u64> = here.iter().map(|one| one.line).collect();
    let news = rows.iter().filter(|cells| !lines.contains(&cells.line)).cloned().collect();
    (here, news)
}

/// Has a row be about what is here, and that remember since when it is so.
fn lead(intake: &mut Intake, then: &Then, Here { line, kind, id, ext_id }: Here) {
    let row = intake.row(line);
    intake.lead(row, kind, id, &ext_id);
    let said = then.of(line);
    intake.hear_of(row, kind, id, said);
    if let (Kind::Person, (_, Some(seat))) = (kind, then::who(said)) {
        intake.hear_of(row, Kind::Seat, seat, said);
    }
    let house = house::Said::of(said, 1);
    if let Some(account) = house.id {
        intake.hear_of(row, Kind::Account, account, &house.was);
    }
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
