//! What people do, key by key: editing in place, undo, finding, leaving and coming back.

use crate::demo;

use demo::Demo;
use warroom::command::Layer;
use warroom::edit::Draft;
use warroom::input::Key;
use warroom::model::{Id, Kind};
use warroom::screen::Place;
use warroom::text::Lang;

fn accounts(lang: Lang) -> Demo {
    let mut demo = Demo::new(lang, (120, 40));
    demo.press("g a");
    demo
}

#[test]
fn a_value_is_edited_where_it_stands_and_undone() {
    let mut demo = accounts(Lang::En);
    let before = demo.dump();
    demo.press("i");
    let caret = demo.cursor.expect("the caret is where the value stands");
    assert_eq!(caret.y, 12, "{}", demo.screen());
    demo.press("ctrl+u").typed("Calder Rail").press("enter");
    assert!(demo.says("Calder Rail"), "{}", demo.screen());
    demo.press("u");
    assert_eq!(demo.dump(), before);
    assert!(demo.says("Undone: ") && demo.says("(as before)") && !demo.says(" again"), "{}", demo.screen());
    demo.press("U");
    assert!(demo.says("Calder Rail") && !demo.says("(as before)"), "{}", demo.screen());
}

#[test]
fn esc_restores_and_invalid_input_stays_open_with_the_reason() {
    let mut demo = accounts(Lang::En);
    let before = demo.dump();
    demo.press("i").typed(" changed").press("esc");
    assert_eq!(demo.dump(), before);
    demo.press("e").typed("headc").press("enter ctrl+u").typed("many").press("enter");
    assert!(demo.says("“many” is not a number"), "{}", demo.screen());
    assert!(demo.says("many"), "what was typed is still there");
    demo.press("ctrl+u").typed("120").press("enter");
    assert_ne!(demo.dump(), before);
}

#[test]
fn esc_asks_before_it_drops_a_form_or_a_page_that_was_written_in() {
    let form = |demo: &mut Demo| demo.app.cx.run("account-add", "");
    let page = |demo: &mut Demo| demo.app.cx.page("Text", "old", |_, _| Ok(()));
    for open in [&form as &dyn Fn(&mut Demo), &page] {
        let mut demo = accounts(Lang::En);
        open(&mut demo);
        demo.press("esc");
        assert!(demo.app.cx.layers.is_empty(), "nothing was written: {}", demo.screen());
        open(&mut demo);
        demo.typed("half").press("enter");
        let written = demo.screen();
        demo.press("esc");
        assert!(demo.says("Discard"), "{}", demo.screen());
        demo.press("esc");
        assert_eq!(demo.screen(), written);
        demo.press("esc y");
        assert!(demo.app.cx.layers.is_empty(), "{}", demo.screen());
    }
}

#[test]
fn no_key_is_silent_about_why_it_does_nothing() {
    let mut demo = accounts(Lang::En);
    for (keys, said) in [
        ("alt+right", "latest place"),
        ("g t g t backspace backspace backspace", "where you started"),
        ("g j R", "Nothing is selected"),
        ("g a enter 5 o", "its own screen"),
    ] {
        demo.press(keys);
        assert!(demo.says(said), "{keys}: {}", demo.screen());
    }
    demo.press("1 tab");
    assert!(demo.app.cx.screens.inspector_focused());
    demo.press("g s");
    assert!(!demo.app.cx.screens.inspector_focused() && demo.app.cx.screens.inspector_hidden);
}

#[test]
fn leaving_an_editor_sideways_never_drops_text() {
    let mut demo = accounts(Lang::En);
    demo.press("tab").press("down enter").typed("X").press("tab");
    assert!(demo.app.cx.layers.is_empty(), "{}", demo.screen());
    assert!(demo.app.cx.message.undoable);
}

#[test]
fn an_open_editor_goes_with_its_value_when_the_terminal_is_resized() {
    for keys in ["tab down down enter", "tab down down down enter"] {
        let mut demo = accounts(Lang::En);
        demo.press(keys).typed("qq");
        demo.resize(70, 20);
        let mut fresh = accounts(Lang::En);
        fresh.resize(70, 20);
        fresh.press(keys).typed("qq");
        assert_eq!((demo.screen(), demo.cursor), (fresh.screen(), fresh.cursor));
    }
}

#[test]
fn a_guard_says_why() {
    let mut demo = accounts(Lang::En);
    demo.press("/").typed("jiaodong").press("enter e").typed("tier").press("enter").typed("gold").press("enter");
    assert!(demo.says("developed accounts only"), "{}", demo.screen());
}

#[test]
fn every_screen_of_the_palette_opens_and_esc_comes_back() {
    let mut demo = accounts(Lang::ZhCn);
    let at_start = demo.screen();
    demo.press("?");
    assert!(demo.says("帮助"));
    demo.press("esc :");
    assert!(demo.says("命令"));
    demo.press("esc");
    assert_eq!(demo.screen(), at_start);
}

#[test]
fn today_jumps_to_its_source_and_back_to_the_same_line() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("g t j j");
    let at_start = demo.screen();
    demo.press("enter enter");
    assert!(demo.says("Ladder"), "{}", demo.screen());
    demo.press("esc");
    assert_eq!(demo.screen(), at_start);
    demo.press("x");
    assert!(demo.app.cx.message.undoable, "{}", demo.screen());
    demo.press("u");
}

#[test]
fn the_card_adds_to_the_section_under_the_cursor_and_deletes_only_records() {
    let mut demo = accounts(Lang::En);
    let before = demo.dump();
    demo.press("/").typed("shandong").press("enter enter 5 d");
    assert_eq!(demo.dump(), before, "a field is no record");
    demo.press("l G a");
    assert!(demo.says("New: Gift"), "{}", demo.screen());
    demo.press("esc d");
    assert_ne!(demo.dump(), before);
    demo.press("u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn an_old_value_is_brought_back_from_the_history() {
    let mut demo = accounts(Lang::En);
    let before = demo.dump();
    demo.press("i ctrl+u").typed("Renamed").press("enter g j");
    assert!(demo.says("Renamed"), "{}", demo.screen());
    demo.press("R");
    assert!(demo.says("Restored"), "{}", demo.screen());
    demo.press("g a u u");
    assert_eq!(demo.dump(), before);
}

#[test]
fn what_is_added_about_somebody_leaves_the_cursor_on_them() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("g a enter down");
    let who = demo.app.cx.selected();
    demo.press("t").typed("Leeds").press("enter").typed("+3d").press("ctrl+s");
    assert!(demo.app.cx.layers.is_empty(), "{}", demo.screen());
    assert!(demo.app.cx.message.undoable, "{}", demo.screen());
    assert_eq!(demo.app.cx.selected(), who, "{}", demo.screen());
}

#[test]
fn the_ladder_of_all_is_a_key_away_and_many_are_assigned_at_once() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump();
    demo.press("g r");
    assert!(demo.says("山东电信") && demo.says("Halvorsen"), "{}", demo.screen());
    demo.press("/").typed("Collection").press("enter");
    assert!(demo.says("only Collection"), "{}", demo.screen());
    demo.press("*");
    assert!(demo.says("marked"), "{}", demo.screen());
    demo.press("o").typed("Anna").press("enter");
    assert!(demo.says("Assigned to Anna Lindqvist"), "{}", demo.screen());
    assert_ne!(demo.dump(), before);
    demo.press("u");
    assert_eq!(demo.dump(), before);
    demo.press("esc");
    assert!(!demo.says("only Collection") && demo.says("Ladder"), "{}", demo.screen());
}

#[test]
fn the_views_of_the_ladder_follow_each_other_and_are_edited_in_place() {
    let mut demo = Demo::new(Lang::En, (80, 24));
    let before = demo.dump();
    demo.press("g r tab");
    assert!(demo.says("if nobody acts"), "{}", demo.screen());
    demo.press("tab p ctrl+s");
    assert!(demo.app.cx.message.undoable, "{}", demo.screen());
    demo.press("tab x ctrl+u").typed("replaced").press("enter");
    assert!(demo.says("Closed: "), "{}", demo.screen());
    demo.press("u u");
    assert_eq!(demo.dump(), before);
    demo.press("tab");
    assert!(demo.says("Executive"), "{}", demo.screen());
}

#[test]
fn what_a_leaver_has_is_listed_and_moved_from_the_team_in_one_edit() {
    let mut demo = Demo::new(Lang::En, (200, 60));
    demo.press("g m");
    let before = demo.dump();
    demo.press(">");
    assert!(demo.says("Who takes over from 陈总?"), "{}", demo.screen());
    demo.press("enter");
    assert!(demo.says("Hand over 陈总 → 刘慧") && demo.says("without a natural successor"), "{}", demo.screen());
    assert!(demo.says("only 陈总 knows"), "{}", demo.screen());
    demo.press("enter");
    assert!(demo.says("Handed over: 陈总 → 刘慧"), "{}", demo.screen());
    assert_ne!(demo.dump(), before);
    demo.press("u");
    assert_eq!(demo.dump(), before);
    demo.press("*");
    demo.press("enter");
    assert!(demo.says("Handover pack") && demo.says("# 陈总 → 刘慧"), "{}", demo.screen());
    demo.press("esc");
    assert_eq!(demo.dump(), before);
}

#[test]
fn esc_takes_a_filter_back_before_it_leaves() {
    for (keys, filter) in [("g a", "tier:gold"), ("g a enter 7", "field:nothing"), ("g a enter 1", "support:enemy")] {
        let mut demo = Demo::new(Lang::En, (120, 40));
        demo.press(keys);
        let (all, place) = (demo.screen(), demo.app.cx.screens.place());
        demo.press("/").typed(filter).press("enter");
        let some = demo.screen();
        assert_ne!(some, all, "{keys} {filter}");
        demo.press("esc");
        assert_eq!(demo.app.cx.screens.place(), place, "{keys}");
        assert_ne!(demo.screen(), some, "{keys}: all is shown again");
        demo.press("esc");
        assert_ne!(demo.app.cx.screens.place(), place, "{keys}: the next one leaves");
    }
}

#[test]
fn an_hour_is_edited_as_it_is_shown_and_keeps_its_day() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("g a").press("/").typed("Calderbrook").press("enter enter 4 tab tab tab");
    let journey = "Gareth Pugh";
    for _ in 0..40 {
        if demo.app.cx.screens.calendar.who().is_some_and(|id| demo.app.cx.room().name(id) == journey) {
            break;
        }
        demo.press("down");
    }
    let travel = demo
        .app
        .cx
        .room()
        .all::<warroom::model::Travel>()
        .find(|one| demo.app.cx.room().name(one.id).starts_with(journey));
    let travel = travel.map(|one| one.id).expect("the sample has his journey");
    demo.app.cx.screens.select(travel);
    demo.draw();
    demo.app.cx.run("field-edit", "arrive");
    demo.draw();
    assert!(!demo.says("T07:45"), "{}", demo.screen());
    let arrive = |demo: &Demo| {
        demo.app.cx.room().get::<warroom::model::Travel>(travel).and_then(|one| one.arrive).map(|when| when.to_string())
    };
    let before = arrive(&demo).expect("it has an hour");
    demo.press("enter");
    assert_eq!(arrive(&demo).as_deref(), Some(before.as_str()), "left as it stood");
    demo.app.cx.run("field-edit", "arrive");
    demo.press("ctrl+u").typed("9:30").press("enter");
    assert_eq!(arrive(&demo).map(|when| when.replace("T09:30", "T07:45")), Some(before));
}

#[test]
fn the_room_is_seen_as_it_was_and_nothing_of_it_is_changed() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    let before = demo.dump();
    demo.press("g a i ctrl+u").typed("Renamed Rail").press("enter");
    let after = demo.dump();
    assert_ne!(after, before);
    demo.press("@").typed("2026-10-19").press("enter");
    assert!(demo.says("as it was on 2026-10-19"), "{}", demo.screen());
    assert!(!demo.says("Renamed Rail"), "{}", demo.screen());
    for keys in ["i", "g a a", "g t z", "g t x", "g a enter 6 enter", "g a enter 1 s", "g a enter 1 i", "n", "g o"] {
        demo.press(keys);
        assert!(demo.says("Nothing can be changed in the past"), "{keys}: {}", demo.screen());
        assert!(demo.app.cx.layers.is_empty(), "{keys}: {}", demo.screen());
    }
    demo.press("g a");
    demo.press("esc @");
    assert!(demo.says("Renamed Rail") && demo.says("Back to today"), "{}", demo.screen());
    assert_eq!(demo.dump(), after);
    // A day that is not over is no past.
    demo.press("@").typed("today").press("enter");
    assert!(demo.says("is not over yet"), "{}", demo.screen());
}

#[test]
fn a_step_back_where_the_past_was_entered_comes_back_to_today() {
    let foot = |demo: &Demo| demo.screen().lines().last().unwrap_or_default().to_owned();
    let mut demo = Demo::new(Lang::En, (80, 24));
    demo.press("g a enter 3");
    let there = (demo.app.cx.screens.place(), demo.app.cx.account());
    demo.press("@").typed("2026-10-19").press("enter");
    assert!(foot(&demo).starts_with("esc back to today"), "{}", demo.screen());
    // Steps of the past are gone back first.
    demo.press("2 1");
    assert!(foot(&demo).starts_with("@ back to today  esc back"), "{}", demo.screen());
    demo.press("esc esc");
    assert!(demo.says("as it was on 2026-10-19"), "{}", demo.screen());
    demo.press("shift+tab");
    assert!(foot(&demo).contains("@ back to today"), "{}", demo.screen());
    demo.press("esc esc");
    assert!(demo.says("Back to today"), "{}", demo.screen());
    assert_eq!((demo.app.cx.screens.place(), demo.app.cx.account()), there);
    // And the ways of today are there again.
    demo.press("esc");
    assert_eq!(demo.app.cx.screens.place(), warroom::screen::Place::Map);
}

#[test]
fn the_past_is_shown_on_the_screen_one_is_on_and_left_where_one_was() {
    use warroom::screen::Place;
    for keys in
        ["g t", "g i", "g a", "g p", "g x", "g c", "g a enter 6", "g a enter 2", "g a enter 3", "g a enter 7", "g j"]
    {
        let mut demo = Demo::new(Lang::En, (120, 40));
        demo.press(keys);
        let (place, account) = (demo.app.cx.screens.place(), demo.app.cx.account());
        demo.press("@").typed("2026-10-19").press("enter");
        assert!(demo.says("as it was on 2026-10-19"), "{keys}: {}", demo.screen());
        let then = demo.app.cx.screens.place();
        assert!(then == place || matches!(place, Place::History | Place::Journal), "{keys}: {then:?}");
        let foot = demo.screen().lines().last().unwrap_or_default().to_owned();
        assert!(![" a add", " i edit", " x done", "undo"].iter().any(|hint| foot.contains(hint)), "{keys}: {foot}");
        demo.press("@");
        assert!(demo.says("Back to today"), "{keys}: {}", demo.screen());
        assert_eq!((demo.app.cx.screens.place(), demo.app.cx.account()), (place, account), "{keys}");
    }
}

#[test]
fn what_changed_between_two_days_is_told() {
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("g a enter 7 D").typed("2026-10-01..2026-10-15").press("enter");
    assert!(demo.says("What changed from 2026-10-01 to 2026-10-15"), "{}", demo.screen());
    let told = demo.screen();
    // It is there to be read.
    demo.press("x y z");
    assert!(demo.says("there to be read"), "{}", demo.screen());
    demo.press("esc");
    assert_ne!(demo.screen(), told);
}

#[test]
fn a_what_if_names_its_keys_and_takes_its_steps_back() {
    let mut demo = Demo::new(Lang::En, (80, 24));
    let before = demo.dump();
    demo.press("g a enter 2 w");
    let foot = demo.screen().lines().last().unwrap_or_default().to_owned();
    for hint in ["w what if", "x take away", "> win over", "< lose", "u undo"] {
        assert!(foot.contains(hint), "{hint}: {foot}");
    }
    demo.press("x u");
    assert!(demo.says("Taken back: the last step of the what-if"), "{}", demo.screen());
    demo.press("u");
    assert!(demo.says("No step of the what-if"), "{}", demo.screen());
    assert_eq!(demo.dump(), before);
}

#[test]
fn tab_is_named_where_it_leads_somewhere_and_by_what_it_does() {
    let foot = |demo: &Demo| demo.screen().lines().last().unwrap_or_default().to_owned();
    let mut demo = Demo::new(Lang::En, (120, 40));
    demo.press("@");
    assert!(foot(&demo).contains("esc cancel") && !foot(&demo).contains("tab"), "{}", foot(&demo));
    demo.press("esc g a i");
    assert!(foot(&demo).contains("tab accept, next field"), "{}", foot(&demo));
    demo.press("esc n");
    assert!(!foot(&demo).contains("tab"), "{}", foot(&demo));
    demo.typed("promised Li Na samples by fri");
    assert!(foot(&demo).contains("tab correct") && demo.says("Tab correct"), "{}", demo.screen());
}

#[test]
fn a_key_figure_opens_the_accounts_it_is_made_of() {
    let mut demo = Demo::new(Lang::En, (80, 24));
    demo.press("g i tab tab home enter");
    assert!(demo.says("Sales: "), "{}", demo.screen());
    let Some(Layer::Picker(picker)) = demo.app.cx.layers.top() else { panic!("{}", demo.screen()) };
    let first = picker.current().unwrap().key.clone();
    demo.press("enter");
    assert_eq!(demo.app.cx.account().map(|id| id.to_string()), Some(first), "{}", demo.screen());
}

#[test]
fn keys_that_come_before_the_next_frame_find_the_screen_they_went_to() {
    let mut demo = Demo::new(Lang::En, (80, 24));
    for key in ["g", "a", "enter"] {
        demo.app.key(Key::parse(key).unwrap());
    }
    demo.draw();
    assert_eq!((demo.app.cx.screens.place(), demo.app.cx.account().is_some()), (Place::Map, true), "{}", demo.screen());
}

#[test]
fn only_yes_says_yes() {
    let mut demo = accounts(Lang::En);
    let before = demo.dump();
    demo.app.cx.run("account-delete", "");
    demo.press("enter enter");
    assert!(demo.says("yes") && demo.dump() == before, "{}", demo.screen());
    demo.press("y");
    assert_ne!(demo.dump(), before);
}

#[test]
fn whoever_is_in_the_room_of_an_account_that_goes_stands_among_all_accounts() {
    let mut demo = accounts(Lang::En);
    let zeta = Some(Id::named("test", "zeta"));
    let name = serde_json::json!({"name": "Zeta Works"}).as_object().cloned().unwrap();
    demo.app.cx.commit(Draft::adding(Kind::Account, Id::named("test", "zeta"), name).unwrap()).unwrap();
    for place in [Place::Map, Place::Circle] {
        demo.app.cx.screens.go(place, zeta);
    }
    demo.press("u");
    assert_eq!(demo.app.cx.screens.place(), Place::Accounts, "{}", demo.screen());
    assert!(demo.says("Undone"), "{}", demo.screen());
    // No way leads back into it.
    for _ in 0..5 {
        demo.press("esc");
        assert_eq!(demo.app.cx.account(), None, "{}", demo.screen());
    }
    assert_eq!(demo.app.cx.screens.last_account().filter(|id| Some(*id) == zeta), None);
}

#[test]
fn what_is_only_read_offers_nothing_to_accept() {
    let mut demo = accounts(Lang::En);
    demo.app.cx.run("brief-open", "");
    demo.draw();
    assert!(matches!(demo.app.cx.layers.top(), Some(Layer::Page(page)) if page.fixed), "{}", demo.screen());
    assert!(demo.says("esc") && !demo.says("accept"), "{}", demo.screen());
    demo.press("esc");
    demo.app.cx.page("Text", "old", |_, _| Ok(()));
    demo.draw();
    assert!(demo.says("accept"), "{}", demo.screen());
}
