//! The pack of the sample's general manager.

use super::*;
use crate::exchange::sample;
use crate::model::{Kind, Member, Record};
use crate::rules::handover::Wish;

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn room() -> Room {
    Room::of(sample::render(now()).lines().map(|line| {
        let mut map: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let kind: Kind = map.remove("kind").unwrap().as_str().unwrap().parse().unwrap();
        if let Some(own) = map.remove(&format!("{kind}_kind")) {
            map.insert("kind".into(), own);
        }
        let record = Record::from_map(kind, map).unwrap();
        let held = crate::edit::Held { kind, record: Some(record), stamps: crate::edit::Stamps::default() };
        (held.record.as_ref().unwrap().id(), held)
    }))
}

fn written(sensitive: bool) -> String {
    let room = room();
    let terms = Terms::builtin();
    let named = |name: &str| room.all::<Member>().find(|one| one.name == name).unwrap().id;
    let wish = Wish { from: named("陈晓东"), to: named("孙悦"), account: None, left_on: None };
    let handover = Handover::of(&room, &terms, now(), wish).unwrap();
    let say = |id: &str, args: &[(&str, &str)]| {
        let args: Vec<String> = args.iter().map(|(_, value)| (*value).to_owned()).collect();
        [vec![id.to_owned()], args].concat().join(" ")
    };
    Pack { room: &room, terms: &terms, now: now(), say: &say, sensitive }.markdown(&handover)
}

#[test]
fn it_has_people_history_promises_agendas_and_dates() {
    let pack = written(false);
    for part in ["pack-people", "pack-history", "pack-promises", "pack-agendas", "pack-next", "pack-only-known"] {
        assert!(pack.contains(part), "{part}\n{pack}");
    }
    assert!(pack.starts_with("# pack-title 陈晓东 孙悦 2026-10-20\n"), "{pack}");
    assert!(pack.contains("## 山东电信") && pack.contains("张伟"), "{pack}");
}

#[test]
fn what_is_personal_is_in_it_only_if_asked_for() {
    assert!(!written(false).contains("pack-personal") && !written(false).contains("龙井"));
    assert!(written(true).contains("pack-personal") && written(true).contains("龙井"));
}

#[test]
fn a_text_is_one_line_and_no_markup_of_its_own() {
    assert_eq!(escaped("a*b\n# c\u{1b}[2J"), "a\\*b \\# c \\[2J");
}
