//! Beside the chart: the ranks (or the best way), and the lines of the selected person with a cursor over their fields.

use ratatui::layout::{Position, Rect};

use super::{Areas, Circle, Part};
use crate::screen::{Step, Target, View};
use crate::widget::table::{Column, Width};

/// Columns of the table of lines, and the field each of them edits.
const FIELDS: [(usize, &str); 4] = [(2, "kind"), (3, "weight"), (4, "confidence"), (5, "notes")];

/// A chart from this height on can spare a row for what its signs mean.
const LEGEND: u16 = 16;

/// The parts of the screen; a tall chart has its legend above it.
pub(super) fn split(area: Rect, part: Part) -> Areas {
    let areas = share(area, part);
    let whole = areas.chart;
    let legend = Rect { height: u16::from(whole.height >= LEGEND), ..whole };
    let chart = Rect { y: legend.bottom(), height: whole.height - legend.height, ..whole };
    Areas { legend, chart, ..areas }
}

/// Shares an area among head, chart, ranks and lines: beside each other where it is wide, else one above the other; where
/// it is neither, whatever has the cursor gets it all.
fn share(area: Rect, part: Part) -> Areas {
    let legend = Rect::default();
    let head = Rect { height: area.height.min(1), ..area };
    let body = Rect { y: head.bottom(), height: area.height - head.height, ..area };
    let none = Rect { width: 0, height: 0, ..body };
    if body.width >= 56 {
        let cols = (body.width * 2 / 5).clamp(24, 56);
        let chart = Rect { width: body.width - cols - 1, ..body };
        let side = Rect { x: chart.right() + 1, width: cols, ..body };
        let ranks = Rect { height: side.height.div_ceil(2), ..side };
        let lines = Rect { y: ranks.bottom(), height: side.height - ranks.height, ..side };
        return Areas { head, legend, chart, ranks, lines };
    }
    if body.height >= 16 {
        let chart = Rect { height: body.height * 3 / 5, ..body };
        let rest = Rect { y: chart.bottom(), height: body.height - chart.height, ..body };
        let (ranks, lines) = if part == Part::Ranks { (rest, none) } else { (none, rest) };
        return Areas { head, legend, chart, ranks, lines };
    }
    match part {
        Part::Chart => Areas { head, legend, chart: body, ranks: none, lines: none },
        Part::Lines => Areas { head, legend, chart: none, ranks: none, lines: body },
        Part::Ranks => Areas { head, legend, chart: none, ranks: body, lines: none },
    }
}

/// What is below a heading.
pub(super) fn below(area: Rect) -> Rect {
    Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }
}

impl Circle {
    /// Settles both tables and puts their cursors on the selected person and line.
    pub(super) fn layout_side(&mut self, view: &View) {
        let t = |id: &str| view.text.t(id);
        if self.ranks.columns.is_empty() || self.titled != Some(view.text.lang()) {
            self.titled = Some(view.text.lang());
            self.ranks.columns = vec![
                Column::number("#", 3, 0),
                Column::text(t("circle-column-name"), Width::Flex(6), 0),
                Column::number(t("circle-column-computed"), 5, 2),
                Column::number(t("circle-column-declared"), 4, 0),
                Column::text(t("circle-column-marks"), Width::Flex(9), 0),
            ];
            self.lines.columns = vec![
                Column::text("", Width::Fixed(2), 0),
                Column::text(t("circle-column-who"), Width::Flex(10), 0),
                Column::text(t("field-edge-kind"), Width::Flex(9), 1),
                Column::text(t("field-weight"), Width::Fixed(6), 0),
                Column::text(t("field-confidence"), Width::Fixed(10), 2),
                Column::text(t("field-notes"), Width::Flex(12), 3),
            ];
        }
        self.ranks.layout(below(self.areas.ranks), self.scene.ranks.len());
        if let Some(row) = self.scene.ranks.iter().position(|one| Some(one.seat) == self.selected) {
            self.ranks.list.select(row);
        }
        let lines: Vec<_> = self.scene_lines().map(|line| line.id).collect();
        self.lines.layout(below(self.areas.lines), lines.len());
        match lines.iter().position(|id| Some(*id) == self.line) {
            Some(row) => self.lines.list.select(row),
            None => self.line = self.lines.list.selected().and_then(|row| lines.get(row)).copied(),
        }
        if self.part == Part::Lines && lines.is_empty() {
            self.part = Part::Chart;
        }
    }

    /// The field of the line under the cursor, and where it stands.
    pub(super) fn line_target(&self) -> Option<Target> {
        let id = self.line()?;
        let (column, field) = FIELDS.get(self.column).copied()?;
        let row = self.lines.list.selected()?;
        let area = below(self.areas.lines);
        let rect = self.lines.cell_at(area, row, column).or_else(|| self.lines.cell_at(area, row, 1))?;
        Some(Target { id, field, rect })
    }

    /// The column of the table of lines that has the cursor.
    pub(super) fn line_column(&self) -> Option<usize> {
        FIELDS.get(self.column).map(|(column, _)| *column).filter(|_| self.part == Part::Lines)
    }

    pub(super) fn step_side(&mut self, step: Step) {
        let first = self.part == Part::Lines && self.lines.list.selected() == Some(0);
        let list = if self.part == Part::Ranks { &mut self.ranks.list } else { &mut self.lines.list };
        match step {
            Step::Up if first => self.part = Part::Chart,
            Step::Up => list.step(-1),
            Step::Down => list.step(1),
            Step::PageUp => list.page(-1),
            Step::PageDown => list.page(1),
            Step::First => list.first(),
            Step::Last => list.last(),
            Step::Wheel(rows) => list.scroll(rows.into()),
            Step::Left if self.part == Part::Ranks || self.column == 0 => self.part = Part::Chart,
            Step::Left => self.column -= 1,
            Step::Right => self.column = (self.column + 1).min(FIELDS.len() - 1),
        }
        self.follow();
    }

    pub(super) fn click_side(&mut self, at: Position) -> bool {
        if let Some(row) = self.lines.row_at(below(self.areas.lines), at) {
            self.lines.list.select(row);
            self.part = Part::Lines;
        } else if let Some(row) = self.ranks.row_at(below(self.areas.ranks), at).filter(|_| self.route.is_none()) {
            self.ranks.list.select(row);
            self.part = Part::Ranks;
        } else {
            return false;
        }
        self.follow();
        true
    }

    /// Takes the person or the line from the row under the cursor.
    fn follow(&mut self) {
        match self.part {
            Part::Ranks => {
                let row = self.ranks.list.selected();
                self.selected = row.and_then(|row| self.scene.ranks.get(row)).map(|one| one.seat).or(self.selected);
            }
            Part::Lines => {
                let row = self.lines.list.selected();
                self.line = row.and_then(|row| self.scene_lines().nth(row)).map(|line| line.id);
            }
            Part::Chart => {}
        }
    }
}
