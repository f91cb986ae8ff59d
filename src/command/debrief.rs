//! Commands of a debriefing: opening it on a visit, answering, naming whom one met and what was promised, closing it.

use serde_json::{Map, Value, json};

use super::directory::Share;
use super::form::Form;
use super::layer::{Layer, Then};
use super::{Answer, Command, Cx, Outcome, edit};
use crate::edit::Draft;
use crate::model::choice::Confidence;
use crate::model::field::Field;
use crate::model::{Id, Kind, Problem, Record, Seat, Visit};
use crate::rules::visits::untold;
use crate::screen::present::{label, moment, present};
use crate::screen::sheet::Row;
use crate::screen::{Place, Screen};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("debrief-open", |cx, _| open_here(cx)).unless(no_visit),
    Command::changing("debrief-answer", |cx, _| answer(cx)).unless(elsewhere),
    Command::changing("debrief-add", |cx, _| add(cx)).unless(nothing_to_add),
    Command::changing("debrief-close", |cx, _| close(cx)).unless(elsewhere),
];

/// What is asked of a promise.
const PROMISE: [&str; 4] = ["subject", "due", "seat", "member"];

fn is_here(cx: &Cx) -> bool {
    cx.screens.place() == Place::Debrief && !cx.screens.inspector_focused()
}

fn elsewhere(cx: &Cx) -> Option<&'static str> {
    (cx.screens.place() != Place::Debrief || told(cx).is_none()).then_some("blocked-not-debrief")
}

fn nothing_to_add(cx: &Cx) -> Option<&'static str> {
    let adds = cx.screens.debrief.sections().section().is_some_and(|section| section.adds.is_some());
    elsewhere(cx).or_else(|| (!adds).then_some("blocked-debrief-add"))
}

fn no_visit(cx: &Cx) -> Option<&'static str> {
    let visit = cx.selected().is_some_and(|id| cx.room().get::<Visit>(id).is_some());
    (!visit).then_some("blocked-no-visit")
}

/// The visit that is told.
fn told(cx: &Cx) -> Option<&Visit> {
    cx.room().get(cx.screens.debrief.visit()?)
}

fn gone() -> Problem {
    Problem::new("problem-gone").with("kind", Kind::Visit)
}

fn open_here(cx: &mut Cx) -> Outcome {
    let visit = cx.selected().ok_or_else(gone)?;
    open(cx, visit)
}

/// Opens the debriefing of a visit, on the first question that has no answer.
pub(super) fn open(cx: &mut Cx, visit: Id) -> Outcome {
    let account = cx.room().get::<Visit>(visit).ok_or_else(gone)?.account;
    cx.screens.go(Place::Debrief, Some(account));
    cx.screens.debrief.select(visit);
    Ok(())
}

/// Enter: what the cursor is on is answered, added or closed.
fn answer(cx: &mut Cx) -> Outcome {
    let sections = cx.screens.debrief.sections();
    match sections.current() {
        Some(Row::Add(_)) if sections.section().is_some_and(|section| section.adds.is_some()) => add(cx),
        Some(Row::Add(_)) => close(cx),
        _ => edit::edit_here(cx),
    }
}

fn add(cx: &mut Cx) -> Outcome {
    let adds = cx.screens.debrief.sections().section().and_then(|section| section.adds.clone());
    match adds {
        Some((Kind::Seat, _)) => meet(cx),
        Some((Kind::FollowUp, _)) => promise(cx),
        _ => Err(Problem::new("blocked-debrief-add")),
    }
}

/// Somebody was there whom we had not met: a new name, or one known from elsewhere, gets a seat and is noted as present.
fn meet(cx: &mut Cx) -> Outcome {
    let (visit, account) = told(cx).map(|visit| (visit.id, visit.account)).ok_or_else(gone)?;
    let offer = cx.offer_in(vec![Share::All(Kind::Person)], Some(account));
    cx.pick_or_create(cx.text.t("debrief-ask-who"), offer, move |cx, answer| {
        let (person, new) = match answer {
            Answer::Chosen(key) => (key.parse()?, None),
            Answer::New(name) => (Id::new(cx.now()), Some(name.trim().to_owned())),
            _ => return Ok(()),
        };
        let draft = met(cx, visit, person, new)?;
        cx.commit(draft)
    });
    Ok(())
}

fn met(cx: &Cx, visit: Id, person: Id, new: Option<String>) -> Result<Draft, Problem> {
    let room = cx.room();
    let one = room.get::<Visit>(visit).ok_or_else(gone)?;
    let sits = |seat: &&Seat| seat.account == one.account && seat.person == Some(person) && seat.is_current(cx.today());
    let known = room.linked::<Seat>(person).find(sits).map(|seat| seat.id);
    let name = new.clone().unwrap_or_else(|| room.name(person));
    let mut draft = Draft::new("edit-visit-met").about(name);
    if let Some(name) = new {
        draft.create(Kind::Person, person, Map::from_iter([("name".to_owned(), name.into())]))?;
    }
    let seat = known.unwrap_or_else(|| Id::after(person, cx.now()));
    if known.is_none() {
        let fields = [("account".to_owned(), json!(one.account)), ("person".to_owned(), json!(person))];
        draft.create(Kind::Seat, seat, Map::from_iter(fields))?;
    }
    let theirs: Vec<Id> = one.theirs.iter().copied().chain([seat]).collect();
    draft.set(room, visit, "theirs", json!(theirs))?;
    Ok(draft)
}

/// What was promised becomes a follow-up of the visit. Its clock runs from now: told late, it would have climbed already.
fn promise(cx: &mut Cx) -> Outcome {
    let visit = told(cx).ok_or_else(gone)?;
    let leads = visit.ours.first().map(|one| one.member);
    let given = [
        ("account", json!(visit.account)),
        ("kind", "promise".into()),
        ("opened_at", super::today::now(cx)),
        ("visit", json!(visit.id)),
        ("seat", json!(visit.received_by)),
        ("member", json!(leads)),
    ];
    let given: Map<String, Value> =
        given.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.to_owned(), value)).collect();
    let id = Id::new(cx.now());
    let form = Form::of_fields(Kind::FollowUp, id, &PROMISE, given, cx.text.t("debrief-promise")).asking(true);
    let save: Then = Box::new(move |cx, answer| {
        let Answer::Fields(mut fields) = answer else { return Ok(()) };
        cx.terms.complete(cx.room(), Kind::FollowUp, &mut fields, cx.now());
        cx.commit(Draft::adding(Kind::FollowUp, id, fields)?)
    });
    cx.layers.push(Layer::Form(Box::new(form)), save);
    edit::go_on(cx, None)
}

/// The visit is done and told. What is missing is asked for first.
fn close(cx: &mut Cx) -> Outcome {
    let visit = told(cx).ok_or_else(gone)?;
    let id = visit.id;
    if visit.start.is_some_and(|start| start.day() > cx.today()) {
        return Err(Problem::new("problem-debrief-ahead"));
    }
    let missing = untold(visit);
    if let Some(first) = missing.first() {
        let names: Vec<String> = missing.iter().map(|name| label(&cx.text, Kind::Visit, name)).collect();
        let why = Problem::new("problem-debrief-missing").with("what", cx.text.list(&names));
        cx.screens.debrief.ask(first);
        return Err(why);
    }
    let mut draft = Draft::new("edit-visit-debrief").about(cx.room().name(id));
    draft.set(cx.room(), id, "status", "done".into())?;
    draft.set(cx.room(), id, "debriefed_at", super::today::now(cx))?;
    cx.commit(draft)?;
    cx.screens.back();
    Ok(())
}

/// In a debriefing, what somebody thinks was seen at the visit: a judgement made there rests on it. Anywhere else `None`.
pub(super) fn witnessed(cx: &Cx, id: Id, field: &Field, value: &Value) -> Result<Option<Draft>, Problem> {
    let record = cx.room().record(id).filter(|_| is_here(cx) && field.judged && !value.is_null());
    let (Some(Record::Seat(seat)), Some(visit)) = (record, told(cx)) else { return Ok(None) };
    let day = visit.start.map(|start| start.day());
    let source = cx.text.ta("debrief-source", &[("day", &visit.start.map(|start| moment(&start)).unwrap_or_default())]);
    let said = cx.text.pair(&label(&cx.text, Kind::Seat, field.name), &present(&cx.view(), field, value));
    let mut draft = Draft::new("edit-visit-judged").about(format!("{} → {said}", cx.room().name(seat.id)));
    draft.set(cx.room(), id, field.name, value.clone())?;
    let basis = [("confidence", json!(Confidence::Confirmed)), ("source", source.into()), ("as_of", json!(day))];
    for (part, value) in basis {
        draft.set(cx.room(), id, &format!("{}.{part}", field.name), value)?;
    }
    Ok(Some(draft))
}

/// A question of the debriefing was answered: the next one is asked.
pub(super) fn answered(cx: &mut Cx) {
    if is_here(cx) {
        cx.screens.debrief.go_on();
    }
}
