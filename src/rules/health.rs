//! The health of an account, 0–100: weighted parts that add up to what is shown. What nobody knows is no data, not 0.

use chrono::{DateTime, FixedOffset};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::balance::{Balance, Part};
use super::circle::{Sandbox, Score, Web};
use super::cycle::{Cycles, Light};
use super::terms::Terms;
use super::{abc, ageing, behaviour};
use crate::edit::Room;
use crate::model::{Complaint, Id, Member, Pairing, Period, PeriodKey, Problem, Receivable, Seat};

/// The parts and how much each weighs.
const WEIGHTS: [(&str, f64); 7] = [
    ("coverage", 20.0),
    ("net_support", 20.0),
    ("behaviour", 15.0),
    ("cycles", 15.0),
    ("money", 10.0),
    ("complaints", 10.0),
    ("growth", 10.0),
];

/// Days late from which overdue money is worth nothing.
const LATE: f64 = 90.0;
/// Periods that are held against as many before them.
const PERIODS: usize = 3;

type Found = (Option<f64>, Problem);

/// How healthy an account is.
pub fn of_account(room: &Room, terms: &Terms, account: Id, now: DateTime<FixedOffset>) -> Balance {
    among(room, terms, account, now, &Cycles::new(room, now))
}

/// The same of one of many, with the cycles that are worked out once for all of them.
pub fn among(room: &Room, terms: &Terms, account: Id, now: DateTime<FixedOffset>, cycles: &Cycles) -> Balance {
    let web = Web::among(room, account, &Sandbox::default(), cycles);
    let found = [
        circle(&web.coverage(), "health-coverage", |value| value),
        circle(&web.net_support(), "health-net-support", |value| 50.0 * (value + 1.0)),
        lived(room, account, cycles),
        kept(room, account, cycles),
        money(room, terms, account, now),
        complaints(room, account, now),
        growth(room, account, now),
    ];
    let part =
        |((name, weight), (value, note)): (&(&'static str, f64), Found)| Part { name, value, weight: *weight, note };
    Balance { parts: WEIGHTS.iter().zip(found).map(part).collect() }
}

fn no_data(id: &'static str) -> Found {
    (None, Problem::new(id))
}

/// A score of the circle on the scale of 0 to 100.
fn circle(score: &Score, note: &'static str, scale: fn(f64) -> f64) -> Found {
    let Some(value) = score.value else { return no_data("health-circle-unknown") };
    let note = Problem::new(note).with("value", format!("{value:.2}"));
    (Some(scale(value)), note.with("known", format!("{:.0}", 100.0 * score.known)))
}

/// The mean of how the relationships with key players, or where there are none with whoever is paired, are lived.
fn lived(room: &Room, account: Id, cycles: &Cycles) -> Found {
    let current = |seat: &&Seat| seat.account == account && seat.is_current(cycles.now().date_naive());
    let seats: Vec<&Seat> = room.linked::<Seat>(account).filter(current).collect();
    let key = seats.iter().filter(|seat| seat.is_key_player());
    let paired = || seats.iter().filter(|seat| room.has_linked::<Pairing>(seat.id));
    let mut meant: Vec<&&Seat> = key.collect();
    if meant.is_empty() {
        meant = paired().collect();
    }
    if meant.is_empty() {
        return no_data("health-behaviour-unknown");
    }
    let half_life = cycles.half_life(account);
    let scores = meant.iter().map(|seat| behaviour::of_seat(room, seat.id, cycles.now(), half_life).score());
    let mean = scores.sum::<f64>() / meant.len() as f64;
    (Some(mean), Problem::new("health-behaviour").with("people", meant.len()))
}

/// The share of pairings that are within their interval; those past the ideal but not the maximum count half.
fn kept(room: &Room, account: Id, cycles: &Cycles) -> Found {
    let today = cycles.now().date_naive();
    let here = |pairing: &&Pairing| {
        let seat = room.get::<Seat>(pairing.seat);
        let member = room.get::<Member>(pairing.member);
        seat.is_some_and(|seat| seat.is_current(today))
            && member.is_some_and(|one| one.left_on.is_none_or(|left| left > today))
    };
    let seats = room.linked::<Seat>(account).filter(|seat| seat.account == account);
    let pairings =
        seats.flat_map(|seat| room.linked::<Pairing>(seat.id).filter(|one| one.seat == seat.id)).filter(here);
    let lights: Vec<Light> = pairings.map(|pairing| cycles.of_pairing(pairing).light).collect();
    if lights.is_empty() {
        return no_data("health-cycles-unknown");
    }
    let count = |light| lights.iter().filter(|one| **one == light).count();
    let [green, yellow, red] = [Light::Green, Light::Yellow, Light::Red].map(count);
    let value = (100.0 * green as f64 + 50.0 * yellow as f64) / lights.len() as f64;
    (Some(value), Problem::new("health-cycles").with("green", green).with("yellow", yellow).with("red", red))
}

fn money(room: &Room, terms: &Terms, account: Id, now: DateTime<FixedOffset>) -> Found {
    if room.linked::<Receivable>(account).all(|invoice| invoice.account != account) {
        return no_data("health-money-unknown");
    }
    let days = ageing::of_account(room, terms, account, now).iter().map(|one| one.days).max().unwrap_or(0);
    (Some((100.0 - 100.0 * days as f64 / LATE).max(0.0)), Problem::new("health-money").with("days", days))
}

/// The worst complaint that is open: answered it costs half, unanswered everything.
fn complaints(room: &Room, account: Id, now: DateTime<FixedOffset>) -> Found {
    let today = now.date_naive();
    let by = |when: &Option<crate::model::When>| when.is_some_and(|at| at.day() <= today);
    let heard: Vec<&Complaint> =
        room.linked::<Complaint>(account).filter(|one| one.account == account && by(&one.occurred_at)).collect();
    let open: Vec<&&Complaint> = heard.iter().filter(|one| !by(&one.resolved_at)).collect();
    let unanswered = open.iter().filter(|one| !by(&one.first_answered_at)).count();
    let note = Problem::new("health-complaints").with("all", heard.len()).with("open", open.len());
    let note = note.with("unanswered", unanswered);
    match (heard.len(), open.len(), unanswered) {
        (0, ..) => no_data("health-complaints-none"),
        (_, 0, _) => (Some(100.0), note),
        (.., 0) => (Some(50.0), note),
        _ => (Some(0.0), note),
    }
}

/// What the last three periods sold against the three before: no change is 50, half as much again 100, half 0.
fn growth(room: &Room, account: Id, now: DateTime<FixedOffset>) -> Found {
    let Some((before, after)) = halves(room, account, now) else { return no_data("health-growth-unknown") };
    let Some(change) = ((after - before) / before).to_f64() else { return no_data("health-growth-unknown") };
    let note = Problem::new("health-growth").with("change", format!("{:+.1}", 100.0 * change));
    (Some((50.0 + 100.0 * change).clamp(0.0, 100.0)), note)
}

/// Sales of the newest periods of one length and currency within a year, and of as many just before them.
fn halves(room: &Room, account: Id, now: DateTime<FixedOffset>) -> Option<(Decimal, Decimal)> {
    let periods = abc::periods(room, account, now);
    let newest: &&Period = periods.last()?;
    let (key, currency) = (newest.period?, &newest.sales.as_ref()?.currency);
    let sold = |key: PeriodKey| {
        let found = periods.iter().find(|period| period.period == Some(key))?;
        found.sales.as_ref().filter(|sales| sales.currency == *currency).map(|sales| sales.amount)
    };
    // Only as far back as there is no gap.
    let run = std::iter::successors(Some(key), |key| Some(key.previous()));
    let sales: Vec<Decimal> = run.map_while(sold).take(2 * PERIODS).collect();
    let half = sales.len() / 2;
    let sum = |part: &mut dyn Iterator<Item = &Decimal>| part.fold(Decimal::ZERO, |sum, one| sum.saturating_add(*one));
    let (after, before) = (sum(&mut sales.iter().take(half)), sum(&mut sales.iter().skip(half).take(half)));
    (before > Decimal::ZERO).then_some((before, after))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::Kind;
    use crate::rules::fixture::{id, room};

    fn health(records: &[(Kind, &str, Value)]) -> Balance {
        let mut all = vec![(Kind::Account, "a", json!({"name": "A"}))];
        all.extend(records.iter().cloned());
        of_account(&room(&all), &Terms::builtin(), id("a"), "2026-10-20T09:00:00+08:00".parse().unwrap())
    }

    fn value(balance: &Balance, name: &str) -> Option<f64> {
        balance.parts.iter().find(|part| part.name == name).unwrap().value
    }

    #[test]
    fn an_account_of_which_nothing_is_known_has_no_health() {
        let found = health(&[]);
        assert_eq!((found.value(), found.known()), (None, 0.0));
        assert!(found.parts.iter().all(|part| part.value.is_none()));
        assert!((found.parts.iter().map(|part| part.weight).sum::<f64>() - 100.0).abs() < 1e-9);
    }

    #[test]
    fn the_parts_add_up_to_what_is_shown() {
        let month = |key: &str, sales: &str| json!({"account": "@a", "period": key, "sales": {"amount": sales, "currency": "CNY"}});
        let found = health(&[
            (Kind::Member, "m", json!({"name": "M", "level": "rep"})),
            (
                Kind::Seat,
                "x",
                json!({"account": "@a", "political_status": "inner_circle", "influence": 5, "support": "supporter",
                "coverage": "in_depth", "layer": "operations"}),
            ),
            (Kind::Pairing, "p", json!({"member": "@m", "seat": "@x", "level": "rep"})),
            (
                Kind::Touch,
                "t",
                json!({"account": "@a", "member": "@m", "seats": ["@x"], "at": "2026-10-15", "channel": "visit"}),
            ),
            (
                Kind::Complaint,
                "c",
                json!({"account": "@a", "occurred_at": "2026-10-01", "content": "c", "first_answered_at": "2026-10-02"}),
            ),
            (Kind::Period, "1", month("2026-07", "100")),
            (Kind::Period, "2", month("2026-08", "100")),
            (Kind::Period, "3", month("2026-09", "120")),
        ]);
        assert_eq!(value(&found, "coverage"), Some(100.0));
        assert_eq!(value(&found, "net_support"), Some(75.0));
        assert_eq!(value(&found, "cycles"), Some(100.0));
        assert_eq!(value(&found, "money"), None);
        assert_eq!(value(&found, "complaints"), Some(50.0));
        assert_eq!(value(&found, "growth"), Some(70.0));
        let sum: f64 = found.parts.iter().filter_map(|part| found.points(part)).sum();
        assert!((sum - found.value().unwrap()).abs() < 1e-9);
        assert!((found.known() - 0.9).abs() < 1e-9);
    }

    #[test]
    fn late_money_costs_by_the_day() {
        let invoice = |due: &str| json!({"account": "@a", "number": "1", "amount": "9", "currency": "CNY", "issued": "2026-01-01", "due": due});
        let money = |due: &str| value(&health(&[(Kind::Receivable, "i", invoice(due))]), "money");
        assert_eq!(
            [money("2026-10-20"), money("2026-09-05"), money("2026-01-02")],
            [Some(100.0), Some(50.0), Some(0.0)]
        );
    }
}
