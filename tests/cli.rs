//! The command line as scripts use it: the real program, its output, its exit statuses.
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "a test ends where anything is wrong")]

use crate::common;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

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
fn export_import_export_gives_the_same_bytes() {
    let program = Program::with_sample();
    let first = program.ok(&["export", "--sensitive"]);
    assert_eq!(first.lines().count(), 750);
    let other = Program::new();
    let run = other.fed(&["import", "-", "--json"], first.as_bytes());
    assert_eq!(run.status, 0, "{}", run.err);
    let told: Value = serde_json::from_str(run.out.lines().last().unwrap()).unwrap();
    assert_eq!((run.out.lines().count(), &told["summary"]["created"]), (751, &json!(750)));
    assert_eq!(other.ok(&["export", "--sensitive"]), first);
    let again = other.fed(&["import", "-"], first.as_bytes());
    assert!(again.out.contains("750 unchanged"), "{again:?}");
    assert_eq!(other.json(&["history"]).as_array().unwrap().len(), 1);

    let without = program.run(&["export", "person"]);
    assert!(!without.out.contains("birthday") && without.err.contains("--sensitive"), "{}", without.err);
    let table = program.ok(&["export", "member", "--format", "csv"]);
    assert_eq!(table.lines().count(), 9);
    let path = program.data().with_file_name("out.ndjson");
    program.ok(&["export", "--sensitive", "-o", path.to_str().unwrap()]);
    assert_eq!(std::fs::read_to_string(path).unwrap(), first);
}

#[test]
#[cfg(unix)]
fn an_export_is_private_and_replaces_nothing_but_the_content_of_a_file() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    let program = Program::with_sample();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let fresh = program.data().with_file_name("fresh.ndjson");
    program.ok(&["export", "-o", fresh.to_str().unwrap()]);
    assert_eq!(mode(&fresh), 0o600);

    let known = program.file("known.ndjson", "old");
    std::fs::set_permissions(&known, std::fs::Permissions::from_mode(0o640)).unwrap();
    let link = known.with_file_name("link.ndjson");
    symlink(&known, &link).unwrap();
    program.ok(&["export", "-o", link.to_str().unwrap()]);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!((std::fs::read(&known).unwrap(), mode(&known)), (std::fs::read(&fresh).unwrap(), 0o640));

    let pipe = known.with_file_name("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read(pipe).unwrap()
    });
    program.ok(&["export", "-o", pipe.to_str().unwrap()]);
    assert!(std::fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert_eq!(reader.join().unwrap(), std::fs::read(&fresh).unwrap());
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
fn an_import_gives_back_what_it_left_out_and_is_all_or_nothing_on_request() {
    let program = Program::new();
    let path = |name: &str| program.data().with_file_name(name).to_str().unwrap().to_owned();
    let table = "姓名,公司,职务\n甲,某局,处长\n,某局,科长\n";
    let file = program.file("in.csv", table);
    let (file, rejects) = (file.to_str().unwrap(), path("rejects.csv"));
    let all = program.run(&["import", file, "--atomic", "--rejects", &rejects]);
    assert_eq!((all.status, program.json(&["list", "person"])), (1, json!([])));
    assert!(all.err.contains("--atomic"), "{}", all.err);
    let back = std::fs::read_to_string(&rejects).unwrap();
    assert_eq!(back.lines().next(), Some("姓名,公司,职务,ERROR"));
    assert!(back.lines().nth(1).unwrap().starts_with(",某局,科长,\"The row names nobody. Fill in a name"), "{back}");

    assert_eq!(program.run(&["import", file]).status, 1);
    // Mended, the rejects are a file like the first.
    std::fs::write(&rejects, back.replace("\n,某局", "\n乙,某局")).unwrap();
    assert!(program.ok(&["import", &rejects]).starts_with("1 added"));
    assert_eq!(program.json(&["list", "seat"]).as_array().unwrap().len(), 2);

    // Changed in the file and here: what is here stays, and the row says so once.
    program.ok(&["set", "seat", "甲", "title=局长"]);
    let file = program.file("in.csv", &table.replace("处长", "副处长"));
    let file = file.to_str().unwrap();
    for (status, code, skipped) in [("skipped", "changed-here", 1), ("unchanged", "", 0)] {
        let run = program.run(&["import", file, "--json"]);
        let rows: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((&rows[0]["status"], &rows[0]["code"]), (&json!(status), &json!(code)));
        assert_eq!((run.status, &rows[2]["summary"]["skipped"]), (1, &json!(skipped)));
    }
    assert_eq!(program.json(&["show", "seat", "甲"])["title"], json!("局长"));
    let file = program.file("in.csv", &table.replace("处长", "科长"));
    let file = file.to_str().unwrap();
    let here = program.run(&["import", file, "--on-conflict", "skip", "--json"]).out;
    assert!(here.lines().next().unwrap().contains(r#""code":"here-already""#), "{here}");
    for _ in 0..2 {
        program.run(&["import", file, "--on-conflict", "new"]);
        assert_eq!(program.json(&["list", "seat"]).as_array().unwrap().len(), 3, "a new one, and only once");
    }
}

#[test]
fn import_reports_what_it_leaves_out_and_goes_on() {
    let program = Program::new();
    let good = r#"{"kind":"account","id":"01900000-0000-7000-8000-000000000001","name":"Acme"}"#;
    let bad = r#"{"kind":"seat","id":"01900000-0000-7000-8000-000000000002"}"#;
    let file = program.file("in.ndjson", &format!("{good}\nnonsense\n{bad}\n"));
    let path = file.to_str().unwrap();
    let dry = program.run(&["import", path, "--dry-run"]);
    assert_eq!((dry.status, program.data().exists()), (1, false));
    let run = program.run(&["import", path]);
    assert_eq!(run.status, 1);
    assert!(run.out.starts_with("1 added") && run.out.contains("2 left out"), "{}", run.out);
    let file = std::path::Path::new(path).file_name().unwrap().to_str().unwrap();
    assert_eq!(program.json(&["history"])[0]["subject"], json!(file));
    let lines: Vec<&str> = run.err.lines().map(|line| line.strip_prefix(path).unwrap()).collect();
    assert!(lines[0].starts_with(":2: ") && lines[1].starts_with(":3: "), "{lines:?}");
    assert_eq!(program.run(&["import", "/no/such/file"]).status, 1);
}

#[test]
fn import_says_what_a_row_went_in_without() {
    let program = Program::new();
    let table = "姓名,公司,职务,层级,生日,上级,角色\n张三,山东局,局长,决策层,1962-13-45,,决策人\n李四,山东局,科长,神仙层,,王五,啦啦队\n赵六,山东局,科长,操作层,,张三,\n";
    let path = program.file("in.csv", table);
    let run = program.run(&["import", path.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.starts_with("3 added") && run.out.contains("2 of them"), "{}", run.out);
    let told: Vec<&str> = run.err.lines().map(|line| line.strip_prefix(path.to_str().unwrap()).unwrap()).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[0].starts_with(":2: ") && told[0].contains("Birthday"), "{told:?}");
    assert!(told[1..].iter().all(|line| line.starts_with(":3: ")), "{told:?}");
    for word in ["神仙层", "王五", "啦啦队"] {
        assert!(told[1..].iter().any(|line| line.contains(word)), "{word}: {told:?}");
    }
    let out = program.ok(&["import", path.to_str().unwrap(), "--json"]);
    let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(rows[0]["message"].as_str().unwrap().contains("1962-13-45") && rows[0]["code"] == "no-such-day", "{out}");
    assert_eq!((&rows[2]["message"], &rows[3]["summary"]["flawed"]), (&json!(""), &json!(2)), "{out}");
}

#[test]
fn changes_are_taken_back_and_done_again_across_processes() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    let before = program.ok(&["export"]);
    program.ok(&["set", "account", "Acme", "city=Oslo", "--reason", "they moved"]);
    let after = program.ok(&["export"]);
    program.ok(&["undo"]);
    assert_eq!(program.ok(&["export"]), before);
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
fn the_answers_have_their_shape() {
    let program = Program::with_sample();
    let has = |row: &Value, keys: &str| {
        let missing: Vec<_> = keys.split(' ').filter(|key| row.get(key).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?} in {row}");
    };
    let account = "山东电信";
    for (command, keys) in [
        (
            &["ladder"][..],
            "id account account_name subject kind state rung level holder holder_name counterparts since climbs_at climbs stuck",
        ),
        (&["forecast"], "id subject account_name at from to holder holder_name"),
        (&["intercepts"], "member member_name seat person_name account account_name city from to days score parts why"),
        (&["today"], "group what why kind id account account_name due urgency parts"),
        (&["influence", account], "seat name computed computed_rank declared declared_rank betweenness hidden"),
        (&["path", account], "steps strength"),
        (&["keys"], "command label keys"),
        (&["fields", "seat"], "kind field type choices required"),
    ] {
        let rows = program.json(&[&["--read-only"], command].concat());
        let rows = rows.as_array().unwrap_or_else(|| panic!("{command:?}"));
        assert!(!rows.is_empty(), "{command:?}");
        for row in rows {
            has(row, keys);
        }
    }
    has(&program.json(&["where", "张伟", "--on", "2026-10-20"]), "person name city from to firmness travel");
    has(&program.json(&["coverage", account]), "value parts known");
    has(&program.json(&["fragility", account]), "cuts single_threads");
    has(&program.json(&["check"]), "ok findings");
    for command in ["health", "churn"] {
        let answer = program.json(&[command, account]);
        has(&answer, "value known parts account account_name");
        let parts = answer["parts"].as_array().unwrap();
        for part in parts {
            has(part, "name value weight note points");
        }
        let sum: f64 = parts.iter().filter_map(|part| part["points"].as_f64()).sum();
        assert!((sum - answer["value"].as_f64().unwrap()).abs() < 1e-6, "{answer}");
    }
    for (command, keys) in [
        ("abc", "account name base cum_before share class"),
        ("kpi", "name value unit parts known"),
        ("warnings", "rule account account_name kind id value limit why parts known"),
    ] {
        let rows = program.json(&[command]);
        assert!(!rows.as_array().unwrap().is_empty(), "{command}");
        for row in rows.as_array().unwrap() {
            has(row, keys);
        }
    }
    let one = &program.json(&["ladder", "--account", account])[0];
    assert!(one["rung"].as_u64().unwrap() >= 1 && one["id"].is_string());
}

#[test]
fn an_account_says_what_is_on_record_of_it() {
    let program = Program::with_sample();
    let account = program.json(&["show", "account", "山东电信"]);
    let count = |kind: &str| program.json(&["list", kind, "--account", "山东电信"]).as_array().unwrap().len();
    for kind in ["seat", "touch", "visit", "follow_up", "complaint"] {
        assert_eq!(account["summary"][kind]["count"], json!(count(kind)), "{kind}");
    }
    let last = |program: &Program| program.json(&["show", "account", "山东电信"])["summary"]["touch"]["last"].clone();
    let before = last(&program);
    let touch = program.json(&["add", "touch", "account=山东电信", "member=陈总", "at=2026-10-20", "channel=call"]);
    assert_eq!(last(&program), "2026-10-20");
    program.ok(&["rm", "touch", touch["id"].as_str().unwrap()]);
    assert_eq!(last(&program), before);
    let without = program.ok(&["show", "account", "山东电信"]);
    assert!(without.contains("On record") && without.contains("the last on"), "{without}");
    program.ok(&["check", "--rebuild"]);
    assert_eq!(program.ok(&["show", "account", "山东电信"]), without);
}

#[test]
fn the_figures_are_read_in_every_language() {
    let program = Program::with_sample();
    program.ok(&["add", "account", "name=Nobody"]);
    for (lang, word) in [("en", "no data"), ("zh-CN", "无数据"), ("zh-TW", "無資料")] {
        let kpi = program.ok(&["--lang", lang, "kpi"]);
        assert!(kpi.lines().count() > 8, "{kpi}");
        assert!(program.ok(&["--lang", lang, "health", "Nobody"]).contains(word));
        for command in
            [&["abc"][..], &["abc", "--base", "profit"], &["health", "山东电信"], &["churn", "山东电信"], &["warnings"]]
        {
            let told = program.ok(&[&["--lang", lang], command].concat());
            // A text that is missing is shown by its id.
            let ids = ["health-", "churn-", "part-", "kpi-", "warning-", "column-", "cause-", "level-", "abc-"];
            assert!(!told.is_empty() && ids.iter().all(|id| !told.contains(id)), "{told}");
        }
    }
    assert!(program.ok(&["health", "山东电信"]).contains('█'));
    program.file("config/config.toml", "ascii = true\n");
    assert!(program.ok(&["health", "山东电信"]).contains('#'));
    assert!(program.refused(&["abc", "--period", "spring"]).contains("2026Q3"));
    assert_eq!(program.run(&["abc", "--base", "weight"]).status, 2);
}

#[test]
fn limits_of_warnings_are_ones_own() {
    let program = Program::with_sample();
    let warns = |program: &Program, rule: &str| {
        program.json(&["warnings"]).as_array().unwrap().iter().any(|row| row["rule"] == rule)
    };
    assert!(warns(&program, "personal_need_unknown") || warns(&program, "card_not_reviewed"));
    program.file("config/warnings.toml", "personal_need_unknown = false\ncard_not_reviewed = false\n");
    assert!(!warns(&program, "personal_need_unknown") && !warns(&program, "card_not_reviewed"));
    program.file("config/warnings.toml", "\ndragon = true\n");
    let run = program.run(&["warnings"]);
    assert!(run.status == 0 && run.err.contains("warnings.toml:2"), "{run:?}");
}

#[test]
fn the_ladder_climbs_on_the_working_days_of_china() {
    let program = Program::new().at("2026-09-30T10:00+08:00");
    program.ok(&["add", "account", "name=Acme", "country=CN"]);
    let id = program.ok(&["add", "follow_up", "account=Acme", "subject=Offer", "kind=pursue"]);
    let rung = |program: &Program| program.json(&["ladder"])[0]["rung"].clone();
    let program = program.at("2026-10-13T23:00+08:00");
    assert_eq!(rung(&program), 1);
    let program = program.at("2026-10-14T00:30+08:00");
    assert_eq!(rung(&program), 2);
    assert_eq!(program.json(&["ladder"])[0]["id"], id.trim());
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
fn endings_are_told_by_the_status() {
    let program = Program::new();
    for usage in [&["list", "dragon"][..], &["nonsense"], &["add"], &["--lang", "fr", "check"], &["import"]] {
        assert_eq!(program.run(usage).status, 2, "{usage:?}");
    }
    assert_eq!(program.run(&["add", "account", "Acme"]).status, 2);
    assert_eq!(Program::new().at("yesterday").run(&["check"]).status, 2);
    assert_eq!(program.run(&["export", "--format", "csv"]).status, 2);
    assert_eq!((program.run(&["--help"]).status, program.run(&["--version"]).status), (0, 0));
    let read_only = program.run(&["--read-only", "add", "account", "name=Acme"]);
    assert_eq!(read_only.status, 1, "{read_only:?}");
}

#[test]
fn a_store_in_use_is_looked_at_and_not_changed() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    // This process is the other one.
    let holder = warroom::store::Book::open(
        &program.data(),
        warroom::clock::Clock::System,
        "test",
        warroom::store::Access::ReadWrite,
    )
    .unwrap();
    for looks in [
        &["list", "account"][..],
        &["show", "account", "Acme"],
        &["today"],
        &["today", "--short"],
        &["ladder"],
        &["history"],
        &["export"],
    ] {
        for run in [program.run(looks), program.run(&[&["--read-only"], looks].concat())] {
            assert!(run.status == 0 && !run.err.contains("warroom:"), "{looks:?}: {run:?}");
        }
    }
    assert!(program.ok(&["check"]).contains("sound"));
    for changes in [&["add", "account", "name=Beta"][..], &["undo"], &["set", "account", "Acme", "city=Oslo"]] {
        let run = program.run(changes);
        assert_eq!(run.status, 3, "{run:?}");
        assert!(run.err.contains(&format!("pid {}", std::process::id())), "{}", run.err);
    }
    drop(holder);
    // A program that another test starts holds for a moment, until it runs, whatever is open here: locks too.
    let mut freed = program.run(&["set", "account", "Acme", "city=Oslo"]);
    for _ in 0..500 {
        if freed.status != 3 {
            break;
        }
        freed = program.run(&["set", "account", "Acme", "city=Oslo"]);
    }
    assert_eq!(freed.status, 0, "{freed:?}");
}

#[test]
fn looking_makes_no_store() {
    let program = Program::new();
    for looks in [
        &["list", "account"][..],
        &["show", "account", "Acme"],
        &["today"],
        &["where", "Ann"],
        &["intercepts"],
        &["history"],
        &["export"],
        &["check"],
        &["undo"],
        &["rm", "account", "Acme"],
        &["set", "account", "Acme", "city=Oslo"],
        &["--read-only"],
    ] {
        let said = program.refused(looks);
        assert!(said.contains("no store in") && said.contains("warroom import"), "{looks:?}: {said}");
    }
    let file = program.file("in.csv", "Name,Company\nAnn,Acme\n");
    assert!(program.ok(&["import", "--dry-run", file.to_str().unwrap()]).contains("1 added"));
    assert!(!program.data().exists());
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
fn damage_is_told_by_the_status() {
    let program = Program::new();
    for name in ["Acme", "Beta", "Cube"] {
        program.ok(&["add", "account", &format!("name={name}")]);
    }
    let journal = std::fs::read_dir(program.data().join("journal")).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, text.replace("Beta", "Bita")).unwrap();
    std::fs::remove_dir_all(program.data().join("db")).unwrap();
    let run = program.run(&["add", "account", "name=Dune"]);
    assert_eq!((run.status, run.out.as_str()), (4, ""), "{run:?}");
    assert!(run.err.contains("warroom restore"), "{}", run.err);
    assert_eq!(program.run(&["check"]).status, 1);
}

#[test]
fn a_reader_who_has_enough_is_not_told_off() {
    let program = Program::with_sample();
    let mut child = program.command(&["export"]).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && !err.contains("panicked") && !err.contains("Broken pipe"), "{err}");
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
fn every_language_is_spoken() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Beta"]);
    for (lang, word) in [("en", "sound"), ("zh-CN", "一切正常"), ("zh-TW", "一切正常")] {
        assert!(program.ok(&["--lang", lang, "check"]).contains(word));
    }
    program.file("config/config.toml", "lang = \"zh-TW\"\nmouse = 3\nthem = \"dark\"\n");
    let run = program.run(&["show", "account", "Acme"]);
    assert!(run.err.contains("config.toml:2: ") && run.err.contains("沒有"), "{}", run.err);
    assert!(run.err.contains("config.toml:3: ") && run.err.contains("「theme」"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn the_store_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    assert_eq!(program.data().metadata().unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn the_program_describes_itself() {
    let program = Program::new();
    let page = program.ok(&["man"]);
    assert!(page.contains(".TH warroom") && page.contains(".SS \"where\"") && page.contains("Example: warroom where"));
    assert!(program.ok(&["completions", "zsh"]).contains("#compdef warroom"));
    assert!(program.ok(&["fields", "seat"]).contains("political_status"));
    let bad = program.file("bad.toml", "[global]\n\"q\" = \"no-such-command\"\n");
    let run = program.run(&["keymap", "check", bad.to_str().unwrap()]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("bad.toml:2: "), "{}", run.out);
    assert!(program.refused(&["keymap", "check", "missing.toml"]).contains("missing.toml"));
    let none = program.ok(&["keymap", "check"]);
    assert!(none.contains("keymap default") && none.contains(program.config().to_str().unwrap()), "{none}");
    assert!(!program.data().exists(), "describing itself makes no store");
}

#[test]
fn a_team_visit_is_planned_and_kept() {
    let program = Program::with_sample();
    let ask = ["plan", "--cities", "北京,Jinan", "--from", "2026-10-21", "--days", "3", "--members", "陈总,刘慧"];
    let plan = program.json(&ask);
    let stops = plan["stops"].as_array().unwrap().clone();
    let sum: f64 = stops.iter().map(|stop| stop["score"].as_f64().unwrap()).sum();
    assert!(!stops.is_empty() && (sum - plan["score"].as_f64().unwrap()).abs() < 1e-9);
    for stop in &stops {
        for key in ["account", "seats", "members", "city", "date", "half", "score", "parts"] {
            assert!(stop.get(key).is_some(), "{key} in {stop}");
        }
        assert!(["北京", "Jinan"].contains(&stop["city"].as_str().unwrap()));
    }
    assert!(plan["unmet"].as_array().unwrap().iter().all(|one| one["why"].as_str().is_some_and(|why| !why.is_empty())));
    let saved = program.json(&[&ask[..], &["--save"]].concat());
    assert_eq!(saved["visits"].as_array().unwrap().len(), stops.len());
    // What is planned takes its half days: nothing is planned twice.
    let again = program.json(&ask);
    for stop in again["stops"].as_array().unwrap() {
        let same = |old: &&Value| old["date"] == stop["date"] && old["half"] == stop["half"];
        for old in stops.iter().filter(same) {
            let ours = old["members"].as_array().unwrap();
            assert!(!stop["members"].as_array().unwrap().iter().any(|one| ours.contains(one)));
        }
    }
    program.ok(&["undo"]);
    assert_eq!(program.json(&ask), plan);
    assert_eq!(program.run(&["plan", "--days", "3"]).status, 2);
    assert!(program.refused(&["plan", "--cities", "北京", "--members", "Nobody"]).contains("Nobody"));
    program.file("config/transfers.toml", "[[transfer]]\nbetween = [\"北京\"]\n");
    assert!(program.run(&ask).err.contains("transfers.toml:2"));
}

#[test]
fn a_briefing_is_written_for_an_account_and_for_the_visits_of_a_day() {
    let program = Program::with_sample();
    let paper = program.ok(&["brief", "山东电信"]);
    assert!(paper.starts_with("# ") && paper.contains("张伟"), "{paper}");
    let page = program.ok(&["brief", "山东电信", "--format", "html"]);
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    let sheet = program.command(&["brief", "山东电信", "--format", "pdf"]).output().unwrap();
    assert!(sheet.status.success() && sheet.stdout.starts_with(b"%PDF-"), "{:?}", sheet.status);
    let visits = program.json(&["list", "visit"]);
    let day = visits.as_array().unwrap().iter().find(|one| one["status"] == "planned").unwrap()["start"].clone();
    let day = day.as_str().unwrap().get(..10).unwrap().to_owned();
    let pack = program.ok(&["daypack", "--on", &day, "--format", "txt"]);
    assert!(pack.contains("====") && pack.contains(&day), "{pack}");
    assert!(program.ok(&["daypack", "--on", "1999-01-01"]).contains("1999-01-01"));
}

#[test]
fn regions_of_ones_own_bring_people_together() {
    let program = Program::with_sample();
    // Our general manager is in London before the chief executive leaves Leeds for it.
    let near = |program: &Program| {
        let rows = program.json(&["intercepts", "--account", "Calderbrook"]);
        rows.as_array().unwrap().iter().any(|row| row["city"] == "Leeds" && row["parts"]["place"] == 0.6)
    };
    assert!(!near(&program));
    program.file("config/regions.toml", "[[region]]\nname = \"East coast\"\ncities = [\"Leeds\", \"London | 伦敦\"]\n");
    assert!(near(&program));
    program.file("config/regions.toml", "[[region]]\nname = \"Yorkshire\"\ntowns = []\n");
    let run = program.run(&["intercepts"]);
    assert!(run.status == 0 && run.err.contains("regions.toml:3"), "{run:?}");
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

#[test]
fn today_in_one_line_is_fit_for_a_prompt() {
    let program = Program::new();
    let run = program.run(&["today", "--short"]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", ""));
    assert!(!program.data().exists(), "a glance makes nothing");
    let program = Program::with_sample();
    let line = program.ok(&["today", "--short"]);
    assert_eq!(line.lines().count(), 1);
    let rows = program.json(&["today"]);
    let rows = rows.as_array().unwrap();
    let meetings = rows.iter().filter(|row| row["parts"].get("meeting").is_some()).count();
    let due = rows.iter().filter(|row| row["group"] == "now" && row["parts"].get("meeting").is_none()).count();
    assert_eq!(line.trim(), format!("{due} due · {meetings} intercepts in 14 d"));
    for row in rows {
        let sum: f64 = row["parts"].as_object().unwrap().values().map(|part| part.as_f64().unwrap()).sum();
        assert!((sum - row["urgency"].as_f64().unwrap()).abs() < 1e-9, "{row}");
    }
}

#[test]
fn today_of_one_of_ours_and_of_me() {
    let program = Program::with_sample();
    let all = program.json(&["today"]).as_array().unwrap().len();
    let own = program.json(&["today", "--member", "刘慧"]);
    assert!(!own.as_array().unwrap().is_empty() && own.as_array().unwrap().len() < all);
    assert!(own.as_array().unwrap().iter().all(|row| row["what"].as_str().unwrap().contains("刘慧")), "{own}");
    let run = program.run(&["today", "--member", "me"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("me = "), "{}", run.err);
    program.file("config/config.toml", "me = \"刘慧\"\n");
    assert_eq!(program.json(&["today", "--member", "me"]), own);
}

#[test]
fn what_is_put_off_travels_with_the_records() {
    let program = Program::with_sample();
    let row = program.json(&["today"])[0].clone();
    let about = format!("about=follow_up:{}", row["id"].as_str().unwrap());
    program.ok(&["add", "snooze", &about, "until=2026-10-23"]);
    let has = |rows: &Value| rows.as_array().unwrap().iter().any(|one| one["id"] == row["id"]);
    assert!(!has(&program.json(&["today"])) && has(&program.json(&["today", "--snoozed"])));
    assert_eq!(program.json(&["today", "--snoozed"])[0]["until"], "2026-10-23");
    let out = program.run(&["export", "--sensitive"]).out;
    let copy = Program::new();
    assert_eq!(copy.fed(&["import", "-"], out.as_bytes()).status, 0);
    assert_eq!(copy.run(&["export", "--sensitive"]).out, out);
    assert!(!has(&copy.json(&["today"])));
    let later = copy.at("2026-10-23T08:00+08:00");
    assert!(has(&later.json(&["today"])), "it comes back by itself");
}

#[test]
fn codes_are_taken_in_the_words_of_the_reader() {
    let program = Program::with_sample();
    program.ok(&["--lang", "zh-CN", "set", "account", "北方银行", "tier=铜"]);
    assert_eq!(program.json(&["show", "account", "北方银行"])["tier"], "bronze");
    program.ok(&["set", "account", "北方银行", "tier=Gold"]);
    assert_eq!(program.json(&["show", "account", "北方银行"])["tier"], "gold");
}

#[test]
fn nothing_is_due_where_only_a_table_of_days_off_is_missing() {
    let program = Program::new();
    program.ok(&["add", "account", "name=A", "country=NO"]);
    program.ok(&["add", "account", "name=B", "country=FI"]);
    let rows = program.json(&["today"]);
    let rows = rows.as_array().map(Vec::as_slice).unwrap_or_default();
    let tables: Vec<_> = rows.iter().filter(|row| row["kind"] == "holidays").collect();
    assert!(!tables.is_empty() && tables.len() == rows.len(), "{rows:?}");
    assert_eq!(program.ok(&["today"]), "");
}

#[test]
fn a_plan_a_room_and_a_list_go_into_files_that_others_open() {
    let program = Program::with_sample();
    let ics = program.file("plan.ics", "");
    let path = ics.to_str().unwrap();
    let args = ["plan", "--cities", "北京,济南", "--from", "2026-10-26", "--days", "5", "--ics", path, "--json"];
    let plan: Value = serde_json::from_str(&program.ok(&args)).unwrap();
    let written = std::fs::read_to_string(&ics).unwrap();
    assert_eq!(written.matches("BEGIN:VEVENT").count(), plan["stops"].as_array().unwrap().len(), "{written}");
    assert!(plan.get("visits").is_none(), "nothing was saved");
    let page = program.ok(&["export", "--format", "html", "--account", "山东电信"]);
    assert!(page.starts_with("<!doctype html>") && page.matches("<svg").count() == 2 && page.contains("张伟"));
    let list = program.ok(&["export", "--format", "csv", "--profile", "google", "--bom"]);
    assert!(list.starts_with("\u{feff}Name Prefix,First Name"), "{list}");
    assert!(!program.ok(&["export", "--format", "csv", "--profile", "google"]).starts_with('\u{feff}'));
}

#[test]
fn a_file_for_rejects_costs_nobody_their_list() {
    let program = Program::new();
    let table = "Name,Company\nAda,One\n,Two\n";
    let file = program.file("people.csv", table);
    let (file, folder) = (file.to_str().unwrap(), file.parent().unwrap());
    for more in [&[][..], &["--dry-run"]] {
        let run = program.run(&[&["import", "--rejects", file, file], more].concat());
        assert_eq!((run.status, run.err.contains("one of the files")), (2, true), "{}", run.err);
        assert_eq!(std::fs::read_to_string(file).unwrap(), table);
    }
    let other = program.file("other.csv", "mine\n");
    let run = program.run(&["import", "--dry-run", "--rejects", other.to_str().unwrap(), file]);
    assert_eq!((run.status, std::fs::read_to_string(&other).unwrap().as_str()), (2, "mine\n"), "{}", run.err);
    // What cannot be written is said before anything is saved.
    let run = program.run(&["import", "--rejects", "/nonexistent/r.csv", file]);
    assert_eq!((run.status, program.data().exists()), (1, false), "{}", run.err);
    let run = program.run(&["import", "--rejects", other.to_str().unwrap(), file]);
    assert_eq!((run.status, run.out.starts_with("1 added")), (1, true), "{}", run.out);
    assert!(std::fs::read_to_string(&other).unwrap().contains("ERROR"));
    assert!(!folder.join("other.csv.part").exists());
}

#[test]
fn one_of_several_files_that_cannot_be_read_costs_itself_alone() {
    let program = Program::new();
    let good = program.file("good.csv", "Name,Company\nAda,One\n");
    let bad = program.file("bad.xlsx", "PK\u{3}\u{4} and no more");
    let (good, bad) = (good.to_str().unwrap(), bad.to_str().unwrap());
    let all = program.run(&["import", "--atomic", bad, good]);
    assert_eq!((all.status, program.json(&["list", "person"])), (1, json!([])));
    let run = program.run(&["import", bad, "/nonexistent/list.csv", good]);
    assert_eq!((run.status, run.out.starts_with("1 added")), (1, true), "{}", run.out);
    assert!(run.err.contains("bad.xlsx: This workbook") && run.err.contains("/nonexistent/list.csv"), "{}", run.err);
    assert!(!run.err.contains("EOCD"), "{}", run.err);
    let run = program.run(&["import", "--json", bad, good]);
    let rows: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&rows[0]["status"], &rows[0]["code"]), (&json!("failed"), &json!("file-not-understood")));
    assert_eq!((run.status, &rows[2]["summary"]["unread"]), (1, &json!(1)));
}

#[test]
fn what_is_no_list_is_said_in_our_own_words() {
    let program = Program::new();
    let refused = |name: &str, content: &str| {
        let file = program.file(name, content);
        let run = program.run(&["import", file.to_str().unwrap()]);
        assert_eq!(run.status, 1, "{}", run.err);
        run.err
    };
    assert!(refused("empty.csv", "").contains("nothing in this file"));
    let noise = refused("bin.csv", &"\u{7f}EL\u{1}\u{2}\u{fffd},x\u{0}".repeat(2000));
    assert!(noise.contains("no text") && noise.len() < 300, "{noise}");
    for (content, said) in [("\u{7f}ELF\u{1}", "a program"), ("%PDF-1.7\n", "a PDF"), ("<html><table>", "a page")] {
        let told = refused("list.csv", content);
        assert!(told.contains(said) && told.contains(".vcf"), "{told}");
    }
    assert!(refused("wide.csv", &"lorem ipsum,".repeat(2000)).len() < 600);
    let yaml = refused("org.yaml", "people:\n  - name: Ada\n bad: [\n");
    assert!(yaml.contains("from line"), "{yaml}");
    let nested = refused("deep.yaml", &"[".repeat(5000));
    assert!(!nested.contains("budget"), "{nested}");
    let calendar = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nEND:VCARD\r\n";
    let file = program.file("card.csv", calendar);
    assert!(program.ok(&["import", file.to_str().unwrap()]).starts_with("1 added"));
}

#[test]
fn a_lone_dash_is_standard_output() {
    let program = Program::with_sample();
    for format in ["ndjson", "html", "vcard"] {
        let args = ["export", "--format", format];
        assert_eq!(program.ok(&[&args[..], &["-o", "-"]].concat()), program.ok(&args), "{format}");
    }
    assert!(!std::path::Path::new("-").exists());
}
