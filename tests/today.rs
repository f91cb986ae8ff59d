//! Today as a person works through it: why a line is there, ticking it off, putting it off, handing it over.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::demo;

use demo::Demo;
use serde_json::json;
use warroom::edit::Draft;
use warroom::model::{FollowUp, Id, Kind, Member, Snooze, Touch};
use warroom::rules::today::{Entry, Topic};
use warroom::text::Lang;

fn demo() -> Demo {
    Demo::new(Lang::En, (120, 40))
}

fn entry(demo: &Demo) -> Entry {
    demo.app.cx.screens.today.entry().cloned().unwrap_or_else(|| panic!("no line: {}", demo.screen()))
}

/// Goes down to the first line of a topic.
fn to(demo: &mut Demo, topic: Topic) -> Entry {
    demo.press("g t g g");
    for _ in 0..200 {
        if entry(demo).topic == topic {
            return entry(demo);
        }
        demo.press("down");
    }
    panic!("no line of {topic:?}");
}

fn is_there(demo: &Demo, line: &Entry) -> bool {
    let cx = &demo.app.cx;
    let list = warroom::rules::today::today(cx.room(), &cx.terms, cx.now(), None);
    list.iter().any(|entry| entry.key() == line.key())
}

/// Presses keys, looks whether the line is gone, and takes it back: nothing is left behind.
fn settles(demo: &mut Demo, line: &Entry, keys: &str) {
    let before = demo.dump();
    demo.press(keys);
    assert!(!is_there(demo, line), "{:?} after {keys}: {}", line.topic, demo.screen());
    assert!(demo.app.cx.message.undoable, "{:?}: {}", line.topic, demo.screen());
    demo.press("u");
    assert_eq!(demo.dump(), before, "{:?}", line.topic);
    assert!(is_there(demo, line));
}

#[test]
fn enter_says_why_with_a_sum_and_goes_on_to_the_source_and_back_to_the_same_line() {
    let mut demo = demo();
    demo.press("down down");
    let before = demo.screen();
    let line = entry(&demo);
    demo.press("enter");
    assert!(demo.says("urgency") && demo.says(&format!("{:.2}", line.urgency)), "{}", demo.screen());
    for (_, part) in &line.parts {
        assert!(demo.says(&format!("{part:+.2}")), "{part}: {}", demo.screen());
    }
    // The box and the line at the bottom say the same of the key.
    assert!(demo.screen().matches("enter go there").count() == 2 && !demo.says("accept"), "{}", demo.screen());
    demo.press("esc");
    assert_eq!(demo.screen(), before);
    demo.press("enter enter");
    assert!(demo.says("Ladder") && demo.app.cx.selected() == line.id(), "{}", demo.screen());
    demo.press("esc");
    assert_eq!(demo.screen(), before);
}

#[test]
fn the_title_counts_what_is_due_after_every_edit() {
    let mut demo = demo();
    let due = |demo: &Demo| -> usize {
        let row = demo.screen().lines().next().unwrap().to_owned();
        row.split("! ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap()
    };
    let before = due(&demo);
    assert!(demo.screen().lines().next().unwrap().contains("intercepts"));
    // The first are about an invoice and a complaint, which then speak for themselves.
    demo.press("down down x");
    assert_eq!(due(&demo), before - 1);
    demo.press("u");
    assert_eq!(due(&demo), before);
    demo.resize(40, 12);
    assert!(!demo.screen().lines().next().unwrap().contains("intercept"));
}

#[test]
fn what_is_put_off_is_listed_comes_back_and_can_be_called_back() {
    let mut demo = demo();
    let line = entry(&demo);
    settles(&mut demo, &line, "z enter");
    demo.press("g g z").typed("+5d").press("enter");
    assert!(!is_there(&demo, &line), "{}", demo.screen());
    assert_eq!(demo.app.cx.room().all::<Snooze>().next().unwrap().until, "2026-10-25".parse().ok());
    assert!(demo.says("1 put off"), "{}", demo.screen());
    demo.press("Z");
    assert!(demo.says("Put off 1") && entry(&demo).key() == line.key(), "{}", demo.screen());
    demo.press("z");
    assert!(is_there(&demo, &line) && demo.says("Nothing is put off"), "{}", demo.screen());
    demo.press("esc g g");
    assert_eq!(entry(&demo).key(), line.key());
    // A day that is not ahead is refused, and the question stays.
    demo.press("z").typed("2026-10-20").press("enter");
    assert!(demo.says("not ahead"), "{}", demo.screen());
    demo.press("esc");
    assert!(is_there(&demo, &line));
}

#[test]
fn ticking_off_does_what_the_line_asks_for() {
    let mut demo = demo();
    for (topic, keys) in [
        (Topic::FollowUp, "x"),
        (Topic::Review, "x"),
        (Topic::Birthday, "x"),
        (Topic::Gift, "x"),
        (Topic::Contact, "x enter"),
        (Topic::Complaint, "x"),
    ] {
        let line = to(&mut demo, topic);
        let before = demo.dump();
        demo.press(keys);
        assert!(demo.app.cx.message.undoable, "{topic:?}: {}", demo.screen());
        // An answered complaint goes on to its resolution, with a clock of its own.
        let now = warroom::rules::today::today(demo.app.cx.room(), &demo.app.cx.terms, demo.app.cx.now(), None);
        assert!(now.iter().all(|entry| *entry != line), "{topic:?}: {}", demo.screen());
        demo.press("u");
        assert_eq!(demo.dump(), before, "{topic:?}");
    }
    for (topic, why) in [(Topic::Meeting, "p plans"), (Topic::Table, "Nobody here can tick off")] {
        to(&mut demo, topic);
        let before = demo.dump();
        demo.press("x");
        assert!(demo.app.cx.message.refused && demo.says(why), "{}", demo.screen());
        assert_eq!(demo.dump(), before);
    }
}

#[test]
fn a_contact_is_noted_with_how_it_was_made() {
    let mut demo = demo();
    let line = to(&mut demo, Topic::Contact);
    let before = demo.app.cx.room().all::<Touch>().count();
    demo.press("x").typed("message").press("enter");
    let touch = demo.app.cx.room().all::<Touch>().last().unwrap();
    assert_eq!(demo.app.cx.room().all::<Touch>().count(), before + 1);
    assert_eq!(
        (touch.member, touch.channel.map(warroom::model::choice::Channel::code)),
        (line.ours[0], Some("message"))
    );
    assert!(line.theirs.iter().all(|seat| touch.seats.contains(seat)));
}

#[test]
fn what_is_handed_over_is_somebody_elses() {
    let mut demo = demo();
    let somebody = |demo: &Demo, line: &Entry| -> (Id, String) {
        let others = demo.app.cx.room().all::<Member>().filter(|one| one.left_on.is_none() && !line.is_for(one.id));
        let other = others.last().unwrap();
        (other.id, other.name.clone())
    };
    for topic in [Topic::FollowUp, Topic::Complaint, Topic::Debrief, Topic::Birthday, Topic::Meeting, Topic::Review] {
        let line = to(&mut demo, topic);
        let (other, name) = somebody(&demo, &line);
        let before = demo.dump();
        demo.press(">").typed(&name).press("enter");
        assert!(demo.says("handed over"), "{topic:?}: {}", demo.screen());
        let cx = &demo.app.cx;
        let list = warroom::rules::today::everything(cx.room(), &cx.terms, cx.now(), None);
        let items: Vec<&FollowUp> = cx.room().all().filter(|item: &&FollowUp| item.member == Some(other)).collect();
        let theirs = list.iter().any(|entry| entry.key() == line.key() && entry.is_for(other)) || !items.is_empty();
        assert!(theirs, "{topic:?}");
        demo.press("u");
        assert_eq!(demo.dump(), before, "{topic:?}");
    }
}

#[test]
fn whose_lines_are_shown_is_chosen_and_left_again() {
    let mut demo = demo();
    let line = entry(&demo);
    let name = demo.app.cx.room().name(line.ours[0]);
    demo.press("m").typed(&name).press("enter");
    assert!(demo.says(&format!("Only {name}")), "{}", demo.screen());
    for _ in 0..60 {
        assert!(entry(&demo).is_for(line.ours[0]));
        demo.press("down");
    }
    demo.press("esc");
    assert!(!demo.says("Only"), "{}", demo.screen());
    // Who one is is said once, and Today opens on one's own lines.
    demo.press(":").typed("this is me").press("enter").typed(&name).press("enter");
    assert!(demo.says(&format!("You are {name}")) && demo.says(&format!("Only {name}")), "{}", demo.screen());
    assert_eq!(demo.app.cx.me(), Some(line.ours[0]));
    assert_eq!(demo.app.cx.effects, [warroom::command::Effect::Remember("me", name)]);
    assert_eq!(demo.app.cx.chosen(), Some(line.ours[0]));
}

#[test]
fn nobody_has_chosen_whose_lines_are_shown_because_somebody_is_called_as_the_account_of_the_machine() {
    let mut demo = demo();
    let cx = &mut demo.app.cx;
    let fields = [("name", json!(cx.book().author())), ("level", json!("rep"))];
    cx.commit(Draft::adding(Kind::Member, Id::named("test", "me"), fields).unwrap()).unwrap();
    assert_eq!((cx.me().is_some(), cx.chosen()), (true, None));
}

#[test]
fn nothing_due_for_somebody_says_so_in_every_language() {
    for (lang, words) in
        [(Lang::En, "m shows everybody"), (Lang::ZhCn, "按 m 查看所有人"), (Lang::ZhTw, "按 m 檢視所有人")]
    {
        let mut demo = Demo::new(lang, (80, 24));
        let member = Id::named("test", "new");
        let fields = json!({"name": "新人", "level": "rep"}).as_object().cloned().unwrap();
        demo.app.cx.commit(Draft::adding(Kind::Member, member, fields).unwrap()).unwrap();
        demo.press("m").typed("新人").press("enter");
        assert!(demo.says(words), "{}", demo.screen());
    }
}

#[test]
fn a_birthday_says_how_old_somebody_turns_and_where_they_work_at_eighty_columns() {
    let mut demo = Demo::new(Lang::En, (80, 24));
    let cx = &mut demo.app.cx;
    let [account, person, seat] = ["account", "person", "seat"].map(|name| Id::named("test birthday", name));
    for (kind, id, fields) in [
        (Kind::Account, account, json!({"name": "Northwind"})),
        (Kind::Person, person, json!({"name": "Dmitri Petrov", "birthday": "1980-10-21"})),
        (Kind::Seat, seat, json!({"account": account, "person": person, "title": "Buyer"})),
    ] {
        let fields = fields.as_object().unwrap().clone();
        cx.commit(Draft::adding(kind, id, fields).unwrap()).unwrap();
    }
    demo.press("g t g g");
    for _ in 0..200 {
        if entry(&demo).id() == Some(person) {
            break;
        }
        demo.press("down");
    }
    let screen = demo.screen();
    let line = screen.lines().find(|line| line.contains("Petrov")).unwrap();
    assert!(line.contains("Dmitri Petrov turns 46 (Northwi") && line.contains("tomorrow"), "{line}");
    assert_eq!(line.matches("10-21").count(), 1, "{line}");
}
