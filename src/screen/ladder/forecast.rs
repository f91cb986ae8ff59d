//! The forecast: for each of ours the follow-ups that will climb to them within a month if nobody acts, soonest first.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;

use super::Sift;
use super::gather::{self, AHEAD, rung_of, without_table};
use super::page::{Said, Sheet, field};
use crate::model::{FollowUp, Id, Member};
use crate::rules::ladder::{self, Coming, Position};
use crate::screen::View;
use crate::screen::grid::{Cell, Col, Group, Key, Line};
use crate::screen::present::{choice_label, distance, laden};
use crate::text::{clean, format::day};
use crate::theme::Role;

pub(super) fn sheet(view: &View, sift: Sift) -> Sheet {
    let t = |id| view.text.t(id);
    let mut columns = vec![
        Col::fixed(t("ladder-on"), 6, 0),
        Col::fixed(t("ladder-when"), 13, 4),
        Col::text(t("field-subject"), 24, 1).of("subject"),
    ];
    if view.account.is_none() {
        columns.push(Col::text(t("kind-account"), 14, 3));
    }
    columns.extend([Col::fixed(t("ladder-climb"), 22, 5), Col::text(t("ladder-held-now"), 14, 2)]);

    let everywhere = ladder::positions(view.room, view.terms, view.now, None);
    let load = ladder::load(&everywhere);
    let now: BTreeMap<Id, &Position> = everywhere.iter().map(|(item, position)| (item.id, position)).collect();
    let until = view.now.checked_add_days(Days::new(AHEAD)).unwrap_or(view.now);
    let mut coming = ladder::forecast(view.room, view.terms, view.now, until, view.account);
    let all = coming.len();
    coming.retain(|one| sift.foresees(view, one));
    let hidden = all - coming.len();
    let mut by_holder: BTreeMap<Option<Id>, Vec<&Coming>> = BTreeMap::new();
    for one in &coming {
        by_holder.entry(one.holder).or_default().push(one);
    }
    let mut holders: Vec<_> = by_holder.into_iter().collect();
    // From the top rung down: whoever has nobody above reads first.
    let rung = |id: &Option<Id>| rung_of(id.and_then(|id| view.room.get::<Member>(id)?.level));
    holders.sort_by_key(|(holder, coming)| (rung(holder), coming.first().map(|one| one.climb.at), *holder));
    let groups = holders.into_iter().map(|(holder, coming)| Group {
        title: title(view, holder, coming.len(), &load),
        lines: coming.into_iter().map(|one| line(view, one, now.get(&one.id).copied())).collect(),
    });
    let count = coming.len().to_string();
    let until = until.date_naive().to_string();
    let crown = vec![(view.text.ta("ladder-forecast-until", &[("day", &until), ("count", &count)]), Role::Title)];
    let mut crown = vec![crown];
    let missing = coming.iter().flat_map(|one| {
        let country = view.terms.country(view.room.get(one.account));
        one.missing_years.iter().map(move |year| (country, *year))
    });
    let missing: BTreeSet<(&str, i32)> = missing.collect();
    crown.extend((!missing.is_empty()).then(|| vec![(without_table(view, missing), Role::Warn)]));
    Sheet { columns, groups: groups.collect(), crown, hidden }
}

/// `陈总  on hand 9/8 !!  +7`.
fn title(view: &View, holder: Option<Id>, coming: usize, load: &BTreeMap<Id, usize>) -> String {
    let count = coming.to_string();
    let Some(member) = holder.and_then(|id| view.room.get::<Member>(id)) else {
        return view.text.ta("ladder-coming-to-nobody", &[("count", &count)]);
    };
    let (held, _) = laden(load.get(&member.id).copied().unwrap_or(0), member.capacity);
    view.text.ta("ladder-coming-to", &[("name", &clean(&member.name)), ("load", &held), ("count", &count)])
}

fn line(view: &View, coming: &Coming, now: Option<&Position>) -> Line {
    let at = coming.climb.at.date_naive();
    let levels = [coming.climb.from, coming.climb.to].map(|rung| level(view, coming.id, rung));
    let [_, right, _, _] = view.theme.lines().arrows;
    let holder = now.and_then(|position| position.holder).map(|id| view.room.name(id)).unwrap_or_default();
    let soon = (at - view.today()).num_days() <= 1;
    let mut cells = vec![
        Cell::new(day(at), if soon { Role::Warn } else { Role::Text })
            .by(Key::Number(coming.climb.at.timestamp() as f64)),
        Cell::new(distance(view.text, at, view.today()), Role::Dim).by(Key::Number(coming.climb.at.timestamp() as f64)),
        field(view, coming.id, "subject"),
    ];
    if view.account.is_none() {
        cells.push(Cell::new(clean(&view.room.name(coming.account)), Role::Dim));
    }
    let climb = levels.join(&format!(" {right} "));
    let absent = coming.stands_for.map(|id| view.room.name(id));
    let climb = match absent {
        Some(absent) => view.text.ta("ladder-climb-for", &[("climb", &climb), ("absent", &clean(&absent))]),
        None => climb,
    };
    cells.push(Cell::new(climb, Role::Text));
    cells.push(Cell::new(clean(&holder), Role::Dim));
    // An item that climbs twice has two lines.
    let key = Id::named("forecast", &format!("{}-{}", coming.id, coming.climb.to));
    Line { key, record: Some(coming.id), cells }
}

/// What the rung of an item is called.
fn level(view: &View, item: Id, rung: usize) -> String {
    let policy =
        view.room.get::<FollowUp>(item).map(|item| view.terms.ladders.policy_of(item, view.room.get(item.account)));
    let level = policy.and_then(|policy| policy.rungs.get(rung.checked_sub(1)?)?.ours.first().copied());
    level.map(|level| choice_label(view.text, "level", level.code())).unwrap_or_default()
}

/// Where the item under the cursor stands now.
pub(super) fn told(view: &View, id: Id) -> Vec<Said> {
    let Some(item) = view.room.get::<FollowUp>(id) else { return Vec::new() };
    let position = ladder::position(item, view.room, view.terms, view.now);
    let detail = gather::item(view, item, &position).detail;
    let heading = vec![(format!("{} ", clean(&item.subject)), Role::Heading)];
    vec![heading, vec![(detail, Role::Info)]]
}
