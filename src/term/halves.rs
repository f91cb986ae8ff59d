//! The other half of a wide character that is drawn over.
//!
//! ratatui writes the cell where a wide character began and leaves the one behind it, if that is blank, to the terminal.
//! Most blank it too; some keep a half, or its background. So it is written as well.

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};

/// Where wide characters stood in the frame before.
#[derive(Debug, Default)]
pub(super) struct Halves {
    wide: Vec<usize>,
}

impl Halves {
    /// Marks the second halves that this frame must write, and remembers its wide characters.
    pub(super) fn mend(&mut self, buf: &mut Buffer) {
        for at in std::mem::take(&mut self.wide) {
            if buf.content.get(at).is_some_and(|cell| cell.cell_width() > 1) {
                continue;
            }
            if let Some(half) = buf.content.get_mut(at + 1) {
                half.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
        let wide = |cell: &ratatui::buffer::Cell| cell.symbol().len() > 1 && cell.cell_width() > 1;
        self.wide.extend(buf.content.iter().enumerate().filter(|(_, cell)| wide(cell)).map(|(at, _)| at));
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn the_half_behind_a_vanished_wide_character_is_written() {
        let area = Rect::new(0, 0, 4, 1);
        let mut halves = Halves::default();
        let mut before = Buffer::empty(area);
        before.set_string(0, 0, "局", Style::default());
        halves.mend(&mut before);
        let mut after = Buffer::empty(area);
        after.set_string(0, 0, "│", Style::default());
        halves.mend(&mut after);
        let written: Vec<u16> = before.diff(&after).into_iter().map(|(x, ..)| x).collect();
        assert_eq!(written, [0, 1]);
    }
}
