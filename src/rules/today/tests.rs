//! Each reason on its own, the order, and that an urgency is the sum of its parts.

use chrono::{DateTime, FixedOffset};
use serde_json::json;

use super::*;
use crate::model::Kind;
use crate::model::choice::FollowUpKind;
use crate::rules::fixture::{id, room};

fn now() -> DateTime<FixedOffset> {
    "2026-10-20T09:00:00+08:00".parse().unwrap()
}

fn house() -> Room {
    room(&[
        (Kind::Member, "rep", json!({"name": "小陈", "level": "rep"})),
        (
            Kind::Account,
            "acme",
            json!({"name": "Acme", "owner": "@rep", "stage": "developed", "tier": "gold",
            "reviewed_at": "2026-10-18"}),
        ),
        (Kind::Account, "old", json!({"name": "Old", "stage": "prospect", "reviewed_at": "2026-10-01"})),
        (Kind::Account, "lost", json!({"name": "Lost", "stage": "lost"})),
        (Kind::Person, "zhang", json!({"name": "张伟", "birthday": "1966-10-23"})),
        (Kind::Person, "far", json!({"name": "远", "birthday": "1966-12-23"})),
        (
            Kind::Seat,
            "director",
            json!({"account": "@acme", "person": "@zhang", "layer": "decision",
            "political_status": "inner_circle", "support.as_of": "2026-01-05"}),
        ),
        (Kind::Seat, "clerk", json!({"account": "@acme", "person": "@far", "layer": "operations"})),
        (Kind::Pairing, "red", json!({"member": "@rep", "seat": "@clerk", "level": "rep"})),
        (Kind::Touch, "call", json!({"account": "@acme", "member": "@rep", "seats": ["@clerk"], "at": "2026-09-01"})),
        (
            Kind::FollowUp,
            "stuck",
            json!({"account": "@acme", "subject": "renewal", "kind": "pursue",
            "opened_at": "2026-09-01T10:00:00+08:00"}),
        ),
        (
            Kind::FollowUp,
            "late",
            json!({"account": "@acme", "subject": "sample", "kind": "promise",
            "opened_at": "2026-10-19T10:00:00+08:00", "due": "2026-10-18"}),
        ),
        (
            Kind::FollowUp,
            "soon",
            json!({"account": "@acme", "subject": "call", "kind": "promise",
            "opened_at": "2026-10-19T10:00:00+08:00", "due": "2026-10-22"}),
        ),
        (
            Kind::FollowUp,
            "far off",
            json!({"account": "@acme", "subject": "gift", "kind": "gift",
            "opened_at": "2026-10-19T10:00:00+08:00", "due": "2026-12-22"}),
        ),
        (
            Kind::Visit,
            "met",
            json!({"account": "@acme", "status": "planned", "start": "2026-10-16",
            "ours": [{"id": id("x"), "member": "@rep"}], "theirs": ["@director"]}),
        ),
        (Kind::Complaint, "noise", json!({"account": "@acme", "content": "too loud", "occurred_at": "2026-10-16"})),
        (
            Kind::Receivable,
            "bill",
            json!({"account": "@old", "number": "0034", "amount": "1200", "currency": "CNY",
            "issued": "2026-08-01", "due": "2026-09-01", "payments": [{"id": id("p"), "at": "2026-09-05", "amount": "200"}]}),
        ),
        (Kind::Occasion, "fest", json!({"account": "@old", "what": "founding day", "date": "lunar:09-13"})),
    ])
}

fn find<'a>(list: &'a [Entry], name: &str) -> &'a Entry {
    list.iter().find(|entry| entry.id() == Some(id(name))).unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn every_reason_finds_its_heading() {
    let list = today(&house(), &Terms::builtin(), now(), None);
    for (name, group, why) in [
        ("stuck", Group::Now, "today-why-stuck"),
        ("late", Group::Now, "today-why-overdue"),
        ("soon", Group::ThisWeek, "today-why-due"),
        ("met", Group::Now, "today-why-debrief"),
        ("noise", Group::Now, "today-why-unanswered"),
        ("bill", Group::Now, "today-why-money"),
        ("red", Group::ThisWeek, "today-why-red"),
        ("zhang", Group::ThisWeek, "today-why-day"),
        ("fest", Group::ThisWeek, "today-why-day"),
        ("old", Group::Watch, "today-why-review"),
        ("director", Group::Watch, "today-why-judgement"),
    ] {
        let entry = find(&list, name);
        assert_eq!((entry.group, entry.why.id), (group, why), "{name}");
        assert!((entry.urgency - entry.parts.iter().map(|(_, part)| part).sum::<f64>()).abs() < 1e-9);
    }
    assert!(
        !list.iter().any(|entry| ["far off", "far", "lost", "acme"].map(id).contains(&entry.id().unwrap_or(Id::NIL)))
    );
    assert!(find(&list, "bill").what.args.contains(&("amount", "1000 CNY".into())));
}

#[test]
fn what_is_stuck_stands_first_and_the_order_is_by_heading_then_urgency() {
    let list = today(&house(), &Terms::builtin(), now(), None);
    assert_eq!(list[0].id().unwrap(), id("stuck"));
    assert!(list.is_sorted_by(|a, b| a.group < b.group || a.group == b.group && a.urgency >= b.urgency));
}

#[test]
fn one_account_alone() {
    let list = today(&house(), &Terms::builtin(), now(), Some(id("old")));
    assert!(list.len() == 3 && list.iter().all(|entry| entry.account == Some(id("old"))));
    let row = find(&list, "bill").row(&house(), "what", "why");
    assert_eq!(
        (&row["kind"], &row["account_name"], &row["group"]),
        (&json!("receivable"), &json!("Old"), &json!("now"))
    );
}

fn entries(records: &[(Kind, &str, serde_json::Value)], at: &str) -> Vec<Entry> {
    today(&room(records), &Terms::builtin(), at.parse().unwrap(), None)
}

fn topics(list: &[Entry]) -> Vec<(Topic, Group, &'static str)> {
    let known = |entry: &&Entry| entry.topic != Topic::Review;
    list.iter().filter(known).map(|entry| (entry.topic, entry.group, entry.why.id)).collect()
}

const MORNING: &str = "2026-10-20T09:00:00+08:00";

#[test]
fn no_complaint_outranks_what_is_stuck() {
    let mut records = vec![
        (Kind::Account, "a", json!({"name": "A", "tier": "gold", "stage": "developed"})),
        (Kind::Account, "b", json!({"name": "B"})),
        (
            Kind::FollowUp,
            "stuck",
            json!({"account": "@b", "subject": "renewal", "kind": "pursue", "opened_at": "2026-08-01"}),
        ),
    ];
    records.push((
        Kind::Complaint,
        "noise",
        json!({"account": "@a", "content": "too loud", "severity": "critical", "occurred_at": "2026-01-16"}),
    ));
    let list = entries(&records, MORNING);
    assert!(list[0].is_stuck() && list[0].urgency > list[1].urgency, "{list:?}");
    assert_eq!(list[1].topic, Topic::Complaint);
}

#[test]
fn a_complaint_is_told_once_by_its_clock_or_by_its_follow_up() {
    let complaint = |answered: Option<&str>| {
        json!({"account": "@a", "content": "too loud", "occurred_at": "2026-10-19T10:00:00+08:00",
            "first_answered_at": answered})
    };
    let item = json!({"account": "@a", "subject": "noise", "kind": "complaint", "complaint": "@c",
        "opened_at": "2026-10-19T10:00:00+08:00"});
    let told = |answered, followed: bool| {
        let mut records = vec![(Kind::Account, "a", json!({"name": "A"})), (Kind::Complaint, "c", complaint(answered))];
        records.extend(followed.then(|| (Kind::FollowUp, "f", item.clone())));
        topics(&entries(&records, MORNING))
    };
    let answered = Some("2026-10-19T15:00:00+08:00");
    assert_eq!(told(None, false), [(Topic::Complaint, Group::Now, "today-why-unanswered")]);
    assert_eq!(told(None, true), [(Topic::Complaint, Group::Now, "today-why-unanswered")]);
    assert_eq!(told(answered, false), [(Topic::Complaint, Group::ThisWeek, "today-why-unresolved")]);
    assert_eq!(told(answered, true), [(Topic::FollowUp, Group::ThisWeek, "today-why-climbs")]);
}

#[test]
fn debts_weigh_more_the_older_they_are() {
    let invoice = |due: &str| json!({"account": "@a", "number": due, "amount": "10", "currency": "CNY", "due": due});
    let list = entries(
        &[
            (Kind::Account, "a", json!({"name": "A", "owner": "@rep"})),
            (Kind::Member, "rep", json!({"name": "小陈", "level": "rep"})),
            (Kind::Receivable, "today", invoice("2026-10-20")),
            (Kind::Receivable, "month", invoice("2026-09-20")),
            (Kind::Receivable, "older", invoice("2026-09-19")),
            (Kind::Receivable, "oldest", invoice("2026-01-01")),
        ],
        MORNING,
    );
    let money: Vec<_> = list.iter().filter(|entry| entry.topic == Topic::Receivable).collect();
    let found: Vec<_> = money.iter().map(|entry| (entry.id().unwrap(), entry.group)).collect();
    assert_eq!(found, [(id("oldest"), Group::Now), (id("older"), Group::Now), (id("month"), Group::ThisWeek)]);
    assert!(money.iter().all(|entry| entry.is_for(id("rep"))));
}

#[test]
fn a_visit_wants_its_debriefing_whether_it_was_ticked_off_or_not() {
    let visit = |status: &str, start: &str, debriefed: Option<&str>| json!({"account": "@a", "status": status, "start": start, "debriefed_at": debriefed});
    let mut tour = visit("planned", "2026-10-18", None);
    tour["end"] = json!("2026-10-21");
    let list = entries(
        &[
            (Kind::Account, "a", json!({"name": "A"})),
            (Kind::Visit, "silent", visit("planned", "2026-10-19", None)),
            (Kind::Visit, "done", visit("done", "2026-10-15", None)),
            (Kind::Visit, "told", visit("done", "2026-10-15", Some("2026-10-16"))),
            (Kind::Visit, "long ago", visit("done", "2026-09-01", None)),
            (Kind::Visit, "off", visit("cancelled", "2026-10-19", None)),
            (Kind::Visit, "still there", tour),
        ],
        MORNING,
    );
    for (name, topic, why) in [
        ("silent", Topic::Debrief, "today-why-debrief"),
        ("done", Topic::Debrief, "today-why-no-debrief"),
        ("still there", Topic::Visit, "today-why-visit"),
    ] {
        assert_eq!((find(&list, name).topic, find(&list, name).why.id), (topic, why), "{name}");
    }
    assert!(!["told", "long ago", "off"].map(id).iter().any(|id| list.iter().any(|entry| entry.id() == Some(*id))));
}

fn director() -> Vec<(Kind, &'static str, serde_json::Value)> {
    vec![
        (Kind::Member, "boss", json!({"name": "陈总", "level": "executive", "base_city": "北京"})),
        (Kind::Member, "rep", json!({"name": "小陈", "level": "rep", "base_city": "济南"})),
        (Kind::Account, "a", json!({"name": "A", "owner": "@rep"})),
        (Kind::Person, "zhang", json!({"name": "张伟", "home_city": "济南"})),
        (
            Kind::Seat,
            "director",
            json!({"account": "@a", "person": "@zhang", "layer": "decision", "political_status": "inner_circle"}),
        ),
        (Kind::Pairing, "pair", json!({"member": "@boss", "seat": "@director", "level": "executive"})),
        (Kind::Touch, "call", json!({"account": "@a", "member": "@boss", "seats": ["@director"], "at": "2026-10-19"})),
    ]
}

fn trip(to: &str, firmness: &str) -> serde_json::Value {
    json!({"person": "@zhang", "to_city": to, "depart": "2026-10-22", "arrive": "2026-10-22", "return": "2026-10-24",
        "firmness": firmness})
}

#[test]
fn a_journey_of_a_key_player_is_told_unless_a_meeting_tells_of_it() {
    let mut away = director();
    away.push((Kind::Travel, "trip", trip("广州", "firm")));
    assert_eq!(topics(&entries(&away, MORNING)), [(Topic::Journey, Group::Watch, "today-why-journey-soon")]);
    assert_eq!(
        topics(&entries(&away, "2026-10-23T09:00:00+08:00")),
        [(Topic::Journey, Group::Watch, "today-why-journey")]
    );
    assert_eq!(topics(&entries(&away, "2026-10-25T09:00:00+08:00")), []);
    away.push((
        Kind::Visit,
        "visit",
        json!({"account": "@a", "status": "planned", "start": "2026-10-23", "city": "济南", "theirs": ["@director"]}),
    ));
    let list = entries(&away, MORNING);
    assert_eq!((find(&list, "trip").group, find(&list, "trip").why.id), (Group::ThisWeek, "today-why-journey-visit"));

    let mut met = director();
    met.push((Kind::Travel, "trip", trip("北京", "firm")));
    let list = entries(&met, MORNING);
    assert_eq!(topics(&list), [(Topic::Meeting, Group::Now, "today-why-meeting")]);
    assert_eq!((list[0].ours.to_vec(), list[0].mark.as_str()), (vec![id("boss")], "北京"));
}

#[test]
fn gifts_are_thought_of_in_time_for_a_festival_and_only_once() {
    // Mid-autumn is on 25 September; ten working days, a Sunday among them, are left on the 11th.
    let at = "2026-09-11T09:00:00+08:00";
    let mut records = director();
    let found = |records: &[_], at| -> Vec<(Topic, Option<NaiveDate>)> {
        let list = entries(records, at);
        let gifts = list.into_iter().filter(|entry| matches!(entry.topic, Topic::Festival | Topic::Gift));
        gifts.map(|entry| (entry.topic, entry.due)).collect()
    };
    assert_eq!(found(&records, at), [(Topic::Festival, "2026-09-25".parse().ok())]);
    assert_eq!(found(&records, "2026-09-10T09:00:00+08:00"), []);
    records.push((
        Kind::Gift,
        "tea",
        json!({"account": "@a", "person": "@zhang", "what": "tea", "status": "planned", "on": "2026-09-23"}),
    ));
    assert_eq!(found(&records, at), []);
    assert_eq!(found(&records, "2026-09-18T09:00:00+08:00"), [(Topic::Gift, "2026-09-23".parse().ok())]);
    // Abroad nobody keeps it.
    records[2].2 = json!({"name": "A", "country": "GB"});
    records.pop();
    assert_eq!(found(&records, at), []);
}

#[test]
fn a_lunar_birthday_counts_lunar_years() {
    // The twelfth month of a lunar year falls into the next solar one: 2027-01-27 is still lunar 2026.
    let mut records = director();
    records[3].2 = json!({"name": "张伟", "birthday": "lunar:1966-12-20"});
    let list = entries(&records, "2027-01-26T09:00:00+08:00");
    let birthday = list.iter().find(|entry| entry.topic == Topic::Birthday).unwrap();
    assert_eq!(birthday.due, "2027-01-27".parse().ok());
    assert!(birthday.what.args.contains(&("age", "60".into())), "{birthday:?}");
    assert_eq!(*birthday.ours, [id("boss")]);
}

#[test]
fn a_year_whose_days_off_nobody_knows_is_said_in_time() {
    let records = [(Kind::Account, "a", json!({"name": "A", "country": "US"}))];
    let missing = |at: &str| {
        let list = entries(&records, at);
        list.into_iter().filter(|entry| entry.topic == Topic::Table).map(|entry| entry.key()).collect::<Vec<_>>()
    };
    assert_eq!(missing("2031-11-30T09:00:00+08:00"), ["holidays:US-2031", "holidays:US-2032"]);
    assert_eq!(missing("2026-06-01T09:00:00+08:00"), Vec::<String>::new());
    let row = entries(&records, "2031-06-01T09:00:00+08:00");
    let row = row.iter().find(|entry| entry.topic == Topic::Table).unwrap().row(&Room::default(), "what", "why");
    assert_eq!((&row["kind"], &row["id"], &row["group"]), (&json!("holidays"), &json!(null), &json!("watch")));
}

#[test]
fn an_account_nobody_is_paired_at_is_not_forgotten() {
    let account = json!({"name": "A", "owner": "@rep", "created_at": "2026-01-01"});
    let list = entries(
        &[(Kind::Member, "rep", json!({"name": "小陈", "level": "rep"})), (Kind::Account, "a", account)],
        MORNING,
    );
    let contact = list.iter().find(|entry| entry.topic == Topic::Contact).unwrap();
    assert_eq!((contact.subject, contact.why.id), (Some((Kind::Account, id("a"))), "today-why-never-met"));
}

/// A room with a snooze of one line, as the command writes it.
fn put_off(records: &[(Kind, &'static str, serde_json::Value)], of: &Entry, until: &str) -> Room {
    let mut records = records.to_vec();
    let fields = json!({"about": of.key(), "until": until, "grade": snooze::grade(of), "member": of.ours.first()});
    records.push((Kind::Snooze, "snooze", fields));
    room(&records)
}

#[test]
fn what_is_put_off_stays_away_until_its_day_or_until_it_gets_worse() {
    let records = [
        (Kind::Member, "rep", json!({"name": "小陈", "level": "rep"})),
        (Kind::Member, "boss", json!({"name": "陈总", "level": "manager"})),
        (Kind::Account, "a", json!({"name": "A", "owner": "@rep"})),
        (
            Kind::FollowUp,
            "promise",
            json!({"account": "@a", "subject": "sample", "kind": "promise", "opened_at": "2026-10-19", "due": "2026-10-24"}),
        ),
    ];
    let at = |day: &str| format!("{day}T09:00:00+08:00").parse::<DateTime<FixedOffset>>().unwrap();
    let terms = Terms::builtin();
    let line = entries(&records, MORNING).into_iter().find(|entry| entry.topic == Topic::FollowUp).unwrap();
    assert_eq!(line.group, Group::ThisWeek);
    let is_there =
        |room: &Room, day: &str| today(room, &terms, at(day), None).iter().any(|entry| entry.topic == Topic::FollowUp);
    let room = put_off(&records, &line, "2026-10-23");
    assert!(!is_there(&room, "2026-10-20") && !is_there(&room, "2026-10-22"));
    assert!(is_there(&room, "2026-10-23"), "it comes back on its day");
    let asleep: Vec<_> =
        everything(&room, &terms, at("2026-10-22"), None).into_iter().filter(|one| one.until.is_some()).collect();
    assert_eq!(
        asleep.iter().map(|one| (one.id(), one.until)).collect::<Vec<_>>(),
        [(Some(id("promise")), "2026-10-23".parse().ok())]
    );
    let room = put_off(&records, &line, "2026-11-30");
    assert!(!is_there(&room, "2026-10-23"));
    assert!(is_there(&room, "2026-10-24"), "due today is worse than due this week");
    // It climbs to somebody else, who never put it off.
    let late = today(&put_off(&records, &line, "2026-10-20"), &terms, at("2026-10-25"), None);
    let late = late.into_iter().find(|entry| entry.topic == Topic::FollowUp).unwrap();
    let room = put_off(&records, &late, "2026-12-30");
    assert!(!is_there(&room, "2026-10-26") && is_there(&room, "2026-10-27"));
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// A record of one of the kinds that Today looks at, its dates some days from now.
    fn record(at: usize, kind: usize, days: i64, flag: bool) -> (Kind, String, serde_json::Value) {
        let day = (now().date_naive() + chrono::TimeDelta::days(days)).to_string();
        let kinds = FollowUpKind::ALL;
        let (kind, fields) = match kind {
            0 | 1 => {
                let code = kinds[at % kinds.len()];
                let due = flag.then(|| day.clone());
                let open = (now().date_naive() - chrono::TimeDelta::days(days.abs())).to_string();
                (
                    Kind::FollowUp,
                    json!({"account": "@acme", "subject": "s", "kind": code, "opened_at": open, "due": due}),
                )
            }
            2 => {
                let answered = flag.then(|| day.clone());
                (
                    Kind::Complaint,
                    json!({"account": "@acme", "content": "c", "occurred_at": day, "first_answered_at": answered}),
                )
            }
            3 => (
                Kind::Receivable,
                json!({"account": "@old", "number": "1", "amount": "5", "currency": "CNY", "due": day}),
            ),
            4 => {
                let status = if flag { "planned" } else { "done" };
                (Kind::Visit, json!({"account": "@acme", "status": status, "start": day, "theirs": ["@director"]}))
            }
            5 => (Kind::Travel, json!({"person": "@zhang", "to_city": "北京", "depart": day, "arrive": day})),
            6 => (Kind::Gift, json!({"account": "@acme", "person": "@zhang", "what": "tea", "on": day})),
            7 => (Kind::Occasion, json!({"account": "@acme", "what": "o", "date": day})),
            _ => (Kind::Person, json!({"name": "n", "birthday": day})),
        };
        (kind, format!("r{at}"), fields)
    }

    fn records() -> impl Strategy<Value = Vec<(Kind, String, serde_json::Value)>> {
        prop::collection::vec((0usize..9, -90i64..40, any::<bool>()), 0..25).prop_map(|all| {
            all.into_iter().enumerate().map(|(at, (kind, days, flag))| record(at, kind, days, flag)).collect()
        })
    }

    fn with(more: &[(Kind, String, serde_json::Value)]) -> Vec<(Kind, &str, serde_json::Value)> {
        let mut all = vec![
            (Kind::Member, "rep", json!({"name": "小陈", "level": "rep", "base_city": "北京"})),
            (Kind::Account, "acme", json!({"name": "Acme", "owner": "@rep", "tier": "gold", "stage": "developed"})),
            (Kind::Account, "old", json!({"name": "Old"})),
            (Kind::Person, "zhang", json!({"name": "张伟", "home_city": "济南"})),
            (
                Kind::Seat,
                "director",
                json!({"account": "@acme", "person": "@zhang", "political_status": "inner_circle"}),
            ),
            (Kind::Pairing, "pair", json!({"member": "@rep", "seat": "@director", "level": "rep"})),
        ];
        all.extend(more.iter().map(|(kind, name, fields)| (*kind, name.as_str(), fields.clone())));
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn the_list_is_one_order_without_repeats_and_every_urgency_is_its_sum(
            more in records(), pick in any::<prop::sample::Index>(), until in 1i64..20,
        ) {
            let terms = Terms::builtin();
            let all = with(&more);
            let list = today(&room(&all), &terms, now(), None);
            let turned: Vec<_> = all.iter().rev().cloned().collect();
            prop_assert_eq!(&list, &today(&room(&turned), &terms, now(), None));
            let keys: BTreeSet<String> = list.iter().map(Entry::key).collect();
            prop_assert_eq!(keys.len(), list.len());
            for entry in &list {
                let cents = |part: f64| (part * 100.0).round() as i64;
                let sum: i64 = entry.parts.iter().map(|(_, part)| cents(*part)).sum();
                prop_assert_eq!(sum, cents(entry.urgency));
                let names: BTreeSet<_> = entry.parts.iter().map(|(name, _)| name).collect();
                prop_assert_eq!(names.len(), entry.parts.len());
            }
            let stuck = list.iter().filter(|entry| entry.is_stuck()).count();
            prop_assert!(list.iter().take(stuck).all(Entry::is_stuck));
            prop_assert!(list.is_sorted_by(|a, b| a.group < b.group || a.group == b.group && a.urgency >= b.urgency));
            if list.is_empty() {
                return Ok(());
            }
            // Put off as nothing can get worse, a line is away exactly until its day.
            let line = pick.get(&list);
            let back = now().date_naive() + chrono::TimeDelta::days(until);
            let mut asleep = all.clone();
            asleep.push((Kind::Snooze, "snooze", json!({"about": line.key(), "until": back, "grade": "stuck"})));
            let asleep = room(&asleep);
            for days in 0..=until {
                let then = now() + chrono::TimeDelta::days(days);
                let has = |room: &Room| today(room, &terms, then, None).iter().any(|one| one.key() == line.key());
                prop_assert_eq!(has(&asleep), days == until && has(&room(&all)), "day {}", days);
            }
        }
    }
}
