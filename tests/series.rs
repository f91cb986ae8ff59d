//! Calendar series: what came in as a day each goes back as the one event it was, with what was changed here as
//! exceptions; later versions of a calendar update what is here.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use warroom::clock::Clock;
use warroom::edit::{Draft, Room};
use warroom::exchange::{Options, Selection, Summary, ical, read};
use warroom::model::choice::VisitStatus;
use warroom::model::{Id, Kind, Travel, Visit, When};
use warroom::store::Book;

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn book() -> Book {
    Book::in_memory(Clock::Fixed(now()), "tester")
}

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/series/{name}.ics", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

fn import(book: &mut Book, text: &str) -> Summary {
    let options = Options { account: Some("Hafen AG".into()), ..Options::default() };
    let plan = read(text.as_bytes(), "a.ics", &options, book.room(), now(), &mut |_, _| {}).unwrap();
    book.commit_all(plan.drafts().unwrap()).unwrap();
    plan.summary
}

fn export(room: &Room) -> String {
    ical::calendar(room, &Selection { kinds: ical::KINDS.to_vec(), ..Selection::default() }, now())
}

/// Components of a calendar with their lines, all sorted: what is left of it but order and folding.
fn components(text: &str) -> Vec<Vec<String>> {
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "");
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut depth = 0;
    for line in unfolded.lines() {
        depth += usize::from(line.starts_with("BEGIN:"));
        if depth == 2 && line.starts_with("BEGIN:") {
            all.push(Vec::new());
        }
        if depth >= 2 {
            all.last_mut().unwrap().push(line.to_owned());
        }
        depth -= usize::from(line.starts_with("END:"));
    }
    // A zone that a file names and does not define is defined on the way out: without it some programs read nothing.
    let is_added = |one: &Vec<String>| one[0] == "BEGIN:VTIMEZONE" && !one.iter().any(|line| line.starts_with("RRULE"));
    all.retain(|one| !is_added(one));
    for one in &mut all {
        // Whose it is says whoever imports it.
        one.retain(|line| !line.starts_with("X-WARROOM-ACCOUNT;"));
        one.sort();
    }
    all.sort();
    all
}

/// Lines of the calendar itself that are not the same in every file.
fn head(text: &str) -> Vec<&str> {
    let own = text.lines().take_while(|line| !line.starts_with("BEGIN:V") || *line == "BEGIN:VCALENDAR");
    let mut own: Vec<&str> = own.filter(|line| line.starts_with("X-")).collect();
    own.sort_unstable();
    own
}

fn starts(room: &Room) -> BTreeMap<String, Option<VisitStatus>> {
    room.all::<Visit>().map(|visit| (visit.start.unwrap().to_string(), visit.status)).collect()
}

fn on(room: &Room, start: &str) -> Id {
    room.all::<Visit>().find(|visit| visit.start.unwrap().to_string().starts_with(start)).unwrap().id
}

#[test]
fn an_untouched_calendar_goes_back_as_it_came() {
    for name in ["google", "outlook", "apple"] {
        let text = fixture(name);
        let mut book = book();
        let first = import(&mut book, &text);
        assert!(first.created > 2 && first.failed == 0, "{name}: {first:?}");
        let out = export(book.room());
        assert_eq!(components(&out), components(&text), "{name}");
        assert_eq!(head(&out), head(&text), "{name}");
        let again = import(&mut book, &text);
        assert_eq!((again.created, again.updated), (0, 0), "{name}");
        let back = import(&mut book, &out);
        assert_eq!((back.created, back.updated), (0, 0), "{name}");
        // Elsewhere the same days come of it.
        let mut other = self::book();
        import(&mut other, &out);
        assert_eq!(starts(other.room()), starts(book.room()), "{name}");
    }
}

#[test]
fn a_day_changed_here_is_an_exception_and_one_deleted_here_is_left_out() {
    let mut book = book();
    import(&mut book, &fixture("google"));
    let changed = on(book.room(), "2026-11-02");
    let gone = on(book.room(), "2026-11-16");
    let draft = Draft::setting(book.room(), changed, "objective", "Budget 2027".into()).unwrap();
    book.commit(draft).unwrap();
    book.commit(Draft::deleting(book.room(), gone).unwrap()).unwrap();
    let out = export(book.room());
    let (was, is) = (components(&fixture("google")), components(&out));
    let new: Vec<_> = is.iter().filter(|one| !was.contains(one)).collect();
    let lost: Vec<_> = was.iter().filter(|one| !is.contains(one)).collect();
    assert_eq!((new.len(), lost.len()), (2, 1), "{out}");
    let has = |one: &[String], line: &str| one.iter().any(|other| other == line);
    let exception = new.iter().find(|one| has(one, "RECURRENCE-ID;TZID=Europe/Berlin:20261102T093000")).unwrap();
    for line in [
        "UID:1a2b3c4d5e@google.com",
        "SUMMARY:Budget 2027",
        "DTSTART;TZID=Europe/Berlin:20261102T093000",
        "DTEND;TZID=Europe/Berlin:20261102T101500",
        "LOCATION:Hafen AG\\, Raum 4",
        "TRIGGER:-P0DT0H10M0S",
    ] {
        assert!(has(exception, line), "{line}: {exception:?}");
    }
    assert!(!exception.iter().any(|line| line.starts_with("RRULE") || line.starts_with("EXDATE")));
    let master = new.iter().find(|one| one.iter().any(|line| line.starts_with("RRULE"))).unwrap();
    assert!(has(master, "EXDATE;TZID=Europe/Berlin:20261116T093000"), "{master:?}");
    // Read elsewhere, it is the same days with the same words.
    let mut other = self::book();
    import(&mut other, &out);
    assert_eq!(starts(other.room()), starts(book.room()));
    let objective = other.room().get::<Visit>(on(other.room(), "2026-11-02")).unwrap().objective.clone();
    assert_eq!(objective.as_deref(), Some("Budget 2027"));
    // And here it doubles nothing.
    assert_eq!(import(&mut book, &out).created, 0);
    let out = export(book.room());
    assert_eq!(components(&out), is);
}

#[test]
fn a_later_version_updates_and_goes_back_as_that() {
    let first = fixture("google");
    let later = first
        .replace("UNTIL=20261214T225959Z;BYDAY=MO", "UNTIL=20261207T225959Z;BYDAY=MO,TH")
        .replace("SEQUENCE:1", "SEQUENCE:5")
        .replace("EXDATE;TZID=Europe/Berlin:20261012T093000", "EXDATE;TZID=Europe/Berlin:20261116T093000");
    let mut book = book();
    import(&mut book, &first);
    let before = starts(book.room()).len();
    import(&mut book, &later);
    let after = starts(book.room());
    let off: Vec<&String> =
        after.iter().filter(|(_, status)| **status == Some(VisitStatus::Cancelled)).map(|(start, _)| start).collect();
    assert_eq!(off, ["2026-11-16T09:30:00+01:00", "2026-12-14T09:30:00+01:00"], "{after:?}");
    // Thursdays, and the Monday that is on again.
    assert_eq!(after.len(), before + 13 + 1, "{after:?}");
    assert_eq!(components(&export(book.room())), components(&later));
    let again = import(&mut book, &later);
    assert_eq!((again.created, again.updated), (0, 0));
    // What was called off is on again with the calendar that says so.
    import(&mut book, &first.replace("SEQUENCE:1", "SEQUENCE:6"));
    let off = starts(book.room());
    assert_eq!(off.get("2026-12-14T09:30:00+01:00"), Some(&Some(VisitStatus::Planned)));
}

#[test]
fn one_file_for_a_series_and_two_zones_of_one_name() {
    let mut book = book();
    import(&mut book, &fixture("outlook"));
    let other = fixture("outlook").replace("UID:", "UID:other-").replace("+0200", "-0400").replace("+0100", "-0500");
    import(&mut book, &other);
    let out = export(book.room());
    assert_eq!(out.matches("BEGIN:VTIMEZONE").count(), 2);
    let mut again = self::book();
    import(&mut again, &out);
    assert_eq!(starts(again.room()), starts(book.room()));
    let selection = Selection { kinds: ical::KINDS.to_vec(), ..Selection::default() };
    let files: Vec<(String, String)> = ical::files(book.room(), &selection, now()).collect();
    assert_eq!(files.len(), 4, "a file for each UID");
    for (_, text) in files {
        let uids: std::collections::BTreeSet<&str> = text.lines().filter(|line| line.starts_with("UID:")).collect();
        assert_eq!((uids.len(), text.matches("BEGIN:VTIMEZONE").count()), (1, 1), "{text}");
    }
}

#[test]
fn what_is_long_is_kept_once() {
    let html = format!("X-ALT-DESC;FMTTYPE=text/html:<p>{}</p>", "x".repeat(50_000));
    let text = fixture("google").replacen("TRANSP:OPAQUE\n", &format!("{html}\nTRANSP:OPAQUE\n"), 1);
    let mut book = book();
    import(&mut book, &text);
    let size: usize = book.room().all::<Visit>().map(|visit| format!("{:?}", visit.extra).len()).sum();
    assert!(size < 200_000, "{size}");
    assert_eq!(components(&export(book.room())), components(&text));
}

/// Sets a field of the visit that begins then.
fn change(book: &mut Book, start: &str, field: &str, text: &str) -> Id {
    let id = on(book.room(), start);
    let draft = Draft::setting(book.room(), id, field, text.into()).unwrap();
    book.commit(draft).unwrap();
    id
}

#[test]
fn an_exception_alone_leaves_the_others_as_they_were() {
    let mut book = book();
    import(&mut book, &fixture("weekly"));
    let was = components(&fixture("weekly"));
    assert_eq!(import(&mut book, &fixture("weekly-exception")).updated, 1);
    let out = components(&export(book.room()));
    let lost: Vec<_> = was.iter().filter(|one| !out.contains(one)).collect();
    assert_eq!((out.len(), lost.len()), (was.len(), 1), "{lost:?}");
    assert!(out.iter().flatten().any(|line| line == "STATUS:CANCELLED"), "{out:?}");
    assert!(out.iter().flatten().any(|line| line == "DTSTART;TZID=Europe/Berlin:20270323T160000"), "{out:?}");
    // An older exception does not come back with the file that had it.
    let again = import(&mut book, &fixture("weekly"));
    assert_eq!((again.created, again.updated), (0, 0));
    assert!(starts(book.room()).contains_key("2027-03-23T16:00:00+01:00"));
}

#[test]
fn an_older_file_changes_nothing() {
    let mut book = book();
    import(&mut book, &fixture("weekly"));
    import(&mut book, &fixture("weekly-moved"));
    let (was, out) = (starts(book.room()), export(book.room()));
    let again = import(&mut book, &fixture("weekly"));
    assert_eq!((again.created, again.updated, again.skipped), (0, 0, 3), "{again:?}");
    let older =
        fixture("weekly-moved").replace("DTSTAMP:20261101", "DTSTAMP:20261001").replace("T100000\n", "T120000\n");
    let again = import(&mut book, &older);
    assert_eq!((again.created, again.updated, again.skipped), (0, 0, 3), "{again:?}");
    assert_eq!((starts(book.room()), export(book.room())), (was, out));
}

#[test]
fn a_series_that_moves_moves_its_visits() {
    let mut book = book();
    import(&mut book, &fixture("weekly"));
    let count = starts(book.room()).len();
    let noted = change(&mut book, "2027-03-08", "notes", "bring the plan");
    let gone = on(book.room(), "2027-03-29");
    book.commit(Draft::deleting(book.room(), gone).unwrap()).unwrap();
    let moved = import(&mut book, &fixture("weekly-moved"));
    // One day more, one that was deleted here, and one that stays where it was moved to before.
    assert_eq!((moved.created, moved.updated, moved.unchanged), (1, count - 2, 1), "{moved:?}");
    let after = starts(book.room());
    assert_eq!(after.len(), count, "{after:?}");
    assert!(after.values().all(|status| *status == Some(VisitStatus::Planned)), "{after:?}");
    let visit = book.room().get::<Visit>(noted).unwrap();
    assert_eq!(visit.start.unwrap().to_string(), "2027-03-08T10:00:00+01:00");
    assert_eq!(visit.notes.as_deref(), Some("bring the plan"));
    // It stays so, and goes back under the new names.
    for _ in 0..2 {
        let again = import(&mut book, &fixture("weekly-moved"));
        assert_eq!((again.created, again.updated), (0, 0), "{again:?}");
    }
    let out = export(book.room());
    assert!(out.contains("EXDATE;TZID=Europe/Berlin:20270329T100000"), "{out}");
    assert!(out.contains("RECURRENCE-ID;TZID=Europe/Berlin:20270308T100000"), "{out}");
    assert!(!out.contains("T090000"), "{out}");
    // A day later: by its distance from the beginning.
    let tuesdays = fixture("weekly-moved").replace("SEQUENCE:2", "SEQUENCE:3").replace("BYDAY=MO", "BYDAY=TU");
    let tuesdays = (0..9_u64).fold(tuesdays, |text, week| {
        let day = |add: u64| chrono::NaiveDate::from_ymd_opt(2027, 3, 1).unwrap() + chrono::Days::new(week * 7 + add);
        text.replace(&day(0).format("%Y%m%dT1").to_string(), &day(1).format("%Y%m%dT1").to_string())
    });
    assert_eq!(import(&mut book, &tuesdays).created, 0);
    let visit = book.room().get::<Visit>(noted).unwrap();
    assert_eq!(visit.start.unwrap().to_string(), "2027-03-09T10:00:00+01:00");
    assert_eq!(starts(book.room()).len(), count);
}

#[test]
fn an_exception_may_speak_of_all_later_days() {
    let mut book = book();
    import(&mut book, &fixture("onwards"));
    let days: Vec<String> = starts(book.room()).into_keys().collect();
    let expected = ["01T08", "08T08", "15T16", "22T16"].map(|at| format!("2027-02-{at}:00:00+01:00"));
    assert_eq!(days, [&expected[..], &["2027-03-01T16:00:00+01:00".to_owned()]].concat());
    assert_eq!(components(&export(book.room())), components(&fixture("onwards")));
    change(&mut book, "2027-02-22", "objective", "Another");
    let out = export(book.room());
    let changed: Vec<_> =
        components(&out).into_iter().filter(|one| one.contains(&"SUMMARY:Another".to_owned())).collect();
    assert_eq!(changed.len(), 1, "{out}");
    let named = "RECURRENCE-ID;TZID=Europe/Berlin:20270222T080000".to_owned();
    assert!(changed[0].contains(&named), "{out}");
    let mut other = self::book();
    import(&mut other, &out);
    assert_eq!(starts(other.room()), starts(book.room()));
}

/// A weekly series over the end of summer time, with more events of its UID.
fn weekly(more: &[&str]) -> String {
    let event = |lines: &str| format!("BEGIN:VEVENT\nUID:w\nDTSTAMP:20261001T000000Z\n{lines}\nEND:VEVENT\n");
    let series = event(
        "SUMMARY:Jour fixe\nDTSTART;TZID=Europe/Berlin:20271011T080000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=6",
    );
    let more: String = more.iter().map(|lines| event(lines)).collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{series}{more}END:VCALENDAR\n")
}

/// An exception for a day in October and all after it.
fn from(day: u32, lines: &str) -> String {
    format!("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:202710{day}T080000\n{lines}")
}

/// When the days are, and until when.
fn spans(room: &Room) -> Vec<String> {
    let hour = |when: chrono::DateTime<FixedOffset>| when.format("%m-%d %H:%M %:z").to_string();
    let moment = |when: Option<warroom::model::When>| match when {
        Some(warroom::model::When::Moment(at)) => hour(at),
        other => format!("{other:?}"),
    };
    let mut all: Vec<_> = room
        .all::<Visit>()
        .filter(|visit| visit.status == Some(VisitStatus::Planned))
        .map(|visit| (visit.start, format!("{} {}", moment(visit.start), moment(visit.end).get(6..11).unwrap_or("?"))))
        .collect();
    all.sort();
    all.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn an_exception_onwards_shifts_all_after_it_and_gives_them_its_length() {
    // Two hours later and twice as long, on the clock: summer time ends within.
    let later =
        from(18, "SUMMARY:Later\nDTSTART;TZID=Europe/Berlin:20271018T100000\nDTEND;TZID=Europe/Berlin:20271018T120000");
    let expected = [
        "10-11 08:00 +02:00 09:00",
        "10-18 10:00 +02:00 12:00",
        "10-25 10:00 +02:00 12:00",
        "11-01 10:00 +01:00 12:00",
        "11-08 10:00 +01:00 12:00",
        "11-15 10:00 +01:00 12:00",
    ];
    let mut book = book();
    import(&mut book, &weekly(&[&later]));
    assert_eq!(spans(book.room()), expected);
    // The same where the exception comes by itself, as an invitation does.
    let mut other = self::book();
    import(&mut other, &weekly(&[]));
    let alone =
        weekly(&[&later]).split("BEGIN:VEVENT").nth(2).map(|event| format!("BEGIN:VCALENDAR\nBEGIN:VEVENT{event}"));
    let alone = alone.unwrap();
    assert!(!alone.contains("RRULE"));
    import(&mut other, &alone);
    assert_eq!(spans(other.room()), expected);
    let again = import(&mut other, &alone);
    assert_eq!((again.created, again.updated), (0, 0), "{again:?}");
    // A day that an exception of its own speaks of is as that says, and a second one onwards begins anew.
    let single = "RECURRENCE-ID;TZID=Europe/Berlin:20271025T080000\nSUMMARY:Once\nDTSTART;TZID=Europe/Berlin:20271026T070000\nDURATION:PT30M";
    let second = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20271108T080000\nSUMMARY:Back\nDTSTART;TZID=Europe/Berlin:20271109T080000\nDURATION:PT1H";
    let mut book = self::book();
    import(&mut book, &weekly(&[&later, single, second]));
    let mut expected = expected.map(str::to_owned);
    expected[2] = "10-26 07:00 +02:00 07:30".into();
    expected[4] = "11-09 08:00 +01:00 09:00".into();
    expected[5] = "11-16 08:00 +01:00 09:00".into();
    assert_eq!(spans(book.room()), expected);
    // One that calls off, calls off all that follow.
    let off = from(25, "SUMMARY:Off\nSTATUS:CANCELLED\nDTSTART;TZID=Europe/Berlin:20271025T080000\nDURATION:PT1H");
    let mut book = self::book();
    import(&mut book, &weekly(&[]));
    import(&mut book, &weekly(&[&off]));
    assert_eq!(spans(book.room()).len(), 2);
    assert_eq!(components(&export(book.room())), components(&weekly(&[&off])));
}

#[test]
fn a_moved_day_that_is_called_off_is_off_on_both_sides() {
    let mut book = book();
    import(&mut book, &fixture("weekly"));
    let text = fixture("weekly").replace("SEQUENCE:0", "SEQUENCE:3").replace(
        "EXDATE;TZID=Europe/Berlin:20270315T090000",
        "EXDATE;TZID=Europe/Berlin:20270315T090000,20270322T090000",
    );
    let parts = text.split_inclusive("END:VEVENT\n").enumerate();
    let text: String = parts.filter(|(at, _)| *at != 1).map(|(_, part)| part).collect();
    let told = import(&mut book, &text);
    assert_eq!(starts(book.room()).get("2027-03-23T14:00:00+01:00"), Some(&Some(VisitStatus::Cancelled)), "{told:?}");
    assert_eq!(components(&export(book.room())), components(&text));
}

#[test]
fn a_journey_is_whose_it_was_and_one_of_each_whose_file_has_it() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:flight\nSUMMARY:Flight LH 123 Berlin → Hamburg\n\
                DTSTART:20261101T080000Z\nDTEND:20261101T090000Z\nEND:VEVENT\nEND:VCALENDAR\n";
    let take = |book: &mut Book, text: &str, who: Option<&str>| {
        let options = Options { who: who.map(Into::into), author: "Somebody Else".into(), ..Options::default() };
        let plan = read(text.as_bytes(), "a.ics", &options, book.room(), now(), &mut |_, _| {}).unwrap();
        book.commit_all(plan.drafts().unwrap()).unwrap();
    };
    let travellers = |room: &Room| {
        let mut all: Vec<_> =
            room.all::<Travel>().map(|one| (one.member.unwrap(), room.name(one.member.unwrap()))).collect();
        all.sort();
        all
    };
    let mut book = book();
    for name in ["Anna Berg", "Ben Holm"] {
        let fields = [("name", name), ("level", "rep")].map(|(field, value)| (field.to_owned(), value.into()));
        let member = Draft::adding(Kind::Member, Id::named("test", name), fields).unwrap();
        book.commit(member).unwrap();
    }
    // The second time they have been read.
    for _ in 0..2 {
        take(&mut book, text, Some("Anna Berg"));
        take(&mut book, text, Some("Ben Holm"));
        assert_eq!(travellers(book.room()).len(), 2);
    }
    let were = travellers(book.room());
    let mut other = self::book();
    let out = export(book.room());
    take(&mut other, &out, None);
    assert_eq!(travellers(other.room()), were, "{out}");
}

#[test]
fn an_exception_carries_the_place_of_its_series() {
    let mut book = book();
    import(&mut book, &fixture("weekly"));
    change(&mut book, "2027-03-08", "objective", "Budget");
    let mut other = self::book();
    import(&mut other, &export(book.room()));
    let visit = other.room().get::<Visit>(on(other.room(), "2027-03-08")).unwrap();
    assert_eq!((visit.objective.as_deref(), visit.place.as_deref()), (Some("Budget"), Some("Berlin")));
}

#[test]
fn what_has_no_end_says_which_days_were_taken_and_what_was_deleted_which_day() {
    let mut book = book();
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:d\nSUMMARY:Call\nDTSTART:20261101T080000Z\nRRULE:FREQ=DAILY\n\
                END:VEVENT\nEND:VCALENDAR\n";
    let options = Options { account: Some("Hafen AG".into()), ..Options::default() };
    let plan = |book: &Book| read(text.as_bytes(), "a.ics", &options, book.room(), now(), &mut |_, _| {}).unwrap();
    let first = plan(&book);
    assert!(format!("{:?}", first.rows).contains("problem-import-rule-cut"));
    book.commit_all(first.drafts().unwrap()).unwrap();
    let gone = on(book.room(), "2026-11-03");
    book.commit(Draft::deleting(book.room(), gone).unwrap()).unwrap();
    assert!(format!("{:?}", plan(&book).rows).contains("Call · 2026-11-03"));
}

#[test]
fn a_rule_that_cannot_be_read_calls_nothing_off() {
    let mut book = book();
    let text = std::fs::read_to_string(format!("{}/tests/fixtures/events.ics", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let text = text.replacen('B', "\u{e}", 1).replace("RRULE:FREQ=WEEKLY;COUNT=4", "RRULE:\0REQ=WEEKLY;COUNT=4");
    assert!(text.contains('\0') && import(&mut book, &text).created > 3);
    let again = import(&mut book, &text);
    assert_eq!((again.created, again.updated), (0, 0));
    assert!(starts(book.room()).values().all(|status| *status == Some(VisitStatus::Planned)));
}

#[test]
fn an_end_in_utc_is_on_the_clock_of_that_day() {
    for (zone, start, until, count) in [
        ("Europe/Berlin", "20260105T090000", "20260601T070000Z", 22),
        ("Europe/Berlin", "20260105T090000", "20260601T065959Z", 21),
        ("Australia/Lord_Howe", "20260901T090000", "20261124T220000Z", 13),
        ("America/New_York", "20260706T090000", "20261207T140000Z", 23),
    ] {
        let mut book = book();
        let text = format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART;TZID={zone}:{start}\nRRULE:FREQ=WEEKLY;UNTIL={until}\nSUMMARY:Jour fixe\nX-WARROOM-ACCOUNT:Hafen AG\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        import(&mut book, &text);
        assert_eq!(starts(book.room()).len(), count, "{zone} {until}");
    }
}

#[test]
fn a_day_of_a_series_that_ends_in_another_zone_lasts_as_long_as_the_others() {
    let mut book = book();
    // A week later the clocks have changed in Berlin and not in New York.
    let text = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:z\nDTSTART;TZID=Europe/Berlin:20261020T160000\nDTEND;TZID=America/New_York:20261020T120000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Call\nEND:VEVENT\nEND:VCALENDAR\n";
    import(&mut book, text);
    let mut lasts: Vec<(String, i64)> = book
        .room()
        .all::<Visit>()
        .map(|visit| match (visit.start.unwrap(), visit.end.unwrap()) {
            (When::Moment(start), When::Moment(end)) => (start.to_string(), (end - start).num_minutes()),
            _ => panic!(),
        })
        .collect();
    lasts.sort();
    assert_eq!(lasts.iter().map(|(_, minutes)| *minutes).collect::<Vec<_>>(), [120, 120, 120], "{lasts:?}");
}

#[test]
fn a_series_of_which_every_day_is_excluded_says_so_and_is_kept() {
    let mut book = book();
    let series = "BEGIN:VEVENT\nUID:void@x\nDTSTAMP:20261001T080000Z\nDTSTART:20261201T090000Z\nSUMMARY:Nothing left\n\
                  RRULE:FREQ=DAILY;COUNT=2\nEXDATE:20261201T090000Z,20261202T090000Z\nEND:VEVENT\n";
    let other =
        "BEGIN:VEVENT\nUID:other@x\nDTSTAMP:20261001T080000Z\nDTSTART:20261203T090000Z\nSUMMARY:Talk\nEND:VEVENT\n";
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{series}{other}END:VCALENDAR\n");
    let options = Options { account: Some("Hafen AG".into()), ..Options::default() };
    let plan = read(text.as_bytes(), "a.ics", &options, book.room(), now(), &mut |_, _| {}).unwrap();
    let row = &plan.rows[0];
    assert_eq!((row.status.code(), row.code(), row.is_amiss()), ("skipped", "no-days", false));
    assert_eq!((plan.summary.created, plan.summary.updated, plan.summary.skipped), (1, 0, 1));
    book.commit_all(plan.drafts().unwrap()).unwrap();
    let out = export(book.room());
    assert!(out.contains("UID:void@x") && out.contains("SUMMARY:Nothing left"), "{out}");
    // Where its days were here, they are called off instead.
    let whole = text.replace("EXDATE:20261201T090000Z,20261202T090000Z\n", "");
    let mut book = self::book();
    assert_eq!(import(&mut book, &whole).created, 3);
    assert_eq!(import(&mut book, &text).updated, 1);
    assert!(book.room().all::<Visit>().filter(|visit| visit.status == Some(VisitStatus::Cancelled)).count() == 2);
}

#[test]
fn an_old_invitation_to_a_series_takes_no_later_exception_back() {
    let event = |version: u32, day: u32, lines: &str| {
        let lines = lines.replace(' ', "\r\n");
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:s@x\r\nSUMMARY:Jour fixe\r\nSEQUENCE:{version}\r\n\
             DTSTAMP:202610{day:02}T000000Z\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    let series =
        |version, day| event(version, day, "DTSTART:20261109T100000 DTEND:20261109T110000 RRULE:FREQ=WEEKLY;COUNT=4");
    let moved = event(1, 2, "RECURRENCE-ID:20261116T100000 DTSTART:20261117T140000 DTEND:20261117T150000");
    let off = event(2, 3, "RECURRENCE-ID:20261123T100000 DTSTART:20261123T100000 STATUS:CANCELLED");
    let planned = |book: &Book| -> Vec<String> {
        let is_planned = |(_, status): &(_, Option<VisitStatus>)| *status == Some(VisitStatus::Planned);
        starts(book.room()).into_iter().filter(is_planned).map(|(start, _)| start).collect()
    };
    let expected = ["2026-11-09T10:00:00+08:00", "2026-11-17T14:00:00+08:00", "2026-11-30T10:00:00+08:00"];
    let mut orders = [[series(0, 1), moved.clone(), off.clone()], [moved, off, series(0, 1)]];
    for files in &mut orders {
        let mut book = book();
        for file in &*files {
            import(&mut book, file);
        }
        assert_eq!(planned(&book), expected, "{}", files[0]);
        for file in files.iter().chain(files.iter()) {
            let summary = import(&mut book, file);
            assert_eq!((summary.updated, planned(&book)), (0, expected.map(str::to_owned).into()), "{file}");
        }
        // A later version of the series speaks of all its days.
        import(&mut book, &series(3, 4));
        assert_eq!(planned(&book).len(), 4);
    }
}
