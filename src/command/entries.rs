//! Lists inside a record or a form: attendees, payments, phones. One entry is chosen to be changed, added or taken out;
//! an empty list goes straight to adding.

use ratatui::layout::Rect;
use serde_json::{Map, Value, json};

use super::edit::{self, Subject};
use super::form::Form;
use super::layer::{Layer, Then};
use super::{Answer, Cx, Outcome};
use crate::model::field::{Field, Type};
use crate::model::value::{entry_id, plain};
use crate::model::{Id, Kind, When};
use crate::overlay::{Item, Picker, Prompt};
use crate::screen::present::{label, present};

/// The list of one field, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct List {
    /// Whether it is a record's or that of the form on top.
    pub subject: Subject,
    /// The record.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// The field.
    pub field: Field,
    /// Where its value stands.
    pub rect: Option<Rect>,
}

impl List {
    fn now(&self, cx: &Cx) -> Vec<Value> {
        edit::current(cx, self.subject, self.id, &self.field).as_array().cloned().unwrap_or_default()
    }
}

/// Shows the entries, one to be chosen.
pub(super) fn open(cx: &mut Cx, list: List) -> Outcome {
    let now = list.now(cx);
    if now.is_empty() {
        return change(cx, list, None);
    }
    let one = Field { many: false, ..list.field };
    let said = |entry| Item::new(entry_id(entry).to_string(), present(&cx.view(), &one, entry), "");
    let mut items: Vec<Item> = now.iter().map(said).collect();
    items.push(Item::new("", format!("+ {}", cx.text.t("word-add")), ""));
    let title = label(&cx.text, list.kind, list.field.name);
    let picker = Picker::new(title, items, None, list.rect).removing();
    let then: Then = Box::new(move |cx, answer| {
        let entry = |key: &str| list.now(cx).into_iter().find(|entry| entry_id(entry).to_string() == key);
        match answer {
            Answer::Chosen(key) => {
                let entry = entry(&key);
                change(cx, list, entry)
            }
            Answer::Removed(key) => match entry(&key) {
                Some(entry) => put(cx, list, entry_id(&entry), None),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    });
    cx.layers.push(Layer::Picker(Box::new(picker)), then);
    Ok(())
}

/// Changes an entry, or adds one where none is given.
fn change(cx: &mut Cx, list: List, entry: Option<Value>) -> Outcome {
    let Type::Entries(table) = list.field.ty else {
        line(cx, list, entry);
        return Ok(());
    };
    let adding = entry.is_none();
    let given = entry.and_then(|entry| entry.as_object().cloned()).unwrap_or_else(|| begun(cx, table));
    form(cx, list, table, given, adding);
    if adding { edit::go_on(cx, None) } else { Ok(()) }
}

/// What is filled in of a new entry: it happened now, unless something else is said.
fn begun(cx: &Cx, table: &[Field]) -> Map<String, Value> {
    let at = table.iter().find(|field| field.name == "at").and_then(|field| match field.ty {
        Type::Day => Some(json!(cx.today())),
        Type::When => Some(json!(When::Moment(cx.now()))),
        _ => None,
    });
    at.map(|at| ("at".to_owned(), at)).into_iter().collect()
}

/// The form of an entry with a table of its own; one that is `added` asks field after field.
fn form(cx: &mut Cx, list: List, table: &'static [Field], mut given: Map<String, Value>, added: bool) {
    let known = entry_id(&Value::Object(given.clone()));
    let entry = if known.is_nil() { Id::new(cx.now()) } else { known };
    given.remove("id");
    let form = Form::of_entry(list.kind, list.field, table, entry, given).asking(added);
    let save: Then = Box::new(move |cx, answer| {
        let Answer::Fields(mut fields) = answer else { return Ok(()) };
        fields.insert("id".into(), entry.to_string().into());
        put(cx, list, entry, Some(Value::Object(fields)))
    });
    cx.layers.push(Layer::Form(Box::new(form)), save);
}

/// The form of a new entry in a list of a record, this much of it filled in.
pub(super) fn add(cx: &mut Cx, id: Id, name: &str, given: Map<String, Value>) -> Outcome {
    let kind = cx.room().record(id).map(crate::model::Record::kind);
    let Some((kind, field)) = kind.and_then(|kind| Some((kind, kind.field(name)?))) else { return Ok(()) };
    if let Type::Entries(table) = field.ty {
        form(cx, List { subject: Subject::Record, id, kind, field, rect: None }, table, given, false);
    }
    Ok(())
}

/// A line of a plain list, typed where the list stands; all of what is typed is one line, whatever commas it holds. An
/// emptied one goes.
fn line(cx: &mut Cx, list: List, entry: Option<Value>) {
    let text = entry.as_ref().map(plain).unwrap_or_default();
    let id = entry.as_ref().map(entry_id);
    let title = label(&cx.text, list.kind, list.field.name);
    let save: Then = Box::new(move |cx, answer| {
        let Answer::Text(text) = answer else { return Ok(()) };
        let id = id.unwrap_or_else(|| Id::new(cx.now()));
        let value = Some(text.trim()).filter(|text| !text.is_empty()).map(|text| json!({ "id": id, "value": text }));
        put(cx, list, id, value)
    });
    cx.layers.push(Layer::Prompt(Prompt::new(title, &text, list.rect)), save);
}

/// Puts an entry into its list, in place of the one with its id, or takes that out.
fn put(cx: &mut Cx, list: List, id: Id, value: Option<Value>) -> Outcome {
    let mut all = list.now(cx);
    all.retain(|one| entry_id(one) != id);
    all.extend(value);
    edit::store(cx, list.subject, list.id, &list.field, Value::Array(all))
}
