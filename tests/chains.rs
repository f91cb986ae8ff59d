//! What stores tell each other in whatever order their files are read: the newest before an older one, by way of a third
//! store that has nothing to say, and answers to what was told.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use serde_json::{Value, json};

use crate::common::Program;
use crate::common::stores::{BEFORE, LATER, LATEST, LISTS, file, import, lines, name, only};

const SOON: &str = "2026-10-20T12:00:00+08:00";
const LAST: &str = "2026-10-23T09:00:00+08:00";
const AFTER: &str = "2026-10-24T09:00:00+08:00";

/// A store with one record of each kind that goes out, and two that have all of it.
fn three() -> [Program; 3] {
    let here = Program::new().at(BEFORE);
    here.ok(&["add", "account", "name=Nord"]);
    here.ok(&["add", "person", "name=Vera Lind", "phones=+47 111", "home_city=Oslo", "notes=tea"]);
    here.ok(&["add", "seat", "account=Nord", "person=Vera Lind", "title=CFO", "department=Board"]);
    here.ok(&[
        "add",
        "visit",
        "account=Nord",
        "status=planned",
        "start=2026-12-07T10:00+08:00",
        "city=Oslo",
        "place=HQ",
        "objective=Prices",
    ]);
    here.ok(&[
        "add",
        "travel",
        "person=Vera Lind",
        "to_city=Bergen",
        "depart=2026-12-10",
        "arrive=2026-12-10",
        "hotel=Grand",
    ]);
    here.ok(&["add", "follow_up", "account=Nord", "subject=Sample", "due=2026-12-04"]);
    here.ok(&["add", "occasion", "account=Nord", "what=Jubilee", "date=12-20", "yearly=yes"]);
    let all = here.ok(&["export"]);
    let others = [(); 2].map(|()| Program::new().at(SOON));
    for other in &others {
        import(other, "all.ndjson", &all);
    }
    let [one, two] = others;
    [here, one, two]
}

fn calendar(program: &Program) -> String {
    program.ok(&["export", "--format", "ical"])
}

fn out(program: &Program, form: &str) -> String {
    if form == "ical" { calendar(program) } else { file(program, form) }
}

fn called(stem: &str, form: &str) -> String {
    if form == "ical" { format!("{stem}.ics") } else { name(stem, form) }
}

fn set(program: &Program, kind: &str, said: &str) {
    let id = only(program, kind)["id"].as_str().unwrap().to_owned();
    program.ok(&["set", kind, &id, said]);
}

/// Records, their fields, and what those are before and meanwhile; by which files.
fn fields() -> Vec<(&'static str, &'static str, &'static str, &'static str, Vec<&'static str>)> {
    let lists: Vec<&str> = LISTS.into_iter().filter(|form| *form != "salesforce").chain(["vcard"]).collect();
    vec![
        ("person", "home_city", "Oslo", "Bergen", lists.clone()),
        ("seat", "department", "Board", "Finance", lists.clone()),
        ("account", "name", "Nord", "Nord AS", lists),
        ("visit", "place", "HQ", "Hall 4", vec!["ical"]),
        ("visit", "city", "Oslo", "Bergen", vec!["ical"]),
        ("travel", "hotel", "Grand", "Ritz", vec!["ical"]),
        ("follow_up", "due", "2026-12-04", "2026-12-09", vec!["ical"]),
        ("occasion", "what", "Jubilee", "Party", vec!["ical"]),
    ]
}

#[test]
fn an_older_file_takes_nothing_back_that_is_set_back_where_the_newest_was_read_first() {
    for (kind, field, first, second, forms) in fields() {
        for form in forms {
            let [here, there, _] = three();
            let here = here.at(LATER);
            set(&here, kind, &format!("{field}={second}"));
            let old = out(&here, form);
            let here = here.at(LATEST);
            set(&here, kind, &format!("{field}={first}"));
            let new = out(&here, form);
            let there = there.at(LAST);
            let mut told = String::new();
            for (nth, text) in [&new, &old, &new, &old].into_iter().enumerate() {
                told += &import(&there, &called(&nth.to_string(), form), text);
                assert_eq!(only(&there, kind)[field], json!(first), "{kind} {field} {form} {nth}: {told}");
            }
            assert!(!told.contains("what is here stays"), "{kind} {field} {form}: {told}");
        }
    }
}

#[test]
fn an_answer_to_what_was_told_counts_and_what_was_written_on_both_sides_is_told() {
    for (kind, field, _, second, forms) in fields() {
        let third = if field == "due" { "2026-12-11" } else { "Third" };
        for form in forms.into_iter().filter(|form| !LISTS[..6].contains(form) || *form == "google") {
            let [here, there, _] = three();
            let here = here.at(LATER);
            set(&here, kind, &format!("{field}={second}"));
            let there = there.at(LATEST);
            import(&there, &called("1", form), &out(&here, form));
            set(&there, kind, &format!("{field}={third}"));
            let here = here.at(LAST);
            let told = import(&here, &called("2", form), &out(&there, form));
            assert_eq!(only(&here, kind)[field], json!(third), "{kind} {field} {form}: {told}");
            // Neither has heard of the other's.
            let [here, there, _] = three();
            let (here, there) = (here.at(LATER), there.at(LATEST));
            set(&here, kind, &format!("{field}={second}"));
            set(&there, kind, &format!("{field}={third}"));
            let (one, other) = (out(&here, form), out(&there, form));
            for (program, text, own) in [(&here, &other, second), (&there, &one, third)] {
                let told = import(program, &called("3", form), text);
                // What an account is called each may say in a way of its own.
                let is_told = told.contains("what is here stays") || kind == "account";
                assert!(only(program, kind)[field] == json!(own) && is_told, "{kind} {field} {form}: {told}");
            }
        }
    }
}

#[test]
fn a_third_store_that_has_read_a_file_without_need_says_what_it_has_and_since_when() {
    for (kind, field, first, second, forms) in fields() {
        for form in forms.into_iter().filter(|form| !LISTS[..6].contains(form) || *form == "google") {
            let [here, there, idle] = three();
            let idle = idle.at(LATER);
            import(&idle, &called("0", form), &out(&here, form));
            let stale = out(&idle, form);
            let here = here.at(LATEST);
            set(&here, kind, &format!("{field}={second}"));
            let told = import(&here, &called("0c", form), &stale);
            assert!(!told.contains("what is here stays"), "{kind} {field} {form}: {told}");
            let (there, news) = (there.at(LAST), out(&here, form));
            import(&there, &called("1", form), &news);
            for text in [&stale, &news, &stale] {
                let told = import(&there, &called("2", form), text);
                assert_eq!(only(&there, kind)[field], json!(second), "{kind} {field} {form} {first}: {told}");
            }
            // The news goes on by way of it, too.
            let [_, last, _] = three();
            drop(last);
            let idle = idle.at(LAST);
            import(&idle, &called("1", form), &news);
            assert_eq!(only(&idle, kind)[field], json!(second), "{kind} {field} {form}");
        }
    }
}

#[test]
fn what_was_called_off_and_taken_up_again_elsewhere_is_on_everywhere() {
    let [here, one, two] = three();
    for other in [&one, &two] {
        import(other, "all.ics", &calendar(&here));
    }
    let one = one.at(LATER);
    set(&one, "visit", "status=cancelled");
    let off = calendar(&one);
    let two = two.at(LATEST);
    import(&two, "off.ics", &off);
    assert_eq!(only(&two, "visit")["status"], json!("cancelled"));
    set(&two, "visit", "status=planned");
    let on = calendar(&two);
    let (here, one) = (here.at(LAST), one.at(LAST));
    for (program, text) in [(&one, &on), (&one, &off), (&here, &on), (&here, &off)] {
        let told = import(program, "on.ics", text);
        assert_eq!(only(program, "visit")["status"], json!("planned"), "{told}");
    }
    // A store that has it by a file of another, too, and one that only heard that it was off.
    let late = Program::new().at(AFTER);
    import(&late, "off.ics", &off);
    import(&late, "on.ics", &on);
    assert_eq!(only(&late, "visit")["status"], json!("planned"));
}

#[test]
fn a_telephone_that_was_replaced_is_replaced_by_every_list_with_room_for_all() {
    for form in LISTS.into_iter().filter(|form| *form != "salesforce").chain(["vcard"]) {
        let [here, there, _] = three();
        let here = here.at(LATER);
        set(&here, "person", "phones=+47 222");
        let there = there.at(LATEST);
        let told = import(&there, &name("1", form), &file(&here, form));
        assert_eq!(lines(&only(&there, "person")["phones"]), ["+47 222"], "{form}: {told}");
        let here = here.at(LAST);
        let told = import(&here, &name("2", form), &file(&there, form));
        assert_eq!(lines(&only(&here, "person")["phones"]), ["+47 222"], "{form}: {told}");
    }
}

#[test]
fn what_another_program_has_left_out_is_not_empty_for_that() {
    let [here, there, _] = three();
    import(&there, "1.ics", &calendar(&here));
    // It writes lines anew and keeps none of ours.
    let unfolded = calendar(&here).replace("\r\n ", "");
    let bare: String = unfolded.split_inclusive("\r\n").filter(|line| !line.starts_with("X-WARROOM")).collect();
    let there = there.at(LATER);
    import(&there, "2.ics", &bare.replace("SUMMARY:Prices", "SUMMARY:Discounts"));
    let visit = |program: &Program| {
        let all = program.json(&["list", "visit"]);
        let one = all.as_array().unwrap().iter().find(|one| one["place"] == json!("HQ")).unwrap();
        (one["objective"].clone(), one["city"].clone())
    };
    assert_eq!(visit(&there), (json!("Discounts"), json!("Oslo")));
    let here = here.at(LATEST);
    let told = import(&here, "3.ics", &calendar(&there));
    let (_, city): (Value, Value) = visit(&here);
    assert_eq!(city, json!("Oslo"), "{told}");
}

#[test]
fn a_journey_and_a_day_of_which_another_program_leaves_the_name_alone_are_what_they_were() {
    let [here, ..] = three();
    let unfolded = calendar(&here).replace("\r\n ", "");
    let bare: String = unfolded.split_inclusive("\r\n").filter(|line| !line.starts_with("X-WARROOM")).collect();
    let here = here.at(LATER);
    let told = import(&here, "1.ics", &bare);
    let now = || {
        let (travel, day) = (only(&here, "travel"), only(&here, "occasion"));
        [&travel["hotel"], &travel["to_city"], &travel["depart"], &day["what"], &day["date"]].map(Clone::clone)
    };
    only(&here, "visit");
    assert_eq!(now(), ["Grand", "Bergen", "2026-12-10", "Jubilee", "12-20"].map(|text| json!(text)), "{told}");
    assert!(!told.contains("what is here stays"), "{told}");
    let moved = bare.replace("DTSTART;VALUE=DATE:20261210", "DTSTART;VALUE=DATE:20261209");
    let told = import(&here, "2.ics", &moved);
    assert_eq!(now()[2], json!("2026-12-09"), "{told}");
}

#[test]
fn an_answer_in_a_move_counts_though_whoever_it_is_of_came_by_a_card() {
    let here = Program::new().at(BEFORE);
    here.ok(&["add", "account", "name=Nord"]);
    here.ok(&["add", "person", "name=Vera Lind", "notes=tea"]);
    here.ok(&["add", "seat", "account=Nord", "person=Vera Lind"]);
    let there = Program::new().at(SOON);
    import(&there, "1.vcf", &file(&here, "vcard"));
    let all = |program: &Program| program.ok(&["export", "--sensitive"]);
    let here = here.at(LATER);
    set(&here, "person", "notes=coffee");
    let there = there.at(LATEST);
    import(&there, "2.ndjson", &all(&here));
    assert_eq!(only(&there, "person")["notes"], json!("coffee"));
    set(&there, "person", "notes=water");
    let here = here.at(LAST);
    let told = import(&here, "3.ndjson", &all(&there));
    assert_eq!(only(&here, "person")["notes"], json!("water"), "{told}");
}

#[test]
fn a_telephone_that_keeps_none_of_our_lines_takes_no_manager_away() {
    let here = Program::new().at(BEFORE);
    here.ok(&["add", "account", "name=Nord"]);
    for name in ["Vera Lind", "Jonas Berg"] {
        here.ok(&["add", "person", &format!("name={name}")]);
        here.ok(&["add", "seat", "account=Nord", &format!("person={name}")]);
    }
    here.ok(&["set", "seat", "Jonas Berg", "reports_to=Vera Lind"]);
    let cards = file(&here, "vcard");
    let there = Program::new().at(SOON);
    import(&there, "1.vcf", &cards);
    let managers = || {
        there.json(&["list", "seat"]).as_array().unwrap().iter().filter(|one| one["reports_to"] != json!(null)).count()
    };
    assert_eq!(managers(), 1);
    let unfolded = cards.replace("\r\n ", "");
    let bare: String = unfolded.split_inclusive("\r\n").filter(|line| !line.starts_with("X-")).collect();
    let there_told = import(&there, "1.vcf", &bare.replace("FN:Jonas Berg", "FN:Jonas Berg\r\nNOTE:golf"));
    assert_eq!(managers(), 1, "{there_told}");
}
