//! The other views of the ladder: the forecast by who will be on the hook, receivables with how they age, complaints with
//! their course. Each is a grid under a line that sums it up, and what is under the cursor is told at length below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Sift, complaints, forecast, receivables};
use crate::model::Id;
use crate::screen::grid::{Cell, Col, Grid, Group};
use crate::screen::present::present;
use crate::screen::{Key, View};
use crate::text::wrap;
use crate::theme::{Role, Stroke};
use crate::widget::{put, put_spans, put_wrapped};

/// The views of the ladder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The rungs and what waits on them.
    #[default]
    Items,
    /// Who will be on the hook when, if nobody acts.
    Forecast,
    /// Money that is owed.
    Receivables,
    /// Complaints.
    Complaints,
}

impl Mode {
    /// Every view, in the order in which they follow each other.
    pub const ALL: [Self; 4] = [Self::Items, Self::Forecast, Self::Receivables, Self::Complaints];

    /// Its name as an argument, and in the names of its texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Forecast => "forecast",
            Self::Receivables => "receivables",
            Self::Complaints => "complaints",
        }
    }

    /// The one after it.
    pub const fn next(self) -> Self {
        match self {
            Self::Items => Self::Forecast,
            Self::Forecast => Self::Receivables,
            Self::Receivables => Self::Complaints,
            Self::Complaints => Self::Items,
        }
    }
}

/// What a view shows, gathered once per edit, hour and language.
pub(super) struct Sheet {
    pub columns: Vec<Col>,
    pub groups: Vec<Group>,
    /// The lines that sum it up.
    pub crown: Vec<Vec<(String, Role)>>,
    /// Lines that are sifted out.
    pub hidden: usize,
}

/// Words with how they look.
pub(super) type Said = Vec<(String, Role)>;

/// What a page was gathered for: the answers' key, whether in ASCII, and the column sorted by.
type Settled = (Key, bool, Option<(usize, bool)>, Sift);

/// A grid between its crown and what is told of the record under the cursor.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub grid: Grid,
    crown: Vec<Said>,
    head: Rect,
    below: Rect,
    settled: Option<Settled>,
}

impl Page {
    pub fn layout(&mut self, mode: Mode, area: Rect, view: &View, sift: Sift) {
        let key = Some((view.key(), view.theme.ascii, self.grid.sorted(), sift));
        if self.settled != key {
            let sheet = match mode {
                Mode::Items | Mode::Forecast => forecast::sheet(view, sift),
                Mode::Receivables => receivables::sheet(view, sift),
                Mode::Complaints => complaints::sheet(view, sift),
            };
            self.crown = sheet.crown;
            if let Some(only) = sift.said(view, sheet.hidden) {
                let only = (format!("  {only}"), Role::Warn);
                match self.crown.first_mut() {
                    Some(first) => first.push(only),
                    None => self.crown.push(vec![only]),
                }
            }
            self.grid.columns(sheet.columns);
            self.grid.set(sheet.groups);
            self.settled = key;
        }
        let line = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
        let head = (self.crown.len() as u16).min(area.height / 4);
        let below = if area.height < 12 { 0 } else { (area.height / 4).min(8) };
        (self.head, self.below) = (line(0, head), line(area.height - below, below));
        self.grid.layout(line(head, area.height - head - below));
    }

    pub fn draw(&self, mode: Mode, buf: &mut Buffer, view: &View) {
        for (said, y) in self.crown.iter().zip(self.head.top()..self.head.bottom()) {
            put_said(buf, Rect { y, height: 1, ..self.head }, view, said);
        }
        if self.grid.is_empty() {
            let none = view.text.t(&format!("ladder-no-{}", mode.code()));
            return put_wrapped(buf, self.grid.area(), &none, view.theme.style(Role::Placeholder));
        }
        self.grid.draw(buf, view);
        let Some(id) = self.grid.selected().filter(|_| !self.below.is_empty()) else { return };
        let rule = view.theme.lines().horizontal(Stroke::Thin).repeat(self.below.width.into());
        put(buf, Rect { height: 1, ..self.below }, &rule, view.theme.style(Role::Border));
        let told = match mode {
            Mode::Items | Mode::Forecast => forecast::told(view, id),
            Mode::Receivables => receivables::told(view, id),
            Mode::Complaints => complaints::told(view, id),
        };
        let mut y = self.below.top();
        for (nth, said) in told.iter().enumerate() {
            // The first stands in the rule.
            let indent = if nth == 0 { 0 } else { 2 };
            let cols = self.below.width.saturating_sub(indent);
            let rest = Rect { x: self.below.x + indent, y, width: cols, height: self.below.bottom().saturating_sub(y) };
            // What is of one piece goes on in the next row.
            let rows = match said.as_slice() {
                [(text, role)] if nth > 0 => {
                    put_wrapped(buf, rest, text, view.theme.style(*role));
                    wrap(text, cols.into()).len() as u16
                }
                _ => {
                    put_said(buf, Rect { height: rest.height.min(1), ..rest }, view, said);
                    1
                }
            };
            y = y.saturating_add(rows);
        }
    }
}

fn put_said(buf: &mut Buffer, area: Rect, view: &View, said: &Said) {
    let spans: Vec<_> = said.iter().map(|(text, role)| (text.as_str(), view.theme.style(*role))).collect();
    put_spans(buf, area, &spans);
}

/// A field of a record as it stands in a cell.
pub(super) fn field(view: &View, id: Id, name: &str) -> Cell {
    let record = view.room.record(id);
    let found = record.and_then(|record| Some((record.kind().field(name)?, record)));
    let shown = found.map(|(field, record)| present(view, &field, &record.value(name)));
    Cell::new(shown.unwrap_or_default(), Role::Text)
}
