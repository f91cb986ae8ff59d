//! Commands that show a part of the calendar alone: a kind, a person, a city.

use std::collections::BTreeMap;

use super::calendar::elsewhere;
use super::{Command, Cx, Outcome};
use crate::model::{Id, Member, Person, Travel, Visit};
use crate::overlay::Item;
use crate::rules::agenda::{EntryKind, on_board};
use crate::screen::calendar::sift::{Sift, kind_text};

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("calendar-filter", |cx, _| by_kind(cx)).unless(elsewhere),
    Command::new("calendar-filter-person", |cx, _| by_person(cx)).unless(elsewhere),
    Command::new("calendar-filter-city", |cx, _| by_city(cx)).unless(elsewhere),
];

/// Lets one be chosen, or everything.
fn choose(cx: &mut Cx, title: &str, items: impl IntoIterator<Item = Item>, then: fn(Sift, &str) -> Sift) -> Outcome {
    let all = Item::new("", cx.text.t("calendar-filter-all"), "");
    let items = std::iter::once(all).chain(items).collect();
    cx.pick(cx.text.t(title), items, move |cx, key| {
        let sift = cx.screens.calendar.sift().clone();
        cx.screens.calendar.set_sift(then(sift, key));
        Ok(())
    });
    Ok(())
}

fn by_kind(cx: &mut Cx) -> Outcome {
    let items: Vec<Item> =
        EntryKind::ALL.iter().map(|kind| Item::new(kind.code(), cx.text.t(&kind_text(*kind)), "")).collect();
    choose(cx, "command-calendar-filter", items, |sift, code| {
        let kind = EntryKind::ALL.into_iter().find(|kind| kind.code() == code);
        Sift { kind, ..sift }
    })
}

/// Ours, then theirs: those on the board of the days shown.
fn by_person(cx: &mut Cx) -> Outcome {
    let days = cx.screens.calendar.window();
    let people = on_board(cx.room(), &cx.terms, cx.now(), cx.account(), days);
    let item = |id: Id, detail: String| Item::new(id.to_string(), cx.room().name(id), detail);
    let ours = people.ours.into_iter().map(|id| {
        let city = cx.room().get::<Member>(id).and_then(|one| one.base_city.clone()).unwrap_or_default();
        item(id, city)
    });
    let theirs = people.theirs.into_iter().map(|(id, seat)| {
        let account =
            seat.and_then(|seat| cx.room().account_of(seat)).map(|account| cx.room().name(account)).unwrap_or_default();
        item(id, account)
    });
    let items: Vec<Item> = ours.chain(theirs).collect();
    choose(cx, "command-calendar-filter-person", items, |sift, key| Sift { person: key.parse().ok(), ..sift })
}

fn by_city(cx: &mut Cx) -> Outcome {
    let items: Vec<Item> =
        cities(cx).into_iter().map(|(count, city)| Item::new(city.clone(), city, count.to_string())).collect();
    choose(cx, "command-calendar-filter-city", items, |sift, city| Sift {
        city: Some(city.to_owned()).filter(|city| !city.is_empty()),
        ..sift
    })
}

/// The cities of journeys, visits and homes, those that come up most first.
pub(super) fn cities(cx: &Cx) -> Vec<(usize, String)> {
    let room = cx.room();
    let journeys =
        room.all::<Travel>().flat_map(|one| [Some(one.to_city.as_str()), one.from_city.as_deref()]).flatten();
    let visits = room.all::<Visit>().filter_map(|one| one.city.as_deref());
    let bases = room.all::<Member>().filter_map(|one| one.base_city.as_deref());
    let mut counted: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut count =
        |city: &str| counted.entry(cx.terms.regions.spot(city).city).or_insert_with(|| (0, city.to_owned())).0 += 1;
    journeys.chain(visits).chain(bases).for_each(&mut count);
    for person in room.each::<Person>() {
        person.home_city.iter().for_each(|city| count(city));
    }
    let mut all: Vec<(usize, String)> = counted.into_values().collect();
    all.sort_by(|a, b| b.cmp(a));
    all
}
