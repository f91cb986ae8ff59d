//! The calendar of a small house, kind by kind.

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

fn house(extra: &[(Kind, &str, Value)]) -> Room {
    let mut all = vec![
        (Kind::Account, "acme", json!({"name": "局", "country": "CN", "payment_terms_days": 30})),
        (Kind::Account, "other", json!({"name": "别家"})),
        (Kind::Person, "zhang", json!({"name": "张伟", "home_city": "济南", "birthday": "lunar:1968-09-15"})),
        (Kind::Person, "leap", json!({"name": "闰", "birthday": "1964-02-29"})),
        (Kind::Seat, "director", json!({"account": "@acme", "person": "@zhang", "layer": "decision"})),
        (Kind::Seat, "clerk", json!({"account": "@other", "person": "@leap"})),
        (Kind::Member, "chen", json!({"name": "陈总", "level": "executive", "base_city": "北京"})),
        (Kind::Member, "wang", json!({"name": "小王", "level": "rep", "base_city": "济南"})),
        (
            Kind::Pairing,
            "pair",
            json!({"member": "@chen", "seat": "@director", "level": "executive", "ideal_days": 28,
                "created_at": "2026-09-29"}),
        ),
    ];
    all.extend(extra.iter().cloned());
    fixture::room(&all)
}

fn list(room: &Room, scope: Option<Id>, from: &str, to: &str) -> Vec<String> {
    let said = |entry: &Entry| {
        let days = if entry.day == entry.end { String::new() } else { format!("–{}", entry.end.format("%m-%d")) };
        format!("{}{days} {}", entry.day.format("%m-%d"), entry.kind.code())
    };
    agenda(room, &Terms::builtin(), now(), scope, day(from), day(to)).iter().map(said).collect()
}

#[test]
fn an_october_has_its_days_off_its_birthday_and_its_cycle() {
    assert_eq!(
        list(&house(&[]), Some(id("acme")), "2026-10-01", "2026-10-31"),
        [
            "10-01–10-07 holiday",
            "10-10 makeup_workday",
            "10-12 reminder",
            "10-18 festival",
            "10-19 reminder",
            "10-24 birthday",
            "10-27 cycle_due"
        ]
    );
}

#[test]
fn yearly_dates_come_round_in_every_year_of_the_window() {
    let room = house(&[]);
    let of = |kind: EntryKind| {
        let all = agenda(&room, &Terms::builtin(), now(), None, day("2026-01-01"), day("2028-12-31"));
        all.into_iter().filter(|entry| entry.kind == kind).collect::<Vec<_>>()
    };
    let leap: Vec<_> = of(EntryKind::Birthday).into_iter().filter(|entry| entry.id == Some(id("leap"))).collect();
    assert_eq!(leap.iter().map(|e| e.day.to_string()).collect::<Vec<_>>(), ["2026-02-28", "2027-02-28", "2028-02-29"]);
    let Label::Text { args, .. } = &leap[0].label else { panic!() };
    assert!(args.contains(&("age", "62".into())));
}

#[test]
fn occasions_that_are_not_yearly_come_once() {
    let once = json!({"account": "@acme", "what": "乔迁", "date": "2027-03-01", "yearly": false});
    let room = house(&[(Kind::Occasion, "move", once)]);
    let found = |from, to| list(&room, Some(id("acme")), from, to).iter().filter(|e| e.ends_with("occasion")).count();
    assert_eq!((found("2027-03-01", "2027-03-01"), found("2028-02-01", "2028-04-01")), (1, 0));
    assert_eq!(found("2026-02-01", "2026-04-01"), 0);
}

#[test]
fn journeys_and_visits_that_overlap_the_window_are_in_it() {
    let room = house(&[
        (
            Kind::Travel,
            "trip",
            json!({"person": "@zhang", "to_city": "北京", "depart": "2026-10-08", "arrive": "2026-10-08",
                "return": "2026-10-11", "firmness": "likely"}),
        ),
        (
            Kind::Travel,
            "ours",
            json!({"member": "@chen", "to_city": "上海", "depart": "2026-10-11", "arrive": "2026-10-11"}),
        ),
        (
            Kind::Travel,
            "stranger",
            json!({"member": "@wang", "to_city": "广州", "depart": "2026-10-11", "arrive": "2026-10-11"}),
        ),
        (Kind::Visit, "visit", json!({"account": "@acme", "status": "planned", "start": "2026-10-11T14:00:00+08:00"})),
        (Kind::Visit, "off", json!({"account": "@acme", "status": "cancelled", "start": "2026-10-11"})),
    ]);
    assert_eq!(
        list(&room, Some(id("acme")), "2026-10-11", "2026-10-12"),
        ["10-08–10-11 travel", "10-11 visit", "10-11 travel", "10-12 reminder"]
    );
    assert_eq!(list(&room, None, "2026-10-11", "2026-10-12").len(), 5);
    assert_eq!(list(&room, Some(id("other")), "2026-10-11", "2026-10-12"), ["10-12 reminder"]);
}

#[test]
fn what_is_due_is_there_until_it_is_done() {
    let room = house(&[
        (
            Kind::Receivable,
            "open",
            json!({"account": "@acme", "number": "0034", "amount": "10", "currency": "CNY", "issued": "2026-09-20"}),
        ),
        (
            Kind::Receivable,
            "paid",
            json!({"account": "@acme", "number": "0033", "amount": "10", "currency": "CNY", "issued": "2026-09-20",
                "payments": [{"id": id("p"), "at": "2026-10-01", "amount": "10"}]}),
        ),
        (
            Kind::FollowUp,
            "item",
            json!({"account": "@acme", "subject": "样品", "kind": "pursue", "opened_at": "2026-10-19",
                "due": "2026-10-22"}),
        ),
    ]);
    assert_eq!(
        list(&room, Some(id("acme")), "2026-10-19", "2026-10-26"),
        ["10-19 reminder", "10-20 receivable_due", "10-22 follow_up_due", "10-24 birthday", "10-26 deadline"]
    );
}

#[test]
fn people_are_ordered_by_standing_and_each_is_there_once() {
    let second = json!({"account": "@acme", "person": "@zhang", "layer": "peripheral"});
    let room = house(&[(Kind::Seat, "second", second)]);
    let people = people(&room, Some(id("acme")), now().date_naive());
    assert_eq!((people.theirs, people.ours), (vec![(id("zhang"), Some(id("director")))], vec![id("chen")]));
    assert_eq!(super::people(&room, None, now().date_naive()).ours, [id("chen"), id("wang")]);
}

/// Slow machines are slow, but a quadratic search would take minutes here.
#[test]
fn a_big_calendar_is_listed_at_once() {
    let mut records = vec![(Kind::Account, "acme".to_string(), json!({"name": "A"}))];
    for n in 0..10_000 {
        let date = format!("lunar:{:02}-{:02}", n % 12 + 1, n % 30 + 1);
        records.push((Kind::Person, format!("p{n}"), json!({"name": "x", "birthday": date})));
    }
    let records: Vec<_> = records.iter().map(|(kind, name, value)| (*kind, name.as_str(), value.clone())).collect();
    let room = fixture::room(&records);
    let all = agenda(&room, &Terms::builtin(), now(), None, day("2026-10-01"), day("2026-10-31"));
    assert!(all.iter().filter(|entry| entry.kind == EntryKind::Birthday).count() > 500);
}

fn entries(room: &Room, kind: EntryKind, from: &str, to: &str) -> Vec<Entry> {
    let all = agenda(room, &Terms::builtin(), now(), None, day(from), day(to));
    all.into_iter().filter(|entry| entry.kind == kind).collect()
}

#[test]
fn reminders_stand_working_days_ahead_even_where_the_day_itself_is_out_of_sight() {
    let founded = json!({"account": "@acme", "what": "局庆", "date": "10-08", "yearly": true, "lead_working_days": 3});
    let room = house(&[(Kind::Occasion, "founded", founded)]);
    // The national week does not count, nor does mid-autumn: the 30th, 29th and 28th.
    let all = entries(&room, EntryKind::Reminder, "2026-09-21", "2026-09-30");
    let said: Vec<_> = all.iter().map(|entry| (entry.day.to_string(), entry.id, entry.label.clone())).collect();
    let occasion = said.iter().find(|(_, whose, _)| *whose == Some(id("founded"))).unwrap();
    assert_eq!(occasion.0, "2026-09-28");
    assert!(matches!(&occasion.2, Label::Ahead { days: 3, gift: false, .. }), "{occasion:?}");
    let gift = said.iter().find(|(_, whose, _)| whose.is_none()).unwrap();
    // Five working days before National Day, of which Sunday the 20th is one.
    assert_eq!(gift.0, "2026-09-23");
    assert!(matches!(&gift.2, Label::Ahead { days: 5, gift: true, .. }), "{gift:?}");
}

#[test]
fn festivals_are_those_of_the_countries_and_days_off_abroad_say_where() {
    let room = house(&[
        (Kind::Account, "us", json!({"name": "Yard", "country": "US"})),
        (Kind::Account, "no", json!({"name": "Verft", "country": "NO"})),
    ]);
    let named = |entry: &Entry| match &entry.label {
        Label::Named(name) => name.in_language("en").to_owned(),
        Label::Abroad { what, country } => match what.as_ref() {
            Label::Named(name) => format!("{} / {}", name.in_language("en"), country.in_language("en")),
            _ => String::new(),
        },
        _ => String::new(),
    };
    let said = |kind, from, to| entries(&room, kind, from, to).iter().map(named).collect::<Vec<_>>();
    assert_eq!(
        said(EntryKind::Holiday, "2026-11-01", "2026-11-30"),
        ["Veterans Day / the United States", "Thanksgiving / the United States"]
    );
    assert_eq!(said(EntryKind::Festival, "2026-12-20", "2026-12-31"), ["Christmas"]);
    // Where a day off says the same there is no second word.
    let yard = agenda(&room, &Terms::builtin(), now(), Some(id("us")), day("2026-12-20"), day("2026-12-31"));
    assert!(yard.iter().all(|entry| entry.kind != EntryKind::Festival));
    let norway = agenda(&room, &Terms::builtin(), now(), Some(id("no")), day("2026-12-20"), day("2026-12-31"));
    assert_eq!(norway.iter().map(named).collect::<Vec<_>>(), ["Christmas", ""]);
    let china = agenda(&room, &Terms::builtin(), now(), Some(id("acme")), day("2026-12-20"), day("2026-12-31"));
    assert!(china.iter().all(|entry| entry.kind != EntryKind::Festival));
    let missing = missing(&room, &Terms::builtin(), None, day("2026-12-01"), day("2027-01-31"));
    assert_eq!(missing, [(2026, vec!["NO".to_owned()]), (2027, vec!["CN".to_owned(), "NO".to_owned()])]);
}

#[test]
fn a_cycle_is_marked_where_it_is_due_and_where_it_turns_red() {
    let room = house(&[]);
    let marks = entries(&room, EntryKind::CycleDue, "2026-10-01", "2026-12-31");
    let days: Vec<_> = marks.iter().map(|entry| entry.day.to_string()).collect();
    assert_eq!(days, ["2026-10-27", "2026-11-05"]);
    assert!(marks.iter().all(|entry| entry.light == Some(Light::Green)));
}

#[test]
fn a_journey_is_on_the_days_of_its_cities_and_clashes_stand_beside_it() {
    let trip = |city: &str, depart: &str, arrive: &str, back: &str| json!({"person": "@zhang", "from_city": "Tokyo", "to_city": city, "depart": depart, "arrive": arrive, "return": back});
    let room = house(&[
        // Noted in Beijing: in San Francisco it is the day before.
        (
            Kind::Travel,
            "east",
            trip("San Francisco", "2026-10-09T00:30:00+08:00", "2026-10-09T10:00:00+08:00", "2026-10-12"),
        ),
        (Kind::Travel, "other", trip("上海", "2026-10-11", "2026-10-11", "2026-10-14")),
    ]);
    assert_eq!(
        list(&room, Some(id("acme")), "2026-10-08", "2026-10-11"),
        ["10-08–10-12 travel", "10-10 makeup_workday", "10-11–10-12 clash", "10-11–10-14 travel"]
    );
    let travel = &entries(&room, EntryKind::Travel, "2026-10-08", "2026-10-08")[0];
    let clocks = travel.clocks.unwrap();
    assert_eq!(clocks.arrive.unwrap().to_string(), "2026-10-08T19:00:00-07:00");
}

#[test]
fn leave_of_ours_stands_where_they_have_to_do_with_the_account() {
    let leave = json!([{"id": id("a"), "from": "2026-10-22", "to": "2026-10-25", "reason": "年假"},
        {"id": id("b"), "from": "2026-10-30"}]);
    let away = house(&[(Kind::Member, "chen", json!({"name": "陈总", "base_city": "北京", "leave": leave}))]);
    let off = |scope| -> Vec<String> {
        let all = list(&away, scope, "2026-10-20", "2026-11-05");
        all.into_iter().filter(|line| line.ends_with("leave")).collect()
    };
    assert_eq!(off(Some(id("acme"))), ["10-22–10-25 leave", "10-30–11-05 leave"]);
    assert_eq!(off(None), off(Some(id("acme"))));
    assert_eq!(off(Some(id("other"))), Vec::<String>::new());
}
