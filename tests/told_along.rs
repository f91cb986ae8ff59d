//! What calendars tell beside the day: whose an event of another calendar is, by what one without a name is found again, what
//! was done about a follow-up, birthdays, how sure a journey is and how long before a day there is something to do.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common::Program;
use crate::common::stores::{BEFORE, LATER, only};
use serde_json::{Value, json};

fn import(program: &Program, name: &str, text: &str, more: &[&str]) -> String {
    let file = program.file(name, text);
    let said = program.run(&[&["import", file.to_str().unwrap()], more].concat());
    said.out + &said.err
}

fn calendar(program: &Program) -> String {
    program.ok(&["export", "--sensitive", "--format", "ical"])
}

fn all(program: &Program, kind: &str) -> Vec<Value> {
    program.json(&["list", kind]).as_array().unwrap().clone()
}

/// A calendar of another program with events of these lines.
fn foreign(events: &[&str]) -> String {
    let event = |lines: &&str| format!("BEGIN:VEVENT\nDTSTAMP:20261001T000000Z\n{lines}\nEND:VEVENT\n");
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n", events.iter().map(event).collect::<String>())
}

fn seated(program: &Program, account: &str, name: &str, more: &[&str]) {
    program.ok(&[&["add", "person", &format!("name={name}")][..], more].concat());
    program.ok(&["add", "seat", &format!("account={account}"), &format!("person={name}"), "title=CEO"]);
}

/// The names of the accounts that visits are at, in the order of their days.
fn hosts(program: &Program) -> Vec<String> {
    let accounts = all(program, "account");
    let mut visits = all(program, "visit");
    visits.sort_by_key(|visit| visit["start"].to_string());
    let name = |visit: &Value| accounts.iter().find(|one| one["id"] == visit["account"]).unwrap()["name"].clone();
    visits.iter().map(|visit| name(visit).as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_visit_is_at_the_account_it_was_at_whatever_another_store_would_read_out_of_it() {
    let series = "UID:s\nDTSTART:20261102T100000Z\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Weekly with Acme";
    let moved = "UID:s\nRECURRENCE-ID:20261109T100000Z\nSEQUENCE:1\nDTSTART:20261110T150000Z\nSUMMARY:Moved";
    let lunch = "UID:l\nDTSTART:20261207T100000Z\nSUMMARY:Lunch\nATTENDEE;CN=Zoe Ma:mailto:zoe@o.example";
    let file = foreign(&[series, moved, lunch]);
    let here = Program::new().at(BEFORE);
    import(&here, "a.ics", &file, &["--account", "Acme"]);
    assert_eq!(hosts(&here), ["Acme"; 5]);
    let told = calendar(&here);
    // One that knows nobody, and one that knows an attendee at another account.
    let (empty, there) = (Program::new().at(LATER), Program::new().at(LATER));
    there.ok(&["add", "account", "name=Other Co"]);
    seated(&there, "Other Co", "Zoe Ma", &["emails=zoe@o.example"]);
    for program in [&empty, &there] {
        let said = import(program, "1.ics", &told, &[]);
        assert_eq!(hosts(program), ["Acme"; 5], "{said}");
        assert!(all(program, "note").is_empty(), "{said}");
        let again = import(program, "2.ics", &told, &[]);
        assert!(again.contains("0 added, 0 updated"), "{again}");
        // Nor is it news where it comes from.
        let back = import(&here, "3.ics", &calendar(program), &[]);
        assert!(back.contains("0 added, 0 updated") && back.contains("0 left out"), "{back}");
    }
    // A day that was changed here says it, too, and where the visit has another account by now, it is that.
    let visit = all(&there, "visit").into_iter().find(|one| one["objective"] == "Lunch").unwrap();
    there.ok(&["set", "visit", visit["id"].as_str().unwrap(), "account=Other Co"]);
    let last = all(&there, "visit").into_iter().max_by_key(|one| one["start"].to_string()).unwrap();
    assert_eq!(last["id"], visit["id"]);
    let fresh = Program::new().at(LATER);
    let said = import(&fresh, "4.ics", &calendar(&there), &[]);
    assert_eq!(hosts(&fresh), ["Acme", "Acme", "Acme", "Acme", "Other Co"], "{said}");
}

#[test]
fn an_event_without_a_name_is_found_again_by_the_one_it_goes_out_with() {
    let review = "DTSTART:20261202T133000Z\nDTEND:20261202T150000Z\nSUMMARY:Review meeting";
    let flight = "DTSTART:20261210T090000Z\nDTEND:20261210T110000Z\nSUMMARY:LH100 FRA-PEK";
    let file = foreign(&[review, flight]);
    let here = Program::new().at(BEFORE);
    here.ok(&["add", "member", "name=Jo", "level=rep"]);
    import(&here, "a.ics", &file, &["--account", "Acme"]);
    let there = Program::new().at(LATER);
    import(&there, "1.ics", &calendar(&here), &[]);
    for (program, text) in [(&here, calendar(&here)), (&here, file.clone()), (&there, calendar(&here)), (&there, file)]
    {
        let again = import(program, "again.ics", &text, &[]);
        assert!(again.contains("0 added, 0 updated"), "{again}");
        assert_eq!([all(program, "visit").len(), all(program, "travel").len()], [1, 1], "{again}");
    }
}

#[test]
fn what_was_done_about_a_follow_up_goes_along() {
    let here = Program::new().at(BEFORE);
    here.ok(&["add", "account", "name=Acme"]);
    for name in ["Li Na", "Jo Ek"] {
        here.ok(&["add", "member", &format!("name={name}"), "level=rep"]);
    }
    let id = |program: &Program, name: &str| {
        all(program, "member").into_iter().find(|one| one["name"] == name).unwrap()["id"].clone()
    };
    let event = |nth: u8, what: &str| {
        let at = format!("2026-10-1{nth}T10:00:00+08:00");
        json!({"id": format!("0198f0a2-0000-7000-8000-00000000001{nth}"), "at": at, "what": what, "by": id(&here, "Li Na")})
    };
    let mut events = ["ack", "wait", "up", "assign", "note"].into_iter().zip(1..).map(|(what, nth)| event(nth, what));
    let mut events: Vec<Value> = events.by_ref().collect();
    events[3]["to"] = id(&here, "Jo Ek");
    events[4]["reason"] = json!("asked, \"twice\"; no answer");
    let item = json!({"kind": "follow_up", "id": "0198f0a2-0000-7000-8000-000000000004", "account": only(&here, "account")["id"],
        "subject": "Call", "follow_up_kind": "other", "opened_at": "2026-10-10", "events": events});
    import(&here, "more.ndjson", &item.to_string(), &[]);
    // Who is one of them there is so by name.
    let there = Program::new().at(LATER);
    there.ok(&["add", "member", "name=Jo Ek", "level=rep"]);
    let said = import(&there, "1.ics", &calendar(&here), &[]);
    let told = only(&there, "follow_up")["events"].as_array().unwrap().clone();
    let column = |events: &[Value], name: &str| events.iter().map(|event| event[name].clone()).collect::<Vec<_>>();
    for name in ["id", "at", "what", "reason"] {
        assert_eq!(column(&told, name), column(&events, name), "{said}");
    }
    assert_eq!((&told[3]["to"], &told[3]["by"]), (&id(&there, "Jo Ek"), &Value::Null));
    let again = import(&there, "2.ics", &calendar(&here), &[]);
    assert!(again.contains("0 added, 0 updated"), "{again}");
    // What comes to it later comes along, and what is mangled does no harm.
    let file = calendar(&here).replace("STATUS:NEEDS-ACTION", "STATUS:COMPLETED");
    import(&there, "3.ics", &file, &[]);
    assert_eq!(only(&there, "follow_up")["events"].as_array().unwrap().len(), 6);
    let torn = calendar(&here).replace("X-WARROOM-EVENTS:[", "X-WARROOM-EVENTS:");
    let empty = Program::new().at(LATER);
    let said = import(&empty, "4.ics", &torn, &[]);
    assert_eq!(only(&empty, "follow_up")["events"], Value::Null, "{said}");
}

#[test]
fn a_birthday_goes_in_where_somebody_is_here_and_has_none() {
    let here = Program::new().at(BEFORE);
    here.ok(&["add", "account", "name=Acme"]);
    for (name, day) in [("Vera Lind", "1969-04-02"), ("Jonas Berg", "05-06"), ("Kurt Ek", "lunar:1970-08-15")] {
        seated(&here, "Acme", name, &[&format!("birthday={day}")]);
    }
    let there = Program::new().at(LATER);
    there.ok(&["add", "account", "name=Acme"]);
    for name in ["Vera Lind", "Jonas Berg", "Kurt Ek"] {
        seated(&there, "Acme", name, &[]);
    }
    let days = |program: &Program| {
        let mut all: Vec<String> =
            all(program, "person").iter().map(|one| format!("{}|{}", one["name"], one["birthday"])).collect();
        all.sort();
        all
    };
    let file = calendar(&here);
    let said = import(&there, "1.ics", &file, &[]);
    assert_eq!(days(&there), days(&here), "{said}");
    let again = import(&there, "2.ics", &file, &[]);
    assert!(again.contains("0 added, 0 updated"), "{again}");
    // Another one than is here stays out, and it is said why.
    let other = file.replace("19690402", "19690403").replace("19690403\r\nRRULE", "19690404\r\nRRULE");
    let said = import(&there, "3.ics", &other.replace("X-WARROOM-DATE:1969-04-02\r\n", ""), &[]);
    assert!(said.contains("The birthday of Vera Lind is 1969-04-02 here and 1969-04-03 in the file"), "{said}");
    assert_eq!(days(&there), days(&here));
}

#[test]
fn how_sure_a_journey_is_and_how_long_before_a_day_is_said_as_it_is() {
    let here = Program::new().at(BEFORE);
    here.ok(&["add", "account", "name=Acme"]);
    here.ok(&["add", "member", "name=Li Na", "level=rep"]);
    here.ok(&["add", "travel", "member=Li Na", "to_city=Oslo", "depart=2026-11-02", "arrive=2026-11-02"]);
    here.ok(&["add", "occasion", "account=Acme", "what=Founded", "date=10-08", "yearly=true", "lead_working_days=12"]);
    let there = Program::new().at(LATER);
    let said = import(&there, "1.ics", &calendar(&here), &[]);
    assert_eq!(only(&there, "travel")["firmness"], Value::Null, "{said}");
    assert_eq!(only(&there, "occasion")["lead_working_days"], json!(12), "{said}");
    let (here, there) = (here.at(LATER), there.at("2026-10-22T09:00:00+08:00"));
    let set = |program: &Program, kind: &str, change: &str| {
        program.ok(&["set", kind, only(program, kind)["id"].as_str().unwrap(), change]);
    };
    for (firmness, lead) in [(json!("likely"), json!(5)), (Value::Null, Value::Null)] {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned).replace("null", "");
        set(&here, "travel", &format!("firmness={}", text(&firmness)));
        set(&here, "occasion", &format!("lead_working_days={}", text(&lead)));
        let said = import(&there, "2.ics", &calendar(&here), &[]);
        assert_eq!(only(&there, "travel")["firmness"], firmness, "{said}");
        assert_eq!(only(&there, "occasion")["lead_working_days"], lead, "{said}");
    }
}

#[test]
fn where_a_calendar_has_no_place_for_what_a_visit_came_to_it_is_said() {
    let program = Program::new().at(BEFORE);
    program.ok(&["add", "account", "name=Nord"]);
    program.ok(&["add", "visit", "account=Nord", "start=2026-10-12", "status=planned"]);
    let export = |form: &str| {
        let path = program.data().parent().unwrap().join(form);
        program.run(&["--lang", "en", "export", "--format", form, "-o", path.to_str().unwrap()]).err
    };
    assert_eq!(["ical", "vdir", "ndjson"].map(export), ["", "", ""]);
    program.ok(&["add", "person", "name=Ann Lee"]);
    let seat = program.ok(&["add", "seat", "account=Nord", "person=Ann Lee"]);
    let visit = only(&program, "visit")["id"].as_str().unwrap().to_owned();
    let (host, made) = (format!("received_by={}", seat.trim()), ["status=done", "content=Two lines to be built"]);
    program.ok(&["set", "visit", &visit, &host, made[0], made[1]]);
    let said = ["ical", "vdir", "ndjson"].map(export);
    assert!(said[0].contains("One visit that was made") && said[1] == said[0] && said[2].is_empty(), "{said:?}");
}
