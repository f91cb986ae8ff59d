//! Lists: filtered, found by parts of names, aligned, empty.

use crate::common;

use common::Program;

#[test]
fn accounts_are_filtered_by_what_their_screen_shows() {
    let program = Program::with_sample();
    let names = |filter: &str| -> Vec<String> {
        let rows = program.json(&["list", "account", "--lang", "zh-CN", "--filter", filter]);
        rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("").len(), 6);
    for filter in ["overdue:>7d", "abc:a", "open:>7", "people:>15", "next_visit:<2026-10-24", "tier:黄金"] {
        let count = names(filter).len();
        assert!((1..6).contains(&count), "{filter}: {count}");
        assert_eq!(names(&format!("-{filter}")).len(), 6 - count, "{filter}");
    }
    program.refused(&["list", "person", "--filter", "overdue:>7d"]);
}

#[test]
fn filters_work_as_in_the_screens() {
    let program = Program::with_sample();
    let count =
        |filter: &str| program.json(&["--read-only", "list", "account", "--filter", filter]).as_array().unwrap().len();
    assert_eq!((count("tier:gold"), count("-tier:any"), count("tier:gold city:济南")), (2, 1, 1));
    assert!(count("owner:陈晓东") >= 2);
    assert!(program.refused(&["list", "account", "--filter", "dragon:1"]).contains("dragon"));
    for (filter, said) in [
        ("tier:platinum", "silver"),
        ("teir:gold", "tier"),
        ("headcount:many", "number"),
        ("reviewed_at:>3", "date"),
        ("abc:x", "A, B, C"),
        ("cycle:blue", "yellow"),
        ("last_contact:>30", "date"),
    ] {
        let refused = program.refused(&["list", "account", "--filter", filter]);
        assert!(refused.contains(said), "{filter}: {refused}");
    }
    let seats = |filter: &str| program.json(&["list", "seat", "--filter", filter]).as_array().unwrap().len();
    assert_eq!(seats("support:unknown"), seats("support:none"));
    assert!(seats("support:unknown") > 0 && seats("influence:>5") > 0);
}

#[test]
fn people_are_found_by_a_part_of_their_name_and_by_how_it_is_read() {
    let program = Program::new();
    for (account, people) in [("山东电信", ["张伟", "王芳"]), ("Acme", ["张敏", "Ann Lee"])] {
        program.ok(&["add", "account", &format!("name={account}")]);
        for name in people {
            let person = program.ok(&["add", "person", &format!("name={name}")]);
            let seat = format!("person={}", person.trim());
            program.ok(&["add", "seat", &format!("account={account}"), &seat, "title=Director"]);
        }
    }
    for (typed, name) in [("zhangwei", "张伟"), ("Wang", "王芳"), ("芳", "王芳"), ("zw", "张伟"), ("lee", "Ann Lee")]
    {
        assert_eq!(program.json(&["where", typed])["name"], name, "{typed}");
    }
    for typed in ["zhang", "张"] {
        let said = program.refused(&["where", typed]);
        let lines: Vec<&str> = said.lines().skip(1).collect();
        assert_eq!(lines.len(), 2, "{said}");
        assert!(said.contains("张伟 (山东电信 · Director)") && said.contains("张敏 (Acme · Director)"), "{said}");
    }
    // By how others address them, and in a list by how it is read.
    program.ok(&["add", "seat", "account=Acme", "person=王芳", "title=财务处处长"]);
    assert_eq!(program.json(&["where", "王处"])["name"], "王芳");
    assert_eq!(program.json(&["show", "person", "王处长"])["name"], "王芳");
    assert!(program.refused(&["where", "李处"]).contains("李处"));
    let found = program.ok(&["list", "person", "--filter", "name:zhang"]);
    assert!(found.contains("张伟") && found.contains("张敏") && !found.contains("王芳"), "{found}");
    assert!(program.refused(&["where", " "]).contains("missing"));
    assert!(program.refused(&["rm", "person", ""]).contains("missing"));
    // Whoever is changed is named in full, or by an id.
    assert!(program.refused(&["rm", "person", "zhangwei"]).contains("张伟"));
}

#[test]
fn tables_are_aligned_by_what_is_seen_and_carry_no_colour_into_files() {
    let program = Program::new();
    program.ok(&["add", "account", "name=山东电信局", "city=济南"]);
    program.ok(&["add", "account", "name=Acme\u{1b}[31m", "city=Oslo"]);
    let table = program.ok(&["list", "account"]);
    assert!(!table.contains('\u{1b}'), "{table:?}");
    for words in [&["history"][..], &["brief", "Acme"], &["brief", "--format", "html", "Acme"]] {
        let told = program.ok(words);
        assert!(told.contains("Acme") && !told.contains('\u{1b}'), "{words:?} {told:?}");
    }
    let column = |line: &str, word: &str| warroom::text::width(&line[..line.find(word).unwrap()]);
    let line = |word: &str| table.lines().find(|line| line.contains(word)).unwrap();
    assert_eq!(column(line("济南"), "济南"), column(line("Oslo"), "Oslo"));
    assert_eq!(column(line("City"), "City"), column(line("Oslo"), "Oslo"));
}

#[test]
fn lists_are_by_name_and_an_empty_one_says_what_to_do() {
    let program = Program::new();
    program.ok(&["add", "member", "name=Ann", "level=rep"]);
    let run = program.run(&["list", "account"]);
    assert_eq!((run.status, run.out.as_str()), (0, ""));
    assert!(run.err.contains("warroom add account"), "{}", run.err);
    for name in ["Zeta", "alpha", "Mid"] {
        program.ok(&["add", "account", &format!("name={name}")]);
    }
    let out = program.ok(&["list", "account"]);
    let names: Vec<&str> = out.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, ["alpha", "Mid", "Zeta"], "{out}");
    let run = program.run(&["list", "account", "--filter", "name:none"]);
    assert!(run.err.contains("fits"), "{}", run.err);
}

#[test]
fn a_name_that_is_near_is_offered_once_and_an_empty_one_means_nobody() {
    let program = Program::new();
    program.ok(&[
        "add",
        "account",
        "name=Calderbrook Rail Group",
        "short_name=Calderbrook",
        "aliases=Calderbrook Rail",
    ]);
    program.ok(&["add", "account", "name=Halvorsen"]);
    let refused = program.refused(&["show", "account", "Calderbrok"]);
    assert_eq!(
        refused.matches("Calderbrook Rail Group").count() + refused.matches("  Calderbrook ").count(),
        1,
        "{refused}"
    );
    let refused = program.refused(&["show", "account", " "]);
    assert!(refused.contains("missing") && !refused.contains("Halvorsen"), "{refused}");
    let long = format!("name={}", "长".repeat(20_000));
    assert!(program.refused(&["add", "account", &long]).contains("at most 200 characters"));
}

#[test]
fn what_came_into_a_list_is_not_told_as_if_it_had_been_empty() {
    let program = Program::new();
    let id = program.ok(&["add", "person", "name=张伟", "phones=138"]).trim().to_owned();
    program.ok(&["set", "person", &id, "phones=138,139"]);
    program.ok(&["set", "person", &id, "phones=139"]);
    let told = program.ok(&["history"]);
    assert!(told.contains("Phones: added 139") && told.contains("Phones: took out 138"), "{told}");
}
