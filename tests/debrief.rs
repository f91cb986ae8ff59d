//! A visit told afterwards, from its line on Today to the day agreed for the next one; and the visits there were.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::demo;

use demo::Demo;
use serde_json::json;
use warroom::command::Layer;
use warroom::model::choice::{Support, VisitStatus};
use warroom::model::{FollowUp, Id, Seat, Visit};
use warroom::rules::today::{Topic, today};
use warroom::rules::visits::agreed;
use warroom::screen::Place;
use warroom::text::Lang;

/// Opens the debriefing on Today's line of a visit that is not told, and gives the visit.
fn opened(demo: &mut Demo) -> Id {
    demo.press("g t g g");
    for _ in 0..200 {
        let entry = demo.app.cx.screens.today.entry().cloned().unwrap_or_else(|| panic!("{}", demo.screen()));
        if entry.topic == Topic::Debrief {
            demo.press("x");
            assert_eq!(demo.app.cx.screens.place(), Place::Debrief, "{}", demo.screen());
            return entry.id().unwrap();
        }
        demo.press("down");
    }
    panic!("nothing to tell: {}", demo.screen());
}

fn visit(demo: &Demo, id: Id) -> Visit {
    demo.app.cx.room().get::<Visit>(id).unwrap().clone()
}

/// Puts the cursor on a field of a record of the debriefing.
fn to_field(demo: &mut Demo, id: Id, field: &str) {
    demo.press("home");
    for _ in 0..80 {
        let on = demo.app.cx.screens.target().is_some_and(|target| target.id == id && target.field == field);
        if on {
            return;
        }
        demo.press("down");
    }
    panic!("{field} is not asked: {}", demo.screen());
}

#[test]
fn the_questions_follow_one_another_and_closing_takes_the_line_off_today() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let id = opened(&mut demo);
    let mut blank = warroom::edit::Draft::new("edit-set");
    for (field, value) in [("status", json!("planned")), ("content", json!(null)), ("progress", json!(null))] {
        blank.set(demo.app.cx.room(), id, field, value).unwrap();
    }
    demo.app.cx.commit(blank).unwrap();
    demo.draw();
    demo.press("x");
    assert!(demo.app.cx.message.refused && demo.says("A visit is done when this is told"), "{}", demo.screen());
    let host = visit(&demo, id).theirs.first().copied().unwrap();
    if visit(&demo, id).received_by.is_none() {
        to_field(&mut demo, id, "received_by");
        let name = demo.app.cx.room().name(host);
        demo.press("enter").typed(&name).press("enter");
    }
    to_field(&mut demo, id, "content");
    demo.press("enter").typed("They agreed.").press("ctrl+s");
    assert_eq!(demo.app.cx.screens.target().map(|target| target.field), Some("progress"), "{}", demo.screen());
    demo.press("enter").typed("signed").press("enter");
    to_field(&mut demo, id, "next_date");
    demo.press("enter").typed("2026-10-24").press("enter").press("x");
    let told = visit(&demo, id);
    assert_eq!(told.status, Some(VisitStatus::Done), "{}", demo.screen());
    assert!(told.debriefed_at.is_some() && told.received_by.is_some());
    assert_eq!((told.content.as_deref(), told.progress.as_deref()), (Some("They agreed."), Some("signed")));
    assert_eq!(demo.app.cx.screens.place(), Place::Today, "back where one came from");
    let cx = &demo.app.cx;
    let list = today(cx.room(), &cx.terms, cx.now(), None);
    assert!(list.iter().all(|entry| entry.topic != Topic::Debrief || entry.id() != Some(id)));
}

#[test]
fn what_is_left_in_the_middle_is_there_when_one_comes_back() {
    let mut demo = Demo::new(Lang::ZhCn, (80, 24));
    let id = opened(&mut demo);
    to_field(&mut demo, id, "progress");
    demo.press("enter").typed("half").press("enter").press("esc");
    assert_eq!(demo.app.cx.screens.place(), Place::Today);
    assert_eq!(opened(&mut demo), id);
    assert!(demo.says("half"), "{}", demo.screen());
    assert!(visit(&demo, id).debriefed_at.is_none());
}

#[test]
fn a_judgement_made_there_rests_on_the_visit_and_is_one_edit() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let id = opened(&mut demo);
    let seat = visit(&demo, id).theirs.first().copied().unwrap();
    let before = demo.dump();
    to_field(&mut demo, seat, "support");
    demo.press("enter").typed("mentor").press("enter");
    let room = demo.app.cx.room();
    assert_eq!(room.get::<Seat>(seat).unwrap().support, Some(Support::Mentor), "{}", demo.screen());
    let basis = |part| room.record(seat).unwrap().basis("support", part).map(str::to_owned);
    let day = visit(&demo, id).start.unwrap().day().to_string();
    assert_eq!(basis("confidence").as_deref(), Some("confirmed"));
    assert_eq!(basis("as_of"), Some(day.clone()));
    assert!(basis("source").unwrap().contains(&day));
    demo.press("u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn somebody_new_gets_a_seat_and_a_promise_is_a_follow_up_of_the_visit() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let id = opened(&mut demo);
    let account = visit(&demo, id).account;
    let seats = visit(&demo, id).theirs.len();
    let adding = |demo: &Demo, what: &str| {
        demo.app.cx.screens.debrief.sections().section().is_some_and(|section| section.title == what)
    };
    for (title, keys) in [("Met for the first time", "a"), ("Promised", "a")] {
        demo.press("home");
        for _ in 0..80 {
            if adding(&demo, title) {
                break;
            }
            demo.press("down");
        }
        demo.press(keys);
        match title {
            "Promised" => demo.typed("Send the samples").press("enter").typed("fri").press("enter enter esc esc"),
            _ => demo.typed("Nora Neu").press("enter"),
        };
    }
    // Whatever the form still asks for has an answer already or may stay open.
    while !demo.app.cx.layers.is_empty() {
        demo.press("ctrl+s");
    }
    let told = visit(&demo, id);
    assert_eq!(told.theirs.len(), seats + 1, "{}", demo.screen());
    let new = told.theirs.iter().find(|seat| demo.app.cx.room().name(**seat) == "Nora Neu").unwrap();
    assert_eq!(demo.app.cx.room().get::<Seat>(*new).unwrap().account, account);
    let promise = demo.app.cx.room().all::<FollowUp>().find(|item| item.subject == "Send the samples");
    let promise = promise.unwrap_or_else(|| panic!("{}", demo.screen()));
    assert_eq!(promise.visit, Some(id));
    // Told late, it would have climbed already, had its clock run since.
    assert_eq!(promise.opened_at.map(|at| at.day()), Some(demo.app.cx.today()));
    assert!(demo.says("Send the samples"), "{}", demo.screen());
}

#[test]
fn a_day_agreed_on_is_on_the_calendar_and_on_today_until_a_visit_is_planned() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let account: Id = demo.app.cx.room().all::<Visit>().next().unwrap().account;
    let seat = demo.app.cx.room().linked::<Seat>(account).next().unwrap().id;
    let mut draft = warroom::edit::Draft::new("edit-add");
    let visit = Id::named("test", "visit");
    let fields = json!({"account": account, "status": "done", "start": "2026-10-19", "received_by": seat,
        "content": "talked", "debriefed_at": "2026-10-19", "next_date": "2026-10-22"});
    let others: Vec<Id> =
        demo.app.cx.room().all::<Visit>().filter(|one| one.account == account).map(|one| one.id).collect();
    for other in others {
        draft.delete(demo.app.cx.room(), other).unwrap();
    }
    draft.create(warroom::model::Kind::Visit, visit, fields.as_object().unwrap().clone()).unwrap();
    demo.app.cx.commit(draft).unwrap();
    assert_eq!(agreed(demo.app.cx.room(), Some(account)).len(), 1);
    demo.press("g t g g");
    for _ in 0..200 {
        if demo.app.cx.screens.today.entry().is_some_and(|entry| entry.topic == Topic::Agreed) {
            break;
        }
        demo.press("down");
    }
    demo.press("x");
    assert!(demo.says("2026-10-22"), "the form is filled in: {}", demo.screen());
    demo.press("ctrl+s");
    assert!(agreed(demo.app.cx.room(), Some(account)).is_empty(), "{}", demo.screen());
    demo.press("u");
    demo.app.cx.screens.go(Place::Calendar, Some(account));
    demo.draw();
    assert!(demo.says("Agreed to"), "{}", demo.screen());
}

#[test]
fn the_visits_of_an_account_are_listed_and_each_can_be_told() {
    for lang in [Lang::En, Lang::ZhCn] {
        let mut demo = Demo::new(lang, (120, 40));
        demo.press("g a enter 9");
        assert_eq!(demo.app.cx.screens.place(), Place::Calls, "{}", demo.screen());
        let first = demo.app.cx.selected().unwrap();
        demo.press("enter");
        assert_eq!(demo.app.cx.screens.debrief.visit(), Some(first), "{}", demo.screen());
        demo.press("esc");
        assert_eq!(demo.app.cx.selected(), Some(first));
        demo.press("g v");
        assert_eq!(demo.app.cx.screens.place(), Place::Visits);
    }
}

#[test]
fn in_the_planner_undo_takes_back_what_was_asked_and_then_what_was_saved() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump();
    demo.press("g p");
    let wish = demo.app.cx.screens.planner.wish().cloned();
    demo.press("x");
    assert_ne!(demo.app.cx.screens.planner.wish().cloned(), wish, "{}", demo.screen());
    demo.press("u");
    assert_eq!(demo.app.cx.screens.planner.wish().cloned(), wish);
    assert_eq!(demo.dump(), before, "nothing that was saved was taken back");
    let plan = demo.app.cx.screens.planner.plan().cloned();
    demo.press("S");
    assert_ne!(demo.dump(), before);
    assert!(!demo.app.cx.screens.is_working(), "nothing is looked for any more");
    assert_eq!(demo.app.cx.screens.planner.plan().cloned(), plan, "the saved plan stays: {}", demo.screen());
    let saved = demo.dump();
    demo.press("S");
    assert_eq!(demo.dump(), saved, "it is made once: {}", demo.screen());
    demo.press("u");
    assert_eq!(demo.dump(), before, "{}", demo.screen());
    demo.press("S");
    // How good a plan is found at once hangs on what else the machine does.
    assert!(demo.dump().len() > before.len(), "what was taken back can be made again: {}", demo.screen());
}

#[test]
fn the_briefing_of_a_stop_that_was_saved_is_that_of_its_visit() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("g p B");
    assert!(!demo.says("Objective"), "it is none yet: {}", demo.screen());
    demo.press("esc S B");
    let stop = demo.app.cx.screens.planner.stop().cloned().unwrap();
    assert!(demo.says("Objective") && demo.says(&stop.city), "{}", demo.screen());
}

#[test]
fn who_received_us_is_looked_for_among_those_of_the_account_from_the_first() {
    let mut demo = Demo::new(Lang::En, (80, 24));
    let id = opened(&mut demo);
    let mut nobody = warroom::edit::Draft::new("edit-set");
    for (field, value) in [("status", json!("planned")), ("received_by", json!(null))] {
        nobody.set(demo.app.cx.room(), id, field, value).unwrap();
    }
    demo.app.cx.commit(nobody).unwrap();
    demo.draw();
    to_field(&mut demo, id, "received_by");
    demo.press("enter");
    let cx = &demo.app.cx;
    let Some(Layer::Picker(picker)) = cx.layers.top() else { panic!("{}", demo.screen()) };
    let homes: Vec<_> = picker.shown().map(|item| cx.room().account_of(item.key.parse().ok()?)).collect();
    let own = visit(&demo, id).account;
    let count = cx.room().linked::<Seat>(own).filter(|seat| seat.account == own).count();
    assert!(homes.iter().take(count).all(|home| *home == Some(own)), "{}", demo.screen());
    assert_eq!(picker.current().map(|item| &item.key), picker.shown().next().map(|item| &item.key));
}
