//! Looking after the store: what was changed, taking it back, and whether everything is sound.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::args::{Check, History};
use super::data::Outcome;
use super::desk::Desk;
use super::names;
use super::out::say;
use super::status::Status;
use crate::command::turn;
use crate::edit::{Change, DELETED, EXISTS, Edit, Gone, Room, Turn};
use crate::model::subject::Subject;
use crate::model::{Id, Problem};
use crate::screen::present::{self, IMPORT};
use crate::store::{Book, Finding, backup};

/// Changes of one edit that are listed for reading unless all are asked for; programs get all.
const LISTED: usize = 20;

pub fn history(desk: &mut Desk, args: &History) -> Outcome {
    let book = desk.look()?;
    let room = book.room();
    let account = names::account(room, args.scope.account.as_deref())?;
    let mut gone = Gone::default();
    // Edits that are told as one: those of an import, or of its undo. Programs get each.
    let mut steps: Vec<Vec<Arc<Edit>>> = Vec::new();
    let mut more = false;
    for edit in book.history() {
        let edit = edit?;
        gone.remember(room, &edit);
        if account.is_some_and(|account| !edit.changes.iter().any(|one| concerns(room, &gone, one, account))) {
            continue;
        }
        let last = steps.last_mut().filter(|_| !args.scope.json.json);
        if let Some(step) = last.filter(|step| step.first().is_some_and(|last| goes_on(last, &edit))) {
            step.push(edit);
            continue;
        }
        more = args.limit.is_some_and(|limit| steps.len() >= limit);
        if more {
            break;
        }
        steps.push(vec![edit]);
    }
    let is_asked = |one: &Change| account.is_none_or(|account| concerns(room, &gone, one, account));
    if args.scope.json.json {
        let rows: Vec<Value> = steps.iter().flatten().map(|edit| edit_json(desk, room, &gone, edit, account)).collect();
        desk.out.array(rows)?;
        return Ok(Status::Done);
    }
    for step in steps {
        let Some(edit) = step.first() else { continue };
        let reason = edit.reason.as_ref().map(|reason| format!(" — {reason}")).unwrap_or_default();
        let heading = format!("{}  {}  {}{reason}", present::moment(&edit.when), edit.author, deed(desk, room, edit));
        desk.out.heading(&heading)?;
        // From the first to the last, as they were done.
        let told = step.iter().rev().flat_map(|edit| present::worth_a_line(edit)).map(|(_, one)| one);
        let told: Vec<&Change> = told.filter(|one| is_asked(one)).collect();
        // Of records that come or go once more, what they say was told when they first did: their names are enough, and of
        // one alone the heading has that.
        let came = |one: &&&Change| edit.turn.is_some() && one.field == EXISTS;
        let whole: BTreeSet<Id> = told.iter().filter(came).map(|one| one.id).collect();
        let is_told = |one: &&Change| match one.field.as_str() {
            EXISTS => whole.len() > 1,
            _ => !whole.contains(&one.id),
        };
        let told: Vec<&Change> = told.into_iter().filter(is_told).collect();
        let listed = if args.all { told.len() } else { LISTED };
        for one in told.iter().take(listed) {
            desk.out.line(&line(desk, room, &gone, one))?;
        }
        if told.len() > listed {
            let more = desk.text.ta("cli-more-changes", &[("count", &(told.len() - listed).to_string())]);
            desk.out.line(&more)?;
        }
    }
    if more {
        desk.out.line(&desk.text.t("cli-more-edits"))?;
    }
    Ok(Status::Done)
}

pub fn undo(desk: &mut Desk) -> Outcome {
    let mut book = desk.change()?;
    let before = book.edits();
    let edit = turn::undo(&mut book)?.ok_or_else(|| Problem::new("message-nothing-to-undo"))?;
    let line = turned(desk, book.room(), &edit, book.edits() - before);
    desk.out.line(&line)?;
    Ok(Status::Done)
}

pub fn redo(desk: &mut Desk) -> Outcome {
    let mut book = desk.change()?;
    let before = book.edits();
    let edit = turn::redo(&mut book)?.ok_or_else(|| Problem::new("message-nothing-to-redo"))?;
    let line = turned(desk, book.room(), &edit, book.edits() - before);
    desk.out.line(&line)?;
    Ok(Status::Done)
}

/// Whether an edit is told with the one after it: parts of one import, or of its undo.
fn goes_on(last: &Edit, edit: &Edit) -> bool {
    let turn = |edit: &Edit| edit.turn.as_ref().map(std::mem::discriminant);
    edit.label == IMPORT && edit.group.is_some() && edit.group == last.group && turn(edit) == turn(last)
}

/// How many steps the history tells.
fn steps(book: &Book) -> Result<usize, Problem> {
    let mut last: Option<Arc<Edit>> = None;
    let mut count = 0;
    for edit in book.history() {
        let edit = edit?;
        count += usize::from(!last.is_some_and(|last| goes_on(&last, &edit)));
        last = Some(edit);
    }
    Ok(count)
}

pub fn check(desk: &mut Desk, args: &Check) -> Outcome {
    let mut book = if args.rebuild { desk.change_alone() } else { desk.inspect() }?;
    if args.rebuild {
        book.rebuild()?;
        say(&desk.text.t("cli-rebuilt"));
    }
    let mut findings = book.check();
    let unsound = backup::list(&desk.paths.data).into_iter().filter_map(|path| backup::verify(&path).err());
    findings.extend(unsound.map(|what| Finding { kind: None, id: None, what, fix: "fix-backup" }));
    let status = if findings.is_empty() { Status::Done } else { Status::Wrong };
    if args.json.json {
        let rows: Vec<Value> = findings.iter().map(|finding| finding_json(desk, finding)).collect();
        desk.out.json(&json!({ "ok": rows.is_empty(), "findings": rows }))?;
        return Ok(status);
    }
    for Finding { kind, id, what, fix } in &findings {
        let name = id.map(|id| book.room().name(id)).unwrap_or_default();
        let who = [kind.map(|kind| kind.code().to_owned()), Some(name), id.map(|id| id.to_string())];
        let who: Vec<_> = who.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let (what, fix) = (desk.text.problem(what), desk.text.t(fix));
        // Advice that the sentence gives already is not given twice.
        let told = fix.find("warroom").and_then(|at| fix.get(at..)).is_some_and(|command| what.contains(command));
        let line = format!("{}: {what} {}", who.join(" "), if told { "" } else { &fix });
        desk.out.line(line.trim_start_matches(": ").trim_end())?;
    }
    if findings.is_empty() {
        let records = book.room().everything().filter(|(_, held)| held.record.is_some()).count();
        let counts = [("records", records.to_string()), ("edits", steps(&book)?.to_string())];
        let line = desk.text.ta("cli-sound", &counts.each_ref().map(|(name, count)| (*name, count.as_str())));
        desk.out.line(&line)?;
    }
    Ok(status)
}

/// What an edit did, in words; one that takes another back says so.
fn deed(desk: &Desk, room: &Room, edit: &Edit) -> String {
    turned(desk, room, edit, 1)
}

/// The same of the last of so many that are one step.
fn turned(desk: &Desk, room: &Room, edit: &Edit, count: u64) -> String {
    let what = present::step(&desk.view(room), edit, count);
    match edit.turn {
        None => what,
        Some(Turn::Undoes(_)) => desk.text.ta("message-undone", &[("what", &what)]),
        Some(Turn::Redoes(_)) => desk.text.ta("message-redone", &[("what", &what)]),
    }
}

/// `  张伟 · support: neutral → supporter`.
fn line(desk: &Desk, room: &Room, gone: &Gone, change: &Change) -> String {
    let view = desk.view(room);
    let said = match change.field.as_str() {
        EXISTS => present::came_or_went(&view, change),
        _ => present::changed(&view, change, gone),
    };
    format!("  {} · {said}", gone.name(room, change.id))
}

/// An edit with its changes; of an account, where one is asked for, those of others are left out.
fn edit_json(desk: &Desk, room: &Room, gone: &Gone, edit: &Edit, account: Option<Id>) -> Value {
    let is_asked =
        |one: &&Change| one.field != DELETED && account.is_none_or(|account| concerns(room, gone, one, account));
    let change = |one: &Change| {
        json!({
            "kind": one.kind, "id": one.id, "name": gone.name(room, one.id), "field": one.field, "entry": one.entry,
            "before": one.before, "after": one.after,
        })
    };
    json!({
        "id": edit.id, "at": edit.when, "stamp": edit.at, "author": edit.author, "label": edit.label,
        "what": deed(desk, room, edit), "subject": Subject { counts: None, ..Subject::read(&edit.subject) }.to_string(), "reason": edit.reason, "group": edit.group,
        "turn": edit.turn, "changes": edit.changes.iter().filter(is_asked).map(change).collect::<Vec<_>>(),
    })
}

fn finding_json(desk: &Desk, finding: &Finding) -> Value {
    let Finding { kind, id, what, fix } = finding;
    json!({ "kind": kind, "id": id, "what": desk.text.problem(what), "fix": desk.text.t(fix) })
}

/// Whether a change is about an account, or something of it; also of what is gone.
fn concerns(room: &Room, gone: &Gone, change: &Change, account: Id) -> bool {
    let names = |value: &Value| value.as_str().is_some_and(|text| text == account.to_string());
    change.id == account
        || gone.account(room, change.id) == Some(account)
        || names(&change.before)
        || names(&change.after)
}
