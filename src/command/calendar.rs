//! Commands of the calendar: its views, travel and visits, moving an item by a day.

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use serde_json::{Map, json};

use super::intercept::{attendee, plan_here};
use super::{Command, Cx, Outcome, edit};
use crate::edit::{Draft, Room};
use crate::model::speak::{Bias, parse_day};
use crate::model::{Anniversary, Id, Kind, Member, Problem, Record, Seat, When};
use crate::rules::Terms;
use crate::rules::agenda::{Entry, EntryKind};
use crate::rules::presence::{traveller, where_is};
use crate::rules::zone::Zone;
use crate::screen::calendar::{Mode, words};
use crate::screen::{Focus, Place, Screen};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("calendar-view", view).with_arg(),
    Command::looking("calendar-view-next", |cx, _| {
        cx.screens.calendar.next_mode();
        Ok(())
    })
    .unless(elsewhere),
    Command::changing("travel-add", |cx, _| add_travel(cx)),
    Command::changing("visit-add", |cx, _| add_visit(cx)),
    Command::new("entry-open", |cx, _| open(cx)).unless(elsewhere),
    Command::changing("entry-delete", |cx, _| delete(cx)).unless(no_entry),
    Command::changing("item-earlier", |cx, _| shift(cx, -1)).unless(no_entry),
    Command::changing("item-later", |cx, _| shift(cx, 1)).unless(no_entry),
    Command::changing("item-move", |cx, _| ask_move(cx)).unless(no_entry),
    Command::looking("go-to-today", |cx, _| {
        let today = cx.today();
        if cx.screens.calendar.day() == today {
            cx.say(cx.text.t("message-today-already"));
        }
        cx.screens.calendar.go_to(today);
        Ok(())
    })
    .unless(elsewhere),
    Command::looking("go-to-date", |cx, _| ask_date(cx)).unless(elsewhere),
];

fn is_open(cx: &Cx) -> bool {
    matches!(cx.screens.place(), Place::Calendar | Place::Agenda)
}

pub(super) fn elsewhere(cx: &Cx) -> Option<&'static str> {
    (!is_open(cx)).then_some("blocked-not-calendar")
}

fn no_entry(cx: &Cx) -> Option<&'static str> {
    elsewhere(cx).or_else(|| cx.screens.calendar.entry().is_none().then_some("blocked-nothing-selected"))
}

fn view(cx: &mut Cx, name: &str) -> Outcome {
    let mode = Mode::ALL.into_iter().find(|mode| mode.code() == name);
    let mode = mode.ok_or_else(|| Problem::new("problem-no-such-place").with("name", name))?;
    cx.screens.calendar.set_mode(mode);
    Ok(())
}

/// The day under the cursor; today on other screens.
fn day(cx: &Cx) -> NaiveDate {
    if is_open(cx) { cx.screens.calendar.day() } else { cx.today() }
}

/// The person, seat or member meant: whose row or entry it is, else what is selected.
fn who(cx: &Cx) -> Option<Id> {
    let here = is_open(cx).then(|| cx.screens.calendar.who()).flatten();
    here.or_else(|| cx.selected())
}

fn add_travel(cx: &mut Cx) -> Outcome {
    let mut fields = Map::new();
    if let Some(who) = who(cx).map(|id| traveller(cx.room(), id)) {
        match cx.room().record(who) {
            Some(Record::Person(_)) => _ = fields.insert("person".into(), json!(who)),
            Some(Record::Member(_)) => _ = fields.insert("member".into(), json!(who)),
            _ => {}
        }
        let city = where_is(cx.room(), &cx.terms, who, day(cx)).city;
        if let Some(city) = city.filter(|_| !fields.is_empty()) {
            fields.insert("from_city".into(), city.into());
        }
    }
    fields.insert("depart".into(), json!(day(cx)));
    fields.insert("arrive".into(), json!(day(cx)));
    cx.form(Kind::Travel, fields);
    Ok(())
}

fn add_visit(cx: &mut Cx) -> Outcome {
    let who = who(cx);
    let seat = who.and_then(|id| seat_of(cx.room(), id, cx.account()));
    let account = cx.account().or_else(|| cx.room().account_of(seat.or(who)?));
    let mut fields = Map::from_iter([("status".to_string(), "planned".into()), ("start".to_string(), json!(day(cx)))]);
    if let Some(account) = account {
        fields.insert("account".into(), json!(account));
    }
    if let Some(seat) = seat {
        fields.insert("theirs".into(), json!([seat]));
        if let Some(city) = where_is(cx.room(), &cx.terms, seat, day(cx)).city {
            fields.insert("city".into(), city.into());
        }
    }
    if let Some(member) = who.filter(|id| cx.room().get::<Member>(*id).is_some()) {
        fields.insert("ours".into(), json!([attendee(cx, member)]));
    }
    cx.form(Kind::Visit, fields);
    Ok(())
}

/// The seat meant by a seat or by a person, on the open account if there is one.
fn seat_of(room: &Room, id: Id, account: Option<Id>) -> Option<Id> {
    if let Some(seat) = room.get::<Seat>(id) {
        return Some(seat.id);
    }
    let fits = |seat: &&Seat| seat.person == Some(id) && account.is_none_or(|account| seat.account == account);
    room.linked::<Seat>(id).find(fits).map(|seat| seat.id)
}

/// Enter: plans the proposal under the cursor; else opens what the entry stands for in the panel, with every field named,
/// the cursor on what the entry is about. Where there is no entry, whoever's row it is.
fn open(cx: &mut Cx) -> Outcome {
    if cx.screens.inspector_focused() {
        return edit::edit_here(cx);
    }
    if cx.screens.calendar.intercept().is_some() {
        return plan_here(cx);
    }
    let Some(entry) = cx.screens.calendar.entry() else {
        if cx.selected().is_none() {
            let key = |name| cx.keymap.keys_for(name, None, &cx.contexts()).into_iter().next().unwrap_or_default();
            let problem = Problem::new("problem-day-is-empty").with("day", cx.screens.calendar.day());
            return Err(problem.with("travel", key("travel-add")).with("visit", key("visit-add")));
        }
        cx.screens.focus(Focus::Inspector);
        return Ok(());
    };
    let Some(id) = entry.id else {
        return Err(Problem::new("problem-entry-not-opened").with("what", said(cx, entry)));
    };
    let field = words::main_field(entry.kind);
    cx.screens.focus(Focus::Inspector);
    if let Some(field) = field {
        cx.screens.inspector.select_field(id, field);
    }
    Ok(())
}

fn said(cx: &Cx, entry: &Entry) -> String {
    words::say(&cx.view(), entry)
}

fn delete(cx: &mut Cx) -> Outcome {
    let Some(entry) = cx.screens.calendar.entry() else { return Ok(()) };
    let own = matches!(entry.kind, EntryKind::Travel | EntryKind::Visit | EntryKind::Occasion);
    let id = entry.id.filter(|_| own);
    let id = id.ok_or_else(|| Problem::new("problem-entry-not-deleted").with("what", said(cx, entry)))?;
    super::delete::delete(cx, id, super::edit::ASK_ABOVE)
}

/// Moves the entry under the cursor, and the cursor with it.
fn shift(cx: &mut Cx, by: i64) -> Outcome {
    let Some(entry) = cx.screens.calendar.entry() else { return Ok(()) };
    let refuse = |why: &str| {
        let why = cx.text.t(why);
        Problem::new("problem-entry-stays").with("what", said(cx, entry)).with("why", why)
    };
    let (id, dates) = match entry.kind {
        EntryKind::Travel | EntryKind::Clash => (entry.id, &["depart", "arrive", "return"][..]),
        EntryKind::Visit => (entry.id, &["start", "end"][..]),
        EntryKind::NextVisit => (entry.id, &["next_date"][..]),
        EntryKind::FollowUpDue | EntryKind::ReceivableDue => (entry.id, &["due"][..]),
        EntryKind::Occasion => (entry.id, &["date"][..]),
        EntryKind::Birthday => return Err(refuse("problem-entry-stays-birthday")),
        EntryKind::Leave => return Err(refuse("problem-entry-stays-leave")),
        EntryKind::Deadline | EntryKind::CycleDue | EntryKind::Reminder => {
            return Err(refuse("problem-entry-stays-computed"));
        }
        EntryKind::Holiday | EntryKind::MakeupWorkday | EntryKind::Festival => {
            return Err(refuse("problem-entry-stays-fixed"));
        }
    };
    let Some(id) = id else { return Ok(()) };
    let draft = moved(cx.room(), &cx.terms, id, dates, by)?;
    if draft.is_empty() {
        return Err(refuse("problem-entry-stays-computed"));
    }
    let day = cx.screens.calendar.day();
    cx.commit(draft)?;
    cx.screens.calendar.go_to(day.checked_add_signed(TimeDelta::days(by)).unwrap_or(day));
    cx.screens.calendar.select(id);
    Ok(())
}

/// Asks how far to move the entry under the cursor: days, or a day.
fn ask_move(cx: &mut Cx) -> Outcome {
    let from = cx.screens.calendar.entry().map_or_else(|| cx.today(), |entry| entry.day);
    cx.prompt(cx.text.t("calendar-ask-move"), "", move |cx, text| {
        let typed = text.trim().replace(['−', '–', '－'], "-").replace('＋', "+");
        let bare = typed.trim_end_matches(['d', '天']).trim();
        let count = bare.strip_prefix('+').unwrap_or(bare).parse::<i64>().ok().filter(|days| days.abs() < 100_000);
        if let Some(days) = count {
            return shift(cx, days);
        }
        let day = parse_day(&text, cx.today(), Bias::Future);
        let day = day.map_err(|_| Problem::new("problem-move-unreadable").with("text", text.trim()))?;
        shift(cx, (day - from).num_days())
    });
    Ok(())
}

/// The edit that moves every one of these dates of a record by some days.
fn moved(room: &Room, terms: &Terms, id: Id, dates: &[&str], by: i64) -> Result<Draft, Problem> {
    let label = match by {
        1 => "edit-move-later",
        -1 => "edit-move-earlier",
        _ => "edit-move",
    };
    let mut draft = Draft::new(label);
    let Some(record) = room.record(id) else { return Ok(draft) };
    let mut first = None;
    for name in dates {
        let zone = city_of(record, name).and_then(|city| terms.zone(city));
        let after = record.value(name).as_str().and_then(|text| later(text, by, zone));
        if let Some(after) = after {
            first = first.or_else(|| Some(after.clone()));
            draft.set(room, id, name, after.into())?;
        }
    }
    let day = first.map(|text| text.parse::<When>().map(|when| when.day().to_string()).unwrap_or(text));
    let said: Vec<String> = [Some(room.name(id)), day].into_iter().flatten().collect();
    Ok(draft.about(said.join(" · ")))
}

/// The city on whose clocks a date of a record is.
fn city_of<'a>(record: &'a Record, date: &str) -> Option<&'a str> {
    match (record, date) {
        (Record::Travel(travel), "depart") => travel.from_city.as_deref(),
        (Record::Travel(travel), _) => Some(&travel.to_city),
        (Record::Visit(visit), _) => visit.city.as_deref(),
        _ => None,
    }
}

/// A stored day, moment or solar yearly date, some days later; the hour stays what the clocks of the place show, though
/// they be set in between. A lunar date has no neighbour that is always the same.
fn later(text: &str, by: i64, zone: Option<Tz>) -> Option<String> {
    let days = TimeDelta::try_days(by)?;
    if let Ok(when) = text.parse::<When>() {
        let moved = match when {
            When::Day(day) => When::Day(day.checked_add_signed(days)?),
            When::Moment(moment) => {
                let zone = zone.map_or(Zone::Fixed(*moment.offset()), Zone::Named);
                let local = zone.local(moment);
                When::Moment(zone.at(local.date_naive().checked_add_signed(days)?, local.time()))
            }
        };
        return Some(moved.to_string());
    }
    let Ok(Anniversary::Solar { year: None, month, day }) = text.parse() else { return None };
    let moved = NaiveDate::from_ymd_opt(2000, month, day)?.checked_add_signed(days)?;
    Some(moved.format("%m-%d").to_string())
}

fn ask_date(cx: &mut Cx) -> Outcome {
    cx.prompt(cx.text.t("calendar-ask-date"), "", |cx, text| {
        let day = parse_day(&text, cx.today(), Bias::Future)?;
        cx.screens.calendar.go_to(day);
        Ok(())
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::{id, room};

    #[test]
    fn dates_move_as_they_are_written() {
        for (text, shown) in [
            ("2026-02-28", Some("2026-03-01")),
            ("2026-02-28T09:30:00+08:00", Some("2026-03-01T09:30:00+08:00")),
            ("12-31", Some("01-01")),
            ("lunar:05-05", None),
        ] {
            assert_eq!(later(text, 1, None).as_deref(), shown, "{text}");
        }
        assert_eq!(later("2026-03-01", -1, None).as_deref(), Some("2026-02-28"));
    }

    #[test]
    fn the_hour_stays_though_clocks_are_set() {
        let zone = Some(Tz::Europe__Berlin);
        for (text, by, shown) in [
            ("2026-10-24T09:30:00+02:00", 1, "2026-10-25T09:30:00+01:00"),
            ("2026-10-25T09:30:00+01:00", -1, "2026-10-24T09:30:00+02:00"),
            ("2027-03-27T09:30:00+01:00", 7, "2027-04-03T09:30:00+02:00"),
            // Noted by somebody elsewhere: still half past nine there.
            ("2026-10-24T15:30:00+08:00", 3, "2026-10-27T09:30:00+01:00"),
            // An hour that is skipped that night.
            ("2027-03-27T02:30:00+01:00", 1, "2027-03-28T03:00:00+02:00"),
        ] {
            assert_eq!(later(text, by, zone).as_deref(), Some(shown), "{text}");
        }
    }

    #[test]
    fn travel_moves_with_all_its_dates() {
        let room = room(&[
            (Kind::Person, "p", json!({"name": "张伟"})),
            (
                Kind::Travel,
                "t",
                json!({"person": "@p", "to_city": "北京", "depart": "2026-10-23", "arrive": "2026-10-23",
                    "return": "2026-10-27"}),
            ),
        ]);
        let draft = moved(&room, &Terms::builtin(), id("t"), &["depart", "arrive", "return"], -1).unwrap();
        let after: Vec<_> = draft.changes.iter().map(|change| (change.field.as_str(), change.after.clone())).collect();
        assert_eq!(
            after,
            [("depart", json!("2026-10-22")), ("arrive", json!("2026-10-22")), ("return", json!("2026-10-26"))]
        );
    }
}
