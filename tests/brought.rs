//! What lists, workbooks and calendars bring in stays what it was: of what sort a number is, whose judgement something is, which
//! of two files is the newer, what a cell has no value for.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use std::collections::BTreeMap;

use serde_json::Value;

use crate::common::Program;
use crate::common::stores::{import, list, only};

/// The rows of a list, by column.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// What the row of somebody says in these columns; nothing where there is no such column.
fn of(text: &str, name: &str, columns: &[&str]) -> Vec<String> {
    let all = rows(text);
    let is_theirs = |row: &&BTreeMap<String, String>| row.values().any(|cell| cell.ends_with(name));
    let row = all.iter().find(is_theirs).unwrap();
    columns.iter().map(|column| row.get(*column).cloned().unwrap_or_default()).collect()
}

const PHONES: &str = "First Name,Last Name,Company,Mobile Phone,Business Phone,Home Phone\n\
                      Ann,Two,Firm,0171 1234568,,\nBob,Three,Firm,,030 5,030 6\nEve,Four,Firm,,,030 7\n";

#[test]
fn a_number_goes_out_as_what_the_list_said_it_is() {
    let program = Program::new();
    import(&program, "phones.csv", PHONES);
    for (profile, columns) in [
        ("outlook", ["Mobile Phone", "Business Phone", "Home Phone"]),
        ("dynamics", ["Mobile Phone", "Business Phone", "Home Phone"]),
        ("salesforce", ["MobilePhone", "Phone", "HomePhone"]),
    ] {
        let out = list(&program, profile);
        assert_eq!(of(&out, "Two", &columns), ["0171 1234568", "", ""], "{profile}");
        assert_eq!(of(&out, "Three", &columns), ["", "030 5", "030 6"], "{profile}");
        assert_eq!(of(&out, "Four", &columns), ["", "", "030 7"], "{profile}");
        assert!(import(&program, "out.csv", &out).starts_with("0 added, 0 updated"), "{profile}");
        // Another store has them as they are here.
        let away = Program::new();
        import(&away, "out.csv", &out);
        assert_eq!(of(&list(&away, "outlook"), "Three", &["Business Phone", "Home Phone"]), ["030 5", "030 6"]);
    }
    let google = list(&program, "google");
    let labels = ["Phone 1 - Label", "Phone 2 - Label"];
    assert_eq!(of(&google, "Two", &labels), ["Mobile", ""]);
    assert_eq!(of(&google, "Three", &labels), ["Work", "Home"]);
    assert_eq!(of(&google, "Four", &labels), ["Home", ""]);
    let away = Program::new();
    import(&away, "google.csv", &google);
    assert_eq!(of(&list(&away, "outlook"), "Three", &["Business Phone", "Home Phone"]), ["030 5", "030 6"]);
    // Of a sort that has no column there, it is in one of any sort, and in none of another.
    let run = program.run(&["export", "person", "--format", "csv", "--profile", "hubspot"]);
    let columns = ["Phone Number", "Mobile Phone Number"];
    assert_eq!(of(&run.out, "Two", &columns), ["", "0171 1234568"]);
    assert_eq!(of(&run.out, "Three", &columns), ["030 5", ""]);
    assert_eq!(of(&run.out, "Four", &columns), ["030 7", ""]);
    assert!(run.err.contains("Phones (of one person)"), "{}", run.err);
    assert!(import(&program, "out.csv", &run.out).starts_with("0 added, 0 updated"), "{}", run.out);
}

#[test]
fn a_number_of_a_list_is_on_cards_as_what_it_is() {
    let program = Program::new();
    import(&program, "phones.csv", PHONES);
    program.ok(&["set", "person", "Eve Four", "phones=030 7, 030 8"]);
    for version in ["3.0", "4.0"] {
        let cards = program.ok(&["export", "person", "--format", "vcard", "--vcard", version]);
        for line in ["TEL;TYPE=cell:0171 1234568", "TEL;TYPE=work:030 5", "TEL;TYPE=home:030 6", "TEL:030 8"] {
            assert!(cards.lines().any(|one| one == line), "{line} {cards}");
        }
        assert!(import(&program, "cards.vcf", &cards).starts_with("0 added, 0 updated"), "{cards}");
        let away = Program::new();
        import(&away, "cards.vcf", &cards);
        let out = list(&away, "outlook");
        assert_eq!(of(&out, "Three", &["Business Phone", "Home Phone", "Mobile Phone"]), ["030 5", "030 6", ""]);
    }
}

/// An organogram: reference, name, title, telephone and senior post of each.
fn organogram(rows: &[[&str; 5]]) -> String {
    let row = |[post, name, title, phone, senior]: &[&str; 5]| {
        format!("{post},{name},SCS3,{title},Runs,Dept A,Dept A,Ops,{phone},N/D,{senior},1,,Policy,,1\n")
    };
    "Post Unique Reference,Name,Grade (or equivalent),Job Title,Job/Team Function,Parent Department,Organisation,Unit,\
     Contact Phone,Contact E-mail,Reports to Senior Post,FTE,,Professional/Occupational Group,Notes,Valid?\n"
        .to_owned()
        + &rows.iter().map(row).collect::<String>()
}

const CHIEF: [&str; 5] = ["100", "Ann Chief", "Permanent Secretary", "020 1", "XX"];
const CLERK: [&str; 5] = ["102", "Cy Clerk", "Deputy Director", "020 3", "101"];

/// With a director of that name.
fn directed(name: &str) -> String {
    organogram(&[CHIEF, ["101", name, "Director", "020 2", "100"], CLERK])
}

/// All that is said of the one seat somebody of that name has.
fn seat_of(program: &Program, name: &str) -> Value {
    let all = program.json(&["list", "seat"]);
    let mut found = all.as_array().unwrap().iter().filter(|seat| seat["name"] == name);
    let seat = found.next().unwrap_or_else(|| panic!("nobody is {name}: {all}"));
    assert!(found.next().is_none(), "{name} sits twice: {all}");
    program.json(&["show", "seat", seat["id"].as_str().unwrap()])
}

/// Reads an organogram, which says nothing new a second time and goes back as it came.
fn reads(program: &Program, text: &str) -> String {
    let said = import(program, "posts.csv", text);
    let again = import(program, "posts.csv", text);
    assert!(again.starts_with("0 added, 0 updated"), "{again}");
    let original = program.ok(&["export", "person", "--format", "csv", "--profile", "original", "--sensitive"]);
    // Who was added here goes with them.
    assert!(original.starts_with(text), "{said} {original}");
    said
}

/// A director of whom much was said, and who has a clerk of the file and another below.
fn with_bob() -> Program {
    let program = Program::new();
    reads(&program, &directed("Bob Deputy"));
    let bob = seat_of(&program, "Bob Deputy")["id"].as_str().unwrap().to_owned();
    program.ok(&["set", "seat", &bob, "support=mentor", "influence=9", "trust_personal=5", "layer=decision"]);
    program.ok(&["add", "person", "name=Eve Added"]);
    program.ok(&["add", "seat", "account=Dept A", "person=Eve Added", &format!("reports_to={bob}")]);
    program
}

#[test]
fn whoever_comes_to_a_post_has_a_seat_of_their_own_there() {
    let program = with_bob();
    let bob = seat_of(&program, "Bob Deputy");
    let said = reads(&program, &directed("Dora New"));
    assert!(said.contains("Bob Deputy held “Director” before"), "{said}");
    let (dora, former) = (seat_of(&program, "Dora New"), seat_of(&program, "Bob Deputy"));
    assert_ne!(dora["id"], bob["id"]);
    assert_eq!((&former["id"], &former["to"]), (&bob["id"], &Value::from("2026-10-19")));
    for field in ["support", "influence", "trust_personal"] {
        assert_eq!((dora[field].as_str(), &former[field]), (Some("unknown"), &bob[field]), "{field}");
    }
    for field in ["title", "department", "layer", "reports_to"] {
        assert_eq!(dora[field], bob[field], "{field}");
    }
    assert_eq!(dora["to"], Value::Null);
    for below in ["Cy Clerk", "Eve Added"] {
        assert_eq!(seat_of(&program, below)["reports_to"], dora["id"], "{below}");
    }
    // Who comes back is who was there.
    program.ok(&["set", "seat", dora["id"].as_str().unwrap(), "influence=2"]);
    reads(&program, &directed("Bob Deputy"));
    let back = seat_of(&program, "Bob Deputy");
    assert_eq!((&back["id"], &back["to"], &back["influence"]), (&bob["id"], &Value::Null, &bob["influence"]));
    assert_eq!(seat_of(&program, "Dora New")["to"], Value::from("2026-10-19"));
    assert_eq!(seat_of(&program, "Cy Clerk")["reports_to"], bob["id"]);
    // A name in full is no other holder.
    reads(&program, &directed("Sir Bob Deputy"));
    assert_eq!(seat_of(&program, "Sir Bob Deputy")["id"], bob["id"]);
}

#[test]
fn a_post_that_falls_vacant_has_nobodys_judgements_and_whoever_fills_it_neither() {
    let program = with_bob();
    let bob = seat_of(&program, "Bob Deputy");
    let said = reads(&program, &directed("Vacant"));
    assert!(said.contains("Bob Deputy held “Director” before"), "{said}");
    assert_eq!(seat_of(&program, "Bob Deputy")["to"], Value::from("2026-10-19"));
    let said = reads(&program, &directed("Dora New"));
    assert!(!said.contains("before"), "{said}");
    let dora = seat_of(&program, "Dora New");
    assert_eq!((dora["influence"].as_str(), &dora["layer"]), (Some("unknown"), &bob["layer"]));
    assert_eq!(seat_of(&program, "Cy Clerk")["reports_to"], dora["id"]);
    assert_eq!(program.json(&["list", "seat"]).as_array().unwrap().len(), 5);
    // A post that is no more keeps who had it last, and comes back with somebody else.
    reads(&program, &directed("Eliminated"));
    assert_eq!(seat_of(&program, "Dora New")["id"], dora["id"]);
    reads(&program, &directed("Fay Third"));
    assert_eq!(seat_of(&program, "Dora New")["to"], Value::from("2026-10-19"));
    assert_eq!(seat_of(&program, "Fay Third")["to"], Value::Null);
}

#[test]
fn whoever_has_another_post_of_the_organogram_now_is_no_second_one_of_the_name() {
    let program = with_bob();
    let open = ["103", "Bob Deputy", "Adviser", "020 2", "101"];
    let moved = organogram(&[CHIEF, ["101", "Dora New", "Director", "020 2", "100"], CLERK, open]);
    let said = reads(&program, &moved);
    assert!(said.contains("Bob Deputy is taken for the one of that name who held “Director” before"), "{said}");
    let people = program.json(&["list", "person"]);
    let called = people.as_array().unwrap().iter().filter(|one| one["name"] == "Bob Deputy").count();
    assert_eq!(called, 1, "{people}");
    // Where two may be meant, nobody is taken for another.
    let program = with_bob();
    let other = ["104", "Bob Deputy", "Speaker", "020 4", "101"];
    let said =
        reads(&program, &organogram(&[CHIEF, ["101", "Dora New", "Director", "020 2", "100"], CLERK, open, other]));
    assert!(!said.contains("is taken for"), "{said}");
}

#[test]
fn of_a_post_that_is_shared_only_the_share_changes_hands_that_is_anothers() {
    let share = |name| ["101", name, "Director", "020 2", "100"];
    let program = Program::new();
    reads(&program, &organogram(&[CHIEF, share("Bob Deputy"), share("Dora New")]));
    let dora = seat_of(&program, "Dora New");
    let bob = seat_of(&program, "Bob Deputy");
    let text = organogram(&[CHIEF, share("Fay Third"), share("Bob Deputy")]);
    import(&program, "posts.csv", &text);
    assert!(import(&program, "posts.csv", &text).starts_with("0 added, 0 updated"));
    assert_eq!(seat_of(&program, "Bob Deputy")["to"], Value::Null);
    assert_eq!(seat_of(&program, "Bob Deputy")["id"], bob["id"]);
    assert_eq!(seat_of(&program, "Dora New")["id"], dora["id"]);
    assert_eq!(seat_of(&program, "Dora New")["to"], Value::from("2026-10-19"));
}

/// A flight at an hour, as a calendar had it when these lines were written.
fn flight(hour: u8, written: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:m1\r\n{written}\r\n\
         DTSTART;TZID=Europe/Berlin:20261114T{hour}0000\r\nDTEND;TZID=Europe/Berlin:20261114T{hour}5900\r\n\
         SUMMARY:Flight LH 2079 Hamburg (HAM) - Munich (MUC)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

#[test]
fn an_older_file_of_a_journey_takes_nothing_back() {
    for [old, new] in [
        ["DTSTAMP:20261001T100000Z", "DTSTAMP:20261003T100000Z"],
        ["DTSTAMP:20261001T100000Z\r\nSEQUENCE:0", "DTSTAMP:20261003T100000Z"],
        ["LAST-MODIFIED:20261001T100000Z", "LAST-MODIFIED:20261003T100000Z"],
        [
            "DTSTAMP:20260901T100000Z\r\nLAST-MODIFIED:20261001T100000Z",
            "DTSTAMP:20260901T100000Z\r\nLAST-MODIFIED:20261003T100000Z",
        ],
    ] {
        let program = Program::new();
        program.ok(&["add", "member", "name=Bob Owner", "level=rep"]);
        let reads = |hour, written: &str| {
            let file = program.file("flight.ics", &flight(hour, written));
            let run = program.run(&["import", file.to_str().unwrap(), "--who", "Bob Owner"]);
            (
                run.out + &run.err,
                only(&program, "travel")["depart"].as_str().unwrap().chars().take(13).collect::<String>(),
            )
        };
        assert_eq!(reads(14, old).1, "2026-11-14T14", "{old}");
        assert_eq!(reads(16, new).1, "2026-11-14T16", "{new}");
        let (said, depart) = reads(14, old);
        assert_eq!(depart, "2026-11-14T16", "{old} {said}");
        assert!(said.contains("is older in this file than here and stays as it is"), "{said}");
        // What was changed since is so, and what says no more of when it was written counts as it did.
        assert_eq!(reads(18, &new.replace("20261003", "20261004")).1, "2026-11-14T18", "{new}");
        assert_eq!(reads(19, "SEQUENCE:1").1, "2026-11-14T19", "{new}");
    }
}

/// The people of a store as a list, with what is personal, and what was said of it.
fn personal(program: &Program, profile: &str) -> (String, String) {
    let run = program.run(&["export", "person", "--format", "csv", "--profile", profile, "--sensitive"]);
    (run.out, run.err)
}

#[test]
fn days_to_remember_go_out_in_the_columns_they_come_in() {
    let program = Program::new();
    let google = "First Name,Last Name,Organization Name,Event 1 - Label,Event 1 - Value,Event 2 - Label,Event 2 - Value\n\
                  Ann,Lee,Acme,Anniversary,2001-02-03,Jubilee,--05-06\nBo,Ek,Acme,,,,\n";
    import(&program, "google.csv", google);
    let columns = ["Event 1 - Label", "Event 1 - Value", "Event 2 - Label", "Event 2 - Value"];
    let (out, said) = personal(&program, "google");
    assert_eq!(of(&out, "Lee", &columns), ["Anniversary", "2001-02-03", "Jubilee", "--05-06"]);
    assert!(!said.contains("Occasion"), "{said}");
    for profile in ["google", "outlook", "dynamics", "hubspot", "contacts"] {
        let (out, said) = personal(&program, profile);
        let has_column = ["outlook", "dynamics"].contains(&profile);
        assert_eq!(of(&out, "Lee", &["Anniversary"]), [if has_column { "2001-02-03" } else { "" }], "{profile}");
        // What has no column there is said.
        assert_eq!(said.contains("Occasion (of one person)"), profile != "google", "{profile} {said}");
        assert!(import(&program, "out.csv", &out).starts_with("0 added, 0 updated"), "{profile} {out}");
        // A title that is new is none of a second day.
        let later = out.replacen("Acme", "Acme Ltd", 2);
        import(&program, "later.csv", &later);
        assert_eq!(program.json(&["list", "occasion"]).as_array().unwrap().len(), 2, "{profile}");
        if has_column || profile == "google" {
            let away = Program::new();
            import(&away, "out.csv", &out);
            let days = away.json(&["list", "occasion"]);
            assert_eq!(days.as_array().unwrap().len(), if has_column { 1 } else { 2 }, "{profile} {days}");
        }
        // They are personal.
        let open = list(&program, profile);
        assert!(!open.contains("2001-02-03") && !open.contains("Anniversary"), "{profile} {open}");
    }
}

#[test]
fn a_day_that_was_written_here_is_called_as_it_is_here_and_there_is_one_of_it() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    program.ok(&["add", "person", "name=Ann Lee"]);
    program.ok(&["add", "seat", "account=Acme", "person=Ann Lee"]);
    program.ok(&["add", "occasion", "person=Ann Lee", "what=Anniversary", "date=2001-02-03"]);
    for profile in ["google", "outlook"] {
        let (out, _) = personal(&program, profile);
        assert!(out.contains("2001-02-03"), "{out}");
        // Which of two days it is somebody has to say.
        let said = import(&program, "moved.csv", &out.replace("2001-02-03", "2001-02-04"));
        assert!(said.contains("2001-02-04") && said.contains("stays"), "{profile} {said}");
        let day = only(&program, "occasion");
        assert_eq!(
            (day["what"].as_str(), day["date"].as_str()),
            (Some("Anniversary"), Some("2001-02-03")),
            "{profile}"
        );
    }
}
