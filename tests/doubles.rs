//! Doubles on the command line: they are listed with reasons, merged in one change, and one undo brings both back.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common;

use common::Program;

#[test]
fn doubles_are_listed_merged_and_taken_apart_again() {
    let program = Program::with_sample();
    let none = program.json(&["dedupe"]);
    assert_eq!(none.as_array().map(Vec::len), Some(0), "the sample has no doubles: {none}");
    let double = program.ok(&["add", "person", "name=Liang Jing", "phones=13900001234", "likes=chess"]);
    let double = double.trim();
    program.ok(&["set", "person", "梁静", "phones=139 0000 1234"]);
    let before = program.ok(&["export", "--sensitive"]);
    let found = program.json(&["dedupe", "person"]);
    let pair = &found[0];
    assert_eq!((&pair["a_name"], &pair["b_name"]), (&"梁静".into(), &"Liang Jing".into()), "{found}");
    let why: Vec<&str> = pair["reasons"].as_array().unwrap().iter().filter_map(|one| one["what"].as_str()).collect();
    assert_eq!(why, ["phone", "reading"]);

    let tried = program.json(&["merge", "person", "梁静", double, "--dry-run"]);
    assert_eq!((&tried["saved"], &tried["gone_name"]), (&false.into(), &"Liang Jing".into()));
    assert_eq!(program.ok(&["export", "--sensitive"]), before);

    let said = program.ok(&["merge", "person", "梁静", double]);
    assert!(said.contains("Liang Jing"), "the name that went is told: {said}");
    let person = program.json(&["show", "person", "梁静"]);
    assert_eq!(person["likes"], "chess");
    assert_eq!(program.json(&["dedupe"]).as_array().map(Vec::len), Some(0));
    assert!(program.ok(&["check"]).contains("sound"), "references hold");
    program.ok(&["undo"]);
    assert_eq!(program.ok(&["export", "--sensitive"]), before);
}

#[test]
fn what_makes_no_sense_is_refused_with_a_sentence() {
    let program = Program::with_sample();
    for (args, part) in [
        (&["merge", "person", "梁静", "梁静"][..], "itself"),
        (&["merge", "person", "梁静", "nobody at all"], "nobody at all"),
        (&["dedupe", "visit"], "visit"),
    ] {
        let run = program.run(args);
        assert_eq!(run.status, 1, "{args:?}: {run:?}");
        assert!(run.err.contains(part), "{args:?}: {run:?}");
    }
}
