//! The geometry of a long list: which row is selected, and which rows are seen.
//!
//! It holds numbers only and costs the same for ten rows and for a million. Screens keep the selected record by id and
//! tell the list its row with [`List::select`] when the rows changed.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

/// Rows kept in view above and below the selected one, where there is room.
const MARGIN: usize = 2;

/// Selection and scroll of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    len: usize,
    selected: usize,
    offset: usize,
    height: usize,
}

impl List {
    /// Tells how many rows there are and how many fit, and repairs selection and scroll. Call before drawing.
    pub fn layout(&mut self, len: usize, height: u16) {
        self.len = len;
        self.height = usize::from(height);
        self.select(self.selected);
    }

    /// The selected row; `None` in an empty list.
    pub fn selected(&self) -> Option<usize> {
        (self.selected < self.len).then_some(self.selected)
    }

    /// Selects a row, or the last one if there are fewer, and brings it into view.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.len.saturating_sub(1));
        let margin = MARGIN.min(self.height.saturating_sub(1) / 2);
        let lowest = (self.selected + margin + 1).saturating_sub(self.height);
        let highest = self.selected.saturating_sub(margin);
        self.offset = self.offset.max(lowest).min(highest).min(self.len.saturating_sub(self.height));
    }

    /// Moves the selection by rows, and stops at the ends.
    pub fn step(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Moves the selection by pages; a page keeps one row of the one before.
    pub fn page(&mut self, by: isize) {
        self.step(by.saturating_mul(self.height.saturating_sub(1).max(1) as isize));
    }

    /// Moves the selection by half pages.
    pub fn half_page(&mut self, by: isize) {
        self.step(by.saturating_mul((self.height / 2).max(1) as isize));
    }

    /// Selects the first row.
    pub fn first(&mut self) {
        self.select(0);
    }

    /// Selects the last row.
    pub fn last(&mut self) {
        self.select(usize::MAX);
    }

    /// Scrolls by rows, for a mouse wheel; the selection follows only where it would leave the view.
    pub fn scroll(&mut self, by: isize) {
        self.offset = self.offset.saturating_add_signed(by).min(self.len.saturating_sub(self.height));
        let margin = MARGIN.min(self.height.saturating_sub(1) / 2);
        let top = if self.offset == 0 { 0 } else { self.offset + margin };
        let end = self.offset + self.height;
        let bottom = if end >= self.len { self.len } else { end - margin };
        self.selected = self.selected.clamp(top, bottom.saturating_sub(1).max(top));
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The first row in view.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The rows in view.
    pub fn visible(&self) -> Range<usize> {
        self.offset..(self.offset + self.height).min(self.len)
    }

    /// Whether some rows are out of view, so that there is a scrollbar.
    pub fn overflows(&self) -> bool {
        self.visible().len() < self.len
    }

    /// Each row in view with the place it is drawn at. The last column is left to a scrollbar, where there is one.
    pub fn rows(&self, area: Rect) -> impl Iterator<Item = (usize, Rect)> + use<> {
        let area = Rect { width: area.width.saturating_sub(self.overflows().into()), ..area };
        self.visible().zip(area.top()..area.bottom()).map(move |(row, y)| (row, Rect { y, height: 1, ..area }))
    }

    /// The row drawn at a place, for a mouse click.
    pub fn at(&self, area: Rect, place: Position) -> Option<usize> {
        let row = self.offset + usize::from(place.y.checked_sub(area.y)?);
        (area.contains(place) && row < self.len).then_some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(len: usize, height: u16) -> List {
        let mut list = List::default();
        list.layout(len, height);
        list
    }

    #[test]
    fn the_selection_stays_in_view_with_its_margin() {
        let mut list = list(1_000_000, 10);
        list.step(7);
        assert_eq!(list.visible(), 0..10);
        list.step(1);
        assert_eq!(list.visible(), 1..11);
        list.last();
        assert_eq!((list.selected(), list.visible()), (Some(999_999), 999_990..1_000_000));
        list.page(-1);
        assert_eq!((list.selected(), list.visible()), (Some(999_990), 999_988..999_998));
        list.first();
        list.step(-5);
        assert_eq!((list.selected(), list.visible()), (Some(0), 0..10));
    }

    #[test]
    fn shrinking_repairs_selection_and_scroll() {
        let mut list = list(100, 10);
        list.last();
        list.layout(4, 10);
        assert_eq!((list.selected(), list.visible()), (Some(3), 0..4));
        list.layout(0, 10);
        assert_eq!((list.selected(), list.visible()), (None, 0..0));
        list.layout(5, 0);
        list.step(1);
        assert_eq!(list.visible().len(), 0);
        list.layout(5, 1);
        assert_eq!(list.visible(), 1..2);
    }

    #[test]
    fn the_wheel_scrolls_and_drags_the_selection_along() {
        let mut list = list(100, 10);
        list.scroll(5);
        assert_eq!((list.selected(), list.visible()), (Some(7), 5..15));
        list.scroll(-50);
        assert_eq!((list.selected(), list.visible()), (Some(7), 0..10));
        list.scroll(500);
        assert_eq!((list.selected(), list.visible()), (Some(92), 90..100));
    }

    #[test]
    fn a_click_finds_its_row() {
        let mut list = list(12, 10);
        list.last();
        let area = Rect::new(3, 4, 20, 10);
        assert_eq!(list.at(area, Position::new(5, 4)), Some(2));
        assert_eq!(list.at(area, Position::new(1, 4)), None);
        assert_eq!(list.rows(area).last(), Some((11, Rect::new(3, 13, 19, 1))));
    }
}
