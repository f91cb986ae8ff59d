//! Whose a row of a table is and stays, who goes back with a table, and what is said of those for whom there is no row.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use serde_json::Value;

use crate::common::{Program, Run};

fn import(program: &Program, name: &str, text: &str, more: &[&str]) -> Run {
    let file = program.file(name, text);
    program.run(&[&["import", file.to_str().unwrap()], more].concat())
}

/// How many a report says were added, updated and unchanged.
fn counts(run: &Run) -> [usize; 3] {
    let mut figures = run.out.split(|c: char| !c.is_ascii_digit()).filter_map(|text| text.parse().ok());
    [(); 3].map(|()| figures.next().unwrap())
}

fn all(program: &Program, kind: &str, fields: &[&str]) -> Vec<String> {
    let list = program.json(&["list", kind]);
    let line = |one: &Value| fields.iter().filter_map(|field| one[*field].as_str()).collect::<Vec<_>>().join("|");
    let mut all: Vec<String> = list.as_array().unwrap().iter().map(line).collect();
    all.sort();
    all
}

const NORD: &str = "Name,Company,Department,Title,Reports to,Email\n\
    Vera Lindholm,Nordkvist Foods,Executive,Managing Director,,vera@nordkvist.example\n\
    Jonas Berg,Nordkvist Foods,IT,Head of IT,Vera Lindholm,jonas@nordkvist.example\n";
/// Another account of that name, older than any that is made today, with somebody on it who is called as one of the list.
const OTHER: &str = r#"{"kind":"account","id":"0198f0a2-0000-7000-8000-000000000001","name":"Nordkvist Foods"}
{"kind":"person","id":"0198f0a2-0000-7000-8000-000000000002","name":"Vera Lindholm"}
{"kind":"seat","id":"0198f0a2-0000-7000-8000-000000000003","account":"0198f0a2-0000-7000-8000-000000000001","person":"0198f0a2-0000-7000-8000-000000000002","title":"Managing Director"}
"#;

#[test]
fn a_row_stays_with_its_account_whatever_others_of_that_name_come() {
    let program = Program::new();
    import(&program, "list.csv", NORD, &[]);
    import(&program, "other.ndjson", OTHER, &[]);
    assert_eq!(counts(&import(&program, "list.csv", NORD, &[])), [0, 0, 2]);
    // So do rows that are new, and lists of accounts.
    let more = format!("{NORD}Ada Ling,Nordkvist Foods,IT,Engineer,Jonas Berg,ada@nordkvist.example\n");
    assert_eq!(counts(&import(&program, "list.csv", &more, &[])), [1, 0, 2]);
    let accounts = all(&program, "seat", &["account"]);
    let other = accounts.iter().filter(|id| id.starts_with("0198f0a2")).count();
    assert_eq!((accounts.len(), other), (4, 1), "{accounts:?}");
    let firms = "Company,Website\nWest,w.example\n";
    import(&program, "firms.csv", firms, &[]);
    import(&program, "west.ndjson", &OTHER.replace("Nordkvist Foods", "West").replace("0198f0a2", "0198f0a3"), &[]);
    assert_eq!(counts(&import(&program, "firms.csv", &firms.replace("w.ex", "v.ex"), &[])), [0, 1, 0]);
    let west = all(&program, "account", &["id", "website"]);
    assert!(west.contains(&"0198f0a3-0000-7000-8000-000000000001".to_owned()), "{west:?}");
}

#[test]
fn a_row_stays_with_its_account_when_that_is_renamed_and_another_takes_its_name() {
    let program = Program::new();
    import(&program, "list.csv", NORD, &[]);
    program.ok(&["set", "account", "Nordkvist Foods", "name=Nordkvist AB"]);
    import(&program, "other.ndjson", OTHER, &[]);
    assert_eq!(counts(&import(&program, "list.csv", NORD, &[])), [0, 0, 2]);
    assert_eq!(all(&program, "person", &["name"]).len(), 3);
}

#[test]
fn a_list_without_accounts_needs_none_to_know_its_rows() {
    let program = Program::new();
    let list = "Name,Phone\nVera Lindholm,0170 1234567\nJonas Berg,0170 1234568\n";
    let account = ["--account", "Nordkvist Foods"];
    import(&program, "list.csv", list, &account);
    program.ok(&["set", "account", "Nordkvist Foods", "short_name=Nordkvist"]);
    import(&program, "other.ndjson", OTHER, &[]);
    assert_eq!(counts(&import(&program, "list.csv", list, &account)), [0, 0, 2]);
}

#[test]
fn who_sits_where_a_row_says_comes_before_a_namesake_who_sits_nowhere() {
    let (first, nowhere) = ("Ann Lee,Firma A,Head,x@a.example,0170 1234567", "Ann Lee,x@a.example,0170 1234567");
    for (from, to) in [("Head", "CEO"), ("1234567", "7654321"), ("Head,x@a.example,0170 1234567", "CEO,,0170 7654321")]
    {
        let program = Program::new();
        let list = |row: &str| format!("Name,Company,Title,Email,Phone\n{row}\n");
        import(&program, "g1.csv", &list(first), &[]);
        import(&program, "g2.csv", &format!("Name,Email,Phone\n{nowhere}\n"), &[]);
        let said = import(&program, "g3.csv", &list(&first.replace(from, to)), &[]);
        assert_eq!(counts(&said), [0, 1, 0], "{from} {to}");
        assert_eq!(all(&program, "seat", &["person"]).len(), 1, "{from} {to}");
        assert_eq!(counts(&import(&program, "g3.csv", &list(&first.replace(from, to)), &[])), [0, 0, 1]);
    }
}

#[test]
fn of_two_of_a_name_in_one_company_each_keeps_its_row_beside_one_who_sits_nowhere() {
    let program = Program::new();
    let list =
        |more: &str| format!("Name,Company,Title,Phone\nAnn Lee,Firma A,Head,1\nAnn Lee,Firma A,Clerk,2\n{more}");
    import(&program, "g1.csv", &list(""), &[]);
    import(&program, "g2.csv", "Name,Phone\nAnn Lee,3\n", &[]);
    assert_eq!(counts(&import(&program, "g3.csv", &list("").replace("Clerk,2", "Cook,4"), &[])), [0, 1, 1]);
    // Who sat nowhere gets the seat that is left.
    assert_eq!(counts(&import(&program, "g3.csv", &list("Ann Lee,Firma A,Nurse,3\n"), &[]))[0], 0);
    assert_eq!(all(&program, "seat", &["title"]), ["Clerk", "Head", "Nurse"]);
    assert_eq!(all(&program, "person", &["name"]).len(), 3);
}

fn original(program: &Program, table: &str) -> String {
    program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive", "--from", table])
}

#[test]
fn nobody_goes_back_with_a_table_who_came_otherwise() {
    let program = Program::new();
    let hub = "Name,Email,Company,Position\nBo Ray,bo@acme.example,Acme,CTO\nCy Fox,cy@west.example,West,CIO\n";
    let plain = "First Name,Last Name,E-mail 1 - Value\nAnn,Lee,ann@x.example\n";
    let card = |name: &str, more: &str| format!("BEGIN:VCARD\nVERSION:4.0\nFN:{name}\n{more}END:VCARD\n");
    import(&program, "hub.csv", hub, &[]);
    import(&program, "google.csv", plain, &[]);
    let cards = card("Carla Moss", "ORG:Acme\nTITLE:CFO\n") + &card("Dan Orr", "EMAIL:dan@x.example\n");
    import(&program, "cards.vcf", &cards, &[]);
    import(&program, "other.ndjson", OTHER, &[]);
    assert_eq!((original(&program, "hub.csv").as_str(), original(&program, "google.csv").as_str()), (hub, plain));
    // Whoever is added here belongs where their colleagues are.
    for (name, account) in [("Eve Hill", "Acme"), ("Fay Moor", "Nordkvist Foods")] {
        let person = program.ok(&["add", "person", &format!("name={name}")]);
        let [account, person] = [format!("account={account}"), format!("person={}", person.trim())];
        program.ok(&["add", "seat", &account, &person]);
    }
    assert_eq!(original(&program, "hub.csv"), format!("{hub}Eve Hill,,Acme,\n"));
    assert_eq!(original(&program, "google.csv"), plain);
    assert_eq!(counts(&import(&program, "hub.csv", &original(&program, "hub.csv"), &[])), [0, 0, 3]);
}

#[test]
fn seats_with_nobody_in_them_are_told_of_where_a_list_has_no_rows_for_them() {
    let program = Program::new();
    let posts = "Post Unique Reference,Name,Job Title,Organisation,Reports to Senior Post\n\
        P1,Iris Vale,Director,Harbour,XX\nP2,Vacant,Head of Money,Harbour,P1\nP3,N/D,Head of Ships,Harbour,P1\n";
    import(&program, "posts.csv", posts, &[]);
    let list = |more: &[&str]| program.run(&[&["export", "--format", "csv", "--profile"], more].concat()).err;
    let said = "2 seats with nobody in them are not written, nor who reports to them: this list is of people.";
    assert!(list(&["contacts"]).contains(said), "{}", list(&["contacts"]));
    for (lang, said) in [("zh-CN", "有 2 个席位上没有人"), ("zh-TW", "有 2 個席位上沒有人")] {
        assert!(list(&["google", "--lang", lang]).contains(said), "{}", list(&["google", "--lang", lang]));
    }
    // A table that has rows for them is whole.
    assert!(!list(&["original"]).contains("nobody in"), "{}", list(&["original"]));
    program.ok(&["add", "account", "name=Acme"]);
    assert!(!list(&["contacts", "--account", "Acme"]).contains("nobody in"));
}
#[test]
fn a_column_that_is_explained_as_nothing_is_told_what_its_own_list_can_say() {
    let program = Program::new();
    let people = "Name,Company,Title,Reports to\nAnn Lee,Acme,CEO,\n";
    let firms = "Company,Industry,Town\nAcme,Steel,Kiel\n";
    for (list, map, has, has_not) in [
        (people, "Name=blah", "first_name", "headcount"),
        (people, "Title=blah", "first_name", "headcount"),
        (people, "Name=blah,Company=account", "first_name", "headcount"),
        (firms, "Company=blah", "headcount", "first_name"),
        (firms, "Town=blah", "headcount", "first_name"),
        (firms, "Town=blah,Industry=industry", "headcount", "first_name"),
        ("Who,Firm,Boss\nAnn,Acme,\n", "Who=name,Boss=blah", "first_name", "headcount"),
    ] {
        let why = import(&program, "l.csv", list, &["--map", map]).err;
        assert!(why.contains("“blah”") && why.contains(has) && !why.contains(has_not), "{map}: {why}");
    }
}
#[test]
fn somebody_who_moved_is_named_beside_whom_they_were_and_one_of_both_has_both_seats() {
    let program = Program::new();
    let list = |company: &str, title: &str| {
        format!("Name,Company,Title,Email,Birthday\nAnn Lee,{company},{title},ann@x.example,1970-01-02\n")
    };
    import(&program, "l.csv", &list("Firma A", "Head"), &[]);
    let said = import(&program, "l.csv", &list("Firma B", "CEO"), &["--dry-run"]).out;
    assert!(said.contains("Perhaps one: Ann Lee (Firma A) and Ann Lee (Firma B)."), "{said}");
    let said = import(&program, "l.csv", &list("Firma B", "CEO"), &["--lang", "zh-CN"]).out;
    assert!(said.contains("可能是同一人：Ann Lee（Firma A）与 Ann Lee（Firma B）。"), "{said}");
    let said = import(&program, "l.csv", &list("", ""), &[]).out;
    assert!(said.contains("and Ann Lee.") || said.contains("; Ann Lee"), "{said}");
    program.ok(&["undo"]);
    let pair = program.json(&["dedupe", "person"]);
    let [one, other] = ["a", "b"].map(|side| pair[0][side].as_str().unwrap());
    program.ok(&["merge", "person", one, other]);
    let seats = program.json(&["list", "seat"]);
    let former = seats.as_array().unwrap().iter().find(|seat| seat["title"] == "Head").unwrap();
    program.ok(&["set", "seat", former["id"].as_str().unwrap(), "to=2026-10-01"]);
    assert_eq!(
        all(&program, "seat", &["title", "person", "to"]),
        [format!("CEO|{one}"), format!("Head|{one}|2026-10-01")]
    );
    for (title, expected) in [("CEO", [0, 0, 1]), ("Chair", [0, 1, 0])] {
        assert_eq!(counts(&import(&program, "l.csv", &list("Firma B", title), &[])), expected, "{title}");
    }
    assert_eq!(all(&program, "person", &["name"]), ["Ann Lee"]);
    assert_eq!(all(&program, "seat", &["title", "to"]), ["Chair", "Head|2026-10-01"]);
}
