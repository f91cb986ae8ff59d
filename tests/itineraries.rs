//! Calendars of airlines, railways, hotels and those who keep itineraries: from where to where, when on the clocks of both
//! ends, under which number; what is not understood is an absence and never dropped. And the same journey from two sources.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use crate::common;

use common::Program;
use serde_json::{Value, json};

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/itineraries/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn shared(name: &str) -> Option<String> {
    let root = env!("CARGO_MANIFEST_DIR");
    let found = ["../shared/data", "../../shared/data"].iter().map(|folder| format!("{root}/{folder}/travel/{name}"));
    let found = found.into_iter().find(|path| std::path::Path::new(path).exists());
    if found.is_none() {
        println!("skipped: no shared data beside the project ({name})");
    }
    found
}

/// The journeys that are here, the earliest first, each as `from|to|depart|arrive|return|transport|number|hotel`.
fn journeys(program: &Program) -> Vec<String> {
    const FIELDS: [&str; 8] = ["from_city", "to_city", "depart", "arrive", "return", "transport", "number", "hotel"];
    let list = program.json(&["list", "travel"]);
    let mut all: Vec<&Value> = list.as_array().unwrap().iter().collect();
    all.sort_by_key(|one| one["depart"].to_string());
    all.into_iter().map(|one| FIELDS.map(|field| one[field].as_str().unwrap_or_default()).join("|")).collect()
}

fn summary(program: &Program, files: &[&str]) -> Value {
    let args: Vec<&str> = ["import"].into_iter().chain(files.iter().copied()).chain(["--json"]).collect();
    let out = program.run(&args).out;
    serde_json::from_str::<Value>(out.lines().last().unwrap()).unwrap()["summary"].clone()
}

#[test]
fn journeys_as_everybody_writes_them() {
    let cases: &[(&str, &[&str])] = &[
        ("airfrance.ics", &["Paris|Berlin|2026-11-13T09:35:00+01:00|2026-11-13T11:20:00+01:00||flight|AF1734|"]),
        ("amtrak.ics", &["Boston|New York|2026-11-19T05:05:00-05:00|2026-11-19T08:45:00-05:00||train|Acela 2151|"]),
        ("bahn.ics", &["Berlin|Hamburg|2026-12-09T11:05:00+01:00|2026-12-09T12:50:00+01:00||train|ICE 704|"]),
        ("booking.ics", &["|Helsinki|2026-12-01|2026-12-01|2026-12-04|||Clarion Helsinki"]),
        ("british.ics", &["London|New York|2026-12-16T08:25:00+00:00|2026-12-16T11:20:00-05:00||flight|BA0117|"]),
        (
            "concur.ics",
            &[
                "|New York|2026-12-17|2026-12-17|2026-12-20|||Marriott Marquis",
                "San Francisco|New York|2026-12-17T08:00:00-08:00|2026-12-17T16:30:00-05:00||flight|UA110|",
            ],
        ),
        (
            "ctrip.ics",
            &[
                "|上海|2026-11-25|2026-11-25|2026-11-28|||上海和平饭店",
                "北京|上海|2026-11-25T08:30:00+08:00|2026-11-25T10:45:00+08:00||flight|CA1501|",
                "上海|大连|2026-11-28T16:00:00+08:00|2026-11-28T18:10:00+08:00||flight|9C8801|",
            ],
        ),
        ("easyjet.ics", &["London|Geneva|2026-11-17T07:10:00+00:00|2026-11-17T09:45:00+01:00||flight|EZY8471|"]),
        ("emirates.ics", &["Dubai|Shanghai|2026-12-21T03:05:00+04:00|2026-12-21T15:15:00+08:00||flight|EK302|"]),
        ("eurostar.ics", &["London|Paris|2026-12-15T10:24:00+00:00|2026-12-15T13:47:00+01:00||train|Eurostar 9024|"]),
        (
            "expedia.ics",
            &[
                "Seattle|Boston|2026-12-05T07:30:00-08:00|2026-12-05T15:45:00-05:00||flight|AS12|",
                "|Boston|2026-12-05T16:00:00-05:00|2026-12-05T16:00:00-05:00|2026-12-08T11:00:00-05:00|||Omni Parker House",
                "|Boston|2026-12-06T09:00:00-05:00|2026-12-06T09:00:00-05:00|2026-12-07T09:00:00-05:00|||",
            ],
        ),
        ("ferry.ics", &["Helsinki|Stockholm|2026-12-22T17:15:00+02:00|2026-12-23T10:00:00+01:00||ship||"]),
        ("flixbus.ics", &["Berlin|Prague|2026-12-14T08:30:00+01:00|2026-12-14T13:15:00+01:00||other||"]),
        (
            "gmail.ics",
            &[
                "|Munich|2026-11-10|2026-11-10|2026-11-12|||Bayerischer Hof",
                "Hamburg|Munich|2026-11-10T08:30:00+01:00|2026-11-10T09:50:00+01:00||flight|LH2031|",
            ],
        ),
        (
            "lufthansa.ics",
            &[
                "Munich|Hamburg|2026-11-12T09:15:00+01:00|2026-11-12T10:25:00+01:00||flight|LH2030|",
                "Frankfurt|New York|2026-11-15T10:50:00+01:00|2026-11-15T13:35:00-05:00||flight|LH400|",
            ],
        ),
        ("oebb.ics", &["Vienna|Salzburg|2026-12-11T07:30:00+01:00|2026-12-11T09:52:00+01:00||train|RJX 162|"]),
        ("rail12306.ics", &["北京|上海|2026-11-24T09:00:00+08:00|2026-11-24T13:34:00+08:00||train|G7|"]),
        ("renfe.ics", &["Madrid|Barcelona|2026-11-23T11:00:00+01:00|2026-11-23T13:30:00+01:00||train|AVE 03142|"]),
        ("ryanair-codes.ics", &["London|Berlin|2026-12-10T11:00:00+00:00|2026-12-10T13:50:00+01:00||flight|FR8544|"]),
        ("ryanair.ics", &["Dublin|Berlin|2026-11-16T06:25:00+00:00|2026-11-16T09:45:00+01:00||flight|FR8551|"]),
        ("sbb.ics", &["Zurich|Geneva|2026-12-10T09:32:00+01:00|2026-12-10T12:20:00+01:00||train|IC 1|"]),
        ("sncf.ics", &["Paris|Lyon|2026-11-20T08:00:00+01:00|2026-11-20T09:56:00+01:00||train|TGV 6607|"]),
        (
            "trenitalia.ics",
            &["Milan|Rome|2026-11-21T09:00:00+01:00|2026-11-21T12:10:00+01:00||train|Frecciarossa 9615|"],
        ),
        (
            "tripit.ics",
            &[
                "|Frankfurt|2026-11-04|2026-11-04|2026-11-07|||",
                "San Francisco|Frankfurt|2026-11-04T14:50:00-08:00|2026-11-05T10:55:00+01:00||flight|LH455|",
                "|Frankfurt|2026-11-05T15:00:00+01:00|2026-11-05T15:00:00+01:00||||Frankfurter Hof",
            ],
        ),
        ("united.ics", &["Newark|San Francisco|2026-11-18T18:00:00-05:00|2026-11-18T21:15:00-08:00||flight|UA1912|"]),
    ];
    for (name, told) in cases {
        let program = Program::new();
        let count = summary(&program, &[&fixture(name)]);
        assert_eq!(
            (&count["created"], &count["skipped"], &count["failed"]),
            (&json!(told.len()), &json!(0), &json!(0))
        );
        assert_eq!(journeys(&program), *told, "{name}");
        assert_eq!(program.json(&["list", "note"]), json!([]), "{name}");
        assert_eq!(summary(&program, &[&fixture(name)])["unchanged"], json!(told.len()), "{name}");
    }
}

/// What a sender's calendar makes, the earliest first, each as `who|` and what [`journeys`] tells.
type Told = &'static [&'static str];

/// Calendars in the manner of those who send them, each with passengers named as they name them.
const SENDERS: [(&str, Told); 15] = [
    ("airchina.ics", &["王小明|北京|Frankfurt|2026-12-03T13:35:00+08:00|2026-12-03T17:45:00+01:00||flight|CA965|"]),
    (
        "amtrak.ics",
        &["John Smith|New York|Washington|2026-12-11T08:00:00-05:00|2026-12-11T11:35:00-05:00||train|2153|"],
    ),
    ("ana.ics", &["Ada Lind|Tokyo|Frankfurt|2027-01-20T00:55:00+09:00|2027-01-20T05:55:00+01:00||flight|NH203|"]),
    (
        "bahn.ics",
        &[
            "Ada Lind|Berlin|Frankfurt|2026-12-05T08:05:00+01:00|2026-12-05T12:06:00+01:00||train|ICE 373|",
            "Ada Lind|Frankfurt|Zurich|2026-12-05T12:10:00+01:00|2026-12-05T15:56:00+01:00||train|ICE 75|",
        ],
    ),
    (
        "booking.ics",
        &[
            "Ada Lind||Berlin|2026-12-10T15:00:00+01:00|2026-12-10T15:00:00+01:00|2026-12-13T11:00:00+01:00|||Hotel Adlon Kempinski Berlin",
        ],
    ),
    (
        "cathay.ics",
        &["Ada Lind|Frankfurt|Hong Kong|2027-01-18T13:35:00+01:00|2027-01-19T07:30:00+08:00||flight|CX288|"],
    ),
    (
        "ctrip.ics",
        &[
            "韩梅梅|上海|北京|2026-12-09T08:00:00+08:00|2026-12-09T10:20:00+08:00||flight|MU5101|",
            "韩梅梅||北京|2026-12-09T14:00:00+08:00|2026-12-09T14:00:00+08:00|2026-12-12T12:00:00+08:00|||北京王府井希尔顿酒店",
        ],
    ),
    ("gmail.ics", &["lina|Frankfurt|Tokyo|2027-01-10T12:05:00+01:00|2027-01-11T09:05:00+09:00||flight|NH204|"]),
    (
        "kde.ics",
        &[
            "Ada Lind|Hamburg|Munich|2026-12-22T09:24:00+01:00|2026-12-22T15:19:00+01:00||train|ICE 881|",
            "Ada Lind||Munich|2026-12-22T15:00:00+01:00|2026-12-22T15:00:00+01:00|2026-12-24T11:00:00+01:00|||Hotel Torbräu",
            "Ada Lind||Munich|2026-12-23T09:00:00+01:00|2026-12-23T09:00:00+01:00|2026-12-23T18:00:00+01:00|||",
        ],
    ),
    (
        "lufthansa.ics",
        &["Max Mustermann|Frankfurt|New York|2026-12-01T10:50:00+01:00|2026-12-01T13:35:00-05:00||flight|LH400|"],
    ),
    (
        "outlook.ics",
        &[
            "Max Mustermann|Frankfurt|Beijing|2027-01-12T17:30:00+01:00|2027-01-13T10:35:00+08:00||flight|LH720|",
            "lina||Beijing|2027-01-13|2027-01-13|2027-01-15|||",
        ],
    ),
    (
        "rail12306-phone.ics",
        &[
            "李娜|杭州|北京|2026-12-06T08:08:00+08:00|2026-12-06T12:35:00+08:00||train|G36|",
            "李娜|北京|杭州|2026-12-08T17:00:00+08:00|2026-12-08T21:42:00+08:00||train|G45|",
        ],
    ),
    (
        "sncf.ics",
        &["Claire Dubois|Paris|Marseille|2026-12-04T07:14:00+01:00|2026-12-04T10:29:00+01:00||train|TGV 6101|"],
    ),
    (
        "trainline.ics",
        &[
            "Ada Lind|London|Paris|2026-12-14T10:31:00+00:00|2026-12-14T13:47:00+01:00||train|Eurostar 9014|",
            "Ada Lind|Paris|London|2026-12-16T18:13:00+01:00|2026-12-16T18:30:00+00:00||train|Eurostar 9051|",
        ],
    ),
    (
        "tripit.ics",
        &[
            "Ada Lind||Shanghai|2026-12-17|2026-12-17|2026-12-20|||",
            "Ada Lind|Paris|Shanghai|2026-12-17T14:15:00+01:00|2026-12-18T08:35:00+08:00||flight|MU554|",
            "Ada Lind||Shanghai|2026-12-18T15:00:00+08:00|2026-12-18T15:00:00+08:00|2026-12-20T12:00:00+08:00|||The Peninsula Shanghai",
        ],
    ),
];

fn sender(name: &str) -> String {
    format!("{}/tests/fixtures/senders/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn senders_say_who_travels_from_where_to_where_and_when() {
    let people = ["Ada Lind", "Claire Dubois", "John Smith", "Max Mustermann", "lina", "李娜", "王小明", "韩梅梅"];
    let mut wrong = Vec::new();
    for (name, told) in SENDERS {
        let program = Program::new();
        for one in people {
            program.ok(&["add", "member", &format!("name={one}"), "level=rep"]);
        }
        let count = summary(&program, &[&sender(name)]);
        let who = whose(&program);
        let found: Vec<String> = journeys(&program).iter().zip(who).map(|(one, who)| format!("{who}|{one}")).collect();
        if found != told || count["created"] != json!(told.len()) || program.json(&["list", "note"]) != json!([]) {
            wrong.push(format!("{name} {count}\n  told  {told:#?}\n  found {found:#?}"));
        }
        assert_eq!(summary(&program, &[&sender(name)])["updated"], json!(0), "{name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whose the journeys are, in the order of [`journeys`].
fn whose(program: &Program) -> Vec<String> {
    let members = program.json(&["list", "member"]);
    let list = program.json(&["list", "travel"]);
    let mut all: Vec<&Value> = list.as_array().unwrap().iter().collect();
    all.sort_by_key(|one| one["depart"].to_string());
    let name = |id: &Value| members.as_array().unwrap().iter().find(|one| one["id"] == *id).unwrap()["name"].clone();
    all.into_iter().map(|one| name(&one["member"]).as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_passenger_who_is_nobody_here_is_told_in_every_language() {
    for (file, passenger) in [
        ("airchina.ics", "王小明"),
        ("rail12306-phone.ics", "李娜"),
        ("ctrip.ics", "韩梅梅"),
        ("sncf.ics", "Claire Dubois"),
        ("lufthansa.ics", "Max Mustermann, Erika Mustermann"),
        ("outlook.ics", "Max Mustermann"),
        ("kde.ics", "Ada Lind"),
    ] {
        let program = Program::new();
        let out = program.run(&["import", &sender(file), "--json"]).out;
        let first: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
        assert_eq!((&first["code"], &first["status"]), (&json!("passenger"), &json!("created")), "{file} {first}");
        assert!(first["message"].as_str().unwrap().contains(passenger), "{file} {first}");
        assert!(
            program.json(&["list", "travel"])[0]["notes"]
                .as_str()
                .unwrap()
                .contains(passenger.split(',').next().unwrap()),
            "{file}"
        );
    }
}

#[test]
fn a_journey_of_two_sources_is_one_whichever_comes_first() {
    let pairs = [
        ("20220726-praha-vienna-CZ.ics", "20220726-praha-vienna-CZ.ics.json", 1),
        ("20240822-berlin-paris.ics", "20240822-berlin-paris.ics.json", 2),
        ("5_FRA-EWR.ics", "5_FRA-EWR.ics.json", 1),
        ("flight.ics", "flight.json", 1),
        ("hotel.ics", "hotel.json", 1),
        ("train.ics", "train.json", 1),
    ];
    for (calendar, reservations, count) in pairs {
        let (Some(one), Some(other)) = (shared(calendar), shared(reservations)) else { return };
        for files in [[&one, &other], [&other, &one]] {
            let program = Program::new();
            summary(&program, &[files[0]]);
            let first = journeys(&program);
            let second = summary(&program, &[files[1]]);
            assert_eq!((first.len(), &second["created"]), (count, &json!(0)), "{files:?}");
            assert_eq!(journeys(&program), first, "{files:?}");
            // Neither has anything new to say, however often it comes, nor has an export of ours.
            for file in [files[0], files[1]] {
                assert_eq!(summary(&program, &[file])["unchanged"], json!(count), "{file}");
            }
            let out = program.file("out.ics", &program.ok(&["export", "--format", "ical"]));
            assert_eq!(summary(&program, &[out.to_str().unwrap()])["updated"], json!(0));
            // Both at once, in a store that has neither.
            let fresh = Program::new();
            summary(&fresh, &files.map(String::as_str));
            assert_eq!(journeys(&fresh), first, "{files:?}");
        }
    }
    // What only the second source says is kept with it.
    let (Some(reservation), Some(calendar)) = (shared("train.json"), shared("train.ics")) else { return };
    let program = Program::new();
    summary(&program, &[&reservation]);
    summary(&program, &[&calendar]);
    let notes = program.json(&["list", "travel"])[0]["notes"].as_str().unwrap().to_owned();
    assert!(notes.contains("Coach: 17") && notes.contains("Seat: 62"), "{notes}");
    assert_eq!(notes.matches("XXX007").count(), 2, "{notes}");
}

#[test]
fn two_of_us_in_one_train_are_two_journeys() {
    let event = |uid: &str| {
        format!(
            "BEGIN:VCALENDAR\nPRODID:-//bahn.de//X\nBEGIN:VEVENT\nUID:{uid}\nDTSTART;TZID=Europe/Berlin:20261209T110500\nDTEND;TZID=Europe/Berlin:20261209T125000\nSUMMARY:ICE 704 Berlin Hbf - Hamburg Hbf\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    };
    let program = Program::new();
    for name in ["Ada Lind", "Bo Berg"] {
        program.ok(&["add", "member", &format!("name={name}"), "level=rep"]);
    }
    for (uid, who) in [("a", "Ada Lind"), ("b", "Bo Berg"), ("c", "Ada Lind")] {
        let file = program.file("a.ics", &event(uid));
        program.ok(&["import", file.to_str().unwrap(), "--who", who]);
    }
    assert_eq!((journeys(&program).len(), program.json(&["list", "member"]).as_array().unwrap().len()), (2, 2));
}

#[test]
fn no_two_events_of_an_export_have_one_uid() {
    let one = |at: &str, name: &str| {
        json!({"@type": "LodgingReservation", "reservationNumber": "R1", "checkinTime": format!("2026-12-{at}T15:00:00+01:00"),
            "checkoutTime": format!("2026-12-{at}T23:00:00+01:00"),
            "reservationFor": {"@type": "LodgingBusiness", "name": name, "address": {"addressLocality": "Berlin"}}})
    };
    let program = Program::new();
    let file = program.file("stays.json", &json!([one("01", "Adlon"), one("05", "Savoy")]).to_string());
    summary(&program, &[file.to_str().unwrap()]);
    assert_eq!(journeys(&program).len(), 2);
    let birthday = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:b\nDTSTART;VALUE=DATE:19700505\nRRULE:FREQ=YEARLY\nSUMMARY:Geburtstag\nEND:VEVENT\nEND:VCALENDAR\n";
    let birthday = program.file("b.ics", birthday);
    program.ok(&["import", birthday.to_str().unwrap(), "--account", "Hafen AG"]);
    let out = program.ok(&["export", "--format", "ical", "--sensitive"]);
    let uids: Vec<&str> = out.lines().filter(|line| line.starts_with("UID:")).collect();
    let mut once = uids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!((uids.len(), once.len()), (3, 3), "{out}");
    // And they come back as what they are.
    let file = program.file("out.ics", &out);
    let again = summary(&program, &[file.to_str().unwrap()]);
    assert_eq!((&again["created"], &again["updated"], journeys(&program).len()), (&json!(0), &json!(0), 2), "{again}");
    let other = Program::new();
    let file = other.file("out.ics", &out);
    other.run(&["import", file.to_str().unwrap(), "--account", "Hafen AG"]);
    assert_eq!(journeys(&other), journeys(&program));
}

#[test]
fn a_stay_of_two_events_is_one() {
    let event = |uid: &str, at: &str, summary: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}@tripit.com\nDTSTART:202612{at}00Z\nDTEND:202612{at}59Z\nSUMMARY:{summary}\nLOCATION:Mohrenstraße 30\\, Berlin\nEND:VEVENT\n"
        )
    };
    let calendar = |events: &[String]| {
        let events = events.concat();
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//TripIt/NONSGML TripIt Web Calendar v1.1//EN\n{events}END:VCALENDAR\n"
        )
    };
    let stay = [event("b", "06T1000", "Check-out: Hilton Berlin"), event("a", "03T1400", "Check-in: Hilton Berlin")];
    let more = [event("c", "09T1400", "Check-in: Adlon"), event("d", "09T0900", "Check-in with Ada")];
    let text = calendar(&[&stay[..], &more[..]].concat());
    let program = Program::new();
    let file = program.file("a.ics", &text);
    let file = file.to_str().unwrap();
    summary(&program, &[file]);
    let stays = |until: &str| {
        [
            format!("|Berlin|2026-12-03T15:00:00+01:00|2026-12-03T15:00:00+01:00|{until}|||Hilton Berlin"),
            "|Berlin|2026-12-09T15:00:00+01:00|2026-12-09T15:00:00+01:00||||Adlon".to_owned(),
        ]
    };
    let hotels = |program: &Program| -> Vec<String> {
        journeys(program).into_iter().filter(|one| !one.ends_with('|')).collect()
    };
    assert_eq!(hotels(&program), stays("2026-12-06T11:00:00+01:00"));
    let again = summary(&program, &[file]);
    assert_eq!((&again["created"], &again["updated"]), (&json!(0), &json!(0)), "{again}");
    // Both go back, and are one again there and here.
    let out = program.ok(&["export", "--format", "ical"]);
    for line in ["SUMMARY:Check-out: Hilton Berlin", "SUMMARY:Check-in: Hilton Berlin", "UID:b@tripit.com"] {
        assert!(out.contains(&format!("{line}\r\n")), "{line}: {out}");
    }
    let back = program.file("out.ics", &out);
    let again = summary(&program, &[back.to_str().unwrap()]);
    assert_eq!((&again["created"], &again["updated"]), (&json!(0), &json!(0)), "{again}");
    let other = Program::new();
    summary(&other, &[back.to_str().unwrap()]);
    assert_eq!(hotels(&other), hotels(&program));
    // A day longer; and one that is changed here says itself when it ends.
    let longer = program.file("longer.ics", &text.replace("20261206T1000", "20261207T1000"));
    assert_eq!(summary(&program, &[longer.to_str().unwrap()])["updated"], json!(1));
    assert_eq!(hotels(&program), stays("2026-12-07T11:00:00+01:00"));
    let list = program.json(&["list", "travel", "--filter", "hotel:Hilton"]);
    program.ok(&["set", "travel", list[0]["id"].as_str().unwrap(), "return=2026-12-05T11:00:00+01:00"]);
    let out = program.ok(&["export", "--format", "ical"]);
    assert!(!out.contains("Check-out"), "{out}");
}

#[test]
fn a_booking_in_html_is_read_as_its_words_and_goes_back_as_it_came() {
    let html = r#"DESCRIPTION:<p>Booking <b>XK7</b> &amp\; seat 12A</p><br>See <a href="https://rail.example/t">the ticket</a>"#;
    let alt = "X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Gate 4</p></body></html>";
    for (line, words) in [(html, "Booking XK7 & seat 12A\n\nSee the ticket (https://rail.example/t)"), (alt, "Gate 4")]
    {
        let program = Program::new();
        program.ok(&["add", "member", "name=Anna", "level=rep"]);
        let flight = "SUMMARY:Flight LH400 FRA - JFK\r\nDTSTART:20260310T123000Z\r\nDTEND:20260310T200500Z";
        let event = format!("BEGIN:VEVENT\r\nUID:trip-1\r\n{flight}\r\n{line}\r\nEND:VEVENT");
        let file = program.file("trip.ics", &format!("BEGIN:VCALENDAR\r\n{event}\r\nEND:VCALENDAR\r\n"));
        let path = file.to_str().unwrap();
        program.ok(&["import", path, "--who", "Anna"]);
        let notes = program.json(&["list", "travel"])[0]["notes"].as_str().unwrap().to_owned();
        assert!(notes.contains(words) && !notes.contains('<'), "{notes:?}");
        let out = program.ok(&["export", "--format", "ical"]).replace("\r\n ", "");
        assert!(out.contains(line), "{out}");
        assert_eq!(summary(&program, &[path, "--who", "Anna"])["unchanged"], 1);
    }
}

#[test]
fn each_journey_that_is_taken_for_somebodys_says_so_and_a_calendar_that_names_its_owner_is_theirs() {
    let program = Program::new();
    let calendar = |uid: &str, head: &str, day: &str, more: &str| {
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//TripIt//EN\n{head}BEGIN:VEVENT\nUID:{uid}\nDTSTART:{day}T103000Z\n\
             DTEND:{day}T133000Z\nSUMMARY:SQ317 LHR to SIN\n{more}END:VEVENT\nEND:VCALENDAR\n"
        )
    };
    let import = |text: &str, more: &[&str]| {
        let file = program.file("trip.ics", text);
        let run = program.run(&[&["import", file.to_str().unwrap(), "--json"], more].concat());
        serde_json::from_str::<Value>(run.out.lines().next().unwrap()).unwrap()
    };
    let first = calendar("a", "", "20261206", "");
    assert_eq!(import(&first, &[])["code"], "whose");
    assert_eq!(import(&calendar("b", "", "20261208", ""), &[])["code"], "whose", "not only the first time");
    let again = import(&first, &[]);
    assert_eq!((&again["status"], &again["code"]), (&json!("unchanged"), &json!("")), "{again}");
    program.ok(&["add", "member", "name=Jonas Berg", "level=rep"]);
    program.ok(&["add", "member", "name=Vera Lindholm", "level=rep"]);
    let jonas = import(&calendar("c", "X-WR-CALNAME:TripIt - Jonas Berg\n", "20261210", ""), &[]);
    assert_eq!((&jonas["status"], &jonas["code"]), (&json!("created"), &json!("")), "{jonas}");
    // What the file says counts; who is said besides is for what it does not say.
    let differs =
        import(&calendar("d", "", "20261212", "DESCRIPTION:Passenger: Jonas Berg\n"), &["--who", "Vera Lindholm"]);
    assert_eq!((&differs["status"], &differs["code"]), (&json!("created"), &json!("who-differs")), "{differs}");
    let said = differs["message"].as_str().unwrap();
    assert!(said.contains("Jonas Berg") && said.contains("Vera Lindholm"), "{said}");
    let named = calendar("c2", "X-WR-CALNAME:TripIt - Jonas Berg\n", "20261213", "");
    assert_eq!(import(&named, &["--who", "Vera Lindholm"])["code"], "who-differs");
    let vera = import(&calendar("e", "", "20261214", ""), &["--who", "Vera Lindholm"]);
    assert_eq!((&vera["status"], &vera["code"]), (&json!("created"), &json!("")), "{vera}");
    assert_eq!(whose(&program)[2..], ["Jonas Berg", "Jonas Berg", "Jonas Berg", "Vera Lindholm"]);
}
