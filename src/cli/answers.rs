//! What the screens compute, for scripts and for reading: each answer is a list of JSON objects, and a table of some of
//! their keys.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::args::{Ahead, Of, Today, Where};
use super::columns::{Column, cell};
use super::data::Outcome;
use super::desk::{Desk, Stop};
use super::names;
use super::out::say;
use super::status::Status;
use crate::edit::Room;
use crate::exchange::capture::writer;
use crate::model::speak::{Bias, parse_day};
use crate::model::{Id, Kind, Problem};
use crate::rules;
use crate::rules::circle::{Route, Sandbox, Score, Waypoint, Web, Who};
use crate::rules::intercept::intercept_rows;
use crate::rules::presence::{Whereabouts, clocks, where_row, whereabouts};
use crate::rules::today::{Counts, Entry, Topic, everything};
use crate::screen::View;
use crate::screen::present::agendum;
use crate::screen::present::hours::{clash, hours};
use crate::text::Text;

const TODAY: &[Column] = &[
    Column::code("group", "today-group"),
    Column::text("what"),
    Column::text("account_name"),
    Column::text("why"),
    Column::text("due"),
    Column::text("urgency"),
];

const SNOOZED: &[Column] = &[
    Column::text("until"),
    Column::text("what"),
    Column::text("account_name"),
    Column::text("why"),
    Column::text("due"),
];

const WHERE: &[Column] = &[
    Column::text("name"),
    Column::text("city"),
    Column::text("from"),
    Column::text("to"),
    Column::code("firmness", "choice-firmness"),
];

const INTERCEPTS: &[Column] = &[
    Column::number("score"),
    Column::text("member_name"),
    Column::text("person_name"),
    Column::text("account_name"),
    Column::text("city"),
    Column::text("from"),
    Column::text("to"),
    Column::text("why"),
];

const PATH: &[Column] = &[Column::number("strength"), Column::names("steps")];

const INFLUENCE: &[Column] = &[
    Column::text("name"),
    Column::number("computed"),
    Column::text("computed_rank"),
    Column::text("declared"),
    Column::text("declared_rank"),
    Column::number("betweenness"),
    Column::text("mark"),
];

const PARTS: &[Column] = &[Column::text("name"), Column::number("value"), Column::number("weight")];

pub fn today(desk: &mut Desk, args: &Today) -> Outcome {
    // In a prompt, nothing is due where there is no store.
    let book = if args.short { desk.attempt() } else { desk.look() }?;
    let room = book.room();
    let account = names::account(room, args.scope.account.as_deref())?;
    let member = args.member.as_deref().map(|name| member(desk, room, name)).transpose()?;
    let mut entries = everything(room, &desk.terms, desk.now(), account);
    entries.retain(|entry| entry.until.is_some() == args.snoozed && member.is_none_or(|member| entry.is_for(member)));
    if args.short {
        return short(desk, &entries);
    }
    // For people nothing is due where only a table of days off is missing: a mail a day about that helps nobody.
    if !args.scope.json.json && entries.iter().all(|entry| entry.topic == Topic::Table) {
        return Ok(Status::Done);
    }
    let view = desk.view(room);
    let row = |entry: &Entry| {
        let mut row = entry.row(room, &agendum::line(&view, entry), &agendum::why(&view, entry));
        if let (Some(until), Some(row)) = (entry.until, row.as_object_mut()) {
            row.insert("until".into(), json!(until));
        }
        row
    };
    let columns = if args.snoozed { SNOOZED } else { TODAY };
    Laid::out(&desk.text, args.scope.json.json, entries.iter().map(row), columns).print(desk)
}

/// One of ours by name; `me` is whoever works here.
fn member(desk: &Desk, room: &Room, name: &str) -> Result<Id, Problem> {
    if name.trim().eq_ignore_ascii_case("me") {
        return writer(room, desk.options.own_name(&desk.author())).ok_or_else(|| Problem::new("problem-no-me"));
    }
    names::nearly(room, &[Kind::Member], name)
}

/// What is due in a few words, for a prompt; nothing where that is nothing.
fn short(desk: &mut Desk, entries: &[Entry]) -> Outcome {
    let Counts { due, meetings } = Counts::of(entries);
    let said = |id: &str, count: usize| (count > 0).then(|| desk.text.ta(id, &[("count", &count.to_string())]));
    let parts: Vec<String> =
        [said("today-short", due), said("title-meetings", meetings)].into_iter().flatten().collect();
    if !parts.is_empty() {
        desk.out.line(&parts.join(" · "))?;
    }
    Ok(Status::Done)
}

pub fn location(desk: &mut Desk, args: &Where) -> Outcome {
    let today = desk.now().date_naive();
    let on = args.on.as_deref().map_or(Ok(today), |text| parse_day(text, today, Bias::Future))?;
    let book = desk.look()?;
    // A seat goes by the name of its person: only by its id it is meant itself.
    let is_id = args.name.trim().parse::<Id>().is_ok();
    let kinds: &[Kind] = if is_id { &[Kind::Person, Kind::Member, Kind::Seat] } else { &[Kind::Person, Kind::Member] };
    let who = names::anybody(book.room(), kinds, &args.name, today)?;
    let found = whereabouts(book.room(), &desk.terms, who, on);
    let row = where_row(book.room(), &desk.terms, desk.now(), &found);
    if args.json.json {
        desk.out.json(&row)?;
        return Ok(Status::Done);
    }
    let said = journeys(&desk.view(book.room()), &found);
    print(desk, false, vec![row], WHERE)?;
    for line in said {
        desk.out.line(&line)?;
    }
    Ok(Status::Done)
}

/// The journeys of a day with their hours on all clocks, and which of them clash.
fn journeys(view: &View, found: &Whereabouts) -> Vec<String> {
    let mut lines = Vec::new();
    for travel in &found.journeys {
        let clocks = clocks(view.room, view.terms, travel);
        let from = travel.from_city.clone();
        let way = from.map_or_else(|| travel.to_city.clone(), |from| format!("{from} → {}", travel.to_city));
        let day = clocks.depart.or(clocks.arrive).map(|when| when.day().to_string());
        let hours = Some(hours(view, &clocks)).filter(|hours| !hours.is_empty());
        let parts: Vec<_> = [Some(way), travel.number.clone(), day, hours].into_iter().flatten().collect();
        let line = parts.join(" · ");
        let here = found.stay.under_way && found.stay.travel == Some(travel.id);
        lines.push(if here { view.text.ta("calendar-under-way", &[("journey", &line)]) } else { line });
    }
    lines.extend(found.clashes.iter().map(|one| format!("! {}", clash(view, one))));
    lines
}

pub fn intercepts(desk: &mut Desk, args: &Ahead<60>) -> Outcome {
    let book = desk.look()?;
    let room = book.room();
    let account = names::account(room, args.scope.account.as_deref())?;
    let today = desk.now().date_naive();
    let until = today + TimeDelta::days(args.days.into());
    let found = rules::intercept::intercepts(room, &desk.terms, desk.now(), account, today, until);
    let rows = intercept_rows(room, &found, &|id, args| desk.text.ta(id, args));
    print(desk, args.scope.json.json, rows, INTERCEPTS)
}

pub fn path(desk: &mut Desk, args: &Of) -> Outcome {
    let (account, web) = web(desk, args)?;
    let Some(target) = web.decision_maker() else {
        return Err(Problem::new("problem-no-decision-maker").with("account", account).into());
    };
    let routes = web.routes(target);
    if let (true, Some(missing)) = (routes.is_empty(), web.missing_link(target)) {
        let problem = Problem::new("problem-no-way").with("name", missing.to.name).with("from", missing.from.name);
        return Err(problem.into());
    }
    if routes.is_empty() {
        return Err(Problem::new("problem-no-way-at-all").with("account", account).into());
    }
    let route = |route: &Route| json!({ "steps": route.steps.iter().map(step).collect::<Vec<_>>(), "strength": route.strength });
    let rows = routes.iter().map(route).collect();
    print(desk, args.json.json, rows, PATH)
}

pub fn coverage(desk: &mut Desk, args: &Of) -> Outcome {
    let (_, web) = web(desk, args)?;
    let score = web.coverage();
    if args.json.json {
        desk.out.json(&score_json(&score))?;
        return Ok(Status::Done);
    }
    let value = score.value.map_or_else(|| "?".to_owned(), |value| format!("{value:.2}"));
    let known = format!("{:.0}", score.known * 100.0);
    let line = desk.text.ta("cli-coverage", &[("value", &value), ("known", &known)]);
    desk.out.line(&line)?;
    print(desk, false, parts(&score), PARTS)
}

pub fn influence(desk: &mut Desk, args: &Of) -> Outcome {
    let (_, web) = web(desk, args)?;
    let row = |one: crate::rules::circle::Influence| {
        let places = one.gap().unsigned_abs().to_string();
        let mark = if one.gap() > 0 { "circle-mark-hidden" } else { "circle-mark-overrated" };
        let mark = one.hidden.then(|| desk.text.ta(mark, &[("places", &places)]));
        json!({
            "seat": one.seat, "name": one.name, "computed": one.computed, "computed_rank": one.computed_rank,
            "declared": one.declared, "declared_rank": one.declared_rank, "betweenness": one.betweenness,
            "hidden": one.hidden, "mark": mark,
        })
    };
    print(desk, args.json.json, web.influence().into_iter().map(row).collect(), INFLUENCE)
}

pub fn fragility(desk: &mut Desk, args: &Of) -> Outcome {
    let (_, web) = web(desk, args)?;
    let found = web.fragility();
    if args.json.json {
        let threads = found.single_threads.iter().map(|thread| {
            json!({ "seat": thread.seat, "name": thread.name, "member": thread.member, "member_name": thread.member_name })
        });
        desk.out.json(&json!({
            "cuts": found.cuts.iter().map(step).collect::<Vec<_>>(),
            "single_threads": threads.collect::<Vec<_>>(),
            "reached": found.reached,
        }))?;
        return Ok(Status::Done);
    }
    let mut lines = Vec::new();
    if !found.reached {
        lines.push(desk.text.t("cli-not-reached"));
    }
    lines.extend(found.cuts.iter().map(|cut| desk.text.ta("cli-cut", &[("name", &cut.name)])));
    lines.extend(
        found.single_threads.iter().map(|thread| {
            desk.text.ta("cli-single-thread", &[("name", &thread.name), ("member", &thread.member_name)])
        }),
    );
    if lines.is_empty() {
        lines.push(desk.text.t("cli-nothing-fragile"));
    }
    for line in lines {
        desk.out.line(&line)?;
    }
    Ok(Status::Done)
}

/// Prints rows: JSON for programs, chosen keys as a table for people.
pub fn print(desk: &mut Desk, json: bool, rows: Vec<Value>, columns: &[Column]) -> Outcome {
    Laid::out(&desk.text, json, rows, columns).print(desk)
}

/// Rows as they are printed, which is less than they are of.
enum Laid {
    Json(Vec<String>),
    Table(Vec<String>, Vec<Vec<String>>),
}

impl Laid {
    fn out(text: &Text, json: bool, rows: impl IntoIterator<Item = Value>, columns: &[Column]) -> Self {
        if json {
            return Self::Json(rows.into_iter().map(|row| row.to_string()).collect());
        }
        let cells = |row: Value| columns.iter().map(|column| cell(text, column, &row)).collect();
        let heads = columns.iter().map(|column| text.t(&column.text_id())).collect();
        Self::Table(heads, rows.into_iter().map(cells).collect())
    }

    fn print(self, desk: &mut Desk) -> Outcome {
        match self {
            Self::Json(rows) => desk.out.array(rows)?,
            Self::Table(_, rows) if rows.is_empty() => say(&desk.text.t("cli-nothing")),
            Self::Table(heads, rows) => desk.out.table(&heads, &rows)?,
        }
        Ok(Status::Done)
    }
}

/// The name of an account, and its circle.
fn web(desk: &Desk, args: &Of) -> Result<(String, Web), Stop> {
    let book = desk.look()?;
    let room: &Room = book.room();
    let account: Option<Id> = names::account(room, Some(&args.account))?;
    let account = account.unwrap_or(Id::NIL);
    Ok((room.name(account), Web::of(room, account, desk.now(), &Sandbox::default())))
}

fn step(step: &Waypoint) -> Value {
    let kind = match step.who {
        Who::Member(_) => "member",
        Who::Seat(_) => "seat",
    };
    json!({ kind: step.who.id(), "name": step.name })
}

fn score_json(score: &Score) -> Value {
    json!({ "value": score.value, "known": score.known, "parts": parts(score) })
}

fn parts(score: &Score) -> Vec<Value> {
    let part = |part: &crate::rules::circle::Part| json!({ "seat": part.seat, "name": part.name, "value": part.value, "weight": part.weight, "note": null });
    score.parts.iter().map(part).collect()
}
