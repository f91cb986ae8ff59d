//! Draws the bands: headings, lines of reporting, cards.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::face::{Attribute, Face};
use super::fit::{FULL, LARGE, TALL};
use super::place::{Band, Card, Point};
use super::{Held, Map};
use crate::model::choice::Layer;
use crate::screen::View;
use crate::screen::present::choice_label;
use crate::text::{fit, pad, width};
use crate::theme::{Role, Stroke};
use crate::widget::{Canvas, put_right};

/// A piece of text and how it looks.
type Span = (String, Style);

/// Draws the chart of a plan.
pub(super) fn chart(map: &Map, buf: &mut Buffer, view: &View) {
    let area = map.area;
    let mut canvas = Canvas::new(buf, area, map.origin, view.theme);
    for band in &map.plan.bands {
        let (left, right) = (map.origin.0, map.origin.0 + i32::from(area.width) - 1);
        canvas.line((left - 1, band.top), (right + 1, band.top), Stroke::Thin, view.theme.style(Role::Border));
    }
    links(map, &mut canvas, view);
    for card in map.plan.seen(map.origin, area.width.into(), area.height.into()) {
        if let Some(face) = map.faces.get(&card.id) {
            Drawing { map, view, card, face }.draw(&mut canvas);
        }
    }
    for band in &map.plan.bands {
        heading(map, &mut canvas, view, band);
    }
    notice(map, buf, view);
}

/// The role of a layer's heading.
pub(super) const fn layer_role(layer: Option<Layer>) -> Role {
    match layer {
        Some(Layer::Decision) => Role::Decision,
        Some(Layer::Management) => Role::Management,
        Some(Layer::Operations) => Role::Operations,
        Some(Layer::Peripheral) => Role::Peripheral,
        None => Role::Dim,
    }
}

/// Id of a band's name.
pub(super) const fn layer_text(layer: Option<Layer>) -> &'static str {
    match layer {
        Some(Layer::Decision) => "map-band-decision",
        Some(Layer::Management) => "map-band-management",
        Some(Layer::Operations) => "map-band-operations",
        Some(Layer::Peripheral) => "map-band-peripheral",
        None => "map-band-unplaced",
    }
}

/// The band's name at the left edge of the window, wherever the chart is scrolled to.
fn heading(map: &Map, canvas: &mut Canvas, view: &View, band: &Band) {
    let at = (map.origin.0 + 1, band.top);
    let mut text = format!(" {} ", view.text.t(layer_text(band.layer)));
    if band.count > 0 {
        text = format!("{text}{} ", band.count);
    }
    canvas.text(at, map.area.width.saturating_sub(2), &text, view.theme.style(layer_role(band.layer)));
    let [_, east, _, west] = view.theme.lines().arrows;
    let (left, right) = beyond(map, band);
    for (column, arrow, more) in [(0, west, left), (i32::from(map.area.width) - 1, east, right)] {
        if more {
            canvas.text((map.origin.0 + column, band.top), 1, arrow, view.theme.style(Role::Accent));
        }
    }
    let unplaced = map.plan.bands.iter().find(|band| band.layer.is_none()).map_or(0, |band| band.count);
    if band.layer == Some(Layer::Peripheral) && unplaced > 0 {
        let text = format!(" {} ", view.text.ta("map-unplaced", &[("count", &unplaced.to_string())]));
        let left = map.origin.0 + i32::from(map.area.width) - width(&text) as i32 - 2;
        canvas.text((left, band.top), width(&text) as u16, &text, view.theme.style(Role::Warn));
    }
}

/// Whether a band goes on to the left and to the right of the window.
fn beyond(map: &Map, band: &Band) -> (bool, bool) {
    let cards = &map.plan.cards;
    let row = |top: i32| cards.partition_point(|card| card.at.1 < top);
    let of_band = cards.get(row(band.top)..row(band.bottom)).unwrap_or_default();
    let end = map.origin.0 + i32::from(map.area.width);
    (of_band.iter().any(|card| card.at.0 < map.origin.0), of_band.iter().any(|card| card.end().0 > end))
}

fn links(map: &Map, canvas: &mut Canvas, view: &View) {
    let selected = |manager, report| map.selected == Some(manager) || map.selected == Some(report);
    let (plain, near): (Vec<_>, Vec<_>) = map
        .plan
        .links
        .iter()
        .filter(|link| in_view(canvas, &link.points))
        .partition(|link| !selected(link.manager, link.report));
    for (links, role) in [(plain, Role::Reports), (near, Role::Accent)] {
        for link in links {
            canvas.path(&link.points, Stroke::Thin, view.theme.style(role));
        }
    }
    let upright = view.theme.lines().vertical(Stroke::Thin);
    for hop in &map.plan.hops {
        canvas.text(*hop, 1, upright, view.theme.style(Role::Reports));
    }
}

fn in_view(canvas: &Canvas, points: &[Point]) -> bool {
    let Some(first) = points.first() else { return false };
    let (mut least, mut most) = (*first, *first);
    for (x, y) in points {
        least = (least.0.min(*x), least.1.min(*y));
        most = (most.0.max(*x), most.1.max(*y));
    }
    let span = |from: i32, to: i32| (to - from + 1).clamp(1, i32::from(u16::MAX)) as u16;
    canvas.sees(least, span(least.0, most.0), span(least.1, most.1))
}

/// What is not as usual, at the right end of the first row: another attribute, a filter, those who left.
pub(super) fn notice(map: &Map, buf: &mut Buffer, view: &View) {
    let text = view.text;
    let mut parts = Vec::new();
    if map.attribute != Attribute::Support {
        parts.push(text.t(map.attribute.text_id()));
    }
    if !map.sieve.is_empty() {
        let (shown, all) = (map.passing.len().to_string(), map.total.to_string());
        parts.push(text.ta("map-filtered", &[("filter", &map.sieve.text), ("shown", &shown), ("all", &all)]));
    }
    if map.show_left {
        parts.push(text.t("map-left-shown"));
    }
    if let Some(grab) = &map.grab {
        parts.push(text.ta("map-grabbed", &[("name", &view.room.name(grab.seat))]));
    }
    if !parts.is_empty() {
        let row = Rect { height: map.area.height.min(1), width: map.area.width.saturating_sub(1), ..map.area };
        put_right(buf, row, &format!(" {} ", parts.join(" · ")), view.theme.style(Role::Info));
    }
}

/// One card being drawn.
struct Drawing<'a> {
    map: &'a Map,
    view: &'a View<'a>,
    card: &'a Card,
    face: &'a Face,
}

impl Drawing<'_> {
    fn draw(&self, canvas: &mut Canvas) {
        let (x, y) = self.card.at;
        let (cols, rows) = (self.card.size.0 as u16, self.card.size.1 as u16);
        if self.card.size.1 < FULL {
            self.line(canvas);
        } else {
            canvas.boxed((x, y), cols, rows, self.stroke(), self.frame());
            let inner = usize::from(cols.saturating_sub(4));
            // On a tall card the title has a row of its own.
            let is_tall = self.card.size.1 >= TALL;
            spans(canvas, (x + 1, y), cols - 2, &self.title(inner, !is_tall));
            if is_tall {
                spans(canvas, (x + 2, y + 1), cols - 4, &[(fit(&self.face.title, inner), self.style(Role::Text))]);
            }
            let below = y + 1 + i32::from(is_tall);
            spans(canvas, (x + 2, below), cols - 4, &self.signs(inner));
            if self.card.size.1 >= LARGE {
                spans(canvas, (x + 2, below + 1), cols - 4, &self.details(inner, !is_tall));
            }
        }
        if self.held() == Some(Held::Selected) {
            let at = if rows > 1 { (x + 1, y + 1) } else { (x, y) };
            let role = if self.view.focused { Role::Selected } else { Role::SelectedDim };
            let (cols, rows) = if rows > 1 { (cols - 2, rows - 2) } else { (cols, 1) };
            canvas.fill(at, cols, rows, self.style(role));
        }
        self.folded(canvas);
    }

    fn held(&self) -> Option<Held> {
        self.map.held(self.card.id)
    }

    fn style(&self, role: Role) -> Style {
        let passes = self.map.passing.contains(&self.card.id) || self.map.sieve.is_empty();
        self.view.theme.style(if passes || role == Role::Selected { role } else { Role::Dim })
    }

    fn stroke(&self) -> Stroke {
        match self.held() {
            Some(Held::Grabbed) => Stroke::Double,
            Some(Held::Selected) => Stroke::Heavy,
            None if self.face.vacant => Stroke::Dashed,
            None => Stroke::Thin,
        }
    }

    /// The frame has the colour of the attribute; what it means stands inside.
    fn frame(&self) -> Style {
        let role = match self.held() {
            Some(Held::Grabbed) => Role::Marked,
            Some(Held::Selected) if self.view.focused => Role::BorderFocus,
            _ if self.face.vacant => Role::Dim,
            _ => match self.face.sign(self.map.attribute, self.view.text, self.view.theme).1 {
                Role::Text => Role::Border,
                role => role,
            },
        };
        self.style(role).remove_modifier(Modifier::UNDERLINED)
    }

    /// Name, title where it stands here, and the key player's mark, in at most `cols` columns: the title gives way first.
    fn title(&self, cols: usize, with_title: bool) -> Vec<Span> {
        let mark = if self.face.key_player { self.key_mark() } else { "" };
        let rest = cols.saturating_sub(width(mark) + usize::from(!mark.is_empty()));
        let Face { name, title, vacant, .. } = self.face;
        let title = if with_title { title.as_str() } else { "" };
        // A broken frame says already that nobody is there; what the seat is, only its title can say.
        let untold = *vacant && !title.is_empty() && width(name) + 1 + width(title) > rest;
        let name = fit(if untold { title } else { name }, rest);
        let left = rest.saturating_sub(width(&name) + 1);
        let title = if left < 3 || untold { String::new() } else { fit(title, left) };
        let name_role = if self.face.vacant { Role::Dim } else { Role::Title };
        let mut spans = vec![(" ".to_owned(), self.style(Role::Text)), (name, self.style(name_role))];
        if !title.is_empty() {
            spans.push((format!(" {title}"), self.style(Role::Text)));
        }
        if !mark.is_empty() {
            spans.push((format!(" {mark}"), self.style(Role::Accent)));
        }
        spans.push((" ".to_owned(), self.style(Role::Text)));
        spans
    }

    const fn key_mark(&self) -> &'static str {
        if self.view.theme.ascii { "*" } else { "◆" }
    }

    /// Roles at the left; support, the attribute, status and warning at the right.
    fn signs(&self, cols: usize) -> Vec<Span> {
        let (text, theme) = (self.view.text, self.view.theme);
        let mut right: Vec<Span> = Vec::new();
        if self.face.vacant {
            right.push((String::new(), Style::new()));
        } else {
            let (support, role) = self.face.sign(Attribute::Support, text, theme);
            right.push((pad(&support, 2), self.style(role)));
            let second = match self.map.attribute {
                Attribute::Support => Attribute::Coverage,
                other => other,
            };
            let (sign, role) = self.face.sign(second, text, theme);
            let sign = fit(&sign, 9);
            right.push((format!(" {}", pad(&sign, width(&sign).max(3))), self.style(role)));
            right.push((format!(" {}", pad(&self.face.status, 2)), self.style(Role::Text)));
        }
        right.push(((if self.face.warned { "!" } else { " " }).to_owned(), self.style(Role::Warn)));
        let used: usize = right.iter().map(|(text, _)| width(text)).sum();
        let roles = pad(&self.face.roles, cols.saturating_sub(used + 1));
        let mut spans = vec![(format!("{roles} "), self.style(Role::Text))];
        spans.append(&mut right);
        spans
    }

    /// Influence and department; where there is neither, the title that the first row had to cut, else the function.
    fn details(&self, cols: usize, with_title: bool) -> Vec<Span> {
        let Face { name, title, unit, influence, key_player, function, .. } = self.face;
        let influence = influence.map(|of| self.view.text.ta("map-influence", &[("of", &of.to_string())]));
        let unit = Some(unit.clone()).filter(|unit| !unit.is_empty());
        let mut parts: Vec<String> = influence.into_iter().chain(unit).collect();
        if parts.is_empty() {
            let cut = with_title && width(name) + 1 + width(title) + if *key_player { 2 } else { 0 } > cols;
            let function = function.map(|one| choice_label(self.view.text, "function", one.code()));
            let function = function.filter(|function| *function != self.face.roles);
            parts.extend(if cut { Some(fit(title, cols)) } else { function });
        }
        // What has no room is left out rather than hinted at.
        if width(&parts.join(" · ")) > cols {
            parts.truncate(1);
        }
        vec![(parts.join(" · "), self.style(Role::Dim))]
    }

    /// A card of one row: `│张伟 局长 ◆ + ●●○│`.
    fn line(&self, canvas: &mut Canvas) {
        let (x, y) = self.card.at;
        let cols = self.card.size.0;
        let edge = self.view.theme.lines().vertical(self.stroke());
        canvas.clear((x, y), cols as u16, 1, self.style(Role::Text));
        for x in [x, x + cols - 1] {
            canvas.text((x, y), 1, edge, self.frame());
        }
        let (text, theme) = (self.view.text, self.view.theme);
        let (sign, role) = self.face.sign(self.map.attribute, text, theme);
        let mut right = vec![(fit(&sign, 5), self.style(role))];
        if self.map.attribute == Attribute::Support && cols >= 22 {
            let (dots, dots_role) = self.face.sign(Attribute::Coverage, text, theme);
            right = vec![(pad(&sign, 2), self.style(role)), (format!(" {}", pad(&dots, 3)), self.style(dots_role))];
        }
        if self.face.warned {
            right.push(("!".to_owned(), self.style(Role::Warn)));
        }
        if self.face.vacant {
            right.clear();
        }
        let used: usize = right.iter().map(|(text, _)| width(text)).sum();
        let room = (cols as usize).saturating_sub(2 + used);
        let title = self.title(room.saturating_sub(1), true);
        spans(canvas, (x + 1, y), room as u16, title.get(1..).unwrap_or_default());
        spans(canvas, (x + 1 + room as i32, y), used as u16, &right);
    }

    fn folded(&self, canvas: &mut Canvas) {
        if self.card.folded == 0 {
            return;
        }
        let text = format!(" +{} ", self.card.folded);
        let (right, bottom) = self.card.end();
        let at = (right - 2 - width(&text) as i32, bottom - 1);
        canvas.text(at, width(&text) as u16, &text, self.view.theme.style(Role::Marked));
    }
}

/// Pieces of text one after the other, in at most `cols` columns.
fn spans(canvas: &mut Canvas, (mut x, y): Point, cols: u16, spans: &[Span]) {
    let end = x + i32::from(cols);
    for (text, style) in spans {
        let room = (end - x).max(0) as u16;
        canvas.text((x, y), room, text, *style);
        x += width(text) as i32;
    }
}
