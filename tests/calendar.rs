//! The calendar, key by key: its views, editing and moving where things stand, proposals, and the way back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::demo;

use demo::Demo;
use warroom::text::Lang;

/// The calendar of the account with the travelling director.
fn calendar(lang: Lang) -> Demo {
    let mut demo = Demo::new(lang, (120, 40));
    let account = "01900000-0000-7000-8000-0000000a0001".parse().ok();
    demo.app.cx.screens.go(warroom::screen::Place::Calendar, account);
    demo.draw();
    demo
}

/// Puts the cursor on the director's journey to Beijing.
fn on_the_journey(demo: &mut Demo) {
    demo.press("D").typed("2026-10-23").press("enter");
    for _ in 0..20 {
        if demo.app.cx.screens.target().is_some_and(|target| target.field == "to_city") {
            break;
        }
        demo.press("down");
    }
}

#[test]
fn tab_shows_every_view_and_comes_round() {
    let mut demo = calendar(Lang::En);
    for view in ["[Month]", "[Week]", "[Agenda]", "[Presence]", "[Month]"] {
        assert!(demo.says(view), "{view}\n{}", demo.screen());
        demo.press("tab");
    }
}

#[test]
fn a_journey_is_edited_where_it_stands() {
    let mut demo = calendar(Lang::En);
    on_the_journey(&mut demo);
    let before = demo.dump();
    // The whole journey opens, each field with its name, the cursor on where it goes.
    demo.press("enter");
    for label in ["From", "To", "Departs", "Arrives", "Transport", "Hotel", "Firmness"] {
        assert!(demo.says(label), "{label}: {}", demo.screen());
    }
    demo.press("enter ctrl+u").typed("Chengdu").press("tab");
    assert!(demo.says("Chengdu") && demo.app.cx.message.undoable, "{}", demo.screen());
    demo.press("u");
    assert_eq!(demo.dump(), before);
    demo.press("esc enter enter").typed("zzz").press("esc");
    assert_eq!(demo.dump(), before);
}

#[test]
fn an_item_moves_by_a_day_and_the_cursor_with_it() {
    let mut demo = calendar(Lang::En);
    on_the_journey(&mut demo);
    let before = demo.dump();
    let id = demo.app.cx.selected().unwrap();
    demo.press("L");
    assert_eq!(demo.app.cx.selected(), Some(id), "{}", demo.screen());
    assert!(demo.says("back 10-28 21:00"), "{}", demo.screen());
    demo.press("H");
    assert_eq!(demo.app.cx.screens.calendar.day().to_string(), "2026-10-23");
    demo.press("u u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn a_birthday_stays_and_nobody_is_deleted_with_it() {
    let mut demo = calendar(Lang::En);
    demo.press("D").typed("2026-10-23").press("enter");
    assert!(demo.says("李娜 turns 50"), "{}", demo.screen());
    let before = demo.dump();
    demo.press("L");
    assert!(demo.says("a birthday is when it is"), "{}", demo.screen());
    demo.press("d");
    assert_eq!(demo.dump(), before);
}

#[test]
fn a_proposal_becomes_a_planned_visit_with_both() {
    let mut demo = calendar(Lang::En);
    let visits = |demo: &Demo| demo.app.cx.room().all::<warroom::model::Visit>().count();
    let before = visits(&demo);
    demo.press("I");
    assert!(demo.says("working day"), "{}", demo.screen());
    demo.press("enter");
    assert_eq!(visits(&demo), before + 1, "{}", demo.screen());
    let visit = demo.app.cx.room().all::<warroom::model::Visit>().last().unwrap();
    assert_eq!((visit.ours.len(), visit.theirs.len()), (1, 1));
    assert_eq!(demo.app.cx.selected(), Some(visit.id));
}

#[test]
fn travel_is_added_for_whoever_is_under_the_cursor() {
    let mut demo = calendar(Lang::ZhCn);
    demo.press("tab tab tab down right right t");
    assert!(demo.says("张伟") && demo.says("2026-10-22"), "{}", demo.screen());
    demo.press("esc");
    demo.press("g c");
    assert!(demo.says("全部"), "{}", demo.screen());
}

#[test]
fn a_proposal_on_today_opens_to_its_numbers_and_one_undo_takes_the_visit_back() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump();
    for _ in 0..60 {
        if demo.app.cx.screens.today.meeting().is_some() {
            break;
        }
        demo.press("down");
    }
    demo.press("enter");
    assert!(demo.says("Worth 7.71 = 2 days × urgency 1.29 × rung 2") && demo.says("likes"), "{}", demo.screen());
    assert_eq!(demo.dump(), before);
    demo.press("p");
    let visit = demo.app.cx.room().all::<warroom::model::Visit>().last().unwrap();
    let notes = visit.notes.clone().unwrap_or_default();
    assert!(visit.objective.is_some() && notes.contains("CA1234") && notes.contains("likes"), "{notes}");
    // What is planned is no longer proposed, neither here nor in the list of that week.
    demo.press("g t");
    assert!(
        demo.app.cx.screens.today.meeting().is_none_or(|one| demo.app.cx.room().name(one.seat) != "张伟"),
        "{}",
        demo.screen()
    );
    demo.press("u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn on_a_person_the_list_is_theirs() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let find = |demo: &mut Demo, name: &str| {
        demo.press("ctrl+p").typed(name).press("enter");
        assert_eq!(demo.app.cx.selected().map(|id| demo.app.cx.room().name(id)).as_deref(), Some(name));
    };
    // By what else is known of somebody, too: company and name, a number, how others address them.
    for typed in ["sddx zhangwei", "13955500001", "张局", "zw@sdtel"] {
        demo.press("ctrl+p").typed(typed).press("enter");
        assert_eq!(demo.app.cx.selected().map(|id| demo.app.cx.room().name(id)).as_deref(), Some("张伟"), "{typed}");
    }
    find(&mut demo, "张伟");
    demo.press("I");
    assert!(demo.says("陈总 ↔ 张伟") && !demo.says("陈总 ↔ 田军"), "{}", demo.screen());
    demo.press("esc");
    find(&mut demo, "吴德福");
    demo.press("I");
    assert!(demo.says("吴德福: no journeys cross"), "{}", demo.screen());
}

#[test]
fn filters_narrow_every_view_say_so_and_go_one_by_one() {
    use warroom::model::Person;
    use warroom::rules::agenda::EntryKind;
    let mut demo = calendar(Lang::En);
    demo.press("V a").press("/").typed("journeys").press("enter");
    assert_eq!(demo.app.cx.screens.calendar.sift().kind, Some(EntryKind::Travel), "{}", demo.screen());
    assert!(demo.says("journeys"), "{}", demo.screen());
    let kinds = |demo: &mut Demo| {
        let mut seen = std::collections::BTreeSet::new();
        demo.press("g g");
        for _ in 0..40 {
            seen.extend(demo.app.cx.screens.calendar.entry().map(|entry| entry.kind.code()));
            demo.press("down");
        }
        seen
    };
    assert_eq!(kinds(&mut demo).into_iter().collect::<Vec<_>>(), ["travel"]);
    demo.press("P").typed("张伟").press("enter");
    let person = demo.app.cx.screens.calendar.sift().person.unwrap();
    assert_eq!(demo.app.cx.room().get::<Person>(person).map(|one| one.name.as_str()), Some("张伟"));
    demo.press("C").typed("北京").press("enter");
    assert_eq!(demo.app.cx.screens.calendar.sift().city.as_deref(), Some("北京"), "{}", demo.screen());
    for _ in 0..4 {
        if demo.app.cx.screens.calendar.sift().is_open() {
            break;
        }
        demo.press("esc");
    }
    assert!(demo.app.cx.screens.calendar.sift().is_open(), "{}", demo.screen());
    assert!(kinds(&mut demo).len() > 3, "everything is shown again");
}

#[test]
fn an_entry_moves_by_days_or_to_a_day_that_is_typed() {
    use warroom::model::Travel;
    let mut demo = calendar(Lang::En);
    on_the_journey(&mut demo);
    let before = demo.dump();
    let id = demo.app.cx.selected().unwrap();
    let departs = |demo: &Demo| demo.app.cx.room().get::<Travel>(id).unwrap().depart.unwrap().day();
    let first = departs(&demo);
    demo.press("m").typed("+3d").press("enter");
    assert_eq!((departs(&demo) - first).num_days(), 3, "{}", demo.screen());
    demo.press("m").typed("2026-10-23").press("enter");
    assert_eq!(departs(&demo).to_string(), "2026-10-23", "{}", demo.screen());
    demo.press("m").typed("whenever").press("enter");
    assert!(!demo.app.cx.layers.is_empty(), "what cannot be read stays open: {}", demo.screen());
    demo.press("esc");
    demo.press("u u");
    assert_eq!(demo.dump(), before);
}

/// Somebody who sits nowhere, on a journey.
fn stranger(demo: &mut Demo) {
    use serde_json::json;
    use warroom::edit::Draft;
    use warroom::model::{Id, Kind};
    let (who, journey) = (Id::named("test", "who"), Id::named("test", "journey"));
    let mut draft = Draft::new("edit-add");
    draft.create(Kind::Person, who, [("name", json!("Vera Lindholm")), ("home_city", json!("Hamburg"))]).unwrap();
    let way = [
        ("person", json!(who)),
        ("to_city", json!("北京")),
        ("depart", json!("2026-12-01")),
        ("arrive", json!("2026-12-01")),
        ("return", json!("2026-12-03")),
    ];
    draft.create(Kind::Travel, journey, way).unwrap();
    demo.app.cx.commit(draft).unwrap();
}

#[test]
fn whoever_travels_has_a_row_over_all_accounts_and_can_be_shown_alone() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    stranger(&mut demo);
    demo.press("g c V p");
    // In other weeks nobody would look for them.
    assert!(demo.says("[Presence]") && !demo.says("Vera Lindhol"), "{}", demo.screen());
    demo.press("D").typed("2026-12-01").press("enter");
    assert!(demo.says("Vera Lindhol"), "{}", demo.screen());
    demo.press("P").typed("Lindholm").press("enter");
    assert!(demo.says("Vera Lindhol"), "{}", demo.screen());
    let rows = demo.screen();
    assert!(rows.lines().filter(|line| line.contains("Vera Lindhol")).any(|line| line.contains("北京")), "{rows}");
}

#[test]
fn a_new_journey_begins_where_its_traveller_is_unless_a_city_was_typed() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    stranger(&mut demo);
    demo.press("g c D").typed("2026-12-20").press("enter t");
    let choose = |demo: &mut Demo, field: &str, text: &str| {
        for _ in 0..30 {
            demo.press("up");
        }
        for _ in 0..30 {
            if demo.app.cx.layers.top().and_then(form_field) == Some(field) {
                break;
            }
            demo.press("down");
        }
        demo.press("enter ctrl+u").typed(text).press("enter");
    };
    let from = |demo: &Demo| {
        let Some(warroom::command::layer::Layer::Form(form)) = demo.app.cx.layers.top() else {
            panic!("{}", demo.screen())
        };
        form.fields.get("from_city").and_then(|city| city.as_str()).map(str::to_owned)
    };
    choose(&mut demo, "person", "Lindholm");
    assert_eq!(from(&demo).as_deref(), Some("Hamburg"), "{}", demo.screen());
    choose(&mut demo, "person", "zhangwei");
    let second = from(&demo);
    assert!(second.is_some() && second.as_deref() != Some("Hamburg"), "{}", demo.screen());
    choose(&mut demo, "from_city", "Kassel");
    choose(&mut demo, "person", "Lindholm");
    assert_eq!(from(&demo).as_deref(), Some("Kassel"), "{}", demo.screen());
}

/// The field under the cursor of a form.
fn form_field(layer: &warroom::command::layer::Layer) -> Option<&'static str> {
    match layer {
        warroom::command::layer::Layer::Form(form) => form.target().map(|target| target.field),
        _ => None,
    }
}

#[test]
fn help_is_found_by_what_a_command_is_called() {
    for (lang, word) in [(Lang::En, "import"), (Lang::ZhCn, "导入")] {
        let mut demo = Demo::new(lang, (120, 40));
        demo.press("?").typed(word);
        assert!(demo.says("import-open"), "{}", demo.screen());
    }
}

#[test]
fn the_board_stays_where_it_was_under_a_panel_that_covers_it() {
    let mut demo = Demo::new(Lang::En, (80, 24));
    demo.press("g c V p");
    for _ in 0..20 {
        demo.press("down");
    }
    demo.press("right right right right");
    let before = demo.screen();
    demo.press("enter");
    assert_ne!(demo.screen(), before);
    demo.press("esc");
    assert_eq!(demo.screen(), before);
}
