//! Charts for others to draw: every seat of the account is in them, and nothing of another.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common;

use common::Program;

#[test]
fn an_account_is_drawn_in_every_form() {
    let program = Program::with_sample();
    let seats = program.json(&["list", "seat", "--account", "北方银行"]);
    let count = seats.as_array().unwrap().len();
    let org = program.ok(&["export", "--format", "mermaid", "--account", "北方银行"]);
    assert!(org.contains("flowchart TB") && org.contains("subgraph"), "{org}");
    assert_eq!(org.lines().filter(|line| line.trim_start().starts_with('n') && line.contains('"')).count(), count);
    assert!(org.contains("梁静") && !org.contains("张伟"), "{org}");
    let circle = program.ok(&["export", "edge", "--format", "dot", "--account", "北方银行"]);
    let edges = program.json(&["list", "edge", "--account", "北方银行"]);
    assert_eq!(circle.matches(" -> ").count(), edges.as_array().unwrap().len());
    let svg = program.ok(&["export", "--format", "svg", "--account", "北方银行"]);
    assert_eq!(svg.matches("rx=\"6\"").count(), count);
    let refused = program.run(&["export", "--format", "svg"]);
    assert!(refused.status == 2 && refused.err.contains("--account"), "{refused:?}");
}

#[test]
fn a_name_turns_nothing_around_in_a_drawing() {
    let program = Program::with_sample();
    program.ok(&["set", "person", "梁静", "name=梁\u{202e}静\u{2066}"]);
    let svg = program.ok(&["export", "--format", "svg", "--account", "北方银行"]);
    assert!(svg.contains("梁静") && !svg.contains(['\u{202e}', '\u{2066}']), "{svg}");
}

#[test]
fn who_has_no_layer_stands_in_a_band_that_is_written_like_the_others() {
    let program = common::Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    program.ok(&["add", "seat", "account=Acme", "title=Clerk"]);
    program.ok(&["add", "seat", "account=Acme", "title=Head", "layer=decision"]);
    for format in ["mermaid", "dot", "svg"] {
        let drawn = program.ok(&["export", "--format", format, "--account", "Acme"]);
        assert!(drawn.contains("Unplaced") && drawn.contains("Decision") && !drawn.contains("UNPLACED"), "{drawn}");
    }
}

#[test]
fn every_reporting_line_ends_in_an_arrow_and_a_line_from_below_turns_no_layers_around() {
    let program = common::Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    program.ok(&["add", "seat", "account=Acme", "title=Clerk", "layer=operations"]);
    program.ok(&["add", "seat", "account=Acme", "title=Head", "layer=decision", "reports_to=Clerk"]);
    program.ok(&["add", "seat", "account=Acme", "title=Aide", "layer=decision", "reports_to=Head"]);
    let svg = program.ok(&["export", "--format", "svg", "--account", "Acme"]);
    assert_eq!(svg.matches("marker-end=").count(), 2, "{svg}");
    let dot = program.ok(&["export", "--format", "dot", "--account", "Acme"]);
    assert_eq!(dot.matches("constraint=false").count(), 1, "{dot}");
    assert!(dot.contains("newrank=true") && dot.contains("style=invis"), "{dot}");
}
