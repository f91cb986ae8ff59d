//! Lists and cards of ours that come back: whom they have above whom, what is made anew beside what is here, and what is
//! said by columns that are gone or empty; and tables of a kind, with what judgements in them rest on.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common::Program;
use serde_json::{Value, json};

const BEFORE: &str = "2026-10-20T09:00:00+08:00";
const LATER: &str = "2026-10-21T09:00:00+08:00";

/// Records whose ids begin alike, as those of one moment do.
const RECORDS: &str = r#"{"kind":"account","id":"0198f0a2-0000-7000-8000-000000000011","name":"Nordkvist"}
{"kind":"person","id":"0198f0a2-0000-7000-8000-000000000020","name":"Vera Lind","home_city":"Oslo","phones":["+46 31 555 0100"],"messengers":["wechat:vera1"]}
{"kind":"person","id":"0198f0a2-0000-7000-8000-000000000021","name":"Jonas Berg"}
{"kind":"person","id":"0198f0a2-0000-7000-8000-000000000022","name":"Mia Ek"}
{"kind":"seat","id":"0198f0a2-0000-7000-8000-000000000040","account":"0198f0a2-0000-7000-8000-000000000011","person":"0198f0a2-0000-7000-8000-000000000020","title":"CEO"}
{"kind":"seat","id":"0198f0a2-0000-7000-8000-000000000041","account":"0198f0a2-0000-7000-8000-000000000011","person":"0198f0a2-0000-7000-8000-000000000021","title":"CIO","reports_to":"0198f0a2-0000-7000-8000-000000000040"}
{"kind":"seat","id":"0198f0a2-0000-7000-8000-000000000042","account":"0198f0a2-0000-7000-8000-000000000011","person":"0198f0a2-0000-7000-8000-000000000022","title":"Buyer","reports_to":"0198f0a2-0000-7000-8000-000000000040"}
"#;

/// A store that has them.
fn store() -> Program {
    let program = Program::new().at(BEFORE);
    import(&program, "records.ndjson", RECORDS, &[]);
    program
}

/// What is said of a file that is read.
fn import(program: &Program, name: &str, text: &str, more: &[&str]) -> String {
    let file = program.file(name, text);
    let run = program.run(&[&["import", file.to_str().unwrap()], more].concat());
    run.out + &run.err
}

fn list(program: &Program, profile: &str) -> String {
    program.ok(&["export", "person", "--format", "csv", "--profile", profile, "--sensitive"])
}

fn all(program: &Program, kind: &str) -> Vec<Value> {
    program.json(&["list", kind]).as_array().unwrap().clone()
}

/// The seat of that title.
fn seat(program: &Program, title: &str) -> Value {
    all(program, "seat").into_iter().find(|seat| seat["title"] == title).unwrap()
}

fn id(record: &Value) -> &str {
    record["id"].as_str().unwrap()
}

/// A table, header first.
fn rows(list: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(list.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn text(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn place(rows: &[Vec<String>], column: &str) -> usize {
    rows[0].iter().position(|name| name == column).unwrap_or_else(|| panic!("{column} {:?}", rows[0]))
}

#[test]
fn salesforce_gets_whoever_is_above_today_though_ids_begin_alike() {
    let there = Program::new().at(BEFORE);
    import(&there, "list.csv", &list(&store(), "salesforce"), &[]);
    let there = there.at(LATER);
    let [jonas, mia] = ["CIO", "Buyer"].map(|title| seat(&there, title));
    there.ok(&["set", "seat", id(&mia), &format!("reports_to={}", id(&jonas))]);
    let rows = rows(&list(&there, "salesforce"));
    let [number, name, above] = ["Id", "FirstName", "ReportsToId"].map(|column| place(&rows, column));
    let of = |first: &str, column: usize| &rows.iter().find(|row| row[name] == first).unwrap()[column];
    assert_eq!(of("Mia", above), of("Jonas", number));
    assert_eq!(of("Jonas", above), of("Vera", number));
}

#[test]
fn what_a_list_or_a_card_of_ours_says_otherwise_is_made_anew_and_whole_and_once() {
    for profile in ["contacts", "chinese", "google", "outlook", "dynamics", "salesforce", "vcard"] {
        let program = store();
        let (name, file) = match profile {
            "vcard" => ("people.vcf", program.ok(&["export", "--format", "vcard", "--sensitive"])),
            _ => ("people.csv", list(&program, profile)),
        };
        let file = file.replacen("CIO", "CTO", 1);
        let program = program.at(LATER);
        let told = import(&program, name, &file, &["--on-conflict", "new"]);
        assert!(told.contains("1 added, 0 updated, 2 unchanged, 0 left out"), "{profile} {told}");
        let [here, new] = ["CIO", "CTO"].map(|title| seat(&program, title));
        assert_ne!(here["person"], new["person"], "{profile}");
        assert_eq!([&here["account"], &here["reports_to"]], [&new["account"], &new["reports_to"]], "{profile}");
        let named = all(&program, "person").into_iter().filter(|one| one["name"] == "Jonas Berg");
        assert_eq!((named.count(), all(&program, "account").len()), (2, 1), "{profile}");
        let told = import(&program, name, &file, &["--on-conflict", "new"]);
        assert!(told.contains("0 added, 0 updated, 3 unchanged"), "{profile} {told}");
    }
}

#[test]
fn nobody_above_in_a_list_for_google_is_nobody_above_here() {
    const COLUMN: &str = "Relation 1 - Value";
    // Somebody empties the cell.
    let here = store();
    let list_here = list(&here, "google");
    let there = Program::new().at(BEFORE);
    import(&there, "list.csv", &list_here, &[]);
    let mut emptied = rows(&list_here);
    let [name, above] = ["First Name", COLUMN].map(|column| place(&emptied, column));
    emptied.iter_mut().find(|row| row[name] == "Jonas").unwrap()[above].clear();
    let (here, there) = (here.at(LATER), there.at(LATER));
    for program in [&here, &there] {
        let told = import(program, "list.csv", &text(&emptied), &[]);
        assert!(told.contains("1 updated, 2 unchanged"), "{told}");
        assert_eq!(
            [&seat(program, "CIO")["reports_to"], &seat(program, "Buyer")["reports_to"]].map(Value::is_null),
            [true, false]
        );
        let told = import(program, "list.csv", &text(&emptied), &[]);
        assert!(told.contains("0 updated, 3 unchanged"), "{told}");
    }
    // A colleague empties all such fields, and what is said of messengers.
    let here = store();
    let there = Program::new().at(BEFORE);
    import(&there, "list.csv", &list(&here, "google"), &[]);
    let (here, there) = (here.at(LATER), there.at(LATER));
    for title in ["CIO", "Buyer"] {
        there.ok(&["set", "seat", id(&seat(&there, title)), "reports_to="]);
    }
    there.ok(&["set", "person", "Vera Lind", "messengers="]);
    let told = import(&here, "list.csv", &list(&there, "google"), &[]);
    assert!(told.contains("0 added, 3 updated"), "{told}");
    assert_eq!(all(&here, "seat").iter().filter(|seat| !seat["reports_to"].is_null()).count(), 0);
    let vera = here.json(&["show", "person", "Vera Lind"]);
    assert!(vera["messengers"].as_array().is_none_or(Vec::is_empty), "{vera}");
}

#[test]
fn a_column_that_is_gone_takes_no_telephone_and_no_part_of_a_name() {
    let columns =
        ["Phone", "Business Phone", "Phone Number", "Phone 1 - Value", "First Name", "Last Name", "FirstName"];
    for profile in ["google", "outlook", "hubspot", "dynamics", "salesforce"] {
        let list = rows(&list(&store(), profile));
        let gone: Vec<&str> =
            columns.into_iter().chain(["LastName"]).filter(|one| list[0].contains(&(*one).to_owned())).collect();
        assert_eq!(gone.len(), 3, "{profile}");
        for column in gone {
            let at = place(&list, column);
            let mut cut = list.clone();
            for row in &mut cut {
                row.remove(at);
            }
            // Where it was written, and where it was read whole.
            let there = Program::new().at(BEFORE);
            import(&there, "list.csv", &text(&list), &[]);
            for program in [store().at(LATER), there.at(LATER)] {
                let told = import(&program, "list.csv", &text(&cut), &[]);
                assert!(told.contains("0 added, 0 updated, 3 unchanged"), "{profile} {column}: {told}");
                let vera = program.json(&["show", "person", "Vera Lind"]);
                assert_eq!(vera["phones"][0]["value"], json!("+46 31 555 0100"), "{profile} {column}");
            }
        }
    }
}

#[test]
fn a_table_of_a_kind_says_what_a_judgement_rests_on_where_that_is_known() {
    let here = store();
    let export = |program: &Program| program.ok(&["export", "seat", "--format", "csv"]);
    let head = |table: &str| rows(table)[0].clone();
    let parts = ["support.confidence", "support.source", "support.as_of"];
    assert!(parts.iter().all(|part| !head(&export(&here)).contains(&(*part).to_owned())));
    let jonas = id(&seat(&here, "CIO")).to_owned();
    here.ok(&["set", "seat", &jonas, "support=supporter", "support.confidence=confirmed", "support.source=Mia"]);
    let table = export(&here);
    let columns = head(&table);
    assert!(
        columns.iter().any(|column| column == parts[0]) && !columns.iter().any(|column| column == parts[2]),
        "{columns:?}"
    );
    let there = Program::new().at(BEFORE);
    import(&there, "records.ndjson", RECORDS, &[]);
    let basis = |program: &Program| {
        let jonas = program.json(&["show", "seat", &jonas]);
        parts.map(|part| jonas[part].clone())
    };
    let there = there.at(LATER);
    let told = import(&there, "seats.csv", &table, &[]);
    assert!(told.contains("1 updated, 2 unchanged"), "{told}");
    assert_eq!(basis(&there), [json!("confirmed"), json!("Mia"), Value::Null]);
    // What is emptied there is empty here.
    let mut emptied = rows(&table);
    let at = place(&emptied, parts[1]);
    emptied.iter_mut().skip(1).for_each(|row| row[at].clear());
    let here = here.at(LATER);
    let told = import(&here, "seats.csv", &text(&emptied), &[]);
    assert!(told.contains("1 updated, 2 unchanged"), "{told}");
    assert_eq!(basis(&here)[1], Value::Null);
}
