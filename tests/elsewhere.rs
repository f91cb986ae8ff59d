//! What is ours in another store: follow-ups and visits of a calendar, before those they are with are there and after;
//! lunar days and ways to write to somebody, which other programs have to understand as well.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use common::Program;
use serde_json::{Value, json};

fn rows(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn import(program: &Program, name: &str, text: &str) -> Vec<Value> {
    let file = program.file(name, text);
    rows(&program.run(&["import", file.to_str().unwrap(), "--json"]).out)
}

fn count(rows: &[Value], what: &str) -> u64 {
    rows.last().unwrap()["summary"][what].as_u64().unwrap()
}

fn list(program: &Program, kind: &str) -> Vec<Value> {
    program.json(&["list", kind]).as_array().unwrap().clone()
}

/// The sample as a calendar, and as the records a store needs for it.
fn at_home() -> (Program, String) {
    let home = Program::with_sample();
    let calendar = home.ok(&["export", "--format", "ical"]);
    (home, calendar)
}

#[test]
fn follow_ups_become_what_they_were_and_find_their_people_later() {
    let (home, calendar) = at_home();
    let away = Program::new();
    import(&away, "accounts.ndjson", &home.ok(&["export", "account"]));
    let told = import(&away, "all.ics", &calendar);
    let (ours, theirs) = (list(&home, "follow_up"), list(&away, "follow_up"));
    assert!(ours.len() > 20 && ours.len() == theirs.len());
    let task = told.iter().find(|row| row["kind"] == json!("follow_up")).unwrap();
    assert_eq!(task["status"], json!("created"), "{task}");
    let of = |all: &[Value], id: &Value| all.iter().find(|one| one["id"] == *id).unwrap().clone();
    for one in &ours {
        let other = of(&theirs, &one["id"]);
        for field in ["account", "subject", "follow_up_kind", "due", "policy", "notes"] {
            assert_eq!(other[field], one[field], "{field} of {one}");
        }
        // Those of ours come with their calendar, theirs with their cards.
        assert_eq!((&other["seat"], &other["member"]), (&Value::Null, &one["member"]));
    }
    // Who was not there is taken up once they are.
    import(&away, "people.ndjson", &home.ok(&["export", "person", "seat", "member"]));
    let again = import(&away, "all.ics", &calendar);
    assert_eq!(count(&again, "failed"), 0);
    let theirs = list(&away, "follow_up");
    for one in &ours {
        let other = of(&theirs, &one["id"]);
        assert_eq!((&other["seat"], &other["member"]), (&one["seat"], &one["member"]), "{one}");
    }
    let third = import(&away, "all.ics", &calendar);
    assert_eq!((count(&third, "created"), count(&third, "updated")), (0, 0));
}

#[test]
fn an_account_is_known_by_what_it_is_and_a_task_without_one_says_why_it_stays_out() {
    let (_, calendar) = at_home();
    let todo: Vec<&str> = calendar.split("BEGIN:VTODO").skip(1).take(1).collect();
    let todo = todo[0].split("END:VTODO").next().unwrap();
    let one =
        format!("BEGIN:VCALENDAR\r\nPRODID:-//warroom//warroom//EN\r\nBEGIN:VTODO{todo}END:VTODO\r\nEND:VCALENDAR\r\n");
    let home = Program::with_sample();
    let id = home.json(&["list", "account"])[0]["id"].as_str().unwrap().to_owned();
    // The same account, called otherwise there.
    let away = Program::new();
    let renamed = json!({"kind": "account", "id": "01900000-0000-7000-8000-0000000a0001", "name": "SD Telecom"});
    import(&away, "a.ndjson", &renamed.to_string());
    import(&away, "one.ics", &one);
    let (accounts, items) = (list(&away, "account"), list(&away, "follow_up"));
    assert_eq!((accounts.len(), items.len(), &items[0]["account"]), (1, 1, &accounts[0]["id"]), "{id}");
    // Another program leaves out what only we understand.
    let bare = one.lines().filter(|line| !line.starts_with("X-WARROOM-ACCOUNT") && !line.starts_with(' '));
    let bare = bare.collect::<Vec<_>>().join("\r\n");
    let lost = Program::new();
    let told = import(&lost, "bare.ics", &bare);
    assert_eq!((&told[0]["status"], &told[0]["code"]), (&json!("skipped"), &json!("task-account")), "{told:?}");
    assert!(told[0]["messages"].to_string().contains("--account") || told[0].to_string().contains("--account"));
    // And a task of anybody else is still no follow-up.
    let foreign = "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:x\nSUMMARY:Buy milk\nEND:VTODO\nEND:VCALENDAR\n";
    assert_eq!(import(&lost, "f.ics", foreign)[0]["code"], json!("task"));
}

#[test]
fn guests_are_taken_up_once_they_are_here_and_nobody_who_was_taken_out() {
    let (home, calendar) = at_home();
    let away = Program::new();
    import(&away, "accounts.ndjson", &home.ok(&["export", "account"]));
    let told = import(&away, "all.ics", &calendar);
    assert!(told.iter().any(|row| row.to_string().contains("Nobody here is called so")));
    assert!(list(&away, "visit").iter().all(|visit| visit["theirs"].is_null()));
    import(&away, "people.ndjson", &home.ok(&["export", "person", "seat", "member"]));
    import(&away, "all.ics", &calendar);
    let theirs = |program: &Program| -> Vec<(Value, Value)> {
        let all = list(program, "visit").into_iter().filter(|visit| visit["status"] != "cancelled");
        let mut all: Vec<_> = all.map(|visit| (visit["id"].clone(), visit["theirs"].clone())).collect();
        all.sort_by_key(|(id, _)| id.to_string());
        all
    };
    let planned: Vec<_> = theirs(&away);
    let ours = theirs(&home);
    assert!(planned.len() > 10 && planned.iter().all(|one| ours.contains(one)));
    // Whom somebody takes out stays out.
    let (id, _) = planned.iter().find(|(_, theirs)| theirs.as_array().is_some_and(|all| all.len() > 1)).unwrap();
    away.ok(&["set", "visit", id.as_str().unwrap(), "theirs="]);
    import(&away, "all.ics", &calendar);
    assert_eq!(theirs(&away).iter().find(|(other, _)| other == id).unwrap().1, Value::Null);
}

#[test]
fn a_guest_without_a_seat_is_told() {
    let away = Program::new();
    away.ok(&["add", "account", "name=Hafen AG"]);
    away.ok(&["add", "person", "name=Vera Lindholm"]);
    let calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:v\nDTSTART:20261110T090000Z\nSUMMARY:Hafen AG: review\nORGANIZER:mailto:me@example.org\nATTENDEE;CN=Vera Lindholm:mailto:vera@example.org\nEND:VEVENT\nEND:VCALENDAR\n";
    let told = import(&away, "v.ics", calendar);
    assert!(told[0].to_string().contains("On no seat of Hafen AG: Vera Lindholm"), "{told:?}");
    away.ok(&["add", "seat", "account=Hafen AG", "person=Vera Lindholm", "title=CFO"]);
    import(&away, "v.ics", calendar);
    assert_eq!(list(&away, "visit")[0]["theirs"].as_array().map(Vec::len), Some(1));
}

fn person() -> Program {
    let home = Program::new();
    home.ok(&["add", "account", "name=Hafen AG"]);
    home.ok(&[
        "add",
        "person",
        "name=周海峰",
        "birthday=lunar:03-18",
        "messengers=微信 zhf_2,wechat:other,夜里才看 WhatsApp",
    ]);
    home.ok(&["add", "seat", "account=Hafen AG", "person=周海峰", "title=CFO"]);
    home
}

#[test]
fn lunar_birthdays_are_days_or_words_for_others_and_come_home_as_they_were() {
    let home = person();
    for version in ["4.0", "3.0"] {
        let card = home.ok(&["export", "person", "--sensitive", "--format", "vcard", "--vcard", version]);
        let day = if version == "4.0" { "20270424" } else { "2027-04-24" };
        assert!(card.contains(&format!("X-ABDATE:{day}")) && !card.contains("lunar:"), "{card}");
        assert_eq!(card.contains("BDAY;VALUE=text:农历三月十八"), version == "4.0", "{card}");
        let bare = card.lines().filter(|line| !line.starts_with("X-LUNAR") && !line.starts_with("BDAY"));
        for text in [card.clone(), bare.collect::<Vec<_>>().join("\r\n")] {
            let away = Program::new();
            import(&away, "a.vcf", &text);
            assert_eq!(list(&away, "person")[0]["birthday"], json!("lunar:03-18"), "{text}");
            assert_eq!(list(&away, "occasion"), Vec::<Value>::new());
        }
        let later = Program::new();
        import(&later, "a.vcf", &card);
        assert_eq!(count(&import(&later.at("2028-08-01"), "a.vcf", &card), "unchanged"), 1);
    }
    for profile in ["contacts", "google", "outlook", "dynamics", "salesforce", "chinese"] {
        let table = home.ok(&["export", "person", "--sensitive", "--format", "csv", "--profile", profile]);
        let said = if profile == "chinese" { "农历三月十八" } else { ",2027-04-24,lunar:03-18" };
        assert!(table.contains(said), "{profile}: {table}");
        assert_eq!(count(&import(&home, "a.csv", &table), "unchanged"), 1, "{profile}");
        let away = Program::new();
        import(&away, "a.csv", &table);
        assert_eq!(list(&away, "person")[0]["birthday"], json!("lunar:03-18"), "{profile}");
    }
    // Without personal fields none of it leaves; where nobody has one, no list has a column for it.
    assert!(!home.ok(&["export", "person", "--format", "csv", "--profile", "google"]).contains("Lunar"));
    let card = home.ok(&["export", "person", "--format", "vcard"]);
    assert!(!card.contains("LUNAR") && !card.contains("ABDATE"), "{card}");
    home.ok(&["set", "person", "周海峰", "birthday=1970-03-18"]);
    let table = home.ok(&["export", "person", "--sensitive", "--format", "csv", "--profile", "google"]);
    assert!(!table.contains("Lunar") && table.contains("1970-03-18"), "{table}");
}

#[test]
fn ways_to_write_to_somebody_are_uris_and_come_home_as_they_were() {
    let home = person();
    let mut said: Vec<String> = Vec::new();
    for version in ["4.0", "3.0"] {
        let card = home.ok(&["export", "person", "--format", "vcard", "--vcard", version]);
        for line in card.lines().filter(|line| line.starts_with("IMPP")) {
            let (_, uri) = line.split_once(':').unwrap();
            assert!(uri.contains(':') && uri.chars().all(|c| c.is_ascii_graphic()), "{line}");
        }
        assert!(
            card.contains("IMPP;X-SERVICE-TYPE=微信:x-apple:zhf_2") && card.contains("IMPP:wechat:other"),
            "{card}"
        );
        let away = Program::new();
        import(&away, "a.vcf", &card);
        let values = |program: &Program| -> Vec<String> {
            let all = list(program, "person")[0]["messengers"].as_array().unwrap().clone();
            let mut all: Vec<String> = all.iter().map(|one| one["value"].as_str().unwrap().to_owned()).collect();
            all.sort();
            all
        };
        said = values(&home);
        assert_eq!(values(&away), said);
        assert_eq!(away.ok(&["export", "person", "--format", "vcard", "--vcard", version]).matches("IMPP").count(), 3);
    }
    assert_eq!(said, ["wechat:other", "夜里才看 WhatsApp", "微信 zhf_2"]);
    // One that is taken out here does not go out any more.
    let away = Program::new();
    import(&away, "a.vcf", &home.ok(&["export", "person", "--format", "vcard"]));
    away.ok(&["set", "person", "周海峰", "messengers=微信 zhf_2"]);
    let card = away.ok(&["export", "person", "--format", "vcard"]);
    assert_eq!((card.matches("IMPP").count(), card.contains("zhf_2")), (1, true), "{card}");
}
