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
fn what_makes_no_record_is_left_out_and_holds_nothing_back() {
    let person = card("4.0", "UID:1\nFN:Bo Berg\nN:Berg;Bo;;;\nORG:Zed");
    let list = card("4.0", "UID:2\nKIND:group\nFN:All\nMEMBER:urn:uuid:1");
    let place = card("4.0", "UID:3\nKIND:location\nFN:Room 5");
    let program = Program::new();
    let run = import(&program, "c.vcf", &(list.clone() + &place + &person));
    assert_eq!((run.status, &summary(&run)["skipped"]), (1, &json!(2)), "{run:?}");
    assert!(run.out.contains("\"group-card\"") && run.out.contains("\"place-card\""), "{run:?}");
    // It is kept with somebody of the file, and so is here the second time.
    assert_eq!(import(&program, "c.vcf", &(list.clone() + &place + &person)).status, 0);
    // Where nobody is who could keep it, it is lost.
    let program = Program::new();
    assert_eq!([0, 1].map(|_| import(&program, "c.vcf", &list).status), [1, 1]);
    let off = event("o", "DTSTART:20270304T201500Z\nSUMMARY:Flight UA 110\nSTATUS:CANCELLED");
    for _ in 0..2 {
        let run = import(&program, "c.ics", &off);
        assert_eq!((run.status, run.out.contains("\"cancelled\"")), (1, true), "{run:?}");
    }
    let file = program.file("c.ics", &(off + &event("p", "DTSTART:20270305T100000Z\nSUMMARY:Lunch")));
    let run = program.run(&["import", file.to_str().unwrap(), "--atomic"]);
    assert!(run.out.contains("1 added") && run.out.contains("1 left out"), "{run:?}");
}

/// Fields of all records of a kind, each `a|b`.
fn all(program: &Program, kind: &str, fields: &[&str]) -> Vec<String> {
    let list = program.json(&["list", kind]);
    let line =
        |one: &Value| fields.iter().map(|field| one[*field].as_str().unwrap_or_default()).collect::<Vec<_>>().join("|");
    let mut all: Vec<String> = list.as_array().unwrap().iter().map(line).collect();
    all.sort();
    all
}

#[test]
fn a_hotel_that_names_no_town_is_none() {
    let nights = "DTSTART;VALUE=DATE:20261210\nDTEND;VALUE=DATE:20261213\n";
    let program = Program::new();
    program.ok(&["add", "member", "name=Jo", "level=rep"]);
    for (uid, title, place) in [
        ("a", "Hotel Zum Adler", ""),
        ("b", "Stay at Zum Adler", "LOCATION:Zum Adler\\, Dorfstr. 1\n"),
        ("c", "Hotel Linde", "LOCATION:Hotel Linde\n"),
    ] {
        import(&program, "h.ics", &event(uid, &format!("{nights}{place}SUMMARY:{title}")));
    }
    assert_eq!((count(&program, "travel"), count(&program, "note")), (0, 3));
    let notes = all(&program, "note", &["text"]).concat();
    assert!(notes.contains("Hotel Zum Adler") && notes.contains("Dorfstr. 1"), "{notes}");
    // A town nobody knows is one.
    let far = "LOCATION:Hotel Post\\, Dorfstr. 1\\, 79822 Titisee\nSUMMARY:Hotel Post";
    import(&program, "h.ics", &event("d", &format!("{nights}{far}")));
    assert_eq!(all(&program, "travel", &["hotel"]), ["Hotel Post"]);
    // Both hours of a stay in no town are notes, and go back.
    let hours = |uid: &str, at: &str, title: &str| event(uid, &format!("DTSTART:{at}\nSUMMARY:{title}"));
    for (uid, at, title) in
        [("e", "20261201T140000Z", "Check-in: Rosenhof"), ("f", "20261203T090000Z", "Check-out: Rosenhof")]
    {
        import(&program, "h.ics", &hours(uid, at, title));
    }
    assert_eq!(count(&program, "travel"), 1);
    let out = program.ok(&["export", "--format", "ical"]);
    for uid in ["a", "b", "c", "d", "e", "f"] {
        assert_eq!(out.matches(&format!("UID:{uid}\r\n")).count(), 1, "{uid} {out}");
    }
}

#[test]
fn flights_of_one_uid_in_two_files_are_two_where_their_numbers_differ() {
    let flight = |sequence: u8, day: u8, title: &str| {
        let times =
            format!("DTSTART;TZID=Europe/Berlin:202612{day}T100000\nDTEND;TZID=Europe/Berlin:202612{day}T120000");
        event("u", &format!("SEQUENCE:{sequence}\n{times}\nSUMMARY:{title}"))
    };
    let program = Program::new();
    program.ok(&["add", "member", "name=Jo", "level=rep"]);
    import(&program, "a.ics", &flight(0, 10, "LH100 FRA-PEK"));
    import(&program, "b.ics", &flight(0, 12, "LH720 FRA-PEK"));
    import(&program, "c.ics", &flight(0, 14, "LH721 PEK-FRA"));
    assert_eq!(all(&program, "travel", &["number"]), ["LH100", "LH720", "LH721"]);
    for (file, text) in [("a.ics", flight(0, 10, "LH100 FRA-PEK")), ("b.ics", flight(0, 12, "LH720 FRA-PEK"))] {
        let told = summary(&import(&program, file, &text));
        assert_eq!((&told["created"], &told["updated"]), (&json!(0), &json!(0)), "{told}");
    }
    // The same number on another day was moved; another number that the calendar counts as a later version, too.
    import(&program, "b.ics", &flight(0, 13, "LH720 FRA-PEK"));
    assert_eq!(all(&program, "travel", &["number"]), ["LH100", "LH720", "LH721"]);
    let program = Program::new();
    import(&program, "a.ics", &flight(0, 10, "LH100 FRA-PEK"));
    import(&program, "b.ics", &flight(1, 12, "LH720 FRA-PEK"));
    assert_eq!(all(&program, "travel", &["number"]), ["LH720"]);
}

#[test]
fn a_rule_that_ends_on_another_clock_loses_no_day() {
    // What `recurring-ical-events` makes of them, or a day more where it goes by the clock of UTC.
    for (start, until, last) in [
        (";VALUE=DATE:20261101", "20261105T000000Z", "2026-11-05"),
        (";VALUE=DATE:20261101", "20261105T120000", "2026-11-05"),
        (";VALUE=DATE:20261101", "20261105", "2026-11-05"),
        (";TZID=Europe/Berlin:20261101T100000", "20261105", "2026-11-05"),
        (";TZID=Europe/Berlin:20261101T100000", "2026-11-05", "2026-11-05"),
        (";TZID=Europe/Berlin:20261101T100000", "20261105T093000", "2026-11-05"),
        (";TZID=Europe/Berlin:20261101T100000", "20261105T090000Z", "2026-11-05"),
        (";TZID=Europe/Berlin:20261101T100000", "20261105T085900Z", "2026-11-04"),
        (";TZID=Asia/Shanghai:20261101T070000", "20261104T230000", "2026-11-05"),
        (";TZID=America/New_York:20261101T200000", "20261105T200000", "2026-11-05"),
        (":20261101T100000", "20261105T100000Z", "2026-11-05"),
        (":20261101T100000Z", "20261105T100000", "2026-11-05"),
    ] {
        let program = Program::new();
        program.ok(&["add", "account", "name=Acme"]);
        let series = event("s", &format!("DTSTART{start}\nSUMMARY:Review Acme\nRRULE:FREQ=DAILY;UNTIL={until}"));
        import(&program, "s.ics", &series);
        let days = all(&program, "visit", &["start"]);
        let last_day = days.last().and_then(|day| day.get(..10));
        assert_eq!(last_day, Some(last), "{start} {until}: {days:?}");
    }
}

#[test]
fn the_end_that_a_program_gives_to_a_journey_of_ours_is_its_arrival() {
    let (here, there) = (Program::new(), Program::new());
    here.ok(&["add", "member", "name=Jo", "level=rep", "base_city=Berlin"]);
    here.ok(&[
        "add",
        "travel",
        "member=Jo",
        "from_city=Berlin",
        "to_city=Paris",
        "depart=2026-12-01T10:00+01:00",
        "arrive=2026-12-01T12:00+01:00",
        "firmness=likely",
    ]);
    let out = here.ok(&["export", "travel", "--format", "ical"]);
    let later = out.replace("DTEND:20261201T110000Z", "DTEND:20261201T150000Z");
    assert!(later != out && later.contains("X-WARROOM-ARRIVE:2026-12-01T12:00"), "{out}");
    let told = ["2026-12-01T10:00:00+01:00|2026-12-01T16:00:00+01:00||likely"];
    assert_eq!(summary(&import(&here, "own.ics", &later))["updated"], json!(1));
    assert_eq!(all(&here, "travel", &["depart", "arrive", "return", "firmness"]), told);
    let steps = here.json(&["history"]).as_array().unwrap().len();
    assert_eq!(summary(&import(&here, "own.ics", &later))["updated"], json!(0));
    // What is changed here since stays, where the file says what it said.
    let id = &all(&here, "travel", &["id"])[0];
    here.ok(&["set", "travel", id, "arrive=2026-12-01T17:00+01:00"]);
    import(&here, "own.ics", &out);
    assert_eq!(all(&here, "travel", &["arrive"]), ["2026-12-01T17:00:00+01:00"]);
    assert_eq!(here.json(&["history"]).as_array().unwrap().len(), steps + 1);
    import(&there, "own.ics", &later);
    assert_eq!(all(&there, "travel", &["arrive", "return"]), ["2026-12-01T16:00:00+01:00|"]);
}

#[test]
fn a_name_that_cannot_be_parted_comes_back_from_every_list() {
    let program = Program::new();
    let names = ["Mr.", "ÑÑÑ", "Иван", "Dr. Who", "Lee, Ann", "Ñ Ñ Ñ Ñ Ñ", "王", "张 伟"];
    for name in names {
        program.ok(&["add", "person", &format!("name={name}")]);
    }
    let people = all(&program, "person", &["name"]);
    program.ok(&["add", "account", "name=Acme"]);
    for name in &people {
        program.ok(&["add", "seat", "account=Acme", &format!("person={name}"), "title=Buyer"]);
    }
    for profile in ["contacts", "google", "outlook", "salesforce", "hubspot", "dynamics", "chinese"] {
        let list = program.ok(&["export", "--format", "csv", "--profile", profile]);
        let told = summary(&import(&program, "list.csv", &list));
        assert_eq!((&told["created"], &told["updated"]), (&json!(0), &json!(0)), "{profile} {told}");
        let there = Program::new();
        import(&there, "list.csv", &list);
        assert_eq!(all(&there, "person", &["name"]), people, "{profile}\n{list}");
    }
}

#[test]
fn a_company_goes_out_as_the_card_it_came_as() {
    let person = card("4.0", "UID:1\nFN:Bo Berg\nN:Berg;Bo;;;\nORG:Orgo");
    let firm = card(
        "4.0",
        "UID:2\nKIND:org\nFN:Orgo\nORG:Orgo\nTEL;TYPE=work:+44 1\nTEL:+44 2\nADR:;;1 Quay;Bergen;;5003;Norway\nURL:https://o.example\nNOTE:one\nX-FOO:bar\nREV:20200101T000000Z",
    );
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
        lines.sort();
        lines
    };
    let program = Program::new();
    import(&program, "c.vcf", &(firm.clone() + &person));
    let out = program.ok(&["export", "--format", "vcard", "--sensitive"]);
    assert_eq!(lines(&out), lines(&(firm.clone() + &person)));
    let steps = program.json(&["history"]).as_array().unwrap().len();
    assert_eq!(summary(&import(&program, "c.vcf", &out))["unchanged"], json!(2));
    // So does a folder, in which each has a name.
    let out = program.file("out", "");
    fs::remove_file(&out).unwrap();
    let out = out.to_str().unwrap();
    program.ok(&["export", "--format", "vdir", "-o", out, "--sensitive"]);
    program.ok(&["import", out]);
    assert_eq!(program.json(&["history"]).as_array().unwrap().len(), steps, "nothing is new, nothing is a step");
    // What is changed here goes out in its place.
    program.ok(&["set", "account", "Orgo", "name=Orgo AS", "phone=+47 9", "city=Oslo"]);
    let out = program.ok(&["export", "--format", "vcard", "--sensitive"]);
    for line in ["FN:Orgo AS", "TEL:+47 9", "TEL:+44 2", "ADR:;;1 Quay;Oslo;;;Norway", "X-FOO:bar", "UID:2"] {
        assert_eq!(out.lines().filter(|one| *one == line).count(), 1, "{line}\n{out}");
    }
    assert!(!out.contains("+44 1") && !out.contains("REV:2020"), "{out}");
    import(&program, "c.vcf", &out);
    assert_eq!(all(&program, "account", &["name", "phone", "city"]), ["Orgo AS|+47 9|Oslo"]);
    // An account that never had a card has none.
    let other = Program::new();
    other.ok(&["add", "account", "name=Zed"]);
    assert_eq!(other.ok(&["export", "--format", "vcard"]), "");
}

#[test]
fn what_is_gone_from_a_folder_is_told_of_and_stays() {
    let person = |uid: &str, name: &str| card("3.0", &format!("UID:{uid}\nFN:{name}\nN:{name};;;;\nORG:Acme"));
    let weekly = event("s", "DTSTART:20261102T100000Z\nSUMMARY:Review Acme\nRRULE:FREQ=WEEKLY;COUNT=4");
    let call = event("c", "DTSTART:20261103T100000Z\nSUMMARY:Call Acme");
    let program = Program::new();
    let files =
        [("a.vcf", person("1", "Ann Berg")), ("b.vcf", person("2", "Bo Lind")), ("s.ics", weekly), ("c.ics", call)];
    let folder = folder(&program, "dav", &files.each_ref().map(|(name, text)| (*name, text.as_str())));
    program.ok(&["import", &folder]);
    let steps = || program.json(&["history"]).as_array().unwrap().len();
    let before = steps();
    let told = || {
        let run = program.run(&["import", &folder, "--json"]);
        assert_eq!(run.status, 0, "{run:?}");
        let rows: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        rows.into_iter().filter(|row| row["code"] == json!("file-gone")).collect::<Vec<_>>()
    };
    assert_eq!(told(), [Value::Null; 0]);
    for name in ["b.vcf", "s.ics"] {
        fs::remove_file(std::path::Path::new(&folder).join(name)).unwrap();
    }
    let gone = told();
    assert_eq!(gone.len(), 2, "{gone:?}");
    let bo = &gone[0];
    assert_eq!((&bo["kind"], &bo["status"]), (&json!("person"), &json!("unchanged")));
    let (id, said) = (bo["id"].as_str().unwrap(), bo["message"].as_str().unwrap());
    assert!(said.contains("Bo Lind") && said.contains(&format!("warroom rm person {id}")), "{said}");
    assert_eq!((count(&program, "person"), count(&program, "visit"), steps()), (2, 5, before));
    // Who does so is told no more; nor is anybody of another folder.
    program.ok(&["rm", "person", id]);
    assert_eq!(told().len(), 1);
    let other = program.file("other", "");
    fs::remove_file(&other).unwrap();
    fs::create_dir(&other).unwrap();
    fs::write(other.join("d.vcf"), person("3", "Di Marsh")).unwrap();
    assert!(!program.run(&["import", other.to_str().unwrap()]).err.contains("warroom rm"));
}

#[test]
fn a_folder_of_ours_that_comes_back_as_it_was_is_no_step() {
    let person = card("3.0", "FN:Bo Berg\nN:Berg;Bo;;;\nORG:Zed");
    let list =
        card("3.0", "FN:Buyers\nN:Buyers;;;;\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1");
    let program = Program::new();
    import(&program, "c.vcf", &(person + &list));
    let steps = || program.json(&["history"]).as_array().unwrap().len();
    let before = steps();
    let out = program.file("out", "");
    fs::remove_file(&out).unwrap();
    let out = out.to_str().unwrap();
    program.ok(&["export", "--format", "vdir", "-o", out, "--sensitive"]);
    let run = program.run(&["import", out, "--json"]);
    assert_eq!((run.status, &summary(&run)["unchanged"], steps()), (0, &json!(2), before), "{run:?}");
    let cards = program.ok(&["export", "--format", "vcard", "--vcard", "3.0"]);
    assert_eq!((cards.matches("BEGIN:VCARD").count(), cards.contains("UID:")), (2, false), "{cards}");
}

#[test]
fn what_goes_into_a_folder_of_others_is_written_over_what_has_its_uid() {
    let program = Program::new();
    let card = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:abc-1\r\nFN:Ann Ames\r\nORG:Acme\r\nTEL:1\r\nEND:VCARD\r\n";
    let event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:ev-1\r\n\
        DTSTAMP:20260901T080000Z\r\nDTSTART:20261110T100000Z\r\nDTEND:20261110T110000Z\r\nSUMMARY:Acme\r\nEND:VEVENT\r\n\
        END:VCALENDAR\r\n";
    let theirs = folder(&program, "theirs", &[("card1.vcf", card), ("ev.ics", event)]);
    program.run(&["import", &theirs, "--account", "Acme"]);
    let files = || {
        let names = fs::read_dir(&theirs).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut all: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
        all.sort_unstable();
        all
    };
    let write = || program.ok(&["export", "--format", "vdir", "-o", &theirs, "--sensitive"]);
    program.ok(&["set", "person", "Ann Ames", "phones=2"]);
    write();
    assert_eq!(files(), ["card1.vcf", "card1.vcf.before", "ev.ics", "ev.ics.before"]);
    assert!(fs::read_to_string(format!("{theirs}/card1.vcf")).unwrap().contains("TEL:2"));
    // From then on it is a file of ours.
    program.ok(&["set", "person", "Ann Ames", "phones=3"]);
    write();
    assert_eq!(files(), ["card1.vcf", "card1.vcf.before", "ev.ics", "ev.ics.before"]);
    program.ok(&["rm", "person", "Ann Ames"]);
    write();
    assert_eq!(files(), ["card1.vcf.before", "ev.ics", "ev.ics.before"]);
}
