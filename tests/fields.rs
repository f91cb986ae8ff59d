//! What lists for other programs carry of people: every field that has a column there, and a word about the others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use serde_json::json;

use crate::common::Program;

const PEOPLE: &str = "姓名,公司,职务,上级,手机,座机,邮箱,微信,备注\n\
    王强,北方电力,总经理,,13800138000,010-55503000,w@n.example,wq88,喜欢钓鱼\n\
    李娜,北方电力,处长,王强,13900139000,,l@n.example,,\n";

/// The rows of a list, each cell under its column.
fn rows(out: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_field_that_another_program_has_a_column_for_is_in_it() {
    let program = Program::new();
    let file = program.file("p.csv", PEOPLE);
    program.ok(&["import", file.to_str().unwrap()]);
    program.ok(&["set", "seat", "李娜", "influence=7", "notes=坐窗边"]);
    program.ok(&["set", "seat", "王强", "reports_to_text=董事会"]);
    let expected: [(&str, &[(&str, &str)]); 5] = [
        (
            "google",
            &[
                ("Phone 1 - Value", "13800138000"),
                ("Phone 1 - Label", "Mobile"),
                ("Phone 2 - Value", "010-55503000"),
                ("Phone 2 - Label", "Work"),
                ("Custom Field 1 - Label", "WeChat"),
                ("Custom Field 1 - Value", "wq88"),
                ("Notes", "喜欢钓鱼"),
                ("Relation 1 - Label", "Manager"),
            ],
        ),
        ("outlook", &[("Business Phone", "010-55503000"), ("Mobile Phone", "13800138000"), ("Notes", "喜欢钓鱼")]),
        ("hubspot", &[("Phone Number", "010-55503000"), ("Mobile Phone Number", "13800138000")]),
        (
            "dynamics",
            &[("Business Phone", "010-55503000"), ("Mobile Phone", "13800138000"), ("Description", "喜欢钓鱼")],
        ),
        ("salesforce", &[("Phone", "010-55503000"), ("MobilePhone", "13800138000"), ("Description", "喜欢钓鱼")]),
    ];
    for (profile, cells) in expected {
        let run = program.run(&["export", "--format", "csv", "--profile", profile]);
        let all = rows(&run.out);
        let of = |mail: &str| all.iter().find(|row| row.values().any(|cell| cell == mail)).unwrap();
        for (column, cell) in cells {
            assert_eq!(of("w@n.example").get(*column).map(String::as_str), Some(*cell), "{profile} {column}");
        }
        let board = of("w@n.example").values().any(|cell| cell == "董事会");
        let second = of("l@n.example");
        let manager = match profile {
            "google" => "Relation 1 - Value",
            "outlook" => "Manager's Name",
            "dynamics" => "Manager",
            _ => "",
        };
        assert_eq!(second.get(manager).map_or("", String::as_str), if manager.is_empty() { "" } else { "王强" });
        assert!(second.values().any(|cell| cell == "13900139000"), "{second:?}");
        if profile != "hubspot" {
            assert!(second.values().any(|cell| cell == "坐窗边"), "{profile} {second:?}");
        }
        // What has no column there is said, once.
        let said = run.err.lines().filter(|line| line.starts_with("No column there for")).collect::<Vec<_>>();
        assert_eq!(said.len(), 1, "{profile} {}", run.err);
        assert!(said[0].contains("Influence (of one person)"), "{}", said[0]);
        assert_eq!(board, ["google", "outlook", "dynamics"].contains(&profile), "{profile}");
        let named = said[0].matches("Reports to").count();
        assert_eq!(named, if profile == "hubspot" { 2 } else { usize::from(!board) }, "{profile} {}", said[0]);
        assert_eq!(said[0].contains("Messengers"), profile != "google", "{profile} {}", said[0]);
        // Those of a person and of a seat are told apart.
        let notes = ["Person · Notes (of one person)", "Seat · Notes (of one person)"];
        for one in notes {
            assert_eq!(said[0].contains(one), profile == "hubspot", "{profile} {}", said[0]);
        }
        // And what was written says nothing new here.
        let back = program.file("back.csv", &run.out);
        assert!(program.run(&["import", back.to_str().unwrap()]).out.starts_with("0 added, 0 updated"), "{profile}");
    }
    let run = program.run(&["export", "--format", "csv", "--profile", "contacts"]);
    assert!(!run.err.contains("No column"), "{}", run.err);
}

#[test]
fn a_number_is_a_mobile_one_where_its_column_said_so() {
    let program = Program::new();
    let file =
        program.file("p.csv", "Name,Company,Phone,Mobile,Email\nAda King,Acme,555-1234567,555-7654321,a@a.example\n");
    program.ok(&["import", file.to_str().unwrap()]);
    let card =
        "BEGIN:VCARD\nVERSION:3.0\nFN:Bob Roy\nORG:Acme\nTEL;TYPE=CELL:555-1112223\nEMAIL:b@a.example\nEND:VCARD\n";
    let file = program.file("b.vcf", card);
    program.ok(&["import", file.to_str().unwrap()]);
    let all = rows(&program.ok(&["export", "--format", "csv", "--profile", "outlook"]));
    let of = |name: &str, column: &str| all.iter().find(|row| row["First Name"] == name).unwrap()[column].clone();
    assert_eq!((of("Ada", "Business Phone"), of("Ada", "Mobile Phone")), ("555-1234567".into(), "555-7654321".into()));
    assert_eq!((of("Bob", "Business Phone"), of("Bob", "Mobile Phone")), (String::new(), "555-1112223".into()));
}

#[test]
fn a_birthday_of_which_the_day_is_not_known_is_shown_and_goes_back_as_it_was() {
    for (said, shown) in [("1975-11", "1975-11-?"), ("--11", "11-?"), ("1975", "1975-?")] {
        let program = Program::new();
        let card = format!(
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lee\r\nBDAY:{said}\r\nRELATED;TYPE=spouse;VALUE=text:Bo Lee\r\nANNIVERSARY:20010506\r\nEND:VCARD\r\n"
        );
        let file = program.file("a.vcf", &card);
        let run = program.run(&["import", file.to_str().unwrap()]);
        assert!(!run.err.contains("cannot be read"), "{run:?}");
        assert!(program.ok(&["show", "person", "Ann Lee"]).contains(shown), "{said}");
        let shown = program.ok(&["show", "person", "Ann Lee", "--lang", "zh-CN"]);
        assert!(shown.contains("配偶：Bo Lee") && !shown.contains("spouse"), "{shown}");
        let days = program.ok(&["list", "occasion", "--lang", "zh-CN"]);
        assert!(days.contains("纪念日") && !days.contains("Anniversary"), "{days}");
        assert_eq!(program.json(&["show", "person", "Ann Lee"])["family"], json!("spouse: Bo Lee"));
        let out = program.ok(&["export", "--format", "vcard", "--sensitive"]);
        assert!(
            out.contains(&format!("BDAY:{said}\r\n")) && out.contains("RELATED;TYPE=spouse;VALUE=text:Bo Lee"),
            "{out}"
        );
        assert!(!program.ok(&["export", "--format", "vcard"]).contains("BDAY"));
        program.ok(&["set", "person", "Ann Lee", "birthday=1975-11-03"]);
        assert!(program.ok(&["show", "person", "Ann Lee"]).contains("1975-11-03"));
    }
}
