//! An edit as rows of the history: one for each record that came or went, one for each field that changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;

use crate::edit::{Change, EXISTS, Edit, Gone, Turn};
use crate::find::Filter;
use crate::model::subject::Subject;
use crate::model::{Id, When};
use crate::screen::View;
use crate::screen::grid::{Cell, Line};
use crate::screen::present::{IMPORT, came_or_went, changed, imported, kind_label, worth_a_line};
use crate::text::clean;
use crate::theme::Role;

/// What a filter may ask of a change.
pub const FIELDS: &[&str] = &["who", "kind", "field", "on"];

/// Labels that say no more than the row does.
const PLAIN: &[&str] = &["edit-set", "edit-add", "edit-delete"];

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A field changed.
    Set,
    /// A record came to be.
    Added,
    /// A record ceased.
    Deleted,
}

/// What is known of the record a change is about, be it gone.
pub(super) struct Told {
    pub name: String,
    pub account: Option<Id>,
    pub record: Option<Id>,
}

/// The changes of an edit that are rows: fields of a record that came or went with it are not.
pub(super) fn rows(edit: &Edit) -> Vec<(usize, What)> {
    let whole: BTreeSet<Id> = edit.changes.iter().filter(|one| one.field == EXISTS).map(|one| one.id).collect();
    let row = |(at, change): (usize, &Change)| match change.field.as_str() {
        EXISTS if change.after.is_null() => Some((at, What::Deleted)),
        EXISTS => Some((at, What::Added)),
        _ => (!whole.contains(&change.id)).then_some((at, What::Set)),
    };
    worth_a_line(edit).filter_map(row).collect()
}

/// What is known of the record of a change.
pub(super) fn told(view: &View, change: &Change, gone: &Gone) -> Told {
    let (name, account) = (gone.name(view.room, change.id), gone.account(view.room, change.id));
    Told { name, account, record: view.room.record(change.id).map(|_| change.id) }
}

/// The row of a change: when, who, record, what, why.
pub(super) fn line(view: &View, edit: &Arc<Edit>, at: usize, what: What, told: &Told, gone: &Gone) -> Line {
    let Some(change) = edit.changes.get(at) else { return Line { key: edit.id, record: None, cells: Vec::new() } };
    let kind = kind_label(view.text, change.kind);
    let (words, role) = match what {
        What::Added => (came_or_went(view, change), Role::Good),
        What::Deleted => (came_or_went(view, change), Role::Bad),
        What::Set => (changed(view, change, gone), Role::Text),
    };
    let words = match edit.turn {
        Some(Turn::Undoes(_)) => format!("{} {words}", view.text.t("history-undone")),
        Some(Turn::Redoes(_)) => format!("{} {words}", view.text.t("history-redone")),
        None => words,
    };
    let time = match edit.when {
        When::Moment(moment) => moment.with_timezone(view.now.offset()).format("%H:%M").to_string(),
        When::Day(_) => String::new(),
    };
    let name = if told.name.is_empty() { kind } else { told.name.clone() };
    let cell = |text: &str, role| Cell::new(clean(text).into_owned(), role);
    let cells = vec![
        cell(&time, Role::Dim),
        cell(&edit.author, Role::Ours),
        cell(&name, if told.record.is_some() { Role::Accent } else { Role::Dim }),
        cell(&words, role),
        cell(&why(view, edit), Role::Dim),
    ];
    Line { key: Id::named("change", &format!("{}/{at}", edit.id)), record: told.record, cells }
}

/// Whether a filter lets a change through: its words are looked for in the whole row.
pub(super) fn passes(filter: &Filter, edit: &Edit, change: &Change, line: &Line) -> bool {
    if filter.is_empty() {
        return true;
    }
    let get = |name: &str| match name {
        "who" => vec![json!(edit.author)],
        "kind" => vec![json!(change.kind.code())],
        "field" => vec![json!(change.field)],
        "on" => vec![json!(edit.when)],
        _ => Vec::new(),
    };
    let text = || line.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\n");
    filter.matches(&get, &text)
}

/// The reason given, else what the edit as a whole meant.
fn why(view: &View, edit: &Edit) -> String {
    if let Some(reason) = &edit.reason {
        return reason.clone();
    }
    if PLAIN.contains(&edit.label.as_str()) || !view.text.has(&edit.label) {
        return String::new();
    }
    if edit.label == IMPORT {
        return imported(view.text, &Subject::read(&edit.subject));
    }
    let args = [("name", edit.subject.as_str()), ("subject", edit.subject.as_str()), ("kind", ""), ("count", "")];
    view.text.ta(&edit.label, &args)
}
