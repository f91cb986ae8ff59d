//! What stands in the planner's list and on its board.

use crate::model::choice::VisitStatus;
use crate::model::{Id, Member, Travel, Visit};
use crate::rules::plan::{Plan, Proposal, Spell, Stop, Track, Wish, board as tracks, half_code, slots};
use crate::screen::View;
use crate::screen::calendar::words::short_city;
use crate::screen::grid::{Cell, Col, Group, Key, Line};
use crate::screen::present::moment;
use crate::text::{clean, format};
use crate::theme::Role;

/// Columns of a half day on the board.
const HALF: u16 = 6;

/// Columns of a day and its half, and of the mark that it is fixed.
const WHEN: u16 = 15;

/// The stops, then what stands against more of them: who is not met, who is away, what is planned already.
pub(super) fn list(view: &View, wish: &Wish, plan: &Plan, proposal: &Proposal) -> (Vec<Col>, Vec<Group>) {
    let t = |id: &str| view.text.t(id);
    let columns = vec![
        Col::fixed(t("planner-when"), WHEN, 0),
        Col::text(t("field-city"), 8, 3),
        Col::text(t("kind-account"), 12, 1),
        Col::text(t("planner-theirs"), 14, 0),
        Col::text(t("planner-ours"), 14, 2),
        Col::number(t("planner-worth"), 7, 4),
    ];
    let stops = plan.stops.iter().map(|stop| stop_line(view, wish, stop)).collect();
    let say = |id: &str, args: &[(&str, &str)]| view.text.ta(id, args);
    let unmet = proposal.unmet.iter().map(|one| {
        let account = view.room.account_of(one.seat);
        let dropped = wish.dropped.contains(&one.seat);
        let role = if dropped { Role::Dim } else { Role::Warn };
        row(
            one.seat,
            [
                String::new(),
                String::new(),
                named(view, account),
                named(view, Some(one.seat)),
                one.why(view.room, &say),
                String::new(),
            ],
            role,
        )
    });
    let groups = vec![
        Group { title: String::new(), lines: stops },
        Group { title: t("plan-unmet"), lines: unmet.collect() },
        Group { title: t("planner-away"), lines: away(view, wish) },
        Group { title: t("planner-planned"), lines: planned(view, wish) },
    ];
    (columns, groups.into_iter().filter(|group| !group.lines.is_empty()).collect())
}

fn stop_line(view: &View, wish: &Wish, stop: &Stop) -> Line {
    let names = |ids: &[Id]| view.text.list(&ids.iter().map(|id| view.room.name(*id)).collect::<Vec<_>>());
    let fixed = stop.seats.iter().any(|seat| wish.fixed.contains_key(seat));
    let when = slot(view, stop.slot.day, half_code(stop.slot.half));
    let seat = stop.seats.first().copied().unwrap_or(Id::NIL);
    let mut line = row(
        seat,
        [
            format!("{when}{}", if fixed { " *" } else { "" }),
            stop.city.clone(),
            named(view, Some(stop.account)),
            names(&stop.seats),
            names(&stop.members),
            format!("{:.1}", stop.score),
        ],
        Role::Text,
    );
    if fixed && let Some(cell) = line.cells.first_mut() {
        cell.role = Role::Accent;
    }
    line
}

fn slot(view: &View, day: chrono::NaiveDate, half: &str) -> String {
    use chrono::Datelike;
    format!("{} {} {}", view.text.weekday(day.weekday()), format::day(day), view.text.t(&format!("plan-half-{half}")))
}

/// Ours who are on leave, or on a journey to somewhere else.
fn away(view: &View, wish: &Wish) -> Vec<Line> {
    let (from, to) = (wish.from, wish.to());
    let mut lines = Vec::new();
    for member in wish.members.iter().filter_map(|id| view.room.get::<Member>(*id)) {
        for leave in &member.leave {
            let (Some(first), Some(last)) = (leave.from, leave.to.or(leave.from)) else { continue };
            if first <= to && from <= last {
                let days = format!("{} – {}", format::day(first), format::day(last));
                let why = leave.reason.clone().unwrap_or_else(|| view.text.t("planner-on-leave"));
                let key = Id::named("planner-leave", &format!("{}{}", member.id, leave.id));
                lines.push(Line {
                    key,
                    ..row(
                        member.id,
                        [days, String::new(), String::new(), String::new(), member.name.clone(), why],
                        Role::Dim,
                    )
                });
            }
        }
        for travel in view.room.linked::<Travel>(member.id).filter(|one| one.member == Some(member.id)) {
            let (Some(first), last) = (travel.depart.map(|at| at.day()), travel.r#return.or(travel.arrive)) else {
                continue;
            };
            let last = last.map_or(first, |at| at.day());
            if first <= to && from <= last && !wish.cities.contains(&travel.to_city) {
                let days = format!("{} – {}", format::day(first), format::day(last));
                let cells =
                    [days, travel.to_city.clone(), String::new(), String::new(), member.name.clone(), String::new()];
                lines.push(row(travel.id, cells, Role::Dim));
            }
        }
    }
    lines
}

/// Visits that are planned already in those days with those who travel.
fn planned(view: &View, wish: &Wish) -> Vec<Line> {
    let (from, to) = (wish.from, wish.to());
    let theirs = |visit: &&Visit| visit.ours.iter().any(|one| wish.members.contains(&one.member));
    let within = |visit: &&Visit| visit.start.is_some_and(|start| (from..=to).contains(&start.day()));
    let mut all: Vec<&Visit> = view
        .room
        .all::<Visit>()
        .filter(|visit| visit.status == Some(VisitStatus::Planned))
        .filter(within)
        .filter(theirs)
        .collect();
    all.sort_by_key(|visit| (visit.start, visit.id));
    let line = |visit: &Visit| {
        let ours: Vec<String> = visit.ours.iter().map(|one| view.room.name(one.member)).collect();
        let seats: Vec<String> = visit.theirs.iter().map(|seat| view.room.name(*seat)).collect();
        let when = visit.start.map(|start| moment(&start)).unwrap_or_default();
        let when = when.get(5..).unwrap_or_default().to_owned();
        let cells = [
            when,
            visit.city.clone().unwrap_or_default(),
            named(view, Some(visit.account)),
            view.text.list(&seats),
            view.text.list(&ours),
            String::new(),
        ];
        row(visit.id, cells, Role::Info)
    };
    all.into_iter().map(line).collect()
}

fn named(view: &View, id: Option<Id>) -> String {
    id.map(|id| view.room.name(id)).unwrap_or_default()
}

fn row(id: Id, cells: [String; 6], role: Role) -> Line {
    let cells = cells.into_iter().map(|text| Cell::new(clean(&text), role)).collect();
    Line { key: id, record: Some(id), cells }
}

/// People against half days: the city, and what holds them there.
pub(super) fn board(view: &View, wish: &Wish, plan: &Plan, proposal: &Proposal) -> (Vec<Col>, Vec<Group>) {
    let mut columns = vec![Col::text(view.text.t("planner-people"), 12, 0)];
    for (at, slot) in slots(wish).into_iter().enumerate() {
        let half = view.text.t(&format!("planner-half-{}", half_code(slot.half)));
        let title = format!("{}{half}", slot.day.format("%d"));
        columns.push(Col::fixed(title, HALF, u8::try_from(at + 1).unwrap_or(u8::MAX)));
    }
    let all = tracks(view.room, view.terms, wish, plan, proposal);
    let (ours, theirs): (Vec<&Track>, Vec<&Track>) = all.iter().partition(|track| track.is_ours);
    let line = |track: &Track| {
        let name = Cell::new(clean(&view.room.name(track.who)), Role::Text);
        let cells = track.cells.iter().map(|spell| spell_cell(view, wish, spell));
        Line { key: track.who, record: Some(track.who), cells: std::iter::once(name).chain(cells).collect() }
    };
    let group =
        |id: &str, tracks: Vec<&Track>| Group { title: view.text.t(id), lines: tracks.into_iter().map(line).collect() };
    (columns, vec![group("planner-ours", ours), group("planner-theirs", theirs)])
}

fn spell_cell(view: &View, wish: &Wish, spell: &Spell) -> Cell {
    let dot = if view.theme.ascii { "*" } else { "●" };
    let city = |cols: usize| spell.city.as_deref().map(|city| short_city(city, cols)).unwrap_or_default();
    let (text, role) = match spell {
        Spell { meeting: Some(_), .. } => (format!("{dot}{}", city(HALF as usize - 1)), Role::Accent),
        Spell { visit: Some(_), .. } => (format!("■{}", city(HALF as usize - 1)), Role::Info),
        Spell { on_leave: true, .. } => (view.text.t("planner-off"), Role::Dim),
        Spell { city: Some(name), travels, .. } => {
            let here = wish.cities.contains(name);
            (
                city(HALF as usize),
                if *travels {
                    Role::Warn
                } else if here {
                    Role::Text
                } else {
                    Role::Dim
                },
            )
        }
        Spell { .. } => ("·".into(), Role::Dim),
    };
    Cell::new(text, role).by(Key::None)
}
