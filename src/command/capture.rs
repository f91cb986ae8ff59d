//! Quick capture: a line is typed, what it is understood as stands below it while it is typed, what is not sure is asked,
//! and what is understood wrong is corrected where it stands, all before it is saved.

mod quick;

use serde_json::{Map, Value, json};

pub use self::quick::Quick;
use super::layer::{Layer, Then};
use super::{Answer, Command, Cx, Outcome, edit};
use crate::edit::Draft;
use crate::exchange::capture::{Doubt, Reading};
use crate::model::field::Type;
use crate::model::{Id, Kind, Problem};
use crate::overlay::{Item, Picker, Prompt};
use crate::screen::present::{label, reading};
use crate::screen::{Place, View};
use crate::store::receive::Input;

/// The table.
pub const COMMANDS: &[Command] = &[Command::changing("line-capture", |cx, _| {
    let me = cx.me();
    cx.layers.push(Layer::Capture(Box::new(Quick::new(me))), Box::new(|_, _| Ok(())));
    Ok(())
})];

/// The line on top.
fn quick(cx: &mut Cx) -> Option<&mut Quick> {
    match cx.layers.top_mut() {
        Some(Layer::Capture(quick)) => Some(quick),
        _ => None,
    }
}

/// Says below the line why it is not taken.
fn refuse(cx: &mut Cx, problem: &Problem) {
    let why = cx.text.problem(problem);
    if let Some(line) = quick(cx) {
        line.message = why;
    }
}

/// What the line on top is understood as; `None` while names are being learnt.
fn understand(cx: &mut Cx) -> Option<Reading> {
    let (layer, then) = cx.layers.take()?;
    let Layer::Capture(mut quick) = layer else {
        cx.layers.push(layer, then);
        return None;
    };
    let read = quick.understand(cx.room(), &cx.view());
    cx.layers.push(Layer::Capture(quick), then);
    read
}

/// Enter: on a field its editor; on the line the first thing that is not sure is asked, and when nothing is it is saved.
pub fn accept(cx: &mut Cx) -> Outcome {
    let Some(line) = quick(cx) else { return Ok(()) };
    if line.is_below() {
        return edit_field(cx, None);
    }
    if line.input.text().trim().is_empty() {
        if line.next_line() {
            return Ok(());
        }
        refuse(cx, &Problem::new("problem-capture-empty"));
        return Ok(());
    }
    let Some(read) = understand(cx) else {
        refuse(cx, &Problem::new("problem-capture-learning"));
        return Ok(());
    };
    if let Some(doubt) = read.doubts.first() {
        ask(cx, doubt);
        return Ok(());
    }
    if let Err(problem) = save(cx, &read) {
        refuse(cx, &problem);
        return Ok(());
    }
    if !quick(cx).is_some_and(Quick::next_line) {
        cx.layers.cancel();
    }
    Ok(())
}

/// Opens the editor of the field under the cursor; `typed` replaces what is there.
pub fn edit_field(cx: &mut Cx, typed: Option<&str>) -> Outcome {
    let Some((kind, field, target)) = quick(cx).and_then(|line| line.target()) else { return Ok(()) };
    if let Type::Entries(_) = field.ty {
        return edit_attendees(cx, kind, field.name, target.id);
    }
    edit::edit_line_field(cx, &field, target)?;
    if let (Some(typed), Some(draft)) = (typed, super::text::draft(cx)) {
        draft.set(typed);
    }
    Ok(())
}

/// Who of ours is there: any number of them. Other lists are put right once the record is saved.
fn edit_attendees(cx: &mut Cx, kind: Kind, field: &'static str, id: Id) -> Outcome {
    if field != "ours" {
        return Err(Problem::new("problem-capture-list"));
    }
    let now = quick(cx).map(|line| line.value(id, field)).unwrap_or_default();
    let list = now.as_array().cloned().unwrap_or_default();
    let member = |entry: &Value| entry.get("member").and_then(Value::as_str).map(str::to_owned);
    let chosen: Vec<String> = list.iter().filter_map(member).collect();
    let items = cx.items(Kind::Member);
    let picker = Picker::new(label(&cx.text, kind, field), items, None, None).many(chosen);
    let then: Then = Box::new(move |cx, answer| {
        let Answer::Many(keys) = answer else { return Ok(()) };
        let entry = |key: &String| {
            let known = list.iter().find(|entry| member(entry).as_ref() == Some(key)).cloned();
            known.unwrap_or_else(|| json!({"id": Id::new(cx.now()), "member": key}))
        };
        let value: Value = keys.iter().map(entry).collect();
        if let Some(line) = quick(cx) {
            line.fix(id, field, value);
        }
        Ok(())
    });
    cx.layers.push(Layer::Picker(Box::new(picker)), then);
    Ok(())
}

/// Pasted lines: one is put into the field, of several each is offered in turn. False where no line is being typed.
pub fn paste(cx: &mut Cx, pasted: &str) -> bool {
    if quick(cx).is_some() && is_file(pasted) {
        cx.layers.cancel();
        let end = if pasted.trim_start().to_uppercase().starts_with("BEGIN:VCARD") { "vcf" } else { "ics" };
        let name = format!("pasted.{end}");
        super::import::offered(
            cx,
            name.clone(),
            vec![Input::of(name, pasted.replace('\r', "\n").into_bytes())],
            Vec::new(),
        );
        return true;
    }
    // Terminals send the ends of pasted lines as carriage returns.
    let lines = pasted.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    let mut lines: Vec<String> = lines.map(str::to_owned).collect();
    let Some(line) = quick(cx).filter(|_| lines.len() > 1) else { return false };
    if let (begun, Some(first)) = (line.input.text().trim().to_owned(), lines.first_mut())
        && !begun.is_empty()
    {
        *first = format!("{begun} {first}");
    }
    line.queue(lines);
    true
}

/// Whether a card or a calendar was pasted: that is no line but a file, which says itself what it is.
fn is_file(pasted: &str) -> bool {
    let begins = pasted.trim_start().to_uppercase();
    ["BEGIN:VCARD", "BEGIN:VCALENDAR"].into_iter().any(|head| begins.starts_with(head))
}

fn save(cx: &mut Cx, read: &Reading) -> Outcome {
    let ids: Vec<Id> = read.noted.iter().map(|_| Id::new(cx.now())).collect();
    let draft = read.draft(cx.room(), &cx.terms, &mut ids.iter().copied(), cx.now())?;
    if draft.is_empty() {
        cx.say(cx.text.t("capture-already"));
        return Ok(());
    }
    cx.commit(draft)?;
    if cx.screens.place() == Place::home(read.kind())
        && let Some(id) = read.target().or(ids.first().copied())
    {
        cx.screens.select(id);
    }
    Ok(())
}

/// Asks what is not sure; the answer is followed by the next question, or shown with all that is understood.
fn ask(cx: &mut Cx, doubt: &Doubt) {
    let view = cx.view();
    let title = reading::question(&view, doubt.topic(), &doubt.said);
    let near: Vec<Item> = doubt.options.iter().map(|key| item(&view, key)).collect();
    let kinds: &[Kind] = match doubt.topic() {
        "who" => &[Kind::Person, Kind::Member],
        "account" => &[Kind::Account],
        "member" => &[Kind::Member],
        "invoice" if near.is_empty() => &[Kind::Receivable],
        _ => &[],
    };
    let all = kinds.iter().flat_map(|kind| cx.items(*kind));
    let all: Vec<Item> = all.filter(|one| !doubt.options.contains(&one.key)).collect();
    let (about, topic) = (doubt.about.clone(), doubt.topic().to_owned());
    let then: Then = Box::new(move |cx, answer| match answer {
        Answer::New(name) if topic == "who" => {
            meet(cx, &about, &name);
            Ok(())
        }
        Answer::New(name) if topic == "account" => {
            let id = Id::new(cx.now());
            cx.commit(Draft::adding(Kind::Account, id, Map::from_iter([("name".into(), name.into())]))?)?;
            answered(cx, &about, &id.to_string())
        }
        Answer::Chosen(given) | Answer::New(given) | Answer::Text(given) => answered(cx, &about, &given),
        _ => Ok(()),
    });
    let typed = matches!(doubt.topic(), "when" | "date" | "what" | "amount");
    if typed && near.is_empty() {
        cx.layers.push(Layer::Prompt(Prompt::new(title, "", None)), then);
        return;
    }
    let mut picker = Picker::new(title, near.into_iter().chain(all).collect::<Vec<_>>(), None, None);
    match doubt.topic() {
        "who" => {
            picker = picker.creating(cx.text.t("word-create"));
            // Whoever nobody knows is most likely new, by the name that was typed.
            if doubt.options.is_empty() && !doubt.said.is_empty() {
                picker.input = crate::widget::Input::new(&doubt.said);
                picker.retyped();
            }
        }
        "account" => picker = picker.creating(cx.text.t("word-create")),
        "city" => picker = picker.creating(cx.text.t("capture-use")),
        _ if typed => picker = picker.creating(cx.text.t("capture-use")),
        _ => {}
    }
    cx.layers.push(Layer::Picker(Box::new(picker)), then);
}

/// Takes an answer; one that settles nothing leaves the question open.
fn answered(cx: &mut Cx, about: &str, given: &str) -> Outcome {
    let Some(line) = quick(cx) else { return Ok(()) };
    line.answer(about, Some(given));
    let Some(read) = understand(cx) else { return Ok(()) };
    let Some(next) = read.doubts.first() else { return Ok(()) };
    if next.about != about {
        ask(cx, next);
        return Ok(());
    }
    if let Some(line) = quick(cx) {
        line.answer(about, None);
    }
    let why = match next.topic() {
        "when" | "date" => "problem-day-unreadable",
        _ => "problem-capture-answer",
    };
    Err(Problem::new(why).with("text", given))
}

/// Somebody new: on which account they sit is asked where none is open, and both are added in one edit.
fn meet(cx: &mut Cx, about: &str, name: &str) {
    let (about, name) = (about.to_owned(), name.to_owned());
    if let Some(account) = cx.account() {
        if let Err(problem) = add(cx, &about, &name, Some(account)) {
            cx.refuse(&problem);
        }
        return;
    }
    let offer = cx.offer_all(Kind::Account, vec![Item::new("", cx.text.t("capture-no-account"), "")]);
    let title = cx.text.ta("capture-ask-sits", &[("name", &name)]);
    cx.pick_of(title, offer, move |cx, key| add(cx, &about, &name, key.parse().ok()));
}

fn add(cx: &mut Cx, about: &str, name: &str, account: Option<Id>) -> Outcome {
    let (person, seat) = (Id::new(cx.now()), Id::new(cx.now()));
    let mut draft = Draft::adding(Kind::Person, person, Map::from_iter([("name".into(), name.into())]))?;
    if let Some(account) = account {
        let fields = [("account".into(), json!(account)), ("person".into(), json!(person))];
        draft.create(Kind::Seat, seat, Map::from_iter(fields))?;
    }
    cx.commit(draft)?;
    answered(cx, about, &person.to_string())
}

fn item(view: &View, key: &str) -> Item {
    let (label, detail) = reading::option(view, key);
    Item::new(key, label, detail)
}
