//! Contacts and what they come to.

use serde_json::json;

use super::*;
use crate::model::Kind;
use crate::rules::fixture::{id, room};

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn ago(days: u64) -> NaiveDate {
    now().date_naive() - chrono::Days::new(days)
}

type Rows = Vec<(Kind, &'static str, Value)>;

fn house() -> Rows {
    let pair = |member: &str, seat: &str, current: Option<&str>| json!({"member": member, "seat": seat, "level": "rep", "current": current});
    vec![
        (Kind::Account, "gold", json!({"name": "G", "stage": "developed", "tier": "gold"})),
        (Kind::Account, "other", json!({"name": "O", "stage": "developed", "tier": "bronze"})),
        (Kind::Member, "rep", json!({"name": "小陈", "level": "rep"})),
        (Kind::Member, "boss", json!({"name": "陈总", "level": "executive"})),
        (Kind::Person, "zhang", json!({"name": "张伟"})),
        (Kind::Seat, "head", json!({"account": "@gold", "person": "@zhang", "layer": "decision", "support": "mentor"})),
        (Kind::Seat, "away", json!({"account": "@other", "person": "@zhang"})),
        (Kind::Pairing, "pair", pair("@rep", "@head", Some("trusted_advisor"))),
    ]
}

fn touch(name: &'static str, channel: &str, days: u64, member: &str) -> (Kind, &'static str, Value) {
    let at = ago(days);
    let fields = json!({"account": "@gold", "member": member, "seats": ["@head"], "at": at, "channel": channel});
    (Kind::Touch, name, fields)
}

fn visit(name: &'static str, status: &str, start: &str) -> (Kind, &'static str, Value) {
    let ours = json!([{"id": id("a"), "member": "@rep"}]);
    let fields = json!({"account": "@gold", "status": status, "start": start, "ours": ours, "received_by": "@head"});
    (Kind::Visit, name, fields)
}

fn lived(more: impl IntoIterator<Item = (Kind, &'static str, Value)>, member: &str) -> Behaviour {
    let room = room(&house().into_iter().chain(more).collect::<Vec<_>>());
    of_pair(&room, id(member), id("head"), now(), half_life(&room, id("gold"), None))
}

#[test]
fn the_sum_and_the_score_are_those_of_the_book() {
    let touches = [
        touch("v", "visit", 10, "@rep"),
        touch("w", "visit", 70, "@rep"),
        touch("c", "call", 5, "@rep"),
        touch("d", "call", 40, "@rep"),
    ];
    let found = lived(touches, "rep");
    assert!((found.sum() - 5.5829).abs() < 5e-5, "{}", found.sum());
    assert!((found.score() - 75.23).abs() < 0.005, "{}", found.score());
    assert_eq!(found.silence(), Some(5));
    assert_eq!(found.contacts.iter().map(|one| one.age).collect::<Vec<_>>(), [5, 10, 40, 70]);
}

#[test]
fn every_channel_has_its_weight_and_a_contact_of_today_has_all_of_it() {
    for (channel, weight) in
        [("introduction", 5.0), ("hosted_visit", 4.0), ("visit", 3.0), ("call", 1.0), ("message", 0.5)]
    {
        let found = lived([touch("t", channel, 0, "@rep")], "rep");
        assert!((found.sum() - weight).abs() < 1e-12, "{channel}");
        let old = lived([touch("t", channel, 60, "@rep")], "rep");
        assert!((old.sum() - weight / 2.0).abs() < 1e-12, "{channel} after one half-life");
    }
}

#[test]
fn a_visit_that_was_also_noted_as_a_touch_is_one_contact_and_a_call_that_day_another() {
    let day = "2026-10-10T14:00:00+08:00";
    let both = lived([visit("done", "done", day), touch("t", "hosted_visit", 10, "@rep")], "rep");
    assert_eq!(both.contacts.iter().map(|one| one.weight).collect::<Vec<_>>(), [4.0]);
    let called = lived([visit("done", "done", day), touch("t", "call", 10, "@rep")], "rep");
    assert!((called.contacts.iter().map(|one| one.weight).sum::<f64>() - 4.0).abs() < 1e-12);
    let calls = lived([touch("t", "call", 10, "@rep"), touch("u", "call", 10, "@rep")], "rep");
    assert_eq!(calls.contacts.len(), 2);
}

#[test]
fn what_is_planned_cancelled_yet_to_come_or_somebody_elses_does_not_count() {
    let none = lived(
        [
            visit("plan", "planned", "2026-10-01"),
            visit("off", "cancelled", "2026-10-02"),
            visit("next", "done", "2026-10-21"),
            touch("t", "call", 1, "@boss"),
        ],
        "rep",
    );
    assert_eq!((none.contacts.len(), none.silence()), (0, None));
    assert!(none.score().abs() < 1e-12 && none.score().is_sign_positive());
}

#[test]
fn a_seat_is_met_by_all_of_us() {
    let rows: Vec<_> =
        house().into_iter().chain([touch("t", "call", 0, "@boss"), touch("u", "message", 0, "@rep")]).collect();
    let room = room(&rows);
    let found = of_seat(&room, id("head"), now(), 60.0);
    assert!((found.sum() - 1.5).abs() < 1e-12);
}

#[test]
fn class_a_and_gold_forget_sooner() {
    let room = room(&house());
    assert!((half_life(&room, id("gold"), None) - 60.0).abs() < 1e-12);
    assert!((half_life(&room, id("other"), Some(Class::A)) - 60.0).abs() < 1e-12);
    assert!((half_life(&room, id("other"), Some(Class::B)) - 90.0).abs() < 1e-12);
}

#[test]
fn a_mentor_who_has_not_met_us_for_five_months_is_named_for_the_support_and_for_the_pairing() {
    let rows: Vec<_> = house().into_iter().chain([touch("t", "visit", 150, "@rep")]).collect();
    let silent = room(&rows);
    let found = disagreements(&silent, Some(id("gold")), now());
    let said: Vec<_> = found.iter().map(|one| (one.declared.code().1, one.less, one.silence)).collect();
    assert_eq!(said, [("mentor", true, Some(150)), ("trusted_advisor", true, Some(150))]);
    assert_eq!(found.iter().map(|one| one.member).collect::<Vec<_>>(), [None, Some(id("rep"))]);
    assert_eq!(disagreements(&silent, Some(id("other")), now()), []);
    let rows: Vec<_> = house().into_iter().chain([touch("t", "visit", 3, "@rep")]).collect();
    assert_eq!(disagreements(&room(&rows), None, now()), []);
}

#[test]
fn an_enemy_whom_we_meet_all_the_time_is_named_too() {
    let mut rows = house();
    rows.retain(|(_, name, _)| *name != "head" && *name != "pair");
    rows.push((Kind::Seat, "head", json!({"account": "@gold", "person": "@zhang", "support": "enemy"})));
    rows.extend([
        touch("t", "visit", 1, "@rep"),
        touch("u", "hosted_visit", 8, "@rep"),
        touch("v", "visit", 15, "@rep"),
    ]);
    let found = disagreements(&room(&rows), None, now());
    assert_eq!(found.iter().map(|one| (one.declared.code().1, one.less)).collect::<Vec<_>>(), [("enemy", false)]);
}
