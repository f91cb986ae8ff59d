//! Sections of fields and records in one column of sheets, or in two where the screen is wide; what the card and the
//! strategy of an account are made of. A section knows which kind of record may be added to it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::{Map, Value};

use super::present::present;
use super::sheet::{Row, Sheet};
use super::{Step, Target, View};
use crate::model::{Id, Kind, Record};
use crate::text::clean;
use crate::theme::Role;

/// From this width on there are two columns.
pub const WIDE: u16 = 110;

/// Columns between the two.
const GAP: u16 = 3;

/// The column a section stands in where there are two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The first.
    #[default]
    Left,
    /// The second.
    Right,
}

/// A section.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Its heading; without one the rows go on where the section before ended.
    pub title: String,
    /// The kind of record that may be added, and what is filled in of it.
    pub adds: Option<(Kind, Map<String, Value>)>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Where it stands.
    pub side: Side,
    /// Whether it begins on one row with the section after it, which stands on the other side.
    pub paired: bool,
}

impl Section {
    /// A section of fields.
    pub fn new(title: String, rows: Vec<Row>) -> Self {
        Self { title, rows, ..Self::default() }
    }

    /// The same, to which records of an account may be added.
    #[must_use]
    pub fn adding(mut self, kind: Kind, account: Id) -> Self {
        let given = Map::from_iter([("account".to_string(), Value::from(account.to_string()))]);
        self.adds = Some((kind, given));
        self
    }

    /// The same, with one more field of what is added filled in.
    #[must_use]
    pub fn given(mut self, field: &str, value: impl Into<Value>) -> Self {
        if let Some((_, given)) = &mut self.adds {
            given.insert(field.into(), value.into());
        }
        self
    }

    /// The same, in the second column.
    #[must_use]
    pub const fn right(mut self) -> Self {
        self.side = Side::Right;
        self
    }

    /// The same, beginning on one row with the next.
    #[must_use]
    pub const fn paired(mut self) -> Self {
        self.paired = true;
        self
    }
}

/// The row of a record.
pub fn row(id: Id, text: &str, role: Role) -> Row {
    Row::Record { id, text: clean(text).into_owned(), role }
}

/// A record in the words of some of its fields; what is not set is left out.
pub fn said(view: &View, record: &Record, names: &[&str]) -> String {
    let map = record.to_map();
    let parts = names.iter().filter_map(|name| {
        let field = record.kind().field(name)?;
        let value = map.get(*name).filter(|value| !value.is_null())?;
        Some(present(view, &field, value))
    });
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[derive(Clone, Debug, Default)]
struct Column {
    sheet: Sheet,
    /// The section each row belongs to.
    owners: Vec<usize>,
}

/// The sections, and where the cursor is.
#[derive(Clone, Debug, Default)]
pub struct Sections {
    all: Vec<Section>,
    columns: [Column; 2],
    wide: bool,
    active: usize,
}

impl Sections {
    /// Shows other sections; `empty` stands in those that hold nothing and may be added to.
    pub fn set(&mut self, mut sections: Vec<Section>, empty: &str) {
        for section in sections.iter_mut().filter(|section| section.adds.is_some()) {
            if !section.rows.iter().any(|row| matches!(row, Row::Record { .. })) {
                section.rows.push(Row::Add(empty.to_owned()));
            }
        }
        self.all = sections;
        self.share();
    }

    /// Settles the geometry.
    pub fn layout(&mut self, area: Rect, view: &View) {
        let wide = area.width >= WIDE;
        if wide != self.wide {
            self.fold(wide);
        }
        let cols = if wide { (area.width - GAP) / 2 } else { area.width };
        let [left, right] = &mut self.columns;
        left.sheet.layout(Rect { width: cols, ..area }, view);
        right.sheet.layout(Rect { x: area.x + area.width - cols, width: if wide { cols } else { 0 }, ..area }, view);
        if self.sheet().is_empty() {
            self.active = 1 - self.active;
        }
        if !self.wide {
            self.active = 0;
        }
    }

    /// Draws the columns.
    pub fn draw(&self, buf: &mut Buffer, view: &View) {
        let values = |id, field: &crate::model::field::Field| {
            view.room.record(id).map(|record| record.value(field.name)).unwrap_or_default()
        };
        for (nth, column) in self.columns.iter().enumerate().take(if self.wide { 2 } else { 1 }) {
            let cursor = if view.focused { Role::Selected } else { Role::SelectedDim };
            column.sheet.draw(buf, view, Some(cursor).filter(|_| nth == self.active), &values);
        }
    }

    /// Moves the cursor; sideways to the other column.
    pub fn step(&mut self, step: Step) {
        let to = match step {
            Step::Left => 0,
            Step::Right => 1,
            _ => return self.sheet_mut().step(step),
        };
        let there = self.columns.get(to).is_some_and(|column| !column.sheet.is_empty());
        if self.wide && there {
            self.active = to;
        }
    }

    /// The record under the cursor.
    pub fn selected(&self) -> Option<Id> {
        self.sheet().selected()
    }

    /// The field under the cursor.
    pub fn target(&self) -> Option<Target> {
        self.sheet().target()
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<&Row> {
        self.sheet().current()
    }

    /// The section under the cursor.
    pub fn section(&self) -> Option<&Section> {
        let column = self.columns.get(self.active)?;
        self.all.get(*column.owners.get(column.sheet.row()?)?)
    }

    /// Puts the cursor on the first row of a record, unless it is on one of its rows.
    pub fn select(&mut self, id: Id) {
        if self.selected() == Some(id) {
            return;
        }
        for (nth, column) in self.columns.iter_mut().enumerate() {
            column.sheet.select(id, None);
            if column.sheet.selected() == Some(id) {
                self.active = nth;
                return;
            }
        }
    }

    /// Puts the cursor on a field of a record.
    pub fn select_field(&mut self, id: Id, field: &str) {
        for (nth, column) in self.columns.iter_mut().enumerate() {
            if column.sheet.select(id, Some(field)) {
                self.active = nth;
            }
        }
    }

    /// Selects what was clicked; false where nothing was.
    pub fn click(&mut self, at: Position) -> bool {
        let hit = (0..if self.wide { 2 } else { 1 })
            .find(|nth| self.columns.get_mut(*nth).is_some_and(|column| column.sheet.click(at)));
        self.active = hit.unwrap_or(self.active);
        hit.is_some()
    }

    fn sheet(&self) -> &Sheet {
        let [left, right] = &self.columns;
        if self.active == 0 { &left.sheet } else { &right.sheet }
    }

    fn sheet_mut(&mut self) -> &mut Sheet {
        let [left, right] = &mut self.columns;
        if self.active == 0 { &mut left.sheet } else { &mut right.sheet }
    }

    /// Goes from one column to two or back, with the cursor staying on its row.
    fn fold(&mut self, wide: bool) {
        let place = self.current().cloned();
        self.wide = wide;
        self.share();
        let found = self.columns.iter().enumerate().find_map(|(nth, column)| {
            let row = column.sheet.find(place.as_ref()?)?;
            Some((nth, row))
        });
        if let Some((nth, row)) = found {
            self.active = nth;
            self.sheet_mut().select_row(row);
        }
    }

    /// Shares the sections among the columns.
    fn share(&mut self) {
        let mut rows: [Vec<Row>; 2] = Default::default();
        let mut owners: [Vec<usize>; 2] = Default::default();
        let blank = || Row::Text(String::new(), Role::Text);
        for (nth, section) in self.all.iter().enumerate() {
            if section.paired && self.wide {
                let least = rows.iter().map(Vec::len).max().unwrap_or(0);
                for (rows, owners) in rows.iter_mut().zip(&mut owners) {
                    rows.resize_with(least, blank);
                    owners.resize(least, nth);
                }
            }
            let [left, right] = &mut rows;
            let [of_left, of_right] = &mut owners;
            let on_left = !self.wide || section.side == Side::Left;
            let (rows, owners) = if on_left { (left, of_left) } else { (right, of_right) };
            if !section.title.is_empty() {
                if !rows.is_empty() {
                    rows.push(blank());
                }
                rows.push(Row::Heading(section.title.clone()));
            }
            rows.extend(section.rows.iter().cloned());
            owners.resize(rows.len(), nth);
        }
        for ((column, rows), owners) in self.columns.iter_mut().zip(rows).zip(owners) {
            column.sheet.set(rows);
            column.owners = owners;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::fixture::{House, account};
    use crate::text::Lang;

    fn record(name: &str) -> Row {
        Row::Record { id: Id::named("record", name), text: name.into(), role: Role::Text }
    }

    fn sections() -> Vec<Section> {
        vec![
            Section::new("One".into(), vec![record("a"), record("b"), record("c")]).adding(Kind::Visit, account(1)),
            Section::new("Two".into(), Vec::new()).adding(Kind::Gift, account(1)).given("status", "planned").right(),
            Section::new("Three".into(), vec![record("d")]).paired(),
            Section::new("Four".into(), vec![record("e")]).right(),
        ]
    }

    fn settled(width: u16) -> Sections {
        let house = House::new(Lang::En, None);
        let mut all = Sections::default();
        all.set(sections(), "none");
        all.layout(Rect::new(0, 0, width, 20), &house.view());
        all
    }

    #[test]
    fn the_cursor_knows_its_section_also_where_that_is_empty() {
        let mut all = settled(80);
        let mut seen = Vec::new();
        for _ in 0..6 {
            seen.push(all.section().unwrap().title.clone());
            all.step(Step::Down);
        }
        assert_eq!(seen, ["One", "One", "One", "Two", "Three", "Four"]);
        let (kind, given) = settled(200).all[1].adds.clone().unwrap();
        assert_eq!((kind, given["status"].as_str()), (Kind::Gift, Some("planned")));
    }

    #[test]
    fn two_columns_keep_the_cursor_on_its_row_and_pairs_on_one_line() {
        let house = House::new(Lang::En, None);
        let mut all = settled(80);
        all.select(Id::named("record", "e"));
        all.layout(Rect::new(0, 0, 200, 20), &house.view());
        assert_eq!(all.selected(), Some(Id::named("record", "e")));
        assert_eq!(all.active, 1);
        let [left, right] = &all.columns;
        assert_eq!(left.sheet.find(&record("d")), right.sheet.find(&record("e")));
        all.step(Step::Left);
        assert_eq!(all.selected(), Some(Id::named("record", "d")));
        all.layout(Rect::new(0, 0, 80, 20), &house.view());
        assert_eq!(all.selected(), Some(Id::named("record", "d")));
    }
}
