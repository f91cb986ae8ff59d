//! Editing in place: which editor a field gets, and how what was typed becomes an edit or a form's field.

use ratatui::layout::Rect;
use serde_json::{Map, Value};

use super::directory::Share;
use super::form::{Form, Made};
use super::layer::{Layer, Then};
use super::{Answer, Command, Cx, Outcome, blocked, entries};
use crate::edit::Draft;
use crate::model::field::{BASIS, Field, Type};
use crate::model::value::{self, plain};
use crate::model::{Id, Kind, Problem, When};
use crate::overlay::{Item, Page, Picker, Prompt};
use crate::rules::typed::Typing;
use crate::screen::inspector::fields;
use crate::screen::present::{choice_label, label, moment, present};
use crate::screen::sheet::Row;
use crate::screen::{Focus, Step, Target};

/// More records than this go only after a question.
pub(super) const ASK_ABOVE: usize = 12;

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("field-edit", |cx, name| if name.is_empty() { edit_here(cx) } else { edit_named(cx, name) })
        .with_arg(),
    Command::new("field-open", |cx, _| edit_here(cx)),
    Command::looking("field-find", |cx, _| find_field(cx)).unless(blocked::nothing_selected),
    Command::changing("field-clear", |cx, _| clear(cx)),
    Command::changing("field-basis", |cx, _| basis(cx)),
    Command::new("field-copy", |cx, _| copy(cx)),
    Command::changing("record-delete", |cx, _| delete(cx)).unless(blocked::nothing_selected),
    Command::changing("record-add", add).with_arg(),
];

/// Whose field is edited.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject {
    /// That of a record: what is typed is saved as an edit.
    Record,
    /// That of the form or the line on top: what is typed goes into its draft.
    Form,
}

/// Enter: the field under the cursor, else the panel's first.
pub fn edit_here(cx: &mut Cx) -> Outcome {
    if cx.screens.inspector_focused() && cx.screens.inspector.open() {
        return Ok(());
    }
    if let Some(target) = cx.screens.target() {
        edit(cx, target)
    } else {
        cx.screens.focus(Focus::Inspector);
        Ok(())
    }
}

/// Edits a field of the selected record by name, with the panel showing where it stands.
pub fn edit_named(cx: &mut Cx, name: &str) -> Outcome {
    let id = cx.selected().ok_or_else(|| Problem::new("blocked-nothing-selected"))?;
    let (id, field) =
        holder(cx, id, name).ok_or_else(|| Problem::new("problem-no-such-field-here").with("field", name))?;
    let rect = cx.screens.locate(id, field.name);
    open(cx, Subject::Record, id, &field, rect)
}

/// The record that has a field of that name: the selected one, or the person in a seat.
fn holder(cx: &Cx, id: Id, name: &str) -> Option<(Id, Field)> {
    let kind = cx.room().record(id)?.kind();
    if let Some(field) = kind.field(name) {
        return Some((id, field));
    }
    let person = cx.room().person_of(id)?.id;
    Kind::Person.field(name).map(|field| (person, field))
}

/// Opens the editor of a field where it stands.
pub fn edit(cx: &mut Cx, target: Target) -> Outcome {
    let kind = cx.room().record(target.id).map(crate::model::Record::kind);
    let Some(field) = kind.and_then(|kind| kind.field(target.field)) else { return Ok(()) };
    open(cx, Subject::Record, target.id, &field, Some(target.rect))
}

/// Opens the editor of the form's field under the cursor; `typed` replaces what is there.
pub fn edit_form_field(cx: &mut Cx, typed: Option<&str>) -> Outcome {
    let Some(Layer::Form(form)) = cx.layers.top() else { return Ok(()) };
    let (Some(Row::Field { field, id, .. }), Some(target)) = (form.sheet.current(), form.target()) else {
        return Ok(());
    };
    let (field, id) = (*field, *id);
    open(cx, Subject::Form, id, &field, Some(target.rect))?;
    if let (Some(typed), Some(draft)) = (typed, super::text::draft(cx)) {
        draft.set(typed);
    }
    Ok(())
}

/// Opens the editor of a field of the line on top, where it stands.
pub fn edit_line_field(cx: &mut Cx, field: &Field, target: Target) -> Outcome {
    open(cx, Subject::Form, target.id, field, Some(target.rect))
}

pub(super) fn current(cx: &Cx, subject: Subject, id: Id, field: &Field) -> Value {
    match subject {
        Subject::Record => cx.room().record(id).map(|record| record.value(field.name)).unwrap_or_default(),
        Subject::Form => match cx.layers.top() {
            Some(Layer::Form(form)) => form.fields.get(field.name).cloned().unwrap_or_default(),
            Some(Layer::Capture(line)) => line.value(id, field.name),
            _ => Value::Null,
        },
    }
}

pub(super) fn store(cx: &mut Cx, subject: Subject, id: Id, field: &Field, value: Value) -> Outcome {
    if let Subject::Record = subject {
        let draft = match super::debrief::witnessed(cx, id, field, &value)? {
            Some(draft) => draft,
            None => Draft::setting(cx.room(), id, field.name, value)?,
        };
        cx.commit(draft)?;
        super::debrief::answered(cx);
        return Ok(());
    }
    let value = value::check(field, &value)?;
    let mut along = cx.layers.along();
    match cx.layers.top_mut() {
        Some(Layer::Form(form)) => {
            form.made.append(&mut along);
            form.fill(field.name, value);
            if form.asks() {
                return go_on(cx, Some(field.name));
            }
            // In a list there is more to add.
            if !is_list(field) {
                form.sheet.step(Step::Down);
            }
        }
        Some(Layer::Capture(line)) => line.fix(id, field.name, value),
        _ => {}
    }
    Ok(())
}

fn open(cx: &mut Cx, subject: Subject, id: Id, field: &Field, rect: Option<Rect>) -> Outcome {
    cx.must_be_now()?;
    let field = *field;
    let now = current(cx, subject, id, &field);
    let kind = kind_of(cx, subject, id);
    let title = label(&cx.text, kind, field.name);
    match field.ty {
        Type::Choice(choices) => {
            let items = choices.codes.iter().map(|code| {
                let value = Value::from(*code);
                let shown = present(&cx.view(), &Field { many: false, ..field }, &value);
                Item::new(*code, if shown.is_empty() { choice_label(&cx.text, choices.name, code) } else { shown }, "")
            });
            let items = Share::These(items.collect());
            choose(cx, subject, id, field, title, items, &now, rect);
        }
        Type::Bool => {
            let items =
                [("true", "word-yes"), ("false", "word-no")].map(|(key, text)| Item::new(key, cx.text.t(text), ""));
            choose(cx, subject, id, field, title, Share::These(items.into()), &now, rect);
        }
        Type::Ref(kind) => {
            let all = Share::All(kind);
            choose(cx, subject, id, field, title, all, &now, rect);
        }
        Type::Long => {
            let mut page = Page::new(title, &plain(&now));
            page.message = cx.text.t("page-keys");
            let then = saving_text(subject, id, field);
            cx.layers.push(Layer::Page(page), then);
        }
        _ if is_list(&field) => return entries::open(cx, entries::List { subject, id, kind, field, rect }),
        _ => {
            let mut prompt = Prompt::new(title, &typed(&field, &now), rect);
            // A name is amended; a day, a number, an amount is said anew.
            if field.ty != Type::Text {
                prompt.input.draft = prompt.input.draft.selected();
            }
            cx.layers.push(Layer::Prompt(prompt), saving_text(subject, id, field));
        }
    }
    Ok(())
}

/// A value as a person would type it: a moment as it is shown, on the clocks it was said in.
fn typed(field: &Field, value: &Value) -> String {
    let said = plain(value);
    match said.parse::<When>() {
        Ok(when) if field.ty == Type::When => moment(&when),
        _ => said,
    }
}

/// Reads what was typed for a field of what is edited.
fn parse(cx: &Cx, subject: Subject, id: Id, field: &Field, text: &str) -> Result<Value, Problem> {
    let kind = kind_of(cx, subject, id);
    let of = |name| kind.field(name).map(|other| current(cx, subject, id, &other)).unwrap_or_default();
    let typing = Typing { room: cx.room(), terms: &cx.terms, now: cx.now(), kind, of: &of };
    typing.parse(field, text, &current(cx, subject, id, field))
}

/// The kind of what is edited.
fn kind_of(cx: &Cx, subject: Subject, id: Id) -> Kind {
    match cx.layers.top() {
        Some(Layer::Form(form)) if !matches!(subject, Subject::Record) => form.kind,
        Some(Layer::Capture(line)) => line.target().map_or(Kind::Note, |(kind, ..)| kind),
        _ => cx.room().record(id).map_or(Kind::Note, crate::model::Record::kind),
    }
}

/// The account that what is edited belongs to, else the open one.
fn account_of(cx: &Cx, subject: Subject, id: Id) -> Option<Id> {
    let own = match (subject, cx.layers.top()) {
        (Subject::Record, _) => cx.room().account_of(id),
        (Subject::Form, Some(Layer::Form(form))) => {
            form.fields.get("account").and_then(|own| own.as_str()?.parse().ok())
        }
        (Subject::Form, _) => None,
    };
    own.or_else(|| cx.account())
}

/// Whether a field is a list whose entries are changed one by one, and not a choice of several.
const fn is_list(field: &Field) -> bool {
    field.many && matches!(field.ty, Type::Entries(_) | Type::Text)
}

fn saving_text(subject: Subject, id: Id, field: Field) -> Then {
    Box::new(move |cx, answer| {
        let Answer::Text(text) = answer else { return Ok(()) };
        let value = match field.ty {
            // Long texts keep their line ends and inner blanks as they were typed.
            Type::Long => Value::from(text.trim_end()),
            // What was left as it stood is what it was, down to its zone.
            Type::When if typed(&field, &current(cx, subject, id, &field)) == text.trim() => {
                current(cx, subject, id, &field)
            }
            _ => parse(cx, subject, id, &field, &text)?,
        };
        store(cx, subject, id, &field, value)
    })
}

#[allow(clippy::too_many_arguments, reason = "the parts of one picker, each from another place")]
fn choose(
    cx: &mut Cx,
    subject: Subject,
    id: Id,
    field: Field,
    title: String,
    among: Share,
    now: &Value,
    rect: Option<Rect>,
) {
    let here = account_of(cx, subject, id);
    let mut picker = if field.many {
        let chosen = now.as_array().into_iter().flatten().map(plain);
        let (choice, later) = cx.offer_in(vec![among], here);
        Picker::new(title, choice, None, rect).later(later).many(chosen)
    } else {
        let none = if field.judged { "word-unknown" } else { "word-none" };
        let none = (!field.required).then(|| Item::new("", cx.text.t(none), ""));
        let (choice, later) = cx.offer_in(vec![among, Share::These(none.into_iter().collect())], here);
        let key = now.as_str().map_or_else(|| plain(now), str::to_string);
        // Of many that may be meant, where nobody is yet, one begins with the nearest and not with nobody, at the end.
        let key = Some(key).filter(|_| !(now.is_null() && matches!(field.ty, Type::Ref(_))));
        Picker::new(title, choice, key.as_deref(), rect).later(later)
    };
    if let Type::Ref(kind) = field.ty
        && creatable(kind)
    {
        picker = picker.creating(cx.text.t("word-create"));
    }
    let then: Then = Box::new(move |cx, answer| {
        let value = match answer {
            Answer::Chosen(key) if key.is_empty() => Value::Null,
            Answer::Chosen(key) if field.ty == Type::Bool => Value::Bool(key == "true"),
            Answer::Chosen(key) => Value::from(key),
            Answer::Many(keys) => keys.into(),
            Answer::New(name) => return create_and_store(cx, subject, id, field, &name),
            _ => return Ok(()),
        };
        store(cx, subject, id, &field, value)
    });
    cx.layers.push(Layer::Picker(Box::new(picker)), then);
}

/// Kinds that are complete with a name alone.
fn creatable(kind: Kind) -> bool {
    kind.fields().iter().filter(|field| field.required).all(|field| field.name == "name")
}

fn create_and_store(cx: &mut Cx, subject: Subject, id: Id, field: Field, name: &str) -> Outcome {
    let Type::Ref(kind) = field.ty else { return Ok(()) };
    let new = Id::new(cx.now());
    let made = Made { kind, id: new, name: name.to_owned() };
    let mut draft = Draft::new("edit-add");
    made.make(&mut draft)?;
    let mut value = Value::from(new.to_string());
    if field.many {
        let mut all = current(cx, subject, id, &field).as_array().cloned().unwrap_or_default();
        all.push(value);
        value = Value::Array(all);
    }
    if let Subject::Record = subject {
        draft.set(cx.room(), id, field.name, value)?;
        return cx.commit(draft);
    }
    match cx.layers.top_mut() {
        // Whoever leaves a form has added nobody.
        Some(Layer::Form(form)) => form.made.push(made),
        _ => cx.commit(draft)?,
    }
    store(cx, subject, id, &field, value)
}

/// Opens the editor of the field after the one that was filled in last, where the form on top asks one after the other;
/// after the last one it is accepted. A new form has no place on the screen yet: its first editor stands in the middle.
pub(super) fn go_on(cx: &mut Cx, last: Option<&str>) -> Outcome {
    let Some(Layer::Form(form)) = cx.layers.top_mut() else { return Ok(()) };
    let Some(next) = form.next_unfilled(last) else { return super::layer::accept(cx) };
    let rect = last.and_then(|_| form.target()).map(|target| target.rect);
    let id = form.id;
    open(cx, Subject::Form, id, &next, rect)
}

/// Every field of the selected record by name: type two letters, Enter.
fn find_field(cx: &mut Cx) -> Outcome {
    let id = cx.selected().ok_or_else(|| Problem::new("blocked-nothing-selected"))?;
    let Some(record) = cx.room().record(id) else { return Ok(()) };
    let person = cx.room().person_of(id).and_then(|person| cx.room().record(person.id));
    let rows = fields(record).into_iter().chain(person.map(fields).unwrap_or_default());
    let items = rows.filter_map(|row| {
        let Row::Field { id, field, .. } = row else { return None };
        listed(cx, id, &field)
    });
    let items = items.collect();
    cx.pick(cx.text.t("command-field-find"), items, edit_named);
    Ok(())
}

/// A field of a record in a list of such: what it is called, and what stands in it.
pub(super) fn listed(cx: &Cx, id: Id, field: &Field) -> Option<Item> {
    let record = cx.room().record(id)?;
    let said = present(&cx.view(), field, &record.value(field.name));
    Some(Item::new(field.name, label(&cx.text, record.kind(), field.name), said))
}

fn clear(cx: &mut Cx) -> Outcome {
    let Some(target) = cx.screens.target() else { return Ok(()) };
    let draft = Draft::setting(cx.room(), target.id, target.field, Value::Null)?;
    cx.commit(draft)
}

/// How sure a judgement is, where it comes from and of when it is.
fn basis(cx: &mut Cx) -> Outcome {
    let target = cx.screens.target().ok_or_else(|| Problem::new("problem-not-a-judgement"))?;
    let record = cx.room().record(target.id);
    let judged = record.and_then(|record| record.kind().field(target.field)).is_some_and(|field| field.judged);
    let Some(record) = record.filter(|_| judged) else { return Err(Problem::new("problem-not-a-judgement")) };
    let kind = record.kind();
    let given = BASIS.iter().filter_map(|part| {
        let value = record.basis(target.field, part.name)?;
        Some((part.name.to_string(), Value::from(value)))
    });
    let given = given.collect();
    let Some(field) = kind.field(target.field) else { return Ok(()) };
    let form = Form::of_entry(kind, field, &BASIS, target.id, given);
    let save: Then = Box::new(move |cx, answer| {
        let Answer::Fields(fields) = answer else { return Ok(()) };
        let mut draft = Draft::new("edit-set").about(cx.room().name(target.id));
        for part in BASIS {
            let value = fields.get(part.name).cloned().unwrap_or_default();
            draft.set(cx.room(), target.id, &format!("{}.{}", target.field, part.name), value)?;
        }
        cx.commit(draft)
    });
    cx.layers.push(Layer::Form(Box::new(form)), save);
    Ok(())
}

fn copy(cx: &mut Cx) -> Outcome {
    let text = match cx.screens.target() {
        Some(target) => cx.room().record(target.id).map(|record| plain(&record.value(target.field))),
        None => cx.selected().map(|id| cx.room().name(id)),
    };
    let text = text.filter(|text| !text.is_empty()).ok_or_else(|| Problem::new("problem-nothing-to-copy"))?;
    cx.say(cx.text.ta("message-copied", &[("text", &text)]));
    cx.effect(super::Effect::Copy(text));
    Ok(())
}

fn delete(cx: &mut Cx) -> Outcome {
    let Some(id) = cx.selected() else { return Ok(()) };
    super::delete::delete(cx, id, ASK_ABOVE)
}

/// Adds a record of a kind, its account filled in.
fn add(cx: &mut Cx, kind: &str) -> Outcome {
    let kind: Kind = kind.parse()?;
    let mut fields = Map::new();
    if let Some(account) = cx.account().filter(|_| kind.field("account").is_some()) {
        fields.insert("account".into(), account.to_string().into());
    }
    cx.form(kind, fields);
    Ok(())
}
