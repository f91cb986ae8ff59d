//! Real files in, our own file out: what each import brings, what it reports, that the second one changes nothing, and
//! that an export read into an empty room is written again byte for byte.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where anything is wrong")]

use crate::common;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use warroom::clock::Clock;
use warroom::edit::{Draft, Room};
use warroom::exchange::{Options, Plan, Row, Selection, Status, Summary, ndjson, read, rejects, sample, sheet};
use warroom::model::choice::Layer;
use warroom::model::{Account, Id, Kind, Person, Problem, Record, Seat};
use warroom::store::Book;
use warroom::text::{Lang, Text};

use self::common::records::{commit, now};

fn plan(room: &Room, bytes: &[u8], name: &str, options: &Options) -> Plan {
    read(bytes, name, options, room, now(), &mut |_, _| {}).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

/// Imports, and holds every import to its promises: drafts the guards accept, and nothing left to do afterwards.
fn import_with(room: &mut Room, bytes: &[u8], name: &str, options: &Options) -> Plan {
    let first = plan(room, bytes, name, options);
    for draft in first.drafts().unwrap() {
        commit(room, draft).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    }
    let second = plan(room, bytes, name, options);
    assert!(second.drafts().unwrap().is_empty(), "{name}: {:#?}", second.drafts().unwrap());
    let Summary { created, updated, skipped, failed, .. } = second.summary;
    assert_eq!((created, updated), (0, 0), "{name}");
    assert_eq!((skipped, failed), (first.summary.skipped, first.summary.failed), "{name}");
    assert_eq!(reports(&second), reports(&first), "{name}: the same file has the same faults");
    first
}

fn import(room: &mut Room, bytes: &[u8], name: &str) -> Plan {
    import_with(room, bytes, name, &Options::default())
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A file of the shared data, where that folder lies beside the project.
fn shared(name: &str) -> Option<Vec<u8>> {
    common::shared(name).map(|path| std::fs::read(path).unwrap())
}

/// `(line, code)` of everything reported.
fn reports(plan: &Plan) -> Vec<(u64, &'static str)> {
    let told = |row: &Row| {
        let one = |problem: &Problem| Row { problems: vec![problem.clone()], ..Row::default() }.code();
        row.problems.iter().map(|problem| (row.line, one(problem))).collect::<Vec<_>>()
    };
    plan.rows.iter().flat_map(told).collect()
}

fn summary(created: usize, skipped: usize, failed: usize) -> Summary {
    Summary { created, skipped, failed, ..Summary::default() }
}

fn count(room: &Room, kind: Kind) -> usize {
    room.ids(kind).count()
}

fn seat<'a>(room: &'a Room, name: &str) -> &'a Seat {
    let mut found = room.all::<Seat>().filter(|seat| room.name(seat.id) == name);
    let seat = found.next().unwrap_or_else(|| panic!("no {name}"));
    assert!(found.next().is_none(), "two of {name}");
    seat
}

/// The name of somebody's manager.
fn manager(room: &Room, name: &str) -> Option<String> {
    seat(room, name).reports_to.map(|id| room.name(id))
}

fn person<'a>(room: &'a Room, name: &str) -> &'a Person {
    room.all::<Person>().find(|person| person.name == name).unwrap_or_else(|| panic!("no {name}"))
}

fn export(room: &Room, sensitive: bool) -> String {
    let selection = Selection { sensitive, ..Selection::default() };
    ndjson::lines(room, &selection).map(|line| line + "\n").collect()
}

fn round_trip(room: &Room) {
    for sensitive in [true, false] {
        let text = export(room, sensitive);
        let mut copy = Room::default();
        let plan = import(&mut copy, text.as_bytes(), "all.ndjson");
        assert_eq!(reports(&plan), []);
        assert_eq!(plan.summary.created, text.lines().count());
        assert_eq!(export(&copy, sensitive), text);
        let mut sorted: Vec<&str> = text.lines().collect();
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(text.lines()), "an export is in the order of `sort`");
    }
}

mod files {
    use super::*;

    #[test]
    fn salesforce_accounts_and_contacts() {
        let mut room = Room::default();
        let accounts = import(&mut room, &fixture("accounts-salesforce.csv"), "Account.csv");
        assert_eq!(accounts.summary, summary(3, 1, 1));
        let told = [(2, "industry-other"), (5, "deleted-there"), (6, "no-name"), (7, "not-a-number")];
        assert_eq!(reports(&accounts), told);
        let gazette = room.all::<Account>().find(|one| one.name == "Harbour Gazette").unwrap();
        assert_eq!(gazette.addresses[0].value, "1 Quay Road, Second Floor, Port Ellen, IL, 60601, United States");
        assert_eq!((gazette.headcount, gazette.phone.as_deref()), (Some(120), Some("+1 555 0100")));
        assert_eq!(gazette.extra["salesforce.PhotoUrl"], "/photo/1", "what no field holds is kept");
        let radio = room.all::<Account>().find(|one| one.name == "Harbour Radio").unwrap();
        assert_eq!(radio.parent.map(|id| room.name(id)).as_deref(), Some("Harbour Holdings"), "15 letters are 18");

        let contacts = import(&mut room, &fixture("contacts-salesforce.csv"), "Contact.csv");
        assert_eq!(contacts.summary, summary(6, 1, 0));
        let told = [
            (4, "manager-unknown"),
            (5, "no-account"),
            (6, "account-unknown"),
            (7, "deleted-there"),
            (8, "manager-unknown"),
        ];
        assert_eq!(reports(&contacts), told);
        assert_eq!(count(&room, Kind::Seat), 4, "those without an account have no seat");
        assert_eq!(manager(&room, "Ben Stone").as_deref(), Some("Ann Reed"));
        assert_eq!(seat(&room, "Cat Ivory").reports_to_text.as_deref(), Some("003A00000000zzzAAA"));
        assert_eq!(seat(&room, "Ann Reed").layer.map(Layer::code), Some("decision"));
        let guessed = Record::from(seat(&room, "Ann Reed").clone());
        assert_eq!(guessed.basis("layer", "confidence"), Some("assumed"));
        assert_eq!(seat(&room, "Cat Ivory").layer, None, "a title that says nothing leaves the seat unplaced");
        assert_eq!(person(&room, "Ann Reed").phones.len(), 2);

        // The accounts came later: the contacts find their seats the next time.
        let mut late = Room::default();
        assert_eq!(import(&mut late, &fixture("contacts-salesforce.csv"), "c.csv").summary, summary(6, 1, 0));
        assert_eq!(count(&late, Kind::Seat), 0);
        import(&mut late, &fixture("accounts-salesforce.csv"), "a.csv");
        assert_eq!(import(&mut late, &fixture("contacts-salesforce.csv"), "c.csv").summary.updated, 4);
        assert_eq!(manager(&late, "Ben Stone").as_deref(), Some("Ann Reed"));
        round_trip(&room);
    }

    #[test]
    fn chinese_contacts() {
        let mut room = Room::default();
        let plan = import(&mut room, &fixture("contacts-chinese.csv"), "通讯录.csv");
        assert_eq!(plan.summary, summary(6, 0, 1));
        let said =
            [(3, "role-noted"), (4, "no-such-day"), (5, "manager-unknown"), (6, "no-name"), (9, "unknown-choice")];
        assert_eq!(reports(&plan), said);
        assert_eq!((count(&room, Kind::Account), count(&room, Kind::Seat)), (2, 6));
        let chief = person(&room, "周启明");
        assert_eq!(chief.birthday.map(|day| day.to_string()).as_deref(), Some("lunar:06-01-leap"));
        assert_eq!((chief.home_town.as_deref(), chief.likes.as_deref()), (Some("浙江宁波"), Some("书法,登山")));
        assert_eq!(chief.messengers[0].value, "wechat:qm_zhou");
        assert_eq!(chief.extra["contacts.车牌"], "沪A00001");
        assert_eq!(manager(&room, "解小东").as_deref(), Some("何静"), "a manager is looked for in the same company");
        assert_eq!(person(&room, "解小东").birthday, None, "the row goes in without the day that cannot be");
        assert_eq!(seat(&room, "郑和").reports_to_text.as_deref(), Some("没有这个人"));
        let hidden = room.all::<Seat>().filter(|one| room.name(one.id) == "何静").collect::<Vec<_>>();
        assert_eq!(hidden.len(), 2, "the same name in two companies is two people");
        assert_ne!(hidden[0].person, hidden[1].person);
        let editor = hidden.into_iter().find(|one| one.department.as_deref() == Some("编辑部")).unwrap();
        let (roles, notes) = (Record::from(editor.clone()).value("buying_roles"), editor.notes.as_deref());
        assert_eq!((roles, notes), (json!(["user_buyer"]), Some("内部顾问")), "words that are not clear become a note");
        assert_eq!(room.get::<Person>(editor.person.unwrap()).unwrap().phones.len(), 2);
        round_trip(&room);
    }

    #[test]
    fn organogram() {
        let mut room = Room::default();
        let plan = import(&mut room, &fixture("organogram.csv"), "posts.csv");
        assert_eq!(plan.summary, summary(11, 0, 0));
        let told = [
            (7, "manager-unknown"),
            (8, "own-manager"),
            (11, "ring"),
            (12, "post-unnumbered"),
            (13, "post-eliminated"),
        ];
        assert_eq!(reports(&plan), told, "lines are lines of the file, cells over two lines counted");
        assert_eq!((count(&room, Kind::Seat), count(&room, Kind::Person)), (11, 8));
        assert_eq!(manager(&room, "Jo Kite"), manager(&room, "Kim Lark"), "a job share is two seats");
        assert_eq!(seat(&room, "Head of Machines").person, None);
        assert_eq!(manager(&room, "Head of Machines").as_deref(), Some("Jo Kite"));
        assert_eq!(seat(&room, "Adviser").reports_to_text.as_deref(), Some("P99"));
        assert_eq!((manager(&room, "Lou Moth"), manager(&room, "Oz Pine")), (None, None));
        assert_eq!(manager(&room, "Nell Oak").as_deref(), Some("Mo Nest"));
        assert_eq!(person(&room, "Jo Kite").phones, [], "what is not disclosed is no number");
        round_trip(&room);
    }

    #[test]
    fn columns_that_the_user_explains() {
        let text = "Wer,Firma,Chef,Rolle\nIda,Hafen AG,,CEO\nJan,Hafen AG,Ida,clerk\n";
        let mut room = Room::default();
        let refused = read(text.as_bytes(), "x.csv", &Options::default(), &room, now(), &mut |_, _| {}).unwrap_err();
        assert_eq!(refused.id, "problem-import-unknown-table");
        let pair = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
        let map =
            |pairs: &[(&str, &str)]| Options { map: pairs.iter().copied().map(pair).collect(), ..Options::default() };
        let options = map(&[("Wer", "name"), ("Firma", "account"), ("Chef", "manager"), ("Rolle", "title")]);
        let plan = import_with(&mut room, text.as_bytes(), "x.csv", &options);
        assert_eq!(plan.summary, summary(2, 0, 0));
        assert_eq!(manager(&room, "Jan").as_deref(), Some("Ida"));
        let wrong =
            |options: &Options| read(text.as_bytes(), "x.csv", options, &room, now(), &mut |_, _| {}).unwrap_err().id;
        assert_eq!(wrong(&map(&[("Wer", "nose"), ("Firma", "account")])), "problem-import-no-target");
        assert_eq!(wrong(&map(&[("Wer", "name"), ("Fabrik", "account")])), "problem-import-no-column");
    }

    #[test]
    fn an_account_for_rows_that_name_none() {
        let mut room = Room::default();
        let text = "Title,Name\nManager,Ann\n";
        let options = Options { account: Some("Hafen AG".into()), ..Options::default() };
        import_with(&mut room, text.as_bytes(), "x.csv", &options);
        assert_eq!(room.name(seat(&room, "Ann").account), "Hafen AG");
    }

    #[test]
    fn the_bundled_sample_round_trips() {
        let mut room = Room::default();
        let text = sample::render(now());
        let plan = import(&mut room, text.as_bytes(), "sample.ndjson");
        assert_eq!(reports(&plan), []);
        round_trip(&room);
    }
}

mod real {
    use super::*;

    fn ours(name: &str) -> Option<Vec<u8>> {
        Some(fixture(&format!("tables/{name}")))
    }

    #[test]
    fn salesforce() {
        let ours = (ours("salesforce-accounts.csv"), ours("salesforce-contacts.csv"), [2, 3, 2, 1, 2]);
        let theirs = (shared("salesforce/Account.csv"), shared("salesforce/Contact.csv"), [83, 133, 133, 30, 133]);
        for (accounts, contacts, [houses, people, seats, managed, placed]) in [ours, theirs] {
            let Some((accounts, contacts)) = accounts.zip(contacts) else { continue };
            let mut room = Room::default();
            assert_eq!(import(&mut room, &accounts, "Account.csv").summary, summary(houses, 0, 0));
            let plan = import(&mut room, &contacts, "Contact.csv");
            assert_eq!(plan.summary, summary(people, 0, 0));
            // Who sits nowhere is said to.
            assert_eq!(reports(&plan).len(), people - seats);
            let found = room.all::<Seat>().filter(|seat| seat.reports_to.is_some()).count();
            assert_eq!((found, count(&room, Kind::Seat), count(&room, Kind::Account)), (managed, seats, houses));
            let found = room.all::<Seat>().filter(|seat| seat.layer.is_some()).count();
            assert_eq!(found, placed, "every title in the file is a clear one");
            round_trip(&room);
        }
    }

    #[test]
    fn chinese_in_three_encodings() {
        let text = String::from_utf8(ours("chinese-flawed.csv").unwrap()).unwrap();
        let gbk = encoding_rs::GBK.encode(&text).0.into_owned();
        let ours = [text.clone().into_bytes(), format!("\u{feff}{text}").into_bytes(), gbk];
        let theirs = ["utf8", "utf8-bom", "gbk"].map(|name| shared(&format!("chinese/contacts-{name}.csv")));
        let theirs: Option<Vec<Vec<u8>>> = theirs.into_iter().collect();
        for files in [Some(ours.to_vec()), theirs].into_iter().flatten() {
            let mut exports = Vec::new();
            for bytes in files {
                let mut room = Room::default();
                let plan = import(&mut room, &bytes, "list.csv");
                assert_eq!(plan.summary, summary(12, 0, 1));
                assert_eq!(reports(&plan), [(12, "manager-unknown"), (13, "no-name"), (14, "no-such-day")]);
                let managed = room.all::<Seat>().filter(|seat| seat.reports_to.is_some()).count();
                assert_eq!((managed, count(&room, Kind::Account), count(&room, Kind::Seat)), (9, 2, 12));
                assert_eq!(manager(&room, "欧阳明").as_deref(), Some("王强"));
                let layers = room.all::<Seat>().fold(BTreeMap::new(), |mut layers: BTreeMap<_, usize>, seat| {
                    *layers.entry(seat.layer.map(Layer::code)).or_default() += 1;
                    layers
                });
                let wanted = [("decision", 2), ("management", 4), ("operations", 5), ("peripheral", 1)];
                assert_eq!(layers, wanted.map(|(layer, count)| (Some(layer), count)).into_iter().collect());
                round_trip(&room);
                // How its lines end is each file's own.
                exports.push(export(&room, true).replace(r#""contacts.=form":",\r\n","#, ""));
            }
            assert!(exports.iter().all(|text| *text == exports[0]), "three encodings, one content");
        }
    }

    #[test]
    fn organogram() {
        let flaws = [(8, "manager-unknown"), (9, "own-manager"), (11, "ring")];
        for bytes in [ours("organogram-flawed.csv"), shared("organogram/small.csv")].into_iter().flatten() {
            let mut room = Room::default();
            let plan = import(&mut room, &bytes, "small.csv");
            assert_eq!(plan.summary, summary(9, 0, 0));
            assert_eq!(reports(&plan), flaws);
            assert_eq!((count(&room, Kind::Seat), count(&room, Kind::Person)), (9, 6));
            assert_eq!(room.all::<Seat>().filter(|seat| seat.reports_to.is_some()).count(), 5);
            round_trip(&room);
        }
    }

    #[test]
    fn other_address_books_go_in_as_contacts() {
        let books = [
            (ours("google-old.csv"), 2, 0),
            (ours("linkedin.csv"), 3, 0),
            (shared("google/google_contacts.csv"), 3, 0),
            (shared("linkedin/Connections.csv"), 10, 0),
        ];
        for (bytes, created, failed) in books {
            let Some(bytes) = bytes else { continue };
            let mut room = Room::default();
            assert_eq!(import(&mut room, &bytes, "book.csv").summary, summary(created, 0, failed));
        }
    }
}

mod again {
    use super::*;

    fn set(room: &mut Room, id: Id, field: &str, value: Value) {
        let draft = Draft::setting(room, id, field, value).unwrap();
        commit(room, draft).unwrap();
    }

    #[test]
    fn an_import_does_not_take_back_what_people_edited() {
        let mut room = Room::default();
        let text = String::from_utf8(fixture("contacts-chinese.csv")).unwrap();
        import(&mut room, text.as_bytes(), "c.csv");
        let (seat_id, chief) = (seat(&room, "郑和").id, seat(&room, "周启明").id);
        set(&mut room, seat_id, "title", json!("印务主管"));
        set(&mut room, seat_id, "reports_to", json!(chief));
        let changed = text.replace("海港日报社,印务部,主管", "海港日报社,印务中心,主管");
        let plan = import(&mut room, changed.as_bytes(), "c.csv");
        assert_eq!(plan.summary.updated, 1);
        let seat = seat(&room, "郑和");
        assert_eq!((seat.title.as_deref(), seat.department.as_deref()), (Some("印务主管"), Some("印务中心")));
        assert_eq!(seat.reports_to, Some(chief));
    }

    #[test]
    fn a_manager_who_comes_later_is_found_then() {
        let mut room = Room::default();
        import(&mut room, "姓名,公司,上级\n甲,某局,乙\n".as_bytes(), "c.csv");
        assert_eq!(manager(&room, "甲"), None);
        import(&mut room, "姓名,公司,上级\n甲,某局,乙\n乙,某局,\n".as_bytes(), "c.csv");
        assert_eq!(manager(&room, "甲").as_deref(), Some("乙"));
        assert_eq!(seat(&room, "甲").reports_to_text, None);
    }

    #[test]
    fn a_ring_with_what_is_here_is_refused_every_time() {
        let mut room = Room::default();
        import(&mut room, "姓名,公司,上级\n甲,某局,\n乙,某局,甲\n".as_bytes(), "c.csv");
        let plan = import(&mut room, "姓名,公司,上级\n甲,某局,乙\n".as_bytes(), "d.csv");
        assert_eq!(reports(&plan), [(2, "reporting-cycle")]);
        assert_eq!(manager(&room, "甲"), None);
    }

    #[test]
    fn a_ring_within_a_file_takes_no_manager_away_that_is_here() {
        let mut room = Room::default();
        import(&mut room, "姓名,公司,上级\n甲,某局,丙\n乙,某局,丙\n丙,某局,\n".as_bytes(), "c.csv");
        import(&mut room, "姓名,公司,上级\n甲,某局,乙\n乙,某局,甲\n丙,某局,\n".as_bytes(), "c.csv");
        assert_eq!((manager(&room, "甲").as_deref(), manager(&room, "乙").as_deref()), (Some("乙"), Some("丙")));
    }

    #[test]
    fn what_was_deleted_stays_away_when_it_is_imported_again() {
        let mut room = Room::default();
        let file = fixture("organogram.csv");
        import(&mut room, &file, "o.csv");
        let account = room.all::<Account>().next().unwrap().id;
        let draft = Draft::deleting(&room, account).unwrap();
        commit(&mut room, draft).unwrap();
        let before = export(&room, true);
        let plan = import(&mut room, &file, "o.csv");
        assert_eq!(export(&room, true), before);
        assert!(plan.rows.iter().any(|row| row.code() == "deleted-here"));
    }

    #[test]
    fn somebody_who_is_here_already_is_not_made_twice() {
        let mut room = Room::default();
        let made = r#"{"kind":"account","id":"01900000-0000-7000-8000-000000000001","name":"某某集团公司","short_name":"某局"}
{"kind":"person","id":"01900000-0000-7000-8000-000000000002","name":"甲"}
{"kind":"seat","id":"01900000-0000-7000-8000-000000000003","account":"01900000-0000-7000-8000-000000000001","person":"01900000-0000-7000-8000-000000000002"}"#;
        import(&mut room, made.as_bytes(), "made.ndjson");
        let plan = import(&mut room, "姓名,公司,职务\n甲,某局,处长\n".as_bytes(), "c.csv");
        assert_eq!((plan.summary.updated, count(&room, Kind::Person), count(&room, Kind::Account)), (1, 1, 1));
        assert_eq!(seat(&room, "甲").title.as_deref(), Some("处长"));
    }
}

mod own {
    use super::*;

    const A: &str = "01900000-0000-7000-8000-00000000000a";

    #[test]
    fn lines_come_in_any_order_and_bad_ones_are_left_out() {
        let text = format!(
            "{}\n\nnot json\n{}\n{}\n{}\n{}\n{}\n",
            r#"{"kind":"seat","id":"01900000-0000-7000-8000-000000000001","account":"01900000-0000-7000-8000-00000000000a","reports_to":"01900000-0000-7000-8000-000000000002","title":"x"}"#,
            r#"{"kind":"seat","id":"01900000-0000-7000-8000-000000000002","account":"01900000-0000-7000-8000-00000000000a","person":"01900000-0000-7000-8000-0000000000ff","layer":"decision"}"#,
            r#"{"kind":"seat","id":"01900000-0000-7000-8000-000000000003","account":"01900000-0000-7000-8000-0000000000ee"}"#,
            r#"{"kind":"seat","id":"01900000-0000-7000-8000-000000000004","account":"01900000-0000-7000-8000-00000000000a","layer":"basement"}"#,
            r#"{"kind":"wizard","id":"01900000-0000-7000-8000-000000000005"}"#,
            format_args!(r#"{{"kind":"account","id":"{A}","name":"A","shoe_size":44,"created_at":"2020-01-01"}}"#),
        );
        let mut room = Room::default();
        let plan = import(&mut room, text.as_bytes(), "x.ndjson");
        let told = [(3, "not-json"), (4, "dangling"), (5, "dangling"), (6, "unknown-choice"), (7, "unknown-kind")];
        assert_eq!(reports(&plan), told);
        assert_eq!(plan.summary, summary(3, 0, 4));
        assert_eq!(room.name(seat(&room, "x").account), "A");
        assert!(seat(&room, "x").reports_to.is_some());
        let account = room.get::<Account>(A.parse().unwrap()).unwrap();
        assert_eq!(
            (&account.extra["shoe_size"], account.created_at.unwrap().to_string().as_str()),
            (&json!(44), "2020-01-01")
        );
        let row = plan.rows[3].json("x.ndjson", |problem| Text::new(Lang::En).problem(problem));
        assert_eq!((&row["line"], &row["status"], &row["code"]), (&json!(5), &json!("failed"), &json!("dangling")));
    }

    #[test]
    fn a_field_in_a_line_is_set_and_the_others_stay() {
        let mut room = Room::default();
        import(&mut room, format!(r#"{{"kind":"account","id":"{A}","name":"A","city":"Bonn"}}"#).as_bytes(), "-");
        let plan = import(&mut room, format!(r#"{{"kind":"account","id":"{A}","city":"Köln"}}"#).as_bytes(), "-");
        let account = room.get::<Account>(A.parse().unwrap()).unwrap();
        assert_eq!(
            (account.name.as_str(), account.city.as_deref(), plan.rows[0].status),
            ("A", Some("Köln"), Status::Updated)
        );
    }

    #[test]
    fn what_is_personal_stays_home_unless_asked_for() {
        let mut room = Room::default();
        import(&mut room, &fixture("contacts-chinese.csv"), "c.csv");
        let (open, full) = (export(&room, false), export(&room, true));
        assert!(full.contains("浙江宁波") && full.contains("lunar:06-01-leap") && full.contains("沪A00001"));
        for secret in ["浙江宁波", "lunar:06-01-leap", "农历闰六月初一", "书法", "沪A00001"] {
            assert!(!open.contains(secret), "{secret}");
        }
        assert!(Selection::default().withheld(&room, |_, _| true) > 0);
    }

    #[test]
    fn a_briefing_that_says_what_somebody_likes_stays_home_whole() {
        let mut room = Room::default();
        let line = |map: Value| map.to_string() + "\n";
        let id = |n: u8| format!("01900000-0000-7000-8000-0000000000{n:02}");
        let visit = |n: u8, notes: &str| {
            json!({"kind": "visit", "id": id(n), "account": id(1), "status": "planned", "start": "2026-10-24",
                "theirs": [id(3)], "notes": notes})
        };
        let text = [
            json!({"kind": "account", "id": id(1), "name": "局"}),
            json!({"kind": "person", "id": id(2), "name": "张伟", "likes": "京剧"}),
            json!({"kind": "seat", "id": id(3), "account": id(1), "person": id(2)}),
            visit(4, "张伟喜欢京剧"),
            visit(5, "带样品"),
        ];
        import(&mut room, text.map(line).concat().as_bytes(), "a.ndjson");
        let (open, full) = (export(&room, false), export(&room, true));
        assert!(full.contains("喜欢京剧") && open.contains("带样品") && !open.contains("京剧"), "{open}");
        let csv = warroom::exchange::sheet::write(&room, Kind::Visit, &Selection::default());
        assert!(csv.contains("带样品") && !csv.contains("京剧"), "{csv}");
        // What stayed home is not taken away when the export comes back.
        import(&mut room, open.as_bytes(), "b.ndjson");
        assert_eq!(export(&room, true), full);
    }

    #[test]
    fn an_account_goes_out_alone_and_comes_in_whole() {
        let mut room = Room::default();
        import(&mut room, sample::render(now()).as_bytes(), "sample.ndjson");
        let account = room.all::<Account>().next().unwrap().id;
        let selection = Selection { account: Some(account), sensitive: true, ..Selection::default() };
        let text: String = ndjson::lines(&room, &selection).map(|line| line + "\n").collect();
        let mut copy = Room::default();
        assert_eq!(reports(&import(&mut copy, text.as_bytes(), "a.ndjson")), []);
        assert_eq!(count(&copy, Kind::Account), 1);
        assert_eq!(copy.linked::<Seat>(account).count(), room.linked::<Seat>(account).count());
    }

    #[test]
    fn many_records_come_through_the_store_unchanged() {
        let clock = |text: &str| Clock::Fixed(text.parse().unwrap());
        let mut first = Book::in_memory(clock("2026-10-20T09:00:00+08:00"), "甲");
        let row = |n: usize| {
            format!("p{n},Some House,{}\n", if n.is_multiple_of(7) { String::new() } else { format!("p{}", n / 2) })
        };
        let table: String =
            std::iter::once("name,company,manager\n".to_owned()).chain((0..1300).rev().map(row)).collect();
        let plan = plan(first.room(), table.as_bytes(), "c.csv", &Options::default());
        assert!(plan.drafts().unwrap().len() > 2 && plan.summary == summary(1300, 0, 0));
        first.commit_all(plan.drafts().unwrap()).unwrap();
        let text = export(first.room(), true);
        assert!(!text.contains("updated_at"), "what is new was not changed");
        let mut second = Book::in_memory(clock("2027-01-01T09:00:00+08:00"), "乙");
        let plan = super::plan(second.room(), text.as_bytes(), "all.ndjson", &Options::default());
        second.commit_all(plan.drafts().unwrap()).unwrap();
        assert_eq!(export(second.room(), true), text);
        second.undo().unwrap();
        assert_eq!(export(second.room(), true), "");
        let plan = super::plan(second.room(), text.as_bytes(), "all.ndjson", &Options::default());
        second.commit_all(plan.drafts().unwrap()).unwrap();
        assert_eq!(export(second.room(), true), text, "what was undone can be imported again");
    }

    #[test]
    fn a_table_of_any_kind_can_be_read_back() {
        let mut room = Room::default();
        import(&mut room, sample::render(now()).as_bytes(), "sample.ndjson");
        let all = Selection { sensitive: true, ..Selection::default() };
        for kind in Kind::ALL {
            let text = sheet::write(&room, *kind, &all);
            assert_eq!(csv::Reader::from_reader(text.as_bytes()).records().count(), count(&room, *kind));
            let plan = plan(&room, text.as_bytes(), "own.csv", &Options::default());
            assert_eq!(
                (plan.drafts().unwrap().len(), reports(&plan)),
                (0, vec![]),
                "{kind}: {:#?}",
                plan.drafts().unwrap()
            );
        }
        let formula = r#"{"kind":"person","id":"01900000-0000-7000-8000-0000000000f1","name":"=cmd|' /C calc'!A0","phones":["+86 1"]}"#;
        import(&mut room, formula.as_bytes(), "x.ndjson");
        let text = sheet::write(&room, Kind::Person, &all);
        assert!(text.contains("'=cmd") && text.contains("+86 1") && !text.contains("'+86 1"));
        assert!(plan(&room, text.as_bytes(), "own.csv", &Options::default()).drafts().unwrap().is_empty());
    }
}

mod random {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use warroom::model::field::{Field, Type};

    use super::*;

    /// Some value that may fit a field; references point into a small world where every kind has two records.
    fn value(field: &Field) -> BoxedStrategy<Value> {
        let text = || "[a-z\"\\\\,; 五月é\n=+-]{1,8}".prop_map(Value::from);
        let one = match field.ty {
            Type::Text | Type::Long => text().boxed(),
            Type::Int(min, max) => (min..=max).prop_map(Value::from).boxed(),
            Type::Rating(max) => (0..=max).prop_map(Value::from).boxed(),
            Type::Decimal if field.auto => (-1e9..1e9f64).prop_map(Value::from).boxed(),
            Type::Decimal => (-99_999i64..99_999, 0u32..3).prop_map(|(n, s)| json!(decimal(n, s))).boxed(),
            Type::Money => (0i64..99_999).prop_map(|n| json!({"amount": decimal(n, 2), "currency": "CNY"})).boxed(),
            Type::Day => (1u32..=28).prop_map(|day| json!(format!("2026-02-{day:02}"))).boxed(),
            Type::When => (1u32..=28, any::<bool>())
                .prop_map(|(day, hour)| json!(format!("2026-02-{day:02}{}", if hour { "T10:30:00+08:00" } else { "" })))
                .boxed(),
            Type::Anniversary => {
                (1u32..=12, 1u32..=28).prop_map(|(m, d)| json!(format!("lunar:{m:02}-{d:02}"))).boxed()
            }
            Type::Period => (1u32..=4).prop_map(|q| json!(format!("2026Q{q}"))).boxed(),
            Type::Bool => any::<bool>().prop_map(Value::from).boxed(),
            Type::Choice(choices) => proptest::sample::select(choices.codes).prop_map(Value::from).boxed(),
            Type::Ref(kind) => (0u8..3).prop_map(move |n| json!(id(kind, n))).boxed(),
            Type::Entries(fields) => map(fields, true).prop_map(Value::Object).boxed(),
        };
        if field.many { vec(one, 1..3).prop_map(Value::Array).boxed() } else { one }
    }

    fn decimal(number: i64, scale: u32) -> String {
        format!("{}{}.{}", if number < 0 { "-" } else { "" }, number.abs(), "0".repeat(scale as usize + 1))
    }

    fn id(kind: Kind, n: u8) -> Id {
        Id::named(kind.code(), &n.to_string())
    }

    fn map(fields: &'static [Field], entry: bool) -> BoxedStrategy<serde_json::Map<String, Value>> {
        let one = |field: &'static Field| {
            let chance = if field.required {
                0.99
            } else if entry {
                0.5
            } else {
                0.4
            };
            proptest::option::weighted(chance, value(field))
                .prop_map(move |value| value.map(|value| (field.name.to_owned(), value)))
        };
        let fields: Vec<_> = fields.iter().map(one).collect();
        let extra = proptest::option::of(any::<i32>())
            .prop_map(|n| n.map(|n| ("zz.unknown".to_owned(), json!({"n": [n, null]}))));
        (fields, extra).prop_map(|(fields, extra)| fields.into_iter().flatten().chain(extra).collect()).boxed()
    }

    type Made = (Kind, u8, serde_json::Map<String, Value>);

    fn records() -> BoxedStrategy<Vec<Made>> {
        let all: Vec<_> = Kind::ALL
            .iter()
            .flat_map(|kind| (0u8..3).map(move |n| map(kind.fields(), false).prop_map(move |map| (*kind, n, map))))
            .collect();
        all.boxed()
    }

    /// The lines of records in some order, as an importer might get them from anywhere.
    fn lines(records: &[Made]) -> String {
        let line = |(kind, n, map): &Made| {
            let mut map = map.clone();
            // Without a stage to match, a tier would cost the account and all that is on it.
            map.remove("tier");
            if let Some(own) = map.remove("kind") {
                map.insert(format!("{kind}_kind"), own);
            }
            map.insert("kind".into(), json!(kind.code()));
            map.insert("id".into(), json!(id(*kind, *n)));
            Value::Object(map).to_string() + "\n"
        };
        records.iter().map(line).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_kind_survives_a_round_trip(records in records().prop_shuffle()) {
            let mut room = Room::default();
            // Some are refused (a visit done without content): what went in is what must come out again.
            for draft in plan(&room, lines(&records).as_bytes(), "all.ndjson", &Options::default()).drafts().unwrap() {
                commit(&mut room, draft).unwrap();
            }
            prop_assume!(room.everything().count() > 20);
            round_trip(&room);
        }

        #[test]
        fn mangled_files_do_no_harm(file in 0usize..5, cuts in vec((any::<proptest::sample::Index>(), any::<u8>(), any::<bool>()), 1..12)) {
            let names = ["accounts-salesforce.csv", "contacts-salesforce.csv", "contacts-chinese.csv", "organogram.csv"];
            let mut bytes = names.get(file).map_or_else(|| sample::render(now()).into_bytes(), |name| fixture(name));
            for (at, byte, insert) in cuts {
                let at = at.index(bytes.len());
                if insert { bytes.insert(at, byte) } else { bytes[at] = byte }
            }
            let mut room = Room::default();
            if let Ok(plan) = read(&bytes, "-", &Options::default(), &room, now(), &mut |_, _| {}) {
                for draft in plan.drafts().unwrap() {
                    commit(&mut room, draft).unwrap();
                }
                let second = read(&bytes, "-", &Options::default(), &room, now(), &mut |_, _| {}).unwrap();
                prop_assert_eq!((second.summary.created, second.summary.updated), (0, 0), "{:#?}", second.drafts().unwrap());
            }
        }
    }
}

#[test]
fn address_books_of_other_programs_are_known_by_their_headers() {
    let files = [
        (
            "outlook.csv",
            "First Name,Last Name,Company,Department,Job Title,Business Phone,E-mail Address,Manager's Name,Business City\n\
             Vera,Lindholm,Nordkvist,Executive,Managing Director,+46 31 1,vera@n.example,,Gothenburg\n\
             Jonas,Berg,Nordkvist,IT,Head of IT,+46 31 2,jonas@n.example,Vera Lindholm,Gothenburg\n",
        ),
        (
            "hubspot.csv",
            "Record ID,First Name,Last Name,Email,Phone Number,Associated Company,Job Title,City\n\
             101,Vera,Lindholm,vera@n.example,+46 31 1,Nordkvist,Managing Director,Gothenburg\n\
             102,Jonas,Berg,jonas@n.example,+46 31 2,Nordkvist,Head of IT,Gothenburg\n",
        ),
        (
            "dynamics.csv",
            "(Do Not Modify) Contact,(Do Not Modify) Row Checksum,Full Name,Email,Company Name,Business Phone,Job Title,Address 1: City\n\
             a1,x,Vera Lindholm,vera@n.example,Nordkvist,+46 31 1,Managing Director,Gothenburg\n\
             a2,x,Jonas Berg,jonas@n.example,Nordkvist,+46 31 2,Head of IT,Gothenburg\n",
        ),
        (
            "google.csv",
            "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value,Address 1 - City\n\
             Vera,Lindholm,Nordkvist,Managing Director,work,vera@n.example,+46 31 1,Gothenburg\n\
             Jonas,Berg,Nordkvist,Head of IT,work,jonas@n.example,+46 31 2,Gothenburg\n",
        ),
    ];
    for (name, text) in files {
        let mut room = Room::default();
        let plan = import(&mut room, text.as_bytes(), name);
        assert!(plan.rows.iter().all(|row| !row.is_left_out()), "{name}: {:?}", plan.rows);
        let people: Vec<&Person> = room.all::<Person>().collect();
        assert_eq!(people.len(), 2, "{name}");
        let vera = people.iter().find(|one| one.name == "Vera Lindholm").unwrap_or_else(|| panic!("{name}"));
        assert_eq!(vera.emails.first().map(|line| line.value.as_str()), Some("vera@n.example"), "{name}");
        assert_eq!(vera.phones.first().map(|line| line.value.as_str()), Some("+46 31 1"), "{name}");
        assert_eq!(vera.home_city.as_deref(), Some("Gothenburg"), "{name}");
        let seat = room.linked::<Seat>(vera.id).next().unwrap();
        assert_eq!(
            (room.name(seat.account).as_str(), seat.title.as_deref()),
            ("Nordkvist", Some("Managing Director")),
            "{name}"
        );
        let again = import(&mut room, text.as_bytes(), name);
        assert_eq!(again.summary.unchanged, again.rows.iter().filter(|row| !row.is_left_out()).count(), "{name}");
    }
}

#[test]
fn data_loader_writes_salesforce_in_capitals() {
    let accounts =
        "ID,ISDELETED,NAME,TYPE,PARENTID,BILLINGCITY,PHONE\n001f4000009wJD7AAM,false,Nissan,Customer,,Tokyo,1\n";
    let contacts = "ID,ISDELETED,ACCOUNTID,LASTNAME,FIRSTNAME,TITLE,EMAIL,REPORTSTOID\n\
        003f4000003d6AhAAI,false,001f4000009wJD7AAM,Brown,Emma,CEO,emma@n.example,\n\
        003f4000003d6AiAAI,false,001f4000009wJD7AAM,Gray,Ian,CIO,ian@n.example,003f4000003d6AhAAI\n";
    let mut room = Room::default();
    import(&mut room, accounts.as_bytes(), "a.csv");
    import(&mut room, contacts.as_bytes(), "c.csv");
    assert_eq!(room.all::<Account>().map(|one| one.city.clone()).collect::<Vec<_>>(), [Some("Tokyo".to_owned())]);
    let ian = room.all::<Seat>().find(|seat| seat.title.as_deref() == Some("CIO")).unwrap();
    assert_eq!(ian.reports_to.map(|id| room.name(id)).as_deref(), Some("Emma Brown"));
}

#[test]
fn a_workbook_is_read_like_a_list_and_days_in_it_are_days() {
    let mut room = Room::default();
    let plan = import(&mut room, &fixture("contacts.xlsx"), "contacts.xlsx");
    assert_eq!((plan.summary.failed, plan.rows.last().map(|row| row.line)), (1, Some(7)), "{:#?}", plan.rows);
    let of = |name: &str| room.all::<Person>().find(|person| person.name == name).unwrap().clone();
    assert_eq!(of("Vera Lindholm").birthday.map(|day| day.to_string()).as_deref(), Some("1969-04-02"));
    assert_eq!(of("周建华").phones.first().map(|line| line.value.as_str()), Some("13900000001"));
    let seat = |name: &str| room.all::<Seat>().find(|seat| room.name(seat.id) == name).unwrap().clone();
    assert_eq!(seat("Jonas Berg").reports_to, Some(seat("Vera Lindholm").id));
    // The name does not matter: how it begins tells.
    assert!(plan_of(&fixture("contacts.xlsx"), "renamed.csv").drafts().unwrap().len() == plan.drafts().unwrap().len());
}

fn plan_of(bytes: &[u8], name: &str) -> Plan {
    plan(&Room::default(), bytes, name, &Options::default())
}

#[test]
fn an_organisation_in_yaml_or_json_is_a_chart() {
    let yaml = "company: Nordkvist Foods\npeople:\n  - slug: vera\n    name: Vera Lindholm\n    title: Managing Director\n  - slug: jonas\n    name: Jonas Berg\n    title: Head of IT\n    reports_to: vera\n    email: jonas@nordkvist.example\n    desk: 4b\n  - slug: lost\n    name: Lea Lost\n    reports_to: nobody-here\n";
    let json = r#"[{"id":1,"company":"Nordkvist Foods","name":"Vera Lindholm","title":"Managing Director","reports":
        [{"id":2,"name":"Jonas Berg","title":"Head of IT","email":"jonas@nordkvist.example"}]}]"#;
    for (text, name) in [(yaml, "org.yaml"), (json, "org.json"), (yaml, "org.yml")] {
        let mut room = Room::default();
        let plan = import(&mut room, text.as_bytes(), name);
        assert_eq!(plan.summary.failed, 0, "{name}: {:#?}", plan.rows);
        let seat = |who: &str| room.all::<Seat>().find(|seat| room.name(seat.id) == who).unwrap().clone();
        assert_eq!(seat("Jonas Berg").reports_to, Some(seat("Vera Lindholm").id), "{name}");
        assert_eq!(room.all::<Account>().map(|account| account.name.as_str()).collect::<Vec<_>>(), ["Nordkvist Foods"]);
    }
}

#[test]
fn people_of_an_organisation_are_told_by_the_line_they_stand_on() {
    let yaml = "company: N\npeople:\n  - name: Vera\n    title: CEO\n\n  - title: Nameless\n  - name: Lea\n    reports_to: nobody-here\n";
    assert_eq!(reports(&plan_of(yaml.as_bytes(), "org.yaml")), [(6, "no-name"), (7, "manager-unknown")]);
    // Of a row with an open quote all lines come back.
    let torn = "Name,Company,Title\n\"Ada\nKing\",\"One,CEO\nBob,One,Clerk\n";
    let plan = plan_of(torn.as_bytes(), "list.csv");
    assert_eq!((reports(&plan), plan.summary.created), (vec![(3, "open-quote")], 1));
    let back = rejects(torn.as_bytes(), "list.csv", &Options::default(), &plan, |_| "why".to_owned());
    assert!(back[0].text.contains("Ada") && back[0].text.contains("One,CEO"), "{}", back[0].text);
    // Those on one line are told apart all the same.
    let line = r#"[{"company":"N","name":"Vera"},{"company":"N","title":"Nameless"},{"company":"N","name":"Lea"}]"#;
    let plan = plan_of(line.as_bytes(), "org.json");
    let back = rejects(line.as_bytes(), "org.json", &Options::default(), &plan, |_| "why".to_owned());
    assert_eq!((plan.summary.failed, back[0].text.lines().count()), (1, 2), "{}", back[0].text);
    assert!(back[0].text.contains("Nameless"));
    let json = "{\"company\": \"N\", \"people\": [\n{\"name\": \"Vera\"},\n\n{\"title\": \"Nameless\"}]}";
    let plan = plan_of(json.as_bytes(), "org.json");
    assert_eq!(plan.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn a_slug_means_somebody_else_in_every_company() {
    let of = |company: &str, name: &str| {
        format!("company: {company}\npeople:\n  - {{slug: ceo, name: {name}, title: CEO}}\n")
    };
    let mut room = Room::default();
    import(&mut room, of("Alpha", "Anna").as_bytes(), "a.yaml");
    import(&mut room, of("Beta", "Bea").as_bytes(), "b.yaml");
    let mut names: Vec<&str> = room.all::<Person>().map(|person| person.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Anna", "Bea"]);
    assert_eq!(room.all::<Seat>().count(), 2);
}

#[test]
fn a_day_in_figures_is_read_by_the_order_of_the_file_and_never_guessed() {
    let born = |text: &str, options: &Options| {
        let mut room = Room::default();
        let plan = import_with(&mut room, text.as_bytes(), "list.csv", options);
        let days: Vec<Option<String>> =
            room.all::<Person>().map(|person| person.birthday.as_ref().map(ToString::to_string)).collect();
        let flaws =
            plan.rows.iter().flat_map(|row| &row.problems).filter(|flaw| flaw.id == "problem-import-date-order");
        (days.into_iter().flatten().collect::<std::collections::BTreeSet<_>>(), flaws.count())
    };
    let days = |days: &[&str]| days.iter().map(ToString::to_string).collect::<std::collections::BTreeSet<_>>();
    let told = "Name,Company,Birthday\nVera,N,3/4/1970\nJonas,N,25/12/1971\n";
    assert_eq!(born(told, &Options::default()), (days(&["1970-04-03", "1971-12-25"]), 0));
    let untold = "Name,Company,Birthday\nVera,N,3/4/1970\nJonas,N,5/5/1971\n";
    assert_eq!(born(untold, &Options::default()), (days(&["1971-05-05"]), 1));
    let order = Options { date_order: Some("mdy".parse().unwrap()), ..Options::default() };
    assert_eq!(born(untold, &order), (days(&["1970-03-04", "1971-05-05"]), 0));
    // What could not be told the first time is, once somebody says it.
    let mut room = Room::default();
    import(&mut room, untold.as_bytes(), "list.csv");
    import_with(&mut room, untold.as_bytes(), "list.csv", &order);
    let vera = room.all::<Person>().find(|person| person.name == "Vera").unwrap();
    assert_eq!(vera.birthday.as_ref().map(ToString::to_string).as_deref(), Some("1970-03-04"));
}

#[test]
fn a_contact_list_goes_back_as_it_came_with_what_was_changed_here() {
    use warroom::exchange::address::{Profile, write};
    let list = "Name,Company,Job Title,Shoe size,Mobile,Birthday\nVera Lindholm,Nordkvist,Director,38,+46 31 555,2.4.1969\nJonas Berg,Nordkvist,Head of IT,,,\n";
    let mut room = Room::default();
    import(&mut room, list.as_bytes(), "list.csv");
    let all = Selection { sensitive: true, ..Selection::default() };
    let rows = |room: &Room, profile| {
        let text = write(room, profile, &all, now().date_naive()).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let mut rows: Vec<BTreeMap<String, String>> = reader
            .records()
            .map(|row| header.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect())
            .collect();
        rows.sort();
        rows
    };
    let mut expected: Vec<BTreeMap<String, String>> = {
        let mut reader = csv::Reader::from_reader(list.as_bytes());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let row = |row: csv::StringRecord| header.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
        reader.records().map(|one| row(one.unwrap())).collect()
    };
    expected.sort();
    assert_eq!(rows(&room, Profile::Original), expected);
    let vera = room.all::<Seat>().find(|seat| room.name(seat.id) == "Vera Lindholm").unwrap().id;
    let draft = Draft::setting(&room, vera, "title", json!("Chairwoman")).unwrap();
    commit(&mut room, draft).unwrap();
    let changed = rows(&room, Profile::Original);
    assert!(changed.iter().any(|row| row["Job Title"] == "Chairwoman" && row["Birthday"] == "2.4.1969"), "{changed:?}");
    let google = rows(&room, Profile::Google);
    assert!(google.iter().any(|row| row["First Name"] == "Jonas" && row["Organization Title"] == "Head of IT"));
    // What another program's list says is read again as what it is here.
    for profile in
        [Profile::Contacts, Profile::Chinese, Profile::Google, Profile::Outlook, Profile::Hubspot, Profile::Dynamics]
    {
        let text = write(&room, profile, &all, now().date_naive()).unwrap();
        let mut fresh = Room::default();
        let plan = import(&mut fresh, text.as_bytes(), "list.csv");
        assert_eq!(plan.summary.failed, 0, "{profile:?}: {text}");
        let title = |name: &str| {
            fresh.all::<Seat>().find(|seat| fresh.name(seat.id) == name).and_then(|seat| seat.title.clone())
        };
        assert_eq!(title("Vera Lindholm").as_deref(), Some("Chairwoman"), "{profile:?}: {text}");
    }
    let home = write(&room, Profile::Original, &Selection::default(), now().date_naive()).unwrap();
    assert!(!home.contains("1969") && !home.contains("38"), "what is personal, or nobody knows, stays home: {home}");
    assert!(home.contains("Vera Lindholm") && home.contains("Head of IT"), "{home}");
    assert!(write(&Room::default(), Profile::Original, &all, now().date_naive()).is_err());
}

#[test]
fn what_an_export_made_harmless_is_read_as_it_was() {
    use warroom::exchange::address::{Profile, write};
    let list = "Name,Company,Phone,Job Title\nAda,+One,+1-418-656-9254 ext. 102,=x\n";
    let mut room = Room::default();
    import(&mut room, list.as_bytes(), "list.csv");
    for profile in [Profile::Contacts, Profile::Google, Profile::Outlook, Profile::Original] {
        let text =
            write(&room, profile, &Selection { sensitive: true, ..Selection::default() }, now().date_naive()).unwrap();
        assert!(text.contains("'=x") && text.contains("'+One"), "{text}");
        let mut fresh = Room::default();
        import(&mut fresh, text.as_bytes(), "again.csv");
        let seat = seat(&fresh, "Ada");
        assert_eq!((seat.title.as_deref(), fresh.name(seat.account).as_str()), (Some("=x"), "+One"), "{text}");
        let phones = &person(&fresh, "Ada").phones;
        assert_eq!(phones.first().map(|phone| phone.value.as_str()), Some("+1-418-656-9254 ext. 102"), "{text}");
    }
}

#[test]
fn what_was_written_here_for_another_program_doubles_nobody() {
    use warroom::exchange::address::{Profile, write};
    let mut room = Room::default();
    import(&mut room, sample::render(now()).as_bytes(), "sample.ndjson");
    let mut extra = Draft::new("edit-add");
    let loose = Id::named("test", "loose");
    let name = serde_json::Map::from_iter([("name".to_owned(), json!("Loose Cannon"))]);
    extra.changes.extend(Draft::adding(Kind::Person, loose, name).unwrap().changes);
    commit(&mut room, extra).unwrap();
    for profile in [
        Profile::Contacts,
        Profile::Chinese,
        Profile::Google,
        Profile::Outlook,
        Profile::Hubspot,
        Profile::Dynamics,
        Profile::Salesforce,
    ] {
        let text = write(&room, profile, &Selection::default(), now().date_naive()).unwrap();
        assert!(text.contains("Cannon"), "{profile:?} leaves nobody out");
        let plan = plan(&room, text.as_bytes(), "back.csv", &Options::default());
        assert_eq!((plan.summary.created, plan.summary.failed), (0, 0), "{profile:?}: {:?}", plan.made);
        assert!(plan.made.is_empty(), "{profile:?}: {:?}", plan.made);
    }
}

#[test]
fn a_file_with_both_orders_keeps_what_can_be_read_in_one_way_only() {
    let list = "Name,Company,Birthday\nVera,N,13/4/1970\nJonas,N,5/26/1970\nAda,N,1/2/1970\nWang,N,民國113年2月30日\n";
    let mut room = Room::default();
    let plan = import(&mut room, list.as_bytes(), "list.csv");
    let flaws: Vec<(u64, &str)> =
        plan.rows.iter().flat_map(|row| row.problems.iter().map(|flaw| (row.line, flaw.id))).collect();
    assert_eq!(flaws, [(4, "problem-import-date-orders"), (5, "problem-no-such-day")]);
    let born = |person: &Person| Some((person.name.clone(), person.birthday.as_ref()?.to_string()));
    let mut days: Vec<(String, String)> = room.all::<Person>().filter_map(born).collect();
    days.sort();
    let told = [("Jonas", "1970-05-26"), ("Vera", "1970-04-13")];
    assert_eq!(days, told.map(|(name, day)| (name.to_owned(), day.to_owned())));
}

#[test]
fn people_of_a_mapping_go_in_with_their_words_as_written() {
    let text = "company: Nordkvist\npeople:\n  Ann: {title: yes, phone: +4930123}\n  No:\n    phone: 0531\n    reports_to: Ann\n";
    let mut room = Room::default();
    let plan = import(&mut room, text.as_bytes(), "nordkvist.yaml");
    assert!(plan.rows.iter().all(|row| row.problems.is_empty()), "{:?}", plan.rows);
    let phone = |person: &Person| person.phones.first().map(|phone| phone.value.clone());
    let mut people: Vec<(String, Option<String>)> =
        room.all::<Person>().map(|person| (person.name.clone(), phone(person))).collect();
    people.sort_unstable();
    let told = [("Ann", "+4930123"), ("No", "0531")];
    assert_eq!(people, told.map(|(name, phone)| (name.to_owned(), Some(phone.to_owned()))));
    let below = room.all::<Seat>().find(|seat| seat.reports_to.is_some()).unwrap();
    let above = room.get::<Seat>(below.reports_to.unwrap()).unwrap();
    assert_eq!((room.name(below.id).as_str(), above.title.as_deref()), ("No", Some("yes")));
}

#[test]
fn a_day_there_is_not_is_said_to_be_none() {
    let list = "Name,Company,Birthday\nVera,N,29/2/1999\nJonas,N,31/4/1999\n";
    let options = Options { date_order: Some("dmy".parse().unwrap()), ..Options::default() };
    let plan = plan(&Room::default(), list.as_bytes(), "list.csv", &options);
    let flaws: Vec<&str> = plan.rows.iter().flat_map(|row| &row.problems).map(|flaw| flaw.id).collect();
    assert_eq!(flaws, ["problem-no-such-day"; 2]);
}

#[test]
fn an_account_of_rows_that_are_left_out_is_not_made() {
    let mut room = Room::default();
    let long = "x".repeat(300);
    // One is left out while it is read, one by the guards; the third goes in and keeps its account.
    let list = format!("Name,Company\n{long},Nobody Ltd\nVera,Nordkvist\n{long},Nordkvist\n");
    let plan = import(&mut room, list.as_bytes(), "list.csv");
    assert_eq!(plan.summary, summary(1, 0, 2));
    let names: Vec<&str> = room.all::<Account>().map(|account| account.name.as_str()).collect();
    assert_eq!(names, ["Nordkvist"]);
    let plan = import(&mut room, b"Name,Company\n,Two\n", "list.csv");
    assert!(plan.made.is_empty(), "{:?}", plan.made);
}

#[test]
fn a_name_of_an_account_that_is_too_long_is_said_so() {
    let long = "y".repeat(300);
    let list = format!("Name,Company\nVera,{long}\nJonas,{long}\n");
    let plan = plan(&Room::default(), list.as_bytes(), "list.csv", &Options::default());
    for row in &plan.rows {
        assert!(row.problems.iter().all(|problem| problem.id != "problem-dangling"), "{:?}", row.problems);
        assert_eq!(row.problems.len(), 1, "{:?}", row.problems);
    }
}

#[test]
fn every_table_whose_cells_are_kept_goes_back_under_its_own_columns() {
    use warroom::exchange::address::{Profile, write};
    let all = Selection { sensitive: true, ..Selection::default() };
    for (names, column) in [
        (&["accounts-salesforce.csv", "contacts-salesforce.csv"][..], "ReportsToId"),
        (&["organogram.csv"][..], "Post Unique Reference"),
    ] {
        let mut room = Room::default();
        for name in names {
            import(&mut room, &fixture(name), name);
        }
        let text = write(&room, Profile::Original, &all, now().date_naive()).unwrap();
        assert!(text.lines().next().unwrap().contains(column), "{text}");
        let back = plan(&room, text.as_bytes(), "back.csv", &Options::default());
        assert_eq!(back.summary.created, 0, "{text}");
        assert!(back.made.is_empty(), "{:?}", back.made);
    }
    let google = "First Name,Last Name,Organization Name,Labels\nVera,Lindholm,Nordkvist,* myContacts\n";
    let mut room = Room::default();
    import(&mut room, google.as_bytes(), "google.csv");
    let text = write(&room, Profile::Original, &all, now().date_naive()).unwrap();
    assert!(text.contains("* myContacts") && text.contains("Nordkvist"), "{text}");
    // Two such tables are none.
    for other in ["organogram.csv", "contacts-chinese.csv"] {
        let mut room = room.clone();
        let text = if other.starts_with("organogram") {
            fixture(other)
        } else {
            "姓名,公司\n张建国,山东电信局\n".into()
        };
        import(&mut room, &text, other);
        assert_eq!(
            write(&room, Profile::Original, &all, now().date_naive()).unwrap_err().id,
            "problem-export-several-originals"
        );
    }
}

#[test]
fn what_is_deleted_there_is_no_fault_of_a_file_and_holds_nothing_back() {
    let program = common::Program::new();
    let header = std::fs::read_to_string(common::fixture("accounts-salesforce.csv")).unwrap();
    let header = header.lines().next().unwrap();
    let rest = ",".repeat(header.matches(',').count() - 2);
    let row = |number, deleted, name| format!("0015g00000AAAAA{number},{deleted},{name}{rest}\n");
    let text = format!("{header}\n{}{}", row("AA1", "false", "Calder Works"), row("AA2", "true", "Gone Ltd"));
    let file = program.file("Account.csv", &text);
    let rejects = program.data().with_file_name("rejects.csv");
    let run = program.run(&["import", file.to_str().unwrap(), "--atomic", "--rejects", rejects.to_str().unwrap()]);
    assert!(run.status == 1 && run.out.contains("1 added") && run.out.contains("1 left out"), "{run:?}");
    assert!(!rejects.exists(), "{run:?}");
    let said = program.run(&["import", file.to_str().unwrap(), "--json"]).out;
    assert!(said.contains("deleted-there") && said.contains("skipped"), "{said}");
}
