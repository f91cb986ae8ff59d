//! What goes into address books and customer lists of other programs and comes from there, as somebody finds who tries it
//! without knowing how it is done: old addresses, former seats, several numbers in one cell, and what is said of it all.

#![allow(clippy::unwrap_used, reason = "a test ends where anything is wrong")]

use serde_json::Value;

use crate::common::Program;
use crate::common::stores::{import, lines, list, only};

/// The one record of a kind, with all its fields.
fn whole(program: &Program, kind: &str) -> Value {
    let id = only(program, kind)["id"].as_str().unwrap().to_owned();
    program.json(&["show", kind, &id])
}

const ACCOUNTS: &str = "Id,Name,BillingStreet,BillingCity,BillingCountry\n";

#[test]
fn an_account_of_salesforce_that_has_moved_has_no_old_address() {
    let program = Program::new();
    import(&program, "Account.csv", &format!("{ACCOUNTS}001000000000001AAA,Acme,1 Main,Austin,US\n"));
    assert_eq!(lines(&whole(&program, "account")["addresses"]), ["1 Main, Austin, US"]);
    import(&program, "Account.csv", &format!("{ACCOUNTS}001000000000001AAA,Acme,9 Elm,Dallas,US\n"));
    assert_eq!(lines(&whole(&program, "account")["addresses"]), ["9 Elm, Dallas, US"]);
}

#[test]
fn an_address_that_was_written_here_stays_whatever_salesforce_says_of_its_own() {
    let program = Program::new();
    import(&program, "Account.csv", &format!("{ACCOUNTS}001000000000001AAA,Acme,1 Main,Austin,US\n"));
    program.ok(&["set", "account", "Acme", r#"addresses=["1 Main, Austin, US","7 Oak Boston"]"#]);
    import(&program, "Account.csv", &format!("{ACCOUNTS}001000000000001AAA,Acme,9 Elm,Dallas,US\n"));
    assert_eq!(lines(&whole(&program, "account")["addresses"]), ["7 Oak Boston", "9 Elm, Dallas, US"]);
    // A file that has no streets takes none away.
    import(&program, "Account.csv", "Id,Name,BillingCity,BillingCountry\n001000000000001AAA,Acme,Houston,US\n");
    assert_eq!(lines(&whole(&program, "account")["addresses"]), ["7 Oak Boston", "9 Elm, Houston, US"]);
    import(&program, "Account.csv", &format!("{ACCOUNTS}001000000000001AAA,Acme,,,\n"));
    assert_eq!(lines(&whole(&program, "account")["addresses"]), ["7 Oak Boston"]);
}

/// What a fresh store makes of a file of another.
fn received(name: &str, text: &str) -> Program {
    let program = Program::new().at("2026-11-30T09:00:00+08:00");
    import(&program, name, text);
    program
}

/// Somebody who went from Acme to Globex, and somebody who has left Acme for good.
fn with_a_mover() -> Program {
    let program = Program::new().at("2026-11-30T09:00:00+08:00");
    for account in ["Acme", "Globex"] {
        program.ok(&["add", "account", &format!("name={account}")]);
    }
    for person in ["Ann Reed", "Bo Gone"] {
        program.ok(&["add", "person", &format!("name={person}")]);
    }
    program.ok(&["add", "seat", "account=Acme", "person=Ann Reed", "title=Buyer", "to=2026-03-31"]);
    program.ok(&["add", "seat", "account=Globex", "person=Ann Reed", "title=Head of buying"]);
    program.ok(&["add", "seat", "account=Acme", "person=Bo Gone", "title=Clerk", "to=2026-03-31"]);
    program
}

#[test]
fn where_a_list_cannot_say_that_a_seat_has_ended_a_former_one_does_not_go_out_beside_that_of_today() {
    let program = with_a_mover();
    let before = program.ok(&["export", "--sensitive"]);
    for profile in ["google", "outlook", "hubspot", "dynamics", "salesforce"] {
        let run = program.run(&["export", "person", "--format", "csv", "--profile", profile]);
        let rows = |name: &str| run.out.lines().filter(|line| line.contains(name)).count();
        assert_eq!((rows("Reed"), rows("Gone"), rows("Head of buying")), (1, 1, 1), "{profile} {}", run.out);
        assert!(run.err.contains("One former seat is not written"), "{profile} {}", run.err);
        // Nor does the file take it away where it comes back.
        import(&program, "back.csv", &run.out);
        assert_eq!(program.ok(&["export", "--sensitive"]), before, "{profile}");
        let all = received("new.csv", &run.out).json(&["list", "seat"]);
        let titles: Vec<&str> = all.as_array().unwrap().iter().filter_map(|seat| seat["title"].as_str()).collect();
        assert!(titles.contains(&"Head of buying") && !titles.contains(&"Buyer"), "{profile} {titles:?}");
    }
    for profile in ["contacts", "chinese"] {
        let run = program.run(&["export", "person", "--format", "csv", "--profile", profile]);
        assert_eq!(run.out.lines().filter(|line| line.contains("2026-03-31")).count(), 2, "{profile} {}", run.out);
        assert!(!run.err.contains("former seat"), "{profile} {}", run.err);
    }
}

#[test]
fn the_list_that_somebody_came_in_goes_back_with_former_seats_in_it() {
    let program = Program::new().at("2026-11-30T09:00:00+08:00");
    let table = "Name,Company,Title,Email\nAnn Reed,Acme,Buyer,a@x.example\nAnn Reed,Globex,Head,a@x.example\n";
    import(&program, "list.csv", table);
    let seats = program.json(&["list", "seat"]);
    let buyer = seats.as_array().unwrap().iter().find(|seat| seat["title"] == "Buyer").unwrap();
    program.ok(&["set", "seat", buyer["id"].as_str().unwrap(), "to=2026-03-31"]);
    assert_eq!(list(&program, "original"), table);
}

#[test]
fn accounts_of_salesforce_have_numbers_of_one_form_whoever_was_added_to_them_here() {
    let program = Program::new().at("2026-11-30T09:00:00+08:00");
    let table = "Id,AccountId,Account.Name,LastName\n003000000000001AAA,001000000000001AAA,Acme,Reed\n";
    import(&program, "Contact.csv", table);
    program.ok(&["add", "person", "name=Bo New"]);
    program.ok(&["add", "seat", "account=Acme", "person=Bo New"]);
    let out = list(&program, "salesforce");
    assert_eq!(out.matches("001000000000001AAA").count(), 2, "{out}");
    assert_eq!(out.matches("001000000000001").count(), 2, "{out}");
}

/// Telephones and addresses of somebody.
fn reached(program: &Program) -> [Vec<String>; 2] {
    let person = whole(program, "person");
    ["phones", "emails"].map(|field| lines(&person[field]).into_iter().map(str::to_owned).collect())
}

#[test]
fn several_numbers_or_addresses_in_one_cell_are_several_and_go_back_as_they_stood() {
    for (phone, email, wanted) in [
        (
            "13900000002/13900000003",
            "a@x.example / b@x.example",
            [&["13900000002", "13900000003"][..], &["a@x.example", "b@x.example"]],
        ),
        (
            "13900000006 13900000007",
            "e@x.example e2@x.example",
            [&["13900000006", "13900000007"], &["e2@x.example", "e@x.example"]],
        ),
        ("+47 22 33 44 55", "", [&["+47 22 33 44 55"], &[]]),
        ("0532/8888888", "", [&["0532/8888888"], &[]]),
        ("555-0100/0101", "", [&["555-0100/0101"], &[]]),
    ] {
        let program = Program::new();
        let table = format!("Name,Company,Phone,Email\nAnn Reed,Acme,{phone},{email}\n");
        import(&program, "list.csv", &table);
        assert_eq!(reached(&program), wanted, "{phone}");
        assert_eq!(list(&program, "original"), table);
        let said = import(&program, "list.csv", &table);
        assert!(said.contains("0 added, 0 updated, 1 unchanged"), "{said}");
        // What is gone from the cell is gone here, and what came in its stead is there.
        import(&program, "list.csv", &table.replace("13900000003", "13900000004"));
        assert!(!reached(&program)[0].contains(&"13900000003".to_owned()), "{phone}");
        program.ok(&["set", "person", "Ann Reed", "home_city=Oslo"]);
        assert_eq!(list(&program, "original"), table.replace("13900000003", "13900000004"));
    }
}

#[test]
fn whoever_imports_nothing_is_not_sent_to_a_file_of_the_rows_that_are_wrong() {
    let program = Program::new();
    let file = program.file("list.csv", "Name,Company\nAnn Reed,Acme\n,Globex\n");
    let rejects = file.with_file_name("rejects.csv");
    let [file, rejects] = [&file, &rejects].map(|path| path.to_str().unwrap());
    let told = |more: &[&str]| {
        let _ = std::fs::remove_file(rejects);
        program.run(&[&["import", file, "--rejects", rejects], more].concat()).err
    };
    for (more, said) in [(["--atomic"], "What stands in the way"), (["--dry-run"], "What would be left out")] {
        let told = told(&more);
        assert!(told.contains(said) && told.contains("has none of the other rows"), "{told}");
        assert!(!told.contains("import that file"), "{told}");
    }
    assert!(told(&[]).contains("Correct it there and import that file."));
}

#[test]
fn whom_salesforce_has_deleted_is_told_by_the_whole_name_and_with_the_seat_that_stays() {
    let program = Program::new().at("2026-11-30T09:00:00+08:00");
    let table = |deleted: &str| {
        format!(
            "Id,IsDeleted,AccountId,Account.Name,LastName,FirstName,Title\n\
             003000000000001AAA,{deleted},001000000000001AAA,Acme,Baker,Bob,CFO\n\
             003000000000002AAA,1,001000000000001AAA,Acme,Never,Ned,CTO\n"
        )
    };
    import(&program, "Contact.csv", &table("0"));
    for deleted in ["1", "true"] {
        let said = import(&program, "Contact.csv", &table(deleted));
        assert!(said.contains("Bob Baker is deleted in the other program, but stays here as CFO · Acme"), "{said}");
        assert!(said.contains("Ned Never is deleted in the other program."), "{said}");
    }
    let seat = only(&program, "seat")["id"].as_str().unwrap().to_owned();
    let said = import(&program, "Contact.csv", &table("1"));
    assert!(said.contains(&format!("warroom set seat {seat} to=2026-11-29")), "{said}");
    program.ok(&["set", "seat", &seat, "to=2026-11-29"]);
    let said = import(&program, "Contact.csv", &table("1"));
    assert!(said.contains("Bob Baker is deleted in the other program.") && !said.contains("stays here"), "{said}");
}

#[test]
fn the_address_that_a_card_puts_first_is_the_first_and_the_card_goes_back_word_for_word() {
    for (version, second, first) in
        [("4.0", "PREF=2", "PREF=1"), ("3.0", "TYPE=work", "TYPE=pref"), ("4.0", "TYPE=work", "PREF=1")]
    {
        let program = Program::new();
        let card = format!(
            "BEGIN:VCARD\r\nVERSION:{version}\r\nFN:Ann Reed\r\nN:Reed;Ann;;;\r\nEMAIL;{second}:second@x.example\r\n\
             EMAIL;{first}:first@x.example\r\nORG:Acme\r\nEND:VCARD\r\n"
        );
        import(&program, "ann.vcf", &card);
        let out = list(&program, "salesforce");
        assert!(out.contains("first@x.example") && !out.contains("second@x.example"), "{out}");
        let said = import(&program, "ann.vcf", &card);
        assert!(said.contains("0 added, 0 updated, 1 unchanged"), "{said}");
        let out = program.ok(&["export", "person", "--format", "vcard", "--vcard", version]);
        let kept =
            |text: &str| text.lines().filter(|line| line.starts_with("EMAIL")).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(kept(&out), kept(&card));
        assert_eq!(list(&program, "contacts").matches("first@x.example; second@x.example").count(), 1);
    }
}

#[test]
fn a_row_that_was_added_to_a_table_of_ours_without_an_id_is_a_new_record_once() {
    let program = Program::new();
    program.ok(&["add", "account", "name=Acme"]);
    let table = program.ok(&["export", "account", "--format", "csv"]);
    let columns = table.lines().next().unwrap().split(',').count();
    let added = |name: &str| format!("{table}account,,{name}{}\n", ",".repeat(columns - 3));
    for said in ["1 added, 0 updated, 1 unchanged", "0 added, 0 updated, 2 unchanged"] {
        let told = import(&program, "accounts.csv", &added("Globex"));
        assert!(told.contains(said), "{told}");
    }
    let all = program.json(&["list", "account"]);
    let names: Vec<&str> = all.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!((names.len(), names.contains(&"Globex")), (2, true), "{all}");
}

#[test]
fn one_record_of_which_something_stays_home_is_one() {
    let program = Program::new();
    program.ok(&["add", "person", "name=Ann Reed", "likes=tea"]);
    let told = program.run(&["export", "person", "--format", "csv"]).err;
    assert!(told.contains("What is personal of one record was left out; --sensitive writes it, too."), "{told}");
}

#[test]
fn a_column_that_another_comes_before_is_told_among_those_that_are_kept() {
    let program = Program::new();
    let head = "First Name,Last Name,Company,E-mail Address,Business City,Home City,Assistant's Name\n";
    let said = import(&program, "outlook.csv", &format!("{head}Ann,Reed,Acme,a@x.example,Berlin,Bonn,Sam Sec\n"));
    assert!(said.contains("another column fills it: Home City."), "{said}");
    // Whose assistant somebody is stands with the seat.
    assert_eq!(whole(&program, "seat")["notes"], "Assistant: Sam Sec");
    for city in ["Berlin,Berlin", ",Bonn", "Berlin,"] {
        let said = import(&Program::new(), "outlook.csv", &format!("{head}Ann,Reed,Acme,a@x.example,{city},\n"));
        assert!(!said.contains("Kept as they are"), "{said}");
    }
}

#[test]
fn a_word_that_is_no_industry_of_ours_is_told_with_what_it_is_taken_for() {
    let salesforce = "Id,Name,Industry,BillingCity\n001000000000001AAA,Acme,Biotechnology,Kiel\n";
    for table in ["Account Name,Industry,City\nAcme,Biotechnology,Kiel\n", salesforce] {
        let program = Program::new();
        let said = import(&program, "accounts.csv", table);
        assert!(said.contains("“Biotechnology” is none of the industries") && said.contains("“Other”"), "{said}");
        assert!(import(&program, "accounts.csv", table).contains("0 added, 0 updated, 1 unchanged"));
        assert_eq!(program.ok(&["export", "--format", "csv", "--profile", "original", "account"]), table);
        for word in ["Banking", "Other", "finance", "其他"] {
            let said = import(&Program::new(), "accounts.csv", &table.replace("Biotechnology", word));
            assert!(!said.contains("none of the industries"), "{said}");
        }
    }
}
