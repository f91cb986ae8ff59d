//! What stands above the rows of a file that is offered: how it is read, what it comes to, what of it is not read.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::rows::listing;
use super::{Offer, Stage};
use crate::exchange::{DateOrder, OnConflict, Summary, form};
use crate::screen::View;
use crate::screen::present::made;
use crate::text::wrap::{wrap, wrap_ranges};
use crate::text::{Text, clean, fit};
use crate::theme::Role;
use crate::widget::gauge::bar;
use crate::widget::put;

/// Columns of the bar that says how far it is.
const BAR: usize = 40;

/// Rows of how it is read: with a screen of columns that were explained the last of them wait in the picker.
const WAY: usize = 3;

/// Rows of what is not read or only kept.
const REMARK: usize = 2;

/// Programs that a list is known by: what they call a record is kept under their name.
const PROGRAMS: [&str; 7] = ["salesforce", "dynamics", "hubspot", "linkedin", "google", "outlook", "organogram"];

/// What takes as many rows as it needs.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// How it is read.
    way: Vec<String>,
    /// What is not read, or kept without being understood.
    remark: Vec<String>,
    /// Whether somebody should do something about that.
    warns: bool,
}

impl Head {
    /// How many rows it takes, with the two of what it comes to, and at least one before the list.
    pub(super) fn rows(&self) -> u16 {
        (self.way.len().max(1) + 2 + self.remark.len().max(1)) as u16
    }
}

/// A text in so many rows at most, of which the last shows that it goes on; none where there is nothing to say.
fn rows(said: &str, cols: usize, most: usize) -> Vec<String> {
    let all = wrap_ranges(said, cols);
    let end = |nth: usize, row: usize| if nth + 1 == most { said.len() } else { row };
    let rows = all.into_iter().enumerate().take(most);
    let rows = rows.map(|(nth, row)| said.get(row.start..end(nth, row.end)).unwrap_or_default().trim_end());
    rows.filter(|row| !row.is_empty()).map(|row| fit(row, cols)).collect()
}

impl Offer {
    /// What there is to say above the rows, in as many columns as there are.
    pub(super) fn heading(&self, view: &View) -> Head {
        let cols = usize::from(self.inside().width);
        let kept = self.plan().map(|plan| plan.kept.as_slice()).unwrap_or_default();
        let warns = !self.unread.is_empty();
        let remark = match (warns, kept) {
            (true, _) => listing(view, "import-unread", "names", &self.unread, (cols, REMARK)),
            (false, []) => String::new(),
            (false, kept) => listing(view, "import-kept-columns", "columns", kept, (cols, REMARK)),
        };
        Head { way: rows(&self.way(view), cols, WAY), remark: rows(&remark, cols, REMARK), warns }
    }

    /// Draws it.
    pub(super) fn draw_head(&self, buf: &mut Buffer, view: &View) {
        let (theme, text) = (view.theme, view.text);
        let inside = self.inside();
        let row =
            |nth: usize| Rect { y: inside.y.saturating_add(nth as u16), height: 1, ..inside }.intersection(inside);
        for (nth, line) in self.head.way.iter().enumerate() {
            put(buf, row(nth), line, theme.style(Role::Dim));
        }
        let below = self.head.way.len().max(1);
        let (said, role) = self.state(view);
        // Of a file that cannot be read there is nothing else to show.
        let most = if self.refusal().is_some() { usize::from(inside.height) } else { 2 };
        for (nth, line) in (below..).zip(wrap(&said, inside.width.into()).into_iter().take(most)) {
            put(buf, row(nth), line, theme.style(role));
        }
        if let Stage::Reading(reading) = &self.stage {
            let count = |of: &AtomicUsize| of.load(Ordering::Relaxed) as f64;
            let bar = bar(theme, count(&reading.done), count(&reading.total), BAR.min(inside.width.into()));
            put(buf, row(below + 1), &bar, theme.style(Role::Info));
        }
        let Some(plan) = self.plan() else { return };
        if !self.is_ended() {
            put(buf, row(below + 1), &made(text, &plan.made), theme.style(Role::Dim));
        }
        for (nth, line) in (below + 2..).zip(&self.head.remark) {
            put(buf, row(nth), line, theme.style(if self.head.warns { Role::Warn } else { Role::Dim }));
        }
    }

    /// How it is read; nothing of what no way of reading helps.
    fn way(&self, view: &View) -> String {
        let text = view.text;
        if self.refusal().is_some_and(|problem| !text.names_a_key(problem)) {
            return String::new();
        }
        let conflict = match self.options.on_conflict {
            OnConflict::Update => "update",
            OnConflict::Skip => "skip",
            OnConflict::New => "new",
        };
        let dates = match self.options.date_order {
            None => "file",
            Some(DateOrder::Dmy) => "dmy",
            Some(DateOrder::Mdy) => "mdy",
        };
        let guess = || self.plan().and_then(|plan| plan.encoding);
        let encoding = match self.options.encoding {
            Some(said) => Some(("import-encoding-said", said.name())),
            None => guess().map(|name| ("import-encoding-guessed", name)),
        };
        let encoding = encoding.map(|(said, name)| text.ta(said, &[("encoding", name)]));
        let mapped = self.options.map.iter().map(|(column, field)| format!("{column} = {field}"));
        let account = self.options.account.as_ref().map(|name| text.ta("import-way-account", &[("name", name)]));
        let whose = self.options.who.as_ref().map(|who| {
            let name = who.parse().map_or_else(|_| who.clone(), |id| view.room.name(id));
            text.ta("import-way-who", &[("name", &name)])
        });
        let parts =
            [self.form(text), text.t(&format!("import-conflict-{conflict}")), text.t(&format!("import-dates-{dates}"))];
        let parts: Vec<String> = parts.into_iter().chain(encoding).chain(account).chain(whose).chain(mapped).collect();
        clean(&parts.join(" · ")).into_owned()
    }

    /// What it is taken for, and of which program it is.
    fn form(&self, text: &Text) -> String {
        let forms: BTreeSet<&str> =
            self.files.iter().map(|input| form(&input.bytes, &input.name, &self.options).code()).collect();
        let forms: Vec<String> = forms.into_iter().map(|code| text.t(&format!("import-form-{code}"))).collect();
        let plan = self.plan().filter(|_| self.files.len() == 1);
        let record = plan.and_then(|plan| plan.after.record(plan.rows.iter().find_map(|row| row.lead)?.1));
        let is_of = |name: &&&str| {
            record.is_some_and(|record| record.extra().keys().any(|key| key.starts_with(&format!("{name}."))))
        };
        let program = PROGRAMS.iter().find(is_of).map(|name| text.t(&format!("import-program-{name}")));
        text.list(&[forms.join(" + ")].into_iter().chain(program).collect::<Vec<_>>())
    }

    /// How far it is, or what it comes to.
    fn state(&self, view: &View) -> (String, Role) {
        let text = view.text;
        match &self.stage {
            Stage::Reading(reading) => {
                let count = |of: &AtomicUsize| of.load(Ordering::Relaxed).to_string();
                let (done, total) = (count(&reading.done), count(&reading.total));
                (text.ta("import-reading", &[("done", &done), ("total", &total)]), Role::Info)
            }
            Stage::Refused(problem) => (text.problem_on_screen(problem), Role::Error),
            Stage::Going(..) => (text.t("import-going"), Role::Info),
            Stage::Done(_, report) => {
                let undo = report.saved.map(|_| text.t("import-undo-hint"));
                let said: Vec<String> = [clean(&report.said).into_owned()].into_iter().chain(undo).collect();
                (said.join(" · "), Role::Good)
            }
            Stage::Read(plan) => {
                let Summary { created, updated, unchanged, skipped, failed } = plan.summary;
                let counts =
                    [("created", created), ("updated", updated), ("unchanged", unchanged), ("left", skipped + failed)];
                let counts = counts.map(|(name, count)| (name, count.to_string()));
                let args: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
                (text.ta("import-counts", &args), if failed > 0 { Role::Warn } else { Role::Good })
            }
        }
    }
}
