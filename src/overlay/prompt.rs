//! One line of text, typed where the value stands or in a box of its own.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::beside;
use crate::text::{width, wrap};
use crate::theme::{Role, Theme};
use crate::widget::{Input, clear, frame, put};

/// Narrower than this nobody can type; an editor that is opened on a narrower value widens.
const LEAST: u16 = 16;

/// A one-line editor.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    /// What is asked; shown in the frame of a box.
    pub title: String,
    /// What is typed.
    pub input: Input,
    /// Where the value stands that is edited; `None` opens a box in the middle.
    pub anchor: Option<Rect>,
    /// Why what was typed is not taken, or what it means so far.
    pub message: String,
    /// Whether the message is a refusal.
    pub refused: bool,
    field: Rect,
}

impl Prompt {
    /// An editor that starts with `text`.
    pub fn new(title: impl Into<String>, text: &str, anchor: Option<Rect>) -> Self {
        Self { title: title.into(), input: Input::new(text), anchor, ..Self::default() }
    }

    /// Settles where the field is.
    pub fn layout(&mut self, screen: Rect) {
        self.field = if let Some(anchor) = self.anchor {
            let cols = anchor.width.max(LEAST).min(screen.width);
            let x = anchor.x.min(screen.right() - cols);
            Rect { x, y: anchor.y.min(screen.bottom().saturating_sub(1)), width: cols, height: 1 }
        } else {
            // The title is the question: it is not cut where the screen has room for it.
            let asked = width(&self.title) as u16 + 6;
            let cols = (screen.width * 2 / 3).clamp(LEAST.min(screen.width), 90.max(LEAST)).max(asked);
            let block = beside(screen, None, cols, 4);
            Rect { x: block.x + 2, y: block.y + 1, width: block.width.saturating_sub(4), height: 1 }
        };
        self.input.layout(self.field.width);
    }

    /// Draws the editor; returns where the terminal's cursor belongs.
    pub fn draw(&self, buf: &mut Buffer, screen: Rect, theme: &Theme) -> Position {
        let role = if self.refused { Role::Error } else { Role::Info };
        if self.anchor.is_none() {
            let told = wrap(&self.message, self.field.width.into());
            let block = Rect {
                x: self.field.x.saturating_sub(2),
                y: self.field.y.saturating_sub(1),
                width: self.field.width + 4,
                height: 3 + (told.len() as u16).max(1),
            };
            let block = block.intersection(screen);
            frame(buf, block, &self.title, true, theme);
            for (line, y) in told.into_iter().zip(self.field.y + 1..block.bottom().saturating_sub(1)) {
                put(buf, Rect { y, ..self.field }.intersection(screen), line, theme.style(role));
            }
        } else if self.refused {
            self.draw_refusal(buf, screen, theme);
        } else if !self.message.is_empty() {
            let cols = (width(&self.message) as u16 + 2).clamp(self.field.width, screen.width.max(1));
            let line = beside(screen, Some(self.field), cols, 1);
            clear(buf, line, theme.style(Role::Status));
            put(
                buf,
                Rect { x: line.x + 1, width: line.width.saturating_sub(1), ..line },
                &self.message,
                theme.style(role),
            );
        }
        self.input.draw(buf, self.field, theme, "")
    }

    /// Why what was typed is not taken, whole, in the last lines of the screen: beside the field it would hide the next one.
    fn draw_refusal(&self, buf: &mut Buffer, screen: Rect, theme: &Theme) {
        let told = wrap(&self.message, usize::from(screen.width.saturating_sub(2)));
        let rows = (told.len() as u16).min(screen.height);
        let last = Rect { y: screen.bottom() - rows, height: rows, ..screen };
        let area = if last.intersects(self.field) { Rect { y: screen.y, ..last } } else { last };
        clear(buf, area, theme.style(Role::Status));
        for (line, y) in told.into_iter().zip(area.y..area.bottom()) {
            let row = Rect { x: area.x + 1, y, width: area.width.saturating_sub(2), height: 1 };
            put(buf, row, line, theme.style(Role::Error));
        }
    }

    /// Puts the caret where it was clicked; false outside the field.
    pub fn click(&mut self, at: Position) -> bool {
        let inside = self.field.contains(at);
        if inside {
            self.input.click(self.field, at.x);
        }
        inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::snapshot;

    #[test]
    fn what_is_asked_and_what_is_said_to_it_stand_there_whole() {
        let screen = Rect::new(0, 0, 80, 20);
        let title = "As it was on which day? 2026-09-30, last friday, -30d, or nothing";
        let mut prompt = Prompt::new(title, "", None);
        let drawn = |prompt: &mut Prompt| {
            prompt.layout(screen);
            let mut buf = Buffer::empty(screen);
            prompt.draw(&mut buf, screen, &Theme::default());
            snapshot::rows(&buf)
        };
        let empty = drawn(&mut prompt);
        assert!(empty.iter().any(|row| row.contains(title)), "{empty:?}");
        prompt.message = "one two three four five six seven ".repeat(4);
        let told = drawn(&mut prompt);
        let words = |rows: &[String]| rows.iter().map(|row| row.matches("three").count()).sum::<usize>();
        assert_eq!(words(&told), 4, "{told:?}");
        let top = |rows: &[String]| rows.iter().position(|row| row.contains('┌'));
        assert_eq!(top(&told), top(&empty), "the field stays where it is");
    }
}
