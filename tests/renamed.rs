//! An account that is called otherwise in one store than in the other is that account still, in lists and cards of ours.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use serde_json::Value;

use crate::common::Program;
use crate::common::stores::{BEFORE, LATER, LATEST, LISTS, file, import, name, only, with_vera};

/// The accounts, and who sits where.
fn houses(program: &Program) -> (Vec<String>, Vec<String>) {
    let text = |of: &Value, name: &str| of[name].as_str().unwrap_or_default().to_owned();
    let all = |kind: &str| program.json(&["list", kind]).as_array().unwrap().clone();
    let seats = all("seat").iter().map(|one| format!("{} {}", text(one, "account_name"), text(one, "title"))).collect();
    let mut seats: Vec<String> = seats;
    seats.sort_unstable();
    (all("account").iter().map(|one| text(one, "name")).collect(), seats)
}

fn is_one_called(program: &Program, called: &str, titles: &[&str], why: &str) {
    let seats: Vec<String> = titles.iter().map(|title| format!("{called} {title}")).collect();
    assert_eq!(houses(program), (vec![called.to_owned()], seats), "{why}");
}

#[test]
fn an_account_that_is_renamed_is_renamed_in_the_other_store_and_stays_one() {
    for form in LISTS.into_iter().chain(["vcard"]).filter(|form| *form != "salesforce") {
        for typed in [false, true] {
            let (here, there) = (with_vera(), Program::new().at(BEFORE));
            if typed {
                there.ok(&["add", "account", "name=Nordkvist"]);
            }
            import(&there, &name("1", form), &file(&here, form));
            let (here, there) = (here.at(LATER), there.at(LATER));
            let title = if form == "vcard" { &["Buyer", "Secretary"][..] } else { &["Buyer"][..] };
            if form == "vcard" {
                here.ok(&[
                    "add",
                    "seat",
                    "account=Nordkvist",
                    "person=Vera Lind",
                    "title=Secretary",
                    "department=Board",
                ]);
            }
            here.ok(&["set", "account", "Nordkvist", "name=Nordkvist Foods"]);
            let second = file(&here, form);
            for again in ["first", "again"] {
                let told = import(&there, &name("2", form), &second);
                is_one_called(&there, "Nordkvist Foods", title, &format!("{form} {typed} {again}: {told}"));
            }
            // And on the way back; what is called otherwise there by then goes here.
            let told = import(&here, &name("3", form), &file(&there, form));
            is_one_called(&here, "Nordkvist Foods", title, &format!("{form} {typed} back: {told}"));
            let (here, there) = (here.at(LATEST), there.at(LATEST));
            there.ok(&["set", "account", "Nordkvist Foods", "name=Nordkvist Group"]);
            let told = import(&here, &name("4", form), &file(&there, form));
            is_one_called(&here, "Nordkvist Group", title, &format!("{form} {typed} there: {told}"));
        }
    }
}

#[test]
fn who_is_put_at_another_company_in_a_card_leaves_the_seat_and_takes_no_account_along() {
    for (elsewhere, known) in [(false, false), (true, false), (false, true)] {
        let here = with_vera();
        let first = file(&here, "vcard");
        let there = if elsewhere { Program::new().at(BEFORE) } else { here };
        if elsewhere {
            import(&there, "first.vcf", &first);
        }
        if known {
            there.ok(&["add", "account", "name=Hansa"]);
        }
        let there = there.at(LATER);
        let told = import(&there, "moved.vcf", &first.replace("ORG:Nordkvist", "ORG:Hansa"));
        let (mut accounts, _) = houses(&there);
        accounts.sort_unstable();
        assert_eq!(accounts, ["Hansa", "Nordkvist"], "{told}");
        assert_eq!(only(&there, "person")["name"], "Vera Lind", "{told}");
        let seats = there.json(&["list", "seat"]);
        let mut seats: Vec<(&str, bool)> = seats
            .as_array()
            .unwrap()
            .iter()
            .map(|seat| (seat["account_name"].as_str().unwrap(), seat["to"].is_null()))
            .collect();
        seats.sort_unstable();
        assert_eq!(seats, [("Hansa", true), ("Nordkvist", false)], "{elsewhere} {known}: {told}");
        assert!(told.contains("Nordkvist"), "{told}");
    }
}

#[test]
fn an_account_that_is_renamed_where_somebody_has_a_second_seat_is_renamed_with_that_seat() {
    for form in LISTS.into_iter().filter(|form| *form != "salesforce") {
        let here = with_vera();
        here.ok(&["add", "account", "name=Other Co"]);
        here.ok(&["add", "person", "name=Zoe Ma"]);
        here.ok(&["add", "seat", "account=Other Co", "person=Zoe Ma", "title=CEO"]);
        let there = Program::new().at(BEFORE);
        import(&there, &name("1", form), &file(&here, form));
        let there = there.at(LATER);
        there.ok(&["set", "account", "Other Co", "name=Other Company"]);
        there.ok(&["add", "seat", "account=Other Company", "person=Vera Lind", "title=Board member"]);
        let here = here.at(LATEST);
        let told = import(&here, &name("2", form), &file(&there, form));
        let (mut accounts, seats) = houses(&here);
        accounts.sort_unstable();
        assert_eq!(accounts, ["Nordkvist", "Other Company"], "{form}: {told}");
        assert_eq!(seats, ["Nordkvist Buyer", "Other Company Board member", "Other Company CEO"], "{form}: {told}");
    }
}
