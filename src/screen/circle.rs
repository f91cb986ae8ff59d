//! The influence circle: one person in the centre, the others on rings around them by their distance of influence, the
//! lines between them, and beside it what the lines add up to.
//!
//! `place` is pure geometry, `scene` what is shown, `view` draws it; here is where the cursor is.

mod panel;
pub mod place;
mod scene;
mod side;
mod view;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use self::place::{AHEAD, Plan, neighbour};
use self::scene::Scene;
use super::{Screen, Step, Target, View};
use crate::model::Id;
use crate::model::choice::{EdgeKind, Support};
use crate::rules::circle::Sandbox;
use crate::widget::Table;

/// Who has the cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The people.
    #[default]
    Chart,
    /// The lines of the selected person.
    Lines,
    /// The ranks.
    Ranks,
}

/// What settles the cached scene.
type SceneKey = ((u64, i64, Option<Id>, crate::text::Lang), Option<Sandbox>, Option<EdgeKind>);

/// The screen.
#[derive(Debug, Default)]
pub struct Circle {
    centre: Option<Id>,
    selected: Option<Id>,
    trail: Vec<Id>,
    /// At whom the last arrow led to, the arrow that leads back, and to whom.
    came: Option<(Id, Step, Id)>,
    part: Part,
    /// Where the cursor is to go at the next layout, to a record made just now or of another account.
    wanted: Option<Id>,
    /// The line under the cursor, and the field of it.
    line: Option<Id>,
    column: usize,
    only: Option<EdgeKind>,
    route: Option<usize>,
    sandbox: Option<Sandbox>,
    /// The sandbox before each of its steps, and after each that was taken back.
    earlier: Vec<Sandbox>,
    later: Vec<Sandbox>,
    scene: Scene,
    settled: Option<SceneKey>,
    plan: Plan,
    planned: Option<(SceneKey, Id, Size)>,
    /// The language the tables are titled in.
    titled: Option<crate::text::Lang>,
    ranks: Table,
    lines: Table,
    areas: Areas,
}

/// Where the parts are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Areas {
    head: Rect,
    legend: Rect,
    chart: Rect,
    ranks: Rect,
    lines: Rect,
}

impl Circle {
    /// Who stands in the centre.
    pub const fn centre(&self) -> Option<Id> {
        self.centre
    }

    /// Which part has the cursor.
    pub const fn part(&self) -> Part {
        self.part
    }

    /// The person under the cursor, also while the cursor is on one of their lines.
    pub const fn person(&self) -> Option<Id> {
        self.selected
    }

    /// The line under the cursor.
    pub fn line(&self) -> Option<Id> {
        self.line.filter(|_| self.part == Part::Lines)
    }

    /// Moves the selected person into the centre.
    pub fn recentre(&mut self) {
        let Some(selected) = self.selected.filter(|id| Some(*id) != self.centre) else { return };
        self.trail.extend(self.centre);
        self.centre = Some(selected);
        self.part = Part::Chart;
    }

    /// Whether the cursor is on whoever stands in the centre.
    pub fn is_in_centre(&self) -> bool {
        self.selected.is_none() || self.selected == self.centre
    }

    /// Puts whoever stood in the centre before back there; false where nobody did.
    pub fn back(&mut self) -> bool {
        let Some(before) = self.trail.pop() else { return false };
        self.selected = self.centre;
        self.centre = Some(before);
        true
    }

    /// Moves the cursor on to the next part.
    pub fn next_part(&mut self) {
        self.part = match self.part {
            Part::Chart if self.scene_lines().next().is_some() => Part::Lines,
            Part::Chart | Part::Lines if self.route.is_none() => Part::Ranks,
            _ => Part::Chart,
        };
    }

    /// Shows the best way to who decides, then the alternatives, then none.
    pub fn next_route(&mut self) {
        let count = self.scene.routes.len().max(1);
        self.route = self.route.map_or(Some(0), |nth| Some(nth + 1)).filter(|nth| *nth < count);
        if self.route.is_some() && self.part == Part::Ranks {
            self.part = Part::Chart;
        }
    }

    /// Shows lines of one kind only, or of all.
    pub const fn show_only(&mut self, kind: Option<EdgeKind>) {
        self.only = kind;
    }

    /// Whether it is a what-if.
    pub const fn is_sandbox(&self) -> bool {
        self.sandbox.is_some()
    }

    /// Leaves the ways, else the sandbox; false where neither is open.
    pub fn leave(&mut self) -> bool {
        if self.route.take().is_some() {
            return true;
        }
        let is_open = self.is_sandbox();
        if is_open {
            self.toggle_sandbox();
        }
        is_open
    }

    /// Opens the sandbox, or throws it away.
    pub fn toggle_sandbox(&mut self) {
        self.sandbox = if self.sandbox.is_some() { None } else { Some(Sandbox::default()) };
        self.earlier.clear();
        self.later.clear();
    }

    /// Takes the last step in the sandbox back; false where there is none.
    pub fn step_back(&mut self) -> bool {
        turn(&mut self.sandbox, &mut self.earlier, &mut self.later)
    }

    /// Takes the last step again that was taken back; false where there is none.
    pub fn step_again(&mut self) -> bool {
        turn(&mut self.sandbox, &mut self.later, &mut self.earlier)
    }

    /// Takes a step in the sandbox.
    fn suppose(&mut self, step: impl FnOnce(&mut Sandbox)) {
        let Some(sandbox) = &mut self.sandbox else { return };
        self.earlier.push(sandbox.clone());
        self.later.clear();
        step(sandbox);
    }

    /// In the sandbox, takes the selected person away or brings them back.
    pub fn toggle_gone(&mut self) {
        let Some(id) = self.selected else { return };
        self.suppose(|sandbox| {
            if !sandbox.gone.remove(&id) {
                sandbox.gone.insert(id);
            }
        });
    }

    /// In the sandbox, wins the selected person over by a step, or loses them by one. Unknown counts as neutral.
    pub fn sway(&mut self, by: isize) {
        let Some(id) = self.selected else { return };
        let known = self.scene.faces.get(&id).and_then(|face| face.support);
        let now = known.unwrap_or(Support::Neutral);
        let at = Support::ALL.iter().position(|one| *one == now).unwrap_or_default();
        let next = Support::ALL.get(at.saturating_add_signed(by).min(Support::ALL.len() - 1));
        // Where there is no further to go, that is no step.
        if let Some(next) = next.filter(|next| Some(**next) != known) {
            self.suppose(|sandbox| {
                sandbox.support.insert(id, *next);
            });
        }
    }

    /// The lines a command means when none has the cursor: those between selection and centre, else all of the
    /// selected person.
    pub fn lines_at_hand(&self) -> Vec<Id> {
        let all: Vec<&scene::Line> = self.scene_lines().collect();
        let between = |line: &&&scene::Line| {
            self.centre != self.selected && self.centre.is_some_and(|id| line.other(id).is_some())
        };
        let near: Vec<Id> = all.iter().filter(between).map(|line| line.id).collect();
        if near.is_empty() { all.iter().map(|line| line.id).collect() } else { near }
    }

    /// Remembers a new line as the one under the cursor of the list, without taking the cursor off the person.
    pub const fn follow_line(&mut self, id: Id) {
        self.line = Some(id);
    }

    fn scene_lines(&self) -> impl Iterator<Item = &scene::Line> {
        self.selected.map(|id| self.scene.lines_of(id)).unwrap_or_default().into_iter()
    }

    /// Repairs centre, cursor and trail.
    fn settle(&mut self) {
        let known = |id: &Id| self.scene.faces.contains_key(id);
        self.trail.retain(known);
        self.centre = self.centre.filter(known).or_else(|| self.scene.first());
        self.selected = self.selected.filter(known).or(self.centre);
        if self.selected.is_none() {
            self.part = Part::Chart;
        }
    }

    /// Puts the cursor on a person or a line; false where the scene has none by that id.
    fn put_cursor(&mut self, id: Id) -> bool {
        if self.scene.faces.contains_key(&id) {
            (self.selected, self.part) = (Some(id), Part::Chart);
            return true;
        }
        let Some(line) = self.scene.lines.iter().find(|line| line.id == id) else { return false };
        if self.selected.is_none_or(|selected| line.other(selected).is_none()) {
            self.selected = Some(line.from);
        }
        (self.line, self.part) = (Some(id), Part::Lines);
        true
    }

    fn walk(&mut self, step: Step) {
        let Some(here) = self.selected.and_then(|id| self.plan.rect(id)) else {
            self.selected = self.centre;
            return;
        };
        let ends: Vec<Id> = self.scene_lines().filter_map(|line| line.other(self.selected?)).collect();
        let all = || self.plan.placed.iter().filter(|one| Some(one.id) != self.selected).map(|one| (one.id, one.rect));
        let linked: Vec<(Id, Rect)> = all().filter(|(id, _)| ends.contains(id)).collect();
        let led = |step| neighbour(here, step, AHEAD, linked.iter().copied());
        // Where no line leads, one is followed that no other arrow would.
        let left_over = || {
            let others: Vec<Id> = Step::ARROWS.into_iter().filter_map(led).collect();
            neighbour(here, step, f64::INFINITY, linked.iter().copied().filter(|(id, _)| !others.contains(id)))
        };
        let back = self
            .came
            .filter(|(at, back, to)| Some(*at) == self.selected && *back == step && self.plan.rect(*to).is_some());
        let to = back.map(|(.., to)| to).or_else(|| led(step)).or_else(left_over);
        match to.or_else(|| neighbour(here, step, AHEAD, all())) {
            Some(id) => {
                let from = self.selected.replace(id);
                self.came = step.back().zip(from).map(|(back, from)| (id, back, from));
            }
            None if step == Step::Down => self.enter_lines(),
            None => {}
        }
    }

    fn enter_lines(&mut self) {
        if self.scene_lines().next().is_some() && !self.areas.lines.is_empty() {
            self.part = Part::Lines;
        }
    }

    fn jump(&mut self, first: bool) {
        let mut ids = self.plan.placed.iter().map(|one| one.id);
        self.selected = if first { ids.next() } else { ids.next_back() }.or(self.selected);
    }
}

/// Puts what is on one pile in the place of the sandbox, and that on the other pile.
fn turn(sandbox: &mut Option<Sandbox>, from: &mut Vec<Sandbox>, to: &mut Vec<Sandbox>) -> bool {
    let (Some(now), Some(then)) = (sandbox.as_mut(), from.pop()) else { return false };
    to.push(std::mem::replace(now, then));
    true
}

impl Screen for Circle {
    fn layout(&mut self, area: Rect, view: &View) {
        let key: SceneKey = (view.key(), self.sandbox.clone(), self.only);
        if self.settled.as_ref() != Some(&key) {
            let scene = |account| Scene::of(view, account, self.sandbox.as_ref(), self.only);
            self.scene = view.account.map(scene).unwrap_or_default();
            self.settle();
            if let Some(id) = self.wanted.take() {
                self.put_cursor(id);
            }
            self.settled = Some(key.clone());
        }
        self.areas = side::split(area, self.part);
        if let Some(centre) = self.centre {
            let wanted = (key, centre, self.areas.chart.as_size());
            if self.planned.as_ref() != Some(&wanted) {
                self.plan = self.scene.plan(view, wanted.2, centre);
                self.planned = Some(wanted);
            }
        } else {
            (self.plan, self.planned) = (Plan::default(), None);
        }
        self.layout_side(view);
    }

    fn view(&self, buf: &mut Buffer, view: &View) {
        self.draw(buf, view);
    }

    fn step(&mut self, step: Step) {
        match (self.part, step) {
            (Part::Chart, Step::Up | Step::Down | Step::Left | Step::Right) => self.walk(step),
            (Part::Chart, Step::First) => self.jump(true),
            (Part::Chart, Step::Last) => self.jump(false),
            (Part::Chart, Step::PageDown) => self.enter_lines(),
            (Part::Chart, Step::PageUp | Step::Wheel(_)) => {}
            (Part::Lines | Part::Ranks, _) => self.step_side(step),
        }
    }

    fn selected(&self) -> Option<Id> {
        self.line().or(self.selected)
    }

    fn target(&self) -> Option<Target> {
        self.line_target()
    }

    fn select(&mut self, id: Id) {
        self.wanted = (!self.put_cursor(id)).then_some(id);
    }

    /// The chart and its lists want the width; Tab brings the panel.
    fn inspected(&self) -> bool {
        false
    }

    fn click(&mut self, at: Position) -> bool {
        if self.areas.chart.contains(at) {
            let chart = self.areas.chart;
            let inside = Position::new(at.x - chart.x, at.y - chart.y);
            let Some(hit) = self.plan.placed.iter().find(|one| one.rect.contains(inside)) else { return false };
            (self.selected, self.part) = (Some(hit.id), Part::Chart);
            return true;
        }
        self.click_side(at)
    }
}

#[cfg(test)]
mod tests;
