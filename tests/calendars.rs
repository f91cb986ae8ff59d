//! Calendars in and out: what each event becomes, when it is, what recurs and what is called off.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use common::{Program, fixture, shared};
use serde_json::{Value, json};

fn rows(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n{events}END:VCALENDAR\n")
}

fn event(uid: &str, lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:{uid}\n{lines}\nEND:VEVENT\n")
}

fn import(program: &Program, events: &str, more: &[&str]) -> Vec<Value> {
    let file = program.file("a.ics", &calendar(events));
    let args: Vec<&str> =
        ["import", file.to_str().unwrap(), "--json"].into_iter().chain(more.iter().copied()).collect();
    rows(&program.run(&args).out)
}

fn all(program: &Program, kind: &str, field: &str) -> Vec<Value> {
    let mut found: Vec<Value> =
        program.json(&["list", kind]).as_array().unwrap().iter().map(|one| one[field].clone()).collect();
    found.sort_by_key(Value::to_string);
    found
}

#[test]
fn what_recurs_is_what_it_is_on_each_day_with_its_exceptions() {
    let program = Program::new();
    let series = |lines: &str| {
        event(
            "s-1",
            &format!(
                "DTSTART;TZID=W. Europe Standard Time:20261019T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Jour fixe\n{lines}"
            ),
        )
    };
    let moved = event(
        "s-1",
        "RECURRENCE-ID;TZID=W. Europe Standard Time:20261026T090000\nDTSTART;TZID=Europe/Berlin:20261027T100000\nDTEND;TZID=Europe/Berlin:20261027T110000\nSUMMARY:Jour fixe",
    );
    let text = series("EXDATE;TZID=W. Europe Standard Time:20261102T090000") + &moved;
    let told = import(&program, &text, &["--account", "Hafen AG"]);
    assert_eq!(told.last().unwrap()["summary"]["created"], json!(3), "{told:?}");
    // The clock is set back between the first and the others.
    let expected =
        ["2026-10-19T09:00:00+02:00", "2026-10-27T10:00:00+01:00", "2026-11-09T09:00:00+01:00"].map(Value::from);
    assert_eq!(all(&program, "visit", "start"), expected);
    let again = import(&program, &text, &["--account", "Hafen AG"]);
    assert_eq!(again.last().unwrap()["summary"]["unchanged"], json!(3), "{again:?}");
    // One more day is called off, the whole of it later.
    import(
        &program,
        &(series("EXDATE;TZID=W. Europe Standard Time:20261102T090000,20261109T090000") + &moved),
        &["--account", "Hafen AG"],
    );
    assert_eq!(all(&program, "visit", "status"), ["cancelled", "planned", "planned"].map(Value::from));
    import(
        &program,
        &(series("STATUS:CANCELLED") + &moved.replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY")),
        // Whom a visit is to is known by now.
        &[],
    );
    assert!(all(&program, "visit", "status").iter().all(|status| status == "cancelled"));
}

#[test]
fn a_cancellation_cancels_though_it_does_not_say_with_whom() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Nordkvist"]);
    let event = |head: &str, more: &str| {
        format!(
            "{head}BEGIN:VEVENT\nUID:c1\n{more}DTSTART:20261210T110000Z\nDTEND:20261210T120000Z\nSUMMARY:Lunch\nEND:VEVENT\n"
        )
    };
    import(&program, &event("", ""), &["--account", "Nordkvist"]);
    let told = import(&program, &event("METHOD:CANCEL\n", "SEQUENCE:1\n"), &[]);
    assert_eq!(told.last().unwrap()["summary"]["updated"], json!(1), "{told:?}");
    assert_eq!(all(&program, "visit", "status"), [json!("cancelled")]);
}

#[test]
fn visits_dates_absences_and_what_names_nobody() {
    let program = Program::with_sample();
    let account = program.json(&["list", "account"])[0].clone();
    let person = program.json(&["list", "person"])[0]["name"].as_str().unwrap().to_owned();
    let name = account["name"].as_str().unwrap();
    let before = |kind: &str| program.json(&["list", kind]).as_array().unwrap().len();
    let (visits, notes, days, journeys) = (before("visit"), before("note"), before("occasion"), before("travel"));
    let text = event(
        "v",
        &format!("DTSTART:20261103T060000Z\nDTEND:20261103T070000Z\nSUMMARY:Review with {name}\nLOCATION:上海"),
    ) + &event("o", &format!("DTSTART;VALUE=DATE:20010901\nRRULE:FREQ=YEARLY\nSUMMARY:{person} joined"))
        + &event("a", "DTSTART;VALUE=DATE:20261110\nDTEND;VALUE=DATE:20261113\nSUMMARY:Out of office")
        + &event("n", "DTSTART:20261105T100000\nSUMMARY:Dentist")
        + &event("x", "SUMMARY:no day")
        + "BEGIN:VTODO\nUID:t\nSUMMARY:task\nEND:VTODO\n";
    let told = import(&program, &text, &[]);
    let codes: Vec<_> = told.iter().filter_map(|row| row["code"].as_str()).map(str::to_owned).collect();
    assert!(
        codes.contains(&"event-as-note".into()) && codes.contains(&"no-start".into()) && codes.contains(&"task".into()),
        "{codes:?}"
    );
    assert_eq!(
        (before("visit"), before("note"), before("occasion"), before("travel")),
        (visits + 1, notes + 1, days + 1, journeys + 1)
    );
    let visit = program.json(&["list", "visit"]);
    let visit = visit.as_array().unwrap().iter().find(|one| one["ext.ical"] == "v").unwrap().clone();
    assert_eq!((&visit["start"], &visit["account"]), (&json!("2026-11-03T14:00:00+08:00"), &account["id"]));
    let away = program.json(&["list", "travel"]);
    let away = away.as_array().unwrap().iter().find(|one| one["ext.ical"] == "a").unwrap().clone();
    assert_eq!((&away["depart"], &away["return"]), (&json!("2026-11-10"), &json!("2026-11-12")));
}

#[test]
fn a_journey_that_is_called_off_goes() {
    let program = Program::new();
    let flight = |lines: &str| {
        event(
            "f",
            &format!(
                "DTSTART:20261201T131300Z\nDTEND:20261201T201400Z\nSUMMARY:Flight LH 402 from FRA to EWR\n{lines}"
            ),
        )
    };
    import(&program, &flight("CLASS:PUBLIC"), &[]);
    let journeys = program.json(&["list", "travel"]);
    let one = &journeys[0];
    assert_eq!(
        (&one["depart"], &one["arrive"]),
        (&json!("2026-12-01T14:13:00+01:00"), &json!("2026-12-01T15:14:00-05:00"))
    );
    assert_eq!((&one["number"], &one["transport"]), (&json!("LH402"), &json!("flight")));
    let told = import(&program, &flight("STATUS:CANCELLED"), &[]);
    assert_eq!((&told[0]["status"], &told[0]["code"]), (&json!("updated"), &json!("called-off")));
    assert_eq!(program.json(&["list", "travel"]), json!([]));
    assert_eq!(import(&program, &flight("STATUS:CANCELLED"), &[])[0]["code"], json!("cancelled"));
}

#[test]
fn journeys_as_carriers_write_them() {
    type Legs = &'static [(&'static str, &'static str, &'static str)];
    let ours: [(&str, Legs); 6] = [
        ("hafas", &[("RJ 73", "2025-05-06T09:10:00+02:00", "2025-05-06T13:15:00+02:00")]),
        (
            "bahn",
            &[
                ("ICE 375", "2025-06-03T08:05:00+02:00", "2025-06-03T13:20:00+02:00"),
                ("ICE 9556", "2025-06-03T14:40:00+02:00", "2025-06-03T17:50:00+02:00"),
            ],
        ),
        ("swiss", &[("LX16", "2027-03-15T13:00:00+01:00", "2027-03-15T16:55:00-04:00")]),
        ("flight", &[("XY4711", "2018-03-06T09:05:00+02:00", "2018-03-06T10:05:00+01:00")]),
        ("train", &[("TGV 5200", "2018-05-14T07:12:00+02:00", "2018-05-14T08:40:00+02:00")]),
        ("canceled", &[]),
    ];
    let theirs: [(&str, Legs); 6] = [
        ("20220726-praha-vienna-CZ", &[("RJ 79", "2022-07-26T11:56:00+02:00", "2022-07-26T16:49:00+02:00")]),
        (
            "20240822-berlin-paris",
            &[
                ("ICE 577", "2024-08-22T10:27:00+02:00", "2024-08-22T15:53:00+02:00"),
                ("ICE 9502", "2024-08-22T17:40:00+02:00", "2024-08-22T20:52:00+02:00"),
            ],
        ),
        ("5_FRA-EWR", &[("LH123", "2026-12-01T14:13:00+01:00", "2026-12-02T09:14:00-05:00")]),
        ("flight", &[("AB8075", "2017-09-20T15:05:00+03:00", "2017-09-20T16:00:00+02:00")]),
        ("train", &[("TGV 5186", "2017-09-29T18:26:00+02:00", "2017-09-29T19:52:00+02:00")]),
        ("canceled", &[]),
    ];
    let ours = ours.map(|(name, legs)| (Some(fixture(&format!("travel/{name}.ics"))), legs));
    let theirs = theirs.map(|(name, legs)| (shared(&format!("travel/{name}.ics")), legs));
    for (path, legs) in ours.into_iter().chain(theirs).filter_map(|(path, legs)| Some((path?, legs))) {
        let program = Program::new();
        program.run(&["import", &path]);
        let mut found: Vec<_> = program.json(&["list", "travel"]).as_array().unwrap().clone();
        found.sort_by_key(|one| one["depart"].to_string());
        let found: Vec<_> =
            found.iter().map(|one| (one["number"].clone(), one["depart"].clone(), one["arrive"].clone())).collect();
        let legs: Vec<_> =
            legs.iter().map(|(number, depart, arrive)| (json!(number), json!(depart), json!(arrive))).collect();
        assert_eq!(found, legs, "{path}");
    }
    let ours =
        (Some(fixture("travel/hotel.ics")), "Hotel Example", "2018-03-06T15:00:00+02:00", "2018-03-08T12:00:00+02:00");
    let theirs =
        (shared("travel/hotel.ics"), "Glo Hotel Sello", "2017-09-19T15:00:00+03:00", "2017-09-20T12:00:00+03:00");
    for (path, hotel, from, to) in [ours, theirs] {
        let Some(path) = path else { continue };
        let program = Program::new();
        program.run(&["import", &path]);
        let stay = &program.json(&["list", "travel"])[0];
        assert_eq!((&stay["to_city"], &stay["hotel"]), (&json!("Espoo"), &json!(hotel)));
        assert_eq!((&stay["arrive"], &stay["return"]), (&json!(from), &json!(to)));
    }
}

#[test]
fn a_calendar_goes_out_whole_and_comes_back_as_it_went() {
    let program = Program::with_sample();
    let out = program.ok(&["export", "--format", "ical", "--sensitive"]);
    for name in ["VEVENT", "VTODO"] {
        let (begun, ended) =
            (out.matches(&format!("BEGIN:{name}\r\n")).count(), out.matches(&format!("END:{name}\r\n")).count());
        assert!(begun > 0 && begun == ended, "{name}");
    }
    assert!(out.lines().all(|line| line.len() <= 75), "lines are folded");
    assert!(!program.ok(&["export", "--format", "ical"]).contains("🎂"), "birthdays stay home");
    // Who has no address is named by an address that is a URI all the same, and known by it again.
    assert!(!out.contains("@invalid"));
    let guests = program.json(&["add", "account", "name=Hafen AG"]);
    let account = guests["id"].as_str().unwrap();
    program.ok(&["add", "member", "name=Ada", "level=rep"]);
    let ada = program.json(&["show", "member", "Ada"])["id"].as_str().unwrap().to_owned();
    let fields = [
        format!("account={account}"),
        "start=2026-11-03T10:00+08:00".into(),
        format!("ours=[{{\"member\":\"{ada}\"}}]"),
    ];
    program.ok(&["add", "visit", &fields[0], &fields[1], &fields[2]]);
    let out = program.ok(&["export", "--format", "ical", "--sensitive"]);
    let unfolded = out.replace("\r\n ", "");
    let line = format!("ATTENDEE;CN=\"Ada\";X-WARROOM-MEMBER={ada};X-WARROOM-LEVEL=rep:urn:uuid:{ada}\r\n");
    assert!(unfolded.contains(&line), "{unfolded}");
    let file = program.file("out.ics", &out);
    let told = rows(&program.run(&["import", file.to_str().unwrap(), "--json"]).out);
    let summary = &told.last().unwrap()["summary"];
    assert_eq!((&summary["created"], &summary["failed"]), (&json!(0), &json!(0)), "{told:?}");
    // An event that nobody touched goes back as it came.
    let other = Program::new();
    let text = event("k", "DTSTART;TZID=Europe/Berlin:20261103T100000\nSUMMARY:Besuch\nX-KEEP;A=\"b;c\":d");
    import(&other, &text, &["--account", "Hafen AG"]);
    let back = other.ok(&["export", "--format", "ical"]);
    for line in text.lines() {
        assert!(back.contains(&format!("{line}\r\n")), "{line}: {back}");
    }
    other.ok(&["set", "visit", all(&other, "visit", "id")[0].as_str().unwrap(), "objective=Anders"]);
    let back = other.ok(&["export", "--format", "ical"]);
    assert!(back.contains("SUMMARY:Anders\r\n") && back.contains("UID:k\r\n"), "{back}");
}

mod random {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use warroom::edit::Room;
    use warroom::exchange::{Options, read};

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn mangled_files_do_no_harm(card in any::<bool>(), cuts in vec((any::<prop::sample::Index>(), any::<u8>(), any::<bool>()), 1..20)) {
            let name = if card { "cards.vcf" } else { "events.ics" };
            let mut bytes = std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
            for (at, byte, insert) in cuts {
                let at = at.index(bytes.len());
                if insert { bytes.insert(at, byte) } else { bytes[at] = byte }
            }
            let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
            let options = Options { account: Some("Hafen AG".into()), ..Options::default() };
            if let Ok(plan) = read(&bytes, name, &options, &Room::default(), now, &mut |_, _| {}) {
                let again = read(&bytes, name, &options, &plan.after, now, &mut |_, _| {}).unwrap();
                prop_assert_eq!((again.summary.created, again.summary.updated), (0, 0), "{:#?}", again.drafts().unwrap());
            }
        }

        #[test]
        fn no_rule_hangs(rule in "FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|SECONDLY)(;INTERVAL=[0-9]{1,5})?(;BYMONTH=(2|13|0))?(;BYMONTHDAY=(31|-31|30))?(;BYDAY=(5MO|-6SU|TU,WE))?(;BYSETPOS=-?[0-9]{1,3})?(;COUNT=[0-9]{1,6}|;UNTIL=[0-9]{8}(T[0-9]{6}Z)?)?") {
            let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:19000101T000000\nSUMMARY:x\nRRULE:{rule}\nEND:VEVENT\nEND:VCALENDAR\n");
            let now = "2026-10-20T09:00:00+08:00".parse().unwrap();
            let options = Options { account: Some("Hafen AG".into()), ..Options::default() };
            let plan = read(text.as_bytes(), "a.ics", &options, &Room::default(), now, &mut |_, _| {}).unwrap();
            prop_assert!(plan.rows.len() <= 1100);
        }
    }
}

#[test]
fn what_fails_first_takes_nothing_else_along() {
    let program = Program::new();
    let text = event("a", "SUMMARY:no day")
        + &event("b", "DTSTART:20261105T100000\nSUMMARY:Besuch")
        + &event("c", "DTSTART:20261106T100000\nSUMMARY:Besuch\nSTATUS:CANCELLED");
    let told = import(&program, &text, &["--account", "Hafen AG"]);
    assert_eq!(
        told.last().unwrap()["summary"],
        json!({"created": 1, "updated": 0, "unchanged": 0, "skipped": 1, "failed": 1, "flawed": 0}),
        "{told:?}"
    );
    let lunar = event("l", "DTSTART;VALUE=DATE:20260925\nRRULE:FREQ=YEARLY;RSCALE=CHINESE\nSUMMARY:Hafen AG 中秋");
    import(&program, &lunar, &[]);
    assert_eq!(all(&program, "occasion", "date"), [json!("lunar:2026-08-15")]);
    let back = program.ok(&["export", "--format", "ical"]);
    assert!(back.contains("RRULE:FREQ=YEARLY;RSCALE=CHINESE\r\n") && back.contains("UID:l\r\n"), "{back}");
}

#[test]
fn who_is_named_in_a_calendar_is_not_of_ours_for_that() {
    let sample = Program::with_sample();
    let out = sample.ok(&["export", "--format", "ical", "--sensitive"]);
    let program = Program::new();
    let path = program.file("ours.ics", &out);
    let run = program.run(&["import", path.to_str().unwrap(), "--json"]);
    let named = |program: &Program, kind| {
        let list = program.json(&["list", kind]);
        let one = |one: &Value| (one["id"].as_str().unwrap().to_owned(), one["name"].as_str().unwrap().to_owned());
        list.as_array().unwrap().iter().map(one).collect::<std::collections::BTreeSet<_>>()
    };
    for kind in ["member", "person"] {
        let (here, there) = (named(&program, kind), named(&sample, kind));
        assert!(!here.is_empty() && here.is_subset(&there), "{kind}: {here:?}");
    }
    let journeys = |program: &Program| {
        let list = program.json(&["list", "travel"]);
        let one = |one: &Value| (one["id"].clone(), one["person"].clone(), one["member"].clone());
        let mut all: Vec<_> = list.as_array().unwrap().iter().map(one).collect();
        all.sort_by_key(|one| one.0.to_string());
        all
    };
    assert_eq!(journeys(&program), journeys(&sample));
    let said = rows(&run.out).into_iter().find(|row| row["code"] == "strangers").unwrap();
    assert!(said["message"].as_str().unwrap().contains("张伟"), "{said}");
}

#[test]
fn a_passenger_whom_nobody_knows_is_a_name_until_somebody_does() {
    let ours = (Some(fixture("travel/flight.ics")), "MUSTER", "name=MAX MUSTER");
    let theirs = (shared("travel/flight.ics"), "DOE", "name=JOHN DOE");
    for (path, surname, name) in [ours, theirs] {
        let Some(path) = path else { continue };
        let program = Program::new();
        let told = rows(&program.run(&["import", &path, "--json"]).out);
        assert_eq!((&told[0]["code"], &told[0]["status"]), (&json!("passenger"), &json!("created")));
        assert!(told[0]["message"].as_str().unwrap().contains(surname), "{}", told[0]);
        assert_eq!(all(&program, "member", "name"), [json!("lina")]);
        let travel = &program.json(&["list", "travel"])[0];
        assert!(travel["notes"].as_str().unwrap().contains(surname), "{travel}");
        assert_eq!(rows(&program.run(&["import", &path, "--json"]).out)[0]["status"], json!("unchanged"));
        // Once he is one of ours, or of theirs, it is his.
        for (kind, level) in [("member", "level=rep"), ("person", "home_city=Berlin")] {
            let program = Program::new();
            program.run(&["import", &path]);
            let who = program.json(&["add", kind, name, level])["id"].clone();
            assert_eq!(rows(&program.run(&["import", &path, "--json"]).out)[0]["status"], json!("updated"));
            let travel = program.json(&["list", "travel"]);
            assert_eq!((travel.as_array().unwrap().len(), &travel[0][kind]), (1, &who));
        }
    }
}

#[test]
fn reservations_without_a_calendar_are_journeys() {
    type Legs = &'static [(&'static str, &'static str)];
    let ours: [(&str, Legs); 5] = [
        ("hafas", &[("RJ 73", "2025-05-06T09:10:00+02:00")]),
        ("bahn", &[("ICE 375", "2025-06-03T08:05:00+02:00"), ("ICE 9556", "2025-06-03T14:40:00+02:00")]),
        ("swiss", &[("LX16", "2027-03-15T13:00:00+01:00")]),
        ("train", &[("TGV 5200", "2018-05-14T07:12:00+02:00")]),
        ("hotel", &[("", "2018-03-06T15:00:00+02:00")]),
    ];
    let theirs: [(&str, Legs); 5] = [
        ("20220726-praha-vienna-CZ.ics", &[("RJ 79", "2022-07-26T11:56:00+02:00")]),
        (
            "20240822-berlin-paris.ics",
            &[("ICE 577", "2024-08-22T10:27:00+02:00"), ("ICE 9502", "2024-08-22T17:40:00+02:00")],
        ),
        ("5_FRA-EWR.ics", &[("LH123", "2026-12-01T14:13:00+01:00")]),
        ("train", &[("TGV 5186", "2017-09-29T18:26:00+02:00")]),
        ("hotel", &[("", "2017-09-19T15:00:00+03:00")]),
    ];
    let ours = ours.map(|(name, legs)| (Some(fixture(&format!("travel/{name}.json"))), legs));
    let theirs = theirs.map(|(name, legs)| (shared(&format!("travel/{name}.json")), legs));
    for (name, legs) in ours.into_iter().chain(theirs) {
        let Some(path) = name else { continue };
        let name = path.as_str();
        let program = Program::new();
        let run = program.run(&["import", &path, "--json"]);
        assert_eq!(run.status, 0, "{name}: {run:?}");
        let list = program.json(&["list", "travel"]);
        let mut found: Vec<_> = list
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["number"].as_str().unwrap_or_default(), one["depart"].as_str().unwrap()))
            .collect();
        found.sort_by_key(|one| one.1);
        assert_eq!((found.as_slice(), program.json(&["list", "person"])), (legs, json!([])), "{name}");
        assert!(rows(&program.run(&["import", &path, "--json"]).out).iter().all(|row| row["status"] != "created"));
    }
    for path in [Some(fixture("travel/canceled.json")), shared("travel/canceled.json")].into_iter().flatten() {
        let run = Program::new().run(&["import", &path, "--json"]);
        assert_eq!((run.status, &rows(&run.out)[0]["code"]), (1, &json!("cancelled")), "{run:?}");
    }
    // Every event that goes out of it says when it was written.
    let path = fixture("travel/train.json");
    let program = Program::new();
    program.ok(&["import", &path]);
    let out = program.ok(&["export", "--format", "ical"]);
    assert_eq!(out.matches("\r\nDTSTAMP:").count(), out.matches("BEGIN:VEVENT").count(), "{out}");
    // The user's own rows back.
    let program = Program::new();
    let one = json!({"@type": "TaxiReservation", "reservationFor": {"@type": "Taxi", "name": "Cab"}});
    let path = program.file("taxi.json", &json!([one]).to_string());
    let rejects = path.with_file_name("rejects.json");
    let run = program.run(&["import", path.to_str().unwrap(), "--rejects", rejects.to_str().unwrap()]);
    assert_eq!(run.status, 1, "{run:?}");
    let back: Value = serde_json::from_str(&std::fs::read_to_string(&rejects).unwrap()).unwrap();
    assert_eq!((&back[0]["@type"], back[0]["ERROR"].is_string()), (&json!("TaxiReservation"), true));
}

#[test]
fn reservations_of_one_booking_are_all_read_though_they_share_a_uid() {
    let both = |read: &dyn Fn(&str) -> Option<String>| read("travel/flight.ics").zip(read("travel/train.ics"));
    for (flight, train) in [both(&|name| Some(fixture(name))), both(&shared)].into_iter().flatten() {
        let program = Program::new();
        program.run(&["import", &train]);
        program.run(&["import", &flight]);
        let out = program.ok(&["export", "--format", "ical", "--sensitive"]);
        assert_eq!(out.matches("UID:KIT-ABC123").count() + out.matches("UID:KIT-XXX007").count(), 2);
        // Every zone an event names is defined.
        for zone in ["Europe/Berlin", "Europe/Helsinki", "Europe/Paris"] {
            assert_eq!(
                (out.contains(&format!(";TZID={zone}:")), out.matches(&format!("TZID:{zone}")).count()),
                (true, 1)
            );
        }
        let numbers = |program: &Program| {
            let mut all: Vec<_> = all(program, "travel", "number").iter().map(Value::to_string).collect();
            all.sort();
            all
        };
        let other = Program::new();
        let path = other.file("both.ics", &out);
        other.run(&["import", path.to_str().unwrap()]);
        assert_eq!(numbers(&other), numbers(&program));
        assert_eq!(
            rows(&other.run(&["import", path.to_str().unwrap(), "--json"]).out).last().unwrap()["summary"]["unchanged"],
            2
        );
        program.run(&["import", path.to_str().unwrap()]);
        assert_eq!(numbers(&program), numbers(&other));
    }
}

/// Components of a calendar with their lines, whatever their order, but for whose they are: that another store cannot know.
fn components(text: &str, names: &[&str]) -> Vec<String> {
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "");
    let mut all: Vec<String> = names
        .iter()
        .flat_map(|name| {
            let (begin, end) = (format!("BEGIN:{name}\n"), format!("END:{name}\n"));
            let found = unfolded.split(&begin).skip(1);
            found
                .map(|rest| {
                    let mut lines: Vec<&str> = rest.split(&end).next().unwrap_or_default().lines().collect();
                    lines.retain(|line| !line.starts_with("X-WARROOM-ACCOUNT;"));
                    lines.sort_unstable();
                    format!("{name} {}", lines.join("\n"))
                })
                .collect::<Vec<_>>()
        })
        .collect();
    all.sort();
    all
}

#[test]
fn what_is_no_event_or_cancels_what_nobody_knows_goes_back_as_it_came() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Nordkvist"]);
    let text = event("a", "DTSTART:20261105T100000Z\nSUMMARY:Lunch at Nordkvist")
        + &event("gone", "DTSTART;TZID=Somewhere:20261106T100000\nSUMMARY:Dinner\nSTATUS:CANCELLED\nSEQUENCE:2")
        + "BEGIN:VTIMEZONE\nTZID:Somewhere\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n"
        + "BEGIN:VTODO\nUID:t1\nDTSTAMP:20261101T080000Z\nSUMMARY:Send Nordkvist the offer\nDUE;VALUE=DATE:20261112\nPRIORITY:1\nX-APPLE-SORT-ORDER:7\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT1H\nEND:VALARM\nEND:VTODO\n"
        + "BEGIN:VTODO\nUID:t2\nDTSTAMP:20261101T080000Z\nSUMMARY:Buy milk\nSTATUS:IN-PROCESS\nPERCENT-COMPLETE:50\nEND:VTODO\n"
        + "BEGIN:VTODO\nUID:t3\nDTSTAMP:20261101T080000Z\nSUMMARY:Thank Nordkvist\nSTATUS:COMPLETED\nCOMPLETED:20261102T080000Z\nEND:VTODO\n"
        + "BEGIN:VJOURNAL\nUID:j\nDTSTART;VALUE=DATE:20261104\nSUMMARY:Diary\nDESCRIPTION:Nordkvist moves\nEND:VJOURNAL\n"
        + "BEGIN:VFREEBUSY\nUID:f\nDTSTAMP:20261101T080000Z\nFREEBUSY:20261105T080000Z/PT1H\nEND:VFREEBUSY\n";
    let told = import(&program, &text, &[]);
    assert_eq!(
        (told.last().unwrap()["summary"]["created"].clone(), told.last().unwrap()["summary"]["skipped"].clone()),
        (json!(5), json!(2)),
        "{told:?}"
    );
    let names = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"];
    let out = program.ok(&["export", "--format", "ical"]);
    assert_eq!(components(&out, &names), components(&calendar(&text), &names));
    assert!(out.contains("TZID:Somewhere\r\n"), "{out}");
    // Who has it here has no more of it, whichever of the two comes again.
    assert_eq!(import(&program, &text, &[]).last().unwrap()["summary"]["unchanged"], json!(5));
    let file = program.file("out.ics", &out);
    let told = rows(&program.run(&["import", file.to_str().unwrap(), "--json"]).out);
    assert_eq!(told.last().unwrap()["summary"]["unchanged"], json!(5), "{told:?}");
    assert_eq!(components(&program.ok(&["export", "--format", "ical"]), &names), components(&out, &names));
    // A task that names an account is a follow-up of it, and a note of nobody otherwise.
    let all = program.json(&["list", "follow_up"]);
    let of = |subject: &str| all.as_array().unwrap().iter().find(|one| one["subject"] == subject).unwrap().clone();
    assert_eq!(all.as_array().unwrap().len(), 2);
    let offer = of("Send Nordkvist the offer");
    assert_eq!((&offer["due"], &offer["follow_up_kind"]), (&json!("2026-11-12"), &json!("other")));
    assert_eq!(of("Thank Nordkvist")["events"][0]["what"], json!("done"));
    let notes = program.json(&["list", "note"]);
    assert_eq!(notes.as_array().unwrap().len(), 2, "{notes}");
    // What is changed here is changed in the place where the task said it, and no more than that.
    let id = offer["id"].as_str().unwrap();
    program.ok(&["set", "follow_up", id, "due=2026-11-20", "subject=Send the better offer"]);
    let out = program.ok(&["export", "--format", "ical"]);
    for line in ["DUE;VALUE=DATE:20261120", "SUMMARY:Send the better offer", "X-APPLE-SORT-ORDER:7", "TRIGGER:-PT1H"] {
        assert!(out.contains(&format!("{line}\r\n")), "{line}: {out}");
    }
    // What is on again is no longer what was cancelled.
    import(&program, &event("gone", "DTSTART:20261106T100000Z\nSUMMARY:Dinner at Nordkvist\nSEQUENCE:3"), &[]);
    let out = program.ok(&["export", "--format", "ical"]);
    assert_eq!((out.matches("UID:gone\r\n").count(), out.contains("STATUS:CANCELLED")), (1, false), "{out}");
}

#[test]
fn a_folder_of_ours_makes_the_same_elsewhere_at_once() {
    let program = Program::with_sample();
    let folder = program.data().with_extension("vdir");
    let folder = folder.to_str().unwrap();
    program.ok(&["export", "--format", "vdir", "--sensitive", "-o", folder]);
    let other = Program::new();
    let first = rows(&other.run(&["import", folder, "--json"]).out);
    let summary = &first.last().unwrap()["summary"];
    assert_eq!((&summary["failed"], &summary["skipped"]), (&json!(0), &json!(0)), "{first:?}");
    let again = rows(&other.run(&["import", folder, "--json"]).out);
    let summary = &again.last().unwrap()["summary"];
    assert_eq!((&summary["created"], &summary["updated"]), (&json!(0), &json!(0)), "{again:?}");
    // Who takes part in a visit is known at once: those of ours come before what names them.
    let guests = |program: &Program| {
        let all = program.json(&["list", "visit"]);
        let all: Vec<(Value, usize, usize)> = all
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let count = |field: &str| one[field].as_array().map_or(0, Vec::len);
                (one["id"].clone(), count("ours"), count("theirs"))
            })
            .collect();
        all
    };
    assert_eq!(guests(&other), guests(&program));
}

#[test]
fn what_was_called_off_stays_away_until_a_later_version_of_it() {
    let flight = |more: &str| {
        let lines = "DTSTART:20261201T131300Z\nDTEND:20261201T201400Z\nSUMMARY:Flight LH 402 from FRA to EWR";
        event("f", &format!("{lines}{more}"))
    };
    let cancel = format!("METHOD:CANCEL\n{}", flight("\nSEQUENCE:1\nDTSTAMP:20261101T080000Z"));
    let program = Program::new();
    let count = |program: &Program| program.json(&["list", "travel"]).as_array().unwrap().len();
    import(&program, &flight(""), &[]);
    assert_eq!(count(&program), 1);
    import(&program, &cancel, &[]);
    assert_eq!(count(&program), 0);
    for old in ["", "\nSEQUENCE:1", "\nSEQUENCE:1\nDTSTAMP:20261101T080000Z", "\nDTSTAMP:20261102T080000Z"] {
        let told = import(&program, &flight(old), &[]);
        assert_eq!((&told[0]["code"], count(&program)), (&json!("stays-called-off"), 0), "{old} {told:?}");
    }
    assert_eq!(import(&program, &cancel, &[])[0]["code"], json!("cancelled"));
    for new in ["\nSEQUENCE:1\nDTSTAMP:20261102T080000Z", "\nSEQUENCE:2"] {
        let told = import(&program, &flight(new), &[]);
        assert_eq!((&told[0]["status"], count(&program)), (&json!("created"), 1), "{new} {told:?}");
        program.ok(&["undo"]);
    }
    // Whoever takes the cancellation back has the flight, and its file says nothing new.
    program.ok(&["undo"]);
    assert_eq!(count(&program), 1);
    assert_eq!(import(&program, &flight(""), &[])[0]["status"], json!("unchanged"));
}

#[test]
fn what_is_called_off_before_it_comes_stays_away() {
    let flight =
        |more: &str| event("f", &format!("DTSTART:20261201T131300Z\nSUMMARY:Flight LH 402 from FRA to EWR{more}"));
    let cancels = [format!("METHOD:CANCEL\n{}", flight("\nSEQUENCE:1")), flight("\nSEQUENCE:1\nSTATUS:CANCELLED")];
    // Whoever is here remembers it; where nobody is, a note does.
    let with: [&[&str]; 3] = [&[], &["member", "name=Ada Lind", "level=rep"], &["account", "name=Hafen AG"]];
    for (cancel, made) in cancels.iter().flat_map(|cancel| with.map(|made| (cancel, made))) {
        let program = Program::new();
        if !made.is_empty() {
            program.ok(&[&["add"], made].concat());
        }
        let told = import(&program, cancel, &[]);
        assert_eq!(told[0]["code"], json!("cancelled"), "{told:?}");
        let notes = usize::from(made.is_empty());
        assert_eq!(program.json(&["list", "note"]).as_array().unwrap().len(), notes, "{made:?} {told:?}");
        for old in ["", "\nSEQUENCE:1"] {
            let told = import(&program, &flight(old), &[]);
            assert_eq!(told[0]["code"], json!("stays-called-off"), "{made:?} {told:?}");
        }
        import(&program, cancel, &[]);
        assert_eq!(program.json(&["list", "travel"]), json!([]), "{made:?}");
        let told = import(&program, &flight("\nSEQUENCE:2"), &[]);
        assert_eq!(told[0]["status"], json!("created"), "{made:?} {told:?}");
    }
}

#[test]
fn a_day_that_is_called_off_before_its_series_comes_is_none_of_it() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Hafen AG"]);
    let at = "DTSTART;TZID=Europe/Berlin:";
    let day = format!(
        "METHOD:CANCEL\n{}",
        event(
            "s",
            &format!(
                "RECURRENCE-ID;TZID=Europe/Berlin:20261109T100000\nSEQUENCE:1\n{at}20261109T100000\nSUMMARY:Hafen AG: weekly"
            )
        )
    );
    import(&program, &day, &[]);
    let series = |more: &str| {
        event("s", &format!("{at}20261102T100000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Hafen AG: weekly{more}"))
    };
    import(&program, &series(""), &[]);
    assert_eq!(all(&program, "visit", "start").len(), 2);
    assert!(!all(&program, "visit", "start").iter().any(|start| start.as_str().unwrap().starts_with("2026-11-09")));
    // Who reads it elsewhere has the same days.
    let out = program.ok(&["export", "--format", "ical"]);
    assert!(out.contains("EXDATE;TZID=Europe/Berlin:20261109T100000"), "{out}");
    // Its next version has it again.
    import(&program, &series("\nSEQUENCE:2"), &[]);
    assert!(!program.ok(&["export", "--format", "ical"]).contains("EXDATE"));
    assert_eq!(all(&program, "visit", "start").len(), 3);
}

#[test]
fn days_that_are_given_as_periods_have_their_own_length() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Hafen AG"]);
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\nBEGIN:VEVENT\r\nUID:p\r\nDTSTAMP:20260901T080000Z\r\nDTSTART;TZID=Europe/Berlin:20261102T100000\r\nDURATION:PT1H\r\nRDATE;VALUE=PERIOD:20261105T090000Z/PT3H,20261106T090000Z/20261106T110000Z\r\nSUMMARY:Hafen AG: talk\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let file = program.file("p.ics", text);
    program.ok(&["import", file.to_str().unwrap()]);
    let list = program.json(&["list", "visit"]);
    let mut spans: Vec<String> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {}", one["start"].as_str().unwrap(), one["end"].as_str().unwrap()))
        .collect();
    spans.sort();
    assert_eq!(
        spans,
        [
            "2026-11-02T10:00:00+01:00 2026-11-02T11:00:00+01:00",
            "2026-11-05T10:00:00+01:00 2026-11-05T13:00:00+01:00",
            "2026-11-06T10:00:00+01:00 2026-11-06T12:00:00+01:00",
        ]
    );
    // It goes back as the one event it was.
    let out = program.ok(&["export", "--format", "ical"]);
    assert_eq!((out.matches("BEGIN:VEVENT").count(), out.contains("RDATE;VALUE=PERIOD")), (1, true), "{out}");
}

#[test]
fn a_flight_and_its_cancellation_that_come_together_leave_no_flight() {
    let flight =
        |more: &str| event("f", &format!("DTSTART:20261201T131300Z\nSUMMARY:Flight LH 402 from FRA to EWR{more}"));
    let cancel = calendar(&format!("METHOD:CANCEL\n{}", flight("\nSEQUENCE:1")));
    let flight = calendar(&flight(""));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a-cancel.ics"), &cancel).unwrap();
    std::fs::write(folder.path().join("b-flight.ics"), &flight).unwrap();
    let whole = folder.path().to_str().unwrap().to_owned();
    let one = |name: &str, text: String| {
        std::fs::write(folder.path().with_extension(name), text).unwrap();
        folder.path().with_extension(name).to_str().unwrap().to_owned()
    };
    let both = [one("1.ics", format!("{cancel}{flight}")), one("2.ics", format!("{flight}{cancel}"))];
    for path in [whole].iter().chain(&both) {
        let program = Program::new();
        let told = program.run(&["import", path]);
        assert_eq!(program.json(&["list", "travel"]), json!([]), "{path} {told:?}");
        program.run(&["import", path]);
        assert_eq!(program.json(&["list", "travel"]), json!([]), "{path}");
    }
}

#[test]
fn a_29th_of_february_is_every_year_the_day_it_is_here() {
    let program = Program::new();
    program.ok(&["add", "person", "name=Leap Lindholm"]);
    let day =
        "DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\nSUMMARY:Leap Lindholm: founding day";
    import(&program, &event("l", day), &[]);
    assert_eq!(all(&program, "occasion", "date"), [json!("2024-02-29")]);
    let other = Program::new();
    other.ok(&["add", "person", "name=Leap Lindholm", "birthday=02-29"]);
    let out = other.ok(&["export", "--format", "ical", "--sensitive"]);
    assert!(out.contains("0229\r\n") && out.contains("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\n"), "{out}");
    let file = other.file("out.ics", &out);
    let told = rows(&other.run(&["import", file.to_str().unwrap(), "--json"]).out);
    assert_eq!(told.last().unwrap()["summary"]["unchanged"], json!(1), "{told:?}");
    assert_eq!(all(&other, "person", "birthday"), [json!("02-29")]);
}

#[test]
fn a_task_that_says_only_when_it_is_due_was_not_begun_then() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Nordkvist"]);
    let task =
        |uid: &str, lines: &str| format!("BEGIN:VTODO\nUID:{uid}\nSUMMARY:{uid} Nordkvist\n{lines}\nEND:VTODO\n");
    let due = "DUE;VALUE=DATE:21001201";
    let text = task("made", &format!("{due}\nCREATED:20261101T080000Z\nDTSTAMP:20261102T080000Z"))
        + &task("stamped", &format!("{due}\nDTSTAMP:20261102T080000Z"))
        + &task("bare", due)
        + &task("past", "DUE;VALUE=DATE:20010101");
    import(&program, &text, &[]);
    let found = program.json(&["list", "follow_up"]);
    let opened = |name: &str| {
        let one = found.as_array().unwrap().iter().find(|one| one["subject"].as_str().unwrap().starts_with(name));
        one.unwrap()["opened_at"].as_str().unwrap().get(..10).unwrap().to_owned()
    };
    assert_eq!((opened("made").as_str(), opened("stamped").as_str()), ("2026-11-01", "2026-11-02"));
    assert!(opened("bare").as_str() < "2100" && opened("bare").as_str() > "2020", "{}", opened("bare"));
    assert_eq!(opened("past"), "2001-01-01");
    assert_eq!(import(&program, &text, &[]).last().unwrap()["summary"]["unchanged"], json!(4));
}

#[test]
fn an_end_before_the_beginning_is_told() {
    let program = Program::new();
    let text = event("e", "DTSTART:20261105T100000Z\nDTEND:20261105T090000Z\nSUMMARY:Besuch");
    let told = import(&program, &text, &["--account", "Hafen AG"]);
    assert_eq!(told[0]["code"], json!("ends-before"), "{told:?}");
    assert_eq!(all(&program, "visit", "end"), [Value::Null]);
}

const VERA: &str = "BEGIN:VCARD\nVERSION:3.0\nUID:vera\nFN:Vera Lindholm\nORG:Nordkvist Foods\nEMAIL:vera@nordkvist.example\nANNIVERSARY:20050618\nEND:VCARD\n";

/// A weekly visit to her, one day of it moved and all after the last begun later; neither says with whom.
fn weekly() -> String {
    let when = |day: u32, hour: u32| format!("TZID=Europe/Berlin:202611{day:02}T{hour:02}0000");
    let at = |day, hour| format!("DTSTART;{}\nDTEND;{}", when(day, hour), when(day, hour + 1));
    let guest = "ATTENDEE;CN=Vera Lindholm:mailto:vera@nordkvist.example";
    let whole = format!("{}\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Weekly\nLOCATION:Gothenburg\n{guest}", at(2, 10));
    let moved = format!("RECURRENCE-ID;{}\nSUMMARY:Moved\n{}", when(9, 10), at(10, 10));
    let onwards = format!("RECURRENCE-ID;RANGE=THISANDFUTURE;{}\nSUMMARY:Later\n{}", when(16, 10), at(16, 14));
    [whole, moved, onwards].map(|lines| event("s1", &lines)).concat()
}

#[test]
fn an_exception_is_with_whom_its_series_is() {
    let program = Program::new();
    let card = program.file("a.vcf", VERA);
    program.ok(&["import", card.to_str().unwrap()]);
    let told = import(&program, &weekly(), &[]);
    assert_eq!(told.last().unwrap()["summary"]["created"], json!(4), "{told:?}");
    assert_eq!(all(&program, "visit", "objective"), ["Later", "Later", "Moved", "Weekly"].map(Value::from));
    assert!(all(&program, "note", "text").is_empty());
    let again = import(&program, &weekly(), &[]);
    let summary = &again.last().unwrap()["summary"];
    assert_eq!((&summary["created"], &summary["updated"]), (&json!(0), &json!(0)), "{again:?}");
}

#[test]
fn the_note_of_an_event_goes_when_that_becomes_more_unless_somebody_wrote_on_it() {
    let program = Program::new();
    let yearly = event("y", "DTSTART;VALUE=DATE:20261103\nRRULE:FREQ=YEARLY\nSUMMARY:Founding of Nordkvist Foods");
    let other = event("z", "DTSTART:20261105T100000Z\nSUMMARY:Lunch with Vera Lindholm");
    let text = weekly() + &yearly + &other;
    import(&program, &text, &[]);
    let notes = program.json(&["list", "note"]);
    assert_eq!(notes.as_array().unwrap().len(), 5, "{notes}");
    let lunch = notes.as_array().unwrap().iter().find(|note| note["text"].as_str().unwrap().starts_with("Lunch"));
    program.ok(&["set", "note", lunch.unwrap()["id"].as_str().unwrap(), "text=Lunch, and she was late"]);
    let card = program.file("a.vcf", VERA);
    program.ok(&["import", card.to_str().unwrap()]);
    let told = import(&program, &text, &[]);
    assert_eq!(all(&program, "note", "text"), ["Lunch, and she was late"].map(Value::from), "{told:?}");
    assert_eq!((all(&program, "visit", "id").len(), all(&program, "occasion", "id").len()), (5, 2), "{told:?}");
    program.ok(&["undo"]);
    assert_eq!((all(&program, "note", "id").len(), all(&program, "visit", "id").len()), (5, 0));
    program.ok(&["redo"]);
    let again = import(&program, &text, &[]);
    let summary = &again.last().unwrap()["summary"];
    assert_eq!((&summary["created"], &summary["updated"]), (&json!(0), &json!(0)), "{again:?}");
}

#[test]
fn a_calendar_of_ours_before_its_people_is_in_the_way_of_nothing() {
    let (here, there) = (Program::new(), Program::new());
    let card = here.file("a.vcf", VERA);
    here.ok(&["import", card.to_str().unwrap()]);
    let calendar = here.file("b.ics", &here.ok(&["export", "--format", "ical", "--sensitive"]));
    there.ok(&["import", calendar.to_str().unwrap()]);
    assert_eq!((all(&there, "note", "id").len(), all(&there, "occasion", "id").len()), (1, 0));
    let told = there.ok(&["import", card.to_str().unwrap()]);
    assert_eq!((all(&there, "note", "id").len(), all(&there, "occasion", "id").len()), (0, 1), "{told}");
    assert_eq!(all(&there, "occasion", "id"), all(&here, "occasion", "id"));
    let again = rows(&there.run(&["import", calendar.to_str().unwrap(), "--json"]).out);
    let summary = &again.last().unwrap()["summary"];
    assert_eq!((&summary["created"], &summary["updated"]), (&json!(0), &json!(0)), "{again:?}");
}

#[test]
fn a_day_that_was_called_off_is_written_once_wherever_it_comes_from() {
    let (here, there) = (Program::new(), Program::new());
    let card = here.file("a.vcf", VERA);
    here.ok(&["import", card.to_str().unwrap()]);
    import(&here, &weekly(), &[]);
    let off = event(
        "s1",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261123T100000\nDTSTART;TZID=Europe/Berlin:20261123T100000\nSEQUENCE:2\nSTATUS:CANCELLED\nSUMMARY:Weekly",
    );
    import(&here, &off, &[]);
    let out = here.ok(&["export", "--format", "ical", "--sensitive"]);
    let calendar = there.file("b.ics", &out);
    there.ok(&["import", card.to_str().unwrap()]);
    // The day that was called off is left out there and told of.
    let run = there.run(&["import", calendar.to_str().unwrap()]);
    assert_eq!((run.status, run.err.contains("is cancelled")), (1, true), "{run:?}");
    let back = there.ok(&["export", "--format", "ical", "--sensitive"]);
    for text in [out, back] {
        assert_eq!(text.matches("STATUS:CANCELLED").count(), 1, "{text}");
        assert_eq!(text.matches("RECURRENCE-ID;TZID=Europe/Berlin:20261123").count(), 1, "{text}");
    }
}
