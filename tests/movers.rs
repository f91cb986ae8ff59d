//! What somebody finds who moves in from other programs, whose files change as those programs change them.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use std::fs;

use serde_json::Value;

use crate::common::Program;
use crate::common::stores::{import, only};

/// The companies somebody sits at now.
fn houses(program: &Program) -> Vec<String> {
    let seats = program.json(&["list", "seat"]);
    let current = seats.as_array().unwrap().iter().filter(|seat| seat["to"].is_null());
    let ids: Vec<_> = current.map(|seat| seat["account"].as_str().unwrap().to_owned()).collect();
    let name = |id: &String| program.json(&["show", "account", id])["name"].as_str().unwrap().to_owned();
    let mut names: Vec<String> = ids.iter().map(name).collect();
    names.sort_unstable();
    names
}

#[test]
fn whom_a_program_numbers_as_we_do_has_left_the_seat_it_told_of_before() {
    const HEAD: &str = "(Do Not Modify) Contact,Full Name,Company Name,Job Title\n";
    const YVONNE: &str = "6b1d8f5e-0c1a-ee11-9966-000d3a2b1c01";
    let program = Program::new();
    import(&program, "contacts.csv", &format!("{HEAD}{YVONNE},Yvonne McKay,Fourth Coffee,Buyer\n"));
    let said = import(&program, "contacts.csv", &format!("{HEAD}{YVONNE},Yvonne McKay,Litware,Buyer\n"));
    assert!(said.contains("Fourth Coffee"), "{said}");
    assert_eq!(houses(&program), ["Litware"]);
    only(&program, "person");
}

#[test]
fn a_number_of_a_list_of_its_own_goes_along_to_another_company() {
    const HEAD: &str = "ID,Name,Company,Title\n";
    let program = Program::new();
    import(&program, "staff.csv", &format!("{HEAD}1001,Ann Ames,First AG,CEO\n1002,Bob B,First AG,Buyer\n"));
    let moved = format!("{HEAD}1001,Ann Ames,First AG,CEO\n1002,Bob B,Second AG,Buyer\n");
    let said = import(&program, "staff.csv", &moved);
    assert!(said.contains("Bob B was at First AG"), "{said}");
    assert_eq!(program.json(&["list", "person"]).as_array().unwrap().len(), 2);
    assert_eq!(houses(&program), ["First AG", "Second AG"]);
    let again = import(&program, "staff.csv", &moved);
    assert!(again.contains("0 added, 0 updated"), "{again}");
}

#[test]
fn numbers_of_a_list_begin_anew_in_every_company() {
    const HEAD: &str = "ID,Name,Company\n";
    let program = Program::new();
    import(&program, "staff.csv", &format!("{HEAD}1,Bob B,First AG\n"));
    // Both are there: the second is somebody else.
    import(&program, "staff.csv", &format!("{HEAD}1,Bob B,First AG\n1,Bob B,Second AG\n"));
    assert_eq!(houses(&program), ["First AG", "Second AG"]);
    assert_eq!(program.json(&["list", "person"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_short_list_whose_people_have_numbers_is_known_again_by_these() {
    let program = Program::new();
    let list = |name: &str| format!("Record ID,First Name,Last Name,Company Name\n52,{name},Halligan,HubSpot\n");
    import(&program, "list-2026-10-01.csv", &list("Brian"));
    let said = import(&program, "list-2026-10-04.csv", &list("Bryan"));
    assert!(said.contains("0 added, 1 updated"), "{said}");
    assert_eq!(only(&program, "person")["name"], "Bryan Halligan");
}

#[test]
fn of_several_companies_in_one_cell_somebody_sits_at_the_first() {
    const HEAD: &str = "Record ID,First Name,Last Name,Associated Company,Associated Company IDs";
    let program = Program::new();
    let said = import(&program, "all.csv", &format!("{HEAD}\n52,Brian,Halligan,HubSpot;Acme,8001;8002\n"));
    assert!(said.contains("Acme is kept with the row"), "{said}");
    assert_eq!(houses(&program), ["HubSpot"]);
    let program = Program::new();
    let row = "52,Brian,Halligan,HubSpot;Acme,8001;8002,Acme";
    import(&program, "all.csv", &format!("{HEAD},Primary Company\n{row}\n"));
    assert_eq!(houses(&program), ["Acme"]);
    only(&program, "account");
}

#[test]
fn a_company_that_a_list_of_people_calls_otherwise_now_is_called_so() {
    const HEAD: &str = "Id,AccountId,LastName,FirstName,Account.Name\n";
    let list = |house: &str| format!("{HEAD}0035g00000AAAA1AAA,0015g00000BBBB1AAA,McKay,Yvonne,{house}\n");
    let program = Program::new();
    import(&program, "contacts.csv", &list("Fourth Coffee"));
    import(&program, "contacts.csv", &list("Fifth Coffee"));
    assert_eq!(only(&program, "account")["name"], "Fifth Coffee");
    // Who calls it otherwise here is told.
    program.ok(&["set", "account", "Fifth Coffee", "name=The coffee people"]);
    let said = import(&program, "contacts.csv", &list("Sixth Coffee"));
    assert!(said.contains("Sixth Coffee"), "{said}");
    assert_eq!(only(&program, "account")["name"], "The coffee people");
    // A list of accounts knows better.
    let program = Program::new();
    import(&program, "accounts.csv", "Id,Name,BillingCity,BillingCountry\n0015g00000BBBB1AAA,Acme,Austin,US\n");
    import(&program, "contacts.csv", &list("Fourth Coffee"));
    assert_eq!(only(&program, "account")["name"], "Acme");
}

#[test]
fn names_go_out_in_the_parts_they_came_in() {
    let program = Program::new();
    let list = "First Name,Middle Name,Last Name,Company\nGabriel,,García Márquez,Acme\nAnna,Maria,Schmidt,Acme\n";
    import(&program, "names.csv", list);
    let names: Vec<String> = {
        let people = program.json(&["list", "person"]);
        people.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names, ["Gabriel García Márquez", "Anna Maria Schmidt"]);
    for profile in ["google", "outlook", "hubspot", "dynamics", "salesforce"] {
        let out = program.ok(&["export", "person", "--format", "csv", "--profile", profile]);
        assert!(out.contains("Gabriel,García Márquez,") && out.contains("Anna Maria,Schmidt,"), "{profile}: {out}");
    }
    let cards = program.ok(&["export", "person", "--format", "vcard"]);
    assert!(cards.contains("N:García Márquez;Gabriel;;;") && cards.contains("N:Schmidt;Anna Maria;;;"), "{cards}");
    // A name that is another by now is parted as any.
    program.ok(&["set", "person", "Gabriel García Márquez", "name=Gabo Márquez"]);
    let out = program.ok(&["export", "person", "--format", "csv", "--profile", "google"]);
    assert!(out.contains("Gabo,Márquez,"), "{out}");
    let back = program.ok(&["export", "person", "--format", "csv", "--profile", "original"]);
    assert!(back.contains("Anna,Maria,Schmidt,Acme"), "{back}");
}

#[test]
fn the_honorific_is_no_given_name() {
    let program = Program::new();
    import(
        &program,
        "old.csv",
        "Name,Given Name,Family Name,Name Prefix,Company\nDr. Anna Schmidt,Anna,Schmidt,Dr.,Acme\n",
    );
    let cards = program.ok(&["export", "person", "--format", "vcard"]);
    assert!(cards.contains("N:Schmidt;Anna;;Dr.;"), "{cards}");
}

/// Two cards of one house, in which Ann reports to Karl.
fn cards(ann: &str, karl: &str) -> String {
    let card = |name: &str, uid: &str, more: &str| {
        format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nUID:{uid}\n{more}END:VCARD\n")
    };
    let manager = "item1.X-ABRELATEDNAMES;type=pref:Karl Meier\nitem1.X-ABLabel:_$!<Manager>!$_\n";
    card("Ann Ames", "a-1", &format!("{ann}{manager}")) + &card("Karl Meier", "k-1", karl)
}

#[test]
fn whose_card_is_at_another_company_has_left_the_seat_there() {
    let program = Program::new().at("2026-11-30T09:00:00+08:00");
    let (buyer, chief) = ("ORG:Nordwerk AG\nTITLE:Buyer\n", "ORG:Nordwerk AG\nTITLE:CEO\n");
    import(&program, "cards.vcf", &cards(buyer, chief));
    program.ok(&["set", "seat", "Ann Ames", "support=mentor"]);
    let moved = cards("ORG:Südwerk SE\nTITLE:COO\n", chief);
    let said = import(&program, "cards.vcf", &moved);
    assert!(said.contains("Ann Ames was at Nordwerk AG"), "{said}");
    let seats = program.json(&["list", "seat"]);
    let of = |title: &str| seats.as_array().unwrap().iter().find(|seat| seat["title"] == title).cloned().unwrap();
    let whole = |seat: Value| program.json(&["show", "seat", seat["id"].as_str().unwrap()]);
    let (left, new) = (whole(of("Buyer")), whole(of("COO")));
    assert_eq!((left["to"].as_str(), left["support"].as_str()), (Some("2026-11-29"), Some("mentor")));
    assert!(new["to"].is_null() && new["support"] == "unknown" && new["reports_to"].is_null(), "{new}");
    assert_eq!(new["reports_to_text"], "Karl Meier");
    let again = import(&program, "cards.vcf", &moved);
    assert!(again.contains("0 added, 0 updated"), "{again}");
    // Back again, and the company under another name for everybody.
    import(&program, "cards.vcf", &cards(buyer, chief));
    assert_eq!(houses(&program), ["Nordwerk AG", "Nordwerk AG"]);
    let renamed = cards("ORG:Nordwerk SE\nTITLE:Buyer\n", "ORG:Nordwerk SE\nTITLE:CEO\n");
    import(&program, "cards.vcf", &renamed);
    assert_eq!(houses(&program), ["Nordwerk SE", "Nordwerk SE"]);
}

#[test]
fn a_birthday_without_a_year_goes_out_in_every_version() {
    for born in ["--0131", "--01-31", "1604-01-31"] {
        let program = Program::new();
        import(&program, "b.vcf", &format!("BEGIN:VCARD\nVERSION:3.0\nFN:Karl\nORG:N\nBDAY:{born}\nEND:VCARD\n"));
        let out = program.ok(&["export", "--format", "vcard", "--sensitive"]);
        assert!(out.contains("BDAY:--0131\r\n"), "{born}: {out}");
    }
}

/// An event of a calendar.
fn event(head: &str, lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\n{head}BEGIN:VEVENT\nUID:e-1\nDTSTAMP:20261001T100000Z\n{lines}END:VEVENT\nEND:VCALENDAR\n"
    )
}

#[test]
fn an_hour_of_greenwich_is_told_by_our_clocks_as_they_stand_that_day() {
    let program = Program::new().at("2026-11-30T09:00:00+01:00");
    warroom::config::make_private(&program.config()).unwrap();
    fs::write(program.config().join("config.toml"), "time_zone = \"Europe/Berlin\"\n").unwrap();
    program.ok(&["add", "account", "name=Nordwerk"]);
    let lines = "SUMMARY:Meeting Nordwerk\nDTSTART:20270701T080000Z\nDTEND:20270701T090000Z\n";
    import(&program, "utc.ics", &event("", lines));
    assert_eq!(only(&program, "visit")["start"], "2027-07-01T10:00:00+02:00");
    // The same of what is typed.
    program.ok(&["add", "visit", "account=Nordwerk", "objective=Lunch", "start=2027-07-02 12:00"]);
    let visits = program.json(&["list", "visit"]);
    let starts: Vec<&str> = visits.as_array().unwrap().iter().map(|one| one["start"].as_str().unwrap()).collect();
    assert!(starts.contains(&"2027-07-02T12:00:00+02:00"), "{starts:?}");
}

#[test]
fn the_second_of_two_hours_of_one_name_is_told_from_the_first() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Nordwerk"]);
    let lines = "SUMMARY:Meeting Nordwerk\nDTSTART:20261025T003000Z\nDTEND:20261025T013000Z\n";
    import(&program, "dst.ics", &event("X-WR-TIMEZONE:Europe/Berlin\n", lines));
    let visit = only(&program, "visit");
    assert_eq!(
        (&visit["start"], &visit["end"]),
        (&"2026-10-25T02:30:00+02:00".into(), &"2026-10-25T02:30:00+01:00".into())
    );
}

#[test]
fn what_is_called_a_trip_begins_in_no_town() {
    let program = Program::new();
    program.ok(&["add", "member", "name=Bob Owner", "level=rep"]);
    let tripit = |summary: &str, location: &str| {
        let lines = "DTSTART;VALUE=DATE:20261102\nDTEND;VALUE=DATE:20261106\n";
        event("", &format!("{lines}SUMMARY:{summary}\n{location}")).replace("e-1", "item-abc@tripit.com")
    };
    let file = program.file("trip.ics", &tripit("Trip to London", "LOCATION:London\\, United Kingdom\n"));
    program.ok(&["import", file.to_str().unwrap(), "--who", "Bob Owner"]);
    let trip = only(&program, "travel");
    assert!(trip["from_city"].is_null(), "{trip}");
    assert_eq!((&trip["to_city"], &trip["return"]), (&"London".into(), &"2026-11-05".into()));
    let file = program.file("spain.ics", &tripit("Holiday to Spain", "").replace("abc", "def"));
    program.ok(&["import", file.to_str().unwrap(), "--who", "Bob Owner"]);
    let all = program.json(&["list", "travel"]);
    assert!(all.as_array().unwrap().iter().any(|one| one["to_city"] == "Spain"), "{all}");
}

/// A flight as schema.org has it.
fn flight(who: &str, (number, from, to): (&str, &str, &str), depart: &str) -> Value {
    let airport = |code: &str| serde_json::json!({"@type": "Airport", "iataCode": code});
    serde_json::json!({
        "@type": "FlightReservation",
        "reservationNumber": "XYZ123",
        "underName": {"@type": "Person", "name": who},
        "reservationFor": {
            "@type": "Flight",
            "airline": {"@type": "Airline", "iataCode": "LH"},
            "flightNumber": number,
            "departureAirport": airport(from),
            "arrivalAirport": airport(to),
            "departureTime": depart,
        }
    })
}

/// Whose journeys there are, and from where.
fn journeys(program: &Program) -> Vec<String> {
    let all = program.json(&["list", "travel"]);
    let one = |one: &Value| {
        let who = one["person_name"].as_str().or(one["member_name"].as_str()).unwrap_or_default().to_owned();
        format!("{who} {}", one["from_city"].as_str().unwrap_or_default())
    };
    let mut all: Vec<String> = all.as_array().unwrap().iter().map(one).collect();
    all.sort_unstable();
    all
}

#[test]
fn each_who_travels_under_one_booking_has_a_journey() {
    let out = |who: &str| flight(who, ("720", "FRA", "PEK"), "2026-12-14T22:05:00+01:00");
    let back = flight("Anna Schmidt", ("721", "PEK", "FRA"), "2026-12-18T13:00:00+08:00");
    let all = Value::from(vec![out("Anna Schmidt"), out("Bob Owner"), back]).to_string();
    let whole = ["Anna Schmidt Frankfurt", "Anna Schmidt Beijing", "Bob Owner Frankfurt"];
    let two = Value::from(vec![out("Anna Schmidt"), out("Bob Owner")]).to_string();
    let lines = format!(
        "SUMMARY:Flight LH 720 from FRA to PEK\nDTSTART:20261214T210500Z\nDTEND:20261215T080000Z\nX-KDE-KITINERARY-RESERVATION:{}\n",
        two.replace(',', "\\,")
    );
    for (name, text, count) in [("three.json", all, 3), ("two.json", two, 2), ("two.ics", event("", &lines), 2)] {
        let program = Program::new();
        for who in ["Anna Schmidt", "Bob Owner"] {
            program.ok(&["add", "member", &format!("name={who}"), "level=rep"]);
        }
        for _ in 0..2 {
            import(&program, name, &text);
            let found = journeys(&program);
            assert_eq!(found.len(), count, "{name}: {found:?}");
            assert!(whole.iter().filter(|one| found.iter().any(|found| found == *one)).count() == count, "{found:?}");
        }
    }
}

#[test]
fn who_travels_along_and_is_nobody_here_takes_no_journey_away() {
    let program = Program::new();
    program.ok(&["add", "member", "name=Anna Schmidt", "level=rep"]);
    let out = |who: &str| flight(who, ("720", "FRA", "PEK"), "2026-12-14T22:05:00+01:00");
    for order in [["Jane Roe", "Anna Schmidt"], ["Anna Schmidt", "Jane Roe"]] {
        import(&program, "two.json", &Value::from(order.map(out).to_vec()).to_string());
        let found = journeys(&program);
        assert_eq!(found.iter().filter(|one| one.starts_with("Anna Schmidt")).count(), 1, "{found:?}");
        assert_eq!(found.len(), 2, "{found:?}");
    }
}

#[test]
fn passengers_of_one_event_who_are_here_travel_each() {
    let program = Program::new();
    for who in ["Anna Schmidt", "Bob Owner"] {
        program.ok(&["add", "member", &format!("name={who}"), "level=rep"]);
    }
    let lines = "SUMMARY:LH 720 FRA-PEK\nDTSTART:20261214T210500Z\nDTEND:20261215T080000Z\nDESCRIPTION:Passengers: Anna Schmidt\\, Bob Owner\n";
    for _ in 0..2 {
        import(&program, "flight.ics", &event("", lines).replace("-//x//x//EN", "-//Lufthansa//EN"));
        assert_eq!(journeys(&program), ["Anna Schmidt Frankfurt", "Bob Owner Frankfurt"]);
    }
}

#[test]
fn numbers_and_messengers_are_as_people_say_them() {
    let program = Program::new();
    let lines = "TEL;VALUE=uri:tel:+49-171-1;phone-context=+49\nTEL;VALUE=uri:tel:7042;phone-context=+1-914;ext=5\n\
                 IMPP;X-SERVICE-TYPE=WeChat:x-apple:gabo_wx\n";
    import(&program, "a.vcf", &format!("BEGIN:VCARD\nVERSION:4.0\nUID:a-1\nFN:Ann\nORG:N\n{lines}END:VCARD\n"));
    let ann = program.json(&["show", "person", "Ann"]);
    assert_eq!(ann["phones"][0]["value"], "+49-171-1");
    assert_eq!(ann["phones"][1]["value"], "+1-914-7042 ext. 5");
    assert_eq!(ann["messengers"][0]["value"], "wechat:gabo_wx");
    let out = program.ok(&["export", "--format", "vcard"]);
    assert!(out.contains("phone-context=+1-914"), "{out}");
}

#[test]
fn exchange_names_a_zone_by_a_scheme_without_quotation_marks() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Nordwerk"]);
    let lines = "SUMMARY:Meeting Nordwerk\nDTSTART;TZID=tzone://Microsoft/Utc:20261214T090000\n";
    import(&program, "zones.ics", &event("", lines));
    assert!(only(&program, "visit")["start"].as_str().unwrap().starts_with("2026-12-14T"));
}

#[cfg(unix)]
#[test]
fn what_a_folder_has_and_is_not_read_is_named() {
    let program = Program::new();
    let card = program.file("k.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nORG:N\nEND:VCARD\n");
    let folder = program.data().parent().unwrap().join("cards");
    fs::create_dir(&folder).unwrap();
    fs::copy(&card, folder.join("k.vcf")).unwrap();
    std::os::unix::fs::symlink(&card, folder.join("l.vcf")).unwrap();
    let run = program.run(&["import", folder.to_str().unwrap()]);
    assert!((run.out + &run.err).contains("l.vcf"));
    only(&program, "person");
}

#[test]
fn trains_of_sncf_lead_somewhere() {
    for summary in ["Train TGV INOUI n°6607 - Paris Gare de Lyon > Lyon Part Dieu", "Train 6607 Paris > Lyon"] {
        let program = Program::new();
        let lines = format!("SUMMARY:{summary}\nDTSTART:20261214T071500Z\nDTEND:20261214T091200Z\n");
        import(&program, "sncf.ics", &event("", &lines).replace("-//x//x//EN", "-//SNCF//FR"));
        let journey = only(&program, "travel");
        assert_eq!((&journey["from_city"], &journey["to_city"]), (&"Paris".into(), &"Lyon".into()), "{summary}");
    }
}

#[test]
fn a_birthday_that_is_written_anew_for_every_year_is_a_day_to_remember() {
    let program = Program::new();
    import(&program, "a.csv", "Name,Company\nAnn Ames,Nordwerk\n");
    let lines = "SUMMARY:Ann Ames - Birthday\nDTSTART;VALUE=DATE:20261120\nDTEND;VALUE=DATE:20261121\n";
    import(&program, "b.ics", &event("X-WR-CALNAME:Birthdays\n", lines).replace("e-1", "2026_BIRTHDAY_a@google.com"));
    assert!(program.json(&["list", "visit"]).as_array().unwrap().is_empty());
    assert_eq!(only(&program, "occasion")["person_name"], "Ann Ames");
}

#[test]
fn a_folder_that_others_work_in_is_not_written_over() {
    let program = Program::new();
    import(&program, "a.csv", "Name,Company,Title\nAnn Ames,Acme,Buyer\nKarl Koch,Acme,CEO\n");
    program.ok(&["add", "account", "name=Beta"]);
    let folder = program.data().parent().unwrap().join("cards");
    let export = |more: &[&str]| {
        let all = [&["export", "--format", "vdir", "-o", folder.to_str().unwrap()][..], more].concat();
        program.run(&all).err
    };
    let cards = || {
        let all = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
        all.filter(|file| file.extension().is_some_and(|end| end == "vcf")).collect::<Vec<_>>()
    };
    export(&[]);
    assert_eq!(cards().len(), 2);
    // A narrower export takes nothing away.
    export(&["--account", "Beta"]);
    assert_eq!(cards().len(), 2);
    // What somebody has changed stays beside what is written.
    let ann = cards().into_iter().find(|file| fs::read_to_string(file).unwrap().contains("Ann")).unwrap();
    fs::write(&ann, fs::read_to_string(&ann).unwrap().replace("TITLE:Buyer", "TITLE:Chief")).unwrap();
    let told = export(&[]);
    assert!(told.contains("stays beside"), "{told}");
    let before = fs::read_to_string(format!("{}.before", ann.display())).unwrap();
    assert!(before.contains("TITLE:Chief") && fs::read_to_string(&ann).unwrap().contains("TITLE:Buyer"));
    assert_eq!(export(&[]), "");
    // What was put aside before stays as well.
    fs::write(&ann, fs::read_to_string(&ann).unwrap().replace("TITLE:Buyer", "TITLE:Head")).unwrap();
    export(&[]);
    assert_eq!(fs::read_to_string(format!("{}.before", ann.display())).unwrap(), before);
    assert!(fs::read_to_string(format!("{}.before2", ann.display())).unwrap().contains("TITLE:Head"));
    // Of a record that is no more the file goes.
    program.ok(&["rm", "person", "Karl Koch"]);
    let told = export(&[]);
    assert!(told.contains("taken away") && cards().len() == 1, "{told}");
}

#[test]
fn an_hour_of_summer_is_told_by_our_clocks_of_summer() {
    let program = Program::new().at("2026-11-30T09:00:00+01:00");
    warroom::config::make_private(&program.config()).unwrap();
    fs::write(program.config().join("config.toml"), "time_zone = \"Europe/Berlin\"\n").unwrap();
    program.ok(&["add", "member", "name=Bob Owner", "level=rep", "base_city=Munich"]);
    let flight = ["to_city=Frankfurt", "from_city=Munich", "depart=2027-07-02 06:00", "arrive=2027-07-02 07:00"];
    program.ok(&[&["add", "travel", "member=Bob Owner"][..], &flight].concat());
    let told = program.ok(&["where", "Bob Owner", "--on", "2027-07-02"]);
    assert!(told.contains("06:00") && !told.contains("here"), "{told}");
}

/// A program takes what stands behind a comma for another value, and khard loses it.
#[test]
fn what_a_card_was_like_is_one_value() {
    let program = Program::new();
    program.ok(&["add", "person", "name=Ann", "phones=+49 1, +49 2"]);
    let out = program.ok(&["export", "--format", "vcard"]).replace("\r\n ", "");
    let was = out.lines().find(|line| line.starts_with("X-WARROOM-WAS:")).unwrap();
    assert!(was.contains("\\,") && !was.replace("\\,", "").contains(','), "{was}");
}
