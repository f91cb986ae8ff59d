//! Importing again: what was deleted here stays away, what was changed here stays changed, also in another store, and
//! numbers of one list are nobody in another.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;
use crate::common::stores::whole;

use chrono::{DateTime, FixedOffset};
use common::Program;
use serde_json::json;
use warroom::clock::Clock;
use warroom::edit::{Draft, Room};
use warroom::exchange::{DateOrder, OnConflict, Options, Plan, Selection, Status, Summary, ndjson, read};
use warroom::model::{Id, Kind, Person, Seat};
use warroom::store::Book;

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn book() -> Book {
    Book::in_memory(Clock::Fixed(now()), "tester")
}

fn import_with(book: &mut Book, name: &str, text: &str, options: &Options) -> Plan {
    let plan = read(text.as_bytes(), name, options, book.room(), now(), &mut |_, _| {}).unwrap();
    book.commit_all(plan.drafts().unwrap()).unwrap();
    plan
}

fn import(book: &mut Book, name: &str, text: &str) -> Plan {
    import_with(book, name, text, &Options::default())
}

fn named(room: &Room, name: &str) -> Option<Id> {
    room.all::<Person>().find(|one| one.name == name).map(|one| one.id)
}

const LIST: &str =
    "Name,Company,Title,Birthday\nVera Lind,Nordkvist,CEO,1970-04-03\nJonas Ek,Nordkvist,CIO,1971-06-05\n";

#[test]
fn what_was_deleted_here_stays_away_until_somebody_wants_it() {
    let mut book = book();
    import(&mut book, "a.csv", LIST);
    let vera = named(book.room(), "Vera Lind").unwrap();
    book.commit(Draft::deleting(book.room(), vera).unwrap()).unwrap();
    let plan = import(&mut book, "a.csv", LIST);
    let row = &plan.rows[0];
    assert_eq!((row.status, row.code(), plan.summary.created), (Status::Skipped, "deleted-here", 0));
    let said: Vec<&str> = row.problems[0].args.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(said, ["Vera Lind", "2026-10-20"]);
    assert_eq!((plan.rows[1].status, named(book.room(), "Vera Lind")), (Status::Unchanged, None));
    // Another one, and only one.
    let new = Options { on_conflict: OnConflict::New, ..Options::default() };
    for created in [1, 0] {
        let plan = import_with(&mut book, "a.csv", LIST, &new);
        assert_eq!(plan.summary.created, created, "{:?}", plan.rows);
    }
    let other = named(book.room(), "Vera Lind").unwrap();
    assert_ne!(other, vera);
    assert!(book.room().linked::<Seat>(other).next().is_some_and(|seat| seat.title.as_deref() == Some("CEO")));
}

#[test]
fn an_import_that_was_taken_back_can_be_done_again() {
    let mut book = book();
    import(&mut book, "a.csv", LIST);
    book.undo().unwrap();
    assert_eq!(book.room().all::<Person>().count(), 0);
    assert_eq!(import(&mut book, "a.csv", LIST).summary.created, 2);
    // A deletion taken back, and one done again.
    let vera = named(book.room(), "Vera Lind").unwrap();
    book.commit(Draft::deleting(book.room(), vera).unwrap()).unwrap();
    book.undo().unwrap();
    assert_eq!(import(&mut book, "a.csv", LIST).summary.unchanged, 2);
    book.commit(Draft::deleting(book.room(), vera).unwrap()).unwrap();
    book.undo().unwrap();
    book.redo().unwrap();
    assert_eq!(import(&mut book, "a.csv", LIST).rows[0].code(), "deleted-here");
}

#[test]
fn what_was_changed_here_stays_changed_in_another_store() {
    let mut book = book();
    import(&mut book, "a.csv", LIST);
    let seat = book.room().all::<Seat>().find(|seat| seat.title.as_deref() == Some("CIO")).unwrap().id;
    book.commit(Draft::setting(book.room(), seat, "title", "Chief Information Officer".into()).unwrap()).unwrap();
    let whole = Selection { sensitive: true, ..Selection::default() };
    let lines = |room: &Room| ndjson::lines(room, &whole).map(|line| line + "\n").collect::<String>();
    let moved = lines(book.room());
    let back = import(&mut book, "a.ndjson", &moved);
    assert_eq!((back.summary.created, back.summary.updated), (0, 0), "{:?}", back.rows);
    let mut other = self::book();
    import(&mut other, "a.ndjson", &moved);
    assert_eq!(lines(other.room()), moved);
    // Where both changed, what is here stays; where only the file did, it counts.
    let later = LIST.replace("CIO", "CTO").replace("CEO", "Chair");
    let plan = import(&mut other, "a.csv", &later);
    let codes: Vec<_> = plan.rows.iter().map(|row| (row.status, row.code())).collect();
    assert_eq!(codes[0].0, Status::Updated, "{codes:?}");
    assert_eq!(codes[1].1, "changed-here", "{codes:?}");
    let mut titles: Vec<_> = other.room().all::<Seat>().filter_map(|seat| seat.title.clone()).collect();
    titles.sort();
    assert_eq!(titles, ["Chair", "Chief Information Officer"]);
}

#[test]
fn a_bare_number_is_somebody_else_in_every_list() {
    let mut book = book();
    import(&mut book, "a.csv", "ID,Name,Company\n1,Vera Lind,Nordkvist\n2,Jonas Ek,Nordkvist\n");
    import(&mut book, "b.csv", "ID,Name,Company\n1,Li Na,Shandong Telecom\n2,Wang Wei,Shandong Telecom\n");
    import(&mut book, "c.csv", "ID,Name,Phone\n1,Ada Okoro,+4912345\n");
    import(&mut book, "d.csv", "ID,Name,Phone\n1,Ben Adler,+4967890\n");
    assert_eq!(book.room().all::<Person>().count(), 6);
    // A later version of the list knows its own.
    let plan = import(&mut book, "a.csv", "ID,Name,Company\n1,Vera Lind-Ek,Nordkvist\n2,Jonas Ek,Nordkvist\n");
    let Summary { created, updated, unchanged, .. } = plan.summary;
    assert_eq!((created, updated, unchanged), (0, 1, 1));
    // A program's own numbers are the same everywhere.
    import(&mut book, "h.csv", "Record ID,First Name,Last Name,Company Name\n51,Eva,Bo,Nordkvist\n");
    let plan = import(&mut book, "h.csv", "Record ID,First Name,Last Name,Company Name\n51,Eva,Bo,Sundby\n");
    assert_eq!(plan.summary.created, 0);
    assert!(named(book.room(), "Eva Bo").is_some());
}

#[test]
fn a_day_read_in_the_wrong_order_is_read_anew() {
    const DAYS: &str = "Name,Company,Birthday\nVera Lind,Nordkvist,3/4/1970\nJonas Ek,Nordkvist,5/6/1971\n";
    let mut book = book();
    let order = |order| Options { date_order: Some(order), ..Options::default() };
    let birthday = |book: &Book, name: &str| {
        let id = named(book.room(), name).unwrap();
        book.room().get::<Person>(id).unwrap().birthday.map(|day| day.to_string())
    };
    import_with(&mut book, "a.csv", DAYS, &order(DateOrder::Mdy));
    assert_eq!(birthday(&book, "Vera Lind").as_deref(), Some("1970-03-04"));
    // What somebody has set here since is no misreading.
    let jonas = named(book.room(), "Jonas Ek").unwrap();
    book.commit(Draft::setting(book.room(), jonas, "birthday", json!("1971-07-07")).unwrap()).unwrap();
    let plan = import_with(&mut book, "a.csv", DAYS, &order(DateOrder::Dmy));
    assert_eq!((plan.summary.updated, plan.summary.unchanged), (1, 1), "{:?}", plan.rows);
    assert_eq!(birthday(&book, "Vera Lind").as_deref(), Some("1970-04-03"));
    assert_eq!(birthday(&book, "Jonas Ek").as_deref(), Some("1971-07-07"));
    let plan = import_with(&mut book, "a.csv", DAYS, &order(DateOrder::Dmy));
    assert_eq!(plan.summary.unchanged, 2);
}

#[test]
fn new_records_are_counted_by_kind_and_an_undo_names_every_file() {
    let plan = read(LIST.as_bytes(), "a.csv", &Options::default(), &Room::default(), now(), &mut |_, _| {}).unwrap();
    let made: Vec<_> = plan.made.iter().map(|(kind, count)| (*kind, *count)).collect();
    assert_eq!(made, [(Kind::Account, 1), (Kind::Person, 2), (Kind::Seat, 2)]);
    let program = Program::new();
    let first = program.file("first.csv", LIST);
    let second = program.file("second.csv", "Name,Company\nLi Na,Shandong Telecom\n");
    let files = [first.to_str().unwrap(), second.to_str().unwrap()];
    let told = program.run(&["import", files[0], files[1], "--json"]).out;
    let last: serde_json::Value = serde_json::from_str(told.lines().last().unwrap()).unwrap();
    assert_eq!(last["new"], json!({"account": 2, "person": 3, "seat": 3}));
    let undone = program.ok(&["undo"]);
    assert!(undone.contains("first.csv, second.csv"), "{undone}");
    assert_eq!(program.json(&["list", "account"]), json!([]));
    let said = program.ok(&["import", files[1], "--dry-run"]);
    assert!(said.contains("Account 1 · Person 1 · Seat 1"), "{said}");
}

#[test]
fn a_column_that_a_file_does_not_have_takes_nothing_away() {
    let mut book = book();
    let accounts = "Id,Name,BillingCity\n001A00000000001,Nordkvist,Malmö\n";
    let contacts = "Id,AccountId,LastName,Title,Birthdate,Phone,ReportsToId\n\
        003A00000000001,001A00000000001,Lind,CEO,1970-04-03,+46 1,\n\
        003A00000000002,001A00000000001,Ek,CIO,1971-06-05,+46 2,003A00000000001\n";
    import(&mut book, "Account.csv", accounts);
    import(&mut book, "Contact.csv", contacts);
    let short = "Id,AccountId,LastName\n003A00000000002,001A00000000001,Ek-Lund\n";
    let plan = import(&mut book, "Contact.csv", short);
    assert_eq!((plan.summary.updated, plan.rows[0].code()), (1, ""));
    let ek = named(book.room(), "Ek-Lund").unwrap();
    let person = book.room().get::<Person>(ek).unwrap();
    let seat = book.room().linked::<Seat>(ek).next().unwrap();
    assert_eq!((person.birthday.is_some(), person.phones.len()), (true, 1));
    assert_eq!((seat.title.as_deref(), seat.reports_to.is_some()), (Some("CIO"), true));
}

#[test]
fn the_same_moment_on_another_clock_is_nothing_new() {
    let mut book = book();
    let line = |start: &str| {
        let account = r#"{"kind":"account","id":"01900000-0000-7000-8000-000000000001","name":"Acme"}"#;
        let visit = format!(
            r#"{{"kind":"visit","id":"01900000-0000-7000-8000-000000000002","account":"01900000-0000-7000-8000-000000000001","start":"{start}","status":"planned"}}"#
        );
        format!("{account}\n{visit}\n")
    };
    assert_eq!(import(&mut book, "a.ndjson", &line("2026-11-01T11:30:00+08:00")).summary.created, 2);
    for (start, updated) in [("2026-11-01T03:30:00+00:00", 0), ("2026-11-01T03:31:00+00:00", 1)] {
        let plan = import(&mut book, "a.ndjson", &line(start));
        assert_eq!((plan.summary.updated, plan.summary.skipped), (updated, 0), "{start}: {:?}", plan.rows);
    }
}

#[test]
fn what_a_file_says_in_another_way_was_not_changed_here_nor_what_an_undo_brings_back() {
    let mut book = book();
    let all = |book: &Book| {
        let selection = Selection { sensitive: true, ..Selection::default() };
        ndjson::lines(book.room(), &selection).collect::<Vec<_>>().join("\n")
    };
    let first = "Name,Company,Reports to,Birthday\nJonas Ek,Nordkvist,Vera Lind,3/4/1970\n";
    import(&mut book, "a.csv", first);
    let before = all(&book);
    // The manager comes, and which comes first in the day is said.
    let options = Options { date_order: Some(DateOrder::Dmy), ..Options::default() };
    let second = format!("{first}Vera Lind,Nordkvist,,\n");
    import_with(&mut book, "a.csv", &second, &options);
    let after = all(&book);
    assert!(after.contains(r#""birthday":"1970-04-03""#) && after.contains(r#""reports_to":"#), "{after}");
    assert!(!after.contains("changed_here"), "{after}");
    book.undo().unwrap();
    assert_eq!(whole(&all(&book)), before);
    // Another day in the file is news of the file.
    book.redo().unwrap();
    let plan = import_with(&mut book, "a.csv", &second.replace("3/4/1970", "5/4/1970"), &options);
    assert_eq!(plan.rows[0].problems, []);
    assert!(all(&book).contains(r#""birthday":"1970-04-05""#));
}

#[test]
fn a_number_that_changed_in_the_file_takes_the_place_of_the_old_one_and_ours_stay() {
    let mut book = book();
    let phones = |book: &Book| -> Vec<String> {
        let person = book.room().all::<Person>().next().unwrap();
        person.phones.iter().map(|line| line.value.clone()).collect()
    };
    let list = |phone: &str| format!("Name,Company,Phone\nAnn Lee,Acme,{phone}\n");
    import(&mut book, "a.csv", &list("111; 112"));
    import(&mut book, "a.csv", &list("119; 112"));
    assert_eq!(phones(&book), ["119", "112"]);
    let id = named(book.room(), "Ann Lee").unwrap();
    book.commit(Draft::setting(book.room(), id, "phones", json!(["112", "119", "777"])).unwrap()).unwrap();
    import(&mut book, "a.csv", &list("119"));
    assert_eq!(phones(&book), ["119", "777"]);
    let plan = import(&mut book, "a.csv", &list(""));
    assert_eq!((phones(&book), plan.summary.updated), (vec!["777".to_owned()], 1));
    import(&mut book, "a.csv", &list("111"));
    assert_eq!(phones(&book), ["111", "777"]);
    assert_eq!(import(&mut book, "a.csv", &list("111")).summary.unchanged, 1);
}

#[test]
fn the_history_names_what_came_and_went_again_and_shows_no_marks_of_other_programs() {
    let program = Program::new();
    program.ok(&["add", "person", "name=Vera Lindholm", "home_city=Malmö", "birthday=1970-01-02"]);
    program.ok(&["undo"]);
    let told = program.ok(&["history", "--all"]);
    let undone: Vec<&str> = told.lines().take_while(|line| !line.ends_with("  Added Person: Vera Lindholm")).collect();
    assert_eq!(undone.len(), 1, "{told}");
    assert!(undone[0].ends_with("Undone: Added Person: Vera Lindholm"), "{told}");
    let list = program.file("list.csv", LIST);
    program.ok(&["import", list.to_str().unwrap()]);
    program.ok(&["undo"]);
    let told = program.ok(&["history", "--all"]);
    let undone: Vec<&str> = told.lines().skip(1).take_while(|line| line.starts_with("  ")).collect();
    assert_eq!(undone.len(), 5, "an account, two people, two seats: {told}");
    assert!(undone.iter().all(|line| line.contains(" · Deleted: ")), "{told}");
    let event = |uid: &str| {
        let flight = "SUMMARY:Flight LH400 FRA - JFK\r\nDTSTART:20260310T123000Z\r\nDTEND:20260310T200500Z";
        format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n{flight}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
    };
    program.ok(&["add", "member", "name=Anna", "level=rep"]);
    for uid in ["KIT-one", "KIT-two"] {
        let path = program.file("trip.ics", &event(uid));
        program.ok(&["import", path.to_str().unwrap(), "--who", "Anna"]);
    }
    let told = program.ok(&["history", "--all"]);
    assert!(told.contains("Noted what another program calls it") && !told.contains("KIT-one"), "{told}");
}

#[test]
fn an_import_that_changes_nothing_is_no_step_that_undo_takes_back() {
    let program = Program::new();
    let list = program.file("list.csv", LIST);
    program.ok(&["import", list.to_str().unwrap()]);
    // A column that means nothing here.
    let more = LIST.replace("Birthday\n", "Birthday,Floor\n").replace("-03\n", "-03,3\n").replace("-05\n", "-05,4\n");
    let out = program.file("list.csv", &more);
    let out = out.to_str().unwrap();
    let name = program.json(&["list", "person"])[0]["name"].as_str().unwrap().to_owned();
    program.ok(&["set", "person", &name, "notes=keep me"]);
    assert!(program.ok(&["import", out]).contains("0 added, 0 updated"));
    let told = program.ok(&["history"]);
    assert!(told.lines().nth(1).unwrap().contains(&format!("{name} → ")), "what is remembered is not listed: {told}");
    let notes = || program.json(&["list", "person"])[0]["notes"].clone();
    assert_eq!(notes(), "keep me");
    program.ok(&["undo"]);
    assert!(notes().is_null());
    program.ok(&["redo"]);
    assert_eq!(notes(), "keep me");
}

#[test]
fn what_was_changed_here_stays_after_an_undo_of_the_import_that_left_it() {
    let program = Program::new();
    let list = |title: &str, phone: &str| {
        format!("ID,Name,Company,Title,Phone\n1,Vera Lind,Nord,{title},+46 1\n2,Jon Berg,Nord,Welder,{phone}\n")
    };
    let import = |text: &str| {
        let file = program.file("a.csv", text);
        program.run(&["import", file.to_str().unwrap()])
    };
    import(&list("Fitter", "+46 2"));
    program.ok(&["set", "seat", "Vera Lind", "title=Smith"]);
    for _ in 0..2 {
        let run = import(&list("Baker", "+46 3"));
        assert!(run.status == 1 && run.err.contains("Smith") && run.err.contains("Baker"), "{run:?}");
        let seats = program.json(&["list", "seat"]);
        assert!(seats.as_array().unwrap().iter().any(|seat| seat["title"] == "Smith"), "{seats}");
        program.ok(&["undo"]);
    }
    // Nor does the title that stays out say of what layer it would be.
    let layer = || {
        program.json(&["list", "seat"]).as_array().unwrap().iter().map(|seat| seat["layer"].clone()).collect::<Vec<_>>()
    };
    let before = layer();
    import(&list("CEO", "+46 2"));
    assert_eq!(layer(), before);
}

#[test]
fn a_list_that_was_put_at_an_account_goes_there_again_though_nobody_says_so() {
    let lists = [
        (
            "list.csv",
            "Name,Title\nVera Lind,CEO\nJonas Ek,CIO\n",
            "Name,Title\nVera Lind,Chair\nJonas Ek,CIO\nEva Ros,CFO\n",
        ),
        (
            "org.json",
            r#"[{"id":1,"name":"Vera Lind","title":"CEO"},{"id":2,"name":"Jonas Ek","title":"CIO","manager":1}]"#,
            r#"[{"id":1,"name":"Vera Lind","title":"Chair"},{"id":2,"name":"Jonas Ek","title":"CIO","manager":1},{"id":3,"name":"Eva Ros"}]"#,
        ),
    ];
    for (name, first, later) in lists {
        let mut book = book();
        let at = Options { account: Some("Nordkvist".into()), ..Options::default() };
        import_with(&mut book, name, first, &at);
        let again = import(&mut book, name, first);
        assert_eq!((again.summary.created, again.summary.updated), (0, 0), "{name} {:?}", again.rows);
        assert_eq!(again.rows[0].code(), "account-before", "{name}");
        let plan = import(&mut book, name, later);
        assert_eq!((plan.summary.created, plan.summary.updated), (1, 1), "{name} {:?}", plan.rows);
        assert_eq!(book.room().all::<Seat>().count(), 3, "{name}");
        // Another list of that form is nobody's yet.
        let other = if name == "org.json" {
            r#"[{"id":1,"name":"Ida"},{"id":2,"name":"Ole"},{"id":3,"name":"Per"}]"#
        } else {
            "Name,Title\nIda,CEO\nOle,CIO\n"
        };
        let plan = import(&mut book, name, other);
        assert!(plan.rows.iter().all(|row| row.code() == "no-account"), "{name} {:?}", plan.rows);
    }
}

#[test]
fn a_list_that_names_no_account_is_not_put_where_another_one_named_it() {
    let mut book = book();
    import(&mut book, "a.csv", "Name,Company,Phone\nAnn Lee,Nordkvist,+44 1\n");
    let plan = import(&mut book, "b.csv", "Name,Phone\nAnn Lee,+44 3\n");
    assert_eq!(plan.rows[0].code(), "no-account", "{:?}", plan.rows);
}

#[test]
fn a_card_that_another_program_wrote_later_takes_nothing_that_was_written_here_by_hand() {
    let at = |time: &str| -> &'static str { format!("2026-10-20T{time}+08:00").leak() };
    let program = Program::new().at(at("09:00:00"));
    let list = program.file("p.csv", "Name,Company,Title,Phone,Email\nIda Holm,Nordkvist,Admin,+46 1,i@n.example\n");
    program.ok(&["import", list.to_str().unwrap()]);
    let card = program.ok(&["export", "--sensitive", "--format", "vcard"]);
    let program = program.at(at("10:00:00"));
    program.ok(&["set", "person", "Ida Holm", "phones=+46 2222", "emails=new@n.example"]);
    program.ok(&["set", "seat", "Ida Holm", "title=Chief admin"]);
    // The other program knows no words of ours, and says when it wrote.
    let foreign = |rev: &str, note: &str| {
        let lines = card.lines().filter(|line| !line.starts_with("X-WARROOM") && !line.starts_with(' '));
        let lines = lines.map(|line| if line.starts_with("REV:") { format!("REV:{rev}") } else { line.to_owned() });
        lines.collect::<Vec<_>>().join("\r\n").replace("TITLE:", &format!("NOTE:{note}\r\nTITLE:")) + "\r\n"
    };
    let program = program.at(at("12:00:00"));
    let later = program.file("later.vcf", &foreign("20261020T030000Z", "met in Oslo"));
    program.run(&["import", later.to_str().unwrap()]);
    let here = || {
        let (person, seat) = (program.json(&["list", "person"])[0].clone(), program.json(&["list", "seat"])[0].clone());
        [&person["phones"][0]["value"], &person["emails"][0]["value"], &person["notes"], &seat["title"]]
            .map(ToString::to_string)
    };
    assert_eq!(here(), ["\"+46 2222\"", "\"new@n.example\"", "\"met in Oslo\"", "\"Chief admin\""]);
    // One that it wrote before that says nothing new.
    let earlier = program.file("earlier.vcf", &foreign("20261020T020000Z", "met nowhere"));
    let said = program.run(&["import", earlier.to_str().unwrap()]);
    assert!((said.out + &said.err).contains("older"), "it is told");
    assert_eq!(here()[2], "\"met in Oslo\"");
}
