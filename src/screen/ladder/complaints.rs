//! Complaints: what is open first, how long a first answer took or has been owed, and the course of each.

use super::page::{Said, Sheet, field};
use super::standing;
use crate::model::{Complaint, Id, Kind};
use crate::screen::View;
use crate::screen::grid::{Cell, Col, Group, Key, Line};
use crate::screen::present::{label, moment};
use crate::text::clean;
use crate::theme::Role;

/// Minutes that a first answer took, or has been owed by now; a day without a time begins at midnight of our own clock.
fn minutes(view: &View, complaint: &Complaint) -> Option<i64> {
    let offset = *view.now.offset();
    let from = complaint.occurred_at?.instant(offset);
    let to = complaint.first_answered_at.or(complaint.resolved_at);
    let to = to.map_or_else(|| view.now.to_utc(), |to| to.instant(offset).to_utc());
    Some((to - from.to_utc()).num_minutes().max(0))
}

pub(super) fn sheet(view: &View) -> Sheet {
    let name = |field| label(view.text, Kind::Complaint, field);
    let t = |id| view.text.t(id);
    let mut columns = vec![Col::fixed(name("occurred_at"), 16, 2).of("occurred_at")];
    if view.account.is_none() {
        columns.push(Col::text(t("kind-account"), 12, 3));
    }
    columns.extend([
        Col::text(name("content"), 20, 0).of("content"),
        Col::fixed(t("ladder-first-answer"), 16, 1),
        Col::fixed(name("severity"), 10, 4).of("severity"),
        Col::text(t("ladder-holder"), 12, 5),
        Col::text(name("result"), 14, 6).of("result"),
        Col::text(name("product"), 12, 7).of("product"),
        Col::text(name("owner"), 10, 8).of("owner"),
    ]);
    let holders = standing(view, |item| item.complaint);
    let here = |one: &&Complaint| view.account.is_none_or(|account| one.account == account);
    let mut all: Vec<&Complaint> = view.room.all::<Complaint>().filter(here).collect();
    all.sort_by_key(|one| (one.first_answered_at.is_some(), std::cmp::Reverse(one.occurred_at), one.id));
    let line = |one: &&Complaint| line(view, one, holders.get(&one.id));
    let (open, closed): (Vec<&Complaint>, Vec<&Complaint>) = all.iter().partition(|one| one.resolved_at.is_none());
    let owed = open.iter().filter(|one| one.first_answered_at.is_none()).count();
    let mut crown = vec![(view.text.ta("ladder-complaints-open", &[("count", &open.len().to_string())]), Role::Title)];
    if owed > 0 {
        let said = view.text.ta("ladder-complaints-owed", &[("count", &owed.to_string())]);
        crown.push((format!("  ! {said}"), Role::Bad));
    }
    let mut groups = Vec::new();
    for (title, list) in [("ladder-complaints-at-hand", open), ("ladder-complaints-closed", closed)] {
        if !list.is_empty() {
            groups.push(Group { title: t(title), lines: list.iter().map(line).collect() });
        }
    }
    Sheet { columns, groups, crown: vec![crown] }
}

fn line(view: &View, complaint: &Complaint, holder: Option<&String>) -> Line {
    let id = complaint.id;
    let minutes = minutes(view, complaint);
    let (answer, role) = match (complaint.resolved_at, complaint.first_answered_at) {
        (None, None) => ("ladder-answer-owed", Role::Bad),
        (Some(_), None) => ("ladder-answer-never", Role::Dim),
        (None, Some(_)) => ("ladder-answer-took", Role::Text),
        (Some(_), Some(_)) => ("ladder-answer-took", Role::Dim),
    };
    let answer = view.text.ta(answer, &[("time", &time(view, minutes.unwrap_or(0)))]);
    let mut cells = vec![field(view, id, "occurred_at")];
    if view.account.is_none() {
        cells.push(Cell::new(clean(&view.room.name(complaint.account)), Role::Dim));
    }
    let content = complaint.content.lines().next().unwrap_or_default();
    cells.extend([
        Cell::new(clean(content), if complaint.resolved_at.is_some() { Role::Dim } else { Role::Text }),
        Cell::new(answer, role).by(Key::number(minutes.map(|minutes| minutes as f64))),
        field(view, id, "severity"),
        Cell::new(holder.cloned().unwrap_or_default(), Role::Dim),
        field(view, id, "result"),
        field(view, id, "product"),
        field(view, id, "owner"),
    ]);
    Line { key: id, record: Some(id), cells }
}

/// Minutes up to two hours, hours up to two days, then days.
fn time(view: &View, minutes: i64) -> String {
    let (id, name, count) = match minutes / 60 {
        0..=1 => ("ladder-minutes", "minutes", minutes),
        hours @ 2..48 => ("ladder-hours", "hours", hours),
        hours => ("ladder-days", "days", hours / 24),
    };
    view.text.ta(id, &[(name, &count.to_string())])
}

/// The course of a complaint, the newest first, and how it ended.
pub(super) fn told(view: &View, id: Id) -> Vec<Said> {
    let Some(complaint) = view.room.get::<Complaint>(id) else { return Vec::new() };
    let count = complaint.course.len().to_string();
    let mut told = vec![vec![(format!("{} ", view.text.ta("ladder-course", &[("count", &count)])), Role::Heading)]];
    if let Some(at) = complaint.resolved_at {
        let result = clean(complaint.result.as_deref().unwrap_or_default()).into_owned();
        let said = view.text.ta("ladder-resolved", &[("when", &moment(&at)), ("result", &result)]);
        told.push(vec![(said, Role::Good)]);
    }
    let mut course: Vec<_> = complaint.course.iter().collect();
    course.sort_by_key(|step| (std::cmp::Reverse(step.at), step.id));
    if course.is_empty() {
        told.push(vec![(view.text.t("ladder-no-course"), Role::Placeholder)]);
    }
    told.extend(course.into_iter().map(|step| {
        let at = step.at.map(|at| moment(&at)).unwrap_or_default();
        let by = step.by.map(|by| format!("{}  ", clean(&view.room.name(by)))).unwrap_or_default();
        vec![(format!("{at}  {by}"), Role::Dim), (clean(&step.text).into_owned(), Role::Text)]
    }));
    told
}
