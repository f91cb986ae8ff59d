//! Lists, cards and calendars of other programs as people have them: another's list in the same form, columns that are explained
//! later, days that are no more in a series.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common::stores::only;
use crate::common::{Program, Run};
use serde_json::{Value, json};

fn import(program: &Program, name: &str, content: &str, more: &[&str]) -> Run {
    let path = program.file(name, content);
    program.run(&[&["--lang", "en", "import", path.to_str().unwrap()], more].concat())
}

/// What was said, of whatever is wrong too.
fn told(program: &Program, name: &str, content: &str, more: &[&str]) -> String {
    let run = import(program, name, content, more);
    run.out + &run.err
}

fn all(program: &Program, kind: &str) -> Vec<Value> {
    program.json(&["list", kind]).as_array().unwrap().clone()
}

fn called(program: &Program, kind: &str, name: &str) -> Value {
    all(program, kind).into_iter().find(|one| one["name"] == name).unwrap()
}

const HEAD: &str = "Name,Company,Title,Phone,Email,City,Notes\n";

/// Three people, as somebody has them in a list.
fn three() -> String {
    let rows = "Ann Lee,Zeta,CFO,+44 1700 1,ann@z.example,London,first\nBob Ray,Zeta,CTO,+44 1700 2,bob@z.example,Leeds,\n\
                Cy Dee,Zeta,COO,+44 1700 3,cy@z.example,York,x\n";
    format!("{HEAD}{rows}")
}

#[test]
fn another_s_list_in_the_same_form_takes_nothing_away_and_says_what_differs() {
    let program = Program::new();
    told(&program, "c1.csv", &three(), &[]);
    let before = program.ok(&["export", "--format", "ndjson", "--sensitive"]);
    told(&program, "attendees.csv", &format!("{HEAD}Ann Lee,Zeta,,,,,\n"), &[]);
    let ann = called(&program, "person", "Ann Lee");
    assert_eq!(ann["emails"][0]["value"], "ann@z.example", "{before}");
    let said = told(&program, "colleague.csv", &format!("{HEAD}Ann Lee,Zeta,Treasurer,+44 88 1234,,Paris,\n"), &[]);
    assert!(said.contains("CFO") && said.contains("Treasurer") && said.contains("c1.csv"), "{said}");
    let ann = called(&program, "person", "Ann Lee");
    assert_eq!((ann["home_city"].as_str(), ann["phones"].as_array().unwrap().len()), (Some("London"), 2), "{ann}");
    // A later version of the list itself takes what it has emptied, one by another name does not.
    let later = three().replace(",+44 1700 2,", ",,");
    let said = told(&program, "everybody.csv", &later, &[]);
    assert!(said.contains("Empty cells take nothing away") && said.contains("c1.csv"), "{said}");
    assert_eq!(called(&program, "person", "Bob Ray")["phones"][0]["value"], "+44 1700 2");
    let program = Program::new();
    told(&program, "c1.csv", &three(), &[]);
    told(&program, "c1 (2).csv", &later, &[]);
    assert!(called(&program, "person", "Bob Ray")["phones"].as_array().is_none_or(Vec::is_empty));
}

#[test]
fn a_card_without_a_uid_takes_nothing_of_another_away() {
    let program = Program::new();
    let card =
        |rest: &str| format!("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nN:Lee;Ann;;;\nORG:Zeta\n{rest}\nEND:VCARD\n");
    told(&program, "a.vcf", &card("TEL:+44 99 1234\nTITLE:Treasurer"), &[]);
    told(&program, "b.vcf", &card("TEL:+44 77 1234\nEMAIL:ann@z.example"), &[]);
    let ann = only(&program, "person");
    assert_eq!((ann["phones"].as_array().unwrap().len(), ann["emails"].as_array().unwrap().len()), (2, 1), "{ann}");
    assert_eq!(only(&program, "seat")["title"], "Treasurer");
}

#[test]
fn columns_that_are_explained_later_are_read_then_and_everyday_names_at_once() {
    let program = Program::new();
    let list = "Name,Company,Rufnummer A,Day X\nAnn Lee,Zeta,+44 1700 1,1970-02-03\n";
    assert!(told(&program, "mm.csv", list, &[]).contains("Rufnummer A"));
    let said = told(&program, "mm.csv", list, &["--map", "Rufnummer A=phone,Day X=birthday"]);
    assert!(said.contains("1 updated"), "{said}");
    let ann = only(&program, "person");
    assert_eq!((&ann["phones"][0]["value"], &ann["birthday"]), (&json!("+44 1700 1"), &json!("1970-02-03")));
    // What was written here meanwhile, or taken away, stays so.
    program.ok(&["set", "person", "Ann Lee", "birthday="]);
    told(&program, "mm.csv", list, &["--map", "Rufnummer A=phone,Day X=birthday"]);
    assert_eq!(only(&program, "person")["birthday"], Value::Null);
    for (head, field) in [
        ("Tel. (work)", "phones"),
        ("Mobile #", "phones"),
        ("Cellular", "phones"),
        ("手机号码", "phones"),
        ("电话号码", "phones"),
        ("电子邮箱", "emails"),
        ("邮箱地址", "emails"),
        ("Email ID", "emails"),
        ("DOB", "birthday"),
    ] {
        let program = Program::new();
        let cell = match field {
            "phones" => "+44 1700 11",
            "emails" => "a@b.example",
            _ => "1970-02-03",
        };
        let said = told(&program, "l.csv", &format!("Surname,Forename,Client Name,{head}\nLee,Ann,Zeta,{cell}\n"), &[]);
        let ann = called(&program, "person", "Ann Lee");
        assert!(ann[field] == cell || ann[field][0]["value"] == cell, "{head}: {ann} {said}");
        assert_eq!(only(&program, "account")["name"], "Zeta");
    }
}

#[test]
fn a_birthday_without_its_century_is_no_day_of_the_first_and_its_row_comes_back_to_be_mended() {
    let program = Program::new();
    let rejects = program.data().with_file_name("rejects.csv");
    let list = "姓名,公司,生日\n甲一,某司,75-3-8\n乙二,某司,1980-01-02\n";
    let said = told(&program, "l.csv", list, &["--rejects", rejects.to_str().unwrap()]);
    assert!(said.contains("75-3-8") && !said.contains("nothing to correct"), "{said}");
    assert_eq!(called(&program, "person", "甲一")["birthday"], Value::Null);
    let back = std::fs::read_to_string(&rejects).unwrap();
    assert!(back.contains("甲一") && !back.contains("乙二"), "{back}");
    let said = told(&program, "rejects.csv", &back.replace("75-3-8", "1975-03-08"), &[]);
    assert!(said.contains("1 updated") && all(&program, "person").len() == 2, "{said}");
    assert_eq!(called(&program, "person", "甲一")["birthday"], "1975-03-08");
    assert!(program.run(&["add", "person", "name=X", "birthday=75-3-8"]).status != 0);
}

#[test]
fn what_was_taken_back_here_is_as_the_list_had_it_and_what_was_written_stays_known() {
    let seat = |program: &Program| {
        let id = called(program, "person", "Ann Lee")["id"].clone();
        all(program, "seat").into_iter().find(|seat| seat["person"] == id).unwrap()
    };
    let set = |program: &Program, title: &str| {
        program.ok(&["set", "seat", seat(program)["id"].as_str().unwrap(), &format!("title={title}")]);
    };
    let later = three().replace("CFO", "CEO");
    for by_hand in [false, true] {
        let program = Program::new();
        told(&program, "c1.csv", &three(), &[]);
        set(&program, "X");
        if by_hand {
            set(&program, "CFO");
        } else {
            program.ok(&["undo"]);
        }
        let said = told(&program, "c1.csv", &later, &[]);
        assert_eq!(seat(&program)["title"], "CEO", "{said}");
    }
    let program = Program::new();
    told(&program, "c1.csv", &three(), &[]);
    set(&program, "Board member");
    assert!(told(&program, "c1.csv", &later.replace("York", "Rome"), &[]).contains("Board member"));
    program.ok(&["undo"]);
    told(&program, "c1.csv", &three().replace(",CFO,", ",,"), &[]);
    assert_eq!(seat(&program)["title"], "Board member");
}

/// A series of six weeks, with more about it.
fn weekly(rule: &str, more: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//X//Y//EN\n{more}BEGIN:VEVENT\nUID:w@x\nDTSTAMP:20260901T000000Z\n\
         DTSTART;TZID=W. Europe Standard Time:20260901T100000\nDTEND;TZID=W. Europe Standard Time:20260901T110000\n\
         {rule}\nSUMMARY:Zeta weekly\nLOCATION:The Ritz\nDESCRIPTION:bring numbers\nEND:VEVENT\nEND:VCALENDAR\n"
    )
}

#[test]
fn days_that_are_no_more_in_a_series_are_called_off_though_they_have_passed() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Zeta"]);
    told(&program, "w.ics", &weekly("RRULE:FREQ=WEEKLY;COUNT=10", ""), &[]);
    assert_eq!(all(&program, "visit").len(), 10);
    let fewer = weekly(
        "RRULE:FREQ=WEEKLY;COUNT=9\nEXDATE;TZID=W. Europe Standard Time:20260915T100000\nLAST-MODIFIED:20261001T000000Z",
        "",
    );
    let said = told(&program, "w.ics", &fewer, &[]);
    assert!(said.contains("2026-09-15") && said.contains("2026-11-03"), "{said}");
    let planned: Vec<Value> = all(&program, "visit").into_iter().filter(|one| one["status"] == "planned").collect();
    assert_eq!(planned.len(), 8, "{said}");
    let back = program.ok(&["export", "--format", "ical", "--sensitive"]);
    assert!(back.contains("COUNT=9") && !back.contains("COUNT=10"), "{back}");
    // Of a zone that everybody knows the definition goes along.
    assert!(back.contains("BEGIN:VTIMEZONE") && back.contains("TZID:W. Europe Standard Time"), "{back}");
}

#[test]
fn a_cancellation_that_says_no_more_than_what_it_cancels_leaves_the_rest_of_the_visit() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Zeta"]);
    let event = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:v@x\nDTSTAMP:20260901T000000Z\nDTSTART:20261101T100000Z\n\
                 DTEND:20261101T110000Z\nSUMMARY:Zeta visit\nLOCATION:The Ritz\nDESCRIPTION:bring numbers\nEND:VEVENT\nEND:VCALENDAR\n";
    told(&program, "v.ics", event, &[]);
    let before = only(&program, "visit");
    let cancel = "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:v@x\nSEQUENCE:1\nDTSTAMP:20260902T000000Z\n\
                  DTSTART:20261101T100000Z\nSTATUS:CANCELLED\nEND:VEVENT\nEND:VCALENDAR\n";
    told(&program, "c.ics", cancel, &[]);
    let after = only(&program, "visit");
    assert_eq!(after["status"], "cancelled");
    for field in ["start", "end", "place", "notes", "objective"] {
        assert_eq!(after[field], before[field], "{field}");
        assert!(!before[field].is_null(), "{field}: {before}");
    }
}

#[test]
fn of_people_a_line_one_that_cannot_be_read_is_told_with_its_line_and_the_others_go_in() {
    let program = Program::new();
    let rejects = program.data().with_file_name("rejects.csv");
    let lines = "{\"name\":\"Ann Lee\",\"company\":\"Zeta\"}\n{\"name\":\"Bob Ray\",\"company\":\"Zeta\"}\n{\"name\":\"Cy\n\
                 {\"name\":\"Di Fox\",\"company\":\"Zeta\"}\n";
    let said = told(&program, "ppl.jsonl", lines, &["--rejects", rejects.to_str().unwrap()]);
    assert!(said.contains("ppl.jsonl:3") && said.contains("1 left out"), "{said}");
    assert_eq!(all(&program, "person").len(), 3);
    assert!(std::fs::read_to_string(&rejects).unwrap().contains("Cy"));
}

#[test]
fn a_few_columns_of_a_data_loader_are_accounts_and_an_account_of_a_number_is_the_one_of_its_name() {
    let program = Program::new();
    told(&program, "Account.csv", "\"Id\",\"Name\",\"Type\"\n\"001D000000Irt53\",\"New Firm\",\"Customer\"\n", &[]);
    assert_eq!((only(&program, "account")["name"].as_str(), all(&program, "person").len()), (Some("New Firm"), 0));
    let program = Program::new();
    let contacts = "(Do Not Modify) Contact,(Do Not Modify) Row Checksum,Full Name,Company Name\n\
                    {3f2504e0-4f89-11d3-9a0c-0305e82c3301},x=,Yvonne McKay,Fourth Coffee\n";
    let accounts = "(Do Not Modify) Account,(Do Not Modify) Row Checksum,Account Name,Main Phone,Address 1: City\n\
                    {11112222-4f89-11d3-9a0c-0305e82c3301},x=,Fourth Coffee,555-0199,Renton\n";
    told(&program, "contacts.csv", contacts, &[]);
    told(&program, "accounts.csv", accounts, &[]);
    told(&program, "accounts.csv", accounts, &[]);
    assert_eq!(only(&program, "account")["city"], "Renton");
}

#[test]
fn what_stands_above_the_headers_goes_back_with_them_and_sums_below_are_nobody() {
    let program = Program::new();
    let list = "Notes:\n\"When exporting, \"\"some\"\" may be missing\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
                Ann,Lee,https://www.linkedin.com/in/annlee,,Zeta,CFO,01 Jan 2024\n";
    told(&program, "Connections.csv", list, &[]);
    assert_eq!(program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive"]), list);
    let program = Program::new();
    let said = told(&program, "l.csv", "序号,姓名,公司,电话\n1,甲一,某司,010-12345678\n合计,5人,,\n", &[]);
    assert!(said.contains("合计") && all(&program, "person").len() == 1, "{said}");
    let titled = "CONTACT LIST Q3\nAlpha,Beta,Gamma\nx,y,z\n";
    assert!(
        told(&program, "t.csv", titled, &[]).contains("--map \"Alpha=name"),
        "{}",
        told(&program, "t.csv", titled, &[])
    );
}

#[test]
fn a_headline_of_a_list_tells_what_was_done_then() {
    let program = Program::new();
    program.ok(&["add", "person", "name=John Smith"]);
    for phones in ["111111", "222222", "333333,444444"] {
        program.ok(&["set", "person", "John Smith", &format!("phones={phones}")]);
    }
    program.ok(&["set", "person", "John Smith", "phones="]);
    let history = program.json(&["history"]);
    let lines: Vec<&str> = history.as_array().unwrap().iter().filter_map(|edit| edit["what"].as_str()).collect();
    for (line, number) in lines.iter().rev().skip(1).zip(["111111", "222222", "444444", "taken out"]) {
        assert!(line.contains(number), "{lines:?}");
    }
    assert!(!lines[3].contains("222222") && !lines[2].contains("444444"), "{lines:?}");
}

#[test]
fn a_company_s_card_of_version_three_has_the_name_that_version_wants() {
    let program = Program::new();
    let card = "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Zeta\nORG:Zeta\nUID:z@x\nTEL:+44 1700 1\nEND:VCARD\n";
    told(&program, "z.vcf", card, &[]);
    let back = program.ok(&["export", "--format", "vcard", "--vcard", "3.0"]);
    assert!(back.contains("\r\nN:;;;;\r\n"), "{back}");
    assert!(!program.ok(&["export", "--format", "vcard"]).contains("\r\nN:"));
}

#[cfg(unix)]
#[test]
fn whoever_interrupts_an_import_that_is_worked_out_is_told_that_nothing_went_in() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    let program = Program::new();
    program.ok(&["add", "account", "name=Zeta"]);
    let rows: String = (0..20_000).fold(String::new(), |all, nth| all + &format!("Person {nth},Zeta,+44 1700 {nth}\n"));
    let path = program.file("many.csv", &format!("Name,Company,Phone\n{rows}"));
    let mut child =
        program.command(&["--lang", "en", "import", path.to_str().unwrap()]).stdin(Stdio::null()).spawn().unwrap();
    // So many rows take far longer than it takes to begin with them.
    std::thread::sleep(std::time::Duration::from_millis(1500));
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let said =
        BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok).collect::<Vec<_>>().join("\n");
    let status = child.wait().unwrap();
    assert_eq!((status.code(), said.contains("nothing was imported")), (Some(130), true), "{status} {said}");
    assert_eq!(program.json(&["list", "person"]), json!([]));
}

#[test]
fn numbers_of_salesforce_go_back_into_the_columns_they_came_from() {
    let program = Program::new();
    let head = "Id,AccountId,LastName,FirstName,Name,Phone,MobilePhone,HomePhone,OtherPhone";
    let list = format!(
        "{head}\n003A000000000A1AAA,,One,Emma,Emma One,1001001,1003003,1004004,1005005\n\
         003A000000000A2AAA,,Two,Eli,Eli Two,,,2004004,2005005\n003A000000000A3AAA,,Three,Al,Al Three,,,4004004,\n"
    );
    told(&program, "Contact.csv", &list, &[]);
    let columns = ["FirstName", "Phone", "MobilePhone", "HomePhone", "OtherPhone"];
    let rows = |text: &str| {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head = reader.headers().unwrap().clone();
        let place = |name: &str| head.iter().position(|column| column == name).unwrap();
        let row = |row: csv::StringRecord| columns.map(|name| row[place(name)].to_owned());
        let mut all: Vec<[String; 5]> = reader.records().map(|one| row(one.unwrap())).collect();
        all.sort();
        all
    };
    let out = |program: &Program| rows(&program.ok(&["export", "--format", "csv", "--profile", "salesforce"]));
    assert_eq!(out(&program), rows(&list));
    // A number that is gone here is gone there, and a new one is where there is room.
    program.ok(&["set", "person", "Al Three", "phones=5005005"]);
    let al: Vec<String> = out(&program).into_iter().find(|row| row[0] == "Al").unwrap().to_vec();
    assert_eq!(al.iter().filter(|cell| *cell == "5005005").count(), 1, "{al:?}");
    assert!(!al.contains(&"4004004".to_owned()), "{al:?}");
}

#[test]
fn what_the_user_says_of_a_column_counts_before_the_name_of_another() {
    let program = Program::new();
    let said = told(&program, "c1.csv", &three(), &["--map", "Notes=title"]);
    let seat = all(&program, "seat").into_iter().find(|seat| seat["title"] == "first").unwrap_or_default();
    assert!(!seat.is_null() && said.contains("Kept as they are") && said.contains("Title"), "{said}");
}

#[test]
fn a_manager_whose_family_name_comes_first_is_found_and_a_title_of_two_lines_is_one_in_a_chart() {
    let program = Program::new();
    let list =
        "Name,Company,Title,Manager\nIngrid Solberg,Zeta,\"Head of\nSales\",\nAnn Lee,Zeta,Rep,\"Solberg, Ingrid\"\n";
    let said = told(&program, "l.csv", list, &[]);
    let seats = all(&program, "seat");
    let of = |title: &str| seats.iter().find(|seat| seat["title"].as_str().unwrap().starts_with(title)).unwrap();
    assert_eq!(of("Rep")["reports_to"], of("Head")["id"], "{said}");
    for form in ["mermaid", "svg"] {
        let chart = program.ok(&["export", "--format", form, "--account", "Zeta"]);
        assert!(chart.contains("Head of Sales"), "{chart}");
    }
}

#[test]
fn what_was_called_off_is_remembered_once_also_where_nobody_is_yet() {
    let event = |uid: &str, more: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20260901T000000Z\nDTSTART:20261101T100000Z\nSUMMARY:{uid}\n{more}END:VEVENT\n"
        )
    };
    let text = event("one", "") + &event("two", "STATUS:CANCELLED\n");
    let program = Program::new();
    told(&program, "a.ics", &format!("BEGIN:VCALENDAR\nVERSION:2.0\n{text}END:VCALENDAR\n"), &[]);
    let notes = all(&program, "note").len();
    let back = program.ok(&["export", "--format", "ical", "--sensitive"]);
    let said = told(&program, "b.ics", &back, &[]);
    assert_eq!(all(&program, "note").len(), notes, "{said}");
    assert!(said.contains("0 added, 0 updated"), "{said}");
}

#[test]
fn a_list_goes_back_as_it_was_after_another_of_its_people_with_empty_cells() {
    let program = Program::new();
    let mine = "Name,Company,Title,Phone,Phone 2,City,Notes\nEve Fox,Kap,CEO,+44 5001,+44 5002,Bonn,en\n\
                Dan Poe,Kap,VP,+44 9001,,Rome,dn\n";
    told(&program, "mine.csv", mine, &[]);
    let theirs = "Name,Company,Title,Phone,Phone 2,City,Notes\nDan Poe,Kap,,,,,\nEve Fox,Kap,,+44 5001,,,\n";
    let said = told(&program, "theirs.csv", theirs, &[]);
    assert!(said.contains("Empty cells take nothing away"), "{said}");
    assert_eq!(called(&program, "person", "Eve Fox")["phones"].as_array().map(Vec::len), Some(2), "{said}");
    assert_eq!(program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive"]), mine);
}
