//! Lists and cards of ours say how their records were when they went out: of what comes back, what was changed there counts,
//! what was changed here stays, and a colleague's store hears of both.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use serde_json::{Value, json};

use crate::common::Program;
use crate::common::stores::{BEFORE, LATER, LATEST, LISTS, file, import, lines, list, name, only, with_vera};

#[test]
fn what_was_emptied_or_replaced_here_does_not_come_back_from_an_old_list() {
    for profile in LISTS {
        let program = with_vera();
        let old = list(&program, profile);
        let program = program.at(LATER);
        program.ok(&["set", "person", "Vera Lind", "home_city=", "phones=+47 222, +47 333", "name=Vera Holm"]);
        program.ok(&["set", "seat", "Vera Holm", "title=Head of purchasing"]);
        let before = (only(&program, "person"), only(&program, "seat"));
        let told = import(&program, "old.csv", &old);
        let (person, seat) = (only(&program, "person"), only(&program, "seat"));
        for field in ["name", "home_city", "phones", "emails", "notes"] {
            assert_eq!(person[field], before.0[field], "{profile} {field}: {told}");
        }
        for field in ["title", "notes", "person", "account"] {
            assert_eq!(seat[field], before.1[field], "{profile} {field}: {told}");
        }
    }
}

#[test]
fn what_was_changed_in_a_list_counts_though_its_record_was_made_and_changed_here_by_hand() {
    for profile in LISTS {
        let program = with_vera();
        program.ok(&["set", "person", "Vera Lind", "home_city=Bergen"]);
        let program = program.at(LATER);
        let out = list(&program, profile);
        let edited = out.replace("Bergen", "Bodø").replace("+47 222", "+47 999").replace("Buyer", "Chief buyer");
        let told = import(&program, "edited.csv", &edited);
        let (person, seat) = (only(&program, "person"), only(&program, "seat"));
        assert_eq!(
            (&person["home_city"], &seat["title"]),
            (&json!("Bodø"), &json!("Chief buyer")),
            "{profile}: {told}"
        );
        assert_eq!(lines(&person["phones"]), ["+47 111", "+47 999"], "{profile}: {told}");
        assert_eq!(seat["notes"], json!("signs up to 1 M"), "{profile}: {told}");
        assert_eq!(person["notes"], json!("likes fish"), "{profile}: {told}");
        // The same again is no news, nor does it undo what is changed by now.
        let program = program.at(LATEST);
        program.ok(&["set", "person", "Vera Lind", "home_city=Ålesund"]);
        let told = import(&program, "edited.csv", &edited);
        assert_eq!(only(&program, "person")["home_city"], json!("Ålesund"), "{profile}: {told}");
    }
}

#[test]
fn a_cell_that_was_emptied_in_a_list_empties_what_is_here() {
    for profile in LISTS {
        let program = with_vera();
        let out = list(&program, profile);
        let program = program.at(LATER);
        let told = import(&program, "edited.csv", &out.replace("Oslo", "").replace("+47 222", ""));
        let person = only(&program, "person");
        assert_eq!(
            (&person["home_city"], lines(&person["phones"])),
            (&json!(null), vec!["+47 111"]),
            "{profile}: {told}"
        );
    }
}

#[test]
fn a_colleague_s_store_hears_of_what_was_changed_since_the_last_list_and_keeps_its_own() {
    for profile in LISTS.into_iter().chain(["vcard"]) {
        let (here, there) = (with_vera(), Program::new().at(BEFORE));
        if profile == "salesforce" {
            import(&there, "accounts.ndjson", &here.ok(&["export", "account"]));
        }
        import(&there, &name("1", profile), &file(&here, profile));
        let (here, there) = (here.at(LATER), there.at(LATER));
        here.ok(&["set", "person", "Vera Lind", "home_city=Bergen", "phones=+47 222, +47 333"]);
        here.ok(&["set", "seat", "Vera Lind", "title=Head of purchasing"]);
        let told = import(&there, &name("2", profile), &file(&here, profile));
        let (person, seat) = (only(&there, "person"), only(&there, "seat"));
        assert_eq!(person["home_city"], json!("Bergen"), "{profile}: {told}");
        assert_eq!(seat["title"], json!("Head of purchasing"), "{profile}: {told}");
        assert_eq!(lines(&person["phones"]), ["+47 222", "+47 333"], "{profile}: {told}");
        // What was changed there stays there.
        let (here, there) = (here.at(LATEST), there.at(LATEST));
        there.ok(&["set", "person", "Vera Lind", "home_city=Bodø"]);
        here.ok(&["set", "person", "Vera Lind", "home_city=Tromsø"]);
        let told = import(&there, &name("3", profile), &file(&here, profile));
        assert_eq!(only(&there, "person")["home_city"], json!("Bodø"), "{profile}: {told}");
        assert!(told.contains("Tromsø"), "{profile}: {told}");
    }
}

#[test]
fn a_row_that_somebody_copied_for_somebody_else_is_somebody_else() {
    for (profile, above) in LISTS.into_iter().flat_map(|profile| [(profile, false), (profile, true)]) {
        let program = with_vera();
        let out = list(&program, profile);
        let (head, row) = out.split_once('\n').unwrap();
        let copy = row.replace("Vera", "Jonas").replace("vera@", "jonas@").replace("+47 111", "+47 444");
        let text = if above { format!("{head}\n{copy}{row}") } else { format!("{out}{copy}") };
        let told = import(&program, "more.csv", &text);
        if profile == "salesforce" {
            // Nobody is there without a number.
            assert!(told.contains("1 left out"), "{told}");
            assert_eq!(only(&program, "person")["name"], json!("Vera Lind"));
            continue;
        }
        let names: Vec<String> =
            program.json(&["list", "person"]).as_array().unwrap().iter().map(|one| one["name"].to_string()).collect();
        assert!(
            names.len() == 2 && names.contains(&"\"Jonas Lind\"".to_owned()),
            "{profile} {above} {names:?}: {told}"
        );
    }
}

#[test]
fn a_colleague_s_store_hears_of_what_was_changed_in_a_calendar_of_ours_and_of_days_once_or_of_the_moon() {
    let (here, there) = (with_vera(), Program::new().at(BEFORE));
    here.ok(&["add", "member", "name=Eva", "level=rep"]);
    let visit =
        ["account=Nordkvist", "objective=Kick-off", "start=2026-11-03T10:00", "end=2026-11-03T12:00", "city=Oslo"];
    here.ok(&[&["add", "visit"][..], &visit].concat());
    here.ok(&["add", "travel", "member=Eva", "from_city=Oslo", "to_city=Bergen", "depart=2026-11-05", "number=DY 600"]);
    here.ok(&["add", "follow_up", "subject=Send offer", "account=Nordkvist", "due=2026-11-10"]);
    here.ok(&["add", "occasion", "what=Hundred years", "account=Nordkvist", "date=2026-12-01"]);
    here.ok(&["add", "occasion", "what=Fair", "account=Nordkvist", "date=lunar:8-15", "yearly=true"]);
    import(&there, "people.vcf", &here.ok(&["export", "person", "--format", "vcard"]));
    import(&there, "team.ndjson", &here.ok(&["export", "member"]));
    let calendar = |program: &Program| program.ok(&["export", "--format", "ical"]);
    let told = import(&there, "1.ics", &calendar(&here));
    assert!(told.contains("0 left out"), "{told}");
    let days = there.json(&["list", "occasion"]);
    let days: Vec<String> = days
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {} {}", one["what"], one["date"], one["account_name"]))
        .collect();
    assert!(days.contains(&"\"Hundred years\" \"2026-12-01\" \"Nordkvist\"".to_owned()), "{days:?}");
    assert!(days.len() == 2 && days.iter().any(|day| day.contains("Fair") && day.contains("lunar:08-15")), "{days:?}");
    let (here, there) = (here.at(LATER), there.at(LATER));
    let changes = [
        ("visit", "Kick-off", "city=Moss"),
        ("travel", "DY 600", "to_city=Voss"),
        ("follow_up", "Send offer", "due=2026-11-12"),
        ("occasion", "Hundred years", "date=2026-12-02"),
    ];
    for (kind, name, change) in changes {
        let all = here.json(&["list", kind]);
        let one = all.as_array().unwrap().iter().find(|one| one.to_string().contains(name)).unwrap();
        here.ok(&["set", kind, one["id"].as_str().unwrap(), change]);
    }
    let told = import(&there, "2.ics", &calendar(&here));
    for (kind, _, change) in changes {
        let (field, value) = change.split_once('=').unwrap();
        let all = there.json(&["list", kind]);
        assert!(all.as_array().unwrap().iter().any(|one| one[field] == value), "{kind} {change}: {told} {all}");
    }
    let visit = here.json(&["list", "visit"])[0]["id"].as_str().unwrap().to_owned();
    here.ok(&["set", "visit", &visit, "objective=", "city="]);
    let told = import(&there, "2b.ics", &calendar(&here));
    let all = there.json(&["list", "visit"]);
    assert_eq!((&all[0]["objective"], &all[0]["city"]), (&json!(null), &json!(null)), "{told}");
    here.ok(&["set", "visit", &visit, "objective=Kick-off", "city=Moss"]);
    import(&there, "2c.ics", &calendar(&here));
    // It goes on from there as it is there now.
    let out = calendar(&there);
    for said in ["Voss", "Moss", "DUE;VALUE=DATE:20261112", "20261202"] {
        assert!(out.contains(said), "{said}: {out}");
    }
    assert!(!out.contains("X-WARROOM-TO:Bergen"), "{out}");
    // What its calendar says of a day of ours is no less than what it says of a visit.
    let moved = calendar(&there).replace("DTSTART;VALUE=DATE:20261202", "DTSTART;VALUE=DATE:20261203");
    let told = import(&there, "3.ics", &moved);
    assert!(there.json(&["list", "occasion"]).to_string().contains("2026-12-03"), "{told}");
    let told = import(&there, "2.ics", &calendar(&here));
    assert!(there.json(&["list", "occasion"]).to_string().contains("2026-12-03"), "{told}");
}

#[test]
fn a_list_or_a_card_knows_its_account_though_that_is_called_otherwise_by_now() {
    for profile in LISTS.into_iter().chain(["vcard"]) {
        let program = with_vera();
        let old = file(&program, profile);
        program.ok(&["set", "account", "Nordkvist", "name=Nordkvist Foods"]);
        let before = program.ok(&["export"]);
        let told = import(&program, &name("old", profile), &old);
        assert_eq!(
            (only(&program, "account")["name"].as_str(), only(&program, "seat")["title"].as_str()),
            (Some("Nordkvist Foods"), Some("Buyer")),
            "{profile}: {told}"
        );
        // A card is remembered as it stands.
        assert!(profile == "vcard" || program.ok(&["export"]) == before, "{profile}: {told}");
    }
}

#[test]
fn lists_that_were_emptied_here_stay_empty_and_a_column_that_is_gone_takes_nothing_away() {
    for profile in LISTS.into_iter().chain(["vcard"]) {
        let program = with_vera();
        let old = file(&program, profile);
        let program = program.at(LATER);
        program.ok(&["set", "person", "Vera Lind", "phones=", "emails="]);
        let told = import(&program, &name("old", profile), &old);
        let person = only(&program, "person");
        assert_eq!((&person["phones"], &person["emails"]), (&json!(null), &json!(null)), "{profile}: {told}");
        if profile == "vcard" {
            continue;
        }
        let program = with_vera();
        let out = list(&program, profile);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let kept = [
            "Name",
            "First",
            "Last",
            "姓名",
            "Company",
            "公司",
            "Organization Name",
            "Account",
            "ID",
            "编号",
            "Id",
            "Contact",
            "X-WARROOM-WAS",
        ];
        let stays: Vec<usize> =
            (0..rows[0].len()).filter(|at| kept.iter().any(|name| rows[0][*at].contains(name))).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &rows {
            writer.write_record(stays.iter().map(|at| &row[*at])).unwrap();
        }
        let cut = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let program = program.at(LATER);
        let before = (only(&program, "person"), only(&program, "seat"));
        let told = import(&program, "cut.csv", &cut);
        let after = (only(&program, "person"), only(&program, "seat"));
        for field in ["name", "home_city", "phones", "emails", "notes"] {
            assert_eq!(after.0[field], before.0[field], "{profile} {field}: {told}");
        }
        for field in ["title", "notes", "layer", "account"] {
            assert_eq!(after.1[field], before.1[field], "{profile} {field}: {told}");
        }
    }
}

#[test]
fn two_stores_of_one_origin_hear_of_each_other_by_lists_cards_and_calendars() {
    for profile in LISTS.into_iter().chain(["vcard"]) {
        let (here, there) = (with_vera(), Program::new().at(BEFORE));
        import(&there, "all.ndjson", &here.ok(&["export"]));
        let (here, there) = (here.at(LATER), there.at(LATER));
        here.ok(&["set", "seat", "Vera Lind", "title=Head of purchasing"]);
        let told = import(&there, &name("a", profile), &file(&here, profile));
        assert_eq!(only(&there, "seat")["title"], json!("Head of purchasing"), "{profile}: {told}");
        assert_eq!(only(&there, "seat")["layer"], json!(null), "{profile}: a title guesses nothing: {told}");
        there.ok(&["set", "person", "Vera Lind", "home_city=Rom"]);
        let told = import(&here, &name("a", profile), &file(&there, profile));
        assert_eq!(only(&here, "person")["home_city"], json!("Rom"), "{profile}: {told}");
        assert_eq!(only(&here, "person")["notes"], json!("likes fish"), "{profile}: {told}");
    }
}

#[test]
fn what_goes_to_a_colleague_and_comes_back_brings_what_was_changed_there_whoever_wrote_it_first() {
    for profile in LISTS.into_iter().chain(["vcard"]) {
        let (here, there) = (with_vera(), Program::new().at(BEFORE));
        if profile == "salesforce" {
            import(&there, "accounts.ndjson", &here.ok(&["export", "account"]));
        }
        let here = here.at(LATER);
        here.ok(&["set", "person", "Vera Lind", "home_city=Berlin", "phones=+47 222, +47 333"]);
        here.ok(&["set", "seat", "Vera Lind", "title=Head of purchasing"]);
        import(&there, &name("1", profile), &file(&here, profile));
        let (here, there) = (here.at(LATEST), there.at(LATEST));
        there.ok(&["set", "person", "Vera Lind", "home_city=Rom", "phones=+47 222, +47 444"]);
        let told = import(&here, &name("2", profile), &file(&there, profile));
        let person = only(&here, "person");
        assert_eq!(person["home_city"], json!("Rom"), "{profile}: {told}");
        assert_eq!(lines(&person["phones"]), ["+47 222", "+47 444"], "{profile}: {told}");
        assert_eq!(only(&here, "seat")["title"], json!("Head of purchasing"), "{profile}: {told}");
        // Both change one thing: each keeps its own, and is told.
        there.ok(&["set", "person", "Vera Lind", "home_city=Oslo"]);
        here.ok(&["set", "person", "Vera Lind", "home_city=Paris"]);
        let told = import(&here, &name("3", profile), &file(&there, profile));
        assert_eq!(only(&here, "person")["home_city"], json!("Paris"), "{profile}: {told}");
        assert!(told.contains("Oslo"), "{profile}: {told}");
    }
}

#[test]
fn a_salutation_of_outlook_is_no_job_whatever_columns_are_gone() {
    let program = with_vera();
    program.ok(&["set", "person", "Vera Lind", "honorific=Dr."]);
    let out = list(&program, "outlook");
    let cut = without(&out, "Job Title");
    let mut least = cut.clone();
    for column in ["Manager's Name", "Business Phone", "E-mail Address", "E-mail 2 Address", "Business City"] {
        least = if least.lines().next().unwrap().contains(column) { without(&least, column) } else { least };
    }
    for (program, cut) in
        [(&program, &cut), (&program, &least), (&Program::new().at(BEFORE), &cut), (&Program::new().at(BEFORE), &least)]
    {
        let told = import(program, "cut.csv", cut);
        assert_eq!(only(program, "person")["honorific"], json!("Dr."), "{told}");
        assert_ne!(only(program, "seat")["title"], json!("Dr."), "{told}");
    }
    assert_eq!(only(&program, "seat")["title"], json!("Buyer"));
}

/// A list without one of its columns.
fn without(list: &str, column: &str) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(list.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let gone = rows[0].iter().position(|name| name == column).unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &rows {
        writer.write_record(row.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, cell)| cell)).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn of_two_notes_in_one_column_each_arrives_where_it_belongs_also_the_first_time() {
    for profile in ["google", "outlook", "dynamics", "salesforce"] {
        for own in ["likes fish", ""] {
            let (here, there) = (with_vera(), Program::new().at(BEFORE));
            here.ok(&["set", "person", "Vera Lind", &format!("notes={own}")]);
            if profile == "salesforce" {
                import(&there, "accounts.ndjson", &here.ok(&["export", "account"]));
            }
            let of_person = if own.is_empty() { Value::Null } else { json!(own) };
            let told = import(&there, "1.csv", &list(&here, profile));
            let notes =
                |program: &Program| [only(program, "person"), only(program, "seat")].map(|one| one["notes"].clone());
            assert_eq!(notes(&there), [of_person.clone(), json!("signs up to 1 M")], "{profile}: {told}");
            // What is changed in the list arrives at the seat, here and there, as often as it is.
            let (mut here, mut there) = (here, there);
            for (nth, at) in [(2, LATER), (3, LATEST)] {
                (here, there) = (here.at(at), there.at(at));
                let said = format!("signs up to {nth} M");
                let edited = list(&here, profile).replace(&format!("signs up to {} M", nth - 1), &said);
                let told = import(&here, "edited.csv", &edited);
                assert_eq!(notes(&here), [of_person.clone(), json!(said)], "{profile} {nth}: {told}");
                let told = import(&there, "more.csv", &list(&here, profile));
                assert_eq!(notes(&there), [of_person.clone(), json!(said)], "{profile} {nth}: {told}");
            }
            // A note that was emptied is empty, and one that was changed here stays.
            here.ok(&["set", "seat", "Vera Lind", "notes="]);
            if own.is_empty() && ["dynamics", "salesforce"].contains(&profile) {
                // Their column is there where somebody has something in it.
                continue;
            }
            let told = import(&there, "none.csv", &list(&here, profile));
            assert_eq!(notes(&there), [of_person.clone(), Value::Null], "{profile}: {told}");
        }
    }
}

#[test]
fn what_was_replaced_there_is_replaced_here_where_nobody_has_touched_it() {
    let phones = |program: &Program| -> Vec<String> {
        lines(&only(program, "person")["phones"]).into_iter().map(str::to_owned).collect()
    };
    for is_read_back in [false, true] {
        let here = with_vera();
        let there = Program::new().at(BEFORE);
        import(&there, "all.ndjson", &here.ok(&["export", "--sensitive"]));
        // Whoever made it first, the other one changes it.
        let (here, there) = if is_read_back { (there, here) } else { (here, there) };
        let (here, there) = (here.at(LATER), there.at(LATER));
        here.ok(&["set", "person", "Vera Lind", "phones=+47 222, +47 333", "emails=v.lind@n.example"]);
        let there = there.at(LATEST);
        there.ok(&["set", "person", "Vera Lind", "home_city=Bergen"]);
        let told = import(&there, "1.vcf", &file(&here, "vcard"));
        assert_eq!(phones(&there), ["+47 222", "+47 333"], "{told}");
        assert_eq!(lines(&only(&there, "person")["emails"]), ["v.lind@n.example"], "{told}");
        // What is added here is here to stay.
        there.ok(&["set", "person", "Vera Lind", "phones=+47 222, +47 333, +47 555"]);
        let here = here.at(LATEST);
        here.ok(&["set", "person", "Vera Lind", "phones=+47 333, +47 444"]);
        let told = import(&there, "2.vcf", &file(&here, "vcard"));
        assert_eq!(phones(&there), ["+47 333", "+47 444", "+47 555"], "{told}");
    }
    // Where it was changed here, both are.
    let (here, there) = (with_vera(), Program::new().at(BEFORE));
    import(&there, "all.ndjson", &here.ok(&["export", "--sensitive"]));
    let (here, there) = (here.at(LATER), there.at(LATER));
    there.ok(&["set", "person", "Vera Lind", "phones=+47 111, +47 222, +47 999"]);
    here.ok(&["set", "person", "Vera Lind", "phones=+47 333"]);
    let told = import(&there, "1.vcf", &file(&here, "vcard"));
    assert!(phones(&there).contains(&"+47 999".to_owned()) && phones(&there).contains(&"+47 333".to_owned()), "{told}");
}
