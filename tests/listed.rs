//! What goes into address books and customer lists of other programs and comes from there, as somebody finds who tries it
//! without knowing how it is done: old addresses, former seats, several numbers in one cell, and what is said of it all.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use serde_json::Value;

use crate::common::Program;
use crate::common::stores::{import, lines, only};

/// The one record of a kind, with all its fields.
fn whole(program: &Program, kind: &str) -> Value {
    let id = only(program, kind)["id"].as_str().unwrap().to_owned();
    program.json(&["show", kind, &id])
}

const ACCOUNTS: &str = "Id,Name,BillingStreet,BillingCity,BillingCountry\n";

#[test]
fn an_account_of_salesforce_that_has_moved_has_no_old_address() {
    let program = Program::new();
    import(&program, "Account.csv", &format!("{ACCOUNTS}001000000000001AAA,Acme,1 Main,Austin,US\n"));
    assert_eq!(lines(&whole(&program, "account")["addresses"]), ["1 Main, Austin, US"]);
    import(&program, "Account.csv", &format!("{ACCOUNTS}001000000000001AAA,Acme,9 Elm,Dallas,US\n"));
    assert_eq!(lines(&whole(&program, "account")["addresses"]), ["9 Elm, Dallas, US"]);
}

#[test]
fn an_address_that_was_written_here_stays_whatever_salesforce_says_of_its_own() {
    let program = Program::new();
    import(&program, "Account.csv", &format!("{ACCOUNTS}001000000000001AAA,Acme,1 Main,Austin,US\n"));
    program.ok(&["set", "account", "Acme", r#"addresses=["1 Main, Austin, US","7 Oak Boston"]"#]);
    import(&program, "Account.csv", &format!("{ACCOUNTS}001000000000001AAA,Acme,9 Elm,Dallas,US\n"));
    assert_eq!(lines(&whole(&program, "account")["addresses"]), ["7 Oak Boston", "9 Elm, Dallas, US"]);
    // A file that has no streets takes none away.
    import(&program, "Account.csv", "Id,Name,BillingCity,BillingCountry\n001000000000001AAA,Acme,Houston,US\n");
    assert_eq!(lines(&whole(&program, "account")["addresses"]), ["7 Oak Boston", "9 Elm, Houston, US"]);
    import(&program, "Account.csv", &format!("{ACCOUNTS}001000000000001AAA,Acme,,,\n"));
    assert_eq!(lines(&whole(&program, "account")["addresses"]), ["7 Oak Boston"]);
}
