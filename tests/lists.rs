//! Lists inside a record: who of ours comes along, payments, phones. Each entry is added, changed and taken out where
//! the list stands, in a few keys, in the panel and in the form of a new record.
#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use crate::demo;

use demo::Demo;
use serde_json::Value;
use warroom::model::{Id, Kind};
use warroom::screen::Focus;
use warroom::text::Lang;

/// The sample, with a record in the panel and the cursor on one of its fields.
fn on(kind: Kind, field: &str, fits: impl Fn(&Value) -> bool) -> (Demo, Id) {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let room = demo.app.cx.room();
    let id = room.ids(kind).find(|id| room.record(*id).is_some_and(|one| fits(&one.value(field)))).unwrap();
    demo.app.cx.reveal(id);
    demo.draw();
    demo.app.cx.screens.inspector.show(Some(id));
    demo.app.cx.screens.focus(Focus::Inspector);
    demo.app.cx.screens.inspector.select_field(id, field);
    demo.draw();
    assert_eq!(
        demo.app.cx.screens.target().map(|target| (target.id, target.field)),
        Some((id, field)),
        "{kind} {field}"
    );
    (demo, id)
}

fn list(demo: &Demo, id: Id, field: &str) -> Vec<Value> {
    demo.app
        .cx
        .room()
        .record(id)
        .map(|one| one.value(field))
        .and_then(|list| list.as_array().cloned())
        .unwrap_or_default()
}

/// A field that can be reached on the screen of the record's home, with its list filled or empty.
const LISTS: &[(Kind, &str)] = &[(Kind::Visit, "ours"), (Kind::Account, "addresses"), (Kind::Account, "aliases")];

#[test]
fn every_list_opens_to_its_entries_and_one_is_taken_out_and_brought_back() {
    for (kind, field) in LISTS {
        let (mut demo, id) = on(*kind, field, serde_json::Value::is_array);
        let (before, all) = (demo.dump(), list(&demo, id, field));
        demo.press("enter delete");
        assert!(demo.app.cx.layers.is_empty(), "{}", demo.screen());
        assert_eq!(list(&demo, id, field).len(), all.len() - 1, "{kind} {field}: {}", demo.screen());
        demo.press("u");
        assert_eq!(demo.dump(), before, "{kind} {field}");
        demo.press("enter enter");
        assert!(!demo.app.cx.layers.is_empty(), "the entry's own editor: {}", demo.screen());
        demo.press("esc");
        assert_eq!(demo.dump(), before, "{kind} {field}");
    }
}

#[test]
fn one_of_ours_is_added_to_a_visit_by_two_pickers() {
    let (mut demo, id) = on(Kind::Visit, "ours", Value::is_array);
    let before = demo.dump();
    let had = list(&demo, id, "ours").len();
    demo.press("enter end up");
    for _ in 0..had {
        demo.press("down");
    }
    demo.press("enter").typed("gao xiang").press("enter").typed("note").press("enter");
    assert!(demo.app.cx.layers.is_empty(), "{}", demo.screen());
    let ours = list(&demo, id, "ours");
    let new = ours.last().unwrap();
    assert_eq!((ours.len(), new["role"].as_str()), (had + 1, Some("note_taker")), "{}", demo.screen());
    let name = demo.app.cx.room().name(new["member"].as_str().unwrap().parse().unwrap());
    assert_eq!(name, "高翔");
    demo.press("u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn a_new_visit_has_its_attendees_in_the_form() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("g a down enter v");
    assert!(demo.says("New: Visit"), "{}", demo.screen());
    demo.typed("fri").press("enter");
    for _ in 0..20 {
        if demo.app.cx.layers.iter().next().and_then(warroom::command::Layer::stand).is_some() && on_ours(&demo) {
            break;
        }
        demo.press("down");
    }
    demo.press("enter").typed("gao xiang").press("enter").typed("technical").press("enter");
    assert!(demo.says("New: Visit") && demo.says("高翔 Technical"), "{}", demo.screen());
    // What is cancelled costs the one line only; the form asks before it drops what was filled in.
    demo.press("down enter esc");
    assert!(demo.says("高翔 Technical"), "{}", demo.screen());
    demo.press("esc");
    assert!(demo.says("Discard"), "{}", demo.screen());
    demo.press("esc ctrl+s");
    assert!(demo.app.cx.layers.is_empty(), "{}", demo.screen());
    let visit =
        demo.app.cx.room().all::<warroom::model::Visit>().max_by_key(|visit| visit.created_at.map(|at| at.to_string()));
    assert_eq!(visit.unwrap().ours.len(), 1, "{}", demo.screen());
}

fn on_ours(demo: &Demo) -> bool {
    let Some(warroom::command::Layer::Form(form)) = demo.app.cx.layers.top() else { return false };
    form.target().is_some_and(|target| target.field == "ours")
}

#[test]
fn an_address_keeps_its_commas() {
    let (mut demo, id) = on(Kind::Account, "addresses", Value::is_array);
    while !list(&demo, id, "addresses").is_empty() {
        demo.press("enter delete");
    }
    demo.press("enter").typed("12 High Street, Leeds").press("enter");
    let all = list(&demo, id, "addresses");
    assert_eq!(all.len(), 1, "{}", demo.screen());
    assert_eq!(all[0]["value"], "12 High Street, Leeds");
    demo.press("enter enter").typed(", UK").press("enter");
    assert_eq!(list(&demo, id, "addresses")[0]["value"], "12 High Street, Leeds, UK");
    assert_eq!(list(&demo, id, "addresses")[0]["id"], all[0]["id"]);
}

#[test]
fn what_was_looked_for_in_a_choice_of_several_is_chosen_without_a_mark() {
    let (mut demo, id) = on(Kind::Visit, "theirs", Value::is_array);
    let had = list(&demo, id, "theirs").len();
    let here = demo.app.cx.room().record(id).cloned().unwrap();
    let account: Id = here.value("account").as_str().unwrap().parse().unwrap();
    let room = demo.app.cx.room();
    let other = room
        .linked::<warroom::model::Seat>(account)
        .find(|seat| {
            seat.account == account
                && seat.person.is_some()
                && !here.value("theirs").to_string().contains(&seat.id.to_string())
        })
        .unwrap();
    let name = room.name(other.id);
    demo.press("enter").typed(&name).press("enter");
    assert_eq!(list(&demo, id, "theirs").len(), had + 1, "{}", demo.screen());
}
