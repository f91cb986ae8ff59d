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

#[test]
fn a_blank_company_stays_blank() {
    for (list, company) in [
        ("Full Name,Company,Job Title,Email\nAnn A,,,a@x.example\nBo B,,Boss,b@x.example\n", "Company"),
        ("First Name,Last Name,Company Name,Email\nAnn,A,,a@x.example\nBo,B,,b@x.example\n", "Company Name"),
        ("First Name,Last Name,Organization Name,Organization Title\nAnn,A,,\nBo,B,,Boss\n", "Organization Name"),
    ] {
        let program = Program::new();
        assert_eq!(import(&program, "a.csv", list, &["--account", "Fallback"]).status, 0);
        assert_eq!(original(&program), list, "{company}");
    }
    let program = Program::new();
    let json = r#"[{"id":1,"name":"Ann A"},{"id":2,"name":"Bo B","title":"Boss"}]"#;
    assert_eq!(import(&program, "a.json", json, &["--account", "Fallback"]).status, 0);
    assert!(!original(&program).contains("Fallback"));
}

#[test]
fn somebody_who_moved_is_written_where_they_are() {
    let program = Program::new();
    let list = "Full Name,Company,Job Title\nAnn A,,\nBo B,Bond,Boss\n";
    assert_eq!(import(&program, "a.csv", list, &["--account", "Fallback"]).status, 0);
    let seat = program.json(&["list", "seat", "--account", "Fallback"])[0]["id"].as_str().unwrap().to_owned();
    program.ok(&["set", "seat", &seat, "account=Bond"]);
    assert!(original(&program).contains("Ann A,Bond,"), "{}", original(&program));
}
