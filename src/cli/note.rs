//! Quick capture on the command line: says what a line is understood as, and saves it where nothing is in doubt.

use std::io::{self, BufRead, IsTerminal, Write};

use serde_json::{Map, Value, json};

use super::args::Note;
use super::data::{Outcome, record_of};
use super::desk::{Desk, tell};
use super::names;
use super::out::say;
use super::shape;
use super::status::Status;
use crate::edit::Room;
use crate::exchange::capture::{Answers, Capture, Doubt, Lexicon, Reading, read, writer};
use crate::model::{Id, Problem};
use crate::screen::View;
use crate::screen::present::{kind_label, reading};

/// Options of a doubt that are named.
const MOST: usize = 8;

pub fn note(desk: &mut Desk, args: &Note) -> Outcome {
    let text = args.line.join(" ");
    if text.trim().is_empty() {
        return Err(Problem::new("problem-capture-empty").into());
    }
    let mut book = if args.dry_run { desk.attempt() } else { desk.make() }?;
    let room = book.room();
    let account = names::account(room, args.account.as_deref())?;
    let (now, lexicon) = (desk.now(), Lexicon::of(room, &desk.terms, desk.now().date_naive()));
    let me = writer(room, desk.options.own_name(&desk.author()));
    let capture = Capture { room, terms: &desk.terms, now, account, me, lexicon: &lexicon };
    let understood = read(capture, &text, &Answers::new());
    let view = desk.view(room);
    let kind = kind_label(&desk.text, understood.kind);
    if !understood.doubts.is_empty() {
        let questions: Vec<String> = understood.doubts.iter().map(|doubt| asked(&view, doubt)).collect();
        let shown = json_of(&view, &understood);
        if args.json.json {
            desk.out.json(&shown)?;
        }
        tell(&desk.text, &Problem::new("problem-capture-unclear"));
        for question in &questions {
            say(question);
        }
        say(&desk.text.t("capture-hint"));
        return Ok(Status::Wrong);
    }
    let id = Id::new(now);
    let draft = understood.draft(room, &desk.terms, id, now)?;
    let saved = understood.target.unwrap_or(id);
    let heading = understood.target.map_or_else(|| kind.clone(), |target| format!("{kind} · {}", room.name(target)));
    let rows = reading::rows(&view, understood.kind, &understood.fields);
    let shown = json_of(&view, &understood);
    if !args.json.json {
        desk.out.heading(&heading)?;
        desk.out.pairs(&rows)?;
        desk.out.flush()?;
    }
    if draft.is_empty() {
        say(&desk.text.t("capture-already"));
        if args.json.json {
            desk.out.json(&shown)?;
        }
        return Ok(Status::Done);
    }
    if args.dry_run {
        say(&desk.text.ta("capture-would", &[("kind", &kind)]));
        if args.json.json {
            desk.out.json(&shown)?;
        }
        return Ok(Status::Done);
    }
    if !args.yes && !args.json.json && !confirmed(&desk.text.t("capture-ask-save")) {
        say(&desk.text.t("capture-not-saved"));
        return Ok(Status::Done);
    }
    book.commit(draft)?;
    if args.json.json {
        let mut record = shape::named(book.room(), record_of(book.room(), saved)?);
        record.insert("saved".into(), true.into());
        record.insert("doubts".into(), json!([]));
        desk.out.json(&Value::Object(record))?;
    } else {
        say(&desk.text.ta("capture-saved", &[("kind", &kind)]));
    }
    Ok(Status::Done)
}

/// Whether a person at a terminal agrees; a script is not asked.
fn confirmed(question: &str) -> bool {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return true;
    }
    let mut stderr = io::stderr().lock();
    write!(stderr, "{question} ").and_then(|()| stderr.flush()).ok();
    let mut answer = String::new();
    if io::stdin().lock().read_line(&mut answer).is_err() || answer.is_empty() {
        return false;
    }
    !matches!(answer.trim().chars().next(), Some('n' | 'N' | '否'))
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
fn json_of(view: &View, read: &Reading) -> Value {
    let mut map: Map<String, Value> = read.fields.clone();
    if let Some(own) = map.remove("kind") {
        map.insert(shape::own_kind(read.kind), own);
    }
    map.insert("kind".into(), read.kind.code().into());
    map.insert("saved".into(), false.into());
    if let Some(target) = read.target {
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
