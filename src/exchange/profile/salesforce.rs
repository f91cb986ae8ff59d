//! Salesforce's full-column exports: `Account.csv` and `Contact.csv`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::chain::{self, Found, Report, Waiting};
use super::dates::lunar;
use super::industries::{industry, note_industry};
use super::intake::{Intake, Line, Table};
use super::moved::{Post, Posts, leaves};
use super::whom::{name_here, within};
use super::words::layer;
use super::{noted, then};
use crate::edit::gone::deleted;
use crate::exchange::address::LUNAR;
use crate::exchange::ext;
use crate::exchange::given::whole_name;
use crate::exchange::plan::{ACCOUNT_DELETED, DELETED_AND_SEATED, DELETED_THERE};
use crate::exchange::since::house;
use crate::exchange::since::seats::{self, Named};
use crate::exchange::since::was;
use crate::exchange::want::Want;
use crate::model::choice::Stage;
use crate::model::{Account, Id, Kind, Problem, Record, Seat, value};

const SOURCE: &str = "salesforce";

/// Columns that a seat remembers rather than its person.
const OF_SEAT: [&str; 6] = ["AccountId", "Account.Name", "Title", "Department", "ReportsToId", "Level__c"];

/// The column that tells a table of accounts where it has no other; it is kept as it is.
const NUMBER: &str = "AccountNumber";

/// Columns that are read, as Salesforce writes them.
const NAMES: [&str; 31] = [
    "Id",
    "IsDeleted",
    "Name",
    "Type",
    "ParentId",
    "BillingStreet",
    "BillingCity",
    "BillingState",
    "BillingPostalCode",
    "BillingCountry",
    "Phone",
    "Website",
    "NumberOfEmployees",
    "YearStarted",
    "Description",
    "Industry",
    "AccountId",
    "Account.Name",
    "LastName",
    "FirstName",
    "Salutation",
    "Email",
    "MailingCity",
    "Birthdate",
    "Title",
    "Department",
    "ReportsToId",
    "Level__c",
    "MobilePhone",
    "HomePhone",
    "OtherPhone",
];

/// Columns that say where somebody is.
const OF_ACCOUNTS: [&str; 2] = ["AccountId", "Account.Name"];

/// Whether a column is read.
pub(super) fn reads(column: &str) -> bool {
    column == LUNAR || NAMES.contains(&column)
}

/// The headers of a table under the names they have in Salesforce, if they are Salesforce's: its programs write some in
/// capitals, and names of fields know no case there.
pub(super) fn as_written(header: &[String]) -> Vec<String> {
    let ours = |cell: &str| NAMES.iter().chain([&NUMBER, &LUNAR]).find(|name| name.eq_ignore_ascii_case(cell));
    let named: Vec<String> =
        header.iter().map(|cell| ours(cell).map_or_else(|| cell.clone(), |name| (*name).to_owned())).collect();
    let has = |name: &str| named.iter().any(|column| column == name);
    let many = header.iter().filter(|cell| ours(cell).is_some()).count() >= 4;
    let capitals = header.iter().all(|cell| !cell.chars().any(char::is_lowercase));
    // A list of people may well have a number, a name and that of a parent.
    let is_of_people = ["LastName", "Title", "Email", "Department"].into_iter().any(has);
    // Other programs have an `accountId`, too.
    let is_spelled =
        capitals || has("LastName") || OF_ACCOUNTS.iter().any(|name| header.iter().any(|cell| cell == name));
    let of_people = knows_contacts(&named) && is_spelled;
    let is_one = of_people || many && (capitals && has("Id") || knows_accounts(&named) && !is_of_people);
    if is_one { named } else { header.to_vec() }
}

pub(super) fn knows_accounts(header: &[String]) -> bool {
    let has = |name: &str| header.iter().any(|column| column == name);
    let tells = ["BillingCity", "ParentId", NUMBER].into_iter().any(has);
    // Whoever loads data takes few columns, and people have one of theirs.
    let of_accounts =
        ["Type", "Industry", "OwnerId", "BillingCountry", "BillingState", "BillingStreet", "AnnualRevenue"];
    let of_others = ["kind", "Email", "Title", "Company", "Department", "LastName", "StageName", "Status", "Subject"];
    let is_few = || of_accounts.into_iter().any(has) && !of_others.into_iter().any(has);
    has("Id") && has("Name") && !has("AccountId") && (tells || is_few())
}

pub(super) fn knows_contacts(header: &[String]) -> bool {
    let has = |name: &str| header.iter().any(|column| column == name);
    // A query names the columns it wants, and what else has an account has no telephone of its own.
    let of_people = ["Email", "Title", "MobilePhone", "ReportsToId", "Department", "Birthdate", "MailingCity"];
    let of_others = ["StageName", "CloseDate", "CaseNumber", "Status", "Subject", "Company"];
    let is_whole = || has("Name") && of_people.into_iter().any(has) && !of_others.into_iter().any(has);
    has("Id") && OF_ACCOUNTS.into_iter().any(has) && (has("LastName") || is_whole())
}

pub(super) fn read_accounts(intake: &mut Intake, table: &Table) {
    for line in table.lines() {
        let Some((row, id)) = begin(intake, &line, Kind::Account, line.get("Name")) else { continue };
        let mut want = begun(&line, row, Kind::Account, id);
        line.remember_rest(&mut want, &[]);
        line.place(&mut want);
        for (field, column) in [
            ("name", "Name"),
            ("phone", "Phone"),
            ("website", "Website"),
            ("headcount", "NumberOfEmployees"),
            ("city", "BillingCity"),
            ("region", "BillingState"),
            ("country", "BillingCountry"),
            ("founded", "YearStarted"),
            ("notes", "Description"),
        ] {
            intake.fill(&mut want, field, &line, column);
        }
        address(intake, &mut want, &line);
        note_industry(intake, row, line.get("Industry"));
        if let Some(industry) = industry(line.get("Industry")) {
            want.set("industry", industry.code(), &[&line.key("Industry")]);
        }
        if let Some(stage) = stage(line.get("Type")) {
            want.set("stage", stage.code(), &[&line.key("Type")]);
        }
        if let Some(parent) = short(line.get("ParentId")) {
            want.set("parent", intake.known.id(parent).to_string(), &[&line.key("ParentId")]);
        }
        intake.want(want);
    }
}

pub(super) fn read_contacts(intake: &mut Intake, table: &Table) {
    let mut reports = Vec::new();
    let mut numbered = Posts::default();
    let mut seats = BTreeMap::new();
    let mut waiting = Waiting::of(intake, table, &["ReportsToId"]);
    for line in table.lines() {
        let name = if line.has("LastName") { line.get("LastName") } else { line.get("Name") };
        let Some((row, id)) = begin(intake, &line, Kind::Person, name) else { continue };
        let mut person = begun(&line, row, Kind::Person, id);
        person.was(line.then());
        line.remember_rest(&mut person, &OF_SEAT);
        let name = name_here(intake, &line, id).unwrap_or_else(|| full_name(&line));
        intake.set(&mut person, "name", &name, &[&line.key("Name"), &line.key("FirstName"), &line.key("LastName")]);
        for (field, column) in [
            ("honorific", "Salutation"),
            ("emails", "Email"),
            ("home_city", "MailingCity"),
            ("birthday", "Birthdate"),
            ("notes", "Description"),
        ] {
            intake.fill(&mut person, field, &line, column);
        }
        // An export of ours has the day on which a lunar birthday falls beside it.
        if line.has(LUNAR) && !line.get(LUNAR).is_empty() {
            let cells = [line.key("Birthdate"), line.key(LUNAR)];
            let cells = cells.each_ref().map(String::as_str);
            intake.set(&mut person, "birthday", &lunar(line.get(LUNAR)), &cells);
        }
        phones(intake, &mut person, &line);
        let found = account(intake, &line, row);
        if found.is_none() && is_deleted(intake, line.get("AccountId")) {
            intake.want(person);
            intake.note(row, Problem::new(ACCOUNT_DELETED).with("name", &name));
            continue;
        }
        let Some((account, mark)) = found else {
            // What belongs to a seat has no other place then.
            line.remember(&mut person, OF_SEAT);
            line.place(&mut person);
            intake.want(person);
            let problem = match line.get("AccountId") {
                "" => Problem::new("problem-import-no-account").with("name", &name),
                other => Problem::new("problem-import-account-unknown").with("name", &name).with("account", other),
            };
            intake.note(row, problem);
            continue;
        };
        line.forget(intake, &mut person, OF_SEAT);
        let of_seat = noted::part(intake, &mut person, &line);
        intake.want(person);
        let contact = short(line.get("Id")).unwrap_or_default();
        let sits = |seat: &&Seat| seat.account == account && seat.person == Some(id);
        let here = intake.room.linked::<Seat>(id).find(sits).map(|seat| seat.id);
        let seat = seat_meant(intake, &line, id, account).or(here);
        let seat = seat.unwrap_or_else(|| Id::named("salesforce:seat", &format!("{contact}/{mark}")));
        let post = Post { row, account, seat };
        let is_elsewhere = leaves(intake, &line, &post, id);
        let mut seat = Want::new(row, Kind::Seat, seat);
        if !is_elsewhere {
            seat.was(line.then());
        }
        line.remember(&mut seat, OF_SEAT);
        line.place(&mut seat);
        seat.set("account", account.to_string(), &[]);
        seat.set("person", id.to_string(), &[]);
        noted::fill(&mut seat, &line, of_seat);
        intake.fill(&mut seat, "department", &line, "Department");
        let level = layer(line.get("Level__c"));
        if line.has("Title") {
            intake.title(&mut seat, line.get("Title"), &line.key("Title"), level.is_none());
        }
        if let Some(level) = level {
            seat.set("layer", level.code(), &[&line.key("Level__c")]);
        }
        seats.insert((contact.to_owned(), account), seat.id);
        waiting.meet(within(account, line.get("Id")), row);
        // Of what a list of ours told before, each row says itself.
        if then::who(line.then()).1.is_none() {
            numbered.note(id, post);
        }
        let (manager, cell) = (line.get("ReportsToId").to_owned(), line.key("ReportsToId"));
        let (seat, want) = (seat.id, intake.want(seat));
        if line.has("ReportsToId") {
            let (name, manager, cell) = (name.into(), manager.into(), cell.into());
            reports.push((account, Report { row, want, seat, name, manager, cell }));
        }
    }
    numbered.end_former(intake, table);
    reports.extend(waiting.reports(intake, &seats.values().copied().collect()));
    let accounts: BTreeMap<Id, Id> = reports.iter().map(|(account, report)| (report.seat, *account)).collect();
    let reports = reports.into_iter().map(|(_, report)| report).collect();
    chain::link(intake, reports, |intake, report| {
        let Some(account) = accounts.get(&report.seat) else { return Found::Nowhere };
        let manager = short(&report.manager).unwrap_or_default();
        let person = intake.known.id(manager);
        let here = || intake.room.linked::<Seat>(person).find(|seat| seat.account == *account).map(|seat| seat.id);
        let in_file = seats.get(&(manager.to_owned(), *account)).copied();
        in_file.or_else(here).map_or(Found::Nowhere, Found::Seat)
    });
}

/// The seat that a row of ours names.
fn seat_meant(intake: &Intake, line: &Line, person: Id, account: Id) -> Option<Id> {
    let was = line.then();
    let (seat, beside) = (then::who(was).1?, seats::said_beside(was));
    let stays = was::says(was, std::iter::once(("Account.Name", line.get("Account.Name"))));
    Named { seat, beside: &beside, was, stays }.meant(intake.room, person, account)
}

/// Opens a row; `None` where it is left out.
fn begin(intake: &mut Intake, line: &Line, kind: Kind, name: &str) -> Option<(usize, Id)> {
    let row = intake.row(line.number());
    let Some(ext_id) = short(line.get("Id")) else {
        intake.fail(row, Problem::new("problem-import-no-id"));
        return None;
    };
    let id = intake.known.id(ext_id);
    intake.lead(row, kind, id, line.get("Id"));
    if is_true(line.get("IsDeleted")) {
        let problem = deleted_there(intake, id, &full_name(line));
        intake.skip(row, problem);
        return None;
    }
    if name.is_empty() {
        intake.fail(row, Problem::new("problem-import-no-name"));
        return None;
    }
    Some((row, id))
}

/// Says that a record is deleted in Salesforce, and what somebody who is here sits on all the same.
fn deleted_there(intake: &Intake, id: Id, name: &str) -> Problem {
    let today = intake.now.date_naive();
    let seats = intake.aside.linked::<Seat>(id).filter(|seat| seat.person == Some(id) && seat.is_current(today));
    let seats: Vec<&Seat> = seats.collect();
    let Some(first) = seats.first() else { return Problem::new(DELETED_THERE).with("name", name) };
    let post = |seat: &&Seat| {
        let account = intake.aside.name(seat.account);
        seat.title.as_ref().map_or_else(|| account.clone(), |title| format!("{title} · {account}"))
    };
    let problem = Problem::new(DELETED_AND_SEATED).with("name", name).with("seat", first.id);
    let problem = problem.with("seats", seats.iter().map(post).collect::<Vec<_>>().join("; "));
    problem.with("day", today.pred_opt().unwrap_or(today))
}

fn begun(line: &Line, row: usize, kind: Kind, id: Id) -> Want {
    let mut want = Want::new(row, kind, id);
    let ext_id = short(line.get("Id")).unwrap_or_default();
    // An id of ours is no name that Salesforce gave.
    if ext::own(ext_id) != Some(id) {
        want.name_it(SOURCE, ext_id);
    }
    want
}

/// The 15 letters that identify a record; the 3 that may follow are a checksum.
pub(in crate::exchange) fn short(id: &str) -> Option<&str> {
    match id.len() {
        0 => None,
        18 => id.get(..15).or(Some(id)),
        _ => Some(id),
    }
}

fn is_true(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "1" | "true" | "yes")
}

/// The contact's account and what tells it from others.
fn account(intake: &mut Intake, line: &Line, row: usize) -> Option<(Id, String)> {
    if let Some(mark) = short(line.get("AccountId")) {
        let id = intake.known.id(mark);
        let name = line.get("Account.Name");
        if intake.room.get::<Account>(id).is_some() {
            if line.then().is_empty() {
                intake.rename(id, name, row, |cell| cell == line.key("Name"));
            }
            return Some((id, mark.to_owned()));
        }
        if !name.is_empty() {
            let account = intake.account_as(name, id, row);
            // An account that comes with its people goes by the number it has there.
            if ext::own(mark).is_none() {
                intake.name_new(account, SOURCE, mark);
                intake.named_by_people(account, name);
            }
            return Some((account, mark.to_owned()));
        }
    }
    let untold = || {
        let seat = intake.room.get::<Seat>(then::who(line.then()).1?)?;
        line.get("AccountId").is_empty().then(|| (seat.account, seat.account.to_string()))
    };
    // Whoever has a seat in a row of ours that says nothing of it stays there.
    if let Some(found) = untold().filter(|_| intake.options.account.is_none()) {
        return Some(found);
    }
    // A query may ask for the name alone.
    let company = line.get("Account.Name");
    if line.get("AccountId").is_empty() && !company.is_empty() {
        let id = intake.house(company, row, None, &house::Said::of(line.then(), 1));
        return Some((id, id.to_string()));
    }
    let id = intake.default_account(row)?;
    if !line.get("AccountId").is_empty() {
        let problem = Problem::new("problem-import-account-elsewhere").with("name", full_name(line));
        let told = intake.options.account.clone().unwrap_or_default();
        intake.note(row, problem.with("account", line.get("AccountId")).with("at", told));
    }
    Some((id, id.to_string()))
}

/// Whether the account of that number was deleted here.
fn is_deleted(intake: &Intake, number: &str) -> bool {
    let id = short(number).map(|mark| intake.known.id(mark));
    id.and_then(|id| intake.room.held(id)).and_then(deleted).is_some()
}

fn full_name(line: &Line) -> String {
    let (first, last, whole) = (line.get("FirstName"), line.get("LastName"), line.get("Name"));
    if whole.is_empty() { whole_name(last, first, "") } else { whole.to_owned() }
}

fn address(intake: &Intake, want: &mut Want, line: &Line) {
    let columns = ["BillingStreet", "BillingCity", "BillingState", "BillingPostalCode", "BillingCountry"];
    let cells = columns.map(|column| line.key(column));
    let there: Vec<&str> =
        columns.iter().zip(&cells).filter(|(column, _)| line.has(column)).map(|(_, cell)| cell.as_str()).collect();
    if there.is_empty() {
        return;
    }
    let kept = intake.aside.record(want.id).map(Record::extra);
    let before = cells.each_ref().map(|cell| kept.and_then(|kept| kept.get(cell)?.as_str()).unwrap_or_default());
    // Of a column that is not there, nothing is gone.
    let said =
        columns.iter().zip(before).map(|(column, before)| if line.has(column) { line.get(column) } else { before });
    want.set("addresses", lines(whole(said)), &there);
    // The address that the cells said when they were last read goes where it is gone there.
    let base = intake.base(lines(whole(before.into_iter())));
    if let Some(wish) = want.fields.get_mut("addresses") {
        wish.base = base;
    }
}

/// The parts of an address on one line.
fn whole<'t>(parts: impl Iterator<Item = &'t str>) -> String {
    parts.map(one_line).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// An address as the lines of the field; nothing where there is none.
fn lines(address: String) -> Value {
    let lines: Value = if address.is_empty() { Value::Null } else { vec![address].into() };
    Kind::Account.field("addresses").and_then(|field| value::check(&field, &lines).ok()).unwrap_or(lines)
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

fn phones(intake: &mut Intake, person: &mut Want, line: &Line) {
    // Of a column that is not there, nothing is gone.
    let columns = ["MobilePhone", "Phone", "HomePhone", "OtherPhone"].into_iter().filter(|column| line.has(column));
    let cells: Vec<(String, &str)> = columns.map(|column| (line.key(column), line.get(column))).collect();
    if cells.is_empty() {
        return;
    }
    let numbers: Vec<&str> = cells.iter().map(|(_, number)| *number).filter(|number| !number.is_empty()).collect();
    let keys: Vec<&str> = cells.iter().map(|(key, _)| key.as_str()).collect();
    intake.set(person, "phones", &numbers.join(";"), &keys);
}

/// The stage that an account's type speaks of, where it speaks of one.
pub(super) fn stage(text: &str) -> Option<Stage> {
    let text = text.to_lowercase();
    let has = |word: &str| text.contains(word);
    match () {
        () if has("prospect") || has("candidate") => Some(Stage::Prospect),
        () if has("old") || has("former") => Some(Stage::Lost),
        () if has("customer") => Some(Stage::Developed),
        () => None,
    }
}
