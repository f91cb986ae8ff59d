//! Collections and complaints: what the records they are about do to them.

use super::*;

/// The house with an item of these fields and these further records.
fn with(item: Value, more: &[(Kind, &str, Value)]) -> Room {
    let both = [house(item), room(more)];
    Room::of(both.iter().flat_map(|room| room.everything().map(|(id, held)| (id, held.clone()))))
}

fn bill(fields: Value) -> (Kind, &'static str, Value) {
    let mut bill =
        json!({"account": "@acme", "number": "1", "amount": "100", "currency": "CNY", "issued": "2026-09-01"});
    for (name, value) in fields.as_object().unwrap() {
        bill[name] = value.clone();
    }
    (Kind::Receivable, "bill", bill)
}

fn chase(opened: &str) -> Value {
    json!({"kind": "collection", "opened_at": opened, "invoice": "@bill"})
}

fn days(position: &Position) -> Vec<(String, usize)> {
    position.climbs.iter().map(|climb| (climb.at.date_naive().to_string(), climb.to)).collect()
}

fn on(day: &str, rung: usize) -> (String, usize) {
    (day.to_owned(), rung)
}

#[test]
fn a_collection_counts_from_the_due_day_and_faces_finance() {
    let fields = json!({"kind": "collection", "opened_at": "2026-10-12T09:00:00+08:00", "due": "2026-10-16"});
    let waiting = stand(&house(fields.clone()), "2026-10-20T09:00:00+08:00");
    assert_eq!((waiting.rung, waiting.used, waiting.overdue_days), (1, 1, 4));
    assert_eq!(waiting.climbs_at, Some(at("2026-10-30T23:59:59+08:00")));
    let second = stand(&house(fields), "2026-10-31T09:00:00+08:00");
    assert_eq!((second.rung, second.holder, second.counterparts), (2, Some(id("manager")), vec![id("money")]));
}

#[test]
fn a_paid_invoice_ends_its_ladder_and_a_disputed_one_holds_it() {
    let money = |fields: Value| {
        let mut held = house(json!({"kind": "collection", "opened_at": OPENED, "invoice": "@bill"}))
            .everything()
            .map(|(id, held)| (id, held.clone()))
            .collect::<Vec<_>>();
        let mut bill = fields;
        bill["account"] = "@acme".into();
        let complaint = json!({"account": "@acme", "content": "late", "occurred_at": "2026-10-12"});
        held.extend(
            room(&[(Kind::Receivable, "bill", bill), (Kind::Complaint, "late", complaint)])
                .everything()
                .map(|(id, held)| (id, held.clone())),
        );
        Room::of(held)
    };
    let bill = json!({"number": "1", "amount": "100", "currency": "CNY", "issued": "2026-09-01", "due": "2026-10-09"});
    let open = stand(&money(bill.clone()), "2026-10-30T09:00:00+08:00");
    assert_eq!((open.rung, open.due), (2, "2026-10-09".parse().ok()));
    let mut paid = bill.clone();
    paid["payments"] = json!([{"at": "2026-10-12", "amount": "60"}, {"at": "2026-10-15", "amount": "40"}]);
    assert_eq!(stand(&money(paid), "2026-10-30T09:00:00+08:00").state, State::Done);
    let mut disputed = bill;
    disputed["disputed_by"] = "@late".into();
    let held = stand(&money(disputed), "2026-12-30T09:00:00+08:00");
    assert_eq!((held.rung, held.held, held.used, held.climbs_at), (1, true, 1, None));
}

#[test]
fn an_unanswered_complaint_climbs_after_a_day_an_answered_one_after_three() {
    let plain = json!({"kind": "complaint", "opened_at": "2026-10-12T09:00:00+08:00"});
    assert_eq!(stand(&house(plain), "2026-10-12T10:00:00+08:00").climbs_at, Some(at("2026-10-13T23:59:59+08:00")));
    let complaint = json!({"account": "@acme", "content": "noise", "occurred_at": "2026-10-12",
        "first_answered_at": "2026-10-12T15:00:00+08:00"});
    let answered = json!({"kind": "complaint", "opened_at": "2026-10-12T09:00:00+08:00", "complaint": "@noise"});
    let both = house(answered).everything().map(|(id, held)| (id, held.clone())).collect::<Vec<_>>();
    let noise = room(&[(Kind::Complaint, "noise", complaint)]);
    let room = Room::of(both.into_iter().chain(noise.everything().map(|(id, held)| (id, held.clone()))));
    assert_eq!(stand(&room, "2026-10-12T16:00:00+08:00").climbs_at, Some(at("2026-10-15T23:59:59+08:00")));
}

#[test]
fn ageing_starts_after_the_credit_days_of_the_account() {
    let mut all = vec![bill(json!({"issued": "2026-08-20"}))];
    let item = chase("2026-08-21T09:00:00+08:00");
    let due = |all: &[(Kind, &'static str, Value)]| stand(&with(item.clone(), all), "2026-09-30T09:00:00+08:00");
    // Without terms it is due when it is issued: rung 2 after ten working days.
    assert_eq!((due(&all).due, due(&all).rung), ("2026-08-20".parse().ok(), 3));
    all[0].2["due"] = "2026-09-25".into();
    assert_eq!((due(&all).due, due(&all).rung, due(&all).used), ("2026-09-25".parse().ok(), 1, 2));
    all[0].2["due"] = Value::Null;
    all.push((Kind::Account, "acme", json!({"name": "Acme", "country": "CN", "payment_terms_days": 30})));
    let credit = due(&all);
    assert_eq!((credit.due, credit.overdue_days), ("2026-09-19".parse().ok(), 11));
    // 21 to 24 September and the 28th to the 30th work; the 25th to the 27th are the mid-autumn days off.
    assert_eq!(days(&stand(&with(item.clone(), &all), "2026-12-30T09:00:00+08:00"))[0].1, 2);
}

#[test]
fn what_is_taken_up_late_stands_where_its_age_puts_it_and_has_climbed_nowhere() {
    let late = |opened: &str, now: &str| stand(&with(chase(opened), &[bill(json!({"due": "2026-08-31"}))]), now);
    // Ten working days after 31 August are over on the 14th, twenty on the 28th of September: the 20th is worked.
    let second = late("2026-09-16T09:00:00+08:00", "2026-09-16T10:00:00+08:00");
    assert_eq!((second.rung, second.climbs.len(), second.used), (2, 0, 1));
    assert_eq!(second.since, at("2026-09-16T09:00:00+08:00"));
    let from_the_first = late("2026-08-20T09:00:00+08:00", "2026-09-16T10:00:00+08:00");
    assert_eq!((from_the_first.rung, from_the_first.used), (second.rung, second.used));
    assert_eq!(from_the_first.climbs_at, second.climbs_at);
    assert_eq!(days(&from_the_first), [on("2026-09-14", 2)]);
    let top = late("2026-10-20T09:00:00+08:00", "2026-10-20T10:00:00+08:00");
    assert_eq!((top.rung, top.state, top.climbs.len()), (3, State::Stuck, 0));
}

#[test]
fn a_great_amount_starts_higher_up_and_what_was_paid_before_counts() {
    let policy = "due rep:operations:10d manager:finance:10d@80CNY executive:decision@500CNY";
    let of = |fields: Value, now: &str| {
        let mut item = chase("2026-09-02T09:00:00+08:00");
        item["policy"] = policy.into();
        stand(&with(item, &[bill(fields)]), now)
    };
    let due = "2026-10-09";
    let before = of(json!({"due": due}), "2026-10-09T12:00:00+08:00");
    assert_eq!((before.rung, before.climbs_at), (1, Some(at("2026-10-22T23:59:59+08:00"))));
    let great = of(json!({"due": due}), "2026-10-10T12:00:00+08:00");
    assert_eq!((great.rung, great.climbs[0].cause, great.counterparts), (2, Cause::Amount, vec![id("money")]));
    assert_eq!(great.climbs[0].at, at("2026-10-09T23:59:59+08:00"));
    assert_eq!(great.climbs_at, Some(at("2026-10-22T23:59:59+08:00")));
    let part = json!([{"at": "2026-10-08", "amount": "30"}]);
    assert_eq!(of(json!({"due": due, "payments": part}), "2026-10-10T12:00:00+08:00").rung, 1);
    assert_eq!(of(json!({"due": due, "amount": "500"}), "2026-10-10T12:00:00+08:00").state, State::Stuck);
    assert_eq!(of(json!({"due": due, "currency": "USD"}), "2026-10-10T12:00:00+08:00").rung, 1);
}

#[test]
fn part_payment_lowers_what_is_owed_full_payment_ends_it_and_a_payment_taken_back_does_not() {
    let payments = json!([{"at": "2026-10-12", "amount": "60"}, {"at": "2026-10-15", "amount": "40"},
        {"at": "2026-10-20", "amount": "-40"}]);
    let room = with(chase("2026-09-01T09:00:00+08:00"), &[bill(json!({"due": "2026-10-09", "payments": payments}))]);
    let item: &FollowUp = room.get(id("item")).unwrap();
    let owed = |day: &str| open_amount(item, &room, day.parse().unwrap()).unwrap().0.to_string();
    assert_eq!(["2026-10-11", "2026-10-12", "2026-10-15", "2026-10-20"].map(owed), ["100", "40", "0", "40"]);
    let state = |now: &str| stand(&room, now).state;
    assert_eq!(state("2026-10-14T09:00:00+08:00"), State::Open);
    assert_eq!(state("2026-10-15T09:00:00+08:00"), State::Done);
    assert_eq!(state("2026-10-20T09:00:00+08:00"), State::Open);
    // The working days while it was paid did not count: the 10th, 12th to 14th, and the 20th on.
    assert_eq!(stand(&room, "2026-10-21T09:00:00+08:00").used, 5);
}

#[test]
fn a_dispute_holds_the_next_rung_until_it_is_resolved_and_the_clock_goes_on_with_what_was_left() {
    let dispute = |resolved: Option<&str>| {
        let mut complaint = json!({"account": "@acme", "content": "short", "occurred_at": "2026-10-12T10:00:00+08:00"});
        if let Some(resolved) = resolved {
            complaint["resolved_at"] = resolved.into();
            complaint["result"] = "credit note".into();
        }
        let bill = bill(json!({"due": "2026-10-09", "disputed_by": "@short"}));
        with(chase("2026-09-01T09:00:00+08:00"), &[bill, (Kind::Complaint, "short", complaint)])
    };
    let held = stand(&dispute(None), "2026-12-30T09:00:00+08:00");
    assert_eq!((held.rung, held.held, held.held_by, held.used), (1, true, Some(id("short")), 1));
    let room = dispute(Some("2026-10-26T10:00:00+08:00"));
    assert!(stand(&room, "2026-10-25T09:00:00+08:00").held);
    let free = stand(&room, "2026-10-27T09:00:00+08:00");
    // Saturday the 10th, then the 26th: nine are left after the 10th, the last of them on 5 November.
    assert_eq!((free.held, free.held_by, free.used), (false, None, 2));
    assert_eq!(free.climbs_at, Some(at("2026-11-05T23:59:59+08:00")));
    // Resolved before it occurred is nonsense, and holds nothing.
    assert!(!stand(&dispute(Some("2026-10-01T10:00:00+08:00")), "2026-10-20T09:00:00+08:00").held);
}

#[test]
fn a_resolved_complaint_ends_its_ladder_and_taking_it_in_hand_is_no_answer_where_there_is_a_card() {
    let card = |fields: Value| {
        let mut card = json!({"account": "@acme", "content": "noise", "occurred_at": "2026-10-12"});
        for (name, value) in fields.as_object().unwrap() {
            card[name] = value.clone();
        }
        let acked = json!([event("2026-10-12T10:00:00+08:00", "ack"), event("2026-10-12T11:00:00+08:00", "resume")]);
        let item = json!({"kind": "complaint", "opened_at": "2026-10-12T09:00:00+08:00", "complaint": "@card", "events": acked});
        with(item, &[(Kind::Complaint, "card", card)])
    };
    let open = stand(&card(json!({})), "2026-10-12T12:00:00+08:00");
    assert_eq!(open.climbs_at, Some(at("2026-10-13T23:59:59+08:00")));
    let resolved = card(json!({"resolved_at": "2026-10-13T10:00:00+08:00", "result": "replaced"}));
    let done = stand(&resolved, "2026-11-12T12:00:00+08:00");
    assert_eq!((done.state, done.rung), (State::Done, 1));
    let without = json!({"kind": "complaint", "opened_at": "2026-10-12T09:00:00+08:00",
        "events": [event("2026-10-12T10:00:00+08:00", "ack"), event("2026-10-12T11:00:00+08:00", "resume")]});
    assert_eq!(stand(&house(without), "2026-10-12T12:00:00+08:00").climbs_at, Some(at("2026-10-15T23:59:59+08:00")));
}
