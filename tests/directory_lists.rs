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

#[test]
fn headers_within_a_table_are_nobody() {
    let program = Program::new();
    let list = "Contacts,,,,,\nLeads group,,,,,\nName,Subitems,Company,Title,Email,Phone\nAnn Ames,,Acme,Buyer,a@a.example,030 1234\n\
        ,,,,,\nCustomers group,,,,,\nName,Subitems,Company,Title,Email,Phone\nOlga Orth,,Beta,CFO,o@b.example,030 1235\n\
        Name,Subitems,Company,Title,Email,Phone\n\
        Full name,,Firm,Job title,Mail,Tel\n";
    let said = twice(&program, "monday.csv", &list.replace("Firm", "Employer"));
    assert!(said.contains("“Customers group” stands alone") && said.contains("headers of a table"), "{said}");
    assert!(!said.contains("counts once"), "{said}");
    assert_eq!(all(&program, "person", "name"), ["Ann Ames", "Olga Orth"]);
    assert_eq!(all(&program, "account", "name"), ["Acme", "Beta"]);
}

#[test]
fn what_is_listed_below_somebody_is_nobody() {
    let program = Program::new();
    let list = "Name,Subitems,Company,Title,Email\nAnn Ames,call her,Acme,Buyer,a@a.example\nSubitems,Name,Owner,Status,Date\n\
        ,call her,Bob,Done,2026-10-01\n,write her,Bob,,\nOlga Orth,,Beta,CFO,o@b.example\n";
    let said = twice(&program, "monday.csv", list);
    assert_eq!(all(&program, "person", "name"), ["Ann Ames", "Olga Orth"]);
    assert_eq!(all(&program, "account", "name"), ["Acme", "Beta"]);
    assert!(said.contains("“write her” is listed below somebody"), "{said}");
}

#[test]
fn a_second_row_of_headers_says_what_the_columns_below_hold() {
    let program = Program::new();
    let list = "Person,,Firm,,Contact,\nFirst name,Last name,Company,Title,Phone,Email\n\
        Ann,Ames,Acme,Buyer,030 1234,ann@acme.example\nKarl,Koch,Acme,CEO,030 1235,karl@acme.example\n";
    twice(&program, "twohead.csv", list);
    assert_eq!(all(&program, "person", "name"), ["Ann Ames", "Karl Koch"]);
    assert_eq!(program.ok(&["export", "person", "--format", "csv", "--profile", "original"]), list);
    let program = Program::new();
    let list = "海川重工通讯录,,,,,\n部门,姓名,职务,联系方式,,公司\n,,,手机,邮箱,\n总经办,周建华,总经理,13900000001,zjh@hc.cn,海川\n";
    twice(&program, "wps.csv", list);
    let who = only(&program, "person");
    assert_eq!(lines(&who["phones"]), ["13900000001"]);
    assert_eq!(lines(&who["emails"]), ["zjh@hc.cn"]);
}

#[test]
fn lines_that_group_a_list_or_stand_below_it_are_nobody() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Gamma"]);
    let list = "Name,Title,Phone\nAcme GmbH,,\nAnn Ames,Buyer,030 1234\nBo Bare,,\nGamma,,\nOlga Orth,CFO,030 1235\n\n\
        Draft,,\nSource: web site,,\n* = left,,\nConfidential - do not distribute,,\n";
    let said = twice(&program, "groups.csv", list);
    assert_eq!(all(&program, "person", "name"), ["Ann Ames", "Bo Bare", "Olga Orth"]);
    assert_eq!(said.matches("stands alone").count(), 6, "{said}");
    // Names alone are a list, too.
    let program = Program::new();
    twice(&program, "names.csv", "Name,Title,Phone\nAnn Ames,,\n\nBo Bare,,\n");
    assert_eq!(all(&program, "person", "name"), ["Ann Ames", "Bo Bare"]);
}

#[test]
fn pages_of_notion_go_by_their_names() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    let page = |name: &str| format!("{name} (https://www.notion.so/{name}-1f2e3d?pvs=21)");
    let list = format!(
        "Name,Company,Title,Reports to\nAnn Ames,{acme},Buyer,{}\n{},{acme},CEO,\n",
        page("Karl"),
        page("Karl"),
        acme = page("Acme")
    );
    twice(&program, "notion.csv", &list);
    only(&program, "account");
    assert_eq!(all(&program, "person", "name"), ["Ann Ames", "Karl"]);
    assert_eq!(all(&program, "seat", "reports_to").len(), 1);
}

#[test]
fn cells_that_say_nothing_are_no_numbers_and_those_of_spreadsheets_are_as_typed() {
    let program = Program::new();
    let list = "Name,Company,Phone,Mobile,E-mail\nAnn Ames,Acme,13900000001.0,\"=\"\"0411-8888\"\"\",-\nBo Bare,Acme,-,n/a,无\n";
    twice(&program, "phones.csv", list);
    let show = |name: &str| program.json(&["show", "person", name]);
    assert_eq!(lines(&show("Ann Ames")["phones"]), ["13900000001", "0411-8888"]);
    let bo = show("Bo Bare");
    assert!(lines(&bo["phones"]).is_empty() && lines(&bo["emails"]).is_empty(), "{bo}");
    assert!(
        program
            .ok(&["export", "person", "--format", "csv", "--profile", "original"])
            .contains("Bo Bare,Acme,'-,n/a,无")
    );
    // What is added here has a place there.
    program.ok(&["set", "person", "Bo Bare", "phones=030 1234"]);
    let out = program.ok(&["export", "person", "--format", "csv", "--profile", "original"]);
    assert!(out.contains("Bo Bare,Acme,030 1234,"), "{out}");
}
