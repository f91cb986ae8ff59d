//! What a first trial of every format found: tables that go back as they came, calendars that say the same twice, cards with
//! lines that are none, posts of another organisation.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common::{Program, Run};

fn import(program: &Program, name: &str, content: &str, more: &[&str]) -> Run {
    let path = program.file(name, content);
    program.run(&[&["import", path.to_str().unwrap()], more].concat())
}

fn original(program: &Program) -> String {
    program.ok(&["export", "--format", "csv", "--profile", "original", "--sensitive"])
}

#[test]
fn contacts_of_an_account_that_is_not_here_say_so_and_keep_its_number() {
    const CONTACTS: &str = "Id,IsDeleted,AccountId,LastName,FirstName,ReportsToId,Email\n\
                            003A,false,001A,Bell,Ann,,a@x.example\n003B,false,001B,Fox,Tom,003A,t@x.example\n";
    let program = Program::new();
    let run = import(&program, "Contact.csv", CONTACTS, &["--account", "Fallback"]);
    assert!(run.status == 0 && run.err.contains("account 001A is not here"), "{run:?}");
    assert!(run.err.contains("Fallback"), "{run:?}");
    assert_eq!(original(&program), CONTACTS);
    let accounts = "Id,Name,BillingCity\n001A,Acme,Ulm\n001B,Bond,Rom\n";
    assert_eq!(import(&program, "Account.csv", accounts, &[]).status, 0);
    assert_eq!(original(&program), CONTACTS);
}

#[test]
fn a_blank_company_stays_blank() {
    for (list, company) in [
        ("Full Name,Company,Job Title,Email\nAnn A,,,a@x.example\nBo B,,Boss,b@x.example\n", "Company"),
        ("First Name,Last Name,Company Name,Email\nAnn,A,,a@x.example\nBo,B,,b@x.example\n", "Company Name"),
        ("First Name,Last Name,Organization Name,Organization Title\nAnn,A,,\nBo,B,,Boss\n", "Organization Name"),
    ] {
        let program = Program::new();
        assert_eq!(import(&program, "a.csv", list, &["--account", "Fallback"]).status, 0);
        assert_eq!(original(&program), list, "{company}");
    }
    let program = Program::new();
    let json = r#"[{"id":1,"name":"Ann A"},{"id":2,"name":"Bo B","title":"Boss"}]"#;
    assert_eq!(import(&program, "a.json", json, &["--account", "Fallback"]).status, 0);
    assert!(!original(&program).contains("Fallback"));
}

#[test]
fn somebody_who_moved_is_written_where_they_are() {
    let program = Program::new();
    let list = "Full Name,Company,Job Title\nAnn A,,\nBo B,Bond,Boss\n";
    assert_eq!(import(&program, "a.csv", list, &["--account", "Fallback"]).status, 0);
    let seat = program.json(&["list", "seat", "--account", "Fallback"])[0]["id"].as_str().unwrap().to_owned();
    program.ok(&["set", "seat", &seat, "account=Bond"]);
    assert!(original(&program).contains("Ann A,Bond,"), "{}", original(&program));
}

#[test]
fn an_address_counts_before_a_city_in_the_name_of_a_hotel() {
    const TRIP: &str = "BEGIN:VEVENT\nUID:a@tripit.com\nDTSTART;VALUE=DATE:20261208\nDTEND;VALUE=DATE:20261211\n\
                        SUMMARY:Redwood City\\, CA\\, December 2026\nLOCATION:Redwood City\\, CA\nEND:VEVENT\n";
    const STAY: &str = "BEGIN:VEVENT\nUID:b@tripit.com\nSUMMARY:Check-in: Sofitel San Francisco Bay\n\
                        DTSTART:20261208T195700Z\nDTEND:20261208T205700Z\n\
                        LOCATION:223 TWIN DOLPHIN DR\\, Redwood City\\, CA\\, 94065-1514\nEND:VEVENT\n";
    let south = |events: &str| events.replace("Redwood City", "South San Francisco").replace('@', "2@");
    for (events, town) in [
        (format!("{TRIP}{STAY}"), "\"Redwood City, CA\""),
        (STAY.to_owned(), "\"Redwood City\""),
        (south(&format!("{TRIP}{STAY}")), "\"South San Francisco\""),
    ] {
        let program = Program::new();
        let calendar = format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//TripIt//EN\n{events}END:VCALENDAR\n");
        let run = import(&program, "trip.ics", &calendar, &["--who", "Lina"]);
        assert!(run.out.contains("added"), "{run:?}");
        let journeys = program.json(&["list", "travel"]).to_string();
        assert!(journeys.contains(town) && !journeys.contains("\"San Francisco\""), "{journeys}");
        let again = import(&program, "trip.ics", &calendar, &["--who", "Lina"]);
        assert!(again.out.starts_with("0 added, 0 updated"), "{again:?}");
    }
    let program = Program::new();
    let stay = STAY
        .replace("Sofitel San Francisco Bay", "Hotel Paris")
        .replace("223 TWIN DOLPHIN DR\\, Redwood City\\, CA\\, 94065-1514", "Lobby");
    let calendar = format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//TripIt//EN\n{stay}END:VCALENDAR\n");
    import(&program, "stay.ics", &calendar, &["--who", "Lina"]);
    assert_eq!(program.json(&["list", "travel"])[0]["to_city"], "Paris");
}

#[test]
fn a_line_that_is_no_property_is_kept_apart() {
    const CARD: &str = "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Bell\nADR;TYPE=HOME:;;Main 1;Town;;42553\n\
                        LABEL,TYPE=HOME:Main 1\\nTown\nX-YAHOO:yj\nX-GOOGLE TALK;TYPE=WORK:gt\nEND:VCARD\n";
    let program = Program::new();
    let run = import(&program, "a.vcf", CARD, &["--account", "Acme"]);
    assert!(run.status == 0 && run.err.contains("X-GOOGLE TALK"), "{run:?}");
    for version in [&["--vcard", "3.0"][..], &[]] {
        let back =
            program.ok(&[&["export", "--format", "vcard", "--sensitive"][..], version].concat()).replace('\r', "");
        let lines: Vec<&str> = back.lines().collect();
        for line in ["LABEL,TYPE=HOME:Main 1\\nTown", "X-YAHOO:yj", "X-GOOGLE TALK;TYPE=WORK:gt"] {
            assert!(lines.contains(&line), "{line}: {back}");
        }
        assert!(lines.iter().any(|line| line.starts_with("ADR") && line.ends_with("42553")), "{back}");
    }
    let home = program.ok(&["export", "--format", "vcard"]);
    assert!(!home.contains("Main 1"), "{home}");
    let again = import(&program, "a.vcf", CARD, &["--account", "Acme"]);
    assert!(again.out.starts_with("0 added, 0 updated"), "{again:?}");
    // A long line that a program broke without a blank goes on.
    let program = Program::new();
    let broken =
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Bell\nNOTE:She said it at noon,\nand I quote, hello there: fine\nEND:VCARD\n";
    import(&program, "b.vcf", broken, &[]);
    assert_eq!(
        program.json(&["show", "person", "Ann Bell"])["notes"],
        "She said it at noon,\nand I quote, hello there: fine"
    );
}

#[test]
fn a_senior_post_of_another_organisation_is_named() {
    const POSTS: &str = "Post Unique Reference,Name,Job Title,Parent Department,Organisation,Unit,Reports to Senior Post,Notes\n\
                         1,Ann Bell,Permanent Secretary,Home Office,Home Office,PS,XX,\n\
                         2,Tom Fox,Director General,Home Office,Border Force,BF,1,\n";
    let program = Program::new();
    let run = import(&program, "senior.csv", POSTS, &[]);
    assert!(run.status == 0 && run.err.contains("Home Office") && !run.err.contains("nobody"), "{run:?}");
    let seat = program.json(&["show", "seat", "Tom Fox"]);
    assert_eq!((&seat["reports_to"], &seat["reports_to_text"]), (&serde_json::Value::Null, &"1".into()), "{seat}");
    assert_eq!(original(&program), POSTS);
}

#[test]
fn numbers_of_phones_go_back_without_an_apostrophe() {
    let program = Program::new();
    let list = "Full Name,Company,Phone\nAnn A,Acme,+46 99; +46 2\nBo B,Acme,+46 1\n";
    assert_eq!(import(&program, "a.csv", list, &[]).status, 0);
    assert_eq!(original(&program), list);
}

#[test]
fn a_column_is_read_as_the_field_it_is_named_after_also_with_capitals_and_blanks() {
    let program = Program::new();
    let list = "Name,Company,Title,Influence,Support,Mode,Political Status,Home City\n\
                Ann Lee,Nord,Buyer,8,Supporter,growth,inner_circle,Oslo\n";
    let told = import(&program, "list.csv", list, &[]);
    assert!(told.status == 0 && !(told.out + &told.err).contains("Kept as they are"));
    let seat = &program.json(&["list", "seat"])[0];
    let said = ["support", "mode", "political_status"].map(|field| seat[field].as_str().unwrap_or_default().to_owned());
    assert_eq!(
        (&seat["influence"], said.each_ref().map(String::as_str)),
        (&8.into(), ["supporter", "growth", "inner_circle"])
    );
    assert_eq!(program.json(&["list", "person"])[0]["home_city"], "Oslo");
    assert_eq!(original(&program), list);
    program.ok(&["set", "seat", seat["id"].as_str().unwrap(), "influence=3", "support=enemy"]);
    assert!(original(&program).contains(",3,enemy,growth,"), "{}", original(&program));
}

#[test]
fn whoever_was_deleted_here_has_no_row_any_more_in_the_list_they_came_in() {
    let program = Program::new();
    let list = "Name,Company,Title,Email,Boat\nAnn Lee,Nord,Buyer,ann@nord.example,Swan\nBob Ray,Nord,CEO,bob@nord.example,Gull\n";
    import(&program, "list.csv", list, &[]);
    program.ok(&["rm", "person", "Bob Ray"]);
    assert_eq!(original(&program), list.split_inclusive('\n').take(2).collect::<String>());
}
