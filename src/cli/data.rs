//! Records of every kind, from the field tables alone: list, show, add, set, rm.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::args::{Add, List, Named, Rm, Set, Show};
use super::desk::{Desk, Stop};
use super::names;
use super::out::say;
use super::shape;
use super::status::Status;
use super::wish::Wishes;
use crate::edit::draft::doomed;
use crate::edit::{Draft, Room};
use crate::exchange::Selection;
use crate::find::{Filter, fold};
use crate::model::field::{Field, Type};
use crate::model::{Id, Kind, Problem, Record};
use crate::rules::{contents, summary};
use crate::screen::present::hours::stamp;
use crate::screen::present::kept::half_known;
use crate::screen::present::{choice_label, kind_label, label, present};
use crate::store::Book;

/// What a command comes to.
pub type Outcome = Result<Status, Stop>;

pub fn list(desk: &mut Desk, args: &List) -> Outcome {
    let filter = Filter::parse(args.filter.as_deref().unwrap_or_default())?;
    filter.check(&filterable(args.kind).iter().map(String::as_str).collect::<Vec<_>>())?;
    let computed = args.kind == Kind::Account;
    let row = |name: &str| if computed { summary::field(name) } else { shape::row(args.kind, name) };
    filter.check_values(&row, &|choices, code| choice_label(&desk.text, choices.name, code))?;
    let book = desk.look()?;
    let room = book.room();
    let account = names::account(room, args.account.as_deref())?;
    let all = Selection { kinds: vec![args.kind], account, sensitive: true, table: None }.records(room);
    let view = desk.view(room);
    // What is computed of accounts is asked of them as on their screen, where it is asked for.
    let rows = if computed && filter.fields().any(|name| summary::COMPUTED.iter().any(|field| field.name == name)) {
        summary::all(room, &desk.terms, desk.now()).into_iter().map(|row| (row.account, row)).collect()
    } else {
        BTreeMap::new()
    };
    let passes = |record: &&Record| {
        let computed = |name: &str| rows.get(&record.id()).and_then(|row| row.computed(name));
        let values =
            |name: &str| computed(name).map_or_else(|| shape::values(&view, record, name), |value| vec![value]);
        filter.is_empty() || filter.matches(&values, &|| shape::text(&view, record))
    };
    let mut records: Vec<&Record> = all.into_iter().filter(passes).collect();
    if args.json.json {
        desk.out.array(records.into_iter().map(|record| Value::Object(shape::named(room, record))))?;
        return Ok(Status::Done);
    }
    if records.is_empty() {
        let whole = filter.is_empty() && account.is_none();
        say(&desk.text.ta(if whole { "cli-none-yet" } else { "cli-none-fits" }, &[("kind", args.kind.code())]));
        return Ok(Status::Done);
    }
    // People look for a name; programs are given the order of the ids, which stays when a name changes.
    records.sort_by_cached_key(|record| fold(&room.name(record.id())));
    // Visits stand in the order they happen, whatever clocks they go by.
    records.sort_by_key(|record| if let Record::Visit(visit) = record { visit.start } else { None });
    let maps: Vec<Map<String, Value>> = records.iter().map(|record| record.to_map()).collect();
    let said: BTreeSet<&str> = maps.iter().flat_map(Map::keys).map(String::as_str).collect();
    let told = |field: &&Field| {
        let listed = !field.auto && !field.sensitive && !matches!(field.ty, Type::Long | Type::Entries(_));
        listed && field.name != "name" && said.contains(field.name)
    };
    let fields: Vec<&Field> = args.kind.fields().iter().filter(told).collect();
    let row = |(record, map): (&&Record, &Map<String, Value>)| {
        let cell = |field: &&Field| {
            let value = map.get(field.name).unwrap_or(&Value::Null);
            let when = Some(value).filter(|_| field.ty == Type::When).and_then(|value| value.as_str()?.parse().ok());
            when.map_or_else(|| present(&view, field, value), |when| stamp(&view, &when))
        };
        let cells = fields.iter().map(cell);
        // A day that a card calls in a word of its own is called in the reader's.
        let own = Some(record.kind()).filter(|kind| *kind == Kind::Occasion).and_then(|kind| kind.field("what"));
        let own = own.map(|field| present(&view, &field, &record.value(field.name)));
        [own.unwrap_or_else(|| room.name(record.id()))]
            .into_iter()
            .chain(cells)
            .chain([record.id().to_string()])
            .collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = records.iter().zip(&maps).map(row).collect();
    let heads = fields.iter().map(|field| label(&desk.text, args.kind, field.name));
    let heads: Vec<String> =
        [desk.text.t("field-name")].into_iter().chain(heads).chain([desk.text.t("field-id")]).collect();
    desk.out.table(&heads, &rows)?;
    Ok(Status::Done)
}

pub fn show(desk: &mut Desk, args: &Show) -> Outcome {
    let book = desk.look()?;
    let room = book.room();
    let id = names::anybody(room, &[args.record.kind], &args.record.name, desk.now().date_naive())?;
    let record = record_of(room, id)?;
    let has = if record.kind() == Kind::Account { contents::contents(room, id) } else { BTreeMap::new() };
    if args.json.json {
        let mut shown = shape::named(room, record);
        if record.kind() == Kind::Account {
            let counted =
                has.iter().map(|(kind, (count, last))| (kind.code(), json!({ "count": count, "last": last })));
            shown.insert("summary".into(), counted.map(|(kind, told)| (kind.to_owned(), told)).collect());
        }
        desk.out.json(&Value::Object(shown))?;
        return Ok(Status::Done);
    }
    let view = desk.view(room);
    let map = record.to_map();
    let mut pairs = vec![(desk.text.t("field-id"), id.to_string())];
    for field in args.record.kind.fields() {
        let value = map.get(field.name).unwrap_or(&Value::Null);
        let shown = match field.ty {
            // Its lines stay lines.
            Type::Long => value.as_str().unwrap_or_default().to_owned(),
            _ => half_known(record, field).unwrap_or_else(|| present(&view, field, value)),
        };
        if !shown.is_empty() {
            pairs.push((label(&desk.text, args.record.kind, field.name), shown + &basis(record, field, desk)));
        }
    }
    let heading = format!("{} · {}", kind_label(&desk.text, args.record.kind), room.name(id));
    let counted: Vec<String> = has.iter().map(|(kind, (count, last))| counted(desk, *kind, *count, *last)).collect();
    if !counted.is_empty() {
        pairs.push((desk.text.t("cli-has"), counted.join("\n")));
    }
    desk.out.heading(&heading)?;
    desk.out.pairs(&pairs)?;
    Ok(Status::Done)
}

/// How many records of a kind an account has, and when the last of them happened.
fn counted(desk: &Desk, kind: Kind, count: usize, last: Option<NaiveDate>) -> String {
    let (kind, count) = (kind_label(&desk.text, kind), count.to_string());
    let last = last.map(|day| day.to_string());
    let id = if last.is_some() { "cli-has-last" } else { "cli-has-some" };
    desk.text.ta(id, &[("kind", &kind), ("count", &count), ("last", &last.unwrap_or_default())])
}

pub fn add(desk: &mut Desk, args: &Add) -> Outcome {
    let mut book = desk.make()?;
    let (now, id) = (desk.now(), Id::new(desk.now()));
    let wishes = Wishes { room: book.room(), terms: &desk.terms, text: &desk.text, kind: args.kind, record: None, now };
    let mut fields: Map<String, Value> = wishes.read(&args.fields)?.into_iter().collect();
    fields.retain(|_, value| !value.is_null());
    desk.terms.complete(book.room(), args.kind, &mut fields, now);
    let name = ["name", "subject", "title"].into_iter().find_map(|name| fields.get(name)?.as_str());
    let name = name.unwrap_or_default().to_owned();
    let draft = Draft::adding(args.kind, id, fields)?.about(name).because(args.reason.clone());
    book.commit(draft)?;
    if args.json.json {
        desk.out.json(&Value::Object(shape::record(record_of(book.room(), id)?)))?;
    } else {
        desk.out.line(&id.to_string())?;
    }
    Ok(Status::Done)
}

pub fn set(desk: &mut Desk, args: &Set) -> Outcome {
    let mut book = desk.change()?;
    let id = found(&book, &args.record)?;
    let wishes = Wishes {
        room: book.room(),
        terms: &desk.terms,
        text: &desk.text,
        kind: args.record.kind,
        record: Some(id),
        now: desk.now(),
    };
    let wanted = wishes.read(&args.fields)?;
    let mut draft = Draft::new("edit-set").about(book.room().name(id)).because(args.reason.clone());
    let given: Vec<&str> = wanted.iter().map(|(name, _)| name.as_str()).collect();
    for (name, value) in &wanted {
        draft.set(book.room(), id, name, value.clone())?;
    }
    draft.forget_basis(book.room(), id, &given)?;
    draft.leave_one(book.room(), id, &given)?;
    book.commit(draft)?;
    if args.json.json {
        desk.out.json(&Value::Object(shape::record(record_of(book.room(), id)?)))?;
    }
    Ok(Status::Done)
}

pub fn rm(desk: &mut Desk, args: &Rm) -> Outcome {
    let mut book = desk.change()?;
    let id = found(&book, &args.record)?;
    let others = doomed(book.room(), id).len() - 1;
    let (kind, name) = (kind_label(&desk.text, args.record.kind), book.room().name(id));
    let draft = Draft::deleting(book.room(), id)?.because(args.reason.clone());
    book.commit(draft)?;
    say(&desk.text.ta("cli-removed", &[("kind", &kind), ("name", &name), ("others", &others.to_string())]));
    Ok(Status::Done)
}

/// A live record.
pub fn record_of(room: &Room, id: Id) -> Result<&Record, Problem> {
    room.record(id).ok_or_else(|| Problem::new("problem-gone").with("kind", id))
}

fn found(book: &Book, named: &Named) -> Result<Id, Problem> {
    names::exactly(book.room(), named.kind, &named.name, None)
}

/// What a filter may ask of a kind.
fn filterable(kind: Kind) -> Vec<String> {
    let fields = kind.fields().iter().map(|field| field.name.to_owned());
    let parts = crate::model::field::BASIS;
    let basis = kind.fields().iter().filter(|field| field.judged);
    let basis = basis.flat_map(|field| parts.map(|part| format!("{}.{}", field.name, part.name)));
    let computed = if kind == Kind::Account { summary::COMPUTED } else { &[] };
    let computed = computed.iter().map(|field| field.name.to_owned());
    let own = kind.field("kind").map(|_| shape::own_kind(kind));
    let name = kind.field("name").is_none().then(|| "name".to_owned());
    fields.chain(basis).chain(["id".into()]).chain(name).chain(own).chain(computed).collect()
}

/// How sure a judgement is, who says so and since when, in brackets.
fn basis(record: &Record, field: &Field, desk: &Desk) -> String {
    if !field.judged {
        return String::new();
    }
    let parts: Vec<String> = crate::model::field::BASIS
        .iter()
        .filter_map(|part| {
            let said = record.basis(field.name, part.name)?;
            Some(match part.ty {
                Type::Choice(choices) => choice_label(&desk.text, choices.name, said),
                _ => said.to_owned(),
            })
        })
        .collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}
