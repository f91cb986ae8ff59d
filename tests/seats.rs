//! Seats between two stores: somebody who gets a second one, loses one or is put elsewhere, told by every form in which lists and
//! cards of ours go out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common::Program;
use serde_json::Value;

const TIMES: [&str; 3] = ["2026-10-20T09:00:00+08:00", "2026-10-20T10:00:00+08:00", "2026-10-20T11:00:00+08:00"];

const PEOPLE: &str = "Name,Company,Title,Department\nVera Lind,Nord,Boss,Top\nOtto Gruen,Nord,CFO,Fin\n";

/// The forms, as `export` knows them.
const FORMS: [&str; 10] = [
    "vcard",
    "vcard --vcard 3.0",
    "vdir",
    "csv --profile contacts",
    "csv --profile chinese",
    "csv --profile google",
    "csv --profile outlook",
    "csv --profile hubspot",
    "csv --profile dynamics",
    "csv --profile salesforce",
];

/// Exports in a form; tells where.
fn export(program: &Program, form: &str, name: &str) -> String {
    let path = program.data().parent().unwrap().join(name).to_str().unwrap().to_owned();
    let form = form.split(' ').collect::<Vec<_>>();
    program.ok(&[&["export", "--format"], &*form, &["-o", &path]].concat());
    path
}

fn import(program: &Program, path: &str) -> String {
    let said = program.run(&["import", path]);
    said.out + &said.err
}

/// A store with two people.
fn store() -> Program {
    let program = Program::new().at(TIMES[0]);
    let path = program.file("people.csv", PEOPLE);
    program.ok(&["import", path.to_str().unwrap()]);
    program
}

fn seats(program: &Program) -> Vec<Value> {
    program.json(&["list", "seat"]).as_array().unwrap().clone()
}

/// Titles and accounts, in order.
fn posts(program: &Program) -> Vec<String> {
    let account = |seat: &Value| program.json(&["show", "account", seat["account"].as_str().unwrap()])["name"].clone();
    let post = |seat: &Value| {
        let ended = if seat["to"].is_null() { "" } else { " ended" };
        format!("{} at {}{ended}", seat["title"].as_str().unwrap_or("-"), account(seat).as_str().unwrap())
    };
    let mut all: Vec<String> = seats(program).iter().map(post).collect();
    all.sort_unstable();
    all
}

fn seat(program: &Program, title: &str) -> Value {
    seats(program).into_iter().find(|seat| seat["title"] == title).unwrap_or_else(|| panic!("no {title}"))
}

fn id(of: &Value) -> &str {
    of["id"].as_str().unwrap()
}

#[test]
fn a_second_seat_is_beside_the_first_in_a_store_that_knows_its_holder() {
    for form in FORMS {
        for house in ["Nord", "Zeta"] {
            let (here, there) = (store(), Program::new().at(TIMES[0]));
            import(&there, &export(&here, form, "first"));
            there.ok(&["set", "seat", id(&seat(&there, "CFO")), "notes=signs up to 1 M", "support=mentor"]);
            let here = here.at(TIMES[1]);
            if house == "Zeta" {
                here.ok(&["add", "account", "name=Zeta"]);
            }
            here.ok(&[
                "add",
                "seat",
                &format!("account={house}"),
                "person=Otto Gruen",
                "title=Chair",
                "department=Board",
            ]);
            let (there, file) = (there.at(TIMES[1]), export(&here, form, "second"));
            let told = import(&there, &file);
            let all = ["Boss at Nord", "CFO at Nord", &format!("Chair at {house}")];
            assert_eq!(posts(&there), all, "{form}: {told}");
            let (first, second) = (seat(&there, "CFO"), seat(&there, "Chair"));
            assert_eq!(
                (&first["notes"], &first["support"]),
                (&"signs up to 1 M".into(), &"mentor".into()),
                "{form}: {told}"
            );
            assert!(second["notes"].is_null() && second["support"] == "unknown", "{form}: {second}");
            // Nor is it said to be in the file twice, here or where nobody was known.
            let again = import(&there, &file);
            assert!(!told.contains("already") && again.contains("0 added, 0 updated"), "{form}: {told} {again}");
            let other = Program::new().at(TIMES[1]);
            let told = import(&other, &file);
            assert!(posts(&other) == all && !told.contains("already"), "{form}: {told}");
            // What becomes of either there is told of that one.
            let here = here.at(TIMES[2]);
            here.ok(&["set", "seat", id(&seat(&here, "CFO")), "title=CEO"]);
            here.ok(&["set", "seat", id(&seat(&here, "Chair")), "title=President"]);
            let there = there.at(TIMES[2]);
            let told = import(&there, &export(&here, form, "third"));
            assert_eq!(
                posts(&there),
                ["Boss at Nord", "CEO at Nord", &format!("President at {house}")],
                "{form}: {told}"
            );
            assert_eq!(seat(&there, "CEO")["notes"], "signs up to 1 M", "{form}: {told}");
        }
    }
}

#[test]
fn who_was_typed_in_both_stores_gets_the_second_seat_too() {
    // By other forms that is somebody else until the two are merged.
    for form in ["csv --profile google", "csv --profile outlook"] {
        let typed = || {
            let program = Program::new().at(TIMES[0]);
            program.ok(&["add", "account", "name=Nord"]);
            program.ok(&["add", "person", "name=Otto Gruen", "emails=otto@nord.example"]);
            program.ok(&["add", "seat", "account=Nord", "person=Otto Gruen", "title=CFO", "department=Fin"]);
            program
        };
        let (here, there) = (typed(), typed());
        there.ok(&["set", "seat", id(&seat(&there, "CFO")), "notes=signs"]);
        here.ok(&["add", "seat", "account=Nord", "person=Otto Gruen", "title=Chair", "department=Board"]);
        let told = import(&there, &export(&here, form, "first"));
        assert_eq!(posts(&there), ["CFO at Nord", "Chair at Nord"], "{form}: {told}");
        assert_eq!(seat(&there, "CFO")["notes"], "signs", "{form}: {told}");
        assert_eq!(there.json(&["list", "person"]).as_array().unwrap().len(), 1, "{form}: {told}");
    }
}

#[test]
fn a_seat_that_was_deleted_stays_away() {
    for form in FORMS {
        let (here, there) = (store(), Program::new().at(TIMES[0]));
        let file = export(&here, form, "first");
        import(&there, &file);
        let (here, there) = (here.at(TIMES[1]), there.at(TIMES[1]));
        for program in [&here, &there] {
            program.ok(&["rm", "seat", id(&seat(program, "CFO"))]);
            let told = import(program, &file);
            assert_eq!(posts(program), ["Boss at Nord"], "{form}: {told}");
            assert!(told.contains("was deleted here"), "{form}: {told}");
        }
    }
}

#[test]
fn who_is_at_another_company_in_a_list_of_ours_leaves_the_seat() {
    for form in FORMS.iter().filter(|form| form.starts_with("csv")) {
        let (here, there) = (store(), Program::new().at(TIMES[0]));
        let file = export(&here, form, "first");
        import(&there, &file);
        let list = std::fs::read_to_string(&file).unwrap();
        let changed: Vec<String> = list
            .lines()
            .map(|line| if line.contains("Otto") { line.replacen("Nord", "Zeta", 1) } else { line.to_owned() })
            .collect();
        // Salesforce goes by the number of the account.
        let number = seats(&here)[0]["account"].as_str().unwrap().to_owned();
        let changed = changed.join("\n").replace(&format!("{number},Zeta"), "ZETA00000000001,Zeta") + "\n";
        let (here, there) = (here.at(TIMES[1]), there.at(TIMES[1]));
        for program in [&here, &there] {
            let path = program.file("changed.csv", &changed);
            let told = import(program, path.to_str().unwrap());
            assert_eq!(posts(program), ["Boss at Nord", "CFO at Nord ended", "CFO at Zeta"], "{form}: {told}");
            assert!(told.contains("was at Nord in this list before"), "{form}: {told}");
            let again = import(program, path.to_str().unwrap());
            assert!(again.contains("0 added, 0 updated"), "{form}: {again}");
        }
    }
}

#[test]
fn who_stays_on_a_seat_is_not_said_to_have_none() {
    for form in FORMS.iter().filter(|form| form.starts_with("csv")) {
        let (here, there) = (store(), Program::new().at(TIMES[0]));
        let list = std::fs::read_to_string(export(&here, form, "first")).unwrap();
        let file = there.file("first.csv", &list);
        import(&there, file.to_str().unwrap());
        let account = seats(&here)[0]["account"].as_str().unwrap().to_owned();
        let bare = list.replace(&account, "").replace(",Nord,", ",,").replace("CFO", "CEO");
        let (here, there) = (here.at(TIMES[1]), there.at(TIMES[1]));
        for program in [&here, &there] {
            let path = program.file("changed.csv", &bare);
            let told = import(program, path.to_str().unwrap());
            assert!(!told.contains("without a seat"), "{form}: {told}");
            assert_eq!(posts(program), ["Boss at Nord", "CEO at Nord"], "{form}: {told}");
        }
    }
}

#[test]
fn a_seat_that_somebody_had_arrives_by_cards_as_one_they_had_and_one_they_have_again_so_too() {
    for form in ["vcard", "vcard --vcard 3.0", "vdir"] {
        let here = store();
        here.ok(&["add", "account", "name=Sud"]);
        here.ok(&["add", "seat", "account=Sud", "person=Vera Lind", "title=Chair"]);
        let chair = seats(&here).into_iter().find(|seat| seat["title"] == "Chair").unwrap();
        here.ok(&["set", "seat", chair["id"].as_str().unwrap(), "to=2026-01-31"]);
        let otto = seats(&here).into_iter().find(|seat| seat["title"] == "CFO").unwrap();
        here.ok(&["set", "seat", otto["id"].as_str().unwrap(), "to=2025-12-31"]);
        let there = Program::new().at(TIMES[1]);
        let told = import(&there, &export(&here, form, "1"));
        assert_eq!(posts(&there), ["Boss at Nord", "CFO at Nord ended", "Chair at Sud ended"], "{form}: {told}");
        let again = import(&there, &export(&here, form, "1"));
        assert!(again.starts_with("0 added, 0 updated"), "{form}: {again}");
        let there = there.at(TIMES[2]);
        for title in ["Chair", "CFO"] {
            let seat = seats(&there).into_iter().find(|seat| seat["title"] == title).unwrap();
            there.ok(&["set", "seat", seat["id"].as_str().unwrap(), "to="]);
        }
        let told = import(&here.at("2026-10-20T12:00:00+08:00"), &export(&there, form, "2"));
        assert_eq!(posts(&there), ["Boss at Nord", "CFO at Nord", "Chair at Sud"], "{form}: {told}");
    }
}
