//! Vectors: whom a journey brings together, on which days, and what that is worth.

use super::*;
use crate::model::Kind;
use crate::rules::fixture::{self, id};
use crate::rules::workday::Calendar;

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

/// The director of Jinan goes to Beijing, where our general manager lives.
fn house(extra: &[(Kind, &str, Value)]) -> Room {
    let mut all = vec![
        (Kind::Account, "acme", json!({"name": "局", "country": "CN", "stage": "developed", "tier": "gold"})),
        (Kind::Person, "zhang", json!({"name": "张伟", "home_city": "济南"})),
        (Kind::Seat, "director", json!({"account": "@acme", "person": "@zhang", "layer": "decision"})),
        (Kind::Member, "chen", json!({"name": "陈总", "level": "executive", "base_city": "北京"})),
        (
            Kind::Pairing,
            "pair",
            json!({"member": "@chen", "seat": "@director", "level": "executive", "ideal_days": 28,
                "created_at": "2026-09-08"}),
        ),
        (
            Kind::Travel,
            "trip",
            json!({"person": "@zhang", "to_city": "北京市", "depart": "2026-10-21", "arrive": "2026-10-21",
                "return": "2026-10-27", "firmness": "likely"}),
        ),
    ];
    all.extend(extra.iter().cloned());
    fixture::room(&all)
}

fn found(room: &Room) -> Vec<Intercept> {
    intercepts(room, &Terms::builtin(), now(), None, now().date_naive(), "2026-11-20".parse().unwrap())
}

fn days(all: &[Intercept]) -> Vec<String> {
    all.iter().map(|one| format!("{}–{} {}", one.from.format("%m-%d"), one.to.format("%m-%d"), one.days)).collect()
}

#[test]
fn one_for_each_week_without_the_weekend_and_the_best_first() {
    let all = found(&house(&[]));
    assert_eq!(days(&all), ["10-21–10-23 3", "10-26–10-27 2"]);
    let parts = all[0].parts;
    assert_eq!((parts.days, parts.rung, parts.firmness, parts.place, parts.class), (3.0, 1.0, 0.6, 1.0, 1.5));
    assert!((parts.urgency - 42.0 / 28.0).abs() < 1e-9);
    assert!((all[0].score() - 3.0 * 1.5 * 0.6 * 1.5).abs() < 1e-9);
    assert_eq!((all[0].their_travel, all[0].our_travel), (Some(id("trip")), None));
}

#[test]
fn holidays_are_no_days_to_meet() {
    let trip = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-12-30", "arrive": "2026-12-30",
        "return": "2027-01-03"});
    let room = house(&[(Kind::Travel, "feast", trip)]);
    let to = "2027-01-10".parse().unwrap();
    let all = intercepts(&room, &Terms::builtin(), now(), Some(id("acme")), "2026-12-01".parse().unwrap(), to);
    assert!(all.iter().all(|one| one.from >= "2026-12-30".parse().unwrap()), "{all:?}");
    let calendar = Calendar::for_country("CN");
    let workdays =
        |one: &Intercept| one.from.iter_days().take_while(|d| *d <= one.to).filter(|d| calendar.is_workday(*d)).count();
    assert!(all.iter().all(|one| one.days == workdays(one) as i64));
}

#[test]
fn a_rung_that_waits_for_this_level_doubles_it() {
    let item = json!({"account": "@acme", "subject": "合同", "kind": "pursue", "opened_at": "2026-09-01"});
    let all = found(&house(&[(Kind::FollowUp, "item", item)]));
    assert!(all[0].parts.rung > 1.9);
}

#[test]
fn a_planned_meeting_takes_the_proposal_away_and_another_visit_its_half_day() {
    let visit = |start: &str, seat: &str| {
        json!({"account": "@acme", "status": "planned", "start": start, "theirs": [seat],
            "ours": [{"id": id("a"), "member": "@chen"}]})
    };
    let met = house(&[(Kind::Visit, "v", visit("2026-10-26T10:00:00+08:00", "@director"))]);
    assert_eq!(days(&found(&met)), ["10-21–10-23 3"]);
    let office = (Kind::Seat, "office", json!({"account": "@acme"}));
    let busy = house(&[office.clone(), (Kind::Visit, "v", visit("2026-10-21", "@office"))]);
    assert_eq!(days(&found(&busy)), ["10-22–10-23 2", "10-26–10-27 2"]);
    let half = house(&[office, (Kind::Visit, "v", visit("2026-10-21T09:00:00+08:00", "@office"))]);
    assert_eq!(days(&found(&half))[0], "10-21–10-23 3");
}

#[test]
fn never_in_the_past_and_not_between_two_who_are_at_home() {
    let trip = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-10-12", "arrive": "2026-10-12",
        "return": "2026-10-20T11:00:00+08:00"});
    let room = house(&[(Kind::Travel, "now", trip)]);
    assert_eq!(days(&found(&room)), ["10-20–10-23 4", "10-26–10-27 2"]);
    let home = fixture::room(&[
        (Kind::Account, "acme", json!({"name": "局"})),
        (Kind::Person, "li", json!({"name": "李", "home_city": "北京"})),
        (Kind::Seat, "seat", json!({"account": "@acme", "person": "@li"})),
        (Kind::Member, "chen", json!({"name": "陈总", "base_city": "北京"})),
        (Kind::Pairing, "pair", json!({"member": "@chen", "seat": "@seat", "level": "rep"})),
    ]);
    assert_eq!(found(&home), []);
}

#[test]
fn rows_have_the_shape_of_the_contract() {
    let room = house(&[]);
    let rows = intercept_rows(&room, &found(&room), &|id, _| id.to_string());
    assert_eq!((&rows[0]["member_name"], &rows[0]["person_name"]), (&json!("陈总"), &json!("张伟")));
    assert_eq!((&rows[0]["from"], &rows[0]["days"]), (&json!("2026-10-21"), &json!(3)));
    assert_eq!(rows[0]["why"], "intercept-never-met · intercept-they-travel · intercept-days · intercept-likely");
}

/// A house of one pairing: where ours and theirs are at home, their journeys and ours, when they last met.
fn pair_of(ours: Value, theirs: Value, extra: &[(Kind, &str, Value)]) -> Room {
    let mut all = vec![
        (Kind::Account, "acme", json!({"name": "A", "country": "CN"})),
        (Kind::Member, "chen", merged(json!({"name": "陈总", "level": "executive", "base_city": "北京"}), ours)),
        (Kind::Person, "zhang", merged(json!({"name": "张伟", "home_city": "济南"}), theirs)),
        (Kind::Seat, "director", json!({"account": "@acme", "person": "@zhang", "layer": "decision"})),
        (
            Kind::Pairing,
            "pair",
            json!({"member": "@chen", "seat": "@director", "level": "executive", "ideal_days": 10, "max_days": 20}),
        ),
        (
            Kind::Touch,
            "call",
            json!({"account": "@acme", "member": "@chen", "seats": ["@director"], "at": "2026-10-05"}),
        ),
    ];
    all.extend(extra.iter().cloned());
    fixture::room(&all)
}

fn merged(one: Value, other: Value) -> Value {
    let (Value::Object(mut one), Value::Object(other)) = (one, other) else { panic!("two objects") };
    one.extend(other);
    Value::Object(one)
}

fn trip(name: &'static str, fields: Value) -> (Kind, &'static str, Value) {
    (Kind::Travel, name, fields)
}

fn between(room: &Room, now: &str, from: &str, to: &str) -> Vec<Intercept> {
    let now: DateTime<FixedOffset> = now.parse().unwrap();
    intercepts(room, &Terms::builtin(), now, None, from.parse().unwrap(), to.parse().unwrap())
}

fn in_autumn(room: &Room) -> Vec<Intercept> {
    between(room, "2026-10-20T09:00:00+08:00", "2026-10-20", "2026-12-20")
}

#[test]
fn the_score_is_the_product_of_its_parts() {
    let journey = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-10-21", "arrive": "2026-10-21",
        "return": "2026-10-22", "firmness": "rumour"});
    let all = in_autumn(&pair_of(json!({}), json!({}), &[trip("t", journey.clone())]));
    assert_eq!(days(&all), ["10-21–10-22 2"]);
    // Fifteen days since the call, ten are ideal: 2 × 1.5 × 1 × .3 × 1 × 1.
    assert!((all[0].score() - 0.9).abs() < 1e-9, "{:?}", all[0].parts);
    assert_eq!(all[0].firmness, Firmness::Rumour);
    // Ours comes from elsewhere, likely: the two are multiplied.
    let ours = json!({"member": "@chen", "to_city": "Beijing", "depart": "2026-10-20", "arrive": "2026-10-20",
        "return": "2026-10-30", "firmness": "likely"});
    let both = pair_of(json!({"base_city": "上海"}), json!({}), &[trip("t", journey), trip("u", ours)]);
    let all = in_autumn(&both);
    assert!((all[0].parts.firmness - 0.18).abs() < 1e-9 && (all[0].parts.place - 1.0).abs() < 1e-9);
    assert_eq!((all[0].our_travel, all[0].their_travel), (Some(id("u")), Some(id("t"))));
}

#[test]
fn the_same_region_is_worth_less_than_the_same_city() {
    let journey = json!({"person": "@zhang", "to_city": "天津", "depart": "2026-10-21", "arrive": "2026-10-21",
        "return": "2026-10-22", "firmness": "firm"});
    let room = pair_of(json!({}), json!({}), &[trip("t", journey)]);
    let all = in_autumn(&room);
    assert_eq!((all[0].city.as_str(), all[0].our_city.as_str(), all[0].parts.place), ("天津", "北京", 0.6));
    // Without the table there is no region.
    let mut terms = Terms::builtin();
    terms.merge_regions("[[region]]\nname = \"京津冀\"\n").unwrap();
    let to = "2026-12-20".parse().unwrap();
    assert_eq!(intercepts(&room, &terms, now(), None, now().date_naive(), to), []);
    // Two who are at home in one region do not meet by chance.
    let neighbours = pair_of(json!({}), json!({"home_city": "天津"}), &[]);
    assert_eq!(in_autumn(&neighbours), []);
}

#[test]
fn weeks_run_across_the_new_year() {
    let journey = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-12-30", "arrive": "2026-12-30",
        "return": "2027-01-05", "firmness": "firm"});
    let room = pair_of(json!({}), json!({}), &[trip("t", journey)]);
    // 30 and 31 December and 1 January are one week; only weekends are off where no table says more.
    let all = between(&room, "2026-12-20T09:00:00+08:00", "2026-12-20", "2027-01-31");
    let mut weeks = days(&all);
    weeks.sort();
    let first = Calendar::for_country("CN").is_workday("2027-01-01".parse().unwrap());
    let december = if first { "12-30–01-01 3" } else { "12-30–12-31 2" };
    assert_eq!(weeks, ["01-04–01-05 2", december]);
}

#[test]
fn days_off_are_taken_out_and_make_up_days_are_not() {
    let journey = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-09-30", "arrive": "2026-09-30",
        "return": "2026-10-10", "firmness": "firm"});
    let mut room = pair_of(json!({}), json!({}), &[trip("t", journey.clone())]);
    let of = |room: &Room| {
        let mut all = days(&between(room, "2026-09-25T09:00:00+08:00", "2026-09-25", "2026-10-31"));
        all.sort();
        all
    };
    // 1 to 7 October are off, Saturday the 10th is worked.
    assert_eq!(of(&room), ["09-30–09-30 1", "10-08–10-10 3"]);
    room = pair_of(
        json!({}),
        json!({}),
        &[trip("t", journey), (Kind::Account, "acme", json!({"name": "A", "country": "GB"}))],
    );
    assert_eq!(of(&room), ["09-30–10-02 3", "10-05–10-09 5"]);
}

#[test]
fn days_are_those_of_the_place_on_both_sides_of_the_date_line() {
    let at_home = json!({"base_city": "San Francisco", "time_zone": "America/Los_Angeles"});
    // Leaves Beijing in the evening of the 21st and is there in the afternoon of the same day.
    let journey = json!({"person": "@zhang", "to_city": "San Francisco", "from_city": "济南",
        "depart": "2026-10-21T18:00:00+08:00", "arrive": "2026-10-21T14:00:00-07:00",
        "return": "2026-10-22T10:00:00-07:00", "firmness": "firm"});
    let room = pair_of(at_home, json!({}), &[trip("t", journey)]);
    let at = |now: &str| days(&between(&room, now, now.split('T').next().unwrap(), "2026-11-30"));
    assert_eq!(at("2026-10-20T09:00:00+08:00"), ["10-21–10-22 2"]);
    // Here it is the 22nd, there still the afternoon of the 21st.
    assert_eq!(at("2026-10-22T08:00:00+08:00"), ["10-21–10-22 2"]);
    // Six in the evening there: the day is over.
    assert_eq!(at("2026-10-22T09:00:00+08:00"), ["10-22–10-22 1"]);
    assert_eq!(at("2026-10-23T03:00:00+08:00"), Vec::<String>::new());
    // Who looks from there sees the same.
    assert_eq!(at("2026-10-21T17:30:00-07:00"), ["10-21–10-22 2"]);
}

#[test]
fn who_is_on_the_way_is_nowhere() {
    let base = json!({"base_city": "济南"});
    // A day and a half to get there, westward over the date line.
    let journey = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-10-21T13:00:00-07:00",
        "arrive": "2026-10-23T18:00:00+08:00", "return": "2026-10-23T20:00:00+08:00", "firmness": "firm"});
    let ours = json!({"member": "@chen", "to_city": "San Francisco", "depart": "2026-10-20", "arrive": "2026-10-20",
        "return": "2026-10-23", "firmness": "firm"});
    let theirs = json!({"home_city": "San Francisco", "time_zone": "America/Los_Angeles"});
    let all = in_autumn(&pair_of(base, theirs, &[trip("t", journey), trip("u", ours)]));
    assert_eq!(days(&all), ["10-20–10-21 2"]);
}

#[test]
fn visits_of_either_side_and_the_end_of_a_term_take_days() {
    let journey = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-10-21", "arrive": "2026-10-21",
        "return": "2026-10-23", "firmness": "firm"});
    let visit = |ours: Value, theirs: Value, start: &str| json!({"account": "@acme", "status": "planned", "start": start, "ours": ours, "theirs": theirs});
    let chen = json!([{"id": id("a"), "member": "@chen"}]);
    let other = (Kind::Seat, "other", json!({"account": "@acme", "person": "@zhang"}));
    // Ours is at somebody else's on the 21st, theirs, in another seat, sees somebody else on the 23rd.
    let busy = [
        trip("t", journey.clone()),
        other,
        (Kind::Visit, "v", visit(chen, json!([]), "2026-10-21")),
        (Kind::Visit, "w", visit(json!([]), json!(["@other"]), "2026-10-23")),
    ];
    assert_eq!(days(&in_autumn(&pair_of(json!({}), json!({}), &busy))), ["10-22–10-22 1"]);
    let gone = pair_of(json!({"left_on": "2026-10-21"}), json!({}), &[trip("t", journey)]);
    assert_eq!(days(&in_autumn(&gone)), ["10-21–10-21 1"]);
}

#[test]
fn who_has_just_been_met_is_not_proposed_and_who_never_was_is_due() {
    let journey = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-10-21", "arrive": "2026-10-21",
        "return": "2026-10-22", "firmness": "firm"});
    let call = (
        Kind::Touch,
        "again",
        json!({"account": "@acme", "member": "@chen", "seats": ["@director"], "at": "2026-10-20"}),
    );
    assert_eq!(in_autumn(&pair_of(json!({}), json!({}), &[trip("t", journey.clone()), call])), []);
    let fresh = (Kind::Touch, "call", json!({"account": "@acme", "member": "@chen", "seats": [], "at": "2026-10-05"}));
    let all = in_autumn(&pair_of(json!({}), json!({}), &[trip("t", journey), fresh]));
    assert!((all[0].parts.urgency - 1.0).abs() < 1e-9);
}

#[test]
fn a_meeting_planned_before_will_have_been_the_last_contact() {
    let journey = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-10-21", "arrive": "2026-10-21",
        "return": "2026-10-27", "firmness": "firm"});
    let visit = json!({"account": "@acme", "status": "planned", "start": "2026-10-22", "theirs": ["@director"],
        "ours": [{"id": id("a"), "member": "@chen"}]});
    let all = in_autumn(&pair_of(json!({}), json!({}), &[trip("t", journey), (Kind::Visit, "v", visit)]));
    assert_eq!(days(&all), ["10-26–10-27 2"]);
    assert!((all[0].parts.urgency - 0.4).abs() < 1e-9, "{:?}", all[0].parts);
}

#[test]
fn two_at_home_are_proposed_once_when_overdue_and_after_every_journey() {
    let home = pair_of(json!({}), json!({"home_city": "北京"}), &[]);
    let all = in_autumn(&home);
    assert_eq!(days(&all), ["10-20–10-23 4"]);
    assert!(all[0].is_at_home());
    assert_eq!(upcoming(&home, &Terms::builtin(), now(), None, HORIZON).count(), 0);
    let recent = (
        Kind::Touch,
        "again",
        json!({"account": "@acme", "member": "@chen", "seats": ["@director"], "at": "2026-10-15"}),
    );
    assert_eq!(in_autumn(&pair_of(json!({}), json!({"home_city": "北京"}), &[recent])), []);
    // A journey of somebody else comes first, however little it is worth.
    let more = [
        (Kind::Person, "li", json!({"name": "李", "home_city": "上海"})),
        (Kind::Seat, "clerk", json!({"account": "@acme", "person": "@li"})),
        (Kind::Pairing, "small", json!({"member": "@chen", "seat": "@clerk", "level": "rep", "ideal_days": 200})),
        trip(
            "t",
            json!({"person": "@li", "to_city": "北京", "depart": "2026-10-26", "arrive": "2026-10-26",
            "firmness": "rumour"}),
        ),
    ];
    let all = in_autumn(&pair_of(json!({}), json!({"home_city": "北京"}), &more));
    assert_eq!(days(&all), ["10-26–10-26 1", "10-20–10-23 4"]);
    assert!(all[0].score() < all[1].score());
}

#[test]
fn a_key_player_nobody_is_paired_with_is_proposed_to_all_of_ours_for_less() {
    let journey = json!({"person": "@wang", "to_city": "北京", "depart": "2026-10-21", "arrive": "2026-10-21",
        "return": "2026-10-22", "firmness": "firm"});
    let mut extra = vec![
        (Kind::Person, "wang", json!({"name": "王", "home_city": "济南"})),
        (Kind::Seat, "chief", json!({"account": "@acme", "person": "@wang", "political_status": "inner_circle"})),
        (Kind::Member, "sun", json!({"name": "孙", "level": "rep", "base_city": "北京"})),
        (Kind::Member, "far", json!({"name": "远", "level": "rep", "base_city": "上海"})),
        trip("t", journey),
    ];
    let all = in_autumn(&pair_of(json!({}), json!({}), &extra));
    let mut who: Vec<_> = all.iter().map(|one| one.member).collect();
    who.sort();
    let mut both = vec![id("chen"), id("sun")];
    both.sort();
    assert_eq!(who, both);
    assert!(all.iter().all(|one| one.pairing.is_none() && one.parts.urgency <= 0.5 && one.subject() == id("chief")));
    extra.push((Kind::Pairing, "now", json!({"member": "@far", "seat": "@chief", "level": "rep"})));
    assert_eq!(in_autumn(&pair_of(json!({}), json!({}), &extra)), []);
}

#[test]
fn a_briefing_begins_with_what_is_known() {
    let journey = json!({"person": "@zhang", "to_city": "北京", "depart": "2026-10-21", "arrive": "2026-10-21",
        "return": "2026-10-22", "firmness": "firm", "number": "CA1234", "hotel": "北京饭店"});
    let likes = json!({"likes": "京剧"});
    let say = |id: &str, args: &[(&str, &str)]| {
        let args: Vec<_> = args.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("{id} {}", args.join(" "))
    };
    let room = pair_of(json!({}), likes.clone(), &[trip("t", journey.clone())]);
    let all = in_autumn(&room);
    assert_eq!(objective(&room, &all[0], &say), "briefing-keep-in-touch name=张伟 last=2026-10-05");
    let told = notes(&room, &all[0], &say);
    assert!(told.contains("facts=北京 · 2026-10-21–2026-10-22 · CA1234 · 北京饭店"), "{told}");
    assert!(told.starts_with("briefing-likes name=张伟 likes=京剧\n"), "{told}");
    let item = json!({"account": "@acme", "subject": "合同", "kind": "pursue", "opened_at": "2026-09-01", "due": "2026-11-01"});
    let room = pair_of(json!({}), likes, &[trip("t", journey), (Kind::FollowUp, "item", item)]);
    let all = in_autumn(&room);
    assert_eq!(objective(&room, &all[0], &say), "briefing-move-on what=合同");
    assert!(notes(&room, &all[0], &say).ends_with("briefing-open-due what=合同 due=2026-11-01"));
    // What they like is for the screen and the briefing, not for the command line.
    let rows = intercept_rows(&room, &all, &say);
    assert!(!rows[0].to_string().contains("京剧"));
}
