//! What lists, workbooks and calendars bring in stays what it was: of what sort a number is, whose judgement something is, which
//! of two files is the newer, what a cell has no value for.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use std::collections::BTreeMap;

use crate::common::Program;
use crate::common::stores::{import, list};

/// The rows of a list, by column.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// What the row of somebody says in these columns; nothing where there is no such column.
fn of(text: &str, name: &str, columns: &[&str]) -> Vec<String> {
    let all = rows(text);
    let is_theirs = |row: &&BTreeMap<String, String>| row.values().any(|cell| cell == name);
    let row = all.iter().find(is_theirs).unwrap();
    columns.iter().map(|column| row.get(*column).cloned().unwrap_or_default()).collect()
}

const PHONES: &str = "First Name,Last Name,Company,Mobile Phone,Business Phone,Home Phone\n\
                      Ann,Two,Firm,0171 1234568,,\nBob,Three,Firm,,030 5,030 6\nEve,Four,Firm,,,030 7\n";

#[test]
fn a_number_goes_out_as_what_the_list_said_it_is() {
    let program = Program::new();
    import(&program, "phones.csv", PHONES);
    for (profile, columns) in [
        ("outlook", ["Mobile Phone", "Business Phone", "Home Phone"]),
        ("dynamics", ["Mobile Phone", "Business Phone", "Home Phone"]),
        ("salesforce", ["MobilePhone", "Phone", "HomePhone"]),
    ] {
        let out = list(&program, profile);
        assert_eq!(of(&out, "Two", &columns), ["0171 1234568", "", ""], "{profile}");
        assert_eq!(of(&out, "Three", &columns), ["", "030 5", "030 6"], "{profile}");
        assert_eq!(of(&out, "Four", &columns), ["", "", "030 7"], "{profile}");
        assert!(import(&program, "out.csv", &out).starts_with("0 added, 0 updated"), "{profile}");
        // Another store has them as they are here.
        let away = Program::new();
        import(&away, "out.csv", &out);
        assert_eq!(of(&list(&away, "outlook"), "Three", &["Business Phone", "Home Phone"]), ["030 5", "030 6"]);
    }
    let google = list(&program, "google");
    let labels = ["Phone 1 - Label", "Phone 2 - Label"];
    assert_eq!(of(&google, "Two", &labels), ["Mobile", ""]);
    assert_eq!(of(&google, "Three", &labels), ["Work", "Home"]);
    assert_eq!(of(&google, "Four", &labels), ["Home", ""]);
    let away = Program::new();
    import(&away, "google.csv", &google);
    assert_eq!(of(&list(&away, "outlook"), "Three", &["Business Phone", "Home Phone"]), ["030 5", "030 6"]);
    // Of a sort that has no column there, it is in one of any sort, and in none of another.
    let run = program.run(&["export", "person", "--format", "csv", "--profile", "hubspot"]);
    let columns = ["Phone Number", "Mobile Phone Number"];
    assert_eq!(of(&run.out, "Two", &columns), ["", "0171 1234568"]);
    assert_eq!(of(&run.out, "Three", &columns), ["030 5", ""]);
    assert_eq!(of(&run.out, "Four", &columns), ["030 7", ""]);
    assert!(run.err.contains("Phones (of one person)"), "{}", run.err);
    assert!(import(&program, "out.csv", &run.out).starts_with("0 added, 0 updated"), "{}", run.out);
}

#[test]
fn a_number_of_a_list_is_on_cards_as_what_it_is() {
    let program = Program::new();
    import(&program, "phones.csv", PHONES);
    program.ok(&["set", "person", "Eve Four", "phones=030 7, 030 8"]);
    for version in ["3.0", "4.0"] {
        let cards = program.ok(&["export", "person", "--format", "vcard", "--vcard", version]);
        for line in ["TEL;TYPE=cell:0171 1234568", "TEL;TYPE=work:030 5", "TEL;TYPE=home:030 6", "TEL:030 8"] {
            assert!(cards.lines().any(|one| one == line), "{line} {cards}");
        }
        assert!(import(&program, "cards.vcf", &cards).starts_with("0 added, 0 updated"), "{cards}");
        let away = Program::new();
        import(&away, "cards.vcf", &cards);
        let out = list(&away, "outlook");
        assert_eq!(of(&out, "Three", &["Business Phone", "Home Phone", "Mobile Phone"]), ["030 5", "030 6", ""]);
    }
}
