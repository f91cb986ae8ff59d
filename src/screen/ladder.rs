//! The follow-up ladder: three rungs from the top down, each with who faces whom and what waits there, and a strip that
//! says what climbs next if nobody acts.
//!
//! Where things stand comes from `rules::ladder`; here is the cursor, and how much room each rung gets.

mod complaints;
mod draw;
mod forecast;
mod gather;
mod page;
mod receivables;
mod sift;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::gather::Board;
pub use self::page::Mode;
use self::page::Page;
pub use self::sift::Sift;
use super::{Screen, Step, Target, View};
use crate::model::{FollowUp, Id};
use crate::rules::ladder as rules;
use crate::text::Lang;
use crate::widget::List;

/// From this width on pairings stand beside the items instead of below them.
const WIDE: u16 = 92;

type Key = ((u64, i64, Option<Id>, Lang), Sift, bool);

/// The ladder of one account, or of all.
#[derive(Clone, Debug, Default)]
pub struct Ladder {
    key: Option<Key>,
    board: Board,
    panes: [Pane; 3],
    cursor: Option<Id>,
    place: Place,
    sift: Sift,
    marks: BTreeSet<Id>,
    mode: Mode,
    /// The views that are grids: forecast, receivables, complaints.
    pages: [Page; 3],
    /// A record to put the cursor on that the open view does not have yet.
    wanted: Option<Id>,
    area: Rect,
    detail: Rect,
    strip: Rect,
}

/// Where the cursor is: rung from the top, column, row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    rung: usize,
    column: usize,
    row: usize,
}

/// The room a rung has: a heading, and one column of everything or one of items and one of pairings.
#[derive(Clone, Copy, Debug, Default)]
struct Pane {
    head: Rect,
    columns: [Column; 2],
}

#[derive(Clone, Copy, Debug, Default)]
struct Column {
    holds: Holds,
    area: Rect,
    list: List,
}

/// What the rows of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Holds {
    #[default]
    Nothing,
    Everything,
    Items,
    Pairings,
}

/// One row of a column.
#[derive(Clone, Copy)]
enum Row<'a> {
    Item(&'a gather::Item),
    Pair(&'a gather::Pair),
}

impl Row<'_> {
    const fn id(self) -> Id {
        match self {
            Self::Item(item) => item.id,
            Self::Pair(pair) => pair.id,
        }
    }
}

impl Ladder {
    /// The open view.
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// Opens a view.
    pub const fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    /// Sorts a view that is a grid by the column under the cursor; again, the other way.
    pub fn sort(&mut self) {
        if let Some(page) = self.page_mut() {
            page.grid.sort();
        }
    }

    /// The name of the context of its keys.
    pub const fn context(&self) -> &'static str {
        match self.mode {
            Mode::Items => "ladder",
            other => other.code(),
        }
    }

    const fn page(&self) -> Option<&Page> {
        let [forecast, receivables, complaints] = &self.pages;
        match self.mode {
            Mode::Items => None,
            Mode::Forecast => Some(forecast),
            Mode::Receivables => Some(receivables),
            Mode::Complaints => Some(complaints),
        }
    }

    const fn page_mut(&mut self) -> Option<&mut Page> {
        let [forecast, receivables, complaints] = &mut self.pages;
        match self.mode {
            Mode::Items => None,
            Mode::Forecast => Some(forecast),
            Mode::Receivables => Some(receivables),
            Mode::Complaints => Some(complaints),
        }
    }

    /// Where an item on the screen stands.
    pub fn position(&self, item: Id) -> Option<&rules::Position> {
        self.board.item(item).map(|one| &one.position)
    }

    fn row(&self, place: Place) -> Option<Row<'_>> {
        let rung = self.board.rungs.get(place.rung)?;
        let holds = self.panes.get(place.rung)?.columns.get(place.column)?.holds;
        let item = rung.items.get(place.row).map(Row::Item);
        match holds {
            Holds::Nothing => None,
            Holds::Items => item,
            Holds::Pairings => rung.pairings.get(place.row).map(Row::Pair),
            Holds::Everything => {
                item.or_else(|| rung.pairings.get(place.row.checked_sub(rung.items.len())?).map(Row::Pair))
            }
        }
    }

    fn len(&self, rung: usize, column: usize) -> usize {
        let (Some(waiting), Some(pane)) = (self.board.rungs.get(rung), self.panes.get(rung)) else { return 0 };
        match pane.columns.get(column).map(|column| column.holds) {
            Some(Holds::Everything) => waiting.len(),
            Some(Holds::Items) => waiting.items.len(),
            Some(Holds::Pairings) => waiting.pairings.len(),
            Some(Holds::Nothing) | None => 0,
        }
    }

    /// Every place a cursor can be in, items before pairings, top down.
    fn places(&self) -> impl Iterator<Item = Place> {
        let columns = (0..2).flat_map(|column| (0..3).map(move |rung| (rung, column)));
        columns.flat_map(|(rung, column)| (0..self.len(rung, column)).map(move |row| Place { rung, column, row }))
    }

    /// Gives every rung its room: what it needs where that fits, else a fair share.
    fn settle(&mut self, area: Rect) {
        let forecast = match area.height {
            0..=11 => 0,
            12..=23 => 2,
            _ => 3,
        };
        let detail = u16::from(area.height >= 9);
        let body = area.height - forecast - detail;
        let line = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
        (self.detail, self.strip) = (line(body, detail), line(body + detail, forecast));
        let wide = area.width >= WIDE;
        let needs = self
            .board
            .rungs
            .each_ref()
            .map(|rung| (if wide { rung.items.len().max(rung.pairings.len()) } else { rung.len() }).max(1) as u16);
        let heights = shares(body.saturating_sub(3), needs);
        let mut y = 0;
        for (pane, height) in self.panes.iter_mut().zip(heights) {
            pane.head = line(y.min(body), u16::from(y < body));
            let below = line((y + 1).min(body), height);
            y += height + 1;
            let right = if wide { (below.width * 2 / 5).min(56) } else { 0 };
            let left = Rect { width: below.width - right, ..below };
            let beside = Rect { x: left.right(), width: right, ..below };
            let holds = if wide { [Holds::Items, Holds::Pairings] } else { [Holds::Everything, Holds::Nothing] };
            for ((column, area), holds) in pane.columns.iter_mut().zip([left, beside]).zip(holds) {
                (column.area, column.holds) = (area, holds);
            }
        }
        for rung in 0..3 {
            for column in 0..2 {
                let len = self.len(rung, column);
                if let Some(one) = self.column(rung, column) {
                    one.list.layout(len, one.area.height);
                }
            }
        }
    }

    fn column(&mut self, rung: usize, column: usize) -> Option<&mut Column> {
        self.panes.get_mut(rung)?.columns.get_mut(column)
    }

    /// Puts the cursor on its record, or where that was, or on the first thing there is.
    fn repair(&mut self) {
        let stands = |place: &Place| self.row(*place).map(Row::id) == self.cursor && self.cursor.is_some();
        let held = stands(&self.place).then_some(self.place);
        let near = || {
            let last = self.len(self.place.rung, self.place.column).checked_sub(1)?;
            Some(Place { row: self.place.row.min(last), ..self.place })
        };
        let found = held.or_else(|| self.places().find(stands));
        let found = found.or_else(|| near().filter(|_| self.cursor.is_some())).or_else(|| self.places().next());
        match found {
            Some(place) => self.go(place),
            None => self.cursor = None,
        }
    }

    fn go(&mut self, place: Place) {
        self.place = place;
        self.cursor = self.row(place).map(Row::id);
        if let Some(column) = self.column(place.rung, place.column) {
            column.list.select(place.row);
        }
    }

    /// The place `by` rungs away, in the same column or the other; `None` where there is nothing that way.
    fn next_rung(&self, by: isize) -> Option<Place> {
        let Place { rung, column, .. } = self.place;
        let mut rung = rung.checked_add_signed(by)?;
        while rung < 3 {
            for column in [column, 1 - column.min(1)] {
                if let Some(last) = self.len(rung, column).checked_sub(1) {
                    return Some(Place { rung, column, row: if by > 0 { 0 } else { last } });
                }
            }
            rung = rung.checked_add_signed(by)?;
        }
        None
    }

    fn beside(&self, column: usize) -> Option<Place> {
        let Place { rung, row, .. } = self.place;
        let (here, there) =
            (self.panes.get(rung)?.columns.get(self.place.column)?, self.panes.get(rung)?.columns.get(column)?);
        let last = self.len(rung, column).checked_sub(1)?;
        let row = there.list.offset() + row.saturating_sub(here.list.offset());
        Some(Place { rung, column, row: row.min(last) })
    }

    fn find(&self, id: Id) -> Option<Place> {
        self.places().find(|place| self.row(*place).is_some_and(|row| row.id() == id))
    }

    fn walk(&mut self, step: Step) {
        let to = match step {
            Step::Up => self.along(-1),
            Step::Down => self.along(1),
            Step::Left => self.beside(0),
            Step::Right => self.beside(1),
            Step::PageUp => self.next_rung(-1).map(|place| Place { row: 0, ..place }),
            Step::PageDown => self.next_rung(1),
            Step::First => self.places().next(),
            Step::Last => self.places().last(),
            Step::Wheel(rows) => {
                let last = self.len(self.place.rung, self.place.column).saturating_sub(1);
                let row = self.place.row.saturating_add_signed(rows.into()).min(last);
                Some(Place { row, ..self.place })
            }
        };
        if let Some(place) = to {
            self.go(place);
        }
    }

    fn along(&self, by: isize) -> Option<Place> {
        let row = self.place.row.checked_add_signed(by);
        let row = row.filter(|row| *row < self.len(self.place.rung, self.place.column));
        row.map(|row| Place { row, ..self.place }).or_else(|| self.next_rung(by))
    }
}

impl Screen for Ladder {
    fn layout(&mut self, area: Rect, view: &View) {
        let key = Some((view.key(), self.sift, view.theme.ascii));
        if self.key != key {
            (self.board, self.key) = (Board::of(view, self.sift), key);
            // What cannot be seen is not acted on.
            self.marks.retain(|id| self.board.item(*id).is_some());
        }
        self.area = area;
        let mode = self.mode;
        if let Some(page) = self.page_mut() {
            page.layout(mode, area, view);
        }
        self.settle(area);
        self.repair();
        if let Some(id) = self.wanted.take().filter(|_| mode != Mode::Items)
            && self.selected() != Some(id)
            && self.find(id).is_some()
        {
            // What waits on the rungs is shown there.
            self.mode = Mode::Items;
            Screen::select(self, id);
        }
    }

    fn view(&self, buf: &mut Buffer, view: &View) {
        match self.page() {
            Some(page) => page.draw(self.mode, buf, view),
            None => self.draw(buf, view),
        }
    }

    fn step(&mut self, step: Step) {
        match self.page_mut() {
            Some(page) => page.grid.step(step),
            None => self.walk(step),
        }
    }

    fn selected(&self) -> Option<Id> {
        self.page().map_or(self.cursor, |page| page.grid.selected())
    }

    fn target(&self) -> Option<Target> {
        if let Some(page) = self.page() {
            return page.grid.target();
        }
        let column = self.panes.get(self.place.rung)?.columns.get(self.place.column)?;
        let (_, rect) = column.list.rows(column.area).find(|(row, _)| *row == self.place.row)?;
        match self.row(self.place)? {
            Row::Item(item) => Some(Target { id: item.id, field: "subject", rect: self.subject_rect(column, rect) }),
            Row::Pair(_) => None,
        }
    }

    fn select(&mut self, id: Id) {
        if let Some(page) = self.page_mut() {
            page.grid.select(id);
            self.wanted = Some(id);
            return;
        }
        if let Some(place) = self.find(id) {
            return self.go(place);
        }
        // It is not here yet: the next layout will find it, if nothing is sifted out.
        (self.cursor, self.sift) = (Some(id), Sift::default());
    }

    fn inspected(&self) -> bool {
        // The forecast is to be read across, and told at length below.
        self.mode != Mode::Forecast
    }

    fn click(&mut self, at: Position) -> bool {
        if let Some(page) = self.page_mut() {
            return page.grid.click(at);
        }
        let hit = self.panes.iter().enumerate().find_map(|(rung, pane)| {
            let mut columns = pane.columns.iter().enumerate();
            columns.find_map(|(column, one)| Some(Place { rung, column, row: one.list.at(one.area, at)? }))
        });
        hit.is_some_and(|place| {
            self.go(place);
            true
        })
    }
}

/// Who is on the hook for what open follow-ups are about, and on which rung: `刘慧 2/3`.
fn standing(view: &View, about: impl Fn(&FollowUp) -> Option<Id>) -> BTreeMap<Id, String> {
    let all = rules::positions(view.room, view.terms, view.now, view.account);
    let said = |(item, position): (&FollowUp, rules::Position)| {
        let holder = position.holder.map_or_else(|| view.text.t("ladder-nobody"), |id| view.room.name(id));
        Some((about(item)?, format!("{} {}/{}", crate::text::clean(&holder), position.rung, position.rungs)))
    };
    all.into_iter().filter_map(said).collect()
}

/// Divides `rows` among three: whoever needs less than a fair share leaves the rest to the others, and what nobody needs
/// is spread evenly, so that the rungs stand apart on a tall screen.
fn shares(rows: u16, needs: [u16; 3]) -> [u16; 3] {
    let mut order = [0, 1, 2];
    order.sort_by_key(|at| needs.get(*at));
    let mut given = [0; 3];
    let mut left = rows;
    for (done, at) in order.into_iter().enumerate() {
        let parties = 3 - done as u16;
        let fair = left.div_ceil(parties);
        let spare = rows.saturating_sub(needs.iter().sum()) / 3;
        let need = needs.get(at).copied().unwrap_or(0) + spare;
        let share = if parties == 1 { left } else { need.min(fair) };
        if let Some(place) = given.get_mut(at) {
            *place = share;
        }
        left -= share;
    }
    given
}
