//! Drawing in world coordinates: lines whose crossings join, boxes, slopes, rings, text.
//!
//! A canvas is a window into a chart that may be far larger than the screen; what lies outside costs next to nothing.
//! Draw lines first, then text: a line laid over text replaces it, a line laid over a line joins it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::put::{clear, put};
use crate::text::{clean, fit, width};
use crate::theme::{ARMS_E, ARMS_N, ARMS_S, ARMS_W, Lines, Stroke, Theme};

/// A place in the chart: column and row, which may be negative.
pub type Point = (i32, i32);

/// Where an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Up.
    North,
    /// Right.
    East,
    /// Down.
    South,
    /// Left.
    West,
}

/// A window into a chart, drawing straight into a buffer.
pub struct Canvas<'a> {
    buf: &'a mut Buffer,
    area: Rect,
    origin: Point,
    lines: &'static Lines,
}

impl<'a> Canvas<'a> {
    /// A window at `area` whose upper left cell shows the chart's `origin`.
    pub fn new(buf: &'a mut Buffer, area: Rect, origin: Point, theme: &Theme) -> Self {
        let area = area.intersection(buf.area);
        Self { buf, area, origin, lines: theme.lines() }
    }

    /// Whether any part of a rectangle of the chart is in view; to skip what is not.
    pub fn sees(&self, at: Point, cols: u16, rows: u16) -> bool {
        !self.window(at, cols, rows).is_empty()
    }

    /// The part of a rectangle of the chart that is in view, in screen coordinates.
    pub fn window(&self, (x, y): Point, cols: u16, rows: u16) -> Rect {
        let clip = |from: i32, len: u16, origin: i32, start: u16, room: u16| {
            let from = from.saturating_sub(origin);
            let to = from.saturating_add(i32::from(len)).clamp(0, i32::from(room));
            let from = from.clamp(0, i32::from(room));
            (start + from as u16, (to - from) as u16)
        };
        let (x, width) = clip(x, cols, self.origin.0, self.area.x, self.area.width);
        let (y, height) = clip(y, rows, self.origin.1, self.area.y, self.area.height);
        Rect { x, y, width, height }
    }

    /// Empties a rectangle.
    pub fn clear(&mut self, at: Point, cols: u16, rows: u16, style: Style) {
        let window = self.window(at, cols, rows);
        clear(self.buf, window, style);
    }

    /// Lays a style over a rectangle and leaves what it shows.
    pub fn fill(&mut self, at: Point, cols: u16, rows: u16, style: Style) {
        let window = self.window(at, cols, rows);
        self.buf.set_style(window, style);
    }

    /// Text in at most `cols` columns, cut with `…`; at the edge of the window it is clipped, a wide glyph as a whole.
    pub fn text(&mut self, at: Point, cols: u16, text: &str, style: Style) {
        let window = self.window(at, cols, 1);
        if window.is_empty() {
            return;
        }
        let text = fit(&clean(text), usize::from(cols));
        let hidden =
            i32::from(window.x - self.area.x).saturating_add(self.origin.0).saturating_sub(at.0).max(0) as usize;
        let mut skipped = 0;
        let mut rest = text.as_str();
        for grapheme in text.graphemes(true) {
            if skipped >= hidden {
                break;
            }
            skipped += width(grapheme);
            rest = rest.get(grapheme.len()..).unwrap_or_default();
        }
        let gap = (skipped.saturating_sub(hidden) as u16).min(window.width);
        let window = Rect { x: window.x + gap, width: window.width - gap, ..window };
        put(self.buf, window, crate::text::cut(rest, usize::from(window.width)), style);
    }

    /// A line from `from` to `to`, both included, which share a row or a column; its ends are open to be joined.
    pub fn line(&mut self, from: Point, to: Point, stroke: Stroke, style: Style) {
        let (first, last) = if from <= to { (from, to) } else { (to, from) };
        let flat = first.1 == last.1;
        let (back, ahead) = if flat { (ARMS_W, ARMS_E) } else { (ARMS_N, ARMS_S) };
        let (start, end, origin, room) = if flat {
            (first.0, last.0, self.origin.0, self.area.width)
        } else {
            (first.1, last.1, self.origin.1, self.area.height)
        };
        let seen = start.max(origin)..=end.min(origin.saturating_add(i32::from(room)));
        for along in seen {
            let arms = if along > start { back } else { 0 } | if along < end { ahead } else { 0 };
            self.join(if flat { (along, first.1) } else { (first.0, along) }, arms, stroke, style);
        }
    }

    /// Lines through `points`, each in the row or the column of the one before.
    pub fn path(&mut self, points: &[Point], stroke: Stroke, style: Style) {
        for pair in points.windows(2) {
            if let [from, to] = pair {
                self.line(*from, *to, stroke, style);
            }
        }
    }

    /// A box whose frame joins the lines that end on it. Its inside stays as it is: [`clear`](Self::clear) it first.
    pub fn boxed(&mut self, (x, y): Point, cols: u16, rows: u16, stroke: Stroke, style: Style) {
        if cols < 2 || rows < 2 || !self.sees((x, y), cols, rows) {
            return;
        }
        let (right, bottom) = (x.saturating_add(i32::from(cols) - 1), y.saturating_add(i32::from(rows) - 1));
        self.path(&[(x, y), (right, y), (right, bottom), (x, bottom), (x, y)], stroke, style);
    }

    /// An arrow head, over whatever line is there.
    pub fn arrow(&mut self, at: Point, way: Way, style: Style) {
        let [north, east, south, west] = self.lines.arrows;
        let head = match way {
            Way::North => north,
            Way::East => east,
            Way::South => south,
            Way::West => west,
        };
        self.text(at, 1, head, style);
    }

    /// A straight line in any direction: a piece of line for each cell on the way, flat, upright or diagonal. Dashed ones
    /// leave every other cell out; heavy and double ones are bold where a diagonal has no stroke of its own. No braille:
    /// half the fonts of terminals have none.
    pub fn slope(&mut self, from: Point, to: Point, stroke: Stroke, style: Style) {
        let (dx, dy) = (f64::from(to.0) - f64::from(from.0), f64::from(to.1) - f64::from(from.1));
        let steps = dx.abs().max(dy.abs()).max(1.0);
        let at = |step: i32| {
            let t = f64::from(step) / steps;
            let along = |from: i32, by: f64| from + (by * t).round() as i32;
            (along(from.0, dx), along(from.1, dy))
        };
        let bold = if stroke > Stroke::Thin { style.add_modifier(Modifier::BOLD) } else { style };
        for step in (0..=steps as i32).filter(|step| stroke != Stroke::Dashed || step % 2 == 0) {
            let (here, next) = (at(step), if step < steps as i32 { at(step + 1) } else { at(step - 1) });
            let glyph = match ((next.0 - here.0).signum(), (next.1 - here.1).signum()) {
                (0, _) => self.lines.vertical(stroke),
                (_, 0) => self.lines.horizontal(stroke),
                (x, y) if x == y => self.lines.diagonal[1],
                _ => self.lines.diagonal[0],
            };
            self.text(here, 1, glyph, bold);
        }
    }

    /// An ellipse around the middle of a cell, dotted, with its radii in columns and rows.
    pub fn ring(&mut self, center: Point, columns: f64, rows: f64, style: Style) {
        let reach = |radius: f64| (radius.ceil() as i32, (radius.ceil() * 2.0 + 1.0) as u16);
        let ((left, cols), (up, high)) = (reach(columns), reach(rows));
        if !self.sees((center.0.saturating_sub(left), center.1.saturating_sub(up)), cols, high) {
            return;
        }
        let point = |t: f64| {
            let (sin, cos) = (t * std::f64::consts::TAU).sin_cos();
            (f64::from(center.0) + 0.5 + columns * cos, f64::from(center.1) + 0.5 + rows * sin)
        };
        let steps = (columns.max(rows * 2.0) * 4.0).ceil() as i32;
        for step in 0..steps {
            let (x, y) = point(f64::from(step) / f64::from(steps));
            self.text((x.floor() as i32, y.floor() as i32), 1, self.lines.point, style);
        }
    }

    /// Adds arms to the line in a cell.
    fn join(&mut self, at: Point, arms: u8, stroke: Stroke, style: Style) {
        let Some(place) = self.place(at) else { return };
        let before = self.buf.cell(place).and_then(|cell| self.lines.read(cell.symbol()));
        let (stroke, arms) = before.map_or((stroke, arms), |(other, more)| (stroke.max(other), arms | more));
        if arms == 0 {
            return;
        }
        put(self.buf, Rect::new(place.x, place.y, 1, 1), self.lines.joint(stroke, arms), style);
    }

    fn place(&self, at: Point) -> Option<Position> {
        let window = self.window(at, 1, 1);
        (!window.is_empty()).then(|| window.as_position())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::snapshot;

    fn drawn(cols: u16, rows: u16, ascii: bool, origin: Point, draw: impl Fn(&mut Canvas<'_>)) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, cols, rows));
        let area = buf.area;
        let mut theme = Theme::default();
        theme.ascii = ascii;
        draw(&mut Canvas::new(&mut buf, area, origin, &theme));
        snapshot::rows(&buf)
    }

    fn chart(canvas: &mut Canvas<'_>) {
        let style = Style::new();
        canvas.boxed((2, 0), 8, 3, Stroke::Thin, style);
        canvas.path(&[(5, 2), (5, 4)], Stroke::Thin, style);
        canvas.path(&[(1, 6), (1, 4), (9, 4), (9, 6)], Stroke::Thin, style);
        canvas.line((0, 5), (10, 5), Stroke::Thin, style);
        canvas.text((3, 1), 6, "张伟局长", style);
    }

    #[test]
    fn crossings_join() {
        let expected = ["  ┌──────┐", "  │张伟… │", "  └──┬───┘", "     │", " ┌───┴───┐", "╶┼───────┼╴", " ╵       ╵"];
        assert_eq!(drawn(11, 7, false, (0, 0), chart), expected);
    }

    #[test]
    fn ascii_joins_too() {
        assert_eq!(
            drawn(11, 7, true, (0, 0), chart),
            ["  +------+", "  |张伟… |", "  +--+---+", "     |", " +---+---+", "-+-------+-", " |       |",]
        );
    }

    #[test]
    fn the_window_clips_and_never_halves_a_glyph() {
        assert_eq!(drawn(5, 3, false, (4, 1), chart), [" 伟…", "─┬───", " │"]);
    }

    #[test]
    fn strokes_keep_their_character_through_a_crossing() {
        let rows = drawn(5, 3, false, (0, 0), |canvas| {
            canvas.line((0, 1), (4, 1), Stroke::Heavy, Style::new());
            canvas.line((2, 0), (2, 2), Stroke::Dashed, Style::new());
        });
        assert_eq!(rows, ["  ╷", "╺━╋━╸", "  ╵"]);
    }

    #[test]
    fn far_away_costs_nothing_and_draws_nothing() {
        let rows = drawn(3, 1, false, (0, 0), |canvas| {
            canvas.line((i32::MIN, 0), (i32::MAX, 0), Stroke::Thin, Style::new());
            canvas.text((i32::MAX, i32::MAX), 9, "x", Style::new());
            canvas.boxed((i32::MAX - 1, 0), 9, 9, Stroke::Thin, Style::new());
        });
        assert_eq!(rows, ["───"]);
    }

    #[test]
    fn slopes_are_pieces_of_line_and_rings_are_dots() {
        let slope = |canvas: &mut Canvas<'_>| canvas.slope((0, 0), (4, 2), Stroke::Thin, Style::new());
        assert_eq!(drawn(5, 3, true, (0, 0), slope), ["\\", " -\\", "   --"]);
        assert_eq!(drawn(5, 3, false, (0, 0), slope), ["╲", " ─╲", "   ──"]);
        let ring = drawn(9, 5, false, (0, 0), |canvas| canvas.ring((4, 2), 4.0, 2.0, Style::new()));
        assert!(ring.iter().all(|row| row.chars().all(|char| " ·".contains(char))), "{ring:?}");
        assert_eq!(ring.iter().map(|row| width(row)).max(), Some(9));
    }

    #[test]
    fn slopes_tell_their_strokes_apart() {
        let drawn =
            |stroke, ascii| drawn(9, 1, ascii, (0, 0), |canvas| canvas.slope((0, 0), (8, 0), stroke, Style::new()));
        // ASCII has no third weight; who needs it reads it in a list.
        for (ascii, kinds) in [(true, 3), (false, 4)] {
            let mut all: Vec<_> =
                [Stroke::Thin, Stroke::Dashed, Stroke::Heavy, Stroke::Double].map(|stroke| drawn(stroke, ascii)).into();
            all.dedup();
            assert_eq!(all.len(), kinds, "{all:?}");
        }
    }

    #[test]
    fn arrows_stand_over_lines() {
        let rows = drawn(4, 1, false, (0, 0), |canvas| {
            canvas.line((0, 0), (3, 0), Stroke::Dashed, Style::new());
            canvas.arrow((3, 0), Way::East, Style::new());
        });
        assert_eq!(rows, ["╶┄┄▶"]);
    }
}
