//! Organisations in JSON and YAML as services and people write them: names in parts, managers and departments as objects, words
//! in camel case, lists within an envelope.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common::{Program, Run};
use serde_json::Value;

fn import(program: &Program, name: &str, content: &str) -> Run {
    let path = program.file(name, content);
    program.run(&["import", path.to_str().unwrap()])
}

/// Who is on a seat, and to whom they report.
fn lines(program: &Program) -> Vec<String> {
    let list = program.json(&["list", "seat"]);
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let mut all: Vec<String> =
        list.as_array().unwrap().iter().map(|one| text(one, "name") + " > " + &text(one, "reports_to_name")).collect();
    all.sort();
    all
}

fn read(name: &str, content: &str) -> Program {
    let program = Program::new();
    let run = import(&program, name, content);
    assert!(run.status == 0 && run.out.starts_with("2 added"), "{content}: {run:?}");
    let again = import(&program, name, content);
    assert!(again.out.starts_with("0 added, 0 updated"), "{content}: {again:?}");
    program
}

const BOTH: [&str; 2] = ["Ann Bell > ", "Tom Fox > Ann Bell"];

#[test]
fn names_in_parts_are_names_and_what_somebody_has_is_nobody() {
    let inner = r#""office":{"name":"Paris"},"department":{"name":"IT"},"address":{"street":{"name":"Main"}}"#;
    for (first, last) in [("first_name", "last_name"), ("firstName", "lastName"), ("given_name", "family_name")] {
        let people = format!(
            r#"[{{"{first}":"Ann","{last}":"Bell","id":1}},{{"{first}":"Tom","{last}":"Fox","manager_id":1,{inner}}}]"#
        );
        for list in ["people", "employees"] {
            let program = read("a.json", &format!(r#"{{"company":"Acme","{list}":{people}}}"#));
            assert_eq!(lines(&program), BOTH);
        }
    }
    let yaml = "company: Acme\npeople:\n  - first_name: Ann\n    last_name: Bell\n    id: 1\n  - firstName: Tom\n    lastName: Fox\n    managerId: 1\n    office:\n      name: Paris\n";
    assert_eq!(lines(&read("a.yaml", yaml)), BOTH);
    let below = r#"[{"company":"Acme","name":{"first":"Ann","last":"Bell"},"title":"CEO","direct_reports":[{"first_name":"Tom","last_name":"Fox","title":"CTO"}]}]"#;
    assert_eq!(lines(&read("a.json", below)), BOTH);
    for nobody in [r#"{"people":[{"nick":"x","office":{"name":"Paris"}}]}"#, r#"[{"location":{"name":"Paris"}}]"#] {
        let run = import(&Program::new(), "a.json", nobody);
        assert!(run.status == 1 && run.err.contains("Nobody with a name") && run.err.contains("first_name"), "{run:?}");
    }
    let run = import(&Program::new(), "a.json", r#"{"people":[{"id":1,"name":"Ann Bell"},{"id":2,"age":3}]}"#);
    assert!(run.status == 1 && run.err.contains("The row names nobody"), "{run:?}");
}

#[test]
fn a_manager_may_be_an_object() {
    for manager in [
        r#""manager":{"id":"e1","name":"Somebody"}"#,
        r#""reports_to":{"slug":"ann"}"#,
        r#""reportsTo":{"name":"Ann Bell"}"#,
        r#""manager":{"first_name":"Ann","last_name":"Bell"}"#,
        r#""manager":"A. Bell","managerId":"e1""#,
    ] {
        let json = format!(
            r#"{{"company":"Acme","people":[{{"id":"e1","slug":"ann","name":"Ann Bell"}},{{"id":"e2","name":"Tom Fox",{manager}}}]}}"#
        );
        assert_eq!(lines(&read("a.json", &json)), BOTH);
    }
    let yaml =
        "company: Acme\npeople:\n  - {slug: ann, name: Ann Bell}\n  - name: Tom Fox\n    reports_to: {slug: ann}\n";
    assert_eq!(lines(&read("a.yaml", yaml)), BOTH);
}

#[test]
fn words_in_camel_case_mean_what_others_mean_and_are_kept_as_they_are() {
    let json = r#"{"company":"Acme","people":[{"id":"e1","displayName":"Ann Bell","jobTitle":"CEO"},
        {"id":"e2","displayName":"Tom Fox","jobTitle":"CTO","managerId":"e1","mobilePhone":"+49 1","mailNickname":"tf","homeTown":"Ulm"}]}"#;
    let program = read("a.json", json);
    assert_eq!(lines(&program), BOTH);
    let tom = program.json(&["show", "person", "Tom Fox"]);
    assert_eq!(tom["phones"][0]["value"], "+49 1", "{tom}");
    assert_eq!((&tom["home_town"], &tom["contacts.mailNickname"]), (&"Ulm".into(), &"tf".into()), "{tom}");
    assert_eq!(program.json(&["show", "seat", "Tom Fox"])["title"], "CTO");
}

#[test]
fn an_object_in_a_cell_is_its_name_and_keeps_the_rest() {
    let json = r#"{"company":{"id":9,"name":"Acme"},"people":[{"id":"e1","name":"Ann Bell","department":{"id":"d1","name":"IT"},
        "location":{"displayName":"Paris","code":"FR"}},{"id":"e2","name":"Tom Fox","manager":"e1","department":{"label":"HR"}}]}"#;
    let program = read("a.json", json);
    assert_eq!(lines(&program), BOTH);
    let ann = program.json(&["show", "seat", "Ann Bell"]);
    assert_eq!((&ann["department"], &ann["account_name"]), (&"IT".into(), &"Acme".into()), "{ann}");
    assert_eq!(program.json(&["show", "person", "Ann Bell"])["home_city"], "Paris");
    let back = program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive"]);
    assert!(back.contains("department.id") && back.contains("d1") && back.contains("location.code"), "{back}");
    assert!(back.contains("FR") && !back.contains('{'), "{back}");
}

#[test]
fn people_may_come_in_an_envelope() {
    let people = r#"[{"id":1,"name":"Ann Bell"},{"id":2,"name":"Tom Fox","manager_id":1}]"#;
    for list in ["data", "results", "items", "value", "records", "members", "staff", "users", "contacts"] {
        let program = Program::new();
        let path = program.file("a.json", &format!(r#"{{"{list}":{people}}}"#));
        let run = program.run(&["import", path.to_str().unwrap(), "--account", "Acme", "--json"]);
        assert!(run.status == 0 && lines(&program) == BOTH, "{list}: {run:?}");
    }
    for org in ["org", "organisation"] {
        let program = read("a.json", &format!(r#"{{"{org}":{{"name":"Acme","people":{people}}}}}"#));
        assert_eq!(lines(&program), BOTH);
        assert_eq!(program.json(&["list", "account"])[0]["name"], "Acme");
    }
}

#[test]
fn lines_are_found_by_number_address_and_list_of_those_below() {
    for (name, text, lines) in [
        (
            "namesakes",
            r#"[{"id":1,"name":"Ann Able"},{"id":2,"name":"Ann Able","managerId":1},{"id":3,"name":"Cy Cole","managerId":2}]"#,
            2,
        ),
        (
            "address",
            r#"[{"id":1,"name":"Ann Able","email":"ann@x.example"},{"id":2,"name":"Bo Berg","manager":"ann@x.example"}]"#,
            1,
        ),
        (
            "numbers below",
            r#"[{"id":1,"name":"Ann Able","title":"CEO","reports":[2,3]},{"id":2,"name":"Bo Berg"},{"id":3,"name":"Cy Cole"}]"#,
            2,
        ),
        ("names below", r#"[{"name":"Ann Able","title":"CEO","directReports":["Bo Berg"]},{"name":"Bo Berg"}]"#, 1),
        ("references below", r#"[{"id":1,"name":"Ann Able","directReports":[{"id":2}]},{"id":2,"name":"Bo Berg"}]"#, 1),
        ("employees below", r#"[{"id":1,"name":"Ann Able","title":"CEO","employees":[{"id":2,"name":"Bo Berg"}]}]"#, 1),
        (
            "below and in full",
            r#"[{"id":1,"name":"Ann Able","directReports":[{"id":2,"name":"Bo Berg"}]},{"id":2,"name":"Bo Berg","phone":"+46 1"}]"#,
            1,
        ),
    ] {
        let program = Program::new();
        let file = program.file("org.json", text);
        let run = program.run(&["import", "--account", "Org", file.to_str().unwrap()]);
        assert_eq!(run.status, 0, "{name}: {run:?}");
        let seats = program.json(&["list", "seat"]);
        let seats = seats.as_array().unwrap();
        assert_eq!(seats.len(), if lines == 2 { 3 } else { 2 }, "{name}: {run:?}");
        let told = seats.iter().filter(|seat| !seat["reports_to"].is_null()).count();
        assert_eq!(told, lines, "{name}: {run:?}");
        if name == "below and in full" {
            assert!(program.ok(&["export", "person", "--sensitive"]).contains("+46 1"), "{name}");
        }
        let again = program.run(&["import", "--account", "Org", file.to_str().unwrap()]);
        assert!(again.out.contains("0 added, 0 updated"), "{name}: {again:?}");
    }
}

#[test]
fn numbers_and_addresses_with_their_kinds_are_read_as_such() {
    let program = Program::new();
    let text = r#"{"Resources":[{"id":"1","displayName":"Ann Able","emails":[{"value":"a@x.example","primary":true}],
        "phoneNumbers":[{"type":"work","value":"+1 212 555 0100"}],"phones":[{"type":"work","value":"+1 212 555 0199"}]}]}"#;
    let file = program.file("scim.json", text);
    let run = program.run(&["import", file.to_str().unwrap()]);
    let card = program.ok(&["export", "--format", "vcard", "--sensitive"]);
    assert!(card.contains("a@x.example") && card.contains("+1 212 555 0199"), "{run:?} {card}");
    assert!(!card.contains("TEL:[") && !card.contains("EMAIL:["), "{card}");
}

/// Who is on a seat, where, in which department, and to whom they report.
fn told(name: &str, text: &str) -> Vec<String> {
    let program = Program::new();
    let run = import(&program, name, text);
    assert_eq!(run.status, 0, "{text}: {run:?}");
    let again = import(&program, name, text);
    assert!(again.out.starts_with("0 added, 0 updated"), "{text}: {again:?}");
    let list = program.json(&["list", "seat"]);
    let one = |seat: &Value| {
        let text = |name: &str| seat[name].as_str().unwrap_or("-").to_owned();
        ["account_name", "department", "name", "reports_to_name"].map(text).join(" ")
    };
    let mut all: Vec<String> = list.as_array().unwrap().iter().map(one).collect();
    all.sort();
    all
}

#[test]
fn of_several_documents_and_of_a_line_each_all_are_read_and_a_number_is_of_its_company() {
    let yaml = "company: Acme\npeople:\n  - {id: a, name: Ann, title: CEO}\n  - {id: b, name: Bo, reports_to: a}\n---\n\
                company: Beta\npeople:\n  - {id: a, name: Cy, title: CEO}\n  - {id: b, name: Di, reports_to: a}\n...\n";
    assert_eq!(told("a.yaml", yaml), ["Acme - Ann -", "Acme - Bo Ann", "Beta - Cy -", "Beta - Di Cy"]);
    let bare = "---\nname: Ann\ncompany: Acme\ntitle: CEO\n---\nname: Bo\ncompany: Acme\nreports_to: Ann\n";
    assert_eq!(told("a.yml", bare), ["Acme - Ann -", "Acme - Bo Ann"]);
    let lines = "{\"id\":1,\"name\":\"Ann\",\"company\":\"Acme\",\"title\":\"CEO\"}\n\
                 {\"id\":2,\"name\":\"Bo\",\"company\":\"Acme\",\"manager_id\":1}\n";
    for name in ["a.jsonl", "a.ndjson", "a.json", "a.txt"] {
        assert_eq!(told(name, lines), ["Acme - Ann -", "Acme - Bo Ann"], "{name}");
    }
    // Records of ours are none of that, whatever else is wrong with a line.
    let run = import(&Program::new(), "a.ndjson", "{\"name\":\"Ann\"}\n{\"kind\":\"account\",\"name\":\"Acme\"}\n");
    assert!(run.status == 1 && run.err.contains("needs \"kind\"") && run.out.starts_with("1 added"), "{run:?}");
}

#[test]
fn a_number_is_the_same_with_and_without_a_point() {
    for (one, other) in [("1.0", "1"), ("1", "1.0")] {
        let json = format!(
            r#"{{"company":"Acme","people":[{{"id":{one},"name":"Ann"}},{{"id":2.0,"name":"Bo","manager_id":{other}}},
            {{"id":3,"name":"Cy","manager":{{"id":{other}}}}}]}}"#
        );
        assert_eq!(told("a.json", &json), ["Acme - Ann -", "Acme - Bo Ann", "Acme - Cy Ann"]);
        let below = format!(
            r#"{{"company":"Acme","people":[{{"id":7,"name":"Ann","reports":[{{"id":{one},"name":"Bo"}}]}},
            {{"id":{other},"name":"Bo"}}]}}"#
        );
        assert_eq!(told("a.json", &below), ["Acme - Ann -", "Acme - Bo Ann"]);
    }
}

#[test]
fn what_services_wrap_is_read_like_the_rest() {
    let all = ["Acme - Ann -", "Acme - Bo Ann", "Acme - Cy Ann"];
    let wrapped = r#"{"company":"Acme","people":[{"id":1,"name":"Ann","title":"CEO"},
        {"id":2,"name":"Bo","manager":{"node":{"id":1}}},{"id":3,"name":"Cy","manager":{"data":{"id":1,"type":"person"}}}]}"#;
    assert_eq!(told("a.json", wrapped), all);
    let graph = r#"{"data":{"company":"Acme","people":{"edges":[{"node":{"id":1,"name":"Ann"}},{"node":{"id":2,"name":"Bo","manager":{"node":{"id":1}}}},{"cursor":"x","node":{"id":3,"name":"Cy","manager":{"id":1}}}],"pageInfo":{"hasNextPage":false}}}}"#;
    assert_eq!(told("a.json", graph), all);
    let api = r#"{"data":[{"id":"1","type":"people","attributes":{"name":"Ann","title":"CEO","company":"Acme"}},
        {"id":"2","type":"people","attributes":{"first-name":"Bo","company":"Acme"},"relationships":{"manager":{"data":{"id":"1","type":"people"}},
            "department":{"data":{"id":"9","type":"departments"}}}}],
        "included":[{"id":"9","type":"departments","attributes":{"name":"IT"}}]}"#;
    for text in [api.to_owned(), api.replace('\n', "")] {
        assert_eq!(told("a.json", &text), ["Acme - Ann -", "Acme IT Bo Ann"]);
    }
}

#[test]
fn departments_that_hold_people_are_where_these_are() {
    let all = ["Acme HR Di Ann", "Acme IT Bo Ann", "Acme Sales Ann -", "Acme Web Cy Bo"];
    let json = r#"{"company":"Acme","departments":[{"name":"Sales","people":[{"id":1,"name":"Ann","title":"CEO"}]},
        {"name":"IT","members":[{"id":2,"name":"Bo","manager_id":1}],"departments":[{"name":"Web","staff":[{"id":3,"name":"Cy","manager_id":2}]}]},
        {"name":"Empty"},{"name":"Legal","employees":[{"id":4,"name":"Di","manager_id":1,"department":"HR"}]}]}"#;
    for text in [json.to_owned(), json.replace('\n', "")] {
        assert_eq!(told("a.json", &text), all);
    }
    let yaml = "name: Acme\ndepartments:\n  Sales:\n    people:\n      - {id: 1, name: Ann, title: CEO}\n  IT:\n    - {id: 2, name: Bo, manager_id: 1}\n\
                people:\n  - {id: 3, name: Cy, reports_to: 2}\n";
    assert_eq!(told("a.yaml", yaml), ["Acme - Cy Bo", "Acme IT Bo Ann", "Acme Sales Ann -"]);
    let each = "- {company: Acme, department: IT, people: [{name: Ann, title: CEO}]}\n- {company: Acme, department: HR, people: [{name: Bo, manager: Ann}]}\n";
    assert_eq!(told("a.yaml", each), ["Acme HR Bo Ann", "Acme IT Ann -"]);
    // What somebody has of that is theirs.
    let own = "- {name: Ann, title: CEO, company: Acme, teams: [{name: Board, members: [X]}]}\n";
    assert_eq!(told("a.yaml", own), ["Acme - Ann -"]);
}

#[test]
fn telephones_of_directories_are_telephones() {
    let scim = r#"{"Resources":[{"id":"2819","displayName":"Ann Lee","title":"Head","phoneNumbers":[{"value":"+47 1","type":"work"},
        {"value":"+47 2","type":"mobile"}]}]}"#;
    let graph = r#"{"value":[{"id":"8a1b","displayName":"Ann Lee","jobTitle":"Head","businessPhones":["+47 1"],"mobilePhone":"+47 2"}]}"#;
    for text in [scim, graph] {
        let program = Program::new();
        let run = import(&program, "people.json", text);
        assert_eq!(run.status, 0, "{run:?}");
        let ann = program.json(&["show", "person", "Ann Lee"]);
        let mut phones: Vec<&str> =
            ann["phones"].as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap()).collect();
        phones.sort_unstable();
        assert_eq!(phones, ["+47 1", "+47 2"], "{text}");
        let again = import(&program, "people.json", text);
        assert!(again.out.starts_with("0 added, 0 updated"), "{again:?}");
    }
}

#[test]
fn comments_before_json_are_none_of_it_and_lines_are_counted_with_them() {
    let org = "// exported by us\n// yesterday\n{\"company\":\"Acme\",\n\"people\":[{\"name\":\"Ann Bell\",\"title\":\"CEO\"},{\"id\":2}]}\n";
    let run = import(&Program::new(), "a.json", org);
    assert!(run.out.starts_with("1 added") && run.err.contains("a.json:4: "), "{run:?}");
    let records = "// ours\n{\"kind\":\"account\",\"name\":\"Acme\"}\nnonsense\n";
    for name in ["a.ndjson", "a.json", "a.txt"] {
        let run = import(&Program::new(), name, records);
        assert!(run.out.starts_with("1 added") && run.err.contains(&format!("{name}:3: ")), "{run:?}");
    }
    // A table may begin so.
    let run = import(&Program::new(), "a.csv", "//,Name,Company\n1,Ann Bell,Acme\n");
    assert!(run.out.starts_with("1 added"), "{run:?}");
}
