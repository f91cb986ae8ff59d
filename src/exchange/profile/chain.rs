//! Who reports to whom, as a file says it: a manager who is unknown stays a name, a post that reports to itself or
//! into a ring goes in without a manager; each is said.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::intake::{Intake, Table};
use super::whom::within;
use crate::exchange::want::{Fields, Want};
use crate::model::{Id, Kind, Name, Problem, Seat, Typed};

/// The problem of a manager who is the one that has them.
const OWN: &str = "problem-import-own-manager";

/// The problem of a manager who is led by the one that has them.
const RING: &str = "problem-import-ring";

/// One seat's manager, as far as the file says.
pub(in crate::exchange) struct Report {
    /// The row it stands in.
    pub(in crate::exchange) row: usize,
    /// The seat's place among the wants.
    pub(in crate::exchange) want: usize,
    /// The seat.
    pub(in crate::exchange) seat: Id,
    /// What its holder is called.
    pub(in crate::exchange) name: Box<str>,
    /// What the file calls the manager.
    pub(in crate::exchange) manager: Box<str>,
    /// The cell that says it.
    pub(in crate::exchange) cell: Name,
}

/// Whom a file means.
pub(in crate::exchange) enum Found {
    /// This seat.
    Seat(Id),
    /// Somebody who is nowhere.
    Nowhere,
    /// One of several of that name.
    Several,
    /// One of another account, which is called so.
    Elsewhere(String),
}

/// Those who are here and report to a name that was nobody's when their list was read: whoever comes by it later is meant.
pub(super) struct Waiting {
    /// By their account and that name.
    all: BTreeMap<Id, Vec<Waits>>,
    /// Those whose manager came, and in which row.
    met: Vec<(usize, Waits)>,
}

/// A seat, its account, the name it waits for, and the cell that says it.
struct Waits {
    seat: Id,
    account: Id,
    manager: Box<str>,
    cell: Name,
}

impl Waiting {
    /// Those of earlier versions of a table, with the columns that say whom somebody reports to.
    pub(super) fn of(intake: &Intake, table: &Table, columns: &[&str]) -> Self {
        let mut all: BTreeMap<Id, Vec<Waits>> = BTreeMap::new();
        for cell in columns.iter().map(|column| format!("{}.{column}", table.source)) {
            for (id, held) in intake.aside.mentioning(&cell) {
                let Some(seat) = held.record.as_ref().and_then(Seat::of) else { continue };
                let said = seat.extra.get(&cell).and_then(Value::as_str).map(str::trim);
                // What somebody wrote there by hand is theirs.
                if let Some(text) =
                    said.filter(|said| seat.reports_to.is_none() && seat.reports_to_text.as_deref() == Some(said))
                {
                    let waits =
                        Waits { seat: id, account: seat.account, manager: text.into(), cell: cell.as_str().into() };
                    all.entry(within(seat.account, text)).or_default().push(waits);
                }
            }
        }
        Self { all, met: Vec::new() }
    }

    /// Somebody comes who is known so in their account.
    pub(super) fn meet(&mut self, known: Id, row: usize) {
        let all = if self.all.is_empty() { None } else { self.all.remove(&known) };
        self.met.extend(all.into_iter().flatten().map(|waits| (row, waits)));
    }

    /// What is to be linked, with the account of each; those of the table say themselves to whom they report.
    pub(super) fn reports(self, intake: &mut Intake, there: &BTreeSet<Id>) -> Vec<(Id, Report)> {
        let met = self.met.into_iter().filter(|(_, waits)| !there.contains(&waits.seat));
        let linked = |(row, Waits { seat, account, manager, cell }): (usize, Waits)| {
            let (want, name) = (intake.want(Want::new(row, Kind::Seat, seat)), intake.aside.name(seat).into());
            (account, Report { row, want, seat, name, manager, cell })
        };
        met.map(linked).collect()
    }
}

/// Sets the managers; `find` tells which seat is meant.
pub(in crate::exchange) fn link(intake: &mut Intake, reports: Vec<Report>, find: impl Fn(&Intake, &Report) -> Found) {
    let mut up: HashMap<Id, Id> = HashMap::new();
    for report in reports {
        intake.aside.fold();
        let said = |id| Problem::new(id).with("name", &report.name).with("manager", &report.manager);
        let (manager, text, problem) = match find(intake, &report) {
            _ if report.manager.is_empty() => (None, None, None),
            Found::Seat(id) if id == report.seat => (None, None, Some(said(OWN))),
            Found::Seat(id) if leads_to(&up, id, report.seat) => (None, None, Some(said(RING))),
            Found::Seat(id) => (Some(id), None, None),
            Found::Nowhere => (
                None,
                Some(report.manager.clone()),
                Some(said("problem-import-manager-unknown").with("by", known_by(&report.manager))),
            ),
            Found::Elsewhere(account) => (
                None,
                Some(report.manager.clone()),
                Some(said("problem-import-manager-elsewhere").with("account", account)),
            ),
            Found::Several => (None, Some(report.manager.clone()), Some(said("problem-import-manager-ambiguous"))),
        };
        // Who is here with a manager keeps them: nobody is meant to report to himself, nor to whoever reports to him.
        let is_nonsense = problem.as_ref().is_some_and(|problem| [OWN, RING].contains(&problem.id));
        let has_one = || intake.room.record(report.seat).is_some_and(|here| here.has("reports_to"));
        if let Some(problem) = problem.clone().filter(|_| is_nonsense && has_one()) {
            intake.note(report.row, problem);
            continue;
        }
        up.extend(manager.map(|manager| (report.seat, manager)));
        let mut more = Fields::default();
        more.set("reports_to", manager.map_or(Value::Null, |id| id.to_string().into()), &[&report.cell]);
        more.set("reports_to_text", text.map_or(Value::Null, |text| String::from(text).into()), &[&report.cell]);
        intake.add(report.want, more);
        if let Some(problem) = problem {
            intake.note(report.row, problem);
        }
    }
}

/// By what a file says a manager: nobody is called by a number.
fn known_by(manager: &str) -> &'static str {
    let is_number = manager.chars().any(|c| c.is_ascii_digit()) && !manager.chars().any(char::is_alphabetic);
    if is_number { "number" } else { "name" }
}

/// Whether the way up from `from` passes `to`. No ring was let in, so every way ends.
fn leads_to(up: &HashMap<Id, Id>, from: Id, to: Id) -> bool {
    std::iter::successors(Some(from), |at| up.get(at).copied()).any(|at| at == to)
}
