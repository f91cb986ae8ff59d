use serde_json::json;

use super::*;
use crate::model::Kind;
use crate::rules::fixture::{self, id};

/// The days of DOMAIN §3's vector: three working days from a Monday.
const FROM: &str = "2026-10-19";

type Rows = Vec<(Kind, &'static str, Value)>;

fn account(rows: &mut Rows, name: &'static str) {
    rows.push((Kind::Account, name, json!({"name": name, "country": "CN"})));
}

fn seat(rows: &mut Rows, account: &str, person: &'static str, seat: &'static str, home: &str) {
    rows.push((Kind::Person, person, json!({"name": person, "home_city": home})));
    let held = json!({"account": format!("@{account}"), "person": format!("@{person}"), "layer": "decision",
        "political_status": "inner_circle"});
    rows.push((Kind::Seat, seat, held));
}

fn pairing(rows: &mut Rows, name: &'static str, member: &str, seat: &str, level: &str) {
    let pair = json!({"member": format!("@{member}"), "seat": format!("@{seat}"), "level": level});
    rows.push((Kind::Pairing, name, pair));
}

/// R and M of ours; a bureau in Beijing that both know, a bank in Shanghai that M alone knows.
fn rows() -> Rows {
    let mut rows = Rows::new();
    for (name, level) in [("r", "rep"), ("m", "manager")] {
        rows.push((Kind::Member, name, json!({"name": name, "level": level, "base_city": "济南"})));
    }
    account(&mut rows, "bureau");
    account(&mut rows, "bank");
    seat(&mut rows, "bureau", "zhang", "zhang-seat", "北京");
    seat(&mut rows, "bank", "li", "li-seat", "上海");
    pairing(&mut rows, "r-zhang", "r", "zhang-seat", "rep");
    pairing(&mut rows, "m-zhang", "m", "zhang-seat", "manager");
    pairing(&mut rows, "m-li", "m", "li-seat", "manager");
    rows
}

fn wish(cities: &[&str], days: u32) -> Wish {
    Wish {
        cities: cities.iter().map(|city| (*city).to_owned()).collect(),
        from: FROM.parse().unwrap(),
        days,
        members: vec![id("r"), id("m")],
        ..Wish::default()
    }
}

fn propose(rows: &Rows, wish: Wish) -> (Room, Proposal) {
    let room = fixture::room(rows);
    let now = "2026-10-12T09:00:00+08:00".parse().unwrap();
    let terms = Terms::builtin();
    let proposal = Planner::new(&room, &terms, now, wish).propose(&terms, &mut |_| true);
    (room, proposal)
}

/// "10-19 am 北京 zhang-seat r+m", for every stop of the best plan.
fn shown(proposal: &Proposal, rows: &Rows) -> Vec<String> {
    let name = |wanted: &Id| rows.iter().map(|(_, name, _)| *name).find(|name| id(name) == *wanted).unwrap_or("?");
    let names = |ids: &[Id]| {
        let mut names: Vec<_> = ids.iter().map(name).collect();
        names.sort_unstable();
        names.join("+")
    };
    let stops = proposal.plans.first().map(|plan| plan.stops.clone()).unwrap_or_default();
    let show = |stop: &Stop| {
        let (day, half) = (stop.slot.day.format("%m-%d"), half_code(stop.slot.half));
        format!("{day} {half} {} {} {}", stop.city, names(&stop.seats), names(&stop.members))
    };
    stops.iter().map(show).collect()
}

fn reasons(proposal: &Proposal) -> Vec<(Id, Reason)> {
    proposal.unmet.iter().map(|one| (one.seat, one.reason.clone())).collect()
}

#[test]
fn who_is_on_leave_goes_nowhere() {
    let mut rows = rows();
    let leave = json!([{"id": id("off"), "from": "2026-10-19", "to": "2026-10-20"}]);
    rows[1].2 = json!({"name": "m", "level": "manager", "base_city": "济南", "leave": leave});
    let (_, proposal) = propose(&rows, wish(&["北京", "Shanghai"], 2));
    assert_eq!(shown(&proposal, &rows), ["10-19 am 北京 zhang-seat r"]);
    let (_, proposal) = propose(&rows, wish(&["Shanghai"], 3));
    assert_eq!(shown(&proposal, &rows), ["10-21 am Shanghai li-seat m"]);
}

#[test]
fn what_keeps_ours_or_theirs_away_is_said() {
    let mut leave = rows();
    let off = json!([{"id": id("off"), "from": "2026-10-01", "to": "2026-10-31"}]);
    leave[1].2 = json!({"name": "m", "level": "manager", "base_city": "济南", "leave": off});
    assert_eq!(reasons(&propose(&leave, wish(&["上海"], 3)).1), [(id("li-seat"), Reason::OnLeave(vec![id("m")]))]);
    let mut away = rows();
    let trip = json!({"member": "@m", "to_city": "广州", "depart": "2026-10-17", "arrive": "2026-10-17",
        "return": "2026-10-25"});
    away.push((Kind::Travel, "trip", trip));
    assert_eq!(reasons(&propose(&away, wish(&["上海"], 3)).1), [(id("li-seat"), Reason::Away(vec![id("m")]))]);
    let mut holiday = wish(&["上海"], 3);
    holiday.from = "2026-10-01".parse().unwrap();
    let room = fixture::room(&rows());
    let (terms, now) = (Terms::builtin(), "2026-09-20T09:00:00+08:00".parse().unwrap());
    let found = Planner::new(&room, &terms, now, holiday).propose(&terms, &mut |_| true);
    assert_eq!(reasons(&found), [(id("li-seat"), Reason::DaysOff)]);
}

#[test]
fn whom_somebody_fixed_and_the_journey_cannot_meet_is_named_with_the_reason() {
    let rows = rows();
    let mut wish = wish(&["北京"], 2);
    wish.fixed.insert(id("li-seat"), Slot::first("2026-10-19".parse().unwrap()));
    let (_, proposal) = propose(&rows, wish);
    assert_eq!(reasons(&proposal), [(id("li-seat"), Reason::Elsewhere(Some("上海".into())))]);
}

#[test]
fn all_who_are_paired_meet_and_the_way_takes_a_night_and_a_morning() {
    let rows = rows();
    let (_, proposal) = propose(&rows, wish(&["北京", "Shanghai"], 2));
    assert_eq!(shown(&proposal, &rows), ["10-19 am 北京 zhang-seat m+r", "10-20 pm Shanghai li-seat m"]);
    assert_eq!(reasons(&proposal), []);
}

#[test]
fn a_day_is_too_short_for_two_cities_and_says_whom_it_leaves_out() {
    let rows = rows();
    let (_, proposal) = propose(&rows, wish(&["北京", "上海"], 1));
    assert_eq!(shown(&proposal, &rows).len(), 1);
    assert_eq!(proposal.unmet.len(), 1);
    assert_eq!(proposal.unmet[0].reason, Reason::NoRoom);
    assert_eq!(proposal.plans.len(), 2, "the other city is the alternative");
}

#[test]
fn who_is_away_is_not_met_and_where_they_are_is_said() {
    let mut rows = rows();
    let trip = json!({"person": "@zhang", "to_city": "广州", "depart": "2026-10-18", "arrive": "2026-10-18",
        "return": "2026-10-25", "firmness": "likely"});
    rows.push((Kind::Travel, "trip", trip));
    let (_, proposal) = propose(&rows, wish(&["北京", "上海"], 3));
    assert_eq!(shown(&proposal, &rows), ["10-19 am 上海 li-seat m"]);
    let away: Vec<_> = reasons(&proposal);
    assert_eq!(away, [], "an account with nobody in these cities is none of this journey's business");
    let (_, there) = propose(&rows, wish(&["广州"], 2));
    let stop = &there.plans[0].stops[0];
    assert_eq!((stop.city.as_str(), stop.worth[0].parts.firmness), ("广州", 0.6));
}

#[test]
fn days_off_and_what_is_planned_already_take_their_time() {
    let mut rows = rows();
    let visit = |city: &str, at: &str| json!({"account": "@bank", "status": "planned", "start": at, "city": city, "ours": [{"id": id("entry"), "member": "@m"}]});
    rows.push((Kind::Visit, "booked", visit("上海", "2026-10-19T10:00:00+08:00")));
    let (_, proposal) = propose(&rows, wish(&["北京"], 2));
    // From Shanghai on Monday morning nobody is in Beijing before Tuesday noon.
    assert_eq!(shown(&proposal, &rows), ["10-20 pm 北京 zhang-seat m+r"]);
    let mut holiday = wish(&["北京"], 3);
    holiday.from = "2026-10-01".parse().unwrap();
    assert!(propose(&rows, holiday).1.plans[0].stops.is_empty());
}

#[test]
fn a_stop_can_be_fixed_and_dropped() {
    let rows = rows();
    let mut fixed = wish(&["北京", "上海"], 3);
    fixed.fixed.insert(id("zhang-seat"), Slot::last("2026-10-21".parse().unwrap()));
    let (_, proposal) = propose(&rows, fixed.clone());
    assert_eq!(shown(&proposal, &rows), ["10-19 am 上海 li-seat m", "10-21 pm 北京 zhang-seat m+r"]);
    assert!(proposal.plans[0].stops[1].fixed);
    fixed.fixed.insert(id("li-seat"), Slot::last("2026-10-21".parse().unwrap()));
    assert!(propose(&rows, fixed).1.plans.is_empty(), "m cannot be in two cities at once");
    let mut dropped = wish(&["北京", "上海"], 3);
    dropped.dropped.insert(id("zhang-seat"));
    let (_, proposal) = propose(&rows, dropped);
    assert_eq!(shown(&proposal, &rows), ["10-19 am 上海 li-seat m"]);
}

#[test]
fn those_who_see_the_same_of_ours_are_met_together() {
    let mut rows = rows();
    seat(&mut rows, "bank", "wu", "wu-seat", "上海");
    pairing(&mut rows, "m-wu", "m", "wu-seat", "manager");
    let (_, proposal) = propose(&rows, wish(&["上海"], 1));
    assert_eq!(shown(&proposal, &rows), ["10-19 am 上海 li-seat+wu-seat m"]);
    let stop = &proposal.plans[0].stops[0];
    let sum: f64 = stop.worth.iter().map(|one| one.parts.score()).sum();
    assert!((stop.score - sum).abs() < 1e-12);
}

#[test]
fn strangers_are_met_by_the_fitting_level_or_said_to_be_nobodys() {
    let mut rows = rows();
    rows.push((Kind::Member, "boss", json!({"name": "boss", "level": "executive"})));
    seat(&mut rows, "bank", "wu", "wu-seat", "上海");
    let (_, without) = propose(&rows, wish(&["上海"], 1));
    assert_eq!(reasons(&without), [(id("wu-seat"), Reason::Nobody)]);
    let mut with = wish(&["上海"], 1);
    with.members.push(id("boss"));
    let (room, proposal) = propose(&rows, with);
    assert!(shown(&proposal, &rows).contains(&"10-19 am 上海 wu-seat boss".to_owned()));
    let say = |id: &str, _: &[(&str, &str)]| id.to_owned();
    let row = plan_row(&room, &proposal, &say);
    assert_eq!(row["stops"][0]["half"], "am");
    assert_eq!(row["score"], proposal.plans[0].score);
}
