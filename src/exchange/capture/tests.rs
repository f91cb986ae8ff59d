//! The corpus: lines as people type them, and what they should be read as.

use super::*;
use crate::edit::{Held, Stamps};
use crate::exchange::sample;
use crate::model::Record;
use crate::model::field::Type;

const CORPUS: &str = include_str!("../../../tests/corpus/capture.tsv");
const FRESH: &str = include_str!("../../../tests/corpus/capture-fresh.tsv");
const UNSEEN: &str = include_str!("../../../tests/corpus/capture-unseen.tsv");
const LATER: &str = include_str!("../../../tests/corpus/capture-later.tsv");

const NOW: &str = "2026-10-20T09:00:00+08:00";

fn sample() -> Room {
    Room::of(sample::render(NOW.parse().unwrap()).lines().map(|line| {
        let mut map: Map<String, Value> = serde_json::from_str(line).unwrap();
        let kind: Kind = map.remove("kind").unwrap().as_str().unwrap().parse().unwrap();
        if let Some(own) = map.remove(&format!("{kind}_kind")) {
            map.insert("kind".into(), own);
        }
        let record = Record::from_map(kind, map).unwrap();
        (record.id(), Held { kind, record: Some(record), stamps: Stamps::default() })
    }))
}

/// Ids as names, lists with commas, entries by whom they name or what they are.
fn shown(room: &Room, noted: &Noted) -> BTreeMap<String, String> {
    let name = |value: &Value| {
        value.as_str().and_then(|text| text.parse().ok()).map(|id: Id| room.name(id)).unwrap_or_default()
    };
    let text = |entry: &Value, field: &str| entry[field].as_str().unwrap().to_owned();
    let entry = |entry: &Value| match (entry.get("member"), entry.get("from")) {
        (Some(member), _) => name(member),
        (_, Some(_)) => format!("{}/{} {}", text(entry, "from"), text(entry, "to"), text(entry, "reason")),
        _ => format!("{} {}", text(entry, "at"), text(entry, "amount")),
    };
    let value = |field: &str, value: &Value| match (noted.kind.field(field).map(|row| row.ty), value) {
        (Some(Type::Ref(_)), Value::Array(many)) => many.iter().map(name).collect::<Vec<_>>().join(","),
        (Some(Type::Ref(_)), one) => name(one),
        (Some(Type::Entries(_)), Value::Array(many)) => many.iter().map(entry).collect::<Vec<_>>().join(","),
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    };
    let fields = noted.fields.iter().map(|(field, one)| (field.clone(), value(field, one)));
    let target = noted.target.map(|id| ("id".to_owned(), room.name(id)));
    fields.chain(target).collect()
}

struct Expected {
    text: &'static str,
    kind: &'static str,
    records: Vec<BTreeMap<String, String>>,
    doubts: Vec<&'static str>,
    account: &'static str,
}

fn corpus(text: &'static str) -> Vec<Expected> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let read = |line: &'static str| {
        let mut columns = line.split('\t').chain(std::iter::repeat(""));
        let mut next = || columns.next().unwrap();
        let (text, kind) = (next(), next());
        let pairs = |record: &str| {
            let pairs = record.split("; ").filter_map(|pair| pair.trim().split_once('='));
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        };
        let records = next().split(" || ").map(pairs).collect();
        Expected { text, kind, records, doubts: next().split_whitespace().collect(), account: next() }
    };
    lines.map(read).collect()
}

fn named(room: &Room, kind: Kind, name: &str) -> Option<Id> {
    room.ids(kind).find(|id| room.name(*id) == name)
}

/// Ten thousand people, and a line about one of them: reading it takes less than a key stroke may.
#[test]
fn a_line_is_read_fast_among_ten_thousand_people() {
    let family = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗";
    let given = "伟芳娜敏静丽强磊军洋艳勇杰娟涛明超秀霞平刚桂英华玉兰";
    let all =
        family.chars().flat_map(|a| given.chars().flat_map(move |b| given.chars().map(move |c| format!("{a}{b}{c}"))));
    let people = all.take(10_000).enumerate().map(|(at, name)| {
        let id = Id::named("people", &at.to_string());
        let map = serde_json::json!({"id": id, "name": name}).as_object().unwrap().clone();
        let record = Record::from_map(Kind::Person, map).unwrap();
        (id, Held { kind: Kind::Person, record: Some(record), stamps: Stamps::default() })
    });
    let (room, terms) = (Room::of(people), Terms::builtin());
    let now: DateTime<FixedOffset> = NOW.parse().unwrap();
    let lexicon = Lexicon::of(&room, &terms, now.date_naive());
    let capture = Capture { room: &room, terms: &terms, now, account: None, me: None, lexicon: &lexicon };
    let line = "王芳娜下周三到周五去北京开会，CA1234，住北京饭店，确定";
    let start = std::time::Instant::now();
    Lexicon::of(&room, &terms, now.date_naive());
    println!("{:?} for the names of ten thousand", start.elapsed());
    let start = std::time::Instant::now();
    for _ in 0..100 {
        assert_eq!(read(capture, line, &Answers::new()).noted.len(), 1);
    }
    println!("{:?} a line", start.elapsed() / 100);
}

/// Reads a corpus; gives the lines that are not read fully right, and how many there are.
fn wrong(text: &'static str) -> (Vec<String>, usize) {
    let (room, terms) = (sample(), Terms::builtin());
    let now: DateTime<FixedOffset> = NOW.parse().unwrap();
    let lexicon = Lexicon::of(&room, &terms, now.date_naive());
    let me = named(&room, Kind::Member, "陈晓东");
    let all = corpus(text);
    let mut wrong = Vec::new();
    for one in &all {
        let account = named(&room, Kind::Account, one.account);
        let capture = Capture { room: &room, terms: &terms, now, account, me, lexicon: &lexicon };
        let reading = read(capture, one.text, &Answers::new());
        let records: Vec<_> = reading.noted.iter().map(|noted| shown(&room, noted)).collect();
        let doubts: Vec<&str> = reading.doubts.iter().map(Doubt::topic).collect();
        if reading.kind().code() != one.kind || records != one.records || doubts != one.doubts {
            let (kind, wanted) = (reading.kind(), &one.records);
            wrong.push(format!(
                "{}\n  is  {kind} {records:?} {doubts:?}\n  not {} {wanted:?} {:?}",
                one.text, one.kind, one.doubts
            ));
        }
    }
    println!("{} of {} lines read fully right", all.len() - wrong.len(), all.len());
    (wrong, all.len())
}

#[test]
fn every_line_of_the_corpus_is_read_right() {
    let (wrong, all) = wrong(CORPUS);
    assert!(all >= 150);
    assert!(wrong.is_empty(), "{} of {all} lines are read wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn fresh_lines_are_read_right() {
    let (wrong, all) = wrong(FRESH);
    assert!(all >= 150);
    assert!(wrong.is_empty(), "{} of {all} lines are read wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn unseen_lines_are_read_right() {
    let (wrong, all) = wrong(UNSEEN);
    assert!(all >= 60);
    assert!(wrong.is_empty(), "{} of {all} lines are read wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn later_lines_are_read_right() {
    let (wrong, all) = wrong(LATER);
    assert!(all >= 40);
    assert!(wrong.is_empty(), "{} of {all} lines are read wrong\n{}", wrong.len(), wrong.join("\n"));
}
