//! Columns that say row by row what they hold, as Google writes them: `Relation 1 - Label`, `Relation 1 - Value`; and those of
//! Outlook and Dynamics that hold the same under a name of their own: `Spouse`. Read is what there is a field for; the rest is kept like every
//! other cell.

use serde_json::{Value, json};

use super::dates;
use super::headers::{home, is_nothing, meant};
use super::intake::{Intake, Line};
use super::named::shown;
use crate::exchange::since::was;
use crate::exchange::vcard::is_family;
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Occasion, Record};

/// What such columns begin with.
const KINDS: [&str; 3] = ["relation ", "custom field ", "event "];

/// What a label means: somebody above.
const MANAGER: [&str; 8] = ["manager", "boss", "supervisor", "上级", "上級", "经理", "經理", "主管"];
/// The same of somebody's assistant.
const ASSISTANT: [&str; 5] = ["assistant", "secretary", "助理", "秘书", "秘書"];
/// The same of their birthday.
const BIRTHDAY: [&str; 3] = ["birthday", "生日", "geburtstag"];

/// The same of their children, beside what is said of the family in any form.
const CHILDREN: [&str; 4] = ["children", "子女", "孩子", "小孩"];

/// The day that Outlook and Dynamics have a column for.
const ANNIVERSARY: [&str; 3] = ["anniversary", "纪念日", "紀念日"];

/// Whether a day is the one that programs have a column for by name.
pub(in crate::exchange) fn is_anniversary(what: &str) -> bool {
    ANNIVERSARY.contains(&what.trim().to_lowercase().as_str())
}

/// Columns that hold what Google has under a label, as Outlook and Dynamics call them; of which kind that is, and its label.
const OUTLOOK: [(&str, &str, &str); 15] = [
    ("spouse", "relation ", "spouse"),
    ("spouse/partner name", "relation ", "spouse"),
    ("children", "relation ", "child"),
    ("child", "relation ", "child"),
    ("子女", "relation ", "子女"),
    ("孩子", "relation ", "孩子"),
    ("小孩", "relation ", "小孩"),
    ("配偶", "relation ", "配偶"),
    ("anniversary", "event ", "anniversary"),
    ("纪念日", "event ", "纪念日"),
    ("紀念日", "event ", "紀念日"),
    ("assistant's name", "relation ", "assistant"),
    ("助理姓名", "relation ", "助理"),
    ("助理的姓名", "relation ", "助理"),
    ("助理", "relation ", "助理"),
];

/// A column and what says what it holds.
pub(super) struct Pair<'a> {
    kind: &'static str,
    label: Label<'a>,
    value: &'a str,
}

/// What a column holds: what another says in each row, or always the same.
enum Label<'a> {
    Column(&'a str),
    Always(&'static str),
}

impl<'a> Pair<'a> {
    /// Both columns, or the one there is.
    fn columns(&self) -> impl Iterator<Item = &'a str> {
        let label = match self.label {
            Label::Column(label) => Some(label),
            Label::Always(_) => None,
        };
        [self.value].into_iter().chain(label)
    }

    /// Whether a column is one of the two.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns().any(|one| one == column)
    }
}

/// The pairs among columns.
pub(super) fn pairs(header: &[String]) -> Vec<Pair<'_>> {
    let labelled = |value: &str| {
        let name = value.to_lowercase();
        let kind = KINDS.into_iter().find(|kind| name.starts_with(kind))?;
        let of = name.strip_suffix(" - value")?;
        let labels = [format!("{of} - label"), format!("{of} - type")];
        let label = header.iter().find(|column| labels.contains(&column.to_lowercase()))?;
        Some((kind, Label::Column(label)))
    };
    let named = |value: &str| {
        let name = shown(value).trim().to_lowercase();
        let (_, kind, label) = OUTLOOK.into_iter().find(|(column, ..)| *column == name)?;
        Some((kind, Label::Always(label)))
    };
    let pair = |value| labelled(value).or_else(|| named(value)).map(|(kind, label)| Pair { kind, label, value });
    header.iter().filter_map(|value| pair(value)).collect()
}

/// What a row says in such columns.
pub(super) struct Said<'l> {
    kind: &'static str,
    label: String,
    value: &'l str,
    /// Under what names value and label are remembered.
    cells: Vec<String>,
    /// Both as they are written.
    written: Vec<&'l str>,
}

/// What a row says in all of them.
pub(super) fn said<'l>(pairs: &[Pair], line: &Line<'l>) -> Vec<Said<'l>> {
    let one = |pair: &Pair| {
        let value = line.get(pair.value);
        let label = match pair.label {
            Label::Column(label) => line.get(label),
            Label::Always(label) => label,
        };
        let label = label.trim_start_matches(['*', ' ']).to_lowercase();
        let written = pair.columns().map(|column| line.written(column)).collect();
        let cells = pair.columns().map(|column| line.key(column)).collect();
        // Outlook has a day for whoever has none.
        let is_empty = is_nothing(value) || pair.kind == "event " && dates::is_none(value);
        (!is_empty && !label.is_empty()).then_some(Said { kind: pair.kind, label, value, cells, written })
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

    fn cells(&self) -> Vec<&str> {
        self.cells.iter().map(String::as_str).collect()
    }

    /// Whether it is said of somebody's seat.
    fn is_of_seat(&self) -> bool {
        self.is_relation(&MANAGER)
            || self.is_relation(&ASSISTANT)
            || self.target().is_some_and(|field| field == "manager" || home(field) == Some(Kind::Seat))
    }

    /// Has a record other than the person remember the cells, too: by them it is known whether they say something new.
    fn remember(&self, want: &mut Want) {
        for (cell, said) in self.cells().into_iter().zip(&self.written) {
            want.set(cell, *said, &[]);
        }
    }

    /// The name in `wechat`, with the cells that say it.
    pub(super) fn messenger(&self) -> Option<(String, Vec<&str>)> {
        let is_wechat = self.target() == Some("wechat");
        is_wechat.then(|| (format!("wechat:{}", self.value), self.cells()))
    }
}

/// Whom somebody reports to, and the cell that says so.
pub(super) fn manager<'l>(all: &[Said<'l>]) -> Option<(&'l str, String)> {
    let one = all.iter().find(|one| one.is_relation(&MANAGER) || one.target() == Some("manager"))?;
    Some((one.value, one.cells.first()?.clone()))
}

/// The cell by which a row of ours says that there is nobody above any more; the seat forgets what that said.
pub(super) fn nobody<'l>(intake: &Intake, pairs: &[Pair], line: &Line, seat: &mut Want) -> Option<(&'l str, String)> {
    let cells = emptied(pairs, line, "relation ", (Kind::Seat, "reports_to"))?;
    let here = intake.aside.record(seat.id).map(Record::extra);
    for cell in cells.iter().filter(|cell| here.is_some_and(|here| here.contains_key(cell.as_str()))) {
        seat.set(cell, Value::Null, &[]);
    }
    Some(("", cells.into_iter().next()?))
}

/// The cells, value first, of columns in which a list of ours would say something of a field, where a row says nothing there
/// and so empties it.
pub(super) fn emptied(pairs: &[Pair], line: &Line, kind: &str, (of, field): (Kind, &str)) -> Option<Vec<String>> {
    let says_nothing = |pair: &&Pair| matches!(pair.label, Label::Column(_)) && is_nothing(line.get(pair.value));
    let pair = pairs.iter().filter(|pair| pair.kind == kind).find(says_nothing)?;
    was::empties(line.then(), of, field).then(|| pair.columns().map(|column| line.key(column)).collect())
}

/// Fills a record with what is said of it where no column of its own does; whose assistant somebody is goes into the notes of
/// the seat, as it does from cards.
pub(super) fn fill(intake: &mut Intake, want: &mut Want, all: &[Said]) {
    let mut family = Vec::new();
    for one in all {
        if one.is_relation(&CHILDREN) || one.kind == "relation " && is_family(&one.label, &[]) {
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
        // Whoever was merged has such a day already, of whomever it was.
        let is_it = |day: &&Occasion| {
            day.what.to_lowercase() == one.label || is_anniversary(&day.what) && is_anniversary(&one.label)
        };
        let here = || intake.aside.linked::<Occasion>(person).find(is_it).map(|day| day.id);
        let own = Id::named("contacts:day", &format!("{person}/{}", one.label));
        let id = Some(own).filter(|own| intake.aside.held(*own).is_some()).or_else(here).unwrap_or(own);
        let mut want = Want::new(row, Kind::Occasion, id);
        intake.set(&mut want, "date", one.value, &one.cells());
        // What cannot be read as a day was noted.
        if want.fields.get("date").is_some() {
            let all = [("person", json!(person)), ("what", json!(one.label)), ("yearly", json!(true))];
            // One that was here before the list is called as it is here.
            for (field, value) in all.into_iter().filter(|(field, _)| id == own || *field == "person") {
                want.set(field, value, &one.cells());
            }
            one.remember(&mut want);
            intake.want(want);
        }
    }
}
