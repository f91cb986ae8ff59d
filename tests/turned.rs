//! What a trial of foreign files found: events that become another thing in a later version of their calendar, answers to
//! invitations, journeys that somebody said whose they are.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use serde_json::{Value, json};

use crate::common::Program;
use crate::common::stores::import;

const PEOPLE: &str =
    "Name,Company,Title,Email\nVera Lind,Nord,CEO,vera@x.example\nJonas Berg,Nord,CIO,jonas@x.example\n";

fn with_people() -> Program {
    let program = Program::new();
    import(&program, "people.csv", PEOPLE);
    program
}

fn calendar(method: &str, events: &[&str]) -> String {
    let events = events.iter().map(|lines| format!("BEGIN:VEVENT\n{lines}END:VEVENT\n")).collect::<Vec<_>>().concat();
    let method = if method.is_empty() { String::new() } else { format!("METHOD:{method}\n") };
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\n{method}{events}END:VCALENDAR\n")
}

/// When the visits are, and how they stand, in their order.
fn visits(program: &Program) -> Vec<(String, String)> {
    let text = |one: &Value, field: &str| one[field].as_str().unwrap_or_default().to_owned();
    let all = program.json(&["list", "visit"]);
    let mut all: Vec<_> = all.as_array().unwrap().iter().map(|one| (text(one, "start"), text(one, "status"))).collect();
    for (start, _) in &mut all {
        start.truncate(10);
    }
    all.sort();
    all
}

#[test]
fn an_event_that_becomes_a_series_is_a_day_of_it_and_the_other_way_round() {
    let event = |seq: u8, rule: &str| {
        calendar(
            "",
            &[&format!(
                "UID:s2\nSEQUENCE:{seq}\nDTSTAMP:2026101{seq}T100000Z\nDTSTART;TZID=Europe/Stockholm:20261202T100000\n\
                 DURATION:PT1H\nSUMMARY:Review\n{rule}ATTENDEE;CN=Vera Lind:mailto:vera@x.example\n"
            )],
        )
    };
    let day = |day: &str, status: &str| (format!("2026-12-{day}"), status.to_owned());
    let program = with_people();
    import(&program, "a.ics", &event(0, ""));
    let series = event(1, "RRULE:FREQ=DAILY;COUNT=3\n");
    for _ in 0..2 {
        let told = import(&program, "a.ics", &series);
        let all = ["02", "03", "04"].map(|at| day(at, "planned"));
        assert_eq!(visits(&program), all, "{told}");
    }
    // Another store reads all of it.
    let there = with_people();
    import(&there, "b.ics", &program.ok(&["export", "--format", "ical"]));
    assert_eq!(visits(&there), visits(&program));
    for _ in 0..2 {
        let told = import(&program, "a.ics", &event(2, ""));
        let all = [day("02", "planned"), day("03", "cancelled"), day("04", "cancelled")];
        assert_eq!(visits(&program), all, "{told}");
    }
    let there = with_people();
    import(&there, "b.ics", &program.ok(&["export", "--format", "ical"]));
    assert_eq!(visits(&there), [day("02", "planned")]);
    // What was a series from the beginning becomes one event as well.
    let there = with_people();
    import(&there, "a.ics", &series);
    let told = import(&there, "a.ics", &event(2, ""));
    assert_eq!(visits(&there).len(), 3, "{told}");
    assert_eq!(visits(&there).first(), Some(&day("02", "planned")), "{told}");
}

#[test]
fn an_answer_to_an_invitation_leaves_the_event_as_it_is() {
    let program = with_people();
    let event = |start: &str, summary: &str, more: &str| {
        format!(
            "UID:c2\nDTSTAMP:20261010T100000Z\nDTSTART:{start}\nSUMMARY:{summary}\n{more}\
             ATTENDEE;PARTSTAT=ACCEPTED;CN=Vera Lind:mailto:vera@x.example\n"
        )
    };
    let invitation = event("20261202T100000Z", "Review", "DURATION:PT1H\nLOCATION:Hall 4\n");
    import(&program, "a.ics", &calendar("REQUEST", &[&invitation]));
    let before = program.ok(&["export", "visit"]);
    for (method, start, summary) in
        [("REPLY", "20261202T100000Z", "Accepted: Review"), ("COUNTER", "20261203T100000Z", "Review")]
    {
        let path = program.file("answer.ics", &calendar(method, &[&event(start, summary, "")]));
        let run = program.run(&["import", path.to_str().unwrap()]);
        assert!(run.err.contains(method), "{run:?}");
        assert_eq!(program.ok(&["export", "visit"]), before, "{run:?}");
    }
}

#[test]
fn whose_a_journey_was_said_to_be_it_stays_where_the_file_comes_again_without_a_word() {
    let flight = |number: &str, start: &str| {
        format!(
            "UID:{number}\nDTSTAMP:20261010T100000Z\nDTSTART:{start}\nDURATION:PT2H\n\
             SUMMARY:{number} Frankfurt (FRA) - Stockholm (ARN)\n"
        )
    };
    let file = |start: &str| calendar("", &[&flight("LH 802", start), &flight("LH 804", "20261204T070000Z")]);
    for who in ["Jonas Berg", "Li Na"] {
        let program = with_people();
        program.ok(&["add", "member", "name=Li Na", "level=rep"]);
        let path = program.file("f.ics", &file("20261202T070000Z"));
        program.ok(&["import", path.to_str().unwrap(), "--who", who]);
        let before = program.ok(&["export", "travel"]);
        let told = import(&program, "f.ics", &file("20261202T070000Z"));
        assert_eq!(program.ok(&["export", "travel"]), before, "{who}: {told}");
        let told = import(&program, "f.ics", &file("20261202T090000Z"));
        let departs = program.ok(&["export", "travel"]);
        assert!(departs.contains("2026-12-02T10:00:00+01:00"), "{who}: {told} {departs}");
        let whose = program.json(&["list", "travel"]);
        let field = if who == "Li Na" { "member" } else { "person" };
        assert!(whose.as_array().unwrap().iter().all(|one| one[field] != json!(null)), "{who}: {whose}");
        assert_eq!(program.json(&["list", "member"]).as_array().unwrap().len(), 1, "{who}: {told}");
    }
}

#[test]
fn who_was_merged_is_still_merged_where_the_list_has_both() {
    const LIST: &str =
        "Name,Company,Title,Email\nBob Baker,Acme,CFO,bob@x.example\nRobert Baker,Acme Inc,CFO,rbaker@x.example\n";
    for (kept, gone) in [("Bob Baker", "Robert Baker"), ("Robert Baker", "Bob Baker")] {
        let program = Program::new();
        import(&program, "list.csv", LIST);
        program.ok(&["merge", "account", "Acme", "Acme Inc"]);
        program.ok(&["merge", "person", kept, gone]);
        for _ in 0..2 {
            let told = import(&program, "list.csv", LIST);
            let people = program.json(&["list", "person"]);
            assert_eq!(people.as_array().unwrap().len(), 1, "{kept}: {told}");
            assert_eq!(people[0]["name"], json!(kept), "{told}");
            assert!(!told.contains("deleted"), "{kept}: {told}");
        }
        // Taken back, they are two again.
        program.ok(&["undo"]);
        import(&program, "list.csv", LIST);
        assert_eq!(program.json(&["list", "person"]).as_array().unwrap().len(), 2, "{kept}");
    }
}

#[test]
fn a_day_of_somebody_who_was_merged_is_not_doubled() {
    let google = "First Name,Last Name,Organization Name,E-mail 1 - Value,Event 1 - Label,Event 1 - Value\n\
                  Hanna,Koskinen,Suomi Oy,hanna@x.example,Anniversary,2001-06-01\n";
    let card = "BEGIN:VCARD\nVERSION:3.0\nUID:hk\nFN:Hanna Koskinen\nN:Koskinen;Hanna;;;\nORG:Suomi Oy\n\
                EMAIL:hanna@x.example\nEND:VCARD\n";
    let program = Program::new();
    import(&program, "g.csv", google);
    import(&program, "h.vcf", card);
    let people = program.json(&["list", "person"]);
    let ids: Vec<&str> = people.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    let is_card = |id: &&&str| {
        program.ok(&["export", "person"]).lines().any(|line| line.contains(**id) && line.contains("ext.vcard"))
    };
    let kept = ids.iter().find(is_card).unwrap();
    let gone = ids.iter().find(|id| *id != kept).unwrap();
    program.ok(&["merge", "person", kept, gone]);
    let told = import(&program, "g.csv", google);
    assert_eq!(program.json(&["list", "occasion"]).as_array().unwrap().len(), 1, "{told}");
}

#[test]
fn what_may_be_meant_otherwise_is_told() {
    let event = |uid: &str, summary: &str, more: &str| {
        format!("UID:{uid}\nDTSTAMP:20261010T100000Z\nDTSTART:20261202T100000Z\nSUMMARY:{summary}\n{more}")
    };
    let program = Program::new();
    import(
        &program,
        "p.csv",
        "Name,Company,Title,Email\nLi Na,Acme,CEO,lina@acme.example\nLi Na,Bolt,Buyer,lina@bolt.example\n",
    );
    let told = import(&program, "a.ics", &calendar("", &[&event("1", "Lunch with Li Na", "")]));
    assert!(told.contains("Several people are called “Li Na”"), "{told}");
    let flight = event("2", "LH 802 Frankfurt (FRA) - Stockholm (ARN)", "DESCRIPTION:Passenger: Li Na\n");
    let told = import(&program, "b.ics", &calendar("", &[&flight]));
    assert!(told.contains("Several people are called “Li Na”"), "{told}");
    let told = import(&program, "c.ics", &calendar("", &[&event("3", "Acme and Bolt joint review", "")]));
    assert!(told.contains("names Bolt, too, and is taken for Acme"), "{told}");
    // Whose address is in it is meant, and nobody else.
    let invited = "ATTENDEE;CN=Li Na:mailto:lina@bolt.example\n";
    let told = import(&program, "d.ics", &calendar("", &[&event("4", "Dinner with Li Na", invited)]));
    assert!(!told.contains("Several"), "{told}");
    let visits = program.json(&["list", "visit"]);
    let account = |objective: &str| {
        visits.as_array().unwrap().iter().find(|one| one["objective"] == json!(objective)).unwrap()["account"].clone()
    };
    assert_eq!(account("Dinner with Li Na"), program.json(&["show", "account", "Bolt"])["id"]);
    assert!(visits.as_array().unwrap().iter().all(|one| one["theirs"].as_array().map_or(0, Vec::len) <= 1), "{visits}");
    // Read again, it says nothing of it.
    let told = import(&program, "a.ics", &calendar("", &[&event("1", "Lunch with Li Na", "")]));
    assert!(!told.contains("Several"), "{told}");
}

#[test]
fn a_word_that_is_no_name_names_nobody() {
    let program = Program::new();
    for name in ["Target", "Gap", "ON", "Siemens Energy"] {
        program.ok(&["add", "account", &format!("name={name}")]);
    }
    import(&program, "p.csv", "Name,Company\nAnn May,Siemens Energy\n");
    let event = |at: usize, summary: &str| {
        format!("UID:{at}\nDTSTAMP:20261010T100000Z\nDTSTART:20261202T100000Z\nSUMMARY:{summary}\n")
    };
    let words = ["Revenue target call", "Close the gap", "Go on", "Ann may come"];
    let names = ["Call with Target", "Gap: kickoff", "Review ON", "visit siemens energy", "Lunch, Ann May"];
    let all: Vec<String> = words.iter().chain(&names).enumerate().map(|(at, text)| event(at, text)).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let told = import(&program, "a.ics", &calendar("", &all));
    let mut visits: Vec<Value> =
        program.json(&["list", "visit"]).as_array().unwrap().iter().map(|one| one["objective"].clone()).collect();
    visits.sort_by_key(Value::to_string);
    let mut names = names.map(|name| json!(name));
    names.sort_by_key(Value::to_string);
    assert_eq!(visits, names, "{told}");
}

#[test]
fn whose_it_is_can_be_said_when_the_file_is_read_again() {
    let card =
        "BEGIN:VCARD\nVERSION:3.0\nUID:q1\nFN:Ida Quist\nN:Quist;Ida;;;\nTITLE:CEO\nEMAIL:q@x.example\nEND:VCARD\n";
    let task = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\nBEGIN:VTODO\nUID:t1\nDTSTAMP:20261010T100000Z\n\
                SUMMARY:Send samples\nDUE;VALUE=DATE:20261204\nEND:VTODO\nEND:VCALENDAR\n";
    let google =
        "First Name,Last Name,Organization Name,E-mail 1 - Value\n,,,nobody@x.example\nHanna,Koskinen,,h@x.example\n";
    let program = Program::new();
    for (name, text) in [("q.vcf", card), ("t.ics", task), ("g.csv", google)] {
        import(&program, name, text);
        let path = program.file(name, text);
        for _ in 0..2 {
            program.run(&["import", path.to_str().unwrap(), "--account", "Acme"]);
        }
    }
    let count = |kind: &str| program.json(&["list", kind]).as_array().unwrap().len();
    assert_eq!([count("person"), count("seat"), count("follow_up"), count("note")], [3, 3, 1, 0]);
}

#[test]
fn who_makes_all_anew_calls_nothing_off() {
    let program = with_people();
    let series = |seq: u8, more: &str| {
        calendar(
            "",
            &[&format!(
                "UID:s1\nSEQUENCE:{seq}\nDTSTAMP:2026101{seq}T100000Z\nDTSTART:20261201T100000Z\nDURATION:PT1H\nSUMMARY:Weekly\n\
                 RRULE:FREQ=WEEKLY;COUNT=3\n{more}ATTENDEE;CN=Vera Lind:mailto:vera@x.example\n"
            )],
        )
    };
    import(&program, "a.ics", &series(0, ""));
    let path = program.file("a.ics", &series(1, "EXDATE:20261208T100000Z\n").replace("Weekly", "Review"));
    let run = program.run(&["import", path.to_str().unwrap(), "--on-conflict", "new"]);
    assert!(!run.err.contains("called off") && !run.err.contains("must be filled in"), "{run:?}");
    assert!(visits(&program).iter().all(|(_, status)| status == "planned"), "{run:?}");
}
