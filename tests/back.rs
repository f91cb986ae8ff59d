//! What goes out comes back as what is here: whatever is exported and read again into the same store makes nothing, changes
//! nothing, and leaves nothing to undo.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common::Program;
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use warroom::clock::Clock;
use warroom::edit::{Draft, Room};
use warroom::exchange::address::{self, Profile};
use warroom::exchange::vcard::{self, Version};
use warroom::exchange::{Options, Plan, Selection, ical, ndjson, read, sample, sheet};
use warroom::model::{Account, Id, Kind, Person, Seat};
use warroom::store::Book;

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn plan(room: &Room, name: &str, bytes: &[u8]) -> Plan {
    read(bytes, name, &Options::default(), room, now(), &mut |_, _| {}).unwrap_or_else(|why| panic!("{name}: {why}"))
}

fn import(book: &mut Book, name: &str, bytes: &[u8]) -> Plan {
    let plan = plan(book.room(), name, bytes);
    book.commit_all(plan.drafts().unwrap()).unwrap();
    plan
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn with_sample() -> Book {
    let mut book = Book::in_memory(Clock::Fixed(now()), "tester");
    import(&mut book, "sample.ndjson", sample::render(now()).as_bytes());
    book
}

/// Everything that can be written and read, as `(what it is, its file's name, its content)`.
fn exports(room: &Room, selection: &Selection) -> Vec<(String, String, String)> {
    let of = |kinds: &[Kind]| Selection { kinds: kinds.to_vec(), ..selection.clone() };
    let mut all = vec![(
        "ndjson".to_owned(),
        "all.ndjson".to_owned(),
        ndjson::lines(room, selection).map(|line| line + "\n").collect::<String>(),
    )];
    for kind in Kind::ALL {
        all.push((format!("csv {kind}"), format!("{kind}.csv"), sheet::write(room, *kind, selection)));
    }
    for code in Profile::CODES {
        if let Ok(text) = address::write(room, code.parse().unwrap(), selection, now().date_naive()) {
            all.push((format!("profile {code}"), format!("{code}.csv"), text));
        }
    }
    let persons = of(&[Kind::Person]);
    for version in [Version::V4, Version::V3] {
        let cards: Vec<(String, String)> = vcard::cards(room, &persons, version, now().date_naive()).collect();
        all.push((
            format!("vcard {version:?}"),
            "all.vcf".into(),
            cards.iter().map(|(_, card)| card.as_str()).collect(),
        ));
        // Each is read alone, so a few will do.
        all.extend(cards.into_iter().step_by(9).map(|(stem, card)| (format!("vdir {version:?}"), stem + ".vcf", card)));
    }
    let kinds = of(&ical::KINDS);
    all.push(("ical".into(), "all.ics".into(), ical::calendar(room, &kinds, now())));
    all.extend(
        ical::files(room, &kinds, now()).step_by(9).map(|(stem, text)| ("vdir".to_owned(), stem + ".ics", text)),
    );
    all
}

fn assert_all_come_back(room: &Room, with_personal: &[bool]) {
    let mut wrong: Vec<String> = Vec::new();
    for sensitive in with_personal.iter().copied() {
        let selection = Selection { sensitive, ..Selection::default() };
        for (what, name, text) in exports(room, &selection) {
            if what.starts_with("csv") && text.lines().count() < 2 {
                continue;
            }
            let plan = plan(room, &name, text.as_bytes());
            let said = (plan.summary.created, plan.summary.updated, plan.summary.failed);
            if said != (0, 0, 0) || !plan.drafts().unwrap().is_empty() {
                let drafts: Vec<_> =
                    plan.drafts().unwrap().into_iter().flat_map(|draft| draft.changes).take(4).collect();
                let why: Vec<_> = plan.rows.iter().flat_map(|row| &row.problems).take(3).collect();
                wrong.push(format!("{what} {sensitive} {:?} {why:?} {drafts:#?}", plan.summary));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{} wrong", wrong.join("\n"), wrong.len());
}

#[test]
fn the_sample() {
    assert_all_come_back(with_sample().room(), &[false, true]);
}

/// Stores of the sample, each with what another program wrote.
fn with_files() -> impl Iterator<Item = Book> {
    let files: [&[&str]; 5] = [
        &["accounts-salesforce.csv", "contacts-salesforce.csv"],
        &["contacts-chinese.csv"],
        &["organogram.csv"],
        &["cards.vcf"],
        &["events.ics"],
    ];
    files.into_iter().map(|names| {
        let mut book = with_sample();
        for name in names {
            import(&mut book, name, &fixture(name));
        }
        book
    })
}

#[test]
fn what_other_programs_wrote() {
    for book in with_files() {
        assert_all_come_back(book.room(), &[false]);
    }
}

#[test]
fn what_other_programs_wrote_and_people_changed_since() {
    for mut book in with_files() {
        let mut change = |kind: Kind, field: &str, value: Value| {
            let ids: Vec<Id> = book.room().ids(kind).collect();
            let mut all = Draft::new("edit-set");
            for id in ids {
                all.set(book.room(), id, field, value.clone()).unwrap();
            }
            book.commit(all).unwrap();
        };
        change(Kind::Seat, "title", json!("Chair, \"acting\""));
        change(Kind::Person, "home_city", json!("苏州"));
        change(Kind::Person, "notes", json!("first line\nsecond; line"));
        change(Kind::Visit, "objective", json!("Talk, again"));
        assert_all_come_back(book.room(), &[true]);
    }
}

/// People and accounts by name, each once.
fn names(room: &Room) -> (Vec<String>, Vec<String>, Vec<String>) {
    let mut people: Vec<String> = room.all::<Person>().map(|person| person.name.clone()).collect();
    let mut accounts: Vec<String> = room.all::<Account>().map(|account| account.name.clone()).collect();
    let mut seats: Vec<String> = room
        .all::<Seat>()
        .filter(|seat| seat.person.is_some())
        .map(|seat| {
            let above = seat.reports_to.filter(|id| room.person_of(*id).is_some()).map(|id| room.name(id));
            format!(
                "{} {} {:?} {:?}",
                room.get::<Account>(seat.account).unwrap().name,
                room.name(seat.id),
                seat.title,
                above
            )
        })
        .collect();
    people.sort();
    accounts.sort();
    seats.sort();
    (people, accounts, seats)
}

#[test]
fn what_was_written_for_salesforce_comes_back_to_the_same_people_from_another_store() {
    let home = with_sample();
    let selection = Selection::default();
    let out = address::write(home.room(), Profile::Salesforce, &selection, now().date_naive()).unwrap();
    let mut away = Book::in_memory(Clock::Fixed(now()), "tester");
    let first = import(&mut away, "Contact.csv", out.as_bytes());
    assert_eq!(first.summary.failed, 0, "{:?}", first.rows);
    let ((people, accounts, seats), here) = (names(away.room()), names(home.room()));
    assert_eq!(people, here.0);
    let lost: Vec<_> = here.2.iter().filter(|seat| !seats.contains(seat)).collect();
    let new: Vec<_> = seats.iter().filter(|seat| !here.2.contains(seat)).collect();
    assert!(
        lost.is_empty() && new.is_empty(),
        "{lost:#?} {new:#?} {:?}",
        first.rows.iter().filter(|row| !row.problems.is_empty()).collect::<Vec<_>>()
    );
    assert!(!accounts.is_empty() && accounts.iter().all(|name| here.1.contains(name)), "{accounts:?}");
    // Ids are those of home, so that nothing is doubled on the way back.
    let back = address::write(away.room(), Profile::Salesforce, &selection, now().date_naive()).unwrap();
    let plan = plan(home.room(), "Contact.csv", back.as_bytes());
    assert_eq!((plan.summary.created, plan.summary.updated, plan.made.len()), (0, 0, 0), "{:?}", plan.rows);
    assert_all_come_back(away.room(), &[false, true]);
}

#[test]
fn a_list_goes_back_with_its_columns_in_their_order_and_its_days_as_they_were_said() {
    let list = "姓名,公司,Zodiac,职务,生日,备用,Area,手机\n\
        周启明,海港日报社,Rat,总编,农历闰六月初一,,East,13900000001\n\
        何静,海港日报社,Ox,编辑,农历八月十五,,West,13900000002\n";
    let mut book = Book::in_memory(Clock::Fixed(now()), "tester");
    import(&mut book, "list.csv", list.as_bytes());
    let all = Selection { sensitive: true, ..Selection::default() };
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if let Some(rows) = lines.get_mut(1..) {
            rows.sort();
        }
        lines
    };
    assert_eq!(
        sorted(&address::write(book.room(), Profile::Original, &all, now().date_naive()).unwrap()),
        sorted(list)
    );
    // A day that has become a lunar one here is said to be lunar, though the figures are the same.
    let who = book.room().all::<Person>().find(|one| one.name == "何静").unwrap().id;
    book.commit(Draft::setting(book.room(), who, "birthday", json!("08-15")).unwrap()).unwrap();
    let text = address::write(book.room(), Profile::Original, &all, now().date_naive()).unwrap();
    assert!(text.contains("何静,海港日报社,Ox,编辑,08-15,,West"), "{text}");
    let mut fresh = Book::in_memory(Clock::Fixed(now()), "tester");
    import(&mut fresh, "back.csv", text.as_bytes());
    let days: std::collections::BTreeSet<_> =
        fresh.room().all::<Person>().filter_map(|one| Some(one.birthday?.to_string())).collect();
    assert_eq!(days.into_iter().collect::<Vec<_>>(), ["08-15", "lunar:06-01-leap"]);
    // What is personal, or nobody knows, stays home; the others keep their order.
    let text = address::write(book.room(), Profile::Original, &Selection::default(), now().date_naive()).unwrap();
    assert_eq!(text.lines().next(), Some("姓名,公司,职务,备用,手机"));
}

#[test]
fn a_card_without_a_name_of_its_own_comes_back_to_its_person_though_some_of_it_stays_home() {
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Vera Lind\r\nN:Lind;Vera;;;\r\nORG:Nordkvist\r\nBDAY:1970-04-03\r\nEND:VCARD\r\n";
    let mut book = Book::in_memory(Clock::Fixed(now()), "tester");
    import(&mut book, "vera.vcf", card.as_bytes());
    assert_all_come_back(book.room(), &[false, true]);
    let people = Selection { kinds: vec![Kind::Person], ..Selection::default() };
    let home: String =
        vcard::cards(book.room(), &people, Version::V3, now().date_naive()).map(|(_, card)| card).collect();
    assert!(home.contains("UID:urn:uuid:") && !home.contains("BDAY"), "{home}");
}

#[test]
fn the_history_tells_of_people_and_not_of_where_they_stood_in_a_list() {
    let program = Program::new();
    let list = |rows: &str| {
        program.file("list.csv", &format!("Name,Company,Title,Hobby\n{rows}")).to_str().unwrap().to_owned()
    };
    program.ok(&["import", &list("Ann,Acme,Clerk,chess\nBen,Acme,Boss,go\n")]);
    program.ok(&["import", &list("Ben,Acme,Boss,go\nCarl,Acme,Cook,golf\nAnn,Acme,Director,chess\n")]);
    let told = program.ok(&["history"]);
    assert!(told.contains("Director") && !told.contains("=row"), "{told}");
}

const BEFORE: &str = "2026-10-20T09:00:00+08:00";
const LATER: &str = "2026-10-21T09:00:00+08:00";

fn person(program: &Program) -> Value {
    let out = program.ok(&["export", "person", "--sensitive"]);
    serde_json::from_str(out.lines().next().unwrap()).unwrap()
}

#[test]
fn an_old_export_takes_back_nothing_that_was_changed_since_whatever_its_form() {
    let list = "Name,Company,Title,Email,Mobile\nLuis Abel,Firma,Buyer,luis@f.example,+49 171 1234567\n";
    for (name, args) in [
        ("a.ndjson", &["export"][..]),
        ("a.csv", &["export", "person", "--format", "csv"]),
        ("c.csv", &["export", "person", "--format", "csv", "--profile", "contacts"]),
        ("g.csv", &["export", "person", "--format", "csv", "--profile", "google"]),
        ("o.csv", &["export", "person", "--format", "csv", "--profile", "outlook"]),
    ] {
        let program = Program::new().at(BEFORE);
        let file = program.file("list.csv", list);
        program.ok(&["import", file.to_str().unwrap()]);
        program.ok(&["set", "person", "Luis Abel", "home_city=Berlin"]);
        let out = program.ok(&[args, &["--sensitive"]].concat());
        let program = program.at(LATER);
        let news = ["phones=+49 30 7777", "emails=abel@f.example", "notes=left his card"];
        program.ok(&[&["set", "person", "Luis Abel"][..], &news].concat());
        let before = person(&program);
        let back = program.file(name, &out);
        let told = program.run(&["import", back.to_str().unwrap()]);
        let after = person(&program);
        for field in ["phones", "emails", "notes", "home_city"] {
            assert_eq!(after[field], before[field], "{name} {field}: {} {}", told.out, told.err);
        }
    }
}

#[test]
fn what_a_record_of_ours_says_newer_than_here_goes_in_and_what_is_newer_here_stays_and_is_told() {
    let program = Program::new().at(BEFORE);
    program.ok(&["add", "account", "name=Firma", "city=Berlin"]);
    let out = program.ok(&["export"]);
    let program = program.at(LATER);
    program.ok(&["set", "account", "Firma", "city=Bonn"]);
    // Somebody else wrote into the file.
    let file = program.file("a.ndjson", &out.replace("\"name\":\"Firma\"", "\"name\":\"Firma AG\""));
    let told = program.run(&["import", file.to_str().unwrap()]);
    assert!(told.err.contains("Bonn") && told.err.contains("Berlin") || told.out.contains("Bonn"), "{}", told.err);
    let account = &program.json(&["list", "account"])[0];
    assert_eq!((&account["name"], &account["city"]), (&json!("Firma AG"), &json!("Bonn")));
    assert_eq!(told.status, 1, "what stays out is told");
    // Of the state that is here, all counts.
    let mended = program.ok(&["export"]).replace("\"Bonn\"", "\"Köln\"");
    let file = program.file("b.ndjson", &mended);
    program.ok(&["import", file.to_str().unwrap()]);
    assert_eq!(program.json(&["list", "account"])[0]["city"], json!("Köln"));
}

#[test]
fn a_table_of_ours_is_read_whatever_the_order_of_its_columns() {
    let mut book = with_sample();
    let selection = Selection { sensitive: true, ..Selection::default() };
    for kind in Kind::ALL {
        let text = sheet::write(book.room(), *kind, &selection);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &rows {
            let cells: Vec<&str> = row.iter().collect();
            writer.write_record(cells.iter().rev()).unwrap();
        }
        let turned = writer.into_inner().unwrap();
        if rows.len() < 2 {
            continue;
        }
        let told = import(&mut book, "turned.csv", &turned);
        let counts = (told.summary.unchanged, told.summary.created + told.summary.updated + told.summary.failed);
        assert_eq!(counts, (rows.len() - 1, 0), "{kind}: {:?}", told.rows.first());
        // Nor are they anybody else's where nobody is known.
        let elsewhere = plan(&Room::default(), "turned.csv", &turned);
        assert_eq!(elsewhere.rows.len(), rows.len() - 1, "{kind}");
    }
}
