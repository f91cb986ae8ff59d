//! Columns that say row by row what they hold, as Google writes them: `Relation 1 - Label`, `Relation 1 - Value`. Read is what
//! there is a field for; the rest is kept like every other cell.

use serde_json::json;

use super::contacts::{home, meant};
use super::headers::is_nothing;
use super::intake::{Intake, Line};
use crate::exchange::vcard::is_family;
use crate::exchange::want::Want;
use crate::model::{Id, Kind};

/// What such columns begin with.
const KINDS: [&str; 3] = ["relation ", "custom field ", "event "];

/// What a label means: somebody above.
const MANAGER: [&str; 8] = ["manager", "boss", "supervisor", "上级", "上級", "经理", "經理", "主管"];
/// The same of somebody's assistant.
const ASSISTANT: [&str; 5] = ["assistant", "secretary", "助理", "秘书", "秘書"];
/// The same of their birthday.
const BIRTHDAY: [&str; 3] = ["birthday", "生日", "geburtstag"];

/// A column of labels and the one of what they are of.
pub(super) struct Pair<'a> {
    label: &'a str,
    value: &'a str,
}

/// The pairs among columns.
pub(super) fn pairs(header: &[String]) -> Vec<Pair<'_>> {
    let label_of = |value: &str| {
        let kind = value.to_lowercase();
        let of = kind.strip_suffix(" - value").filter(|of| KINDS.iter().any(|one| of.starts_with(one)))?;
        let labels = [format!("{of} - label"), format!("{of} - type")];
        header.iter().find(|column| labels.contains(&column.to_lowercase()))
    };
    header.iter().filter_map(|value| Some(Pair { label: label_of(value)?, value })).collect()
}

/// What a row says in such columns.
pub(super) struct Said<'l> {
    kind: &'static str,
    label: String,
    value: &'l str,
    /// Under what names value and label are remembered.
    cells: [String; 2],
    /// Both as they are written.
    written: [&'l str; 2],
}

/// What a row says in all of them.
pub(super) fn said<'l>(pairs: &[Pair], line: &Line<'l>) -> Vec<Said<'l>> {
    let one = |pair: &Pair| {
        let value = line.get(pair.value);
        let kind = KINDS.into_iter().find(|kind| pair.value.to_lowercase().starts_with(kind))?;
        let label = line.get(pair.label).trim_start_matches(['*', ' ']).to_lowercase();
        let written = [pair.value, pair.label].map(|column| line.written(column));
        let cells = [line.key(pair.value), line.key(pair.label)];
        (!is_nothing(value) && !label.is_empty()).then_some(Said { kind, label, value, cells, written })
    };
    pairs.iter().filter_map(one).collect()
}

impl Said<'_> {
    fn is_relation(&self, words: &[&str]) -> bool {
        self.kind == "relation " && words.contains(&self.label.as_str())
    }

    /// The field it is for; none where it is of several, or of no field.
    fn target(&self) -> Option<&str> {
        match self.kind {
            "custom field " => Some(meant(&self.label)),
            "event " if BIRTHDAY.contains(&self.label.as_str()) => Some("birthday"),
            _ => None,
        }
    }

    fn cells(&self) -> [&str; 2] {
        self.cells.each_ref().map(String::as_str)
    }

    /// Whether it is said of somebody's seat.
    fn is_of_seat(&self) -> bool {
        self.is_relation(&MANAGER)
            || self.is_relation(&ASSISTANT)
            || self.target().is_some_and(|field| field == "manager" || home(field) == Some(Kind::Seat))
    }

    /// Has a record other than the person remember the cells, too: by them it is known whether they say something new.
    fn remember(&self, want: &mut Want) {
        for (cell, said) in self.cells().into_iter().zip(self.written) {
            want.set(cell, said, &[]);
        }
    }

    /// The name in `wechat`, with the cells that say it.
    pub(super) fn messenger(&self) -> Option<(String, [&str; 2])> {
        let is_wechat = self.target() == Some("wechat");
        is_wechat.then(|| (format!("wechat:{}", self.value), self.cells()))
    }
}

/// Whom somebody reports to, and the cell that says so.
pub(super) fn manager<'l>(all: &[Said<'l>]) -> Option<(&'l str, String)> {
    let one = all.iter().find(|one| one.is_relation(&MANAGER) || one.target() == Some("manager"))?;
    let [cell, _] = &one.cells;
    Some((one.value, cell.clone()))
}

/// Fills a record with what is said of it where no column of its own does; whose assistant somebody is goes into the notes of
/// the seat, as it does from cards.
pub(super) fn fill(intake: &mut Intake, want: &mut Want, all: &[Said]) {
    let mut family = Vec::new();
    for one in all {
        if one.kind == "relation " && is_family(&one.label, &[]) {
            family.push(one);
        } else if one.is_relation(&ASSISTANT) && want.kind == Kind::Seat && want.fields.get("notes").is_none() {
            want.set("notes", format!("Assistant: {}", one.value), &one.cells());
        }
        if want.kind == Kind::Seat && one.is_of_seat() {
            one.remember(want);
        }
        let field = one.target().filter(|field| home(field) == Some(want.kind));
        if let Some(field) = field.filter(|field| want.fields.get(field).is_none()) {
            intake.set(want, field, one.value, &one.cells());
        }
    }
    if want.kind == Kind::Person && !family.is_empty() && want.fields.get("family").is_none() {
        let told: Vec<String> = family.iter().map(|one| format!("{}: {}", one.label, one.value)).collect();
        let cells: Vec<&str> = family.iter().flat_map(|one| one.cells()).collect();
        intake.set(want, "family", &told.join("; "), &cells);
    }
}

/// Has the days that are said of somebody be remembered, each as an occasion of its own.
pub(super) fn occasions(intake: &mut Intake, row: usize, person: Id, all: &[Said]) {
    for one in all.iter().filter(|one| one.kind == "event " && one.target().is_none()) {
        let mut want = Want::new(row, Kind::Occasion, Id::named("contacts:day", &format!("{person}/{}", one.label)));
        intake.set(&mut want, "date", one.value, &one.cells());
        // What cannot be read as a day was noted.
        if want.fields.get("date").is_some() {
            for (field, value) in [("person", json!(person)), ("what", json!(one.label)), ("yearly", json!(true))] {
                want.set(field, value, &one.cells());
            }
            one.remember(&mut want);
            intake.want(want);
        }
    }
}
