//! Moving in and out with the lists people have: two of one form, cells that are doubtful, columns nobody knows, rows that are
//! there twice, what a preview says, the order of exports, and what the history tells of it all.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use crate::common::Program;

const NORTH: &str =
    "姓名;公司;电话;邮箱\r\n张伟;甲公司;13800138000;zw@a.example\r\n李娜;甲公司;13800138001;ln@a.example\r\n";
const SOUTH: &str = "姓名;公司;电话;邮箱\r\n张伟;甲公司;13800138000;zw@a.example\r\n王芳;乙公司;13900139000;wf@b.example\r\n赵静;乙公司;13700137000;zj@b.example\r\n";

/// A store that has read some files.
fn having(files: &[(&str, &str)]) -> Program {
    let program = Program::new();
    for (name, text) in files {
        let path = program.file(name, text);
        program.ok(&["import", path.to_str().unwrap()]);
    }
    program
}

fn original(program: &Program, file: &str) -> String {
    program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive", "--from", file])
}

#[test]
fn two_lists_of_one_form_go_back_each_alone_and_word_for_word() {
    let program = having(&[("north.csv", NORTH), ("south.csv", SOUTH)]);
    for (name, text) in [("north.csv", NORTH), ("south.csv", SOUTH)] {
        assert_eq!(original(&program, name), text, "{name}");
    }
    let why = program.refused(&["export", "--format", "csv", "--profile", "original", "--sensitive"]);
    assert!(why.contains("north.csv · south.csv") && why.contains("--from \"north.csv\""), "{why}");
    // The same list under another name, a line of it changed, is no third one.
    let newer = program.file("north (2).csv", &NORTH.replace("13800138001", "13800138002"));
    let said = program.ok(&["import", newer.to_str().unwrap()]);
    assert!(said.starts_with("0 added, 1 updated"), "{said}");
    assert_eq!(original(&program, "south.csv"), SOUTH);
}

#[test]
fn two_organograms_go_back_each_alone() {
    let text = std::fs::read_to_string(crate::common::fixture("organogram.csv")).unwrap();
    let other = text.replace("Harbour Agency", "River Agency").replace("\"P", "\"R");
    let program = having(&[("harbour.csv", &text), ("river.csv", &other)]);
    let rows = |text: &str| {
        let reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        reader.into_records().flatten().map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    for (name, text) in [("harbour.csv", &text), ("river.csv", &other)] {
        let (back, whole) = (rows(&original(&program, name)), rows(text));
        assert!(!back.is_empty() && back.iter().all(|row| whole.contains(row)), "{name}: {back:#?}");
    }
}

#[test]
fn a_doubtful_cell_goes_in_and_is_told() {
    let program = Program::new();
    let path = program.file(
        "a.csv",
        "Name,Company,Phone,Email\nAda,Hafen,12,not-an-email\nBob,Hafen,+86 (0)10 6512 3456,Bob <b@h.example>\n",
    );
    let run = program.run(&["import", path.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.err.contains("a.csv:2: “not-an-email” is no e-mail address"), "{}", run.err);
    assert!(run.err.contains("a.csv:2: “12” is no telephone number") && !run.err.contains("a.csv:3"), "{}", run.err);
    let ada = &program.json(&["show", "person", "Ada"]);
    assert!(ada.to_string().contains("not-an-email"), "{ada}");
    let codes = program.ok(&["import", path.to_str().unwrap(), "--json"]);
    assert!(codes.contains(r#""code":"no-address""#), "{codes}");
}

#[test]
fn columns_nobody_knows_are_named_alone_and_explained_in_the_words_of_lists() {
    let program = Program::new();
    let path = program.file("a.csv", "Wer,Welche,Phone,Handy 2\nAda,Hafen,0171 1234567,0172 7654321\n");
    let path = path.to_str().unwrap();
    let why = program.refused(&["import", path]);
    assert!(why.contains("says what it holds: Wer, Welche, Handy 2."), "{why}");
    assert!(why.contains(r#"--map "Wer=name,Welche=account""#), "{why}");
    let why = program.refused(&["import", path, "--map", "Wer=姓名,Handy 2=telefone"]);
    assert!(why.contains("“telefone”") && why.contains("“telefon”?"), "{why}");
    program.ok(&["import", path, "--map", "Wer=姓名,Welche=公司,Handy 2=手机"]);
    let ada = program.json(&["show", "person", "Ada"]).to_string();
    assert!(ada.contains("0171 1234567") && ada.contains("0172 7654321"), "{ada}");
    assert_eq!(program.json(&["list", "account"])[0]["name"], "Hafen");
    let firms = program.file("b.csv", "Welche,Was\nKai AG,0431 998877\n");
    program.ok(&["import", firms.to_str().unwrap(), "--map", "Welche=公司名称,Was=Tel"]);
    assert_eq!(program.json(&["show", "account", "Kai AG"])["phone"], "0431 998877");
}

#[test]
fn a_row_that_is_there_twice_is_nothing_wrong() {
    let program = Program::new();
    let twice = "Name,Company,Phone\nAda,Hafen,0171 1234567\nAda,Hafen,0171 1234567\n";
    let path = program.file("a.csv", twice);
    let run = program.run(&["import", "--atomic", path.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.starts_with("1 added") && run.err.contains("in line 2 already"), "{run:?}");
    let path = program.file("b.csv", &format!("{twice},Hafen,0171 7654321\n"));
    let run = program.run(&["import", path.to_str().unwrap()]);
    assert_eq!(run.status, 1, "a row without a name is: {run:?}");
}

#[test]
fn a_preview_says_what_would_happen() {
    let program = Program::new();
    let path = program.file("a.csv", "Name,Email,Phone\n,ada@h.example,0171 1234567\n");
    let run = program.run(&["import", "--dry-run", path.to_str().unwrap()]);
    assert!(run.err.contains("it goes in as “ada@h.example”") && !run.err.contains(" went in"), "{run:?}");
    assert!(run.out.starts_with("Nothing was changed. It would be: 1 added"), "{run:?}");
}

#[test]
fn tables_stand_in_the_order_people_look_for() {
    let text = "Name,Company,Email\n周海,乙公司,a@b.example\n安平,乙公司,b@b.example\nZoe,Alpha,c@b.example\nAda,Alpha,d@b.example\n";
    let program = having(&[("a.csv", text)]);
    for (hour, subject) in
        [("2026-10-22T09:00+08:00", "third"), ("2026-10-21T20:00-07:00", "fourth"), ("2026-10-20", "first")]
    {
        program.ok(&["add", "visit", "account=Alpha", &format!("start={hour}"), &format!("objective={subject}")]);
    }
    let column = |args: &[&str], name: &str| {
        let text = program.ok(args);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let at = reader.headers().unwrap().iter().position(|head| head == name).unwrap();
        reader.into_records().flatten().map(|row| row[at].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(column(&["export", "person", "--format", "csv"], "name"), ["Ada", "Zoe", "安平", "周海"]);
    assert_eq!(column(&["export", "account", "--format", "csv"], "name"), ["Alpha", "乙公司"]);
    assert_eq!(column(&["export", "visit", "--format", "csv"], "objective"), ["first", "third", "fourth"]);
    assert_eq!(column(&["export", "--format", "csv", "--profile", "contacts"], "Name"), ["Ada", "Zoe", "安平", "周海"]);
    // What happens later stands below, and says by which clocks.
    let listed = program.ok(&["list", "visit"]);
    let places = ["2026-10-20 ", "2026-10-22 09:00 ", "2026-10-21 20:00 UTC−7"].map(|when| listed.find(when));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{listed}");
}

#[test]
fn labelled_columns_are_read_into_the_fields_there_are() {
    let text = "First Name,Last Name,Organization Name,E-mail 1 - Value,Relation 1 - Label,Relation 1 - Value,Relation 2 - Label,\
        Relation 2 - Value,Relation 3 - Type,Relation 3 - Value,Custom Field 1 - Label,Custom Field 1 - Value,Event 1 - Label,Event 1 - Value\n\
        Anna,Berg,Hafen AG,anna@h.example,Manager,Tom Neu,Spouse,Karl Berg,Assistant,Pia Kurz,WeChat,annab,Anniversary,2001-05-06\n\
        Tom,Neu,Hafen AG,tom@h.example,,,,,,,University,TU Berlin,Birthday,1970-02-03\n";
    let program = having(&[("google.csv", text)]);
    let person = |name: &str| program.json(&["show", "person", name]);
    let (anna, tom) = (person("Anna Berg"), person("Tom Neu"));
    assert_eq!(
        (&anna["family"], &tom["university"], &tom["birthday"]),
        (&"spouse: Karl Berg".into(), &"TU Berlin".into(), &"1970-02-03".into())
    );
    assert!(anna["messengers"].to_string().contains("wechat:annab"), "{anna}");
    let seats = program.ok(&["export", "seat", "--format", "json"]);
    assert!(seats.contains("Assistant: Pia Kurz") && seats.contains("reports_to"), "{seats}");
    let days = program.json(&["list", "occasion"]);
    assert_eq!((&days[0]["what"], &days[0]["date"]), (&"anniversary".into(), &"2001-05-06".into()));
    assert_eq!(original(&program, "google.csv"), text);
    let path = program.file("google.csv", text);
    assert!(program.ok(&["import", path.to_str().unwrap()]).starts_with("0 added, 0 updated, 2 unchanged"));
    // What the file says anew goes in anew, of the person and of the seat.
    let path = program.file("google.csv", &text.replace("Tom Neu,Spouse,Karl", "Somebody Else,Spouse,Kurt"));
    program.run(&["import", path.to_str().unwrap()]);
    assert_eq!(person("Anna Berg")["family"], "spouse: Kurt Berg");
    let seats = program.ok(&["export", "seat", "--format", "json"]);
    assert!(seats.contains(r#""reports_to_text":"Somebody Else""#), "{seats}");
}

#[test]
fn the_history_tells_of_fields_and_of_all_where_all_is_asked_for() {
    let rows: Vec<String> = (0..30).map(|n| format!("人{n},甲公司,138001380{n:02}\n")).collect();
    let program = having(&[("a.csv", &format!("姓名,公司,电话\n{}", rows.concat()))]);
    program.ok(&["set", "person", "人1", "home_city=济南"]);
    let short = program.ok(&["history", "--limit", "2"]);
    assert!(short.contains("more (--all lists them)") && !short.contains("contacts."), "{short}");
    assert!(!short.contains("older ones"), "{short}");
    let all = program.ok(&["history", "--limit", "2", "--all"]);
    assert!((0..30).all(|n| all.contains(&format!("人{n} · "))) && !all.contains("--all"), "{all}");
    assert!(program.ok(&["history", "--limit", "1"]).ends_with("… and older ones (--limit N shows more of them)\n"));
}

#[test]
fn whoever_has_no_name_in_the_environment_goes_by_their_account() {
    let program = Program::new();
    let mut command = program.command(&["add", "person", "name=试"]);
    let run = command.env_remove("USER").output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    let history = program.json(&["history"]);
    let author = history[0]["author"].as_str().unwrap();
    match warroom::store::user() {
        Some(user) => assert_eq!((author, said.as_str()), (user.as_str(), "")),
        None => assert!(author == "warroom" && said.contains("author = "), "{said}"),
    }
}
