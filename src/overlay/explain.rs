//! A sum laid open: what it is about, the facts, each part with its number, and the total they add up to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::beside;
use crate::text::{width, wrap};
use crate::theme::{Role, Stroke, Theme};
use crate::widget::{frame, put, put_right};

/// A sum and where it comes from.
#[derive(Clone, Debug, Default)]
pub struct Explain {
    /// What it is about.
    pub title: String,
    /// The facts, a sentence each.
    pub facts: Vec<String>,
    /// The parts in words, each with its number.
    pub parts: Vec<(String, String)>,
    /// What they add up to, in words and as a number.
    pub total: (String, String),
    /// What can be done from here.
    pub keys: String,
}

impl Explain {
    /// Draws it.
    pub fn draw(&self, buf: &mut Buffer, screen: Rect, theme: &Theme) {
        let most = usize::from(screen.width.saturating_sub(6)).min(84);
        let facts: Vec<&str> = self.facts.iter().flat_map(|fact| wrap(fact, most)).collect();
        let keys = wrap(&self.keys, most);
        let sums = self.parts.iter().chain([&self.total]);
        let sums = sums.map(|(name, number)| width(name) + width(number) + 4);
        let texts = facts.iter().chain(&keys).map(|line| width(line));
        let widest = sums.chain(texts).chain([width(&self.title) + 4]).max().unwrap_or(0).min(most);
        let rows = facts.len() + self.parts.len() + keys.len() + 4;
        let block = beside(screen, None, widest as u16 + 4, rows as u16 + 2);
        let inside = frame(buf, block, &self.title, true, theme);
        let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
        let mut y = inside.y;
        let mut row = || {
            let here = Rect { y, height: 1, ..inside }.intersection(inside);
            y += 1;
            here
        };
        for fact in facts {
            put(buf, row(), fact, theme.style(Role::Text));
        }
        row();
        let line = theme.lines().horizontal(Stroke::Thin).repeat(inside.width.into());
        for (name, number) in &self.parts {
            sum(buf, row(), (name, number), theme, Role::Text);
        }
        put(buf, row(), &line, theme.style(Role::Dim));
        sum(buf, row(), (&self.total.0, &self.total.1), theme, Role::Title);
        row();
        for line in keys {
            put(buf, row(), line, theme.style(Role::KeyHint));
        }
    }
}

fn sum(buf: &mut Buffer, row: Rect, (name, number): (&str, &str), theme: &Theme, role: Role) {
    put(buf, row, name, theme.style(role));
    put_right(buf, row, number, theme.style(role));
}
