//! A screen that is a grid, perhaps with something above it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::grid::Grid;
use super::{Screen, Step, Target, View};
use crate::model::{Id, Kind};
use crate::theme::Role;
use crate::widget::put_wrapped;

/// What a grid does not know of its screen.
pub trait Listing {
    /// The grid.
    fn grid(&self) -> &Grid;
    /// The grid, to move its cursor.
    fn grid_mut(&mut self) -> &mut Grid;
    /// Settles the lines and what stands above them; gives the place left for the grid.
    fn place(&mut self, area: Rect, view: &View) -> Rect;
    /// Fills the cells of lines in view that have none yet; see [`Grid::word`].
    fn word(&mut self, _view: &View) {}
    /// Id of what is said where there is no line.
    fn hint(&self) -> &'static str;
    /// What is said there, in words.
    fn said(&self, view: &View) -> String {
        view.text.t(self.hint())
    }
    /// Whether it wants the panel beside it where there is room.
    fn wants_panel(&self) -> bool {
        true
    }
    /// Draws what stands above the grid, and below it.
    fn crown(&self, _buf: &mut Buffer, _view: &View) {}
    /// The record above the grid at a position.
    fn crown_at(&self, _at: Position) -> Option<Id> {
        None
    }
}

/// What is said where there are people and not one account, so that nobody has a seat.
pub fn seatless(view: &View) -> Option<String> {
    let is_without = view.room.ids(Kind::Account).next().is_none();
    let count = if is_without { view.room.ids(Kind::Person).count() } else { 0 };
    (count > 0).then(|| view.text.ta("people-without-seat", &[("count", &count.to_string())]))
}

impl<L: Listing> Screen for L {
    fn layout(&mut self, area: Rect, view: &View) {
        let body = self.place(area, view);
        self.grid_mut().layout(body);
        self.word(view);
    }

    fn view(&self, buf: &mut Buffer, view: &View) {
        self.crown(buf, view);
        let grid = self.grid();
        if grid.is_empty() {
            return put_wrapped(buf, grid.area(), &self.said(view), view.theme.style(Role::Placeholder));
        }
        grid.draw(buf, view);
    }

    fn step(&mut self, step: Step) {
        self.grid_mut().step(step);
    }

    fn selected(&self) -> Option<Id> {
        self.grid().selected()
    }

    fn target(&self) -> Option<Target> {
        self.grid().target()
    }

    fn select(&mut self, id: Id) {
        self.grid_mut().select(id);
    }

    fn inspected(&self) -> bool {
        self.wants_panel()
    }

    fn click(&mut self, at: Position) -> bool {
        if let Some(id) = self.crown_at(at) {
            self.grid_mut().select(id);
            return true;
        }
        self.grid_mut().click(at)
    }
}
