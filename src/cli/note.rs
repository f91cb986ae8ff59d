//! Quick capture on the command line: says what a line is understood as, and saves it where nothing is in doubt.

use std::io::{self, Read};

use serde_json::{Map, Value, json};

use super::args::Note;
use super::data::{Outcome, record_of};
use super::desk::{Desk, Stop, tell};
use super::names;
use super::out::{confirmed, say};
use super::shape;
use super::status::Status;
use crate::edit::Room;
use crate::exchange::capture::{Answers, Capture, Doubt, Lexicon, Noted, Reading, read, writer};
use crate::model::{Id, Problem};
use crate::screen::View;
use crate::screen::present::{kind_label, reading};
use crate::store::Book;

/// Options of a doubt that are named.
const MOST: usize = 8;

pub fn note(desk: &mut Desk, args: &Note) -> Outcome {
    let text = args.line.join(" ");
    if text.trim().is_empty() {
        return Err(Problem::new("problem-capture-empty").into());
    }
    let mut book = if args.dry_run { desk.attempt() } else { desk.make() }?;
    let account = names::account(book.room(), args.account.as_deref())?;
    if text != "-" {
        let (status, shown) = one(desk, &mut book, args, account, &text)?;
        if args.json.json {
            match <[Value; 1]>::try_from(shown) {
                Ok([only]) => desk.out.json(&only)?,
                Err(several) => desk.out.json(&Value::Array(several))?,
            }
        }
        return Ok(status);
    }
    let (mut status, mut shown) = (Status::Done, Vec::new());
    let mut all = Vec::new();
    io::stdin().lock().read_to_end(&mut all)?;
    for line in String::from_utf8_lossy(&all).lines() {
        if line.trim().is_empty() {
            continue;
        }
        let (each, rows) = match one(desk, &mut book, args, account, line) {
            Ok(read) => read,
            // What is wrong with one line says nothing of the next one.
            Err(Stop::Output(error)) => return Err(error.into()),
            Err(Stop::Problem(problem)) => {
                desk.tell(&Problem::new("problem-capture-unclear").with("line", line.trim()));
                desk.tell(&problem);
                (Status::Wrong, vec![json!({"line": line.trim(), "saved": false, "doubts": []})])
            }
        };
        shown.extend(rows);
        if each != Status::Done {
            status = each;
        }
    }
    if args.json.json {
        desk.out.json(&Value::Array(shown))?;
    }
    Ok(status)
}

/// Reads one line and saves it, where nothing is in doubt; what became of it, and its records as JSON.
fn one(
    desk: &mut Desk,
    book: &mut Book,
    args: &Note,
    account: Option<Id>,
    text: &str,
) -> Result<(Status, Vec<Value>), Stop> {
    let room = book.room();
    let (now, lexicon) = (desk.now(), Lexicon::of(room, &desk.terms, desk.now().date_naive()));
    let me = writer(room, desk.options.own_name(&desk.author()));
    let capture = Capture { room, terms: &desk.terms, now, account, me, lexicon: &lexicon };
    let understood = read(capture, text, &Answers::new());
    let view = desk.view(room);
    let kind = kind_label(&desk.text, understood.kind());
    let shown = |read: &Reading| read.noted.iter().map(|noted| json_of(&view, read, noted, text)).collect::<Vec<_>>();
    if !understood.doubts.is_empty() {
        tell(&desk.text, &Problem::new("problem-capture-unclear").with("line", text.trim()));
        understood.doubts.iter().for_each(|doubt| say(&asked(&view, doubt)));
        say(&desk.text.t("capture-hint"));
        return Ok((Status::Wrong, shown(&understood)));
    }
    let ids: Vec<Id> = understood.noted.iter().map(|_| Id::new(now)).collect();
    let draft = understood.draft(room, &desk.terms, &mut ids.iter().copied(), now)?;
    let understood_as = shown(&understood);
    let said = understood.noted.iter().map(|noted| {
        let rows = reading::rows(&view, noted.kind, &noted.fields);
        (reading::heading(&view, noted.kind, noted.target), rows)
    });
    let said: Vec<_> = said.collect();
    if !args.json.json {
        for (heading, rows) in said {
            desk.out.heading(&heading)?;
            desk.out.pairs(&rows)?;
        }
        desk.out.flush()?;
    }
    if draft.is_empty() {
        say(&desk.text.t("capture-already"));
        return Ok((Status::Done, understood_as));
    }
    if args.dry_run {
        say(&desk.text.ta("capture-would", &[("kind", &kind)]));
        return Ok((Status::Done, understood_as));
    }
    if !args.yes && !args.json.json && !confirmed(&desk.text.t("capture-ask-save"), true) {
        say(&desk.text.t("capture-not-saved"));
        return Ok((Status::Done, understood_as));
    }
    let saved: Vec<Id> = understood.noted.iter().zip(ids).map(|(noted, id)| noted.target.unwrap_or(id)).collect();
    book.commit(draft)?;
    let record = |id: &Id| -> Result<Value, Problem> {
        let mut record = shape::named(book.room(), record_of(book.room(), *id)?);
        record.insert("saved".into(), true.into());
        record.insert("line".into(), text.trim().into());
        record.insert("doubts".into(), json!([]));
        Ok(Value::Object(record))
    };
    let records = saved.iter().map(record).collect::<Result<Vec<_>, Problem>>()?;
    if !args.json.json {
        say(&desk.text.ta("capture-saved", &[("kind", &kind)]));
    }
    Ok((Status::Done, records))
}

/// A doubt as a question, its options below it.
fn asked(view: &View, doubt: &Doubt) -> String {
    let option = |key: &String| match reading::option(view, key) {
        (name, detail) if detail.is_empty() => format!("\n    {name}"),
        (name, detail) => format!("\n    {name} ({detail})"),
    };
    let options: String = doubt.options.iter().take(MOST).map(option).collect();
    format!("  {}{options}", reading::question(view, doubt.topic(), &doubt.said))
}

/// What was understood and not saved.
fn json_of(view: &View, read: &Reading, noted: &Noted, line: &str) -> Value {
    let mut map: Map<String, Value> = noted.fields.clone();
    if let Some(own) = map.remove("kind") {
        map.insert(shape::own_kind(noted.kind), own);
    }
    map.insert("kind".into(), noted.kind.code().into());
    map.insert("line".into(), line.trim().into());
    map.insert("saved".into(), false.into());
    if let Some(target) = noted.target {
        map.insert("id".into(), json!(target));
    }
    map.insert("doubts".into(), read.doubts.iter().map(|doubt| doubt_json(view.room, doubt)).collect());
    Value::Object(map)
}

fn doubt_json(room: &Room, doubt: &Doubt) -> Value {
    let option = |key: &String| match key.parse::<Id>() {
        Ok(id) => json!({"id": id, "name": room.name(id)}),
        Err(_) => json!({"name": key}),
    };
    json!({
        "about": doubt.topic(),
        "said": doubt.said,
        "options": doubt.options.iter().map(option).collect::<Vec<_>>(),
    })
}
