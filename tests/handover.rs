//! Handing over on the command line: what moves, the pack, one undo.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::common;
use crate::common::stores::whole;

use common::Program;
use serde_json::Value;

const WHO: [&str; 4] = ["handover", "陈晓东", "--to", "孙悦"];

fn export(program: &Program) -> String {
    program.ok(&["export", "--sensitive"])
}

#[test]
fn a_dry_run_says_everything_and_changes_nothing() {
    let program = Program::with_sample();
    let before = export(&program);
    let said = program.ok(&[&WHO[..], &["--dry-run"]].concat());
    for part in ["Hand over 陈晓东 → 孙悦", "Pairing · ", "Follow-up · ", "Account · ", "only 陈晓东 knows", "holds"]
    {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(!said.contains("\n# "), "the pack is for after: {said}");
    assert_eq!(export(&program), before);
}

#[test]
fn everything_moves_in_one_change_and_one_undo_brings_it_back() {
    let program = Program::with_sample();
    let before = export(&program);
    let row = program.json(&[&WHO[..], &["--left-on", "2026-10-31"]].concat());
    assert_eq!((&row["member_name"], &row["to_name"], &row["saved"]), (&"陈晓东".into(), &"孙悦".into(), &true.into()));
    let moves = row["moves"].as_array().unwrap();
    let of = |what: &str| moves.iter().filter(|one| one["what"] == what).count();
    assert!(of("pairing") > 0 && of("follow_up") > 0 && of("owner") > 0, "{row}");
    let pairs = program.json(&["pairings"]);
    let theirs = |rows: &Value| rows.as_array().unwrap().iter().filter(|one| one["member_name"] == "陈晓东").count();
    assert_eq!(theirs(&pairs), 0);
    let ladder = program.json(&["ladder"]);
    assert!(ladder.as_array().unwrap().iter().all(|one| one["holder_name"] != "陈晓东"));
    let owned = program.json(&["list", "account", "--filter", "owner:陈晓东"]);
    assert_eq!(owned, Value::Array(Vec::new()));
    let member = program.json(&["show", "member", "陈晓东"]);
    assert_eq!(member["left_on"], "2026-10-31");
    program.ok(&["undo"]);
    assert_eq!(whole(&export(&program)), whole(&before));
}

#[test]
fn the_pack_is_printed_or_written_and_personal_only_if_asked_for() {
    let program = Program::with_sample();
    let file = program.data().with_extension("md");
    let path = file.to_str().unwrap();
    let said = program.ok(&[&WHO[..], &["--dry-run", "--pack", path, "--sensitive"]].concat());
    assert!(!said.contains("\n# "), "{said}");
    let pack = std::fs::read_to_string(&file).unwrap();
    assert!(pack.starts_with("# 陈晓东 → 孙悦") && pack.contains("### Personal"), "{pack}");
    let printed = program.ok(&WHO);
    assert!(printed.contains("\n# 陈晓东 → 孙悦") && printed.contains("### Next dates"), "{printed}");
    assert!(!printed.contains("### Personal"));
}

#[test]
fn one_account_alone_may_change_hands_and_nobody_takes_over_from_themselves() {
    let program = Program::with_sample();
    let row = program.json(&[&WHO[..], &["--account", "山东电信", "--dry-run"]].concat());
    let accounts = row["moves"].as_array().unwrap().iter().map(|one| one["account_name"].as_str().unwrap());
    assert!(accounts.collect::<Vec<_>>().iter().all(|name| *name == "山东电信"), "{row}");
    assert_eq!(row["saved"], false);
    assert!(program.refused(&["handover", "孙悦", "--to", "孙悦"]).contains("cannot take over from themselves"));
}
