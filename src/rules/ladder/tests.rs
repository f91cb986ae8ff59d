//! The engine against DOMAIN's vector, hand-worked cases, and the promise that looking changes nothing.

mod laws;
mod money;

use serde_json::{Value, json};

use super::act::Act;
use super::*;
use crate::model::choice::EventWhat;
use crate::model::{Kind, Record};
use crate::rules::fixture::{id, room};

fn at(text: &str) -> DateTime<FixedOffset> {
    text.parse().unwrap()
}

/// The vector's account with everybody on every rung, and one item with these fields beside subject and account.
fn house(item: Value) -> Room {
    let mut item = item;
    item["account"] = "@acme".into();
    item["subject"] = "contract".into();
    room(&[
        (Kind::Member, "rep", json!({"name": "小陈", "level": "rep", "manager": "@manager", "deputy": "@second"})),
        (Kind::Member, "second", json!({"name": "小周", "level": "rep", "manager": "@manager"})),
        (Kind::Member, "manager", json!({"name": "刘慧", "level": "manager", "manager": "@boss"})),
        (Kind::Member, "boss", json!({"name": "陈总", "level": "executive"})),
        (Kind::Account, "acme", json!({"name": "Acme", "country": "CN", "owner": "@rep", "city": "济南"})),
        (Kind::Seat, "director", json!({"account": "@acme", "title": "局长", "layer": "decision"})),
        (Kind::Seat, "office", json!({"account": "@acme", "title": "主任", "layer": "management"})),
        (
            Kind::Seat,
            "money",
            json!({"account": "@acme", "title": "财务", "layer": "management", "function": "finance"}),
        ),
        (Kind::Seat, "clerk", json!({"account": "@acme", "title": "科员", "layer": "operations"})),
        (Kind::Seat, "gone", json!({"account": "@acme", "title": "旧人", "layer": "operations", "to": "2020-01-01"})),
        (Kind::Pairing, "pair", json!({"member": "@manager", "seat": "@money", "level": "manager"})),
        (Kind::FollowUp, "item", item),
    ])
}

fn stand(room: &Room, now: &str) -> Position {
    position(room.get(id("item")).unwrap(), room, &Terms::builtin(), at(now))
}

const OPENED: &str = "2026-09-30T10:00:00+08:00";

fn pursue(events: Value) -> Value {
    json!({"kind": "pursue", "opened_at": OPENED, "events": events})
}

fn event(at: &str, what: &str) -> Value {
    json!({"id": Id::named("event", at), "at": at, "what": what, "reason": "so"})
}

#[test]
fn five_working_days_over_the_national_week() {
    let room = house(pursue(json!([])));
    let before = stand(&room, "2026-10-13T18:00:00+08:00");
    assert_eq!((before.rung, before.used, before.allowed, before.state), (1, 4, Some(5), State::Open));
    let end = at("2026-10-13T23:59:59+08:00");
    assert_eq!(before.climbs_at, Some(end));
    let after = stand(&room, "2026-10-14T09:00:00+08:00");
    assert_eq!((after.rung, after.since, after.used), (2, end, 0));
    assert_eq!(after.climbs, [Climb { at: end, from: 1, to: 2, cause: Cause::Clock }]);
    assert_eq!(after.climbs_at, Some(at("2026-10-20T23:59:59+08:00")));
}

#[test]
fn a_month_away_shows_every_climb_and_the_last_rung_holds() {
    let stuck = stand(&house(pursue(json!([]))), "2026-11-30T09:00:00+08:00");
    assert_eq!((stuck.rung, stuck.state, stuck.climbs_at), (3, State::Stuck, None));
    let days: Vec<_> = stuck.climbs.iter().map(|climb| climb.at.date_naive().to_string()).collect();
    assert_eq!(days, ["2026-10-13", "2026-10-20"]);
    assert_eq!(stuck.holder, Some(id("boss")));
    assert_eq!(stuck.counterparts, [id("director")]);
}

#[test]
fn a_named_counterpart_is_faced_until_the_item_climbs_above_them() {
    let facing = |seat: &str, now: &str| {
        let mut item = pursue(json!([]));
        item["seat"] = format!("@{seat}").into();
        stand(&house(item), now).counterparts
    };
    let (first, second) = ("2026-10-01T09:00:00+08:00", "2026-10-14T09:00:00+08:00");
    assert_eq!(facing("director", first), [id("director")]);
    assert_eq!(facing("director", second), [id("director")]);
    assert_eq!(facing("clerk", first), [id("clerk")]);
    assert!(!facing("clerk", second).contains(&id("clerk")));
}

#[test]
fn a_stopped_clock_goes_on_with_what_was_left() {
    for what in ["ack", "wait", "pause"] {
        let stops = json!([event("2026-10-09T10:00:00+08:00", what)]);
        let stopped = stand(&house(pursue(stops)), "2026-12-01T09:00:00+08:00");
        assert_eq!((stopped.rung, stopped.used, stopped.climbs_at), (1, 1, None), "{what}");
        let both = json!([event("2026-10-09T10:00:00+08:00", what), event("2026-10-20T15:00:00+08:00", "resume")]);
        // 8 October was used; the 20th to the 23rd are the other four.
        assert_eq!(
            stand(&house(pursue(both)), "2026-10-20T16:00:00+08:00").climbs_at,
            Some(at("2026-10-23T23:59:59+08:00")),
            "{what}"
        );
    }
}

#[test]
fn sent_by_hand_it_starts_anew_on_the_other_rung() {
    let up = json!([event("2026-10-08T10:00:00+08:00", "up")]);
    let sent = stand(&house(pursue(up.clone())), "2026-10-08T10:00:00+08:00");
    assert_eq!((sent.rung, sent.climbs[0].cause), (2, Cause::Up));
    assert_eq!(sent.climbs_at, Some(at("2026-10-14T23:59:59+08:00")));
    let down = json!([up[0], event("2026-10-09T10:00:00+08:00", "down"), event("2026-10-09T11:00:00+08:00", "down")]);
    let back = stand(&house(pursue(down)), "2026-10-09T12:00:00+08:00");
    assert_eq!((back.rung, back.climbs.len()), (1, 2));
    assert_eq!(back.climbs_at, Some(at("2026-10-15T23:59:59+08:00")));
}

#[test]
fn what_is_over_stays_where_it_was_until_it_is_taken_up_again() {
    let done = json!([event("2026-10-09T10:00:00+08:00", "done"), event("2026-10-12T10:00:00+08:00", "up")]);
    let over = stand(&house(pursue(done.clone())), "2027-01-01T09:00:00+08:00");
    assert_eq!((over.rung, over.state, over.overdue_days, over.climbs.len()), (1, State::Done, 0, 0));
    assert!(
        positions(&house(pursue(done.clone())), &Terms::builtin(), at("2027-01-01T09:00:00+08:00"), None).is_empty()
    );
    let again = json!([done[0], event("2026-10-12T10:00:00+08:00", "resume")]);
    assert_eq!(stand(&house(pursue(again)), "2026-10-12T11:00:00+08:00").state, State::Open);
}

#[test]
fn the_holder_is_named_or_paired_or_in_charge_and_the_deputy_stands_in() {
    let now = "2026-10-08T09:00:00+08:00";
    let open = house(pursue(json!([])));
    let first = stand(&open, now);
    assert_eq!((first.holder, first.counterparts), (Some(id("rep")), vec![id("clerk")]));
    let named = house(json!({"kind": "pursue", "opened_at": OPENED, "member": "@second"}));
    assert_eq!(stand(&named, now).holder, Some(id("second")));
    assert_eq!(stand(&named, "2026-10-14T09:00:00+08:00").holder, Some(id("manager")));
    let mut assign = event("2026-10-08T08:00:00+08:00", "assign");
    assign["to"] = "@boss".into();
    assert_eq!(stand(&house(pursue(json!([assign]))), now).holder, Some(id("boss")));
    let swap = |name: &str, field: &str, value: Value| {
        Room::of(open.everything().map(|(one, held)| {
            let mut held = crate::edit::Held::clone(&held);
            if one == id(name) {
                let mut map = held.record.as_ref().unwrap().to_map();
                map.insert(field.into(), value.clone());
                held.record = Some(Record::from_map(held.kind, map).unwrap());
            }
            (one, held)
        }))
    };
    assert_eq!(stand(&swap("rep", "left_on", "2026-10-01".into()), now).holder, Some(id("second")));
    let away = |city: &str| {
        let trip = json!({"member": "@rep", "to_city": city, "depart": "2026-10-07", "arrive": "2026-10-07",
            "return": "2026-10-09"});
        let trip = room(&[(Kind::Travel, "trip", trip)]);
        let all: Vec<_> = open.everything().chain(trip.everything()).map(|(id, held)| (id, held.clone())).collect();
        stand(&Room::of(all), now).holder
    };
    assert_eq!(away("北京"), Some(id("second")));
    assert_eq!(away("济南"), Some(id("rep")));
}

/// Who holds the first rung on 8 October, with these members: each its fields, and whether that one is on a journey.
fn holder_among(members: &[(&str, Value, bool)]) -> Option<Id> {
    let mut records = vec![
        (Kind::Account, "acme", json!({"name": "Acme", "owner": "@a"})),
        (Kind::FollowUp, "item", json!({"account": "@acme", "subject": "x", "kind": "pursue", "opened_at": OPENED})),
    ];
    for (name, fields, away) in members {
        let mut fields = fields.clone();
        fields["name"] = (*name).into();
        records.push((Kind::Member, *name, fields));
        if *away {
            let trip = json!({"member": format!("@{name}"), "to_city": "北京", "depart": "2026-10-07",
                "arrive": "2026-10-07", "return": "2026-10-09"});
            records.push((Kind::Travel, ["trip", name].concat().leak(), trip));
        }
    }
    stand(&room(&records), "2026-10-08T09:00:00+08:00").holder
}

#[test]
fn a_deputy_who_is_away_too_is_stood_in_for() {
    let a = || json!({"deputy": "@b", "manager": "@m"});
    let left = |mut fields: Value| {
        fields["left_on"] = "2026-10-01".into();
        fields
    };
    let m = |away| ("m", json!({}), away);
    // The deputy's deputy, then the manager, then the member who is only away.
    let b = || json!({"deputy": "@c"});
    assert_eq!(holder_among(&[("a", a(), true), ("b", b(), true), ("c", json!({}), false), m(false)]), Some(id("c")));
    assert_eq!(holder_among(&[("a", a(), true), ("b", left(b()), false), ("c", json!({}), false)]), Some(id("c")));
    assert_eq!(holder_among(&[("a", a(), true), ("b", json!({}), true), m(false)]), Some(id("m")));
    assert_eq!(holder_among(&[("a", a(), true), ("b", json!({}), true), m(true)]), Some(id("a")));
    // Of one who left, somebody always takes over who has not.
    assert_eq!(holder_among(&[("a", left(a()), false), ("b", json!({}), true), m(false)]), Some(id("m")));
    assert_eq!(holder_among(&[("a", left(a()), false), ("b", json!({}), true), m(true)]), Some(id("b")));
    assert_eq!(holder_among(&[("a", left(a()), false), ("b", left(json!({})), false), m(true)]), Some(id("m")));
}

#[test]
fn a_ring_of_deputies_ends_where_it_closes() {
    let a = || json!({"deputy": "@b", "manager": "@m"});
    let b = || json!({"deputy": "@a"});
    assert_eq!(holder_among(&[("a", a(), true), ("b", b(), false), ("m", json!({}), false)]), Some(id("b")));
    assert_eq!(holder_among(&[("a", a(), true), ("b", b(), true), ("m", json!({}), false)]), Some(id("m")));
    assert_eq!(holder_among(&[("a", a(), true), ("b", b(), true), ("m", json!({}), true)]), Some(id("a")));
    assert_eq!(holder_among(&[("a", json!({"deputy": "@a"}), true)]), Some(id("a")));
}

#[test]
fn the_forecast_is_the_same_walk_with_the_clock_advanced() {
    let room = house(pursue(json!([])));
    let (now, until) = (at("2026-10-08T09:00:00+08:00"), at("2026-11-08T09:00:00+08:00"));
    let coming = forecast(&room, &Terms::builtin(), now, until, None);
    let later = stand(&room, "2026-11-08T09:00:00+08:00");
    assert_eq!(coming.iter().map(|one| one.climb).collect::<Vec<_>>(), later.climbs);
    assert_eq!(coming.iter().map(|one| one.holder).collect::<Vec<_>>(), [Some(id("manager")), Some(id("boss"))]);
    assert!(forecast(&room, &Terms::builtin(), now, at("2026-10-09T00:00:00+08:00"), None).is_empty());
    let rows = forecast_rows(&room, &Terms::builtin(), now, until, None);
    assert_eq!(rows[0]["at"], "2026-10-13T23:59:59+08:00");
    let row = &ladder_rows(&room, &Terms::builtin(), now, None)[0];
    assert_eq!((&row["rung"], &row["level"], &row["holder_name"]), (&json!(1), &json!("rep"), &json!("小陈")));
    assert_eq!(row["counterparts"], json!([{"seat": id("clerk"), "name": "科员"}]));
}

#[test]
fn the_forecast_names_who_is_there_when_the_item_climbs() {
    let trip = json!({"member": "@m", "to_city": "北京", "depart": "2026-10-12", "arrive": "2026-10-12",
        "return": "2026-10-16"});
    let room = room(&[
        (Kind::Member, "a", json!({"name": "a", "level": "rep", "manager": "@m"})),
        (Kind::Member, "m", json!({"name": "m", "level": "manager", "deputy": "@n"})),
        (Kind::Member, "n", json!({"name": "n", "level": "rep"})),
        (Kind::Account, "acme", json!({"name": "Acme", "country": "CN", "owner": "@a"})),
        (Kind::FollowUp, "item", json!({"account": "@acme", "subject": "x", "kind": "pursue", "opened_at": OPENED})),
        (Kind::Travel, "trip", trip),
    ]);
    let now = at("2026-10-08T09:00:00+08:00");
    let coming = forecast(&room, &Terms::builtin(), now, at("2026-10-19T09:00:00+08:00"), None);
    assert_eq!(coming.iter().map(|one| one.holder).collect::<Vec<_>>(), [Some(id("n"))]);
    assert_eq!(stand(&room, "2026-10-14T09:00:00+08:00").holder, coming[0].holder);
}

#[test]
fn an_item_takes_its_ladder_along() {
    let mut terms = Terms::builtin();
    let now = at(OPENED);
    let fields = json!({"account": id("acme"), "subject": "x", "kind": "promise"});
    let Value::Object(fields) = fields else { panic!() };
    let (new, draft) = act::open(&Room::default(), fields, &terms, now).unwrap();
    assert_eq!(terms.merge_ladders("promise = 'rep:operations:1d executive:decision'"), []);
    let after = |name: &str| {
        draft.changes.iter().find(|change| change.id == new && change.field == name).unwrap().after.clone()
    };
    assert_eq!(after("policy"), "rep:operations:5d manager:management:5d executive:decision");
    assert_eq!(after("opened_at"), OPENED);
}

#[test]
fn what_cannot_be_done_is_refused_and_what_can_is_noted_with_its_reason() {
    let room = house(pursue(json!([])));
    let (terms, now) = (Terms::builtin(), at("2026-10-08T09:00:00+08:00"));
    let refused = |act: Act| act.draft(&room, &terms, id("item"), now).unwrap_err().id;
    assert_eq!(refused(Act::new(EventWhat::Down).because("x")), "problem-follow-up-bottom");
    assert_eq!(refused(Act::new(EventWhat::Up).because("  ")), "problem-follow-up-reason");
    assert_eq!(refused(Act::new(EventWhat::Resume)), "problem-follow-up-runs");
    assert_eq!(refused(Act::new(EventWhat::Assign)), "problem-required");
    let draft = Act::new(EventWhat::Up).because("out of reach").draft(&room, &terms, id("item"), now).unwrap();
    assert_eq!(draft.reason.as_deref(), Some("out of reach"));
    assert_eq!(draft.changes[0].after["what"], "up");
}

/// An item of five days on the first rung, opened then, for an account with these fields.
fn abroad(fields: Value, opened: &str) -> Room {
    let mut fields = fields;
    fields["name"] = "Acme".into();
    let item = json!({"account": "@acme", "subject": "x", "kind": "pursue", "opened_at": opened});
    room(&[(Kind::Account, "acme", fields), (Kind::FollowUp, "item", item)])
}

#[test]
fn a_rung_ends_at_the_accounts_own_midnight_summer_time_or_not() {
    let first = |fields: Value, opened: &str| {
        let room = abroad(fields, opened);
        stand(&room, "2026-12-24T09:00:00+08:00").climbs.first().map(|climb| climb.at.to_rfc3339())
    };
    let climb = |text: &str| Some(text.to_owned());
    // The clocks go forward in New York on 8 March 2026, in Europe on the 29th; back on 25 October and 1 November.
    assert_eq!(first(json!({"country": "US"}), "2026-03-05T10:00:00-05:00"), climb("2026-03-12T23:59:59-04:00"));
    assert_eq!(first(json!({"country": "US"}), "2026-10-28T10:00:00-04:00"), climb("2026-11-04T23:59:59-05:00"));
    assert_eq!(first(json!({"country": "德国"}), "2026-03-26T10:00:00+01:00"), climb("2026-04-02T23:59:59+02:00"));
    assert_eq!(first(json!({"country": "GB"}), "2026-10-22T10:00:00+01:00"), climb("2026-10-29T23:59:59+00:00"));
    assert_eq!(first(json!({"country": "CN"}), "2026-03-26T10:00:00+08:00"), climb("2026-04-02T23:59:59+08:00"));
    // Whoever writes it down elsewhere does not move the client's midnight: it is the 9th in Jinan by then.
    assert_eq!(first(json!({"country": "CN"}), "2026-10-08T20:00:00-04:00"), climb("2026-10-15T23:59:59+08:00"));
    // A bare day is one of the account's, and without a country or a zone one of the reader's.
    assert_eq!(first(json!({"time_zone": "America/Los_Angeles"}), "2026-10-08"), climb("2026-10-14T23:59:59-07:00"));
    let nowhere = abroad(json!({}), "2026-10-20");
    let seen = position(nowhere.get(id("item")).unwrap(), &nowhere, &Terms::builtin(), at("2026-10-21T09:00:00+01:00"));
    assert_eq!(seen.climbs_at, Some(at("2026-10-27T23:59:59+01:00")));
    let mut terms = Terms::builtin();
    terms.home.zone = Some(chrono_tz::Tz::Europe__Berlin);
    let seen = position(nowhere.get(id("item")).unwrap(), &nowhere, &terms, at("2026-10-21T09:00:00+08:00"));
    assert_eq!(seen.climbs_at.map(|at| at.to_rfc3339()), climb("2026-10-27T23:59:59+01:00"));
}

#[test]
fn what_was_done_in_the_last_second_of_a_short_day_still_counts() {
    // 29 March 2026 has 23 hours in Berlin; the item is answered in its last second, which does not use that Monday.
    let room_with = |paused: &str| {
        let item = json!({"account": "@acme", "subject": "x", "kind": "pursue", "opened_at": "2026-03-27T10:00:00+01:00",
            "events": [event(paused, "pause")]});
        let account = json!({"name": "Acme", "time_zone": "Europe/Berlin"});
        let room = room(&[(Kind::Account, "acme", account), (Kind::FollowUp, "item", item)]);
        stand(&room, "2026-06-01T09:00:00+02:00").used
    };
    assert_eq!(room_with("2026-03-30T23:59:58+02:00"), 0);
    assert_eq!(room_with("2026-03-30T23:59:59+02:00"), 1);
}

#[test]
fn leave_makes_the_deputy_hold_the_rung_for_its_days() {
    let mut records = vec![
        (Kind::Account, "acme", json!({"name": "Acme", "country": "CN", "owner": "@a"})),
        (Kind::FollowUp, "item", json!({"account": "@acme", "subject": "x", "kind": "pursue", "opened_at": OPENED})),
        (Kind::Member, "b", json!({"name": "b", "level": "rep"})),
    ];
    let leave = json!([{"id": id("l"), "from": "2026-10-08", "to": "2026-10-09", "reason": "family"}, {"id": id("m"), "from": "2026-10-13"}]);
    records.push((Kind::Member, "a", json!({"name": "a", "level": "rep", "deputy": "@b", "leave": leave})));
    let room = room(&records);
    let holder = |now: &str| stand(&room, now).holder;
    assert_eq!(holder("2026-10-07T23:59:59+08:00"), Some(id("a")));
    assert_eq!(holder("2026-10-08T00:00:00+08:00"), Some(id("b")));
    assert_eq!(holder("2026-10-09T23:59:59+08:00"), Some(id("b")));
    assert_eq!(holder("2026-10-10T00:00:00+08:00"), Some(id("a")));
    // Without a last day it lasts until further notice.
    assert_eq!(holder("2026-10-13T12:00:00+08:00"), Some(id("b")));
    assert_eq!(stand(&room, "2026-10-09T09:00:00+08:00").stands_for, Some(id("a")));
}

#[test]
fn a_clock_that_runs_into_a_year_without_a_table_says_so() {
    let years =
        |country: &str, opened: &str, now: &str| stand(&abroad(json!({"country": country}), opened), now).missing_years;
    assert_eq!(years("CN", "2025-12-29T10:00:00+08:00", "2025-12-30T10:00:00+08:00"), Vec::<i32>::new());
    let into = years("CN", "2027-12-29T10:00:00+08:00", "2027-12-30T10:00:00+08:00");
    assert!(into.ends_with(&[2028]), "{into:?}");
    assert_eq!(years("XX", "2026-10-08T10:00:00+08:00", "2026-10-09T10:00:00+08:00"), [2026]);
    let done = house(pursue(json!([event("2026-10-08T10:00:00+08:00", "done")])));
    assert!(stand(&done, "2031-01-01T00:00:00+08:00").missing_years.is_empty());
}

#[test]
fn counterparts_are_of_a_layer_a_function_or_a_level_and_the_first_there_is() {
    let facing = |theirs: &str| {
        let mut item = pursue(json!([]));
        item["policy"] = format!("rep:{theirs}:5d executive:decision").into();
        stand(&house(item), "2026-10-08T09:00:00+08:00").counterparts
    };
    assert_eq!(facing("operations"), [id("clerk")]);
    assert_eq!(facing("finance"), [id("money")]);
    assert_eq!(facing("function=finance"), facing("finance"));
    assert_eq!(facing("level=executive"), [id("director")]);
    assert_eq!(facing("level=rep"), [id("clerk")]);
    assert_eq!(facing("technical|procurement|management").len(), 2);
    assert_eq!(facing("technical"), []);
}
