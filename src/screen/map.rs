//! The map: an account's seats in four bands with their lines of reporting; as an outline; as a grid of layer ×
//! function. The cursor is a seat.

pub mod face;
pub mod fit;
pub mod grab;
pub mod place;
pub mod sieve;
pub mod walk;

mod grid;
mod outline;
mod settle;
mod view;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::model::{Id, Problem};
use crate::screen::{Screen, Step, View};
use crate::text::Lang;
use crate::theme::Role;
use crate::widget::put_wrapped_center;
use face::{Attribute, Face};
use grab::Grab;
use outline::Outline;
use place::{Node, Plan, Point};
use sieve::Sieve;

/// How the seats are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Cards in bands.
    #[default]
    Bands,
    /// A tree, one row a seat.
    Outline,
    /// Layer × function.
    Grid,
}

impl Mode {
    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Bands => Self::Outline,
            Self::Outline => Self::Grid,
            Self::Grid => Self::Bands,
        }
    }

    /// Id of its name.
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Bands => "map-view-bands",
            Self::Outline => "map-view-outline",
            Self::Grid => "map-view-grid",
        }
    }
}

/// How a card is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Selected,
    Grabbed,
}

/// What a settled chart depends on: the records and so on, the size, the options.
type Key = ((u64, i64, Option<Id>, Lang), (u16, u16), u64);

/// The map.
#[derive(Debug, Default)]
pub struct Map {
    selected: Option<Id>,
    mode: Mode,
    attribute: Attribute,
    sieve: Sieve,
    folded: BTreeSet<Id>,
    show_left: bool,
    grab: Option<Grab>,
    /// Where the window was before.
    grabbed_at: Point,
    /// Counts changes of the options above.
    options: u64,
    settled: Option<Key>,
    account: Option<Id>,
    area: Rect,
    /// The cell of the chart in the upper left corner of the area.
    origin: Point,
    /// The same of the views that are not shown.
    origins: BTreeMap<Mode, Point>,
    /// Whether the window follows the cursor; not after the wheel was turned.
    follows: bool,
    plan: Plan,
    outline: Outline,
    faces: BTreeMap<Id, Face>,
    /// In the order of siblings.
    nodes: Vec<Node>,
    passing: BTreeSet<Id>,
    total: usize,
    /// The step that leads back, and where to.
    trail: Option<(Step, Id)>,
}

impl Map {
    /// How the seats are shown.
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// Shows them in the next way; returns it.
    pub fn next_mode(&mut self) -> Mode {
        self.origins.insert(self.mode, self.origin);
        self.mode = self.mode.next();
        self.origin = self.origins.get(&self.mode).copied().unwrap_or_default();
        self.changed();
        self.mode
    }

    /// Shows the next attribute; returns it.
    pub fn next_attribute(&mut self) -> Attribute {
        self.attribute = self.attribute.next();
        self.changed();
        self.attribute
    }

    /// The filter as it was typed.
    pub fn filter(&self) -> &str {
        &self.sieve.text
    }

    /// Shows only who passes a filter, and their managers, dimmed.
    pub fn set_filter(&mut self, text: &str) -> Result<(), Problem> {
        self.sieve = Sieve::parse(text)?;
        self.changed();
        Ok(())
    }

    /// Shows everybody again; false where no filter is set.
    pub fn leave(&mut self) -> bool {
        let narrowed = !self.sieve.text.is_empty();
        if narrowed {
            self.sieve = Sieve::default();
            self.changed();
        }
        narrowed
    }

    /// Shows or hides those who left; returns whether they are shown.
    pub fn toggle_left(&mut self) -> bool {
        self.show_left = !self.show_left;
        self.changed();
        self.show_left
    }

    /// Folds or unfolds what is under the cursor.
    pub fn toggle_fold(&mut self) {
        let Some(id) = self.selected else { return };
        if !self.folded.remove(&id) {
            self.folded.insert(id);
        }
        self.changed();
    }

    /// Puts the cursor on a seat that was just made, whatever would hide it.
    pub fn select_new(&mut self, id: Id) {
        let manager = self.selected;
        self.folded.retain(|folded| Some(*folded) != manager);
        self.sieve = Sieve::default();
        self.selected = Some(id);
        self.changed();
    }

    /// Unfolds everything.
    pub fn unfold_all(&mut self) {
        self.folded.clear();
        self.changed();
    }

    /// Whether somebody is folded away.
    pub fn is_folded(&self) -> bool {
        !self.folded.is_empty()
    }

    /// Whether somebody reports to a seat that is shown, or is folded away under it.
    pub fn has_reports(&self, id: Id) -> bool {
        self.nodes.iter().any(|node| node.manager == Some(id))
    }

    /// Grabs the card under the cursor; until it is dropped or released, steps move it.
    pub fn grab(&mut self) {
        while self.mode != Mode::Bands {
            self.next_mode();
        }
        self.grab = self.selected.and_then(|seat| Grab::of(seat, &self.nodes));
        self.grabbed_at = self.origin;
        self.changed();
    }

    /// Whether a card is grabbed.
    pub const fn is_grabbing(&self) -> bool {
        self.grab.is_some()
    }

    /// Lets go of a grabbed card; returns what dropping it where it was held changes.
    pub fn release(&mut self) -> Option<grab::Drop> {
        self.changed();
        self.origin = self.grabbed_at;
        self.grab.take().map(|grab| grab.drop())
    }

    /// The contexts of its keys, the innermost first.
    pub const fn context(&self) -> &'static str {
        if self.is_grabbing() { "grab" } else { "map" }
    }

    fn changed(&mut self) {
        self.options += 1;
        self.trail = None;
        self.follows = true;
    }

    fn held(&self, id: Id) -> Option<Held> {
        match &self.grab {
            Some(grab) if grab.seat == id => Some(Held::Grabbed),
            _ => (self.selected == Some(id)).then_some(Held::Selected),
        }
    }

    fn step_outline(&mut self, step: Step) {
        let list = &mut self.outline.table.list;
        match step {
            Step::Up => list.step(-1),
            Step::Down => list.step(1),
            Step::PageUp => list.page(-1),
            Step::PageDown => list.page(1),
            Step::First => list.first(),
            Step::Last => list.last(),
            Step::Wheel(rows) => list.scroll(rows.into()),
            Step::Left => {
                let up = self.selected.and_then(|id| self.faces.get(&id)?.node.manager);
                self.selected = up.filter(|id| self.faces.contains_key(id)).or(self.selected);
                return;
            }
            Step::Right => {
                let down = self.nodes.iter().find(|node| node.manager.is_some() && node.manager == self.selected);
                self.selected = down.map(|node| node.id).or(self.selected);
                return;
            }
        }
        self.selected = self.outline.current().or(self.selected);
    }
}

impl Screen for Map {
    fn layout(&mut self, area: Rect, view: &View) {
        if self.account != view.account {
            let (mode, attribute, options) = (self.mode, self.attribute, self.options);
            *self =
                Self { mode, attribute, options, selected: self.selected, account: view.account, ..Self::default() };
            self.follows = true;
        }
        self.area = area;
        let key = (view.key(), (area.width, area.height), self.options);
        if self.settled != Some(key) {
            self.settle(view);
            self.settled = Some(key);
        }
        match self.mode {
            Mode::Outline => self.outline.layout(area, self.selected),
            Mode::Bands | Mode::Grid => self.aim(),
        }
    }

    fn lacks(&self) -> u16 {
        let more = self.plan.size.0 - i32::from(self.area.width);
        if self.mode == Mode::Bands { u16::try_from(more).unwrap_or(0) } else { 0 }
    }

    fn view(&self, buf: &mut Buffer, view: &View) {
        match self.mode {
            Mode::Bands => view::chart(self, buf, view),
            Mode::Grid => grid::draw(self, buf, view),
            Mode::Outline => self.outline.draw(self, buf, view),
        }
        if self.selected.is_none() && self.area.height > 2 {
            let id = if self.sieve.is_empty() { "map-empty" } else { "map-nobody-passes" };
            let half = self.area.height / 2;
            let rest = Rect { y: self.area.y + half, height: self.area.height - half, ..self.area };
            put_wrapped_center(buf, rest, &view.text.t(id), view.theme.style(Role::Dim));
        }
    }

    fn step(&mut self, step: Step) {
        if let Some(grab) = &mut self.grab {
            grab.step(step);
            self.changed();
            return;
        }
        if self.mode == Mode::Outline {
            return self.step_outline(step);
        }
        if let Step::Wheel(rows) = step {
            self.follows = false;
            self.origin.1 += i32::from(rows);
            return;
        }
        self.follows = true;
        let Some(from) = self.selected else { return };
        let returns = self.trail.filter(|(back, to)| *back == step && self.plan.card(*to).is_some());
        let to = returns.map(|(_, to)| to).or_else(|| walk::next(&self.plan, from, step));
        if let Some(to) = to {
            self.selected = Some(to);
            self.trail = step.back().map(|back| (back, from));
        }
    }

    fn selected(&self) -> Option<Id> {
        self.selected
    }

    fn select(&mut self, id: Id) {
        self.selected = Some(id);
        self.trail = None;
        self.follows = true;
        // A seat that is folded away, filtered out or new is found when the chart is settled again.
        if !self.faces.contains_key(&id) || self.plan.card(id).is_none() {
            self.reveal(id);
        }
    }

    fn click(&mut self, at: Position) -> bool {
        let hit = match self.mode {
            Mode::Outline => {
                let row = self.outline.table.row_at(self.area, at);
                row.and_then(|row| self.outline.rows.get(row)).map(|row| row.id)
            }
            Mode::Bands | Mode::Grid => {
                let inside = self.area.contains(at);
                let (x, y) = (i32::from(at.x) - i32::from(self.area.x), i32::from(at.y) - i32::from(self.area.y));
                let cell = (x + self.origin.0, y + self.origin.1);
                self.plan.at(cell).filter(|_| inside).map(|card| card.id)
            }
        };
        let Some(id) = hit.filter(|_| self.grab.is_none()) else { return false };
        self.selected = Some(id);
        self.trail = None;
        true
    }
}
