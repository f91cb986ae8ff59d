//! Two stores that tell each other of their records, line by line or in tables: what only one changed is in both, and of what
//! both did each keeps its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common::Program;
use crate::common::stores::whole;
use serde_json::{Value, json};

fn day(n: u8) -> &'static str {
    format!("2026-10-{n:02}T09:00:00+08:00").leak()
}

fn import(program: &Program, name: &str, text: &str) -> String {
    let file = program.file(name, text);
    let said = program.run(&["import", file.to_str().unwrap()]);
    said.out + &said.err
}

fn all(program: &Program, form: &str) -> String {
    if form == "csv" { program.ok(&["export", "account", "--format", "csv"]) } else { program.ok(&["export"]) }
}

fn account(program: &Program) -> Value {
    let all = program.json(&["list", "account"]);
    assert_eq!(all.as_array().unwrap().len(), 1, "{all}");
    all[0].clone()
}

fn set(program: &Program, change: &str) {
    program.ok(&["set", "account", "Nordkvist", change]);
}

#[test]
fn what_two_stores_tell_each_other_record_by_record_overwrites_nothing_that_was_changed_on_both_sides() {
    for form in ["ndjson", "csv"] {
        let file = |n: u8| format!("{n}.{form}");
        let here = Program::new().at(day(10));
        here.ok(&["add", "account", "name=Nordkvist", "city=Oslo", "phone=1"]);
        let here = here.at(day(11));
        set(&here, "region=Viken");
        let there = Program::new().at(day(12));
        import(&there, &file(1), &all(&here, form));
        assert_eq!(all(&there, form), all(&here, form), "the same bytes");
        // One changes the city, the other the telephone: both have both.
        let there = there.at(day(13));
        set(&there, "city=Bergen");
        let here = here.at(day(14));
        set(&here, "phone=2");
        let there = there.at(day(15));
        let told = import(&there, &file(2), &all(&here, form));
        assert_eq!((&account(&there)["city"], &account(&there)["phone"]), (&json!("Bergen"), &json!("2")), "{told}");
        let here = here.at(day(16));
        let told = import(&here, &file(3), &all(&there, form));
        assert_eq!((&account(&here)["city"], &account(&here)["phone"]), (&json!("Bergen"), &json!("2")), "{told}");
        // Both change the region: each keeps its own and is told.
        let (here, there) = (here.at(day(17)), there.at(day(18)));
        set(&here, "region=Vestland");
        set(&there, "region=Hordaland");
        let (from_here, from_there) = (all(&here, form), all(&there, form));
        let (here, there) = (here.at(day(19)), there.at(day(19)));
        let told = import(&there, &file(4), &from_here);
        assert!(told.contains("Vestland") && account(&there)["region"] == "Hordaland", "{told}");
        let told = import(&here, &file(5), &from_there);
        assert!(told.contains("Hordaland") && account(&here)["region"] == "Vestland", "{told}");
        // What is changed from there on goes on, and what stayed stays, as often as it is told.
        let (mut here, mut there) = (here, there);
        for (at, phone) in [(20, "3"), (22, "4"), (24, "5")] {
            there = there.at(day(at));
            set(&there, &format!("phone={phone}"));
            here = here.at(day(at + 1));
            let told = import(&here, &file(at), &all(&there, form));
            let now = account(&here);
            assert_eq!((&now["region"], &now["phone"]), (&json!("Vestland"), &json!(phone)), "{form} {at}: {told}");
        }
    }
}

#[test]
fn a_table_says_to_which_state_of_the_other_store_it_goes_back() {
    for form in ["ndjson", "csv"] {
        let here = Program::new().at(day(10));
        here.ok(&["add", "account", "name=Nordkvist", "city=Oslo"]);
        let here = here.at(day(11));
        set(&here, "city=Moss");
        let there = Program::new().at(day(12));
        import(&there, &format!("1.{form}"), &all(&here, form));
        // A table of nobody else's is as it always was.
        assert!(!whole(&all(&there, form)).contains("out."), "{}", all(&there, form));
        let there = there.at(day(13));
        set(&there, "city=Bergen");
        let here = here.at(day(14));
        let told = import(&here, &format!("2.{form}"), &all(&there, form));
        assert_eq!(account(&here)["city"], json!("Bergen"), "{form}: {told}");
    }
}

#[test]
fn what_is_said_to_be_empty_is_emptied_unless_it_was_changed_here() {
    for is_table in [false, true] {
        let here = Program::new().at(day(10));
        here.ok(&["add", "account", "name=Nordkvist", "city=Oslo", "phone=1", "region=Viken"]);
        let there = Program::new().at(day(11));
        import(&there, "1.ndjson", &all(&here, "ndjson"));
        let (here, there) = (here.at(day(12)), there.at(day(13)));
        here.ok(&["set", "account", "Nordkvist", "phone=", "region="]);
        set(&there, "region=Vestland");
        let there = there.at(day(14));
        let nulls = all(&here, "ndjson").replace("\"name\":", "\"phone\":null,\"region\":null,\"name\":");
        let (name, text) = if is_table { ("2.csv", all(&here, "csv")) } else { ("2.ndjson", nulls) };
        let told = import(&there, name, &text);
        let now = account(&there);
        assert_eq!((&now["phone"], &now["region"]), (&Value::Null, &json!("Vestland")), "{told}");
        assert!(told.contains("Vestland"), "{told}");
    }
}
