//! Cards in and out: what each brings, what is kept of it, that it comes out as it went in.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use std::collections::BTreeSet;

use common::stores::import;
use common::{Program, fixture, shared};
use serde_json::{Value, json};

fn rows(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Unfolded lines, as a set with their number: order and folding do not count.
/// What cards say, but for how their records were when they went out.
fn content(text: &str) -> Vec<String> {
    let text = text.replace('\r', "").replace("\n ", "").replace("\n\t", "");
    let mut lines: Vec<String> =
        text.lines().map(str::to_owned).filter(|line| !line.is_empty() && !line.starts_with("X-WARROOM-WAS")).collect();
    lines.sort();
    lines
}

fn person(program: &Program, name: &str) -> Value {
    let all = program.json(&["list", "person"]);
    let found = all.as_array().unwrap().iter().find(|one| one["name"] == name);
    let id = found.unwrap_or_else(|| panic!("no {name}"))["id"].as_str().unwrap().to_owned();
    program.json(&["show", "person", &id])
}

fn seat(program: &Program, name: &str) -> Value {
    program.json(&["show", "seat", name])
}

fn values(list: &Value) -> Vec<&str> {
    list.as_array().map_or(Vec::new(), |list| list.iter().map(|one| one["value"].as_str().unwrap()).collect())
}

#[test]
fn cards_of_every_version_bring_people_their_seats_and_who_stands_where() {
    let program = Program::new();
    let file = fixture("cards.vcf");
    let run = program.run(&["import", &file, "--json"]);
    let told: Vec<(u64, String, String)> = rows(&run.out)
        .iter()
        .filter(|row| row["line"].is_u64())
        .map(|row| {
            (
                row["line"].as_u64().unwrap(),
                row["status"].as_str().unwrap().into(),
                row["code"].as_str().unwrap().into(),
            )
        })
        .collect();
    let expected = [
        (1, "created", ""),
        (12, "created", ""),
        (34, "created", ""),
        (45, "created", "manager-unknown"),
        (61, "skipped", "group-card"),
        (66, "failed", "no-name"),
        (69, "failed", "cut"),
    ];
    let expected: Vec<_> =
        expected.iter().map(|(line, status, code)| (*line, (*status).to_owned(), (*code).to_owned())).collect();
    assert_eq!(told, expected, "{}", run.out);

    let wang = person(&program, "王强");
    assert_eq!((&wang["birthday"], values(&wang["phones"])), (&json!("lunar:06-01-leap"), vec!["13800000001"]));
    let place = seat(&program, "王强");
    assert_eq!((&place["title"], &place["department"]), (&json!("主任"), &json!("编辑部")));
    assert_eq!(place["reports_to"], seat(&program, "周启明")["id"]);

    let zhou = person(&program, "周启明");
    assert_eq!((&zhou["birthday"], &zhou["home_city"]), (&json!("02-29"), &json!("大连")));
    assert_eq!((&zhou["notes"], &zhou["family"]), (&json!("第一行\n第二行; 完"), &json!("spouse: 周太太")));
    assert_eq!(zhou["ext.vcard"], json!("card-2@phone"));
    let he = person(&program, "何静");
    assert_eq!(
        (&he["id"], values(&he["messengers"])),
        (&json!("01900000-0000-7000-8000-0000000000c1"), vec!["wechat:hejing"])
    );
    let edges = program.json(&["list", "edge"]);
    let gate = edges.as_array().unwrap().iter().find(|edge| edge["from"] == seat(&program, "何静")["id"]).unwrap();
    assert_eq!((&gate["edge_kind"], &gate["to"]), (&json!("gatekeeps"), &seat(&program, "周启明")["id"]));
    assert_eq!(edges.as_array().unwrap().len(), 2, "an agent's card inside the card is somebody, too");
    let ann = seat(&program, "Ann Reed");
    assert_eq!((&ann["reports_to_text"], &ann["notes"]), (&json!("Nobody Here"), &json!("Assistant: Jenny")));
    assert_eq!(program.json(&["list", "occasion"])[0]["what"], json!("Joined"));

    let again = program.run(&["import", &file, "--json"]);
    let summary = rows(&again.out).pop().unwrap();
    assert_eq!(
        summary["summary"],
        json!({"created": 0, "updated": 0, "unchanged": 5, "skipped": 0, "failed": 2, "flawed": 1})
    );
    program.ok(&["check"]);
}

#[test]
fn what_came_in_goes_out_as_it_was() {
    let program = Program::new();
    program.run(&["import", &fixture("cards.vcf")]);
    let text = std::fs::read_to_string(fixture("cards.vcf")).unwrap();
    let cards: Vec<&str> = text.split_inclusive("END:VCARD\n").collect();
    let out = program.ok(&["export", "--format", "vcard", "--vcard", "3.0", "--sensitive"]);
    let written: BTreeSet<Vec<String>> = out.split_inclusive("END:VCARD\r\n").map(content).collect();
    assert!(written.contains(&content(cards[1])), "{out}");
    let four = program.ok(&["export", "--format", "vcard", "--sensitive"]);
    let written: BTreeSet<Vec<String>> = four.split_inclusive("END:VCARD\r\n").map(content).collect();
    assert!(written.contains(&content(cards[2])), "{four}");
    assert!(four.contains("data:image/jpeg;base64,/9j/4AAQ") && four.contains("X-LUNAR-BIRTHDAY:06-01-leap"), "{four}");
    let home = program.ok(&["export", "--format", "vcard"]);
    assert!(
        !home.contains("BDAY") && !home.contains("周太太") && !home.contains("某人") && home.contains("何静"),
        "{home}"
    );

    // Into an empty store and out again: the same cards; into the store they come from: nobody new.
    let other = Program::new();
    let file = other.file("all.vcf", &four);
    other.run(&["import", file.to_str().unwrap()]);
    assert_eq!(content(&other.ok(&["export", "--format", "vcard", "--sensitive"])), content(&four));
    let before = program.json(&["list", "person"]).as_array().unwrap().len();
    program.run(&["import", file.to_str().unwrap()]);
    assert_eq!(program.json(&["list", "person"]).as_array().unwrap().len(), before);
}

#[test]
fn what_is_changed_here_goes_out_anew_and_is_not_lost_to_the_next_import() {
    let program = Program::new();
    let card = |title: &str, phone: &str| {
        format!(
            "BEGIN:VCARD\nVERSION:4.0\nUID:a-1\nFN:Ann Reed\nORG:Harbour\nTITLE:{title}\nTEL:{phone}\nX-KEEP:1\nEND:VCARD\n"
        )
    };
    let import = |text: String| {
        let file = program.file("a.vcf", &text);
        rows(&program.run(&["import", file.to_str().unwrap(), "--json"]).out)
    };
    import(card("Buyer", "1"));
    program.ok(&["set", "person", "Ann Reed", "phones=1, 2"]);
    program.ok(&["set", "seat", "Ann Reed", "title=Chief"]);
    let out = program.ok(&["export", "--format", "vcard"]);
    for line in ["TITLE:Chief", "TEL:1", "TEL:2", "X-KEEP:1", "UID:a-1", "ORG:Harbour"] {
        assert!(out.contains(&format!("{line}\r\n")), "{line}: {out}");
    }
    let told = import(card("Head Buyer", "3"));
    assert_eq!((&told[0]["status"], &told[0]["code"]), (&json!("updated"), &json!("changed-here")));
    assert_eq!(seat(&program, "Ann Reed")["title"], json!("Chief"));
    assert_eq!(
        values(&person(&program, "Ann Reed")["phones"]).into_iter().collect::<BTreeSet<_>>(),
        BTreeSet::from(["2", "3"])
    );
    // A card that says nothing of something any more takes it back, where it was not changed here.
    import("BEGIN:VCARD\nVERSION:4.0\nUID:a-1\nFN:Ann Reed\nORG:Harbour\nTITLE:Head Buyer\nEND:VCARD\n".into());
    assert_eq!(values(&person(&program, "Ann Reed")["phones"]), ["2"]);
}

#[test]
fn a_folder_of_cards_goes_out_and_comes_in() {
    let program = Program::with_sample();
    let folder = program.data().with_file_name("vdir");
    let folder = folder.to_str().unwrap();
    program.ok(&["export", "--format", "vdir", "-o", folder, "--sensitive"]);
    let people = program.json(&["list", "person"]).as_array().unwrap().len();
    let cards = || {
        std::fs::read_dir(folder)
            .unwrap()
            .flatten()
            .filter(|file| file.path().extension().is_some_and(|end| end == "vcf"))
            .count()
    };
    assert_eq!(cards(), people);
    let other = Program::new();
    let run = other.run(&["import", folder, "--json"]);
    let told = rows(&run.out);
    let made = told.iter().filter(|row| row["kind"] == "person" && row["status"] == "created").count();
    assert_eq!((made, &told.last().unwrap()["summary"]["failed"]), (people, &json!(0)), "{}", run.err);
    assert!(rows(&run.out)[0]["file"].as_str().unwrap().contains(".vcf"));
    let gone = program.json(&["list", "person"])[0]["id"].as_str().unwrap().to_owned();
    program.ok(&["rm", "person", &gone]);
    program.ok(&["export", "--format", "vdir", "-o", folder]);
    assert_eq!(cards(), people - 1);
}

#[test]
fn cards_of_real_devices() {
    let ours = [("phone", 1), ("outlook", 1), ("android", 3)]
        .map(|(name, cards)| (Some(fixture(&format!("vcard/{name}.vcf"))), cards));
    let theirs = [("IPHONE", 1), ("MS_OUTLOOK", 1), ("ANDROID", 6)];
    let theirs = theirs.map(|(name, cards)| (shared(&format!("vcard/John_Doe_{name}.vcf")), cards));
    for (path, cards) in ours.into_iter().chain(theirs) {
        let Some(path) = path else { continue };
        let name = path.as_str();
        let program = Program::new();
        let run = program.run(&["import", &path, "--json"]);
        let summary = rows(&run.out).pop().unwrap();
        assert_eq!(
            (&summary["summary"]["created"], &summary["summary"]["failed"]),
            (&json!(cards), &json!(0)),
            "{name}"
        );
        let again = rows(&program.run(&["import", &path, "--json"]).out).pop().unwrap();
        assert_eq!(again["summary"]["unchanged"], json!(cards), "{name}");
        for version in ["3.0", "4.0"] {
            let out = program.ok(&["export", "--format", "vcard", "--vcard", version, "--sensitive"]);
            if (name.ends_with("IPHONE.vcf") || name.ends_with("phone.vcf")) && version == "3.0" {
                assert_eq!(content(&out), content(&std::fs::read_to_string(&path).unwrap()));
            }
            let back = program.file("back.vcf", &out);
            let run = program.run(&["import", back.to_str().unwrap(), "--json"]);
            let summary = rows(&run.out).pop().unwrap();
            assert_eq!(
                (&summary["summary"]["created"], &summary["summary"]["failed"]),
                (&json!(0), &json!(0)),
                "{name} {version}: {}",
                run.out
            );
        }
    }
    for path in [Some(fixture("vcard/rfc6350.vcf")), shared("vcard/rfc6350-example.vcf")].into_iter().flatten() {
        let program = Program::new();
        program.ok(&["import", &path]);
        let out = program.ok(&["export", "--format", "vcard", "--sensitive"]);
        assert_eq!(content(&out), content(&std::fs::read_to_string(&path).unwrap()));
    }
}

#[test]
fn a_card_in_a_folder_has_a_uid_and_says_nothing_new_here() {
    let program = Program::new();
    program.run(&["import", &fixture("vcard/rfc6350.vcf")]);
    assert!(!program.ok(&["export", "--format", "vcard", "--sensitive"]).contains("UID:"), "it goes back as it came");
    let folder = program.data().with_extension("vdir");
    program.ok(&["export", "--format", "vdir", "--sensitive", "-o", folder.to_str().unwrap()]);
    let id = program.json(&["list", "person"])[0]["id"].as_str().unwrap().to_owned();
    let card = std::fs::read_to_string(folder.join(format!("{id}.vcf"))).unwrap();
    assert!(card.contains(&format!("\r\nUID:urn:uuid:{id}\r\nEND:VCARD")), "{card}");
    let told = program.run(&["import", folder.to_str().unwrap(), "--json"]).out;
    let told: serde_json::Value = serde_json::from_str(told.lines().last().unwrap()).unwrap();
    assert_eq!((&told["summary"]["created"], &told["summary"]["updated"]), (&0.into(), &0.into()), "{told}");
}

#[test]
fn a_group_is_no_person_and_goes_back_as_it_was() {
    let person = |uid: &str, name: &str| {
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:{name}\r\nN:{name};;;;\r\nORG:Acme\r\nEND:VCARD\r\n")
    };
    let apple = |more: &str| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Buyers;;;;\r\nFN:Buyers\r\nX-ADDRESSBOOKSERVER-KIND:group\r\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:p1\r\n{more}UID:g1\r\nEND:VCARD\r\n"
        )
    };
    let nextcloud = "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nUID:urn:uuid:g2\r\nFN:Technicians\r\nMEMBER:urn:uuid:p2\r\nEND:VCARD\r\n";
    let program = Program::new();
    let import = |text: &str| {
        let file = program.file("c.vcf", text);
        let run = program.run(&["import", file.to_str().unwrap(), "--json"]);
        let last: Value = serde_json::from_str(run.out.lines().last().unwrap()).unwrap();
        ["created", "updated", "unchanged", "skipped"].map(|name| last["summary"][name].as_i64().unwrap())
    };
    let cards = person("p1", "Ann Berg") + &person("p2", "Bo Lind");
    let file = apple("") + &cards + nextcloud;
    assert_eq!(import(&file), [2, 0, 0, 2]);
    let names: Vec<Value> =
        program.json(&["list", "person"]).as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, ["Ann Berg", "Bo Lind"]);
    let exported = || program.ok(&["export", "--format", "vcard", "--vcard", "3.0"]);
    let out = exported();
    assert!([apple("").as_str(), nextcloud].iter().all(|group| out.contains(group)), "{out}");
    assert_eq!((out.matches("BEGIN:VCARD").count(), import(&out)), (4, [0, 0, 4, 0]));
    // What has changed in one is taken over, and there is still one of each.
    let more = apple("X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:p2\r\n");
    import(&(cards + &more));
    let out = exported();
    assert!([more.as_str(), nextcloud].iter().all(|group| out.contains(group)), "{out}");
    assert_eq!(out.matches("BEGIN:VCARD").count(), 4, "{out}");
}

#[test]
fn groups_without_a_person_in_their_file_are_kept_by_who_is_in_them() {
    let person =
        |uid: &str| format!("BEGIN:VCARD\nVERSION:4.0\nUID:{uid}\nFN:{uid} Berg\nN:Berg;{uid};;;\nEND:VCARD\n");
    let group = |name: &str, member: &str| {
        format!(
            "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nUID:{name}\r\nFN:{name}\r\nMEMBER:urn:uuid:{member}\r\nEND:VCARD\r\n"
        )
    };
    let groups = group("Buyers", "Bo") + &group("Friends", "nobody");
    let program = Program::new();
    let import = |name: &str, text: &str| program.run(&["import", program.file(name, text).to_str().unwrap()]);
    // Where nobody is at all they are lost, and that is said.
    let lost = import("groups.vcf", &groups);
    assert!((lost.out + &lost.err).contains("list of other cards"));
    import("people.vcf", &(person("Ann") + &person("Bo")));
    import("groups.vcf", &groups);
    let out = program.ok(&["export", "--format", "vcard"]);
    assert!(out.contains(&group("Buyers", "Bo")) && out.contains(&group("Friends", "nobody")), "{out}");
    let steps = program.json(&["history"]).as_array().unwrap().len();
    import("groups.vcf", &groups);
    assert_eq!(program.json(&["history"]).as_array().unwrap().len(), steps, "nothing new");
    // They go with who is in them.
    program.ok(&["rm", "person", "Ann Berg"]);
    assert!(program.ok(&["export", "--format", "vcard"]).contains("FN:Buyers"));
}

#[test]
fn types_in_quotation_marks_beside_others_go_out_without_them() {
    let program = Program::new();
    let line = "ADR;TYPE=\"Both work and home\",POSTAL:;;S;Raleigh;NC;27613;U.S.A.";
    let card = format!("BEGIN:VCARD\nVERSION:3.0\nUID:q\nFN:Ann Ames\nN:Ames;Ann;;;\nORG:Acme\n{line}\nEND:VCARD\n");
    program.ok(&["import", program.file("q.vcf", &card).to_str().unwrap()]);
    let out = |version: &str| {
        let out = program.ok(&["export", "--format", "vcard", "--sensitive", "--vcard", version]);
        out.replace("\r\n ", "")
    };
    assert!(out("3.0").contains(line), "{}", out("3.0"));
    let told = "ADR;TYPE=both work and home;TYPE=postal:;;S;Raleigh;NC;27613;U.S.A.";
    assert!(out("4.0").contains(told), "{}", out("4.0"));
}

#[test]
fn a_card_that_goes_out_in_another_version_has_its_words() {
    let program = Program::new();
    let png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let card = |version: &str, name: &str, more: &str| {
        format!("BEGIN:VCARD\nVERSION:{version}\nUID:{name}\nFN:{name} Stone\nN:Stone;{name};;;\n{more}\nEND:VCARD\n")
    };
    let new = [
        card("4.0", "Ada", &format!("PHOTO:data:image/png;base64,{png}\nBDAY:--0512")),
        card("4.0", "Bo", "PHOTO:https://a.example/b.jpg\nBDAY;VALUE=text;CALSCALE=chinese:1970-08-15"),
    ];
    let old = [card("3.0", "Cy", &format!("PHOTO;ENCODING=b;TYPE=PNG:{png}\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-02-03"))];
    program.ok(&["import", program.file("new.vcf", &new.concat()).to_str().unwrap()]);
    program.ok(&["import", program.file("old.vcf", &old.concat()).to_str().unwrap()]);
    let out = |version: &str| {
        let out = program.ok(&["export", "--format", "vcard", "--sensitive", "--vcard", version]);
        out.replace("\r\n ", "")
    };
    let (three, four) = (out("3.0"), out("4.0"));
    let embedded = format!("PHOTO;ENCODING=b;TYPE=PNG:{png}");
    assert_eq!(three.matches(&embedded).count(), 2, "{three}");
    assert!(!three.contains("data:") && !three.contains("VALUE=text"), "{three}");
    for line in [
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-03",
        "X-LUNAR-BIRTHDAY:1970-08-15",
        "PHOTO;VALUE=uri:https://a.example/b.jpg",
    ] {
        assert!(three.contains(line), "{line}: {three}");
    }
    assert_eq!(four.matches(&format!("PHOTO:data:image/png;base64,{png}")).count(), 2, "{four}");
    for line in ["BDAY:--0512", "BDAY:--0203", "BDAY;VALUE=text;CALSCALE=chinese:1970-08-15"] {
        assert!(four.contains(line), "{line}: {four}");
    }
    // What goes out is read again the same.
    for text in [three, four] {
        let elsewhere = Program::new();
        elsewhere.ok(&["import", elsewhere.file("a.vcf", &text).to_str().unwrap()]);
        let born = ["Ada", "Bo", "Cy"].map(|name| person(&elsewhere, &format!("{name} Stone"))["birthday"].clone());
        assert_eq!(born, ["05-12", "lunar:1970-08-15", "02-03"], "{text}");
        let again = program.run(&["import", program.file("again.vcf", &text).to_str().unwrap()]);
        assert!(again.status == 0 && again.out.contains("3 unchanged"), "{again:?}");
    }
}

#[test]
fn a_group_within_a_torn_card_costs_nobody_that_card() {
    let program = Program::new();
    let torn = "BEGIN:VCARD\nVERSION:3.0\nUID:a\nFN:Ann Reed\nORG:Harbour Radio\nAGENT:\nBEGIN:VCARD\nVERSION:3.0\nFN:Tom Page\n\
                ?ND:VCARD\nEND:VCARD\nBEGIN:VCARD\nKIND:group\nFN:Friends\nEND:VCARD\nEND:VCARD\n";
    let file = program.file("a.vcf", torn);
    for counts in [("created", 1), ("unchanged", 1)] {
        let told = rows(&program.run(&["import", file.to_str().unwrap(), "--json"]).out);
        assert_eq!(told.last().unwrap()["summary"][counts.0], json!(counts.1), "{told:?}");
    }
}

#[test]
fn what_no_field_has_room_for_goes_back_as_it_came() {
    let program = Program::new();
    let title = format!("TITLE:{}", "Head of Sales ".repeat(15).trim_end());
    let card = format!("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:q\r\nFN:Ann Ames\r\nORG:Acme\r\n{title}\r\nEND:VCARD\r\n");
    import(&program, "long.vcf", &card);
    let written = || program.ok(&["export", "--format", "vcard", "--vcard", "3.0", "--sensitive"]).replace("\r\n ", "");
    assert!(written().contains(&title), "{}", written());
    let seat = program.json(&["list", "seat"])[0]["id"].as_str().unwrap().to_owned();
    program.ok(&["set", "seat", &seat, "title=Director"]);
    assert!(written().contains("TITLE:Director") && !written().contains("Head of Sales"), "{}", written());
    // The same of an event.
    let summary = format!("SUMMARY:{}", "Acme and ".repeat(120).trim_end());
    let event = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:e\r\nDTSTAMP:20260901T080000Z\r\n\
        DTSTART:20261110T100000Z\r\n{summary}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let file = program.file("long.ics", &event);
    program.run(&["import", "--account", "Acme", file.to_str().unwrap()]);
    let out = program.ok(&["export", "--format", "ical", "--sensitive"]).replace("\r\n ", "");
    assert!(out.contains(&summary), "{out}");
}
