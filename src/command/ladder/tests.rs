//! What the commands of the ladder do, on one account with a rep and a director.

use super::*;
use crate::app::setup::keymap;
use crate::clock::Clock;
use crate::command::Layer;
use crate::config::{Base, Options};
use crate::overlay::Item;
use crate::rules::Terms;
use crate::rules::fixture::{fields, id};
use crate::screen::{Place, Screen};
use crate::store::Book;
use crate::text::{Lang, Text};
use crate::theme::Theme;

/// The ladder of an account with a rep and a director, and one item in its second day.
fn cx() -> Cx {
    let clock = Clock::Fixed("2026-10-20T09:00:00+08:00".parse().unwrap());
    let mut book = Book::in_memory(clock, "tester");
    let mut draft = Draft::new("edit-import");
    for (kind, name, value) in [
        (Kind::Member, "rep", json!({"name": "小陈", "level": "rep", "capacity": 4})),
        (Kind::Member, "boss", json!({"name": "陈总", "level": "executive"})),
        (Kind::Account, "acme", json!({"name": "Acme", "owner": "@rep"})),
        (Kind::Seat, "director", json!({"account": "@acme", "title": "局长", "layer": "decision"})),
        (
            Kind::FollowUp,
            "item",
            json!({"account": "@acme", "subject": "sample", "kind": "promise",
            "opened_at": "2026-10-19T09:00:00+08:00"}),
        ),
    ] {
        draft.create(kind, id(name), fields(value)).unwrap();
    }
    book.commit(draft).unwrap();
    let keymap = keymap(Base::Default, &[]).0;
    let (text, theme) = (Text::new(Lang::En), Theme::default());
    let mut cx = Cx::new(book, clock, Options::default(), keymap, text, theme, Terms::builtin());
    cx.screens.go(Place::Ladder, Some(id("acme")));
    settle(&mut cx);
    cx
}

fn settle(cx: &mut Cx) {
    let (screens, layers, view) = cx.parts();
    let area = ratatui::layout::Rect::new(0, 0, 120, 36);
    screens.ladder.layout(area, &view);
    layers.iter_mut().for_each(|layer| layer.layout(area, &view));
}

fn events(cx: &Cx) -> Vec<EventWhat> {
    let item: &FollowUp = cx.room().get(id("item")).unwrap();
    item.events.iter().filter_map(|event| event.what).collect()
}

fn answer(cx: &mut Cx, typed: &str) {
    crate::command::text::insert(cx, typed).unwrap();
    settle(cx);
    cx.run("overlay-accept", "");
    assert!(!cx.message.refused, "{}", cx.message.text);
    settle(cx);
}

/// One more follow-up on the account.
fn add_item(cx: &mut Cx, name: &str, kind: &str) {
    let given = json!({"account": id("acme"), "subject": name, "kind": kind, "opened_at": "2026-10-19T09:00:00+08:00"});
    let Value::Object(given) = given else { return };
    let draft = Draft::adding(Kind::FollowUp, id(name), given).unwrap();
    cx.commit(draft).unwrap();
    settle(cx);
}

/// How many follow-ups somebody holds.
fn held_by(cx: &Cx, name: &str) -> usize {
    let all = ladder::positions(cx.room(), &cx.terms, cx.now(), None);
    ladder::load(&all).get(&id(name)).copied().unwrap_or(0)
}

#[test]
fn the_clock_is_stopped_and_goes_on() {
    let mut cx = cx();
    assert_eq!(cx.selected(), Some(id("item")));
    cx.run("follow-up-resume", "");
    assert!(cx.message.refused && events(&cx).is_empty());
    for name in ["follow-up-wait", "follow-up-resume", "follow-up-acknowledge", "follow-up-done"] {
        cx.run(name, "");
        assert!(!cx.message.refused, "{name}: {}", cx.message.text);
        settle(&mut cx);
    }
    assert_eq!(events(&cx), [EventWhat::Wait, EventWhat::Resume, EventWhat::Ack, EventWhat::Done]);
    assert_eq!(cx.message.text, "Done: sample");
    cx.undo().unwrap();
    assert_eq!(events(&cx).len(), 3);
}

#[test]
fn sending_up_asks_why_and_keeps_the_answer() {
    let mut cx = cx();
    cx.run("follow-up-up", "");
    answer(&mut cx, "out of reach");
    let item: &FollowUp = cx.room().get(id("item")).unwrap();
    assert_eq!(item.events[0].reason.as_deref(), Some("out of reach"));
    assert_eq!(cx.screens.ladder.position(id("item")).map(|position| position.rung), Some(2));
}

#[test]
fn assigning_and_pairing_choose_people_by_load() {
    let mut cx = cx();
    let shown: Vec<Item> = members(&cx);
    assert_eq!(shown[0].detail, "Rep ▲1/4");
    cx.run("follow-up-assign", "");
    answer(&mut cx, "陈总");
    assert_eq!(cx.screens.ladder.position(id("item")).and_then(|position| position.holder), Some(id("boss")));
    cx.run("pairing-add", "");
    answer(&mut cx, "陈总");
    answer(&mut cx, "局长");
    let pairing = cx.room().all::<Pairing>().next().unwrap();
    assert_eq!((pairing.member, pairing.seat, pairing.level), (id("boss"), id("director"), Some(Level::Executive)));
    assert_eq!(cx.selected(), Some(pairing.id));
    let twice = join(&mut cx, id("boss"), id("director")).unwrap_err();
    assert_eq!(twice.id, "problem-paired-already");
}

#[test]
fn a_pairing_is_edited_from_what_is_set() {
    for (name, level) in [("陈总", "Executive"), ("小陈", "Rep")] {
        let mut cx = cx();
        cx.run("pairing-add", "");
        answer(&mut cx, name);
        answer(&mut cx, "局长");
        cx.run("pairing-edit", "");
        let Some(Layer::Picker(picker)) = cx.layers.top() else { panic!("no list") };
        let shown: Vec<(&str, &str)> = picker.shown().map(|item| (item.key.as_str(), item.detail.as_str())).collect();
        assert_eq!(shown[..3], [("member", name), ("level", level), ("current", "?")]);
        cx.run("overlay-accept", "");
        settle(&mut cx);
        let Some(Layer::Picker(picker)) = cx.layers.top() else { panic!("no members") };
        assert_eq!(picker.current().map(|item| item.label.as_str()), Some(name));
    }
}

#[test]
fn a_new_follow_up_takes_its_ladder_along() {
    let mut cx = cx();
    cx.run("follow-up-add", "");
    let Some(Layer::Form(form)) = cx.layers.top_mut() else { panic!("no form") };
    form.fields.extend(fields(json!({"subject": "invoice", "kind": "collection"})));
    cx.run("overlay-accept", "");
    let new = cx.room().all::<FollowUp>().find(|one| one.subject == "invoice").unwrap();
    assert!(new.policy.as_deref().is_some_and(|text| text.starts_with("due rep:operations:10d manager:finance:10d@")));
    assert_eq!(cx.selected(), Some(new.id));
}

#[test]
fn every_command_has_a_key_and_its_words() {
    let cx = cx();
    let contexts = ["ladder", "forecast", "receivables", "complaints", "team"];
    let all = COMMANDS.iter().chain(money::COMMANDS).chain(crate::command::handover::COMMANDS);
    for command in all.filter(|command| !command.arg) {
        let keys = contexts.iter().flat_map(|context| cx.keymap.keys_for(command.name, None, &[context]));
        assert!(keys.count() > 0, "{}", command.name);
        let help = format!("command-{}-help", command.name);
        assert!(cx.text.has(&format!("command-{}", command.name)) && cx.text.has(&help), "{help}");
    }
}

#[test]
fn what_is_marked_is_assigned_in_one_edit_and_one_undo_takes_it_back() {
    let mut cx = cx();
    for nth in 0..3 {
        add_item(&mut cx, &format!("more-{nth}"), "promise");
    }
    let before = held_by(&cx, "boss");
    cx.run("follow-up-mark", "");
    cx.run("follow-up-mark", "");
    assert_eq!(cx.screens.ladder.marks().len(), 2);
    cx.run("follow-up-assign", "");
    answer(&mut cx, "陈总");
    assert_eq!(held_by(&cx, "boss"), before + 2);
    assert_eq!(cx.message.text, "Assigned to 陈总: 2 follow-ups");
    assert!(cx.screens.ladder.marks().is_empty());
    cx.undo().unwrap();
    assert_eq!(held_by(&cx, "boss"), before);
}

#[test]
fn many_are_asked_about_first_and_what_cannot_be_done_is_counted() {
    let mut cx = cx();
    for nth in 0..14 {
        add_item(&mut cx, &format!("more-{nth}"), "promise");
    }
    for _ in 0..2 {
        // The first is sent to the top, where it cannot go any higher.
        cx.screens.select(id("item"));
        cx.run("follow-up-up", "");
        answer(&mut cx, "urgent");
    }
    cx.run("follow-up-mark-all", "");
    assert_eq!(cx.screens.ladder.marks().len(), 15);
    cx.run("follow-up-up", "");
    answer(&mut cx, "quarter ends");
    assert!(matches!(cx.layers.top(), Some(Layer::Confirm(_))));
    cx.run("overlay-accept", "");
    assert_eq!(cx.message.text, "Sent up: 14 follow-ups · 1 left as they are");
}

#[test]
fn marks_go_first_then_what_is_shown_alone_then_the_screen() {
    let mut cx = cx();
    add_item(&mut cx, "gift", "gift");
    cx.run("ladder-filter", "");
    answer(&mut cx, "Gift");
    assert_eq!(cx.selected(), Some(id("gift")));
    cx.run("follow-up-mark-all", "");
    assert_eq!(cx.screens.ladder.marks().len(), 1, "what is not shown is not marked");
    cx.run("go-back", "");
    assert!(cx.screens.ladder.marks().is_empty() && !cx.screens.ladder.sift().is_open());
    cx.run("go-back", "");
    assert!(cx.screens.ladder.sift().is_open());
    assert_eq!(cx.screens.place(), Place::Ladder);
    cx.run("go-back", "");
    assert_ne!(cx.screens.place(), Place::Ladder);
}

#[test]
fn a_person_is_shown_alone_whether_ours_or_theirs() {
    let mut cx = cx();
    add_item(&mut cx, "theirs", "promise");
    let draft = Draft::setting(cx.room(), id("theirs"), "seat", json!(id("director"))).unwrap();
    cx.commit(draft).unwrap();
    settle(&mut cx);
    for (typed, shown, hidden) in [("局长", "theirs", "item"), ("陈总", "theirs", "item")] {
        if typed == "陈总" {
            cx.screens.select(id("theirs"));
            cx.run("follow-up-assign", "");
            answer(&mut cx, "陈总");
        }
        cx.run("ladder-filter-person", "");
        answer(&mut cx, typed);
        assert!(cx.screens.ladder.position(id(shown)).is_some(), "{typed}");
        assert!(cx.screens.ladder.position(id(hidden)).is_none(), "{typed}");
    }
}

#[test]
fn the_ladder_of_all_accounts_shows_each_and_adds_to_the_one_under_the_cursor() {
    let mut cx = cx();
    let mut draft = Draft::new("edit-import");
    draft.create(Kind::Account, id("beta"), fields(json!({"name": "Beta", "owner": id("rep")}))).unwrap();
    draft
        .create(
            Kind::FollowUp,
            id("other"),
            fields(json!({"account": id("beta"), "subject": "other", "kind": "promise",
                "opened_at": "2026-10-18T09:00:00+08:00"})),
        )
        .unwrap();
    cx.commit(draft).unwrap();
    cx.run("go", "rungs");
    settle(&mut cx);
    for item in ["item", "other"] {
        assert!(cx.screens.ladder.position(id(item)).is_some());
    }
    cx.screens.select(id("other"));
    cx.run("follow-up-add", "");
    let Some(Layer::Form(form)) = cx.layers.top() else { panic!("no form") };
    assert_eq!(form.fields["account"], json!(id("beta")));
    cx.run("overlay-cancel", "");
    cx.run("record-open", "");
    assert_eq!((cx.screens.place(), cx.account()), (Place::Ladder, Some(id("beta"))));
}

/// An invoice of 100, and a complaint with a follow-up of its own.
fn with_money() -> Cx {
    let mut cx = cx();
    let mut draft = Draft::new("edit-import");
    for (kind, name, value) in [
        (
            Kind::Receivable,
            "invoice",
            json!({"account": "@acme", "number": "A-1", "amount": "100", "currency": "CNY", "issued": "2026-08-01",
                "due": "2026-09-01"}),
        ),
        (
            Kind::Complaint,
            "complaint",
            json!({"account": "@acme", "content": "late again", "occurred_at": "2026-10-19T08:00:00+08:00"}),
        ),
        (
            Kind::FollowUp,
            "chase",
            json!({"account": "@acme", "subject": "late again", "kind": "complaint", "complaint": "@complaint",
                "opened_at": "2026-10-19T09:00:00+08:00"}),
        ),
        (
            Kind::FollowUp,
            "disputed",
            json!({"account": "@acme", "subject": "A-1", "kind": "collection", "complaint": "@complaint",
                "invoice": "@invoice", "opened_at": "2026-10-19T09:00:00+08:00"}),
        ),
    ] {
        draft.create(kind, id(name), fields(value)).unwrap();
    }
    cx.commit(draft).unwrap();
    settle(&mut cx);
    cx
}

fn show(cx: &mut Cx, view: &str) {
    cx.run("ladder-view", view);
    settle(cx);
}

#[test]
fn tab_goes_round_the_views_and_esc_comes_back_to_the_rungs() {
    let mut cx = with_money();
    for code in ["forecast", "receivables", "complaints", "items"] {
        cx.run("ladder-view-next", "");
        settle(&mut cx);
        assert_eq!(cx.screens.ladder.mode().code(), code);
    }
    show(&mut cx, "complaints");
    assert_eq!(cx.screen_contexts()[0], "complaints");
    cx.run("go-back", "");
    assert_eq!((cx.screens.place(), cx.screens.ladder.mode()), (Place::Ladder, Mode::Items));
}

#[test]
fn a_payment_is_of_all_that_is_open_unless_less_is_typed() {
    let mut cx = with_money();
    show(&mut cx, "receivables");
    assert_eq!(cx.selected(), Some(id("invoice")));
    cx.run("payment-add", "");
    let Some(Layer::Form(form)) = cx.layers.top_mut() else { panic!("no form") };
    assert_eq!((&form.fields["at"], &form.fields["amount"]), (&json!("2026-10-20"), &json!("100")));
    form.fields.insert("amount".into(), json!("40"));
    cx.run("overlay-accept", "");
    settle(&mut cx);
    cx.run("payment-add", "");
    cx.run("overlay-accept", "");
    settle(&mut cx);
    let invoice: &crate::model::Receivable = cx.room().get(id("invoice")).unwrap();
    assert_eq!(invoice.payments.iter().filter_map(|one| one.amount).collect::<Vec<_>>(), [40.into(), 60.into()]);
    assert_eq!(cx.selected(), None, "what is paid is no longer listed");
    cx.undo().unwrap();
    settle(&mut cx);
    assert_eq!(cx.selected(), Some(id("invoice")));
}

#[test]
fn a_complaint_has_a_course_and_closes_with_a_result_only() {
    let mut cx = with_money();
    show(&mut cx, "complaints");
    cx.run("complaint-answer", "");
    cx.run("complaint-answer", "");
    assert!(cx.message.refused, "it is answered once");
    cx.run("complaint-course-add", "");
    answer(&mut cx, "new goods sent");
    cx.run("complaint-close", "");
    cx.run("overlay-accept", "");
    let refused = matches!(cx.layers.top(), Some(Layer::Prompt(prompt)) if prompt.refused);
    assert!(refused, "without a result it stays open");
    answer(&mut cx, "replaced");
    let complaint: &crate::model::Complaint = cx.room().get(id("complaint")).unwrap();
    assert_eq!(complaint.course[0].text, "new goods sent");
    assert_eq!(complaint.result.as_deref(), Some("replaced"));
    assert!(complaint.first_answered_at.is_some() && complaint.resolved_at.is_some());
    let over = |name: &str| {
        let item: &FollowUp = cx.room().get(id(name)).unwrap();
        ladder::position(item, cx.room(), &cx.terms, cx.now()).state.is_over()
    };
    assert!(over("chase") && !over("disputed"), "its own follow-up is done, that of the invoice is not");
    cx.run("complaint-close", "");
    assert!(cx.message.refused);
    cx.undo().unwrap();
    let complaint: &crate::model::Complaint = cx.room().get(id("complaint")).unwrap();
    assert_eq!((complaint.result.as_deref(), complaint.resolved_at), (None, None));
}

#[test]
fn what_a_leaver_has_on_hand_is_listed_and_moved_in_one_edit() {
    let mut cx = cx();
    add_item(&mut cx, "second", "promise");
    let mut draft = Draft::new("edit-set");
    draft.set(cx.room(), id("rep"), "left_on", json!("2026-10-15")).unwrap();
    draft.set(cx.room(), id("rep"), "manager", json!(id("boss"))).unwrap();
    cx.commit(draft).unwrap();
    cx.screens.go(Place::Ladder, Some(id("acme")));
    settle(&mut cx);
    assert!(cx.screens.ladder.position(id("item")).unwrap().stands_for == Some(id("rep")));
    let before = cx.book().edits();
    cx.run("member-hand-over", "");
    let Some(Layer::Picker(picker)) = cx.layers.top() else { panic!("nobody is asked for") };
    assert_eq!(picker.current().unwrap().label, "陈总", "the manager is proposed");
    cx.run("overlay-accept", "");
    let Some(Layer::Picker(picker)) = cx.layers.top() else { panic!("no list") };
    assert!(picker.chosen().iter().filter(|key| key.starts_with("follow_up")).count() == 2, "{:?}", picker.chosen());
    cx.run("overlay-accept", "");
    settle(&mut cx);
    assert_eq!(cx.message.text, "Handed over: 小陈 → 陈总");
    assert_eq!(cx.book().edits(), before + 1);
    let position = cx.screens.ladder.position(id("item")).unwrap();
    assert_eq!((position.holder, position.stands_for), (Some(id("boss")), None));
    let item: &FollowUp = cx.room().get(id("item")).unwrap();
    assert_eq!(item.events[0].reason.as_deref(), Some("Handed over from 小陈 to 陈总"));
    cx.undo().unwrap();
    assert_eq!(events(&cx), []);
}
