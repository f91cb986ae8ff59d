//! What is emptied in a list of ours, or in the store it is from, is empty where the list is read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common::Program;
use serde_json::Value;

const BEFORE: &str = "2026-10-20T09:00:00+08:00";
const LATER: &str = "2026-10-21T09:00:00+08:00";

/// Columns of a list, and the field that they hold.
type Told = (&'static [&'static str], &'static str);

/// Each list, what its columns are called, and the field of each.
const LISTS: [(&str, &[Told]); 7] = [
    (
        "contacts",
        &[
            (&["Layer"], "layer"),
            (&["WeChat", "Messengers"], "messengers"),
            (&["Birthday"], "birthday"),
            (&["Notes"], "notes"),
            (&["Seat notes"], "seat notes"),
            (&["Buying roles"], "buying_roles"),
            (&["Likes"], "likes"),
        ],
    ),
    (
        "chinese",
        &[
            (&["层级"], "layer"),
            (&["角色"], "buying_roles"),
            (&["生日"], "birthday"),
            (&["微信", "即时通讯"], "messengers"),
            (&["席位备注"], "seat notes"),
        ],
    ),
    ("google", &[(&["Birthday"], "birthday"), (&["Organization Title"], "title")]),
    ("outlook", &[(&["Birthday"], "birthday")]),
    ("hubspot", &[(&["Date of Birth"], "birthday")]),
    ("dynamics", &[(&["Birthday"], "birthday")]),
    ("salesforce", &[(&["Birthdate"], "birthday")]),
];

fn list(program: &Program, profile: &str) -> String {
    program.ok(&["export", "person", "--format", "csv", "--profile", profile, "--sensitive"])
}

fn import(program: &Program, text: &str) -> String {
    let file = program.file("list.csv", text);
    let said = program.run(&["import", file.to_str().unwrap()]);
    said.out + &said.err
}

/// Somebody of whom something is known.
fn store() -> Program {
    let program = Program::new().at(BEFORE);
    program.ok(&["add", "account", "name=Nord"]);
    program.ok(&[
        "add",
        "person",
        "name=Vera Lind",
        "messengers=wechat:vera1, skype:vera2",
        "birthday=1970-03-04",
        "notes=likes fish",
        "likes=tea",
    ]);
    program.ok(&[
        "add",
        "seat",
        "account=Nord",
        "person=Vera Lind",
        "title=Buyer",
        "layer=decision",
        "buying_roles=approver",
        "notes=signs",
    ]);
    program
}

/// What is in a field of hers; empty where nothing is.
fn now(program: &Program, field: &str) -> String {
    let all = program.ok(&["export", "--format", "ndjson", "--sensitive"]);
    let mut all = all.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of_seat = ["layer", "buying_roles", "seat notes", "title"].contains(&field);
    let kind = if of_seat { "seat" } else { "person" };
    let record = all.find(|one| one["kind"] == kind).unwrap();
    match &record[field.strip_prefix("seat ").unwrap_or(field)] {
        Value::Null => String::new(),
        Value::Array(all) if all.is_empty() => String::new(),
        Value::String(unknown) if unknown == "unknown" => String::new(),
        other => other.to_string(),
    }
}

/// A list with nothing in some columns.
fn without(list: &str, columns: &[&str]) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(list.as_bytes());
    let rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for (nth, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(&rows[0]);
        let cells = cells.map(|(cell, column)| if nth > 0 && columns.contains(&&**column) { "" } else { cell });
        writer.write_record(cells).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn an_emptied_cell_empties_its_field_here_and_elsewhere() {
    for (profile, fields) in LISTS {
        for (columns, field) in fields {
            let here = store();
            let list = list(&here, profile);
            let there = Program::new().at(BEFORE);
            import(&there, &list);
            let emptied = without(&list, columns);
            assert_ne!(emptied, list, "{profile} {field}");
            let (here, there) = (here.at(LATER), there.at(LATER));
            for program in [&here, &there] {
                assert!(!now(program, field).is_empty(), "{profile} {field}");
                let told = import(program, &emptied);
                assert_eq!(now(program, field), "", "{profile} {field}: {told}");
                assert!(told.contains("1 updated"), "{profile} {field}: {told}");
                let again = import(program, &emptied);
                assert!(again.contains("0 added, 0 updated"), "{profile} {field}: {again}");
            }
        }
    }
}

#[test]
fn what_was_emptied_in_one_store_does_not_come_back_from_another() {
    for (profile, fields) in LISTS {
        for (_, field) in fields.iter().filter(|(_, field)| *field != "buying_roles") {
            let here = store();
            let there = Program::new().at(BEFORE);
            import(&there, &list(&here, profile));
            let (here, there) = (here.at(LATER), there.at(LATER));
            let of_seat = ["layer", "buying_roles", "seat notes", "title"].contains(field);
            let (kind, id) = if of_seat {
                ("seat", here.json(&["list", "seat"]))
            } else {
                ("person", here.json(&["list", "person"]))
            };
            let name = field.strip_prefix("seat ").unwrap_or(field);
            here.ok(&["set", kind, id[0]["id"].as_str().unwrap(), &format!("{name}=")]);
            let told = import(&there, &list(&here, profile));
            assert_eq!(now(&there, field), "", "{profile} {field}: {told}");
            let told = import(&here, &list(&there, profile));
            assert_eq!(now(&here, field), "", "{profile} {field}: {told}");
        }
    }
}
