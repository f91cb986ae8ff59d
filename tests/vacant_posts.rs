//! Posts of plain lists that nobody has: seats with their titles and lines, and never a person called “Vacant”.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use serde_json::Value;

use crate::common::Program;
use crate::common::stores::{import, only};

/// The seats as title, holder, whom they report to by title, and whether they are of the past.
fn seats(program: &Program) -> Vec<String> {
    let all = program.json(&["list", "seat"]);
    let all = all.as_array().unwrap();
    let title = |id: &Value| {
        let found = all.iter().find(|seat| seat["id"] == *id);
        found.map(|seat| seat["title"].as_str().unwrap_or_default().to_owned()).unwrap_or_default()
    };
    let one = |seat: &Value| {
        let person = seat["person"].as_str();
        let name = person.map(|id| program.json(&["show", "person", id])["name"].as_str().unwrap().to_owned());
        let past = if seat["to"].is_null() { "" } else { " (past)" };
        format!("{}: {} < {}{past}", title(&seat["id"]), name.unwrap_or_default(), title(&seat["reports_to"]))
    };
    let mut told: Vec<String> = all.iter().map(one).collect();
    told.sort_unstable();
    told
}

fn people(program: &Program) -> Vec<String> {
    let all = program.json(&["list", "person"]);
    let mut names: Vec<String> =
        all.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
    names.sort_unstable();
    names
}

/// The seat of a title that is no seat of the past.
fn seat(program: &Program, title: &str) -> Value {
    let all = program.json(&["list", "seat"]);
    let mut found = all.as_array().unwrap().iter().filter(|seat| seat["title"] == title && seat["to"].is_null());
    let one = found.next().unwrap();
    assert!(found.next().is_none(), "{all}");
    program.json(&["show", "seat", one["id"].as_str().unwrap()])
}

/// Reads a list twice: the second time there is nothing new. What was said the first time.
fn twice(program: &Program, name: &str, text: &str) -> String {
    let said = import(program, name, text);
    let again = import(program, name, text);
    assert!(again.contains("0 added, 0 updated"), "{said}\n{again}");
    said
}

fn original(program: &Program) -> String {
    program.ok(&["export", "person", "--format", "csv", "--profile", "original", "--sensitive"])
}

#[test]
fn a_post_that_nobody_has_is_a_vacant_seat_with_its_lines() {
    for nobody in [
        "N.N.",
        "N. N.",
        "NN",
        "TBD",
        "tba",
        "TBH",
        "Vacant",
        "(vacant)",
        "Vacancy",
        "Open",
        "Open position",
        "Unfilled",
        "To be hired",
        "空缺",
        "待定",
        "招聘中",
        "虚位",
        "vakant",
        "unbesetzt",
        "Poste vacant",
        "",
    ] {
        let program = Program::new();
        let list = format!(
            "Name,Company,Title,Reports to\nKarl Koch,Acme,CEO,\n{nobody},Acme,Head of IT,Karl Koch\nIvo It,Acme,Admin,{}\n",
            if nobody.is_empty() { "Head of IT" } else { nobody }
        );
        twice(&program, "list.csv", &list);
        assert_eq!(people(&program), ["Ivo It", "Karl Koch"], "{nobody}");
        assert_eq!(
            seats(&program),
            ["Admin: Ivo It < Head of IT", "CEO: Karl Koch < ", "Head of IT:  < CEO"],
            "{nobody}"
        );
        assert_eq!(seat(&program, "Head of IT")["layer"], "management");
        assert_eq!(original(&program), list, "{nobody}");
        twice(&program, "list.csv", &original(&program));
        assert_eq!(seats(&program).len(), 3, "{nobody}");
    }
}

#[test]
fn whoever_has_such_a_word_among_their_names_is_somebody() {
    let program = Program::new();
    let list = "First Name,Last Name,Company,Title,Email\nJane,Open,Acme,CEO,\nKiss,Tba,Acme,CFO,\nTba,,Acme,Clerk,\n\
        Paul,Vacant,Acme,Buyer,\n,Open,Acme,Porter,open@acme.example\n";
    twice(&program, "names.csv", list);
    assert_eq!(people(&program), ["Jane Open", "Kiss Tba", "Open", "Paul Vacant", "Tba"]);
}

#[test]
fn of_several_nobodies_it_is_told_which_is_meant_or_that_there_are_several() {
    let program = Program::new();
    let list = "Name,Company,Title,Reports to\nKarl Koch,Acme,CEO,\nN.N.,Acme,Head of IT,Karl Koch\nTBD,Acme,Head of QA,Karl Koch\n\
        Ivo It,Acme,Admin,N.N.\nUwe Up,Acme,Tester,vacant\nEva Ende,Acme,Analyst,Head of QA\n";
    let said = twice(&program, "list.csv", list);
    assert!(said.contains("“Uwe Up” reports to “vacant”, but several"), "{said}");
    let told = seats(&program);
    assert!(told.contains(&"Admin: Ivo It < Head of IT".to_owned()), "{told:?}");
    assert!(told.contains(&"Analyst: Eva Ende < Head of QA".to_owned()), "{told:?}");
    // Two posts that say the same are two.
    let program = Program::new();
    twice(&program, "twins.csv", "Name,Company,Title\nAnn Ames,Acme,CEO\nN.N.,Acme,Clerk\nN.N.,Acme,Clerk\n");
    assert_eq!(seats(&program), ["CEO: Ann Ames < ", "Clerk:  < ", "Clerk:  < "]);
    twice(&program, "twins.csv", "Name,Company,Title\nAnn Ames,Acme,CEO\nEva Ende,Acme,Clerk\nN.N.,Acme,Clerk\n");
    assert_eq!(seats(&program), ["CEO: Ann Ames < ", "Clerk:  < ", "Clerk: Eva Ende < "]);
}

#[test]
fn whoever_comes_to_a_vacant_post_has_its_seat_and_whoever_leaves_it_stays_in_the_past() {
    let lists: [fn(&str) -> String; 3] = [
        |who| {
            format!(
                "Name,Company,Title,Department,Reports to\nKarl Koch,Acme,CEO,,\n{who},Acme,Head of IT,IT,Karl Koch\nIvo It,Acme,Admin,,{who}\n"
            )
        },
        |who| {
            format!(
                "Employee_ID,Name,Title,Manager_ID,Company\n1,Karl Koch,CEO,,Acme\n3,{who},Head of IT,1,Acme\n4,Ivo It,Admin,3,Acme\n"
            )
        },
        |who| {
            let number = if who == "Vacant" { "" } else { who };
            format!(
                "Employee ID,Name,Title,Manager,Company\nKK,Karl Koch,CEO,,Acme\n{number},{who},Head of IT,Karl Koch,Acme\nII,Ivo It,Admin,{who},Acme\n"
            )
        },
    ];
    for list in lists {
        let program = Program::new().at("2026-10-05T09:00:00+02:00");
        twice(&program, "list.csv", &list("Vacant"));
        let first = seat(&program, "Head of IT")["id"].clone();
        twice(&program, "list.csv", &list("Eva Ende"));
        let here = seat(&program, "Head of IT");
        assert_eq!(here["id"], first);
        program.ok(&["set", "seat", "Eva Ende", "support=mentor", "function=technical"]);
        assert_eq!(original(&program), list("Eva Ende"));
        assert_eq!(seats(&program), ["Admin: Ivo It < Head of IT", "CEO: Karl Koch < ", "Head of IT: Eva Ende < CEO"]);
        let said = twice(&program, "list.csv", &list("Vacant"));
        assert!(said.contains("Eva Ende held “Head of IT” before"), "{said}");
        let vacant = seat(&program, "Head of IT");
        // What was thought of her is not thought of the post.
        assert_eq!(
            (&vacant["person"], &vacant["support"], &vacant["function"]),
            (&Value::Null, &"unknown".into(), &"technical".into())
        );
        let told = [
            "Admin: Ivo It < Head of IT",
            "CEO: Karl Koch < ",
            "Head of IT:  < CEO",
            "Head of IT: Eva Ende < CEO (past)",
        ];
        assert_eq!(seats(&program), told);
        assert_eq!(seat(&program, "Admin")["reports_to"], vacant["id"]);
        twice(&program, "list.csv", &list("Uwe Up"));
        let filled = seat(&program, "Head of IT");
        assert_eq!(filled["id"], vacant["id"]);
        assert_eq!(people(&program), ["Eva Ende", "Ivo It", "Karl Koch", "Uwe Up"]);
    }
}

#[test]
fn whoever_is_put_in_a_vacant_seat_here_stays_there() {
    let program = Program::new();
    let list = "Name,Company,Title\nKarl Koch,Acme,CEO\nVacant,Acme,Head of IT\n";
    twice(&program, "list.csv", list);
    program.ok(&["add", "person", "name=Eva Ende"]);
    program.ok(&["set", "seat", "Head of IT", "person=Eva Ende"]);
    twice(&program, "list.csv", list);
    assert_eq!(seats(&program), ["CEO: Karl Koch < ", "Head of IT: Eva Ende < "]);
    assert_eq!(original(&program), list.replace("Vacant", "Eva Ende"));
}

#[test]
fn organisations_and_drawings_have_vacant_posts() {
    let told = ["Admin: Ivo It < Head of IT", "CEO: Karl Koch < ", "Head of IT:  < CEO"];
    let files = [
        (
            "a.yaml",
            "company: Acme\npeople:\n  - {name: Karl Koch, title: CEO}\n  - {name: ~, title: Head of IT, vacant: true, reports_to: Karl Koch}\n  - {name: Ivo It, title: Admin, reports_to: Head of IT}\n",
        ),
        (
            "b.yaml",
            "company: Acme\npeople:\n  - {name: Karl Koch, title: CEO}\n  - {name: Head of IT, vacant: true, reports_to: Karl Koch}\n  - {name: Ivo It, title: Admin, reports_to: Head of IT}\n",
        ),
        (
            "c.json",
            r#"{"company":"Acme","employees":[{"id":"1","name":"Karl Koch","title":"CEO"},
            {"id":"4","name":"","title":"Head of IT","managerId":"1","vacant":true},{"id":"5","name":"Ivo It","title":"Admin","managerId":"4"}]}"#,
        ),
        (
            "d.json",
            r#"{"company":"Acme","people":[{"name":"Karl Koch","title":"CEO","reports":[
            {"name":"N.N.","title":"Head of IT","reports":[{"name":"Ivo It","title":"Admin"}]}]}]}"#,
        ),
        (
            "visio.csv",
            "Employee_ID,Name,Title,Manager_ID,Company,Master_Shape\n1,Karl Koch,CEO,,Acme,Executive\n3,,Head of IT,1,Acme,Vacancy\n4,Ivo It,Admin,3,Acme,Position\n",
        ),
    ];
    for (name, text) in files {
        let program = Program::new();
        twice(&program, name, text);
        assert_eq!(seats(&program), told, "{name}");
        assert_eq!(people(&program), ["Ivo It", "Karl Koch"], "{name}");
    }
}

#[test]
fn a_post_of_no_title_or_no_account_is_told_and_left_out() {
    let program = Program::new();
    let said = import(&program, "list.csv", "Name,Company,Title\nAnn Ames,Acme,CEO\nVacant,Acme,\nTBD,,Head of QA\n");
    assert!(said.contains("no title to call it by") && said.contains("names no account"), "{said}");
    assert_eq!(people(&program), ["Ann Ames"]);
    only(&program, "seat");
}
