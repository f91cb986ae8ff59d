//! Whereabouts at their edges: half days, nights in the air, the date line, clocks that are set, journeys that clash.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::model::Kind;
use crate::rules::fixture::{self, id};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn row(room: &Room, who: &str, on: &str) -> Value {
    let terms = Terms::builtin();
    where_row(room, &terms, now(), &whereabouts(room, &terms, id(who), day(on)))
}

fn trip(to_city: &str, arrive: &str, back: Option<&str>) -> Value {
    json!({"person": "@zhang", "to_city": to_city, "depart": arrive, "arrive": arrive, "return": back,
        "firmness": "firm"})
}

fn room(trips: &[Value]) -> Room {
    let mut all = vec![(Kind::Person, "zhang", json!({"name": "张伟", "home_city": "济南"}))];
    let names = ["first", "second"];
    all.extend(trips.iter().zip(names).map(|(trip, name)| (Kind::Travel, name, trip.clone())));
    fixture::room(&all)
}

fn cities(room: &Room, days: &[&str]) -> Vec<String> {
    days.iter()
        .map(|on| where_is(room, &Terms::builtin(), id("zhang"), day(&format!("2026-{on}"))).city.unwrap())
        .collect()
}

fn october(room: &Room) -> Vec<Stay> {
    stays(room, &Terms::builtin(), id("zhang"), day("2026-10-08"), day("2026-10-12"))
}

fn shown(stays: &[Stay]) -> Vec<String> {
    let slot =
        |slot: Option<Slot>| slot.map_or("…".into(), |slot| format!("{} {:?}", slot.day.format("%m-%d"), slot.half));
    stays.iter().map(|s| format!("{} {}–{}", s.city.as_deref().unwrap_or("?"), slot(s.from), slot(s.to))).collect()
}

#[test]
fn home_is_where_people_are_when_nothing_else_is_known() {
    assert_eq!(cities(&room(&[]), &["10-05"]), ["济南"]);
    assert_eq!(where_is(&room(&[]), &Terms::builtin(), id("nobody"), day("2026-10-05")).city, None);
    let ours = fixture::room(&[(Kind::Member, "chen", json!({"name": "陈总", "base_city": "北京"}))]);
    let stay = where_is(&ours, &Terms::builtin(), id("chen"), day("2026-10-05"));
    assert_eq!((stay.city.as_deref(), stay.travel, stay.from, stay.to), (Some("北京"), None, None, None));
}

#[test]
fn a_seat_is_where_its_person_is() {
    let mut all = vec![(Kind::Person, "zhang", json!({"name": "张伟", "home_city": "济南"}))];
    all.push((Kind::Seat, "seat", json!({"account": "@a", "person": "@zhang"})));
    all.push((Kind::Travel, "trip", trip("北京", "2026-10-08", Some("2026-10-11"))));
    let room = fixture::room(&all);
    assert_eq!(where_is(&room, &Terms::builtin(), id("seat"), day("2026-10-09")).travel, Some(id("trip")));
    let row = row(&room, "seat", "2026-10-09");
    assert_eq!(row["person"], id("zhang").to_string());
    assert_eq!((&row["city"], &row["to"], &row["firmness"]), (&json!("北京"), &json!("2026-10-11"), &json!("firm")));
}

#[test]
fn a_journey_lasts_from_arrival_through_return() {
    let room = room(&[trip("北京", "2026-10-08", Some("2026-10-11"))]);
    let all = stays(&room, &Terms::builtin(), id("zhang"), day("2026-10-01"), day("2026-10-31"));
    assert_eq!(shown(&all), ["济南 …–10-07 Pm", "北京 10-08 Am–10-11 Pm", "济南 10-12 Am–…"]);
    assert_eq!(cities(&room, &["10-07", "10-08", "10-11", "10-12"]), ["济南", "北京", "北京", "济南"]);
    assert_eq!(stays(&room, &Terms::builtin(), id("zhang"), day("2026-10-09"), day("2026-10-10")).len(), 1);
}

#[test]
fn moments_give_half_days() {
    let room = room(&[trip("北京", "2026-10-08T14:00:00+08:00", Some("2026-10-10T09:30:00+08:00"))]);
    assert_eq!(shown(&october(&room)), ["济南 …–10-08 Am", "北京 10-08 Pm–10-10 Am", "济南 10-10 Pm–…"]);
}

#[test]
fn without_a_return_the_next_departure_ends_it() {
    let mut onward = trip("上海", "2026-10-08", Some("2026-10-09"));
    let open = room(&[trip("北京", "2026-10-05", None), onward.clone()]);
    assert_eq!(cities(&open, &["10-05", "10-07", "10-08", "10-10"]), ["北京", "北京", "上海", "济南"]);
    // Somebody who next leaves from home has come home in between, nobody knows when.
    onward["from_city"] = "济南市".into();
    let back = room(&[trip("北京", "2026-10-05", None), onward]);
    assert_eq!(cities(&back, &["10-05", "10-06"]), ["北京", "济南"]);
    assert_eq!(cities(&room(&[trip("北京", "2026-10-05", None)]), &["10-05", "10-06"]), ["北京", "济南"]);
}

#[test]
fn overlapping_journeys_are_flagged_and_the_firmer_wins() {
    let mut rumour = trip("上海", "2026-10-09", Some("2026-10-12"));
    rumour["firmness"] = "rumour".into();
    let stays = october(&room(&[trip("北京", "2026-10-08", Some("2026-10-10")), rumour]));
    assert_eq!(shown(&stays), ["北京 10-08 Am–10-10 Pm", "上海 10-11 Am–10-12 Pm"]);
    assert!(stays.iter().all(|stay| stay.clash));
}

#[test]
fn a_journey_inside_another_leaves_its_two_ends() {
    let outer = trip("北京", "2026-10-08", Some("2026-10-12"));
    let room = room(&[outer, trip("天津", "2026-10-09", Some("2026-10-09"))]);
    assert_eq!(cities(&room, &["10-08", "10-09", "10-10"]), ["北京", "天津", "北京"]);
}

#[test]
fn cities_are_compared_as_people_mean_them() {
    assert!(same_city(" 北京市", "北京") && same_city("Beijing", "beijing") && !same_city("北京", "南京"));
}

/// Somebody at home in a city, and their journeys: from, to, depart, arrive, return.
fn flier(home: &str, journeys: &[[&str; 5]]) -> Room {
    let mut all = vec![(Kind::Person, "zhang", json!({"name": "张伟", "home_city": home}))];
    for (nth, [from, to, depart, arrive, back]) in journeys.iter().enumerate() {
        let mut trip = json!({"person": "@zhang", "to_city": to, "arrive": arrive, "firmness": "firm"});
        for (name, value) in [("from_city", from), ("depart", depart), ("return", back)] {
            if !value.is_empty() {
                trip[name] = json!(value);
            }
        }
        all.push((Kind::Travel, ["t0", "t1", "t2"][nth], trip));
    }
    fixture::room(&all)
}

fn city_on(room: &Room, on: &str) -> String {
    where_is(room, &Terms::builtin(), id("zhang"), day(on)).city.unwrap_or("-".into())
}

#[test]
fn who_flies_east_over_the_date_line_arrives_before_leaving() {
    let room = flier(
        "Tokyo",
        &[[
            "Tokyo",
            "San Francisco",
            "2026-10-08T17:00:00+09:00",
            "2026-10-08T10:05:00-07:00",
            "2026-10-12T13:00:00-07:00",
        ]],
    );
    let on: Vec<_> = ["2026-10-07", "2026-10-08", "2026-10-12", "2026-10-13"].map(|on| city_on(&room, on)).into();
    assert_eq!(on, ["Tokyo", "San Francisco", "San Francisco", "Tokyo"]);
    let all = timeline(&room, &Terms::builtin(), id("zhang"));
    // The morning of the 8th is spent in Tokyo, and then once more in San Francisco.
    let morning = Slot::first(day("2026-10-08"));
    assert!(all[0].covers(morning) && !all[0].covers(Slot::last(day("2026-10-08"))) && all[2].covers(morning));
    assert_eq!((all[0].last, all[2].from), (Some(day("2026-10-08")), Some(morning)));
    let row = row(&room, "zhang", "2026-10-08");
    assert_eq!(row["time_zone"], "America/Los_Angeles");
    let journey = &row["journeys"][0];
    assert_eq!(
        (&journey["depart"], &journey["arrive"]),
        (&json!("2026-10-08T17:00:00+09:00"), &json!("2026-10-08T10:05:00-07:00"))
    );
    assert_eq!(journey["ours"]["arrive"], "2026-10-09T01:05:00+08:00");
}

#[test]
fn a_day_is_gained_to_honolulu_and_lost_to_sydney() {
    let east = flier(
        "Auckland",
        &[[
            "Auckland",
            "Honolulu",
            "2026-03-10T09:00:00+13:00",
            "2026-03-09T18:30:00-10:00",
            "2026-03-14T10:00:00-10:00",
        ]],
    );
    let on: Vec<_> =
        ["2026-03-08", "2026-03-09", "2026-03-10", "2026-03-14", "2026-03-15"].map(|on| city_on(&east, on)).into();
    assert_eq!(on, ["Auckland", "Honolulu", "Honolulu", "Honolulu", "Auckland"]);
    let west = flier(
        "Los Angeles",
        &[[
            "Los Angeles",
            "Sydney",
            "2026-10-08T22:30:00-07:00",
            "2026-10-10T07:50:00+11:00",
            "2026-10-14T11:00:00+11:00",
        ]],
    );
    let on: Vec<_> =
        ["2026-10-08", "2026-10-09", "2026-10-10", "2026-10-14", "2026-10-15"].map(|on| city_on(&west, on)).into();
    assert_eq!(on, ["Los Angeles", "-", "Sydney", "Los Angeles", "Los Angeles"]);
    let lost = where_is(&west, &Terms::builtin(), id("zhang"), day("2026-10-09"));
    assert!(lost.under_way && lost.travel == Some(id("t0")), "{lost:?}");
}

#[test]
fn a_night_in_the_air_is_spent_nowhere() {
    let room = flier(
        "上海",
        &[["上海", "London", "2026-10-08T23:50:00+08:00", "2026-10-09T05:30:00+01:00", "2026-10-11T22:20:00+01:00"]],
    );
    let on: Vec<_> = ["2026-10-08", "2026-10-09", "2026-10-11", "2026-10-12"].map(|on| city_on(&room, on)).into();
    assert_eq!(on, ["上海", "London", "London", "上海"]);
    let all = timeline(&room, &Terms::builtin(), id("zhang"));
    // Who leaves before midnight has no free half day left from noon on.
    assert!(all[0].covers(Slot::first(day("2026-10-08"))) && !all[0].covers(Slot::last(day("2026-10-08"))));
    assert!(all[1].under_way && all[1].city.is_none());
}

#[test]
fn days_are_those_of_the_city_whatever_offset_was_noted() {
    // 07:30 in London is the 9th, noted by somebody in Beijing or in UTC.
    for arrive in ["2026-10-09T14:30:00+08:00", "2026-10-09T06:30:00Z", "2026-10-09T07:30:00+01:00"] {
        let room = flier("北京", &[["北京", "London", "2026-10-09T02:00:00+08:00", arrive, ""]]);
        assert_eq!(
            where_is(&room, &Terms::builtin(), id("zhang"), day("2026-10-09")).from,
            Some(Slot::first(day("2026-10-09")))
        );
    }
    // An evening in San Francisco is the day before in UTC's eyes.
    let room = flier("北京", &[["北京", "San Francisco", "2026-10-08T22:00:00Z", "2026-10-09T04:30:00Z", ""]]);
    assert_eq!(city_on(&room, "2026-10-08"), "San Francisco");
}

#[test]
fn half_days_follow_clocks_that_are_set() {
    // Clocks in New York go back on 2026-11-01: noon there is 17:00 UTC after, 16:00 before.
    for (arrive, half) in [
        ("2026-10-31T16:30:00Z", Half::Pm),
        ("2026-11-01T16:30:00Z", Half::Am),
        ("2027-03-13T16:30:00Z", Half::Am),
        ("2027-03-14T16:30:00Z", Half::Pm),
    ] {
        let room = flier("London", &[["London", "New York", arrive, arrive, ""]]);
        let from =
            where_is(&room, &Terms::builtin(), id("zhang"), day(arrive.split_once('T').unwrap().0)).from.unwrap();
        assert_eq!(from.half, half, "{arrive}");
    }
}

#[test]
fn days_without_hours_are_taken_at_their_face() {
    let room = flier("San Francisco", &[["San Francisco", "北京", "2026-10-07", "2026-10-08", "2026-10-12"]]);
    let on: Vec<_> = ["2026-10-07", "2026-10-08", "2026-10-12", "2026-10-13"].map(|on| city_on(&room, on)).into();
    assert_eq!(on, ["San Francisco", "北京", "北京", "San Francisco"]);
    let room = flier("北京", &[["北京", "San Francisco", "2026-10-08", "2026-10-08", "2026-10-12"]]);
    let on: Vec<_> = ["2026-10-07", "2026-10-08", "2026-10-12", "2026-10-13"].map(|on| city_on(&room, on)).into();
    assert_eq!(on, ["北京", "San Francisco", "San Francisco", "北京"]);
}

fn clashing(journeys: &[[&str; 5]]) -> Vec<(String, String)> {
    let room = flier("济南", journeys);
    let found = clashes(&room, &Terms::builtin(), id("zhang"), day("2026-10-01"), day("2026-10-31"));
    found.iter().map(|one| (one.from.to_string(), one.to.to_string())).collect()
}

#[test]
fn journeys_that_cannot_both_be_true_are_named_with_their_days() {
    let beijing = ["济南", "北京", "2026-10-08", "2026-10-08", "2026-10-12"];
    let days = |from: &str, to: &str| vec![(from.to_owned(), to.to_owned())];
    assert_eq!(
        clashing(&[beijing, ["济南", "上海", "2026-10-10", "2026-10-10", "2026-10-14"]]),
        days("2026-10-10", "2026-10-12")
    );
    assert_eq!(
        clashing(&[beijing, ["", "上海", "2026-10-10", "2026-10-10", "2026-10-11"]]),
        days("2026-10-10", "2026-10-11")
    );
    // From one city on to the next is no clash, nor is a day out from where one is, nor where one stays after the flight there.
    let flight = ["济南", "北京", "2026-10-08T20:00:00+08:00", "2026-10-08T22:00:00+08:00", ""];
    assert_eq!(clashing(&[flight, ["", "北京", "2026-10-08", "2026-10-08", "2026-10-12"]]), []);
    let other = ["天津", "北京", "2026-10-08T21:00:00+08:00", "2026-10-08T22:30:00+08:00", ""];
    assert_eq!(clashing(&[flight, other]), days("2026-10-08", "2026-10-08"));
    assert_eq!(clashing(&[beijing, ["北京", "上海", "2026-10-12", "2026-10-12", "2026-10-14"]]), []);
    assert_eq!(clashing(&[beijing, ["北京", "天津", "2026-10-10", "2026-10-10", "2026-10-10"]]), []);
    let hours = ["济南", "北京", "2026-10-08T08:00:00+08:00", "2026-10-08T10:00:00+08:00", "2026-10-12T15:00:00+08:00"];
    assert_eq!(
        clashing(&[hours, ["济南", "上海", "2026-10-12T14:30:00+08:00", "2026-10-12T16:00:00+08:00", ""]]),
        days("2026-10-12", "2026-10-12")
    );
    assert_eq!(clashing(&[hours, ["济南", "上海", "2026-10-12T18:30:00+08:00", "2026-10-12T20:00:00+08:00", ""]]), []);
    let room = flier("济南", &[beijing, ["", "上海", "2026-10-10", "2026-10-10", "2026-10-11"]]);
    let row = row(&room, "zhang", "2026-10-09");
    assert_eq!((&row["clash"], &row["clashes"][0]["cities"]), (&json!(true), &json!(["北京", "上海"])));
}

const CITIES: [&str; 8] =
    ["北京", "San Francisco", "Auckland", "Honolulu", "London", "Nowhere", "New York", "Kathmandu"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    /// Whatever is noted, at every moment somebody is in exactly one place or on one way.
    #[test]
    fn a_life_is_one_chain(
        journeys in proptest::collection::vec((0usize..8, 0usize..8, 0i64..4000, 0i64..60, 0i64..400, 0u8..8), 0..7),
        home in 0usize..8,
    ) {
        let terms = Terms::builtin();
        let start: DateTime<FixedOffset> = "2026-10-01T00:00:00Z".parse().unwrap();
        let mut all = vec![(Kind::Person, "zhang".to_owned(), json!({"name": "z", "home_city": CITIES[home]}))];
        for (nth, (from, to, at, takes, stays, shape)) in journeys.into_iter().enumerate() {
            let leaves = start + TimeDelta::hours(at);
            let (arrives, back) = (leaves + TimeDelta::hours(takes), leaves + TimeDelta::hours(takes + stays));
            let said = |moment: DateTime<FixedOffset>, whole: bool| {
                if whole { moment.date_naive().to_string() } else { moment.to_rfc3339() }
            };
            let whole = shape & 1 == 1;
            let mut trip = json!({"person": "@zhang", "to_city": CITIES[to], "depart": said(leaves, whole), "arrive": said(arrives, whole)});
            if shape & 2 == 2 {
                trip["return"] = said(back, whole).into();
            }
            if shape & 4 == 4 {
                trip["from_city"] = CITIES[from].into();
            }
            all.push((Kind::Travel, format!("t{nth}"), trip));
        }
        let all: Vec<_> = all.iter().map(|(kind, name, value)| (*kind, name.as_str(), value.clone())).collect();
        let room = fixture::room(&all);
        let life = timeline(&room, &terms, id("zhang"));
        prop_assert!(life.first().unwrap().since.is_none() && life.last().unwrap().until.is_none());
        for pair in life.windows(2) {
            prop_assert!(pair[0].until.is_some() && pair[0].until == pair[1].since);
            prop_assert!((pair[0].travel, pair[0].under_way) != (pair[1].travel, pair[1].under_way));
            prop_assert!(pair[1].until.is_none_or(|until| pair[1].since.unwrap() < until));
        }
        for offset in (0..190).step_by(7) {
            let on = day("2026-09-25") + chrono::Days::new(offset);
            let stay = where_is(&room, &terms, id("zhang"), on);
            // What is said of a day comes from the chain, and the neighbourhood of the day says the same as the whole life.
            prop_assert!(life.iter().any(|one| (one.since, one.until, &one.city, one.from, one.to) == (stay.since, stay.until, &stay.city, stay.from, stay.to)), "{on} {stay:?}");
        }
    }
}

#[test]
fn a_way_there_ends_with_the_journey_it_is_part_of() {
    let way = |from: &str, to: &str, at: &str| json!({"person": "@zhang", "from_city": from, "to_city": to, "depart": at, "arrive": at, "firmness": "firm"});
    let whole = trip("上海", "2026-10-05", Some("2026-10-08"));
    let of = |trips: &[Value]| {
        let names = ["whole", "there", "later"];
        let trips = trips.iter().zip(names).map(|(trip, name)| (Kind::Travel, name, trip.clone()));
        let home = (Kind::Person, "zhang", json!({"name": "张伟", "home_city": "济南"}));
        fixture::room(&std::iter::once(home).chain(trips).collect::<Vec<_>>())
    };
    let there = way("济南", "上海", "2026-10-05T12:00+08:00");
    let days = ["10-07", "10-08", "10-09", "10-12"];
    // The next that leaves from there does so much later.
    let later = of(&[whole.clone(), there.clone(), way("上海", "北京", "2026-10-20T12:00+08:00")]);
    assert_eq!(cities(&later, &days), ["上海", "上海", "济南", "济南"]);
    let back = of(&[whole, there, way("上海", "济南", "2026-10-09T09:00+08:00")]);
    assert_eq!(cities(&back, &days), ["上海", "上海", "济南", "济南"]);
}
