//! Frames on their way to the terminal: what it shows is known here, so that only what differs is written, in one piece, and
//! nothing where nothing does.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Size};

use super::brush::Brush;
use super::slide::Slide;

/// The frame that is about to be drawn, whole.
pub(super) type Wanted = Rc<RefCell<Option<Buffer>>>;

/// A terminal that is drawn on.
pub(super) struct Painter<W: Write> {
    inner: CrosstermBackend<W>,
    wanted: Wanted,
    /// What the terminal shows.
    shown: Buffer,
    cursor: Cursor,
    /// What is to be written.
    out: Vec<u8>,
}

/// The terminal's cursor, as far as it was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Cursor {
    #[default]
    Unknown,
    Hidden,
    /// Seen; where, if it is known.
    Seen(Option<Position>),
}

impl<W: Write> Painter<W> {
    /// One of which nothing is known yet; each frame to be drawn is put into `wanted` before.
    pub(super) fn new(writer: W, wanted: Wanted) -> Self {
        let (inner, shown) = (CrosstermBackend::new(writer), Buffer::default());
        Self { inner, wanted, shown, cursor: Cursor::Unknown, out: Vec::new() }
    }
}

/// What is written so goes to the terminal as it is.
impl<W: Write> Write for Painter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

impl<W: Write> Backend for Painter<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, _: I) -> io::Result<()> {
        let Some(mut wanted) = self.wanted.take() else { return Ok(()) };
        let before = self.out.len();
        if self.shown.area == wanted.area {
            if let Some(slide) = Slide::between(&self.shown, &wanted) {
                slide.write(&mut self.out);
                slide.apply(&mut self.shown);
            }
        } else {
            self.shown = Buffer::empty(wanted.area);
        }
        let halves = mark_halves(&self.shown, &mut wanted);
        let mut brush = Brush::new();
        for (x, y, cell) in self.shown.diff_iter(&wanted) {
            brush.write(&mut self.out, (x, y), cell, wanted.area.width);
        }
        brush.rest(&mut self.out);
        for at in halves {
            set_option(&mut wanted, at, CellDiffOption::None);
        }
        self.shown = wanted;
        if let Cursor::Seen(at) = &mut self.cursor
            && self.out.len() > before
        {
            *at = None;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor == Cursor::Hidden {
            return Ok(());
        }
        self.cursor = Cursor::Hidden;
        queue!(self.out, Hide)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if let Cursor::Seen(_) = self.cursor {
            return Ok(());
        }
        self.cursor = Cursor::Seen(None);
        queue!(self.out, Show)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor == Cursor::Seen(Some(position)) {
            return Ok(());
        }
        if let Cursor::Seen(at) = &mut self.cursor {
            *at = Some(position);
        }
        queue!(self.out, MoveTo(position.x, position.y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// What the terminal shows, and where its cursor is, is not known from now on.
    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        (self.shown, self.cursor) = (Buffer::default(), Cursor::Unknown);
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    /// Writes what there is as one update, so that a slow line never shows half of it.
    fn flush(&mut self) -> io::Result<()> {
        if !self.out.is_empty() {
            let drawn = std::mem::take(&mut self.out);
            queue!(self.out, BeginSynchronizedUpdate)?;
            self.out.extend(drawn);
            queue!(self.out, EndSynchronizedUpdate)?;
            let whole = std::mem::take(&mut self.out);
            self.inner.write_all(&whole)?;
        }
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
        let mut painter = Painter::new(Line(Rc::clone(&written)), Rc::clone(&wanted));
        let (width, height) = SIZE;
        let mut terminal = vt100::Parser::new(height, width, 0);
        let bytes = frames.iter().map(|frame| {
            *wanted.borrow_mut() = Some(frame.clone());
            painter.draw(std::iter::empty()).unwrap();
            Backend::flush(&mut painter).unwrap();
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
            let bar = if beside { 440 } else { 250 };
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

    #[test]
    fn where_nothing_changes_nothing_is_written() {
        let (_, bytes) = drawn(&[page(3, 4, true), page(3, 4, true), page(3, 5, true)]);
        assert_eq!(bytes[1], 0);
        assert!(bytes[2] > 0);
    }

    #[test]
    fn the_cursor_is_where_it_belongs_after_every_frame() {
        let (wanted, written) = (Wanted::default(), Rc::new(RefCell::new(Vec::new())));
        let mut painter = Painter::new(Line(Rc::clone(&written)), Rc::clone(&wanted));
        let mut terminal = vt100::Parser::new(SIZE.1, SIZE.0, 0);
        let steps =
            [(0, Some((5, 2))), (0, Some((5, 2))), (0, Some((6, 2))), (1, Some((6, 2))), (1, None), (1, Some((6, 2)))];
        for (first, cursor) in steps {
            *wanted.borrow_mut() = Some(page(first, first + 3, false));
            painter.draw(std::iter::empty()).unwrap();
            // As ratatui does it.
            match cursor {
                None => painter.hide_cursor().unwrap(),
                Some(at) => {
                    painter.show_cursor().unwrap();
                    painter.set_cursor_position(at).unwrap();
                }
            }
            Backend::flush(&mut painter).unwrap();
            terminal.process(&written.take());
            let (row, col) = terminal.screen().cursor_position();
            let shown = (!terminal.screen().hide_cursor()).then_some((col, row));
            assert_eq!(shown, cursor);
        }
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
