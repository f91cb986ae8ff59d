//! The corpus: lines as people type them, and what they should be read as.

use super::*;
use crate::edit::room::{Held, Stamps};
use crate::exchange::sample;
use crate::model::Record;
use crate::model::field::Type;

const CORPUS: &str = include_str!("../../../tests/corpus/capture.tsv");

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

/// Ids as names, lists with commas, entries by whom they name.
fn shown(room: &Room, reading: &Reading) -> BTreeMap<String, String> {
    let name = |value: &Value| {
        value.as_str().and_then(|text| text.parse().ok()).map(|id: Id| room.name(id)).unwrap_or_default()
    };
    let value = |field: &str, value: &Value| match (reading.kind.field(field).map(|row| row.ty), value) {
        (Some(Type::Ref(_)), Value::Array(many)) => many.iter().map(name).collect::<Vec<_>>().join(","),
        (Some(Type::Ref(_)), one) => name(one),
        (Some(Type::Entries(_)), Value::Array(many)) => {
            many.iter().map(|one| name(&one["member"])).collect::<Vec<_>>().join(",")
        }
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    };
    let fields = reading.fields.iter().map(|(field, one)| (field.clone(), value(field, one)));
    let target = reading.target.map(|id| ("id".to_owned(), room.name(id)));
    fields.chain(target).collect()
}

struct Expected {
    text: &'static str,
    kind: &'static str,
    fields: BTreeMap<String, String>,
    doubts: Vec<&'static str>,
    account: &'static str,
}

fn corpus() -> Vec<Expected> {
    let lines = CORPUS.lines().filter(|line| !line.starts_with('#'));
    let read = |line: &'static str| {
        let mut columns = line.split('\t').chain(std::iter::repeat(""));
        let mut next = || columns.next().unwrap();
        let (text, kind) = (next(), next());
        let pairs = next().split("; ").filter_map(|pair| pair.split_once('='));
        let fields = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Expected { text, kind, fields, doubts: next().split_whitespace().collect(), account: next() }
    };
    lines.map(read).collect()
}

fn named(room: &Room, kind: Kind, name: &str) -> Option<Id> {
    room.ids(kind).find(|id| room.name(*id) == name)
}

#[test]
fn every_line_of_the_corpus_is_read_right() {
    let (room, terms) = (sample(), Terms::builtin());
    let now: DateTime<FixedOffset> = NOW.parse().unwrap();
    let lexicon = Lexicon::of(&room, &terms, now.date_naive());
    let me = named(&room, Kind::Member, "陈晓东");
    let all = corpus();
    let mut wrong = Vec::new();
    for one in &all {
        let account = named(&room, Kind::Account, one.account);
        let reading = read(
            Capture { room: &room, terms: &terms, now, account, me, lexicon: &lexicon },
            one.text,
            &Answers::new(),
        );
        let fields = shown(&room, &reading);
        let doubts: Vec<&str> = reading.doubts.iter().map(Doubt::topic).collect();
        let same = reading.kind.code() == one.kind && fields == one.fields && doubts == one.doubts;
        if !same {
            let (kind, wanted) = (reading.kind, &one.fields);
            wrong.push(format!(
                "{}\n  is  {kind} {fields:?} {doubts:?}\n  not {} {wanted:?} {:?}",
                one.text, one.kind, one.doubts
            ));
        }
    }
    println!("{} of {} lines read fully right", all.len() - wrong.len(), all.len());
    assert!(all.len() >= 150);
    assert!(
        wrong.is_empty(),
        "{} of {} lines read fully right\n{}",
        all.len() - wrong.len(),
        all.len(),
        wrong.join("\n")
    );
}
