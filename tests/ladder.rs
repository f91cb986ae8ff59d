//! The ladder on the command line: policies of one's own, money, complaints, people on leave, years without a table.
#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use crate::common;

use common::Program;
use serde_json::{Value, json};

const DUE: &str = "due rep:operations:3d manager:finance:3d executive:decision";

/// Two accounts with one of ours each on every level.
fn house() -> Program {
    let program = Program::new();
    for [name, level] in [["小陈", "rep"], ["小周", "rep"], ["刘慧", "manager"], ["陈总", "executive"]] {
        program.ok(&["add", "member", &format!("name={name}"), &format!("level={level}")]);
    }
    program.ok(&["set", "member", "小陈", "deputy=小周", "manager=刘慧"]);
    for name in ["山东电信", "Beta"] {
        program.ok(&["add", "account", &format!("name={name}"), "country=CN", "owner=小陈"]);
    }
    program
}

fn only(rows: &Value) -> &Value {
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "{rows}");
    &rows[0]
}

#[test]
fn an_account_has_ladders_of_its_own_and_an_item_keeps_the_one_it_was_opened_with() {
    let program = house();
    let own = format!("promise = 'rep:operations:2d executive:decision'\n[account.'山东电信']\npromise = '{DUE}'\n");
    program.file("config/ladders.toml", &own);
    for (account, policy) in [("山东电信", DUE), ("Beta", "rep:operations:2d executive:decision")] {
        let item =
            program.json(&["add", "follow_up", &format!("account={account}"), "subject=samples", "kind=promise"]);
        assert_eq!(item["policy"], policy);
    }
    program.file("config/ladders.toml", "promise = 'rep:operations:9d executive:decision'\n");
    let rows = program.json(&["ladder", "--account", "Beta"]);
    assert_eq!(only(&rows)["allowed_days"], 2);
}

#[test]
fn a_bad_line_of_a_ladder_file_is_named_and_costs_only_itself() {
    let program = house();
    program.file(
        "config/ladders.toml",
        "gift = 'rep:operations:1d executive:decision'\npromise = 'rep:cellar:2d'\nparty = 'x'\n",
    );
    let run = program.run(&["ladder"]);
    assert_eq!(run.status, 0);
    for said in ["ladders.toml:2: ", "rep:cellar:2d", "ladders.toml:3: ", "party"] {
        assert!(run.err.contains(said), "{}", run.err);
    }
    let gift = program.json(&["add", "follow_up", "account=Beta", "subject=tea", "kind=gift"]);
    assert_eq!(gift["policy"], "rep:operations:1d executive:decision");
}

#[test]
fn ladders_of_an_account_that_is_none_are_told() {
    let program = house();
    program.file("config/ladders.toml", "[account.'Atlantis']\npromise = 'rep:operations:1d executive:decision'\n");
    let run = program.run(&["ladder"]);
    assert_eq!(run.status, 0);
    assert!(run.err.contains("atlantis"), "{}", run.err);
    let refused = program.run(&["add", "follow_up", "account=Beta", "subject=x", "kind=promise", "policy=as it comes"]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("as it comes"), "{}", refused.err);
}

#[test]
fn receivables_age_by_account_and_stand_for_days_of_sales() {
    let program = house();
    let invoice = ["add", "receivable", "account=Beta", "number=1", "amount=1200000", "currency=CNY"];
    program.ok(&[&invoice[..], &["issued=2026-08-01", "due=2026-09-10"]].concat());
    program.ok(&["add", "period", "account=Beta", "period=2026Q3", "sales=3600000 CNY"]);
    let rows = program.json(&["receivables", "--account", "Beta"]);
    let row = only(&rows);
    assert_eq!((&row["dso"], &row["days_late"]), (&json!(30.0), &json!(40)));
    assert_eq!(row["value"], json!({"amount": "1200000", "currency": "CNY"}));
    assert_eq!((&row["parts"][2]["name"], &row["parts"][2]["weight"]), (&json!("31-60"), &json!(1.0)));
    let text = program.ok(&["receivables"]);
    assert!(text.contains("¥1,200,000.00 owed on 2026-10-20 · 30.0 days of sales"), "{text}");
    assert!(text.contains("31–60 d    ████████████████████"), "{text}");
}

#[test]
fn complaints_say_how_long_a_first_answer_took_and_close_only_with_a_result() {
    let program = house();
    let occurred = "occurred_at=2026-10-20T08:00+08:00";
    let id = program.ok(&["add", "complaint", "account=Beta", "content=noise", occurred]);
    let open = program.json(&["complaints"]);
    assert_eq!((&only(&open)["waiting_minutes"], &only(&open)["first_answer_minutes"]), (&json!(60), &Value::Null));
    assert_eq!(only(&open)["answer_by"], "2026-10-21T23:59:59+08:00");
    program.ok(&["set", "complaint", id.trim(), "first_answered_at=2026-10-20T08:45+08:00"]);
    assert_eq!(only(&program.json(&["complaints"]))["first_answer_minutes"], 45);
    let refused = program.refused(&["set", "complaint", id.trim(), "resolved_at=2026-10-20T09:00+08:00"]);
    assert!(refused.contains("result"), "{refused}");
}

#[test]
fn whoever_is_on_leave_is_stood_in_for_and_is_found_by_either_name() {
    let program = house();
    program.ok(&["add", "follow_up", "account=Beta", "subject=samples", "kind=promise"]);
    let member = program.json(&["show", "member", "小陈"]);
    let line = json!({"kind": "member", "id": member["id"], "name": "小陈", "level": "rep",
        "leave": [{"id": "01900000-0000-7000-8000-000000000001", "from": "2026-10-19", "to": "2026-10-23"}]});
    let run = program.fed(&["import", "-"], line.to_string().as_bytes());
    assert_eq!(run.status, 0, "{run:?}");
    for name in ["小陈", "小周"] {
        let rows = program.json(&["ladder", "--member", name]);
        assert_eq!((&only(&rows)["holder_name"], &only(&rows)["stands_for_name"]), (&json!("小周"), &json!("小陈")));
    }
    assert_eq!(program.json(&["ladder", "--kind", "gift"]), json!([]));
    let forecast = program.json(&["forecast", "--days", "10", "--member", "刘慧"]);
    assert_eq!((&only(&forecast)["to"], &only(&forecast)["at"]), (&json!(2), &json!("2026-10-27T23:59:59+08:00")));
}

#[test]
fn a_year_without_a_table_is_warned_of() {
    let program = house().at("2027-12-30T09:00+08:00");
    program.ok(&["add", "follow_up", "account=Beta", "subject=samples", "kind=promise"]);
    let run = program.run(&["ladder", "--json"]);
    assert!(run.err.contains("CN in 2028"), "{}", run.err);
    let rows: Value = serde_json::from_str(&run.out).unwrap();
    assert!(only(&rows)["missing_years"].as_array().unwrap().contains(&json!(2028)));
}
