//! Which columns of a contact list hold what, and what a row says in them.

use std::collections::{BTreeMap, HashSet};

use super::apart::each;
use super::companies;
use super::headers::{self, home, is_of_number, target};
use super::inactive::{self, Status};
use super::intake::{Intake, Line, folded};
use super::labelled::{self, Pair};
use super::mapped::joins;
use super::namesakes::Said;
use super::then;
use super::vacant::is_post;
use crate::exchange::ext;
use crate::exchange::given::whole_name;
use crate::exchange::import::Options;
use crate::exchange::since::was;
use crate::exchange::want::Want;
use crate::model::{Id, Kind, Person, Seat};

/// Which columns hold what.
pub(super) struct Columns<'a> {
    of: BTreeMap<&'a str, Vec<&'a str>>,
    /// Those of them that are read as they are, and whose field each is.
    plain: Vec<(Kind, &'a str, Vec<&'a str>)>,
    /// The columns that belong to the seat.
    pub(super) of_seat: Vec<&'a str>,
    /// Those that say row by row what they hold.
    pub(super) labelled: Vec<Pair<'a>>,
    /// Those that say who is inactive.
    pub(super) status: Vec<Status<'a>>,
}

impl<'a> Columns<'a> {
    pub(super) fn read(options: &'a Options, header: &'a [String]) -> Self {
        let mut of: BTreeMap<&'a str, Vec<&'a str>> = BTreeMap::new();
        for column in header {
            if let Some(target) = target(options, column, header) {
                of.entry(target).or_default().push(column);
            }
        }
        let plain = of.iter().filter(|(target, _)| !SPECIAL.contains(target) && **target != "layer");
        let plain = plain.filter_map(|(target, columns)| Some((home(target)?, *target, columns.clone()))).collect();
        let is_of_seat = |target: &str| {
            matches!(
                target,
                "account" | "manager" | "layer" | "role" | "title" | "seat_notes" | "vacant" | "account_id"
            ) || home(target) == Some(Kind::Seat)
        };
        let of_seat = of.iter().filter(|(target, _)| is_of_seat(target));
        let of_seat = of_seat.flat_map(|(_, columns)| columns.iter().copied()).collect();
        // What the user says of a column counts before its name.
        let explained = |pair: &Pair| options.map.iter().any(|(name, _)| pair.has(name));
        let labelled = labelled::pairs(header).into_iter().filter(|pair| !explained(pair)).collect();
        let is_free = |status: &Status| options.map.iter().all(|(name, _)| name != status.column);
        let status = inactive::columns(header).into_iter().filter(is_free).collect();
        Self { of, plain, of_seat, labelled, status }
    }

    pub(super) fn name_somebody(&self) -> bool {
        headers::OF_NAMES.iter().any(|name| self.of.contains_key(name))
    }

    /// How many columns are read.
    pub(super) fn count(&self) -> usize {
        self.of.values().map(Vec::len).sum()
    }

    /// What a row says in the columns of names.
    pub(super) fn names<'l>(&self, line: &Line<'l>) -> impl Iterator<Item = &'l str> {
        headers::OF_NAMES.into_iter().flat_map(|target| self.all(target)).map(|column| line.get(column))
    }

    pub(super) fn all(&self, target: &str) -> &[&'a str] {
        self.of.get(target).map_or(&[], Vec::as_slice)
    }

    /// What the first filled column of a target says.
    pub(super) fn get<'l>(&self, line: &Line<'l>, target: &str) -> &'l str {
        self.all(target).iter().map(|column| line.get(column)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    pub(super) fn keys(&self, line: &Line, targets: &[&str]) -> Vec<String> {
        targets.iter().flat_map(|target| self.all(target)).map(|column| line.key(column)).collect()
    }

    /// Where a list is one of ours, an empty cell says that nothing is known, and nothing is made of others.
    pub(super) fn is_ours(&self, line: &Line) -> bool {
        ext::own(self.get(line, "id")).is_some() || then::who(line.then()).0.is_some()
    }

    /// Whether a row has somebody's number from a program that numbers all its contacts: one written like our ids is the
    /// program's where its list has given it before.
    pub(super) fn is_numbered_there(&self, intake: &Intake, line: &Line, person: Id, number: &str) -> bool {
        let column = self.numbering(line);
        let gave = || {
            let person = intake.aside.get::<Person>(person)?;
            Some(person.extra.get(&line.key(column))?.as_str()?.trim() == number)
        };
        let is_theirs = || then::who(line.then()).0.is_none() && gave() == Some(true);
        headers::is_everywhere(column, number) && (!self.is_ours(line) || is_theirs())
    }

    /// Whether somebody is known by name and address, so that rows of both are one person's.
    pub(super) fn tells_by_address(&self, line: &Line) -> bool {
        self.get(line, "id").is_empty() && !self.get(line, "emails").is_empty()
    }

    /// The account, whatever it is called by now, of a row that says of it what it said when it went out from here.
    pub(super) fn house_then(&self, intake: &Intake, line: &Line) -> Option<Id> {
        let then = line.then();
        let id = then::who(then).1?;
        let is_it = intake.aside.held(id).is_some_and(|held| was::is_one(held, then, "account"));
        let seat = intake.aside.get::<Seat>(id)?;
        (is_it && self.says_account_then(line)).then_some(seat.account)
    }

    /// Whether a row says of the account what it said when it went out from here.
    pub(super) fn says_account_then(&self, line: &Line) -> bool {
        was::says(line.then(), self.all("account").iter().map(|column| (*column, line.get(column))))
    }

    /// The column whose number somebody has.
    pub(super) fn numbering(&self, line: &Line) -> &'a str {
        self.all("id").iter().find(|column| !line.get(column).is_empty()).copied().unwrap_or_default()
    }

    /// The company a row has somebody at, and others that it names beside it: of several columns the one that names no more
    /// than one says which of them comes first.
    pub(super) fn company<'l>(&self, line: &Line<'l>) -> (&'l str, Vec<&'l str>) {
        let columns = self.all("account").iter().filter(|column| !line.get(column).is_empty());
        let named: Vec<Vec<&str>> = columns.map(|column| companies(column, line.get(column))).collect();
        let first = named.iter().find(|names| names.len() == 1).or(named.first());
        let first = first.and_then(|names| names.first().copied()).unwrap_or_default();
        let several = named.iter().filter(|names| names.len() > 1).flatten();
        let others = several.copied().filter(|name| folded(name) != folded(first));
        (first, others.collect())
    }

    /// Whom a row has somebody report to, and the column that says it: by a number where a row of the list has that, for of
    /// those there are no two; else by what else it says.
    pub(super) fn manager<'l>(&self, line: &Line<'l>, numbers: &HashSet<&str>) -> Option<(&'l str, &'a str)> {
        let said = self.all("manager").iter().map(|column| (line.get(column), *column));
        let said: Vec<_> =
            said.map(|(text, column)| (linked(text), column)).filter(|(text, _)| !text.is_empty()).collect();
        let by_number = said.iter().find(|(text, column)| is_of_number(column) && numbers.contains(text));
        let by_name = || said.iter().find(|(_, column)| !is_of_number(column));
        by_number.or_else(by_name).or(said.first()).copied()
    }

    /// Addresses and telephones, for comparing.
    pub(super) fn faces(&self, line: &Line<'_>) -> impl Iterator<Item = String> {
        let texts = ["emails", "phones"].into_iter().flat_map(|target| self.all(target)).map(|column| line.get(column));
        texts.filter(|text| !text.is_empty()).map(folded)
    }

    /// What a row says of somebody who has no number in the list.
    pub(super) fn said<'l>(&self, line: &Line<'l>, options: &'l Options) -> Option<Said<'l>> {
        let company = Some(self.company(line).0).filter(|company| !company.is_empty());
        let company = company.or(options.account.as_deref()).unwrap_or_default();
        let called = || {
            let name = name(self, line);
            // Who has no name goes by an address.
            let email = || each(self.get(line, "emails")).find(|text| text.contains('@')).unwrap_or_default();
            if headers::is_nothing(&name) { folded(email()) } else { folded(&name) }
        };
        let said =
            || Said { company, name: called(), faces: self.faces(line).collect(), title: self.get(line, "title") };
        let is_numbered = !self.get(line, "id").is_empty() || then::who(line.then()).0.is_some();
        (!is_numbered && !is_post(self, line) && !companies::is_one(self, line)).then(said)
    }

    /// The cells of columns by which a row of ours that says nothing there empties a field.
    pub(super) fn emptied(&self, line: &Line, targets: &[&str], kind: Kind, field: &str) -> Option<Vec<String>> {
        let cells = self.keys(line, targets);
        (!cells.is_empty() && was::empties(line.then(), kind, field)).then_some(cells)
    }

    /// Sets the fields of a record that columns hold as they are.
    pub(super) fn fill(&self, intake: &mut Intake, want: &mut Want, line: &Line) {
        let kind = want.kind;
        for (_, target, columns) in self.plain.iter().filter(|(home, ..)| *home == kind) {
            let keys: Vec<String> = columns.iter().map(|column| line.key(column)).collect();
            intake.set(want, target, &said(kind, target, columns, line), &strs(&keys));
        }
    }
}

/// The companies in a cell: HubSpot lists all that somebody has to do with in one.
fn companies<'l>(column: &str, cell: &'l str) -> Vec<&'l str> {
    let is_list = column.trim().to_lowercase().starts_with("associated company");
    let names = cell.split(';').map(str::trim).filter(|name| !name.is_empty());
    if is_list { names.collect() } else { vec![linked(cell)] }
}

/// What Notion links to a page of its own, without the address of that: `Acme (https://www.notion.so/…)`.
fn linked(cell: &str) -> &str {
    const PAGES: [&str; 2] = [" (https://www.notion.so/", " (https://notion.so/"];
    let parts = || PAGES.iter().find_map(|page| cell.split_once(page));
    let is_all = |(_, address): &(&str, &str)| address.find(')').is_some_and(|at| at + 1 == address.len());
    parts().filter(is_all).map_or(cell, |(name, _)| name.trim())
}

/// Tells whether a column is read among others.
pub(super) fn reads<'a>(options: &'a Options, header: &'a [String]) -> impl Fn(&str) -> bool {
    let columns = Columns::read(options, header);
    move |column| {
        columns.status.iter().any(|status| status.column == column)
            || columns.of.values().flatten().any(|other| *other == column)
            || columns.labelled.iter().any(|pair| pair.has(column))
    }
}

/// Targets with a reader of their own.
const SPECIAL: [&str; 15] = [
    "vacant",
    "is_company",
    "account_id",
    "name",
    "first_name",
    "middle_name",
    "last_name",
    "account",
    "manager",
    "wechat",
    "messengers",
    "role",
    "id",
    "title",
    "lunar_birthday",
];

/// What a row calls somebody.
pub(super) fn name(columns: &Columns, line: &Line) -> String {
    let [whole, first, middle, last] = headers::OF_NAMES.map(|target| columns.get(line, target));
    if !whole.is_empty() {
        return without_company(columns, line, linked(whole)).to_owned();
    }
    whole_name(last, first, middle)
}

/// A name without the company that Odoo puts before it: `Azure Interior, Brandon Freeman`.
fn without_company<'l>(columns: &Columns, line: &Line<'l>, name: &'l str) -> &'l str {
    if columns.all("is_company").is_empty() {
        return name;
    }
    let rest = name.strip_prefix(columns.company(line).0).and_then(|rest| rest.strip_prefix(", "));
    rest.map(str::trim).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// What the columns of a field say: all of them of what may have several lines, else the first that says something.
fn said(kind: Kind, target: &str, columns: &[&str], line: &Line) -> String {
    let mut texts = columns.iter().map(|column| line.get(column)).filter(|text| !text.is_empty());
    if joins(kind, target) {
        return texts.collect::<Vec<_>>().join("\n");
    }
    texts.next().unwrap_or_default().to_owned()
}

/// Names as they are handed on.
pub(super) fn strs(keys: &[String]) -> Vec<&str> {
    keys.iter().map(String::as_str).collect()
}
