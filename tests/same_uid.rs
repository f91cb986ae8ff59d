//! Events that go by one UID and are several things: bookings, and calendars that somebody wrote by hand.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use crate::common::Program;
use crate::common::stores::import;

const NOW: &str = "DTSTAMP:20260901T080000Z";

/// A calendar of events of one UID: what they are called, and when they begin and end.
fn calendar(events: &[(&str, &str, &str)]) -> String {
    let event = |(summary, start, end): &(&str, &str, &str)| {
        format!("BEGIN:VEVENT\r\nUID:1\r\n{NOW}\r\nDTSTART{start}\r\nDTEND{end}\r\nSUMMARY:{summary}\r\nEND:VEVENT\r\n")
    };
    let events: String = events.iter().map(event).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Some//Tool//EN\r\n{events}END:VCALENDAR\r\n")
}

const KICK_OFF: (&str, &str, &str) = ("Kick-off", ":20261110T100000Z", ":20261110T110000Z");
const REVIEW: (&str, &str, &str) = ("Re: review", ":20261117T100000Z", ":20261117T110000Z");

/// How many notes there are.
fn notes(program: &Program) -> usize {
    program.json(&["list", "note"]).as_array().unwrap().len()
}

#[test]
fn two_events_of_one_uid_are_two_and_stay_so() {
    let program = Program::new();
    let both = calendar(&[KICK_OFF, REVIEW]);
    let said = import(&program, "both.ics", &both);
    assert!(said.contains("2 added"), "{said}");
    assert_eq!(notes(&program), 2);
    let unchanged = |text: &str| {
        let said = import(&program, "both.ics", text);
        assert!(said.contains("0 added, 0 updated"), "{said}");
    };
    unchanged(&both);
    // In another order, and what is left when the other is over.
    unchanged(&calendar(&[REVIEW, KICK_OFF]));
    unchanged(&calendar(&[REVIEW]));
    unchanged(&calendar(&[KICK_OFF]));
    // One that is put off goes by what it is called.
    let later = (REVIEW.0, ":20261118T100000Z", ":20261118T110000Z");
    let said = import(&program, "both.ics", &calendar(&[KICK_OFF, later]));
    assert!(said.contains("0 added, 1 updated"), "{said}");
    assert_eq!(notes(&program), 2);
    // A calendar has one event of a UID: programs pass over a second.
    let out = program.run(&["export", "--format", "ical"]).out;
    let uids: Vec<&str> = out.lines().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(uids, ["UID:1", "UID:1/Kick-off"], "{out}");
    unchanged(&out);
}

#[test]
fn one_that_was_alone_stays_the_same_beside_another() {
    let program = Program::new();
    import(&program, "one.ics", &calendar(&[REVIEW]));
    let said = import(&program, "one.ics", &calendar(&[KICK_OFF, REVIEW]));
    assert!(said.contains("1 added, 0 updated, 1 unchanged"), "{said}");
    for again in [&[KICK_OFF, REVIEW][..], &[KICK_OFF], &[REVIEW]] {
        let said = import(&program, "one.ics", &calendar(again));
        assert!(said.contains("0 added, 0 updated"), "{said}");
    }
}

#[test]
fn two_events_of_one_uid_and_one_moment_are_two() {
    let exam = ("Exam", REVIEW.1, REVIEW.2);
    for events in [&[REVIEW, exam][..], &[KICK_OFF, REVIEW, exam, (REVIEW.0, KICK_OFF.1, KICK_OFF.2)]] {
        let program = Program::new();
        let text = calendar(events);
        import(&program, "moment.ics", &text);
        assert_eq!(notes(&program), events.len());
        let said = import(&program, "moment.ics", &text);
        assert!(said.contains("0 added, 0 updated"), "{said}");
    }
}

#[test]
fn two_series_of_one_uid_are_two() {
    let program = Program::new();
    let [weekly, monthly] = [("Jour fixe", "WEEKLY"), ("Board", "MONTHLY")].map(|(name, rule)| {
        let day = if rule == "WEEKLY" { "06" } else { "20" };
        format!(
            "BEGIN:VEVENT\r\nUID:1\r\n{NOW}\r\nDTSTART:202611{day}T100000Z\r\nRRULE:FREQ={rule};COUNT=2\r\nSUMMARY:{name}\r\n\
            END:VEVENT\r\n"
        )
    });
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{weekly}{monthly}END:VCALENDAR\r\n");
    let file = program.file("series.ics", &text);
    let read = || program.run(&["import", "--account", "Acme", file.to_str().unwrap()]).out;
    assert!(read().contains("4 added"));
    let said = read();
    assert!(said.contains("0 added, 0 updated"), "{said}");
}

#[test]
fn the_newer_of_two_versions_is_meant() {
    for mark in ["SEQUENCE:1\r\n", "LAST-MODIFIED:20260902T080000Z\r\n"] {
        let program = Program::new();
        let two = calendar(&[REVIEW, (REVIEW.0, ":20261118T100000Z", ":20261118T110000Z")]);
        let at = two.rfind("SUMMARY").unwrap();
        let (before, after) = two.split_at(at);
        import(&program, "versions.ics", &format!("{before}{mark}{after}"));
        assert_eq!(notes(&program), 1, "{mark}");
    }
}

#[test]
fn the_way_there_and_the_way_back_of_a_booking_are_two_journeys() {
    let program = Program::new();
    program.run(&["add", "member", "name=Bob Owner", "level=rep"]);
    let legs = calendar(&[
        (
            "Flight LH456 Frankfurt (FRA) - Los Angeles (LAX)",
            ";TZID=Europe/Berlin:20261110T101500",
            ";TZID=America/Los_Angeles:20261110T124500",
        ),
        (
            "Flight LH457 Los Angeles (LAX) - Frankfurt (FRA)",
            ";TZID=America/Los_Angeles:20261114T153000",
            ";TZID=Europe/Berlin:20261115T112000",
        ),
    ]);
    let file = program.file("legs.ics", &legs);
    let said = program.run(&["import", "--who", "Bob Owner", file.to_str().unwrap()]);
    assert!(said.out.contains("2 added"), "{}{}", said.out, said.err);
    let journeys = program.json(&["list", "travel"]);
    let mut cities: Vec<&str> = journeys.as_array().unwrap().iter().filter_map(|one| one["to_city"].as_str()).collect();
    cities.sort_unstable();
    assert_eq!(cities.len(), 2, "{journeys}");
    let said = program.run(&["import", "--who", "Bob Owner", file.to_str().unwrap()]);
    assert!(said.out.contains("0 added, 0 updated"), "{}{}", said.out, said.err);
}

#[test]
fn a_series_without_its_calendar_has_its_exceptions_and_its_zone() {
    let program = Program::new();
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0300\r\n\
        TZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    let event =
        |rest: &str| format!("BEGIN:VEVENT\r\nUID:series\r\n{NOW}\r\nSUMMARY:Jour fixe\r\n{rest}\r\nEND:VEVENT\r\n");
    let text = zone.to_owned()
        + &event("DTSTART;TZID=Ours:20261019T090000\r\nRRULE:FREQ=WEEKLY;COUNT=3")
        + &event("RECURRENCE-ID;TZID=Ours:20261026T090000\r\nDTSTART;TZID=Ours:20261027T090000");
    let file = program.file("bare.ics", &text);
    let read = || program.run(&["import", "--account", "Acme", file.to_str().unwrap()]);
    let said = read();
    assert!(!said.err.contains("VTIMEZONE") && !said.err.contains("Ours"), "{}", said.err);
    let visits = program.json(&["list", "visit"]);
    let mut starts: Vec<&str> = visits.as_array().unwrap().iter().filter_map(|one| one["start"].as_str()).collect();
    starts.sort_unstable();
    let days = ["2026-10-19T09:00:00+03:00", "2026-10-27T09:00:00+03:00", "2026-11-02T09:00:00+03:00"];
    assert_eq!(starts, days);
    let again = read();
    assert!(again.out.contains("0 added, 0 updated"), "{}{}", again.out, again.err);
}

#[test]
fn an_exception_that_is_older_than_its_series_says_nothing_new() {
    let program = Program::new();
    let event = |rest: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//G//EN\r\nBEGIN:VEVENT\r\nUID:s1\r\nSUMMARY:Jour fixe\r\n{rest}\r\n\
            END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    let read = |name: &str, text: &str| {
        let file = program.file(name, text);
        let said = program.run(&["import", "--account", "Acme", file.to_str().unwrap()]);
        said.out + &said.err
    };
    read("1.ics", &event("DTSTAMP:20260901T000000Z\r\nDTSTART:20261106T100000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3"));
    read(
        "3.ics",
        &event("DTSTAMP:20260904T000000Z\r\nSEQUENCE:2\r\nDTSTART:20261106T090000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3"),
    );
    let exception = "SEQUENCE:1\r\nRECURRENCE-ID:20261113T100000Z\r\nDTSTART:20261114T150000Z";
    let said = read("2.ics", &event(&format!("DTSTAMP:20260902T000000Z\r\n{exception}")));
    assert!(said.contains("0 added, 0 updated") && said.contains("older"), "{said}");
    // One that was written later is news, however its program counts.
    let said = read("4.ics", &event(&format!("DTSTAMP:20260905T000000Z\r\n{exception}")));
    assert!(!said.contains("0 added, 0 updated"), "{said}");
}
