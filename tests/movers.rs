//! What somebody finds who moves in from other programs, whose files change as those programs change them.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use crate::common::Program;
use crate::common::stores::{import, only};

/// The companies somebody sits at now.
fn houses(program: &Program) -> Vec<String> {
    let seats = program.json(&["list", "seat"]);
    let current = seats.as_array().unwrap().iter().filter(|seat| seat["to"].is_null());
    let ids: Vec<_> = current.map(|seat| seat["account"].as_str().unwrap().to_owned()).collect();
    let name = |id: &String| program.json(&["show", "account", id])["name"].as_str().unwrap().to_owned();
    ids.iter().map(name).collect()
}

#[test]
fn whom_a_program_numbers_as_we_do_has_left_the_seat_it_told_of_before() {
    const HEAD: &str = "(Do Not Modify) Contact,Full Name,Company Name,Job Title\n";
    const YVONNE: &str = "6b1d8f5e-0c1a-ee11-9966-000d3a2b1c01";
    let program = Program::new();
    import(&program, "contacts.csv", &format!("{HEAD}{YVONNE},Yvonne McKay,Fourth Coffee,Buyer\n"));
    let said = import(&program, "contacts.csv", &format!("{HEAD}{YVONNE},Yvonne McKay,Litware,Buyer\n"));
    assert!(said.contains("Fourth Coffee"), "{said}");
    assert_eq!(houses(&program), ["Litware"]);
    only(&program, "person");
}
