//! A box to write several lines in.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::beside;
use crate::theme::{Role, Theme};
use crate::widget::{Area, frame, put};

/// Columns of a page that is read: longer lines are hard to follow.
const WIDEST: u16 = 104;

/// A multi-line editor.
#[derive(Clone, Debug)]
pub struct Page {
    /// What is edited.
    pub title: String,
    /// What is written.
    pub area: Area,
    /// How to save.
    pub message: String,
    /// Whether it is there to be read and not to be written in.
    pub fixed: bool,
    /// What was written when it opened.
    given: String,
    block: Rect,
}

impl Page {
    /// An editor that starts with `text`.
    pub fn new(title: impl Into<String>, text: &str) -> Self {
        let area = Area::new(text);
        let given = area.text().to_owned();
        Self { title: title.into(), area, message: String::new(), fixed: false, given, block: Rect::default() }
    }

    /// One that is opened to be read: from the top, on all of the screen.
    pub fn read(title: impl Into<String>, text: &str) -> Self {
        let mut page = Self::new(title, text);
        page.area.draft.place(0);
        page.fixed = true;
        page
    }

    /// Whether something was written or erased since it opened.
    pub fn is_touched(&self) -> bool {
        self.area.text() != self.given
    }

    /// Settles where the box is.
    pub fn layout(&mut self, screen: Rect) {
        let (cols, rows) = if self.fixed {
            (screen.width.saturating_sub(4).min(WIDEST), screen.height)
        } else {
            (screen.width * 3 / 4, screen.height * 2 / 3)
        };
        self.block = beside(screen, None, cols.max(40), rows.max(8));
        let inside = self.inside();
        self.area.layout(Size { width: inside.width, height: inside.height });
    }

    /// Draws the box; returns where the terminal's cursor belongs.
    pub fn draw(&self, buf: &mut Buffer, theme: &Theme) -> Position {
        frame(buf, self.block, &self.title, true, theme);
        let inside = self.inside();
        put(buf, Rect { y: inside.bottom(), height: 1, ..inside }, &self.message, theme.style(Role::KeyHint));
        self.area.draw(buf, inside, theme)
    }

    /// Puts the caret where it was clicked; false outside.
    pub fn click(&mut self, at: Position) -> bool {
        let inside = self.inside();
        if inside.contains(at) {
            self.area.click(inside, at);
        }
        inside.contains(at)
    }

    fn inside(&self) -> Rect {
        let Rect { x, y, width, height } = self.block;
        Rect { x: x + 2, y: y + 1, width: width.saturating_sub(4), height: height.saturating_sub(3) }
    }
}
