//! What a first trial of every format found: tables that go back as they came, calendars that say the same twice, cards with
//! lines that are none, posts of another organisation.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common::{Program, Run};

fn import(program: &Program, name: &str, content: &str, more: &[&str]) -> Run {
    let path = program.file(name, content);
    program.run(&[&["import", path.to_str().unwrap()], more].concat())
}

fn original(program: &Program) -> String {
    program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive"])
}

#[test]
fn contacts_of_an_account_that_is_not_here_say_so_and_keep_its_number() {
    const CONTACTS: &str = "Id,IsDeleted,AccountId,LastName,FirstName,ReportsToId,Email\n\
                            003A,false,001A,Bell,Ann,,a@x.example\n003B,false,001B,Fox,Tom,003A,t@x.example\n";
    let program = Program::new();
    let run = import(&program, "Contact.csv", CONTACTS, &["--account", "Fallback"]);
    assert!(run.status == 0 && run.err.contains("account 001A is not here"), "{run:?}");
    assert!(run.err.contains("Fallback"), "{run:?}");
    assert_eq!(original(&program), CONTACTS);
    let accounts = "Id,Name,BillingCity\n001A,Acme,Ulm\n001B,Bond,Rom\n";
    assert_eq!(import(&program, "Account.csv", accounts, &[]).status, 0);
    assert_eq!(original(&program), CONTACTS);
}
