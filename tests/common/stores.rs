//! What two stores are held against each other with: somebody born in one of them, the files that go out, and what is there.

use serde_json::Value;

use super::Program;

/// When everything begins.
pub const BEFORE: &str = "2026-10-20T09:00:00+08:00";
/// A day later.
pub const LATER: &str = "2026-10-21T09:00:00+08:00";
/// Two days later.
pub const LATEST: &str = "2026-10-22T09:00:00+08:00";

/// The lists that go out, and what each calls a telephone and a city.
pub const LISTS: [&str; 7] = ["contacts", "chinese", "google", "outlook", "hubspot", "dynamics", "salesforce"];

/// The people of a store as a list.
pub fn list(program: &Program, profile: &str) -> String {
    program.ok(&["export", "person", "--format", "csv", "--profile", profile])
}

/// The people of a store as a list, or as cards.
pub fn file(program: &Program, form: &str) -> String {
    if form == "vcard" { program.ok(&["export", "person", "--format", "vcard"]) } else { list(program, form) }
}

/// What such a file is called.
pub fn name(stem: &str, form: &str) -> String {
    format!("{stem}.{}", if form == "vcard" { "vcf" } else { "csv" })
}

/// Reads a file, and returns what was said of it.
pub fn import(program: &Program, name: &str, text: &str) -> String {
    let file = program.file(name, text);
    let said = program.run(&["import", file.to_str().unwrap()]);
    said.out + &said.err
}

/// All there is, without which stores have changed it: who takes something back has changed it, too.
pub fn whole(out: &str) -> String {
    let mut parts = out.split(",\"out.=heard\":{");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once('}')).fold(first, |whole, (_, rest)| whole + rest)
}

/// Somebody who was born here, with a seat.
pub fn with_vera() -> Program {
    let program = Program::new().at(BEFORE);
    program.ok(&["add", "account", "name=Nordkvist"]);
    program.ok(&[
        "add",
        "person",
        "name=Vera Lind",
        "home_city=Oslo",
        "phones=+47 111, +47 222",
        "emails=vera@n.example",
        "notes=likes fish",
    ]);
    program.ok(&["add", "seat", "account=Nordkvist", "person=Vera Lind", "title=Buyer", "notes=signs up to 1 M"]);
    program
}

/// The one record of a kind.
pub fn only(program: &Program, kind: &str) -> Value {
    let all = program.json(&["list", kind]);
    assert_eq!(all.as_array().unwrap().len(), 1, "{all}");
    all[0].clone()
}

/// What the lines of a list say, in order.
pub fn lines(of: &Value) -> Vec<&str> {
    let mut all: Vec<&str> = of.as_array().into_iter().flatten().map(|line| line["value"].as_str().unwrap()).collect();
    all.sort_unstable();
    all
}
