//! A one-line text field that scrolls sideways.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::{Draft, clear, put};
use crate::text::{cut, width};
use crate::theme::{Role, Theme};

/// A one-line text field. Keys act on its [`Draft`].
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// What is written.
    pub draft: Draft,
    /// Byte index of the first grapheme shown.
    scroll: usize,
}

impl Input {
    /// A field with this text, the caret at its end.
    pub fn new(text: &str) -> Self {
        Self { draft: Draft::line(text), scroll: 0 }
    }

    /// What is written.
    pub fn text(&self) -> &str {
        self.draft.text()
    }

    /// Scrolls as little as needed for the caret to be seen in `cols` columns.
    pub fn layout(&mut self, cols: u16) {
        self.scroll = self.scrolled(usize::from(cols));
    }

    /// Draws the field into the first row of `area` and returns where the terminal's cursor belongs.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, theme: &Theme, placeholder: &str) -> Position {
        let row = Rect { height: area.height.min(1), ..area };
        let style = theme.style(Role::Input);
        clear(buf, row, style);
        if self.text().is_empty() {
            put(buf, row, placeholder, style.patch(theme.style(Role::Placeholder)));
            return row.as_position();
        }
        let cols = usize::from(area.width);
        let scroll = self.scrolled(cols);
        let shown = if self.draft.is_selected() { style.patch(theme.style(Role::Selected)) } else { style };
        put(buf, row, cut(self.between(scroll, self.text().len()), cols), shown);
        let caret = width(self.between(scroll, self.draft.caret())).min(cols.saturating_sub(1));
        Position::new(area.x + caret as u16, area.y)
    }

    /// Puts the caret where the field, drawn into `area`, was clicked.
    pub fn click(&mut self, area: Rect, x: u16) {
        let scroll = self.scrolled(usize::from(area.width));
        let before = cut(self.between(scroll, self.text().len()), usize::from(x.saturating_sub(area.x)));
        self.draft.place(scroll + before.len());
    }

    fn between(&self, from: usize, to: usize) -> &str {
        self.text().get(from..to).unwrap_or_default()
    }

    fn scrolled(&self, cols: usize) -> usize {
        let caret = self.draft.caret();
        if width(self.text()) < cols {
            return 0;
        }
        let at_caret = self.between(caret, self.text().len()).graphemes(true).next().map_or(1, width).max(1);
        let mut scroll = self.scroll.min(caret);
        let mut before = width(self.between(scroll, caret));
        for grapheme in self.between(scroll, caret).graphemes(true) {
            if before + at_caret <= cols {
                break;
            }
            scroll += grapheme.len();
            before -= width(grapheme);
        }
        if self.text().is_char_boundary(scroll) { scroll } else { caret }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::{Motion, snapshot};

    fn drawn(input: &mut Input, cols: u16) -> (String, u16) {
        let mut buf = Buffer::empty(Rect::new(0, 0, cols + 4, 1));
        input.layout(cols);
        let cursor = input.draw(&mut buf, Rect::new(2, 0, cols, 1), &Theme::default(), "name");
        (snapshot::rows(&buf).remove(0), cursor.x - 2)
    }

    #[test]
    fn the_caret_is_always_seen() {
        let mut input = Input::new("山东电信集团");
        assert_eq!(drawn(&mut input, 7), ("  信集团".into(), 6));
        input.draft.go(Motion::Left);
        assert_eq!(drawn(&mut input, 7), ("  信集团".into(), 4));
        input.draft.go(Motion::Home);
        assert_eq!(drawn(&mut input, 7), ("  山东电".into(), 0));
        input.draft.go(Motion::End);
        assert_eq!(drawn(&mut input, 20), ("  山东电信集团".into(), 12));
    }

    #[test]
    fn an_empty_field_says_what_it_wants() {
        assert_eq!(drawn(&mut Input::default(), 8), ("  name".into(), 0));
    }

    #[test]
    fn a_click_puts_the_caret_before_the_glyph() {
        let mut input = Input::new("山东电信");
        input.click(Rect::new(2, 0, 20, 1), 7);
        assert_eq!(input.draft.caret(), "山东".len());
        input.click(Rect::new(2, 0, 20, 1), 60);
        assert_eq!(input.draft.caret(), "山东电信".len());
    }
}
