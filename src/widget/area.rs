//! A text field of several lines that wraps and scrolls.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::{Draft, clear, put};
use crate::text::{cut, width, wrap_ranges};
use crate::theme::{Role, Theme};

/// A text field of several lines. Keys act on its [`Draft`], and on [`Area::step`] for up and down.
#[derive(Clone, Debug)]
pub struct Area {
    /// What is written.
    pub draft: Draft,
    /// First row shown.
    top: usize,
    /// Columns it was laid out in.
    cols: usize,
    /// The column that up and down try to keep, and where they left the caret.
    goal: Option<(usize, usize)>,
}

impl Area {
    /// A field with this text, the caret at its end.
    pub fn new(text: &str) -> Self {
        Self { draft: Draft::lines(text), top: 0, cols: usize::MAX, goal: None }
    }

    /// What is written.
    pub fn text(&self) -> &str {
        self.draft.text()
    }

    /// Wraps to the width of `size` and scrolls as little as needed for the caret to be seen.
    pub fn layout(&mut self, size: Size) {
        self.cols = usize::from(size.width).saturating_sub(1);
        let (row, _) = self.caret(&self.wrapped());
        let height = usize::from(size.height).max(1);
        self.top = self.top.clamp((row + 1).saturating_sub(height), row);
    }

    /// Moves the caret by rows as they are shown, keeping its column where it can: 1 is down, −1 is up.
    pub fn step(&mut self, by: isize) {
        let rows = self.wrapped();
        let (row, col) = self.caret(&rows);
        let goal = self.goal.filter(|(_, left)| *left == self.draft.caret()).map_or(col, |(goal, _)| goal);
        let Some(target) = rows.get(row.saturating_add_signed(by).min(rows.len() - 1)) else { return };
        self.draft.place(self.at_column(target, goal));
        self.goal = Some((goal, self.draft.caret()));
    }

    /// Draws the field and returns where the terminal's cursor belongs.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, theme: &Theme) -> Position {
        let style = theme.style(Role::Input);
        clear(buf, area, style);
        let rows = self.wrapped();
        for (range, y) in rows.iter().skip(self.top).zip(area.top()..area.bottom()) {
            put(buf, Rect { y, height: 1, ..area }, self.slice(range).trim_end(), style);
        }
        let (row, col) = self.caret(&rows);
        let x = area.x + (col as u16).min(area.width.saturating_sub(1));
        let y = area.y + (row.saturating_sub(self.top) as u16).min(area.height.saturating_sub(1));
        Position::new(x, y)
    }

    /// Puts the caret where the field, drawn into `area`, was clicked.
    pub fn click(&mut self, area: Rect, at: Position) {
        let rows = self.wrapped();
        let row = (self.top + usize::from(at.y.saturating_sub(area.y))).min(rows.len() - 1);
        let Some(range) = rows.get(row) else { return };
        self.draft.place(self.at_column(range, usize::from(at.x.saturating_sub(area.x))));
    }

    fn wrapped(&self) -> Vec<Range<usize>> {
        wrap_ranges(self.text(), self.cols)
    }

    fn slice(&self, range: &Range<usize>) -> &str {
        self.text().get(range.clone()).unwrap_or_default()
    }

    /// Row and column of the caret. Between two rows of one line it is at the beginning of the second.
    fn caret(&self, rows: &[Range<usize>]) -> (usize, usize) {
        let caret = self.draft.caret();
        let row = rows.partition_point(|range| range.start <= caret).saturating_sub(1);
        let start = rows.get(row).map_or(0, |range| range.start);
        (row, width(self.slice(&(start..caret))))
    }

    /// The byte index at a column of a row; before the next row of the same line begins.
    fn at_column(&self, range: &Range<usize>, col: usize) -> usize {
        let text = self.slice(range);
        let at = range.start + cut(text, col).len();
        let wraps = range.end < self.text().len() && !self.slice(&(range.end..range.end + 1)).starts_with('\n');
        if at == range.end && wraps && !text.is_empty() {
            return range.start + text.char_indices().next_back().map_or(0, |(last, _)| last);
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::{Motion, snapshot};

    fn drawn(area: &mut Area, width: u16, height: u16) -> (Vec<String>, (u16, u16)) {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        area.layout(Size::new(width, height));
        let cursor = area.draw(&mut buf, Rect::new(0, 0, width, height), &Theme::default());
        (snapshot::rows(&buf), (cursor.x, cursor.y))
    }

    #[test]
    fn text_wraps_and_the_cursor_follows() {
        let mut area = Area::new("合同延期影响\nok");
        assert_eq!(drawn(&mut area, 9, 3), (vec!["合同延期".into(), "影响".into(), "ok".into()], (2, 2)));
        assert_eq!(drawn(&mut area, 9, 2), (vec!["影响".into(), "ok".into()], (2, 1)));
        area.draft.go(Motion::Top);
        assert_eq!(drawn(&mut area, 9, 2), (vec!["合同延期".into(), "影响".into()], (0, 0)));
    }

    #[test]
    fn up_and_down_keep_the_column_over_short_rows() {
        let mut area = Area::new("abcdef\nx\nuvwxyz");
        drawn(&mut area, 20, 5);
        area.draft.go(Motion::Left);
        area.step(-1);
        assert_eq!(drawn(&mut area, 20, 5).1, (1, 1));
        area.step(-1);
        assert_eq!(drawn(&mut area, 20, 5).1, (5, 0));
        area.step(9);
        assert_eq!(drawn(&mut area, 20, 5).1, (5, 2));
    }

    #[test]
    fn up_and_down_walk_through_wrapped_rows() {
        let mut area = Area::new("合同延期影响播出合同");
        drawn(&mut area, 9, 3);
        for (x, y) in [(4, 1), (4, 0), (4, 0)] {
            area.step(-1);
            assert_eq!(drawn(&mut area, 9, 3).1, (x, y));
        }
        area.draft.go(Motion::Top);
        area.click(Rect::new(0, 0, 9, 3), Position::new(8, 0));
        assert_eq!(drawn(&mut area, 9, 3).1, (6, 0));
    }
}
