//! Records by command: each kind added, changed, refused, taken back.

use crate::common;
use crate::common::stores::whole;

use std::collections::BTreeMap;

use common::Program;
use serde_json::{Value, json};
use warroom::model::Kind;
use warroom::model::field::{Field, Type};

/// Kinds in an order in which each finds what it needs.
const ORDER: [Kind; 23] = [
    Kind::Member,
    Kind::Account,
    Kind::Person,
    Kind::Seat,
    Kind::Edge,
    Kind::Pairing,
    Kind::Touch,
    Kind::Complaint,
    Kind::Receivable,
    Kind::FollowUp,
    Kind::Visit,
    Kind::Travel,
    Kind::Period,
    Kind::Need,
    Kind::Competitor,
    Kind::Goal,
    Kind::Swot,
    Kind::WhiteSpace,
    Kind::Gift,
    Kind::Satisfaction,
    Kind::Occasion,
    Kind::Note,
    Kind::Snooze,
];

/// A value for a field as somebody would type it; none for what points to a record that is not there yet.
fn typed(field: &Field, ids: &BTreeMap<Kind, String>) -> Option<String> {
    Some(match field.ty {
        Type::Text | Type::Long if field.many => "first, second".into(),
        Type::Text | Type::Long => match field.name {
            "currency" => "CNY".into(),
            "time_zone" => "Europe/Berlin".to_owned(),
            "policy" => "rep:operations:1d executive:decision".into(),
            name => format!("some {name}"),
        },
        Type::Int(min, max) => 2.clamp(min, max).to_string(),
        Type::Rating(_) => "3".into(),
        Type::Decimal => "12.50".into(),
        Type::Money => "1,200.00 CNY".into(),
        Type::Day => "2026-10-22".into(),
        Type::When => "2026-10-21T10:00:00+08:00".into(),
        Type::Anniversary => "lunar:05-05".into(),
        Type::Period => "2026-09".into(),
        Type::Bool => "yes".into(),
        Type::Choice(choices) => match choices.name {
            "stage" => "developed".into(),
            _ if field.many => choices.codes.join(","),
            _ => choices.codes[0].into(),
        },
        Type::Ref(kind) => ids.get(&kind)?.clone(),
        Type::Entries(fields) => {
            let parts: Option<BTreeMap<_, _>> =
                fields.iter().filter(|part| part.required).map(|part| Some((part.name, typed(part, ids)?))).collect();
            json!([parts?]).to_string()
        }
    })
}

/// The same, where the kind takes it: of two fields of which only one can be set, the first.
fn asked(kind: Kind, field: &Field, ids: &BTreeMap<Kind, String>) -> Option<String> {
    let second = kind.either().is_some_and(|[_, second]| second == field.name);
    typed(field, ids).filter(|_| !second)
}

fn assignments(kind: Kind, ids: &BTreeMap<Kind, String>) -> Vec<String> {
    kind.open_fields().filter_map(|field| Some(format!("{}={}", field.name, asked(kind, field, ids)?))).collect()
}

fn args<'a>(start: &[&'a str], rest: &'a [String]) -> Vec<&'a str> {
    start.iter().copied().chain(rest.iter().map(String::as_str)).collect()
}

#[test]
fn every_kind_is_added_listed_shown_set_and_removed_from_its_table_alone() {
    assert_eq!(ORDER.iter().collect::<std::collections::BTreeSet<_>>().len(), Kind::ALL.len());
    let program = Program::new();
    let mut ids = BTreeMap::new();
    let mut added = BTreeMap::new();
    for kind in ORDER {
        let mut fields = assignments(kind, &ids);
        if kind == Kind::Edge {
            // A line needs two people.
            let other = program.ok(&["add", "seat", &format!("account={}", ids[&Kind::Account]), "title=Other"]);
            fields.retain(|field| !field.starts_with("to="));
            fields.push(format!("to={}", other.trim()));
        }
        let record = program.json(&args(&["add", kind.code()], &fields));
        assert_eq!(record["kind"], kind.code());
        for field in kind.open_fields() {
            let name = if field.name == "kind" { format!("{kind}_kind") } else { field.name.to_owned() };
            assert_eq!(record.get(&name).is_some(), asked(kind, field, &ids).is_some(), "{kind}.{name}");
        }
        ids.insert(kind, record["id"].as_str().unwrap().to_owned());
        added.insert(kind, record);
    }
    for kind in ORDER {
        let (code, id) = (kind.code(), ids[&kind].as_str());
        let listed = program.json(&["--read-only", "list", code, "--filter", &format!("id:{id}")]);
        let mut shown = program.json(&["--read-only", "show", code, id]);
        // What an account has stands beside its fields.
        let summary = shown.as_object_mut().unwrap().remove("summary");
        assert_eq!(summary.is_some(), kind == Kind::Account);
        assert_eq!(listed, json!([shown]), "{kind}");
        for (name, value) in added[&kind].as_object().unwrap() {
            assert_eq!(&shown[name], value, "{kind}.{name}");
        }
        let set = program.json(&["set", code, id, "notes=changed"]);
        assert_eq!((&set["notes"], &set["id"]), (&json!("changed"), &json!(id)));
    }
    // What nothing else needs goes alone; the last kinds first.
    for kind in ORDER.into_iter().rev() {
        program.ok(&["rm", kind.code(), &ids[&kind], "--reason", "test"]);
        let gone = program.refused(&["--read-only", "show", kind.code(), &ids[&kind]]);
        assert!(gone.contains(&ids[&kind]), "{gone}");
    }
    assert!(program.ok(&["check"]).contains("sound"));
}

#[test]
fn judgements_and_defaults_have_their_shape() {
    let program = Program::new();
    program.ok(&["add", "account", "name=山东电信"]);
    program.ok(&["add", "person", "name=张伟"]);
    let seat = program.json(&[
        "add",
        "seat",
        "account=山东电信",
        "person=张伟",
        "support=mentor",
        "support.confidence=assumed",
        "influence=unknown",
    ]);
    assert_eq!((&seat["support"], &seat["support.confidence"]), (&json!("mentor"), &json!("assumed")));
    assert_eq!((&seat["influence"], &seat["mode"]), (&json!("unknown"), &json!("unknown")));
    assert!(seat.get("layer").is_none());
    let shown = program.json(&["show", "seat", "张伟"]);
    assert_eq!((&shown["account_name"], &shown["name"]), (&json!("山东电信"), &json!("张伟")));

    let item = program.json(&["add", "follow_up", "account=山东电信", "subject=Contract", "kind=collection"]);
    assert_eq!(item["opened_at"], "2026-10-20T09:00:00+08:00");
    assert_eq!(item["follow_up_kind"], "collection");
    assert!(item["policy"].as_str().unwrap().contains("manager:finance"), "{item}");
    let money = program.json(&["set", "account", "山东电信", "credit_limit=1200 CNY", "stage=developed"]);
    assert_eq!(money["credit_limit"], json!({"amount": "1200", "currency": "CNY"}));
}

#[test]
fn what_must_not_be_is_refused_by_name() {
    let program = Program::new();
    for name in ["Acme", "Beta"] {
        program.ok(&["add", "account", &format!("name={name}")]);
    }
    for name in ["Ann", "Bob", "Cid"] {
        program.ok(&["add", "person", &format!("name={name}")]);
        program.ok(&["add", "seat", "account=Acme", &format!("person={name}")]);
    }
    program.ok(&["set", "seat", "Bob", "reports_to=Ann"]);
    program.ok(&["set", "seat", "Cid", "reports_to=Bob"]);
    let ring = program.refused(&["set", "seat", "Ann", "reports_to=Cid"]);
    assert!(ring.contains("Ann") && ring.contains("Cid"), "{ring}");
    assert!(program.refused(&["set", "account", "Acme", "tier=gold"]).contains("developed"));
    let nobody = "01900000-0000-7000-8000-00000000dead";
    assert!(program.refused(&["set", "seat", "Ann", &format!("person={nobody}")]).contains(nobody));
    assert!(program.refused(&["set", "seat", "Ann", "dragon=1"]).contains("reports_to"));
    assert!(program.refused(&["set", "seat", "Ann", "influence=11"]).contains("10"));
    assert!(program.refused(&["set", "seat", "Ann", "created_by=me"]).contains("created_by"));
    assert!(program.refused(&["show", "account", "Acmee"]).contains("Acmee"));
    assert!(program.refused(&["add", "seat", "account=Acm"]).contains("Acme"));

    program.ok(&["add", "person", "name=Ann"]);
    let two =
        program.refused(&["add", "travel", "person=Ann", "to_city=Oslo", "depart=2026-11-01", "arrive=2026-11-01"]);
    assert_eq!(two.lines().filter(|line| line.contains("Ann") && line.contains('-')).count(), 2, "{two}");
    assert_eq!(program.json(&["list", "travel"]), json!([]));
}

#[test]
fn namesakes_are_told_apart_by_the_account() {
    let program = Program::new();
    for account in ["Acme", "Beta"] {
        program.ok(&["add", "account", &format!("name={account}")]);
        let person = program.ok(&["add", "person", "name=王伟"]);
        program.ok(&["add", "seat", &format!("account={account}"), &format!("person={}", person.trim())]);
    }
    let need = program.json(&["add", "need", "account=Beta", "seat=王伟", "kind=pain_point", "text=noise"]);
    let seat = program.json(&["show", "seat", need["seat"].as_str().unwrap()]);
    assert_eq!(seat["account_name"], "Beta");
    assert!(program.refused(&["show", "seat", "王伟"]).contains("Beta"));
}

#[test]
fn a_new_judgement_does_not_rest_on_the_old_ones_word() {
    let program = Program::with_sample();
    let support = || program.json(&["show", "seat", "Margaret Ashworth"]);
    assert_eq!(support()["support.confidence"], json!("confirmed"));
    program.ok(&["set", "seat", "Margaret Ashworth", "support=mentor", "support.source=Anna"]);
    let after = support();
    assert_eq!((&after["support"], &after["support.source"]), (&json!("mentor"), &json!("Anna")));
    assert_eq!((&after["support.confidence"], &after["support.as_of"]), (&Value::Null, &Value::Null));
    program.ok(&["undo"]);
    assert_eq!(support()["support.confidence"], json!("confirmed"));
}

#[test]
fn changes_are_taken_back_and_done_again_across_processes() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    let before = program.ok(&["export"]);
    program.ok(&["set", "account", "Acme", "city=Oslo", "--reason", "they moved"]);
    let after = program.ok(&["export"]);
    program.ok(&["undo"]);
    assert_eq!(whole(&program.ok(&["export"])), before);
    program.ok(&["redo"]);
    assert_eq!(program.ok(&["export"]), after);
    let history = program.json(&["history", "--account", "Acme"]);
    let set = &history[2];
    assert_eq!((&set["author"], &set["reason"]), (&json!("lina"), &json!("they moved")));
    let change = set["changes"].as_array().unwrap().iter().find(|one| one["field"] == "city").unwrap();
    assert_eq!((&change["before"], &change["after"]), (&Value::Null, &json!("Oslo")));
    assert_eq!(history[0]["turn"], json!({"redoes": set["id"]}));
    program.refused(&["redo"]);
    let empty = program.run(&["intercepts"]);
    assert_eq!((empty.status, empty.out.as_str(), empty.err.trim()), (0, "", "Nothing."));
    assert_eq!(program.json(&["intercepts"]), json!([]));
    // Of an edit that is about many accounts, what it changed of this one.
    let list = program.file("list.csv", "Name,Company\nVera Lind,Acme\nOtto Extra,Nordkvist\n");
    program.ok(&["import", list.to_str().unwrap()]);
    let of = |account: &str| program.ok(&["history", "--account", account, "--limit", "1"]);
    assert!(of("Acme").contains("Vera Lind") && !of("Acme").contains("Otto Extra"), "{}", of("Acme"));
    let changes = &program.json(&["history", "--account", "Nordkvist"])[0]["changes"];
    assert!(changes.to_string().contains("Otto Extra") && !changes.to_string().contains("Vera Lind"), "{changes}");
}

#[test]
fn a_refused_choice_lists_labels_and_codes() {
    let program = Program::new();
    let said = program.refused(&["--lang", "zh-CN", "add", "account", "name=A", "stage=won"]);
    assert!(said.contains("客户资料（lead）") && said.contains("（developed）"), "{said}");
}

#[test]
fn the_history_names_what_is_gone() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    program.ok(&["add", "person", "name=张伟"]);
    program.ok(&["add", "seat", "account=Acme", "person=张伟"]);
    program.ok(&["add", "seat", "account=Acme", "title=Clerk", "reports_to=张伟"]);
    program.ok(&["rm", "seat", "张伟"]);
    let history = program.ok(&["history", "--lang", "zh-CN", "--limit", "1"]);
    assert!(history.contains("  Clerk · 上级：张伟 → –\n"), "{history}");
    assert!(history.contains("  张伟 · 客户：Acme → –\n"), "{history}");
    let told = program.json(&["history", "--account", "Acme", "--limit", "1"]);
    assert!(told[0]["changes"].as_array().unwrap().iter().any(|one| one["name"] == "张伟"), "{told}");
}

#[test]
fn a_journey_is_of_one_traveller_and_the_sentence_names_both() {
    let program = Program::new();
    let id = |args: &[&str]| program.ok(args).trim().to_owned();
    let person = id(&["add", "person", "name=张伟"]);
    let member = id(&["add", "member", "name=陈总", "level=executive"]);
    let journey = ["add", "travel", "to_city=北京", "depart=2026-10-22", "arrive=2026-10-22"];
    let refused = program.refused(&journey);
    assert!(refused.contains("person of theirs or a member of ours"), "{refused}");
    let (theirs, ours) = (format!("person={person}"), format!("member={member}"));
    let both: Vec<&str> = journey.iter().copied().chain([theirs.as_str(), &ours]).collect();
    assert!(program.refused(&both).contains("not both"));
    let one: Vec<&str> = journey.iter().copied().chain([theirs.as_str()]).collect();
    let travel = id(&one);
    program.ok(&["set", "travel", &travel, &ours]);
    let now = program.json(&["show", "travel", &travel]);
    assert_eq!((now["person"].is_null(), now["member"].as_str()), (true, Some(member.as_str())));
    assert!(program.refused(&["set", "travel", &travel, &theirs, &ours]).contains("not both"));
    assert!(program.refused(&["set", "travel", &travel, "member="]).contains("person of theirs"));
    let refused = program.refused(&["add", "occasion", "what=x", "date=05-05"]);
    assert!(refused.contains("a person’s or an account’s"), "{refused}");
}

#[test]
fn codes_are_taken_in_the_words_of_the_reader() {
    let program = Program::with_sample();
    program.ok(&["--lang", "zh-CN", "set", "account", "北方银行", "tier=铜"]);
    assert_eq!(program.json(&["show", "account", "北方银行"])["tier"], "bronze");
    program.ok(&["set", "account", "北方银行", "tier=Gold"]);
    assert_eq!(program.json(&["show", "account", "北方银行"])["tier"], "gold");
}
