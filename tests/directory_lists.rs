//! Lists of people as directories and offices make them: headers as programs write them, numbers of staff, lines that are
//! nobody, posts that nobody has.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use serde_json::Value;

use crate::common::Program;
use crate::common::stores::{import, only};

/// What all of a kind say in a field.
fn all(program: &Program, kind: &str, field: &str) -> Vec<String> {
    let records = program.json(&["list", kind]);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut all: Vec<String> = records.as_array().unwrap().iter().filter_map(|one| text(&one[field])).collect();
    all.sort_unstable();
    all
}

/// What the lines of a field say.
fn lines(field: &Value) -> Vec<&str> {
    field.as_array().into_iter().flatten().map(|line| line["value"].as_str().unwrap()).collect()
}

/// Reads a list twice: the second time there is nothing new. What was said the first time.
fn twice(program: &Program, name: &str, text: &str) -> String {
    let said = import(program, name, text);
    let again = import(program, name, text);
    assert!(again.contains("0 added, 0 updated"), "{said}\n{again}");
    said
}

#[test]
fn headers_in_camel_case_are_read_as_their_words() {
    let program = Program::new();
    let list = "userPrincipalName,displayName,surname,mail,givenName,id,jobTitle,department,city,telephoneNumber,\
        mobilePhone,alternateEmailAddress,companyName\n\
        ann@contoso.com,Ann Ames,Ames,ann@contoso.com,Ann,11111111-2222-3333-4444-555555555555,Buyer,Purchasing,Berlin,\
        030 1234,0171 1234,ann@home.example,Contoso\n";
    twice(&program, "azuread.csv", list);
    let ann = only(&program, "person");
    assert_eq!([&ann["name"], &ann["home_city"]], ["Ann Ames", "Berlin"]);
    assert_eq!(lines(&ann["phones"]), ["030 1234", "0171 1234"]);
    assert_eq!(lines(&ann["emails"]), ["ann@contoso.com", "ann@home.example"]);
    let seat = only(&program, "seat");
    assert_eq!([&seat["title"], &seat["department"]], ["Buyer", "Purchasing"]);
    assert_eq!(only(&program, "account")["name"], "Contoso");
    // Where there is no other address, the one they sign in with is theirs.
    let program = Program::new();
    let list = "displayName,userPrincipalName,jobTitle,companyName,manager\n\
        Ann Ames,ann@contoso.com,Buyer,Contoso,Karl Koch\nKarl Koch,karl@contoso.com,CEO,Contoso,\n";
    twice(&program, "managers.csv", list);
    assert_eq!(all(&program, "person", "name"), ["Ann Ames", "Karl Koch"]);
    assert_eq!(all(&program, "seat", "reports_to").len(), 1);
}

#[test]
fn whom_a_list_of_staff_numbers_is_the_same_under_another_name_and_elsewhere() {
    for number in
        ["Employee ID", "Employee #", "employeeNumber", "Staff ID", "User ID", "工号", "员工编号", "帐号", "员工UserID"]
    {
        let list = |bea: &str, karl: &str| {
            format!(
                "{number},Name,Company,Title\n1,Ann Ames,Acme,Buyer\n2,{bea},Acme,Clerk\n3,Karl Koch,{karl},CEO\n\
                 4,Lou Low,Acme,CFO\n"
            )
        };
        let program = Program::new();
        twice(&program, "staff.csv", &list("Bea Boe", "Acme"));
        let said = twice(&program, "staff.csv", &list("Bea Bond", "Beta"));
        assert!(said.contains("Karl Koch was at Acme"), "{number}: {said}");
        assert_eq!(all(&program, "person", "name"), ["Ann Ames", "Bea Bond", "Karl Koch", "Lou Low"], "{number}");
    }
    // The number of an account at a bank is nobody's.
    let program = Program::new();
    twice(&program, "bank.csv", "姓名,公司,开户银行,账号\n张伟,海川,工行,6222\n李娜,海川,工行,6222\n");
    assert_eq!(all(&program, "person", "name").len(), 2);
}

#[test]
fn a_manager_is_found_by_number() {
    for column in ["Supervisor ID", "Manager ID", "Manager_ID", "Reports To ID", "parentId", "上级工号"] {
        let program = Program::new();
        // Of the two Karls the number tells which.
        let list = format!(
            "Employee ID,Name,Company,Manager,{column}\n1,Karl Koch,Acme,,\n2,Karl Koch,Acme,Karl Koch,1\n\
             3,Ann Ames,Acme,Karl Koch,2\n4,Lou Low,Acme,Ann Ames,9\n"
        );
        twice(&program, "staff.csv", &list);
        assert_eq!(all(&program, "seat", "reports_to").len(), 3, "{column}");
    }
}
