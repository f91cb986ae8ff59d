//! Organograms as departments really publish them: posts that were eliminated, vacant or not disclosed, without a
//! reference or with another's, people without a post, doubled lines, totals and headers of their own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use serde_json::Value;
use warroom::edit::{Draft, Room};
use warroom::exchange::address::{Profile, write};
use warroom::exchange::{Options, Plan, Row, Selection, read};
use warroom::model::{Account, Person, Problem, Seat};

use self::common::records::{commit, now};

const HEAD: &str = "Post Unique Reference,Name,Grade (or equivalent),Job Title,Job/Team Function,Parent Department,\
                    Organisation,Unit,Contact Phone,Contact E-mail,Reports to Senior Post,FTE,,\
                    Professional/Occupational Group,Notes,Valid?\n";

/// A row of a department's: reference, name, title, organisation, senior post.
fn row([post, name, title, organisation, senior]: [&str; 5]) -> String {
    format!("{post},{name},SCS1,{title},,Ministry,{organisation},Unit,N/A,N/A,{senior},1.00,,Policy,,1\n")
}

fn file(rows: &[[&str; 5]]) -> String {
    HEAD.to_owned() + &rows.iter().copied().map(row).collect::<String>()
}

fn import(room: &mut Room, text: &str) -> Plan {
    let plan = read(text.as_bytes(), "posts.csv", &Options::default(), room, now(), &mut |_, _| {}).unwrap();
    for draft in plan.drafts().unwrap() {
        commit(room, draft).unwrap();
    }
    let again = read(text.as_bytes(), "posts.csv", &Options::default(), room, now(), &mut |_, _| {}).unwrap();
    assert!(again.drafts().unwrap().is_empty(), "{:#?}", again.drafts().unwrap());
    plan
}

fn codes(plan: &Plan) -> Vec<(u64, &'static str)> {
    let one = |problem: &Problem| Row { problems: vec![problem.clone()], ..Row::default() }.code();
    plan.rows.iter().flat_map(|row| row.problems.iter().map(|problem| (row.line, one(problem)))).collect()
}

fn seat<'a>(room: &'a Room, title: &str) -> &'a Seat {
    let mut found = room.all::<Seat>().filter(|seat| seat.title.as_deref() == Some(title));
    let seat = found.next().unwrap_or_else(|| panic!("no {title}"));
    assert!(found.next().is_none(), "two of {title}");
    seat
}

fn above(room: &Room, title: &str) -> Option<String> {
    room.get::<Seat>(seat(room, title).reports_to?)?.title.clone()
}

/// The rows of a table in order, however its lines end.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    rows.sort();
    rows
}

fn original(room: &Room) -> String {
    let all = Selection { sensitive: true, ..Selection::default() };
    write(room, Profile::Original, &all, now().date_naive()).unwrap()
}

#[test]
fn a_post_is_of_the_past_vacant_or_held_by_somebody_who_is_not_named() {
    let text = file(&[
        ["1", "Iris Vale", "Director", "Agency", "XX"],
        ["2", "Eliminated", "Head of Old", "Agency", "1"],
        ["3", "Vacant", "Head of New", "Agency", "2"],
        ["4", "N/D", "Head of Money", "Agency", "1"],
        ["5", "Redacted", "Head of Doors", "Agency", "4"],
    ]);
    let mut room = Room::default();
    let plan = import(&mut room, &text);
    assert_eq!(codes(&plan), [(3, "post-eliminated")]);
    assert_eq!((plan.summary.created, room.all::<Seat>().count(), room.all::<Person>().count()), (5, 5, 1));
    let today = now().date_naive();
    assert!(!seat(&room, "Head of Old").is_current(today) && seat(&room, "Head of New").is_current(today));
    let holders = ["Head of Old", "Head of New", "Head of Money", "Head of Doors"].map(|title| seat(&room, title));
    assert_eq!(holders.map(|seat| seat.person_text.as_deref()), [None, None, Some("N/D"), Some("Redacted")]);
    assert_eq!(holders.map(Seat::is_vacant), [true, true, false, false]);
    assert_eq!(above(&room, "Head of New").as_deref(), Some("Head of Old"));
    assert_eq!(rows(&original(&room)), rows(&text), "nothing is lost on the way back");
}

#[test]
fn a_post_that_ends_keeps_who_had_it_and_may_come_back() {
    let said = |name| file(&[["1", "Iris Vale", "Director", "Agency", "XX"], ["2", name, "Head", "Agency", "1"]]);
    let mut room = Room::default();
    import(&mut room, &said("Otto Reef"));
    import(&mut room, &said("Eliminated"));
    let head = seat(&room, "Head");
    assert_eq!((head.person.map(|id| room.name(id)).as_deref(), head.to.is_some()), (Some("Otto Reef"), true));
    assert_eq!(rows(&original(&room)), rows(&said("Eliminated")));
    // Who had it stays with the seat of the past.
    let former = head.id;
    import(&mut room, &said("Vacant"));
    let head = room.all::<Seat>().find(|seat| seat.is_vacant()).unwrap();
    assert_eq!((head.id == former, head.title.as_deref(), head.to), (false, Some("Head"), None));
    assert!(room.get::<Seat>(former).unwrap().to.is_some());
    // A day that was set here is not overwritten.
    let head = head.id;
    let day = Draft::setting(&room, head, "to", "2026-01-31".into()).unwrap();
    commit(&mut room, day).unwrap();
    import(&mut room, &said("Eliminated"));
    assert_eq!(room.get::<Seat>(head).unwrap().to.map(|day| day.to_string()).as_deref(), Some("2026-01-31"));
}

#[test]
fn posts_without_a_reference_or_with_that_of_another_are_all_there() {
    let text = file(&[
        ["1", "Iris Vale", "Director", "Agency", "XX"],
        ["", "Ann Lost", "Head of None", "Agency", "1"],
        ["", "N/D", "Adviser", "Agency", "1.0"],
        ["", "N/D", "Adviser", "Agency", "1"],
        ["4", "Ed Two", "Head of A", "Agency", "1"],
        ["4", "Fi Two", "Head of B", "Agency", "1"],
        ["4", "Fi Two", "Head of B", "Agency", "1"],
        ["5", "Gus Low", "Under four", "Agency", "4"],
        ["0", "Cy Leave", "Not in post", "N/A", "1"],
        ["0", "Di Leave", "Not in post", "N/A", "0"],
        ["", "", "", "", ""],
        ["Total", "", "", "", ""],
    ]);
    let mut room = Room::default();
    let plan = import(&mut room, &text);
    let expected = [
        (3, "post-unnumbered"),
        (4, "post-unnumbered"),
        (5, "post-unnumbered"),
        (7, "post-twice"),
        (8, "row-again"),
        (11, "manager-unknown"),
        (12, "no-name"),
        (13, "total"),
    ];
    assert_eq!(codes(&plan), expected);
    assert_eq!((plan.summary.created, plan.summary.unchanged, plan.summary.skipped), (9, 1, 1));
    assert_eq!(room.all::<Account>().map(|account| account.name.as_str()).collect::<Vec<_>>(), ["Agency"]);
    for title in ["Head of None", "Head of A", "Head of B"] {
        assert_eq!(above(&room, title).as_deref(), Some("Director"), "{title}");
    }
    assert_eq!(above(&room, "Under four").as_deref(), Some("Head of A"));
    let went_in = text.lines().enumerate().filter(|(at, _)| ![7, 11, 12].contains(at));
    let went_in: Vec<&str> = went_in.map(|(_, line)| line).collect();
    assert_eq!(rows(&original(&room)), rows(&went_in.join("\n")));
}

#[test]
fn headers_are_known_however_a_department_writes_them() {
    let text = file(&[["1", "Iris Vale", "Director", "Agency", "XX"], ["2", "Otto Reef", "Deputy", "Agency", "1"]])
        .replace("Reports to Senior Post", "Reports To Senior Post ")
        .replace("Contact E-mail", "contact email")
        .replace("Organisation", "Organization");
    let mut room = Room::default();
    let plan = import(&mut room, &text);
    assert_eq!((plan.summary.created, codes(&plan)), (2, vec![]));
    assert_eq!(above(&room, "Deputy").as_deref(), Some("Director"));
    assert_eq!(rows(&original(&room)), rows(&text));
}

#[test]
fn rows_of_one_holder_in_one_post_are_joined_and_go_back_each_as_it_was() {
    let with = |rows: &[[&str; 5]]| {
        let row = |[post, name, title, phone, mail]: [&str; 5]| {
            format!("{post},{name},D,{title},F,Dept,Agency,Unit,{phone},{mail},XX,0.5,,P,,1\n")
        };
        HEAD.to_owned() + &rows.iter().copied().map(row).collect::<String>()
    };
    let text = with(&[
        ["1", "Ann A", "Head", "020 1", "a@x.example"],
        ["2", "Bo B", "Director", "020 2", "b@x.example"],
        ["2", "Bo B", "Director", "", "N/D"],
        ["2", "Bo B", "Director", "030 2", "b@x.example"],
    ]);
    let mut room = Room::default();
    // Importing it again changes nothing.
    let plan = import(&mut room, &text);
    assert_eq!((plan.summary.created, codes(&plan)), (4, vec![]));
    let all = |room: &Room| {
        let bo = room.all::<Person>().find(|person| person.name == "Bo B").unwrap();
        let one = |value: &Value| value["value"].as_str().unwrap().to_owned();
        let texts = |field: &str| {
            room.record(bo.id).unwrap().value(field).as_array().unwrap().iter().map(one).collect::<Vec<_>>()
        };
        (texts("phones"), texts("emails"))
    };
    let said =
        |phones: &[&str]| (phones.iter().map(ToString::to_string).collect::<Vec<_>>(), vec!["b@x.example".to_owned()]);
    assert_eq!(all(&room), said(&["020 2", "030 2"]));
    assert_eq!(rows(&original(&room)), rows(&text));
    // What one of them says anew goes in, and what none says any more goes.
    let later = text.replace("030 2", "040 2");
    import(&mut room, &later);
    assert_eq!(all(&room), said(&["020 2", "040 2"]));
    assert_eq!(rows(&original(&room)), rows(&later));
    // Rows that say the same are told apart no more.
    let mut room = Room::default();
    import(&mut room, &with(&[["2", "Bo B", "Director", "", ""], ["2", "Bo B", "Director", "1", ""]]));
    let same = with(&[["2", "Bo B", "Director", "1", ""], ["2", "Bo B", "Director", "1", "b@x.example"]]);
    import(&mut room, &same);
    assert_eq!(all(&room), said(&["1"]));
    assert_eq!(rows(&original(&room)), rows(&same));
}

#[test]
fn vacant_posts_that_say_the_same_are_told_and_stay_as_many() {
    let one = ["2", "Vacant", "Adviser", "Agency", "1"];
    let text = file(&[["1", "Iris Vale", "Director", "Agency", "XX"], one, one, one]);
    let mut room = Room::default();
    let plan = import(&mut room, &text);
    assert_eq!(codes(&plan), [(4, "post-again"), (5, "post-again")]);
    assert_eq!((plan.summary.created, room.all::<Seat>().count()), (4, 4));
    assert_eq!(rows(&original(&room)), rows(&text));
}

#[test]
fn the_junior_half_says_what_it_is() {
    let text = "Parent Department,Organisation,Unit,Reporting Senior Post,Grade,Payscale Minimum (£),Payscale Maximum (£),\
                Generic Job Title,Number of Posts in FTE,Professional/Occupational Group\n\
                Ministry,Agency,Unit,2,SEO,40000,45000,Analyst,3.5,Policy\n";
    let read = |text: &str| {
        read(text.as_bytes(), "junior.csv", &Options::default(), &Room::default(), now(), &mut |_, _| {})
            .unwrap_err()
            .id
    };
    assert_eq!(read(text), "problem-import-junior");
    assert_eq!(
        read(&text.replace("Posts in FTE", "posts in FTE ").replace("Senior Post", "senior post")),
        "problem-import-junior"
    );
}
