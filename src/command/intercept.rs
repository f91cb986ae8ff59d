//! Commands of coincidences: where journeys cross, and making a planned visit of it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Command, Cx, Outcome};
use crate::edit::{Draft, Room};
use crate::model::choice::VisitRole;
use crate::model::{Id, Kind, Problem, Record, Travel};
use crate::overlay::Item;
use crate::rules::intercept::{HORIZON, Intercept, intercepts, notes, objective, upcoming};
use crate::rules::presence::clashes;
use crate::screen::calendar::words;
use crate::screen::present::hours;
use crate::screen::{Focus, Place, Screen};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::looking("intercept-list", |cx, _| list(cx)),
    Command::changing("intercept-plan", |cx, _| plan_here(cx)).unless(none_here),
];

/// More journeys than somebody notes by hand are an import, which is not the moment to plan meetings.
const BY_HAND: usize = 8;

fn here(cx: &Cx) -> Option<&Intercept> {
    match cx.screens.place() {
        Place::Calendar | Place::Agenda => cx.screens.calendar.intercept(),
        Place::Today => cx.screens.today.meeting(),
        _ => None,
    }
}

fn none_here(cx: &Cx) -> Option<&'static str> {
    here(cx).is_none().then_some("blocked-no-intercept")
}

/// Whose meetings are asked for: those of the person or pair under the cursor, where the screen is one of people; else
/// those of the account.
fn whose(cx: &Cx) -> Option<Id> {
    if matches!(cx.screens.place(), Place::Calendar | Place::Agenda | Place::Today | Place::Journal) {
        return None;
    }
    let who = |record: &Record| {
        matches!(record.kind(), Kind::Seat | Kind::Person | Kind::Member | Kind::Pairing | Kind::Travel)
    };
    cx.selected().filter(|id| cx.room().record(*id).is_some_and(who))
}

fn concerns(room: &Room, meeting: &Intercept, id: Id) -> bool {
    let person = room.person_of(meeting.seat).map(|person| person.id);
    [Some(meeting.member), Some(meeting.seat), meeting.pairing, person].contains(&Some(id)) || meeting.hangs_on(id)
}

/// Where journeys cross in the weeks to come; the one chosen is planned.
fn list(cx: &mut Cx) -> Outcome {
    let account = match cx.screens.place() {
        Place::Accounts => cx.selected(),
        _ => cx.account(),
    };
    let whose = whose(cx);
    let until = cx.today() + chrono::Days::new(HORIZON.into());
    let mut all = intercepts(cx.room(), &cx.terms, cx.now(), account, cx.today(), until);
    if let Some(id) = whose {
        all.retain(|meeting| concerns(cx.room(), meeting, id));
    }
    // On Today they are those of whoever is looked at.
    if let Some(member) = cx.screens.today.member().filter(|_| cx.screens.place() == Place::Today) {
        all.retain(|meeting| meeting.member == member);
    }
    if all.is_empty() {
        let name = whose.or(account).map(|id| cx.room().name(id));
        return Err(match name {
            Some(name) => Problem::new("problem-no-intercepts-of").with("name", name).with("days", HORIZON),
            None => Problem::new("problem-no-intercepts").with("days", HORIZON),
        });
    }
    let whose = whose.or(account).map(|id| cx.room().name(id));
    choose(cx, all, whose);
    Ok(())
}

/// Lists proposals; below them the one under the cursor in full. Enter plans it.
fn choose(cx: &mut Cx, all: Vec<Intercept>, whose: Option<String>) {
    let view = cx.view();
    let item = |(at, meeting): (usize, &Intercept)| {
        let score = format!("{:.1}", meeting.score());
        let line = words::intercept_line(&view, meeting);
        Item::new(at.to_string(), line, score).with_more(words::intercept_more(&view, meeting))
    };
    let items = all.iter().enumerate().map(item).collect();
    let id = if whose.is_some() { "calendar-intercepts-of" } else { "calendar-intercepts" };
    let args = [("days", HORIZON.to_string()), ("count", all.len().to_string()), ("name", whose.unwrap_or_default())];
    let title = cx.text.ta(id, &args.each_ref().map(|(name, value)| (*name, value.as_str())));
    cx.pick(title, items, move |cx, key| match key.parse().ok().and_then(|at: usize| all.get(at)) {
        Some(meeting) => plan(cx, meeting),
        None => Ok(()),
    });
}

/// Plans the proposal under the cursor.
pub(super) fn plan_here(cx: &mut Cx) -> Outcome {
    match here(cx).cloned() {
        Some(meeting) => plan(cx, &meeting),
        None => Err(Problem::new("blocked-no-intercept")),
    }
}

/// Makes a proposal a planned visit of the two, its briefing begun with what is known, and goes to it.
fn plan(cx: &mut Cx, meeting: &Intercept) -> Outcome {
    let id = Id::new(cx.now());
    let pair = format!("{} ↔ {}", cx.room().name(meeting.member), cx.room().name(meeting.seat));
    let say = |id: &str, args: &[(&str, &str)]| cx.text.ta(id, args);
    let fields = json!({
        "account": meeting.account,
        "status": "planned",
        "start": meeting.from,
        "city": meeting.city,
        "objective": objective(cx.room(), meeting, &say),
        "ours": [attendee(cx, meeting.member)],
        "theirs": [meeting.seat],
        "notes": notes(cx.room(), meeting, &say),
    });
    let Value::Object(fields) = fields else { return Ok(()) };
    let mut draft = Draft::new("edit-plan-visit").about(format!("{pair} {} {}", meeting.city, meeting.from));
    draft.create(Kind::Visit, id, fields)?;
    cx.commit(draft)?;
    if matches!(cx.screens.place(), Place::Calendar | Place::Agenda) {
        cx.screens.calendar.go_to(meeting.from);
        cx.screens.calendar.select_row_of(meeting.member);
        cx.screens.calendar.select(id);
    } else {
        cx.reveal(id);
    }
    // Its briefing is in the panel, to be gone on with.
    cx.screens.focus(Focus::Inspector);
    Ok(())
}

/// One of ours at a visit, in the lead.
pub(super) fn attendee(cx: &Cx, member: Id) -> Value {
    json!({"id": Id::new(cx.now()), "member": member, "role": VisitRole::Lead})
}

/// What to say of a journey that cannot be true beside another of the same traveller.
pub(super) fn crossed(cx: &Cx, travels: &BTreeSet<Id>, what: &str) -> Option<String> {
    if travels.len() > BY_HAND {
        return None;
    }
    let journeys = travels.iter().filter_map(|id| cx.room().get::<Travel>(*id));
    let found = journeys.filter_map(|one| {
        let (from, to) = (one.depart?.day(), one.r#return.or(one.arrive).or(one.depart)?.day());
        let all = clashes(cx.room(), &cx.terms, one.person.or(one.member)?, from, to.max(from));
        all.into_iter().find(|clash| [clash.first, clash.second].contains(&one.id))
    });
    let clash = found.into_iter().next()?;
    Some(cx.text.ta("message-journey-clash", &[("what", what), ("clash", &hours::clash(&cx.view(), &clash))]))
}

/// What to say of the best meeting that one of these journeys makes possible.
pub(super) fn announced(cx: &Cx, travels: &BTreeSet<Id>, what: &str) -> Option<String> {
    if travels.is_empty() || travels.len() > BY_HAND {
        return None;
    }
    let mut all = upcoming(cx.room(), &cx.terms, cx.now(), None, HORIZON);
    let best = all.find(|meeting| travels.iter().any(|id| meeting.hangs_on(*id)))?;
    let key = cx.keymap.keys_for("intercept-list", None, &cx.screen_contexts()).into_iter().next();
    let (ours, theirs) = (cx.room().name(best.member), cx.room().name(best.seat));
    let args = [
        ("what", what),
        ("ours", &ours),
        ("theirs", &theirs),
        ("city", &best.city),
        ("days", &words::intercept_days(&best)),
        ("key", key.as_deref().unwrap_or("intercept-list")),
    ];
    Some(cx.text.ta("message-intercept", &args))
}
