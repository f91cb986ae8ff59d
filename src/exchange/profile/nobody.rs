//! Rows of a list of people that are about nobody: its headers once more, what a line groups or says of the list.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::headers::{OF_NAMES, is_total, meaning};
use super::intake::{Intake, Line, Table};
use super::named::{keys, shown};
use crate::exchange::table::Cells;
use crate::model::Problem;

/// Columns of a list that is more than names.
const FEW: usize = 3;
/// Words that a name may have.
const WORDS: usize = 4;
/// What monday.com calls what it lists below somebody.
const SUBITEMS: [&str; 8] =
    ["subitems", "unterelemente", "sous-éléments", "subelementos", "sottoelementi", "子项", "子项目", "子項目"];
/// What the names of companies end with.
const FORMS: [&str; 16] = [
    " gmbh", " ag", " se", " kg", " inc", " inc.", " ltd", " ltd.", " llc", " corp.", " plc", " s.a.", " b.v.", "公司",
    "集团", "集團",
];

/// What a list is like, by which a row that is nobody's is known.
pub(super) struct Nobody {
    /// Whether some row says more than a name.
    says_more: bool,
    /// Cells that a row has at least: of text, one that is shorter has been cut, which is told.
    fewest: usize,
    /// The lines of what monday.com lists below somebody, with the headers of that.
    below: BTreeSet<u64>,
}

impl Nobody {
    pub(super) fn of(table: &Table, columns: &Columns) -> Self {
        let says_more = columns.count() >= FEW && table.rows.iter().any(|row| lone(row).is_none());
        Self { says_more, fewest: if table.is_text { 2 } else { 1 }, below: below(table.rows) }
    }

    /// Why a row is nobody's, where it is; `before` is the row before it.
    pub(super) fn why(
        &self,
        intake: &Intake,
        columns: &Columns,
        line: &Line,
        before: Option<&Line>,
    ) -> Option<Problem> {
        let (row, name) = (line.said().0, line.at(0));
        let said = |id| Some(Problem::new(id).with("name", name));
        if let Some(total) = [line.at(0), columns.get(line, "name")].into_iter().find(|cell| is_total(cell)) {
            return Some(Problem::new("problem-import-total").with("name", total));
        }
        if names_columns(row) && columns.names(line).any(is_name) {
            return said("problem-import-heading");
        }
        if self.below.contains(&row.line) {
            let what = row.iter().find(|cell| !cell.is_empty()).unwrap_or_default();
            return Some(Problem::new("problem-import-subitem").with("name", what));
        }
        let name = lone(row).filter(|_| self.says_more && row.len() >= self.fewest)?;
        let is_apart = || before.is_some_and(|before| begins_anew(before.said().0, row));
        let is_house = || intake.account_here(name).is_some() || is_company(name);
        if is_sentence(name) || is_apart() || is_house() { said("problem-import-lone") } else { None }
    }
}

/// The lines below somebody that have headers of their own, `Subitems` and a name, and stand one column further in.
fn below(rows: &[Cells]) -> BTreeSet<u64> {
    let begins = |row: &Cells| SUBITEMS.contains(&row.get(0).to_lowercase().as_str()) && is_name(row.get(1));
    let (mut is_below, mut all) = (false, BTreeSet::new());
    for row in rows {
        is_below = begins(row) || is_below && row.get(0).is_empty() && !row.get(1).is_empty();
        all.extend(is_below.then_some(row.line));
    }
    all
}

/// Whether a row is the headers of its table once more.
pub(super) fn is_header(header: &[String], line: &Line) -> bool {
    let row = line.said().0;
    let filled = || row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    filled().count() > 1 && filled().all(|(at, cell)| header.get(at).is_some_and(|column| shown(column) == cell))
}

/// What a row says that says it in its first cell and nothing else.
fn lone(row: &Cells) -> Option<&str> {
    let is_alone = row.iter().skip(1).all(str::is_empty);
    Some(row.get(0)).filter(|name| is_alone && !name.is_empty())
}

/// Whether all that a row says is what columns are called.
fn names_columns(row: &Cells) -> bool {
    let filled = || row.iter().filter(|cell| !cell.is_empty());
    filled().count() > 1 && filled().all(|cell| meaning(cell).is_some())
}

fn is_name(cell: &str) -> bool {
    meaning(cell).is_some_and(|what| OF_NAMES.contains(&what))
}

fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() > WORDS || text.starts_with('*') || text.contains([':', '：'])
}

fn is_company(name: &str) -> bool {
    let name = name.to_lowercase();
    FORMS.iter().any(|form| name.ends_with(form))
}

/// Whether there are empty rows between two; a cell may go over several lines.
fn begins_anew(before: &Cells, row: &Cells) -> bool {
    let more: usize = before.iter().map(|cell| cell.matches('\n').count()).sum();
    row.line > before.line + 1 + more as u64
}

/// Has the second of two rows of headers say what the first does where it says nothing itself.
pub(in crate::exchange) fn join_heads(rows: &mut [Cells], most: usize) {
    let joined = |at: usize| {
        let (first, second) = (rows.get(at)?, rows.get(at + 1)?);
        Some((at + 1, joined(first, second)?))
    };
    if let Some((at, cells)) = (0..most).find_map(joined) {
        rows.get_mut(at).into_iter().for_each(|row| *row = cells.clone());
    }
}

/// The headers that two rows make together, of which the second says what the columns hold that have none in the first.
pub(super) fn joined(first: &Cells, second: &Cells) -> Option<Cells> {
    let columns = || 0..first.len().max(second.len());
    let is_known = |at: usize| second.get(at) == first.get(at) || meaning(second.get(at)).is_some();
    let adds = columns().any(|at| first.get(at).is_empty() && !second.get(at).is_empty());
    let several = |row: &Cells| row.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let all_known = columns().filter(|at| !second.get(*at).is_empty()).all(is_known);
    if !(adds && several(first) && several(second) && all_known) {
        return None;
    }
    let cell = |at: usize| if second.get(at).is_empty() { first.written(at) } else { second.written(at) };
    let cells = Cells::new(second.line, columns().map(cell));
    super::headers::knows(&keys(&cells.to_vec())).then_some(cells)
}
