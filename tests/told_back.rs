//! Calendars of ours between two stores and back: what was deleted stays away, what was taken back comes as the first time,
//! and what was changed in one store arrives in the other, and nothing else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common::Program;
use serde_json::{Value, json};

const BEFORE: &str = "2026-10-20T09:00:00+08:00";
const LATER: &str = "2026-10-21T09:00:00+08:00";
const LATEST: &str = "2026-10-22T09:00:00+08:00";

fn import(program: &Program, name: &str, text: &str) -> String {
    let file = program.file(name, text);
    let said = program.run(&["import", file.to_str().unwrap()]);
    said.out + &said.err
}

fn calendar(program: &Program) -> String {
    program.ok(&["export", "--sensitive", "--format", "ical"])
}

fn all(program: &Program, kind: &str) -> Vec<Value> {
    program.json(&["list", kind]).as_array().unwrap().clone()
}

fn only(program: &Program, kind: &str) -> Value {
    let all = all(program, kind);
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

fn id(program: &Program, kind: &str) -> String {
    only(program, kind)["id"].as_str().unwrap().to_owned()
}

fn set(program: &Program, kind: &str, changes: &[&str]) {
    program.ok(&[&["set", kind, &id(program, kind)][..], changes].concat());
}

/// An account, two who sit there, one of ours, and a day of each kind.
fn with_days() -> Program {
    let program = Program::new().at(BEFORE);
    program.ok(&["add", "account", "name=Nordkvist", "short_name=NK"]);
    program.ok(&["add", "member", "name=Li Na", "level=rep"]);
    for (name, title) in [("Vera Lind", "CEO"), ("Jonas Berg", "CIO")] {
        program.ok(&["add", "person", &format!("name={name}")]);
        program.ok(&["add", "seat", "account=Nordkvist", &format!("person={name}"), &format!("title={title}")]);
    }
    program.ok(&[
        "add",
        "visit",
        "account=Nordkvist",
        "start=2026-11-05",
        "city=Oslo",
        "place=HQ",
        "objective=Renewal",
    ]);
    set(&program, "visit", &[&format!("theirs={}", seats(&program, &["Vera Lind", "Jonas Berg"]))]);
    let journey = ["member=Li Na", "to_city=Oslo", "depart=2026-11-02T08:00+08:00", "arrive=2026-11-02T13:00+01:00"];
    let more = ["return=2026-11-06", "purpose=fair", "notes=by train", "firmness=rumour"];
    program.ok(&[&["add", "travel"][..], &journey, &more].concat());
    program.ok(&["add", "occasion", "person=Vera Lind", "what=Anniversary", "date=2001-11-20", "yearly=true"]);
    program
}

fn seats(program: &Program, names: &[&str]) -> String {
    let people = all(program, "person");
    let seats = all(program, "seat");
    let seat = |name: &&str| {
        let person = people.iter().find(|one| one["name"] == **name).unwrap()["id"].clone();
        seats.iter().find(|one| one["person"] == person).unwrap()["id"].as_str().unwrap().to_owned()
    };
    names.iter().map(seat).collect::<Vec<_>>().join(",")
}

/// Another store with the people of one, and its days by record or by calendar.
fn heard(here: &Program, by_record: bool) -> Program {
    let there = Program::new().at(BEFORE);
    import(&there, "people.ndjson", &here.ok(&["export", "member", "account", "person", "seat"]));
    if by_record {
        import(&there, "all.ndjson", &here.ok(&["export", "--sensitive"]));
    }
    let told = import(&there, "1.ics", &calendar(here));
    assert_eq!(only(&there, "travel")["to_city"], json!("Oslo"), "{told}");
    there
}

#[test]
fn a_journey_that_was_deleted_stays_away_from_the_calendar_it_is_in() {
    for number in ["number=", "number=D 7"] {
        let here = with_days();
        set(&here, "travel", &[number]);
        let there = heard(&here, false);
        let file = calendar(&here);
        for program in [here.at(LATER), there.at(LATER)] {
            program.ok(&["rm", "travel", &id(&program, "travel")]);
            for _ in 0..2 {
                let told = import(&program, "1.ics", &file);
                assert!(all(&program, "travel").is_empty(), "{told}");
                assert!(told.contains("“Oslo · 2026-11-02” was deleted here"), "{told}");
            }
        }
    }
}

#[test]
fn what_a_calendar_calls_off_is_a_step_of_its_own_and_changes_nobody() {
    let here = with_days().at(LATER);
    let event = |more: &str| {
        let event =
            "BEGIN:VEVENT\nUID:o1@x\nDTSTAMP:20261004T000000Z\nDTSTART:20261103T100000Z\nSUMMARY:Jour fixe Nordkvist\n";
        format!("BEGIN:VCALENDAR\nVERSION:2.0\n{event}{more}END:VEVENT\nEND:VCALENDAR\n")
    };
    import(&here, "off.ics", &event("STATUS:CANCELLED\n"));
    assert!(!here.ok(&["export", "member"]).contains("changed_here"));
    import(&here, "on.ics", &event(""));
    assert_eq!(all(&here, "visit").len(), 1, "it stays called off");
    let told = here.ok(&["undo"]);
    assert!(told.contains("off.ics"), "{told}");
    assert_eq!(all(&here, "person").len(), 2, "{told}");
    import(&here, "on.ics", &event(""));
    assert_eq!(all(&here, "visit").len(), 2, "it is called off no more");
}

#[test]
fn a_calendar_that_was_taken_back_makes_the_same_again() {
    let file = calendar(&with_days());
    let there = Program::new().at(LATER);
    let first = import(&there, "1.ics", &file);
    let before = ["member", "account", "travel"].map(|kind| only(&there, kind)["id"].clone());
    there.ok(&["undo"]);
    assert_eq!(import(&there, "1.ics", &file), first);
    assert_eq!(["member", "account", "travel"].map(|kind| only(&there, kind)["id"].clone()), before);
    assert_eq!(only(&there, "member")["name"], json!("Li Na"));
}

#[test]
fn a_way_back_is_the_day_or_the_hour_that_it_was() {
    let here = with_days();
    let file = calendar(&here);
    // Where the clock shows another day when that one ends in China.
    let there = Program::new().at("2026-10-20T09:00:00-08:00");
    import(&there, "1.ics", &file);
    assert_eq!(only(&there, "travel")["return"], json!("2026-11-06"));
    let here = here.at(LATER);
    set(&here, "travel", &["hotel=Grand"]);
    let told = import(&here, "old.ics", &file);
    assert_eq!(only(&here, "travel")["return"], json!("2026-11-06"), "{told}");
    assert!(told.contains("0 added, 0 updated, 3 unchanged"), "{told}");
    // A program that moves the end is heard.
    import(&there, "2.ics", &file.replace("DTEND:20261106T155900Z", "DTEND:20261108T120000Z"));
    assert_eq!(only(&there, "travel")["return"].as_str().unwrap().get(..10), Some("2026-11-08"));
    // A journey in whole days that ends at an hour.
    for by_record in [false, true] {
        let here = with_days();
        set(&here, "travel", &["depart=2026-11-02", "arrive=2026-11-02", "return=2026-11-20"]);
        let there = heard(&here, by_record).at(LATER);
        let here = here.at(LATER);
        set(&here, "travel", &["return=2026-11-20T10:00+01:00"]);
        let told = import(&there, "2.ics", &calendar(&here));
        assert_eq!(only(&there, "travel")["return"], json!("2026-11-20T10:00:00+01:00"), "{told}");
    }
}

#[test]
fn an_occasion_is_called_what_it_is_whatever_its_owner_is_called() {
    let here = with_days();
    let file = calendar(&here);
    let here = here.at(LATER);
    let vera = all(&here, "person").into_iter().find(|one| one["name"] == "Vera Lind").unwrap();
    here.ok(&["set", "person", vera["id"].as_str().unwrap(), "name=Vera Berg"]);
    let told = import(&here, "old.ics", &file);
    assert_eq!(only(&here, "occasion")["what"], json!("Anniversary"), "{told}");
    assert!(told.contains("0 updated, 3 unchanged"), "{told}");
    // What a program calls it by then is told of whom it is.
    import(&here, "new.ics", &file.replace("Vera Lind: Anniversary", "Vera Lind: Jubilee"));
    assert_eq!(only(&here, "occasion")["what"], json!("Jubilee"));
    // An account that goes by its short name here.
    let here = with_days();
    set(&here, "occasion", &["person=", "account=Nordkvist"]);
    let there = Program::new().at(LATER);
    let told = import(&there, "1.ics", &calendar(&here));
    assert_eq!(only(&there, "occasion")["what"], json!("Anniversary"), "{told}");
    let told = import(&here, "2.ics", &calendar(&there));
    assert!(told.contains("0 updated, 3 unchanged, 0 left out"), "{told}");
}

#[test]
fn what_is_changed_of_a_day_arrives_in_the_other_store() {
    let changes = [
        ("visit", "city", "Bergen"),
        ("visit", "place", ""),
        ("travel", "notes", "by ship"),
        ("travel", "notes", ""),
        ("travel", "purpose", "trial"),
        ("travel", "purpose", ""),
        ("travel", "firmness", "likely"),
        ("occasion", "date", "lunar:05-05"),
        ("occasion", "date", "11-25"),
        ("occasion", "notes", "with flowers"),
    ];
    for by_record in [false, true] {
        let here = with_days();
        let there = heard(&here, by_record).at(LATER);
        let here = here.at(LATER);
        for (kind, field, value) in changes {
            set(&here, kind, &[&format!("{field}={value}")]);
            let told = import(&there, "2.ics", &calendar(&here));
            let value = if value.is_empty() { Value::Null } else { value.into() };
            assert_eq!(only(&there, kind)[field], value, "{by_record} {kind} {field}: {told}");
            assert!(told.contains("1 updated") && told.contains("0 left out"), "{by_record} {kind} {field}: {told}");
            // And nothing of it is news any more, there or here.
            for (program, file) in [(&there, calendar(&here)), (&here, calendar(&there))] {
                let told = import(program, "3.ics", &file);
                let is_nothing = told.contains("0 added, 0 updated") && told.contains("0 left out");
                assert!(is_nothing, "{by_record} {kind} {field}: {told}");
            }
        }
    }
}

#[test]
fn who_is_taken_off_a_visit_is_off_it_in_the_other_store() {
    for by_record in [false, true] {
        let here = with_days();
        let there = heard(&here, by_record).at(LATER);
        let here = here.at(LATER);
        assert_eq!(only(&there, "visit")["theirs"].as_array().unwrap().len(), 2);
        set(&here, "visit", &[&format!("theirs={}", seats(&here, &["Jonas Berg"]))]);
        let told = import(&there, "2.ics", &calendar(&here));
        assert_eq!(only(&there, "visit")["theirs"], only(&here, "visit")["theirs"], "{told}");
        // Whom somebody has put on it there stays, whatever this one says.
        let there = there.at(LATEST);
        set(&there, "visit", &[&format!("theirs={}", seats(&there, &["Vera Lind", "Jonas Berg"]))]);
        set(&here, "visit", &["objective=Signature"]);
        let told = import(&there, "3.ics", &calendar(&here));
        assert_eq!(only(&there, "visit")["theirs"].as_array().unwrap().len(), 2, "{told}");
    }
}

#[test]
fn an_event_that_was_given_an_account_has_it_in_the_other_store() {
    let event = |uid: &str, what: &str, more: &str| {
        let day = "DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261204\n";
        format!("BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261001T000000Z\n{day}SUMMARY:{what}\n{more}END:VEVENT\n")
    };
    let task =
        "BEGIN:VTODO\nUID:t@x\nDTSTAMP:20261001T000000Z\nDUE;VALUE=DATE:20261201\nSUMMARY:Call back\nEND:VTODO\n";
    let events = event("a@x", "Trip to Stockholm", "")
        + &event("d@x", "Jubilee", "RRULE:FREQ=YEARLY\n")
        + &event("b@x", "Jour fixe", "RRULE:FREQ=WEEKLY;COUNT=3\n")
        + task;
    let here = Program::new().at(BEFORE);
    here.ok(&["add", "account", "name=Nordkvist"]);
    let file = here.file("g.ics", &format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n"));
    here.ok(&["import", file.to_str().unwrap(), "--account", "Nordkvist"]);
    // Read again, it is still theirs.
    here.ok(&["import", file.to_str().unwrap()]);
    let there = Program::new().at(LATER);
    there.ok(&["add", "account", "name=Nordkvist"]);
    let told = import(&there, "1.ics", &calendar(&here));
    assert_eq!(["visit", "follow_up", "occasion"].map(|kind| all(&there, kind).len()), [4, 1, 1], "{told}");
    // It is not news where it comes from.
    let told = import(&here, "2.ics", &calendar(&there));
    assert!(told.contains("0 added, 0 updated") && told.contains("0 left out"), "{told}");
}

#[test]
fn what_one_of_ours_does_at_a_visit_and_how_a_follow_up_ended_goes_along() {
    let here = with_days();
    let (account, member) = (id(&here, "account"), id(&here, "member"));
    let ours = json!([{"id": "0198f0a2-0000-7000-8000-000000000002", "member": member, "role": "lead"}]);
    let visit = json!({"kind": "visit", "id": id(&here, "visit"), "ours": ours});
    let events =
        json!([{"id": "0198f0a2-0000-7000-8000-000000000003", "at": "2026-10-19T10:00:00+08:00", "what": "drop"}]);
    let item = json!({"kind": "follow_up", "id": "0198f0a2-0000-7000-8000-000000000004", "account": account,
        "subject": "Call", "follow_up_kind": "other", "opened_at": "2026-10-18", "events": events});
    let told = import(&here, "more.ndjson", &format!("{visit}\n{item}\n"));
    assert_eq!(only(&here, "visit")["ours"][0]["role"], json!("lead"), "{told}");
    let there = Program::new().at(LATEST);
    import(&there, "1.ics", &calendar(&here));
    assert_eq!(only(&there, "visit")["ours"][0]["role"], json!("lead"));
    let ended =
        |program: &Program| only(program, "follow_up")["events"].as_array().unwrap().last().unwrap()["at"].clone();
    assert_eq!(ended(&there), ended(&here));
}
