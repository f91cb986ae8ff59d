//! Tables in and out lose nothing: an import that nobody touched goes back as it came, a list of ours makes the same people
//! elsewhere, a list of accounts makes accounts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use warroom::edit::{Draft, Room};
use warroom::exchange::address::{Profile, write};
use warroom::exchange::{OnConflict, Options, Plan, Selection, Status, read, rejects, sample};
use warroom::model::{Account, Id, Kind, Member, Person, Record, Seat};

use self::common::Program;
use self::common::records::{commit, now};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/tables/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn all() -> Selection {
    Selection { sensitive: true, ..Selection::default() }
}

fn take(room: &mut Room, bytes: &[u8], name: &str, options: &Options) -> Plan {
    let plan = read(bytes, name, options, room, now(), &mut |_, _| {}).unwrap_or_else(|why| panic!("{name}: {why}"));
    for draft in plan.drafts().unwrap() {
        commit(room, draft).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
    plan
}

fn import(room: &mut Room, bytes: &[u8], name: &str) -> Plan {
    take(room, bytes, name, &Options::default())
}

/// Header and rows of a text, the rows in order; what was made harmless for spreadsheets is as it was.
fn table(text: &str, separator: u8) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let bare = |cell: &str| {
        let cell = cell.trim();
        let rest = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
        rest.unwrap_or(cell).to_owned()
    };
    let mut rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(bare).collect()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let header = rows.iter().position(|row| row.len() == width).unwrap();
    let mut below = rows.split_off(header + 1);
    below.sort();
    (rows.pop().unwrap(), below)
}

const PEOPLE: [&str; 12] = [
    "salesforce-contacts.csv",
    "salesforce-loader.csv",
    "dynamics-contacts.csv",
    "hubspot-contacts.csv",
    "linkedin.csv",
    "google-old.csv",
    "google-new.csv",
    "outlook.csv",
    "organogram.csv",
    "generic.csv",
    "chinese.csv",
    "chinese-split.csv",
];

const ACCOUNTS: [&str; 5] = [
    "salesforce-accounts.csv",
    "dynamics-accounts.csv",
    "hubspot-companies.csv",
    "accounts.csv",
    "accounts-chinese.csv",
];

/// The text of a fixture, and what stands between its cells.
fn text(name: &str) -> (String, u8) {
    let bytes = fixture(name);
    match name {
        "generic.csv" => (String::from_utf8(bytes).unwrap(), b';'),
        "chinese-split.csv" => (encoding_rs::GB18030.decode(&bytes).0.into_owned(), b'\t'),
        _ => (String::from_utf8(bytes).unwrap(), b','),
    }
}

#[test]
fn an_import_that_nobody_touched_goes_back_as_it_came() {
    for name in PEOPLE.into_iter().chain(ACCOUNTS) {
        let mut room = Room::default();
        if name == "salesforce-contacts.csv" {
            import(&mut room, &fixture("salesforce-accounts.csv"), "accounts.csv");
        }
        let plan = import(&mut room, &fixture(name), name);
        assert_eq!(plan.summary.failed + plan.summary.skipped, 0, "{name}: {:#?}", plan.rows);
        let (file, separator) = text(name);
        let back =
            write(&room, Profile::Original, &all(), now().date_naive()).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(table(&back, separator), table(&file, separator), "{name}");
        // And says nothing new when it comes back, here or where it has never been.
        let again = read(back.as_bytes(), name, &Options::default(), &room, now(), &mut |_, _| {}).unwrap();
        assert!(again.drafts().unwrap().is_empty(), "{name}: {:#?}", again.drafts().unwrap());
    }
}

#[test]
fn a_list_of_accounts_makes_accounts_and_nobody() {
    for (name, count) in ACCOUNTS.into_iter().zip([2, 2, 2, 3, 2]) {
        let mut room = Room::default();
        let plan = import(&mut room, &fixture(name), name);
        assert_eq!(room.all::<Account>().count(), count, "{name}");
        assert_eq!(room.all::<Person>().count(), 0, "{name}");
        assert!(plan.rows.iter().all(|row| row.status == Status::Created), "{name}");
        let again = import(&mut room, &fixture(name), name);
        assert_eq!((again.summary.unchanged, again.summary.updated), (count, 0), "{name}");
    }
    let mut room = Room::default();
    let member = Draft::adding(
        Kind::Member,
        Id::named("test", "sam"),
        serde_json::Map::from_iter([("name".into(), json!("Sam Lead")), ("level".into(), json!("rep"))]),
    );
    commit(&mut room, member.unwrap()).unwrap();
    import(&mut room, &fixture("hubspot-companies.csv"), "a.csv");
    import(&mut room, &fixture("accounts-chinese.csv"), "b.csv");
    import(&mut room, &fixture("accounts.csv"), "c.csv");
    let of = |name: &str| room.all::<Account>().find(|account| account.name == name).unwrap();
    let field = |name: &str, field: &str| room.record(of(name).id).unwrap().value(field);
    assert_eq!(of("North Mill").owner.map(|id| room.name(id)).as_deref(), Some("Sam Lead"));
    assert_eq!(
        (field("North Mill", "industry"), field("North Mill", "country")),
        (json!("manufacturing"), json!("Sweden"))
    );
    assert_eq!(field("North Mill", "website"), json!("north.example"));
    assert_eq!(
        (field("江北水务", "industry"), field("江北水务", "headcount")),
        (json!("public_utilities"), json!(300))
    );
    assert_eq!((field("Delta Works", "headcount"), field("Gamma", "industry")), (json!(1200), json!("other")));
    // The people of these accounts sit at them.
    import(&mut room, &fixture("hubspot-contacts.csv"), "d.csv");
    assert_eq!(room.all::<Account>().filter(|account| account.name == "North Mill").count(), 1);
}

#[test]
fn columns_that_are_explained_may_be_those_of_accounts() {
    let mut room = Room::default();
    let map = vec![("Firma".to_owned(), "account".to_owned()), ("Ort".to_owned(), "city".to_owned())];
    let options = Options { map, ..Options::default() };
    take(&mut room, "Firma;Ort\nHafen AG;Kiel\n".as_bytes(), "firmen.csv", &options);
    let account = room.all::<Account>().next().unwrap();
    assert_eq!((account.name.as_str(), account.city.as_deref()), ("Hafen AG", Some("Kiel")));
    assert_eq!(room.all::<Person>().count(), 0);
}

/// Everybody by name: their fields, and the seats they have with the names of what those refer to.
fn people(room: &Room, sensitive: bool) -> BTreeMap<String, (Value, BTreeSet<String>)> {
    let selection = Selection { sensitive, ..Selection::default() };
    let called = |id: Id| room.get::<Account>(id).map_or_else(|| room.name(id), |account| account.name.clone());
    let fields = |id: Id, kind: Kind| -> serde_json::Map<String, Value> {
        let map = selection.fields(room, room.record(id).unwrap());
        let known = kind.open_fields().filter_map(|field| {
            let value = map.get(field.name)?.clone();
            Some((
                field.name.to_owned(),
                match value {
                    Value::String(text) if field.name != "notes" => {
                        text.parse().map_or_else(|_| json!(text), |id: Id| json!(called(id)))
                    }
                    Value::Array(lines) => {
                        let lines: BTreeSet<String> = lines.iter().map(warroom::model::value::plain).collect();
                        json!(lines)
                    }
                    other => other,
                },
            ))
        });
        known.collect()
    };
    let seats = |who: Id| {
        let held = room.linked::<Seat>(who).filter(|seat| seat.person == Some(who));
        held.map(|seat| Value::Object(fields(seat.id, Kind::Seat)).to_string()).collect()
    };
    room.all::<Person>()
        .map(|one| (one.id.to_string(), (Value::Object(fields(one.id, Kind::Person)), seats(one.id))))
        .collect()
}

/// The sample, with every field of a person and a seat that people fill set somewhere.
fn full() -> Room {
    let mut room = Room::default();
    import(&mut room, sample::render(now()).as_bytes(), "sample.ndjson");
    let account = room.all::<Account>().next().unwrap().id;
    let boss = room.linked::<Seat>(account).find(|seat| seat.person.is_some()).unwrap().id;
    let add = |room: &mut Room, kind: Kind, name: &str, fields: Value| {
        let id = Id::named("test", name);
        let fields = fields.as_object().unwrap().clone();
        commit(room, Draft::adding(kind, id, fields).unwrap()).unwrap();
        id
    };
    let full = json!({
        "name": "Aino Kivi", "honorific": "Dr.", "name_key": "aino kivi", "phones": ["+358 9 1", "+358 40 2", "3"],
        "emails": ["a@kivi.example", "b@kivi.example"], "messengers": ["qq:77", "wechat:aino_k", "whatsapp:+358 40 2"],
        "home_city": "Turku", "time_zone": "Europe/Helsinki", "birthday": "lunar:06-20-leap", "family": "two sons",
        "home_town": "Oulu", "university": "Aalto", "sports": "rowing", "food": "rye, fish", "pets": "a cat",
        "reading": "maps", "last_holiday": "Lapland", "next_holiday": "Crete", "goals_this_year": "sail",
        "ambitions": "=board", "likes": "tango; opera", "taboos": "-smoke", "notes": "First line,\nsecond \"line\"",
    });
    let aino = add(&mut room, Kind::Person, "aino", full);
    let seat = json!({
        "account": account, "person": aino, "title": "Head, of \"all\"", "department": "Dept", "business_unit": "North",
        "layer": "management", "function": "finance", "reports_to": boss, "buying_roles": ["approver", "technical_buyer", "coach"],
        "political_status": "inner_circle", "influence": 8, "support": "supporter", "mode": "growth", "from": "2020-01-02",
        "trust_professional": 3, "notes": "of the seat",
    });
    let first = add(&mut room, Kind::Seat, "seat", seat);
    // A second seat in the same house, a namesake who has somebody below, and somebody who sits nowhere.
    add(
        &mut room,
        Kind::Seat,
        "second",
        json!({"account": account, "person": aino, "title": "Works council", "reports_to": first}),
    );
    let twin = add(&mut room, Kind::Person, "twin", json!({"name": "Aino Kivi", "birthday": "1980-03-04"}));
    let above = add(&mut room, Kind::Seat, "twin seat", json!({"account": account, "person": twin, "title": "Clerk"}));
    let clerk = add(&mut room, Kind::Person, "clerk", json!({"name": "单于飞", "birthday": "1962-05-05"}));
    let below = json!({"account": account, "person": clerk, "title": "Director", "reports_to": above});
    add(&mut room, Kind::Seat, "below", below);
    let lost = add(&mut room, Kind::Person, "lost", json!({"name": "Lost Soul", "likes": "silence"}));
    let lost = json!({"account": account, "person": lost, "reports_to_text": "Somebody Else"});
    add(&mut room, Kind::Seat, "lost seat", lost);
    add(&mut room, Kind::Person, "loose", json!({"name": "Loose Cannon", "phones": ["1"]}));
    room
}

#[test]
fn a_plain_list_of_ours_makes_the_same_people_elsewhere() {
    let room = full();
    for profile in [Profile::Contacts, Profile::Chinese] {
        for sensitive in [false, true] {
            let text =
                write(&room, profile, &Selection { sensitive, ..Selection::default() }, now().date_naive()).unwrap();
            let mut fresh = Room::default();
            let plan = import(&mut fresh, text.as_bytes(), "list.csv");
            assert_eq!(plan.summary.failed + plan.summary.skipped, 0, "{profile:?}: {:#?}", plan.rows);
            let (mut here, mut there) = (people(&room, sensitive), people(&fresh, sensitive));
            // Somebody who reports to a post that nobody has reports to a name elsewhere.
            for (here, there) in here.values_mut().zip(there.values_mut()) {
                assert_eq!(here, there, "{profile:?}, {sensitive}");
            }
            assert_eq!(here.len(), there.len(), "{profile:?}");
            let again =
                write(&fresh, profile, &Selection { sensitive, ..Selection::default() }, now().date_naive()).unwrap();
            // How it was is told of the records of each store.
            let cells = |text: &str| {
                let (mut header, mut rows) = table(text, b',');
                assert_eq!(header.pop().as_deref(), Some("X-WARROOM-WAS"));
                for row in &mut rows {
                    row.pop();
                }
                (header, rows)
            };
            assert_eq!(cells(&again), cells(&text), "{profile:?}");
            let back = read(text.as_bytes(), "list.csv", &Options::default(), &room, now(), &mut |_, _| {}).unwrap();
            assert!(back.drafts().unwrap().is_empty(), "{profile:?}: {:#?}", back.drafts().unwrap());
        }
        let home = write(&room, profile, &Selection::default(), now().date_naive()).unwrap();
        for secret in ["rowing", "tango", "06-20", "silence", "农历", "Aalto"] {
            assert!(!home.contains(secret), "{profile:?}: {secret}");
        }
        assert!(home.contains("aino_k") && home.contains("Somebody Else") && home.contains("inner_circle"));
    }
}

#[test]
fn what_was_changed_here_goes_back_in_the_columns_of_the_file_and_nothing_else() {
    let mut room = Room::default();
    import(&mut room, &fixture("organogram.csv"), "organogram.csv");
    let of = |room: &Room, title: &str| {
        room.all::<Seat>().find(|seat| seat.title.as_deref() == Some(title)).unwrap().clone()
    };
    let before = table(&write(&room, Profile::Original, &all(), now().date_naive()).unwrap(), b',');
    let director = of(&room, "Director");
    let mut draft = Draft::setting(&room, director.id, "department", json!("Top")).unwrap();
    draft.changes.extend(
        Draft::setting(&room, director.id, "notes", json!("Runs the agency,\nfrom the north.\nRetires soon."))
            .unwrap()
            .changes,
    );
    draft
        .changes
        .extend(Draft::setting(&room, of(&room, "Deputy").id, "reports_to", json!(director.id)).unwrap().changes);
    commit(&mut room, draft).unwrap();
    let (header, after) = table(&write(&room, Profile::Original, &all(), now().date_naive()).unwrap(), b',');
    let changed: Vec<(&str, &str)> = before
        .1
        .iter()
        .zip(&after)
        .flat_map(|(before, after)| {
            let cells = header.iter().zip(before.iter().zip(after));
            cells
                .filter(|(_, (before, after))| before != after)
                .map(|(column, (_, after))| (column.as_str(), after.as_str()))
        })
        .collect();
    assert_eq!(changed, [("Unit", "Top"), ("Notes", "Retires soon."), ("Reports to Senior Post", "P1")]);
    let mut room = Room::default();
    import(&mut room, &fixture("generic.csv"), "generic.csv");
    let jonas = room.all::<Person>().find(|one| one.name.starts_with("Jonas")).unwrap().id;
    let phones = json!(["+46 70 6", "+46 99", "+46 98", "+46 97"]);
    let draft = Draft::setting(&room, jonas, "phones", phones).unwrap();
    commit(&mut room, draft).unwrap();
    let (_, rows) = table(&write(&room, Profile::Original, &all(), now().date_naive()).unwrap(), b';');
    let row = rows.iter().find(|row| row[0].starts_with("Jonas")).unwrap();
    let said: BTreeSet<&str> = row[3..6].iter().flat_map(|cell| cell.split("; ")).collect();
    assert_eq!(said, BTreeSet::from(["+46 70 6", "+46 99", "+46 98", "+46 97"]), "{row:?}");
}

#[test]
fn whoever_left_a_post_is_not_said_to_have_it() {
    let mut room = Room::default();
    import(&mut room, &fixture("organogram.csv"), "organogram.csv");
    let seat = room.all::<Seat>().find(|seat| seat.title.as_deref() == Some("Director")).unwrap().id;
    let draft = Draft::setting(&room, seat, "person", Value::Null).unwrap();
    commit(&mut room, draft).unwrap();
    let text = write(&room, Profile::Original, &all(), now().date_naive()).unwrap();
    assert!(!text.contains("Iris Vale"), "{text}");
}

#[test]
fn new_makes_the_whole_row_anew_and_leaves_what_is_here() {
    let list = |title: &str| format!("Name,Company,Title\nVera Lindholm,Nordkvist,{title}\nJonas Berg,Nordkvist,CIO\n");
    let options = Options { on_conflict: OnConflict::New, ..Options::default() };
    let mut room = Room::default();
    import(&mut room, list("CEO").as_bytes(), "list.csv");
    for title in ["Chair", "Owner"] {
        let plan = take(&mut room, list(title).as_bytes(), "list.csv", &options);
        assert_eq!((plan.summary.created, plan.summary.unchanged, plan.summary.updated), (1, 1, 0), "{title}");
        let again = take(&mut room, list(title).as_bytes(), "list.csv", &options);
        assert!(again.drafts().unwrap().is_empty(), "{title}: the same file brings nothing the second time");
    }
    let veras: Vec<&Person> = room.all::<Person>().filter(|one| one.name == "Vera Lindholm").collect();
    let titles: BTreeSet<Option<&str>> = veras
        .iter()
        .map(|vera| {
            let mut seats = room.linked::<Seat>(vera.id);
            let title = seats.next().unwrap().title.as_deref();
            assert!(seats.next().is_none(), "nobody has two seats");
            title
        })
        .collect();
    assert_eq!((veras.len(), titles), (3, BTreeSet::from([Some("CEO"), Some("Chair"), Some("Owner")])));
    assert_eq!(room.all::<Account>().count(), 1);
}

#[test]
fn journeys_of_somebody_who_is_not_here_are_not_taken_for_a_new_member() {
    let file = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:f\nSUMMARY:Flight LH 123 Berlin → Hamburg\nDTSTART:20261101T080000Z\nDTEND:20261101T090000Z\nEND:VEVENT\nEND:VCALENDAR\n".as_bytes();
    let options = Options { who: Some("Ana Prado".into()), author: "Ana Prado".into(), ..Options::default() };
    let mut room = Room::default();
    let plan = take(&mut room, file, "a.ics", &options);
    assert_eq!(plan.rows[0].code(), "member-made");
    assert_eq!(room.all::<Member>().count(), 1);
    let options = Options { who: Some("Ana Pardo".into()), ..options };
    let why = read(file, "a.ics", &options, &room, now(), &mut |_, _| {}).unwrap_err();
    assert_eq!(why.id, "problem-import-who");
    assert!(why.args.iter().any(|(_, value)| value.contains("Ana Prado")), "{why:?}");
}

#[test]
fn what_is_left_out_of_a_workbook_comes_back_sheet_by_sheet() {
    let bytes = std::fs::read(format!("{}/tests/fixtures/sheets-rejects.xlsx", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut room = Room::default();
    let plan = import(&mut room, &bytes, "book.xlsx");
    let all = rejects(&bytes, "book.xlsx", &Options::default(), &plan, |problem| problem.id.to_owned());
    assert_eq!(all.iter().map(|one| one.sheet.as_str()).collect::<Vec<_>>(), ["People", "Kunden"], "{:#?}", plan.rows);
    for one in all {
        let (header, rows) = table(&one.text, b',');
        assert!(rows.iter().all(|row| row.len() == header.len()), "{}", one.text);
        // Mended, it goes in.
        let mended = one.text.replacen("\n,", "\nMended,", 1);
        let plan = import(&mut room, mended.as_bytes(), "mended.csv");
        assert_eq!(plan.summary.created, 1, "{mended}: {:#?}", plan.rows);
    }
}

#[test]
fn what_explains_one_sheet_leaves_the_others_as_they_are_known_and_rejects_have_every_cell() {
    let bytes = std::fs::read(format!("{}/tests/fixtures/sheets-mapped.xlsx", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let names = |room: &Room| room.all::<Person>().map(|one| one.name.clone()).collect::<BTreeSet<_>>();
    let mut room = Room::default();
    let plan = import(&mut room, &bytes, "book.xlsx");
    assert_eq!(names(&room), BTreeSet::from(["Vera Lind".to_owned()]));
    let all = rejects(&bytes, "book.xlsx", &Options::default(), &plan, |problem| problem.id.to_owned());
    let (header, rows) = table(&all[0].text, b',');
    assert_eq!(header, ["Who", "Firm", "Boss", "ERROR"]);
    let otto = ["Otto Extra", "Y AG", "", "problem-import-sheet"].map(str::to_owned).to_vec();
    assert!(rows.contains(&otto), "{rows:?}");
    let pair = |(column, field): (&str, &str)| (column.to_owned(), field.to_owned());
    let map: Vec<_> = [("Who", "name"), ("Firm", "account"), ("Boss", "manager")].map(pair).into();
    let options = Options { map, ..Options::default() };
    for (bytes, name) in [(&bytes[..], "book.xlsx"), (all[0].text.as_bytes(), "mended.csv")] {
        let mut room = Room::default();
        let plan = take(&mut room, bytes, name, &options);
        assert!(plan.rows.iter().all(|row| row.problems.is_empty()), "{name}: {:#?}", plan.rows);
        assert!(names(&room).is_superset(&BTreeSet::from(["Otto Extra", "Ida Berg"].map(str::to_owned))), "{name}");
        assert_eq!(names(&room).contains("Vera Lind"), name == "book.xlsx");
        assert!(room.all::<Seat>().all(|seat| !seat.extra.contains_key("reports_to_text")), "{name}");
    }
}

#[test]
fn a_table_is_read_for_what_it_holds_whatever_it_is_called() {
    let csv = "Name,Company,Title\nVera,Nordkvist,CEO\n";
    for name in ["a.yaml", "a.yml", "a.json", "a.vcf", "a.ics", "a.xlsx", "a"] {
        let mut room = Room::default();
        import(&mut room, csv.as_bytes(), name);
        assert_eq!(room.all::<Person>().count(), 1, "{name}");
    }
    let org = r#"[{"name": "Vera", "company": "Nordkvist", "title": "CEO"}]"#;
    for name in ["a.json", "a.csv", "a.vcf"] {
        let mut room = Room::default();
        import(&mut room, org.as_bytes(), name);
        assert_eq!(room.all::<Person>().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Vera"], "{name}");
    }
}

#[test]
fn a_name_in_a_messenger_says_which() {
    let mut room = Room::default();
    import(&mut room, &fixture("chinese.csv"), "a.csv");
    let one = room.all::<Person>().find(|one| one.name == "周启明").unwrap();
    let names: BTreeSet<&str> = one.messengers.iter().map(|line| line.value.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["qq:10001", "wechat:qm_zhou"]));
}

#[test]
fn names_in_two_columns_and_days_in_every_form_are_read() {
    let mut room = Room::default();
    import(&mut room, &fixture("chinese-split.csv"), "a.csv");
    let names: BTreeSet<&str> = room.all::<Person>().map(|one| one.name.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["欧阳明", "李娜"]));
    let record = room.all::<Person>().find(|one| one.name == "欧阳明").map(|one| room.record(one.id).unwrap()).unwrap();
    assert!(matches!(record, Record::Person(_)));
    assert_eq!(record.value("birthday"), json!("1975-03-08"));
    assert_eq!(record.value("notes"), json!("喜欢\n象棋"));
}

#[test]
fn footers_totals_and_rows_that_come_twice_are_nobody() {
    let list = "Name,Company,Title,Email\nVera,Nord,CEO,v@n.example\nVera ,NORD, CEO ,V@n.example\nVera,Nord,CEO,other@n.example\n\
                合计,3人,,\n-,Nord,,\n\"Confidential Information - Do Not Distribute\"\n\"Copyright © somebody, inc.\"\n";
    let mut room = Room::default();
    let plan = import(&mut room, list.as_bytes(), "report.csv");
    let told: Vec<&str> =
        plan.rows.iter().map(|row| if row.is_left_out() { row.code() } else { row.status.code() }).collect();
    assert_eq!(told, ["created", "twice", "created", "total", "no-name", "short", "short"], "{:#?}", plan.rows);
    assert_eq!((room.all::<Person>().count(), room.all::<Account>().count()), (2, 1));
}

#[test]
fn somebody_in_two_rows_of_a_company_has_two_seats_there() {
    let list = "Name,Company,Title,Email\nVera,Nord,CEO,v@n.example\nVera,Nord,Head of the board,v@n.example\n";
    let mut room = Room::default();
    for again in [false, true] {
        let plan = import(&mut room, list.as_bytes(), "list.csv");
        assert_eq!(plan.batches.is_empty(), again, "{:#?}", plan.rows);
        let mut titles: Vec<&str> = room.all::<Seat>().filter_map(|seat| seat.title.as_deref()).collect();
        titles.sort_unstable();
        assert_eq!((room.all::<Person>().count(), titles), (1, vec!["CEO", "Head of the board"]));
    }
    let back = write(&room, Profile::Original, &all(), now().date_naive()).unwrap();
    assert_eq!(table(&back, b','), table(list, b','));
}

#[test]
fn a_cell_that_says_error_is_no_column_of_ours() {
    let list = "Name,Company,Status\nVera,Nord,ERROR\nJonas,Nord,fine\n";
    let mut room = Room::default();
    import(&mut room, list.as_bytes(), "list.csv");
    let back = write(&room, Profile::Original, &all(), now().date_naive()).unwrap();
    assert_eq!(table(&back, b','), table(list, b','));
}

#[test]
fn a_list_is_cut_where_most_of_its_lines_are() {
    for list in [
        "Name|Company|Title\nVera|Nord|CEO\n",
        "Name;Company;Title;Notes\nVera;Nord;CEO;likes a, b, c, d, e, f\n",
        "Name;Company;Title;Notes\nVera;Nord;CEO;\"a, b\nc, d, e, f, g\"\n",
        "\u{feff}sep=;\nName;Company;Title\nVera;Nord;CEO\n",
        "Name,Company,Title,Notes\nVera,Nord,CEO,\"a; b; c; d; e; f\"\n",
    ] {
        let mut room = Room::default();
        import(&mut room, list.as_bytes(), "list.csv");
        let seat = room.all::<Seat>().next().unwrap_or_else(|| panic!("{list}"));
        assert_eq!((seat.title.as_deref(), room.name(seat.account).as_str()), (Some("CEO"), "Nord"), "{list}");
    }
}

#[test]
fn a_contact_whose_account_was_missing_gets_a_seat_from_our_own_list_once_it_is_here() {
    let mut room = Room::default();
    import(&mut room, &fixture("salesforce-contacts.csv"), "contacts.csv");
    assert_eq!(room.all::<Seat>().count(), 0);
    let ann = room.all::<Person>().find(|one| one.name == "Ann Marie Reed").unwrap().id;
    let draft = Draft::setting(&room, ann, "home_city", json!("Bowmore")).unwrap();
    commit(&mut room, draft).unwrap();
    let list = write(&room, Profile::Original, &all(), now().date_naive()).unwrap();
    import(&mut room, &fixture("salesforce-accounts.csv"), "accounts.csv");
    import(&mut room, list.as_bytes(), "list.csv");
    let seat = room.linked::<Seat>(ann).find(|seat| seat.person == Some(ann)).unwrap();
    assert_eq!(seat.title.as_deref(), Some("CEO"));
    assert_eq!(room.get::<Person>(ann).unwrap().home_city.as_deref(), Some("Bowmore"));
    let again = import(&mut room, list.as_bytes(), "list.csv");
    assert_eq!((again.summary.created, again.summary.updated), (0, 0), "{:#?}", again.rows);
}

#[test]
fn lists_in_german_and_japanese_are_read_and_go_back_as_they_came() {
    let german = "Anrede;Vorname;Nachname;Firma;Abteilung;Position;Ort geschäftlich;Telefon geschäftlich;Mobiltelefon;\
                  E-Mail-Adresse;E-Mail 2: Adresse;Geburtstag;Name des/der Vorgesetzten;Notizen\n\
                  Frau;Ida;Groß;Hafen AG;Leitung;Geschäftsführerin;Kiel;0431 9;0170 1;ida@h.example;a@h.example;3.4.1970;;\n\
                  Herr;Jan;Klein;Hafen AG;Einkauf;Einkäufer;Kiel;0431 8;;jan@h.example;;;Ida Groß;mag Tee\n";
    let japanese = "姓,名,会社名,部署,役職,会社電話,携帯電話,電子メール アドレス,誕生日,上司,メモ\n\
                    山田,太郎,東都電機,営業部,部長,03-2,090-1,t@t.example,1970/04/03,,\n\
                    佐藤,花子,東都電機,営業部,係長,03-1,,h@t.example,,山田太郎,犬\n";
    for (text, separator, [boss, clerk], title) in [
        (german, b';', ["Ida Groß", "Jan Klein"], "Geschäftsführerin"),
        (japanese, b',', ["山田太郎", "佐藤花子"], "部長"),
    ] {
        let mut room = Room::default();
        let plan = import(&mut room, text.as_bytes(), "list.csv");
        assert!(
            plan.rows.iter().all(|row| row.status == Status::Created && row.problems.is_empty()),
            "{:#?}",
            plan.rows
        );
        let seat = |who: &str| room.all::<Seat>().find(|seat| room.name(seat.id) == who).unwrap();
        assert_eq!((seat(clerk).reports_to, seat(boss).title.as_deref()), (Some(seat(boss).id), Some(title)));
        let person = room.get::<Person>(seat(boss).person.unwrap()).unwrap();
        assert_eq!(person.birthday.map(|day| day.to_string()).as_deref(), Some("1970-04-03"));
        // In the order of the file.
        let phones: Vec<&str> = person.phones.iter().map(|line| line.value.as_str()).collect();
        assert_eq!(phones, if separator == b';' { ["0431 9", "0170 1"] } else { ["03-2", "090-1"] });
        let back = write(&room, Profile::Original, &all(), now().date_naive()).unwrap();
        assert_eq!(table(&back, separator), table(text, separator));
    }
}

#[test]
fn lists_of_dynamics_in_other_languages_and_columns_of_one_meaning_go_back_as_they_came() {
    let text = "(请勿修改) 联系人,(请勿修改) 行校验和,(请勿修改) 修改时间,全名,职务,公司名称,客户,移动电话,电子邮件\n\
                3f2504e0-4f89-11d3-9a0c-0305e82c3301,aBc==,2026-10-01,张伟,主任,海川重工,K-17,139 1,z@h.example\n\
                3f2504e0-4f89-11d3-9a0c-0305e82c3302,aBd==,2026-10-01,张伟,处长,海川重工,,139 2,w@h.example\n";
    let mut room = Room::default();
    let plan = import(&mut room, text.as_bytes(), "list.csv");
    assert!(plan.rows.iter().all(|row| row.ext_id.starts_with("3f2504e0")), "{:#?}", plan.rows);
    let back = write(&room, Profile::Original, &all(), now().date_naive()).unwrap();
    assert_eq!(table(&back, b','), table(text, b','));
    // Known by their number, whatever else has changed.
    let again = import(&mut room, text.replace("张伟,主任", "张大伟,主任").as_bytes(), "list.csv");
    assert_eq!((again.summary.updated, room.all::<Person>().count()), (1, 2));
}

#[test]
fn what_is_nobodys_secret_goes_back_as_it_was_without_what_is() {
    for (name, args, text) in [
        (
            "hub.csv",
            &[][..],
            "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Company Name\n\
             771,Ann,Lee,a@x.com,,+44 20 7946 0991,Acme\n",
        ),
        (
            "own.csv",
            &["--map", "Who=name", "--map", "Firm=account"],
            "Who,Firm,Boss\nBob Ray,Acme,\nAnn Lee,Acme,Bob Ray\n",
        ),
        ("first.csv", &[], "First Name,Last Name,E-mail Address,Company\nBob,,bob@x.com,Acme\n"),
        ("two.csv", &[], "姓名,公司,手机\n王强,一厂,13800000001\n李娜,二厂,13800000002\n"),
    ] {
        let program = Program::new();
        let file = program.file(name, text);
        let import = [&["import", file.to_str().unwrap()], args].concat();
        program.run(&import);
        let out = |more: &[&str]| program.ok(&[&["export", "--format", "csv", "--profile", "original"], more].concat());
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines[1..].sort();
            lines
        };
        if name == "own.csv" {
            assert!(sorted(&out(&[]))[0].starts_with("Who,Firm"), "{}", out(&[]));
        } else {
            assert_eq!(sorted(&out(&[])), sorted(text), "{name}");
        }
        let back = program.file("back.csv", &out(&[]));
        let said = program.run(&[&["import", back.to_str().unwrap()], args].concat());
        assert!(said.out.starts_with("0 added, 0 updated"), "{name}: {said:?}");
        if name == "two.csv" {
            let one = out(&["--account", "二厂"]);
            assert!(one.starts_with("姓名,公司,手机\n李娜,二厂"), "{one}");
        }
    }
}

#[test]
fn rows_that_come_back_unmended_say_once_what_is_wrong() {
    let program = Program::new();
    let file = program.file("a.csv", "Name,Company,Birthday\n,Acme,1970-01-02\n");
    let [first, second] = ["one.csv", "two.csv"].map(|name| file.with_file_name(name));
    program.run(&["import", file.to_str().unwrap(), "--rejects", first.to_str().unwrap()]);
    program.run(&["import", first.to_str().unwrap(), "--rejects", second.to_str().unwrap()]);
    let [first, second] = [first, second].map(|path| std::fs::read_to_string(path).unwrap());
    assert!(first.starts_with("Name,Company,Birthday,ERROR\n,Acme,"), "{first}");
    assert_eq!(first, second);
    let wrong = program.run(&["export", "account", "--format", "csv", "--profile", "google"]);
    assert!(wrong.status == 2 && wrong.err.contains("--profile original"), "{wrong:?}");
    assert_eq!(program.run(&["import", file.to_str().unwrap(), "--format", "foo"]).status, 2);
}
