//! How the business stands, in figures: classes, health, the risk of losing a client, key figures, warnings.

use serde_json::{Value, json};

use super::answers::print;
use super::args::{Abc, Json, Of, Scope};
use super::columns::Column;
use super::data::Outcome;
use super::desk::Desk;
use super::names;
use super::status::Status;
use crate::model::Id;
use crate::model::value::plain;
use crate::rules::cycle::Cycles;
use crate::rules::span::Span;
use crate::rules::{abc, churn, health, kpi, warnings, winwin};
use crate::screen::present::figures::figure;

/// Columns of a bar that stands for a hundred.
const FULL: f64 = 20.0;

const ABC: &[Column] = &[
    Column::text("class"),
    Column::text("account_name"),
    Column::money("base"),
    Column::figure("share"),
    Column::text("bar"),
    Column::money("cum_before"),
    Column::text("class_before"),
];

const HEALTH: &[Column] = &[
    Column::code("part", "part"),
    Column::text("shown"),
    Column::text("bar"),
    Column::figure("weight"),
    Column::figure("points"),
    Column::text("note"),
];

const CHURN: &[Column] = &[
    Column::code("part", "part"),
    Column::text("shown"),
    Column::text("bar"),
    Column::figure("weight"),
    Column::code("cause", "cause"),
    Column::text("note"),
];

const KPI: &[Column] = &[Column::code("measure", "kpi"), Column::text("shown"), Column::text("known_percent")];

const WARNINGS: &[Column] = &[Column::text("account_name"), Column::text("why")];

pub fn abc(desk: &mut Desk, args: &Abc) -> Outcome {
    let span = args.period.as_deref().map_or_else(|| Ok(Span::year(desk.now())), Span::parse)?;
    let book = desk.look()?;
    let mut rows = abc::abc_rows(book.room(), args.base, span);
    if args.json.json {
        return print(desk, true, rows, ABC);
    }
    for row in &mut rows {
        row["bar"] = bar(desk, row["share"].as_f64()).into();
        row["account_name"] = row["name"].clone();
    }
    let heading = [("first", span.first.to_string()), ("last", span.last.to_string())];
    let heading = desk.text.ta("abc-span", &heading.each_ref().map(|(name, value)| (*name, value.as_str())));
    desk.out.heading(&heading)?;
    print(desk, false, rows, ABC)?;
    for (currency, spread) in abc::concentrations(book.room(), args.base, span) {
        let args =
            [("hhi", format!("{:.1}", spread.hhi)), ("top", format!("{:.1}", spread.top)), ("currency", currency)];
        let id = if spread.is_dangerous() { "abc-concentrated" } else { "abc-spread" };
        let line = desk.text.ta(id, &args.each_ref().map(|(name, value)| (*name, value.as_str())));
        desk.out.line(&line)?;
    }
    Ok(Status::Done)
}

pub fn health(desk: &mut Desk, args: &Of) -> Outcome {
    let book = desk.look()?;
    let room = book.room();
    let account = names::account(room, Some(&args.account))?.unwrap_or(Id::NIL);
    let found = health::of_account(room, &desk.terms, account, desk.now());
    let gains = winwin::of_account(room, account, desk.now());
    let mut row = found.row(&|note| desk.text.problem(note));
    row["account"] = json!(account);
    row["account_name"] = room.name(account).into();
    row["win_win"] = gains.row();
    if args.json.json {
        desk.out.json(&row)?;
        return Ok(Status::Done);
    }
    headline(desk, "health-headline", &row)?;
    print(desk, false, parts(desk, &row), HEALTH)?;
    if let Some((loser, value)) = gains.loser() {
        let value = format!("{value:.2}");
        let line = desk.text.ta("health-win-win", &[("name", &loser.name), ("value", &value)]);
        desk.out.line(&line)?;
    }
    Ok(Status::Done)
}

pub fn churn(desk: &mut Desk, args: &Of) -> Outcome {
    let book = desk.look()?;
    let room = book.room();
    let account = names::account(room, Some(&args.account))?.unwrap_or(Id::NIL);
    let since = desk.now() - chrono::TimeDelta::days(churn::NEWS.cast_signed());
    let mut edits = Vec::new();
    for edit in book.history() {
        let edit = edit?;
        if edit.when < since.into() {
            break;
        }
        edits.push(edit);
    }
    let before = churn::support_before(edits.iter().map(AsRef::as_ref));
    let found = churn::of_account(room, &desk.terms, account, &Cycles::new(room, desk.now()), &before);
    let mut row = found.row(&|note| desk.text.problem(note));
    row["account"] = json!(account);
    row["account_name"] = room.name(account).into();
    if args.json.json {
        desk.out.json(&row)?;
        return Ok(Status::Done);
    }
    headline(desk, "churn-headline", &row)?;
    for reason in found.reasons() {
        let line = format!("  · {}", desk.text.problem(&reason.note));
        desk.out.line(&line)?;
    }
    print(desk, false, parts(desk, &row), CHURN)
}

pub fn kpi(desk: &mut Desk, args: Json) -> Outcome {
    let book = desk.look()?;
    let found = kpi::all(book.room(), &desk.terms, desk.now());
    let row = |one: &kpi::Kpi| {
        let mut row = one.row(book.room());
        if !args.json {
            row["shown"] = figure(&desk.text, one).into();
            row["measure"] = one.name.into();
            row["known_percent"] = format!("{:.0} %", 100.0 * one.known()).into();
        }
        row
    };
    let rows = found.iter().map(row).collect();
    print(desk, args.json, rows, KPI)
}

pub fn warnings(desk: &mut Desk, args: &Scope) -> Outcome {
    let book = desk.look()?;
    let account = names::account(book.room(), args.account.as_deref())?;
    let found = warnings::all(book.room(), &desk.terms, desk.now(), account);
    let rows: Vec<Value> = found.iter().map(|one| one.row(book.room(), &|why| desk.text.problem(why))).collect();
    if rows.is_empty() && !args.json.json {
        let line = desk.text.t("warnings-none");
        desk.out.line(&line)?;
        return Ok(Status::Done);
    }
    print(desk, args.json.json, rows, WARNINGS)
}

/// The score of an answer, how much of it is known, and whom it is about.
fn headline(desk: &mut Desk, id: &str, row: &Value) -> Result<(), std::io::Error> {
    let value = row["value"].as_f64().map_or_else(|| desk.text.t("no-data"), |value| format!("{value:.1}"));
    let known = format!("{:.0}", 100.0 * row["known"].as_f64().unwrap_or(0.0));
    let level = row["level"].as_str().map(|level| desk.text.t(&format!("level-{level}"))).unwrap_or_default();
    let name = plain(&row["account_name"]);
    let line = desk.text.ta(id, &[("name", &name), ("value", &value), ("known", &known), ("level", &level)]);
    desk.out.heading(&line)
}

/// The parts of a score with what only readers need.
fn parts(desk: &Desk, row: &Value) -> Vec<Value> {
    let told = |part: &Value| {
        let value = part["value"].as_f64();
        let mut part = part.clone();
        part["shown"] = value.map_or_else(|| desk.text.t("no-data"), |value| format!("{value:.1}")).into();
        part["bar"] = bar(desk, value).into();
        part["part"] = part["name"].clone();
        part
    };
    row["parts"].as_array().into_iter().flatten().map(told).collect()
}

fn bar(desk: &Desk, value: Option<f64>) -> String {
    let sign = if desk.options.ascii { "#" } else { "█" };
    sign.repeat((value.unwrap_or(0.0).clamp(0.0, 100.0) * FULL / 100.0).round() as usize)
}
