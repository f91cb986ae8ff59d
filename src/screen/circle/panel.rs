//! Draws what stands beside the chart.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::scene::Line;
use super::side::below;
use super::view::{sign, support_role};
use super::{Circle, Part};
use crate::model::Id;
use crate::rules::circle::{Influence, Route, Waypoint};
use crate::screen::View;
use crate::screen::present::choice_label;
use crate::text::{clean, wrap};
use crate::theme::{Role, Stroke};
use crate::widget::{dots, fill, put, scrollbar};

impl Circle {
    pub(super) fn draw_side(&self, buf: &mut Buffer, view: &View) {
        let chart = self.areas.legend.union(self.areas.chart);
        let gap = Rect { x: chart.right(), width: 1, ..chart };
        if self.areas.ranks.x > self.areas.chart.x {
            for y in gap.top()..gap.bottom() {
                let bar = view.theme.lines().vertical(Stroke::Thin);
                put(buf, Rect { y, height: 1, ..gap }, bar, view.theme.style(Role::Border));
            }
        }
        match self.route {
            Some(nth) => self.draw_routes(buf, view, nth),
            None => self.draw_ranks(buf, view),
        }
        self.draw_list(buf, view);
    }

    fn draw_ranks(&self, buf: &mut Buffer, view: &View) {
        let (area, theme) = (self.areas.ranks, view.theme);
        put(buf, area, &view.text.t("circle-ranks"), theme.style(Role::Title));
        let body = below(area);
        let keys = view.focused && self.part == Part::Ranks;
        self.ranks.draw(buf, body, theme, keys, |row, column| {
            let Some(one) = self.scene.ranks.get(row) else { return (String::new(), Style::new()) };
            let marks = self.marks(one, view);
            let shown = match column {
                0 => one.computed_rank.map_or_else(|| "?".into(), |rank| rank.to_string()),
                1 => clean(&one.name).into_owned(),
                2 => one.computed.map_or_else(|| "?".into(), |computed| format!("{computed:.2}")),
                3 => one.declared_rank.map_or_else(|| "?".into(), |rank| rank.to_string()),
                _ => marks.join(" · "),
            };
            let support = self.scene.faces.get(&one.seat).and_then(|face| face.support);
            let role = match column {
                1 => support_role(support),
                4 => Role::Warn,
                _ => Role::Text,
            };
            (shown, theme.style(role))
        });
        scrollbar(buf, below(body), theme, &self.ranks.list);
    }

    /// What is remarkable about somebody: hidden influence, brokerage, a cut, a single thread.
    fn marks(&self, one: &Influence, view: &View) -> Vec<String> {
        let t = |id: &str| view.text.t(id);
        let gap = one.gap().unsigned_abs().to_string();
        let hidden = if one.gap() > 0 { "circle-mark-hidden" } else { "circle-mark-overrated" };
        let fragility = &self.scene.fragility;
        let marks = [
            one.hidden.then(|| view.text.ta(hidden, &[("places", &gap)])),
            one.broker.then(|| t("circle-mark-broker")),
            fragility.cuts.iter().any(|cut| cut.who.id() == one.seat).then(|| t("circle-mark-cut")),
            fragility.single_threads.iter().any(|thread| thread.seat == one.seat).then(|| t("circle-mark-thread")),
        ];
        marks.into_iter().flatten().collect()
    }

    fn draw_routes(&self, buf: &mut Buffer, view: &View, nth: usize) {
        let (area, theme) = (self.areas.ranks, view.theme);
        let name = |id: Option<Id>| id.map(|id| clean(&view.room.name(id)).into_owned()).unwrap_or_default();
        let title = view.text.ta("circle-route-title", &[("name", &name(self.scene.goal))]);
        put(buf, area, &title, theme.style(Role::Title));
        let mut rows: Vec<(String, Role)> = Vec::new();
        for (at, route) in self.scene.routes.iter().enumerate() {
            let role = if at == nth { Role::Accent } else { Role::Dim };
            let mark = if at == nth { theme.lines().separator } else { " " };
            let strength = format!("{:.2}", route.strength);
            let line = format!("{mark} {strength}  {}", way_of(route, view));
            let text = wrap(&line, area.width.into()).into_iter().map(str::to_owned);
            rows.extend(text.map(|text| (text, role)));
        }
        if self.scene.routes.is_empty() {
            let say = match (&self.scene.missing, self.scene.goal) {
                (Some(missing), _) => view.text.ta(
                    "circle-route-missing",
                    &[
                        ("from", &clean(&missing.from.name)),
                        ("to", &clean(&missing.to.name)),
                        ("strength", &format!("{:.2}", missing.strength)),
                    ],
                ),
                (None, Some(_)) => view.text.t("circle-route-none"),
                (None, None) => view.text.t("circle-route-nobody"),
            };
            rows.extend(wrap(&say, area.width.into()).into_iter().map(|row| (row.to_owned(), Role::Warn)));
        }
        let names = |cuts: &[Waypoint]| {
            view.text.list(&cuts.iter().map(|cut| clean(&cut.name).into_owned()).collect::<Vec<_>>())
        };
        if !self.scene.fragility.cuts.is_empty() {
            let say = view.text.ta("circle-cuts", &[("names", &names(&self.scene.fragility.cuts))]);
            rows.extend(wrap(&say, area.width.into()).into_iter().map(|row| (row.to_owned(), Role::Warn)));
        }
        for ((text, role), y) in rows.into_iter().zip(area.top() + 1..area.bottom()) {
            put(buf, Rect { y, height: 1, ..area }, &text, theme.style(role));
        }
    }

    fn draw_list(&self, buf: &mut Buffer, view: &View) {
        let (area, theme) = (self.areas.lines, view.theme);
        let Some(person) = self.selected.filter(|_| !area.is_empty()) else { return };
        let name = self.scene.faces.get(&person).map(|face| face.name.as_str()).unwrap_or_default();
        put(buf, area, &view.text.ta("circle-lines-of", &[("name", name)]), theme.style(Role::Title));
        let body = below(area);
        let lines: Vec<&Line> = self.scene.lines_of(person);
        if lines.is_empty() {
            put(buf, body, &view.text.t("circle-no-lines"), theme.style(Role::Dim));
            return;
        }
        let keys = view.focused && self.part == Part::Lines;
        self.lines.draw(buf, body, theme, keys, |row, column| {
            let Some(line) = lines.get(row) else { return (String::new(), Style::new()) };
            let shown = match column {
                0 => mark(line, person, view),
                1 => line
                    .other(person)
                    .and_then(|id| self.scene.faces.get(&id))
                    .map(|face| face.name.clone())
                    .unwrap_or_default(),
                2 => choice_label(view.text, "edge-kind", line.kind.code()),
                3 => dots(theme, line.weight as usize, 3),
                4 => {
                    line.confidence.map_or_else(|| "?".into(), |one| choice_label(view.text, "confidence", one.code()))
                }
                _ => line.notes.clone(),
            };
            (shown, theme.style(if column == 0 { Role::Influence } else { Role::Text }))
        });
        if let (Some(column), Some(row)) = (self.line_column().filter(|_| keys), self.lines.list.selected())
            && let Some(cell) = self.lines.cell_at(body, row, column)
        {
            fill(buf, cell, theme.style(Role::Marked));
        }
        scrollbar(buf, below(body), theme, &self.lines.list);
    }
}

/// Whom a way passes, from ours to theirs.
fn way_of(route: &Route, view: &View) -> String {
    let [_, east, ..] = view.theme.lines().arrows;
    route.steps.iter().map(|step| clean(&step.name).into_owned()).collect::<Vec<_>>().join(&format!(" {east} "))
}

/// Whether who is at the other end moves this person (as the legend has it), is moved, or neither; and the sign of the kind.
fn mark(line: &Line, person: Id, view: &View) -> String {
    let [_, east, _, west] = view.theme.lines().arrows;
    let way = match (line.kind.is_directed(), line.from == person) {
        (true, true) => west,
        (true, false) => east,
        (false, _) => "",
    };
    format!("{way}{}", sign(line.kind, view.theme))
}
