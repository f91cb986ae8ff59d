//! Calendars of ours say how their records were when they went out, also where something is empty: what was emptied in one
//! store is empty in the other, and an old calendar brings nothing back that was emptied here.

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
    program.ok(&["export", "--format", "ical"])
}

fn only(program: &Program, kind: &str) -> Value {
    let all = program.json(&["list", kind]);
    assert_eq!(all.as_array().unwrap().len(), 1, "{all}");
    all[0].clone()
}

fn set(program: &Program, kind: &str, changes: &[&str]) {
    let id = only(program, kind)["id"].as_str().unwrap().to_owned();
    program.ok(&[&["set", kind, &id][..], changes].concat());
}

/// A visit, a journey and a follow-up, with all that a calendar says of them.
fn with_days() -> Program {
    let program = Program::new().at(BEFORE);
    program.ok(&["add", "account", "name=Nordkvist"]);
    program.ok(&["add", "member", "name=Eva", "level=rep"]);
    let visit = ["account=Nordkvist", "objective=Kick-off", "start=2026-11-03T10:00", "end=2026-11-03T12:00"];
    program.ok(&[&["add", "visit"][..], &visit, &["notes=bring samples"]].concat());
    let journey = ["member=Eva", "from_city=Oslo", "to_city=Bergen", "depart=2026-11-05", "arrive=2026-11-05"];
    program.ok(&[&["add", "travel"][..], &journey, &["return=2026-11-07", "number=DY 600", "hotel=Grand"]].concat());
    program.ok(&[
        "add",
        "follow_up",
        "subject=Send offer",
        "account=Nordkvist",
        "due=2026-11-10",
        "notes=in two parts",
    ]);
    program
}

const JOURNEY: [&str; 3] = ["number", "hotel", "return"];

#[test]
fn what_was_emptied_of_a_journey_is_empty_in_the_other_store() {
    for is_by_record in [false, true] {
        let (here, there) = (with_days(), Program::new().at(BEFORE));
        import(&there, "team.ndjson", &here.ok(&["export", "member"]));
        let first = if is_by_record { ("1.ndjson", here.ok(&["export"])) } else { ("1.ics", calendar(&here)) };
        let told = import(&there, first.0, &first.1);
        assert_eq!(only(&there, "travel")["number"], json!("DY 600"), "{told}");
        let old = calendar(&here);
        let (here, there) = (here.at(LATER), there.at(LATER));
        set(&here, "travel", &["number=", "hotel=", "return="]);
        let told = import(&there, "2.ics", &calendar(&here));
        for field in JOURNEY {
            assert_eq!(only(&there, "travel")[field], Value::Null, "{is_by_record} {field}: {told}");
        }
        assert_eq!(only(&there, "travel")["from_city"], json!("Oslo"), "{told}");
        // Nor does an old one bring it back where it was emptied.
        let told = import(&here, "old.ics", &old);
        for field in JOURNEY {
            assert_eq!(only(&here, "travel")[field], Value::Null, "{field}: {told}");
        }
        // What somebody wrote there stays.
        set(&there, "travel", &["hotel=Scandic"]);
        let (here, there) = (here.at(LATEST), there.at(LATEST));
        set(&here, "travel", &["to_city=Voss"]);
        let told = import(&there, "3.ics", &calendar(&here));
        let travel = only(&there, "travel");
        assert_eq!((&travel["to_city"], &travel["hotel"]), (&json!("Voss"), &json!("Scandic")), "{told}");
    }
}

#[test]
fn notes_that_were_emptied_stay_empty_and_are_emptied_in_the_other_store() {
    for kind in ["visit", "follow_up"] {
        let (here, there) = (with_days(), Program::new().at(BEFORE));
        import(&there, "people.ndjson", &here.ok(&["export", "member", "account"]));
        let old = calendar(&here);
        import(&there, "1.ics", &old);
        let noted = only(&here, kind)["notes"].clone();
        assert_eq!(only(&there, kind)["notes"], noted);
        let (here, there) = (here.at(LATER), there.at(LATER));
        set(&here, kind, &["notes="]);
        let told = import(&here, "old.ics", &old);
        assert_eq!(only(&here, kind)["notes"], Value::Null, "{kind}: {told}");
        let told = import(&there, "2.ics", &calendar(&here));
        assert_eq!(only(&there, kind)["notes"], Value::Null, "{kind}: {told}");
        // What is noted on both sides is told, and each keeps its own.
        let (here, there) = (here.at(LATEST), there.at(LATEST));
        set(&here, kind, &["notes=here"]);
        set(&there, kind, &["notes=there"]);
        let told = import(&there, "3.ics", &calendar(&here));
        assert_eq!(only(&there, kind)["notes"], json!("there"), "{kind}: {told}");
        assert!(told.contains("here"), "{kind}: {told}");
    }
}

#[test]
fn the_way_back_keeps_its_clock_unless_another_program_moved_it() {
    let here = Program::new().at(BEFORE);
    here.ok(&["add", "member", "name=Eva", "level=rep"]);
    let journey = ["member=Eva", "from_city=Oslo", "to_city=Bergen", "depart=2026-11-03T10:00+01:00"];
    let ends = ["arrive=2026-11-03T12:00+01:00", "return=2026-11-05T18:00+01:00"];
    here.ok(&[&["add", "travel"][..], &journey, &ends].concat());
    let there = Program::new().at(BEFORE);
    import(&there, "team.ndjson", &here.ok(&["export", "member"]));
    import(&there, "1.ics", &calendar(&here));
    assert_eq!(only(&there, "travel")["return"], json!("2026-11-05T18:00:00+01:00"));
    let moved = calendar(&there).replace("DTEND:20261105T170000Z", "DTEND:20261106T190000Z");
    import(&there, "2.ics", &moved);
    let back = only(&there, "travel")["return"].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    assert_eq!(back.to_rfc3339(), "2026-11-06T19:00:00+00:00");
}
