//! What a file is, whatever it is called, and what is said of one that holds nothing, half of something, or all or nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use common::{Program, Run, fixture, shared};
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
    assert_eq!(program.ok(&["undo"]), "Undone: Imported many.csv: 1100 added, 0 updated\n");
    assert_eq!(program.json(&["list", "person"]), json!([]));
    assert_eq!(program.ok(&["redo"]), "Done again: Imported many.csv: 1100 added, 0 updated\n");
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

#[test]
fn every_sheet_with_headers_is_read_and_the_others_are_named() {
    let program = Program::new();
    let path = format!("{}/tests/fixtures/sheets.xlsx", env!("CARGO_MANIFEST_DIR"));
    let rejects = program.file("a", "").with_file_name("rejects.csv");
    let run = program.run(&["import", &path, "--json", "--rejects", rejects.to_str().unwrap()]);
    let all = rows(&run.out);
    let told: Vec<_> = all
        .iter()
        .filter_map(|row| Some((row["sheet"].as_str()?, row["line"].as_u64()?, row["status"].as_str()?)))
        .collect();
    let expected = [
        ("People", 2, "created"),
        ("People", 3, "created"),
        ("More", 2, "created"),
        ("More", 3, "failed"),
        ("More", 4, "created"),
        ("Odd", 1, "skipped"),
    ];
    assert_eq!((run.status, told.as_slice()), (1, expected.as_slice()));
    assert!(all[0]["message"].as_str().unwrap().contains("“Cover” is not read"), "{}", all[0]);
    let cleo = program.json(&["show", "seat", "Cleo Day"]);
    assert_eq!(cleo["reports_to"], program.json(&["show", "seat", "Ada King"])["id"], "across sheets");
    // Each sheet has columns of its own, so what was left out of each is a file of its own.
    let [people, odd] =
        [&rejects, &rejects.with_file_name("rejects-Odd.csv")].map(|path| std::fs::read_to_string(path).unwrap());
    assert!(people.contains("One,,Bob Roy,") && !people.contains("3,4,") && !people.contains("Cleo"), "{people}");
    assert!(odd.contains("3,4,") && !odd.contains("Bob"), "{odd}");
    let again = program.run(&["import", &path]);
    assert!(again.out.starts_with("0 added, 0 updated, 4 unchanged, 2 left out"), "{}", again.out);
}

#[test]
fn a_table_of_ours_that_has_no_rows_says_so() {
    let program = Program::new();
    let run = import(&program, "goal.csv", "kind,id,account,account_name,text\n");
    assert_eq!((run.status, run.err.contains("there are no records in it")), (0, true), "{run:?}");
}

#[test]
fn a_big_import_is_one_step_in_the_history_and_so_is_its_undo() {
    let program = Program::new();
    let rows: Vec<String> = (0..700).map(|n| format!("Person {n},Company {n}\n")).collect();
    assert_eq!(import(&program, "big.csv", &format!("Name,Company\n{}", rows.concat())).status, 0);
    let name = "Imported big.csv: 700 added, 0 updated";
    assert_eq!(program.ok(&["undo"]), format!("Undone: {name}\n"));
    program.ok(&["add", "account", "name=After"]);
    let told = program.ok(&["history"]);
    let steps: Vec<&str> = told.lines().filter(|line| line.contains("big.csv")).collect();
    assert!(steps.len() == 2 && steps[0].contains(&format!("Undone: {name}")) && steps[1].ends_with(name), "{told}");
    // The first of what was done is told first.
    let done = told.lines().skip_while(|line| !line.ends_with(&format!("  {name}"))).nth(1).unwrap();
    assert!(done.contains("Company 0"), "{told}");
    let told = program.ok(&["history", "--limit", "2"]);
    assert_eq!((told.matches("big.csv").count(), told.matches("Undone").count()), (1, 1), "{told}");
    // Programs get every edit.
    assert_eq!(program.json(&["history"]).as_array().unwrap().len(), 7);
}

/// Somebody with a seat on each of two accounts, and who reports to them.
const TWO_SEATS: &str = r#"{"kind":"account","id":"01900000-0000-7000-8000-0000000a0001","name":"One"}
{"kind":"account","id":"01900000-0000-7000-8000-0000000a0002","name":"Two"}
{"kind":"person","id":"01900000-0000-7000-8000-0000000b0001","name":"Ada King","emails":[{"value":"ada@x.example"}]}
{"kind":"person","id":"01900000-0000-7000-8000-0000000b0002","name":"Bob Roy"}
{"kind":"seat","id":"01900000-0000-7000-8000-0000000c0001","account":"01900000-0000-7000-8000-0000000a0001","person":"01900000-0000-7000-8000-0000000b0001","title":"CEO"}
{"kind":"seat","id":"01900000-0000-7000-8000-0000000c0002","account":"01900000-0000-7000-8000-0000000a0002","person":"01900000-0000-7000-8000-0000000b0001","title":"Board"}
{"kind":"seat","id":"01900000-0000-7000-8000-0000000c0003","account":"01900000-0000-7000-8000-0000000a0001","person":"01900000-0000-7000-8000-0000000b0002","title":"CIO","reports_to":"01900000-0000-7000-8000-0000000c0001"}
"#;

#[test]
fn somebody_with_two_seats_is_one_person_in_another_store() {
    let program = Program::new();
    assert_eq!(program.fed(&["import", "-"], TWO_SEATS.as_bytes()).status, 0);
    let profiles = ["contacts", "chinese", "google", "outlook", "hubspot", "dynamics", "salesforce", "vcard"];
    for profile in profiles {
        let out = match profile {
            "vcard" => program.ok(&["export", "--format", "vcard"]),
            _ => program.ok(&["export", "--format", "csv", "--profile", profile]),
        };
        let other = Program::new();
        let run = import(&other, if profile == "vcard" { "a.vcf" } else { "a.csv" }, &out);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{profile}");
        let people = other.json(&["list", "person"]);
        let mut names: Vec<_> = people.as_array().unwrap().iter().map(|one| one["name"].to_string()).collect();
        names.sort();
        assert_eq!(names, [r#""Ada King""#, r#""Bob Roy""#], "{profile}");
        let seats = other.json(&["list", "seat"]);
        let mut seats: Vec<_> = seats.as_array().unwrap().iter().map(|one| one["title"].to_string()).collect();
        seats.sort();
        assert_eq!(seats, [r#""Board""#, r#""CEO""#, r#""CIO""#], "{profile}");
        let again = import(&other, if profile == "vcard" { "a.vcf" } else { "a.csv" }, &out);
        assert!(again.out.starts_with("0 added, 0 updated"), "{profile}: {}", again.out);
        // Bob's manager is named but in these.
        if !["google", "hubspot"].contains(&profile) {
            let ceo = seats.len();
            let bob = other.json(&["show", "seat", "Bob Roy"]);
            assert!(ceo == 3 && bob["reports_to"].is_string(), "{profile}: {bob}");
        }
    }
    // In Chinese what is said is Chinese, and comes back as it was.
    program.ok(&["set", "seat", "Bob Roy", "layer=management"]);
    program.ok(&["set", "person", "Bob Roy", "birthday=lunar:03-18", "honorific=Dr."]);
    let out = program.ok(&["export", "--format", "csv", "--profile", "chinese", "--sensitive"]);
    assert!(out.contains("管理层") && out.contains("农历三月十八") && !out.contains("management"), "{out}");
    let other = Program::new();
    import(&other, "a.csv", &out);
    assert_eq!(other.json(&["show", "seat", "Bob Roy"])["layer"], json!("management"));
    assert_eq!(other.json(&["show", "person", "Bob Roy"])["birthday"], json!("lunar:03-18"));
    // How somebody is addressed has a column of its own there, and is not the job.
    for (profile, prefix) in [("google", "Dr.,Bob,Roy"), ("outlook", "Dr.,Bob,Roy")] {
        program.ok(&["set", "person", "01900000-0000-7000-8000-0000000b0002", "name=Dr. Bob Roy"]);
        let out = program.ok(&["export", "--format", "csv", "--profile", profile, "--sensitive"]);
        assert!(out.contains(prefix) && !out.contains("Dr. Bob"), "{out}");
        let other = Program::new();
        import(&other, "a.csv", &out);
        let seat = other.json(&["show", "seat", "Bob Roy"]);
        let person = other.json(&["show", "person", "Bob Roy"]);
        assert_eq!((&seat["title"], &person["honorific"]), (&json!("CIO"), &json!("Dr.")), "{profile}");
        let back = other.ok(&["export", "--format", "csv", "--profile", profile, "--sensitive"]);
        let run = import(&program, "back.csv", &back);
        assert!(run.out.starts_with("0 added, 0 updated"), "{profile}: {run:?}");
    }
    program.ok(&["set", "person", "01900000-0000-7000-8000-0000000b0002", "name=Bob Roy"]);
    // Who has neither address nor number is told apart by ours.
    let out = program.ok(&["export", "--format", "csv", "--profile", "contacts"]).replace("ada@x.example", "");
    let other = Program::new();
    import(&other, "a.csv", &out);
    assert_eq!(other.json(&["list", "person"]).as_array().unwrap().len(), 2);
    assert_eq!(other.json(&["show", "person", "Ada King"])["id"], json!("01900000-0000-7000-8000-0000000b0001"));
}

#[test]
fn tables_of_every_kind_come_in_whatever_order_they_are_named_in() {
    let program = Program::with_sample();
    let whole = program.ok(&["export", "--sensitive"]);
    let kinds: std::collections::BTreeSet<String> = rows(&whole)
        .iter()
        .map(|row| row["kind"].as_str().unwrap().to_owned())
        .filter(|kind| kind != "snooze")
        .collect();
    // The worst order: what others need comes last.
    let last = ["person", "account", "member"];
    let mut order: Vec<&str> = kinds.iter().map(String::as_str).filter(|kind| !last.contains(kind)).collect();
    order.extend(last);
    let folder = program.file("a", "").parent().unwrap().to_owned();
    let files: Vec<String> = order
        .iter()
        .map(|kind| {
            let path = folder.join(format!("{kind}.csv")).to_str().unwrap().to_owned();
            program.ok(&["export", kind, "--format", "csv", "--sensitive", "-o", &path]);
            path
        })
        .collect();
    let other = Program::new();
    let args: Vec<&str> = ["import"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let run = other.run(&args);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{run:?}");
    let references = |text: &str| -> Vec<String> {
        let named = |row: &Value| {
            let map = row.as_object().unwrap();
            let refs =
                map.iter().filter(|(name, value)| *name != "id" && value.as_str().is_some_and(|text| text.len() == 36));
            format!("{} {:?}", row["id"], refs.collect::<Vec<_>>())
        };
        rows(text).iter().map(named).collect()
    };
    assert_eq!(references(&other.ok(&["export", "--sensitive"])), references(&whole));
    // Their accounts, too.
    let ours = |name: &str| Some(fixture(&format!("tables/{name}")));
    let ours = ours("salesforce-contacts.csv").zip(ours("salesforce-accounts.csv"));
    let theirs = shared("salesforce/Contact.csv").zip(shared("salesforce/Account.csv"));
    for ((contacts, accounts), told) in
        [(ours, 1), (theirs, 0)].into_iter().filter_map(|(files, told)| Some((files?, told)))
    {
        let run = Program::new().run(&["import", &contacts, &accounts]);
        // One of ours sits nowhere, which is said; all others know their accounts though these come second.
        // And of what industry an account is that has none of ours, with the rows that say the same.
        let is_of_industry = |line: &&str| line.contains("none of the industries") || line.contains("The same");
        let said = run.err.lines().filter(|line| !is_of_industry(line)).count();
        assert_eq!((run.status, said), (0, told), "{run:?}");
    }
}

#[test]
fn an_account_that_came_with_its_people_goes_by_the_number_it_has_there() {
    let program = Program::new();
    let table = "Id,AccountId,Account.Name,FirstName,LastName\n003A0000001aaaaIAA,001A0000001bbbbIAA,One,Ada,King\n";
    assert_eq!(import(&program, "a.csv", table).status, 0);
    let out = program.ok(&["export", "--format", "csv", "--profile", "salesforce"]);
    assert!(out.lines().nth(1).unwrap().contains("001A0000001bbbb"), "{out}");
    // Its own table finds it.
    let accounts = "Id,Name,BillingCity\n001A0000001bbbbIAA,One Group,Bergen\n";
    assert!(import(&program, "b.csv", accounts).out.starts_with("0 added, 1 updated"));
}

#[test]
fn names_are_put_together_as_people_write_them() {
    let program = Program::new();
    let table = "First Name,Last Name,Company\nÅsa,Öberg,Foo\nИван,Петров,Foo\n建国,张,Foo\nAna,Ñ,Foo\n";
    assert_eq!(import(&program, "a.csv", table).status, 0);
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Émond;Élodie;;;\r\nEND:VCARD\r\n";
    assert_eq!(import(&program, "b.vcf", card).status, 0);
    let out = program.ok(&["export", "--format", "csv", "--profile", "google"]);
    for name in ["Åsa,Öberg", "Иван,Петров", "Élodie,Émond", "Ana,Ñ"] {
        assert!(out.contains(name), "{name}: {out}");
    }
    let other = Program::new();
    import(&other, "a.csv", &out);
    for name in ["Åsa Öberg", "Иван Петров", "张建国", "Élodie Émond"] {
        assert_eq!(other.json(&["show", "person", name])["name"], json!(name));
    }
}

#[test]
fn one_reservation_that_says_little_makes_no_people_of_the_others() {
    let program = Program::new();
    let train = r#"{"@type":"TrainReservation","reservationNumber":"T1","reservationFor":{"@type":"TrainTrip","trainNumber":"ICE 1",
        "departureStation":{"name":"Berlin"},"arrivalStation":{"name":"Hamburg"},"departureTime":"2026-11-02T08:00:00+01:00",
        "arrivalTime":"2026-11-02T10:00:00+01:00"},"underName":{"name":"Ada King"}}"#;
    let car = r#"{"@type":"RentalCarReservation","reservationNumber":"R1","pickupTime":"2026-12-03T09:00:00",
        "pickupLocation":{"@type":"Place","name":"Berlin"}}"#;
    import(&program, "trip.json", &format!("[{train},{car}]"));
    let journeys = program.json(&["list", "travel"]);
    let to: Vec<_> = journeys.as_array().unwrap().iter().map(|one| one["to_city"].clone()).collect();
    assert!(to.contains(&json!("Hamburg")), "{journeys}");
    assert_eq!(program.json(&["list", "person"]), json!([]));
}

#[test]
fn organisations_are_read_on_one_line_and_below_a_key_of_their_own() {
    let seats = |name: &str, text: &str| {
        let program = Program::new();
        let run = import(&program, name, text);
        assert_eq!(run.status, 0, "{name} {run:?}");
        let names = program.json(&["list", "person"]);
        let mut names: Vec<_> =
            names.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
        names.sort();
        (names.join(" "), program.json(&["list", "account"])[0]["name"].clone())
    };
    let whole = ("Ann A Bob B".to_owned(), json!("Foo Ltd"));
    let line = r#"{"company":"Foo Ltd","people":[{"name":"Ann A"},{"name":"Bob B"}]}"#;
    assert_eq!(seats("org.json", line), whole);
    for key in ["org", "company"] {
        let text = format!("{key}:\n  name: Foo Ltd\n  people:\n    - name: Ann A\n    - name: Bob B\n");
        assert_eq!(seats("org.yaml", &text), whole, "{key}");
    }
    // A record a line is no organisation, be it only one.
    let program = Program::new();
    let account = r#"{"kind":"account","id":"0198f0a2-0000-7000-8000-000000000001","name":"Foo"}"#;
    assert_eq!(import(&program, "one.json", account).status, 0);
    assert_eq!(program.json(&["list", "account"])[0]["name"], json!("Foo"));
}

#[test]
fn a_birthday_of_somebody_who_is_not_here_is_told() {
    let program = Program::new();
    program.ok(&["add", "person", "name=Ann", "birthday=1970-05-01"]);
    let out = program.ok(&["export", "--format", "ical", "--sensitive"]);
    let run = import(&Program::new(), "days.ics", &out);
    assert!(run.status == 1 && run.err.contains("birthday of Ann"), "{run:?}");
    assert!(import(&program, "days.ics", &out).out.starts_with("0 added, 0 updated, 1 unchanged"));
}

#[test]
fn a_calendar_of_nothing_says_so() {
    let run = import(&Program::new(), "a.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n");
    assert!(run.status == 1 && run.err.contains("nothing in this file"), "{run:?}");
}

#[test]
fn a_row_that_is_cut_is_said_to_be_left_out_and_nothing_else() {
    let run = import(&Program::new(), "cut.csv", "name,title,company\nAda,CIO,One\nBob");
    assert!(run.err.contains(":3:") && run.err.lines().count() == 1, "{run:?}");
}
