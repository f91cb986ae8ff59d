//! What a list says of itself beside its records: rows that are there twice, lines in another encoding, people who may be here
//! already.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use serde_json::{Value, json};

use crate::common::{Program, fixture};

fn rows(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn import(program: &Program, name: &str, bytes: &[u8]) -> Vec<Value> {
    let file = program.file(name, "");
    std::fs::write(&file, bytes).unwrap();
    rows(&program.run(&["import", file.to_str().unwrap(), "--json"]).out)
}

#[test]
fn a_row_that_is_there_twice_counts_once_and_says_where_the_first_is() {
    let list = "Name,Company,Title,Email\nBo,Acme,T,b@x.example\nBo,Acme,T,b@x.example\nCy,Acme,U,\nCy,Acme,U,\n";
    let program = Program::new();
    for _ in 0..2 {
        let told = import(&program, "list.csv", list.as_bytes());
        for (at, line, first) in [(1, 3, 2), (3, 5, 4)] {
            let row = &told[at];
            assert_eq!(
                (&row["line"], &row["status"], &row["code"]),
                (&json!(line), &json!("unchanged"), &json!("row-again"))
            );
            assert!(row["message"].as_str().unwrap().contains(&format!("in line {first}")), "{row}");
        }
        assert_eq!(program.json(&["list", "person"]).as_array().unwrap().len(), 2);
    }
    let told = import(&Program::new(), "a.csv", b"Account Name,Industry\nAcme,Steel\nAcme,Steel\n");
    assert_eq!((&told[1]["status"], &told[1]["code"]), (&json!("unchanged"), &json!("row-again")));
    // Posts of an organogram likewise.
    let text = std::fs::read_to_string(fixture("organogram.csv")).unwrap();
    let last = text.lines().find(|line| line.starts_with("\"P2\",\"Jo")).unwrap();
    let told = import(&Program::new(), "o.csv", format!("{}\n{last}\n", text.trim_end()).as_bytes());
    let again = told.iter().find(|row| row["code"] == json!("row-again"));
    assert!(again.is_some_and(|row| row["status"] == json!("unchanged")), "{told:?}");
    // Nothing of it is missing: all or nothing is all, and there is nothing to write aside.
    let program = Program::new();
    let file = program.file("list.csv", list);
    let aside = file.with_file_name("aside.csv");
    let [file, rejects] = [&file, &aside].map(|path| path.to_str().unwrap());
    let run = program.run(&["import", file, "--atomic", "--rejects", rejects]);
    assert_eq!(run.status, 0, "{run:?}");
    let counts = "2 added, 0 updated, 2 unchanged, 0 left out; 2 of them with a remark";
    assert!(run.out.starts_with(counts) && !aside.exists(), "{run:?}");
}

#[test]
fn columns_that_are_only_remembered_change_no_record_and_are_kept() {
    let list = |size: &str| format!("Name,Company,Email,Shoe size\nBo,Acme,b@x.example,{size}\n");
    let program = Program::new();
    import(&program, "list.csv", b"Name,Company,Email\nBo,Acme,b@x.example\n");
    for size in ["41", "41", "42"] {
        let told = import(&program, "list.csv", list(size).as_bytes());
        assert_eq!(told[0]["status"], json!("unchanged"), "{told:?}");
        assert_eq!(program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive"]), list(size));
    }
    // What brings nothing is no step of its own.
    assert_eq!(program.json(&["history"]).as_array().unwrap().len(), 3);
    let told = import(&program, "list.csv", list("42").replace("b@", "c@").as_bytes());
    assert_eq!(told[0]["status"], json!("updated"), "{told:?}");
}

#[test]
fn a_dry_run_says_from_what_to_what_a_row_changes_somebody() {
    let list = |title: &str, day: &str, rest: &str| {
        format!("Name,Company,Title,Birthday,Shoe size\nBo,Acme,{title},{day},{rest}\nCy,Acme,U,,{rest}\n")
    };
    let program = Program::new();
    import(&program, "list.csv", list("CIO", "1970-04-03", "").as_bytes());
    let long = "CTO ".repeat(40);
    let file = program.file("list.csv", &format!("{}Di,Acme,V,,\n", list(&long, "1970-04-30", "41")));
    let dry = ["import", file.to_str().unwrap(), "--dry-run"];
    let told = program.run(&dry).out;
    let said: Vec<&str> = told.lines().filter_map(|line| Some(line.split_once(":2: Bo · ")?.1)).collect();
    assert!(said[1].starts_with("Title: CIO → CTO CTO") && said[1].ends_with('…') && said[1].len() < 100, "{told}");
    assert_eq!((said[0], said.len(), told.matches('→').count()), ("Birthday: changed", 2, 1), "{told}");
    let told = rows(&program.run(&[&dry[..], &["--json"]].concat()).out);
    let changes = json!([
        {"kind": "person", "field": "birthday", "from": null, "to": null, "sensitive": true},
        {"kind": "seat", "field": "title", "from": "CIO", "to": long.trim()},
    ]);
    assert_eq!((&told[0]["status"], &told[0]["changes"]), (&json!("updated"), &changes), "{told:?}");
    assert!(told[1..3].iter().all(|row| row.get("changes").is_none()), "{told:?}");
    // What is done is told by the history.
    let told = rows(&program.run(&["import", file.to_str().unwrap(), "--json"]).out);
    assert!(told[0]["status"] == json!("updated") && told[0].get("changes").is_none(), "{told:?}");
    // Many rows are not all told.
    let many = |title: &str| {
        let rows: Vec<String> = (0..25).map(|at| format!("Ann {at},Acme,{title}\n")).collect();
        format!("Name,Company,Title\n{}", rows.concat())
    };
    import(&program, "many.csv", many("A").as_bytes());
    let file = program.file("many.csv", &many("B"));
    let told = program.run(&["import", file.to_str().unwrap(), "--dry-run"]).out;
    assert!(told.matches("A → B").count() == 20 && told.contains("… and 5 more rows"), "{told}");
}

#[test]
fn lines_of_another_encoding_are_read_by_it_and_named() {
    let (gbk, ..) = encoding_rs::GBK.encode("王强,北方电力,处长\n");
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode("Jörg Müller,Käse & Söhne,Bäcker\n");
    let list =
        ["姓名,公司,职务\n李娜,北方电力,主任\n".as_bytes(), &gbk, &latin, "张伟,北方电力,科长\n".as_bytes()].concat();
    let program = Program::new();
    let told = import(&program, "list.csv", &list);
    for (at, name) in [(1, "gb18030"), (2, "windows-1252")] {
        assert_eq!((&told[at]["status"], &told[at]["code"]), (&json!("created"), &json!("encoding")), "{}", told[at]);
        assert!(told[at]["message"].as_str().unwrap().contains(name), "{}", told[at]);
    }
    assert_eq!((&told[0]["code"], &told[3]["code"]), (&json!(""), &json!("")));
    let people = program.json(&["list", "person"]).to_string();
    for name in ["李娜", "王强", "Jörg Müller", "张伟"] {
        assert!(people.contains(name), "{name} {people}");
    }
    // Of cards, too.
    let (gbk, ..) = encoding_rs::GBK.encode("FN:王强\nN:王;强;;;\n");
    let card = |name: &[u8]| [b"BEGIN:VCARD\nVERSION:3.0\nORG:One\n", name, b"END:VCARD\n"].concat();
    let cards = [card("FN:李娜\n".as_bytes()), card(&gbk), card("FN:张伟\nNOTE:山东电信局\n".as_bytes())].concat();
    let program = Program::new();
    let told = import(&program, "all.vcf", &cards);
    assert_eq!((&told[1]["code"], &told[0]["code"]), (&json!("encoding"), &json!("")), "{told:?}");
    assert!(program.json(&["list", "person"]).to_string().contains("王强"));
}

#[test]
fn lines_that_end_in_a_carriage_return_are_counted() {
    let program = Program::new();
    let told = import(&program, "mac.csv", b"Name,Company\rBo,Acme\r,Acme\r\"C\ry\",Acme\rDi,Acme\r");
    let lines: Vec<_> = told.iter().filter_map(|row| row["line"].as_u64()).collect();
    assert_eq!(lines, [2, 3, 4, 6], "{told:?}");
    let text = "{\"kind\":\"person\",\"name\":\"Ann\"}\r{\"kind\":\"person\"}\r{\"kind\":\"person\",\"name\":\"Bo\"}\r";
    let told = import(&Program::new(), "mac.ndjson", text.as_bytes());
    let lines: Vec<_> = told.iter().filter_map(|row| Some((row["line"].as_u64()?, row["status"].as_str()?))).collect();
    assert_eq!(lines, [(1, "created"), (2, "failed"), (3, "created")], "{told:?}");
    let told = import(
        &Program::new(),
        "mac.json",
        b"[{\"name\":\"Ann\",\"company\":\"A\"},\r{\"name\":\"Bo\",\"company\":\"A\"}]\r",
    );
    assert_eq!((&told[0]["line"], &told[1]["line"]), (&json!(1), &json!(2)), "{told:?}");
}

#[test]
fn people_who_may_be_here_already_are_counted() {
    let program = Program::new();
    let list = "Name,Company,Email,Phone\n张建国,Acme,z@a.example,13800138000\n李娜,Acme,,\nAnn Lee,Acme,,\n";
    let told = import(&program, "list.csv", list.as_bytes());
    assert!(told.last().unwrap()["summary"].get("alike").is_none(), "{told:?}");
    let card = |name: &str, more: &str| format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{more}\nEND:VCARD\n");
    let cards = [
        card("Zhang Jianguo", "EMAIL:Z@a.example"),
        card("李娜", "UID:l\nORG:Acme"),
        card("Ann Lee", "ORG:Other"),
        card("Bo Ray", "EMAIL:b@b.example"),
    ]
    .concat();
    let file = program.file("phone.vcf", &cards);
    let path = file.to_str().unwrap();
    let told = rows(&program.run(&["import", path, "--json", "--dry-run"]).out);
    assert_eq!(told.last().unwrap()["summary"]["alike"], json!(2), "{told:?}");
    let said = program.run(&["import", path]).out;
    let last = said.lines().rev().nth(1).unwrap();
    assert_eq!(last, "2 of the new people may be here already: warroom dedupe lists them.", "{said}");
    assert_eq!(program.json(&["dedupe", "person"]).as_array().unwrap().len(), 2);
    assert!(!program.run(&["import", path]).out.contains("may be here already"));
}

#[test]
fn two_lists_of_one_name_are_two() {
    let program = Program::new();
    let january =
        "Name,Company,Title,Email,Phone,City,Birthday,Notes\nAnn,Acme,CEO,a@x.example,138,Bonn,1970-01-02,n\n";
    let other = "Name,Company,Title,Email,Fax\nBo,Acme,T,b@x.example,139\n";
    import(&program, "contacts.csv", january.as_bytes());
    import(&program, "contacts.csv", other.as_bytes());
    let back = |table: &str| {
        program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive", "--from", table])
    };
    assert_eq!((back("contacts").as_str(), back("contacts#2").as_str()), (january, other));
}

#[test]
fn an_import_has_one_name_wherever_it_is_told() {
    let program = Program::new();
    let file = program.file("list.csv", "Name,Company,Email\nBo,Acme,b@x.example\nCy,Acme,c@x.example\n");
    program.ok(&["import", file.to_str().unwrap()]);
    let file = program.file("list.csv", "Name,Company,Email,City\nBo,Acme,b@x.example,Ulm\nDi,Acme,d@x.example,\n");
    program.ok(&["import", file.to_str().unwrap()]);
    let name = "Imported list.csv: 1 added, 1 updated";
    assert!(program.ok(&["history"]).contains(name));
    assert_eq!(program.json(&["history"])[0]["subject"], json!("list.csv"));
    assert_eq!(program.ok(&["undo"]), format!("Undone: {name}\n"));
    assert_eq!(program.ok(&["redo"]), format!("Done again: {name}\n"));
    program.ok(&["undo"]);
    assert_eq!(program.ok(&["undo"]), "Undone: Imported list.csv: 2 added, 0 updated\n");
}

#[test]
fn headers_go_back_with_the_blanks_around_them() {
    for list in [
        "Name , Company,Email, Shoe size\nBo,Acme,b@x.example,41\n",
        "Account Name , Industry, Colour\nAcme,Steel,red\n",
    ] {
        let program = Program::new();
        import(&program, "list.csv", list.as_bytes());
        let original = ["export", "--format", "csv", "--profile", "original", "--sensitive"];
        assert_eq!(program.ok(&original), list);
        let bare = list.replace(" ,", ",").replace(", ", ",");
        let told = import(&program, "list.csv", bare.as_bytes());
        assert_eq!(told[0]["status"], json!("unchanged"), "{told:?}");
        assert_eq!(program.ok(&original), list);
    }
}

#[test]
fn what_is_written_aside_is_of_this_import() {
    let program = Program::new();
    let bad = program.file("bad.csv", "Name,Company,Title\n,Acme,Nobody\n");
    let good = program.file("good.csv", "Name,Company,Title\nBo,Acme,T\n");
    let aside = bad.with_file_name("rj.csv");
    let [bad, good, rejects] = [&bad, &good, &aside].map(|path| path.to_str().unwrap());
    program.run(&["import", bad, "--rejects", rejects]);
    assert!(aside.exists());
    let run = program.run(&["import", good, "--rejects", rejects]);
    assert!(!aside.exists() && run.err.contains("an earlier import wrote"), "{run:?}");
    let run = program.run(&["import", good, "--rejects", rejects]);
    assert!(!aside.exists() && run.err.contains("is not written"), "{run:?}");
    std::fs::write(&aside, "my own words\n").unwrap();
    let run = program.run(&["import", good, "--rejects", rejects]);
    assert!(aside.exists() && run.err.contains("stays as it is"), "{run:?}");
}

#[test]
fn a_cell_that_cannot_be_what_its_column_says_takes_nothing_away() {
    let list = |boss: &str, mail: &str, phone: &str| {
        format!(
            "Name,Company,Title,Reports to,Email,Phone\nAda,Acme,Boss,,a@x.example,+49 30 1234567\n\
             Bo,Acme,Clerk,{boss},{mail},{phone}\n"
        )
    };
    let program = Program::new();
    import(&program, "list.csv", list("Ada", "b@x.example", "+49 30 7654321").as_bytes());
    let here = || {
        let seats = program.json(&["list", "seat"]);
        let seats = seats.as_array().unwrap();
        let has = seats.iter().filter(|seat| !seat["reports_to"].is_null()).count();
        (
            has,
            program.json(&["show", "person", "Bo"])["emails"].clone(),
            program.json(&["show", "person", "Bo"])["phones"].clone(),
        )
    };
    let before = here();
    assert_eq!(before.0, 1);
    let told = import(&program, "list.csv", list("Bo", "not an email", "call me").as_bytes());
    let message = told[1]["message"].as_str().unwrap();
    assert!(
        ["same post", "no e-mail address", "no telephone number"].iter().all(|why| message.contains(why)),
        "{told:?}"
    );
    assert_eq!(here(), before);
    import(&program, "list.csv", list("", "c@x.example", "+49 30 7654322").as_bytes());
    assert_ne!(here(), before, "what is sound goes in");
    // Where there is nothing it may go in.
    let empty = Program::new();
    import(&empty, "list.csv", list("Ada", "not an email", "+49 30 1").as_bytes());
    assert!(empty.json(&["show", "person", "Bo"])["emails"].to_string().contains("not an email"));
}

#[test]
fn what_was_added_is_called_the_same_when_that_is_taken_back() {
    let program = Program::new();
    program.ok(&["add", "member", "name=Li Na", "level=rep"]);
    let journey = ["to_city=Beijing", "depart=2026-12-01", "arrive=2026-12-01", "number=CA1234", "transport=flight"];
    let added = program.ok(&[&["add", "travel", "member=Li Na"][..], &journey].concat());
    assert!(!added.contains("CA1234"), "{added}");
    let undone = program.ok(&["undo"]);
    assert!(undone.contains("Li Na → Beijing") && !undone.contains("CA1234"), "{undone}");
}

#[test]
fn a_briefing_tells_a_visit_and_what_was_noted_of_it_once() {
    let program = Program::new();
    let sample = program.file("sample.ndjson", &program.ok(&["sample"]));
    program.ok(&["import", sample.to_str().unwrap()]);
    for account in ["Calderbrook", "Halvorsen"] {
        let told = program.ok(&["brief", account]);
        let lines: Vec<&str> = told.lines().collect();
        let day = |line: &str| line.contains("· Visit ·").then(|| line.get(..12).map(str::to_owned)).flatten();
        let twice = lines.windows(2).find(|pair| day(pair[0]).is_some() && day(pair[0]) == day(pair[1]));
        assert_eq!(twice, None, "{account}");
        assert!(lines.iter().any(|line| day(line).is_some()), "{told}");
    }
}

#[test]
fn a_row_that_was_left_out_and_is_mended_is_linked_both_ways_with_those_who_went_in() {
    for (list, wrong, right) in [
        (
            "Name,Company,Title,Reports to\nAnna Bo,Acme,CEO,\n,Acme,,Anna Bo\nDan Do,Acme,Dev,Ben Co\n",
            "\n,Acme,",
            "\nBen Co,Acme,",
        ),
        (
            "ID,Name,Company,Title,Manager\n1,Anna Bo,Acme,CEO,\n2,,Acme,,1\n3,Dan Do,Acme,Dev,2\n",
            "2,,Acme",
            "2,Ben Co,Acme",
        ),
        (
            "Id,AccountId,Account.Name,LastName,FirstName,Title,ReportsToId\n\
             003000000000001,001000000000001,Acme,Bo,Anna,CEO,\n\
             003000000000002,001000000000001,Acme,,,CTO,003000000000001\n\
             003000000000003,001000000000001,Acme,Do,Dan,Dev,003000000000002\n",
            "Acme,,,",
            "Acme,Co,Ben,",
        ),
    ] {
        let program = Program::new();
        let file = program.file("list.csv", list);
        let aside = file.with_file_name("rj.csv");
        program.run(&["import", file.to_str().unwrap(), "--rejects", aside.to_str().unwrap()]);
        let mended = std::fs::read_to_string(&aside).unwrap().replace(wrong, right);
        let told = import(&program, "rj.csv", mended.as_bytes());
        let seats = program.json(&["list", "seat"]);
        let above = |name: &str| {
            let seat = seats.as_array().unwrap().iter().find(|seat| seat["person_name"] == name).unwrap();
            (seat["reports_to_name"].as_str().unwrap_or_default().to_owned(), seat["reports_to_text"].clone())
        };
        assert_eq!(above("Ben Co"), ("Anna Bo".to_owned(), Value::Null), "{told:?}");
        assert_eq!(above("Dan Do"), ("Ben Co".to_owned(), Value::Null), "{told:?}");
        // Once: the same again is nothing new, and whom somebody wrote there by hand stays.
        let told = import(&program, "rj.csv", mended.as_bytes());
        assert_eq!(told.last().unwrap()["summary"]["updated"], json!(0), "{told:?}");
    }
}

#[test]
fn an_encoding_that_the_file_does_not_tell_is_told_and_can_be_said() {
    let list = |encoding: &'static encoding_rs::Encoding, text: &str| encoding.encode(text).0.into_owned();
    let korean = list(encoding_rs::EUC_KR, "Name,Company\n김민준,한국전력\n이서연,한국전력\n");
    // No program writes it for `encoding_rs`, which only reads it.
    let mac = b"Name,Company\nJ\x9frgen M\x9fller,K\x8ase AG\n".to_vec();
    for (name, bytes, who) in [("EUC-KR", korean, "김민준"), ("macintosh", mac, "Jürgen Müller")] {
        let program = Program::new();
        let path = program.data().with_file_name("list.csv");
        std::fs::write(&path, &bytes).unwrap();
        let path = path.to_str().unwrap();
        let guess = program.run(&["import", path, "--dry-run"]).out;
        assert!(guess.contains("--encoding") && !guess.contains(who), "{name}: {guess}");
        assert!(program.run(&["import", path, "--encoding", "klingon"]).err.contains("macintosh"));
        let told = program.ok(&["import", path, "--encoding", name]);
        assert!(!told.contains("--encoding"), "{told}");
        assert!(program.ok(&["list", "person"]).contains(who), "{name}");
    }
    let program = Program::new();
    let gbk = list(encoding_rs::GBK, "姓名,公司,职务\n王强,北方电力,处长\n李娜,北方电力,主任\n");
    let told = import(&program, "list.csv", &gbk);
    assert_eq!(told.last().unwrap()["summary"]["encoding"], json!("gb18030"));
    let told = import(&program, "list.csv", "姓名,公司,职务\n王强,北方电力,处长\n李娜,北方电力,主任\n".as_bytes());
    assert_eq!(told.last().unwrap()["summary"]["encoding"], json!(null), "what is in UTF-8 is no guess");
}
