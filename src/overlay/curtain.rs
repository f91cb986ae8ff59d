//! What hides the screens until the passphrase is typed: nothing of what is behind it shows, nor how much is typed
//! where others could count it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use zeroize::Zeroizing;

use super::beside;
use crate::text::{fit, wrap};
use crate::theme::{Role, Theme};
use crate::widget::{clear, frame, put};

/// Nobody types more; and what grows beyond it would leave copies behind.
const LONGEST: usize = 1024;

/// The curtain.
#[derive(Debug)]
pub struct Curtain {
    typed: Zeroizing<String>,
    /// What came of what was typed last.
    pub message: String,
    /// Whether that is a refusal.
    pub refused: bool,
}

impl Default for Curtain {
    fn default() -> Self {
        Self { typed: Zeroizing::new(String::with_capacity(LONGEST)), message: String::new(), refused: false }
    }
}

impl Curtain {
    /// Adds what was typed or pasted.
    pub fn insert(&mut self, text: &str) {
        if self.typed.len() + text.len() <= LONGEST {
            self.typed.push_str(text);
        }
    }

    /// Takes the last character away.
    pub fn erase(&mut self) {
        self.typed.pop();
    }

    /// What is typed; the field is empty then.
    pub fn take(&mut self) -> Zeroizing<String> {
        std::mem::replace(&mut self.typed, Zeroizing::new(String::with_capacity(LONGEST)))
    }

    /// Draws it over everything; returns where the terminal's cursor belongs.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, theme: &Theme, title: &str, asked: &str) -> Position {
        clear(buf, area, theme.style(Role::Text));
        put(buf, Rect { height: 1, ..area }, " warroom", theme.style(Role::Title));
        let cols = (area.width * 2 / 3).clamp(36.min(area.width), 72);
        let lines = wrap(asked, usize::from(cols.saturating_sub(4)));
        let block = beside(area, None, cols, lines.len() as u16 + 5);
        let inside = frame(buf, block, title, true, theme);
        let row = |y: u16| Rect { x: inside.x + 1, y: inside.y + y, width: inside.width.saturating_sub(2), height: 1 };
        for (line, y) in lines.iter().zip(0..) {
            put(buf, row(y).intersection(inside), line, theme.style(Role::Text));
        }
        let field = row(lines.len() as u16).intersection(inside);
        clear(buf, field, theme.style(Role::Input));
        // A sign that keys arrive, and no more than that.
        let shown = if self.typed.is_empty() { "" } else { "***" };
        let used = put(buf, field, shown, theme.style(Role::Input));
        let role = if self.refused { Role::Error } else { Role::Info };
        let message = row(lines.len() as u16 + 2).intersection(inside);
        put(buf, message, &fit(&self.message, message.width.into()), theme.style(role));
        Position::new(field.x + used, field.y)
    }
}
