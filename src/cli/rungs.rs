//! The ladder on the command line: where follow-ups stand, what climbs, what is owed, which complaints wait.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value;

use super::answers::print;
use super::args::{Forecast, Rungs, Scope};
use super::columns::Column;
use super::data::Outcome;
use super::desk::Desk;
use super::names;
use super::out::say;
use super::status::Status;
use crate::edit::Room;
use crate::model::{Account, Id, Kind, Problem};
use crate::rules::ageing::Ageing;
use crate::rules::complaint::complaint_rows;
use crate::rules::ladder::{forecast_rows, ladder_rows};
use crate::rules::receivables::{Row, rows};
use crate::text::format;

const LADDER: &[Column] = &[
    Column::text("account_name"),
    Column::text("subject"),
    Column::code("kind", "choice-follow-up-kind"),
    Column::code("state", "choice-follow-up-state"),
    Column::text("rung"),
    Column::text("holder_name"),
    Column::names("counterparts"),
    Column::moment("climbs_at"),
    Column::text("overdue_days"),
];

const FORECAST: &[Column] = &[
    Column::moment("at"),
    Column::text("account_name"),
    Column::text("subject"),
    Column::text("from"),
    Column::text("to"),
    Column::text("holder_name"),
];

const COMPLAINTS: &[Column] = &[
    Column::moment("occurred_at"),
    Column::text("account_name"),
    Column::text("content"),
    Column::code("state", "ladder-complaint"),
    Column::minutes("first_answer_minutes"),
    Column::minutes("waiting_minutes"),
    Column::moment("answer_by"),
    Column::moment("resolve_by"),
    Column::text("result"),
];

/// Columns of a bar.
const BAR: usize = 20;

/// Texts of the buckets, in their order.
const BUCKETS: [&str; 5] = ["card-age-current", "card-age-30", "card-age-60", "card-age-90", "card-age-more"];

/// Which rows are wanted.
struct Wanted<'a> {
    account: Option<Id>,
    member: Option<String>,
    kind: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    fn of(room: &Room, args: &'a Rungs) -> Result<Self, Problem> {
        let member = args.member.as_deref().map(|name| names::nearly(room, &[Kind::Member], name)).transpose()?;
        let account = names::account(room, args.scope.account.as_deref())?;
        Ok(Self { account, member: member.map(|id| id.to_string()), kind: args.kind.as_deref() })
    }

    /// A member is on the hook also for what somebody holds in their place.
    fn keep(&self, rows: &mut Vec<Value>) {
        let is = |row: &Value, key: &str, wanted: &str| row.get(key).and_then(Value::as_str) == Some(wanted);
        rows.retain(|row| {
            self.kind.is_none_or(|kind| is(row, "kind", kind))
                && self.member.as_deref().is_none_or(|id| is(row, "holder", id) || is(row, "stands_for", id))
        });
    }
}

pub fn ladder(desk: &mut Desk, args: &Rungs) -> Outcome {
    let book = desk.look()?;
    let wanted = Wanted::of(book.room(), args)?;
    let mut rows = ladder_rows(book.room(), &desk.terms, desk.now(), wanted.account);
    wanted.keep(&mut rows);
    warn(desk, &rows);
    if !args.scope.json.json {
        for row in &mut rows {
            name_whose_place(desk, row);
        }
    }
    print(desk, args.scope.json.json, rows, LADDER)
}

pub fn forecast(desk: &mut Desk, args: &Forecast) -> Outcome {
    let book = desk.look()?;
    let wanted = Wanted::of(book.room(), &args.rungs)?;
    let now = desk.now();
    let until = now.checked_add_days(Days::new(args.days.into())).unwrap_or(now);
    let mut rows = forecast_rows(book.room(), &desk.terms, now, until, wanted.account);
    wanted.keep(&mut rows);
    warn(desk, &rows);
    if !args.rungs.scope.json.json {
        for row in &mut rows {
            name_whose_place(desk, row);
        }
    }
    print(desk, args.rungs.scope.json.json, rows, FORECAST)
}

/// For reading, whoever holds an item in somebody's place is told with whose place that is.
fn name_whose_place(desk: &Desk, row: &mut Value) {
    let name = |key: &str| row.get(key).and_then(Value::as_str);
    let (Some(holder), Some(absent)) = (name("holder_name"), name("stands_for_name")) else { return };
    let said = desk.text.ta("ladder-stands-for", &[("name", holder), ("absent", absent)]);
    row["holder_name"] = said.into();
}

/// Says which years of which countries have no table of days off, so that only their weekends were taken off.
fn warn(desk: &Desk, rows: &[Value]) {
    let missing = rows.iter().flat_map(|row| {
        let country = row.get("country").and_then(Value::as_str).unwrap_or_default();
        let years = row.get("missing_years").and_then(Value::as_array).into_iter().flatten();
        years.filter_map(move |year| Some((country, year.as_i64()?)))
    });
    for (country, year) in missing.collect::<BTreeSet<_>>() {
        let problem = Problem::new("problem-holidays-missing").with("country", country).with("year", year);
        say(&format!("warroom: {}", desk.text.problem(&problem)));
    }
}

pub fn receivables(desk: &mut Desk, args: &Scope) -> Outcome {
    let book = desk.look()?;
    let (room, now) = (book.room(), desk.now());
    let account = names::account(room, args.account.as_deref())?;
    let found = rows(room, &desk.terms, now, account);
    if args.json.json {
        desk.out.array(found.iter().map(|row| row.json(room, &desk.terms, now)))?;
        return Ok(Status::Done);
    }
    let lines: Vec<Vec<String>> =
        found.iter().filter(|row| row.account.is_some()).map(|row| cells(room, row)).collect();
    if lines.is_empty() {
        return Ok(Status::Done);
    }
    // The sum of one account is its row.
    let sums = found.iter().filter(|row| row.account.is_none() || account.is_some());
    for row in sums {
        for line in sum(desk, row, now.date_naive()) {
            desk.out.line(&line)?;
        }
        desk.out.line("")?;
    }
    let names =
        ["column-account-name", "ladder-open"].iter().chain(&BUCKETS).chain(&["column-overdue-days", "column-dso"]);
    let heads: Vec<String> = names.map(|id| desk.text.t(id)).collect();
    desk.out.table(&heads, &lines)?;
    Ok(Status::Done)
}

fn cells(room: &Room, row: &Row) -> Vec<String> {
    let Ageing { currency, buckets, days } = &row.ageing;
    let name = row.account.and_then(|id| room.get::<Account>(id)).map(|account| account.name.clone());
    let money = |amount: Decimal| if amount.is_zero() { String::new() } else { format::money(amount, currency) };
    let mut cells = vec![name.unwrap_or_default(), money(row.ageing.open())];
    cells.extend(buckets.iter().copied().map(money));
    cells.push(days.to_string());
    cells.push(row.dso.map(|days| format!("{days:.1}")).unwrap_or_default());
    cells
}

/// What is owed in a currency, and a bar for each age.
fn sum(desk: &Desk, row: &Row, today: NaiveDate) -> Vec<String> {
    let Ageing { currency, buckets, .. } = &row.ageing;
    let open = row.ageing.open();
    let amount = format::money(open, currency);
    let owed = desk.text.ta("cli-owed", &[("amount", &amount), ("day", &format::date(today))]);
    let known = format!("{:.0}", row.known * 100.0);
    let said = |dso: f64| desk.text.ta("cli-dso", &[("days", &format!("{dso:.1}")), ("known", &known)]);
    let mut lines = vec![row.dso.map_or_else(|| owed.clone(), |dso| format!("{owed} · {}", said(dso)))];
    let names: Vec<String> = BUCKETS.iter().map(|id| desk.text.t(id)).collect();
    let wide = names.iter().map(|name| crate::text::width(name)).max().unwrap_or(0);
    let [full, empty] = if desk.options.ascii { ["#", "."] } else { ["█", "░"] };
    for (name, amount) in names.iter().zip(buckets) {
        let share = amount.checked_div(open).and_then(|share| share.to_f64()).unwrap_or(0.0);
        let filled = (share * BAR as f64).round() as usize;
        // What is there at all is seen.
        let filled = if amount.is_zero() { 0 } else { filled.clamp(1, BAR) };
        let bar = full.repeat(filled) + &empty.repeat(BAR - filled);
        lines.push(format!("  {}  {bar}  {}", crate::text::pad(name, wide), format::money(*amount, currency)));
    }
    lines
}

pub fn complaints(desk: &mut Desk, args: &Scope) -> Outcome {
    let book = desk.look()?;
    let account = names::account(book.room(), args.account.as_deref())?;
    let rows = complaint_rows(book.room(), &desk.terms, desk.now(), account);
    print(desk, args.json.json, rows, COMPLAINTS)
}
