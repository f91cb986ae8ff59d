//! A grid of records: lines in groups, sorted by a column, with one cursor that stands on a cell. The tables of accounts
//! and members, Today and History are grids; what stands in their cells they say themselves.

use std::cmp::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Step, Target, View};
use crate::find::{Keys, fold};
use crate::model::Id;
use crate::theme::Role;
use crate::widget::table::{Align, Column, Table, Width};
use crate::widget::{fill, put, scrollbar};

/// A column.
#[derive(Clone, Debug)]
pub struct Col {
    column: Column,
    field: Option<&'static str>,
}

impl Col {
    /// A column of texts, at least `least` wide; where there is no room for all, the highest `rank` is left out first.
    pub fn text(title: impl Into<String>, least: u16, rank: u8) -> Self {
        Self { column: Column::text(title, Width::Flex(least), rank), field: None }
    }

    /// A column of texts of a known width.
    pub fn fixed(title: impl Into<String>, cols: u16, rank: u8) -> Self {
        Self { column: Column::text(title, Width::Fixed(cols), rank), field: None }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>, cols: u16, rank: u8) -> Self {
        let column = Column { align: Align::Right, ..Column::text(title, Width::Fixed(cols), rank) };
        Self { column, field: None }
    }

    /// The same, of a field that is edited where it stands.
    #[must_use]
    pub const fn of(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }
}

/// By what a cell is sorted; what is not there comes last either way.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// Nothing.
    None,
    /// By size.
    Number(f64),
    /// By letters, Chinese by its pinyin.
    Text(String),
}

impl Key {
    fn text(text: &str) -> Self {
        if text.is_empty() {
            return Self::None;
        }
        Self::Text(Keys::of(text).pinyin().map_or_else(|| fold(text), str::to_owned))
    }

    /// The key of a number that may not be there.
    pub fn number(number: Option<f64>) -> Self {
        number.map_or(Self::None, Self::Number)
    }

    fn order(&self, other: &Self, up: bool) -> Ordering {
        let turned = |order: Ordering| if up { order } else { order.reverse() };
        match (self, other) {
            (Self::None, Self::None) => Ordering::Equal,
            (Self::None, _) => Ordering::Greater,
            (_, Self::None) => Ordering::Less,
            (Self::Number(a), Self::Number(b)) => turned(a.total_cmp(b)),
            (Self::Text(a), Self::Text(b)) => turned(a.cmp(b)),
            (Self::Number(_), Self::Text(_)) => turned(Ordering::Less),
            (Self::Text(_), Self::Number(_)) => turned(Ordering::Greater),
        }
    }
}

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The words.
    pub text: String,
    /// How they look.
    pub role: Role,
    /// By what they are sorted, where that is not the words.
    key: Option<Key>,
}

impl Cell {
    /// A cell sorted by its text.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, key: None }
    }

    /// The same, sorted by something else.
    #[must_use]
    pub fn by(mut self, key: Key) -> Self {
        self.key = Some(key);
        self
    }

    fn key(&self) -> Key {
        self.key.clone().unwrap_or_else(|| Key::text(&self.text))
    }
}

/// One line of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What the cursor keeps to when lines change.
    pub key: Id,
    /// The record it stands for.
    pub record: Option<Id>,
    /// Its cells, one a column; of a line that is worded when it comes into view, none until then.
    pub cells: Vec<Cell>,
}

/// Lines under a heading; without a title there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// The lines.
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug)]
enum Row {
    Heading(String),
    Line(Line),
}

/// The grid.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    table: Table,
    fields: Vec<Option<&'static str>>,
    rows: Vec<Row>,
    cursor: Option<Id>,
    column: usize,
    area: Rect,
}

impl Grid {
    /// Gives it other columns.
    pub fn columns(&mut self, columns: Vec<Col>) {
        self.fields = columns.iter().map(|one| one.field).collect();
        self.table.columns = columns.into_iter().map(|one| one.column).collect();
    }

    /// The column sorted by, and whether upwards.
    pub const fn sorted(&self) -> Option<(usize, bool)> {
        self.table.sort
    }

    /// Sorts by a column to begin with, until somebody sorts by another.
    pub fn sort_first(&mut self, column: usize) {
        self.table.sort.get_or_insert((column, true));
    }

    /// Sorts by the column under the cursor; again, the other way.
    pub fn sort(&mut self) {
        self.table.sort_by(self.column);
    }

    /// Shows other lines, each group sorted in itself; the cursor stays on its line where that is still there.
    pub fn set(&mut self, groups: Vec<Group>) {
        self.rows.clear();
        for Group { title, mut lines } in groups {
            if let Some((column, up)) = self.table.sort {
                let key = |line: &Line| line.cells.get(column).map_or(Key::None, Cell::key);
                let mut keyed: Vec<(Key, Line)> = lines.into_iter().map(|line| (key(&line), line)).collect();
                keyed.sort_by(|(a, _), (b, _)| a.order(b, up));
                lines = keyed.into_iter().map(|(_, line)| line).collect();
            }
            if !title.is_empty() {
                self.rows.push(Row::Heading(title));
            }
            self.rows.extend(lines.into_iter().map(Row::Line));
        }
    }

    /// Shows the columns and lines of another one. Where the cursor is, and what is sorted by, stays.
    pub(super) fn take(&mut self, other: Self) {
        (self.fields, self.rows, self.table.columns) = (other.fields, other.rows, other.table.columns);
    }

    /// Whether there is no line.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows there are, headings among them.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// The last row in view.
    pub fn end(&self) -> usize {
        self.table.list.visible().end
    }

    /// Where it stands.
    pub const fn area(&self) -> Rect {
        self.area
    }

    /// Settles the geometry, and the cursor on its line.
    pub fn layout(&mut self, area: Rect) {
        self.area = area;
        self.table.layout(area, self.rows.len());
        let here = self.table.list.selected().and_then(|row| self.line(row)).map(|line| line.key);
        if here.is_none() || here != self.cursor {
            let wanted = self.cursor.and_then(|key| self.find(|line| line.key == key));
            match wanted {
                Some(row) => self.table.list.select(row),
                None => self.settle(true),
            }
        }
        if self.cell_of(self.column).is_none() && !self.rows.is_empty() {
            self.column = (0..self.fields.len()).rev().find(|column| self.cell_of(*column).is_some()).unwrap_or(0);
        }
        self.note();
    }

    /// Gives lines in view that have no cells those that `cells` makes for them: of many lines, few are ever seen.
    pub(super) fn word(&mut self, cells: impl Fn(Id) -> Vec<Cell>) {
        let rows = self.rows.get_mut(self.table.list.visible()).into_iter().flatten();
        for row in rows {
            if let Row::Line(line) = row
                && line.cells.is_empty()
            {
                line.cells = cells(line.key);
            }
        }
    }

    /// Draws headings and lines in view, and the cursor.
    pub fn draw(&self, buf: &mut Buffer, view: &View) {
        let (theme, area) = (view.theme, self.area);
        self.table.draw(buf, area, theme, view.focused, |row, column| {
            let cell = self.line(row).and_then(|line| line.cells.get(column));
            cell.map_or(("", theme.style(Role::Text)), |cell| (cell.text.as_str(), theme.style(cell.role)))
        });
        let body = Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area };
        for (row, place) in self.table.list.rows(body) {
            if let Some(Row::Heading(title)) = self.rows.get(row) {
                put(buf, place, title, theme.style(Role::Title));
            }
        }
        if let Some(rect) = self.cell_of(self.column).filter(|_| view.focused && self.is_editable()) {
            fill(buf, rect, theme.style(Role::Marked));
        }
        scrollbar(buf, body, theme, &self.table.list);
    }

    /// Moves the cursor, past headings.
    pub fn step(&mut self, step: Step) {
        let list = &mut self.table.list;
        match step {
            Step::Up => list.step(-1),
            Step::Down => list.step(1),
            Step::PageUp => list.page(-1),
            Step::PageDown => list.page(1),
            Step::First => list.first(),
            Step::Last => list.last(),
            Step::Wheel(rows) => list.scroll(isize::from(rows)),
            Step::Left => return self.sidle((0..self.column).rev().collect()),
            Step::Right => return self.sidle((self.column + 1..self.fields.len()).collect()),
        }
        self.settle(!matches!(step, Step::Up | Step::PageUp));
        self.note();
    }

    /// The line under the cursor.
    pub fn current(&self) -> Option<&Line> {
        self.line(self.table.list.selected()?)
    }

    /// The record under the cursor.
    pub fn selected(&self) -> Option<Id> {
        self.current()?.record
    }

    /// The field under the cursor.
    pub fn target(&self) -> Option<Target> {
        let field = (*self.fields.get(self.column)?)?;
        Some(Target { id: self.selected()?, field, rect: self.cell_of(self.column)? })
    }

    /// Puts the cursor on the first line of a record, or on the line of that key, unless it is on one of its lines.
    pub fn select(&mut self, id: Id) {
        if self.selected() == Some(id) {
            return;
        }
        // A record that was just added has no line yet; its key is what the next layout looks for.
        self.cursor = Some(self.find(|line| line.key == id || line.record == Some(id)).map_or(id, |row| {
            self.table.list.select(row);
            self.current().map_or(id, |line| line.key)
        }));
    }

    /// Moves the cursor off its line, which is to go: to the one below in the same group, at its end to the one above.
    pub fn step_off(&mut self) {
        let Some(row) = self.table.list.selected() else { return };
        let beside = [row.checked_add(1), row.checked_sub(1)];
        if let Some(row) = beside.into_iter().flatten().find(|row| self.line(*row).is_some()) {
            self.table.list.select(row);
            self.note();
        }
    }

    /// Selects what was clicked; in a table of fields, sorts by the heading that was. False where nothing was.
    pub fn click(&mut self, at: Position) -> bool {
        if let Some(column) = self.table.heading_at(self.area, at).filter(|_| self.is_editable()) {
            self.table.sort_by(column);
            return true;
        }
        let Some(row) = self.table.row_at(self.area, at).filter(|row| self.line(*row).is_some()) else { return false };
        self.table.list.select(row);
        let hit = |column: &usize| self.cell_of(*column).is_some_and(|rect| rect.contains(at));
        self.column = (0..self.fields.len()).find(hit).unwrap_or(self.column);
        self.note();
        true
    }

    /// Whether any column is a field.
    fn is_editable(&self) -> bool {
        self.fields.iter().any(Option::is_some)
    }

    fn line(&self, row: usize) -> Option<&Line> {
        match self.rows.get(row)? {
            Row::Line(line) => Some(line),
            Row::Heading(_) => None,
        }
    }

    fn find(&self, fits: impl Fn(&Line) -> bool) -> Option<usize> {
        self.rows.iter().position(|row| matches!(row, Row::Line(line) if fits(line)))
    }

    fn cell_of(&self, column: usize) -> Option<Rect> {
        self.table.cell_at(self.area, self.table.list.selected()?, column)
    }

    fn sidle(&mut self, columns: Vec<usize>) {
        if let Some(column) = columns.into_iter().find(|column| self.cell_of(*column).is_some()) {
            self.column = column;
        }
    }

    fn note(&mut self) {
        if let Some(line) = self.current() {
            self.cursor = Some(line.key);
        }
    }

    /// Moves the cursor off a heading: onwards, else back.
    fn settle(&mut self, down: bool) {
        let Some(at) = self.table.list.selected().filter(|row| self.line(*row).is_none()) else { return };
        let below = (at..self.rows.len()).find(|row| self.line(*row).is_some());
        let above = (0..at).rev().find(|row| self.line(*row).is_some());
        let wanted = if down { below.or(above) } else { above.or(below) };
        if let Some(row) = wanted {
            self.table.list.select(row);
        }
    }
}

#[cfg(test)]
mod tests;
