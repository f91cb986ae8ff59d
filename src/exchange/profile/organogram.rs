//! The UK government's organogram files: posts, numbered, and the post each reports to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::chain::{self, Found, Report};
use super::headers::is_total;
use super::holders::{Movers, Sits, current, report_anew};
use super::intake::{Intake, Line, Table};
use crate::exchange::table::Said;
use crate::exchange::want::Want;
use crate::model::choice::Function;
use crate::model::{Id, Kind, Problem};

/// The column of a post's number.
pub(in crate::exchange) const POST: &str = "Post Unique Reference";
/// The column of the number of the post it reports to.
pub(in crate::exchange) const SENIOR: &str = "Reports to Senior Post";
/// The column of what a post is for, which goes into the notes before what stands in theirs.
pub(in crate::exchange) const FUNCTION: &str = "Job/Team Function";
/// The reference of all who are paid without being in a post.
const NO_POST: &str = "0";
/// The columns of how a holder is reached, and whose fields they are.
const CONTACT: [(&str, &str); 2] = [("Contact Phone", "phones"), ("Contact E-mail", "emails")];

/// The columns that tell the other half.
const JUNIOR: [&str; 2] = ["Reporting Senior Post", "Number of Posts in FTE"];

/// The columns that are read, as the guidance writes them.
pub(super) const NAMES: [&str; 12] = [
    POST,
    "Name",
    "Job Title",
    FUNCTION,
    "Parent Department",
    "Organisation",
    "Unit",
    "Contact Phone",
    "Contact E-mail",
    SENIOR,
    "Professional/Occupational Group",
    "Notes",
];

/// A header for comparing.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase().replace("organiz", "organis")
}

/// Whether headers are those of the other half that departments publish: how many junior posts there are below each senior
/// one, and nobody in them.
pub(super) fn is_junior(header: &[String]) -> bool {
    JUNIOR.iter().all(|column| header.iter().any(|cell| plain(cell) == plain(column)))
}

/// The headers of a table under the names the guidance gives them, if they are an organogram's: departments write them with
/// capitals, spaces and hyphens of their own.
pub(super) fn as_written(header: Vec<String>) -> Vec<String> {
    let ours = |cell: &str| NAMES.iter().find(|name| plain(name) == plain(cell));
    if ![POST, SENIOR].iter().all(|column| header.iter().any(|cell| plain(cell) == plain(column))) {
        return header;
    }
    header.into_iter().map(|cell| ours(&cell).map_or(cell, |name| (*name).to_owned())).collect()
}

pub(super) fn knows(header: &[String]) -> bool {
    [POST, SENIOR].iter().all(|column| header.iter().any(|name| name == column))
}

/// The rows before.
#[derive(Default)]
struct Seen<'a> {
    rows: BTreeMap<String, Rows<'a>>,
    /// The seat of each post of an account that others report to.
    posts: BTreeMap<(Id, String), Id>,
    /// In which organisations there is a post of that number.
    places: BTreeMap<String, BTreeSet<&'a str>>,
}

/// The rows of one post.
#[derive(Default)]
struct Rows<'a> {
    first: Option<Line<'a>>,
    /// What each says, and where.
    said: HashMap<Said<'a>, u64>,
    /// Which shares of the post they are; all up to `full` are taken.
    taken: BTreeSet<usize>,
    full: usize,
}

impl<'a> Rows<'a> {
    fn take(&mut self, share: usize, line: Line<'a>) {
        self.first = self.first.or(Some(line));
        self.said.entry(line.said()).or_insert(line.number());
        self.taken.insert(share);
        while self.taken.contains(&(self.full + 1)) {
            self.full += 1;
        }
    }
}

/// What the rows of one holder in one post say in the columns of [`CONTACT`]: everything that one of them says, as he
/// remembers it.
type Contact = [String; CONTACT.len()];

/// Every row is a seat. A post on several rows is a job share: a seat for each, with one's own holder, or where they name the
/// same, with what all of them say of him. Nobody is made up for a post that is vacant or whose holder is not disclosed; a post
/// that was eliminated is a seat of the past.
pub(super) fn read(intake: &mut Intake, table: &Table) {
    let mut reports = Vec::new();
    let mut seen = Seen::default();
    let mut houses: BTreeMap<Id, (Id, String)> = BTreeMap::new();
    let sole = sole(table);
    let holders = holders(table);
    let movers = Movers::of(intake, table);
    let mut handed = Vec::new();
    for line in table.lines() {
        let row = intake.row(line.number());
        let (name, title, organisation) = (line.get("Name"), line.get("Job Title"), line.get("Organisation"));
        let first = [line.get(POST), name, title].into_iter().find(|text| !text.is_empty());
        let Some(first) = first else {
            intake.fail(row, Problem::new("problem-import-no-name"));
            continue;
        };
        if is_total(first) {
            intake.skip(row, Problem::new("problem-import-total").with("name", first));
            continue;
        }
        let Some(account) = account(intake, &line, row, sole) else {
            intake.fail(row, Problem::new("problem-import-no-account").with("name", title));
            continue;
        };
        let (post, key) = (reference(&line), key(&line));
        let before = seen.rows.entry(key.clone()).or_default();
        if let Some(other) = before.said.get(&line.said()) {
            if disclosed(name).is_some() {
                intake.note(row, Problem::new("problem-import-row-again").with("name", name).with("line", other));
                continue;
            }
            // Where nobody is named, two rows may well be two posts.
            intake.note(row, Problem::new("problem-import-post-again").with("name", title).with("line", other));
        }
        let share = share(intake, &line, &key, before, &holders);
        before.take(share, line);
        let ext_id = numbered(&post, share);
        let sits = Sits::of(intake, &line, &format!("{organisation}/{ext_id}"));
        let mut seat = Want::new(row, Kind::Seat, sits.seat);
        seat.name_it("organogram", &sits.known_as);
        intake.lead(row, Kind::Seat, seat.id, &ext_id);
        let said = said(&line, before.first);
        let contact = holders.get(&holder_key(&key, name)).filter(|_| disclosed(name).is_some());
        let person = contact.map(|contact| {
            let own = Id::named("organogram:person", &holder_key(&key, name));
            let id = movers.whom(intake, &line, &sits, row, own);
            person(intake, &line, row, id, contact);
            id
        });
        fill(intake, &mut seat, &line, account, person.zip(contact));
        sits.take_over(intake, &line, &mut seat);
        handed.extend(sits.before.map(|before| (before, seat.id, row)));
        if is_post(&line) {
            seen.posts.entry((account, folded(line.get(POST)))).or_insert(seat.id);
            seen.places.entry(folded(line.get(POST))).or_default().insert(organisation);
        }
        houses.insert(seat.id, (account, organisation.to_owned()));
        let manager = Some(line.get(SENIOR)).filter(|senior| !is_nobody(senior)).unwrap_or_default().to_owned();
        let name = if person.is_some() { name } else { title }.to_owned();
        let (seat, want) = (seat.id, intake.want(seat));
        for problem in said {
            intake.note(row, problem);
        }
        let (name, manager, cell) = (name.into(), manager.into(), line.key(SENIOR).into());
        reports.push(Report { row, want, seat, name, manager, cell });
    }
    let wants: BTreeMap<Id, usize> = reports.iter().map(|report| (report.seat, report.want)).collect();
    let first = table.lines().next();
    chain::link(intake, reports, |intake, report| {
        let Some((account, house)) = houses.get(&report.seat) else { return Found::Nowhere };
        // A share reports to its own post's number, not to the other share.
        let here = || {
            let id = current(intake, first.as_ref()?, &format!("{house}/{}", report.manager));
            id.filter(|_| &*report.manager != NO_POST)
        };
        let there = seen.posts.get(&(*account, folded(&report.manager))).copied();
        // There are no lines from one account to another.
        let elsewhere = || match seen.places.get(&folded(&report.manager)) {
            Some(places) => Found::Elsewhere(places.iter().copied().collect::<Vec<_>>().join(" / ")),
            None => Found::Nowhere,
        };
        there.or_else(here).map_or_else(elsewhere, Found::Seat)
    });
    report_anew(intake, &handed, &wants);
}

/// The organisation a table is of, where it is one.
fn sole<'a>(table: &'a Table) -> Option<&'a str> {
    let mut all = table.lines().filter_map(|line| disclosed(line.get("Organisation")));
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The account of a post. Whoever has none, and so no organisation, is with the others of the file.
fn account(intake: &mut Intake, line: &Line, row: usize, sole: Option<&str>) -> Option<Id> {
    let named = disclosed(line.get("Organisation"));
    if let Some(id) = if named.is_none() { intake.default_account(row) } else { None } {
        return Some(id);
    }
    let name = named.or(sole).or_else(|| disclosed(line.get("Parent Department")))?;
    Some(intake.account(name, row))
}

/// By what a holder of a post is known.
fn holder_key(post: &str, name: &str) -> String {
    format!("{post}/{name}")
}

/// By what the post of a row is known in the file.
pub(super) fn key(line: &Line) -> String {
    format!("{}/{}", line.get("Organisation"), reference(line))
}

/// How each holder is reached by all rows that name him in a post.
fn holders(table: &Table) -> BTreeMap<String, Contact> {
    let mut all: BTreeMap<String, [Vec<&str>; CONTACT.len()]> = BTreeMap::new();
    for line in table.lines().filter(|line| disclosed(line.get("Name")).is_some()) {
        let said = all.entry(holder_key(&key(&line), line.get("Name"))).or_default();
        for (said, (column, _)) in said.iter_mut().zip(CONTACT) {
            said.push(line.written(column));
        }
    }
    let joined = |said: Vec<&str>| {
        let mut told: Vec<&str> = Vec::new();
        for one in said.iter().filter(|one| disclosed(one.trim()).is_some()) {
            if told.iter().all(|other| other.trim() != one.trim()) {
                told.push(one);
            }
        }
        if told.is_empty() { said.first().map(ToString::to_string).unwrap_or_default() } else { told.join("; ") }
    };
    all.into_iter().map(|(holder, said)| (holder, said.map(joined))).collect()
}

/// By what a post is known: its reference, or all that tells it from others where it has none.
fn reference(line: &Line) -> String {
    match line.get(POST) {
        "" => ["Unit", "Job Title", "Name"].map(|column| line.get(column)).join("/").to_lowercase(),
        post => post.to_owned(),
    }
}

/// Whether others can report to a row.
fn is_post(line: &Line) -> bool {
    let is_none = line.get(POST) == NO_POST && line.get("Job Title").eq_ignore_ascii_case("not in post");
    !line.get(POST).is_empty() && !is_none
}

/// What has to be said of a row: how its post is known, and whether it is there any more.
fn said(line: &Line, first: Option<Line>) -> Vec<Problem> {
    let (post, title) = (line.get(POST), line.get("Job Title"));
    let eliminated = is_eliminated(line).then(|| Problem::new("problem-import-post-eliminated").with("name", title));
    let nameless = post.is_empty().then(|| Problem::new("problem-import-post-unnumbered").with("name", title));
    let is_other = |other: &Line| folded(other.get("Job Title")) != folded(title);
    let other = first.filter(|other| is_post(line) && is_other(other));
    let twice = other.map(|other| {
        let problem = Problem::new("problem-import-post-twice").with("post", post).with("name", title);
        problem.with("line", other.number()).with("other", other.get("Job Title"))
    });
    [eliminated, nameless, twice].into_iter().flatten().collect()
}

/// Whether a cell says that there is nobody to report to.
fn is_nobody(senior: &str) -> bool {
    matches!(senior.to_lowercase().as_str(), "" | "x" | "xx" | "n/a" | "n/d" | "none" | "-")
}

/// A reference for comparing: a spreadsheet makes `12.0` of 12.
fn folded(post: &str) -> String {
    post.strip_suffix(".0").unwrap_or(post).to_lowercase()
}

/// Which share of a post a row is: the one its holder has here, else the next that no other holder has whom the file names.
fn share(intake: &Intake, line: &Line, key: &str, before: &Rows, named: &BTreeMap<String, Contact>) -> usize {
    let here = |share: &usize| intake.aside.record(current(intake, line, &numbered(key, *share))?);
    let holder = |share: &usize| here(share).and_then(|record| record.extra().get(&line.key("Name"))?.as_str());
    let holds = |share: &usize| holder(share).unwrap_or_default().trim() == line.get("Name");
    let next = before.full + 1;
    let is_free = |share: &usize| !before.taken.contains(share);
    let is_others = |share: &usize| holder(share).is_some_and(|name| named.contains_key(&holder_key(key, name.trim())));
    let shares = || (next..usize::MAX).filter(is_free);
    let held = shares().take_while(|share| here(share).is_some()).find(holds);
    held.or_else(|| shares().find(|share| !is_others(share))).unwrap_or(next)
}

/// What the nth share of a post is called.
pub(super) fn numbered(post: &str, share: usize) -> String {
    if share == 1 { post.to_owned() } else { format!("{post}#{share}") }
}

fn fill(intake: &mut Intake, seat: &mut Want, line: &Line, account: Id, holder: Option<(Id, &Contact)>) {
    let known: &[&str] = if holder.is_some() { &["Name", CONTACT[0].0, CONTACT[1].0] } else { &[] };
    line.remember_rest(seat, known);
    line.remember(seat, ["Name"]);
    // What another row says of the holder, this one did not.
    for ((column, _), joined) in holder.iter().flat_map(|(_, contact)| CONTACT.into_iter().zip(contact.iter())) {
        if !line.has(column) {
            continue;
        }
        if line.written(column) == joined {
            line.forget(intake, seat, [column]);
        } else {
            seat.set(&line.key(column), line.written(column), &[]);
        }
    }
    line.place(seat);
    seat.set("account", account.to_string(), &[&line.key("Organisation")]);
    held_by(intake, seat, line, holder.map(|(id, _)| id));
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

/// Who holds a post: somebody, nobody, or somebody the file does not name. Of a post that was eliminated stays who had it.
fn held_by(intake: &Intake, seat: &mut Want, line: &Line, person: Option<Id>) {
    let cell = line.key("Name");
    let record = intake.aside.record(seat.id);
    let name = line.get("Name");
    if is_eliminated(line) {
        // The file says that it ended, not when: before today.
        if record.is_none_or(|record| record.value("to").is_null()) {
            let yesterday = intake.now.date_naive().pred_opt();
            seat.set("to", yesterday.map_or(Value::Null, |day| day.to_string().into()), &[&cell]);
        }
        return;
    }
    let before = record.and_then(|record| record.extra().get(&cell)?.as_str());
    if before.is_some_and(says_eliminated) {
        seat.set("to", Value::Null, &[&cell]);
    }
    seat.set("person", person.map_or(Value::Null, |id| id.to_string().into()), &[&cell]);
    let untold = Some(name).filter(|name| person.is_none() && !name.is_empty() && !is_vacant(name));
    seat.set("person_text", untold.map_or(Value::Null, Value::from), &[&cell]);
}

fn is_eliminated(line: &Line) -> bool {
    says_eliminated(line.get("Name"))
}

pub(super) fn says_eliminated(name: &str) -> bool {
    name.to_lowercase().starts_with("eliminated")
}

fn is_vacant(name: &str) -> bool {
    name.to_lowercase().starts_with("vacan")
}

/// The holder of a post, whom the file names.
fn person(intake: &mut Intake, line: &Line, row: usize, id: Id, contact: &Contact) {
    let name = line.get("Name");
    let mut person = Want::new(row, Kind::Person, id);
    line.remember(&mut person, ["Name"]);
    intake.set(&mut person, "name", name, &[&line.key("Name")]);
    for ((column, field), joined) in CONTACT.into_iter().zip(contact) {
        if line.has(column) {
            let cell = if joined.is_empty() { Value::Null } else { joined.as_str().into() };
            person.set(&line.key(column), cell, &[]);
        }
        intake.set(&mut person, field, disclosed(joined.trim()).unwrap_or_default(), &[&line.key(column)]);
    }
    intake.want(person);
}

/// A cell, unless it says that nothing is there or said.
pub(in crate::exchange) fn disclosed(text: &str) -> Option<&str> {
    const NOTHING: [&str; 10] = ["", "-", "n/d", "n/a", "nd", "tbc", "tba", "unknown", "redacted", "not disclosed"];
    let is_nothing = NOTHING.contains(&text.to_lowercase().as_str()) || is_vacant(text) || says_eliminated(text);
    (!is_nothing).then_some(text)
}

fn function(group: &str) -> Option<Function> {
    match group.to_lowercase().as_str() {
        "finance" | "accountancy" => Some(Function::Finance),
        "it" | "digital" | "information technology" | "digital, data and technology" => Some(Function::Technical),
        "procurement" | "commercial" | "procurement & contract management" => Some(Function::Procurement),
        _ => None,
    }
}
