//! Tables keep what is theirs: of several lists about the same people each goes back as it came, in its order and with its
//! blanks, and what one says against another, or against what was deleted here, is told as what it is.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use serde_json::{Value, json};
use warroom::edit::{Draft, Room};
use warroom::exchange::address::{Profile, write};
use warroom::exchange::{Options, Plan, Row, Selection, Status, read};
use warroom::model::{Account, Id, Person, Problem, Seat};

use self::common::Program;
use self::common::records::{commit, now};

const A: &str = "Name,Firma,Ort,Mobil,Spalte X\n\
    Zoe Berg,Hafen AG,Kiel,0170 1,  x1 \n\
    Anna Lund,Hafen AG,Bonn,0170 2,x2\n\
    Mia Groß,Hafen AG,Ulm,0170 3,\" \"\n";
const B: &str = "Name,Firma,Ort,E-Mail,Spalte X,Abteilung\n\
    Tom Neu,Hafen AG,Jena,t@x.example,y3,Lager\n\
    Anna Lund,Hafen AG,Köln,a@x.example,y2,Einkauf\n";

fn import(room: &mut Room, text: &str, name: &str) -> Plan {
    let plan = read(text.as_bytes(), name, &Options::default(), room, now(), &mut |_, _| {}).unwrap();
    for draft in plan.drafts().unwrap() {
        commit(room, draft).unwrap();
    }
    plan
}

fn original(room: &Room, table: Option<&str>) -> Result<String, Problem> {
    let selection = Selection { sensitive: true, table: table.map(str::to_owned), ..Selection::default() };
    write(room, Profile::Original, &selection, now().date_naive())
}

/// The cells of a table, so that it does not matter which of them stand in quotes.
fn cells(text: &str) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.into_records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn both() -> Room {
    let mut room = Room::default();
    import(&mut room, A, "people-a.csv");
    import(&mut room, B, "people-b.csv");
    room
}

#[test]
fn of_two_lists_each_goes_back_as_it_came() {
    let mut room = both();
    let why = original(&room, None).unwrap_err();
    let told = |name: &str| why.args.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone()).unwrap();
    assert_eq!((why.id, told("first").as_str()), ("problem-export-several-originals", "people-a.csv"));
    assert_eq!(told("tables"), "people-a.csv · people-b.csv");
    for (name, text) in [("people-a.csv", A), ("people-b.csv", B)] {
        assert_eq!(cells(&original(&room, Some(name)).unwrap()), cells(text), "{name}");
        let again = import(&mut room, text, name);
        assert!(again.drafts().unwrap().is_empty(), "{name}: {:#?}", again.drafts().unwrap());
        let renamed = import(&mut room, text, "renamed.csv");
        assert!(renamed.drafts().unwrap().is_empty(), "{name}: a list is known by its columns");
    }
    assert_eq!(original(&room, Some("nobody.csv")).unwrap_err().id, "problem-export-no-such-original");
    // What is added here is in both.
    let anna = room.all::<Person>().find(|one| one.name == "Anna Lund").unwrap();
    let mut phones = room.record(anna.id).unwrap().value("phones");
    phones.as_array_mut().unwrap().push(json!("0170 99"));
    let draft = Draft::setting(&room, anna.id, "phones", phones).unwrap();
    commit(&mut room, draft).unwrap();
    let out = original(&room, Some("people-a.csv")).unwrap();
    assert!(out.contains("0170 2; 0170 99"), "{out}");
    assert!(!out.contains("a@x.example") && !out.contains("Tom Neu"), "{out}");
}

#[test]
fn what_two_files_say_of_one_is_no_change_made_here() {
    let mut room = Room::default();
    import(&mut room, A, "people-a.csv");
    let plan = import(&mut room, B, "people-b.csv");
    let row = plan.rows.iter().find(|row| row.line == 3).unwrap();
    let args = |name: &str| row.problems[0].args.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone());
    assert_eq!((row.status, row.code(), row.is_contested()), (Status::Updated, "other-file", true));
    assert_eq!(args("file").as_deref(), Some("people-a.csv"));
    let city =
        |room: &Room| room.all::<Person>().find(|one| one.name == "Anna Lund").unwrap().home_city.clone().unwrap();
    assert_eq!(city(&room), "Bonn");
    // Whoever changes it here is told so, and a file that changes its own mind is heard.
    let plan = import(&mut room, &B.replace("Köln", "Trier"), "people-b.csv");
    assert_eq!((plan.summary.updated, city(&room).as_str()), (1, "Trier"), "{:#?}", plan.rows);
    assert_eq!(cells(&original(&room, Some("people-a.csv")).unwrap()), cells(A));
    let anna = room.all::<Person>().find(|one| one.name == "Anna Lund").unwrap().id;
    let draft = Draft::setting(&room, anna, "home_city", json!("Mainz")).unwrap();
    commit(&mut room, draft).unwrap();
    let plan = import(&mut room, &B.replace("Köln", "Celle"), "people-b.csv");
    assert_eq!(plan.rows.iter().map(Row::code).collect::<Vec<_>>(), ["", "changed-here"]);
    assert!(original(&room, Some("people-a.csv")).unwrap().contains("Anna Lund,Hafen AG,Mainz"));
}

#[test]
fn columns_keep_their_order_whoever_is_deleted() {
    let list = |who: std::ops::Range<u32>| {
        let rows = who.map(|n| format!("Z{n},Hafen AG,b{n},a{n}\n")).collect::<Vec<_>>().concat();
        format!("Name,Firma,Zeta,Alpha\n{rows}")
    };
    let mut room = Room::default();
    import(&mut room, &list(0..200), "list.csv");
    for name in (0..150).map(|n| format!("Z{n}")) {
        let seat = room.all::<Seat>().find(|seat| room.name(seat.id) == name).unwrap();
        let (seat, person) = (seat.id, seat.person.unwrap());
        for id in [seat, person] {
            let draft = Draft::deleting(&room, id).unwrap();
            commit(&mut room, draft).unwrap();
        }
    }
    assert_eq!(original(&room, None).unwrap(), list(150..200));
    // The columns stand with a few.
    let line = |room: &Room| room.keeping("contacts.=columns").count();
    assert!((10..=64).contains(&line(&room)), "{}", line(&room));
}

#[test]
fn what_was_deleted_here_stays_away_and_its_rows_say_so() {
    let program = Program::new();
    let list = program.file("list.csv", "Name,Company,Title\nVera,Nord,CEO\nJonas,Nord,CIO\n");
    let [numbered, people] = [
        ("Account.csv", "Id,Name,BillingCity\n001000000000001,West,Kiel\n"),
        ("Contact.csv", "Id,AccountId,LastName,Title\n003000000000001,001000000000001,Ray,CEO\n"),
    ]
    .map(|(name, text)| program.file(name, text));
    for file in [&list, &numbered, &people] {
        program.ok(&["import", file.to_str().unwrap()]);
    }
    for account in program.json(&["list", "account"]).as_array().unwrap() {
        program.ok(&["rm", "account", account["id"].as_str().unwrap()]);
    }
    let import = |file: &std::path::Path, more: &[&str]| -> (i32, Vec<Value>) {
        let run = program.run(&[&["import", file.to_str().unwrap(), "--json"], more].concat());
        (run.status, run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    };
    for (file, code, count) in
        [(&list, "deleted-here", 2), (&numbered, "deleted-here", 1), (&people, "account-deleted", 1)]
    {
        let (status, rows) = import(file, &[]);
        let (total, rows) = rows.split_last().unwrap();
        assert_eq!((status, &total["summary"]["skipped"]), (1, &json!(count)), "{rows:#?}");
        for row in rows {
            assert_eq!((&row["status"], &row["code"]), (&json!("skipped"), &json!(code)), "{row}");
        }
    }
    assert_eq!(program.json(&["list", "account"]), json!([]));
    let (status, rows) = import(&list, &["--on-conflict", "new"]);
    assert_eq!(
        (status, &rows.last().unwrap()["new"]["account"], &rows.last().unwrap()["new"]["seat"]),
        (0, &json!(1), &json!(2))
    );
    let (_, rows) = import(&list, &["--on-conflict", "new"]);
    assert_eq!(rows.last().unwrap()["summary"]["unchanged"], json!(2), "{rows:#?}");
}

#[test]
fn scripts_are_told_of_the_only_file_that_cannot_be_read() {
    let program = Program::new();
    let picture = program.file("a.csv", "");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let missing = picture.with_file_name("missing.csv");
    for (file, code) in [(&picture, "file-not-understood"), (&missing, "file-unreadable")] {
        for more in [&[][..], &["--atomic"]] {
            let run = program.run(&[&["import", file.to_str().unwrap(), "--json"], more].concat());
            let rows: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!((run.status, rows.len()), (1, 2), "{run:?}");
            assert_eq!((&rows[0]["status"], &rows[0]["code"]), (&json!("failed"), &json!(code)));
            assert_eq!((&rows[1]["summary"]["unread"], &rows[1]["summary"]["created"]), (&json!(1), &json!(0)));
        }
    }
}

#[test]
fn rejects_are_written_as_their_name_says_or_not_at_all() {
    let program = Program::new();
    let list = program.file("list.csv", "Name,Company,Title\n,Nord,\"CEO, acting\"\n");
    let [book, tabs] = ["out.XLSX", "out.tsv"].map(|name| list.with_file_name(name));
    let run = program.run(&["import", list.to_str().unwrap(), "--rejects", book.to_str().unwrap()]);
    assert!(run.status == 2 && run.err.contains(".csv or .tsv") && !book.exists(), "{run:?}");
    program.run(&["import", list.to_str().unwrap(), "--rejects", tabs.to_str().unwrap()]);
    let text = std::fs::read_to_string(tabs).unwrap();
    assert!(text.starts_with("Name\tCompany\tTitle\tERROR\n\tNord\tCEO, acting\t"), "{text}");
}

#[test]
fn a_line_that_is_named_is_that_of_its_file() {
    let program = Program::new();
    let folder = program.file("x", "").with_file_name("cards");
    std::fs::create_dir(&folder).unwrap();
    let card = |name: &str, role: &str| {
        format!(
            "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:1b4e28ba-2fa1-41d2-883f-0016d3cca427\nFN:{name}\nORG:Nord\nTITLE:{role}\nEND:VCARD\n"
        )
    };
    for (name, text) in [("1.vcf", card("Ada", "CEO")), ("2.vcf", card("Ada", "CIO"))] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let run = program.run(&["import", folder.to_str().unwrap(), "--json"]);
    let row: Value = serde_json::from_str(run.out.lines().nth(1).unwrap()).unwrap();
    assert_eq!((&row["code"], &row["line"]), (&json!("twice"), &json!(1)), "{row}");
    let message = row["message"].as_str().unwrap();
    assert!(
        row["file"].as_str().unwrap().ends_with("2.vcf") && message.contains("line 1 (") && message.contains("1.vcf)"),
        "{row}"
    );
}

#[test]
fn of_two_lists_of_accounts_each_goes_back_too() {
    let (a, b) = ("Company,Industry,Stadt\nWest,Bank,x\nNord,Bank,y\n", "Company,Website,Stadt\nWest,w.example,z\n");
    let mut room = Room::default();
    import(&mut room, a, "a.csv");
    import(&mut room, b, "b.csv");
    assert_eq!(room.all::<Account>().count(), 2);
    assert_eq!(original(&room, None).unwrap_err().id, "problem-export-several-originals");
    assert_eq!(original(&room, Some("a.csv")).unwrap(), a);
    assert_eq!(original(&room, Some("b.csv")).unwrap(), b);
    assert_eq!(room.all::<Account>().map(|one| one.id).collect::<std::collections::BTreeSet<Id>>().len(), 2);
}
