//! Lists as other programs write them: what their cells say is read as meant there, and goes back as it came.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use warroom::edit::Room;
use warroom::exchange::address::{Profile, write};
use warroom::exchange::{Options, Plan, Selection, read};
use warroom::model::{Kind, Person, Seat};

use self::common::records::{commit, now};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/tables/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn all() -> Selection {
    Selection { sensitive: true, ..Selection::default() }
}

fn import(room: &mut Room, bytes: &[u8], name: &str) -> Plan {
    let plan = read(bytes, name, &Options::default(), room, now(), &mut |_, _| {}).unwrap();
    for draft in plan.drafts().unwrap() {
        commit(room, draft).unwrap();
    }
    plan
}

/// Header and rows of a text, the rows in order; what was made harmless for spreadsheets is as it was.
fn table(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let bare = |cell: &str| {
        let cell = cell.trim();
        let rest = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
        rest.unwrap_or(cell).to_owned()
    };
    let cells = |row: csv::StringRecord| row.iter().map(bare).collect();
    let mut rows: Vec<Vec<String>> = reader.records().map(|row| cells(row.unwrap())).collect();
    rows[1..].sort();
    rows
}

/// What the people of a list have in a field, by name; what the import noted; and that the list goes back as it came.
fn told(list: &str, field: &str) -> (BTreeMap<String, Value>, Vec<String>) {
    let mut room = Room::default();
    let plan = import(&mut room, list.as_bytes(), "list.csv");
    let back = write(&room, Profile::Original, &all(), now().date_naive()).unwrap();
    assert_eq!(table(&back), table(list));
    let people = room.all::<Person>().map(|one| (one.name.clone(), room.record(one.id).unwrap().value(field)));
    (people.collect(), plan.rows.iter().flat_map(|row| &row.problems).map(|one| one.id.to_owned()).collect())
}

#[test]
fn google_s_days_without_a_year_and_lines_in_one_cell_are_read() {
    let list = "First Name,Last Name,Organization Name,Birthday,E-mail 1 - Label,E-mail 1 - Value\n\
                Ewa,Lis,Nord, --05-06,Work ::: Home,a@x.example ::: b@x.example\n";
    let lines = |field| told(list, field).0.remove("Ewa Lis").unwrap();
    assert_eq!(lines("birthday"), json!("05-06"));
    let emails: Vec<Value> = lines("emails").as_array().unwrap().iter().map(|line| line["value"].clone()).collect();
    assert_eq!(emails, [json!("a@x.example"), json!("b@x.example")]);
}

#[test]
fn whoever_has_only_an_address_is_called_by_it() {
    let list = "First Name,Last Name,Company Name,Email\n,,Nord,ada@nord.example\n";
    let (people, noted) = told(list, "name");
    assert!(people.contains_key("ada@nord.example"), "{people:?}");
    assert_eq!(noted, ["problem-import-named-by-email"]);
}

#[test]
fn a_day_of_noughts_says_nothing() {
    let list = "Name,Company,Birthday\nVera,Nord,0/0/00\n";
    assert_eq!(told(list, "birthday"), (BTreeMap::from([("Vera".to_owned(), Value::Null)]), Vec::new()));
}

#[test]
fn contacts_without_their_accounts_go_back_as_they_came_and_sit_once_those_are_here() {
    let mut room = Room::default();
    import(&mut room, &fixture("salesforce-contacts.csv"), "contacts.csv");
    let file = String::from_utf8(fixture("salesforce-contacts.csv")).unwrap();
    let back = write(&room, Profile::Original, &all(), now().date_naive()).unwrap();
    assert_eq!(table(&back), table(&file));
    import(&mut room, &fixture("salesforce-accounts.csv"), "accounts.csv");
    import(&mut room, &fixture("salesforce-contacts.csv"), "contacts.csv");
    assert!(room.all::<Seat>().count() > 0);
    let back = write(&room, Profile::Original, &all(), now().date_naive()).unwrap();
    assert_eq!(table(&back), table(&file));
}

#[test]
fn a_number_of_a_phone_has_no_apostrophe_in_a_list_of_accounts_either() {
    let mut room = Room::default();
    import(&mut room, b"Account,Phone,City\nNord,+81 3 3543 5523,Tokyo\nSud,+HYPERLINK(1),Rome\n", "accounts.csv");
    let accounts = Selection { kinds: vec![Kind::Account], ..all() };
    let back = write(&room, Profile::Original, &accounts, now().date_naive()).unwrap();
    assert!(back.contains(",+81 3 3543 5523,") && back.contains(",'+HYPERLINK(1),"), "{back}");
}
