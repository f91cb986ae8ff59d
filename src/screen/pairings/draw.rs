//! Drawing the matrix.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{HEAD, Pairings, Row};
use crate::model::choice::{Level, Relationship};
use crate::rules::pairing::Pair;
use crate::screen::View;
use crate::screen::present::{bond, choice_label};
use crate::text::{clean, width, wrap};
use crate::theme::{Role, Stroke};
use crate::widget::{fill, put, put_right, scrollbar};

impl Pairings {
    pub(super) fn draw(&self, buf: &mut Buffer, view: &View) {
        let line = Rect { height: 1.min(self.area.height), ..self.area };
        put(buf, line, &self.notice(view), view.theme.style(Role::Info));
        put_right(buf, line, &self.aside(view), view.theme.style(Role::Dim));
        self.draw_heads(buf, view);
        for (at, row) in self.down.rows(self.body) {
            self.draw_row(buf, view, at, row);
        }
        scrollbar(buf, self.body, view.theme, &self.down);
        self.draw_foot(buf, view);
    }

    /// Who is shown, and which key players nobody faces.
    fn notice(&self, view: &View) -> String {
        let shown = view.text.t(&format!("pairings-columns-{}", self.shown.code()));
        let bare = &self.matrix.uncovered;
        let names: Vec<String> = bare.iter().take(3).map(|id| clean(&view.room.name(*id)).into_owned()).collect();
        let (count, names) = (bare.len().to_string(), view.text.list(&names));
        let more = if bare.len() > 3 { " …" } else { "" };
        let uncovered = match bare.len() {
            0 => view.text.t("pairings-all-covered"),
            _ => {
                format!("! {}{more}", view.text.ta("pairings-uncovered-names", &[("count", &count), ("names", &names)]))
            }
        };
        format!("{shown} {} · {uncovered}", self.heads.len())
    }

    /// Which columns are out of view.
    fn aside(&self, view: &View) -> String {
        if !self.across.overflows() {
            return String::new();
        }
        let seen = self.across.visible();
        let [_, right, _, left] = view.theme.lines().arrows;
        let before = if seen.start > 0 { left } else { " " };
        let after = if seen.end < self.heads.len() { right } else { " " };
        format!("  {before} {}–{} {after}", seen.start + 1, seen.end)
    }

    fn draw_heads(&self, buf: &mut Buffer, view: &View) {
        let theme = view.theme;
        let top = self.area.y + 1;
        let extra = u16::from(view.account.is_none());
        let selected = self.across.selected();
        let mut before = "";
        for (at, rect) in self.columns_in_view(self.area) {
            let Some(head) = self.heads.get(at) else { continue };
            let row = |nth: u16| {
                let within = top + nth < self.body.y.min(self.area.bottom());
                Rect { y: top + nth, height: u16::from(within), width: rect.width.saturating_sub(1), ..rect }
            };
            if extra > 0 && before != head.account {
                put(buf, row(0), &head.account, theme.style(Role::Title));
            }
            before = &head.account;
            put(buf, row(extra), &head.name, theme.style(Role::Heading));
            put(buf, row(extra + 1), &head.title, theme.style(Role::Dim));
            put(buf, row(extra + HEAD - 1), &head.mark, theme.style(Role::Bad));
            if selected == Some(at) {
                fill(buf, row(extra), theme.style(Role::SelectedDim));
            }
        }
    }

    fn draw_row(&self, buf: &mut Buffer, view: &View, at: usize, row: Rect) {
        let theme = view.theme;
        let selected = self.down.selected() == Some(at);
        let name = Rect { width: self.names.saturating_sub(1).min(row.width), ..row };
        let member = match self.rows.get(at) {
            Some(Row::Level(level)) => {
                put(buf, row, level, theme.style(Role::Title));
                return;
            }
            Some(Row::Ours(id, called)) => {
                put(
                    buf,
                    Rect { x: name.x + 1, width: name.width.saturating_sub(1), ..name },
                    called,
                    theme.style(Role::Text),
                );
                *id
            }
            None => return,
        };
        if selected {
            fill(buf, name, theme.style(Role::SelectedDim));
        }
        for (at, cell) in self.columns_in_view(row) {
            let Some(head) = self.heads.get(at) else { continue };
            let cell = Rect { width: cell.width.saturating_sub(1), ..cell };
            let (said, role) = match self.matrix.pairs.get(&(member, head.seat)) {
                Some(pair) => bond::cell(view, pair),
                None => ("·".to_owned(), Role::Dim),
            };
            put(buf, cell, &said, theme.style(role));
            if selected && self.across.selected() == Some(at) {
                fill(buf, cell, theme.style(if view.focused { Role::Selected } else { Role::SelectedDim }));
            }
        }
    }

    /// The cell under the cursor in words, and what the signs mean.
    fn draw_foot(&self, buf: &mut Buffer, view: &View) {
        if self.foot.height < 2 {
            return;
        }
        let theme = view.theme;
        let rule = theme.lines().horizontal(Stroke::Thin).repeat(self.foot.width.into());
        put(buf, Rect { height: 1, ..self.foot }, &rule, theme.style(Role::Border));
        let cols = usize::from(self.foot.width.saturating_sub(1));
        let said = self.said(view);
        let legend = legend(view, cols);
        let wrapped = said.iter().flat_map(|(text, role)| wrap(text, cols).into_iter().map(|line| (line, *role)));
        // The legend gives way to words about the cell, whichever way round there is more to say.
        let mut lines: Vec<(&str, Role)> = wrapped.collect();
        let room = usize::from(self.foot.height - 1);
        let spare = room.saturating_sub(lines.len());
        lines.truncate(room);
        lines.extend(legend.iter().take(spare).map(|line| (line.as_str(), Role::Dim)));
        for ((line, role), y) in lines.into_iter().zip(self.foot.y + 1..self.foot.bottom()) {
            put(buf, Rect { y, height: 1, ..self.foot }, line, theme.style(role));
        }
    }

    fn said(&self, view: &View) -> Vec<(String, Role)> {
        if let Some(pair) = self.pair() {
            return described(view, pair);
        }
        let Some((member, seat)) = self.cell() else { return Vec::new() };
        let args = [("ours", view.room.name(member)), ("theirs", view.room.name(seat))];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        let mut said = vec![(view.text.ta("pairings-not-paired", &args), Role::Text)];
        if self.matrix.uncovered.contains(&seat) {
            said.push((format!("! {}", view.text.ta("pairings-nobody-faces", &args)), Role::Warn));
        }
        said
    }
}

fn described(view: &View, pair: &Pair) -> Vec<(String, Role)> {
    let cycle =
        format!("{} · {}", bond::cycle_lines(view, &pair.cycle).join(" · "), bond::lived_line(view, &pair.lived));
    let mut said = vec![(bond::pair_line(view, pair), Role::Text), (cycle, Role::Text)];
    said.extend(bond::crossing(view, pair).map(|text| (format!("# {text}"), Role::Warn)));
    let found = pair.disagreement.as_ref().map(|found| bond::disagreement(view, found));
    said.extend(found.map(|text| (format!("! {text}"), Role::Warn)));
    let left = pair.left.map(|day| view.text.ta("pairings-member-left", &[("day", &day.to_string())]));
    said.extend(left.map(|text| (format!("! {text}"), Role::Warn)));
    said
}

/// What the signs mean, on lines on which every sign has its meaning beside it.
pub(super) fn legend(view: &View, cols: usize) -> Vec<String> {
    let levels = Level::ALL
        .iter()
        .map(|one| format!("{} {}", bond::level_sign(view, Some(*one)), choice_label(view.text, "level", one.code())));
    let bonds = Relationship::ALL.iter().map(|one| {
        let label = choice_label(view.text, "relationship", one.code());
        format!("{} {label}", bond::relationship_sign(view, Some(*one)))
    });
    let lights = crate::rules::cycle::Light::ALL.iter().map(|light| {
        format!("{} {}", bond::light_mark(view, *light), view.text.t(&format!("pairings-light-{}", light.code())))
    });
    let crossing = format!("# {}", view.text.t("ladder-across"));
    let groups = [bonds.collect::<Vec<_>>(), lights.collect(), vec![crossing], levels.collect()];
    let mut lines: Vec<String> = Vec::new();
    for group in groups {
        for (at, part) in group.into_iter().enumerate() {
            let between = if at == 0 { " · " } else { "  " };
            match lines.last_mut() {
                Some(line) if width(line) + width(between) + width(&part) <= cols => {
                    line.push_str(between);
                    line.push_str(&part);
                }
                _ => lines.push(part),
            }
        }
    }
    lines
}
