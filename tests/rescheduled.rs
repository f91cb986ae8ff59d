//! Calendars that come again with something else in them, and what they say that few do: journeys that were moved, visits
//! beside those that are here, rules that their first day does not fit, zones nobody knows.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use common::Program;
use serde_json::{Value, json};

fn event(uid: &str, lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:{uid}\n{lines}\nEND:VEVENT\n")
}

/// Imports a file and tells the summary.
fn import(program: &Program, name: &str, text: &str, more: &[&str]) -> Value {
    let file = program.file(name, text);
    let args: Vec<&str> =
        ["import", file.to_str().unwrap(), "--json"].into_iter().chain(more.iter().copied()).collect();
    let out = program.run(&args).out;
    out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect()
}

fn calendar(program: &Program, events: &str, more: &[&str]) -> Value {
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n{events}END:VCALENDAR\n");
    import(program, "a.ics", &text, more)
}

fn counts(told: &Value) -> [i64; 3] {
    let summary = &told.as_array().unwrap().last().unwrap()["summary"];
    ["created", "updated", "unchanged"].map(|name| summary[name].as_i64().unwrap())
}

fn all(program: &Program, kind: &str, fields: [&str; 2]) -> Vec<String> {
    let list = program.json(&["list", kind]);
    let said = |one: &Value| fields.map(|field| one[field].as_str().unwrap_or_default().to_owned()).join(" ");
    let mut all: Vec<String> = list.as_array().unwrap().iter().map(said).collect();
    all.sort();
    all
}

fn flights(program: &Program) -> Vec<String> {
    all(program, "travel", ["depart", "number"])
}

fn flight(uid: &str, sequence: u8, day: &str, title: &str) -> String {
    let times = format!("DTSTART;TZID=Europe/Berlin:{day}T133000\nDTEND;TZID=America/New_York:{day}T160500");
    event(uid, &format!("SEQUENCE:{sequence}\n{times}\nSUMMARY:{title}"))
}

#[test]
fn a_journey_that_was_moved_is_one() {
    let program = Program::new();
    let first = flight("u1", 1, "20260310", "Flight LH400 FRA - JFK");
    calendar(&program, &first, &[]);
    let id = all(&program, "travel", ["id", "kind"]);
    let second = flight("u1", 2, "20260311", "Flight LH400 FRA - JFK");
    assert_eq!(counts(&calendar(&program, &second, &[])), [0, 1, 0]);
    assert_eq!(flights(&program), ["2026-03-11T13:30:00+01:00 LH400"]);
    assert_eq!(counts(&calendar(&program, &second, &[])), [0, 0, 1]);
    // Another number, another way: the calendar says that it is the same event.
    let third = flight("u1", 3, "20260311", "Flight LH402 FRA - EWR");
    assert_eq!(counts(&calendar(&program, &third, &[])), [0, 1, 0]);
    assert_eq!(all(&program, "travel", ["to_city", "number"]), ["Newark LH402"]);
    assert_eq!(all(&program, "travel", ["id", "kind"]), id);
    let out = program.ok(&["export", "--format", "ical", "--sensitive"]);
    assert_eq!((out.matches("BEGIN:VEVENT").count(), out.matches("SEQUENCE:3").count()), (1, 1), "{out}");
    // What is older than what is here changes nothing.
    assert_eq!(counts(&calendar(&program, &first, &[]))[..2], [0, 0]);
    assert_eq!(flights(&program), ["2026-03-11T13:30:00+01:00 LH402"]);
    // It is called off under its new name.
    calendar(&program, &flight("u1", 4, "20260312", "Flight LH402 FRA - EWR\nSTATUS:CANCELLED"), &[]);
    assert_eq!(flights(&program), [""; 0]);
}

#[test]
fn a_train_that_was_moved_is_one_and_two_files_at_once_say_the_same() {
    let program = Program::new();
    let train = |sequence: u8, day: &str| {
        let times = format!("DTSTART;TZID=Europe/Berlin:{day}T110500\nDTEND;TZID=Europe/Berlin:{day}T125000");
        let event = event("t1", &format!("SEQUENCE:{sequence}\n{times}\nSUMMARY:ICE 704 Berlin Hbf - Hamburg Hbf"));
        format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n{event}END:VCALENDAR\n")
    };
    let files = [program.file("1.ics", &train(1, "20261209")), program.file("2.ics", &train(2, "20261210"))];
    let [first, second] = files.each_ref().map(|file| file.to_str().unwrap());
    program.ok(&["import", first, second]);
    assert_eq!(flights(&program), ["2026-12-10T11:05:00+01:00 ICE 704"]);
}

/// A booking of flights, each by its day, its number and its ends.
fn booking(legs: &[(&str, &str, &str, &str)], status: &str) -> String {
    let zone = |code: &str| if code == "FRA" { "Europe/Berlin" } else { "America/New_York" };
    let time = |day: &str, clock: &str, code: &str| json!({"@value": format!("{day}T{clock}"), "timezone": zone(code)});
    let leg = |(day, number, from, to): &(&str, &str, &str, &str)| {
        json!({
            "@type": "FlightReservation",
            "reservationNumber": "ABC123",
            "reservationStatus": format!("http://schema.org/{status}"),
            "reservationFor": {
                "@type": "Flight",
                "flightNumber": number,
                "airline": {"@type": "Airline", "iataCode": "LH"},
                "departureAirport": {"@type": "Airport", "iataCode": from},
                "arrivalAirport": {"@type": "Airport", "iataCode": to},
                "departureTime": time(day, "13:30:00", from),
                "arrivalTime": time(day, "16:05:00", to),
            }
        })
    };
    json!(legs.iter().map(leg).collect::<Vec<Value>>()).to_string()
}

const OUT: (&str, &str, &str, &str) = ("2026-03-10", "400", "FRA", "JFK");
const BACK: (&str, &str, &str, &str) = ("2026-03-14", "401", "JFK", "FRA");

#[test]
fn of_a_booking_only_the_leg_that_was_moved_moves() {
    let program = Program::new();
    // The legs of one booking need not come in one file.
    import(&program, "1.json", &booking(&[OUT], "ReservationConfirmed"), &[]);
    import(&program, "2.json", &booking(&[BACK], "ReservationConfirmed"), &[]);
    assert_eq!(flights(&program), ["2026-03-10T13:30:00+01:00 LH400", "2026-03-14T13:30:00-04:00 LH401"]);
    let later = ("2026-03-12", "400", "FRA", "JFK");
    let told = import(&program, "3.json", &booking(&[later], "ReservationConfirmed"), &[]);
    assert_eq!(counts(&told), [0, 1, 0], "{told}");
    let expected = ["2026-03-12T13:30:00+01:00 LH400", "2026-03-14T13:30:00-04:00 LH401"];
    assert_eq!(flights(&program), expected);
    // Both legs in a file of both, the one moved once more.
    let last = ("2026-03-13", "402", "FRA", "JFK");
    import(&program, "4.json", &booking(&[last, BACK], "ReservationConfirmed"), &[]);
    assert_eq!(flights(&program), ["2026-03-13T13:30:00+01:00 LH402", "2026-03-14T13:30:00-04:00 LH401"]);
    let again = import(&program, "4.json", &booking(&[last, BACK], "ReservationConfirmed"), &[]);
    assert_eq!(counts(&again), [0, 0, 2], "{again}");
}

#[test]
fn legs_of_one_booking_stay_several() {
    let program = Program::new();
    let week = ("2026-03-17", "400", "FRA", "JFK");
    import(&program, "1.json", &booking(&[OUT, BACK], "ReservationConfirmed"), &[]);
    import(&program, "2.json", &booking(&[OUT, BACK, week], "ReservationConfirmed"), &[]);
    let expected =
        ["2026-03-10T13:30:00+01:00 LH400", "2026-03-14T13:30:00-04:00 LH401", "2026-03-17T13:30:00+01:00 LH400"];
    assert_eq!(flights(&program), expected);
}

#[test]
fn a_reservation_goes_out_with_its_end_and_as_cancelled_where_it_is() {
    let program = Program::new();
    let live: Value = serde_json::from_str(&booking(&[OUT], "ReservationConfirmed")).unwrap();
    let mut off: Value = serde_json::from_str(&booking(&[BACK], "ReservationCancelled")).unwrap();
    off[0]["reservationNumber"] = "XYZ".into();
    let hotel = json!({
        "@type": "LodgingReservation",
        "reservationNumber": "H1",
        "checkinTime": "2026-03-10T15:00:00-04:00",
        "checkoutTime": "2026-03-14T11:00:00-04:00",
        "reservationFor": {"@type": "LodgingBusiness", "name": "Plaza", "address": {"addressLocality": "New York"}},
    });
    import(&program, "1.json", &json!([off[0], live[0], hotel]).to_string(), &[]);
    let out = program.ok(&["export", "--format", "ical", "--sensitive"]);
    let of = |uid: &str| {
        let part = out.split("BEGIN:VEVENT").find(|part| part.contains(uid)).unwrap_or_default();
        part.split("END:VEVENT").next().unwrap().to_owned()
    };
    let (off, live, hotel) = (of("XYZ"), of("ABC123"), of("H1"));
    assert!(off.is_empty() || off.contains("STATUS:CANCELLED"), "{out}");
    assert!(!live.contains("STATUS") && live.contains("DTEND;TZID=America/New_York:20260310T160500"), "{live}");
    assert!(hotel.contains("DTEND:20260314T150000Z"), "{hotel}");
    // Nobody who reads it takes what is called off for a journey.
    let there = Program::new();
    import(&there, "a.ics", &out, &[]);
    assert_eq!(flights(&there), ["2026-03-10T13:30:00+01:00 LH400", "2026-03-10T15:00:00-04:00 "]);
}

#[test]
fn a_visit_goes_in_beside_the_one_that_is_here() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    let call = |day: u8| event("v1", &format!("DTSTART:202607{day:02}T090000Z\nSUMMARY:Call"));
    calendar(&program, &call(7), &["--account", "Acme"]);
    let more = ["--account", "Acme", "--on-conflict", "new"];
    let told = calendar(&program, &call(8), &more);
    assert_eq!(counts(&told), [1, 0, 0], "{told}");
    assert_eq!(all(&program, "visit", ["status", "objective"]), ["planned Call", "planned Call"]);
    // The same once more is nothing new, whatever has become of it here.
    let told = calendar(&program, &call(7), &more);
    assert_eq!(counts(&told), [0, 0, 1], "{told}");
}

#[test]
fn the_day_on_which_a_series_begins_counts_though_it_fits_no_rule() {
    let program = Program::new();
    let series = |uid: &str, from: &str| {
        event(uid, &format!("DTSTART:{from}T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3\nSUMMARY:Call {uid}"))
    };
    calendar(&program, &(series("a", "20260105") + &series("b", "20260130")), &["--account", "Acme"]);
    let days: Vec<String> =
        all(&program, "visit", ["objective", "start"]).iter().map(|one| one.chars().take(17).collect()).collect();
    let expected = [
        "Call a 2026-01-05",
        "Call a 2026-01-30",
        "Call a 2026-02-27",
        "Call b 2026-01-30",
        "Call b 2026-02-27",
        "Call b 2026-03-27",
    ];
    assert_eq!(days, expected);
}

#[test]
fn a_zone_nobody_knows_is_told() {
    let program = Program::new();
    let told = calendar(
        &program,
        &event("z1", "DTSTART;TZID=Nowhere/Zone:20260105T090000\nSUMMARY:Call"),
        &["--account", "Acme"],
    );
    assert!(told.to_string().contains("Nowhere/Zone"), "{told}");
    let told =
        calendar(&program, &event("z2", "DTSTART;TZID=Nowhere:20260105T090000Z\nSUMMARY:Call"), &["--account", "Acme"]);
    assert!(!told.to_string().contains("Nowhere"), "{told}");
}

#[test]
fn a_way_in_chinese_words_is_a_journey() {
    let program = Program::new();
    let times = "DTSTART;TZID=Asia/Shanghai:20260105T090000\nDTEND;TZID=Asia/Shanghai:20260105T110000";
    calendar(&program, &event("m1", &format!("{times}\nSUMMARY:从北京到上海的航班 (MU 5102)")), &[]);
    assert_eq!(all(&program, "travel", ["from_city", "to_city"]), ["北京 上海"]);
    assert_eq!(flights(&program), ["2026-01-05T09:00:00+08:00 MU5102"]);
}

#[test]
fn a_lunar_birthday_has_the_year_of_the_solar_one_beside_it() {
    let program = Program::new();
    let card = |lunar: &str| {
        let lines = [
            "BEGIN:VCARD",
            "VERSION:3.0",
            "N:Li;Mei;;;",
            "FN:Mei Li",
            "BDAY;value=date:1980-03-02",
            lunar,
            "END:VCARD",
            "",
        ];
        lines.join("\r\n")
    };
    import(&program, "a.vcf", &card("X-ALTBDAY;CALSCALE=chinese:--08-15"), &[]);
    assert_eq!(all(&program, "person", ["name", "birthday"]), ["Mei Li lunar:1980-08-15"]);
    assert_eq!(all(&program, "occasion", ["what", "date"]), ["Birthday 1980-03-02"]);
    let out = program.ok(&["export", "--format", "vcard", "--sensitive"]);
    assert_eq!((out.matches("1980-03-02").count(), out.matches("--08-15").count()), (1, 1), "{out}");
    let told = import(&program, "a.vcf", &out, &[]);
    assert_eq!(counts(&told)[..2], [0, 0], "{told}");
    // Rooms that have read the card without the year keep what it says of the other day.
    let id = all(&program, "person", ["id", "none"]).concat();
    program.ok(&["set", "person", id.trim(), "birthday=lunar:08-15"]);
    let out = program.ok(&["export", "--format", "vcard", "--sensitive"]);
    assert_eq!((out.matches("1980-03-02").count(), out.matches("--08-15").count()), (1, 1), "{out}");
    // The same day in both calendars is one.
    let other = Program::new();
    import(&other, "a.vcf", &card("X-ALTBDAY;CALSCALE=chinese:--01-16"), &[]);
    assert_eq!(all(&other, "person", ["name", "birthday"]), ["Mei Li lunar:1980-01-16"]);
    assert_eq!(all(&other, "occasion", ["what", "date"]), [""; 0]);
}

#[test]
fn a_journey_that_nobody_touched_goes_back_as_its_calendar_said_it() {
    let lines = "SEQUENCE:1\nDTSTART:20260310T123000Z\nDTEND:20260310T200500Z\nSUMMARY:Flight LH400 FRA - JFK\nDESCRIPTION:For Bo Lind";
    let flight = event("u1", lines);
    let exported = |program: &Program| program.ok(&["export", "--format", "ical", "--sensitive"]).replace("\r\n", "\n");
    let program = Program::new();
    calendar(&program, &flight, &[]);
    let out = exported(&program);
    assert!(!out.contains("X-WARROOM") && lines.lines().all(|line| out.contains(line)), "{out}");
    assert_eq!(counts(&import(&program, "b.ics", &out, &[])), [0, 0, 1]);
    // Whose it is here and not there, is said.
    program.ok(&["add", "member", "name=Ann Berg", "level=rep"]);
    let id = all(&program, "travel", ["id", "none"]).concat();
    program.ok(&["set", "travel", id.trim(), "member=Ann Berg"]);
    let out = exported(&program);
    assert!(out.contains("X-WARROOM-MEMBER:") && out.contains("X-WARROOM-WHO:Ann Berg"), "{out}");
    assert_eq!(counts(&import(&program, "b.ics", &out, &[])), [0, 0, 1]);
    // Whom the event names it need not say, whom the user named it must.
    for (name, says) in [("Bo Lind", false), ("Ann Berg", true)] {
        let program = Program::new();
        program.ok(&["add", "member", &format!("name={name}"), "level=rep"]);
        calendar(&program, &flight, &["--who", name]);
        let out = exported(&program);
        assert_eq!(out.contains("X-WARROOM"), says, "{out}");
        assert_eq!(all(&program, "travel", ["member_name", "number"]), [format!("{name} LH400")]);
        assert_eq!(counts(&import(&program, "b.ics", &out, &[])), [0, 0, 1]);
    }
}

#[test]
fn journeys_of_one_booking_on_the_same_way_move_each_for_itself() {
    let (later, week) = (("2026-03-11", "400", "FRA", "JFK"), ("2026-03-17", "400", "FRA", "JFK"));
    let last = ("2026-03-18", "400", "FRA", "JFK");
    let [both, moved] = [[OUT, week], [later, last]].map(|legs| booking(&legs, "ReservationConfirmed"));
    let expected = ["2026-03-11T13:30:00+01:00 LH400", "2026-03-18T13:30:00+01:00 LH400"];
    let program = Program::new();
    import(&program, "1.json", &both, &[]);
    let ids = all(&program, "travel", ["id", "kind"]);
    let told = import(&program, "2.json", &moved, &[]);
    assert_eq!((counts(&told), flights(&program)), ([0, 2, 0], expected.map(str::to_owned).to_vec()), "{told}");
    assert_eq!(all(&program, "travel", ["id", "kind"]), ids);
    assert_eq!(counts(&import(&program, "2.json", &moved, &[])), [0, 0, 2]);
    // What was deleted here stays away though it is on another day now, and so it does once more.
    let first = |program: &Program| {
        let list = program.json(&["list", "travel"]);
        let first = list.as_array().unwrap().iter().min_by_key(|one| one["depart"].as_str().unwrap().to_owned());
        first.unwrap()["id"].as_str().unwrap().to_owned()
    };
    for before in [&both, &moved] {
        let program = Program::new();
        import(&program, "1.json", &both, &[]);
        import(&program, "1.json", before, &[]);
        program.ok(&["rm", "travel", &first(&program)]);
        for _ in 0..2 {
            let told = import(&program, "2.json", &moved, &[]);
            assert_eq!(flights(&program), expected[1..], "{told}");
        }
    }
    // The only one of its calendar.
    let program = Program::new();
    calendar(&program, &flight("u1", 1, "20260310", "Flight LH400 FRA - JFK"), &[]);
    program.ok(&["rm", "travel", &first(&program)]);
    let told = calendar(&program, &flight("u1", 2, "20260312", "Flight LH400 FRA - JFK"), &[]);
    assert_eq!(flights(&program), [""; 0], "{told}");
}

#[test]
fn two_files_of_one_import_each_with_one_of_two_ways_are_two() {
    let program = Program::new();
    let leg = |day| booking(&[(day, "400", "FRA", "JFK")], "ReservationConfirmed");
    let once = |days: [&'static str; 2]| {
        let files = [("1.json", days[0]), ("2.json", days[1])].map(|(name, day)| program.file(name, &leg(day)));
        program.ok(&["import", files[0].to_str().unwrap(), files[1].to_str().unwrap()]);
        flights(&program)
    };
    let expected = ["2026-03-10T13:30:00+01:00 LH400", "2026-03-17T13:30:00+01:00 LH400"];
    assert_eq!(once(["2026-03-10", "2026-03-17"]), expected);
    let expected = ["2026-03-11T13:30:00+01:00 LH400", "2026-03-18T13:30:00+01:00 LH400"];
    assert_eq!(once(["2026-03-11", "2026-03-18"]), expected);
}
