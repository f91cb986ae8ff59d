//! What is drawn reaches the terminal through here: rows that only moved are moved there, so that a list that scrolls costs a
//! row and not a page, and only what differs then is written.
//!
//! Rows are moved by deleting or inserting lines between margins, which every terminal can.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Size};

/// The frame that is about to be drawn, whole.
pub(super) type Wanted = Rc<RefCell<Option<Buffer>>>;

/// Fewer rows that change are written as they are.
const FEW: usize = 4;
/// So many cells must be spared for rows to be moved: as many bytes as that takes, and some.
const WORTH: i64 = 60;
/// By how many rows things move: a step, or a notch of the mouse's wheel.
const STEPS: [i64; 6] = [1, -1, 3, -3, 2, -2];

/// A terminal that is drawn on.
pub(super) struct Sliding<W: Write> {
    inner: CrosstermBackend<W>,
    wanted: Wanted,
    /// What the terminal shows.
    shown: Buffer,
}

impl<W: Write> Sliding<W> {
    /// One of which nothing is known yet; each frame to be drawn is put into `wanted` before.
    pub(super) fn new(writer: W, wanted: Wanted) -> Self {
        Self { inner: CrosstermBackend::new(writer), wanted, shown: Buffer::default() }
    }
}

impl<W: Write> Write for Sliding<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

impl<W: Write> Backend for Sliding<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let Some(mut wanted) = self.wanted.take() else { return self.inner.draw(content) };
        if self.shown.area == wanted.area {
            if let Some(slide) = Slide::between(&self.shown, &wanted) {
                slide.write(&mut self.inner)?;
                slide.apply(&mut self.shown);
            }
        } else {
            self.shown = Buffer::empty(wanted.area);
        }
        let halves = mark_halves(&self.shown, &mut wanted);
        self.inner.draw(self.shown.diff_iter(&wanted))?;
        for at in halves {
            set_option(&mut wanted, at, CellDiffOption::None);
        }
        self.shown = wanted;
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.shown = Buffer::default();
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

/// Marks the second halves of wide characters that are drawn over, and tells which. A blank one is left to the terminal
/// otherwise: most blank it, some keep a half, or its background.
fn mark_halves(shown: &Buffer, wanted: &mut Buffer) -> Vec<usize> {
    let is_wide = |cell: &Cell| cell.symbol().len() > 1 && cell.cell_width() > 1;
    let both = shown.content.iter().zip(&wanted.content).enumerate();
    let gone = both.filter(|(_, (old, new))| old != new && is_wide(old) && !is_wide(new));
    let halves: Vec<usize> = gone.map(|(at, _)| at + 1).collect();
    for at in &halves {
        set_option(wanted, *at, CellDiffOption::AlwaysUpdate);
    }
    halves
}

fn set_option(buf: &mut Buffer, at: usize, option: CellDiffOption) {
    if let Some(cell) = buf.content.get_mut(at) {
        cell.set_diff_option(option);
    }
}

/// Rows from `top` to `bottom` that go up by so many rows, or down where that is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slide {
    top: usize,
    bottom: usize,
    by: i64,
}

impl Slide {
    /// The one by which most is spared, if it is worth it.
    fn between(shown: &Buffer, wanted: &Buffer) -> Option<Self> {
        let width = usize::from(wanted.area.width).max(1);
        let (shown, wanted): (Vec<_>, Vec<_>) =
            (shown.content.chunks_exact(width).collect(), wanted.content.chunks_exact(width).collect());
        let changed: Vec<i64> = shown.iter().zip(&wanted).map(|(old, new)| differing(old, new)).collect();
        if changed.iter().filter(|cells| **cells > 0).count() < FEW {
            return None;
        }
        let all: i64 = changed.iter().sum();
        let mut best: Option<(i64, Self)> = None;
        for by in STEPS {
            let Some((spared, slide)) = Self::by(by, &shown, &wanted, &changed) else { continue };
            if spared >= WORTH && best.is_none_or(|(most, _)| spared > most) {
                best = Some((spared, slide));
            }
            if spared * 2 > all {
                break;
            }
        }
        best.map(|(_, slide)| slide)
    }

    /// The best one of so many rows, and how many cells it spares.
    fn by(by: i64, shown: &[&[Cell]], wanted: &[&[Cell]], changed: &[i64]) -> Option<(i64, Self)> {
        let steps = by.unsigned_abs() as usize;
        let (from, to) = if by > 0 { (steps, 0) } else { (0, steps) };
        let pairs = shown.iter().skip(from).zip(wanted.iter().zip(changed).skip(to));
        let gains = pairs.map(|(old, (new, changed))| changed - differing(old, new));
        let (gain, first, last) = richest(gains)?;
        let (top, bottom) = (first, last + steps);
        let freed = if by > 0 { last + 1..=bottom } else { top..=top + steps - 1 };
        let blank = |row: &[Cell]| row.iter().filter(|cell| **cell != Cell::EMPTY).count() as i64;
        let costs = freed.filter_map(|row| Some(blank(wanted.get(row)?) - changed.get(row)?));
        Some((gain - costs.sum::<i64>(), Self { top, bottom, by }))
    }

    /// Has the terminal do it. What comes in is blank.
    fn write(self, to: &mut impl Write) -> io::Result<()> {
        let Self { top, bottom, by } = self;
        let (top, bottom, way) = (top + 1, bottom + 1, if by > 0 { 'M' } else { 'L' });
        write!(to, "\x1b[m\x1b[{top};{bottom}r\x1b[{top};1H\x1b[{}{way}\x1b[r", by.abs())
    }

    fn apply(self, buf: &mut Buffer) {
        let width = usize::from(buf.area.width);
        let steps = self.by.unsigned_abs() as usize * width;
        let Some(rows) = buf.content.get_mut(self.top * width..(self.bottom + 1) * width) else { return };
        let freed = if self.by > 0 {
            rows.rotate_left(steps);
            rows.len() - steps..rows.len()
        } else {
            rows.rotate_right(steps);
            0..steps
        };
        rows.get_mut(freed).into_iter().flatten().for_each(Cell::reset);
    }
}

fn differing(old: &[Cell], new: &[Cell]) -> i64 {
    old.iter().zip(new).filter(|(old, new)| old != new).count() as i64
}

/// The part of a row of numbers that adds up to the most: its sum, its first and its last place. None where nothing is gained.
fn richest(numbers: impl Iterator<Item = i64>) -> Option<(i64, usize, usize)> {
    let (mut best, mut sum, mut first): (Option<(i64, usize, usize)>, _, _) = (None, 0, 0);
    for (at, number) in numbers.enumerate() {
        if sum <= 0 {
            (sum, first) = (0, at);
        }
        sum += number;
        if sum > 0 && best.is_none_or(|(most, ..)| sum > most) {
            best = Some((sum, first, at));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const SIZE: (u16, u16) = (40, 14);

    /// A head, a list from one of its lines on with the cursor on another, a foot; and beside the list, what stays.
    fn page(first: usize, cursor: usize, beside: bool) -> Buffer {
        let (width, height) = SIZE;
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        buf.set_string(0, 0, "客户 Accounts", Style::new().bold());
        for row in 0..usize::from(height) - 2 {
            let line = first + row;
            let style = if line == cursor { Style::new().reversed() } else { Style::new() };
            let text = match line * line % 7 % 3 {
                0 => format!("{line:>4} 华北电力集团有限公司 {}", line * 7919 % 1000),
                1 => format!("{line:>4} Company of {} and sons", line * 7907 % 1000),
                _ => format!("{line:>4} │ ── {}", line * 7901 % 1000),
            };
            buf.set_stringn(0, row as u16 + 1, text, if beside { 28 } else { 40 }, style);
            if beside {
                buf.set_string(30, row as u16 + 1, format!("│ {row} 面板"), Style::new());
            }
        }
        buf.set_string(0, height - 1, format!("line {cursor}"), Style::new());
        buf
    }

    /// What goes to the terminal.
    struct Line(Rc<RefCell<Vec<u8>>>);

    impl Write for Line {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Draws frames one after the other, and tells the bytes of each.
    fn drawn(frames: &[Buffer]) -> (vt100::Parser, Vec<usize>) {
        let wanted = Wanted::default();
        let written = Rc::new(RefCell::new(Vec::new()));
        let mut sliding = Sliding::new(Line(Rc::clone(&written)), Rc::clone(&wanted));
        let (width, height) = SIZE;
        let mut terminal = vt100::Parser::new(height, width, 0);
        let bytes = frames.iter().map(|frame| {
            *wanted.borrow_mut() = Some(frame.clone());
            sliding.draw(std::iter::empty()).unwrap();
            let bytes = written.take();
            terminal.process(&bytes);
            bytes.len()
        });
        let bytes = bytes.collect();
        (terminal, bytes)
    }

    /// What each cell shows, and whether it is inverse; one that was never written is as blank as another.
    fn cells(terminal: &vt100::Parser) -> Vec<(String, bool)> {
        let (width, height) = SIZE;
        let all = (0..height).flat_map(|y| (0..width).map(move |x| (y, x)));
        let cells = all.filter_map(|(y, x)| terminal.screen().cell(y, x));
        let text = |cell: &vt100::Cell| if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() };
        cells.map(|cell| (text(cell), cell.inverse())).collect()
    }

    #[test]
    fn a_list_that_scrolls_costs_a_row() {
        for beside in [false, true] {
            let (_, bytes) =
                drawn(&[page(0, 11, beside), page(1, 12, beside), page(2, 13, beside), page(1, 2, beside)]);
            assert!(bytes[0] > 500, "{bytes:?}");
            let bar = if beside { 620 } else { 330 };
            assert!(bytes[1..].iter().all(|bytes| *bytes < bar), "{beside} {bytes:?}");
        }
    }

    #[test]
    fn nothing_is_moved_where_that_spares_nothing() {
        let one = page(0, 3, false);
        let other = Buffer::filled(one.area, Cell::new("x"));
        assert_eq!(Slide::between(&one, &other), None);
        assert_eq!(Slide::between(&one, &page(0, 4, false)), None);
        assert_eq!(Slide::between(&one, &page(1, 4, false)).map(|slide| slide.by), Some(1));
        assert_eq!(Slide::between(&page(2, 4, false), &one).map(|slide| slide.by), Some(-2));
    }

    proptest! {
        #[test]
        fn the_terminal_shows_what_was_drawn(steps in prop::collection::vec((0..9usize, 0..12usize, any::<bool>()), 1..12)) {
            let frames: Vec<Buffer> = steps.iter().map(|(first, row, beside)| page(*first, first + row, *beside)).collect();
            let (terminal, _) = drawn(&frames);
            let (alone, _) = drawn(&frames[frames.len() - 1..]);
            prop_assert_eq!(cells(&terminal), cells(&alone));
        }
    }
}
