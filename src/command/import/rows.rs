//! The rows of an offered file in words: where each stands, what becomes of it, what is wrong, and its record.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::offer::Offer;
use crate::exchange::{Plan, Row, Status};
use crate::model::{Kind, Problem, Seat};
use crate::screen::View;
use crate::screen::present::exchanged::exchanged;
use crate::screen::present::{flaw, foreseen, is_stamp, kind_label, label, present};
use crate::store::receive::Input;
use crate::text::wrap::wrap;
use crate::text::{clean, pad, pad_left, width};
use crate::theme::Role;
use crate::widget::{put, put_right};

/// Columns of a row's line number, and of what becomes of it.
const LINE: usize = 6;
const STATUS: usize = 10;
/// Changes of a row that are told.
const CHANGES: usize = 5;

impl Offer {
    /// A row in words: its line, what becomes of it, its file where there are several, the record, what is wrong.
    pub(super) fn told(&self, view: &View, plan: &Plan, row: &Row) -> String {
        let status = view.text.t(&format!("import-row-{}", row.status.code()));
        let name = called(view, plan, row);
        let why = self.why(view, row);
        let (file, line) = self.place(row);
        // What a folder has no file for any more stands on no line.
        let line = Some(line).filter(|line| *line > 0).map(|line| line.to_string()).unwrap_or_default();
        let head = format!("{} {}", pad_left(&line, LINE), pad(&status, STATUS));
        let sheet = Some(&row.sheet).filter(|sheet| !sheet.is_empty()).cloned();
        let parts = file.map(str::to_owned).into_iter().chain(sheet).chain(name);
        let parts: Vec<String> = parts.chain((!why.is_empty()).then_some(why)).collect();
        clean(&format!("{head} {}", parts.join(" — "))).replace('\n', " ")
    }

    /// The file a row is of, where there are several, and its line there.
    fn place(&self, row: &Row) -> (Option<&str>, u64) {
        let Some(input) = self.input(row) else { return (None, row.line) };
        let (name, line) = input.place(row.line);
        let within = name.strip_prefix(self.name.trim_end_matches('/')).unwrap_or(name).trim_start_matches('/');
        (Some(within).filter(|within| !within.is_empty()), line)
    }

    /// Of which of them a row is.
    fn input(&self, row: &Row) -> Option<&Input> {
        self.files.iter().find(|input| row.file.is_empty() || input.name == row.file)
    }

    /// What is wrong with a row.
    fn why(&self, view: &View, row: &Row) -> String {
        let (text, input) = (view.text, self.input(row));
        let said = |problem: &Problem| {
            let placed = input.map_or_else(|| problem.clone(), |input| input.placed(problem));
            let sentence =
                if self.is_ended() { text.problem_when_done(&placed) } else { text.problem_on_screen(&placed) };
            flaw(text, &placed, sentence)
        };
        row.problems.iter().map(said).collect::<Vec<_>>().join(" ")
    }

    /// All that is said of a row, what it changes, and below it the record as it would be.
    pub(super) fn draw_row(&self, buf: &mut Buffer, area: Rect, view: &View, plan: &Plan, row: &Row) {
        let why = self.why(view, row);
        let why = clean(&why).replace('\n', " ");
        let why = if why.is_empty() { Vec::new() } else { wrap(&why, area.width.into()) };
        // Two fields to a line, as far as they go.
        let (news, record) = (news(view, plan, row, CHANGES), record(view, plan, row));
        let record: Vec<String> = record.chunks(2).map(|pair| pair.join("   ")).collect();
        let told = why.into_iter().map(|line| (line, role_of(row)));
        let told = told.chain(news.iter().map(|line| (line.as_str(), role_of(row))));
        let told: Vec<_> = told.chain(record.iter().map(|line| (line.as_str(), Role::Text))).collect();
        let is_cut = told.len() > area.height.into() || told.iter().any(|(line, _)| width(line) > area.width.into());
        for ((line, role), y) in told.into_iter().zip(area.y..area.bottom()) {
            put(buf, Rect { y, height: 1, ..area }, line, view.theme.style(role));
        }
        if is_cut && let Some(y) = area.bottom().checked_sub(1).filter(|y| *y >= area.y) {
            let hint = format!(" {}", view.text.t("import-row-cut"));
            put_right(buf, Rect { y, height: 1, ..area }, &hint, view.theme.style(Role::KeyHint));
        }
    }

    /// The same as a text, with all that it changes and a line for every field.
    pub(super) fn whole(&self, view: &View, plan: &Plan, row: &Row) -> String {
        let why = Some(self.why(view, row)).filter(|why| !why.is_empty()).map(|why| vec![clean(&why).into_owned()]);
        let parts = why.into_iter().chain([news(view, plan, row, usize::MAX), record(view, plan, row)]);
        parts.filter(|part| !part.is_empty()).map(|part| part.join("\n")).collect::<Vec<_>>().join("\n\n")
    }
}

/// The record of a row: its kind and its name.
pub(super) fn called(view: &View, plan: &Plan, row: &Row) -> Option<String> {
    let (kind, id) = row.lead?;
    let name = plan.after.name(id);
    let name = if name.is_empty() { view.room.name(id) } else { name };
    Some(clean(format!("{} {name}", kind_label(view.text, kind)).trim_end()).into_owned())
}

/// The colours of what becomes of a row.
pub(super) const fn role_of(row: &Row) -> Role {
    match row.status {
        Status::Created => Role::Good,
        Status::Updated => Role::Accent,
        Status::Unchanged => Role::Dim,
        Status::Skipped => Role::Warn,
        Status::Failed => Role::Bad,
    }
}

/// A text that lists names: as many as find room in so many columns, and how many more there are.
pub(super) fn listing(view: &View, id: &str, arg: &str, names: &[String], (cols, rows): (usize, usize)) -> String {
    let said = |count: usize| {
        let told = view.text.list(names.get(..count).unwrap_or_default());
        let more = (names.len() - count).to_string();
        let told = match count {
            _ if count == names.len() => told,
            0 => view.text.ta("import-more", &[("count", &more)]),
            _ => view.text.ta("import-names-and-more", &[("names", &told), ("count", &more)]),
        };
        view.text.ta(id, &[(arg, &clean(&told))])
    };
    let fits = |said: &String| wrap(said, cols).len() <= rows;
    let whole = said(names.len());
    if fits(&whole) {
        return whole;
    }
    let fitting = (0..names.len()).map(said).take_while(fits).last();
    fitting.unwrap_or_else(|| said(0))
}

/// What a row changes, the first few of it.
fn news(view: &View, plan: &Plan, row: &Row, most: usize) -> Vec<String> {
    let after = View { room: &plan.after, ..*view };
    let changes = exchanged(&row.changes);
    let more = changes.len().saturating_sub(most);
    let more = (more > 0).then(|| view.text.ta("import-more", &[("count", &more.to_string())]));
    changes.iter().take(most).map(|change| foreseen(&after, change)).chain(more).collect()
}

/// The record of a row as it would be, field by field.
fn record(view: &View, plan: &Plan, row: &Row) -> Vec<String> {
    let Some((kind, id)) = row.lead else { return Vec::new() };
    let fields = |kind: Kind, id| {
        let record = plan.after.record(id)?;
        let after = View { room: &plan.after, ..*view };
        let told = kind.open_fields().filter(|field| !is_stamp(field.name)).filter_map(move |field| {
            let value = record.value(field.name);
            let said = (!value.is_null()).then(|| present(&after, field, &value))?;
            let said = said.replace('\n', " ");
            Some(clean(&view.text.pair(&label(view.text, kind, field.name), &said)).into_owned())
        });
        Some(told.collect::<Vec<_>>())
    };
    let seat = plan.after.linked::<Seat>(id).find(|seat| seat.person == Some(id)).map(|seat| seat.id);
    let all = fields(kind, id).into_iter().chain(seat.and_then(|seat| fields(Kind::Seat, seat))).flatten();
    all.collect()
}
