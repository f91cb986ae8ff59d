//! What the program answers when it is asked: today, the ladder, plans, briefings, figures.

use crate::common;

use common::Program;
use serde_json::{Value, json};

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
