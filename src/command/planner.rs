//! Commands of the planner: where, when and who; fixing, moving and leaving out stops; keeping the plan.

use std::path::PathBuf;

use super::layer::{Layer, Then};
use super::sift::cities;
use super::{Answer, Command, Cx, Outcome};
use crate::exchange::ical;
use crate::model::speak::{Bias, parse_day};
use crate::model::{Id, Kind, Problem};
use crate::overlay::{Explain, Item, Picker};
use crate::rules::plan::{MOST_DAYS, Stop, draft, half_code};
use crate::screen::Place;
use crate::store::deliver::{deliver, unwritable};
use crate::text::format;

/// The table.
pub const COMMANDS: &[Command] = &[
    Command::new("plan-cities", |cx, _| choose_cities(cx)).unless(elsewhere),
    Command::new("plan-from", |cx, _| ask_from(cx)).unless(elsewhere),
    Command::new("plan-longer", |cx, _| lengthen(cx, 1)).unless(elsewhere),
    Command::new("plan-shorter", |cx, _| lengthen(cx, -1)).unless(elsewhere),
    Command::new("plan-members", |cx, _| choose_members(cx)).unless(elsewhere),
    Command::new("plan-explain", |cx, _| explain(cx)).unless(elsewhere),
    Command::new("plan-fix", |cx, _| fix(cx)).unless(no_stop),
    Command::new("plan-earlier", |cx, _| shift(cx, -1)).unless(no_stop),
    Command::new("plan-later", |cx, _| shift(cx, 1)).unless(no_stop),
    Command::new("plan-drop", |cx, _| leave_out(cx)).unless(elsewhere),
    Command::new("plan-next", |cx, _| turn(cx, 1)).unless(elsewhere),
    Command::new("plan-previous", |cx, _| turn(cx, -1)).unless(elsewhere),
    Command::new("plan-board", |cx, _| {
        cx.screens.planner.toggle_board();
        Ok(())
    })
    .unless(elsewhere),
    Command::changing("plan-save", |cx, _| save(cx)).unless(no_plan),
    Command::new("plan-export", |cx, _| export(cx)).unless(no_plan),
];

fn elsewhere(cx: &Cx) -> Option<&'static str> {
    (cx.screens.place() != Place::Planner || cx.screens.inspector_focused()).then_some("blocked-not-planner")
}

fn no_stop(cx: &Cx) -> Option<&'static str> {
    elsewhere(cx).or_else(|| cx.screens.planner.stop().is_none().then_some("blocked-no-stop"))
}

fn no_plan(cx: &Cx) -> Option<&'static str> {
    let empty = cx.screens.planner.plan().is_none_or(|plan| plan.stops.is_empty());
    elsewhere(cx).or_else(|| empty.then_some("blocked-no-plan"))
}

/// Any number of cities, those that come up most first; others are typed.
fn choose_cities(cx: &mut Cx) -> Outcome {
    let now: Vec<String> = cx.screens.planner.wish().map(|wish| wish.cities.clone()).unwrap_or_default();
    let known = cities(cx);
    let others = now.iter().filter(|city| !known.iter().any(|(_, name)| name == *city)).map(|city| (0, city.clone()));
    let items = others.chain(known.iter().cloned());
    let items: Vec<Item> = items.map(|(count, city)| Item::new(city.clone(), city, count.to_string())).collect();
    let picker = Picker::new(cx.text.t("command-plan-cities"), items, None, None).many(now);
    let then: Then = Box::new(|cx, answer| {
        if let Answer::Many(cities) = answer {
            cx.screens.planner.ask(|wish| wish.cities = cities);
        }
        Ok(())
    });
    cx.layers.push(Layer::Picker(Box::new(picker)), then);
    Ok(())
}

fn ask_from(cx: &mut Cx) -> Outcome {
    let now = cx.screens.planner.wish().map(|wish| wish.from.to_string()).unwrap_or_default();
    cx.prompt(cx.text.t("planner-ask-from"), &now, |cx, text| {
        let day = parse_day(&text, cx.today(), Bias::Future)?;
        cx.screens.planner.ask(|wish| {
            wish.from = day;
            wish.fixed.clear();
        });
        Ok(())
    });
    Ok(())
}

fn lengthen(cx: &mut Cx, by: i32) -> Outcome {
    let days = cx.screens.planner.wish().map_or(0, |wish| wish.days);
    let then = days.checked_add_signed(by).filter(|days| (1..=MOST_DAYS).contains(days));
    let then = then.ok_or_else(|| Problem::new("problem-plan-days").with("most", MOST_DAYS))?;
    cx.screens.planner.ask(|wish| wish.days = then);
    Ok(())
}

fn choose_members(cx: &mut Cx) -> Outcome {
    let now: Vec<String> =
        cx.screens.planner.wish().into_iter().flat_map(|wish| &wish.members).map(ToString::to_string).collect();
    let picker = Picker::new(cx.text.t("command-plan-members"), cx.items(Kind::Member), None, None).many(now);
    let then: Then = Box::new(|cx, answer| {
        let Answer::Many(keys) = answer else { return Ok(()) };
        let members = keys.iter().map(|key| key.parse()).collect::<Result<Vec<Id>, _>>()?;
        cx.screens.planner.ask(|wish| wish.members = members);
        Ok(())
    });
    cx.layers.push(Layer::Picker(Box::new(picker)), then);
    Ok(())
}

/// What a stop is worth, part by part; of a key player who is not met, why.
fn explain(cx: &mut Cx) -> Outcome {
    let say = |id: &str, args: &[(&str, &str)]| cx.text.ta(id, args);
    if let Some(why) = cx.screens.planner.unmet().map(|one| one.why(cx.room(), &say)) {
        let name = cx.selected().map(|id| cx.room().name(id)).unwrap_or_default();
        cx.say(cx.text.ta("planner-not-met", &[("name", &name), ("why", &why)]));
        return Ok(());
    }
    let Some(stop) = cx.screens.planner.stop().cloned() else { return super::edit::edit_here(cx) };
    let explain = parts(cx, &stop);
    cx.layers.push(
        Layer::Explain(explain),
        Box::new(move |cx, _| {
            if let Some(seat) = stop.seats.first() {
                cx.reveal(*seat);
            }
            Ok(())
        }),
    );
    Ok(())
}

fn parts(cx: &Cx, stop: &Stop) -> Explain {
    let view = cx.view();
    let names = |ids: &[Id]| view.text.list(&ids.iter().map(|id| view.room.name(*id)).collect::<Vec<_>>());
    let half = view.text.t(&format!("plan-half-{}", half_code(stop.slot.half)));
    let when = format!("{} {} {half}", stop.city, format::day(stop.slot.day));
    let mut all = Vec::new();
    for worth in &stop.worth {
        let name = view.room.name(worth.seat);
        let of = [
            ("urgency", worth.parts.urgency),
            ("rung", worth.parts.rung),
            ("firmness", worth.parts.firmness),
            ("class", worth.parts.class),
        ];
        all.extend(of.map(|(part, value)| {
            (format!("{name} · {}", view.text.t(&format!("planner-part-{part}"))), format!("× {value:.2}"))
        }));
        all.push((format!("{name} ="), format!("{:.2}", worth.parts.score())));
    }
    Explain {
        title: view.room.name(stop.account),
        facts: vec![when, format!("{} ↔ {}", names(&stop.members), names(&stop.seats))],
        parts: all,
        total: (view.text.t("planner-worth"), format!("{:.2}", stop.score)),
        keys: view.text.t("planner-explain-keys"),
    }
}

/// Keeps a stop where it is, whatever else is planned; again, lets it go.
fn fix(cx: &mut Cx) -> Outcome {
    let Some(stop) = cx.screens.planner.stop().cloned() else { return Ok(()) };
    let fixed =
        cx.screens.planner.wish().is_some_and(|wish| stop.seats.iter().any(|seat| wish.fixed.contains_key(seat)));
    cx.screens.planner.fix(&stop.seats, (!fixed).then_some(stop.slot));
    Ok(())
}

/// Puts a stop half a day earlier or later and keeps it there; the others make way.
fn shift(cx: &mut Cx, by: i32) -> Outcome {
    let Some(stop) = cx.screens.planner.stop().cloned() else { return Ok(()) };
    let slot = cx.screens.planner.wish().and_then(|wish| wish.beside(stop.slot, by));
    let slot = slot.ok_or_else(|| Problem::new("problem-plan-outside"))?;
    cx.screens.planner.fix(&stop.seats, Some(slot));
    Ok(())
}

/// Leaves whoever is under the cursor out of the plan, or takes them in again.
fn leave_out(cx: &mut Cx) -> Outcome {
    if cx.screens.planner.stop().is_some() {
        cx.screens.planner.drop_stop();
        return Ok(());
    }
    let seat = cx.screens.planner.unmet().map(|one| one.seat).ok_or_else(|| Problem::new("blocked-no-stop"))?;
    cx.screens.planner.ask(|wish| {
        wish.fixed.remove(&seat);
        if !wish.dropped.remove(&seat) {
            wish.dropped.insert(seat);
        }
    });
    Ok(())
}

fn turn(cx: &mut Cx, by: isize) -> Outcome {
    if cx.screens.planner.turn(by) { Ok(()) } else { Err(Problem::new("problem-plan-no-other")) }
}

/// Asks for a file, and writes the plan there as a calendar that others can open.
fn export(cx: &mut Cx) -> Outcome {
    let first = cx.screens.planner.plan().and_then(|plan| plan.stops.first()).map(|stop| stop.slot.day);
    let name = format!("visits-{}.ics", first.unwrap_or_else(|| cx.today()));
    cx.prompt(cx.text.t("planner-ask-file"), &name, |cx, path| {
        let Some(plan) = cx.screens.planner.plan().cloned() else { return Ok(()) };
        let path = PathBuf::from(path.trim());
        let say = |id: &str, args: &[(&str, &str)]| cx.text.ta(id, args);
        let (calendar, visits) = if let Some(visits) = cx.screens.planner.saved() {
            (ical::calendar_of(cx.room(), visits, cx.now()), visits.to_vec())
        } else {
            let (draft, visits) = draft(cx.room(), &cx.terms, &plan, cx.now(), &say)?;
            (ical::calendar_of(&cx.room().foreseen(draft)?, &visits, cx.now()), visits)
        };
        deliver(&path, std::iter::once(calendar)).map_err(|error| unwritable(&path, error))?;
        let said = path.display().to_string();
        cx.say(cx.text.ta("message-written", &[("path", &said), ("count", &visits.len().to_string())]));
        Ok(())
    });
    Ok(())
}

/// Makes every stop a planned visit, in one edit.
fn save(cx: &mut Cx) -> Outcome {
    let Some(plan) = cx.screens.planner.plan().cloned() else { return Ok(()) };
    // What stays on the screen as it was saved would be made a second time.
    if cx.screens.planner.saved().is_some() {
        return Err(Problem::new("problem-plan-saved"));
    }
    let say = |id: &str, args: &[(&str, &str)]| cx.text.ta(id, args);
    let (draft, visits) = draft(cx.room(), &cx.terms, &plan, cx.now(), &say)?;
    cx.commit(draft)?;
    let count = visits.len().to_string();
    let version = cx.room().version();
    cx.screens.planner.keep(version, visits);
    cx.message.text = cx.text.ta("planner-saved", &[("count", &count)]);
    Ok(())
}
