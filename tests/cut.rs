//! Files that end too early, and what no record has a place for: told with line, code and sentence, never lost in silence.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use chrono::{DateTime, FixedOffset};
use common::Program;
use serde_json::{Value, json};
use warroom::edit::Room;
use warroom::exchange::{Options, Plan, Status, read};
use warroom::model::{Note, Visit};

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn plan(name: &str, text: &str) -> Plan {
    let room = Room::default();
    read(text.as_bytes(), name, &Options::default(), &room, now(), &mut |_, _| {}).unwrap()
}

/// `(line, status, code)` of every row that has something to say.
fn told(plan: &Plan) -> Vec<(u64, Status, &'static str)> {
    let flawed = plan.rows.iter().filter(|row| !row.problems.is_empty());
    flawed.map(|row| (row.line, row.status, row.code())).collect()
}

const EVENT: &str = "BEGIN:VEVENT\nUID:one\nDTSTART:20261021T080000Z\nSUMMARY:Samples\nEND:VEVENT\n";

#[test]
fn a_last_row_that_is_cut_is_told() {
    let failed = Status::Failed;
    let rows = "Name,Company,Title\nVera,Nordkvist,CEO\nJonas,Nordkvist,CIO\n";
    let record = r#"{"kind":"account","id":"01900000-0000-7000-8000-000000000001","name":"Acme"}"#;
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Vera\nORG:Nordkvist\nEND:VCARD\n";
    let calendar = format!("BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:x\n{EVENT}");
    for (name, text, expected) in [
        ("a.csv", format!("{rows}Lea,\"Nordk"), vec![(4, failed, "open-quote")]),
        ("a.csv", format!("{rows}Lea,Nordkvist,\""), vec![(4, failed, "open-quote")]),
        ("a.csv", format!("{rows}Lea,Nordk"), vec![(4, failed, "short")]),
        ("a.csv", format!("{rows}Lea,Nordkvist,CFO"), vec![]),
        ("a.csv", format!("{rows}Lea,Nordkvist,CFO, acting\n"), vec![(4, Status::Created, "surplus")]),
        ("a.csv", format!("{rows}Lea,Nordkvist,CFO,,\n"), vec![]),
        ("a.csv", format!("{rows}Lea,Nordkvist,\"CFO\""), vec![]),
        ("a.csv", "Name,Company,Title\nVera,Nordkvist\nJonas,Nordkvist\n".to_owned(), vec![]),
        ("a.ndjson", format!("{record}\n{}", record.trim_end_matches("Acme\"}")), vec![(2, failed, "cut")]),
        ("a.ndjson", format!("{record}\nnonsense\n"), vec![(2, failed, "not-json")]),
        ("a.vcf", format!("{card}BEGIN:VCARD\nFN:Jonas\nORG:Nordk"), vec![(6, failed, "cut")]),
        ("a.vcf", format!("{card}BEGIN:VCARD\n"), vec![(6, failed, "cut")]),
        ("a.vcf", format!("{card}BEGIN"), vec![(6, failed, "cut")]),
        ("a.vcf", card.to_owned(), vec![]),
    ] {
        assert_eq!(told(&plan(name, &text)), expected, "{name}: {text}");
    }
    for (rest, expected) in [
        ("END:VCALENDAR\n", vec![(4, "event-as-note")]),
        ("", vec![(4, "event-as-note"), (4, "not-closed")]),
        ("BEGIN:VTIMEZONE\nTZID:Eu", vec![(4, "event-as-note"), (4, "not-closed")]),
        ("BEGIN:VEVENT\nUID:two\nDTSTA", vec![(4, "event-as-note"), (9, "cut")]),
        ("BEGIN:VTODO\nUID:two\nSUMM", vec![(4, "event-as-note"), (9, "cut")]),
        ("END:VCALENDAR\nBEG", vec![(4, "event-as-note"), (10, "cut")]),
    ] {
        let plan = plan("a.ics", &format!("{calendar}{rest}"));
        let mut told: Vec<(u64, &str)> = Vec::new();
        for row in &plan.rows {
            told.extend(row.problems.iter().map(|one| (row.line, one.id.strip_prefix("problem-import-").unwrap())));
        }
        told.sort_unstable();
        assert_eq!(told, expected, "{rest}");
    }
    // Nothing but a beginning.
    assert_eq!(told(&plan("a.ics", "BEGIN:VCALENDAR\nVERSION:2.0\n")), [(2, failed, "not-closed")]);
}

#[test]
fn tasks_and_diaries_of_no_day_are_left_out_by_name_and_counted() {
    let program = Program::new();
    let todo = "BEGIN:VTODO\nUID:t1\nSUMMARY:Send the offer\nEND:VTODO\n";
    let diary = "BEGIN:VJOURNAL\nUID:j1\nSUMMARY:A long day\nEND:VJOURNAL\n";
    let all = program.file("all.ics", &format!("BEGIN:VCALENDAR\n{EVENT}{todo}{diary}END:VCALENDAR\n"));
    let run = program.run(&["import", all.to_str().unwrap(), "--json"]);
    let rows: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let said: Vec<_> = rows.iter().map(|row| (row["status"].clone(), row["code"].clone())).collect();
    let pair = |status: &str, code: &str| (json!(status), json!(code));
    assert_eq!(run.status, 1);
    let left_out = [pair("skipped", "task"), pair("skipped", "journal")];
    assert_eq!((&said[0], &said[1..3]), (&pair("created", "event-as-note"), &left_out[..]));
    assert!(rows[1]["message"].as_str().unwrap().contains("Send the offer"), "{}", rows[1]);
    let counts = &rows[3]["summary"];
    assert_eq!((&counts["created"], &counts["skipped"], &counts["failed"]), (&json!(1), &json!(2), &json!(0)));
    // A file of nothing else says so, with its calendar or without.
    for text in [format!("BEGIN:VCALENDAR\n{todo}END:VCALENDAR\n"), todo.to_owned()] {
        let file = program.file("todo.ics", &text);
        let run = program.run(&["import", file.to_str().unwrap()]);
        assert_eq!(run.status, 1);
        assert!(run.err.contains("Send the offer") && run.err.contains("VTODO"), "{}", run.err);
        assert!(run.out.contains("1 left out"), "{}", run.out);
    }
}

#[test]
fn an_hour_that_the_clock_leaves_out_is_shifted_and_one_it_has_twice_is_the_first() {
    let event = |zone: &str, at: &str| {
        format!("BEGIN:VEVENT\nUID:{zone}{at}\nDTSTART;TZID={zone}:{at}\nSUMMARY:x\nEND:VEVENT\n")
    };
    for (zone, at, expected) in [
        ("America/New_York", "20260308T023000", "2026-03-08T03:30:00-04:00"),
        ("America/New_York", "20261101T013000", "2026-11-01T01:30:00-04:00"),
        ("Europe/Berlin", "20260329T023000", "2026-03-29T03:30:00+02:00"),
        ("Europe/Berlin", "20261025T023000", "2026-10-25T02:30:00+02:00"),
    ] {
        let plan = plan("a.ics", &format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", event(zone, at)));
        let note = plan.after.all::<Note>().next().unwrap();
        assert_eq!(note.at.unwrap().to_string(), expected, "{zone} {at}");
    }
    // A day of a series is no other.
    let daily = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:d\nDTSTART;TZID=Europe/Berlin:20260328T023000\nRRULE:FREQ=DAILY;COUNT=3\n\
        SUMMARY:x\nX-WARROOM-ACCOUNT:Nordkvist\nEND:VEVENT\nEND:VCALENDAR\n";
    let mut days: Vec<String> =
        plan("a.ics", daily).after.all::<Visit>().map(|visit| visit.start.unwrap().to_string()).collect();
    days.sort();
    assert_eq!(days, ["2026-03-28T02:30:00+01:00", "2026-03-29T03:30:00+02:00", "2026-03-30T02:30:00+02:00"]);
}

#[test]
fn a_conflict_says_what_is_here_and_there_and_its_advice_once_and_shows_nothing_personal() {
    let program = Program::new();
    let list = "Name,Company,Title,City,Birthday,Notes\nVera,Nordkvist,CEO,Bergen,1969-04-02,quick\n";
    program.ok(&["import", program.file("a.csv", list).to_str().unwrap()]);
    program.ok(&["set", "person", "Vera", "birthday=1970-04-02", "home_city=Oslo"]);
    let there = list.replace("1969", "1971").replace("Bergen", "Stavanger");
    let run = program.run(&["import", program.file("a.csv", &there).to_str().unwrap(), "--json"]);
    let row: Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
    let message = row["message"].as_str().unwrap();
    assert!(message.contains("is “Oslo” here and “Stavanger” in the file: what is here stays."), "{message}");
    assert!(!message.contains("1970") && !message.contains("1971"), "{message}");
    assert!(message.contains("is not the same here as in the file"), "{message}");
    assert_eq!(message.matches("set it here").count(), 1, "{message}");
}

#[test]
fn a_conflict_is_told_once_and_again_only_of_what_is_new() {
    let program = Program::new();
    let list = "Name,Company,Title,Phone\nVera,Nordkvist,CEO,0171 1\n";
    program.ok(&["import", program.file("a.csv", list).to_str().unwrap()]);
    program.ok(&["set", "seat", "Vera", "title=Chairwoman"]);
    let file = program.file("a.csv", &list.replace("CEO,0171 1", "President,0171 2"));
    let told = |file: &str, args: &[&str]| {
        let run = program.run(&[&["import", file, "--json"], args].concat());
        let row: Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
        (row["status"].as_str().unwrap().to_owned(), row["code"].as_str().unwrap().to_owned(), run.status)
    };
    let expected = |status: &str, code: &str, exit: i32| (status.to_owned(), code.to_owned(), exit);
    let file = file.to_str().unwrap();
    // Who only looks is told the same again. The phone goes in, the title does not, and what is here was seen then.
    assert_eq!(told(file, &["--dry-run"]), expected("updated", "changed-here", 1));
    assert_eq!(told(file, &[]), expected("updated", "changed-here", 1));
    for _ in 0..2 {
        assert_eq!(told(file, &[]), expected("unchanged", "", 0));
        program.ok(&["set", "seat", "Vera", "title=Chairwoman"]);
    }
    // What is one's own stays that, whatever the file says next.
    let file = program.file("a.csv", &list.replace("CEO,0171 1", "Chief,0171 2"));
    assert_eq!(told(file.to_str().unwrap(), &[]), expected("skipped", "changed-here", 1));
    assert_eq!(told(file.to_str().unwrap(), &[]), expected("unchanged", "", 0));
    assert_eq!(program.json(&["show", "seat", "Vera"])["title"], json!("Chairwoman"));
    assert!(
        program
            .ok(&["export", "--format", "csv", "--profile", "original"])
            .contains("Vera,Nordkvist,Chairwoman,0171 2")
    );
    program.ok(&["set", "seat", "Vera", "title=Chief"]);
    assert_eq!(told(file.to_str().unwrap(), &[]), expected("unchanged", "", 0));
}

#[test]
fn a_record_that_cannot_be_without_what_is_not_there_is_not_said_to_go_in_without() {
    let program = Program::new();
    let seat =
        |id: &str, account: &str| format!(r#"{{"kind":"seat","id":"{id}","account":"{account}","title":"CIO"}}"#);
    let [one, other, ann, nobody] = [1, 2, 3, 4].map(|nth| format!("01900000-0000-7000-8000-00000000000{nth}"));
    let person = format!(r#"{{"kind":"person","id":"{ann}","name":"Ann"}}"#);
    let file = program.file("a.ndjson", &[person, seat(&one, &nobody), seat(&other, &ann)].join("\n"));
    let run = program.run(&["import", file.to_str().unwrap()]);
    assert!(run.out.starts_with("1 added, 0 updated, 0 unchanged, 2 left out"), "{run:?}");
    assert!(run.err.contains("which is not there") && run.err.contains("must point to"), "{run:?}");
    assert!(!run.err.contains("was left out"), "{run:?}");
}
