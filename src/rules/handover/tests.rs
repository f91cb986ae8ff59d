//! Handovers on a small house.

use serde_json::json;

use super::*;
use crate::model::Kind;
use crate::rules::fixture::{after, id, room};

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

type Rows = Vec<(Kind, &'static str, Value)>;

fn house() -> Rows {
    let item = |account: &str, member: Option<&str>, seat: Option<&str>| {
        json!({"account": account, "subject": "S", "kind": "promise", "opened_at": "2026-10-19T09:00:00+08:00",
            "member": member, "seat": seat, "policy": "rep:operations:5d manager:management:5d executive:decision"})
    };
    let visit = |status: &str, start: &str, ours: &[&str]| {
        let ours: Vec<Value> = ours.iter().map(|one| json!({"id": id(one), "member": format!("@{one}")})).collect();
        json!({"account": "@a", "status": status, "start": start, "ours": ours, "theirs": ["@clerk"]})
    };
    let pair = |member: &str, seat: &str, level: &str| json!({"member": member, "seat": seat, "level": level, "current": "trusted_advisor", "current.source": "himself"});
    let seat = |layer: &str, status: &str| json!({"account": "@a", "person": "@p", "layer": layer, "political_status": status});
    vec![
        (Kind::Member, "boss", json!({"name": "总", "level": "executive"})),
        (Kind::Member, "head", json!({"name": "经", "level": "manager", "manager": "@old", "deputy": "@old"})),
        (Kind::Member, "old", json!({"name": "旧", "level": "rep", "manager": "@boss", "deputy": "@new"})),
        (
            Kind::Member,
            "new",
            json!({"name": "新", "level": "rep", "manager": "@head", "deputy": "@old", "capacity": 2}),
        ),
        (Kind::Member, "aide", json!({"name": "助", "level": "service", "manager": "@old", "deputy": "@old"})),
        (Kind::Account, "a", json!({"name": "A", "owner": "@old"})),
        (Kind::Account, "b", json!({"name": "B", "owner": "@old"})),
        (Kind::Person, "p", json!({"name": "P"})),
        (Kind::Seat, "clerk", seat("operations", "outside")),
        (Kind::Seat, "chief", seat("decision", "inner_circle")),
        (Kind::Seat, "both", seat("operations", "outside")),
        (Kind::Pairing, "plain", pair("@old", "@clerk", "rep")),
        (Kind::Pairing, "high", pair("@old", "@chief", "executive")),
        (Kind::Pairing, "twice", pair("@old", "@both", "rep")),
        (Kind::Pairing, "own", pair("@new", "@both", "rep")),
        (Kind::FollowUp, "f1", item("@a", None, Some("@clerk"))),
        (Kind::FollowUp, "f2", item("@a", Some("@old"), None)),
        (Kind::FollowUp, "f3", item("@b", None, None)),
        (Kind::Visit, "plan", visit("planned", "2026-10-22", &["old"])),
        (Kind::Visit, "joint", visit("planned", "2026-10-23", &["old", "new"])),
        (Kind::Visit, "done", visit("done", "2026-10-01", &["old"])),
        (
            Kind::Touch,
            "t",
            json!({"account": "@a", "member": "@old", "seats": ["@chief"], "at": "2026-09-20", "channel": "call"}),
        ),
        (
            Kind::Complaint,
            "open",
            json!({"account": "@a", "occurred_at": "2026-10-18", "content": "C", "owner": "@old"}),
        ),
        (
            Kind::Complaint,
            "shut",
            json!({"account": "@a", "occurred_at": "2026-10-01", "content": "C", "owner": "@old", "result": "R",
                "resolved_at": "2026-10-05"}),
        ),
        (Kind::Swot, "s", json!({"account": "@a", "kind": "threat", "text": "T", "owner": "@old"})),
    ]
}

fn wish() -> Wish {
    Wish { from: id("old"), to: id("new"), account: None, left_on: None }
}

fn told(room: &Room, wish: Wish) -> Handover {
    Handover::of(room, &Terms::builtin(), now(), wish).unwrap()
}

fn names(moves: &[Move]) -> Vec<(What, bool)> {
    moves.iter().map(|one| (one.what, one.merged)).collect()
}

#[test]
fn everything_open_goes_and_the_past_stays() {
    let before = room(&house());
    let handover = told(&before, wish());
    let draft = handover.draft(&before, &Terms::builtin(), now(), "leaves", &|_| true).unwrap();
    let room = after(&before, draft);
    let left: Vec<(Kind, Id)> = room.referrers(id("old")).map(|record| (record.kind(), record.id())).collect();
    let mut expected = vec![(Kind::Visit, id("done")), (Kind::Touch, id("t")), (Kind::Complaint, id("shut"))];
    expected.sort_unstable();
    let mut left: Vec<_> = left.into_iter().filter(|(kind, _)| *kind != Kind::FollowUp).collect();
    left.sort_unstable();
    assert_eq!(left, expected);
    for name in ["f1", "f2", "f3"] {
        let item = room.get::<FollowUp>(id(name)).unwrap();
        let position = ladder::position(item, &room, &Terms::builtin(), now());
        assert_eq!(position.holder, Some(id("new")), "{name}");
        assert_eq!(item.events.last().unwrap().reason.as_deref(), Some("leaves"), "{name}");
    }
    assert_eq!(room.get::<FollowUp>(id("f2")).unwrap().member, Some(id("new")));
    assert_eq!(room.get::<Visit>(id("joint")).unwrap().ours.len(), 1);
    assert!(room.get::<Pairing>(id("twice")).is_none());
    let moved = room.get::<Pairing>(id("plain")).unwrap();
    assert_eq!((moved.member, moved.current, moved.extra.get("current.source")), (id("new"), None, None));
}

#[test]
fn nobody_stands_in_for_or_manages_themselves() {
    let before = room(&house());
    let handover = told(&before, wish());
    let draft = handover.draft(&before, &Terms::builtin(), now(), "", &|_| true).unwrap();
    let room = after(&before, draft);
    let of = |name: &str| {
        let member = room.get::<Member>(id(name)).unwrap();
        (member.manager, member.deputy)
    };
    assert_eq!(of("aide"), (Some(id("new")), Some(id("new"))));
    // The manager of whoever takes over was managed by the one who leaves: a ring, unless they go to his manager.
    assert_eq!(of("head"), (Some(id("boss")), Some(id("new"))));
    assert_eq!(of("new"), (Some(id("head")), None));
}

#[test]
fn what_has_no_natural_successor_says_why() {
    let room = room(&house());
    let handover = told(&room, wish());
    let doubts: Vec<(Id, Vec<&str>)> =
        handover.doubtful().map(|one| (one.id, one.doubts.iter().map(|doubt| doubt.code()).collect())).collect();
    assert!(doubts.contains(&(id("high"), vec!["lacks_level", "cross_level"])), "{doubts:?}");
    assert_eq!((handover.load, handover.capacity), ((0, 3), Some(2)));
    let full: Vec<_> = doubts.iter().filter(|(_, why)| why.contains(&"no_capacity")).collect();
    assert_eq!(full.len(), 1);
    assert!(names(&handover.moves).contains(&(What::Pairing, true)));
    let capable = told(&room, Wish { to: id("boss"), ..wish() });
    let of = |name: &str| capable.moves.iter().find(|one| one.id == id(name)).unwrap().doubts.clone();
    assert_eq!(of("high"), []);
    assert_eq!(of("plain").first().map(|doubt| doubt.code()), Some("lacks_level"));
}

#[test]
fn whom_only_the_leaver_knows_is_named_key_players_first() {
    let room = room(&house());
    let alone = told(&room, wish()).alone;
    let found: Vec<_> = alone.iter().map(|one| (one.seat, one.is_key, one.last)).collect();
    assert_eq!(
        found,
        [(id("chief"), true, "2026-09-20".parse().ok()), (id("clerk"), false, "2026-10-01".parse().ok())]
    );
}

#[test]
fn one_account_changes_hands_alone() {
    let room = room(&house());
    let handover = told(&room, Wish { account: Some(id("b")), ..wish() });
    assert_eq!(names(&handover.moves), [(What::FollowUp, false), (What::Owner, false)]);
    assert_eq!(handover.alone, []);
}

#[test]
fn the_last_day_is_noted_only_if_asked() {
    let before = room(&house());
    let day: NaiveDate = "2026-10-31".parse().unwrap();
    for left_on in [None, Some(day)] {
        let handover = told(&before, Wish { left_on, ..wish() });
        let draft = handover.draft(&before, &Terms::builtin(), now(), "", &|_| true).unwrap();
        assert_eq!(after(&before, draft).get::<Member>(id("old")).unwrap().left_on, left_on);
    }
}

#[test]
fn nothing_goes_to_oneself_or_to_somebody_who_left() {
    let mut rows = house();
    rows.push((Kind::Member, "gone", json!({"name": "走", "level": "rep", "left_on": "2026-10-20"})));
    let room = room(&rows);
    let refused =
        |to: &str| Handover::of(&room, &Terms::builtin(), now(), Wish { to: id(to), ..wish() }).unwrap_err().id;
    assert_eq!((refused("old"), refused("gone")), ("problem-handover-self", "problem-handover-left"));
}

#[test]
fn only_what_is_chosen_goes() {
    let before = room(&house());
    let handover = told(&before, wish());
    let only = |one: &Move| one.what == What::Owner;
    let draft = handover.draft(&before, &Terms::builtin(), now(), "", &only).unwrap();
    assert_eq!(draft.changes.iter().map(|change| change.field.as_str()).collect::<Vec<_>>(), ["owner", "owner"]);
}
