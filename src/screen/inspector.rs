//! The panel beside a screen: every field of the selected record, editable where it stands, and the records around it.

mod lived;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::present::{kind_label, label, line};
use super::sheet::{Row, Sheet};
use super::{Step, Target, View};
use crate::model::{Id, Kind, Record, Seat, Typed};
use crate::text::Lang;
use crate::theme::Role;
use crate::widget::{frame, put};

/// Records of one kind listed under a record; more are counted.
const LISTED: usize = 8;

/// The panel.
#[derive(Debug, Default)]
pub struct Inspector {
    /// The record the screen's cursor is on.
    subject: Option<Id>,
    /// Records opened from here, the innermost last.
    opened: Vec<Id>,
    sheet: Sheet,
    shown: Option<(Id, u64, Lang)>,
    inside: Rect,
    block: Rect,
}

impl Inspector {
    /// Shows a record; what was opened inside is closed when it is another one.
    pub fn show(&mut self, id: Option<Id>) {
        if self.subject != id {
            self.subject = id;
            self.opened.clear();
        }
    }

    /// The record whose fields are shown.
    pub fn record(&self) -> Option<Id> {
        self.opened.last().copied().or(self.subject)
    }

    /// The record under the cursor: the one shown, or one listed below it.
    pub fn selected(&self) -> Option<Id> {
        self.sheet.selected().or_else(|| self.record())
    }

    /// The field under the cursor.
    pub fn target(&self) -> Option<Target> {
        self.sheet.target()
    }

    /// Opens the record under the cursor in place of the one shown; false where the cursor is on a field.
    pub fn open(&mut self) -> bool {
        match self.sheet.current() {
            Some(Row::Record { id, .. }) => {
                self.opened.push(*id);
                true
            }
            _ => false,
        }
    }

    /// Goes back to the record before; false at the outermost.
    pub fn back(&mut self) -> bool {
        self.opened.pop().is_some()
    }

    /// Whether the panel has room on the screen.
    pub const fn is_in_view(&self) -> bool {
        self.block.width > 0
    }

    /// Puts the cursor on a field of the record shown.
    pub fn select_field(&mut self, id: Id, field: &str) {
        self.sheet.select(id, Some(field));
    }

    /// Moves the cursor.
    pub fn step(&mut self, step: Step) {
        self.sheet.step(step);
    }

    /// Selects what was clicked; false outside.
    pub fn click(&mut self, at: Position) -> bool {
        self.block.contains(at) && self.sheet.click(at)
    }

    /// Settles the geometry and, when the record or its neighbours changed, the rows.
    pub fn layout(&mut self, area: Rect, view: &View) {
        self.opened.retain(|id| view.room.record(*id).is_some());
        self.block = area;
        self.inside = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(3),
            height: area.height.saturating_sub(2),
        };
        let shown = self.record().map(|id| (id, view.room.version(), view.text.lang()));
        if self.shown != shown || self.sheet.is_empty() {
            self.sheet.set(self.record().map(|id| rows(view, id)).unwrap_or_default());
            self.shown = shown;
        }
        self.sheet.layout(self.inside, view);
    }

    /// Draws the panel.
    pub fn view(&self, buf: &mut Buffer, view: &View, focused: bool) {
        let title = self
            .record()
            .and_then(|id| Some((id, view.room.record(id)?)))
            .map(|(id, record)| format!("{} · {}", kind_label(view.text, record.kind()), view.room.name(id)));
        frame(buf, self.block, &title.unwrap_or_default(), focused, view.theme);
        if self.record().is_none() {
            let row = Rect { height: 1.min(self.inside.height), ..self.inside };
            put(buf, row, &view.text.t("inspector-empty"), view.theme.style(Role::Placeholder));
            return;
        }
        // Without the keys there is no cursor to show.
        self.sheet.draw(buf, view, focused.then_some(Role::Selected), &|id, field| {
            view.room.record(id).map(|record| record.value(field.name)).unwrap_or_default()
        });
    }
}

/// The rows of a record: its fields, those of the person in a seat, and the records that point to it.
pub fn rows(view: &View, id: Id) -> Vec<Row> {
    let Some(record) = view.room.record(id) else { return Vec::new() };
    let mut rows = fields(record);
    rows.extend(lived::rows(view, id));
    let person = Seat::of(record).and_then(|seat| seat.person).and_then(|id| view.room.record(id));
    if let Some(person) = person {
        rows.push(Row::Heading(kind_label(view.text, Kind::Person)));
        rows.extend(fields(person));
    }
    for kind in Kind::ALL {
        let mut near: Vec<Id> = related(view, id, *kind);
        near.extend(person.map(|person| related(view, person.id(), *kind)).unwrap_or_default());
        near.retain(|one| *one != id);
        near.dedup();
        if near.is_empty() {
            continue;
        }
        let count = near.len();
        rows.push(Row::Heading(format!(
            "{} {count}",
            view.text.t(&format!("kinds-{}", kind.code().replace('_', "-")))
        )));
        let listed =
            near.iter().rev().take(LISTED).map(|id| Row::Record { id: *id, text: line(view, *id), role: Role::Text });
        rows.extend(listed);
        if count > LISTED {
            let more = view.text.ta("inspector-more", &[("count", &(count - LISTED).to_string())]);
            rows.push(Row::Text(more, Role::Dim));
        }
    }
    rows
}

/// A row for every field people fill in.
pub fn fields(record: &Record) -> Vec<Row> {
    let (id, kind) = (record.id(), record.kind());
    kind.open_fields().map(|field| Row::Field { id, kind, field: *field }).collect()
}

/// The name of a field of the record under the cursor, for messages.
pub fn field_label(view: &View, id: Id, field: &str) -> String {
    view.room.record(id).map(|record| label(view.text, record.kind(), field)).unwrap_or_default()
}

fn related(view: &View, id: Id, kind: Kind) -> Vec<Id> {
    view.room.referrers(id).filter(|record| record.kind() == kind).map(Record::id).collect()
}
