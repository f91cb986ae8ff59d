//! Stored values in the reader's words: labels of choices, names of records, money and dates in their form. What a
//! person sees of a field is decided here and nowhere else.

pub mod agendum;
pub mod bond;
pub mod exchanged;
pub mod figures;
pub mod handover;
pub mod hours;
pub mod kept;
pub mod reading;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Value;

use super::View;
use crate::edit::gone::CALLED_OFF;
use crate::edit::{Change, DELETED, EXISTS, Edit, Gone, Turn};
use crate::model::choice::Support;
use crate::model::field::{Field, Type};
use crate::model::list::DEFAULT_CURRENCY;
use crate::model::subject::Subject;
use crate::model::value::plain;
use crate::model::{Id, Kind, Problem, When};
use crate::rules::cycle::Light;
use crate::text::{Text, clean, fit};
use crate::theme::Role;

/// The label of a field of a kind, in the reader's language. The basis of a judgement is labelled by its part.
pub fn label(text: &Text, kind: Kind, field: &str) -> String {
    let name = field.rsplit('.').next().unwrap_or(field);
    text.field(Some(kind.code()), name).unwrap_or_else(|| format!("field-{name}"))
}

/// What a file has no place for: fields without a column, and of how many people; seats with nobody in them; what visits
/// came to.
pub fn homeless(
    text: &Text,
    fields: &BTreeMap<(Kind, &'static str), usize>,
    [seats, former, visits]: [usize; 3],
) -> Vec<String> {
    let counted = |key: &str, count: usize| (count > 0).then(|| text.ta(key, &[("count", &count.to_string())]));
    let counts = [("export-no-row", seats), ("export-no-former", former), ("export-as-planned", visits)];
    columnless(text, fields)
        .into_iter()
        .chain(counts.into_iter().filter_map(|(key, count)| counted(key, count)))
        .collect()
}

fn columnless(text: &Text, fields: &BTreeMap<(Kind, &'static str), usize>) -> Option<String> {
    let one = |((kind, field), count): (&(Kind, &'static str), &usize)| {
        let said = label(text, *kind, field);
        // Of two that are called the same, each says of which record it is.
        let is_other = |(other, name): &&(Kind, &'static str)| other != kind && label(text, *other, name) == said;
        let said = match fields.keys().find(is_other) {
            Some(_) => format!("{} · {said}", kind_label(text, *kind)),
            None => said,
        };
        text.ta("export-no-column-of", &[("field", &said), ("count", &count.to_string())])
    };
    let all: Vec<String> = fields.iter().map(one).collect();
    (!all.is_empty()).then(|| text.ta("export-no-column", &[("fields", &text.list(&all))]))
}

/// What is wrong with a row of a file, of which `what` is said, and which field it was left without for that.
pub fn flaw(text: &Text, problem: &Problem, what: String) -> String {
    let arg = |wanted| problem.args.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str());
    let kind = arg("kind").and_then(|kind| kind.parse::<Kind>().ok());
    let Some((kind, field)) = kind.zip(arg("dropped")) else { return what };
    text.ta("import-dropped", &[("what", &what), ("field", &label(text, kind, field))])
}

/// How many records of each kind are new: `Account 2 · Person 14`.
pub fn made(text: &Text, counts: &BTreeMap<Kind, usize>) -> String {
    let parts = counts.iter().map(|(kind, count)| format!("{} {count}", kind_label(text, *kind)));
    parts.collect::<Vec<_>>().join(" · ")
}

/// The name of a kind, in the reader's language.
pub fn kind_label(text: &Text, kind: Kind) -> String {
    text.t(&format!("kind-{}", kind.code().replace('_', "-")))
}

/// The label of a code of a closed list.
pub fn choice_label(text: &Text, set: &str, code: &str) -> String {
    text.t(&format!("choice-{set}-{}", code.replace('_', "-")))
}

/// A value as a person reads it; empty where nothing is set, `?` where a judgement is unknown.
pub fn present(view: &View, field: &Field, value: &Value) -> String {
    if value.is_null() {
        return if field.judged { "?".into() } else { String::new() };
    }
    if let Value::Array(many) = value {
        let one = Field { many: false, ..*field };
        let parts: Vec<_> = many.iter().map(|value| present(view, &one, value)).collect();
        return match field.ty {
            Type::Entries(_) => parts.join(" · "),
            // An address has commas of its own.
            Type::Text if parts.iter().any(|part| part.contains([',', '，', '、'])) => {
                parts.join(&view.text.t("word-and-whole"))
            }
            _ => view.text.list(&parts),
        };
    }
    let said = plain(value);
    let shown = match field.ty {
        Type::Choice(choices) => match support_sign(field, &said) {
            Some(sign) => format!("{sign} {}", choice_label(view.text, choices.name, &said)),
            None => choice_label(view.text, choices.name, &said),
        },
        Type::Ref(_) => said.parse::<Id>().map(|id| view.room.name(id)).unwrap_or(said),
        Type::Money => money(value).unwrap_or(said),
        Type::Decimal if !field.auto => said.parse::<Decimal>().map(crate::text::format::number).unwrap_or(said),
        Type::Int(..) => match field.unit {
            Some(unit) => format!("{said} {}", view.text.t(unit)),
            None => said.parse::<Decimal>().map(crate::text::format::number).unwrap_or(said),
        },
        Type::Rating(max) => format!("{said}/{max}"),
        Type::When => said.parse::<When>().map(|when| moment(&when)).unwrap_or(said),
        Type::Bool => view.text.t(if said == "true" { "word-yes" } else { "word-no" }),
        Type::Anniversary => view.text.lunar(&said).unwrap_or(said),
        Type::Entries(fields) => {
            let parts = fields.iter().filter_map(|part| {
                let inner = value.get(part.name)?;
                Some(present(view, part, inner))
            });
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
        _ => kept::in_words(view, field, said),
    };
    clean(&shown).into_owned()
}

/// A value as it is stored and as it is read, for filters: `tier:gold`, `tier:金牌` and `owner:刘慧` all say what they
/// mean.
pub fn said(view: &View, field: &Field, value: &Value) -> Vec<Value> {
    let stored = match value {
        Value::Null => Vec::new(),
        Value::Array(many) => many.clone(),
        one => vec![one.clone()],
    };
    let read = |code: &str| match field.ty {
        Type::Choice(choices) => Some(choice_label(view.text, choices.name, code)),
        Type::Ref(_) => code.parse().ok().map(|id| view.room.name(id)),
        _ if field.name == "country" => kept::country(view, code),
        _ => None,
    };
    let words: Vec<Value> = stored.iter().filter_map(|one| read(one.as_str()?)).map(Value::from).collect();
    stored.into_iter().chain(words).collect()
}

/// What says most about a record of a kind beside its name.
const FACTS: &[(Kind, &[&str])] = &[
    (Kind::Account, &["stage", "tier"]),
    (Kind::Seat, &["title", "support"]),
    (Kind::Edge, &["kind", "weight"]),
    (Kind::Pairing, &["level", "current"]),
    (Kind::Touch, &["at", "channel"]),
    (Kind::FollowUp, &["kind", "due"]),
    (Kind::Visit, &["status", "city"]),
    (Kind::Travel, &["depart", "return", "number", "hotel"]),
    (Kind::Complaint, &["occurred_at", "severity"]),
    (Kind::Receivable, &["amount", "due"]),
    (Kind::Period, &["sales"]),
    (Kind::Need, &["kind", "met"]),
    (Kind::Competitor, &["products"]),
    (Kind::Swot, &["kind"]),
    (Kind::Goal, &["kind"]),
    (Kind::WhiteSpace, &["state", "amount"]),
    (Kind::Gift, &["status", "on"]),
    (Kind::Satisfaction, &["expectation", "experience"]),
    (Kind::Occasion, &["date"]),
    (Kind::Note, &["at"]),
    (Kind::Snooze, &["until"]),
];

/// A record in one line: its name, and what says most about it.
pub fn line(view: &View, id: Id) -> String {
    let Some(record) = view.room.record(id) else { return String::new() };
    let kind = record.kind();
    let facts = FACTS.iter().find(|(one, _)| *one == kind).map_or(&[][..], |(_, facts)| facts);
    let map = record.to_map();
    let name = clean(&view.room.name(id)).into_owned();
    let said = facts.iter().filter_map(|name| Some(present(view, &kind.field(name)?, map.get(*name)?)));
    // A vacant seat is called by its title already.
    let said = said.filter(|fact| *fact != name).collect::<Vec<_>>();
    [name.clone()].into_iter().chain(said).collect::<Vec<_>>().join(" · ")
}

/// A moment without its seconds: `2026-10-20 09:00`, on the clocks it was written by.
pub fn moment(when: &When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Moment(moment) => moment.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// A day, and how far it is from today, as people say it.
pub fn distance(text: &Text, day: NaiveDate, today: NaiveDate) -> String {
    let days = (day - today).num_days();
    match days {
        0 => text.t("word-today"),
        1 => text.t("word-tomorrow"),
        -1 => text.t("word-yesterday"),
        2.. => text.ta("word-in-days", &[("days", &days.to_string())]),
        _ => text.ta("word-days-ago", &[("days", &(-days).to_string())]),
    }
}

fn money(value: &Value) -> Option<String> {
    let amount = plain(value.get("amount")?).parse().ok()?;
    Some(crate::text::format::money(amount, value.get("currency")?.as_str()?))
}

fn support_sign(field: &Field, code: &str) -> Option<&'static str> {
    if field.ty != Type::Choice(&Support::CHOICES) {
        return None;
    }
    Support::ALL.iter().find(|support| support.code() == code).map(|support| support.sign())
}

/// An amount in few columns: `13.2万`, with the currency where it is not the usual one.
pub fn short_money(text: &Text, amount: Decimal, currency: &str) -> String {
    let short = text.short_number(amount);
    if currency == DEFAULT_CURRENCY { short } else { format!("{short} {currency}") }
}

/// Follow-ups on hand against what somebody can carry, and how that looks; the sign says it without colour.
pub fn laden(load: usize, capacity: Option<i64>) -> (String, Role) {
    let capacity = capacity.and_then(|most| usize::try_from(most).ok()).filter(|most| *most > 0);
    let Some(capacity) = capacity else { return (load.to_string(), Role::Text) };
    let (role, sign) = match load {
        _ if load > capacity => (Role::Bad, " !!"),
        _ if load == capacity => (Role::Warn, " !"),
        _ => (Role::Good, ""),
    };
    (format!("{load}/{capacity}{sign}"), role)
}

/// The sign of a visit cycle, which never relies on colour.
pub const fn light_sign(light: Light) -> &'static str {
    match light {
        Light::Green => "",
        Light::Yellow => "!",
        Light::Red => "!!",
    }
}

/// How a visit cycle looks.
pub const fn light_role(light: Light) -> Role {
    match light {
        Light::Green => Role::Good,
        Light::Yellow => Role::Warn,
        Light::Red => Role::Bad,
    }
}

/// An edit in words: `张伟 → support: + supporter`, or what was meant and what it was about.
pub fn edit(view: &View, edit: &Edit) -> String {
    // What a judgement rested on goes with its old value: that is not worth a word beside the new one.
    let goes_along = |change: &Change| {
        let undone = matches!(edit.turn, Some(Turn::Undoes(_)));
        let went = if undone { change.before.is_null() } else { change.after.is_null() };
        let judgement = change.field.split_once('.').map(|(field, _)| field).filter(|_| went);
        judgement.is_some_and(|field| edit.changes.iter().any(|other| other.id == change.id && other.field == field))
    };
    let meant = |change: &&Change| change.field != EXISTS && !is_stamp(&change.field) && !goes_along(change);
    let fields: BTreeSet<_> = edit.changes.iter().filter(meant).map(|change| (change.id, &change.field)).collect();
    let created = about(edit);
    let first = edit.changes.iter().find(meant).filter(|_| edit.label == "edit-set" && created.is_none());
    if let (Some(first), 1) = (first, fields.len()) {
        let said = if first.entry.is_some() { entries(view, edit, first) } else { change(view, first) };
        // What was taken back is told by what there is again.
        let is_back = matches!(edit.turn, Some(Turn::Undoes(_)));
        let said = if is_back { view.text.ta("edit-back", &[("said", &said)]) } else { said };
        return format!("{} → {said}", clean(&called(view, first)));
    }
    let about = created.or(edit.changes.first());
    // What is gone is called as it was when it was here.
    let mut gone = Gone::default();
    gone.remember(view.room, edit);
    let named = about.map(|change| gone.name(view.room, change.id)).unwrap_or_default();
    let name =
        [edit.subject.clone(), named].into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| once(view, edit));
    if edit.label == IMPORT {
        return imported(view.text, &Subject::read(&name));
    }
    let kind = about.map(|change| kind_label(view.text, change.kind)).unwrap_or_default();
    view.text.ta(&edit.label, &[("name", &clean(&name)), ("kind", &kind), ("count", &fields.len().to_string())])
}

/// What an edit did to a list: the entries there were then, or where none came, those that went.
fn entries(view: &View, edit: &Edit, first: &Change) -> String {
    let of_it = || edit.changes.iter().filter(|change| change.id == first.id && change.field == first.field);
    let told = |after: Vec<Value>| change(view, &Change { entry: None, after: after.into(), ..first.clone() });
    let all = |value: fn(&Change) -> &Value| of_it().map(value).filter(|value| !value.is_null()).cloned().collect();
    let mut came: Vec<Value> = all(|change| &change.after);
    // In the order in which they stand, as far as they still do.
    let now = view.room.record(first.id).map(|record| record.value(&first.field)).unwrap_or_default();
    let place = |one: &Value| now.as_array().and_then(|all| all.iter().position(|other| other == one));
    came.sort_by_key(|one| place(one).unwrap_or(usize::MAX));
    if came.is_empty() {
        return view.text.ta("edit-taken-out", &[("said", &told(all(|change| &change.before)))]);
    }
    told(came)
}

/// The record that an edit makes, takes away or brings back; those that go along are not it.
pub fn about(edit: &Edit) -> Option<&Change> {
    // What is taken back is told in the same words: its changes are those of the edit, the last first.
    let mut exists = edit.changes.iter().filter(|change| change.field == EXISTS);
    if let Some(Turn::Undoes(_)) = edit.turn { exists.next_back() } else { exists.next() }
}

/// What a record is called whose field changed; where that is its name, as it was called before.
fn called(view: &View, change: &Change) -> String {
    let name = view.room.name(change.id);
    let is_name = change.field == "name" || change.after.as_str() == Some(&name);
    let before = change.before.as_str().filter(|before| is_name && !before.is_empty());
    before.map_or(name, str::to_owned)
}

/// A step of so many edits, told by the last. Of an import that would tell too little, and to read all takes too long.
pub fn step(view: &View, last: &Edit, count: u64) -> String {
    match count {
        0 | 1 => edit(view, last),
        _ if last.label != IMPORT => edit(view, last),
        _ => imported(view.text, &Subject::read(&last.subject)),
    }
}

/// The label of the edits of an import.
pub const IMPORT: &str = "edit-import";

/// What an import is called, however many edits it is.
pub fn imported(text: &Text, subject: &Subject) -> String {
    let [new, changed] =
        subject.counts.map_or_else(|| ["none", "none"].map(str::to_owned), |all| all.map(|n| n.to_string()));
    text.ta(IMPORT, &[("name", &clean(&subject.name)), ("created", &new), ("updated", &changed)])
}

/// What an edit is about that takes back the adding of a record: a name it takes along, else what the record pointed to.
fn once(view: &View, edit: &Edit) -> String {
    const NAMES: [&str; 8] = ["name", "subject", "title", "objective", "what", "number", "content", "text"];
    let sides =
        || edit.changes.iter().filter_map(|change| Some((change, change.before.as_str().or(change.after.as_str())?)));
    let named = NAMES.into_iter().find_map(|name| sides().find(|(change, _)| change.field == name));
    let account = || sides().find(|(change, _)| change.field == "account");
    let account = || Some(view.room.name(account()?.1.parse().ok()?));
    let pointed = |(change, id): (&Change, &str)| {
        let other = change.field != "account" && matches!(change.kind.field(&change.field)?.ty, Type::Ref(_));
        Some(view.room.name(id.parse().ok().filter(|_| other)?))
    };
    named.map(|(_, name)| name.to_owned()).or_else(|| sides().find_map(pointed)).or_else(account).unwrap_or_default()
}

/// A change in words: `support: + supporter`.
pub fn change(view: &View, change: &Change) -> String {
    let value = side(view, change, &change.after);
    view.text.pair(&changed_field(view, change), if value.is_empty() { "–" } else { &value })
}

/// A change in words, with what it replaced: `support: − → +`; of a list, the entry that came, went or changed. What it
/// refers to may be gone.
pub fn changed(view: &View, change: &Change, gone: &Gone) -> String {
    changed_within(view, change, gone, usize::MAX)
}

/// That a record was added, or deleted.
pub fn came_or_went(view: &View, change: &Change) -> String {
    let id = if change.after.is_null() { "history-deleted" } else { "history-added" };
    view.text.ta(id, &[("kind", &kind_label(view.text, change.kind))])
}

/// What an import would change, short: each side cut, and of what is personal only that it changes.
pub fn foreseen(view: &View, change: &Change) -> String {
    const SIDE: usize = 60;
    if change.is_personal() {
        return view.text.pair(&changed_field(view, change), &view.text.t("import-changed"));
    }
    changed_within(view, change, &Gone::default(), SIDE)
}

fn changed_within(view: &View, change: &Change, gone: &Gone, side_cols: usize) -> String {
    if change.field.starts_with(ELSEWHERE) {
        return view.text.t("change-elsewhere");
    }
    let shown = |value: &Value| {
        let field = change.kind.field(&change.field);
        let value = field.map_or_else(|| value.clone(), |field| gone.named(view.room, &field, value));
        let shown = side(view, change, &value);
        if shown.is_empty() { "–".into() } else { fit(&shown.replace('\n', " "), side_cols) }
    };
    // An entry that came or went says so: the list it is of was not empty without it.
    let said = match change.entry {
        Some(_) if change.before.is_null() => view.text.ta("change-entry-added", &[("what", &shown(&change.after))]),
        Some(_) if change.after.is_null() => view.text.ta("change-entry-removed", &[("what", &shown(&change.before))]),
        _ => format!("{} → {}", shown(&change.before), shown(&change.after)),
    };
    view.text.pair(&changed_field(view, change), &said)
}

fn changed_field(view: &View, change: &Change) -> String {
    if is_cell(change) {
        // A column or a property of another program: what it is called there says most.
        let name = change.field.split_once('.').map_or(&*change.field, |(_, column)| column);
        return clean(name).into_owned();
    }
    let field = label(view.text, change.kind, &change.field);
    match change.field.split_once('.') {
        Some((judged, _)) => format!("{} · {field}", label(view.text, change.kind, judged)),
        None => field,
    }
}

/// One side of a change, as a person reads it.
fn side(view: &View, change: &Change, value: &Value) -> String {
    match change.kind.field(&change.field) {
        Some(field) if change.entry.is_some() => present(view, &Field { many: false, ..field }, value),
        Some(field) => present(view, &field, value),
        None => clean(&plain(value)).into_owned(),
    }
}

/// What another program calls a record stands under names that begin so, and means nothing to anybody.
const ELSEWHERE: &str = "ext.";

/// Whether a change is of no field of ours but of what a file said, word for word.
fn is_cell(change: &Change) -> bool {
    change.field != EXISTS && change.kind.field(&change.field).is_none()
}

/// The changes of an edit that are worth a line, each with its place: without the stamps, and of a record of which fields
/// changed, or which came or went, without the cells that said so. Cells that an import remembers of others are no change
/// of them.
pub fn worth_a_line(edit: &Edit) -> impl Iterator<Item = (usize, &Change)> {
    let is_field = |change: &&Change| !is_stamp(&change.field) && !is_cell(change);
    let told: BTreeSet<Id> = edit.changes.iter().filter(is_field).map(|change| change.id).collect();
    let is_told = move |(_, change): &(usize, &Change)| {
        let is_noted = edit.label == IMPORT && !change.field.starts_with(ELSEWHERE);
        let is_said = is_cell(change) && (is_noted || told.contains(&change.id));
        !(is_stamp(&change.field) || is_said)
    };
    edit.changes.iter().enumerate().filter(is_told)
}

/// Whether an edit is of an import that changed nothing and only remembers what its files call what is here. What they call off
/// is more: it stays away from then on.
pub fn only_remembers(edit: &Edit) -> bool {
    edit.label == IMPORT
        && Subject::read(&edit.subject).counts == Some([0, 0])
        && edit.changes.iter().all(|change| is_cell(change) || is_stamp(&change.field))
        && edit.changes.iter().all(|change| change.field != CALLED_OFF)
}

/// Whether a field only says when and by whom a record was written, or where it stands in somebody's list.
pub fn is_stamp(field: &str) -> bool {
    matches!(field, "created_at" | "created_by" | "updated_at" | "updated_by" | DELETED) || field.contains(".=")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::edit::Draft;
    use crate::rules::fixture::{fields, id};
    use crate::screen::fixture::House;
    use crate::store::Book;
    use crate::text::Lang;

    #[test]
    fn a_new_name_is_told_of_who_had_another_before() {
        let clock = Clock::Fixed("2026-10-20T09:00:00+08:00".parse().unwrap());
        let mut book = Book::in_memory(clock, "tester");
        let bank = fields(serde_json::json!({"name": "北方银行"}));
        book.commit(Draft::adding(Kind::Account, id("bank"), bank).unwrap()).unwrap();
        let renaming = Draft::setting(book.room(), id("bank"), "name", "北方银行X".into()).unwrap();
        let house = House::new(Lang::En, None);
        let told = |book: &Book, one: &Edit| edit(&View { room: book.room(), ..house.view() }, one);
        let renamed = book.commit(renaming).unwrap();
        assert_eq!(told(&book, &renamed), "北方银行 → Name: 北方银行X");
        let back = book.undo().unwrap().unwrap();
        assert_eq!(told(&book, &back), "北方银行X → Name: 北方银行 (as before)");
    }
}
