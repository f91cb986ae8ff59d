//! A table: columns that share the width, and the rows in view.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{List, fill, put, put_right};
use crate::text::cut;
use crate::theme::{Role, Theme};

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Always this many columns.
    Fixed(u16),
    /// At least this many, and a share of what is left over.
    Flex(u16),
}

/// Which end of its column a text stands at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Texts.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Heading, already in the reader's language.
    pub title: String,
    /// How wide it is.
    pub width: Width,
    /// Where its texts stand.
    pub align: Align,
    /// Where there is no room for all, the highest number is left out first; 0 is never left out.
    pub rank: u8,
}

impl Column {
    /// A column of texts.
    pub fn text(title: impl Into<String>, width: Width, rank: u8) -> Self {
        Self { title: title.into(), width, align: Align::Left, rank }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>, width: u16, rank: u8) -> Self {
        Self { title: title.into(), width: Width::Fixed(width), align: Align::Right, rank }
    }

    const fn least(&self) -> u16 {
        match self.width {
            Width::Fixed(cols) | Width::Flex(cols) => cols,
        }
    }
}

/// Columns, selection and sort order; the contents come in when it is drawn.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// All columns, from the left.
    pub columns: Vec<Column>,
    /// Selected row and scroll.
    pub list: List,
    /// The column sorted by, and whether upwards.
    pub sort: Option<(usize, bool)>,
    /// `(column, left edge from the table's own, width)` of the columns there is room for.
    placed: Vec<(usize, u16, u16)>,
}

impl Table {
    /// A table of these columns.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, ..Self::default() }
    }

    /// Shares the width among the columns, leaving out what has no room, and settles the rows. One row is the heading.
    pub fn layout(&mut self, area: Rect, len: usize) {
        self.list.layout(len, area.height.saturating_sub(1));
        self.placed = place(&self.columns, area.width.saturating_sub(self.list.overflows().into()));
    }

    /// Draws heading and visible rows: `cell(row, column)` gives a text and its style.
    pub fn draw<S: AsRef<str>>(
        &self,
        buf: &mut Buffer,
        area: Rect,
        theme: &Theme,
        focused: bool,
        mut cell: impl FnMut(usize, usize) -> (S, Style),
    ) {
        let heading = Rect { height: area.height.min(1), ..area };
        for (column, place, at) in self.cells(heading) {
            draw_cell(buf, place, column, &self.heading(column, at, place.width, theme), theme.style(Role::Heading));
        }
        for (row, place) in self.list.rows(body(area)) {
            for (column, place, at) in self.cells(place) {
                let (text, style) = cell(row, at);
                draw_cell(buf, place, column, text.as_ref(), style);
            }
            if self.list.selected() == Some(row) {
                fill(buf, place, theme.style(if focused { Role::Selected } else { Role::SelectedDim }));
            }
        }
    }

    /// The row at a place, for a mouse click.
    pub fn row_at(&self, area: Rect, place: Position) -> Option<usize> {
        self.list.at(body(area), place)
    }

    /// Where a cell stands, if its row is in view and its column has room: an editor opens on it.
    pub fn cell_at(&self, area: Rect, row: usize, column: usize) -> Option<Rect> {
        let (_, line) = self.list.rows(body(area)).find(|(at, _)| *at == row)?;
        self.cells(line).find(|(_, _, at)| *at == column).map(|(_, rect, _)| rect)
    }

    /// The column whose heading is at a place, for a mouse click that sorts.
    pub fn heading_at(&self, area: Rect, place: Position) -> Option<usize> {
        let heading = Rect { height: area.height.min(1), ..area };
        self.cells(heading).find(|(_, rect, _)| rect.contains(place)).map(|(_, _, at)| at)
    }

    /// Sorts by a column, upwards first; by the same one again, the other way.
    pub fn sort_by(&mut self, column: usize) {
        self.sort = Some((column, self.sort != Some((column, true))));
    }

    fn cells(&self, row: Rect) -> impl Iterator<Item = (&Column, Rect, usize)> {
        self.placed.iter().filter_map(move |&(at, x, width)| {
            let place = Rect { x: row.x + x, width, ..row };
            Some((self.columns.get(at)?, place, at))
        })
    }

    fn heading(&self, column: &Column, at: usize, cols: u16, theme: &Theme) -> String {
        let Some((_, up)) = self.sort.filter(|(sorted, _)| *sorted == at) else { return column.title.clone() };
        let [ascending, descending] = theme.lines().sort;
        let title = cut(&column.title, usize::from(cols).saturating_sub(1));
        format!("{title}{}", if up { ascending } else { descending })
    }
}

fn body(area: Rect) -> Rect {
    Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }
}

fn draw_cell(buf: &mut Buffer, place: Rect, column: &Column, text: &str, style: Style) {
    match column.align {
        Align::Left => put(buf, place, text, style),
        Align::Right => put_right(buf, place, text, style),
    };
}

/// Drops columns by rank until the rest fit with one blank between, then shares what is left among the flexible ones.
fn place(columns: &[Column], width: u16) -> Vec<(usize, u16, u16)> {
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    let column = |at: &usize| columns.get(*at);
    let needed = |kept: &[usize]| {
        kept.iter().filter_map(column).map(|column| u32::from(column.least()) + 1).sum::<u32>().saturating_sub(1)
    };
    while needed(&kept) > u32::from(width) {
        let ranked = kept.iter().enumerate().filter_map(|(nth, at)| Some((column(at)?.rank, nth)));
        let Some((1.., last)) = ranked.max() else { break };
        kept.remove(last);
    }
    let flexible = kept.iter().filter_map(column).filter(|column| matches!(column.width, Width::Flex(_))).count();
    let mut spare = u32::from(width).saturating_sub(needed(&kept)) as u16;
    let mut takers = flexible as u16;
    let mut x = 0;
    let mut placed = Vec::with_capacity(kept.len());
    for (at, column) in kept.iter().filter_map(|at| Some((*at, column(at)?))) {
        let mut cols = column.least();
        if let Width::Flex(_) = column.width {
            let share = spare / takers.max(1);
            (cols, spare, takers) = (cols + share, spare - share, takers - 1);
        }
        placed.push((at, x, cols.min(width.saturating_sub(x))));
        x = x.saturating_add(cols + 1);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::snapshot;

    fn table() -> Table {
        Table::new(vec![
            Column::text("Name", Width::Flex(6), 0),
            Column::text("City", Width::Fixed(4), 2),
            Column::number("Overdue", 7, 1),
        ])
    }

    fn drawn(table: &mut Table, width: u16) -> Vec<String> {
        let rows = [["山东电信集团", "济南", "1,200"], ["Acme", "北京市", "3"]];
        let area = Rect::new(0, 0, width, 3);
        let mut buf = Buffer::empty(area);
        table.layout(area, rows.len());
        table.draw(&mut buf, area, &Theme::default(), true, |row, column| (rows[row][column], Style::new()));
        snapshot::rows(&buf)
    }

    #[test]
    fn columns_line_up_by_display_width() {
        let mut table = table();
        assert_eq!(
            drawn(&mut table, 26),
            ["Name          City Overdue", "山东电信集团  济南   1,200", "Acme          北…        3",]
        );
    }

    #[test]
    fn narrow_tables_leave_out_the_highest_rank_first() {
        let mut table = table();
        assert_eq!(drawn(&mut table, 16), ["Name     Overdue", "山东电…    1,200", "Acme           3"]);
        assert_eq!(drawn(&mut table, 8), ["Name", "山东电…", "Acme"]);
        assert_eq!(drawn(&mut table, 3), ["Na…", "山…", "Ac…"]);
    }

    #[test]
    fn the_heading_shows_the_order_and_a_click_changes_it() {
        let mut table = table();
        table.sort_by(2);
        assert_eq!(drawn(&mut table, 26)[0], "Name          City Overdu▲");
        table.sort_by(2);
        assert_eq!(table.sort, Some((2, false)));
        let area = Rect::new(0, 0, 26, 3);
        assert_eq!(table.heading_at(area, Position::new(20, 0)), Some(2));
        assert_eq!(table.row_at(area, Position::new(20, 2)), Some(1));
        assert_eq!(table.row_at(area, Position::new(20, 0)), None);
    }
}
