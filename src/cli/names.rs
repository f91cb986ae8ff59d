//! Which record a name on the command line means: by id, as it is written, in part or by its pinyin. A name that several
//! have, or none, is refused with the candidates.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::edit::{Gone, Room};
use crate::exchange::capture;
use crate::find::{Index, Keys, fold};
use crate::model::{Account, Id, Kind, Person, Problem, Record, Seat};
use crate::store::Book;

/// Candidates that a refusal names.
const MOST: usize = 5;

/// The record of `kind` with this id or exactly this name. Of namesakes, those of the account `within` come first.
pub fn exactly(room: &Room, kind: Kind, text: &str, within: Option<Id>) -> Result<Id, Problem> {
    let here = within.map(|account| settle(room, &[kind], text, false, &|id| belongs(room, id, account)));
    match here {
        Some(Ok(id)) => Ok(id),
        Some(Err(problem)) if problem.id == AMBIGUOUS => Err(problem),
        _ => settle(room, &[kind], text, false, &|_| true),
    }
}

/// The record of one of `kinds` with this id or name, else the only one whose name contains it, else the only one whose
/// name is read so: for commands that only look.
pub fn nearly(room: &Room, kinds: &[Kind], text: &str) -> Result<Id, Problem> {
    settle(room, kinds, text, true, &|_| true)
}

/// The same of people, who also go by a title, `张局`, or whatever else others call them.
pub fn anybody(room: &Room, kinds: &[Kind], text: &str, today: NaiveDate) -> Result<Id, Problem> {
    let missing = match nearly(room, kinds, text) {
        Err(problem) if MISSING.contains(&problem.id) => problem,
        settled => return settled,
    };
    let mut called = capture::called(room, today, text);
    called.retain(|id| room.record(*id).is_some_and(|record| kinds.contains(&record.kind())));
    match called.as_slice() {
        [] => Err(missing),
        [id] => Ok(*id),
        several => {
            let candidates: Vec<_> = several.iter().take(MOST).map(|id| candidate(room, *id)).collect();
            let problem = Problem::new(AMBIGUOUS).with("kind", Kind::Person).with("text", text);
            Err(problem.with("candidates", candidates.join("\n  ")))
        }
    }
}

/// An account, for commands that only look.
pub fn account(room: &Room, text: Option<&str>) -> Result<Option<Id>, Problem> {
    text.map(|text| nearly(room, &[Kind::Account], text)).transpose()
}

const AMBIGUOUS: &str = "problem-name-ambiguous";
/// Refusals that say that there is no such record.
const MISSING: [&str; 3] = ["problem-name-unknown", "problem-name-unknown-near", "problem-name-gone"];

/// A person with this id or exactly this name, and what they are called; where there is none, one who was deleted, as the
/// history still tells of them.
pub fn ever(book: &Book, text: &str) -> Result<(Id, String), Problem> {
    let room = book.room();
    let missing = match exactly(room, Kind::Person, text, None) {
        Ok(id) => return Ok((id, room.name(id))),
        Err(problem) if MISSING.contains(&problem.id) => problem,
        Err(problem) => return Err(problem),
    };
    let (id, wanted) = (text.trim().parse::<Id>().ok(), fold(text.trim()));
    let (mut gone, mut found) = (Gone::default(), BTreeMap::new());
    for edit in book.history() {
        let edit = edit?;
        gone.remember(room, &edit);
        for change in edit.changes.iter().filter(|one| one.kind == Kind::Person && room.record(one.id).is_none()) {
            let name = gone.name(room, change.id);
            if !name.is_empty() && id.map_or_else(|| fold(&name) == wanted, |id| id == change.id) {
                found.insert(change.id, name);
            }
        }
    }
    if found.len() > 1 {
        let all: Vec<String> = found.iter().take(MOST).map(|(id, name)| format!("{name} {id}")).collect();
        let problem = Problem::new(AMBIGUOUS).with("kind", Kind::Person).with("text", text);
        return Err(problem.with("candidates", all.join("\n  ")));
    }
    found.pop_first().ok_or(missing)
}

fn settle(room: &Room, kinds: &[Kind], text: &str, partly: bool, chosen: &dyn Fn(Id) -> bool) -> Result<Id, Problem> {
    let kind = kinds.first().map_or("", |kind| kind.code());
    if let Ok(id) = text.trim().parse::<Id>() {
        let found = room.record(id).map(Record::kind);
        return match found {
            Some(found) if kinds.contains(&found) => Ok(id),
            Some(found) => {
                Err(Problem::new("problem-name-wrong-kind").with("id", id).with("kind", kind).with("found", found))
            }
            None => Err(Problem::new("problem-name-gone").with("id", id).with("kind", kind)),
        };
    }
    let wanted = fold(text.trim());
    if wanted.is_empty() {
        return Err(Problem::new("problem-name-empty").with("kind", kind));
    }
    let all: Vec<(Id, Vec<String>)> = kinds.iter().flat_map(|kind| names(room, *kind, chosen)).collect();
    let passing = |test: &dyn Fn(&str) -> bool| -> BTreeSet<Id> {
        all.iter().filter(|(_, names)| names.iter().any(|name| test(name))).map(|(id, _)| *id).collect()
    };
    let mut found = passing(&|name| fold(name) == wanted);
    if found.is_empty() && partly {
        found = passing(&|name| fold(name).contains(&wanted));
    }
    if found.is_empty() && partly {
        found = passing(&|name| Keys::of(name).is_read(&wanted));
    }
    let refusal = |id, candidates: Vec<Id>| {
        let candidates: Vec<_> = candidates.into_iter().take(MOST).map(|id| candidate(room, id)).collect();
        Problem::new(id).with("kind", kind).with("text", text).with("candidates", candidates.join("\n  "))
    };
    let mut ids = found.iter().copied();
    match (ids.next(), ids.next()) {
        (Some(id), None) => Ok(id),
        (Some(_), Some(_)) => Err(refusal(AMBIGUOUS, found.into_iter().collect())),
        (None, _) => {
            let named: Vec<(Id, &String)> =
                all.iter().flat_map(|(id, names)| names.iter().map(move |name| (*id, name))).collect();
            let hits = Index::new(named.iter().map(|(_, name)| name.as_str())).search(text, named.len());
            let mut near: Vec<Id> = hits.iter().filter_map(|hit| named.get(hit.index).map(|(id, _)| *id)).collect();
            // One that several of its names would lead to is still one.
            let mut seen = BTreeSet::new();
            near.retain(|id| seen.insert(*id));
            let id = if near.is_empty() { "problem-name-unknown" } else { "problem-name-unknown-near" };
            Err(refusal(id, near))
        }
    }
}

/// What the chosen records of a kind go by, in the order they were made. There may be a million people.
fn names(room: &Room, kind: Kind, chosen: &dyn Fn(Id) -> bool) -> Vec<(Id, Vec<String>)> {
    let mut all: Vec<(Id, Vec<String>)> = match kind {
        Kind::Account => room.each::<Account>().map(|one| (one.id, account_names(&one))).collect(),
        Kind::Person => room.each::<Person>().map(|one| (one.id, vec![one.into_owned().name])).collect(),
        other => room.ids(other).map(|id| (id, vec![room.name(id)])).collect(),
    };
    all.retain(|(id, _)| chosen(*id));
    all.sort_unstable_by_key(|(id, _)| *id);
    all
}

fn account_names(one: &Account) -> Vec<String> {
    let aliases = one.aliases.iter().map(|line| line.value.clone());
    [one.name.clone()].into_iter().chain(one.short_name.clone()).chain(aliases).collect()
}

/// A record so that a reader can tell it from its namesakes: name, where it belongs, id.
fn candidate(room: &Room, id: Id) -> String {
    let account = room.account_of(id).filter(|account| *account != id).map(|account| room.name(account));
    let title = match room.record(id) {
        Some(Record::Seat(seat)) => seat.title.clone(),
        Some(Record::Person(_)) => room.linked::<Seat>(id).next().and_then(|seat| seat.title.clone()),
        Some(Record::Account(one)) => one.city.clone(),
        _ => None,
    };
    let details: Vec<_> = account.into_iter().chain(title).filter(|text| !text.is_empty()).collect();
    match details.as_slice() {
        [] => format!("{} {id}", room.name(id)),
        some => format!("{} ({}) {id}", room.name(id), some.join(" · ")),
    }
}

fn belongs(room: &Room, id: Id, account: Id) -> bool {
    match room.record(id) {
        Some(Record::Person(_)) => room.linked::<Seat>(id).any(|seat| seat.account == account),
        // Members are nobody's alone.
        Some(Record::Member(_)) => true,
        Some(_) => room.account_of(id) == Some(account),
        None => false,
    }
}

/// The account a new or changed record will belong to, for telling namesakes apart.
pub fn home(room: &Room, record: Option<Id>, account: Option<Id>) -> Option<Id> {
    account.or_else(|| room.account_of(record?)).filter(|id| room.get::<Account>(*id).is_some())
}
