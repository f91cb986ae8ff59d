//! Cells as the bytes that draw them, as few as can be: what of colours and attributes changes, and the cursor's way from one
//! cell to the next where it is not there already. A slow line is where people are who travel.

use std::io::Write;

use crossterm::style::Colored;
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthChar;

/// Attributes, and what turns each on and off.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Wide characters of which no terminal thinks otherwise: Han, kana, Hangul, full-width forms.
const WIDE: [(char, char); 8] = [
    ('\u{1100}', '\u{115f}'),
    ('\u{2e80}', '\u{303e}'),
    ('\u{3041}', '\u{a4cf}'),
    ('\u{ac00}', '\u{d7a3}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{fe30}', '\u{fe6f}'),
    ('\u{ff01}', '\u{ff60}'),
    ('\u{20000}', '\u{3fffd}'),
];

/// Writes cells, knowing where it stands and in what style.
#[derive(Debug)]
pub(super) struct Brush {
    /// The column and row of the cursor, where that is known.
    at: Option<(u16, u16)>,
    /// A cell of the style in force.
    style: Cell,
}

impl Brush {
    /// One that writes plainly, and stands nobody knows where.
    pub(super) const fn new() -> Self {
        Self { at: None, style: Cell::EMPTY }
    }

    /// Writes one cell of a terminal of so many columns.
    pub(super) fn write(&mut self, out: &mut Vec<u8>, (x, y): (u16, u16), cell: &Cell, cols: u16) {
        self.go(out, x, y);
        self.dress(out, cell);
        out.extend(cell.symbol().as_bytes());
        let next = x + cell.cell_width().max(1);
        // Behind the last column a terminal waits for what comes next.
        self.at = (is_sure(cell.symbol()) && next < cols).then_some((next, y));
    }

    /// Writes plainly again.
    pub(super) fn rest(&mut self, out: &mut Vec<u8>) {
        self.dress(out, &Cell::EMPTY);
    }

    // Nothing below fails to be written to memory.

    fn go(&mut self, out: &mut Vec<u8>, x: u16, y: u16) {
        let _ = match self.at {
            Some(at) if at == (x, y) => Ok(()),
            Some((from, row)) if row == y && from + 1 == x => write!(out, "\x1b[C"),
            Some((from, row)) if row == y && from < x => write!(out, "\x1b[{}C", x - from),
            _ if x == 0 => write!(out, "\x1b[{}H", y + 1),
            _ => write!(out, "\x1b[{};{}H", y + 1, x + 1),
        };
    }

    fn dress(&mut self, out: &mut Vec<u8>, cell: &Cell) {
        let (old, plain) = (&self.style, &Cell::EMPTY);
        let of = |cell: &Cell| (cell.fg, cell.bg, cell.modifier);
        if of(old) == of(cell) {
            return;
        }
        if of(cell) == of(plain) {
            out.extend(b"\x1b[m");
            self.style = Cell::EMPTY;
            return;
        }
        let mut codes: Vec<String> = Vec::new();
        let gone = old.modifier - cell.modifier;
        let mut kept = old.modifier & cell.modifier;
        for (attribute, _, off) in ATTRIBUTES {
            if gone.contains(attribute) {
                codes.push(off.to_string());
                // What is turned off by the same number went with it.
                let with_it = ATTRIBUTES.iter().filter(|(_, _, other)| *other == off);
                with_it.for_each(|(other, ..)| kept -= *other);
            }
        }
        let comes = cell.modifier - kept;
        codes.extend(ATTRIBUTES.iter().filter(|(one, ..)| comes.contains(*one)).map(|(_, on, _)| on.to_string()));
        if old.fg != cell.fg {
            codes.push(Colored::ForegroundColor(cell.fg.into_crossterm()).to_string());
        }
        if old.bg != cell.bg {
            codes.push(Colored::BackgroundColor(cell.bg.into_crossterm()).to_string());
        }
        // Where no colours are wanted they have no code.
        codes.retain(|code| !code.is_empty());
        if !codes.is_empty() {
            let _ = write!(out, "\x1b[{}m", codes.join(";"));
        }
        (self.style.fg, self.style.bg, self.style.modifier) = of(cell);
    }
}

/// Whether every terminal goes on as far as it should.
fn is_sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    c.width() == Some(1) || WIDE.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::*;

    fn drawn(cells: &[(u16, u16, &'static str, Style)]) -> String {
        let (mut brush, mut out) = (Brush::new(), Vec::new());
        for (x, y, symbol, style) in cells {
            let mut cell = Cell::new(symbol);
            cell.set_style(*style);
            brush.write(&mut out, (*x, *y), &cell, 80);
        }
        brush.rest(&mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "^")
    }

    #[test]
    fn the_cursor_is_moved_only_where_it_is_not_there_already() {
        let plain = Style::new();
        assert_eq!(drawn(&[(3, 0, "张", plain), (5, 0, "局", plain), (7, 0, "a", plain)]), "^[1;4H张局a");
        assert_eq!(drawn(&[(0, 4, "a", plain), (2, 4, "b", plain), (9, 4, "c", plain)]), "^[5Ha^[Cb^[6Cc");
        // Of what terminals do not agree on, and behind the last column, nothing is taken for granted.
        assert_eq!(drawn(&[(0, 0, "⚠️", plain), (2, 0, "b", plain)]), "^[1H⚠️^[1;3Hb");
        assert_eq!(drawn(&[(79, 0, "a", plain), (0, 1, "b", plain)]), "^[1;80Ha^[2Hb");
    }

    #[test]
    fn only_what_changes_of_a_style_is_written() {
        let red = Style::new().fg(Color::Red);
        let bold = red.bold();
        let dim = Style::new().bold().dim();
        assert_eq!(drawn(&[(0, 0, "a", red), (1, 0, "b", red), (2, 0, "c", bold)]), "^[1H^[38;5;1mab^[1mc^[m");
        assert_eq!(drawn(&[(0, 0, "a", bold), (1, 0, "b", red)]), "^[1H^[1;38;5;1ma^[22mb^[m");
        // Bold and dim end with one number; the other one begins again.
        assert_eq!(drawn(&[(0, 0, "a", dim), (1, 0, "b", Style::new().bold())]), "^[1H^[1;2ma^[22;1mb^[m");
        assert_eq!(
            drawn(&[(0, 0, "a", red.bg(Color::Rgb(1, 2, 3))), (1, 0, "b", red)]),
            "^[1H^[38;5;1;48;2;1;2;3ma^[49mb^[m"
        );
    }
}
