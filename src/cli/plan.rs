//! The team visit on the command line: the best tour, its alternatives, and whom it does not meet.

use serde_json::{Value, json};

use super::answers::print;
use super::args::Plan as Args;
use super::columns::Column;
use super::data::Outcome;
use super::desk::Desk;
use super::names;
use super::status::Status;
use crate::edit::Room;
use crate::exchange::ical;
use crate::model::choice::Level;
use crate::model::speak::{Bias, parse_day};
use crate::model::{Id, Kind, Member, Problem};
use crate::rules::plan::{Plan, Planner, Proposal, Wish, draft, plan_row};
use crate::store::deliver::{deliver, unwritable};

const STOPS: &[Column] = &[
    Column::text("date"),
    Column::code("half", "plan-half"),
    Column::text("city"),
    Column::text("account_name"),
    Column::names("seat_names"),
    Column::names("member_names"),
    Column::number("score"),
];

const UNMET: &[Column] = &[Column::text("name"), Column::text("account_name"), Column::text("why")];

pub fn plan(desk: &mut Desk, args: &Args) -> Outcome {
    let today = desk.now().date_naive();
    let from = parse_day(&args.from, today, Bias::Future)?;
    let mut book = if args.save { desk.change()? } else { desk.look()? };
    let members = members(book.room(), &args.members)?;
    let cities: Vec<String> =
        args.cities.iter().map(|city| city.trim().to_owned()).filter(|city| !city.is_empty()).collect();
    if cities.is_empty() {
        return Err(Problem::new("problem-plan-no-cities").into());
    }
    let wish = Wish { cities, from, days: args.days, members, ..Wish::default() };
    let planner = Planner::new(book.room(), &desk.terms, desk.now(), wish);
    let proposal = planner.propose(&desk.terms, &mut |_| true);
    let say = |id: &str, args: &[(&str, &str)]| desk.text.ta(id, args);
    let best = proposal.plans.first().filter(|plan: &&Plan| !plan.stops.is_empty());
    let best = best.filter(|_| args.save || args.ics.is_some());
    let saved = best.map(|plan| draft(book.room(), &desk.terms, plan, desk.now(), &say)).transpose()?;
    let mut row = plan_row(book.room(), &proposal, &say);
    if let (Some((draft, visits)), Some(path)) = (&saved, &args.ics) {
        let calendar = ical::calendar_of(&book.room().foreseen(draft.clone())?, visits, desk.now());
        deliver(path, std::iter::once(calendar)).map_err(|error| unwritable(path, error))?;
    }
    if let Some((draft, visits)) = saved.filter(|_| args.save) {
        book.commit(draft)?;
        if let Value::Object(row) = &mut row {
            row.insert("visits".into(), json!(visits));
        }
    }
    if args.json.json {
        desk.out.json(&row)?;
    } else {
        tell(desk, &proposal, &row)?;
    }
    Ok(Status::Done)
}

/// Everybody who is named, or everybody there is.
fn members(room: &Room, given: &[String]) -> Result<Vec<Id>, Problem> {
    if given.is_empty() {
        let travels = |member: &&Member| member.left_on.is_none() && member.level != Some(Level::Service);
        return Ok(room.all::<Member>().filter(travels).map(|member| member.id).collect());
    }
    given.iter().map(|name| names::nearly(room, &[Kind::Member], name)).collect()
}

fn tell(desk: &mut Desk, proposal: &Proposal, row: &Value) -> Outcome {
    let list = |row: &Value, key: &str| row.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let stops = list(row, "stops");
    if stops.is_empty() {
        desk.out.line(&desk.text.t("plan-none"))?;
    } else {
        let score = proposal.plans.first().map_or(0.0, |plan| plan.score);
        desk.out.line(&desk.text.ta("plan-best", &[("score", &format!("{score:.2}"))]))?;
        print(desk, false, stops, STOPS)?;
    }
    for (number, other) in list(row, "alternatives").iter().enumerate() {
        let score = other.get("score").and_then(Value::as_f64).unwrap_or_default();
        let args = [("number", &*(number + 1).to_string()), ("score", &*format!("{score:.2}"))];
        desk.out.line(&format!("\n{}", desk.text.ta("plan-alternative", &args)))?;
        print(desk, false, list(other, "stops"), STOPS)?;
    }
    let unmet = list(row, "unmet");
    if !unmet.is_empty() {
        desk.out.line(&format!("\n{}", desk.text.t("plan-unmet")))?;
        print(desk, false, unmet, UNMET)?;
    }
    Ok(Status::Done)
}
