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
