//! Three stores that hear of each other by lists and cards: what one of them has as it was long ago takes nothing back that
//! another has changed since.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use serde_json::json;

use crate::common::Program;
use crate::common::stores::{BEFORE, LATER, LATEST, LISTS, file, import, lines, name, only, with_vera};

const LAST: &str = "2026-10-23T09:00:00+08:00";

/// A store with somebody, and two that have them from a file of it.
fn three(form: &str) -> [Program; 3] {
    let here = with_vera();
    here.ok(&["set", "person", "Vera Lind", "honorific=Dr"]);
    let others = [(); 2].map(|()| Program::new().at(BEFORE));
    for other in &others {
        if form == "salesforce" {
            import(other, "accounts.ndjson", &here.ok(&["export", "account"]));
        }
        import(other, &name("1", form), &file(&here, form));
    }
    let [one, two] = others;
    [here, one, two]
}

/// A store with a visit.
fn with_visit() -> Program {
    let program = Program::new().at(BEFORE);
    program.ok(&["add", "account", "name=Nord"]);
    program.ok(&["add", "visit", "account=Nord", "start=2026-12-09T10:00:00+08:00", "status=planned"]);
    program
}

fn calendar(program: &Program) -> String {
    program.ok(&["export", "--format", "ical", "--sensitive"])
}

/// Sets fields of the one visit.
fn set(program: &Program, fields: &[&str]) {
    let visit = only(program, "visit")["id"].as_str().unwrap().to_owned();
    program.ok(&[&["set", "visit", &visit], fields].concat());
}

#[test]
fn what_a_third_store_has_as_it_was_takes_nothing_back() {
    for form in LISTS.into_iter().chain(["vcard"]) {
        let [here, stale, busy] = three(form);
        let (here, busy) = (here.at(LATER), busy.at(LATER));
        busy.ok(&["set", "person", "Vera Lind", "home_city=Bergen", "phones=+47 222, +47 333", "emails="]);
        busy.ok(&["set", "seat", "Vera Lind", "title=Head of purchasing"]);
        import(&here, &name("2", form), &file(&busy, form));
        let news = (only(&here, "person"), only(&here, "seat"));
        assert_eq!(news.0["home_city"], json!("Bergen"), "{form}");
        // Whoever has it as it was says so later than anybody.
        let (here, stale) = (here.at(LATEST), stale.at(LATEST));
        for again in [false, true] {
            if again {
                stale.ok(&["set", "person", "Vera Lind", "name=Vera Holm"]);
            }
            let told = import(&here, &name("3", form), &file(&stale, form));
            let (person, seat) = (only(&here, "person"), only(&here, "seat"));
            assert_eq!(person["home_city"], json!("Bergen"), "{form} {again}: {told}");
            assert_eq!(lines(&person["phones"]), ["+47 222", "+47 333"], "{form} {again}: {told}");
            assert_eq!(person["emails"], json!(null), "{form} {again}: {told}");
            assert_eq!(seat["title"], json!("Head of purchasing"), "{form} {again}: {told}");
            // What is new there counts.
            assert_eq!(person["name"], json!(if again { "Vera Holm" } else { "Vera Lind" }), "{form} {again}: {told}");
        }
        // Nor does it once the news has gone on to it, or from it.
        let (here, stale, busy) = (here.at(LAST), stale.at(LAST), busy.at(LAST));
        let told = import(&stale, &name("4", form), &file(&here, form));
        let (person, seat) = (only(&stale, "person"), only(&stale, "seat"));
        assert_eq!(
            (&person["home_city"], &seat["title"]),
            (&json!("Bergen"), &json!("Head of purchasing")),
            "{form}: {told}"
        );
        assert_eq!(lines(&person["phones"]), ["+47 222", "+47 333"], "{form}: {told}");
        let told = import(&busy, &name("5", form), &file(&stale, form));
        let person = only(&busy, "person");
        assert_eq!((&person["home_city"], &person["name"]), (&json!("Bergen"), &json!("Vera Holm")), "{form}: {told}");
    }
}

#[test]
fn of_telephones_that_two_stores_changed_each_keeps_what_it_brought() {
    for form in LISTS.into_iter().chain(["vcard"]) {
        let [here, one, other] = three(form);
        let one = one.at(LATER);
        one.ok(&["set", "person", "Vera Lind", "phones=+47 111, +47 444"]);
        let other = other.at(LATEST);
        other.ok(&["set", "person", "Vera Lind", "phones=+47 222, +47 333"]);
        let here = here.at(LATEST);
        import(&here, &name("other", form), &file(&other, form));
        let here = here.at(LAST);
        let told = import(&here, &name("one", form), &file(&one, form));
        assert_eq!(lines(&only(&here, "person")["phones"]), ["+47 333", "+47 444"], "{form}: {told}");
    }
}

#[test]
fn a_file_that_was_taken_back_can_be_read_again_and_takes_nothing_that_was_written_here() {
    let ndjson = ["ndjson"];
    for form in LISTS.into_iter().chain(["vcard"]).chain(ndjson) {
        let (here, there) = (with_vera(), Program::new().at(BEFORE));
        import(&there, "all.ndjson", &here.ok(&["export"]));
        let (here, there) = (here.at(LATER), there.at(LATER));
        there.ok(&["set", "seat", "Vera Lind", "title=Head of purchasing"]);
        there.ok(&["set", "person", "Vera Lind", "home_city=Bodø"]);
        let (here, there) = (here.at(LATEST), there.at(LATEST));
        here.ok(&["set", "person", "Vera Lind", "home_city=Bergen"]);
        let news = if form == "ndjson" { there.ok(&["export"]) } else { file(&there, form) };
        let file = if form == "ndjson" { "news.ndjson".to_owned() } else { name("news", form) };
        let first = import(&here, &file, &news);
        let was = (only(&here, "person")["home_city"].clone(), only(&here, "seat")["title"].clone());
        here.ok(&["undo"]);
        let here = here.at(LAST);
        let told = import(&here, &file, &news);
        let now = (only(&here, "person")["home_city"].clone(), only(&here, "seat")["title"].clone());
        assert_eq!(now, was, "{form}: {first} then {told}");
        assert_eq!(now, (json!("Bergen"), json!("Head of purchasing")), "{form}: {told}");
    }
}

#[test]
fn what_was_emptied_in_a_store_that_had_it_from_a_card_is_emptied_where_that_came_from() {
    let here = with_vera();
    here.ok(&["add", "person", "name=Max Boss"]);
    here.ok(&["add", "seat", "account=Nordkvist", "person=Max Boss", "title=Chief"]);
    here.ok(&["set", "person", "Vera Lind", "honorific=Dr"]);
    here.ok(&["set", "seat", "Vera Lind", "department=Stores", "reports_to=Max Boss"]);
    let cards = |program: &Program| program.ok(&["export", "person", "--format", "vcard", "--sensitive"]);
    let there = Program::new().at(BEFORE);
    import(&there, "1.vcf", &cards(&here));
    let (here, there) = (here.at(LATER), there.at(LATER));
    let person = ["home_city", "phones", "emails", "honorific", "notes"];
    let seat = ["department", "reports_to"];
    for (kind, fields) in [("person", &person[..]), ("seat", &seat[..])] {
        for field in fields {
            there.ok(&["set", kind, "Vera Lind", &format!("{field}=")]);
        }
    }
    let told = import(&here, "2.vcf", &cards(&there));
    for (kind, fields) in [("person", &person[..]), ("seat", &seat[..])] {
        let all = here.json(&["list", kind]);
        let vera = all.as_array().unwrap().iter().find(|one| one.to_string().contains("Vera")).unwrap();
        for field in fields {
            assert_eq!(vera[field], json!(null), "{field}: {told}");
        }
    }
    // And what is written there anew arrives as it is.
    let there = there.at(LATEST);
    there.ok(&["set", "person", "Vera Lind", "notes=likes cheese", "home_city=Bodø"]);
    let told = import(&here, "3.vcf", &cards(&there));
    let all = here.json(&["list", "person"]);
    let vera = all.as_array().unwrap().iter().find(|one| one.to_string().contains("Vera")).unwrap();
    assert_eq!((&vera["notes"], &vera["home_city"]), (&json!("likes cheese"), &json!("Bodø")), "{told}");
}

#[test]
fn a_city_that_was_changed_here_comes_before_the_addresses_of_the_card() {
    let card =
        "BEGIN:VCARD\nVERSION:4.0\nUID:a@x\nFN:Vera Lind\nADR;TYPE=work:;;Laurier 2875;Quebec;QC;;Canada\nEND:VCARD\n";
    for version in ["3.0", "4.0"] {
        let (here, there) = (Program::new().at(BEFORE), Program::new().at(BEFORE));
        import(&here, "card.vcf", card);
        here.ok(&["set", "person", "Vera Lind", "home_city=Paris"]);
        let told = import(&there, "v.vcf", &here.ok(&["export", "person", "--format", "vcard", "--vcard", version]));
        assert_eq!(only(&there, "person")["home_city"], json!("Paris"), "{version}: {told}");
    }
}

#[test]
fn an_older_file_of_a_store_takes_nothing_back_that_a_later_one_told_nor_does_an_older_one_of_ones_own() {
    for form in LISTS.into_iter().chain(["vcard"]) {
        let [here, other, _] = three(form);
        let own = file(&here, form);
        let other = other.at(LATER);
        other.ok(&["set", "person", "Vera Lind", "phones=+47 10"]);
        let first = file(&other, form);
        let other = other.at(LATEST);
        other.ok(&["set", "person", "Vera Lind", "phones=+47 20"]);
        let here = here.at(LAST);
        for (nth, text) in [file(&other, form), first, own].into_iter().enumerate() {
            let told = import(&here, &name(&format!("{}", nth + 5), form), &text);
            assert_eq!(lines(&only(&here, "person")["phones"]), ["+47 20"], "{form} {nth}: {told}");
        }
    }
}

#[test]
fn what_went_out_from_here_and_comes_back_takes_nothing_of_a_colleague_s_back() {
    for form in LISTS.into_iter().filter(|form| *form != "salesforce").chain(["vcard"]) {
        for (is_read, list) in
            [(true, "Name,Company,Title,Phone,Notes\nVera Lind,Nord,CFO,+47 111,first\n"), (false, "")]
        {
            let here = Program::new().at(BEFORE);
            if is_read {
                import(&here, "people.csv", list);
            } else {
                here.ok(&["add", "account", "name=Nord"]);
                here.ok(&["add", "person", "name=Vera Lind"]);
                here.ok(&["add", "seat", "account=Nord", "person=Vera Lind"]);
            }
            let own = file(&here, form);
            let there = Program::new().at(LATER);
            import(&there, &name("1", form), &own);
            there.ok(&["set", "person", "Vera Lind", "notes=colleague", "phones=+47 777", "home_city=Bergen"]);
            there.ok(&["set", "seat", "Vera Lind", "title=CEO", "department=Board"]);
            let here = here.at(LATEST);
            import(&here, &name("2", form), &file(&there, form));
            let news = || {
                let (seat, person) = (only(&here, "seat"), only(&here, "person"));
                let told = ["home_city", "notes", "phones"].map(|field| person[field].clone());
                (seat["title"].clone(), seat["department"].clone(), told)
            };
            let then = news();
            assert_eq!((&then.0, &then.2[0]), (&json!("CEO"), &json!("Bergen")), "{form}");
            let told = import(&here, &name("1", form), &own);
            assert_eq!(news(), then, "{form} {is_read}: {told}");
        }
    }
}

#[test]
fn a_calendar_that_went_out_from_here_and_comes_back_empties_nothing_that_a_colleague_has_filled_in() {
    let here = with_visit();
    let own = calendar(&here);
    let there = Program::new().at(LATER);
    there.ok(&["add", "account", "name=Nord"]);
    import(&there, "1.ics", &own);
    let visit = only(&there, "visit")["id"].as_str().unwrap().to_owned();
    there.ok(&["set", "visit", &visit, "objective=renewal", "place=HQ", "notes=bring"]);
    let here = here.at(LATEST);
    import(&here, "2.ics", &calendar(&there));
    let news = || ["objective", "place", "notes"].map(|field| only(&here, "visit")[field].clone());
    assert_eq!(news(), ["renewal", "HQ", "bring"].map(|text| json!(text)));
    let told = import(&here, "1.ics", &own);
    assert_eq!(news(), ["renewal", "HQ", "bring"].map(|text| json!(text)), "{told}");
}

#[test]
fn what_a_colleague_never_filled_in_empties_nothing_that_another_has() {
    for form in LISTS.into_iter().filter(|form| *form != "salesforce").chain(["vcard"]) {
        let here = Program::new().at(BEFORE);
        here.ok(&["add", "account", "name=Nord"]);
        here.ok(&["add", "person", "name=Vera Lind", "phones=+47 111"]);
        here.ok(&["add", "seat", "account=Nord", "person=Vera Lind"]);
        let own = file(&here, form);
        let [busy, other] = [(); 2].map(|()| Program::new().at(LATER));
        for there in [&busy, &other] {
            import(there, &name("1", form), &own);
        }
        busy.ok(&["set", "person", "Vera Lind", "notes=colleague", "home_city=Bergen"]);
        busy.ok(&["set", "seat", "Vera Lind", "title=CEO", "department=Board"]);
        other.ok(&["set", "person", "Vera Lind", "phones=+47 999"]);
        let here = here.at(LATEST);
        import(&here, &name("2", form), &file(&busy, form));
        let news = || {
            let (seat, person) = (only(&here, "seat"), only(&here, "person"));
            [&seat["title"], &seat["department"], &person["home_city"], &person["notes"]].map(Clone::clone)
        };
        let then = news();
        assert_eq!((&then[0], &then[2]), (&json!("CEO"), &json!("Bergen")), "{form}");
        let told = import(&here, &name("3", form), &file(&other, form));
        assert_eq!(news(), then, "{form}: {told}");
        assert_eq!(lines(&only(&here, "person")["phones"]), ["+47 999"], "{form}: {told}");
    }
}

#[test]
fn a_calendar_of_whoever_never_filled_in_a_visit_empties_nothing() {
    let here = with_visit();
    let own = calendar(&here);
    let [busy, other] = [(); 2].map(|()| Program::new().at(LATER));
    for there in [&busy, &other] {
        there.ok(&["add", "account", "name=Nord"]);
        import(there, "1.ics", &own);
    }
    set(&busy, &["objective=renewal", "place=HQ", "notes=bring"]);
    set(&other, &["start=2026-12-10T10:00:00+08:00"]);
    let here = here.at(LATEST);
    import(&here, "2.ics", &calendar(&busy));
    let told = import(&here, "3.ics", &calendar(&other));
    let now = ["objective", "place", "notes"].map(|field| only(&here, "visit")[field].clone());
    assert_eq!(now, ["renewal", "HQ", "bring"].map(|text| json!(text)), "{told}");
    assert!(only(&here, "visit")["start"].as_str().unwrap().starts_with("2026-12-10"), "{told}");
}

#[test]
fn what_is_set_back_or_emptied_again_is_news_like_any_other() {
    for form in LISTS.into_iter().filter(|form| *form != "salesforce").chain(["vcard"]) {
        let here = Program::new().at(BEFORE);
        import(&here, "people.csv", "Name,Company,Title,Phone\nVera Lind,Nord,CFO,+47 111\n");
        let there = Program::new().at(BEFORE);
        import(&there, &name("1", form), &file(&here, form));
        let there = there.at(LATER);
        there.ok(&["set", "person", "Vera Lind", "home_city=Bergen"]);
        there.ok(&["set", "seat", "Vera Lind", "title=CEO"]);
        import(&here, &name("2", form), &file(&there, form));
        let now =
            |program: &Program| (only(program, "seat")["title"].clone(), only(program, "person")["home_city"].clone());
        assert_eq!(now(&here), (json!("CEO"), json!("Bergen")), "{form}");
        let (here, there) = (here.at(LATEST), there.at(LATEST));
        there.ok(&["set", "person", "Vera Lind", "home_city="]);
        there.ok(&["set", "seat", "Vera Lind", "title=CFO"]);
        let told = import(&here, &name("3", form), &file(&there, form));
        assert_eq!(now(&here), (json!("CFO"), json!(null)), "{form}: {told}");
        let (here, there) = (here.at(LAST), there.at(LAST));
        let told = import(&there, &name("4", form), &file(&here, form));
        assert_eq!(now(&there), (json!("CFO"), json!(null)), "{form}: {told}");
    }
}

#[test]
fn a_visit_that_was_called_off_stays_off_where_a_third_store_has_it_as_it_was() {
    let here = with_visit();
    set(&here, &["city=Bergen"]);
    let [stale, busy] = [(); 2].map(|()| Program::new().at(BEFORE));
    for other in [&stale, &busy] {
        import(other, "1.ics", &calendar(&here));
    }
    let visit = only(&here, "visit")["id"].as_str().unwrap().to_owned();
    let now = |program: &Program| ["status", "city"].map(|field| only(program, "visit")[field].clone());
    let (mut here, mut busy) = (here, busy);
    for (news, at) in [("status=cancelled", LATER), ("city=Oslo", LATEST), ("city=Bergen", LAST)] {
        (here, busy) = (here.at(at), busy.at(at));
        busy.ok(&["set", "visit", &visit, news]);
        let told = import(&here, "2.ics", &calendar(&busy));
        let then = now(&here);
        assert_eq!(then, now(&busy), "{news}: {told}");
        for (program, name, file) in
            [(&busy, "3.ics", calendar(&here)), (&busy, "4.ics", calendar(&stale)), (&here, "4.ics", calendar(&stale))]
        {
            let told = import(program, name, &file);
            assert_eq!(now(program), then, "{news} {name}: {told}");
            assert!(!told.contains("conflict"), "{news} {name}: {told}");
        }
    }
}
