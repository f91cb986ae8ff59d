//! Each reason on its own, the order, and that an urgency is the sum of its parts.

use chrono::{DateTime, FixedOffset};
use serde_json::json;

use super::*;
use crate::rules::fixture::{id, room};

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn house() -> Room {
    room(&[
        (Kind::Member, "rep", json!({"name": "小陈", "level": "rep"})),
        (
            Kind::Account,
            "acme",
            json!({"name": "Acme", "owner": "@rep", "stage": "developed", "tier": "gold",
            "reviewed_at": "2026-10-18"}),
        ),
        (Kind::Account, "old", json!({"name": "Old", "stage": "prospect", "reviewed_at": "2026-10-01"})),
        (Kind::Account, "lost", json!({"name": "Lost", "stage": "lost"})),
        (Kind::Person, "zhang", json!({"name": "张伟", "birthday": "1966-10-23"})),
        (Kind::Person, "far", json!({"name": "远", "birthday": "1966-12-23"})),
        (
            Kind::Seat,
            "director",
            json!({"account": "@acme", "person": "@zhang", "layer": "decision",
            "political_status": "inner_circle", "support.as_of": "2026-01-05"}),
        ),
        (Kind::Seat, "clerk", json!({"account": "@acme", "person": "@far", "layer": "operations"})),
        (Kind::Pairing, "red", json!({"member": "@rep", "seat": "@clerk", "level": "rep"})),
        (Kind::Touch, "call", json!({"account": "@acme", "member": "@rep", "seats": ["@clerk"], "at": "2026-09-01"})),
        (
            Kind::FollowUp,
            "stuck",
            json!({"account": "@acme", "subject": "renewal", "kind": "pursue",
            "opened_at": "2026-09-01T10:00:00+08:00"}),
        ),
        (
            Kind::FollowUp,
            "late",
            json!({"account": "@acme", "subject": "sample", "kind": "promise",
            "opened_at": "2026-10-19T10:00:00+08:00", "due": "2026-10-18"}),
        ),
        (
            Kind::FollowUp,
            "soon",
            json!({"account": "@acme", "subject": "call", "kind": "promise",
            "opened_at": "2026-10-19T10:00:00+08:00", "due": "2026-10-22"}),
        ),
        (
            Kind::FollowUp,
            "far off",
            json!({"account": "@acme", "subject": "gift", "kind": "gift",
            "opened_at": "2026-10-19T10:00:00+08:00", "due": "2026-12-22"}),
        ),
        (
            Kind::Visit,
            "met",
            json!({"account": "@acme", "status": "planned", "start": "2026-10-16",
            "ours": [{"id": id("x"), "member": "@rep"}], "theirs": ["@director"]}),
        ),
        (Kind::Complaint, "noise", json!({"account": "@acme", "content": "too loud", "occurred_at": "2026-10-16"})),
        (
            Kind::Receivable,
            "bill",
            json!({"account": "@old", "number": "0034", "amount": "1200", "currency": "CNY",
            "issued": "2026-08-01", "due": "2026-09-01", "payments": [{"id": id("p"), "at": "2026-09-05", "amount": "200"}]}),
        ),
        (Kind::Occasion, "fest", json!({"account": "@old", "what": "founding day", "date": "lunar:09-13"})),
    ])
}

fn find<'a>(list: &'a [Entry], name: &str) -> &'a Entry {
    list.iter().find(|entry| entry.id == id(name)).unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn every_reason_finds_its_heading() {
    let list = today(&house(), &Terms::builtin(), now(), None);
    for (name, group, why) in [
        ("stuck", Group::Now, "today-why-stuck"),
        ("late", Group::Now, "today-why-overdue"),
        ("soon", Group::ThisWeek, "today-why-due"),
        ("met", Group::Now, "today-why-debrief"),
        ("noise", Group::Now, "today-why-unanswered"),
        ("bill", Group::Now, "today-why-money"),
        ("red", Group::ThisWeek, "today-why-red"),
        ("zhang", Group::ThisWeek, "today-why-day"),
        ("fest", Group::ThisWeek, "today-why-day"),
        ("old", Group::Watch, "today-why-review"),
        ("director", Group::Watch, "today-why-judgement"),
    ] {
        let entry = find(&list, name);
        assert_eq!((entry.group, entry.why.id), (group, why), "{name}");
        assert!((entry.urgency - entry.parts.iter().map(|(_, part)| part).sum::<f64>()).abs() < 1e-9);
    }
    assert!(!list.iter().any(|entry| ["far off", "far", "lost", "acme"].map(id).contains(&entry.id)));
    assert!(find(&list, "bill").what.args.contains(&("amount", "1000 CNY".into())));
}

#[test]
fn what_is_stuck_stands_first_and_the_order_is_by_heading_then_urgency() {
    let list = today(&house(), &Terms::builtin(), now(), None);
    assert_eq!(list[0].id, id("stuck"));
    assert!(list.is_sorted_by(|a, b| a.group < b.group || a.group == b.group && a.urgency >= b.urgency));
}

#[test]
fn one_account_alone() {
    let list = today(&house(), &Terms::builtin(), now(), Some(id("old")));
    assert!(list.len() == 3 && list.iter().all(|entry| entry.account == Some(id("old"))));
    let row = find(&list, "bill").row(&house(), "what", "why");
    assert_eq!(
        (&row["kind"], &row["account_name"], &row["group"]),
        (&json!("receivable"), &json!("Old"), &json!("now"))
    );
}
