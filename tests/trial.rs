//! Calendars and cards at their edges: whose a journey is, when what lasts is over, who takes part, which place
//! is a town, and which card is of whom.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use common::Program;
use serde_json::{Value, json};

fn event(uid: &str, lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261101T080000Z\n{lines}\nEND:VEVENT\n")
}

/// Imports a text and tells the rows, the last of which is the summary.
fn import(program: &Program, name: &str, text: &str, more: &[&str]) -> Vec<Value> {
    let file = program.file(name, text);
    let args = ["import", file.to_str().unwrap(), "--json"].into_iter().chain(more.iter().copied());
    let run = program.run(&args.collect::<Vec<_>>());
    run.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{run:?}"))).collect()
}

fn calendar(program: &Program, events: &str, more: &[&str]) -> Vec<Value> {
    import(program, "a.ics", &format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n"), more)
}

/// How many were added and changed.
fn counts(rows: &[Value]) -> (u64, u64) {
    let summary = &rows.last().unwrap()["summary"];
    (summary["created"].as_u64().unwrap(), summary["updated"].as_u64().unwrap())
}

fn codes(rows: &[Value]) -> Vec<&str> {
    rows.iter().filter_map(|row| row["code"].as_str()).filter(|code| !code.is_empty()).collect()
}

/// Fields of all records of a kind, each `a|b`.
fn all(program: &Program, kind: &str, fields: &[&str]) -> Vec<String> {
    let list = program.json(&["list", kind]);
    let text = |one: &Value| one.as_str().map_or_else(|| one.to_string(), str::to_owned);
    let line = |one: &Value| fields.iter().map(|field| text(&one[*field])).collect::<Vec<_>>().join("|");
    let mut all: Vec<String> = list.as_array().unwrap().iter().map(line).collect();
    all.sort();
    all
}

#[test]
fn whose_a_journey_is_its_file_says_and_who_is_for_what_it_does_not_say() {
    let program = Program::new();
    program.ok(&["add", "person", "name=Jonas Berg"]);
    let flight = "DTSTART:20261210T161500Z\nDTEND:20261211T015000Z\nSUMMARY:LH720 FRA-PEK";
    let named = event("a@lh", &format!("{flight}\nDESCRIPTION:Passenger: MR JONAS BERG"));
    assert_eq!(counts(&calendar(&program, &named, &["--who", "Li Na"])), (1, 0));
    assert_eq!(counts(&calendar(&program, &named, &["--who", "Li Na"])), (0, 0));
    let jonas = program.json(&["list", "person"])[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(all(&program, "travel", &["person"]), [jonas]);
    assert_eq!(program.json(&["list", "member"]), serde_json::json!([]), "nobody is made for nothing");
    let open = event("b@lh", &flight.replace("20261210", "20261220").replace("20261211", "20261221"));
    for count in [1, 0] {
        assert_eq!(counts(&calendar(&program, &open, &["--who", "Li Na"])), (count, 0));
    }
    let members = program.json(&["list", "member"]);
    assert_eq!(members[0]["name"], "Li Na");
    assert!(all(&program, "travel", &["member"]).contains(&members[0]["id"].as_str().unwrap().to_owned()));
}

#[test]
fn what_lasts_so_many_hours_lasts_them_though_the_clock_is_set() {
    for (start, length, ends) in [
        ("20270327T233000", "PT24H", "2027-03-29T00:30:00+02:00"),
        ("20270327T220000", "PT8H", "2027-03-28T07:00:00+02:00"),
        ("20270327T233000", "P1D", "2027-03-28T23:30:00+02:00"),
        ("20270327T120000", "P1DT2H", "2027-03-28T14:00:00+02:00"),
        ("20271030T233000", "PT24H", "2027-10-31T22:30:00+01:00"),
        ("20270328T023000", "PT1H", "2027-03-28T04:30:00+02:00"),
        ("20271031T023000", "PT30M", "2027-10-31T02:00:00+01:00"),
    ] {
        let program = Program::new();
        program.ok(&["add", "account", "name=A"]);
        let lines = format!("DTSTART;TZID=Europe/Berlin:{start}\nDURATION:{length}\nSUMMARY:Audit");
        let rows = calendar(&program, &event("a", &lines), &["--account", "A"]);
        assert_eq!(
            (codes(&rows), all(&program, "visit", &["end"])),
            (vec![], vec![ends.to_owned()]),
            "{start} {length}"
        );
    }
    for length in ["DTEND;TZID=Europe/Berlin:20270327T033000", "DURATION:PT1H"] {
        let program = Program::new();
        program.ok(&["add", "account", "name=A"]);
        let lines =
            format!("DTSTART;TZID=Europe/Berlin:20270327T023000\n{length}\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:Audit");
        calendar(&program, &event("a", &lines), &["--account", "A"]);
        let ends = ["2027-03-27T03:30:00+01:00", "2027-03-28T04:30:00+02:00", "2027-03-29T03:30:00+02:00"];
        assert_eq!(all(&program, "visit", &["end"]), ends, "{length}");
    }
}

#[test]
fn a_flight_with_a_number_of_one_digit_is_a_flight() {
    for (title, told) in [
        ("AC 1 YYZ to HND", "Toronto|Tokyo|AC1"),
        ("AC 1 Toronto YYZ - Tokyo HND", "Toronto|Tokyo|AC1"),
        ("NH 5 NRT-LAX", "Tokyo|Los Angeles|NH5"),
    ] {
        let program = Program::new();
        program.ok(&["add", "account", "name=A"]);
        let lines = format!("DTSTART:20261210T161500Z\nDTEND:20261211T015000Z\nSUMMARY:{title}");
        calendar(&program, &event("a", &lines), &["--account", "A", "--who", "Li Na"]);
        assert_eq!(all(&program, "travel", &["from_city", "to_city", "number"]), [told], "{title}");
    }
    let program = Program::new();
    program.ok(&["add", "account", "name=A"]);
    let lines = "DTSTART:20261210T161500Z\nDTEND:20261210T171500Z\nSUMMARY:KW 5 Berlin - Hamburg";
    calendar(&program, &event("a", lines), &["--account", "A"]);
    assert_eq!(all(&program, "visit", &["objective"]), ["KW 5 Berlin - Hamburg"]);
}

#[test]
fn who_declined_does_not_take_part() {
    let program = Program::new();
    let people = "Name,Company,Email\nJonas Berg,Nordkvist,jonas@n.example\nIda Lind,Nordkvist,ida@n.example\n";
    import(&program, "p.csv", people, &[]);
    let meeting = |says: &str| {
        let guest = |name: &str, says: &str| format!("ATTENDEE;PARTSTAT={says};CN={name}:mailto:{name}@n.example");
        let lines = [guest("ida", "ACCEPTED"), guest("jonas", says)].join("\n");
        let times = "DTSTART:20261210T090000Z\nDTEND:20261210T100000Z";
        event("a", &format!("{times}\nSUMMARY:Review with Jonas Berg\n{lines}"))
    };
    let attend = || program.json(&["list", "visit"])[0]["theirs"].as_array().map_or(0, Vec::len);
    let rows = calendar(&program, &meeting("DECLINED"), &[]);
    assert_eq!((attend(), codes(&rows)), (1, vec!["declined"]), "{rows:?}");
    assert_eq!(counts(&calendar(&program, &meeting("DECLINED"), &[])), (0, 0));
    calendar(&program, &meeting("ACCEPTED"), &[]);
    assert_eq!(attend(), 2);
    calendar(&program, &meeting("DECLINED"), &[]);
    assert_eq!(attend(), 1, "who takes it back");
}

#[test]
fn a_place_without_a_town_is_none() {
    let food = |place: &str| {
        format!(
            r#"[{{"@context":"http://schema.org","@type":"FoodEstablishmentReservation",
            "underName":{{"@type":"Person","name":"Jonas Berg"}},"startTime":"2027-02-15T19:00:00",
            "reservationFor":{{"@type":"FoodEstablishment","name":"Ente"{place}}}}}]"#
        )
    };
    let program = Program::new();
    program.ok(&["add", "member", "name=Jonas Berg", "level=rep"]);
    import(&program, "food.json", &food(""), &[]);
    assert_eq!(all(&program, "travel", &["to_city"]), Vec::<String>::new());
    assert!(all(&program, "note", &["text"])[0].contains("Ente"));
    assert_eq!(counts(&import(&program, "food.json", &food(""), &[])), (0, 0));
    let off = food("")
        .replace("\"startTime\"", "\"reservationStatus\":\"http://schema.org/ReservationCancelled\",\"startTime\"");
    let other = Program::new();
    assert_eq!(codes(&import(&other, "off.json", &off, &[])), ["cancelled"]);
    import(&program, "wien.json", &food(r#","address":{"addressLocality":"Vienna"}"#), &[]);
    assert_eq!(all(&program, "travel", &["to_city"]), ["Vienna"]);
}

#[test]
fn a_long_series_says_how_many_of_its_days_go_in_and_which() {
    for end in ["", ";UNTIL=20991231T000000Z"] {
        let program = Program::new();
        program.ok(&["add", "account", "name=A"]);
        let lines =
            format!("DTSTART;TZID=Europe/Berlin:20200106T090000\nRRULE:FREQ=WEEKLY;BYDAY=MO{end}\nSUMMARY:Weekly");
        let rows = calendar(&program, &event("a", &lines), &["--account", "A"]);
        let days = all(&program, "visit", &["start"]);
        let told = rows.iter().find(|row| row["code"] == "rule-cut").unwrap();
        let [first, last] = [days.first(), days.last()].map(|day| day.unwrap().split('T').next().unwrap());
        assert_eq!((days.len(), first, last), (105, "2025-10-20", "2027-10-18"), "{told}");
        assert!(told.to_string().contains("2025-10-20"), "{told}");
    }
}

#[test]
fn a_series_put_beside_the_one_that_is_here_is_there_at_once() {
    let series = |name: &str| {
        let (day, moved) = ("20261207T140000Z", "20261214T140000Z");
        let weekly = format!("DTSTART:{day}\nDTEND:20261207T153000Z\nSUMMARY:{name}\nRRULE:FREQ=WEEKLY;COUNT=4");
        let other =
            format!("RECURRENCE-ID:{moved}\nDTSTART:20261215T100000Z\nDTEND:20261215T113000Z\nSUMMARY:Review (moved)");
        let off =
            format!("RECURRENCE-ID:20261221T140000Z\nDTSTART:20261221T140000Z\nSTATUS:CANCELLED\nSUMMARY:No {name}");
        [weekly.as_str(), &other, &off].map(|lines| event("a", lines)).concat()
    };
    let program = Program::new();
    program.ok(&["add", "account", "name=A"]);
    let new = ["--account", "A", "--on-conflict", "new"];
    assert_eq!(counts(&calendar(&program, &series("Review"), &["--account", "A"])).0, 3);
    assert_eq!(counts(&calendar(&program, &series("QBR"), &new)).0, 2, "the day that was moved is as it was");
    assert_eq!(counts(&calendar(&program, &series("QBR"), &new)), (0, 0));
    let told = all(&program, "visit", &["start", "objective"]);
    assert_eq!(told.iter().filter(|one| one.ends_with("|QBR")).count(), 2, "{told:?}");
}

fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\nVERSION:3.0\n{lines}\nEND:VCARD\n")
}

#[test]
fn a_card_without_a_uid_is_of_whoever_has_its_name_at_its_company() {
    let tom = |more: &str| card(&format!("N:Brandt;Tom;;;\nFN:Tom Brandt\nORG:Calder Works\n{more}"));
    let program = Program::new();
    let cards = |text: &str| counts(&import(&program, "a.vcf", text, &[]));
    let people = || all(&program, "person", &["name"]);
    assert_eq!(cards(&tom("TITLE:COO\nTEL:+44 1\nEMAIL:t@x.example\nANNIVERSARY:2001-02-03")), (1, 0));
    let second = tom("TITLE:CEO\nTEL:+44 2\nEMAIL:t@x.example\nANNIVERSARY:2001-02-03");
    assert_eq!((cards(&second), people()), ((0, 1), vec!["Tom Brandt".to_owned()]));
    assert_eq!(cards(&second), (0, 0));
    assert_eq!(all(&program, "seat", &["title"]), ["CEO"]);
    assert_eq!(program.json(&["list", "person"])[0]["phones"].as_array().map(Vec::len), Some(1));
    assert_eq!(program.json(&["list", "occasion"]).as_array().map(Vec::len), Some(1));
    // Changed here, too, and then there.
    let id = all(&program, "person", &["id"]);
    program.ok(&["set", "person", &id[0], "name=Thomas Brandt"]);
    assert_eq!((cards(&tom("TITLE:Chair\nTEL:+44 2\nEMAIL:t@x.example")), people().len()), ((0, 1), 1));
    // Another of the name is another, wherever his card stands; and each stays who he is.
    let other = tom("TEL:+44 9\nEMAIL:tom@x.example");
    let first = tom("TITLE:Chair\nTEL:+44 3\nEMAIL:t@x.example");
    assert_eq!((cards(&(other.clone() + &first)), people().len()), ((1, 1), 2));
    assert_eq!(cards(&(tom("TEL:+44 10\nEMAIL:tom@x.example") + &first)), (0, 1));
    // So is one of the name elsewhere, and one of another name.
    let elsewhere = card("N:Brandt;Tom;;;\nFN:Tom Brandt\nORG:Zed\nEMAIL:t@x.example");
    let likely = card("N:Brand;Tom;;;\nFN:Tom Brand\nORG:Calder Works\nEMAIL:t@x.example");
    assert_eq!((cards(&elsewhere), cards(&likely), people().len()), ((1, 0), (1, 0), 4));
}

#[test]
fn whom_a_list_has_a_card_without_a_uid_knows() {
    let program = Program::new();
    import(&program, "p.csv", "Name,Company,Email\nIda Lind,Nordkvist,ida@n.example\n", &[]);
    let ida = card("N:Lind;Ida;;;\nFN:Ida Lind\nORG:Nordkvist\nTEL:+47 1");
    assert_eq!(counts(&import(&program, "a.vcf", &ida, &[])), (0, 1));
    assert_eq!(all(&program, "person", &["name"]), ["Ida Lind"]);
    // Another address book has a card of its own, which takes nothing away; whoever finds that both are one says so.
    let other =
        |tel: &str| format!("BEGIN:VCARD\nVERSION:2.1\nN:Lind;Ida\nFN:Ida Lind\nORG:Nordkvist\nTEL:{tel}\nEND:VCARD\n");
    let told = import(&program, "b.vcf", &other("+47 2"), &[]);
    assert_eq!((counts(&told), &told.last().unwrap()["summary"]["alike"]), ((1, 0), &json!(1)));
    assert_eq!(counts(&import(&program, "b.vcf", &other("+47 3"), &[])), (0, 1), "a changed one adds nobody");
    let [one, two] = &*all(&program, "person", &["id"]) else { panic!("two of her") };
    program.ok(&["merge", "person", one, two]);
    for card in [card("N:Lind;Ida;;;\nFN:Ida Lind\nORG:Nordkvist\nTEL:+47 4"), other("+47 5")] {
        assert_eq!(counts(&import(&program, "c.vcf", &card, &[])), (0, 1));
    }
    assert_eq!(all(&program, "person", &["name"]), ["Ida Lind"]);
}

#[test]
fn a_card_of_a_company_is_its_account_and_one_of_a_place_is_nobody() {
    let cards = |tel: &str| {
        [
            "KIND:individual\nN:Lind;Ida;;;\nFN:Ida Lind\nORG:Orgo Ltd",
            &format!("KIND:org\nFN:Orgo Ltd\nORG:Orgo Ltd\nTEL:{tel}\nADR:;;1 Quay;Bergen;;5003;Norway\nURL:https://o.example"),
            "N:;;;;\nFN:Calder Works Ltd\nX-ABShowAs:COMPANY",
            "ORG:Zed",
            "KIND:location\nFN:Room 5",
            "N:Berg;Bo;;;\nFN:Bo Berg\nORG:Zed\nX-ABShowAs:COMPANY",
        ]
        .map(card)
        .concat()
    };
    let program = Program::new();
    program.ok(&["add", "account", "name=Zed Holding", "aliases=Zed"]);
    let rows = import(&program, "c.vcf", &cards("+44 1"), &[]);
    assert_eq!((counts(&rows), codes(&rows)), ((4, 0), vec!["place-card"]), "{rows:?}");
    assert_eq!(all(&program, "person", &["name"]), ["Bo Berg", "Ida Lind"]);
    let accounts = || all(&program, "account", &["name", "phone", "city"]);
    let told = |tel: &str| {
        ["Calder Works Ltd|null|null".to_owned(), format!("Orgo Ltd|{tel}|Bergen"), "Zed Holding|null|null".to_owned()]
    };
    assert_eq!(accounts(), told("+44 1"));
    assert_eq!(counts(&import(&program, "c.vcf", &cards("+44 1"), &[])), (0, 0));
    assert_eq!(counts(&import(&program, "c.vcf", &cards("+44 2"), &[])), (0, 1));
    assert_eq!(accounts(), told("+44 2"));
    let out = program.ok(&["export", "--format", "vcard"]);
    assert!(out.contains("FN:Room 5") && !out.contains("FN:Zed\r\n"), "{out}");
}

#[test]
fn whoever_is_called_by_one_letter_is_found_again() {
    let program = Program::new();
    let flight = |uid: &str, day: &str| {
        event(uid, &format!("DTSTART:{day}T161500Z\nDTEND:{day}T195000Z\nSUMMARY:LH720 FRA-PEK"))
    };
    assert_eq!(counts(&calendar(&program, &flight("a", "20261210"), &["--who", "王"])), (1, 0));
    assert_eq!(counts(&calendar(&program, &flight("b", "20261212"), &["--who", "王"])), (1, 0));
    assert_eq!(program.json(&["list", "member"]).as_array().unwrap().len(), 1);
}
