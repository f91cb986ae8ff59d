//! A question that is answered with yes or no.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::beside;
use crate::text::{width, wrap};
use crate::theme::{Role, Theme};
use crate::widget::{frame, put};

/// A question.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// What is asked.
    pub question: String,
    /// The keys that answer, in words.
    pub keys: String,
}

impl Confirm {
    /// Draws the question.
    pub fn draw(&self, buf: &mut Buffer, screen: Rect, theme: &Theme) {
        let most = usize::from(screen.width.saturating_sub(6)).min(72);
        let lines = wrap(&self.question, most);
        let widest = lines.iter().map(|line| width(line)).chain([width(&self.keys)]).max().unwrap_or(0);
        let block = beside(screen, None, widest as u16 + 4, lines.len() as u16 + 4);
        let inside = frame(buf, block, "", true, theme);
        let row = |y: usize| Rect {
            x: inside.x + 1,
            y: inside.y + y as u16,
            width: inside.width.saturating_sub(1),
            height: 1,
        };
        for (y, line) in lines.iter().enumerate() {
            put(buf, row(y).intersection(inside), line, theme.style(Role::Text));
        }
        put(buf, row(lines.len() + 1).intersection(inside), &self.keys, theme.style(Role::KeyHint));
    }
}
