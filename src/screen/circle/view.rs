//! Draws the chart: rings, lines, cards, marks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::place::Placed;
use super::scene::{Line, initials, sector_name};
use super::{Circle, Part};
use crate::model::Id;
use crate::model::choice::{EdgeKind, Support};
use crate::screen::View;
use crate::text::{fit, width};
use crate::theme::{Role, Stroke, Theme};
use crate::widget::canvas::{Point, Way};
use crate::widget::{Canvas, fill, put, put_right, put_wrapped_center};

/// Lines beyond which those that touch neither centre nor cursor are left out.
const TANGLE: usize = 60;

impl Circle {
    pub(super) fn draw(&self, buf: &mut Buffer, view: &View) {
        if self.centre.is_none() {
            let id = if view.account.is_some() { "circle-empty" } else { "blocked-no-account" };
            let all = [self.areas.legend, self.areas.chart, self.areas.ranks, self.areas.lines];
            let all = all.into_iter().fold(self.areas.head, Rect::union);
            return put_wrapped_center(buf, all, &view.text.t(id), view.theme.style(Role::Dim));
        }
        self.draw_head(buf, view);
        self.draw_chart(buf, view);
        self.draw_side(buf, view);
    }

    fn draw_head(&self, buf: &mut Buffer, view: &View) {
        let (text, theme) = (view.text, view.theme);
        let head = self.areas.head;
        let name =
            self.centre.and_then(|id| self.scene.faces.get(&id)).map(|face| face.name.as_str()).unwrap_or_default();
        let mut title = text.ta("circle-title", &[("name", name)]);
        if let Some(kind) = self.only {
            title = format!("{title} · {}", crate::screen::present::choice_label(text, "edge-kind", kind.code()));
        }
        let role = if self.is_sandbox() { Role::Warn } else { Role::Text };
        let used = put(buf, head, &title, theme.style(Role::Title)) + 2;
        let rest = Rect { x: head.x + used.min(head.width), width: head.width.saturating_sub(used), ..head };
        let said = |known: &str| match (self.figures(view, known), self.is_sandbox()) {
            (figures, true) => format!("{} · {figures}", text.t("circle-what-if")),
            (figures, false) => figures,
        };
        let long = said("circle-figures-known");
        let figures = if width(&long) > rest.width.into() { said("circle-figures-known-short") } else { long };
        put_right(buf, rest, &fit(&figures, rest.width.into()), theme.style(role));
    }

    /// Net support, coverage and the best way; in the sandbox with what they are without it. `known` is the text that
    /// says of how many people support is known.
    fn figures(&self, view: &View, known: &str) -> String {
        let (now, before) = (&self.scene.figures, self.scene.before.as_ref());
        let unknown = || "?".to_owned();
        let net = |value: Option<f64>| value.map_or_else(unknown, |value| format!("{value:+.2}"));
        let coverage = |value: Option<f64>| value.map_or_else(unknown, |value| format!("{value:.0}"));
        let best = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
        let arrow = |before: Option<String>, now: String| match before {
            Some(before) if before != now => format!("{before} → {now}"),
            _ => now,
        };
        let net = arrow(before.map(|one| net(one.net.value)), net(now.net.value));
        let coverage = arrow(before.map(|one| coverage(one.coverage.value)), coverage(now.coverage.value));
        let best = arrow(before.map(|one| best(one.best)), best(now.best));
        let share = format!("{:.0}", now.net.known * 100.0);
        let (counted, people) = (now.net.counted().to_string(), now.net.parts.len().to_string());
        let of = [("counted", counted.as_str()), ("people", &people), ("known", &share)];
        let known = view.text.ta(known, &of);
        view.text.ta("circle-figures", &[("net", &net), ("known", &known), ("coverage", &coverage), ("best", &best)])
    }

    fn draw_chart(&self, buf: &mut Buffer, view: &View) {
        let (area, theme) = (self.areas.chart, view.theme);
        if area.is_empty() {
            return;
        }
        let mut canvas = Canvas::new(buf, area, (0, 0), theme);
        for (across, down) in &self.plan.rings {
            canvas.ring(self.plan.middle, *across, *down, theme.style(Role::Border));
        }
        self.draw_lines(&mut canvas, theme);
        for (sector, rect) in &self.plan.labels {
            canvas.clear(at(*rect), rect.width, 1, Style::new());
            canvas.text(at(*rect), rect.width, &sector_name(view, *sector), theme.style(Role::Heading));
        }
        for placed in &self.plan.placed {
            self.draw_card(&mut canvas, theme, placed);
        }
        if let Some(selected) = self.plan.placed.iter().find(|one| Some(one.id) == self.selected) {
            let rect = selected.rect;
            let has_keys = view.focused && self.part == Part::Chart;
            let role = if has_keys { Role::Selected } else { Role::SelectedDim };
            fill(buf, Rect { x: area.x + rect.x, y: area.y + rect.y, ..rect }.intersection(area), theme.style(role));
        }
        self.draw_legend(buf, view);
    }

    fn draw_legend(&self, buf: &mut Buffer, view: &View) {
        let area = self.areas.chart;
        let last = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
        if self.plan.more > 0 {
            let more = view.text.ta("circle-more", &[("count", &self.plan.more.to_string())]);
            put_right(buf, last, &more, view.theme.style(Role::Warn));
        }
        let [_, east, _, west] = view.theme.lines().arrows;
        let legend = view.text.ta("circle-legend", &[("moves", east), ("moved", west)]);
        put(buf, self.areas.legend, &legend, view.theme.style(Role::Dim));
    }

    /// Those that touch neither centre nor cursor first and dim, so that the others lie on top.
    fn draw_lines(&self, canvas: &mut Canvas<'_>, theme: &Theme) {
        let hops = self.route.map(|nth| self.scene.hops(nth)).unwrap_or_default();
        let touches =
            |line: &&Line| [self.centre, self.selected].into_iter().flatten().any(|id| line.other(id).is_some());
        let (near, far): (Vec<_>, Vec<_>) = self.scene.lines.iter().partition(touches);
        let far = if self.scene.lines.len() > TANGLE { Vec::new() } else { far };
        for line in far {
            self.draw_line(canvas, theme, line, Some(Role::Dim));
        }
        for line in near {
            let picked = self.line() == Some(line.id);
            let role = if hops.is_empty() { picked.then_some(Role::Accent) } else { Some(Role::Dim) };
            self.draw_line(canvas, theme, line, role);
        }
        for line in self
            .scene
            .lines
            .iter()
            .filter(|line| line.kind == EdgeKind::Influences && hops.contains(&(line.from, line.to)))
        {
            self.draw_line(canvas, theme, line, Some(Role::Accent));
        }
    }

    fn draw_line(&self, canvas: &mut Canvas<'_>, theme: &Theme, line: &Line, role: Option<Role>) {
        let (Some(from), Some(to)) = (self.plan.rect(line.from), self.plan.rect(line.to)) else { return };
        let gone = [line.from, line.to].iter().any(|id| self.scene.faces.get(id).is_some_and(|face| face.gone));
        let style = theme.style(if gone { Role::Dim } else { role.unwrap_or_else(|| look(line.kind)) });
        let (start, end) = (middle(from), middle(to));
        canvas.slope(start, end, if gone { Stroke::Dashed } else { stroke(line) }, style);
        if line.kind.is_directed() {
            let (tip, way) = entry(start, to);
            canvas.arrow(tip, way, style);
        }
        let sign = sign(line.kind, theme);
        if !sign.is_empty() {
            let half = (i32::midpoint(start.0, end.0), i32::midpoint(start.1, end.1));
            canvas.text(half, 1, sign, style);
        }
    }

    fn draw_card(&self, canvas: &mut Canvas<'_>, theme: &Theme, placed: &Placed) {
        let Some(face) = self.scene.faces.get(&placed.id) else { return };
        let Rect { width: cols, height: rows, .. } = placed.rect;
        let (x, y) = at(placed.rect);
        let is_centre = Some(placed.id) == self.centre;
        let mut style = theme.style(support_role(face.support));
        if face.gone {
            style = theme.style(Role::Dim);
        } else if is_centre {
            style = theme.style(Role::Title);
        }
        canvas.clear((x, y), cols, rows, Style::new());
        if placed.brief {
            canvas.text((x, y), cols, &initials(&face.name), style);
            return;
        }
        let boxed = rows >= 3;
        if boxed {
            let stroke = if is_centre { Stroke::Heavy } else { Stroke::Thin };
            canvas.boxed((x, y), cols, rows, stroke, if is_centre { theme.style(Role::Accent) } else { style });
        }
        let inset = i32::from(boxed);
        let inner = cols - 2 * u16::from(boxed);
        let way = if is_centre { String::new() } else { self.way(placed.id, theme) };
        let sign = face.signs(theme.ascii);
        let name = inner.saturating_sub(crate::text::width(&sign) as u16 + crate::text::width(&way) as u16 + 1);
        canvas.text((x + inset, y + inset), inner, &format!("{way}{}", fit(&face.name, name.into())), style);
        let right = x + inset + i32::from(inner) - crate::text::width(&sign) as i32;
        canvas.text((right, y + inset), inner, &sign, style);
        if rows >= 4 {
            canvas.text((x + inset, y + inset + 1), inner, &face.title, theme.style(Role::Dim));
        }
    }

    /// Whether somebody influences the centre (right), is influenced by it (left), or both.
    fn way(&self, id: Id, theme: &Theme) -> String {
        let [_, east, _, west] = theme.lines().arrows;
        match self.centre.map(|centre| self.scene.ways(id, centre)) {
            Some((true, true)) => format!("{west}{east}"),
            Some((true, false)) => east.into(),
            Some((false, true)) => west.into(),
            _ => String::new(),
        }
    }
}

fn at(rect: Rect) -> Point {
    (rect.x.into(), rect.y.into())
}

fn middle(rect: Rect) -> Point {
    (i32::from(rect.x) + i32::from(rect.width / 2), i32::from(rect.y) + i32::from(rect.height / 2))
}

/// The cell just outside `to` where a line from `start` to its middle arrives, and where an arrow head there points.
fn entry(start: Point, to: Rect) -> (Point, Way) {
    let end = middle(to);
    let (dx, dy) = (f64::from(end.0 - start.0), f64::from(end.1 - start.1));
    let reach = (f64::from(to.width) / 2.0 + 0.5, f64::from(to.height) / 2.0 + 0.5);
    // How much of the way from the end back to the start lies inside the card, along each axis.
    let inside = |reach: f64, delta: f64| if delta.abs() < 1e-9 { f64::INFINITY } else { reach / delta.abs() };
    let (flat, steep) = (inside(reach.0, dx), inside(reach.1, dy));
    let back = flat.min(steep).min(1.0);
    let tip = (end.0 - (dx * back).round() as i32, end.1 - (dy * back).round() as i32);
    let way = match (flat < steep, dx > 0.0, dy > 0.0) {
        (true, true, _) => Way::East,
        (true, false, _) => Way::West,
        (false, _, true) => Way::South,
        (false, _, false) => Way::North,
    };
    (tip, way)
}

/// Heavier lines for heavier influence; quarrels, dotted and social lines are broken.
const fn stroke(line: &Line) -> Stroke {
    match (line.kind, line.weight) {
        (EdgeKind::ConflictsWith | EdgeKind::DottedTo | EdgeKind::Social, _) => Stroke::Dashed,
        (_, ..=1) => Stroke::Thin,
        (_, 2) => Stroke::Heavy,
        (_, _) => Stroke::Double,
    }
}

const fn look(kind: EdgeKind) -> Role {
    match kind {
        EdgeKind::Influences => Role::Influence,
        EdgeKind::ConflictsWith => Role::Bad,
        EdgeKind::AllyOf => Role::Good,
        EdgeKind::Gatekeeps => Role::Warn,
        EdgeKind::DottedTo => Role::Reports,
        EdgeKind::Social => Role::Info,
    }
}

/// What stands on a line of this kind, in the chart and in the list, so that no kind is known by colour alone.
pub(super) const fn sign(kind: EdgeKind, theme: &Theme) -> &'static str {
    match kind {
        EdgeKind::Influences => "",
        EdgeKind::ConflictsWith if theme.ascii => "x",
        EdgeKind::ConflictsWith => "✗",
        EdgeKind::AllyOf => "+",
        EdgeKind::Gatekeeps => "#",
        EdgeKind::DottedTo => ":",
        EdgeKind::Social => "~",
    }
}

pub(super) const fn support_role(support: Option<Support>) -> Role {
    match support {
        Some(Support::Mentor | Support::Supporter) => Role::Good,
        Some(Support::NonSupporter | Support::Enemy) => Role::Bad,
        Some(Support::Neutral) | None => Role::Text,
    }
}
