//! What went out from here, was changed elsewhere, and comes back: only what was changed there changes here, and what was
//! changed here stays, whatever the file still says.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use crate::common;

use chrono::DateTime;
use common::Program;

/// A store with a visit, a follow-up and somebody at the table.
fn store() -> Program {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme", "country=GB"]);
    program.ok(&["add", "person", "name=Ann Lee"]);
    program.ok(&["add", "seat", "account=Acme", "person=Ann Lee", "title=Director", "layer=operations"]);
    let visit = ["start=2026-12-09T14:00:00+00:00", "end=2026-12-09T15:00:00+00:00", "place=Room 1", "objective=Talk"];
    program.ok(&[&["add", "visit", "account=Acme"][..], &visit].concat());
    let item = ["subject=Offer", "opened_at=2026-11-20T09:00:00+00:00", "due=2026-12-11", "kind=promise"];
    program.ok(&[&["add", "follow_up", "account=Acme"][..], &item].concat());
    program
}

fn field(program: &Program, kind: &str, field: &str) -> String {
    let all = program.json(&["list", kind]);
    all[0][field].as_str().unwrap_or_default().to_owned()
}

fn id(program: &Program, kind: &str) -> String {
    field(program, kind, "id")
}

/// Imports what went out with something else in it: the exit status, and what is said.
fn returned(program: &Program, text: &str, from: &str, to: &str) -> (i32, String) {
    assert!(text.contains(from), "{from} {text}");
    let name = if text.contains("VCARD") { "a.vcf" } else { "a.ics" };
    let file = program.file(name, &text.replace(from, to));
    let run = program.run(&["import", file.to_str().unwrap()]);
    (run.status, [run.out, run.err].concat())
}

#[test]
fn what_a_calendar_changed_of_a_visit_that_was_made_here_changes_here() {
    let program = store();
    let out = program.ok(&["export", "--format", "ical"]);
    let (status, said) = returned(&program, &out, "Room 1", "Room 2");
    assert!(status == 0 && said.contains("1 updated"), "{said}");
    let (status, said) = returned(&program, &out, "DTSTART:20261209T14", "DTSTART:20261209T13");
    assert!(status == 0 && said.contains("1 updated"), "{said}");
    assert_eq!(field(&program, "visit", "place"), "Room 2", "what the file says of the place is older");
    let start = field(&program, "visit", "start");
    assert_eq!(DateTime::parse_from_rfc3339(&start).unwrap().to_utc().to_rfc3339(), "2026-12-09T13:00:00+00:00");
}

#[test]
fn what_was_changed_here_stays_and_is_told_only_where_the_file_changed_it_too() {
    let program = store();
    let out = program.ok(&["export", "--format", "ical"]);
    program.ok(&["set", "visit", &id(&program, "visit"), "place=Hall 4"]);
    let (status, said) = returned(&program, &out, "Room 1", "Room 1");
    assert!(said.contains("0 updated, 2 unchanged"), "{said}");
    assert!(status == 0 && !said.contains("changed here"), "{said}");
    let (status, said) = returned(&program, &out, "Room 1", "Room 9");
    assert!(status == 1 && said.contains("Hall 4") && said.contains("Room 9"), "{said}");
    assert_eq!(field(&program, "visit", "place"), "Hall 4");
}

#[test]
fn a_day_that_something_is_due_is_that_day_wherever_it_is_read_and_may_be_moved_there() {
    let program = store();
    let out = program.ok(&["export", "--format", "ical"]);
    assert!(out.contains("CREATED:20261120T090000Z") && out.contains("DUE;VALUE=DATE:20261211"), "{out}");
    assert!(returned(&program, &out, "DUE;", "DUE;").1.contains("0 updated"));
    let (status, said) = returned(&program, &out, "DUE;VALUE=DATE:20261211", "DUE;VALUE=DATE:20261214");
    assert!(status == 0 && said.contains("1 updated"), "{said}");
    assert_eq!(field(&program, "follow_up", "due"), "2026-12-14");
}

#[test]
fn what_an_address_book_changed_of_a_card_changes_here_and_a_guess_changes_no_judgement() {
    let program = store();
    let out = program.ok(&["export", "--format", "vcard"]);
    let (status, said) = returned(&program, &out, "TITLE:Director", "TITLE:Managing Director");
    assert!(status == 0 && said.contains("1 updated") && !said.contains("changed here"), "{said}");
    assert_eq!(field(&program, "seat", "title"), "Managing Director");
    assert_eq!(field(&program, "seat", "layer"), "operations");
    program.ok(&["set", "seat", &id(&program, "seat"), "title=Chair"]);
    let (status, said) = returned(&program, &out, "TITLE:Director", "TITLE:Director");
    assert!(status == 0 && !said.contains("changed here"), "{said}");
    assert_eq!(field(&program, "seat", "title"), "Chair");
}

#[test]
fn a_number_that_an_address_book_replaced_is_replaced_here_and_one_that_was_taken_out_here_stays_out() {
    let program = store();
    let ann = id(&program, "person");
    program.ok(&["set", "person", &ann, "phones=+44 1; +44 2"]);
    let out = program.ok(&["export", "--format", "vcard"]);
    let numbers = || {
        let all = program.json(&["list", "person"]);
        let lines = all[0]["phones"].as_array().unwrap().clone();
        lines.iter().map(|line| line["value"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(), ["+44 1", "+44 2"]);
    assert!(returned(&program, &out, "TEL:+44 1", "TEL:+44 3").1.contains("1 updated"));
    let mut now = numbers();
    now.sort();
    assert_eq!(now, ["+44 2", "+44 3"]);
    program.ok(&["set", "person", &ann, "phones=+44 2"]);
    returned(&program, &out, "TEL:+44 1", "TEL:+44 1");
    assert_eq!(numbers(), ["+44 2"], "the file is older");
    returned(&program, &out, "TEL:+44 1", "TEL:+44 7");
    let mut now = numbers();
    now.sort();
    assert_eq!(now, ["+44 2", "+44 7"], "what is new on one side is taken in");
}

#[test]
fn a_file_that_goes_out_tells_nothing_of_what_stays_here() {
    let program = store();
    program.ok(&["set", "seat", &id(&program, "seat"), "support=mentor", "political_status=inner_circle"]);
    let out = program.ok(&["export", "--format", "vcard"]).replace("\r\n ", "");
    let was = out.lines().find(|line| line.starts_with("X-WARROOM-WAS")).unwrap();
    for name in ["support", "political", "layer", "seat/notes"] {
        assert!(!was.contains(name), "{was}");
    }
    assert!(was.contains("seat/title="), "{was}");
    // A calendar has birthdays, and no numbers.
    program.ok(&["set", "person", &id(&program, "person"), "birthday=1970-05-17", "phones=+44 1"]);
    let calendar = program.ok(&["export", "--format", "ical", "--sensitive"]).replace("\r\n ", "");
    assert!(calendar.contains("X-WARROOM-KIND:person") && !calendar.contains("person/"), "{calendar}");
}

#[test]
fn each_uid_has_a_file_of_its_own() {
    let program = Program::new();
    let leg = |title: &str, day: &str| {
        format!("BEGIN:VEVENT\nUID:KIT-1\nDTSTART:{day}T080000Z\nDTEND:{day}T110000Z\nSUMMARY:{title}\nEND:VEVENT\n")
    };
    let calendar = |event: String| format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n{event}END:VCALENDAR\n");
    let files = [("a.ics", leg("LH720 FRA-PEK", "20261201")), ("b.ics", leg("TGV 5186 Paris - Lyon", "20261203"))];
    let files = files.map(|(name, event)| program.file(name, &calendar(event)).to_str().unwrap().to_owned());
    program.ok(&["import", &files[0], &files[1], "--who", "Max Muster"]);
    assert_eq!(program.json(&["list", "travel"]).as_array().unwrap().len(), 2);
    let folder = program.data().with_file_name("out");
    program.ok(&["export", "--format", "vdir", "-o", folder.to_str().unwrap()]);
    let texts = std::fs::read_dir(&folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let events: Vec<String> = texts.filter(|text| text.contains("VEVENT")).collect();
    assert_eq!(events.len(), 2, "{events:?}");
    for text in events {
        assert_eq!(text.matches("\nUID:").count(), 1, "{text}");
        assert!(text.contains("BEGIN:VCALENDAR") && text.contains("END:VCALENDAR"), "{text}");
    }
}

#[test]
fn what_is_personal_and_stayed_home_is_not_gone_when_a_card_comes_back() {
    let program = Program::new();
    let lines = "UID:u1\nN:Brandt;Tom;;;\nFN:Tom Brandt\nORG:Calder Works\nTEL:+44 1\nBDAY:1970-05-17\nHOBBY:Chess";
    let card = program.file("a.vcf", &format!("BEGIN:VCARD\nVERSION:4.0\n{lines}\nEND:VCARD\n"));
    program.ok(&["import", card.to_str().unwrap()]);
    let out = program.ok(&["export", "--format", "vcard"]);
    assert!(!out.contains("BDAY") && !out.contains("Chess"), "{out}");
    let (status, said) = returned(&program, &out, "TEL:+44 1", "TEL:+44 2");
    assert!(status == 0 && said.contains("1 updated"), "{said}");
    assert_eq!(field(&program, "person", "birthday"), "1970-05-17");
    assert!(program.ok(&["export", "--format", "vcard", "--sensitive"]).contains("HOBBY:Chess"));
}

#[test]
fn what_a_card_keeps_of_somebodys_life_stays_home_and_is_still_here_when_it_comes_back() {
    let program = Program::new();
    let lines = "N:Brandt;Tom;;;\nFN:Tom Brandt\nORG:Calder Works\nTEL:+44 1\nX-RELIGION:SECRET1\nX-WEDDING:SECRET2\n\
                 X-HOBBY;X-WHY=own:SECRET3\nX-KEEP:1\nitem1.ADR;TYPE=HOME:;;SECRET4;Bonn;;;\nitem1.X-ABADR:SECRET5\n\
                 ADR;TYPE=WORK:;;Main Street 1;Leeds;;;\nGEO;TYPE=home:SECRET6\nNICKNAME:Tommy\nURL:https://calder.example";
    let card = program.file("a.vcf", &format!("BEGIN:VCARD\nVERSION:3.0\n{lines}\nEND:VCARD\n"));
    program.ok(&["import", card.to_str().unwrap()]);
    for version in ["3.0", "4.0"] {
        let out = program.ok(&["export", "--format", "vcard", "--vcard", version]);
        assert!(!out.contains("SECRET") && !out.contains("X-RELIGION"), "{out}");
        for open in ["Main Street 1", "Tommy", "calder.example", "+44 1", "X-KEEP:1"] {
            assert!(out.contains(open), "{open}: {out}");
        }
        assert!(returned(&program, &out, "FN:", "FN:").1.contains("1 unchanged"), "{out}");
    }
    let out = program.ok(&["export", "--format", "vcard"]);
    let (status, said) = returned(&program, &out, "TEL:+44 1", "TEL:+44 2");
    assert!(status == 0 && said.contains("1 updated"), "{said}");
    let whole = program.ok(&["export", "--format", "vcard", "--sensitive"]);
    for at in 1..=6 {
        assert_eq!(whole.matches(&format!("SECRET{at}")).count(), 1, "{at}: {whole}");
    }
    // The city is a field, and leaves the house as in any list.
    program.ok(&["set", "person", &id(&program, "person"), "home_city=Bonn"]);
    let out = program.ok(&["export", "--format", "vcard"]);
    assert!(out.contains("ADR;PREF=1:;;;Bonn;;;") && !out.contains("SECRET"), "{out}");
    let home = "N:Ode;Eva;;;\nFN:Eva Ode\nORG:Calder Works\nTEL:+44 7\nADR;TYPE=HOME:;;SECRET1;Kiel;;;";
    let card = program.file("b.vcf", &format!("BEGIN:VCARD\nVERSION:3.0\n{home}\nEND:VCARD\n"));
    program.ok(&["import", card.to_str().unwrap()]);
    let out = program.ok(&["export", "--format", "vcard"]);
    assert!(out.contains("ADR;TYPE=home:;;;Kiel;;;") && !out.contains("SECRET"), "{out}");
    returned(&program, &out, "+44 7", "+44 8");
    let whole = program.ok(&["export", "--format", "vcard", "--sensitive"]);
    assert!(whole.contains("SECRET1;Kiel") && !whole.contains(":;;;Kiel") && whole.contains("+44 8"), "{whole}");
}

#[test]
fn a_journey_of_ours_that_ends_early_or_is_called_off_elsewhere_does_so_here() {
    let program = store();
    let times = ["depart=2026-12-01T10:00+01:00", "arrive=2026-12-01T12:00+01:00", "return=2026-12-04T17:00+01:00"];
    let way = ["add", "travel", "person=Ann Lee", "from_city=Hamburg", "to_city=Berlin"];
    program.ok(&[&way[..], &times].concat());
    let out = program.ok(&["export", "travel", "--format", "ical"]);
    let (status, said) = returned(&program, &out, "DTEND:20261204T160000Z", "DTEND:20261201T110000Z");
    assert!(status == 0 && said.contains("1 updated"), "{said}");
    assert_eq!(
        (field(&program, "travel", "return"), field(&program, "travel", "to_city")),
        (String::new(), "Berlin".into())
    );
    let (status, said) = returned(&program, &out, "SUMMARY:", "STATUS:CANCELLED\nSUMMARY:");
    assert!(status == 0 && said.contains("1 updated"), "{said}");
    assert_eq!(program.json(&["list", "travel"]).as_array().unwrap().len(), 0);
    let (status, said) = returned(&program, &out, "SUMMARY:", "SUMMARY:");
    assert!(
        said.contains("0 added, 0 updated") && status == 1,
        "an older file does not bring it back: {status} {said}"
    );
    program.ok(&["undo"]);
    assert_eq!(field(&program, "travel", "to_city"), "Berlin");
}
