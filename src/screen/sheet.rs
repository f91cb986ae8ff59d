//! A sheet of fields: headings, `label  value` rows and rows that stand for whole records, with one cursor. The
//! inspector, the card and every form are sheets.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::Value;

use super::present::kept::half_known;
use super::present::{hours, label, present};
use super::{Step, Target, View};
use crate::model::field::{BASIS, Field};
use crate::model::{Id, Kind, When};
use crate::rules::city::on_clocks;
use crate::rules::typed::zone_of;
use crate::text::{pad, width};
use crate::theme::Role;
use crate::widget::{List, fill, put, scrollbar};

/// One row of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// The title of a section.
    Heading(String),
    /// A field of a record, editable where it stands.
    Field {
        /// The record.
        id: Id,
        /// Its kind.
        kind: Kind,
        /// The field's row in the table.
        field: Field,
    },
    /// A record of its own, by a text that says what it is.
    Record {
        /// The record.
        id: Id,
        /// What stands in the row.
        text: String,
        /// How the text looks.
        role: Role,
    },
    /// Stands where records may be added and says how.
    Add(String),
    /// Words without a cursor.
    Text(String, Role),
}

impl Row {
    const fn takes_cursor(&self) -> bool {
        matches!(self, Self::Field { .. } | Self::Record { .. } | Self::Add(_))
    }

    fn place(&self) -> Option<(Id, &'static str)> {
        match self {
            Self::Field { id, field, .. } => Some((*id, field.name)),
            Self::Record { id, .. } => Some((*id, "")),
            Self::Heading(_) | Self::Add(_) | Self::Text(..) => None,
        }
    }
}

/// Where a sheet takes the values of its fields from: the room, or a form's draft.
pub type Values<'a> = &'a dyn Fn(Id, &Field) -> Value;

/// The rows, and where the cursor is.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    rows: Vec<Row>,
    list: List,
    area: Rect,
    labels: u16,
}

impl Sheet {
    /// Shows other rows; the cursor stays on the field or record it was on, where that is still there.
    pub fn set(&mut self, rows: Vec<Row>) {
        let place = self.current().and_then(Row::place);
        self.rows = rows;
        self.list.layout(self.rows.len(), self.area.height);
        match place.and_then(|place| self.rows.iter().position(|row| row.place() == Some(place))) {
            Some(row) => self.list.select(row),
            None => self.settle(1),
        }
    }

    /// Settles the geometry. `labels` are as wide as the widest, but leave half to the values.
    pub fn layout(&mut self, area: Rect, view: &View) {
        self.area = area;
        self.list.layout(self.rows.len(), area.height);
        let widest = self.rows.iter().filter_map(|row| match row {
            Row::Field { kind, field, .. } => Some(width(&label(view.text, *kind, field.name)) as u16),
            _ => None,
        });
        self.labels = widest.max().unwrap_or(0).min(area.width / 2);
        self.settle(1);
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nothing to stand on.
    pub fn is_empty(&self) -> bool {
        !self.rows.iter().any(Row::takes_cursor)
    }

    /// Which row the cursor is on.
    pub fn row(&self) -> Option<usize> {
        self.current().and(self.list.selected())
    }

    /// Where a row is.
    pub fn find(&self, row: &Row) -> Option<usize> {
        self.rows.iter().position(|one| one == row)
    }

    /// Puts the cursor on the row nearest to this one.
    pub fn select_row(&mut self, row: usize) {
        self.list.select(row);
        self.settle(1);
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.list.selected()?).filter(|row| row.takes_cursor())
    }

    /// The record under the cursor.
    pub fn selected(&self) -> Option<Id> {
        self.current()?.place().map(|(id, _)| id)
    }

    /// The field under the cursor, and where its value stands.
    pub fn target(&self) -> Option<Target> {
        let Row::Field { id, field, .. } = self.current()? else { return None };
        let row = self.list.selected()?.checked_sub(self.list.visible().start)? as u16;
        let left = self.labels + 2;
        let rect = Rect {
            x: self.area.x + left.min(self.area.width),
            y: self.area.y + row.min(self.area.height.saturating_sub(1)),
            width: self.area.width.saturating_sub(left + 1),
            height: 1,
        };
        Some(Target { id: *id, field: field.name, rect })
    }

    /// Puts the cursor on a field, or on the first row of a record; false where it does not stand here.
    pub fn select(&mut self, id: Id, field: Option<&str>) -> bool {
        let fits =
            |row: &Row| row.place().is_some_and(|(one, name)| one == id && field.is_none_or(|field| field == name));
        let row = self.rows.iter().position(fits);
        if let Some(row) = row {
            self.list.select(row);
        }
        row.is_some()
    }

    /// Moves the cursor, past headings.
    pub fn step(&mut self, step: Step) {
        let down = match step {
            Step::Up => {
                self.list.step(-1);
                false
            }
            Step::PageUp => {
                self.list.page(-1);
                false
            }
            Step::Wheel(rows) => {
                self.list.step(isize::from(rows));
                rows > 0
            }
            Step::Last => {
                self.list.last();
                false
            }
            Step::Down => {
                self.list.step(1);
                true
            }
            Step::PageDown => {
                self.list.page(1);
                true
            }
            Step::First => {
                self.list.first();
                true
            }
            Step::Left | Step::Right => return,
        };
        self.settle(if down { 1 } else { -1 });
    }

    /// Selects what was clicked; false where nothing was.
    pub fn click(&mut self, at: Position) -> bool {
        let Some(row) = self.list.at(self.area, at).filter(|row| self.rows.get(*row).is_some_and(Row::takes_cursor))
        else {
            return false;
        };
        self.list.select(row);
        true
    }

    /// Draws the rows in view, the one under the cursor in `cursor`.
    pub fn draw(&self, buf: &mut Buffer, view: &View, cursor: Option<Role>, values: Values) {
        for (row, area) in self.list.rows(self.area) {
            let Some(one) = self.rows.get(row) else { continue };
            let selected = self.list.selected() == Some(row) && one.takes_cursor();
            self.draw_row(buf, area, view, one, values);
            if let Some(role) = cursor.filter(|_| selected) {
                fill(buf, area, view.theme.style(role));
            }
        }
        scrollbar(buf, self.area, view.theme, &self.list);
    }

    fn draw_row(&self, buf: &mut Buffer, area: Rect, view: &View, row: &Row, values: Values) {
        let theme = view.theme;
        match row {
            Row::Heading(title) => _ = put(buf, area, title, theme.style(Role::Title)),
            Row::Add(text) => _ = put(buf, area, text, theme.style(Role::Placeholder)),
            Row::Text(text, role) | Row::Record { text, role, .. } => _ = put(buf, area, text, theme.style(*role)),
            Row::Field { id, kind, field } => {
                let name = label(view.text, *kind, field.name);
                put(buf, area, &pad(&name, self.labels.into()), theme.style(Role::Dim));
                let left = (self.labels + 2).min(area.width);
                let rest = Rect { x: area.x + left, width: area.width.saturating_sub(left), ..area };
                draw_value(buf, rest, view, (*id, field), values);
            }
        }
    }

    /// Moves the cursor off headings, in one direction and then in the other.
    fn settle(&mut self, direction: isize) {
        for by in [direction, -direction] {
            let Some(mut at) = self.list.selected() else { return };
            while let Some(row) = self.rows.get(at) {
                if row.takes_cursor() {
                    self.list.select(at);
                    return;
                }
                match at.checked_add_signed(by) {
                    Some(next) => at = next,
                    None => break,
                }
            }
        }
    }
}

/// Draws a value, and behind it what a judgement rests on.
fn draw_value(buf: &mut Buffer, area: Rect, view: &View, (id, field): (Id, &Field), values: Values) {
    let theme = view.theme;
    let value = values(id, field);
    let half = || half_known(view.room.record(id).filter(|_| value.is_null())?, field);
    let shown = told_there(view, id, field, &value, values).or_else(half);
    let shown = shown.unwrap_or_else(|| present(view, field, &value));
    let empty = shown.is_empty();
    let text = if empty && field.required {
        view.text.t("word-required")
    } else if empty {
        "–".into()
    } else {
        shown
    };
    let role = match (empty, field.required) {
        (true, true) => Role::Warn,
        (true, false) => Role::Placeholder,
        _ => Role::Text,
    };
    let used = put(buf, area, &text, theme.style(role));
    let basis = if field.judged { basis(view, id, field) } else { String::new() };
    if !basis.is_empty() && area.width > used + 2 {
        let rest = Rect { x: area.x + used + 2, width: area.width - used - 2, ..area };
        put(buf, rest, &basis, theme.style(Role::Dim));
    }
}

/// An hour that belongs to a place on its clocks, and on ours where those differ.
fn told_there(view: &View, id: Id, field: &Field, value: &Value, values: Values) -> Option<String> {
    let Ok(When::Moment(moment)) = value.as_str()?.parse() else { return None };
    let kind = view.room.record(id)?.kind();
    let of = |name| kind.field(name).map(|other| values(id, &other)).unwrap_or_default();
    let zone = zone_of(view.room, view.terms, kind, field.name, &of)?;
    Some(hours::at(view, on_clocks(moment, Some(zone))))
}

/// Confidence, date and source of a judgement, in brackets.
fn basis(view: &View, id: Id, field: &Field) -> String {
    let Some(record) = view.room.record(id) else { return String::new() };
    let parts = BASIS.iter().filter_map(|part| {
        let said = record.basis(field.name, part.name)?;
        Some(present(view, part, &Value::from(said)))
    });
    let parts: Vec<_> = parts.collect();
    if parts.is_empty() { String::new() } else { format!("({})", parts.join(" · ")) }
}
