//! Files by command: what goes out, comes in, is left out and given back.

use crate::common;

use common::Program;
use serde_json::{Value, json};

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
