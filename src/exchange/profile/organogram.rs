//! The UK government's organogram files: posts, numbered, and the post each reports to.

use std::collections::{BTreeMap, BTreeSet};

use super::chain::{self, Found, Report};
use super::intake::{Intake, Line, Table};
use crate::exchange::want::Want;
use crate::model::choice::Function;
use crate::model::{Id, Kind, Problem};

/// The column of a post's number.
pub(in crate::exchange) const POST: &str = "Post Unique Reference";
/// The column of the number of the post it reports to.
pub(in crate::exchange) const SENIOR: &str = "Reports to Senior Post";
/// The column of what a post is for, which goes into the notes before what stands in theirs.
pub(in crate::exchange) const FUNCTION: &str = "Job/Team Function";
const OF_PERSON: [&str; 3] = ["Name", "Contact Phone", "Contact E-mail"];

pub(super) fn knows(header: &[String]) -> bool {
    [POST, SENIOR].iter().all(|column| header.iter().any(|name| name == column))
}

/// Every row is a seat. A post on several rows is a job share: a seat for each, with one's own holder. Nobody is made up
/// for a post that is vacant or whose holder is not disclosed.
pub(super) fn read(intake: &mut Intake, table: &Table) {
    let mut reports = Vec::new();
    let mut shares: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut posts: BTreeMap<String, Id> = BTreeMap::new();
    let mut houses: BTreeMap<Id, String> = BTreeMap::new();
    for line in table.lines() {
        let row = intake.row(line.number());
        let (post, organisation) = (line.get(POST), line.get("Organisation"));
        if post.is_empty() {
            intake.fail(row, Problem::new("problem-import-no-id"));
            continue;
        }
        let account = match organisation {
            "" => intake.default_account(row),
            name => Some(intake.account(name, row)),
        };
        let Some(account) = account else {
            intake.fail(row, Problem::new("problem-import-no-account").with("name", line.get("Job Title")));
            continue;
        };
        let key = format!("{organisation}/{post}");
        let taken = shares.entry(key.clone()).or_default();
        let share = share(intake, &line, &key, taken);
        taken.insert(share);
        let ext_id = numbered(post, share);
        let mut seat = Want::new(row, Kind::Seat, intake.known.id(&format!("{organisation}/{ext_id}")));
        seat.name_it("organogram", &format!("{organisation}/{ext_id}"));
        intake.lead(row, Kind::Seat, seat.id, &ext_id);
        if line.get("Name").eq_ignore_ascii_case("eliminated") {
            intake.skip(row, Problem::new("problem-import-post-eliminated").with("name", line.get("Job Title")));
            continue;
        }
        let person = person(intake, &line, row, &key);
        fill(intake, &mut seat, &line, account, person);
        posts.entry(key).or_insert(seat.id);
        houses.insert(seat.id, organisation.to_owned());
        let senior = line.get(SENIOR);
        let manager = if senior.eq_ignore_ascii_case("xx") { String::new() } else { senior.to_owned() };
        let name = Some(line.get("Name")).filter(|_| person.is_some()).unwrap_or(line.get("Job Title")).to_owned();
        let (seat, want) = (seat.id, intake.want(seat));
        reports.push(Report { row, want, seat, name, manager, cell: line.key(SENIOR) });
    }
    chain::link(intake, reports, |intake, report| {
        let house = houses.get(&report.seat).map_or("", String::as_str);
        let key = format!("{house}/{}", report.manager);
        // A share reports to its own post's number, not to the other share.
        let here = || Some(intake.known.id(&key)).filter(|id| intake.room.record(*id).is_some());
        posts.get(&key).copied().or_else(here).map_or(Found::Nowhere, Found::Seat)
    });
}

/// Which share of a post a row is: the one its holder has here, else the next.
fn share(intake: &Intake, line: &Line, key: &str, taken: &BTreeSet<usize>) -> usize {
    let here = |share: &usize| intake.room.record(intake.known.here(&numbered(key, *share))?);
    let holds = |share: &usize| {
        let name = here(share).and_then(|record| record.extra().get(&line.key("Name"))?.as_str());
        name.unwrap_or_default() == line.get("Name")
    };
    let is_free = |share: &usize| !taken.contains(share);
    let held = (1..usize::MAX).take_while(|share| here(share).is_some()).filter(is_free).find(holds);
    held.or_else(|| (1..=taken.len() + 1).find(is_free)).unwrap_or(1)
}

fn numbered(post: &str, share: usize) -> String {
    if share == 1 { post.to_owned() } else { format!("{post}#{share}") }
}

fn fill(intake: &mut Intake, seat: &mut Want, line: &Line, account: Id, person: Option<Id>) {
    let known: &[&str] = if person.is_some() { &OF_PERSON } else { &[] };
    line.remember_rest(seat, known);
    line.remember(seat, ["Name"]);
    seat.set("account", account.to_string(), &[&line.key("Organisation")]);
    let holder = person.map_or(serde_json::Value::Null, |id| id.to_string().into());
    seat.set("person", holder, &[&line.key("Name")]);
    intake.title(seat, line.get("Job Title"), &line.key("Job Title"), true);
    intake.fill(seat, "department", line, "Unit");
    let notes: Vec<&str> =
        [line.get(FUNCTION), line.get("Notes")].into_iter().filter(|note| !note.is_empty()).collect();
    intake.set(seat, "notes", &notes.join("\n"), &[&line.key(FUNCTION), &line.key("Notes")]);
    let group = "Professional/Occupational Group";
    if let Some(function) = function(line.get(group)) {
        seat.set("function", function.code(), &[&line.key(group)]);
    }
}

/// The holder of a post, where the file names one.
fn person(intake: &mut Intake, line: &Line, row: usize, post: &str) -> Option<Id> {
    let name = disclosed(line.get("Name"))?;
    let mut person = Want::new(row, Kind::Person, Id::named("organogram:person", &format!("{post}/{name}")));
    line.remember(&mut person, OF_PERSON);
    intake.set(&mut person, "name", name, &[&line.key("Name")]);
    for (field, column) in [("phones", "Contact Phone"), ("emails", "Contact E-mail")] {
        let text = disclosed(line.get(column)).unwrap_or_default();
        intake.set(&mut person, field, text, &[&line.key(column)]);
    }
    let id = person.id;
    intake.want(person);
    Some(id)
}

/// A cell, unless it says that nothing is there or said.
fn disclosed(text: &str) -> Option<&str> {
    let nothing = ["", "vacant", "n/d", "n/a", "nd", "tbc", "unknown", "not disclosed"];
    (!nothing.contains(&text.to_lowercase().as_str())).then_some(text)
}

fn function(group: &str) -> Option<Function> {
    match group.to_lowercase().as_str() {
        "finance" | "accountancy" => Some(Function::Finance),
        "it" | "digital" | "information technology" | "digital, data and technology" => Some(Function::Technical),
        "procurement" | "commercial" | "procurement & contract management" => Some(Function::Procurement),
        _ => None,
    }
}
