//! How long the promises of speed take: `cargo bench`, or `cargo bench -- map` for those with `map` in their name.
//!
//! Each line is the median of many runs, and the slowest of them.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark stops where anything is wrong, and prints")]

#[path = "../tests/demo/mod.rs"]
mod demo;

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate, TimeDelta};
use demo::{Demo, NOW};
use serde_json::{Map, Value, json};
use warroom::clock::Clock;
use warroom::edit::Draft;
use warroom::exchange::{Batch, import::Options, read};
use warroom::model::{Account, Id, Kind, Person};
use warroom::overlay::Item;
use warroom::rules::today::today;
use warroom::rules::{Terms, ladder};
use warroom::screen::Place;
use warroom::store::{Access, Book};
use warroom::text::Lang;

/// People in the big store.
const MANY: usize = 10_000;
/// Follow-ups on the long ladder.
const ITEMS: usize = 1000;
/// Seats in the big chart.
const SEATS: usize = 300;
/// Accounts, open follow-ups and entries of the calendar of a big year.
const BUSY: [usize; 3] = [100, 1_000, 10_000];

fn main() {
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-')).unwrap_or_default();
    let bench = |name: &str, runs: usize, run: &mut dyn FnMut() -> Duration| {
        if !name.contains(&wanted) {
            return;
        }
        let mut took: Vec<Duration> = (0..runs).map(|_| run()).collect();
        took.sort_unstable();
        let (median, slowest) = (took[runs / 2], took[runs - 1]);
        println!("{name:<44} {:>10} median {:>10} slowest of {runs}", told(median), told(slowest));
    };
    bench("the demo, from nothing to its first frame", 10, &mut || timed(|| Demo::new(Lang::En, (120, 40))));
    let mut chart = chart();
    let mut down = false;
    bench("key to frame, map of 300 seats", 200, &mut || {
        down = !down;
        let key = if down { "down" } else { "right" };
        timed(|| chart.press(key))
    });
    bench("edit to frame, map of 300 seats", 20, &mut || edit_in(&mut chart));
    let mut rungs = rungs();
    let look = |rungs: &Demo| (rungs.app.cx.room().clone(), rungs.app.cx.now());
    let (room, now) = look(&rungs);
    let terms = Terms::builtin();
    bench("positions of 1 000 follow-ups", 20, &mut || timed(|| ladder::positions(&room, &terms, now, None)));
    bench("forecast of 1 000 follow-ups, 30 days", 20, &mut || {
        timed(|| ladder::forecast(&room, &terms, now, now + TimeDelta::days(30), None))
    });
    bench("forecast of 1 000 follow-ups, a year", 5, &mut || {
        timed(|| ladder::forecast(&room, &terms, now, now + TimeDelta::days(365), None))
    });
    bench("key to frame, ladder of 1 000 follow-ups", 200, &mut || {
        down = !down;
        timed(|| rungs.press(if down { "down" } else { "up" }))
    });
    // On the screens what an edit means for Today is worked out between two frames, and told apart here.
    rungs.app.cx.screens.today.be_patient(true);
    bench("edit to frame, ladder of 1 000 follow-ups", 10, &mut || {
        let subject = format!("Follow-up {}", rungs.app.cx.room().version());
        let edit = Draft::setting(rungs.app.cx.room(), Id::named("item", "7"), "subject", json!(subject)).unwrap();
        timed(|| {
            rungs.app.cx.commit(edit).unwrap();
            rungs.draw();
        })
    });
    for (place, name) in [(Place::Today, "today"), (Place::Agenda, "calendar of all")] {
        rungs.app.cx.screens.go(place, None);
        bench(&format!("first frame, {name}, 1 000 follow-ups, 10 000 journeys"), 1, &mut || timed(|| rungs.draw()));
        bench(&format!("key to frame, {name}, the same"), 50, &mut || timed(|| rungs.press("down")));
    }
    let mut year = year();
    bench("Today of 1 000 items and 10 000 entries", 10, &mut || {
        let cx = &year.app.cx;
        timed(|| today(cx.room(), &cx.terms, cx.now(), None))
    });
    bench("key to frame on it", 200, &mut || timed(|| year.press("down")));
    year.app.cx.screens.today.be_patient(true);
    bench("edit to frame on it", 10, &mut || {
        let id = Id::named("bench", "account 1");
        let cx = &mut year.app.cx;
        let edit = Draft::setting(cx.room(), id, "notes", json!(cx.room().version())).unwrap();
        timed(|| {
            year.app.cx.commit(edit).unwrap();
            year.draw();
        })
    });
    drop(year);
    bench("keystroke in a picker of 10 000 names", 20, &mut keystroke());
    let dir = tempfile::tempdir().unwrap();
    let ndjson = people();
    bench("import of 10 000 people, on disk", 3, &mut || {
        let dir = tempfile::tempdir().unwrap();
        timed(|| drop(import(dir.path(), &ndjson)))
    });
    drop(import(dir.path(), &ndjson));
    bench("open a store of 10 000 people", 10, &mut || timed(|| open(dir.path())));
    let mut book = open(dir.path());
    let ids: Vec<Id> = book.room().ids(Kind::Person).collect();
    let mut nth = 0;
    bench("save one edit in it", 100, &mut || {
        nth += 1;
        let edit = Draft::setting(book.room(), ids[nth], "home_city", json!(format!("City {nth}"))).unwrap();
        timed(|| book.commit(edit).unwrap())
    });
}

fn timed<T>(run: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let done = run();
    let took = start.elapsed();
    drop(std::hint::black_box(done));
    took
}

fn told(took: Duration) -> String {
    let micros = took.as_secs_f64() * 1e6;
    if micros < 1000.0 { format!("{micros:.0} µs") } else { format!("{:.1} ms", micros / 1000.0) }
}

fn open(dir: &Path) -> Book {
    Book::open(dir, Clock::parse(NOW, None).unwrap(), "bench", Access::ReadWrite).unwrap()
}

/// One account with a chart of [`SEATS`] seats, five to a manager.
fn chart() -> Demo {
    let mut demo = Demo::new(Lang::En, (200, 60));
    let account = Id::named("bench", "account");
    let mut draft = Draft::adding(Kind::Account, account, fields(json!({ "name": "Big" }))).unwrap();
    let id = |nth: usize| Id::named("bench", &nth.to_string());
    for nth in 0..SEATS {
        let layer = match nth {
            0..6 => "decision",
            6..60 => "management",
            _ => "operations",
        };
        let mut seat = json!({ "account": account, "title": format!("Seat {nth} 科"), "layer": layer });
        if nth > 0 {
            seat["reports_to"] = json!(id((nth - 1) / 5));
        }
        draft.create(Kind::Seat, id(nth), fields(seat)).unwrap();
    }
    demo.app.cx.commit(draft).unwrap();
    assert!(demo.app.cx.room().get::<Account>(account).is_some());
    demo.app.cx.screens.go(Place::Map, Some(account));
    demo.draw();
    demo
}

/// The ladder of all: [`ITEMS`] follow-ups of twenty accounts, and a calendar of [`MANY`] journeys of twenty of ours.
fn rungs() -> Demo {
    let mut demo = Demo::new(Lang::En, (200, 60));
    let id = |kind: &str, nth: usize| Id::named(kind, &nth.to_string());
    let day = |nth: usize| NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + Days::new(nth as u64 % 1000);
    let mut draft = Draft::new("edit-import");
    for nth in 0..20 {
        let level = ["rep", "rep", "manager", "executive"][nth % 4];
        let deputy = id("member", (nth + 4) % 20);
        let member = json!({ "name": format!("Member {nth}"), "level": level, "deputy": deputy, "base_city": "北京" });
        draft.create(Kind::Member, id("member", nth), fields(member)).unwrap();
        let account = json!({ "name": format!("Account {nth}"), "country": "CN", "owner": id("member", nth) });
        draft.create(Kind::Account, id("account", nth), fields(account)).unwrap();
        for (at, layer) in ["decision", "management", "operations"].into_iter().enumerate() {
            let seat = json!({ "account": id("account", nth), "title": format!("Seat {at} 科"), "layer": layer });
            draft.create(Kind::Seat, id("seat", nth * 3 + at), fields(seat)).unwrap();
        }
    }
    for nth in 0..MANY {
        let on = day(nth);
        let trip =
            json!({ "member": id("member", nth % 20), "to_city": "上海", "depart": on, "arrive": on, "return": on });
        draft.create(Kind::Travel, id("trip", nth), fields(trip)).unwrap();
    }
    let opened = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    for nth in 0..ITEMS {
        let kind = ["pursue", "promise", "gift", "other", "complaint"][nth % 5];
        let opened = opened + Days::new(nth as u64 % 49);
        let item = json!({ "account": id("account", nth % 20), "subject": format!("Follow-up {nth}"), "kind": kind, "opened_at": opened });
        draft.create(Kind::FollowUp, id("item", nth), fields(item)).unwrap();
    }
    demo.app.cx.commit(draft).unwrap();
    demo.app.cx.screens.go(Place::Rungs, None);
    demo.draw();
    demo
}

/// A year of work: accounts with a director each, ten of ours, follow-ups, journeys, visits and invoices.
fn year() -> Demo {
    let [accounts, items, entries] = BUSY;
    let mut demo = Demo::new(Lang::ZhCn, (120, 40));
    let id = |what: &str, nth: usize| Id::named("bench", &format!("{what} {nth}"));
    let day = |nth: usize| NaiveDate::from_ymd_opt(2026, 5, 1).unwrap() + Days::new((nth % 365) as u64);
    let mut draft = Draft::new("edit-import");
    for nth in 0..10 {
        let level = ["rep", "manager", "executive"][nth % 3];
        let member = json!({ "name": format!("M{nth}"), "level": level, "base_city": "北京" });
        draft.create(Kind::Member, id("member", nth), fields(member)).unwrap();
    }
    for nth in 0..accounts {
        let (account, person, seat) = (id("account", nth), id("person", nth), id("seat", nth));
        let one = json!({ "name": format!("A{nth}"), "owner": id("member", nth % 10), "stage": "developed" });
        draft.create(Kind::Account, account, fields(one)).unwrap();
        let one = json!({ "name": format!("P{nth}"), "home_city": "济南", "birthday": day(nth) });
        draft.create(Kind::Person, person, fields(one)).unwrap();
        let one =
            json!({ "account": account, "person": person, "layer": "decision", "political_status": "inner_circle" });
        draft.create(Kind::Seat, seat, fields(one)).unwrap();
        let one = json!({ "member": id("member", nth % 10), "seat": seat, "level": "executive" });
        draft.create(Kind::Pairing, id("pairing", nth), fields(one)).unwrap();
    }
    for nth in 0..items {
        let one = json!({ "account": id("account", nth % accounts), "subject": format!("S{nth}"), "kind": "promise",
            "opened_at": day(nth % 170), "due": day(nth) });
        draft.create(Kind::FollowUp, id("item", nth), fields(one)).unwrap();
    }
    for nth in 0..entries {
        let at = nth % accounts;
        let (kind, one) = match nth % 4 {
            0 => {
                let back = day(nth / 4) + Days::new(2);
                let trip = json!({ "person": id("person", at), "to_city": "北京", "depart": day(nth / 4),
                    "arrive": day(nth / 4), "return": back });
                (Kind::Travel, trip)
            }
            1 => {
                let ours = json!([{ "id": id("attendee", nth), "member": id("member", at % 10) }]);
                let visit = json!({ "account": id("account", at), "status": "planned", "start": day(nth / 4),
                    "theirs": [id("seat", at)], "ours": ours });
                (Kind::Visit, visit)
            }
            2 => {
                let invoice = json!({ "account": id("account", at), "number": nth.to_string(), "amount": "100", "issued": day(nth / 4),
                    "currency": "CNY", "due": day(nth / 4) });
                (Kind::Receivable, invoice)
            }
            _ => (Kind::Occasion, json!({ "account": id("account", at), "what": "O", "date": day(nth / 4) })),
        };
        draft.create(kind, id("entry", nth), fields(one)).unwrap();
    }
    demo.app.cx.commit(draft).unwrap();
    demo.app.cx.screens.go(Place::Today, None);
    demo.draw();
    demo
}

/// What is cached by the version of the records is worked out anew.
fn edit_in(chart: &mut Demo) -> Duration {
    let id = Id::named("bench", "7");
    let title = format!("Seat {}", chart.app.cx.room().version());
    let edit = Draft::setting(chart.app.cx.room(), id, "title", json!(title)).unwrap();
    timed(|| {
        chart.app.cx.commit(edit).unwrap();
        chart.draw();
    })
}

/// The third letter of a name, in a picker of everybody.
fn keystroke() -> impl FnMut() -> Duration {
    let mut demo = Demo::new(Lang::ZhCn, (120, 40));
    let items = names().map(|(nth, name)| Item::new(nth.to_string(), name, "")).collect();
    demo.app.cx.pick("", items, |_, _| Ok(()));
    demo.typed("zw");
    move || {
        let took = timed(|| demo.typed("3"));
        demo.press("backspace");
        took
    }
}

fn names() -> impl Iterator<Item = (usize, String)> {
    const SURNAMES: [&str; 10] = ["张", "王", "李", "赵", "陈", "单", "曾", "Miller", "O'Neil", "欧阳"];
    const GIVEN: [&str; 10] = ["伟", "娜", "志强", "敏", "静", "海峰", "Anna", "James", "晓燕", "国栋"];
    (0..MANY).map(|nth| (nth, format!("{}{} {nth}", SURNAMES[nth % 10], GIVEN[nth / 10 % 10])))
}

/// The people as our own file has them.
fn people() -> String {
    let mut out = String::new();
    for (nth, name) in names() {
        let person =
            json!({ "kind": "person", "id": Id::named("bench", &nth.to_string()), "name": name, "home_city": "济南" });
        writeln!(out, "{person}").unwrap();
    }
    out
}

fn import(dir: &Path, ndjson: &str) -> Book {
    let mut book = open(dir);
    let now = Clock::parse(NOW, None).unwrap().now();
    let plan = read(ndjson.as_bytes(), "people.ndjson", &Options::default(), book.room(), now, &mut |_, _| {}).unwrap();
    book.import(plan.batches.iter().map(Batch::draft)).unwrap();
    assert_eq!(book.room().all::<Person>().count(), MANY);
    book
}

fn fields(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap()
}
