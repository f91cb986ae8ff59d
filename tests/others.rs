//! Lists that other people keep: rows about one and the same, namesakes, lists that say more the next time, and what is
//! said of all that.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::common::Program;

fn rows(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Imports a table that is called `list.csv`.
fn import(program: &Program, text: &str, more: &[&str]) -> Vec<Value> {
    let file = program.file("list.csv", text);
    rows(&program.run(&[&["import", file.to_str().unwrap(), "--json"], more].concat()).out)
}

fn people(program: &Program) -> Vec<Value> {
    program.json(&["list", "person"]).as_array().unwrap().clone()
}

/// What somebody is known by here, by their city.
fn by_city(program: &Program) -> BTreeMap<String, String> {
    let all = people(program).into_iter().map(|one| one["id"].as_str().unwrap().to_owned());
    let city = |id: &str| {
        let out = program.ok(&["show", "person", id, "--json"]);
        serde_json::from_str::<Value>(&out).unwrap()["home_city"].as_str().unwrap_or_default().to_owned()
    };
    all.map(|id| (city(&id), id)).collect()
}

#[test]
fn an_account_in_two_rows_goes_in_as_the_first_says() {
    let program = Program::new();
    let rows = import(&program, "Account Name,Industry\nAcme,Steel\nAcme,Wood\n", &[]);
    assert_eq!((&rows[0]["status"], &rows[1]["code"]), (&json!("created"), &json!("twice")));
    assert_eq!(rows[2]["new"], json!({"account": 1}));
    let all = program.json(&["list", "account"]);
    assert_eq!((all.as_array().unwrap().len(), &all[0]["id"]), (1, &rows[0]["id"]));
    // Nor is one that was here touched by the row that is left out.
    let rows = import(&program, "Account Name,Industry\nAcme,Steel\nAcme,Wood\n", &[]);
    assert_eq!((&rows[0]["status"], rows[2]["new"].as_object().unwrap().len()), (&json!("unchanged"), 0));
    assert_eq!(program.json(&["list", "account"]).as_array().unwrap().len(), 1);
}

#[test]
fn namesakes_are_told_apart_by_address_then_title_then_order() {
    let program = Program::new();
    let head = "Name,Company,Title,Email,City\n";
    let [one, two] = ["Wang Wei,Acme,CEO,w1@a.example,Bonn\n", "Wang Wei,Acme,CTO,w2@a.example,Kiel\n"];
    import(&program, &[head, one, two].concat(), &[]);
    let before = by_city(&program);
    assert_eq!(before.len(), 2);
    // The same rows in another order, and one of a third before them.
    let three = "Wang Wei,Acme,CFO,w3@a.example,Ulm\n";
    let told = import(&program, &[head, two, one].concat(), &[]);
    assert_eq!(told[2]["summary"]["unchanged"], json!(2), "{told:?}");
    let told = import(&program, &[head, three, two, one].concat(), &[]);
    assert_eq!((&told[3]["summary"]["created"], &told[3]["summary"]["unchanged"]), (&json!(1), &json!(2)), "{told:?}");
    let after = by_city(&program);
    assert!(before.iter().all(|(city, id)| after.get(city) == Some(id)) && after.len() == 3, "{before:?} {after:?}");
    // By title where addresses say nothing, and by order where both are alike.
    let program = Program::new();
    let rows = |all: [&str; 3]| head.to_owned() + &all.map(|row| format!("Wang Wei,Acme,{row}\n")).concat();
    import(&program, &rows(["Buyer,,Bonn", "Buyer,,Kiel", "CTO,,Ulm"]), &[]);
    let before = by_city(&program);
    let told = import(&program, &rows(["CTO,,Ulm", "Buyer,,Bonn", "Buyer,,Kiel"]), &[]);
    assert_eq!(told[3]["summary"]["unchanged"], json!(3), "{told:?}");
    assert_eq!(by_city(&program), before);
    // A telephone that both have tells neither from the other.
    let program = Program::new();
    let list = |all: [&str; 2]| {
        "Name,Company,Phone,City\n".to_owned() + &all.map(|row| format!("Li Na,Acme,{row}\n")).concat()
    };
    import(&program, &list(["100; 1,Bonn", "100; 2,Kiel"]), &[]);
    let told = import(&program, &list(["100; 1,Bonn", "100; 2,Kiel"]), &[]);
    assert_eq!(told[2]["summary"]["unchanged"], json!(2), "{told:?}");
}

#[test]
fn whoever_a_list_made_without_a_seat_gets_it_once_the_account_is_said() {
    let plain = "Name,Title,Email\nAnn Lee,CEO,ann@a.example\nBo Ray,CTO,\nBo Ray,Clerk,\n";
    let numbered = "ID,Name,Title\n1,Ann Lee,CEO\n2,Bo Ray,CTO\n3,Bo Ray,Clerk\n";
    for list in [plain, numbered] {
        let program = Program::new();
        let rows = import(&program, list, &[]);
        assert_eq!(rows[0]["code"], json!("no-account"));
        let ids = by_id(&program);
        for _ in 0..2 {
            import(&program, list, &["--account", "Acme"]);
            assert_eq!(by_id(&program), ids, "{list}");
            assert_eq!(program.json(&["list", "seat"]).as_array().unwrap().len(), 3, "{list}");
        }
    }
    // Somebody of that name whom another made is somebody else.
    let program = Program::new();
    program.ok(&["add", "person", "name=Ann Lee"]);
    import(&program, plain, &["--account", "Acme"]);
    assert_eq!(people(&program).len(), 4);
}

fn by_id(program: &Program) -> Vec<String> {
    let mut ids: Vec<String> = people(program).iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

#[test]
fn a_sheet_of_a_workbook_is_chosen_by_its_name() {
    let program = Program::new();
    let path = format!("{}/tests/fixtures/sheets-rejects.xlsx", env!("CARGO_MANIFEST_DIR"));
    program.run(&["import", &path]);
    let original = ["export", "--format", "csv", "--profile", "original"];
    let tables = ["sheets-rejects.xlsx:People", "sheets-rejects.xlsx:Kunden"];
    let of = |table: &str| program.ok(&[&original[..], &["--from", table]].concat());
    let [people, more] = tables.map(of);
    let rows = |table: &str| table.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert!(!rows(&people).is_empty() && !rows(&more).is_empty(), "{people} {more}");
    assert!(rows(&people).iter().all(|row| !rows(&more).contains(row)), "{people} {more}");
}

#[test]
fn what_no_table_knows_stays_with_its_record() {
    let program = Program::new();
    let file = program.file("a.ndjson", "{\"kind\":\"person\",\"name\":\"Zed\",\"shoe\":3}\n");
    program.ok(&["import", file.to_str().unwrap()]);
    assert!(program.ok(&["export", "--sensitive"]).contains("\"shoe\":3"));
    let yaml = "company: Acme\npeople:\n  - name: Zed\n    title: CEO\n    extra: {a: 1, b: [x, {c: 2}]}\n    \
        team: {size: 4}\n    email: {work: z@a.example}\n";
    let program = Program::new();
    let file = program.file("org.yaml", yaml);
    let run = program.run(&["import", file.to_str().unwrap()]);
    let out = program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive"]);
    for kept in [r#"{""a"":""1"",""b"":[""x"",{""c"":""2""}]}"#, r#"{""size"":""4""}"#, r#"{""work"":""z@a.example""}"#]
    {
        assert!(out.contains(kept), "{kept} {out} {run:?}");
    }
}

#[test]
fn rejects_are_written_where_something_was_left_out_and_named() {
    let program = Program::new();
    let good = program.file("good.csv", "Name,Company\nAda,One\n");
    let bad = program.file("bad.csv", "Name,Company\n,Two\n");
    let there = program.file("rest.csv", "mine\n");
    let second = there.with_file_name("rest-2.csv");
    let [good, bad, rest] = [&good, &bad, &there].map(|path| path.to_str().unwrap());
    let run = program.run(&["import", good, "--rejects", rest]);
    let told = format!("There is nothing to correct: {rest} is no file of an import and stays as it is.\n");
    assert_eq!(
        (run.status, run.err.as_str(), std::fs::read_to_string(rest).unwrap().as_str()),
        (0, told.as_str(), "mine\n")
    );
    let run = program.run(&["import", good, bad, "--rejects", rest]);
    assert_eq!((run.status, std::fs::read_to_string(rest).unwrap().as_str()), (1, "mine\n"));
    assert!(run.err.contains(second.to_str().unwrap()) && second.exists(), "{}", run.err);
    assert!(run.err.ends_with(&told), "{}", run.err);
}

#[test]
fn what_is_said_of_columns_names_what_tables_can_say() {
    let program = Program::new();
    let file = program.file("list.csv", "Who,Firm,Boss,Tel,Fax\nAnn Lee,Acme,Bo Ray,1,2\n");
    let import = |map: &str| program.run(&["import", file.to_str().unwrap(), "--map", map]);
    let run = import("Who=name,Firm=account,Boss=manger");
    assert!(
        run.status != 0 && run.err.contains("“manager”") && run.err.contains("department title manager"),
        "{}",
        run.err
    );
    let run = import("Who=name,Firm=name");
    assert!(run.status != 0 && run.err.contains("“Who”") && run.err.contains("“Firm”"), "{}", run.err);
    // Of what has several lines, several columns may be.
    let run = import("Who=name,Firm=account,Tel=phones,Fax=phones");
    assert!(run.out.starts_with("1 added"), "{run:?}");
    let accounts = program.file("accounts.csv", "Firm,Works\nAcme,Steel\n");
    let run = program.run(&["import", accounts.to_str().unwrap(), "--map", "Firm=account,Works=industri"]);
    assert!(run.status != 0 && run.err.contains("“industry”") && run.err.contains("website"), "{}", run.err);
}

#[test]
fn sentences_say_numbers_of_numbers_and_places_in_words() {
    let program = Program::new();
    let file = program.file("list.csv", "Name,Company,Manager\nAnn Lee,Acme,417\nBo Ray,Acme,Cy Day\n");
    let run = program.run(&["import", file.to_str().unwrap()]);
    assert!(run.err.contains("number 417") && run.err.contains("“Cy Day”, who is not"), "{}", run.err);
    for (text, place) in [("{\"kind\": nonsense}\n{}\n", "11"), ("中文\n", "1"), ("{\"名\":甲}\n{}\n", "6")] {
        let file = program.file("a.ndjson", text);
        let run = program.run(&["import", file.to_str().unwrap(), "--format", "ndjson", "--lang", "zh-CN"]);
        assert!(run.err.contains(&format!("从第 {place} 个字符起")), "{text} {}", run.err);
    }
}
