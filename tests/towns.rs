//! Where and when the events of a calendar are that do not say all of it themselves: towns that another event tells of, and
//! times that name no zone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use serde_json::Value;

use crate::common::Program;

fn calendar(body: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n{body}END:VCALENDAR\n")
}

/// How many a report says were added, updated and unchanged.
fn import(program: &Program, text: &str) -> [i64; 3] {
    let file = program.file("a.ics", text);
    let out = program.run(&["import", file.to_str().unwrap(), "--json", "--account", "Acme"]).out;
    let last = serde_json::from_str::<Value>(out.lines().last().unwrap()).unwrap();
    ["created", "updated", "unchanged"].map(|name| last["summary"][name].as_i64().unwrap())
}

#[test]
fn a_town_is_known_whichever_event_of_its_calendar_tells_of_it() {
    let meeting = "BEGIN:VEVENT\nUID:l1\nDTSTART;TZID=Europe/Berlin:20261105T090000\nDTEND;TZID=Europe/Berlin:20261105T100000\n\
        SUMMARY:Meeting\nLOCATION:Kleinstadt\nEND:VEVENT\n";
    let trip = "BEGIN:VEVENT\nUID:l2\nDTSTART;VALUE=DATE:20261110\nDTEND;VALUE=DATE:20261112\nSUMMARY:Business trip\n\
        LOCATION:Kleinstadt\nEND:VEVENT\n";
    for text in [[meeting, trip], [trip, meeting]].map(|events| calendar(&events.concat())) {
        let program = Program::new();
        import(&program, &text);
        let visit = program.json(&["list", "visit"]);
        assert_eq!(visit[0]["city"], "Kleinstadt", "{visit}");
        assert_eq!(import(&program, &text), [0, 0, 2], "{text}");
    }
    // One that is called off is nobody's journey.
    let program = Program::new();
    import(&program, &calendar(&[meeting, &trip.replace("LOCATION", "STATUS:CANCELLED\nLOCATION")].concat()));
    assert_eq!(program.json(&["list", "visit"])[0]["city"], Value::Null);
}

#[test]
fn a_time_without_a_zone_is_ours_whatever_zone_the_calendar_defines() {
    let zone = "BEGIN:VTIMEZONE\nTZID:America/New_York\nBEGIN:STANDARD\nDTSTART:20071104T020000\nTZOFFSETFROM:-0400\n\
        TZOFFSETTO:-0500\nEND:STANDARD\nEND:VTIMEZONE\n";
    let event = |uid: &str, zone: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART{zone}:20261110T100000\nDTEND{zone}:20261110T110000\nSUMMARY:{uid}\nEND:VEVENT\n"
        )
    };
    let events = event("named", ";TZID=America/New_York") + &event("floating", "");
    for (head, floating) in
        [("", "2026-11-10T10:00:00+01:00"), ("X-WR-TIMEZONE:America/Chicago\n", "2026-11-10T10:00:00-06:00")]
    {
        let program = Program::new();
        warroom::config::make_private(&program.config()).unwrap();
        std::fs::write(program.config().join("config.toml"), "time_zone = \"Europe/Berlin\"\n").unwrap();
        import(&program, &calendar(&[head, zone, &events].concat()));
        let visits = program.json(&["list", "visit"]);
        let start = |name: &str| {
            let mut all = visits.as_array().unwrap().iter();
            all.find(|one| one["objective"] == name).unwrap()["start"].as_str().unwrap().to_owned()
        };
        assert_eq!((start("named").as_str(), start("floating").as_str()), ("2026-11-10T10:00:00-05:00", floating));
    }
}
