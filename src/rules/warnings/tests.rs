use serde_json::{Value, json};

use super::*;
use crate::rules::fixture::room;

fn warned(records: &[(Kind, &str, Value)]) -> Vec<&'static str> {
    let mut all =
        vec![(Kind::Account, "a", json!({"name": "A", "reviewed_at": "2026-10-19", "created_at": "2026-10-19"}))];
    all.extend(records.iter().cloned());
    let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
    let mut rules: Vec<_> = super::all(&room(&all), &Terms::builtin(), now, None).iter().map(|one| one.rule).collect();
    rules.dedup();
    rules
}

fn seat(fields: Value) -> Value {
    let mut seat = json!({"account": "@a"});
    for (name, value) in fields.as_object().unwrap() {
        seat[name] = value.clone();
    }
    seat
}

#[test]
fn an_empty_map_says_only_that_nobody_is_known_to_decide() {
    assert_eq!(warned(&[]), ["no_decision_maker"]);
}

#[test]
fn every_rule_warns() {
    let found = warned(&[
        (Kind::Account, "a", json!({"name": "A", "reviewed_at": "2026-10-12", "created_at": "2026-01-01"})),
        (Kind::Member, "m", json!({"name": "M", "level": "rep"})),
        (
            Kind::Seat,
            "boss",
            seat(
                json!({"title": "Boss", "buying_roles": ["decision_maker"], "political_status": "inner_circle", "support": "non_supporter"}),
            ),
        ),
        (Kind::Seat, "champ", seat(json!({"title": "C", "buying_roles": ["champion"], "support": "supporter"}))),
        (Kind::Seat, "key", seat(json!({"title": "K", "political_status": "political_structure"}))),
        (Kind::Pairing, "p", json!({"member": "@m", "seat": "@boss", "level": "rep"})),
        (
            Kind::Touch,
            "t",
            json!({"account": "@a", "member": "@m", "seats": ["@champ"], "at": "2026-08-01", "channel": "call"}),
        ),
        (Kind::Complaint, "c", json!({"account": "@a", "occurred_at": "2026-10-18", "content": "c"})),
        (
            Kind::Receivable,
            "r",
            json!({"account": "@a", "number": "1", "amount": "1", "currency": "CNY", "issued": "2026-09-01", "due": "2026-10-19"}),
        ),
        (Kind::Period, "s", json!({"account": "@a", "period": "2026-09", "sales": {"amount": "1", "currency": "CNY"}})),
    ]);
    let expected = [
        "key_players_not_supportive",
        "outnumbered",
        "decision_maker_never_met",
        "champion_silent",
        "single_thread",
        "personal_need_unknown",
        "key_player_uncovered",
        "cycle_red",
        "card_not_reviewed",
        "complaint_unanswered",
        "money_overdue",
        "one_client",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_map_without_opponents_is_blind() {
    let found = warned(&[(Kind::Seat, "x", seat(json!({"title": "X", "layer": "decision", "support": "supporter"})))]);
    assert_eq!(found, ["no_opponent", "decision_maker_never_met"]);
}

#[test]
fn limits_are_passed_not_reached() {
    let champion = |day: &str| {
        warned(&[
            (Kind::Member, "m", json!({"name": "M", "level": "rep"})),
            (Kind::Seat, "x", seat(json!({"title": "X", "buying_roles": ["champion", "decision_maker"]}))),
            (Kind::Touch, "t", json!({"account": "@a", "member": "@m", "seats": ["@x"], "at": day, "channel": "call"})),
        ])
        .contains(&"champion_silent")
    };
    assert_eq!([champion("2026-09-20"), champion("2026-09-19")], [false, true]);
    let reviewed = |day: &str| {
        let account = json!({"name": "A", "reviewed_at": day, "created_at": "2026-10-19"});
        warned(&[(Kind::Account, "a", account)]).contains(&"card_not_reviewed")
    };
    assert_eq!([reviewed("2026-10-13"), reviewed("2026-10-12")], [false, true]);
}

#[test]
fn a_lost_account_worries_nobody_any_more() {
    assert!(warned(&[(Kind::Account, "a", json!({"name": "A", "stage": "lost"}))]).is_empty());
}

#[test]
fn every_rule_has_its_line_in_the_table() {
    let table: toml::Table = toml::from_str(include_str!("../../../assets/warnings.toml")).unwrap();
    let lines: Vec<&str> = table.keys().map(String::as_str).collect();
    let mut rules = vec![
        "no_decision_maker",
        "no_opponent",
        "key_players_not_supportive",
        "outnumbered",
        "decision_maker_never_met",
        "champion_silent",
        "single_thread",
        "personal_need_unknown",
        "key_player_uncovered",
        "cycle_red",
        "card_not_reviewed",
        "complaint_unanswered",
        "money_overdue",
        "one_client",
    ];
    rules.sort_unstable();
    let mut sorted = lines.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, rules);
}
