//! What the readers of tables work with: a row's cells by name, and the wants and rows that come of them.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use super::apart::{several, value_of};
use super::dates::{self, Days};
use super::doubt::doubt;
use super::heirs::Heirs;
use super::houses::Houses;
use super::then::Then;
use crate::edit::Room;
use crate::exchange::ext::Known;
use crate::exchange::import::Options;
use crate::exchange::origin::{ABOVE, COLUMNS, FILE, FORM, ROW, WITNESSES};
use crate::exchange::plan::Row;
use crate::exchange::table::{Cells, Said};
use crate::exchange::titles::Titles;
use crate::exchange::waiting::{Bale, Waiting};
use crate::exchange::want::{Fields, Want};
use crate::model::choice::{Confidence, Layer};
use crate::model::field::{Field, Type};
use crate::model::{Id, Kind, Problem, Seat, value};

/// A table whose headers have been recognised.
pub(in crate::exchange) struct Table<'a> {
    /// Under what name its cells are remembered.
    pub(in crate::exchange) source: &'a str,
    pub(in crate::exchange) header: &'a [String],
    pub(in crate::exchange) rows: &'a [Cells],
    /// Where the first column of each name stands.
    places: BTreeMap<&'a str, usize>,
    then: &'a Then,
    /// Whether its rows are remembered by where they stand.
    pub(in crate::exchange) is_placed: bool,
    /// Whether it is another list than the one whose cells are remembered: what is empty in it says nothing of those.
    pub(in crate::exchange) is_beside: bool,
    /// Whether its file says how long each row is.
    pub(super) is_text: bool,
}

impl<'a> Table<'a> {
    pub(in crate::exchange) fn new(source: &'a str, header: &'a [String], rows: &'a [Cells], then: &'a Then) -> Self {
        let places = header.iter().enumerate().rev().map(|(at, name)| (name.as_str(), at)).collect();
        Self { source, header, rows, places, then, is_placed: true, is_beside: false, is_text: false }
    }

    pub(in crate::exchange) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.rows.iter().map(|cells| Line { table: self, cells })
    }
}

/// One row of a table.
#[derive(Clone, Copy)]
pub(in crate::exchange) struct Line<'a> {
    table: &'a Table<'a>,
    cells: &'a Cells,
}

impl<'a> Line<'a> {
    pub(in crate::exchange) const fn number(&self) -> u64 {
        self.cells.line
    }

    /// The text of a column; empty where there is none.
    pub(in crate::exchange) fn get(&self, column: &str) -> &'a str {
        self.table.places.get(column).map_or("", |at| self.cells.get(*at))
    }

    /// The same with the blanks around it.
    pub(super) fn written(&self, column: &str) -> &'a str {
        self.table.places.get(column).map_or("", |at| self.cells.written(*at))
    }

    /// Whether there is a column: of one there is not, a file says nothing.
    pub(in crate::exchange) fn has(&self, column: &str) -> bool {
        self.table.places.contains_key(column)
    }

    pub(in crate::exchange) fn at(&self, column: usize) -> &'a str {
        self.cells.get(column)
    }

    /// How the row was here when it went out, where it is one of ours.
    pub(super) fn then(&self) -> &'a str {
        self.table.then.of(self.number())
    }

    /// All it says, word for word.
    pub(in crate::exchange) const fn said(&self) -> Said<'a> {
        Said(self.cells)
    }

    /// The name under which a record remembers what a column said.
    pub(in crate::exchange) fn key(&self, column: &str) -> String {
        format!("{}.{column}", self.table.source)
    }

    /// Has a record remember these columns.
    pub(in crate::exchange) fn remember<'c>(&self, want: &mut Want, columns: impl IntoIterator<Item = &'c str>) {
        for column in columns.into_iter().filter(|column| self.has(column)) {
            let text = self.written(column);
            if self.table.is_beside && text.trim().is_empty() {
                continue;
            }
            let value = if text.is_empty() { Value::Null } else { text.into() };
            want.set(&self.key(column), value, &[]);
        }
    }

    /// Has a record remember where it stands in its table.
    pub(in crate::exchange) fn place(&self, want: &mut Want) {
        if self.table.is_placed {
            want.set(&self.key(ROW), self.number(), &[]);
        }
    }

    /// Has a record that is here remember none of these columns: another one does now.
    pub(in crate::exchange) fn forget<'c>(
        &self,
        intake: &Intake,
        want: &mut Want,
        columns: impl IntoIterator<Item = &'c str>,
    ) {
        let Some(record) = intake.aside.record(want.id) else { return };
        for key in columns.into_iter().map(|column| self.key(column)) {
            if record.extra().contains_key(&key) {
                want.set(&key, Value::Null, &[]);
            }
        }
    }

    /// Has a record remember every column but these.
    pub(in crate::exchange) fn remember_rest(&self, want: &mut Want, known: &[&str]) {
        let rest = self.table.header.iter().map(String::as_str);
        self.remember(want, rest.filter(|column| !known.contains(column)));
    }
}

/// What has been read so far.
pub(in crate::exchange) struct Intake<'a> {
    pub(in crate::exchange) room: &'a Room,
    /// The same for tables, row by row: what was unpacked for the rows before is let go of.
    pub(in crate::exchange) aside: Room,
    pub(in crate::exchange) options: &'a Options,
    pub(in crate::exchange) now: DateTime<FixedOffset>,
    /// Whom the file's ids mean.
    pub(in crate::exchange) known: Known,
    pub(super) heirs: Heirs,
    titles: Titles,
    /// The layers of titles that were asked for.
    layers: BTreeMap<String, Option<Layer>>,
    pub(super) houses: Houses,
    /// The rows that name a new account.
    pub(super) named: BTreeMap<Id, Vec<usize>>,
    /// What days in figures mean.
    days: Days,
    /// The file of the list that this one goes on with, where it is another one: that a cell is empty here takes nothing away.
    goes_beside: Option<String>,
    rows: Vec<Row>,
    wants: Vec<Waiting>,
    bale: Bale,
}

impl<'a> Intake<'a> {
    pub(in crate::exchange) fn new(
        room: &'a Room,
        options: &'a Options,
        source: &'static str,
        now: DateTime<FixedOffset>,
    ) -> Self {
        let known = Known::of(room, source);
        Self {
            room,
            aside: room.aside(),
            options,
            now,
            known,
            heirs: Heirs::of(room),
            titles: Titles::load(),
            layers: BTreeMap::new(),
            houses: Houses::of(room),
            named: BTreeMap::new(),
            days: Days::new(),
            goes_beside: None,
            rows: Vec::new(),
            wants: Vec::new(),
            bale: Bale::default(),
        }
    }

    /// The rows are of another file than those that are known by the same cells.
    pub(super) fn goes_beside(&mut self, file: &str) {
        self.goes_beside = Some(file.to_owned());
    }

    /// Whether an empty cell says nothing of what is here; it is told once of a row.
    fn says_nothing(&mut self, want: &Want, field: &str, text: &str) -> bool {
        let Some(file) = self.goes_beside.as_ref().filter(|_| text.trim().is_empty()) else { return false };
        if self.aside.record(want.id).is_some_and(|here| here.has(field)) {
            let problem = Problem::new("problem-import-empty-stays").with("file", file);
            self.note_once(want.row, problem);
        }
        true
    }

    /// The same, where it is known what days in figures mean.
    pub(in crate::exchange) fn dated(self, days: Days) -> Self {
        Self { days, ..self }
    }

    /// Has the names of accounts mean those that the rows of a table are on.
    pub(in crate::exchange) fn goes_on(&mut self, source: &str) {
        self.houses.prefer(self.room, source);
    }

    /// Has some records of a table remember all its columns as they are written, its file, its form and what stands above
    /// them; spread over it, so that they are not all deleted together.
    pub(in crate::exchange) fn remember_columns(
        &mut self,
        source: &str,
        columns: &[String],
        file: &str,
        [form, above]: [&str; 2],
    ) {
        let rows = &self.rows;
        let leads = |want: &&mut Waiting| {
            let row = rows.get(want.row).filter(|row| !row.is_left_out());
            row.and_then(|row| row.lead).is_some_and(|lead| lead == (want.kind, want.id))
        };
        let witnesses: Vec<&mut Waiting> = self.wants.iter_mut().filter(leads).collect();
        let step = witnesses.len().div_ceil(WITNESSES).max(1);
        for witness in witnesses.into_iter().step_by(step) {
            witness.change(|want| {
                want.set(&format!("{source}.{COLUMNS}"), columns.to_vec(), &[]);
                want.set(&format!("{source}.{FILE}"), file, &[]);
                for (what, text) in [(FORM, form), (ABOVE, above)].into_iter().filter(|(_, text)| !text.is_empty()) {
                    want.set(&format!("{source}.{what}"), text, &[]);
                }
            });
        }
    }

    pub(in crate::exchange) fn finish(mut self) -> (Vec<Row>, Vec<Waiting>) {
        // An account belongs to the first row that goes in and names it, or has a record of it; without one it is not made.
        let goes_in = |row: &usize| self.rows.get(*row).is_some_and(|row| !row.is_left_out());
        let named = std::mem::take(&mut self.named);
        let mut used: BTreeMap<Id, usize> = BTreeMap::new();
        for want in self.wants.iter().filter(|want| goes_in(&want.row)) {
            if let Some(id) = want.account {
                used.entry(id).or_insert(want.row);
            }
        }
        self.wants.retain_mut(|want| {
            let Some(rows) = named.get(&want.id).filter(|_| want.kind == Kind::Account) else { return true };
            let first = rows.iter().copied().find(goes_in).or_else(|| used.get(&want.id).copied());
            want.row = first.unwrap_or(want.row);
            first.is_some()
        });
        // Rows that could not even be read came first; wants know their row by number, so only the list is put in order.
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|at| self.rows.get(*at).map(|row| row.line));
        let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(to, from)| (*from, to)).collect();
        self.wants.iter_mut().for_each(|want| want.row = place.get(&want.row).copied().unwrap_or(want.row));
        self.rows.sort_by_key(|row| row.line);
        (self.rows, self.wants)
    }

    pub(in crate::exchange) fn row(&mut self, line: u64) -> usize {
        self.aside.fold();
        self.rows.push(Row::at(line));
        self.rows.len() - 1
    }

    /// Says which record a row is about, and what the file calls it.
    pub(in crate::exchange) fn lead(&mut self, row: usize, kind: Kind, id: Id, ext_id: &str) {
        if let Some(row) = self.rows.get_mut(row) {
            row.leads(kind, id);
            row.ext_id = ext_id.into();
        }
    }

    pub(in crate::exchange) fn fail(&mut self, row: usize, problem: Problem) {
        if let Some(row) = self.rows.get_mut(row) {
            row.fail(problem);
        }
    }

    pub(in crate::exchange) fn skip(&mut self, row: usize, problem: Problem) {
        if let Some(row) = self.rows.get_mut(row) {
            row.skip(problem);
        }
    }

    pub(in crate::exchange) fn note(&mut self, row: usize, problem: Problem) {
        if let Some(row) = self.rows.get_mut(row) {
            row.problems.push(problem);
        }
    }

    /// Says something of a whole table with the first of its rows that goes in.
    pub(super) fn note_first(&mut self, problem: Problem) {
        if let Some(row) = self.rows.iter_mut().find(|row| !row.is_left_out()) {
            row.problems.push(problem);
        }
    }

    /// The same where it has not been said of that row.
    pub(in crate::exchange) fn note_once(&mut self, row: usize, problem: Problem) {
        if self.rows.get(row).is_some_and(|row| !row.problems.contains(&problem)) {
            self.note(row, problem);
        }
    }

    /// Says what is wrong with every row that goes in and begins on a line.
    pub(in crate::exchange) fn note_line(&mut self, line: u64, problem: Problem) {
        for row in self.rows.iter_mut().filter(|row| row.line == line && !row.is_left_out()) {
            row.problems.push(problem.clone());
        }
    }

    /// Leaves out every row that begins on a line.
    pub(in crate::exchange) fn fail_line(&mut self, line: u64, problem: Problem) {
        for row in self.rows.iter_mut().filter(|row| row.line == line && !row.is_left_out()) {
            // How it would have gone in does not matter then.
            row.problems.clear();
            row.fail(problem.clone());
        }
    }

    /// The same of the last row; where there is none, it is one that is left out.
    pub(in crate::exchange) fn note_last(&mut self, line: u64, problem: Problem) {
        if let Some(row) = self.rows.last_mut() {
            row.problems.push(problem);
        } else {
            let row = self.row(line);
            self.fail(row, problem);
        }
    }

    pub(in crate::exchange) fn want(&mut self, want: Want) -> usize {
        self.wants.push(Waiting::open(want));
        self.bale.see_to(&mut self.wants);
        self.wants.len() - 1
    }

    /// Changes what is wanted already.
    pub(super) fn revise(&mut self, at: usize, change: impl FnOnce(&mut Want)) {
        if let Some(waiting) = self.wants.get_mut(at) {
            waiting.change(change);
        }
    }

    /// The first record that goes in.
    pub(in crate::exchange) fn first(&self) -> Option<Want> {
        let goes_in = |one: &&Waiting| self.rows.get(one.row).is_some_and(|row| !row.is_left_out());
        let records = self.wants.iter().filter(goes_in).filter(|one| one.kind != Kind::Account);
        records.filter_map(|one| one.want().ok()).find(|want| !want.gone)
    }

    /// Changes what was wanted before.
    pub(in crate::exchange) fn change(&mut self, at: usize, change: impl FnOnce(&mut Want)) {
        if let Some(want) = self.wants.get_mut(at) {
            want.change(change);
        }
    }

    /// Wants more fields of what was wanted before.
    pub(in crate::exchange) fn add(&mut self, at: usize, more: Fields) {
        if let Some(want) = self.wants.get_mut(at) {
            want.add(more);
        }
    }

    /// Sets a field to what a column says; a cell that does not fit is noted and the field left out.
    pub(in crate::exchange) fn fill(&mut self, want: &mut Want, field: &str, line: &Line, column: &str) {
        if line.has(column) {
            self.set(want, field, line.get(column), &[&line.key(column)]);
        }
    }

    /// Sets a field to a text made of cells, read as if a person had typed it.
    pub(in crate::exchange) fn set(&mut self, want: &mut Want, field: &str, text: &str, cells: &[&str]) {
        let Some(row) = want.kind.field(field) else { return };
        if self.says_nothing(want, field, text) {
            return;
        }
        let dated = matches!(row.ty, Type::Day | Type::When | Type::Anniversary);
        let text = if dated && row.ty != Type::When { dates::without_midnight(text) } else { text };
        let text = if dated && dates::is_none(text.trim()) { "" } else { text };
        let told = self.days.get(text.trim()).filter(|_| dated).copied();
        if let Some(told) = told.filter(|told| told.day.is_none()) {
            let why = told.problem().with("text", text.trim());
            return self.note(want.row, why.with("kind", want.kind).with("dropped", row.name));
        }
        let day = told.and_then(|told| told.day).map(|day| day.to_string());
        // Who now says which comes first reads days anew that could not be told before, or were told the other way round.
        let misread = || {
            let here = self.aside.record(want.id)?.value(field);
            let other = told.and_then(|told| told.other).map(|day| day.to_string());
            let other = other.and_then(|other| value::parse(&row, &other, &Value::Null, self.now).ok());
            Some(here.is_null() || Some(here) == other)
        };
        let anew = day.is_some() && self.options.date_order.is_some() && misread() == Some(true);
        let text = day.as_deref().unwrap_or(text);
        let read = match value_of(&row, text) {
            Value::String(text) => value::parse(&row, &text, &Value::Null, self.now),
            value => value::check(&row, &value),
        };
        match read {
            Ok(value) => {
                if let Some((problem, is_all)) = doubt(field, text) {
                    self.note_once(want.row, problem);
                    // What is sound here does not give way to it.
                    if is_all && self.room.record(want.id).is_some_and(|here| here.has(field)) {
                        return;
                    }
                }
                let base = self.lines_before(want, &row, cells).and_then(|lines| self.base(lines));
                want.set(field, value, cells);
                if let Some(wish) = want.fields.get_mut(field) {
                    (wish.anew, wish.base) = (anew, base);
                }
            }
            Err(problem) => self.note(want.row, problem.with("kind", want.kind).with("dropped", row.name)),
        }
    }

    /// The lines of a list that cells said when they were last read, as what goes where it is gone from them; nothing goes for
    /// what another file does not say.
    pub(super) fn base(&self, lines: Value) -> Option<Box<Value>> {
        Some(lines).filter(|lines| lines.is_array() && self.goes_beside.is_none()).map(Box::new)
    }

    /// The lines that these cells said when they were last read: those that are gone from the file go here, too.
    fn lines_before(&self, want: &Want, field: &Field, cells: &[&str]) -> Option<Value> {
        if !field.many {
            return None;
        }
        let kept = self.aside.record(want.id)?.extra();
        let said: Vec<&str> = cells.iter().filter_map(|cell| kept.get(cell)?.as_str()).collect();
        let said = said.join("\n");
        // What is read as two by now was one line when it was read.
        let whole = several(&said).map(Value::from);
        let parts = value_of(field, &said).as_array().cloned().unwrap_or_default();
        value::check(field, &parts.into_iter().chain(whole).collect()).ok().filter(Value::is_array)
    }

    /// Sets a seat's title, and its layer where nothing else says one.
    pub(in crate::exchange) fn title(&mut self, seat: &mut Want, title: &str, cell: &str, guess: bool) {
        self.set(seat, "title", title, &[cell]);
        // What somebody judged is no guess any more.
        let is_judged = self.aside.record(seat.id).is_some_and(|seat| {
            !seat.value("layer").is_null() && seat.value("layer.confidence") != Confidence::Assumed.code()
        });
        let layer = if guess && !is_judged { self.layer(title) } else { None };
        if let Some(layer) = layer {
            seat.set("layer", layer.code(), &[cell]);
            seat.set("layer.confidence", Confidence::Assumed.code(), &[cell]);
        }
    }

    /// The layer a title speaks of; a list says the same ones over and over.
    fn layer(&mut self, title: &str) -> Option<Layer> {
        if let Some(layer) = self.layers.get(title) {
            return *layer;
        }
        let layer = self.titles.layer(title);
        self.layers.insert(title.to_owned(), layer);
        layer
    }

    /// Has a record that was wanted a moment ago remember what the file calls it.
    pub(in crate::exchange) fn name_new(&mut self, id: Id, source: &str, ext_id: &str) {
        self.change_new(id, |want| want.name_it(source, ext_id));
    }

    /// Changes a record that was wanted a moment ago.
    pub(super) fn change_new(&mut self, id: Id, change: impl FnOnce(&mut Want)) {
        if let Some(want) = self.wants.last_mut().filter(|want| want.id == id) {
            want.change(change);
        }
    }

    /// The seats on an account whose person has this name.
    pub(in crate::exchange) fn seated(&self, account: Id, name: &str) -> Vec<&Seat> {
        let name = folded(name);
        let is_called = |seat: &&Seat| folded(&self.aside.name(seat.id)) == name && seat.person.is_some();
        self.aside.linked::<Seat>(account).filter(|seat| seat.account == account).filter(is_called).collect()
    }
}

/// A name for comparing: case and spaces do not count.
pub(in crate::exchange) fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
