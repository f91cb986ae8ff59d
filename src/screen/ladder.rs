//! The follow-up ladder: three rungs from the top down, each with who faces whom and what waits there, and a strip that
//! says what climbs next if nobody acts.
//!
//! Where things stand comes from `rules::ladder`; the cursor is in `walk`, the room of each rung in `settle`.

mod complaints;
mod draw;
mod forecast;
mod gather;
mod page;
mod receivables;
mod settle;
mod sift;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::gather::Board;
pub use self::page::Mode;
use self::page::Page;
pub use self::sift::Sift;
use super::beside::Settles;
use super::{Screen, Step, Target, View};
use crate::model::{FollowUp, Id};
use crate::rules::ladder as rules;
use crate::text::Lang;
use crate::widget::List;

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

    fn wanted(&self, view: &View) -> Option<Key> {
        Some((view.key(), self.sift, view.theme.ascii))
    }

    /// Where an item on the screen stands.
    pub fn position(&self, item: Id) -> Option<&rules::Position> {
        self.board.item(item).map(|one| &one.position)
    }
}

impl Settles for Ladder {
    fn is_settled(&mut self, _: Rect, view: &View) -> bool {
        self.key == self.wanted(view)
    }

    fn take(&mut self, copy: Self) {
        (self.key, self.board, self.pages) = (copy.key, copy.board, copy.pages);
    }
}

impl Screen for Ladder {
    fn layout(&mut self, area: Rect, view: &View) {
        let key = self.wanted(view);
        if self.key != key {
            (self.board, self.key) = (Board::of(view, self.sift), key);
            // What cannot be seen is not acted on.
            self.marks.retain(|id| self.board.item(*id).is_some());
        }
        self.area = area;
        let (mode, sift) = (self.mode, self.sift);
        if let Some(page) = self.page_mut() {
            page.layout(mode, area, view, sift);
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

/// What the open follow-ups say of the records they are about.
struct Standing {
    /// Who is on the hook, and on which rung: `刘慧 2/3`.
    said: BTreeMap<Id, String>,
    /// The records that have a follow-up of what is shown alone.
    shown: BTreeSet<Id>,
}

impl Standing {
    fn of(view: &View, sift: Sift, about: impl Fn(&FollowUp) -> Option<Id>) -> Self {
        let mut all = Self { said: BTreeMap::new(), shown: BTreeSet::new() };
        for (item, position) in rules::positions(view.room, view.terms, view.now, view.account) {
            let Some(id) = about(item) else { continue };
            let holder = position.holder.map_or_else(|| view.text.t("ladder-nobody"), |id| view.room.name(id));
            all.said.insert(id, format!("{} {}/{}", crate::text::clean(&holder), position.rung, position.rungs));
            if sift.shows(item, &position) {
                all.shown.insert(id);
            }
        }
        all
    }

    /// Whether a record is shown: all are, or there is a follow-up of what is shown alone, or none at all and it is one
    /// of ours who is looked at that answers for it.
    fn shows(&self, sift: Sift, id: Id, owner: Option<Id>) -> bool {
        let is_theirs = || sift.kind.is_none() && owner.is_some() && owner == sift.person;
        sift.is_open() || self.shown.contains(&id) || is_theirs() && !self.said.contains_key(&id)
    }
}
