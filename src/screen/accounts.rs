//! The accounts: a table that is sorted, filtered and edited in place.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::Value;

use super::present::{label, present};
use super::{Screen, Step, Target, View};
use crate::find::Filter;
use crate::model::{Account, Id, Kind, Seat};
use crate::text::Lang;
use crate::theme::Role;
use crate::widget::table::{Column, Table, Width};
use crate::widget::{fill, put};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// A field, editable in place.
    Field(&'static str),
    /// How many seats are on the map.
    Seats,
}

/// The columns, their least width, and what is left out first where there is no room.
const COLUMNS: &[(Shown, u16, u8)] = &[
    (Shown::Field("name"), 16, 0),
    (Shown::Field("stage"), 10, 1),
    (Shown::Field("tier"), 8, 2),
    (Shown::Seats, 6, 3),
    (Shown::Field("city"), 8, 4),
    (Shown::Field("industry"), 14, 5),
    (Shown::Field("owner"), 10, 6),
];

/// The screen.
#[derive(Debug, Default)]
pub struct Accounts {
    table: Table,
    rows: Vec<Id>,
    cursor: Option<Id>,
    column: usize,
    /// What narrows the table.
    pub filter: Filter,
    area: Rect,
    settled: Option<(u64, Lang, Filter, Option<(usize, bool)>)>,
}

impl Accounts {
    /// Sorts by the column under the cursor; again, the other way.
    pub fn sort(&mut self) {
        self.table.sort_by(self.column);
    }

    fn settle(&mut self, view: &View) {
        let wanted = (view.room.version(), view.text.lang(), self.filter.clone(), self.table.sort);
        if self.settled.as_ref() == Some(&wanted) {
            return;
        }
        let column = |(shown, least, rank): &(Shown, u16, u8)| match shown {
            Shown::Field(name) => Column::text(label(view.text, Kind::Account, name), Width::Flex(*least), *rank),
            Shown::Seats => Column::number(view.text.t("kinds-seat"), *least, *rank),
        };
        self.table.columns = COLUMNS.iter().map(column).collect();
        let mut rows: Vec<(Vec<String>, Id)> = view
            .room
            .all::<Account>()
            .filter(|account| self.shows(view, account))
            .map(|account| (COLUMNS.iter().map(|(shown, ..)| cell(view, account.id, *shown)).collect(), account.id))
            .collect();
        let (by, up) = self.table.sort.unwrap_or((0, true));
        let key = |cells: &Vec<String>| cells.get(by).map(|text| (text.parse::<i64>().ok(), text.clone()));
        rows.sort_by(|(a, _), (b, _)| if up { key(a).cmp(&key(b)) } else { key(b).cmp(&key(a)) });
        self.rows = rows.into_iter().map(|(_, id)| id).collect();
        self.settled = Some(wanted);
    }

    fn shows(&self, view: &View, account: &Account) -> bool {
        let Some(record) = view.room.record(account.id) else { return false };
        let map = record.to_map();
        let get = |name: &str| match map.get(name) {
            Some(Value::Array(many)) => many.clone(),
            Some(value) => vec![value.clone()],
            None => Vec::new(),
        };
        self.filter.matches(&get, &account.name)
    }
}

impl Screen for Accounts {
    fn layout(&mut self, area: Rect, view: &View) {
        self.area = area;
        self.settle(view);
        self.table.layout(area, self.rows.len());
        if let Some(row) = self.cursor.and_then(|id| self.rows.iter().position(|one| *one == id)) {
            self.table.list.select(row);
        }
        self.cursor = self.table.list.selected().and_then(|row| self.rows.get(row)).copied();
    }

    fn view(&self, buf: &mut Buffer, view: &View) {
        if self.rows.is_empty() {
            let hint = if self.filter.is_empty() { "accounts-empty" } else { "accounts-none-match" };
            put(buf, self.area, &view.text.t(hint), view.theme.style(Role::Placeholder));
            return;
        }
        let text = view.theme.style(Role::Text);
        self.table.draw(buf, self.area, view.theme, view.focused, |row, column| {
            let shown = self.rows.get(row).zip(COLUMNS.get(column)).map(|(id, (shown, ..))| cell(view, *id, *shown));
            (shown.unwrap_or_default(), text)
        });
        let cursor = self.table.list.selected().and_then(|row| self.table.cell_at(self.area, row, self.column));
        if let Some(rect) = cursor.filter(|_| view.focused) {
            fill(buf, rect, view.theme.style(Role::Marked));
        }
    }

    fn step(&mut self, step: Step) {
        let list = &mut self.table.list;
        match step {
            Step::Up => list.step(-1),
            Step::Down => list.step(1),
            Step::PageUp => list.page(-1),
            Step::PageDown => list.page(1),
            Step::First => list.first(),
            Step::Last => list.last(),
            Step::Wheel(rows) => list.scroll(isize::from(rows)),
            Step::Left => self.column = self.column.saturating_sub(1),
            Step::Right => self.column = (self.column + 1).min(COLUMNS.len() - 1),
        }
        self.cursor = self.table.list.selected().and_then(|row| self.rows.get(row)).copied();
    }

    fn selected(&self) -> Option<Id> {
        self.cursor
    }

    fn target(&self) -> Option<Target> {
        let (Shown::Field(field), ..) = COLUMNS.get(self.column)? else { return None };
        let rect = self.table.cell_at(self.area, self.table.list.selected()?, self.column)?;
        Some(Target { id: self.cursor?, field, rect })
    }

    fn select(&mut self, id: Id) {
        self.cursor = Some(id);
    }

    fn click(&mut self, at: Position) -> bool {
        if let Some(column) = self.table.heading_at(self.area, at) {
            self.table.sort_by(column);
            return true;
        }
        let row = self.table.row_at(self.area, at);
        if let Some(row) = row {
            self.table.list.select(row);
            self.cursor = self.rows.get(row).copied();
        }
        row.is_some()
    }
}

fn cell(view: &View, id: Id, shown: Shown) -> String {
    match shown {
        Shown::Seats => view.room.linked::<Seat>(id).count().to_string(),
        Shown::Field(name) => Kind::Account.field(name).zip(view.room.record(id)).map_or_else(String::new, |(field, record)| {
            present(view, &field, &record.value(name))
        }),
    }
}
