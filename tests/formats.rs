//! What a file is, whatever it is called, and what is said of one that holds nothing, half of something, or all or nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

mod common;

use common::{Program, Run};
use serde_json::{Value, json};

fn rows(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn import(program: &Program, name: &str, content: &str) -> Run {
    let path = program.file(name, content);
    program.run(&["import", path.to_str().unwrap()])
}

#[test]
fn a_file_is_what_it_holds_and_not_what_it_is_called() {
    const LIST: &str = "Name,Company\nAda,One\n";
    const RECORD: &str = r#"{"kind":"account","id":"01900000-0000-7000-8000-0000000000aa","name":"One"}"#;
    for name in ["a.json", "a.ndjson", "a.vcf", "a.ics", "a.xlsx", "a.txt", "a"] {
        let run = import(&Program::new(), name, LIST);
        assert!(run.status == 0 && run.out.starts_with("1 added"), "{name}: {run:?}");
    }
    for name in ["a.csv", "a.vcf", "a.ics", "a.xlsx", "a.txt"] {
        let run = import(&Program::new(), name, RECORD);
        assert!(run.status == 0 && run.out.contains("Account 1"), "{name}: {run:?}");
    }
    // A first line that is broken makes no list of records a list of people.
    let run = import(&Program::new(), "a.ndjson", &format!("kind,account\n{RECORD}\n"));
    assert!(run.status == 1 && run.out.starts_with("1 added"), "{run:?}");
}

#[test]
fn a_file_that_holds_nothing_says_so() {
    for (name, content) in [("a.ndjson", ""), ("a.ndjson", "\n\n"), ("a.csv", "Name,Company\n"), ("a.csv", "")] {
        let run = import(&Program::new(), name, content);
        assert!(run.status == 1 && run.err.contains("There is nothing in this file"), "{name} {content:?}: {run:?}");
    }
    // Of our own kinds there may be none.
    let program = Program::new();
    assert_eq!(import(&program, "a.csv", "Name,Company\nAda,One\n").status, 0);
    let table = program.ok(&["export", "gift", "--format", "csv"]);
    assert_eq!(import(&program, "gift.csv", &table).status, 0);
}

#[test]
fn a_card_of_a_folder_that_is_cut_is_left_out_like_any_other() {
    let program = Program::new();
    let card = |name: &str| format!("BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nEND:VCARD\n");
    let folder = program.file("a", "").with_file_name("cards");
    std::fs::create_dir(&folder).unwrap();
    for (name, text) in [
        ("1.vcf", card("Ada")),
        ("2.vcf", "BEGIN:VCARD\nVERSION:4.0\nFN:Bob\nNOTE;ENCODING=QUOTED-PRINTABLE:half=\n".into()),
        ("3.vcf", card("Cleo")),
        ("4.vcf", "BEGIN".into()),
        ("5.vcf", card("Dora")),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let run = program.run(&["import", folder.to_str().unwrap(), "--json"]);
    let rows = rows(&run.out);
    let told = |row: &Value| (row["status"].as_str().unwrap_or_default().to_owned(), row["line"].clone());
    let left_out: Vec<_> = rows.iter().filter(|row| row["code"] == "cut").map(told).collect();
    assert_eq!((run.status, left_out), (1, vec![("failed".into(), json!(1)), ("failed".into(), json!(1))]), "{run:?}");
    let file = |row: &&Value| row["code"] == "cut" && row["file"].as_str().unwrap().ends_with("2.vcf");
    assert!(rows.iter().any(|row| file(&row)), "{rows:?}");
    let mut names: Vec<String> =
        program.json(&["list", "person"]).as_array().unwrap().iter().map(|one| one["name"].to_string()).collect();
    names.sort();
    assert_eq!(names, [r#""Ada""#, r#""Cleo""#, r#""Dora""#]);
}

#[test]
fn all_or_nothing_says_of_no_row_that_it_went_in() {
    let program = Program::new();
    let first = program.file("first.csv", "Name,Company\nAda,One\n");
    program.ok(&["import", first.to_str().unwrap()]);
    let path = program.file("list.csv", "Name,Company,Title\nAda,One,Chair\nBob,One,CIO\n,One,CEO\n");
    let run = program.run(&["import", path.to_str().unwrap(), "--atomic", "--json"]);
    let rows = rows(&run.out);
    let told: Vec<_> = rows.iter().take(3).map(|row| (&row["status"], &row["code"])).collect();
    let [skipped, failed] = ["skipped", "failed"].map(|text| json!(text));
    let [held, nobody] = ["held-back", "no-name"].map(|text| json!(text));
    assert_eq!(told, [(&skipped, &held), (&skipped, &held), (&failed, &nobody)]);
    assert_eq!((rows[0]["id"].is_string(), &rows[1]["id"]), (true, &Value::Null), "only what is here has an id");
    let counts = json!({"created": 0, "updated": 0, "unchanged": 0, "skipped": 2, "failed": 1, "flawed": 0});
    assert_eq!((run.status, &rows[3]["summary"], &rows[3]["new"]), (1, &counts, &json!({})));
    assert_eq!(program.json(&["list", "person"]).as_array().unwrap().len(), 1);
}

#[test]
fn an_undo_of_many_edits_tells_of_the_whole() {
    let program = Program::new();
    let rows = (0..1100).map(|n| format!("Person {n},One\n")).collect::<Vec<_>>().concat();
    let path = program.file("many.csv", &format!("Name,Company\n{rows}"));
    program.ok(&["import", path.to_str().unwrap()]);
    assert_eq!(program.ok(&["undo"]), "Undone: many.csv (many changes at once)\n");
    assert_eq!(program.json(&["list", "person"]), json!([]));
    assert_eq!(program.ok(&["redo"]), "Done again: many.csv (many changes at once)\n");
}

#[test]
fn deputies_of_each_other_in_a_long_file_are_not_updated_by_it() {
    let program = Program::new();
    let member = |n: u32, deputy: u32| {
        let id = |n: u32| format!("01900000-0000-7000-8000-0000000e{n:04}");
        let (own, deputy) = (id(n), id(deputy));
        format!(r#"{{"kind":"member","id":"{own}","name":"M{n}","level":"rep","deputy":"{deputy}"}}"#)
    };
    let people: String = (0..1100)
        .map(|n| format!(r#"{{"kind":"person","id":"01900000-0000-7000-8000-0000000b{n:04}","name":"P{n}"}}"#) + "\n")
        .collect();
    let file = format!("{}\n{}\n{people}", member(1, 2), member(2, 1));
    assert_eq!(program.fed(&["import", "-"], file.as_bytes()).status, 0);
    let first = program.ok(&["export", "--sensitive"]);
    assert!(!first.contains("updated_at"), "nothing was changed since it was made");
    assert_eq!(first.matches("deputy").count(), 2);
    let other = Program::new();
    assert_eq!(other.fed(&["import", "-"], first.as_bytes()).status, 0);
    assert!(other.ok(&["export", "--sensitive"]) == first);
}
