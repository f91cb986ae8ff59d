//! What stands around the days: the title with the views, and below, the day in full with its entries written out,
//! where they are edited.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Calendar, Mode, agenda, pick, words};
use crate::screen::View;
use crate::screen::present::kept::country;
use crate::text::{width, wrap};
use crate::theme::Role;
use crate::widget::{fill, put, put_right, put_spans, put_wrapped, scrollbar};

/// Columns between the title and what is remarked.
const GAP: u16 = 2;

impl Calendar {
    pub(super) fn draw_title(&self, buf: &mut Buffer, view: &View) {
        let area = Rect { height: 1.min(self.area.height), ..self.area };
        let used = put_spans(buf, area, &self.heading(view));
        let Some(remark) = self.remark(view) else { return };
        let place = match self.remark_rows(view) {
            0 => Rect { x: area.x + used + GAP, width: area.width.saturating_sub(used + GAP), ..area },
            rows => Rect { y: area.y + 1, height: rows, ..area }.intersection(self.area),
        };
        put_wrapped(buf, place, &remark, view.theme.style(Role::Warn));
    }

    /// The days shown, the views, and what is shown alone.
    fn heading(&self, view: &View) -> Vec<(String, Style)> {
        let theme = view.theme;
        let mut spans = vec![(words::title(view, self.mode, self.day, self.window), theme.style(Role::Title))];
        spans.push(("   ".into(), theme.style(Role::Text)));
        for mode in Mode::ALL {
            let name = view.text.t(&format!("calendar-view-{}", mode.code()));
            let (name, role) =
                if mode == self.mode { (format!("[{name}]"), Role::Tab) } else { (format!(" {name} "), Role::Dim) };
            spans.push((name, theme.style(role)));
        }
        if let Some(said) = self.sift.said(view) {
            spans.push((format!("  {said}"), theme.style(Role::Accent)));
        }
        spans
    }

    /// Which days off are not known.
    fn remark(&self, view: &View) -> Option<String> {
        let (year, countries) = self.missing.first()?;
        let name = |code: &String| {
            let known = view.terms.holidays.name(code);
            let known = known.map(|name| name.in_language(view.text.lang().code()).to_owned());
            known.or_else(|| country(view, code)).unwrap_or_else(|| code.clone())
        };
        let countries = view.text.list(&countries.iter().map(name).collect::<Vec<_>>());
        Some(view.text.ta("calendar-no-holidays", &[("year", &year.to_string()), ("country", &countries)]))
    }

    /// Rows of its own that the remark takes where there is no room for it behind the title.
    pub(super) fn remark_rows(&self, view: &View) -> u16 {
        let Some(remark) = self.remark(view) else { return 0 };
        let used: usize = self.heading(view).iter().map(|(text, _)| width(text)).sum();
        let fits = used + usize::from(GAP) + width(&remark) <= usize::from(self.area.width);
        if fits { 0 } else { wrap(&remark, self.area.width.into()).len() as u16 }
    }

    /// The day in full and its entries, under the days.
    pub(super) fn draw_strip(&self, buf: &mut Buffer, view: &View) {
        let head = Rect { height: 1.min(self.strip.height), ..self.strip };
        put(buf, head, &words::day_line(view, self.day, &self.workdays), view.theme.style(Role::Heading));
        let rows = self.strip_rows();
        let here = self.here();
        if let Some(meeting) = self.intercept() {
            put(buf, rows, &words::intercept_line(view, meeting), view.theme.style(Role::Accent));
            return;
        }
        if let Some(who) = self.who().filter(|_| self.mode == Mode::Presence) {
            let place = words::whereabouts(view, who, self.day);
            put_right(buf, head, &place, view.theme.style(Role::Dim));
        }
        if here.is_empty() {
            put(buf, rows, &view.text.t("calendar-day-empty"), view.theme.style(Role::Placeholder));
        }
        for (row, area) in self.list.rows(rows) {
            let Some(entry) = here.get(row).and_then(|index| self.entries.get(*index)) else { continue };
            let line = words::line(view, entry);
            put(buf, area, &line, view.theme.style(words::role(entry, view.today())));
            if self.list.selected() == Some(row) {
                fill(buf, area, view.theme.style(if view.focused { Role::Selected } else { Role::SelectedDim }));
            }
        }
        scrollbar(buf, rows, view.theme, &self.list);
    }

    pub(super) fn strip_rows(&self) -> Rect {
        let top = 1.min(self.strip.height);
        Rect { y: self.strip.y + top, height: self.strip.height - top, ..self.strip }
    }

    /// The row the entry under the cursor is written out on.
    pub(super) fn spot(&self) -> Option<Rect> {
        let rows = if self.mode == Mode::Agenda { agenda::rows(self.body) } else { self.strip_rows() };
        self.list.rows(rows).find(|(row, _)| self.list.selected() == Some(*row)).map(|(_, area)| area)
    }

    /// Selects the entry written out where a mouse clicked.
    pub(super) fn spot_at(&mut self, at: Position) -> Option<bool> {
        let rows = if self.mode == Mode::Agenda { agenda::rows(self.body) } else { self.strip_rows() };
        let row = self.list.at(rows, at)?;
        let index = if self.mode == Mode::Agenda { Some(row) } else { self.here().get(row).copied() };
        let entry = self.entries.get(index?)?;
        let (day, pick) = (entry.day.max(self.window.0), pick(entry));
        if self.mode == Mode::Agenda {
            self.day = day;
        }
        self.pick = Some(pick);
        Some(true)
    }
}
