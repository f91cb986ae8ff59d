//! Complaints: what is open first, how long a first answer took or has been owed, and the course of each.

use chrono::{DateTime, FixedOffset};

use super::page::{Said, Sheet, field};
use super::{Sift, Standing};
use crate::model::{Complaint, Id, Kind};
use crate::rules::complaint::{self, Clocks};
use crate::screen::View;
use crate::screen::grid::{Cell, Col, Group, Key, Line};
use crate::screen::present::{label, moment};
use crate::text::{clean, format::day};
use crate::theme::Role;

pub(super) fn sheet(view: &View, sift: Sift) -> Sheet {
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
    let standing = Standing::of(view, sift, |item| item.complaint);
    let here = |one: &&Complaint| view.account.is_none_or(|account| one.account == account);
    let mut all: Vec<&Complaint> = view.room.all::<Complaint>().filter(here).collect();
    let whole = all.len();
    all.retain(|one| standing.shows(sift, one.id, one.owner));
    let hidden = whole - all.len();
    all.sort_by_key(|one| (one.first_answered_at.is_some(), std::cmp::Reverse(one.occurred_at), one.id));
    let line = |one: &&Complaint| line(view, one, standing.said.get(&one.id));
    let (open, closed): (Vec<&Complaint>, Vec<&Complaint>) = all.iter().partition(|one| one.resolved_at.is_none());
    let owed = open.iter().filter(|one| one.first_answered_at.is_none()).count();
    let mut crown = vec![(view.text.ta("ladder-complaints-open", &[("count", &open.len().to_string())]), Role::Title)];
    if owed > 0 {
        let said = view.text.ta("ladder-complaints-owed", &[("count", &owed.to_string())]);
        crown.push((format!("  ! {said}"), Role::Bad));
    }
    let clocks: Vec<Clocks> =
        all.iter().filter_map(|one| complaint::clocks(view.room, view.terms, one, view.now)).collect();
    if let Some((middle, count)) = complaint::usual_answer(&clocks) {
        let args = [("time", time(view, middle)), ("count", count.to_string())];
        let said = view.text.ta("ladder-answer-usual", &args.each_ref().map(|(name, value)| (*name, value.as_str())));
        crown.push((format!("  {said}"), Role::Info));
    }
    let mut groups = Vec::new();
    for (title, list) in [("ladder-complaints-at-hand", open), ("ladder-complaints-closed", closed)] {
        if !list.is_empty() {
            groups.push(Group { title: t(title), lines: list.iter().map(line).collect() });
        }
    }
    Sheet { columns, groups, crown: vec![crown], hidden }
}

fn line(view: &View, complaint: &Complaint, holder: Option<&String>) -> Line {
    let id = complaint.id;
    let clocks = complaint::clocks(view.room, view.terms, complaint, view.now);
    let minutes = clocks.as_ref().map(|clocks| clocks.answer_minutes);
    let (answer, role) = match (complaint.resolved_at, complaint.first_answered_at) {
        (None, None) if clocks.as_ref().is_some_and(|clocks| !clocks.answer_late) => ("ladder-answer-owed", Role::Warn),
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

/// How a complaint stands against its two clocks: `first answer after 40 min (by 10-20) · to be resolved by 10-22`.
pub(super) fn told_clocks(view: &View, clocks: &Clocks) -> String {
    let took = time(view, clocks.answer_minutes);
    let by = |id, at: DateTime<FixedOffset>| view.text.ta(id, &[("day", &day(at.date_naive()))]);
    let answer = if clocks.answered { "ladder-clock-answered" } else { "ladder-clock-unanswered" };
    let answer = view.text.ta(answer, &[("time", &took), ("day", &day(clocks.answer_by.date_naive()))]);
    let late = if clocks.answer_late { "! " } else { "" };
    let resolve =
        by(if clocks.resolve_late { "ladder-clock-overrun" } else { "ladder-clock-resolve" }, clocks.resolve_by);
    format!("{late}{answer} · {resolve}")
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
    if let Some(clocks) = complaint::clocks(view.room, view.terms, complaint, view.now) {
        told.push(vec![(told_clocks(view, &clocks), if clocks.resolve_late { Role::Bad } else { Role::Info })]);
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
