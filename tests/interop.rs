//! Other programs' files where two things meet: two cards of one person, what makes no record, what they change of ours.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use std::fs;

use serde_json::{Value, json};

use crate::common::{Program, Run};

fn card(version: &str, lines: &str) -> String {
    format!("BEGIN:VCARD\nVERSION:{version}\n{lines}\nEND:VCARD\n")
}

fn event(uid: &str, lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261101T080000Z\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
}

fn import(program: &Program, name: &str, text: &str) -> Run {
    let file = program.file(name, text);
    program.run(&["import", file.to_str().unwrap(), "--json"])
}

/// The last line: what it comes to.
fn summary(run: &Run) -> Value {
    let last: Value = serde_json::from_str(run.out.lines().last().unwrap()).unwrap();
    last["summary"].clone()
}

fn count(program: &Program, kind: &str) -> usize {
    program.json(&["list", kind]).as_array().unwrap().len()
}

/// A folder with these files.
fn folder(program: &Program, name: &str, files: &[(&str, &str)]) -> String {
    let folder = program.file(name, "");
    fs::remove_file(&folder).unwrap();
    fs::create_dir(&folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    folder.to_str().unwrap().to_owned()
}

#[test]
fn cards_of_two_address_books_are_two_together_and_one_after_the_other() {
    let phone =
        card("3.0", "PRODID:-//Apple Inc.//iOS 5.0.1//EN\nN:Doe;John;;;\nFN:John Doe\nORG:IBM\nTEL:905-555-1234");
    let desk = card("2.1", "N:Doe;John\nFN:John Doe\nORG:IBM\nTEL:(905) 555-1234");
    let (together, apart) = (Program::new(), Program::new());
    let both = folder(&together, "both", &[("a.vcf", &phone), ("b.vcf", &desk)]);
    let run = together.run(&["import", &both, "--json"]);
    assert_eq!((&summary(&run)["created"], &summary(&run)["alike"]), (&json!(2), &json!(1)), "{run:?}");
    import(&apart, "a.vcf", &phone);
    let run = import(&apart, "b.vcf", &desk);
    assert_eq!((&summary(&run)["created"], &summary(&run)["alike"]), (&json!(1), &json!(1)), "{run:?}");
    for program in [&together, &apart] {
        assert_eq!(count(program, "person"), 2);
        let out = program.ok(&["export", "--format", "vcard", "--vcard", "3.0"]);
        assert!(out.contains("TEL:905-555-1234") && out.contains("TEL:(905) 555-1234"), "{out}");
        // Neither comes again, nor where it has changed.
        for text in [phone.clone(), desk.clone(), phone.replace("1234", "9"), desk.replace("1234", "8")] {
            assert_eq!(summary(&import(program, "c.vcf", &text))["created"], json!(0));
        }
        assert_eq!(count(program, "person"), 2);
    }
}

#[test]
fn two_rows_that_are_alike_are_told_of_one_import() {
    let program = Program::new();
    let list = "Name,Company,Mobile,Title\nAnn Lee,Acme,+44 7700 900123,CEO\nAnn Lee,Acme,+44 7700 900123,CFO\n";
    let file = program.file("list.csv", list);
    let out = program.ok(&["import", file.to_str().unwrap()]);
    assert!(out.contains("One of the new people may be here already: warroom dedupe lists both."), "{out}");
    assert_eq!(program.json(&["dedupe", "person"]).as_array().unwrap().len(), 1);
}

#[test]
fn what_makes_no_record_and_is_kept_is_no_fault_the_first_time_nor_the_second() {
    let person = card("4.0", "UID:1\nFN:Bo Berg\nN:Berg;Bo;;;\nORG:Zed");
    let list = card("4.0", "UID:2\nKIND:group\nFN:All\nMEMBER:urn:uuid:1");
    let place = card("4.0", "UID:3\nKIND:location\nFN:Room 5");
    let program = Program::new();
    let run = import(&program, "c.vcf", &(list.clone() + &place + &person));
    assert_eq!((run.status, &summary(&run)["skipped"]), (0, &json!(2)), "{run:?}");
    assert!(run.out.contains("\"group-card\"") && run.out.contains("\"place-card\""), "{run:?}");
    assert_eq!(import(&program, "c.vcf", &(list.clone() + &place + &person)).status, 0);
    // Where nobody is who could keep it, it is lost.
    let program = Program::new();
    assert_eq!([0, 1].map(|_| import(&program, "c.vcf", &list).status), [1, 1]);
    let off = event("o", "DTSTART:20270304T201500Z\nSUMMARY:Flight UA 110\nSTATUS:CANCELLED");
    for _ in 0..2 {
        let run = import(&program, "c.ics", &off);
        assert_eq!((run.status, run.out.contains("\"cancelled\"")), (0, true), "{run:?}");
    }
    let file = program.file("c.ics", &off);
    assert_eq!(program.run(&["import", file.to_str().unwrap(), "--atomic"]).status, 0);
}
