//! Tickets and bookings as carriers, hotels and keepers of itineraries write them: whose each is, what calls it off, and
//! titles in the words of one of them alone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use serde_json::{Value, json};

use crate::common::Program;

fn calendar(maker: &str, events: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//{maker}//EN\n{events}END:VCALENDAR\n")
}

/// What a report of an import counts.
fn import(program: &Program, name: &str, text: &str, more: &[&str]) -> Value {
    let file = program.file(name, text);
    let out = program.run(&[&["import", file.to_str().unwrap(), "--json"], more].concat()).out;
    serde_json::from_str::<Value>(out.lines().last().unwrap()).unwrap()["summary"].clone()
}

/// What the journeys that are here say in these fields, the earliest first.
fn journeys(program: &Program, fields: &[&str]) -> Vec<String> {
    let list = program.json(&["list", "travel"]);
    let mut all: Vec<&Value> = list.as_array().unwrap().iter().collect();
    all.sort_by_key(|one| one["depart"].to_string());
    let said =
        |one: &Value| fields.iter().map(|field| one[*field].as_str().unwrap_or_default()).collect::<Vec<_>>().join("|");
    all.into_iter().map(said).collect()
}

fn with_team(names: &[&str]) -> Program {
    let program = Program::new();
    for name in names {
        program.ok(&["add", "member", &format!("name={name}"), "level=rep"]);
    }
    program
}

/// A flight that is booked for somebody, and the event of it.
fn flight(passenger: &str) -> Value {
    json!({"@type": "FlightReservation", "reservationNumber": "QX7P2L", "reservationFor": {"@type": "Flight",
        "airline": {"@type": "Airline", "iataCode": "SK"}, "flightNumber": "946",
        "departureAirport": {"@type": "Airport", "iataCode": "ORD"}, "arrivalAirport": {"@type": "Airport", "iataCode": "CPH"},
        "departureTime": "2026-12-02T21:50:00-06:00", "arrivalTime": "2026-12-03T13:15:00+01:00"},
        "underName": {"@type": "Person", "name": passenger}})
}

fn called_off(mut flight: Value) -> Value {
    flight["reservationStatus"] = json!("http://schema.org/ReservationCancelled");
    flight
}

fn event(uid: &str, flight: &Value) -> String {
    let words = json!([flight]).to_string().replace(',', "\\,");
    calendar(
        "KDE//KItinerary",
        &format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:20261203T035000Z\nDTEND:20261203T121500Z\nSUMMARY:Flight SK 946\n\
             X-KDE-KITINERARY-RESERVATION:{words}\nEND:VEVENT\n"
        ),
    )
}

#[test]
fn a_booking_that_is_called_off_is_found_whoever_was_said_to_be_on_it() {
    let (mine, another) = (flight("KIM/JOON MS"), flight("LIND/ADA MS"));
    for (name, text) in [
        ("off.json", called_off(mine.clone()).to_string()),
        ("off.ics", event("KIT-99", &called_off(mine.clone()))),
        ("off.ics", event("KIT-1", &called_off(mine.clone()))),
    ] {
        let program = with_team(&["Bob Owner", "Vera Lindholm"]);
        assert_eq!(import(&program, "trip.ics", &event("KIT-1", &mine), &["--who", "Bob Owner"])["created"], 1);
        // One of a companion leaves it.
        import(&program, "other.json", &called_off(another.clone()).to_string(), &[]);
        assert_eq!(journeys(&program, &["number"]), ["SK946"], "{name}");
        // The same read again without a word is no second journey.
        import(&program, "same.json", &mine.to_string(), &[]);
        assert_eq!(journeys(&program, &["number"]), ["SK946"], "{name}");
        import(&program, name, &text, &[]);
        assert_eq!(journeys(&program, &["number"]), Vec::<String>::new(), "{name}");
        // The older file does not bring it back.
        import(&program, "trip.ics", &event("KIT-1", &mine), &["--who", "Bob Owner"]);
        assert_eq!(journeys(&program, &["number"]), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_stay_that_is_checked_in_to_in_two_words_is_one() {
    let event = |uid: &str, day: &str, title: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:{day}T180000Z\nDTEND:{day}T190000Z\nSUMMARY:{title}\n\
             LOCATION:5 Embarcadero Center\\, San Francisco\\, CA 94111\nEND:VEVENT\n"
        )
    };
    let stay = [
        event("in", "20261013", "Check in: Hyatt Regency San Francisco"),
        event("out", "20261016", "Check out: Hyatt Regency San Francisco"),
    ];
    for maker in ["TripIt", "Anybody"] {
        let program = Program::new();
        import(&program, "trip.ics", &calendar(maker, &stay.concat()), &[]);
        let told = ["San Francisco|Hyatt Regency San Francisco|2026-10-13T11:00:00-07:00|2026-10-16T11:00:00-07:00"];
        assert_eq!(journeys(&program, &["to_city", "hotel", "depart", "return"]), told, "{maker}");
        assert_eq!(import(&program, "trip.ics", &calendar(maker, &stay.concat()), &[])["unchanged"], 1, "{maker}");
    }
    // Who checks in about something has a meeting.
    let program = Program::new();
    import(&program, "talk.ics", &calendar("Anybody", &event("a", "20261013", "Check in: Project Apollo")), &[]);
    assert_eq!(journeys(&program, &["to_city"]), Vec::<String>::new());
}

#[test]
fn a_train_is_told_by_when_it_leaves_and_comes() {
    let program = Program::new();
    let train = "BEGIN:VEVENT\nUID:e2\nDTSTART;TZID=Europe/Zurich:20261022T090200\nDTEND;TZID=Europe/Zurich:20261022T100100\n\
        SUMMARY:Zürich HB - Bern\nLOCATION:Zürich HB\n\
        DESCRIPTION:IC 1 (713)\\nZürich HB ab 09:02 Gl. 32\\nBern an 10:01 Gl. 5\nURL:https://www.sbb.ch/x\nEND:VEVENT\n";
    import(&program, "rail.ics", &calendar("Rail", train), &[]);
    let told = ["Zurich|Bern|2026-10-22T09:02:00+02:00|2026-10-22T10:01:00+02:00|train|IC 1"];
    assert_eq!(journeys(&program, &["from_city", "to_city", "depart", "arrive", "transport", "number"]), told);
}

#[test]
fn names_of_tickets_are_those_of_ours_however_they_are_addressed() {
    for name in ["OWNER/BOB", "OWNER/BOB MR", "OWNER/BOBMR", "OWNER/BOBDR", "OWNER/BOB MSTR", "Owner/Bob MRS"] {
        let program = with_team(&["Bob Owner", "Vera Lindholm"]);
        import(&program, "trip.json", &flight(name).to_string(), &[]);
        let bob = program.json(&["list", "member", "--filter", "name:Bob"])[0]["id"].clone();
        assert_eq!(program.json(&["list", "travel"])[0]["member"], bob, "{name}");
        // The event tells whose it is, and goes back as it came.
        import(&program, "trip.ics", &event("KIT-1", &flight(name)), &[]);
        let words = calendar(
            "Air",
            &format!(
                "BEGIN:VEVENT\nUID:w\nDTSTART:20261210T103000Z\nDTEND:20261210T133000Z\nSUMMARY:SQ317 LHR to SIN\nDESCRIPTION:Passenger: {name}\nEND:VEVENT\n"
            ),
        );
        import(&program, "words.ics", &words, &[]);
        let whose: Vec<Value> =
            program.json(&["list", "travel"]).as_array().unwrap().iter().map(|one| one["member"].clone()).collect();
        assert_eq!(whose, [bob.clone(), bob], "{name}");
    }
    // Theirs as well.
    let program = with_team(&["Vera Lindholm"]);
    program.ok(&["add", "person", "name=Ada Lind"]);
    import(&program, "trip.json", &flight("LIND/ADAMS").to_string(), &[]);
    let ada = program.json(&["list", "person"])[0]["id"].clone();
    assert_eq!(program.json(&["list", "travel"])[0]["person"], ada);
}
